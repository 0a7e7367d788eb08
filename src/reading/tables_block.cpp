#include "reading/tables_block.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "quantity/quantity.hpp"
#include "reading/last_years_column.hpp"
#include "reading/tables_axis.hpp"
#include "reading/tables_notes.hpp"
#include "reading/tables_parts.hpp"
#include "reading/tables_stretch.hpp"

namespace reading::tables {

namespace {

using View = std::u32string_view;
using Kind = CellReading::Kind;

const char* const kUnitKind = "单位";
const char* const kAreaKind = "地区";

bool is_percent(const std::string& unit) { return quantity::parse_unit(unit).base == "ratio"; }
bool is_points(const std::string& unit) { return quantity::parse_unit(unit).base == "pp"; }
bool is_money(const std::string& unit) {
  const std::string base = quantity::parse_unit(unit).base;
  return base.substr(0, base.find('/')).find("元") != std::string::npos;
}

bool at_a_moment(const facts::Indicator* indicator, const std::string& name) {
  if (name.find("余额") != std::string::npos) return true;
  return indicator != nullptr && (indicator->forecast_class == "stock" || indicator->forecast_class == "finance");
}

// 零售额, 产值, 收入: an amount by its name, so that a unit in the title may speak of it.
bool named_like_money(std::string_view name) {
  name = name.substr(0, name.find("："));  // 规模以上服务业营业收入：房地产业
  for (const std::string_view tail :
       {"额", "值", "收入", "支出", "投资", "税", "费", "利润", "贷款", "存款", "资金", "余额"}) {
    if (name.ends_with(tail)) return true;
  }
  return false;
}

// 规模以上服务业主要指标, 社会消费品零售总额及增速: what the title is about.
View without_heading_words(View text) {
  for (bool again = true; again;) {
    again = false;
    for (const View tail : {View(U"主要经济指标"), View(U"主要指标"), View(U"经济指标"), View(U"分月情况"),
                            View(U"及增速"), View(U"及增长情况"), View(U"及增长速度"), View(U"及"), View(U"情况")}) {
      if (text.size() > tail.size() && text.ends_with(tail)) {
        text.remove_suffix(tail.size());
        again = true;
      }
    }
  }
  return text;
}

// 零售额 above 社会消费品零售总额: the head repeats what the row's indicator measures.
bool says_what_is_measured(View head, const std::string& indicator) {
  const auto core = [](View text) {
    std::u32string out;
    for (const char32_t c : text.substr(0, text.find(U'：')))
      if (c != U'总') out.push_back(c);
    if (out.ends_with(U'额')) out.pop_back();
    return out;
  };
  const std::u32string wanted = core(head);
  return wanted.size() >= 2 && core(base::u32(indicator)).ends_with(wanted);
}

bool is_sum_word(View text) { return text == U"合计" || text == U"总计" || text == U"总和"; }
// 家庭医生签约率, 高技术产业投资占比: what no table knows and calls itself a share. 增长率 is read as a growth before.
bool is_named_a_rate(const std::string& name) {
  for (const char* end : {"率", "比重", "占比", "比例"})
    if (name.ends_with(end)) return true;
  return false;
}
bool is_whole_area(View text) {
  return text == U"全区" || text == U"全市" || text == U"全县" || text == U"全省" || text == U"全旗" || text == U"全州";
}

std::string quoted(const std::string& text) { return "“" + text + "”"; }

// A row of the body, with what it inherits.
struct Row {
  Axis axis;
  std::vector<std::string> units;  // of the unit column
  std::string remark;              // of the remark column, as printed
  bool total = false, whole_area = false;
  bool named = false;
  Named name;                            // when `named`
  std::vector<std::string> whole_units;  // of the row it is part of
  std::string problem;                   // why nothing of this row can be taken
};

class BlockReader {
 public:
  BlockReader(const Grid& grid, const Block& block, const Around& around, const facts::NamesTable& names,
              const Answers& answers, const TableContext& context)
      : grid_(grid),
        block_(block),
        around_(around),
        names_(names),
        answers_(answers),
        context_(context),
        naming_(names, answers) {}

  BlockRead read() {
    read_titles();
    if (!has_numbers()) {
      if (!block_.body.empty() || !block_.headers.empty()) refuse("这张表里没有数");
      return std::move(out_);
    }
    if (block_.headers.empty()) {
      refuse("没有认出表头");
      return std::move(out_);
    }
    columns_ = read_columns(grid_, block_, names_);
    if (std::ranges::any_of(columns_, [](const Column& c) { return c.role == Role::project; }) ||
        title_.role == Role::project) {
      refuse("这是逐个项目（企业）的表，不是统计指标表，没有采用");
      return std::move(out_);
    }
    if (!header_understood()) {
      refuse("没有认出表头");
      return std::move(out_);
    }
    out_.understood = true;
    read_footnotes();
    read_whose();
    tell_month_from_cumulative(columns_);
    if (!title_.months.year) carry_years_across(columns_);
    give_growths_their_stretch(columns_);
    plan_table_ = std::ranges::any_of(
        columns_, [](const Column& c) { return c.kind == ColumnKind::value && c.axis.label.measure == Measure::plan; });
    std::set<int> last_months;
    for (const auto& c : columns_) {
      if (c.kind == ColumnKind::value && c.axis.label.months.last != 0 && c.axis.label.year_shift == 0) {
        last_months.insert(c.axis.label.months.last);
      }
    }
    many_months_ = last_months.size() > 1;
    for (int panel = 0; panel <= columns_.back().panel; ++panel) read_panel(panel);
    return std::move(out_);
  }

 private:
  // ---- around the body ----------------------------------------------------------------------------------------------

  void read_titles() {
    title_ = around_.paragraphs;
    for (const int row : block_.titles) {
      for (const int i : grid_.cells_of(row)) {
        const View text = grid_.text(i);
        Label label = read_title(text, names_);
        // 青岩县统计局 on a line of its own says who made the table.
        if (!context_.area.empty() && issuer_in(text)) label.area.clear();
        if (!label.rest.empty() && out_.title.empty() && !says_of_table(text))
          out_.title = base::to_utf8(base::trim(text));
        title_texts_.push_back(label.rest);
        lines_.emplace_back(text);
        overlay(title_, label);
        if (out_.place.file.empty() && out_.place.row == 0 && out_.place.cell.empty()) out_.place = grid_.cell(i).place;
      }
    }
    if (out_.title.empty()) out_.title = around_.title;
    if (!block_.titles.empty()) {
    } else if (!block_.headers.empty()) {
      out_.place = grid_.cell(grid_.cells_of(block_.headers[0])[0]).place;
    } else if (!block_.body.empty()) {
      out_.place = grid_.cell(grid_.cells_of(block_.body[0].row)[0]).place;
    }
    table_key_ = without_digits(base::u32(out_.title.empty() ? around_.sheet : out_.title));
    for (const auto& rest : title_texts_) {
      if (rest.empty() || title_indicator_ != nullptr) continue;
      title_indicator_ = names_.find(base::to_utf8(without_heading_words(rest)));
    }
  }

  bool has_numbers() const {
    return std::ranges::any_of(block_.body, [&](const auto& line) {
      return std::ranges::any_of(grid_.cells_of(line.row),
                                 [&](int i) { return grid_.reading(i).kind == Kind::number; });
    });
  }

  void refuse(const char* why) {
    const std::string name = out_.title.empty() ? "" : "表" + quoted(out_.title) + "：";
    out_.unread.push_back({out_.place, name + why});
  }

  // Some column says by its own words what its numbers are.
  bool header_understood() const {
    return std::ranges::any_of(columns_, [&](const Column& c) {
      if (c.kind != ColumnKind::value) return false;
      const Label& l = c.axis.label;
      if (l.measure != Measure::none || l.months.last != 0 || l.months.year || l.span || l.year_shift != 0 ||
          !l.basis.empty() || !l.area.empty() || !l.units.empty() || l.hundred)
        return true;
      return !c.axis.names.empty() && names_.find(base::to_utf8(c.axis.names.back())) != nullptr;
    });
  }

  void read_footnotes() {
    for (const int row : block_.footnotes) {
      std::u32string line;
      for (const int i : grid_.cells_of(row)) line += plain_text(grid_.text(i));
      out_.footnotes.push_back(std::move(line));
    }
    std::vector<std::u32string> lines = out_.footnotes;
    for (const int row : block_.titles) {
      for (const int i : grid_.cells_of(row)) lines.push_back(plain_text(grid_.text(i)));
    }
    std::vector<View> said;
    for (const int row : block_.footnotes)
      for (const int i : grid_.cells_of(row)) said.push_back(grid_.text(i));
    for (const int row : block_.titles)
      for (const int i : grid_.cells_of(row)) said.push_back(grid_.text(i));
    said.insert(said.end(), around_.lines.begin(), around_.lines.end());
    said.insert(said.end(), around_.below.begin(), around_.below.end());
    notes_ = notes_of(said);
    for (const auto& line : lines) {
      if (const auto day = day_in(line); day && *day <= context_.asof && (!written_on_ || *written_on_ < *day))
        written_on_ = day;
    }
  }

  // ---- rows ---------------------------------------------------------------------------------------------------------

  void read_panel(int panel) {
    above_.clear();
    units_above_.clear();
    last_named_ = {};
    section_ = {};
    section_name_ = {};
    int last_section = -1;
    YearAbove year_above;
    parts_ = {};
    for (const auto& line : block_.body) {
      if (line.section) {
        read_section(line.row, last_section == line.row - 1);
        last_section = line.row;
        continue;
      }
      Row row = read_row(line.row, panel);
      if (row.axis.names.empty() && !row.total) carry_year_down(year_above, row.axis.label);
      for (int c = 0; c < grid_.columns(); ++c) {
        const auto& column = columns_[static_cast<std::size_t>(c)];
        if (column.panel != panel || column.kind != ColumnKind::value) continue;
        const int i = grid_.at(line.row, c);
        if (i < 0) {
          if (!row.axis.printed.empty()) {
            base::Place place = row.axis.place;
            out_.missing.push_back({place, Missing::blank});
          }
          continue;
        }
        if (!grid_.begins_in(i, line.row) || grid_.column_of(i) != c) continue;
        read_value(i, line.row, c, row, column);
      }
      drop_growth_of_growth(row, line.row);
    }
  }

  // 居民消费价格涨幅 | 完成情况 0.2 | 增长 0.1: the row's own number is the rate, and what 增长 says of a rate is not
  // printed.
  void drop_growth_of_growth(const Row& row, int r) {
    auto& items = out_.items;
    auto first = items.end();  // of this row's, which stand last
    while (first != items.begin() && std::prev(first)->row == r) --first;
    const auto by_column = [&](const Item& item) {
      return item.growth && columns_[static_cast<std::size_t>(item.column)].axis.label.measure == Measure::growth;
    };
    if (std::none_of(first, items.end(), [&](const Item& item) { return item.growth && !by_column(item); })) return;
    const auto kept = std::remove_if(first, items.end(), [&](const Item& item) {
      if (!by_column(item)) return false;
      unread_once(item.place, quoted(row.axis.printed) + "这一行已是增速，不知道这一列的增速是什么的");
      return true;
    });
    items.erase(kept, items.end());
  }

  // A line of one text among the rows: 一、工业, 2023年1-9月, 单位：万元.
  void read_section(int row, bool goes_on) {
    const auto cells = grid_.cells_of(row);
    const Label label = read_label(grid_.text(cells[0]), names_);
    if (!goes_on) section_ = {};
    overlay(section_, label);
    section_name_ = {};
    above_.clear();
    parts_ = {};
    last_named_ = {};
    if (label.rest.empty()) return;
    if (const auto* found = names_.find(base::to_utf8(label.rest))) {
      section_name_.how = Named::How::known;
      section_name_.indicator = found;
      section_name_.name = found->name;
    }
  }

  Row read_row(int r, int panel) {
    Row row;
    bool area_column = false;
    for (int c = 0; c < grid_.columns(); ++c) {
      const auto& column = columns_[static_cast<std::size_t>(c)];
      const int i = grid_.at(r, c);
      if (column.panel != panel || i < 0) continue;
      if (c > 0 && grid_.at(r, c - 1) == i) continue;
      const View text = grid_.text(i);
      if (column.kind == ColumnKind::stub) {
        read_stub(row, text, i, column.role);
        area_column = area_column || column.role == Role::area;
      } else if (column.kind == ColumnKind::unit) {
        row.units = units_of(plain_text(text));
        if (row.units.empty()) row.units.push_back(base::to_utf8(plain_text(text)));
      } else if (column.kind == ColumnKind::remark) {
        row.remark = base::to_utf8(base::trim(text));
      }
    }
    if (!row.remark.empty()) {
      const Label remark = read_title(base::u32(row.remark), names_);
      if (remark.months.last != 0) overlay_months(row.axis.label, remark);
      if (row.remark.find("错月") != std::string::npos) row.axis.label.lagged = true;
      if (!remark.basis.empty() && row.axis.label.basis.empty()) row.axis.label.basis = remark.basis;
    }
    name_row(row, area_column, has_number(r));
    return row;
  }

  static void overlay_months(Label& label, const Label& from) {
    Label months;
    months.months = from.months;
    overlay(label, months);
  }

  void read_stub(Row& row, View text, int i, Role role) {
    const auto& reading = grid_.reading(i);
    if (role == Role::period && reading.kind == Kind::number) {
      const auto n = reading.number.to_int64();
      if (n && *n >= 1 && *n <= 12) row.axis.label.months.first = row.axis.label.months.last = static_cast<int>(*n);
      if (n && *n >= 1990 && *n <= 2100) row.axis.label.months.year = static_cast<int>(*n);
      row.axis.printed += base::to_utf8(plain_text(text));
      row.axis.place = grid_.cell(i).place;
      return;
    }
    const std::u32string plain = plain_text(text);
    if (is_sum_word(plain)) {
      row.total = true;
      row.axis.printed += base::to_utf8(plain);
      row.axis.place = grid_.cell(i).place;
      return;
    }
    if (is_whole_area(plain)) {
      row.whole_area = true;
      row.axis.label.area = base::to_utf8(plain);
      row.axis.printed += base::to_utf8(plain);
      row.axis.place = grid_.cell(i).place;
      return;
    }
    add_cell(row.axis, text, grid_.cell(i).place, names_);
    if (role == Role::area && !row.axis.names.empty()) {
      row.axis.label.area = base::to_utf8(row.axis.names.back());
      row.axis.names.pop_back();
    }
  }

  bool has_number(int r) const {
    return std::ranges::any_of(grid_.cells_of(r), [&](int i) {
      const int c = grid_.column_of(i);
      return columns_[static_cast<std::size_t>(c)].kind == ColumnKind::value && grid_.reading(i).kind == Kind::number;
    });
  }

  void name_row(Row& row, bool area_column, bool has_number) {
    const View leaf = row.axis.names.empty() ? View{} : View(row.axis.names.back());
    const bool known = !leaf.empty() && names_.find(base::to_utf8(leaf)) != nullptr;
    const bool in_run = parts_.place(row.axis, known);
    const int indent = row.axis.indent;
    while (!above_.empty() && above_.back().first >= indent) above_.pop_back();
    while (!units_above_.empty() && units_above_.back().first >= indent) units_above_.pop_back();
    if (!units_above_.empty()) row.whole_units = units_above_.back().second;
    if (!row.axis.label.units.empty()) units_above_.emplace_back(indent, row.axis.label.units);
    const bool nested = !above_.empty();
    if (row.axis.names.empty()) {
      const bool says_measure = row.axis.label.measure != Measure::none || !row.axis.label.basis.empty();
      if (says_measure && !last_named_.name.empty()) {  // 增速（%） under its indicator
        row.named = true;
        row.name = last_named_;
      }
      if (row.total && !area_column && section_name_.name.empty() && title_indicator_ == nullptr &&
          !columns_name_indicators()) {
        row.problem = "不知道是哪个指标的合计";
      }
      return;
    }
    std::vector<std::string> above;
    for (auto it = above_.rbegin(); it != above_.rend(); ++it) above.push_back(it->second);
    if (!section_name_.name.empty()) above.push_back(section_name_.name);
    if (title_indicator_ != nullptr) above.push_back(title_indicator_->name);
    if (columns_name_indicators() && names_.find(base::to_utf8(row.axis.names.back())) == nullptr) return;
    row.named = true;
    const bool is_part = row.axis.label.part || (in_run && !known);
    row.name = naming_.name(row.axis.names, above, is_part && !above.empty(), nested, title_words());
    if (row.name.how == Named::How::known || row.name.how == Named::How::as_printed) {
      above_.emplace_back(indent, row.name.name);
      last_named_ = row.name;
      if (row.name.how == Named::How::as_printed && has_number)
        out_.notes.push_back("名称表里没有" + quoted(row.name.name) + "，按原名保存");
    } else {
      last_named_ = {};
    }
  }

  View title_words() const { return title_texts_.empty() ? View{} : View(title_texts_.front()); }

  bool columns_name_indicators() const {
    return std::ranges::any_of(columns_, [&](const Column& c) {
      return c.kind == ColumnKind::value && !c.axis.names.empty() &&
             names_.find(base::to_utf8(c.axis.names.back())) != nullptr;
    });
  }

  // ---- cells --------------------------------------------------------------------------------------------------------

  void unread_once(const base::Place& place, const std::string& why) {
    for (const auto& u : out_.unread) {
      if (u.place == place && u.why == why) return;
    }
    out_.unread.push_back({place, why});
  }

  void note_once(const std::string& note) {
    if (std::ranges::find(out_.notes, note) == out_.notes.end()) out_.notes.push_back(note);
  }

  // [0.9] is a change in percentage points, or the sum of several years, as the table's note says; never a rate below
  // zero, and no number to keep either way.
  bool bracket_allows(const CellReading& reading, const base::Place& place, const std::string& shown) {
    using Brackets = CellReading::Brackets;
    if (reading.brackets == Brackets::none) return true;
    const std::string& meaning = reading.brackets == Brackets::square ? notes_.in_square : notes_.in_round;
    if (!meaning.empty()) {
      note_once(meaning + "，看懂但不保存");
      return false;
    }
    if (reading.brackets == Brackets::round) return true;
    unread_once(place, quoted(shown) + "在方括号里，表里没有说明方括号里的是什么数");
    return false;
  }

  void ask(Question question, const base::Place& place, const std::string& printed, const std::string& example) {
    for (const auto& q : out_.questions) {
      if (q.id == question.id) return;
    }
    question.place = place;
    if (question.printed.empty()) question.printed = printed;
    question.example = example;
    out_.questions.push_back(std::move(question));
  }

  std::optional<Named> name_of(const Row& row, const Column& column, const base::Place& place,
                               const std::string& example) {
    Named named;
    if (!column.axis.names.empty()) {
      std::vector<std::string> above;
      if (title_indicator_ != nullptr) above.push_back(title_indicator_->name);
      if (row.axis.names.empty() || row.named == false) {
        if (!row.axis.names.empty()) {  // 批发业 under 商品销售额
          std::vector<std::u32string> parts = column.axis.names;
          parts.push_back(row.axis.names.back());
          named = naming_.name(parts, {}, true);
          if (named.how != Named::How::known) {
            unread_once(row.axis.place, quoted(row.axis.printed) + "和表头" + quoted(column.axis.printed) +
                                            "合起来不知道是哪个指标或地区");
            return std::nullopt;
          }
        } else {
          named =
              naming_.name(column.axis.names, above, column.axis.label.part && !above.empty(), false, title_words());
          if (named.how == Named::How::as_printed && names_.find(base::to_utf8(column.axis.names.back())) == nullptr &&
              row.named) {
            unread_once(column.axis.place, "没有认出这一列" + quoted(column.axis.printed) + "是什么数");
            return std::nullopt;
          }
        }
      } else {
        // The row has its name; a column that also names something must fit it.
        std::vector<std::u32string> parts = row.axis.names;
        for (const auto& head : column.axis.names) parts.insert(parts.begin(), head);
        const std::string both = base::to_utf8(row.axis.names.back()) + base::to_utf8(column.axis.names.back());
        const auto* joined = names_.find(both);
        if (joined == nullptr && row.named && says_what_is_measured(column.axis.names.back(), row.name.name)) {
          named = row.name;
        } else if (joined == nullptr) {
          unread_once(column.axis.place, "没有认出这一列" + quoted(column.axis.printed) + "是什么数");
          return std::nullopt;
        } else {
          named.how = Named::How::known;
          named.indicator = joined;
          named.name = joined->name;
        }
      }
    } else if (row.named) {
      named = row.name;
    } else if (!section_name_.name.empty()) {
      named = section_name_;
    } else if (title_indicator_ != nullptr) {
      named.how = Named::How::known;
      named.indicator = title_indicator_;
      named.name = title_indicator_->name;
    } else {
      unread_once(row.axis.printed.empty() ? place : row.axis.place,
                  row.axis.printed.empty() ? "这一行没有名称" : quoted(row.axis.printed) + "：不知道是哪个指标");
      return std::nullopt;
    }
    if (named.how == Named::How::dropped) return std::nullopt;
    if (named.how == Named::How::asked) {
      ask(named.question, row.named ? row.axis.place : column.axis.place, named.question.printed, example);
      return std::nullopt;
    }
    return named;
  }

  // What the table says of its place without naming it in a title: 全县, 制表单位：青岩县统计局. Only where it is not
  // what the office's own tables would say.
  void read_whose() {
    if (context_.area.empty()) return;
    lines_.insert(lines_.end(), around_.lines.begin(), around_.lines.end());
    if (block_.titles.empty()) lines_.push_back(base::u32(around_.title));
    for (const auto& line : lines_)
      if (whole_.empty()) whole_ = whole_area_in(line);
    lines_.insert(lines_.end(), out_.footnotes.begin(), out_.footnotes.end());
    lines_.insert(lines_.end(), around_.below.begin(), around_.below.end());
    for (const int row : block_.headers) {
      for (const int i : grid_.cells_of(row)) {
        const View text = grid_.text(i);
        if (text.find_first_of(U"：:") != View::npos) lines_.emplace_back(text);
      }
    }
    for (const auto& line : lines_) {
      const auto found = issuer_in(line);
      if (!found || issuer_) continue;
      const bool own = context_.area.ends_with(found->place) || found->place.ends_with(context_.area);
      if (!own) issuer_ = found;
    }
  }

  std::optional<std::string> area_by_issuer(const base::Place& place) {
    Question q;
    q.kind = kAreaKind;
    q.asked = issuer_->body + "｜" + table_key_;
    q.id = question_id(q.kind, q.asked);
    if (const auto* answer = answers_.find(kAreaKind, q.asked))
      return *answer == "不要" ? std::nullopt : std::optional(*answer);
    const bool named = base::u32(issuer_->place).size() > 1;
    q.text = "表上写的是" + quoted(issuer_->body) + "，没有写是哪里的数，本地区是" + context_.area +
             "：是哪里的？答地区名，不用答“不要”";
    if (named) q.proposals.push_back(issuer_->place);
    q.proposals.push_back(context_.area);
    q.proposals.emplace_back("不要");
    ask(std::move(q), place, issuer_->body, {});
    return std::nullopt;
  }

  std::optional<std::string> area_of(const Row& row, const Column& column, const base::Place& place) {
    std::string area;
    for (const Label* label : {&row.axis.label, &column.axis.label, const_cast<const Label*>(&section_),
                               const_cast<const Label*>(&title_), &around_.outside}) {
      if (area.empty()) area = label->area;
    }
    if (area.empty() && issuer_) return area_by_issuer(out_.place);
    if (area.empty()) area = whole_.empty() ? context_.area : whole_;
    if (is_whole_area(base::u32(area))) {
      const std::string level = area.substr(std::string("全").size());
      const std::string whole = area;
      area.clear();
      for (const std::string& candidate : {title_.area, around_.outside.area, context_.area}) {
        if (area.empty() && candidate.ends_with(level)) area = candidate;
      }
      if (const auto* answer = answers_.find(kAreaKind, whole); area.empty() && answer != nullptr) area = *answer;
      if (area == "不要") return std::nullopt;
      if (area.empty()) {
        Question q;
        q.kind = kAreaKind;
        q.asked = whole;
        q.id = question_id(q.kind, q.asked);
        q.text = "表里的" + quoted(whole) + "是哪里？答地区名，不用答“不要”";
        ask(std::move(q), row.axis.place, whole, {});
        return std::nullopt;
      }
    }
    if (area.empty()) {
      const std::string file = without_digits(base::u32(around_.file));  // next month's file is the same
      const auto* answer = answers_.find(kAreaKind, file);
      if (answer != nullptr && *answer != "不要") return *answer;
      if (answer != nullptr) return std::nullopt;
      Question q;
      q.kind = kAreaKind;
      q.asked = file;
      q.id = question_id(q.kind, q.asked);
      q.text = "这个文件没有写明是哪个地区的数。答地区名，不用答“不要”";
      ask(std::move(q), place, {}, {});
      return std::nullopt;
    }
    return area;
  }

  // What the number measures: growth or value, its unit; nullopt when told why not.
  struct Meaning {
    bool growth = false;
    bool hundred = false;
    std::string unit;
  };
  std::optional<Meaning> meaning_of(const CellReading& cell, const base::Place& place, const Row& row,
                                    const Column& column, const Named& named) {
    const Label& c = column.axis.label;
    const Label& r = row.axis.label;
    Measure measure = c.measure;
    if (not_kept(r.measure) != nullptr) {  // a row 2024年计划 under 增速
      note_once(quoted(row.axis.printed) + "是" + not_kept(r.measure) + "，看懂但不保存");
      return std::nullopt;
    }
    if (r.measure != Measure::none && (measure == Measure::none || measure == Measure::value)) {
      if (measure == Measure::value && r.measure == Measure::growth && !c.units.empty() && !is_percent(c.units[0])) {
        unread_once(place, quoted(row.axis.printed) + "是增速，" + quoted(column.axis.printed) + "是绝对数，互相矛盾");
        return std::nullopt;
      }
      measure = r.measure;
    } else if (measure == Measure::growth && r.measure == Measure::value) {
      unread_once(place, quoted(row.axis.printed) + "和" + quoted(column.axis.printed) + "一个是绝对数，一个是增速");
      return std::nullopt;
    }
    const bool by_itself = measure != Measure::none;
    if (measure == Measure::none) measure = section_.measure != Measure::none ? section_.measure : title_.measure;
    if (measure == Measure::none && (!c.basis.empty() || !r.basis.empty())) measure = Measure::growth;
    if (cell.growth && (measure == Measure::none || measure == Measure::growth)) measure = Measure::growth;
    if ((c.year_shift != 0 || c.month_shift != 0) && measure == Measure::none) measure = Measure::value;

    // The nearest unit; a title may print several.
    const std::vector<std::string> own = !cell.unit.empty() ? std::vector{cell.unit}
                                         : !c.units.empty() ? c.units
                                         : !r.units.empty() ? r.units
                                                            : row.units;
    const std::vector<std::string>& wide = !section_.units.empty() ? section_.units
                                           : !title_.units.empty() ? title_.units
                                                                   : row.whole_units;

    const bool hundred = c.hundred || r.hundred || title_.hundred || section_.hundred;
    if (measure == Measure::change || (measure == Measure::growth && (!cell.unit.empty() || !c.units.empty()))) {
      const std::string unit = !cell.unit.empty() ? cell.unit : !c.units.empty() ? c.units[0] : std::string();
      // 零售额（亿元） under a title 零售总额及增速: the title's word does not make it a difference.
      if (measure == Measure::growth && !by_itself && !unit.empty() && !is_percent(unit) && !is_points(unit))
        return unit_for({unit}, true, named.indicator != nullptr && is_percent(named.indicator->unit), row, place,
                        named);
      if (is_percent(unit)) {
        measure = Measure::growth;
      } else if (!unit.empty()) {
        measure = Measure::difference;
      } else if (measure == Measure::change) {
        unread_once(column.axis.place, quoted(column.axis.printed) + "没有写单位，不知道是增速还是差额");
        return std::nullopt;
      }
    }
    if (measure == Measure::index && !hundred) {
      unread_once(column.axis.place, quoted(column.axis.printed) + "没有写以哪一期为100");
      return std::nullopt;
    }
    // 居民消费价格指数（上年同期=100） under 绝对值 too.
    if (hundred && (measure == Measure::none || (measure == Measure::value && (r.hundred || c.hundred))))
      measure = Measure::index;
    if (const char* what = not_kept(measure)) {
      note_once(quoted(column.axis.printed) + "是" + what + "，看懂但不保存");
      return std::nullopt;
    }
    const bool rate = named.indicator != nullptr ? is_percent(named.indicator->unit) : is_named_a_rate(named.name);
    // 地区生产总值 | % | 目标 | 完成: an amount in per cent is its growth; a share would be named one.
    if (plan_table_ && named.how == Named::How::known && named.indicator != nullptr && !rate && !own.empty() &&
        !named.indicator->unit.empty() && std::ranges::all_of(own, is_percent) &&
        (measure == Measure::none || measure == Measure::value))
      measure = Measure::growth;
    if (measure == Measure::growth || measure == Measure::index) return Meaning{true, hundred, {}};

    std::vector<std::string> units = !own.empty() ? own : wide;
    if (measure == Measure::none && !own.empty() && std::ranges::all_of(own, is_percent) && !rate) {
      unread_once(place.cell.empty() ? place : column.axis.place,
                  quoted(row.axis.printed) + "只写了%，不知道是增速还是比重");
      return std::nullopt;
    }
    return unit_for(units, !own.empty(), rate, row, place, named);
  }

  std::optional<Meaning> unit_for(std::vector<std::string> units, bool own, bool rate, const Row& row,
                                  const base::Place& place, const Named& named) {
    const std::string expected = named.indicator != nullptr ? named.indicator->unit : std::string();
    if (!own || units.size() > 1) {
      std::erase_if(units, [&](const std::string& u) { return is_points(u) || is_percent(u) != rate; });
      if (!expected.empty() && units.size() > 1) {
        std::erase_if(units, [&](const std::string& u) { return !quantity::same_dimension(u, expected); });
      }
      // 单位：亿元 above a count of people does not speak of it.
      if (!expected.empty() && units.size() == 1 && is_money(units[0]) != is_money(expected) && !own) units.clear();
    }
    if (units.size() == 1) {
      if (!own && named.how == Named::How::as_printed && !named.answered && !named_like_money(named.name)) {
        ask(naming_.unknown(named.name), row.axis.place, row.axis.printed, {});
        return std::nullopt;
      }
      if (!expected.empty() && is_percent(units[0]) != rate && (is_percent(units[0]) || is_money(units[0]))) {
        unread_once(place, quoted(row.axis.printed) + "的单位不应是" + quoted(units[0]));
        return std::nullopt;
      }
      return Meaning{false, false, units[0]};
    }
    const std::string asked = table_key_;
    if (const auto* answer = answers_.find(kUnitKind, asked); answer != nullptr && units.empty()) {
      if (*answer == "不要") return std::nullopt;
      if (expected.empty() || quantity::same_dimension(*answer, expected)) return Meaning{false, false, *answer};
    }
    if (units.empty() && (expected.empty() || is_money(expected))) {
      Question q;
      q.kind = kUnitKind;
      q.asked = asked;
      q.id = question_id(q.kind, q.asked);
      q.proposals = {"亿元", "万元", "元", "不要"};
      q.text = "这张表的绝对数没有写单位，是什么单位？";
      ask(std::move(q), place, row.axis.printed, {});
    } else {
      unread_once(row.axis.printed.empty() ? place : row.axis.place,
                  quoted(row.axis.printed) + (units.empty() ? "没有写单位" : "有几个单位可选，不知道用哪个"));
    }
    return std::nullopt;
  }

  void read_value(int i, int r, int c, const Row& row, const Column& column) {
    const auto& cell = grid_.cell(i);
    const auto& reading = grid_.reading(i);
    const std::string shown = base::to_utf8(base::trim(grid_.text(i)));
    if (const char* what = not_kept(column.axis.label.measure); what != nullptr && reading.kind != Kind::missing) {
      if (reading.kind != Kind::blank) note_once(quoted(column.axis.printed) + "是" + what + "，看懂但不保存");
      return;
    }
    switch (reading.kind) {
      case Kind::blank:
        return;
      case Kind::missing:
        out_.missing.push_back({cell.place, reading.missing});
        return;
      case Kind::bad:
        unread_once(cell.place, reading.why);
        return;
      case Kind::text:
        unread_once(cell.place, cell.kind == document::CellKind::date ? "这里应是数，却是日期" + quoted(shown)
                                                                      : quoted(shown) + "不是一个数");
        return;
      case Kind::number:
        break;
    }
    const Label& head = column.axis.label;
    if (column.axis.printed.empty()) {
      unread_once(cell.place, "这个数上面没有表头");
      return;
    }
    if (!row.problem.empty()) {
      unread_once(row.axis.place, quoted(row.axis.printed) + "：" + row.problem);
      return;
    }
    if (!column.problem.empty()) {
      unread_once(column.axis.place, quoted(column.axis.printed) + "：" + column.problem);
      return;
    }
    if (!bracket_allows(reading, cell.place, shown)) return;
    const auto named = name_of(row, column, cell.place, shown);
    if (!named) return;
    const auto area = area_of(row, column, cell.place);
    if (!area) return;
    const auto meaning = meaning_of(reading, cell.place, row, column, *named);
    if (!meaning) return;

    WhenQuestion when;
    when.row = &row.axis.label;
    when.column = &head;
    when.section = &section_;
    when.title = &title_;
    when.outside = &around_.outside;
    when.point_indicator = at_a_moment(named->indicator, named->name);
    when.many_columns = many_months_;
    when.asof = written_on_.value_or(context_.asof);
    when.table = table_key_;
    when.column_printed = column.axis.printed;
    when.file_and_table = around_.file + "｜" + (out_.title.empty() ? around_.sheet : out_.title);
    auto found = find_when(when, answers_);
    if (auto* question = std::get_if<Question>(&found)) {
      ask(std::move(*question), column.axis.place, column.axis.printed, shown);
      return;
    }
    if (const auto* why = std::get_if<std::string>(&found)) {
      unread_once(row.axis.label.months.last != 0 ? row.axis.place : column.axis.place,
                  quoted(column.axis.printed) + "：" + *why);
      return;
    }

    Item item;
    item.indicator = named->indicator;
    item.name = named->name;
    item.printed =
        row.axis.names.empty() ? (column.axis.names.empty() ? named->name : column.axis.printed) : row.axis.printed;
    item.area = *area;
    item.when = std::get<When>(std::move(found));
    item.growth = meaning->growth;
    item.number = reading.number;
    // A rate beside the index it belongs to is no index.
    const bool index = meaning->hundred && !(head.measure == Measure::growth && reading.number < base::Decimal(50));
    if (index) {
      item.number = reading.number - base::Decimal(100);
      item.note = "按上年同期=100换算，原印" + shown;
    }
    item.unit = meaning->unit;
    // A growth printed in ‰ is kept in %, as all growth is.
    const bool per_mille =
        reading.unit == "‰" || (reading.unit.empty() && !head.units.empty() && head.units.front() == "‰");
    if (meaning->growth && per_mille) {
      item.number = item.number * base::Decimal::scaled(1, -1);
      item.note = "按‰换算，原印" + shown;
    }
    if (meaning->growth) {
      for (const Label* label :
           {&row.axis.label, &head, const_cast<const Label*>(&section_), const_cast<const Label*>(&title_)}) {
        if (item.basis.empty()) item.basis = label->basis;
      }
      const bool constant = named->indicator != nullptr && named->indicator->growth_is_constant_price;
      if (item.basis == "不变价" && constant) item.basis.clear();
    }
    if (named->indicator != nullptr) item.scope = named->indicator->scope;
    if (head.year_shift != 0 || row.axis.label.year_shift != 0) add_note(item, std::string(kLastYearsColumn));
    if (!item.when.note.empty()) add_note(item, item.when.note);
    for (const auto& remark : row.axis.label.remarks) add_note(item, base::to_utf8(remark));
    if (!row.remark.empty()) add_note(item, row.remark);
    if (cell.formula) add_note(item, "公式的缓存值");
    item.mark = reading.mark.empty() ? row.axis.label.mark : reading.mark;
    item.place = cell.place;
    item.row = r;
    item.column = c;
    item.total = row.total;
    item.whole_area = row.whole_area;
    item.placed = !row.axis.label.area.empty() || !head.area.empty() || !section_.area.empty() || !title_.area.empty();
    item.part = row.axis.label.part;
    item.estimate = reading.estimate || head.estimate || row.axis.label.estimate || notes_.estimates;
    if (head.revised || row.axis.label.revised || section_.revised) add_note(item, "修订后的数");
    out_.items.push_back(std::move(item));
  }

  static void add_note(Item& item, const std::string& note) { item.note += (item.note.empty() ? "" : "；") + note; }

  const Grid& grid_;
  const Block& block_;
  const Around& around_;
  const facts::NamesTable& names_;
  const Answers& answers_;
  const TableContext& context_;
  Naming naming_;
  BlockRead out_;
  Label title_, section_;
  Named section_name_;
  std::vector<std::u32string> title_texts_, lines_;
  TableNotes notes_;
  bool plan_table_ = false;       // some column holds targets
  std::string whole_;             // 全县: the place that the title speaks of as a whole
  std::optional<Issuer> issuer_;  // of another place than the office's own
  const facts::Indicator* title_indicator_ = nullptr;
  std::string table_key_;
  std::optional<calendar::Date> written_on_;  // a day printed around the table: tells which year's months it holds
  std::vector<Column> columns_;
  bool many_months_ = false;
  std::vector<std::pair<int, std::vector<std::string>>> units_above_;  // indent and units, likewise
  PartRun parts_;
  std::vector<std::pair<int, std::string>> above_;  // indent and name of the rows this one may be part of
  Named last_named_;
};

}  // namespace

BlockRead read_block(const Grid& grid, const Block& block, const Around& around, const facts::NamesTable& names,
                     const Answers& answers, const TableContext& context) {
  return BlockReader(grid, block, around, names, answers, context).read();
}

}  // namespace reading::tables
