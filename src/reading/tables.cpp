#include "reading/tables.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "reading/tables_block.hpp"
#include "reading/tables_checks.hpp"

namespace reading {

namespace {

using namespace tables;
using View = std::u32string_view;

constexpr std::size_t kLongestTitle = 40;
constexpr std::size_t kLongestNote = 400;  // 注：1.…2.[ ]内为百分点数。
constexpr std::size_t kLinesBefore = 4;
constexpr std::size_t kLinesBelow = 3;

std::string file_of(const std::string& path) {
  const auto cut = path.find_last_of("/\\");
  return cut == std::string::npos ? path : path.substr(cut + 1);
}
std::string stem_of(const std::string& path) {
  const std::string name = file_of(path);
  const auto dot = name.find_last_of('.');
  return dot == std::string::npos || dot == 0 ? name : name.substr(0, dot);
}

// Months and area alone: a file's name tells nothing of units and measures.
Label from_name(const std::string& name, const facts::NamesTable& names) {
  const auto decoded = base::from_utf8(name);
  if (!decoded) return {};
  const Label read = read_title(*decoded, names);
  Label out;
  out.months = read.months;
  out.area = read.area;
  return out;
}

// 发布日期：2023年10月20日 in a line of the table.
std::optional<calendar::Published> printed_day(const std::vector<std::u32string>& lines) {
  for (const auto& line : lines) {
    std::size_t at = View::npos;
    for (const View word : {View(U"发布日期"), View(U"发布时间"), View(U"公布日期"), View(U"公布时间")}) {
      if (at == View::npos) at = line.find(word);
    }
    if (at == View::npos) continue;
    std::string iso;
    int parts = 0;
    for (std::size_t i = at; i < line.size() && parts < 3; ++i) {
      if (line[i] < U'0' || line[i] > U'9') continue;
      std::string digits;
      while (i < line.size() && line[i] >= U'0' && line[i] <= U'9')
        digits += static_cast<char>('0' + (line[i++] - U'0'));
      if (digits.size() == 1) digits.insert(0, "0");
      iso += (parts++ == 0 ? "" : "-") + digits;
    }
    if (const auto published = calendar::parse_published(iso); published && parts == 3) return *published;
  }
  return std::nullopt;
}

// The same in a cell of its own, as under a title, with the day in it or in the next cell; nothing where the sheet
// prints several days.
std::optional<calendar::Published> day_printed_on(const Grid& grid) {
  std::optional<calendar::Published> found;
  for (int row = 0; row < grid.rows(); ++row) {
    const std::vector<int> cells = grid.cells_of(row);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      std::u32string text(grid.text(cells[i]));
      if (text.find(U"发布") == View::npos && text.find(U"公布") == View::npos) continue;
      if (i + 1 < cells.size()) text.append(U" ").append(grid.text(cells[i + 1]));
      const auto day = printed_day({text});
      if (!day) continue;
      if (found && found->known_by != day->known_by) return std::nullopt;
      found = day;
    }
  }
  return found;
}

// A place as a source names it; the file without its folders, so that moving a folder makes no new fact.
std::string words_of(base::Place place) {
  place.file = file_of(place.file);
  return base::to_text(place);
}

class Tables {
 public:
  Tables(const document::Document& document, const facts::NamesTable& names, const TableContext& context)
      : document_(document), names_(names), context_(context), answers_(context.answers) {}

  TablesRead read() {
    std::vector<const document::Paragraph*> before;
    const auto& blocks = document_.blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (const auto* paragraph = std::get_if<document::Paragraph>(&blocks[i])) {
        before.push_back(paragraph);
        continue;
      }
      std::vector<std::u32string> below;  // who signs the table
      for (std::size_t k = i + 1; k < blocks.size() && below.size() < kLinesBelow; ++k) {
        const auto* paragraph = std::get_if<document::Paragraph>(&blocks[k]);
        if (paragraph == nullptr) break;
        const View text = base::trim(base::slice(document_.text, paragraph->span));
        const bool note = text.starts_with(U"注") || text.starts_with(U"备注") || text.starts_with(U"说明");
        if (!text.empty() && text.size() <= (note ? kLongestNote : kLongestTitle)) below.emplace_back(text);
      }
      read_table(std::get<document::Table>(blocks[i]), before, below);
      before.clear();
    }
    return std::move(out_);
  }

 private:
  Around around(const document::Table& table, const std::vector<const document::Paragraph*>& before) const {
    Around out;
    out.file = file_of(document_.file);
    out.sheet = table.name;
    out.outside = from_name(stem_of(document_.file), names_);
    overlay_label(out.outside, from_name(table.name, names_));
    const std::size_t from = before.size() > kLinesBefore ? before.size() - kLinesBefore : 0;
    for (std::size_t i = from; i < before.size(); ++i) {
      const View text = base::trim(base::slice(document_.text, before[i]->span));
      if (text.empty() || text.size() > kLongestTitle || text.find(U'。') != View::npos) continue;
      Label label = read_title(text, names_);
      if (!context_.area.empty() && issuer_in(text)) label.area.clear();
      if (!label.rest.empty()) out.title = base::to_utf8(text);
      out.lines.emplace_back(text);
      overlay_label(out.paragraphs, label);
    }
    return out;
  }
  static void overlay_label(Label& wide, const Label& near) {
    if (near.months.last != 0 || near.months.year) {
      const auto year = near.months.year ? near.months.year : wide.months.year;
      if (near.months.last != 0) wide.months = near.months;
      wide.months.year = year;
    }
    if (!near.area.empty()) wide.area = near.area;
    if (!near.units.empty()) wide.units = near.units;
    if (near.measure != Measure::none) wide.measure = near.measure;
    if (near.span) wide.span = near.span;
  }

  void read_table(const document::Table& table, const std::vector<const document::Paragraph*>& before,
                  const std::vector<std::u32string>& below) {
    const auto grid = Grid::make(document_, table);
    if (!grid) {
      out_.unread.push_back({table.place, "表太大而且稀疏，没有读取。请只保留有数的行和列"});
      return;
    }
    if (grid->hidden_numbers() > 0) {
      out_.unread.push_back({table.place, "隐藏的行、列或工作表里有" + std::to_string(grid->hidden_numbers()) +
                                              "个数，没有采用。要用就取消隐藏"});
    }
    if (grid->rows() == 0) return;
    Around context = around(table, before);
    context.below = below;
    for (const auto& block : find_blocks(*grid, names_))
      keep(read_block(*grid, block, context, names_, answers_, context_), *grid, context);
  }

  void keep(BlockRead read, const Grid& grid, const Around& context) {
    std::vector<std::u32string> lines = read.footnotes;
    apply_footnotes(read, names_);
    const std::string key = without_digits(base::u32(read.title.empty() ? context.sheet : read.title));
    const auto sums = check_sums(read);
    leave_out_sums_of_areas(read);
    out_.findings.insert(out_.findings.end(), sums.begin(), sums.end());
    hold_back_doubtful(read, answers_, context_, key);
    lines.push_back(base::u32(read.title));
    auto published = printed_day(lines);
    if (!published) published = day_printed_on(grid);

    const std::size_t had = out_.facts.size();
    put_together(read, published.value_or(calendar::Published{context_.asof, calendar::Published::Precision::day}));
    if (published && published->known_by > context_.asof && out_.facts.size() > had) {
      // Kept with its own day, so that no earlier day can see it: an answer given for a past day stays the same.
      out_.unread.push_back({read.place, "表里印的发布日期是" + calendar::to_chinese(*published) + "，在截至日期" +
                                             calendar::to_chinese(context_.asof) + "之后，这" +
                                             std::to_string(out_.facts.size() - had) +
                                             "个数已记下，没有采用；要采用，把截至日期改成发布那天或以后"});
    }
    std::ranges::move(read.unread, std::back_inserter(out_.unread));
    std::ranges::move(read.missing, std::back_inserter(out_.missing));
    for (auto& q : read.questions) {
      if (std::ranges::none_of(out_.questions, [&](const Question& asked) { return asked.id == q.id; })) {
        out_.questions.push_back(std::move(q));
      }
    }
    if (!read.understood) return;
    TableSummary summary;
    summary.place = read.place;
    summary.title = read.title.empty() ? context.sheet : read.title;
    summary.facts = static_cast<int>(out_.facts.size() - had);
    summary.notes = std::move(read.notes);
    if (grid.formulas() > 0) {
      summary.notes.push_back(std::to_string(grid.formulas()) + "个数是公式，采用文件里存的结果，没有重算");
    }
    out_.tables.push_back(std::move(summary));
  }

  // A value and the growth beside it are one fact; a further growth on another basis is its own.
  void put_together(const BlockRead& read, const calendar::Published& published) {
    std::map<std::string, std::vector<const Item*>> values, growths;
    std::vector<std::string> order;
    for (const auto& item : read.items) {
      const std::string key = item.area + "|" + item.name + "|" + calendar::to_string(item.when.period) + "|" +
                              facts::to_string(item.when.span) + "|" + item.scope;
      if (!values.contains(key) && !growths.contains(key)) order.push_back(key);
      (item.growth ? growths : values)[key].push_back(&item);
    }
    for (const auto& key : order) {
      auto& rates = growths[key];
      for (const Item* value : values[key]) {
        auto partner = std::ranges::find_if(rates, [](const Item* g) { return g->basis.empty(); });
        if (partner == rates.end()) {
          partner = std::ranges::find_if(rates, [](const Item* g) { return g->basis != "环比"; });
        }
        const Item* growth = partner == rates.end() ? nullptr : *partner;
        if (growth != nullptr) rates.erase(partner);
        add(value, growth, published);
      }
      for (const Item* growth : rates) add(nullptr, growth, published);
    }
  }

  void add(const Item* value, const Item* growth, const calendar::Published& published) {
    const Item& one = value != nullptr ? *value : *growth;
    facts::Fact fact;
    fact.area = one.area;
    if (one.area == context_.area) fact.area_code = context_.area_code;
    if (context_.known != nullptr && fact.area_code.empty()) {
      for (const auto& known : *context_.known) {
        if (known.area == fact.area && !known.area_code.empty()) {
          fact.area_code = known.area_code;
          break;
        }
      }
    }
    fact.indicator = one.name;
    fact.indicator_as_printed = one.printed;
    fact.period = one.when.period;
    fact.span = one.when.span;
    fact.year_inferred = one.when.year_inferred;
    fact.scope = one.scope;
    fact.note = one.note;
    if ((value != nullptr && value->estimate) || (growth != nullptr && growth->estimate))
      fact.status = facts::Status::estimate;
    if (value != nullptr) {
      fact.value = value->number;
      fact.unit = value->unit;
    }
    if (growth != nullptr) {
      fact.growth_pct = growth->number;
      fact.growth_basis = facts::canonical_basis(growth->basis);
      if (value != nullptr && !growth->note.empty() && growth->note != one.note) {
        fact.note += (fact.note.empty() ? "" : "；") + growth->note;
      }
    }
    fact.published = published;
    fact.source.place = one.place;
    fact.source.text = words_of(one.place);
    if (value != nullptr && growth != nullptr && !growth->place.cell.empty())
      fact.source.text += "、" + growth->place.cell;

    const calendar::Date month_begins{std::chrono::year(fact.period.last.year),
                                      std::chrono::month(static_cast<unsigned>(fact.period.last.month)),
                                      std::chrono::day(1)};
    if (published.known_by < month_begins) {
      out_.unread.push_back({one.place, calendar::to_chinese(fact.period) + "还没有过完，没有采用"});
      return;
    }
    if (fact.growth_pct && *fact.growth_pct < base::Decimal(-100) && fact.indicator.find("利润") == std::string::npos &&
        fact.indicator.find("余额") == std::string::npos && fact.indicator.find("净") == std::string::npos) {
      out_.unread.push_back({growth->place, "增速“" + fact.growth_pct->to_string() + "%”低于-100%，不可能"});
      return;
    }
    if (!seen_.insert(facts::key(fact) + "\n" + facts::said(fact)).second) return;
    out_.facts.push_back(std::move(fact));
  }

  const document::Document& document_;
  const facts::NamesTable& names_;
  const TableContext& context_;
  Answers answers_;
  TablesRead out_;
  std::set<std::string> seen_;
};

}  // namespace

TablesRead read_tables(const document::Document& document, const facts::NamesTable& names,
                       const TableContext& context) {
  return Tables(document, names, context).read();
}

}  // namespace reading
