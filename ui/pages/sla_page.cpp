#include "ui/pages/sla_page.h"

#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include "ui/pages/all_pages.h"
#include "ui/pages/excusals_view.h"
#include "ui/pages/receipt_view.h"
#include "ui/pages/report_pane.h"
#include "ui/pages/targets_view.h"
#include "ui/roles.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/tabs.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

const QStringList kColumns{u"window_start"_s,
                           u"orchestrator_address"_s,
                           u"model_id"_s,
                           u"sla_score"_s,
                           u"requested_sessions"_s,
                           u"health_signal_coverage_ratio"_s,
                           u"reliability_score"_s,
                           u"quality_score"_s,
                           u"startup_success_rate"_s,
                           u"no_swap_rate"_s,
                           u"output_viability_rate"_s,
                           u"avg_output_fps"_s,
                           u"status_samples"_s,
                           u"avg_prompt_to_first_frame_ms"_s,
                           u"avg_e2e_latency_ms"_s,
                           u"gpu_model_name"_s,
                           u"gpu_id"_s,
                           u"pipeline_id"_s,
                           u"org"_s,
                           u"settled"_s};

/// The text of a cell; nothing means null, which ExplainRequest has as a blank.
std::string wordOf(const ReportModel& model, int row, const QString& field)
{
    return textOfCell(model.cellAt(row, field)).toStdString();
}

}  // namespace

SlaPage::SlaPage(Workbench& workbench)
    : Page(workbench, u"sla"_s, tr("SLA"), tr("How was this score made, and what did it cost?")),
      m_tabs(new Tabs(this)),
      m_targets(new TargetsView(workbench, this)),
      m_excusals(new ExcusalsView(workbench, this)),
      m_pane(new ReportPane(workbench, u"sla"_s, tr("SLA scores"), kColumns, this)),
      m_receipt(new ReceiptView(this)),
      m_state(new StateView(m_receipt, this))
{
    m_state->showEmpty(tr("No score is chosen"), tr("Choose a row above to see how its score was made."));
    auto* split = new QSplitter(Qt::Vertical, this);
    split->addWidget(m_pane);
    split->addWidget(m_state);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    split->setSizes({1, 1});  // whatever the two would like: the rows above are what one chooses from
    split->setChildrenCollapsible(false);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Parts of SLA"));
    m_tabs->addTab(split, tr("Scores"));
    m_tabs->addTab(m_targets, tr("Targets"));
    m_tabs->addTab(m_excusals, tr("Excusals"));
    body()->addWidget(m_tabs);
    offerApi({{u"api-sla"_s, tr("SLA by hour")}},
             tr("how a score was made, down to its sessions, other excusals, and targets"));
    connect(m_tabs, &QTabWidget::currentChanged, this, &SlaPage::refreshCurrent);
    m_pane->setSort(u"window_start"_s, true);
    connect(m_pane, &ReportPane::currentRowChanged, this, &SlaPage::explain);
    connect(m_pane, &ReportPane::rowOpened, this,
            [this](int row) { m_pane->openSessions(row, m_pane->view().currentIndex().data(kFieldRole).toString()); });
    connect(m_pane, &ReportPane::loaded, this, [this] {
        const int row = m_pane->view().currentRow();
        if (row < 0 && m_pane->model().rowCount() > 0)
            m_pane->view().selectRow(0);
        else
            explain(row);
    });
    connect(m_receipt, &ReceiptView::sessionsWanted, this,
            [this](const QString& filter) { this->workbench().go(u"sessions"_s, {}, filter); });
    connect(m_receipt, &ReceiptView::said, &workbench, &Workbench::say);
    connect(m_receipt, &ReceiptView::sessionOpened, this,
            [this](const QString& key) { this->workbench().go(u"recorder"_s, key); });
}

void SlaPage::setSubject(const QString& subject)
{
    if (subject == "targets"_L1)  // a tab, not an address
        return m_tabs->setCurrentWidget(m_targets);
    if (subject == "excusals"_L1)
        return m_tabs->setCurrentWidget(m_excusals);
    if (subject == m_subject)
        return;
    m_subject = subject;
    std::vector<Condition> conditions;
    if (!subject.isEmpty())
        conditions.push_back({.field = "orchestrator_address", .value = subject.toLower().toStdString()});
    m_pane->setConditions(std::move(conditions));
    m_pane->setEmptyText(subject.isEmpty() ? QString() : tr("%1 has no SLA row here").arg(subject),
                         subject.isEmpty() ? QString() : tr("Choose a longer stretch of time, or clear the filter."));
    invalidate();
}

std::vector<PageView> SlaPage::views()
{
    return viewsOfTabs(*m_tabs, {u"scores"_s, u"targets"_s, u"excusals"_s});
}

void SlaPage::takeFocus()
{
    if (m_tabs->currentWidget() == m_targets)
        m_targets->takeFocus();
    else if (m_tabs->currentWidget() == m_excusals)
        m_excusals->takeFocus();
    else
        m_pane->takeFocus();
}

bool SlaPage::isComplete() const
{
    if (m_tabs->currentWidget() == m_targets)
        return m_targets->isComplete();
    if (m_tabs->currentWidget() == m_excusals)
        return m_excusals->isComplete();
    return m_pane->isComplete() && !m_explaining;
}

void SlaPage::refresh()
{
    refreshCurrent();
}

void SlaPage::refreshCurrent()
{
    if (!isVisible())
        return;
    if (m_tabs->currentWidget() == m_targets)
        m_targets->refresh();
    else if (m_tabs->currentWidget() == m_excusals)
        m_excusals->refresh();
    else
        m_pane->refresh();
}

std::optional<ExplainRequest> SlaPage::requestOf(int row) const
{
    const ReportModel& model = m_pane->model();
    if (row < 0 || row >= model.rowCount())
        return std::nullopt;
    const Cell window = model.cellAt(row, u"window_start"_s);
    const auto* hour = std::get_if<Instant>(&window);
    if (!hour)
        return std::nullopt;
    return ExplainRequest{.orchestrator = wordOf(model, row, u"orchestrator_address"_s),
                          .window = *hour,
                          .pipeline = wordOf(model, row, u"pipeline_id"_s),
                          .model = wordOf(model, row, u"model_id"_s),
                          .gpu = wordOf(model, row, u"gpu_id"_s)};
}

void SlaPage::explain(int row)
{
    const auto request = requestOf(row);
    if (!request) {
        m_state->showEmpty(tr("No score is chosen"), tr("Choose a row above to see how its score was made."));
        return;
    }
    m_explaining = true;
    using Receipt = std::shared_ptr<const SlaReceipt>;
    workbench().reader().ask<Receipt>(
        this, u"receipt"_s,
        [request = *request](Cache& cache) -> Result<Receipt> {
            auto receipt = explainSla(cache, request);
            if (!receipt)
                return tl::unexpected(receipt.error());
            return std::make_shared<const SlaReceipt>(std::move(*receipt));
        },
        [this](const Result<Receipt>& receipt) {
            m_explaining = false;
            if (!receipt)
                return m_state->showError(tr("The score cannot be taken apart"),
                                          QString::fromStdString(receipt.error().message));
            m_receipt->setReceipt(*receipt, workbench().text(), workbench().caption());
            m_state->showContent();
        });
}

Page* makeSlaPage(Workbench& workbench)
{
    return new SlaPage(workbench);
}

}  // namespace naap
