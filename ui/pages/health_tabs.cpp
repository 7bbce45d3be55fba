#include "ui/pages/health_tabs.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "core/pipeline/import_examples.h"
#include "core/reports/event_fields.h"
#include "core/reports/feed_gaps.h"
#include "core/reports/reasons.h"
#include "ui/charts/time_chart.h"
#include "ui/pages/chart_parts.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr std::int64_t kExamples = 20;
constexpr int kRowHeight = 22;

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

QLabel* noteLabel(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

QLabel* headLabel(const QString& words, QWidget* parent)
{
    auto* label = new QLabel(words, parent);
    QFont bold = label->font();
    bold.setWeight(QFont::DemiBold);
    label->setFont(bold);
    return label;
}

/// Widgets one above the other, the stretchable ones sharing what is left.
QWidget* stacked(const std::vector<QWidget*>& parts, QWidget* parent)
{
    auto* side = new QWidget(parent);
    auto* rows = new QVBoxLayout(side);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    for (QWidget* part : parts)
        rows->addWidget(part, qobject_cast<QLabel*>(part) ? 0 : 1);
    return side;
}

QSplitter* splitter(Qt::Orientation orientation, const std::vector<QWidget*>& parts, QWidget* parent)
{
    auto* split = new QSplitter(orientation, parent);
    for (QWidget* part : parts)
        split->addWidget(part);
    split->setChildrenCollapsible(false);
    return split;
}

TableView* tableOf(ReportModel* model, const QString& name, Workbench& workbench, QWidget* parent)
{
    auto* view = new TableView(parent);
    view->setModel(model);
    view->setAccessibleName(name);
    QObject::connect(view, &TableView::said, &workbench, &Workbench::say);
    return view;
}

void fill(QWidget* tab, QWidget* content)
{
    auto* rows = new QVBoxLayout(tab);
    rows->setContentsMargins(0, 8, 0, 0);
    rows->addWidget(content);
}

}  // namespace

// --- Accounting

AccountingTab::AccountingTab(Workbench& workbench, QWidget* parent)
    : HealthTab(workbench, parent),
      m_lines(new ReportPane(workbench, u"ingest"_s, tr("Records by what became of them"),
                             {u"class"_s, u"records"_s, u"event_type"_s, u"event_subtype"_s, u"reason"_s, u"org"_s},
                             this)),
      m_decisions(new QTreeWidget(this)),
      m_meaning(noteLabel(this)),
      m_events(new ReportPane(workbench, u"events"_s, tr("Examples of events"),
                              {u"event_ts"_s, u"event_type"_s, u"event_subtype"_s, u"session_key"_s, u"event_id"_s},
                              this)),
      m_sessions(new ReportPane(workbench, u"selections"_s, tr("Examples of decisions"),
                                {u"selection_ts"_s, u"session_key"_s, u"status"_s, u"reason"_s, u"method"_s,
                                 u"observed_address"_s, u"observed_url"_s, u"observed_model"_s},
                                this)),
      m_none(noteLabel(this))
{
    m_lines->setUsesRange(false);
    m_lines->setUsesFilter(false);
    m_lines->setSort(u"records"_s, true);
    m_decisions->setHeaderLabels({tr("Attribution"), tr("Reason"), tr("Decisions")});
    m_decisions->setRootIsDecorated(false);
    m_decisions->setAlternatingRowColors(true);
    m_decisions->setUniformRowHeights(true);
    m_decisions->setAccessibleName(tr("Decisions of attribution by reason"));
    m_decisions->setAccessibleDescription(tr("Choosing one shows its meaning and examples."));
    m_decisions->headerItem()->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    auto* records = stacked({headLabel(tr("Records, over all imports"), this), m_lines}, this);
    auto* decisions = stacked({headLabel(tr("Decisions on who served"), this), m_decisions}, this);
    auto* upper = splitter(Qt::Horizontal, {records, decisions}, this);
    upper->setStretchFactor(0, 3);
    upper->setStretchFactor(1, 2);
    auto* split = splitter(Qt::Vertical, {upper, makeExamples()}, this);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    fill(this, split);
    connectRows();
}

QWidget* AccountingTab::makeExamples()
{
    for (ReportPane* pane : {m_events, m_sessions}) {
        pane->setUsesRange(false);
        pane->setUsesFilter(false);
        pane->setLimit(kExamples);
        pane->hide();
    }
    m_none->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_none->setForegroundRole(QPalette::PlaceholderText);
    m_none->setText(tr("Choose a row above to see examples of it."));
    auto* side = new QWidget(this);
    auto* rows = new QVBoxLayout(side);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(4);
    rows->addWidget(headLabel(tr("Meaning and examples"), this));
    rows->addWidget(m_meaning);
    rows->addWidget(m_events, 1);
    rows->addWidget(m_sessions, 1);
    rows->addWidget(m_none, 1);
    return side;
}

void AccountingTab::connectRows()
{
    connect(m_lines, &ReportPane::currentRowChanged, this, &AccountingTab::chooseLine);
    connect(m_decisions, &QTreeWidget::currentItemChanged, this, &AccountingTab::chooseDecision);
    const auto openSession = [this](const ReportPane* pane, int row) {
        const QString key = textOfCell(pane->model().cellAt(row, u"session_key"_s));
        if (!key.isEmpty())
            workbench().go(u"recorder"_s, key);
        else
            workbench().say(tr("This event belongs to no session."));
    };
    connect(m_events, &ReportPane::rowOpened, this, [=, this](int row) { openSession(m_events, row); });
    connect(m_sessions, &ReportPane::rowOpened, this, [=, this](int row) { openSession(m_sessions, row); });
}

void AccountingTab::refresh()
{
    m_lines->refresh();
}

bool AccountingTab::isComplete() const
{
    return m_lines->isComplete() && (m_events->isHidden() || m_events->isComplete()) &&
           (m_sessions->isHidden() || m_sessions->isComplete());
}

void AccountingTab::setDecisions(const std::vector<DecisionCount>& decisions)
{
    const QSignalBlocker quiet(m_decisions);
    m_decisions->clear();
    for (const DecisionCount& each : decisions) {
        auto* item = new QTreeWidgetItem(m_decisions,
                                         {QString::fromStdString(each.status), QString::fromStdString(each.reason),
                                          workbench().text().locale.toString(static_cast<qlonglong>(each.decisions))});
        item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
        item->setSizeHint(0, QSize(0, kRowHeight));
        item->setToolTip(1, text(decisionReason(each.reason).meaning));
    }
    m_decisions->resizeColumnToContents(0);
    m_decisions->resizeColumnToContents(1);
}

void AccountingTab::explain(const QString& meaning, const QString& remedy)
{
    m_meaning->setText(remedy.isEmpty() ? meaning : tr("%1 %2").arg(meaning, remedy));
}

void AccountingTab::chooseLine(int row)
{
    if (row < 0)
        return;
    const auto word = [&](const QString& field) { return textOfCell(m_lines->model().cellAt(row, field)); };
    const ReasonMeaning meaning = ingestReason(word(u"reason"_s).toStdString());
    explain(text(meaning.meaning), text(meaning.remedy));
    const bool accepted = word(u"class"_s) == u"accepted"_s;
    m_sessions->hide();
    m_events->setVisible(accepted);
    m_none->setVisible(!accepted);
    if (!accepted)
        return readExamples(word(u"class"_s), word(u"reason"_s));
    m_events->setConditions({{.field = "event_type", .value = word(u"event_type"_s).toStdString()},
                             {.field = "event_subtype", .value = word(u"event_subtype"_s).toStdString()},
                             {.field = "org", .value = word(u"org"_s).toStdString()}});
    m_events->refresh();
}

/// Where such records stood, as far as files are concerned.
void AccountingTab::readExamples(const QString& record_class, const QString& reason)
{
    using Examples = std::vector<ImportExample>;
    workbench().reader().ask<Examples>(
        this, u"examples"_s,
        [](Cache& cache) { return guarded(cache, [&]() -> Result<Examples> { return importExamples(cache); }); },
        [this, record_class, reason](const Result<Examples>& examples) {
            QStringList lines;
            for (const ImportExample& each : examples.value_or(Examples()))
                if (QString::fromStdString(each.record_class) == record_class &&
                    QString::fromStdString(each.reason) == reason)
                    lines << tr("%1, line %2 %3")
                                 .arg(QString::fromStdString(each.path), QString::number(each.line),
                                      QString::fromStdString(each.detail))
                                 .trimmed();
            const QString kept =
                tr("The cache keeps the count of these records and where the first of them stood, not "
                   "their text.");
            m_none->setText(lines.isEmpty() ? tr("%1 Of these it knows no place: they came from no file, or before "
                                                 "places were kept.")
                                                  .arg(kept)
                                            : kept + u'\n' + lines.join(u'\n'));
        });
}

void AccountingTab::chooseDecision()
{
    const QTreeWidgetItem* item = m_decisions->currentItem();
    if (!item)
        return;
    const ReasonMeaning meaning = decisionReason(item->text(1).toStdString());
    explain(text(meaning.meaning), text(meaning.remedy));
    m_events->hide();
    m_none->hide();
    m_sessions->setVisible(true);  // its show() is about answers
    m_sessions->setConditions({{.field = "status", .value = item->text(0).toStdString()},
                               {.field = "reason", .value = item->text(1).toStdString()}});
    m_sessions->refresh();
}

// --- Coverage

CoverageTab::CoverageTab(Workbench& workbench, QWidget* parent)
    : HealthTab(workbench, parent),
      m_chart(new TimeChart(this)),
      m_pane(new ReportPane(workbench, u"coverage"_s, tr("Evidence by hour"), {}, this))
{
    m_chart->setTitle(tr("How sure it is who served a session, share of selected sessions"));
    m_chart->setMinimumHeight(180);
    showGaps(*m_chart, workbench);
    auto* split = splitter(Qt::Vertical, {m_chart, m_pane}, this);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    fill(this, split);
    connect(m_chart, &Chart::failed, &workbench, &Workbench::say);
    connect(m_chart, &TimeChart::rangePicked, this,
            [this](qint64 from, qint64 to) { this->workbench().zoom(instantFromMs(from), instantFromMs(to)); });
    connect(m_pane, &ReportPane::rowOpened, this, [this](int row) {
        const Cell start = m_pane->model().cellAt(row, u"window_start"_s);
        if (const auto* hour = std::get_if<Instant>(&start))
            this->workbench().zoom(*hour, *hour + std::chrono::hours(1));
    });
}

void CoverageTab::refresh()
{
    m_pane->refresh();
    m_reading = true;
    using Hours = std::vector<AttributionHour>;
    workbench().reader().ask<Hours>(
        this, u"shares"_s,
        [query = workbench().scope().query()](Cache& cache) -> Result<Hours> {
            const auto table = runReport(cache, "coverage", query);
            if (!table)
                return tl::unexpected(table.error());
            return attributionHours(**table);
        },
        [this](const Result<Hours>& hours) {
            m_reading = false;
            showShares(hours ? *hours : Hours());
        });
}

bool CoverageTab::isComplete() const
{
    return m_pane->isComplete() && !m_reading;
}

void CoverageTab::showShares(const std::vector<AttributionHour>& hours)
{
    struct Share {
        QString name;
        std::optional<double> AttributionHour::*share;
    };
    const std::array<Share, 5> shares{{{tr("resolved"), &AttributionHour::resolved},
                                       {tr("without hardware"), &AttributionHour::hardware_less},
                                       {tr("stale"), &AttributionHour::stale},
                                       {tr("ambiguous"), &AttributionHour::ambiguous},
                                       {tr("unresolved"), &AttributionHour::unresolved}}};
    QVector<TimeChart::Series> series;
    for (const Share& share : shares) {
        TimeChart::Series one{
            .name = share.name, .kind = TimeChart::Series::Kind::stacked_bar, .points = {}, .low = {}};
        for (const AttributionHour& hour : hours) {
            const auto value = hour.*share.share;
            one.points << QPointF(static_cast<double>(toMs(hour.window_start)), value ? *value * 100 : qQNaN());
        }
        series << one;
    }
    const Scope& scope = workbench().scope();
    const auto ms = [](const std::optional<Instant>& at) {
        return at ? std::optional<qint64>(toMs(*at)) : std::nullopt;
    };
    m_chart->setCaption(workbench().caption());
    m_chart->setUtcOffset(workbench().utcOffsetMs());
    m_chart->setRange(ms(scope.from), ms(scope.to));
    m_chart->setSeries(series, u"%"_s);
}

// --- Fields

struct FieldsTab::Census {
    SharedTable all;
    SharedTable lacking;
    int families_missing = 0;
};

FieldsTab::FieldsTab(Workbench& workbench, QWidget* parent)
    : HealthTab(workbench, parent),
      m_lacking_model(new ReportModel(this)),
      m_census_model(new ReportModel(this)),
      m_summary(noteLabel(this)),
      m_meaning(noteLabel(this))
{
    m_lacking = tableOf(m_lacking_model, tr("Fields that this feed lacks"), workbench, this);
    m_census = tableOf(m_census_model, tr("All fields of this feed"), workbench, this);
    m_lacking_state = new StateView(m_lacking, this);
    m_census_state = new StateView(m_census, this);
    m_lacking_state->showLoading(tr("Looking at the fields of all events…"));
    m_census_state->showLoading(QString());
    auto* upper = stacked(
        {headLabel(tr("Missing in this feed, and what suffers"), this), m_summary, m_lacking_state, m_meaning}, this);
    auto* lower = stacked({headLabel(tr("All fields, and how often they are filled"), this), m_census_state}, this);
    auto* split = splitter(Qt::Vertical, {upper, lower}, this);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    fill(this, split);
    connect(m_lacking, &TableView::currentRowChanged, this, &FieldsTab::explain);
    const auto openEvents = [this](const ReportModel* model, int row) {
        const QString family = textOfCell(model->cellAt(row, u"event_type"_s));
        if (family.isEmpty())
            return this->workbench().go(u"events"_s);
        this->workbench().go(u"events"_s, {}, u"event_type = \"%1\""_s.arg(family));
    };
    connect(m_lacking, &TableView::rowOpened, this, [=, this](int row) { openEvents(m_lacking_model, row); });
    connect(m_census, &TableView::rowOpened, this, [=, this](int row) { openEvents(m_census_model, row); });
}

void FieldsTab::refresh()
{
    m_reading = true;
    ReportQuery query = workbench().scope().query();
    query.filter.clear();  // it is about sessions and events, not about fields
    using Shared = std::shared_ptr<const Census>;
    workbench().reader().ask<Shared>(
        this, u"fields"_s,
        [query](Cache& cache) -> Result<Shared> {
            auto table = runReport(cache, "fields", query);
            if (!table)
                return tl::unexpected(table.error());
            auto census = std::make_shared<Census>();
            std::vector<LackingField> lacking = lackingFields(**table);
            for (const LackingField& field : lacking)
                census->families_missing += field.path.empty();
            census->lacking = SharedTable(lackingFieldTable(std::move(lacking)));
            census->all = SharedTable(std::move(*table));
            return Shared(census);
        },
        [this](const Result<Shared>& census) { show(census); });
}

bool FieldsTab::isComplete() const
{
    return !m_reading;
}

void FieldsTab::show(const Result<std::shared_ptr<const Census>>& census)
{
    m_reading = false;
    if (!census) {
        m_lacking_state->showError(tr("The fields cannot be counted"), QString::fromStdString(census.error().message));
        return;
    }
    const Census& found = **census;
    for (ReportModel* model : {m_lacking_model, m_census_model})
        model->setValueText(workbench().text());
    m_lacking_model->setTable(found.lacking);
    m_census_model->setTable(found.all);
    if (found.all->rowCount() == 0) {
        m_summary->clear();
        m_census_state->showEmpty(QString(), QString());
        return m_lacking_state->showEmpty(tr("No event is in this stretch of time"),
                                          tr("Choose a longer one in the time bar above."));
    }
    m_summary->setText(tr("%1 fields that figures need are missing from some or all of their events; %2 families have "
                          "no event at all.")
                           .arg(static_cast<int>(found.lacking->rowCount()) - found.families_missing)
                           .arg(found.families_missing));
    m_lacking_state->showContent();
    m_census_state->showContent();
    m_lacking->resizeColumnsToContents();
    m_census->resizeColumnsToContents();
}

/// The whole sentences: the table shortens long texts.
void FieldsTab::explain(int row)
{
    const auto word = [&](const QString& field) { return textOfCell(m_lacking_model->cellAt(row, field)); };
    m_meaning->setText(
        row < 0 ? QString()
                : tr("%1 %2: %3 Affected: %4.")
                      .arg(word(u"event_type"_s), word(u"path"_s), word(u"meaning"_s), word(u"figures_affected"_s))
                      .trimmed());
}

// --- Gaps

GapsTab::GapsTab(Workbench& workbench, QWidget* parent)
    : HealthTab(workbench, parent), m_model(new ReportModel(this)), m_meaning(noteLabel(this))
{
    m_view = tableOf(m_model, tr("Hours without events"), workbench, this);
    m_state = new StateView(m_view, this);
    m_state->showLoading(tr("Looking for gaps…"));
    fill(this, stacked({headLabel(tr("Hours without events"), this), m_state, m_meaning}, this));
    connect(m_view, &TableView::currentRowChanged, this, &GapsTab::explain);
    connect(m_view, &TableView::rowOpened, this, [this](int row) {
        const Cell from = m_model->cellAt(row, u"from"_s);
        const Cell to = m_model->cellAt(row, u"to"_s);
        if (std::holds_alternative<Instant>(from) && std::holds_alternative<Instant>(to))
            this->workbench().zoom(std::get<Instant>(from) - std::chrono::hours(1),
                                   std::get<Instant>(to) + std::chrono::hours(1));
    });
}

void GapsTab::refresh()
{
    m_reading = true;
    const Scope& scope = workbench().scope();
    workbench().reader().ask<SharedTable>(
        this, u"gaps"_s,
        [from = scope.from, to = scope.to](Cache& cache) -> Result<SharedTable> {
            auto gaps = feedGaps(cache, from, to);
            if (!gaps)
                return tl::unexpected(gaps.error());
            return SharedTable(feedGapTable(std::move(*gaps)));
        },
        [this](const Result<SharedTable>& gaps) { show(gaps); });
}

void GapsTab::show(const Result<SharedTable>& gaps)
{
    m_reading = false;
    m_meaning->clear();
    if (!gaps)
        return m_state->showError(tr("Gaps cannot be looked for"), QString::fromStdString(gaps.error().message));
    m_model->setValueText(workbench().text());
    m_model->setTable(*gaps);
    if ((*gaps)->rowCount() == 0)
        return m_state->showEmpty(tr("● No hour is without events"),
                                  tr("Every hour of the range holds at least one event of some feed. An hour with few "
                                     "events counts as held."));
    m_view->resizeColumnsToContents();
    m_state->showContent();
    m_view->selectRow(0);
    explain(0);
}

void GapsTab::explain(int row)
{
    const std::string name = textOf(m_model->cellAt(row, u"cause"_s));
    m_meaning->clear();
    for (const auto cause : {FeedGap::Cause::removed, FeedGap::Cause::outside_of_feed, FeedGap::Cause::events_missing,
                             FeedGap::Cause::silent_or_lost})
        if (causeName(cause) == name)
            m_meaning->setText(causeText(cause));
}

// --- Two counts

CountsTab::CountsTab(Workbench& workbench, QWidget* parent)
    : HealthTab(workbench, parent),
      m_pairs(new ReportPane(workbench, u"convergence"_s, tr("Two counts that should agree"),
                             {u"window_start"_s, u"quantity"_s, u"state"_s, u"divergence"_s, u"a_value"_s, u"b_value"_s,
                              u"a_wei"_s, u"b_wei"_s, u"value_unit"_s, u"a_is"_s, u"b_is"_s, u"server"_s},
                             this)),
      m_api(new ReportPane(workbench, u"reconciliation"_s, tr("Ours and the public API's"), {}, this))
{
    for (ReportPane* pane : {m_pairs, m_api})
        pane->setUsesFilter(false);  // it speaks of sessions; these are sums over all of them
    m_pairs->setEmptyText(tr("Nothing here is measured twice"),
                          tr("Payments that name a request, and figures of the public API, give second measures."));
    m_api->setEmptyText(tr("No figures of the public API are kept for these hours"),
                        tr("Add it on the page of sources, or run naap-lens fetch."));
    auto* split =
        splitter(Qt::Vertical,
                 {stacked({headLabel(tr("Two counts that should agree"), this), m_pairs}, this),
                  stacked({headLabel(tr("Ours and the public API's, where they differ and why"), this), m_api}, this)},
                 this);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    fill(this, split);
}

void CountsTab::refresh()
{
    m_pairs->refresh();
    m_api->refresh();
}

// --- Cache

namespace {

enum CacheLine {
    kAccountingLine,
    kFileLine,
    kSizeLine,
    kRevisionLine,
    kEventsLine,
    kSpanLine,
    kRemovedLine,
    kSessionsLine,
    kHorizonLine,
    kWaitingLine,
    kSourcesLine,
    kAttributionLine,
    kHealthLine,
    kPipelineLine,
    kGatewayLine,
    kPaymentsLine,
};

QString countText(const ValueText& values, std::int64_t count)
{
    return values.locale.toString(static_cast<qlonglong>(count));
}

QString shareText(const ValueText& values, const std::optional<double>& share)
{
    return share ? values.percent(*share) : CacheTab::tr("– (there is nothing to take a share of)");
}

}  // namespace

CacheTab::CacheTab(Workbench& workbench, QWidget* parent) : HealthTab(workbench, parent)
{
    auto* content = new QWidget(this);
    auto* form = new QFormLayout(content);
    form->setHorizontalSpacing(24);
    form->setVerticalSpacing(5);
    const std::array<std::pair<QString, QString>, 16> lines{{
        {tr("Accounting"), tr("Records = accepted + ignored + rejected + duplicates, and accepted = held + removed.")},
        {tr("File"), tr("Where the cache is.")},
        {tr("Size"), tr("Bytes of the database and its log.")},
        {tr("Revision"), tr("Grows by one with every change.")},
        {tr("Events held"), tr("Accepted events whose payload is here.")},
        {tr("From and to"), tr("Time of the oldest and of the newest event held.")},
        {tr("Events removed"), tr("By retention.")},
        {tr("Sessions"), tr("Sessions resolved from events.")},
        {tr("Retention horizon"), tr("Events before it are no longer taken in; their days' facts are frozen.")},
        {tr("Waiting to be resolved"), tr("Work that the resolver has not done yet.")},
        {tr("Sources"), tr("Files and feeds that records were read from.")},
        {tr("Attributed"), tr("Resolved or hardware-less of the selected sessions; above 80 % is healthy.")},
        {tr("Health signals"), tr("Seen of those expected.")},
        {tr("Pipelines known"), tr("Of the selected sessions with a model; 99 % is expected.")},
        {tr("Events without a gateway"), tr("Share of the accepted events.")},
        {tr("Payments"), tr("All, and those that name no session's request.")},
    }};
    for (const auto& [name, meaning] : lines)
        m_lines.push_back(addLine(form, name, meaning));
    form->addRow(makeChecks());
    m_state = new StateView(content, this);
    m_state->showLoading(tr("Looking at the cache…"));
    fill(this, m_state);
}

QLabel* CacheTab::addLine(QFormLayout* form, const QString& name, const QString& meaning)
{
    auto* value = noteLabel(this);
    value->setToolTip(meaning);
    value->setAccessibleName(name);
    value->setAccessibleDescription(meaning);
    auto* label = new QLabel(name, this);
    label->setToolTip(meaning);
    label->setForegroundRole(QPalette::PlaceholderText);
    form->addRow(label, value);
    return value;
}

QWidget* CacheTab::makeChecks()
{
    auto* side = new QWidget(this);
    m_checksum_button = new QPushButton(tr("Compute the facts' &checksum"), side);
    m_checksum_button->setToolTip(tr("Reads all facts. Equal sets of events give equal checksums."));
    m_integrity_button = new QPushButton(tr("Check the &file"), side);
    m_integrity_button->setToolTip(tr("Reads the whole file and looks for damage."));
    m_checksum = noteLabel(side);
    m_checksum->setAccessibleName(tr("Checksum of the facts"));
    m_integrity = noteLabel(side);
    m_integrity->setAccessibleName(tr("State of the file"));
    auto* grid = new QGridLayout(side);
    grid->setContentsMargins(0, 12, 0, 0);
    grid->addWidget(m_checksum_button, 0, 0);
    grid->addWidget(m_checksum, 0, 1);
    grid->addWidget(m_integrity_button, 1, 0);
    grid->addWidget(m_integrity, 1, 1);
    grid->setColumnStretch(1, 1);
    connect(m_checksum_button, &QPushButton::clicked, this, &CacheTab::runChecksum);
    connect(m_integrity_button, &QPushButton::clicked, this, &CacheTab::runIntegrity);
    return side;
}

void CacheTab::setError(const QString& sentence)
{
    m_state->showError(tr("The cache cannot be looked at"), sentence);
}

void CacheTab::setDoctor(const DoctorReport& report)
{
    const ValueText& values = workbench().text();
    const auto set = [this](CacheLine line, const QString& words) { m_lines[line]->setText(words); };
    QStringList errors;
    for (const std::string& error : report.accounting_errors)
        errors << QString::fromStdString(error);
    set(kAccountingLine, errors.isEmpty() ? tr("● adds up") : tr("■ %1").arg(errors.join(u"; "_s)));
    set(kFileLine, QString::fromStdString(workbench().reader().path().string()));
    set(kSizeLine, values.bytes(static_cast<double>(report.size_bytes)));
    set(kRevisionLine,
        tr("%1, schema %2").arg(countText(values, report.revision), QString::number(report.schema_version)));
    set(kEventsLine, countText(values, report.events));
    set(kSpanLine, report.first_event && report.last_event
                       ? tr("%1 to %2").arg(values.instant(*report.first_event), values.instant(*report.last_event))
                       : tr("– (there are no events)"));
    set(kRemovedLine, report.events_removed ? countText(values, *report.events_removed)
                                            : tr("– (an older version did not count them)"));
    set(kSessionsLine,
        tr("%1, of which %2 have no start")
            .arg(countText(values, report.sessions), countText(values, report.loose_ends.sessions_without_start)));
    set(kHorizonLine,
        report.retention_horizon ? values.instant(*report.retention_horizon) : tr("– (nothing was ever removed)"));
    QStringList waiting;
    for (const auto& [what, count] : report.waiting)
        if (count > 0)
            waiting << tr("%1 %2").arg(countText(values, count), QString::fromStdString(what));
    set(kWaitingLine, waiting.isEmpty() ? tr("● nothing") : tr("▲ %1").arg(waiting.join(u", "_s)));
    QStringList sources;
    for (const SourceCount& source : report.sources)
        sources << tr("%1: %2 records").arg(QString::fromStdString(source.name), countText(values, source.records));
    set(kSourcesLine, sources.isEmpty() ? tr("– (nothing was imported yet)") : sources.mid(0, 6).join(u'\n'));
    set(kAttributionLine, shareText(values, report.attribution_rate));
    set(kHealthLine, values.percent(report.health_signal_coverage_ratio));
    set(kPipelineLine, shareText(values, report.pipeline_coverage_rate));
    set(kGatewayLine, shareText(values, report.blank_gateway_share));
    set(kPaymentsLine, tr("%1, of which %2 name no session")
                           .arg(countText(values, report.loose_ends.payments),
                                countText(values, report.loose_ends.unlinked_payments)));
    m_state->showContent();
}

void CacheTab::runChecksum()
{
    m_checksum_button->setEnabled(false);
    m_checksum->setText(tr("Reading all facts…"));
    workbench().reader().ask<std::string>(
        this, u"checksum"_s,
        [](Cache& cache) { return guarded(cache, [&]() -> Result<std::string> { return factsChecksum(cache); }); },
        [this](const Result<std::string>& checksum) {
            m_checksum_button->setEnabled(true);
            m_checksum->setText(checksum ? QString::fromStdString(*checksum)
                                         : tr("■ %1").arg(QString::fromStdString(checksum.error().message)));
        });
}

void CacheTab::runIntegrity()
{
    m_integrity_button->setEnabled(false);
    m_integrity->setText(tr("Reading the whole file…"));
    using Errors = std::vector<std::string>;
    workbench().reader().ask<Errors>(
        this, u"integrity"_s,
        [](Cache& cache) { return guarded(cache, [&]() -> Result<Errors> { return cache.integrityErrors(); }); },
        [this](const Result<Errors>& errors) {
            m_integrity_button->setEnabled(true);
            QStringList lines;
            if (!errors)
                lines << QString::fromStdString(errors.error().message);
            else
                for (const std::string& line : *errors)
                    if (line != "ok")
                        lines << QString::fromStdString(line);
            m_integrity->setText(lines.isEmpty() ? tr("● no damage was found") : tr("■ %1").arg(lines.join(u"; "_s)));
        });
}

}  // namespace naap
