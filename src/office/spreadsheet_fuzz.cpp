// Past the checksums: any bytes as the parts of a workbook, an OpenDocument sheet, an OFD page, a Word 97 container, a
// table in text, a number format, the text of a PDF, a web page. A document or a fault, never more.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/text.hpp"
#include "office/converted.hpp"
#include "office/number_format.hpp"
#include "office/office.hpp"
#include "office/xls_reader.hpp"
#include "office/zip.hpp"

namespace {

const std::string kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string relation(const char* id, const char* type, const char* target) {
  return "<Relationship Id=\"" + std::string(id) + "\" Type=\"" + kinds + type + "\" Target=\"" + target + "\"/>";
}

// `bytes` as one of the parts, plain ones for the rest.
std::string workbook_with(int which, const std::string& bytes) {
  std::string parts[] = {
      "<workbook><workbookPr date1904=\"0\"/><sheets><sheet name=\"a\" r:id=\"a\"/></sheets></workbook>",
      "<worksheet><sheetData><row><c t=\"s\" s=\"1\"><v>0</v></c><c "
      "s=\"1\"><v>45199.5</v></c></row></sheetData></worksheet>",
      "<sst><si><t>x</t></si></sst>",
      "<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"yyyy\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf "
      "numFmtId=\"200\"/></cellXfs></styleSheet>"};
  parts[which] = bytes;
  return office::write_zip({{"xl/workbook.xml", parts[0]},
                            {"xl/_rels/workbook.xml.rels", "<Relationships>" + relation("a", "worksheet", "s.xml") +
                                                               relation("b", "sharedStrings", "t.xml") +
                                                               relation("c", "styles", "u.xml") + "</Relationships>"},
                            {"xl/s.xml", parts[1]},
                            {"xl/t.xml", parts[2]},
                            {"xl/u.xml", parts[3]}});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const int which = data[0] % 12;
  const std::string bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  const std::string cfb_mark("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
  switch (which) {
    case 0:
    case 1:
    case 2:
    case 3:
      (void)office::read_document(workbook_with(which, bytes), "a.xlsx");
      break;
    case 4:
      (void)office::read_document(
          office::write_zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", bytes}}),
          "a.ods");
      break;
    case 5:
      (void)office::read_document(
          office::write_zip({{"OFD.xml", "<OFD><DocBody><DocRoot>d.xml</DocRoot></DocBody></OFD>"},
                             {"d.xml", "<Document><Pages><Page BaseLoc=\"p.xml\"/></Pages></Document>"},
                             {"p.xml", bytes}}),
          "a.ofd");
      break;
    case 6:
      (void)office::read_document(cfb_mark + bytes, "a.xls");
      break;
    case 7:
      (void)office::read_xls_stream(bytes, "a.xls");
      break;
    case 8:
      (void)office::read_document(bytes, "a.csv");
      break;
    case 9: {
      office::ShownNumber shown;
      const auto end = bytes.find('\n');
      const auto decimal = office::plain_decimal(std::string_view(bytes).substr(0, end));
      const office::NumberFormat format(end == std::string::npos ? "General" : std::string_view(bytes).substr(end + 1));
      if (!decimal.empty()) format.show(decimal, false, shown);
      break;
    }
    case 10:
      if (const auto text = base::from_utf8(bytes)) (void)office::from_pdf_text(*text, "a.pdf");
      break;
    default:
      (void)office::tool_kind(bytes);
      (void)office::without_references(bytes);
  }
  return 0;
}
