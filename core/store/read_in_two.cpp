#include "core/store/read_in_two.h"

#include <future>

namespace naap {
namespace {

/// A commit between the two openings is rare; some in a row say that waiting for the next is no use.
constexpr int kTries = 5;

/// False if no second connection sees the state that has this revision.
bool readBeside(const std::filesystem::path& path, std::int64_t revision, const std::function<void(Cache&)>& work)
{
    auto cache = Cache::open(path, Cache::Access::read);
    for (int tries = 0; cache && tries < kTries; ++tries) {
        const ReadSnapshot snapshot((*cache)->db());
        if ((*cache)->revision() != revision)
            continue;
        work(**cache);
        return true;
    }
    return false;
}

}  // namespace

void readInTwo(Cache& cache, const std::function<void(Cache&)>& here, const std::function<void(Cache&)>& beside)
{
    const ReadSnapshot snapshot(cache.db());
    const std::int64_t revision = cache.revision();
    auto done = std::async(std::launch::async, readBeside, cache.path(), revision, std::cref(beside));
    here(cache);
    if (!done.get())
        beside(cache);
}

}  // namespace naap
