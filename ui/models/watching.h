#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QString>
#include <QTimer>

#include "core/feed/source_list.h"
#include "core/feed/source_probe.h"
#include "core/pipeline/live_ingest.h"
#include "ui/secrets/secret_store.h"

namespace naap {

/// A source as the window knows it.
struct WatchedSource {
    SourceDefinition definition;
    std::optional<FeedFigures> figures;  ///< while it is read
    QString problem;                     ///< why it cannot even begin; blank: it can
    bool wants_secret = false;           ///< it waits until a person gives its token or password
};

/// What all sources come to, for a line.
struct WatchSummary {
    int sources = 0;
    int live = 0;      ///< live or catching up
    int troubled = 0;  ///< waiting or failed
    int paused = 0;
    double records_per_second = 0;
    std::optional<Instant> newest_event;
    std::int64_t records = 0;  ///< taken in since the start
};

/// The live sources of the window: what they are, the thread that reads them into the cache, and how they stand. The
/// thread of the window only asks and hears: sources are read on threads of the ingest, the file of sources on one of
/// its own, secrets where they are kept. All functions are called on the window's thread, which all signals reach.
class Watching : public QObject {
    Q_OBJECT
public:
    /// `file` holds the sources; `secrets` outlives this object.
    Watching(std::filesystem::path cache, std::filesystem::path file, SecretStore& secrets, QObject* parent = nullptr);
    ~Watching() override;

    /// The file of this user: `sources.json` beside the settings, which `naap-lens watch --sources` reads as well.
    static std::filesystem::path usualFile();

    /// Reads the file and starts what is in it.
    void begin();
    /// False until the file was read.
    bool hasBegun() const { return m_begun; }

    const std::vector<WatchedSource>& sources() const { return m_sources; }
    const WatchedSource* find(const QString& id) const;
    WatchSummary summary() const;
    SecretStore& secrets() { return m_secrets; }
    const std::filesystem::path& file() const { return m_file; }

    /// Adds the source, or changes the one with its id. `secret`: its new token or password; nothing: as before.
    void put(SourceDefinition source, std::optional<Secret> secret);
    void remove(const QString& id);
    void pause(const QString& id, bool paused);
    /// Gives a source its secret for this run without keeping it.
    void giveSecret(const QString& id, Secret secret);
    /// Gives those of this run to the keeper that was chosen.
    void keepGivenSecrets();
    /// Tries again whatever waits for a secret: the keychain or the file was unlocked.
    void retrySecrets();

    /// Reaches for a source once, on a thread of its own.
    void test(SourceDefinition source, Secret secret, QObject* asker,
              std::function<void(const Result<SourceProbe>&)> done);

    /// Lets go of the cache, for an import or its upkeep, and calls `then` when it is free. Nests; what the sources
    /// bring meanwhile waits at them.
    void suspend(std::function<void()> then);
    void resume();
    bool isSuspended() const { return m_suspended > 0; }
    /// Reads sources at the moment.
    bool isReading() const;
    /// A source is still reading what piled up, and nothing keeps it from that.
    bool isCatchingUp() const;

Q_SIGNALS:
    void changed();                        ///< sources, how they stand (four times a second at most) or what they count
    void revisionCame(qint64 revision);    ///< new facts or figures are in the cache
    void slept(const naap::Sleep& sleep);  ///< nobody read meanwhile
    void failed(const QString& sentence);  ///< the cache or the file of sources cannot be used
    void secretNotKept(const QString& sentence);  ///< a secret is in use, and no keeper took it

private:
    class Engine;
    class Errands;
    struct Test {
        std::jthread thread;
        std::shared_ptr<std::atomic<bool>> over;
    };

    void load(const Result<std::vector<SourceDefinition>>& sources);
    void save();
    void start();
    void started(const std::shared_ptr<Engine>& engine);
    void ended(const QString& error);
    void startSource(const QString& id);
    void putIntoEngine(const QString& id, Secret secret);
    void keep(const QString& id, Secret secret);
    void look();
    WatchedSource* findMutable(const QString& id);

    std::filesystem::path m_cache;
    std::filesystem::path m_file;
    SecretStore& m_secrets;
    std::vector<WatchedSource> m_sources;
    QHash<QString, std::shared_ptr<const Secret>> m_given;  ///< of this run
    std::unique_ptr<Errands> m_errands;
    std::shared_ptr<Engine> m_engine;  ///< null: the cache is not ours
    std::jthread m_thread;
    std::vector<Test> m_tests;
    std::vector<std::function<void()>> m_waiting;  ///< for the cache
    QTimer m_tick;
    QElapsedTimer m_told;  ///< since figures were shown
    QTimer m_again;        ///< when another program has the cache
    int m_suspended = 0;
    bool m_begun = false;
    bool m_running = false;
};

}  // namespace naap
