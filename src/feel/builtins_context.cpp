// Context functions (DMN 1.5, 10.3.4.11 and table 73).
#include <set>

#include "feel/builtin_table.hpp"

namespace feel {

namespace {

Value from_entries(Run& run, Arguments a) {
  Context out;
  for (const Value& item : a[0].list()) {
    if (!run.spend()) return {};
    if (!item.is(Kind::context))
      return run.fail(Wrong::wrong_type, "context(" + std::string(kind_name(item.kind())) + ")");
    const Value* key = item.context().find("key");
    const Value* value = item.context().find("value");
    if (key == nullptr || !key->is(Kind::string) || value == nullptr) {
      return run.fail(Wrong::unknown_member, "key, value");
    }
    if (!run.spend(static_cast<std::int64_t>(out.size() / 8))) return {};
    if (out.find(key->string()) != nullptr) return run.fail(Wrong::duplicate_key, key->string());
    out.put(key->string(), *value);
  }
  return out;
}

Value put(Run& run, const Value& target, std::span<const Value> keys, const Value& value) {
  const Run::Level level(run);
  if (!level.ok) return {};
  if (!target.is(Kind::context)) return run.fail(Wrong::wrong_type, "context put");
  if (!keys.front().is(Kind::string)) return run.fail(Wrong::wrong_type, "context put");
  const std::string& key = keys.front().string();
  Context out = target.context();
  if (keys.size() == 1) {
    out.put(key, value);
    return out;
  }
  // A path that leads nowhere is no place to put something: context put(null, …) is null.
  const Value* inner = target.context().find(key);
  if (inner == nullptr) return run.fail(Wrong::unknown_member, key);
  Value changed = put(run, *inner, keys.subspan(1), value);
  if (changed.is_null()) return {};
  out.put(key, std::move(changed));
  return out;
}

Value merge(Run& run, Arguments a) {
  Context out;
  for (const Value& item : a[0].list()) {
    if (!item.is(Kind::context)) return run.fail(Wrong::wrong_type, "context merge");
    for (const auto& [key, value] : item.context().entries()) {
      if (!run.spend(static_cast<std::int64_t>(out.size() / 8 + 1))) return {};
      out.put(key, value);
    }
  }
  return out;
}

}  // namespace

void add_context_functions(BuiltinTable& t) {
  t.add("context", "entries:l", from_entries);
  t.add("get value", "m:c, key:s", [](Run& run, Arguments a) {
    const Value* found = a[0].context().find(a[1].string());
    return found != nullptr ? *found : run.fail(Wrong::unknown_member, a[1].string());
  });
  // A key that is no text is in no context: null, and no mistake of the context's.
  t.add("get value", "m:c, key:nbdtwmyrcf", [](Run& run, Arguments a) {
    return run.fail(Wrong::wrong_type, "get value " + std::string(kind_name(a[1].kind())));
  });
  t.add("get value", "m:c, keys:l", [](Run& run, Arguments a) {
    Value at = a[0];
    for (const Value& key : a[1].list()) {
      const Value* found = at.is(Kind::context) && key.is(Kind::string) ? at.context().find(key.string()) : nullptr;
      if (found == nullptr) return run.fail(Wrong::unknown_member, brief(key));
      Value next = *found;
      at = std::move(next);
    }
    return at;
  });
  t.add("get entries", "m:c", [](Run&, Arguments a) {
    List out;
    for (const auto& [key, value] : a[0].context().entries()) {
      out.push_back(Context({{"key", Value(key)}, {"value", value}}));
    }
    return Value(std::move(out));
  });
  t.add("context put", "context:c, key:s, value:*",
        [](Run& run, Arguments a) { return put(run, a[0], a.subspan(1, 1), a[2]); });
  t.add("context put", "context:c, keys:l, value:*", [](Run& run, Arguments a) {
    if (a[1].list().empty()) return run.fail(Wrong::out_of_domain, "context put []");
    return put(run, a[0], a[1].list(), a[2]);
  });
  t.add("context merge", "contexts:l", merge);
}

}  // namespace feel
