#include "cycle/office_settings.hpp"

#include <filesystem>

#include <nlohmann/json.hpp>

#include "cycle/place.hpp"
#include "office/office.hpp"

namespace cycle {

namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr const char* kSettings = "设置.json";
constexpr const char* kHolidays = "节假日.csv";
const base::Decimal kMostTolerance = 10;  // percentage points; more would excuse anything

std::string beside(const std::string& data, const char* name, base::World& world) {
  return (fs::path(place_of(data, world).folder) / name).string();
}

}  // namespace

base::Result<OfficeSettings> office_settings(const std::string& data, base::World& world) {
  OfficeSettings out;
  const std::string path = beside(data, kSettings, world);
  if (!world.files->exists(path)) return out;
  const auto bytes = world.files->read(path, 1 << 20);
  if (!bytes) return base::fail(bytes.error());
  try {
    const Json j = Json::parse(*bytes);
    if (j.contains("about_tolerance_pp")) {
      const auto tolerance = base::Decimal::parse(j["about_tolerance_pp"].get<std::string>());
      if (!tolerance) throw std::invalid_argument("tolerance");
      out.plan.about_tolerance_pp = *tolerance;
    }
    const auto read = [&](const char* name, auto& into) {
      if (j.contains(name)) into = j[name].get<std::decay_t<decltype(into)>>();
    };
    read("on_track_chance", out.plan.on_track_chance);
    read("at_risk_chance", out.plan.at_risk_chance);
    read("order_working_days", out.plan.order_working_days);
    read("order_escalates_after_months", out.plan.order_escalates_after_months);
    read("minutes_order", out.minutes_order);
    read("minutes_reminder", out.minutes_reminder);
    read("minutes_question", out.minutes_question);
    read("minutes_file", out.minutes_file);
  } catch (const std::exception&) {
    return base::fail("settings.unreadable", "设置读不懂", {.file = path}, "改正或删去这个文件，再重新设置");
  }
  return out;
}

base::Result<void> set_office_settings(const std::string& data, const OfficeSettings& settings, base::World& world) {
  const auto& p = settings.plan;
  const auto refuse = [](const std::string& what, const std::string& remedy) {
    return base::fail("settings.range", what, {}, remedy);
  };
  if (p.about_tolerance_pp.is_negative() || p.about_tolerance_pp > kMostTolerance)
    return refuse("“左右”的允许误差不在 0 到 10 个百分点之间", "写成例如 0.1");
  if (!(p.at_risk_chance > 0 && p.at_risk_chance < p.on_track_chance && p.on_track_chance < 1))
    return refuse("两个可能性的界限不成立", "写成 0 到 1 之间的两个数，“有风险”的小于“进度正常”的，例如 0.3 和 0.8");
  if (p.order_working_days < 1 || p.order_working_days > 60)
    return refuse("督办事项的反馈期限不在 1 到 60 个工作日之间", "写成例如 5");
  if (p.order_escalates_after_months < 1 || p.order_escalates_after_months > 12)
    return refuse("提级的月数不在 1 到 12 之间", "写成例如 3");
  for (const int minutes :
       {settings.minutes_order, settings.minutes_reminder, settings.minutes_question, settings.minutes_file})
    if (minutes < 0 || minutes > 10'000) return refuse("每项用时不在 0 到 10000 分钟之间", "写成分钟数");
  const Json j{{"about_tolerance_pp", p.about_tolerance_pp.to_string()},
               {"on_track_chance", p.on_track_chance},
               {"at_risk_chance", p.at_risk_chance},
               {"order_working_days", p.order_working_days},
               {"order_escalates_after_months", p.order_escalates_after_months},
               {"minutes_order", settings.minutes_order},
               {"minutes_reminder", settings.minutes_reminder},
               {"minutes_question", settings.minutes_question},
               {"minutes_file", settings.minutes_file}};
  return world.files->write_whole(beside(data, kSettings, world), j.dump(2) + "\n");
}

std::string holidays_file(const std::string& data, base::World& world) {
  std::string path = beside(data, kHolidays, world);
  return world.files->exists(path) ? path : std::string();
}

base::Result<void> set_holidays(const std::string& data, const std::string& csv, base::World& world) {
  const std::string path = beside(data, kHolidays, world);
  if (base::trim(std::string_view(csv)).empty()) {
    if (world.files->exists(path)) world.files->remove_tree(path);
    return {};
  }
  if (auto parsed = calendar::WorkingCalendar::parse(csv, kHolidays); !parsed) return base::fail(parsed.error());
  return world.files->write_whole(path, csv);
}

base::Result<calendar::WorkingCalendar> working_calendar(const std::string& holidays, base::World& world) {
  const auto& builtin = calendar::WorkingCalendar::builtin();
  if (holidays.empty()) return builtin;
  auto bytes = world.files->read(holidays);
  if (!bytes) return base::fail(bytes.error());
  auto text = office::decode_text(*bytes, holidays);
  if (!text) return base::fail(text.error());
  auto added = calendar::WorkingCalendar::parse(base::to_utf8(*text), holidays);
  if (!added) return base::fail(added.error());
  return builtin.with(*added);
}

}  // namespace cycle
