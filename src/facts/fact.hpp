// What a published figure is.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "base/fault.hpp"
#include "base/hash.hpp"
#include "calendar/period.hpp"

namespace facts {

using base::Decimal;

enum class Span { cumulative, current, point };      // year to date; that period alone; at a moment
enum class Status { published, derived, estimate };  // derived: by us or another from published ones; estimate: 预计
enum class SourceKind { official, mirror };          // mirror: a stored copy, its address is never shown to a user

struct Source {
  std::string text;  // address or title as given
  SourceKind kind = SourceKind::official;
  base::Place place;  // where in the file we read it
};
// What may be shown to a user: the address of an official source; for a stored copy a description without its address.
std::string shown(const Source& source);

// One published figure. Value and growth keep their printed decimals; growth is a published fact with a basis, never a
// quotient.
struct Fact {
  std::string area_code;
  std::string area;
  std::string indicator;  // canonical name from the names table when known, else as printed
  std::string indicator_as_printed;
  calendar::Period period;
  Span span = Span::cumulative;
  std::optional<Decimal> value;
  std::string unit;
  std::optional<Decimal> growth_pct;
  std::string growth_basis;  // empty: 同比 as printed; else 可比口径, 剔除留抵退税, 两年平均, 环比 …
  std::string scope;         // 限额以上, 规模以上, 全社会 …; empty: whole
  Status status = Status::published;
  bool year_inferred = false;  // the page did not print the year
  std::string note;
  calendar::Published published;
  Source source;
};

std::string to_string(Span span);        // "cumulative" …
std::string to_string(Status status);    // "published" …
std::string to_string(SourceKind kind);  // "official" …

// What the fact is about: two facts with the same key and other content are two vintages of one figure.
// area_code | indicator | period | span | scope | growth_basis; the area's name stands in when there is no code. Status
// is no part of it: the result of a year is a later vintage of its 预计. '|' and '\\' inside a member are written with
// a '\\' before them.
std::string key(const Fact& fact);
// SHA-256 over everything that was published, as printed, and by whom (not over where in a file we read it): the same
// fact imported twice has one id. 585925 万元 and 58.5925 亿元 are one key and two ids: a key goes by meaning, an id by
// print.
std::string id(const Fact& fact);
base::Digest id_digest(const Fact& fact);  // the same as bytes
// What is said, wherever, whenever and by whomever it was published: status, the number in base units with its printed
// precision, and the growth as printed. Equal for 585925 万元 and 58.5925 亿元, different for 53.70 and 53.7.
std::string said(const Fact& fact);

// Two facts of one key, published on the same day with the same precision, that cannot both be true: their printed
// roundings leave no common number. Estimates are expectations and contradict nothing; a derived figure is allowed
// twice the rounding. A fact is named with the first one it contradicts.
struct Contradiction {
  std::size_t first = 0;  // indices, first < second
  std::size_t second = 0;
  std::string what;  // one Chinese sentence with both figures
};
std::vector<Contradiction> contradictions(const std::vector<Fact>& facts);

// The spelling under which a basis is kept: 同比 → empty, 可比 → 可比口径, 扣除留抵退税因素 → 剔除留抵退税; others as
// they are.
std::string canonical_basis(std::string_view written);

struct CsvFacts {
  std::vector<Fact> facts;
  std::vector<base::Fault> unread;  // rows that could not be understood, each with line and reason
};
// Reads the columns of FACTS.csv (see docs/reference/facts-csv.md). A bad row is listed and the others are kept; a file
// without the needed columns or with broken quoting is a fault of the whole.
base::Result<CsvFacts> read_facts_csv(std::string_view bytes, const std::string& file_name);

}  // namespace facts
