#include "report/reading_page.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "report/reading_look.hpp"
#include "report/reading_marks.hpp"
#include "report/reading_rows.hpp"

namespace report {
namespace {

using base::Span;

// For element content and quoted attributes. Characters that HTML does not allow become U+FFFD.
void escape(std::u32string_view text, std::u32string& out) {
  for (const char32_t c : text) {
    const bool control = (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7f && c < 0xa0) || (c & 0xfffe) == 0xfffe;
    switch (c) {
      case U'&':
        out += U"&amp;";
        break;
      case U'<':
        out += U"&lt;";
        break;
      case U'>':
        out += U"&gt;";
        break;
      case U'"':
        out += U"&quot;";
        break;
      case U'\'':
        out += U"&#39;";
        break;
      case U'\r':
        break;
      default:
        out += control ? U'\uFFFD' : c;
    }
  }
}
std::string escaped(std::u32string_view text) {
  std::u32string out;
  escape(text, out);
  return base::to_utf8(out);
}
std::string escaped(const std::string& utf8) { return escaped(base::u32(utf8)); }

// One letter a kind: the class of its mark, and what the switches hide.
char letter(MarkKind kind) {
  switch (kind) {
    case MarkKind::figure:
      return 'f';
    case MarkKind::planned_figure:
      return 'g';
    case MarkKind::context_figure:
      return 'c';
    case MarkKind::target:
      return 't';
    case MarkKind::measure:
      return 'm';
    case MarkKind::problem:
      return 'p';
    case MarkKind::nonfigure:
      return 'n';
    case MarkKind::unaccounted:
      return 'u';
  }
  return 'f';
}

// What a document calls itself.
constexpr std::array<std::u32string_view, 12> kTitleWords = {U"报告", U"计划", U"草案", U"要点", U"意见", U"方案",
                                                             U"通知", U"纪要", U"措施", U"规划", U"清单", U"公报"};

struct Place {
  const reading::Heading* heading = nullptr;
  std::string id;  // h1, h2, … in text order
};

void collect(const std::vector<reading::Heading>& all, std::vector<Place>& into) {
  for (const auto& h : all) {
    into.push_back({&h, "h" + std::to_string(into.size() + 1)});
    collect(h.children, into);
  }
}

class Page {
 public:
  Page(const document::Document& document, const reading::Reading& reading, bool english, const reading::Policy* policy)
      : document_(document),
        reading_(reading),
        english_(english),
        marks_(marks_of(reading)),
        pieces_(pieces_of(marks_, static_cast<int>(document.text.size()))),
        tables_(reading_tables(reading, english)) {
    if (policy != nullptr) {
      title_ = policy->title;
      auto articles = policy_tables(*policy, reading, english);
      tables_.insert(tables_.begin(), std::make_move_iterator(articles.begin()),
                     std::make_move_iterator(articles.end()));
    }
    collect(reading.outline, places_);
    for (const auto& m : marks_) ++count_[letter(m.kind)], doubts_ += m.unsure;
  }

  std::string html() {
    const std::string title = name() + " · " + of("读懂了什么", "what was understood");
    out_ = "<!DOCTYPE html>\n<html lang=\"" + of("zh-CN", "en") + "\">\n<head>\n<meta charset=\"utf-8\">\n";
    out_ +=
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
        escaped(title) + "</title>\n<style>" + std::string(reading_style) + "</style>\n</head>\n<body>\n";
    head();
    out_ += "<div class=\"page\">\n";
    outline();
    out_ += "<main lang=\"zh-CN\">\n";
    for (const auto& block : document_.blocks) {
      if (const auto* paragraph = std::get_if<document::Paragraph>(&block)) {
        put(*paragraph);
      } else {
        put(std::get<document::Table>(block));
      }
    }
    out_ += "</main>\n";
    side();
    out_ += "</div>\n";
    lists();
    out_ += "<script>" + std::string(reading_script) + "</script>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  std::string of(const char* chinese, const char* english) const { return english_ ? english : chinese; }

  std::string name() const {
    if (!title_.empty()) return title_;
    if (reading_.area.empty() && reading_.plan_year == 0) return base::file_name(document_.file);
    std::string out = reading_.area;
    if (reading_.plan_year != 0)
      out += (english_ && !out.empty() ? " " : "") + std::to_string(reading_.plan_year) + of("年计划", " plan");
    return out;
  }

  void head() {
    out_ += "<header><b>" + escaped(name()) + "</b><span class=\"from\">" +
            escaped(base::readable(base::file_name(document_.file))) + "</span>";
    out_ += "<span class=\"step\"><button type=\"button\" data-step=\"-1\" title=\"k\">" + of("上一处", "Previous") +
            "</button><button type=\"button\" data-step=\"1\" title=\"j\">" + of("下一处", "Next") +
            "</button></span><div class=\"legend\">";
    struct Entry {
      char kind;
      const char* chinese;
      const char* english;
    };
    constexpr Entry entries[] = {{'f', "完成数", "results"},   {'g', "计划数", "planned figures"},
                                 {'c', "背景数", "context"},   {'t', "目标", "targets"},
                                 {'m', "任务", "measures"},    {'p', "问题", "problems"},
                                 {'n', "非数据", "no figures"}};
    for (const auto& e : entries) {
      const auto found = count_.find(e.kind);
      if (found == count_.end()) continue;
      legend(e.kind, of(e.chinese, e.english), found->second);
    }
    if (doubts_ > 0) legend('d', of("没有把握", "unsure"), doubts_);
    out_ += "</div></header>\n";
  }
  void legend(char kind, const std::string& words, int count) {
    // Dates and ordinals are everywhere: their marks wait until they are asked for.
    out_ += std::string("<label><input type=\"checkbox\"") + (kind == 'n' ? "" : " checked") + " data-hide=\"" + kind +
            "\"><i class=\"" + kind + "\">" + words + "</i><b>" + std::to_string(count) + "</b></label>";
  }

  void outline() {
    out_ += "<nav aria-label=\"" + of("提纲", "Outline") + "\">";
    if (!places_.empty()) {
      std::size_t next = 0;
      out_ += "<details open><summary>" + of("提纲", "Outline") + "</summary>";
      outline(reading_.outline, next);
      out_ += "</details>";
    }
    out_ += "</nav>\n";
  }
  void outline(const std::vector<reading::Heading>& all, std::size_t& next) {
    out_ += "<ol>";
    for (const auto& h : all) {
      // 一 and 12 want their comma back; (一), 一是 and the like stand as they are.
      const bool bare =
          base::u32(h.number).find_first_not_of(U"一二三四五六七八九十0123456789") == std::u32string::npos;
      const std::string mark = h.number + (bare && !h.number.empty() ? "、" : "");
      out_ += "<li><a class=\"l" + std::to_string(h.level) + "\" href=\"#" + places_[next++].id + "\">" +
              escaped(mark + h.title) + "</a>";
      if (!h.children.empty()) outline(h.children, next);
      out_ += "</li>";
    }
    out_ += "</ol>";
  }

  static bool is_title(std::u32string_view line) {
    if (line.size() > 90 || line.ends_with(U'。') || line.ends_with(U'：')) return false;
    return std::ranges::any_of(kTitleWords, [&](std::u32string_view w) { return line.find(w) != line.npos; });
  }

  // A paragraph that is a heading as a whole; titles that run into their paragraph are set bold in it.
  void put(const document::Paragraph& p) {
    const std::u32string_view text = base::slice(document_.text, p.span);
    if (base::trim(text).empty()) return;
    const Place* heading = nullptr;
    const auto from = std::ranges::lower_bound(places_, p.span.start, {},
                                               [](const Place& place) { return place.heading->span.start; });
    if (from != places_.end() && from->heading->span.start < p.span.end) {
      const auto rest =
          base::trim(base::slice(document_.text, {std::min(from->heading->span.end, p.span.end), p.span.end}));
      if (rest.size() <= 1 && from->heading->level <= 2) heading = &*from;
    }
    std::string open = "<p>", close = "</p>\n";
    if (heading != nullptr) {
      const std::string tag = heading->heading->level == 1 ? "h2" : "h3";
      open = "<" + tag + " id=\"" + heading->id + "\">";
      close = "</" + tag + ">\n";
      anchored_ = heading;
    } else if (!titled_ && is_title(base::trim(text))) {
      titled_ = true;
      open = "<p class=\"title\">";
    } else if (base::trim(text).ends_with(U'：') && base::trim(text).size() < 20) {
      open = "<p class=\"plain\">";
    }
    if (heading != nullptr) titled_ = true;
    out_ += open;
    const std::size_t lead = text.find_first_not_of(U" \t\u3000\u00A0");
    put(Span{p.span.start + static_cast<int>(lead == std::u32string_view::npos ? 0 : lead), p.span.end});
    out_ += close;
    anchored_ = nullptr;
  }

  void put(const document::Table& table) {
    out_ += "<div class=\"scroll\"><table>";
    int row = -1;
    for (const auto& cell : table.cells) {
      if (cell.row != row) {
        out_ += row < 0 ? "<tr>" : "</tr><tr>";
        row = cell.row;
      }
      out_ += "<td";
      if (cell.row_span > 1) out_ += " rowspan=\"" + std::to_string(cell.row_span) + "\"";
      if (cell.column_span > 1) out_ += " colspan=\"" + std::to_string(cell.column_span) + "\"";
      out_ += ">";
      put(cell.span);
      out_ += "</td>";
    }
    out_ += row < 0 ? "</table></div>\n" : "</tr></table></div>\n";
  }

  // The words of a span, marked, with the places of the outline that lie in it.
  void put(Span span) {
    auto place =
        std::ranges::lower_bound(places_, span.start, {}, [](const Place& p) { return p.heading->span.start; });
    int at = span.start;
    for (; place != places_.end() && place->heading->span.start < span.end; ++place) {
      if (&*place == anchored_) continue;
      const Span title{std::max(at, place->heading->span.start), std::min(place->heading->span.end, span.end)};
      if (title.start >= title.end) {
        out_ += "<a id=\"" + place->id + "\"></a>";
        continue;
      }
      pieces({at, title.start});
      out_ += "<span class=\"lead\" id=\"" + place->id + "\">";
      pieces(title);
      out_ += "</span>";
      at = title.end;
    }
    pieces({at, span.end});
  }

  void pieces(Span span) {
    if (span.empty()) return;
    auto piece = std::ranges::upper_bound(pieces_, span.start, {}, [](const Piece& p) { return p.span.start; });
    for (piece = piece == pieces_.begin() ? piece : piece - 1; piece != pieces_.end() && piece->span.start < span.end;
         ++piece) {
      const Span shown{std::max(piece->span.start, span.start), std::min(piece->span.end, span.end)};
      const std::string words = escaped(base::slice(document_.text, shown));
      if (piece->marks.empty()) {
        out_ += words;
        continue;
      }
      std::string classes = "x", ids, kinds, anchors;
      for (const Mark* m : piece->marks) {
        classes += std::string(" ") + letter(m->kind);
        if (m->unsure) classes += " d";
        ids += (ids.empty() ? "" : " ") + m->id;
      }
      if (shown.start == piece->span.start) {
        for (const Mark* m : piece->starts) {
          anchors += "<a id=\"at-" + m->id + "\"></a>";
          kinds += (kinds.empty() ? "" : " ") + std::string(1, letter(m->kind)) + (m->unsure ? " d" : "");
        }
      }
      out_ += anchors + "<span class=\"" + classes + "\" tabindex=\"-1\" data-s=\"" + ids + "\"";
      if (!kinds.empty()) out_ += " data-k=\"" + kinds + "\"";
      out_ += ">" + words + "</span>";
    }
  }

  void side() {
    out_ +=
        "<aside><div id=\"card\" class=\"empty\" aria-live=\"polite\"><p>" +
        of("把鼠标移到有标记的文字上，这里显示读到了什么；点一下固定，Esc 取消。按 j、k 到下一处、上一处。",
           "Point at marked words to see here what was understood; click to keep it, Esc to let go. Keys j and k go "
           "to the next and the previous one.") +
        "</p></div>\n<h2>" + of("没有把握的", "What is unsure") + "</h2>";
    std::vector<const ReadingRow*> doubts;
    for (const auto& table : tables_) {
      for (const auto& row : table.rows) {
        if (row.confidence < sure_enough) doubts.push_back(&row);
      }
    }
    std::ranges::stable_sort(doubts, {}, [](const ReadingRow* r) { return r->confidence; });
    if (doubts.empty()) {
      out_ += "<p class=\"ok\">" +
              of("没有：每一处的把握都不低于60%，没有漏掉的数字。",
                 "Nothing: every statement has a confidence of 60% or more, and no digits were "
                 "passed over.") +
              "</p>";
    } else {
      out_ += "<ol class=\"doubts\">";
      for (const ReadingRow* row : doubts) {
        const std::string about = row->cells.size() > 1 ? row->cells[1] : "";
        out_ += "<li><a href=\"#at-" + row->id + "\">" + escaped(base::shortened(row->cells[0], 40)) + "<br><small>" +
                row->id + (about.empty() || about == row->cells[0] ? "" : " · " + escaped(about)) + " · " +
                std::to_string(static_cast<int>(row->confidence * 100 + 0.5)) + "%</small></a></li>";
      }
      out_ += "</ol>";
    }
    if (!document_.notices.empty()) {
      out_ += "<h2>" + of("文件本身", "The file itself") + "</h2><ol class=\"doubts\">";
      for (const auto& n : document_.notices) {
        const std::string where = base::to_text(n.place);
        out_ += "<li>" + escaped(base::readable(where)) + (where.empty() ? "" : "：") + escaped(n.why) + "</li>";
      }
      out_ += "</ol>";
    }
    out_ += "</aside>\n";
  }

  void lists() {
    out_ += "<section class=\"lists\"><h2>" + of("全部清单", "Everything, listed") + "</h2>\n";
    for (const auto& table : tables_) {
      // Long tables are kept from print.
      const bool is_long = table.columns.size() == 2 || table.columns.size() == 13;
      out_ += std::string("<details") + (is_long ? " class=\"long\"" : "") + "><summary>" + escaped(table.title) + " " +
              std::to_string(table.rows.size()) + "</summary><div class=\"scroll\"><table data-one=\"" +
              escaped(table.title) + "\"><thead><tr><th scope=\"col\">" + of("编号", "No.") + "</th>";
      for (const auto& column : table.columns) out_ += "<th scope=\"col\">" + escaped(column) + "</th>";
      out_ += "</tr></thead><tbody>\n";
      for (const auto& row : table.rows) {
        const std::string& place = row.place.empty() ? row.id : row.place;
        out_ += "<tr id=\"" + row.id + "\"" + (row.confidence < sure_enough ? " class=\"doubt\"" : "") + "><td>" +
                (row.anchored ? "<a href=\"#at-" + place + "\">" + row.id + "</a>" : row.id) + "</td>";
        for (const auto& cell : row.cells) out_ += "<td>" + escaped(cell) + "</td>";
        out_ += "</tr>\n";
      }
      out_ += "</tbody></table></div></details>\n";
    }
    out_ +=
        "<p class=\"about\">" +
        of("本页由计成生成，一个文件，不连接任何网络。把握低于60%的列在“没有把握的”里。",
           "Made by Jicheng. One file; it connects to nothing. What has a confidence below 60% is listed as unsure.") +
        "</p></section>\n";
  }

  const document::Document& document_;
  const reading::Reading& reading_;
  bool english_;
  std::string title_;  // of a policy file
  std::vector<Mark> marks_;
  std::vector<Piece> pieces_;
  std::vector<ReadingTable> tables_;
  std::vector<Place> places_;
  const Place* anchored_ = nullptr;  // a heading whose element carries its id
  std::map<char, int> count_;
  int doubts_ = 0;
  bool titled_ = false;  // the title has been set, or the first heading has come
  std::string out_;
};

}  // namespace

std::string reading_page(const document::Document& document, const reading::Reading& reading, bool english,
                         const reading::Policy* policy) {
  return Page(document, reading, english, policy).html();
}

}  // namespace report
