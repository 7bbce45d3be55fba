#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/events/record_parser.h"
#include "core/facts/api_figures.h"
#include "core/feed/record.h"

namespace naap {

/// What a record came from, as the cache names it: a file by its path, a Kafka topic by its brokers and name.
struct FeedSource {
    std::string kind;
    std::string name;
    OrgRule org;
};

/// How far a part of a source has been read: a partition of a topic, or one of the files that bore the source's name.
/// `position` is the feed's own text; whoever stores it knows nothing of what it says.
struct FeedPosition {
    std::string kind;  ///< of the source
    std::string name;  ///< of the source
    std::string part;
    std::string position;
};

/// Records that the source no longer has and that were never read.
struct LostRecords {
    std::optional<std::int64_t> records;  ///< nothing: nobody knows how many
    std::string reason;                   ///< a sentence
};

/// Why a record of so many bytes is not read, as the end of a sentence: "it has 17.0 MiB, and 16 MiB are the most".
std::string tooLongForARecord(std::size_t bytes);

/// Figures of a public API that were asked for again and have not changed.
struct UnchangedFigures {
    ApiWindowState window;
    Instant fetched_at{};
};

/// Records of one part of one source, or figures of a public API, with the position behind them. They are committed
/// together or not at all.
class FeedBatch {
public:
    FeedBatch() = default;
    FeedBatch(std::shared_ptr<const FeedSource> from, std::string partOfIt)
        : source(std::move(from)), part(std::move(partOfIt))
    {
    }

    std::shared_ptr<const FeedSource> source;  ///< null: nothing came
    std::string part;
    std::optional<std::string> position;  ///< behind the records; nothing: as before; blank: the part is done with
    std::optional<LostRecords> gap;       ///< before the records
    std::vector<ApiWindow> figures;       ///< kept apart from what records come to
    std::vector<UnchangedFigures> unchanged;

    /// Copies the text of a record. `number` and `line` are as in RawRecord.
    void add(std::string_view text, std::uint64_t number, std::uint64_t line = 0);
    /// A record without text.
    void addDefect(RawRecord::Defect defect, std::uint64_t number, std::uint64_t size);

    bool hasContent() const { return source && (!m_records.empty() || position || gap || hasFigures()); }
    bool hasFigures() const { return !figures.empty() || !unchanged.empty(); }
    std::size_t size() const { return m_records.size(); }
    std::size_t bytes() const { return m_text.size(); }
    /// Valid until the batch changes or is moved.
    std::span<const RawRecord> records();

private:
    std::string m_text;  ///< of all records, one behind the other
    std::vector<RawRecord> m_records;
    std::vector<std::size_t> m_begins;  ///< of each record within the text
};

/// Where a feed stands, for windows, logs and reports.
struct FeedState {
    enum class Kind : std::uint8_t {
        connecting,   ///< nothing has been read yet
        catching_up,  ///< reads what piled up
        live,         ///< has all that the source has
        waiting,      ///< tries again at `retry_at`, because of `reason`
        failed,       ///< gave up, because of `reason`; a person has to do something
        paused,       ///< because a person wants it so
    };
    Kind kind = Kind::connecting;
    std::string reason;  ///< of waiting and failed: a sentence that says what to try
    std::optional<std::chrono::steady_clock::time_point> retry_at;  ///< nothing while waiting: it keeps trying

    /// The same state for people; the time of the next try, which changes all the time, does not count.
    bool sameAs(const FeedState& other) const { return kind == other.kind && reason == other.reason; }
};
/// `connecting`, `catching_up`, ...
std::string_view feedStateName(FeedState::Kind kind);

/// How much the source holds behind what was read of one part.
struct PartLag {
    std::string source;  ///< its name
    std::string part;
    std::int64_t records = 0;
};

/// A source of records that goes on. It is pulled: what nobody asks for stays where it is, so a slow cache slows the
/// source down and nothing is dropped. All functions are called on one thread, which is the feed's own.
class LiveFeed {
public:
    virtual ~LiveFeed() = default;

    /// What people call it: `follow events.ndjson`, `kafka broker:9092`.
    virtual std::string name() const = 0;

    /// Called once, before the first next(), with the positions of all sources that the cache knows: the feed picks its
    /// own and goes on there.
    virtual void resume(const std::vector<FeedPosition>& positions) = 0;

    /// The next records; waits for them up to `wait`, and may take longer where the source is slow to answer. A batch
    /// without content when nothing came. `stop` ends the wait.
    virtual FeedBatch next(std::chrono::milliseconds wait, std::stop_token stop) = 0;

    /// These positions stand in the cache: the source may forget what is before them.
    virtual void committed(const std::vector<FeedPosition>& positions) { (void)positions; }

    virtual FeedState state() const = 0;
    virtual std::vector<PartLag> lag() const { return {}; }
    /// The same in bytes, of sources that do not count records; nothing: not known.
    virtual std::optional<std::uint64_t> bytesBehind() const { return {}; }
    /// While the feed is paused: learns how much waits, without handing any of it out.
    virtual void look() {}
    /// The source's clock less ours; nothing: it does not tell, or was not heard of yet.
    virtual std::optional<std::chrono::milliseconds> clockOffset() const { return {}; }
    /// Sentences about what happened since the last call and changed no state: a file was cut, a message was skipped.
    virtual std::vector<std::string> takeRemarks() { return {}; }
};

}  // namespace naap
