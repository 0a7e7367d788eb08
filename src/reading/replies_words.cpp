#include "reading/replies_words.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "reading/structure.hpp"
#include "reading/tables_words.hpp"
#include "reading/words.hpp"

namespace reading::reply {
namespace {

using words::View;

// How a word makes what stands behind it an aim (kind aim of reply_words.csv).
enum class Aim { clause, by, beside, number, no };

struct Words {
  WordTable<Role> columns;
  WordTable<std::string> stage;  // meaning
  std::map<std::u32string, std::string, std::less<>> signs;
  std::map<std::u32string, bool, std::less<>> none;
  WordTable<Role> cues;
  std::vector<std::u32string> form, intro, title, feedback;
  WordTable<bool> generic;
  WordTable<bool> left;  // true: something is left; false: a word that only looks so
  WordTable<Aim> aims;
};

Role role_named(const std::string& word) {
  static const std::map<std::string, Role, std::less<>> kRoles = {
      {"serial", Role::serial},   {"task", Role::task}, {"office", Role::office}, {"done", Role::done},
      {"problem", Role::problem}, {"next", Role::next}, {"ask", Role::ask},       {"stage", Role::stage},
      {"percent", Role::percent}, {"goal", Role::goal}, {"due", Role::due},       {"other", Role::other}};
  const auto at = kRoles.find(word);
  JC_ASSERT(at != kRoles.end());
  return at->second;
}

Aim aim_named(const std::string& word) {
  static const std::map<std::string, Aim, std::less<>> kAims = {
      {"clause", Aim::clause}, {"by", Aim::by}, {"beside", Aim::beside}, {"number", Aim::number}, {"no", Aim::no}};
  const auto at = kAims.find(word);
  JC_ASSERT(at != kAims.end());
  return at->second;
}

base::CsvTable table(std::string_view name) {
  auto parsed = base::CsvTable::parse(base::builtin_file(name), std::string(name));
  JC_ASSERT(parsed.has_value());
  return std::move(*parsed);
}

const Words& lists() {
  static const Words all = [] {
    Words w;
    const auto columns = table("codes/reading/reply_columns.csv");
    for (std::size_t i = 0; i < columns.size(); ++i)
      w.columns.add(base::u32(columns.at(i, "word")), role_named(columns.at(i, "role")));
    const auto others = table("codes/reading/reply_words.csv");
    for (std::size_t i = 0; i < others.size(); ++i) {
      std::u32string word = base::u32(others.at(i, "word"));
      const std::string& kind = others.at(i, "kind");
      const std::string& meaning = others.at(i, "meaning");
      if (kind == "stage") w.stage.add(std::move(word), meaning);
      if (kind == "sign") w.signs.emplace(std::move(word), meaning);
      if (kind == "none") w.none.emplace(std::move(word), true);
      if (kind == "cue") w.cues.add(std::move(word), role_named(meaning));
      if (kind == "form") w.form.push_back(std::move(word));
      if (kind == "intro") w.intro.push_back(std::move(word));
      if (kind == "title") w.title.push_back(std::move(word));
      if (kind == "feedback") w.feedback.push_back(std::move(word));
      if (kind == "left") w.left.add(word, meaning == "yes");
      if (kind == "aim") w.aims.add(word, aim_named(meaning));
      if (kind == "generic") w.generic.add(std::move(word), true);
    }
    return w;
  }();
  return all;
}

bool is_filler(char32_t c) {
  return base::is_space(c) || words::is_digit(c) ||
         View(U"及和与、，,/（）()的之年月份度本上下前季截至止末底-—~～有主要等今〔〕：:．.").find(c) != View::npos;
}

ReplyStage stage_named(const std::string& word) {
  if (word == "done" || word == "partly") return ReplyStage::done;
  if (word == "late") return ReplyStage::late;
  if (word == "not_started") return ReplyStage::not_started;
  if (word == "preparing") return ReplyStage::preparing;
  JC_ASSERT(word == "under_way");
  return ReplyStage::under_way;
}

bool ends_clause_at(View text, std::size_t at) {
  return at >= text.size() || View(U"，。；！、,;.！）)\n\t 了").find(text[at]) != View::npos;
}

// 9处，已完工7处: a part of what was counted before in the same unit.
bool of_a_part(View text, std::size_t end) {
  const auto number_at = [&](std::size_t at) {
    std::size_t stop = at;
    while (stop < text.size() && (words::is_digit(text[stop]) || text[stop] == U'.')) ++stop;
    return std::pair(stop > at ? base::Decimal::parse(base::to_utf8(text.substr(at, stop - at))) : std::nullopt, stop);
  };
  const auto [part, unit] = number_at(end);
  if (!part || unit >= text.size()) return false;
  for (std::size_t at = 0; at < end;) {
    const auto [whole, stop] = number_at(at);
    if (whole && stop < end && text[stop] == text[unit] && *whole > *part) return true;
    at = std::max(stop, at + 1);
  }
  return false;
}

// 没有滞后, 防止逾期: the words right before it, in the same clause.
bool denied(View text, std::size_t at) {
  std::size_t start = at;
  while (start > 0 && at - start < 3 && View(U"，。；！,;\n\t：、").find(text[start - 1]) == View::npos) --start;
  return words::has_any(text.substr(start, at - start), {U"不", U"无", U"没有", U"防止", U"避免", U"未"});
}

// 完成80%, 已完成约80%: of the task, when the clause says nothing else.
bool bare_completion(View before) {
  before = base::trim(before);
  for (const View word : {View(U"目前"), View(U"总体"), View(U"任务"), View(U"已"), View(U"累计")})
    while (before.starts_with(word)) before.remove_prefix(word.size());
  if (!before.starts_with(U"完成")) return false;
  before.remove_prefix(2);
  return before.empty() || before == U"约" || before == U"了" || before == U"近" || before == U"达" ||
         before == U"达到" || before == U"率" || before == U"超";
}

}  // namespace

bool only_intended(View text, std::size_t at) {
  std::size_t start = at;
  while (start > 0 && View(U"，。；！,;\n\t：").find(text[start - 1]) == View::npos) --start;
  const View before = text.substr(start, at - start);
  const int size = static_cast<int>(before.size());
  for (int i = 0; i < size;) {
    const auto hit = lists().aims.at(before, i, size);
    if (!hit) {
      ++i;
      continue;
    }
    i += hit.length;
    const View rest = before.substr(static_cast<std::size_t>(i));
    switch (*hit.entry) {
      case Aim::clause:
        return true;
      case Aim::by:
        if (!words::has(rest, U"已") && !words::has_any(before, {U"已于", U"已在"})) return true;
        break;
      case Aim::beside:
        if (rest.empty()) return true;
        break;
      case Aim::number:
        if (rest.empty() && at < text.size() && words::is_digit(text[at])) return true;
        break;
      case Aim::no:
        break;
    }
  }
  return false;
}

bool Roles::has(Role role) const { return std::ranges::find(roles, role) != roles.end(); }

bool is_aspect(Role role) {
  return role == Role::done || role == Role::problem || role == Role::next || role == Role::ask;
}

Roles roles_of(View header) {
  const std::u32string text = tables::plain_text(header);
  const int size = static_cast<int>(text.size());
  Roles found;
  bool ask_open = false;
  for (int at = 0; at < size;) {
    const auto hit = lists().columns.at(text, at, size);
    if (!hit) {
      if (!is_filler(text[static_cast<std::size_t>(at)])) ++found.unexplained;
      if (View(U"及和与、/,").find(text[static_cast<std::size_t>(at)]) != View::npos) ask_open = false;
      ++at;
      continue;
    }
    at += hit.length;
    // 需协调解决的问题: what the ask is about is no problem of its own.
    if (*hit.entry == Role::problem && ask_open) continue;
    if (!found.has(*hit.entry)) found.roles.push_back(*hit.entry);
    ask_open = *hit.entry == Role::ask;
  }
  // 任务进展情况, 督办事项办理情况: the aspect is what stands below.
  const bool aspect = std::ranges::any_of(found.roles, is_aspect);
  if (aspect) {
    std::erase_if(found.roles, [](Role r) {
      return r == Role::task || r == Role::office || r == Role::goal || r == Role::serial || r == Role::percent;
    });
  }
  return found;
}

Role aspect_of_heading(View title) {
  const Roles found = roles_of(title);
  int named = 0;
  Role aspect = Role::none;
  for (const Role r : found.roles) {
    if (!is_aspect(r)) continue;
    if (aspect == Role::none) aspect = r;
    ++named;
  }
  if (named == 0 || found.unexplained > 4) return Role::none;
  if (found.has(Role::ask) && named > 1 && found.roles.front() == Role::ask) return Role::ask;
  return aspect;
}

std::u32string task_named_in(View title) {
  std::u32string text = tables::plain_text(title);
  // 关于 … 的函: what stands between; 对“…”督办事项: what stands in quotes.
  const int size = static_cast<int>(text.size());
  std::size_t from = 0;
  if (const auto about = text.find(U"关于"); about != std::u32string::npos) from = about + 2;
  std::u32string rest = text.substr(from);
  // 清发改督〔2025〕1号-2督办单: a number names an order and no task.
  if (const auto bracket = rest.find_first_of(U"〔[［("); bracket != std::u32string::npos && bracket <= 8 &&
                                                          bracket + 5 < rest.size() &&
                                                          words::is_digit(rest[bracket + 1]))
    if (auto end = rest.find(U"号", bracket); end != std::u32string::npos) {
      ++end;
      while (end < rest.size() && (words::is_digit(rest[end]) || rest[end] == U'-')) ++end;
      rest.erase(0, end);
    }
  // Announcing words and general ones leave from both ends.
  bool again = true;
  while (again && !rest.empty()) {
    again = false;
    const int n = static_cast<int>(rest.size());
    if (const auto hit = lists().generic.at(rest, 0, n)) {
      rest.erase(0, static_cast<std::size_t>(hit.length));
      again = true;
    } else if (const auto tail = lists().generic.before(rest, n, 0)) {
      rest.resize(rest.size() - static_cast<std::size_t>(tail.length));
      again = true;
    } else if (const auto column = lists().columns.before(rest, n, 0);
               column && *column.entry != Role::other && *column.entry != Role::goal) {
      rest.resize(rest.size() - static_cast<std::size_t>(column.length));
      again = true;
    }
  }
  if (size == 0 || rest.size() < 3 || is_office_name(rest)) return {};
  const auto han = std::ranges::count_if(rest, [](char32_t c) { return base::is_han(c); });
  return han >= 3 ? rest : std::u32string();
}

bool names_feedback(View title) {
  return std::ranges::any_of(lists().feedback, [&](const auto& word) { return words::has(title, word); });
}

Role turn_of(View sentence) {
  View text = base::trim(sentence);
  // 一是, （1）, 1. before the cue.
  for (bool again = true; again && !text.empty();) {
    again = false;
    if (View(U"(（)）、.．0123456789 　").find(text.front()) != View::npos) {
      text.remove_prefix(1);
      again = true;
    } else if (text.size() > 2 && text[1] == U'是' && View(U"一二三四五六七八九").find(text[0]) != View::npos) {
      text.remove_prefix(2);
      again = true;
    }
  }
  if (text.empty()) return Role::none;
  if (const auto hit = lists().cues.at(text, 0, static_cast<int>(text.size()))) return *hit.entry;
  if (text.starts_with(U"受") && words::has(text.substr(0, std::min<std::size_t>(text.size(), 30)), U"影响"))
    return Role::problem;
  if (text.starts_with(U"因") && words::has_any(text.substr(0, std::min<std::size_t>(text.size(), 40)),
                                                {U"滞后", U"偏慢", U"未能", U"受阻", U"影响"}))
    return Role::problem;
  return Role::none;
}

bool says_nothing(View text) {
  std::u32string plain;
  for (const char32_t c : text)
    if (!base::is_space(c)) plain.push_back(c);
  while (!plain.empty() && View(U"。；;.").find(plain.back()) != View::npos) plain.pop_back();
  return plain.empty() || lists().none.contains(plain);
}

bool is_letter_form(View line) {
  View text = base::trim(line);
  while (!text.empty() && View(U"（(【").find(text.front()) != View::npos) text.remove_prefix(1);  // （联系人：……）
  return std::ranges::any_of(lists().form, [&](const auto& w) { return text.starts_with(w); });
}

bool is_letter_intro(View sentence) {
  return std::ranges::any_of(lists().intro, [&](const auto& w) { return words::has(sentence, w); });
}

bool is_letter_title(View line) {
  return std::ranges::any_of(lists().title, [&](const auto& w) { return words::has(line, w); });
}

bool is_office_name(View text) {
  text = base::trim(text);
  if (text.size() < 3 || text.size() > 24) return false;
  if (!std::ranges::all_of(text, [](char32_t c) { return base::is_han(c) || c == U'（' || c == U'）'; })) return false;
  static constexpr std::array<View, 12> kNot = {U"进展", U"情况", U"任务", U"工作", U"问题", U"布局",
                                                U"格局", U"结局", U"局部", U"内部", U"全部", U"举办"};
  if (std::ranges::any_of(kNot, [&](View w) { return words::has(text, w); })) return false;
  return words::ends_with(
      text,
      {U"局",   U"委员会", U"区委",   U"市委",   U"县委",   U"健委",   U"改委",   U"资委",   U"农委",     U"建委",
       U"经委", U"工委",   U"办公室", U"管委会", U"街道",   U"街道办", U"办事处", U"镇政府", U"人民政府", U"镇",
       U"大队", U"支队",   U"集团",   U"公司",   U"中心",   U"法院",   U"检察院", U"联合会", U"总会",     U"总工会",
       U"妇联", U"残联",   U"组织部", U"宣传部", U"统战部", U"政法委", U"武装部", U"分局",   U"供销社",   U"联社",
       U"科协", U"工商联", U"团区委", U"区信访", U"政府办", U"金融办", U"招商办", U"国动办"});
}

StageFound stage_of_text(View done, View problems) {
  StageFound late, not_started, under_way, preparing, finished;
  std::size_t finished_at = 0, open_at = 0, late_at = 0;
  std::string unfinished;  // the words of a problem that say what is not done yet
  const auto scan = [&](View text, bool of_problems) {
    const int size = static_cast<int>(text.size());
    for (int at = 0; at < size;) {
      const auto hit = lists().stage.at(text, at, size);
      if (!hit) {
        ++at;
        continue;
      }
      const auto start = static_cast<std::size_t>(at), end = start + static_cast<std::size_t>(hit.length);
      at += hit.length;
      const std::string& meaning = *hit.entry;
      if (meaning == "open") {
        if (of_problems && unfinished.empty()) unfinished = base::to_utf8(text.substr(start, end - start));
        continue;
      }
      const StageFound found{stage_named(meaning), base::to_utf8(text.substr(start, end - start))};
      if (found.stage == ReplyStage::late) {
        if (denied(text, start)) continue;
        if (late.words.empty()) late = found;
        if (!of_problems) late_at = end;
      } else if (of_problems) {
        if (found.stage == ReplyStage::not_started && not_started.words.empty()) not_started = found;
        const bool yet = words::has(text.substr(start, end - start), U"未");
        if (yet && found.stage != ReplyStage::done && unfinished.empty()) unfinished = found.words;
      } else if (found.stage == ReplyStage::done) {
        if (only_intended(text, start) || of_a_part(text, end)) {
          under_way = under_way.words.empty() ? StageFound{ReplyStage::under_way, found.words} : under_way;
          open_at = end;
        } else if (meaning == "done" ||
                   (base::to_utf8(text.substr(start, end - start)) != "累计" && ends_clause_at(text, end))) {
          finished = found;
          finished_at = end;
        } else if (under_way.words.empty()) {
          under_way = {ReplyStage::under_way, found.words};
        }
      } else {
        StageFound& into = found.stage == ReplyStage::not_started ? not_started
                           : found.stage == ReplyStage::preparing ? preparing
                                                                  : under_way;
        if (into.words.empty() || found.stage == ReplyStage::under_way) into = found;
        if (found.stage != ReplyStage::preparing) open_at = end;
      }
    }
  };
  scan(done, false);
  scan(problems, true);
  const bool made_good =
      finished_at > open_at && finished_at > late_at && words::has_any(done, {U"全部完成", U"均已完成"});
  if (!late.words.empty() && !made_good) return late;
  if (!finished.words.empty() && !unfinished.empty()) return {ReplyStage::under_way, unfinished};
  if (!finished.words.empty() && finished_at > open_at) return finished;
  if (!not_started.words.empty() && under_way.words.empty() && finished.words.empty()) return not_started;
  if (!under_way.words.empty()) return under_way;
  if (!finished.words.empty()) return {ReplyStage::under_way, finished.words};
  if (!preparing.words.empty()) return preparing;
  return {};
}

bool says_left(View text) {
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && View(U"，。；,;\n\t").find(text[i]) == View::npos) continue;
    const View clause = text.substr(start, i - start);
    start = i + 1;
    bool left = false;
    const int size = static_cast<int>(clause.size());
    for (int at = 0; at < size;) {
      const auto hit = lists().left.at(clause, at, size);
      at += hit ? hit.length : 1;
      left = left || (hit && *hit.entry);
    }
    if (left && !words::has(clause, U"已")) return true;
  }
  return false;
}

StageFound stage_of_cell(View cell) {
  std::u32string plain;
  for (const char32_t c : cell)
    if (!base::is_space(c)) plain.push_back(c);
  if (plain.empty()) return {};
  if (const auto at = lists().signs.find(plain); at != lists().signs.end())
    return {stage_named(at->second), base::to_utf8(plain)};
  return stage_of_text(plain, {});
}

std::optional<Percent> percent_in(View text) {
  std::optional<Percent> found;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != U'%' && text[at] != U'％') continue;
    std::size_t start = at;
    std::string digits;
    while (start > 0 && (words::is_digit(text[start - 1]) || text[start - 1] == U'.' || text[start - 1] == U'．'))
      --start;
    for (std::size_t i = start; i < at; ++i) digits += static_cast<char>(base::to_half_width(text[i]));
    const auto value = base::Decimal::parse(digits);
    if (!value) continue;
    std::size_t clause = start;
    while (clause > 0 && View(U"，。；,;\n\t").find(text[clause - 1]) == View::npos) --clause;
    const View before = text.substr(clause, start - clause);
    const bool of_task = words::has_any(
        before, {U"年度任务", U"年度目标", U"年度计划", U"全年任务", U"全年目标", U"全年计划", U"总任务",
                 U"总工程量", U"工程量",   U"完成率",   U"完成进度", U"总体进度", U"形象进度", U"整体进度",
                 U"任务量",   U"工作量",   U"任务完成", U"目标任务", U"目标的",   U"任务的",   U"计划的",
                 U"任务数",   U"进度达",   U"进度为",   U"进度约"});
    if ((!of_task && !bare_completion(before)) ||
        words::has_any(before, {U"增长", U"下降", U"同比", U"提高", U"降低", U"序时", U"占比"}))
      continue;
    found = Percent{*value, {static_cast<int>(start), static_cast<int>(at + 1)}};
  }
  return found;
}

}  // namespace reading::reply
