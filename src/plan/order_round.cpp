#include <algorithm>
#include <set>

#include "plan/order_closing.hpp"
#include "plan/order_life.hpp"
#include "plan/orders_guard.hpp"
#include "plan/orders_offices.hpp"
#include "plan/project_progress.hpp"
#include "plan/verdict_words.hpp"

// One round over the register: what each open matter goes through, and what is ordered anew.
namespace plan {
namespace {

using T = OrderStep;

// Nothing but a figure that says so is good news: without one the matter stands as it stood.
bool well(Verdict verdict) { return verdict == Verdict::met || verdict == Verdict::on_track; }

bool whole_year(const facts::Fact& fact) {
  return fact.period.is_year() || (fact.span == facts::Span::point && fact.period.last.month == 12);
}

bool released(const facts::Fact& fact) { return fact.status == facts::Status::published; }

std::string figure_words(const TargetStatus& status) {
  const facts::Fact& fact = status.latest->fact;
  std::string text = when_words(fact) + called(status);
  if (fact.value) text += fact.value->to_string() + fact.unit;
  if (fact.value && fact.growth_pct) text += "、";
  if (fact.growth_pct) text += growth_words(*fact.growth_pct, status.indicator);
  return text + "（" + calendar::to_chinese(fact.published) + "发布）";
}

// 岚发改督 of 岚发改督〔2025〕4号.
std::string_view code_of(const MatterLife& life) {
  return std::string_view(life.number).substr(0, life.number.find("〔"));
}

// 关于〔2025〕4号, 贵局督办通知〔2025〕4号: no code is printed, and any fits. 岚府督〔2025〕4号 is another body's.
bool prints_no_code(std::string_view before) {
  const auto cut = [&](std::initializer_list<std::string_view> words) {
    const auto at = std::ranges::find_if(words, [&](std::string_view word) { return before.ends_with(word); });
    if (at == words.end()) return false;
    before.remove_suffix(at->size());
    return true;
  };
  cut({"督办事项", "督办通知书", "督办通知", "督办单", "督办函", "督办件", "督办"});
  return before.empty() ||
         cut({"关于", "对", "就", "将", "的", "贵局", "你局", "贵委", "你委", "根据", "按照", "收到", "来文", "来函"});
}

bool has_code_of(const reading::PrintedNumber& printed, const MatterLife& life) {
  const auto code = code_of(life);
  return !code.empty() && printed.before.ends_with(code);
}

bool fits(const reading::PrintedNumber& printed, const MatterLife& life) {
  return printed.year == life.id.year && printed.number == life.id.number &&
         (printed.item == 0 || printed.item == life.id.item) &&
         (has_code_of(printed, life) || prints_no_code(printed.before));
}

// Of the numbers that it prints those of orders; 岚府办〔2025〕8号 is some other paper's.
std::vector<reading::PrintedNumber> orders_named(const OrderReply& reply, const OrderRegister& all) {
  std::vector<reading::PrintedNumber> out;
  for (const auto& printed : reply.numbers) {
    const bool ours =
        std::ranges::any_of(all.matters, [&](const MatterLife& life) { return has_code_of(printed, life); });
    if (printed.of_order || ours) out.push_back(printed);
  }
  return out;
}

bool of_owner(const OrderReply& reply, const MatterLife& life) {
  return Offices::in_force().same_body(reply.owner, life.owner);
}

// What the matter is about, by its key: 规模以上工业增加值 of 2025/规模以上工业增加值/增速, 华川装备二期 of
// 2025/项目/华川装备二期.
std::string_view name_in(const MatterLife& life) {
  std::string_view name = life.key;
  if (const auto project = project_in(name); !project.empty()) return project;
  name.remove_prefix(std::min(name.find('/') + 1, name.size()));
  return name.substr(0, name.find_first_of("/#"));
}

// The heading names the matter: in full, in other words of the same indicator, or by a part long enough to tell.
bool under_name_of(const OrderReply& reply, const MatterLife& life) {
  constexpr std::size_t kTells = 4;  // characters
  const std::string_view name = name_in(life), subject = reply.subject;
  if (name.empty() || subject.empty()) return false;
  if (subject.find(name) != std::string_view::npos) return true;
  if (base::u32(subject).size() >= kTells && name.find(subject) != std::string_view::npos) return true;
  const auto* said = facts::NamesTable::in_force().find(subject);
  const auto* meant = facts::NamesTable::in_force().find(name);
  return said != nullptr && said == meant;
}

// The words name the indicator, under any of its names, or the project.
bool name_matter(const std::string& words, const MatterLife& life) {
  constexpr std::size_t kTells = 4;  // characters
  const std::string name(name_in(life));
  if (words.empty() || name.empty()) return false;
  if (words.find(name) != std::string::npos) return true;
  if (!project_in(life.key).empty()) {
    for (const std::string_view tail : {"建设项目", "建设工程", "项目", "工程"})
      if (name.ends_with(tail) && base::u32(name).size() >= kTells + base::u32(tail).size())
        return words.find(name.substr(0, name.size() - tail.size())) != std::string::npos;
    return false;
  }
  const auto* meant = facts::NamesTable::in_force().find(name);
  return meant != nullptr && std::ranges::any_of(meant->aliases, [&](const std::string& alias) {
           return base::u32(alias).size() >= kTells && words.find(alias) != std::string::npos;
         });
}

bool speaks_of(const OrderReply& reply, const MatterLife& life) {
  return (!reply.key.empty() && reply.key == life.key) || under_name_of(reply, life) || name_matter(reply.words, life);
}

std::string shown(const MatterLife& life) { return life.number + "-" + std::to_string(life.id.item); }

std::string shown(const reading::PrintedNumber& printed) {
  return "〔" + std::to_string(printed.year) + "〕" + std::to_string(printed.number) + "号" +
         (printed.item == 0 ? "" : "-" + std::to_string(printed.item));
}

bool has_print(const MatterLife& life, const OrderReply& reply, const auto& further) {
  return !reply.print.empty() && std::ranges::any_of(life.history, [&](const OrderEvent& e) {
    return e.print.find(reply.print) != std::string::npos && further(e);
  });
}

// What has answered one order is no news to another, unless it was written after that other was issued: offices write
// the same words again. In the matter's own history they are news when they were written after they were heard there
// and it has asked anew since.
bool was_heard(const OrderReply& reply, const MatterLife& life, const OrderRegister& all) {
  const bool of_it = reply.written.has_value() && *reply.written >= life.issued;
  if (!of_it && std::ranges::any_of(all.matters, [&](const MatterLife& other) {
        return has_print(other, reply, [](const OrderEvent&) { return true; });
      }))
    return true;
  const bool asks = life.state != OrderState::replied;
  return has_print(life, reply, [&](const OrderEvent& e) { return !asks || !of_it || *reply.written <= e.on; });
}

// Targets go by what they measure, late projects by their name (project_orders.hpp).
std::string key_for(const std::string& target_id, const std::map<std::string, std::string>& keys, int plan_year) {
  if (const auto key = keys.find(target_id); key != keys.end()) return key->second;
  return target_id.starts_with(kProjectMark) ? std::to_string(plan_year) + "/" + target_id : std::string();
}

class Round {
 public:
  Round(const OrderRegister& before, const OrderRound& round) : before_(before), round_(round) {
    const auto keys = matter_keys(*round.statuses, round.plan_year);
    for (const TargetStatus& status : *round.statuses) by_key_[keys.at(status.target.id)] = &status;
    for (const Order& order : *round.drafted)
      for (const Matter& matter : order.matters) {
        if (auto key = key_for(matter.target_id, keys, round.plan_year); !key.empty())
          drafted_.push_back({std::move(key), &order, &matter});
      }
  }

  // By whoever put the answer in: what was heard on a day stays when the round of that day is worked out again.
  std::vector<OrderEvent> heard_at_once() {
    for (const MatterLife& life : before_.matters) {
      if (!life.open() || life.issued > round_.asof) continue;
      auto answered = answer_to(life);
      if (!answered) continue;
      answered->at_once = true;
      events_.push_back(std::move(*answered));
    }
    return std::move(events_);
  }

  std::vector<OrderEvent> done() {
    for (const MatterLife& life : before_.matters)
      if (life.open() && life.issued < round_.asof) go_on(life);
    issue_new();
    return std::move(events_);
  }

 private:
  struct Drafted {
    std::string key;
    const Order* order;
    const Matter* matter;
  };

  OrderEvent event(T step, const OrderId& id, std::string reason) const {
    OrderEvent e;
    e.step = step;
    e.id = id;
    e.on = round_.asof;
    e.reason = std::move(reason);
    return e;
  }

  std::optional<calendar::Date> next_due() const {
    const auto due = round_.calendar->add_working_days(round_.asof, round_.settings.order_working_days);
    return due ? std::optional(*due) : std::nullopt;
  }

  std::string late_words(const calendar::Date& due) const {
    const auto days = round_.calendar->working_days_between(due, round_.asof);
    return days && *days > 0 ? "，已逾期" + std::to_string(*days) + "个工作日" : "";
  }

  std::string to_the_leader() const { return "提请" + government_of(round_.area) + "分管领导督办"; }

  const Drafted* drafted_for(const std::string& key) const {
    const auto at = std::ranges::find(drafted_, key, &Drafted::key);
    return at == drafted_.end() ? nullptr : &*at;
  }

  void go_on(const MatterLife& life) {
    const auto at = by_key_.find(life.key);
    const TargetStatus* status = at == by_key_.end() ? nullptr : at->second;
    if (status != nullptr && ended_by_figure(life, *status)) return;
    OrderState state = life.state;
    std::optional<calendar::Date> due = life.due;
    const auto take = [&](OrderEvent e) {
      const auto next = next_state(state, e.step);
      JC_ASSERT(next);
      state = *next;
      if (e.due) due = e.due;
      events_.push_back(std::move(e));
    };
    if (auto answered = answer_to(life)) take(std::move(*answered));
    const bool further = further_month(life);
    if (further) {
      OrderEvent e = carried(life, status);
      // What has gone up to the leaders is theirs: it is not reminded month after month, but has a day again.
      if (state == OrderState::escalated && due && *due < round_.asof && !life.own) {
        e.due = next_due();
        e.reason += "；提级后没有收到反馈" + late_words(*due) + "，提请" + government_of(round_.area) +
                    "分管领导专题调度，重新定反馈期限";
      }
      take(std::move(e));
    }
    const bool answerable =
        state == OrderState::issued || state == OrderState::returned || state == OrderState::reminded;
    if (answerable && due && *due < round_.asof && life.own) {
      take(event(
          T::due_passed, life.id,
          "限" + calendar::to_chinese(*due) + "前办理，没有办理记录" + late_words(*due) + "，由本局承办科室抓紧办理"));
    } else if (answerable && due && *due < round_.asof) {
      const bool again = state == OrderState::reminded || life.has_escalated;
      take(event(T::due_passed, life.id, "限" + calendar::to_chinese(*due) + "前反馈，没有收到" + late_words(*due)));
      if (again && !life.has_escalated) {
        OrderEvent e = event(T::escalate, life.id, "催办后仍未反馈，" + to_the_leader());
        e.due = next_due();
        return take(std::move(e));
      }
      OrderEvent e = event(T::remind, life.id, "逾期未反馈，发出催办");
      e.due = next_due();
      take(std::move(e));
    }
    const int months = further ? months_carried(life) : life.months;
    // A target that the plan in force does not hold (last year's, under the new plan) is neither well nor ill: nobody
    // can say that it has not come right. A project that no sheet speaks of was late and stays so.
    const bool still = status != nullptr ? !well(status->verdict) : is_project(life.key) && !seen_well(life.key);
    if (further && !life.own && !life.has_escalated && months > round_.settings.order_escalates_after_months && still) {
      OrderEvent e =
          event(T::escalate, life.id, "连续" + std::to_string(months) + "个月没有转入正常，" + to_the_leader());
      e.due = next_due();
      take(std::move(e));
    }
  }

  bool ended_by_figure(const MatterLife& life, const TargetStatus& status) {
    if (!status.latest || !released(status.latest->fact)) return false;
    const FigureMark now = mark_of(status);
    if (!now.newer_than(life.figure)) return false;
    const bool annual = whole_year(status.latest->fact);
    const bool in_year = status.latest->fact.period.last.year >= round_.plan_year && !year_over(status);
    const FigureEnding* ending = figure_ending(status.verdict, annual, in_year);
    if (ending == nullptr) return false;
    const std::string aim = ending->aim ? aim_words(status.target) : std::string();
    std::string reason =
        figure_words(status) + ending->happened + (aim.empty() ? "" : "（" + aim + "）") + ending->then;
    OrderEvent e = event(annual ? T::annual_figure : T::figure_reached, life.id, std::move(reason));
    e.figure = now;
    events_.push_back(std::move(e));
    return true;
  }

  bool year_over(const TargetStatus& status) const {
    return static_cast<int>(round_.asof.year()) > status.latest->fact.period.last.year;
  }

  // The words of all answers of the round, in one order whatever files they came in.
  std::optional<OrderEvent> answer_to(const MatterLife& life) const {
    std::set<std::pair<std::string, std::string>> acts, states, empty;  // words, file
    std::set<std::string> prints, with;
    for (const OrderReply& reply : round_.replies) {
      if (!is_news(reply, life)) continue;
      prints.insert(reply.print);
      (reply.deed.empty() ? empty : reply.act ? acts : states).emplace(reply.deed, reply.file);
      for (const MatterLife& other : before_.matters)
        if (other.id != life.id && other.open() && other.issued <= round_.asof && is_news(reply, other))
          with.insert(shown(other));
    }
    const auto& deeds = acts.empty() ? states : acts;
    if (deeds.empty() && (empty.empty() || life.state == OrderState::replied)) return std::nullopt;
    const auto& heard = deeds.empty() ? empty : deeds;
    OrderEvent e = event(deeds.empty() ? T::reply_without_deed : T::reply, life.id, "");
    std::set<std::string> files;
    for (const auto& [deed, file] : heard) {
      e.deed += (e.deed.empty() ? "" : "；") + deed;
      if (files.insert(file).second) e.file += (e.file.empty() ? "" : "；") + file;
    }
    for (const std::string& print : prints) e.print += (e.print.empty() ? "" : " ") + print;
    if (deeds.empty()) {
      e.reason = life.owner + "的反馈没有写明落实了什么举措，退回";
      e.due = next_due();
    } else {
      e.reason = life.owner + "反馈：" + e.deed + "；待核实";
    }
    e.reason += late_answer_words(life, round_.asof);
    if (!with.empty()) {
      std::string list;
      for (const auto& one : with) list += (list.empty() ? "" : "、") + one;
      e.reason += "（同一份反馈同时登记在" + list + "）";
    }
    return e;
  }

  bool is_news(const OrderReply& reply, const MatterLife& life) const {
    return answers(reply, life, before_) && !was_heard(reply, life, before_) &&
           !(reply.written && (*reply.written < life.issued || *reply.written > round_.asof));
  }

  bool further_month(const MatterLife& life) const {
    calendar::Date last = life.issued;
    for (const OrderEvent& e : life.history)
      if (e.step == T::carry) last = std::max(last, e.on);
    return month_of_order(life.issued, round_.asof) > month_of_order(life.issued, last);
  }

  int months_carried(const MatterLife& life) const {
    return std::max(life.months + 1, month_of_order(life.issued, round_.asof));
  }

  static bool is_project(const std::string& key) { return !project_in(key).empty(); }

  const ProjectStatus* on_the_sheet(const std::string& key) const {
    if (round_.projects == nullptr || !round_.projects->any || !is_project(key)) return nullptr;
    const std::string_view name = project_in(key);
    for (const ProjectStatus& s : round_.projects->projects)
      if (s.project.name == name) return &s;
    return nullptr;
  }

  bool seen_well(const std::string& key) const {
    const ProjectStatus* s = on_the_sheet(key);
    return s != nullptr && (s->verdict == ProjectVerdict::on_track || s->verdict == ProjectVerdict::finished);
  }

  // What this round's sheet says of a project that was late, or that it says nothing.
  std::string project_words(const std::string& key, const Drafted* drafted) const {
    if (drafted != nullptr) return "本期项目表上仍然滞后";
    if (round_.projects == nullptr || !round_.projects->any) return "本期没有收到重点项目表，不作判断，继续督办";
    const ProjectStatus* s = on_the_sheet(key);
    if (s == nullptr) return "本期项目表上没有这个项目，不作判断，继续督办";
    switch (s->verdict) {
      case ProjectVerdict::late:
        return "本期项目表上仍然滞后";
      case ProjectVerdict::slow:
        return "本期项目表上由滞后转为偏慢，继续督办";
      case ProjectVerdict::no_data:
      case ProjectVerdict::no_plan:
        return "本期项目表上没有这个项目可以判断的数（" + to_chinese(s->verdict) + "），继续督办";
      case ProjectVerdict::on_track:
      case ProjectVerdict::finished:
        break;
    }
    return "本期项目表上不再滞后（" + to_chinese(s->verdict) + "），待现场核实后销号";
  }

  OrderEvent carried(const MatterLife& life, const TargetStatus* status) const {
    OrderEvent e = event(T::carry, life.id, "");
    const std::string nth = "第" + std::to_string(months_carried(life)) + "个月";
    const Drafted* drafted = drafted_for(life.key);
    if (drafted != nullptr) e.evidence = drafted->matter->evidence;
    if (status == nullptr) {
      e.figure = mark_for(life.key);
      e.reason = nth + "续办：" +
                 (is_project(life.key) ? project_words(life.key, drafted) : "现行计划报告中没有这项目标，不作判断");
      return e;
    }
    if (!status->latest) {
      e.reason = nth + "续办：没有新公布的数据，不作判断，继续督办";
      return e;
    }
    const FigureMark now = mark_of(*status);
    if (released(status->latest->fact)) e.figure = now;
    if (year_over(*status) && !whole_year(status->latest->fact)) {
      e.reason = nth + "续办：" + std::to_string(status->latest->fact.period.last.year) +
                 "年已结束，手头没有全年数，取得公布数后按公布数销号";
    } else {
      e.reason = nth + "续办：" + (now.newer_than(life.figure) ? figure_words(*status) : "没有新公布的数据") +
                 "，判断为" + to_chinese(status->verdict);
    }
    return e;
  }

  void issue_new() {
    int number = 0;
    const int year = static_cast<int>(round_.asof.year());
    for (const MatterLife& life : before_.matters)
      if (life.id.year == year) number = std::max(number, life.id.number);
    for (const Order& order : *round_.drafted) {
      int item = 0;
      for (const Drafted& drafted : drafted_) {
        if (drafted.order != &order || !to_be_ordered(drafted.key)) continue;
        if (item == 0) ++number;
        OrderEvent e = event(T::issue, {year, number, ++item}, drafted.matter->about);
        e.prefix = round_.prefix;
        e.owner = order.owner;
        e.own = is_own_bureau(order.owner, round_.area);
        e.key = drafted.key;
        e.about = drafted.matter->about;
        e.evidence = drafted.matter->evidence;
        e.closes_on = drafted.matter->closes_on;
        e.figure = mark_for(drafted.key);
        e.due = order.due;
        if (const MatterLife* last = before_.last_on(drafted.key)) e.reason += "；" + last->number + "销号后再次出现";
        events_.push_back(std::move(e));
      }
    }
  }

  bool to_be_ordered(const std::string& key) const {
    const MatterLife* last = before_.last_on(key);
    if (last == nullptr) return true;
    if (last->open() || last->history.back().step == T::annual_figure) return false;
    return mark_for(key).newer_than(last->figure);
  }

  // A project's sheet of another month is another figure.
  FigureMark mark_for(const std::string& key) const {
    if (const auto status = by_key_.find(key); status != by_key_.end()) return mark_of(*status->second);
    const Drafted* drafted = drafted_for(key);
    if (drafted == nullptr) return {};
    const int year = static_cast<int>(round_.asof.year());
    return {
        {year, static_cast<int>(static_cast<unsigned>(round_.asof.month()))}, round_.asof, drafted->matter->evidence};
  }

  const OrderRegister& before_;
  const OrderRound& round_;
  std::map<std::string, const TargetStatus*> by_key_;
  std::vector<Drafted> drafted_;
  std::vector<OrderEvent> events_;
};

// The one that asks most of whoever reads.
int gravity(OrderState state) {
  switch (state) {
    case OrderState::escalated:
      return 0;
    case OrderState::overdue:
      return 1;
    case OrderState::reminded:
      return 2;
    case OrderState::returned:
      return 3;
    case OrderState::issued:
      return 4;
    case OrderState::replied:
      return 5;
    case OrderState::closed_by_deed:
    case OrderState::closed_by_figure:
      break;
  }
  return 6;
}

std::string joined(const std::vector<Matter>& matters, std::string Matter::*part, std::string_view between) {
  std::string text;
  for (const Matter& matter : matters) {
    const std::string& words = matter.*part;
    if (text.find(words) == std::string::npos) text += (text.empty() ? "" : std::string(between)) + words;
  }
  return text;
}

}  // namespace

std::vector<OrderEvent> advance(const OrderRegister& before, const OrderRound& round) {
  Round now(before, round);
  return round.answers_only ? now.heard_at_once() : now.done();
}

bool answers(const OrderReply& reply, const MatterLife& life, const OrderRegister& all) {
  if (reply.of_a_task && !reply.own_number && !speaks_of(reply, life) && name_matter(reply.letter, life)) return false;
  const auto named = orders_named(reply, all);
  // Under the heading of one matter it answers that one, whatever else its words touch.
  const bool under_its_name = under_name_of(reply, life);
  if (!under_its_name && std::ranges::any_of(all.matters, [&](const MatterLife& other) {
        const bool beside = named.empty() ? of_owner(reply, other) && other.open() : other.number == life.number;
        return beside && under_name_of(reply, other);
      }))
    return false;
  if (named.empty()) return of_owner(reply, life) && (reply.key.empty() || reply.key == life.key || under_its_name);
  const bool owned = reply.owner.empty() || of_owner(reply, life);
  // 4号 alone means the one of its matters that the answer speaks of, or all where it speaks of none.
  const bool of_another =
      !reply.key.empty() && reply.key != life.key && std::ranges::any_of(all.matters, [&](const MatterLife& other) {
        return other.number == life.number && other.key == reply.key;
      });
  return owned && std::ranges::any_of(named, [&](const reading::PrintedNumber& printed) {
           return fits(printed, life) && (printed.item != 0 || !of_another || under_its_name);
         });
}

bool names(const OrderReply& reply, const MatterLife& life, const OrderRegister& all) {
  const auto named = orders_named(reply, all);
  return std::ranges::any_of(named, [&](const auto& printed) { return fits(printed, life); });
}

bool names_another(const OrderReply& reply, const MatterLife& life, const OrderRegister& all) {
  const auto named = orders_named(reply, all);
  return !named.empty() && std::ranges::none_of(named, [&](const auto& printed) { return fits(printed, life); });
}

std::vector<IdleReply> idle_replies(const OrderRegister& all, const std::vector<OrderReply>& replies,
                                    const calendar::Date& asof) {
  std::vector<IdleReply> out;
  const auto add = [&](IdleReply one) {
    const bool told = std::ranges::any_of(
        out, [&](const IdleReply& o) { return o.file == one.file && o.number == one.number && o.why == one.why; });
    if (!told) out.push_back(std::move(one));
  };
  for (const OrderReply& reply : replies) {
    const bool heard = std::ranges::any_of(all.matters, [&](const MatterLife& life) {
      return has_print(life, reply, [&](const OrderEvent& e) { return !reply.written || *reply.written <= e.on; });
    });
    if (heard) continue;
    for (const auto& printed : orders_named(reply, all)) {
      const auto same = [&](const MatterLife& life) { return fits(printed, life); };
      const auto at = std::ranges::find_if(all.matters, same);
      if (at == all.matters.end()) {
        add({reply.file, shown(printed), IdleReply::Why::unknown, {}, {}, {}});
      } else if (!reply.owner.empty() && !of_owner(reply, *at)) {
        add({reply.file, at->number, IdleReply::Why::others, {}, {}, at->owner});
      } else if (std::ranges::none_of(all.matters, [&](const auto& life) { return same(life) && life.open(); })) {
        add({reply.file, at->number, IdleReply::Why::ended, {}, {}, {}});
      }
    }
    if (!reply.written || (!reply.to_an_order && orders_named(reply, all).empty())) continue;
    if (*reply.written > asof) {
      const auto at = std::ranges::find_if(
          all.matters, [&](const MatterLife& life) { return life.open() && answers(reply, life, all); });
      if (at != all.matters.end()) add({reply.file, at->number, IdleReply::Why::later, *reply.written, asof, {}});
      continue;
    }
    for (const MatterLife& life : all.matters) {
      if (!life.open() || !answers(reply, life, all) || *reply.written >= life.issued) continue;
      const auto at = std::ranges::find_if(
          out, [&](const IdleReply& o) { return o.file == reply.file && o.why == IdleReply::Why::older; });
      const IdleReply one{reply.file, life.number, IdleReply::Why::older, *reply.written, life.issued, {}};
      if (at == out.end()) {
        out.push_back(one);
      } else if (at->issued < life.issued) {
        *at = one;
      }
    }
  }
  return out;
}

std::vector<Order> open_orders(const OrderRegister& all, const OrderRound& round) {
  const auto keys = matter_keys(*round.statuses, round.plan_year);
  std::map<std::string, std::string> target_of;
  for (const auto& [target, key] : keys) target_of[key] = target;
  std::map<std::string, const Matter*> fresh;
  for (const Order& order : *round.drafted)
    for (const Matter& matter : order.matters)
      if (const auto key = key_for(matter.target_id, keys, round.plan_year); !key.empty()) {
        fresh[key] = &matter;
        target_of[key] = matter.target_id;
      }
  std::vector<Order> orders;
  for (const MatterLife& life : all.matters) {
    if (!life.open()) continue;
    auto order = std::ranges::find(orders, life.number, &Order::number);
    if (order == orders.end()) {
      Order first;
      first.owner = life.owner;
      first.own = life.own;
      first.number = life.number;
      first.issued = life.issued;
      orders.push_back(std::move(first));
      order = orders.end() - 1;
    }
    const auto now = fresh.find(life.key);
    Matter matter;
    matter.target_id = target_of.contains(life.key) ? target_of[life.key] : "";
    matter.about = now == fresh.end() ? life.about : now->second->about;
    matter.evidence = now == fresh.end() ? life.evidence : now->second->evidence;
    matter.closes_on = life.closes_on;
    matter.id = life.number + "-" + std::to_string(life.id.item);
    matter.state = to_string(life.state);
    matter.months = life.months;
    if (life.due && (!order->due || *life.due < *order->due)) order->due = life.due;
    for (const OrderEvent& e : life.history) order->history.push_back({matter.id, to_string(e.step), e.on, e.reason});
    const auto graver = parse_order_state(order->state);
    if (!graver || gravity(life.state) < gravity(*graver)) order->state = matter.state;
    order->matters.push_back(std::move(matter));
  }
  for (Order& order : orders) {
    std::ranges::stable_sort(order.history, {}, &OrderHistory::on);
    order.about = joined(order.matters, &Matter::about, "；");
    order.evidence = joined(order.matters, &Matter::evidence, "\n");
    order.closes_on = joined(order.matters, &Matter::closes_on, "；");
    if (!order.due) {
      const auto due = round.calendar->add_working_days(order.issued, round.settings.order_working_days);
      if (!due) order.due_refused = due.error().what + (due.error().remedy.empty() ? "" : "，" + due.error().remedy);
    }
    JC_ASSERT(!order_refused(order));
  }
  return orders;
}

std::vector<const TargetStatus*> awaiting_annual_figure(const std::vector<TargetStatus>& statuses,
                                                        const calendar::Date& asof) {
  std::vector<const TargetStatus*> out;
  for (const TargetStatus& status : statuses) {
    if (!status.latest || status.verdict == Verdict::awaiting_value || status.verdict == Verdict::no_data) continue;
    const facts::Fact& fact = status.latest->fact;
    const bool over = fact.period.last.year < static_cast<int>(asof.year());
    const bool decided = status.verdict == Verdict::met || status.verdict == Verdict::missed;
    if (over && !decided && (!whole_year(fact) || !released(fact))) out.push_back(&status);
  }
  return out;
}

}  // namespace plan
