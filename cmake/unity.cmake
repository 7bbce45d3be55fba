# NAAP_UNITY compiles the .cpp files of a folder as a few large ones. Most of a file's time goes into the headers it shares
# with its neighbours, so the sanitizers' builds cost a third and clang-tidy a tenth. The release build stays without:
# it is the proof that every file includes what it needs.
option(NAAP_UNITY "Compile the files of a folder together" OFF)

# naap_unite(TARGET...): does so for these targets, as far as they exist.
function(naap_unite)
    if(NOT NAAP_UNITY)
        return()
    endif()
    find_package(Python3 REQUIRED COMPONENTS Interpreter)
    foreach(target ${ARGN})
        if(NOT TARGET ${target})
            continue()
        endif()
        get_target_property(sources ${target} SOURCES)
        get_target_property(folder ${target} SOURCE_DIR)
        list(FILTER sources INCLUDE REGEX "\\.cpp$")
        list(FILTER sources EXCLUDE REGEX "^${PROJECT_BINARY_DIR}/")  # written by the build, so not there yet
        list(TRANSFORM sources PREPEND "${folder}/" REGEX "^[^/]")
        execute_process(COMMAND ${Python3_EXECUTABLE} -B ${PROJECT_SOURCE_DIR}/cmake/unity_groups.py ${PROJECT_SOURCE_DIR} ${sources}
                        OUTPUT_VARIABLE groups OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
        string(REPLACE "\n" ";" groups "${groups}")  # a list of group, file, group, file, ...
        while(groups)
            list(POP_FRONT groups group file)
            set_source_files_properties(${file} TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP "${group}")
        endwhile()
        set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
        # A new name may part two files, so the groups are worked out again when a file changes.
        set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${sources})
    endforeach()
endfunction()
