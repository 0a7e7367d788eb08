// The law's guardrail. 三个不得 (the Central Committee's and State Council's opinion of 2021 on effective statistical
// supervision, and the Statistics Law): no order to a statistics body for a value, none that tells anybody which number
// to report.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "plan/orders.hpp"

namespace plan {

// Why a text may not stand in an order; nothing when it may. Refused is a clause that holds both a number and a word of
// reporting or making up (上报, 报送, 填报, 调整数据, 应统尽统到 …).
std::optional<std::string> text_refused(std::string_view text);

// Why an order may not go out; nothing when it may: its owner is a statistics body, a text of it is refused, or it
// would close on the owner's own word (以责任单位自报为准).
std::optional<std::string> order_refused(const Order& order);

}  // namespace plan
