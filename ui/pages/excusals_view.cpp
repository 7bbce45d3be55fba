#include "ui/pages/excusals_view.h"

#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/models/report_model.h"
#include "ui/pages/chart_parts.h"
#include "ui/widgets/table_view.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr int kPatienceMs = 300;
const QString kKey = u"alerts/excuses"_s;

QStringList upstream()
{
    QStringList lines;
    for (const std::string& each : upstreamExcuses())
        lines << QString::fromStdString(each);
    return lines;
}

QLabel* headOf(const QString& words, QWidget* parent)
{
    auto* label = new QLabel(words, parent);
    QFont bold = label->font();
    bold.setWeight(QFont::DemiBold);
    label->setFont(bold);
    return label;
}

}  // namespace

ExcusalsView::ExcusalsView(Workbench& workbench, QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_upstream_model(new ReportModel(this)),
      m_upstream(makeTable(m_upstream_model, tr("Upstream's list, locked"))),
      m_copy(new QPushButton(tr("&Copy upstream's list to yours"), this)),
      m_own(new QPlainTextEdit(this)),
      m_summary(makeNote(this)),
      m_entities_model(new ReportModel(this)),
      m_messages_model(new ReportModel(this)),
      m_timer(new QTimer(this))
{
    m_own->setAccessibleName(tr("Phrases that excuse a failed start, one a line"));
    m_own->setTabChangesFocus(true);
    m_own->setPlainText(QSettings().value(kKey, upstream()).toStringList().join(u'\n'));
    auto* right = new QWidget(this);
    auto* rows = new QVBoxLayout(right);
    rows->setContentsMargins(8, 0, 0, 0);
    rows->addWidget(m_summary);
    rows->addWidget(headOf(tr("Failed starts by orchestrator"), right));
    rows->addWidget(makeTable(m_entities_model, tr("Failed starts by orchestrator")), 1);
    rows->addWidget(headOf(tr("Errors of failed starts"), right));
    rows->addWidget(makeTable(m_messages_model, tr("Errors of failed starts")), 1);
    auto* split = new QSplitter(this);
    split->addWidget(makeLists());
    split->addWidget(right);
    split->setChildrenCollapsible(false);
    split->setSizes({420, 800});
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 8, 0, 0);
    whole->addWidget(split);
    m_timer->setSingleShot(true);
    m_timer->setInterval(kPatienceMs);
    connect(m_timer, &QTimer::timeout, this, &ExcusalsView::keep);
    connect(m_own, &QPlainTextEdit::textChanged, m_timer, qOverload<>(&QTimer::start));
    connect(m_copy, &QPushButton::clicked, this, [this] {
        m_own->setPlainText(upstream().join(u'\n'));
        m_own->setFocus();
    });
}

TableView* ExcusalsView::makeTable(ReportModel* model, const QString& name)
{
    auto* view = new TableView(this);
    view->setModel(model);
    view->setAccessibleName(name);
    view->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    connect(view, &TableView::said, &m_workbench, &Workbench::say);
    return view;
}

QWidget* ExcusalsView::makeLists()
{
    auto* lists = new QWidget(this);
    auto* side = new QVBoxLayout(lists);
    side->setContentsMargins(0, 0, 0, 0);
    side->addWidget(headOf(tr("◆ Upstream's list, locked"), lists));
    side->addWidget(m_upstream, 1);
    side->addWidget(m_copy, 0, Qt::AlignLeft);
    side->addWidget(headOf(tr("Own list, one phrase a line"), lists));
    side->addWidget(m_own, 1);
    auto* note = makeNote(lists);
    note->setText(
        tr("Scores, reports and targets are made by upstream's list, so that they can be compared with others. "
           "Yours is tried here only."));
    side->addWidget(note);
    return lists;
}

void ExcusalsView::takeFocus()
{
    m_own->setFocus();
}

std::vector<std::string> ExcusalsView::phrases() const
{
    std::vector<std::string> phrases;
    for (const QString& line : m_own->toPlainText().split(u'\n'))
        if (!line.trimmed().isEmpty())
            phrases.push_back(line.trimmed().toStdString());
    return phrases;
}

void ExcusalsView::keep()
{
    QStringList lines;
    for (const std::string& each : phrases())
        lines << QString::fromStdString(each);
    QSettings().setValue(kKey, lines);
    refresh();
}

void ExcusalsView::refresh()
{
    m_reading = true;
    m_workbench.reader().ask<ExcusalPreview>(
        this, u"excuses"_s,
        [phrases = phrases(), scope = m_workbench.scope()](Cache& cache) {
            return previewExcuses(cache, phrases, scope.from, scope.to);
        },
        [this](const Result<ExcusalPreview>& preview) {
            m_reading = false;
            if (preview)
                showPreview(*preview);
            else
                m_summary->setText(QString::fromStdString(preview.error().message));
        });
}

void ExcusalsView::showPreview(const ExcusalPreview& preview)
{
    for (ReportModel* model : {m_upstream_model, m_entities_model, m_messages_model})
        model->setValueText(m_workbench.text());
    m_upstream_model->setTable(excusalPhrasesTable(preview));
    if (!std::exchange(m_fitted, true))  // afterwards the widths are the person's
        m_upstream->resizeColumnsToContents();
    m_entities_model->setTable(excusalEntitiesTable(preview));
    m_messages_model->setTable(excusalMessagesTable(preview));
    m_summary->setText(preview.failed == 0 ? tr("No start failed in this stretch of time.")
                                           : tr("%1 of %2 failed starts are excused by upstream's list, %3 by yours.")
                                                 .arg(preview.excused_now)
                                                 .arg(preview.failed)
                                                 .arg(preview.excused_then));
}

}  // namespace naap
