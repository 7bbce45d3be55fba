#include "ui/pages/reports_page.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/pages/all_pages.h"
#include "ui/pages/report_pane.h"
#include "ui/roles.h"
#include "ui/widgets/table_view.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

}  // namespace

ReportsPage::ReportsPage(Workbench& workbench)
    : Page(workbench, u"reports"_s, tr("All reports"), tr("What does any one report say, field by field?")),
      m_choice(new QComboBox(this)),
      m_summary(new QLabel(this))
{
    for (const ReportInfo& report : allReports())
        m_choice->addItem(text(report.name));
    m_choice->setAccessibleName(tr("Report"));
    m_choice->setToolTip(tr("Every report that naap-lens query knows, under the same name."));
    m_summary->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->addWidget(m_choice);
    row->addWidget(m_summary, 1);
    body()->addLayout(row);
    connect(m_choice, &QComboBox::textActivated, this,
            [this](const QString& report) { this->workbench().go(id(), report); });
    choose(m_choice->itemText(0));
}

void ReportsPage::setSubject(const QString& subject)
{
    if (!subject.isEmpty() && subject != m_choice->currentText() && findReport(subject.toStdString())) {
        m_choice->setCurrentText(subject);
        choose(subject);
        invalidate();
    }
}

QString ReportsPage::subject() const
{
    return m_choice->currentText();
}

bool ReportsPage::isComplete() const
{
    return m_pane->isComplete();
}

void ReportsPage::choose(const QString& report)
{
    delete m_pane;
    m_summary->setText(text(findReport(report.toStdString())->summary));
    m_pane = new ReportPane(workbench(), report, report, {}, this);
    m_pane->setLimit(20'000);
    body()->addWidget(m_pane, 1);
    connect(m_pane, &ReportPane::rowOpened, this, [this](int row) {
        if (const QString key = textOfCell(m_pane->model().cellAt(row, u"session_key"_s)); !key.isEmpty())
            this->workbench().go(u"recorder"_s, key);
        else
            m_pane->openSessions(row, m_pane->view().currentIndex().data(kFieldRole).toString());
    });
}

void ReportsPage::refresh()
{
    m_pane->refresh();
}

Page* makeReportsPage(Workbench& workbench)
{
    return new ReportsPage(workbench);
}

}  // namespace naap
