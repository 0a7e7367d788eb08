#include "feel/run.hpp"

namespace feel {

namespace {
constexpr std::size_t kMostProblems = 200;
}

std::string_view code_of(Wrong wrong) {
  switch (wrong) {
    case Wrong::syntax:
      return "syntax";
    case Wrong::unknown_name:
      return "unknown_name";
    case Wrong::unknown_function:
      return "unknown_function";
    case Wrong::not_a_function:
      return "not_a_function";
    case Wrong::wrong_type:
      return "wrong_type";
    case Wrong::wrong_arguments:
      return "wrong_arguments";
    case Wrong::out_of_domain:
      return "out_of_domain";
    case Wrong::not_conforming:
      return "not_conforming";
    case Wrong::unknown_member:
      return "unknown_member";
    case Wrong::bad_pattern:
      return "bad_pattern";
    case Wrong::duplicate_key:
      return "duplicate_key";
    case Wrong::over_budget:
      return "over_budget";
  }
  return "";
}

std::string to_text(const Problem& p, bool english) {
  const auto said = [&](const char* chinese, const char* other) {
    std::string out = english ? other : chinese;
    if (!p.what.empty()) out += (english ? ": " : "：") + p.what;
    return out;
  };
  std::string out;
  switch (p.wrong) {
    case Wrong::syntax:
      out = said("写法不对", "syntax");
      break;
    case Wrong::unknown_name:
      out = said("没有这个名称", "unknown name");
      break;
    case Wrong::unknown_function:
      out = said("没有这个函数", "unknown function");
      break;
    case Wrong::not_a_function:
      out = said("不是函数，不能调用", "not a function");
      break;
    case Wrong::wrong_type:
      out = said("类型不对", "wrong type");
      break;
    case Wrong::wrong_arguments:
      out = said("参数的个数或名称不对", "wrong number or names of arguments");
      break;
    case Wrong::out_of_domain:
      out = said("值不在允许的范围内", "value out of its domain");
      break;
    case Wrong::not_conforming:
      out = said("值与规定的类型不符", "value does not conform to its type");
      break;
    case Wrong::unknown_member:
      out = said("没有这一项", "no such member");
      break;
    case Wrong::bad_pattern:
      out = said("正则表达式不对", "bad regular expression");
      break;
    case Wrong::duplicate_key:
      out = said("同一项写了两次", "the same entry twice");
      break;
    case Wrong::over_budget:
      out = said("计算量超过限度，已停止", "stopped: over budget");
      break;
  }
  return p.where.empty() ? out : p.where + (english ? ": " : "：") + out;
}

Value Run::fail(Wrong wrong, std::string what, std::size_t begin, std::size_t end) {
  if (problems_.size() < kMostProblems) problems_.push_back({wrong, std::move(what), begin, end, where_});
  return {};
}

bool Run::out_of_budget() {
  if (!exhausted_) fail(Wrong::over_budget);
  exhausted_ = true;
  return false;
}

}  // namespace feel
