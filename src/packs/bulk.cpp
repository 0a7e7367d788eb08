#include "packs/bulk.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <thread>
#include <unordered_map>

#include "base/text.hpp"

namespace packs {

namespace {

constexpr std::size_t kChunk = 16'384;  // rows in memory at a time
constexpr std::size_t kMostKept = 30'000;
constexpr std::size_t kMostReasons = 2'000;

using Shared = std::shared_ptr<const Verdict>;

// The same data give the same verdict: what was judged before is looked up.
class Remembering {
 public:
  explicit Remembering(const std::vector<Judge>& judges) : judges_(judges), known_(judges.size()) {}

  Shared judge(std::size_t policy, const RegisterRow& row) {
    std::string key;
    for (const std::size_t f : judges_[policy].fields()) {
      key += row.written[f];
      key += '\x1f';
    }
    auto& known = known_[policy];
    if (const auto at = known.find(key); at != known.end()) return at->second;
    auto verdict = std::make_shared<const Verdict>(judges_[policy].judge(row.values));
    if (known.size() >= kMostKept) known.clear();
    known.emplace(std::move(key), verdict);
    return verdict;
  }

 private:
  const std::vector<Judge>& judges_;
  std::vector<std::unordered_map<std::string, Shared>> known_;
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
    out.almost_count.resize(pack.policies.size());
    unknown_.resize(pack.policies.size());
    label_ = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, pack.field(pack.label()) - pack.fields.data()));
    key_ = static_cast<std::size_t>(pack.field(pack.key()) - pack.fields.data());
    out.asof = request.asof;
  }

  DecideOutcome out;

  void add(const RegisterRow& row, std::size_t p, const Verdict& v) {
    auto& total = out.totals[p];
    for (const auto& problem : v.problems) {
      if (problems_.size() < 100 && problems_.insert(problem).second) out.problems.push_back(problem);
    }
    switch (v.standing) {
      case Standing::yes:
        ++total.yes;
        if (v.amount) total.amount = feel::Number::add(total.amount, *v.amount).value_or(total.amount);
        list(out.yes, row, p, v);
        if (last_ != row.line) ++out.objects_with_yes;
        last_ = row.line;
        break;
      case Standing::no: {
        ++total.no;
        std::string reason = joined(v.lacking);
        if (!total.reasons.contains(reason) && total.reasons.size() >= kMostReasons) reason = "其他";
        auto& r = total.reasons[reason];
        if (++r.count == 1) r = {1, v.rule, row.written[key_]};
        if (v.lacking.size() == 1) {
          ++out.almost_count[p];
          if (almost_[p]++ < request_.most_listed) list(out.almost, row, p, v);
        }
        break;
      }
      case Standing::unknown:
        ++total.unknown;
        for (const auto& m : v.missing) ++total.missing[m];
        if (unknown_[p]++ < request_.most_listed) list(out.unknown, row, p, v);
        break;
      case Standing::not_in_force:
        ++total.not_in_force;
        break;
    }
  }

 private:
  const Pack& pack_;
  const DecideRequest& request_;
  std::vector<std::size_t> almost_, unknown_;
  std::set<std::string> problems_;
  std::size_t label_ = 0, key_ = 0;
  int last_ = 0;

  void list(std::vector<Finding>& into, const RegisterRow& row, std::size_t p, const Verdict& v) const {
    into.push_back({row.written[key_], pack_.fields[label_].personal ? std::string() : row.written[label_], p, v});
  }
};

}  // namespace

base::Result<DecideOutcome> decide(const Pack& pack, std::string_view bytes, const std::string& file,
                                   const DecideRequest& request) {
  auto reader = RegisterReader::open(pack, bytes, file);
  if (!reader) return base::fail(reader.error());
  std::vector<Judge> judges;
  for (const auto& p : pack.policies) {
    auto judge = Judge::make(pack, p, request.asof);
    if (!judge) return base::fail(judge.error());
    judges.push_back(*std::move(judge));
  }
  const unsigned threads =
      std::clamp(request.threads > 0 ? request.threads : std::thread::hardware_concurrency(), 1u, 64u);
  std::vector<Remembering> memories(threads, Remembering(judges));
  Summing sum(pack, request);
  while (true) {
    const auto rows = reader->next(kChunk, sum.out.bad);
    if (rows.empty()) break;
    std::vector<Shared> verdicts(rows.size() * judges.size());
    const auto part = [&](std::size_t t) {
      for (std::size_t r = rows.size() * t / threads; r < rows.size() * (t + 1) / threads; ++r) {
        for (std::size_t p = 0; p < judges.size(); ++p) verdicts[r * judges.size() + p] = memories[t].judge(p, rows[r]);
      }
    };
    std::vector<std::thread> others;
    for (std::size_t t = 1; t < threads; ++t) others.emplace_back(part, t);
    part(0);
    for (auto& thread : others) thread.join();
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (std::size_t p = 0; p < judges.size(); ++p) {
        const Verdict& v = *verdicts[r * judges.size() + p];
        sum.add(rows[r], p, v);
        if (request.each) {
          if (auto done = request.each(rows[r], p, v); !done) return base::fail(done.error());
        }
      }
    }
    sum.out.judged += rows.size();
  }
  sum.out.rows = reader->rows();
  sum.out.absent = reader->absent();
  sum.out.unknown_columns = reader->unknown_columns();
  return std::move(sum.out);
}

}  // namespace packs
