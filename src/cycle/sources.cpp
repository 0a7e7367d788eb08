#include <algorithm>

#include "cycle/cycle.hpp"
#include "cycle/place.hpp"
#include "office/office.hpp"
#include "reading/read.hpp"

namespace cycle {

namespace {

// Ten times the longest report we know of.
constexpr std::size_t kLongestProse = 400'000;

}  // namespace

base::Result<ReadDocument> read_document(const std::string& path, base::World& world) {
  auto bytes = world.files->read(path, 64u << 20);
  if (!bytes) return base::fail(bytes.error());
  auto document = office::read_document(*bytes, path, world);
  if (!document) return base::fail(document.error());
  bytes->clear();
  if (document->text.size() > kLongestProse) {
    return base::fail("document.too_long",
                      "文字有" + std::to_string(document->text.size() / 10'000) + "万字，不像一份报告", {.file = path},
                      "确认选对了文件；统计表用 jicheng import 读");
  }
  ReadDocument out;
  out.document = std::move(*document);
  out.reading = reading::read(out.document);
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
      out.unread.push_back(
          {path, base::to_text(place), fault.what + (fault.remedy.empty() ? "" : "。请" + fault.remedy)});
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
