#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/command.h"
#include "core/events/instant.h"
#include "core/result.h"
#include "core/store/cache.h"

namespace naap {

/// `--db FILE`: where the cache is.
class CacheOption {
public:
    void declare(Syntax& syntax);
    Result<std::filesystem::path> path() const;
    Result<std::unique_ptr<Cache>> open(Cache::Access access) const;
    /// Opens it for writing, but makes none where there is none.
    Result<std::unique_ptr<Cache>> openExisting() const;

private:
    std::string m_path;
    Option m_option;
};

/// `--from`, `--to`: a half-open range of time.
struct RangeOption {
    std::optional<Instant> from;
    std::optional<Instant> to;

    void declare(Syntax& syntax, const std::string& what);
    /// A usage error when nothing can lie in the range.
    Result<void> check() const;
};

/// The moment the program was started at, in UTC.
Instant clockNow();

}  // namespace naap
