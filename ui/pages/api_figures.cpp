#include "ui/pages/api_figures.h"

#include <algorithm>

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include "core/reports/report.h"
#include "core/store/accounting_store.h"
#include "core/store/api_store.h"
#include "ui/pages/report_pane.h"
#include "ui/pages/workbench.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/tabs.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr auto kAddress = "orchestrator_address";

bool hasField(const QString& report, std::string_view name, bool asTime = false)
{
    const ReportInfo* info = findReport(report.toStdString());
    return info && std::ranges::any_of(info->fields, [&](const Field& field) {
               return field.name == name && (!asTime || field.is_time);
           });
}

/// Some endpoints know only how things are now, whatever stretch of time is looked at.
bool isOfNow(const QString& report)
{
    return hasField(report, "fetched_at", true);
}

/// The hourly tables have many counts; these come first. Blank: all, as the API lists them.
QStringList columnsOf(const QString& report)
{
    const QStringList work{u"window_start"_s, u"orchestrator_address"_s, u"pipeline_id"_s, u"model_id"_s, u"gpu_id"_s};
    if (report == u"api-sla"_s)
        return work + QStringList{u"sla_score"_s,
                                  u"requested_sessions"_s,
                                  u"startup_success_sessions"_s,
                                  u"effective_success_rate"_s,
                                  u"no_swap_rate"_s,
                                  u"avg_output_fps"_s,
                                  u"unknown_zeros"_s,
                                  u"org"_s,
                                  u"server"_s,
                                  u"fetched_at"_s};
    if (report == u"api-gpu-metrics"_s)
        return work + QStringList{u"gpu_model_name"_s,
                                  u"avg_output_fps"_s,
                                  u"known_sessions_count"_s,
                                  u"startup_success_sessions"_s,
                                  u"startup_failed_rate"_s,
                                  u"swap_rate"_s,
                                  u"avg_startup_latency_ms"_s,
                                  u"avg_e2e_latency_ms"_s,
                                  u"unknown_zeros"_s,
                                  u"org"_s,
                                  u"server"_s,
                                  u"fetched_at"_s};
    if (report == u"api-demand"_s)
        return {u"window_start"_s,
                u"gateway"_s,
                u"pipeline_id"_s,
                u"model_id"_s,
                u"requested_sessions"_s,
                u"startup_success_sessions"_s,
                u"no_orch_sessions"_s,
                u"startup_success_rate"_s,
                u"effective_success_rate"_s,
                u"total_minutes"_s,
                u"avg_output_fps"_s,
                u"unknown_zeros"_s,
                u"org"_s,
                u"server"_s,
                u"fetched_at"_s};
    return {};
}

}  // namespace

ApiFigures::ApiFigures(Workbench& workbench, const std::vector<ApiTableOffer>& tables, const QString& only_events,
                       QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_only_events(only_events),
      m_bar(new QWidget(this)),
      m_whose(new QComboBox(m_bar)),
      m_says(new QLabel(m_bar)),
      m_tabs(new Tabs(this))
{
    m_whose->addItems({tr("Computed here, from events"), tr("What the public API says")});
    m_whose->setAccessibleName(tr("Whose figures"));
    m_says->setWordWrap(true);
    m_says->setForegroundRole(QPalette::PlaceholderText);
    auto* line = new QHBoxLayout(m_bar);
    line->setContentsMargins(0, 2, 0, 2);
    line->addWidget(new QLabel(tr("Figures"), m_bar));
    line->addWidget(m_whose);
    line->addSpacing(12);
    line->addWidget(m_says, 1);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_bar);
    rows->addWidget(m_tabs, 1);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("What the public API says"));
    for (const ApiTableOffer& table : tables) {
        auto* pane = new ReportPane(workbench, table.report, tr("%1, says the public API").arg(table.title),
                                    columnsOf(table.report), this);
        pane->setUsesRange(!isOfNow(table.report));
        if (!isOfNow(table.report))
            pane->setSort(u"window_start"_s, true);
        pane->setEmptyText(tr("The public API said nothing of this"),
                           tr("Choose a longer stretch of time, or see under Data health what it was asked."));
        connect(pane, &ReportPane::rowOpened, this, [this, pane](int row) {
            const QString address = textOfCell(pane->model().cellAt(row, QLatin1String(kAddress)));
            if (!address.isEmpty())
                m_workbench.go(u"orchestrator"_s, address);
        });
        m_panes.push_back(pane);
        m_by_orchestrator.push_back(hasField(table.report, kAddress));
        m_tabs->addTab(pane, table.title);
    }
    m_tabs->tabBar()->setVisible(m_panes.size() > 1);
    m_tabs->hide();
    hide();
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] { readTable(); });
    connect(m_whose, &QComboBox::activated, this, [this](int index) {
        m_wanted_api = index == 1;
        decide();
    });
}

void ApiFigures::refresh(const QString& orchestrator)
{
    m_orchestrator = orchestrator;
    m_workbench.reader().ask<Held>(
        this, u"held"_s,
        [](Cache& cache) -> Result<Held> {
            return Held{newestApiFetch(cache), newestEvent(cache).has_value()};
        },
        [this](const Result<Held>& held) {
            m_held = held.value_or(Held());
            decide();
        });
}

void ApiFigures::decide()
{
    const bool was = m_shows_api;
    m_shows_api = m_held.fetched_at && m_wanted_api.value_or(!m_held.events);
    setVisible(m_held.fetched_at.has_value());
    m_whose->setCurrentIndex(m_shows_api ? 1 : 0);
    m_tabs->setVisible(m_shows_api);
    m_says->setText(sentence());
    if (m_shows_api != was)
        Q_EMIT showsApiChanged(m_shows_api);
    readTable();
}

void ApiFigures::readTable()
{
    if (!m_shows_api || m_tabs->currentIndex() < 0)
        return;
    const auto at = static_cast<std::size_t>(m_tabs->currentIndex());
    ReportPane* pane = m_panes[at];
    std::vector<Condition> conditions;
    if (!m_orchestrator.isEmpty() && m_by_orchestrator[at])
        conditions.push_back({.field = kAddress, .value = m_orchestrator.toStdString()});
    pane->setConditions(std::move(conditions));
    pane->refresh();
}

QString ApiFigures::sentence() const
{
    if (!m_held.fetched_at)
        return {};
    const QString when = m_workbench.text().instant(*m_held.fetched_at);
    if (!m_shows_api)
        return tr("The public API's figures, last fetched %1, are kept apart from these.").arg(when);
    return tr("The public API's own figures, last fetched %1; where it sends a 0 that means unknown, nothing is shown. "
              "Only events can tell: %2.")
        .arg(when, m_only_events);
}

}  // namespace naap
