#include "ui/pages/gpus_page.h"

#include <QLabel>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include "core/reports/gpu_profile.h"
#include "ui/pages/all_pages.h"
#include "ui/pages/chart_parts.h"
#include "ui/pages/gpu_views.h"
#include "ui/pages/report_pane.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/tabs.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

enum Tab : int { ids_tab, hours_tab, heat_tab, types_tab };

const QStringList& idColumns()
{
    static const QStringList kColumns{u"gpu_id"_s,
                                      u"gpu_model_name"_s,
                                      u"gpu_memory_bytes_total"_s,
                                      u"models"_s,
                                      u"orchestrator_address"_s,
                                      u"orchestrator_uri"_s,
                                      u"first_seen"_s,
                                      u"last_seen"_s,
                                      u"pipelines"_s};
    return kColumns;
}

const QStringList& hourColumns()
{
    static const QStringList kColumns{u"window_start"_s,
                                      u"gpu_id"_s,
                                      u"gpu_model_name"_s,
                                      u"orchestrator_address"_s,
                                      u"model_id"_s,
                                      u"known_sessions_count"_s,
                                      u"avg_output_fps"_s,
                                      u"p95_output_fps"_s,
                                      u"fps_jitter_coefficient"_s,
                                      u"status_samples"_s,
                                      u"avg_prompt_to_first_frame_ms"_s,
                                      u"p95_prompt_to_first_frame_latency_ms"_s,
                                      u"avg_startup_latency_ms"_s,
                                      u"avg_e2e_latency_ms"_s,
                                      u"startup_failed_rate"_s,
                                      u"swap_rate"_s,
                                      u"sessions_ending_in_error"_s,
                                      u"health_signal_coverage_ratio"_s,
                                      u"pipeline_id"_s,
                                      u"gpu_memory_bytes_total"_s};
    return kColumns;
}

QLabel* makeBanner(QWidget* parent)
{
    auto* banner = new QLabel(parent);
    banner->setWordWrap(true);
    banner->setMargin(6);
    banner->setFrameShape(QFrame::StyledPanel);
    banner->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    banner->setAccessibleName(GpusPage::tr("How many GPUs there are, and how many ids stood for them"));
    return banner;
}

}  // namespace

GpusPage::GpusPage(Workbench& workbench)
    : Page(workbench, u"gpus"_s, tr("GPUs"), tr("Which GPU is slow, idle or new?")),
      m_banner(makeBanner(this)),
      m_stack(new QStackedWidget(this)),
      m_ids(new ReportPane(workbench, u"gpus"_s, tr("GPU ids"), idColumns(), this)),
      m_hours(new ReportPane(workbench, u"gpu-metrics"_s, tr("GPUs hour by hour"), hourColumns(), this)),
      m_heat(new GpuHeatTab(workbench, this)),
      m_types(new GpuTypesTab(workbench, this)),
      m_view(new GpuView(workbench, this))
{
    m_ids->setSort(u"last_seen"_s, true);
    m_hours->setSort(u"window_start"_s, true);
    connectPane(m_ids);
    connectPane(m_hours);
    m_stack->addWidget(makeOverview());
    m_stack->addWidget(m_view);
    body()->addWidget(m_banner);
    body()->addWidget(m_stack, 1);
    offerApi({{u"api-gpu-metrics"_s, tr("GPUs by hour")},
              {u"api-gpu-models"_s, tr("Hardware models")},
              {u"api-pipeline-gpus"_s, tr("By pipeline and model")},
              {u"api-capacity"_s, tr("Capacity now")}},
             tr("which host a GPU sits in, when ids came and went, memory, power and heat, and the sessions of each"));
}

QWidget* GpusPage::makeOverview()
{
    m_tabs = new Tabs(this);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Views of GPUs"));
    m_tabs->addTab(m_ids, tr("GPU &ids"));
    m_tabs->addTab(m_hours, tr("&Hour by hour"));
    m_tabs->addTab(m_heat, tr("Heat ma&p"));
    m_tabs->addTab(m_types, tr("GPU &types"));
    connect(m_tabs, &QTabWidget::currentChanged, this, &GpusPage::refreshCurrent);
    return m_tabs;
}

void GpusPage::connectPane(ReportPane* pane)
{
    pane->view().setToolTip(tr("Enter opens one GPU."));
    connect(pane, &ReportPane::rowOpened, this, [this, pane](int row) {
        const QString gpu = textOfCell(pane->model().cellAt(row, u"gpu_id"_s));
        if (!gpu.isEmpty())
            workbench().go(id(), gpu);
    });
}

void GpusPage::setSubject(const QString& subject)
{
    const QString gpu = subject.trimmed();
    if (gpu == m_subject)
        return;
    m_subject = gpu;
    if (!gpu.isEmpty())
        m_view->setGpu(gpu);
    m_stack->setCurrentIndex(gpu.isEmpty() ? 0 : 1);
    m_banner->setVisible(gpu.isEmpty());
    invalidate();
}

/// The tabs, and the page of one GPU.
std::vector<PageView> GpusPage::views()
{
    std::vector<PageView> views = viewsOfTabs(*m_tabs, {u"ids"_s, u"hours"_s, u"heat"_s, u"types"_s});
    views.front().show = [this, show = views.front().show] {
        if (!m_subject.isEmpty())
            workbench().go(id(), {});
        show();
    };
    views.push_back({u"one"_s, [this] { workbench().go(id(), busiestGpu()); }});
    return views;
}

/// The GPU of the hour with the most sessions, among the hours that are listed; else the first id.
QString GpusPage::busiestGpu() const
{
    const ReportModel& hours = m_hours->model();
    QString gpu = textOfCell(m_ids->model().cellAt(0, u"gpu_id"_s));
    double most = 0;
    for (int row = 0; row < hours.rowCount(); ++row) {
        const double sessions = numberOf(hours.cellAt(row, u"known_sessions_count"_s)).value_or(0);
        if (const QString each = textOfCell(hours.cellAt(row, u"gpu_id"_s)); sessions > most && !each.isEmpty()) {
            most = sessions;
            gpu = each;
        }
    }
    return gpu;
}

void GpusPage::takeFocus()
{
    if (!m_subject.isEmpty())
        return m_view->takeFocus();
    switch (m_tabs->currentIndex()) {
        case ids_tab: return m_ids->takeFocus();
        case hours_tab: return m_hours->takeFocus();
        default: m_tabs->setFocus();
    }
}

bool GpusPage::isComplete() const
{
    if (!m_subject.isEmpty())
        return m_view->isComplete();
    if (m_reading_counts)
        return false;
    switch (m_tabs->currentIndex()) {
        case ids_tab: return m_ids->isComplete();
        case hours_tab: return m_hours->isComplete();
        case heat_tab: return m_heat->isComplete();
        default: return m_types->isComplete();
    }
}

void GpusPage::refresh()
{
    m_fresh.clear();
    if (!m_subject.isEmpty())
        return m_view->refresh();
    readCounts();
    refreshCurrent();
}

/// Only the tab that is seen reads.
void GpusPage::refreshCurrent()
{
    const int tab = m_tabs->currentIndex();
    if (!isVisible() || !m_subject.isEmpty() || m_fresh.contains(tab))
        return;
    m_fresh.insert(tab);
    switch (tab) {
        case ids_tab: return m_ids->refresh();
        case hours_tab: return m_hours->refresh();
        case heat_tab: return m_heat->refresh();
        default: return m_types->refresh();
    }
}

/// Without the filter: the two figures are about the whole network.
void GpusPage::readCounts()
{
    m_reading_counts = true;
    workbench().reader().ask<GpuIdCounts>(
        this, u"counts"_s,
        [query = rangeQuery(workbench().scope())](Cache& cache) -> Result<GpuIdCounts> {
            const auto gpus = tableOf(cache, "gpus", query);
            if (!gpus)
                return tl::unexpected(gpus.error());
            return gpuIdCounts(**gpus);
        },
        [this](const Result<GpuIdCounts>& counts) {
            m_reading_counts = false;
            if (counts)
                showCounts(*counts);
            else
                m_banner->setText(QString::fromStdString(counts.error().message));
        });
}

void GpusPage::showCounts(const GpuIdCounts& counts)
{
    if (!counts.latest) {
        m_banner->setText(tr("◌ No capability event in the range names a GPU, so how many there are is not known."));
        return;
    }
    const ValueText& text = workbench().text();
    const bool churning = counts.distinct_ids > counts.live_ids;
    QString words = tr("GPUs in the latest capability snapshot: %1; distinct ids seen in the range: %2.")
                        .arg(counts.live_ids)
                        .arg(counts.distinct_ids);
    words += u' ';
    words += churning ? tr("Ids come and go: a rented host comes back with new ones, so the second figure is no number "
                           "of cards. By host, type and memory there are %1.")
                            .arg(counts.hardware)
                      : tr("No id came or went, so both figures agree.");
    words += u' ' + tr("Latest snapshot: %1, over %n host(s).", nullptr, static_cast<int>(counts.hosts))
                        .arg(text.instant(*counts.latest));
    m_banner->setText((churning ? u"▲ "_s : u"● "_s) + words);
}

Page* makeGpusPage(Workbench& workbench)
{
    return new GpusPage(workbench);
}

}  // namespace naap
