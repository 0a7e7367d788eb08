#include "report/reading_rows.hpp"

#include <cmath>

#include "base/text.hpp"
#include "plan/standard.hpp"
#include "reading/explain.hpp"

namespace report {
namespace {

using reading::Figure;
using reading::Kind;
using reading::Measure;
using reading::Qualifier;
using reading::Target;

class Words {
 public:
  Words(const reading::Reading& r, bool english) : r_(r), english_(english) {}

  std::string of(const char* chinese, const char* english) const { return english_ ? english : chinese; }
  std::string printed(const base::Span& span) const { return base::to_utf8(base::slice(r_.text, span)); }

  std::string joined(const std::vector<std::string>& all) const {
    std::string out;
    for (const auto& one : all) out += (out.empty() ? "" : english_ ? "; " : "；") + one;
    return out;
  }

  std::string amount(const std::optional<base::Decimal>& value, const std::optional<base::Decimal>& most,
                     const std::string& unit) const {
    if (!value) return "";
    return value->to_string() + (most ? "—" + most->to_string() : "") + unit;
  }

  std::string qualifier(Qualifier q) const {
    switch (q) {
      case Qualifier::exact:
        return "";
      case Qualifier::about:
        return of("左右", "about");
      case Qualifier::nearly:
        return of("近（不到）", "nearly");
      case Qualifier::over:
        return of("超过", "over");
      case Qualifier::at_least:
        return of("不少于", "at least");
      case Qualifier::at_most:
        return of("不超过", "at most");
      case Qualifier::range:
        return of("区间", "a range");
    }
    return "";
  }

  std::string kind(Kind k) const {
    switch (k) {
      case Kind::level:
        return of("总量", "amount");
      case Kind::count:
        return of("个数", "count");
      case Kind::growth:
        return of("增速", "growth");
      case Kind::share:
        return of("比重", "share");
      case Kind::completion:
        return of("完成程度", "completion");
      case Kind::per_capita:
        return of("人均", "per head");
      case Kind::rank:
        return of("位次", "rank");
      case Kind::threshold:
        return of("界限", "threshold");
      case Kind::difference:
        return of("差额", "difference");
      case Kind::index:
        return of("指数", "index");
    }
    return "";
  }

  std::string status(reading::FigureStatus s) const {
    switch (s) {
      case reading::FigureStatus::achieved:
        return of("已完成", "achieved");
      case reading::FigureStatus::target:
        return of("目标", "target");
      case reading::FigureStatus::planned:
        return of("计划安排", "planned");
      case reading::FigureStatus::context:
        return of("背景", "context");
    }
    return "";
  }

  std::string basis(const std::string& b) const {
    if (b == "yoy") return of("同比", "on the year before");
    if (b == "comparable") return of("可比口径", "on a comparable basis");
    if (b == "vs_half_year") return of("与上半年比", "against the half-year");
    if (b == "vs_national") return of("与全国比", "against the country");
    if (b == "vs_province_average") return of("与全省平均比", "against the province's average");
    return "";
  }

  std::string change(const reading::Change& c) const {
    std::string out;
    if (c.direction == reading::ChangeDirection::up) out = of("升", "up");
    if (c.direction == reading::ChangeDirection::down) out = of("降", "down");
    if (c.direction == reading::ChangeDirection::flat) out = of("持平", "flat");
    if (c.value) out += (out.empty() ? "" : " ") + c.value->to_string() + c.unit;
    if (c.qualifier && *c.qualifier != Qualifier::exact) out += of("，", ", ") + qualifier(*c.qualifier);
    return out;
  }

  std::string all_basis(const reading::Change& c) const {
    std::string out = basis(c.basis);
    if (!c.excluding.empty()) out += (out.empty() ? "" : of("，", ", ")) + of("剔除", "without ") + c.excluding;
    return out;
  }

  std::string rank(const reading::Rank& r) const {
    std::string out = r.scope + of("第", " no. ") + std::to_string(r.position);
    if (r.tie) out += of("（并列）", " (tie)");
    if (r.streak) out += of("，连续", ", in a row: ") + r.streak->value.to_string() + r.streak->unit;
    return out;
  }

  std::string value(const Figure& f) const {
    std::string out = amount(f.value, f.value_max, "");
    if (f.rank) out += (out.empty() ? "" : of("；", "; ")) + rank(*f.rank);
    return out;
  }

  std::string notes(const Figure& f) const {
    std::vector<std::string> all;
    if (f.from_value) all.push_back(of("由 ", "from ") + f.from_value->to_string() + f.unit);
    if (!f.subject.empty()) all.push_back(of("说的是 ", "said of ") + f.subject);
    if (f.cumulative) all.push_back(of("累计", "cumulative"));
    if (f.estimate) all.push_back(of("预计", "an estimate"));
    if (f.record) all.push_back(of("创新高", "a record"));
    return joined(all);
  }

  static std::string sure(double confidence) { return std::to_string(std::lround(confidence * 100)) + "%"; }

  std::string demand(const Target& t) const {
    const std::string value = amount(t.value, t.value_max, t.unit);
    if (t.relation != reading::Relation::none && t.relation != reading::Relation::in_step) {
      const bool up = t.relation == reading::Relation::above || t.relation == reading::Relation::not_below;
      return english_ ? (up ? "above " : "below ") + t.reference + (t.value ? " by " + value : "")
                      : plan::relation_words(t);
    }
    if (t.op == "≈") return english_ ? "about " + value : value + "左右";
    if (t.op == ">=") return "≥" + value;
    if (t.op == "<=") return "≤" + value;
    if (t.op == ">") return "＞" + value;
    if (t.op == "<") return "＜" + value;
    if (t.op == "~upper-level-target") return t.reference.empty() ? of("上级下达", "as set from above") : t.reference;
    if (t.op == "~sync") return of("同步", "in step with ") + t.reference;
    if (t.op == "~full-coverage") return of("全覆盖", "full coverage");
    if (t.op == "~no-occurrence") return of("不发生", "none to occur");
    if (t.op == "~milestone") return of("完成", "done");
    if (t.op.starts_with("~")) return of("定性要求", "qualitative");
    return value;
  }

  std::string strength(const Target& t) const {
    if (t.strength == "headline") return of("主要预期目标", "headline");
    if (t.strength == "output") return of("工作量目标", "output");
    if (t.strength == "scope") return of("范围", "scope");
    return t.strength;
  }

 private:
  const reading::Reading& r_;
  bool english_;
};

ReadingTable figures(const reading::Reading& r, const Words& w) {
  ReadingTable out{w.of("数字", "Figures"),
                   {w.of("原文", "As printed"), w.of("指标", "Indicator"), w.of("数值", "Value"), w.of("单位", "Unit"),
                    w.of("限定", "Qualifier"), w.of("期间", "Period"), w.of("变化", "Change"), w.of("基准", "Basis"),
                    w.of("种类", "Kind"), w.of("状态", "Status"), w.of("另有", "Also"), w.of("把握", "Confidence"),
                    w.of("依据", "Why")},
                   {}};
  for (const Figure& f : r.figures) {
    out.rows.push_back(
        {f.id,
         {w.printed(f.span), f.indicator, w.value(f), f.unit, w.qualifier(f.qualifier), f.period,
          f.change ? w.change(*f.change) : "", f.change ? w.all_basis(*f.change) : "", w.kind(f.kind),
          w.status(f.status), w.notes(f), Words::sure(f.confidence), w.joined(reading::reasons(r.text, f))},
         f.confidence});
  }
  return out;
}

ReadingTable targets(const reading::Reading& r, const Words& w) {
  ReadingTable out{w.of("目标", "Targets"),
                   {w.of("原文", "As printed"), w.of("指标", "Indicator"), w.of("要求", "Asks for"),
                    w.of("期间", "Period"), w.of("种类", "Kind"), w.of("层次", "Level"), w.of("期限", "Due"),
                    w.of("力争", "Aspires to"), w.of("约束性", "Binding"), w.of("把握", "Confidence")},
                   {}};
  for (const Target& t : r.targets) {
    out.rows.push_back(
        {t.id,
         {w.printed(t.span), t.indicator, w.demand(t), t.period, t.kind ? w.kind(*t.kind) : "", w.strength(t), t.due,
          t.stretch, t.binding ? w.of("是", "yes") : "", Words::sure(t.confidence)},
         t.confidence});
  }
  return out;
}

ReadingTable measures(const reading::Reading& r, const Words& w) {
  ReadingTable out{
      w.of("任务", "Measures"),
      {w.of("原文", "As printed"), w.of("对象", "What"), w.of("动作", "Action"), w.of("章节", "Section"),
       w.of("领句", "Under"), w.of("期限", "Due"), w.of("主体", "By whom"), w.of("项目", "Projects"),
       w.of("其中的目标", "Targets in it"), w.of("其中的数字", "Figures in it"), w.of("把握", "Confidence")},
      {}};
  for (const Measure& m : r.measures) {
    out.rows.push_back({m.id,
                        {w.printed(m.span), m.object, m.action, m.section, m.heading, m.due, w.joined(m.parties),
                         w.joined(m.projects), w.joined(m.targets), w.joined(m.quantities), Words::sure(m.confidence)},
                        m.confidence});
  }
  return out;
}

}  // namespace

std::vector<ReadingTable> reading_tables(const reading::Reading& r, bool english) {
  const Words w(r, english);
  std::vector<ReadingTable> all{targets(r, w), measures(r, w), figures(r, w)};
  ReadingTable problems{w.of("问题", "Problems"), {w.of("原文", "As printed")}, {}};
  ReadingTable numbers{w.of("不作数据的数字", "Numbers that are no figures"),
                       {w.of("原文", "As printed"), w.of("是什么", "What it is")},
                       {}};
  ReadingTable lost{w.of("没有归属的数字", "Digits not accounted for"), {w.of("原文", "As printed")}, {}};
  std::size_t number = 0;
  for (const Mark& mark : marks_of(r)) {
    const std::string words = w.printed(mark.span);
    if (mark.kind == MarkKind::problem) problems.rows.push_back({mark.id, {words}, 1});
    if (mark.kind == MarkKind::unaccounted) lost.rows.push_back({mark.id, {words}, 0});
  }
  for (const auto& n : r.nonfigures) {
    std::string id = std::to_string(++number);
    if (id.size() < 3) id.insert(0, 3 - id.size(), '0');
    numbers.rows.push_back({"N" + id, {w.printed(n.span), std::string(n.why)}, 1});
  }
  all.push_back(std::move(problems));
  all.push_back(std::move(numbers));
  all.push_back(std::move(lost));
  std::erase_if(all, [](const ReadingTable& t) { return t.rows.empty(); });
  return all;
}

std::string demand_words(const Target& target, bool english) {
  const reading::Reading none;
  return Words(none, english).demand(target);
}

}  // namespace report
