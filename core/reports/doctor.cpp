#include "core/reports/doctor.h"

#include <functional>
#include <utility>

#include <fmt/format.h>

#include "core/events/md5.h"
#include "core/metrics/rates.h"
#include "core/reports/cells.h"
#include "core/reports/fact_rows.h"
#include "core/reports/rollup_rows.h"
#include "core/store/fact_store.h"
#include "core/store/retention.h"
#include "core/store/session_scan.h"
#include "core/store/sqlite.h"

namespace naap {
namespace {

constexpr double kPipelineCoverageExpected = 0.99;

/// Hashes the rows of one report, some thousands at a time.
template <class Row>
class RowHasher {
public:
    RowHasher(Md5Stream& md5, std::span<const Column<Row>> columns) : m_md5(md5)
    {
        for (const Column<Row>& column : columns)
            if (column.field.name != "settled")
                m_columns.push_back(column);
    }

    void add(Row row)
    {
        constexpr std::size_t kMost = 2048;
        m_rows.push_back(std::move(row));
        if (m_rows.size() == kMost)
            flush();
    }

    void flush()
    {
        const RowsTable<Row> table(std::exchange(m_rows, {}), m_columns);
        writeReport(table, {.format = Format::ndjson}, [this](std::string_view piece) {
            m_md5.add(piece);
            return true;
        });
    }

private:
    Md5Stream& m_md5;
    std::vector<Column<Row>> m_columns;
    std::vector<Row> m_rows;
};

template <class Row>
void hashRows(Md5Stream& md5, std::vector<Row> rows, std::span<const Column<Row>> columns)
{
    RowHasher<Row> hasher(md5, columns);
    for (Row& row : rows)
        hasher.add(std::move(row));
    hasher.flush();
}

void hashSessions(Md5Stream& md5, FactStore& facts)
{
    RowHasher<Session> hasher(md5, sessionColumns());
    facts.visitSessions({}, [&](const StoredSession& row) {
        hasher.add(row.session);
        return true;
    });
    hasher.flush();
}

void hashStatusHours(Md5Stream& md5, FactStore& facts)
{
    RowHasher<StatusHourRow> hasher(md5, statusHourColumns());
    facts.visitStatusHours({}, {}, [&](const StatusHour& hour, const std::string& org) {
        hasher.add({hour, org});
        return true;
    });
    hasher.flush();
}

/// All that R49 names, 0 where nothing was counted.
std::map<std::string, std::int64_t> countersOf(Cache& cache, const DoctorOptions& options)
{
    std::map<std::string, std::int64_t> result = counters(cache);
    result.erase("events_removed");  // a member of its own
    for (const char* name : {"inert", "blank_address_entries"})
        result.try_emplace(name, 0);
    if (options.decisions)
        result["capability_noops"] = capabilityNoops(cache);
    return result;
}

void checkAccounting(Cache& cache, DoctorReport& report)
{
    std::int64_t records = 0;
    for (const AccountingLine& line : accountingLines(cache)) {
        report.records[line.record_class] += line.records;
        records += line.records;
    }
    std::int64_t known = 0;
    for (const char* name : {"accepted", "ignored", "rejected", "duplicate"})
        known += report.records[name];
    if (known != records)
        report.accounting_errors.push_back(
            fmt::format("{} records, but {} accepted, ignored, rejected or duplicate", records, known));
    const std::int64_t accepted = report.records["accepted"];
    report.events_removed = removedEvents(cache);
    if (report.events_removed ? accepted != report.events + *report.events_removed : accepted < report.events)
        report.accounting_errors.push_back(fmt::format("{} events were accepted, {} are held and {} removed", accepted,
                                                       report.events, report.events_removed.value_or(0)));
}

void measureCoverage(Cache& cache, DoctorReport& report)
{
    struct Health {
        std::int64_t health_signal_count = 0;
        std::int64_t health_expected_signal_count = 0;
    } health;
    SessionCoverage coverage;
    SessionCoverage recent;
    const auto recentFrom = report.last_event ? *report.last_event - std::chrono::hours(24) : Instant::min();
    // What follows looks at these alone; a session has many more.
    static constexpr std::string_view kRead[] = {
        "pipeline_id",       "model_id",           "started_at",          "last_seen",
        "selection_outcome", "attribution_status", "health_signal_count", "health_expected_signal_count"};
    visitSessionParts(cache, {}, kRead, [&](std::int64_t, const Session& session) {
        addAttribution(coverage, session);
        report.loose_ends.sessions_without_start += session.started_at ? 0 : 1;
        if (session.last_seen > recentFrom)
            addAttribution(recent, session);
        health.health_signal_count += session.health_signal_count;
        health.health_expected_signal_count += session.health_expected_signal_count;
    });
    report.health_signal_coverage_ratio = healthSignalCoverageRatio(health);
    report.pipeline_coverage_rate = coverage.pipeline_coverage.rate();
    report.recent_pipeline_coverage_rate = recent.pipeline_coverage.rate();
    report.attribution_rate = coverage.attributionRate();
    const auto named = report.counters.find("events_with_gateway");
    report.blank_gateway_share =
        complementRatio(named == report.counters.end() ? 0 : named->second, report.records["accepted"]);
}

/// A JSON object, member by member.
class JsonObject {
public:
    void add(std::string_view name, const Cell& value)
    {
        begin(name);
        if (std::holds_alternative<std::monostate>(value))
            m_text += "null";
        else if (const auto* text = std::get_if<std::string>(&value))
            appendJsonText(m_text, *text);
        else if (std::holds_alternative<Instant>(value))
            m_text += '"' + textOf(value) + '"';
        else
            m_text += textOf(value);
    }
    void addRaw(std::string_view name, std::string_view json)
    {
        begin(name);
        m_text += json;
    }
    std::string take() const { return "{" + m_text + "}"; }

private:
    void begin(std::string_view name)
    {
        if (!m_text.empty())
            m_text += ',';
        appendJsonText(m_text, name);
        m_text += ':';
    }
    std::string m_text;
};

std::string objectOf(const std::map<std::string, std::int64_t>& counts)
{
    JsonObject object;
    for (const auto& [name, count] : counts)
        object.add(name, count);
    return object.take();
}

Cell okOr(const std::vector<std::string>& errors)
{
    return errors.empty() ? Cell(std::string("ok")) : Cell(errors);
}

std::string listOf(const std::vector<std::string>& objects)
{
    return fmt::format("[{}]", fmt::join(objects, ","));
}

std::string sourcesJson(const DoctorReport& report)
{
    std::vector<std::string> list;
    for (const SourceCount& source : report.sources) {
        JsonObject object;
        object.add("kind", source.kind);
        object.add("name", source.name);
        object.add("org", source.org);
        object.add("records", source.records);
        object.add("accepted", source.accepted);
        object.add("ignored", source.ignored);
        object.add("rejected", source.rejected);
        object.add("duplicates", source.duplicates);
        object.add("bytes", source.bytes);
        list.push_back(object.take());
    }
    return listOf(list);
}

std::string feedsJson(const DoctorReport& report)
{
    std::vector<std::string> list;
    for (const StoredFeedState& feed : report.feeds) {
        JsonObject object;
        object.add("name", feed.name);
        object.add("state", feed.state);
        object.add("reason", nullIfBlank(feed.reason));
        object.add("since", feed.since);
        object.add("records_behind", asCell(feed.records_behind));
        object.add("clock_offset_ms", asCell(feed.clock_offset_ms));
        object.add("last_error", nullIfBlank(feed.last_error));
        object.add("last_error_at", asCell(feed.last_error_at));
        list.push_back(object.take());
    }
    return listOf(list);
}

std::string positionsJson(const DoctorReport& report)
{
    std::vector<std::string> list;
    for (const StoredPosition& each : report.positions) {
        JsonObject object;
        object.add("kind", each.kind);
        object.add("name", each.name);
        object.add("part", each.part);
        object.add("position", each.position);
        list.push_back(object.take());
    }
    return listOf(list);
}

std::string gapsJson(const DoctorReport& report)
{
    std::vector<std::string> list;
    for (const StoredGap& gap : report.gaps) {
        JsonObject object;
        object.add("kind", gap.kind);
        object.add("name", gap.name);
        object.add("part", gap.part);
        object.add("records", asCell(gap.records));
        object.add("reason", gap.reason);
        list.push_back(object.take());
    }
    return listOf(list);
}

std::string watchGapsJson(const DoctorReport& report)
{
    std::vector<std::string> list;
    for (const WatchGap& gap : report.watch_gaps) {
        JsonObject object;
        object.add("from", gap.from);
        object.add("to", gap.to);
        object.add("cause", gap.cause);
        list.push_back(object.take());
    }
    return listOf(list);
}

/// Of a live source: how it stood, how far its parts were read, what it had lost.
void addFeedLines(const DoctorReport& report, const std::function<void(std::string_view, std::string_view)>& line)
{
    for (const StoredFeedState& feed : report.feeds)
        line(&feed == report.feeds.data() ? "live sources" : "",
             fmt::format("{}: {} since {}{}{}", feed.name, feed.state, formatInstant(feed.since),
                         feed.records_behind ? fmt::format(", {} behind", *feed.records_behind) : "",
                         feed.reason.empty() ? "" : "; " + feed.reason));
    for (const StoredPosition& each : report.positions)
        line(&each == report.positions.data() ? "read up to" : "",
             fmt::format("{}  {}  {}", each.name, each.part, each.position));
    for (const StoredGap& gap : report.gaps)
        line(&gap == report.gaps.data() ? "lost at sources" : "",
             fmt::format("{}: {}", gap.records ? fmt::format("{} records", *gap.records) : "nobody knows how many",
                         gap.reason));
    for (const WatchGap& gap : report.watch_gaps)
        line(&gap == report.watch_gaps.data() ? "not watched" : "",
             fmt::format("{} to {}: {}", formatInstant(gap.from), formatInstant(gap.to),
                         gap.cause == "machine_slept" ? "the machine slept" : "the program was stopped"));
}

std::string decisionsJson(const DoctorReport& report)
{
    std::vector<std::string> list;
    for (const DecisionCount& count : report.decisions) {
        JsonObject object;
        object.add("status", count.status);
        object.add("reason", count.reason);
        object.add("decisions", count.decisions);
        list.push_back(object.take());
    }
    return listOf(list);
}

std::string countsText(const std::map<std::string, std::int64_t>& counts)
{
    std::string text;
    for (const auto& [name, count] : counts)
        if (count != 0)
            text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, name);
    return text.empty() ? "none" : text;
}

std::string shareText(std::optional<double> share)
{
    return share ? fmt::format("{:.1f} %", 100 * *share) : "–";
}

std::string timeText(std::optional<Instant> time)
{
    return time ? formatInstant(*time) : "–";
}

std::string errorsText(const std::vector<std::string>& errors)
{
    return errors.empty() ? "ok" : fmt::format("{}", fmt::join(errors, "\n                  "));
}

}  // namespace

std::string factsChecksum(Cache& cache)
{
    const ReadSnapshot snapshot(cache.db());
    Md5Stream md5;
    FactStore facts(cache);
    hashSessions(md5, facts);
    hashStatusHours(md5, facts);
    hashRows(md5, slaRows(cache, {}, {}), slaColumns());
    hashRows(md5, demandRows(cache, {}, {}), demandColumns());
    hashRows(md5, gpuRows(cache, {}, {}), gpuColumns());
    return hexOf(md5.finish());
}

Result<DoctorReport> examine(Cache& cache, const DoctorOptions& options)
{
    return guarded(cache, [&]() -> Result<DoctorReport> {
        DoctorReport report;
        report.schema_version = cache.schemaVersion();
        if (options.integrity)
            report.integrity_errors = cache.integrityErrors();
        const ReadSnapshot snapshot(cache.db());
        report.events = heldEvents(cache);
        report.sessions = sessionCount(cache);
        report.first_event = oldestEvent(cache);
        report.last_event = newestEvent(cache);
        report.size_bytes = cache.sizeBytes();
        report.revision = cache.revision();
        report.retention_horizon = retentionHorizon(cache);
        report.waiting = dirtyMarks(cache);
        report.counters = countersOf(cache, options);
        report.sources = sourceCounts(cache);
        report.feeds = storedFeedStates(cache);
        report.positions = storedPositions(cache);
        report.gaps = storedGaps(cache);
        report.watch_gaps = storedWatchGaps(cache);
        if (options.decisions)
            report.decisions = decisionCounts(cache);
        const PaymentCount payments = paymentCount(cache);
        report.loose_ends.payments = payments.payments;
        report.loose_ends.unlinked_payments = payments.payments - payments.linked;
        checkAccounting(cache, report);
        measureCoverage(cache, report);
        if (options.checksum)
            report.facts_checksum = factsChecksum(cache);
        return report;
    });
}

std::string doctorJson(const DoctorReport& report)
{
    JsonObject object;
    object.add("schema_version", std::int64_t{report.schema_version});
    object.add("integrity", okOr(report.integrity_errors));
    object.add("accounting", okOr(report.accounting_errors));
    object.add("events", report.events);
    object.add("sessions", report.sessions);
    object.add("first_event", asCell(report.first_event));
    object.add("last_event", asCell(report.last_event));
    object.add("size_bytes", static_cast<std::int64_t>(report.size_bytes));
    object.add("revision", report.revision);
    object.add("facts_checksum", report.facts_checksum.empty() ? Cell() : Cell(report.facts_checksum));
    object.add("retention_horizon", asCell(report.retention_horizon));
    object.addRaw("records", objectOf(report.records));
    object.addRaw("waiting", objectOf(report.waiting));
    object.addRaw("counters", objectOf(report.counters));
    object.addRaw("sources", sourcesJson(report));
    object.addRaw("decisions", decisionsJson(report));
    object.add("sessions_without_start", report.loose_ends.sessions_without_start);
    object.add("payments", report.loose_ends.payments);
    object.add("unlinked_payments", report.loose_ends.unlinked_payments);
    object.add("blank_gateway_share", asCell(report.blank_gateway_share));
    object.add("pipeline_coverage_rate", asCell(report.pipeline_coverage_rate));
    object.add("health_signal_coverage_ratio", report.health_signal_coverage_ratio);
    object.add("attribution_rate", asCell(report.attribution_rate));
    object.add("recent_pipeline_coverage_rate", asCell(report.recent_pipeline_coverage_rate));
    object.add("events_removed", asCell(report.events_removed));
    object.addRaw("live_sources", feedsJson(report));
    object.addRaw("positions", positionsJson(report));
    object.addRaw("source_gaps", gapsJson(report));
    object.addRaw("watch_gaps", watchGapsJson(report));
    return object.take() + "\n";
}

std::string doctorText(const DoctorReport& report)
{
    std::string text;
    const auto line = [&](std::string_view name, std::string_view value) {
        text += fmt::format("{:<16}  {}\n", name, value);
    };
    const auto counted = [&](const char* name) {
        const auto found = report.counters.find(name);
        return found == report.counters.end() ? 0 : found->second;
    };
    line("integrity", errorsText(report.integrity_errors));
    line("accounting", errorsText(report.accounting_errors));
    line("records", countsText(report.records));
    line("events held",
         fmt::format("{}, {} to {}", report.events, timeText(report.first_event), timeText(report.last_event)));
    if (report.retention_horizon)
        line("retention", fmt::format("{} events before {} are removed",
                                      report.events_removed ? std::to_string(*report.events_removed) : "all",
                                      timeText(report.retention_horizon)));
    line("of these",
         fmt::format("{} inert, {} capability entries without an address, {} snapshots that changed nothing",
                     counted("inert"), counted("blank_address_entries"), counted("capability_noops")));
    line("sessions",
         fmt::format("{}, {} of them without a start", report.sessions, report.loose_ends.sessions_without_start));
    line("to be resolved", countsText(report.waiting));
    for (const SourceCount& source : report.sources)
        line(&source == report.sources.data() ? "sources" : "",
             fmt::format("{:>8}  {}, {}{}", source.records, source.org.empty() ? "no org" : source.org, source.name,
                         source.rejected > 0 ? fmt::format(" ({} rejected)", source.rejected) : ""));
    addFeedLines(report, line);
    for (const DecisionCount& count : report.decisions)
        line(&count == report.decisions.data() ? "decisions" : "",
             fmt::format("{:>8}  {} / {}", count.decisions, count.status, count.reason));
    line("attributed", fmt::format("{} of the selected sessions", shareText(report.attribution_rate)));
    line("health signals", fmt::format("{} of those expected", shareText(report.health_signal_coverage_ratio)));
    line("pipelines",
         fmt::format("{} of the selected sessions with a model, {} in the last 24 h{}",
                     shareText(report.pipeline_coverage_rate), shareText(report.recent_pipeline_coverage_rate),
                     report.recent_pipeline_coverage_rate.value_or(1) < kPipelineCoverageExpected
                         ? " (99 % are expected)"
                         : ""));
    line("payments",
         fmt::format("{}, {} of them unlinked", report.loose_ends.payments, report.loose_ends.unlinked_payments));
    line("blank gateway", fmt::format("{} of the events", shareText(report.blank_gateway_share)));
    line("file", fmt::format("{:.1f} MB, schema {}, revision {}", static_cast<double>(report.size_bytes) / 1e6,
                             report.schema_version, report.revision));
    if (!report.facts_checksum.empty())
        line("facts checksum", report.facts_checksum);
    return text;
}

}  // namespace naap
