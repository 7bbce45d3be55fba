#include "ui/models/watching.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>

#include <QCoreApplication>
#include <QStandardPaths>

#include "core/pipeline/live_sources.h"
#include "core/store/cache.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr auto kTick = 250ms;                         // as often as people can follow
constexpr std::chrono::milliseconds kCountTick{900};  // the fourth tick, even if it comes early
constexpr auto kAgain = 10s;                          // until another program may have let go of the cache

std::string userAgent()
{
    return "naap-lens/" + QCoreApplication::applicationVersion().toStdString();
}

}  // namespace

/// The ingest and its cache. Made, worked and taken down on a thread of its own; others reach its sources as long as
/// there are some.
class Watching::Engine {
public:
    Result<void> open(const std::filesystem::path& path, LiveOptions options)
    {
        auto cache = Cache::open(path, Cache::Access::write);
        if (!cache)
            return tl::unexpected(cache.error());
        m_cache = std::move(*cache);
        m_ingest = std::make_unique<LiveIngest>(*m_cache, std::move(options));
        const std::scoped_lock lock(m_mutex);
        m_sources = std::make_unique<LiveSources>(*m_ingest, path, userAgent());
        return {};
    }
    Result<void> run(const std::stop_token& stop) { return m_ingest->run(stop); }
    void close()
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_sources.reset();
        }
        m_ingest.reset();
        m_cache.reset();
    }

    /// Calls `use` with the sources and the ingest, unless they are gone.
    template <class Use>
    void with(Use&& use)
    {
        const std::scoped_lock lock(m_mutex);
        if (m_sources)
            use(*m_sources, *m_ingest);
    }

private:
    std::unique_ptr<Cache> m_cache;
    std::unique_ptr<LiveIngest> m_ingest;
    std::mutex m_mutex;  // guards m_sources, and with it the end of the ingest
    std::unique_ptr<LiveSources> m_sources;
};

/// One thread that runs errands one after the other: the file of sources is never written by two at once.
class Watching::Errands {
public:
    Errands()
    {
        m_thread = std::jthread([this](std::stop_token stop) { work(stop); });
    }
    void post(std::function<void()> errand)
    {
        const std::scoped_lock lock(m_mutex);
        m_errands.push_back(std::move(errand));
        m_wake.notify_one();
    }

private:
    void work(std::stop_token stop)
    {
        for (;;) {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return !m_errands.empty(); }))
                return;  // none is left: what was asked for is done even when the program ends
            const auto errand = std::move(m_errands.front());
            m_errands.pop_front();
            lock.unlock();
            errand();
        }
    }

    std::mutex m_mutex;  // guards the errands
    std::condition_variable_any m_wake;
    std::deque<std::function<void()>> m_errands;
    std::jthread m_thread;
};

std::filesystem::path Watching::usualFile()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    return (folder + u"/naap-lens/sources.json"_s).toStdString();
}

Watching::Watching(std::filesystem::path cache, std::filesystem::path file, SecretStore& secrets, QObject* parent)
    : QObject(parent),
      m_cache(std::move(cache)),
      m_file(std::move(file)),
      m_secrets(secrets),
      m_errands(std::make_unique<Errands>())
{
    m_tick.setInterval(kTick);
    m_again.setSingleShot(true);
    m_again.setInterval(kAgain);
    connect(&m_tick, &QTimer::timeout, this, &Watching::look);
    connect(&m_again, &QTimer::timeout, this, &Watching::start);
}

Watching::~Watching()
{
    for (Test& each : m_tests)
        each.thread.request_stop();
    m_thread.request_stop();
}

void Watching::begin()
{
    m_errands->post([this, file = m_file] {
        auto sources = readSources(file);
        QMetaObject::invokeMethod(
            this, [this, sources] { load(sources); }, Qt::QueuedConnection);
    });
}

void Watching::load(const Result<std::vector<SourceDefinition>>& sources)
{
    m_begun = true;
    if (!sources)
        Q_EMIT failed(QString::fromStdString(sources.error().message));
    else
        for (const SourceDefinition& each : *sources)
            m_sources.push_back({each, {}, {}, false});
    Q_EMIT changed();
    start();
}

void Watching::save()
{
    std::vector<SourceDefinition> sources;
    for (const WatchedSource& each : m_sources)
        sources.push_back(each.definition);
    m_errands->post([this, file = m_file, sources] {
        const auto done = writeSources(file, sources);
        if (!done)
            QMetaObject::invokeMethod(
                this, [this, sentence = QString::fromStdString(done.error().message)] { Q_EMIT failed(sentence); },
                Qt::QueuedConnection);
    });
}

const WatchedSource* Watching::find(const QString& id) const
{
    const auto found =
        std::ranges::find(m_sources, id.toStdString(), [](const WatchedSource& each) { return each.definition.id; });
    return found == m_sources.end() ? nullptr : &*found;
}

WatchedSource* Watching::findMutable(const QString& id)
{
    return const_cast<WatchedSource*>(find(id));
}

bool Watching::isReading() const
{
    return m_engine != nullptr;
}

bool Watching::isCatchingUp() const
{
    return std::ranges::any_of(m_sources, [this](const WatchedSource& each) {
        if (each.definition.paused || !each.problem.isEmpty() || each.wants_secret)
            return false;
        const auto kind = each.figures ? each.figures->state.kind : FeedState::Kind::connecting;
        return m_running && (kind == FeedState::Kind::connecting || kind == FeedState::Kind::catching_up);
    });
}

/// The cache is ours as long as there are sources and nobody else wants to write it.
void Watching::start()
{
    if (m_running || m_suspended > 0 || m_sources.empty())
        return;
    m_running = true;
    const auto later = [this](auto call) { QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection); };
    LiveOptions options;
    options.ends_without_feeds = false;
    options.last_resolution = 2000ms;
    options.on_revision = [this, later](std::int64_t revision) {
        later([this, revision] { Q_EMIT revisionCame(revision); });
    };
    options.on_sleep = [this, later](const Sleep& sleep) { later([this, sleep] { Q_EMIT slept(sleep); }); };
    m_thread = std::jthread([this, later, path = m_cache, options = std::move(options)](std::stop_token stop) {
        const auto engine = std::make_shared<Engine>();
        auto done = engine->open(path, options);
        if (done) {
            later([this, engine] { started(engine); });
            done = engine->run(stop);
        }
        engine->close();
        const QString error = done ? QString() : QString::fromStdString(done.error().message);
        later([this, error] { ended(error); });
    });
}

void Watching::started(const std::shared_ptr<Engine>& engine)
{
    m_engine = engine;
    m_tick.start();
    std::vector<QString> ids;
    for (const WatchedSource& each : m_sources)
        ids.push_back(QString::fromStdString(each.definition.id));
    for (const QString& id : ids)
        startSource(id);
}

void Watching::ended(const QString& error)
{
    m_tick.stop();
    m_engine.reset();
    m_thread = {};  // it has ended, or is about to: this does not wait
    m_running = false;
    for (WatchedSource& each : m_sources)
        each.figures.reset();
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto& then : waiting)
        then();
    if (!error.isEmpty()) {
        for (WatchedSource& each : m_sources)
            each.problem = error;
        Q_EMIT failed(error);
        m_again.start();
    } else {
        start();
    }
    Q_EMIT changed();
}

void Watching::startSource(const QString& id)
{
    const WatchedSource* source = find(id);
    if (!m_engine || !source)
        return;
    if (!source->definition.has_secret)
        return putIntoEngine(id, Secret());
    if (const auto given = m_given.value(id))
        return putIntoEngine(id, Secret(given->text()));
    m_secrets.read(QString::fromStdString(source->definition.secretName()), this,
                   [this, id](const Result<SecretStore::SharedSecret>& secret) {
                       if (secret && *secret)
                           return putIntoEngine(id, Secret((*secret)->text()));
                       if (WatchedSource* waiting = findMutable(id)) {
                           waiting->wants_secret = true;
                           waiting->problem = secret ? tr("it is asked for each time")
                                                     : QString::fromStdString(secret.error().message);
                           Q_EMIT changed();
                       }
                   });
}

void Watching::putIntoEngine(const QString& id, Secret secret)
{
    WatchedSource* source = findMutable(id);
    if (!m_engine || !source)
        return;
    source->wants_secret = false;
    source->problem.clear();
    m_engine->with([&](LiveSources& sources, LiveIngest&) {
        if (auto put = sources.put(source->definition, std::move(secret)); !put)
            source->problem = QString::fromStdString(put.error().message);
    });
    Q_EMIT changed();
}

void Watching::put(SourceDefinition source, std::optional<Secret> secret)
{
    const QString id = QString::fromStdString(source.id);
    if (secret) {
        source.has_secret = true;
        m_given[id] = std::make_shared<const Secret>(Secret(secret->text()));
        keep(id, std::move(*secret));
    }
    if (WatchedSource* known = findMutable(id))
        known->definition = source;
    else
        m_sources.push_back({source, {}, {}, false});
    save();
    if (m_engine)
        startSource(id);
    else
        start();
    Q_EMIT changed();
}

void Watching::remove(const QString& id)
{
    const WatchedSource* source = find(id);
    if (!source)
        return;
    if (source->definition.has_secret)
        m_secrets.remove(QString::fromStdString(source->definition.secretName()), this, [](const Result<void>&) {});
    m_given.remove(id);
    std::erase_if(m_sources, [&](const WatchedSource& each) { return each.definition.id == id.toStdString(); });
    if (m_engine)
        m_engine->with([&](LiveSources& sources, LiveIngest&) { sources.remove(id.toStdString()); });
    if (m_sources.empty())
        m_thread.request_stop();
    save();
    Q_EMIT changed();
}

void Watching::pause(const QString& id, bool paused)
{
    WatchedSource* source = findMutable(id);
    if (!source)
        return;
    source->definition.paused = paused;
    if (m_engine)
        m_engine->with([&](LiveSources& sources, LiveIngest&) { sources.pause(id.toStdString(), paused); });
    save();
    Q_EMIT changed();
}

void Watching::giveSecret(const QString& id, Secret secret)
{
    m_given[id] = std::make_shared<const Secret>(std::move(secret));
    startSource(id);
}

void Watching::keep(const QString& id, Secret secret)
{
    m_secrets.write(u"source/"_s + id, std::move(secret), this, [this](const Result<void>& done) {
        if (!done)
            Q_EMIT secretNotKept(QString::fromStdString(done.error().message));
    });
}

void Watching::keepGivenSecrets()
{
    for (auto each = m_given.cbegin(); each != m_given.cend(); ++each)
        keep(each.key(), Secret(each.value()->text()));
}

void Watching::retrySecrets()
{
    std::vector<QString> ids;
    for (const WatchedSource& each : m_sources)
        if (each.wants_secret)
            ids.push_back(QString::fromStdString(each.definition.id));
    for (const QString& id : ids)
        startSource(id);
}

void Watching::test(SourceDefinition source, Secret secret, QObject* asker,
                    std::function<void(const Result<SourceProbe>&)> done)
{
    std::erase_if(m_tests, [](const Test& each) { return each.over->load(); });
    const auto shared = std::make_shared<const Secret>(std::move(secret));
    const auto over = std::make_shared<std::atomic<bool>>(false);
    m_tests.push_back({std::jthread([this, source = std::move(source), shared, over, guard = QPointer<QObject>(asker),
                                     done = std::move(done)](std::stop_token stop) {
                           auto probe = probeSource(source, Secret(shared->text()), userAgent(), stop);
                           QMetaObject::invokeMethod(
                               this,
                               [guard, done, probe] {
                                   if (guard)
                                       done(probe);
                               },
                               Qt::QueuedConnection);
                           *over = true;
                       }),
                       over});
}

void Watching::suspend(std::function<void()> then)
{
    ++m_suspended;
    m_again.stop();
    if (!m_running)
        return then();
    m_waiting.push_back(std::move(then));
    m_thread.request_stop();
}

void Watching::resume()
{
    if (m_suspended > 0 && --m_suspended == 0)
        start();
}

void Watching::look()
{
    if (!m_engine)
        return;
    bool stands_otherwise = false;
    m_engine->with([&](LiveSources& sources, LiveIngest& ingest) {
        for (const FeedFigures& each : ingest.figures())
            if (const auto id = sources.idOf(each.feed))
                if (WatchedSource* source = findMutable(QString::fromStdString(*id))) {
                    stands_otherwise |= !source->figures || source->figures->state.kind != each.state.kind ||
                                        source->figures->state.reason != each.state.reason;
                    source->figures = each;
                }
    });
    // Figures that only count on are painted each time: once a second costs a quarter.
    if (!stands_otherwise && !isCatchingUp() && m_told.isValid() && !m_told.hasExpired(kCountTick.count()))
        return;
    m_told.start();
    Q_EMIT changed();
}

WatchSummary Watching::summary() const
{
    WatchSummary summary;
    summary.sources = static_cast<int>(m_sources.size());
    for (const WatchedSource& each : m_sources) {
        const auto kind = each.figures ? each.figures->state.kind : FeedState::Kind::connecting;
        const bool troubled =
            !each.problem.isEmpty() || kind == FeedState::Kind::waiting || kind == FeedState::Kind::failed;
        summary.paused += each.definition.paused ? 1 : 0;
        summary.troubled += !each.definition.paused && troubled ? 1 : 0;
        summary.live += kind == FeedState::Kind::live || kind == FeedState::Kind::catching_up ? 1 : 0;
        if (!each.figures)
            continue;
        summary.records_per_second += each.figures->records_per_second;
        summary.records += each.figures->counts.records;
        summary.newest_event = std::max(summary.newest_event, each.figures->newest_event);
    }
    return summary;
}

}  // namespace naap
