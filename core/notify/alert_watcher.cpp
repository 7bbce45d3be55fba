#include "core/notify/alert_watcher.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "core/store/dirty_store.h"

namespace naap {
namespace {

constexpr std::chrono::minutes kLongestResolution{1};

bool isLocal(ChannelKind kind)
{
    return kind == ChannelKind::desktop || kind == ChannelKind::tray || kind == ChannelKind::sound;
}

/// A channel's thread: sends one message after the other.
class ChannelThread {
public:
    using Done = std::function<void(const BookedMessage&, const SendOutcome&)>;
    struct Job {
        Channel channel;
        BookedMessage message;
        Instant now{};
    };

    ChannelThread(std::shared_ptr<ChannelSecrets> secrets, HttpLimits limits, Done done)
        : m_secrets(std::move(secrets)),
          m_limits(limits),
          m_done(std::move(done)),
          m_thread([this](std::stop_token stop) { work(stop); })
    {
    }

    void send(Job job)
    {
        const std::scoped_lock lock(m_mutex);
        m_jobs.push_back(std::move(job));
        m_wake.notify_one();
    }

private:
    void work(const std::stop_token& stop)
    {
        HttpOptions options;
        options.limits = m_limits;
        HttpClient http(std::move(options));
        for (;;) {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return !m_jobs.empty(); }))
                return;
            const Job job = std::move(m_jobs.front());
            m_jobs.pop_front();
            lock.unlock();
            const SendOutcome outcome = sendBy(job.channel, job.message, *m_secrets, http, job.now, stop);
            if (outcome.told || !stop.stop_requested())  // what was broken off is tried again by the next watcher
                m_done(job.message, outcome);
        }
    }

    std::shared_ptr<ChannelSecrets> m_secrets;
    HttpLimits m_limits;
    Done m_done;
    std::mutex m_mutex;
    std::deque<Job> m_jobs;
    std::condition_variable_any m_wake;
    std::jthread m_thread;  // last: it uses all of the above
};

Instant computerClock()
{
    return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
}

}  // namespace

class AlertWatcher::Loop {
public:
    Loop(std::filesystem::path cache, std::shared_ptr<ChannelSecrets> secrets, WatcherCalls calls)
        : m_path(std::move(cache)), m_secrets(std::move(secrets)), m_calls(std::move(calls))
    {
        if (!m_calls.now)
            m_calls.now = computerClock;
        m_thread = std::jthread([this](std::stop_token stop) { run(stop); });
    }
    ~Loop() { stop(); }
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    void stop()
    {
        m_thread.request_stop();
        if (m_thread.joinable())
            m_thread.join();
    }

    void setHeld(bool held)
    {
        const std::scoped_lock lock(m_mutex);
        if (m_isHeld && !held) {
            m_wakes = true;
            m_factsBy = std::chrono::steady_clock::now() + kLongestResolution;
        }
        m_isHeld = held;
        m_wake.notify_one();
    }

    void post(std::function<void(AlertWatch&, Instant)> work)
    {
        const std::scoped_lock lock(m_mutex);
        m_work.push_back(std::move(work));
        m_wake.notify_one();
    }

    void setSettings(WatchSettings settings)
    {
        const std::scoped_lock lock(m_mutex);
        m_settings = std::move(settings);
        m_wake.notify_one();
    }

    void done(std::int64_t message, SendOutcome outcome)
    {
        const std::scoped_lock lock(m_mutex);
        m_outcomes.emplace_back(message, std::move(outcome));
        m_wake.notify_one();
    }

private:
    void run(const std::stop_token& stop)
    {
        while (!stop.stop_requested()) {
            round();
            const milliseconds wait = waitTime();
            std::unique_lock lock(m_mutex);
            // Without a book or a cache what is asked for has to wait, and another look right away would be no use.
            m_wake.wait_for(lock, stop, wait, [this] {
                return m_watch && m_cache && (!m_work.empty() || m_settings || !m_outcomes.empty() || m_wakes);
            });
        }
        end();
    }

    /// What was told in the last moment is not told again.
    void end()
    {
        m_senders.clear();
        if (!m_watch)
            return;
        try {
            const std::scoped_lock lock(m_mutex);
            for (const auto& [id, outcome] : m_outcomes)
                note(id, outcome, m_calls.now());
        } catch (const SqlError&) {
            return;  // it is told again, then
        }
    }

    /// After a hold the events are there, but perhaps not yet what follows from them. With the mutex.
    bool waitsForFacts(bool isResolved)
    {
        if (isResolved || std::chrono::steady_clock::now() >= m_factsBy)
            m_factsBy = {};
        return m_factsBy != std::chrono::steady_clock::time_point();
    }

    milliseconds waitTime()
    {
        const std::scoped_lock lock(m_mutex);
        if (m_factsBy != std::chrono::steady_clock::time_point())
            return std::min(m_calls.interval, milliseconds(250));
        return m_watch ? m_calls.interval : std::min(m_calls.interval, milliseconds(2'000));
    }

    void round()
    {
        if (!openBook() || !openCache())
            return;
        const bool isResolved = DirtyStore(*m_cache).isClean();
        std::deque<std::function<void(AlertWatch&, Instant)>> work;
        std::vector<std::pair<std::int64_t, SendOutcome>> outcomes;
        std::optional<WatchSettings> settings;
        bool isHeld = false;
        {
            const std::scoped_lock lock(m_mutex);
            isHeld = m_isHeld || waitsForFacts(isResolved);
            m_wakes = false;
            work.swap(m_work);
            outcomes.swap(m_outcomes);
            settings.swap(m_settings);
        }
        if (settings) {
            m_channels = settings->channels;
            m_watch->setSettings(std::move(*settings));
            m_isSet = true;
        }
        if (!m_isSet)
            return;
        const Instant now = m_calls.now();
        for (const auto& each : work)
            each(*m_watch, now);
        if (!isHeld)
            (void)m_watch->look(*m_cache, now);  // what failed is in the picture
        try {
            for (const auto& [id, outcome] : outcomes)
                note(id, outcome, now);
            handOut(now);
        } catch (const SqlError& error) {
            complain(error.what());
            return;
        }
        m_calls.changed(std::make_shared<const AlertPicture>(m_watch->picture()));
    }

    bool openBook()
    {
        if (m_watch)
            return true;
        auto book = AlertBook::open(m_path);
        if (!book) {
            complain(book.error().message);
            return false;
        }
        m_book = std::move(*book);
        m_watch = std::make_unique<AlertWatch>(*m_book);
        dropTold();
        return true;
    }

    /// What a window had begun to tell when the program ended was told; nobody can say so afterwards.
    void dropTold()
    {
        try {
            for (BookedMessage& each : m_book->waitingMessages())
                if (each.attempts > 0 && each.problem == kByWindow) {
                    each.outcome = "told";
                    each.problem.clear();
                    m_book->updateMessage(each);
                }
        } catch (const SqlError& error) {
            complain(error.what());
        }
    }

    bool openCache()
    {
        if (m_cache)
            return true;
        auto cache = Cache::open(m_path, Cache::Access::read);
        if (!cache) {
            complain(cache.error().message);
            return false;
        }
        m_cache = std::move(*cache);
        return true;
    }

    void complain(const std::string& problem) const
    {
        auto picture = std::make_shared<AlertPicture>();
        picture->is_watching = true;
        picture->at = m_calls.now();
        picture->problem = problem;
        m_calls.changed(std::move(picture));
    }

    const Channel* channelOf(const std::string& id) const
    {
        for (const Channel& each : m_channels)
            if (each.id == id)
                return &each;
        return nullptr;
    }

    void note(std::int64_t id, const SendOutcome& outcome, Instant now)
    {
        m_underWay.erase(id);
        for (BookedMessage& each : m_book->waitingMessages()) {
            if (each.id != id)
                continue;
            const Channel* channel = channelOf(each.channel);
            const auto delay = channel ? retryDelay(*channel, each.attempts) : std::nullopt;
            each.problem = outcome.problem;
            if (outcome.told)
                each.outcome = "told";
            else if (outcome.is_final || !delay)
                each.outcome = "given_up";
            else
                each.due_at = now + std::max(*delay, outcome.retry_after.value_or(milliseconds(0)));
            m_book->updateMessage(each);
        }
    }

    /// The attempt is counted before it is made.
    void handOut(Instant now)
    {
        for (BookedMessage& each : m_book->waitingMessages()) {
            if (each.due_at > now || m_underWay.contains(each.id))
                continue;
            const Channel* channel = channelOf(each.channel);
            if (!channel) {
                each.outcome = "given_up";
                each.problem = "there is no such channel any more";
                m_book->updateMessage(each);
                continue;
            }
            ++each.attempts;
            each.problem = isLocal(channel->kind) ? kByWindow : "";
            m_book->updateMessage(each);
            m_underWay.insert(each.id);
            if (isLocal(channel->kind))
                m_calls.tell(*channel, each);
            else
                senderOf(channel->id).send({*channel, each, now});
        }
    }

    ChannelThread& senderOf(const std::string& channel)
    {
        auto& sender = m_senders[channel];
        if (!sender)
            sender = std::make_unique<ChannelThread>(
                m_secrets, m_calls.webhook_limits,
                [this](const BookedMessage& message, const SendOutcome& outcome) { done(message.id, outcome); });
        return *sender;
    }

    static constexpr const char* kByWindow = "under way";

    std::filesystem::path m_path;
    std::shared_ptr<ChannelSecrets> m_secrets;
    WatcherCalls m_calls;

    std::mutex m_mutex;  // guards the seven below
    std::condition_variable_any m_wake;
    std::deque<std::function<void(AlertWatch&, Instant)>> m_work;
    std::optional<WatchSettings> m_settings;
    std::vector<std::pair<std::int64_t, SendOutcome>> m_outcomes;
    bool m_isHeld = false;
    bool m_wakes = false;
    std::chrono::steady_clock::time_point m_factsBy{};  ///< until when facts are waited for; blank: they are not

    // The watcher's thread alone.
    std::unique_ptr<AlertBook> m_book;
    std::unique_ptr<Cache> m_cache;
    std::unique_ptr<AlertWatch> m_watch;
    std::vector<Channel> m_channels;
    bool m_isSet = false;
    std::set<std::int64_t> m_underWay;
    std::map<std::string, std::unique_ptr<ChannelThread>> m_senders;
    std::jthread m_thread;
};

AlertWatcher::AlertWatcher(std::filesystem::path cache, std::shared_ptr<ChannelSecrets> secrets, WatcherCalls calls)
    : m_loop(std::make_unique<Loop>(std::move(cache), std::move(secrets), std::move(calls)))
{
}

AlertWatcher::~AlertWatcher() = default;

void AlertWatcher::setSettings(WatchSettings settings)
{
    m_loop->setSettings(std::move(settings));
}

void AlertWatcher::setHeld(bool held)
{
    m_loop->setHeld(held);
}

void AlertWatcher::stop()
{
    m_loop->stop();
}

void AlertWatcher::wake()
{
    m_loop->post([](AlertWatch&, Instant) {});
}

void AlertWatcher::post(std::function<void(AlertWatch&, Instant)> work)
{
    m_loop->post(std::move(work));
}

void AlertWatcher::localDone(std::int64_t message, const std::string& problem)
{
    m_loop->done(message, {.told = problem.empty(), .is_final = false, .problem = problem, .retry_after = {}});
}

}  // namespace naap
