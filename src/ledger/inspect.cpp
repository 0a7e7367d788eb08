#include "ledger/inspect.hpp"

#include <algorithm>
#include <map>

#include "ledger/body.hpp"
#include "ledger/chain_walk.hpp"
#include "ledger/inspect_parts.hpp"
#include "ledger/merkle.hpp"

namespace ledger {

namespace {

using base::Result;
using detail::Findings;

constexpr std::size_t kMostSuspects = 64;
constexpr std::int64_t kMostMissing = 1 << 22;
constexpr std::int64_t kEnd = (std::int64_t{1} << 40) - 1;

Finding about(const char* code, const std::string& area, std::int64_t first, std::int64_t last, std::string say,
              std::string say_en) {
  Finding f{.code = code, .area = area, .sequence = first, .last = last};
  f.say = std::move(say);
  f.say_en = std::move(say_en);
  return f;
}

// One walk over an area: chain, numbers, times, roots at the sizes asked for.
class Walk {
 public:
  Walk(const Head& head, bool with_roots, Findings& findings)
      : head_(head),
        hasher_(head.algorithm),
        hashes_(head.algorithm, head.area),
        findings_(findings),
        tree_(hasher_),
        with_roots_(with_roots) {
    const base::Digest start = hasher_.start(head.area);
    before_ = before_that_ = std::string(base::bytes_of(start));
  }

  // The chain at these sizes is wanted; before the walk.
  void watch(std::int64_t size) { watched_[size]; }
  struct Then {
    base::Digest root{};
    std::string chain;
    bool seen = false;
  };
  const Then& at(std::int64_t size) const { return watched_.at(size); }

  // A record may be looked at with the next one, or by `end`.
  void take(const RecordView& r) {
    hashes_.take(r, [this](const auto&... one) { look_at(one...); });
  }
  // No more records come.
  void end() {
    hashes_.end([this](const auto&... one) { look_at(one...); });
  }
  void finish() {
    if (pending_) settle(false);
    if (disagreement_.count > 0) detail::explain(head_, disagreement_, findings_);
  }

  std::int64_t records() const { return records_; }
  std::int64_t last() const { return last_; }
  bool holds() const { return disagreement_.count == 0 && !gaps_; }
  base::Digest root() const { return tree_.root(); }

 private:
  void look_at(const RecordView& r, const base::Digest& leaf, const base::Digest& next) {
    if (r.sequence != last_ + 1) gap(r.sequence);
    if (base::bytes_of(next) == r.chain) {
      if (pending_) settle(true);
      after_gap_ = false;
    } else {
      disagrees(r, leaf, next);
    }
    if (r.recorded_at < recorded_at_) {
      findings_.add(about("record.time", head_.area, r.sequence, 0,
                          detail::numbers(r.sequence, r.sequence) + "记录的时间早于前一条",
                          detail::numbers_en(r.sequence, r.sequence) + " was recorded before the one before it"));
    }
    recorded_at_ = r.recorded_at;
    before_that_.swap(before_);
    before_.assign(r.chain);
    last_ = r.sequence;
    ++records_;
    if (with_roots_) tree_.add(leaf);
    if (const auto wanted = watched_.find(r.sequence); wanted != watched_.end()) {
      if (with_roots_) wanted->second.root = tree_.root();
      wanted->second.chain = before_;
      wanted->second.seen = true;
    }
  }

  void gap(std::int64_t to) {
    gaps_ = true;
    const std::int64_t first = last_ + 1, last = to - 1;
    findings_.add(about("record.missing", head_.area, first, last, detail::numbers(first, last) + "记录不见了",
                        detail::numbers_en(first, last) + " missing"));
    if (pending_) settle(false);
    after_gap_ = true;
  }

  void disagrees(const RecordView& r, const base::Digest& leaf, const base::Digest& next) {
    // Behind a gap the chain cannot fit; that says nothing of the record itself, the next one does.
    if (after_gap_) {
      after_gap_ = false;
      return;
    }
    // The hash of the record before was changed: with the right one in its place this record agrees.
    if (pending_ && base::bytes_of(hasher_.next(expected_, leaf)) == r.chain) {
      findings_.add(about("record.chain", head_.area, last_, 0, detail::numbers(last_, last_) + "记录的链上哈希被改动",
                          "the chain hash of " + detail::numbers_en(last_, last_) + " was changed"));
      pending_.reset();
      return;
    }
    if (pending_) settle(false);
    detail::Suspect s;
    s.sequence = r.sequence;
    s.recorded_at = r.recorded_at;
    s.kind = static_cast<int>(r.kind);
    if (disagreement_.suspects.size() < kMostSuspects) s.heading = r.heading, s.body = r.body;
    s.chain = r.chain;
    s.before = before_;
    s.before_that = before_that_;
    s.previous = last_;
    expected_ = std::string(base::bytes_of(next));
    pending_ = std::move(s);
  }

  // The suspect before is one for good; `followed` when the next record builds on its stored hash.
  void settle(bool followed) {
    pending_->followed = followed;
    disagreement_.last = pending_->sequence;
    ++disagreement_.count;
    if (disagreement_.suspects.size() < kMostSuspects) disagreement_.suspects.push_back(std::move(*pending_));
    pending_.reset();
  }

  const Head& head_;
  ChainHasher hasher_;
  ChainWalk hashes_;
  Findings& findings_;
  Frontier tree_;
  bool with_roots_, gaps_ = false, after_gap_ = false;
  std::map<std::int64_t, Then> watched_;
  std::string before_, before_that_, expected_;
  std::int64_t last_ = 0, records_ = 0, recorded_at_ = std::numeric_limits<std::int64_t>::min();
  std::optional<detail::Suspect> pending_;
  detail::Disagreement disagreement_;
};

std::string day_of(const Checkpoint& c) {
  return calendar::to_string(calendar::Date(std::chrono::floor<std::chrono::days>(c.made + std::chrono::hours(8))));
}

// Signatures first: a checkpoint that is not the key's says nothing of the ledger.
bool sealed_well(const Checkpoint& c, const std::vector<base::PublicKey>& keys, Findings& findings) {
  if (keys.empty()) return true;
  const base::PublicKey* key = &keys.front();
  for (const auto& one : keys) {
    if (c.seal && one.id() == c.seal->key_id) key = &one;
  }
  const std::string zh = "校验单（" + day_of(c) + "，" + std::to_string(c.size) + " 条）",
                    en = "checkpoint of " + day_of(c) + " (" + std::to_string(c.size) + " records): ";
  switch (check_seal(c, *key)) {
    case SealState::good:
      return true;
    case SealState::unsigned_:
      findings.add(about("checkpoint.unsigned", c.area, 0, 0, zh + "没有签名", en + "not signed"));
      return false;
    case SealState::other_key:
      findings.add(about("checkpoint.other_key", c.area, 0, 0,
                         zh + "由另一把密钥（" + c.seal->key_id + "）签名，给出的公钥是 " + key->id(),
                         en + "signed by another key (" + c.seal->key_id + "), the public key given is " + key->id()));
      return false;
    case SealState::forged:
      findings.add(about("checkpoint.forged", c.area, 0, 0, zh + "签名不符，是伪造的，或抄错了数字",
                         en + "the signature does not fit: forged, or mistyped"));
      return false;
  }
  return false;
}

struct Against {
  const Checkpoint* checkpoint;
  bool agrees = false;
};

// `read_whole`: else the records end where reading did, and a checkpoint of more of them says nothing.
void compare(const Head& head, const Walk& walk, bool read_whole, std::vector<Against>& all, Findings& findings) {
  std::ranges::sort(all, {}, [](const Against& a) { return a.checkpoint->size; });
  std::int64_t good_until = 0;
  for (auto& one : all) {
    const Checkpoint& c = *one.checkpoint;
    const std::string zh = "校验单（" + day_of(c) + "）", en = "the checkpoint of " + day_of(c);
    if (c.algorithm != head.algorithm) {
      findings.add(about("checkpoint.rewritten", c.area, 0, 0, zh + "用的是另一种摘要算法：台账被整个重建过",
                         en + " uses another hash: the ledger was made anew"));
      continue;
    }
    if (c.size > walk.last()) {
      if (!read_whole) continue;
      findings.add(about("checkpoint.rolled_back", c.area, walk.last() + 1, c.size,
                         zh + "有 " + std::to_string(c.size) + " 条记录，现在只到第 " + std::to_string(walk.last()) +
                             " 条：后面的被删去，或台账被换回了旧的",
                         en + " had " + std::to_string(c.size) + " records, now there are " +
                             std::to_string(walk.last()) + ": the rest was cut off or the ledger rolled back"));
      continue;
    }
    if (c.size == 0) {
      one.agrees = true;
      continue;
    }
    const auto& then = walk.at(c.size);
    if (then.seen && then.root == c.root && then.chain == base::bytes_of(c.chain)) {
      one.agrees = true;
      good_until = c.size;
      continue;
    }
    findings.add(
        about("checkpoint.rewritten", c.area, good_until + 1, c.size,
              detail::numbers(good_until + 1, c.size) + "记录中有的已不是" + zh + "时的内容",
              "among " + detail::numbers_en(good_until + 1, c.size) + " some are no longer what " + en + " has"));
  }
}

}  // namespace

std::string detail::numbers(std::int64_t first, std::int64_t last) {
  return first >= last ? "第" + std::to_string(first) + "条"
                       : "第" + std::to_string(first) + "至" + std::to_string(last) + "条";
}
std::string detail::numbers_en(std::int64_t first, std::int64_t last) {
  return first >= last ? "record " + std::to_string(first)
                       : "records " + std::to_string(first) + " to " + std::to_string(last);
}

Result<Inspection> inspect(Store& store, const InspectionRequest& request) {
  Inspection out;
  std::vector<base::PublicKey> keys;
  for (const auto& pem : request.public_keys_pem) {
    auto read = base::PublicKey::from_pem(pem);
    if (!read) return base::fail(read.error());
    keys.push_back(std::move(*read));
  }
  std::vector<Against> sound;
  {
    Findings findings(out, request.most_findings);
    for (const auto& c : request.checkpoints) {
      if (!request.area.empty() && c.area != request.area) continue;
      if (sealed_well(c, keys, findings)) sound.push_back({&c});
    }
  }
  const auto heads = store.areas();
  if (!heads) return base::fail(heads.error());
  for (const Head& head : *heads) {
    if (!request.area.empty() && head.area != request.area) continue;
    Findings findings(out, request.most_findings);
    std::vector<Against> here;
    for (const auto& one : sound) {
      if (one.checkpoint->area == head.area) here.push_back(one);
    }
    Walk walk(head, request.roots || !here.empty(), findings);
    for (const auto& one : here) walk.watch(one.checkpoint->size);
    const auto scanned = store.scan(head.area, 0, kEnd, [&](const RecordView& r) {
      walk.take(r);
      return true;
    });
    walk.end();
    if (!scanned) {
      findings.add(
          about("store.damaged", head.area, walk.last() + 1, 0,
                detail::numbers(walk.last() + 1, 0) + "记录起读不下去：" + scanned.error().what,
                "reading stops before " + detail::numbers_en(walk.last() + 1, 0) + ": " + scanned.error().what));
    }
    walk.finish();
    compare(head, walk, scanned.has_value(), here, findings);
    // Numbers far beyond the records were put there by force; the gap before them is told already.
    if (request.indexes && scanned && !findings.renumbered() && head.size - walk.records() < kMostMissing) {
      if (auto looked = detail::inspect_indexes(store, head, findings); !looked) {
        findings.add(about("store.damaged", head.area, 0, 0, "索引读不下去：" + looked.error().what,
                           "reading the indexes stops: " + looked.error().what));
      }
    }
    InspectedArea area{.head = head, .records = walk.records()};
    if (request.roots || !here.empty()) area.root = walk.root();
    area.checkpoints = static_cast<int>(std::ranges::count(here, true, &Against::agrees));
    out.records += walk.records();
    out.areas.push_back(std::move(area));
  }
  Findings findings(out, request.most_findings);
  for (const auto& one : sound) {
    const Checkpoint& c = *one.checkpoint;
    if (c.size == 0 || std::ranges::find(*heads, c.area, &Head::area) != heads->end()) continue;
    findings.add(
        about("checkpoint.area", c.area, 0, 0,
              "台账里没有这个地区，校验单（" + day_of(c) + "）时有 " + std::to_string(c.size) + " 条记录",
              "the area is gone; the checkpoint of " + day_of(c) + " had " + std::to_string(c.size) + " records"));
  }
  return out;
}

Result<Checkpoint> checkpoint_of(Store& store, const std::string& area, Instant made) {
  const auto head = store.head(area);
  if (!head) return base::fail(head.error());
  if (!*head)
    return base::fail("ledger.missing", "台账里没有这个地区：" + area, {}, "用 jicheng doctor 查看有哪些地区");
  Inspection nothing;
  Findings findings(nothing, 1);
  Walk walk(**head, true, findings);
  std::string chain(base::bytes_of((*head)->chain));
  const auto scanned = store.scan(area, 0, kEnd, [&](const RecordView& r) {
    walk.take(r);
    chain.assign(r.chain);
    return true;
  });
  if (!scanned) return base::fail(scanned.error());
  walk.end();
  walk.finish();
  if (!nothing.findings.empty() || !walk.holds() || chain.size() != 32) {
    return base::fail("ledger.tampered", "台账的记录对不上，不能制作校验单", {},
                      "先运行 jicheng verify 看清哪里被改动，再用备份恢复");
  }
  Checkpoint out{.area = area, .size = walk.last(), .algorithm = (*head)->algorithm};
  out.made = std::chrono::floor<std::chrono::seconds>(made);
  out.root = walk.root();
  std::copy(chain.begin(), chain.end(), out.chain.begin());
  return out;
}

}  // namespace ledger
