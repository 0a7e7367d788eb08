#include <algorithm>

#include <unicode/ucnv.h>

#include "office/office.hpp"

// Which bytes are which text. Marks decide first; then UTF-8 if it is valid; then GB18030 if it is valid and reads like
// Chinese: nearly any bytes are valid GB18030, so what decodes to rare characters only is refused rather than shown as
// garbage.
namespace office {
namespace {

const char* const save_as_utf8 = "用记事本或 WPS 打开，另存为“UTF-8”编码的文本后再试";

base::Place at(const std::string& file, std::u32string_view before) {
  base::Place place;
  place.file = file;
  place.line = 1 + static_cast<int>(std::count(before.begin(), before.end(), U'\n'));
  const auto line_start = before.rfind(U'\n');
  place.column = static_cast<int>(before.size() - (line_start == std::u32string_view::npos ? 0 : line_start + 1)) + 1;
  return place;
}

base::Result<std::u32string> refuse(std::string what, base::Place place) {
  return base::fail("text.encoding", std::move(what), std::move(place), save_as_utf8);
}

std::u32string to_code_points(const std::u16string& units) {
  std::u32string out;
  out.reserve(units.size());
  for (std::size_t i = 0; i < units.size(); ++i) {
    const char32_t c = units[i];
    if (c >= 0xD800 && c < 0xDC00 && i + 1 < units.size() && units[i + 1] >= 0xDC00 && units[i + 1] < 0xE000) {
      out += 0x10000 + ((c - 0xD800) << 10) + (static_cast<char32_t>(units[++i]) - 0xDC00);
    } else {
      out += c >= 0xD800 && c < 0xE000 ? U'\uFFFD' : c;
    }
  }
  return out;
}

struct Decoded {
  std::u32string text;  // up to the first error
  bool whole = false;
};

Decoded with_converter(const char* encoding, std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(encoding, &status);
  JC_ASSERT(U_SUCCESS(status));
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  std::u16string units(bytes.size() + 16, u'\0');
  UChar* target = units.data();
  const char* source = bytes.data();
  ucnv_toUnicode(converter, &target, units.data() + units.size(), &source, bytes.data() + bytes.size(), nullptr, true,
                 &status);
  ucnv_close(converter);
  units.resize(static_cast<std::size_t>(target - units.data()));
  return {to_code_points(units), U_SUCCESS(status) != 0};
}

base::Result<std::u32string> from_utf16(std::string_view bytes, const std::string& file) {
  const bool big = bytes[0] == '\xFE';
  if (bytes.size() % 2 != 0) return refuse("UTF-16 文本的字节数是单数，文件不完整", at(file, {}));
  std::u32string out;
  out.reserve(bytes.size() / 2);
  auto unit = [&](std::size_t i) {
    const auto a = static_cast<unsigned char>(bytes[i]), b = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(big ? a << 8 | b : b << 8 | a);
  };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size() && unit(i + 2) >= 0xDC00 && unit(i + 2) < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10) + (unit(i + 2) - 0xDC00);
      i += 2;
    } else if (c >= 0xD800 && c < 0xE000) {
      return refuse("UTF-16 文本中有不成对的代理码", at(file, out));
    }
    out += c;
  }
  return out;
}

// Share of non-ASCII bytes that lie in well-formed multi-byte UTF-8 sequences.
double utf8_share(std::string_view bytes) {
  std::size_t high = 0, good = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto c = static_cast<unsigned char>(bytes[i]);
    if (c < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = c >= 0xC2 && c < 0xE0 ? 2 : c >= 0xE0 && c < 0xF0 ? 3 : c >= 0xF0 && c < 0xF5 ? 4 : 1;
    std::size_t n = 1;
    while (n < length && i + n < bytes.size() && (static_cast<unsigned char>(bytes[i + n]) & 0xC0) == 0x80) ++n;
    high += n;
    if (length > 1 && n == length) good += n;
    i += n;
  }
  return high == 0 ? 1 : static_cast<double>(good) / static_cast<double>(high);
}

// Share of the two-byte characters that are in the everyday part of GB 2312: symbols (rows 1–9) and level-one
// ideographs (rows 16–55). Chinese prose is above nine tenths; other encodings misread as GB18030 are far below.
double everyday_share(std::string_view bytes) {
  std::size_t all = 0, everyday = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
    const auto lead = static_cast<unsigned char>(bytes[i]), trail = static_cast<unsigned char>(bytes[i + 1]);
    if (lead < 0x80) continue;
    ++all;
    if (trail >= 0xA1 && ((lead >= 0xA1 && lead <= 0xA9) || (lead >= 0xB0 && lead <= 0xD7))) ++everyday;
    i += trail >= 0x30 && trail <= 0x39 ? 3 : 1;
  }
  return all == 0 ? 1 : static_cast<double>(everyday) / static_cast<double>(all);
}

bool is_control(char32_t c) {
  return (c < 0x20 && c != U'\t' && c != U'\n' && c != U'\r' && c != U'\f' && c != U'\v' && c != 0x1A) || c == 0x7F ||
         (c >= 0x80 && c < 0xA0 && c != 0x85);
}

// A stray control character happens in text pasted out of Word; more than one in a hundred is not text.
base::Result<std::u32string> if_text(std::u32string text, const std::string& file) {
  std::size_t controls = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == U'\0' || text[i] == 0xFFFE || text[i] == 0xFFFF)
      return refuse("文件里有二进制内容，不是文本", at(file, std::u32string_view(text).substr(0, i)));
    if (is_control(text[i])) ++controls;
  }
  if (controls > 2 && controls * 100 > text.size()) {
    const auto first = static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_control) - text.begin());
    return refuse("文件里控制字符太多，不是文本", at(file, std::u32string_view(text).substr(0, first)));
  }
  return text;
}

}  // namespace

base::Result<std::u32string> decode_text(std::string_view bytes, const std::string& file_name) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    auto text = from_utf16(bytes, file_name);
    return text ? if_text(std::move(*text), file_name) : text;
  }
  auto utf8 = base::from_utf8(bytes);
  if (utf8) return if_text(std::move(*utf8), file_name);

  if (const auto nul = bytes.find('\0'); nul != std::string_view::npos) {
    const auto before = base::from_utf8(bytes.substr(0, nul));
    base::Place place;
    place.file = file_name;
    return refuse("文件里有二进制内容，不是文本", before ? at(file_name, *before) : place);
  }
  if (bytes.starts_with("\xEF\xBB\xBF") || utf8_share(bytes) > 0.9) {
    auto place = utf8.error().where;
    place.file = file_name;
    return refuse("文本是 UTF-8 编码，但此处的字节有错", place);
  }
  auto gb = with_converter("gb18030", bytes);
  if (!gb.whole) return refuse("文字编码无法识别：不是 UTF-8，按 GB18030 读到此处有错", at(file_name, gb.text));
  if (everyday_share(bytes) < 0.75) {
    const auto odd = std::find_if(gb.text.begin(), gb.text.end(), [](char32_t c) { return c >= 0x80; });
    return refuse(
        "文字编码无法识别：按 GB18030 读出的多是生僻字，应是别的编码",
        at(file_name, std::u32string_view(gb.text).substr(0, static_cast<std::size_t>(odd - gb.text.begin()))));
  }
  return if_text(std::move(gb.text), file_name);
}

}  // namespace office
