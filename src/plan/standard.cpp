#include "plan/standard.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace plan {
namespace {

using reading::Relation;

constexpr std::array<std::string_view, 6> kGrowthWords{"增速", "增幅", "增长速度", "增长率", "增长", "涨幅"};
constexpr std::array<std::string_view, 8> kPlaces{"全国", "全自治区", "全省", "全市", "全州", "全区", "全球", "全盟"};

// 平均水平, 平均增速, 增长水平: how much, and no part of a name.
std::string without_measure(std::string name) {
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view tail : {"平均水平", "总体水平", "增长水平", "水平", "平均", "同期", "的"}) {
      if (!name.ends_with(tail) || name.size() < tail.size()) continue;
      name.resize(name.size() - tail.size());
      again = true;
      break;
    }
  }
  return name;
}

std::string without_growth(const std::string& name) {
  for (const std::string_view tail : kGrowthWords)
    if (name.ends_with(tail)) return without_measure(name.substr(0, name.size() - tail.size()));
  return name;
}

std::string place_at_start(std::string_view words) {
  for (const std::string_view place : kPlaces)
    if (words.starts_with(place)) return std::string(place);
  return {};
}

// 全国、全省平均水平 and 全国平均水平、高于城镇居民收入增速: each for itself.
std::vector<std::string> parts_of(const std::string& reference) {
  std::vector<std::string> out{""};
  const std::u32string text = base::u32(reference);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::u32string_view rest = std::u32string_view(text).substr(i);
    const bool mark = text[i] == U'、' || text[i] == U'，';
    const bool joined = (text[i] == U'和' || text[i] == U'与' || text[i] == U'及') && rest.substr(1).starts_with(U'全');
    const bool next_place = !out.back().empty() && place_at_start(out.back()) == out.back() && rest.starts_with(U'全');
    if (mark || joined || next_place) out.emplace_back();
    if (!mark && !joined) out.back() += base::to_utf8(rest.substr(0, 1));
  }
  for (std::string& part : out)
    for (const std::string_view verb : {"高于", "快于", "优于", "跑赢", "低于", "慢于", "不低于", "不高于"})
      if (part.starts_with(verb)) part.erase(0, verb.size());
  std::erase(out, "");
  return out;
}

// 农村居民人均可支配收入 and 城镇居民: 城镇居民人均可支配收入. What the two share ends the shorter one.
std::string completed(const std::string& shorter, const std::string& own) {
  const std::u32string part = base::u32(shorter), whole = base::u32(own);
  for (std::size_t n = part.size(); n >= 2; --n) {
    const std::u32string_view end = std::u32string_view(part).substr(part.size() - n);
    const auto at = whole.find(end);
    if (at == std::u32string::npos || at + n >= whole.size()) continue;
    return shorter + base::to_utf8(std::u32string_view(whole).substr(at + n));
  }
  return shorter;
}

bool is_economy(std::string_view name) { return name == "经济" || name == "经济发展" || name == "国民经济"; }

}  // namespace

reading::Relation relation_of(const reading::Target& target) {
  if (target.relation != Relation::none) return target.relation;
  return target.op == "~sync" ? Relation::in_step : Relation::none;
}

std::string to_chinese(Relation relation) {
  switch (relation) {
    case Relation::above:
      return "高于";
    case Relation::not_below:
      return "不低于";
    case Relation::below:
      return "低于";
    case Relation::not_above:
      return "不高于";
    case Relation::in_step:
      return "同步";
    case Relation::none:
      break;
  }
  return {};
}

std::string relation_words(const reading::Target& target) {
  const Relation relation = relation_of(target);
  if (relation == Relation::none) return {};
  if (relation == Relation::in_step)
    return "与" + (target.reference.empty() ? std::string("经济增长") : target.reference) + "同步";
  std::string words = to_chinese(relation) + target.reference;
  if (!target.value) return words;
  words += target.value->to_string() + target.unit;
  return target.op == "≈" ? words + "左右" : target.op == ">=" ? words + "以上" : words;
}

std::vector<Standard> standards_of(const reading::Target& target, const std::string& own_meeting, const OwnFacts& facts,
                                   const facts::NamesTable& names) {
  std::vector<Standard> out;
  const std::string reference = target.reference.empty() ? "经济增长" : target.reference;
  for (std::string part : parts_of(reference)) {
    Standard standard;
    standard.place = place_at_start(part);
    std::string name = part.substr(standard.place.size());
    for (const std::string_view lead : {"平均", "全部", "同期", "的"})
      if (name.starts_with(lead)) name.erase(0, lead.size());
    const std::string plain = without_growth(without_measure(name));
    // 经济增速 is known by that name; 经济 alone is not.
    if (plain.empty() || place_at_start(plain) == plain) {
      standard.meeting = own_meeting;
    } else if (is_economy(plain)) {
      standard.meeting = "地区生产总值";
    } else {
      standard.meeting = meeting_name(plain, names);
      if (names.find(standard.meeting) == nullptr) {
        const std::string whole = meeting_name(completed(plain, own_meeting), names);
        const bool known = std::ranges::any_of(standard.place.empty() ? facts.own : facts.others,
                                               [&](const NamedFact& f) { return f.meeting == standard.meeting; });
        if (!known && names.find(whole) != nullptr) standard.meeting = whole;
      }
    }
    standard.indicator = names.find(standard.meeting);
    const std::string called = standard.indicator != nullptr ? standard.indicator->name : standard.meeting;
    standard.words = standard.place.empty()            ? called
                     : standard.meeting == own_meeting ? standard.place
                                                       : standard.place + called;
    if (standard.place.empty()) {
      standard.figures = facts.own;
      standard.area = facts.area;
    } else {
      const PlaceFigures there = figures_of_place(standard.place, facts);
      standard.area = there.area;
      standard.several_areas = there.several;
      for (const NamedFact* one : there.figures) standard.figures.push_back(*one);
    }
    out.push_back(std::move(standard));
  }
  return out;
}

Side side_of_relation(const reading::Target& target, const facts::Indicator* indicator) {
  const auto grows = [](std::string_view text) {
    return std::ranges::any_of(kGrowthWords,
                               [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
  };
  if (grows(target.indicator) || grows(target.reference) || relation_of(target) == Relation::in_step)
    return Side::growth;
  if (indicator == nullptr || is_price(indicator)) return Side::growth;
  const bool rate = indicator->unit == "%" || indicator->unit == "‰" || indicator->forecast_class == "rate";
  const bool points = target.unit.find("百分点") != std::string::npos;
  const bool a_head = indicator->name.find("人均") != std::string::npos && !points;
  return rate || a_head ? Side::value : Side::growth;
}

}  // namespace plan
