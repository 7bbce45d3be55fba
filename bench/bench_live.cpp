// The window while it watches Kafka: first a topic that is full, as fast as it can be read, then the network's own
// rate, page after page. Prints how long the thread that paints was held at most, what a second of it costs of a core,
// and how long an event takes from the broker to the screen. Aims: 50,000 events a second, 16 ms, 2 %, 2 s. Needs no
// display.
//
// The cluster is librdkafka's own, in a process of its own; with NAAP_BENCH_KAFKA=BROKERS it is a real one, which makes
// topics when somebody writes to them. NAAP_BENCH_EVENTS says how many events the full topic gets (300,000),
// NAAP_BENCH_SECONDS how long a page is watched (10), NAAP_BENCH_PAGES which ones, with commas between (all).

#include <atomic>
#include <csignal>
#include <map>
#include <thread>

#include <QEventLoop>
#include <QSettings>
#include <QSocketNotifier>
#include <QTemporaryDir>
#include <QTimer>

#include "bench/kafka_traffic.h"
#include "bench/watchdog.h"
#include "core/feed/kafka_sender.h"
#include "core/store/cache.h"
#include "ui/models/watching.h"
#include "ui/pages/page.h"
#include "ui/pages/report_pane.h"
#include "ui/shell/main_window.h"
#include "ui/shell/theme.h"

namespace {

using namespace naap;
using namespace naap::bench;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr int kRate = 15;  ///< events a second, as the network has them
constexpr int kPartitions = 100;
constexpr qint64 kPatienceMs = 120'000;

std::int64_t given(const char* name, std::int64_t otherwise)
{
    const char* text = std::getenv(name);
    return text ? std::max(1L, std::atol(text)) : otherwise;
}

std::string topicName(const char* what)
{
    return fmt::format("bench-live-{}-{}", what, ::getpid());
}

/// A stream's first event, at this moment: a new row for the table of sessions.
std::string newStream(int number)
{
    const auto now =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count();
    return fmt::format(R"({{"id":"mark-{0}","type":"stream_trace","timestamp":"{1}","gateway":"gateway-1",)"
                       R"("data":{{"type":"gateway_receive_stream_request","stream_id":"mark-{0}",)"
                       R"("request_id":"mark-{0}","timestamp":{1}}}}})",
                       number, now);
}

Instant minuteNow()
{
    return std::chrono::floor<std::chrono::minutes>(
        std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now()));
}

/// A moment at which the broker had the event of a new stream.
struct Mark {
    int number = 0;
    std::int64_t sent_ns = 0;
};

/// The network's traffic of the hours before this moment, as many as have the events of the full topic.
TrafficOptions trafficUntilNow()
{
    constexpr std::int64_t kEventsAMinute = 520;
    TrafficOptions day = networkDay(1);
    day.from = minuteNow() - std::chrono::minutes(eventsWanted() / kEventsAMinute);
    return day;
}

/// What comes after it: events that happen while they are sent, into an hour that has begun.
TrafficOptions trafficFromNow()
{
    TrafficOptions day = networkDay(1);
    day.seed = 2;
    day.from = minuteNow();
    return day;
}

/// Who fills the topics: a process of its own, so that its work is not the window's.
class Producer {
public:
    explicit Producer(const std::string& fullTopic, const std::string& slowTopic) : m_full(fullTopic), m_slow(slowTopic)
    {
        int up[2];
        int down[2];
        if (::pipe(up) != 0 || ::pipe(down) != 0)
            std::exit(1);
        m_pid = ::fork();
        if (m_pid == 0) {
            ::close(up[0]);
            ::close(down[1]);
            work(up[1], down[0]);
            std::_Exit(0);
        }
        ::close(up[1]);
        ::close(down[0]);
        m_news = up[0];
        m_orders = down[1];
    }
    ~Producer()
    {
        ::close(m_orders);
        ::kill(m_pid, SIGTERM);
        ::waitpid(m_pid, nullptr, 0);
    }

    /// Waits until the full topic is full.
    std::string brokers() const
    {
        std::string text(256, '\0');
        const auto size = ::read(m_news, text.data(), text.size());
        text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
        return text;
    }
    void startSlowly() const { [[maybe_unused]] const auto written = ::write(m_orders, "s", 1); }
    int news() const { return m_news; }

private:
    void work(int news, int orders) const
    {
        const char* real = std::getenv("NAAP_BENCH_KAFKA");
        std::unique_ptr<MockKafka> mock;
        if (!real) {
            mock = std::make_unique<MockKafka>();
            mock->createTopic(m_full, kPartitions);
            mock->createTopic(m_slow, 4);
        }
        const std::string brokers = real ? real : mock->brokers();
        fill(brokers, mock.get());
        [[maybe_unused]] auto done = ::write(news, brokers.data(), brokers.size());
        char order = 0;
        if (::read(orders, &order, 1) == 1)
            sendSlowly(brokers, news);
    }
    void fill(const std::string& brokers, MockKafka* mock) const
    {
        if (mock) {
            fillTopic(*mock, m_full, kPartitions, trafficUntilNow(), eventsWanted());
            return;
        }
        auto sender = KafkaSender::open({brokers}, m_full);
        if (!sender)
            std::_Exit(1);
        std::int64_t sent = 0;
        generateTraffic(trafficUntilNow(), [&](const GeneratedRecord& record) {
            ++sent;
            return (*sender)->send(std::to_string(sent), record.envelope, {}) && sent < eventsWanted();
        });
        if (!(*sender)->finish(60s))
            std::_Exit(1);
    }
    void sendSlowly(const std::string& brokers, int news) const
    {
        auto sender = KafkaSender::open({brokers}, m_slow);
        if (!sender)
            std::_Exit(1);
        auto due = Clock::now();
        int sent = 0;
        generateTraffic(trafficFromNow(), [&](const GeneratedRecord& record) {
            due += std::chrono::nanoseconds(1s) / kRate;
            std::this_thread::sleep_until(due);
            if (++sent % kRate != 0)
                return (*sender)->send(std::to_string(sent), record.envelope, {}).has_value();
            const Mark mark{sent / kRate, 0};
            if (!(*sender)->send("mark", newStream(mark.number), {}) || !(*sender)->finish(10s))
                return false;
            const Mark told{mark.number, Clock::now().time_since_epoch().count()};
            return ::write(news, &told, sizeof told) == sizeof told;
        });
    }

    std::string m_full;
    std::string m_slow;
    pid_t m_pid = 0;
    int m_news = -1;
    int m_orders = -1;
};

/// Lets the window work as a person's event loop does.
void workFor(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

bool workUntil(const std::function<bool()>& condition)
{
    QElapsedTimer since;
    since.start();
    while (!condition()) {
        if (since.elapsed() > kPatienceMs)
            return false;
        workFor(5ms);
    }
    return true;
}

bool isComplete(const MainWindow& window)
{
    return !window.isReading() && window.currentPage()->isComplete();
}

SourceDefinition topicSource(const std::string& brokers, const std::string& topic)
{
    SourceDefinition source;
    source.id = topic;
    source.name = topic;
    source.kind = SourceDefinition::Kind::kafka;
    source.brokers = brokers;
    source.topics = {topic + "=daydream"};
    return source;
}

/// Reads the full topic with a page open; the page follows.
bool readAll(MainWindow& window, WatchedApplication& application, const std::string& brokers, const std::string& topic)
{
    Watching& watching = window.workbench().watching();
    qint64 revision = -1;
    QElapsedTimer since;
    qint64 lastRevision_ms = 0;
    QObject guard;
    QObject::connect(&watching, &Watching::revisionCame, &guard, [&](qint64 now) {
        revision = now;
        lastRevision_ms = since.elapsed();
    });
    application.takeLongest();
    const double before = processorSeconds();
    since.start();
    watching.put(topicSource(brokers, topic), {});
    const std::int64_t wanted = eventsWanted();
    const bool taken = workUntil([&] { return watching.summary().records >= wanted; });
    const double taken_s = static_cast<double>(since.elapsed()) / 1000;
    // The last resolution is behind the last record: until nothing new has come for a while.
    const bool resolved = workUntil([&] { return since.elapsed() - lastRevision_ms > 1500; });
    const double resolved_s = static_cast<double>(lastRevision_ms) / 1000;
    workUntil([&] { return isComplete(window); });
    const double hold = application.takeLongest();
    fmt::print(
        "{} events while '{}' is open: taken after {:.1f} s, resolved after {:.1f} s, {:.0f} a second; longest "
        "hold {:.1f} ms, {:.1f} ms of it at work; {:.1f} s of processor\n",
        watching.summary().records, window.currentPage()->id().toStdString(), taken_s, resolved_s,
        static_cast<double>(wanted) / resolved_s, hold, application.longestWork(), processorSeconds() - before);
    return taken && resolved;
}

void watchPage(MainWindow& window, WatchedApplication& application, const QString& id, const QString& subject,
               std::chrono::seconds time)
{
    window.showPage(id, subject);
    workUntil([&] { return isComplete(window); });
    application.takeLongest();
    const double before = processorSeconds();
    const double before_ms = workMs();
    const int paints = application.paints();
    const int layouts = application.layouts();
    QElapsedTimer since;
    since.start();
    workFor(time);
    const double seconds = static_cast<double>(since.nsecsElapsed()) / 1e9;
    const double hold = application.takeLongest();
    fmt::print(
        "{:12} {:5.2f} % of a core, {:5.2f} % the window's thread ({:4.1f} widgets painted a second, {:4.1f} layouts)  "
        " "
        "longest hold {:5.1f} ms, {:5.1f} ms of it at work\n",
        id.toStdString(), 100 * (processorSeconds() - before) / seconds, (workMs() - before_ms) / seconds / 10,
        (application.paints() - paints) / seconds, (application.layouts() - layouts) / seconds, hold,
        application.longestWork());
    std::fflush(stdout);
}

/// How long each mark took until it was a row on the screen.
void measureLatency(MainWindow& window, const Producer& producer, std::chrono::seconds time)
{
    window.showPage(QStringLiteral("reports"), QStringLiteral("sessions"));
    workUntil([&] { return isComplete(window); });
    auto* pane = window.currentPage()->findChild<ReportPane*>();
    std::map<QString, Clock::time_point> sent;
    std::vector<double> seconds;
    QObject guard;
    QSocketNotifier news(producer.news(), QSocketNotifier::Read);
    QObject::connect(&news, &QSocketNotifier::activated, &guard, [&] {
        Mark mark;
        if (::read(producer.news(), &mark, sizeof mark) == sizeof mark)
            sent.emplace(QStringLiteral("mark-%1").arg(mark.number),
                         Clock::time_point(std::chrono::nanoseconds(mark.sent_ns)));
    });
    QObject::connect(pane, &ReportPane::loaded, &guard, [&] {
        for (int row = 0; row < pane->model().rowCount(); ++row) {
            const Cell cell = pane->model().cellAt(row, QStringLiteral("stream_id"));
            const auto found = sent.find(textOfCell(cell));
            if (found == sent.end())
                continue;
            seconds.push_back(std::chrono::duration<double>(Clock::now() - found->second).count());
            sent.erase(found);
        }
    });
    workFor(1500ms);  // marks of before
    seconds.clear();
    workFor(time);
    fmt::print("from the broker to the screen: {} events, median {:.2f} s, longest {:.2f} s, {} not there yet\n",
               seconds.size(), median(seconds), largest(seconds), sent.size());
}

}  // namespace

int main(int count, char** arguments)
{
    std::signal(SIGPIPE, SIG_IGN);
    const std::string full = topicName("full");
    const std::string slow = topicName("slow");
    const Producer producer(full, slow);
    const QTemporaryDir home;  // not the person's
    qputenv("XDG_CONFIG_HOME", home.path().toUtf8());
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const std::string cachePath = (folder() / "live.db").string();
    removeCache(cachePath);
    if (!Cache::open(cachePath, Cache::Access::write))
        return 1;
    const std::string brokers = producer.brokers();
    if (brokers.empty())
        return 1;
    WatchedApplication application(count, arguments);
    applyTheme(Theme::light);  // as the program: its style paints some parts in a way of its own
    QSettings().setValue(QStringLiteral("begun"), true);
    bool ok = true;
    {
        MainWindow window(cachePath, {});
        window.resize(1400, 900);
        window.show();
        window.watch();
        workUntil([&] { return window.workbench().watching().hasBegun() && isComplete(window); });
        ok = readAll(window, application, brokers, full);
        window.workbench().watching().put(topicSource(brokers, slow), {});
        producer.startSlowly();
        const std::chrono::seconds time(given("NAAP_BENCH_SECONDS", 10));
        const QString chosen = QString::fromLocal8Bit(qgetenv("NAAP_BENCH_PAGES"));
        workFor(20s);  // until the hours of the full topic are settled, and have their blocks
        for (const Page* page : window.pages())
            if (chosen.isEmpty() || chosen.split(QLatin1Char(',')).contains(page->id()))
                watchPage(window, application, page->id(), {}, time);
        measureLatency(window, producer, std::max<std::chrono::seconds>(time, 20s));
    }
    removeCache(cachePath);
    return ok ? 0 : 1;
}
