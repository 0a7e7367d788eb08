// What became of the comparisons of a check, so that all of them are told.
#pragma once

#include <string>

#include "plan/crosscheck.hpp"

namespace report {

// How many comparisons raised no finding and confirmed nothing.
int without_finding(const plan::CheckResult& check);

// “相符5处，其余36次没有发现不符；另有2处缺数据，无法核对”.
std::string rest_of_check(const plan::CheckResult& check);

}  // namespace report
