// Histories for tests that hold on every store: facts, corrections, withdrawals and events, invented by a seed.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "ledger/canonical.hpp"
#include "ledger/ledger.hpp"

namespace history {

inline ledger::Instant at(std::int64_t seconds) {
  return ledger::Instant(std::chrono::seconds(1'700'000'000 + seconds));
}

inline facts::Fact fact(const std::string& area_code, const std::string& indicator, int month, const std::string& value,
                        const std::string& growth, const std::string& published) {
  const std::string row = area_code + ",区域" + area_code + "," + indicator + ",2023-" + (month < 10 ? "0" : "") +
                          std::to_string(month) + ",current," + value + ",亿元," + growth + ",,published,," +
                          published + ",统计月报,official\n";
  const auto read = facts::read_facts_csv(
      "area_code,area,indicator,period,span,value,unit,growth_pct,growth_basis,status,note,published,source,source_"
      "kind\n" +
          row,
      "facts.csv");
  return read.value().facts.at(0);
}

// Everything that stands, hashed: equal for two ledgers exactly when their records are.
inline std::string digest(ledger::Ledger& book) {
  base::Hasher hasher(base::HashAlgorithm::sha256);
  const auto heads = book.areas();
  for (const auto& head : heads.value()) {
    hasher.add_counted(head.area).add_u64(static_cast<std::uint64_t>(head.size)).add(base::bytes_of(head.chain));
    (void)book.store().scan(head.area, 1, head.size, [&](const ledger::RecordView& record) {
      hasher.add_counted(ledger::leaf_bytes(head.area, record)).add_counted(record.chain);
      return true;
    });
    (void)book.store().receipts(head.area, [&](const ledger::StoredReceipt& r) {
      hasher.add_counted(r.request).add(base::bytes_of(r.content)).add_u64(static_cast<std::uint64_t>(r.last));
      return true;
    });
  }
  const auto out = hasher.finish();
  return base::to_hex(base::bytes_of(out));
}

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
  bool chance(int percent) { return below(100) < percent; }

 private:
  std::mt19937_64 engine_;
};

// `key_space`: few keys make many vintages of each; of areas there are three or one, and each write has up to `most`
// entries. Some of it is refused, by every store alike.
inline std::vector<ledger::Write> writes(std::uint64_t seed, int count, int key_space, int most = 6,
                                         bool one_area = false) {
  Random random(seed);
  const std::vector<std::string> areas{"440104", one_area ? "440104" : "440106", one_area ? "440104" : "330110"};
  std::vector<ledger::Write> out;
  for (int i = 0; i < count; ++i) {
    const std::string area = areas[static_cast<std::size_t>(random.below(3))];
    ledger::Write w{.area = area,
                    .request = "w" + std::to_string(random.chance(5) ? i / 2 : i),
                    .actor = "测试员",
                    .reason = "随机",
                    .recorded_at = at(i * 60 - (random.chance(10) ? 600 : 0))};
    const int entries = 1 + random.below(most);
    for (int e = 0; e < entries; ++e) {
      const int kind = random.below(20);
      if (kind < 13) {
        const int which = random.below(key_space);
        const std::string growth = random.chance(70) ? std::to_string(random.below(9)) + ".1" : "";
        const bool level = growth.empty() || random.chance(80);
        w.entries.emplace_back(
            fact(area, which % 2 == 0 ? "地区生产总值" : "社会消费品零售总额", 1 + which / 2 % 12,
                 level ? std::to_string(100 + random.below(30)) + ".5" : "", growth,
                 "2024-0" + std::to_string(1 + random.below(9)) + "-1" + std::to_string(random.below(10))));
      } else if (kind < 15) {
        w.entries.emplace_back(ledger::Withdrawal{1 + random.below(1 + i)});
      } else if (kind < 17) {
        w.entries.emplace_back(ledger::Correction{
            1 + random.below(1 + i),
            fact(area, "地区生产总值", 1 + random.below(6), std::to_string(200 + random.below(9)), "", "2024-05-05")});
      } else {
        ledger::Event event{.area_code = area,
                            .area = "区域" + area,
                            .kind = random.chance(50) ? "order.issued" : "order.closed",
                            .subject = "order/" + std::to_string(random.below(7)),
                            .valid_from = *calendar::parse_date("2024-03-01"),
                            .content = "{\"n\":" + std::to_string(random.below(100)) + "}"};
        if (random.chance(40)) event.valid_to = *calendar::parse_date("2024-06-30");
        w.entries.emplace_back(std::move(event));
      }
    }
    out.push_back(std::move(w));
  }
  return out;
}

inline std::string text_of(const base::Result<ledger::Receipt>& receipt) {
  if (!receipt) return receipt.error().code;
  return receipt->area + " " + std::to_string(receipt->first) + "-" + std::to_string(receipt->last) + " at " +
         std::to_string(receipt->recorded_at.time_since_epoch().count()) + " added " + std::to_string(receipt->added) +
         " new " + std::to_string(receipt->new_vintages) + " known " + std::to_string(receipt->known_already) +
         (receipt->repeated ? " repeated" : "");
}

inline std::string text_of(const base::Result<std::vector<ledger::Recorded>>& found) {
  if (!found) return found.error().code;
  std::string out;
  for (const auto& r : *found) {
    out += r.area + "#" + std::to_string(r.sequence) + " v" + std::to_string(r.vintage) + " c" +
           std::to_string(r.corrects) + "/" + std::to_string(r.corrected_by) + " " + facts::id(r.fact).substr(0, 8) +
           "\n";
  }
  return out;
}

inline std::string text_of(const base::Result<std::vector<ledger::RecordedEvent>>& found) {
  if (!found) return found.error().code;
  std::string out;
  for (const auto& r : *found) {
    out += std::to_string(r.sequence) + " " + r.event.kind + " " + r.event.subject + " " + r.event.content + " " +
           r.request + "\n";
  }
  return out;
}

}  // namespace history
