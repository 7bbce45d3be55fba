#include <QtTest>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>

#include "core/events/wei.h"
#include "core/generate/traffic.h"
#include "core/metrics/fps.h"
#include "core/reports/doctor.h"
#include "core/store/evidence_store.h"
#include "tests/core/reports/report_rows.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

// From bytes to reports. Generated traffic brings its own expectations. A public sample export of one real stream, 65
// events, is checked against figures worked out by hand where NAAP_GOLDEN_SAMPLE names the file.

namespace {

constexpr const char* kOrchestrator = "0xd00354656922168815fcd1e51cbddb9e359e3c7f";
constexpr const char* kGpu = "GPU-a8d13655-197b-2226-d09f-b4b81e07504b";

std::optional<std::string> sampleText()
{
    const char* path = std::getenv("NAAP_GOLDEN_SAMPLE");
    if (!path)
        return std::nullopt;
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

/// The sample, with its one capability event at another time.
std::string withCapabilitiesAt(std::string text, const std::string& ms)
{
    const std::string original = "1767909021590";
    for (std::size_t at = text.find(original); at != std::string::npos; at = text.find(original, at + ms.size()))
        text.replace(at, original.size(), ms);
    return text;
}

struct Sample : Told {
    explicit Sample(const std::string& text) : Told({})
    {
        importText(text);
        resolve();
    }
    Json only(std::string_view report)
    {
        const Json all = rows(report);
        if (all.size() != 1)
            throw std::runtime_error(std::string(report) + " has not one row");
        return all[0];
    }
};

bool isNear(const Json& value, double expected)
{
    return value.is_number() && std::abs(value.get<double>() - expected) <= 1e-6 * std::max(1.0, std::abs(expected));
}

Int128 sumOf(const Json& rows, const char* field)
{
    Int128 sum = 0;
    for (const Json& row : rows)
        sum += parseWei(row.at(field).get<std::string>()).value_or(0);
    return sum;
}

}  // namespace

#define SAMPLE_OR_SKIP()                                                    \
    const auto text = sampleText();                                         \
    if (!text)                                                              \
        QSKIP("NAAP_GOLDEN_SAMPLE does not name the public sample export"); \
    Sample told(*text)

class WholePipeline : public QObject {
    Q_OBJECT

private slots:
    /// Every generated session is what its maker says it is.
    void generatedSessionsAreWhatTheyWereMadeAs()
    {
        TrafficOptions options;
        options.hours = 3;
        options.sessions_per_hour = 60;
        std::string file;
        std::map<std::string, ExpectedSession> expected;
        const TrafficTotals totals = generateTraffic(
            options,
            [&](const GeneratedRecord& record) {
                file.append(record.envelope).append("\n");
                return true;
            },
            [&](const ExpectedSession& session) { expected.emplace(session.key, session); });
        TestCache cache;
        cache.importText(file, {.org = {.given = options.org}});
        cache.resolve();
        const auto table = runReport(cache.cache(), "sessions", {});
        QVERIFY(table.has_value());
        std::string json;
        writeReport(**table, {.format = Format::json}, [&](std::string_view part) {
            json += part;
            return true;
        });
        std::size_t checked = 0;
        for (const Json& row : Json::parse(json)) {
            const auto found = expected.find(row["session_key"].get<std::string>());
            if (found == expected.end())
                continue;  // under way when the traffic ended
            ++checked;
            const ExpectedSession& e = found->second;
            const Json told{row["requested"],      row["playable"],          row["startup_outcome"],
                            row["excusal_reason"], row["selection_outcome"], row["swap_count"],
                            row["loading_only"],   row["zero_output_fps"],   row["status_sample_count"]};
            const Json made{e.requested,  e.playable,     e.startup_outcome, e.excusal_reason,     e.selection_outcome,
                            e.swap_count, e.loading_only, e.zero_output_fps, e.status_sample_count};
            QVERIFY2(told == made, (e.key + ": " + told.dump() + " instead of " + made.dump()).c_str());
        }
        QCOMPARE(checked, expected.size());
        QVERIFY(checked > 100);
        const auto doctor = examine(cache.cache(), {});
        QVERIFY(doctor && doctor->isHealthy());
        QCOMPARE(doctor->events, static_cast<std::int64_t>(totals.acceptedTotal()));
    }

    /// Sums over demand equal a recount of the sessions, and those over sla of the status hours.
    void rollupsEqualARecountOfFacts()
    {
        TrafficOptions options;
        options.hours = 2;
        options.sessions_per_hour = 40;
        std::string file;
        generateTraffic(options, [&](const GeneratedRecord& record) {
            file.append(record.envelope).append("\n");
            return true;
        });
        Sample told(file);
        std::int64_t requested = 0;
        for (const Session& session : told.sessions())
            requested += session.requested();
        std::int64_t visibleSamples = 0;
        for (const Json& hour : told.rows("status-hours"))
            if (!hour["is_terminal_tail_artifact"].get<bool>())
                visibleSamples += hour["status_samples"].get<std::int64_t>();
        const auto sum = [&](const char* report, const char* field) {
            std::int64_t total = 0;
            for (const Json& row : told.rows(report))
                total += row[field].get<std::int64_t>();
            return total;
        };
        QCOMPARE(sum("demand", "requested_sessions"), requested);
        QCOMPARE(sum("sla", "status_samples"), visibleSamples);
        QCOMPARE(sum("coverage", "requested_sessions"), requested);
        QVERIFY(requested > 0 && visibleSamples > 0);
    }

    void goldenDemand()
    {
        SAMPLE_OR_SKIP();
        const Json row = told.only("demand");
        QCOMPARE(row["window_start"], Json("2026-01-08T21:00:00.000Z"));
        QCOMPARE(row["org"], Json("cloudspe"));
        QCOMPARE(row["model_id"], Json("streamdiffusion-sdxl-faceid"));
        for (const char* one : {"sessions_count", "requested_sessions", "startup_success_sessions",
                                "startup_success_rate", "effective_success_rate", "health_signal_coverage_ratio"})
            QVERIFY2(row[one] == Json(1), one);
        for (const char* none : {"startup_failed_sessions", "no_orch_sessions", "total_swapped_sessions",
                                 "sessions_ending_in_error", "excused_failure_rate"})
            QVERIFY2(row[none] == Json(0), none);
        QVERIFY(isNear(row["total_minutes"], 2.838533333));
        QCOMPARE(row["status_samples"], Json(17));
        QCOMPARE(row["output_fps_sum"].get<double>(), 271.9991760846937);
        QVERIFY(isNear(row["avg_output_fps"], 15.999951534));
        QCOMPARE(row["health_signal_count"], Json(3));
        QCOMPARE(row["health_expected_signal_count"], Json(3));
    }

    void goldenSla()
    {
        SAMPLE_OR_SKIP();
        const Json row = told.only("sla");
        QCOMPARE(row["orchestrator_address"], Json(""));
        QVERIFY(row["gpu_id"].is_null());
        QCOMPARE(row["prompt_to_first_frame_sum_ms"], Json(6435));
        QCOMPARE(row["prompt_to_first_frame_sample_count"], Json(1));
        QCOMPARE(row["e2e_latency_sum_ms"], Json(106));
        QCOMPARE(row["reliability_score"], Json(1));
        for (const char* neutral : {"ptff_score", "e2e_score", "fps_score"})
            QVERIFY2(row[neutral] == Json(0.5), neutral);
        QCOMPARE(row["sla_score"], Json(85));
        QCOMPARE(told.rows("gpu-metrics").size(), 0U);
    }

    void goldenGpuRow()
    {
        if (!sampleText())
            QSKIP("NAAP_GOLDEN_SAMPLE does not name the public sample export");
        Sample told(withCapabilitiesAt(*sampleText(), "1767908940000"));
        const Json row = told.only("gpu-metrics");
        QCOMPARE(row["orchestrator_address"], Json(kOrchestrator));
        QCOMPARE(row["gpu_id"], Json(kGpu));
        QVERIFY(isNear(row["avg_output_fps"], 15.999951534));
        QVERIFY(isNear(row["p95_output_fps"], 15.999951534));
        QVERIFY(isNear(row["fps_jitter_coefficient"], 0.116318820));
        for (const auto& [field, ms] :
             {std::pair("prompt_to_first_frame_ms", 6435), {"startup_latency_ms", 2655}, {"e2e_latency_ms", 106}})
            QVERIFY2(row[std::string("avg_") + field] == Json(ms), field);
        QCOMPARE(row["p95_prompt_to_first_frame_latency_ms"], Json(6435));
        QCOMPARE(row["p95_startup_latency_ms"], Json(2655));
        QCOMPARE(row["p95_e2e_latency_ms"], Json(106));
        QCOMPARE(row["known_sessions_count"], Json(1));
        QCOMPARE(row["swap_rate"], Json(0));
    }

    void goldenDecisions_data()
    {
        QTest::addColumn<QString>("ms");
        QTest::addColumn<QString>("decision");
        QTest::newRow("74 s after") << "1767909021590"
                                    << "unresolved missing_candidate missing low";
        QTest::newRow("7.6 s before") << "1767908940000"
                                      << "resolved matched uri_interval_exact high";
        QTest::newRow("30 s after") << "1767908977583"
                                    << "resolved future_skew uri_interval_future high";
        QTest::newRow("600.001 s before") << "1767908347582"
                                          << "stale stale_candidate uri_interval_stale medium";
    }

    void goldenDecisions()
    {
        QFETCH(QString, ms);
        QFETCH(QString, decision);
        if (!sampleText())
            QSKIP("NAAP_GOLDEN_SAMPLE does not name the public sample export");
        Sample told(withCapabilitiesAt(*sampleText(), ms.toStdString()));
        const Json row = told.only("selections");
        const auto text = [&](const char* field) { return QString::fromStdString(row[field].get<std::string>()); };
        QCOMPARE(text("status") + " " + text("reason") + " " + text("method") + " " + text("confidence"), decision);
    }

    void goldenFpsPercentiles()
    {
        SAMPLE_OR_SKIP();
        SessionEvidence evidence;
        EvidenceStore(told.cache()).loadSession(1, evidence);
        std::vector<FpsSample> samples;
        for (const SessionEvent& event : evidence.events())
            if (event.family == Family::ai_stream_status)
                samples.push_back({event.output_fps, event.input_fps});
        const FpsWhileProducing fps = fpsWhileProducing(samples);
        QCOMPARE(fps.sample_count, std::int64_t{17});
        QVERIFY(isNear(*fps.output.p5, 9.792241483));
        QVERIFY(isNear(*fps.output.p50, 16.983902096));
        QVERIFY(isNear(*fps.output.p95, 17.298215447));
        QVERIFY(isNear(*fps.output.p99, 17.298215447));
    }

    void goldenNetwork()
    {
        SAMPLE_OR_SKIP();
        const Json row = told.only("network");
        QCOMPARE(row["bytes_received"], Json(27825868));
        QVERIFY(isNear(row["avg_bps_received"], 1349132.994));
        QVERIFY(isNear(row["max_bps_received"], 1806833.367));
        QCOMPARE(row["video_packet_loss_rate"], Json(0));
        QVERIFY(isNear(row["video_jitter_mean_ms"], 5.522930469));
        QVERIFY(isNear(row["video_jitter_max_ms"], 13.243133035));
        QCOMPARE(row["good_samples"], Json(34));
        QCOMPARE(row["conn_quality_good_rate"], Json(1));
    }

    void goldenMoney()
    {
        SAMPLE_OR_SKIP();
        const Json payments = told.rows("payments");
        QCOMPARE(payments.size(), 6U);
        QCOMPARE(formatWei(sumOf(payments, "face_total_wei")), std::string("16807200000000000"));
        QCOMPARE(formatWei(sumOf(payments, "expected_fees_wei")), std::string("16800000007200"));
        std::int64_t tickets = 0;
        int linked = 0;
        int inferred = 0;
        for (const Json& payment : payments) {
            tickets += payment["num_tickets"].get<std::int64_t>();
            linked += payment["link_status"] == Json("resolved");
            inferred += !payment["inferred_session_key"].is_null();
            QCOMPARE(payment["price_wei_per_pixel"], Json(1635.021));
        }
        QCOMPARE(tickets, std::int64_t{7});
        QCOMPARE(linked, 1);
        QCOMPARE(inferred, 6);
        const Json session = told.only("sessions");
        QCOMPARE(session["fees_wei"], Json("4804800000000000"));
        QCOMPARE(session["expected_fees_wei"], Json("4800000004800"));
        QCOMPARE(told.only("prices")["wei_per_pixel"], Json(1618));
    }

    void goldenDiscoveryAndCoverage()
    {
        SAMPLE_OR_SKIP();
        const Json discovery = told.only("discovery");
        QCOMPARE(discovery["count"], Json(1));
        QCOMPARE(discovery["mean"], Json(77));
        const Json coverage = told.only("coverage");
        for (const char* full : {"status_evidence_rate", "ptff_evidence_rate", "startup_evidence_rate",
                                 "e2e_evidence_rate", "selected_sessions"})
            QVERIFY2(coverage[full] == Json(1), full);
        QCOMPARE(coverage["attribution_rate"], Json(0));
        QVERIFY(isNear(coverage["payment_link_rate"], 1.0 / 6));
    }
};

QTEST_APPLESS_MAIN(WholePipeline)
#include "tst_whole_pipeline.moc"
