#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "core/notify/alert_watch.h"
#include "core/notify/channel_sender.h"

namespace naap {

/// What a watcher asks of the program around it. All are called on threads of the watcher.
struct WatcherCalls {
    /// Where everything stands, after each look that changed something.
    std::function<void(std::shared_ptr<const AlertPicture>)> changed;
    /// To be told by the window: desktop, tray or sound. Ends with AlertWatcher::localDone().
    std::function<void(const Channel&, const BookedMessage&)> tell;
    /// Now; without it the clock of the computer.
    std::function<Instant()> now;
    HttpLimits webhook_limits{.connect = milliseconds(5'000),
                              .stall = milliseconds(10'000),
                              .whole = milliseconds(15'000),
                              .body_bytes = std::size_t{1} << 20,
                              .redirects = 0};
    /// How often to look without being woken.
    milliseconds interval{15'000};
};

/// Watches a cache on a thread of its own, as long as it lives, and tells by channels on threads of theirs: one that
/// hangs delays neither the others nor what is judged. Any thread may call its functions; none of them waits.
class AlertWatcher {
public:
    AlertWatcher(std::filesystem::path cache, std::shared_ptr<ChannelSecrets> secrets, WatcherCalls calls);
    ~AlertWatcher();
    AlertWatcher(const AlertWatcher&) = delete;
    AlertWatcher& operator=(const AlertWatcher&) = delete;

    void setSettings(WatchSettings settings);
    /// While held, nothing is judged: what there is to judge by is still on its way. It is judged when it is there.
    void setHeld(bool held);
    /// Looks now: the cache has changed.
    void wake();
    /// Runs on the watcher's thread, then looks.
    void post(std::function<void(AlertWatch&, Instant now)> work);
    /// The window has told a message, or could not (`problem`).
    void localDone(std::int64_t message, const std::string& problem);
    /// Ends the threads, and with them all calls; the destructor does so, too. What is not told yet is told by the next
    /// watcher of this cache.
    void stop();

private:
    class Loop;
    std::unique_ptr<Loop> m_loop;
};

}  // namespace naap
