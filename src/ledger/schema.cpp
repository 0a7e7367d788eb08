#include "ledger/schema.hpp"

namespace ledger::detail {

const char* const kSchema = R"sql(
CREATE TABLE figure (
  figure       INTEGER PRIMARY KEY,
  key          TEXT NOT NULL UNIQUE,
  indicator    TEXT NOT NULL,
  period       TEXT NOT NULL,
  span         TEXT NOT NULL CHECK (span IN ('cumulative', 'current', 'point')),
  scope        TEXT NOT NULL,
  growth_basis TEXT NOT NULL
) STRICT;
CREATE INDEX figure_by_indicator ON figure (indicator);

CREATE TABLE fact (
  sequence             INTEGER PRIMARY KEY,
  id                   TEXT NOT NULL UNIQUE CHECK (length(id) = 64),
  chain                TEXT NOT NULL CHECK (length(chain) = 64),
  figure               INTEGER NOT NULL REFERENCES figure (figure),
  standing             INTEGER NOT NULL CHECK (standing IN (0, 1, 2)),
  known_by             TEXT NOT NULL CHECK (length(known_by) = 10),
  recorded_at          INTEGER NOT NULL,
  published            TEXT NOT NULL,
  said                 TEXT NOT NULL,
  area_code            TEXT NOT NULL,
  area                 TEXT NOT NULL,
  indicator_as_printed TEXT NOT NULL,
  value                TEXT,
  unit                 TEXT NOT NULL,
  growth_pct           TEXT,
  year_inferred        INTEGER NOT NULL CHECK (year_inferred IN (0, 1)),
  note                 TEXT NOT NULL,
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
CREATE INDEX fact_in_time ON fact (figure, standing, known_by, sequence);
CREATE INDEX fact_by_day ON fact (known_by);

CREATE TRIGGER figure_is_never_changed BEFORE UPDATE ON figure
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER figure_is_never_removed BEFORE DELETE ON figure
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER figure_comes_once BEFORE INSERT ON figure
WHEN EXISTS (SELECT 1 FROM figure WHERE figure = NEW.figure OR key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER fact_is_never_changed BEFORE UPDATE ON fact
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER fact_is_never_removed BEFORE DELETE ON fact
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER fact_comes_next BEFORE INSERT ON fact
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM fact) OR EXISTS (SELECT 1 FROM fact WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
)sql";

const char* const kFactColumns =
    "f.sequence, f.recorded_at, k.indicator, k.period, k.span, k.scope, k.growth_basis, f.published, f.standing, "
    "f.area_code, f.area, f.indicator_as_printed, f.value, f.unit, f.growth_pct, f.year_inferred, f.note, f.source, "
    "f.source_kind, f.place_file, f.place_sheet, f.place_cell, f.place_page, f.place_paragraph, f.place_row, "
    "f.place_line, "
    "f.place_column";

namespace {

// A publication counts once, however many pages print it: distinct days and statements up to this one.
constexpr const char* kVintage =
    "(SELECT count(DISTINCT e.known_by || e.said) FROM fact AS e WHERE e.figure = f.figure AND e.recorded_at <= ?2 "
    "AND (e.known_by, e.sequence) <= (f.known_by, f.sequence))";

// A later fact supersedes when it gives all that the earlier one gives: a page that repeats only the growth leaves the
// level standing. An estimate gives way to any result. What is derived never supersedes what was published.
constexpr const char* kNotSuperseded =
    " AND NOT EXISTS (SELECT 1 FROM fact AS g WHERE g.figure = f.figure "
    "AND (g.standing, g.known_by, g.sequence) > (f.standing, f.known_by, f.sequence) "
    "AND g.known_by <= ?1 AND g.recorded_at <= ?2 "
    "AND ((f.standing = 0 AND g.standing > 0) OR ((g.value IS NOT NULL OR f.value IS NULL) "
    "AND (g.growth_pct IS NOT NULL OR f.growth_pct IS NULL))))";

std::string select(bool by_indicator) {
  // CROSS JOIN fixes the order of the loops: from the indicator's figures to their facts, or from the days to the
  // figures.
  const std::string from = by_indicator
                               ? "figure AS k CROSS JOIN fact AS f ON f.figure = k.figure"
                               : "fact AS f INDEXED BY fact_by_day CROSS JOIN figure AS k ON k.figure = f.figure";
  return std::string("SELECT ") + kFactColumns + ", " + kVintage + " FROM " + from +
         " WHERE f.known_by <= ?1 AND f.recorded_at <= ?2 AND (?3 = '' OR f.area = ?3 OR f.area_code = ?3) AND " +
         (by_indicator ? "k.indicator = ?4" : "?4 = ''");
}

}  // namespace

std::string latest_sql(bool by_indicator) { return select(by_indicator) + kNotSuperseded + " ORDER BY f.sequence"; }
std::string all_sql(bool by_indicator) { return select(by_indicator) + " ORDER BY f.sequence"; }

}  // namespace ledger::detail
