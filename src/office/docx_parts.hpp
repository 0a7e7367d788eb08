// The fixed parts of a document in the layout of GB/T 9704-2012 (党政机关公文格式): A4, margins 37 35 28 26 mm (5.2.1),
// 22 lines of 28 characters in 三号仿宋 (5.2.2, 5.2.3), page number in 四号宋体 between dashes (7.5).
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "office/zip.hpp"

namespace office::docx {

// Twentieths of a point.
constexpr int page_width = 11906, page_height = 16838;
constexpr int margin_top = 2098, margin_bottom = 1984, margin_left = 1587, margin_right = 1474;
constexpr int text_width = page_width - margin_left - margin_right;
constexpr int line_pitch = 579;  // 28.95 points: 22 lines in 225 mm

constexpr const char* word_space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr const char* relation_space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

// Everything but word/document.xml and what names it.
std::vector<ZipEntry> fixed_parts(const std::string& title, const std::string& author, std::chrono::sys_seconds when,
                                  bool page_numbers);

}  // namespace office::docx
