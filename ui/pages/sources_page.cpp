#include "ui/pages/sources_page.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "core/feed/public_api.h"
#include "ui/models/watching.h"
#include "ui/pages/all_pages.h"
#include "ui/pages/secret_prompts.h"
#include "ui/pages/source_dialog.h"
#include "ui/widgets/steady_width.h"
#include "ui/widgets/table_view.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr int kMostParts = 12;

QString placeOf(const SourceDefinition& source)
{
    switch (source.kind) {
        case SourceDefinition::Kind::api: return QString::fromStdString(source.url);
        case SourceDefinition::Kind::files: return QString::fromStdString(source.path);
        case SourceDefinition::Kind::kafka: break;
    }
    QStringList topics;
    for (const std::string& topic : source.topics)
        topics << QString::fromStdString(topic);
    return QString::fromStdString(source.brokers) + u" · "_s + topics.join(u", "_s);
}

QString countsText(const SourceDefinition& source, const FeedFigures& figures, const ValueText& text)
{
    const auto number = [&](std::int64_t n) { return text.locale.toString(static_cast<qlonglong>(n)); };
    if (source.kind == SourceDefinition::Kind::api)
        return SourcesPage::tr("%1 rows of figures, which are the API's own and kept apart")
            .arg(number(figures.figure_rows));
    const IngestCounts& counts = figures.counts;
    return SourcesPage::tr("%1 records: %2 accepted, %3 ignored, %4 rejected, %5 known already")
        .arg(number(counts.records), number(counts.accepted), number(counts.ignored), number(counts.rejected),
             number(counts.duplicates));
}

QString partsText(const FeedFigures& figures, const ValueText& text)
{
    QStringList lines;
    for (const PartLag& part : figures.parts) {
        if (lines.size() == kMostParts) {
            lines << SourcesPage::tr("and %n more", nullptr, static_cast<int>(figures.parts.size()) - kMostParts);
            break;
        }
        const QString source = QString::fromStdString(part.source);
        lines << SourcesPage::tr("%1, partition %2: %3 behind")
                     .arg(source.section(u'/', -1), QString::fromStdString(part.part),
                          text.locale.toString(static_cast<qlonglong>(part.records)));
    }
    return lines.isEmpty() ? u"–"_s : lines.join(u'\n');
}

}  // namespace

SourcesPage::SourcesPage(Workbench& workbench)
    : Page(workbench, u"sources"_s, tr("Sources"), tr("Where do the events come from, and do they come?")),
      m_model(new SourcesModel(this)),
      m_stack(new QStackedWidget(this))
{
    m_stack->addWidget(makeWelcome());
    m_stack->addWidget(makeList());
    body()->addWidget(m_stack);
    Watching& watching = workbench.watching();
    // Four times a second, which costs nothing while nobody sees the page.
    connect(&watching, &Watching::changed, this, [this] { isVisible() ? showSources() : invalidate(); });
    connect(&watching, &Watching::secretNotKept, this, &SourcesPage::offerKeepers);
    connect(&watching, &Watching::slept, this, &SourcesPage::invalidate);
    showSources();
}

QWidget* SourcesPage::makeWelcome()
{
    auto* welcome = new QWidget(this);
    auto* rows = new QVBoxLayout(welcome);
    auto* heading = new QLabel(tr("Nothing is watched yet. Where is the network's telemetry to come from?"), welcome);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    heading->setFont(large);
    heading->setWordWrap(true);
    rows->addStretch(1);
    rows->addWidget(heading);
    rows->addSpacing(12);
    const auto offer = [&](const QString& label, const QString& meaning, auto act) {
        auto* button = new QPushButton(label, welcome);
        button->setMinimumWidth(240);
        button->setAccessibleDescription(meaning);
        auto* words = new QLabel(meaning, welcome);
        words->setWordWrap(true);
        auto* row = new QHBoxLayout;
        row->addWidget(button);
        row->addSpacing(12);
        row->addWidget(words, 1);
        rows->addLayout(row);
        rows->addSpacing(6);
        connect(button, &QPushButton::clicked, this, act);
    };
    offer(tr("The p&ublic API…"), tr("Figures that the network's own service computes: no events, but at once."),
          [this] { addSource(SourceDefinition::Kind::api); });
    offer(tr("&Kafka…"), tr("Events as they happen, from brokers that you may read."),
          [this] { addSource(SourceDefinition::Kind::kafka); });
    offer(tr("Files that g&row…"), tr("Events from a file or a folder that something writes to."),
          [this] { addSource(SourceDefinition::Kind::files); });
    offer(tr("Open event fi&les…"), tr("Read files once; nothing is watched."),
          [this] { Q_EMIT this->workbench().importWanted(); });
    offer(tr("Open the sa&mple"), tr("A made-up day of a small network, to look around."),
          [this] { Q_EMIT this->workbench().sampleWanted(); });
    rows->addStretch(2);
    return welcome;
}

QWidget* SourcesPage::makeList()
{
    auto* list = new QWidget(this);
    m_view = new TableView(list);
    m_view->setModel(m_model);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setAccessibleName(tr("Live sources"));
    m_view->horizontalHeader()->setMaximumSectionSize(QWIDGETSIZE_MAX);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);  // there are few rows
    m_view->horizontalHeader()->setSectionResizeMode(SourcesModel::error, QHeaderView::Stretch);
    m_view->horizontalHeader()->setSortIndicatorShown(false);  // sources stand in the order of the file
    m_view->horizontalHeader()->setSectionsClickable(false);
    auto* above = new QWidget(list);
    auto* column = new QVBoxLayout(above);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeButtons());
    column->addWidget(makeSecretStrip());
    column->addWidget(m_view, 1);
    auto* split = new QSplitter(Qt::Vertical, list);
    split->addWidget(above);
    split->addWidget(makeDetails());
    split->setStretchFactor(0, 1);
    split->setSizes({360, 300});
    split->setChildrenCollapsible(false);
    auto* rows = new QVBoxLayout(list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(split);
    connect(m_view, &TableView::currentRowChanged, this, [this] {
        m_outcome->clear();
        showChosen();
    });
    connect(m_view, &TableView::rowOpened, this, &SourcesPage::editChosen);
    return list;
}

QWidget* SourcesPage::makeButtons()
{
    auto* bar = new QWidget(this);
    auto* add = new QPushButton(tr("&Add"), bar);
    auto* kinds = new QMenu(add);
    kinds->addAction(tr("The &public API…"), this, [this] { addSource(SourceDefinition::Kind::api); });
    kinds->addAction(tr("&Kafka…"), this, [this] { addSource(SourceDefinition::Kind::kafka); });
    kinds->addAction(tr("Files that &grow…"), this, [this] { addSource(SourceDefinition::Kind::files); });
    add->setMenu(kinds);
    m_edit = new QPushButton(tr("E&dit…"), bar);
    m_test = new QPushButton(tr("Test"), bar);
    m_pause = new QPushButton(tr("Pa&use"), bar);
    m_remove = new QPushButton(tr("&Remove…"), bar);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    for (QPushButton* each : {add, m_edit, m_test, m_pause, m_remove})
        row->addWidget(each);
    row->addStretch(1);
    connect(m_edit, &QPushButton::clicked, this, &SourcesPage::editChosen);
    connect(m_test, &QPushButton::clicked, this, &SourcesPage::testChosen);
    connect(m_pause, &QPushButton::clicked, this, &SourcesPage::pauseChosen);
    connect(m_remove, &QPushButton::clicked, this, &SourcesPage::removeChosen);
    return bar;
}

QWidget* SourcesPage::makeSecretStrip()
{
    m_strip = new QFrame(this);
    m_strip->setFrameShape(QFrame::StyledPanel);
    m_strip_text = new QLabel(m_strip);
    m_strip_text->setWordWrap(true);
    auto* give = new QPushButton(tr("Give &it…"), m_strip);
    auto* row = new QHBoxLayout(m_strip);
    row->addWidget(m_strip_text, 1);
    row->addWidget(give);
    m_strip->hide();
    connect(give, &QPushButton::clicked, this, &SourcesPage::giveSecrets);
    return m_strip;
}

QLabel* SourcesPage::addLine(QFormLayout* form, const QString& name)
{
    auto* value = new QLabel(form->parentWidget());
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    value->setAccessibleName(name);
    form->addRow(name, value);
    return value;
}

QWidget* SourcesPage::makeDetails()
{
    auto* details = new QWidget(this);
    auto* form = new QFormLayout(details);
    form->setContentsMargins(0, 6, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_about = addLine(form, tr("How it stands"));
    m_error = addLine(form, tr("Last error"));
    m_where = addLine(form, tr("Where"));
    m_counts = addLine(form, tr("Taken in"));
    m_parts = addLine(form, tr("Waiting there"));
    m_outcome = addLine(form, tr("Test"));
    m_gaps = addLine(form, tr("Not watched"));
    m_tray = new QCheckBox(tr("Go o&n watching in the tray when the window is closed"), details);
    m_tray->setChecked(QSettings().value(u"close_to_tray"_s, false).toBool());
    connect(m_tray, &QCheckBox::toggled, this, [](bool on) { QSettings().setValue(u"close_to_tray"_s, on); });
    form->addRow(m_tray);
    auto* area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(details);
    return area;
}

void SourcesPage::takeFocus()
{
    if (m_stack->currentIndex() == 1)
        m_view->setFocus();
    else
        m_stack->currentWidget()->setFocus();
}

void SourcesPage::refresh()
{
    showSources();
    workbench().reader().ask<std::vector<WatchGap>>(
        this, u"gaps"_s,
        [](Cache& cache) -> Result<std::vector<WatchGap>> {
            return guarded(cache, [&]() -> Result<std::vector<WatchGap>> { return storedWatchGaps(cache, 5); });
        },
        [this](const Result<std::vector<WatchGap>>& gaps) { showGaps(gaps.value_or(std::vector<WatchGap>())); });
}

void SourcesPage::showGaps(const std::vector<WatchGap>& gaps)
{
    QStringList lines;
    for (const WatchGap& gap : gaps) {
        const QString from = workbench().text().instant(gap.from);
        const QString to = workbench().text().instant(gap.to);
        lines << (gap.cause == "machine_slept" ? tr("%1 to %2: the computer slept").arg(from, to)
                                               : tr("%1 to %2: NaaP Lens was stopped").arg(from, to));
    }
    m_gaps->setText(lines.isEmpty() ? tr("at no time, as far as is known") : lines.join(u'\n'));
}

void SourcesPage::showSources()
{
    const auto& sources = workbench().watching().sources();
    m_stack->setCurrentIndex(sources.empty() ? 0 : 1);
    const QString before = m_model->idAt(m_view->currentRow());
    const int rows = m_model->rowCount();
    m_model->setSources(sources, workbench().text());
    if (m_model->rowCount() != rows) {
        const int row = std::max(0, m_model->rowOf(before));
        m_view->setCurrentIndex(m_model->index(row, 0));
    }
    int wanting = 0;
    for (const WatchedSource& each : sources)
        wanting += each.wants_secret ? 1 : 0;
    m_strip->setVisible(wanting > 0);
    m_strip_text->setText(tr("▲ %n source(s) wait(s) for a token or password.", nullptr, wanting));
    showChosen();
}

const WatchedSource* SourcesPage::chosen() const
{
    return workbench().watching().find(m_model->idAt(m_view->currentRow()));
}

void SourcesPage::showChosen()
{
    const WatchedSource* source = chosen();
    for (QPushButton* each : {m_edit, m_test, m_pause, m_remove})
        each->setEnabled(source != nullptr);
    if (!source)
        return;
    const ValueText& text = workbench().text();
    m_pause->setText(source->definition.paused ? tr("Res&ume") : tr("Pa&use"));
    const QString retry = retryText(*source, text);
    const QString sentence = stateSentence(*source);
    const bool isPlanned = source->figures && source->figures->state.retry_at;
    setTextInPlace(*m_about, isPlanned ? tr("%1 Next try %2.").arg(sentence, retry) : sentence);
    setTextInPlace(*m_where, placeOf(source->definition));
    setTextInPlace(*m_counts, source->figures ? countsText(source->definition, *source->figures, text) : u"–"_s);
    setTextInPlace(*m_parts, source->figures && !source->figures->parts.empty() ? partsText(*source->figures, text)
                                                                                : lagText(*source, text));
    const bool erred = source->figures && !source->figures->last_error.empty() && source->figures->last_error_at;
    setTextInPlace(*m_error, erred ? tr("%1: %2").arg(text.instant(*source->figures->last_error_at),
                                                      QString::fromStdString(source->figures->last_error))
                                   : tr("none so far"));
}

void SourcesPage::addSource(SourceDefinition::Kind kind)
{
    SourceDefinition source;
    source.id = newSourceId();
    source.kind = kind;
    source.name = kindText(kind).toStdString();
    if (kind == SourceDefinition::Kind::api)
        source.url = kPublicApiUrl;
    edit(source);
}

void SourcesPage::edit(const SourceDefinition& source)
{
    auto* dialog = new SourceDialog(workbench().watching(), workbench().text(), source, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { workbench().watching().put(dialog->source(), dialog->takeSecret()); });
    dialog->open();
}

void SourcesPage::editChosen()
{
    if (const WatchedSource* source = chosen())
        edit(source->definition);
}

void SourcesPage::testChosen()
{
    const WatchedSource* source = chosen();
    if (!source)
        return;
    m_outcome->setText(tr("Reaching for it…"));
    m_test->setEnabled(false);
    const SourceDefinition definition = source->definition;
    if (!definition.has_secret)
        return startTest(definition, Secret());
    workbench().secrets().read(QString::fromStdString(definition.secretName()), this,
                               [this, definition](const Result<SecretStore::SharedSecret>& kept) {
                                   startTest(definition, kept && *kept ? Secret((*kept)->text()) : Secret());
                               });
}

void SourcesPage::startTest(const SourceDefinition& source, Secret secret)
{
    workbench().watching().test(source, std::move(secret), this, [this, source](const Result<SourceProbe>& probe) {
        m_test->setEnabled(true);
        m_outcome->setText(probe ? probeText(*probe, source, workbench().text())
                                 : tr("▲ %1").arg(QString::fromStdString(probe.error().message)));
    });
}

void SourcesPage::pauseChosen()
{
    if (const WatchedSource* source = chosen())
        workbench().watching().pause(QString::fromStdString(source->definition.id), !source->definition.paused);
}

void SourcesPage::removeChosen()
{
    const WatchedSource* source = chosen();
    if (!source)
        return;
    const QString id = QString::fromStdString(source->definition.id);
    auto* box =
        new QMessageBox(QMessageBox::Question, tr("Remove the source"),
                        tr("Remove \"%1\"? What came from it stays in the cache, and so does how far it was read.")
                            .arg(QString::fromStdString(source->definition.name)),
                        QMessageBox::Yes | QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &QMessageBox::finished, this, [this, id](int answer) {
        if (answer == QMessageBox::Yes)
            workbench().watching().remove(id);
    });
    box->open();
}

void SourcesPage::giveSecrets()
{
    Watching& watching = workbench().watching();
    if (workbench().secrets().isLocked())
        return askPassphrase(workbench().secrets(), this, [&watching] { watching.retrySecrets(); });
    for (const WatchedSource& each : watching.sources())
        if (each.wants_secret) {
            const QString id = QString::fromStdString(each.definition.id);
            return askSecret(QString::fromStdString(each.definition.name), this,
                             [&watching, id](Secret secret) { watching.giveSecret(id, std::move(secret)); });
        }
}

void SourcesPage::offerKeepers(const QString& why)
{
    Watching& watching = workbench().watching();
    chooseKeeper(workbench().secrets(), why, this, [&watching] { watching.keepGivenSecrets(); });
}

Page* makeSourcesPage(Workbench& workbench)
{
    return new SourcesPage(workbench);
}

}  // namespace naap
