// Texts in traditional characters, read as the same words in simplified ones. OpenCC's dictionaries of characters and
// phrases (Apache-2.0) are built into the binary; every entry keeps its number of characters, so that a place in the
// one text is that place in the other.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/document.hpp"

namespace reading {

// nullopt where the text is not in traditional characters: single ones (乾县, 瞭望) are names and stay. The result has
// as many code points as `text`.
std::optional<std::u32string> simplified(std::u32string_view text);

// The same for a document: its blocks, cells and places are those of the original.
std::optional<document::Document> simplified(const document::Document& document);

}  // namespace reading
