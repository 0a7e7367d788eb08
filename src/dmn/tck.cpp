#include "dmn/tck.hpp"

#include <algorithm>
#include <cmath>

#include "markup/xml.hpp"

namespace dmn {

namespace {

using feel::Kind;
using feel::Value;
using markup::Element;

std::string attribute(Element e, std::string_view local) {
  const auto a = e.local_attribute(local);
  return a ? std::string(*a) : std::string();
}

Value typed(std::string type, const std::string& text) {
  if (const auto colon = type.find(':'); colon != std::string::npos) type = type.substr(colon + 1);
  if (type == "string" || type.empty()) return text;
  if (type == "boolean") return Value(text == "true" || text == "1");
  if (type == "decimal" || type == "double" || type == "integer" || type == "float" || type == "int" ||
      type == "long") {
    const auto n = feel::Number::parse(text);
    return n ? Value(*n) : Value();
  }
  if (type == "date") {
    const auto d = feel::Date::parse(text);
    return d ? Value(*d) : Value();
  }
  if (type == "time") {
    const auto t = feel::Time::parse(text);
    return t ? Value(*t) : Value();
  }
  if (type == "dateTime") {
    const auto t = feel::DateTime::parse(text);
    return t ? Value(*t) : Value();
  }
  if (const auto m = feel::parse_months_duration(text)) return *m;
  if (const auto d = feel::parse_days_duration(text)) return *d;
  return text;
}

// value, list or components inside the element.
Value value_in(Element e) {
  feel::Context components;
  bool any = false;
  for (Element c : e) {
    const auto kind = c.local_name();
    if (kind == "value") {
      return attribute(c, "nil") == "true" ? Value() : typed(attribute(c, "type"), c.text());
    }
    if (kind == "list") {
      if (attribute(c, "nil") == "true") return {};
      feel::List items;
      for (Element item : c) {
        if (item.local_name() == "item") items.push_back(value_in(item));
      }
      return items;
    }
    if (kind == "component") {
      any = true;
      components.put(attribute(c, "name"), attribute(c, "nil") == "true" ? Value() : value_in(c));
    }
  }
  return any ? Value(std::move(components)) : Value();
}

}  // namespace

base::Result<TckFile> read_tck(std::string_view bytes, const std::string& file_name) {
  auto xml = markup::Xml::parse(bytes, file_name);
  if (!xml) return base::fail(xml.error());
  const Element root = xml->root();
  if (root.local_name() != "testCases") {
    base::Place place;
    place.file = file_name;
    return base::fail("tck.not_cases", "这不是DMN一致性用例", place, "用例文件最外层是testCases");
  }
  TckFile out;
  for (Element c : root) {
    if (c.local_name() == "modelName") out.model = c.text();
    if (c.local_name() != "testCase") continue;
    TckCase test;
    test.id = attribute(c, "id");
    test.type = attribute(c, "type");
    test.invocable = attribute(c, "invocableName");
    for (Element n : c) {
      if (n.local_name() == "inputNode") test.inputs.values[attribute(n, "name")] = value_in(n);
      if (n.local_name() == "resultNode") {
        TckNode node;
        node.name = attribute(n, "name");
        node.error = attribute(n, "errorResult") == "true";
        if (const Element expected = n.child("expected")) node.expected = value_in(expected);
        test.nodes.push_back(std::move(node));
      }
    }
    out.cases.push_back(std::move(test));
  }
  return out;
}

bool matches_expected(const Value& got, const Value& expected) {
  const auto nothing = [](const Value& v) {
    return (v.is(Kind::months_duration) && v.months().months == 0) ||
           (v.is(Kind::days_duration) && v.days() == feel::DaysDuration{});
  };
  if (nothing(got) && nothing(expected)) return true;
  if (got.kind() != expected.kind()) return false;
  switch (got.kind()) {
    case Kind::number: {
      if (got.number() == expected.number()) return true;
      const double a = got.number().to_double(), b = expected.number().to_double();
      return std::abs(a - b) <= 1e-8 * std::max({1.0, std::abs(a), std::abs(b)});
    }
    case Kind::list: {
      const auto &a = got.list(), &b = expected.list();
      return a.size() == b.size() && std::ranges::equal(a, b, matches_expected);
    }
    case Kind::context: {
      const auto &a = got.context(), &b = expected.context();
      return a.size() == b.size() && std::ranges::all_of(b.entries(), [&](const auto& entry) {
               const Value* own = a.find(entry.first);
               return own != nullptr && matches_expected(*own, entry.second);
             });
    }
    case Kind::time:
      return got.time().nanos == expected.time().nanos && feel::same(got, expected) &&
             got.time().zone.is_local() == expected.time().zone.is_local();
    case Kind::date_time:
      return got.date_time().time.nanos % feel::kNanosPerSecond ==
                 expected.date_time().time.nanos % feel::kNanosPerSecond &&
             feel::same(got, expected) &&
             got.date_time().time.zone.is_local() == expected.date_time().time.zone.is_local();
    default:
      return feel::same(got, expected);
  }
}

TckVerdict judge(const Program& program, const TckCase& test, const TckNode& node, const feel::Budget& budget) {
  const bool invoked = !test.invocable.empty() && (test.type == "bkm" || test.type == "decisionService");
  auto outcome =
      invoked ? program.invoke(test.invocable, test.inputs, budget) : program.evaluate(node.name, test.inputs, budget);
  if (!outcome) return {false, base::to_text(outcome.error())};
  Value value = outcome->value;
  // A service with several outputs gives them in a context, each named in a node of its own.
  if (invoked && value.is(Kind::context) && !matches_expected(value, node.expected)) {
    if (const Value* member = value.context().find(node.name)) {
      const Value one = *member;
      value = one;
    }
  }
  TckVerdict out;
  out.passed = node.error ? value.is_null() && !outcome->problems.empty() : matches_expected(value, node.expected);
  if (!out.passed) {
    out.got = feel::to_literal(value);
    for (const auto& p : outcome->problems) out.got += "; " + feel::to_text(p, true);
  }
  return out;
}

}  // namespace dmn
