#include "office/converted.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <list>
#include <mutex>
#include <optional>

#include "base/hash.hpp"
#include "office/compound_file.hpp"
#include "office/office.hpp"
#include "office/page_text.hpp"
#include "office/zip.hpp"

namespace office {
namespace {

constexpr auto office_time = std::chrono::seconds(90);
constexpr auto pdf_time = std::chrono::seconds(60);
constexpr std::uint64_t max_result = 64u << 20;

base::Place whole(const std::string& file) {
  base::Place place;
  place.file = file;
  return place;
}

char lower(char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); }

bool starts_with_any_case(std::string_view text, std::string_view lower_case) {
  return text.size() >= lower_case.size() &&
         std::equal(lower_case.begin(), lower_case.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

// LibreOffice with macros off, links not updated and no network to go to.
const char* const profile_settings = R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
)";

struct Conversion {
  const char* suffix;  // of the file given to LibreOffice
  const char* target;  // of --convert-to
  const char* result;  // suffix of what comes out
  const char* filter;  // of --infilter, if it must be told
  const char* what;    // for people
  const char* remedy;
};

Conversion conversion_of(ToolKind kind) {
  const char* const docx = "docx:MS Word 2007 XML";
  const char* const save_docx = "用 Word 或 WPS 打开，另存为 .docx 后再试";
  const char* const save_xlsx = "用 Excel 或 WPS 打开，另存为 .xlsx 后再试";
  switch (kind) {
    case ToolKind::rtf:
      return {"rtf", docx, "docx", "", "RTF 文稿", save_docx};
    case ToolKind::open_document_text:
      return {"odt", docx, "docx", "", "OpenDocument 文稿", save_docx};
    case ToolKind::web_page:
      return {"html", docx, "docx", "HTML (StarWriter)", "网页", save_docx};
    case ToolKind::old_workbook:
      return {"xls", "xlsx", "xlsx", "", "旧版电子表格", save_xlsx};
    case ToolKind::flat_workbook:
      return {"xml", "xlsx", "xlsx", "MS Excel 2003 XML", "XML 电子表格", save_xlsx};
    case ToolKind::flat_word:
      return {"xml", docx, "docx", "MS Word 2003 XML", "XML 文稿", save_docx};
    default:
      return {"doc", docx, "docx", "", "旧版 Word 或 WPS 文稿（.doc/.wps）", save_docx};
  }
}

// A new folder that goes away with what is in it.
class Folder {
 public:
  Folder(base::Files& files, std::string path) : files_(files), path_(std::move(path)) {}
  ~Folder() { files_.remove_tree(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

 private:
  base::Files& files_;
  std::string path_;
};

// Results of tools by the hash of what went in, the latest used first.
class Conversions {
 public:
  void set_most(std::uint64_t bytes) {
    const std::lock_guard lock(mutex_);
    most_ = bytes;
    shrink();
  }
  // A large file takes a while to hash: nobody waits for it.
  std::string key_of(ToolKind kind, std::string_view bytes) const {
    if (most_ == 0) return {};
    return std::to_string(static_cast<int>(kind)) + base::sha256_hex(bytes);
  }
  std::optional<std::string> find(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto at = std::ranges::find(kept_, key, &Kept::key);
    if (key.empty() || at == kept_.end()) return std::nullopt;
    kept_.splice(kept_.begin(), kept_, at);
    return kept_.front().result;
  }
  void keep(const std::string& key, const std::string& result) {
    if (key.empty()) return;
    const std::lock_guard lock(mutex_);
    if (std::ranges::find(kept_, key, &Kept::key) != kept_.end()) return;
    kept_.push_front({key, result});
    bytes_ += result.size();
    shrink();
  }

 private:
  struct Kept {
    std::string key, result;
  };
  void shrink() {
    while (bytes_ > most_ && !kept_.empty()) {
      bytes_ -= kept_.back().result.size();
      kept_.pop_back();
    }
  }

  std::mutex mutex_;
  std::list<Kept> kept_;
  std::uint64_t bytes_ = 0;
  std::atomic<std::uint64_t> most_ = 0;
};

Conversions& conversions() {
  static Conversions all;
  return all;
}

tl::unexpected<base::Fault> failed(const std::string& file, const std::string& what, const std::string& remedy) {
  return base::fail("document.conversion_failed", what, whole(file), remedy);
}

base::Result<document::Document> through_libreoffice(ToolKind kind, std::string_view bytes, const std::string& file,
                                                     base::World& world) {
  const auto c = conversion_of(kind);
  auto program = world.subprocess->find("soffice");
  if (program.empty()) program = world.subprocess->find("libreoffice");
  if (program.empty())
    return base::fail("document.tool_missing",
                      "这是" + std::string(c.what) + "，读取它要用 LibreOffice，这台电脑上没有", whole(file),
                      "安装 LibreOffice；或者" + std::string(c.remedy));
  const std::string key = conversions().key_of(kind, bytes);
  const auto finish = [&](const std::string& made) {
    auto document = read_document(made, file);
    if (document) document->notices.push_back({whole(file), std::string(c.what) + "由 LibreOffice 转换后读取", false});
    return document;
  };
  if (const auto before = conversions().find(key)) return finish(*before);
  auto made = world.files->make_temporary_folder();
  if (!made) return base::fail(made.error());
  const Folder folder(*world.files, *made);
  const auto source = folder / ("source." + std::string(c.suffix));
  const auto result = folder / ("out/source." + std::string(c.result));
  for (const auto& name : {std::string("profile/user"), std::string("out")})
    if (auto done = world.files->make_folder(folder / name); !done) return base::fail(done.error());
  if (auto done = world.files->write_whole(folder / "profile/user/registrymodifications.xcu", profile_settings); !done)
    return base::fail(done.error());
  if (auto done = world.files->write_whole(source, bytes); !done) return base::fail(done.error());

  std::vector<std::string> arguments{program,       "--headless",
                                     "--norestore", "--nolockcheck",
                                     "--nodefault", "-env:UserInstallation=file://" + (folder / "profile")};
  if (*c.filter != 0) arguments.push_back("--infilter=" + std::string(c.filter));
  for (const auto& argument :
       {std::string("--convert-to"), std::string(c.target), std::string("--outdir"), folder / "out", source})
    arguments.push_back(argument);
  const auto outcome = world.subprocess->run(arguments, office_time,
                                             {"HOME=" + folder.path(), "TMPDIR=" + folder.path(), "LC_ALL=C.UTF-8",
                                              "http_proxy=http://127.0.0.1:9", "https_proxy=http://127.0.0.1:9"});
  if (!outcome) return base::fail(outcome.error());
  if (outcome->timed_out) return failed(file, "LibreOffice 在 90 秒内没有转换完，已停止", c.remedy);
  if (!world.files->exists(result))
    return failed(file, "LibreOffice 没能转换这个文件（可能已损坏或设有密码）", c.remedy);
  auto converted = world.files->read(result, max_result);
  if (!converted) return failed(file, "LibreOffice 转换出来的文件过大或读不出来", c.remedy);
  conversions().keep(key, *converted);
  return finish(*converted);
}

base::Result<std::string> pages_of_pdf(const std::string& program, std::string_view bytes, const std::string& file,
                                       const std::string& remedy, base::World& world) {
  auto made = world.files->make_temporary_folder();
  if (!made) return base::fail(made.error());
  const Folder folder(*world.files, *made);
  const auto source = folder / "source.pdf", result = folder / "text.txt";
  if (auto done = world.files->write_whole(source, bytes); !done) return base::fail(done.error());
  const auto outcome = world.subprocess->run({program, "-layout", "-enc", "UTF-8", source, result}, pdf_time);
  if (!outcome) return base::fail(outcome.error());
  if (outcome->timed_out) return failed(file, "pdftotext 在 60 秒内没有读完，已停止", remedy);
  if (outcome->exit_code == 3 || outcome->err.find("assword") != std::string::npos)
    return base::fail("document.encrypted", "PDF 设有密码或不许取出文字，不能读取", whole(file), remedy);
  if (!world.files->exists(result)) return failed(file, "PDF 不完整或已损坏", remedy);
  auto text = world.files->read(result, max_result / 2);
  if (!text) return failed(file, "PDF 的文字过多或读不出来", remedy);
  return std::move(*text);
}

base::Result<document::Document> through_pdftotext(std::string_view bytes, const std::string& file,
                                                   base::World& world) {
  const char* const remedy = "找到生成它的 Word 或 WPS 原稿，存为 .docx 后再试";
  const auto program = world.subprocess->find("pdftotext");
  if (program.empty())
    return base::fail("document.tool_missing", "读取 PDF 要用 pdftotext，这台电脑上没有", whole(file),
                      "安装 poppler-utils；或者" + std::string(remedy));
  const std::string key = conversions().key_of(ToolKind::pdf, bytes);
  auto text = conversions().find(key);
  if (!text) {
    auto made = pages_of_pdf(program, bytes, file, remedy, world);
    if (!made) return base::fail(made.error());
    conversions().keep(key, *made);
    text = std::move(*made);
  }
  // What is not UTF-8 in it comes from broken fonts.
  auto decoded = base::from_utf8(*text);
  if (!decoded) return failed(file, "PDF 里的文字编码有错", remedy);
  auto document = from_pdf_text(*decoded, file);
  if (base::trim(document.text).empty())
    return base::fail("document.empty", "PDF 里没有文字，多半是扫描件或图片", whole(file), remedy);
  document.notices.push_back({whole(file), "PDF 只取文字，由 pdftotext 读出；表格按行读成文字，图片没有读取"});
  return document;
}

}  // namespace

void remember_conversions(std::uint64_t most_bytes) { conversions().set_most(most_bytes); }

document::Document from_pdf_text(std::u32string_view text, const std::string& file_name) {
  std::vector<std::vector<std::u32string>> pages(1);
  std::u32string line;
  auto end_line = [&] {
    while (!line.empty() && base::is_space(line.back())) line.pop_back();
    pages.back().push_back(std::move(line));
    line.clear();
  };
  for (char32_t c : text) {
    if (c == U'\f') {
      if (!line.empty()) end_line();
      pages.emplace_back();
    } else if (c == U'\n') {
      end_line();
    } else if (c != U'\r') {
      line += c < 0x20 ? U' ' : c;
    }
  }
  if (!line.empty()) end_line();
  if (pages.size() > 1 && pages.back().empty()) pages.pop_back();
  return from_pages(pages, file_name);
}

ToolKind tool_kind(std::string_view bytes) {
  // A few bytes of something else may stand before the mark of a PDF.
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return ToolKind::pdf;
  if (bytes.starts_with("{\\rtf")) return ToolKind::rtf;
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
    const auto file = CompoundFile::open(bytes, {});
    if (!file || file->has("EncryptedPackage")) return ToolKind::none;
    if (file->has("Workbook")) return ToolKind::none;
    if (file->has("Book")) return ToolKind::old_workbook;
    return file->has("WordDocument") ? ToolKind::word : ToolKind::none;
  }
  if (bytes.starts_with("PK\x03\x04") && bytes.size() > 30) {
    // The first entry of an OpenDocument file is its type, not compressed (ODF 1.2 part 3, 3.3).
    constexpr std::string_view type = "mimetypeapplication/vnd.oasis.opendocument.text";
    return bytes.substr(30, type.size()) == type ? ToolKind::open_document_text : ToolKind::none;
  }
  auto head = bytes.substr(0, 4096);
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head = base::trim(head);
  if (head.starts_with("<?xml") &&
      head.find("urn:schemas-microsoft-com:office:spreadsheet") != std::string_view::npos &&
      head.find("<Workbook") != std::string_view::npos)
    return ToolKind::flat_workbook;
  if (head.starts_with("<?xml") && head.find("<w:wordDocument") != std::string_view::npos) return ToolKind::flat_word;
  for (const char* start : {"<!doctype html", "<html", "<head", "<table", "<meta", "<body"})
    if (starts_with_any_case(head, start)) return ToolKind::web_page;
  if (head.starts_with("<?xml") || head.starts_with("<!--")) {
    for (std::size_t i = 0; i < head.size(); ++i)
      if (head[i] == '<' && starts_with_any_case(head.substr(i), "<html")) return ToolKind::web_page;
  }
  return ToolKind::none;
}

std::string without_references(std::string_view html) {
  constexpr std::array<std::string_view, 5> with_content{"script", "style", "object", "iframe", "svg"};
  constexpr std::array<std::string_view, 14> dropped{"link", "img",   "embed",  "base",  "meta",  "input", "image",
                                                     "area", "video", "source", "audio", "frame", "param", "applet"};
  constexpr std::array<std::string_view, 4> kept_attributes{"colspan", "rowspan", "align", "valign"};
  std::string out = "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"></head>\n";
  for (std::size_t at = 0; at < html.size();) {
    const auto open = html.find('<', at);
    out += html.substr(at, open == std::string_view::npos ? open : open - at);
    if (open == std::string_view::npos) break;
    if (html.substr(open).starts_with("<!--")) {
      const auto end = html.find("-->", open + 4);
      at = end == std::string_view::npos ? html.size() : end + 3;
      continue;
    }
    std::size_t end = open + 1;
    for (char quote = 0; end < html.size() && (quote != 0 || html[end] != '>'); ++end) {
      if (quote != 0 && html[end] == quote)
        quote = 0;
      else if (quote == 0 && (html[end] == '"' || html[end] == '\'') && html[end - 1] == '=')
        quote = html[end];
    }
    const auto inside = html.substr(open + 1, end - open - 1);
    at = std::min(end + 1, html.size());
    std::size_t name_end = inside.starts_with('/') ? 1 : 0;
    const std::size_t name_start = name_end;
    while (name_end < inside.size() && ((lower(inside[name_end]) >= 'a' && lower(inside[name_end]) <= 'z') ||
                                        (name_end > name_start && inside[name_end] >= '0' && inside[name_end] <= '9')))
      ++name_end;
    std::string name(inside.substr(name_start, name_end - name_start));
    std::transform(name.begin(), name.end(), name.begin(), lower);
    if (name.empty()) {
      if (!inside.starts_with('!') && !inside.starts_with('?') && !inside.starts_with('/')) {
        out += "&lt;";  // a sign, not a tag
        at = open + 1;
      }
      continue;
    }
    if (std::find(dropped.begin(), dropped.end(), name) != dropped.end() || name == "html") continue;
    if (std::find(with_content.begin(), with_content.end(), name) != with_content.end()) {
      if (name_start == 1) continue;
      std::size_t close = at;
      for (;; ++close) {
        close = html.find("</", close);
        if (close == std::string_view::npos || starts_with_any_case(html.substr(close + 2), name)) break;
      }
      if (close == std::string_view::npos) {
        at = html.size();
        continue;
      }
      const auto close_end = html.find('>', close);
      at = close_end == std::string_view::npos ? html.size() : close_end + 1;
      continue;
    }
    out += name_start == 1 ? "</" : "<";
    out += name;
    // Attributes: only those that shape tables.
    auto rest = inside.substr(name_end);
    while (!rest.empty()) {
      const auto from = rest.find_first_not_of(" \t\r\n/");
      if (from == std::string_view::npos) break;
      rest.remove_prefix(from);
      const auto key_end = std::min(rest.find_first_of(" \t\r\n=/"), rest.size());
      std::string key(rest.substr(0, key_end));
      std::transform(key.begin(), key.end(), key.begin(), lower);
      rest.remove_prefix(std::max<std::size_t>(key_end, key_end == 0 ? 1 : 0));
      const auto equals = rest.find_first_not_of(" \t\r\n");
      if (equals == std::string_view::npos || rest[equals] != '=') continue;
      rest.remove_prefix(equals + 1);
      while (!rest.empty() && (rest[0] == ' ' || rest[0] == '\n')) rest.remove_prefix(1);
      std::string_view value;
      if (!rest.empty() && (rest[0] == '"' || rest[0] == '\'')) {
        const auto close = std::min(rest.find(rest[0], 1), rest.size());
        value = rest.substr(1, close - 1);
        rest.remove_prefix(std::min(close + 1, rest.size()));
      } else {
        const auto stop = std::min(rest.find_first_of(" \t\r\n"), rest.size());
        value = rest.substr(0, stop);
        rest.remove_prefix(stop);
      }
      const bool plain = std::all_of(value.begin(), value.end(), [](char c) {
        return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9');
      });
      if (plain && value.size() <= 10 &&
          std::find(kept_attributes.begin(), kept_attributes.end(), key) != kept_attributes.end())
        out += " " + key + "=\"" + std::string(value) + "\"";
    }
    out += ">";
  }
  return out;
}

base::Result<document::Document> read_converted(ToolKind kind, std::string_view bytes, const std::string& file_name,
                                                base::World& world) {
  JC_ASSERT(kind != ToolKind::none);
  if (kind == ToolKind::pdf) return through_pdftotext(bytes, file_name, world);
  if (kind == ToolKind::word) {
    // FibBase.fEncrypted (MS-DOC 2.5.2).
    const auto file = CompoundFile::open(bytes, file_name);
    const auto fib = file ? file->stream("WordDocument") : std::string();
    if (fib.size() > 11 && (static_cast<unsigned char>(fib[11]) & 0x01) != 0)
      return base::fail("document.encrypted", "文件设有打开密码，不能读取", whole(file_name),
                        "取消密码，重新保存后再试");
  }
  if (kind == ToolKind::flat_workbook || kind == ToolKind::flat_word) {
    if (bytes.find("<!DOCTYPE") != std::string_view::npos || bytes.find("<!ENTITY") != std::string_view::npos)
      return base::fail("document.damaged", "XML 带有文档类型声明，为安全起见不予读取", whole(file_name),
                        conversion_of(kind).remedy);
  }
  if (kind == ToolKind::web_page) {
    // Wherever it says its encoding, what the bytes are decides.
    auto text = decode_text(bytes, file_name);
    if (!text) return base::fail(text.error());
    std::u32string_view words = *text;
    if (words.starts_with(U'\uFEFF')) words.remove_prefix(1);
    return through_libreoffice(kind, without_references(base::to_utf8(words)), file_name, world);
  }
  return through_libreoffice(kind, bytes, file_name, world);
}

}  // namespace office
