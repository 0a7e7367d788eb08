// Conformance cases in the format of the DMN Technology Compatibility Kit (testCases.xsd): inputs, and what each
// decision must give.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"
#include "dmn/program.hpp"
#include "feel/value.hpp"

namespace dmn {

struct TckNode {
  std::string name;
  bool error = false;  // must be null with an error noted
  feel::Value expected;
};
struct TckCase {
  std::string id;
  std::string type;       // decision, bkm, decisionService
  std::string invocable;  // of the last two
  Inputs inputs;
  std::vector<TckNode> nodes;
};
struct TckFile {
  std::string model;  // file name of the model, in the same folder
  std::vector<TckCase> cases;
};

// Faults of `markup::Xml::parse`; "tck.not_cases" for XML that is no test cases.
base::Result<TckFile> read_tck(std::string_view bytes, const std::string& file_name);

struct TckVerdict {
  bool passed = false;
  std::string got;  // what came instead, and the errors noted
};
TckVerdict judge(const Program& program, const TckCase& test, const TckNode& node, const feel::Budget& budget = {});

// Equal as the suite compares: numbers to eight digits, everything else exactly; a duration of nothing is equal in
// years and in days.
bool matches_expected(const feel::Value& got, const feel::Value& expected);

}  // namespace dmn
