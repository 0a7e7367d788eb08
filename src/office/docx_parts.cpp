#include "office/docx_parts.hpp"

#include "markup/write.hpp"
#include "office/properties.hpp"

namespace office::docx {
namespace {

using markup::Writer;

const std::string fangsong = "仿宋_GB2312", kai = "楷体_GB2312", hei = "黑体", song = "宋体",
                  title_song = "方正小标宋简体";

void run_properties(Writer& w, const std::string& font, int half_points, int spacing = 0, bool bold = false) {
  w.open("w:rPr");
  w.leaf("w:rFonts", {{"w:ascii", font}, {"w:hAnsi", font}, {"w:eastAsia", font}, {"w:cs", font}});
  if (bold) w.leaf("w:b");
  if (spacing != 0) w.leaf("w:spacing", {{"w:val", std::to_string(spacing)}});
  w.leaf("w:sz", {{"w:val", std::to_string(half_points)}}).leaf("w:szCs", {{"w:val", std::to_string(half_points)}});
  w.close();
}

struct ParagraphStyle {
  const char* id;
  const char* name;
  std::string font;
  int half_points = 32;  // 三号
  const char* align = "both";
  int line = line_pitch;
  bool indent = false;  // two characters
  int outline = -1;
  int right_characters = 0;
  bool keep_next = false;
  int spacing = 0;  // between characters, so that 28 of them fill a line
  int hanging = 0;
};

void paragraph_style(Writer& w, const ParagraphStyle& s) {
  w.open("w:style", {{"w:type", "paragraph"}, {"w:styleId", s.id}, {"w:customStyle", s.outline >= 0 ? "0" : "1"}});
  w.leaf("w:name", {{"w:val", s.name}}).leaf("w:basedOn", {{"w:val", "Normal"}}).leaf("w:qFormat");
  w.open("w:pPr");
  if (s.keep_next) w.leaf("w:keepNext");
  w.leaf("w:spacing", {{"w:line", std::to_string(s.line)}, {"w:lineRule", "exact"}});
  // Both forms: Word counts characters, LibreOffice 7 reads only the length.
  if (s.indent) {
    w.leaf("w:ind", {{"w:firstLineChars", "200"}, {"w:firstLine", std::to_string(2 * s.half_points * 10)}});
  } else if (s.hanging > 0) {
    w.leaf("w:ind", {{"w:left", std::to_string(s.hanging)}, {"w:hanging", std::to_string(s.hanging)}});
  } else if (s.right_characters > 0) {
    w.leaf("w:ind", {{"w:rightChars", std::to_string(100 * s.right_characters)},
                     {"w:right", std::to_string(s.right_characters * s.half_points * 10)}});
  }
  w.leaf("w:jc", {{"w:val", s.align}});
  if (s.outline >= 0) w.leaf("w:outlineLvl", {{"w:val", std::to_string(s.outline)}});
  w.close();
  run_properties(w, s.font, s.half_points, s.spacing);
  w.close();
}

std::string styles() {
  Writer w;
  w.open("w:styles", {{"xmlns:w", word_space}});
  w.open("w:docDefaults").open("w:rPrDefault").open("w:rPr");
  w.leaf("w:rFonts", {{"w:ascii", fangsong}, {"w:hAnsi", fangsong}, {"w:eastAsia", fangsong}, {"w:cs", fangsong}});
  w.leaf("w:kern", {{"w:val", "2"}}).leaf("w:sz", {{"w:val", "32"}}).leaf("w:szCs", {{"w:val", "32"}});
  w.leaf("w:lang", {{"w:val", "en-US"}, {"w:eastAsia", "zh-CN"}, {"w:bidi", "ar-SA"}});
  w.close().close().leaf("w:pPrDefault").close();

  w.open("w:style", {{"w:type", "paragraph"}, {"w:default", "1"}, {"w:styleId", "Normal"}});
  w.leaf("w:name", {{"w:val", "Normal"}}).leaf("w:qFormat");
  w.open("w:pPr").leaf("w:widowControl", {{"w:val", "0"}});
  // No space added between Chinese and digits: the line keeps its 28 places.
  w.leaf("w:autoSpaceDE", {{"w:val", "0"}}).leaf("w:autoSpaceDN", {{"w:val", "0"}});
  w.leaf("w:spacing",
         {{"w:before", "0"}, {"w:after", "0"}, {"w:line", std::to_string(line_pitch)}, {"w:lineRule", "exact"}});
  w.leaf("w:jc", {{"w:val", "both"}}).close().close();
  w.open("w:style", {{"w:type", "character"}, {"w:default", "1"}, {"w:styleId", "DefaultParagraphFont"}});
  w.leaf("w:name", {{"w:val", "Default Paragraph Font"}}).close();
  w.open("w:style", {{"w:type", "table"}, {"w:default", "1"}, {"w:styleId", "TableNormal"}});
  w.leaf("w:name", {{"w:val", "Normal Table"}})
      .open("w:tblPr")
      .leaf("w:tblInd", {{"w:w", "0"}, {"w:type", "dxa"}})
      .close()
      .close();

  const ParagraphStyle all[] = {
      {.id = "Title",
       .name = "Title",
       .font = title_song,
       .half_points = 44,
       .align = "center",
       .line = 700,
       .keep_next = true},
      {.id = "Subtitle", .name = "Subtitle", .font = kai, .align = "center", .keep_next = true},
      {.id = "Heading1",
       .name = "heading 1",
       .font = hei,
       .indent = true,
       .outline = 0,
       .keep_next = true,
       .spacing = -5},
      {.id = "Heading2",
       .name = "heading 2",
       .font = kai,
       .indent = true,
       .outline = 1,
       .keep_next = true,
       .spacing = -5},
      {.id = "GongWenBody", .name = "公文正文", .font = fangsong, .indent = true, .spacing = -5},
      {.id = "GongWenItem", .name = "公文条目", .font = fangsong, .indent = true, .spacing = -5},
      {.id = "GongWenNote", .name = "公文附注", .font = fangsong, .half_points = 24, .line = 400, .hanging = 480},
      {.id = "GongWenSignature",
       .name = "公文署名",
       .font = fangsong,
       .align = "right",
       .right_characters = 2,
       .keep_next = true},
      {.id = "GongWenDate", .name = "公文成文日期", .font = fangsong, .align = "right", .right_characters = 4},
      {.id = "TableSmall", .name = "公文表格小字", .font = song, .half_points = 21, .align = "left", .line = 300},
      {.id = "TableText", .name = "公文表格", .font = fangsong, .half_points = 24, .align = "left", .line = 400},
      {.id = "PageNumber",
       .name = "公文页码",
       .font = song,
       .half_points = 28,
       .align = "right",
       .line = 400,
       .right_characters = 1},
  };
  for (const auto& style : all) paragraph_style(w, style);
  w.open("w:style", {{"w:type", "character"}, {"w:styleId", "SourceMark"}, {"w:customStyle", "1"}});
  w.leaf("w:name", {{"w:val", "来源标记"}})
      .open("w:rPr")
      .leaf("w:vertAlign", {{"w:val", "superscript"}})
      .close()
      .close();
  w.close();
  return w.take();
}

// Odd pages number right, even pages left, one character in (7.5).
std::string footer(bool even) {
  Writer w;
  w.open("w:ftr", {{"xmlns:w", word_space}}).open("w:p").open("w:pPr").leaf("w:pStyle", {{"w:val", "PageNumber"}});
  if (even) {
    w.leaf("w:ind", {{"w:leftChars", "100"}, {"w:left", "280"}, {"w:rightChars", "0"}, {"w:right", "0"}});
    w.leaf("w:jc", {{"w:val", "left"}});
  }
  w.close();
  auto text = [&](const char* s) { w.open("w:r").element("w:t", s, {{"xml:space", "preserve"}}).close(); };
  auto field = [&](const char* kind) { w.open("w:r").leaf("w:fldChar", {{"w:fldCharType", kind}}).close(); };
  text("— ");
  field("begin");
  w.open("w:r").element("w:instrText", " PAGE ", {{"xml:space", "preserve"}}).close();
  field("separate");
  text("1");
  field("end");
  text(" —");
  w.close().close();
  return w.take();
}

std::string settings(bool page_numbers) {
  Writer w;
  w.open("w:settings", {{"xmlns:w", word_space}}).leaf("w:zoom", {{"w:percent", "100"}});
  w.leaf("w:defaultTabStop", {{"w:val", "420"}});
  if (page_numbers) w.leaf("w:evenAndOddHeaders");
  w.leaf("w:characterSpacingControl", {{"w:val", "compressPunctuation"}});
  w.open("w:compat")
      .leaf("w:compatSetting",
            {{"w:name", "compatibilityMode"}, {"w:uri", "http://schemas.microsoft.com/office/word"}, {"w:val", "15"}});
  w.close().leaf("w:themeFontLang", {{"w:val", "en-US"}, {"w:eastAsia", "zh-CN"}}).close();
  return w.take();
}

// The names that a PC without these fonts may use instead.
std::string font_table() {
  Writer w;
  w.open("w:fonts", {{"xmlns:w", word_space}});
  for (const auto& [name, other] :
       {std::pair{fangsong, "仿宋"}, {kai, "楷体"}, {hei, "SimHei"}, {song, "SimSun"}, {title_song, "宋体"}}) {
    w.open("w:font", {{"w:name", name}}).leaf("w:altName", {{"w:val", other}});
    w.leaf("w:charset", {{"w:val", "86"}})
        .leaf("w:family", {{"w:val", "auto"}})
        .leaf("w:pitch", {{"w:val", "variable"}})
        .close();
  }
  w.close();
  return w.take();
}

}  // namespace

std::vector<ZipEntry> fixed_parts(const std::string& title, const std::string& author, std::chrono::sys_seconds when,
                                  bool page_numbers) {
  const std::string package = "http://schemas.openxmlformats.org/package/2006/";
  const std::string kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  std::vector<ZipEntry> parts;

  Writer types;
  types.open("Types", {{"xmlns", package + "content-types"}});
  types.leaf("Default",
             {{"Extension", "rels"}, {"ContentType", "application/vnd.openxmlformats-package.relationships+xml"}});
  types.leaf("Default", {{"Extension", "xml"}, {"ContentType", "application/xml"}});
  auto type = [&](const char* part, const std::string& kind) {
    types.leaf("Override", {{"PartName", part}, {"ContentType", kind}});
  };
  type("/word/document.xml", kinds + "document.main+xml");
  type("/word/styles.xml", kinds + "styles+xml");
  type("/word/settings.xml", kinds + "settings+xml");
  type("/word/fontTable.xml", kinds + "fontTable+xml");
  if (page_numbers) {
    type("/word/footer1.xml", kinds + "footer+xml");
    type("/word/footer2.xml", kinds + "footer+xml");
  }
  type("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
  type("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml");
  types.close();
  parts.push_back({"[Content_Types].xml", types.take()});

  Writer top;
  top.open("Relationships", {{"xmlns", package + "relationships"}});
  auto relation = [](Writer& w, const char* id, const std::string& kind, const char* target) {
    w.leaf("Relationship", {{"Id", id}, {"Type", kind}, {"Target", target}});
  };
  relation(top, "rId1", std::string(relation_space) + "/officeDocument", "word/document.xml");
  relation(top, "rId2", package + "relationships/metadata/core-properties", "docProps/core.xml");
  relation(top, "rId3", std::string(relation_space) + "/extended-properties", "docProps/app.xml");
  parts.push_back({"_rels/.rels", top.close().take()});

  Writer inner;
  inner.open("Relationships", {{"xmlns", package + "relationships"}});
  relation(inner, "rId1", std::string(relation_space) + "/styles", "styles.xml");
  relation(inner, "rId2", std::string(relation_space) + "/settings", "settings.xml");
  relation(inner, "rId3", std::string(relation_space) + "/fontTable", "fontTable.xml");
  if (page_numbers) {
    relation(inner, "rId4", std::string(relation_space) + "/footer", "footer1.xml");
    relation(inner, "rId5", std::string(relation_space) + "/footer", "footer2.xml");
  }
  parts.push_back({"word/_rels/document.xml.rels", inner.close().take()});

  parts.push_back({"word/styles.xml", styles()});
  parts.push_back({"word/settings.xml", settings(page_numbers)});
  parts.push_back({"word/fontTable.xml", font_table()});
  if (page_numbers) {
    parts.push_back({"word/footer1.xml", footer(false)});
    parts.push_back({"word/footer2.xml", footer(true)});
  }
  parts.push_back(core_properties(title, author, when));
  parts.push_back(app_properties());
  return parts;
}

}  // namespace office::docx
