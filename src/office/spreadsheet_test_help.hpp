// Workbooks made by hand for tests, part by part, so that each test shows the markup it is about.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "office/office.hpp"
#include "office/zip.hpp"

namespace office::test {

struct SheetPart {
  std::string name = "表一";
  std::string xml;  // inside <worksheet>
  std::string state;
};

struct Book {
  std::vector<SheetPart> sheets;
  std::string shared;      // inside <sst>
  std::string formats;     // inside <numFmts>
  std::string styles;      // inside <cellXfs>
  std::string properties;  // attributes of <workbookPr>
  std::vector<ZipEntry> more;
};

inline std::string xlsx_of(const Book& book) {
  const std::string kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string relationships =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  const std::string space =
      "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"" + kinds + "\"";
  std::string sheets, relations;
  std::vector<ZipEntry> entries = {
      {"_rels/.rels", relationships + "<Relationship Id=\"1\" Type=\"" + kinds +
                          "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"}};
  for (std::size_t i = 0; i < book.sheets.size(); ++i) {
    const auto n = std::to_string(i + 1);
    const auto& sheet = book.sheets[i];
    sheets += "<sheet name=\"" + sheet.name + "\" sheetId=\"" + n + "\"" +
              (sheet.state.empty() ? "" : " state=\"" + sheet.state + "\"") + " r:id=\"r" + n + "\"/>";
    relations +=
        "<Relationship Id=\"r" + n + "\" Type=\"" + kinds + "/worksheet\" Target=\"worksheets/sheet" + n + ".xml\"/>";
    entries.push_back({"xl/worksheets/sheet" + n + ".xml", "<worksheet " + space + ">" + sheet.xml + "</worksheet>"});
  }
  if (!book.shared.empty()) {
    relations += "<Relationship Id=\"s\" Type=\"" + kinds + "/sharedStrings\" Target=\"sharedStrings.xml\"/>";
    entries.push_back({"xl/sharedStrings.xml", "<sst " + space + ">" + book.shared + "</sst>"});
  }
  if (!book.styles.empty()) {
    relations += "<Relationship Id=\"t\" Type=\"" + kinds + "/styles\" Target=\"/xl/styles.xml\"/>";
    entries.push_back({"xl/styles.xml", "<styleSheet " + space + "><numFmts>" + book.formats +
                                            "</numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs>" +
                                            book.styles + "</cellXfs></styleSheet>"});
  }
  entries.push_back({"xl/workbook.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<workbook " +
                                            space + "><workbookPr " + book.properties + "/><sheets>" + sheets +
                                            "</sheets></workbook>"});
  const std::string types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  std::string overrides;
  auto part = [&](const std::string& name, const char* kind) {
    overrides += "<Override PartName=\"/xl/" + name + "\" ContentType=\"" + types + kind + "+xml\"/>";
  };
  part("workbook.xml", "sheet.main");
  if (!book.styles.empty()) part("styles.xml", "styles");
  if (!book.shared.empty()) part("sharedStrings.xml", "sharedStrings");
  for (std::size_t i = 0; i < book.sheets.size(); ++i)
    part("worksheets/sheet" + std::to_string(i + 1) + ".xml", "worksheet");
  entries.push_back({"[Content_Types].xml",
                     "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
                     "Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                     "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" +
                         overrides + "</Types>"});
  entries.push_back({"xl/_rels/workbook.xml.rels", relationships + relations + "</Relationships>"});
  entries.insert(entries.end(), book.more.begin(), book.more.end());
  return write_zip(entries);
}

inline std::string rows(const std::string& inside) { return "<sheetData>" + inside + "</sheetData>"; }

inline document::Document read_good(const std::string& bytes, const std::string& name) {
  auto document = read_document(bytes, name);
  EXPECT_TRUE(document) << (document ? "" : base::to_text(document.error()));
  return document ? std::move(*document) : document::Document{};
}

inline std::vector<document::Table> tables_of(const document::Document& document) {
  std::vector<document::Table> tables;
  for (const auto& block : document.blocks)
    if (const auto* table = std::get_if<document::Table>(&block)) tables.push_back(*table);
  return tables;
}

// The cell of that name ("B7") in the n-th table; an empty cell when there is none.
inline document::Cell cell_at(const document::Document& document, const std::string& name, std::size_t n = 0) {
  const auto tables = tables_of(document);
  if (n < tables.size())
    for (const auto& cell : tables[n].cells)
      if (document::cell_name(cell.row + 1, cell.column + 1) == name) return cell;
  return {};
}

inline std::string text_at(const document::Document& document, const std::string& name, std::size_t n = 0) {
  return base::to_utf8(base::slice(document.text, cell_at(document, name, n).span));
}

inline bool tells(const document::Document& document, const std::string& words) {
  for (const auto& notice : document.notices)
    if (notice.why.find(words) != std::string::npos) return true;
  return false;
}

}  // namespace office::test
