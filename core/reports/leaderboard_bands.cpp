#include "core/reports/leaderboard_bands.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "core/metrics/discovery.h"
#include "core/metrics/fps.h"
#include "core/metrics/percentile.h"
#include "core/metrics/prices.h"
#include "core/metrics/rates.h"
#include "core/metrics/sla_rollup.h"
#include "core/reports/cells.h"
#include "core/reports/filter.h"
#include "core/reports/inventory.h"
#include "core/reports/places.h"
#include "core/reports/rollup_rows.h"
#include "core/reports/session_test.h"
#include "core/store/accounting_store.h"
#include "core/store/fact_store.h"
#include "core/store/run_scan.h"
#include "core/store/session_scan.h"

namespace naap {
namespace {

using Row = BoardRow;
using FT = FieldType;

// --- reading

struct EntityName {
    std::string name;
    std::string pipeline_id;
    std::optional<std::string> model_id;
};

EntityName pipelineAndModel(const std::string& pipeline, const std::optional<std::string>& model)
{
    if (pipeline.empty())
        return {};
    const bool hasModel = model && !model->empty();
    return {hasModel ? pipeline + " / " + *model : pipeline, pipeline, hasModel ? model : std::nullopt};
}

/// Blank: the session or row cannot be put down to anybody.
template <class T>
EntityName nameOf(const T& t, const std::string& address, BoardGrouping grouping)
{
    switch (grouping) {
        case BoardGrouping::orchestrator: return {address, {}, {}};
        case BoardGrouping::gpu_type: return {t.gpu_model_name.value_or(""), {}, {}};
        case BoardGrouping::pipeline_and_model: break;
    }
    return pipelineAndModel(t.pipeline_id, t.model_id);
}

/// What the sessions of one entity have, to be counted once each.
struct Populations {
    std::vector<std::int64_t> prompt_to_first_frame;
    std::vector<std::int64_t> e2e;
    std::vector<std::int64_t> startup;
    std::set<std::string> orchestrators;
    std::set<std::string> gpus;
    std::set<std::string> gateways;
    Int128 expected_fees = 0;
};

void addIfPositive(std::vector<std::int64_t>& values, std::optional<std::int64_t> value)
{
    if (value && *value > 0)
        values.push_back(*value);
}

void addIfSaid(std::set<std::string>& names, const std::optional<std::string>& name)
{
    if (name && !name->empty())
        names.insert(*name);
}

BoardLatency latencyOf(std::vector<std::int64_t> values)
{
    std::ranges::sort(values);
    const auto at = [&](Level level) -> std::optional<double> {
        const auto value = percentileOfSorted<std::int64_t>(values, level);
        return value ? std::optional(static_cast<double>(*value)) : std::nullopt;
    };
    return {static_cast<std::int64_t>(values.size()), at(kP50), at(kP95)};
}

/// What a board reads of each session.
constexpr std::string_view kSessionColumns[] = {"gateway",
                                                "pipeline_id",
                                                "model_id",
                                                "orchestrator_address",
                                                "gpu_id",
                                                "gpu_model_name",
                                                "started_at",
                                                "last_seen",
                                                "startup_latency_ms",
                                                "e2e_latency_ms",
                                                "prompt_to_first_frame_ms",
                                                "started_count",
                                                "swap_count",
                                                "status_error_sample_count",
                                                "selection_outcome",
                                                "startup_outcome",
                                                "excusal_reason",
                                                "loading_only",
                                                "zero_output_fps",
                                                "health_signal_count",
                                                "health_expected_signal_count",
                                                "payment_count",
                                                "expected_fees_wei"};

/// Reads sessions and their status hours, and puts them down to entities.
class EvidenceReader {
public:
    EvidenceReader(Cache& cache, const BoardQuery& query) : m_cache(cache), m_query(query) {}

    Result<BoardEvidence> read()
    {
        m_evidence.grouping = m_query.grouping;
        if (auto good = readFilter(); !good)
            return tl::unexpected(good.error());
        readHours();
        readSessions();
        finishFacts();
        addScores();
        if (m_query.grouping == BoardGrouping::orchestrator) {
            addDiscovery();
            addSupply();
            addRegions();
        }
        return std::move(m_evidence);
    }

private:
    Result<void> readFilter()
    {
        if (isBlank(m_query.filter))
            return {};
        if (parseFilter(m_query.filter, boardFields(m_query.grouping))) {
            m_evidence.row_filter = m_query.filter;
            return {};
        }
        auto test = SessionTest::of(m_cache, m_query.filter);
        if (!test)
            return tl::unexpected(test.error());
        m_test = std::move(*test);
        m_evidence.filters_sessions = true;
        return {};
    }

    void readHours()
    {
        FactStore store(m_cache);
        const auto now = newestEvent(m_cache);
        const auto [first, end] = heldHours(m_cache, m_query.from, m_query.to);
        for (Instant hour = first; hour < end; hour += std::chrono::hours(1)) {
            if (m_query.settled_only && now && !isSettled(hour, *now))
                break;
            for (FactStore::HourOfSession& each : store.statusHoursOf(hour))
                if (!each.hour.is_terminal_tail_artifact)
                    m_hours[each.session_id].push_back(std::move(each.hour));
        }
    }

    void readSessions()
    {
        std::vector<std::string_view> columns = m_test.columns();
        columns.insert(columns.end(), std::begin(kSessionColumns), std::end(kSessionColumns));
        // In the order of keys: the resamples number the sessions, and must not depend on how they came.
        visitSessionPartsByKey(m_cache, m_query.from, columns, [this](std::int64_t session_id, const Session& session) {
            if (const auto hours = m_hours.find(session_id); hours != m_hours.end())
                addSession(session, hours->second);
        });
    }

    void addSession(const Session& session, std::vector<StatusHour>& hours)
    {
        const EntityName name = nameOf(session, session.orchestrator_address.value_or(""), m_query.grouping);
        if (name.name.empty())
            return;
        if (!m_test.meets(session)) {
            ++m_evidence.sessions_filtered_out;
            return;
        }
        const std::size_t entity = entityOf(name);
        std::ranges::sort(hours, {}, &StatusHour::window_start);
        RankEvidence evidence{.entity = entity};
        for (const StatusHour& hour : hours) {
            ++evidence.streams_handled;
            evidence.degraded_streams += hour.degraded_input_samples > 0 || hour.degraded_inference_samples > 0;
            evidence.output_fps_sum += hour.output_fps_sum;
            evidence.status_samples += hour.status_samples;
            addTo(m_evidence.facts[entity].support, supportOf(session, hour));
        }
        m_evidence.sessions.push_back(evidence);
        addOnce(m_evidence.facts[entity], m_populations[entity], session);
    }

    std::size_t entityOf(const EntityName& name)
    {
        const auto [known, isNew] = m_index.emplace(name.name, m_index.size());
        if (isNew) {
            m_evidence.facts.push_back({.name = name.name, .pipeline_id = name.pipeline_id, .model_id = name.model_id});
            m_evidence.entities.push_back({.name = name.name, .avg_discovery_latency_ms = {}});
            m_populations.emplace_back();
        }
        return known->second;
    }

    static void addOnce(BoardFacts& facts, Populations& all, const Session& session)
    {
        ++facts.sessions;
        facts.payment_count += session.payment_count;
        facts.last_seen = std::max(facts.last_seen.value_or(session.last_seen), session.last_seen);
        if (session.started_at && *session.started_at < session.last_seen)
            facts.stream_ms += toMs(session.last_seen) - toMs(*session.started_at);
        addIfPositive(all.prompt_to_first_frame, session.prompt_to_first_frame_ms);
        addIfPositive(all.e2e, session.e2e_latency_ms);
        addIfPositive(all.startup, session.startup_latency_ms);
        addIfSaid(all.orchestrators, session.orchestrator_address);
        addIfSaid(all.gpus, session.gpu_id);
        addIfSaid(all.gateways, session.gateway);
        all.expected_fees += parseWei(session.expected_fees_wei).value_or(0);
    }

    void finishFacts()
    {
        for (std::size_t i = 0; i < m_populations.size(); ++i) {
            BoardFacts& facts = m_evidence.facts[i];
            Populations& all = m_populations[i];
            facts.prompt_to_first_frame = latencyOf(std::move(all.prompt_to_first_frame));
            facts.e2e = latencyOf(std::move(all.e2e));
            facts.startup = latencyOf(std::move(all.startup));
            facts.orchestrators_seen = static_cast<std::int64_t>(all.orchestrators.size());
            facts.gpus_seen = static_cast<std::int64_t>(all.gpus.size());
            facts.gateways_seen = static_cast<std::int64_t>(all.gateways.size());
            facts.expected_fees_wei = formatWei(all.expected_fees);
        }
    }

    BoardFacts* factsOf(const std::string& name)
    {
        const auto known = m_index.find(name);
        return known == m_index.end() ? nullptr : &m_evidence.facts[known->second];
    }

    void addScores()
    {
        if (m_evidence.filters_sessions)
            return;
        std::map<std::string, std::vector<WeightedScore>> scores;
        for (const SlaRow& row : slaRows(m_cache, m_query.from, m_query.to)) {
            const std::string name = nameOf(row.rollup, row.rollup.orchestrator_address, m_query.grouping).name;
            if (!name.empty() && (row.settled || !m_query.settled_only))
                scores[name].push_back({row.score.sla_score, row.rollup.support.requested_sessions});
        }
        for (const auto& [name, rows] : scores)
            if (BoardFacts* facts = factsOf(name))
                facts->sla_score_weighted_mean = weightedMeanScore(rows);
    }

    void addDiscovery()
    {
        const auto [first, end] = heldHours(m_cache, m_query.from, m_query.to);
        DiscoveryHours discovery;
        visitDiscoveryLatencies(m_cache, first, end, [&](const DiscoveryLatency& result) {
            discovery.add(result.event_ts, result.orchestrator_address, result.latency_ms);
        });
        std::map<std::string, std::vector<DiscoveryHour>> hours;
        for (DiscoveryHour& hour : discovery.take())
            hours[hour.orchestrator_address].push_back(std::move(hour));
        for (RankedEntity& entity : m_evidence.entities)
            entity.avg_discovery_latency_ms = meanOfHourlyMeansMs(hours[entity.name]);
    }

    void addSupply()
    {
        const Inventory inventory = inventoryOf(m_cache, m_query.from, m_query.to);
        for (const Node& node : inventory.nodes)
            if (BoardFacts* facts = factsOf(node.orchestrator_address)) {
                facts->orchestrator_uri = node.orchestrator_uri;
                facts->gpus_offered = facts->gpus_offered.value_or(0);
            }
        std::map<std::string, std::set<std::string>> gpus;
        for (const InventoryGpu& gpu : inventory.gpus)
            gpus[gpu.orchestrator_address].insert(gpu.gpu_id);
        for (const auto& [address, ids] : gpus)
            if (BoardFacts* facts = factsOf(address))
                facts->gpus_offered = static_cast<std::int64_t>(ids.size());
        addPrices(inventory.prices);
    }

    void addRegions()
    {
        AddressRegions regions(m_cache);
        for (BoardFacts& facts : m_evidence.facts)
            facts.region = regions.of(facts.name);
    }

    void addPrices(const std::vector<InventoryPrice>& prices)
    {
        std::map<std::string, std::vector<double>> asked;
        for (const InventoryPrice& price : prices) {
            if (priceUnitOf(price.pipeline_id.value_or("")) != PriceUnit::pixel)
                continue;
            if (const auto wei = priceWeiPerUnit(price.price_per_unit, price.pixels_per_unit))
                asked[price.orchestrator_address].push_back(gweiPerMegapixel(*wei));
        }
        for (auto& [address, values] : asked)
            if (BoardFacts* facts = factsOf(address))
                facts->median_gwei_per_megapixel = priceSpreadOf(std::move(values)).median;
    }

    Cache& m_cache;
    const BoardQuery& m_query;
    BoardEvidence m_evidence;
    SessionTest m_test;
    std::unordered_map<std::int64_t, std::vector<StatusHour>> m_hours;
    std::unordered_map<std::string, std::size_t> m_index;
    std::vector<Populations> m_populations;
};

// --- columns

template <auto pointer, auto... path>
Cell fact(const Row& row)
{
    return asCell(((row.facts.*pointer).*....*path));
}

template <auto pointer, auto... path>
Cell ranking(const Row& row)
{
    return asCell(((row.interval.row.*pointer).*....*path));
}

template <std::optional<double> (*rate)(const SlaSupport&)>
Cell rateCell(const Row& row)
{
    return asCell(rate(row.facts.support));
}

Cell jitterCell(const Row& row)
{
    const SlaSupport& s = row.facts.support;
    return asCell(fpsJitterCoefficient(FpsMoments{s.status_samples, s.output_fps_sum, s.output_fps_sumsq}));
}

std::vector<Column<Row>> nameColumns(BoardGrouping grouping)
{
    switch (grouping) {
        case BoardGrouping::orchestrator:
            return {{key("orchestrator_address", FT::text, "", "orchestrator"), fact<&BoardFacts::name>},
                    {field("orchestrator_uri", FT::text, "", "its URI as last offered in the range"),
                     fact<&BoardFacts::orchestrator_uri>},
                    {field("region", FT::text, "", "Place of the orchestrator, where one is known."),
                     fact<&BoardFacts::region>}};
        case BoardGrouping::gpu_type:
            return {{key("gpu_model_name", FT::text, "", "GPU type of its sessions"), fact<&BoardFacts::name>}};
        case BoardGrouping::pipeline_and_model: break;
    }
    return {{key("pipeline_id", FT::text, "", "canonical pipeline"), fact<&BoardFacts::pipeline_id>},
            {key("model_id", FT::text, "", "canonical model"), fact<&BoardFacts::model_id>}};
}

void addRankColumns(std::vector<Column<Row>>& columns)
{
    const Column<Row> more[] = {
        {field("rank", FT::integer, "", "1 is best; null with too few sessions"), ranking<&LeaderboardRow::rank>},
        {field("band", FT::integer, "", "who shares a band cannot be told apart from the first of the band"),
         member<&Row::interval, &RankInterval::band>},
        {field("rank_low", FT::integer, "", "best rank in the middle 95 % of 200 resamples of the sessions"),
         member<&Row::interval, &RankInterval::rank_low>},
        {field("rank_high", FT::integer, "", "worst rank in the middle 95 % of 200 resamples of the sessions"),
         member<&Row::interval, &RankInterval::rank_high>},
        {field("leaderboard_score", FT::real, "", "0 to 100, among the ranked, by the weights chosen"),
         ranking<&LeaderboardRow::leaderboard_score>},
        {field("score_low", FT::real, "", "lower end of the middle 95 % of scores in 200 resamples"),
         member<&Row::interval, &RankInterval::score_low>},
        {field("score_high", FT::real, "", "upper end of the middle 95 % of scores in 200 resamples"),
         member<&Row::interval, &RankInterval::score_high>},
        {field("sessions", FT::integer, "", "sessions with visible status samples, each once"),
         fact<&BoardFacts::sessions>},
        {field("streams_handled", FT::integer, "",
               "the same, once in each of their hours; what the ranking counts volume by"),
         ranking<&LeaderboardRow::input, &LeaderboardInput::streams_handled>},
    };
    columns.insert(columns.end(), std::begin(more), std::end(more));
}

void addQualityColumns(std::vector<Column<Row>>& columns)
{
    const Column<Row> more[] = {
        {field("avg_output_fps", FT::real, "fps", "mean output FPS over status samples, zeros included"),
         ranking<&LeaderboardRow::input, &LeaderboardInput::avg_output_fps>},
        {field("fps_jitter_coefficient", FT::real, "", "unsteadiness: standard deviation of FPS / mean"), jitterCell},
        {field("degraded_rate", FT::real, "", "degraded of streams_handled"),
         ranking<&LeaderboardRow::input, &LeaderboardInput::degraded_rate>},
        {field("ptff_p50_ms", FT::real, "ms", "median prompt to first frame, over sessions"),
         fact<&BoardFacts::prompt_to_first_frame, &BoardLatency::p50>},
        {field("ptff_p95_ms", FT::real, "ms", "95th percentile of prompt to first frame"),
         fact<&BoardFacts::prompt_to_first_frame, &BoardLatency::p95>},
        {field("ptff_count", FT::integer, "", "sessions with a prompt-to-first-frame time"),
         fact<&BoardFacts::prompt_to_first_frame, &BoardLatency::count>},
        {field("e2e_p50_ms", FT::real, "ms", "median end-to-end latency, over sessions"),
         fact<&BoardFacts::e2e, &BoardLatency::p50>},
        {field("e2e_p95_ms", FT::real, "ms", "95th percentile of end-to-end latency"),
         fact<&BoardFacts::e2e, &BoardLatency::p95>},
        {field("startup_p50_ms", FT::real, "ms", "median startup latency, over sessions"),
         fact<&BoardFacts::startup, &BoardLatency::p50>},
        {field("startup_p95_ms", FT::real, "ms", "95th percentile of startup latency"),
         fact<&BoardFacts::startup, &BoardLatency::p95>},
        {field("avg_discovery_latency_ms", FT::real, "ms",
               "mean of hourly mean discovery latencies; null: no evidence, which ranks as 0 ms"),
         ranking<&LeaderboardRow::input, &LeaderboardInput::avg_discovery_latency_ms>},
    };
    columns.insert(columns.end(), std::begin(more), std::end(more));
}

void addReliabilityColumns(std::vector<Column<Row>>& columns)
{
    using S = SlaSupport;
    const Column<Row> more[] = {
        {field("sla_score_weighted_mean", FT::real, "", "mean of hourly SLA scores, weighted by requested sessions"),
         fact<&BoardFacts::sla_score_weighted_mean>},
        {field("requested_sessions", FT::integer, "",
               "sessions with a stream request; each counts in each hour in which it has status samples"),
         fact<&BoardFacts::support, &S::requested_sessions>},
        {field("startup_success_rate", FT::real, "", "playable / requested sessions"), rateCell<startupSuccessRate<S>>},
        {field("effective_success_rate", FT::real, "", "1 - effectively failed / requested sessions"),
         rateCell<effectiveSuccessRate<S>>},
        {field("output_viability_rate", FT::real, "", "1 - sessions without output / requested sessions"),
         rateCell<outputViabilityRate<S>>},
        {field("no_swap_rate", FT::real, "", "1 - swapped / requested sessions"), rateCell<noSwapRate<S>>},
        {field("health_signal_coverage_ratio", FT::real, "", "health signals seen / expected, at most 1"),
         [](const Row& r) -> Cell { return healthSignalCoverageRatio(r.facts.support); }},
    };
    columns.insert(columns.end(), std::begin(more), std::end(more));
}

void addCapacityAndPriceColumns(std::vector<Column<Row>>& columns)
{
    const Column<Row> more[] = {
        {field("gpus_offered", FT::integer, "", "GPU ids that it offered in the range"),
         fact<&BoardFacts::gpus_offered>},
        {field("gpus_seen", FT::integer, "", "GPU ids that its sessions ran on"), fact<&BoardFacts::gpus_seen>},
        {field("orchestrators_seen", FT::integer, "", "orchestrators of its sessions"),
         fact<&BoardFacts::orchestrators_seen>},
        {field("gateways_seen", FT::integer, "", "gateways that sent its sessions"), fact<&BoardFacts::gateways_seen>},
        {field("stream_minutes", FT::real, "min", "from start to last event, summed over its sessions"),
         [](const Row& r) -> Cell { return static_cast<double>(r.facts.stream_ms) / 60'000; }},
        {field("median_gwei_per_megapixel", FT::real, "gwei/MP",
               "median of its advertised prices by the pixel, above 0"),
         fact<&BoardFacts::median_gwei_per_megapixel>},
        {field("payment_count", FT::integer, "", "payments that name its sessions' requests"),
         fact<&BoardFacts::payment_count>},
        {field("expected_fees_wei", FT::wei, "wei", "their expected value"), fact<&BoardFacts::expected_fees_wei>},
        {timeField("last_seen", "latest event of its sessions"), fact<&BoardFacts::last_seen>},
    };
    columns.insert(columns.end(), std::begin(more), std::end(more));
}

std::vector<Column<Row>> columnsOf(BoardGrouping grouping)
{
    std::vector<Column<Row>> columns = nameColumns(grouping);
    addRankColumns(columns);
    addQualityColumns(columns);
    addReliabilityColumns(columns);
    addCapacityAndPriceColumns(columns);
    return columns;
}

constexpr std::size_t kGroupings = 3;

const std::vector<Column<Row>>& boardColumns(BoardGrouping grouping)
{
    static const std::vector<Column<Row>> kColumns[kGroupings] = {columnsOf(BoardGrouping::orchestrator),
                                                                  columnsOf(BoardGrouping::gpu_type),
                                                                  columnsOf(BoardGrouping::pipeline_and_model)};
    return kColumns[static_cast<std::size_t>(grouping)];
}

/// Takes off the rows that do not meet the filter; returns how many.
std::int64_t keepMatching(std::vector<BoardRow>& rows, const std::string& filter, BoardGrouping grouping)
{
    const auto parsed = parseFilter(filter, boardFields(grouping));
    if (filter.empty() || !parsed)
        return 0;
    const RowsTable<Row> table(rows, boardColumns(grouping));
    std::vector<BoardRow> kept;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (matches(*parsed, table, i))
            kept.push_back(std::move(rows[i]));
    const auto gone = static_cast<std::int64_t>(rows.size() - kept.size());
    rows = std::move(kept);
    return gone;
}

}  // namespace

Result<BoardEvidence> boardEvidence(Cache& cache, const BoardQuery& query)
{
    return guarded(cache, [&] { return EvidenceReader(cache, query).read(); });
}

Board rankBoard(const BoardEvidence& evidence, const RankRules& rules)
{
    std::unordered_map<std::string_view, const BoardFacts*> facts;
    for (const BoardFacts& each : evidence.facts)
        facts.emplace(each.name, &each);
    Board board;
    for (RankInterval& interval : rankIntervals(evidence.entities, evidence.sessions, rules)) {
        const BoardFacts& of = *facts.at(interval.row.input.orchestrator_address);
        auto& rows = interval.row.rank ? board.ranked : board.unranked;
        rows.push_back({std::move(interval), of});
    }
    board.filtered_out = keepMatching(board.ranked, evidence.row_filter, evidence.grouping) +
                         keepMatching(board.unranked, evidence.row_filter, evidence.grouping);
    return board;
}

std::span<const Field> boardFields(BoardGrouping grouping)
{
    static const std::vector<Field> kFields[kGroupings] = {
        fieldsOf<Row>(boardColumns(BoardGrouping::orchestrator)), fieldsOf<Row>(boardColumns(BoardGrouping::gpu_type)),
        fieldsOf<Row>(boardColumns(BoardGrouping::pipeline_and_model))};
    return kFields[static_cast<std::size_t>(grouping)];
}

std::unique_ptr<ReportTable> boardTable(std::vector<BoardRow> rows, BoardGrouping grouping)
{
    return std::make_unique<RowsTable<Row>>(std::move(rows), boardColumns(grouping));
}

void sortBoard(std::vector<BoardRow>& rows, BoardGrouping grouping, std::string_view field, bool descending)
{
    const auto& columns = boardColumns(grouping);
    const auto column = std::ranges::find(columns, field, [](const Column<Row>& each) { return each.field.name; });
    if (column == columns.end())
        return;
    const auto isNull = [](const Cell& cell) { return std::holds_alternative<std::monostate>(cell); };
    const auto less = [&](const Cell& a, const Cell& b) {
        if (column->field.type == FT::wei)
            return parseWei(textOf(a)).value_or(0) < parseWei(textOf(b)).value_or(0);
        return a < b;
    };
    std::ranges::stable_sort(rows, [&](const BoardRow& a, const BoardRow& b) {
        const Cell x = column->get(a);
        const Cell y = column->get(b);
        if (isNull(x) || isNull(y))
            return isNull(y) && !isNull(x);
        return descending ? less(y, x) : less(x, y);
    });
}

}  // namespace naap
