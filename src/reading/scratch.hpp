// Memory for words and lists that live no longer than the sentence they are made for: taken by moving an end forward,
// given back all at once. Names are put together from many short pieces; each would cost more to keep apart than to
// write.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"

namespace reading {

// The memory of one thread.
class Scratch {
 public:
  struct Mark {
    std::size_t chunk = 0, used = 0;
  };

  static Scratch& mine() {
    thread_local Scratch scratch;
    return scratch;
  }

  void* take(std::size_t bytes) {
    JC_ASSERT(open_ > 0);
    bytes = (bytes + 15) & ~std::size_t{15};
    if (chunks_.empty() || chunks_[at_.chunk].size - at_.used < bytes) next_chunk(bytes);
    void* taken = chunks_[at_.chunk].memory.get() + at_.used;
    at_.used += bytes;
    return taken;
  }

 private:
  friend class ScratchScope;
  struct Chunk {
    std::unique_ptr<std::byte[]> memory;
    std::size_t size = 0;
  };
  static constexpr std::size_t kChunk = std::size_t{1} << 16, kKept = 16;

  void next_chunk(std::size_t least) {
    if (!chunks_.empty()) ++at_.chunk;
    at_.used = 0;
    if (at_.chunk < chunks_.size() && chunks_[at_.chunk].size >= least) return;
    const std::size_t size = least > kChunk ? least : kChunk;
    chunks_.insert(chunks_.begin() + static_cast<std::ptrdiff_t>(at_.chunk),
                   Chunk{std::unique_ptr<std::byte[]>(new std::byte[size]), size});
  }
  void release(Mark mark) {
    at_ = mark;
    // What one strange sentence needed is not kept for ever.
    if (--open_ == 0 && chunks_.size() > kKept) chunks_.resize(kKept);
  }

  std::vector<Chunk> chunks_;
  Mark at_;
  int open_ = 0;
};

// While it lives, scratch memory can be taken; when it ends, what was taken since it began is given back.
class ScratchScope {
 public:
  ScratchScope() : scratch_(Scratch::mine()), mark_(scratch_.at_) { ++scratch_.open_; }
  ~ScratchScope() { scratch_.release(mark_); }
  ScratchScope(const ScratchScope&) = delete;
  ScratchScope& operator=(const ScratchScope&) = delete;

 private:
  Scratch& scratch_;
  Scratch::Mark mark_;
};

template <class T>
struct ScratchAllocator {
  using value_type = T;
  ScratchAllocator() = default;
  template <class U>
  ScratchAllocator(const ScratchAllocator<U>&) {}
  T* allocate(std::size_t n) {
    static_assert(alignof(T) <= 16);
    return static_cast<T*>(Scratch::mine().take(n * sizeof(T)));
  }
  void deallocate(T*, std::size_t) {}
  template <class U>
  bool operator==(const ScratchAllocator<U>&) const {
    return true;
  }
};

// Words put together, and lists, inside a scope.
using Text = std::basic_string<char32_t, std::char_traits<char32_t>, ScratchAllocator<char32_t>>;
template <class T>
using List = std::vector<T, ScratchAllocator<T>>;

// `a` and `b` written one behind the other.
inline Text joint(std::u32string_view a, std::u32string_view b, std::u32string_view c = {},
                  std::u32string_view d = {}) {
  Text out;
  out.reserve(a.size() + b.size() + c.size() + d.size());
  out.append(a).append(b).append(c).append(d);
  return out;
}

}  // namespace reading
