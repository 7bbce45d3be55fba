#include "ui/pages/orchestrator_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/pages/all_pages.h"
#include "ui/pages/chart_parts.h"
#include "ui/pages/orchestrator_tabs.h"
#include "ui/pages/report_pane.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/tabs.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

const QStringList& listColumns()
{
    static const QStringList kColumns{u"orchestrator_address"_s,
                                      u"orchestrator_uri"_s,
                                      u"known_sessions_count"_s,
                                      u"sla_score_weighted_mean"_s,
                                      u"gpu_count"_s,
                                      u"models"_s,
                                      u"pipelines"_s,
                                      u"version"_s,
                                      u"last_seen"_s};
    return kColumns;
}

/// A field as a person reads it; a dash where nothing is known.
QString shown(const ReportTable& table, std::size_t row, std::string_view name, const ValueText& text)
{
    const int field = fieldIndex(table, name);
    if (field < 0)
        return u"–"_s;
    const auto index = static_cast<std::size_t>(field);
    return text.cell(table.cell(row, index), table.fields()[index]);
}

QString factsOf(const ReportTable& nodes, const ValueText& text)
{
    if (nodes.rowCount() == 0)
        return OrchestratorPage::tr(
            "No capability event of it in this stretch of time: its hosts, version and GPUs are "
            "not known.");
    QStringList hosts;
    for (std::size_t row = 0; row < nodes.rowCount(); ++row)
        hosts << OrchestratorPage::tr("%1, version %2, GPU ids: %3, last seen %4")
                     .arg(shown(nodes, row, "orchestrator_uri", text), shown(nodes, row, "version", text),
                          shown(nodes, row, "gpu_count", text), shown(nodes, row, "last_seen", text));
    constexpr qsizetype kMost = 3;
    const qsizetype more = hosts.size() - kMost;
    QString lines = hosts.mid(0, kMost).join(u"\n"_s);
    if (more > 0)
        lines += u"\n"_s + OrchestratorPage::tr("and %n more host(s)", nullptr, static_cast<int>(more));
    return lines;
}

}  // namespace

OrchestratorPage::OrchestratorPage(Workbench& workbench)
    : Page(workbench, u"orchestrator"_s, tr("Orchestrator"),
           tr("How is this orchestrator doing, why, and what changed?")),
      m_list(new ReportPane(workbench, u"orchestrators"_s, tr("Orchestrators"), listColumns(), this)),
      m_stack(new QStackedWidget(this))
{
    m_list->setSort(u"known_sessions_count"_s, true);
    m_list->view().setToolTip(tr("Enter opens the profile of an orchestrator."));
    m_stack->addWidget(m_list);
    m_stack->addWidget(makeProfile());
    body()->addWidget(m_stack, 1);
    offerApi(
        {{u"api-orchestrators"_s, tr("Offers")},
         {u"api-leaderboard"_s, tr("Last 24 hours")},
         {u"api-sla"_s, tr("SLA by hour")},
         {u"api-gpu-metrics"_s, tr("GPUs by hour")},
         {u"api-prices"_s, tr("Prices")}},
        tr("single sessions and errors, swaps with reasons, changes of offers, payments, and who was asked in vain"),
        true);
    connect(m_list, &ReportPane::rowOpened, this, [this](int row) {
        this->workbench().go(id(), textOfCell(m_list->model().cellAt(row, u"orchestrator_address"_s)));
    });
    connect(&workbench, &Workbench::mineChanged, this, &OrchestratorPage::showMine);
}

QWidget* OrchestratorPage::makeProfile()
{
    auto* profile = new QWidget(this);
    m_tabs = new Tabs(profile);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Parts of the orchestrator's profile"));
    auto* rows = new QVBoxLayout(profile);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(makeHeader());
    rows->addWidget(m_tabs, 1);
    Workbench& bench = workbench();
    addTab(new SummaryTab(bench, m_tabs), u"summary"_s, tr("S&ummary"));
    addTab(new QualityTab(bench, m_tabs), u"quality"_s, tr("&Quality"));
    addTab(new ReliabilityTab(bench, m_tabs), u"reliability"_s, tr("&Reliability"));
    addTab(new HostsTab(bench, m_tabs), u"hosts"_s, tr("&Hosts and GPUs"));
    addTab(new OffersTab(bench, m_tabs), u"offers"_s, tr("&Capabilities and prices"));
    addTab(new EarningsTab(bench, m_tabs), u"earnings"_s, tr("&Earnings"));
    addTab(new OrchestratorSessionsTab(bench, m_tabs), u"sessions"_s, tr("&Sessions"));
    connect(m_tabs, &QTabWidget::currentChanged, this, &OrchestratorPage::refreshCurrent);
    return profile;
}

QWidget* OrchestratorPage::makeHeader()
{
    auto* header = new QWidget(this);
    auto* back = new QPushButton(tr("&Back to list"), header);
    back->setAccessibleDescription(tr("Shows all orchestrators to choose from."));
    m_mine = new QToolButton(header);
    m_mine->setCheckable(true);
    m_mine->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_mine->setToolTip(tr("What is yours comes first on the overview."));
    m_address = new QLabel(header);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_address->setAccessibleName(tr("Address of the orchestrator"));
    m_facts = makeNote(header);
    m_filter_note = makeNote(header);
    auto* row = new QHBoxLayout;
    row->addWidget(back);
    row->addWidget(m_address, 1);
    row->addWidget(m_mine);
    auto* rows = new QVBoxLayout(header);
    rows->setContentsMargins(0, 2, 0, 2);
    rows->setSpacing(2);
    rows->addLayout(row);
    rows->addWidget(m_facts);
    rows->addWidget(m_filter_note);
    connect(back, &QPushButton::clicked, this, [this] { workbench().go(id()); });
    connect(m_mine, &QToolButton::clicked, this,
            [this](bool mine) { workbench().setMine(u"orchestrator:"_s + m_subject, mine); });
    return header;
}

void OrchestratorPage::addTab(OrchestratorTab* tab, const QString& name, const QString& title)
{
    tab->setObjectName(name);
    m_tabs->addTab(tab, title);
    connect(tab, &OrchestratorTab::tabWanted, this, &OrchestratorPage::showTab);
}

OrchestratorTab* OrchestratorPage::currentTab() const
{
    return qobject_cast<OrchestratorTab*>(m_tabs->currentWidget());
}

void OrchestratorPage::showTab(const QString& name)
{
    for (int i = 0; i < m_tabs->count(); ++i)
        if (m_tabs->widget(i)->objectName() == name)
            m_tabs->setCurrentIndex(i);
}

void OrchestratorPage::setSubject(const QString& subject)
{
    const QString address = subject.trimmed().toLower();
    if (address == m_subject)
        return;
    m_subject = address;
    m_stack->setCurrentIndex(address.isEmpty() ? 0 : 1);
    m_address->setText(address);
    m_facts->clear();
    for (int i = 0; i < m_tabs->count(); ++i)
        qobject_cast<OrchestratorTab*>(m_tabs->widget(i))->setAddress(address);
    invalidate();
}

void OrchestratorPage::openFirst()
{
    if (m_subject.isEmpty() && m_list->model().rowCount() > 0)
        Q_EMIT m_list->rowOpened(0);
}

std::vector<PageView> OrchestratorPage::views()
{
    QStringList names;
    for (int tab = 0; tab < m_tabs->count(); ++tab)
        names << m_tabs->widget(tab)->objectName();
    return viewsOfTabs(*m_tabs, names);
}

void OrchestratorPage::takeFocus()
{
    if (m_subject.isEmpty())
        m_list->takeFocus();
    else
        m_tabs->setFocus();
}

bool OrchestratorPage::isComplete() const
{
    if (m_subject.isEmpty())
        return m_list->isComplete();
    return !m_reading_header && currentTab()->isComplete();
}

void OrchestratorPage::refresh()
{
    m_fresh.clear();
    if (m_subject.isEmpty())
        return m_list->refresh();
    refreshHeader();
    refreshCurrent();
}

void OrchestratorPage::refreshHeader()
{
    showMine();
    const bool filtered = !workbench().scope().filter.trimmed().isEmpty();
    m_filter_note->setText(filtered ? tr("The filter is not applied here: a profile is about all work of one "
                                         "orchestrator.")
                                    : QString());
    m_filter_note->setVisible(filtered);
    ReportQuery query = rangeQuery(workbench().scope());
    query.where.push_back({.field = "orchestrator_address", .value = m_subject.toStdString()});
    m_reading_header = true;
    readReport(workbench(), this, u"header"_s, u"orchestrators"_s, query, [this](const Result<SharedTable>& nodes) {
        m_reading_header = false;
        m_facts->setText(nodes ? factsOf(**nodes, workbench().text()) : QString::fromStdString(nodes.error().message));
    });
}

void OrchestratorPage::showMine()
{
    const bool mine = workbench().isMine(u"orchestrator:"_s + m_subject);
    m_mine->setChecked(mine);
    m_mine->setText(mine ? tr("★ Marked as mine") : tr("☆ Mark as mine"));
    m_mine->setAccessibleName(mine ? tr("Marked as mine; press to take the mark away") : tr("Mark as mine"));
}

/// Only the tab that is seen reads.
void OrchestratorPage::refreshCurrent()
{
    if (!isVisible() || m_subject.isEmpty() || m_fresh.contains(m_tabs->currentIndex()))
        return;
    m_fresh.insert(m_tabs->currentIndex());
    currentTab()->refresh();
}

Page* makeOrchestratorPage(Workbench& workbench)
{
    return new OrchestratorPage(workbench);
}

}  // namespace naap
