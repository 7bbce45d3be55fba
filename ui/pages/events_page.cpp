#include "ui/pages/events_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/pages/all_pages.h"
#include "ui/pages/report_pane.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

const QString kOneEvent = u"event:"_s;  // what a subject begins with that is an event, not a session
constexpr std::int64_t kMostFound = 5'000;
constexpr std::int64_t kMostListed = 20'000;
constexpr auto kLookEvery = std::chrono::milliseconds(100);

const QStringList kColumns{u"event_ts"_s, u"event_type"_s, u"event_subtype"_s, u"session_key"_s,
                           u"gateway"_s,  u"org"_s,        u"source"_s,        u"event_id"_s};

/// A value as a condition has it: quotes where blanks or signs would end it.
QString conditionValue(const QString& value)
{
    static const QRegularExpression kPlain(u"^[A-Za-z0-9_.:/+-]+$"_s);
    if (kPlain.match(value).hasMatch())
        return value;
    QString quoted = value;
    return u'"' + quoted.replace(u"\\"_s, u"\\\\"_s).replace(u"\""_s, u"\\\""_s) + u'"';
}

/// A path with any element of its lists: `data[3].id` is `data[].id`.
QString anyElement(QString path)
{
    return path.replace(QRegularExpression(u"\\[\\d+\\]"_s), u"[]"_s);
}

/// What EventDetail shows of one row; made on a reader thread.
using Shown = std::shared_ptr<const EventDetail::Shown>;

Shown shownOf(const ReportTable& table, std::size_t row)
{
    auto shown = std::make_shared<EventDetail::Shown>();
    std::string family;
    std::string data;
    for (std::size_t i = 0; i < table.fields().size(); ++i) {
        shown->fields.push_back(table.fields()[i]);
        shown->cells.push_back(table.cell(row, i));
        if (table.fields()[i].name == "event_type")
            family = textOf(shown->cells.back());
        if (table.fields()[i].name == "data")
            data = textOf(shown->cells.back());
    }
    shown->event = decodeEvent(family, data);
    return shown;
}

/// The one event again, with its payload: the list does without, to be short.
ReportQuery queryOf(const ReportTable& table, std::size_t row)
{
    ReportQuery query{.payload = true};
    for (std::size_t i = 0; i < table.fields().size(); ++i) {
        const std::string_view name = table.fields()[i].name;
        const Cell cell = table.cell(row, i);
        if (const auto* time = std::get_if<Instant>(&cell); time && name == "event_ts") {
            query.from = *time;
            query.to = *time + std::chrono::milliseconds(1);
        } else if (name == "event_id" || name == "org" || name == "event_type") {
            query.where.push_back({.field = std::string(name), .value = textOf(cell)});
        }
    }
    return query;
}

std::vector<Cell> cellsOf(const ReportTable& table, std::size_t row)
{
    std::vector<Cell> cells;
    for (std::size_t field = 0; field < table.fields().size(); ++field)
        cells.push_back(table.cell(row, field));
    return cells;
}

Result<Shown> readShown(Cache& cache, const SharedTable& table, std::size_t row)
{
    if (table->fields().back().name == "data")
        return shownOf(*table, row);
    const auto found = runReport(cache, "events", queryOf(*table, row));
    if (!found)
        return tl::unexpected(found.error());
    if ((*found)->rowCount() == 0)
        return tl::unexpected(Error{Error::Code::usage, "the event is no longer in the cache"});
    return shownOf(**found, 0);
}

}  // namespace

EventsPage::EventsPage(Workbench& workbench)
    : Page(workbench, u"events"_s, tr("Events"), tr("What exactly was sent?")),
      m_pane(new ReportPane(workbench, u"events"_s, tr("Events"), kColumns, this)),
      m_found_model(new ReportModel(this)),
      m_detail(new EventDetail(this)),
      m_tick(new QTimer(this))
{
    body()->addWidget(makeSearchRow());
    auto* split = new QSplitter(Qt::Vertical, this);
    split->addWidget(makeLists());
    split->addWidget(m_detail);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    split->setSizes({1, 1});  // whatever the two would like: the rows above are what one chooses from
    split->setChildrenCollapsible(false);
    body()->addWidget(split, 1);
    m_pane->setLimit(kMostListed);
    m_tick->setInterval(kLookEvery);
    connectLists();
    connectSearch();
    showFollowing();
}

EventsPage::~EventsPage()
{
    stopSearch();
}

QWidget* EventsPage::makeSearchRow()
{
    auto* side = new QWidget(this);
    m_condition = new QLineEdit(side);
    m_condition->setPlaceholderText(tr("Condition on a JSON path, such as data.state = ONLINE"));
    m_condition->setAccessibleName(tr("Condition on a JSON path"));
    m_condition->setToolTip(
        tr("Conditions joined by and: PATH = VALUE, also != < <= > >= and ~ for a part of the "
           "text; PATH exists; PATH is missing. [] stands for any element of a list."));
    m_condition->setClearButtonEnabled(true);
    m_search = new QPushButton(tr("&Search"), side);
    m_search->setToolTip(tr("Looks into the payloads of all events of the range."));
    m_stop = new QPushButton(tr("S&top"), side);
    m_follow = new QPushButton(side);
    m_bar = new QProgressBar(side);
    m_bar->setAccessibleName(tr("Progress of the search"));
    m_bar->setFixedWidth(140);
    m_note = new QLabel(side);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_condition, 1);
    row->addWidget(m_search);
    row->addWidget(m_stop);
    row->addWidget(m_bar);
    row->addWidget(m_follow);
    auto* rows = new QVBoxLayout(side);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(2);
    rows->addLayout(row);
    rows->addWidget(m_note);
    m_stop->hide();
    m_bar->hide();
    m_note->hide();
    return side;
}

QWidget* EventsPage::makeLists()
{
    m_found = new TableView(this);
    m_found->setModel(m_found_model);
    m_found->setAccessibleName(tr("Events that meet the condition"));
    m_found_model->setColumns(kColumns);
    m_found_state = new StateView(m_found, this);
    m_lists = new QStackedWidget(this);
    m_lists->addWidget(m_pane);
    m_lists->addWidget(m_found_state);
    return m_lists;
}

void EventsPage::connectLists()
{
    const auto openSession = [this] {
        if (const SharedTable table = currentTable(); table && currentRow() >= 0)
            if (const int field = fieldIndex(*table, "session_key"); field >= 0) {
                const QString key =
                    textOfCell(table->cell(static_cast<std::size_t>(currentRow()), static_cast<std::size_t>(field)));
                if (!key.isEmpty())
                    workbench().go(u"recorder"_s, key);
            }
    };
    connect(m_pane, &ReportPane::currentRowChanged, this, [this](int row) { showRow(row); });
    connect(m_pane, &ReportPane::rowOpened, this, openSession);
    connect(m_pane, &ReportPane::loaded, this, [this] {
        if (m_pane->view().currentRow() < 0 && m_pane->model().rowCount() > 0)
            m_pane->view().selectRow(0);
        else
            showRow(m_pane->view().currentRow());
    });
    connect(m_found, &TableView::currentRowChanged, this, [this](int row) { showRow(row); });
    connect(m_found, &TableView::rowOpened, this, openSession);
    connect(m_found, &TableView::filterWanted, this, [this](const QString& field, const QString& value, bool include) {
        workbench().addConditionOf(u"events"_s, field, value, include);
    });
    connect(m_found, &TableView::said, &workbench(), &Workbench::say);
    for (QWidget* list : {static_cast<QWidget*>(m_pane), static_cast<QWidget*>(m_found)}) {
        auto* follow = new QShortcut(QKeySequence(Qt::Key_F), list);
        follow->setContext(Qt::WidgetWithChildrenShortcut);
        connect(follow, &QShortcut::activated, this, &EventsPage::followCurrent);
    }
}

void EventsPage::connectSearch()
{
    connect(m_condition, &QLineEdit::returnPressed, this, &EventsPage::search);
    connect(m_condition, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.trimmed().isEmpty())
            showList();
    });
    connect(m_search, &QPushButton::clicked, this, &EventsPage::search);
    connect(m_stop, &QPushButton::clicked, this, &EventsPage::stopSearch);
    connect(m_follow, &QPushButton::clicked, this, &EventsPage::followCurrent);
    connect(m_tick, &QTimer::timeout, this, &EventsPage::showProgress);
    connect(m_detail, &EventDetail::conditionWanted, this, [this](const QString& path, const QString& value) {
        m_condition->setText(u"%1 = %2"_s.arg(anyElement(path), conditionValue(value)));
        m_condition->setFocus();
    });
    connect(m_detail, &EventDetail::filterWanted, this, &EventsPage::addTest);
    connect(m_detail, &EventDetail::fieldFilterWanted, this,
            [this](const QString& field, const QString& value, bool include) {
                workbench().addConditionOf(u"events"_s, field, value, include);
            });
}

/// One more condition on the payloads, and a search by all of them at once.
void EventsPage::addTest(const QString& path, const std::optional<QString>& value, bool include)
{
    const QString place = anyElement(path);
    const QString test = value ? u"%1 %2 %3"_s.arg(place, include ? u"="_s : u"!="_s, conditionValue(*value))
                               : u"%1 %2"_s.arg(place, include ? u"is missing"_s : u"exists"_s);
    const QString before = m_condition->text().trimmed();
    if (before.isEmpty())
        m_condition->setText(test);
    else if (!before.split(u" and "_s).contains(test))
        m_condition->setText(before + u" and "_s + test);
    search();
}

std::vector<Condition> EventsPage::conditions() const
{
    if (m_subject.isEmpty())
        return {};
    if (m_subject.startsWith(kOneEvent))
        return {{.field = "event_id", .value = m_subject.mid(kOneEvent.size()).toStdString()}};
    return {{.field = "session_key", .value = m_subject.toStdString()}};
}

void EventsPage::setSubject(const QString& subject)
{
    if (subject == m_subject)
        return;
    m_subject = subject;
    m_pane->setConditions(conditions());
    // A session is followed from its first event to its last, whatever is chosen above.
    m_pane->setUsesRange(subject.isEmpty());
    m_pane->setUsesFilter(subject.isEmpty());
    showFollowing();
    invalidate();
}

void EventsPage::takeFocus()
{
    m_pane->takeFocus();
}

bool EventsPage::isComplete() const
{
    return m_pane->isComplete() && !m_progress && !m_reading;
}

void EventsPage::refresh()
{
    m_pane->refresh();
    if (m_lists->currentWidget() == m_found_state)
        search();
}

void EventsPage::showFollowing()
{
    const bool follows = !m_subject.isEmpty();
    m_follow->setText(follows ? tr("All &events") : tr("&Follow session"));
    m_follow->setToolTip(follows ? tr("Shows all events again (F)")
                                 : tr("Shows only the events of the chosen event's session (F)"));
    m_pane->setEmptyText(follows ? tr("No event of this session is in the cache") : QString(),
                         follows ? tr("Its payloads may have been removed by retention.") : QString());
    if (m_subject.startsWith(kOneEvent))
        m_note->setText(tr("The event %1 alone.").arg(m_subject.mid(kOneEvent.size())));
    else
        m_note->setText(follows ? tr("Following the session %1, from its first event to its last.").arg(m_subject)
                                : QString());
    m_note->setVisible(follows);
}

void EventsPage::followCurrent()
{
    if (!m_subject.isEmpty())
        return workbench().go(id(), {});
    const SharedTable table = currentTable();
    const int field = table ? fieldIndex(*table, "session_key") : -1;
    if (currentRow() < 0 || field < 0)
        return workbench().say(tr("Choose an event first."));
    const QString key =
        textOfCell(table->cell(static_cast<std::size_t>(currentRow()), static_cast<std::size_t>(field)));
    if (key.isEmpty())
        workbench().say(tr("This event belongs to no session."));
    else
        workbench().go(id(), key);
}

SharedTable EventsPage::currentTable() const
{
    return m_lists->currentWidget() == m_pane ? m_pane->table() : m_found_model->table();
}

int EventsPage::currentRow() const
{
    return m_lists->currentWidget() == m_pane ? m_pane->view().currentRow() : m_found->currentRow();
}

void EventsPage::showRow(int row)
{
    const SharedTable table = currentTable();
    if (!table || row < 0 || static_cast<std::size_t>(row) >= table->rowCount())
        return clearDetail();
    if (m_lists->currentWidget() == m_found_state)
        workbench().inspect(tr("Event"), table, static_cast<std::size_t>(row));
    // While the list grows, whoever reads an event keeps his place in it.
    if (RowShown asked{cellsOf(*table, static_cast<std::size_t>(row)), workbench().text()}; asked != m_asked)
        m_asked = std::move(asked);
    else
        return;
    m_reading = true;
    workbench().reader().ask<Shown>(
        this, u"event"_s, [table, row](Cache& cache) { return readShown(cache, table, static_cast<std::size_t>(row)); },
        [this](const Result<Shown>& shown) {
            m_reading = false;
            if (shown)
                return m_detail->setEvent(*shown, workbench().text());
            clearDetail();
            workbench().say(tr("The event cannot be shown: %1").arg(QString::fromStdString(shown.error().message)));
        });
}

void EventsPage::clearDetail()
{
    m_asked = {};
    m_detail->clear();
}

void EventsPage::search()
{
    const QString text = m_condition->text().trimmed();
    if (text.isEmpty())
        return showList();
    auto condition = JsonCondition::of(text.toStdString());
    if (!condition) {
        const QString where = text.left(static_cast<qsizetype>(condition.error().offset));
        m_note->setText(tr("▲ After “%1”: %2").arg(where, QString::fromStdString(condition.error().message)));
        m_note->show();
        m_condition->setFocus();
        return;
    }
    stopSearch();
    m_progress = std::make_shared<Progress>();
    ReportQuery query = m_subject.isEmpty() ? workbench().scope().query() : ReportQuery();
    query.where = conditions();
    m_lists->setCurrentWidget(m_found_state);
    m_found_state->showLoading(tr("Searching the payloads…"));
    m_stop->show();
    m_bar->show();
    m_bar->setRange(0, 0);
    m_tick->start();
    workbench().reader().ask<EventSearchResult>(
        this, u"search"_s,
        [query, progress = m_progress, tests = std::make_shared<JsonCondition>(std::move(*condition))](Cache& cache) {
            return searchEvents(cache, query, *tests, kMostFound, [&](const SearchProgress& now) {
                progress->hours_read = now.hours_read;
                progress->hours = now.hours;
                progress->found = now.found;
                return !progress->stopped;
            });
        },
        [this](const Result<EventSearchResult>& result) { showFound(result); });
}

void EventsPage::stopSearch()
{
    if (m_progress)
        m_progress->stopped = true;
}

void EventsPage::showProgress()
{
    if (!m_progress || m_progress->hours == 0)
        return;
    m_bar->setRange(0, static_cast<int>(m_progress->hours));
    m_bar->setValue(static_cast<int>(m_progress->hours_read));
    m_note->setText(tr("%n event(s) found so far", nullptr, static_cast<int>(m_progress->found)));
    m_note->show();
}

void EventsPage::showFound(const Result<EventSearchResult>& result)
{
    m_progress.reset();
    m_tick->stop();
    m_stop->hide();
    m_bar->hide();
    if (m_lists->currentWidget() != m_found_state)
        return showFollowing();  // the condition was cleared meanwhile
    m_note->show();
    if (!result) {
        m_note->hide();
        return m_found_state->showError(tr("The payloads cannot be searched"),
                                        QString::fromStdString(result.error().message));
    }
    const int found = static_cast<int>(result->table->rowCount());
    const QString read = workbench().text().locale.toString(static_cast<qlonglong>(result->progress.events_read));
    m_found_model->setValueText(workbench().text());
    m_found_model->setTable(result->table);
    if (result->is_cut)
        m_note->setText(
            tr("The first %n event(s) that meet the condition; narrow the range to see others", nullptr, found));
    else if (result->is_stopped)
        m_note->setText(tr("%n event(s) found before the search was stopped", nullptr, found));
    else
        m_note->setText(tr("%n event(s) of %1 meet the condition", nullptr, found).arg(read));
    if (found == 0)
        return m_found_state->showEmpty(tr("No event meets the condition"),
                                        tr("%1 events of the range were looked at.").arg(read));
    m_found->resizeColumnsToContents();
    m_found_state->showContent();
    m_found->selectRow(0);
}

void EventsPage::showList()
{
    stopSearch();
    showFollowing();
    m_lists->setCurrentWidget(m_pane);
    showRow(m_pane->view().currentRow());
}

Page* makeEventsPage(Workbench& workbench)
{
    return new EventsPage(workbench);
}

}  // namespace naap
