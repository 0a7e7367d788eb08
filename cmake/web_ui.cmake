# Puts the built user interface (web/dist) into the binary: every file as it is and once compressed. Without web/dist the
# binary carries a plain page, and nothing here asks for Node.
#
# The list of files is made when the binary is built, after WEB_UI_STAMP (a file that the interface's own build makes,
# where that is part of this build), so that one `cmake --build` is enough.
function(jicheng_web_ui target)
  set(dist ${CMAKE_SOURCE_DIR}/web/dist)
  set(out ${CMAKE_BINARY_DIR}/web_ui.cpp)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${dist}/*)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DDIST=${dist} -DWORK=${CMAKE_BINARY_DIR}/web_ui -DOUT=${out} -P ${CMAKE_SOURCE_DIR}/cmake/web_ui_embed.cmake
    DEPENDS ${files} ${WEB_UI_STAMP} ${CMAKE_SOURCE_DIR}/cmake/web_ui_embed.cmake
    COMMENT "Web UI into the binary")
  target_sources(${target} PRIVATE ${out})
endfunction()
