#include "cycle/office_tables.hpp"

#include <algorithm>
#include <filesystem>
#include <mutex>

#include "base/hash.hpp"
#include "cycle/place.hpp"
#include "office/office.hpp"

namespace cycle {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytesOfTable = 4u << 20;
constexpr std::size_t kLongestField = 400;  // bytes; a name is shorter
constexpr std::size_t kMostRows = 2000;

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
  out.utf8 = base::to_utf8(*text);
  return out;
}

// What differs between the two tables.
struct Names {
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

// `in_force`: the version that is; a table that has not changed is not laid anew.
template <class Kind>
base::Result<void> use_rows(const std::string& data, std::string& in_force, base::World& world) {
  const auto own = own_rows<Kind>(data, world);
  if (!own) return base::fail(own.error());
  if (own->version == in_force) return {};
  auto table = Kind::Table::with_rows(own->rows, path_of(data, Kind::file, world));
  if (!table) return base::fail(table.error());
  Kind::Table::put_in_force(std::move(*table));
  in_force = own->version;
  return {};
}

std::string comments_of(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size() && text[at] == '#';) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    out += text.substr(at, end - at);
    at = end;
  }
  if (!out.empty() && out.back() != '\n') out += '\n';
  return out;
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
  const auto at = std::ranges::find_if(own->rows, [&](const auto& r) { return Kind::key(r) == Kind::key(row); });
  if (remove) {
    if (at == own->rows.end())
      return base::fail("tables.none", "“" + Kind::key(row) + "”没有本单位自己的一行", {}, "自带的行不能删，可以改");
    own->rows.erase(at);
  } else {
    if (auto fit = fits_in<Kind>(row); !fit) return fit;
    if (at == own->rows.end()) {
      if (own->rows.size() >= kMostRows) return base::fail("tables.text", "自己的行太多", {}, "先整理这张表");
      own->rows.push_back(row);
    } else {
      *at = row;
    }
  }
  // Places in a file that is not written yet would lead nowhere.
  auto table = Kind::Table::with_rows(own->rows, "");
  if (!table) return base::fail(table.error());
  std::string text = comments_of(before->utf8) + Kind::header();
  for (const auto& r : own->rows) text += Kind::line(r);
  if (auto written = world.files->write_whole(path, text); !written) return written;
  return use_office_tables(data, world);
}

}  // namespace

base::Result<void> use_office_tables(const std::string& data, base::World& world) {
  static std::mutex mutex;
  static std::string names = "0", offices = "0";
  const std::lock_guard lock(mutex);
  if (auto used = use_rows<Names>(data, names, world); !used) return used;
  return use_rows<Offices>(data, offices, world);
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
