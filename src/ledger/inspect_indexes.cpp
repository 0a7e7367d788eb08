// Everything in a store that follows from the records must follow from them: vintages, events, names, receipts.
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/seal.hpp"
#include "ledger/body.hpp"
#include "ledger/inside.hpp"
#include "ledger/inspect_parts.hpp"

namespace ledger::detail {

namespace {

using base::Result;

constexpr std::int64_t kChunk = 1 << 21;  // records held at a time, some 100 bytes each
constexpr std::int64_t kEnd = (std::int64_t{1} << 40) - 1;

// What the indexes should say of one record.
struct Expected {
  enum class Of : std::uint8_t { nothing, fact, event } of = Of::nothing;
  bool seen = false;
  bool receipt = false, receipt_seen = false;
  FactEntry fact;
  std::size_t key = 0;    // of a fact: hash of its key
  std::size_t event = 0;  // hash of kind and subject
  std::int32_t valid_from = 0, valid_to = 0;
  std::size_t request = 0;
  base::Digest content{};
  std::int64_t last = 0, recorded_at = 0;
  std::int32_t new_vintages = 0, known_already = 0;
};

struct Gone {
  std::int64_t by = 0;
  bool withdrawn = false;
};

std::size_t hash_of(std::string_view a, std::string_view b) {
  std::string joined(a);
  joined += '\0';
  joined += b;
  return std::hash<std::string>()(joined);
}

bool same(const FactEntry& a, const FactEntry& b) {
  return a.rank == b.rank && a.known_by == b.known_by && a.standing == b.standing && a.gives_value == b.gives_value &&
         a.gives_growth == b.gives_growth && a.said == b.said && a.id == b.id && a.gone_by == b.gone_by &&
         a.withdrawn == b.withdrawn;
}

class Indexes {
 public:
  Indexes(Store& store, const Head& head, Findings& findings) : store_(store), head_(head), findings_(findings) {}

  Result<void> run() {
    if (auto read = take_aways(); !read) return read;
    for (std::int64_t from = 1; from <= std::max<std::int64_t>(head_.size, 1); from += kChunk) {
      first_ = from;
      end_ = std::min(from + kChunk, head_.size + 1);
      if (auto done = chunk(end_ > head_.size); !done) return done;
    }
    if (auto done = indicators(); !done) return done;
    if (auto done = names(); !done) return done;
    return store_.audit(head_.area, [&](std::int64_t sequence) {
      say("index.changed", sequence, "days", "所属指标的汇总索引与各条记录不符，查从前某一天会答错",
          "what the index keeps of its key does not follow from the records: queries of earlier days answer wrongly");
    });
  }

 private:
  void say(const char* code, std::int64_t sequence, const char* field, const std::string& zh, const std::string& en) {
    Finding f{.code = code, .area = head_.area, .sequence = sequence, .last = sequence, .field = field};
    f.say = sequence != 0 ? numbers(sequence, sequence) + "记录：" + zh : zh;
    f.say_en = sequence != 0 ? numbers_en(sequence, sequence) + ": " + en : en;
    findings_.add(std::move(f));
  }

  // Corrections and withdrawals are few: what they took away is kept.
  Result<void> take_aways() {
    return store_.scan(head_.area, 0, kEnd, [&](const RecordView& r) {
      if (r.kind != RecordKind::correction && r.kind != RecordKind::withdrawal) return true;
      const auto entry = read_body(r.kind, r.body);
      if (!entry) return true;
      const auto* correction = std::get_if<Correction>(&*entry);
      const std::int64_t target = correction != nullptr ? correction->sequence : std::get<Withdrawal>(*entry).sequence;
      gone_[target] = {.by = r.sequence, .withdrawn = correction == nullptr};
      if (correction != nullptr) {
        const auto before = ranks_.find(target);
        ranks_[r.sequence] = before == ranks_.end() ? target : before->second;
      }
      return true;
    });
  }

  Expected& at(std::int64_t sequence) { return expected_[static_cast<std::size_t>(sequence - first_)]; }
  bool here(std::int64_t sequence) const { return sequence >= first_ && sequence < end_; }

  void expect(const RecordView& r) {
    if (!here(r.sequence)) return;
    Expected& e = at(r.sequence);
    if (!r.heading.empty()) expect_receipt(e, r);
    const auto entry = read_body(r.kind, r.body);
    if (!entry) {
      say("record.unreadable", r.sequence, "body", "正文不是计成写的内容", "its body is none that Jicheng writes");
      return;
    }
    const auto gone = gone_.find(r.sequence);
    const auto* fact = std::get_if<facts::Fact>(&*entry);
    if (const auto* correction = std::get_if<Correction>(&*entry)) fact = &correction->fact;
    if (fact != nullptr) {
      e.of = Expected::Of::fact;
      e.fact = entry_of(*fact);
      e.fact.sequence = r.sequence;
      const auto rank = ranks_.find(r.sequence);
      e.fact.rank = rank == ranks_.end() ? r.sequence : rank->second;
      if (gone != gone_.end()) e.fact.gone_by = gone->second.by, e.fact.withdrawn = gone->second.withdrawn;
      const FactKey key = key_of(*fact);
      e.key = hash_of(key.indicator, key.rest);
      ++of_indicator_[fact->indicator];
      if (!fact->area.empty()) names_.insert(fact->area);
    } else if (const auto* event = std::get_if<Event>(&*entry)) {
      e.of = Expected::Of::event;
      e.event = hash_of(event->kind, event->subject);
      const EventEntry dates = entry_of(*event);
      e.valid_from = dates.valid_from;
      e.valid_to = dates.valid_to;
      if (gone != gone_.end()) e.fact.gone_by = gone->second.by;
      if (!event->area.empty()) names_.insert(event->area);
      for (const PersonalField& field : event->personal) personal_.push_back({r.sequence, field});
    }
  }

  void expect_receipt(Expected& e, const RecordView& r) {
    const auto heading = read_heading(r.heading);
    if (!heading) {
      say("record.unreadable", r.sequence, "heading", "经办信息不是计成写的内容",
          "its heading is none that Jicheng writes");
      return;
    }
    e.receipt = true;
    e.request = std::hash<std::string>()(heading->request);
    e.content = heading->content;
    e.last = r.sequence + heading->records - 1;
    e.recorded_at = r.recorded_at;
    e.new_vintages = heading->new_vintages;
    e.known_already = heading->known_already;
  }

  Result<void> chunk(bool is_last) {
    expected_.assign(static_cast<std::size_t>(end_ - first_), Expected{});
    auto read = store_.scan(head_.area, first_, end_ - 1, [&](const RecordView& r) {
      expect(r);
      return true;
    });
    if (!read) return read;
    if (auto done = persons(); !done) return done;
    if (auto done = facts(is_last); !done) return done;
    if (auto done = events(is_last); !done) return done;
    if (auto done = receipts(is_last); !done) return done;
    for (std::int64_t s = first_; s < end_; ++s) {
      const Expected& e = at(s);
      if (e.of == Expected::Of::fact && !e.seen) {
        say("index.missing", s, "vintage", "数据索引里没有它，查询会漏掉",
            "not in the index of facts: queries miss it");
      }
      if (e.of == Expected::Of::event && !e.seen) {
        say("index.missing", s, "event", "事件索引里没有它，查询会漏掉", "not in the index of events: queries miss it");
      }
      if (e.receipt && !e.receipt_seen) {
        say("receipt.missing", s, "receipt", "没有回执：同一请求会被再写一次",
            "no receipt: the same request would be written again");
      }
    }
    return {};
  }

  // Keys stand outside the chain. One that was destroyed is gone, and one that is there must open what it sealed: else
  // a value would pass for erased that nobody has erased.
  Result<void> persons() {
    for (const auto& [sequence, field] : personal_) {
      const auto key = store_.person_key(head_.area, field.person);
      if (!key) return base::fail(key.error());
      if (!*key || (*key)->key.empty()) continue;
      if (base::unseal(head_.algorithm, (*key)->key, context_of(head_.area, field), field.value)) continue;
      say("person.key", sequence, "personal",
          "个人信息的密钥在，却打不开它所加密的内容：密钥或内容被改动，显示为已删除",
          "the person's key is there and does not open what it sealed: it reads as erased, and was not");
    }
    personal_.clear();
    return {};
  }

  Result<void> facts(bool is_last) {
    const FactQuery all{.area = head_.area,
                        .indicator = {},
                        .up_to = is_last ? kEnd : end_ - 1,
                        .known_by = std::numeric_limits<std::int32_t>::max(),
                        .every_vintage = true};
    std::int64_t group = 0;
    std::size_t of_group = 0;
    bool known = false;
    return store_.entries(all, [&](std::int64_t key, const FactEntry& entry) {
      if (key != group) {
        group = key;
        known = false;
      }
      if (!here(entry.sequence)) {
        if (is_last && entry.sequence >= end_) {
          say("index.extra", entry.sequence, "vintage", "数据索引里有它，记录里没有：末尾的记录被删去",
              "in the index of facts and not among the records: the end was cut off");
        }
        return;
      }
      Expected& e = at(entry.sequence);
      if (e.of != Expected::Of::fact) {
        say("index.extra", entry.sequence, "vintage", "数据索引里有它，记录却不是数据",
            "in the index of facts, and the record is no fact");
        return;
      }
      const bool twice = e.seen;
      e.seen = true;
      if (twice) say("index.extra", entry.sequence, "vintage", "数据索引里有两个它", "twice in the index of facts");
      if (!same(entry, e.fact)) {
        say("index.changed", entry.sequence, "vintage", "数据索引与记录不符，查询会答错",
            "the index of facts says other than the record: queries answer wrongly");
      }
      if (!known) {
        known = true;
        of_group = e.key;
        if (const auto [at, is_new] = group_of_.try_emplace(e.key, key); !is_new && at->second != key) {
          say("index.changed", entry.sequence, "key", "同一指标同一时期的数据在索引里分成了两处",
              "facts of one key stand under two in the index");
        }
      } else if (e.key != of_group) {
        say("index.changed", entry.sequence, "key", "索引里把它归到了别的指标或时期",
            "the index has it under another key");
      }
    });
  }

  Result<void> events(bool is_last) {
    const EventSearch all{.area = head_.area, .kind = {}, .subject_prefix = {}, .valid_on = {}, .up_to = kEnd};
    return store_.events(all, [&](const EventEntry& entry) {
      if (!here(entry.sequence)) {
        if (is_last && entry.sequence >= end_) {
          say("index.extra", entry.sequence, "event", "事件索引里有它，记录里没有：末尾的记录被删去",
              "in the index of events and not among the records: the end was cut off");
        }
        return;
      }
      Expected& e = at(entry.sequence);
      const bool fits = e.of == Expected::Of::event && e.event == hash_of(entry.kind, entry.subject) &&
                        e.valid_from == entry.valid_from && e.valid_to == entry.valid_to &&
                        e.fact.gone_by == entry.gone_by;
      if (!fits) {
        say(e.of == Expected::Of::event ? "index.changed" : "index.extra", entry.sequence, "event",
            "事件索引与记录不符，查询会答错", "the index of events says other than the record");
      }
      e.seen = e.seen || e.of == Expected::Of::event;
    });
  }

  Result<void> receipts(bool is_last) {
    return store_.receipts(head_.area, [&](const StoredReceipt& r) {
      if (r.first > r.last) return true;  // nothing was written: nothing to hold it against
      if (!here(r.first)) {
        if (is_last && r.first >= end_) {
          say("receipt.extra", r.first, "receipt", "有回执而没有记录：末尾的记录被删去",
              "a receipt without its records: the end was cut off");
        }
        return true;
      }
      Expected& e = at(r.first);
      const bool ours = e.receipt && e.request == std::hash<std::string>()(r.request);
      if (!ours) {
        say("receipt.extra", r.first, "receipt", "有一张回执，记录里没有这个请求",
            "a receipt of a request that no record has");
        return true;
      }
      e.receipt_seen = true;
      if (r.content != e.content || r.last != e.last || r.recorded_at != e.recorded_at ||
          r.added != e.last - r.first + 1 || r.new_vintages != e.new_vintages || r.known_already != e.known_already) {
        say("receipt.changed", r.first, "receipt", "回执与记录不符", "the receipt says other than the record");
      }
      return true;
    });
  }

  // The indicator's name in the index itself: asked by it, exactly its facts must come.
  Result<void> indicators() {
    for (const auto& [indicator, count] : of_indicator_) {
      std::int64_t found = 0;
      const FactQuery one{.area = head_.area,
                          .indicator = indicator,
                          .up_to = kEnd,
                          .known_by = std::numeric_limits<std::int32_t>::max(),
                          .every_vintage = true};
      auto asked = store_.entries(one, [&](std::int64_t, const FactEntry& e) { found += e.sequence <= head_.size; });
      if (!asked) return asked;
      if (found != count) {
        say("index.changed", 0, "indicator",
            "按“" + indicator + "”只查得到 " + std::to_string(found) + " 条，记录里有 " + std::to_string(count) + " 条",
            "by \"" + indicator + "\" the index finds " + std::to_string(found) + ", the records have " +
                std::to_string(count));
      }
    }
    return {};
  }

  Result<void> names() {
    for (const auto& name : names_) {
      const auto found = store_.areas_named(name);
      if (!found) return base::fail(found.error());
      if (std::ranges::find(*found, head_.area) != found->end()) continue;
      say("index.missing", 0, "name", "按地区名“" + name + "”查不到这个地区的记录",
          "by the name \"" + name + "\" the area is not found");
    }
    return {};
  }

  Store& store_;
  const Head& head_;
  Findings& findings_;
  std::int64_t first_ = 1, end_ = 1;
  std::vector<Expected> expected_;
  std::unordered_map<std::int64_t, std::int64_t> ranks_;
  std::unordered_map<std::int64_t, Gone> gone_;
  std::unordered_map<std::size_t, std::int64_t> group_of_;
  std::map<std::string, std::int64_t> of_indicator_;
  std::set<std::string> names_;
  std::vector<std::pair<std::int64_t, PersonalField>> personal_;  // of the chunk
};

}  // namespace

Result<void> inspect_indexes(Store& store, const Head& head, Findings& findings) {
  return Indexes(store, head, findings).run();
}

}  // namespace ledger::detail
