// Packs on disk: loaded whole, checked, printed, and put to a register.
#pragma once

#include <functional>
#include <string>

#include "base/world.hpp"
#include "packs/bulk.hpp"
#include "packs/check.hpp"

namespace cycle {

// Faults: "pack.missing" when the folder is none, those of `packs::load`.
base::Result<packs::Pack> load_pack(const std::string& folder, base::World& world);

// Writes the book (.docx). Faults of loading and of writing.
base::Result<packs::CheckOutcome> write_pack_book(const packs::Pack& pack, const std::string& out, base::World& world,
                                                  bool english = false);

struct PackDecideRequest {
  std::string register_file;  // CSV (UTF-8 or GB18030), or a workbook: .xlsx, .xls, .ods, .et
  std::string out;            // .xlsx; empty: none
  std::string all;            // CSV of every judgment; empty: none
  calendar::Date asof{};
  std::size_t most_listed = 500;
  unsigned threads = 0;
  std::function<void(const std::string&)> progress;
};
// Faults of reading, `packs::decide` and writing. With `out`, the outcome's `yes` stands in the workbook alone.
base::Result<packs::DecideOutcome> decide_by_pack(const packs::Pack& pack, const PackDecideRequest& request,
                                                  base::World& world);

}  // namespace cycle
