#include <algorithm>
#include <tuple>

#include "core/events/record_parser.h"
#include "core/metrics/rates.h"
#include "core/reports/cells.h"
#include "core/reports/coverage_report.h"
#include "core/reports/event_list.h"
#include "core/reports/field_census.h"
#include "core/reports/region_column.h"
#include "core/resolver/failures.h"
#include "core/store/event_blocks.h"
#include "core/store/evidence_store.h"
#include "core/store/fact_store.h"
#include "core/store/range_store.h"

namespace naap {
namespace {

using FT = FieldType;

// --- failures

/// Whether an incident belongs to the range is decided by its beginning, over all events of the session: cut off at
/// the range's edge, a sticky error would begin a second time.
std::vector<Failure> failureRows(Cache& cache, const ReportQuery& query)
{
    EvidenceStore evidenceStore(cache);
    FactStore facts(cache);
    SessionEvidence evidence;
    std::vector<Failure> rows;
    for (const std::int64_t id : failingSessions(cache, query.from, query.to)) {
        const auto session = facts.session(id);
        if (!session)
            continue;
        evidenceStore.loadSession(id, evidence);
        for (Failure& failure : failuresOf(*session, evidence.events()))
            if (inRange(query, failure.first_ts))
                rows.push_back(std::move(failure));
    }
    std::ranges::sort(rows, [](const Failure& a, const Failure& b) {
        return std::tie(a.session_key, a.first_ts, a.first_event_id, a.name) <
               std::tie(b.session_key, b.first_ts, b.first_event_id, b.name);
    });
    return rows;
}

constexpr Column<Failure> kFailureColumns[] = {
    {key("session_key", FT::text, "", "Session in which it happened."), member<&Failure::session_key>},
    {timeKey("first_ts", "First event that shows it."), member<&Failure::first_ts>},
    {key("first_event_id", FT::text, "", "Id of that event."), member<&Failure::first_event_id>},
    {key("failure_type", FT::text, "",
         "gateway_no_orchestrators_available, orchestrator_swap, gateway_orchestrator_swap, inference_restart, "
         "inference_error or error."),
     member<&Failure::name>},
    {field("org", FT::text, "", "Organisation of the session."), member<&Failure::org>},
    {field("last_ts", FT::instant, "", "Last event that repeats it."), member<&Failure::last_ts>},
    {field("last_event_id", FT::text, "", "Id of that event."), member<&Failure::last_event_id>},
    {field("count", FT::integer, "events", "Events that show it: status samples repeat what they once reported."),
     member<&Failure::count>},
    {field("gateway", FT::text, "", "Gateway that reported it."), member<&Failure::gateway>},
    {field("orchestrator_address", FT::text, "", "Address that the first event names."),
     member<&Failure::orchestrator_address>},
    {field("orchestrator_uri", FT::text, "", "URI that the first event names."), member<&Failure::orchestrator_uri>},
    {field("message", FT::text, "", "Text of the error, or reason of the swap."), member<&Failure::message>},
    {field("restart_count", FT::integer, "", "Restarts since the stream began, for inference_restart."),
     member<&Failure::restart_count>},
    {field("excusable", FT::boolean, "", "An error whose text excuses a failed start."), member<&Failure::excusable>},
};

// --- fields

std::vector<FieldUse> fieldRows(Cache& cache, const ReportQuery& query)
{
    FieldCensus census;
    RecordParser parser(RecordParser::Bodies::none);
    visitEvents(cache, query.from, query.to, [&](const StoredEvent& event) {
        const OrgRule rule{.given = std::string(event.org), .given_overrides = true};
        const ParsedRecord& record = parser.parseCopy(event.payload, rule);
        if (record.record_class == RecordClass::accepted && inRange(query, record.event_ts))
            census.add(record.event_type, record.event_ts, record.gateway, parser.data(),
                       !parser.data() && !parser.compactData().empty());
        return true;
    });
    return census.uses();
}

constexpr Column<FieldUse> kFieldColumns[] = {
    {key("event_type", FT::text, "", "Family of the events."), member<&FieldUse::event_type>},
    {key("path", FT::text, "", "Member of the event; [] stands for the elements of a list."), member<&FieldUse::path>},
    {field("family_records", FT::integer, "events", "Events of the family in the range."),
     member<&FieldUse::family_records>},
    {field("records", FT::integer, "events", "Those that have the member."), member<&FieldUse::records>},
    {field("filled_records", FT::integer, "events", "Those in which it holds something: not null, blank or empty."),
     member<&FieldUse::filled_records>},
    {field("filled_share", FT::real, "", "filled_records / family_records, 0 to 1."),
     [](const FieldUse& r) { return asCell(ratio(r.filled_records, r.family_records)); }},
    {field("first_seen", FT::instant, "", "First event of the range that has it."), member<&FieldUse::first_seen>},
    {timeField("last_seen", "Last event of the range that has it."), member<&FieldUse::last_seen>},
    {field("example_type", FT::text, "", "JSON types that it had, as null|number."), member<&FieldUse::example_type>},
};

}  // namespace

void addEventReports(std::vector<ReportInfo>& reports)
{
    reports.push_back(withRegion(reportOf<Failure>("failures", "What went wrong in sessions, one row an incident",
                                                   kFailureColumns, failureRows)));
    reports.push_back(coverageReport());
    reports.push_back(reportOf<FieldUse>("fields", "Which members events have, and how often they are filled",
                                         kFieldColumns, fieldRows));
    reports.push_back({.name = "events",
                       .summary = "Accepted events one by one; --payload adds what they say",
                       .fields = eventListFields(),
                       .run = eventList,
                       .heeds_all = true});
}

}  // namespace naap
