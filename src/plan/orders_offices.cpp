#include "plan/orders_offices.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/in_force.hpp"
#include "base/text.hpp"

namespace plan {
namespace {

std::vector<std::string> split(std::string_view text, char by) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto at = text.find(by);
    parts.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) {
      break;
    }
    text.remove_prefix(at + 1);
  }
  return parts;
}

int count_of(std::u32string_view text, std::u32string_view word) {
  int n = 0;
  for (auto at = text.find(word); at != std::u32string_view::npos; at = text.find(word, at + word.size())) {
    ++n;
  }
  return n;
}

bool is_municipality(std::string_view area) {
  return area == "北京市" || area == "上海市" || area == "天津市" || area == "重庆市";
}

bool within_municipality(std::string_view area) {
  return std::ranges::any_of(std::array{"北京", "上海", "天津", "重庆"}, [&](std::string_view city) {
    return area.starts_with(city) && area.size() > city.size() + 3;
  });
}

Jurisdiction of_prefix(const std::string& prefix, std::string_view area) {
  if (prefix == "省") {
    return {prefix, Tier::province};
  }
  if (prefix == "市" || prefix == "州" || prefix == "盟") {
    return {prefix, is_municipality(area) ? Tier::municipality : Tier::city};
  }
  return {prefix, within_municipality(area) ? Tier::municipal_district : Tier::district};
}

}  // namespace

std::string government_of(std::string_view area) {
  for (const auto& [ending, body] : {std::pair<std::string_view, const char*>{"自治区", "自治区政府"},
                                     {"开发区", "管委会"},
                                     {"高新区", "管委会"},
                                     {"示范区", "管委会"},
                                     {"盟", "盟行署"},
                                     {"省", "省政府"},
                                     {"市", "市政府"},
                                     {"区", "区政府"},
                                     {"县", "县政府"},
                                     {"州", "州政府"},
                                     {"旗", "旗政府"},
                                     {"镇", "镇政府"},
                                     {"乡", "乡政府"}})
    if (area.ends_with(ending)) return body;
  return "本级政府";
}

namespace {

std::optional<Jurisdiction> by_name(std::string_view area) {
  if (area.ends_with("自治区")) return Jurisdiction{"自治区", Tier::province};
  for (const std::string prefix : {"省", "市", "区", "县", "州", "旗", "盟"})
    if (area.ends_with(prefix)) return of_prefix(prefix, area);
  return std::nullopt;
}

constexpr std::string_view kBureau = "发展和改革";

}  // namespace

bool is_own_bureau(std::string_view owner, const Jurisdiction& where) {
  const auto& offices = Offices::in_force();
  if (!where.prefix.empty()) return offices.same_body(owner, offices.body(kBureau, where));
  const Office* known = offices.of_body(owner);
  return known != nullptr && known->function == kBureau;
}

bool is_own_bureau(std::string_view owner, std::string_view area) {
  // 本地区: what the register calls a place whose report does not name it.
  return is_own_bureau(owner, area == "本地区" ? Jurisdiction{} : by_name(area).value_or(Jurisdiction{}));
}

namespace {

Jurisdiction level_of_report(const reading::Reading& report) {
  const std::string_view area = report.area;
  if (const auto named = by_name(area)) return *named;
  std::string best;
  int most = 0;
  for (const std::string prefix : {"区", "市", "县", "省", "州", "旗"}) {
    const std::u32string word = base::u32(prefix);
    const int n = count_of(report.text, U"我" + word) + count_of(report.text, U"全" + word);
    if (n > most) {
      most = n;
      best = prefix;
    }
  }
  return best.empty() ? Jurisdiction{} : of_prefix(best, area);
}

// Bodies of this place that the text names in full, where the table has another name for their function: 市能源局,
// where elsewhere the 发展和改革委员会 looks after 能源. The one named most often stands.
void note_named_bodies(const reading::Reading& report, Jurisdiction& where) {
  constexpr std::size_t kLongest = 16;  // characters
  // What may stand before the name in running text; other characters would belong to another place's name.
  constexpr std::u32string_view kBefore = U"由请和与及、会同向经是对从给为以据，。；：（(）)“”\n\t 按责令交归属受";
  if (where.prefix.empty()) return;
  const Offices& offices = Offices::in_force();
  const std::u32string prefix = base::u32(where.prefix), area = base::u32(report.area);
  const std::u32string_view text = report.text;
  std::map<std::string, std::map<std::string, int>> found;  // function, name, times
  for (std::size_t at = text.find(prefix); at != text.npos; at = text.find(prefix, at + 1)) {
    const std::size_t after = at + prefix.size();
    const bool whole = after >= area.size() && !area.empty() && text.substr(after - area.size(), area.size()) == area;
    if (!whole && at > 0 && kBefore.find(text[at - 1]) == kBefore.npos) continue;
    std::size_t end = after;
    while (end < text.size() && end - after < kLongest && base::is_han(text[end]) && text[end] != U'局' &&
           text[end] != U'委' && text[end] != U'办')
      ++end;
    if (end >= text.size() || end - after < 2 || end - after == kLongest || !base::is_han(text[end])) continue;
    std::u32string name = prefix + std::u32string(text.substr(after, end + 1 - after));
    for (const std::u32string_view longer : {U"委员会", U"办公室"})
      if (text.substr(end).starts_with(longer)) name += longer.substr(1);
    const std::string written = base::to_utf8(name);
    if (const auto function = offices.function_named(written, where); !function.empty())
      ++found[function][offices.named_here(written, where)];
  }
  for (const auto& [function, names] : found) {
    const auto most = std::ranges::max_element(names, {}, [](const auto& one) { return one.second; });
    // What an office has itself put into the table (单位职能.csv) it has said knowing its papers.
    if (offices.body(function, where) != Offices::builtin().body(function, where)) continue;
    if (most->first != offices.body(function, where)) where.named[function] = most->first;
  }
}

}  // namespace

Jurisdiction jurisdiction_of(const reading::Reading& report) {
  Jurisdiction where = level_of_report(report);
  note_named_bodies(report, where);
  return where;
}

base::Result<std::vector<Office>> Offices::rows_of(std::string_view csv, const std::string& file_name) {
  const auto table = base::CsvTable::parse(csv, file_name);
  if (!table) {
    return base::fail(table.error());
  }
  if (!table->has("function") || !table->has("district")) {
    return base::fail("offices.columns", "部门表缺少“function”或“district”列", base::Place{.file = file_name},
                      "表头照 codes/offices.csv 的写法");
  }
  std::vector<Office> rows;
  for (std::size_t row = 0; row < table->size(); ++row) {
    Office office;
    office.function = table->at(row, "function");
    office.aliases = split(table->at(row, "aliases"), ';');
    office.carries = split(table->at(row, "carries"), ';');
    office.district = table->at(row, "district");
    office.municipal_district = table->at(row, "municipal_district");
    office.city = table->at(row, "city");
    office.municipality = table->at(row, "municipality");
    office.province = table->at(row, "province");
    office.publisher = table->at(row, "publisher");
    rows.push_back(std::move(office));
  }
  return rows;
}

base::Result<Offices> Offices::of(std::vector<Office> rows, const std::string& file_name) {
  Offices result;
  for (Office& office : rows) {
    if (office.municipal_district.empty()) {
      office.municipal_district = office.district;
    }
    if (office.municipality.empty()) {
      office.municipality = office.city;
    }
    result.offices_.push_back(std::move(office));
  }
  result.list_words();
  if (result.find("发展和改革") == nullptr) {
    return base::fail("offices.incomplete", "部门表缺少“发展和改革”一行", base::Place{.file = file_name},
                      "请补上这一行：无人认领的事项由它牵头");
  }
  return result;
}

base::Result<Offices> Offices::parse(std::string_view csv, const std::string& file_name) {
  auto rows = rows_of(csv, file_name);
  if (!rows) {
    return base::fail(rows.error());
  }
  return of(std::move(*rows), file_name);
}

base::Result<Offices> Offices::with_rows(const std::vector<Office>& own, const std::string& file_name) {
  std::vector<Office> all = builtin().all();
  for (const Office& row : own) {
    const auto bad = [&](const std::string& what, const std::string& remedy) {
      return base::fail("offices.row", what, base::Place{.file = file_name}, remedy);
    };
    if (base::trim(row.function).empty()) {
      return bad("有一行没有写职能", "填写职能，如“商务”");
    }
    bool any = false;
    for (const std::string* body :
         {&row.district, &row.municipal_district, &row.city, &row.municipality, &row.province}) {
      any = any || !body->empty();
      if (is_statistics_body(*body)) {
        return bad("“" + row.function + "”的单位写成了统计部门：不得向统计部门督办数字", "写业务主管部门");
      }
      if (body->find("{}") != body->rfind("{}")) {
        return bad("“" + *body + "”里有两处 {}", "{} 代替区、市、省，只写一处，放在最前面");
      }
    }
    if (!any) {
      return bad("“" + row.function + "”没有写由哪个单位承担", "填写单位名称，如“{}商务局”，{} 代替区、市、省");
    }
    const auto at = std::ranges::find(all, row.function, &Office::function);
    if (at == all.end()) {
      all.push_back(row);
    } else {
      // A file of before this column says nothing of it.
      auto carries = row.carries.empty() ? at->carries : row.carries;
      *at = row;
      at->carries = std::move(carries);
      std::erase_if(at->carries,
                    [&](const auto& word) { return std::ranges::find(at->aliases, word) != at->aliases.end(); });
    }
  }
  std::vector<std::pair<std::string, std::string>> words;
  for (const Office& office : all) {
    words.emplace_back(office.function, office.function);
    for (const auto* list : {&office.aliases, &office.carries})
      for (const std::string& word : *list) words.emplace_back(word, office.function);
  }
  std::ranges::sort(words);
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].first == words[i - 1].first && words[i].second != words[i - 1].second) {
      return base::fail("offices.twice",
                        "“" + words[i].first + "”同时是“" + words[i - 1].second + "”和“" + words[i].second + "”的叫法",
                        base::Place{.file = file_name}, "只留在一个职能下");
    }
  }
  return of(std::move(all), file_name);
}

const Offices& Offices::builtin() {
  static const Offices offices = [] {
    auto parsed = parse(base::builtin_file("codes/offices.csv"), "codes/offices.csv");
    JC_ASSERT(parsed.has_value());
    return *parsed;
  }();
  return offices;
}

namespace {

// What was looked up stays good.
base::InForce<Offices>& own() {
  static base::InForce<Offices> tables;
  return tables;
}

}  // namespace

const Offices& Offices::in_force() {
  const Offices* now = own().now();
  return now != nullptr ? *now : builtin();
}

void Offices::put_in_force(Offices offices) { own().put(std::move(offices)); }

std::string offices_header() {
  return "function,aliases,district,municipal_district,city,municipality,province,publisher,carries\n";
}

std::string offices_row(const Office& o) {
  const auto listed = [](const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : ";") + word;
    return out;
  };
  const std::string aliases = listed(o.aliases), carries = listed(o.carries);
  std::string out = base::csv_field(o.function);
  for (const std::string* field :
       {&aliases, &o.district, &o.municipal_district, &o.city, &o.municipality, &o.province, &o.publisher, &carries}) {
    out += "," + base::csv_field(*field);
  }
  return out + "\n";
}

const Office* Offices::find(std::string_view function) const {
  const auto at = std::ranges::find_if(offices_, [&](const Office& office) {
    return office.function == function || std::ranges::find(office.aliases, function) != office.aliases.end() ||
           std::ranges::find(office.carries, function) != office.carries.end();
  });
  return at == offices_.end() ? nullptr : &*at;
}

const Office* Offices::of_body(std::string_view name) const {
  const Office* best = nullptr;
  std::size_t longest = 0;
  const auto consider = [&](const Office& office, std::string_view word) {
    if (word.size() > longest && name.find(word) != std::string_view::npos) {
      longest = word.size();
      best = &office;
    }
  };
  for (const Office& office : offices_) {
    consider(office, office.function);
    for (const std::string& alias : office.aliases) consider(office, alias);
    for (const std::string& matter : office.carries) consider(office, matter);
    for (const std::string* body :
         {&office.district, &office.municipal_district, &office.city, &office.municipality, &office.province}) {
      // 区商务局 without its 区; a body that several functions share means the one whose own name stands in it.
      const std::string_view written = *body;
      if (!written.starts_with("{}")) continue;
      if (best == nullptr || written.size() - 2 > longest) consider(office, written.substr(2));
    }
  }
  return best;
}

namespace {

// Three characters of Han: long enough to be a name and not a syllable.
constexpr std::size_t kShortestBody = 9;

std::string without_and(std::string_view name) {
  static constexpr std::string_view kAnd = "和";
  std::string out(name);
  for (auto at = out.find(kAnd); at != std::string::npos; at = out.find(kAnd, at)) out.erase(at, kAnd.size());
  return out;
}

constexpr auto kLevels =
    std::to_array<std::string_view>({"开发区", "高新区", "示范区", "管理区", "区", "县", "市", "州", "盟", "旗", "省"});

std::string_view level_of(std::string_view place) {
  const auto at = std::ranges::find_if(kLevels, [&](std::string_view level) { return place.ends_with(level); });
  return at == kLevels.end() ? std::string_view() : *at;
}

// 区, 岚湖区, 岚州市岚湖区; also nothing.
bool is_place(std::string_view text) {
  static constexpr auto kNone =
      std::to_array<std::string_view>({"社区", "园区", "景区", "片区", "库区", "校区", "城市", "超市", "集市", "上市"});
  if (text.empty()) return true;
  return !level_of(text).empty() && std::ranges::none_of(kNone, [&](auto word) { return text.ends_with(word); });
}

// 区 and 岚湖区, 岚湖区 and 岚州市岚湖区, nothing and any; 和县 and 兴和县 are two.
bool same_place(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (a.empty() || a == b) return true;
  if (!b.ends_with(a)) return false;
  return a == level_of(b) || is_place(b.substr(0, b.size() - a.size()));
}

// Every place that the name may begin with, nothing among them; the shortest first.
std::vector<std::string_view> places_in(std::string_view name) {
  std::vector<std::string_view> out{std::string_view()};
  static constexpr std::size_t kHan = 3;  // bytes of a character
  for (std::size_t end = kHan; end < name.size(); end += kHan) {
    if (is_place(name.substr(0, end))) out.push_back(name.substr(0, end));
  }
  return out;
}

bool is_ending(std::string_view text) {
  return std::ranges::any_of(std::array{"局", "委", "委员会", "办", "办公室", "厅", "部", "分局"},
                             [&](std::string_view ending) { return text == ending; });
}

constexpr auto kBureaus = std::to_array<std::string_view>({"委员会", "办公室", "分局", "局", "委", "办", "厅", "部"});

// 航空和物流局 and 航空物流局: one 和 more, inside a bureau's name, with two characters or more on both its sides. In
// 和平街道, 兴和分局, 太和镇 it is a place's.
bool but_for_and(std::string_view with, std::string_view without) {
  static constexpr std::string_view kAnd = "和";
  if (with.size() != without.size() + kAnd.size() || places_in(with).size() > 1) return false;
  const auto ending = std::ranges::find_if(kBureaus, [&](std::string_view word) { return with.ends_with(word); });
  if (ending == kBureaus.end()) return false;
  const std::string_view stem = with.substr(0, with.size() - ending->size());
  for (auto at = stem.find(kAnd); at != std::string_view::npos; at = stem.find(kAnd, at + kAnd.size())) {
    const bool between = at >= 2 * kAnd.size() && stem.size() - at >= 3 * kAnd.size();
    if (between && with.substr(0, at) == without.substr(0, at) && with.substr(at + kAnd.size()) == without.substr(at))
      return true;
  }
  return false;
}

}  // namespace

void Offices::list_words() {
  for (std::size_t i = 0; i < offices_.size(); ++i) {
    const Office& office = offices_[i];
    words_.push_back({without_and(office.function), false, i});
    for (const std::string& alias : office.aliases) words_.push_back({without_and(alias), false, i});
    for (const std::string* body :
         {&office.district, &office.municipal_district, &office.city, &office.municipality, &office.province}) {
      const std::string_view written = *body;
      // Of several functions that share a body it is the one's whose own words stand in it.
      if (written.starts_with("{}") && of_body(written.substr(2)) == &office)
        words_.push_back({without_and(written.substr(2)), true, i});
    }
  }
  std::erase_if(words_, [](const Word& word) { return word.text.empty(); });
  std::ranges::stable_sort(words_, std::ranges::greater(), [](const Word& word) { return word.text.size(); });
}

Offices::Known Offices::known_body(std::string_view name) const {
  Known found;
  std::size_t longest = 0;
  for (const std::string_view place : places_in(name)) {
    // 和 is left out of what follows the place only: 兴和县 is not 兴县.
    const std::string rest = without_and(name.substr(place.size()));
    for (const Word& word : words_) {  // the longest first
      if (word.text.size() <= longest) break;
      if (!rest.starts_with(word.text)) continue;
      const std::string_view after = std::string_view(rest).substr(word.text.size());
      if (word.whole ? !after.empty() : !is_ending(after)) continue;
      longest = word.text.size();
      found = {std::string(place), &offices_[word.office]};
      break;
    }
  }
  return found;
}

bool Offices::same_body(std::string_view a, std::string_view b) const {
  if (a.empty() || b.empty()) return false;
  if (a == b) return true;
  const Known first = known_body(a), second = known_body(b);
  if (first.office != nullptr && second.office != nullptr)
    return first.office == second.office && same_place(first.place, second.place);
  for (const std::string_view place : places_in(a)) {
    const std::string_view name = a.substr(place.size());
    if (name.size() + level_of(place).size() < kShortestBody) continue;
    for (const std::string_view other_place : places_in(b)) {
      const std::string_view other = b.substr(other_place.size());
      if (other.size() + level_of(other_place).size() < kShortestBody || !same_place(place, other_place)) continue;
      if (name == other || but_for_and(name, other) || but_for_and(other, name)) return true;
    }
  }
  return false;
}

namespace {

// 委 and 委员会, 办 and 办公室 are one ending.
std::string stem_of(std::string_view body) {
  for (const std::string_view ending : kBureaus)
    if (body.ends_with(ending)) return without_and(body.substr(0, body.size() - ending.size()));
  return without_and(body);
}
bool same_ending(std::string_view a, std::string_view b) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kShort{
      {{"委", "委员会"}, {"办", "办公室"}}};
  const auto ending = [](std::string_view body) {
    const auto at = std::ranges::find_if(kBureaus, [&](std::string_view word) { return body.ends_with(word); });
    if (at == kBureaus.end()) return std::string_view();
    const auto brief = std::ranges::find(kShort, *at, [](const auto& pair) { return pair.first; });
    return brief == kShort.end() ? *at : brief->second;
  };
  return ending(a) == ending(b);
}

}  // namespace

std::string Offices::named_here(std::string_view name, const Jurisdiction& where) const {
  static constexpr std::string_view kAnd = "、";
  std::string out;
  for (std::string_view rest = name;;) {
    const auto at = rest.find(kAnd);
    const std::string_view one = rest.substr(0, at);
    const Known known = known_body(one);
    // 市财政局 in a district's file is the city's.
    const bool here = known.office != nullptr && !where.prefix.empty() &&
                      (known.place.empty() || known.place.ends_with(where.prefix));
    if (!here) {
      out += one;
    } else {
      const std::string written = where.prefix + std::string(one.substr(known.place.size()));
      const std::string official = body(known.office->function, where);
      const std::string stem = stem_of(std::string_view(written).substr(where.prefix.size()));
      const bool brief = stem.size() < without_and(known.office->function).size();
      const bool same = stem_of(written) == stem_of(official) && same_ending(written, official);
      out += same || (brief && same_body(written, official)) ? official : written;
    }
    if (at == std::string_view::npos) return out;
    out += kAnd;
    rest.remove_prefix(at + kAnd.size());
  }
}

std::string Offices::function_named(std::string_view name, const Jurisdiction& where) const {
  if (where.prefix.empty()) return {};
  const Known known = known_body(name);
  return known.office != nullptr && known.place.ends_with(where.prefix) && !known.place.empty() ? known.office->function
                                                                                                : std::string();
}

std::string Offices::body(std::string_view function, const Jurisdiction& where) const {
  const Office* office = find(function);
  if (office == nullptr) {
    office = find("发展和改革");
  }
  if (const auto named = where.named.find(office->function); named != where.named.end()) return named->second;
  std::string name;
  switch (where.tier) {
    case Tier::district:
      // A county has bureaus of its own where a district has branches of the city's.
      name =
          where.prefix != "区" && office->district.find("分局") != std::string::npos ? office->city : office->district;
      break;
    case Tier::municipal_district:
      name = office->municipal_district;
      break;
    case Tier::city:
      name = office->city;
      break;
    case Tier::municipality:
      name = office->municipality;
      break;
    case Tier::province:
      name = office->province;
      break;
  }
  if (const auto at = name.find("{}"); at != std::string::npos) {
    name.replace(at, 2, where.prefix);
  }
  return name;
}

bool is_statistics_body(std::string_view name) {
  return std::ranges::any_of(std::array{"统计", "调查队", "普查办", "社情民意调查"},
                             [&](std::string_view word) { return name.find(word) != std::string_view::npos; });
}

}  // namespace plan
