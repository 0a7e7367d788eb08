// Fixed-layout documents of GB/T 33190-2016 (OFD): the text of the pages, in order.
#pragma once

#include "document/document.hpp"
#include "office/zip.hpp"

namespace office {

// Text objects are put in lines by where they stand on the page (9.2, 11.2), lines into paragraphs as those of a PDF.
// Every place names its page. Pictures, annotations, signatures and text that stands as outlines only are not read; a
// notice says so.
base::Result<document::Document> read_ofd(ZipReader& zip, const std::string& file_name);

}  // namespace office
