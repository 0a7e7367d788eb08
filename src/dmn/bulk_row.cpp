// One typed row at a time: the first rule, the reason, a row from JSON.
#include <algorithm>
#include <bit>
#include <charconv>

#include "dmn/bulk.hpp"
#include "dmn/bulk_body.hpp"

namespace dmn {

using feel::Kind;

namespace {

const std::uint64_t* mask_of(const FoldedColumn& c, const Cell& cell, std::size_t words) {
  std::size_t bucket = c.buckets;
  if (cell.kind == Kind::null) {
    bucket = 0;
  } else if (cell.kind == c.kind) {
    switch (c.kind) {
      case Kind::number:
        bucket = c.of_number(cell.number);
        break;
      case Kind::boolean:
        bucket = c.of_truth(cell.truth);
        break;
      case Kind::date:
        bucket = c.of_day(cell.day);
        break;
      default:
        bucket = c.of_text(cell.text);
    }
  }
  return c.masks.data() + bucket * words;
}

}  // namespace

void Bulk::set_of(std::span<const Cell> row, std::uint64_t* set) const {
  const Fold& fold = body_->fold;
  std::copy(fold.start.begin(), fold.start.end(), set);
  for (std::size_t c = 0; c < fold.columns.size(); ++c) {
    const std::uint64_t* mask = mask_of(fold.columns[c], row[c], fold.words);
    for (std::size_t w = 0; w < fold.words; ++w) set[w] &= mask[w];
  }
}

int Bulk::first_rule(std::size_t decision, std::span<const Cell> row) const {
  const Fold& fold = body_->fold;
  const int at = body_->folded[decision];
  if (at < 0) return -1;
  const FoldedTable& table = fold.tables[static_cast<std::size_t>(at)];
  if (fold.words == 1) {
    std::uint64_t set = fold.start[0];
    for (std::size_t c = 0; c < fold.columns.size(); ++c) set &= *mask_of(fold.columns[c], row[c], 1);
    if ((set >> table.taken & 1) == 0) return -1;
    if (table.rules == 0) return 0;
    const std::uint64_t own = set >> table.bit & (~std::uint64_t{0} >> (64 - table.rules));
    return own == 0 ? 0 : std::countr_zero(own) + 1;
  }
  std::vector<std::uint64_t> set(fold.words);
  set_of(row, set.data());
  if (!has_bit(set.data(), table.taken)) return -1;
  for (std::size_t r = 0; r < table.rules; r += 64) {
    const std::uint64_t own = bits_from(set.data(), table.bit + r, std::min<std::size_t>(64, table.rules - r));
    if (own != 0) return static_cast<int>(r) + std::countr_zero(own) + 1;
  }
  return 0;
}

Bulk::Reason Bulk::reason(std::size_t decision, std::span<const Cell> row) const {
  Reason out{.rule = -1};
  const Fold& fold = body_->fold;
  const int at = body_->folded[decision];
  if (at < 0) return out;
  const FoldedTable& table = fold.tables[static_cast<std::size_t>(at)];
  const std::size_t inputs = table.columns.size();
  if (inputs > 64) return out;
  const std::uint64_t* masks[64];
  bool taken = true;
  for (std::size_t i = 0; i < inputs; ++i) {
    const std::size_t c = table.columns[i];
    masks[i] = mask_of(fold.columns[c], row[c], fold.words);
    taken = taken && has_bit(masks[i], table.taken);
  }
  if (!taken) return out;
  out.rule = 0;
  const bool first_only = table.direct.table->policy == HitPolicy::first;
  // Rules that say what came out are no candidates; which came out is known only after all words.
  std::uint64_t out_of_question[64] = {};
  const std::size_t words = std::min<std::size_t>(64, (table.rules + 63) / 64);
  for (std::size_t w = 0; w < words; ++w) {
    const std::size_t count = std::min<std::size_t>(64, table.rules - w * 64);
    std::uint64_t set = ~std::uint64_t{0};
    for (std::size_t i = 0; i < inputs; ++i) set &= bits_from(masks[i], table.bit + w * 64, count);
    if (count < 64) set &= (std::uint64_t{1} << count) - 1;
    out_of_question[w] |= set;
    for (std::uint64_t m = set; m != 0; m &= m - 1) {
      const auto r = w * 64 + static_cast<std::size_t>(std::countr_zero(m));
      if (out.rule != 0 && first_only) break;
      if (out.rule == 0) out.rule = static_cast<int>(r) + 1;
      for (std::size_t k = 0; k < words; ++k) out_of_question[k] |= table.same[r][k];
    }
  }
  // How many cells fail, for 64 rules at once: numbers of seven digits standing upright.
  unsigned least = 128;
  for (std::size_t w = 0; w < words; ++w) {
    const std::size_t count = std::min<std::size_t>(64, table.rules - w * 64);
    const std::uint64_t all = count == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
    std::uint64_t digits[7] = {};
    std::uint64_t open = all;
    for (std::size_t i = 0; i < inputs; ++i) {
      const std::uint64_t holds = bits_from(masks[i], table.bit + w * 64, count);
      std::uint64_t carry = ~holds & all;
      if (row[table.columns[i]].kind != Kind::null) open &= holds;
      for (std::uint64_t& digit : digits) {
        const std::uint64_t next = digit & carry;
        digit ^= carry;
        carry = next;
        if (carry == 0) break;
      }
    }
    std::uint64_t best = all & ~out_of_question[w];
    open &= best;
    if (best == 0) continue;
    unsigned lacks = 0;
    for (int d = 6; d >= 0; --d) {
      const std::uint64_t fewer = best & ~digits[d];
      if (fewer != 0) {
        best = fewer;
      } else {
        lacks |= 1u << d;
      }
    }
    if (lacks < least) least = lacks, out.nearest = static_cast<int>(w * 64) + std::countr_zero(best) + 1;
    if (open != 0 && out.open == 0) out.open = static_cast<int>(w * 64) + std::countr_zero(open) + 1;
  }
  if (out.nearest > 0) {
    const std::size_t bit = table.bit + static_cast<std::size_t>(out.nearest) - 1;
    for (std::size_t i = 0; i < inputs; ++i) out.lacking |= std::uint64_t{!has_bit(masks[i], bit)} << i;
  }
  return out;
}

// ---- JSON

bool Bulk::read_row(std::string_view json, std::span<Cell> row) const {
  const auto& columns = body_->fold.columns;
  for (Cell& c : row) c = Cell();
  std::size_t at = 0, expected = 0;
  const auto skip = [&] {
    while (at < json.size() && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) ++at;
  };
  const auto text = [&](std::string_view& out) {
    if (at >= json.size() || json[at] != '"') return false;
    const std::size_t from = ++at;
    while (at < json.size() && json[at] != '"') {
      if (json[at] == '\\' || static_cast<unsigned char>(json[at]) < 0x20) return false;
      ++at;
    }
    if (at >= json.size()) return false;
    out = json.substr(from, at++ - from);
    return true;
  };
  skip();
  if (at >= json.size() || json[at++] != '{') return false;
  skip();
  if (at < json.size() && json[at] == '}') return ++at, skip(), at == json.size();
  while (true) {
    std::string_view name;
    skip();
    if (!text(name)) return false;
    skip();
    if (at >= json.size() || json[at++] != ':') return false;
    skip();
    // Rows tend to name their data in one order.
    std::size_t c = columns.size();
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const std::size_t i = expected + k < columns.size() ? expected + k : expected + k - columns.size();
      if (columns[i].name == name) {
        c = i;
        break;
      }
    }
    if (c < columns.size()) expected = c + 1 == columns.size() ? 0 : c + 1;
    Cell cell;
    if (at >= json.size()) return false;
    const char first = json[at];
    if (first == '"') {
      if (!text(cell.text)) return false;
      cell.kind = Kind::string;
    } else if (json.substr(at, 4) == "true") {
      cell.kind = Kind::boolean, cell.truth = true, at += 4;
    } else if (json.substr(at, 5) == "false") {
      cell.kind = Kind::boolean, at += 5;
    } else if (json.substr(at, 4) == "null") {
      at += 4;
    } else {
      const std::size_t from = at;
      std::size_t digits = 0;
      while (at < json.size() && ((json[at] >= '0' && json[at] <= '9') || json[at] == '-' || json[at] == '.')) {
        digits += json[at] != '-' && json[at] != '.';
        ++at;
      }
      // Fifteen digits come back as they were written; exponents go the usual way.
      if (digits == 0 || digits > 15 || (at < json.size() && (json[at] == 'e' || json[at] == 'E' || json[at] == '+'))) {
        return false;
      }
      const auto [end, error] = std::from_chars(json.data() + from, json.data() + at, cell.number);
      if (error != std::errc() || end != json.data() + at) return false;
      cell.kind = Kind::number;
    }
    if (c < columns.size()) {
      // A date stands in JSON as text: a date it is not.
      row[c] = cell;
    }
    skip();
    if (at >= json.size()) return false;
    if (json[at] == ',') {
      ++at;
      continue;
    }
    if (json[at++] != '}') return false;
    skip();
    return at == json.size();
  }
}

}  // namespace dmn
