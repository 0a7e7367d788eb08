#include "ledger/schema.hpp"

namespace ledger::detail {

#define SEALED_FROM                                                                               \
  "CREATE TABLE sealed_from (key INTEGER NOT NULL, day INTEGER NOT NULL, last INTEGER NOT NULL, " \
  "PRIMARY KEY (key, day, last)) STRICT, WITHOUT ROWID;"

const char* const kSchema = R"sql(
CREATE TABLE area (
  no        INTEGER PRIMARY KEY CHECK (no BETWEEN 1 AND 4194303),
  name      TEXT NOT NULL UNIQUE,
  algorithm TEXT NOT NULL CHECK (algorithm IN ('sha256', 'sm3')),
  keys      INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE label (
  label TEXT NOT NULL,
  area  INTEGER NOT NULL,
  PRIMARY KEY (label, area)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
  place       INTEGER PRIMARY KEY,
  recorded_at INTEGER NOT NULL,
  kind        INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 4),
  heading     TEXT,
  body        TEXT NOT NULL,
  chain       BLOB NOT NULL CHECK (length(chain) = 32)
) STRICT;
CREATE TABLE receipt (
  area          INTEGER NOT NULL,
  request       TEXT NOT NULL,
  content       BLOB NOT NULL CHECK (length(content) = 32),
  first         INTEGER NOT NULL,
  last          INTEGER NOT NULL,
  recorded_at   INTEGER NOT NULL,
  added         INTEGER NOT NULL,
  new_vintages  INTEGER NOT NULL,
  known_already INTEGER NOT NULL,
  PRIMARY KEY (area, request)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  area       INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  subject    TEXT NOT NULL,
  sequence   INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to   INTEGER NOT NULL,
  gone_by    INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (area, kind, subject, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_key (
  person TEXT NOT NULL,
  area   INTEGER NOT NULL,
  key    BLOB CHECK (key IS NULL OR length(key) = 32),
  PRIMARY KEY (person, area)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER record_is_never_changed BEFORE UPDATE ON record
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER record_is_never_removed BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER record_comes_next BEFORE INSERT ON record
WHEN EXISTS (SELECT 1 FROM record WHERE place = NEW.place) OR
  (NEW.place & 1099511627775 != 1 AND NOT EXISTS (SELECT 1 FROM record WHERE place = NEW.place - 1))
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER receipt_is_never_changed BEFORE UPDATE ON receipt
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER receipt_is_never_removed BEFORE DELETE ON receipt
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER receipt_is_new BEFORE INSERT ON receipt
WHEN EXISTS (SELECT 1 FROM receipt WHERE area = NEW.area AND request = NEW.request)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER area_keeps_its_name BEFORE UPDATE OF no, name, algorithm ON area
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER area_is_never_removed BEFORE DELETE ON area
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER area_is_new BEFORE INSERT ON area
WHEN EXISTS (SELECT 1 FROM area WHERE no = NEW.no OR name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
)sql";

const char* const kFactIndex = R"sql(
CREATE TABLE key (
  area      INTEGER NOT NULL,
  indicator TEXT NOT NULL,
  rest      TEXT NOT NULL,
  no        INTEGER NOT NULL,
  PRIMARY KEY (area, indicator, rest)
) STRICT, WITHOUT ROWID;
CREATE TABLE figure (
  key     INTEGER PRIMARY KEY,
  entries BLOB NOT NULL
) STRICT;
CREATE TABLE sealed (
  key     INTEGER NOT NULL,
  last    INTEGER NOT NULL,
  entries BLOB NOT NULL,
  UNIQUE (key, last)
) STRICT;
CREATE TABLE sealed_day (
  key       INTEGER NOT NULL,
  gives     INTEGER NOT NULL,
  standing  INTEGER NOT NULL,
  known_by  INTEGER NOT NULL,
  rank      INTEGER NOT NULL,
  sequence  INTEGER NOT NULL,
  id        INTEGER NOT NULL,
  gone_by   INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL,
  PRIMARY KEY (key, gives, standing, known_by, rank, sequence)
) STRICT, WITHOUT ROWID;
CREATE TABLE sealed_said (
  key  INTEGER NOT NULL,
  said INTEGER NOT NULL,
  PRIMARY KEY (key, said)
) STRICT, WITHOUT ROWID;
)sql" SEALED_FROM;

const char* const kFromVersion2 =
    "DROP TABLE key; DROP TABLE vintage; DROP TABLE vintage_day; DROP TABLE vintage_said; UPDATE area SET keys = 0;";

const char* const kFromVersion3 = R"sql(
ALTER TABLE sealed RENAME TO sealed_by_key;
CREATE TABLE sealed (
  key     INTEGER NOT NULL,
  last    INTEGER NOT NULL,
  entries BLOB NOT NULL,
  UNIQUE (key, last)
) STRICT;
INSERT INTO sealed SELECT key, last, entries FROM sealed_by_key ORDER BY key >> 40, last, key;
DROP TABLE sealed_by_key;
)sql";

const char* const kFromVersion4 = SEALED_FROM;

#undef SEALED_FROM

namespace sql {

#define RECORD "place, recorded_at, kind, heading, body, chain"
#define RECEIPT "request, content, first, last, recorded_at, added, new_vintages, known_already"

const char* const kAreaByName = "SELECT no, algorithm, keys FROM area WHERE name = ?1";
const char* const kAreas = "SELECT no, name, algorithm, keys FROM area ORDER BY name";
const char* const kNextArea = "SELECT coalesce(max(no), 0) + 1 FROM area";
const char* const kAddArea = "INSERT INTO area (no, name, algorithm) VALUES (?1, ?2, ?3)";
const char* const kCountKeys = "UPDATE area SET keys = ?2 WHERE no = ?1";
const char* const kLastKey = "SELECT coalesce(max(key), 0) FROM figure WHERE key BETWEEN ?1 AND ?2";
const char* const kLastRecord =
    "SELECT place, recorded_at, chain FROM record WHERE place BETWEEN ?1 AND ?2 ORDER BY place DESC LIMIT 1";
const char* const kAddRecord = "INSERT INTO record VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const char* const kRecords = "SELECT " RECORD " FROM record WHERE place BETWEEN ?1 AND ?2 ORDER BY place";
const char* const kOneRecord = "SELECT " RECORD " FROM record WHERE place = ?1";
const char* const kRecordedAt = "SELECT recorded_at FROM record WHERE place = ?1";
const char* const kAddLabel = "INSERT OR IGNORE INTO label VALUES (?1, ?2)";
const char* const kAreasByLabel =
    "SELECT a.name FROM label AS l JOIN area AS a ON a.no = l.area WHERE l.label = ?1 ORDER BY a.name";
const char* const kKeyNumber = "SELECT no FROM key WHERE area = ?1 AND indicator = ?2 AND rest = ?3";
const char* const kKeysOfIndicator = "SELECT no FROM key WHERE area = ?1 AND indicator = ?2";
const char* const kAddKey = "INSERT INTO key VALUES (?2, ?3, ?4, ?1)";
const char* const kFigure = "SELECT entries FROM figure WHERE key = ?1";
const char* const kFigures = "SELECT key, entries FROM figure WHERE key BETWEEN ?1 AND ?2 ORDER BY key";
const char* const kAddFigure = "INSERT INTO figure VALUES (?1, ?2)";
const char* const kPutFigure = "UPDATE figure SET entries = ?2 WHERE key = ?1";
const char* const kSealedWith =
    "SELECT last, entries, rowid FROM sealed WHERE key = ?1 AND last >= ?2 ORDER BY last LIMIT 1";
const char* const kSealedOnDay =
    "SELECT last, entries, rowid FROM sealed WHERE key = ?1 AND last = (SELECT last FROM sealed_from WHERE key = ?1 "
    "AND day <= ?2 ORDER BY day DESC, last DESC LIMIT 1)";
const char* const kSealedBehind = "SELECT rowid, key, last, entries FROM sealed WHERE rowid > ?1 ORDER BY rowid";
const char* const kSealed = "SELECT entries FROM sealed WHERE key = ?1 ORDER BY last";
const char* const kAddSealed = "INSERT INTO sealed VALUES (?1, ?2, ?3)";
const char* const kEverySealed = "SELECT key, last, entries FROM sealed ORDER BY key, last";
const char* const kAddSealedFrom = "INSERT INTO sealed_from VALUES (?1, ?2, ?3)";
const char* const kPutSealed = "UPDATE sealed SET entries = ?3 WHERE key = ?1 AND last = ?2";
const char* const kAddDay = "INSERT INTO sealed_day VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
const char* const kByDay =
    "SELECT sequence, rank, known_by, gone_by, withdrawn FROM sealed_day WHERE key = ?1 AND gives = ?2 AND "
    "standing = ?3 AND known_by <= ?4 ORDER BY known_by DESC, rank DESC, sequence DESC";
const char* const kSameDay =
    "SELECT sequence FROM sealed_day WHERE key = ?1 AND gives = ?2 AND standing = ?3 AND known_by = ?4 AND id = ?5 "
    "AND withdrawn = 0 ORDER BY rank DESC, sequence DESC";
const char* const kAddSaid = "INSERT OR IGNORE INTO sealed_said VALUES (?1, ?2)";
const char* const kSaid = "SELECT 1 FROM sealed_said WHERE key = ?1 AND said = ?2";
const char* const kDayGone =
    "UPDATE sealed_day SET gone_by = ?1, withdrawn = ?2 WHERE key = ?3 AND gives = ?4 AND standing = ?5 AND "
    "known_by = ?6 AND rank = ?7 AND sequence = ?8";
const char* const kAddEvent =
    "INSERT INTO event (area, kind, subject, sequence, valid_from, valid_to) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const char* const kEventsOfKind =
    "SELECT kind, subject, sequence, valid_from, valid_to, gone_by FROM event "
    "WHERE area = ?1 AND kind = ?2 AND subject >= ?3 ORDER BY subject, sequence";
const char* const kNextKind = "SELECT kind FROM event WHERE area = ?1 AND kind > ?2 ORDER BY kind LIMIT 1";
const char* const kEventGone =
    "UPDATE event SET gone_by = ?1 WHERE area = ?2 AND kind = ?3 AND subject = ?4 AND sequence = ?5";
const char* const kReceipt = "SELECT " RECEIPT " FROM receipt WHERE area = ?1 AND request = ?2";
const char* const kReceipts = "SELECT " RECEIPT " FROM receipt WHERE area = ?1 ORDER BY request";
const char* const kAddReceipt = "INSERT INTO receipt VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
const char* const kPersonKey = "SELECT key FROM person_key WHERE person = ?2 AND area = ?1";
const char* const kPutPersonKey =
    "INSERT INTO person_key VALUES (?2, ?1, ?3) ON CONFLICT (person, area) DO UPDATE SET key = excluded.key";
const char* const kAreasOfPerson =
    "SELECT a.name FROM person_key AS p JOIN area AS a ON a.no = p.area WHERE p.person = ?1 ORDER BY a.name";

#undef RECORD
#undef RECEIPT

}  // namespace sql

}  // namespace ledger::detail
