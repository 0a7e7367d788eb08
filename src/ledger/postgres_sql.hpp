// The questions asked of the PostgreSQL tables (codes/postgresql/ledger.sql). Private to this room.
#pragma once

namespace ledger::detail::pg {

inline constexpr char kAbout[] = "SELECT application, version, layout FROM jicheng.about";

inline constexpr char kHold[] = "UPDATE jicheng.area SET writes = writes + 1 WHERE area = $1 RETURNING algorithm";
inline constexpr char kAddArea[] = "INSERT INTO jicheng.area (area, algorithm, writes) VALUES ($1, $2, 0)";
inline constexpr char kAlgorithm[] = "SELECT algorithm FROM jicheng.area WHERE area = $1";
inline constexpr char kAreas[] = "SELECT area, algorithm FROM jicheng.area ORDER BY area";
inline constexpr char kAreasNamed[] =
    "SELECT area FROM jicheng.area WHERE area = $1 UNION SELECT area FROM jicheng.label WHERE label = $1 ORDER BY 1";
inline constexpr char kLabels[] = "SELECT label FROM jicheng.label WHERE area = $1 AND label = ANY ($2)";

inline constexpr char kLast[] =
    "SELECT sequence, recorded_at, chain FROM jicheng.record WHERE area = $1 ORDER BY sequence DESC LIMIT 1";
inline constexpr char kRecordedAt[] = "SELECT recorded_at FROM jicheng.record WHERE area = $1 AND sequence = $2";
// area, from, to, at most
inline constexpr char kRecords[] =
    "SELECT sequence, recorded_at, kind, heading, body, chain FROM jicheng.record "
    "WHERE area = $1 AND sequence BETWEEN $2 AND $3 ORDER BY sequence LIMIT $4";
inline constexpr char kSomeRecords[] =
    "SELECT sequence, recorded_at, kind, heading, body, chain FROM jicheng.record "
    "WHERE area = $1 AND sequence = ANY ($2) ORDER BY sequence";
// The same on tables of our own: one step down the index each, also where the server knows nothing of the table yet.
inline constexpr char kSomeRecordsHere[] =
    "SELECT r.* FROM unnest($2) AS asked (sequence) CROSS JOIN LATERAL ("
    "SELECT e.sequence, e.recorded_at, e.kind, e.heading, e.body, e.chain FROM jicheng.record AS e "
    "WHERE e.area = $1 AND e.sequence = asked.sequence OFFSET 0) AS r ORDER BY r.sequence";

inline constexpr char kReceipt[] =
    "SELECT request, content, first, last, recorded_at, added, new_vintages, known_already FROM jicheng.receipt "
    "WHERE area = $1 AND request = $2";
// area, after, at most
inline constexpr char kReceipts[] =
    "SELECT request, content, first, last, recorded_at, added, new_vintages, known_already FROM jicheng.receipt "
    "WHERE area = $1 AND request > $2 ORDER BY request LIMIT $3";
inline constexpr char kAddReceipt[] =
    "INSERT INTO jicheng.receipt (area, request, content, first, last, recorded_at, added, new_vintages, "
    "known_already) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

inline constexpr char kKeys[] =
    "SELECT no, gives, standing, indicator, rest FROM jicheng.key WHERE area = $1 AND no = ANY ($2)";
inline constexpr char kKeyNumbers[] = "SELECT DISTINCT no FROM jicheng.key WHERE area = $1 ORDER BY no";
inline constexpr char kKeyNumbersOf[] =
    "SELECT DISTINCT no FROM jicheng.key WHERE area = $1 AND indicator = $2 ORDER BY no";
// area, keys, said, ids: the entries of these keys that say one of these or have one of these identities. Shards are
// asked so, since they join no list of ours.
inline constexpr char kSame[] =
    "SELECT r.key, r.said, r.id, r.sequence, t.withdrawn FROM jicheng.record AS r "
    "LEFT JOIN jicheng.taken AS t ON t.area = $1 AND t.target = r.sequence "
    "WHERE r.area = $1 AND r.key = ANY ($2) AND (r.said = ANY ($3) OR r.id = ANY ($4))";
// The same on tables of our own: one step down the index a key (OFFSET 0 forbids to go over the table instead), and
// lists in which the server looks values up. Of the lists above it first estimates how many rows each of their numbers
// has, which takes longer than the search.
inline constexpr char kSameHere[] =
    "SELECT r.* FROM unnest($2) AS asked (key) CROSS JOIN LATERAL ("
    "SELECT e.key, e.said, e.id, e.sequence, t.withdrawn FROM jicheng.record AS e "
    "LEFT JOIN jicheng.taken AS t ON t.area = $1 AND t.target = e.sequence WHERE e.area = $1 AND e.key = asked.key "
    "AND (e.said IN (SELECT unnest($3)) OR e.id IN (SELECT unnest($4))) OFFSET 0) AS r";

#define ENTRY "r.sequence, r.rank, r.known_by, r.standing, r.gives, r.said, r.id, t.gone_by, t.withdrawn"
#define WITH_TAKEN "LEFT JOIN jicheng.taken AS t ON t.area = $1 AND t.target = r.sequence "
// area, up to, known by, first key, last key
inline constexpr char kEntriesOfRange[] = "SELECT r.key, " ENTRY " FROM jicheng.record AS r " WITH_TAKEN
                                          "WHERE r.area = $1 AND r.sequence <= $2 AND r.known_by <= $3 AND r.key "
                                          "BETWEEN $4 AND $5 ORDER BY r.key, r.sequence";
// area, up to, known by, keys
inline constexpr char kEntriesOfKeys[] =
    "SELECT r.key, " ENTRY " FROM jicheng.record AS r " WITH_TAKEN
    "WHERE r.area = $1 AND r.sequence <= $2 AND r.known_by <= $3 AND r.key = ANY ($4) ORDER BY r.key, r.sequence";
// The same, of each sort of a key only the last that stands: it covers the others of its sort.
#define SORTS "SELECT no, gives, standing FROM jicheng.key WHERE area = $1 AND no "
#define OF_SORT                                                                               \
  "WHERE r.area = $1 AND r.key = k.no AND r.gives = k.gives AND r.standing = k.standing AND " \
  "r.known_by <= $3 AND r.sequence <= $2 "
#define LAST_FIRST "ORDER BY r.known_by DESC, r.rank DESC, r.sequence DESC LIMIT 1"
inline constexpr char kLatestOfKeys[] =
    "SELECT k.no, e.* FROM (" SORTS "= ANY ($4)) AS k CROSS JOIN LATERAL (SELECT " ENTRY
    " FROM jicheng.record AS r " WITH_TAKEN OF_SORT "AND (t.gone_by IS NULL OR t.gone_by > $2) " LAST_FIRST
    ") AS e ORDER BY k.no, e.sequence";
// The last of each sort whether it stands or not, and by what it was taken away: so `taken` is looked at once for all.
#define LATEST(keys)                                                                                                 \
  "SELECT k.no, r.sequence, r.rank, r.known_by, k.standing, k.gives, r.said, r.id, t.gone_by, t.withdrawn FROM "     \
  "(" SORTS keys                                                                                                     \
  ") AS k CROSS JOIN LATERAL (SELECT r.sequence, r.rank, r.known_by, r.said, r.id FROM jicheng.record AS r " OF_SORT \
      LAST_FIRST                                                                                                     \
  ") AS r LEFT JOIN jicheng.taken AS t ON t.area = $1 AND t.target = r.sequence ORDER BY k.no, r.sequence"
inline constexpr char kLatestOfKeysTaken[] = LATEST("= ANY ($4)");
inline constexpr char kLatestOfRangeTaken[] = LATEST("BETWEEN $4 AND $5");

// area, sequence
inline constexpr char kTarget[] =
    "SELECT " ENTRY
    ", r.kind, r.key, r.event_kind, r.subject, r.valid_from, r.valid_to FROM jicheng.record AS r " WITH_TAKEN
    "WHERE r.area = $1 AND r.sequence = $2";

#define EVENT \
  "SELECT r.event_kind, r.subject, r.sequence, r.valid_from, r.valid_to, t.gone_by FROM jicheng.record AS r "
#define OF_SUBJECTS                                                                              \
  "AND r.sequence <= $2 AND r.subject >= $3 AND r.subject <= $3 || repeat(chr(1114111), 4) AND " \
  "starts_with(r.subject, $3) "
#define NEXT_EVENTS "ORDER BY r.event_kind, r.subject, r.sequence LIMIT $7"
// area, up to, prefix of the subject; after: kind, subject, sequence; at most
inline constexpr char kEvents[] =
    EVENT WITH_TAKEN "WHERE r.area = $1 AND r.event_kind IS NOT NULL " OF_SUBJECTS
                     "AND (r.event_kind, r.subject, r.sequence) > ($4, $5, $6) " NEXT_EVENTS;
// The same of one kind, the fourth.
inline constexpr char kEventsOfKind[] = EVENT WITH_TAKEN "WHERE r.area = $1 AND r.event_kind = $4 " OF_SUBJECTS
                                                         "AND (r.subject, r.sequence) > ($5, $6) " NEXT_EVENTS;
#undef SORTS
#undef OF_SORT
#undef LAST_FIRST
#undef LATEST
#undef ENTRY
#undef WITH_TAKEN
#undef EVENT
#undef OF_SUBJECTS
#undef NEXT_EVENTS

inline constexpr char kPersonKey[] = "SELECT key FROM jicheng.person_key WHERE area = $1 AND person = $2";
inline constexpr char kChangePersonKey[] =
    "UPDATE jicheng.person_key SET key = $3 WHERE area = $1 AND person = $2 RETURNING 1";
inline constexpr char kAddPersonKey[] = "INSERT INTO jicheng.person_key (area, person, key) VALUES ($1, $2, $3)";
inline constexpr char kAreasOfPerson[] = "SELECT area FROM jicheng.person_key WHERE person = $1 ORDER BY area";

inline constexpr char kCopyRecords[] =
    "COPY jicheng.record (area, sequence, recorded_at, kind, heading, body, chain, key, rank, known_by, standing, "
    "gives, "
    "said, id, event_kind, subject, valid_from, valid_to) FROM STDIN (FORMAT binary)";
inline constexpr int kRecordColumns = 18;
inline constexpr char kCopyKeys[] =
    "COPY jicheng.key (area, no, gives, standing, indicator, rest) FROM STDIN (FORMAT binary)";
inline constexpr char kCopyLabels[] = "COPY jicheng.label (area, label) FROM STDIN (FORMAT binary)";
inline constexpr char kCopyTaken[] = "COPY jicheng.taken (area, target, gone_by, withdrawn) FROM STDIN (FORMAT binary)";

}  // namespace ledger::detail::pg
