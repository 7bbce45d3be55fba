#pragma once

#include "core/facts/place.h"
#include "core/geo/host_lookup.h"
#include "ui/models/report_model.h"
#include "ui/pages/page.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;

namespace naap {

class HostsBar;
class ReportPane;
class TableView;

/// Where each gateway, orchestrator and host stands, what speaks for it, and the user's own table: by hand, as a CSV
/// file, and the file that addresses are looked up in. Each change can be taken back, and changes all regional figures
/// at once.
class PlacesPage : public Page {
    Q_OBJECT
public:
    explicit PlacesPage(Workbench& workbench);
    std::vector<PageView> views() override;
    void takeFocus() override;
    HostsBar& hosts() { return *m_hosts; }
    bool isComplete() const override;
    void openFirst() override;

protected:
    void refresh() override;

private:
    /// What a change can be taken back to.
    struct Before {
        std::vector<PlaceEntry> entries;
        std::string lookup_file;
        std::vector<ResolvedHost> resolved;
    };
    /// What a change came to.
    struct Outcome {
        std::string sentence;
        std::vector<std::string> problems;  ///< lines of a file that could not be used
    };
    struct Done {
        Before before;
        Outcome outcome;
    };
    /// The user's side of it: table and file.
    struct Own {
        SharedTable entries;
        std::string lookup_file;
        std::string problems;  ///< of all evidence, a sentence a line
    };

    QWidget* makeTools();
    QWidget* makeLists();
    QWidget* makeDetail();
    QWidget* makeForm();
    QPushButton* makeButton(const QString& text, const QString& says, QWidget* parent, void (PlacesPage::*act)());

    void readOwn();
    void showOwn(const Result<std::shared_ptr<const Own>>& own);
    void showSeen(int row);
    void showEntry(int row);
    void fillForm(const QString& kind, const QString& name, const QString& region);
    void nameOfKind();

    /// Runs a change of the table on the writer's thread and tells what it came to.
    void change(const QString& doing, std::function<Result<Outcome>(Cache&)> work);
    void changeIsDone(const QString& doing, const Result<Done>& done);
    void tell(const QString& sentence, bool failed = false);
    void setByHand();
    void takeBack();
    void undo();
    void importTable();
    void exportTable();
    void chooseLookup();
    void dropLookup();
    void keepResolved(const HostLookup& result);
    void showButtons();

    QTabWidget* m_tabs = nullptr;
    ReportPane* m_seen = nullptr;
    TableView* m_own = nullptr;
    ReportModel* m_own_model = nullptr;
    std::optional<SortBy> m_own_sort;
    QLabel* m_title = nullptr;
    QListWidget* m_evidence = nullptr;
    QComboBox* m_kind = nullptr;
    QLineEdit* m_name = nullptr;
    QComboBox* m_region = nullptr;
    QPushButton* m_set = nullptr;
    QPushButton* m_take_back = nullptr;
    QPushButton* m_undo = nullptr;
    QPushButton* m_import = nullptr;
    QPushButton* m_choose_lookup = nullptr;
    QPushButton* m_drop_lookup = nullptr;
    QLabel* m_lookup = nullptr;
    HostsBar* m_hosts = nullptr;
    QLabel* m_outcome = nullptr;
    QPlainTextEdit* m_problems = nullptr;

    QString m_seen_uri;  ///< of the row that is shown: its host can be placed apart from its address
    QString m_seen_name;
    std::vector<Before> m_history;
    QStringList m_history_names;
    bool m_reading = false;
    bool m_has_lookup = false;
};

}  // namespace naap
