#include <algorithm>

#include "reading/lines.hpp"
#include "reading/mail_frame.hpp"
#include "reading/order_numbers.hpp"
#include "reading/outline.hpp"
#include "reading/replies_parts.hpp"
#include "reading/signed_date.hpp"
#include "reading/structure.hpp"
#include "reading/words.hpp"

// Paragraphs of replies: by aspect (一、工作进展 / 二、存在问题), by task (一、老旧小区改造), or with no heading at
// all.
namespace reading::reply {
namespace {

using words::View;

constexpr std::size_t kLongestHeading = 40;
constexpr std::size_t kLongestLead = 28;
constexpr int kHeadLines = 6;

bool is_date_line(View line) {
  return line.size() <= 14 && line.ends_with(U"日") && words::has(line, U"月") && words::has(line, U"年");
}

// 李科长，您好：, 王主任：
bool greets_a_person(View body) {
  constexpr std::size_t kLongest = 14;
  if (body.size() > kLongest) return false;
  if (words::has(body, U"您好") || words::has(body, U"你好")) return true;
  return words::ends_with(body, {U"科长", U"主任", U"局长", U"处长", U"股长", U"镇长", U"书记", U"同志", U"老师"}) &&
         std::ranges::all_of(body, base::is_han);
}

bool is_salutation(View line) {
  if (line.size() > 40 || !(line.ends_with(U"：") || line.ends_with(U":"))) return false;
  const View body = base::trim(line.substr(0, line.size() - 1));
  if (greets_a_person(body)) return true;
  return is_office_name(body) || words::has_any(body, {U"领导", U"区政府", U"市政府", U"县政府", U"贵局", U"督查室"});
}

// 二、关于石桥标准厂房（岚发改督〔2025〕7号-1）: the number of the order that a heading answers says nothing of how far
// the matter is.
View without_order_number(View heading) {
  constexpr std::size_t kNear = 40;  // （岚发改督〔2025〕7号-1、8号-2）
  if (!heading.ends_with(U"）") && !heading.ends_with(U")")) return heading;
  const auto open = heading.find_last_of(U"（(");
  if (open == View::npos || open == 0) return heading;
  // The bracket of 〔2025〕 may be printed round: 岚发改督(2025)7号-1.
  for (auto from = open; from != View::npos && from > 0 && heading.size() - from <= kNear;
       from = heading.find_last_of(U"（(", from - 1))
    if (!numbers_printed_in(heading.substr(from)).empty()) return base::trim(heading.substr(0, from));
  return heading;
}

bool is_document_number(View line) {
  return line.size() <= 30 && line.ends_with(U"号") && words::has_any(line, {U"〔", U"[", U"（"});
}

// Where 一是, 二是 … begin.
std::vector<std::size_t> ordinals_in(View words) {
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const bool opens = i == 0 || View(U"。；：，;").find(words[i - 1]) != View::npos;
    if (opens && words[i + 1] == U'是' && View(U"一二三四五六七八九").find(words[i]) != View::npos) starts.push_back(i);
  }
  return starts;
}

class Prose {
 public:
  explicit Prose(Reader& reader) : reader_(reader), text_(reader.document.text) {}

  void read(const std::string& stem) {
    std::vector<Line> lines;
    for (const Line& line : logical_lines(reader_.document))
      if (!line.in_table) lines.push_back(line);
    leave_mail_frame(lines);
    std::size_t body = read_head(lines);
    if (is_letter_title(base::u32(reader_.title)) || is_letter_title(base::u32(base::readable(stem))))
      reader_.sign = true;
    const std::u32string matter = task_named_in(base::u32(reader_.title));
    if (!matter.empty()) {
      title_task_ = base::to_utf8(matter);
      title_span_ = title_place_;
    }
    std::size_t end = lines.size();
    for (; body < end; ++body) {
      const Line& line = lines[body];
      const View words = base::slice(text_, line.span);
      if (is_salutation(words)) {
        reader_.sign = reader_.sign || words::has(words, U"发展和改革") || words::has(words, U"督查");
        continue;
      }
      if (signature(words, lines.size() - body) || is_date_line(words) || is_document_number(words)) continue;
      if (is_letter_form(words)) continue;
      one_line(line);
    }
  }

 private:
  base::Place place(base::Span span) const { return reader_.document.place_of(span.start); }

  void leave_mail_frame(std::vector<Line>& lines) const {
    MailFrame frame;
    std::erase_if(lines, [&](const Line& line) { return !frame.keeps(base::slice(text_, line.span)); });
  }

  // The title is the line (or the lines) before the salutation or the first paragraph that tells something.
  std::size_t read_head(const std::vector<Line>& lines) {
    std::size_t body = 0;
    for (std::size_t i = 0; i < lines.size() && i < kHeadLines; ++i) {
      const View words = base::slice(text_, lines[i].span);
      const bool heading = heading_mark(words).has_value();
      if (heading || words.size() > 60 || is_salutation(words) || words.find(U'。') != View::npos) break;
      body = i + 1;
      if (is_document_number(words) || signs(words)) continue;
      if (aspect_of_heading(words) != Role::none && words.size() <= 12 && i > 0) {
        body = i;
        break;
      }
      if (reader_.title.empty()) title_place_ = lines[i].span;
      reader_.title += base::to_utf8(words);
      reader_.head.push_back(lines[i].span);
    }
    return body;
  }

  // A day, an office and a day, an office alone.
  bool signs(View line) {
    const auto signature = signature_of(line);
    const std::string signer = signature ? signature->signer : signer_alone(line);
    if (!signer.empty()) reader_.signed_by = signer;
    return signature.has_value() || !signer.empty();
  }

  // An office alone signs near the end only.
  bool signature(View line, std::size_t left) { return (left <= 6 || signature_of(line)) && signs(line); }

  int depth_of(const std::optional<HeadingMark>& mark, const Line& line) const {
    if (!mark) return line.heading_level > 0 ? line.heading_level : 5;
    switch (mark->form) {
      case HeadingMark::Form::han_stop:
        return 1;
      case HeadingMark::Form::han_paren:
        return 2;
      case HeadingMark::Form::arabic:
        return 3;
      case HeadingMark::Form::is:
      case HeadingMark::Form::dash:
        break;
    }
    return 4;
  }

  void one_line(const Line& line) {
    const View whole = base::slice(text_, line.span);
    auto mark = heading_mark(whole);
    if (mark && mark->form == HeadingMark::Form::is && ordinals_in(whole).size() > 1) mark.reset();
    const int depth = depth_of(mark, line);
    base::Span rest = trimmed(text_, {line.span.start + (mark ? mark->length : 0), line.span.end});
    if (rest.empty()) return;
    const View words = base::slice(text_, rest);
    const bool stop = words.find_first_of(U"。；，") != View::npos && words.find_first_of(U"。；，") + 1 < words.size();
    View bare = words;
    while (!bare.empty() && View(U"。：:；").find(bare.back()) != View::npos) bare.remove_suffix(1);
    if (mark || line.heading_level > 0) bare = without_order_number(bare);
    const Role aspect = aspect_of_heading(bare);
    const bool headed = mark && mark->form != HeadingMark::Form::is && mark->form != HeadingMark::Form::dash;
    const bool short_line = bare.size() <= kLongestHeading && !stop && !words::has(bare, U"，");
    if (short_line && aspect != Role::none && (headed || line.heading_level > 0 || bare.size() <= 14)) {
      reader_.sign = true;
      return open_aspect(aspect, depth, rest);
    }
    const bool ends_open = words.ends_with(U"。") || words.ends_with(U"；");
    const bool tells = stage_of_text(bare, {}).stage != ReplyStage::unsaid || words::has_digit(bare);
    if (short_line && (line.heading_level > 0 || (headed && !ends_open && !tells && depth <= 3)))
      return open_task(bare, rest, depth);
    // A label or a lead phrase runs in: 存在问题：…, 老旧小区改造。…, 老旧小区改造方面，…
    if (const auto lead = lead_of(rest, headed)) {
      const View name = base::slice(text_, *lead);
      const base::Span after = trimmed(text_, {lead->end + 1, rest.end});
      const Role run_in = aspect_of_heading(name);
      if (run_in != Role::none) {
        reader_.sign = true;
        if (depth <= 2 && headed) open_aspect(run_in, depth, *lead);
        return body(after, run_in, depth, std::nullopt, mark);
      }
      if (!is_letter_intro(name)) return body(after, current(), depth, *lead, mark);
      // 岚发改督〔2025〕10号-1回复如下：……: what is told stands behind it.
      const char32_t end = text_[static_cast<std::size_t>(lead->end)];
      if ((end == U'：' || end == U':') && !after.empty()) return body(after, current(), depth, std::nullopt, mark);
    }
    body(rest, current(), depth, std::nullopt, mark);
  }

  // The lead phrase at the start of a paragraph, without the mark that ends it.
  std::optional<base::Span> lead_of(base::Span rest, bool headed) const {
    const View words = base::slice(text_, rest);
    const auto at = words.find_first_of(U"。：:，；");
    if (at == View::npos || at + 1 >= words.size() || at > kLongestLead || at < 2) return std::nullopt;
    const char32_t c = words[at];
    const View lead = words.substr(0, at);
    if (c == U'；') return std::nullopt;
    if (c == U'，') {
      if (!words::ends_with(lead, {U"方面", U"工作上", U"上"}) || !words::starts_with(lead, {U"在", U"关于"}))
        if (!lead.ends_with(U"方面")) return std::nullopt;
    }
    if (words::has_digit(lead) && aspect_of_heading(lead) == Role::none && c != U'：' && c != U':' && !headed)
      return std::nullopt;
    if (turn_of(lead) != Role::none && aspect_of_heading(lead) == Role::none) return std::nullopt;
    if (c == U'。' && stage_of_text(lead, {}).stage == ReplyStage::done) return std::nullopt;
    return base::Span{rest.start, rest.start + static_cast<int>(at)};
  }

  Role current() const { return aspect_ == Role::none ? Role::done : aspect_; }

  void open_aspect(Role aspect, int depth, base::Span) {
    aspect_ = aspect;
    aspect_depth_ = depth;
    if (task_ >= 0 && depth <= task_depth_) task_ = -1;
    head_task_ = task_ >= 0;
  }

  void open_task(View name, base::Span span, int depth) {
    const std::u32string task = task_named_in(name);
    if (depth <= aspect_depth_) aspect_ = Role::none;
    head_task_ = true;
    task_depth_ = depth;
    const std::string written = task.empty() ? words::joined(name) : base::to_utf8(task);
    // The same task again under 存在问题 or 下一步.
    task_ = current() == Role::done ? -1 : entry_like(base::u32(written));
    if (task_ < 0) task_ = begin(written, span);
  }

  int begin(std::string task, base::Span span) {
    Draft draft;
    draft.entry.task = std::move(task);
    if (!draft.entry.task.empty()) draft.entry.task_span = span;
    draft.entry.place = place(span);
    reader_.entries.push_back(std::move(draft));
    return static_cast<int>(reader_.entries.size()) - 1;
  }

  // The entry that this paragraph goes on about: half of the two-character pieces of its lead are that task's.
  int entry_like(View words) const {
    int best = -1;
    double most = 0.5;
    for (std::size_t i = 0; i < reader_.entries.size(); ++i) {
      const std::u32string task = base::u32(reader_.entries[i].entry.task);
      if (task.size() < 2 || words.size() < 2) continue;
      int shared = 0, all = 0;
      for (std::size_t k = 0; k + 1 < words.size(); ++k) {
        ++all;
        if (task.find(words.substr(k, 2)) != std::u32string::npos) ++shared;
      }
      const double share = static_cast<double>(shared) / all;
      if (share > most) {
        most = share;
        best = static_cast<int>(i);
      }
    }
    return best;
  }

  void body(base::Span rest, Role aspect, int depth, const std::optional<base::Span>& lead,
            const std::optional<HeadingMark>& mark) {
    if (rest.empty()) return;
    const View words = base::slice(text_, rest);
    if (!lead && is_letter_intro(words) && words.size() <= 160 && stage_of_text(words, {}).stage != ReplyStage::done &&
        !mark) {
      return;
    }
    if (says_nothing(words)) return;
    ++reader_.lines;
    if (stage_of_text(words, {}).stage != ReplyStage::unsaid) ++reader_.telling;
    if (task_ >= 0 && depth <= task_depth_ && mark && mark->form != HeadingMark::Form::is) {
      // A numbered paragraph at the level of the task's own heading begins something new.
      task_ = -1;
      head_task_ = false;
    }
    if (task_ >= 0 && head_task_) return put_by_turns(reader_, entry(task_), aspect, rest, place(rest));
    int at = -1;
    std::string name;
    if (lead) {
      const std::u32string task = task_named_in(base::slice(text_, *lead));
      name = task.empty() ? words::joined(base::slice(text_, *lead)) : base::to_utf8(task);
      at = aspect == Role::done ? -1 : entry_like(base::u32(name));
    } else if (!title_task_.empty()) {
      at = title_entry();
    } else if (aspect != Role::done || is_turned(words)) {
      at = reader_.entries.size() == 1 ? 0 : -1;
    }
    if (at < 0 && !lead && aspect == Role::done && !mark) {
      if (split_by_ordinals(rest)) return;
    }
    if (at < 0) at = begin(name, lead ? *lead : rest);
    if (name.empty() && entry(at).entry.task.empty()) entry(at).entry.place = place(rest);
    put_by_turns(reader_, entry(at), aspect, rest, place(rest));
  }

  bool is_turned(View words) const {
    const Role turn = turn_of(words);
    return turn == Role::next || turn == Role::problem || turn == Role::ask;
  }

  int title_entry() {
    for (std::size_t i = 0; i < reader_.entries.size(); ++i)
      if (reader_.entries[i].entry.task == title_task_) return static_cast<int>(i);
    return begin(title_task_, title_span_);
  }

  // 一是…；二是…: a matter each.
  bool split_by_ordinals(base::Span rest) {
    const View words = base::slice(text_, rest);
    const std::vector<std::size_t> starts = ordinals_in(words);
    if (starts.size() < 2) return false;
    if (starts.front() > 0) {
      const base::Span before = trimmed(text_, {rest.start, rest.start + static_cast<int>(starts.front())});
      if (!before.empty() && stage_of_text(base::slice(text_, before), {}).stage != ReplyStage::unsaid)
        put_by_turns(reader_, entry(begin({}, before)), Role::done, before, place(before));
    }
    for (std::size_t k = 0; k < starts.size(); ++k) {
      const int from = rest.start + static_cast<int>(starts[k]) + 2;
      const int to = k + 1 < starts.size() ? rest.start + static_cast<int>(starts[k + 1]) : rest.end;
      const base::Span piece = trimmed(text_, {from, to});
      if (!piece.empty()) put_by_turns(reader_, entry(begin({}, piece)), Role::done, piece, place(piece));
    }
    return true;
  }

  Draft& entry(int at) { return reader_.entries[static_cast<std::size_t>(at)]; }

  Reader& reader_;
  View text_;
  Role aspect_ = Role::none;
  int aspect_depth_ = 9, task_depth_ = 9;
  int task_ = -1;
  bool head_task_ = false;
  std::string title_task_;
  base::Span title_span_, title_place_;
};

}  // namespace

void read_prose(Reader& reader, const std::string& file_stem) { Prose(reader).read(file_stem); }

}  // namespace reading::reply
