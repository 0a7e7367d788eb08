#include <algorithm>

#include "document/drawn_tables.hpp"
#include "office/converted.hpp"
#include "office/csv_reader.hpp"
#include "office/docx_reader.hpp"
#include "office/mail_reader.hpp"
#include "office/ods_reader.hpp"
#include "office/ofd_reader.hpp"
#include "office/office.hpp"
#include "office/ooxml_package.hpp"
#include "office/xls_reader.hpp"
#include "office/xlsx_reader.hpp"

// What a file is, by its first bytes; its name only names it in faults and tells tables in text from prose.
namespace office {
namespace {

// These bound the memory: a text takes four bytes a character, a line of it some two hundred.
constexpr std::size_t max_text_bytes = 40u << 20, max_table_bytes = 16u << 20, max_lines = 1'000'000,
                      max_xls_bytes = 32u << 20;
constexpr ZipLimits document_zip_limits{
    .max_entries = 20'000, .max_entry_bytes = 12u << 20, .max_total_bytes = 96u << 20};

base::Place whole(const std::string& file) {
  base::Place place;
  place.file = file;
  return place;
}

std::string extension(const std::string& name) {
  const auto dot = name.rfind('.');
  if (dot == std::string::npos || name.find('/', dot) != std::string::npos) return {};
  std::string out = name.substr(dot + 1);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); });
  return out;
}

bool is_one_of(const std::string& word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

auto unknown(const std::string& file, const std::string& what, const std::string& remedy) {
  return base::fail("document.unknown_kind", what, whole(file), remedy);
}

const char* const save_as_docx = "用 Word 或 WPS 打开，另存为 .docx 或 .txt 后再试";

base::Result<document::Document> if_not_empty(base::Result<document::Document> document) {
  if (document && base::trim(document->text).empty())
    return base::fail("document.empty", "文件里没有文字", whole(document->file),
                      "确认文件内容；如是扫描件或图片，改用文字原稿");
  return document;
}

base::Result<document::Document> legacy_office(std::string_view bytes, const std::string& file) {
  const auto compound = CompoundFile::open(bytes, file);
  // Names in the directory of a compound file are UTF-16 (MS-CFB 2.6.1); in a broken one they may still stand.
  auto has = [&](std::string_view name) {
    if (compound) return compound->has(name);
    std::string wide;
    for (char c : name) (wide += c) += '\0';
    return bytes.find(wide) != std::string_view::npos;
  };
  if (has("EncryptedPackage"))
    return base::fail("document.encrypted", "文件设有打开密码，不能读取", whole(file), "取消密码，重新保存后再试");
  const auto ext = extension(file);
  if (has("Workbook") || has("Book")) {
    if (!compound) return base::fail(compound.error());
    if (bytes.size() > max_xls_bytes)
      return base::fail("document.too_large", "旧版电子表格超过 32 MB，不予读取", whole(file),
                        "只留要用的工作表，另存为 .xlsx 再试");
    return if_not_empty(read_xls(*compound, file));
  }
  if (!compound && is_one_of(ext, {"xls", "et"}))
    return base::fail("document.damaged", "电子表格不完整或已损坏", whole(file),
                      "用 Excel 或 WPS 打开原文件，另存为 .xlsx 再试");
  if (has("PowerPoint Document"))
    return unknown(file, "这是演示文稿（.ppt），不能作为文稿读取", "把文稿正文存为 .docx 或 .txt 后再试");
  if (ext == "wps") return unknown(file, "这是旧版 WPS 文稿（.wps），不能直接读取", save_as_docx);
  return unknown(file, "这是旧版 Word 文稿（.doc），不能直接读取", save_as_docx);
}

// Kinds that are told by their first bytes and that we do not read.
struct Signature {
  std::string_view start;
  const char* what;
  const char* remedy;
};
const Signature signatures[] = {
    {"%PDF", "这是 PDF 文件，不能直接读取", "找到生成它的 Word 或 WPS 原稿，存为 .docx 或 .txt 后再试"},
    {"{\\rtf", "这是 RTF 文稿，不能直接读取", save_as_docx},
    {"\x89PNG", "这是图片，文字不能读取", "找到文字原稿，存为 .docx 或 .txt 后再试"},
    {"\xFF\xD8\xFF", "这是图片，文字不能读取", "找到文字原稿，存为 .docx 或 .txt 后再试"},
    {"GIF8", "这是图片，文字不能读取", "找到文字原稿，存为 .docx 或 .txt 后再试"},
    {"Rar!", "这是压缩包，不能直接读取", "先解压缩，再给出其中的文稿"},
    {"7z\xBC\xAF", "这是压缩包，不能直接读取", "先解压缩，再给出其中的文稿"},
    {"\x1F\x8B", "这是压缩包，不能直接读取", "先解压缩，再给出其中的文稿"},
};

// The part that a package names as its main one, of whatever kind.
std::string named_part(ZipReader& zip, const std::string& file) {
  const auto relations = relations_of(zip, "", file);
  return relations ? target_of(*relations, "officeDocument") : std::string();
}

base::Result<document::Document> read_zip(std::string_view bytes, const std::string& file) {
  auto zip = ZipReader::open(bytes, file, sheet_zip_limits);
  if (!zip) return base::fail(zip.error());
  const auto main = named_part(*zip, file);
  if (zip->has("xl/workbook.bin") || main.ends_with("workbook.bin"))
    return unknown(file, "这是二进制工作簿（.xlsb），不能直接读取", "用 Excel 或 WPS 打开，另存为 .xlsx 后再试");
  if (zip->has("xl/workbook.xml") || main.ends_with("workbook.xml")) return if_not_empty(read_xlsx(*zip, file));
  zip = ZipReader::open(bytes, file, document_zip_limits);
  if (!zip) return base::fail(zip.error());
  if (zip->has("ppt/presentation.xml"))
    return unknown(file, "这是演示文稿（.pptx），不能作为文稿读取", "把文稿正文存为 .docx 或 .txt 后再试");
  if (zip->has("OFD.xml")) return if_not_empty(read_ofd(*zip, file));
  if (zip->has("mimetype") && zip->has("content.xml")) {
    const auto type = zip->read("mimetype");
    if (!type) return base::fail(type.error());
    if (type->find("opendocument.spreadsheet") == std::string::npos)
      return unknown(file, "这是 OpenDocument 文件，不能直接读取", save_as_docx);
    zip = ZipReader::open(bytes, file, sheet_zip_limits);
    if (!zip) return base::fail(zip.error());
    return if_not_empty(read_ods(*zip, file));
  }
  if (!zip->has(main_part(*zip))) {
    if (zip->has("[Content_Types].xml") || is_one_of(extension(file), {"docx", "wps", "docm"}))
      return base::fail("document.damaged", "文件里没有 Word 正文，可能已损坏", whole(file),
                        "用 Word 或 WPS 打开原文件，另存一份完整的再试");
    return unknown(file, "这是压缩包，不能直接读取", "先解压缩，再给出其中的文稿");
  }
  auto document = if_not_empty(read_docx(*zip, file));
  if (document) document::tell_of_drawn_tables(*document);
  return document;
}

}  // namespace

base::Result<document::Document> read_document(std::string_view bytes, const std::string& file_name) {
  const auto empty = [&] {
    return base::fail("document.empty", "文件是空的", whole(file_name), "确认文件已保存并有内容，重新给出");
  };
  if (bytes.empty()) return empty();
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return read_zip(bytes, file_name);
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return legacy_office(bytes, file_name);
  for (const auto& signature : signatures)
    if (bytes.starts_with(signature.start)) return unknown(file_name, signature.what, signature.remedy);

  const auto ext = extension(file_name);
  if (is_one_of(ext, {"docx", "docm", "dotx", "xlsx", "pptx", "ofd"}))
    return base::fail("document.damaged", "文件内容与扩展名 ." + ext + " 不符，可能已损坏或没有下载完整",
                      whole(file_name), "重新取得原文件；如其实是文本，把扩展名改为 .txt");
  const bool table = is_one_of(ext, {"csv", "tsv"});
  if (bytes.size() > (table ? max_table_bytes : max_text_bytes) ||
      (!table && static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n') +
                                          std::count(bytes.begin(), bytes.end(), '\r')) > max_lines))
    return base::fail("document.too_large", table ? "表超过 16 MB，不予读取" : "文本超过 40 MB 或一百万行，不予读取",
                      whole(file_name), table ? "拆成几个文件，或另存为 .xlsx 再试" : "只保留报告正文后再试");

  if (ext == "eml" && is_mail(bytes)) return if_not_empty(read_mail(bytes, file_name));
  auto text = decode_text(bytes, file_name);
  if (!text) return base::fail(text.error());
  const auto trimmed = base::trim(*text);
  if (trimmed.empty()) return empty();
  const std::u32string head(trimmed.substr(0, 200));
  if (ext != "txt" && (head.starts_with(U"<?xml") || head.starts_with(U"<html") || head.starts_with(U"<HTML") ||
                       head.starts_with(U"<!DOCTYPE") || head.starts_with(U"<!doctype")))
    return unknown(file_name, "这是网页或 XML 文件，不能作为文稿读取", save_as_docx);
  if (table) return if_not_empty(read_csv(*text, file_name));
  auto document = document::from_plain_text(std::move(*text), file_name);
  document::tell_of_drawn_tables(document);
  return document;
}

base::Result<document::Document> read_document(std::string_view bytes, const std::string& file_name,
                                               base::World& world) {
  const auto kind = tool_kind(bytes);
  // A web page named .txt is text that somebody wants read as it is.
  if (kind == ToolKind::none || (kind == ToolKind::web_page && extension(file_name) == "txt"))
    return read_document(bytes, file_name);
  return read_converted(kind, bytes, file_name, world);
}

}  // namespace office
