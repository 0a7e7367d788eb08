#include "reading/signed_date.hpp"

#include <algorithm>
#include <array>

#include "reading/lines.hpp"
#include "reading/policy_due.hpp"
#include "reading/replies_words.hpp"
#include "reading/words.hpp"

namespace reading {
namespace {

using calendar::Date;
using words::View;

constexpr std::size_t kLongestLine = 80;

// Narrow digits, no white space, one sign for the Chinese nought: 二O二五年, 二○二五年, 二零二五年.
std::u32string plain(View line) {
  constexpr View kNoughts = U"OＯoｏ0○零";
  constexpr View kHan = U"〇一二三四五六七八九";
  std::u32string out;
  for (const char32_t c : line) {
    if (base::is_space(c)) continue;
    const bool after_han = !out.empty() && kHan.find(out.back()) != View::npos;
    if (after_han && kNoughts.find(c) != View::npos) {
      out.push_back(U'〇');
    } else if (c >= U'０' && c <= U'９') {
      out.push_back(c - U'０' + U'0');
    } else {
      out.push_back(c);
    }
  }
  return out;
}

struct Day {
  Date date;
  std::size_t end = 0;
};

// 2025.10.9, 2025-10-09, 2025/10/9.
std::optional<Day> parted_day(View text, std::size_t at) {
  std::array<int, 3> parts{};
  for (std::size_t part = 0; part < parts.size(); ++part) {
    if (part > 0) {
      if (at >= text.size() || View(U".-/．－／—").find(text[at]) == View::npos) return std::nullopt;
      ++at;
    }
    const std::size_t from = at, most = part == 0 ? 4 : 2;
    while (at < text.size() && at - from < most && words::is_digit(text[at]))
      parts[part] = parts[part] * 10 + static_cast<int>(text[at++] - U'0');
    if (at == from || (part == 0 && at - from < 4)) return std::nullopt;
  }
  if (at < text.size() && words::is_digit(text[at])) return std::nullopt;
  const Date date{std::chrono::year(parts[0]), std::chrono::month(static_cast<unsigned>(parts[1])),
                  std::chrono::day(static_cast<unsigned>(parts[2]))};
  return date.ok() ? std::optional(Day{date, at}) : std::nullopt;
}

std::optional<Day> day_at(View text, std::size_t at) {
  if (at > 0 && (words::is_digit(text[at - 1]) || words::is_han_digit(text[at - 1]))) return std::nullopt;
  std::optional<Day> found = parted_day(text, at);
  if (!found) {
    const auto read = time_at(text, static_cast<int>(at), static_cast<int>(text.size()), 0);
    if (read && read->has_year && read->day && read->first)
      found = Day{*read->first, static_cast<std::size_t>(read->end)};
  }
  const int year = found ? static_cast<int>(found->date.year()) : 0;
  return year >= 1990 && year < 2100 ? found : std::nullopt;
}

bool is_seal(View text) {
  return text.empty() || words::starts_with(text, {U"（盖章", U"(盖章", U"（公章", U"(公章", U"（印章", U"(印章",
                                                   U"（章", U"(章", U"（印）", U"(印)"}) > 0;
}

// 区商务局（盖章）, 区商务局: who signs; empty when it is no office.
View signer_in(View text) {
  const auto seal = text.find_first_of(U"（(");
  if (seal != View::npos && !is_seal(text.substr(seal))) return {};
  View name = text.substr(0, seal);
  while (!name.empty() && View(U"，,、：:").find(name.back()) != View::npos) name.remove_suffix(1);
  return reply::is_office_name(name) ? name : View();
}

// Behind 填报日期：; the day stands right behind the label.
std::optional<Date> labelled_day(View text) {
  for (const View label : {View(U"日期："), View(U"日期:"), View(U"时间："), View(U"时间:")}) {
    for (auto at = text.find(label); at != View::npos; at = text.find(label, at + 1)) {
      // 完成时间：, 会议时间： tell of something else.
      const View before = text.substr(0, at);
      const bool alone = before.empty() && label.starts_with(U"日期");
      if (!alone && !words::ends_with(before, {U"填报", U"报送", U"填表", U"上报", U"反馈", U"回复", U"答复", U"复函",
                                               U"印发", U"发文", U"落款", U"报告", U"制表"}))
        continue;
      if (const auto day = day_at(text, at + label.size())) return day->date;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Signature> signature_of(View line) {
  if (line.size() > kLongestLine) return std::nullopt;
  const std::u32string all = plain(line);
  View text = all;
  if (const auto day = labelled_day(text)) return Signature{{}, *day};
  // （2025年10月9日） under a title.
  if (text.size() > 2 && (text.front() == U'（' || text.front() == U'(')) text = text.substr(1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto day = day_at(text, at);
    if (!day) continue;
    View after = text.substr(day->end);
    while (!after.empty() && View(U"）)。.，").find(after.front()) != View::npos) after.remove_prefix(1);
    const View signer = signer_in(text.substr(0, at));
    if ((at > 0 && signer.empty()) || !is_seal(after)) return std::nullopt;
    return Signature{base::to_utf8(signer), day->date};
  }
  return std::nullopt;
}

std::string signer_alone(View line) {
  if (line.size() > kLongestLine) return {};
  const auto alone = [](View text) { return base::to_utf8(signer_in(plain(text))); };
  if (auto signer = alone(line); !signer.empty()) return signer;
  // 区教育局 吴倩: a person of it.
  line = base::trim(line);
  const auto blank = line.find_last_of(U" 　");
  if (blank == View::npos) return {};
  const View name = line.substr(blank + 1);
  const bool person = name.size() >= 2 && name.size() <= 4 && std::ranges::all_of(name, base::is_han);
  return person ? alone(line.substr(0, blank)) : std::string();
}

std::optional<Date> signed_on(const document::Document& document) {
  std::optional<Date> found;
  for (const Line& line : logical_lines(document)) {
    if (line.in_table) continue;
    if (const auto signature = signature_of(base::slice(document.text, line.span))) found = signature->day;
  }
  if (found) return found;
  for (const auto& block : document.blocks) {
    const auto* table = std::get_if<document::Table>(&block);
    if (table == nullptr) continue;
    for (std::size_t i = 0; i < table->cells.size(); ++i) {
      std::u32string text = plain(base::slice(document.text, table->cells[i].span));
      if (text.size() > kLongestLine) continue;
      if (const bool open = text.ends_with(U"：") || text.ends_with(U":");
          open && i + 1 < table->cells.size() && table->cells[i + 1].row == table->cells[i].row)
        text += plain(base::slice(document.text, table->cells[i + 1].span));
      if (const auto day = labelled_day(text)) found = day;
    }
  }
  return found;
}

}  // namespace reading
