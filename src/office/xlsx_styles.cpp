#include "office/xlsx_styles.hpp"

#include "markup/write.hpp"

namespace office {
namespace {

using document::SheetCell;
using markup::Writer;

struct ToneLook {
  const char* fill;  // empty: none
  const char* color;
  bool bold;
  bool italic;
};

// Dark words on light grounds, so that a black-and-white print still reads; bold and italic carry what colour cannot.
ToneLook look_of(SheetCell::Tone tone) {
  switch (tone) {
    case SheetCell::Tone::good:
      return {"FFE2F0D9", "FF1E5C1E", false, false};
    case SheetCell::Tone::watch:
      return {"FFFFF2CC", "FF6B4A00", true, false};
    case SheetCell::Tone::bad:
      return {"FFF8D7D3", "FF8B1A10", true, false};
    case SheetCell::Tone::muted:
      return {"", "FF595959", false, false};
    case SheetCell::Tone::derived:
      return {"", "FF1F3864", false, true};
    case SheetCell::Tone::none:
      break;
  }
  return {"", "FF000000", false, false};
}

void font(Writer& w, const char* name, const char* size, const char* color, bool bold, bool italic) {
  w.open("font");
  if (bold) w.leaf("b");
  if (italic) w.leaf("i");
  w.leaf("sz", {{"val", size}})
      .leaf("color", {{"rgb", color}})
      .leaf("name", {{"val", name}})
      .leaf("charset", {{"val", "134"}});
  w.close();
}

void fill(Writer& w, const char* color) {
  w.open("fill").open("patternFill", {{"patternType", "solid"}});
  w.leaf("fgColor", {{"rgb", color}}).leaf("bgColor", {{"indexed", "64"}}).close().close();
}

constexpr SheetCell::Tone tones[] = {SheetCell::Tone::none, SheetCell::Tone::good,  SheetCell::Tone::watch,
                                     SheetCell::Tone::bad,  SheetCell::Tone::muted, SheetCell::Tone::derived};

// 0.00, 0.00% or 0.00"亿元"; the codes from 164 on are ours.
std::string number_code(const CellFormat& f) {
  std::string code = "0";
  if (f.decimals > 0) code += "." + std::string(static_cast<std::size_t>(f.decimals), '0');
  if (f.percent) return code + "%";
  std::string unit = f.unit;
  std::erase_if(unit, [](char c) { return c == '"' || c == '\\'; });
  return unit.empty() ? code : code + "\"" + unit + "\"";
}

}  // namespace

int XlsxStyles::index_of(const CellFormat& format) {
  const auto [at, fresh] = known_.emplace(format, static_cast<int>(in_order_.size()) + 1);
  if (fresh) in_order_.push_back(format);
  return at->second;
}

std::string XlsxStyles::xml() const {
  std::map<std::string, int> number_formats;
  for (const auto& f : in_order_)
    if (f.number) number_formats.emplace(number_code(f), 0);
  int next = 164;
  for (auto& [code, id] : number_formats) id = next++;

  Writer w;
  w.open("styleSheet", {{"xmlns", "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}});
  if (!number_formats.empty()) {
    w.open("numFmts", {{"count", std::to_string(number_formats.size())}});
    for (const auto& [code, id] : number_formats)
      w.leaf("numFmt", {{"numFmtId", std::to_string(id)}, {"formatCode", code}});
    w.close();
  }
  // Fonts: the six tones, then header, title, preamble.
  w.open("fonts", {{"count", "9"}});
  for (auto tone : tones) font(w, "宋体", "10", look_of(tone).color, look_of(tone).bold, look_of(tone).italic);
  font(w, "黑体", "10", "FF000000", false, false);
  font(w, "方正小标宋简体", "16", "FF000000", false, false);
  font(w, "宋体", "10", "FF000000", false, false);
  w.close();
  w.open("fills", {{"count", "6"}});
  w.open("fill").leaf("patternFill", {{"patternType", "none"}}).close();
  w.open("fill").leaf("patternFill", {{"patternType", "gray125"}}).close();
  fill(w, "FFE7E6E6");
  for (auto tone : {SheetCell::Tone::good, SheetCell::Tone::watch, SheetCell::Tone::bad}) fill(w, look_of(tone).fill);
  w.close();
  w.open("borders", {{"count", "2"}});
  w.open("border").leaf("left").leaf("right").leaf("top").leaf("bottom").leaf("diagonal").close();
  w.open("border");
  for (const char* side : {"left", "right", "top", "bottom"})
    w.open(side, {{"style", "thin"}}).leaf("color", {{"rgb", "FF7F7F7F"}}).close();
  w.leaf("diagonal").close().close();
  w.open("cellStyleXfs", {{"count", "1"}})
      .leaf("xf", {{"numFmtId", "0"}, {"fontId", "0"}, {"fillId", "0"}, {"borderId", "0"}})
      .close();

  w.open("cellXfs", {{"count", std::to_string(in_order_.size() + 1)}});
  w.leaf("xf", {{"numFmtId", "0"}, {"fontId", "0"}, {"fillId", "0"}, {"borderId", "0"}, {"xfId", "0"}});
  for (const auto& f : in_order_) {
    const int tone = static_cast<int>(f.tone);
    int font_id = 0, fill_id = 0;
    for (int i = 0; i < 6; ++i)
      if (static_cast<int>(tones[i]) == tone) font_id = i;
    if (f.tone == SheetCell::Tone::good) fill_id = 3;
    if (f.tone == SheetCell::Tone::watch) fill_id = 4;
    if (f.tone == SheetCell::Tone::bad) fill_id = 5;
    if (f.look == Look::header) font_id = 6, fill_id = 2;
    if (f.look == Look::title) font_id = 7;
    if (f.look == Look::preamble) font_id = 8;
    const bool bordered = f.look == Look::header || f.look == Look::cell;
    const bool middle = f.look == Look::header || f.look == Look::title || f.centred;
    w.open("xf", {{"numFmtId", std::to_string(f.number               ? number_formats.at(number_code(f))
                                              : f.look == Look::cell ? 49
                                                                     : 0)},
                  {"fontId", std::to_string(font_id)},
                  {"fillId", std::to_string(fill_id)},
                  {"borderId", bordered ? "1" : "0"},
                  {"xfId", "0"},
                  {"applyNumberFormat", "1"},
                  {"applyFont", "1"},
                  {"applyFill", "1"},
                  {"applyBorder", "1"},
                  {"applyAlignment", "1"}});
    w.leaf("alignment", {{"horizontal", middle     ? "center"
                                        : f.number ? "right"
                                                   : "left"},
                         {"vertical", "center"},
                         {"wrapText", "1"},
                         {"indent", f.number ? "1" : "0"}});
    w.close();
  }
  w.close();
  w.open("cellStyles", {{"count", "1"}})
      .leaf("cellStyle", {{"name", "常规"}, {"xfId", "0"}, {"builtinId", "0"}})
      .close();
  w.close();
  return w.take();
}

}  // namespace office
