#include "server/user_list.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/builtin.hpp"
#include "base/csv.hpp"
#include "base/text.hpp"
#include "cycle/office_tables.hpp"
#include "cycle/upkeep_parts.hpp"
#include "office/office.hpp"

namespace server {

namespace {

constexpr int kHeadWithin = 8;  // rows above the first person: titles
constexpr std::int64_t kOneTimeSeconds = 72 * 3600;
constexpr std::size_t kLongestName = 100, kLongestPhone = 40, kLongestPlace = 100;  // characters, as for one account

// 姓 名 → 姓名; Login → login.
std::string bare(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text)
    if (!base::is_space(c)) out += c >= U'A' && c <= U'Z' ? c + 32 : c;
  return base::to_utf8(out);
}

const std::map<std::string, std::string>& fields() {
  static const std::map<std::string, std::string> all = [] {
    std::map<std::string, std::string> out;
    const auto table = base::CsvTable::parse(base::builtin_file("codes/users/columns.csv"), "codes/users/columns.csv");
    JC_ASSERT(table);
    for (std::size_t i = 0; i < table->size(); ++i) out.emplace(table->at(i, "word"), table->at(i, "field"));
    return out;
  }();
  return all;
}

// Several in one cell: 商务局、文旅局.
std::vector<std::string> several(const std::string& cell) {
  std::vector<std::string> out;
  std::u32string one;
  const auto end = [&] {
    const std::string text = base::to_utf8(base::trim(std::u32string_view(one)));
    if (!text.empty() && std::ranges::find(out, text) == out.end()) out.push_back(text);
    one.clear();
  };
  for (const char32_t c : base::u32(cell)) {
    if (out.size() > kMostPlaces) break;  // judged later
    if (std::u32string_view(U"、，,；;/／\n").find(c) != std::u32string_view::npos) {
      end();
    } else {
      one += c;
    }
  }
  end();
  return out;
}

using Row = std::map<int, std::string>;  // by column

std::map<int, Row> rows_of(const document::Document& document, const document::Table& table) {
  std::map<int, Row> out;
  constexpr std::size_t kLongestCell = 2000;
  for (const auto& cell : table.cells) {
    if (out.size() > kMostListed + kHeadWithin + 1 && !out.contains(cell.row)) break;  // too many: told below
    const auto words = base::trim(base::slice(document.text, cell.span));
    out[cell.row][cell.column] = base::to_utf8(words.substr(0, kLongestCell));
  }
  return out;
}

bool names(const std::map<int, std::string>& columns, const char* field) {
  return std::ranges::any_of(columns, [&](const auto& c) { return c.second == field; });
}

ListedUser user_of(int row, const Row& cells, const std::map<int, std::string>& columns) {
  ListedUser user;
  user.row = row + 1;
  Account& a = user.wanted;
  for (const auto& [column, text] : cells) {
    const auto field = columns.find(column);
    if (field == columns.end()) continue;
    if (field->second == "name") a.name = text;
    if (field->second == "login") a.login = text;
    if (field->second == "phone") a.phone = text;
    if (field->second == "office") a.offices = several(text);
    if (field->second == "area") a.areas = several(text);
    if (field->second != "role") continue;
    for (const auto& word : several(text)) {
      const auto role = parse_role(word);
      if (!role) user.unknown_roles.push_back(word);
      if (role && std::ranges::find(a.roles, *role) == a.roles.end()) a.roles.push_back(*role);
    }
  }
  return user;
}

std::string all_roles() {
  std::string out;
  for (int i = 0; i < kRoles; ++i) out += (i == 0 ? "" : "、") + std::string(to_chinese(static_cast<Role>(i)));
  return out;
}

bool longer(const std::string& text, std::size_t most) { return base::u32(text).size() > most; }

// The office that a name may have been meant for.
std::string near_to(const std::string& name, const std::vector<std::string>& known) {
  const auto* meant = plan::Offices::in_force().of_body(name);
  for (const auto& k : known)
    if (meant != nullptr && plan::Offices::in_force().of_body(k) == meant) return k;
  return {};
}

void judge_offices(ListedUser& user, bool new_offices, const std::vector<std::string>& known) {
  const Account& a = user.wanted;
  const auto needs = std::ranges::find_if(a.roles, needs_office);
  if (needs != a.roles.end() && a.offices.empty())
    user.faults.push_back("“" + std::string(to_chinese(*needs)) + "”没有写单位，不然什么督办都看不到");
  for (const auto& name : a.offices) {
    if (longer(name, kLongestPlace)) user.faults.emplace_back("单位的名称太长");
    if (new_offices || std::ranges::any_of(known, [&](const auto& k) { return same_office(k, name); })) continue;
    const std::string near = near_to(name, known);
    user.faults.push_back("没有“" + base::shortened(name, 30) + "”这个单位" +
                          (near.empty() ? "" : "，是不是“" + near + "”？"));
  }
}

}  // namespace

base::Result<std::vector<ListedUser>> read_user_list(std::string_view bytes, const std::string& name,
                                                     base::World& world) {
  const auto document = office::read_document(bytes, name, world);
  if (!document) return base::fail(document.error());
  for (const auto& block : document->blocks) {
    const auto* table = std::get_if<document::Table>(&block);
    if (table == nullptr) continue;
    const auto rows = rows_of(*document, *table);
    std::map<int, std::string> columns;
    std::vector<ListedUser> out;
    for (const auto& [number, cells] : rows) {
      if (columns.empty()) {
        if (number >= kHeadWithin) break;
        std::map<int, std::string> head;
        for (const auto& [column, text] : cells)
          if (const auto field = fields().find(bare(base::u32(text)));
              field != fields().end() && !names(head, field->second.c_str()))
            head[column] = field->second;
        if (names(head, "name") && names(head, "login")) columns = std::move(head);
        continue;
      }
      ListedUser user = user_of(number, cells, columns);
      const Account& a = user.wanted;
      const bool nothing = a.login.empty() && a.name.empty() && a.roles.empty() && user.unknown_roles.empty() &&
                           a.offices.empty() && a.areas.empty() && a.phone.empty();
      if (!nothing) out.push_back(std::move(user));
      if (out.size() > kMostListed) break;
    }
    if (columns.empty()) continue;
    if (out.size() > kMostListed)
      return base::fail(
          "users.many",
          "名单有" + std::to_string(kMostListed) + "人以上，一次最多" + std::to_string(kMostListed) + "人",
          {.file = name}, "分成几份，一份一份来");
    if (!out.empty()) return out;
  }
  return base::fail("users.no_table", "没有找到名单：要有一张表，表头里有“姓名”和“登录名”，下面至少一个人",
                    {.file = name}, "表头写：姓名、登录名、角色、单位、片区（后三项和电话可以没有）");
}

bool has_other_rights(const Account& there, const Account& wanted) {
  const auto differ = [](auto a, auto b) {
    std::ranges::sort(a);
    std::ranges::sort(b);
    return a != b;
  };
  return (!there.roles.empty() && differ(there.roles, wanted.roles)) ||
         (!there.offices.empty() && !wanted.offices.empty() && differ(there.offices, wanted.offices)) ||
         (!there.areas.empty() && !wanted.areas.empty() && differ(there.areas, wanted.areas));
}

void judge_user_list(std::vector<ListedUser>& users, const ListAsked& asked, const std::vector<Account>& there,
                     const std::vector<std::string>& known) {
  const bool gives = asked.what == ListAsked::What::give_rights;
  std::map<std::string, int> first;  // row of each login
  for (auto& user : users) {
    const Account& a = user.wanted;
    user.faults.clear();
    if (a.name.empty()) user.faults.emplace_back("没有写姓名");
    if (longer(a.name, kLongestName)) user.faults.emplace_back("姓名太长");
    if (longer(a.phone, kLongestPhone)) user.faults.emplace_back("电话太长");
    if (std::ranges::any_of(a.areas, [](const auto& area) { return longer(area, kLongestPlace); }))
      user.faults.emplace_back("片区的名称太长");
    if (!good_login(a.login)) {
      user.faults.push_back(a.login.empty() ? std::string("没有写登录名")
                                            : "登录名“" + base::shortened(a.login, 32) +
                                                  "”不行：用2到32个小写字母、数字、点、下划线或短横");
    } else {
      const auto [at, fresh] = first.emplace(a.login, user.row);
      if (!fresh) user.faults.push_back("登录名和第" + std::to_string(at->second) + "行的一样");
    }
    const auto account = std::ranges::find(there, a.login, &Account::login);
    if (!gives && account != there.end()) user.faults.emplace_back("登录名已经有人用了");
    if (gives && good_login(a.login) && account == there.end())
      user.faults.emplace_back("还没有这个账户，先请系统管理员建立");
    if (gives && a.login == asked.by) user.faults.emplace_back("不能给自己授权");
    if (gives && a.roles.empty() && user.unknown_roles.empty()) user.faults.emplace_back("没有写角色");
    if (gives && account != there.end() && has_other_rights(*account, a))
      user.faults.emplace_back("这个账户已经有别的角色、单位或片区，不按名单改；要改，在这一行里单独改");
    if (a.offices.size() > kMostPlaces || a.areas.size() > kMostPlaces)
      user.faults.push_back("单位、片区最多各写" + std::to_string(kMostPlaces) + "个");
    for (const auto& word : user.unknown_roles)
      user.faults.push_back("没有“" + base::shortened(word, 20) + "”这个角色：写 " + all_roles());
    if (const auto why = together_refused(a.roles); !why.empty()) user.faults.push_back(why);
    judge_offices(user, asked.new_offices, known);
  }
}

base::Result<void> all_good(const std::vector<ListedUser>& users) {
  const auto bad = std::ranges::count_if(users, [](const auto& u) { return !u.faults.empty(); });
  if (bad == 0) return {};
  const auto first = std::ranges::find_if(users, [](const auto& u) { return !u.faults.empty(); });
  return base::fail("users.rows",
                    "名单里有" + std::to_string(bad) + "行有问题，一个账户也没有动。第" + std::to_string(first->row) +
                        "行：" + first->faults.front(),
                    {}, "先看一遍名单的检查结果，改好再来");
}

base::Result<std::vector<std::string>> make_accounts(Accounts& accounts, const std::vector<ListedUser>& users,
                                                     bool rights,
                                                     const std::function<base::Result<void>(const Account&)>& before,
                                                     base::World& world) {
  if (auto good = all_good(users); !good) return base::fail(good.error());
  const auto until =
      std::chrono::floor<std::chrono::seconds>(world.clock->now()).time_since_epoch().count() + kOneTimeSeconds;
  std::vector<Account> made;
  std::vector<std::string> passwords;
  for (const auto& user : users) {
    Account account = user.wanted;
    if (!rights) account.roles.clear();
    passwords.push_back(one_time_password(world));
    account.password_hash = hash_password(passwords.back());
    account.must_change_password = true;
    account.password_until = until;
    account.created = cycle::local_time(world);
    made.push_back(std::move(account));
  }
  auto added = accounts.add_all(made, [&]() -> base::Result<void> {
    for (const auto& account : made)
      if (auto may = before(account); !may) return may;
    return {};
  });
  if (!added) return base::fail(added.error());
  return passwords;
}

}  // namespace server
