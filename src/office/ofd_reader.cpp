#include "office/ofd_reader.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "base/text.hpp"
#include "markup/xml.hpp"
#include "office/page_text.hpp"

namespace office {
namespace {

using markup::Element;
using markup::Xml;

constexpr std::size_t max_pages = 2'000, max_pieces = 400'000, max_text = 16'000'000;
constexpr markup::Limits part_limits{.max_bytes = 12u << 20, .max_nodes = 500'000, .max_depth = 64};

struct Piece {
  double x = 0, y = 0, right = 0, size = 4;
  std::u32string text;
};

std::vector<double> numbers(std::string_view text) {
  std::istringstream in{std::string(text.substr(0, 4000))};
  in.imbue(std::locale::classic());
  std::vector<double> out;
  for (double value = 0; in >> value;) out.push_back(std::isfinite(value) ? std::clamp(value, -1e5, 1e5) : 0);
  return out;
}

double number(std::string_view text, double otherwise) {
  const auto all = numbers(text);
  return all.empty() ? otherwise : all[0];
}

// A location in the package (GB/T 33190, 7.3): from the root with '/', else beside the part that names it.
std::string located(const std::string& part, std::string_view location) {
  if (location.starts_with('/')) return std::string(location.substr(1));
  if (location.starts_with("./")) location.remove_prefix(2);
  const auto slash = part.rfind('/');
  return (slash == std::string::npos ? std::string() : part.substr(0, slash + 1)) + std::string(location);
}

void collect(Element e, std::vector<Piece>& pieces, bool& outlines, int depth = 0) {
  for (Element child : e) {
    const auto name = child.local_name();
    if (name == "PathObject" || name == "ImageObject") outlines = true;
    if (name == "TextObject") {
      const auto box = numbers(child.local_attribute("Boundary").value_or(""));
      const auto m = numbers(child.local_attribute("CTM").value_or(""));
      const double size = std::clamp(std::fabs(number(child.local_attribute("Size").value_or(""), 4)), 0.5, 100.0);
      for (Element code : child) {
        if (code.local_name() != "TextCode" || pieces.size() >= max_pieces) continue;
        double x = number(code.local_attribute("X").value_or(""), 0),
               y = number(code.local_attribute("Y").value_or(""), 0);
        double scale = 1;
        if (m.size() == 6) {
          const double tx = m[0] * x + m[2] * y + m[4], ty = m[1] * x + m[3] * y + m[5];
          x = tx, y = ty;
          scale = std::max(0.05, std::fabs(m[3]));
        }
        Piece piece;
        piece.text = base::u32(code.text());
        std::erase_if(piece.text, [](char32_t c) { return c == U'\n' || c == U'\r'; });
        piece.size = size * scale;
        piece.x = (box.size() == 4 ? box[0] : 0) + x;
        piece.y = (box.size() == 4 ? box[1] : 0) + y;
        piece.right = box.size() == 4 ? box[0] + box[2] : piece.x + piece.size * static_cast<double>(piece.text.size());
        if (!base::trim(piece.text).empty()) pieces.push_back(std::move(piece));
      }
    } else if (depth < 40) {
      collect(child, pieces, outlines, depth + 1);
    }
  }
}

std::vector<std::u32string> lines_of(std::vector<Piece> pieces) {
  std::vector<std::u32string> lines;
  if (pieces.empty()) return lines;
  std::stable_sort(pieces.begin(), pieces.end(), [](auto& a, auto& b) { return a.y < b.y; });
  const double left = std::min_element(pieces.begin(), pieces.end(), [](auto& a, auto& b) { return a.x < b.x; })->x;
  double last_y = pieces.front().y;
  for (std::size_t from = 0; from < pieces.size();) {
    std::size_t to = from + 1;
    while (to < pieces.size() && pieces[to].y - pieces[from].y < 0.5 * pieces[from].size) ++to;
    std::stable_sort(pieces.begin() + static_cast<std::ptrdiff_t>(from),
                     pieces.begin() + static_cast<std::ptrdiff_t>(to), [](auto& a, auto& b) { return a.x < b.x; });
    if (from > 0 && pieces[from].y - last_y > 3 * pieces[from].size) lines.emplace_back();
    last_y = pieces[from].y;
    std::u32string line;
    double reached = left;
    for (std::size_t i = from; i < to; ++i) {
      const auto& piece = pieces[i];
      const double gap = (piece.x - reached) / piece.size;
      // At the start the indent, later what parts columns; words of a line stand close.
      if (i == from || gap > 2) line.append(static_cast<std::size_t>(std::clamp(std::lround(2 * gap), 0L, 80L)), U' ');
      line += piece.text;
      reached = std::max(reached, piece.right);
    }
    lines.push_back(std::move(line));
    from = to;
  }
  return lines;
}

}  // namespace

base::Result<document::Document> read_ofd(ZipReader& zip, const std::string& file_name) {
  document::Place whole;
  whole.file = file_name;
  const auto parse = [&](const std::string& part) -> base::Result<Xml> {
    auto bytes = zip.read(part);
    if (!bytes) return base::fail(bytes.error());
    auto xml = Xml::parse(*bytes, file_name, part_limits);
    if (xml) return xml;
    const bool large = xml.error().code == "xml.too_large";
    return base::fail(large ? "document.too_large" : "document.damaged",
                      "文件内部的“" + part + "”" + (large ? "过大，不予读取" : "已损坏：" + xml.error().what), whole,
                      "用 OFD 阅读器打开原文件，另存一份完整的再试");
  };
  auto package = parse("OFD.xml");
  if (!package) return base::fail(package.error());
  if (zip.has("Encryptions.xml") || zip.has("Encryption.xml"))
    return base::fail("document.encrypted", "文件已加密，不能读取", whole, "解除加密后再试");

  std::vector<std::vector<std::u32string>> pages;
  std::size_t text = 0;
  bool outlines = false;
  for (Element body : package->root()) {
    if (body.local_name() != "DocBody") continue;
    const auto root_part = located("OFD.xml", base::trim(std::string_view(body.child("DocRoot").text())));
    auto root = parse(root_part);
    if (!root) return base::fail(root.error());
    for (Element page : root->root().child("Pages")) {
      if (page.local_name() != "Page") continue;
      if (pages.size() >= max_pages)
        return base::fail("document.too_large", "页数太多，不予读取", whole, "拆成几个文件再试");
      const auto part = located(root_part, page.local_attribute("BaseLoc").value_or(""));
      auto content = parse(part);
      if (!content) return base::fail(content.error());
      std::vector<Piece> pieces;
      collect(content->root().child("Content"), pieces, outlines);
      pages.push_back(lines_of(std::move(pieces)));
      for (const auto& line : pages.back()) text += line.size() + 1;
      if (text > max_text) return base::fail("document.too_large", "文字太多，不予读取", whole, "拆成几个文件再试");
    }
  }
  auto document = from_pages(pages, file_name);
  if (outlines) document.notices.push_back({whole, "页面上的图片和图形没有读取"});
  return document;
}

}  // namespace office
