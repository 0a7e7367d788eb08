// A few strokes of SVG: enough for a chart that a browser, WPS and a printer show alike.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace report {

struct Spot {
  double x = 0, y = 0;
};

// How a text stands to its spot.
enum class Anchor { start, middle, end };

class Svg {
 public:
  Svg(double width, double height);
  void rectangle(double x, double y, double width, double height, std::string_view fill);
  void line(Spot a, Spot b, std::string_view colour, double width, std::string_view dashes = "");
  void path(const std::vector<Spot>& spots, std::string_view colour, double width, std::string_view dashes = "");
  void area(const std::vector<Spot>& spots, std::string_view fill);
  void circle(Spot at, double radius, std::string_view fill, std::string_view stroke);
  void diamond(Spot at, double radius, std::string_view fill, std::string_view stroke);
  void text(Spot at, std::string_view words, double size, std::string_view colour, Anchor anchor = Anchor::start,
            bool bold = false);
  // The whole file. `title` and `about` are read out by screen readers.
  std::string finished(std::string_view title, std::string_view about) const;

  // Room a text takes: a Chinese character one size wide, others a little over half.
  static double width_of(std::string_view words, double size);
  // A text cut into lines that fit, broken anywhere between Chinese characters.
  static std::vector<std::string> lines_of(std::string_view words, double size, double room);

 private:
  double width_, height_;
  std::string body_;
};

}  // namespace report
