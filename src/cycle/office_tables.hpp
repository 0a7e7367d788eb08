// The office's own rows of two tables, in plain CSV files beside the ledger, 指标名称.csv and 单位职能.csv: of the
// columns of codes/indicators.csv and codes/offices.csv, a row that names what stands there takes its place, any other
// is added. The page of the office writes them, a person may write them by hand, and every command that is given the
// ledger reads them.
#pragma once

#include <string>
#include <vector>

#include "base/world.hpp"
#include "facts/names.hpp"
#include "plan/orders_offices.hpp"

namespace cycle {

inline constexpr const char* kNamesFile = "指标名称.csv";
inline constexpr const char* kOfficesFile = "单位职能.csv";

// Puts the tables of the ledger's folder in force for this process; without files the built-in ones. Where a file
// cannot be used nothing changes. Faults: those of reading and of the tables, with file and line; "tables.lead_office"
// when an indicator's lead_office is no function of the other table.
base::Result<void> use_office_tables(const std::string& data, base::World& world);

template <class Row>
struct OwnRows {
  std::vector<Row> rows;
  std::string version;  // of the file as it is; "0": there is none
};
base::Result<OwnRows<facts::Indicator>> own_names(const std::string& data, base::World& world);
base::Result<OwnRows<plan::Office>> own_offices(const std::string& data, base::World& world);

// One row put, or with `remove` taken back, so that the built-in one holds again. The table that comes of it is in
// force at once. What a spreadsheet or a person left there stays: lines of comment at the head, columns beyond the
// fixed ones; the file is written with the mark by which spreadsheets know UTF-8. Faults: "tables.version" when the
// file is no longer of that version; "tables.none" when there is no own row to take back; "tables.text" for what no
// line of a table can hold; "tables.columns" for cells under no column name, or two columns of a name; those of either
// table, and "tables.lead_office": then nothing is written.
base::Result<void> set_own_name(const std::string& data, const std::string& version, const facts::Indicator& row,
                                bool remove, base::World& world);
base::Result<void> set_own_office(const std::string& data, const std::string& version, const plan::Office& row,
                                  bool remove, base::World& world);

}  // namespace cycle
