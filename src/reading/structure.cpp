#include "reading/structure.hpp"

#include <algorithm>

#include "reading/clause.hpp"
#include "reading/outline.hpp"
#include "reading/role_words.hpp"
#include "reading/speaker.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::View;

// A paragraph of the text, or the part of one from 一是 to 二是.
struct Piece {
  Span span;
  int level = 0;
  Span title;
  std::string number;
  bool own_line = false;
  Span body;
  bool is_item = false;  // starts with —— or a bullet
  bool in_table = false;
  std::optional<std::vector<Sentence>> sentences;  // of the body, once they are known

  const std::vector<Sentence>& read(View text) {
    if (!sentences) sentences = split_sentences(text, body);
    return *sentences;
  }
};

// 一是…… and, inside a paragraph, 1.…… and (1)……
bool is_enumerated(View sentence) {
  const auto mark = heading_mark(sentence);
  return mark && (mark->form == HeadingMark::Form::is || mark->form == HeadingMark::Form::arabic);
}

// 一是强化……。实施……。二是……。……: each lead sentence opens a piece of its own.
void add_pieces(View text, OutlineLine& o, std::vector<Piece>& pieces) {
  Piece piece{
      .span = o.line.span,
      .level = o.level,
      .title = o.title,
      .number = o.mark ? o.mark->number : "",
      .own_line = o.own_line,
      .body = o.body,
      .is_item = o.mark && (o.mark->form == HeadingMark::Form::dash || o.mark->form == HeadingMark::Form::arabic),
      .in_table = o.line.in_table};
  if (o.body == o.content) {
    piece.sentences = std::move(o.sentences);
  } else if (o.body.end == o.content.end && o.body.start > o.content.start && !o.body.empty() &&
             is_whole_sentence(text, {o.content.start, o.body.start}) && o.sentences.size() > 1 &&
             o.sentences[1].span.start == o.body.start) {
    piece.sentences.emplace(std::make_move_iterator(o.sentences.begin() + 1),
                            std::make_move_iterator(o.sentences.end()));
  }
  if (!o.under.empty()) {
    Piece lower = piece;
    piece.span.end = o.under.start;
    while (!piece.span.empty() && base::is_space(text[static_cast<std::size_t>(piece.span.end - 1)])) --piece.span.end;
    piece.body = {piece.span.end, piece.span.end};
    lower.span.start = o.under.start;
    lower.title = o.under;
    pieces.push_back(piece);
    pieces.push_back(lower);
    return;
  }
  if (o.level == 0 || !o.mark) {
    if (o.mark && o.mark->form == HeadingMark::Form::is) piece.number.clear();
  }
  std::vector<std::pair<Span, int>> leads;  // title, mark length
  if (!o.line.in_table && o.body.size() > 60) {
    const auto& sentences = piece.read(text);
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      const View s = base::slice(text, sentences[i].span);
      const auto mark = heading_mark(s);
      if (!mark || !is_enumerated(s)) continue;
      const bool counted = mark->form == HeadingMark::Form::arabic;
      if (s.size() > (counted ? 24 : 60)) continue;
      const int end = sentences[i].span.end;
      const bool stops = end < o.body.end && text[static_cast<std::size_t>(end)] == U'。';
      const bool followed = i + 1 < sentences.size() && !is_enumerated(base::slice(text, sentences[i + 1].span));
      const bool plain = !words::has_digit(s.substr(static_cast<std::size_t>(mark->length)));
      if (stops && followed && plain) leads.push_back({sentences[i].span, mark->length});
    }
  }
  const bool continues = o.mark && o.mark->form == HeadingMark::Form::is && o.level > 0;
  if (leads.size() + (continues ? 1 : 0) < 2) {
    pieces.push_back(std::move(piece));
    return;
  }
  const int start = leads.front().first.start;
  if (start > piece.span.start) {
    Piece head = piece;
    head.sentences.reset();
    head.span.end = start;
    head.body.end = std::max(head.body.start, start);
    while (!head.span.empty() && base::is_space(text[static_cast<std::size_t>(head.span.end - 1)])) --head.span.end;
    head.body.end = std::min(head.body.end, std::max(head.body.start, head.span.end));
    pieces.push_back(head);
  }
  for (std::size_t i = 0; i < leads.size(); ++i) {
    const auto [sentence, mark_length] = leads[i];
    const int end = i + 1 < leads.size() ? leads[i + 1].first.start : o.line.span.end;
    Piece part;
    part.span = {sentence.start, end};
    part.level = 3;
    part.title = {sentence.start + mark_length, sentence.end};
    part.body = {std::min(sentence.end + 1, end), end};
    part.own_line = part.body.empty();
    pieces.push_back(part);
  }
}

// Does one of `goals` stand in `text` with one of `behind`, or with the end, behind it?
bool goal_opens(View text, std::initializer_list<View> goals, std::initializer_list<View> behind, bool at_end) {
  return std::any_of(goals.begin(), goals.end(), [&](View goal) {
    const auto at = text.find(goal);
    if (at == View::npos) return false;
    const View after = text.substr(at + goal.size());
    return after.empty() ? at_end : words::starts_with(after, behind) > 0;
  });
}

bool asks_for_targets(View sentence) {
  static const words::Set goals{U"预期目标", U"主要目标", U"预期指标", U"主要指标", U"奋斗目标", U"发展目标"};
  return goals.in(sentence) &&
         goal_opens(sentence, {U"预期目标", U"主要目标", U"预期指标", U"主要指标", U"奋斗目标", U"发展目标"},
                    {U"是", U"为", U"：", U":", U"如下", U"建议", U"安排", U"确定", U"，", U"\n"}, true);
}

// 地区生产总值增长……，固定资产投资增长……，失业率控制在……: a paragraph that goes through the headline indicators one
// by one states the year's targets, whether or not it says so.
bool goes_through_headlines(View body) {
  constexpr int kFew = 4;
  constexpr std::size_t kDense = 60;  // code points an indicator, at most
  std::vector<View> seen;
  std::size_t first = View::npos, last = 0;
  for (std::size_t at = 0; at < body.size();) {
    const auto hit = RoleWords::headings().find(body.substr(at), "headline");
    if (!hit) break;
    const std::size_t start = at + static_cast<std::size_t>(hit.at);
    const View word = body.substr(start, static_cast<std::size_t>(hit.length));
    if (std::find(seen.begin(), seen.end(), word) == seen.end()) seen.push_back(word);
    first = std::min(first, start);
    last = at = start + word.size();
  }
  return static_cast<int>(seen.size()) >= kFew && last - first <= kDense * seen.size();
}

// The sentence that states the expected targets, when a paragraph says more before it.
void split_before_targets(View text, std::vector<Piece>& pieces) {
  std::vector<Piece> out;
  out.reserve(pieces.size());
  for (Piece& piece : pieces) {
    int cut = -1;
    if (!piece.in_table && piece.body.size() > 80) {
      for (const Sentence& s : piece.read(text)) {
        const View sentence = base::slice(text, s.span);
        if (!asks_for_targets(sentence) || !words::has_digit(sentence)) continue;
        if (s.span.start > piece.body.start + 1) cut = s.span.start;
        break;
      }
    }
    if (cut < 0) {
      out.push_back(std::move(piece));
      continue;
    }
    piece.sentences.reset();
    Piece head = piece, tail;
    head.span.end = head.body.end = cut;
    while (base::is_space(text[static_cast<std::size_t>(head.span.end - 1)])) head.body.end = --head.span.end;
    tail.span = tail.body = {cut, piece.span.end};
    out.push_back(head);
    out.push_back(tail);
  }
  pieces = std::move(out);
}

enum class Opens { review, plan, outlook, mixed_outlook, mixed_review, unclear };

Opens what_opens(View title, const ReportYears& years) {
  const bool review = has_heading_word(title, "review"), plan = has_heading_word(title, "plan");
  const bool outlook = has_heading_word(title, "outlook");
  bool names_plan_year = words::has_any(title, {U"今年", U"下半年", U"下一步", U"下阶段", U"明年"});
  bool names_report_year = false;
  for (std::size_t i = 0; i + 4 < title.size(); ++i) {
    const int year = year_at(title.substr(i));
    names_plan_year = names_plan_year || (year > 0 && year == years.plan);
    names_report_year = names_report_year || (year > 0 && year == years.report && years.report != years.plan);
  }
  if (years.half_year && review && !words::has_any(title, {U"下半年", U"下一步", U"下阶段"})) return Opens::review;
  if (review && plan && names_plan_year) return Opens::mixed_review;
  if (outlook && names_plan_year && plan) return Opens::mixed_outlook;
  if (review && outlook) return plan ? Opens::mixed_outlook : Opens::review;
  if (review) return Opens::review;
  if (words::has_any(title, {U"开局", U"开好局", U"起好步", U"起步", U"开门红"})) return Opens::plan;
  if (outlook && !names_plan_year) return plan || !names_report_year ? Opens::outlook : Opens::review;
  if (plan) return Opens::plan;
  // 2024年惠民十件实事: of the year that is planned, whatever it is called.
  if (names_plan_year && !names_report_year && years.plan > years.report) return Opens::plan;
  return Opens::unclear;
}

// 2024年重点工作任务责任分解表, 2025年度十件民生实事项目: a list of what is to be done, and of nothing done already.
bool lists_duties(View start) {
  return has_heading_word(start, "duties") &&
         !words::has_any(start, {U"完成", U"办结", U"落地", U"兑现", U"全部", U"已", U"进展", U"回顾"});
}

// 主要预期目标是, 奋斗目标为: aims follow. 主要指标，总体好于全省 tells how they stand.
bool states_aims(View start) {
  return goal_opens(start, {U"预期目标", U"主要目标", U"预期指标", U"奋斗目标", U"发展目标"},
                    {U"是", U"为", U"：", U":", U"如下", U"建议", U"\n"}, false);
}

// 报告明确，今年将…… · 张和平介绍，2022年，…… · “2023年，……: what someone tells begins behind the words that say who
// tells it. Their length; 0 for none.
std::size_t telling_length(View paragraph) {
  constexpr std::size_t kLongest = 16;
  std::size_t at = 0;
  const auto comma = paragraph.substr(0, kLongest).find_first_of(U"，,：:");
  if (comma != View::npos && has_heading_word(paragraph.substr(0, comma), "telling") &&
      !words::has_digit(paragraph.substr(0, comma)))
    at = comma + 1;
  while (at < paragraph.size() && View(U"“\"「").find(paragraph[at]) != View::npos) ++at;
  return at;
}

// 计划提出，继续……; ……要求，要……: what is asked for is to come.
bool asks(View paragraph) {
  const std::size_t told = telling_length(paragraph);
  return told > 1 && words::starts_with(paragraph.substr(told), {U"继续", U"要", U"将", U"全力", U"着力"}) > 0;
}

// ……，重点抓好12方面工作： · ……表示，2017年，区政府将努力办好十件实事：
bool announces_tasks(View paragraph) {
  constexpr std::size_t kLastWords = 30;
  if (!words::ends_with(paragraph, {U"：", U":"})) return false;
  const View last = paragraph.substr(paragraph.size() - std::min(paragraph.size(), kLastWords));
  static const words::Set kOrders{U"重点抓好", U"重点做好", U"着力抓好", U"抓好以下",
                                  U"做好以下", U"认真抓好", U"努力做好"};
  static const words::Set kPromised{U"实事", U"办好", U"做好", U"抓好", U"实施"};
  return kOrders.in(last) || (words::has_any(last, {U"将", U"计划"}) && kPromised.in(last));
}

// What a paragraph's first words say of the part it belongs to.
std::optional<Part> part_said(View paragraph, const ReportYears& years) {
  if (asks(paragraph) || announces_tasks(paragraph)) return Part::plan;
  const View start = paragraph.substr(telling_length(paragraph)).substr(0, 60);
  int year = year_at(start);
  if (year == 0 && start.starts_with(U"预计")) year = year_at(start.substr(2));
  // 2024年9月1日，会议听取了……: the day of an event tells no part.
  const auto behind = start.find(U'年');
  const bool dated = year > 0 && behind + 2 < start.size() && words::is_digit(start[behind + 1]) &&
                     (start[behind + 2] == U'月' || start.substr(behind + 1, 6).find(U'月') != View::npos);
  if (year > 0 && year == years.plan && !years.half_year && !dated) return Part::plan;
  if (words::starts_with(start, {U"今年是", U"今年，", U"今年工作", U"今年经济", U"今年我"}) > 0) return Part::plan;
  if (words::has_any(start, {U"今年经济社会发展", U"今年政府工作的总体要求", U"做好今年"})) return Part::plan;
  // 今年以来, 今年前三季度: what has passed of the year.
  if (words::starts_with(start, {U"今年以来", U"今年上半年", U"今年前", U"今年一季度", U"今年第", U"今年1"}) > 0)
    return Part::review;
  const bool told = has_heading_word(start, "told") || words::has_any(start, {U"以来", U"好于"});
  // 今年，我区将办好…… · 全区经济社会发展的主要预期目标是：…… · 围绕上述目标，…… · 为实现全年目标，我们将……: what is
  // said of aims is said of what is to come.
  const bool will = has_heading_word(start, "coming");
  const bool coming = will || words::has_any(start, {U"力争", U"确保", U"要重点", U"要着力", U"要坚持", U"要围绕"});
  if (words::starts_with(start, {U"今年"}) > 0 && !told &&
      (coming || words::starts_with(start.substr(2), {U",", U" "}) > 0))
    return Part::plan;
  const bool aims = words::has(start, U"目标") &&
                    words::starts_with(start, {U"围绕", U"为实现", U"实现", U"为完成", U"为确保", U"为了实现"}) > 0 &&
                    (coming || words::has_any(start, {U"上述", U"以上", U"这些"}));
  if (!told && !words::has_any(start, {U"完成情况", U"执行情况", U"完成得", U"完成较好", U"如期完成"}) &&
      (states_aims(start) || aims || lists_duties(start)))
    return Part::plan;
  // 2024年，我局将继续……, whatever year a text without a title seems to report.
  if (year > 0 && year >= years.report && will) return Part::plan;
  if (words::starts_with(start, {U"“十五五”", U"“十六五”", U"今后五年", U"未来五年"}) > 0) return Part::outlook;
  if (year > 0 && year == years.report) return Part::review;
  if (words::starts_with(start, {U"过去", U"一年来", U"这五年", U"五年来", U"刚刚过去", U"“十四五”时期是", U"回顾"}) >
      0)
    return Part::review;
  return std::nullopt;
}

// An excerpt in which no heading, year or opening says which part it is from: nearly every sentence begins with what is
// to be done, few hold a number, and none tells what was. Then it plans.
bool only_promises(View text, std::vector<Piece>& pieces, const ReportYears& years) {
  constexpr int kFew = 3, kMost = 400;  // sentences
  int all = 0, promised = 0, counted = 0;
  for (Piece& piece : pieces) {
    if (piece.level == 1 && what_opens(base::slice(text, piece.title), years) != Opens::unclear) return false;
    if (piece.level <= 1 && part_said(base::slice(text, piece.body), years)) return false;
    for (const Sentence& s : piece.read(text)) {
      const View sentence = base::slice(text, s.span);
      if (sentence.size() < 6) continue;
      if (has_heading_word(sentence, "told")) return false;
      ++all;
      counted += words::has_digit(sentence) ? 1 : 0;
      Span first = s.clauses.empty() ? s.span : s.clauses.front().span;
      if (const auto mark = heading_mark(base::slice(text, first))) first.start += mark->length;
      if (has_heading_word(sentence, "promised") ||
          read_clause(text, first, false, true).type == ClauseReading::Type::action)
        ++promised;
      if (all >= kMost) break;
    }
  }
  // A few sentences that count things may as well tell what was done.
  const int most_counted = all >= 2 * kFew ? 2 * all / 3 : all / 3;
  return all >= kFew && promised * 10 >= all * 7 && counted <= most_counted;
}

// 要……。要……。: most sentences of a paragraph say what one is to do.
bool admonishes(View text, Piece& piece) {
  int all = 0, asked = 0;
  for (const Sentence& s : piece.read(text)) {
    const View sentence = base::slice(text, s.span);
    if (sentence.size() < 6 || (all == 0 && piece.body.start == s.span.start && sentence.size() < 20)) continue;
    ++all;
    asked += words::starts_with(sentence, {U"要", U"还要", U"同时要", U"既要"}) > 0 ? 1 : 0;
  }
  return asked >= 2 && asked * 2 > all;
}

class PartOf {
 public:
  // `front`: what stands before the body, such as a title.
  PartOf(View text, const std::vector<Piece>& front, std::vector<Piece>& pieces, const ReportYears& years)
      : text_(text), pieces_(pieces), years_(years) {
    const bool titled = std::any_of(front.begin(), front.end(), [&](const Piece& piece) {
      const View title = base::slice(text, piece.span).substr(0, 80);
      // 今年以来，全市认真落实……决策部署，……。: a sentence names no part.
      const bool sentence = base::trim(base::slice(text, piece.span)).ends_with(U'。');
      return lists_duties(title) || announces_tasks(base::slice(text, piece.span)) ||
             (!sentence && has_heading_word(title, "plan") && !has_heading_word(title, "review") &&
              !words::has(title, U"报告"));
    });
    if (titled || only_promises(text, pieces, years)) part_ = Part::plan;
  }

  Part at(std::size_t i) {
    Piece& piece = pieces_[i];
    if (piece.level == 1) {
      opens_ = what_opens(base::slice(text_, piece.title), years_);
      open_section(i);
      if (piece.own_line) return part_;
    }
    const bool mixed = opens_ == Opens::mixed_outlook || opens_ == Opens::mixed_review || !in_section_;
    // In a text without sections whatever opens a paragraph speaks for it, a lead phrase as well.
    if (mixed && (piece.level == 0 || !in_section_)) {
      auto said = part_said(base::slice(text_, piece.body.empty() ? piece.title : piece.body), years_);
      if (!said && !in_section_ && admonishes(text_, piece)) said = Part::plan;
      if (said == Part::plan && part_ != Part::plan) part_ = Part::plan;
      if (said == Part::outlook && part_ == Part::review) part_ = Part::outlook;
      // Without sections each opening speaks for itself: 预计2022年……, after this year's aims.
      if (said == Part::review && !in_section_) part_ = Part::review;
      if (said == Part::review && part_ == Part::outlook && opens_ == Opens::mixed_outlook) return Part::review;
    }
    return part_;
  }

 private:
  void open_section(std::size_t i) {
    in_section_ = true;
    switch (opens_) {
      case Opens::review:
      case Opens::mixed_review:
        part_ = Part::review;
        return;
      case Opens::plan:
        part_ = Part::plan;
        return;
      case Opens::outlook:
      case Opens::mixed_outlook:
        part_ = Part::outlook;
        return;
      case Opens::unclear:
        break;
    }
    for (std::size_t j = i; j < pieces_.size() && j < i + 3; ++j) {
      if (j > i && pieces_[j].level == 1) break;
      if (pieces_[j].body.empty()) continue;
      if (const auto said = part_said(base::slice(text_, pieces_[j].body), years_)) {
        part_ = *said;
        return;
      }
    }
    if (part_ == Part::outlook) part_ = Part::plan;  // after the next years comes this year's work
  }

  View text_;
  std::vector<Piece>& pieces_;
  const ReportYears& years_;
  Opens opens_ = Opens::unclear;
  bool in_section_ = false;
  Part part_ = Part::review;
};

bool says_problems(View text, const std::vector<Sentence>& sentences) {
  for (const Sentence& s : sentences) {
    const View sentence = base::slice(text, s.span);
    if (sentence.size() > 400) continue;
    // ……困难和问题仍然不少：
    for (const Clause& c : s.clauses) {
      if (c.span.end >= s.span.end || View(U"：:").find(text[static_cast<std::size_t>(c.span.end)]) == View::npos)
        continue;
      const View clause = base::slice(text, c.span);
      if (words::has_any(clause, {U"困难", U"问题", U"短板", U"不足", U"挑战"}) &&
          words::has_any(clause, {U"存在", U"面临", U"仍", U"还", U"不少", U"依然"}))
        return true;
    }
    static const words::Set kTrouble(
        {U"困难", U"问题", U"短板", U"不足", U"挑战", U"难题", U"弱项", U"差距", U"压力", U"制约", U"瓶颈", U"困扰"});
    const bool trouble = kTrouble.in(sentence);
    static const words::Set kAdmits(
        {U"清醒认识",       U"清醒地认识", U"清醒看到", U"清醒地看到", U"也要看到",       U"也清醒",     U"同时要看到",
         U"同时看到",       U"还要看到",   U"也看到",   U"依然存在",   U"仍有不少",       U"还有不少",   U"还有一些",
         U"也应看到",       U"必须看到",   U"仍存在",   U"还存在",     U"存在不少",       U"存在一些",   U"面临一些",
         U"面临不少",       U"仍面临",     U"还面临",   U"面临的困难", U"面临的主要困难", U"存在的困难", U"存在的问题",
         U"存在的主要问题", U"仍然存在",   U"不容忽视"});
    const bool admits = kAdmits.in(sentence);
    // 同时，我们也面临不少难题: what turns against the praise before it. 面对压力，我们…… opens the praise.
    const bool turns = words::has_any(sentence.substr(0, 24), {U"但", U"同时", U"也", U"然而", U"当然", U"对照"});
    if (trouble && turns && words::has_any(sentence, {U"面临", U"存在"}) &&
        !words::has(sentence.substr(0, 24), U"面对"))
      return true;
    if (trouble && admits && words::has_any(sentence, {U"我们", U"但", U"同时", U"虽然", U"发展", U"主要"}))
      return true;
    if (words::has_any(sentence, {U"问题也不容忽视", U"问题不容忽视", U"问题同样不容忽视"})) return true;
    if (admits && words::has_any(sentence, {U"清醒认识", U"清醒地认识", U"清醒看到", U"清醒地看到"})) return true;
  }
  return false;
}

bool orients(View body) {
  const View start = body.substr(0, 60);
  if (words::has_any(start, {U"总体要求", U"总体思路", U"总的要求", U"指导思想", U"基本思路", U"总要求", U"总体考虑"}))
    return true;
  // 以……思想为指导，……坚持……总基调: the direction of the year and nothing else.
  if (words::starts_with(start, {U"坚持以", U"必须坚持以", U"要坚持以", U"以习近平", U"始终坚持以", U"今年工作",
                                 U"今年政府工作", U"做好"}) > 0 &&
      words::has_any(body.substr(0, 160), {U"为指导"}) && words::has_any(body, {U"总基调", U"新发展理念"}))
    return true;
  if (words::starts_with(
          start, {U"这些目标", U"以上目标", U"以上这些目标", U"上述目标", U"上述预期目标", U"提出这些目标",
                  U"确定上述目标", U"实现上述目标", U"为实现上述目标", U"为确保完成", U"完成上述目标", U"根据以上",
                  U"围绕实现", U"围绕上述", U"确定这", U"综合考虑", U"需要说明"}) > 0) {
    return true;
  }
  if (words::has_any(body.substr(0, 200), {U"让我们", U"更加紧密地团结", U"更加紧密团结"})) return true;
  if (words::starts_with(start, {U"各位代表", U"各位委员", U"同志们"}) > 0 && body.size() < 140) return true;
  const bool agenda = body.size() <= 45 &&
                      (body.ends_with(U"：") || body.ends_with(U":") || body.ends_with(U"。") || body.ends_with(U"；"));
  return agenda && has_heading_word(body, "agenda");
}

}  // namespace

Structure find_structure(const document::Document& document) {
  return find_structure(document, logical_lines(document));
}

Structure find_structure(const document::Document& document, const std::vector<Line>& lines, int year) {
  const View text = document.text;
  Structure out;
  const std::size_t body_start = find_body_start(text, lines);
  std::vector<OutlineLine> outline = outline_lines(text, lines, body_start);
  const ReportYears years = find_years(text, outline, year);
  out.area = find_area(text, outline, document.file);
  out.report_year = years.report;
  out.plan_year = years.plan;

  std::vector<Piece> front, pieces, tail;
  std::size_t end = outline.size();
  for (std::size_t i = body_start; i < outline.size(); ++i) {
    const View line = base::slice(text, lines[i].span);
    const bool late = static_cast<std::size_t>(lines[i].span.start) > text.size() / 2;
    if (late && line.size() <= 30 && !outline[i].level &&
        (has_heading_word(line, "glossary") || has_heading_word(line, "tail"))) {
      end = i;
      // 附件 alone on the line before belongs to the notes.
      if (end > body_start + 1 && base::slice(text, lines[end - 1].span).starts_with(U"附件") &&
          lines[end - 1].span.size() <= 6)
        --end;
      break;
    }
  }
  for (std::size_t i = 0; i < outline.size(); ++i) {
    if (i < body_start || i >= end) {
      Piece piece{.span = outline[i].line.span, .body = outline[i].line.span, .in_table = outline[i].line.in_table};
      (i < body_start ? front : tail).push_back(piece);
    } else {
      add_pieces(text, outline[i], pieces);
    }
  }
  split_before_targets(text, pieces);

  auto plain = [&](const Piece& piece) {
    TextParagraph p;
    p.span = p.body = piece.span;
    p.is_orientation = true;
    p.sentences = split_sentences(text, piece.body);
    out.paragraphs.push_back(std::move(p));
  };
  for (const Piece& piece : front) plain(piece);

  PartOf part_of(text, front, pieces, years);
  std::vector<bool> parts_follow(pieces.size(), false);  // a heading below the first level, before the next of it
  for (std::size_t i = pieces.size(); i-- > 1;)
    parts_follow[i - 1] = pieces[i].level > 1 || (pieces[i].level != 1 && parts_follow[i]);
  std::string first_number, second_number;
  int firsts = 0, seconds = 0, thirds = 0;
  bool under_refrain = false, list_open = false, problems_open = false, section_has_parts = false,
       after_own_line_third = false;
  std::vector<std::pair<int, Heading>> headings;  // with their own level, in text order
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    Piece& piece = pieces[i];
    TextParagraph p;
    p.span = piece.span;
    p.body = piece.body;
    p.part = part_of.at(i);
    int level = piece.level;
    const View body = base::slice(text, piece.body);
    if (level == 2 && piece.number.empty() && piece.own_line) {
      // An unnumbered theme under a numbered one, or under a refrain, is one step lower.
      const bool refrain =
          words::starts_with(base::slice(text, piece.title), {U"五年来", U"这五年", U"一年来", U"这一年"}) > 0;
      if (second_number.starts_with("(") && !second_number.starts_with("(#")) level = 3;
      if (under_refrain && !refrain) level = 3;
      if (refrain) under_refrain = true;
    }
    if (level == 1) {
      ++firsts;
      first_number = piece.number.empty() ? std::to_string(firsts) : piece.number;
      second_number.clear();
      seconds = thirds = 0;
      under_refrain = section_has_parts = false;
    } else if (level == 2) {
      ++seconds;
      second_number = piece.number.empty() ? "(#" + std::to_string(seconds) + ")" : piece.number;
      thirds = 0;
    } else if (level == 3) {
      ++thirds;
    }
    if (level > 0) {
      Heading h;
      h.level = level;
      h.number = piece.number;
      h.title = words::joined(base::slice(text, piece.title));
      h.span = piece.title;
      headings.emplace_back(level, std::move(h));
      problems_open = false;
      // 主要预期目标 over 1.…… 2.……
      list_open = piece.own_line && p.part == Part::plan && asks_for_targets(base::slice(text, piece.title));
      if (level > 1) section_has_parts = true;
    }
    p.section = first_number;
    if (!second_number.empty()) {
      std::string shown = second_number;
      if (shown.starts_with("(#")) shown.erase(1, 1);
      p.section += (p.section.empty() ? "" : "/") + shown;
    }
    if (thirds > 0 && (level == 3 || after_own_line_third))
      p.section += (p.section.empty() ? "" : "/") + std::to_string(thirds);
    after_own_line_third = level == 3 ? piece.own_line : (level == 0 && after_own_line_third);
    p.is_heading = level > 0 && piece.own_line;
    if (level > 0 && !piece.own_line) p.lead_phrase = piece.title;
    if (!piece.body.empty()) {
      piece.read(text);
      p.sentences = std::move(*piece.sentences);
    }

    if (!p.is_heading && !piece.in_table) {
      const bool states = p.part != Part::review &&
                          std::any_of(p.sentences.begin(), p.sentences.end(),
                                      [&](const Sentence& s) { return asks_for_targets(base::slice(text, s.span)); });
      const bool with_values = words::has_digit(body) || words::has_any(body, {U"百分之", U"分之一"});
      const bool plain_list = p.part == Part::plan && level == 0 && with_values && goes_through_headlines(body);
      if (level == 0 && plain_list) {
        p.is_target_list = true;
        list_open = false;
      } else if (level == 0 && states && (with_values || (i + 1 < pieces.size() && pieces[i + 1].is_item))) {
        p.is_target_list = true;
        list_open = body.size() < 160;
      } else if (level == 0 && list_open && (piece.is_item || (body.size() <= 60 && with_values))) {
        p.is_target_list = true;
      } else {
        list_open = false;
      }
      if (p.part == Part::review && says_problems(text, p.sentences)) {
        p.is_problems = problems_open = true;
      } else if (problems_open && (level == 0 || level == 3) && p.part == Part::review && is_enumerated(body)) {
        p.is_problems = true;
      } else {
        problems_open = false;
      }
      if (level <= 1 && p.part == Part::plan && !p.is_target_list) {
        if (!section_has_parts && parts_follow[i]) p.is_orientation = true;
      }
      // What stands between a theme and its first lead phrase gives the direction only.
      if ((level == 0 || level == 2) && p.part == Part::plan && thirds == 0 && section_has_parts &&
          piece.body.size() <= 220) {
        const bool third_follows =
            i + 1 < pieces.size() && pieces[i + 1].level != 0 && pieces[i + 1].level != 1 &&
            (pieces[i + 1].level == 3 || (pieces[i + 1].own_line && pieces[i + 1].number.empty()));
        if (third_follows) p.is_orientation = true;
      }
      if (orients(body) && !p.is_target_list) p.is_orientation = true;
    }
    if (piece.in_table) p.is_orientation = true;
    out.paragraphs.push_back(std::move(p));
  }
  for (const Piece& piece : tail) plain(piece);

  // A section ends where the next heading of its level or above begins.
  const int last = pieces.empty() ? static_cast<int>(text.size())
                                  : (tail.empty() ? static_cast<int>(text.size()) : tail.front().span.start);
  for (std::size_t i = 0; i < headings.size(); ++i) {
    int section_end = last;
    for (std::size_t j = i + 1; j < headings.size(); ++j) {
      if (headings[j].first <= headings[i].first) {
        section_end = headings[j].second.span.start;
        break;
      }
    }
    headings[i].second.section_end = section_end;
  }
  for (auto& [level, heading] : headings) {
    std::vector<Heading>* at = &out.outline;
    while (!at->empty() && at->back().level < level) at = &at->back().children;
    at->push_back(std::move(heading));
  }
  for (const TextParagraph& p : out.paragraphs) {
    if (p.part != Part::plan) continue;
    if (out.plan_part.empty()) out.plan_part.start = p.span.start;
    out.plan_part.end = p.span.end;
  }
  return out;
}

}  // namespace reading
