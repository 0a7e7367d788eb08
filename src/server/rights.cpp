#include "server/rights.hpp"

#include <algorithm>
#include <array>

#include "cycle/office_tables.hpp"

namespace server {

namespace {

constexpr std::array<std::pair<Role, std::string_view>, kRoles> kRoleNames{{{Role::bureau, "bureau"},
                                                                            {Role::department, "department"},
                                                                            {Role::street, "street"},
                                                                            {Role::leader, "leader"},
                                                                            {Role::deputy, "deputy"},
                                                                            {Role::auditor, "auditor"},
                                                                            {Role::system_admin, "system_admin"},
                                                                            {Role::security_admin, "security_admin"},
                                                                            {Role::audit_admin, "audit_admin"}}};

constexpr auto kCanNames = std::to_array<std::pair<Can, std::string_view>>({{Can::see_targets, "see_targets"},
                                                                            {Can::check, "check"},
                                                                            {Can::see_work, "see_work"},
                                                                            {Can::see_reports, "see_reports"},
                                                                            {Can::see_ledger, "see_ledger"},
                                                                            {Can::upload, "upload"},
                                                                            {Can::answer, "answer"},
                                                                            {Can::direct, "direct"},
                                                                            {Can::reply, "reply"},
                                                                            {Can::amend, "amend"},
                                                                            {Can::see_personal, "see_personal"},
                                                                            {Can::see_settings, "see_settings"},
                                                                            {Can::see_users, "see_users"},
                                                                            {Can::manage_users, "manage_users"},
                                                                            {Can::grant_rights, "grant_rights"},
                                                                            {Can::manage_system, "manage_system"},
                                                                            {Can::see_audit, "see_audit"},
                                                                            {Can::keep_tables, "keep_tables"}});

constexpr Abilities operator|(Can a, Can b) { return bit(a) | bit(b); }
constexpr Abilities operator|(Abilities a, Can b) { return a | bit(b); }

constexpr std::array<std::string_view, kRoles> kChinese{"发展改革部门", "责任单位",   "街道",       "领导",      "代表",
                                                        "审计",         "系统管理员", "安全管理员", "审计管理员"};

}  // namespace

std::string_view to_string(Role role) {
  return std::ranges::find(kRoleNames, role, [](const auto& r) { return r.first; })->second;
}
std::string_view to_chinese(Role role) { return kChinese[static_cast<std::size_t>(role)]; }
bool is_administrator(Role role) {
  return role == Role::system_admin || role == Role::security_admin || role == Role::audit_admin;
}
bool needs_office(Role role) { return role == Role::department || role == Role::street; }
std::optional<Role> parse_role(std::string_view text) {
  if (const auto word = std::ranges::find(kChinese, text); word != kChinese.end())
    return static_cast<Role>(word - kChinese.begin());
  const auto at = std::ranges::find(kRoleNames, text, [](const auto& r) { return r.second; });
  return at == kRoleNames.end() ? std::nullopt : std::optional(at->first);
}
std::string_view to_string(Can can) {
  return std::ranges::find(kCanNames, can, [](const auto& c) { return c.first; })->second;
}
std::optional<Can> parse_can(std::string_view text) {
  const auto at = std::ranges::find(kCanNames, text, [](const auto& c) { return c.second; });
  return at == kCanNames.end() ? std::nullopt : std::optional(at->first);
}
std::vector<std::string> words_of(Abilities abilities) {
  std::vector<std::string> out;
  for (const auto& [can, name] : kCanNames)
    if ((abilities & bit(can)) != 0) out.emplace_back(name);
  return out;
}

Abilities abilities_of(Role role) {
  constexpr Abilities kReads = Can::see_targets | Can::check;
  switch (role) {
    case Role::bureau:
      return kReads | Can::see_work | Can::see_reports | Can::see_ledger | Can::upload | Can::answer | Can::direct |
             Can::reply | Can::amend | Can::see_personal | Can::see_settings | Can::keep_tables;
    case Role::department:
    case Role::street:
      return kReads | Can::see_work | Can::upload | Can::reply;
    case Role::leader:
      return kReads | Can::see_work | Can::see_reports;
    case Role::deputy:
      return kReads | Can::see_work | Can::see_reports | Can::see_ledger;
    case Role::auditor:
      return kReads | Can::see_work | Can::see_reports | Can::see_ledger | Can::see_personal | Can::see_settings;
    case Role::system_admin:
      return Can::see_users | Can::manage_users | Can::manage_system | Can::see_settings | Can::keep_tables;
    case Role::security_admin:
      return Can::see_users | Can::grant_rights | Can::see_settings;
    case Role::audit_admin:
      return bit(Can::see_audit);
  }
  return 0;
}

Abilities abilities_of(const std::vector<Role>& roles) {
  Abilities all = 0;
  for (const Role role : roles) all |= abilities_of(role);
  return all;
}

Abilities personal_abilities() {
  return abilities_of(Role::bureau) | Can::manage_system | Can::see_settings | Can::see_audit;
}

std::string together_refused(const std::vector<Role>& roles) {
  if (roles.size() < 2 || std::ranges::none_of(roles, is_administrator)) return {};
  return "系统、安全、审计三类管理员各自分开，也不能兼任业务角色";
}

bool same_office(std::string_view a, std::string_view b) { return plan::Offices::in_force().same_body(a, b); }

bool Scope::sees_office(std::string_view office) const {
  if (all_offices()) return true;
  // Of what several answer for together each of them sees it.
  static constexpr std::string_view kAnd = "、";
  for (std::string_view rest = office;;) {
    const auto at = rest.find(kAnd);
    if (std::ranges::any_of(offices, [&](const auto& own) { return same_office(own, rest.substr(0, at)); }))
      return true;
    if (at == std::string_view::npos) return false;
    rest.remove_prefix(at + kAnd.size());
  }
}

bool Scope::sees_area(std::string_view name, std::string_view code) const {
  if (areas.empty()) return true;
  return std::ranges::any_of(
      areas, [&](const auto& own) { return own == name || (!code.empty() && own == code) || own == code; });
}

}  // namespace server
