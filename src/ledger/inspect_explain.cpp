// What was done to records whose hashes do not agree. The stored hashes are a second witness: under the right guess of
// what stood there, the hash of the record comes out as stored.
#include <algorithm>
#include <string>

#include "ledger/body.hpp"
#include "ledger/inspect_parts.hpp"

namespace ledger::detail {

namespace {

constexpr std::size_t kMostPairs = 24;                // suspects tried against one another
constexpr std::size_t kMostRepairs = 8;               // suspects looked at byte by byte
constexpr std::size_t kMostHashedBytes = 300u << 20;  // of one suspect, about a second
constexpr std::int64_t kMostShift = 3;

class Explain {
 public:
  Explain(const Head& head, const Disagreement& d, Findings& findings)
      : head_(head), d_(d), findings_(findings), hasher_(head.algorithm) {}

  void run() {
    std::size_t i = 0;
    std::vector<const Suspect*> rest;
    while (i < d_.suspects.size()) {
      // Neighbours that disagree together.
      std::size_t end = i + 1;
      while (end < d_.suspects.size() && d_.suspects[end].sequence == d_.suspects[end - 1].sequence + 1) ++end;
      if (end - i < 2 || !renumbered(i, end)) {
        for (std::size_t k = i; k < end; ++k) rest.push_back(&d_.suspects[k]);
      }
      i = end;
    }
    exchanged(rest);
    std::size_t looked = 0;
    for (const Suspect* s : rest) changed(*s, looked++ < kMostRepairs);
    const auto beyond = d_.count - static_cast<std::int64_t>(d_.suspects.size());
    if (beyond > 0 && !explained_to_the_end_) {
      const std::int64_t first = d_.suspects.back().sequence + 1;
      say("record.broken", first, d_.last, "",
          numbers(first, d_.last) + "记录中另有 " + std::to_string(beyond) + " 条对不上",
          std::to_string(beyond) + " more of " + numbers_en(first, d_.last) + " do not agree");
    }
  }

 private:
  void say(const char* code, std::int64_t first, std::int64_t last, std::string field, std::string zh, std::string en) {
    findings_.add({.code = code,
                   .area = head_.area,
                   .sequence = first,
                   .last = last,
                   .field = std::move(field),
                   .say = std::move(zh),
                   .say_en = std::move(en)});
  }

  bool fits(std::string_view before, const RecordView& record, std::string_view chain) {
    return base::bytes_of(hasher_.next(before, hasher_.leaf(head_.area, record))) == chain;
  }

  // All from here on carry other numbers than they were written with.
  bool renumbered(std::size_t from, std::size_t to) {
    const Suspect &first = d_.suspects[from], &second = d_.suspects[from + 1];
    for (std::int64_t by = -kMostShift; by <= kMostShift; ++by) {
      RecordView view = second.view();
      view.sequence += by;
      if (by == 0 || view.sequence < 1 || !fits(second.before, view, second.chain)) continue;
      explained_to_the_end_ = explained_to_the_end_ || to == d_.suspects.size();
      if (by > 0) {
        say("record.removed", first.sequence, first.sequence + by - 1, "",
            "原" + numbers(first.sequence, first.sequence + by - 1) + "记录被删去，后面的重新编了号",
            "the former " + numbers_en(first.sequence, first.sequence + by - 1) +
                " was removed and all behind renumbered");
        return true;
      }
      // The first that disagrees is the one put in, or already the one behind it when the one put in has a good hash.
      RecordView moved = first.view();
      moved.sequence += by;
      const bool behind =
          moved.sequence >= 1 && by == -1 && first.chain != first.before && fits(first.before_that, moved, first.chain);
      const std::int64_t last = behind ? first.sequence - 1 : first.sequence - by - 1;
      say("record.inserted", behind ? last : first.sequence, last, "",
          numbers(behind ? last : first.sequence, last) + "记录是插进来的，后面的重新编了号",
          numbers_en(behind ? last : first.sequence, last) + " was put in and all behind renumbered");
      return true;
    }
    return false;
  }

  // Two records that stand in each other's place, with their hashes or without.
  void exchanged(std::vector<const Suspect*>& rest) {
    if (rest.size() < 2 || rest.size() > kMostPairs) return;
    const auto true_number = [&](const Suspect& s) -> std::int64_t {
      for (const Suspect* place : rest) {
        if (place == &s) continue;
        RecordView view = s.view();
        view.sequence = place->sequence;
        if (fits(place->before, view, place->chain)) return place->sequence;  // without its hash
        if (fits(place->before, view, s.chain)) return place->sequence;       // with it
        for (const Suspect* before : rest) {
          if (fits(before->chain, view, s.chain)) return place->sequence;
        }
      }
      return 0;
    };
    std::vector<const Suspect*> left;
    std::vector<std::pair<std::int64_t, std::int64_t>> moved;  // stands at, belongs to
    for (const Suspect* s : rest) {
      if (const auto number = true_number(*s); number != 0) {
        moved.emplace_back(s->sequence, number);
      } else {
        left.push_back(s);
      }
    }
    for (const auto& [at, belongs] : moved) {
      const bool told = std::ranges::any_of(
          moved, [&](const auto& m) { return m.second == at && m.first == belongs && m.first < at; });
      if (told) continue;
      say("record.exchanged", std::min(at, belongs), std::max(at, belongs), "",
          "第" + std::to_string(at) + "条的位置上是原第" + std::to_string(belongs) + "条记录：次序被调换",
          "in the place of record " + std::to_string(at) + " stands the former record " + std::to_string(belongs));
    }
    // The record behind an exchange does not fit the hash before it, and nothing is wrong with it.
    if (!moved.empty()) {
      std::erase_if(left, [&](const Suspect* s) {
        const bool behind = std::ranges::any_of(moved, [&](const auto& m) { return m.first == s->sequence - 1; });
        return behind &&
               std::ranges::any_of(rest, [&](const Suspect* o) { return fits(o->chain, s->view(), s->chain); });
      });
    }
    rest = std::move(left);
  }

  // Tries every other value of every byte of one member; the place of the byte, or nothing.
  template <class Try>
  std::optional<std::size_t> byte_of(std::string& member, std::size_t& budget, std::size_t cost, const Try& fits_now) {
    for (std::size_t i = 0; i < member.size(); ++i) {
      const char kept = member[i];
      for (int x = 1; x < 256; ++x) {
        if (budget < cost) return std::nullopt;
        budget -= cost;
        member[i] = static_cast<char>(kept ^ x);
        if (fits_now()) return i;
      }
      member[i] = kept;
    }
    return std::nullopt;
  }

  void told_changed(const Suspect& s, const std::string& field, const std::string& zh, const std::string& en) {
    say("record.changed", s.sequence, s.sequence, field, numbers(s.sequence, s.sequence) + "记录" + zh,
        numbers_en(s.sequence, s.sequence) + ": " + en);
  }

  // Another content gives another hash altogether; one that differs in a few bytes was changed itself.
  bool hash_changed(const Suspect& s) {
    const base::Digest expected = hasher_.next(s.before, hasher_.leaf(head_.area, s.view()));
    if (s.chain.size() != expected.size()) return true;
    std::size_t same = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) same += static_cast<unsigned char>(s.chain[i]) == expected[i];
    return same > expected.size() / 2;
  }

  void changed(const Suspect& s, bool look_closely) {
    if (hash_changed(s)) {
      return say("record.chain", s.sequence, s.sequence, "chain",
                 numbers(s.sequence, s.sequence) + "记录的链上哈希被改动",
                 "the chain hash of " + numbers_en(s.sequence, s.sequence) + " was changed");
    }
    if (look_closely) {
      Suspect tried = s;
      const auto now = [&] { return fits(s.before, tried.view(), s.chain); };
      for (int kind = 1; kind <= 4; ++kind) {
        tried.kind = kind;
        if (now()) {
          return told_changed(s, "kind", "的类别被改动，原为 " + to_string(static_cast<RecordKind>(kind)),
                              "its kind was changed, it was " + to_string(static_cast<RecordKind>(kind)));
        }
      }
      tried.kind = s.kind;
      std::size_t budget = kMostHashedBytes;
      const std::size_t cost = s.heading.size() + s.body.size() + 200;
      std::string time(8, '\0');
      for (std::size_t i = 0; i < 8; ++i) time[i] = static_cast<char>(s.recorded_at >> (56 - 8 * i));
      const auto time_fits = [&] {
        std::uint64_t value = 0;
        for (const char c : time) value = value << 8 | static_cast<unsigned char>(c);
        tried.recorded_at = static_cast<std::int64_t>(value);
        return now();
      };
      if (byte_of(time, budget, cost, time_fits)) {
        return told_changed(s, "recorded_at", "的入账时间被改动", "its time of recording was changed");
      }
      tried.recorded_at = s.recorded_at;
      if (const auto at = byte_of(tried.heading, budget, cost, now))
        return byte_changed(s, "heading", *at, tried.heading);
      if (const auto at = byte_of(tried.body, budget, cost, now)) return byte_changed(s, "body", *at, tried.body);
    }
    // A change of several bytes, or of the stored hash of a last record.
    if (s.previous + 1 != s.sequence) return;
    const bool last = s.sequence == head_.size && !s.followed;
    told_changed(
        s, "content",
        last ? "的内容或链上哈希被改动（它是最后一条，分不清是哪一样）" : "的内容被改动（不止一个字节），或被整个换掉",
        last ? "its content or its chain hash was changed (the last record: it cannot be told which)"
             : "its content was changed by more than a byte, or replaced");
  }

  void byte_changed(const Suspect& s, const std::string& field, std::size_t at, const std::string& original) {
    const std::string number = std::to_string(at + 1);
    const bool heading = field == "heading";
    std::string zh = std::string("的") + (heading ? "经办信息" : "正文") + "第 " + number + " 个字节被改动",
                en = "byte " + number + " of its " + field + " was changed";
    // Around the byte, in whole ASCII letters only: half a Chinese character says nothing.
    const auto ascii = [](char c) { return c >= 0x20 && c < 0x7f; };
    std::size_t from = at, to = at;
    while (from > 0 && at - from < 16 && ascii(original[from - 1])) --from;
    while (to < original.size() && to - at < 16 && ascii(original[to])) ++to;
    if (ascii(original[at])) {
      const std::string was = original.substr(from, to - from);
      zh += "，原为 " + was;
      en += ", it was " + was;
    }
    told_changed(s, field, zh, en);
  }

  const Head& head_;
  const Disagreement& d_;
  Findings& findings_;
  ChainHasher hasher_;
  bool explained_to_the_end_ = false;
};

}  // namespace

void explain(const Head& head, const Disagreement& disagreement, Findings& findings) {
  Explain(head, disagreement, findings).run();
}

}  // namespace ledger::detail
