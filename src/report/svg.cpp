#include "report/svg.hpp"

#include <cmath>
#include <cstdio>

#include "base/text.hpp"

namespace report {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        // No control character may stand in XML.
        if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
  }
  return out;
}

std::string n(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.1f", std::isfinite(value) ? value : 0.0);
  return buffer;
}

std::string points(const std::vector<Spot>& spots) {
  std::string out;
  for (const auto& s : spots) out += (out.empty() ? "" : " ") + n(s.x) + "," + n(s.y);
  return out;
}

std::string stroke(std::string_view colour, double width, std::string_view dashes) {
  std::string out = " stroke=\"" + std::string(colour) + "\" stroke-width=\"" + n(width) + "\"";
  if (!dashes.empty()) out += " stroke-dasharray=\"" + std::string(dashes) + "\"";
  return out;
}

double width_of(char32_t c, double size) { return c < 0x2000 ? 0.56 * size : size; }

}  // namespace

Svg::Svg(double width, double height) : width_(width), height_(height) { rectangle(0, 0, width, height, "#ffffff"); }

void Svg::rectangle(double x, double y, double width, double height, std::string_view fill) {
  body_ += "<rect x=\"" + n(x) + "\" y=\"" + n(y) + "\" width=\"" + n(width) + "\" height=\"" + n(height) +
           "\" fill=\"" + std::string(fill) + "\"/>\n";
}

void Svg::line(Spot a, Spot b, std::string_view colour, double width, std::string_view dashes) {
  path({a, b}, colour, width, dashes);
}

void Svg::path(const std::vector<Spot>& spots, std::string_view colour, double width, std::string_view dashes) {
  body_ += "<polyline points=\"" + points(spots) + "\" fill=\"none\" stroke-linejoin=\"round\"" +
           stroke(colour, width, dashes) + "/>\n";
}

void Svg::area(const std::vector<Spot>& spots, std::string_view fill) {
  body_ += "<polygon points=\"" + points(spots) + "\" fill=\"" + std::string(fill) + "\"/>\n";
}

void Svg::circle(Spot at, double radius, std::string_view fill, std::string_view colour) {
  body_ += "<circle cx=\"" + n(at.x) + "\" cy=\"" + n(at.y) + "\" r=\"" + n(radius) + "\" fill=\"" + std::string(fill) +
           "\"" + stroke(colour, 1.6, "") + "/>\n";
}

void Svg::diamond(Spot at, double r, std::string_view fill, std::string_view colour) {
  body_ += "<polygon points=\"" + points({{at.x, at.y - r}, {at.x + r, at.y}, {at.x, at.y + r}, {at.x - r, at.y}}) +
           "\" fill=\"" + std::string(fill) + "\"" + stroke(colour, 1.4, "") + "/>\n";
}

void Svg::text(Spot at, std::string_view words, double size, std::string_view colour, Anchor anchor, bool bold) {
  static constexpr const char* kAnchors[] = {"start", "middle", "end"};
  body_ += "<text x=\"" + n(at.x) + "\" y=\"" + n(at.y) + "\" font-size=\"" + n(size) + "\" fill=\"" +
           std::string(colour) + "\" text-anchor=\"" + kAnchors[static_cast<int>(anchor)] + "\"" +
           (bold ? " font-weight=\"bold\"" : "") + ">" + escaped(words) + "</text>\n";
}

std::string Svg::finished(std::string_view title, std::string_view about) const {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + n(width_) +
         "\" height=\"" + n(height_) + "\" viewBox=\"0 0 " + n(width_) + " " + n(height_) +
         "\" font-family=\"'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','SimHei','PingFang "
         "SC','WenQuanYi Micro Hei',sans-serif\" role=\"img\">\n<title>" +
         escaped(title) + "</title>\n<desc>" + escaped(about) + "</desc>\n" + body_ + "</svg>\n";
}

double Svg::width_of(std::string_view words, double size) {
  const auto text = base::from_utf8(words);
  double sum = 0;
  if (text) {
    for (const char32_t c : *text) sum += report::width_of(c, size);
  }
  return sum;
}

std::vector<std::string> Svg::lines_of(std::string_view words, double size, double room) {
  std::vector<std::string> out;
  const auto text = base::from_utf8(words);
  if (!text) return out;
  static constexpr std::u32string_view kNeverFirst = U"，。；：、）”％%》";
  std::u32string line;
  double used = 0;
  for (const char32_t c : *text) {
    const double w = report::width_of(c, size);
    if (used + w > room && !line.empty() && kNeverFirst.find(c) == std::u32string_view::npos) {
      out.push_back(base::to_utf8(line));
      line.clear();
      used = 0;
    }
    line += c;
    used += w;
  }
  if (!line.empty()) out.push_back(base::to_utf8(line));
  return out;
}

}  // namespace report
