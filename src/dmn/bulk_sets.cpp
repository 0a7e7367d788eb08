// Sets of rules for many rows from columns: each column's values to small codes, codes of several columns to one, and
// for each code the rules that hold.
#include <algorithm>
#include <thread>
#include <type_traits>

#include "dmn/bulk.hpp"
#include "dmn/bulk_body.hpp"
#include "dmn/codes.hpp"

namespace dmn {

using feel::Kind;
using feel::Value;

namespace {

// A whole block is a number of turns known beforehand, which compilers make wide instructions of.
template <class Each>
inline void each_of(std::size_t n, const Each& each) {
  if (n == kBlock) {
    for (std::size_t i = 0; i < kBlock; ++i) each(i);
  } else {
    for (std::size_t i = 0; i < n; ++i) each(i);
  }
}

// One look-up of a case holds as many masks as fit this many words, so that all of them stay in the nearest cache.
constexpr std::size_t kMostJoined = 1024;

// How one column of the fold reads one given column.
struct Source {
  const FoldedColumn* folded = nullptr;
  const Column* given = nullptr;      // null: missing throughout
  bool strange = false;               // of another kind
  std::vector<std::uint16_t> bucket;  // text, true and false: of each code
  bool by_word = false;               // text: a word's code is its place and one more, 0 is missing

  std::size_t codes() const {
    if (given == nullptr) return 1;
    return bucket.empty() ? folded->buckets + 1 : bucket.size();
  }
  const std::uint64_t* mask(std::size_t code, std::size_t words) const {
    return folded->masks.data() + (bucket.empty() ? code : bucket[code]) * words;
  }

  void read(std::size_t from, std::size_t n, std::uint16_t* __restrict out) const {
    if (given == nullptr) return std::fill_n(out, n, std::uint16_t{0}), void();
    if (strange) {
      for (std::size_t i = 0; i < n; ++i) {
        out[i] = static_cast<std::uint16_t>(given->at(from + i).is_null() ? 0 : folded->buckets);
      }
      return;
    }
    switch (folded->kind) {
      case Kind::number:
        if (!given->exact.empty()) {
          for (std::size_t i = 0; i < n; ++i) out[i] = exact_bucket(given->exact[from + i]);
        } else {
          number_codes(*folded, given->numbers.data() + from, n, out);
        }
        return;
      case Kind::boolean:
        each_of(n, [out, truths = given->truths.data() + from](std::size_t i) {
          const std::uint16_t t = truths[i];
          out[i] = static_cast<std::uint16_t>(t < Column::kNoTruth ? t : t == Column::kNoTruth ? 2 : 1);
        });
        return;
      case Kind::date:
        for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<std::uint16_t>(folded->of_day(given->days[from + i]));
        return;
      default: {
        const std::uint32_t* codes = given->codes.data() + from;
        if (by_word) {
          static_assert(static_cast<std::uint16_t>(Column::kNoWord + 1) == 0);
          each_of(n, [out, codes](std::size_t i) { out[i] = static_cast<std::uint16_t>(codes[i] + 1); });
        } else {
          for (std::size_t i = 0; i < n; ++i)
            out[i] = codes[i] == Column::kNoWord ? std::uint16_t{0} : of_word[codes[i]];
        }
      }
    }
  }
  std::vector<std::uint16_t> of_word;  // text of many words: the bucket of each

  // More digits than a double keeps: the usual way decides, unless it is a double after all.
  std::uint16_t exact_bucket(const Value& v) const {
    if (v.is_null()) return 0;
    const double d = v.number().to_double();
    const auto back = feel::Number::from_double(d);
    return static_cast<std::uint16_t>(back && *back == v.number() ? folded->of_number(d) : folded->buckets);
  }
};

Source source_of(const FoldedColumn& folded, std::span<const Column> columns) {
  Source s;
  s.folded = &folded;
  for (const Column& c : columns) {
    if (c.name == folded.name) s.given = &c;
  }
  if (s.given == nullptr) return s;
  s.strange = s.given->kind != folded.kind;
  if (s.strange) return s;
  if (folded.kind == Kind::string) {
    for (const std::string& w : s.given->words) s.of_word.push_back(static_cast<std::uint16_t>(folded.of_text(w)));
    // A few words need no step of their own from word to bucket.
    s.by_word = s.of_word.size() <= 2 * folded.buckets + 8 && s.of_word.size() < 0xffff;
    if (s.by_word) {
      s.bucket.push_back(0);
      s.bucket.insert(s.bucket.end(), s.of_word.begin(), s.of_word.end());
    }
  }
  if (folded.kind == Kind::boolean) s.bucket = {1, 2, 0};  // 0, 1, kNoTruth
  return s;
}

// Columns read into one code, and the rules that hold at each.
struct Lookup {
  std::vector<const Source*> sources;
  std::size_t codes = 1;
  std::vector<std::uint64_t> masks;

  void fill(std::size_t words, const std::vector<std::uint64_t>& start) {
    masks.resize(codes * words);
    for (std::size_t code = 0; code < codes; ++code) {
      std::copy(start.begin(), start.end(), masks.begin() + static_cast<std::ptrdiff_t>(code * words));
      std::size_t rest = code;
      for (auto s = sources.rbegin(); s != sources.rend(); ++s) {
        const std::uint64_t* mask = (*s)->mask(rest % (*s)->codes(), words);
        rest /= (*s)->codes();
        for (std::size_t w = 0; w < words; ++w) masks[code * words + w] &= mask[w];
      }
    }
  }
  // `scratch` as long as `out`.
  void read(std::size_t from, std::size_t n, std::uint16_t* __restrict out, std::uint16_t* __restrict scratch) const {
    if (sources.empty()) return std::fill_n(out, n, std::uint16_t{0}), void();
    sources[0]->read(from, n, out);
    for (std::size_t s = 1; s < sources.size(); ++s) {
      sources[s]->read(from, n, scratch);
      const auto times = static_cast<std::uint16_t>(sources[s]->codes());
      each_of(n, [=](std::size_t i) { out[i] = static_cast<std::uint16_t>(out[i] * times + scratch[i]); });
    }
  }
};

// Small columns first: most go together then. Joining pays when there are many more rows than masks to make.
std::vector<Lookup> lookups_of(std::vector<Source>& sources, const Fold& fold, std::size_t rows) {
  std::vector<const Source*> order;
  for (const Source& s : sources) order.push_back(&s);
  std::ranges::stable_sort(order, {}, [](const Source* s) { return s->codes(); });
  const std::size_t most = std::min(kMostJoined / fold.words, rows / 8);
  std::vector<Lookup> out;
  for (const Source* s : order) {
    if (out.empty() || out.back().codes * s->codes() > most) out.emplace_back();
    out.back().sources.push_back(s);
    out.back().codes *= s->codes();
  }
  for (Lookup& l : out) l.fill(fold.words, fold.start);
  return out;
}

// The masks of some look-ups and the codes of a block.
constexpr std::size_t kAtOnce = 8;
struct Some {
  const std::uint64_t* masks[kAtOnce];
  const std::uint16_t* codes[kAtOnce];
};

template <std::size_t... K>
void combine(const Some& s, std::index_sequence<K...>, std::size_t n, bool first, std::uint64_t* out) {
  if (first) {
    for (std::size_t i = 0; i < n; ++i) out[i] = (s.masks[K][s.codes[K][i]] & ...);
  } else {
    for (std::size_t i = 0; i < n; ++i) out[i] &= (s.masks[K][s.codes[K][i]] & ...);
  }
}

template <std::size_t Count>
void combine_count(const Some& s, std::size_t count, std::size_t n, bool first, std::uint64_t* out) {
  if (count == Count) return combine(s, std::make_index_sequence<Count>(), n, first, out);
  if constexpr (Count > 1) combine_count<Count - 1>(s, count, n, first, out);
}

void combine_words(const Some& s, std::size_t count, std::size_t words, std::size_t n, bool first, std::uint64_t* out) {
  for (std::size_t i = 0; i < n; ++i, out += words) {
    for (std::size_t k = 0; k < count; ++k) {
      const std::uint64_t* mask = s.masks[k] + s.codes[k][i] * words;
      if (first && k == 0) {
        for (std::size_t w = 0; w < words; ++w) out[w] = mask[w];
      } else {
        for (std::size_t w = 0; w < words; ++w) out[w] &= mask[w];
      }
    }
  }
}

}  // namespace

void in_parts(std::size_t rows, int threads, const std::function<void(std::size_t, std::size_t)>& part) {
  const std::size_t parts = std::clamp<std::size_t>(static_cast<std::size_t>(std::max(1, threads)), 1, 64);
  const std::size_t each = ((rows + parts - 1) / parts + kBlock - 1) / kBlock * kBlock;
  std::vector<std::thread> running;
  for (std::size_t from = each; from < rows && parts > 1; from += each) {
    running.emplace_back([&part, from, to = std::min(rows, from + each)] { part(from, to); });
  }
  if (rows > 0) part(0, parts > 1 ? std::min(rows, each) : rows);
  for (auto& t : running) t.join();
}

std::vector<std::uint64_t> Bulk::rule_sets(std::span<const Column> columns, std::size_t rows, int threads) const {
  const Fold& fold = body_->fold;
  std::vector<Source> sources;
  for (const FoldedColumn& folded : fold.columns) sources.push_back(source_of(folded, columns));
  std::vector<Lookup> lookups = lookups_of(sources, fold, rows);
  if (lookups.empty()) lookups.emplace_back().fill(fold.words, fold.start);
  std::vector<std::uint64_t> out(rows * fold.words);
  in_parts(rows, threads, [&](std::size_t from, std::size_t to) {
    std::vector<std::uint16_t> codes(kBlock * (kAtOnce + 1));
    for (std::size_t at = from; at < to; at += kBlock) {
      const std::size_t n = std::min(kBlock, to - at);
      std::uint64_t* set = out.data() + at * fold.words;
      for (std::size_t l = 0; l < lookups.size(); l += kAtOnce) {
        const std::size_t count = std::min(kAtOnce, lookups.size() - l);
        Some some;
        for (std::size_t k = 0; k < count; ++k) {
          std::uint16_t* own = codes.data() + k * kBlock;
          lookups[l + k].read(at, n, own, codes.data() + kAtOnce * kBlock);
          some.masks[k] = lookups[l + k].masks.data();
          some.codes[k] = own;
        }
        if (fold.words == 1) {
          combine_count<kAtOnce>(some, count, n, l == 0, set);
        } else {
          combine_words(some, count, fold.words, n, l == 0, set);
        }
      }
    }
  });
  return out;
}

}  // namespace dmn
