#include "ui/pages/alerts_page.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QTabWidget>
#include <QVBoxLayout>

#include "ui/pages/alert_bench_tab.h"

#include "ui/pages/alert_tabs.h"
#include "ui/pages/all_pages.h"
#include "ui/widgets/tabs.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

const QStringList kTabs{u"active"_s, u"rules"_s, u"bench"_s, u"silences"_s, u"history"_s, u"channels"_s};

}  // namespace

AlertsPage::AlertsPage(Workbench& workbench)
    : Page(workbench, u"alerts"_s, tr("Alerts"), tr("What needs attention, and are my rules any good?")),
      m_tabs(new Tabs(this)),
      m_watch(new QCheckBox(tr("&Watch and tell"), this)),
      m_head(new QLabel(this)),
      m_active(new ActiveTab(workbench, this)),
      m_rules(new RulesTab(workbench, this)),
      m_bench(new BenchTab(workbench, this)),
      m_silences(new SilencesTab(workbench, this)),
      m_history(new HistoryTab(workbench, this)),
      m_channels(new ChannelsTab(workbench, this))
{
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Parts of alerts"));
    m_tabs->addTab(m_active, tr("Active"));
    m_tabs->addTab(m_rules, tr("Rules"));
    m_tabs->addTab(m_bench, tr("Bench"));
    m_tabs->addTab(m_silences, tr("Silences"));
    m_tabs->addTab(m_history, tr("History"));
    m_tabs->addTab(m_channels, tr("Channels"));
    body()->addWidget(makeHead());
    body()->addWidget(m_tabs, 1);
    connectTabs();
}

QWidget* AlertsPage::makeHead()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    m_watch->setObjectName(u"watch"_s);
    m_watch->setToolTip(tr("Judge the rules by the clock, keep a history, and tell by the channels"));
    m_head->setForegroundRole(QPalette::PlaceholderText);
    m_head->setWordWrap(true);
    row->addWidget(m_watch);
    row->addWidget(m_head, 1);
    connect(m_watch, &QCheckBox::clicked, &workbench().alerts(), &AlertCenter::setWatching);
    return bar;
}

void AlertsPage::connectTabs()
{
    AlertCenter& alerts = workbench().alerts();
    connect(m_tabs, &QTabWidget::currentChanged, this, &AlertsPage::refreshCurrent);
    const auto update = [this](bool isClock) {
        if (!isVisible())
            return invalidate();
        showHead();
        // The bench shows the past: it waits for another range or rule, not for the clock.
        if (!isClock || currentTab() != m_bench)
            refreshCurrent();
    };
    connect(&alerts, &AlertCenter::pictureChanged, this, [update] { update(true); });
    connect(&alerts, &AlertCenter::filesChanged, this, [update] { update(false); });
    connect(&alerts, &AlertCenter::watchingChanged, this, &AlertsPage::showHead);
    for (AlertTab* tab : std::initializer_list<AlertTab*>{m_active, m_rules})
        connect(tab, &AlertTab::benchWanted, this, &AlertsPage::bench);
    connect(m_active, &AlertTab::silenceWanted, this, [this](const QString& rule, const QString& labels) {
        m_tabs->setCurrentWidget(m_silences);
        m_silences->begin(rule, labels);
    });
    connect(m_bench, &BenchTab::saveWanted, this, [this](const std::string& rule) {
        m_rules->refresh();
        m_rules->save(rule);
        m_bench->setRule(rule);
    });
}

AlertTab* AlertsPage::currentTab() const
{
    return static_cast<AlertTab*>(m_tabs->currentWidget());
}

void AlertsPage::bench(const std::string& rule)
{
    m_bench->setRule(rule);
    m_tabs->setCurrentWidget(m_bench);
    m_bench->takeFocus();
}

void AlertsPage::beginRule(const std::string& rule)
{
    m_tabs->setCurrentWidget(m_rules);
    m_rules->begin(rule);
}

void AlertsPage::setSubject(const QString& subject)
{
    if (const auto tab = kTabs.indexOf(subject); tab >= 0)
        m_tabs->setCurrentIndex(static_cast<int>(tab));
}

QString AlertsPage::subject() const
{
    return kTabs.value(m_tabs->currentIndex());
}

std::vector<PageView> AlertsPage::views()
{
    return viewsOfTabs(*m_tabs, kTabs);
}

void AlertsPage::takeFocus()
{
    currentTab()->takeFocus();
}

bool AlertsPage::isComplete() const
{
    return !workbench().alerts().isBusy() && currentTab()->isComplete();
}

void AlertsPage::refresh()
{
    workbench().alerts().start();
    showHead();
    refreshCurrent();
}

void AlertsPage::refreshCurrent()
{
    if (isVisible())
        currentTab()->refresh();
}

void AlertsPage::showHead()
{
    AlertCenter& alerts = workbench().alerts();
    m_watch->setChecked(alerts.isWatching());
    const AlertPicture& picture = alerts.picture();
    const QString at = picture.at == Instant{} ? QString() : workbench().text().instant(picture.at);
    if (!alerts.rulesProblem().isEmpty())
        m_head->setText(
            tr("▲ %1\nIt stays as it is: repair it, and start the program again.").arg(alerts.rulesProblem()));
    else if (!picture.problem.empty())
        m_head->setText(tr("▲ %1").arg(QString::fromStdString(picture.problem)));
    else if (alerts.isWatching())
        m_head->setText(tr("Watching; last looked at %1.").arg(at));
    else if (at.isEmpty())
        m_head->setText(tr("Nothing is watched, and nothing is told."));
    else
        m_head->setText(tr("Judged as of the newest event, %1. Nothing is told until you watch.").arg(at));
}

Page* makeAlertsPage(Workbench& workbench)
{
    return new AlertsPage(workbench);
}

}  // namespace naap
