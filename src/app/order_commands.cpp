#include "app/order_commands.hpp"

#include <cstdio>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cycle/order_book.hpp"
#include "cycle/place.hpp"

namespace app {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string data, id, deed, evidence, prefix, area, asof, lang = "zh";
  bool json = false, all = false;
};

int refuse(const base::Fault& fault) {
  std::fprintf(stderr, "%s\n", base::to_text(fault).c_str());
  return 2;
}

Json matter_json(const plan::MatterLife& m) {
  Json history = Json::array();
  for (const auto& e : m.history) {
    Json h{{"step", plan::to_string(e.step)}, {"on", calendar::to_string(e.on)}, {"reason", e.reason}};
    if (!e.deed.empty()) h["deed"] = e.deed;
    if (!e.file.empty()) h["file"] = e.file;
    history.push_back(std::move(h));
  }
  return {{"id", m.number + "-" + std::to_string(m.id.item)},
          {"number", m.number},
          {"owner", m.owner},
          {"own", m.own},
          {"target", m.key},
          {"about", m.about},
          {"evidence", m.evidence},
          {"closes_on", m.closes_on},
          {"issued", calendar::to_string(m.issued)},
          {"due", m.due ? Json(calendar::to_string(*m.due)) : Json(nullptr)},
          {"state", plan::to_string(m.state)},
          {"months", m.months},
          {"history", std::move(history)}};
}

std::string matter_screen(const plan::MatterLife& m, bool chinese) {
  std::string out = fmt::format("{}-{}  {}  {}\n", m.number, m.id.item, m.owner,
                                chinese ? plan::to_chinese(m.state, m.own)
                                : m.own ? "bureau's own, " + plan::to_string(m.state)
                                        : plan::to_string(m.state));
  out += "  " + m.about + "\n";
  for (const auto& e : m.history) out += "  " + calendar::to_string(e.on) + "  " + e.reason + "\n";
  if (m.open() && m.due)
    out += "  " +
           (chinese ? calendar::to_chinese(*m.due) + (m.own ? "前办理" : "前反馈")
                    : (m.own ? "act by " : "answer by ") + calendar::to_string(*m.due)) +
           "\n";
  return out;
}

class Orders {
 public:
  Orders(const Options& options, base::World& world) : o_(options), world_(world) {}

  int run() {
    if (!cycle::may_be_there(o_.data, world_)) {
      return refuse({"ledger.missing", "这里没有台账", base::Place{.file = o_.data},
                     "先用 jicheng run 报告 文件夹 --data " + o_.data + " 运行一次"});
    }
    std::optional<calendar::Date> asof;
    if (!o_.asof.empty()) {
      auto day = calendar::parse_date(o_.asof);
      if (!day) return refuse(day.error());
      asof = *day;
    }
    if (o_.id.empty() && (!o_.deed.empty() || !o_.evidence.empty())) {
      return refuse({"usage", "没有写明销哪一项", {}, "加上 --close 编号"});
    }
    if (!o_.id.empty() && (o_.deed.empty() || o_.evidence.empty())) {
      return refuse({"usage",
                     "销号要写明落实的举措和依据",
                     {},
                     "写成 --close 编号 --deed \"落实了什么\" --evidence 依据文件；公布数达到目标的不用手工销号"});
    }
    if (!o_.prefix.empty()) {
      if (auto set = cycle::set_order_prefix(o_.data, o_.area, o_.prefix, asof.value_or(today()), world_); !set)
        return refuse(set.error());
    }
    if (!o_.id.empty()) {
      auto done = cycle::close_order({o_.data, o_.id, o_.deed, o_.evidence, o_.area, asof.value_or(today())}, world_);
      if (!done) return refuse(done.error());
      if (!o_.json) std::printf(chinese() ? "已销号：%s-%d\n" : "closed %s-%d\n", done->number.c_str(), done->id.item);
    }
    auto asked = cycle::orders_on(o_.data, o_.area, asof, world_);
    if (!asked) return refuse(asked.error());
    return show(*asked);
  }

 private:
  bool chinese() const { return o_.lang != "en"; }
  calendar::Date today() const {
    return std::chrono::floor<std::chrono::days>(world_.clock->now() + std::chrono::hours(8));
  }

  int show(const std::vector<cycle::OrdersAsked>& asked) const {
    Json list = Json::array();
    std::string screen, prefix;
    int open = 0, ended = 0;
    for (const auto& area : asked) {
      prefix = area.prefix;
      for (const auto& m : area.all.matters) {
        ++(m.open() ? open : ended);
        Json one = matter_json(m);
        one["area"] = area.area;
        list.push_back(std::move(one));
        if (m.open() || o_.all) screen += matter_screen(m, chinese()) + "\n";
      }
    }
    if (o_.json) {
      const Json j{{"open", open}, {"closed", ended}, {"prefix", prefix}, {"orders", std::move(list)}};
      std::printf("%s\n", j.dump().c_str());
    } else {
      std::printf("%s", screen.c_str());
      std::printf(chinese() ? "在办 %d 项，已销号 %d 项%s\n" : "%d open, %d closed%s\n", open, ended,
                  o_.all || ended == 0 ? ""
                  : chinese()          ? "（加 --all 一并列出）"
                                       : " (--all lists them)");
    }
    return open == 0 ? 0 : 1;
  }

  const Options& o_;
  base::World& world_;
};

}  // namespace

void add_order_commands(CLI::App& app, base::World& world, int& code) {
  auto options = std::make_shared<Options>();
  Options& o = *options;
  auto* command = app.add_subcommand("orders", "督办事项：列出、按落实的举措销号 / orders: list, end on a deed");
  const CLI::Validator not_empty([](const std::string& text) { return text.empty() ? "不能为空" : ""; }, "");
  const auto text = [&](const char* name, std::string& into, const char* what) {
    return command->add_option(name, into, what)->check(not_empty);
  };
  text("--data", o.data, "台账 / the ledger")->required();
  text("--close", o.id, "销哪一项：编号，如 2025-4-1 / which matter to end");
  text("--deed", o.deed, "落实了什么举措 / the deed that ends it");
  text("--evidence", o.evidence, "证明举措的文件 / the file that proves it");
  text("--prefix", o.prefix, "督办单的机关代字，如 岚发改督 / what numbers begin with");
  text("--area", o.area, "地区，台账里有几个地区时写 / area, where the ledger holds several");
  text("--asof", o.asof, "哪一天，默认今天 / as of, or on, which day");
  command->add_flag("--all", o.all, "已销号的也列出 / also those that have ended");
  command->add_flag("--json", o.json, "只输出一个 JSON 文档 / print one JSON document");
  command->add_option("--lang", o.lang, "zh（默认）或 en / language of the screen")->check(CLI::IsMember({"zh", "en"}));
  command->callback([options, &world, &code] { code = Orders(*options, world).run(); });
}

}  // namespace app
