#include <QtTest>

#include "core/reports/gpu_profile.h"
#include "tests/core/reports/report_rows.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

namespace {

Node host(const std::string& name, const std::vector<std::string>& gpus)
{
    return Node("0x" + name, "https://" + name).live("m", gpus);
}

std::unique_ptr<ReportTable> table(Told& told, std::string_view report)
{
    return runReport(told.cache(), report, {}).value();
}

/// A played session of a GPU's host.
std::vector<Envelope> played(const std::string& name, const std::string& start, const std::string& node, double fps)
{
    const auto by = [&](const Envelope& event) { return event.in(name, name).by("0x" + node, "https://" + node); };
    const std::string hour = start + ":";
    return {request(hour + "01").in(name, name),
            by(ingest(hour + "02")),
            by(processed(hour + "03")),
            playable(hour + "04").in(name, name),
            by(status(hour + "06", "ONLINE", fps)),
            by(status(hour + "16", "ONLINE", fps)),
            closed(hour + "20").in(name, name)};
}

struct World : Told {
    World() : Told(events()) {}
    static std::vector<Envelope> events()
    {
        std::vector<Envelope> all{capabilities("10:00:00", {host("a1", {"GPU-1"}), host("b2", {"GPU-2"})}),
                                  capabilities("12:00:00", {host("a1", {"GPU-1"}), host("b2", {"GPU-2"})})};
        for (const auto& session : {played("s1", "10:00", "a1", 20), played("s2", "10:00", "b2", 10),
                                    played("s3", "12:00", "a1", 30), played("s4", "12:00", "a1", 30)})
            all.insert(all.end(), session.begin(), session.end());
        return all;
    }
};

}  // namespace

class GpuProfile : public QObject {
    Q_OBJECT

private slots:
    void idsThatCameAndWentAreNoCards()
    {
        Told told({capabilities("09:00:00", {host("a1", {"GPU-1", "GPU-2"}), host("gone", {"GPU-9"})}),
                   capabilities("09:30:00", {host("a1", {"GPU-3", "GPU-4"}), host("b2", {"GPU-5"})}),
                   capabilities("09:35:00", {host("a1", {"GPU-3", "GPU-4"})})});
        const GpuIdCounts counts = gpuIdCounts(*table(told, "gpus"));
        QCOMPARE(counts.distinct_ids, std::int64_t{6});
        QCOMPARE(counts.live_ids, std::int64_t{3});  // b2's snapshot of 09:30 still stands, that of `gone` does not
        QCOMPARE(counts.hosts, std::int64_t{3});
        QCOMPARE(counts.hardware, std::int64_t{3});
        QCOMPARE(counts.latest, std::optional(at("09:35:00")));
        Told nobody({request("09:00:00")});
        QCOMPARE(gpuIdCounts(*table(nobody, "gpus")), GpuIdCounts{});
    }

    void hoursWithoutWorkHaveNoValue()
    {
        World told;
        const GpuHours hours = gpuHours(*table(told, "sla"));
        QCOMPARE(hours.gpus, (std::vector<std::string>{"GPU-1", "GPU-2"}));
        QCOMPARE(hours.hours, (std::vector<Instant>{at("10:00:00"), at("11:00:00"), at("12:00:00")}));
        QCOMPARE(measureOf(hours.at(0, 0), GpuMeasure::avg_output_fps), std::optional(20.0));
        QCOMPARE(measureOf(hours.at(0, 2), GpuMeasure::sessions), std::optional(2.0));
        for (const GpuMeasure each : {GpuMeasure::avg_output_fps, GpuMeasure::sessions, GpuMeasure::error_samples})
            QVERIFY(!measureOf(hours.at(0, 1), each));
        QCOMPARE(measureOf(hours.at(1, 0), GpuMeasure::startup_success_rate), std::optional(1.0));
        QCOMPARE(measureOf(hours.at(1, 0), GpuMeasure::swap_rate), std::optional(0.0));
        QCOMPARE(hours.session_hours, std::int64_t{4});
        QCOMPARE(hours.without_gpu, std::int64_t{0});
    }

    void typesAreComparedWithinTheirWork()
    {
        World told;
        const auto lines = gpuTypes(*table(told, "sla"));
        QCOMPARE(lines.size(), std::size_t{1});  // both hosts have the same type
        QCOMPARE(lines[0].gpu_ids, std::int64_t{2});
        QCOMPARE(lines[0].sum.support().known_sessions_count, std::int64_t{4});
        const auto shown = gpuTypeTable(lines);
        const NamedColumn fps(*shown, "avg_output_fps");
        const NamedColumn samples(*shown, "status_samples");
        QCOMPARE(fps.number(0), std::optional(22.5));  // (20 + 10 + 30 + 30) / 4, two samples each
        QCOMPARE(samples.count(0), std::int64_t{8});
    }

    void sessionsThatOverlapHaveLanesOfTheirOwn()
    {
        World told;
        const auto sessions = table(told, "sessions");
        const auto lanes = gpuSessions(*sessions, "GPU-1");
        QCOMPARE(lanes.size(), std::size_t{3});
        const std::vector<std::size_t> numbers{lanes[0].lane, lanes[1].lane, lanes[2].lane};
        QCOMPARE(numbers, (std::vector<std::size_t>{0, 0, 1}));
        for (const GpuSession& each : lanes)
            QCOMPARE(each.outcome, SessionOutcome::success);
        QVERIFY(gpuSessions(*sessions, "GPU-none").empty());
    }
};

QTEST_GUILESS_MAIN(GpuProfile)
#include "tst_gpu_profile.moc"
