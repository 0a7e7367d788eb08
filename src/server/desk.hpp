// What each operation answers: asks cycle, and passes on what the person may see. No rule of the domain is here.
#pragma once

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/world.hpp"
#include "cycle/standing.hpp"
#include "server/accounts.hpp"
#include "server/audit.hpp"
#include "server/books.hpp"
#include "server/http.hpp"
#include "server/input.hpp"
#include "server/personal.hpp"
#include "server/routes.hpp"
#include "server/sessions.hpp"
#include "server/sign_on.hpp"
#include "server/user_list.hpp"
#include "wire/pages.hpp"

namespace cycle {
struct AnnualOutcome;
}

namespace server {

struct Call {
  const Route& route;
  const Person& person;
  const Request& request;
  const std::vector<std::string>& parts;  // of the path
};

// {"error":{…},"request_id"} with the status that its code stands for.
Response fault_response(const base::Fault& fault, const std::string& request_id);
unsigned status_of(const base::Fault& fault);
Response json_response(std::string body, unsigned status = 200);

struct DeskOptions {
  std::string data;
  bool stand_alone = true;
  SignOn* sign_on = nullptr;     // none: people log in by our own passwords only
  Personal* personal = nullptr;  // personal mode; null: accounts
};

class Desk {
 public:
  // `changed`: told after every write what it touched; `ended`: sessions whose live connections are to go.
  Desk(const DeskOptions& options, base::World& world, Accounts& accounts, Sessions& sessions, Throttle& throttle,
       Audit& audit, std::function<void(const std::string& what)> changed,
       std::function<void(std::uint64_t session)> ended);

  Response answer(const Call& call);

  // Of all that can be shown; looked at again by whoever calls `look_again` (other programs write too).
  std::string version() const;
  bool look_again();  // whether it is another now
  calendar::Date today() const;
  // While no security or no audit administrator is there.
  bool in_setup() const;

 private:
  using Answer = base::Result<Response>;
  using Operation = Answer (Desk::*)(const Call&);
  static const std::map<std::string_view, Operation>& operations();

  // desk_figures.cpp
  Answer overview(const Call&);
  Answer overview_chart(const Call&);
  Answer check(const Call&);
  Answer check_list(const Call&);
  Answer indicators(const Call&);
  Answer series(const Call&);
  Answer trace(const Call&);
  Answer trace_page(const Call&);
  // desk_work.cpp
  Answer uploads(const Call&);
  Answer upload(const Call&);
  Answer upload_get(const Call&);
  Answer upload_take(const Call&);
  Answer upload_withdraw(const Call&);
  Answer tasks_list(const Call&);
  Answer upload_file(const Call&);
  Answer questions(const Call&);
  Answer question_answer(const Call&);
  Answer burden(const Call&);
  Answer plan(const Call&);
  Answer plan_adopt(const Call&);
  Answer tasks(const Call&);
  Answer projects(const Call&);
  // desk_orders.cpp
  Answer orders(const Call&);
  Answer order(const Call&);
  Answer order_round(const Call&);
  Answer order_rehearsal(const Call&);
  Answer order_accept(const Call&);
  Answer order_reply(const Call&);
  Answer order_return(const Call&);
  Answer order_close(const Call&);
  Answer order_escalate(const Call&);
  Answer agenda(const Call&);
  Answer agenda_file(const Call&);
  Answer reports(const Call&);
  Answer report_preview(const Call&);
  Answer report_file(const Call&);
  Answer reports_issue(const Call&);
  Answer report_issued(const Call&);
  // desk_annual.cpp
  Answer annual(const Call&);
  Answer annual_file(const Call&);
  // desk_ledger.cpp
  Answer ledger(const Call&);
  Answer ledger_events(const Call&);
  Answer ledger_record(const Call&);
  Answer ledger_proof(const Call&);
  Answer ledger_verify(const Call&);
  Answer ledger_correct(const Call&);
  Answer ledger_withdraw(const Call&);
  // desk_session.cpp
  Answer session_get(const Call&);
  Answer session_login(const Call&);
  Answer session_sign_on(const Call&);
  Answer session_sign_on_back(const Call&);
  Answer session_logout(const Call&);
  Answer session_password(const Call&);
  Answer session_totp_begin(const Call&);
  Answer session_totp_confirm(const Call&);
  Answer personal_enter(const Call&);
  Answer openapi(const Call&);
  Answer health(const Call&);
  Answer live(const Call&);
  // desk_admin.cpp
  Answer users(const Call&);
  Answer user_new(const Call&);
  Answer user_change(const Call&);
  Answer user_password(const Call&);
  Answer user_rights(const Call&);
  // desk_user_list.cpp
  Answer user_list_check(const Call&);
  Answer user_list_make(const Call&);
  Answer user_list_rights(const Call&);
  Answer calendar(const Call&);
  Answer calendar_set(const Call&);
  Answer settings(const Call&);
  Answer settings_set(const Call&);
  Answer backups(const Call&);
  Answer backup(const Call&);
  Answer audit(const Call&);
  // desk_tables.cpp
  Answer names(const Call&);
  Answer name_set(const Call&);
  Answer name_restore(const Call&);
  Answer offices(const Call&);
  Answer office_set(const Call&);
  Answer office_restore(const Call&);

  // Asked before every operation: what its route names (Rows) is the person's. Faults: "rights.area", "inbox.unknown".
  base::Result<void> rows_are_theirs(const Call& call);
  // The rows a person may see: every list of rows is made through this.
  static wire::Shows rows(const Person& person);
  // People are told by name where people read. An account is never another's, so a name of long ago stays right.
  std::string called(const std::string& login) const;
  wire::Names names() const;
  wire::Viewer viewer(const Person& person) const { return {rows(person), names(), person.login}; }
  // Of a received file its area counts too; one that came before there was a plan is of that plan's, `plan_area`. What
  // one sent oneself one sees, whoever had sent it before.
  static bool sees_file(const Person& person, const cycle::ReceivedFile& file, const std::string& plan_area);
  base::Result<std::string> plan_area(const Person& person) const;
  // A personal field as the person may see it.
  static std::string shown(const Person& person, const std::string& personal);

  base::Result<calendar::Date> asof(const Call& call) const;
  // Where the year stands, as far as the person's areas go; kept until something is written. Fault "rights.area".
  base::Result<std::shared_ptr<const cycle::Standing>> standing(const Person& person, const calendar::Date& asof);
  bool holds_against_figures(const Person& person);
  // Asked under `writing_` before anything that works by the plan in force is written. Fault "rights.area".
  base::Result<void> plan_is_theirs(const Person& person);
  base::Result<std::unique_ptr<cycle::AnnualOutcome>> annual_of(const Person& person, const ::calendar::Date& asof);
  struct AgendaOf {
    std::shared_ptr<const cycle::Standing> is;
    std::vector<cycle::AgendaSection> sections;
  };
  base::Result<AgendaOf> agenda_of(const Call& call);
  struct OrderView;
  base::Result<OrderView> order_view(const Call& call, const calendar::Date& asof);
  base::Result<bool> printed_for(const Person& person, const std::string& asof, const std::string& name,
                                 const std::string& sha256);
  base::Result<void> order_is_theirs(const Call& call, const std::string& id);
  base::Result<Response> order_after(const Call& call);
  base::Result<Response> order_step(const Call& call, plan::OrderStep what);
  base::Result<std::vector<::ledger::Recorded>> facts_for(const Call& call, ::ledger::Query query);
  base::Result<std::string> file_of_upload(const Person& person, const std::string& id);
  Answer upload_shown(const Call& call);
  Response session_json(const Person& person);
  // A new session in place of the one that the browser had; its cookie goes into `headers`. `lasting` as Sessions has
  // it.
  Session change_session(const std::string& login, const Request& request, bool signed_on, bool lasting,
                         Pairs& headers);
  // A new session for whoever has just shown who he is; the cookie goes into `out`.
  Person begin_session(const Account& account, const Request& request, bool signed_on, Pairs& headers);
  std::string user_json(const Person& person, const Account& account);
  base::Result<std::vector<ListedUser>> listed_users(const Call& call, bool rights);
  base::Result<void> note_listed(const Call& call, const std::string& did, const Account& account,
                                 const std::string& outcome, const std::string& note);
  void written(const std::string& what);

  const DeskOptions options_;
  base::World& world_;
  Books books_;
  Accounts& accounts_;
  Sessions& sessions_;
  Throttle& throttle_;
  Audit& audit_;
  const std::function<void(const std::string&)> changed_;
  const std::function<void(std::uint64_t)> ended_;

  // Files beside the ledger are read, changed and written whole: one at a time.
  std::mutex writing_;
  mutable std::mutex mutex_;  // of what follows
  std::string version_;
  struct Kept {
    ::calendar::Date asof;
    std::string version;
    std::shared_ptr<const cycle::Standing> standing;
  };
  std::list<Kept> kept_;  // the latest first
};

}  // namespace server
