#include "feel/scope.hpp"

#include <algorithm>

namespace feel {

Scope::Scope(const Names& names) {
  int slot = 0;
  for (const std::string& name : names.all()) names_.emplace_back(normal_name(name), slot++);
  bound_ = &names.bound();
}

Scope::Scope(Scope& around, const std::vector<Parameter>& parameters) : items(around.items), around_(&around) {
  int slot = 0;
  for (const Parameter& p : parameters) names_.emplace_back(normal_name(p.name), slot++);
}

int Scope::enter(const std::string& name) {
  const int slot = static_cast<int>(locals_++);
  visible_.emplace_back(normal_name(name), slot);
  return slot;
}

std::optional<Ref> Scope::own(const std::string& normal) const {
  for (auto at = visible_.rbegin(); at != visible_.rend(); ++at) {
    if (at->first == normal) return Ref{true, at->second};
  }
  for (auto at = names_.rbegin(); at != names_.rend(); ++at) {
    if (at->first == normal) return Ref{false, at->second};
  }
  return std::nullopt;
}

bool Scope::knows(const std::string& normal) const {
  return own(normal).has_value() || (around_ != nullptr && around_->knows(normal));
}

const Value* Scope::bound(const std::string& normal) const {
  const auto here = own(normal);
  if (!here) return around_ == nullptr ? nullptr : around_->bound(normal);
  if (here->local || bound_ == nullptr) return nullptr;
  const auto at = bound_->find(here->slot);
  return at == bound_->end() ? nullptr : &at->second;
}

std::optional<Ref> Scope::resolve(const std::string& normal) {
  if (normal == "?") input_used = true;
  if (auto here = own(normal)) return here;
  if (around_ == nullptr) return std::nullopt;
  const auto at = std::ranges::find(captured_names_, normal);
  if (at != captured_names_.end()) {
    return Ref{false, static_cast<int>(names_.size() + static_cast<std::size_t>(at - captured_names_.begin()))};
  }
  const auto outside = around_->resolve(normal);
  if (!outside) return std::nullopt;
  captures_.push_back(*outside);
  captured_names_.push_back(normal);
  return Ref{false, static_cast<int>(names_.size() + captures_.size() - 1)};
}

}  // namespace feel
