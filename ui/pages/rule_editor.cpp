#include "ui/pages/rule_editor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QTabWidget>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <nlohmann/json.hpp>

#include "core/alerts/rule_editing.h"
#include "ui/widgets/tabs.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

constexpr int kPatienceMs = 150;

QString wordsOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

Json parsed(const std::string& text)
{
    return Json::parse(text, nullptr, false);
}

/// The member that a pointer names; null where there is none.
Json at(const Json& rule, const QString& pointer)
{
    const Json::json_pointer place(pointer.toStdString());
    return rule.is_object() && rule.contains(place) ? rule[place] : Json();
}

/// Sets a member, or takes it away with the object that it leaves empty.
void put(Json& rule, const QString& pointer, Json value)
{
    const Json::json_pointer place(pointer.toStdString());
    if (!value.is_null()) {
        const Json::json_pointer parent = place.parent_pointer();
        if (!parent.empty() && rule.contains(parent) && !rule[parent].is_object())
            rule[parent] = Json::object();
        rule[place] = std::move(value);
        return;
    }
    if (!rule.contains(place))
        return;
    Json& parent = rule[place.parent_pointer()];
    if (!parent.is_object())
        return;
    parent.erase(place.back());
    if (parent.empty() && !place.parent_pointer().empty())
        rule.erase(place.parent_pointer().back());
}

/// `5` is a number, `5%` a text, `1, 2` a list of two.
Json thresholdOf(const QString& text)
{
    const QString plain = text.trimmed();
    if (plain.isEmpty())
        return {};
    if (const QStringList ends = plain.split(u',', Qt::SkipEmptyParts); ends.size() == 2)
        return Json::array({thresholdOf(ends[0]), thresholdOf(ends[1])});
    bool isNumber = false;
    const double number = plain.toDouble(&isNumber);
    return isNumber ? Json::parse(plain.toStdString(), nullptr, false).is_number() ? Json::parse(plain.toStdString())
                                                                                   : Json(number)
                    : Json(plain.toStdString());
}

QString thresholdText(const Json& value)
{
    if (value.is_array() && value.size() == 2)
        return thresholdText(value[0]) + u", "_s + thresholdText(value[1]);
    return value.is_null() ? QString() : value.is_string() ? wordsOf(value.get<std::string>()) : wordsOf(value.dump());
}

}  // namespace

/// A member of the rule and the widget that shows it.
struct RuleEditor::Field {
    QString pointer;
    QWidget* widget = nullptr;
    std::function<Json()> get;  ///< null: the member is not there
    std::function<void(const Json&)> set;
};

RuleEditor::RuleEditor(AlertCenter& alerts, QWidget* parent)
    : QWidget(parent),
      m_alerts(alerts),
      m_tabs(new Tabs(this)),
      m_json(new QPlainTextEdit(this)),
      m_problems(new QLabel(this)),
      m_timer(new QTimer(this))
{
    m_json->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_json->setAccessibleName(tr("The rule as JSON"));
    m_json->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_tabs->setDocumentMode(true);
    m_tabs->setAccessibleName(tr("Ways to edit the rule"));
    m_tabs->addTab(makeForm(), tr("Form"));
    m_tabs->addTab(m_json, tr("JSON"));
    m_problems->setWordWrap(true);
    m_problems->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_problems->setAccessibleName(tr("What is wrong with the rule"));
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(8, 0, 0, 0);
    rows->addWidget(m_tabs, 1);
    rows->addWidget(m_problems);
    rows->addWidget(makeButtons());
    m_timer->setSingleShot(true);
    m_timer->setInterval(kPatienceMs);
    connect(m_timer, &QTimer::timeout, this, &RuleEditor::check);
    connect(m_json, &QPlainTextEdit::textChanged, this, &RuleEditor::takeJson);
    connect(&m_alerts, &AlertCenter::filesChanged, m_timer, qOverload<>(&QTimer::start));  // ids of other rules
    clear();
}

RuleEditor::~RuleEditor() = default;

QWidget* RuleEditor::makeButtons()
{
    auto* row = new QWidget(this);
    auto* across = new QHBoxLayout(row);
    across->setContentsMargins(0, 0, 0, 0);
    m_save = new QPushButton(tr("Save r&ule"), row);
    m_revert = new QPushButton(tr("Reve&rt"), row);
    m_bench = new QPushButton(tr("Tr&y on the past"), row);
    m_bench->setToolTip(tr("What would this rule, as it stands here, have done?"));
    for (QPushButton* each : {m_save, m_revert, m_bench})
        across->addWidget(each);
    across->addStretch(1);
    connect(m_save, &QPushButton::clicked, this, &RuleEditor::save);
    connect(m_revert, &QPushButton::clicked, this, [this] { setRule(m_place, m_saved, m_locked); });
    connect(m_bench, &QPushButton::clicked, this, [this] { Q_EMIT benchWanted(m_text); });
    return row;
}

QWidget* RuleEditor::makeForm()
{
    auto* scroll = new QScrollArea(this);
    m_form = new QWidget(scroll);
    auto* rows = new QVBoxLayout(m_form);
    const auto group = [&](const QString& title, void (RuleEditor::*fill)(QFormLayout*)) {
        auto* box = new QGroupBox(title, m_form);
        auto* form = new QFormLayout(box);
        form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
        form->setRowWrapPolicy(QFormLayout::WrapLongRows);
        (this->*fill)(form);
        rows->addWidget(box);
    };
    group(tr("What is watched"), &RuleEditor::addWhat);
    group(tr("When it is bad"), &RuleEditor::addWhen);
    group(tr("How much evidence it takes"), &RuleEditor::addEvidence);
    group(tr("How it is told"), &RuleEditor::addTelling);
    rows->addStretch(1);
    scroll->setWidget(m_form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    return scroll;
}

QWidget* RuleEditor::named(QWidget* widget, const QString& name, const QString& pointer)
{
    widget->setAccessibleName(name);
    widget->setObjectName(pointer);
    widget->setToolTip(pointer.mid(1));  // as the JSON calls it
    return widget;
}

void RuleEditor::addText(QFormLayout* form, const QString& name, const QString& pointer, const QString& hint)
{
    auto* edit = new QLineEdit(m_form);
    edit->setPlaceholderText(hint);
    form->addRow(name, named(edit, name, pointer));
    connect(edit, &QLineEdit::textEdited, this, &RuleEditor::takeForm);
    m_fields.push_back(std::make_unique<Field>(
        Field{pointer, edit, [edit] { return edit->text().isEmpty() ? Json() : Json(edit->text().toStdString()); },
              [edit](const Json& value) {
                  edit->setText(value.is_string() ? wordsOf(value.get<std::string>()) : QString());
              }}));
}

void RuleEditor::addList(QFormLayout* form, const QString& name, const QString& pointer, const QString& hint)
{
    auto* edit = new QLineEdit(m_form);
    edit->setPlaceholderText(hint);
    form->addRow(name, named(edit, name, pointer));
    connect(edit, &QLineEdit::textEdited, this, &RuleEditor::takeForm);
    const auto get = [edit] {
        Json list = Json::array();
        for (const QString& each : edit->text().split(u',', Qt::SkipEmptyParts))
            list.push_back(each.trimmed().toStdString());
        return list.empty() ? Json() : list;
    };
    const auto set = [edit](const Json& value) {
        QStringList words;
        if (value.is_array())
            for (const Json& each : value)
                words << thresholdText(each);
        edit->setText(words.join(u", "_s));
    };
    m_fields.push_back(std::make_unique<Field>(Field{pointer, edit, get, set}));
}

void RuleEditor::addThreshold(QFormLayout* form, const QString& name, const QString& pointer, const QString& hint)
{
    auto* edit = new QLineEdit(m_form);
    edit->setPlaceholderText(hint);
    form->addRow(name, named(edit, name, pointer));
    connect(edit, &QLineEdit::textEdited, this, &RuleEditor::takeForm);
    m_fields.push_back(
        std::make_unique<Field>(Field{pointer, edit, [edit] { return thresholdOf(edit->text()); },
                                      [edit](const Json& value) { edit->setText(thresholdText(value)); }}));
}

void RuleEditor::addNumber(QFormLayout* form, const QString& name, const QString& pointer, int otherwise, int least,
                           int most)
{
    auto* box = new QSpinBox(m_form);
    box->setRange(least, most);
    form->addRow(name, named(box, name, pointer));
    connect(box, &QSpinBox::valueChanged, this, &RuleEditor::takeForm);
    m_fields.push_back(std::make_unique<Field>(
        Field{pointer, box, [box, otherwise] { return box->value() == otherwise ? Json() : Json(box->value()); },
              [box, otherwise](const Json& value) {
                  box->setValue(value.is_number() ? static_cast<int>(value.get<double>()) : otherwise);
              }}));
}

QComboBox* RuleEditor::addChoice(QFormLayout* form, const QString& name, const QString& pointer,
                                 const QStringList& words, const QString& otherwise)
{
    auto* box = new QComboBox(m_form);
    box->addItems(words);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    form->addRow(name, named(box, name, pointer));
    connect(box, &QComboBox::activated, this, &RuleEditor::takeForm);
    const auto get = [box, otherwise] {
        const QString word = box->currentText();
        return word.isEmpty() || word == otherwise ? Json() : Json(word.toStdString());
    };
    const auto set = [box, otherwise](const Json& value) {
        const QString word = value.is_string() ? wordsOf(value.get<std::string>()) : otherwise;
        if (box->findText(word) < 0 && !word.isEmpty())
            box->addItem(word);  // shown as it is, and said to be wrong below
        box->setCurrentIndex(box->findText(word));
    };
    m_fields.push_back(std::make_unique<Field>(Field{pointer, box, get, set}));
    return box;
}

void RuleEditor::addFlag(QFormLayout* form, const QString& name, const QString& pointer, bool otherwise)
{
    auto* box = new QCheckBox(name, m_form);
    form->addRow(named(box, name, pointer));
    connect(box, &QCheckBox::clicked, this, &RuleEditor::takeForm);
    m_fields.push_back(std::make_unique<Field>(Field{
        pointer, box, [box, otherwise] { return box->isChecked() == otherwise ? Json() : Json(box->isChecked()); },
        [box, otherwise](const Json& value) { box->setChecked(value.is_boolean() ? value.get<bool>() : otherwise); }}));
}

/// Fields that it may be told apart by, to be ticked.
void RuleEditor::addGroups(QFormLayout* form)
{
    m_groups = new QToolButton(m_form);
    m_groups->setPopupMode(QToolButton::InstantPopup);
    m_groups->setMenu(new QMenu(m_groups));
    m_groups->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_groups->setMinimumWidth(120);  // however long the list is
    form->addRow(tr("One alert for each"), named(m_groups, tr("One alert for each"), u"/group_by"_s));
    const auto get = [this] {
        Json list = Json::array();
        for (const QString& each : m_groups->property("fields").toStringList())
            list.push_back(each.toStdString());
        return list.empty() ? Json() : list;
    };
    const auto set = [this](const Json& value) {
        QStringList fields;
        if (value.is_array())
            for (const Json& each : value)
                fields << thresholdText(each);
        m_groups->setProperty("fields", fields);
        fillGroups();
    };
    m_fields.push_back(std::make_unique<Field>(Field{u"/group_by"_s, m_groups, get, set}));
}

void RuleEditor::fillGroups()
{
    const QStringList chosen = m_groups->property("fields").toStringList();
    m_groups->setText(chosen.isEmpty() ? tr("the network") : chosen.join(u", "_s));
    m_groups->setAccessibleDescription(m_groups->text());
    m_groups->menu()->clear();
    const auto report = alertReportOf(m_report->currentText().toStdString()).value_or(AlertReport::sla);
    for (const std::string_view field : groupFieldsOf(report)) {
        const QString name = wordsOf(field);
        QAction* action = m_groups->menu()->addAction(name);
        action->setCheckable(true);
        action->setChecked(chosen.contains(name));
        connect(action, &QAction::toggled, this, [this, name](bool on) {
            QStringList fields = m_groups->property("fields").toStringList();
            fields.removeAll(name);
            if (on)
                fields << name;
            m_groups->setProperty("fields", fields);
            m_groups->setText(fields.isEmpty() ? tr("the network") : fields.join(u", "_s));
            takeForm();
        });
    }
}

void RuleEditor::addWhat(QFormLayout* form)
{
    addText(form, tr("Id"), u"/id"_s);
    addText(form, tr("Name"), u"/name"_s);
    QStringList reports;
    for (const AlertReport report : kAlertReports)
        reports << wordsOf(nameOf(report));
    m_report = addChoice(form, tr("Report"), u"/metric/report"_s, reports, {});
    m_field = addChoice(form, tr("Metric"), u"/metric/field"_s, {}, {});
    m_numerator = addChoice(form, tr("or numerator"), u"/metric/numerator"_s, {}, {});
    m_denominator = addChoice(form, tr("over denominator"), u"/metric/denominator"_s, {}, {});
    connect(m_report, &QComboBox::activated, this, [this] {
        fillFields();
        fillGroups();
        takeForm();
    });
    // A metric is a field or a ratio: the one takes the other's place.
    connect(m_field, &QComboBox::activated, this, [this] {
        if (!m_field->currentText().isEmpty()) {
            m_numerator->setCurrentIndex(0);
            m_denominator->setCurrentIndex(0);
            takeForm();
        }
    });
    for (QComboBox* each : {m_numerator, m_denominator})
        connect(each, &QComboBox::activated, this, [this] {
            m_field->setCurrentIndex(0);
            takeForm();
        });
    addText(form, tr("Only rows with"), u"/scope"_s, tr("all rows; a filter, as above the pages"));
    addGroups(form);
    addNumber(form, tr("Hours in a window"), u"/window_hours"_s, 1, 1, 168);
    addFlag(form, tr("Only my own orchestrators"), u"/mine"_s, false);
}

void RuleEditor::addWhen(QFormLayout* form)
{
    m_kind = addChoice(form, tr("Bad when it is"), u"/condition/type"_s,
                       {u"above"_s, u"below"_s, u"outside"_s, u"change"_s, u"absent"_s}, {});
    connect(m_kind, &QComboBox::currentIndexChanged, this, &RuleEditor::enableByKind);
    addThreshold(form, tr("▲ Warning"), u"/condition/warning"_s, tr("5%, 3s, 18 or, of a band, 10, 20"));
    addThreshold(form, tr("■ Critical"), u"/condition/critical"_s);
    addChoice(form, tr("Change is a"), u"/condition/direction"_s, {u"drop"_s, u"rise"_s}, u"drop"_s);
    addChoice(form, tr("Change against"), u"/condition/against"_s, {u"previous"_s, u"median"_s}, u"previous"_s);
    addNumber(form, tr("Windows before"), u"/condition/windows"_s, 24, 1, 168);
    addThreshold(form, tr("Good again from"), u"/recovery/threshold"_s, tr("the milder threshold"));
    addNumber(form, tr("Good windows in a row"), u"/recovery/windows"_s, 1, 1, 168);
    addNumber(form, tr("Bad windows in a row"), u"/for/windows"_s, 1, 1, 168);
    addNumber(form, tr("and for so many minutes"), u"/for/minutes"_s, 0, 0, 44'640);
    addFlag(form, tr("Judge settled hours only"), u"/settled_only"_s, true);
}

void RuleEditor::addEvidence(QFormLayout* form)
{
    addNumber(form, tr("Sessions, at least"), u"/minimum/sessions"_s, 0, 0, 1'000'000);
    addNumber(form, tr("Samples, at least"), u"/minimum/samples"_s, 0, 0, 1'000'000);
    addNumber(form, tr("Peers with evidence, at least"), u"/minimum/peers"_s, 0, 0, 1'000'000);
    addChoice(form, tr("When nothing is heard"), u"/no_data"_s, {u"ok"_s, u"keep"_s, u"alert"_s}, u"keep"_s);
    addNumber(form, tr("Forgotten after windows"), u"/forget_after_windows"_s, 24, 1, 744);
    addChoice(form, tr("A score without a benchmark"), u"/without_benchmark"_s, {u"suppress"_s, u"scale"_s},
              u"suppress"_s);
}

void RuleEditor::addTelling(QFormLayout* form)
{
    addFlag(form, tr("Judge this rule"), u"/enabled"_s, true);
    addChoice(form, tr("Severity without thresholds"), u"/severity"_s, {u"warning"_s, u"critical"_s}, u"warning"_s);
    addText(form, tr("Message"), u"/message"_s, tr("a sentence of our own"));
    addText(form, tr("Why it is so"), u"/reason"_s, tr("what the bench found is put here"));
    addNumber(form, tr("Warnings again after minutes"), u"/repeat/warning_minutes"_s, 240, 1, 44'640);
    addNumber(form, tr("Critical ones again after minutes"), u"/repeat/critical_minutes"_s, 240, 1, 44'640);
    addList(form, tr("Told by channels"), u"/channels"_s, tr("all; or ids with commas between"));
    addList(form, tr("Quiet while these fire"), u"/muted_by"_s, tr("ids of rules with commas between"));
}

void RuleEditor::fillFields()
{
    const auto report = alertReportOf(m_report->currentText().toStdString()).value_or(AlertReport::sla);
    const auto fill = [](QComboBox* box, const QStringList& names) {
        const QString before = box->currentText();
        box->clear();
        box->addItem({});
        box->addItems(names);
        box->setCurrentIndex(qMax(0, box->findText(before)));
    };
    QStringList metrics;
    for (const AlertMetric& each : alertMetrics())
        if (each.isIn(report))
            metrics << wordsOf(each.name);
    QStringList additive;
    for (const AdditiveField& each : additiveFields())
        if (each.isIn(report))
            additive << wordsOf(each.name);
    fill(m_field, metrics);
    fill(m_numerator, additive);
    fill(m_denominator, additive);
}

/// What a condition has no use for is greyed.
void RuleEditor::enableByKind()
{
    const QString kind = m_kind->currentText();
    const bool isChange = kind == "change"_L1;
    const bool isAbsent = kind == "absent"_L1;
    for (const auto& field : m_fields) {
        if (field->pointer == "/condition/direction"_L1 || field->pointer == "/condition/against"_L1)
            field->widget->setEnabled(isChange);
        if (field->pointer == "/condition/windows"_L1)
            field->widget->setEnabled(isChange || isAbsent);
        if (field->pointer == "/condition/warning"_L1 || field->pointer == "/condition/critical"_L1 ||
            field->pointer == "/recovery/threshold"_L1)
            field->widget->setEnabled(!isAbsent);
    }
}

void RuleEditor::setRule(std::size_t place, const std::string& text, bool locked)
{
    // The page is shown anew at each look of the watcher: what is shown already stays.
    const bool isShown = isEnabled() && m_place == place && m_saved == text && m_text == text && m_locked == locked &&
                         m_file == m_alerts.rulesText();
    if (isShown)
        return;
    m_file = m_alerts.rulesText();
    m_place = place;
    m_saved = text;
    m_text = text;
    m_locked = locked;
    showText(true, true);
    setEnabled(true);
    m_form->setEnabled(!locked);
    m_json->setReadOnly(locked);
    check();
}

void RuleEditor::setDraft(std::size_t place, const std::string& text)
{
    setRule(place, {}, false);
    m_text = text;
    showText(true, true);
    check();
}

/// Where a new rule is looked over first.
void RuleEditor::takeFocus()
{
    m_tabs->setCurrentIndex(0);
    for (const auto& field : m_fields)
        if (field->pointer == "/name"_L1)
            field->widget->setFocus(Qt::ShortcutFocusReason);
}

void RuleEditor::clear()
{
    setRule(0, {}, true);
    setEnabled(false);
}

void RuleEditor::showText(bool form, bool json)
{
    m_quiet = true;
    if (json)
        m_json->setPlainText(wordsOf(m_text));
    const Json rule = parsed(m_text);
    if (form) {
        // The report first: it decides what the other boxes offer.
        for (int round = 0; round < 2; ++round) {
            for (const auto& field : m_fields)
                field->set(at(rule, field->pointer));
            if (round == 0)
                fillFields();
        }
        enableByKind();
    }
    m_quiet = false;
}

void RuleEditor::takeForm()
{
    if (m_quiet)
        return;
    Json rule = parsed(m_text);
    if (!rule.is_object())
        rule = Json::object();
    for (const auto& field : m_fields)
        if (field->widget->isEnabled())
            put(rule, field->pointer, field->get());
        else
            put(rule, field->pointer, {});
    m_text = rule.dump(2, ' ', false, Json::error_handler_t::replace);
    showText(false, true);
    m_timer->start();
}

void RuleEditor::takeJson()
{
    if (m_quiet)
        return;
    m_text = m_json->toPlainText().toStdString();
    showText(true, false);
    m_timer->start();
}

/// What the text alone says.
QStringList RuleEditor::problems() const
{
    if (m_text.empty() || m_locked)
        return {};
    if (!parsed(m_text).is_object())
        return {tr("▲ This is not the JSON of one rule.")};
    QStringList lines;
    for (const RuleProblem& each :
         ruleProblems(withRuleText(m_alerts.rulesText(), m_place, m_text), m_place, alertScopeCheck()))
        lines << u"▲ %1: %2"_s.arg(wordsOf(each.place.empty() ? "/" : each.place), wordsOf(each.reason));
    return lines;
}

void RuleEditor::check()
{
    m_timer->stop();
    m_looking = false;
    m_saveWanted = false;
    const QStringList lines = problems();
    m_good = lines.isEmpty() && !m_text.empty();
    if (!m_good)
        showProblems(lines);
    else if (m_locked)
        showProblems({tr("A locked copy of what upstream uses. Copy it to edit it.")});
    else
        lookForRows();
}

/// A rule that is judged has to be about something. The cache is asked on another thread.
void RuleEditor::lookForRows()
{
    const std::string file = withRuleText(m_alerts.rulesText(), m_place, m_text);
    const auto rule = ruleAt(readAlertRules(file), m_place);
    if (!rule || !rule->enabled || rule->scope.empty())
        return showProblems({tr("● This rule can be used.")});
    m_looking = true;
    showProblems({tr("◌ Looking for rows that its filter meets…")});
    m_alerts.findRows(this, *rule, [this, text = m_text](const Result<ScopeSearch>& search) {
        if (m_looking && text == m_text)
            takeRows(search);
    });
}

/// A cache that cannot say is no reason to refuse a rule.
void RuleEditor::takeRows(const Result<ScopeSearch>& search)
{
    m_looking = false;
    m_good = !search || !search->problem;
    if (!m_good)
        showProblems({u"▲ /scope: %1"_s.arg(wordsOf(search->problem->reason))});
    else if (!search || !search->has_rows)
        showProblems({tr("● This rule can be used. The cache holds nothing yet to try its filter on.")});
    else
        showProblems({tr("● This rule can be used.")});
    if (std::exchange(m_saveWanted, false) && m_good)
        Q_EMIT saveWanted(m_text);
}

void RuleEditor::save()
{
    check();
    m_saveWanted = m_good && m_looking;
    if (m_good && !m_looking)
        Q_EMIT saveWanted(m_text);
}

void RuleEditor::showProblems(const QStringList& lines)
{
    m_problems->setText(lines.join(u'\n'));
    m_save->setEnabled(m_good && !m_locked && isChanged());
    m_revert->setEnabled(isChanged());
    m_bench->setEnabled(m_good);
}

}  // namespace naap
