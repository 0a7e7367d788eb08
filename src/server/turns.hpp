// Whose turn it is on a busy processor: a thread says how it wants to share. Linux only asks; nothing fails when it
// says no.
#pragma once

namespace server {

// This thread answers people: when it has something to do it should run at once, and is soon done. By a short slice
// (sched_setattr(2), Linux 6.12); on older kernels a thread that wakes up goes first anyhow.
void take_short_turns();
// This thread works long and gives way to the others; it is never starved, whatever else the machine does.
void give_way();

}  // namespace server
