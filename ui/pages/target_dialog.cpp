#include "ui/pages/target_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/alerts/metric.h"
#include "core/notify/target_tables.h"
#include "core/reports/alert_snapshots.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;
using TargetJson = nlohmann::ordered_json;

QString shown(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

QString shownValue(const TargetJson& value)
{
    return value.is_null() ? QString() : shown(value.is_string() ? value.get<std::string>() : value.dump());
}

TargetJson memberOf(const TargetJson& json, const char* name)
{
    return json.is_object() && json.contains(name) ? json[name] : TargetJson();
}

/// `95` is a number; `5%` and what is no figure at all are texts, for the reader to judge.
TargetJson figureOf(const QString& written)
{
    const std::string plain = written.trimmed().toStdString();
    const TargetJson json = TargetJson::parse(plain, nullptr, false);
    return json.is_number() ? json : TargetJson(plain);
}

/// A budget is a share in the file, and may be written as per cent here.
TargetJson shareOf(const QString& written)
{
    QString plain = written.trimmed();
    if (!plain.endsWith(u'%'))
        return figureOf(plain);
    plain.chop(1);
    bool isNumber = false;
    const double percent = plain.toDouble(&isNumber);
    return isNumber ? TargetJson::parse(fmt::format("{:.6g}", percent / 100)) : figureOf(written);
}

void putOrErase(TargetJson& json, const char* name, TargetJson value, bool isThere)
{
    if (isThere)
        json[name] = std::move(value);
    else
        json.erase(name);
}

}  // namespace

TargetDialog::TargetDialog(std::string file, std::size_t place, QWidget* parent)
    : QDialog(parent),
      m_file(std::move(file)),
      m_place(place),
      m_id(new QLineEdit(this)),
      m_name(new QLineEdit(this)),
      m_report(new QComboBox(this)),
      m_metric(new QComboBox(this)),
      m_scope(new QLineEdit(this)),
      m_groups(new QLineEdit(this)),
      m_mine(new QCheckBox(tr("Only my &own orchestrators"), this)),
      m_side(new QComboBox(this)),
      m_value(new QLineEdit(this)),
      m_budget(new QLineEdit(this)),
      m_window(new QSpinBox(this)),
      m_problems(new QLabel(this)),
      m_save(nullptr)
{
    const std::vector<std::string> texts = targetTexts(m_file);
    m_before = m_place < texts.size() ? texts[m_place] : "";
    setWindowTitle(m_before.empty() ? tr("New target") : tr("Edit the target"));
    setMinimumWidth(560);
    for (const AlertReport each : kAlertReports)
        m_report->addItem(shown(nameOf(each)));
    m_side->addItem(tr("at least"), u"at_least"_s);
    m_side->addItem(tr("at most"), u"at_most"_s);
    m_window->setRange(1, 168);
    m_scope->setPlaceholderText(u"pipeline_id = \"live-video-to-video\" and region = \"eu\""_s);
    m_groups->setPlaceholderText(u"orchestrator_address, model_id"_s);
    m_value->setPlaceholderText(u"95, 99%, 3s"_s);
    auto* form = new QFormLayout;
    const auto row = [&](const char* member, const QString& name, QWidget* widget) {
        const QString plain = QString(name).remove(u'&');
        widget->setAccessibleName(plain);
        form->addRow(name, widget);
        if (member)
            m_words.emplace_back(member, plain);
    };
    row("id", tr("&Id"), m_id);
    row("name", tr("&Name"), m_name);
    row("metric/report", tr("Re&port"), m_report);
    row("metric", tr("&Metric"), m_metric);
    row("scope", tr("Only &rows with"), m_scope);
    row("group_by", tr("One target for &each"), m_groups);
    form->addRow(m_mine);
    row(nullptr, tr("&Good when it is"), m_side);
    row("objective", tr("&Value"), m_value);
    row("budget", tr("M&ay be missed in"), m_budget);
    row("window_hours", tr("&Hours in a window"), m_window);
    m_budget->setToolTip(tr("Share of the judged windows, such as 5%"));
    m_problems->setWordWrap(true);
    m_problems->setAccessibleName(tr("What is wrong with the target"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    m_save = buttons->button(QDialogButtonBox::Save);
    auto* rows = new QVBoxLayout(this);
    rows->addLayout(form);
    rows->addWidget(m_problems);
    rows->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_report, &QComboBox::currentIndexChanged, this, &TargetDialog::fillMetrics);
    fill();
    for (QLineEdit* each : {m_id, m_name, m_scope, m_groups, m_value, m_budget})
        connect(each, &QLineEdit::textChanged, this, &TargetDialog::check);
    for (QComboBox* each : {m_report, m_metric, m_side})
        connect(each, &QComboBox::currentIndexChanged, this, &TargetDialog::check);
    connect(m_window, &QSpinBox::valueChanged, this, &TargetDialog::check);
    connect(m_mine, &QCheckBox::toggled, this, &TargetDialog::check);
    check();
}

void TargetDialog::fillMetrics()
{
    const AlertReport report = alertReportOf(m_report->currentText().toStdString()).value_or(AlertReport::sla);
    m_metric->clear();
    for (const AlertMetric& each : alertMetrics())
        if (each.isIn(report))
            m_metric->addItem(shown(each.name));
    const TargetJson ratio = TargetJson::parse(m_ratio, nullptr, false);
    if (shownValue(memberOf(ratio, "report")) != m_report->currentText())
        return;
    m_metric->addItem(tr("%1 / %2 (a ratio)")
                          .arg(shownValue(memberOf(ratio, "numerator")), shownValue(memberOf(ratio, "denominator"))),
                      shown(m_ratio));
}

void TargetDialog::fill()
{
    const TargetJson target = TargetJson::parse(m_before, nullptr, false);
    m_id->setText(shownValue(memberOf(target, "id")));
    m_name->setText(shownValue(memberOf(target, "name")));
    const TargetJson metric = memberOf(target, "metric");
    m_report->setCurrentIndex(qMax(0, m_report->findText(shownValue(memberOf(metric, "report")))));
    const QString field = shownValue(memberOf(metric, "field"));
    m_ratio = metric.is_object() && field.isEmpty() ? metric.dump() : "";
    fillMetrics();
    if (metric.is_object())
        m_metric->setCurrentIndex(m_ratio.empty() ? m_metric->findText(field) : m_metric->findData(shown(m_ratio)));
    m_scope->setText(shownValue(memberOf(target, "scope")));
    QStringList groups;
    for (const TargetJson& each : memberOf(target, "group_by"))
        groups << shownValue(each);
    // A score needs its pipeline and model; whoever writes a new target mostly means orchestrators.
    m_groups->setText(m_before.empty() ? u"orchestrator_address, pipeline_id, model_id"_s : groups.join(u", "_s));
    const TargetJson mine = memberOf(target, "mine");
    m_mine->setChecked(mine.is_boolean() && mine.get<bool>());
    const TargetJson objective = memberOf(target, "objective");
    const bool isMost = objective.is_object() && objective.contains("at_most");
    m_side->setCurrentIndex(isMost ? 1 : 0);
    m_value->setText(shownValue(memberOf(objective, isMost ? "at_most" : "at_least")));
    const TargetJson budget = memberOf(target, "budget");
    m_budget->setText(budget.is_null() ? u"5%"_s : shownValue(budget));
    const TargetJson hours = memberOf(target, "window_hours");
    m_window->setValue(hours.is_number_integer() ? hours.get<int>() : 1);
}

std::string TargetDialog::text() const
{
    TargetJson target = TargetJson::parse(m_before, nullptr, false);
    if (!target.is_object())
        target = TargetJson::object();
    target["id"] = m_id->text().trimmed().toStdString();
    const std::string name = m_name->text().trimmed().toStdString();
    putOrErase(target, "name", name, !name.empty());
    if (const QString ratio = m_metric->currentData().toString(); !ratio.isEmpty())
        target["metric"] = TargetJson::parse(ratio.toStdString());
    else if (m_metric->currentIndex() >= 0)
        target["metric"] = {{"report", m_report->currentText().toStdString()},
                            {"field", m_metric->currentText().toStdString()}};
    const std::string scope = m_scope->text().trimmed().toStdString();
    putOrErase(target, "scope", scope, !scope.empty());
    TargetJson groups = TargetJson::array();
    for (const QString& each : m_groups->text().split(u',', Qt::SkipEmptyParts))
        groups.push_back(each.trimmed().toStdString());
    putOrErase(target, "group_by", groups, !groups.empty());
    putOrErase(target, "mine", true, m_mine->isChecked());
    target["objective"] = TargetJson::object();
    target["objective"][m_side->currentData().toString().toStdString()] = figureOf(m_value->text());
    target["budget"] = shareOf(m_budget->text());
    putOrErase(target, "window_hours", m_window->value(), m_window->value() != 1);
    return target.dump();
}

std::string TargetDialog::file() const
{
    return withTargetText(m_file, m_place, text());
}

/// A place in the file as it is called here: by the longest name of a member that the place is in.
QString TargetDialog::wordsOf(const std::string& place) const
{
    const std::string target = fmt::format("/targets/{}/", m_place);
    if (!place.starts_with(target))
        return place.empty() || place + "/" == target ? windowTitle() : shown(place);
    const std::string member = place.substr(target.size());
    std::size_t longest = 0;
    QString words = shown(member);
    for (const auto& [name, word] : m_words)
        if (name.size() > longest && (member == name || member.starts_with(name + "/"))) {
            longest = name.size();
            words = word;
        }
    return words;
}

void TargetDialog::check()
{
    const std::string place = fmt::format("/targets/{}", m_place);
    QStringList lines;
    for (const RuleProblem& each : readTargetFile(file()).problems) {
        const bool isElsewhere =
            each.place.starts_with("/targets/") && each.place != place && !each.place.starts_with(place + "/");
        if (!isElsewhere)
            lines << u"▲ %1: %2"_s.arg(wordsOf(each.place), shown(each.reason));
    }
    // The reader of rules looks at one target at a time, and cannot see another of that id.
    const std::vector<std::string> texts = targetTexts(m_file);
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (i != m_place &&
            shownValue(memberOf(TargetJson::parse(texts[i], nullptr, false), "id")) == m_id->text().trimmed())
            lines << tr("▲ Another target has this id.");
    m_save->setEnabled(lines.isEmpty());
    m_problems->setText(lines.isEmpty() ? tr("● This target can be judged.") : lines.join(u'\n'));
}

}  // namespace naap
