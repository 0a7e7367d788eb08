// Handles on the ledger that stay open between reads: opening one costs more than most reads.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "ledger/ledger.hpp"

namespace server {

class Books {
 public:
  Books(std::string data, base::World& world) : data_(std::move(data)), world_(world) {}

  // One handle for one reader; given back at the end, save after `spoil` (the database was away, for one).
  class Lease {
   public:
    Lease(Books& books, ledger::Ledger book) : books_(&books), book_(std::move(book)) {}
    Lease(Lease&& other) noexcept : books_(other.books_), book_(std::move(other.book_)) { other.book_.reset(); }
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (book_) books_->give_back(std::move(*book_));
    }
    ledger::Ledger* operator->() { return &*book_; }
    ledger::Ledger& operator*() { return *book_; }
    void spoil() { book_.reset(); }

   private:
    Books* books_;
    std::optional<ledger::Ledger> book_;
  };
  // Faults: "ledger.missing" (looking never makes a ledger), those of the ledger.
  base::Result<Lease> take();

 private:
  void give_back(ledger::Ledger book);
  const std::string data_;
  base::World& world_;
  std::mutex mutex_;
  std::vector<ledger::Ledger> free_;
};

}  // namespace server
