#include <QApplication>
#include <QClipboard>
#include <QFormLayout>
#include <QInputDialog>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QToolBar>

#include "core/alerts/bundled_rules.h"
#include "core/alerts/rule_editing.h"
#include "core/reports/report.h"
#include "core/store/session_scan.h"
#include "ui/models/report_model.h"
#include "ui/pages/alerts_page.h"
#include "ui/pages/page.h"
#include "ui/shell/filter_bar.h"
#include "ui/shell/inspector.h"
#include "ui/shell/main_window.h"
#include "ui/shell/palette_dialog.h"
#include "ui/shell/place_tabs.h"
#include "ui/shell/time_bar.h"
#include "ui/widgets/page_stack.h"
#include "ui/widgets/table_view.h"

// What a person can tell the window: menus, their keys, and the box that finds everything by its name.

namespace naap {
namespace {

using namespace Qt::StringLiterals;

/// Nine pages have Ctrl, the next nine Ctrl+Alt.
QKeySequence pageKey(int number)
{
    if (number <= 9)
        return QKeySequence(u"Ctrl+%1"_s.arg(number));
    return number <= 18 ? QKeySequence(u"Ctrl+Alt+%1"_s.arg(number - 9)) : QKeySequence(u"Ctrl+Alt+0"_s);
}

PointedRow pointedRow(const ReportModel& model, const QModelIndex& at)
{
    PointedRow row;
    const ReportTable& table = *model.table();
    const auto place = static_cast<std::size_t>(at.row());
    for (std::size_t i = 0; i < table.fields().size(); ++i) {
        const Field& field = table.fields()[i];
        const std::string value = field.type == FieldType::text ? textOfCell(table.cell(place, i)).toStdString() : "";
        if (!value.empty())
            row.names.push_back({.field = std::string(field.name), .value = value, .is_key = field.is_key});
    }
    if (const Field* field = model.fieldAt(at.column()))
        row.field = field->name;
    return row;
}

std::string_view defaultRules()
{
    const auto& all = bundledRules();
    const auto rules = std::ranges::find(all, std::string_view("defaults"), &BundledRules::name);
    return rules == all.end() ? std::string_view() : std::string_view(rules->json);
}

/// Who can be gone to by name.
struct Names {
    std::vector<std::pair<std::string, std::string>> nodes;  ///< address and URI
    std::vector<GatewaySighting> gateways;
};

}  // namespace

QAction* MainWindow::addCommand(QMenu* menu, const QString& text, const QKeySequence& key, std::function<void()> act)
{
    QAction* action = menu->addAction(text);
    action->setShortcut(key);
    if (act)
        connect(action, &QAction::triggered, this, std::move(act));
    m_commands << action;
    return action;
}

void MainWindow::buildMenus()
{
    buildFileMenu();
    buildEditMenu();
    buildViewMenu();
    buildGoMenu();
    buildDataMenu();
    buildHelpMenu();
    auto* bar = addToolBar(tr("Back and forward"));
    bar->setObjectName(u"navigation"_s);
    bar->setMovable(false);
    bar->addAction(m_back);
    bar->addAction(m_forward);
}

void MainWindow::buildFileMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&File"));
    addCommand(menu, tr("&Open event files…"), QKeySequence::Open, [this] { chooseFiles(); });
    addCommand(menu, tr("Open a &folder…"), QKeySequence(u"Ctrl+Shift+O"_s), [this] { chooseFolder(); });
    QMenu* recent = menu->addMenu(tr("Open &recent"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecent(recent); });
    if (!m_sample.isEmpty())
        addCommand(menu, tr("Open the &sample"), QKeySequence(u"Ctrl+Alt+O"_s), [this] { importFiles({m_sample}); });
    menu->addSeparator();
    addCommand(menu, tr("Save &view…"), QKeySequence::Save, [this] { saveView(); });
    QMenu* views = menu->addMenu(tr("Saved v&iews"));
    connect(views, &QMenu::aboutToShow, this, [this, views] { fillViews(views); });
    menu->addSeparator();
    addCommand(menu, tr("New &tab"), QKeySequence(u"Ctrl+T"_s), [this] { openTab(); });
    addCommand(menu, tr("&Close the tab"), QKeySequence(u"Ctrl+W"_s), [this] { m_tabs->closeCurrent(); });
    menu->addSeparator();
    addCommand(menu, tr("&Quit"), QKeySequence(u"Ctrl+Q"_s), [this] { quit(); });
}

void MainWindow::buildEditMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Edit"));
    const auto toTable = [this](void (*act)(TableView&)) {
        return [this, act] {
            if (TableView* table = tableAtHand())
                act(*table);
            else
                m_status->setText(tr("This page has no table."));
        };
    };
    addCommand(menu, tr("Cop&y rows"), QKeySequence::Copy,
               toTable([](TableView& t) { t.copySelection(TableView::Format::tsv); }));
    addCommand(menu, tr("Copy rows as &Markdown"), QKeySequence(u"Ctrl+Shift+C"_s),
               toTable([](TableView& t) { t.copySelection(TableView::Format::markdown); }));
    addCommand(menu, tr("Copy rows as CS&V"), QKeySequence(u"Ctrl+Alt+V"_s),
               toTable([](TableView& t) { t.copySelection(TableView::Format::csv); }));
    addCommand(menu, tr("&Export the table as shown…"), QKeySequence(u"Ctrl+E"_s),
               toTable([](TableView& t) { t.exportAsShown(); }));
    menu->addSeparator();
    QAction* rule = addCommand(menu, tr("&New alert rule about the row…"), QKeySequence::New, [this] { newRule(); });
    rule->setProperty(kOfRowProperty, true);
    addAction(rule);
    menu->addSeparator();
    addCommand(menu, tr("&Filter"), QKeySequence::Find, [this] { m_filter->focusEntry(); });
    addCommand(menu, tr("F&ind in the table…"), QKeySequence(u"Ctrl+Shift+F"_s), [this] {
        auto* table = tableAtHand();
        bool good = false;
        const QString text =
            table ? QInputDialog::getText(this, tr("Find in the table"), tr("Text:"), QLineEdit::Normal, {}, &good)
                  : QString();
        if (good && !table->findNext(text))
            m_status->setText(tr("No row has \"%1\".").arg(text));
    });
    addCommand(menu, tr("&Clear the filter"), QKeySequence(u"Ctrl+Backspace"_s),
               [this] { changeScope([](Scope& scope) { scope.filter.clear(); }); });
    addCommand(menu, tr("&Go to anything…"), QKeySequence(u"Ctrl+K"_s), [this] { showPalette(); });
    addCommand(menu, tr("&Open the id in the clipboard"), QKeySequence(u"Ctrl+Shift+V"_s), [this] { openClipboard(); });
}

void MainWindow::buildViewMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&View"));
    addCommand(menu, tr("Stretch of &time"), QKeySequence(u"Ctrl+L"_s), [this] { m_time->focusEntry(); });
    addCommand(menu, tr("&Inspector"), QKeySequence(u"Ctrl+I"_s), [this] {
        QWidget* dock = m_inspectorDock;
        dock->setVisible(!dock->isVisible());
    });
    QMenu* themes = menu->addMenu(tr("&Theme"));
    addCommand(themes, tr("As the &desktop"), QKeySequence(u"Ctrl+Alt+A"_s), [this] { setTheme(Theme::system); });
    addCommand(themes, tr("&Light"), QKeySequence(u"Ctrl+Alt+L"_s), [this] { setTheme(Theme::light); });
    addCommand(themes, tr("D&ark"), QKeySequence(u"Ctrl+Alt+D"_s), [this] { setTheme(Theme::dark); });
    QAction* pause = addCommand(menu, tr("&Pause the view"), QKeySequence(u"Ctrl+Shift+P"_s), {});
    pause->setCheckable(true);
    connect(pause, &QAction::toggled, this, &MainWindow::pauseView);
    addCommand(menu, tr("&Next pane"), QKeySequence(u"F6"_s), [this] { stepPane(1); });
    addCommand(menu, tr("P&revious pane"), QKeySequence(u"Shift+F6"_s), [this] { stepPane(-1); });
    addCommand(menu, tr("&Full screen"), QKeySequence(u"F11"_s),
               [this] { isFullScreen() ? showNormal() : showFullScreen(); });
}

void MainWindow::buildGoMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Go"));
    m_back = addCommand(menu, tr("◀ &Back"), QKeySequence(u"Alt+Left"_s), [this] { goBack(); });
    m_forward = addCommand(menu, tr("▶ &Forward"), QKeySequence(u"Alt+Right"_s), [this] { goForward(); });
    menu->addSeparator();
    addCommand(menu, tr("Ne&xt tab"), QKeySequence(u"Ctrl+PgDown"_s), [this] { m_tabs->step(1); });
    addCommand(menu, tr("Pre&vious tab"), QKeySequence(u"Ctrl+PgUp"_s), [this] { m_tabs->step(-1); });
    menu->addSeparator();
    int number = 0;
    for (Page* page : m_pages) {
        ++number;
        addCommand(menu, page->title(), pageKey(number), [this, page] {
            showPage(page->id());
            page->takeFocus();
        });
    }
}

/// What figures are made of: how long a stretch, which hours, beside which others, in whose time.
void MainWindow::buildDataMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Data"));
    addCommand(menu, tr("&Read again"), QKeySequence(u"F5"_s), [this] {
        readState();
        Q_EMIT m_workbench.cacheChanged();
    });
    addCommand(menu, tr("&Earlier by one stretch"), QKeySequence(u"Alt+Shift+Left"_s), [this] { shiftRange(-1); });
    addCommand(menu, tr("&Later by one stretch"), QKeySequence(u"Alt+Shift+Right"_s), [this] { shiftRange(1); });
    menu->addSeparator();
    addCommand(menu, tr("&Settled hours only, or all"), QKeySequence(u"Ctrl+Alt+S"_s),
               [this] { changeScope([](Scope& scope) { scope.settled_only = !scope.settled_only; }); });
    QMenu* compare = menu->addMenu(tr("&Compare with"));
    const auto compareWith = [this](CompareTo to) {
        return [this, to] { changeScope([to](Scope& scope) { scope.compare = to; }); };
    };
    addCommand(compare, tr("&Nothing"), QKeySequence(u"Ctrl+Alt+N"_s), compareWith(CompareTo::nothing));
    addCommand(compare, tr("The stretch &before"), QKeySequence(u"Ctrl+Alt+B"_s), compareWith(CompareTo::before));
    addCommand(compare, tr("The same hours a &week before"), QKeySequence(u"Ctrl+Alt+W"_s),
               compareWith(CompareTo::week_before));
    addCommand(menu, tr("&UTC, or local time"), QKeySequence(u"Ctrl+Alt+Z"_s), [this] {
        const bool isUtc = m_workbench.text().zone == QTimeZone::utc();
        setZoneId(isUtc ? QTimeZone::systemTimeZoneId() : QByteArrayLiteral("UTC"));
    });
    menu->addSeparator();
    addCommand(menu, tr("S&top the import"), QKeySequence(u"Ctrl+Alt+X"_s), [this] { m_import.cancel(); });
}

void MainWindow::buildHelpMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Help"));
    addCommand(menu, tr("&Keys"), QKeySequence(u"F1"_s), [this] { showKeys(); });
    addCommand(menu, tr("&About"), QKeySequence(u"Shift+F1"_s), [this] {
        QMessageBox::about(this, tr("About NaaP Lens"),
                           tr("NaaP Lens %1: explore the Livepeer AI network, down to single events.\n\n"
                              "Free software under the GNU General Public License, version 3 or later.\n"
                              "Cache: %2")
                               .arg(QCoreApplication::applicationVersion(),
                                    QString::fromStdString(m_workbench.reader().path().string())));
    });
}

/// The table that has the keyboard, else the first that is seen.
TableView* MainWindow::tableAtHand() const
{
    for (QWidget* each = QApplication::focusWidget(); each; each = each->parentWidget())
        if (auto* table = qobject_cast<TableView*>(each))
            return table;
    for (TableView* table : currentPage()->findChildren<TableView*>())
        if (table->isVisible())
            return table;
    return nullptr;
}

/// Of whatever table: what the chosen row is about decides.
void MainWindow::newRule()
{
    const TableView* table = tableAtHand();
    const auto* model = table ? qobject_cast<const ReportModel*>(table->model()) : nullptr;
    if (!model || !model->table() || table->currentRow() < 0)
        return m_status->setText(tr("Choose a row of a table first."));
    const auto rule = ruleAbout(pointedRow(*model, table->currentIndex()), defaultRules());
    if (!rule)
        return m_status->setText(tr("This row names no orchestrator, GPU, gateway, pipeline or region to watch."));
    showPage(u"alerts"_s, u"rules"_s);
    static_cast<AlertsPage*>(currentPage())->beginRule(*rule);
    m_status->setText(tr("Look the rule over, and save it: it is judged from then on."));
}

/// Pages, the page itself, what it inspects, time and filter: the keyboard goes round.
void MainWindow::stepPane(int step)
{
    const QList<QWidget*> panes{m_list, m_stack, m_inspectorDock, m_time, m_filter};
    qsizetype at = -1;
    for (qsizetype i = 0; i < panes.size(); ++i)
        if (panes[i] == QApplication::focusWidget() || panes[i]->isAncestorOf(QApplication::focusWidget()))
            at = i;
    for (qsizetype tried = 0; tried < panes.size(); ++tried) {
        at = (at + step + panes.size()) % panes.size();
        if (!panes[at]->isVisible())
            continue;
        if (panes[at] == m_stack)
            return currentPage()->takeFocus();
        if (panes[at] == m_time)
            return m_time->focusEntry();
        if (panes[at] == m_filter)
            return m_filter->focusEntry();
        QWidget* first = panes[at]->focusPolicy() != Qt::NoFocus ? panes[at] : panes[at]->nextInFocusChain();
        return first->setFocus(Qt::OtherFocusReason);
    }
}

/// The same length of time, before or after the one that is seen.
void MainWindow::shiftRange(int step)
{
    const auto from = m_place.scope.from;
    const auto to = m_place.scope.to;
    if (!from || !to)
        return m_status->setText(tr("Choose a stretch of time first: all of it has nothing before or after."));
    const auto by = (*to - *from) * step;
    m_workbench.zoom(*from + by, *to + by);
}

void MainWindow::showPalette()
{
    QVector<PaletteDialog::Entry> entries;
    for (QAction* action : std::as_const(m_commands))
        if (action->isEnabled())
            entries.push_back({action->text().remove(u'&'), action->shortcut().toString(QKeySequence::NativeText),
                               [action] { action->trigger(); }});
    addSettings(entries);
    addViews(entries);
    for (const Field& field : findReport("sessions")->fields) {
        const QString name = QString::fromUtf8(field.name.data(), static_cast<qsizetype>(field.name.size()));
        entries.push_back({tr("Filter by %1").arg(name),
                           QString::fromUtf8(field.meaning.data(), static_cast<qsizetype>(field.meaning.size())),
                           [this, name] {
                               m_filter->entry().setText(name + u' ');
                               m_filter->entry().setFocus();
                           }});
    }
    auto* dialog = new PaletteDialog(
        entries,
        [this](const QString& text) {
            return text.size() < 6 ? QVector<PaletteDialog::Entry>()
                                   : QVector<PaletteDialog::Entry>{
                                         {tr("Open the id %1").arg(text), {}, [this, text] { openId(text); }}};
        },
        this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    addNames(*dialog);
    dialog->open();
}

/// Each setting by the words beside it.
void MainWindow::addSettings(QVector<PaletteDialog::Entry>& entries)
{
    for (Page* page : m_pages) {
        if (page->id() != u"settings"_s)
            continue;
        for (QLabel* label : page->findChildren<QLabel*>())
            if (QWidget* field = label->buddy())
                entries.push_back(
                    {tr("Setting: %1").arg(label->text().remove(u'&')), page->title(), [this, page, field] {
                         showPage(page->id());
                         field->setFocus(Qt::ShortcutFocusReason);
                     }});
    }
}

void MainWindow::addViews(QVector<PaletteDialog::Entry>& entries)
{
    QSettings settings;
    settings.beginGroup(u"views"_s);
    for (const QString& name : settings.childKeys())
        entries.push_back({tr("View: %1").arg(name), tr("saved view"), [this, name] { openView(name); }});
}

/// What was copied elsewhere, such as an address from a chat.
void MainWindow::openClipboard()
{
    const QString id = QApplication::clipboard()->text().trimmed();
    if (id.isEmpty() || id.contains(u'\n'))
        m_status->setText(tr("The clipboard holds no id."));
    else
        openId(id);
}

/// Orchestrators and gateways, as soon as the cache has said which there are.
void MainWindow::addNames(PaletteDialog& dialog)
{
    m_workbench.reader().ask<Names>(
        &dialog, u"names"_s,
        [](Cache& cache) -> Result<Names> {
            return Names{nodesOfSessions(cache), gatewaysSeen(cache, {}, {})};
        },
        [this, &dialog](const Result<Names>& names) {
            if (!names)
                return;
            QVector<PaletteDialog::Entry> entries;
            for (const auto& [address, uri] : names->nodes)
                entries.push_back(
                    {tr("Orchestrator %1").arg(QString::fromStdString(address)), QString::fromStdString(uri),
                     [this, subject = QString::fromStdString(address)] { showPage(u"orchestrator"_s, subject); }});
            for (const GatewaySighting& each : names->gateways) {
                const QString name = QString::fromStdString(each.gateway);
                entries.push_back({tr("Gateway %1").arg(name), tr("its sessions"), [this, name] {
                                       m_workbench.go(u"sessions"_s, {}, u"gateway = \"%1\""_s.arg(name));
                                   }});
            }
            dialog.addEntries(entries);
        });
}

void MainWindow::showKeys()
{
    QString text;
    for (QAction* action : std::as_const(m_commands))
        if (!action->shortcut().isEmpty())
            text +=
                u"%1\t%2\n"_s.arg(action->shortcut().toString(QKeySequence::NativeText), action->text().remove(u'&'));
    text +=
        tr("Enter\tOpen the row\nShift+Enter\tThe sessions behind a number\nBackspace, Esc\tBack, undo a zoom\nX, "
           "Shift+X\tInclude, exclude the cell's value\nCtrl+C, Ctrl+Shift+C\tCopy rows, as "
           "Markdown\nCtrl+E\tExport the table\nCtrl+Shift+T\tThe table behind a chart\n");
    text += tr("K, Ctrl+Shift+M\tAcknowledge, silence an alert\n");
    QMessageBox::information(this, tr("Keys"), text);
}

}  // namespace naap
