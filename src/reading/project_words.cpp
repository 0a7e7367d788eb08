#include "reading/project_words.hpp"

#include <algorithm>
#include <map>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/text.hpp"
#include "quantity/quantity.hpp"
#include "reading/tables_words.hpp"

namespace reading::projects {

namespace {

using View = std::u32string_view;
using tables::plain_text;

using AnyOf = std::vector<std::u32string>;

struct Rule {
  Role role;
  std::vector<AnyOf> path, leaf;
  AnyOf lacks, is;
};

AnyOf split(View text, char32_t by) {
  AnyOf out;
  while (!text.empty()) {
    const auto cut = text.find(by);
    if (cut != 0) out.emplace_back(text.substr(0, cut));
    text = cut == View::npos ? View{} : text.substr(cut + 1);
  }
  return out;
}

Role role_named(const std::string& name) {
  static const std::map<std::string, Role> roles{
      {"serial", Role::serial},     {"name", Role::name},     {"builder", Role::builder},
      {"owner", Role::owner},       {"place", Role::place},   {"nature", Role::nature},
      {"years", Role::years},       {"start", Role::start},   {"finish", Role::finish},
      {"total", Role::total},       {"before", Role::before}, {"since_start", Role::since_start},
      {"plan", Role::plan},         {"month", Role::month},   {"done", Role::done},
      {"rate", Role::rate},         {"stage", Role::stage},   {"begun", Role::begun},
      {"problems", Role::problems}, {"asks", Role::asks},     {"remark", Role::remark},
      {"other", Role::other}};
  const auto at = roles.find(name);
  JC_ASSERT(at != roles.end());
  return at->second;
}

const std::vector<Rule>& rules() {
  static const auto all = [] {
    const auto csv = base::CsvTable::parse(base::builtin_file("codes/projects/headers.csv"));
    JC_ASSERT(csv.has_value());
    std::vector<Rule> out;
    for (std::size_t i = 0; i < csv->size(); ++i) {
      Rule rule;
      rule.role = role_named(csv->at(i, "role"));
      for (const auto& part : split(base::u32(csv->at(i, "path")), U'&')) rule.path.push_back(split(part, U'|'));
      for (const auto& part : split(base::u32(csv->at(i, "leaf")), U'&')) rule.leaf.push_back(split(part, U'|'));
      rule.lacks = split(base::u32(csv->at(i, "lacks")), U'|');
      for (const auto& word : split(base::u32(csv->at(i, "is")), U'|')) rule.is.push_back(plain_text(word));
      out.push_back(std::move(rule));
    }
    return out;
  }();
  return all;
}

bool has_any(View text, const AnyOf& words) {
  return std::ranges::any_of(words, [&](const auto& word) { return text.find(word) != View::npos; });
}
bool has_all(View text, const std::vector<AnyOf>& groups) {
  return std::ranges::all_of(groups, [&](const auto& words) { return has_any(text, words); });
}

// Without （万元）, （%）: the unit goes to `unit`.
std::u32string without_unit(std::u32string text, std::string& unit) {
  for (auto open = text.find(U'('); open != std::u32string::npos; open = text.find(U'(', open + 1)) {
    const auto close = text.find(U')', open);
    if (close == std::u32string::npos) break;
    View inside = View(text).substr(open + 1, close - open - 1);
    if (inside.starts_with(U"单位:")) inside.remove_prefix(3);
    if (!tables::is_unit(inside)) continue;
    unit = base::to_utf8(inside);
    text.erase(open, close - open + 1);
    break;
  }
  if (text.ends_with(U"%") && unit.empty()) unit = "%";
  return text;
}

// Months and years as signs, so that one row of the table serves every month and year.
std::u32string with_signs(View text, int year, Heading& out) {
  std::u32string signs;
  for (std::size_t i = 0; i < text.size();) {
    tables::Months m;
    const bool inside_number = i > 0 && text[i - 1] >= U'0' && text[i - 1] <= U'9';
    const std::size_t n = inside_number ? 0 : tables::months_at(text, i, m);
    if (n == 0) {
      signs += text[i++];
      continue;
    }
    const View before = text.substr(0, i), behind = text.substr(i + n);
    const bool to_end = m.end || behind.starts_with(U"底") || behind.starts_with(U"末") || before.ends_with(U"至") ||
                        before.ends_with(U"截止") || before.ends_with(U"截至") || before.ends_with(U"到");
    const bool earlier = m.year && *m.year < year;
    if (earlier && (to_end || m.last == 12)) {
      signs += U"上年底";
    } else if (earlier) {
      signs += U"上年";
    } else if (m.last == 0) {
      signs += U"本年";
      if (m.year) out.year = m.year;
    } else {
      const bool run = m.first != m.last || to_end || before.ends_with(U"-");
      signs += run ? U"累计月" : U"当月";
      out.explicit_months = true;
      out.month = m.last;
      if (m.year) out.year = m.year;
    }
    i += n;
    if (to_end && (behind.starts_with(U"底") || behind.starts_with(U"末"))) ++i;
  }
  return signs;
}

const std::vector<std::pair<std::u32string, Stage>>& stage_words() {
  static const auto all = [] {
    const auto csv = base::CsvTable::parse(base::builtin_file("codes/projects/stages.csv"));
    JC_ASSERT(csv.has_value());
    std::vector<std::pair<std::u32string, Stage>> out;
    for (std::size_t i = 0; i < csv->size(); ++i) {
      Stage stage = Stage::unknown;
      for (int s = 0; s <= static_cast<int>(Stage::stopped); ++s) {
        if (to_string(static_cast<Stage>(s)) == csv->at(i, "stage")) stage = static_cast<Stage>(s);
      }
      JC_ASSERT(stage != Stage::unknown);
      out.emplace_back(base::u32(csv->at(i, "word")), stage);
    }
    return out;
  }();
  return all;
}

bool is_han_ordinal(char32_t c) { return View(U"一二三四五六七八九十").find(c) != View::npos; }

}  // namespace

std::optional<Money> money_of(Role role) {
  switch (role) {
    case Role::total:
      return Money::total;
    case Role::before:
      return Money::before;
    case Role::since_start:
      return Money::since_start;
    case Role::plan:
      return Money::plan;
    case Role::month:
      return Money::month;
    case Role::done:
      return Money::done;
    default:
      return std::nullopt;
  }
}

Heading read_heading(const std::vector<std::u32string>& parts, int year) {
  Heading out;
  std::u32string path, leaf;
  std::string upper_unit;
  for (const auto& part : parts) {
    std::u32string text = plain_text(part);
    if (text.empty()) continue;
    out.printed += (out.printed.empty() ? "" : "/") + base::to_utf8(text);
    std::string unit;
    text = without_unit(std::move(text), unit);
    if (!unit.empty()) upper_unit = unit;
    if (text.empty()) continue;
    leaf = with_signs(text, year, out);
    path += leaf + U"/";
  }
  out.unit = upper_unit;
  if (out.unit == "%") path += U"%", leaf += U"%";
  if (path.find(U"本年") != std::u32string::npos || path.find(U"年度") != std::u32string::npos)
    out.explicit_months = true;
  for (const auto& rule : rules()) {
    if (!rule.is.empty() && std::ranges::find(rule.is, leaf) == rule.is.end()) continue;
    if (!has_all(path, rule.path) || !has_all(leaf, rule.leaf) || has_any(leaf, rule.lacks)) continue;
    out.role = rule.role;
    return out;
  }
  return out;
}

std::string unit_in(View line) {
  const std::u32string text = plain_text(line);
  const auto at = text.find(U"单位:");
  if (at == std::u32string::npos) {
    std::string unit;
    (void)without_unit(text, unit);
    return quantity::parse_unit(unit).base == "元" ? unit : std::string();
  }
  const View rest = View(text).substr(at + 3);
  for (std::size_t size = std::min<std::size_t>(rest.size(), 8); size > 0; --size) {
    const View word = rest.substr(0, size);
    if (tables::is_unit(word)) {
      const std::string unit = base::to_utf8(word);
      if (quantity::parse_unit(unit).base == "元") return unit;
    }
  }
  return {};
}

std::optional<TotalWord> total_word(View plain) {
  View text = plain;
  const auto bracket = text.find(U'(');
  if (bracket != View::npos && bracket > 0) text = text.substr(0, bracket);
  while (!text.empty() && (text.back() == U':' || (text.back() >= U'0' && text.back() <= U'9') ||
                           text.back() == U'个' || text.back() == U'项' || text.back() == U'共'))
    text.remove_suffix(1);
  if (text.size() > 20) return std::nullopt;
  if (text.ends_with(U"小计")) return TotalWord::part;
  if (text.ends_with(U"总计") || text.ends_with(U"总合计")) return TotalWord::whole;
  if (!text.ends_with(U"合计")) return std::nullopt;
  const View head = text.substr(0, text.size() - 2);
  const bool of_all = head.empty() || head == U"全区" || head == U"全市" || head == U"全县" || head == U"项目" ||
                      head == U"重点项目" || head == U"全部项目" || head == U"全部";
  return of_all ? TotalWord::whole : TotalWord::part;
}

std::optional<int> count_in(View plain) {
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (plain[i] < U'0' || plain[i] > U'9' || (i > 0 && (plain[i - 1] == U'.' || plain[i - 1] == U'第'))) continue;
    int n = 0;
    std::size_t end = i;
    while (end < plain.size() && plain[end] >= U'0' && plain[end] <= U'9' && end - i < 6)
      n = n * 10 + static_cast<int>(plain[end++] - U'0');
    const bool counts = end < plain.size() && (plain[end] == U'个' || plain[end] == U'项' || plain[end] == U'宗');
    if (counts && n > 0) return n;
    i = end;
  }
  return std::nullopt;
}

int group_level(View plain) {
  std::size_t i = 0;
  const bool bracket = !plain.empty() && plain[0] == U'(';
  if (bracket) ++i;
  const std::size_t start = i;
  while (i < plain.size() && is_han_ordinal(plain[i])) ++i;
  if (i == start || i - start > 3) return 0;
  if (i == plain.size()) return bracket ? 0 : 1;
  if (bracket) return plain[i] == U')' ? 2 : 0;
  return plain[i] == U'、' || plain[i] == U'.' ? 1 : 0;
}

bool names_a_group(View plain) {
  View text = plain;
  if (text.ends_with(U")")) {
    const auto open = text.rfind(U'(');
    if (open != View::npos && open > 0 && count_in(text.substr(open))) return true;
  }
  for (const View whole : {View(U"新建"), View(U"续建"), View(U"预备"), View(U"竣工"), View(U"储备"), View(U"新开工"),
                           View(U"投产"), View(U"前期")}) {
    if (text == whole) return true;
    if (text.starts_with(whole) && text.size() <= whole.size() + 4 &&
        (text.ends_with(U"项目") || text.ends_with(U"类")))
      return true;
  }
  return text.size() <= 14 && (text.ends_with(U"类") || text.ends_with(U"类项目") || text == U"产业项目" ||
                               text == U"基础设施项目" || text == U"民生项目" || text == U"社会民生项目" ||
                               text == U"城市更新项目" || text == U"政府投资项目" || text == U"社会投资项目");
}

Nature nature_in(View text) {
  const auto has = [&](View word) { return text.find(word) != View::npos; };
  if (has(U"预备") || has(U"储备") || has(U"前期") || has(U"谋划")) return Nature::reserve;
  if (has(U"竣工") || has(U"投产") || has(U"建成") || has(U"完工")) return Nature::finishing;
  if (has(U"续建") || has(U"在建") || has(U"结转")) return Nature::under_way;
  if (has(U"新建") || has(U"新开工") || has(U"拟新开工") || has(U"计划开工")) return Nature::fresh;
  return Nature::unknown;
}

std::optional<calendar::Month> month_in(View plain, int year) {
  std::vector<int> numbers;
  std::vector<std::size_t> ends;
  for (std::size_t i = 0; i < plain.size() && numbers.size() < 3;) {
    if (plain[i] < U'0' || plain[i] > U'9') {
      ++i;
      continue;
    }
    int n = 0;
    const std::size_t start = i;
    while (i < plain.size() && plain[i] >= U'0' && plain[i] <= U'9' && i - start < 8)
      n = n * 10 + static_cast<int>(plain[i++] - U'0');
    numbers.push_back(n);
    ends.push_back(i);
  }
  if (numbers.empty()) return std::nullopt;
  const auto good = [](int y, int m) -> std::optional<calendar::Month> {
    if (y < 1990 || y > 2100 || m < 1 || m > 12) return std::nullopt;
    return calendar::Month{y, m};
  };
  if (numbers[0] >= 199001 && numbers[0] <= 210012) return good(numbers[0] / 100, numbers[0] % 100);
  if (numbers[0] >= 1990 && numbers[0] <= 2100) {
    if (numbers.size() < 2 || numbers[1] > 12) return std::nullopt;
    // 2021-2025 are years; 2023年6月, 2023.6, 2023-06-30 a month.
    return good(numbers[0], numbers[1]);
  }
  const bool month_word = ends[0] < plain.size() && plain[ends[0]] == U'月';
  return month_word ? good(year, numbers[0]) : std::nullopt;
}

std::optional<bool> yes_or_no(View plain) {
  const auto is = [&](std::initializer_list<View> words) { return std::ranges::find(words, plain) != words.end(); };
  if (is({U"是", U"已", U"已开工", U"开工", U"√", U"✓", U"Y", U"y", U"yes", U"有"})) return true;
  if (is({U"否", U"未", U"未开工", U"尚未开工", U"没有开工", U"×", U"✗", U"x", U"X", U"N", U"n", U"no", U"无"}))
    return false;
  return std::nullopt;
}

}  // namespace reading::projects

namespace reading {

std::string to_chinese(Money money) {
  switch (money) {
    case Money::total:
      return "总投资";
    case Money::before:
      return "上年底以前累计完成投资";
    case Money::since_start:
      return "开工以来累计完成投资";
    case Money::plan:
      return "年度计划投资";
    case Money::month:
      return "本月完成投资";
    case Money::done:
      return "本年累计完成投资";
  }
  return {};
}

namespace {
// The longest word of stages.csv at a place; length 0: none.
std::pair<std::size_t, Stage> stage_word_at(std::u32string_view text, std::size_t at) {
  std::pair<std::size_t, Stage> out{0, Stage::unknown};
  for (const auto& [word, stage] : projects::stage_words()) {
    if (word.size() > out.first && text.substr(at).starts_with(word)) out = {word.size(), stage};
  }
  return out;
}

struct StageName {
  const char* id;
  const char* chinese;
};
constexpr std::array<StageName, 10> kStages{{{"unknown", "未写明"},
                                             {"preparation", "前期"},
                                             {"started", "开工"},
                                             {"foundation", "基础"},
                                             {"structure", "主体"},
                                             {"topped_out", "封顶"},
                                             {"fitting_out", "装修安装"},
                                             {"completed", "完工"},
                                             {"in_use", "投用"},
                                             {"stopped", "停工"}}};
}  // namespace

std::string to_string(Stage stage) { return kStages[static_cast<std::size_t>(stage)].id; }
std::string to_chinese(Stage stage) { return kStages[static_cast<std::size_t>(stage)].chinese; }

std::string to_chinese(Nature nature) {
  switch (nature) {
    case Nature::under_way:
      return "续建";
    case Nature::fresh:
      return "新建";
    case Nature::finishing:
      return "竣工投产";
    case Nature::reserve:
      return "预备";
    case Nature::unknown:
      break;
  }
  return "";
}

Stage stage_of(std::string_view printed) {
  using View = std::u32string_view;
  const auto decoded = base::from_utf8(printed);
  if (!decoded) return Stage::unknown;
  const std::u32string text = tables::plain_text(*decoded);
  constexpr View kEnds = U",。;；、!";
  constexpr std::array<View, 15> kLater{U"计划", U"预计", U"拟",   U"力争", U"争取", U"下一步", U"下步", U"将",
                                        U"目标", U"准备", U"尚未", U"未能", U"待",   U"确保",   U"具备"};
  Stage best = Stage::unknown;
  bool not_begun = false, later_only = false;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && kEnds.find(text[i]) == View::npos) continue;
    const View clause = View(text).substr(start, i - start);
    start = i + 1;
    std::size_t until = clause.size();
    for (const View later : kLater) until = std::min(until, clause.find(later));
    for (const View never : {View(U"未开工"), View(U"未动工"), View(U"没有开工"), View(U"未进场"), View(U"未实质开工")})
      not_begun = not_begun || clause.find(never) != View::npos;
    Stage in_clause = Stage::unknown;
    for (std::size_t at = 0; at < clause.size();) {
      const auto [length, stage] = stage_word_at(clause, at);
      const View behind = clause.substr(at + length);
      const bool negated = at > 0 && (clause[at - 1] == U'未' || clause[at - 1] == U'无' || clause[at - 1] == U'不');
      const bool other_sense = behind.starts_with(U"设施") || behind.starts_with(U"许可") ||
                               behind.starts_with(U"图") || behind.starts_with(U"招标") || behind.starts_with(U"后") ||
                               behind.starts_with(U"前");
      if (length == 0) {
        ++at;
        continue;
      }
      at += length;
      if (negated || other_sense) {
        later_only = later_only || other_sense;
        continue;
      }
      if (at > until) {
        later_only = true;
        continue;
      }
      if (stage == Stage::stopped) return Stage::stopped;
      // 桩基完工 is the pile work done, not the project.
      if (stage == Stage::completed && in_clause > Stage::preparation) continue;
      in_clause = std::max(in_clause, stage);
    }
    best = std::max(best, in_clause);
  }
  if (not_begun || (later_only && best == Stage::unknown)) return Stage::preparation;
  return best;
}

}  // namespace reading
