#include "plan/project_amounts.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace plan::projects {

namespace {

using View = std::u32string_view;

std::u32string folded(std::string_view name) {
  const auto decoded = base::from_utf8(name);
  std::u32string out;
  if (!decoded) return out;
  for (const char32_t raw : *decoded) {
    const char32_t c = base::to_half_width(raw);
    if (base::is_space(c) || View(U"“”‘’\"'《》()[]【】〔〕、，,。.·-—－_#").find(c) != View::npos) continue;
    out += c;
  }
  for (bool again = true; again;) {
    again = false;
    for (const View tail : {View(U"建设项目"), View(U"建设工程"), View(U"项目"), View(U"工程"), View(U"建设")}) {
      if (out.size() >= tail.size() + 2 && out.ends_with(tail)) {
        out.resize(out.size() - tail.size());
        again = true;
      }
    }
  }
  return out;
}

// Phases, blocks and numbers: what tells two projects of one name apart.
std::u32string markers(View name) {
  std::u32string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char32_t c = name[i];
    const bool counted = i + 1 < name.size() && View(U"期标段号批区栋座幢组").find(name[i + 1]) != View::npos;
    const bool ordinal = View(U"一二三四五六七八九十东西南北").find(c) != View::npos && counted;
    const bool letter = (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z');
    if ((c >= U'0' && c <= U'9') || ordinal || letter) out += c;
  }
  return out;
}

double dice(View a, View b) {
  if (a.size() < 2 || b.size() < 2) return a == b ? 1 : 0;
  std::map<std::pair<char32_t, char32_t>, int> pairs;
  for (std::size_t i = 0; i + 1 < a.size(); ++i) ++pairs[{a[i], a[i + 1]}];
  int shared = 0;
  for (std::size_t i = 0; i + 1 < b.size(); ++i) {
    const auto at = pairs.find({b[i], b[i + 1]});
    if (at != pairs.end() && at->second > 0) --at->second, ++shared;
  }
  return 2.0 * shared / static_cast<double>(a.size() - 1 + b.size() - 1);
}

}  // namespace

quantity::Interval interval_of(const Amount& amount) {
  return amount.unit.empty() ? quantity::rounding_interval(amount.number)
                             : quantity::rounding_interval(amount.number, amount.unit);
}
Decimal in_yuan(const Amount& amount) {
  return amount.unit.empty() ? amount.number : quantity::scaled(amount.number, amount.unit);
}
bool comparable(const Amount& a, const Amount& b) { return a.unit.empty() == b.unit.empty(); }

Sum sum_of(const std::vector<const reading::MoneyCell*>& cells) {
  Sum out;
  std::map<std::string, int> units;
  for (const auto* cell : cells) {
    if (!cell->amount) {
      ++out.missing;
      continue;
    }
    const Amount& a = *cell->amount;
    ++units[a.unit];
    ++out.numbers;
    out.yuan += in_yuan(a);
    out.allowed = out.allowed + interval_of(a);
    out.decimals = std::max(out.decimals, a.number.decimals());
  }
  out.mixed = units.size() > 1 && units.contains("");
  int most = 0;
  for (const auto& [unit, n] : units) {
    if (n > most) out.unit = unit, most = n;
  }
  return out;
}

Sum sum_of(const ProjectSheet& sheet, const std::vector<std::size_t>& members, Money money) {
  std::vector<const reading::MoneyCell*> cells;
  for (const std::size_t i : members) cells.push_back(&sheet.projects[i].money[static_cast<std::size_t>(money)]);
  return sum_of(cells);
}

Sum sum_of(const ProjectSheet& sheet, Money money) {
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < sheet.projects.size(); ++i) all.push_back(i);
  return sum_of(sheet, all, money);
}

Decimal Sum::in_unit() const {
  if (unit.empty()) return yuan.rounded(decimals);
  return (yuan / quantity::parse_unit(unit).scale).rounded(decimals);
}
std::string Sum::words() const { return in_unit().to_string() + unit; }

std::string words(const Amount& amount) { return amount.number.to_string() + amount.unit; }

std::string where(base::Place place) {
  const auto cut = place.file.find_last_of("/\\");
  if (cut != std::string::npos) place.file.erase(0, cut + 1);
  return base::to_text(place);
}

Input input_of(const std::string& label, const Amount& amount) {
  return {label, words(amount), where(amount.place), std::nullopt};
}

double name_likeness(std::string_view a, std::string_view b) {
  const std::u32string x = folded(a), y = folded(b);
  if (x.empty() || y.empty()) return 0;
  if (x == y) return 1;
  if (markers(x) != markers(y)) return 0;
  const auto& longer = x.size() > y.size() ? x : y;
  const auto& shorter = x.size() > y.size() ? y : x;
  if (shorter.size() >= 4 && longer.find(shorter) != std::u32string::npos) return 0.9;
  return std::min(0.89, dice(x, y));
}

const Project* find_project(const std::vector<Project>& among, std::string_view name, double* likeness) {
  const Project* best = nullptr;
  double most = 0;
  for (const auto& p : among) {
    const double like = name_likeness(p.name, name);
    if (like > most) most = like, best = &p;
  }
  if (likeness != nullptr) *likeness = most;
  return most >= kSameName ? best : nullptr;
}

}  // namespace plan::projects
