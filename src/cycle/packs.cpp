#include "cycle/packs.hpp"

#include <algorithm>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "office/office.hpp"
#include "report/pack_documents.hpp"

namespace cycle {

namespace {

constexpr std::uint64_t kMostRegister = 2ull << 30;
constexpr std::uint64_t kMostPackFile = 16u << 20;
constexpr std::size_t kLooked = 1u << 16;

std::chrono::sys_seconds now(base::World& world) {
  return std::chrono::floor<std::chrono::seconds>(world.clock->now());
}

// Tables that Excel or WPS saved as CSV on a Chinese machine are GB18030.
base::Result<std::string> in_utf8(std::string bytes, const std::string& file) {
  std::string_view head = std::string_view(bytes).substr(0, kLooked);
  if (const auto end = head.rfind('\n'); end != std::string_view::npos) head = head.substr(0, end);
  if (base::from_utf8(head)) return bytes;
  auto text = office::decode_text(bytes, file);
  if (!text) return base::fail(text.error());
  return base::to_utf8(*text);
}

base::Result<void> gather(const std::string& folder, const std::string& inside, const std::string& ending,
                          std::map<std::string, std::string>& files, base::World& world) {
  auto entries = world.files->list(folder + (inside.empty() ? "" : "/" + inside));
  if (!entries) return base::fail(entries.error());
  for (const auto& e : *entries) {
    if (e.is_folder || !e.name.ends_with(ending) || e.name.starts_with(".") || e.name.starts_with("~$")) continue;
    const std::string name = inside.empty() ? e.name : inside + "/" + e.name;
    auto bytes = world.files->read(folder + "/" + name, kMostPackFile);
    if (!bytes) return base::fail(bytes.error());
    if (ending == ".csv") {
      auto text = in_utf8(*std::move(bytes), folder + "/" + name);
      if (!text) return base::fail(text.error());
      bytes = *std::move(text);
    }
    files[name] = *std::move(bytes);
  }
  return {};
}

// By content: a zip archive or a compound file is a workbook, everything else is CSV.
bool is_workbook(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0");
}

// Every sheet's cells: the values the file keeps, and what is shown where it keeps none.
std::vector<packs::RegisterSheet> sheets_of(const document::Document& document) {
  std::vector<packs::RegisterSheet> out;
  for (const auto& block : document.blocks) {
    const auto* table = std::get_if<document::Table>(&block);
    if (table == nullptr) continue;
    auto& sheet = out.emplace_back();
    sheet.name = table->name;
    for (const auto& cell : table->cells) {
      const int line = cell.place.row > 0 ? cell.place.row : cell.row + 1;
      if (sheet.rows.empty() || sheet.rows.back().line != line) sheet.rows.push_back({line, {}});
      auto& cells = sheet.rows.back().cells;
      const auto column = static_cast<std::size_t>(std::max(0, cell.column));
      if (cells.size() <= column) cells.resize(column + 1);
      cells[column] = cell.stored.empty() ? base::to_utf8(base::slice(document.text, cell.span)) : cell.stored;
    }
  }
  return out;
}

}  // namespace

base::Result<packs::Pack> load_pack(const std::string& folder, base::World& world) {
  std::string path = folder;
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  if (!world.files->is_folder(path)) {
    return base::fail("pack.missing", "没有这个文件夹", {.file = folder},
                      "请给出政策包所在的文件夹，如 systems/automatic-benefits");
  }
  std::map<std::string, std::string> files;
  if (auto done = gather(path, "", ".csv", files, world); !done) return base::fail(done.error());
  for (const auto& [inside, ending] : {std::pair{"models", ".dmn"}, std::pair{"cases", ".csv"}}) {
    if (!world.files->is_folder(path + "/" + inside)) continue;
    if (auto done = gather(path, inside, ending, files, world); !done) return base::fail(done.error());
  }
  return packs::load(path, files);
}

base::Result<packs::CheckOutcome> write_pack_book(const packs::Pack& pack, const std::string& out, base::World& world,
                                                  bool english) {
  auto checked = packs::check(pack);
  const auto bytes = office::write_docx(report::pack_book(pack, checked, english), now(world));
  if (auto done = world.files->write_whole(out, bytes); !done) return base::fail(done.error());
  return checked;
}

base::Result<packs::DecideOutcome> decide_by_pack(const packs::Pack& pack, const PackDecideRequest& request,
                                                  base::World& world) {
  const auto say = [&](const std::string& step) {
    if (request.progress) request.progress(step);
  };
  say("读登记表");
  auto read = world.files->read(request.register_file, kMostRegister);
  if (!read) return base::fail(read.error());
  report::DecideSource source{base::file_name(request.register_file), base::sha256_hex(*read),
                              std::string(base::version()), request.all, request.most_listed};
  std::string text;
  std::vector<packs::RegisterSheet> sheets;
  std::vector<std::string> notes;
  if (is_workbook(*read)) {
    auto book = office::read_document(*read, request.register_file, world);
    if (!book) return base::fail(book.error());
    sheets = sheets_of(*book);
    for (const auto& n : book->notices) notes.push_back(n.why);
    read->clear();
    read->shrink_to_fit();
  } else {
    auto bytes = in_utf8(*std::move(read), request.register_file);
    if (!bytes) return base::fail(bytes.error());
    text = *std::move(bytes);
  }
  auto reader = sheets.empty() ? packs::RegisterReader::open(pack, text, request.register_file)
                               : packs::RegisterReader::open(pack, sheets, request.register_file);
  if (!reader) return base::fail(reader.error());

  packs::DecideRequest wanted;
  wanted.asof = request.asof;
  wanted.most_listed = request.most_listed;
  wanted.threads = request.threads;
  std::unique_ptr<base::Files::Sink> sink;
  std::string buffer;
  if (!request.all.empty()) {
    auto opened = world.files->write_pieces(request.all);
    if (!opened) return base::fail(opened.error());
    sink = *std::move(opened);
    buffer = std::string(sheets.empty() ? "" : "工作表,") + "行," + base::csv_field(pack.key()) +
             ",政策,结论,金额,规则,为什么,缺少\n";
    wanted.each = [&](const packs::DecideRequest::Judged& row, std::size_t p,
                      const packs::Verdict& v) -> base::Result<void> {
      std::string missing;
      for (const auto& m : v.missing) missing += (missing.empty() ? "" : "、") + m;
      if (!row.sheet.empty()) buffer += base::csv_field(row.sheet) + ",";
      buffer += std::to_string(row.line) + "," + base::csv_field(row.key) + "," +
                base::csv_field(pack.policies[p].name) + "," + packs::to_chinese(v.standing) + "," +
                (v.amount ? v.amount->to_string() : "") + "," + base::csv_field(v.rule) + "," + base::csv_field(v.why) +
                "," + base::csv_field(missing) + "\n";
      if (buffer.size() < (1u << 20)) return {};
      auto done = sink->put(buffer);
      buffer.clear();
      return done;
    };
  }
  say("逐户判断");
  auto outcome = packs::decide(pack, *std::move(reader), wanted);
  if (!outcome) return outcome;
  outcome->notes = std::move(notes);
  text.clear();
  text.shrink_to_fit();
  sheets.clear();
  if (sink) {
    if (auto done = sink->put(buffer); !done) return base::fail(done.error());
    if (auto done = sink->finish(); !done) return base::fail(done.error());
  }
  if (!request.out.empty()) {
    say("写 " + request.out);
    const auto book = office::write_xlsx(report::decide_workbook(pack, *outcome, source), now(world));
    if (auto done = world.files->write_whole(request.out, book); !done) return base::fail(done.error());
  }
  return outcome;
}

}  // namespace cycle
