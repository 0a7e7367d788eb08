#include "ledger/dump.hpp"

#include <algorithm>
#include <set>

#include "ledger/body.hpp"
#include "ledger/dump_rows.hpp"
#include "ledger/json.hpp"

namespace ledger {

namespace {

using base::Result;
using detail::DumpRow;

constexpr std::int64_t kEnd = (std::int64_t{1} << 40) - 1;
constexpr std::size_t kPiece = 1u << 20;

// Rows out, hashed on the way.
class Writer {
 public:
  Writer(DumpFormat format, const DumpPut& put) : format_(format), put_(put), hasher_(base::HashAlgorithm::sha256) {}

  void header() {
    if (format_ == DumpFormat::csv) (piece_ += detail::kDumpColumns) += '\n';
    DumpRow row;
    row.row = "format";
    row.body = "{\"format\":\"" + std::string(detail::kDumpName) +
               "\",\"version\":" + std::to_string(detail::kDumpVersion) + "}";
    add(row);
  }

  // False when a piece could not be put; `failed` has the fault.
  bool add(const DumpRow& row) {
    format_ == DumpFormat::csv ? detail::put_csv(piece_, row) : detail::put_json(piece_, row);
    return piece_.size() < kPiece || flush(true);
  }

  bool flush(bool hashed) {
    if (hashed) hasher_.add(piece_);
    auto done = put_(piece_);
    piece_.clear();
    if (!done) failed = done.error();
    return done.has_value();
  }

  // What was put so far.
  std::string hash() {
    const auto digest = hasher_.finish();
    return base::to_hex(base::bytes_of(digest));
  }

  std::optional<base::Fault> failed;

 private:
  DumpFormat format_;
  const DumpPut& put_;
  base::Hasher hasher_;
  std::string piece_;
};

std::string receipt_body(const StoredReceipt& r) {
  std::string out;
  detail::JsonObject object(out);
  object.text_always("request", r.request);
  object.text_always("content", base::to_hex(base::bytes_of(r.content)));
  object.number("first", r.first);
  object.number("new_vintages", r.new_vintages);
  object.number("known_already", r.known_already);
  object.close();
  return out;
}

Result<void> dump_area(Store& store, const Head& head, const DumpRequest& request, Writer& out, DumpOutcome& outcome) {
  DumpRow area;
  area.row = "area";
  area.area = head.area;
  area.algorithm = base::to_string(head.algorithm);
  if (!out.add(area)) return base::fail(*out.failed);

  ChainHasher hasher(head.algorithm);
  std::string before(base::bytes_of(hasher.start(head.area)));
  std::int64_t next = 1;
  bool good = true;
  std::set<std::string> persons;
  DumpRow row;
  row.row = "record";
  auto scanned = store.scan(head.area, 0, kEnd, [&](const RecordView& r) {
    good = r.sequence == next && base::bytes_of(hasher.next(before, hasher.leaf(head.area, r))) == r.chain;
    if (!good) return false;
    row.sequence = r.sequence;
    row.recorded_at = r.recorded_at;
    row.kind = to_string(r.kind);
    row.heading = r.heading;
    row.body = r.body;
    row.chain = base::to_hex(r.chain);
    if (request.personal_keys && r.kind == RecordKind::event && r.body.find("\"personal\"") != std::string_view::npos) {
      if (const auto entry = read_body(r.kind, r.body)) {
        for (const auto& field : std::get<Event>(*entry).personal) persons.insert(field.person);
      }
    }
    before.assign(r.chain);
    ++next;
    return out.add(row);
  });
  if (!scanned) return scanned;
  if (out.failed) return base::fail(*out.failed);
  if (!good) {
    return base::fail("ledger.tampered", "地区 " + head.area + " 第" + std::to_string(next) + "条记录对不上，没有导出",
                      {}, "先运行 jicheng verify 看清哪里被改动，再用备份恢复");
  }
  outcome.records += next - 1;

  std::vector<StoredReceipt> empty;
  auto listed = store.receipts(head.area, [&](const StoredReceipt& r) {
    if (r.first > r.last) empty.push_back(r);
    return true;
  });
  if (!listed) return listed;
  std::ranges::sort(empty, {}, &StoredReceipt::request);
  for (const auto& r : empty) {
    DumpRow receipt;
    receipt.row = "receipt";
    receipt.recorded_at = r.recorded_at;
    receipt.body = receipt_body(r);
    if (!out.add(receipt)) return base::fail(*out.failed);
  }
  for (const auto& person : persons) {
    const auto key = store.person_key(head.area, person);
    if (!key) return base::fail(key.error());
    if (!*key) continue;
    DumpRow held;
    held.row = "person";
    detail::JsonObject object(held.body);
    object.text_always("person", person);
    object.text_always("key", base::to_hex((*key)->key));
    object.close();
    if (!out.add(held)) return base::fail(*out.failed);
  }
  return {};
}

}  // namespace

Result<DumpOutcome> dump(Store& store, const DumpRequest& request, const DumpPut& put) {
  auto heads = store.areas();
  if (!heads) return base::fail(heads.error());
  std::erase_if(*heads, [&](const Head& h) { return !request.area.empty() && h.area != request.area; });
  if (heads->empty() && !request.area.empty()) {
    return base::fail("ledger.missing", "台账里没有这个地区：" + request.area, {}, "用 jicheng doctor 查看有哪些地区");
  }
  std::ranges::sort(*heads, {}, &Head::area);
  DumpOutcome outcome;
  Writer out(request.format, put);
  out.header();
  for (const Head& head : *heads) {
    if (auto done = dump_area(store, head, request, out, outcome); !done) return base::fail(done.error());
    ++outcome.areas;
  }
  if (!out.flush(true)) return base::fail(*out.failed);
  outcome.hash = out.hash();
  DumpRow end;
  end.row = "end";
  detail::JsonObject object(end.body);
  object.number("areas", outcome.areas);
  object.number("records", outcome.records);
  object.text_always("hash", outcome.hash);
  object.close();
  out.add(end);
  if (!out.flush(false)) return base::fail(*out.failed);
  return outcome;
}

}  // namespace ledger
