# All warnings in one place. Every target of the project links naap_warnings.
add_library(naap_warnings INTERFACE)
option(NAAP_WERROR "Treat warnings as errors" ON)

target_compile_options(naap_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
    -Wcast-qual -Wformat=2 -Wundef)

# Instrumented code makes g++ warn about variables that it invented itself (maybe-uninitialized, stringop-overflow);
# the plain build is the one that must be free of warnings.
if(NAAP_WERROR AND NOT NAAP_SANITIZE)
    target_compile_options(naap_warnings INTERFACE -Werror)
endif()

# Designated initialisers name the members that differ from their defaults; naming the rest again would only hide them.
target_compile_options(naap_warnings INTERFACE -Wno-missing-field-initializers)

# Where files are compiled together, the names at the top of one are shadowed by the locals of its neighbours.
if(NAAP_UNITY)
    target_compile_options(naap_warnings INTERFACE -Wno-shadow)
endif()

# And none of them is the main one to g++, so it fears that their types were in a header.
if(NAAP_UNITY AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(naap_warnings INTERFACE -Wno-subobject-linkage)
endif()
