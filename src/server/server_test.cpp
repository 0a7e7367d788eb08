#include <algorithm>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "base/builtin.hpp"
#include "server/accounts.hpp"
#include "server/http.hpp"
#include "server/input.hpp"
#include "server/rights.hpp"
#include "server/routes.hpp"
#include "server/sessions.hpp"
#include "server/totp.hpp"
#include "server/ui_files.hpp"

namespace server {
namespace {

using testing::HasSubstr;

TEST(Totp, gives_the_codes_of_rfc_6238_appendix_b) {
  const std::string secret = "12345678901234567890";
  const std::map<std::uint64_t, std::string> codes{{59, "94287082"},         {1111111109, "07081804"},
                                                   {1111111111, "14050471"}, {1234567890, "89005924"},
                                                   {2000000000, "69279037"}, {20000000000, "65353130"}};
  for (const auto& [time, code] : codes) EXPECT_EQ(hotp(secret, time / 30, 8), code) << time;
}

TEST(Totp, gives_the_codes_of_rfc_4226_appendix_d) {
  const std::vector<std::string> codes{"755224", "287082", "359152", "969429", "338314",
                                       "254676", "287922", "162583", "399871", "520489"};
  for (std::size_t i = 0; i < codes.size(); ++i) EXPECT_EQ(hotp("12345678901234567890", i, 6), codes[i]);
}

TEST(Totp, writes_base32_as_rfc_4648_section_10) {
  const std::map<std::string, std::string> pairs{{"", ""},
                                                 {"f", "MY"},
                                                 {"fo", "MZXQ"},
                                                 {"foo", "MZXW6"},
                                                 {"foob", "MZXW6YQ"},
                                                 {"fooba", "MZXW6YTB"},
                                                 {"foobar", "MZXW6YTBOI"}};
  for (const auto& [bytes, text] : pairs) {
    EXPECT_EQ(base32(bytes), text);
    EXPECT_EQ(from_base32(text), bytes);
  }
  EXPECT_FALSE(from_base32("MZXW0"));
}

TEST(Totp, takes_a_code_once_and_not_an_old_one) {
  const std::string secret = "12345678901234567890";
  const std::int64_t now = 1234567890;
  const auto step = totp_step(secret, "005924", now, 0);  // the last six digits of RFC 6238's eight
  ASSERT_TRUE(step);
  EXPECT_EQ(*step, static_cast<std::uint64_t>(now / 30));
  EXPECT_FALSE(totp_step(secret, "005924", now, *step));
  EXPECT_TRUE(totp_step(secret, "005924", now + 30, 0));
  EXPECT_FALSE(totp_step(secret, "005924", now + 90, 0));
  EXPECT_FALSE(totp_step(secret, "05924", now, 0));
}

TEST(Http, reads_path_and_query_and_refuses_what_no_page_asks_for) {
  const auto target = parse_target("/api/v1/indicators/%E8%B4%A2%E6%94%BF?asof=2025-03-31&area=%E5%8C%BA+A");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/api/v1/indicators/财政");
  EXPECT_EQ(target->query, (Pairs{{"asof", "2025-03-31"}, {"area", "区 A"}}));
  for (const char* bad : {"", "a", "http://x/", "/a/../b", "/a/%2e%2e/b", "/a/./b", "//x", "/a\\b", "/a%00", "/a%zz",
                          "/a%c0%af", "/a%0d%0ab", "*", "/a#b", "/a?b=%ff"})
    EXPECT_FALSE(parse_target(bad)) << bad;
}

TEST(Http, finds_the_cookie_of_that_very_name) {
  EXPECT_EQ(cookie_of("a=1; jicheng_session=x; b=2", "jicheng_session"), "x");
  EXPECT_EQ(cookie_of("xjicheng_session=x", "jicheng_session"), "");
}

TEST(Http, writes_no_line_end_of_somebody_elses_into_a_header) {
  Response response;
  response.headers = {{"X-A", "a\r\nSet-Cookie: b=c"}};
  EXPECT_THAT(head_of(response, 0), HasSubstr("X-A: a  Set-Cookie: b=c\r\n"));
  EXPECT_EQ(attachment("月报 1.docx"), "attachment; filename*=UTF-8''%E6%9C%88%E6%8A%A5%201.docx");
}

TEST(Http, takes_gzip_only_where_it_is_named_with_a_weight) {  // RFC 9110 §12.5.3
  for (const char* yes : {"gzip", "gzip, deflate, br", "br;q=1.0, GZip;q=0.8", "deflate,gzip ; q=0.001"})
    EXPECT_TRUE(takes_gzip(yes)) << yes;
  for (const char* no : {"", "br", "gzip;q=0", "gzip;q=0.000, br", "x-gzip2", "identity"})
    EXPECT_FALSE(takes_gzip(no)) << no;
}

TEST(Http, packs_a_body_that_is_worth_it_and_no_other) {
  Response small;
  small.body = "{}";
  EXPECT_FALSE(compress(small));
  EXPECT_EQ(small.body, "{}");
  Response large;
  for (int i = 0; i < 5000; ++i) large.body += "{\"名称\":\"" + std::to_string(i * 7919 % 1000) + "\"}";
  const std::string before = large.body;
  ASSERT_TRUE(compress(large));
  EXPECT_EQ(large.headers.back(), (std::pair<std::string, std::string>{"Content-Encoding", "gzip"}));
  EXPECT_LT(large.body.size(), before.size() / 3);
  std::string back(before.size() + 1, '\0');
  z_stream stream{};
  ASSERT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(large.body.data());
  stream.avail_in = static_cast<uInt>(large.body.size());
  stream.next_out = reinterpret_cast<Bytef*>(back.data());
  stream.avail_out = static_cast<uInt>(back.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  back.resize(stream.total_out);
  inflateEnd(&stream);
  EXPECT_EQ(back, before);
}

TEST(Input, takes_one_object_with_the_members_asked_for) {
  const std::vector<Member> members{{"text", Shape::text, true, 10}, {"n", Shape::integer, false}};
  EXPECT_TRUE(read_object(R"({"text":"a","n":1})", members));
  for (const char* bad :
       {"", "[]", "{}", R"({"text":1})", R"({"text":"a","n":1.5})", R"({"text":"a","other":1})",
        R"({"text":"a","text":"b"})", R"({"text":"12345678901"})", "{\"text\":\"\xff\"}", R"({"text":"a")"})
    EXPECT_FALSE(read_object(bad, members)) << bad;
  EXPECT_FALSE(read_object("{\"text\":" + std::string(40, '[') + std::string(40, ']') + "}", members));
}

TEST(Rights, keep_the_three_administrators_apart_from_all_else) {
  for (const Role admin : {Role::system_admin, Role::security_admin, Role::audit_admin}) {
    EXPECT_TRUE(together_refused({admin}).empty());
    for (int other = 0; other < kRoles; ++other) {
      if (static_cast<Role>(other) == admin) continue;
      EXPECT_FALSE(together_refused({admin, static_cast<Role>(other)}).empty());
    }
    // None of them sees figures, orders or reports; none of the business manages accounts, rights or the audit.
    EXPECT_EQ(
        abilities_of(admin) & (bit(Can::see_targets) | bit(Can::see_work) | bit(Can::direct) | bit(Can::see_personal)),
        0u);
  }
  for (const Role role : {Role::bureau, Role::department, Role::street, Role::leader, Role::deputy, Role::auditor})
    EXPECT_EQ(abilities_of(role) &
                  (bit(Can::manage_users) | bit(Can::grant_rights) | bit(Can::see_audit) | bit(Can::manage_system)),
              0u);
  EXPECT_EQ(abilities_of(Role::system_admin) & bit(Can::grant_rights), 0u);
  EXPECT_EQ(abilities_of(Role::security_admin) & bit(Can::manage_users), 0u);
}

TEST(Rights, show_rows_of_ones_own_office_alone) {
  Scope scope{.areas = {}, .offices = {"区商务局"}, .own_only = true};
  EXPECT_TRUE(scope.sees_office("岚湖区商务局"));
  EXPECT_TRUE(scope.sees_office("区商务局"));
  EXPECT_FALSE(scope.sees_office("市商务局"));
  EXPECT_FALSE(scope.sees_office("区财政局"));
  EXPECT_FALSE(scope.sees_office(""));
  // What several answer for together is each one's.
  EXPECT_TRUE(scope.sees_office("区商务局、区财政局"));
  EXPECT_TRUE(scope.sees_office("区财政局、岚湖区商务局"));
  EXPECT_FALSE(scope.sees_office("区财政局、市商务局"));
  scope.offices.clear();
  EXPECT_FALSE(scope.sees_office("区商务局"));
  EXPECT_TRUE(Scope{}.sees_office("区商务局"));
}

TEST(Rights, know_roles_by_either_name) {
  for (int i = 0; i < kRoles; ++i) {
    const auto role = static_cast<Role>(i);
    EXPECT_EQ(parse_role(to_string(role)), role);
    EXPECT_EQ(parse_role(to_chinese(role)), role);
  }
  EXPECT_FALSE(parse_role("管理员"));
}

TEST(Accounts, keep_the_last_administrator_of_a_kind) {
  const auto account = [](const char* login, std::vector<Role> roles, bool active = true) {
    Account out;
    out.login = login;
    out.roles = std::move(roles);
    out.active = active;
    return out;
  };
  const Account first = account("a", {Role::audit_admin}), stopped = account("a", {Role::audit_admin}, false),
                second = account("b", {Role::audit_admin}), officer = account("c", {Role::bureau});
  EXPECT_EQ(others_remain({first}, first, stopped).error().code, "accounts.last");
  EXPECT_FALSE(others_remain({first}, first, account("a", {})));
  EXPECT_TRUE(others_remain({first, second}, first, stopped));
  EXPECT_FALSE(others_remain({first, account("b", {Role::audit_admin}, false)}, first, stopped));
  EXPECT_TRUE(others_remain({first, officer}, officer, account("c", {})));
}

TEST(Routes, are_those_of_the_openapi_document) {
  const Json document = Json::parse(base::builtin_file("docs/reference/openapi.json"));
  std::size_t seen = 0;
  for (const auto& [path, methods] : document["paths"].items()) {
    for (const auto& [method, operation] : methods.items()) {
      ++seen;
      std::string upper = method;
      std::ranges::transform(upper, upper.begin(), [](char c) { return static_cast<char>(c - 32); });
      const auto at =
          std::ranges::find_if(routes(), [&](const Route& r) { return r.pattern == path && r.method == upper; });
      ASSERT_NE(at, routes().end()) << upper << " " << path;
      EXPECT_EQ(at->operation, operation["operationId"].get<std::string>());
      const std::string can = operation["x-can"].get<std::string>();
      if (can == "open" || can == "loopback" || can == "session") {
        EXPECT_EQ(at->door, can == "open" ? Door::open : can == "session" ? Door::session : Door::loopback) << path;
      } else {
        EXPECT_EQ(at->door, Door::able) << path;
        EXPECT_EQ(to_string(at->can), can) << path;
      }
      EXPECT_EQ(at->personal, operation.value("x-personal", false)) << path;
      const std::string rows = operation.value("x-rows", "");
      EXPECT_EQ(at->rows == Rows::plan, rows.starts_with("plan")) << path;
      EXPECT_EQ(at->rows == Rows::file, rows == "file") << path;
      // Whatever shows or changes figures, work or reports says by what rows.
      const bool business = at->door == Door::able &&
                            (at->can == Can::see_targets || at->can == Can::see_work || at->can == Can::see_reports ||
                             at->can == Can::see_ledger || at->can == Can::direct || at->can == Can::reply ||
                             at->can == Can::answer || at->can == Can::amend);
      EXPECT_TRUE(!business || !rows.empty()) << path << ": no rows are named";
      const bool json =
          operation.contains("requestBody") && operation["requestBody"]["content"].contains("application/json");
      const bool file =
          operation.contains("requestBody") && operation["requestBody"]["content"].contains("application/octet-stream");
      EXPECT_EQ(at->body, json && file ? Body::json_or_file
                          : json       ? Body::json
                          : file       ? Body::file
                                       : Body::none)
          << path;
      EXPECT_TRUE(at->method == "GET" || at->writes || at->personal || at->can == Can::check)
          << path << ": a write that is not audited";
      EXPECT_FALSE(at->kept && (at->personal || at->writes)) << path << ": audited answers are never given from memory";
    }
  }
  EXPECT_EQ(seen, routes().size());
}

TEST(Routes, prefer_fixed_words_to_what_may_be_any) {
  EXPECT_EQ(match("POST", "/api/v1/orders/round").route->operation, "order_round");
  EXPECT_EQ(match("GET", "/api/v1/orders/2025-4-1").parts, std::vector<std::string>{"2025-4-1"});
  EXPECT_TRUE(match("DELETE", "/api/v1/orders").path_known);
  EXPECT_EQ(match("DELETE", "/api/v1/orders").route, nullptr);
  EXPECT_FALSE(match("GET", "/api/v1/orders/").path_known);
}

class FakeClock final : public base::Clock {
 public:
  std::chrono::microseconds time{0};
  std::chrono::sys_time<std::chrono::microseconds> now() override {
    return std::chrono::sys_time<std::chrono::microseconds>(time);
  }
  std::chrono::microseconds monotonic() override { return time; }
};

TEST(Sessions, end_after_an_hour_of_nothing_and_after_twelve_in_all) {
  base::World world = base::real_world();
  auto* clock = new FakeClock;
  world.clock.reset(clock);
  Sessions sessions(world);
  std::vector<std::uint64_t> ended;
  const auto idle = sessions.begin("a", ended);
  clock->time += std::chrono::minutes(59);
  EXPECT_TRUE(sessions.find(idle.token));
  clock->time += std::chrono::minutes(61);
  EXPECT_FALSE(sessions.find(idle.token));
  const auto busy = sessions.begin("a", ended);
  for (int i = 0; i < 23; ++i) {
    clock->time += std::chrono::minutes(30);
    EXPECT_TRUE(sessions.find(busy.token)) << i;
  }
  clock->time += std::chrono::minutes(31);
  EXPECT_FALSE(sessions.find(busy.token));
}

TEST(Sessions, are_ten_of_one_person_at_most) {
  base::World world = base::real_world();
  Sessions sessions(world);
  std::vector<std::uint64_t> ended;
  const auto first = sessions.begin("a", ended);
  for (int i = 0; i < 10; ++i) sessions.begin("a", ended);
  EXPECT_EQ(ended, std::vector<std::uint64_t>{first.session.id});
  EXPECT_FALSE(sessions.find(first.token));
  EXPECT_EQ(sessions.count(), 10u);
}

TEST(Throttle, makes_wait_after_five_failures_for_a_quarter_of_an_hour) {
  base::World world = base::real_world();
  auto* clock = new FakeClock;
  world.clock.reset(clock);
  Throttle throttle(world);
  for (int i = 0; i < 4; ++i) throttle.failed("a");
  EXPECT_EQ(throttle.wait("a", 5), 0);
  throttle.failed("a");
  EXPECT_EQ(throttle.wait("a", 5), 15 * 60);
  EXPECT_EQ(throttle.wait("b", 5), 0);
  clock->time += std::chrono::minutes(15) + std::chrono::seconds(1);
  EXPECT_EQ(throttle.wait("a", 5), 0);
}

TEST(Accounts, refuse_short_common_and_one_sided_passwords) {
  EXPECT_FALSE(password_refused("short", "a").empty());
  EXPECT_FALSE(password_refused("password with more", "a").empty());
  EXPECT_FALSE(password_refused("aaaaaaaaaaaaaaaa", "b").empty());
  EXPECT_FALSE(password_refused("zhangsan 12 is me", "zhangsan").empty());
  EXPECT_TRUE(password_refused("四个不相干的词 石榴 电梯 星期二", "zhangsan").empty());
  const std::string hash = hash_password("四个不相干的词");
  EXPECT_THAT(hash, HasSubstr("$argon2id$"));
  EXPECT_TRUE(password_fits(hash, "四个不相干的词"));
  EXPECT_FALSE(password_fits(hash, "四个不相干的字"));
}

TEST(Ui, gives_the_page_for_its_own_addresses_and_nothing_for_a_missing_file) {
  Pairs headers;
  headers.emplace_back("X-A", "b");
  const UiAnswers ui(headers);
  const auto page = ui.answer("/orders/2025-4-1", "", "");
  ASSERT_TRUE(page);
  EXPECT_THAT(page->ready->head, HasSubstr("text/html"));
  EXPECT_THAT(page->ready->head, HasSubstr("X-A: b\r\n"));
  EXPECT_FALSE(ui.answer("/assets/missing.js", "", ""));
  EXPECT_FALSE(ui.answer("/missing.js", "", ""));
  const auto head = page->ready->head;
  const auto etag =
      head.substr(head.find("ETag: ") + 6, head.find("\r\n", head.find("ETag: ")) - head.find("ETag: ") - 6);
  EXPECT_THAT(ui.answer("/", "", etag)->ready->head, HasSubstr("304"));
}

}  // namespace
}  // namespace server
