#include "wire/policy.hpp"

#include <algorithm>
#include <cmath>

#include "wire/parts.hpp"

namespace wire {

namespace {

using base::Span;
using parts::text_or_null;
using plan::ArticleFate;
using plan::TaskFate;
using reading::PolicyArticle;
using reading::PolicyTask;

Json date_or_null(const std::optional<calendar::Date>& d) { return d ? Json(calendar::to_string(*d)) : Json(nullptr); }

Json place(Json j, const Span& span) {
  j["start"] = span.start;
  j["end"] = span.end;
  return j;
}

Json names_json(const std::vector<reading::DutyName>& names) {
  Json out = Json::array();
  for (const auto& n : names) out.push_back(place({{"name", n.name}}, n.span));
  return out;
}

Json quoted(const Span& span, const std::u32string& text) {
  return {{"start", span.start}, {"end", span.end}, {"text", base::to_utf8(base::slice(text, span))}};
}

Json task_json(const PolicyTask& t, const reading::Reading& r) {
  Json j = place({{"id", t.id}}, t.span);
  j["text"] = t.what;
  j["action"] = text_or_null(t.action);
  j["object"] = text_or_null(t.object);
  j["owners"] = names_json(t.owners);
  j["cooperating"] = names_json(t.cooperating);
  if (!t.leaders.empty()) j["leaders"] = names_json(t.leaders);
  j["owners_shared"] = t.owners_shared;
  if (t.due) {
    Json due =
        place({{"text", t.due->text}, {"kind", reading::to_string(t.due->kind)}, {"date", date_or_null(t.due->date)}},
              t.due->span);
    if (t.due->from) due["from"] = date_or_null(t.due->from);
    if (t.due->year_inferred && t.due->date) due["year_inferred"] = true;
    if (t.due_shared) due["shared"] = true;
    j["due"] = std::move(due);
  } else {
    j["due"] = nullptr;
  }
  Json amounts = Json::array();
  for (const auto& id : t.amounts) {
    const auto f = std::ranges::find(r.figures, id, &reading::Figure::id);
    if (f != r.figures.end())
      amounts.push_back({{"figure", id}, {"text", base::to_utf8(base::slice(r.text, f->span))}});
  }
  j["amounts"] = std::move(amounts);
  j["conditions"] = Json::array();
  for (const auto& c : t.conditions) j["conditions"].push_back(quoted(c, r.text));
  j["confidence"] = t.confidence;
  j["why"] = t.why;
  j["doubts"] = t.doubts;
  return j;
}

Json no_action_json(const std::vector<reading::NoAction>& all, const std::u32string& text) {
  Json out = Json::array();
  for (const auto& n : all) {
    Json j = quoted(n.span, text);
    j["reason"] = n.reason;
    out.push_back(std::move(j));
  }
  return out;
}

struct Counts {
  std::size_t tasks = 0, with_tasks = 0, owned = 0, due = 0;
};
Counts count(const reading::Policy& p) {
  Counts c;
  for (const auto& a : p.articles) {
    c.with_tasks += a.tasks.empty() ? 0 : 1;
    for (const auto& t : a.tasks) {
      ++c.tasks;
      c.owned += t.owners.empty() ? 0 : 1;
      c.due += t.due ? 1 : 0;
    }
  }
  return c;
}

}  // namespace

Json policy_json(const reading::Policy& p, const reading::Reading& r) {
  const Counts c = count(p);
  Json j{{"kind", reading::to_string(p.kind)},
         {"why", p.why},
         {"title", text_or_null(p.title)},
         {"number", text_or_null(p.number)},
         {"issuer", text_or_null(p.issuer)},
         {"issued", date_or_null(p.issued)},
         {"year", p.year != 0 ? Json(p.year) : Json(nullptr)},
         {"counts",
          {{"articles", p.articles.size()},
           {"with_tasks", c.with_tasks},
           {"no_action", p.articles.size() - c.with_tasks},
           {"tasks", c.tasks},
           {"with_owner", c.owned},
           {"with_due", c.due}}}};
  j["articles"] = Json::array();
  for (const auto& a : p.articles) {
    Json article = place({{"id", a.id},
                          {"number", text_or_null(a.number)},
                          {"section", text_or_null(a.section)},
                          {"heading", text_or_null(a.heading)},
                          {"title", text_or_null(a.title)}},
                         a.span);
    article["tasks"] = Json::array();
    for (const auto& t : a.tasks) article["tasks"].push_back(task_json(t, r));
    article["no_action"] = no_action_json(a.no_action, r.text);
    j["articles"].push_back(std::move(article));
  }
  j["set_aside"] = no_action_json(p.set_aside, r.text);
  return j;
}

namespace {

struct Sides {
  const cycle::ReadDocument& before;
  const cycle::ReadDocument& now;
  const plan::PolicyComparison& c;

  const PolicyTask* old_task(const plan::TaskPair& p) const {
    return p.before < 0 ? nullptr : c.before_tasks[static_cast<std::size_t>(p.before)];
  }
  const PolicyTask* new_task(const plan::TaskPair& p) const {
    return p.now < 0 ? nullptr : c.now_tasks[static_cast<std::size_t>(p.now)];
  }
};

Json changes_json(const std::vector<plan::TaskChange>& changes) {
  Json out = Json::array();
  for (const auto& x : changes)
    out.push_back({{"what", x.what}, {"before", text_or_null(x.before)}, {"now", text_or_null(x.after)}});
  return out;
}

}  // namespace

std::string policy_comparison_json(const cycle::ReadDocument& before, const cycle::ReadDocument& now,
                                   const plan::PolicyComparison& c) {
  const Sides sides{before, now, c};
  Json counts = Json::object(), task_counts = Json::object();
  for (int i = 0; i <= static_cast<int>(ArticleFate::added); ++i)
    counts[plan::to_string(static_cast<ArticleFate>(i))] = c.count(static_cast<ArticleFate>(i));
  for (int i = 0; i <= static_cast<int>(TaskFate::added); ++i)
    task_counts[plan::to_string(static_cast<TaskFate>(i))] = c.count(static_cast<TaskFate>(i));
  Json articles = Json::array(), tasks = Json::array();
  const auto article_side = [](const std::vector<int>& at, const cycle::ReadDocument& read) {
    Json out = Json::array();
    for (const int i : at) {
      const auto& a = read.policy->articles[static_cast<std::size_t>(i)];
      out.push_back(place({{"id", a.id},
                           {"number", text_or_null(a.number)},
                           {"section", text_or_null(a.section)},
                           {"title", reading::short_title(a, read.reading.text)}},
                          a.span));
    }
    return out;
  };
  for (const auto& a : c.articles) {
    articles.push_back({{"fate", plan::to_string(a.fate)},
                        {"before", article_side(a.before, before)},
                        {"now", article_side(a.now, now)},
                        {"renumbered", a.renumbered},
                        {"changes", changes_json(a.changes)}});
  }
  const auto task_side = [](const PolicyTask* t) {
    return t == nullptr
               ? Json(nullptr)
               : place({{"id", t->id}, {"text", t->what}, {"owners", reading::joined_names(t->owners)}}, t->span);
  };
  for (const auto& p : c.tasks) {
    tasks.push_back({{"fate", plan::to_string(p.fate)},
                     {"before", task_side(sides.old_task(p))},
                     {"now", task_side(sides.new_task(p))},
                     {"likeness", std::round(p.likeness * 1000) / 1000},
                     {"partly", p.partly},
                     {"unsure", p.unsure},
                     {"changes", changes_json(p.changes)}});
  }
  return Json{{"kind", "policy"},
              {"articles_before", before.policy->articles.size()},
              {"articles_now", now.policy->articles.size()},
              {"counts", counts},
              {"account",
               {{"tasks_before", c.before_tasks.size()},
                {"tasks_now", c.now_tasks.size()},
                {"same", c.count(TaskFate::same)},
                {"changed", c.count(TaskFate::changed)},
                {"dropped", c.count(TaskFate::dropped)},
                {"added", c.count(TaskFate::added)},
                {"complete", c.complete()},
                {"nothing_lost", c.complete() && c.count(TaskFate::dropped) == 0}}},
              {"articles", articles},
              {"tasks", tasks}}
      .dump();
}

}  // namespace wire
