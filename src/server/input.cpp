#include "server/input.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.hpp"

namespace server {

namespace {

constexpr int kDeepest = 16;

// What the pages call a member, for whoever filled it in there.
constexpr std::pair<std::string_view, std::string_view> kShown[] = {{"login", "登录名"},
                                                                    {"name", "姓名"},
                                                                    {"phone", "电话"},
                                                                    {"offices", "单位"},
                                                                    {"areas", "地区"},
                                                                    {"roles", "角色"},
                                                                    {"csv", "另加的放假调休表"},
                                                                    {"order_prefix", "文号前缀"},
                                                                    {"about_tolerance_pp", "“左右”的容差"},
                                                                    {"text", "草稿"},
                                                                    {"value", "数值"},
                                                                    {"unit", "单位"},
                                                                    {"growth_pct", "增长"},
                                                                    {"growth_basis", "口径"},
                                                                    {"scope", "口径"},
                                                                    {"note", "说明"},
                                                                    {"period", "时期"},
                                                                    {"indicator", "指标"},
                                                                    {"published", "公布日期"},
                                                                    {"status", "性质"},
                                                                    {"reason", "理由"},
                                                                    {"deed", "办了什么"},
                                                                    {"password", "密码"},
                                                                    {"totp", "动态码"},
                                                                    {"code", "动态码"},
                                                                    {"old", "现在的密码"},
                                                                    {"new", "新密码"},
                                                                    {"aliases", "别的叫法"},
                                                                    {"lead_office", "由谁推动"},
                                                                    {"whole", "是哪个指标的一部分"},
                                                                    {"district", "区县的叫法"},
                                                                    {"municipal_district", "直辖市的区的叫法"},
                                                                    {"city", "市的叫法"},
                                                                    {"municipality", "直辖市的叫法"},
                                                                    {"province", "省的叫法"},
                                                                    {"publisher", "数由谁公布"},
                                                                    {"tasks", "责任单位或期限"},
                                                                    {"answer", "答复"}};

std::string shown(const Member& member) {
  if (!member.shown.empty()) return std::string(member.shown);
  for (const auto& [name, words] : kShown)
    if (name == member.name) return std::string(words);
  return std::string(member.name);
}

// Characters, as the pages count them and the document of the interface says; 0: not UTF-8.
std::size_t length_of(const Json& text) {
  if (!text.is_string()) return 0;
  const auto characters = base::from_utf8(text.get_ref<const std::string&>());
  return characters ? characters->size() : 0;
}

// The longest text in it.
std::size_t longest_in(const Json& value) {
  if (!value.is_structured()) return length_of(value);
  std::size_t most = 0;
  for (const auto& part : value) most = std::max(most, longest_in(part));
  return most;
}

base::Fault too_long(const Member& member, std::size_t length) {
  const bool many = member.shape == Shape::texts || member.shape == Shape::rows;
  return {"input.long",
          "“" + shown(member) + "”" + (many ? "里有一项" : "") + "太长：最多" + std::to_string(member.most) +
              "个字，现在是" + std::to_string(length) + "个字",
          {},
          "删短后再试"};
}

base::Fault wrong(const std::string& what) { return {"input.shape", what, {}, "按接口说明改正后再发"}; }

// Builds nothing: says whether the text may be parsed at all.
class Strict final : public nlohmann::json_sax<nlohmann::json> {
 public:
  std::string why;

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override {
    names_.emplace_back();
    return deeper();
  }
  bool end_object() override {
    names_.pop_back();
    --depth_;
    return true;
  }
  bool start_array(std::size_t) override { return deeper(); }
  bool end_array() override {
    --depth_;
    return true;
  }
  bool key(string_t& name) override {
    if (names_.back().insert(name).second) return true;
    why = "“" + base::shortened(name, 40) + "”出现了两次";
    return false;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    if (why.empty()) why = "不是正确的 JSON";
    return false;
  }

 private:
  bool deeper() {
    if (++depth_ <= kDeepest) return true;
    why = "嵌套太深";
    return false;
  }
  std::vector<std::set<std::string>> names_;
  int depth_ = 0;
};

bool has_shape(const Json& value, const Member& member) {
  const auto text = [](const Json& t) { return t.is_string(); };
  switch (member.shape) {
    case Shape::text:
      return text(value);
    case Shape::number:
      return value.is_number();
    case Shape::integer:
      return value.is_number_integer();
    case Shape::boolean:
      return value.is_boolean();
    case Shape::rows:
      return value.is_array() && value.size() <= 2000 && std::ranges::all_of(value, [&](const Json& row) {
               return row.is_object() && std::ranges::all_of(row, text);
             });
    case Shape::texts:
      return value.is_array() && value.size() <= 500 && std::ranges::all_of(value, text);
  }
  return false;
}

}  // namespace

base::Result<Json> read_object(std::string_view body, const std::vector<Member>& members) {
  if (!base::from_utf8(body)) return base::fail(wrong("内容不是 UTF-8 编码"));
  Strict strict;
  if (!nlohmann::json::sax_parse(body, &strict) || !strict.why.empty())
    return base::fail(wrong(strict.why.empty() ? "不是正确的 JSON" : strict.why));
  Json out = Json::parse(body, nullptr, false);
  if (!out.is_object()) return base::fail(wrong("应当是一个 JSON 对象"));
  for (const auto& [name, value] : out.items()) {
    const auto at = std::ranges::find_if(members, [&](const Member& m) { return m.name == name; });
    if (at == members.end()) return base::fail(wrong("不认识“" + base::shortened(name, 40) + "”"));
    if (!has_shape(value, *at)) return base::fail(wrong("“" + shown(*at) + "”（" + name + "）的类型不对"));
    if (const auto length = longest_in(value); length > at->most) return base::fail(too_long(*at, length));
  }
  for (const Member& m : members)
    if (m.needed && !out.contains(m.name))
      return base::fail(wrong("缺少“" + shown(m) + "”（" + std::string(m.name) + "）"));
  return out;
}

base::Result<std::optional<calendar::Date>> date_parameter(const Request& request, std::string_view name) {
  const auto text = request.parameter(name);
  if (!text || text->empty()) return std::optional<calendar::Date>();
  const auto date = calendar::parse_date(*text);
  if (!date) {
    return base::fail("input.date", std::string(name) + "=" + base::shortened(*text, 20) + " 不是日期", {},
                      "写成 2025-03-31 的样子");
  }
  return std::optional(*date);
}

base::Result<std::size_t> count_parameter(const Request& request, std::string_view name, std::size_t usual,
                                          std::size_t most) {
  const auto text = request.parameter(name);
  if (!text || text->empty()) return usual;
  std::size_t out = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), out);
  if (error != std::errc() || end != text->data() + text->size() || out == 0 || out > most) {
    return base::fail("input.number", std::string(name) + " 不是 1 到 " + std::to_string(most) + " 之间的整数", {},
                      "改正后再试");
  }
  return out;
}

base::Result<std::string> file_name_of(const Request& request, bool needed) {
  const auto given = request.header("x-file-name");
  if (given.empty() && !needed) return std::string();
  const auto name = decode_percent(given, false);
  if (!name || name->empty() || name->size() > 1000) {
    return base::fail("input.file_name", "没有写明文件名，或文件名不能用", {},
                      "在 X-File-Name 里写文件名（UTF-8，百分号编码）");
  }
  return *name;
}

}  // namespace server
