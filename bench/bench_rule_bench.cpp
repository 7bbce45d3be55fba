// The bench of a rule over 30 days of 200 orchestrators: from a threshold that is dragged to what it would have done
// being painted, and the longest time that the thread of the window was held meanwhile. Needs no display.

#include <QEventLoop>
#include <QMouseEvent>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>

#include "bench/alert_rows.h"
#include "bench/watchdog.h"
#include "core/pipeline/import.h"
#include "ui/charts/rule_chart.h"
#include "ui/models/alert_center.h"
#include "ui/pages/alert_bench_tab.h"
#include "ui/pages/workbench.h"

namespace {

using namespace naap;
using namespace naap::bench;

constexpr int kDays = 30;
constexpr int kOrchestrators = 200;
constexpr int kMoves = 60;
constexpr double kRedrawnMs = 50;
constexpr double kHeldMs = 16;

template <class Done>
void workUntil(Done done)
{
    QElapsedTimer patience;
    patience.start();
    while (!done() && patience.elapsed() < 30'000) {
        QEventLoop loop;
        QTimer::singleShot(1, &loop, &QEventLoop::quit);
        loop.exec();
    }
}

void move(RuleChart& chart, QEvent::Type type, QPointF at)
{
    const auto buttons = type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton;
    const auto button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, at, chart.mapToGlobal(at), button, buttons, Qt::NoModifier);
    QCoreApplication::sendEvent(&chart, &event);
}

/// Milliseconds that drawing takes by itself.
double paintMs(QWidget& widget)
{
    QElapsedTimer timer;
    timer.start();
    widget.repaint();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// An event at each end: a cache without events has no time.
bool addEvents(const std::filesystem::path& cachePath)
{
    const std::string file = (folder() / "alerts-bench.ndjson").string();
    std::FILE* out = std::fopen(file.c_str(), "w");
    if (out == nullptr)
        return false;
    for (const Instant when : {kStart, kStart + std::chrono::hours(24 * kDays) + std::chrono::minutes(30)})
        fmt::print(out,
                   R"({{"id":"e{0}","type":"ai_batch_request","timestamp":"{0}","gateway":"g","data":)"
                   R"({{"type":"ai_batch_request_received","request_id":"r{0}","pipeline":"p"}}}})"
                   "\n",
                   toMs(when));
    std::fclose(out);
    auto cache = Cache::open(cachePath, Cache::Access::write);
    return cache && importFiles(**cache, {file}, {.org = {.given = "daydream"}}, {}, {});
}

}  // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    WatchedApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("naap-lens-bench"));
    QSettings().clear();
    const std::filesystem::path path = cacheOf("alerts-bench.db", 24 * kDays, kOrchestrators)->path();
    if (!addEvents(path))
        return 1;
    Workbench workbench(path);
    BenchTab tab(workbench, nullptr);
    tab.resize(1400, 800);
    tab.show();
    workbench.alerts().setRulesText(
        R"({"version": 1, "rules": [{"id": "f", "name": "Failures", "metric": {"report": "sla", "field": "failure_rate"},
            "group_by": ["orchestrator_address"], "condition": {"type": "above", "warning": "3%", "critical": "10%"},
            "recovery": {"threshold": "2%"}, "minimum": {"sessions": 10}}]})");
    tab.refresh();
    workUntil([&] { return tab.isComplete() && tab.result() && workbench.reader().pending() == 0; });
    auto& chart = *tab.findChild<RuleChart*>();
    if (chart.thresholds().isEmpty() || !tab.result())
        return 1;
    QPointF at(400, chart.yOf(0));
    std::vector<double> latencies;
    std::vector<double> holds;
    move(chart, QEvent::MouseButtonPress, at);
    for (int i = 0; i < kMoves; ++i) {
        (void)application.takeLongest();
        const BenchResult* before = tab.result();  // of the move before it, with or without its grid
        QElapsedTimer timer;
        timer.start();
        at.ry() += i % 20 < 10 ? 1 : -1;
        move(chart, QEvent::MouseMove, at);
        workUntil([&] { return tab.result() != before; });
        chart.repaint();
        latencies.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        workUntil([] { return true; });
        holds.push_back(application.takeLongest());
    }
    move(chart, QEvent::MouseButtonRelease, at);
    (void)application.takeLongest();
    workUntil([&] { return tab.isComplete(); });
    const double let = application.takeLongest();
    fmt::print("dragged: {} fires, back-test {:.1f} ms, painting {:.1f} ms\n", tab.result()->result.fires, tab.tookMs(),
               paintMs(chart));
    fmt::print("from the mouse to what is painted: half within {:.1f} ms, all within {:.1f} ms (floor {:.0f})\n",
               median(latencies), *std::ranges::max_element(latencies), kRedrawnMs);
    fmt::print(
        "the window's thread was held: half {:.1f} ms, at most {:.1f} ms, {:.1f} ms with the grid (floor {:.0f})\n",
        median(holds), *std::ranges::max_element(holds), let, kHeldMs);
    return 0;
}
