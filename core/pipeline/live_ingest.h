#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "core/feed/live_feed.h"
#include "core/pipeline/ingest.h"
#include "core/result.h"
#include "core/sleep_watch.h"
#include "core/store/cache.h"

namespace naap {

class Resolver;

/// What one feed has done since it was added, and how it stands.
struct FeedFigures {
    std::size_t feed = 0;  ///< the number that add() gave
    std::string name;
    FeedState state;
    IngestCounts counts;                                 ///< records that were taken in, committed or about to be
    double records_per_second = 0;                       ///< of the last ten seconds
    std::optional<Instant> newest_event;                 ///< of the accepted and the known ones
    std::optional<std::chrono::milliseconds> event_lag;  ///< the clock less the newest event; below 0: a clock is wrong
    std::optional<std::int64_t> records_behind;          ///< that the source holds; nothing: it does not say
    std::optional<std::uint64_t> bytes_behind;           ///< of sources that count none
    std::vector<PartLag> parts;
    std::int64_t figure_rows = 0;                                ///< of a public API
    std::optional<Instant> newest_figures;                       ///< when the latest were fetched
    std::optional<std::chrono::milliseconds> clock_offset;       ///< the source's clock less ours
    std::optional<std::chrono::steady_clock::time_point> since;  ///< of the state
    std::string last_error;                                      ///< the last reason or remark; blank: none so far
    std::optional<Instant> last_error_at;
};

struct LiveOptions {
    std::chrono::milliseconds tick{250};  ///< at least, between two commits and between two resolutions
    /// A batch ends here even before the tick is over.
    Ingest::Limits limits;
    /// How long the work that is left is resolved after a stop; the rest waits in the cache for the next start.
    std::chrono::milliseconds last_resolution{5000};
    /// Whether run() ends when every feed has failed for good; otherwise it waits for others to be added.
    bool ends_without_feeds = true;
    /// What the clocks say; a test has its own.
    std::function<Clocks()> clocks = Clocks::now;

    // Called on the thread of run().
    std::function<void(const std::string& feed, const FeedState&)> on_state;
    std::function<void(const std::string& feed, const std::string& sentence)> on_remark;
    /// New facts are there.
    std::function<void(std::int64_t revision)> on_revision;
    /// The machine slept, or the program was stopped: nobody read meanwhile. It stands in the cache as well.
    std::function<void(const Sleep&)> on_sleep;
    /// Called at every turn of the loop, a few times a second at least.
    std::function<void()> on_turn;
};

/// Takes what live feeds bring into one cache and keeps its facts up to date. Each feed is pulled on a thread of its
/// own, so that a source that does not answer keeps none of the others waiting; one thread writes. A position is
/// committed together with the records before it, and after a crash every feed goes on from there: nothing is lost,
/// and nothing counts twice.
class LiveIngest {
public:
    /// `cache` is open for writing and is this object's until run() returns.
    LiveIngest(Cache& cache, LiveOptions options);
    ~LiveIngest();
    LiveIngest(const LiveIngest&) = delete;
    LiveIngest& operator=(const LiveIngest&) = delete;

    /// Works until `stop`, until all feeds have failed where the options say so, or until the cache fails, which alone
    /// is an error. What was taken in is committed in any case.
    Result<void> run(std::stop_token stop);

    // Of any thread, before run() and while it works.
    /// Returns its number, which no other feed of this object ever has. It is pulled from the next turn on.
    std::size_t add(std::unique_ptr<LiveFeed> feed);
    /// What the feed has handed out is committed with its position; then it is closed and gone from figures(). A feed
    /// of the same source that is added later goes on there. A number that nobody has is passed over.
    void remove(std::size_t feed);
    /// In the order they were added.
    std::vector<FeedFigures> figures() const;
    /// A feed that is paused is not pulled; what it has not read waits at the source.
    void pause(std::size_t feed, bool paused);

private:
    class Puller;
    struct Taken;
    struct Ledger;
    struct Member;

    Result<void> work(std::stop_token stop);
    Result<void> turn(std::stop_token stop);
    Result<void> startArrived();
    Result<void> dismissLeaving();
    Result<void> takeAllThere();
    Result<void> writeFigures();
    Result<void> noticeSleep();
    Result<void> writeStates(bool stopped);
    std::vector<std::shared_ptr<Member>> members() const;
    void stopPullers();
    Result<void> take(Taken taken);
    void takeFigures(Ledger& ledger, FeedBatch batch);
    Result<std::int64_t> sourceId(const FeedSource& source);
    /// Counts what becomes of it.
    void addRecord(IngestCounts& counts, std::optional<Instant>& newest, const RawRecord& record, const OrgRule& rule,
                   std::int64_t source);
    bool isCommitDue() const;
    Result<void> commit();
    void limitPageMemory(std::size_t bytes);
    Result<void> resolve(std::stop_token stop);
    Result<void> resolveTheRest();
    void noticeStates();
    bool allFailed() const;

    Cache& m_cache;
    LiveOptions m_options;
    BoundedQueue<Taken> m_queue;
    std::unique_ptr<Ingest> m_ingest;
    std::unique_ptr<Resolver> m_resolver;
    std::vector<std::pair<FeedSource, std::int64_t>> m_sources;
    std::chrono::steady_clock::time_point m_nextTick{};
    std::chrono::steady_clock::time_point m_nextResolution{};
    std::chrono::steady_clock::time_point m_nextStates{};
    SleepWatch m_sleep;
    std::vector<FeedBatch> m_figures;  ///< of public APIs, to be written
    std::int64_t m_inBatch = 0;
    std::int64_t m_takenSinceCommit = 0;
    std::size_t m_pageMemory = 0;
    bool m_uncommitted = false;
    bool m_unresolved = true;             ///< marks of an earlier run may be there
    std::vector<std::jthread> m_closing;  ///< a client may take seconds to leave its cluster

    mutable std::mutex m_mutex;  // guards the two below, and the figures in the ledgers
    std::map<std::size_t, std::shared_ptr<Member>> m_members;
    std::size_t m_nextNumber = 0;
};

}  // namespace naap
