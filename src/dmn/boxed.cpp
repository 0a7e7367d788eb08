#include "dmn/boxed.hpp"

#include <algorithm>

#include "feel/function.hpp"

namespace dmn {

using feel::Kind;
using feel::List;
using feel::Names;
using feel::TypePtr;
using feel::Wrong;

namespace {

class Literal final : public Boxed {
 public:
  explicit Literal(feel::Expression e) : expression_(std::move(e)) {}
  Value eval(Run& run, Values& values) const override {
    if (!expression_) return run.fail(Wrong::syntax);
    return expression_.evaluate(run, values);
  }

 private:
  feel::Expression expression_;
};

class ContextBox final : public Boxed {
 public:
  struct Entry {
    std::string name;
    TypePtr type;
    BoxedPtr value;
  };
  std::vector<Entry> entries;
  BoxedPtr result;  // null: the context itself

  Value eval(Run& run, Values& values) const override {
    const Run::Level level(run);
    const auto size = static_cast<std::int64_t>(entries.size() * sizeof(feel::Context::Entry));
    if (!level.ok || !run.spend() || !run.take_memory(size)) return {};
    const std::size_t before = values.size();
    std::vector<feel::Context::Entry> out;
    for (const Entry& e : entries) {
      Value v = coerced(run, e.value->eval(run, values), e.type, e.name);
      out.emplace_back(e.name, v);
      values.push_back(std::move(v));
    }
    Value value = result != nullptr ? result->eval(run, values) : Value(feel::Context(std::move(out)));
    values.resize(before);
    return value;
  }
};

class ListBox final : public Boxed {
 public:
  std::vector<BoxedPtr> items;
  Value eval(Run& run, Values& values) const override {
    List out;
    if (!run.spend() || !run.take_memory(static_cast<std::int64_t>(items.size() * sizeof(Value)))) return {};
    for (const auto& item : items) out.push_back(item->eval(run, values));
    return out;
  }
};

class RelationBox final : public Boxed {
 public:
  std::vector<std::string> columns;
  std::vector<TypePtr> types;
  std::vector<std::vector<BoxedPtr>> rows;
  Value eval(Run& run, Values& values) const override {
    List out;
    for (const auto& row : rows) {
      if (!run.spend() || !run.take_memory(static_cast<std::int64_t>(row.size() * sizeof(feel::Context::Entry))))
        return {};
      std::vector<feel::Context::Entry> entries;
      for (std::size_t i = 0; i < row.size(); ++i) {
        entries.emplace_back(columns[i], coerced(run, row[i]->eval(run, values), types[i], columns[i]));
      }
      out.emplace_back(feel::Context(std::move(entries)));
    }
    return out;
  }
};

class InvocationBox final : public Boxed {
 public:
  std::string name;
  BoxedPtr function;
  std::vector<std::pair<std::string, BoxedPtr>> arguments;
  Value eval(Run& run, Values& values) const override {
    const Value f = function->eval(run, values);
    if (!f.is(Kind::function)) return run.fail(f.is_null() ? Wrong::unknown_function : Wrong::not_a_function, name);
    std::vector<std::pair<std::string, Value>> given;
    for (const auto& [parameter, value] : arguments) {
      given.emplace_back(parameter, value == nullptr ? Value() : value->eval(run, values));
    }
    return f.function().call_named(run, given);
  }
};

// A function with the values around it.
class BoxedClosure final : public feel::Function {
 public:
  BoxedClosure(std::vector<feel::Parameter> parameters, TypePtr result, BoxedPtr body, Values around)
      : parameters_(std::move(parameters)),
        result_(std::move(result)),
        body_(std::move(body)),
        around_(std::move(around)) {}
  const std::vector<feel::Parameter>& parameters() const override { return parameters_; }
  TypePtr result_type() const override { return result_; }
  Value call(Run& run, std::span<const Value> arguments) const override {
    const Run::Level level(run);
    if (!level.ok || !run.spend()) return {};
    if (arguments.size() != parameters_.size()) {
      return run.fail(Wrong::wrong_arguments, std::to_string(arguments.size()));
    }
    if (!run.take_memory(static_cast<std::int64_t>(around_.size() * sizeof(Value)))) return {};
    Values values = around_;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (parameters_[i].type == nullptr) {
        values.push_back(arguments[i]);
        continue;
      }
      auto fits = feel::coerced(run, arguments[i], *parameters_[i].type);
      if (!fits) return run.fail(Wrong::not_conforming, parameters_[i].name);
      values.push_back(*std::move(fits));
    }
    return coerced(run, body_->eval(run, values), result_, "");
  }

 private:
  std::vector<feel::Parameter> parameters_;
  TypePtr result_;
  BoxedPtr body_;
  Values around_;
};

class FunctionBox final : public Boxed {
 public:
  std::vector<feel::Parameter> parameters;
  TypePtr result;
  BoxedPtr body;     // null: external
  std::string kind;  // for the message
  Value eval(Run& run, Values& values) const override {
    if (body == nullptr) return run.fail(Wrong::unknown_function, kind);
    if (!run.spend() || !run.take_memory(static_cast<std::int64_t>(values.size() * sizeof(Value)))) return {};
    return std::shared_ptr<const feel::Function>(
        std::make_shared<BoxedClosure>(parameters, result, body, Values(values)));
  }
};

class ConditionalBox final : public Boxed {
 public:
  BoxedPtr condition, then, otherwise;
  Value eval(Run& run, Values& values) const override {
    const Value v = condition->eval(run, values);
    if (!v.is(Kind::boolean) && !v.is_null()) {
      return run.fail(Wrong::wrong_type, "if " + std::string(feel::kind_name(v.kind())));
    }
    return v.is_true() ? then->eval(run, values) : otherwise->eval(run, values);
  }
};

// filter, for, some, every: what they run over is put where the compiled FEEL form finds it, so that there is one
// meaning of each. The body is a boxed expression called for each item.
class IterationBox final : public Boxed {
 public:
  Expression::Kind kind{};
  BoxedPtr source, body;
  bool looks_back = false;  // the body speaks of `partial`
  Value eval(Run& run, Values& values) const override {
    const Value in = source->eval(run, values);
    if (in.is_null()) return run.fail(Wrong::wrong_type, "in null");
    const List one{in};
    List expanded;
    const List* items = in.is(Kind::list) ? &in.list() : &one;
    if (in.is(Kind::range)) {
      if (!expand(run, in, expanded)) return {};
      items = &expanded;
    }
    List out;
    bool unknown = false, wrong = false, decided = false;
    for (const Value& item : *items) {
      if (!run.spend()) return {};
      const std::size_t before = values.size();
      values.push_back(item);
      if (kind == Expression::Kind::for_loop) {
        if (looks_back && !run.take_memory(static_cast<std::int64_t>(out.size() * sizeof(Value)))) return {};
        values.push_back(looks_back ? Value(List(out)) : Value());
      }
      const Value v = body->eval(run, values);
      values.resize(before);
      switch (kind) {
        case Expression::Kind::for_loop:
          if (!run.take_memory(sizeof(Value))) return {};
          out.push_back(v);
          break;
        default:
          if (v.is_null()) {
            unknown = true;
          } else if (!v.is(Kind::boolean)) {
            run.fail(Wrong::wrong_type, std::string(feel::kind_name(v.kind())));
            wrong = true;
          } else if (v.boolean() != (kind == Expression::Kind::every)) {
            decided = true;
          }
      }
    }
    if (kind == Expression::Kind::for_loop) return out;
    if (wrong) return {};
    if (decided) return kind != Expression::Kind::every;
    if (unknown) return {};
    return kind == Expression::Kind::every;
  }

 private:
  static bool expand(Run& run, const Value& range, List& out) {
    static const Names names = [] {
      Names n;
      n.add("range");
      return n;
    }();
    static const auto loop = feel::parse("for item in range return item", names);
    const Value given[] = {range};
    const Value list = loop->evaluate(run, given);
    if (!list.is(Kind::list)) return false;
    out = list.list();
    return true;
  }
};

class FilterBox final : public Boxed {
 public:
  BoxedPtr source, body;
  // Names of the items' entries that the body was compiled with, and the slot of that name outside, -1: none. An item
  // without the entry leaves the outer one in sight.
  std::vector<std::pair<std::string, int>> members;
  Value eval(Run& run, Values& values) const override {
    const Value in = source->eval(run, values);
    if (in.is_null()) return run.fail(Wrong::wrong_type, "null[…]");
    const List one = in.is(Kind::list) ? List{} : List{in};
    const List& items = in.is(Kind::list) ? in.list() : one;
    List out;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (!run.spend()) return {};
      const std::size_t before = values.size();
      for (const auto& [member, outside] : members) {
        const Value* entry = items[i].is(Kind::context) ? items[i].context().find(member) : nullptr;
        values.push_back(entry != nullptr ? *entry
                         : outside >= 0   ? Value(values[static_cast<std::size_t>(outside)])
                                          : Value());
      }
      values.push_back(items[i]);
      const Value keep = body->eval(run, values);
      values.resize(before);
      if (keep.is(Kind::number) && i == 0) {
        const auto n = keep.number().to_int64();
        const auto size = static_cast<std::int64_t>(items.size());
        if (!n || *n == 0 || *n > size || *n < -size) return run.fail(Wrong::out_of_domain, feel::to_text(keep));
        return items[static_cast<std::size_t>(*n > 0 ? *n - 1 : size + *n)];
      }
      if (keep.is_true()) {
        if (!run.take_memory(sizeof(Value))) return {};
        out.push_back(items[i]);
      }
      if (!keep.is(Kind::boolean) && !keep.is_null())
        run.fail(Wrong::wrong_type, std::string(feel::kind_name(keep.kind())));
    }
    return out;
  }
};

class Typed final : public Boxed {
 public:
  Typed(BoxedPtr inner, TypePtr type) : inner_(std::move(inner)), type_(std::move(type)) {}
  Value eval(Run& run, Values& values) const override { return coerced(run, inner_->eval(run, values), type_, ""); }

 private:
  BoxedPtr inner_;
  TypePtr type_;
};

// The text of an expression and its file: what problems of the evaluation are placed by.
class TextOrigin final : public feel::Origin {
 public:
  TextOrigin(Text text, std::string file) : text_(std::move(text)), file_(std::move(file)) {}
  void locate(std::size_t byte, feel::Problem& out) const override {
    out.file = file_;
    const auto [line, column] = markup::place_of(text_.text, text_.marks, byte);
    out.line = line != 0 ? line : text_.line;
    out.column = line != 0 ? column : text_.column;
  }

 private:
  Text text_;
  std::string file_;
};

// A fault about the text at that byte, placed in the file.
base::Fault placed(std::string code, std::string what, std::string remedy, std::size_t byte, const Text& text,
                   const std::string& file) {
  feel::Problem at;
  TextOrigin(text, file).locate(byte, at);
  base::Place place;
  place.file = file;
  place.line = at.line;
  place.column = at.column;
  return {std::move(code), std::move(what), place, std::move(remedy)};
}

// What was parsed, knowing where it stands; or nothing, and a fault. Names that nothing explains are faults too, but
// the rest works.
feel::Expression kept(base::Result<feel::Expression> parsed, const Text& text, Compiling& with,
                      const std::string& where) {
  if (!parsed) {
    const base::Fault& fault = parsed.error();
    with.unreadable.push_back(placed("dmn.syntax", where + "：" + fault.what, fault.remedy,
                                     feel::byte_of(text.text, fault.where.line, fault.where.column), text, with.file));
    return {};
  }
  feel::Expression out = *std::move(parsed);
  out.set_origin(std::make_shared<const TextOrigin>(text, with.file));
  for (const auto& unknown : out.unknown_names()) {
    with.unreadable.push_back(placed("dmn.unknown_name", where + "：没有“" + unknown.name + "”这个名称",
                                     "检查写法，或补上这项依赖", unknown.begin, text, with.file));
  }
  return out;
}

BoxedPtr compile_context(const Expression& e, const Names& names, Compiling& with, const std::string& where) {
  auto out = std::make_shared<ContextBox>();
  Names inner = names;
  for (const auto& [variable, value] : e.entries) {
    if (!variable) {
      out->result = compile(*value, inner, with, where);
      break;
    }
    ContextBox::Entry entry;
    entry.name = variable->name;
    entry.type = with.types.find(variable->type_ref);
    entry.value = compile(*value, inner, with, where + "的“" + variable->name + "”");
    out->entries.push_back(entry);
    inner.push(variable->name, entry.type);
    inner.add_member(variable->name);
  }
  return out;
}

BoxedPtr compile_function(const Expression& e, const Names& names, Compiling& with, const std::string& where) {
  auto out = std::make_shared<FunctionBox>();
  out->kind = e.function_kind;
  Names inner = names;
  for (const Variable& p : e.parameters) {
    const TypePtr type = with.types.find(p.type_ref);
    out->parameters.push_back({p.name, type});
    inner.push(p.name, type);
  }
  if (e.function_kind == "FEEL" && !e.parts.empty()) {
    out->body = compile(*e.parts[0], inner, with, where);
    out->result = with.types.find(e.parts[0]->type_ref);
  }
  return out;
}

// Does any text in it hold the word?
bool mentions(const Expression& e, std::string_view word) {
  const auto in_text = [&](const Text& t) { return t.text.find(word) != std::string::npos; };
  const auto in_part = [&](const ExpressionPtr& p) { return p != nullptr && mentions(*p, word); };
  if (in_text(e.text) || std::ranges::any_of(e.parts, in_part)) return true;
  if (std::ranges::any_of(e.entries, [&](const auto& entry) { return in_part(entry.second); })) return true;
  if (std::ranges::any_of(e.rows, [&](const auto& row) { return std::ranges::any_of(row, in_part); })) return true;
  const DecisionTable& t = e.decision_table;
  return std::ranges::any_of(t.inputs, [&](const InputClause& i) { return in_text(i.expression); }) ||
         std::ranges::any_of(t.outputs,
                             [&](const OutputClause& o) { return o.default_entry && in_text(*o.default_entry); }) ||
         std::ranges::any_of(t.rules, [&](const Rule& r) {
           return std::ranges::any_of(r.inputs, in_text) || std::ranges::any_of(r.outputs, in_text);
         });
}

BoxedPtr compile_kind(const Expression& e, const Names& names, Compiling& with, const std::string& where) {
  switch (e.kind) {
    case Expression::Kind::literal:
      return std::make_shared<Literal>(compile_text(e.text, names, with, where));
    case Expression::Kind::table:
      return compile_table(e.decision_table, e.type_ref, names, with, where);
    case Expression::Kind::context:
      return compile_context(e, names, with, where);
    case Expression::Kind::list: {
      auto out = std::make_shared<ListBox>();
      for (const auto& item : e.parts) out->items.push_back(compile(*item, names, with, where));
      return out;
    }
    case Expression::Kind::relation: {
      auto out = std::make_shared<RelationBox>();
      for (const Variable& c : e.columns) {
        out->columns.push_back(c.name);
        out->types.push_back(with.types.find(c.type_ref));
      }
      for (const auto& row : e.rows) {
        out->rows.emplace_back();
        for (const auto& cell : row) out->rows.back().push_back(compile(*cell, names, with, where));
      }
      return out;
    }
    case Expression::Kind::invocation: {
      auto out = std::make_shared<InvocationBox>();
      out->name = e.parts[0]->text.text;
      out->function = compile(*e.parts[0], names, with, where);
      for (const auto& [parameter, value] : e.entries) {
        out->arguments.emplace_back(parameter->name, value == nullptr ? nullptr : compile(*value, names, with, where));
      }
      return out;
    }
    case Expression::Kind::function:
      return compile_function(e, names, with, where);
    case Expression::Kind::conditional: {
      auto out = std::make_shared<ConditionalBox>();
      out->condition = compile(*e.parts[0], names, with, where);
      out->then = compile(*e.parts[1], names, with, where);
      out->otherwise = compile(*e.parts[2], names, with, where);
      return out;
    }
    case Expression::Kind::filter: {
      auto out = std::make_shared<FilterBox>();
      out->source = compile(*e.parts[0], names, with, where);
      Names inner = names;
      for (const std::string& m : names.members()) {
        if (m != "item") out->members.emplace_back(m, names.find(m));
      }
      for (const auto& [m, outside] : out->members) inner.push(m);
      inner.push("item");
      out->body = compile(*e.parts[1], inner, with, where);
      return out;
    }
    case Expression::Kind::for_loop:
    case Expression::Kind::some:
    case Expression::Kind::every: {
      auto out = std::make_shared<IterationBox>();
      out->kind = e.kind;
      out->source = compile(*e.parts[0], names, with, where);
      Names inner = names;
      inner.push(e.iterator);
      if (e.kind == Expression::Kind::for_loop) {
        inner.push("partial");
        out->looks_back = mentions(*e.parts[1], "partial");
      }
      out->body = compile(*e.parts[1], inner, with, where);
      return out;
    }
  }
  return nullptr;
}

}  // namespace

std::shared_ptr<const feel::Origin> element_origin(const std::string& file, int line, int column) {
  return std::make_shared<const TextOrigin>(Text{"", line, column, {}}, file);
}

Value coerced(Run& run, const Value& value, const TypePtr& type, const std::string& name) {
  if (type == nullptr) return value;
  auto fits = feel::coerced(run, value, *type);
  if (fits) return *std::move(fits);
  return run.fail(Wrong::not_conforming,
                  (name.empty() ? "" : name + " = ") + feel::brief(value) + ", " + feel::to_text(*type));
}

feel::Expression compile_text(const Text& text, const Names& names, Compiling& with, const std::string& where) {
  return kept(feel::parse(text.text, names), text, with, where);
}

feel::Expression compile_tests(const Text& text, const Names& names, Compiling& with, const std::string& where) {
  return kept(feel::parse_unary_tests(text.text, names), text, with, where);
}

BoxedPtr compile(const Expression& e, const Names& names, Compiling& with, const std::string& where) {
  BoxedPtr out = compile_kind(e, names, with, where);
  const TypePtr type = e.kind == Expression::Kind::function ? nullptr : with.types.find(e.type_ref);
  if (type == nullptr || e.kind == Expression::Kind::table) return out;
  return std::make_shared<Typed>(std::move(out), type);
}

}  // namespace dmn
