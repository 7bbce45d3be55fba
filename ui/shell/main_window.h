#pragma once

#include <filesystem>
#include <vector>

#include <QElapsedTimer>
#include <QHash>
#include <QMainWindow>
#include <QTimer>

#include "ui/pages/workbench.h"
#include "ui/shell/import_job.h"
#include "ui/shell/palette_dialog.h"
#include "ui/shell/theme.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace naap {

class AlertBell;
class FilterBar;
class GapRibbon;
class LiveStatus;
class Tray;
class TrustStatus;
class Inspector;
class Page;
class PageStack;
class PlaceTabs;
class TableView;
class TimeBar;

/// The window: pages at the left, time and filter above, the inspector at the right. It knows where the person is and
/// what to do with files; what pages show is theirs.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// `sample`: event files of the bundled sample; blank: there is none.
    MainWindow(std::filesystem::path cache, QString sample, QWidget* parent = nullptr);
    ~MainWindow() override;

    Workbench& workbench() { return m_workbench; }
    void importFiles(const QStringList& paths);
    bool isImporting() const { return m_importing; }
    /// Goes to a page by its id; false when there is none.
    bool showPage(const QString& id, const QString& subject = {});
    Page* currentPage() const;
    const std::vector<Page*>& pages() const { return m_pages; }
    /// Opens what an id names: an address, a session, stream or request id.
    void openId(const QString& id);
    /// Begins to read the live sources that a person described.
    void watch();
    void restore();  ///< size, places and marks of the last time
    bool isReading() const;

Q_SIGNALS:
    void importFinished(const naap::ImportOutcome& outcome);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void buildPages();
    void buildBars();
    void buildInspector();
    void buildStatus();
    void buildMenus();
    void buildFileMenu();
    void buildEditMenu();
    void buildViewMenu();
    void buildGoMenu();
    void buildDataMenu();
    void buildHelpMenu();
    QAction* addCommand(QMenu* menu, const QString& text, const QKeySequence& key, std::function<void()> act);

    QWidget* withTabs();
    TableView* tableAtHand() const;
    void newRule();
    void stepPane(int step);
    void shiftRange(int step);
    void addSettings(QVector<PaletteDialog::Entry>& entries);
    void addNames(PaletteDialog& dialog);
    void openTab();
    void enableWays();
    void go(const Whereabouts& place);
    void showPlace(const Whereabouts& place);
    void moveOn();
    bool hasOtherHours() const;
    void goBack();
    void goForward();
    void changeScope(const std::function<void(Scope&)>& change);
    void resolveRange(Scope& scope) const;
    void readState();
    void showState(const QString& sentence);
    void readGaps();
    void readCauses();
    void readAttribution();
    void showHours(std::vector<Instant> hours);
    void addCondition(const QString& report, const QString& field, const QString& value, bool include);
    void completeValues(const QString& field);
    void inspect(const QString& title, const SharedTable& table, std::size_t row);
    void showPalette();
    void showKeys();
    void saveView();
    void fillViews(QMenu* menu);
    void fillForgetting(QMenu* menu);
    void addViews(QVector<PaletteDialog::Entry>& entries);
    void openView(const QString& name);
    void openClipboard();
    void applySettings();
    void setTheme(Theme theme);
    void setZoneId(const QByteArray& zone);
    void chooseFiles();
    void chooseFolder();
    void rememberFiles(const QStringList& paths);
    void fillRecent(QMenu* menu);
    void importProgressed(const ImportStatus& status);
    void importDone(const ImportOutcome& outcome);
    void buildWatching();
    void factsCame();
    void showFacts();
    void noticeRead(int pending);
    bool isInView() const;
    void catchUp();
    void showLive();
    void pauseView(bool paused);
    void offerBeginning();
    void quit();
    void save();

    Workbench m_workbench;
    QString m_sample;
    Whereabouts m_place;
    std::optional<Instant> m_newest;
    std::optional<std::pair<std::optional<Instant>, std::optional<Instant>>> m_gaps_of;  ///< the range in the ribbon
    std::optional<Instant> m_gaps_newest;  ///< the newest event when it was read
    ImportJob m_import;
    std::vector<Page*> m_pages;
    QHash<QString, QTreeWidgetItem*> m_items;
    QTreeWidget* m_list = nullptr;
    PageStack* m_stack = nullptr;
    PlaceTabs* m_tabs = nullptr;
    TimeBar* m_time = nullptr;
    FilterBar* m_filter = nullptr;
    AlertBell* m_bell = nullptr;
    Inspector* m_inspector = nullptr;
    QWidget* m_inspectorDock = nullptr;
    GapRibbon* m_ribbon = nullptr;
    QLabel* m_status = nullptr;
    QLabel* m_state = nullptr;
    QProgressBar* m_progress = nullptr;
    QPushButton* m_cancel = nullptr;
    LiveStatus* m_live = nullptr;
    TrustStatus* m_trust = nullptr;
    Tray* m_tray = nullptr;
    QTimer m_facts_timer;  ///< new facts are shown when it has run down
    bool m_facts_new = false;
    bool m_begun = false;                       ///< somebody was shown the ways to begin, now or long ago
    bool m_facts_missed = false;                ///< while nobody could see the window
    QElapsedTimer m_facts_asked;                ///< while they are read
    QElapsedTimer m_facts_read;                 ///< since they were read last
    std::chrono::milliseconds m_facts_cost{0};  ///< what that took
    std::optional<std::int64_t> m_paused_at;    ///< records that had come when the view was paused
    bool m_state_read = false;
    bool m_quitting = false;
    bool m_importing = false;  ///< runs, or waits for the cache
    QAction* m_back = nullptr;
    QAction* m_forward = nullptr;
    QList<QAction*> m_commands;
};

}  // namespace naap
