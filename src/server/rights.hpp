// Who may do what, and which rows they see. One table of capabilities a role; pure.
// 三员分立: GB/T 22239-2019 (8.1.5, management centre) sets system, audit and security administration apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace server {

enum class Role { bureau, department, street, leader, deputy, auditor, system_admin, security_admin, audit_admin };
inline constexpr int kRoles = 9;

// Bits, so that a set of them is a number.
enum class Can : std::uint32_t {
  see_targets = 1u << 0,
  check = 1u << 1,
  see_work = 1u << 2,
  see_reports = 1u << 3,
  see_ledger = 1u << 4,
  upload = 1u << 5,
  answer = 1u << 6,
  direct = 1u << 7,
  reply = 1u << 8,
  amend = 1u << 9,
  see_personal = 1u << 10,
  see_settings = 1u << 11,
  see_users = 1u << 12,
  manage_users = 1u << 13,
  grant_rights = 1u << 14,
  manage_system = 1u << 15,
  see_audit = 1u << 16,
  keep_tables = 1u << 17,
};
using Abilities = std::uint32_t;
constexpr Abilities bit(Can can) { return static_cast<Abilities>(can); }

std::string_view to_string(Role role);   // "bureau"
std::string_view to_chinese(Role role);  // "发展改革部门"
// Either of them.
std::optional<Role> parse_role(std::string_view text);
bool is_administrator(Role role);
bool needs_office(Role role);         // 责任单位, 街道: without one they see nothing
std::string_view to_string(Can can);  // "see_targets"
std::optional<Can> parse_can(std::string_view text);
std::vector<std::string> words_of(Abilities abilities);

Abilities abilities_of(Role role);
Abilities abilities_of(const std::vector<Role>& roles);
// Of the one person of personal mode: the bureau's work and the upkeep of her own machine. There are no accounts to
// manage.
Abilities personal_abilities();
// Why these roles cannot be one person's; empty when they can. An administrator holds that one role and no other.
std::string together_refused(const std::vector<Role>& roles);

// Which rows: empty lists see all.
struct Scope {
  std::vector<std::string> areas, offices;
  bool own_only = false;  // a department or street: without an office it sees none

  bool sees_office(std::string_view office) const;
  bool sees_area(std::string_view name, std::string_view code = {}) const;
  bool all_offices() const { return offices.empty() && !own_only; }
};

// 区商务局 and 岚湖区商务局 are one office, 市商务局 is another.
bool same_office(std::string_view a, std::string_view b);

// Whoever asks.
struct Person {
  std::string login;  // empty: nobody is logged in
  std::string name;
  std::vector<Role> roles;
  Abilities abilities = 0;
  Scope scope;
  std::uint64_t session = 0;
  std::string csrf;
  bool must_change_password = false;
  bool totp = false;

  bool known() const { return !login.empty(); }
  bool can(Can what) const { return (abilities & bit(what)) != 0; }
};

}  // namespace server
