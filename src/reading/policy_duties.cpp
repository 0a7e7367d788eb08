#include "reading/policy_duties.hpp"

#include <algorithm>

#include "reading/action_words.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using words::View;

constexpr int kLongestName = 26;

View part(View norm, Span span) { return base::slice(norm, span); }

Span trimmed(View norm, Span span, View also = U"") {
  const auto drop = [&](char32_t c) { return base::is_space(c) || also.find(c) != View::npos; };
  while (!span.empty() && drop(norm[static_cast<std::size_t>(span.start)])) ++span.start;
  while (!span.empty() && drop(norm[static_cast<std::size_t>(span.end - 1)])) --span.end;
  return span;
}

bool is_open(char32_t c) { return c == U'(' || c == U'〔' || c == U'[' || c == U'【' || c == U'{'; }
bool is_close(char32_t c) { return c == U')' || c == U'〕' || c == U']' || c == U'】' || c == U'}'; }

// Where the bracket that opens at `open` closes; `limit` when it does not, or not within the lines of one list.
int close_of(View norm, int open, int limit) {
  int depth = 0;
  for (int i = open; i < limit && i < open + 600; ++i) {
    const char32_t c = norm[static_cast<std::size_t>(i)];
    if (is_open(c)) ++depth;
    if (is_close(c) && --depth == 0) return i;
  }
  return limit;
}

// 各县(市、区): without what the brackets hold.
View before_bracket(View name) {
  const auto open = name.find(U'(');
  return open == View::npos ? name : name.substr(0, open);
}

bool is_body(View name) {
  if (name.size() < 2 || static_cast<int>(name.size()) > kLongestName) return false;
  const PolicyWords& words = PolicyWords::builtin();
  const View bare = before_bracket(name);
  const bool bracket_last = name.back() == U')';
  for (const auto& ending : words.endings) {
    if (bracket_last ? bare == ending.word && ending.alone
                     : (name.ends_with(ending.word) && (ending.alone || name.size() > ending.word.size())))
      return true;
  }
  // 各县(市、区): whatever level the brackets add.
  return bracket_last && words::starts_with(bare, {U"各"}) > 0 && bare.size() <= 4;
}

// 老旧小区: its ending alone does not make it a body.
bool is_weak(View name) {
  if (name.front() == U'各') return false;
  for (const auto& ending : PolicyWords::builtin().endings) {
    if (name.ends_with(ending.word))
      return ending.weak || words::ends_with(name, {U"小区", U"城区", U"片区", U"街区", U"库区"});
  }
  return false;
}

// A name in running words begins like one: no verb, nothing that points back.
bool may_begin(View name) {
  if (name.empty() || !base::is_han(name.front())) return false;
  static constexpr View kNever = U"我全本该其在对将把为以及和与或并等凡的从向据按经因被让使含原除如即详下";
  if (kNever.find(name.front()) != View::npos) return false;
  // 每周五前向防汛办报告: when and to whom, not by whom.
  if (name.front() == U'每' || words::has_any(name, {U"的", U"对", U"于", U"向"})) return false;
  const auto verb = ActionWords::builtin().at_start(name, static_cast<WordRoles>(WordRole::act) | WordRole::adverb);
  return verb.length < 2 ||
         words::starts_with(name, {U"发展改革", U"发改", U"建设局", U"建设交通", U"组织部", U"投资促进", U"监察",
                                   U"审计", U"统计", U"调查", U"应急", U"督查", U"统筹办"}) > 0;
}

// May a name end before `rest`?
bool may_end(View rest) {
  if (rest.empty()) return true;
  static constexpr View kMarks = U"、,;。:) \n\t　和及与等(0123456789";
  if (kMarks.find(rest.front()) != View::npos) return true;
  int length = 0;
  using enum DutyRole;
  if (PolicyWords::builtin().duty_at(rest, {leads, helps, carries, with, acts, when}, length) != none) return true;
  // 区水务局|明年3月底前完成: what says by when is none of the name.
  if (time_begins(rest, 0, static_cast<int>(rest.size()))) return true;
  // 县民政局|提出的方案: whose plan it is, nobody's to do.
  const auto does = [&](int n) { return n >= 2 && !rest.substr(static_cast<std::size_t>(n)).starts_with(U"的"); };
  if (does(static_cast<int>(PolicyWords::builtin().acts.at_start(rest, [](bool) { return true; }).length))) return true;
  return does(static_cast<int>(
      ActionWords::builtin()
          .at_start(rest, static_cast<WordRoles>(WordRole::act) | WordRole::adverb | WordRole::verbal_adverb)
          .length));
}

// One name that starts at `at`; its end, `at` when there is none.
int name_end(View norm, int at, int limit) {
  for (int j = at + 1; j <= limit && j - at <= kLongestName; ++j) {
    const char32_t last = norm[static_cast<std::size_t>(j - 1)];
    if (last == U'(') {
      const int close = close_of(norm, j - 1, std::min(limit, j + 12));
      if (close >= std::min(limit, j + 12)) return at;
      j = close;  // the loop moves behind the bracket
      continue;
    }
    if (View(U"、,;。:)\n\t“”").find(last) != View::npos) return at;
    const View name = part(norm, {at, j});
    if (!is_body(name) || !may_end(part(norm, {j, limit})) || !may_begin(name)) continue;
    if (!is_weak(name)) return j;
    // 区住房城乡|建设局: a weak ending may stand in the middle of a longer name, with no word of duty between.
    for (int k = j + 1; k <= limit && k - j <= 8; ++k) {
      const View more = part(norm, {at, k});
      if (View(U"、,;。:()\n\t").find(more.back()) != View::npos) break;
      int length = 0;
      using enum DutyRole;
      if (PolicyWords::builtin().duty_at(part(norm, {k - 1, limit}), {leads, helps, carries, with, acts}, length) !=
          none)
        break;
      if (is_body(more) && !is_weak(more) && may_end(part(norm, {k, limit}))) return k;
    }
    return j;
  }
  return at;
}

// 和 and its like between two names.
int conjunction(View rest) { return words::starts_with(rest, {U"以及", U"和", U"及", U"与", U"、"}); }

DutyName name_of(View norm, Span span) { return {words::joined(part(norm, span)), span}; }

// The names of a list whose place says that they are bodies (behind a label): parted at 、 and, where a body ends, at
// 和.
std::vector<DutyName> parted(View norm, Span content) {
  std::vector<DutyName> out;
  int from = content.start, depth = 0;
  const auto add = [&](int to) {
    Span name = trimmed(norm, {from, to}, U"。,;:、.");
    View words = part(norm, name);
    for (const View tail : {View(U"等有关部门"), View(U"等相关部门"), View(U"等有关单位"), View(U"等相关单位"),
                            View(U"等部门"), View(U"等单位"), View(U"等")}) {
      if (words.ends_with(tail)) {
        name.end -= static_cast<int>(tail.size());
        break;
      }
    }
    if (!name.empty()) out.push_back(name_of(norm, name));
  };
  for (int i = content.start; i < content.end; ++i) {
    const char32_t c = norm[static_cast<std::size_t>(i)];
    if (is_open(c)) ++depth;
    if (is_close(c)) --depth;
    if (depth > 0) continue;
    int skip = View(U"、,;\n\t/").find(c) != View::npos ? 1 : 0;
    // A space parts names too, but not 市 商务局 set wide.
    if (skip == 0 && base::is_space(c) && is_body(part(norm, trimmed(norm, {from, i})))) skip = 1;
    if (skip == 0 && (skip = conjunction(part(norm, {i, content.end}))) > 0 && c != U'、') {
      if (!is_body(part(norm, trimmed(norm, {from, i})))) skip = 0;
    }
    if (skip == 0) continue;
    add(i);
    from = i + skip;
    i += skip - 1;
  }
  add(content.end);
  return out;
}

// 市商务局(牵头): the role a bracket behind a name gives it.
DutyRole own_role(View norm, DutyName& name, DutyRole otherwise) {
  const auto open = name.name.rfind('(');
  const auto wide = base::u32(name.name);
  for (const auto& [word, role] : {std::pair<View, DutyRole>{U"(牵头)", DutyRole::owner},
                                   {U"(牵头单位)", DutyRole::owner},
                                   {U"(主办)", DutyRole::owner},
                                   {U"(配合)", DutyRole::cooperating},
                                   {U"(协办)", DutyRole::cooperating}}) {
    if (open == std::string::npos || !wide.ends_with(word)) continue;
    name.span.end -= static_cast<int>(word.size());
    name = name_of(norm, trimmed(norm, name.span));
    return role;
  }
  return otherwise;
}

void add_names(View norm, Span content, DutyRole role, Duties& into) {
  bool led = false;
  for (DutyName& name : parted(norm, content)) {
    const DutyRole own = own_role(norm, name, DutyRole::none);
    // Once one is marked (牵头), the others help.
    const DutyRole said = own != DutyRole::none ? own : led && role == DutyRole::owner ? DutyRole::cooperating : role;
    led = led || own == DutyRole::owner;
    if (said == DutyRole::leader) {
      into.leaders.push_back(std::move(name));
    } else if (said == DutyRole::cooperating) {
      into.cooperating.push_back(std::move(name));
    } else {
      into.owners.push_back(std::move(name));
    }
  }
}

// Stretches of `content` between the marks ; , 。 outside brackets.
std::vector<Span> segments(View norm, Span content) {
  std::vector<Span> out;
  int from = content.start, depth = 0;
  for (int i = content.start; i <= content.end; ++i) {
    const char32_t c = i < content.end ? norm[static_cast<std::size_t>(i)] : U';';
    if (is_open(c)) ++depth;
    if (is_close(c)) --depth;
    if (i < content.end && (depth > 0 || View(U";,。\n").find(c) == View::npos)) continue;
    if (const Span s = trimmed(norm, {from, i}); !s.empty()) out.push_back(s);
    from = i + 1;
  }
  return out;
}

// A label with its colon at `at`: its role, and where its value begins.
DutyRole label_at(View norm, int at, int limit, int& value) {
  using enum DutyRole;
  int length = 0;
  // Bold labels are set in marks of their own: 【责任单位】市商务局, [牵头单位].
  int from = at;
  const bool boxed =
      from < limit && (norm[static_cast<std::size_t>(from)] == U'【' || norm[static_cast<std::size_t>(from)] == U'[');
  if (boxed) ++from;
  const DutyRole role =
      PolicyWords::builtin().duty_at(part(norm, {from, limit}), {owner, cooperating, leader, due}, length);
  if (role == none) return none;
  int i = from + length;
  while (i < limit && base::is_space(norm[static_cast<std::size_t>(i)]) && norm[static_cast<std::size_t>(i)] != U'\n')
    ++i;
  if (boxed && i < limit && is_close(norm[static_cast<std::size_t>(i)])) {
    ++i;
    if (i < limit && norm[static_cast<std::size_t>(i)] == U':') ++i;
    value = i;
    return role;
  }
  if (boxed || i >= limit || norm[static_cast<std::size_t>(i)] != U':') return none;
  value = i + 1;
  return role;
}

bool starts_label(View norm, int at, Span within) {
  if (at == within.start) return true;
  const char32_t left = norm[static_cast<std::size_t>(at - 1)];
  return base::is_space(left) || View(U"。;,、()[]【】〔〕:").find(left) != View::npos;
}

// One stretch that says no label: 市商务局牵头, 各区政府按职责分工负责, 6月底前, 市财政局. False when it is something
// else.
bool read_segment(View norm, Span segment, DutyRole role, bool bare, const DueContext& context, Duties& into) {
  using enum DutyRole;
  Span s = trimmed(norm, segment, U"。.");
  int length = 0;
  if (PolicyWords::builtin().duty_at(part(norm, s), {told}, length) != none && length == 1) s.start += length;
  for (const auto& [word, closing] : PolicyWords::builtin().closing) {
    if (!part(norm, s).ends_with(word)) continue;
    Span names{s.start, s.end - static_cast<int>(word.size())};
    const View words = part(norm, names);
    for (const View with : {View(U"会同"), View(U"联合")}) {
      if (const auto at = words.find(with); at != View::npos && at > 0) {
        const int cut = names.start + static_cast<int>(at);
        add_names(norm, {names.start, cut}, owner, into);
        add_names(norm, {cut + 2, names.end}, cooperating, into);
        return true;
      }
    }
    const auto all = parted(norm, names);
    if (bare && !std::ranges::all_of(all, [](const DutyName& n) { return is_body(base::u32(n.name)); })) return false;
    const bool second = closing == carries && !into.owners.empty();
    add_names(norm, names, closing == helps || second ? cooperating : owner, into);
    return true;
  }
  if (auto due = find_due(norm, s, context, true); due && due->span.size() * 2 >= s.size() && !is_body(part(norm, s))) {
    due->text = words::joined(part(norm, s));
    due->span = s;
    if (!into.due) into.due = std::move(due);
    return true;
  }
  const auto all = parted(norm, s);
  const bool bodies = !all.empty() && std::ranges::all_of(all, [](const DutyName& n) {
    const std::u32string name = base::u32(n.name);
    return is_body(name) && may_begin(name);
  });
  if (bare && !bodies) return false;
  if (!bodies && role == none) return false;
  add_names(norm, s, role == none ? owner : role, into);
  return true;
}

// Whether all that a bracket holds is who and when.
std::optional<Duties> bracket_duties(View norm, Span content, bool ends_sentence, const DueContext& context) {
  content = trimmed(norm, content);
  if (content.empty()) return std::nullopt;
  int value = 0;
  for (int i = content.start; i < content.end; ++i) {
    if (starts_label(norm, i, content) && label_at(norm, i, content.end, value) != DutyRole::none) {
      Duties out;
      read_duties(norm, content, DutyRole::none, context, out);
      return out.empty() ? std::nullopt : std::optional(std::move(out));
    }
  }
  Duties out;
  const auto all = segments(norm, content);
  bool said = false;
  const auto closes_with = [&](const Span& s, DutyRole role) {
    return std::ranges::any_of(PolicyWords::builtin().closing, [&](const auto& w) {
      return (role == DutyRole::none || w.second == role) && part(norm, s).ends_with(w.first);
    });
  };
  for (std::size_t k = 0; k < all.size(); ++k) {
    const Span& s = all[k];
    const bool closed = closes_with(s, DutyRole::none);
    // 甲局牵头,乙局、丙局等部门,丁公司配合: those between help as well.
    const bool helps_on =
        !closed && said && !out.owners.empty() && k + 1 < all.size() && closes_with(all[k + 1], DutyRole::helps);
    said = said || closed;
    if (!read_segment(norm, s, helps_on ? DutyRole::cooperating : DutyRole::none, true, context, out)) {
      // （市商务局牵头，确保按期完成）: the rest says how.
      if (said && !out.owners.empty()) continue;
      return std::nullopt;
    }
  }
  if (out.owners.empty() && out.cooperating.empty()) return std::nullopt;
  if (!said && !ends_sentence) return std::nullopt;
  return out;
}

}  // namespace

NameList names_at(View norm, int at, int limit) {
  NameList out;
  out.end = at;
  for (int i = at; i < limit;) {
    int end = name_end(norm, i, limit);
    // 供电、供水企业: what the members share stands behind the last.
    if (end == i) {
      int mark = i;
      while (mark < limit && mark - i < 5 && base::is_han(norm[static_cast<std::size_t>(mark)])) ++mark;
      if (mark > i + 1 && mark < limit && norm[static_cast<std::size_t>(mark)] == U'、' &&
          may_begin(part(norm, {i, mark})) && name_end(norm, mark + 1, limit) > mark + 1)
        end = mark;
    }
    if (end == i) break;
    out.names.push_back(name_of(norm, {i, end}));
    out.end = end;
    const View rest = part(norm, {end, limit});
    if (const int etc =
            words::starts_with(rest, {U"等有关部门", U"等相关部门", U"等有关单位", U"等部门", U"等单位", U"等"});
        etc > 0) {
      out.end = end + etc;
      break;
    }
    const int skip = conjunction(rest);
    if (skip == 0) break;
    i = end + skip;
  }
  return out;
}

void read_duties(View norm, Span content, DutyRole role, const DueContext& context, Duties& into) {
  using enum DutyRole;
  struct Piece {
    DutyRole role;
    Span span;
  };
  std::vector<Piece> pieces{{role, content}};
  for (int i = content.start; i < content.end; ++i) {
    int value = 0;
    if (!starts_label(norm, i, content)) continue;
    const DutyRole said = label_at(norm, i, content.end, value);
    if (said == none) continue;
    pieces.back().span.end = i;
    pieces.push_back({said, {value, content.end}});
    i = value - 1;
  }
  for (const Piece& piece : pieces) {
    const Span s = trimmed(norm, piece.span, U"。;,、.");
    if (s.empty()) continue;
    if (piece.role == due) {
      auto found = find_due(norm, s, context, true);
      if (!found) {
        found.emplace();
        found->kind = DueKind::relative;
      }
      found->text = words::joined(part(norm, s));
      found->span = s;
      if (!into.due) into.due = std::move(found);
      continue;
    }
    if (piece.role == leader) {
      add_names(norm, s, leader, into);
      continue;
    }
    for (const Span& segment : segments(norm, s)) read_segment(norm, segment, piece.role, false, context, into);
  }
}

std::vector<DutyBlock> find_duty_blocks(View norm, Span body, const DueContext& context) {
  std::vector<DutyBlock> out;
  for (int i = body.start; i < body.end; ++i) {
    const char32_t c = norm[static_cast<std::size_t>(i)];
    int value = 0;
    if (starts_label(norm, i, body) && label_at(norm, i, body.end, value) != DutyRole::none) {
      // A labelled line: as far as its line goes, or its sentence where more follows on the line.
      int end = value;
      while (end < body.end && norm[static_cast<std::size_t>(end)] != U'\n' &&
             norm[static_cast<std::size_t>(end)] != U'。')
        ++end;
      if (end < body.end && norm[static_cast<std::size_t>(end)] == U'。') ++end;
      DutyBlock block;
      block.span = {i, end};
      read_duties(norm, block.span, DutyRole::none, context, block.duties);
      if (!block.duties.empty()) {
        out.push_back(std::move(block));
        i = end - 1;
        continue;
      }
    }
    if (!is_open(c)) continue;
    const int close = close_of(norm, i, body.end);
    if (close >= body.end) continue;
    int next = close + 1;
    while (next < body.end && base::is_space(norm[static_cast<std::size_t>(next)]) &&
           norm[static_cast<std::size_t>(next)] != U'\n')
      ++next;
    const bool ends = next >= body.end || View(U"。;\n").find(norm[static_cast<std::size_t>(next)]) != View::npos ||
                      trimmed(norm, {body.start, i}).empty() ||
                      (i > body.start && View(U"。;").find(norm[static_cast<std::size_t>(i - 1)]) != View::npos);
    if (auto duties = bracket_duties(norm, {i + 1, close}, ends, context)) {
      out.push_back({{i, close + 1}, std::move(*duties)});
      i = close;
    }
  }
  return out;
}

std::optional<Told> told_in(View norm, Span clause) {
  using enum DutyRole;
  const PolicyWords& words = PolicyWords::builtin();
  const auto skip_space = [&](int at) {
    while (at < clause.end && base::is_space(norm[static_cast<std::size_t>(at)])) ++at;
    return at;
  };
  const auto rest = [&](int at) { return part(norm, {at, clause.end}); };
  int at = skip_space(clause.start), length = 0;
  Told out;
  out.span.start = at;
  // 会议要求,由… : what a meeting decides.
  if (words.duty_at(rest(at), {speaks}, length) != none) {
    at = skip_space(at + length);
    if (at < clause.end && View(U",:").find(norm[static_cast<std::size_t>(at)]) != View::npos) at = skip_space(at + 1);
  }
  const auto finish = [&](const NameList& names, bool by) -> bool {
    int after = skip_space(names.end);
    const DutyRole verb = words.duty_at(rest(after), {leads, helps, carries, with}, length);
    if (verb == with) {
      const NameList others = names_at(norm, after + length, clause.end);
      out.owners = names.names;
      out.cooperating.insert(out.cooperating.end(), others.names.begin(), others.names.end());
      after = others.names.empty() ? after + length : others.end;
      int more = 0;
      if (words.duty_at(rest(skip_space(after)), {leads, carries}, more) != none) after = skip_space(after) + more;
      out.span.end = after;
      return true;
    }
    if (verb == helps) {
      out.cooperating.insert(out.cooperating.end(), names.names.begin(), names.names.end());
      out.span.end = after + length;
      return true;
    }
    int acted = 0;
    const auto time = find_due(norm, {after, clause.end}, {}, true);
    const bool timed = (time && time->span.start == after) ||  // 区科技局每年3月底前……
                       words.duty_at(rest(after), {when}, acted) != none;
    const bool acting = words.duty_at(rest(after), {acts}, acted) != none ||
                        words.acts.at_start(rest(after), [](bool) { return true; }).length >= 2 ||
                        ActionWords::builtin()
                                .at_start(rest(after), static_cast<WordRoles>(WordRole::act) | WordRole::adverb |
                                                           WordRole::verbal_adverb)
                                .length >= 2 ||
                        timed;
    if (!by && verb == none && !acting) return false;
    if (!by && verb == none &&
        std::ranges::any_of(names.names, [](const DutyName& n) { return is_weak(base::u32(n.name)); }) &&
        words::starts_with(rest(after), {U"要", U"应", U"须", U"必须", U"负责", U"按职责"}) == 0)
      return false;
    out.owners.insert(out.owners.end(), names.names.begin(), names.names.end());
    out.span.end = verb == leads || verb == carries ? after + length : names.end;
    return true;
  };
  // 由、请、责成 before the names, anywhere at the start of a part; or the names themselves.
  const bool by = words.duty_at(rest(at), {told}, length) != none;
  NameList names = names_at(norm, by ? at + length : at, clause.end);
  if (!names.names.empty() && finish(names, by)) return out;
  // 所需经费由区财政局安排: told in the middle of a clause.
  for (int i = at + 1; i + 1 < clause.end; ++i) {
    if (norm[static_cast<std::size_t>(i)] != U'由') continue;
    names = names_at(norm, i + 1, clause.end);
    if (names.names.empty()) continue;
    out.span.start = i;
    if (finish(names, true)) return out;
  }
  return std::nullopt;
}

}  // namespace reading
