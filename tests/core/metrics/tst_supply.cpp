#include <QtTest>

#include "core/metrics/concurrency.h"
#include "core/metrics/convergence.h"
#include "core/metrics/energy.h"
#include "core/metrics/supply.h"
#include "tests/core/metrics/example_sessions.h"

using namespace naap;
using namespace naap::example;

namespace {

Interval minutes(int from, int to)
{
    return {.start = onThatDay(13, from), .end = onThatDay(13) + std::chrono::minutes{to}};
}

const Interval kHour{.start = onThatDay(13), .end = onThatDay(14)};

GpuOffer offer(const std::string& orchestrator, const std::string& gpu, const std::string& model)
{
    return {.orchestrator_address = orchestrator,
            .pipeline_id = "live-video-to-video",
            .model_id = model,
            .gpu_id = gpu,
            .gpu_model_name = "card",
            .gpu_memory_bytes = 24576,
            .hardware_present = true};
}

}  // namespace

class TestSupply : public QObject {
    Q_OBJECT

private slots:
    void t26_threeStreamsInAnHour()
    {
        const Concurrency c =
            concurrencyIn(kHour, std::vector<Interval>{minutes(0, 30), minutes(10, 50), minutes(20, 40)});
        COMPARE_CLOSE(c.avg, 1.5);
        QCOMPARE(c.max, 3);
    }

    void aStreamThatEndsDoesNotMeetTheNext()
    {
        QCOMPARE(concurrencyIn(kHour, std::vector<Interval>{minutes(10, 20), minutes(20, 30)}).max, 1);
    }

    void streamsAreCutAtTheWindowAndThoseOfNoLengthMeetNobody()
    {
        const Interval whole{.start = onThatDay(12), .end = onThatDay(16)};
        const Concurrency c = concurrencyIn(kHour, std::vector<Interval>{whole, minutes(5, 5), minutes(70, 80)});
        COMPARE_CLOSE(c.avg, 1);
        QCOMPARE(c.max, 1);
        QCOMPARE(concurrencyIn(kHour, {}).max, 0);
    }

    void t28_twoMeasuresOfOneThing()
    {
        COMPARE_CLOSE(divergence(1672987, 1690000), 0.010066864);
        QVERIFY(agreementOf(0.010066864) == Agreement::borderline);
        QVERIFY(agreementOf(0.01) == Agreement::agree);
        QVERIFY(agreementOf(0.02) == Agreement::borderline);
        QVERIFY(agreementOf(0.021) == Agreement::diverge);
    }

    void nothingToCompareDoesNotAgree()
    {
        QVERIFY(!divergence(0, 0));
        QVERIFY(!divergence(std::nullopt, 5));
        QVERIFY(!divergence(5, std::nullopt));
        COMPARE_CLOSE(divergence(0, 5), 1);
    }

    void t29_energyCounter()
    {
        const std::vector<Reading> joules{{onThatDay(13), 812'400'000 / 1000.0},
                                          {onThatDay(13, 0, 5), 813'600'000 / 1000.0}};
        const EnergyUse use = energyUse(joules, 100);
        COMPARE_CLOSE(use.energy_j, 1200);
        COMPARE_CLOSE(use.avg_power_w, 240);
        COMPARE_CLOSE(use.joules_per_inference, 12);
        COMPARE_CLOSE(use.inferences_per_joule, 0.0833333333);
        COMPARE_CLOSE(use.energyKwh(), 0.000333333333);
        COMPARE_CLOSE(use.carbonG(400), 0.133333333);
    }

    void withoutExporterEnergyIsUnknown()
    {
        const EnergyUse use = energyUse({}, 100);
        QVERIFY(!use.energy_j);
        QVERIFY(!use.avg_power_w);
        QVERIFY(!use.carbonG(400));
        QVERIFY(!energyUse(std::vector<Reading>{{onThatDay(13), 1}, {onThatDay(14), 2}}, std::nullopt)
                     .joules_per_inference);
    }

    void countersThatRestartKeepGrowing()
    {
        QCOMPARE(counterGrowth(std::vector<Reading>{{onThatDay(1), 100}, {onThatDay(2), 150}, {onThatDay(3), 30}}),
                 std::optional(80.0));
    }

    void throttledForAPartOfTheTime()
    {
        COMPARE_CLOSE(throttleTimeRatio(std::vector<Reading>{{onThatDay(13), 4}, {onThatDay(13, 1), 5.25}}),
                      0.0208333333);
    }

    void aGaugeHoldsUntilTheNextReading()
    {
        const std::vector<Reading> watts{{onThatDay(13), 100}, {onThatDay(13, 1), 400}, {onThatDay(13, 4), 0}};
        COMPARE_CLOSE(timeWeightedMean(watts), 325);
        QVERIFY(!timeWeightedMean(std::vector<Reading>{{onThatDay(13), 100}}));
    }

    void cudaEfficiencyWeighsByPeak()
    {
        COMPARE_CLOSE(cudaUtilizationEfficiencyPct(std::vector<ComputeSample>{{10, 100}, {90, 300}}), 25);
        QVERIFY(!cudaUtilizationEfficiencyPct({}));
    }

    void gpusOfTwoOrchestrators()
    {
        const std::vector<GpuOffer> offers{offer("0xx", "GPU-1", "a"), offer("0xx", "GPU-1", "b"),
                                           offer("0xx", "GPU-2", "a"), offer("0xy", "GPU-3", "a")};
        const SupplyCounts counts = supplyCounts(offers);
        const auto slotsOf = [&](const char* model) { return counts.gpu_slots.at({"live-video-to-video", model}); };
        QCOMPARE(counts.observed_orchestrators, 2);
        QCOMPARE(counts.total_gpus, 3);
        QCOMPARE(slotsOf("a"), 3);
        QCOMPARE(slotsOf("b"), 1);
        QCOMPARE(counts.gpus_by_orchestrator.at("0xx"), 2);
        QCOMPARE(counts.gpus_by_hardware.at("card"), 3);
        QCOMPARE(counts.total_vram_bytes, 3 * 25'769'803'776);
        Session running = cleanSession("running");
        running.orchestrator_address = "0xx";
        const ActiveSupply active =
            activeSupply(std::vector<LiveSession>{{&running, onThatDay(13)}}, onThatDay(13, 1), kActiveWithin);
        QCOMPARE(active.active_gpus, 1);
        QCOMPARE(availableGpus(counts.total_gpus, active.active_gpus), 2);
        QCOMPARE(availableSlots(slotsOf("a"), active.active_streams), 2);
        QCOMPARE(availableSlots(1, 3), -2);
        QCOMPARE(availableGpus(1, 3), 0);
    }

    void warmInTwoSenses()
    {
        GpuOffer cold = offer("0xx", "", "a");
        cold.hardware_present = false;
        const SupplyCounts counts = supplyCounts(std::vector<GpuOffer>{cold, offer("0xy", "GPU-3", "a")});
        QCOMPARE(counts.warm_orch_count.at({"live-video-to-video", "a"}), 2);
        QCOMPARE(counts.warm_orch_count_strict.at({"live-video-to-video", "a"}), 1);
        QCOMPARE(counts.total_gpus, 1);
    }

    void streamsThatEndedOrFellSilentAreNotActive()
    {
        Session ended = cleanSession("ended");
        ended.completed_count = 1;
        const Session silent = cleanSession("silent");
        const std::vector<LiveSession> sessions{{&ended, onThatDay(13)}, {&silent, onThatDay(12, 50)}};
        QCOMPARE(activeSupply(sessions, onThatDay(13), kActiveWithin).active_streams, 0);
        QCOMPARE(activeSupply(sessions, onThatDay(13), kActiveWithinApi).active_streams, 1);
    }

    void usedAndAdvertisedMinutes()
    {
        Session across = cleanSession("across");
        across.started_at = onThatDay(12, 50);
        across.last_seen = onThatDay(13, 15);
        const Session unattributed = sessionWithoutOrchestrator("x");
        COMPARE_CLOSE(usedInferenceMinutes(onThatDay(13), std::vector<const Session*>{&across, &unattributed}), 15);
        const std::vector<CapacityOffer> offers{{.from = onThatDay(12),
                                                 .replaced_at = onThatDay(13, 20),
                                                 .last_snapshot = onThatDay(13, 15),
                                                 .advertised_capacity = 2},
                                                {.from = onThatDay(13, 20),
                                                 .replaced_at = std::nullopt,
                                                 .last_snapshot = onThatDay(13, 30),
                                                 .advertised_capacity = 1}};
        COMPARE_CLOSE(advertisedCapacityMinutes(onThatDay(13), offers), 2 * 20 + 20);
        COMPARE_CLOSE(advertisedCapacityUtilizationRate(15, 60), 0.25);
        QVERIFY(!advertisedCapacityUtilizationRate(15, 0));
    }
};

QTEST_APPLESS_MAIN(TestSupply)
#include "tst_supply.moc"
