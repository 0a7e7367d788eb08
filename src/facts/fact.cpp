#include "facts/fact.hpp"

#include <array>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "quantity/quantity.hpp"

namespace facts {

namespace {

void put_escaped(std::string& out, std::string_view member) {
  unsigned special = 0;
  for (const char c : member) special |= static_cast<unsigned>(c == '|') | static_cast<unsigned>(c == '\\');
  if (special == 0) {
    out += member;
    return;
  }
  for (const char c : member) {
    if (c == '|' || c == '\\') out += '\\';
    out += c;
  }
}

std::string joined(std::initializer_list<std::string_view> members) {
  std::string out;
  out.reserve(256);
  for (const auto member : members) {
    put_escaped(out, member);
    out += '|';
  }
  out.pop_back();
  return out;
}

std::string printed(const std::optional<Decimal>& number) { return number ? number->to_string() : std::string(); }

}  // namespace

std::string shown(const Source& source) {
  if (source.kind == SourceKind::official) return source.text;
  return "公开网页的留存副本（引用前请到发布机关核对）";
}

std::string to_string(Span span) {
  switch (span) {
    case Span::cumulative:
      return "cumulative";
    case Span::current:
      return "current";
    case Span::point:
      return "point";
  }
  return {};
}

std::string to_string(Status status) {
  switch (status) {
    case Status::published:
      return "published";
    case Status::derived:
      return "derived";
    case Status::estimate:
      return "estimate";
  }
  return {};
}

std::string to_string(SourceKind kind) { return kind == SourceKind::official ? "official" : "mirror"; }

std::string key(const Fact& fact) {
  return joined({fact.area_code.empty() ? fact.area : fact.area_code, fact.indicator, to_string(fact.period),
                 to_string(fact.span), fact.scope, fact.growth_basis});
}

base::Digest id_digest(const Fact& fact) {
  thread_local base::Hasher hasher(base::HashAlgorithm::sha256);
  return hasher
      .add(joined(
          {fact.area_code, fact.area, fact.indicator_as_printed.empty() ? fact.indicator : fact.indicator_as_printed,
           to_string(fact.period), to_string(fact.span), printed(fact.value), fact.unit, printed(fact.growth_pct),
           fact.growth_basis, fact.scope, to_string(fact.status), fact.year_inferred ? "year_inferred" : "", fact.note,
           to_string(fact.published), fact.source.text, to_string(fact.source.kind)}))
      .finish();
}

std::string id(const Fact& fact) { return base::to_hex(base::bytes_of(id_digest(fact))); }

std::string said(const Fact& fact) {
  std::string lo, hi;
  if (fact.value) {
    const auto interval = quantity::rounding_interval(*fact.value, fact.unit);
    lo = interval.lo.reduced().to_string();
    hi = interval.hi.reduced().to_string();
  }
  return joined({to_string(fact.status), lo, hi, fact.value ? quantity::parse_unit(fact.unit).base : std::string(),
                 printed(fact.growth_pct)});
}

std::string canonical_basis(std::string_view written) {
  const std::string basis(base::trim(written));
  struct Spelling {
    std::string_view written, kept;
  };
  static constexpr std::array<Spelling, 12> spellings{{{"同比", ""},
                                                       {"按同比", ""},
                                                       {"可比", "可比口径"},
                                                       {"按可比口径", "可比口径"},
                                                       {"同口径", "可比口径"},
                                                       {"按同口径", "可比口径"},
                                                       {"剔除留抵退税因素", "剔除留抵退税"},
                                                       {"扣除留抵退税", "剔除留抵退税"},
                                                       {"扣除留抵退税因素", "剔除留抵退税"},
                                                       {"剔除增值税留抵退税因素", "剔除留抵退税"},
                                                       {"两年平均增速", "两年平均"},
                                                       {"两年平均增长", "两年平均"}}};
  for (const auto& s : spellings) {
    if (basis == s.written) return std::string(s.kept);
  }
  return basis;
}

}  // namespace facts
