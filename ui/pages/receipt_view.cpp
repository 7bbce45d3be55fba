#include "ui/pages/receipt_view.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/charts/bar_chart.h"
#include "ui/models/report_model.h"
#include "ui/pages/what_if_panel.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/tabs.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

enum ArithmeticColumn { kTerm, kValue, kUpstream, kWeight, kLost, kMadeOf };
enum CohortColumn { kComponent, kMean, kSamples, kGood, kBad, kPlace, kRows, kJudged };

const QString kNothing = u"–"_s;
constexpr int kRowHeight = 22;
constexpr int kTreeWidth = 600;
constexpr qsizetype kLongestFilter = 9'000;  // in letters; it is read up to 10,000 bytes

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

QString termName(std::string_view term)
{
    static const QHash<QString, QString> kNames{
        {u"score"_s, ReceiptView::tr("Score")},
        {u"coverage"_s, ReceiptView::tr("Health signal coverage")},
        {u"reliability"_s, ReceiptView::tr("Reliability")},
        {u"startup"_s, ReceiptView::tr("Startup success")},
        {u"no_swap"_s, ReceiptView::tr("No swap")},
        {u"viability"_s, ReceiptView::tr("Output viability")},
        {u"quality"_s, ReceiptView::tr("Quality")},
        {u"latency"_s, ReceiptView::tr("Latency")},
        {u"prompt_to_first_frame"_s, ReceiptView::tr("Prompt to first frame")},
        {u"e2e"_s, ReceiptView::tr("End to end")},
        {u"output_fps"_s, ReceiptView::tr("Output FPS")},
    };
    return kNames.value(text(term), text(term));
}

/// What a rate counts: "41 of 44 requested sessions played".
QString countText(const ReceiptNode& node, const ValueText& values)
{
    const QString count = values.locale.toString(static_cast<qlonglong>(*node.count));
    const QString of = values.locale.toString(static_cast<qlonglong>(*node.of));
    if (node.term == "coverage")
        return ReceiptView::tr("%1 of %2 health signals").arg(count, of);
    if (node.term == "startup")
        return ReceiptView::tr("%1 of %2 requested sessions played").arg(count, of);
    if (node.term == "no_swap")
        return ReceiptView::tr("%1 of %2 kept their orchestrator").arg(count, of);
    return ReceiptView::tr("%1 of %2 had output").arg(count, of);
}

QString unitOf(const ComponentScore& component)
{
    return component.name == "output_fps" ? u"fps"_s : u"ms"_s;
}

bool isJudged(const ComponentScore& c)
{
    return c.x && c.good_edge && c.bad_edge && c.benchmark_rows >= kFewestBenchmarkRows;
}

/// What a component was judged by, or why it is neutral.
QString componentText(const ComponentScore& c, const ValueText& values)
{
    if (!c.x)
        return ReceiptView::tr("no samples: neutral");
    const QString mean =
        ReceiptView::tr("mean %1 %2, n = %3").arg(values.number(*c.x, 1), unitOf(c), QString::number(c.n));
    if (!isJudged(c))
        return ReceiptView::tr("%1; fewer than %2 benchmark rows: neutral")
            .arg(mean, QString::number(kFewestBenchmarkRows));
    if (c.evidence_weight < 1)
        return ReceiptView::tr("%1; drawn to 0.5 for want of samples (%2 wanted)")
            .arg(mean, QString::number(c.evidence_full));
    return mean;
}

QString placeText(const ComponentScore& c, const ValueText& values)
{
    if (!c.x)
        return ReceiptView::tr("no samples");
    if (!isJudged(c))
        return ReceiptView::tr("no benchmark yet");
    const auto place = placeInCohort(c);
    if (!place)
        return c.raw > 0 ? ReceiptView::tr("● at or better than the only edge")
                         : ReceiptView::tr("■ worse than the only edge");
    if (*place >= 1)
        return ReceiptView::tr("● better than the good edge: full marks");
    if (*place <= 0)
        return ReceiptView::tr("■ worse than the bad edge: no marks");
    return ReceiptView::tr("▲ %1 of the way from bad to good").arg(values.percent(*place));
}

bool lacksHealth(const ReceiptSession& session)
{
    return session.health_signal_count < session.health_expected_signal_count;
}

/// Whether the session takes points from the term.
bool costsPoints(const ReceiptSession& session, const QString& term)
{
    if (term == "coverage"_L1)
        return lacksHealth(session);
    if (term == "startup"_L1)
        return session.requested && session.startup_outcome != "success";
    if (term == "no_swap"_L1)
        return session.requested && session.swapped;
    if (term == "viability"_L1)
        return session.requested && (session.loading_only || session.zero_output_fps);
    return false;
}

/// Whether the term is made of the session, among others.
bool countsFor(const ReceiptSession& session, const QString& term)
{
    if (term == "coverage"_L1)
        return session.health_expected_signal_count > 0;
    if (term == "prompt_to_first_frame"_L1)
        return session.prompt_to_first_frame_ms.has_value();
    if (term == "e2e"_L1)
        return session.e2e_latency_ms.has_value();
    if (term == "output_fps"_L1)
        return session.status_samples > 0;
    if (term == "latency"_L1)
        return session.prompt_to_first_frame_ms || session.e2e_latency_ms;
    return session.requested;
}

QTreeWidget* makeTree(const QStringList& header, const QString& name, QWidget* parent)
{
    auto* tree = new QTreeWidget(parent);
    tree->setHeaderLabels(header);
    tree->setAccessibleName(name);
    tree->setUniformRowHeights(true);
    tree->setAlternatingRowColors(true);
    tree->setFrameShape(QFrame::NoFrame);
    return tree;
}

}  // namespace

ReceiptView::ReceiptView(QWidget* parent)
    : QWidget(parent), m_title(new QLabel(this)), m_formula(new QLabel(this)), m_session_model(new ReportModel(this))
{
    auto* split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(makeArithmetic());
    split->addWidget(makeTabs());
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    split->setSizes({kTreeWidth, kTreeWidth});
    split->setChildrenCollapsible(false);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 4, 0, 0);
    rows->setSpacing(4);
    rows->addWidget(makeHead());
    rows->addWidget(split, 1);
    connect(m_what_if, &WhatIfPanel::changed, this, &ReceiptView::recompute);
}

QWidget* ReceiptView::makeHead()
{
    auto* head = new QWidget(this);
    auto* copy = new QPushButton(tr("Copy as &Markdown"), head);
    copy->setToolTip(tr("Copies the receipt as upstream has it: arithmetic, points lost and sessions."));
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_title->setAccessibleName(tr("Receipt"));
    m_formula->setForegroundRole(QPalette::PlaceholderText);
    m_formula->setWordWrap(true);
    auto* names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_title);
    names->addWidget(m_formula);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->addLayout(names, 1);
    row->addWidget(copy);
    connect(copy, &QPushButton::clicked, this, &ReceiptView::copyMarkdown);
    return head;
}

QWidget* ReceiptView::makeArithmetic()
{
    m_arithmetic = makeTree({tr("Term"), tr("Value"), tr("Upstream"), tr("Weight"), tr("Points lost"), tr("Made of")},
                            tr("Arithmetic of the score"), this);
    m_arithmetic->headerItem()->setToolTip(kUpstream, tr("The value without your changes"));
    m_arithmetic->headerItem()->setToolTip(kLost, tr("Points of 100 that are not reached because of this"));
    for (const int column : {kValue, kUpstream, kWeight, kLost})
        m_arithmetic->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    m_arithmetic->setToolTip(tr("Enter opens the sessions that cost points here; where none does, all that count."));
    m_arithmetic->setAccessibleDescription(m_arithmetic->toolTip());
    m_arithmetic->setMinimumWidth(360);
    connect(m_arithmetic, &QTreeWidget::itemActivated, this,
            [this](const QTreeWidgetItem* item) { openTerm(item->data(kTerm, Qt::UserRole).toString()); });
    return m_arithmetic;
}

QWidget* ReceiptView::makeTabs()
{
    auto* tabs = m_tabs = new Tabs(this);
    tabs->setDocumentMode(true);
    tabs->setAccessibleName(tr("Behind the score"));
    m_waterfall = new BarChart(tabs);
    m_waterfall->setTitle(tr("Points lost on the way from 100"));
    m_sessions = new TableView(tabs);
    m_sessions->setModel(m_session_model);
    m_sessions->setAccessibleName(tr("Sessions behind the score"));
    m_cohort = makeTree({tr("Component"), tr("Mean"), tr("n"), tr("Good edge"), tr("Bad edge"), tr("This row"),
                         tr("Benchmark rows"), tr("Judged")},
                        tr("Benchmark cohort"), tabs);
    m_cohort->setRootIsDecorated(false);
    m_what_if = new WhatIfPanel(tabs);
    tabs->addTab(m_waterfall, tr("Points lost"));
    tabs->addTab(m_sessions, tr("Sessions"));
    tabs->addTab(m_cohort, tr("Cohort"));
    tabs->addTab(m_what_if, tr("What if"));
    connect(m_waterfall, &BarChart::barOpened, this, [this](int bar) { openTerm(m_bar_terms.value(bar)); });
    connect(m_waterfall, &Chart::failed, this, &ReceiptView::said);
    connect(m_sessions, &TableView::said, this, &ReceiptView::said);
    connect(m_sessions, &TableView::rowOpened, this,
            [this](int row) { Q_EMIT sessionOpened(textOfCell(m_session_model->cellAt(row, u"session_key"_s))); });
    return tabs;
}

void ReceiptView::setReceipt(std::shared_ptr<const SlaReceipt> receipt, const ValueText& text, const QString& caption)
{
    m_receipt = std::move(receipt);
    m_text = text;
    m_waterfall->setCaption(caption);
    showHead();
    showSessions();
    showCohort();
    m_what_if->setReceipt(m_receipt);
    recompute();
}

void ReceiptView::showHead()
{
    const SlaRow& row = m_receipt->row;
    const QString who = row.rollup.orchestrator_address.empty()
                            ? tr("sessions that could not be attributed")
                            : QString::fromStdString(row.rollup.orchestrator_address);
    const QString model = QString::fromStdString(row.rollup.model_id.value_or("–"));
    const QString hour = m_text.instant(row.rollup.window_start);
    m_title->setText(row.score.sla_score
                         ? tr("Score %1: %2, %3, %4").arg(m_text.number(*row.score.sla_score, 2), who, hour, model)
                         : tr("No score: %1, %2, %3").arg(who, hour, model));
    QStringList notes{tr("Score = 100 × coverage × (reliability and quality by weight), formula %1.")
                          .arg(text(kSlaSemanticsVersion))};
    if (!row.score.sla_score)
        notes << tr("No session was requested in this hour, so there is nothing to score.");
    if (!row.settled)
        notes << tr("◆ The hour may still change.");
    if (benchmarkAvailability(std::array{row.score.ptff, row.score.e2e, row.score.fps}) == 0.0)
        notes << tr("No component has a benchmark yet, so no row can score more than %1.")
                     .arg(m_text.number(kBestScoreWithoutBenchmark, 0));
    m_formula->setText(notes.join(u' '));
}

void ReceiptView::showSessions()
{
    m_session_model->setValueText(m_text);
    m_session_model->setTable(
        std::make_shared<RowsTable<ReceiptSession>>(m_receipt->sessions, receiptSessionTableColumns(), m_receipt));
    m_sessions->resizeColumnsToContents();
}

void ReceiptView::showCohort()
{
    m_cohort->clear();
    const SlaScore& score = m_receipt->row.score;
    for (const ComponentScore* c : {&score.ptff, &score.e2e, &score.fps}) {
        const auto measured = [&](const std::optional<double>& value) {
            return value ? tr("%1 %2").arg(m_text.number(*value, 1), unitOf(*c)) : kNothing;
        };
        auto* item =
            new QTreeWidgetItem(m_cohort, {termName(c->name), measured(c->x), QString::number(c->n),
                                           measured(c->good_edge), measured(c->bad_edge), placeText(*c, m_text),
                                           tr("%1 of %2 needed").arg(c->benchmark_rows).arg(kFewestBenchmarkRows),
                                           m_text.number(c->value, 4)});
        item->setSizeHint(kComponent, QSize(0, kRowHeight));
        item->setToolTip(kMean, c->x ? QString() : tr("There are no samples."));
        item->setToolTip(kGood, tr("The median of the cohort's last seven days: full marks from here."));
        item->setToolTip(kBad, tr("The worst tenth of the cohort's last seven days: no marks from here."));
        item->setToolTip(kJudged, componentText(*c, m_text));
    }
    for (int column = 0; column < m_cohort->columnCount(); ++column)
        m_cohort->resizeColumnToContents(column);
}

/// A handful of multiplications: not worth a question to another thread.
void ReceiptView::recompute()
{
    const WhatIf changes = m_what_if->changes();
    const WhatIfAnswer now = whatIf(*m_receipt, changes);
    const SlaRow& row = m_receipt->row;
    showTree(receiptTree(now.score, now.support, changes.weights), receiptTree(row.score, row.rollup.support));
    showWaterfall(pointsLost(now.score, changes.weights), now.score.sla_score);
    m_what_if->setAnswer(now.score.sla_score, row.score.sla_score, m_text);
    m_arithmetic->setColumnHidden(kUpstream, changes.changesNothing());
}

void ReceiptView::showTree(const ReceiptNode& now, const ReceiptNode& upstream)
{
    m_arithmetic->clear();
    m_arithmetic->addTopLevelItem(treeItem(now, upstream));
    m_arithmetic->topLevelItem(0)->setSizeHint(kTerm, QSize(0, kRowHeight));  // of all rows: they are uniform
    m_arithmetic->expandAll();
    for (int column = 0; column < m_arithmetic->columnCount(); ++column)
        m_arithmetic->resizeColumnToContents(column);
}

QTreeWidgetItem* ReceiptView::treeItem(const ReceiptNode& now, const ReceiptNode& upstream) const
{
    const int decimals = now.term == "score" ? 2 : 4;
    const auto shown = [&](const std::optional<double>& value, int digits) {
        return value ? m_text.number(*value, digits) : kNothing;
    };
    const QString made = now.count       ? countText(now, m_text)
                         : now.component ? componentText(*now.component, m_text)
                                         : QString();
    auto* item = new QTreeWidgetItem({termName(now.term), shown(now.value, decimals), shown(upstream.value, decimals),
                                      now.weight ? u"× "_s + m_text.number(*now.weight, 3) : QString(),
                                      shown(now.points_lost, 2), made});
    for (const int column : {kValue, kUpstream, kWeight, kLost})
        item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    item->setData(kTerm, Qt::UserRole, text(now.term));
    if (now.count || now.component)
        item->setForeground(kMadeOf, palette().brush(QPalette::Link));  // as what can be followed
    item->setForeground(kUpstream, palette().brush(QPalette::PlaceholderText));
    if (!now.value)
        item->setToolTip(kValue, tr("No session was requested, so there is nothing to divide by."));
    item->setToolTip(kMadeOf, made);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    if (!now.parts.empty())
        item->setFont(kTerm, bold);
    for (std::size_t i = 0; i < now.parts.size(); ++i)
        item->addChild(treeItem(now.parts[i], upstream.parts[i]));
    return item;
}

/// The sessions behind a term, as a filter that names them.
void ReceiptView::openTerm(const QString& term)
{
    if (!m_receipt)
        return;
    QStringList keys;
    for (const bool costly : {true, false}) {
        for (const ReceiptSession& session : m_receipt->sessions)
            if (costly ? costsPoints(session, term) : countsFor(session, term))
                keys << u'"' + QString::fromStdString(session.session_key) + u'"';
        if (!keys.isEmpty())
            break;
    }
    if (keys.isEmpty())
        return Q_EMIT said(tr("No session stands behind this."));
    const QString filter =
        keys.size() == 1 ? u"session_key = "_s + keys.front() : u"session_key in (%1)"_s.arg(keys.join(u", "_s));
    if (filter.size() <= kLongestFilter)
        return Q_EMIT sessionsWanted(filter);
    Q_EMIT said(tr("These are too many sessions to name one by one; all are in the tab beside."));
    m_tabs->setCurrentWidget(m_sessions);
}

void ReceiptView::showWaterfall(const std::vector<PointsLost>& lost, const std::optional<double>& score)
{
    QVector<BarChart::Bar> bars;
    m_bar_terms.clear();
    double left = 100;
    for (const PointsLost& each : lost) {
        m_bar_terms << text(each.term);
        left -= each.points;
        const QString points = m_text.number(each.points, 2);
        bars.push_back(
            {.label = termName(each.term),
             .value = each.points,
             .text = each.points > 0 ? tr("−%1").arg(points) : points,
             .low = left,
             .tooltip =
                 tr("%1 costs %2 points and leaves %3.").arg(termName(each.term), points, m_text.number(left, 2)),
             .parts = {}});
    }
    if (score)
        bars.push_back({.label = tr("Score"),
                        .value = *score,
                        .text = m_text.number(*score, 2),
                        .low = 0,
                        .tooltip = tr("What is left of 100"),
                        .parts = {}});
    m_waterfall->setBars(std::move(bars), tr("points"));
}

void ReceiptView::copyMarkdown()
{
    if (!m_receipt)
        return;
    QApplication::clipboard()->setText(QString::fromStdString(receiptMarkdown(*m_receipt)));
    Q_EMIT said(tr("The receipt was copied as Markdown."));
}

}  // namespace naap
