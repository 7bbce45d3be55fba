// The window over NAAP_BENCH_DAYS of traffic: start to first paint, each page until it is complete, and the longest
// time our code held the thread that paints. Needs no display.

#include <QElapsedTimer>
#include <QEventLoop>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTimer>

#include "bench/measure.h"
#include "bench/watchdog.h"
#include "core/pipeline/import.h"
#include "core/pipeline/resolve.h"
#include "ui/pages/page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/theme.h"
#include "ui/widgets/table_view.h"

namespace {

using namespace naap;
using namespace naap::bench;

constexpr qint64 kPatienceMs = 30'000;

/// Knows which event took the thread longest, and who had it: the place to look at after a long hold.
class Application : public WatchedApplication {
public:
    using WatchedApplication::WatchedApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        if (m_depth > 0 && event->type() != QEvent::Timer && event->type() != QEvent::MetaCall)
            return WatchedApplication::notify(receiver, event);
        const char* name = receiver->metaObject()->className();  // it may be gone afterwards
        const int type = event->type();
        const double before = workMs();
        ++m_depth;
        const bool taken = WatchedApplication::notify(receiver, event);
        --m_depth;
        const double took = workMs() - before;
        if (took > s_longest_ms) {
            s_longest_ms = took;
            s_longest = fmt::format("; event {} of {}: {:.1f} ms", type, name, took);
        }
        return taken;
    }
    /// The event that took the thread longest since the last call.
    static std::string takeLongestEvent()
    {
        s_longest_ms = 0;
        return std::exchange(s_longest, {});
    }

private:
    int m_depth = 0;
    static inline double s_longest_ms = 0;
    static inline std::string s_longest;
};

bool importDays(const std::string& file, const std::string& cachePath)
{
    auto cache = Cache::open(cachePath, Cache::Access::write);
    return cache && importFiles(**cache, {file}, {.org = {.given = "daydream"}}, {}, {}) &&
           Resolver(**cache).resolveDirty();
}

bool isComplete(const MainWindow& window)
{
    return !window.isReading() && window.currentPage()->isComplete();
}

bool showsRows(const MainWindow& window)
{
    for (const TableView* view : window.currentPage()->findChildren<TableView*>())
        if (view->isVisible() && view->model() && view->model()->rowCount() > 0)
            return true;
    return false;
}

/// Works like the person's event loop until the page is complete; the two moments in milliseconds.
struct Waited {
    double first_rows_ms = 0;
    double complete_ms = 0;
};
Waited waitFor(MainWindow& window)
{
    Waited waited;
    QElapsedTimer since;
    since.start();
    const auto ms = [&] { return static_cast<double>(since.nsecsElapsed()) / 1e6; };
    while (since.elapsed() < kPatienceMs) {
        QEventLoop loop;
        QTimer::singleShot(1, &loop, &QEventLoop::quit);
        loop.exec();
        if (waited.first_rows_ms == 0 && showsRows(window))
            waited.first_rows_ms = ms();
        if (isComplete(window))
            break;
    }
    waited.complete_ms = ms();
    QEventLoop painting;  // of what came last belongs to this page, not to the next
    QTimer::singleShot(20, &painting, &QEventLoop::quit);
    painting.exec();
    return waited;
}

void measurePage(MainWindow& window, Application& application, const QString& id, const char* range)
{
    application.takeLongest();
    const double before = processorSeconds();
    window.showPage(id);
    const Waited waited = waitFor(window);
    const double processor = processorSeconds() - before;
    const double hold = application.takeLongest();
    fmt::print(
        "{:12} {:5} first rows {:7.1f} ms   complete {:7.1f} ms, {:7.1f} ms of processor   longest hold {:6.1f} ms, "
        "{:6.1f} ms of it at work{}\n",
        id.toStdString(), range, waited.first_rows_ms, waited.complete_ms, 1000 * processor, hold,
        application.longestWork(), Application::takeLongestEvent());
}

/// All pages, or those that NAAP_BENCH_PAGES names.
void measurePages(MainWindow& window, Application& application, const char* range)
{
    const QString chosen = QString::fromLocal8Bit(qgetenv("NAAP_BENCH_PAGES"));
    for (const Page* page : window.pages())
        if (chosen.isEmpty() || chosen.split(QLatin1Char(',')).contains(page->id()))
            measurePage(window, application, page->id(), range);
}

void measureScrolling(MainWindow& window, Application& application)
{
    window.showPage(QStringLiteral("sessions"));
    waitFor(window);
    for (TableView* view : window.currentPage()->findChildren<TableView*>()) {
        QScrollBar* bar = view->verticalScrollBar();
        if (!view->isVisible() || bar->maximum() < 1'000)
            continue;
        application.takeLongest();
        constexpr int kSteps = 200;
        for (int step = 0; step <= kSteps; ++step) {
            bar->setValue(static_cast<int>(qint64{bar->maximum()} * step / kSteps));
            QCoreApplication::processEvents();
            QEventLoop loop;
            QTimer::singleShot(1, &loop, &QEventLoop::quit);  // with 0 it would never wait, and all steps be one hold
            loop.exec();
        }
        const double hold = application.takeLongest();
        fmt::print("scrolling {} rows, {} steps: longest hold {:.1f} ms, {:.1f} ms of it at work{}\n",
                   view->model()->rowCount(), kSteps, hold, application.longestWork(), Application::takeLongestEvent());
    }
}

}  // namespace

int main(int count, char** arguments)
{
    const int days = largeDays();
    const std::string cachePath =
        (folder() / fmt::format("reports-{}d.db", days)).string();  // bench_reports makes it too
    const std::string file = trafficFile(days);
    if (!std::filesystem::exists(cachePath) && !runApart([&] { return importDays(file, cachePath); }).ok)
        return 1;
    const QTemporaryDir settings;  // not the person's
    qputenv("XDG_CONFIG_HOME", settings.path().toUtf8());
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QElapsedTimer start;
    start.start();
    Application application(count, arguments);
    applyTheme(Theme::light);  // as the program: its style paints some parts in a way of its own
    MainWindow window(cachePath, {});
    window.resize(1400, 900);
    window.show();
    QCoreApplication::processEvents();
    fmt::print("start to first paint {:.0f} ms\n", static_cast<double>(start.nsecsElapsed()) / 1e6);
    waitFor(window);
    fmt::print("start to the first page complete {:.0f} ms\n", static_cast<double>(start.nsecsElapsed()) / 1e6);
    measurePages(window, application, "all");
    const Instant end = networkDay(days).from + std::chrono::hours(24 * days);
    window.workbench().zoom(end - std::chrono::hours(24), end);
    waitFor(window);
    measurePages(window, application, "24 h");
    measureScrolling(window, application);
    return 0;
}
