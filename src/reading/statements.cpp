#include "reading/statements.hpp"

#include "base/fault.hpp"

namespace reading {
namespace {
std::string unreachable() {
  JC_ASSERT(!"value outside its enumeration");
  return {};
}
}  // namespace

std::string to_string(Qualifier q) {
  switch (q) {
    case Qualifier::exact:
      return "exact";
    case Qualifier::about:
      return "about";
    case Qualifier::nearly:
      return "nearly";
    case Qualifier::over:
      return "over";
    case Qualifier::at_least:
      return "at_least";
    case Qualifier::at_most:
      return "at_most";
    case Qualifier::range:
      return "range";
  }
  return unreachable();
}

std::string to_string(Kind k) {
  switch (k) {
    case Kind::level:
      return "level";
    case Kind::count:
      return "count";
    case Kind::growth:
      return "growth";
    case Kind::share:
      return "share";
    case Kind::completion:
      return "completion";
    case Kind::per_capita:
      return "per_capita";
    case Kind::rank:
      return "rank";
    case Kind::threshold:
      return "threshold";
    case Kind::difference:
      return "difference";
    case Kind::index:
      return "index";
  }
  return unreachable();
}

std::string to_string(FigureStatus s) {
  switch (s) {
    case FigureStatus::achieved:
      return "achieved";
    case FigureStatus::target:
      return "target";
    case FigureStatus::planned:
      return "planned";
    case FigureStatus::context:
      return "context";
  }
  return unreachable();
}

std::string to_string(Relation r) {
  switch (r) {
    case Relation::above:
      return "above";
    case Relation::not_below:
      return "not-below";
    case Relation::below:
      return "below";
    case Relation::not_above:
      return "not-above";
    case Relation::in_step:
      return "in-step";
    case Relation::none:
      break;
  }
  return "";
}

std::string to_string(ChangeDirection d) {
  switch (d) {
    case ChangeDirection::none:
      return "none";
    case ChangeDirection::up:
      return "up";
    case ChangeDirection::down:
      return "down";
    case ChangeDirection::flat:
      return "flat";
  }
  return unreachable();
}

}  // namespace reading
