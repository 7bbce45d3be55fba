#include "ui/shell/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDateTime>
#include <QDockWidget>
#include <QFileDialog>
#include <QHeaderView>
#include <QInputDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStatusBar>
#include <QToolBar>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "core/reports/filter.h"
#include "core/store/accounting_store.h"
#include "core/store/range_store.h"
#include "ui/models/alert_center.h"
#include "ui/models/watching.h"
#include "ui/pages/all_pages.h"
#include "ui/pages/report_pane.h"
#include "ui/shell/alert_bell.h"
#include "ui/shell/filter_bar.h"
#include "ui/shell/gap_ribbon.h"
#include "ui/shell/inspector.h"
#include "ui/shell/live_status.h"
#include "ui/shell/place_tabs.h"
#include "ui/shell/time_bar.h"
#include "ui/shell/tray.h"
#include "ui/shell/trust_status.h"
#include "ui/widgets/page_stack.h"
#include "ui/widgets/steady_width.h"
#include "ui/widgets/table_view.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr int kMostRecent = 10;
constexpr std::int64_t kMostCounted = 200'000;  // sessions whose values are offered
constexpr int kRibbonSteps = 500;               // of its length; less is hardly a pixel
// New facts are shown four times a second at most, and pages that take long to read less often: reading them may take a
// fiftieth of the time. But who looks at the window sees a change within two seconds, and nobody waits for ever.
constexpr std::chrono::milliseconds kFactsTick{250};
constexpr int kFactsShare = 50;
constexpr std::chrono::milliseconds kLongestLookedAt{750};
constexpr std::chrono::milliseconds kLongestInView{10'000};

/// A place as settings keep it, and back. Lists of four are of before settled hours and comparison were kept.
QStringList listOf(const Whereabouts& place)
{
    return {place.page,
            place.subject,
            rangeText(place.scope.choice, ValueText{}),
            place.scope.filter,
            place.scope.settled_only ? u"settled"_s : QString(),
            QString::number(static_cast<int>(place.scope.compare))};
}

std::optional<Whereabouts> placeOf(const QStringList& list)
{
    if (list.size() != 4 && list.size() != 6)
        return std::nullopt;
    Whereabouts place;
    place.page = list[0];
    place.subject = list[1];
    place.scope.choice = parseRange(list[2], QTimeZone::utc()).value_or(RangeChoice{});
    place.scope.filter = list[3];
    place.scope.settled_only = list.value(4) == "settled"_L1;
    place.scope.compare = static_cast<CompareTo>(std::clamp(list.value(5).toInt(), 0, 2));
    return place;
}

/// Where an id leads. Blank: nothing has it.
struct Landing {
    QString page;
    QString subject;
    QString filter;
};

/// The values of `field` in the rows of a report whose `where` is `value`, each once.
Result<QStringList> valuesWhere(Cache& cache, std::string_view report, std::string_view where, const std::string& value,
                                std::string_view field)
{
    auto table = runReport(cache, report, {.where = {{.field = std::string(where), .value = value}}, .limit = 20});
    if (!table)
        return tl::unexpected(table.error());
    QStringList found;
    const int column = fieldIndex(**table, field);
    for (std::size_t row = 0; column >= 0 && row < (*table)->rowCount(); ++row)
        if (const QString text = textOfCell((*table)->cell(row, static_cast<std::size_t>(column))); !text.isEmpty())
            found << text;
    found.removeDuplicates();
    return found;
}

/// Sessions by key, stream or request; GPUs; orchestrators by URL; gateways; events.
Result<Landing> targetOf(Cache& cache, const std::string& id)
{
    const QString plain = QString::fromStdString(id);
    QStringList sessions;
    for (const char* field : {"session_key", "stream_id", "request_id"}) {
        const auto found = valuesWhere(cache, "sessions", field, id, "session_key");
        if (!found)
            return tl::unexpected(found.error());
        sessions += *found;
    }
    sessions.removeDuplicates();
    if (sessions.size() == 1)
        return Landing{u"recorder"_s, sessions.front(), {}};
    if (sessions.size() > 1)
        return Landing{u"sessions"_s, {}, u"stream_id = \"%1\" or request_id = \"%1\""_s.arg(plain)};
    if (const auto gpus = valuesWhere(cache, "gpus", "gpu_id", id, "gpu_id"); gpus && !gpus->isEmpty())
        return Landing{u"gpus"_s, gpus->front(), {}};
    if (const auto nodes = valuesWhere(cache, "orchestrators", "orchestrator_uri", id, "orchestrator_address");
        nodes && !nodes->isEmpty())
        return Landing{u"orchestrator"_s, nodes->front(), {}};
    if (const auto paid = valuesWhere(cache, "sessions", "gateway", id, "gateway"); paid && !paid->isEmpty())
        return Landing{u"sessions"_s, {}, u"gateway = \"%1\""_s.arg(plain)};
    if (const auto events = valuesWhere(cache, "events", "event_id", id, "event_id"); events && !events->isEmpty())
        return Landing{u"events"_s, u"event:"_s + plain, {}};
    return Landing{};
}

/// What the status bar says of the cache.
struct CacheState {
    std::optional<Instant> newest;
    double bytes = 0;
};

}  // namespace

MainWindow::MainWindow(std::filesystem::path cache, QString sample, QWidget* parent)
    : QMainWindow(parent), m_workbench(std::move(cache)), m_sample(std::move(sample))
{
    setWindowTitle(tr("NaaP Lens"));
    setAcceptDrops(true);
    resize(1400, 900);
    buildPages();
    buildBars();
    buildInspector();
    buildStatus();
    buildMenus();
    connect(&m_workbench, &Workbench::goWanted, this,
            [this](const QString& page, const QString& subject, const std::optional<QString>& filter) {
                Whereabouts place = m_place;
                place.page = page;
                place.subject = subject;
                if (filter)
                    place.scope.filter = *filter;
                go(place);
            });
    connect(&m_workbench, &Workbench::zoomWanted, this, [this](Instant from, Instant to) {
        changeScope(
            [&](Scope& scope) { scope.choice = {.kind = RangeChoice::Kind::absolute, .from = from, .to = to}; });
    });
    connect(&m_workbench, &Workbench::conditionWanted, this, &MainWindow::addCondition);
    connect(&m_workbench, &Workbench::inspectWanted, this, &MainWindow::inspect);
    connect(&m_workbench, &Workbench::said, this, [this](const QString& sentence) { m_status->setText(sentence); });
    connect(&m_workbench, &Workbench::importWanted, this, &MainWindow::chooseFiles);
    connect(&m_workbench, &Workbench::sampleWanted, this, [this] { importFiles({m_sample}); });
    connect(&m_workbench, &Workbench::settingsChanged, this, &MainWindow::applySettings);
    connect(&m_import, &ImportJob::progressed, this, &MainWindow::importProgressed);
    connect(&m_import, &ImportJob::finished, this, &MainWindow::importDone);
    buildWatching();
    m_place.page = QString::fromLatin1(allPages().front().id);
    showPlace(m_place);
    m_tabs->history().go(m_place);
    readState();
    m_workbench.alerts().start();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildPages()
{
    m_list = new QTreeWidget(this);
    m_list->setObjectName(u"pages"_s);
    m_list->setHeaderHidden(true);
    m_list->setIndentation(10);
    m_list->setRootIsDecorated(false);
    m_list->setItemsExpandable(false);
    m_list->setAccessibleName(tr("Pages"));
    m_stack = new PageStack(this);
    QHash<QString, QTreeWidgetItem*> groups;
    for (const PageEntry& entry : allPages()) {
        const QString group = QCoreApplication::translate("Pages", entry.group);
        if (!groups.contains(group)) {
            groups[group] = new QTreeWidgetItem(m_list, {group});
            groups[group]->setFlags(Qt::ItemIsEnabled);
            groups[group]->setForeground(0, palette().color(QPalette::PlaceholderText));
        }
        Page* page = entry.make(m_workbench);
        m_pages.push_back(page);
        m_stack->addWidget(page);
        auto* item = new QTreeWidgetItem(groups[group], {page->title()});
        item->setData(0, Qt::UserRole, page->id());
        item->setToolTip(0, page->question());
        item->setSizeHint(0, QSize(0, fontMetrics().height() + 8));
        m_items[page->id()] = item;
    }
    m_list->expandAll();
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        const QString id = item ? item->data(0, Qt::UserRole).toString() : QString();
        if (!id.isEmpty() && id != m_place.page)
            showPage(id);
    });
}

void MainWindow::buildBars()
{
    auto* centre = new QWidget(this);
    m_time = new TimeBar(centre);
    m_filter = new FilterBar(centre);
    m_ribbon = new GapRibbon(centre);
    auto* split = new QSplitter(centre);
    split->addWidget(m_list);
    split->addWidget(withTabs());
    split->setStretchFactor(1, 1);
    split->setSizes({170, 1200});
    m_list->setMinimumWidth(fontMetrics().averageCharWidth() * 20);  // wide pages shall not squeeze it
    auto* rows = new QVBoxLayout(centre);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    for (QWidget* each : std::initializer_list<QWidget*>{m_time, m_filter})
        rows->addWidget(each);
    rows->addWidget(split, 1);
    rows->addWidget(m_ribbon);
    setCentralWidget(centre);
    connect(m_time, &TimeBar::rangeChosen, this,
            [this](const RangeChoice& choice) { changeScope([&](Scope& scope) { scope.choice = choice; }); });
    connect(m_time, &TimeBar::settledChosen, this,
            [this](bool settled) { changeScope([&](Scope& scope) { scope.settled_only = settled; }); });
    connect(m_time, &TimeBar::compareChosen, this,
            [this](CompareTo compare) { changeScope([&](Scope& scope) { scope.compare = compare; }); });
    connect(m_time, &TimeBar::zoneChosen, this, &MainWindow::setZoneId);
    connect(m_filter, &FilterBar::filterChosen, this,
            [this](const QString& filter) { changeScope([&](Scope& scope) { scope.filter = filter; }); });
    connect(m_filter, &FilterBar::valuesWanted, this, &MainWindow::completeValues);
    connect(m_ribbon, &GapRibbon::rangePicked, &m_workbench, &Workbench::zoom);
}

/// The pages, and above them what is open side by side.
QWidget* MainWindow::withTabs()
{
    auto* pages = new QWidget(this);
    m_tabs = new PlaceTabs(pages);
    auto* rows = new QVBoxLayout(pages);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_tabs);
    rows->addWidget(new PageRoom(m_stack, pages), 1);
    connect(m_tabs, &PlaceTabs::placeWanted, this, &MainWindow::showPlace);
    return pages;
}

void MainWindow::buildInspector()
{
    m_inspector = new Inspector(this);
    auto* dock = new QDockWidget(tr("Inspector"), this);
    dock->setObjectName(u"inspector"_s);
    m_inspectorDock = dock;
    dock->setWidget(m_inspector);
    addDockWidget(Qt::RightDockWidgetArea, dock);
    dock->setMinimumWidth(fontMetrics().averageCharWidth() * 28);  // a name and its value
    resizeDocks({dock}, {270}, Qt::Horizontal);
}

void MainWindow::buildStatus()
{
    m_status = new QLabel(this);
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);  // a long sentence widens no window
    m_state = new QLabel(this);
    m_progress = new QProgressBar(this);
    m_progress->setMaximumWidth(220);
    m_progress->setAccessibleName(tr("Progress of the import"));
    m_cancel = new QPushButton(tr("Cancel import"), this);
    m_progress->hide();
    m_cancel->hide();
    statusBar()->addWidget(m_status, 1);
    statusBar()->addPermanentWidget(m_progress);
    statusBar()->addPermanentWidget(m_cancel);
    m_live = new LiveStatus(this);
    statusBar()->addPermanentWidget(m_live);
    m_trust = new TrustStatus(this);
    statusBar()->addPermanentWidget(m_trust);
    statusBar()->addPermanentWidget(m_state);
    connect(m_trust, &QPushButton::clicked, this, [this] { showPage(u"health"_s, u"coverage"_s); });
    m_tray = new Tray(this);
    connect(m_tray, &Tray::quitWanted, this, &MainWindow::quit);
    m_bell = new AlertBell(m_workbench, *m_tray, this);
    statusBar()->addPermanentWidget(m_bell->badge());
    connect(m_cancel, &QPushButton::clicked, &m_import, &ImportJob::cancel);
}

Page* MainWindow::currentPage() const
{
    return static_cast<Page*>(m_stack->currentWidget());
}

bool MainWindow::isReading() const
{
    return m_workbench.reader().pending() > 0;
}

bool MainWindow::showPage(const QString& id, const QString& subject)
{
    if (!m_items.contains(id))
        return false;
    Whereabouts place = m_place;
    place.page = id;
    place.subject = subject;
    go(place);
    return true;
}

void MainWindow::go(const Whereabouts& place)
{
    if (!m_items.contains(place.page))
        return m_status->setText(tr("There is no page \"%1\".").arg(place.page));
    showPlace(place);
    m_tabs->history().go(m_place);
    enableWays();
}

void MainWindow::enableWays()
{
    m_back->setEnabled(m_tabs->history().canGoBack());
    m_forward->setEnabled(m_tabs->history().canGoForward());
}

void MainWindow::openTab()
{
    m_tabs->open(m_place);
}

void MainWindow::goBack()
{
    if (m_tabs->history().canGoBack())
        showPlace(m_tabs->history().back());
}

void MainWindow::goForward()
{
    if (m_tabs->history().canGoForward())
        showPlace(m_tabs->history().forward());
}

void MainWindow::showPlace(const Whereabouts& place)
{
    const bool other = place.page != m_place.page;
    // Who is in the page stays in it when it shows something else: what had the keyboard may be hidden now.
    const bool renewed = place.subject != m_place.subject && m_stack->isAncestorOf(QApplication::focusWidget());
    m_place = place;
    resolveRange(m_place.scope);
    m_time->show(m_place.scope, m_workbench.text());
    m_filter->show(m_place.scope.filter);
    m_workbench.setScope(m_place.scope);
    for (Page* page : m_pages)
        if (page->id() == place.page) {
            page->setSubject(place.subject);
            m_stack->showPage(page);
            if (other || renewed)
                page->takeFocus();
        }
    m_list->setCurrentItem(m_items.value(place.page));
    const QString title = m_items.value(place.page)->text(0);
    m_tabs->setTitle(place.subject.isEmpty() ? title : tr("%1: %2").arg(title, shortened(place.subject)));
    if (m_back)
        enableWays();
    if (m_gaps_of != std::pair(m_place.scope.from, m_place.scope.to))
        readGaps();
}

/// The place stays and its range goes with the newest event. This comes every second: nothing is saved, and what a
/// person is typing stays.
void MainWindow::moveOn()
{
    resolveRange(m_place.scope);
    m_time->showEnds(m_place.scope, m_workbench.text());
    m_workbench.moveOn(m_place.scope);
    if (hasOtherHours())
        readGaps();
}

/// The ribbon shows whole hours: it is as before until an end has come into another one, or further than can be seen.
bool MainWindow::hasOtherHours() const
{
    if (!m_gaps_of)
        return true;
    const auto& [from, to] = *m_gaps_of;
    const Scope& scope = m_place.scope;
    if (!from || !to || !scope.from || !scope.to)
        return *m_gaps_of != std::pair(scope.from, scope.to) || m_gaps_newest.has_value() != m_newest.has_value() ||
               (m_newest && hourOf(*m_gaps_newest) != hourOf(*m_newest));
    return hourOf(*from) != hourOf(*scope.from) || hourOf(*to) != hourOf(*scope.to) ||
           std::max(*to, *scope.to) - std::min(*to, *scope.to) > (*to - *from) / kRibbonSteps;
}

void MainWindow::changeScope(const std::function<void(Scope&)>& change)
{
    Whereabouts place = m_place;
    change(place.scope);
    go(place);
}

void MainWindow::resolveRange(Scope& scope) const
{
    scope.from = scope.to = std::nullopt;
    if (scope.choice.kind == RangeChoice::Kind::absolute) {
        scope.from = scope.choice.from;
        scope.to = scope.choice.to;
    } else if (scope.choice.kind == RangeChoice::Kind::last && m_newest) {
        scope.to = *m_newest + milliseconds(1);  // the newest event belongs to it
        scope.from = *m_newest - scope.choice.length;
    }
}

void MainWindow::readState()
{
    m_workbench.reader().ask<CacheState>(
        this, u"state"_s,
        [](Cache& cache) -> Result<CacheState> {
            return CacheState{newestEvent(cache), static_cast<double>(cache.sizeBytes())};
        },
        [this](const Result<CacheState>& state) {
            if (!state)
                return showState(QString::fromStdString(state.error().message));
            m_newest = state->newest;
            m_state_read = true;
            const QString size = m_workbench.text().bytes(state->bytes);
            showState(m_newest ? tr("Newest event %1 · cache %2").arg(m_workbench.text().instant(*m_newest), size)
                               : tr("The cache is empty"));
            if (std::exchange(m_facts_new, false))
                moveOn();
            else
                showPlace(m_place);
            offerBeginning();
        });
}

void MainWindow::showState(const QString& sentence)
{
    const bool fits = takeSameRoom(sentence, m_state->text(), m_state->fontMetrics());
    m_state->setText(sentence);
    if (!fits)
        keepLongestWidth(*m_state);
}

void MainWindow::readGaps()
{
    m_gaps_of = std::pair(m_place.scope.from, m_place.scope.to);
    m_gaps_newest = m_newest;
    using Hours = std::vector<Instant>;
    m_workbench.reader().ask<Hours>(
        m_ribbon, u"hours"_s,
        [from = m_place.scope.from, to = m_place.scope.to](Cache& cache) -> Result<Hours> {
            return hoursWithData(cache, from, to);
        },
        [this](const Result<Hours>& answer) { showHours(answer.value_or(Hours())); });
    readCauses();
    readAttribution();
}

void MainWindow::showHours(std::vector<Instant> hours)
{
    const Scope& scope = m_place.scope;
    const Instant from = hourOf(scope.from.value_or(hours.empty() ? Instant() : hours.front()));
    const Instant to = scope.to.value_or(hours.empty() ? from : hours.back() + std::chrono::hours(1));
    m_trust->setHours(static_cast<std::int64_t>(hours.size()), std::chrono::ceil<std::chrono::hours>(to - from).count(),
                      m_workbench.text());
    if (hours.empty())
        return m_ribbon->setHours({}, {}, {}, {});
    // The newest hour, and the one before until a quarter past, may still change.
    const auto provisional = m_newest ? std::optional(hourOf(*m_newest - std::chrono::minutes(15))) : std::nullopt;
    m_ribbon->setHours(std::move(hours), from, to, provisional);
}

/// Why hours are without events. It takes longer than to find them: sessions are looked for that ran through them.
void MainWindow::readCauses()
{
    using Gaps = std::vector<FeedGap>;
    m_workbench.reader().ask<Gaps>(
        m_ribbon, u"causes"_s,
        [from = m_place.scope.from, to = m_place.scope.to](Cache& cache) { return feedGaps(cache, from, to); },
        [this](const Result<Gaps>& gaps) {
            m_workbench.setGaps(std::make_shared<const Gaps>(gaps.value_or(Gaps())));
            m_ribbon->setGaps(m_workbench.gaps());
        });
}

void MainWindow::readAttribution()
{
    m_workbench.reader().ask<AttributionHour>(
        m_trust, u"attribution"_s,
        [from = m_place.scope.from, to = m_place.scope.to](Cache& cache) { return attributionIn(cache, from, to); },
        [this](const Result<AttributionHour>& shares) {
            if (shares)
                m_trust->setAttribution(*shares, m_workbench.text());
        });
}

/// The filter speaks of sessions, and on a page of another report also of what that report has.
void MainWindow::addCondition(const QString& report, const QString& field, const QString& value, bool include)
{
    const std::string name = field.toStdString();
    const Field* known = nullptr;
    for (const ReportInfo* info : {findReport(report.toStdString()), findReport("sessions")})
        if (info && !known)
            if (const auto found = std::ranges::find(info->fields, name, &Field::name); found != info->fields.end())
                known = &*found;
    if (!known)
        return m_status->setText(tr("The filter speaks of sessions, and they have no field \"%1\".").arg(field));
    const Cell cell = value.isEmpty() ? Cell() : Cell(value.toStdString());
    const std::string text = withCondition(m_place.scope.filter.toStdString(), *known,
                                           include ? FilterOp::equal : FilterOp::not_equal, cell);
    changeScope([&](Scope& scope) { scope.filter = QString::fromStdString(text); });
}

void MainWindow::completeValues(const QString& field)
{
    constexpr qsizetype kMostValues = 50;
    using Values = QVector<FilterValue>;
    m_workbench.reader().ask<Values>(
        m_filter, u"values"_s,
        [name = field.toStdString()](Cache& cache) -> Result<Values> {
            auto table = runReport(cache, "sessions", {.limit = kMostCounted, .fields = {name}});
            if (!table)
                return tl::unexpected(table.error());
            const int column = fieldIndex(**table, name);
            QHash<QString, qint64> counts;
            for (std::size_t row = 0; column >= 0 && row < (*table)->rowCount(); ++row)
                if (const QString text = textOfCell((*table)->cell(row, static_cast<std::size_t>(column)));
                    !text.isEmpty())
                    ++counts[text];
            Values values;
            for (const auto& [value, sessions] : counts.asKeyValueRange())
                values << FilterValue{value, sessions};
            std::ranges::sort(values, [](const FilterValue& a, const FilterValue& b) {
                return a.sessions != b.sessions ? a.sessions > b.sessions : a.value < b.value;
            });
            return values.mid(0, kMostValues);
        },
        [this, field](const Result<Values>& values) {
            if (values)
                m_filter->setValues(field, *values);
        });
}

void MainWindow::inspect(const QString& title, const SharedTable& table, std::size_t row)
{
    // Not in the turn in which its page fills and paints itself.
    m_workbench.reader().showInParts(m_inspector, u"row"_s,
                                     {[=, this] { m_inspector->show(title, table, row, m_workbench.text()); }});
}

void MainWindow::openId(const QString& id)
{
    const QString plain = id.trimmed();
    if (plain.startsWith("0x"_L1) && plain.size() == 42)
        return void(showPage(u"orchestrator"_s, plain.toLower()));
    m_workbench.reader().ask<Landing>(
        this, u"id"_s, [name = plain.toStdString()](Cache& cache) { return targetOf(cache, name); },
        [this, plain](const Result<Landing>& target) {
            if (!target || target->page.isEmpty())
                return m_status->setText(tr("Nothing in the cache has the id \"%1\".").arg(plain));
            m_workbench.go(target->page, target->subject,
                           target->filter.isEmpty() ? std::nullopt : std::optional(target->filter));
        });
}

void MainWindow::saveView()
{
    bool good = false;
    const QString name = QInputDialog::getText(this, tr("Save this view"), tr("Name:"), QLineEdit::Normal,
                                               currentPage()->title(), &good);
    if (!good || name.trimmed().isEmpty())
        return;
    QSettings settings;
    settings.beginGroup(u"views"_s);
    settings.setValue(name.trimmed().replace(u'/', u'-'), listOf(m_place));
    m_status->setText(tr("Saved as \"%1\".").arg(name.trimmed()));
}

void MainWindow::fillViews(QMenu* menu)
{
    menu->clear();
    QSettings settings;
    settings.beginGroup(u"views"_s);
    for (const QString& name : settings.childKeys()) {
        if (const auto place = placeOf(settings.value(name).toStringList()))
            menu->addAction(name, this, [this, name] { openView(name); });
    }
    if (menu->isEmpty())
        menu->addAction(tr("No view is saved yet"))->setEnabled(false);
    else
        fillForgetting(menu->addMenu(tr("&Remove")));
}

void MainWindow::openView(const QString& name)
{
    if (const auto place = placeOf(QSettings().value(u"views/"_s + name).toStringList()))
        go(*place);
}

void MainWindow::fillForgetting(QMenu* menu)
{
    QSettings settings;
    settings.beginGroup(u"views"_s);
    for (const QString& name : settings.childKeys())
        menu->addAction(name, this, [this, name] {
            QSettings().remove(u"views/"_s + name);
            m_status->setText(tr("The view \"%1\" is removed.").arg(name));
        });
}

void MainWindow::setTheme(Theme theme)
{
    QSettings().setValue(u"theme"_s, nameOf(theme));
    applySettings();
}

void MainWindow::applySettings()
{
    const QSettings settings;
    // In this order: what a style sheet has polished does not follow a later font.
    applyTextSize(settings.value(u"text_percent"_s, 100).toInt());
    applyTheme(themeOf(settings.value(u"theme"_s).toString()));
    const QString density = settings.value(u"density"_s).toString();
    TableView::setDensity(density == u"compact"_s ? TableView::Density::compact
                          : density == u"roomy"_s ? TableView::Density::roomy
                                                  : TableView::Density::usual);
    const QString locale = settings.value(u"locale"_s).toString();
    ValueText text = m_workbench.text();
    text.locale = locale.isEmpty() ? QLocale() : QLocale(locale);
    if (const QTimeZone zone(settings.value(u"zone"_s).toByteArray()); zone.isValid())
        text.zone = zone;
    m_workbench.setText(text);
    m_time->show(m_place.scope, text);
}

void MainWindow::setZoneId(const QByteArray& zone)
{
    ValueText text = m_workbench.text();
    text.zone = QTimeZone(zone);
    m_workbench.setText(text);
    QSettings().setValue(u"zone"_s, zone);
    m_time->show(m_place.scope, text);
}

void MainWindow::chooseFiles()
{
    const QStringList files = QFileDialog::getOpenFileNames(
        this, tr("Open event files"), {}, tr("Event files (*.ndjson *.json *.jsonl *.gz *.zst);;All files (*)"));
    if (!files.isEmpty())
        importFiles(files);
}

void MainWindow::chooseFolder()
{
    if (const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a folder of event files"));
        !folder.isEmpty())
        importFiles({folder});
}

void MainWindow::rememberFiles(const QStringList& paths)
{
    QSettings settings;
    QStringList recent = settings.value(u"recent"_s).toStringList();
    for (const QString& path : paths) {
        recent.removeAll(path);
        recent.prepend(path);
    }
    settings.setValue(u"recent"_s, recent.mid(0, kMostRecent));
}

void MainWindow::fillRecent(QMenu* menu)
{
    menu->clear();
    for (const QString& path : QSettings().value(u"recent"_s).toStringList())
        menu->addAction(path, this, [this, path] { importFiles({path}); });
    if (menu->isEmpty())
        menu->addAction(tr("Nothing was opened yet"))->setEnabled(false);
}

void MainWindow::importFiles(const QStringList& paths)
{
    if (m_import.isRunning() || m_importing)
        return m_status->setText(tr("An import is running; wait for it or cancel it."));
    m_importing = true;
    rememberFiles(paths);
    m_progress->setRange(0, 0);
    m_progress->show();
    m_cancel->show();
    m_status->setText(tr("Opening the cache…"));
    // One writes the cache: what is watched waits at its sources meanwhile.
    m_workbench.watching().suspend([this, paths] { m_import.start(m_workbench.reader().path(), paths); });
}

void MainWindow::importProgressed(const ImportStatus& status)
{
    m_status->setText(status.sentence);
    m_progress->setRange(0, status.share < 0 ? 0 : 1000);
    m_progress->setValue(static_cast<int>(status.share * 1000));
}

void MainWindow::importDone(const ImportOutcome& outcome)
{
    m_progress->hide();
    m_cancel->hide();
    const QLocale& locale = m_workbench.text().locale;
    const auto number = [&](std::int64_t n) { return locale.toString(static_cast<qlonglong>(n)); };
    const IngestCounts& counts = outcome.summary.totals;
    QString sentence = tr("%1 records: %2 accepted, %3 ignored, %4 rejected, %5 known already")
                           .arg(number(counts.records), number(counts.accepted), number(counts.ignored),
                                number(counts.rejected), number(counts.duplicates));
    if (outcome.summary.cancelled)
        sentence += tr(" · stopped before the end; opening the files again goes on");
    QStringList problems;
    if (outcome.error)
        problems << QString::fromStdString(outcome.error->message);
    for (const ImportedFile& file : outcome.summary.files)
        if (!file.error.empty())
            problems << QString::fromStdString(file.error);
    const QString reasons = reasonsText(outcome, locale);
    if (!reasons.isEmpty())
        sentence += tr(" · why: %1").arg(reasons);
    m_status->setText(sentence);
    m_status->setToolTip(reasons.isEmpty() ? QString() : tr("Data health, Accounting, shows examples of each."));
    QString details;
    for (const auto& [reason, records] : outcome.reasons)
        details += u"%1  %2\n"_s.arg(number(records), reason);
    for (const RejectedSample& sample : outcome.summary.rejected_samples)
        details +=
            u"%1:%2: %3 %4\n"_s.arg(QString::fromStdString(sample.path), number(static_cast<std::int64_t>(sample.line)),
                                    QString::fromStdString(sample.reason), QString::fromStdString(sample.detail));
    if (!problems.isEmpty() || counts.rejected > 0) {
        auto* box = new QMessageBox(problems.isEmpty() ? QMessageBox::Information : QMessageBox::Warning, tr("Import"),
                                    sentence, QMessageBox::Ok, this);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setInformativeText(problems.isEmpty()
                                    ? tr("What was accepted is in the cache. The details say why the rest was not.")
                                    : problems.join(u"\n"_s) + tr("\n\nWhat was read before is safe in the cache."));
        box->setDetailedText(details);
        box->open();
    }
    m_importing = false;
    m_gaps_of.reset();
    m_workbench.watching().resume();
    m_workbench.reader().reopen(m_workbench.reader().path());
    readState();
    Q_EMIT m_workbench.cacheChanged();
    Q_EMIT importFinished(outcome);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    QStringList files;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile())
            files << url.toLocalFile();
    if (!files.isEmpty())
        importFiles(files);
    event->acceptProposedAction();
}

void MainWindow::restore()
{
    QSettings settings;
    restoreGeometry(settings.value(u"geometry"_s).toByteArray());
    restoreState(settings.value(u"state"_s).toByteArray());
    applySettings();
    const QStringList mine = settings.value(u"mine"_s).toStringList();
    m_workbench.setMineAll(QSet<QString>(mine.begin(), mine.end()));
    connect(&m_workbench, &Workbench::mineChanged, this, [this] { save(); });
    if (const QByteArray zone = settings.value(u"zone"_s).toByteArray(); !zone.isEmpty() && QTimeZone(zone).isValid())
        setZoneId(zone);
    Whereabouts place = m_place;
    place.page = settings.value(u"page"_s, m_place.page).toString();
    place.subject = settings.value(u"subject"_s).toString();
    place.scope.choice = parseRange(settings.value(u"range"_s).toString(), QTimeZone::utc()).value_or(RangeChoice{});
    place.scope.filter = settings.value(u"filter"_s).toString();
    place.scope.settled_only = settings.value(u"settled"_s).toBool();
    place.scope.compare = static_cast<CompareTo>(std::clamp(settings.value(u"compare"_s).toInt(), 0, 2));
    m_filter->setPast(settings.value(u"filters"_s).toStringList());
    go(m_items.contains(place.page) ? place : m_place);
    m_tabs->setOthers(settings.value(u"tabs"_s).toList());
    // After a crash a person finds the place of a moment ago, not that of the last orderly end.
    connect(&m_workbench, &Workbench::scopeChanged, this, [this] { save(); });
    connect(m_stack, &QStackedWidget::currentChanged, this, [this] { save(); });
}

void MainWindow::save()
{
    QSettings settings;
    settings.setValue(u"geometry"_s, saveGeometry());
    settings.setValue(u"state"_s, saveState());
    settings.setValue(u"mine"_s, QStringList(m_workbench.mine().begin(), m_workbench.mine().end()));
    settings.setValue(u"page"_s, m_place.page);
    settings.setValue(u"subject"_s, m_place.subject);
    settings.setValue(u"range"_s, rangeText(m_place.scope.choice, ValueText{}));
    settings.setValue(u"filter"_s, m_place.scope.filter);
    settings.setValue(u"settled"_s, m_place.scope.settled_only);
    settings.setValue(u"compare"_s, static_cast<int>(m_place.scope.compare));
    settings.setValue(u"filters"_s, m_filter->past());
    settings.setValue(u"tabs"_s, m_tabs->others());
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_import.isRunning()) {
        const auto answer = QMessageBox::question(
            this, tr("An import is running"),
            tr("Stop the import and quit? What was read is safe; opening the files again reads the rest."));
        if (answer != QMessageBox::Yes)
            return event->ignore();
        m_import.cancel();
    }
    save();
    const bool stays = !m_quitting && QSettings().value(u"close_to_tray"_s, false).toBool() && Tray::isThere() &&
                       !m_workbench.watching().sources().empty();
    if (!stays)
        return event->accept();
    m_tray->takeOver();
    event->ignore();
}

void MainWindow::quit()
{
    m_quitting = true;
    close();
    // A window that a tray keeps is hidden, and closing what is hidden ends nothing.
    if (!isVisible())
        QCoreApplication::quit();
    m_quitting = false;
}

void MainWindow::buildWatching()
{
    Watching& watching = m_workbench.watching();
    connect(&watching, &Watching::revisionCame, this, &MainWindow::factsCame);
    connect(&watching, &Watching::changed, this, &MainWindow::showLive);
    connect(&watching, &Watching::failed, m_status, &QLabel::setText);
    connect(&watching, &Watching::slept, this, [this](const Sleep& sleep) {
        m_workbench.alerts().holdUntilCaughtUp();
        const auto at = [&](std::chrono::system_clock::time_point time) {
            return m_workbench.text().instant(std::chrono::time_point_cast<milliseconds>(time));
        };
        m_status->setText(
            sleep.cause == Sleep::Cause::machine_slept
                ? tr("The computer slept from %1 to %2; nobody watched meanwhile.").arg(at(sleep.from), at(sleep.to))
                : tr("NaaP Lens was stopped from %1 to %2; nobody watched meanwhile.")
                      .arg(at(sleep.from), at(sleep.to)));
    });
    connect(m_live, &LiveStatus::clicked, this, [this] { showPage(u"sources"_s); });
    m_facts_timer.setSingleShot(true);
    connect(&m_facts_timer, &QTimer::timeout, this, &MainWindow::showFacts);
    connect(&m_workbench.reader(), &CacheReader::pendingChanged, this, &MainWindow::noticeRead);
}

void MainWindow::watch()
{
    m_workbench.watching().begin();
}

/// Facts may come faster than people can see, and than pages can be read again.
void MainWindow::factsCame()
{
    if (m_paused_at || m_facts_timer.isActive())
        return;
    const auto longest = isActiveWindow() ? kLongestLookedAt : kLongestInView;
    const auto wait = std::clamp(kFactsShare * m_facts_cost, kFactsTick, longest);
    const std::chrono::milliseconds since(m_facts_read.isValid() ? m_facts_read.elapsed() : wait.count());
    m_facts_timer.start(std::max(std::chrono::milliseconds(0), wait - since));
}

void MainWindow::showFacts()
{
    if (m_paused_at)
        return;
    if (isReading())
        return m_facts_timer.start(kFactsTick);  // what was asked before is answered first
    if (!isInView()) {
        m_facts_missed = true;
        return;
    }
    m_facts_new = true;
    m_facts_missed = false;
    m_facts_asked.start();
    readState();
}

/// Learns what it takes to read the page again.
void MainWindow::noticeRead(int pending)
{
    if (pending > 0 || !m_facts_asked.isValid())
        return;
    m_facts_cost = std::chrono::milliseconds(m_facts_asked.elapsed());
    m_facts_asked.invalidate();
    m_facts_read.start();
}

/// Whether anybody can see it, as far as the system tells.
bool MainWindow::isInView() const
{
    return isVisible() && !isMinimized();
}

/// What nobody took: Backspace and Esc go back from a page, which undoes a zoom.
void MainWindow::keyPressEvent(QKeyEvent* event)
{
    const bool isBack = event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Escape;
    const QWidget* at = QApplication::focusWidget();
    const bool types = at && at->testAttribute(Qt::WA_InputMethodEnabled);
    if (isBack && event->modifiers() == Qt::NoModifier && at && m_stack->isAncestorOf(at) && !types)
        return goBack();
    QMainWindow::keyPressEvent(event);
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        catchUp();
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    catchUp();
}

/// Facts that came while nobody could see them.
void MainWindow::catchUp()
{
    if (m_facts_missed && isInView())
        showFacts();
}

void MainWindow::showLive()
{
    const Watching& watching = m_workbench.watching();
    const WatchSummary summary = watching.summary();
    const auto held =
        m_paused_at ? std::optional(std::max<std::int64_t>(0, summary.records - *m_paused_at)) : std::nullopt;
    m_live->show(summary, watching.isSuspended(), held, m_workbench.text());
    m_tray->setLive(m_live->text());
    m_workbench.alerts().setCatchingUp(watching.isCatchingUp());
    offerBeginning();
}

void MainWindow::pauseView(bool paused)
{
    m_paused_at = paused ? std::optional(m_workbench.watching().summary().records) : std::nullopt;
    if (!paused)
        factsCame();
    showLive();
}

/// Who starts for the first time, with nothing to see, is shown the ways to begin.
void MainWindow::offerBeginning()
{
    const Watching& watching = m_workbench.watching();
    if (m_begun || !m_state_read || !watching.hasBegun())
        return;
    m_begun = true;  // settings are a file, and this is asked four times a second
    if (QSettings().value(u"begun"_s).toBool())
        return;
    QSettings().setValue(u"begun"_s, true);
    if (!m_newest && watching.sources().empty() && !m_importing)
        showPage(u"sources"_s);
}

}  // namespace naap
