#include "feel/builtins.hpp"

#include <algorithm>

#include "base/fault.hpp"
#include "feel/builtin_table.hpp"

namespace feel {

namespace {

constexpr unsigned kAll = ~0u;
constexpr unsigned bit(Kind kind) { return 1u << static_cast<unsigned>(kind); }

unsigned kinds_of(std::string_view letters, bool& nullable) {
  unsigned kinds = 0;
  for (const char c : letters) {
    switch (c) {
      case '*':
        nullable = true;
        return kAll;
      case '0':
        nullable = true;
        break;
      case 'b':
        kinds |= bit(Kind::boolean);
        break;
      case 'n':
        kinds |= bit(Kind::number);
        break;
      case 's':
        kinds |= bit(Kind::string);
        break;
      case 'd':
        kinds |= bit(Kind::date);
        break;
      case 't':
        kinds |= bit(Kind::time);
        break;
      case 'w':
        kinds |= bit(Kind::date_time);
        break;
      case 'm':
        kinds |= bit(Kind::months_duration);
        break;
      case 'y':
        kinds |= bit(Kind::days_duration);
        break;
      case 'r':
        kinds |= bit(Kind::range);
        break;
      case 'l':
        kinds |= bit(Kind::list);
        break;
      case 'c':
        kinds |= bit(Kind::context);
        break;
      case 'f':
        kinds |= bit(Kind::function);
        break;
      default:
        JC_ASSERT(c == ' ');
    }
  }
  return kinds;
}

// The value as the argument wants it: itself, the one member of a list, or a list of it (10.3.2.9.4).
bool fits(const Signature::Argument& wanted, const Value& given, Value& out) {
  if (wanted.kinds == kAll) return out = given, true;
  if (given.is_null()) return out = given, wanted.nullable;
  if ((wanted.kinds & bit(given.kind())) != 0) return out = given, true;
  if (given.is(Kind::list) && given.list().size() == 1) {
    const Value& one = given.list().front();
    if (!one.is_null() && (wanted.kinds & bit(one.kind())) != 0) return out = one, true;
  }
  if ((wanted.kinds & bit(Kind::list)) != 0) return out = Value(List{given}), true;
  return false;
}

class BuiltIn final : public Function {
 public:
  BuiltIn(std::string name, const BuiltinTable::Entry& entry) : name_(std::move(name)), entry_(&entry) {
    for (const auto& a : entry.signatures.front().arguments) {
      TypePtr type;
      for (unsigned k = 1; k <= static_cast<unsigned>(Kind::function); ++k) {
        if (a.kinds == 1u << k) type = Type::simple(static_cast<Kind>(k));
      }
      if (a.kinds == bit(Kind::list)) type = Type::built_in("list");
      if (a.kinds == bit(Kind::context)) type = Type::built_in("context");
      if (a.kinds == bit(Kind::range)) type = Type::built_in("range");
      if (a.kinds == bit(Kind::function)) type = Type::built_in("function");
      parameters_.push_back({a.name, std::move(type)});
    }
  }
  const std::vector<Parameter>& parameters() const override { return parameters_; }
  bool pure() const { return entry_->pure; }

  Value call(Run& run, Arguments given) const override {
    if (!run.spend()) return {};
    bool count_fits = false;
    for (const Signature& s : entry_->signatures) {
      const std::size_t least = least_of(s);
      if (given.size() < least || (given.size() > s.arguments.size() && !s.variadic)) continue;
      count_fits = true;
      std::vector<Value> args(s.arguments.size());
      bool ok = true;
      const std::size_t fixed = s.variadic ? s.arguments.size() - 1 : s.arguments.size();
      for (std::size_t i = 0; ok && i < std::min(given.size(), fixed); ++i)
        ok = fits(s.arguments[i], given[i], args[i]);
      if (ok && s.variadic) {
        List rest;
        for (std::size_t i = fixed; ok && i < given.size(); ++i) {
          rest.emplace_back();
          ok = fits(s.arguments.back(), given[i], rest.back());
        }
        args.back() = Value(std::move(rest));
      }
      if (ok) return paid(run, s, args);
    }
    return run.fail(count_fits ? Wrong::wrong_type : Wrong::wrong_arguments, described(given));
  }

  Value call_named(Run& run, std::span<const std::pair<std::string, Value>> given) const override {
    if (!run.spend()) return {};
    bool names_fit = false;
    // before(point:, range:) and before(range:, point:) differ in the order of the names alone: the order that was
    // written comes first.
    for (const bool in_order : {true, false}) {
      for (const Signature& s : entry_->signatures) {
        std::vector<Value> args(s.arguments.size());
        std::vector<bool> seen(s.arguments.size());
        bool named = true, typed = true;
        std::size_t last = 0;
        for (const auto& [name, value] : given) {
          const auto at = std::ranges::find(s.arguments, name, &Signature::Argument::name);
          const auto i = static_cast<std::size_t>(at - s.arguments.begin());
          if (at == s.arguments.end() || seen[i] || (in_order && i < last)) {
            named = false;
            break;
          }
          seen[i] = true;
          last = i;
          typed = typed && fits(*at, value, args[i]);
          if (s.variadic && i + 1 == s.arguments.size()) args[i] = Value(List{args[i]});
        }
        for (std::size_t i = 0; i < seen.size(); ++i) named = named && (seen[i] || s.arguments[i].optional);
        if (!named) continue;
        names_fit = true;
        if (typed) return paid(run, s, args);
      }
    }
    std::vector<Value> values;
    for (const auto& [name, value] : given) values.push_back(value);
    return run.fail(names_fit ? Wrong::wrong_type : Wrong::wrong_arguments, described(values));
  }

 private:
  // Most bodies go through their arguments once and make a value of their size; what costs more they pay themselves.
  static Value paid(Run& run, const Signature& s, Arguments args) {
    constexpr std::size_t items_a_step = 8, bytes_a_step = 128;
    std::size_t steps = 0;
    for (const Value& a : args) {
      if (a.is(Kind::list)) steps += a.list().size() / items_a_step;
      if (a.is(Kind::context)) steps += a.context().size() / items_a_step;
      if (a.is(Kind::string)) steps += a.string().size() / bytes_a_step;
    }
    if (steps > 0 && !run.spend(static_cast<std::int64_t>(steps))) return {};
    Value out = s.body(run, args);
    std::size_t bytes = 0;
    if (out.is(Kind::list)) bytes = out.list().size() * sizeof(Value);
    if (out.is(Kind::context)) bytes = out.context().size() * sizeof(Context::Entry);
    if (out.is(Kind::string)) bytes = out.string().size();
    if (bytes > 0 && !run.take_memory(static_cast<std::int64_t>(bytes))) return {};
    return out;
  }
  static std::size_t least_of(const Signature& s) {
    std::size_t n = 0;
    for (const auto& a : s.arguments) n += a.optional ? 0 : 1;
    return n;
  }
  std::string described(Arguments given) const {
    std::string out = name_ + "(";
    for (const Value& v : given) {
      if (out.back() != '(') out += ", ";
      out += kind_name(v.kind());
    }
    return out + ")";
  }

  std::string name_;
  const BuiltinTable::Entry* entry_;
  std::vector<Parameter> parameters_;
};

struct All {
  BuiltinTable table;
  std::map<std::string, std::shared_ptr<const BuiltIn>, std::less<>> functions;
  std::set<std::string> names;

  All() {
    add_text_functions(table);
    add_number_functions(table);
    add_list_functions(table);
    add_temporal_functions(table);
    add_range_functions(table);
    add_context_functions(table);
    for (const auto& [name, entry] : table.entries) {
      functions.emplace(name, std::make_shared<const BuiltIn>(name, entry));
      names.insert(name);
    }
  }
};
const All& all() {
  static const All it;
  return it;
}

}  // namespace

void BuiltinTable::add(const std::string& name, std::string_view text, Body body, bool pure) {
  Signature s;
  s.body = std::move(body);
  if (text.ends_with("...")) {
    s.variadic = true;
    text.remove_suffix(3);
  }
  while (!text.empty()) {
    const auto comma = text.find(", ");
    std::string_view one = text.substr(0, comma);
    text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 2);
    const auto colon = one.find(':');
    JC_ASSERT(colon != std::string_view::npos);
    Signature::Argument a;
    a.name = std::string(one.substr(0, colon));
    if (a.name.ends_with('?')) {
      a.optional = true;
      a.name.pop_back();
    }
    a.kinds = kinds_of(one.substr(colon + 1), a.nullable);
    s.arguments.push_back(std::move(a));
  }
  Entry& entry = entries[name];
  entry.signatures.push_back(std::move(s));
  entry.pure = pure;
}

std::shared_ptr<const Function> built_in(std::string_view name) {
  const auto at = all().functions.find(name);
  return at == all().functions.end() ? nullptr : at->second;
}

bool is_pure_built_in(const Function& function) {
  const auto* own = dynamic_cast<const BuiltIn*>(&function);
  return own != nullptr && own->pure();
}

const std::set<std::string>& built_in_names() { return all().names; }

}  // namespace feel
