#include "reading/replies.hpp"

#include <algorithm>

#include "reading/figures.hpp"
#include "reading/replies_parts.hpp"
#include "reading/signed_date.hpp"
#include "reading/structure.hpp"
#include "reading/tables_words.hpp"
#include "reading/words.hpp"

namespace reading {
namespace reply {

using words::View;

base::Span trimmed(View text, base::Span span) {
  while (!span.empty() && base::is_space(text[static_cast<std::size_t>(span.start)])) ++span.start;
  while (!span.empty() && base::is_space(text[static_cast<std::size_t>(span.end - 1)])) --span.end;
  return span;
}

namespace {

void add(Reader& reader, Draft& draft, Role role, base::Span span, const base::Place& place) {
  span = trimmed(reader.document.text, span);
  const View text = base::slice(reader.document.text, span);
  if (says_nothing(text)) return;
  auto& list = role == Role::problem ? draft.entry.problems
               : role == Role::ask   ? draft.entry.asks
               : role == Role::next  ? draft.entry.next
                                     : draft.entry.done;
  // Sentences that stand behind each other are one saying.
  if (!list.empty() && list.back().span.end <= span.start && span.start - list.back().span.end <= 2 &&
      list.back().place == place) {
    list.back().span.end = span.end;
    list.back().text = words::joined(base::slice(reader.document.text, list.back().span));
    return;
  }
  list.push_back({words::joined(text), span, place});
}

std::vector<base::Span> lines_of(View text, base::Span span) {
  std::vector<base::Span> out;
  int start = span.start;
  for (int i = span.start; i <= span.end; ++i) {
    if (i < span.end && text[static_cast<std::size_t>(i)] != U'\n' && text[static_cast<std::size_t>(i)] != U'\r')
      continue;
    const base::Span line = trimmed(text, {start, i});
    if (!line.empty()) out.push_back(line);
    start = i + 1;
  }
  return out;
}

// A label before a colon says what follows: 存在问题：…
Role label_of(View line, std::size_t& length) {
  const auto colon = line.find_first_of(U"：:。");
  if (colon == View::npos || colon > 20 || colon + 1 > line.size()) return Role::none;
  const Role role = aspect_of_heading(line.substr(0, colon));
  if (role != Role::none) length = colon + 1;
  return role;
}

}  // namespace

void put(Reader& reader, Draft& draft, Role role, base::Span span, const base::Place& place) {
  for (const base::Span& line : lines_of(reader.document.text, span)) add(reader, draft, role, line, place);
}

void put_by_turns(Reader& reader, Draft& draft, Role from, base::Span span, const base::Place& place) {
  const View text = reader.document.text;
  Role role = from;
  for (const base::Span& line : lines_of(text, span)) {
    base::Span rest = line;
    std::size_t label = 0;
    if (const Role named = label_of(base::slice(text, line), label); named != Role::none) {
      role = named;
      rest = trimmed(text, {line.start + static_cast<int>(label), line.end});
      if (rest.empty()) continue;
    }
    for (const Sentence& sentence : split_sentences(text, rest)) {
      int end = sentence.span.end;
      if (end < rest.end && View(U"。；！？;").find(text[static_cast<std::size_t>(end)]) != View::npos) ++end;
      const Role turn = turn_of(base::slice(text, sentence.span));
      // What is asked for stays asked for; a plan may hold a request, a problem may not hold what was done.
      if (turn == Role::done && role != from && from == Role::done) role = Role::done;
      if (turn != Role::none && turn != Role::done && !(from == Role::ask)) role = turn;
      add(reader, draft, role, {sentence.span.start, end}, place);
    }
    if (from != Role::done) continue;
  }
}

}  // namespace reply

namespace {

using reply::Draft;
using words::View;

std::string file_name(const std::string& path) {
  const auto cut = path.find_last_of("/\\");
  return cut == std::string::npos ? path : path.substr(cut + 1);
}

std::string stem_of(const std::string& path) {
  const std::string name = file_name(path);
  const auto dot = name.find_last_of('.');
  return dot == std::string::npos || dot == 0 ? name : name.substr(0, dot);
}

std::u32string decoded(const std::string& bytes) {
  auto text = base::from_utf8(bytes);
  return text ? std::move(*text) : std::u32string();
}

// 区商务局 in 区商务局关于…, 区商务局9月进展, 附件1_区商务局.docx: the longest run of Han characters that is a name.
std::string office_in(View text) {
  for (std::size_t from = 0; from < text.size(); ++from) {
    if (!base::is_han(text[from])) continue;
    std::size_t stop = from;
    while (stop < text.size() && base::is_han(text[stop])) ++stop;
    for (std::size_t n = std::min<std::size_t>(stop - from, 20); n >= 3; --n) {
      const View name = text.substr(from, n);
      if (reply::is_office_name(name) && !name.starts_with(U"关于") && !name.starts_with(U"报送")) {
        return base::to_utf8(name);
      }
    }
    from = stop;
  }
  return {};
}

std::optional<calendar::Period> period_in(View text, const RepliesContext& context) {
  const tables::Months months = tables::months_in(tables::plain_text(text));
  if (months.last == 0) return std::nullopt;
  int year = months.year.value_or(0);
  if (year == 0) {
    if (!context.asof) return std::nullopt;
    year = static_cast<int>(context.asof->year());
    if (months.last > static_cast<int>(static_cast<unsigned>(context.asof->month()))) --year;
  }
  return calendar::Period{{year, months.first == 0 ? months.last : months.first}, {year, months.last}};
}

// The reader's own figures of what was done, read as the text of the year reported on.
void find_reply_figures(std::vector<Draft>& drafts, const document::Document& document, int year) {
  struct Piece {
    base::Span span;
    std::size_t entry;
  };
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < drafts.size(); ++i)
    for (const Said& said : drafts[i].entry.done) pieces.push_back({said.span, i});
  std::ranges::sort(pieces, {}, [](const Piece& p) { return std::pair(p.span.start, p.entry); });
  Structure structure;
  structure.report_year = structure.plan_year = year;
  int end = 0;
  for (const Piece& piece : pieces) {
    if (piece.span.start < end) continue;
    TextParagraph paragraph;
    paragraph.span = piece.span;
    paragraph.part = Part::review;
    structure.paragraphs.push_back(std::move(paragraph));
    end = piece.span.end;
  }
  FiguresFound found = find_figures(document.text, structure);
  int n = 0;
  for (Figure& figure : found.figures) {
    const auto at = std::ranges::find_if(pieces, [&](const Piece& p) { return p.span.contains(figure.span); });
    if (at == pieces.end()) continue;
    std::string number = std::to_string(++n);
    number.insert(0, number.size() < 3 ? 3 - number.size() : 0, '0');
    figure.id = "R" + number;
    drafts[at->entry].entry.figures.push_back(std::move(figure));
  }
}

std::u32string all_of(const std::vector<Said>& list) {
  std::u32string out;
  for (const Said& said : list) out += base::u32(said.text) + U"\n";
  return out;
}

void settle_stage(Draft& draft, const document::Document& document) {
  ReplyEntry& entry = draft.entry;
  for (const Said& cell : draft.stage_cells) {
    const reply::StageFound found = reply::stage_of_cell(base::u32(cell.text));
    if (found.stage == ReplyStage::unsaid) continue;
    entry.stage = found.stage;
    entry.stage_words = found.words;
  }
  const reply::StageFound by_text = reply::stage_of_text(all_of(entry.done), all_of(entry.problems));
  const bool said_by_cell = entry.stage != ReplyStage::unsaid;
  if (!said_by_cell || (entry.stage == ReplyStage::under_way && by_text.stage == ReplyStage::late)) {
    entry.stage = by_text.stage;
    entry.stage_words = by_text.words;
  }
  if (draft.percent_cell) {
    entry.percent_done = draft.percent_cell;
  } else {
    for (const Said& said : entry.done) {
      if (const auto percent = reply::percent_in(base::slice(document.text, said.span))) {
        entry.percent_done = percent->value;
        entry.percent_spans = {{said.span.start + percent->span.start, said.span.start + percent->span.end}};
      }
    }
  }
  if (!entry.percent_done) return;
  const bool whole = *entry.percent_done >= Decimal(100);
  if (whole && (entry.stage == ReplyStage::unsaid || (entry.stage == ReplyStage::under_way && !said_by_cell))) {
    entry.stage = ReplyStage::done;
    entry.stage_words = entry.percent_done->to_string() + "%";
  } else if (!whole && (entry.stage == ReplyStage::unsaid || (entry.stage == ReplyStage::done && !said_by_cell))) {
    entry.stage = ReplyStage::under_way;
    entry.stage_words = entry.percent_done->to_string() + "%";
  }
}

// 比计划推迟2个月 among what was done stands in the way just as well, where nothing else is said to.
void find_late_sentences(ReplyEntry& entry, const document::Document& document) {
  if (entry.stage != ReplyStage::late || !entry.problems.empty()) return;
  for (const Said& said : entry.done) {
    for (const Sentence& sentence : split_sentences(document.text, said.span)) {
      const base::Span span = reply::trimmed(document.text, sentence.span);
      const View text = base::slice(document.text, span);
      if (reply::stage_of_text(text, {}).stage != ReplyStage::late) continue;
      entry.problems.push_back({words::joined(text), span, said.place});
    }
  }
}

bool says_something(const ReplyEntry& entry) {
  return !entry.done.empty() || !entry.problems.empty() || !entry.asks.empty() || !entry.next.empty() ||
         entry.stage != ReplyStage::unsaid || entry.percent_done;
}

// 关于……的通知, …方案（征求意见稿）: what tells others what to do is no answer to anybody.
bool is_directive(View title) {
  for (bool cut = true; cut && !title.empty();) {
    cut = false;
    title = base::trim(title);
    for (const char32_t open : {U'（', U'('}) {
      const auto at = title.rfind(open);
      if (at != View::npos && at > 0 && (title.back() == U'）' || title.back() == U')')) {
        title = title.substr(0, at);
        cut = true;
      }
    }
  }
  // 督办事项的答复意见, 整改方案 answer.
  if (words::ends_with(title, {U"答复意见", U"回复意见", U"办理意见", U"反馈意见", U"整改方案"})) return false;
  static constexpr std::array<View, 19> kForms = {U"通知", U"通报", U"意见", U"方案",   U"办法", U"决定", U"公告",
                                                  U"通告", U"规定", U"细则", U"规划",   U"纲要", U"纪要", U"任务清单",
                                                  U"要点", U"命令", U"条例", U"责任书", U"公报"};
  if (std::ranges::any_of(kForms, [&](View form) { return title.ends_with(form); })) return true;
  // 关于商请……的函, 关于征求……意见的函 ask of us.
  return title.ends_with(U"函") && words::has_any(title, {U"商请", U"征求", U"请报送", U"请提供", U"请协助"});
}

// 岚发改督〔2025〕4号, 督办事项: what is answered is named.
bool names_an_order(View text) {
  if (words::has_any(text, {U"督办", U"交办"})) return true;
  for (auto at = text.find(U'〔'); at != View::npos; at = text.find(U'〔', at + 1)) {
    const View before = text.substr(at > 6 ? at - 6 : 0, at > 6 ? 6 : at);
    if (words::has(before, U"督")) return true;
  }
  return false;
}

}  // namespace

std::string to_string(ReplyStage stage) {
  switch (stage) {
    case ReplyStage::unsaid:
      break;
    case ReplyStage::not_started:
      return "not_started";
    case ReplyStage::preparing:
      return "preparing";
    case ReplyStage::under_way:
      return "under_way";
    case ReplyStage::late:
      return "late";
    case ReplyStage::done:
      return "done";
  }
  return "unsaid";
}

std::string to_chinese(ReplyStage stage) {
  switch (stage) {
    case ReplyStage::unsaid:
      break;
    case ReplyStage::not_started:
      return "尚未启动";
    case ReplyStage::preparing:
      return "前期准备";
    case ReplyStage::under_way:
      return "正在推进";
    case ReplyStage::late:
      return "滞后";
    case ReplyStage::done:
      return "已完成";
  }
  return "未说明";
}

Replies read_replies(const document::Document& document, const RepliesContext& context) {
  Replies out;
  reply::Reader reader(document);
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    if (const auto* table = std::get_if<document::Table>(&document.blocks[i]))
      reply::read_reply_table(reader, *table, static_cast<int>(i));
  }
  const std::size_t of_tables = reader.entries.size();
  const std::string stem = base::readable(stem_of(document.file));
  reply::read_prose(reader, stem);
  // Free paragraphs are a reply when they say how far things are.
  const bool tells = reader.lines > 0 && reader.telling * 3 >= reader.lines && reader.telling >= 2;
  // One that prints the number of an order and tells of something is, however short: a mail of three lines.
  const bool of_order = reader.telling > 0 && !reader.signed_by.empty() &&
                        std::ranges::any_of(numbers_printed_in(document.text), &PrintedNumber::of_order);
  if (!reader.sign && !tells && !of_order && !(context.answers && !reader.entries.empty())) return out;
  out.tables = std::move(reader.tables);
  out.not_understood = std::move(reader.not_understood);
  out.title = reader.title;

  std::u32string head;
  for (const base::Span& line : reader.head) head += std::u32string(base::slice(document.text, line)) + U"\n";
  const std::u32string file = decoded(stem);
  // 致区发展和改革局 is whom it is written to; the signature is the surest.
  out.office = reader.signed_by;
  if (out.office.empty()) {
    const auto about = head.find(U"关于");
    out.office = office_in(about == std::u32string::npos ? View(head) : View(head).substr(0, about));
  }
  if (out.office.empty()) out.office = office_in(file);
  if (!context.answers) {
    std::u32string said = base::u32(reader.title);
    if (!is_directive(said)) said = is_directive(file) ? file : std::u32string();
    if (!said.empty()) {
      out.no_reply = "标题是“" + base::shortened(base::to_utf8(said), 40) + "”，是发文，不是哪个单位的反馈";
      out.not_understood.clear();
      return out;
    }
    if (!reader.sign && out.office.empty() && !names_an_order(document.text)) {
      out.no_reply = "没有写明是哪个单位、答复哪件事，不当作反馈";
      out.not_understood.clear();
      return out;
    }
  }
  for (const View where : {View(head), View(file), View(document.text).substr(0, 400)}) {
    if (out.period) break;
    out.period = period_in(where, context);
  }
  out.signed_on = signed_on(document);

  const int year = out.period ? out.period->last.year : context.asof ? static_cast<int>(context.asof->year()) : 0;
  find_reply_figures(reader.entries, document, year);
  for (std::size_t i = 0; i < reader.entries.size(); ++i) {
    Draft& draft = reader.entries[i];
    settle_stage(draft, document);
    ReplyEntry& entry = draft.entry;
    find_late_sentences(entry, document);
    if (entry.office.empty()) entry.office = out.office;
    if (!says_something(entry)) {
      const std::string named = base::shortened(entry.task, 40);
      if (i < of_tables && !named.empty()) {
        out.not_understood.push_back({entry.place, "“" + named + "”没有填写进展"});
      } else if (!named.empty()) {
        out.not_understood.push_back({entry.place, "“" + named + "”下面没有内容"});
      }
      continue;
    }
    out.entries.push_back(std::move(entry));
  }
  find_order_numbers(document, head, file, out);
  const bool order = words::has_any(head, {U"督办", U"交办"}) || words::has_any(file, {U"督办", U"交办"}) ||
                     std::ranges::any_of(out.numbers, &PrintedNumber::of_order);
  const bool answer = words::has_any(View(base::u32(reader.title)), {U"回复", U"答复", U"复函"});
  out.kind = order ? LetterKind::order_reply : answer ? LetterKind::answer : LetterKind::progress;
  return out;
}

document::Document without_reply_tables(const document::Document& document, const Replies& replies) {
  document::Document rest = document;
  for (auto at = replies.tables.rbegin(); at != replies.tables.rend(); ++at)
    rest.blocks.erase(rest.blocks.begin() + *at);
  return rest;
}

}  // namespace reading
