#include <algorithm>

#include "plan/publisher.hpp"
#include "plan/rule_likeness.hpp"
#include "plan/verdict_words.hpp"
#include "quantity/quantity.hpp"
#include "report/annual_parts.hpp"

// Last year's paragraph told again: its words stay, each figure gives its place to this year's published one, or to an
// open place that says what was there and who has the new one. Words beside no figure are last year's story, and so is
// what a clause says of its figure besides name, verb and number (annual_claims.cpp): both are marked as such.
namespace report::annual {
namespace {

using facts::Fact;
using reading::Figure;
using reading::Kind;

const facts::NamesTable& names() { return facts::NamesTable::in_force(); }

constexpr std::u32string_view kEnds = U"，。；！？";
using Words = std::u32string_view;
constexpr auto npos = Words::npos;
constexpr int kTooFew = 4;  // 资金8.6亿元 alone says of what only with the words before it

// Where figures stand: those that share words, or are parts of one ratio (2.3∶43.8∶55.9), have one place.
struct Place {
  Span span;
  std::vector<const Figure*> figures;
  bool ratio = false;
};

std::vector<Place> places_of(const Writer& w, const OldParagraph& old) {
  std::vector<const Figure*> here;
  for (const auto& f : w.reading.figures)
    if (old.span.contains(f.span) && f.span.start >= old.words_from && f.kind != Kind::threshold &&
        !counts_a_streak(w.old_text, f.span))
      here.push_back(&f);
  std::ranges::stable_sort(here, {}, [](const auto* f) { return f->span.start; });
  std::vector<Place> out;
  for (const auto* f : here) {
    if (!out.empty()) {
      Place& last = out.back();
      const bool shared = f->span.start < last.span.end;
      const bool ratio = f->span.start == last.span.end + 1 &&
                         std::u32string_view(U"∶：:").find(w.old_text[static_cast<std::size_t>(last.span.end)]) !=
                             std::u32string_view::npos;
      if (shared || ratio) {
        last.span.end = std::max(last.span.end, f->span.end);
        last.ratio = last.ratio || ratio;
        last.figures.push_back(f);
        continue;
      }
    }
    out.push_back({f->span, {f}, false});
  }
  return out;
}

// 10亿元以上项目, 60岁以上老年人: behind a number its unit, 以上 or 以下, and what is counted so.
bool is_threshold(std::u32string_view behind) {
  constexpr std::size_t kUnit = 3;
  for (const auto* bound : {U"以上", U"以下"}) {
    const auto at = behind.find(bound);
    if (at == npos || at > kUnit || behind.size() < at + 3 || !base::is_han(behind[at + 2])) continue;
    if (behind.substr(0, at).find_first_of(U"%％，。、；") == npos) return true;
  }
  return false;
}

// “17个、资金”: the other numbers around an open place are last year's too, and would stand here as this year's. Years,
// days and numbers in names (4号线, 5G, PM2.5, 10亿元以上项目) are none.
std::u32string without_numbers(std::u32string_view text) {
  const auto is_digit = [&](std::size_t at) { return at < text.size() && text[at] >= U'0' && text[at] <= U'9'; };
  std::u32string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_digit(i)) {
      out += text[i];
      continue;
    }
    std::size_t end = i;
    while (is_digit(end) || (end < text.size() && (text[end] == U'.' || text[end] == U',') && is_digit(end + 1))) ++end;
    const auto is_letter = [&](std::size_t at) {
      return at < text.size() && ((text[at] >= U'A' && text[at] <= U'Z') || (text[at] >= U'a' && text[at] <= U'z'));
    };
    const bool in_name = is_letter(end) || (i > 0 && is_letter(i - 1)) ||
                         (end < text.size() && std::u32string_view(U"年月日号").find(text[end]) != npos) ||
                         is_threshold(text.substr(std::min(end, text.size())));
    out += in_name ? std::u32string(text.substr(i, end - i)) : U"××";
    i = end - 1;
  }
  return out;
}

// 分别 and 均 of a list say nothing of one of it; in 平均 and 人均 the sign is half of a word.
std::string without_each(const std::string& words) {
  const std::u32string text = base::u32(words);
  std::u32string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, U"分别") == 0) {
      ++i;
      continue;
    }
    const bool half = (i > 0 && Words(U"平人户地年月日亩").find(text[i - 1]) != npos) ||
                      (i + 1 < text.size() && Words(U"价值衡等").find(text[i + 1]) != npos);
    if (text[i] != U'均' || half) out += text[i];
  }
  return base::to_utf8(out);
}

// “20.53亿元，增长21.4%” → “20.53亿元、增长21.4%”; of “分别增长7.6%、9.1%” each says that it grew.
std::string old_words(const Writer& w, const Figure& f) {
  if (f.kind == Kind::growth && f.value && f.qualifier == reading::Qualifier::exact && f.change) {
    const bool down = f.change->direction == reading::ChangeDirection::down;
    return plan::growth_words(down ? -*f.value : *f.value, entry_of(w, f.indicator));
  }
  std::string words = without_each(w.places.words(f.span));
  std::size_t at = 0;
  while ((at = words.find("，", at)) != std::string::npos) words.replace(at, std::string_view("，").size(), "、");
  return shortened(words, 30);
}

// The target of the plan that asks for what the figure of last year told; `sure` where it is the same thing by name.
struct Asked {
  const plan::TargetStatus* target = nullptr;
  bool sure = false;
};
Asked target_like(const Writer& w, const Figure& f) {
  if (of_another_level(f.indicator, w.reading.area)) return {};
  const std::string name = name_without_claims(f.indicator);
  const std::string meeting = plan::meeting_name(name, names());
  if (const auto at = w.by_name.find(meeting); at != w.by_name.end()) return {at->second.front(), true};
  const plan::TargetStatus* close = nullptr;
  for (const auto& s : w.run.targets) {
    if (is_headline(s) || s.target.unit != f.unit) continue;
    const auto like = plan::rules::likeness(s.target.indicator, name);
    if (like == plan::rules::Likeness::same) return {&s, true};
    if (like == plan::rules::Likeness::close && close == nullptr) close = &s;
  }
  return {close, false};
}

// The other headline targets of the same indicator: 增长4% and 43.5亿元以上 are two promises.
std::vector<const plan::TargetStatus*> beside(const Writer& w, const plan::TargetStatus* target) {
  if (target == nullptr) return {};
  const auto at = w.by_name.find(plan::meeting_name(target->target.indicator, names()));
  if (at == w.by_name.end() || at->second.front() != target) return {};
  return {at->second.begin() + 1, at->second.end()};
}

// 万人次 and 人次 count the same, 亿元 and 万户 do not.
bool same_kind_of_unit(std::string_view a, std::string_view b) {
  const auto bare = [](std::string_view unit) {
    for (bool more = true; more;) {
      more = false;
      for (const std::string_view head : {"万", "亿", "千", "百"})
        if (unit.starts_with(head)) unit.remove_prefix(head.size()), more = true;
    }
    return unit;
  };
  return bare(a) == bare(b);
}

// What is known of this year, the best first: what the target is judged by, and whatever else was published.
std::vector<Fact> known_of(Writer& w, const Figure& f, const Asked& asked) {
  std::vector<Fact> out;
  const auto add = [&](const std::optional<plan::Latest>& latest) {
    if (!latest || latest->fact.period.last.year != w.out.year) return;
    out.push_back(latest->recorded());
    out.insert(out.end(), latest->other_bases.begin(), latest->other_bases.end());
  };
  if (of_another_level(f.indicator, w.reading.area)) return out;
  if (asked.sure) add(asked.target->latest);
  const std::string name = name_without_claims(f.indicator);
  add(plan::select(w.own.own, plan::meeting_name(name, names()), nullptr, names().find(name), w.out.year).latest);
  // What nobody published is made of what is known; a published figure goes before it.
  if (const auto made = made_figure(w, f)) out.push_back(*made);
  return out;
}

class Teller {
 public:
  Teller(Writer& writer, const OldParagraph& paragraph)
      : w_(writer), old_(paragraph), places_(places_of(writer, old_)) {}

  // The figure that fell though the heading says that it went up. Where one figure of the same thing did go up, the
  // heading may mean that one.
  std::string against(std::string_view heading) {
    for (const auto& things : said_to_grow(base::u32(heading))) {
      std::string fell;
      bool rose = false;
      for (const auto* f : old_.figures) {
        const auto* entry = entry_of(w_, f->indicator);
        if (entry == nullptr || std::ranges::find(things, entry->name) == things.end() ||
            entry->direction != facts::Direction::more_is_better) {
          continue;
        }
        const auto known = known_of(w_, *f, target_like(w_, *f));
        const Fact* growth = with_growth(known, *f);
        if (growth == nullptr || growth->growth_pct->is_zero()) continue;
        if (!growth->growth_pct->is_negative()) {
          rose = true;
        } else if (fell.empty()) {
          fell = entry->name + plan::growth_words(*growth->growth_pct, entry);
        }
      }
      if (!fell.empty() && !rose) return fell;
    }
    return {};
  }

  void tell() {
    int at = old_.words_from;
    while (at < old_.span.end) {
      const int end = clause_end(at);
      clause({at, end});
      at = end;
    }
    flush();
  }

 private:
  // Behind the mark that ends the clause; a mark among the words of a figure ends none.
  int clause_end(int from) const {
    for (int i = from; i < old_.span.end; ++i) {
      if (kEnds.find(w_.old_text[static_cast<std::size_t>(i)]) == std::u32string_view::npos) continue;
      if (std::ranges::none_of(places_, [&](const Place& p) { return p.span.start <= i && i < p.span.end; }))
        return i + 1;
    }
    return old_.span.end;
  }

  void clause(const Span& span) {
    const bool problem = std::ranges::any_of(w_.reading.problems, [&](const auto& p) { return p.span.overlaps(span); });
    if (problem) return;  // told with the others
    std::vector<const Place*> here;
    for (const auto& p : places_)
      if (span.contains(p.span)) here.push_back(&p);
    if (here.empty()) {
      const int from = span.start + named_before_claim(span);
      if (from > span.start) {
        flush();
        carry(w_, base::slice(w_.old_text, {span.start, from}));
        kept_ = {from, span.end};
        return;
      }
      kept_ = kept_.empty() ? span : Span{kept_.start, span.end};
      return;
    }
    flush();
    if (here.size() == 1 && here.front()->figures.size() == 1) {
      const auto& only = *here.front()->figures.front();
      if (tally_of(w_, only) == Tally::missed && tell_missed(w_, span, only)) return;
    }
    int at = span.start;
    for (const auto* p : here) {
      around({at, p->span.start}, at == span.start, p);
      put(*p);
      at = p->span.end;
    }
    const bool marked =
        at < span.end && kEnds.find(w_.old_text[static_cast<std::size_t>(span.end - 1)]) != std::u32string_view::npos;
    around({at, span.end - (marked ? 1 : 0)}, false, nullptr);
    if (marked) w_.words(base::to_utf8(base::slice(w_.old_text, {span.end - 1, span.end})));
  }

  // “社会消费品零售总额连续三年突破百亿元大关，达到……”: the next clause needs the name.
  int named_before_claim(const Span& span) const {
    const auto text = base::slice(w_.old_text, span);
    const auto at = claim_in(text);
    if (at == std::u32string_view::npos || at == 0) return 0;
    std::string name = base::to_utf8(text.substr(0, at));
    for (const std::string_view lead : {"全年", "其中", "全县", "全市", "全区"})
      if (name.starts_with(lead)) name.erase(0, lead.size());
    return names().find(name) != nullptr ? static_cast<int>(at) : 0;
  }

  // The words before a figure, or behind the last one (`next` null). Of a part that claims something only the name
  // before it and the verb behind it stay.
  void around(const Span& piece, bool starts_clause, const Place* next) {
    const bool apart = next != nullptr &&
                       (next->figures.front()->kind == Kind::rank || next->figures.front()->kind == Kind::difference);
    for (int start = piece.start; start < piece.end;) {
      // 引入某某总部、某某中心等21个: who it was last year.
      if (const auto rest = base::slice(w_.old_text, {start, piece.end});
          next != nullptr && rest.size() > 1 && rest.front() != U'、' && rest.back() == U'等') {
        w_.kept_words({start, piece.end});
        return;
      }
      if (w_.old_text[static_cast<std::size_t>(start)] == U'、') {
        w_.words("、");
        ++start;
        continue;
      }
      int end = start;
      while (end < piece.end && w_.old_text[static_cast<std::size_t>(end)] != U'、') ++end;
      const auto claim = claim_in(base::slice(w_.old_text, {start, end}));
      // 高于全国、全省2.1、0.5个百分点 is one claim with its figure.
      if (claim != std::u32string_view::npos && apart) end = piece.end;
      const bool last = next != nullptr && end == piece.end;
      const auto text = base::slice(w_.old_text, {start, end});
      if (claim == std::u32string_view::npos) {
        plain(text, last);
      } else {
        const bool named = last || (starts_clause && start == piece.start);
        const int from = start + (named ? static_cast<int>(claim) : 0);
        const int to = end - (last && !apart ? verb_behind(base::slice(w_.old_text, {from, end})) : 0);
        carry(w_, base::slice(w_.old_text, {start, from}));
        w_.kept_words({from, to});
        w_.words(base::to_utf8(base::slice(w_.old_text, {to, end})));
      }
      start = end;
    }
  }

  // Words beside no figure: 其中 and 同时 say nothing, all else is a story of last year. Its last mark stays outside.
  void flush() {
    if (kept_.empty()) return;
    const Span span = std::exchange(kept_, Span{});
    const auto text = base::slice(w_.old_text, span);
    const int marks = !text.empty() && kEnds.find(text.back()) != std::u32string_view::npos ? 1 : 0;
    const auto bare = base::trim(text.substr(0, text.size() - static_cast<std::size_t>(marks)));
    constexpr std::size_t kSaysNothing = 3;
    if (bare.size() <= kSaysNothing) {
      w_.words(base::to_utf8(text));
      return;
    }
    w_.kept_words({span.start, span.end - marks});
    w_.words(base::to_utf8(text.substr(text.size() - static_cast<std::size_t>(marks))));
  }

  // 预计达2.55% is expected no more once the figure is there.
  void plain(std::u32string_view text, bool before_figure) {
    if (!before_figure) return carry(w_, text);
    carry(w_, base::u32(without_expectation(base::to_utf8(text))));
  }

  static std::string without_expectation(std::string words) {
    for (const std::string_view tail : {"预计达到", "预计达", "预计为", "预计"}) {
      if (!words.ends_with(tail)) continue;
      words.resize(words.size() - tail.size());
      if (tail != "预计") words += "达";
      break;
    }
    return words;
  }

  void put(const Place& place) {
    if (place.ratio) {
      if (!tell_ratio(place)) open_ratio(place);
      return;
    }
    if (const auto tally = tally_of(w_, *place.figures.front()); tally != Tally::none && place.figures.size() == 1)
      return tell_tally(w_, *place.figures.front(), tally);
    const std::u32string_view text = base::slice(w_.old_text, place.span);
    const bool each = text.starts_with(U"分别") || (place.figures.size() > 1 && text.starts_with(U"均"));
    bool first = true;
    for (const auto* f : place.figures) {
      const bool told = std::ranges::find(old_.figures, f) != old_.figures.end();
      if (!first) w_.words("、");
      if (told || f->kind == Kind::difference) {
        tell_figure(*f, first && each);
      } else {
        open(*f, {}, Part::all);
      }
      first = false;
    }
  }

  enum class Part { all, value, growth };

  const Fact* with_value(const std::vector<Fact>& known, const Figure& f) const {
    const auto at = std::ranges::find_if(known, [&](const Fact& fact) {
      return is_of_year(fact) && fact.value && same_kind_of_unit(fact.unit, f.unit);
    });
    return at == known.end() ? nullptr : &*at;
  }

  const Fact* with_growth(const std::vector<Fact>& known, const Figure& f) const {
    const std::string basis = f.change ? f.change->basis : "yoy";
    const bool adjusted = basis == "comparable";
    if (!adjusted && basis != "yoy" && !basis.empty()) return nullptr;  // against the half-year, the nation
    const Fact* other = nullptr;
    for (const Fact& fact : known) {
      if (!is_of_year(fact) || !fact.growth_pct || !plan::basis_fits_plan(fact.growth_basis)) continue;
      if (fact.growth_basis.empty() != adjusted) return &fact;
      if (other == nullptr) other = &fact;
    }
    return other;
  }

  // `each`: 分别 stands before it.
  void tell_figure(const Figure& f, bool each) {
    const Asked asked = target_like(w_, f);
    const auto known = known_of(w_, f, asked);
    const bool rank_or_gap = f.kind == Kind::rank || f.kind == Kind::difference;
    const bool has_value = f.kind != Kind::growth;
    const bool has_growth =
        f.kind == Kind::growth || (f.change && f.change->value && !f.change->span.empty() && f.change->unit == "%");
    // 增加31家 beside the number itself is this year's number less last year's: for a person.
    const bool has_other = !has_growth && f.change && f.change->value && !f.change->span.empty();
    const Fact* value = has_value && !rank_or_gap ? with_value(known, f) : nullptr;
    const Fact* growth = has_growth && !rank_or_gap ? with_growth(known, f) : nullptr;
    if (f.kind == Kind::difference) {
      if (const auto gap = gap_of(w_, f, with_plain_growth(known), with_rate(known))) {
        w_.words(gap->lead);
        w_.figure(gap->fact, false, gap->printed);
        return;
      }
    }
    if (value == nullptr && growth == nullptr) {
      open(f, known, Part::all);
      return;
    }
    spoken(asked);
    const std::string indicator_words = has_growth && growth != nullptr
                                            ? plan::growth_words(*growth->growth_pct, entry_of(w_, f.indicator))
                                            : std::string();
    if (!has_value) {
      w_.words(each ? "分别" : "");
      w_.words(basis_phrase(growth->growth_basis));
      // 分别增长4.6%、6.1%: the verb is said once, and again where it changes.
      const auto words = base::slice(w_.old_text, f.span);
      const bool goes_on = !words.empty() && words.front() >= U'0' && words.front() <= U'9';
      if (!each && !goes_on) w_.words(lead_of_growth(w_, f, *growth));
      const bool fell = growth->growth_pct->is_negative();
      const bool said = goes_on && fell_ == fell && !growth->growth_pct->is_zero();
      w_.figure(*growth, true, said ? growth->growth_pct->abs().to_string() + "%" : indicator_words);
      fell_ = growth->growth_pct->is_zero() ? std::nullopt : std::optional(fell);
      doubt_basis(f, *growth);
      await_published(*growth, f);
      return;
    }
    if (value != nullptr) {
      w_.words(way_to(f, *value));
      const Fact printed = w_.said(*value, &f);
      w_.figure(*value, false, printed.value->to_string() + printed.unit + to_one(f));
      await_published(*value, f);
    } else {
      open(f, known, Part::value);
    }
    if (!has_growth && !has_other) return;
    w_.words(separator(f));
    const auto change = has_other && value != nullptr ? change_of(w_, f, *value) : std::nullopt;
    if (growth != nullptr) {
      w_.words(basis_phrase(growth->growth_basis));
      w_.words(lead_of_growth(w_, f, *growth));
      w_.figure(*growth, true, indicator_words);
      doubt_basis(f, *growth);
    } else if (change) {
      w_.words(change->lead);
      w_.figure(change->fact, false, change->printed);
    } else {
      open(f, known, Part::growth);
    }
  }

  // 1.98∶1 has its second half still.
  std::string to_one(const Figure& f) const {
    const auto words = base::slice(w_.old_text, f.span);
    for (const Words tail : {Words(U"∶1"), Words(U"：1"), Words(U":1")})
      if (words.ends_with(tail)) return base::to_utf8(tail);
    return {};
  }

  // Last year's growth was 同口径 and the one in hand says nothing of it: the two are not one measure.
  void doubt_basis(const Figure& f, const Fact& growth) {
    if (!on_another_basis(w_, f, growth)) return;
    AnnualBlank blank;
    blank.what = f.indicator + "增速的口径，手头的" +
                 plan::growth_words(*growth.growth_pct, entry_of(w_, f.indicator)) + "没有注明口径";
    blank.why = "上年写的是另一口径的增速";
    blank.last_year = w_.places.words(f.change->span.empty() ? f.span : f.change->span);
    blank.holder = holder_in(f).body;
    const std::string id = w_.blank(std::move(blank));
    w_.marked(AnnualMark::blank, "【口径待核：上年写的是" + w_.out.blanks.back().last_year + "】", id);
  }

  const Fact* with_plain_growth(const std::vector<Fact>& known) const {
    const auto at = std::ranges::find_if(
        known, [](const Fact& fact) { return is_of_year(fact) && fact.growth_pct && fact.growth_basis.empty(); });
    return at == known.end() ? nullptr : &*at;
  }
  const Fact* with_rate(const std::vector<Fact>& known) const {
    const auto at = std::ranges::find_if(
        known, [](const Fact& fact) { return is_of_year(fact) && fact.value && fact.unit == "%"; });
    return at == known.end() ? nullptr : &*at;
  }

  // An estimate holds the place until the published figure comes.
  void await_published(const Fact& fact, const Figure& f) {
    if (fact.status == facts::Status::estimate) open(f, {}, Part::all);
  }

  // “增至” stays where it still went up. Words such as 突破 and 近 were of last year's number.
  std::string way_to(const Figure& f, const Fact& fact) const {
    const auto words = base::slice(w_.old_text, f.span);
    const auto digits = words.find_first_of(U"0123456789");
    if (digits == 0 || digits == std::u32string_view::npos || !f.change || f.change->value) return {};
    const auto now = quantity::convert(*fact.value, fact.unit, f.unit);
    if (f.from_value || !f.value || !now) return "为";
    const bool up = f.change->direction == reading::ChangeDirection::up;
    const bool goes_on = up ? *now > *f.value : *now < *f.value;
    return goes_on ? base::to_utf8(words.substr(0, digits)) : "为";
  }

  std::string separator(const Figure& f) const {
    const int before = f.change->span.start - 1;
    if (!f.span.contains(f.change->span) || before < f.span.start) return "、";
    const char32_t mark = w_.old_text[static_cast<std::size_t>(before)];
    return std::u32string_view(U"，、").find(mark) != std::u32string_view::npos ? base::to_utf8({&mark, 1}) : "、";
  }

  void spoken(const Asked& asked) {
    if (!asked.sure) return;
    w_.told.insert(asked.target->target.id);
    for (const auto* other : beside(w_, asked.target)) w_.told.insert(other->target.id);
  }

  // What is asked for, so that nobody has to open last year's report: the name where it is a known one, else the words
  // around the open place.
  std::string what_of(const Figure& f, Part part) const {
    const auto* entry = entry_of(w_, f.indicator);
    const bool growth_only = part == Part::growth || f.kind == Kind::growth;
    if (entry != nullptr) {
      if (f.kind == Kind::rank) return entry->name + "的位次";
      if (f.kind == Kind::difference) return entry->name + "与上级或平均水平之差";
      const bool in_percent = f.kind == Kind::growth || !f.change || f.change->unit == "%";
      return entry->name + (!growth_only ? "" : in_percent ? "增速" : "比上年增减");
    }
    // Where the words around it are those of other figures too, the name that the reader gave this one tells of what.
    if (f.kind != Kind::rank && f.kind != Kind::difference && !f.indicator.empty() && named_with_others(f))
      return shortened(base::to_utf8(without_numbers(base::u32(f.indicator))) + (growth_only ? "增速" : ""), 60);
    const Place& place = place_of(f);
    Span around = words_around(place, true);
    if (f.span.start - around.start < kTooFew) around.start = words_around(place, false).start;
    std::string words =
        base::to_utf8(without_numbers(base::trim(base::slice(w_.old_text, {around.start, f.span.start}))));
    for (const std::string_view lead : {"其中，", "其中"})
      if (words.starts_with(lead)) words = words.substr(lead.size());
    words += f.kind == Kind::rank || f.kind == Kind::difference ? "……" : growth_only ? "增长××%" : "××" + f.unit;
    return shortened(words + base::to_utf8(without_numbers(base::slice(w_.old_text, {f.span.end, around.end}))), 60);
  }

  // The figures that have one place with it: of 软件服务业、检验检测业营业收入均增长10%以上 both.
  const Place& place_of(const Figure& f) const {
    const auto at = std::ranges::find_if(
        places_, [&](const Place& p) { return std::ranges::find(p.figures, &f) != p.figures.end(); });
    JC_ASSERT(at != places_.end());
    return *at;
  }

  // From mark to mark around it; 、 is one as well where `narrow`.
  Span words_around(const Place& place, bool narrow) const {
    Span out = place.span;
    const auto stops = [&](int at) {
      const char32_t c = w_.old_text[static_cast<std::size_t>(at)];
      return kEnds.find(c) != npos || (narrow && c == U'、');
    };
    while (out.start > old_.words_from && !stops(out.start - 1)) --out.start;
    while (out.end < old_.span.end && !stops(out.end)) ++out.end;
    return out;
  }

  // One of 甲、乙、丙产值分别增长12.4%、9.8%、6.5%: the names stand before them all.
  bool in_a_list(const Place& place) const {
    const auto text = base::slice(w_.old_text, place.span);
    return place.figures.size() > 1 || text.starts_with(U"分别") || words_around(place, true).start == place.span.start;
  }

  // The words that would tell of what it is are of other figures as well, or too few.
  bool named_with_others(const Figure& f) const {
    const Place& own = place_of(f);
    if (own.ratio) return false;
    if (in_a_list(own)) return true;
    const Span around = words_around(own, true);
    return own.span.start - around.start < kTooFew ||
           std::ranges::any_of(places_, [&](const Place& p) { return &p != &own && p.span.overlaps(around); });
  }

  void open(const Figure& f, const std::vector<Fact>& known, Part part) {
    const Asked asked = target_like(w_, f);
    const auto part_of_year = std::ranges::find_if(
        known, [](const Fact& fact) { return !is_of_year(fact) && (fact.value || fact.growth_pct); });
    AnnualBlank blank;
    blank.what = what_of(f, part);
    blank.why = part_of_year != known.end() ? "手头的数不是全年的公布数" : "手头没有这一年的公布数";
    blank.last_year = part == Part::growth && f.change ? w_.places.words(f.change->span) : old_words(w_, f);
    blank.doubt = w_.doubt_at(part == Part::growth && f.change ? f.change->span : f.span);
    // What was promised of growth says nothing of a place or of a gap.
    const bool rank_or_gap = f.kind == Kind::rank || f.kind == Kind::difference;
    if (asked.target != nullptr && part != Part::growth && !rank_or_gap) {
      blank.planned = aim_in_short(w_, *asked.target);
      for (const auto* other : beside(w_, asked.target)) blank.planned += "、" + aim_in_short(w_, *other);
      if (blank.doubt.empty()) blank.doubt = w_.doubt_at(asked.target->target.span);
    }
    const Holder holder = holder_in(f);
    blank.holder = holder.body;
    put_blanks(w_, {{std::move(blank), holder.publishes}}, true);
    spoken(asked);
    if (part == Part::growth || part_of_year == known.end()) return;
    w_.words("（" + calendar::to_chinese(part_of_year->period));
    plan::Latest latest{w_.said(*part_of_year, &f), {}};
    if (latest.fact.unit != part_of_year->unit) latest.in_other_unit = *part_of_year;
    tell_fact(w_, latest, entry_of(w_, f.indicator));
    w_.words("）");
  }

  // 2.3∶43.8∶53.9, where every part of it is known or can be made of what is.
  bool tell_ratio(const Place& place) {
    std::vector<Fact> parts;
    bool from = false;
    for (const auto* f : place.figures) {
      const auto known = known_of(w_, *f, target_like(w_, *f));
      const Fact* part = with_value(known, *f);
      const bool told = std::ranges::find(old_.figures, f) != old_.figures.end();
      if (!told || part == nullptr) return false;
      parts.push_back(*part);
      from = from || f->from_value.has_value();
    }
    w_.words(from ? "为" : "");
    for (std::size_t i = 0; i < parts.size(); ++i) {
      w_.words(i == 0 ? "" : "∶");
      w_.figure(parts[i], false, parts[i].value->to_string());
    }
    return true;
  }

  void open_ratio(const Place& place) {
    AnnualBlank blank;
    const Figure& first = *place.figures.front();
    blank.what = what_of(first, Part::all);
    if (const auto at = blank.what.find("××"); at != std::string::npos)
      blank.what = (at == 0 ? first.indicator : blank.what.substr(0, at)) + "（" +
                   std::to_string(place.figures.size()) + "个数之比）";
    blank.why = "由几个数算出";
    blank.last_year = w_.places.words(place.span);
    blank.doubt = w_.doubt_at(place.span);
    const Holder holder = holder_in(first);
    blank.holder = holder.body;
    put_blanks(w_, {{std::move(blank), holder.publishes}}, true);
  }

  // By the table of indicators, by the plan's own measure of the same thing, then by the words of its clause: what
  // stands further off is other offices' work.
  Holder holder_in(const Figure& f) const {
    const std::string name = name_without_claims(f.indicator);
    if (const auto* entry = entry_of(w_, f.indicator)) return holder_of(w_, entry, name);
    if (plan::is_official_statistic(nullptr, name, "")) return holder_of(w_, nullptr, name);
    if (const Asked asked = target_like(w_, f); asked.target != nullptr) {
      if (auto holder = owner_in_plan(w_, asked.target->target.id); !holder.body.empty()) return holder;
    }
    // A list is of one clause, and of one office.
    const Place& place = place_of(f);
    const Span around = words_around(place, !in_a_list(place));
    return holder_of(w_, nullptr, name, base::to_utf8(base::slice(w_.old_text, around)));
  }

  Writer& w_;
  const OldParagraph& old_;
  std::vector<Place> places_;
  Span kept_;
  std::optional<bool> fell_;  // the growth told last of a list
};

}  // namespace

std::string said_against(Writer& w, const OldParagraph& old, std::string_view heading) {
  return Teller(w, old).against(heading);
}

void review_paragraph(Writer& w, const OldParagraph& old) {
  const auto among_problems = [&](const Figure* f) {
    return std::ranges::any_of(w.reading.problems, [&](const auto& p) { return p.span.overlaps(f->span); });
  };
  if (old.table != nullptr) return tell_table(w, old);
  if (old.above_table) {
    w.begin(Role::body);
    return carry(w, base::trim(base::slice(w.old_text, old.span)));
  }
  if (old.problems && std::ranges::all_of(old.figures, among_problems)) return;  // written anew
  w.begin(Role::body);
  w.lead(old, said_against(w, old, old.lead));
  if (old.several_years) {
    AnnualBlank blank;
    blank.what = "几年来的情况是否保留、怎样写";
    blank.why = "上年这一段说的是几年来的累计，不是一年的数";
    blank.holder = holder_of(w, nullptr, w.places.words(old.span)).body;
    put_blanks(w, {{std::move(blank), false}});
  } else {
    Teller(w, old).tell();
  }
  // What offices wrote stands in the list of measures, once; here only where to look.
  std::string numbers;
  for (const auto* m : old.measures) {
    const auto& a = measure_of(w, m->id);
    if (a.state == MeasureState::open || a.evidence.empty()) continue;
    numbers += (numbers.empty() ? "" : "、") + std::to_string(&a - w.out.measures.data() + 1);
  }
  if (!numbers.empty()) w.marked(AnnualMark::blank, "【可补充：附件1第" + numbers + "项，手头有材料】", "");
}

}  // namespace report::annual
