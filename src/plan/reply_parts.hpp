// What a reply says of each of several tasks: the clauses that name it, the stage of those clauses, and its own figure
// against its own target. Another task's share is never its share.
#pragma once

#include "plan/replies.hpp"

namespace plan::reply {

// Sets `stage`, `percent_done` and `counted` of every match of the reply.
void settle_parts(MatchedReply& reply, const ReplyMatching& with);

}  // namespace plan::reply
