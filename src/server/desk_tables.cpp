// 管理: the two tables that an office may make its own, names of indicators and who does what.
#include <algorithm>
#include <set>

#include "cycle/office_tables.hpp"
#include "cycle/order_book.hpp"
#include "server/desk.hpp"

namespace server {

namespace {

std::string dump(const Json& j) { return j.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string_view word_of(facts::Direction direction) {
  switch (direction) {
    case facts::Direction::more_is_better:
      return "more";
    case facts::Direction::less_is_better:
      return "less";
    case facts::Direction::neither:
      break;
  }
  return "neither";
}

std::optional<facts::Direction> direction_of(const std::string& word) {
  for (const auto d : {facts::Direction::more_is_better, facts::Direction::less_is_better, facts::Direction::neither})
    if (word_of(d) == word) return d;
  return std::nullopt;
}

// Trimmed, without blanks among them and without repeats.
std::vector<std::string> names_in(const Json& list) {
  std::vector<std::string> out;
  for (const auto& one : list) {
    std::string name(base::trim(std::string_view(one.get_ref<const std::string&>())));
    if (!name.empty() && std::ranges::find(out, name) == out.end()) out.push_back(std::move(name));
  }
  return out;
}

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const auto& one : list) out += (out.empty() ? "" : "、") + one;
  return out.empty() ? "无" : out;
}

// What of a row is now otherwise, for the audit: “单位：亿元→万元；叫法：…”.
class Changes {
 public:
  void compare(const std::string& what, const std::string& was, const std::string& is) {
    if (was != is)
      text_ += (text_.empty() ? "" : "；") + what + "：" + (was.empty() ? "空" : was) + "→" + (is.empty() ? "空" : is);
  }
  std::string text(bool fresh) const {
    return base::shortened((fresh ? "新加一行；" : "") + (text_.empty() ? std::string("没有改动") : text_), 300);
  }

 private:
  std::string text_;
};

// Of ?version=…; what was looked at when the row was taken back.
std::string version_asked(const Request& request) { return request.parameter("version").value_or(""); }

}  // namespace

Desk::Answer Desk::names(const Call&) {
  auto own = cycle::own_names(options_.data, world_);
  if (!own) return base::fail(own.error());
  const auto has = [](const std::vector<facts::Indicator>& rows, const std::string& name) {
    return std::ranges::find(rows, name, &facts::Indicator::name) != rows.end();
  };
  const auto& built_in = facts::NamesTable::builtin().all();
  Json list = Json::array();
  for (const auto& i : facts::NamesTable::in_force().all())
    list.push_back({{"name", i.name},
                    {"aliases", i.aliases},
                    {"unit", i.unit},
                    {"direction", std::string(word_of(i.direction))},
                    {"constant_price", i.growth_is_constant_price},
                    {"frequency", i.frequency},
                    {"lead_office", i.lead_office},
                    {"scope", i.scope},
                    {"whole", i.whole},
                    {"own", has(own->rows, i.name)},
                    {"built_in", has(built_in, i.name)}});
  return json_response(dump({{"version", own->version}, {"file", cycle::kNamesFile}, {"names", std::move(list)}}));
}

Desk::Answer Desk::name_set(const Call& call) {
  auto body = read_object(call.request.body, {{"version", Shape::text, true, 16},
                                              {"aliases", Shape::texts, true, 400},
                                              {"unit", Shape::text, true, 60},
                                              {"direction", Shape::text, true, 10},
                                              {"constant_price", Shape::boolean, true},
                                              {"frequency", Shape::text, true, 10},
                                              {"lead_office", Shape::text, true, 100},
                                              {"scope", Shape::text, false, 100},
                                              {"whole", Shape::text, false, 400}});
  if (!body) return base::fail(body.error());
  const auto text = [&](const char* name) {
    return std::string(base::trim(std::string_view(body->value(name, std::string()))));
  };
  facts::Indicator row;
  row.name = std::string(base::trim(std::string_view(call.parts[0])));
  if (row.name.empty()) return base::fail("names.row", "没有写指标名称", {}, "填写通行的全称");
  row.aliases = names_in((*body)["aliases"]);
  std::erase(row.aliases, row.name);
  row.unit = text("unit");
  const auto direction = direction_of(text("direction"));
  if (!direction)
    return base::fail("names.row", "不知道这个指标是越高越好还是越低越好", {}, "选“越高越好”“越低越好”或“不论高低”");
  row.direction = *direction;
  row.growth_is_constant_price = (*body)["constant_price"].get<bool>();
  row.frequency = text("frequency");
  if (row.frequency != "monthly" && row.frequency != "quarterly" && row.frequency != "yearly")
    return base::fail("names.row", "不知道这个指标多久公布一次", {}, "选“每月”“每季”或“每年”");
  row.lead_office = text("lead_office");
  if (row.lead_office.find("统计") != std::string::npos)
    return base::fail("names.row", "推动部门写成了统计部门：不得向统计部门督办数字", {},
                      "写业务主管部门的职能，如“商务”");
  if (!row.lead_office.empty() && plan::Offices::in_force().find(row.lead_office) == nullptr)
    return base::fail("names.row", "单位职能表里没有“" + base::shortened(row.lead_office, 20) + "”这个职能", {},
                      "写表里有的职能，如“商务”；或先在“单位职能”里加上");
  row.scope = text("scope");
  row.whole = text("whole");
  Changes changes;
  bool fresh = true;
  for (const auto& before : facts::NamesTable::in_force().all()) {
    if (before.name != row.name) continue;
    fresh = false;
    row.forecast_class = before.forecast_class;  // how far its growth still moves is no matter of names
    changes.compare("叫法", joined(before.aliases), joined(row.aliases));
    changes.compare("单位", before.unit, row.unit);
    changes.compare("好坏", std::string(word_of(before.direction)), std::string(word_of(row.direction)));
    changes.compare("不变价", before.growth_is_constant_price ? "是" : "否",
                    row.growth_is_constant_price ? "是" : "否");
    changes.compare("频率", before.frequency, row.frequency);
    changes.compare("推动部门", before.lead_office, row.lead_office);
    changes.compare("口径", before.scope, row.scope);
    changes.compare("属于", before.whole, row.whole);
  }
  {
    const std::lock_guard lock(writing_);
    if (auto done = cycle::set_own_name(options_.data, (*body)["version"].get<std::string>(), row, false, world_);
        !done)
      return base::fail(done.error());
  }
  written("settings");
  auto out = names(call);
  if (out) out->about = changes.text(fresh);
  return out;
}

Desk::Answer Desk::name_restore(const Call& call) {
  facts::Indicator row;
  row.name = call.parts[0];
  {
    const std::lock_guard lock(writing_);
    if (auto done = cycle::set_own_name(options_.data, version_asked(call.request), row, true, world_); !done)
      return base::fail(done.error());
  }
  written("settings");
  auto out = names(call);
  if (out) out->about = "去掉自己的一行";
  return out;
}

Desk::Answer Desk::offices(const Call& call) {
  auto own = cycle::own_offices(options_.data, world_);
  if (!own) return base::fail(own.error());
  std::set<std::string> known;
  std::map<std::string, std::set<std::string>> functions;
  for (const auto& indicator : facts::NamesTable::in_force().all())
    if (!indicator.lead_office.empty()) functions[indicator.lead_office].insert(indicator.name);
  for (const auto& account : accounts_.all()) known.insert(account.offices.begin(), account.offices.end());
  if (const auto books = cycle::orders_on(options_.data, "", today(), world_)) {
    for (const auto& book : *books)
      for (const auto& m : book.all.matters) known.insert(m.owner);
  }
  plan::Jurisdiction where;
  bool has_plan = false;
  if (auto is = standing(Person{}, today())) {
    has_plan = true;
    where = plan::jurisdiction_of((*is)->run->report.reading);
    for (const auto& task : (*is)->run->findings.tasks)
      if (!task.suggested_owner.empty()) known.insert(task.suggested_owner);
  }
  const auto has = [](const std::vector<plan::Office>& rows, const std::string& function) {
    return std::ranges::find(rows, function, &plan::Office::function) != rows.end();
  };
  const auto& in_force = plan::Offices::in_force();
  Json list = Json::array(), rows = Json::array();
  for (const auto& [name, what] : functions) list.push_back({{"name", name}, {"functions", what}});
  std::set<std::string> here;
  for (const auto& o : in_force.all()) {
    if (has_plan) here.insert(in_force.body(o.function, where));
    const auto leads = functions.find(o.function);
    rows.push_back({{"function", o.function},
                    {"aliases", o.aliases},
                    {"here", has_plan ? Json(in_force.body(o.function, where)) : Json(nullptr)},
                    {"district", o.district},
                    {"municipal_district", o.municipal_district},
                    {"city", o.city},
                    {"municipality", o.municipality},
                    {"province", o.province},
                    {"publisher", o.publisher},
                    {"indicators", leads == functions.end() ? Json::array() : Json(leads->second)},
                    {"own", has(own->rows, o.function)},
                    {"built_in", has(plan::Offices::builtin().all(), o.function)}});
  }
  // The one rule by which names are compared is the server's (rights.hpp).
  Json strange = Json::array();
  const std::string asked = call.request.parameter("is_known").value_or("");
  for (std::string_view rest = asked; !rest.empty();) {
    static constexpr std::string_view kAnd = "、";
    const auto at = std::min(rest.find(kAnd), rest.size());
    const std::string_view one = base::trim(rest.substr(0, at));
    const auto is_it = [&](const std::string& name) { return same_office(name, one); };
    if (!one.empty() && std::ranges::none_of(known, is_it) && std::ranges::none_of(here, is_it)) strange.push_back(one);
    rest.remove_prefix(std::min(at + kAnd.size(), rest.size()));
  }
  static constexpr const char* kTiers[] = {"district", "municipal_district", "city", "municipality", "province"};
  return json_response(dump({{"version", own->version},
                             {"file", cycle::kOfficesFile},
                             {"tier", has_plan ? Json(kTiers[static_cast<int>(where.tier)]) : Json(nullptr)},
                             {"rows", std::move(rows)},
                             {"offices", std::move(list)},
                             {"known", known},
                             {"strange", std::move(strange)}}));
}

Desk::Answer Desk::office_set(const Call& call) {
  auto body = read_object(call.request.body, {{"version", Shape::text, true, 16},
                                              {"aliases", Shape::texts, true, 100},
                                              {"district", Shape::text, true, 100},
                                              {"municipal_district", Shape::text, true, 100},
                                              {"city", Shape::text, true, 100},
                                              {"municipality", Shape::text, true, 100},
                                              {"province", Shape::text, true, 100},
                                              {"publisher", Shape::text, true, 100}});
  if (!body) return base::fail(body.error());
  const auto text = [&](const char* name) {
    return std::string(base::trim(std::string_view((*body)[name].get_ref<const std::string&>())));
  };
  plan::Office row;
  row.function = std::string(base::trim(std::string_view(call.parts[0])));
  row.aliases = names_in((*body)["aliases"]);
  std::erase(row.aliases, row.function);
  row.district = text("district");
  row.municipal_district = text("municipal_district");
  row.city = text("city");
  row.municipality = text("municipality");
  row.province = text("province");
  row.publisher = text("publisher");
  Changes changes;
  bool fresh = true;
  for (const auto& before : plan::Offices::in_force().all()) {
    if (before.function != row.function) continue;
    fresh = false;
    row.carries = before.carries;  // which the page does not ask for
    changes.compare("叫法", joined(before.aliases), joined(row.aliases));
    changes.compare("区县", before.district, row.district);
    changes.compare("直辖市的区", before.municipal_district, row.municipal_district);
    changes.compare("市", before.city, row.city);
    changes.compare("直辖市", before.municipality, row.municipality);
    changes.compare("省", before.province, row.province);
    changes.compare("公布部门", before.publisher, row.publisher);
  }
  {
    const std::lock_guard lock(writing_);
    if (auto done = cycle::set_own_office(options_.data, (*body)["version"].get<std::string>(), row, false, world_);
        !done)
      return base::fail(done.error());
  }
  written("settings");
  auto out = offices(call);
  if (out) out->about = changes.text(fresh);
  return out;
}

Desk::Answer Desk::office_restore(const Call& call) {
  plan::Office row;
  row.function = call.parts[0];
  {
    const std::lock_guard lock(writing_);
    if (auto done = cycle::set_own_office(options_.data, version_asked(call.request), row, true, world_); !done)
      return base::fail(done.error());
  }
  written("settings");
  auto out = offices(call);
  if (out) out->about = "去掉自己的一行";
  return out;
}

}  // namespace server
