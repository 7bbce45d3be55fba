#include "ui/pages/map_page.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSettings>
#include <QSpinBox>
#include <QSplitter>
#include <QTabWidget>
#include <QThreadPool>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/reports/map_facts.h"
#include "core/reports/map_table.h"
#include "ui/map/map_geometry.h"
#include "ui/map/map_view.h"
#include "ui/pages/all_pages.h"
#include "ui/pages/chart_parts.h"
#include "ui/pages/map_layers.h"
#include "ui/pages/planner_view.h"
#include "ui/pages/share_view.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/tabs.h"
#include "ui/widgets/time_player.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr int kFewestLines = 8;  ///< of a list with its headers
constexpr int kLargestGroup = 1'000;
constexpr std::chrono::days kLongest{400};  ///< that is stepped through by the hour; a longer range is shown as a whole
const QString kMinGroupKey = u"map/min_group"_s;

const QStringList& placeColumns()
{
    static const QStringList kColumns{u"place"_s,
                                      u"confidence"_s,
                                      u"requested_sessions"_s,
                                      u"startup_success_sessions"_s,
                                      u"unserved_sessions"_s,
                                      u"no_orch_sessions"_s,
                                      u"missing_capacity_rate"_s,
                                      u"demand_share"_s,
                                      u"total_minutes"_s,
                                      u"concurrent_streams_avg"_s,
                                      u"concurrent_streams_max"_s,
                                      u"ptff_p50_ms"_s,
                                      u"broadcasters"_s,
                                      u"orchestrators"_s,
                                      u"gpus"_s,
                                      u"gpus_by_type"_s,
                                      u"supply_km"_s,
                                      u"gap"_s,
                                      u"regions"_s,
                                      u"region_source"_s};
    return kColumns;
}

const QStringList& gapColumns()
{
    static const QStringList kColumns{u"rank"_s,
                                      u"place"_s,
                                      u"unserved_sessions"_s,
                                      u"slow_sessions"_s,
                                      u"requested_sessions"_s,
                                      u"missing_capacity_rate"_s,
                                      u"ptff_p50_ms"_s,
                                      u"supply_km"_s,
                                      u"broadcasters"_s,
                                      u"confidence"_s,
                                      u"regions"_s};
    return kColumns;
}

QComboBox* makeBox(QWidget* parent, const QString& name, const QStringList& texts)
{
    auto* box = new QComboBox(parent);
    box->setAccessibleName(name);
    box->addItems(texts);
    return box;
}

/// `field in ("a", "b")`; a blank name is one that is missing.
QString filterOf(const QString& field, const std::set<std::string>& names)
{
    QStringList quoted;
    for (const std::string& name : names)
        if (!name.empty())
            quoted << u"\"%1\""_s.arg(QString::fromStdString(name).replace(u"\""_s, u"\\\""_s));
    QStringList parts;
    if (!quoted.isEmpty())
        parts << u"%1 in (%2)"_s.arg(field, quoted.join(u", "_s));
    if (names.contains(std::string()))
        parts << u"%1 is missing"_s.arg(field);
    return parts.size() > 1 ? u"(%1)"_s.arg(parts.join(u" or "_s)) : parts.join(QString());
}

std::set<std::string> gpuTypesOf(const MapFacts& facts)
{
    std::set<std::string> types;
    for (const MapNode& node : facts.nodes)
        for (const MapGpu& gpu : node.gpus)
            if (!gpu.type.empty())
                types.insert(gpu.type);
    return types;
}

QString timeOf(Instant at)
{
    return QString::fromStdString(formatInstant(at));
}

}  // namespace

MapPage::MapPage(Workbench& workbench)
    : Page(workbench, u"map"_s, tr("Map"), tr("Where is work asked for, who serves it, and where is it refused?"))
{
    body()->addWidget(makeTools());
    auto* content = new QWidget(this);
    auto* split = new QSplitter(Qt::Vertical, content);
    split->addWidget(makeMap());
    split->addWidget(makeLists());
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 1);
    split->setChildrenCollapsible(false);
    split->setSizes({560, 200});
    auto* rows = new QVBoxLayout(content);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(split);
    content->setFocusProxy(m_map);
    m_state = new StateView(content, this);
    m_state->showLoading(tr("Reading…"));
    body()->addWidget(m_state, 1);
    connect(m_state, &StateView::actionWanted, &workbench, &Workbench::importWanted);
    showChosen();
}

QWidget* MapPage::makeTools()
{
    auto* tools = new QWidget(this);
    QStringList measures;
    for (const MapMeasureInfo& info : mapMeasures())
        measures << info.name;
    m_measure = makeBox(tools, tr("What is shown"), measures);
    m_gpu_type = makeBox(tools, tr("Type of GPU"), {tr("all types")});
    m_grouping =
        makeBox(tools, tr("How places are drawn together"), {tr("Cells of 5°"), tr("Regions"), tr("Countries")});
    m_projection = makeBox(tools, tr("Projection"), {tr("Robinson"), tr("Equirectangular")});
    m_min_group = new QSpinBox(tools);
    m_min_group->setRange(1, kLargestGroup);
    m_min_group->setValue(QSettings().value(kMinGroupKey, static_cast<int>(MapChoice().min_group)).toInt());
    m_min_group->setKeyboardTracking(false);
    m_min_group->setAccessibleName(tr("Fewest sessions of a cell or country that is drawn"));
    m_min_group->setToolTip(tr("Cells and countries with fewer requested sessions are put together without a place."));
    auto* row = new FlowLayout(tools);
    row->setContentsMargins(0, 2, 0, 2);
    row->setSpacing(8);
    row->addWidget(labelled(tr("Sho&w"), m_measure));
    row->addWidget(m_gpu_type);
    row->addWidget(labelled(tr("&by"), m_grouping));
    row->addWidget(labelled(tr("Fewest sessio&ns"), m_min_group));
    row->addWidget(labelled(tr("Pro&jection"), m_projection));
    row->addWidget(makeZoom());
    connect(m_measure, &QComboBox::currentIndexChanged, this, [this] {
        forgetScale();
        showLayer();
    });
    connect(m_gpu_type, &QComboBox::currentIndexChanged, this, [this] {
        forgetScale();
        showLayer();
    });
    connect(m_grouping, &QComboBox::currentIndexChanged, this, [this] {
        m_min_group->setEnabled(grouping() != MapGrouping::region);
        m_names_changed = true;
        forgetScale();
        readFigures();
    });
    connect(m_min_group, &QSpinBox::valueChanged, this, [this](int fewest) {
        QSettings().setValue(kMinGroupKey, fewest);
        readFigures();
    });
    return tools;
}

QWidget* MapPage::makeZoom()
{
    auto* zoom = new QWidget(this);
    auto* row = new QHBoxLayout(zoom);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    const auto button = [&](const QString& text, const QString& name, std::function<void()> act) {
        auto* made = new QToolButton(zoom);
        made->setText(text);
        made->setAccessibleName(name);
        made->setToolTip(name);
        row->addWidget(made);
        connect(made, &QToolButton::clicked, this, std::move(act));
    };
    button(u"+"_s, tr("Zoom in (+)"), [this] { m_map->zoomBy(1); });
    button(u"−"_s, tr("Zoom out (−)"), [this] { m_map->zoomBy(-1); });
    button(tr("Fit"), tr("Show all places that are drawn (F)"), [this] { m_map->showCells(); });
    button(tr("World"), tr("Show the whole world (0)"), [this] { m_map->showWorld(); });
    return zoom;
}

QWidget* MapPage::makeMap()
{
    auto* part = new QWidget(this);
    m_map = new MapView(part);
    m_map->setEmptyText(
        tr("Nothing here has a place that is known. The page Places says why, and takes a table of yours."));
    m_player = new TimePlayer(part);
    auto* rows = new QVBoxLayout(part);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_map, 1);
    rows->addWidget(m_player);
    connect(m_map, &MapView::currentCellChanged, this, &MapPage::chooseCell);
    connect(m_map, &MapView::cellOpened, this, [this](int cell) {
        chooseCell(cell);
        openSessions();
    });
    connect(m_map, &Chart::failed, &workbench(), &Workbench::say);
    connect(m_projection, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_map->setProjection(index == 0 ? Projection::robinson : Projection::equirectangular);
    });
    connect(m_player, &TimePlayer::stepChanged, this, &MapPage::readFigures);
    return part;
}

void MapPage::makeList(List& list, const QString& name, const QStringList& columns)
{
    list.view = new TableView(m_tabs);
    list.model = new ReportModel(list.view);
    list.model->setColumns(columns);
    list.view->setModel(list.model);
    list.view->setAccessibleName(name);
    list.view->setToolTip(tr("Enter opens the sessions of a place."));
    connect(list.view, &TableView::sortWanted, this, [this, &list](const QString& field, bool descending) {
        list.sort = SortBy{field.toStdString(), descending};
        readFigures();
    });
    connect(list.view, &TableView::currentRowChanged, this, [this, &list](int row) { choosePlace(list, row); });
    connect(list.view, &TableView::rowOpened, this, [this, &list](int row) {
        choosePlace(list, row);
        openSessions();
    });
    connect(list.view, &TableView::said, &workbench(), &Workbench::say);
}

QWidget* MapPage::makeLists()
{
    m_tabs = new Tabs(this);
    makeList(m_places, tr("Places"), placeColumns());
    makeList(m_gaps, tr("Gaps"), gapColumns());
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Lists beneath the map"));
    m_tabs->addTab(m_places.view, tr("P&laces"));
    m_tabs->addTab(m_gaps.view, tr("G&aps"));
    m_planner = new PlannerView(workbench(), m_tabs);
    m_share = new ShareView(workbench(), m_tabs);
    m_tabs->addTab(m_planner, tr("&Planner"));
    m_tabs->addTab(m_share, tr("Share"));
    m_tabs->setTabToolTip(2, tr("What would more GPUs at a place have served?"));
    m_tabs->setTabToolTip(3, tr("Regional figures for others, without names and addresses."));
    m_tabs->setTabToolTip(1, tr("5 % or more refused or slow, and the nearest supply more than 1000 km away."));
    m_tabs->setCornerWidget(makeLinks());
    m_tabs->setMinimumHeight(kFewestLines * m_places.view->verticalHeader()->defaultSectionSize());
    return m_tabs;
}

QWidget* MapPage::makeLinks()
{
    auto* links = new QWidget(this);
    m_chosen_label = new QLabel(links);
    m_chosen_label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_chosen_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_open_sessions = new QPushButton(tr("Sess&ions"), links);
    m_open_gateways = new QPushButton(tr("Gatewa&ys"), links);
    m_open_orchestrators = new QPushButton(tr("O&rchestrators"), links);
    m_open_sessions->setAccessibleDescription(tr("Opens the sessions of the chosen place."));
    m_open_gateways->setAccessibleDescription(tr("Opens the demand of the gateways of the chosen place."));
    m_open_orchestrators->setAccessibleDescription(tr("Opens the orchestrators of the chosen place."));
    auto* row = new QHBoxLayout(links);
    row->setContentsMargins(0, 0, 0, 2);
    row->addWidget(m_chosen_label);
    for (QPushButton* button : {m_open_sessions, m_open_gateways, m_open_orchestrators})
        row->addWidget(button);
    connect(m_open_sessions, &QPushButton::clicked, this, &MapPage::openSessions);
    connect(m_open_gateways, &QPushButton::clicked, this, &MapPage::openGateways);
    connect(m_open_orchestrators, &QPushButton::clicked, this, &MapPage::openOrchestrators);
    return links;
}

/// Each layer in each projection, and the lists beneath.
std::vector<PageView> MapPage::views()
{
    static const QStringList kLayers{u"requested"_s,   u"served"_s, u"unserved"_s, u"minutes"_s,       u"streams_avg"_s,
                                     u"streams_max"_s, u"ptff"_s,   u"gateways"_s, u"orchestrators"_s, u"gpus"_s};
    static const QStringList kProjections{u"robinson"_s, u"equirectangular"_s};
    std::vector<PageView> views;
    for (int projection = 0; projection < kProjections.size(); ++projection)
        for (int layer = 0; layer < kLayers.size(); ++layer)
            views.push_back({kLayers[layer] + u'-' + kProjections[projection], [this, projection, layer] {
                                 m_projection->setCurrentIndex(projection);
                                 m_measure->setCurrentIndex(layer);
                             }});
    for (PageView& list : viewsOfTabs(*m_tabs, {u"places"_s, u"gaps"_s, u"planner"_s, u"share"_s}))
        views.push_back(std::move(list));
    return views;
}

void MapPage::takeFocus()
{
    m_state->takeFocus();
}

bool MapPage::isComplete() const
{
    return !m_reading && m_planner->isComplete() && m_share->isComplete() &&
           (m_map->isPainted() || !m_map->isVisible());
}

// --- reading

void MapPage::refresh()
{
    m_reading = true;
    // New events alone take away nothing that somebody reads: both say what stretch of time they are about.
    if (const RangeChoice& range = workbench().scope().choice; m_asked_about != range) {
        m_asked_about = range;
        m_planner->forget();
        m_share->forget();
    }
    workbench().reader().ask<Facts>(
        this, u"facts"_s,
        [query = workbench().scope().query()](Cache& cache) -> Result<Facts> {
            auto facts = readMapFacts(cache, query);
            if (!facts)
                return tl::unexpected(facts.error());
            planeWorld(Projection::robinson);  // made here, not while the window paints its first tile
            Facts read{.extent = facts->extent().value_or(Interval{}), .gpu_types = gpuTypesOf(*facts), .all = {}};
            read.all = std::make_shared<const MapFacts>(std::move(*facts));
            return read;
        },
        [this](const Result<Facts>& facts) { showFacts(facts); });
}

void MapPage::showFacts(const Result<Facts>& facts)
{
    if (!facts) {
        m_reading = false;
        return m_state->showError(tr("The map cannot be shown"), QString::fromStdString(facts.error().message));
    }
    // Hundreds of thousands of sessions take longer to free than the window may be held.
    QThreadPool::globalInstance()->start([gone = std::exchange(m_facts, facts->all)] {});
    m_extent = facts->extent;
    forgetScale();
    fillHours();
    fillGpuTypes(facts->gpu_types);
    readFigures();
}

void MapPage::fillHours()
{
    m_hours.clear();
    QStringList names;
    const Scope& scope = workbench().scope();
    if (m_extent.start < m_extent.end) {
        const Instant from = hourOf(scope.from ? std::max(*scope.from, m_extent.start) : m_extent.start);
        const Instant to = scope.to ? std::min(*scope.to, m_extent.end) : m_extent.end;
        for (Instant hour = from; hour < to && to - from < kLongest; hour += std::chrono::hours(1))
            m_hours << hour;
    }
    for (const Instant hour : m_hours)
        names << tr("%1, one hour").arg(workbench().text().instant(hour).left(16));
    m_player->setSteps(
        m_hours.isEmpty() ? tr("all of the range") : tr("all %n hour(s)", nullptr, static_cast<int>(m_hours.size())),
        names);
}

void MapPage::fillGpuTypes(const std::set<std::string>& types)
{
    const QString before = m_gpu_type->currentData().toString();
    const QSignalBlocker quiet(m_gpu_type);
    m_gpu_type->clear();
    m_gpu_type->addItem(tr("all types"), QString());
    for (const std::string& type : types)
        m_gpu_type->addItem(QString::fromStdString(type), QString::fromStdString(type));
    m_gpu_type->setCurrentIndex(qMax(0, m_gpu_type->findData(before)));
    QStringList names;
    for (const std::string& type : types)
        names << QString::fromStdString(type);
    m_planner->setGpuTypes(names);
}

MapGrouping MapPage::grouping() const
{
    static constexpr MapGrouping kGroupings[] = {MapGrouping::bin, MapGrouping::region, MapGrouping::country};
    return kGroupings[qBound(0, m_grouping->currentIndex(), 2)];
}

/// The hour of the slider, or all of the range.
Interval MapPage::window() const
{
    const int step = m_player->step();
    if (step >= 0 && step < m_hours.size())
        return {m_hours[step], m_hours[step] + std::chrono::hours(1)};
    const Scope& scope = workbench().scope();
    return {scope.from.value_or(m_extent.start), scope.to.value_or(m_extent.end)};
}

void MapPage::readFigures()
{
    if (!m_facts)
        return;
    m_reading = true;
    m_player->setReady(false);
    using Shared = std::shared_ptr<const Answer>;
    const MapChoice choice{.grouping = grouping(), .window = window(), .min_group = m_min_group->value()};
    workbench().reader().ask<Shared>(
        this, u"figures"_s,
        [facts = m_facts, choice, places = m_places.sort, gaps = m_gaps.sort](Cache&) -> Result<Shared> {
            Answer answer{.figures = mapFigures(*facts, choice), .places = {}, .gaps = {}};
            auto all = mapTable(answer.figures, places);
            auto some = gapTable(answer.figures, gaps);
            if (!all || !some)
                return tl::unexpected(all ? some.error() : all.error());
            answer.places = std::move(*all);
            answer.gaps = std::move(*some);
            return std::make_shared<const Answer>(std::move(answer));
        },
        [this](const Result<Shared>& answer) { showFigures(answer); });
}

// --- showing

void MapPage::showFigures(const Result<std::shared_ptr<const Answer>>& answer)
{
    m_player->setReady(true);
    m_reading = answer && !(m_facts->sessions.empty() && m_facts->nodes.empty());
    if (!answer)
        return m_state->showError(tr("The map cannot be shown"), QString::fromStdString(answer.error().message));
    m_answer = *answer;
    if (!m_reading)
        return showEmpty();
    const bool others = std::exchange(m_names_changed, false);
    showList(m_places, m_answer->places, !others);
    workbench().reader().showInParts(this, u"parts"_s,
                                     {[this, others, rows = m_answer->gaps] { showList(m_gaps, rows, !others); },
                                      [this] {
                                          m_reading = false;
                                          showMap();
                                      }});
}

/// `fits`: the widths of its columns are as the rows before wanted them.
void MapPage::showList(List& list, const SharedTable& rows, bool fits)
{
    const QScopedValueRollback following(m_choosing, true);
    const bool first = list.model->rowCount() == 0;
    list.model->setValueText(workbench().text());
    list.model->setTable(rows);
    if (first || !fits)
        list.view->resizeColumnsToContents();
    showOrder(list);
}

void MapPage::showMap()
{
    const QScopedValueRollback following(m_choosing, true);
    m_tabs->setTabText(1, tr("G&aps (%1)").arg(m_gaps.model->rowCount()));
    m_state->showContent();
    showLayer();
    showChosen();
}

/// The arrow in the header says how the rows are ordered.
void MapPage::showOrder(const List& list)
{
    const QSignalBlocker quiet(list.view->horizontalHeader());
    int section = -1;
    for (int column = 0; list.sort && column < list.model->columnCount(); ++column)
        if (list.model->fieldAt(column)->name == list.sort->field)
            section = column;
    list.view->horizontalHeader()->setSortIndicator(
        section, list.sort && list.sort->descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void MapPage::showEmpty()
{
    const Scope& scope = workbench().scope();
    if (!scope.filter.isEmpty())
        m_state->showEmpty(tr("Nothing matches the filter"), tr("Filter: %1").arg(scope.filter));
    else if (scope.from)
        m_state->showEmpty(tr("Nothing in this stretch of time"), tr("Choose a longer one in the time bar above."));
    else
        m_state->showEmpty(tr("The cache holds nothing for this yet"),
                           tr("Open event files, or drop them on the window."), tr("Open event files…"));
}

void MapPage::forgetScale()
{
    m_scale_high = 0;
}

/// Figures to cells: nothing is read for another layer.
void MapPage::showLayer()
{
    const MapMeasureInfo& info = mapMeasures()[qMax(0, m_measure->currentIndex())];
    m_gpu_type->setVisible(info.measure == MapMeasure::gpus);
    if (!m_answer)
        return;
    const QString type = m_gpu_type->currentData().toString();
    QVector<MapMark> cells;
    m_cell_rows.clear();
    for (std::size_t row = 0; row < m_answer->figures.rows.size(); ++row)
        if (auto cell = mapMark(m_answer->figures.rows[row], grouping(), info, type, workbench().text())) {
            m_scale_high = qMax(m_scale_high, cell->value.value_or(0));
            cells << std::move(*cell);
            m_cell_rows << row;
        }
    const QString name =
        type.isEmpty() || info.measure != MapMeasure::gpus ? info.name : tr("%1: %2").arg(info.name, type);
    m_map->setTitle(name);
    m_map->setCaption(workbench().caption());
    m_map->setNote(completenessText(m_answer->figures.completeness, grouping(), workbench().text()));
    const QScopedValueRollback following(m_choosing, true);
    m_map->setCells(cells, {.name = name,
                            .unit = info.unit,
                            .color = info.color,
                            .logarithmic = info.logarithmic,
                            .at_least = m_scale_high});
}

// --- choosing

const MapRow* MapPage::chosen() const
{
    if (!m_answer || m_chosen.isEmpty())
        return nullptr;
    for (const MapRow& row : m_answer->figures.rows)
        if (mapPlaceName(row) == m_chosen.toStdString())
            return &row;
    return nullptr;
}

void MapPage::chooseCell(int cell)
{
    if (m_choosing)
        return;
    m_chosen = cell >= 0 && cell < m_cell_rows.size()
                   ? QString::fromStdString(mapPlaceName(m_answer->figures.rows[m_cell_rows[cell]]))
                   : QString();
    showChosen();
    planHere();
}

void MapPage::choosePlace(const List& list, int row)
{
    if (m_choosing || row < 0)
        return;
    m_chosen = textOfCell(list.model->cellAt(row, u"place"_s));
    workbench().inspect(list.view->accessibleName(), list.model->table(), static_cast<std::size_t>(row));
    showChosen();
    planHere();
}

/// The planner reckons by regions: of a cell that lies in several it takes the first.
void MapPage::planHere()
{
    const MapRow* row = chosen();
    if (row && row->kind == MapRow::Kind::place && !row->regions.empty())
        m_planner->setRegion(QString::fromStdString(*row->regions.begin()));
}

/// Map, lists and buttons follow what is chosen in one of them.
void MapPage::showChosen()
{
    const QScopedValueRollback following(m_choosing, true);
    const MapRow* row = chosen();
    m_open_sessions->setEnabled(row && (row->hasDemand() || !row->orchestrators.empty()));
    m_open_gateways->setEnabled(row && !row->gateways.empty());
    m_open_orchestrators->setEnabled(row && !row->orchestrators.empty());
    m_chosen_label->setText(row ? mapPlaceTitle(*row, grouping()) : tr("no place chosen"));
    int cell = -1;
    for (int i = 0; row && i < m_cell_rows.size(); ++i)
        if (&m_answer->figures.rows[m_cell_rows[i]] == row)
            cell = i;
    m_map->setCurrentCell(cell);
    for (const List& list : {m_places, m_gaps})
        for (int i = 0; row && i < list.model->rowCount(); ++i)
            if (textOfCell(list.model->cellAt(i, u"place"_s)) == m_chosen && list.view->currentRow() != i)
                list.view->selectRow(i);
}

/// Of the hour that is shown; those of an orchestrator's place where nobody asks.
void MapPage::openSessions()
{
    const MapRow* row = chosen();
    if (!row || (row->gateways.empty() && row->orchestrators.empty()))
        return;
    QStringList parts;
    if (const QString filter = workbench().scope().filter; !filter.trimmed().isEmpty())
        parts << u"(%1)"_s.arg(filter);
    parts << (row->gateways.empty() ? filterOf(u"orchestrator_address"_s, row->orchestrators)
                                    : filterOf(u"gateway"_s, row->gateways));
    if (m_player->step() >= 0)
        parts << u"last_seen >= %1 and started_at < %2"_s.arg(timeOf(window().start), timeOf(window().end));
    workbench().go(u"sessions"_s, {}, parts.join(u" and "_s));
}

void MapPage::openGateways()
{
    if (const MapRow* row = chosen(); row && !row->gateways.empty())
        workbench().go(u"demand"_s, {}, filterOf(u"gateway"_s, row->gateways));
}

void MapPage::openOrchestrators()
{
    const MapRow* row = chosen();
    if (!row || row->orchestrators.empty())
        return;
    if (row->orchestrators.size() == 1)
        return workbench().go(u"orchestrator"_s, QString::fromStdString(*row->orchestrators.begin()));
    workbench().go(u"orchestrator"_s, {}, filterOf(u"orchestrator_address"_s, row->orchestrators));
}

Page* makeMapPage(Workbench& workbench)
{
    return new MapPage(workbench);
}

}  // namespace naap
