// Who did what, and who read personal data: a ledger of its own, so that its chain can be verified as the office's can.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "ledger/group_commit.hpp"

namespace server {

struct AuditRow {
  std::string record, at;  // where it stands, when (the office's time)
  std::string by;          // login; empty: nobody was logged in
  std::string did;         // operationId, or login.failed, rights.denied …
  std::string on;          // what it was about
  std::string outcome;     // done, denied, failed
  std::string peer, request_id, note;
};

class Audit {
 public:
  // Fault of the ledger.
  static base::Result<std::unique_ptr<Audit>> open(const std::string& path, base::World& world);
  // Durable when it returns. A fault is the caller's to decide on: what cannot be audited is not done.
  base::Result<void> add(const AuditRow& row);
  // Newest first, at most `most`; `by` empty: everybody.
  base::Result<std::vector<AuditRow>> newest(const std::string& by, std::size_t most, bool& more) const;
  // Whether the chain holds.
  base::Result<bool> good() const;

 private:
  Audit(std::string path, base::World& world, ledger::Ledger book)
      : path_(std::move(path)), world_(world), commit_(std::move(book)) {}
  const std::string path_;
  base::World& world_;
  ledger::GroupCommit commit_;
};

}  // namespace server
