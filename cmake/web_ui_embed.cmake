# Run by cmake/web_ui.cmake at build time: DIST (folder of files) to OUT (a C++ unit); compressed files go to WORK.
file(GLOB_RECURSE files RELATIVE ${DIST} ${DIST}/*)
list(SORT files)
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
find_program(GZIP gzip)
set(declarations "")
set(rows "")
set(n 0)
macro(carry name file)
  string(APPEND declarations
    "__asm__(\".section .rodata\\n.global ${name}\\n.global ${name}_end\\n${name}:\\n.incbin \\\"${file}\\\"\\n${name}_end:\\n.byte 0\\n.previous\\n\");\nextern \"C\" const char ${name}[], ${name}_end[];\n")
endmacro()
foreach(file IN LISTS files)
  file(SHA256 ${DIST}/${file} hash)
  string(SUBSTRING ${hash} 0 16 etag)
  file(SIZE ${DIST}/${file} size)
  carry(jicheng_ui_${n} "${DIST}/${file}")
  set(gzip "{}")
  if(GZIP AND size GREATER 512 AND file MATCHES "\\.(html|js|mjs|css|json|svg|txt|map|webmanifest)$")
    execute_process(COMMAND ${GZIP} -9 -n -c ${DIST}/${file} OUTPUT_FILE ${WORK}/${n}.gz COMMAND_ERROR_IS_FATAL ANY)
    carry(jicheng_ui_${n}_gz "${WORK}/${n}.gz")
    set(gzip "{jicheng_ui_${n}_gz, static_cast<std::size_t>(jicheng_ui_${n}_gz_end - jicheng_ui_${n}_gz)}")
  endif()
  string(APPEND rows "    {\"/${file}\", {jicheng_ui_${n}, static_cast<std::size_t>(jicheng_ui_${n}_end - jicheng_ui_${n})}, ${gzip}, \"${etag}\"},\n")
  math(EXPR n "${n} + 1")
endforeach()
file(WRITE ${OUT} "// Made by cmake/web_ui_embed.cmake from web/dist.
#include \"server/ui_files.hpp\"
${declarations}
namespace server::detail {
std::span<const UiFile> ui_files() {
  static const UiFile files[] = {
${rows}    {},
  };
  return {files, std::size(files) - 1};
}
}  // namespace server::detail
")
