#include "cycle/office_tables.hpp"

#include <algorithm>
#include <filesystem>
#include <mutex>

#include "base/csv.hpp"
#include "base/hash.hpp"
#include "cycle/place.hpp"
#include "office/office.hpp"

namespace cycle {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytesOfTable = 4u << 20;
constexpr std::size_t kLongestField = 400;  // bytes; a name is shorter
constexpr std::size_t kMostRows = 2000;
constexpr const char* kMark = "\xEF\xBB\xBF";  // so that spreadsheets open it as UTF-8

struct Text {
  std::string utf8;
  std::string version = "0";
};

std::string path_of(const std::string& data, const char* name, base::World& world) {
  return (fs::path(place_of(data, world).folder) / name).string();
}

// A table may have been saved by a spreadsheet in GB 18030.
base::Result<Text> text_of(const std::string& path, base::World& world) {
  Text out;
  if (!world.files->exists(path)) return out;
  const auto bytes = world.files->read(path, kMostBytesOfTable);
  if (!bytes) return base::fail(bytes.error());
  out.version = base::sha256_hex(*bytes).substr(0, 16);
  auto text = office::decode_text(*bytes, path);
  if (!text) return base::fail(text.error());
  std::u32string_view plain = *text;
  if (plain.starts_with(U'\uFEFF')) plain.remove_prefix(1);
  out.utf8 = base::to_utf8(plain);
  return out;
}

base::Result<void> fit_together(const facts::NamesTable& names, const plan::Offices& offices,
                                const std::string& names_file);

// What differs between the two tables.
struct Offices;
struct Names {
  using Other = Offices;
  static base::Result<void> fits(const facts::NamesTable& names, const plan::Offices& offices) {
    return fit_together(names, offices, "");
  }
  using Row = facts::Indicator;
  using Table = facts::NamesTable;
  static constexpr const char* file = kNamesFile;
  static std::string key(const Row& row) { return row.name; }
  static std::string header() { return facts::names_header(); }
  static std::string line(const Row& row) { return facts::names_row(row); }
  static std::vector<std::string> texts(const Row& r) {
    std::vector<std::string> out{r.name, r.unit, r.frequency, r.lead_office, r.scope, r.whole, r.forecast_class};
    out.insert(out.end(), r.aliases.begin(), r.aliases.end());
    return out;
  }
  static constexpr char separator = '|';
  static const std::vector<std::string>& aliases(const Row& r) { return r.aliases; }
};
struct Offices {
  using Other = Names;
  static base::Result<void> fits(const plan::Offices& offices, const facts::NamesTable& names) {
    return fit_together(names, offices, "");
  }
  using Row = plan::Office;
  using Table = plan::Offices;
  static constexpr const char* file = kOfficesFile;
  static std::string key(const Row& row) { return row.function; }
  static std::string header() { return plan::offices_header(); }
  static std::string line(const Row& row) { return plan::offices_row(row); }
  static std::vector<std::string> texts(const Row& r) {
    std::vector<std::string> out{r.function,     r.district, r.municipal_district, r.city,
                                 r.municipality, r.province, r.publisher};
    out.insert(out.end(), r.aliases.begin(), r.aliases.end());
    return out;
  }
  static constexpr char separator = ';';
  static const std::vector<std::string>& aliases(const Row& r) { return r.aliases; }
};

// What stands in a file beside the rows as the tables read them, and must not be lost by writing: lines of comment
// before the header, and columns that somebody added to the fixed ones, 备注 say.
struct Further {
  std::string comments;
  std::vector<std::string> names;
  std::vector<std::vector<std::string>> cells;  // of each row as it stands in the file
};

// The lines before that one. A spreadsheet puts a comment with a comma in quotes, so they are taken as they are.
std::string lines_before(const std::string& text, int line) {
  std::string out;
  for (std::size_t at = 0; line > 1 && at < text.size(); --line) {
    const std::size_t stop = std::min(text.find_first_of("\r\n", at), text.size());
    out.append(text, at, stop - at).push_back('\n');
    at = stop + (text.compare(stop, 2, "\r\n") == 0 ? 2 : 1);
  }
  return out;
}

std::vector<std::string> columns_of(std::string_view header) {
  std::vector<std::string> out;
  for (std::string_view rest = base::trim(header); !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    out.emplace_back(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return out;
}

// Columns that a spreadsheet added at the end, without a name and without a cell, are none.
template <class Kind>
base::Result<Further> further_of(const std::string& text, const std::string& path) {
  Further out;
  if (base::trim(std::string_view(text)).empty()) return out;
  const auto table = base::CsvTable::parse(text, path);
  if (!table) return base::fail(table.error());
  const auto fixed = columns_of(Kind::header());
  for (const auto& column : table->columns()) {
    if (std::ranges::find(fixed, column) != fixed.end()) continue;
    if (std::ranges::find(out.names, column) != out.names.end() && !column.empty())
      return base::fail("tables.columns", "表里有两列都叫“" + base::shortened(column, 20) + "”", {.file = path},
                        "给其中一列换个名字");
    if (!column.empty()) out.names.push_back(column);
  }
  // Cells are reached by the name of their column, so one without a name is not to be told from another.
  const auto all = base::parse_csv(text, path);
  if (!all) return base::fail(all.error());
  const auto head = std::ranges::find_if(*all, [](const auto& row) { return !row.fields[0].starts_with('#'); });
  out.comments = lines_before(text, head->line);
  for (auto row = head + 1; row != all->end(); ++row)
    for (std::size_t i = 0; i < row->fields.size(); ++i)
      if (table->columns()[i].empty() && !base::trim(std::string_view(row->fields[i])).empty())
        return base::fail("tables.columns", "第" + std::to_string(i + 1) + "列没有列名，却有内容",
                          {.file = path, .line = row->line}, "在表头写上这一列的名称，或删去这些内容");
  for (std::size_t row = 0; row < table->size(); ++row) {
    auto& cells = out.cells.emplace_back();
    for (const auto& name : out.names) cells.push_back(table->at(row, name));
  }
  return out;
}

template <class Kind>
base::Result<OwnRows<typename Kind::Row>> own_rows(const std::string& data, base::World& world) {
  const std::string path = path_of(data, Kind::file, world);
  const auto text = text_of(path, world);
  if (!text) return base::fail(text.error());
  OwnRows<typename Kind::Row> out;
  out.version = text->version;
  if (text->version == "0" || base::trim(std::string_view(text->utf8)).empty()) return out;
  auto rows = Kind::Table::rows_of(text->utf8, path);
  if (!rows) return base::fail(rows.error());
  out.rows = std::move(*rows);
  return out;
}

template <class Kind>
struct Laid {
  typename Kind::Table table;
  std::string version;
};

// The built-in rows with the office's own over them.
template <class Kind>
base::Result<Laid<Kind>> lay(const std::string& data, base::World& world) {
  const auto own = own_rows<Kind>(data, world);
  if (!own) return base::fail(own.error());
  auto table = Kind::Table::with_rows(own->rows, path_of(data, Kind::file, world));
  if (!table) return base::fail(table.error());
  return Laid<Kind>{std::move(*table), own->version};
}

std::string quoted(const std::vector<std::string>& names) {
  constexpr std::size_t kShown = 5;
  std::string out;
  for (std::size_t i = 0; i < std::min(names.size(), kShown); ++i) out += "“" + base::shortened(names[i], 20) + "”";
  return names.size() > kShown ? out + "等" + std::to_string(names.size()) + "个" : out;
}

// Whoever acts when an indicator lags is a function of the other table.
base::Result<void> fit_together(const facts::NamesTable& names, const plan::Offices& offices,
                                const std::string& names_file) {
  const std::string* missing = nullptr;
  std::vector<std::string> used_by;
  for (const auto& indicator : names.all()) {
    if (missing != nullptr ? indicator.lead_office != *missing
                           : indicator.lead_office.empty() || offices.find(indicator.lead_office) != nullptr)
      continue;
    missing = &indicator.lead_office;
    used_by.push_back(indicator.name);
  }
  if (missing == nullptr) return {};
  const std::string office = base::shortened(*missing, 20);
  return base::fail("tables.lead_office",
                    "指标" + quoted(used_by) + "由“" + office + "”推动，单位职能表里却没有“" + office + "”",
                    {.file = names_file}, "给这些指标换一个推动部门，或在“单位职能”里留着“" + office + "”");
}

// Cells of one line, none of which a spreadsheet would take for a formula.
template <class Kind>
base::Result<void> fits_in(const typename Kind::Row& row) {
  for (const auto& text : Kind::texts(row)) {
    if (text.size() > kLongestField)
      return base::fail("tables.text", "“" + base::shortened(text, 20) + "”太长", {}, "名称写短一些");
    if (std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
      return base::fail("tables.text", "名称里有换行或看不见的字符", {}, "删去后再保存");
    if (!text.empty() && std::string_view("=+-@#").find(text[0]) != std::string_view::npos)
      return base::fail("tables.text", "“" + base::shortened(text, 20) + "”以“" + text[0] + "”开头，表格软件会当作公式",
                        {}, "去掉开头的符号");
  }
  for (const auto& alias : Kind::aliases(row))
    if (alias.find(Kind::separator) != std::string::npos)
      return base::fail("tables.text", std::string("一个叫法里有“") + Kind::separator + "”", {}, "几个叫法分开写");
  return {};
}

std::string with_further(std::string line, const std::vector<std::string>& cells) {
  line.pop_back();  // the line's end
  for (const auto& cell : cells) line += "," + base::csv_field(cell);
  return line + "\n";
}

template <class Kind>
base::Result<void> set_row(const std::string& data, const std::string& version, const typename Kind::Row& row,
                           bool remove, base::World& world) {
  const std::string path = path_of(data, Kind::file, world);
  const auto before = text_of(path, world);
  if (!before) return base::fail(before.error());
  if (before->version != version)
    return base::fail("tables.version", "您看的时候，这张表又有人改过", {}, "看一看现在的内容，再改一次");
  auto own = own_rows<Kind>(data, world);
  if (!own) return base::fail(own.error());
  auto further = further_of<Kind>(before->utf8, path);
  if (!further) return base::fail(further.error());
  const auto at = std::ranges::find_if(own->rows, [&](const auto& r) { return Kind::key(r) == Kind::key(row); });
  if (remove) {
    if (at == own->rows.end())
      return base::fail("tables.none", "“" + Kind::key(row) + "”没有本单位自己的一行", {}, "自带的行不能删，可以改");
    further->cells.erase(further->cells.begin() + (at - own->rows.begin()));
    own->rows.erase(at);
  } else {
    if (auto fit = fits_in<Kind>(row); !fit) return fit;
    if (at == own->rows.end()) {
      if (own->rows.size() >= kMostRows) return base::fail("tables.text", "自己的行太多", {}, "先整理这张表");
      own->rows.push_back(row);
      further->cells.emplace_back(further->names.size());
    } else {
      *at = row;
    }
  }
  // Places in a file that is not written yet would lead nowhere.
  auto table = Kind::Table::with_rows(own->rows, "");
  if (!table) return base::fail(table.error());
  // The other table is read before anything is written: what is written must be of use.
  using Other = typename Kind::Other;
  const auto other = lay<Other>(data, world);
  if (!other) return base::fail(other.error());
  if (auto fit = Kind::fits(*table, other->table); !fit) return fit;
  std::string text = kMark + further->comments + with_further(Kind::header(), further->names);
  for (std::size_t i = 0; i < own->rows.size(); ++i) text += with_further(Kind::line(own->rows[i]), further->cells[i]);
  if (auto written = world.files->write_whole(path, text); !written) return written;
  return use_office_tables(data, world);
}

}  // namespace

base::Result<void> use_office_tables(const std::string& data, base::World& world) {
  static std::mutex mutex;
  static std::string names_now = "0", offices_now = "0";
  const std::lock_guard lock(mutex);
  // A table that has not changed is not laid anew.
  const auto names_text = text_of(path_of(data, kNamesFile, world), world);
  if (!names_text) return base::fail(names_text.error());
  const auto offices_text = text_of(path_of(data, kOfficesFile, world), world);
  if (!offices_text) return base::fail(offices_text.error());
  if (names_text->version == names_now && offices_text->version == offices_now) return {};
  auto names = lay<Names>(data, world);
  if (!names) return base::fail(names.error());
  auto offices = lay<Offices>(data, world);
  if (!offices) return base::fail(offices.error());
  if (auto fit = fit_together(names->table, offices->table, path_of(data, kNamesFile, world)); !fit) return fit;
  if (names->version != names_now) facts::NamesTable::put_in_force(std::move(names->table));
  if (offices->version != offices_now) plan::Offices::put_in_force(std::move(offices->table));
  names_now = names->version;
  offices_now = offices->version;
  return {};
}

base::Result<OwnRows<facts::Indicator>> own_names(const std::string& data, base::World& world) {
  return own_rows<Names>(data, world);
}
base::Result<OwnRows<plan::Office>> own_offices(const std::string& data, base::World& world) {
  return own_rows<Offices>(data, world);
}

base::Result<void> set_own_name(const std::string& data, const std::string& version, const facts::Indicator& row,
                                bool remove, base::World& world) {
  return set_row<Names>(data, version, row, remove, world);
}
base::Result<void> set_own_office(const std::string& data, const std::string& version, const plan::Office& row,
                                  bool remove, base::World& world) {
  return set_row<Offices>(data, version, row, remove, world);
}

}  // namespace cycle
