#include "core/reports/orchestrator_profile.h"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>

#include "core/metrics/fps.h"
#include "core/metrics/percentile.h"
#include "core/metrics/prices.h"
#include "core/reports/cells.h"
#include "core/reports/inventory.h"
#include "core/store/range_store.h"

namespace naap {
namespace {

constexpr std::chrono::hours kHour{1};

/// Each hour between the ends, both included.
template <class Value>
std::map<Instant, Value> withoutHoles(std::map<Instant, Value> hours)
{
    if (hours.empty())
        return hours;
    const Instant last = hours.rbegin()->first;
    for (Instant hour = hours.begin()->first; hour < last; hour += kHour)
        hours.try_emplace(hour);
    return hours;
}

/// Sessions by key, with what quality is compared by.
struct Cohort {
    std::set<std::pair<std::string, std::string>> served;  ///< (pipeline, model) of the orchestrator
    std::map<std::string, std::size_t> rows;               ///< session key -> row
};

class SessionColumns {
public:
    explicit SessionColumns(const ReportTable& sessions)
        : rows(sessions.rowCount()),
          key(sessions, "session_key"),
          orchestrator(sessions, "orchestrator_address"),
          pipeline(sessions, "pipeline_id"),
          model(sessions, "model_id"),
          started(sessions, "started_at"),
          lastSeen(sessions, "last_seen"),
          ptff(sessions, "prompt_to_first_frame_ms"),
          e2e(sessions, "e2e_latency_ms")
    {
    }

    Cohort cohortOf(std::string_view address) const
    {
        Cohort cohort;
        for (std::size_t row = 0; row < rows; ++row) {
            cohort.rows.emplace(key.text(row), row);
            if (orchestrator.text(row) == address)
                cohort.served.emplace(pipeline.text(row), model.text(row));
        }
        return cohort;
    }
    std::optional<Instant> at(std::size_t row) const
    {
        const auto start = started.instant(row);
        return start ? start : lastSeen.instant(row);
    }

    std::size_t rows;
    NamedColumn key;
    NamedColumn orchestrator;
    NamedColumn pipeline;
    NamedColumn model;
    NamedColumn started;
    NamedColumn lastSeen;
    NamedColumn ptff;
    NamedColumn e2e;
};

/// Sorts values to the orchestrator, to its peers, or to nobody.
class QualityCollector {
public:
    QualityCollector(const SessionColumns& sessions, std::string_view address)
        : m_sessions(sessions), m_address(address), m_cohort(sessions.cohortOf(address))
    {
    }

    const Cohort& cohort() const { return m_cohort; }

    void add(std::size_t session, std::optional<Instant> at, double value)
    {
        const std::string owner = m_sessions.orchestrator.text(session);
        if (owner == m_address) {
            if (at)
                m_values.own.push_back({*at, value});
            return;
        }
        if (owner.empty() ||
            !m_cohort.served.contains({m_sessions.pipeline.text(session), m_sessions.model.text(session)}))
            return;
        m_peers.insert(owner);
        m_values.peers.push_back(value);
    }

    QualityValues take()
    {
        std::ranges::stable_sort(m_values.own, {}, &TimedValue::at);
        m_values.peer_orchestrators = static_cast<std::int64_t>(m_peers.size());
        return std::move(m_values);
    }

private:
    const SessionColumns& m_sessions;
    std::string_view m_address;
    Cohort m_cohort;
    std::set<std::string> m_peers;
    QualityValues m_values;
};

/// How many steps of the funnel a session has behind it.
class FunnelReader {
public:
    explicit FunnelReader(const ReportTable& sessions)
        : m_selection(sessions, "selection_outcome"),
          m_startup(sessions, "startup_latency_ms"),
          m_playable(sessions, "playable"),
          m_completed(sessions, "completed"),
          m_error(sessions, "error_seen")
    {
    }

    int stepsOf(std::size_t row) const
    {
        if (m_playable.isTrue(row))
            return m_completed.isTrue(row) && !m_error.isTrue(row) ? 4 : 3;
        if (!m_startup.isNull(row))
            return 2;
        return m_selection.text(row) == "selected" ? 1 : 0;
    }

private:
    NamedColumn m_selection;
    NamedColumn m_startup;
    NamedColumn m_playable;
    NamedColumn m_completed;
    NamedColumn m_error;
};

std::set<std::string> sessionsOf(const ReportTable& sessions, std::string_view address)
{
    const NamedColumn key(sessions, "session_key");
    const NamedColumn owner(sessions, "orchestrator_address");
    std::set<std::string> own;
    for (std::size_t row = 0; row < sessions.rowCount(); ++row)
        if (owner.text(row) == address)
            own.insert(key.text(row));
    return own;
}

/// `touched`: the sessions of each category.
std::vector<FailureCount> mostFrequentFirst(std::map<std::string, FailureCount> types,
                                            const std::map<std::string, std::set<std::string>>& touched)
{
    std::vector<FailureCount> result;
    for (auto& [name, of] : types) {
        of.sessions = static_cast<std::int64_t>(touched.at(name).size());
        result.push_back(std::move(of));
    }
    std::ranges::stable_sort(result, std::ranges::greater{}, &FailureCount::events);
    return result;
}

struct Move {
    Instant at{};
    std::int64_t seq = 0;
    std::string address;
    std::string trigger;
};

/// Selections by session, each list in the order of time.
std::map<std::string, std::vector<Move>> movesBySession(const ReportTable& selections)
{
    const NamedColumn session(selections, "session_key");
    const NamedColumn seq(selections, "seq");
    const NamedColumn at(selections, "selection_ts");
    const NamedColumn address(selections, "orchestrator_address");
    const NamedColumn observed(selections, "observed_address");
    const NamedColumn trigger(selections, "trigger");
    std::map<std::string, std::vector<Move>> sessions;
    for (std::size_t row = 0; row < selections.rowCount(); ++row) {
        // Where attribution found nobody, what the gateway said it had chosen.
        std::string who = address.text(row);
        if (who.empty())
            who = observed.text(row);
        sessions[session.text(row)].push_back(
            {at.instant(row).value_or(Instant{}), seq.count(row), std::move(who), trigger.text(row)});
    }
    for (auto& [key, moves] : sessions)
        std::ranges::stable_sort(
            moves, [](const Move& a, const Move& b) { return std::tie(a.at, a.seq) < std::tie(b.at, b.seq); });
    return sessions;
}

struct Exchange {
    SwapPartner counts;
    std::set<std::string> triggers;
};

std::string joined(const std::set<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

std::string_view unitName(PriceUnit unit)
{
    switch (unit) {
        case PriceUnit::token: return "token";
        case PriceUnit::second: return "second";
        case PriceUnit::pixel: break;
    }
    return "pixel";
}

using PriceKey = std::tuple<std::string, std::string, std::string>;  // pipeline, model, unit

void addPrice(std::map<PriceKey, std::map<Instant, double>>& series, Instant hour, const InventoryPrice& price)
{
    const std::optional<double> wei = priceWeiPerUnit(price.price_per_unit, price.pixels_per_unit);
    const std::string pipeline = price.pipeline_id.value_or("");
    if (!wei)
        return;
    const PriceKey key{pipeline, price.model_id.value_or(""), std::string(unitName(priceUnitOf(pipeline)))};
    const auto [at, isNew] = series[key].try_emplace(hour, *wei);
    if (!isNew)
        at->second = std::max(at->second, *wei);
}

}  // namespace

Band bandOf(std::vector<double> values)
{
    std::ranges::sort(values);
    const std::span<const double> sorted(values);
    return {.n = static_cast<std::int64_t>(values.size()),
            .p5 = percentileOfSorted(sorted, kP5),
            .p50 = percentileOfSorted(sorted, kP50),
            .p95 = percentileOfSorted(sorted, kP95)};
}

std::vector<ScoreHour> scoreHours(const ReportTable& sla, std::string_view address)
{
    const SlaRowReader reader(sla);
    const NamedColumn hour(sla, "window_start");
    const NamedColumn orchestrator(sla, "orchestrator_address");
    std::map<Instant, std::map<std::string, SlaSum, std::less<>>> hours;
    for (std::size_t row = 0; row < sla.rowCount(); ++row)
        if (const auto at = hour.instant(row))
            reader.addTo(hours[*at][orchestrator.text(row)], row);
    std::vector<ScoreHour> result;
    for (const auto& [at, sums] : withoutHoles(std::move(hours))) {
        ScoreHour& added = result.emplace_back();
        added.window_start = at;
        std::vector<double> peers;
        for (const auto& [who, sum] : sums) {
            if (who == address)
                added.own = sum;
            else if (const auto score = sum.slaScoreWeightedMean(); score && !who.empty())
                peers.push_back(*score);
        }
        added.peers = bandOf(std::move(peers));
    }
    return result;
}

SlaSum sumOf(const ReportTable& sla, std::string_view address)
{
    const SlaRowReader reader(sla);
    const NamedColumn orchestrator(sla, "orchestrator_address");
    SlaSum sum;
    for (std::size_t row = 0; row < sla.rowCount(); ++row)
        if (orchestrator.text(row) == address)
            reader.addTo(sum, row);
    return sum;
}

namespace {

/// One value a session and hour, as `valueOf` reads it off a row of `status-hours`.
QualityValues hourValues(const ReportTable& sessions, const ReportTable& statusHours, std::string_view address,
                         const std::function<std::optional<double>(std::size_t)>& valueOf)
{
    const SessionColumns columns(sessions);
    QualityCollector collector(columns, address);
    const NamedColumn session(statusHours, "session_key");
    const NamedColumn hour(statusHours, "window_start");
    const NamedColumn tail(statusHours, "is_terminal_tail_artifact");
    for (std::size_t row = 0; row < statusHours.rowCount(); ++row) {
        const auto owner = collector.cohort().rows.find(session.text(row));
        const auto value = valueOf(row);
        if (value && !tail.isTrue(row) && owner != collector.cohort().rows.end())
            collector.add(owner->second, hour.instant(row), *value);
    }
    return collector.take();
}

/// One value above 0 a session.
QualityValues sessionValues(const ReportTable& sessions, std::string_view address, NamedColumn SessionColumns::*field)
{
    const SessionColumns columns(sessions);
    QualityCollector collector(columns, address);
    for (std::size_t row = 0; row < sessions.rowCount(); ++row)
        if (const auto value = (columns.*field).number(row); value && *value > 0)
            collector.add(row, columns.at(row), *value);
    return collector.take();
}

}  // namespace

QualityValues fpsValues(const ReportTable& sessions, const ReportTable& statusHours, std::string_view address)
{
    const NamedColumn fps(statusHours, "avg_output_fps");
    return hourValues(sessions, statusHours, address, [&](std::size_t row) { return fps.number(row); });
}

QualityValues jitterValues(const ReportTable& sessions, const ReportTable& statusHours, std::string_view address)
{
    const NamedColumn samples(statusHours, "status_samples");
    const NamedColumn sum(statusHours, "output_fps_sum");
    const NamedColumn squares(statusHours, "output_fps_sumsq");
    return hourValues(sessions, statusHours, address, [&](std::size_t row) {
        return fpsJitterCoefficient(FpsMoments{.count = samples.count(row),
                                               .sum = sum.number(row).value_or(0),
                                               .sum_of_squares = squares.number(row).value_or(0)});
    });
}

std::vector<std::string> profileFields()
{
    return {"session_key",       "orchestrator_address",
            "pipeline_id",       "model_id",
            "started_at",        "last_seen",
            "requested",         "prompt_to_first_frame_ms",
            "selection_outcome", "startup_outcome",
            "playable",          "completed",
            "error_seen",        "e2e_latency_ms"};
}

QualityValues ptffValues(const ReportTable& sessions, std::string_view address)
{
    return sessionValues(sessions, address, &SessionColumns::ptff);
}

QualityValues e2eValues(const ReportTable& sessions, std::string_view address)
{
    return sessionValues(sessions, address, &SessionColumns::e2e);
}

std::vector<BandHour> bandsByHour(std::span<const TimedValue> values)
{
    std::map<Instant, std::vector<double>> hours;
    for (const TimedValue& each : values)
        hours[hourOf(each.at)].push_back(each.value);
    std::vector<BandHour> result;
    for (auto& [hour, of] : withoutHoles(std::move(hours)))
        result.push_back({.hour = hour, .band = bandOf(of)});
    return result;
}

std::vector<EcdfStep> ecdfOf(std::vector<double> values)
{
    std::ranges::sort(values);
    std::vector<EcdfStep> steps;
    const auto all = static_cast<double>(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        const bool isLastOfItsKind = i + 1 == values.size() || values[i + 1] != values[i];
        if (isLastOfItsKind)
            steps.push_back({values[i], static_cast<double>(i + 1) / all});
    }
    return steps;
}

StartupFunnel startupFunnel(const ReportTable& sessions, std::string_view address)
{
    const NamedColumn orchestrator(sessions, "orchestrator_address");
    const NamedColumn requested(sessions, "requested");
    const FunnelReader reader(sessions);
    StartupFunnel funnel;
    for (std::size_t row = 0; row < sessions.rowCount(); ++row) {
        if (orchestrator.text(row) != address || !requested.isTrue(row))
            continue;
        const int steps = reader.stepsOf(row);
        ++funnel.requested;
        funnel.selected += steps >= 1;
        funnel.started += steps >= 2;
        funnel.playable += steps >= 3;
        funnel.ended_well += steps >= 4;
    }
    return funnel;
}

std::vector<FailureCount> failureCounts(const ReportTable& failures, const ReportTable& sessions,
                                        std::string_view address)
{
    const std::set<std::string> own = sessionsOf(sessions, address);
    const NamedColumn session(failures, "session_key");
    const NamedColumn named(failures, "orchestrator_address");
    const NamedColumn type(failures, "failure_type");
    const NamedColumn count(failures, "count");
    const NamedColumn excusable(failures, "excusable");
    std::map<std::string, FailureCount> types;
    std::map<std::string, std::set<std::string>> touched;
    for (std::size_t row = 0; row < failures.rowCount(); ++row) {
        const std::string who = named.text(row);
        if (who != address && !(who.empty() && own.contains(session.text(row))))
            continue;
        FailureCount& of = types[type.text(row)];
        of.failure_type = type.text(row);
        of.events += count.count(row);
        of.excusable_events += excusable.isTrue(row) ? count.count(row) : 0;
        touched[of.failure_type].insert(session.text(row));
    }
    return mostFrequentFirst(std::move(types), touched);
}

std::vector<SwapPartner> swapPartners(const ReportTable& selections, std::string_view address)
{
    std::map<std::string, Exchange> partners;
    for (const auto& [session, moves] : movesBySession(selections))
        for (std::size_t i = 1; i < moves.size(); ++i) {
            const Move& before = moves[i - 1];
            const Move& after = moves[i];
            const bool from = before.address == address;
            const bool to = after.address == address;
            if (from == to)
                continue;
            Exchange& exchange = partners[from ? after.address : before.address];
            ++(from ? exchange.counts.handed_over : exchange.counts.taken_over);
            exchange.triggers.insert(after.trigger);
            auto& keys = from ? exchange.counts.handed_keys : exchange.counts.taken_keys;
            if (keys.empty() || keys.back() != session)
                keys.push_back(session);
        }
    std::vector<SwapPartner> result;
    for (auto& [partner, exchange] : partners) {
        exchange.counts.partner = partner;
        exchange.counts.triggers = joined(exchange.triggers);
        result.push_back(exchange.counts);
    }
    std::ranges::stable_sort(result, std::ranges::greater{},
                             [](const SwapPartner& each) { return each.taken_over + each.handed_over; });
    return result;
}

std::unique_ptr<ReportTable> swapPartnerTable(std::vector<SwapPartner> partners)
{
    using P = SwapPartner;
    static const std::vector<Column<P>> columns{
        {key("orchestrator_address", FieldType::text, "", "the other orchestrator; null: not identified"),
         [](const P& each) { return nullIfBlank(each.partner); }},
        {field("taken_over", FieldType::integer, "", "moves of sessions from it to this one"), member<&P::taken_over>},
        {field("handed_over", FieldType::integer, "", "moves of sessions from this one to it"),
         member<&P::handed_over>},
        {field("triggers", FieldType::text, "",
               "what showed the moves: a swap event, or another orchestrator named all of a sudden"),
         member<&P::triggers>},
    };
    return std::make_unique<RowsTable<P>>(std::move(partners), columns);
}

std::vector<EarningsHour> earningsByHour(const ReportTable& payments, std::string_view address)
{
    const NamedColumn at(payments, "event_ts");
    const NamedColumn recipient(payments, "recipient");
    const NamedColumn expected(payments, "expected_fees_wei");
    const NamedColumn face(payments, "face_total_wei");
    std::map<Instant, EarningsHour> hours;
    for (std::size_t row = 0; row < payments.rowCount(); ++row) {
        const auto when = at.instant(row);
        if (!when || recipient.text(row) != address)
            continue;
        EarningsHour& hour = hours[hourOf(*when)];
        ++hour.payments;
        hour.expected_fees_wei += parseWei(expected.text(row)).value_or(0);
        hour.face_total_wei += parseWei(face.text(row)).value_or(0);
    }
    std::vector<EarningsHour> result;
    for (auto& [start, hour] : withoutHoles(std::move(hours))) {
        result.push_back(hour);
        result.back().hour = start;
    }
    return result;
}

std::vector<PriceSeries> priceHours(Cache& cache, std::string_view address, std::optional<Instant> from,
                                    std::optional<Instant> to)
{
    std::map<PriceKey, std::map<Instant, double>> series;
    for (const Instant hour : eventHours(cache, from, to)) {
        const Instant begin = from ? std::max(hour, *from) : hour;
        const Instant end = to ? std::min(hour + kHour, *to) : hour + kHour;
        for (const InventoryPrice& price : inventoryOf(cache, begin, end).prices)
            if (price.orchestrator_address == address)
                addPrice(series, hour, price);
    }
    std::vector<PriceSeries> result;
    for (auto& [key, hours] : series)
        result.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), std::move(hours)});
    return result;
}

}  // namespace naap
