#include "ui/pages/places_page.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QShortcut>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include "core/events/names.h"
#include "core/geo/ip_lookup.h"
#include "core/geo/place_file.h"
#include "core/reports/places.h"
#include "core/store/place_store.h"
#include "ui/models/cache_writer.h"
#include "ui/pages/all_pages.h"
#include "ui/pages/chart_parts.h"
#include "ui/pages/hosts_bar.h"
#include "ui/pages/report_pane.h"
#include "ui/widgets/forms.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/tabs.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr int kMostSteps = 50;  ///< that can be taken back
constexpr int kProblemLines = 5;
constexpr std::size_t kProblemsTold = 8;  ///< of a change; the rest is in the tool tip

const QStringList& seenColumns()
{
    static const QStringList kColumns{u"kind"_s,
                                      u"name"_s,
                                      u"region"_s,
                                      u"region_source"_s,
                                      u"region_confidence"_s,
                                      u"orchestrator_uri"_s,
                                      u"contradicted"_s,
                                      u"country"_s,
                                      u"lat_bin"_s,
                                      u"lon_bin"_s,
                                      u"last_seen"_s};
    return kColumns;
}

QString qt(const std::string& text)
{
    return QString::fromStdString(text);
}

}  // namespace

PlacesPage::PlacesPage(Workbench& workbench)
    : Page(workbench, u"places"_s, tr("Places"), tr("Where does each gateway and orchestrator stand, and why?"))
{
    body()->addWidget(makeTools());
    m_hosts = new HostsBar(workbench, this);
    body()->addWidget(m_hosts);
    connect(m_hosts, &HostsBar::resolved, this, &PlacesPage::keepResolved);
    connect(m_hosts, &HostsBar::said, this, &PlacesPage::tell);
    auto* split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(makeLists());
    split->addWidget(makeDetail());
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setChildrenCollapsible(false);
    body()->addWidget(split, 1);
    m_problems = makeReadOnlyText(this, tr("What could not be used"));
    m_problems->setFixedHeight(kProblemLines * fontMetrics().lineSpacing());
    m_problems->hide();
    body()->addWidget(m_problems);
    auto* undo = new QShortcut(QKeySequence::Undo, this);
    undo->setContext(Qt::WidgetWithChildrenShortcut);
    connect(undo, &QShortcut::activated, this, &PlacesPage::undo);
    connect(&workbench.writer(), &CacheWriter::busyChanged, this, &PlacesPage::showButtons);
    showSeen(-1);
}

QPushButton* PlacesPage::makeButton(const QString& text, const QString& says, QWidget* parent,
                                    void (PlacesPage::*act)())
{
    auto* button = new QPushButton(text, parent);
    button->setToolTip(says);
    button->setAccessibleDescription(says);
    connect(button, &QPushButton::clicked, this, act);
    return button;
}

QWidget* PlacesPage::makeTools()
{
    auto* tools = new QWidget(this);
    auto* row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 2, 0, 2);
    m_import = makeButton(tr("&Import a table…"),
                          tr("Puts a CSV file (kind,name,region and, if you like, lat,lon,note) in the place of your "
                             "table. What was set by hand stays."),
                          tools, &PlacesPage::importTable);
    row->addWidget(m_import);
    row->addWidget(
        makeButton(tr("E&xport your table…"),
                   tr("Writes your table with what was set by hand; positions as the middle of a cell of 5°."), tools,
                   &PlacesPage::exportTable));
    m_undo = makeButton(tr("&Undo"), tr("Takes the last change back (Ctrl+Z)."), tools, &PlacesPage::undo);
    row->addWidget(m_undo);
    row->addSpacing(16);
    m_lookup = new QLabel(tools);
    m_lookup->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_lookup->setMinimumWidth(80);
    m_choose_lookup = makeButton(tr("&Look-up file…"),
                                 tr("A file of MaxMind's format (.mmdb) that addresses of orchestrators are looked up "
                                    "in. No network is asked."),
                                 tools, &PlacesPage::chooseLookup);
    m_drop_lookup =
        makeButton(tr("&No look-up"), tr("No address is looked up any more."), tools, &PlacesPage::dropLookup);
    row->addWidget(m_choose_lookup);
    row->addWidget(m_drop_lookup);
    row->addWidget(m_lookup, 1);
    return tools;
}

QWidget* PlacesPage::makeLists()
{
    m_tabs = new Tabs(this);
    m_tabs->setDocumentMode(true);
    m_seen = new ReportPane(workbench(), u"places"_s, tr("Gateways and orchestrators"), seenColumns(), m_tabs);
    m_seen->setUsesFilter(false);
    connect(m_seen, &ReportPane::currentRowChanged, this, &PlacesPage::showSeen);
    connect(m_seen, &ReportPane::loaded, this, [this] { showSeen(m_seen->view().currentRow()); });
    connect(m_seen, &ReportPane::rowOpened, this, [this] { m_region->setFocus(); });
    m_own = new TableView(m_tabs);
    m_own_model = new ReportModel(m_own);
    m_own->setModel(m_own_model);
    m_own->setAccessibleName(tr("Your table"));
    connect(m_own, &TableView::currentRowChanged, this, &PlacesPage::showEntry);
    connect(m_own, &TableView::rowOpened, this, [this] { m_region->setFocus(); });
    connect(m_own, &TableView::sortWanted, this, [this](const QString& field, bool descending) {
        m_own_sort = SortBy{field.toStdString(), descending};
        readOwn();
    });
    connect(m_own, &TableView::said, &workbench(), &Workbench::say);
    m_tabs->addTab(m_seen, tr("&Seen"));
    m_tabs->addTab(m_own, tr("&Your table"));
    return m_tabs;
}

QWidget* PlacesPage::makeDetail()
{
    auto* detail = new QWidget(this);
    m_title = new QLabel(detail);
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_evidence = new QListWidget(detail);
    m_evidence->setAccessibleName(tr("What speaks for the place"));
    m_evidence->setWordWrap(true);
    m_evidence->setAlternatingRowColors(true);
    auto* says = new QLabel(tr("What s&peaks for it, the deciding one first"), detail);
    says->setBuddy(m_evidence);
    m_outcome = new QLabel(detail);
    m_outcome->setWordWrap(true);
    m_outcome->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_outcome->setAccessibleName(tr("What the last change came to"));
    auto* rows = new QVBoxLayout(detail);
    rows->setContentsMargins(8, 0, 0, 0);
    rows->addWidget(m_title);
    rows->addWidget(says);
    rows->addWidget(m_evidence, 1);
    rows->addWidget(makeForm());
    rows->addWidget(m_outcome);
    return detail;
}

QWidget* PlacesPage::makeForm()
{
    auto* group = new QGroupBox(tr("Set by hand"), this);
    m_kind = new QComboBox(group);
    for (const PlaceKind kind : {PlaceKind::gateway, PlaceKind::orchestrator, PlaceKind::host, PlaceKind::region}) {
        const std::string_view name = placeKindName(kind);
        m_kind->addItem(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
    }
    m_kind->setAccessibleName(tr("What is placed"));
    m_kind->setToolTip(
        tr("A host counts before the address it belongs to. A region is a text that events use for one."));
    m_name = new QLineEdit(group);
    m_name->setAccessibleName(tr("Its name, address or host"));
    m_region = new QComboBox(group);
    m_region->setEditable(true);
    m_region->setInsertPolicy(QComboBox::NoInsert);
    m_region->setAccessibleName(tr("Region, or a code that stands for one"));
    m_region->setToolTip(tr("A region, or the code of a cloud or a city such as us-east-1 or fra."));
    for (const auto& [code, region] : RegionTable::bundled().regions()) {
        m_region->addItem(qt(code));
        m_region->setItemData(m_region->count() - 1, qt(region.name), Qt::ToolTipRole);
    }
    m_region->setCurrentText({});
    auto* form = new QFormLayout(group);
    form->addRow(tr("&What"), m_kind);
    form->addRow(tr("Na&me"), m_name);
    form->addRow(tr("&Region"), m_region);
    m_set = makeButton(tr("Set &by hand"), tr("Counts before all other evidence, at once and for all of the past."),
                       group, &PlacesPage::setByHand);
    m_take_back = makeButton(tr("Ta&ke back"), tr("Takes away what was set by hand: other evidence counts again."),
                             group, &PlacesPage::takeBack);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_set);
    buttons->addWidget(m_take_back);
    buttons->addStretch(1);
    form->addRow(buttons);
    connect(m_kind, &QComboBox::activated, this, &PlacesPage::nameOfKind);
    connect(m_name, &QLineEdit::textChanged, this, &PlacesPage::showButtons);
    connect(m_name, &QLineEdit::returnPressed, this, &PlacesPage::setByHand);
    connect(m_region, &QComboBox::editTextChanged, this, &PlacesPage::showButtons);
    connect(m_region->lineEdit(), &QLineEdit::returnPressed, this, &PlacesPage::setByHand);
    return group;
}

std::vector<PageView> PlacesPage::views()
{
    return viewsOfTabs(*m_tabs, {u"seen"_s, u"own"_s});
}

void PlacesPage::takeFocus()
{
    m_seen->takeFocus();
}

bool PlacesPage::isComplete() const
{
    return m_seen->isComplete() && !m_reading && !m_hosts->isBusy();
}

void PlacesPage::openFirst()
{
    if (m_seen->model().rowCount() > 0)
        m_seen->view().selectRow(0);
}

// --- reading

void PlacesPage::refresh()
{
    m_seen->refresh();
    readOwn();
}

void PlacesPage::readOwn()
{
    m_reading = true;
    using Shared = std::shared_ptr<const Own>;
    workbench().reader().ask<Shared>(
        this, u"own"_s,
        [sort = m_own_sort](Cache& cache) -> Result<Shared> {
            PlaceStore store(cache);
            auto table = placeEntryTable(store.entries(), sort);
            if (!table)
                return tl::unexpected(table.error());
            return std::make_shared<const Own>(Own{.entries = std::move(*table),
                                                   .lookup_file = store.lookupFile().value_or(""),
                                                   .problems = findReport("places")->note(cache, {})});
        },
        [this](const Result<Shared>& own) { showOwn(own); });
}

void PlacesPage::showOwn(const Result<std::shared_ptr<const Own>>& own)
{
    m_reading = false;
    if (!own)
        return tell(qt(own.error().message), true);
    const bool first = m_own_model->rowCount() == 0;
    m_own_model->setValueText(workbench().text());
    m_own_model->setTable((*own)->entries);
    if (first)
        m_own->resizeColumnsToContents();
    m_tabs->setTabText(1, tr("&Your table (%1)").arg(m_own_model->rowCount()));
    m_has_lookup = !(*own)->lookup_file.empty();
    const QString file = qt((*own)->lookup_file);
    m_lookup->setText(m_has_lookup ? tr("Looked up in %1").arg(file.section(u'/', -1))
                                   : tr("No address is looked up."));
    m_lookup->setToolTip(file);
    m_problems->setPlainText(qt((*own)->problems));
    m_problems->setVisible(!(*own)->problems.empty());
    showButtons();
}

// --- what is chosen

void PlacesPage::showSeen(int row)
{
    m_evidence->clear();
    m_seen_name.clear();
    m_seen_uri.clear();
    if (row < 0) {
        m_title->setText(tr("Choose a gateway or orchestrator to see what speaks for its place."));
        return showButtons();
    }
    const ReportModel& model = m_seen->model();
    const auto text = [&](const char* field) { return textOfCell(model.cellAt(row, QLatin1String(field))); };
    m_seen_name = text("name");
    m_seen_uri = text("orchestrator_uri");
    const QString source = text("region_source");
    const QString where =
        source.isEmpty() ? tr("Nothing tells where it stands.")
                         : tr("%1, told by: %2, confidence: %3").arg(text("region"), source, text("region_confidence"));
    m_title->setText(
        u"<b>%1</b> %2<br>%3"_s.arg(m_seen_name.toHtmlEscaped(), m_seen_uri.toHtmlEscaped(), where.toHtmlEscaped()));
    const Cell evidence = model.cellAt(row, u"evidence"_s);
    if (const auto* sentences = std::get_if<std::vector<std::string>>(&evidence))
        for (const std::string& sentence : *sentences)
            m_evidence->addItem(qt(sentence));
    if (m_evidence->count() == 0)
        m_evidence->addItem(tr("no evidence"));
    // The host is what stands somewhere; one address may have several.
    const bool hasHost = !m_seen_uri.isEmpty();
    fillForm(hasHost ? u"host"_s : text("kind"), hasHost ? qt(hostOf(m_seen_uri.toStdString())) : m_seen_name,
             source.isEmpty() ? QString() : text("region"));
}

void PlacesPage::showEntry(int row)
{
    if (row < 0)
        return;
    m_seen_name.clear();
    m_seen_uri.clear();
    const auto text = [&](const char* field) { return textOfCell(m_own_model->cellAt(row, QLatin1String(field))); };
    fillForm(text("kind"), text("name"), text("region"));
}

void PlacesPage::fillForm(const QString& kind, const QString& name, const QString& region)
{
    m_kind->setCurrentIndex(qMax(0, m_kind->findText(kind)));
    m_name->setText(name);
    m_name->setCursorPosition(0);
    m_region->setCurrentText(region);
    showButtons();
}

/// Of the row that is shown: its host or its address, as the kind says.
void PlacesPage::nameOfKind()
{
    if (m_seen_uri.isEmpty())
        return;
    if (m_kind->currentText() == u"host"_s)
        m_name->setText(qt(hostOf(m_seen_uri.toStdString())));
    else if (m_kind->currentText() == u"orchestrator"_s)
        m_name->setText(m_seen_name);
}

void PlacesPage::showButtons()
{
    const bool free = !workbench().writer().isBusy();
    const bool named = free && !m_name->text().trimmed().isEmpty();
    m_set->setEnabled(named && !m_region->currentText().trimmed().isEmpty());
    m_take_back->setEnabled(named);
    m_undo->setEnabled(free && !m_history.empty());
    m_undo->setToolTip(m_history.empty() ? tr("There is nothing to take back.")
                                         : tr("Takes back: %1 (Ctrl+Z)").arg(m_history_names.back()));
    m_import->setEnabled(free);
    m_choose_lookup->setEnabled(free);
    m_drop_lookup->setEnabled(free && m_has_lookup);
    m_hosts->setReady(m_has_lookup, free);
}

// --- changing

void PlacesPage::tell(const QString& sentence, bool failed)
{
    m_outcome->setToolTip({});
    m_outcome->setText(failed ? tr("▲ %1").arg(sentence) : sentence);
}

void PlacesPage::change(const QString& doing, std::function<Result<Outcome>(Cache&)> work)
{
    const auto job = [work = std::move(work)](Cache& cache) -> Result<Done> {
        PlaceStore store(cache);
        Before before{store.entries(), store.lookupFile().value_or(""), store.resolvedHosts()};
        auto outcome = work(cache);
        if (!outcome)
            return tl::unexpected(outcome.error());
        return Done{std::move(before), std::move(*outcome)};
    };
    if (!workbench().writer().run<Done>(job, [this, doing](const Result<Done>& done) { changeIsDone(doing, done); }))
        tell(tr("Another change of the cache is not done yet; try again in a moment."), true);
}

void PlacesPage::changeIsDone(const QString& doing, const Result<Done>& done)
{
    if (!done)
        return tell(qt(done.error().message), true);
    m_history.push_back(done->before);
    m_history_names << doing;
    if (m_history_names.size() > kMostSteps) {
        m_history.erase(m_history.begin());
        m_history_names.removeFirst();
    }
    const std::vector<std::string>& problems = done->outcome.problems;
    QStringList all{qt(done->outcome.sentence)};
    for (const std::string& problem : problems)
        all << qt(problem);
    QStringList lines = all.mid(0, 1 + kProblemsTold);
    if (problems.size() > kProblemsTold)
        lines << tr("… and %n more; point here to see all", nullptr, static_cast<int>(problems.size() - kProblemsTold));
    tell(lines.join(u'\n'), !problems.empty());
    m_outcome->setToolTip(problems.size() > kProblemsTold ? all.join(u'\n') : QString());
}

void PlacesPage::setByHand()
{
    if (!m_set->isEnabled())
        return;
    auto entry = placeEntryOf(m_kind->currentText().toStdString(), m_name->text().toStdString(),
                              m_region->currentText().toStdString(), RegionTable::bundled());
    if (!entry)
        return tell(qt(entry.error().message), true);
    entry->by_hand = true;
    const QString sentence = tr("%1 is in %2 now.").arg(qt(entry->name), qt(entry->region));
    change(tr("%1 set to %2").arg(qt(entry->name), qt(entry->region)),
           [entry = *entry, said = sentence.toStdString()](Cache& cache) -> Result<Outcome> {
               Transaction transaction(cache.db());
               PlaceStore(cache).put(entry);
               cache.bumpRevision();
               transaction.commit();
               return Outcome{said, {}};
           });
}

void PlacesPage::takeBack()
{
    // Any region will do: only kind and name are read.
    const std::string region = RegionTable::bundled().regions().begin()->first;
    const auto entry =
        placeEntryOf(m_kind->currentText().toStdString(), m_name->text().toStdString(), region, RegionTable::bundled());
    if (!entry)
        return tell(qt(entry.error().message), true);
    const std::string done = tr("%1 is where other evidence has it.").arg(qt(entry->name)).toStdString();
    const std::string none = tr("%1 was not set by hand.").arg(qt(entry->name)).toStdString();
    change(tr("%1 taken back").arg(qt(entry->name)), [entry = *entry, done, none](Cache& cache) -> Result<Outcome> {
        if (!PlaceStore(cache).removeByHand(entry.kind, entry.name))
            return failure(Error::Code::usage, none);
        return Outcome{done, {}};
    });
}

void PlacesPage::undo()
{
    if (!m_undo->isEnabled())
        return;
    const QString sentence = tr("Taken back: %1").arg(m_history_names.back());
    const auto job = [before = m_history.back()](Cache& cache) -> Result<bool> {
        PlaceStore store(cache);
        store.restore(before.entries);
        store.setLookupFile(before.lookup_file);
        store.setResolvedHosts(before.resolved);
        return true;
    };
    workbench().writer().run<bool>(job, [this, sentence](const Result<bool>& done) {
        if (!done)
            return tell(qt(done.error().message), true);
        m_history.pop_back();
        m_history_names.removeLast();
        tell(sentence);
    });
}

void PlacesPage::importTable()
{
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Import a table of places"), {}, tr("CSV files (*.csv);;All files (*)"));
    if (file.isEmpty())
        return;
    const QString name = file.section(u'/', -1);
    change(tr("import of %1").arg(name), [path = file.toStdString(), name](Cache& cache) -> Result<Outcome> {
        const auto read = readPlaceFileAt(path, RegionTable::bundled());
        if (!read)
            return tl::unexpected(read.error());
        PlaceStore(cache).replaceTable(read->entries);
        Outcome outcome;
        outcome.sentence =
            tr("Your table has %n place(s) now, from %1.", nullptr, static_cast<int>(read->entries.size()))
                .arg(name)
                .toStdString();
        for (const LineProblem& problem : read->problems)
            outcome.problems.push_back(sentenceOf(problem));
        return outcome;
    });
}

void PlacesPage::exportTable()
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Export your table of places"), u"places.csv"_s,
                                                      tr("CSV files (*.csv);;All files (*)"));
    if (file.isEmpty())
        return;
    workbench().reader().ask<std::string>(
        this, u"export"_s,
        [file](Cache& cache) -> Result<std::string> {
            const auto entries = PlaceStore(cache).countingEntries();
            QSaveFile out(file);
            if (!out.open(QIODevice::WriteOnly) || out.write(QByteArray::fromStdString(placeFileText(entries))) < 0 ||
                !out.commit())
                return failure(Error::Code::io,
                               tr("%1 could not be written: %2").arg(file, out.errorString()).toStdString());
            return tr("%n place(s) written to %1.", nullptr, static_cast<int>(entries.size())).arg(file).toStdString();
        },
        [this](const Result<std::string>& said) { tell(qt(said ? *said : said.error().message), !said); });
}

void PlacesPage::chooseLookup()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("Look addresses up in a file"), {},
                                                      tr("Files of MaxMind's format (*.mmdb);;All files (*)"));
    if (file.isEmpty())
        return;
    change(tr("look-up in %1").arg(file.section(u'/', -1)),
           [path = file.toStdString()](Cache& cache) -> Result<Outcome> {
               const auto lookup = IpLookup::open(path);
               if (!lookup)
                   return tl::unexpected(lookup.error());
               PlaceStore(cache).setLookupFile(path);
               return Outcome{tr("Addresses of orchestrators are looked up in %1 (%2).")
                                  .arg(qt(path), qt((*lookup)->type()))
                                  .toStdString(),
                              {}};
           });
}

void PlacesPage::dropLookup()
{
    change(tr("no look-up"), [](Cache& cache) -> Result<Outcome> {
        PlaceStore(cache).setLookupFile({});
        PlaceStore(cache).setResolvedHosts({});
        return Outcome{tr("No address is looked up.").toStdString(), {}};
    });
}

void PlacesPage::keepResolved(const HostLookup& result)
{
    const std::string sentence = tr("%1 of %n host(s) given by name have a place now. Their addresses are not kept.",
                                    nullptr, static_cast<int>(result.asked))
                                     .arg(result.found.size())
                                     .toStdString();
    change(tr("hosts resolved"), [result, sentence](Cache& cache) -> Result<Outcome> {
        PlaceStore(cache).setResolvedHosts(result.found);
        return Outcome{sentence, result.problems};
    });
}

Page* makePlacesPage(Workbench& workbench)
{
    return new PlacesPage(workbench);
}

}  // namespace naap
