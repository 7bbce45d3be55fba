#include "ui/pages/alert_bench_tab.h"

#include <cmath>

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>
#include <QTableWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "core/alerts/memory_text.h"
#include "core/alerts/message.h"
#include "core/alerts/rule_editing.h"
#include "ui/charts/rule_chart.h"
#include "ui/pages/chart_parts.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

enum ThresholdId : int { kWarning, kCritical, kRecovery };
constexpr int kAll = -1;

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

/// The rule of a text, also one that waits for rules which are not here.
std::optional<AlertRule> ruleOf(const std::string& rule)
{
    RuleFile file = readAlertRules(withRuleText(emptyRuleFile(), 0, copyOfRule(rule, emptyRuleFile())));
    return file.rules.empty() ? std::nullopt : std::optional(std::move(file.rules[0]));
}

/// Two rules with the same have the same observations.
QString dataKey(const AlertRule& rule)
{
    const RuleCondition& c = rule.condition;
    return u"%1|%2|%3|%4|%5|%6|%7|%8|%9"_s.arg(text(alertHoursKey(rule)), text(rule.metric.name()))
        .arg(rule.window_hours)
        .arg(static_cast<int>(c.kind))
        .arg(static_cast<int>(c.against))
        .arg(static_cast<int>(c.direction))
        .arg(c.baseline_windows)
        .arg(rule.minimum.sessions)
        .arg(rule.minimum.samples);
}

int kindOf(const AlertStretch& stretch)
{
    if (stretch.state == AlertState::pending)
        return 0;
    if (stretch.state == AlertState::no_data)
        return 3;
    return stretch.level == AlertLevel::critical ? 2 : 1;
}

/// Of hundreds of entities, thousands of stretches lie over each other.
QVector<RuleChart::Band> joined(QVector<RuleChart::Band> bands)
{
    std::ranges::sort(bands, {}, &RuleChart::Band::from_ms);
    QVector<RuleChart::Band> out;
    for (const RuleChart::Band& each : bands)
        if (!out.isEmpty() && each.from_ms <= out.last().to_ms)
            out.last().to_ms = qMax(out.last().to_ms, each.to_ms);
        else
            out << each;
    return out;
}

void setCell(QTableWidget* table, int row, int column, const QString& words, bool isNumber = true)
{
    auto* item = new QTableWidgetItem(words);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    if (isNumber)
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table->setItem(row, column, item);
}

}  // namespace

BenchTab::BenchTab(Workbench& workbench, QWidget* parent)
    : AlertTab(workbench, parent),
      m_chart(new RuleChart(this)),
      m_rules(new QComboBox(this)),
      m_entity(new QComboBox(this)),
      m_pending(new QSpinBox(this)),
      m_save(new QPushButton(tr("Save &into the rule"), this)),
      m_reset(new QPushButton(tr("&Back to what is saved"), this)),
      m_note(makeNote(this)),
      m_figures(new QTableWidget(this)),
      m_most(new QTreeWidget(this)),
      m_grid(new QTableWidget(this))
{
    m_rules->setAccessibleName(tr("Rule on the bench"));
    m_entity->setAccessibleName(tr("Whose history"));
    for (QComboBox* each : {m_rules, m_entity}) {
        each->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        each->setMinimumContentsLength(14);
    }
    m_pending->setRange(1, 168);
    m_pending->setAccessibleName(tr("Bad windows in a row"));
    m_pending->setPrefix(tr("bad windows: "));
    auto* bar = new QHBoxLayout;
    for (QWidget* each : std::initializer_list<QWidget*>{m_rules, m_entity, m_pending, m_save, m_reset})
        bar->addWidget(each, each == m_rules || each == m_entity ? 1 : 0);
    auto* split = new QSplitter(this);
    split->addWidget(m_chart);
    split->addWidget(makeSide());
    split->setChildrenCollapsible(false);
    split->setStretchFactor(0, 1);
    split->setSizes({760, 380});
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 8, 0, 0);
    rows->addLayout(bar);
    rows->addWidget(split, 1);
    rows->addWidget(m_note);
    connect(m_rules, &QComboBox::activated, this, &BenchTab::chooseRule);
    connect(m_entity, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_filling) {
            showCourse();
            showStrips();
        }
    });
    connect(m_pending, &QSpinBox::valueChanged, this, [this](int windows) {
        if (!m_filling)
            change({.pending_windows = windows});
    });
    connect(m_chart, &RuleChart::thresholdMoved, this, &BenchTab::move);
    connect(m_chart, &RuleChart::thresholdSet, this, &BenchTab::move);
    connect(m_chart, &RuleChart::pendingMoved, this, [this](int windows) { change({.pending_windows = windows}); });
    connect(m_grid, &QTableWidget::cellClicked, this, &BenchTab::pickNearby);
    connect(m_grid, &QTableWidget::cellActivated, this, &BenchTab::pickNearby);
    connect(m_save, &QPushButton::clicked, this, &BenchTab::save);
    connect(m_reset, &QPushButton::clicked, this, [this] { setRule(m_saved); });
    connect(&m_trial, &BenchRunner::done, this, &BenchTab::showResult);
    connect(&m_before, &BenchRunner::done, this, &BenchTab::showBefore);
}

QWidget* BenchTab::makeSide()
{
    auto* side = new QWidget(this);
    auto* rows = new QVBoxLayout(side);
    rows->setContentsMargins(8, 0, 0, 0);
    m_figures->setAccessibleName(tr("What the rule would have done"));
    m_figures->setColumnCount(2);
    m_figures->setHorizontalHeaderLabels({tr("As tried"), tr("As saved")});
    m_figures->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_most->setAccessibleName(tr("Who fires most"));
    m_most->setHeaderLabels({tr("Fires most"), tr("Alerts"), tr("Hours")});
    m_most->setRootIsDecorated(false);
    m_most->setAlternatingRowColors(true);
    m_grid->setAccessibleName(tr("Alerts a day with other settings"));
    m_grid->setToolTip(tr("Alerts a day by thresholds and pending time. Choose a cell to try it."));
    rows->addWidget(m_figures, 3);
    rows->addWidget(m_most, 2);
    rows->addWidget(m_grid, 2);
    connect(m_most, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        m_entity->setCurrentIndex(qMax(0, m_entity->findData(item->data(0, Qt::UserRole))));
    });
    return side;
}

void BenchTab::takeFocus()
{
    m_chart->setFocus();
}

void BenchTab::refresh()
{
    fillRules();
    const auto rule = ruleOf(m_text);
    const auto texts = ruleTexts(alerts().rulesText());
    const bool isKnown = rule && std::ranges::find(texts, rule->id, &RuleText::id) != texts.end();
    // A draft that is being tried stays, whatever becomes of the file.
    if (m_text != m_saved || isKnown)
        return readSeries();
    // One that fires is what a person looks at first.
    const auto& active = alerts().picture().active;
    if (m_text.empty() && !active.empty()) {
        const auto place = std::ranges::find(texts, active[0].rule, &RuleText::id);
        m_rules->setCurrentIndex(place == texts.end() ? 0 : static_cast<int>(place - texts.begin()));
    }
    chooseRule();
}

void BenchTab::fillRules()
{
    const QString before = m_rules->currentData().toString();
    m_rules->clear();
    for (const RuleText& each : ruleTexts(alerts().rulesText()))
        m_rules->addItem(text(each.name), text(each.text));
    const int same = m_rules->findData(before);
    if (same >= 0)
        m_rules->setCurrentIndex(same);
    else if (const auto rule = ruleOf(m_text))
        m_rules->setCurrentIndex(qMax(0, m_rules->findText(text(rule->name))));
}

void BenchTab::chooseRule()
{
    setRule(m_rules->currentData().toString().toStdString());
}

void BenchTab::setRule(const std::string& rule)
{
    m_text = rule;
    m_saved = rule;
    if (const auto known = ruleOf(rule)) {
        // What is tried is compared with what the file has of it, where it has it.
        for (const RuleText& each : ruleTexts(alerts().rulesText()))
            if (each.id == known->id)
                m_saved = each.text;
        const QSignalBlocker quiet(m_rules);
        m_rules->setCurrentIndex(m_rules->findText(text(known->name)));
    }
    m_entity->setCurrentIndex(0);
    readSeries();
}

void BenchTab::readSeries()
{
    m_rule = ruleOf(m_text);
    m_saved_rule = ruleOf(m_saved);
    if (!m_rule) {
        m_note->setText(tr("This rule cannot be tried: there is something wrong with it. See the Rules tab."));
        return takeSeries(nullptr);
    }
    m_reading = true;
    using Series = std::shared_ptr<const AlertSeries>;
    workbench().reader().ask<Series>(
        this, u"series"_s,
        [rule = *m_rule, scope = workbench().scope(), mine = alerts().mine()](Cache& cache) -> Result<Series> {
            auto series = alertSeries(cache, rule, scope.from, scope.to, {}, mine);
            if (!series)
                return tl::unexpected(series.error());
            return std::make_shared<const AlertSeries>(std::move(*series));
        },
        [this](const Result<Series>& series) {
            m_reading = false;
            if (!series)
                m_note->setText(text(series.error().message));
            takeSeries(series ? *series : nullptr);
        });
}

void BenchTab::takeSeries(std::shared_ptr<const AlertSeries> series)
{
    m_series = std::move(series);
    m_result.reset();
    m_saved_result.reset();
    fillEntities();
    showCourse();
    showThresholds();
    run();
    if (m_series && m_saved_rule && dataKey(*m_saved_rule) == dataKey(*m_rule))
        m_before.ask({*m_saved_rule, m_series, tags(), std::chrono::minutes(workbench().utcOffsetMs() / 60'000)});
}

void BenchTab::run()
{
    m_save->setEnabled(m_text != m_saved && m_rule.has_value());
    m_reset->setEnabled(m_text != m_saved);
    if (m_series && m_rule)
        m_trial.ask({*m_rule, m_series, tags(), std::chrono::minutes(workbench().utcOffsetMs() / 60'000)});
    else
        showResult(nullptr);
}

std::vector<TaggedAlert> BenchTab::tags() const
{
    std::vector<TaggedAlert> tags;
    for (const BookedEpisode& each : alerts().picture().history) {
        auto group = labelsFrom(each.labels);
        if (!each.tag.empty() && m_rule && each.rule == m_rule->id && group)
            tags.push_back({.group = std::move(*group),
                            .from = each.fired_at,
                            .to = each.ended_at.value_or(alerts().picture().at),
                            .is_true = each.tag == "true"});
    }
    return tags;
}

void BenchTab::fillEntities()
{
    m_filling = true;
    const QVariant before = m_entity->currentData();
    m_entity->clear();
    m_entity->addItem(tr("everyone"), kAll);
    for (std::size_t i = 0; m_series && i < m_series->groups.size(); ++i)
        m_entity->addItem(text(entityOf(m_series->groups[i])), static_cast<int>(i));
    m_entity->setCurrentIndex(qMax(0, m_entity->findData(before)));
    if (m_series && m_series->groups.size() == 1)
        m_entity->setCurrentIndex(1);
    if (m_rule)
        m_pending->setValue(m_rule->pending_windows);
    m_filling = false;
}

void BenchTab::showCourse()
{
    RuleChart::Course course;
    const int entity = m_entity->currentData().toInt();
    const bool isShare = m_rule && (m_rule->condition.kind == ConditionKind::change || !m_rule->metric.metric ||
                                    m_rule->metric.metric->is_share);
    if (m_series && m_rule) {
        course.name = entity == kAll ? text(m_rule->metric.name()) : m_entity->currentText();
        for (std::size_t window = 0; window < m_series->windows.size(); ++window) {
            const Instant start = m_series->windows[window];
            const auto x = static_cast<double>(toMs(start));
            double low = NAN;
            double high = NAN;
            bool enough = false;
            for (std::size_t group = 0; group < m_series->groups.size(); ++group) {
                if (entity != kAll && static_cast<int>(group) != entity)
                    continue;
                const AlertObservation& seen = m_series->at(window, group);
                enough = enough || (seen.value && seen.enough);
                if (!seen.value)
                    continue;
                low = std::isnan(low) ? *seen.value : qMin(low, *seen.value);
                high = std::isnan(high) ? *seen.value : qMax(high, *seen.value);
            }
            if (!enough)
                course.scant << qMakePair(toMs(start), toMs(start + std::chrono::hours(1)));
            if (entity == kAll) {
                course.low << QPointF(x, low);
                course.high << QPointF(x, high);
            } else {
                course.points << QPointF(x, low);
            }
        }
    }
    m_chart->setTitle(m_rule ? tr("%1: %2").arg(text(m_rule->name), text(m_rule->metric.name())) : QString());
    m_chart->setCaption(workbench().caption());
    m_chart->setUtcOffset(workbench().utcOffsetMs());
    m_chart->setCourse(std::move(course), m_rule ? text(m_rule->metric.unit()) : QString(), isShare);
}

void BenchTab::showThresholds()
{
    QVector<RuleChart::Threshold> thresholds;
    if (m_rule && m_rule->condition.kind != ConditionKind::outside && m_rule->condition.kind != ConditionKind::absent) {
        const RuleCondition& c = m_rule->condition;
        if (c.warning)
            thresholds << RuleChart::Threshold{.id = kWarning, .name = tr("▲ warning"), .value = *c.warning};
        if (c.critical)
            thresholds << RuleChart::Threshold{
                .id = kCritical, .name = tr("■ critical"), .value = *c.critical, .is_critical = true};
        if (c.recovery)
            thresholds << RuleChart::Threshold{
                .id = kRecovery, .name = tr("● good again"), .value = *c.recovery, .is_recovery = true};
    }
    m_chart->setThresholds(std::move(thresholds));
    m_chart->setPending(m_rule ? m_rule->pending_windows : 0);
    if (m_rule) {
        const QSignalBlocker quiet(m_pending);
        m_pending->setValue(m_rule->pending_windows);
    }
}

void BenchTab::showStrips()
{
    const int entity = m_entity->currentData().toInt();
    QVector<RuleChart::Strip> strips;
    const auto add = [&](const QString& name, const BenchResult* result) {
        RuleChart::Strip strip{.name = name, .bands = {}};
        // The worse is painted over the milder.
        for (const int kind : {0, 3, 1, 2}) {
            QVector<RuleChart::Band> bands;
            for (std::size_t i = 0; result && i < result->result.stretches.size(); ++i) {
                const AlertStretch& each = result->result.stretches[i];
                if ((entity == kAll || static_cast<int>(each.group) == entity) && kindOf(each) == kind)
                    bands << RuleChart::Band{toMs(each.from), toMs(each.to), kind};
            }
            strip.bands << joined(std::move(bands));
        }
        strips << strip;
    };
    add(tr("As tried: pending and firing"), m_result.get());
    if (m_text != m_saved)
        add(tr("As saved"), m_saved_result.get());
    m_chart->setStrips(std::move(strips));
}

void BenchTab::move(int id, double value)
{
    RuleSettings settings;
    (id == kWarning ? settings.warning : id == kCritical ? settings.critical : settings.recovery) = value;
    change(settings);
}

void BenchTab::change(const RuleSettings& settings)
{
    const std::string text_before = m_text;
    m_text = withSettings(m_text, settings);
    auto rule = ruleOf(m_text);
    if (!rule) {  // a warning beyond the critical threshold, a recovery beyond both
        m_note->setText(tr("▲ These thresholds contradict each other; the rule stays as it was."));
        m_text = text_before;
        return showThresholds();
    }
    m_rule = std::move(rule);
    showThresholds();
    run();
}

void BenchTab::showResult(const std::shared_ptr<const BenchResult>& result)
{
    m_result = result;
    showStrips();
    showFigures();
    showMost();
    showGrid();
    if (!result)
        return;
    const Backtest& r = result->result;
    QString note = tr("%1 windows judged, %2 with too little evidence, %3 without data; worked out in %4 ms.")
                       .arg(r.windows_judged)
                       .arg(r.windows_scant)
                       .arg(r.windows_without_data)
                       .arg(result->took_ms, 0, 'f', 1);
    if (!result->tags.missed.empty())
        note += u' ' +
                tr("Misses %n alert(s) that you called right.", nullptr, static_cast<int>(result->tags.missed.size()));
    m_note->setText(note);
}

/// With what it would have done, so that whoever reads the rule knows why it is so.
void BenchTab::save()
{
    if (m_result && m_rule && m_result->rule.id == m_rule->id && !m_trial.isBusy())
        m_text = withReason(m_text, benchReason(m_result->result, m_result->tags));
    Q_EMIT saveWanted(m_text);
}

void BenchTab::showBefore(const std::shared_ptr<const BenchResult>& result)
{
    m_saved_result = result;
    showStrips();
    showFigures();
}

QVector<QStringList> BenchTab::figuresOf(const BenchResult& bench) const
{
    const ValueText& write = workbench().text();
    const Backtest& r = bench.result;
    const auto length = [&](std::optional<milliseconds> ms) {
        return ms ? write.duration(static_cast<double>(ms->count())) : u"–"_s;
    };
    const auto count = [&](std::int64_t n) { return write.number(static_cast<double>(n), 0); };
    return {{tr("Alerts"), count(r.fires)},
            {tr("a day"), write.number(r.firesPerDay(), 2)},
            {tr("told"), count(r.told)},
            {tr("flaps"), count(r.flaps)},
            {tr("half are shorter than"), length(r.medianLength())},
            {tr("the longest"), length(r.longest())},
            {tr("outside office hours"), count(bench.off_hours)},
            {tr("called right, caught"), tr("%1 of %2").arg(bench.tags.caught).arg(bench.tags.true_alerts)},
            {tr("called false, fires again"), count(bench.tags.false_fires)},
            {tr("precision"), bench.tags.precision() ? write.percent(*bench.tags.precision()) : u"–"_s}};
}

void BenchTab::showFigures()
{
    const auto tried = m_result ? figuresOf(*m_result) : QVector<QStringList>();
    const auto saved = m_saved_result ? figuresOf(*m_saved_result) : QVector<QStringList>();
    const auto rows = qMax(tried.size(), saved.size());
    m_figures->setRowCount(static_cast<int>(rows));
    QStringList names;
    for (qsizetype row = 0; row < rows; ++row) {
        names << (tried.isEmpty() ? saved : tried)[row][0];
        setCell(m_figures, static_cast<int>(row), 0, tried.isEmpty() ? u"–"_s : tried[row][1]);
        setCell(m_figures, static_cast<int>(row), 1, saved.isEmpty() ? u"–"_s : saved[row][1]);
        m_figures->setRowHeight(static_cast<int>(row), fontMetrics().height() + 6);
    }
    m_figures->setVerticalHeaderLabels(names);
}

void BenchTab::showMost()
{
    m_most->clear();
    constexpr std::size_t kShown = 20;
    for (std::size_t i = 0; m_result && i < std::min(kShown, m_result->result.most_firing.size()); ++i) {
        const FiringGroup& each = m_result->result.most_firing[i];
        const double hours = std::chrono::duration<double, std::ratio<3600>>(each.firing).count();
        auto* item = new QTreeWidgetItem(m_most, {text(entityOf(m_series->groups[each.group])),
                                                  workbench().text().number(static_cast<double>(each.fires), 0),
                                                  workbench().text().number(hours, 1)});
        item->setData(0, Qt::UserRole, static_cast<int>(each.group));
        item->setToolTip(0, item->text(0));
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    }
    m_most->header()->setStretchLastSection(false);
    m_most->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_most->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_most->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
}

/// Thresholds down, pending times across; the darker, the more alerts a day.
void BenchTab::showGrid()
{
    if (!m_result || !m_result->has_nearby)
        return;
    const auto& nearby = m_result->nearby;
    QStringList across;
    QStringList down;
    double most = 0;
    for (const NearbyResult& each : nearby) {
        const QString pending = tr("for %1").arg(each.pending_windows);
        if (!across.contains(pending))
            across << pending;
        const auto shown = each.warning ? each.warning : each.critical;
        const QString threshold = text(valueText(m_rule->metric, m_rule->condition.kind, shown));
        if (!down.contains(threshold))
            down << threshold;
        most = qMax(most, each.fires_per_day);
    }
    m_grid->setRowCount(static_cast<int>(down.size()));
    m_grid->setColumnCount(static_cast<int>(across.size()));
    m_grid->setVerticalHeaderLabels(down);
    m_grid->setHorizontalHeaderLabels(across);
    m_grid->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    for (std::size_t i = 0; i < nearby.size() && !across.isEmpty(); ++i) {
        const int row = static_cast<int>(i) / static_cast<int>(across.size());
        const int column = static_cast<int>(i) % static_cast<int>(across.size());
        setCell(m_grid, row, column, workbench().text().number(nearby[i].fires_per_day, 2));
        QTableWidgetItem* item = m_grid->item(row, column);
        QColor shade = palette().color(QPalette::Highlight);
        shade.setAlphaF(most > 0 ? static_cast<float>(0.05 + 0.45 * nearby[i].fires_per_day / most) : 0.05F);
        item->setBackground(shade);
        item->setData(Qt::UserRole, static_cast<int>(i));
        const bool isOwn = nearby[i].factor == 1 && nearby[i].pending_windows == m_rule->pending_windows;
        QFont font = item->font();
        font.setBold(isOwn);
        item->setFont(font);
        m_grid->setRowHeight(row, fontMetrics().height() + 6);
    }
}

void BenchTab::pickNearby(int row, int column)
{
    const QTableWidgetItem* item = m_grid->item(row, column);
    if (!item || !m_result || !m_result->has_nearby)
        return;
    const auto place = static_cast<std::size_t>(item->data(Qt::UserRole).toInt());
    if (place >= m_result->nearby.size())
        return;
    const NearbyResult each = m_result->nearby[place];
    m_filling = true;
    m_pending->setValue(each.pending_windows);
    m_filling = false;
    change({.warning = each.warning, .critical = each.critical, .pending_windows = each.pending_windows});
}

}  // namespace naap
