#include "ui/pages/leaderboard_page.h"

#include <algorithm>
#include <cmath>

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>
#include <QSplitter>
#include <QVBoxLayout>

#include "core/reports/filter.h"
#include "ui/charts/xy_chart.h"
#include "ui/models/report_model.h"
#include "ui/pages/all_pages.h"
#include "ui/pages/weights_box.h"
#include "ui/roles.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

enum class ColumnSet { overview, quality, reliability, capacity, price };

/// Names that a grouping lacks are passed over by the model.
QStringList columnsOf(ColumnSet set)
{
    const QStringList start{u"rank"_s,           u"band"_s,
                            u"rank_low"_s,       u"rank_high"_s,
                            u"pipeline_id"_s,    u"model_id"_s,
                            u"gpu_model_name"_s, u"orchestrator_address"_s,
                            u"region"_s,         u"leaderboard_score"_s,
                            u"sessions"_s};
    switch (set) {
        case ColumnSet::overview:
            return start + QStringList{u"avg_output_fps"_s,         u"ptff_p50_ms"_s,   u"startup_success_rate"_s,
                                       u"effective_success_rate"_s, u"degraded_rate"_s, u"sla_score_weighted_mean"_s,
                                       u"orchestrator_uri"_s,       u"last_seen"_s};
        case ColumnSet::quality:
            return start + QStringList{u"avg_output_fps"_s,
                                       u"fps_jitter_coefficient"_s,
                                       u"degraded_rate"_s,
                                       u"ptff_p50_ms"_s,
                                       u"ptff_p95_ms"_s,
                                       u"ptff_count"_s,
                                       u"e2e_p50_ms"_s,
                                       u"e2e_p95_ms"_s,
                                       u"startup_p50_ms"_s,
                                       u"startup_p95_ms"_s,
                                       u"avg_discovery_latency_ms"_s};
        case ColumnSet::reliability:
            return start + QStringList{u"score_low"_s,
                                       u"score_high"_s,
                                       u"sla_score_weighted_mean"_s,
                                       u"requested_sessions"_s,
                                       u"startup_success_rate"_s,
                                       u"effective_success_rate"_s,
                                       u"output_viability_rate"_s,
                                       u"no_swap_rate"_s,
                                       u"health_signal_coverage_ratio"_s};
        case ColumnSet::capacity:
            return start + QStringList{u"streams_handled"_s,    u"stream_minutes"_s, u"gpus_offered"_s, u"gpus_seen"_s,
                                       u"orchestrators_seen"_s, u"gateways_seen"_s,  u"last_seen"_s};
        case ColumnSet::price: break;
    }
    return start +
           QStringList{u"median_gwei_per_megapixel"_s, u"payment_count"_s, u"expected_fees_wei"_s, u"stream_minutes"_s};
}

const Field* fieldNamed(BoardGrouping grouping, const QString& name)
{
    const std::string wanted = name.toStdString();
    for (const Field& field : boardFields(grouping))
        if (field.name == wanted)
            return &field;
    return nullptr;
}

QComboBox* makeCombo(QWidget* parent, const QString& name, const QStringList& entries)
{
    auto* combo = new QComboBox(parent);
    combo->addItems(entries);
    combo->setAccessibleName(name);
    return combo;
}

}  // namespace

LeaderboardPage::LeaderboardPage(Workbench& workbench)
    : Page(workbench, u"leaderboard"_s, tr("Leaderboard"), tr("Who serves this work best, and how sure are we?")),
      m_weights(new WeightsBox(this)),
      m_footer(new QLabel(this))
{
    auto* split = new QSplitter(Qt::Vertical, this);
    split->addWidget(makeTables());
    split->addWidget(makeScatter());
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setChildrenCollapsible(false);
    m_weights->setMaximumWidth(34 * fontMetrics().averageCharWidth());
    auto* columns = new QHBoxLayout;
    columns->addWidget(m_weights, 0, Qt::AlignTop);
    columns->addWidget(split, 1);
    auto* content = new QWidget(this);
    content->setLayout(columns);
    columns->setContentsMargins(0, 0, 0, 0);
    content->setFocusProxy(m_ranked.view);
    m_state = new StateView(content, this);
    m_footer->setForegroundRole(QPalette::PlaceholderText);
    body()->addWidget(makeTools());
    body()->addWidget(m_state, 1);
    body()->addWidget(m_footer);
    offerApi({{u"api-leaderboard"_s, tr("Leaderboard")}, {u"api-discovery"_s, tr("Discovery")}},
             tr("ranks by your own weights, how sure they are, latencies, swaps one by one, and the sessions behind a "
                "row"));
    fillAxes();
    m_state->showLoading(tr("Ranking…"));
    connect(m_weights, &WeightsBox::changed, this, &LeaderboardPage::rank);
    connect(m_state, &StateView::actionWanted, &workbench, &Workbench::importWanted);
}

QWidget* LeaderboardPage::makeTools()
{
    auto* tools = new QWidget(this);
    m_grouping =
        makeCombo(tools, tr("What is ranked"), {tr("Orchestrators"), tr("GPU types"), tr("Pipelines and models")});
    m_columns = makeCombo(tools, tr("Columns"),
                          {tr("Overview"), tr("Quality"), tr("Reliability"), tr("Capacity"), tr("Price")});
    m_grouping->setToolTip(tr("What the rows of the ranking are."));
    m_columns->setToolTip(tr("Which figures stand beside the score."));
    m_fewest = new QSpinBox(tools);
    m_fewest->setRange(1, 10'000);
    m_fewest->setValue(static_cast<int>(kFewestRankedStreams));
    m_fewest->setKeyboardTracking(false);
    m_fewest->setAccessibleName(tr("Fewest sessions to be ranked"));
    m_fewest->setToolTip(
        tr("Who has fewer is listed apart. Counted as upstream does: a session once in each of its hours."));
    auto* row = new FlowLayout(tools);
    row->setContentsMargins(0, 2, 0, 2);
    row->setSpacing(12);
    for (const auto& [label, control] : {std::pair<QString, QWidget*>{tr("Rank"), m_grouping},
                                         {tr("Columns"), m_columns},
                                         {tr("Fewest sessions"), m_fewest}})
        row->addWidget(labelled(label, control));
    connect(m_grouping, &QComboBox::currentIndexChanged, this, [this] {
        m_sort.reset();
        fillAxes();
        refresh();
    });
    connect(m_columns, &QComboBox::currentIndexChanged, this, [this] {
        for (Part* part : {&m_ranked, &m_unranked})
            showColumns(*part, nameAt(*part, part->view->currentRow()));
    });
    connect(m_fewest, &QSpinBox::valueChanged, this, &LeaderboardPage::rank);
    return tools;
}

void LeaderboardPage::makePart(Part& part, const QString& name)
{
    part.model = new ReportModel(this);
    part.view = new TableView(this);
    part.view->setModel(part.model);
    part.view->setAccessibleName(name);
    const int series = &part == &m_ranked ? 0 : 1;
    connect(part.view, &TableView::rowOpened, this, [this, &part](int row) { openRow(part, row); });
    connect(part.view, &TableView::currentRowChanged, this,
            [this, &part, series](int row) { rowChosen(part, series, row); });
    connect(part.view, &TableView::filterWanted, &workbench(), &Workbench::addCondition);
    connect(part.view, &TableView::said, &workbench(), &Workbench::say);
    connect(part.view, &TableView::sortWanted, this, [this](const QString& field, bool descending) {
        m_sort = SortBy{field.toStdString(), descending};
        showRows();
    });
}

QWidget* LeaderboardPage::makeTables()
{
    makePart(m_ranked, tr("Ranking"));
    auto* tables = new QSplitter(Qt::Vertical, this);
    tables->addWidget(m_ranked.view);
    tables->addWidget(makeUnranked());
    tables->setStretchFactor(0, 3);
    tables->setStretchFactor(1, 1);
    tables->setChildrenCollapsible(false);
    return tables;
}

QWidget* LeaderboardPage::makeUnranked()
{
    makePart(m_unranked, tr("Not enough data to rank"));
    m_unranked_panel = new QWidget(this);
    m_unranked_title = new QLabel(m_unranked_panel);
    m_unranked_title->setWordWrap(true);
    auto* rows = new QVBoxLayout(m_unranked_panel);
    rows->setContentsMargins(0, 2, 0, 0);
    rows->setSpacing(2);
    rows->addWidget(m_unranked_title);
    rows->addWidget(m_unranked.view, 1);
    m_unranked_panel->hide();
    return m_unranked_panel;
}

QWidget* LeaderboardPage::makeScatter()
{
    auto* panel = new QWidget(this);
    m_x = makeCombo(panel, tr("Horizontal axis of the scatter"), {});
    m_y = makeCombo(panel, tr("Vertical axis of the scatter"), {});
    for (QComboBox* axis : {m_x, m_y})
        axis->setToolTip(tr("A figure of the ranking. Dragging over the chart zooms, Backspace goes back."));
    m_chart = new XyChart(panel);
    m_chart->setMinimumHeight(180);
    auto* axes = new QHBoxLayout;
    axes->addWidget(new QLabel(tr("Scatter of"), panel));
    axes->addWidget(m_y);
    axes->addWidget(new QLabel(tr("against"), panel));
    axes->addWidget(m_x);
    axes->addStretch(1);
    auto* rows = new QVBoxLayout(panel);
    rows->setContentsMargins(0, 4, 0, 0);
    rows->addLayout(axes);
    rows->addWidget(m_chart, 1);
    for (QComboBox* combo : {m_x, m_y})
        connect(combo, &QComboBox::currentIndexChanged, this, &LeaderboardPage::showScatter);
    connect(m_chart, &XyChart::pointClicked, this, [this](int series, int point) {
        if (series >= 0 && point >= 0)
            (series == 0 ? m_ranked : m_unranked).view->selectRow(point);
    });
    connect(m_chart, &XyChart::pointOpened, this,
            [this](int series, int point) { openRow(series == 0 ? m_ranked : m_unranked, point); });
    connect(m_chart, &XyChart::failed, &workbench(), &Workbench::say);
    return panel;
}

/// Offers the numeric fields of the grouping, and keeps what was chosen.
void LeaderboardPage::fillAxes()
{
    for (const auto& [combo, usual] : {std::pair{m_x, u"avg_output_fps"_s}, std::pair{m_y, u"leaderboard_score"_s}}) {
        const QSignalBlocker quiet(combo);
        const QString chosen = combo->currentIndex() < 0 ? usual : combo->currentData().toString();
        combo->clear();
        for (const Field& field : boardFields(grouping()))
            if (field.type == FieldType::integer || field.type == FieldType::real)
                combo->addItem(headerOf(field), text(field.name));
        combo->setCurrentIndex(std::max(0, combo->findData(chosen)));
    }
}

void LeaderboardPage::takeFocus()
{
    m_state->takeFocus();
}

BoardGrouping LeaderboardPage::grouping() const
{
    return m_grouping ? static_cast<BoardGrouping>(m_grouping->currentIndex()) : BoardGrouping::orchestrator;
}

RankRules LeaderboardPage::rules() const
{
    RankRules rules;
    rules.weights = m_weights->weights();
    rules.fewest_streams = m_fewest->value();
    return rules;
}

void LeaderboardPage::refresh()
{
    const Scope& scope = workbench().scope();
    m_evidence.reset();
    m_reading = true;
    workbench().reader().ask<Answer>(
        this, u"board"_s,
        [query = BoardQuery{.from = scope.from,
                            .to = scope.to,
                            .filter = scope.filter.toStdString(),
                            .settled_only = scope.settled_only,
                            .grouping = grouping()},
         rules = rules()](Cache& cache) -> Result<Answer> {
            auto evidence = boardEvidence(cache, query);
            if (!evidence)
                return tl::unexpected(evidence.error());
            auto shared = std::make_shared<const BoardEvidence>(std::move(*evidence));
            return Answer{shared, std::make_shared<const Board>(rankBoard(*shared, rules))};
        },
        [this](const Result<Answer>& answer) { showAnswer(answer); });
}

/// Ranks anew what has been read, under the rules as they are now.
void LeaderboardPage::rank()
{
    if (!m_evidence)
        return refresh();
    m_reading = true;
    workbench().reader().ask<Answer>(
        this, u"board"_s,
        [evidence = m_evidence, rules = rules()](Cache&) -> Result<Answer> {
            return Answer{evidence, std::make_shared<const Board>(rankBoard(*evidence, rules))};
        },
        [this](const Result<Answer>& answer) { showAnswer(answer); });
}

void LeaderboardPage::showAnswer(const Result<Answer>& answer)
{
    if (!answer) {
        m_reading = false;
        m_footer->clear();
        m_state->showError(tr("The ranking cannot be shown"), QString::fromStdString(answer.error().message));
        return;
    }
    m_evidence = answer->evidence;
    m_ranked.rows = answer->board->ranked;
    m_unranked.rows = answer->board->unranked;
    m_filtered_out = answer->board->filtered_out;
    showFooter();
    if (m_ranked.rows.empty() && m_unranked.rows.empty()) {
        m_reading = false;
        return showNothing();
    }
    showParts();
}

/// Each table in a turn of its own, and the chart after they were painted.
void LeaderboardPage::showParts()
{
    const auto ofThese = [this, of = m_evidence](std::function<void()> show) {
        return [this, of, show = std::move(show)] {
            if (of == m_evidence)
                show();
        };
    };
    fill(m_ranked);
    workbench().reader().showInParts(
        this, u"parts"_s,
        {ofThese([this] { showUnranked(); }), ofThese([this] { m_state->showContent(); }), ofThese([this] {
             m_reading = false;
             showScatter();
         })});
}

void LeaderboardPage::showNothing()
{
    const Scope& scope = workbench().scope();
    if (!scope.filter.isEmpty())
        m_state->showEmpty(tr("Nothing matches the filter"), tr("Filter: %1").arg(scope.filter));
    else if (scope.from)
        m_state->showEmpty(tr("There is nobody to rank in this stretch of time"),
                           tr("Choose a longer one in the time bar above."));
    else
        m_state->showEmpty(tr("The cache holds no session that can be ranked"),
                           tr("Open event files, or drop them on the window."), tr("Open event files…"));
}

void LeaderboardPage::showRows()
{
    if (!m_evidence)
        return;
    fill(m_ranked);
    showUnranked();
    showScatter();
}

void LeaderboardPage::showUnranked()
{
    fill(m_unranked);
    const auto few = static_cast<int>(m_unranked.rows.size());
    m_unranked_title->setText(
        tr("Not enough data: %n with fewer than %1 sessions, counted in each of their hours; not ranked.", nullptr, few)
            .arg(m_fewest->value()));
    m_unranked_panel->setVisible(few > 0);
}

void LeaderboardPage::fill(Part& part)
{
    const QString current = nameAt(part, part.view->currentRow());
    if (m_sort)
        sortBoard(part.rows, m_evidence->grouping, m_sort->field, m_sort->descending);
    part.table = SharedTable(boardTable(part.rows, m_evidence->grouping));
    part.model->setValueText(workbench().text());
    part.model->setTable(part.table);
    showColumns(part, current);
}

QString LeaderboardPage::nameAt(const Part& part, int row)
{
    const auto* table = dynamic_cast<const RowsTable<BoardRow>*>(part.table.get());
    if (!table || row < 0 || row >= static_cast<int>(table->rowCount()))
        return {};
    return QString::fromStdString(table->rows()[static_cast<std::size_t>(row)].facts.name);
}

/// The row that was current stays so, wherever it is now.
void LeaderboardPage::showColumns(Part& part, const QString& current)
{
    QStringList columns = columnsOf(static_cast<ColumnSet>(m_columns->currentIndex()));
    if (&part == &m_unranked)  // ranks and bands of those that have none say nothing
        for (const char* each :
             {"rank", "band", "rank_low", "rank_high", "leaderboard_score", "score_low", "score_high"})
            columns.removeAll(QLatin1String(each));
    m_linking = true;
    part.model->setColumns(columns);
    part.view->resizeColumnsToContents();
    for (int row = 0; !current.isEmpty() && row < part.model->rowCount(); ++row)
        if (nameAt(part, row) == current)
            part.view->selectRow(row);
    m_linking = false;
}

void LeaderboardPage::showScatter()
{
    if (!m_evidence)
        return;
    const QString x = m_x->currentData().toString();
    const QString y = m_y->currentData().toString();
    QVector<XyChart::Series> all;
    for (const Part* part : {&m_ranked, &m_unranked}) {
        XyChart::Series series;
        series.name = part == &m_ranked ? tr("ranked") : tr("not enough data");
        for (int row = 0; row < part->model->rowCount(); ++row) {
            series.points << QPointF(numberOf(part->model->cellAt(row, x)).value_or(NAN),
                                     numberOf(part->model->cellAt(row, y)).value_or(NAN));
            series.labels << shortened(QString::fromStdString(part->rows[static_cast<std::size_t>(row)].facts.name));
        }
        const bool hasAny = std::ranges::any_of(
            series.points, [](const QPointF& at) { return !std::isnan(at.x()) && !std::isnan(at.y()); });
        if (hasAny || part == &m_ranked)
            all << series;
    }
    m_chart->setTitle(tr("%1 against %2").arg(m_y->currentText(), m_x->currentText()));
    m_chart->setCaption(workbench().caption());
    m_chart->setSeries(all, m_x->currentText(), m_y->currentText());
    m_chart->select(0, m_ranked.view->currentRow());
}

void LeaderboardPage::showFooter()
{
    const ValueText& write = workbench().text();
    const auto count = [&](std::int64_t n) { return write.number(static_cast<double>(n), 0); };
    QString line = tr("%1 shown, %2 filtered out, %3 unranked")
                       .arg(count(static_cast<std::int64_t>(m_ranked.rows.size())), count(m_filtered_out),
                            count(static_cast<std::int64_t>(m_unranked.rows.size())));
    if (m_evidence->filters_sessions)
        line += u" · "_s + tr("ranked by the sessions that match the filter; %1 left out")
                               .arg(count(m_evidence->sessions_filtered_out));
    line += u" · "_s + tr("who shares a band cannot be told apart from the first of the band (95 %, 200 resamples of "
                          "the sessions)");
    if (m_evidence->grouping != BoardGrouping::orchestrator)
        line += u" · "_s + tr("discovery latency is known of orchestrators only");
    m_footer->setText(line);
    m_footer->setWordWrap(true);
}

void LeaderboardPage::openRow(const Part& part, int row)
{
    if (!m_evidence || row < 0 || row >= static_cast<int>(part.rows.size()))
        return;
    const BoardRow& opened = part.rows[static_cast<std::size_t>(row)];
    const QString field = part.view->currentIndex().data(kFieldRole).toString();
    const bool wantsSessions = part.view->hasFocus() && (field == "sessions"_L1 || field == "streams_handled"_L1);
    if (m_evidence->grouping == BoardGrouping::orchestrator && !wantsSessions)
        workbench().go(u"orchestrator"_s, QString::fromStdString(opened.facts.name));
    else
        openSessions(opened);
}

void LeaderboardPage::openSessions(const BoardRow& row)
{
    const auto include = [this](std::string filter, const QString& field, const Cell& value) {
        const Field* of = fieldNamed(m_evidence->grouping, field);
        return of ? withCondition(filter, *of, FilterOp::equal, value) : filter;
    };
    std::string filter = m_evidence->filters_sessions ? workbench().scope().filter.toStdString() : std::string();
    switch (m_evidence->grouping) {
        case BoardGrouping::orchestrator: filter = include(filter, u"orchestrator_address"_s, row.facts.name); break;
        case BoardGrouping::gpu_type: filter = include(filter, u"gpu_model_name"_s, row.facts.name); break;
        case BoardGrouping::pipeline_and_model:
            filter = include(filter, u"pipeline_id"_s, row.facts.pipeline_id);
            filter = include(filter, u"model_id"_s, row.facts.model_id ? Cell(*row.facts.model_id) : Cell());
    }
    // Who had no status sample was not counted.
    filter += std::string(filter.empty() ? "" : " and ") + "status_sample_count > 0";
    workbench().go(u"sessions"_s, {}, QString::fromStdString(filter));
}

void LeaderboardPage::rowChosen(const Part& part, int series, int row)
{
    if (m_linking || row < 0 || !part.table || row >= part.model->rowCount())
        return;
    m_chart->select(series, row);
    workbench().inspect(part.view->accessibleName(), part.table, static_cast<std::size_t>(row));
}

Page* makeLeaderboardPage(Workbench& workbench)
{
    return new LeaderboardPage(workbench);
}

}  // namespace naap
