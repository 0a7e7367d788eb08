#include "feel/expression.hpp"

#include <algorithm>

#include "feel/node.hpp"
#include "feel/scanner.hpp"

namespace feel {

std::string normal_name(std::string_view written) {
  Scanner in(written);
  std::string out;
  bool after_word = false;
  std::size_t last = 0;
  while (in.at < written.size()) {
    const std::size_t before = in.at;
    // Comments have no place in names; white space is skipped by hand so that "a//b" stays what it is.
    while (in.at < written.size()) {
      const std::size_t here = in.at;
      if (in.looking_at("//") || in.looking_at("/*")) break;
      in.skip_space();
      if (in.at == here) break;
    }
    if (in.at >= written.size()) break;
    const bool gap = in.at > before;
    last = in.at;
    auto w = in.word();
    if (w.empty()) {
      const char c = written[in.at];
      const bool digit = c >= '0' && c <= '9';
      while (in.at < written.size() && written[in.at] >= '0' && written[in.at] <= '9') ++in.at;
      if (in.at == last) ++in.at;
      if (digit) {
        const auto more = in.word();
        (void)more;
        if (gap && after_word) out += ' ';
        out += written.substr(last, in.at - last);
        after_word = true;
        continue;
      }
      out += c;
      after_word = false;
      continue;
    }
    if (gap && after_word) out += ' ';
    out += w;
    after_word = true;
  }
  return out;
}

int Names::add(const std::string& name, TypePtr type) {
  if (type != nullptr) add_members_of(*type);
  const int found = find(name);
  if (found >= 0) return found;
  names_.push_back(name);
  return static_cast<int>(names_.size() - 1);
}

int Names::push(const std::string& name, TypePtr type) {
  if (type != nullptr) add_members_of(*type);
  names_.push_back(name);
  return static_cast<int>(names_.size() - 1);
}

int Names::find(std::string_view name) const {
  const auto at = std::ranges::find(names_.rbegin(), names_.rend(), name);
  return at == names_.rend() ? -1 : static_cast<int>(names_.rend() - at) - 1;
}

void Names::add_member(const std::string& name) {
  if (members_.insert(name).second) by_normal_name_[normal_name(name)] = name;
}

const std::string* Names::member(const std::string& normal) const {
  const auto at = by_normal_name_.find(normal);
  return at == by_normal_name_.end() ? nullptr : &at->second;
}

void Names::bind(const std::string& name, Value value) {
  if (const int slot = find(name); slot >= 0) bound_[slot] = std::move(value);
}

void Names::add_members_of(const Type& type) {
  for (const auto& [name, member] : type.members) {
    const bool known = members_.contains(name);
    add_member(name);
    if (member != nullptr && !(known && member->name == type.name && !type.name.empty())) add_members_of(*member);
  }
  if (type.element != nullptr) add_members_of(*type.element);
}

void Names::add_type(const std::string& name, TypePtr type) { types_.emplace_back(name, std::move(type)); }

TypePtr Names::find_type(std::string_view name) const {
  const auto at = std::ranges::find(types_, name, [](const auto& t) { return std::string_view(t.first); });
  return at == types_.end() ? nullptr : at->second;
}

Expression::Expression() = default;
Expression::Expression(Expression&&) noexcept = default;
Expression& Expression::operator=(Expression&&) noexcept = default;
Expression::~Expression() = default;
Expression::Expression(std::unique_ptr<const Node> root, std::size_t slots) : root_(std::move(root)), slots_(slots) {}

Value Expression::evaluate(Run& run, std::span<const Value> values) const {
  if (root_ == nullptr) return {};
  std::vector<Value> locals(slots_);
  Frame frame{values.data(), values.size(), locals.data()};
  const Run::In in(run, origin_.get());
  return root_->eval(run, frame);
}

}  // namespace feel
