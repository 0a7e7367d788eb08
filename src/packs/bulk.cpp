#include "packs/bulk.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <thread>
#include <unordered_map>

#include "base/text.hpp"
#include "packs/sorter.hpp"

namespace packs {

namespace {

constexpr std::size_t kChunk = 16'384;  // rows in memory at a time
constexpr std::size_t kMostKept = 30'000;
constexpr std::size_t kMostReasons = 2'000;

using Shared = std::shared_ptr<const Verdict>;

// What one object gets by one policy: the kind it is of, and the verdict itself when it is wanted whole or when the
// object is no kind's.
struct Judged {
  Sorter::Kind* kind = nullptr;
  Shared verdict;
};

// One thread's way through rows.
class Worker {
 public:
  Worker(const Pack& pack, const std::vector<Judge>& judges, const DecideRequest& request)
      : pack_(&pack), judges_(&judges), request_(&request), known_(judges.size()) {
    const auto cuts = cuts_of_fields(pack, judges);
    std::vector<std::size_t> counts;
    for (std::size_t f = 0; f < pack.fields.size(); ++f) {
      readers_.emplace_back(pack.fields[f], cuts[f]);
      counts.push_back(readers_.back().count());
    }
    for (const Judge& j : judges) sorters_.emplace_back(j, counts);
    codes_.resize(pack.fields.size());
  }

  std::vector<BadRow> bad;

  void judge(const RegisterRows& rows, std::size_t row, const RegisterReader& reader, std::size_t key, Judged* out) {
    for (std::size_t f = 0; f < pack_->fields.size(); ++f) {
      // The key has been read.
      if (f == key) continue;
      const auto cell = rows.at(row, f);
      const auto read = readers_[f].read(cell);
      codes_[f] = read.code;
      if (!read.bad) continue;
      bad.push_back({reader.sheet(rows.sheets[row]), rows.lines[row], std::string(base::trim(rows.at(row, key))),
                     pack_->fields[f].name, "“" + base::shortened(cell, 40) + "”读不懂，按不知道处理", true});
    }
    for (std::size_t p = 0; p < judges_->size(); ++p) out[p] = judge_one(rows, row, p);
  }

  std::vector<Sorter>& sorters() { return sorters_; }
  // The verdict in full, of an object of a kind.
  Verdict told(const RegisterRows& rows, std::size_t row, std::size_t p, const Sorter::Kind& kind) {
    const auto values = [&] { return values_of(rows, row, p); };
    const auto written = [&](std::size_t f) { return rows.at(row, f); };
    const auto given = values();
    auto out = (*judges_)[p].told(kind.alike, given, *sorters_[p].computed_for(written, values));
    return out ? *std::move(out) : (*judges_)[p].judge(given);
  }

 private:
  const Pack* pack_;
  const std::vector<Judge>* judges_;
  const DecideRequest* request_;
  std::vector<CellReader> readers_;
  std::vector<Sorter> sorters_;
  std::vector<std::uint32_t> codes_;
  // The same data give the same verdict: what was judged by itself before is looked up.
  std::vector<std::unordered_map<std::string, Shared>> known_;

  // Those the policy needs.
  std::vector<feel::Value> values_of(const RegisterRows& rows, std::size_t row, std::size_t p) const {
    std::vector<feel::Value> out(pack_->fields.size());
    for (const std::size_t f : (*judges_)[p].fields()) {
      out[f] = value_of(pack_->fields[f], rows.at(row, f)).value_or(feel::Value());
    }
    return out;
  }

  Judged judge_one(const RegisterRows& rows, std::size_t row, std::size_t p) {
    const Judge& judge = (*judges_)[p];
    const auto values = [&] { return values_of(rows, row, p); };
    const auto written = [&](std::size_t f) { return rows.at(row, f); };
    Judged out;
    if (request_->sorted && sorters_[p].sorts()) out.kind = sorters_[p].kind_of(codes_.data(), written, values);
    if (out.kind == nullptr) {
      out.verdict = by_itself(judge, p, written, values);
    } else if (out.kind->alike.verdict.standing == Standing::yes || request_->each) {
      const auto given = values();
      auto told = judge.told(out.kind->alike, given, *sorters_[p].computed_for(written, values));
      // Not to be told from another: it is no object of this kind.
      if (!told) out.kind = nullptr;
      out.verdict = std::make_shared<const Verdict>(told ? *std::move(told) : judge.judge(given));
    }
    return out;
  }

  template <class Written, class Values>
  Shared by_itself(const Judge& judge, std::size_t p, const Written& written, const Values& values) {
    std::string key;
    for (const std::size_t f : judge.fields()) {
      key += written(f);
      key += '\x1f';
    }
    auto& known = known_[p];
    if (const auto at = known.find(key); at != known.end()) return at->second;
    auto verdict = std::make_shared<const Verdict>(judge.judge(values()));
    if (known.size() >= kMostKept) known.clear();
    known.emplace(std::move(key), verdict);
    return verdict;
  }
};

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const auto& x : list) out += (out.empty() ? "" : "；") + x;
  return out;
}

class Summing {
 public:
  Summing(const Pack& pack, const DecideRequest& request) : pack_(pack), request_(request) {
    for (const auto& p : pack.policies) {
      out.totals.emplace_back();
      out.totals.back().policy = &p;
    }
    almost_.resize(pack.policies.size());
    reasons_.resize(pack.policies.size());
    out.almost_count.resize(pack.policies.size());
    unknown_.resize(pack.policies.size());
    label_ = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, pack.field(pack.label()) - pack.fields.data()));
    key_ = static_cast<std::size_t>(pack.field(pack.key()) - pack.fields.data());
    out.asof = request.asof;
  }

  DecideOutcome out;

  // Of the row `number` (from 1) of all that were judged.
  void add(const RegisterRows& rows, std::size_t row, std::size_t number, std::size_t p, const Judged& judged,
           Worker& worker) {
    const Verdict& v = judged.verdict ? *judged.verdict : judged.kind->alike.verdict;
    for (const auto& problem : v.problems) {
      if (problems_.size() < 100 && problems_.insert(problem).second) out.problems.push_back(problem);
    }
    const auto key = rows.at(row, key_);
    if (v.standing == Standing::yes) {
      auto& total = out.totals[p];
      ++total.yes;
      if (v.amount) total.amount = feel::Number::add(total.amount, *v.amount).value_or(total.amount);
      list(out.yes, rows, row, p, v);
      if (last_ != number) ++out.objects_with_yes;
      last_ = number;
      return;
    }
    const auto in_full = [&] { return judged.verdict ? v : worker.told(rows, row, p, *judged.kind); };
    if (v.standing == Standing::no && v.lacking.size() == 1 && almost_[p] < request_.most_listed) {
      ++almost_[p];
      list(out.almost, rows, row, p, in_full());
    }
    if (v.standing == Standing::unknown && unknown_[p] < request_.most_listed) {
      ++unknown_[p];
      list(out.unknown, rows, row, p, in_full());
    }
    if (judged.kind != nullptr) {
      if (judged.kind->count++ == 0) judged.kind->first = number, judged.kind->key = key;
    } else {
      count(p, v, 1, number, std::string(key));
    }
  }

  // Kinds at the end, in the order they were met.
  void add(std::vector<Worker>& workers) {
    for (std::size_t p = 0; p < out.totals.size(); ++p) {
      for (Worker& w : workers) {
        for (auto& [place, kind] : w.sorters()[p].kinds()) {
          if (kind.count > 0) count(p, kind.alike.verdict, kind.count, kind.first, kind.key);
        }
      }
      std::vector<std::pair<std::string, Met>> met(reasons_[p].begin(), reasons_[p].end());
      std::ranges::sort(met, {}, [](const auto& m) { return m.second.first; });
      auto& reasons = out.totals[p].reasons;
      for (auto& [reason, m] : met) {
        const auto& named = reasons.contains(reason) || reasons.size() < kMostReasons ? reason : kOthers;
        auto& r = reasons[named];
        if (r.count == 0) r = m.reason, r.count = 0;
        r.count += m.reason.count;
      }
    }
  }

 private:
  const Pack& pack_;
  const DecideRequest& request_;
  struct Met {
    PolicyTotal::Reason reason;
    std::size_t first = 0;
  };
  inline static const std::string kOthers = "其他";
  std::vector<std::size_t> almost_, unknown_;
  std::vector<std::unordered_map<std::string, Met>> reasons_;  // by policy
  std::set<std::string> problems_;
  std::size_t label_ = 0, key_ = 0;
  std::size_t last_ = 0;

  void count(std::size_t p, const Verdict& v, std::size_t n, std::size_t number, const std::string& key) {
    auto& total = out.totals[p];
    switch (v.standing) {
      case Standing::yes:
        break;
      case Standing::no: {
        total.no += n;
        auto& met = reasons_[p][joined(v.lacking)];
        met.reason.count += n;
        if (met.first == 0 || number < met.first) {
          met.first = number;
          met.reason.rule = v.rule, met.reason.example = key;
        }
        if (v.lacking.size() == 1) out.almost_count[p] += n;
        break;
      }
      case Standing::unknown:
        total.unknown += n;
        for (const auto& m : v.missing) total.missing[m] += n;
        break;
      case Standing::not_in_force:
        total.not_in_force += n;
        break;
    }
  }

  void list(std::vector<Finding>& into, const RegisterRows& rows, std::size_t row, std::size_t p,
            const Verdict& v) const {
    into.push_back({std::string(rows.at(row, key_)),
                    pack_.fields[label_].personal ? std::string() : std::string(rows.at(row, label_)), p, v});
  }
};

}  // namespace

base::Result<DecideOutcome> decide(const Pack& pack, std::string_view bytes, const std::string& file,
                                   const DecideRequest& request) {
  auto reader = RegisterReader::open(pack, bytes, file);
  if (!reader) return base::fail(reader.error());
  return decide(pack, *std::move(reader), request);
}

base::Result<DecideOutcome> decide(const Pack& pack, RegisterReader reader, const DecideRequest& request) {
  std::vector<Judge> judges;
  for (const auto& p : pack.policies) {
    auto judge = Judge::make(pack, p, request.asof);
    if (!judge) return base::fail(judge.error());
    judges.push_back(*std::move(judge));
  }
  const unsigned threads =
      std::clamp(request.threads > 0 ? request.threads : std::thread::hardware_concurrency(), 1u, 64u);
  std::vector<Worker> workers;
  for (unsigned t = 0; t < threads; ++t) workers.emplace_back(pack, judges, request);
  Summing sum(pack, request);
  const auto key = static_cast<std::size_t>(pack.field(pack.key()) - pack.fields.data());
  while (true) {
    std::vector<BadRow> bad;
    const auto rows = reader.next(kChunk, bad);
    if (rows.size() == 0 && bad.empty()) break;
    std::vector<Judged> judged(rows.size() * judges.size());
    const auto begin = [&](std::size_t t) { return rows.size() * t / threads; };
    const auto part = [&](std::size_t t) {
      for (std::size_t r = begin(t); r < begin(t + 1); ++r) {
        workers[t].judge(rows, r, reader, key, judged.data() + r * judges.size());
      }
    };
    std::vector<std::thread> others;
    for (std::size_t t = 1; t < threads; ++t) others.emplace_back(part, t);
    part(0);
    for (auto& thread : others) thread.join();
    for (std::size_t t = 0; t < threads; ++t) {
      for (std::size_t r = begin(t); r < begin(t + 1); ++r) {
        const DecideRequest::Judged named{reader.sheet(rows.sheets[r]), rows.lines[r], rows.at(r, key)};
        for (std::size_t p = 0; p < judges.size(); ++p) {
          const Judged& j = judged[r * judges.size() + p];
          sum.add(rows, r, sum.out.judged + r + 1, p, j, workers[t]);
          if (!request.each) continue;
          if (auto done = request.each(named, p, *j.verdict); !done) return base::fail(done.error());
        }
      }
      bad.insert(bad.end(), std::make_move_iterator(workers[t].bad.begin()),
                 std::make_move_iterator(workers[t].bad.end()));
      workers[t].bad.clear();
    }
    // As they stand in the register: sheets one after the other, lines rising in each.
    if (reader.sheet(0).empty()) std::ranges::stable_sort(bad, {}, &BadRow::line);
    sum.out.bad.insert(sum.out.bad.end(), std::make_move_iterator(bad.begin()), std::make_move_iterator(bad.end()));
    sum.out.judged += rows.size();
    if (rows.size() < kChunk) break;
  }
  sum.add(workers);
  sum.out.rows = reader.rows();
  sum.out.absent = reader.absent();
  sum.out.unknown_columns = reader.unknown_columns();
  sum.out.unused_sheets = reader.unused_sheets();
  return std::move(sum.out);
}

}  // namespace packs
