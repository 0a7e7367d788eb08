#include "server/books.hpp"

#include "cycle/upkeep_parts.hpp"

namespace server {

namespace {
constexpr std::size_t kMostFree = 8;
}

base::Result<Books::Lease> Books::take() {
  {
    const std::lock_guard lock(mutex_);
    if (!free_.empty()) {
      ledger::Ledger book = std::move(free_.back());
      free_.pop_back();
      return Lease(*this, std::move(book));
    }
  }
  auto book = cycle::existing_ledger(data_, world_);
  if (!book) return base::fail(book.error());
  return Lease(*this, std::move(*book));
}

void Books::give_back(ledger::Ledger book) {
  const std::lock_guard lock(mutex_);
  if (free_.size() < kMostFree) free_.push_back(std::move(book));
}

}  // namespace server
