#include "server/routes.hpp"

#include <array>

namespace server {

namespace {

constexpr std::uint64_t kSmall = 64 * 1024;
constexpr std::uint64_t kFile = 64u << 20;  // whatever an office sends is smaller
constexpr std::uint64_t kTable = 256 * 1024;
constexpr std::uint64_t kList = 4u << 20;

// {method, path, operation, door, capability, body, limit, lane, personal, writes, kept, from_elsewhere, rows}
constexpr auto kRoutes = std::to_array<Route>({
    {"GET", "/healthz", "health", Door::open, Can::see_targets, Body::none, kSmall, Lane::light, false, false, false},
    {"GET", "/metrics", "metrics", Door::loopback, Can::see_targets, Body::none, kSmall, Lane::light, false, false,
     false},
    {"GET", "/api/v1/openapi.json", "openapi", Door::open, Can::see_targets, Body::none, kSmall, Lane::light, false,
     false, false},
    {"GET", "/api/v1/session", "session_get", Door::open, Can::see_targets, Body::none, kSmall, Lane::light, false,
     false, false},
    {"POST", "/api/v1/session", "session_login", Door::open, Can::see_targets, Body::json, kSmall, Lane::heavy, false,
     true, false},
    {"GET", "/api/v1/session/sign-on", "session_sign_on", Door::open, Can::see_targets, Body::none, kSmall, Lane::heavy,
     false, false, false},
    {"GET", "/api/v1/session/sign-on/back", "session_sign_on_back", Door::open, Can::see_targets, Body::none, kSmall,
     Lane::heavy, false, true, false, true},
    {"DELETE", "/api/v1/session", "session_logout", Door::session, Can::see_targets, Body::none, kSmall, Lane::light,
     false, true, false},
    {"POST", "/api/v1/session/password", "session_password", Door::session, Can::see_targets, Body::json, kSmall,
     Lane::heavy, false, true, false},
    {"POST", "/api/v1/session/totp", "session_totp_begin", Door::session, Can::see_targets, Body::none, kSmall,
     Lane::light, false, true, false},
    {"PUT", "/api/v1/session/totp", "session_totp_confirm", Door::session, Can::see_targets, Body::json, kSmall,
     Lane::light, false, true, false},
    {"GET", "/api/v1/personal", "personal_enter", Door::open, Can::see_targets, Body::none, kSmall, Lane::light, false,
     true, false},
    {"GET", "/api/v1/live", "live", Door::session, Can::see_targets, Body::none, kSmall, Lane::light, false, false,
     false},
    {"GET", "/api/v1/overview", "overview", Door::able, Can::see_targets, Body::none, kSmall, Lane::light, false, false,
     true, false, Rows::plan},
    {"GET", "/api/v1/overview/charts/{target}", "overview_chart", Door::able, Can::see_targets, Body::none, kSmall,
     Lane::light, false, false, true, false, Rows::plan},
    {"POST", "/api/v1/check", "check", Door::able, Can::check, Body::json_or_file, kFile, Lane::heavy, false, false,
     false},
    {"POST", "/api/v1/check/list", "check_list", Door::able, Can::check, Body::json_or_file, kFile, Lane::heavy, false,
     false, false},
    {"GET", "/api/v1/indicators", "indicators", Door::able, Can::see_targets, Body::none, kSmall, Lane::light, false,
     false, true},
    {"GET", "/api/v1/indicators/{name}", "series", Door::able, Can::see_targets, Body::none, kSmall, Lane::light, false,
     false, true},
    {"GET", "/api/v1/trace", "trace", Door::able, Can::see_targets, Body::none, kSmall, Lane::light, false, false,
     true},
    {"GET", "/api/v1/trace/page", "trace_page", Door::able, Can::see_targets, Body::none, kSmall, Lane::light, false,
     false, false},
    {"GET", "/api/v1/uploads", "uploads", Door::able, Can::upload, Body::none, kSmall, Lane::light, false, false, true},
    {"POST", "/api/v1/uploads", "upload", Door::able, Can::upload, Body::file, kFile, Lane::heavy, false, true, false},
    {"GET", "/api/v1/uploads/{id}", "upload_get", Door::able, Can::upload, Body::none, kSmall, Lane::heavy, false,
     false, false, false, Rows::file},
    {"POST", "/api/v1/uploads/{id}/take", "upload_take", Door::able, Can::direct, Body::none, kSmall, Lane::heavy,
     false, true, false, false, Rows::file},
    {"POST", "/api/v1/uploads/{id}/withdraw", "upload_withdraw", Door::able, Can::upload, Body::json, kSmall,
     Lane::heavy, false, true, false, false, Rows::file},
    {"PUT", "/api/v1/uploads/{id}/tasks", "tasks_list", Door::able, Can::direct, Body::json, kTable, Lane::heavy, false,
     true, false, false, Rows::file},
    {"GET", "/api/v1/uploads/{id}/file", "upload_file", Door::able, Can::upload, Body::none, kSmall, Lane::light, true,
     false, false, false, Rows::file},
    {"GET", "/api/v1/questions", "questions", Door::able, Can::answer, Body::none, kSmall, Lane::light, false, false,
     true, false, Rows::plan},
    {"POST", "/api/v1/questions/{id}", "question_answer", Door::able, Can::answer, Body::json, kSmall, Lane::light,
     false, true, false, false, Rows::plan},
    {"GET", "/api/v1/burden", "burden", Door::able, Can::see_work, Body::none, kSmall, Lane::light, false, false, true,
     false, Rows::plan},
    {"GET", "/api/v1/plan", "plan", Door::able, Can::see_targets, Body::none, kSmall, Lane::light, false, false, true,
     false, Rows::plan},
    {"PUT", "/api/v1/plan", "plan_adopt", Door::able, Can::direct, Body::json, kSmall, Lane::light, false, true, false,
     false, Rows::plan},
    {"GET", "/api/v1/tasks", "tasks", Door::able, Can::see_work, Body::none, kSmall, Lane::light, false, false, true,
     false, Rows::plan},
    {"GET", "/api/v1/projects", "projects", Door::able, Can::see_work, Body::none, kSmall, Lane::light, false, false,
     true, false, Rows::plan},
    {"GET", "/api/v1/orders", "orders", Door::able, Can::see_work, Body::none, kSmall, Lane::light, false, false, true},
    {"GET", "/api/v1/orders/{id}", "order", Door::able, Can::see_work, Body::none, kSmall, Lane::light, false, false,
     true},
    {"GET", "/api/v1/orders/round", "order_rehearsal", Door::able, Can::direct, Body::none, kSmall, Lane::heavy, false,
     false, false, false, Rows::plan},
    {"POST", "/api/v1/orders/round", "order_round", Door::able, Can::direct, Body::json, kSmall, Lane::heavy, false,
     true, false, false, Rows::plan},
    {"POST", "/api/v1/orders/{id}/accept", "order_accept", Door::able, Can::reply, Body::none, kSmall, Lane::light,
     false, true, false},
    {"POST", "/api/v1/orders/{id}/reply", "order_reply", Door::able, Can::reply, Body::json, kSmall, Lane::heavy, false,
     true, false},
    {"POST", "/api/v1/orders/{id}/return", "order_return", Door::able, Can::direct, Body::json, kSmall, Lane::light,
     false, true, false},
    {"POST", "/api/v1/orders/{id}/close", "order_close", Door::able, Can::direct, Body::json, kSmall, Lane::light,
     false, true, false},
    {"POST", "/api/v1/orders/{id}/escalate", "order_escalate", Door::able, Can::direct, Body::json, kSmall, Lane::light,
     false, true, false},
    {"GET", "/api/v1/agenda/file", "agenda_file", Door::able, Can::see_work, Body::none, kSmall, Lane::heavy, false,
     false, false, false, Rows::plan},
    {"GET", "/api/v1/agenda", "agenda", Door::able, Can::see_work, Body::none, kSmall, Lane::light, false, false, true,
     false, Rows::plan},
    {"GET", "/api/v1/reports", "reports", Door::able, Can::see_reports, Body::none, kSmall, Lane::light, false, false,
     true},
    {"GET", "/api/v1/reports/{kind}", "report_preview", Door::able, Can::see_reports, Body::none, kSmall, Lane::light,
     false, false, true, false, Rows::plan},
    {"GET", "/api/v1/reports/{kind}/file", "report_file", Door::able, Can::see_reports, Body::none, kSmall, Lane::heavy,
     false, false, false, false, Rows::plan},
    {"POST", "/api/v1/reports/issue", "reports_issue", Door::able, Can::direct, Body::json, kSmall, Lane::heavy, false,
     true, false, false, Rows::plan},
    {"GET", "/api/v1/reports/issued/{asof}/{name}", "report_issued", Door::able, Can::see_reports, Body::none, kSmall,
     Lane::light, false, false, false},
    {"GET", "/api/v1/annual", "annual", Door::able, Can::see_reports, Body::none, kSmall, Lane::heavy, false, false,
     true, false, Rows::plan},
    {"GET", "/api/v1/annual/file", "annual_file", Door::able, Can::see_reports, Body::none, kSmall, Lane::heavy, false,
     false, false, false, Rows::plan},
    {"GET", "/api/v1/ledger", "ledger", Door::able, Can::see_ledger, Body::none, kSmall, Lane::light, false, false,
     true},
    {"GET", "/api/v1/ledger/events", "ledger_events", Door::able, Can::see_ledger, Body::none, kSmall, Lane::light,
     true, false, false},
    {"GET", "/api/v1/ledger/records/{area}/{sequence}", "ledger_record", Door::able, Can::see_ledger, Body::none,
     kSmall, Lane::light, false, false, false},
    {"GET", "/api/v1/ledger/proofs/{area}/{sequence}", "ledger_proof", Door::able, Can::see_ledger, Body::none, kSmall,
     Lane::light, false, false, false},
    {"POST", "/api/v1/ledger/verify", "ledger_verify", Door::able, Can::see_ledger, Body::none, kSmall, Lane::heavy,
     false, true, false},
    {"POST", "/api/v1/ledger/corrections", "ledger_correct", Door::able, Can::amend, Body::json, kSmall, Lane::light,
     false, true, false},
    {"POST", "/api/v1/ledger/withdrawals", "ledger_withdraw", Door::able, Can::amend, Body::json, kSmall, Lane::light,
     false, true, false},
    {"GET", "/api/v1/admin/users", "users", Door::able, Can::see_users, Body::none, kSmall, Lane::light, true, false,
     false},
    {"POST", "/api/v1/admin/users", "user_new", Door::able, Can::manage_users, Body::json, kSmall, Lane::heavy, true,
     true, false},
    {"PATCH", "/api/v1/admin/users/{login}", "user_change", Door::able, Can::manage_users, Body::json, kSmall,
     Lane::light, true, true, false},
    {"POST", "/api/v1/admin/users/{login}/password", "user_password", Door::able, Can::manage_users, Body::none, kSmall,
     Lane::heavy, false, true, false},
    {"PUT", "/api/v1/admin/users/{login}/rights", "user_rights", Door::able, Can::grant_rights, Body::json, kSmall,
     Lane::light, true, true, false},
    {"POST", "/api/v1/admin/user-list/check", "user_list_check", Door::able, Can::see_users, Body::file, kList,
     Lane::heavy, true, false, false},
    {"POST", "/api/v1/admin/user-list", "user_list_make", Door::able, Can::manage_users, Body::file, kList, Lane::heavy,
     true, true, false},
    {"POST", "/api/v1/admin/user-list/rights", "user_list_rights", Door::able, Can::grant_rights, Body::file, kList,
     Lane::heavy, true, true, false},
    {"GET", "/api/v1/admin/offices", "offices", Door::able, Can::see_settings, Body::none, kSmall, Lane::light, false,
     false, false},
    {"GET", "/api/v1/admin/calendar", "calendar", Door::able, Can::see_settings, Body::none, kSmall, Lane::light, false,
     false, true},
    {"PUT", "/api/v1/admin/calendar", "calendar_set", Door::able, Can::manage_system, Body::json, kTable, Lane::light,
     false, true, false},
    {"GET", "/api/v1/admin/names", "names", Door::able, Can::see_settings, Body::none, kSmall, Lane::light, false,
     false, true},
    {"PUT", "/api/v1/admin/names/{name}", "name_set", Door::able, Can::keep_tables, Body::json, kSmall, Lane::light,
     false, true, false},
    {"DELETE", "/api/v1/admin/names/{name}", "name_restore", Door::able, Can::keep_tables, Body::none, kSmall,
     Lane::light, false, true, false},
    {"PUT", "/api/v1/admin/offices/{function}", "office_set", Door::able, Can::keep_tables, Body::json, kSmall,
     Lane::light, false, true, false},
    {"DELETE", "/api/v1/admin/offices/{function}", "office_restore", Door::able, Can::keep_tables, Body::none, kSmall,
     Lane::light, false, true, false},
    {"GET", "/api/v1/admin/settings", "settings", Door::able, Can::see_settings, Body::none, kSmall, Lane::light, false,
     false, true},
    {"PUT", "/api/v1/admin/settings", "settings_set", Door::able, Can::manage_system, Body::json, kSmall, Lane::light,
     false, true, false},
    {"GET", "/api/v1/admin/backups", "backups", Door::able, Can::manage_system, Body::none, kSmall, Lane::light, false,
     false, false},
    {"POST", "/api/v1/admin/backups", "backup", Door::able, Can::manage_system, Body::none, kSmall, Lane::heavy, false,
     true, false},
    {"GET", "/api/v1/admin/audit", "audit", Door::able, Can::see_audit, Body::none, kSmall, Lane::heavy, true, false,
     false},
});

// The length of each pattern up to its first {…}: most routes are told apart by that alone.
constexpr auto kFixed = [] {
  std::array<std::size_t, kRoutes.size()> out{};
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = kRoutes[i].pattern.substr(0, kRoutes[i].pattern.find('{')).size();
  return out;
}();

// Does the path fit the pattern? What stands for {…} goes into `parts`.
bool fits(std::string_view pattern, std::string_view path, std::vector<std::string>& parts) {
  while (!pattern.empty() && !path.empty()) {
    if (pattern.front() == '{') {
      const auto end = path.find('/');
      const auto part = path.substr(0, end);
      if (part.empty()) return false;
      parts.emplace_back(part);
      pattern.remove_prefix(pattern.find('}') + 1);
      path = end == std::string_view::npos ? std::string_view{} : path.substr(end);
      continue;
    }
    if (pattern.front() != path.front()) return false;
    pattern.remove_prefix(1);
    path.remove_prefix(1);
  }
  return pattern.empty() && path.empty();
}

}  // namespace

std::span<const Route> routes() { return kRoutes; }

Matched match(std::string_view method, std::string_view path) {
  Matched out;
  if (method == "HEAD") method = "GET";
  for (std::size_t i = 0; i < kRoutes.size(); ++i) {
    const Route& route = kRoutes[i];
    const auto fixed = route.pattern.substr(0, kFixed[i]);
    if (!path.starts_with(fixed) || (fixed.size() == route.pattern.size() && path.size() != fixed.size())) continue;
    std::vector<std::string> parts;
    if (!fits(route.pattern, path, parts)) continue;
    out.path_known = true;
    // Fixed words before what may be any: /orders/round is no order.
    const bool better = out.route == nullptr || parts.size() < out.parts.size();
    if (route.method == method && better) {
      out.route = &route;
      out.parts = std::move(parts);
    }
  }
  return out;
}

}  // namespace server
