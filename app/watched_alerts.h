#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/options.h"
#include "core/notify/alert_watcher.h"
#include "core/pipeline/live_ingest.h"

namespace naap {

class DesktopThread;

/// Alerts of a watch without a window. Rules are judged as the window judges them and kept in the same file beside the
/// cache; each message is a line on standard error and goes to the channels of a file. For the thread of the watch.
class WatchedAlerts {
public:
    WatchedAlerts();
    ~WatchedAlerts();
    WatchedAlerts(const WatchedAlerts&) = delete;
    WatchedAlerts& operator=(const WatchedAlerts&) = delete;

    void declare(Syntax& syntax);
    bool areWanted() const { return !m_rulesFile.empty(); }
    /// Reads rules and channels, and the secrets of these, from the keychain or the file that `passphrase` opens. What
    /// is wrong with some of them goes to standard error, and the others work; an error: none is left, and nothing
    /// changes. Again: by these from now on.
    Result<void> read(std::optional<std::int64_t> passphrase);
    /// Judges from now on, once the sources have caught up.
    void start(const std::filesystem::path& cache);
    /// What was not read while nobody ran comes now: to be judged when it is there.
    void holdUntilCaughtUp();
    /// At every turn of the ingest.
    void turn(const LiveIngest& live);
    /// New facts are there.
    void cacheChanged() { m_isChanged = true; }
    void stop();

private:
    class Secrets;
    struct Read {
        WatchSettings settings;
        std::vector<std::pair<std::string, Secret>> secrets;
    };

    Result<Read> readFiles(std::optional<std::int64_t> passphrase) const;
    void take(Read read);
    void wakeIfChanged();
    void tell(const Channel& channel, const BookedMessage& message);
    void sayProblem(const std::string& problem);
    void sayUnmatched(const AlertPicture& picture);

    std::string m_rulesFile;
    std::string m_channelsFile;
    std::vector<std::string> m_mine;
    WatchSettings m_settings;
    std::shared_ptr<Secrets> m_secrets;
    std::string m_saidProblem;              ///< the watcher's thread alone
    std::set<std::string> m_saidUnmatched;  ///< the same
    std::optional<std::chrono::steady_clock::time_point> m_heldUntil;
    bool m_isChanged = false;
    std::chrono::steady_clock::time_point m_nextWake{};
    std::unique_ptr<DesktopThread> m_desktop;
    std::unique_ptr<AlertWatcher> m_watcher;
};

}  // namespace naap
