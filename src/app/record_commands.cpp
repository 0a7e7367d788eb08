#include "app/record_commands.hpp"

#include <cstdio>

#include <fmt/format.h>

#include "app/ledger_options.hpp"
#include "cycle/amend.hpp"
#include "cycle/trace.hpp"
#include "cycle/upkeep_parts.hpp"
#include "facts/names.hpp"
#include "report/day_page.hpp"
#include "wire/fact.hpp"
#include "wire/trace.hpp"

namespace app {

namespace {

using namespace ledger_options;

struct Options {
  std::string data, area, indicator, period, on, out, record, person, kind, subject, asof, lang = "zh";
  std::vector<std::string> records;
  cycle::CorrectRequest correct;
  cycle::Signed by;
  bool json = false;
  bool english() const { return lang == "en"; }
};

class Commands {
 public:
  Commands(const Options& o, base::World& world) : o_(o), world_(world) {}

  int trace() {
    cycle::TraceRequest request{
        .data = o_.data, .area = o_.area, .indicator = {}, .period = {}, .on = {}, .out = o_.out};
    request.indicator = facts::NamesTable::in_force().canonical(o_.indicator);
    if (!o_.period.empty()) {
      const auto period = calendar::parse_period(o_.period);
      if (!period) return refuse(period.error());
      request.period = *period;
    }
    if (!o_.on.empty()) {
      const auto day = calendar::parse_date(o_.on);
      if (!day) return refuse(day.error());
      request.on = *day;
    }
    const auto found = cycle::trace(request, world_);
    if (!found) return refuse(found.error());
    if (o_.json) {
      print(wire::trace_json(*found, o_.on) + "\n");
    } else {
      std::string text;
      for (const auto& line : report::trace_lines(*found, o_.english())) {
        using Role = report::TraceLine::Role;
        text += line.role == Role::figure ? (text.empty() ? "" : "\n") : line.role == Role::part ? "  " : "    ";
        text += line.text + "\n";
      }
      print(text);
      if (!o_.out.empty() && !found->figures.empty()) {
        print((o_.english() ? "page: " : "已写成一页：") + o_.out + "\n");
      }
    }
    if (!found->figures.empty()) return kDone;
    if (!o_.json) print(o_.english() ? "The ledger has nothing of it\n" : "台账里没有这项数据\n");
    return kFindings;
  }

  int correct() {
    cycle::CorrectRequest request = o_.correct;
    request.data = o_.data;
    request.record = o_.record;
    request.by = o_.by;
    const auto done = cycle::correct(request, world_);
    if (!done) return refuse(done.error());
    if (o_.json) {
      print_json(Json{{"record", done->receipt.area + ":" + std::to_string(done->receipt.first)},
                      {"repeated", done->receipt.repeated},
                      {"was", wire::json_of(done->was)},
                      {"is", wire::json_of(done->is)}});
      return kDone;
    }
    print(fmt::format(
        fmt::runtime(o_.english() ? "{} corrected by record {}: {} -> {}{}\n" : "{} 已由第{}条更正：{} → {}{}\n"),
        o_.record, done->receipt.first, report::figure_words(done->was), report::figure_words(done->is),
        again(done->receipt)));
    return kDone;
  }

  int withdraw() {
    const auto done = cycle::withdraw(o_.data, o_.records, o_.by, world_);
    if (!done) return refuse(done.error());
    if (o_.json) {
      print_json(Json{{"area", done->area},
                      {"first", done->first},
                      {"last", done->last},
                      {"withdrawn", done->added},
                      {"repeated", done->repeated}});
      return kDone;
    }
    print(fmt::format(fmt::runtime(o_.english() ? "{} withdrawn by record {}{}\n" : "已撤回{}条，记为第{}条{}\n"),
                      done->added, done->first, again(*done)));
    return kDone;
  }

  int erase() {
    const auto done = cycle::erase_person(o_.data, o_.person, o_.by, world_);
    if (!done) return refuse(done.error());
    if (o_.json) {
      Json areas = Json::array();
      for (const auto& r : *done) areas.push_back({{"area", r.area}, {"sequence", r.first}});
      print_json(Json{{"person", o_.person}, {"erased_in", std::move(areas)}});
      return kDone;
    }
    if (done->empty()) {
      print(o_.english() ? "erased before; nothing was left\n" : "以前已经删除，没有剩下的\n");
      return kDone;
    }
    for (const auto& r : *done) {
      print(fmt::format(
          fmt::runtime(o_.english() ? "{}: the key is destroyed, recorded as {}\n" : "{}：密钥已销毁，记为第{}条\n"),
          r.area, r.first));
    }
    print(o_.english() ? "Backups and dumps with keys taken before still hold the key: destroy them or make new ones.\n"
                       : "以前的备份、带密钥的导出里还有这把密钥：请销毁，或重新备份。\n");
    return kDone;
  }

  int events() {
    ledger::EventQuery query{
        .area = o_.area, .kind = o_.kind, .subject_prefix = o_.subject, .valid_on = {}, .recorded_by = {}};
    if (!o_.asof.empty()) {
      const auto day = calendar::parse_date(o_.asof);
      if (!day) return refuse(day.error());
      query.recorded_by = cycle::end_of_day(*day);
    }
    const auto book = cycle::existing_ledger(o_.data, world_);
    if (!book) return refuse(book.error());
    const auto found = book->events(query);
    if (!found) return refuse(found.error());
    Json list = Json::array();
    for (const auto& e : *found) {
      const std::string area = e.event.area_code.empty() ? e.event.area : e.event.area_code;
      if (o_.json) {
        Json content = Json::parse(e.event.content, nullptr, false);
        Json personal = Json::array();
        for (const auto& p : e.event.personal) {
          personal.push_back({{"person", p.person},
                              {"name", p.name},
                              {"value", p.erased ? Json() : Json(p.value)},
                              {"erased", p.erased}});
        }
        list.push_back({{"record", area + ":" + std::to_string(e.sequence)},
                        {"recorded_at", cycle::local_text(e.recorded_at)},
                        {"kind", e.event.kind},
                        {"subject", e.event.subject},
                        {"valid_from", calendar::to_string(e.event.valid_from)},
                        {"valid_to", e.event.valid_to ? Json(calendar::to_string(*e.event.valid_to)) : Json()},
                        {"actor", e.actor},
                        {"reason", e.reason},
                        {"content", std::move(content)},
                        {"personal", std::move(personal)}});
        continue;
      }
      print(fmt::format("{}:{}  {}  {}  {}  {}", area, e.sequence, cycle::local_text(e.recorded_at), e.event.kind,
                        e.event.subject, e.actor));
      if (!e.reason.empty()) print((o_.english() ? "  (" : "（") + e.reason + (o_.english() ? ")" : "）"));
      for (const auto& p : e.event.personal) {
        print(fmt::format("  {}={}", p.name, p.erased ? (o_.english() ? "(erased)" : "（已删除）") : p.value));
      }
      print("\n");
    }
    if (o_.json) print_json(Json{{"events", std::move(list)}});
    if (!o_.json && found->empty()) print(o_.english() ? "No events match\n" : "没有符合条件的事件\n");
    return kDone;
  }

 private:
  std::string again(const ledger::Receipt& receipt) const {
    if (!receipt.repeated) return {};
    return o_.english() ? " (done before, nothing new)" : "（以前已经做过，没有重复写入）";
  }

  const Options& o_;
  base::World& world_;
};

// Every one of them is asked of a ledger.
template <class Describe>
void add(CLI::App& app, base::World& world, int& code, const std::string& name, const std::string& what,
         Describe describe, int (Commands::*run)()) {
  const auto with_data = [&](CLI::App& c, Options& o) {
    text(c, "--data", o.data, "台账 / the ledger")->required();
    describe(c, o);
  };
  ledger_options::add<Options>(app, world, code, name, what, with_data, run);
}
// Whoever changes what the ledger says gives name and reason.
void signature(CLI::App& c, Options& o) {
  text(c, "--actor", o.by.actor, "谁 / who")->required();
  text(c, "--reason", o.by.reason, "事由 / why")->required();
}
void request(CLI::App& c, Options& o) {
  text(c, "--request", o.by.request, "请求号；默认由内容得出 / idempotency key");
}

}  // namespace

void add_record_commands(CLI::App& app, base::World& world, int& code) {
  add(
      app, world, code, "trace", "一项数据的来历：那天知道什么、印了什么、现在是什么、谁改的 / the story of a figure",
      [](CLI::App& c, Options& o) {
        text(c, "--indicator", o.indicator, "指标 / indicator")->required();
        text(c, "--area", o.area, "地区名或代码 / area");
        text(c, "--period", o.period, "期间，如 2023年1—9月、2023年前三季度、2023-01/2023-09 / period");
        text(c, "--on", o.on, "问的是哪一天 / the day asked about");
        text(c, "--out", o.out, "写成一页 DOCX / write a page, DOCX");
      },
      &Commands::trace);
  add(
      app, world, code, "correct", "更正读错的一条数据（原来的保留） / correct a record that was misread",
      [](CLI::App& c, Options& o) {
        auto& r = o.correct;
        text(c, "RECORD", o.record, "地区:序号 / AREA:SEQUENCE")->required();
        c.add_option("--value", r.value, "数值；写空文字表示没有 / value");
        c.add_option("--unit", r.unit, "单位 / unit");
        c.add_option("--growth", r.growth_pct, "增速，% / growth, percent");
        c.add_option("--basis", r.growth_basis, "增速口径 / basis of the growth");
        c.add_option("--scope", r.scope, "统计范围 / scope");
        c.add_option("--period", r.period, "期间 / period");
        c.add_option("--indicator", r.indicator, "指标 / indicator");
        c.add_option("--published", r.published, "发布日期 / day of publication");
        c.add_option("--status", r.status, "published、derived、estimate");
        c.add_option("--note", r.note, "备注 / note");
        signature(c, o);
        request(c, o);
      },
      &Commands::correct);
  add(
      app, world, code, "withdraw", "撤回不该有的记录（原来的保留） / withdraw records that should not be there",
      [](CLI::App& c, Options& o) {
        c.add_option("RECORD", o.records, "地区:序号，可以写几个 / AREA:SEQUENCE …")->required()->check(not_empty());
        signature(c, o);
        request(c, o);
      },
      &Commands::withdraw);
  add(
      app, world, code, "erase", "按本人要求删除个人信息：销毁密钥，台账其余不变 / erase a person's fields",
      [](CLI::App& c, Options& o) {
        text(c, "PERSON", o.person, "代号 / the person's identifier")->required();
        signature(c, o);
      },
      &Commands::erase);
  add(
      app, world, code, "events", "台账里的事件 / events in the ledger",
      [](CLI::App& c, Options& o) {
        text(c, "--area", o.area, "地区名或代码 / area");
        text(c, "--kind", o.kind, "种类 / kind");
        text(c, "--subject", o.subject, "对象，写开头即可 / beginning of the subject");
        text(c, "--asof", o.asof, "到这一天为止记下的 / recorded by the end of this day");
      },
      &Commands::events);
}

}  // namespace app
