// Functions of government and the bodies that carry them at each level (codes/offices.csv).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"
#include "reading/statements.hpp"

namespace plan {

enum class Tier { district, municipal_district, city, municipality, province };

// Who speaks in a report, as far as names of bodies go: 区 + district → 区商务局.
struct Jurisdiction {
  std::string prefix;  // 区, 县, 市, 州, 省; empty when the report does not say
  Tier tier = Tier::district;
  // Bodies that the report itself names, by function: 能源 → 市能源局. They go before the table's.
  std::map<std::string, std::string, std::less<>> named{};
};
// From the area's name; where the report has none, from which of 我区, 我市, 我县, 我省 it says most.
Jurisdiction jurisdiction_of(const reading::Reading& report);

// Whether `owner` is the bureau of development and reform of `where` (or of `area`) itself: it gives itself no order,
// and its own matters are worked off inside the house. Where the area's name does not tell its kind, any such bureau
// is.
bool is_own_bureau(std::string_view owner, const Jurisdiction& where);
bool is_own_bureau(std::string_view owner, std::string_view area);

// 区政府, 县政府, 自治区政府, 盟行署, of a zone 管委会; 本级政府 where the area's name does not tell.
std::string government_of(std::string_view area);

struct Office {
  std::string function;
  std::vector<std::string> aliases;  // other words that name the same body
  std::vector<std::string> carries;  // what it looks after where no body of that name stands beside it
  std::string district, municipal_district, city, municipality, province;  // with {} for the prefix
  std::string publisher;                                                   // whose released figure counts
};

class Offices {
 public:
  static const Offices& builtin();
  // The table of the office whose work this process does: the built-in one until `put_in_force` gives another.
  static const Offices& in_force();
  static void put_in_force(Offices offices);
  // Faults: those of base::CsvTable, "offices.incomplete" when 发展和改革 is missing.
  static base::Result<Offices> parse(std::string_view csv, const std::string& file_name);
  // An office's own rows over the built-in ones, by function. Faults: "offices.row" (no function, no body, a
  // statistics body), "offices.twice" (a function or alias of two rows).
  static base::Result<Offices> with_rows(const std::vector<Office>& own, const std::string& file_name);
  static base::Result<std::vector<Office>> rows_of(std::string_view csv, const std::string& file_name);
  const std::vector<Office>& all() const { return offices_; }

  // By function, alias or what it carries; null when unknown.
  const Office* find(std::string_view function) const;
  // The office that a body's name means, in full or in short: 岚湖区商务局, 区住建局, 市生态环境局岚湖分局. The longest
  // name, function, alias or carried matter inside it decides; null when none is.
  const Office* of_body(std::string_view name) const;
  // Whether two names mean one body of one place: 区商务局 and 岚湖区商务局; 区住房和城乡建设局 and 区住房城乡建设局,
  // since 和 between the parts of a bureau's name says nothing; 区发改局 and 区发展和改革局, since the table has 发改
  // among the other words for 发展和改革. 区商务局 and 市商务局 are two, 和平街道 and 太平街道 are two, and so are
  // functions that share a body and what a body only carries (区就业局). What the table does not know is compared
  // letter by letter, its place apart. Rights stand on this: where names leave it open the answer is no.
  bool same_body(std::string_view a, std::string_view b) const;
  // The name as it is written, since papers know what their offices are called (市能源局, 市林业局); a short form of
  // the name that the table has in `where` is written out: 区住建局, 区住房城乡建设局 → 区住房和城乡建设局. Several
  // with 、 between are named one by one.
  std::string named_here(std::string_view name, const Jurisdiction& where) const;
  // The function whose whole name or other name, and an ending, is the body's of this place: 能源 for 市能源局. Empty:
  // it is of another place, or none.
  std::string function_named(std::string_view name, const Jurisdiction& where) const;
  // "区商务局". What the report names goes before the table; the body for 发展和改革 when the function is unknown.
  std::string body(std::string_view function, const Jurisdiction& where) const;

 private:
  struct Known {
    std::string place;  // 岚湖区, 区; may be empty
    const Office* office = nullptr;
  };
  // `name` taken apart where the whole of it is a place, a word of the table and an ending.
  Known known_body(std::string_view name) const;
  static base::Result<Offices> of(std::vector<Office> rows, const std::string& file_name);
  void list_words();
  // A word that names an office, without 和; `whole`: a body's whole name, which needs no ending.
  struct Word {
    std::string text;
    bool whole = false;
    std::size_t office = 0;
  };
  std::vector<Office> offices_;
  std::vector<Word> words_;
};

// The header line of such a table, and a row of it; `parse` reads them back.
std::string offices_header();
std::string offices_row(const Office& office);

// A statistics bureau, survey team or census office, under any of their usual names.
bool is_statistics_body(std::string_view name);

}  // namespace plan
