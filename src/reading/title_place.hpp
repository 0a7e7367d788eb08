// The place that a title names: whose table it is.
#pragma once

#include <string>

namespace reading {

// 青岩县 in 青岩县2025年重点项目表, 岚湖区 in 岚州市岚湖区… and in …（岚湖区）; empty where a title names none.
std::string place_in_title(const std::string& title);

}  // namespace reading
