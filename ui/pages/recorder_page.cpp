#include "ui/pages/recorder_page.h"

#include <algorithm>

#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "core/reports/session_recording.h"
#include "ui/pages/all_pages.h"
#include "ui/pages/report_pane.h"
#include "ui/pages/session_view.h"
#include "ui/widgets/table_view.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr int kPartsOfKey = 3;  // org, stream, request
constexpr int kLatest = 200;

}  // namespace

RecorderPage::RecorderPage(Workbench& workbench)
    : Page(workbench, u"recorder"_s, tr("Session recorder"), tr("What happened in this session, in order?")),
      m_stack(new QStackedWidget(this))
{
    body()->addWidget(m_stack, 1);
    buildChoice();
    buildSessions();
}

void RecorderPage::buildChoice()
{
    auto* choice = new QWidget(m_stack);
    auto* rows = new QVBoxLayout(choice);
    rows->setContentsMargins(0, 0, 0, 0);
    auto* words = new QLabel(tr("Choose a session: press Enter on one of the latest below, or on any row of the page "
                                "Sessions. There, V lays two selected sessions side by side."),
                             choice);
    words->setWordWrap(true);
    m_latest = new ReportPane(
        workbench(), u"sessions"_s, tr("Latest sessions"),
        {u"started_at"_s, u"stream_id"_s, u"gateway"_s, u"orchestrator_address"_s, u"model_id"_s, u"startup_outcome"_s,
         u"excusal_reason"_s, u"startup_latency_ms"_s, u"swap_count"_s, u"status_sample_count"_s, u"last_seen"_s},
        choice);
    m_latest->setSort(u"started_at"_s, true);
    m_latest->setLimit(kLatest);
    rows->addWidget(words);
    rows->addWidget(m_latest, 1);
    m_stack->addWidget(choice);
    connect(m_latest, &ReportPane::rowOpened, this, [this](int row) {
        if (const QString key = textOfCell(m_latest->model().cellAt(row, u"session_key"_s)); !key.isEmpty())
            this->workbench().go(id(), key);
    });
}

void RecorderPage::buildSessions()
{
    auto* down = new QSplitter(Qt::Vertical, m_stack);
    m_sessions = new QSplitter(Qt::Horizontal, down);
    auto* part = new QWidget(down);
    auto* rows = new QVBoxLayout(part);
    rows->setContentsMargins(0, 0, 0, 0);
    m_differing = new QLabel(part);
    m_differences = new QTreeWidget(part);
    m_differences->setAccessibleName(tr("Fields in which the two sessions differ"));
    m_differences->setHeaderLabels({tr("Field"), tr("Left"), tr("Right")});
    m_differences->setRootIsDecorated(false);
    m_differences->setAlternatingRowColors(true);
    m_differences->setUniformRowHeights(true);
    rows->addWidget(m_differing);
    rows->addWidget(m_differences, 1);
    down->addWidget(m_sessions);
    down->addWidget(part);
    down->setStretchFactor(0, 5);
    down->setStretchFactor(1, 1);
    m_stack->addWidget(down);
}

QStringList RecorderPage::keysOf(const QString& subject)
{
    const QStringList parts = subject.split(u'|');
    if (parts.size() != 2 * kPartsOfKey)
        return subject.isEmpty() ? QStringList() : QStringList{subject};
    return {parts.mid(0, kPartsOfKey).join(u'|'), parts.mid(kPartsOfKey).join(u'|')};
}

void RecorderPage::setSubject(const QString& subject)
{
    if (subject == m_subject)
        return;
    m_subject = subject;
    const QStringList keys = keysOf(subject);
    m_stack->setCurrentIndex(keys.isEmpty() ? 0 : 1);
    showViews(keys);
    invalidate();
}

void RecorderPage::showViews(const QStringList& keys)
{
    qDeleteAll(m_views);
    m_views.clear();
    m_differences->parentWidget()->setVisible(keys.size() == 2);
    m_differences->clear();
    m_differing->clear();
    for (const QString& key : keys) {
        auto* view = new SessionView(workbench(), key, keys.size() == 2, m_sessions);
        m_sessions->addWidget(view);
        m_views << view;
        connect(view, &SessionView::loaded, this, &RecorderPage::compare);
    }
}

void RecorderPage::compare()
{
    if (m_views.size() != 2 || !m_views[0]->recording() || !m_views[1]->recording())
        return;
    const SessionRecording& left = *m_views[0]->recording();
    const SessionRecording& right = *m_views[1]->recording();
    const auto length = std::max(left.to - left.from, right.to - right.from);
    m_views[0]->showTime(toMs(left.from), toMs(left.from + length));  // the same scale, each from its beginning
    m_views[1]->showTime(toMs(right.from), toMs(right.from + length));
    m_differences->clear();
    const ValueText& words = workbench().text();
    for (const FieldDifference& each : differencesOf(left.session, right.session)) {
        auto* item = new QTreeWidgetItem(
            m_differences, {headerOf(each.field), words.cell(each.a, each.field), words.cell(each.b, each.field)});
        item->setToolTip(0, tooltipOf(each.field));
    }
    m_differences->resizeColumnToContents(0);
    m_differences->resizeColumnToContents(1);
    m_differing->setText(tr("%n field(s) differ, names and times aside", nullptr, m_differences->topLevelItemCount()));
}

void RecorderPage::openFirst()
{
    if (m_views.isEmpty() && m_latest->model().rowCount() > 0)
        Q_EMIT m_latest->rowOpened(0);
}

void RecorderPage::takeFocus()
{
    if (m_views.isEmpty())
        m_latest->takeFocus();
    else
        m_views.front()->takeFocus();
}

bool RecorderPage::isComplete() const
{
    if (m_views.isEmpty())
        return m_latest->isComplete();
    return std::ranges::all_of(m_views, [](const SessionView* view) { return view->isComplete(); });
}

void RecorderPage::refresh()
{
    if (m_views.isEmpty())
        return m_latest->refresh();
    for (SessionView* view : m_views)
        view->refresh();
}

Page* makeRecorderPage(Workbench& workbench)
{
    return new RecorderPage(workbench);
}

}  // namespace naap
