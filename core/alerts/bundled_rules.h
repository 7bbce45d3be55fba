#pragma once

#include <span>
#include <string_view>

namespace naap {

/// A rule file that comes with the program (resources/alerts).
struct BundledRules {
    std::string_view name;  ///< of the file, without .json: `defaults`, `upstream`
    std::string_view json;
};

/// All of them, by name.
std::span<const BundledRules> bundledRules();

}  // namespace naap
