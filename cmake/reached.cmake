# naap_reached(VARIABLE SOURCE...): the files of core/ that these sources need, into VARIABLE.
function(naap_reached variable)
    find_package(Python3 REQUIRED COMPONENTS Interpreter)
    execute_process(COMMAND ${Python3_EXECUTABLE} -B ${PROJECT_SOURCE_DIR}/cmake/reached_sources.py ${PROJECT_SOURCE_DIR} ${ARGN}
                    OUTPUT_VARIABLE reached OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
    string(REPLACE "\n" ";" reached "${reached}")
    # Another include may reach another file.
    set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${ARGN} ${reached})
    set(${variable} ${reached} PARENT_SCOPE)
endfunction()
