#include "reading/traditional.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

#include "base/builtin.hpp"
#include "base/text.hpp"

namespace reading {
namespace {

using View = std::u32string_view;

// A text is in traditional characters when so many of a hundred Han characters are.
constexpr std::size_t kPercent = 5;

struct Dictionary {
  std::vector<char32_t> characters = std::vector<char32_t>(0x10000, 0);  // of the basic plane; 0: stays
  std::vector<bool> changed =
      std::vector<bool>(0x10000, false);  // whose entry above differs: small enough to stay near
  std::unordered_map<char32_t, char32_t> others;
  std::unordered_map<char32_t, std::vector<std::pair<std::u32string, std::u32string>>> phrases;  // longest first

  char32_t of(char32_t c) const {
    if (c < 0x10000) return characters[c] != 0 ? characters[c] : c;
    const auto found = others.find(c);
    return found == others.end() ? c : found->second;
  }
};

// Lines of "traditional<TAB>simplified[ other…]"; the first is OpenCC's choice.
template <class Add>
void each_entry(std::string_view file, Add add) {
  const std::string_view all = base::builtin_file(file);
  for (std::size_t from = 0; from < all.size();) {
    const auto to = std::min(all.find('\n', from), all.size());
    const std::string_view line = all.substr(from, to - from);
    from = to + 1;
    const auto tab = line.find('\t');
    if (tab == std::string_view::npos) continue;
    const std::string_view choices = line.substr(tab + 1);
    std::u32string key = base::u32(line.substr(0, tab)), value = base::u32(choices.substr(0, choices.find(' ')));
    JC_ASSERT(!key.empty() && key.size() == value.size());
    add(std::move(key), std::move(value));
  }
}

Dictionary load() {
  Dictionary d;
  each_entry("opencc/ts_characters.txt", [&](const std::u32string& key, const std::u32string& value) {
    JC_ASSERT(key.size() == 1);
    if (key[0] < 0x10000) {
      d.characters[key[0]] = value[0];
      d.changed[key[0]] = value[0] != 0 && value[0] != key[0];
    } else {
      d.others[key[0]] = value[0];
    }
  });
  each_entry("opencc/ts_phrases.txt", [&](std::u32string key, std::u32string value) {
    d.phrases[key[0]].emplace_back(std::move(key), std::move(value));
  });
  for (auto& [first, list] : d.phrases)
    std::ranges::stable_sort(list, [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  return d;
}

const Dictionary& dictionary() {
  static const Dictionary d = load();
  return d;
}

bool is_traditional(View text, const Dictionary& d) {
  std::size_t han = 0, traditional = 0;
  for (const char32_t c : text) {
    if (c >= 0x4E00 && c <= 0x9FFF) {  // most of any text
      ++han;
      traditional += d.changed[c] ? 1 : 0;
      continue;
    }
    if (!base::is_han(c)) continue;
    ++han;
    traditional += d.of(c) != c ? 1 : 0;
  }
  return traditional > 0 && traditional * 100 >= han * kPercent;
}

}  // namespace

std::optional<std::u32string> simplified(View text) {
  const Dictionary& d = dictionary();
  if (!is_traditional(text, d)) return std::nullopt;
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto list = d.phrases.find(text[i]);
    const auto* phrase = list == d.phrases.end() ? nullptr : &list->second;
    if (phrase != nullptr) {
      const auto hit =
          std::ranges::find_if(*phrase, [&](const auto& p) { return text.substr(i).starts_with(p.first); });
      if (hit != phrase->end()) {
        out += hit->second;
        i += hit->first.size();
        continue;
      }
    }
    out.push_back(d.of(text[i++]));
  }
  JC_ASSERT(out.size() == text.size());
  return out;
}

std::optional<document::Document> simplified(const document::Document& document) {
  auto text = simplified(document.text);
  if (!text) return std::nullopt;
  document::Document out = document;
  out.text = std::move(*text);
  return out;
}

}  // namespace reading
