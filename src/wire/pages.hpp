// What the pages of the office show, as JSON texts in the shapes of docs/reference/openapi.json.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cycle/inbox.hpp"
#include "cycle/order_book.hpp"
#include "cycle/papers.hpp"
#include "cycle/questions.hpp"
#include "cycle/rehearsal.hpp"
#include "cycle/standing.hpp"
#include "ledger/history.hpp"

namespace wire {

// Which rows may be shown, by the office they belong to; who calls decides, and cannot forget to.
using Shows = std::function<bool(std::string_view office)>;
// What a person is called who acts under a login; a login that nobody has now is told as it is.
using Names = std::function<std::string(const std::string& login)>;

std::string check_report(const cycle::CheckOutcome& outcome, const std::string& name);

struct OverviewOf {
  const cycle::Standing* is = nullptr;
  const cycle::Standing* was = nullptr;
  int new_facts = 0;  // recorded in between
  int questions = 0;
  std::string version;
};
std::string overview(const OverviewOf& of, const Shows& shows);

// Of every series: facts as recorded, all vintages.
std::string indicators(const std::vector<ledger::Recorded>& facts, const std::string& asof);
std::string series(const std::string& indicator, const std::vector<ledger::Recorded>& facts, const std::string& asof);

// Whoever looks at received files. Of a file that several sent, who else sent it is told as far as `shows` goes; what
// one sent oneself one always sees.
struct Viewer {
  Shows shows;
  Names names;
  std::string login;
  bool sees(const cycle::FileSender& sender) const { return sender.by == login || shows(sender.office); }
};
std::string uploads(const std::vector<cycle::ReceivedFile>& files, const Viewer& viewer);
struct UploadOf {
  const cycle::ReceivedFile* file = nullptr;
  const cycle::ReadThrough* through = nullptr;
  ledger::Appended appended;
  bool repeated = false;
  const cycle::ListedFile* listed = nullptr;  // of its tasks; without a time none was ever confirmed
  const cycle::RunOutcome* heard = nullptr;   // the run in which its answers to orders were heard; null: none were
  const cycle::RunOutcome* stands = nullptr;  // looked at again: how the orders stand on the day asked about
  const cycle::FileSender* known = nullptr;   // sent just now: who had put the same bytes in before
  std::string another;  // the office whose answer it says it is, where that is not the sender's; else empty
};
std::string upload(const UploadOf& of, const Viewer& viewer);
std::string questions_page(const std::vector<cycle::OpenQuestion>& open, const std::vector<reading::Answer>& answers);
std::string burden(const std::vector<cycle::BurdenRow>& rows, const calendar::Date& asof,
                   const cycle::OfficeSettings& settings, const Shows& shows);

std::string plan(const std::optional<cycle::PlanInForce>& plan, const Names& names);
std::string tasks(const cycle::Standing& standing, const Shows& shows);
std::string projects(const cycle::Standing& standing, const std::vector<facts::Fact>& known, const Shows& shows);

struct OrdersOf {
  calendar::Date asof;
  const std::vector<cycle::OrdersAsked>* books = nullptr;
  const std::vector<cycle::Acceptance>* accepted = nullptr;
  const calendar::WorkingCalendar* calendar = nullptr;
  // The books as they are now, where `asof` looks back: what has been done since is told beside, and what may be done
  // is of now. Null: `asof` is today.
  const std::vector<cycle::OrdersAsked>* now = nullptr;
  bool directs = false, replies = false;  // what who asks may do
  Names names{};
};
std::string orders(const OrdersOf& of, const Shows& shows);
// "2025-4-1"; empty text when there is none that may be shown.
std::string order(const OrdersOf& of, const std::string& id, const Shows& shows);
std::string round_done(const cycle::Standing& standing);
std::string round_rehearsed(const cycle::Rehearsal& rehearsal);
// What a person may see of an agenda; sections without items are left out.
std::vector<cycle::AgendaSection> agenda_shown(const std::vector<cycle::AgendaSection>& sections, const Shows& shows);
std::string agenda(const cycle::Standing& is, const std::vector<cycle::AgendaSection>& sections, const Shows& shows);

std::string preview(const std::string& kind, const document::Draft& draft, const report::RunFindings& findings);

}  // namespace wire
