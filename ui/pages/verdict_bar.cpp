#include "ui/pages/verdict_bar.h"

#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/reports/verdict_evidence.h"
#include "ui/models/alert_center.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr std::array kLayers{VerdictLayer::computer, VerdictLayer::feed, VerdictLayer::network, VerdictLayer::cohort,
                             VerdictLayer::mine};

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

QString nameOfLayer(VerdictLayer layer)
{
    switch (layer) {
        case VerdictLayer::computer: return VerdictBar::tr("this computer");
        case VerdictLayer::feed: return VerdictBar::tr("feed");
        case VerdictLayer::network: return VerdictBar::tr("network");
        case VerdictLayer::cohort: return VerdictBar::tr("cohort");
        case VerdictLayer::mine: return VerdictBar::tr("mine");
    }
    return {};
}

QString stateText(LayerState state)
{
    switch (state) {
        case LayerState::unknown: return VerdictBar::tr("cannot tell");
        case LayerState::healthy: return VerdictBar::tr("as usual");
        case LayerState::degraded: return VerdictBar::tr("differs");
    }
    return {};
}

QString markOf(LayerState state)
{
    return state == LayerState::degraded ? u"▲"_s : state == LayerState::healthy ? u"●"_s : u"◌"_s;
}

}  // namespace

VerdictBar::VerdictBar(Workbench& workbench, QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_sentence(new QLabel(this)),
      m_when(new QDateTimeEdit(this)),
      m_now(new QPushButton(tr("Latest hour"), this))
{
    m_now->setToolTip(tr("Judges the newest hour again."));
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_sentence->setAccessibleName(tr("Is it me or the network?"));
    QFont bold = m_sentence->font();
    bold.setWeight(QFont::DemiBold);
    m_sentence->setFont(bold);
    m_when->setDisplayFormat(u"yyyy-MM-dd HH:mm"_s);
    m_when->setTimeSpec(Qt::UTC);  // it shows the window's zone, which it does not know
    m_when->setCalendarPopup(true);
    m_when->setKeyboardTracking(false);
    m_when->setAccessibleName(tr("Hour to be judged"));
    m_when->setToolTip(tr("Any hour of the past can be asked about, too."));
    auto* strip = new QHBoxLayout;
    strip->setSpacing(2);
    for (const VerdictLayer layer : kLayers) {
        auto* button = new QToolButton(this);
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        connect(button, &QToolButton::clicked, this, [this, layer] { open(layer); });
        m_layers.push_back(button);
        strip->addWidget(button);
    }
    strip->addStretch(1);
    strip->addWidget(m_when);
    strip->addWidget(m_now);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(2);
    rows->addWidget(m_sentence);
    rows->addLayout(strip);
    connect(m_when, &QDateTimeEdit::dateTimeChanged, this, [this](const QDateTime& when) {
        if (!m_filling)
            setMoment(instantFromMs(QDateTime(when.date(), when.time(), m_workbench.text().zone).toMSecsSinceEpoch()));
    });
    connect(m_now, &QPushButton::clicked, this, [this] { setMoment({}); });
}

void VerdictBar::setMoment(std::optional<Instant> at)
{
    m_at = at;
    refresh();
}

void VerdictBar::refresh()
{
    std::set<std::string> mine;
    for (const QString& each : m_workbench.mine())
        if (each.startsWith("orchestrator:"_L1))
            mine.insert(each.mid(13).toStdString());
    m_reading = true;
    // By the clock where somebody watches: an old file is not late.
    const bool isLive = !m_at && m_workbench.alerts().isWatching();
    const auto now = isLive
                         ? std::optional(std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now()))
                         : std::nullopt;
    m_workbench.reader().ask<Answer>(
        this, u"verdict"_s,
        [at = m_at, now, mine = std::move(mine)](Cache& cache) -> Result<Answer> {
            const auto evidence = now ? verdictEvidenceNow(cache, *now, mine) : verdictEvidence(cache, at, mine);
            if (!evidence)
                return tl::unexpected(evidence.error());
            return Answer{evidence->hour, evidence->at != Instant{}, verdictOf(*evidence)};
        },
        [this](const Result<Answer>& answer) {
            m_reading = false;
            if (answer)
                showAnswer(*answer);
            else
                m_sentence->setText(text(answer.error().message));
        });
}

void VerdictBar::showAnswer(const Answer& answer)
{
    const QString mark = !answer.verdict.cause && answer.verdict.confidence == Certainty::none ? u"◌"_s
                         : answer.verdict.cause                                                ? u"▲"_s
                                                                                               : u"●"_s;
    m_sentence->setText(u"%1 %2"_s.arg(mark, text(answer.verdict.sentence)));
    m_hour = answer.hour;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        m_layers[i]->setVisible(i < answer.verdict.layers.size());
        if (i >= answer.verdict.layers.size())
            continue;
        const LayerVerdict& layer = answer.verdict.layers[i];
        m_layers[i]->setText(u"%1 %2"_s.arg(markOf(layer.state), nameOfLayer(layer.layer)));
        QStringList why{tr("%1: %2").arg(nameOfLayer(layer.layer), stateText(layer.state))};
        if (!layer.finding.empty())
            why << text(layer.finding);
        for (const std::string& each : layer.missing)
            why << tr("not known: %1").arg(text(each));
        m_layers[i]->setToolTip(why.join(u'\n'));
        m_layers[i]->setAccessibleName(why.join(u". "_s));
    }
    m_filling = true;
    m_when->setVisible(answer.known);
    m_now->setVisible(answer.known);
    m_now->setEnabled(m_at.has_value());
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(toMs(answer.hour), m_workbench.text().zone);
    const QDateTime shown(local.date(), local.time(), Qt::UTC);
    if (m_when->dateTime() != shown)
        m_when->setDateTime(shown);
    m_filling = false;
}

/// What a layer rests on.
void VerdictBar::open(VerdictLayer layer)
{
    if (m_hour == Instant{})
        return;
    m_workbench.zoom(m_hour - std::chrono::hours(24), m_hour + std::chrono::hours(1));
    switch (layer) {
        case VerdictLayer::computer:
        case VerdictLayer::feed: return m_workbench.go(u"health"_s, u"gaps"_s);
        case VerdictLayer::network: return m_workbench.go(u"sessions"_s);
        case VerdictLayer::cohort: return m_workbench.go(u"leaderboard"_s);
        case VerdictLayer::mine: return m_workbench.go(u"sla"_s);
    }
}

}  // namespace naap
