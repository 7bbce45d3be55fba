#include "ui/shell/alert_bell.h"

#include <QApplication>
#include <QPainter>
#include <QProcess>
#include <QStandardPaths>
#include <QToolButton>

#include "core/alerts/memory_text.h"
#include "core/alerts/told_message.h"
#include "core/reports/verdict_evidence.h"
#include "ui/models/alert_center.h"
#include "ui/pages/workbench.h"
#include "ui/shell/desktop_notifier.h"
#include "ui/shell/tray.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::minutes kBetweenVerdicts{5};
const QTime kMorning(8, 0);

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

/// The program's icon with a mark at its corner: a shape as well as a colour.
QIcon markedIcon(AlertLevel level)
{
    const QIcon plain = QApplication::windowIcon();
    if (level == AlertLevel::none)
        return plain;
    QPixmap picture = plain.pixmap(64);
    if (picture.isNull()) {
        picture = QPixmap(64, 64);
        picture.fill(Qt::transparent);
    }
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Qt::white, 3));
    if (level == AlertLevel::critical) {
        painter.setBrush(QColor(0xb42318));
        painter.drawRect(QRectF(34, 34, 27, 27));
    } else {
        painter.setBrush(QColor(0xc77700));
        painter.drawPolygon(QPolygonF({{47, 32}, {62, 61}, {32, 61}}));
    }
    return picture;
}

/// The rules and groups of a message that still go on.
std::vector<ActiveAlert> alertsOf(const BookedMessage& message, const AlertPicture& picture)
{
    std::vector<ActiveAlert> alerts;
    const auto shown = shownMessage(message.body);
    for (const ActiveAlert& each : picture.active)
        if (shown &&
            std::ranges::find(shown->alerts, std::pair(each.rule, labelsText(each.group))) != shown->alerts.end())
            alerts.push_back(each);
    return alerts;
}

}  // namespace

AlertBell::AlertBell(Workbench& workbench, Tray& tray, QWidget* window)
    : QObject(window),
      m_workbench(workbench),
      m_tray(tray),
      m_window(window),
      m_badge(new QToolButton(window)),
      m_notifier(new DesktopNotifier(this))
{
    m_badge->setAutoRaise(true);
    m_badge->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_badge->setObjectName(u"alerts"_s);
    AlertCenter& alerts = workbench.alerts();
    connect(m_badge, &QToolButton::clicked, this, [this] { open(u"alerts"_s); });
    connect(&alerts, &AlertCenter::pictureChanged, this, &AlertBell::showCount);
    connect(&alerts, &AlertCenter::filesChanged, this, &AlertBell::showTray);
    connect(&alerts, &AlertCenter::watchingChanged, this, &AlertBell::showTray);
    connect(&alerts, &AlertCenter::tellWanted, this, &AlertBell::tell);
    connect(&m_tray, &Tray::alertsWanted, this, [this] { open(u"alerts"_s); });
    connect(&m_tray, &Tray::pauseWanted, this, &AlertBell::pause);
    connect(&m_tray, &Tray::verdictWanted, this, [this] { open(u"overview"_s); });
    m_verdict.setInterval(kBetweenVerdicts);
    connect(&m_verdict, &QTimer::timeout, this, &AlertBell::askVerdict);
    showCount();
}

void AlertBell::showCount()
{
    const AlertPicture& picture = m_workbench.alerts().picture();
    const auto critical = static_cast<int>(picture.countOf(AlertLevel::critical));
    const auto warning = static_cast<int>(picture.countOf(AlertLevel::warning));
    QString words;
    if (!picture.problem.empty())
        words = tr("◌ alerts unknown");
    else if (critical > 0)
        words = tr("■ %1  ▲ %2").arg(critical).arg(warning);
    else if (warning > 0)
        words = tr("▲ %1").arg(warning);
    else
        words = tr("● no alerts");
    const QString sentence =
        picture.problem.empty()
            ? tr("%1 critical alerts, %2 warnings. Opens the page of alerts.").arg(critical).arg(warning)
            : tr("Alerts cannot be judged: %1").arg(text(picture.problem));
    showPause();
    if (words == m_badge->text() && sentence == m_badge->toolTip())
        return;  // alerts are judged with each revision, and their count seldom changes
    m_badge->setText(words);
    m_badge->setToolTip(sentence);
    m_badge->setAccessibleName(sentence);
    m_tray.setAlerts(markedIcon(picture.worst()), words);
}

void AlertBell::showPause()
{
    const AlertCenter& alerts = m_workbench.alerts();
    const auto until = alerts.pausedUntil();
    m_tray.setPause(alerts.isWatching(), until ? m_workbench.text().instant(*until) : QString());
}

void AlertBell::pause(Tray::Pause pause)
{
    AlertCenter& alerts = m_workbench.alerts();
    const QDateTime now = QDateTime::currentDateTime();
    switch (pause) {
        case Tray::Pause::hour: return alerts.pauseUntil(instantFromMs(now.addSecs(3'600).toMSecsSinceEpoch()));
        case Tray::Pause::tomorrow:
            return alerts.pauseUntil(instantFromMs(QDateTime(now.date().addDays(1), kMorning).toMSecsSinceEpoch()));
        case Tray::Pause::none: return alerts.resume();
    }
}

/// By the clock where somebody watches: an old file is not late.
void AlertBell::askVerdict()
{
    const bool isLive = m_workbench.alerts().isWatching();
    m_workbench.reader().ask<QString>(
        this, u"verdict of the tray"_s,
        [isLive, mine = m_workbench.alerts().mine()](Cache& cache) -> Result<QString> {
            const Instant now = std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
            const auto evidence = isLive ? verdictEvidenceNow(cache, now, mine) : verdictEvidence(cache, {}, mine);
            if (!evidence)
                return tl::unexpected(evidence.error());
            return evidence->at == Instant{} ? QString() : text(verdictOf(*evidence).sentence);
        },
        [this](const Result<QString>& sentence) { m_tray.setVerdict(sentence.value_or(QString())); });
}

/// The tray has an icon as long as somebody watches and a channel wants it.
void AlertBell::showTray()
{
    const AlertCenter& alerts = m_workbench.alerts();
    m_tray.setAlertsWanted(alerts.isWatching() &&
                           std::ranges::any_of(alerts.channels().channels, [](const Channel& each) {
                               return each.enabled && each.kind == ChannelKind::tray;
                           }));
    showPause();
    if (m_tray.isWanted() == m_verdict.isActive())
        return;
    if (m_verdict.isActive())
        return m_verdict.stop();
    m_verdict.start();
    askVerdict();
}

void AlertBell::open(const QString& page)
{
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
    m_workbench.go(page, page == "alerts"_L1 ? u"active"_s : QString());
}

void AlertBell::tell(const Channel& channel, const BookedMessage& message)
{
    const auto shown = shownMessage(message.body).value_or(ShownMessage{});
    switch (channel.kind) {
        case ChannelKind::desktop: return notify(channel, message);
        case ChannelKind::tray:
            if (!m_tray.isShown())
                return done(channel, message, tr("there is no tray icon here, or nobody watches"));
            m_tray.tell(text(shown.title), text(shown.text), shown.level == "critical");
            return done(channel, message, {});
        case ChannelKind::sound: ring(text(channel.file)); return done(channel, message, {});
        default: return done(channel, message, tr("a window cannot tell by this channel"));
    }
}

void AlertBell::notify(const Channel& channel, const BookedMessage& message)
{
    const auto shown = shownMessage(message.body).value_or(ShownMessage{});
    Notification notification{.title = text(shown.title),
                              .text = text(shown.text),
                              .is_critical = shown.level == "critical" && shown.kind != "ends",
                              .actions = {{u"default"_s, tr("Show the alerts")}}};
    if (!shown.is_test && shown.kind != "ends") {
        notification.actions << std::pair(u"acknowledge"_s, tr("Acknowledge"));
        notification.actions << std::pair(u"silence"_s, tr("Silence for an hour"));
    }
    m_notifier->show(
        notification, [=, this](const QString& problem) { done(channel, message, problem); },
        [=, this](const QString& action) { act(message, action); });
}

/// A player that the desktop has; without one, its bell.
void AlertBell::ring(const QString& file)
{
    for (const QString& player : {u"pw-play"_s, u"paplay"_s, u"aplay"_s})
        if (const QString program = QStandardPaths::findExecutable(player); !file.isEmpty() && !program.isEmpty()) {
            QProcess::startDetached(program, {file});
            return;
        }
    if (const QString canberra = QStandardPaths::findExecutable(u"canberra-gtk-play"_s); !canberra.isEmpty())
        QProcess::startDetached(canberra, {u"--id=dialog-warning"_s});
    else
        QApplication::beep();
}

void AlertBell::done(const Channel& channel, const BookedMessage& message, const QString& problem)
{
    if (message.id > 0)
        m_workbench.alerts().told(message.id, problem);
    else
        Q_EMIT m_workbench.alerts().testDone(text(channel.id), problem);
}

void AlertBell::act(const BookedMessage& message, const QString& action)
{
    AlertCenter& alerts = m_workbench.alerts();
    if (action == "default"_L1)
        return open(u"alerts"_s);
    if (action == "acknowledge"_L1)
        for (const ActiveAlert& each : alertsOf(message, alerts.picture()))
            alerts.acknowledge(each, true);
    if (action == "silence"_L1) {
        const Instant now = std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
        for (const BookedSilence& each : silencesFor(shownMessage(message.body).value_or(ShownMessage{}), now))
            alerts.addSilence(each);
    }
}

}  // namespace naap
