#include "feel/type.hpp"

#include <algorithm>
#include <array>

#include "feel/function.hpp"
#include "feel/run.hpp"

namespace feel {

TypePtr Type::any() {
  static const TypePtr it = std::make_shared<const Type>();
  return it;
}

TypePtr Type::simple(Kind kind) {
  static const auto all = [] {
    std::array<TypePtr, 13> types;
    for (std::size_t i = 0; i < types.size(); ++i) {
      Type t;
      t.form = Form::simple;
      t.kind = static_cast<Kind>(i);
      types[i] = std::make_shared<const Type>(std::move(t));
    }
    return types;
  }();
  return all[static_cast<std::size_t>(kind)];
}

TypePtr Type::list_of(TypePtr element) {
  Type t;
  t.form = Form::list;
  t.element = std::move(element);
  return std::make_shared<const Type>(std::move(t));
}

TypePtr Type::built_in(std::string_view name) {
  struct Named {
    std::string_view name;
    Kind kind;
  };
  constexpr Named simple_names[] = {
      {"number", Kind::number},
      {"string", Kind::string},
      {"boolean", Kind::boolean},
      {"date", Kind::date},
      {"time", Kind::time},
      {"date and time", Kind::date_time},
      {"dateTime", Kind::date_time},
      {"days and time duration", Kind::days_duration},
      {"dayTimeDuration", Kind::days_duration},
      {"years and months duration", Kind::months_duration},
      {"yearMonthDuration", Kind::months_duration},
  };
  for (const Named& n : simple_names) {
    if (n.name == name) return simple(n.kind);
  }
  const auto bare = [](Form form) {
    Type t;
    t.form = form;
    t.bare = true;
    return std::make_shared<const Type>(std::move(t));
  };
  if (name == "Any") return any();
  if (name == "Null" || name == "null") {
    Type t;
    t.form = Form::null;
    return std::make_shared<const Type>(std::move(t));
  }
  if (name == "list") return bare(Form::list);
  if (name == "context") return bare(Form::context);
  if (name == "range") return bare(Form::range);
  if (name == "function") return bare(Form::function);
  return nullptr;
}

namespace {

// Does a type whose values are `given` fit where `wanted` is asked (10.3.2.9.3)?
bool type_conforms(const Type* given, const Type* wanted) {
  if (wanted == nullptr || wanted->form == Type::Form::any) return true;
  if (given == nullptr || given->form == Type::Form::any) return false;
  if (given->form == Type::Form::null) return true;
  if (given->form != wanted->form) return false;
  if (wanted->bare) return true;
  switch (wanted->form) {
    case Type::Form::simple:
      return given->kind == wanted->kind;
    case Type::Form::list:
    case Type::Form::range:
      return type_conforms(given->element.get(), wanted->element.get());
    case Type::Form::context:
      return std::ranges::all_of(wanted->members, [&](const auto& m) {
        const auto at = std::ranges::find(given->members, m.first, [](const auto& g) { return g.first; });
        return at != given->members.end() && type_conforms(at->second.get(), m.second.get());
      });
    case Type::Form::function:
      // Parameters are contravariant, the result covariant.
      if (given->parameters.size() != wanted->parameters.size()) return false;
      for (std::size_t i = 0; i < given->parameters.size(); ++i) {
        if (!type_conforms(wanted->parameters[i].get(), given->parameters[i].get())) return false;
      }
      return type_conforms(given->element.get(), wanted->element.get());
    default:
      return true;
  }
}

bool function_conforms(const Function& f, const Type& type) {
  if (type.bare) return true;
  const auto& own = f.parameters();
  if (own.size() != type.parameters.size()) return false;
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (!type_conforms(type.parameters[i].get(), own[i].type.get())) return false;
  }
  const TypePtr result = f.result_type();
  return result == nullptr || type_conforms(result.get(), type.element.get());
}

bool range_conforms(Run& run, const Range& r, const Type& type) {
  if (type.bare || type.element == nullptr) return true;
  if (r.start.is_null() && r.end.is_null()) return true;
  return (r.start.is_null() || conforms(run, r.start, *type.element)) &&
         (r.end.is_null() || conforms(run, r.end, *type.element));
}

bool conforms_inside(Run& run, const Value& value, const Type& type, bool null_everywhere) {
  if (type.form == Type::Form::any) return !value.is_null() || null_everywhere;
  if (value.is_null()) return null_everywhere || type.form == Type::Form::null;
  bool fits = false;
  switch (type.form) {
    case Type::Form::any:
      fits = true;
      break;
    case Type::Form::null:
      break;
    case Type::Form::simple:
      fits = value.kind() == type.kind;
      break;
    case Type::Form::list:
      fits = value.is(Kind::list) && (type.bare || std::ranges::all_of(value.list(), [&](const Value& item) {
                                        return run.spend() && conforms(run, item, *type.element);
                                      }));
      break;
    case Type::Form::context:
      fits = value.is(Kind::context) && std::ranges::all_of(type.members, [&](const auto& m) {
               if (!run.spend()) return false;
               const Value* member = value.context().find(m.first);
               return member != nullptr && conforms(run, *member, *m.second);
             });
      break;
    case Type::Form::range:
      fits = value.is(Kind::range) && range_conforms(run, value.range(), type);
      break;
    case Type::Form::function:
      fits = value.is(Kind::function) && function_conforms(value.function(), type);
      break;
  }
  return fits && (!null_everywhere || !type.allows || type.allows(run, value));
}

}  // namespace

bool conforms(Run& run, const Value& value, const Type& type) {
  if (value.is_null() && type.allows && type.allows(run, value)) return true;
  return conforms_inside(run, value, type, true);
}
bool is_instance(Run& run, const Value& value, const Type& type) { return conforms_inside(run, value, type, false); }

std::optional<Value> coerced(Run& run, const Value& value, const Type& type) {
  if (conforms(run, value, type)) return value;
  if (value.is(Kind::list) && value.list().size() == 1 && type.form != Type::Form::list) {
    const Value& one = value.list().front();
    if (conforms(run, one, type)) return one;
  }
  if (type.form == Type::Form::list && !value.is(Kind::list)) {
    const Value wrapped{List{value}};
    if (conforms(run, wrapped, type)) return wrapped;
  }
  if (value.is(Kind::date) && type.form == Type::Form::simple && type.kind == Kind::date_time) {
    const Value midnight{DateTime{value.date(), Time{0, Zone::utc()}}};
    if (conforms(run, midnight, type)) return midnight;
  }
  return std::nullopt;
}

std::string to_text(const Type& type) {
  if (!type.name.empty()) return type.name;
  const auto inner = [](const TypePtr& t) { return t == nullptr ? std::string("Any") : to_text(*t); };
  switch (type.form) {
    case Type::Form::any:
      return "Any";
    case Type::Form::null:
      return "Null";
    case Type::Form::simple:
      return std::string(kind_name(type.kind));
    case Type::Form::list:
      return type.bare ? "list" : "list<" + inner(type.element) + ">";
    case Type::Form::range:
      return type.bare ? "range" : "range<" + inner(type.element) + ">";
    case Type::Form::context: {
      if (type.bare) return "context";
      std::string out = "context<";
      for (const auto& [name, member] : type.members) {
        if (out.back() != '<') out += ", ";
        out += name + ": " + inner(member);
      }
      return out + ">";
    }
    case Type::Form::function: {
      if (type.bare) return "function";
      std::string out = "function<";
      for (const auto& p : type.parameters) {
        if (out.back() != '<') out += ", ";
        out += inner(p);
      }
      return out + "> -> " + inner(type.element);
    }
  }
  return {};
}

}  // namespace feel
