#include <QtTest>

#include "core/reports/attribution_shares.h"
#include "core/reports/event_decoding.h"
#include "core/reports/event_fields.h"
#include "core/reports/feed_gaps.h"
#include "core/reports/reasons.h"
#include "tests/core/reports/report_rows.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

namespace {

std::string said(const FeedGap& gap)
{
    return formatInstant(gap.from).substr(11, 5) + " " + std::to_string(gap.hours()) + " " +
           std::string(causeName(gap.cause)) + " " + std::to_string(gap.sessions_across);
}

/// One line a gap.
std::string gapsOf(Told& told, const ReportQuery& range = {})
{
    std::string lines;
    const auto gaps = feedGaps(told.cache(), range.from, range.to);
    for (const FeedGap& gap : *gaps)
        lines += said(gap) + "\n";
    return lines;
}

}  // namespace

/// What the data health and event pages say of events: meanings, gaps, what a feed lacks.
class DataHealth : public QObject {
    Q_OBJECT

private slots:
    void fieldsHaveMeanings()
    {
        QCOMPARE(eventField("ai_stream_status", "data.inference_status.fps")->unit, std::string_view("fps"));
        QVERIFY(eventField("stream_trace", "data.stream_id"));
        QVERIFY(eventField("network_capabilities", "data[3].hardware[0].gpu_info.10.id"));
        QVERIFY(eventField("network_capabilities",
                           "data[0].capabilities.constraints.PerCapability.35.models.lab/x-1.5.warm"));
        QVERIFY(!eventField("stream_trace", "data.no_such_member"));
        QVERIFY(!eventField("discovery_results", "data[0].address.more"));
        QVERIFY(!subtypeMeaning("stream_trace", "orchestrator_swap").empty());
        QVERIFY(subtypeMeaning("stream_trace", "what").empty());
        for (const EventField& field : eventFields())
            QVERIFY2(eventField(field.family.empty() ? "stream_trace" : field.family, field.path), field.path.data());
    }

    void reasonsHaveMeanings()
    {
        for (const char* reason :
             {"oversize_record", "malformed_json", "missing_event_id", "invalid_timestamp", "missing_org",
              "unsupported_event_family", "unsupported_stream_trace_type", "ignored_stream_trace_non_core_app",
              "ignored_stream_trace_scope_client_noise", "duplicate_event", "duplicate_conflict", ""})
            QVERIFY2(!ingestReason(reason).meaning.empty(), reason);
        for (const char* reason : {"matched", "future_skew", "matched_without_hardware", "stale_candidate",
                                   "ambiguous_candidates", "missing_candidate"})
            QVERIFY2(!decisionReason(reason).meaning.empty(), reason);
        QVERIFY(ingestReason("no such reason").meaning.empty());
    }

    void eventsAreTakenApart()
    {
        const DecodedEvent event = decodeEvent(
            "ai_stream_status", R"({"state":"ONLINE","inference_status":{"fps":1.5,"last_error":null},"l":[]})");
        QVERIFY(event.is_json);
        QCOMPARE(event.data.members.size(), std::size_t{3});
        QCOMPARE(event.data.members[0].value, std::string("ONLINE"));
        const DecodedMember& status = event.data.members[1];
        QCOMPARE(status.value, std::string("{2}"));
        QCOMPARE(status.members[0].path, std::string("data.inference_status.fps"));
        QCOMPARE(status.members[0].unit, std::string_view("fps"));
        QVERIFY(status.members[1].is_missing);
        QVERIFY(event.data.members[2].is_missing);
        QCOMPARE(event.pretty, std::string("{\n  \"state\": \"ONLINE\",\n  \"inference_status\": {\n    \"fps\": 1.5,\n"
                                           "    \"last_error\": null\n  },\n  \"l\": []\n}"));
    }

    void oddEventsAreShownAsTheyCame()
    {
        const DecodedEvent event = decodeEvent("x", "no json");
        QVERIFY(!event.is_json);
        QCOMPARE(event.pretty, std::string("no json"));
        const DecodedEvent cut = decodeEvent("x", "[1,2,3,4]", 3);
        QVERIFY(cut.is_cut);
        QCOMPARE(cut.data.members.size(), std::size_t{2});
        QCOMPARE(cut.data.value, std::string("[4]"));
        const std::string quoted = "{\"a\\\"b\\n\":\"c\\\\\"}";
        QCOMPARE(Json::parse(decodeEvent("x", quoted).pretty), Json::parse(quoted));
    }

    void gapsHaveCauses()
    {
        Told told({request("08:00:00").in("s0", "r0"), status("08:00:10").in("s0", "r0"), request("10:00:00"),
                   status("10:00:10"), status("13:00:00")});
        QCOMPARE(gapsOf(told), std::string("09:00 1 silent_or_lost 0\n11:00 2 events_missing 1\n"));
        QCOMPARE(gapsOf(told, between("12:00:00", "15:00:00")),
                 std::string("12:00 1 events_missing 1\n14:00 1 outside_of_feed 0\n"));
    }

    void anEmptyCacheHasNoGaps()
    {
        Told told(std::vector<Envelope>{});
        QVERIFY(gapsOf(told).empty());
    }

    void feedsLackFields()
    {
        Told told(
            {request("10:00:00"), status("10:00:10"), status("10:00:20").with("inference_status/latency_ms", 90)});
        const auto table = runReport(told.cache(), "fields", {});
        const auto lacking = lackingFields(**table);
        const auto has = [&](std::string_view family, std::string_view path) {
            return std::ranges::any_of(lacking,
                                       [&](const LackingField& f) { return f.family == family && f.path == path; });
        };
        QVERIFY(has("network_capabilities", ""));
        QVERIFY(has("ai_stream_status", "data.inference_status.latency_ms"));
        QVERIFY(!has("ai_stream_status", "data.state"));
        QVERIFY(!has("network_capabilities", "data[].hardware"));
        QVERIFY(std::ranges::is_sorted(lacking, {}, [](const LackingField& f) {
            return f.family_records == 0
                       ? 0.0
                       : static_cast<double>(f.filled_records) / static_cast<double>(f.family_records);
        }));
    }

    void attributionSharesAddUp()
    {
        Told told({request("10:00:00"), sent("10:00:01", "stream_trace", Json::object()), status("10:00:10"),
                   status("11:00:10")});
        const auto table = runReport(told.cache(), "coverage", {});
        const auto hours = attributionHours(**table);
        QVERIFY(!hours.empty());
        for (const AttributionHour& hour : hours)
            if (hour.selected_sessions > 0)
                QCOMPARE(*hour.resolved + *hour.hardware_less + *hour.stale + *hour.ambiguous + *hour.unresolved, 1.0);
            else
                QVERIFY(!hour.resolved);
    }

    void attributionOfARangeCountsItsSessions()
    {
        // Nobody offered anything, so whoever was selected cannot be resolved.
        Told told({request("10:00:00"), status("10:00:10").by("0xaa", "https://aa:8935")});
        const AttributionHour all = attributionIn(told.cache(), {}, {}).value();
        QCOMPARE(all, (AttributionHour{Instant(), 1, 0.0, 0.0, 0.0, 0.0, 1.0}));
        const AttributionHour hour = attributionIn(told.cache(), at("10:00:00"), at("11:00:00")).value();
        QCOMPARE(hour.selected_sessions, std::int64_t{1});
        QCOMPARE(hour.window_start, at("10:00:00"));
        QVERIFY(!attributionIn(told.cache(), at("11:00:00"), {}).value().resolved);
        QCOMPARE(attributionHours(*runReport(told.cache(), "coverage", {}).value()).front().unresolved, all.unresolved);
    }
};

QTEST_APPLESS_MAIN(DataHealth)
#include "tst_data_health.moc"
