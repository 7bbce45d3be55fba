#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/metrics/rank_interval.h"
#include "core/reports/report.h"

namespace naap {

/// What sessions are put down to before they are ranked.
enum class BoardGrouping : std::uint8_t { orchestrator, gpu_type, pipeline_and_model };

struct BoardQuery {
    std::optional<Instant> from;  ///< hours with start in [from, to); half-open
    std::optional<Instant> to;
    std::string filter;  ///< on the board's rows where it names their fields, else on sessions before they are ranked
    bool settled_only = false;
    BoardGrouping grouping = BoardGrouping::orchestrator;
};

/// Nearest-rank percentiles over distinct sessions' values above 0, in ms.
struct BoardLatency {
    std::int64_t count = 0;
    std::optional<double> p50;
    std::optional<double> p95;
};

/// What is known of one entity, whatever the rules of ranking.
struct BoardFacts {
    std::string name;  ///< of the grouping: an address, a GPU's name, a pipeline and model
    std::string pipeline_id;
    std::optional<std::string> model_id;
    std::optional<std::string> orchestrator_uri;
    std::optional<std::string> region;  ///< of an orchestrator; none where its hosts stand in several
    SlaSupport support;                 ///< of all its session-hours, as in the report `leaderboard`
    std::int64_t sessions = 0;
    std::optional<double> sla_score_weighted_mean;  ///< null when a filter leaves sessions out: rows are not filtered
    BoardLatency prompt_to_first_frame;
    BoardLatency e2e;
    BoardLatency startup;
    std::int64_t orchestrators_seen = 0;  ///< distinct, of its sessions
    std::int64_t gpus_seen = 0;
    std::int64_t gateways_seen = 0;
    std::int64_t stream_ms = 0;  ///< sum of the sessions' lengths
    std::optional<std::int64_t> gpus_offered;
    std::optional<double> median_gwei_per_megapixel;  ///< of its advertised prices by the pixel
    std::int64_t payment_count = 0;
    std::string expected_fees_wei = "0";
    std::optional<Instant> last_seen;  ///< of its sessions
};

/// What the cache says for one range and grouping; ranking it under other rules needs no reading.
struct BoardEvidence {
    BoardGrouping grouping = BoardGrouping::orchestrator;
    std::vector<BoardFacts> facts;       ///< one an entity
    std::vector<RankedEntity> entities;  ///< in the same order
    std::vector<RankEvidence> sessions;
    std::int64_t sessions_filtered_out = 0;
    bool filters_sessions = false;
    std::string row_filter;  ///< the filter, where it is about the board's rows
};

/// Errors name what is wrong with the filter, by the fields of sessions.
Result<BoardEvidence> boardEvidence(Cache& cache, const BoardQuery& query);

/// An entity on the board.
struct BoardRow {
    RankInterval interval;
    BoardFacts facts;
};

/// The board: who is ranked, and who has too few sessions to be; never mixed.
struct Board {
    std::vector<BoardRow> ranked;    ///< by rank
    std::vector<BoardRow> unranked;  ///< by name
    std::int64_t filtered_out = 0;   ///< rows that the filter took off the board
};
Board rankBoard(const BoardEvidence& evidence, const RankRules& rules);

/// The rows as a table. The first fields name the entity: `orchestrator_address`, `gpu_model_name`, or `pipeline_id`
/// and `model_id`.
std::unique_ptr<ReportTable> boardTable(std::vector<BoardRow> rows, BoardGrouping grouping);
std::span<const Field> boardFields(BoardGrouping grouping);

/// Rows in the order of a field, nulls last either way.
void sortBoard(std::vector<BoardRow>& rows, BoardGrouping grouping, std::string_view field, bool descending);

}  // namespace naap
