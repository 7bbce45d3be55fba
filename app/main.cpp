#include <cstdio>
#include <fmt/format.h>
#include "core/pipeline/import.h"
#include "core/pipeline/resolve.h"
int main(int argc, char** argv)
{
    auto cache = naap::Cache::open(argv[1], naap::Cache::Access::write);
    if (!cache) { fmt::print("{}\n", cache.error().message); return 1; }
    const auto t0 = std::chrono::steady_clock::now();
    auto s = naap::importFiles(**cache, std::vector<std::string>(argv + 2, argv + argc), {}, {}, {});
    if (!s) { fmt::print("{}\n", s.error().message); return 1; }
    const auto t1 = std::chrono::steady_clock::now();
    for (auto& f : s->files) fmt::print("{} {} {} acc {} ign {} rej {} dup {} err {}\n", f.path, f.format, f.counts.records, f.counts.accepted, f.counts.ignored, f.counts.rejected, f.counts.duplicates, f.error);
    naap::Resolver r(**cache);
    auto done = r.resolveDirty();
    if (!done) { fmt::print("{}\n", done.error().message); return 1; }
    const auto t2 = std::chrono::steady_clock::now();
    fmt::print("ingest {:.3f} resolve {:.3f} sessions {} jobs {} hours {}\n", std::chrono::duration<double>(t1 - t0).count(), std::chrono::duration<double>(t2 - t1).count(), done->sessions, done->jobs, done->hours);
}
