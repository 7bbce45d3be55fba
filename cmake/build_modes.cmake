# How the tree is compiled: plainly, under a sanitizer, or for the fuzzer. CMakePresets.json names the combinations in use.
set(NAAP_SANITIZE "" CACHE STRING "Sanitizers for the whole tree: 'address,undefined' or 'thread'")
option(NAAP_FUZZ "Build only the core and the libFuzzer targets of tests/fuzz (needs clang)" OFF)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release, RelWithDebInfo or MinSizeRel" FORCE)
endif()

# A rebuild of code that was compiled before, in whatever build folder, costs seconds instead of minutes.
find_program(NAAP_CCACHE ccache)
if(NAAP_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # The two looser rules are what ccache asks for to work with the precompiled header of tests/.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${NAAP_CCACHE})
endif()

if(NAAP_SANITIZE)
    # No recovery: the first undefined behaviour ends the test as a crash does. Frame pointers make the reports readable.
    add_compile_options(-fsanitize=${NAAP_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${NAAP_SANITIZE})
    if(NAAP_SANITIZE MATCHES "undefined")
        # A third of the compiler's time; where the first matters, the address sanitizer stops too.
        add_compile_options(-fno-sanitize=null,object-size,vptr)
    endif()
endif()
if(NAAP_SANITIZE OR CMAKE_BUILD_TYPE STREQUAL "Debug")
    add_compile_definitions(_GLIBCXX_ASSERTIONS)  # operator[] out of range stops at once
endif()

if(NAAP_FUZZ)
    if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
        message(FATAL_ERROR "NAAP_FUZZ needs clang: libFuzzer comes with it. './dev fuzz' chooses it by the preset.")
    endif()
    add_compile_options(-fsanitize=fuzzer-no-link)  # coverage feedback from core; each target links the fuzzer's main()
endif()
