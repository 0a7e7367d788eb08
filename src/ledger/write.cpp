// Writing: what is refused, what is known already, receipts, records and their hashes.
#include <algorithm>
#include <exception>
#include <map>
#include <set>
#include <system_error>
#include <thread>
#include <unordered_map>
#include <unordered_set>

#include "base/seal.hpp"
#include "base/world.hpp"
#include "ledger/body.hpp"
#include "ledger/in_parts.hpp"
#include "ledger/inside.hpp"
#include "ledger/json.hpp"

namespace ledger {

namespace {

using base::Result;
using facts::Fact;

constexpr std::size_t kLongestName = 200, kLongestText = 4096, kLargestContent = 1u << 20;

base::Fault refused(const std::string& what, const std::string& remedy) { return {"ledger.write", what, {}, remedy}; }
base::Fault not_utf8() { return refused("写入的文字不是 UTF-8", "换成 UTF-8 编码"); }

// Where a record takes its area from; empty when it names none.
struct Whose {
  const std::string* area_code = nullptr;
  const std::string* area = nullptr;
};
Whose whose(const Entry& entry) {
  if (const auto* fact = std::get_if<Fact>(&entry)) return {&fact->area_code, &fact->area};
  if (const auto* event = std::get_if<Event>(&entry)) return {&event->area_code, &event->area};
  if (const auto* correction = std::get_if<Correction>(&entry)) {
    return {&correction->fact.area_code, &correction->fact.area};
  }
  return {};
}

Result<void> check_event(const Event& e) {
  if (e.kind.empty() || e.kind.size() > kLongestName || e.subject.size() > kLongestText) {
    return base::fail(refused("事件没有种类，或者名称太长", "给出种类，如 order.issued"));
  }
  if (!e.valid_from.ok() || (e.valid_to && (!e.valid_to->ok() || *e.valid_to < e.valid_from))) {
    return base::fail(refused("事件的起止日期不对：" + e.subject, "检查生效和失效日期"));
  }
  if (e.content.size() > kLargestContent) {
    return base::fail(refused("事件的内容超过 1 MiB：" + e.subject, "把大的材料另存为文件，事件里只写摘要"));
  }
  if (!detail::is_json_object(e.content)) {
    return base::fail(refused("事件的内容不是一个 JSON 对象：" + e.subject, "检查内容的写法"));
  }
  for (const PersonalField& field : e.personal) {
    if (field.person.empty() || field.person.size() > kLongestName || field.name.empty()) {
      return base::fail(refused("个人信息没有写明是谁的、哪一项：" + e.subject, "补上代号和项目名"));
    }
  }
  return {};
}

Result<void> check(const Write& write) {
  if (write.area.empty() || write.area.size() > kLongestName) {
    return base::fail(refused("写入没有指明区域", "给出区划代码或区域名称"));
  }
  if (write.request.empty() || write.request.size() > kLongestName) {
    return base::fail(refused("写入的请求号应有 1 到 200 个字节", "每次写入给一个自己的请求号"));
  }
  if (write.actor.size() > kLongestText || write.reason.size() > kLongestText) {
    return base::fail(refused("写入人或原因太长", "缩短到 4096 个字节以内"));
  }
  for (const std::string* text : {&write.area, &write.request, &write.actor, &write.reason}) {
    if (!detail::is_utf8(*text)) return base::fail(not_utf8());
  }
  for (const Entry& entry : write.entries) {
    const Whose from = whose(entry);
    if (from.area != nullptr && chain_of(*from.area_code, *from.area) != write.area) {
      return base::fail(
          refused("一次写入只能属于一个区域：" + write.area + " 之外还有 " + chain_of(*from.area_code, *from.area),
                  "按区域分开写入"));
    }
    if (const auto* event = std::get_if<Event>(&entry)) {
      if (auto good = check_event(*event); !good) return good;
    }
  }
  return {};
}

Receipt receipt_from(const std::string& area, const StoredReceipt& r, bool repeated) {
  return {.area = area,
          .first = r.first,
          .last = r.last,
          .recorded_at = Instant(std::chrono::microseconds(r.recorded_at)),
          .added = r.added,
          .new_vintages = r.new_vintages,
          .known_already = r.known_already,
          .repeated = repeated};
}

// An entry that becomes a record.
struct Planned {
  const Entry* entry = nullptr;
  std::string body;
  std::optional<FactKey> key;
  FactEntry fact;
  base::Digest id{};  // of a fact, or of the one a correction puts in place
  std::optional<EventEntry> event;
  std::int64_t target = 0;
  RecordKind target_kind = RecordKind::fact;
  std::string_view area_name;
  base::Digest chain{};
  bool known_already = false;
};

// Keys by what they say, wherever they stand.
struct HashKey {
  std::size_t operator()(const FactKey* key) const {
    return std::hash<std::string>()(key->indicator) * 31 + std::hash<std::string>()(key->rest);
  }
};
struct SameKey {
  bool operator()(const FactKey* a, const FactKey* b) const { return *a == *b; }
};

bool has_personal(const Entry& entry) {
  const auto* event = std::get_if<Event>(&entry);
  return event != nullptr && !event->personal.empty();
}

// What the entry is looked up by.
void plan(const Entry& entry, Planned& p) {
  p.entry = &entry;
  if (const auto* fact = std::get_if<Fact>(&entry)) {
    p.area_name = fact->area;
    p.key = key_of(*fact);
    p.id = facts::id_digest(*fact);
    p.fact = entry_of(*fact, p.id, facts::said(*fact));
  } else if (const auto* correction = std::get_if<Correction>(&entry)) {
    p.area_name = correction->fact.area;
    p.target = correction->sequence;
    p.key = key_of(correction->fact);
    p.id = facts::id_digest(correction->fact);
    p.fact = entry_of(correction->fact);
  } else if (const auto* withdrawal = std::get_if<Withdrawal>(&entry)) {
    p.target = withdrawal->sequence;
  } else {
    const auto& event = std::get<Event>(entry);
    p.event = entry_of(event);
    p.area_name = event.area;
  }
}

// What the record will say; nothing yet of an event that tells of persons.
std::string body_without_keys(const Entry& entry) {
  if (const auto* fact = std::get_if<Fact>(&entry)) return body_of(*fact);
  if (const auto* correction = std::get_if<Correction>(&entry)) return body_of(*correction);
  if (const auto* withdrawal = std::get_if<Withdrawal>(&entry)) return body_of(*withdrawal);
  return has_personal(entry) ? std::string() : body_of(std::get<Event>(entry), {});
}

}  // namespace

std::string context_of(const std::string& area, const PersonalField& field) {
  return area + '\n' + field.person + '\n' + field.name;
}

struct Prepared::Inside {
  const Write* write = nullptr;
  Result<void> good;
  bool personal = false;  // bodies of events with personal fields, and `content`, wait for the persons' keys
  bool refused = false;   // by a rule of ours, before anything was written
  std::vector<Planned> planned;
  base::Digest content{};

  ~Inside() {
    if (bodies_.joinable()) bodies_.join();
  }

  void digest() {
    thread_local base::Hasher hasher(base::HashAlgorithm::sha256);
    hasher.add_counted(write->area).add_counted(write->actor).add_counted(write->reason);
    for (const Planned& p : planned) {
      hasher.add_byte(static_cast<unsigned char>(p.entry->index())).add_counted(p.body);
    }
    content = hasher.finish();
  }

  // The bodies and the digest over them. Of many they are made while the store is asked for what is known already.
  void begin_bodies() {
    constexpr std::size_t kWorthIt = 512;
    if (planned.size() >= kWorthIt) {
      try {
        bodies_ = std::thread([this] {
          try {
            make_bodies();
          } catch (...) {  // memory that ran out; told by whoever waits for the bodies
            failed_ = std::current_exception();
          }
        });
        return;
      } catch (const std::system_error&) {  // no more threads
      }
    }
    make_bodies();
  }
  const Result<void>& with_bodies() {
    if (bodies_.joinable()) bodies_.join();
    if (failed_) std::rethrow_exception(failed_);
    return bodies_good_;
  }

 private:
  void make_bodies() {
    bool all_utf8 = true;
    for (Planned& p : planned) {
      p.body = body_without_keys(*p.entry);
      all_utf8 = all_utf8 && detail::is_utf8(p.body);
    }
    if (!all_utf8) {
      bodies_good_ = base::fail(not_utf8());
    } else if (!personal) {
      digest();
    }
  }
  std::thread bodies_;
  Result<void> bodies_good_;
  std::exception_ptr failed_;
};

Prepared::Prepared(const Write& write) : inside_(new Inside) {
  Inside& in = *inside_;
  in.write = &write;
  in.good = check(write);
  if (!in.good) return;
  in.planned.resize(write.entries.size());
  in.personal = std::ranges::any_of(write.entries, has_personal);
  detail::in_parts(write.entries.size(), [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) plan(write.entries[i], in.planned[i]);
  });
  in.begin_bodies();
}
Prepared::Prepared(Prepared&&) noexcept = default;
Prepared& Prepared::operator=(Prepared&&) noexcept = default;
Prepared::~Prepared() = default;
const Write& Prepared::write() const { return *inside_->write; }
void Prepared::finish() { (void)inside_->with_bodies(); }

namespace {

// One write on its way into one area.
class Writing {
 public:
  Writing(const Ledger::Inside& inside, Transaction& transaction, Prepared::Inside& prepared)
      : inside_(inside), transaction_(transaction), write_(*prepared.write), prepared_(prepared) {}

  Result<Receipt> run() {
    if (!prepared_.good) return no(prepared_.good.error());
    auto head = transaction_.hold(write_.area, inside_.options.algorithm);
    if (!head) return base::fail(head.error());
    head_ = std::move(*head);
    if (prepared_.personal) {
      if (const auto& good = prepared_.with_bodies(); !good) return no(good.error());
      if (auto fetched = fetch_keys(); !fetched) return base::fail(fetched.error());
      if (auto said = say(); !said) return base::fail(said.error());
    }
    const auto earlier = transaction_.receipt(write_.area, write_.request);
    if (!earlier) return base::fail(earlier.error());
    if (*earlier) {
      if (const auto& good = prepared_.with_bodies(); !good) return no(good.error());
      if ((*earlier)->content == prepared_.content) return receipt_from(write_.area, **earlier, true);
      return no({"ledger.request_reused",
                 "请求号 " + write_.request + " 已经用于另一次内容不同的写入",
                 {.file = inside_.path},
                 "新的内容用新的请求号"});
    }
    if (write_.expected_version && *write_.expected_version != head_.size) {
      return no({"ledger.version",
                 "区域 " + write_.area + " 的台账已经写到第" + std::to_string(head_.size) + "条，不是第" +
                     std::to_string(*write_.expected_version) + "条",
                 {.file = inside_.path},
                 "读取最新内容后再决定"});
    }
    const auto probed = probe();
    if (!probed) return base::fail(probed.error());
    if (const auto& good = prepared_.with_bodies(); !good) return no(good.error());
    settle_facts(*probed);
    if (auto found = find_targets(); !found) return base::fail(found.error());
    return record();
  }

 private:
  // A refusal, as against a fault of the store.
  tl::unexpected<base::Fault> no(base::Fault why) {
    prepared_.refused = true;
    return base::fail(std::move(why));
  }

  Result<void> fetch_keys() {
    for (const Entry& entry : write_.entries) {
      const auto* event = std::get_if<Event>(&entry);
      if (event == nullptr) continue;
      for (const PersonalField& field : event->personal) {
        if (keys_.contains(field.person)) continue;
        auto found = transaction_.person_key(write_.area, field.person);
        if (!found) return base::fail(found.error());
        if (*found && (*found)->key.empty()) {
          return no({"ledger.person_erased",
                     "代号 " + field.person + " 的个人信息已经按要求删除，不能再写入",
                     {.file = inside_.path},
                     "确有需要时换一个新的代号"});
        }
        if (!*found) {
          *found = PersonKey{inside_.random_bytes(base::kSealKeyBytes)};
          if (auto put = transaction_.put_person_key(write_.area, field.person, **found); !put) return put;
        }
        keys_[field.person] = (*found)->key;
      }
    }
    return {};
  }

  // Events that tell of persons. Personal values enter the digest of what the write says under their person's key, so
  // that nothing of them can be guessed from it once the key is gone.
  Result<void> say() {
    for (Planned& p : prepared_.planned) {
      if (!has_personal(*p.entry)) continue;
      const auto& event = std::get<Event>(*p.entry);
      std::vector<std::string> sealed;
      for (const PersonalField& field : event.personal) {
        sealed.push_back(base::seal(head_.algorithm, keys_[field.person], context_of(write_.area, field), field.value));
      }
      p.body = body_of(event, sealed);
      if (!detail::is_utf8(p.body)) return no(not_utf8());
    }
    prepared_.digest();
    return {};
  }

  Result<std::vector<Probed>> probe() {
    std::vector<Probe> probes;
    probes.reserve(prepared_.planned.size());
    for (const Planned& p : prepared_.planned) {
      if (!std::holds_alternative<Fact>(*p.entry)) continue;
      probes.push_back({&*p.key, p.fact.standing, p.fact.known_by, p.fact.said, p.fact.id});
    }
    if (probes.empty()) return std::vector<Probed>();
    return transaction_.probe(write_.area, probes);
  }

  // Keeps of the facts those that are not there yet, and counts.
  void settle_facts(const std::vector<Probed>& probed) {
    if (probed.empty()) return;
    std::vector<Planned>& planned = prepared_.planned;
    if (planned.size() == 1) {
      const Probed& there = probed.front();
      planned.front().known_already = there.same != 0;
      if (there.same == 0 && there.key_known && !there.said_before) ++new_vintages_;
    } else {
      count_among_each_other(probed);
    }
    known_already_ = static_cast<int>(std::erase_if(planned, [](const Planned& p) { return p.known_already; }));
  }

  void count_among_each_other(const std::vector<Probed>& probed) {
    std::unordered_set<std::string_view> in_this_write;
    std::unordered_map<const FactKey*, std::vector<std::uint64_t>, HashKey, SameKey> said_in_this_write;
    in_this_write.reserve(probed.size());
    std::size_t i = 0;
    for (Planned& p : prepared_.planned) {
      if (!p.key) continue;
      const bool is_fact = std::holds_alternative<Fact>(*p.entry);
      const Probed there = is_fact ? probed[i++] : Probed{};
      // What a correction of this write puts in place is there for the facts behind it as well.
      const bool repeats = !in_this_write.insert(base::bytes_of(p.id)).second;
      if (is_fact && (there.same != 0 || repeats)) {
        p.known_already = true;
        continue;
      }
      auto& said = said_in_this_write[&*p.key];
      const bool said_here = std::ranges::find(said, p.fact.said) != said.end();
      const bool first = !there.key_known && said.empty();
      if (is_fact && !first && !there.said_before && !said_here) ++new_vintages_;
      if (!said_here) said.push_back(p.fact.said);
    }
  }

  Result<void> find_targets() {
    std::set<std::int64_t> taken;
    for (Planned& p : prepared_.planned) {
      if (p.target == 0 && !std::holds_alternative<Withdrawal>(*p.entry)) continue;
      const auto refuse = [&](const std::string& why) {
        return no({"ledger.target",
                   "区域 " + write_.area + " 第" + std::to_string(p.target) + "条" + why,
                   {.file = inside_.path},
                   "用 facts 命令核对序号后再试"});
      };
      auto found = transaction_.target(write_.area, p.target);
      if (!found) return base::fail(found.error());
      if (!*found) return refuse("不存在，或本身是一次撤回，不能更正或撤回");
      const Transaction::Target& t = **found;
      const bool is_event = t.kind == RecordKind::event;
      if (is_event && p.key) return refuse("是事件，不能用数据来更正");
      const std::int64_t gone_by = is_event ? t.event.gone_by : t.fact.gone_by;
      if (gone_by != 0 || !taken.insert(p.target).second) {
        return refuse("已经被" + (gone_by == 0 ? "这次写入" : "第" + std::to_string(gone_by) + "条") + "更正或撤回");
      }
      p.target_kind = t.kind;
      if (p.key) p.fact.rank = t.fact.rank;
    }
    return {};
  }

  static void make(Planned& p, std::int64_t sequence, std::int64_t recorded_at, NewRecord& r) {
    r.view.sequence = sequence;
    r.view.recorded_at = recorded_at;
    r.view.kind = static_cast<RecordKind>(p.entry->index() + 1);
    r.view.body = p.body;
    r.area_name = p.area_name;
    r.key = std::move(p.key);
    r.fact = p.fact;
    r.fact.sequence = sequence;
    if (r.fact.rank == 0) r.fact.rank = sequence;
    r.event = std::move(p.event);
    if (r.event) r.event->sequence = sequence;
    r.target = p.target;
    r.target_kind = p.target_kind;
  }

  Result<Receipt> record() {
    StoredReceipt receipt{.request = write_.request,
                          .content = prepared_.content,
                          .first = head_.size + 1,
                          .last = head_.size + static_cast<std::int64_t>(prepared_.planned.size()),
                          .recorded_at = std::max(write_.recorded_at.time_since_epoch().count(), head_.recorded_at),
                          .added = static_cast<std::int32_t>(prepared_.planned.size()),
                          .new_vintages = new_vintages_,
                          .known_already = known_already_};
    const std::string heading = heading_of({.request = write_.request,
                                            .actor = write_.actor,
                                            .reason = write_.reason,
                                            .content = prepared_.content,
                                            .records = receipt.added,
                                            .new_vintages = new_vintages_,
                                            .known_already = known_already_});
    std::vector<Planned>& planned = prepared_.planned;
    std::vector<NewRecord> records(planned.size());
    std::vector<base::Digest> leaves(planned.size());
    if (!records.empty()) records.front().view.heading = heading;
    detail::in_parts(records.size(), [&](std::size_t from, std::size_t to) {
      ChainHasher hasher(head_.algorithm);
      for (std::size_t i = from; i < to; ++i) {
        make(planned[i], receipt.first + static_cast<std::int64_t>(i), receipt.recorded_at, records[i]);
        leaves[i] = hasher.leaf(write_.area, records[i].view);
      }
    });
    ChainHasher hasher(head_.algorithm);
    std::string_view before = base::bytes_of(head_.chain);
    for (std::size_t i = 0; i < records.size(); ++i) {
      planned[i].chain = hasher.next(before, leaves[i]);
      before = records[i].view.chain = base::bytes_of(planned[i].chain);
    }
    if (auto put = transaction_.put(write_.area, records); !put) return base::fail(put.error());
    if (auto put = transaction_.put_receipt(write_.area, receipt); !put) return base::fail(put.error());
    return receipt_from(write_.area, receipt, false);
  }

  const Ledger::Inside& inside_;
  Transaction& transaction_;
  const Write& write_;
  Prepared::Inside& prepared_;
  Head head_;
  std::map<std::string, std::string> keys_;
  int new_vintages_ = 0, known_already_ = 0;
};

static_assert(std::variant_size_v<Entry> == 4 && static_cast<int>(RecordKind::withdrawal) == 4,
              "an entry's place in the variant is its kind");

}  // namespace

Result<Receipt> Ledger::Inside::write(Transaction& transaction, const Write& write) const {
  Prepared prepared(write);
  return this->write(transaction, prepared);
}
Result<Receipt> Ledger::Inside::write(Transaction& transaction, Prepared& write) const {
  return Writing(*this, transaction, write.inside()).run();
}

std::string Ledger::Inside::random_bytes(std::size_t count) const {
  if (options.randomness) return options.randomness(count);
  static const auto system = base::real_world().randomness;
  return system->bytes(count);
}

Result<void> Ledger::Inside::unseal(const std::string& area, Event& event) const {
  if (event.personal.empty()) return {};
  const auto head = store->head(area);
  if (!head) return base::fail(head.error());
  for (PersonalField& field : event.personal) {
    const auto key = store->person_key(area, field.person);
    if (!key) return base::fail(key.error());
    std::optional<std::string> plain;
    if (*head && *key && !(*key)->key.empty()) {
      plain = base::unseal((*head)->algorithm, (*key)->key, context_of(area, field), field.value);
    }
    field.erased = !plain.has_value();
    field.value = plain.value_or(std::string());
  }
  return {};
}

Result<Receipt> Ledger::write(const Write& write) {
  Prepared prepared(write);
  Prepared* const one = &prepared;
  return std::move(write_together(std::span(&one, 1)).front());
}

std::vector<Result<Receipt>> Ledger::write_together(std::span<const Write* const> writes) {
  std::vector<Prepared> prepared;
  std::vector<Prepared*> pointers;
  prepared.reserve(writes.size());
  for (const Write* one : writes) pointers.push_back(&prepared.emplace_back(*one));
  return write_together(pointers);
}

std::vector<Result<Receipt>> Ledger::write_together(std::span<Prepared* const> writes) {
  std::vector<Result<Receipt>> out;
  out.reserve(writes.size());
  if (!inside_->store->spans_areas() && writes.size() > 1) {
    for (std::size_t i = 0; i < writes.size(); ++i) {
      out.push_back(std::move(write_together(writes.subspan(i, 1)).front()));
    }
    return out;
  }
  const auto everyone = [&](const base::Fault& fault) {
    // Refusals stand: they do not hang on the commit.
    while (out.size() < writes.size()) out.push_back(base::fail(fault));
    for (auto& receipt : out) {
      if (receipt && !receipt->repeated) receipt = base::fail(fault);
    }
    return out;
  };
  auto transaction = inside_->store->begin();
  if (!transaction) return everyone(transaction.error());
  if (writes.size() == 1) {
    out.push_back(inside_->write(**transaction, *writes.front()));
    if (!out.front() || out.front()->repeated) return out;
  } else {
    for (Prepared* one : writes) {
      // Only keys of persons are put before a write can be refused.
      const bool undoable = one->inside().personal;
      if (undoable) {
        if (auto marked = (*transaction)->savepoint(); !marked) return everyone(marked.error());
      }
      auto receipt = inside_->write(**transaction, *one);
      if (!receipt && !one->inside().refused) return everyone(receipt.error());
      if (undoable) {
        const auto ended = receipt ? (*transaction)->release() : (*transaction)->undo();
        if (!ended) return everyone(receipt ? ended.error() : receipt.error());
      }
      out.push_back(std::move(receipt));
    }
  }
  if (auto committed = (*transaction)->commit(); !committed) return everyone(committed.error());
  return out;
}

Result<Appended> Ledger::append(const std::vector<Fact>& facts, Instant recorded_at) {
  return append(facts, recorded_at, {}, {});
}

Result<Appended> Ledger::append(const std::vector<Fact>& facts, Instant recorded_at, const std::string& actor,
                                const std::string& reason) {
  std::vector<Write> writes;
  std::map<std::string, std::size_t> place;
  for (const Fact& fact : facts) {
    const std::string& area = chain_of(fact.area_code, fact.area);
    const auto [at, is_new] = place.try_emplace(area, writes.size());
    if (is_new) writes.push_back({.area = area, .actor = actor, .reason = reason, .recorded_at = recorded_at});
    writes[at->second].entries.emplace_back(fact);
  }
  Appended out;
  if (writes.empty()) return out;
  std::unique_ptr<Transaction> transaction;
  for (Write& write : writes) {
    base::Hasher hasher(base::HashAlgorithm::sha256);
    hasher.add_u64(static_cast<std::uint64_t>(recorded_at.time_since_epoch().count()));
    hasher.add_counted(actor).add_counted(reason);
    for (const Entry& entry : write.entries) hasher.add_counted(body_of(std::get<Fact>(entry)));
    const auto digest = hasher.finish();
    write.request = "append/" + base::to_hex(base::bytes_of(digest).substr(0, 16));
    if (!transaction) {
      auto begun = inside_->store->begin();
      if (!begun) return base::fail(begun.error());
      transaction = std::move(*begun);
    }
    const auto receipt = inside_->write(*transaction, write);
    if (!receipt) return base::fail(receipt.error());
    if (receipt->repeated) {
      out.known_already += static_cast<int>(write.entries.size());
    } else {
      out.added += receipt->added;
      out.new_vintages += receipt->new_vintages;
      out.known_already += receipt->known_already;
    }
    if (!inside_->store->spans_areas()) {
      if (auto committed = transaction->commit(); !committed) return base::fail(committed.error());
      transaction.reset();
    }
  }
  if (transaction) {
    if (auto committed = transaction->commit(); !committed) return base::fail(committed.error());
  }
  return out;
}

Result<std::vector<Receipt>> Ledger::erase_person(const std::string& person, const std::string& actor,
                                                  const std::string& reason, Instant recorded_at) {
  const auto areas = inside_->store->areas_of_person(person);
  if (!areas) return base::fail(areas.error());
  if (areas->empty()) {
    return base::fail("ledger.missing", "台账里没有代号 " + person + " 的个人信息", {.file = inside_->path},
                      "核对代号");
  }
  std::vector<Receipt> out;
  std::unique_ptr<Transaction> transaction;
  for (const std::string& area : *areas) {
    if (!transaction) {
      auto begun = inside_->store->begin();
      if (!begun) return base::fail(begun.error());
      transaction = std::move(*begun);
    }
    if (auto held = transaction->hold(area, inside_->options.algorithm); !held) return base::fail(held.error());
    const auto key = transaction->person_key(area, person);
    if (!key) return base::fail(key.error());
    if (*key && !(*key)->key.empty()) {
      if (auto put = transaction->put_person_key(area, person, {}); !put) return base::fail(put.error());
      const std::chrono::sys_days day = std::chrono::floor<std::chrono::days>(recorded_at);
      const bool coded = std::ranges::all_of(area, [](char c) { return c >= '0' && c <= '9'; });
      Event event{.area_code = coded ? area : std::string(),
                  .area = coded ? std::string() : area,
                  .kind = "person.erased",
                  .subject = "person/" + person,
                  .valid_from = day,
                  .content = "{}"};
      auto receipt = inside_->write(*transaction, {.area = area,
                                                   .request = "erase/" + person.substr(0, 150),
                                                   .actor = actor,
                                                   .reason = reason,
                                                   .recorded_at = recorded_at,
                                                   .entries = {std::move(event)}});
      if (!receipt) return base::fail(receipt.error());
      out.push_back(std::move(*receipt));
    }
    if (!inside_->store->spans_areas()) {
      if (auto committed = transaction->commit(); !committed) return base::fail(committed.error());
      transaction.reset();
    }
  }
  if (transaction) {
    if (auto committed = transaction->commit(); !committed) return base::fail(committed.error());
  }
  if (auto cleared = inside_->store->forget(); !cleared) return base::fail(cleared.error());
  return out;
}

}  // namespace ledger
