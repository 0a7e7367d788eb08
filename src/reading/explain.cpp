#include "reading/explain.hpp"

#include <algorithm>

#include "reading/action_words.hpp"
#include "reading/clause.hpp"
#include "reading/lexicon_rows.hpp"
#include "reading/scan.hpp"
#include "reading/structure.hpp"

namespace reading {
namespace {

constexpr int kLongestSentence = 600;
constexpr std::size_t kLongestName = 25;

// What is said of each rule; words of the text follow where it ends with a colon.
const char* words_of_rule(Rule rule) {
  switch (rule) {
    case Rule::went_to:
      return "变到的数：";
    case Rule::changed:
      return "升降词：";
    case Rule::compared:
      return "比较的基数：";
    case Rule::gap:
      return "与他者之差：";
    case Rule::flat:
      return "持平";
    case Rule::ranked:
    case Rule::ranked_nowhere:
      return "位次：";
    case Rule::from_to:
      return "从一数到另一数，合为一条";
    case Rule::streak_of_rank:
      return "连续多次居同一位次";
    case Rule::unit_shared:
      return "单位由并列的后一数补出";
    case Rule::change_carried:
      return "升降词承前";
    case Rule::list_split:
      return "并列的数各归其名";
    case Rule::list_of_one:
      return "并列的数同属一名";
    case Rule::all_each:
      return "“均”：每个名称一条";
    case Rule::all_before:
      return "“均”：前面每个名称一条";
    case Rule::ratio_of_two:
      return "两数之比";
    case Rule::ratio_parts:
      return "连比：各部分占比";
    case Rule::still_growth:
      return "仍说增幅";
    case Rule::name_before:
      return "名称承前";
    case Rule::names_in_order:
      return "名称承前，依次对应";
    case Rule::name_completed:
      return "名称由前文补全";
    case Rule::rank_attached:
      return "位次紧随其数，合为一条";
    case Rule::flat_attached:
      return "持平紧随其数，合为一条";
    case Rule::change_attached:
      return "升降紧随其数，合为一条";
  }
  return "";
}

// Words as the reader saw them: without the line breaks of a wrapped text, in plain forms.
std::string as_read(View words) {
  std::u32string out;
  for (std::size_t i = 0; i < words.size();) {
    std::size_t end = i;
    bool breaks = false;
    while (end < words.size() && base::is_space(words[end])) {
      breaks = breaks || words[end] == U'\n' || words[end] == U'\r';
      ++end;
    }
    if (end == i) {
      out.push_back(words[i++]);
      continue;
    }
    const bool between = i > 0 && end < words.size() && is_latin(words[i - 1]) && is_latin(words[end]);
    if (!breaks) out.append(words.substr(i, end - i));
    if (breaks && between) out.push_back(U' ');
    i = end;
  }
  return base::to_utf8(normalised(out));
}

// The stretch between stops around `span`; a line end stops only behind a stop, since lines may be wrapped.
Span around(View text, Span span) {
  static constexpr words::CharSet kStops(U"。！？!?");
  auto stops_at = [&](int i) {
    const char32_t c = text[static_cast<std::size_t>(i)];
    if (kStops.has(c)) return true;
    return c == U'\n' && (i == 0 || i + 1 == static_cast<int>(text.size()) ||
                          View(U"。！？!?；;：:\n").find(text[static_cast<std::size_t>(i - 1)]) != View::npos ||
                          text[static_cast<std::size_t>(i + 1)] == U'\n');
  };
  Span out = span;
  while (out.start > 0 && span.start - out.start < kLongestSentence && !stops_at(out.start - 1)) --out.start;
  const int n = static_cast<int>(text.size());
  while (out.end < n && out.end - span.end < kLongestSentence && !stops_at(out.end - 1)) ++out.end;
  return out;
}

std::string quoted(View text, Span span) { return "“" + words::joined(base::slice(text, span)) + "”"; }

template <class T, class Say>
void words_of(const WordTable<T>& table, View norm, Span within, std::string_view file, Say say,
              std::vector<Reason>& out) {
  for (int i = within.start; i < within.end;) {
    const auto hit = table.at(norm, i, within.end);
    if (!hit) {
      ++i;
      continue;
    }
    out.push_back({"词",
                   {i, i + hit.length},
                   say(*hit.entry) + "，" +
                       row_of(file, norm.substr(static_cast<std::size_t>(i), static_cast<std::size_t>(hit.length)))});
    i += hit.length;
  }
}

std::string form_of(const ChangeEntry& entry) {
  const char* form = entry.form == ChangeForm::rate  ? "升降"
                     : entry.form == ChangeForm::to  ? "升降到"
                     : entry.form == ChangeForm::gap ? "差距"
                                                     : "持平";
  return std::string(form) + "词，方向 " + to_string(entry.direction);
}

std::string role_of(NumberWordRole role) {
  switch (role) {
    case NumberWordRole::carrier:
      return "引出数的词";
    case NumberWordRole::adverb:
      return "数前的副词";
    case NumberWordRole::each:
      return "分别：各数各归其名";
    case NumberWordRole::all:
      return "均：一数归各名";
    case NumberWordRole::cumulative:
      return "累计";
    case NumberWordRole::estimate:
      return "预计";
    case NumberWordRole::guard:
      return "另一个词的一部分，不当引数的词";
  }
  return {};
}

void explain_words(View norm, Span within, std::vector<Reason>& out) {
  const Lexicon& l = lexicon();
  words_of(l.changes, norm, within, "change_words.csv", form_of, out);
  words_of(l.number_words, norm, within, "number_words.csv", role_of, out);
  words_of(
      l.scopes, norm, within, "scopes.csv", [](const ScopeEntry& e) { return "范围 " + base::to_utf8(e.scope); }, out);
  words_of(
      l.peer_groups, norm, within, "peer_groups.csv",
      [](bool group) { return std::string(group ? "一同排名的一群" : "没有名次的位次"); }, out);
  words_of(
      l.heads, norm, within, "indicator_heads.csv",
      [](const HeadEntry& e) { return "指标的中心词，种类 " + to_string(e.kind); }, out);
  words_of(
      l.verbs, norm, within, "figure_verbs.csv",
      [](const VerbEntry& e) { return std::string(e.strong ? "动词" : "弱动词"); }, out);
  std::stable_sort(out.begin(), out.end(), [](const Reason& a, const Reason& b) { return a.span < b.span; });
}

// The word of the table that stands before or after the number, with its row.
std::string qualifier_row(View norm, const NumberToken& t, Span sentence) {
  const Lexicon& l = lexicon();
  constexpr int kReach = 8;  // 不少于全年的 and a space
  View word;
  for (int end = t.core.start; end > std::max(sentence.start, t.core.start - kReach) && word.empty(); --end) {
    if (const auto hit = l.qualifiers_before.before(norm, end, sentence.start))
      word = norm.substr(static_cast<std::size_t>(end - hit.length), static_cast<std::size_t>(hit.length));
  }
  for (int at = t.core.start; at < std::min(sentence.end, t.core.end + kReach) && word.empty(); ++at) {
    if (const auto hit = l.qualifiers_after.at(norm, at, sentence.end))
      word = norm.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(hit.length));
  }
  if (word.empty()) return "（codes/reading/qualifiers.csv）";
  return "（“" + base::to_utf8(word) + "”，" + row_of("qualifiers.csv", word) + "）";
}

void explain_numbers(View text, View norm, Span sentence, Span span, std::vector<Reason>& out) {
  for (const NumberToken& t : scan(text, norm, sentence).numbers) {
    if (!t.core.overlaps(span)) continue;
    std::string say = "数 " + t.value.to_string();
    if (t.value_max) say += " 至 " + t.value_max->to_string();
    say += t.unit.empty() ? "，没有单位" : "，单位 " + base::to_utf8(t.unit);
    if (t.entry) say += "（种类 " + to_string(t.entry->kind) + "，" + row_of("units.csv", t.entry->word) + "）";
    if (t.qualifier != Qualifier::exact) say += "，限定 " + to_string(t.qualifier) + qualifier_row(norm, t, sentence);
    if (t.chinese) say += "，中文数字";
    out.push_back({"数", t.core, say});
  }
}

const char* type_of(ClauseReading::Type type) {
  switch (type) {
    case ClauseReading::Type::action:
      return "做一件事";
    case ClauseReading::Type::result:
      return "要的结果，归前面的事";
    case ClauseReading::Type::manner:
      return "怎样做、凭什么、在哪里，归后面的事";
    case ClauseReading::Type::statement:
      return "陈述，没有自己的动词";
  }
  return "";
}

// A chain of verbs (编制实施) has no row of its own: the row of its first word is given.
std::string verb_row(View verb) {
  const WordMatch first = ActionWords::builtin().at_start(verb, static_cast<WordRoles>(0xFFFF));
  const View word = first.length > 0 ? verb.substr(0, static_cast<std::size_t>(first.length)) : verb;
  return "（" + row_of("action_verbs.csv", word) + "）";
}

void explain_clauses(const Reading& reading, View text, Span sentence, Span span, std::vector<Reason>& out) {
  for (const Sentence& s : split_sentences(text, sentence)) {
    if (!s.span.overlaps(span)) continue;
    out.push_back({"句子", s.span, "在标点处断句；引号、括号里的标点不断"});
    bool acted = false;
    for (const Clause& clause : s.clauses) {
      const bool figure = std::any_of(reading.figures.begin(), reading.figures.end(),
                                      [&](const Figure& f) { return f.span.overlaps(clause.span); });
      const ClauseReading read = read_clause(text, clause.span, figure, !acted);
      acted = acted || read.type == ClauseReading::Type::action;
      if (!clause.span.overlaps(span)) continue;
      std::string say = type_of(read.type);
      if (!read.verb.empty()) say += "，动词" + quoted(text, read.verb) + verb_row(base::slice(text, read.verb));
      if (read.striving) say += "，力争";
      if (read.general) say += "，总说，等后面的分句落实";
      out.push_back({"分句", clause.span, say});
    }
  }
}

std::string sure(double confidence) {
  const int percent = static_cast<int>(confidence * 100 + 0.5);
  return "；把握 " + std::to_string(percent) + "%";
}

void explain_statements(const Reading& reading, Span span, std::vector<Reason>& out) {
  for (const Figure& f : reading.figures) {
    if (!f.span.overlaps(span)) continue;
    std::string say = f.id + " " + f.indicator;
    if (f.value) say += " = " + f.value->to_string() + f.unit;
    if (f.change && f.change->value)
      say += "，变动 " + to_string(f.change->direction) + " " + f.change->value->to_string() + f.change->unit;
    say += "，种类 " + to_string(f.kind) + "，状态 " + to_string(f.status);
    for (const std::string& why : reasons(reading.text, f)) say += "；" + why;
    out.push_back({"数字陈述", f.span, say + sure(f.confidence)});
  }
  for (const Nonfigure& n : reading.nonfigures) {
    if (n.span.overlaps(span)) out.push_back({"不是数字", n.span, std::string(n.why)});
  }
  for (const Span& u : reading.unaccounted) {
    if (u.overlaps(span)) out.push_back({"未认出", u, "没有归入任何陈述：程序的错"});
  }
  for (const Target& t : reading.targets) {
    if (!t.span.overlaps(span)) continue;
    std::string say = t.id + " " + t.indicator + " " + t.op;
    if (t.value) say += " " + t.value->to_string() + t.unit;
    say += "，" + std::string(t.strength == "headline" ? "主要预期目标"
                              : t.strength == "scope"  ? "工作量"
                                                       : "任务里的结果");
    for (const std::string& id : t.figures) say += "，出自 " + id;
    out.push_back({"目标", t.span, say + sure(t.confidence)});
  }
  for (const Measure& m : reading.measures) {
    if (!m.span.overlaps(span)) continue;
    out.push_back({"任务", m.span,
                   m.id + " 章节 " + m.section + "，动作 " + m.action + "，对象 " + m.object + sure(m.confidence)});
  }
}

}  // namespace

std::vector<std::string> reasons(std::u32string_view text, const Figure& figure) {
  std::vector<std::string> out;
  for (const Why& why : figure.why) {
    std::string said = words_of_rule(why.rule);
    if (why.rule == Rule::ranked && figure.rank) said += figure.rank->scope;
    if (!why.words.empty()) said += as_read(base::slice(text, why.words));
    out.push_back(std::move(said));
  }
  return out;
}

std::vector<Reason> explain(const Reading& reading, Span span) {
  const View text = reading.text;
  JC_ASSERT(0 <= span.start && span.start < span.end && static_cast<std::size_t>(span.end) <= text.size());
  const ScratchScope scope;
  const Span sentence = around(text, span);
  const std::u32string norm = normalised(text);
  std::vector<Reason> out, found;
  explain_clauses(reading, text, sentence, span, out);
  Span clause = span;
  for (const Reason& r : out) {
    if (r.stage == "分句") clause = {std::min(clause.start, r.span.start), std::max(clause.end, r.span.end)};
  }
  explain_words(norm, clause, found);
  explain_numbers(text, norm, sentence, clause, found);
  std::move(found.begin(), found.end(), std::back_inserter(out));
  explain_statements(reading, span, out);
  return out;
}

std::vector<Doubt> doubts(const Reading& reading) {
  std::vector<Doubt> out;
  for (const Figure& f : reading.figures) {
    const std::size_t length = base::u32(f.indicator).size();
    std::string why;
    if (length < 2) {
      why = "没有找到指标名";
    } else if (length > kLongestName) {
      why = "指标名过长，可能带进了别的话";
    } else if (f.confidence < kSure) {
      const bool inherited =
          std::any_of(f.why.begin(), f.why.end(), [](const Why& w) { return w.rule == Rule::name_before; });
      why = inherited ? "指标名由前文补出" : "指标名或数值的依据不足";
    }
    if (!why.empty()) out.push_back({f.span, f.id, f.confidence, why});
  }
  for (const Target& t : reading.targets) {
    if (t.indicator.empty()) {
      out.push_back({t.span, t.id, t.confidence, "目标没有指标名"});
    } else if (t.confidence < kSure) {
      out.push_back({t.span, t.id, t.confidence, "目标的数或名称依据不足"});
    }
  }
  for (const Measure& m : reading.measures) {
    if (m.action.empty()) {
      out.push_back({m.span, m.id, m.confidence, "任务没有动词"});
    } else if (m.span.size() > 160) {
      out.push_back({m.span, m.id, m.confidence, "任务过长，可能是几项"});
    } else if (m.confidence < kSure) {
      out.push_back({m.span, m.id, m.confidence, "从哪里到哪里是一项任务，依据不足"});
    }
  }
  for (const Span& u : reading.unaccounted) out.push_back({u, {}, 0, "数字没有认出"});
  std::stable_sort(out.begin(), out.end(), [](const Doubt& a, const Doubt& b) { return a.span < b.span; });
  return out;
}

}  // namespace reading
