#pragma once

#include <memory>

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QThreadPool>
#include <QTimer>

#include "core/notify/alert_tables.h"
#include "core/notify/alert_watcher.h"
#include "core/reports/verdict_evidence.h"
#include "ui/models/cache_reader.h"

namespace naap {

class KeyedSecrets;
class SecretStore;

/// The alerts of a window: files of rules, channels and targets, where everything stands, and what people do about it.
/// While it watches, rules are judged by the clock and told; else they are judged as of the newest event, and nothing
/// is told. Lives on the window's thread, and reads and judges on others.
class AlertCenter : public QObject {
    Q_OBJECT
public:
    /// `reader` outlives it. Nothing is read before start().
    explicit AlertCenter(CacheReader& reader, QObject* parent = nullptr);
    ~AlertCenter() override;

    /// Reads the files and judges. Again: nothing.
    void start();
    bool isStarted() const { return m_started; }
    /// True while files are read or rules are judged for the first time.
    bool isBusy() const { return m_started && (!m_files_read || !m_judged); }

    static QString folder();  ///< of the files: `alerts` beside the settings

    const std::string& rulesText() const { return m_rules_text; }
    const std::vector<AlertRule>& rules() const { return m_rules.rules; }
    const std::string& targetsText() const { return m_targets_text; }
    /// Why the file of rules or targets, which is there, could not be read. It is not written as long as that is so.
    const QString& rulesProblem() const { return m_rules_problem; }
    const QString& targetsProblem() const { return m_targets_problem; }
    const ChannelFile& channels() const { return m_channels; }
    /// Keeps them, and judges by them from now on.
    void setRulesText(std::string text);
    void setTargetsText(std::string text);
    void setChannels(ChannelFile channels);

    /// Looks on another thread whether the filter of a rule meets anything, and says so here; a newer question of the
    /// same asker makes this one void.
    using RowsFound = std::function<void(const Result<ScopeSearch>&)>;
    void findRows(QObject* asker, const AlertRule& rule, RowsFound found);

    bool isWatching() const { return m_watcher != nullptr; }
    void setWatching(bool watching);
    void setMine(const QSet<QString>& mine);  ///< as Workbench has it: "orchestrator:0x…"
    const OwnOrchestrators& mine() const { return m_mine; }
    /// What happened while nobody read comes now: to be judged when the sources have caught up, or in ten minutes.
    void holdUntilCaughtUp();
    /// Whether the sources have.
    void setCatchingUp(bool catching);
    /// New events were taken in.
    void cacheChanged();

    const AlertPicture& picture() const { return *m_picture; }

    void acknowledge(const ActiveAlert& alert, bool acknowledged);
    void addSilence(const BookedSilence& silence);
    void endSilence(std::int64_t id);
    /// Silences everything until then; what still goes on is told afterwards.
    void pauseUntil(Instant until);
    /// Ends what pauseUntil() began.
    void resume();
    /// Until when everything is silenced; nothing: it is not.
    std::optional<Instant> pausedUntil() const;
    void tag(std::int64_t episode, const QString& tag, const QString& note);
    /// Sends the test message by one channel, also while nothing is watched.
    void sendTest(const Channel& channel);

    /// The window has told a message that tellWanted() was about; `problem` blank: it was told.
    void told(std::int64_t message, const QString& problem);
    /// Where secrets of webhooks are kept; null: nowhere.
    void setSecrets(SecretStore* secrets);
    SecretStore* secrets() const;

Q_SIGNALS:
    void pictureChanged();
    void filesChanged();
    void watchingChanged(bool watching);
    void tellWanted(const naap::Channel& channel, const naap::BookedMessage& message);
    void testDone(const QString& channel, const QString& problem);  ///< blank: it was told
    void failed(const QString& sentence);

private:
    void readFiles();
    void write(const QString& file, const std::string& text);
    void takeRules();
    void startWatcher();
    void release();
    void pushSettings();
    void judgeOnce();
    void show(std::shared_ptr<const AlertPicture> picture);

    CacheReader& m_reader;
    std::shared_ptr<KeyedSecrets> m_secrets;
    bool m_started = false;
    bool m_files_read = false;
    bool m_judged = false;
    bool m_wants_watching = false;
    bool m_catching_up = false;
    QTimer m_hold;  ///< runs while nothing is judged
    bool m_channels_chosen = false;
    std::string m_rules_text;
    std::string m_targets_text;
    QString m_rules_problem;
    QString m_targets_problem;
    RuleFile m_rules;
    ChannelFile m_channels;
    OwnOrchestrators m_mine;
    std::shared_ptr<const AlertPicture> m_picture;
    std::unique_ptr<AlertWatcher> m_watcher;
    QElapsedTimer m_last_judged;  ///< because the cache had changed
    QTimer m_again;
    QThreadPool m_writer;  ///< writes in the order of asking; its end waits for all of it
};

}  // namespace naap
