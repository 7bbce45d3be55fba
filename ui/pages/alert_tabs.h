#pragma once

#include <QHash>
#include <QWidget>

#include "ui/models/alert_center.h"
#include "ui/pages/workbench.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTimeEdit;
class QToolButton;
class QTreeWidget;

namespace naap {

class ChannelForm;
class ReportModel;
class RuleEditor;
class StateView;
class TableView;

/// A tab of the alerts page. It shows what the alert center holds, and is refreshed when that changes.
class AlertTab : public QWidget {
    Q_OBJECT
public:
    AlertTab(Workbench& workbench, QWidget* parent) : QWidget(parent), m_workbench(workbench) {}
    virtual void refresh() = 0;
    virtual bool isComplete() const { return true; }
    virtual void takeFocus() { setFocus(); }

Q_SIGNALS:
    void benchWanted(const std::string& rule);  ///< a rule's JSON
    void silenceWanted(const QString& rule, const QString& labels);

protected:
    Workbench& workbench() const { return m_workbench; }
    AlertCenter& alerts() const { return m_workbench.alerts(); }
    /// A table with its model, named for screen readers.
    TableView* makeTable(ReportModel* model, const QString& name);
    /// Columns as wide as what is in them, the first time that there is something; afterwards they are the person's.
    static void fitColumns(TableView* view);

private:
    Workbench& m_workbench;
};

/// Alerts that are not over: acknowledge, silence, and the way to their evidence.
class ActiveTab : public AlertTab {
    Q_OBJECT
public:
    ActiveTab(Workbench& workbench, QWidget* parent);
    void refresh() override;
    bool isComplete() const override { return !alerts().isBusy(); }
    void takeFocus() override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    const ActiveAlert* current() const;
    void choose();
    void acknowledge();
    void silence();
    void openEvidence();
    void showEmpty();
    ReportModel* m_model;
    TableView* m_view;
    StateView* m_state;
    QLabel* m_message;
    QPushButton* m_acknowledge;
    QPushButton* m_silence;
    QPushButton* m_evidence;
    QPushButton* m_bench;
};

/// The rules of the file, and one of them to be edited.
class RulesTab : public AlertTab {
    Q_OBJECT
public:
    RulesTab(Workbench& workbench, QWidget* parent);
    void refresh() override;
    void takeFocus() override;
    /// Writes a rule's text into the file: in the place of the rule of the same id, or behind all.
    void save(const std::string& text);
    /// Adds a rule behind the others and chooses it, to be edited.
    void add(const std::string& text);
    /// Shows a rule that is not in the file, to be looked over and saved.
    void begin(const std::string& text);

private:
    QWidget* makeButtons();
    void saveEdited(const std::string& rule);
    void fillTemplates();
    void choose(int row);
    void keep(std::size_t place, std::function<std::string(const std::string& file)> change, const QString& said);
    void toggle();
    void remove();
    std::vector<RuleRow> rows() const;
    std::size_t placeOf(int row) const { return static_cast<std::size_t>(row); }
    bool isUpstream(int row) const;
    ReportModel* m_model;
    TableView* m_view;
    RuleEditor* m_editor;
    QToolButton* m_new;
    QPushButton* m_copy;
    QPushButton* m_toggle;
    QPushButton* m_remove;
    std::vector<RuleText> m_texts;  ///< of the file, then of upstream
    std::size_t m_own = 0;          ///< of these: of the file
    bool m_drafting = false;        ///< the rule in the editor is not in the file yet
};

/// Stretches of time in which alerts are kept quiet, and what a new one would cover.
class SilencesTab : public AlertTab {
    Q_OBJECT
public:
    SilencesTab(Workbench& workbench, QWidget* parent);
    void refresh() override;
    void takeFocus() override;
    /// Fills the form for a new one.
    void begin(const QString& rule, const QString& labels);

private:
    QWidget* makeForm();
    std::optional<BookedSilence> wanted() const;
    void preview();
    void add();
    ReportModel* m_model;
    TableView* m_view;
    QComboBox* m_rule;
    QLineEdit* m_labels;
    QComboBox* m_length;
    QLineEdit* m_reason;
    QLabel* m_covers;
    QPushButton* m_add;
    QPushButton* m_end;
    std::vector<SilenceRow> m_rows;
};

/// What fired: as it was known then, and as it is known now. People say whether an alert was right.
class HistoryTab : public AlertTab {
    Q_OBJECT
public:
    HistoryTab(Workbench& workbench, QWidget* parent);
    void refresh() override;
    bool isComplete() const override { return !m_reading && !alerts().isBusy(); }
    void takeFocus() override;

private:
    void showValues(const QHash<qint64, QString>& now);
    void choose();
    void tag(const QString& tag);
    void note();
    std::optional<BookedEpisode> current() const;
    ReportModel* m_model;
    TableView* m_view;
    StateView* m_state;
    QLabel* m_message;
    QPushButton* m_true;
    QPushButton* m_false;
    QPushButton* m_clear;
    QLineEdit* m_note;
    std::vector<HistoryRow> m_rows;
    QHash<qint64, QString> m_values;  ///< now, of the windows that episodes are about
    bool m_reading = false;
};

/// By what alerts are told, when nothing is told, and what came of it.
class ChannelsTab : public AlertTab {
    Q_OBJECT
public:
    ChannelsTab(Workbench& workbench, QWidget* parent);
    void refresh() override;
    void takeFocus() override;

private:
    QWidget* makeList();
    QWidget* makeQuiet();
    void choose();
    void add(ChannelKind kind);
    void remove();
    void keep();
    void keepQuiet();
    void test();
    int current() const;
    QTreeWidget* m_list;
    ChannelForm* m_form;
    QPushButton* m_test;
    QPushButton* m_remove;
    QLabel* m_outcome;
    QCheckBox* m_quiet;
    QTimeEdit* m_from;
    QTimeEdit* m_to;
    ReportModel* m_model;
    TableView* m_messages;
    ChannelFile m_file;
    bool m_filling = false;
};

/// One channel, to be edited.
class ChannelForm : public QWidget {
    Q_OBJECT
public:
    ChannelForm(Workbench& workbench, QWidget* parent);
    void setChannel(const std::optional<Channel>& channel);
    Channel channel() const;

Q_SIGNALS:
    void changed();

private:
    void keepSecret();
    Workbench& m_workbench;
    Channel m_channel;
    QLabel* m_what;
    QComboBox* m_least;
    QCheckBox* m_ends;
    QLineEdit* m_url;
    QCheckBox* m_signed;
    QLineEdit* m_secret;
    QPushButton* m_keep;
    QLabel* m_kept;
    QLineEdit* m_arguments;
    QLineEdit* m_file;
    std::vector<std::pair<ChannelKind, QWidget*>> m_parts;
    bool m_filling = false;
};

}  // namespace naap
