#include "ui/pages/targets_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

#include "core/alerts/rule_editing.h"
#include "core/reports/filter.h"
#include "ui/models/alert_center.h"
#include "ui/models/report_model.h"
#include "ui/pages/chart_parts.h"
#include "ui/pages/target_dialog.h"
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
    QObject::connect(view, &TableView::said, &workbench, &Workbench::say);
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
      m_rule(new QPushButton(tr("Make a &rule of the chosen target"), this)),
      m_choice(new QComboBox(this)),
      m_add(new QPushButton(tr("&New target…"), this)),
      m_edit(new QPushButton(tr("&Edit…"), this)),
      m_remove(new QPushButton(tr("Re&move…"), this))
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
    m_add->setToolTip(tr("Another target (Insert)"));
    m_edit->setToolTip(tr("What it measures, of whom, and what is good enough (Enter)"));
    m_remove->setToolTip(tr("Take the target out of the file (Delete)"));
    m_choice->setAccessibleName(tr("Target to edit"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto* across = new QHBoxLayout;
    for (QWidget* each : std::initializer_list<QWidget*>{m_choice, m_edit, m_remove, m_add, m_rule})
        across->addWidget(each);
    across->addStretch(1);
    rows->addLayout(across);
    connect(m_add, &QPushButton::clicked, this, [this] { edit(targetTexts(file()).size()); });
    connect(m_edit, &QPushButton::clicked, this, &TargetsView::editChosen);
    connect(m_remove, &QPushButton::clicked, this, &TargetsView::remove);
    connect(m_standings, &TableView::rowOpened, this, &TargetsView::editChosen);
    connect(m_standings, &TableView::currentRowChanged, this, [this] {
        const int row = m_standings->currentRow();
        const QString name = row < 0 ? QString() : textOfCell(m_standings_model->cellAt(row, u"target"_s));
        if (const int place = m_choice->findText(name); place >= 0)
            m_choice->setCurrentIndex(place);
    });
    const auto onKey = [this](Qt::Key key, QPushButton* button) {
        auto* shortcut = new QShortcut(key, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, button, &QPushButton::click);
    };
    onKey(Qt::Key_Insert, m_add);
    onKey(Qt::Key_Delete, m_remove);
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
    fillChoice();
    const TargetFile file = readTargetFile(this->file());
    const QString problem = problemOf(file);
    m_add->setEnabled(canWrite(file));
    if (!canWrite(file)) {
        for (QWidget* each : std::initializer_list<QWidget*>{m_rule, m_choice, m_edit, m_remove})
            each->setEnabled(false);
        m_note->clear();
        return m_state->showError(tr("The file of targets cannot be used"), problem);
    }
    m_note->setText(problem.isEmpty() ? tr("Targets are kept in %1.").arg(AlertCenter::folder() + u"/targets.json"_s)
                                      : problem);
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
            if (!m_add->isEnabled())
                return;  // asked before the file was read, and that cannot be used
            if (!reports)
                return m_state->showError(tr("The targets cannot be judged"), text(reports.error().message));
            showReports(*reports);
        });
}

std::string TargetsView::file() const
{
    const std::string& written = m_workbench.alerts().targetsText();
    return written.empty() ? "{\"version\": 1, \"targets\": []}" : written;
}

/// What is wrong with the file, with its place and what to do about it; blank: nothing is.
QString TargetsView::problemOf(const TargetFile& file) const
{
    const QString path = AlertCenter::folder() + u"/targets.json"_s;
    const QString unread = m_workbench.alerts().targetsProblem();
    if (!unread.isEmpty())
        return tr("▲ %1\nIt stays as it is: repair it, and start the program again.").arg(unread);
    if (file.problems.empty())
        return {};
    const RuleProblem& first = file.problems[0];
    const QString said = u"▲ %1: %2"_s.arg(first.place.empty() ? path : path + text(first.place), text(first.reason));
    return canWrite(file) ? said : tr("%1\nIt stays as it is: repair it, and start the program again.").arg(said);
}

/// A file that is no list of targets, or one of a newer version, is its owner's to repair.
bool TargetsView::canWrite(const TargetFile& file) const
{
    const auto isOfAll = [](const RuleProblem& each) { return !each.place.starts_with("/targets/"); };
    return m_workbench.alerts().targetsProblem().isEmpty() && std::ranges::none_of(file.problems, isOfAll);
}

/// Every target of the file, also one that cannot be read or has nobody to judge: the table lacks these.
void TargetsView::fillChoice()
{
    const int before = m_choice->currentIndex();
    m_choice->clear();
    for (const std::string& each : targetTexts(file())) {
        const auto target = nlohmann::json::parse(each, nullptr, false);
        QString name;
        for (const char* member : {"id", "name"})
            if (target.is_object() && target.contains(member) && target[member].is_string())
                name = text(target[member].get_ref<const std::string&>());
        m_choice->addItem(name);
    }
    m_choice->setCurrentIndex(qBound(-1, qMax(0, before), m_choice->count() - 1));
    for (QWidget* each : std::initializer_list<QWidget*>{m_choice, m_edit, m_remove})
        each->setEnabled(m_choice->count() > 0);
}

void TargetsView::edit(std::size_t place)
{
    auto* dialog = new TargetDialog(file(), place, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { m_workbench.alerts().setTargetsText(dialog->file()); });
    dialog->open();
}

void TargetsView::editChosen()
{
    if (m_choice->currentIndex() >= 0)
        edit(static_cast<std::size_t>(m_choice->currentIndex()));
}

void TargetsView::remove()
{
    const int place = m_choice->currentIndex();
    if (place < 0)
        return;
    auto* box = new QMessageBox(QMessageBox::Question, tr("Remove the target"),
                                tr("Remove \"%1\" from the file?").arg(m_choice->currentText()),
                                QMessageBox::Yes | QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &QMessageBox::finished, this, [this, place](int answer) {
        if (answer == QMessageBox::Yes)
            m_workbench.alerts().setTargetsText(withoutTarget(file(), static_cast<std::size_t>(place)));
    });
    box->open();
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
