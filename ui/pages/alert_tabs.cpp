#include "ui/pages/alert_tabs.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QTimeEdit>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

#include "core/alerts/bundled_rules.h"
#include "core/alerts/memory_text.h"
#include "core/alerts/message.h"
#include "core/reports/filter.h"
#include "ui/models/keyed_secrets.h"
#include "ui/models/report_model.h"
#include "ui/pages/chart_parts.h"
#include "ui/pages/rule_editor.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

QVBoxLayout* rowsOf(QWidget* tab)
{
    auto* rows = new QVBoxLayout(tab);
    rows->setContentsMargins(0, 8, 0, 0);
    rows->setSpacing(6);
    return rows;
}

/// Buttons side by side, at the left.
QWidget* across(const QList<QWidget*>& parts, QWidget* parent)
{
    auto* row = new QWidget(parent);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QWidget* each : parts)
        layout->addWidget(each, qobject_cast<QLineEdit*>(each) ? 1 : 0);
    if (std::none_of(parts.begin(), parts.end(), [](QWidget* each) { return qobject_cast<QLineEdit*>(each); }))
        layout->addStretch(1);
    return row;
}

std::string bundledFile(std::string_view name)
{
    for (const BundledRules& each : bundledRules())
        if (each.name == name)
            return std::string(each.json);
    return {};
}

/// `gateway = gw-1, model_id = m1` of a group.
QString labelsLine(const std::vector<std::string>& fields, const AlertGroup& group)
{
    QStringList parts;
    for (std::size_t i = 0; i < fields.size() && i < group.labels.size(); ++i)
        parts << u"%1 = %2"_s.arg(text(fields[i]), text(group.labels[i].value_or("")));
    return parts.join(u", "_s);
}

/// The same as a JSON object; nothing when a part has no `=`.
std::optional<std::string> labelsObject(const QString& line)
{
    nlohmann::ordered_json labels = nlohmann::ordered_json::object();
    for (const QString& part : line.split(u',', Qt::SkipEmptyParts)) {
        const auto equals = part.indexOf(u'=');
        if (equals <= 0)
            return std::nullopt;
        labels[part.left(equals).trimmed().toStdString()] = part.mid(equals + 1).trimmed().toStdString();
    }
    return labels.dump();
}

/// The filter of sessions that an alert is about: the values of its groups. A session has the regions of both its ends.
QString filterOf(const ActiveAlert& alert)
{
    const ReportInfo* sessions = findReport("sessions");
    const std::string_view region = alert.report == AlertReport::demand ? "gateway_region" : "orchestrator_region";
    std::string filter;
    for (std::size_t i = 0; i < alert.fields.size(); ++i) {
        const std::string_view name = alert.fields[i] == "region" ? region : std::string_view(alert.fields[i]);
        const auto field = std::ranges::find_if(sessions->fields, [&](const Field& each) { return each.name == name; });
        if (field == sessions->fields.end())
            continue;
        const auto& label = alert.group.labels[i];
        filter = withCondition(filter, *field, FilterOp::equal, label ? Cell(*label) : Cell());
    }
    return QString::fromStdString(filter);
}

QString pageOf(AlertReport report)
{
    switch (report) {
        case AlertReport::requests: return u"requests"_s;
        case AlertReport::feed: return u"health"_s;
        default: return u"sessions"_s;
    }
}

}  // namespace

TableView* AlertTab::makeTable(ReportModel* model, const QString& name)
{
    auto* view = new TableView(this);
    view->setModel(model);
    view->setAccessibleName(name);
    view->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    connect(view, &TableView::said, &m_workbench, &Workbench::say);
    return view;
}

void AlertTab::fitColumns(TableView* view)
{
    constexpr int kWidest = 300;
    if (!view->model() || view->model()->rowCount() == 0 || view->property("fitted").toBool())
        return;
    view->setProperty("fitted", true);
    view->resizeColumnsToContents();
    for (int column = 0; column < view->model()->columnCount(); ++column)
        view->setColumnWidth(column, qMin(kWidest, view->columnWidth(column)));
}

// --- Active

ActiveTab::ActiveTab(Workbench& workbench, QWidget* parent)
    : AlertTab(workbench, parent),
      m_model(new ReportModel(this)),
      m_view(makeTable(m_model, tr("Alerts that are not over"))),
      m_state(new StateView(m_view, this)),
      m_message(makeNote(this)),
      m_acknowledge(new QPushButton(tr("&Acknowledge"), this)),
      m_silence(new QPushButton(tr("S&ilence…"), this)),
      m_evidence(new QPushButton(tr("Open the evi&dence"), this)),
      m_bench(new QPushButton(tr("Tr&y the rule on the past"), this))
{
    m_acknowledge->setToolTip(tr("I know: no reminders until it is over (K)"));
    m_silence->setToolTip(tr("Keep this and its like quiet for a while (Ctrl+Shift+M)"));
    m_evidence->setToolTip(tr("The sessions, requests or gaps of the window that it is about (Enter)"));
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    QVBoxLayout* rows = rowsOf(this);
    rows->addWidget(m_state, 1);
    rows->addWidget(m_message);
    rows->addWidget(across({m_acknowledge, m_silence, m_evidence, m_bench}, this));
    m_view->installEventFilter(this);
    connect(m_view, &TableView::currentRowChanged, this, &ActiveTab::choose);
    connect(m_view, &TableView::rowOpened, this, &ActiveTab::openEvidence);
    connect(m_acknowledge, &QPushButton::clicked, this, &ActiveTab::acknowledge);
    connect(m_silence, &QPushButton::clicked, this, &ActiveTab::silence);
    connect(m_evidence, &QPushButton::clicked, this, &ActiveTab::openEvidence);
    connect(m_bench, &QPushButton::clicked, this, [this] {
        const ActiveAlert* alert = current();
        for (const RuleText& each : ruleTexts(alerts().rulesText()))
            if (alert && each.id == alert->rule)
                Q_EMIT benchWanted(each.text);
    });
}

void ActiveTab::takeFocus()
{
    m_state->takeFocus();
}

const ActiveAlert* ActiveTab::current() const
{
    const int row = m_view->currentRow();
    const auto& active = alerts().picture().active;
    return row >= 0 && row < static_cast<int>(active.size()) ? &active[static_cast<std::size_t>(row)] : nullptr;
}

void ActiveTab::refresh()
{
    const ActiveAlert* before = current();
    const std::string rule = before ? before->rule : "";
    const AlertGroup group = before ? before->group : AlertGroup{};
    m_model->setValueText(workbench().text());
    m_model->setTable(activeTable(alerts().picture()));
    fitColumns(m_view);
    const auto& active = alerts().picture().active;
    for (std::size_t i = 0; i < active.size(); ++i)
        if (active[i].rule == rule && active[i].group == group)
            m_view->selectRow(static_cast<int>(i));
    if (m_view->currentRow() < 0 && !active.empty())
        m_view->selectRow(0);
    if (active.empty())
        showEmpty();
    else
        m_state->showContent();
    choose();
}

void ActiveTab::showEmpty()
{
    const AlertPicture& picture = alerts().picture();
    if (!picture.problem.empty())
        m_state->showError(tr("The rules cannot be judged"), text(picture.problem));
    else if (alerts().isBusy())
        m_state->showLoading(tr("Judging…"));
    else
        m_state->showEmpty(tr("Nothing is wrong"),
                           tr("No rule fires, and none is about to. The rules are in the next tab."));
}

void ActiveTab::choose()
{
    const ActiveAlert* alert = current();
    m_message->setText(alert ? text(alert->message) : QString());
    const bool canAct = alert && alerts().isWatching();
    m_acknowledge->setEnabled(canAct);
    m_silence->setEnabled(canAct);
    m_evidence->setEnabled(alert != nullptr);
    m_bench->setEnabled(alert != nullptr);
    m_acknowledge->setText(alert && alert->acknowledged_at ? tr("Take the acknowledgement b&ack") : tr("&Acknowledge"));
}

void ActiveTab::acknowledge()
{
    if (const ActiveAlert* alert = current(); alert && alerts().isWatching())
        alerts().acknowledge(*alert, !alert->acknowledged_at);
}

void ActiveTab::silence()
{
    if (const ActiveAlert* alert = current(); alert && alerts().isWatching())
        Q_EMIT silenceWanted(text(alert->rule), labelsLine(alert->fields, alert->group));
}

void ActiveTab::openEvidence()
{
    const ActiveAlert* alert = current();
    if (!alert)
        return;
    const Instant from = alert->window_start;
    const Instant to = from + std::chrono::hours(alert->window_hours);
    QString page = pageOf(alert->report);
    QString subject;
    if (page == "health"_L1)
        subject = u"gaps"_s;
    QString filter = filterOf(*alert);
    const auto rule = std::ranges::find(alerts().rules(), alert->rule, &AlertRule::id);
    const bool isScore = rule != alerts().rules().end() && rule->metric.metric && rule->metric.metric->is_score;
    if (isScore && !alert->fields.empty() && alert->fields[0] == "orchestrator_address") {
        page = u"sla"_s;  // a score has a receipt
        subject = text(alert->group.labels[0].value_or(""));
        filter.clear();
    }
    const bool hasFilter = page == "sessions"_L1;
    workbench().zoom(from, to);
    workbench().go(page, subject, hasFilter ? std::optional(filter) : std::nullopt);
}

/// The table would look for a row that begins with the letter.
bool ActiveTab::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_view || event->type() != QEvent::KeyPress)
        return AlertTab::eventFilter(watched, event);
    const auto* pressed = static_cast<QKeyEvent*>(event);
    if (pressed->key() == Qt::Key_K && pressed->modifiers() == Qt::NoModifier) {
        acknowledge();
        return true;
    }
    if (pressed->key() == Qt::Key_M && pressed->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)) {
        silence();
        return true;
    }
    return AlertTab::eventFilter(watched, event);
}

// --- Rules

RulesTab::RulesTab(Workbench& workbench, QWidget* parent)
    : AlertTab(workbench, parent),
      m_model(new ReportModel(this)),
      m_view(makeTable(m_model, tr("Rules"))),
      m_editor(new RuleEditor(workbench.alerts(), this)),
      m_new(new QToolButton(this)),
      m_copy(new QPushButton(tr("&Copy"), this)),
      m_toggle(new QPushButton(tr("Switch &off"), this)),
      m_remove(new QPushButton(tr("Re&move…"), this))
{
    auto* left = new QWidget(this);
    auto* side = new QVBoxLayout(left);
    side->setContentsMargins(0, 0, 0, 0);
    side->addWidget(m_view, 1);
    side->addWidget(makeButtons());
    auto* split = new QSplitter(this);
    split->addWidget(left);
    split->addWidget(m_editor);
    split->setChildrenCollapsible(false);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setSizes({700, 460});
    rowsOf(this)->addWidget(split, 1);
    connect(m_view, &TableView::currentRowChanged, this, &RulesTab::choose);
    connect(m_editor, &RuleEditor::benchWanted, this, &AlertTab::benchWanted);
    connect(m_editor, &RuleEditor::saveWanted, this, &RulesTab::saveEdited);
}

void RulesTab::saveEdited(const std::string& rule)
{
    const int row = m_drafting ? static_cast<int>(m_own) : m_view->currentRow();
    if (row < 0 || (isUpstream(row) && !m_drafting))
        return;
    m_drafting = false;
    alerts().setRulesText(withRuleText(alerts().rulesText(), placeOf(row), rule));
    refresh();  // the file may be shown by nobody else
    m_view->selectRow(row);
    choose(row);
    workbench().say(tr("The rule is saved and judged from now on."));
}

void RulesTab::begin(const std::string& rule)
{
    refresh();
    m_view->clearSelection();
    m_view->setCurrentIndex({});
    const std::string& file = alerts().rulesText();
    m_drafting = true;
    m_editor->setDraft(m_own, copyOfRule(rule, file));
    m_copy->setEnabled(false);
    m_toggle->setEnabled(false);
    m_remove->setEnabled(false);
    m_editor->takeFocus();
}

QWidget* RulesTab::makeButtons()
{
    m_new->setText(tr("&New from…"));
    m_new->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_new->setPopupMode(QToolButton::InstantPopup);
    m_new->setMenu(new QMenu(m_new));
    m_new->setAccessibleName(tr("New rule from a template"));
    connect(m_new->menu(), &QMenu::aboutToShow, this, &RulesTab::fillTemplates);
    m_copy->setToolTip(tr("Another rule like this one, to be edited"));
    connect(m_copy, &QPushButton::clicked, this, [this] {
        if (const int row = m_view->currentRow(); row >= 0)
            add(m_texts[placeOf(row)].text);
    });
    connect(m_toggle, &QPushButton::clicked, this, &RulesTab::toggle);
    connect(m_remove, &QPushButton::clicked, this, &RulesTab::remove);
    return across({m_new, m_copy, m_toggle, m_remove}, this);
}

void RulesTab::fillTemplates()
{
    m_new->menu()->clear();
    for (const char* set : {"defaults", "upstream"})
        for (const RuleText& each : ruleTexts(bundledFile(set)))
            m_new->menu()->addAction(text(each.name), this, [this, rule = each.text] { add(rule); });
}

bool RulesTab::isUpstream(int row) const
{
    return placeOf(row) >= m_own;
}

void RulesTab::add(const std::string& rule)
{
    const std::string& file = alerts().rulesText();
    const std::size_t place = m_own;
    alerts().setRulesText(withRuleText(file, place, copyOfRule(rule, file)));
    m_view->selectRow(static_cast<int>(place));
}

void RulesTab::save(const std::string& rule)
{
    const std::string& file = alerts().rulesText();
    const auto parsed = nlohmann::json::parse(rule, nullptr, false);
    const std::string id = parsed.is_object() ? parsed.value("id", "") : "";
    std::size_t place = 0;
    for (; place < m_own && m_texts[place].id != id; ++place)
        ;
    const std::string whole = withRuleText(file, place, rule);
    if (!ruleProblems(whole, place, alertScopeCheck()).empty())
        return workbench().say(tr("The rule cannot be used as it is; see the Rules tab."));
    keep(
        place, [place, rule](const std::string& old) { return withRuleText(old, place, rule); },
        tr("The rule is saved and judged from now on."));
}

/// Changes the file, unless rule `place` were judged then and met nothing that the cache holds.
void RulesTab::keep(std::size_t place, std::function<std::string(const std::string& file)> change, const QString& said)
{
    const auto apply = [this, change, said] {
        alerts().setRulesText(change(alerts().rulesText()));
        workbench().say(said);
    };
    const auto rule = ruleAt(readAlertRules(change(alerts().rulesText())), place);
    if (!rule || !rule->enabled || rule->scope.empty())
        return apply();
    alerts().findRows(this, *rule, [this, apply](const Result<ScopeSearch>& search) {
        if (search && search->problem)
            workbench().say(tr("Not kept. The filter of the rule: %1").arg(text(search->problem->reason)));
        else
            apply();
    });
}

void RulesTab::toggle()
{
    const int row = m_view->currentRow();
    if (row < 0 || isUpstream(row))
        return;
    const std::size_t place = placeOf(row);
    const bool on = !m_texts[place].enabled;
    keep(
        place, [place, on](const std::string& file) { return withEnabled(file, place, on); },
        on ? tr("The rule is judged from now on.") : tr("The rule is off."));
}

void RulesTab::remove()
{
    const int row = m_view->currentRow();
    if (row < 0 || isUpstream(row))
        return;
    const QString name = text(m_texts[placeOf(row)].name);
    if (QMessageBox::question(this, tr("Remove the rule"),
                              tr("Remove \"%1\"? Its alerts end; what fired stays in the history.").arg(name)) ==
        QMessageBox::Yes)
        alerts().setRulesText(withoutRule(alerts().rulesText(), placeOf(row)));
}

std::vector<RuleRow> RulesTab::rows() const
{
    const RuleFile file = readAlertRules(alerts().rulesText());
    const AlertPicture& picture = alerts().picture();
    const Instant month = picture.at - std::chrono::hours(24 * 30);
    std::vector<RuleRow> rows;
    for (std::size_t place = 0; place < m_texts.size(); ++place) {
        RuleRow& row = rows.emplace_back();
        row.text = m_texts[place];
        const bool isOwn = place < m_own;
        if (!isOwn) {
            row.text.enabled = false;
            const auto upstream = bundledAlertRules("upstream");
            if (const auto rule = std::ranges::find(upstream, row.text.id, &AlertRule::id); rule != upstream.end())
                row.rule = *rule;
            continue;
        }
        const auto rule = std::ranges::find(file.rules, row.text.id, &AlertRule::id);
        if (rule != file.rules.end())
            row.rule = *rule;
        else if (const auto wrong = ruleProblems(alerts().rulesText(), place, alertScopeCheck()); !wrong.empty())
            row.problem = wrong[0].place + ": " + wrong[0].reason;
        for (const RuleLook& look : picture.rules)
            if (look.rule == row.text.id) {
                row.firing = look.firing;
                if (row.rule)
                    row.problem = look.unmatched ? "/scope: " + look.unmatched->reason : look.remark;
            }
        std::int64_t right = 0;
        std::int64_t tagged = 0;
        for (const BookedEpisode& each : picture.history)
            if (each.rule == row.text.id) {
                row.fires_30d += each.fired_at >= month;
                tagged += !each.tag.empty();
                right += each.tag == "true";
            }
        if (tagged > 0)
            row.precision = static_cast<double>(right) / static_cast<double>(tagged);
    }
    return rows;
}

void RulesTab::refresh()
{
    const int row = m_view->currentRow();
    m_texts = ruleTexts(alerts().rulesText());
    m_own = m_texts.size();
    for (RuleText& each : ruleTexts(bundledFile("upstream"))) {
        each.locked = true;
        m_texts.push_back(std::move(each));
    }
    const QSignalBlocker quiet(m_view);
    m_model->setValueText(workbench().text());
    m_model->setTable(rulesTable(rows()));
    fitColumns(m_view);
    if (!m_texts.empty() && !m_drafting)
        m_view->selectRow(qBound(0, row, static_cast<int>(m_texts.size()) - 1));
    if (m_drafting)
        m_editor->move(m_own);
    else if (!m_editor->isChanged())  // what somebody is writing stays
        choose(m_view->currentRow());
}

void RulesTab::choose(int row)
{
    const bool isThere = row >= 0 && row < static_cast<int>(m_texts.size());
    m_drafting = m_drafting && !isThere;  // another row was chosen
    if (m_drafting)
        return;
    const bool isOwn = isThere && !isUpstream(row);
    m_copy->setEnabled(isThere);
    m_toggle->setEnabled(isOwn);
    m_remove->setEnabled(isOwn);
    if (!isThere)
        return m_editor->clear();
    const RuleText& rule = m_texts[placeOf(row)];
    m_toggle->setText(rule.enabled ? tr("Switch &off") : tr("Switch &on"));
    m_editor->setRule(placeOf(row), rule.text, rule.locked);
}

void RulesTab::takeFocus()
{
    m_view->setFocus();
}

// --- Silences

SilencesTab::SilencesTab(Workbench& workbench, QWidget* parent)
    : AlertTab(workbench, parent),
      m_model(new ReportModel(this)),
      m_view(makeTable(m_model, tr("Silences"))),
      m_rule(new QComboBox(this)),
      m_labels(new QLineEdit(this)),
      m_length(new QComboBox(this)),
      m_reason(new QLineEdit(this)),
      m_covers(makeNote(this)),
      m_add(new QPushButton(tr("&Keep quiet"), this)),
      m_end(new QPushButton(tr("En&d the chosen silence now"), this))
{
    QVBoxLayout* rows = rowsOf(this);
    rows->addWidget(makeForm());
    rows->addWidget(m_view, 1);
    rows->addWidget(across({m_end}, this));
    connect(m_rule, &QComboBox::currentIndexChanged, this, &SilencesTab::preview);
    connect(m_labels, &QLineEdit::textChanged, this, &SilencesTab::preview);
    connect(m_length, &QComboBox::currentIndexChanged, this, &SilencesTab::preview);
    connect(m_add, &QPushButton::clicked, this, &SilencesTab::add);
    connect(m_view, &TableView::currentRowChanged, this,
            [this](int row) { m_end->setEnabled(row >= 0 && m_rows[static_cast<std::size_t>(row)].state != "over"); });
    connect(m_end, &QPushButton::clicked, this, [this] {
        if (const int row = m_view->currentRow(); row >= 0)
            alerts().endSilence(m_rows[static_cast<std::size_t>(row)].silence.id);
    });
}

QWidget* SilencesTab::makeForm()
{
    auto* group = new QGroupBox(tr("A new silence"), this);
    auto* form = new QFormLayout(group);
    m_rule->setAccessibleName(tr("Rule"));
    m_labels->setAccessibleName(tr("Only alerts of"));
    m_labels->setPlaceholderText(tr("all; or as gateway = gw-1, model_id = m1"));
    m_length->setAccessibleName(tr("For how long"));
    for (const auto& [name, hours] :
         {std::pair(tr("1 hour"), 1), std::pair(tr("4 hours"), 4), std::pair(tr("8 hours"), 8),
          std::pair(tr("1 day"), 24), std::pair(tr("1 week"), 168)})
        m_length->addItem(name, hours);
    m_reason->setAccessibleName(tr("Reason"));
    form->addRow(tr("Rule"), m_rule);
    form->addRow(tr("Only alerts of"), m_labels);
    form->addRow(tr("For how long"), m_length);
    form->addRow(tr("Reason"), m_reason);
    form->addRow(m_covers);
    form->addRow(across({m_add}, group));
    return group;
}

void SilencesTab::begin(const QString& rule, const QString& labels)
{
    m_rule->setCurrentIndex(qMax(0, m_rule->findData(rule)));
    m_labels->setText(labels);
    preview();
    m_reason->setFocus();
}

std::optional<BookedSilence> SilencesTab::wanted() const
{
    const auto labels = labelsObject(m_labels->text());
    if (!labels)
        return std::nullopt;
    const Instant from = alerts().picture().at;
    return BookedSilence{.id = 0,
                         .rule = m_rule->currentData().toString().toStdString(),
                         .labels = *labels,
                         .from = from,
                         .to = from + std::chrono::hours(m_length->currentData().toInt()),
                         .reason = m_reason->text().toStdString()};
}

void SilencesTab::preview()
{
    const auto silence = wanted();
    m_add->setEnabled(silence && alerts().isWatching());
    if (!silence)
        return m_covers->setText(tr("▲ Write a field, = and a value, with commas between several."));
    const AlertPicture& picture = alerts().picture();
    const auto covered = coveredBy(*silence, picture);
    QStringList lines{
        tr("Covers %1 of %n alert(s) now.", nullptr, static_cast<int>(picture.active.size())).arg(covered.size())};
    constexpr std::size_t kShown = 5;
    for (std::size_t i = 0; i < std::min(kShown, covered.size()); ++i)
        lines << u"• %1"_s.arg(text(picture.active[covered[i]].message));
    if (covered.size() > kShown)
        lines << u"…"_s;
    if (!alerts().isWatching())
        lines << tr("Silences need somebody who watches: switch it on above.");
    m_covers->setText(lines.join(u'\n'));
}

void SilencesTab::add()
{
    auto silence = wanted();
    if (!silence)
        return;
    silence->from = std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
    silence->to = silence->from + std::chrono::hours(m_length->currentData().toInt());
    alerts().addSilence(*silence);
    m_reason->clear();
}

void SilencesTab::refresh()
{
    const QString before = m_rule->currentData().toString();
    {
        const QSignalBlocker quiet(m_rule);
        m_rule->clear();
        m_rule->addItem(tr("every rule"), QString());
        for (const AlertRule& rule : alerts().rules())
            m_rule->addItem(text(rule.name), text(rule.id));
        m_rule->setCurrentIndex(qMax(0, m_rule->findData(before)));
    }
    m_rows = silenceRows(alerts().picture(), alerts().rules());
    m_model->setValueText(workbench().text());
    m_model->setTable(silencesTable(m_rows));
    fitColumns(m_view);
    m_end->setEnabled(m_view->currentRow() >= 0);
    preview();
}

void SilencesTab::takeFocus()
{
    m_rule->setFocus();
}

// --- History

HistoryTab::HistoryTab(Workbench& workbench, QWidget* parent)
    : AlertTab(workbench, parent),
      m_model(new ReportModel(this)),
      m_view(makeTable(m_model, tr("Alerts that fired"))),
      m_state(new StateView(m_view, this)),
      m_message(makeNote(this)),
      m_true(new QPushButton(tr("It was &right"), this)),
      m_false(new QPushButton(tr("It was a fa&lse alarm"), this)),
      m_clear(new QPushButton(tr("&Cannot tell"), this)),
      m_note(new QLineEdit(this))
{
    m_true->setToolTip(tr("What people say here is what the bench counts a rule's precision by."));
    m_false->setToolTip(m_true->toolTip());
    m_note->setPlaceholderText(tr("A note; Enter keeps it"));
    m_note->setAccessibleName(tr("Note on the chosen alert"));
    QVBoxLayout* rows = rowsOf(this);
    rows->addWidget(m_state, 1);
    rows->addWidget(m_message);
    rows->addWidget(across({m_true, m_false, m_clear, m_note}, this));
    connect(m_view, &TableView::currentRowChanged, this, &HistoryTab::choose);
    connect(m_true, &QPushButton::clicked, this, [this] { tag(u"true"_s); });
    connect(m_false, &QPushButton::clicked, this, [this] { tag(u"false"_s); });
    connect(m_clear, &QPushButton::clicked, this, [this] { tag({}); });
    connect(m_note, &QLineEdit::returnPressed, this, &HistoryTab::note);
}

void HistoryTab::takeFocus()
{
    m_state->takeFocus();
}

/// What is known now is asked of the cache, rule by rule.
void HistoryTab::refresh()
{
    std::map<std::string, std::pair<std::vector<JudgedWindow>, std::vector<qint64>>> wanted;
    for (const BookedEpisode& each : alerts().picture().history) {
        const auto seen = observationFrom(each.seen);
        auto group = labelsFrom(each.labels);
        if (!seen || !group)
            continue;
        auto& [windows, ids] = wanted[each.rule];
        windows.push_back({std::move(*group), seen->window_start});
        ids.push_back(each.id);
    }
    showValues(m_values);  // as they were; they may be other ones in a moment
    if (wanted.empty())
        return;
    m_reading = true;
    using Values = QHash<qint64, QString>;
    workbench().reader().ask<Values>(
        this, u"values"_s,
        [wanted = std::move(wanted), rules = alerts().rules(), mine = alerts().mine()](Cache& cache) -> Result<Values> {
            Values values;
            for (const auto& [id, windows] : wanted) {
                const auto rule = std::ranges::find(rules, id, &AlertRule::id);
                if (rule == rules.end()) {
                    for (const qint64 episode : windows.second)
                        values[episode] = tr("the rule is gone");
                    continue;
                }
                const auto now = valuesNow(cache, *rule, windows.first, mine);
                if (!now)
                    return tl::unexpected(now.error());
                for (std::size_t i = 0; i < now->size(); ++i)
                    values[windows.second[i]] =
                        (*now)[i] ? text(valueText(rule->metric, rule->condition.kind, (*now)[i])) : tr("no evidence");
            }
            return values;
        },
        [this](const Result<Values>& values) {
            m_reading = false;
            if (values)
                showValues(m_values = *values);
            else
                workbench().say(text(values.error().message));
        });
}

void HistoryTab::showValues(const QHash<qint64, QString>& now)
{
    const auto before = current();
    m_rows.clear();
    const AlertPicture& picture = alerts().picture();
    for (const BookedEpisode& each : picture.history) {
        HistoryRow& row = m_rows.emplace_back();
        row.episode = each;
        row.now = picture.at;
        row.value_now = now.value(each.id, u"…"_s).toStdString();
        if (const auto seen = observationFrom(each.seen)) {
            row.window_start = seen->window_start;
            row.sessions = seen->sessions;
            row.samples = seen->samples;
            const auto rule = std::ranges::find(alerts().rules(), each.rule, &AlertRule::id);
            if (seen->value)
                row.value_then = rule == alerts().rules().end()
                                     ? workbench().text().number(*seen->value, 4).toStdString()
                                     : valueText(rule->metric, rule->condition.kind, seen->value);
        }
    }
    m_model->setValueText(workbench().text());
    m_model->setTable(historyTable(m_rows));
    fitColumns(m_view);
    int row = m_rows.empty() ? -1 : 0;
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (before && m_rows[i].episode.id == before->id)
            row = static_cast<int>(i);
    if (row >= 0)
        m_view->selectRow(row);
    if (m_rows.empty())
        m_state->showEmpty(tr("Nothing has fired yet"),
                           alerts().isWatching()
                               ? tr("What fires from now on is kept here, as it was known at the time.")
                               : tr("Only what fires while somebody watches is history; switch it on above. The "
                                    "bench tries rules on the past."));
    else
        m_state->showContent();
    choose();
}

std::optional<BookedEpisode> HistoryTab::current() const
{
    const int row = m_view->currentRow();
    if (row < 0 || row >= static_cast<int>(m_rows.size()))
        return std::nullopt;
    return m_rows[static_cast<std::size_t>(row)].episode;
}

void HistoryTab::choose()
{
    const auto episode = current();
    m_message->setText(episode ? text(episode->message) : QString());
    if (!m_note->hasFocus())
        m_note->setText(episode ? text(episode->note) : QString());
    for (QWidget* each : std::initializer_list<QWidget*>{m_true, m_false, m_clear, m_note})
        each->setEnabled(episode && alerts().isWatching());
}

void HistoryTab::tag(const QString& tag)
{
    if (const auto episode = current())
        alerts().tag(episode->id, tag, text(episode->note));
}

void HistoryTab::note()
{
    if (const auto episode = current())
        alerts().tag(episode->id, text(episode->tag), m_note->text());
}

}  // namespace naap
