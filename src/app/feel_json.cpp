#include "app/feel_json.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "feel/expression.hpp"

namespace app {

namespace {

using feel::Kind;
using feel::Value;

// Reads JSON without turning numbers into binary fractions.
class Handler : public nlohmann::json_sax<nlohmann::json> {
 public:
  Value root;
  std::string error;
  std::size_t error_at = 0;

  bool null() override { return put(Value()); }
  bool boolean(bool b) override { return put(Value(b)); }
  bool number_integer(number_integer_t n) override { return put(Value(static_cast<std::int64_t>(n))); }
  bool number_unsigned(number_unsigned_t n) override { return decimal(std::to_string(n)); }
  bool number_float(number_float_t, const string_t& text) override { return decimal(text); }
  bool string(string_t& s) override { return put(Value(s)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(true); }
  bool key(string_t& k) override {
    open_.back().key = k;
    return true;
  }
  bool end_object() override {
    Value v(std::move(open_.back().context));
    open_.pop_back();
    return put(std::move(v));
  }
  bool start_array(std::size_t) override { return open(false); }
  bool end_array() override {
    Value v(std::move(open_.back().list));
    open_.pop_back();
    return put(std::move(v));
  }
  bool parse_error(std::size_t at, const std::string&, const nlohmann::detail::exception& e) override {
    error_at = at;
    error = e.what();
    return false;
  }

 private:
  struct Open {
    bool object = false;
    std::string key;
    feel::Context context;
    feel::List list;
  };
  std::vector<Open> open_;

  bool open(bool object) {
    if (open_.size() > 200) return false;
    open_.push_back({object, {}, {}, {}});
    return true;
  }
  bool decimal(const std::string& text) {
    const auto n = feel::Number::parse(text);
    return n ? put(Value(*n)) : false;
  }
  bool put(Value v) {
    if (open_.empty()) {
      root = std::move(v);
    } else if (open_.back().object) {
      open_.back().context.put(open_.back().key, std::move(v));
    } else {
      open_.back().list.push_back(std::move(v));
    }
    return true;
  }
};

base::Result<Value> value_of_json(std::string_view json) {
  Handler handler;
  if (!nlohmann::json::sax_parse(json.begin(), json.end(), &handler)) {
    base::Place place;
    place.column = static_cast<int>(handler.error_at);
    return base::fail("json", "JSON 写得不对", place, "请检查引号、逗号和括号");
  }
  return handler.root;
}

std::string quoted(const std::string& s) {
  return nlohmann::json(s).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

base::Result<feel::Context> context_of_json(std::string_view json) {
  auto value = value_of_json(json);
  if (!value) return base::fail(value.error());
  if (!value->is(Kind::context)) return base::fail("json", "这里要一个 JSON 对象", {}, "写成 {\"名称\": 值}");
  return value->context();
}

base::Result<FeelRequest> feel_request(std::string_view json) {
  auto request = context_of_json(json);
  if (!request) return base::fail(request.error());
  FeelRequest out;
  const Value* expression = request->find("expr");
  if (expression == nullptr || !expression->is(Kind::string)) {
    return base::fail("json", "这一行没有 expr", {}, "每行写成 {\"id\": …, \"expr\": \"…\", \"context\": {…}}");
  }
  out.expression = expression->string();
  if (const Value* id = request->find("id")) out.id = id->is(Kind::string) ? quoted(id->string()) : value_json(*id);
  if (const Value* context = request->find("context"); context != nullptr && context->is(Kind::context)) {
    out.context = context->context();
  }
  return out;
}

FeelOutcome evaluate_feel(const std::string& expression, const feel::Context& context, const feel::DateTime& now,
                          const feel::Budget& budget) {
  feel::Names names;
  std::vector<Value> values;
  const auto members = [&](auto&& self, const Value& v) -> void {
    if (v.is(Kind::context)) {
      for (const auto& [key, value] : v.context().entries()) {
        names.add_member(key);
        self(self, value);
      }
    } else if (v.is(Kind::list)) {
      for (const Value& item : v.list()) self(self, item);
    }
  };
  for (const auto& [name, value] : context.entries()) {
    names.push(name);
    values.push_back(value);
    members(members, value);
  }
  FeelOutcome out;
  auto parsed = feel::parse(expression, names);
  if (!parsed) {
    const base::Fault& fault = parsed.error();
    feel::Problem p;
    p.wrong = fault.code == "feel.budget" ? feel::Wrong::over_budget : feel::Wrong::syntax;
    p.line = std::max(1, fault.where.line);
    p.column = std::max(1, fault.where.column);
    const std::size_t at = feel::byte_of(expression, p.line, p.column);
    std::size_t end = at;
    while (end < expression.size() && end < at + 20 && expression[end] != '\n') ++end;
    while (end < expression.size() && (static_cast<unsigned char>(expression[end]) & 0xC0u) == 0x80u) ++end;
    p.begin = at;
    p.end = end;
    p.what = std::to_string(p.line) + ":" + std::to_string(p.column);
    if (end > at) p.what += " “" + expression.substr(at, end - at) + "”";
    out.problems.push_back(std::move(p));
    return out;
  }
  feel::Run run(budget);
  run.now = now;
  out.value = run.settled(parsed->evaluate(run, values));
  out.problems = run.take_problems();
  return out;
}

namespace {

std::string json_of(const Value& v) {
  switch (v.kind()) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return v.boolean() ? "true" : "false";
    case Kind::number:
      return v.number().to_string();
    case Kind::list: {
      std::string out = "[";
      for (const Value& item : v.list()) out += (out.size() > 1 ? "," : "") + json_of(item);
      return out + "]";
    }
    case Kind::context: {
      std::string out = "{";
      for (const auto& [key, value] : v.context().entries()) {
        out += (out.size() > 1 ? "," : "") + quoted(key) + ":" + json_of(value);
      }
      return out + "}";
    }
    case Kind::range:
    case Kind::function:
      return quoted(feel::to_literal(v));
    default:
      return quoted(feel::to_text(v));
  }
}

}  // namespace

std::string value_json(const Value& v) {
  return feel::weight(v, feel::kMostWritten) < feel::kMostWritten ? json_of(v) : quoted(feel::brief(v));
}

std::string problem_json(const feel::Problem& p, bool english) {
  std::string out = "{\"kind\":" + quoted(std::string(feel::code_of(p.wrong))) +
                    ",\"what\":" + quoted(feel::to_text(p, english)) + ",\"begin\":" + std::to_string(p.begin) +
                    ",\"end\":" + std::to_string(p.end);
  if (p.line > 0) {
    if (!p.file.empty()) out += ",\"file\":" + quoted(p.file);
    out += ",\"line\":" + std::to_string(p.line) + ",\"column\":" + std::to_string(p.column);
  }
  return out + "}";
}

std::string outcome_json(const FeelOutcome& outcome, bool english, const std::optional<std::string>& id) {
  std::string out = "{";
  if (id) out += "\"id\":" + (id->empty() ? "null" : *id) + ",";
  out += "\"result\":" + value_json(outcome.value) +
         ",\"type\":" + quoted(std::string(feel::kind_name(outcome.value.kind()))) + ",\"errors\":[";
  for (std::size_t i = 0; i < outcome.problems.size(); ++i) {
    if (i > 0) out += ',';
    out += problem_json(outcome.problems[i], english);
  }
  return out + "]}";
}

}  // namespace app
