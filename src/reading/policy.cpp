#include "reading/policy.hpp"

#include <algorithm>

#include "reading/flow.hpp"
#include "reading/lines.hpp"
#include "reading/policy_articles.hpp"
#include "reading/policy_table.hpp"
#include "reading/policy_tasks.hpp"
#include "reading/scan.hpp"
#include "reading/traditional.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::View;

constexpr int kFewDuties = 3;  // brackets of owners that make a text without a title a policy file

struct Recognised {
  DocumentKind kind = DocumentKind::report;
  std::string why, title;
};

// Enough of a document to know it by: a policy file does not begin as something else, and a long text is not read
// twice.
constexpr int kEnough = 60'000;
document::Document beginning(const document::Document& document) {
  if (static_cast<int>(document.text.size()) <= kEnough) return document;
  document::Document out;
  out.file = document.file;
  for (const document::Block& block : document.blocks) {
    const Span span = std::visit([](const auto& b) { return b.span; }, block);
    if (span.end > kEnough && !out.blocks.empty()) break;
    if (span.end > kEnough * 4) break;
    out.blocks.push_back(block);
    out.text = document.text.substr(0, static_cast<std::size_t>(span.end));
  }
  return out;
}

// 关于做好……工作的通知: a circular says itself who does what. One that only sends another file out is told by that
// file.
std::string circular_title(View norm, const std::vector<Line>& lines) {
  constexpr std::size_t kFirst = 20, kLongest = 80;
  std::size_t seen = 0;
  for (const Line& line : lines) {
    if (line.in_table || ++seen > kFirst) break;
    const View w = base::slice(norm, line.span);
    if (w.size() > kLongest || !w.ends_with(U"通知") || w.find(U"关于") == View::npos || w.find(U'。') != View::npos)
      continue;
    return words::has_any(w, {U"印发", U"转发"}) ? std::string() : words::joined(w);
  }
  return {};
}

Recognised recognise(const document::Document& whole) {
  const document::Document document = beginning(whole);
  const std::u32string norm_text = normalised(document.text);
  const View norm = norm_text;
  const std::vector<Line> lines = logical_lines(document);
  const TitleKind title = kind_by_title(norm, lines);
  Recognised out;
  out.title = title.title;
  if (!title.word.empty()) {
    out.kind = title.kind;
    out.why = "标题“" + title.title + "”里的“" + title.word + "”";
    return out;
  }
  for (const auto& block : document.blocks) {
    if (const auto* table = std::get_if<document::Table>(&block); table != nullptr && is_task_table(norm, *table)) {
      out.kind = DocumentKind::policy;
      out.why = "有任务和责任单位两栏的表";
      return out;
    }
  }
  if (words::has_any(norm, {U"各位代表", U"人民代表大会", U"国民经济和社会发展计划"})) return out;
  int duties = 0, decided = 0;
  for (const Line& line : lines) {
    if (line.in_table) continue;
    const View w = base::slice(norm, line.span);
    decided += words::starts_with(w, {U"会议议定", U"会议明确", U"会议要求", U"会议决定", U"会议确定"}) > 0 ||
                       words::has(w, U"会议议定")
                   ? 1
                   : 0;
    if (duties < kFewDuties && words::has_any(w, {U"单位", U"牵头", U"负责"}))
      duties += static_cast<int>(find_duty_blocks(norm, line.span, {}).size());
  }
  if (decided >= 2) {
    out.kind = DocumentKind::minutes;
    out.why = "正文里的“会议议定”“会议要求”";
  } else if (duties >= kFewDuties) {
    out.kind = DocumentKind::policy;
    out.why = "逐条写明责任单位";
  } else if (auto circular = circular_title(norm, lines); !circular.empty()) {
    out.kind = DocumentKind::policy;
    out.title = std::move(circular);
    out.why = "标题“" + out.title + "”里的“通知”";
  }
  return out;
}

// The year its dates are of: that of the title, else of its issue, number, or the first one named.
int year_of(View norm, const ArticlesFound& found) {
  const auto year_in = [](View text) {
    for (std::size_t i = 0; i + 4 < text.size(); ++i) {
      if (i > 0 && words::is_digit(text[i - 1])) continue;
      int value = 0, n = 0;
      while (n < 4 && words::is_digit(text[i + static_cast<std::size_t>(n)]))
        value = value * 10 + static_cast<int>(text[i + static_cast<std::size_t>(n++)] - U'0');
      if (n == 4 && value >= 1990 && value < 2200 && View(U"年〕]—-–至").find(text[i + 4]) != View::npos) return value;
    }
    return 0;
  };
  if (const int year = year_in(base::u32(found.title) + U" ")) return year;
  if (found.issued) return static_cast<int>(found.issued->year());
  if (const int year = year_in(base::u32(found.doc_number) + U" ")) return year;
  return year_in(norm.substr(0, 2000));
}

Policy read_flowing(const document::Document& document, View norm, const std::vector<Line>& lines,
                    Recognised recognised) {
  Policy out;
  out.kind = recognised.kind;
  out.why = std::move(recognised.why);
  const View text = document.text;
  ArticlesFound found = find_articles(norm, lines);
  out.title = found.title.empty() ? recognised.title : found.title;
  out.number = found.doc_number;
  out.issuer = found.issuer;
  // 2024年5月8日,……主持召开: the day of a meeting without a date of its own.
  if (!found.issued && out.kind == DocumentKind::minutes) {
    for (const ArticleText& article : found.articles) {
      const View w = base::slice(norm, article.body);
      if (w.size() < 8 || !words::is_digit(w.front())) continue;
      if (const auto time = time_at(norm, article.body.start, article.body.end, 0);
          time && time->day && time->has_year) {
        found.issued = time->last;
        break;
      }
    }
  }
  out.issued = found.issued;
  out.year = year_of(norm, found);
  out.set_aside = std::move(found.set_aside);
  // As they are printed: brackets and digits in the width they are printed in.
  for (const NoAction& line : out.set_aside) {
    const std::string seen = words::joined(base::slice(norm, line.span));
    for (std::string* named : {&out.title, &out.number, &out.issuer}) {
      if (*named == seen) *named = words::joined(base::slice(text, line.span));
    }
  }

  TaskContext context;
  context.due.year = out.year;
  context.due.issued = out.issued;
  context.kind = out.kind;
  for (const ArticleText& a : found.articles) {
    PolicyArticle article;
    article.number = a.number;
    article.section = a.section;
    article.heading = a.heading;
    article.span = a.span;
    TaskContext here = context;
    here.numbered = a.numbered;
    here.clause = a.clause;
    here.before_all = a.before_all;
    here.headings = a.headings;
    // 一、工业（牵头单位：市工信局）: who is named with a heading answers for what stands under it.
    for (auto heading = a.headings.rbegin(); heading != a.headings.rend() && here.shared.empty(); ++heading) {
      for (const DutyBlock& block : find_duty_blocks(norm, *heading, context.due)) here.shared = block.duties;
    }
    read_article(text, norm, a.body, here, article);
    out.articles.push_back(std::move(article));
  }
  for (const auto& block : document.blocks) {
    if (const auto* table = std::get_if<document::Table>(&block))
      read_task_table(text, norm, *table, context, out.articles);
  }
  std::ranges::stable_sort(out.articles, {}, [](const PolicyArticle& a) { return a.span.start; });
  // Names as they are printed, in the width they are printed in.
  for (PolicyArticle& article : out.articles) {
    for (PolicyTask& task : article.tasks) {
      for (auto* names : {&task.owners, &task.cooperating, &task.leaders}) {
        for (DutyName& name : *names) name.name = words::joined(base::slice(text, name.span));
      }
    }
  }
  return out;
}

std::string id(char letter, int n) {
  std::string digits = std::to_string(n);
  return letter + std::string(digits.size() < 3 ? 3 - digits.size() : 0, '0') + digits;
}

void number_all(Policy& policy) {
  int tasks = 0, articles = 0, owned = 0, all = 0;
  for (PolicyArticle& article : policy.articles) {
    article.id = id('A', ++articles);
    for (PolicyTask& task : article.tasks) {
      task.id = id('K', ++tasks);
      ++all;
      owned += task.owners.empty() ? 0 : 1;
    }
  }
  // Where most tasks name their owner, one that does not has probably been read wrong, or been forgotten.
  const bool names_owners = policy.kind == DocumentKind::minutes || owned * 2 >= all;
  for (PolicyArticle& article : policy.articles) {
    for (PolicyTask& task : article.tasks) {
      if (names_owners && task.owners.empty()) {
        task.doubts.push_back("没有写责任单位");
        task.confidence = std::min(task.confidence, 0.7);
      }
      if (!task.due) continue;
      if (task.due->year_inferred && task.due->date && policy.issued && *task.due->date < *policy.issued)
        task.doubts.push_back("期限早于印发日期，没有写年份");
      if (task.due->kind == DueKind::by && !task.due->date) task.doubts.push_back("期限看不出是哪一天");
    }
  }
}

void put_back(const Flow& flow, Policy& policy) {
  const auto move = [&](Span& span) { span = flow.place_of(span); };
  const auto names = [&](std::vector<DutyName>& all) {
    for (DutyName& name : all) move(name.span);
  };
  for (NoAction& n : policy.set_aside) move(n.span);
  for (PolicyArticle& article : policy.articles) {
    move(article.span);
    for (NoAction& n : article.no_action) move(n.span);
    for (PolicyTask& task : article.tasks) {
      move(task.span);
      names(task.owners);
      names(task.cooperating);
      names(task.leaders);
      if (task.due) move(task.due->span);
      for (Span& c : task.conditions) move(c);
    }
  }
}

// Words and titles as the document has them; names of bodies are in simplified characters, by which they are known.
void show_as_written(View text, Policy& policy) {
  for (PolicyArticle& article : policy.articles) {
    for (PolicyTask& task : article.tasks) {
      task.what = words::joined(base::slice(text, task.span));
      if (task.due) task.due->text = words::joined(base::slice(text, task.due->span));
    }
  }
}

// The figures of a task and of what goes with it.
void tie_figures(const std::vector<Figure>& figures, Policy& policy) {
  for (PolicyArticle& article : policy.articles) {
    for (PolicyTask& task : article.tasks) {
      const auto add = [&](const Span& span) {
        auto f = std::ranges::lower_bound(figures, span.start, {}, [](const Figure& x) { return x.span.start; });
        for (; f != figures.end() && f->span.start < span.end; ++f) {
          if (span.contains(f->span) && std::ranges::find(task.amounts, f->id) == task.amounts.end())
            task.amounts.push_back(f->id);
        }
      };
      add(task.span);
      for (const Span& c : task.conditions) add(c);
    }
  }
}

}  // namespace

std::string to_string(DocumentKind kind) {
  return kind == DocumentKind::policy ? "policy" : kind == DocumentKind::minutes ? "minutes" : "report";
}

DocumentKind kind_of(const document::Document& document) {
  const document::Document begun = beginning(document);
  const auto simple = simplified(begun);
  return recognise(simple ? *simple : begun).kind;
}

std::optional<Policy> read_policy(const document::Document& document, const std::vector<Figure>& figures,
                                  std::optional<DocumentKind> as) {
  if (as == DocumentKind::report) return std::nullopt;
  if (const auto simple = simplified(document)) {
    auto policy = read_policy(*simple, figures, as);
    if (policy) show_as_written(document.text, *policy);
    return policy;
  }
  Recognised recognised = recognise(document);
  if (as) {
    if (recognised.kind != *as) recognised.why = "按给定的种类读";
    recognised.kind = *as;
  }
  if (recognised.kind == DocumentKind::report) return std::nullopt;
  std::vector<Line> lines = logical_lines(document);
  const std::optional<Flow> flowing = flow(document, lines);
  const document::Document& read = flowing ? flowing->document : document;
  if (flowing) lines = logical_lines(read);
  const std::u32string norm = normalised(read.text);
  Policy policy = read_flowing(read, norm, lines, std::move(recognised));
  if (flowing) put_back(*flowing, policy);
  number_all(policy);
  tie_figures(figures, policy);
  return policy;
}

std::vector<TaskDoubt> doubts(const Policy& policy) {
  constexpr double kSure = 0.6;
  std::vector<TaskDoubt> out;
  for (const PolicyArticle& article : policy.articles) {
    for (const PolicyTask& task : article.tasks) {
      if (task.doubts.empty() && task.confidence >= kSure) continue;
      std::string why;
      for (const auto& doubt : task.doubts) why += (why.empty() ? "" : "；") + doubt;
      out.push_back({&task, why.empty() ? "依据不足" : why});
    }
  }
  return out;
}

std::string joined_names(const std::vector<DutyName>& names) {
  std::string out;
  for (const auto& n : names) out += (out.empty() ? "" : "、") + n.name;
  return out;
}

std::string short_title(const PolicyArticle& a, View text) {
  std::string out = a.section + (a.section.empty() || a.number.empty() ? "" : "/") + a.number;
  const Span said = !a.tasks.empty() ? a.tasks.front().span : a.no_action.empty() ? a.span : a.no_action.front().span;
  const std::string title =
      !a.title.empty() ? a.title : base::shortened(base::to_utf8(base::trim(base::slice(text, said))), 24);
  return out + (out.empty() ? "" : " ") + title;
}

std::vector<Measure> measures_of(const Policy& policy) {
  std::vector<Measure> out;
  for (const PolicyArticle& article : policy.articles) {
    for (const PolicyTask& task : article.tasks) {
      Measure m;
      m.id = task.id;
      m.span = m.sentence = task.span;
      m.section = article.section + (article.section.empty() || article.number.empty() ? "" : "/") + article.number;
      m.heading = article.title.empty() ? article.heading : article.title;
      m.action = task.action;
      m.object = task.object;
      m.quantities = task.amounts;
      for (const auto* names : {&task.owners, &task.cooperating}) {
        for (const DutyName& name : *names) m.parties.push_back(name.name);
      }
      if (task.due) m.due = task.due->text;
      if (task.due && (task.due->kind == DueKind::by || task.due->kind == DueKind::period)) m.due_on = task.due->date;
      m.confidence = task.confidence;
      out.push_back(std::move(m));
    }
  }
  return out;
}

}  // namespace reading
