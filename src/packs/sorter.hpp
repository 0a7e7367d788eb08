// Cells of a register into small codes, one a field: 0 for what is not known, else the stretch between the cuts of all
// policies' cells. Objects with the same codes are alike to a policy. Private to this room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dmn/rule_index.hpp"
#include "packs/alike.hpp"
#include "packs/judge.hpp"

namespace packs {

// What texts came to before, as long as that is found often enough to be worth looking.
template <class T>
class Remembered {
 public:
  bool worth() const { return asked_ < kTried || 2 * found_ >= asked_; }
  const T* find(std::string_view text) {
    ++asked_;
    const auto at = known_.find(text);
    found_ += at != known_.end();
    return at == known_.end() ? nullptr : &at->second;
  }
  const T* keep(std::string_view text, T value) {
    if (known_.size() >= kMost) known_.clear();
    return &known_.insert_or_assign(std::string(text), std::move(value)).first->second;
  }

 private:
  static constexpr std::size_t kTried = 4'096, kMost = 4'096;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  std::unordered_map<std::string, T, Hash, std::equal_to<>> known_;
  std::size_t asked_ = 0, found_ = 0;
};

// Reads the cells of one field. One thread each: what was read before is remembered.
class CellReader {
 public:
  struct Read {
    std::uint32_t code = 0;
    bool bad = false;  // cannot be read: not known
  };
  CellReader(const Field& field, std::vector<feel::Value> cuts);
  Read read(std::string_view cell);
  std::size_t count() const { return buckets_.count(); }

 private:
  const Field* field_;
  dmn::Buckets buckets_;
  bool any_text_;  // a text that no cell asks for
  Read blank_;
  Remembered<Read> known_;
  std::vector<double> cuts_;  // numbers: of the cuts, rising

  Read make(std::string_view cell) const;
};

// The fields that any policy needs, each read in one way for all of them.
std::vector<std::vector<feel::Value>> cuts_of_fields(const Pack& pack, const std::vector<Judge>& judges);

// The kinds of objects that one policy tells apart. One thread each.
class Sorter {
 public:
  struct Kind {
    Alike alike;
    std::size_t count = 0;
    std::size_t first = 0;  // row it was met first, from 1 over the whole register; 0: not yet counted
    std::string key;        // of that row
  };
  // `counts`: buckets of each of the pack's fields.
  Sorter(const Judge& judge, const std::vector<std::size_t>& counts);
  bool sorts() const { return sorts_; }

  // `codes`: of each of the pack's fields; `written` and `values` by field, of those the policy needs. Null: the object
  // is to be judged by itself.
  template <class Written, class Values>
  Kind* kind_of(const std::uint32_t* codes, const Written& written, const Values& values) {
    std::uint64_t place = 0;
    for (std::size_t i = 0; i < fields_.size(); ++i) place += codes[fields_[i]] * strides_[i];
    const Computed* computed = computed_for(written, values);
    if (computed->strange) return nullptr;
    for (std::size_t c = 0; c < computed->buckets.size(); ++c)
      place += computed->buckets[c] * strides_[fields_.size() + c];
    auto at = kinds_.find(place);
    if (at == kinds_.end()) {
      // Kinds are few, or the policy is not sorted any further.
      if (kinds_.size() >= kMostKinds) return nullptr;
      at = kinds_.try_emplace(place).first;
      at->second.alike = judge_->alike(values());
    }
    return at->second.alike.alone ? nullptr : &at->second;
  }
  template <class Written, class Values>
  const Computed* computed_for(const Written& written, const Values& values) {
    if (judge_->computed_from().empty()) return &none_;
    if (!computed_.worth()) return &(last_ = judge_->compute(values()));
    key_.clear();
    for (const std::size_t f : judge_->computed_from()) {
      key_ += written(f);
      key_ += '\x1f';
    }
    if (const Computed* known = computed_.find(key_)) return known;
    return computed_.keep(key_, judge_->compute(values()));
  }

  std::unordered_map<std::uint64_t, Kind>& kinds() { return kinds_; }

 private:
  static constexpr std::size_t kMostKinds = 50'000;
  const Judge* judge_;
  bool sorts_ = false;
  std::vector<std::size_t> fields_;
  std::vector<std::uint64_t> strides_;
  std::unordered_map<std::uint64_t, Kind> kinds_;
  Remembered<Computed> computed_;
  Computed none_;  // when it hangs on no field
  Computed last_;
  std::string key_;
};

}  // namespace packs
