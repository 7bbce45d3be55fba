#include "app/options.h"

#include <fmt/format.h>

#include "app/values.h"

namespace naap {

void CacheOption::declare(Syntax& syntax)
{
    m_option = syntax.text("--db", m_path, "FILE", "the cache; without it, the one in your data folder");
}

Result<std::filesystem::path> CacheOption::path() const
{
    if (!m_option.wasGiven())
        return defaultCachePath();
    if (m_path.empty())  // an empty variable in a script must not mean the user's own cache
        return failure(Error::Code::usage, "--db needs the name of a file");
    return m_path;
}

Result<std::unique_ptr<Cache>> CacheOption::open(Cache::Access access) const
{
    auto file = path();
    if (!file)
        return tl::unexpected(file.error());
    return Cache::open(*file, access);
}

Result<std::unique_ptr<Cache>> CacheOption::openExisting() const
{
    auto file = path();
    if (!file)
        return tl::unexpected(file.error());
    std::error_code ignored;
    const bool exists = std::filesystem::exists(*file, ignored);
    return Cache::open(*file,
                       exists ? Cache::Access::write : Cache::Access::read);  // read: the error for what is not there
}

void RangeOption::declare(Syntax& syntax, const std::string& what)
{
    syntax.value("--from", from, parseTime, "TIME", what + " at or after this time");
    syntax.value("--to", to, parseTime, "TIME", what + " before this time");
}

Result<void> RangeOption::check() const
{
    if (from && to && *from >= *to)
        return failure(Error::Code::usage, fmt::format("nothing lies between --from {} and --to {}",
                                                       formatInstant(*from), formatInstant(*to)));
    return {};
}

Instant clockNow()
{
    return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

}  // namespace naap
