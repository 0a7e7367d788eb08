#include <algorithm>

#include "cycle/cycle.hpp"
#include "cycle/place.hpp"
#include "office/office.hpp"
#include "reading/read.hpp"

namespace cycle {

namespace {

// A report has some 20 000 characters; whole years of them in one file are read too. Cells are no prose: a workbook
// is not to be taken for a report.
constexpr std::size_t kLongestProse = 12'000'000, kLongestTables = 400'000;

std::size_t characters_in_tables(const document::Document& document) {
  std::size_t n = 0;
  for (const auto& block : document.blocks) {
    if (const auto* table = std::get_if<document::Table>(&block)) n += static_cast<std::size_t>(table->span.size());
  }
  return n;
}

}  // namespace

base::Result<ReadDocument> read_document(const std::string& path, base::World& world,
                                         std::optional<reading::DocumentKind> as) {
  auto bytes = world.files->read(path, 64u << 20);
  if (!bytes) return base::fail(bytes.error());
  auto document = office::read_document(*bytes, path, world);
  if (!document) return base::fail(document.error());
  bytes->clear();
  if (document->text.size() > kLongestProse || characters_in_tables(*document) > kLongestTables) {
    return base::fail("document.too_long",
                      "文字有" + std::to_string(document->text.size() / 10'000) + "万字，不像一份报告", {.file = path},
                      "确认选对了文件；统计表用 jicheng import 读");
  }
  ReadDocument out;
  out.document = std::move(*document);
  out.reading = reading::read(out.document);
  out.policy = reading::read_policy(out.document, out.reading.figures, as);
  if (out.policy) {
    out.reading.measures = reading::measures_of(*out.policy);
    for (const auto& article : out.policy->articles) {
      for (const auto& task : article.tasks) {
        std::string bodies;
        for (const auto& name : task.owners) bodies += (bodies.empty() ? "" : "、") + name.name;
        if (!bodies.empty()) out.named_owners.push_back({task.id, bodies});
      }
    }
    if (out.reading.plan_year == 0) out.reading.plan_year = out.policy->year;
  }
  return out;
}

base::Result<FactsRead> read_facts(const std::vector<std::string>& paths, base::World& world) {
  FactsRead out;
  for (const auto& path : paths) {
    auto bytes = world.files->read(path, 64u << 20);
    if (!bytes) return base::fail(bytes.error());
    auto text = office::decode_text(*bytes, path);
    if (!text) return base::fail(text.error());
    auto read = facts::read_facts_csv(base::to_utf8(*text), path);
    if (!read) return base::fail(read.error());
    std::ranges::move(read->facts, std::back_inserter(out.facts));
    for (const auto& fault : read->unread) {
      base::Place place = fault.where;
      place.file.clear();
      out.unread.push_back({path, base::to_text(place), base::to_text(base::Fault{{}, fault.what, {}, fault.remedy})});
    }
  }
  return out;
}

base::Result<ledger::Ledger> open_ledger(const std::string& data, base::World& world) {
  if (data == ":memory:") return ledger::Ledger::open(data);
  const DataPlace place = place_of(data, world);
  if (place.server || place.database != data) {
    if (auto made = world.files->make_folder(place.folder); !made) return base::fail(made.error());
  }
  return ledger::Ledger::open(place.server ? data : place.database);
}

}  // namespace cycle
