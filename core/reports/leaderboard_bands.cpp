#include "core/reports/leaderboard_bands.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <future>
#include <limits>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "core/metrics/concurrency.h"
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
#include "core/store/read_in_two.h"
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
    std::unordered_set<std::string> orchestrators;
    std::unordered_set<std::string> gpus;
    std::unordered_set<std::string> gateways;
    Int128 expected_fees = 0;
};

void addIfPositive(std::vector<std::int64_t>& values, std::optional<std::int64_t> value)
{
    if (value && *value > 0)
        values.push_back(*value);
}

void addIfSaid(std::unordered_set<std::string>& names, const std::optional<std::string>& name)
{
    if (name && !name->empty())
        names.insert(*name);
}

void append(std::vector<std::int64_t>& all, const std::vector<std::int64_t>& more)
{
    all.insert(all.end(), more.begin(), more.end());
}

void addAll(Populations& all, Populations&& more)
{
    append(all.prompt_to_first_frame, more.prompt_to_first_frame);
    append(all.e2e, more.e2e);
    append(all.startup, more.startup);
    all.orchestrators.merge(more.orchestrators);
    all.gpus.merge(more.gpus);
    all.gateways.merge(more.gateways);
    all.expected_fees += more.expected_fees;
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

/// What a board reads of a status hour.
struct HourSeen {
    std::int64_t status_samples = 0;
    std::int64_t error_samples = 0;
    double output_fps_sum = 0;
    double output_fps_sumsq = 0;
    double e2e_latency_sum_ms = 0;  ///< first its own, then what it adds to its entity's
    std::int64_t e2e_latency_sample_count = 0;
    bool is_degraded = false;
};

HourSeen seenOf(const StatusHour& hour)
{
    return {.status_samples = hour.status_samples,
            .error_samples = hour.error_samples,
            .output_fps_sum = hour.output_fps_sum,
            .output_fps_sumsq = hour.output_fps_sumsq,
            .e2e_latency_sum_ms = hour.e2e_latency_sum_ms,
            .e2e_latency_sample_count = hour.e2e_latency_sample_count,
            .is_degraded = hour.degraded_input_samples > 0 || hour.degraded_inference_samples > 0};
}

/// Status hours of sessions: those of a session stand together, in the order of time.
struct SessionHours {
    std::vector<HourSeen> hours;
    std::vector<std::int64_t> session_ids;  ///< ascending, each once
    std::vector<std::size_t> ends;          ///< where each session's hours end

    std::span<HourSeen> of(std::size_t session)
    {
        const std::size_t begin = session == 0 ? 0 : ends[session - 1];
        return std::span(hours).subspan(begin, ends[session] - begin);
    }
};

/// `ids` has the session of each hour.
SessionHours groupedBySession(const std::vector<HourSeen>& hours, std::span<const std::int64_t> ids)
{
    std::vector<std::pair<std::int64_t, std::uint32_t>> order;
    order.reserve(ids.size());
    for (const std::int64_t id : ids)
        order.emplace_back(id, static_cast<std::uint32_t>(order.size()));
    std::ranges::sort(order);
    SessionHours grouped;
    grouped.hours.reserve(hours.size());
    for (const auto& [id, place] : order) {
        if (grouped.session_ids.empty() || grouped.session_ids.back() != id) {
            grouped.session_ids.push_back(id);
            grouped.ends.push_back(0);
        }
        grouped.hours.push_back(hours[place]);
        grouped.ends.back() = grouped.hours.size();
    }
    return grouped;
}

constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

/// Finds ids in an ascending list of them. Ids are given one after the other, so that a list by id is not much longer.
class PlaceOfId {
public:
    explicit PlaceOfId(std::span<const std::int64_t> ids) : m_lowest(ids.empty() ? 0 : ids.front())
    {
        m_places.resize(ids.empty() ? 0 : static_cast<std::size_t>(ids.back() - m_lowest) + 1, kNobody);
        for (std::size_t i = 0; i < ids.size(); ++i)
            m_places[static_cast<std::size_t>(ids[i] - m_lowest)] = static_cast<std::uint32_t>(i);
    }
    /// kNobody: not in the list.
    std::uint32_t operator[](std::int64_t id) const
    {
        const auto offset = static_cast<std::uint64_t>(id - m_lowest);
        return offset < m_places.size() ? m_places[offset] : kNobody;
    }

private:
    std::int64_t m_lowest;
    std::vector<std::uint32_t> m_places;
};

/// An entity and what was counted of it.
struct CountedEntity {
    EntityName name;
    BoardFacts facts;
    Populations populations;
    std::uint32_t number = kNobody;  ///< on the board
};

/// What both threads share: each takes the sessions of the next stretch of demand hours until there are no more.
class SharedCount {
public:
    void begin(const Interval& wanted, SessionHours hours)
    {
        m_wanted = wanted;
        m_hours = std::move(hours);
        m_place_of = PlaceOfId(m_hours.session_ids);
        m_entity_of.resize(m_hours.session_ids.size());
    }
    /// Whoever has status samples in an hour was seen in it or later; its demand hour may lie before or behind.
    std::optional<SessionRange> nextStretch()
    {
        constexpr auto kStretch = std::chrono::hours(8);
        const Instant from = m_wanted.start + kStretch * m_next.fetch_add(1);
        if (from - kStretch >= m_wanted.end)
            return std::nullopt;
        SessionRange range{.from = m_wanted.start};
        if (from > m_wanted.start)
            range.demand_from = from;
        if (from < m_wanted.end)
            range.demand_to = from + kStretch;
        return range;
    }

    /// kNobody: the session has no status hours here.
    std::uint32_t placeOf(std::int64_t session_id) const { return m_place_of[session_id]; }
    std::span<HourSeen> hoursOf(std::uint32_t session) { return m_hours.of(session); }
    /// Null: not counted.
    CountedEntity*& entityOf(std::uint32_t session) { return m_entity_of[session]; }
    std::size_t sessions() const { return m_entity_of.size(); }

private:
    Interval m_wanted;
    SessionHours m_hours;
    PlaceOfId m_place_of{{}};
    std::vector<CountedEntity*> m_entity_of;
    std::atomic<int> m_next = 0;
};

/// Puts sessions down to entities on one thread, and counts at once what depends on no order.
class SessionCount {
public:
    void read(Cache& cache, const BoardQuery& query, const SessionTest& test, SharedCount& shared)
    {
        std::vector<std::string_view> columns = test.columns();
        columns.insert(columns.end(), std::begin(kSessionColumns), std::end(kSessionColumns));
        while (const auto range = shared.nextStretch())
            visitSessionParts(cache, *range, columns, [&](std::int64_t id, const Session& session) {
                if (const std::uint32_t place = shared.placeOf(id); place != kNobody)
                    count(session, place, query.grouping, test, shared);
            });
    }

    std::deque<CountedEntity>& entities() { return m_entities; }
    std::int64_t filteredOut() const { return m_filtered_out; }

private:
    void count(const Session& session, std::uint32_t place, BoardGrouping grouping, const SessionTest& test,
               SharedCount& shared)
    {
        EntityName name = nameOf(session, session.orchestrator_address.value_or(""), grouping);
        if (name.name.empty())
            return;
        if (!test.meets(session)) {
            ++m_filtered_out;
            return;
        }
        CountedEntity& entity = entityOf(std::move(name));
        shared.entityOf(place) = &entity;
        addOnce(entity, session);
        for (HourSeen& hour : shared.hoursOf(place))
            addHour(entity.facts.support, session, hour);
    }
    CountedEntity& entityOf(EntityName&& name)
    {
        CountedEntity*& known = m_index[name.name];
        if (!known)
            known = &m_entities.emplace_back(CountedEntity{.name = std::move(name), .facts = {}, .populations = {}});
        return *known;
    }

    /// All but the sums whose last digits depend on the order: those are added when it is known.
    static void addHour(SlaSupport& total, const Session& session, HourSeen& seen)
    {
        StatusHour hour;
        hour.status_samples = seen.status_samples;
        hour.error_samples = seen.error_samples;
        hour.e2e_latency_sum_ms = seen.e2e_latency_sum_ms;
        hour.e2e_latency_sample_count = seen.e2e_latency_sample_count;
        SlaSupport part = supportOf(session, hour);
        seen.e2e_latency_sum_ms = std::exchange(part.e2e_latency_sum_ms, 0);
        addTo(total, part);
    }

    static void addOnce(CountedEntity& entity, const Session& session)
    {
        BoardFacts& facts = entity.facts;
        ++facts.sessions;
        facts.payment_count += session.payment_count;
        facts.last_seen = std::max(facts.last_seen.value_or(session.last_seen), session.last_seen);
        if (session.started_at && *session.started_at < session.last_seen)
            facts.stream_ms += toMs(session.last_seen) - toMs(*session.started_at);
        Populations& all = entity.populations;
        addIfPositive(all.prompt_to_first_frame, session.prompt_to_first_frame_ms);
        addIfPositive(all.e2e, session.e2e_latency_ms);
        addIfPositive(all.startup, session.startup_latency_ms);
        addIfSaid(all.orchestrators, session.orchestrator_address);
        addIfSaid(all.gpus, session.gpu_id);
        addIfSaid(all.gateways, session.gateway);
        all.expected_fees += parseWei(session.expected_fees_wei).value_or(0);
    }

    std::deque<CountedEntity> m_entities;
    std::unordered_map<std::string, CountedEntity*> m_index;
    std::int64_t m_filtered_out = 0;
};

/// What the board shows beside sessions.
struct Surroundings {
    std::vector<SlaRow> scores;
    std::map<std::string, std::vector<DiscoveryHour>> discovery;  ///< by orchestrator
    Inventory inventory;
};

/// Reads sessions and their status hours, and puts them down to entities.
class EvidenceReader {
public:
    EvidenceReader(Cache& cache, const BoardQuery& query) : m_cache(cache), m_query(query) {}

    Result<BoardEvidence> read()
    {
        m_evidence.grouping = m_query.grouping;
        if (auto good = readFilter(); !good)
            return tl::unexpected(good.error());
        readAll();
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

    Interval hoursWanted() const
    {
        auto [first, end] = heldHours(m_cache, m_query.from, m_query.to);
        const auto now = newestEvent(m_cache);
        while (m_query.settled_only && now && end > first && !isSettled(end - std::chrono::hours(1), *now))
            end -= std::chrono::hours(1);
        return {first, end};
    }

    static SessionHours readHours(Cache& cache, const Interval& wanted)
    {
        std::vector<HourSeen> hours;
        std::vector<std::int64_t> ids;
        visitStatusHoursIn(cache, wanted.start, wanted.end, [&](std::int64_t session_id, const StatusHour& hour) {
            if (hour.is_terminal_tail_artifact)
                return;
            hours.push_back(seenOf(hour));
            ids.push_back(session_id);
        });
        return groupedBySession(hours, ids);
    }

    /// The hours are read while the other thread reads what is not of sessions; then both read sessions.
    void readAll()
    {
        SharedCount shared;
        SessionCount here;
        SessionCount beside;
        std::vector<std::int64_t> byKey;
        std::promise<void> promise;
        readInTwo(
            m_cache,
            [&](Cache& cache) {
                std::promise<void> hoursAreRead = std::move(promise);  // broken, not waited for, if this throws
                const Interval wanted = hoursWanted();
                shared.begin(wanted, readHours(cache, wanted));
                hoursAreRead.set_value();
                here.read(cache, m_query, m_test, shared);
            },
            [&, hoursRead = promise.get_future().share()](Cache& cache) {
                // In the order of keys: the resamples number the sessions, and sums must not depend on how they came.
                byKey = sessionIdsByKey(cache, m_query.from, std::nullopt, -1);
                readSurroundings(cache);
                const auto test = SessionTest::of(cache, m_evidence.filters_sessions ? m_query.filter : "");
                hoursRead.get();
                beside.read(cache, m_query, test.value(), shared);
            });
        addInOrder(shared, byKey);
        for (SessionCount* count : {&here, &beside}) {
            m_evidence.sessions_filtered_out += count->filteredOut();
            for (CountedEntity& entity : count->entities())
                if (entity.number != kNobody)
                    addCounted(entity);
        }
    }

    void readSurroundings(Cache& cache)
    {
        if (!m_evidence.filters_sessions)
            m_around.scores = slaRows(cache, m_query.from, m_query.to);
        if (m_query.grouping != BoardGrouping::orchestrator)
            return;
        const auto [first, end] = heldHours(cache, m_query.from, m_query.to);
        DiscoveryHours discovery;
        visitDiscoveryLatencies(cache, first, end, [&](const DiscoveryLatency& result) {
            discovery.add(result.event_ts, result.orchestrator_address, result.latency_ms);
        });
        for (DiscoveryHour& hour : discovery.take())
            m_around.discovery[hour.orchestrator_address].push_back(std::move(hour));
        m_around.inventory = inventoryOf(cache, m_query.from, m_query.to);
    }

    void addInOrder(SharedCount& shared, std::span<const std::int64_t> byKey)
    {
        m_evidence.sessions.reserve(shared.sessions());
        for (const std::int64_t id : byKey) {
            const std::uint32_t session = shared.placeOf(id);
            CountedEntity* const entity = session == kNobody ? nullptr : shared.entityOf(session);
            if (!entity)
                continue;
            if (entity->number == kNobody)
                entity->number = entityOf(entity->name);
            addSession(entity->number, shared.hoursOf(session));
        }
    }

    void addSession(std::uint32_t entity, std::span<const HourSeen> hours)
    {
        SlaSupport& support = m_evidence.facts[entity].support;
        RankEvidence evidence{.entity = entity};
        for (const HourSeen& hour : hours) {
            ++evidence.streams_handled;
            evidence.degraded_streams += hour.is_degraded;
            evidence.output_fps_sum += hour.output_fps_sum;
            evidence.status_samples += hour.status_samples;
            support.output_fps_sum += hour.output_fps_sum;
            support.output_fps_sumsq += hour.output_fps_sumsq;
            support.e2e_latency_sum_ms += hour.e2e_latency_sum_ms;
        }
        m_evidence.sessions.push_back(evidence);
    }

    std::uint32_t entityOf(const EntityName& name)
    {
        const auto [known, isNew] = m_index.emplace(name.name, static_cast<std::uint32_t>(m_index.size()));
        if (isNew) {
            m_evidence.facts.push_back({.name = name.name, .pipeline_id = name.pipeline_id, .model_id = name.model_id});
            m_evidence.entities.push_back({.name = name.name, .avg_discovery_latency_ms = {}});
            m_populations.emplace_back();
        }
        return known->second;
    }

    void addCounted(CountedEntity& counted)
    {
        BoardFacts& facts = m_evidence.facts[counted.number];
        addTo(facts.support, counted.facts.support);
        facts.sessions += counted.facts.sessions;
        facts.payment_count += counted.facts.payment_count;
        facts.stream_ms += counted.facts.stream_ms;
        facts.last_seen = std::max(facts.last_seen, counted.facts.last_seen);
        addAll(m_populations[counted.number], std::move(counted.populations));
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
        for (const SlaRow& row : m_around.scores) {
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
        for (RankedEntity& entity : m_evidence.entities)
            entity.avg_discovery_latency_ms = meanOfHourlyMeansMs(m_around.discovery[entity.name]);
    }

    void addSupply()
    {
        const Inventory& inventory = m_around.inventory;
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
    std::unordered_map<std::string, std::uint32_t> m_index;
    std::vector<Populations> m_populations;
    Surroundings m_around;
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
