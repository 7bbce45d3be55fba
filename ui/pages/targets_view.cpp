#include "ui/pages/targets_view.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include "core/alerts/rule_editing.h"
#include "core/reports/filter.h"
#include "ui/models/alert_center.h"
#include "ui/models/report_model.h"
#include "ui/pages/chart_parts.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

TableView* tableOf(ReportModel* model, const QString& name, Workbench& workbench, QWidget* parent)
{
    auto* view = new TableView(parent);
    view->setModel(model);
    view->setAccessibleName(name);
    view->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    QObject::connect(view, &TableView::failed, &workbench, &Workbench::say);
    return view;
}

}  // namespace

TargetsView::TargetsView(Workbench& workbench, QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_standings_model(new ReportModel(this)),
      m_standings(tableOf(m_standings_model, tr("Targets and who meets them"), workbench, this)),
      m_violations_model(new ReportModel(this)),
      m_violations(tableOf(m_violations_model, tr("Violations"), workbench, this)),
      m_state(nullptr),
      m_note(makeNote(this)),
      m_rule(new QPushButton(tr("Make a &rule of the chosen target"), this))
{
    auto* split = new QSplitter(Qt::Vertical, this);
    split->addWidget(m_standings);
    split->addWidget(m_violations);
    split->setChildrenCollapsible(false);
    m_state = new StateView(split, this);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 8, 0, 0);
    rows->addWidget(m_state, 1);
    rows->addWidget(m_note);
    rows->addWidget(m_rule, 0, Qt::AlignLeft);
    connect(m_violations, &TableView::rowOpened, this, &TargetsView::openViolation);
    connect(m_rule, &QPushButton::clicked, this, &TargetsView::makeRule);
    connect(&workbench.alerts(), &AlertCenter::filesChanged, this, [this] {
        if (isVisible())
            refresh();
    });
}

void TargetsView::takeFocus()
{
    m_state->takeFocus();
}

void TargetsView::refresh()
{
    AlertCenter& alerts = m_workbench.alerts();
    alerts.start();
    const TargetFile file =
        readTargetFile(alerts.targetsText().empty() ? "{\"version\": 1, \"targets\": []}" : alerts.targetsText());
    m_note->setText(file.problems.empty()
                        ? tr("Targets are kept in %1.").arg(AlertCenter::folder() + u"/targets.json"_s)
                        : tr("▲ %1: %2").arg(text(file.problems[0].place), text(file.problems[0].reason)));
    m_reading = true;
    m_workbench.reader().ask<Reports>(
        this, u"targets"_s,
        [targets = file.targets, scope = m_workbench.scope(), mine = alerts.mine()](Cache& cache) -> Result<Reports> {
            auto reports = std::make_shared<std::vector<TargetReport>>();
            for (const Target& target : targets) {
                auto result = targetResultIn(cache, target, scope.from, scope.to, mine);
                if (!result)
                    return tl::unexpected(result.error());
                reports->push_back({target, std::move(*result)});
            }
            return reports;
        },
        [this](const Result<Reports>& reports) {
            m_reading = false;
            if (!reports)
                return m_state->showError(tr("The targets cannot be judged"), text(reports.error().message));
            showReports(*reports);
        });
}

void TargetsView::showReports(const Reports& reports)
{
    m_reports = reports;
    m_rows = violationRows(*reports);
    const SharedTable standings = standingsTable(*reports);
    for (ReportModel* model : {m_standings_model, m_violations_model})
        model->setValueText(m_workbench.text());
    m_standings_model->setTable(standings);
    m_violations_model->setTable(violationsTable(m_rows));
    m_rule->setEnabled(standings->rowCount() > 0);
    if (standings->rowCount() == 0)
        return m_state->showEmpty(tr("No target can be judged here"),
                                  tr("There is no settled hour in this stretch of time."));
    m_state->showContent();
    m_standings->resizeColumnsToContents();
    m_violations->resizeColumnsToContents();
}

void TargetsView::openViolation(int row)
{
    const ViolationRow& violation = m_rows[static_cast<std::size_t>(row)];
    const ReportInfo* sessions = findReport("sessions");
    std::string filter;
    for (std::size_t i = 0; i < violation.watch.group_by.size(); ++i)
        for (const Field& each : sessions->fields)
            if (each.name == violation.watch.group_by[i]) {
                const auto& label = violation.group.labels[i];
                filter = withCondition(filter, each, FilterOp::equal, label ? Cell(*label) : Cell());
            }
    m_workbench.zoom(violation.violation.from, violation.violation.to);
    m_workbench.go(u"sessions"_s, {}, text(filter));
}

/// The rule goes to the end of the file, where it can be edited.
void TargetsView::makeRule()
{
    const QString name = textOfCell(m_standings_model->cellAt(qMax(0, m_standings->currentRow()), u"target"_s));
    AlertCenter& alerts = m_workbench.alerts();
    const std::vector<std::string> texts = targetTexts(alerts.targetsText());
    for (std::size_t i = 0; m_reports && i < m_reports->size() && i < texts.size(); ++i) {
        const Target& target = (*m_reports)[i].target;
        if (text(target.watch.name) != name)
            continue;
        const std::string rule = copyOfRule(ruleOfTarget(target, texts[i]), alerts.rulesText());
        alerts.setRulesText(withRuleText(alerts.rulesText(), ruleTexts(alerts.rulesText()).size(), rule));
        m_workbench.go(u"alerts"_s, u"rules"_s);
        return m_workbench.say(tr("A rule for \"%1\" is at the end of the list.").arg(name));
    }
}

}  // namespace naap
