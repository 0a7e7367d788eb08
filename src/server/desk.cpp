#include "server/desk.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cycle/office_tables.hpp"

namespace server {

namespace {

constexpr std::size_t kMostKept = 6;  // standings of different days

// What begins a code decides; the longest beginning first.
constexpr std::pair<std::string_view, unsigned> kStatus[] = {{"inbox.unknown", 404},
                                                             {"inbox.in_use", 409},
                                                             {"inbox.withdrawn", 409},
                                                             {"orders.unknown", 404},
                                                             {"accounts.unknown", 404},
                                                             {"ledger.missing", 404},
                                                             {"paper.kind", 404},
                                                             {"target.unknown", 404},
                                                             {"figure.unknown", 404},
                                                             {"file.missing", 404},
                                                             {"plan.none", 409},
                                                             {"annual.findings", 409},
                                                             {"orders.ended", 409},
                                                             {"orders.step", 409},
                                                             {"orders.own", 409},
                                                             {"orders.day", 409},
                                                             {"orders.changed", 409},
                                                             {"tables.version", 409},
                                                             {"tables.none", 404},
                                                             {"accounts.taken", 409},
                                                             {"accounts.last", 409},
                                                             {"users.rows", 422},
                                                             {"ledger.version", 409},
                                                             {"ledger.request_reused", 409},
                                                             {"backup.server", 409},
                                                             {"rights.", 403},
                                                             {"session.csrf", 403},
                                                             {"session.origin", 403},
                                                             {"session.needed", 401},
                                                             {"login.failed", 401},
                                                             {"sign_on.off", 404},
                                                             {"sign_on.no_account", 403},
                                                             {"sign_on.unreachable", 503},
                                                             {"sign_on.answer", 502},
                                                             {"sign_on.", 400},
                                                             {"login.totp", 401},
                                                             {"login.wait", 429},
                                                             {"body.type", 415},
                                                             {"path.unknown", 404},
                                                             {"method.unknown", 405},
                                                             {"host.unknown", 421},
                                                             {"input.", 400},
                                                             {"ledger.locked", 503},
                                                             {"ledger.unreadable", 503},
                                                             {"ledger.full", 503},
                                                             {"ledger.unwritable", 503},
                                                             {"file.unwritable", 503},
                                                             {"file.locked", 503},
                                                             {"orders.busy", 503},
                                                             {"folder.unwritable", 503},
                                                             {"program.missing", 503},
                                                             {"server.busy", 503},
                                                             {"server.fault", 500}};

}  // namespace

unsigned status_of(const base::Fault& fault) {
  for (const auto& [code, status] : kStatus)
    if (fault.code.starts_with(code)) return status;
  return 422;
}

Response json_response(std::string body, unsigned status) {
  Response out;
  out.status = status;
  out.headers.emplace_back("Content-Type", "application/json");
  out.headers.emplace_back("Cache-Control", "no-store");
  out.body = std::move(body);
  return out;
}

Response fault_response(const base::Fault& fault, const std::string& request_id) {
  // Remedies of the command line, and where this machine keeps its files, are nothing for a page.
  const bool of_command_line =
      fault.remedy.find("jicheng ") != std::string::npos || fault.remedy.find("--") != std::string::npos;
  base::Place place = fault.where;
  place.file = base::file_name(place.file);
  const Json j{{"error",
                {{"code", fault.code},
                 {"what", fault.what},
                 {"where", base::to_text(place)},
                 {"remedy", of_command_line ? std::string() : fault.remedy}}},
               {"request_id", request_id}};
  return json_response(j.dump(-1, ' ', false, Json::error_handler_t::replace), status_of(fault));
}

Desk::Desk(const DeskOptions& options, base::World& world, Accounts& accounts, Sessions& sessions, Throttle& throttle,
           Audit& audit, std::function<void(const std::string&)> changed, std::function<void(std::uint64_t)> ended)
    : options_(options),
      world_(world),
      books_(options.data, world),
      accounts_(accounts),
      sessions_(sessions),
      throttle_(throttle),
      audit_(audit),
      changed_(std::move(changed)),
      ended_(std::move(ended)) {
  look_again();
}

const std::map<std::string_view, Desk::Operation>& Desk::operations() {
  static const std::map<std::string_view, Operation> all{{"health", &Desk::health},
                                                         {"openapi", &Desk::openapi},
                                                         {"live", &Desk::live},
                                                         {"session_get", &Desk::session_get},
                                                         {"session_login", &Desk::session_login},
                                                         {"session_sign_on", &Desk::session_sign_on},
                                                         {"session_sign_on_back", &Desk::session_sign_on_back},
                                                         {"session_logout", &Desk::session_logout},
                                                         {"session_password", &Desk::session_password},
                                                         {"session_totp_begin", &Desk::session_totp_begin},
                                                         {"session_totp_confirm", &Desk::session_totp_confirm},
                                                         {"personal_enter", &Desk::personal_enter},
                                                         {"overview", &Desk::overview},
                                                         {"overview_chart", &Desk::overview_chart},
                                                         {"check", &Desk::check},
                                                         {"check_list", &Desk::check_list},
                                                         {"indicators", &Desk::indicators},
                                                         {"series", &Desk::series},
                                                         {"trace", &Desk::trace},
                                                         {"trace_page", &Desk::trace_page},
                                                         {"uploads", &Desk::uploads},
                                                         {"upload", &Desk::upload},
                                                         {"upload_get", &Desk::upload_get},
                                                         {"upload_take", &Desk::upload_take},
                                                         {"upload_withdraw", &Desk::upload_withdraw},
                                                         {"tasks_list", &Desk::tasks_list},
                                                         {"upload_file", &Desk::upload_file},
                                                         {"questions", &Desk::questions},
                                                         {"question_answer", &Desk::question_answer},
                                                         {"burden", &Desk::burden},
                                                         {"plan", &Desk::plan},
                                                         {"plan_adopt", &Desk::plan_adopt},
                                                         {"tasks", &Desk::tasks},
                                                         {"projects", &Desk::projects},
                                                         {"orders", &Desk::orders},
                                                         {"order", &Desk::order},
                                                         {"order_round", &Desk::order_round},
                                                         {"order_rehearsal", &Desk::order_rehearsal},
                                                         {"order_accept", &Desk::order_accept},
                                                         {"order_reply", &Desk::order_reply},
                                                         {"order_return", &Desk::order_return},
                                                         {"order_close", &Desk::order_close},
                                                         {"order_escalate", &Desk::order_escalate},
                                                         {"agenda", &Desk::agenda},
                                                         {"agenda_file", &Desk::agenda_file},
                                                         {"reports", &Desk::reports},
                                                         {"report_preview", &Desk::report_preview},
                                                         {"report_file", &Desk::report_file},
                                                         {"reports_issue", &Desk::reports_issue},
                                                         {"report_issued", &Desk::report_issued},
                                                         {"annual", &Desk::annual},
                                                         {"annual_file", &Desk::annual_file},
                                                         {"ledger", &Desk::ledger},
                                                         {"ledger_events", &Desk::ledger_events},
                                                         {"ledger_record", &Desk::ledger_record},
                                                         {"ledger_proof", &Desk::ledger_proof},
                                                         {"ledger_verify", &Desk::ledger_verify},
                                                         {"ledger_correct", &Desk::ledger_correct},
                                                         {"ledger_withdraw", &Desk::ledger_withdraw},
                                                         {"users", &Desk::users},
                                                         {"user_new", &Desk::user_new},
                                                         {"user_change", &Desk::user_change},
                                                         {"user_password", &Desk::user_password},
                                                         {"user_rights", &Desk::user_rights},
                                                         {"user_list_check", &Desk::user_list_check},
                                                         {"user_list_make", &Desk::user_list_make},
                                                         {"user_list_rights", &Desk::user_list_rights},
                                                         {"offices", &Desk::offices},
                                                         {"calendar", &Desk::calendar},
                                                         {"calendar_set", &Desk::calendar_set},
                                                         {"names", &Desk::names},
                                                         {"name_set", &Desk::name_set},
                                                         {"name_restore", &Desk::name_restore},
                                                         {"office_set", &Desk::office_set},
                                                         {"office_restore", &Desk::office_restore},
                                                         {"settings", &Desk::settings},
                                                         {"settings_set", &Desk::settings_set},
                                                         {"backups", &Desk::backups},
                                                         {"backup", &Desk::backup},
                                                         {"audit", &Desk::audit}};
  return all;
}

Response Desk::answer(const Call& call) {
  const auto at = operations().find(call.route.operation);
  JC_ASSERT(at != operations().end());
  if (auto theirs = rows_are_theirs(call); !theirs) return fault_response(theirs.error(), call.request.id);
  auto done = (this->*at->second)(call);
  return done ? std::move(*done) : fault_response(done.error(), call.request.id);
}

std::string Desk::version() const {
  const std::lock_guard lock(mutex_);
  return version_;
}

bool Desk::look_again() {
  const auto now = cycle::version_of(options_.data, world_);
  if (!now) return false;
  // A table that somebody broke by hand is told where it is asked for; until then the one before holds.
  if (version() != *now) (void)cycle::use_office_tables(options_.data, world_);
  const std::lock_guard lock(mutex_);
  if (version_ == *now) return false;
  version_ = *now;
  return true;
}

void Desk::written(const std::string& what) {
  look_again();
  changed_(what);
}

calendar::Date Desk::today() const {
  return std::chrono::floor<std::chrono::days>(world_.clock->now() + std::chrono::hours(8));
}

bool Desk::in_setup() const {
  bool security = false, audits = false;
  for (const auto& a : accounts_.all()) {
    if (!a.active) continue;
    security = security || std::ranges::find(a.roles, Role::security_admin) != a.roles.end();
    audits = audits || std::ranges::find(a.roles, Role::audit_admin) != a.roles.end();
  }
  return !security || !audits;
}

wire::Shows Desk::rows(const Person& person) {
  return [scope = person.scope](std::string_view office) { return scope.sees_office(office); };
}

std::string Desk::called(const std::string& login) const {
  const auto account = accounts_.look(login);
  return account && !account->name.empty() ? account->name : login;
}

wire::Names Desk::names() const {
  return [this](const std::string& login) { return called(login); };
}

std::string Desk::shown(const Person& person, const std::string& personal) {
  if (personal.empty() || person.can(Can::see_personal)) return personal;
  return "■■";
}

base::Result<calendar::Date> Desk::asof(const Call& call) const {
  auto day = date_parameter(call.request, "asof");
  if (!day) return base::fail(day.error());
  return day->value_or(today());
}

base::Result<void> Desk::plan_is_theirs(const Person& person) {
  if (person.scope.areas.empty()) return {};
  auto plan = cycle::plan_in_force(options_.data, world_);
  if (!plan) return base::fail(plan.error());
  if (*plan && !person.scope.sees_area((*plan)->file.area))
    return base::fail("rights.area", "现行计划不在您负责的地区", {}, "请安全管理员在您的范围里加上计划所属的地区");
  return {};
}

base::Result<void> Desk::rows_are_theirs(const Call& call) {
  switch (call.route.rows) {
    case Rows::own:
      return {};
    case Rows::plan:
      return plan_is_theirs(call.person);
    case Rows::file: {
      auto path = file_of_upload(call.person, call.parts[0]);
      if (!path) return base::fail(path.error());
      return {};
    }
  }
  return {};
}

base::Result<std::shared_ptr<const cycle::Standing>> Desk::standing(const Person& person,
                                                                    const ::calendar::Date& asof) {
  const std::string now = version();
  std::shared_ptr<const cycle::Standing> found;
  {
    const std::lock_guard lock(mutex_);
    const auto at = std::ranges::find_if(kept_, [&](const Kept& k) { return k.asof == asof && k.version == now; });
    if (at != kept_.end()) {
      kept_.splice(kept_.begin(), kept_, at);
      found = at->standing;
    }
  }
  if (!found) {
    auto made = cycle::standing({.data = options_.data, .asof = asof}, world_);
    if (!made) return base::fail(made.error());
    found = std::make_shared<const cycle::Standing>(std::move(*made));
    const std::lock_guard lock(mutex_);
    std::erase_if(kept_, [&](const Kept& k) { return k.version != now; });
    kept_.push_front({asof, now, found});
    if (kept_.size() > kMostKept) kept_.pop_back();
  }
  if (!person.scope.sees_area(found->plan.file.area)) {
    return base::fail("rights.area", "现行计划不在您负责的地区", {}, "请安全管理员在您的范围里加上计划所属的地区");
  }
  return found;
}

}  // namespace server
