#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/store/cache.h"

namespace naap {

/// Where a record stood that was ignored or rejected. Its text is not kept: it may hold what is private.
struct ImportExample {
    std::string record_class;  ///< ignored, rejected
    std::string reason;
    std::string path;
    std::uint64_t line = 0;
    std::string detail;  ///< what exactly was wrong; may be blank

    bool operator==(const ImportExample&) const = default;
};

/// How many of each class and reason are kept.
constexpr std::size_t kMostExamples = 5;

/// The examples of the last import that had some, for each class and reason.
std::vector<ImportExample> importExamples(Cache& cache);
/// Takes in those of an import; of other classes and reasons the earlier ones stay. The cache is open for writing.
void keepImportExamples(Cache& cache, const std::vector<ImportExample>& examples);

}  // namespace naap
