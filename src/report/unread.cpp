#include "report/documents.hpp"

namespace report {

std::string to_string(Unread::Kind kind) {
  switch (kind) {
    case Unread::Kind::unread:
      break;
    case Unread::Kind::left_out:
      return "left_out";
    case Unread::Kind::past_due:
      return "past_due";
  }
  return "unread";
}

std::string to_chinese(Unread::Kind kind) {
  switch (kind) {
    case Unread::Kind::unread:
      break;
    case Unread::Kind::left_out:
      return "没有采用";
    case Unread::Kind::past_due:
      return "逾期任务";
  }
  return "未能读取";
}

std::vector<const Unread*> of_kind(const std::vector<Unread>& all, Unread::Kind kind) {
  std::vector<const Unread*> out;
  for (const Unread& one : all)
    if (one.kind == kind) out.push_back(&one);
  return out;
}

}  // namespace report
