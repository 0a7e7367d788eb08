#include "ledger/schema.hpp"

namespace ledger::detail {

const char* const kSchema = R"sql(
CREATE TABLE fact (
  sequence             INTEGER PRIMARY KEY,
  id                   TEXT NOT NULL UNIQUE CHECK (length(id) = 64),
  chain                TEXT NOT NULL CHECK (length(chain) = 64),
  recorded_at          INTEGER NOT NULL,
  key                  TEXT NOT NULL,
  standing             INTEGER NOT NULL CHECK (standing IN (0, 1, 2)),
  known_by             TEXT NOT NULL CHECK (length(known_by) = 10),
  said                 TEXT NOT NULL,
  area_code            TEXT NOT NULL,
  area                 TEXT NOT NULL,
  indicator            TEXT NOT NULL,
  indicator_as_printed TEXT NOT NULL,
  period               TEXT NOT NULL,
  span                 TEXT NOT NULL CHECK (span IN ('cumulative', 'current', 'point')),
  value                TEXT,
  unit                 TEXT NOT NULL,
  growth_pct           TEXT,
  growth_basis         TEXT NOT NULL,
  scope                TEXT NOT NULL,
  year_inferred        INTEGER NOT NULL CHECK (year_inferred IN (0, 1)),
  note                 TEXT NOT NULL,
  published            TEXT NOT NULL,
  source               TEXT NOT NULL,
  source_kind          TEXT NOT NULL CHECK (source_kind IN ('official', 'mirror')),
  place_file           TEXT NOT NULL,
  place_sheet          TEXT NOT NULL,
  place_cell           TEXT NOT NULL,
  place_page           INTEGER NOT NULL,
  place_paragraph      INTEGER NOT NULL,
  place_row            INTEGER NOT NULL,
  place_line           INTEGER NOT NULL,
  place_column         INTEGER NOT NULL
) STRICT;
CREATE INDEX fact_in_time ON fact (key, standing, known_by, sequence);
CREATE INDEX fact_by_day ON fact (known_by);
CREATE INDEX fact_by_indicator ON fact (indicator, known_by);

CREATE TRIGGER fact_is_never_changed BEFORE UPDATE ON fact
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER fact_is_never_removed BEFORE DELETE ON fact
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER fact_comes_next BEFORE INSERT ON fact
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM fact WHERE id = NEW.id) THEN RAISE(IGNORE)
    WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM fact) THEN RAISE(ABORT, 'the ledger is append-only')
  END;
END;
)sql";

const char* const kFactColumns =
    "f.sequence, f.recorded_at, f.standing, f.area_code, f.area, f.indicator, f.indicator_as_printed, f.period, "
    "f.span, "
    "f.value, f.unit, f.growth_pct, f.growth_basis, f.scope, f.year_inferred, f.note, f.published, f.source, "
    "f.source_kind, "
    "f.place_file, f.place_sheet, f.place_cell, f.place_page, f.place_paragraph, f.place_row, f.place_line, "
    "f.place_column";

namespace {

// A publication counts once, however many pages print it: distinct days and statements up to this one.
constexpr const char* kVintage =
    "(SELECT count(DISTINCT e.known_by || e.said) FROM fact AS e WHERE e.key = f.key AND e.recorded_at <= ?2 "
    "AND (e.known_by, e.sequence) <= (f.known_by, f.sequence))";

// A later fact supersedes when it gives all that the earlier one gives: a page that repeats only the growth leaves the
// level standing. An estimate gives way to any result. What is derived never supersedes what was published.
constexpr const char* kNotSuperseded =
    " AND NOT EXISTS (SELECT 1 FROM fact AS g WHERE g.key = f.key "
    "AND (g.standing, g.known_by, g.sequence) > (f.standing, f.known_by, f.sequence) "
    "AND g.known_by <= ?1 AND g.recorded_at <= ?2 "
    "AND ((f.standing = 0 AND g.standing > 0) OR ((g.value IS NOT NULL OR f.value IS NULL) "
    "AND (g.growth_pct IS NOT NULL OR f.growth_pct IS NULL))))";

std::string select(bool by_indicator) {
  return std::string("SELECT ") + kFactColumns + ", " + kVintage + " FROM fact AS f INDEXED BY " +
         (by_indicator ? "fact_by_indicator" : "fact_by_day") +
         " WHERE f.known_by <= ?1 AND f.recorded_at <= ?2 AND (?3 = '' OR f.area = ?3 OR f.area_code = ?3) AND " +
         (by_indicator ? "f.indicator = ?4" : "?4 = ''");
}

}  // namespace

std::string latest_sql(bool by_indicator) { return select(by_indicator) + kNotSuperseded + " ORDER BY f.sequence"; }
std::string all_sql(bool by_indicator) { return select(by_indicator) + " ORDER BY f.sequence"; }

}  // namespace ledger::detail
