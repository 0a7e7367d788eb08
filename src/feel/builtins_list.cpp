// List functions (DMN 1.5, 10.3.4.4, tables 75 and 81) and `sort` (10.3.4.6).
#include <algorithm>

#include "feel/arithmetic.hpp"
#include "feel/builtin_table.hpp"

namespace feel {

namespace {

// Functions that take one list or its members one by one: f([1, 2]) and f(1, 2).
void add_over_list(BuiltinTable& t, const std::string& name, Value (*over)(Run&, const List&)) {
  t.add(name, "list:l", [over](Run& run, Arguments a) { return over(run, a[0].list()); });
  t.add(name, "c1:*, c:*...", [over](Run& run, Arguments a) {
    if (a[0].is_null() && a[1].list().empty()) return run.fail(Wrong::wrong_type, "null");
    List all{a[0]};
    all.insert(all.end(), a[1].list().begin(), a[1].list().end());
    return over(run, all);
  });
}

bool all_numbers(Run& run, const List& list, const char* what) {
  for (const Value& v : list) {
    if (!v.is(Kind::number)) {
      run.fail(Wrong::wrong_type, std::string(what) + "(" + std::string(kind_name(v.kind())) + ")");
      return false;
    }
  }
  return run.spend(static_cast<std::int64_t>(list.size()));
}

Value extreme(Run& run, const List& list, bool greatest) {
  if (list.empty()) return run.fail(Wrong::out_of_domain, "[]");
  const Value* best = nullptr;
  for (const Value& v : list) {
    if (!run.spend()) return {};
    if (best == nullptr) {
      if (!order(v, v)) return run.fail(Wrong::wrong_type, std::string(kind_name(v.kind())));
      best = &v;
      continue;
    }
    const auto by = order(v, *best);
    if (!by || v.kind() != best->kind()) return run.fail(Wrong::wrong_type, std::string(kind_name(v.kind())));
    if (greatest ? *by > 0 : *by < 0) best = &v;
  }
  return *best;
}

Value sum(Run& run, const List& list) {
  if (list.empty()) return run.fail(Wrong::out_of_domain, "sum []");
  if (list.front().is(Kind::months_duration) || list.front().is(Kind::days_duration)) {
    Value total = list.front();
    for (std::size_t i = 1; i < list.size(); ++i) {
      if (!run.spend()) return {};
      if (list[i].kind() != total.kind()) return run.fail(Wrong::wrong_type, "sum");
      total = arithmetic(run, Operator::add, total, list[i]);
    }
    return total;
  }
  if (!all_numbers(run, list, "sum")) return {};
  Number total = list.front().number();
  for (std::size_t i = 1; i < list.size(); ++i) {
    const auto next = Number::add(total, list[i].number());
    if (!next) return run.fail(Wrong::out_of_domain, "sum");
    total = *next;
  }
  return total;
}

Value product(Run& run, const List& list) {
  if (list.empty()) return run.fail(Wrong::out_of_domain, "product []");
  if (!all_numbers(run, list, "product")) return {};
  Number total = 1;
  for (const Value& v : list) {
    const auto next = Number::multiply(total, v.number());
    if (!next) return run.fail(Wrong::out_of_domain, "product");
    total = *next;
  }
  return total;
}

Value mean(Run& run, const List& list) {
  if (!list.empty() && (list.front().is(Kind::months_duration) || list.front().is(Kind::days_duration))) {
    const Value total = sum(run, list);
    return total.is_null() ? total
                           : arithmetic(run, Operator::divide, total, Value(static_cast<std::int64_t>(list.size())));
  }
  const Value total = sum(run, list);
  if (total.is_null()) return {};
  return Number::divide(total.number(), Number(static_cast<std::int64_t>(list.size())));
}

Value all_of(Run& run, const List& list) {
  bool unknown = false;
  Value out = true;
  for (const Value& v : list) {
    if (v.is_null()) {
      unknown = true;
    } else if (!v.is(Kind::boolean)) {
      return run.fail(Wrong::wrong_type, "all(" + std::string(kind_name(v.kind())) + ")");
    } else if (!v.boolean()) {
      out = false;
    }
  }
  return out.boolean() && unknown ? Value() : out;
}

Value any_of(Run& run, const List& list) {
  bool unknown = false;
  Value out = false;
  for (const Value& v : list) {
    if (v.is_null()) {
      unknown = true;
    } else if (!v.is(Kind::boolean)) {
      return run.fail(Wrong::wrong_type, "any(" + std::string(kind_name(v.kind())) + ")");
    } else if (v.boolean()) {
      out = true;
    }
  }
  return !out.boolean() && unknown ? Value() : out;
}

std::vector<Number> sorted_numbers(const List& list) {
  std::vector<Number> out;
  for (const Value& v : list) out.push_back(v.number());
  std::ranges::sort(out);
  return out;
}

Value median(Run& run, const List& list) {
  if (list.empty()) return run.fail(Wrong::out_of_domain, "median []");
  if (!all_numbers(run, list, "median")) return {};
  const auto numbers = sorted_numbers(list);
  const std::size_t half = numbers.size() / 2;
  if (numbers.size() % 2 == 1) return numbers[half];
  const auto both = Number::add(numbers[half - 1], numbers[half]);
  return both ? Value(Number::divide(*both, 2)) : run.fail(Wrong::out_of_domain, "median");
}

// Of a sample: the sum of squares over n - 1.
Value stddev(Run& run, const List& list) {
  if (list.size() < 2) return run.fail(Wrong::out_of_domain, "stddev");
  if (!all_numbers(run, list, "stddev")) return {};
  const Value average = mean(run, list);
  if (average.is_null()) return {};
  Number::Maybe squares = Number(0);
  for (const Value& v : list) {
    const auto d = Number::subtract(v.number(), average.number());
    const auto square = d ? Number::multiply(*d, *d) : Number::Maybe();
    squares = square && squares ? Number::add(*squares, *square) : Number::Maybe();
  }
  if (squares) squares = Number::divide(*squares, Number(static_cast<std::int64_t>(list.size() - 1)));
  if (squares) squares = squares->square_root();
  return squares ? Value(*squares) : run.fail(Wrong::out_of_domain, "stddev");
}

Value mode(Run& run, const List& list) {
  if (!all_numbers(run, list, "mode")) return {};
  const auto numbers = sorted_numbers(list);
  List out;
  std::size_t most = 0;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t k = i;
    while (k < numbers.size() && numbers[k] == numbers[i]) ++k;
    if (k - i > most) {
      most = k - i;
      out.clear();
    }
    if (k - i == most) out.emplace_back(numbers[i]);
    i = k;
  }
  return out;
}

Value sublist(Run& run, Arguments a) {
  const List& list = a[0].list();
  const auto size = static_cast<std::int64_t>(list.size());
  const std::int64_t start = a[1].number().truncated();
  if (start == 0 || start > size || start < -size) return run.fail(Wrong::out_of_domain, "sublist " + to_text(a[1]));
  const std::int64_t first = start > 0 ? start - 1 : size + start;
  std::int64_t length = size - first;
  if (a.size() > 2) {
    const std::int64_t wanted = a[2].number().truncated();
    if (wanted < 1 || wanted > length) return run.fail(Wrong::out_of_domain, "sublist " + to_text(a[2]));
    length = wanted;
  }
  return List(list.begin() + first, list.begin() + first + length);
}

// Place of a position counted from 1, or from the end when negative; -1 when there is none.
std::int64_t place_of(std::int64_t position, std::size_t size) {
  const auto n = static_cast<std::int64_t>(size);
  if (position == 0 || position > n || position < -n) return -1;
  return position > 0 ? position - 1 : n + position;
}

Value insert_before(Run& run, Arguments a) {
  List out = a[0].list();
  const std::int64_t position = a[1].number().truncated();
  const std::int64_t at =
      position == static_cast<std::int64_t>(out.size()) + 1 ? position - 1 : place_of(position, out.size());
  if (at < 0) return run.fail(Wrong::out_of_domain, "insert before " + to_text(a[1]));
  out.insert(out.begin() + at, a[2]);
  return out;
}

Value remove_at(Run& run, Arguments a) {
  List out = a[0].list();
  const std::int64_t at = place_of(a[1].number().truncated(), out.size());
  if (at < 0) return run.fail(Wrong::out_of_domain, "remove " + to_text(a[1]));
  out.erase(out.begin() + at);
  return out;
}

Value replace_at(Run& run, Arguments a) {
  List out = a[0].list();
  const std::int64_t at = place_of(a[1].number().truncated(), out.size());
  if (at < 0) return run.fail(Wrong::out_of_domain, "list replace " + to_text(a[1]));
  out[static_cast<std::size_t>(at)] = a[2];
  return out;
}

Value replace_matching(Run& run, Arguments a) {
  const Function& match = a[1].function();
  if (match.parameters().size() != 2) return run.fail(Wrong::wrong_arguments, "list replace match");
  List out = a[0].list();
  for (Value& item : out) {
    const Value given[] = {item, a[2]};
    const Value hit = match.call(run, given);
    if (!hit.is(Kind::boolean)) return run.fail(Wrong::wrong_type, "list replace match");
    if (hit.boolean()) item = a[2];
  }
  return out;
}

bool contains(Run& run, const List& list, const Value& v) {
  for (const Value& item : list) {
    if (!run.spend()) return false;
    if (paid_same(run, item, v)) return true;
  }
  return false;
}

List distinct(Run& run, const List& list) {
  List out;
  for (const Value& v : list) {
    if (!contains(run, out, v)) out.push_back(v);
  }
  return out;
}

List concatenated(const List& lists) {
  List out;
  for (const Value& v : lists) {
    if (v.is(Kind::list)) {
      out.insert(out.end(), v.list().begin(), v.list().end());
    } else {
      out.push_back(v);
    }
  }
  return out;
}

void flatten_into(Run& run, const List& list, List& out) {
  const Run::Level level(run);
  if (!level.ok) return;
  for (const Value& v : list) {
    if (!run.spend() || !run.take_memory(sizeof(Value))) return;
    if (v.is(Kind::list)) {
      flatten_into(run, v.list(), out);
    } else {
      out.push_back(v);
    }
  }
}

// Merges two sorted halves; a comparison that is no boolean stops everything. Any function may be given, also one that
// orders nothing, so that std::sort will not do.
bool merge_sort(Run& run, List& items, const Function& precedes, std::size_t first, std::size_t last) {
  if (last - first < 2) return true;
  const std::size_t middle = first + (last - first) / 2;
  if (!merge_sort(run, items, precedes, first, middle) || !merge_sort(run, items, precedes, middle, last)) return false;
  List merged;
  merged.reserve(last - first);
  std::size_t i = first, k = middle;
  while (i < middle && k < last) {
    if (!run.spend()) return false;
    const Value given[] = {items[k], items[i]};
    const Value before = precedes.call(run, given);
    if (!before.is(Kind::boolean)) {
      run.fail(Wrong::wrong_type, "sort precedes");
      return false;
    }
    merged.push_back(before.boolean() ? items[k++] : items[i++]);
  }
  while (i < middle) merged.push_back(items[i++]);
  while (k < last) merged.push_back(items[k++]);
  std::ranges::move(merged, items.begin() + static_cast<std::ptrdiff_t>(first));
  return true;
}

Value sort_by(Run& run, Arguments a) {
  const Function& precedes = a[1].function();
  if (precedes.parameters().size() != 2) return run.fail(Wrong::wrong_arguments, "sort precedes");
  List out = a[0].list();
  if (!merge_sort(run, out, precedes, 0, out.size())) return {};
  return out;
}

Value sort_natural(Run& run, Arguments a) {
  List out = a[0].list();
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (!order(out[0], out[i])) return run.fail(Wrong::wrong_type, "sort");
  }
  if (!run.spend(static_cast<std::int64_t>(out.size()))) return {};
  std::ranges::stable_sort(out, [](const Value& x, const Value& y) { return *order(x, y) < 0; });
  return out;
}

}  // namespace

void add_list_functions(BuiltinTable& t) {
  t.add("list contains", "list:l, element:*",
        [](Run& run, Arguments a) { return Value(contains(run, a[0].list(), a[1])); });
  t.add("count", "list:l", [](Run&, Arguments a) { return Value(static_cast<std::int64_t>(a[0].list().size())); });
  t.add("count", "c1:*, c2:*, c:*...",
        [](Run&, Arguments a) { return Value(static_cast<std::int64_t>(a[2].list().size() + 2)); });
  add_over_list(t, "min", [](Run& run, const List& list) { return extreme(run, list, false); });
  add_over_list(t, "max", [](Run& run, const List& list) { return extreme(run, list, true); });
  add_over_list(t, "sum", sum);
  add_over_list(t, "mean", mean);
  add_over_list(t, "product", product);
  add_over_list(t, "median", median);
  add_over_list(t, "stddev", stddev);
  add_over_list(t, "mode", mode);
  add_over_list(t, "all", all_of);
  add_over_list(t, "any", any_of);
  t.add("sublist", "list:l, start position:n", sublist);
  t.add("sublist", "list:l, start position:n, length:n", sublist);
  t.add("append", "list:l, item:*...", [](Run&, Arguments a) {
    List out = a[0].list();
    out.insert(out.end(), a[1].list().begin(), a[1].list().end());
    return Value(std::move(out));
  });
  t.add("concatenate", "list:l...", [](Run&, Arguments a) { return Value(concatenated(a[0].list())); });
  t.add("union", "list:l...", [](Run& run, Arguments a) { return Value(distinct(run, concatenated(a[0].list()))); });
  t.add("insert before", "list:l, position:n, newItem:*", insert_before);
  t.add("remove", "list:l, position:n", remove_at);
  t.add("list replace", "list:l, position:n, newItem:*", replace_at);
  t.add("list replace", "list:l, match:f, newItem:*", replace_matching);
  t.add("reverse", "list:l", [](Run&, Arguments a) { return Value(List(a[0].list().rbegin(), a[0].list().rend())); });
  t.add("index of", "list:l, match:*", [](Run& run, Arguments a) {
    List out;
    const List& list = a[0].list();
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (!run.spend()) return Value();
      if (paid_same(run, list[i], a[1])) out.emplace_back(static_cast<std::int64_t>(i + 1));
    }
    return Value(std::move(out));
  });
  t.add("distinct values", "list:l", [](Run& run, Arguments a) { return Value(distinct(run, a[0].list())); });
  t.add("duplicate values", "list:l", [](Run& run, Arguments a) {
    List out;
    const List& list = a[0].list();
    for (std::size_t i = 0; i < list.size(); ++i) {
      const auto again = [&] {
        for (std::size_t k = i + 1; k < list.size(); ++k) {
          if (!run.spend()) return false;
          if (paid_same(run, list[i], list[k])) return true;
        }
        return false;
      };
      if (!contains(run, out, list[i]) && again()) out.push_back(list[i]);
    }
    return Value(std::move(out));
  });
  t.add("flatten", "list:l", [](Run& run, Arguments a) {
    List out;
    flatten_into(run, a[0].list(), out);
    return Value(std::move(out));
  });
  t.add("sort", "list:l, precedes:f", sort_by);
  t.add("sort", "list:l", sort_natural);
}

}  // namespace feel
