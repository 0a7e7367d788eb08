#include "feel/run.hpp"

#include <algorithm>

namespace feel {

namespace {
constexpr std::size_t kMostProblems = 200;
constexpr std::size_t kLongestWhat = 400;
}  // namespace

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
    case Wrong::over_budget: {
      const std::string_view of = p.what;
      const char* chinese = of == "steps"    ? "步数"
                            : of == "time"   ? "时间"
                            : of == "memory" ? "内存"
                            : of == "depth"  ? "层数"
                                             : p.what.c_str();
      out = english ? "stopped: over budget" : "计算量超过限度，已停止";
      if (!p.what.empty()) out += english ? ": " + p.what : std::string("：") + chinese;
      break;
    }
  }
  return p.where.empty() ? out : p.where + (english ? ": " : "：") + out;
}

Value Run::fail(Wrong wrong, std::string what, std::size_t begin, std::size_t end) {
  if (problems_.size() >= kMostProblems) return {};
  if (what.size() > kLongestWhat) {
    std::size_t cut = kLongestWhat;
    while ((static_cast<unsigned char>(what[cut]) & 0xC0u) == 0x80u) --cut;
    what.replace(cut, std::string::npos, "…");
  }
  Problem& p = problems_.emplace_back();
  p.wrong = wrong;
  p.what = std::move(what);
  p.where = where_;
  if (end > begin) place(problems_.size() - 1, begin, end);
  return {};
}

void Run::place(std::size_t from, std::size_t begin, std::size_t end) {
  for (std::size_t i = from; i < problems_.size(); ++i) {
    Problem& p = problems_[i];
    if (p.end > p.begin) continue;
    p.begin = begin;
    p.end = end;
    if (origin_ != nullptr) origin_->locate(begin, p);
  }
}

void Run::locate(std::size_t from, const Origin& origin) {
  for (std::size_t i = from; i < problems_.size(); ++i) {
    if (problems_[i].line == 0) origin.locate(0, problems_[i]);
  }
}

Run Run::aside() const {
  Run out(budget_);
  out.now = now;
  out.exhausted_ = exhausted_;
  return out;
}

void Run::charge(const Run& aside) {
  budget_.steps = aside.budget_.steps;
  budget_.memory = aside.budget_.memory;
  if (aside.exhausted_ && !exhausted_) {
    const auto at = std::ranges::find(aside.problems_, Wrong::over_budget, &Problem::wrong);
    fail(Wrong::over_budget, at == aside.problems_.end() ? "steps" : at->what);
    exhausted_ = true;
  }
  look_at_ = next_look();
}

Value Run::settled(Value value) {
  if (!exhausted_ && weight(value, kMostWritten) >= kMostWritten) out_of_budget("memory");
  return exhausted_ ? Value() : value;
}

bool Run::look() {
  if (budget_.steps < 0) return out_of_budget("steps");
  if (budget_.deadline != nullptr && budget_.deadline->passed()) return out_of_budget("time");
  look_at_ = next_look();
  return true;
}

bool Run::out_of_budget(const char* of) {
  if (!exhausted_) {
    // There is always room for this one: it says why the rest is missing.
    if (problems_.size() >= kMostProblems) problems_.pop_back();
    fail(Wrong::over_budget, of);
  }
  exhausted_ = true;
  budget_.steps = -1;  // nothing goes on
  look_at_ = 0;
  return false;
}

std::optional<bool> paid_equal(Run& run, const Value& a, const Value& b) {
  if (a.kind() != b.kind() || (!a.is(Kind::list) && !a.is(Kind::context))) return equal(a, b);
  constexpr std::int64_t most = 20'000'000, a_step = 8;  // comparisons
  std::int64_t left = std::min(most, run.budget().steps * a_step);
  const std::int64_t before = left;
  const auto out = equal(a, b, left);
  if (left <= 0) {
    run.spend(run.budget().steps + 1);
    return std::nullopt;
  }
  run.spend((before - left) / a_step);
  return out;
}

bool paid_same(Run& run, const Value& a, const Value& b) { return paid_equal(run, a, b).value_or(false); }

}  // namespace feel
