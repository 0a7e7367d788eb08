// Figures in a reply are what an office claims: they are held beside the published ones, never among them.
#pragma once

#include "plan/replies.hpp"

namespace plan::reply {

// Fills `targets` and `notes` of a matched reply: the targets its words and figures name, and each claim that differs
// from the published figure of the same period by more than rounding allows.
void note_targets(MatchedReply& reply, const reading::Replies& letter, const ReplyMatching& with);

}  // namespace plan::reply
