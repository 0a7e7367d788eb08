// The tables of the SQLite store and the questions asked of them. Private to this room; tests look at the query plans.
#pragma once

#include <array>
#include <cstdint>

namespace ledger::detail {

// PRAGMA application_id of our files: "JCTZ" (计成台账).
constexpr std::int32_t kApplicationId = 0x4A43545A;
// PRAGMA user_version. A later version of the program must still read every earlier one.
constexpr std::int32_t kSchemaVersion = 5;

// A record's place: number of its area in the upper bits, its sequence in the lower forty, so that an area is one run
// of the table and a record is found by one step down the tree.
constexpr int kSequenceBits = 40;
constexpr std::int64_t kAllSequences = (std::int64_t{1} << kSequenceBits) - 1;
constexpr std::int64_t place_of(std::int64_t area, std::int64_t sequence) { return area << kSequenceBits | sequence; }
constexpr std::int64_t sequence_of(std::int64_t place) { return place & kAllSequences; }
// A key's number, by area likewise.
constexpr int kKeyBits = 40;

// Tables, indexes and the triggers that refuse every change from any program. Drawn in docs/reference/ledger.md.
extern const char* const kSchema;
// The tables by which facts are found; all of it follows from the records.
extern const char* const kFactIndex;
// Takes away what version 2 had in their place.
extern const char* const kFromVersion2;
// Lays the sealed blocks down as version 4 does: in the order in which they were sealed.
extern const char* const kFromVersion3;
// The days from which on blocks answer, which version 5 keeps; empty.
extern const char* const kFromVersion4;

namespace sql {

extern const char* const kAreaByName;       // name → no, algorithm, keys
extern const char* const kAreas;            // → no, name, algorithm, keys; by name
extern const char* const kNextArea;         // → the next free number
extern const char* const kAddArea;          // no, name, algorithm
extern const char* const kCountKeys;        // no, keys
extern const char* const kLastKey;          // first, last number → the last given
extern const char* const kLastRecord;       // from, to (places) → place, recorded_at, chain
extern const char* const kAddRecord;        // place, recorded_at, kind, heading, body, chain
extern const char* const kRecords;          // from, to → place, recorded_at, kind, heading, body, chain
extern const char* const kOneRecord;        // place → the same
extern const char* const kRecordedAt;       // place → recorded_at
extern const char* const kAddLabel;         // label, area
extern const char* const kAreasByLabel;     // label → name of the area
extern const char* const kKeyNumber;        // area, indicator, rest → no
extern const char* const kKeysOfIndicator;  // area, indicator → no
extern const char* const kAddKey;           // no, area, indicator, rest
extern const char* const kFigure;           // key → entries
extern const char* const kFigures;          // first key, last key → key, entries; by key
extern const char* const kAddFigure;        // key, entries
extern const char* const kPutFigure;        // key, entries
extern const char* const kSealedWith;       // key, sequence → last, entries, row of the block it lies in
extern const char* const kSealedOnDay;    // key, day → the same of the last block that answers from a day up to this
extern const char* const kSealedBehind;   // row → row, key, last, entries; in the order in which they lie
extern const char* const kSealed;         // key → entries; in order
extern const char* const kEverySealed;    // → key, last, entries; by these
extern const char* const kAddSealed;      // key, last, entries
extern const char* const kAddSealedFrom;  // key, day, last
extern const char* const kPutSealed;      // key, last, entries
extern const char* const kAddDay;         // all columns of `sealed_day`
extern const char* const kByDay;     // key, gives, standing, known_by → sequence, rank, known_by, gone_by, withdrawn
extern const char* const kSameDay;   // key, gives, standing, known_by, id → sequence
extern const char* const kAddSaid;   // key, said
extern const char* const kSaid;      // key, said → 1
extern const char* const kDayGone;   // gone_by, withdrawn, then the key of `sealed_day`
extern const char* const kAddEvent;  // area, kind, subject, sequence, valid_from, valid_to
extern const char* const kEventsOfKind;   // area, kind, subject from → entry; by subject, sequence
extern const char* const kNextKind;       // area, kind → the next kind
extern const char* const kEventGone;      // gone_by, area, kind, subject, sequence
extern const char* const kReceipt;        // area, request → receipt
extern const char* const kReceipts;       // area → receipt
extern const char* const kAddReceipt;     // all columns of `receipt`
extern const char* const kPersonKey;      // area, person → key
extern const char* const kPutPersonKey;   // area, person, key
extern const char* const kAreasOfPerson;  // person → name of the area

}  // namespace sql

}  // namespace ledger::detail
