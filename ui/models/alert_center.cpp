#include "ui/models/alert_center.h"

#include <thread>

#include <QDir>
#include <QFile>
#include <QPointer>
#include <QSaveFile>
#include <QSettings>
#include <QStandardPaths>
#include <QThreadPool>

#include "core/alerts/bundled_rules.h"
#include "core/alerts/memory_text.h"
#include "core/store/accounting_store.h"
#include "core/text_file.h"
#include "ui/models/keyed_secrets.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds kJudgeEvery{5000};
/// A source that does not catch up for so long is judged as it is.
constexpr std::chrono::minutes kLongestHold{10};
const QString kWatchingKey = u"alerts/watching"_s;

std::string bundled(std::string_view name)
{
    for (const BundledRules& each : bundledRules())
        if (each.name == name)
            return std::string(each.json);
    return {};
}

/// A file of the folder, or what stands for one that is not there.
struct FileText {
    std::string text;
    QString problem;  ///< it is there, and cannot be read
    bool is_there = false;
};

FileText contentOf(const QString& path, std::string otherwise)
{
    if (!QFile::exists(path))
        return {.text = std::move(otherwise), .problem = {}, .is_there = false};
    auto text = textOfFile(path.toStdU16String(), kMostOfSettings);
    if (!text)
        return {.text = {}, .problem = QString::fromStdString(text.error().message), .is_there = true};
    return {.text = std::move(*text), .problem = {}, .is_there = true};
}

/// Why a text is no file of rules at all, or one of a newer version; a rule that is wrong is no such reason.
QString problemOfRules(const QString& file, const std::string& text)
{
    for (const RuleProblem& each : readAlertRules(text).problems)
        if (!each.place.starts_with("/rules/"))
            return u"%1%2: %3"_s.arg(file, QString::fromStdString(each.place), QString::fromStdString(each.reason));
    return {};
}

struct Files {
    FileText rules;
    FileText targets;
    FileText channels;
};

Files filesIn(const QString& folder)
{
    Files files{contentOf(folder + u"/rules.json"_s, bundled("defaults")),
                contentOf(folder + u"/targets.json"_s, bundled("targets")),
                contentOf(folder + u"/channels.json"_s, {})};
    if (files.rules.problem.isEmpty())
        files.rules.problem = problemOfRules(folder + u"/rules.json"_s, files.rules.text);
    return files;
}

Instant clockNow()
{
    return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
}

bool coversAll(const BookedSilence& booked, Instant now)
{
    const Silence silence = silenceOf(booked);
    return silence.rule.empty() && silence.labels.empty() && silence.from <= now && now < silence.to;
}

/// An error of writing, or blank.
QString writeFile(const QString& path, const std::string& text)
{
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(QByteArray::fromStdString(text)) >= 0 && file.commit())
        return {};
    return u"%1: %2"_s.arg(path, file.errorString());
}

/// Runs `work` on a thread of `threads` and `done` with its answer here, unless `asker` is gone by then.
template <class Work, class Done>
void elsewhere(QThreadPool& threads, QObject* asker, Work work, Done done)
{
    threads.start([asker = QPointer<QObject>(asker), work, done] {
        auto answer = work();
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [asker, done, answer = std::move(answer)] {
                if (asker)
                    done(answer);
            },
            Qt::QueuedConnection);
    });
}

}  // namespace

AlertCenter::AlertCenter(CacheReader& reader, QObject* parent)
    : QObject(parent),
      m_reader(reader),
      m_secrets(std::make_shared<KeyedSecrets>()),
      m_channels(usualChannels()),
      m_picture(std::make_shared<AlertPicture>())
{
    m_writer.setMaxThreadCount(1);  // what was kept last must stay
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, [this] {
        m_last_judged.invalidate();
        cacheChanged();
    });
    m_hold.setSingleShot(true);
    connect(&m_hold, &QTimer::timeout, this, &AlertCenter::release);
}

AlertCenter::~AlertCenter()
{
    m_secrets->close();
    m_watcher.reset();
}

QString AlertCenter::folder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u"/alerts"_s;
}

void AlertCenter::start()
{
    if (m_started)
        return;
    m_started = true;
    m_wants_watching = QSettings().value(kWatchingKey, false).toBool();
    readFiles();
}

void AlertCenter::readFiles()
{
    elsewhere(
        *QThreadPool::globalInstance(), this, [folder = folder()] { return filesIn(folder); },
        [this](const Files& files) {
            // What somebody has chosen meanwhile is newer than the files.
            if (m_rules_text.empty()) {
                m_rules_text = files.rules.text;
                m_rules_problem = files.rules.problem;
            }
            if (m_targets_text.empty()) {
                m_targets_text = files.targets.text;
                m_targets_problem = files.targets.problem;
            }
            for (const QString& problem : {files.rules.problem, files.targets.problem, files.channels.problem})
                if (!problem.isEmpty())
                    Q_EMIT failed(problem);
            if (files.channels.is_there && files.channels.problem.isEmpty() && !m_channels_chosen) {
                m_channels = readChannels(files.channels.text);
                for (const RuleProblem& each : m_channels.problems)
                    Q_EMIT failed(u"channels.json%1: %2"_s.arg(QString::fromStdString(each.place),
                                                               QString::fromStdString(each.reason)));
            }
            m_files_read = true;
            takeRules();
            if (m_wants_watching)
                startWatcher();
        });
}

void AlertCenter::write(const QString& file, const std::string& text)
{
    const QString path = folder() + u'/' + file;
    elsewhere(
        m_writer, this, [path, text] { return writeFile(path, text); },
        [this](const QString& problem) {
            if (!problem.isEmpty())
                Q_EMIT failed(tr("Alerts cannot be kept: %1").arg(problem));
        });
}

void AlertCenter::takeRules()
{
    m_rules = readAlertRules(m_rules_text);
    Q_EMIT filesChanged();
    pushSettings();
}

void AlertCenter::setRulesText(std::string text)
{
    if (!m_rules_problem.isEmpty())
        return Q_EMIT failed(tr("The rules are not kept: %1").arg(m_rules_problem));
    m_rules_text = std::move(text);
    write(u"rules.json"_s, m_rules_text);
    takeRules();
}

void AlertCenter::setTargetsText(std::string text)
{
    if (!m_targets_problem.isEmpty())
        return Q_EMIT failed(tr("The targets are not kept: %1").arg(m_targets_problem));
    m_targets_text = std::move(text);
    write(u"targets.json"_s, m_targets_text);
    Q_EMIT filesChanged();
}

void AlertCenter::setChannels(ChannelFile channels)
{
    m_channels = std::move(channels);
    m_channels_chosen = true;
    write(u"channels.json"_s, channelsText(m_channels));
    Q_EMIT filesChanged();
    pushSettings();
}

void AlertCenter::setWatching(bool watching)
{
    QSettings().setValue(kWatchingKey, watching);
    m_wants_watching = watching;
    if (!m_files_read || watching == isWatching())
        return;
    if (watching)
        return startWatcher();
    // Its end waits for what it is doing; the window does not.
    std::thread([old = std::move(m_watcher)]() mutable { old.reset(); }).detach();
    Q_EMIT watchingChanged(false);
    judgeOnce();
}

void AlertCenter::startWatcher()
{
    WatcherCalls calls;
    calls.changed = [center = QPointer<AlertCenter>(this)](std::shared_ptr<const AlertPicture> picture) {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [center, picture = std::move(picture)] {
                if (center && center->isWatching())
                    center->show(picture);
            },
            Qt::QueuedConnection);
    };
    calls.tell = [center = QPointer<AlertCenter>(this)](const Channel& channel, const BookedMessage& message) {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [center, channel, message] {
                if (center)
                    Q_EMIT center->tellWanted(channel, message);
            },
            Qt::QueuedConnection);
    };
    m_watcher = std::make_unique<AlertWatcher>(m_reader.path(), m_secrets, std::move(calls));
    if (m_catching_up)
        holdUntilCaughtUp();
    pushSettings();
    Q_EMIT watchingChanged(true);
}

void AlertCenter::holdUntilCaughtUp()
{
    if (!m_watcher)
        return;
    m_hold.start(kLongestHold);
    m_watcher->setHeld(true);
}

void AlertCenter::setCatchingUp(bool catching)
{
    m_catching_up = catching;
    if (!catching && m_hold.isActive())
        release();
}

void AlertCenter::release()
{
    m_hold.stop();
    if (m_watcher)
        m_watcher->setHeld(false);
}

void AlertCenter::pushSettings()
{
    if (!m_files_read)
        return;
    if (!m_watcher)
        return judgeOnce();
    m_watcher->setSettings(
        {.rules = m_rules.rules, .mine = m_mine, .channels = m_channels.channels, .schedule = m_channels.schedule});
}

void AlertCenter::findRows(QObject* asker, const AlertRule& rule, RowsFound found)
{
    m_reader.ask<ScopeSearch>(
        asker, u"rows of a rule"_s, [rule](Cache& cache) { return searchScope(cache, rule); }, std::move(found));
}

void AlertCenter::judgeOnce()
{
    using Answer = std::shared_ptr<const AlertPicture>;
    m_reader.ask<Answer>(
        this, u"alerts"_s,
        [rules = m_rules.rules, mine = m_mine](Cache& cache) -> Result<Answer> {
            const auto check = checkAlerts(cache, rules, {}, mine);
            if (!check)
                return tl::unexpected(check.error());
            return std::make_shared<const AlertPicture>(pictureOf(*check));
        },
        [this](const Result<Answer>& answer) {
            if (isWatching())
                return;
            if (answer)
                return show(*answer);
            auto picture = std::make_shared<AlertPicture>();
            picture->problem = answer.error().message;
            show(std::move(picture));
        });
}

void AlertCenter::show(std::shared_ptr<const AlertPicture> picture)
{
    m_picture = std::move(picture);
    m_judged = true;
    Q_EMIT pictureChanged();
}

void AlertCenter::setMine(const QSet<QString>& mine)
{
    OwnOrchestrators addresses;
    for (const QString& each : mine)
        if (each.startsWith("orchestrator:"_L1))
            addresses.insert(each.mid(13).toStdString());
    if (addresses == m_mine)
        return;
    m_mine = std::move(addresses);
    pushSettings();
}

/// While a network is watched the cache changes every second, and alerts are about hours.
void AlertCenter::cacheChanged()
{
    if (!m_started || m_again.isActive())
        return;
    if (m_last_judged.isValid() && m_last_judged.elapsed() < kJudgeEvery.count())
        return m_again.start(kJudgeEvery);
    m_last_judged.start();
    if (m_watcher)
        m_watcher->wake();
    else
        pushSettings();
}

void AlertCenter::acknowledge(const ActiveAlert& alert, bool acknowledged)
{
    if (m_watcher)
        m_watcher->post(
            [rule = alert.rule, labels = labelsText(alert.group), acknowledged](AlertWatch& watch, Instant now) {
                (void)watch.acknowledge(rule, labels, acknowledged, now);  // what failed shows in the next picture
            });
}

void AlertCenter::addSilence(const BookedSilence& silence)
{
    if (m_watcher)
        m_watcher->post([silence](AlertWatch& watch, Instant) { (void)watch.addSilence(silence); });
}

void AlertCenter::endSilence(std::int64_t id)
{
    if (m_watcher)
        m_watcher->post([id](AlertWatch& watch, Instant now) { (void)watch.endSilence(id, now); });
}

void AlertCenter::pauseUntil(Instant until)
{
    const Instant now = clockNow();
    addSilence({.id = 0, .rule = {}, .labels = "{}", .from = now, .to = until, .reason = "paused"});
}

void AlertCenter::resume()
{
    const Instant now = clockNow();
    for (const BookedSilence& each : m_picture->silences)
        if (coversAll(each, now))
            endSilence(each.id);
}

std::optional<Instant> AlertCenter::pausedUntil() const
{
    std::optional<Instant> until;
    const Instant now = clockNow();
    for (const BookedSilence& each : m_picture->silences)
        if (coversAll(each, now))
            until = std::max(until, std::optional(each.to));
    return until;
}

void AlertCenter::tag(std::int64_t episode, const QString& tag, const QString& note)
{
    if (m_watcher)
        m_watcher->post([episode, tag = tag.toStdString(), note = note.toStdString()](AlertWatch& watch, Instant) {
            (void)watch.tag(episode, tag, note);
        });
}

/// Not by the book: a test is answered at once, and not tried again.
void AlertCenter::sendTest(const Channel& channel)
{
    const Instant now = clockNow();
    BookedMessage message{
        .id = 0, .channel = channel.id, .body = bodyOf(testMessage(now)), .made_at = now, .due_at = now};
    if (channel.kind == ChannelKind::desktop || channel.kind == ChannelKind::tray || channel.kind == ChannelKind::sound)
        return Q_EMIT tellWanted(channel, message);
    const auto send = [channel, message, now, secrets = m_secrets] {
        HttpOptions options;
        options.limits.redirects = 0;
        HttpClient http(std::move(options));
        return sendBy(channel, message, *secrets, http, now, {});
    };
    elsewhere(*QThreadPool::globalInstance(), this, send,
              [this, id = QString::fromStdString(channel.id)](const SendOutcome& outcome) {
                  Q_EMIT testDone(id, outcome.told ? QString() : QString::fromStdString(outcome.problem));
              });
}

void AlertCenter::told(std::int64_t message, const QString& problem)
{
    if (m_watcher && message > 0)
        m_watcher->localDone(message, problem.toStdString());
}

void AlertCenter::setSecrets(SecretStore* secrets)
{
    m_secrets->setStore(secrets);
}

SecretStore* AlertCenter::secrets() const
{
    return m_secrets->store();
}

}  // namespace naap
