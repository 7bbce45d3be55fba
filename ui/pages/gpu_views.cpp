#include "ui/pages/gpu_views.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include "core/metrics/rates.h"
#include "ui/charts/bar_chart.h"
#include "ui/charts/heat_map.h"
#include "ui/charts/lane_chart.h"
#include "ui/charts/time_chart.h"
#include "ui/models/gap_text.h"
#include "ui/pages/chart_parts.h"
#include "ui/pages/session_links.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t kMostRows = 100;  // more GPUs cannot be told apart on a map
constexpr std::size_t kMostLanes = 12;

/// What can be measured, and how it is written.
struct MeasureInfo {
    GpuMeasure measure;
    QString name;
    QString unit;
    bool high_is_good;
    bool is_share;
};

const QVector<MeasureInfo>& measures()
{
    using M = GpuMeasure;
    static const QVector<MeasureInfo> kMeasures{
        {M::avg_output_fps, GpuHeatTab::tr("Output FPS"), GpuHeatTab::tr("fps"), true, false},
        {M::avg_ptff_ms, GpuHeatTab::tr("Prompt to first frame"), GpuHeatTab::tr("ms"), false, false},
        {M::avg_e2e_ms, GpuHeatTab::tr("End-to-end latency"), GpuHeatTab::tr("ms"), false, false},
        {M::sla_score, GpuHeatTab::tr("SLA score"), GpuHeatTab::tr("points"), true, false},
        {M::sessions, GpuHeatTab::tr("Sessions"), GpuHeatTab::tr("sessions"), true, false},
        {M::startup_success_rate, GpuHeatTab::tr("Startup success"), u"%"_s, true, true},
        {M::swap_rate, GpuHeatTab::tr("Swapped sessions"), u"%"_s, false, true},
        {M::fps_jitter, GpuHeatTab::tr("FPS jitter"), QString(), false, false},
        {M::error_samples, GpuHeatTab::tr("Status samples with an error"), GpuHeatTab::tr("samples"), false, false},
    };
    return kMeasures;
}

QComboBox* makeMeasureBox(QWidget* parent)
{
    auto* box = new QComboBox(parent);
    box->setAccessibleName(GpuHeatTab::tr("Measure"));
    for (const MeasureInfo& each : measures())
        box->addItem(each.name);
    return box;
}

const MeasureInfo& measureIn(const QComboBox& box)
{
    return measures().at(qMax(0, box.currentIndex()));
}

/// As it is drawn: shares in percent.
std::optional<double> drawn(const SlaSum& sum, const MeasureInfo& info)
{
    const auto value = measureOf(sum, info.measure);
    return value && info.is_share ? std::optional(*value * 100) : value;
}

/// The value with its unit, or a dash.
QString valueWithUnit(const ValueText& text, std::optional<double> value, const MeasureInfo& info)
{
    if (!value)
        return u"–"_s;
    const QString number = text.number(*value, *value < 10 ? 2 : 1);
    return info.unit.isEmpty() ? number : u"%1 %2"_s.arg(number, info.unit);
}

/// The evidence behind a measure, in words.
QString evidenceOf(const SlaSum& sum, GpuMeasure measure)
{
    const SlaSupport& support = sum.support();
    switch (measure) {
        case GpuMeasure::avg_output_fps:
        case GpuMeasure::fps_jitter:
        case GpuMeasure::error_samples: return GpuHeatTab::tr("n = %1 samples").arg(support.status_samples);
        case GpuMeasure::avg_ptff_ms: return GpuHeatTab::tr("n = %1").arg(support.prompt_to_first_frame_sample_count);
        case GpuMeasure::avg_e2e_ms: return GpuHeatTab::tr("n = %1").arg(support.e2e_latency_sample_count);
        case GpuMeasure::sla_score:
        case GpuMeasure::startup_success_rate:
            return GpuHeatTab::tr("n = %1 requested").arg(support.requested_sessions);
        case GpuMeasure::sessions:
        case GpuMeasure::swap_rate: break;
    }
    return GpuHeatTab::tr("n = %1 session-hours").arg(support.known_sessions_count);
}

/// The filter may name fields that SLA rows do not have; then everything is shown, and said to be.
Result<FilteredSla> filteredSla(Cache& cache, const Scope& scope)
{
    ReportQuery query = slaQuery(scope);
    query.filter = scope.filter.toStdString();
    auto rows = tableOf(cache, "sla", query);
    if (rows)
        return FilteredSla{*rows, true};
    query.filter.clear();
    rows = tableOf(cache, "sla", query);
    if (!rows)
        return tl::unexpected(rows.error());
    return FilteredSla{*rows, false};
}

QString unfilteredText()
{
    return GpuHeatTab::tr("The filter names what SLA rows do not have, so it is not applied here.");
}

QString hourText(const Workbench& bench, Instant hour)
{
    return bench.text().instant(hour).left(16);
}

std::string textOrBlank(const std::optional<std::string>& text)
{
    return text.value_or("");
}

QString workName(const GpuTypeLine& line)
{
    const QString model = QString::fromStdString(textOrBlank(line.model_id));
    const QString pipeline = QString::fromStdString(line.pipeline_id);
    return model.isEmpty() ? GpuTypesTab::tr("%1, model not known").arg(pipeline) : u"%1 / %2"_s.arg(pipeline, model);
}

LaneChart::Look lookOf(SessionOutcome outcome)
{
    switch (outcome) {
        case SessionOutcome::success: return LaneChart::Look::good;
        case SessionOutcome::excused:
        case SessionOutcome::no_orchestrator: return LaneChart::Look::warning;
        case SessionOutcome::unexcused: return LaneChart::Look::bad;
        case SessionOutcome::unknown: break;
    }
    return LaneChart::Look::normal;
}

QString outcomeText(SessionOutcome outcome)
{
    switch (outcome) {
        case SessionOutcome::success: return GpuView::tr("● success");
        case SessionOutcome::excused: return GpuView::tr("▲ excused failure");
        case SessionOutcome::no_orchestrator: return GpuView::tr("▲ no orchestrator");
        case SessionOutcome::unexcused: return GpuView::tr("■ unexcused failure");
        case SessionOutcome::unknown: break;
    }
    return GpuView::tr("◌ unknown outcome");
}

}  // namespace

// --- heat map

GpuHeatTab::GpuHeatTab(Workbench& workbench, QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_measure(makeMeasureBox(this)),
      m_cell(makeNote(this)),
      m_map(new HeatMap(this)),
      m_state(new StateView(makeMap(), this)),
      m_note(makeNote(this))
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 6, 0, 0);
    rows->addWidget(makeChoice());
    rows->addWidget(m_state, 1);
    rows->addWidget(m_cell);
    rows->addWidget(m_note);
    m_cell->setMinimumHeight(2 * m_cell->fontMetrics().lineSpacing());  // the map stays where it is
    m_cell->setAlignment(Qt::AlignBottom | Qt::AlignLeading);
    connect(m_measure, &QComboBox::currentIndexChanged, this, &GpuHeatTab::showMeasure);
    connect(m_map, &HeatMap::currentCellChanged, this, &GpuHeatTab::sayCell);
    connect(m_map, &HeatMap::cellOpened, this, &GpuHeatTab::openCell);
    connect(m_map, &HeatMap::columnsPicked, this, [this](int first, int last) {
        const auto& hours = m_answer->hours.hours;
        m_workbench.zoom(hours.at(static_cast<std::size_t>(first)),
                         hours.at(static_cast<std::size_t>(last)) + std::chrono::hours(1));
    });
    connect(m_map, &Chart::failed, &workbench, &Workbench::say);
    connect(&workbench, &Workbench::gapsChanged, this, &GpuHeatTab::showMeasure);
}

QWidget* GpuHeatTab::makeChoice()
{
    auto* choice = new QWidget(this);
    auto* label = new QLabel(tr("&Measure"), choice);
    label->setBuddy(m_measure);
    auto* row = new QHBoxLayout(choice);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(label);
    row->addWidget(m_measure);
    row->addStretch(1);
    return choice;
}

QWidget* GpuHeatTab::makeMap()
{
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(m_map);
    return scroll;
}

void GpuHeatTab::refresh()
{
    m_reading = true;
    using Shared = std::shared_ptr<const Answer>;
    m_workbench.reader().ask<Shared>(
        this, u"heat"_s,
        [scope = m_workbench.scope()](Cache& cache) -> Result<Shared> {
            const auto sla = filteredSla(cache, scope);
            if (!sla)
                return tl::unexpected(sla.error());
            return std::make_shared<const Answer>(Answer{gpuHours(*sla->rows), sla->filtered});
        },
        [this](const Result<Shared>& answer) { show(answer); });
}

void GpuHeatTab::show(const Result<std::shared_ptr<const Answer>>& answer)
{
    m_reading = false;
    if (!answer)
        return m_state->showError(tr("The map cannot be shown"), QString::fromStdString(answer.error().message));
    m_answer = *answer;
    if (m_answer->hours.gpus.empty())
        m_state->showEmpty(tr("No work can be ascribed to a GPU here"),
                           tr("A GPU is known only where capability events name it and one alone serves the model. "
                              "Choose a longer stretch of time, or clear the filter."));
    else
        m_state->showContent();
    showMeasure();
}

void GpuHeatTab::showMeasure()
{
    if (!m_answer)
        return;
    const GpuHours& hours = m_answer->hours;
    const MeasureInfo& info = measureIn(*m_measure);
    const std::size_t shown = std::min(hours.gpus.size(), kMostRows);
    QStringList rows;
    QStringList columns;
    QStringList absent;
    QVector<std::optional<double>> cells;
    for (std::size_t gpu = 0; gpu < shown; ++gpu) {
        const QString type = QString::fromStdString(hours.types[gpu]);
        rows << shortened(QString::fromStdString(hours.gpus[gpu]).left(16)) + (type.isEmpty() ? type : u"  "_s + type);
        for (std::size_t hour = 0; hour < hours.hours.size(); ++hour)
            cells << drawn(hours.at(gpu, hour), info);
    }
    for (const Instant hour : hours.hours) {
        columns << hourText(m_workbench, hour);
        absent << (gapAt(hour) ? notReceived() : QString());
    }
    m_map->setTitle(info.unit.isEmpty() ? info.name : tr("%1, %2").arg(info.name, info.unit));
    m_map->setCaption(m_workbench.caption());
    m_map->setCells(rows, columns, cells, info.name, info.high_is_good);
    m_map->setAbsent(absent);
    m_map->setMinimumHeight(m_map->sizeHint().height());
    m_cell->clear();
    showNote(shown);
}

/// The gap that took an hour's events, or nothing.
const FeedGap* GpuHeatTab::gapAt(Instant hour) const
{
    const SharedGaps& gaps = m_workbench.gaps();
    return gaps ? gapWithin(*gaps, hour, hour + std::chrono::hours(1) - std::chrono::milliseconds(1)) : nullptr;
}

void GpuHeatTab::showNote(std::size_t shown)
{
    const GpuHours& hours = m_answer->hours;
    QStringList notes;
    if (shown < hours.gpus.size())
        notes << tr("The %1 GPUs with the most sessions of %2.").arg(shown).arg(hours.gpus.size());
    if (hours.without_gpu > 0)
        notes << tr("%1 of %2 session-hours are missing here: which GPU served them is not known.")
                     .arg(hours.without_gpu)
                     .arg(hours.session_hours);
    if (!m_answer->filtered)
        notes << unfilteredText();
    notes << tr("Hatched: no value. Enter opens the sessions of a cell; dragging over hours zooms to them.");
    m_note->setText(notes.join(u' '));
}

void GpuHeatTab::sayCell(int row, int column)
{
    if (!m_answer || row < 0 || column < 0)
        return;
    const GpuHours& hours = m_answer->hours;
    const auto gpu = static_cast<std::size_t>(row);
    const auto hour = static_cast<std::size_t>(column);
    if (gpu >= hours.gpus.size() || hour >= hours.hours.size())
        return;
    const MeasureInfo& info = measureIn(*m_measure);
    const SlaSum& sum = hours.at(gpu, hour);
    if (const FeedGap* gap = sum.rows() == 0 ? gapAt(hours.hours[hour]) : nullptr)
        return m_cell->setText(notReceived() + u": "_s + gapText(*gap, m_workbench.text()));
    m_cell->setText(tr("%1 at %2: %3 (%4)")
                        .arg(QString::fromStdString(hours.gpus[gpu]), hourText(m_workbench, hours.hours[hour]),
                             valueWithUnit(m_workbench.text(), drawn(sum, info), info),
                             sum.rows() == 0 ? tr("no session in that hour") : evidenceOf(sum, info.measure)));
}

void GpuHeatTab::openCell(int row, int column)
{
    if (!m_answer || row < 0 || column < 0)
        return;
    const GpuHours& hours = m_answer->hours;
    const auto gpu = static_cast<std::size_t>(row);
    const auto hour = static_cast<std::size_t>(column);
    if (gpu >= hours.gpus.size() || hour >= hours.hours.size())
        return;
    // A session belongs to each hour in which it was alive.
    const auto time = [](Instant at) { return QString::fromStdString(formatInstant(at)); };
    m_workbench.go(u"sessions"_s, {},
                   u"gpu_id = \"%1\" and last_seen >= %2 and started_at < %3"_s.arg(
                       QString::fromStdString(hours.gpus[gpu]), time(hours.hours[hour]),
                       time(hours.hours[hour] + std::chrono::hours(1))));
}

// --- types

GpuTypesTab::GpuTypesTab(Workbench& workbench, QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_model(new ReportModel(this)),
      m_table(new TableView(this)),
      m_state(new StateView(m_table, this)),
      m_work(new QComboBox(this)),
      m_measure(makeMeasureBox(this)),
      m_bars(new BarChart(this)),
      m_note(makeNote(this))
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("GPU types by pipeline and model"));
    m_table->setToolTip(tr("Enter opens the sessions of a type."));
    m_table->setHasSessions(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);  // the fastest of each work first
    auto* split = new QSplitter(Qt::Vertical, this);
    split->addWidget(makeBars());
    split->addWidget(m_state);
    split->setChildrenCollapsible(false);
    split->setStretchFactor(1, 1);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 6, 0, 0);
    rows->addWidget(split, 1);
    rows->addWidget(m_note);
    connect(m_work, &QComboBox::currentIndexChanged, this, &GpuTypesTab::showBars);
    connect(m_measure, &QComboBox::currentIndexChanged, this, &GpuTypesTab::showBars);
    connect(m_table, &TableView::currentRowChanged, this, &GpuTypesTab::chooseWorkOf);
    connect(m_table, &TableView::rowOpened, this, &GpuTypesTab::openSessions);
    connect(m_table, &TableView::sessionsWanted, this, &GpuTypesTab::openSessions);
    connect(m_table, &TableView::filterWanted, &workbench, &Workbench::addCondition);
    connect(m_bars, &BarChart::barOpened, this, [this](int bar) { openSessions(m_bar_rows.value(bar, -1)); });
    connect(m_table, &TableView::said, &workbench, &Workbench::say);
    connect(m_bars, &Chart::failed, &workbench, &Workbench::say);
}

QWidget* GpuTypesTab::makeBars()
{
    auto* box = new QWidget(this);
    m_work->setAccessibleName(tr("Pipeline and model"));
    m_work->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto* work = new QLabel(tr("&Work"), box);
    work->setBuddy(m_work);
    auto* measure = new QLabel(tr("M&easure"), box);
    measure->setBuddy(m_measure);
    auto* choice = new QHBoxLayout;
    choice->addWidget(work);
    choice->addWidget(m_work);
    choice->addSpacing(12);
    choice->addWidget(measure);
    choice->addWidget(m_measure);
    choice->addStretch(1);
    auto* rows = new QVBoxLayout(box);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addLayout(choice);
    rows->addWidget(m_bars, 1);
    return box;
}

void GpuTypesTab::refresh()
{
    m_reading = true;
    using Shared = std::shared_ptr<const Answer>;
    m_workbench.reader().ask<Shared>(
        this, u"types"_s,
        [scope = m_workbench.scope()](Cache& cache) -> Result<Shared> {
            const auto sla = filteredSla(cache, scope);
            if (!sla)
                return tl::unexpected(sla.error());
            auto answer = std::make_shared<Answer>();
            answer->lines = gpuTypes(*sla->rows);
            answer->table = SharedTable(gpuTypeTable(answer->lines));
            answer->filtered = sla->filtered;
            return answer;
        },
        [this](const Result<Shared>& answer) { show(answer); });
}

void GpuTypesTab::show(const Result<std::shared_ptr<const Answer>>& answer)
{
    m_reading = false;
    if (!answer)
        return m_state->showError(tr("GPU types cannot be shown"), QString::fromStdString(answer.error().message));
    m_answer = *answer;
    m_model->setValueText(m_workbench.text());
    m_model->setTable(m_answer->table);
    m_table->resizeColumnsToContents();
    if (m_answer->lines.empty())
        m_state->showEmpty(tr("No work can be ascribed to a GPU here"),
                           tr("Choose a longer stretch of time, or clear the filter."));
    else
        m_state->showContent();
    m_note->setText(m_answer->filtered ? tr("Types are compared only within the same pipeline and model.")
                                       : unfilteredText());
    fillWork();
    showBars();
}

void GpuTypesTab::fillWork()
{
    const QSignalBlocker quiet(m_work);
    const QString chosen = m_work->currentText();
    m_work->clear();
    for (const GpuTypeLine& line : m_answer->lines)
        if (const QString name = workName(line); m_work->findText(name) < 0)
            m_work->addItem(name);
    m_work->setCurrentIndex(qMax(0, m_work->findText(chosen)));
}

void GpuTypesTab::showBars()
{
    if (!m_answer)
        return;
    const MeasureInfo& info = measureIn(*m_measure);
    QVector<BarChart::Bar> bars;
    m_bar_rows.clear();
    int row = -1;
    for (const GpuTypeLine& line : m_answer->lines) {
        ++row;
        if (workName(line) != m_work->currentText())
            continue;
        m_bar_rows << row;
        const auto value = drawn(line.sum, info);
        bars << BarChart::Bar{
            .label = line.gpu_model_name ? QString::fromStdString(*line.gpu_model_name) : tr("Type not advertised"),
            .value = value.value_or(0),
            .text =
                u"%1 (%2)"_s.arg(valueWithUnit(m_workbench.text(), value, info), evidenceOf(line.sum, info.measure)),
            .low = 0,
            .tooltip = tr("%n GPU id(s) observed", nullptr, static_cast<int>(line.gpu_ids)),
            .parts = {}};
    }
    m_bars->setTitle(m_work->currentText().isEmpty() ? info.name
                                                     : tr("%1 by GPU type: %2").arg(info.name, m_work->currentText()));
    m_bars->setCaption(m_workbench.caption());
    m_bars->setBars(std::move(bars), info.unit);
}

void GpuTypesTab::openSessions(int row)
{
    if (!m_answer || row < 0)
        return;
    if (const auto filter = sessionsBehind(*m_answer->table, static_cast<std::size_t>(row), {}, {}))
        m_workbench.go(u"sessions"_s, {}, *filter + u" and gpu_id is not missing"_s);
}

void GpuTypesTab::chooseWorkOf(int row)
{
    if (!m_answer || row < 0 || row >= static_cast<int>(m_answer->lines.size()))
        return;
    m_workbench.inspect(tr("GPU type"), m_answer->table, static_cast<std::size_t>(row));
    m_work->setCurrentIndex(m_work->findText(workName(m_answer->lines[static_cast<std::size_t>(row)])));
}

// --- one GPU

GpuView::GpuView(Workbench& workbench, QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_id(new QLabel(this)),
      m_facts(makeNote(this)),
      m_lanes(new LaneChart(this)),
      m_fps(makeTimeChart(workbench, tr("Output FPS by hour"), this)),
      m_note(makeNote(this)),
      m_sessions(new ReportPane(
          workbench, u"sessions"_s, tr("Sessions of this GPU"),
          {u"started_at"_s, u"stream_id"_s, u"gateway"_s, u"orchestrator_address"_s, u"model_id"_s,
           u"startup_outcome"_s, u"startup_latency_ms"_s, u"prompt_to_first_frame_ms"_s, u"e2e_latency_ms"_s,
           u"swap_count"_s, u"status_error_sample_count"_s, u"last_seen"_s, u"session_key"_s},
          this))
{
    m_lanes->setTitle(tr("Sessions over time"));
    m_sessions->setUsesFilter(false);
    m_sessions->setSort(u"started_at"_s, true);
    m_sessions->view().setToolTip(tr("Enter opens the session recorder."));
    m_sessions->setEmptyText(tr("No session of this GPU in this stretch of time"),
                             tr("Rented hosts come back with new ids: look for its host instead."));
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(makeHeader());
    rows->addWidget(m_lanes);
    rows->addWidget(m_note);
    rows->addWidget(m_fps, 2);
    rows->addWidget(m_sessions, 3);
    connect(m_lanes, &LaneChart::opened, this, &GpuView::openSession);
    connect(m_lanes, &Chart::failed, &workbench, &Workbench::say);
    connect(m_sessions, &ReportPane::rowOpened, this, [this](int row) {
        m_workbench.go(u"recorder"_s, textOfCell(m_sessions->model().cellAt(row, u"session_key"_s)));
    });
}

QWidget* GpuView::makeHeader()
{
    auto* header = new QWidget(this);
    auto* back = new QPushButton(tr("&Back to all GPUs"), header);
    m_id->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_id->setAccessibleName(tr("GPU id"));
    auto* row = new QHBoxLayout;
    row->addWidget(back);
    row->addWidget(m_id, 1);
    auto* rows = new QVBoxLayout(header);
    rows->setContentsMargins(0, 2, 0, 2);
    rows->setSpacing(2);
    rows->addLayout(row);
    rows->addWidget(m_facts);
    connect(back, &QPushButton::clicked, this, [this] { m_workbench.go(u"gpus"_s); });
    return header;
}

void GpuView::setGpu(const QString& gpu)
{
    m_gpu = gpu;
    m_id->setText(gpu);
    m_facts->clear();
    m_sessions->setConditions({{.field = "gpu_id", .value = gpu.toStdString()}});
}

bool GpuView::isComplete() const
{
    return !m_reading && m_sessions->isComplete();
}

void GpuView::takeFocus()
{
    m_lanes->setFocus();
}

void GpuView::refresh()
{
    m_reading = true;
    m_sessions->refresh();
    using Shared = std::shared_ptr<const Answer>;
    m_workbench.reader().ask<Shared>(
        this, u"gpu"_s,
        [scope = m_workbench.scope(), gpu = m_gpu.toStdString()](Cache& cache) { return answerOf(cache, scope, gpu); },
        [this](const Result<Shared>& answer) {
            m_reading = false;
            if (!answer)
                return m_workbench.say(QString::fromStdString(answer.error().message));
            m_answer = *answer;
            show(*m_answer);
        });
}

Result<std::shared_ptr<const GpuView::Answer>> GpuView::answerOf(Cache& cache, const Scope& scope,
                                                                 const std::string& gpu)
{
    const Condition own{.field = "gpu_id", .value = gpu};
    ReportQuery query = rangeQuery(scope);
    query.where.push_back(own);
    ReportQuery hours = slaQuery(scope);
    hours.where.push_back(own);
    const auto sessions = tableOf(cache, "sessions", query);
    const auto hosts = tableOf(cache, "gpus", query);
    const auto sla = tableOf(cache, "sla", hours);
    for (const auto* table : {&sessions, &hosts, &sla})
        if (!*table)
            return tl::unexpected(table->error());
    auto answer = std::make_shared<Answer>();
    answer->sessions = *sessions;
    answer->hosts = *hosts;
    answer->lanes = gpuSessions(**sessions, gpu);
    answer->hours = gpuHours(**sla);
    return answer;
}

void GpuView::show(const Answer& answer)
{
    showFacts(answer);
    showLanes(answer);
    showFps(answer);
}

void GpuView::showFacts(const Answer& answer)
{
    const ReportTable& hosts = *answer.hosts;
    const auto value = [&](std::size_t row, std::string_view name) {
        const int field = fieldIndex(hosts, name);
        return field < 0 ? Cell() : hosts.cell(row, static_cast<std::size_t>(field));
    };
    QStringList lines;
    for (std::size_t row = 0; row < hosts.rowCount() && row < 3; ++row) {
        const QString type = textOfCell(value(row, "gpu_model_name"));
        const auto memory = numberOf(value(row, "gpu_memory_bytes_total"));
        lines << tr("%1, %2, at %3 (%4), first seen %5, last seen %6")
                     .arg(type.isEmpty() ? tr("type not advertised") : type,
                          memory ? m_workbench.text().bytes(*memory) : tr("memory not advertised"),
                          textOfCell(value(row, "orchestrator_uri")),
                          shortened(textOfCell(value(row, "orchestrator_address"))),
                          m_workbench.text().cell(value(row, "first_seen"), {}),
                          m_workbench.text().cell(value(row, "last_seen"), {}));
    }
    m_facts->setText(lines.isEmpty() ? tr("No capability event names this GPU in this stretch of time.")
                                     : lines.join(u'\n'));
}

void GpuView::showLanes(const Answer& answer)
{
    QVector<LaneChart::Lane> lanes;
    std::size_t hidden = 0;
    for (const GpuSession& session : answer.lanes) {
        if (session.lane >= kMostLanes) {
            ++hidden;
            continue;
        }
        while (static_cast<std::size_t>(lanes.size()) <= session.lane)
            lanes << LaneChart::Lane{
                .name = tr("Sessions %1").arg(lanes.size() + 1), .spans = {}, .marks = {}, .lines = {}};
        lanes[static_cast<qsizetype>(session.lane)].spans << LaneChart::Span{.from_ms = toMs(session.from),
                                                                             .to_ms = toMs(session.to),
                                                                             .label = outcomeText(session.outcome),
                                                                             .look = lookOf(session.outcome),
                                                                             .id = static_cast<int>(session.row)};
    }
    m_lanes->setUtcOffset(m_workbench.utcOffsetMs());
    m_lanes->setCaption(m_workbench.caption());
    m_lanes->setLanes(std::move(lanes));
    m_lanes->setFixedHeight(m_lanes->sizeHint().height());
    QString note = tr("%n session(s); those that overlap stand in lanes of their own.", nullptr,
                      static_cast<int>(answer.lanes.size()));
    if (hidden > 0)
        note += u' ' + tr("%1 more in further lanes are in the table below only.").arg(hidden);
    m_note->setText(note);
}

void GpuView::showFps(const Answer& answer)
{
    TimeChart::Series fps{.name = tr("Output FPS"), .kind = {}, .points = {}, .low = {}};
    const GpuHours& hours = answer.hours;
    std::optional<Instant> provisional;
    for (std::size_t hour = 0; hour < hours.hours.size(); ++hour) {
        const SlaSum& sum = hours.at(0, hour);
        fps.points << pointAt(hours.hours[hour], avgOutputFps(sum.support()));
        if (!provisional && sum.rows() > 0 && !sum.settled())
            provisional = hours.hours[hour];
    }
    dress(*m_fps, m_workbench);
    m_fps->setProvisionalFrom(msOf(provisional));
    m_fps->setSeries(fps.points.isEmpty() ? QVector<TimeChart::Series>() : QVector<TimeChart::Series>{fps}, tr("fps"));
}

void GpuView::openSession(int id)
{
    if (!m_answer || id < 0 || static_cast<std::size_t>(id) >= m_answer->sessions->rowCount())
        return;
    const int key = fieldIndex(*m_answer->sessions, "session_key");
    m_workbench.go(u"recorder"_s,
                   textOfCell(m_answer->sessions->cell(static_cast<std::size_t>(id), static_cast<std::size_t>(key))));
}

}  // namespace naap
