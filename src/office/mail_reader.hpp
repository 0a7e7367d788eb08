// Letters as mail programs save them (.eml; RFC 5322, MIME: RFC 2045–2047, 2231).
#pragma once

#include <string>
#include <string_view>

#include "base/fault.hpp"
#include "document/document.hpp"

namespace office {

// Whether the bytes begin with the header of a letter, as far as a first look tells.
bool is_mail(std::string_view bytes);

// The subject as the first paragraph, then the letter's text: its plain part, else its web page without the marks.
// What is attached is not read; a notice names each, with what to do. Faults: "document.empty" where the letter has
// only what is attached, "text.encoding".
base::Result<document::Document> read_mail(std::string_view bytes, const std::string& file);

}  // namespace office
