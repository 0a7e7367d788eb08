// What all five documents start from: targets in the order of importance, counts, who speaks, and what is not known.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "report/documents.hpp"

namespace report {

struct Digest {
  std::string area;    // "越秀区"; "本地区" when the report does not say
  std::string office;  // who signs: "越秀区发展和改革局"
  std::string year;    // "2023年"; empty when unknown
  std::string asof;    // "2023年11月30日"

  std::vector<const plan::TargetStatus*> headline;   // in text order
  std::vector<const plan::TargetStatus*> others;     // in text order
  std::vector<const plan::TargetStatus*> risky;      // missed, off_track, at_risk: headline first, then the gravest
  std::vector<const plan::TargetStatus*> awaiting;   // 待下达
  std::vector<const plan::TargetStatus*> handed_in;  // no published figure, told by the sheet of key projects
  std::vector<const plan::TargetStatus*> without_data;
  std::array<int, 7> count{};           // by verdict
  std::array<int, 7> headline_count{};  // by verdict
  int judged = 0;                       // neither awaiting nor without a published figure
  int errors = 0, warnings = 0, notes = 0;
};

Digest digest_of(const RunFindings& run);

// "进度正常12项、有风险3项": verdicts that occur, gravest last.
std::string verdict_counts(const std::array<int, 7>& count);
// "地区生产总值、固定资产投资等5项": names until `budget` code points are used.
std::string names_of(const std::vector<const plan::TargetStatus*>& statuses, int budget);

// "● 明显落后": told apart in black and white too.
std::string verdict_label(plan::Verdict verdict);
document::SheetCell::Tone verdict_tone(plan::Verdict verdict);

// A rule of the cross-check in Chinese words: what it found ("分项之和与总数不符"), and what it compares
// ("分项之和与总数").
std::string rule_words(const std::string& rule);
std::string rule_topic(const std::string& rule);
// A title cut into lines between its pieces, never inside one (GB/T 9704-2012, 7.3.1: 词意完整).
std::string balanced_title(const std::vector<std::string>& pieces);
std::string severity_words(plan::Severity severity);

}  // namespace report
