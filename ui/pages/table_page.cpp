#include "ui/pages/table_page.h"

#include <QVBoxLayout>

#include "ui/pages/all_pages.h"
#include "ui/pages/report_pane.h"
#include "ui/roles.h"
#include "ui/widgets/table_view.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

}  // namespace

TablePage::TablePage(Workbench& workbench, const TablePageInfo& info)
    : Page(workbench, info.id, info.title, info.question),
      m_info(info),
      m_pane(new ReportPane(workbench, info.report, info.title, info.columns, this))
{
    if (!info.sort.isEmpty())
        m_pane->setSort(info.sort, true);
    body()->addWidget(m_pane, 1);
    connect(m_pane, &ReportPane::rowOpened, this, [this](int row) {
        if (m_info.opens_page.isEmpty())
            return m_pane->openSessions(row, m_pane->view().currentIndex().data(kFieldRole).toString());
        const QString subject = textOfCell(m_pane->model().cellAt(row, m_info.opens_field));
        if (!subject.isEmpty())
            this->workbench().go(m_info.opens_page, subject);
    });
}

void TablePage::setSubject(const QString& subject)
{
    if (subject == m_subject)
        return;
    m_subject = subject;
    m_pane->setConditions(
        subject.isEmpty() || m_info.subject_field.isEmpty()
            ? std::vector<Condition>()
            : std::vector<Condition>{{.field = m_info.subject_field.toStdString(), .value = subject.toStdString()}});
    invalidate();
}

bool TablePage::isComplete() const
{
    return m_pane->isComplete();
}

void TablePage::takeFocus()
{
    m_pane->takeFocus();
}

void TablePage::refresh()
{
    m_pane->refresh();
}

Page* makeRequestsPage(Workbench& workbench)
{
    auto* page = new TablePage(
        workbench,
        {.id = u"requests"_s,
         .title = TablePage::tr("Requests"),
         .question = TablePage::tr("How do AI batch, LLM and BYOC requests perform?"),
         .report = u"requests"_s,
         .columns = {u"window_start"_s, u"capability_family"_s, u"capability_name"_s, u"model_id"_s,
                     u"orchestrator_address"_s, u"gateway"_s, u"job_count"_s, u"selected_count"_s, u"no_orch_count"_s,
                     u"success_rate"_s, u"avg_duration_ms"_s, u"p50_duration_ms"_s, u"p99_duration_ms"_s},
         .sort = u"window_start"_s,
         .opens_page = u"orchestrator"_s,
         .opens_field = u"orchestrator_address"_s});
    page->offerApi({{u"api-requests"_s, TablePage::tr("By hour")},
                    {u"api-jobs"_s, TablePage::tr("Single jobs")},
                    {u"api-llm"_s, TablePage::tr("LLM by hour")},
                    {u"api-request-models"_s, TablePage::tr("Models")},
                    {u"api-byoc-workers"_s, TablePage::tr("BYOC workers")},
                    {u"api-byoc-auth"_s, TablePage::tr("BYOC authorisations")}},
                   TablePage::tr("percentiles, gateways, and the events of a job"));
    return page;
}

Page* makeDemandPage(Workbench& workbench)
{
    auto* page = new TablePage(
        workbench, {.id = u"demand"_s,
                    .title = TablePage::tr("Demand"),
                    .question = TablePage::tr("Where does work come from, and where is it refused?"),
                    .report = u"demand"_s,
                    .columns = {u"window_start"_s, u"gateway"_s, u"region"_s, u"pipeline_id"_s, u"model_id"_s,
                                u"requested_sessions"_s, u"startup_success_sessions"_s, u"no_orch_sessions"_s,
                                u"startup_success_rate"_s, u"effective_success_rate"_s, u"missing_capacity_rate"_s,
                                u"total_minutes"_s, u"avg_output_fps"_s, u"fees_wei"_s},
                    .sort = u"window_start"_s});
    page->offerApi({{u"api-demand"_s, TablePage::tr("By hour")},
                    {u"api-kpi"_s, TablePage::tr("Last 24 hours")},
                    {u"api-kpi-hours"_s, TablePage::tr("Network by hour")},
                    {u"api-pipelines"_s, TablePage::tr("Pipelines")},
                    {u"api-pipeline-models"_s, TablePage::tr("Models")},
                    {u"api-job-feed"_s, TablePage::tr("Streams now")}},
                   TablePage::tr("regions, fees, and who was refused and why"));
    return page;
}

Page* makePricesPage(Workbench& workbench)
{
    auto* page = new TablePage(
        workbench,
        {.id = u"prices"_s,
         .title = TablePage::tr("Prices"),
         .question = TablePage::tr("What does work cost, from whom?"),
         .report = u"prices"_s,
         .columns = {u"orchestrator_address"_s, u"orchestrator_uri"_s, u"pipeline_id"_s, u"model_id"_s,
                     u"price_wei_per_unit"_s, u"unit"_s, u"gwei_per_megapixel"_s, u"first_seen"_s, u"last_seen"_s},
         .opens_page = u"orchestrator"_s,
         .opens_field = u"orchestrator_address"_s});
    page->offerApi({{u"api-prices"_s, TablePage::tr("Prices now")}, {u"api-catalog"_s, TablePage::tr("Catalogue")}},
                   TablePage::tr("prices of the past, when they changed, and what was paid"));
    return page;
}

Page* makePaymentsPage(Workbench& workbench)
{
    return new TablePage(workbench,
                         {.id = u"payments"_s,
                          .title = TablePage::tr("Payments"),
                          .question = TablePage::tr("What was paid, to whom, for which session?"),
                          .report = u"payments"_s,
                          .columns = {u"event_ts"_s, u"sender"_s, u"recipient"_s, u"face_value_wei"_s, u"num_tickets"_s,
                                      u"win_prob"_s, u"expected_fees_wei"_s, u"link_status"_s, u"link_method"_s,
                                      u"session_key"_s, u"inferred_session_key"_s},
                          .sort = u"event_ts"_s,
                          .opens_page = u"recorder"_s,
                          .opens_field = u"session_key"_s});
}

}  // namespace naap
