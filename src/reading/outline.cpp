#include "reading/outline.hpp"

#include <algorithm>

#include "reading/role_words.hpp"
#include "reading/speaker.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::View;

int han_ordinal(View s) {
  static constexpr View kDigits = U"一二三四五六七八九";
  auto digit = [](char32_t c) {
    const auto at = kDigits.find(c);
    return at == View::npos ? 0 : static_cast<int>(at) + 1;
  };
  const auto ten = s.find(U'十');
  if (ten == View::npos) return s.size() == 1 ? digit(s[0]) : 0;
  if (s.size() > 3) return 0;
  const int tens = ten == 0 ? 1 : digit(s[0]);
  const int ones = ten + 1 < s.size() ? digit(s[ten + 1]) : 0;
  return tens * 10 + ones;
}

std::size_t skip_space(View s, std::size_t i) {
  while (i < s.size() && base::is_space(s[i])) ++i;
  return i;
}

std::size_t han_run(View s, std::size_t i) {
  std::size_t n = 0;
  while (i + n < s.size() && n < 3 && View(U"一二三四五六七八九十").find(s[i + n]) != View::npos) ++n;
  return n;
}

bool is_open_paren(char32_t c) { return View(U"（(〔［").find(c) != View::npos; }
bool is_close_paren(char32_t c) { return View(U"）)〕］").find(c) != View::npos; }

// Digits that measure something: a lead phrase holds none.
int figures_stated(View s) {
  bool quoted = false;
  int stated = 0;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s[i] == U'“') quoted = true;
    if (s[i] == U'”') quoted = false;
    if (quoted) continue;
    if (!words::is_digit(s[i])) continue;
    std::size_t j = i;
    while (j < s.size() && (words::is_digit(s[j]) || s[j] == U'.')) ++j;
    if (j < s.size() && View(U"%％‰亿万年个家项元户人名套件条座所处场台批支辆亩吨公").find(s[j]) != View::npos)
      ++stated;
    i = j;
  }
  return stated;
}

bool states_a_figure(View s) { return figures_stated(s) > 0; }

// (一)扩大就业,开展培训3万人次,覆盖率达90%。: a sentence of the text behind a number, no title.
bool is_run_in(View sentence, bool own_line) {
  const auto commas =
      std::count(sentence.begin(), sentence.end(), U'，') + std::count(sentence.begin(), sentence.end(), U',');
  const int stated = figures_stated(sentence);
  return stated > 0 && commas > 0 && (!own_line || stated > 1 || commas > 1);
}

bool opens_a_text(View sentence) {
  static constexpr std::initializer_list<View> kStarts = {
      U"各位代表", U"各位委员", U"同志们",   U"同时",   U"此外",         U"与此同时", U"刚刚过去", U"过去",
      U"今年",     U"当前",     U"展望",     U"回顾",   U"回望",         U"根据",     U"按照",     U"对此",
      U"对这些",   U"这些",     U"这是",     U"以上",   U"上述",         U"为实现",   U"实现上述", U"完成上述",
      U"总的看",   U"总之",     U"总体看",   U"让我们", U"我代表",       U"现在",     U"受",       U"综合考虑",
      U"需要说明", U"在此",     U"初步统计", U"预计",   U"经济社会发展", U"主要预期", U"新的一年", U"面对",
      U"在肯定",   U"在看到",   U"虽然",     U"“十"};
  if (words::starts_with(sentence, kStarts) > 0) return true;
  if (words::is_digit(sentence.front())) return true;
  // 存在的主要问题：一是……。二是……。: a list that has begun.
  if (words::has_any(sentence, {U"：一是", U":一是", U"问题：", U"问题:", U"困难：", U"困难:"})) return true;
  // 二〇一九年是……
  if (sentence.size() > 4 && sentence[4] == U'年' &&
      std::all_of(sentence.begin(), sentence.begin() + 4, words::is_han_digit))
    return true;
  static const RoleWords::Roles kOpening = RoleWords::headings().roles({"opening", "agenda"});
  return RoleWords::headings().in_any(sentence, kOpening);
}

// 五年来，我们…… heads a paragraph only when its neighbours do too.
int refrain_length(View sentence) {
  return words::starts_with(sentence, {U"五年来", U"这五年", U"一年来", U"这一年", U"三年来", U"我们"});
}

// A first sentence that happens to be short is no lead phrase where most paragraphs around it open otherwise.
void drop_lonely_leads(std::vector<OutlineLine>& lines) {
  auto eligible = [](const OutlineLine& o) {
    return !o.mark && !o.own_line && o.line.span.size() >= 60 && o.level != 1 && o.level != 2;
  };
  struct Count {
    int all = 0, leads = 0;
  };
  auto count = [&](std::size_t from, int up_to_level) {
    Count c;
    for (std::size_t i = from; i < lines.size(); ++i) {
      if (i > from && lines[i].level > 0 && lines[i].level <= up_to_level) break;
      if (!eligible(lines[i])) continue;
      ++c.all;
      c.leads += lines[i].level == 3 ? 1 : 0;
    }
    return c;
  };
  auto drop = [&](std::size_t from, int up_to_level) {
    for (std::size_t i = from; i < lines.size(); ++i) {
      if (i > from && lines[i].level > 0 && lines[i].level <= up_to_level) break;
      OutlineLine& o = lines[i];
      if (!eligible(o) || o.level != 3) continue;
      o.level = 0;
      o.body = o.line.span;
    }
  };
  for (std::size_t first = 0; first < lines.size(); ++first) {
    if (first > 0 && lines[first].level != 1) continue;
    // Groups are counted as they were found, before any is dropped.
    const Count whole = count(first, 1);
    std::vector<std::size_t> lonely;
    for (std::size_t i = first; i < lines.size(); ++i) {
      if (i > first && lines[i].level == 1) break;
      if (i > first && lines[i].level != 2) continue;
      const Count group = count(i, 2);
      const bool few =
          group.all <= 1 ? whole.leads * 2 < whole.all : group.leads * 2 < group.all && whole.leads * 2 < whole.all;
      if (group.leads > 0 && few) lonely.push_back(i);
    }
    for (const std::size_t i : lonely) drop(i, 2);
  }
}

// 1.新建学校3所。…… 2.修缮养老院。……: where most items of one count say a figure at once, the others are no headings
// either.
void drop_headings_among_items(View text, std::vector<OutlineLine>& lines) {
  using Form = HeadingMark::Form;
  std::vector<std::size_t> series;
  int headings = 0;
  const auto close = [&] {
    if (headings * 2 < static_cast<int>(series.size())) {
      for (const std::size_t i : series) {
        if (lines[i].level != 3) continue;
        lines[i].level = 0;
        lines[i].own_line = false;
        lines[i].body = lines[i].content;
      }
    }
    series.clear();
    headings = 0;
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const OutlineLine& o = lines[i];
    const bool item = o.mark && o.mark->form == Form::arabic && !o.line.in_table && !o.sentences.empty();
    if (!item) {
      if (o.level == 1 || o.level == 2) close();
      continue;
    }
    if (!series.empty() && o.mark->ordinal != lines[series.back()].mark->ordinal + 1) close();
    // An item that is neither a heading nor says a figure says nothing of the others.
    const bool figure = !o.sentences.empty() && states_a_figure(base::slice(text, o.sentences.front().span));
    if (o.level != 3 && !figure) continue;
    series.push_back(i);
    headings += o.level == 3 ? 1 : 0;
  }
  close();
}

// 2017年工作回顾2017年是……: a chapter's heading that lost the line end behind it, up to where its year is named again;
// 0 for none.
int chapter_words(View sentence) {
  constexpr std::size_t kShortest = 6, kLongest = 36;
  if (year_at(sentence) == 0) return 0;
  for (std::size_t i = kShortest; i + 5 < sentence.size() && i <= kLongest; ++i) {
    if (year_at(sentence.substr(i)) == 0) continue;
    const View title = sentence.substr(0, i);
    const bool whole =
        words::ends_with(title, {U"回顾", U"情况", U"安排", U"任务", U"工作", U"打算", U"目标", U"要求"});
    if (whole && (has_heading_word(title, "review") || has_heading_word(title, "plan"))) return static_cast<int>(i);
  }
  return 0;
}

// Is the first line the title of the document, or the headline of a news item? 区人民政府2024年工作计划
bool is_title(View text, const std::vector<Line>& lines) {
  constexpr int kLongest = 80;
  constexpr std::size_t kDateline = 24;
  if (lines.size() < 2 || lines.front().in_table || lines.front().span.size() > kLongest) return false;
  const View line = base::slice(text, lines.front().span), next = base::slice(text, lines[1].span);
  if (heading_mark(line) || line.find_first_of(U"。；！？") != View::npos ||
      words::ends_with(line, {U"：", U":", U"，"}))
    return false;
  if (RoleWords::headings().ends(line, "document")) return true;
  return words::has_any(next.substr(0, kDateline), {U"日电", U"讯（", U"讯(", U"讯 ", U"记者"});
}

// Most lines and clauses start with none of these.
bool may_be_a_mark(char32_t c) {
  static constexpr words::CharSet kFirst(U"一二三四五六七八九十（(〔［0123456789０１２３４５６７８９第—-–―─●■◆•▪·►★");
  return (c >= U'①' && c <= U'⑳') || kFirst.has(c);
}

}  // namespace

std::optional<HeadingMark> heading_mark(View line) {
  using Form = HeadingMark::Form;
  std::size_t i = 0;
  auto mark = [&](Form form, View number, int ordinal, std::size_t length) {
    return HeadingMark{form, base::to_utf8(number), ordinal, static_cast<int>(skip_space(line, length))};
  };
  if (line.empty() || !may_be_a_mark(line.front())) return std::nullopt;
  if (const std::size_t n = han_run(line, 0); n > 0) {
    const View number = line.substr(0, n);
    const int ordinal = han_ordinal(number);
    if (ordinal > 0 && n < line.size()) {
      const char32_t next = line[n];
      if (next == U'、' || next == U'．' || next == U'.') {
        const std::size_t more = han_run(line, n + 1);
        const bool list =
            more > 0 && n + 1 + more < line.size() && View(U"、产次").find(line[n + 1 + more]) != View::npos;
        if (!list) return mark(Form::han_stop, number, ordinal, n + 1);
      }
      if ((next == U'是' || next == U'要') && n + 1 < line.size()) {
        std::size_t end = n + 1;
        if (end < line.size() && (line[end] == U'：' || line[end] == U'，')) ++end;
        return mark(Form::is, std::u32string(number) + next, ordinal, end);
      }
    }
    return std::nullopt;
  }
  if (is_open_paren(line[0])) {
    i = skip_space(line, 1);
    if (const std::size_t n = han_run(line, i); n > 0) {
      const std::size_t close = skip_space(line, i + n);
      const int ordinal = han_ordinal(line.substr(i, n));
      if (ordinal > 0 && close < line.size() && is_close_paren(line[close])) {
        std::size_t end = close + 1;
        if (end < line.size() && line[end] == U'、') ++end;
        return mark(Form::han_paren, U"(" + std::u32string(line.substr(i, n)) + U")", ordinal, end);
      }
      return std::nullopt;
    }
  }
  const bool paren = is_open_paren(line[0]);
  i = paren ? skip_space(line, 1) : 0;
  std::size_t n = 0;
  int value = 0;
  while (i + n < line.size() && n < 2 && words::is_digit(line[i + n])) {
    value = value * 10 + static_cast<int>(base::to_half_width(line[i + n]) - U'0');
    ++n;
  }
  if (n > 0 && value > 0 && i + n < line.size()) {
    const char32_t next = line[i + n];
    const View number = line.substr(i, n);
    if (paren && is_close_paren(next)) return mark(Form::arabic, number, value, i + n + 1);
    const bool decimal = i + n + 1 < line.size() && words::is_digit(line[i + n + 1]);
    if (!paren && !decimal && View(U".．、").find(next) != View::npos)
      return mark(Form::arabic, number, value, i + n + 1);
    return std::nullopt;
  }
  if (!paren && line[0] >= U'①' && line[0] <= U'⑳') {
    return mark(Form::arabic, line.substr(0, 1), static_cast<int>(line[0] - U'①') + 1, 1);
  }
  if (line.size() > 2 && line[0] == U'第') {
    const std::size_t run = han_run(line, 1);
    const int ordinal = run > 0 ? han_ordinal(line.substr(1, run)) : 0;
    if (ordinal > 0 && 1 + run < line.size()) {
      if (line.substr(1 + run).starts_with(U"部分")) return mark(Form::han_stop, line.substr(1, run), ordinal, 3 + run);
      if (line[1 + run] == U'，' || line[1 + run] == U'、')
        return mark(Form::is, line.substr(0, 1 + run), ordinal, 2 + run);
    }
    return std::nullopt;
  }
  if (View(U"—-–―─●■◆•▪·►★").find(line[0]) != View::npos) {
    while (i < line.size() && (View(U"—-–―─●■◆•▪·►★").find(line[i]) != View::npos || base::is_space(line[i]))) ++i;
    if (i < line.size() && !(words::is_digit(line[i]) && i == 1 && line[0] == U'-')) return mark(Form::dash, U"", 0, i);
  }
  return std::nullopt;
}

std::vector<OutlineLine> outline_lines(View text, const std::vector<Line>& lines, std::size_t body_start) {
  using Form = HeadingMark::Form;
  std::vector<OutlineLine> out(lines.size());
  bool has_han_stop = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    OutlineLine& o = out[i];
    o.line = lines[i];
    const View line = base::slice(text, lines[i].span);
    if (!lines[i].in_table) o.mark = heading_mark(line);
    o.content = lines[i].span;
    if (o.mark) o.content.start += o.mark->length;
    o.body = o.content;
    if (i >= body_start && !o.content.empty()) o.sentences = split_sentences(text, o.content);
    if (i >= body_start && o.mark && o.mark->form == Form::han_stop) has_han_stop = true;
  }

  auto first = [&](std::size_t i) { return base::slice(text, out[i].sentences.front().span); };
  auto stop_after = [&](std::size_t i) {
    const int at = out[i].sentences.front().span.end;
    return at < lines[i].span.end ? text[static_cast<std::size_t>(at)] : U'\n';
  };
  auto set = [&](std::size_t i, int level, Span title) {
    OutlineLine& o = out[i];
    o.level = level;
    while (!title.empty() && View(U"。，：；、,:;.").find(text[static_cast<std::size_t>(title.end - 1)]) != View::npos)
      --title.end;
    o.title = title;
    int after = title.end;
    while (after < lines[i].span.end &&
           (View(U"。，：；！,:;.").find(text[static_cast<std::size_t>(after)]) != View::npos ||
            base::is_space(text[static_cast<std::size_t>(after)]))) {
      ++after;
    }
    o.body = {after, lines[i].span.end};
    o.own_line = o.body.empty();
  };
  // The title of a marked line: its first sentence, or what stands before a colon when the rest is long.
  auto marked_title = [&](std::size_t i) {
    const Sentence& s = out[i].sentences.front();
    if (const int length = chapter_words(base::slice(text, s.span)); length > 0)
      return Span{s.span.start, s.span.start + length};
    const Span& clause = s.clauses.front().span;
    if (clause.end < s.span.end && View(U"：:").find(text[static_cast<std::size_t>(clause.end)]) != View::npos &&
        clause.size() <= 24) {
      return clause;
    }
    return s.span;
  };
  auto next_is_long = [&](std::size_t i, int least) {
    return i + 1 < lines.size() &&
           (lines[i + 1].span.size() >= least ||
            (out[i + 1].mark && (out[i + 1].mark->form == Form::han_paren || out[i + 1].mark->form == Form::han_stop)));
  };

  // What stands before the first comma, when it is short and holds no figure.
  auto first_clause = [&](std::size_t i) {
    const Span clause = out[i].sentences.front().clauses.front().span;
    const View words = base::slice(text, clause);
    return clause.size() >= 4 && clause.size() <= 20 && !states_a_figure(words) ? clause : Span{};
  };

  // Refrains count only in company.
  auto refrain_at = [&](std::size_t i) -> View {
    if (i >= lines.size() || out[i].sentences.empty() || out[i].mark) return {};
    const View s = first(i);
    const int n = refrain_length(s);
    return n > 0 ? s.substr(0, static_cast<std::size_t>(n)) : View{};
  };
  auto refrain_in_company = [&](std::size_t i) {
    const View mine = refrain_at(i);
    for (std::size_t d = 1; d <= 2; ++d) {
      if (i >= d && refrain_at(i - d) == mine) return true;
      if (refrain_at(i + d) == mine) return true;
    }
    return false;
  };

  for (std::size_t i = body_start; i < lines.size(); ++i) {
    if (out[i].sentences.empty() || lines[i].in_table) continue;
    OutlineLine& o = out[i];
    const View sentence = first(i);
    const Span span = out[i].sentences.front().span;
    const bool alone = out[i].sentences.size() == 1;
    const bool own = alone && span.end + 1 >= lines[i].span.end;
    const int length = span.size();
    if (lines[i].heading_level > 0 && length <= 80) {
      int level = std::min(lines[i].heading_level, 3);
      if (o.mark && o.mark->form == Form::han_stop) level = 1;
      if (o.mark && o.mark->form == Form::han_paren) level = 2;
      set(i, level, own ? span : marked_title(i));
      continue;
    }
    if (o.mark && o.mark->form == Form::han_stop) {
      if (length <= 70) set(i, 1, marked_title(i));
      continue;
    }
    if (o.mark && o.mark->form == Form::han_paren) {
      const Span title = marked_title(i);
      if (is_run_in(base::slice(text, title), own)) {
        if (const Span head = first_clause(i); !head.empty()) set(i, 2, head);
      } else if (length <= 100) {
        set(i, 2, title);
      }
      continue;
    }
    if (o.mark && o.mark->form == Form::arabic) {
      const Span title = marked_title(i);
      const char32_t stop = title.end < lines[i].span.end ? text[static_cast<std::size_t>(title.end)] : U'\n';
      if (View(U"。：:\n").find(stop) == View::npos) continue;
      const bool more = title.end + 1 < lines[i].span.end;
      if (title.size() <= 40 && !states_a_figure(base::slice(text, title)) && (more || next_is_long(i, 40)))
        set(i, 3, title);
      continue;
    }
    if (o.mark && o.mark->form == Form::is) {
      const bool sibling_alone = i + 1 < lines.size() && out[i + 1].mark && out[i + 1].mark->form == Form::is;
      if (own && length <= 80 && !sibling_alone && next_is_long(i, 60)) {
        set(i, 2, span);
      } else if (!alone && length <= 60 && stop_after(i) == U'。' && !states_a_figure(sentence)) {
        set(i, 3, span);
      }
      continue;
    }
    const bool dash = o.mark && o.mark->form == Form::dash;
    if (states_a_figure(sentence) || (!dash && opens_a_text(sentence))) {
      const bool part = own && length <= 40 && !words::has(sentence, U"，") && !words::has(sentence, U",") &&
                        lines[i].span.size() - length <= 0 &&
                        (has_heading_word(sentence, "review") || has_heading_word(sentence, "plan")) &&
                        !has_heading_word(sentence, "agenda") && next_is_long(i, 40);
      if (part) set(i, 1, span);
      continue;
    }
    // 五年来，我们……迈上新台阶。产业结构持续优化。: two headings on one line, above a long paragraph.
    if (!o.mark && out[i].sentences.size() == 2 && refrain_length(sentence) > 0 && length <= 45) {
      const Span second = out[i].sentences.back().span;
      const View lower = base::slice(text, second);
      if (second.end + 1 >= lines[i].span.end && second.size() >= 4 && second.size() <= 20 &&
          !words::has_digit(lower) && !words::has(lower, U"，") && !words::has(lower, U",") && stop_after(i) == U'。' &&
          next_is_long(i, 60)) {
        set(i, 2, span);
        o.own_line = true;
        o.under = second;
        o.body = {lines[i].span.end, lines[i].span.end};
        continue;
      }
    }
    if (own) {
      const char32_t stop = stop_after(i);
      const bool stops_right = stop == U'。' || stop == U'\n';
      const bool is_words = length >= 4 && length <= 45 && !words::ends_with(sentence, {U"：", U":", U"）", U")"});
      const bool long_winded =
          std::count(sentence.begin(), sentence.end(), U'，') + std::count(sentence.begin(), sentence.end(), U',') >
              1 &&
          refrain_length(sentence) == 0;
      const bool in_a_list =
          dash && i > 0 && out[i - 1].mark && out[i - 1].mark->form == Form::dash && out[i - 1].line.span.size() < 60;
      if (in_a_list) continue;
      if (!stops_right || !is_words || long_winded || has_heading_word(sentence, "agenda") || !next_is_long(i, 60))
        continue;
      if (has_heading_word(sentence, "glossary") || has_heading_word(sentence, "tail")) continue;
      const bool part = stop == U'\n' && !has_han_stop &&
                        (has_heading_word(sentence, "review") || has_heading_word(sentence, "plan"));
      set(i, part ? 1 : 2, span);
      continue;
    }
    const bool after_salutation =
        i > 0 && base::slice(text, lines[i - 1].span).starts_with(U"各位代表") && lines[i - 1].span.size() <= 8;
    if (i > body_start && !out[i - 1].under.empty()) continue;  // its heading stands on the line before
    if (after_salutation || words::has(base::slice(text, lines[i].span), U"让我们")) continue;
    const bool refrain = refrain_length(sentence) > 0;
    if (refrain && !refrain_in_company(i)) continue;
    const int longest = refrain ? 45 : 34;
    if (length >= 4 && length <= longest && stop_after(i) == U'。' && lines[i].span.end - span.end >= 20)
      set(i, 3, span);
  }
  drop_headings_among_items(text, out);
  drop_lonely_leads(out);
  return out;
}

std::size_t find_body_start(View text, const std::vector<Line>& lines) {
  using Form = HeadingMark::Form;
  std::size_t after_salutation = is_title(text, lines) ? 1 : 0;
  bool saluted = false;
  for (std::size_t i = 0; i < lines.size() && i < 60; ++i) {
    const View line = base::slice(text, lines[i].span);
    // 各位代表，……请予审议。 and 各位代表！ behind the first chapter address the congress once more and open nothing.
    const auto mark = heading_mark(line);
    if (mark && mark->form == Form::han_stop && mark->ordinal == 1 && i + 1 < lines.size() &&
        lines[i + 1].span.size() > 60)
      break;
    if (words::starts_with(line, {U"各位代表", U"各位委员", U"主任、各位副主任", U"同志们"}) > 0 && line.size() <= 40 &&
        line.find_first_of(U"。！") == View::npos) {
      saluted = true;
      after_salutation = i + 1;
      if (i + 1 < lines.size() && words::has_any(base::slice(text, lines[i + 1].span), {U"代表", U"委托", U"报告"}) &&
          words::has_any(base::slice(text, lines[i + 1].span), {U"审议", U"审查", U"大会报告", U"会议报告"})) {
        after_salutation = i + 2;
      }
      break;
    }
  }
  // A table of contents repeats the headings: the first 一、 that is followed by prose counts.
  for (std::size_t i = after_salutation; i < lines.size(); ++i) {
    const auto mark = heading_mark(base::slice(text, lines[i].span));
    if (!mark || mark->form != Form::han_stop || mark->ordinal != 1) continue;
    bool prose = lines[i].span.size() > 60;
    for (std::size_t j = i + 1; j < lines.size() && j < i + 4; ++j) prose = prose || lines[j].span.size() > 60;
    if (!prose) continue;
    // With a salutation, what stands between it and 一、 is already the body.
    return saluted ? after_salutation : i;
  }
  return after_salutation;
}

}  // namespace reading
