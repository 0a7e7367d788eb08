#include "reading/policy_articles.hpp"

#include <algorithm>

#include "reading/outline.hpp"
#include "reading/policy_words.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::View;

constexpr std::size_t kLongestTitle = 90;

enum class Form { chapter, part, clause, han_stop, han_paren, arabic, arabic_paren, item, dash };

struct Mark {
  Form form = Form::dash;
  std::string number;
  int length = 0;
};

// 第三条, 第二章: not read by heading_mark, since reports have none.
std::optional<Mark> clause_mark(View line) {
  if (line.size() < 3 || line[0] != U'第') return std::nullopt;
  std::size_t n = 1;
  while (n < line.size() && n < 6 && (words::is_han_digit(line[n]) || words::is_digit(line[n]))) ++n;
  if (n == 1 || n >= line.size()) return std::nullopt;
  const Form form = line[n] == U'条' ? Form::clause : line[n] == U'章' ? Form::chapter : Form::part;
  if (form == Form::part && line[n] != U'节' && line[n] != U'部') return std::nullopt;
  std::size_t end = n + 1;
  if (line[n] == U'部' && !(end < line.size() && line[end++] == U'分')) return std::nullopt;
  // 第三条规定的企业: speaks of a clause and is none.
  if (end < line.size() && !base::is_space(line[end]) && View(U":.、,").find(line[end]) == View::npos &&
      !(form == Form::clause && line[end] != U'第' &&
        words::starts_with(line.substr(end), {U"规定", U"所", U"的", U"中", U"第"}) == 0))
    return std::nullopt;
  const std::string number = base::to_utf8(line.substr(0, end));
  while (end < line.size() && (base::is_space(line[end]) || View(U":.、").find(line[end]) != View::npos)) ++end;
  return Mark{form, number, static_cast<int>(end)};
}

// 5.9月底前完成: a number with a date behind it, and 101. in a long list.
std::optional<Mark> long_mark(View line) {
  std::size_t n = 0;
  while (n < line.size() && n < 4 && words::is_digit(line[n])) ++n;
  if (n == 0 || n > 3 || n >= line.size() || View(U".、").find(line[n]) == View::npos) return std::nullopt;
  std::size_t k = n + 1, digits = 0;
  while (k < line.size() && words::is_digit(line[k])) ++k, ++digits;
  const bool dated = digits > 0 && digits <= 2 && k < line.size() && line[k] == U'月';
  if (digits > 0 && !dated) return std::nullopt;
  std::size_t end = n + 1;
  while (end < line.size() && base::is_space(line[end])) ++end;
  return Mark{Form::arabic, base::to_utf8(line.substr(0, n)), static_cast<int>(end)};
}

std::optional<Mark> mark_of(View line) {
  if (auto clause = clause_mark(line)) return clause;
  if (auto numbered = long_mark(line)) return numbered;
  const auto mark = heading_mark(line);
  if (!mark) return std::nullopt;
  Form form = Form::dash;
  switch (mark->form) {
    case HeadingMark::Form::han_stop:
      form = Form::han_stop;
      break;
    case HeadingMark::Form::han_paren:
      form = Form::han_paren;
      break;
    case HeadingMark::Form::arabic:
      form = line[0] == U'(' ? Form::arabic_paren : words::is_digit(line[0]) ? Form::arabic : Form::item;
      break;
    case HeadingMark::Form::is:
      form = Form::item;
      break;
    case HeadingMark::Form::dash:
      form = Form::dash;
      break;
  }
  return Mark{form, mark->number, mark->length};
}

// Parts of an article, where there is one: (1), ①, 一是, ——.
bool is_part(Form form) { return form == Form::arabic_paren || form == Form::item || form == Form::dash; }

bool has_stop(View line) { return line.find_first_of(U"。;") != View::npos; }

// The kind word that stands last in a title, outside the names of other files.
struct KindWord {
  std::size_t end = 0;
  std::u32string word;
  std::string kind;
};
std::optional<KindWord> last_kind(View title) {
  std::optional<KindWord> out;
  for (const auto& [word, kind] : PolicyWords::builtin().kinds) {
    const auto at = title.rfind(word);
    if (at == View::npos) continue;
    const std::size_t end = at + word.size();
    if (!out || end > out->end) out = KindWord{end, word, kind};
  }
  return out;
}

// A line that could be a title: one line without stops that ends with a kind word, or says that it sends one out.
bool is_title(View line) {
  if (line.size() < 4 || line.size() > kLongestTitle || has_stop(line) || line.find(U':') != View::npos ||
      line.find(U',') != View::npos)
    return false;
  View bare = line;
  // (试行), (2023—2025年), 的通知 behind it.
  for (bool again = true; again;) {
    again = false;
    if (bare.ends_with(U')') && bare.rfind(U'(') != View::npos && bare.size() - bare.rfind(U'(') < 26) {
      bare = base::trim(bare.substr(0, bare.rfind(U'(')));
      again = true;
    }
    for (const View tail : {View(U"的通知"), View(U"的批复"), View(U"的函"), View(U"》"), View(U"”")}) {
      if (bare.ends_with(tail)) bare.remove_suffix(tail.size()), again = true;
    }
  }
  const auto kind = last_kind(bare);
  return kind && kind->end == bare.size();
}

bool is_date_line(View line, std::optional<calendar::Date>& date) {
  View bare = line;
  if (bare.starts_with(U'(') && bare.ends_with(U')')) bare = bare.substr(1, bare.size() - 2);
  std::u32string closed;
  for (const char32_t c : bare) {
    if (!base::is_space(c)) closed.push_back(c);
  }
  const auto time = time_at(closed, 0, static_cast<int>(closed.size()), 0);
  if (!time || !time->day || !time->has_year) return false;
  const View rest = View(closed).substr(static_cast<std::size_t>(time->end));
  if (!rest.empty() && rest != U"印发") return false;
  date = time->last;
  return true;
}

// What a line outside the articles is; empty when it may be one.
std::string aside(View line, bool in_body, std::optional<calendar::Date>& date, View next) {
  std::optional<calendar::Date> found;
  if (is_date_line(line, found)) {
    date = found;
    return "日期";
  }
  if (words::starts_with(
          line, {U"附件:", U"附件1", U"附件2", U"附件一", U"附:", U"附表", U"抄送", U"分送", U"主送", U"报送:", U"印送",
                 U"发送:", U"发:", U"送:", U"(此件", U"(联系人", U"联系人:", U"联系电话"}) > 0 ||
      line == U"附件")
    return "附件、分送";
  if (words::starts_with(
          line, {U"出席:",    U"出席人员", U"参加:",    U"参加人员", U"参会人员", U"参会:", U"列席:",  U"列席人员",
                 U"请假:",    U"请假人员", U"缺席",     U"记录:",    U"记录人",   U"主持:", U"主持人", U"时间:",
                 U"会议时间", U"地点:",    U"会议地点", U"整理:",    U"签发",     U"审核:"}) > 0)
    return "会议的时间、地点和人员";
  if (line.size() <= 36 && line.ends_with(U'号') && line.find(U'[') != View::npos && !has_stop(line)) return "文号";
  if (!in_body && line.size() <= 160 && line.ends_with(U':') && !words::has_any(line, {U"如下", U"以下"}) &&
      words::has_any(line, {U"政府", U"单位", U"部门", U"委", U"局", U"企业", U"镇", U"街道"}) && !has_stop(line))
    return "主送机关";
  if (is_title(line)) return "标题";
  // A signature stands before the date.
  std::optional<calendar::Date> then;
  if (line.size() <= 40 && !has_stop(line) && line.find(U',') == View::npos && is_date_line(next, then) &&
      words::ends_with(
          line, {U"政府", U"办公室", U"委员会", U"局", U"厅", U"委", U"办", U"指挥部", U"领导小组", U"部", U"中心"}))
    return "落款";
  if (line.size() <= 12 && words::starts_with(line, {U"会议纪要", U"专题会议纪要", U"目录", U"目 录"}) > 0)
    return "标题";
  return {};
}

}  // namespace

int number_length(View line) {
  const auto mark = mark_of(line);
  return mark ? mark->length : 0;
}

TitleKind kind_by_title(View norm, const std::vector<Line>& lines) {
  TitleKind out;
  std::size_t seen = 0;
  for (const Line& line : lines) {
    if (line.in_table) continue;
    const View words = base::slice(norm, line.span);
    const auto mark = mark_of(words);
    if (mark && mark->form != Form::dash) break;
    if (++seen > 20) break;
    if (words.size() > kLongestTitle || has_stop(words) || words.find(U':') != View::npos) continue;
    const auto kind = last_kind(words);
    // 附件 and addressees name files too; a title stands on a line of its own.
    if (!kind || (words.find(U',') != View::npos)) continue;
    if (kind->kind != "report" && !is_title(words)) continue;
    out.kind = kind->kind == "policy"    ? DocumentKind::policy
               : kind->kind == "minutes" ? DocumentKind::minutes
                                         : DocumentKind::report;
    out.word = base::to_utf8(kind->word);
    out.title = words::joined(words);
    return out;
  }
  return out;
}

ArticlesFound find_articles(View norm, const std::vector<Line>& lines) {
  ArticlesFound out;
  struct Open {
    Form form;
    std::size_t node;
  };
  struct Node {
    Mark mark;
    Span span, body, first_line;
    std::vector<std::size_t> above;
    bool parent = false;
  };
  std::vector<Node> nodes;
  std::vector<Open> stack;
  std::vector<std::pair<Span, std::size_t>> loose;  // paragraphs without a number, and how many nodes came before
  bool open = false;                                // the last node takes further lines
  Span last_title;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.in_table) {
      open = false;
      continue;
    }
    const View words = base::slice(norm, line.span);
    const auto mark = mark_of(words);
    if (!mark) {
      const View next = i + 1 < lines.size() ? base::slice(norm, lines[i + 1].span) : View();
      if (const std::string reason = aside(words, !nodes.empty() || !loose.empty(), out.issued, next);
          !reason.empty()) {
        if (reason == "标题") {
          out.title = words::joined(words);
          // Lines set apart above it belong to it: the body that issues it.
          last_title = line.span;
          stack.clear();
        }
        if (reason == "文号" && out.doc_number.empty()) out.doc_number = words::joined(words);
        if (reason == "落款") out.issuer = words::joined(words);
        out.set_aside.push_back({line.span, reason});
        open = false;
        continue;
      }
      // The first lines above a title are part of it.
      const bool above_title = nodes.empty() && loose.empty() && words.size() <= 40 && !has_stop(words) &&
                               words.find(U',') == View::npos && words.find(U':') == View::npos;
      if (above_title) {
        out.set_aside.push_back({line.span, "标题"});
        continue;
      }
      if (open) {
        nodes.back().span.end = nodes.back().body.end = line.span.end;
      } else {
        loose.emplace_back(line.span, nodes.size());
      }
      continue;
    }
    if (is_part(mark->form) && open) {
      nodes.back().span.end = nodes.back().body.end = line.span.end;
      continue;
    }
    const auto same = std::ranges::find(stack, mark->form, &Open::form);
    stack.erase(same, stack.end());
    Node node;
    node.mark = *mark;
    node.span = line.span;
    node.body = {line.span.start + mark->length, line.span.end};
    node.first_line = node.body;
    for (const Open& o : stack) {
      node.above.push_back(o.node);
      nodes[o.node].parent = true;
    }
    stack.push_back({mark->form, nodes.size()});
    nodes.push_back(std::move(node));
    open = true;
  }

  const auto describe = [&](ArticleText& article, const std::vector<std::size_t>& above) {
    for (const std::size_t n : above) {
      article.section += (article.section.empty() ? "" : "/") + nodes[n].mark.number;
      Span title = nodes[n].first_line;
      const View words = base::slice(norm, title);
      if (const auto stop = words.find(U'。'); stop != View::npos) title.end = title.start + static_cast<int>(stop);
      article.headings.push_back(title);
      article.heading = words::joined(base::slice(norm, title));
    }
  };
  std::size_t next_loose = 0;
  const auto put_loose = [&](std::size_t before) {
    for (; next_loose < loose.size() && loose[next_loose].second <= before; ++next_loose) {
      ArticleText article;
      article.span = article.body = loose[next_loose].first;
      article.before_all = loose[next_loose].second == 0;
      out.articles.push_back(std::move(article));
    }
  };
  for (std::size_t n = 0; n < nodes.size(); ++n) {
    put_loose(n);
    const Node& node = nodes[n];
    const View body = base::slice(norm, node.body);
    if (base::trim(body).empty()) {
      out.set_aside.push_back({node.span, "只有序号"});
      continue;
    }
    const bool says_more = has_stop(body) || body.find(U'\n') != View::npos || body.size() > 60;
    if (node.parent && !says_more) {
      out.set_aside.push_back({node.span, "标题"});
      continue;
    }
    ArticleText article;
    article.number = node.mark.number;
    article.span = node.span;
    article.body = node.body;
    article.numbered = true;
    article.clause = node.mark.form == Form::clause;
    describe(article, node.above);
    out.articles.push_back(std::move(article));
  }
  put_loose(nodes.size());
  if (!last_title.empty() && out.title.empty()) out.title = words::joined(base::slice(norm, last_title));
  return out;
}

}  // namespace reading
