#pragma once

#include <span>
#include <string_view>

namespace naap {

/// A file of rules, or of targets, that comes with the program (resources/alerts).
struct BundledRules {
    std::string_view name;  ///< of the file, without .json: `defaults`, `targets`, `upstream`
    std::string_view json;
};

/// All of them, by name.
std::span<const BundledRules> bundledRules();

}  // namespace naap
