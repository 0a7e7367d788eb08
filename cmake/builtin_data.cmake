# Puts every file under codes/ into the binary, so that one file is all an officer copies to her PC.
# OpenCC's dictionaries come from Debian's package (cmake/opencc_data.cmake). The bytes come in through .incbin;
# base/builtin.cpp finds them by name.
include(cmake/opencc_data.cmake)
function(jicheng_builtin_data target)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/codes/*.csv ${CMAKE_SOURCE_DIR}/codes/*.txt ${CMAKE_SOURCE_DIR}/codes/*.sql ${CMAKE_SOURCE_DIR}/docs/reference/openapi.json)
  list(SORT files)
  list(TRANSFORM files REPLACE "(.+)" "\\1|${CMAKE_SOURCE_DIR}/\\1")
  jicheng_opencc_data(opencc)
  list(APPEND files ${opencc})
  set(declarations "")
  set(rows "")
  set(depends "")
  set(n 0)
  foreach(entry IN LISTS files)
    string(REPLACE "|" ";" entry "${entry}")
    list(GET entry 0 file)
    list(GET entry 1 path)
    string(APPEND declarations
      "__asm__(\".section .rodata\\n.global jicheng_data_${n}\\n.global jicheng_data_${n}_end\\njicheng_data_${n}:\\n.incbin \\\"${path}\\\"\\njicheng_data_${n}_end:\\n.byte 0\\n.previous\\n\");\nextern \"C\" const char jicheng_data_${n}[], jicheng_data_${n}_end[];\n")
    string(APPEND rows "    {\"${file}\", {jicheng_data_${n}, static_cast<std::size_t>(jicheng_data_${n}_end - jicheng_data_${n})}},\n")
    list(APPEND depends ${path})
    math(EXPR n "${n} + 1")
  endforeach()
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/builtin_data.cpp @ONLY CONTENT
"// Made by cmake/builtin_data.cmake from the files under codes/.
#include \"base/builtin.hpp\"
${declarations}
namespace base::detail {
std::span<const BuiltinFile> builtin_files() {
  static const BuiltinFile files[] = {
${rows}    {\"\", {}},
  };
  return {files, std::size(files) - 1};
}
}  // namespace base::detail
")
  set_source_files_properties(${CMAKE_BINARY_DIR}/builtin_data.cpp PROPERTIES OBJECT_DEPENDS "${depends}")
  target_sources(${target} PRIVATE ${CMAKE_BINARY_DIR}/builtin_data.cpp)
endfunction()
