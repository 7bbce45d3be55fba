#include "core/pipeline/maintenance.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/pipeline/compare.h"
#include "core/pipeline/ingest.h"
#include "core/pipeline/resolve.h"
#include "core/store/api_store.h"
#include "core/store/event_blocks.h"
#include "core/store/evidence_store.h"
#include "core/store/private_data.h"
#include "core/store/recovery.h"
#include "core/store/retention.h"

namespace naap {
namespace {

/// Reading events is taken for this share of the work, resolving for the rest.
constexpr double kReadingShare = 0.7;

/// A cache file of our own beside another, removed when done.
class TemporaryCache {
public:
    static Result<TemporaryCache> beside(const std::filesystem::path& path, std::string_view suffix)
    {
        TemporaryCache temporary(path.string() + std::string(suffix));
        temporary.removeFiles();
        return temporary;
    }
    explicit TemporaryCache(std::filesystem::path path) : m_path(std::move(path)) {}
    TemporaryCache(TemporaryCache&& other) noexcept : m_path(std::exchange(other.m_path, {})) {}
    TemporaryCache& operator=(TemporaryCache&&) = delete;
    TemporaryCache(const TemporaryCache&) = delete;
    TemporaryCache& operator=(const TemporaryCache&) = delete;
    ~TemporaryCache() { removeFiles(); }

    const std::filesystem::path& path() const { return m_path; }
    void keep() { m_path.clear(); }

private:
    void removeFiles() const
    {
        if (m_path.empty())
            return;
        std::error_code ignored;
        for (const char* suffix : {"", "-wal", "-shm", ".lock"})
            std::filesystem::remove(m_path.string() + suffix, ignored);
    }

    std::filesystem::path m_path;
};

/// Takes all readable events of `from` into `into` and resolves them.
Result<RebuildSummary> replay(Cache& from, Cache& into, const MaintenanceProgress& progress, std::stop_token stop)
{
    RebuildSummary summary;
    std::map<std::int64_t, std::int64_t> sourceIds;
    const std::int64_t total = std::max<std::int64_t>(1, eventCount(from));
    for (const StoredSource& source : readSources(from))
        sourceIds[source.source_id] = into.sourceId(source.kind, source.name);
    setPrivateData(into, privateData(from));
    auto ingest = Ingest::open(into, {});
    if (!ingest)
        return tl::unexpected(ingest.error());
    std::string padded;
    const auto take = [&](const StoredEvent& event) {
        padded.assign(event.payload);
        padded.append(64, '\0');
        const OrgRule rule{.given = std::string(event.org), .given_overrides = true};
        const auto known = sourceIds.find(event.source_id);
        (*ingest)->add(std::string_view(padded).substr(0, event.payload.size()), rule,
                       known == sourceIds.end() ? 0 : known->second, event.position);
        if (++summary.events % 10'000 == 0 && progress)
            progress(kReadingShare * static_cast<double>(summary.events) / static_cast<double>(total),
                     "reading events");
        return !stop.stop_requested() && !(*ingest)->error();
    };
    summary.damaged_blocks = visitReadableEvents(from, take);
    if (auto done = (*ingest)->finish(); !done)
        return tl::unexpected(done.error());
    Resolver resolver(into);
    const auto resolving = [&](const ResolveProgress& at) {
        if (progress && at.sessions_total > 0)
            progress(kReadingShare + (1 - kReadingShare) * static_cast<double>(at.sessions_done) /
                                         static_cast<double>(at.sessions_total),
                     "resolving");
    };
    if (auto done = resolver.resolveDirty(resolving, stop); !done)
        return tl::unexpected(done.error());
    return summary;
}

Result<void> copyAndResolve(Cache& from, const std::filesystem::path& to, std::stop_token stop)
{
    from.db().backupTo(to.string());
    auto copy = Cache::open(to, Cache::Access::write);
    if (!copy)
        return tl::unexpected(copy.error());
    Transaction transaction((*copy)->db());
    markAllForResolution(**copy);
    transaction.commit();
    auto done = Resolver(**copy).resolveDirty({}, stop);
    return done.map([](const ResolveSummary&) {});
}

Result<VerifySummary> verify(Cache& cache, const MaintenanceProgress& progress, std::stop_token stop)
{
    auto temporary = TemporaryCache::beside(cache.path(), ".verify");
    if (!temporary)
        return tl::unexpected(temporary.error());
    if (retentionHorizon(cache)) {
        if (auto done = copyAndResolve(cache, temporary->path(), stop); !done)
            return tl::unexpected(done.error());
    } else {
        auto computed = Cache::open(temporary->path(), Cache::Access::write);
        if (!computed)
            return tl::unexpected(computed.error());
        if (auto done = replay(cache, **computed, progress, stop); !done)
            return tl::unexpected(done.error());
    }
    VerifySummary summary;
    summary.cancelled = stop.stop_requested();
    if (summary.cancelled)
        return summary;
    auto computed = Cache::open(temporary->path(), Cache::Access::read);
    if (!computed)
        return tl::unexpected(computed.error());
    compareFacts(cache, **computed, summary);
    return summary;
}

/// The first day that is kept: everything before goes.
Instant horizonFor(const PruneOptions& options, const std::vector<Instant>& days)
{
    Instant horizon = days.front();
    if (options.older_than)
        horizon = std::max(horizon, dayOf(*options.older_than));
    return std::min(horizon, days.back());
}

}  // namespace

Result<VerifySummary> verifyFacts(Cache& cache, const MaintenanceProgress& progress, std::stop_token stop)
{
    return guarded(cache, [&]() -> Result<VerifySummary> { return verify(cache, progress, std::move(stop)); });
}

Result<PruneSummary> prune(Cache& cache, const PruneOptions& options)
{
    return guarded(cache, [&]() -> Result<PruneSummary> {
        PruneSummary summary{.bytes_before = liveBytes(cache), .bytes_after = liveBytes(cache)};
        const std::vector<Instant> days = daysWithEvents(cache);
        Transaction transaction(cache.db());
        if (options.older_than)
            removeApiFigures(cache, dayOf(*options.older_than));
        if (days.empty()) {
            summary.bytes_after = liveBytes(cache);
            if (!options.dry_run)
                transaction.commit();
            return summary;
        }
        const auto remove = [&](Instant horizon) {
            const RemovedEvents removed = removeEventsBefore(cache, horizon);
            summary.hours_removed += removed.hours;
            summary.events_removed += removed.events;
            summary.sessions_frozen += removed.sessions_frozen;
        };
        const Instant horizon = horizonFor(options, days);
        if (horizon > days.front())
            remove(horizon);
        for (std::size_t i = 1; options.max_bytes && i < days.size() && liveBytes(cache) > *options.max_bytes; ++i)
            if (days[i] > horizon)
                remove(days[i]);
        summary.bytes_after = liveBytes(cache);
        if (options.dry_run)
            return summary;
        cache.bumpRevision();
        transaction.commit();
        if (summary.events_removed > 0)
            cache.vacuum();
        summary.bytes_after = liveBytes(cache);
        return summary;
    });
}

Result<CompactSummary> compact(Cache& cache)
{
    return guarded(cache, [&]() -> Result<CompactSummary> {
        CompactSummary summary{.bytes_before = cache.sizeBytes()};
        for (const Instant hour : hoursWorthCompacting(cache))
            compactHour(cache, hour);
        EvidenceStore evidence(cache);
        SessionEvidence events;
        Transaction transaction(cache.db());
        for (const std::int64_t id : sessionsWorthJoining(cache)) {
            evidence.loadSession(id, events);
            evidence.joinSessionRuns(id, events);
        }
        transaction.commit();
        cache.vacuum();
        summary.bytes_after = cache.sizeBytes();
        return summary;
    });
}

Result<RebuildSummary> rebuild(const std::filesystem::path& damaged, const MaintenanceProgress& progress,
                               std::stop_token stop)
{
    auto old = openForRecovery(damaged);
    if (!old)
        return tl::unexpected(old.error());
    auto temporary = TemporaryCache::beside(damaged, ".rebuilding");
    if (!temporary)
        return tl::unexpected(temporary.error());
    Result<RebuildSummary> summary;
    {
        auto fresh = Cache::open(temporary->path(), Cache::Access::write);
        if (!fresh)
            return tl::unexpected(fresh.error());
        summary = guarded(**fresh, [&] { return replay(**old, **fresh, progress, stop); });
        if (!summary)
            return summary;
        if (stop.stop_requested())
            return failure(Error::Code::cancelled, "the rebuild was stopped; nothing was changed");
        copyOtherAccounting(**old, **fresh);
    }
    old->reset();
    return swapIn(temporary->path(), damaged).map([&](const std::filesystem::path& keptAs) {
        temporary->keep();
        summary->kept_as = keptAs;
        return *summary;
    });
}

}  // namespace naap
