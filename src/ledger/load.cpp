#include <algorithm>
#include <memory>
#include <vector>

#include "ledger/body.hpp"
#include "ledger/dump.hpp"
#include "ledger/dump_rows.hpp"
#include "ledger/json.hpp"

namespace ledger {

namespace {

using base::Result;
using detail::DumpRow;

constexpr std::size_t kBatch = 5000;

std::optional<RecordKind> kind_of(std::string_view text) {
  for (const auto kind : {RecordKind::fact, RecordKind::event, RecordKind::correction, RecordKind::withdrawal}) {
    if (to_string(kind) == text) return kind;
  }
  return std::nullopt;
}

class Loading {
 public:
  Loading(Store& store, const DumpLine& next, const std::string& file)
      : store_(store), next_(next), file_(file), text_hash_(base::HashAlgorithm::sha256) {}

  Result<LoadOutcome> run() {
    for (;;) {
      auto text = row_text();
      if (!text) return base::fail(text.error());
      if (!*text) break;
      if (ended_) return base::fail(unreadable("末行之后还有内容"));
      if ((*text)->empty()) continue;
      const auto row = is_csv_ ? detail::read_csv_row(**text) : detail::read_json_row(**text);
      if (!row) return base::fail(unreadable("这一行读不懂"));
      if (auto taken = take(*row); !taken) return base::fail(taken.error());
      if (!ended_) text_hash_.add(**text).add("\n");
    }
    if (!ended_) {
      if (auto written = flush(); !written) return base::fail(written.error());
      return base::fail("dump.cut", "导出文件不完整：没有末行，已经载入 " + std::to_string(outcome_.records) + " 条",
                        {.file = file_}, "重新复制完整的导出文件后再载入，会从断处接着做");
    }
    return outcome_;
  }

 private:
  base::Fault unreadable(std::string what) const {
    return {
        "dump.unreadable", std::move(what), {.file = file_, .line = line_}, "检查是不是计成导出的文件，有没有被改过"};
  }

  // The next row: in CSV a quoted field may hold ends of lines.
  Result<std::optional<std::string>> row_text() {
    auto text = next_();
    if (!text || !*text) return text;
    ++line_;
    if (line_ == 1 && **text == detail::kDumpColumns) {
      is_csv_ = true;
      text_hash_.add(**text).add("\n");
      return row_text();
    }
    if (is_csv_) {
      while (std::ranges::count(**text, '"') % 2 != 0) {
        auto more = next_();
        if (!more) return more;
        if (!*more) return base::fail(unreadable("引号没有配对"));
        ++line_;
        (** text += '\n') += **more;
      }
    }
    return text;
  }

  Result<void> take(const DumpRow& row) {
    if (!known_) return format(row);
    if (row.row == "area") return area(row);
    if (row.row == "end") return end(row);
    if (area_.empty()) return base::fail(unreadable("记录前面没有写明地区"));
    if (row.row == "record") return record(row);
    if (row.row == "receipt") return receipt(row);
    if (row.row == "person") return person(row);
    return base::fail(unreadable("认不得的行：" + row.row));
  }

  Result<void> format(const DumpRow& row) {
    detail::JsonReader in(row.body);
    std::string format;
    std::int64_t version = 0;
    in.open_object();
    while (const auto name = in.member()) {
      if (*name == "format") {
        format = in.string();
      } else if (*name == "version") {
        version = in.integer();
      } else {
        in.skip();
      }
    }
    if (row.row != "format" || !in.at_end() || format != detail::kDumpName) {
      return base::fail(unreadable("这不是计成的导出文件"));
    }
    if (version > detail::kDumpVersion) {
      return base::fail("dump.version", "导出文件由更新版本的计成生成", {.file = file_, .line = line_},
                        "改用新版本的计成");
    }
    known_ = true;
    return {};
  }

  Result<void> area(const DumpRow& row) {
    if (auto written = flush(); !written) return written;
    if (sequence_ < there_) return base::fail(other());
    const auto algorithm = base::parse_hash_algorithm(row.algorithm);
    if (!algorithm || row.area.empty()) return base::fail(unreadable("地区或摘要算法读不懂"));
    area_ = row.area;
    algorithm_ = *algorithm;
    hasher_ = std::make_unique<ChainHasher>(algorithm_);
    chain_ = hasher_->start(area_);
    sequence_ = 0;
    const auto head = store_.head(area_);
    if (!head) return base::fail(head.error());
    there_ = *head ? (*head)->size : 0;
    if (*head) there_chain_ = (*head)->chain;
    if (*head && (*head)->algorithm != algorithm_) return base::fail(other());
    ++outcome_.areas;
    return {};
  }

  base::Fault other() const {
    return {"load.other",
            "地区 " + area_ + " 在目标台账里已经有别的记录，没有载入",
            {.file = file_, .line = line_},
            "载入到一个新的台账"};
  }

  Result<void> record(const DumpRow& row) {
    const auto kind = kind_of(row.kind);
    const auto stored = base::from_hex(row.chain);
    if (!kind || !stored || row.body.empty()) return base::fail(unreadable("记录读不懂"));
    RecordView view{.sequence = row.sequence,
                    .recorded_at = row.recorded_at,
                    .kind = *kind,
                    .heading = row.heading,
                    .body = row.body,
                    .chain = {}};
    const auto before = chain_;
    chain_ = hasher_->next(base::bytes_of(before), hasher_->leaf(area_, view));
    if (row.sequence != sequence_ + 1 || base::bytes_of(chain_) != *stored) {
      return base::fail("dump.tampered",
                        "地区 " + area_ + " 第" + std::to_string(row.sequence) + "条记录与它的哈希对不上，或缺了前一条",
                        {.file = file_, .line = line_}, "导出文件被改动或损坏，换一份再载入");
    }
    sequence_ = row.sequence;
    if (sequence_ <= there_) {
      ++outcome_.there;
      if (sequence_ == there_ && chain_ != there_chain_) return base::fail(other());
      return {};
    }
    // What it takes away must stand in the store first.
    const bool takes_away = *kind == RecordKind::correction || *kind == RecordKind::withdrawal;
    if (takes_away || batch_.size() >= kBatch) {
      if (auto written = flush(); !written) return written;
    }
    auto entry = read_body(*kind, row.body);
    if (!entry) return base::fail(unreadable("记录的正文不是计成写的内容"));
    Pending p{.row = row, .entry = std::move(*entry), .kind = *kind, .chain = chain_};
    batch_.push_back(std::move(p));
    ++outcome_.records;
    return {};
  }

  Result<void> receipt(const DumpRow& row) {
    StoredReceipt r;
    r.recorded_at = row.recorded_at;
    detail::JsonReader in(row.body);
    bool has_content = false;
    in.open_object();
    while (const auto name = in.member()) {
      if (*name == "request") {
        r.request = in.string();
      } else if (*name == "content") {
        const auto bytes = base::from_hex(in.string());
        has_content = bytes && bytes->size() == r.content.size();
        if (has_content) std::copy(bytes->begin(), bytes->end(), r.content.begin());
      } else if (*name == "first") {
        r.first = in.integer();
      } else if (*name == "new_vintages") {
        r.new_vintages = static_cast<std::int32_t>(in.integer());
      } else if (*name == "known_already") {
        r.known_already = static_cast<std::int32_t>(in.integer());
      } else {
        in.skip();
      }
    }
    r.last = r.first - 1;
    if (!in.at_end() || !has_content || r.request.empty()) return base::fail(unreadable("回执读不懂"));
    receipts_.push_back(std::move(r));
    return {};
  }

  Result<void> person(const DumpRow& row) {
    std::string person, key;
    bool good = true;
    detail::JsonReader in(row.body);
    in.open_object();
    while (const auto name = in.member()) {
      if (*name == "person") {
        person = in.string();
      } else if (*name == "key") {
        const auto bytes = base::from_hex(in.string());
        good = bytes && (bytes->empty() || bytes->size() == 32);
        if (good) key = *bytes;
      } else {
        in.skip();
      }
    }
    if (!in.at_end() || !good || person.empty()) return base::fail(unreadable("个人信息的密钥读不懂"));
    persons_.emplace_back(std::move(person), PersonKey{std::move(key)});
    return {};
  }

  Result<void> end(const DumpRow& row) {
    if (auto written = flush(); !written) return written;
    if (sequence_ < there_) return base::fail(other());
    ended_ = true;
    const auto digest = text_hash_.finish();
    const std::string hash = base::to_hex(base::bytes_of(digest));
    if (row.body.find("\"" + hash + "\"") == std::string::npos) {
      return base::fail("dump.tampered", "导出文件的总哈希对不上：有的行被改动、增加或删去",
                        {.file = file_, .line = line_},
                        "记录本身已逐条核对并载入；换一份导出文件载入到新的台账，或用 jicheng verify 核对");
    }
    return {};
  }

  struct Pending {
    DumpRow row;
    Entry entry;
    RecordKind kind;
    base::Digest chain;
  };

  // All that waits, in one transaction.
  Result<void> flush() {
    if (area_.empty() || (batch_.empty() && receipts_.empty() && persons_.empty() && there_ > 0)) return {};
    auto transaction = store_.begin();
    if (!transaction) return base::fail(transaction.error());
    Transaction& t = **transaction;
    if (auto held = t.hold(area_, algorithm_); !held) return base::fail(held.error());
    std::vector<NewRecord> records;
    records.reserve(batch_.size());
    for (const Pending& p : batch_) {
      auto made = made_of(t, p);
      if (!made) return base::fail(made.error());
      records.push_back(std::move(*made));
    }
    if (auto put = t.put(area_, records); !put) return put;
    for (const Pending& p : batch_) {
      if (p.row.heading.empty()) continue;
      const auto heading = read_heading(p.row.heading);
      if (!heading) return base::fail(unreadable("经办信息不是计成写的内容"));
      const StoredReceipt receipt{.request = heading->request,
                                  .content = heading->content,
                                  .first = p.row.sequence,
                                  .last = p.row.sequence + heading->records - 1,
                                  .recorded_at = p.row.recorded_at,
                                  .added = static_cast<std::int32_t>(heading->records),
                                  .new_vintages = heading->new_vintages,
                                  .known_already = heading->known_already};
      if (auto put = t.put_receipt(area_, receipt); !put) return put;
    }
    for (const auto& receipt : receipts_) {
      const auto before = t.receipt(area_, receipt.request);
      if (!before) return base::fail(before.error());
      if (*before) continue;
      if (auto put = t.put_receipt(area_, receipt); !put) return put;
    }
    for (const auto& [person, key] : persons_) {
      // Whoever was erased here stays erased, whatever an older dump still holds.
      const auto there = t.person_key(area_, person);
      if (!there) return base::fail(there.error());
      if (*there && (*there)->key.empty()) continue;
      if (auto put = t.put_person_key(area_, person, key); !put) return put;
    }
    if (auto committed = t.commit(); !committed) return committed;
    batch_.clear();
    receipts_.clear();
    persons_.clear();
    return {};
  }

  Result<NewRecord> made_of(Transaction& t, const Pending& p) const {
    NewRecord out;
    out.view = {.sequence = p.row.sequence,
                .recorded_at = p.row.recorded_at,
                .kind = p.kind,
                .heading = p.row.heading,
                .body = p.row.body,
                .chain = base::bytes_of(p.chain)};
    const auto* fact = std::get_if<facts::Fact>(&p.entry);
    if (const auto* correction = std::get_if<Correction>(&p.entry)) {
      fact = &correction->fact;
      out.target = correction->sequence;
    }
    if (const auto* withdrawal = std::get_if<Withdrawal>(&p.entry)) out.target = withdrawal->sequence;
    if (fact != nullptr) {
      out.area_name = fact->area;
      out.key = key_of(*fact);
      out.fact = entry_of(*fact);
      out.fact.sequence = out.fact.rank = p.row.sequence;
    } else if (const auto* event = std::get_if<Event>(&p.entry)) {
      out.area_name = event->area;
      out.event = entry_of(*event);
      out.event->sequence = p.row.sequence;
    }
    if (out.target != 0) {
      const auto target = t.target(area_, out.target);
      if (!target) return base::fail(target.error());
      if (!*target) return base::fail(unreadable("更正或撤回的记录不在前面"));
      out.target_kind = (*target)->kind;
      if (fact != nullptr) out.fact.rank = (*target)->fact.rank;
    }
    return out;
  }

  Store& store_;
  const DumpLine& next_;
  const std::string& file_;
  base::Hasher text_hash_;
  LoadOutcome outcome_;
  int line_ = 0;
  bool is_csv_ = false, known_ = false, ended_ = false;
  std::string area_;
  base::HashAlgorithm algorithm_ = base::HashAlgorithm::sha256;
  std::unique_ptr<ChainHasher> hasher_;
  base::Digest chain_{}, there_chain_{};
  std::int64_t sequence_ = 0, there_ = 0;
  std::vector<Pending> batch_;
  std::vector<StoredReceipt> receipts_;
  std::vector<std::pair<std::string, PersonKey>> persons_;
};

}  // namespace

Result<LoadOutcome> load(Store& store, const DumpLine& next, const std::string& file) {
  return Loading(store, next, file).run();
}

}  // namespace ledger
