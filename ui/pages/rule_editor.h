#pragma once

#include <functional>
#include <vector>

#include <QWidget>

#include <nlohmann/json_fwd.hpp>

#include "ui/models/alert_center.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;
class QTimer;
class QToolButton;

namespace naap {

/// One rule as a form and as JSON, which are two views of one text. What is wrong with it is said while it is written.
class RuleEditor : public QWidget {
    Q_OBJECT
public:
    explicit RuleEditor(AlertCenter& alerts, QWidget* parent = nullptr);
    ~RuleEditor() override;

    /// `place`: of the rule in the file. A locked one can be looked at.
    void setRule(std::size_t place, const std::string& text, bool locked);
    /// A rule that is not in the file yet. `place`: where it would stand.
    void setDraft(std::size_t place, const std::string& text);
    /// The file has other rules now: where a draft would stand.
    void move(std::size_t place) { m_place = place; }
    void clear();
    void takeFocus();
    std::string text() const { return m_text; }
    /// True unless something is known to be wrong with it: also while its rows are looked for.
    bool isGood() const { return m_good; }
    bool isChanged() const { return m_text != m_saved; }

Q_SIGNALS:
    void saveWanted(const std::string& text);
    void benchWanted(const std::string& text);

private:
    using Json = nlohmann::ordered_json;
    struct Field;

    QWidget* makeForm();
    void addWhat(QFormLayout* form);
    void addWhen(QFormLayout* form);
    void addEvidence(QFormLayout* form);
    void addTelling(QFormLayout* form);
    QWidget* makeButtons();
    QWidget* named(QWidget* widget, const QString& name, const QString& pointer);
    void addText(QFormLayout* form, const QString& name, const QString& pointer, const QString& hint = {});
    void addList(QFormLayout* form, const QString& name, const QString& pointer, const QString& hint = {});
    void addThreshold(QFormLayout* form, const QString& name, const QString& pointer, const QString& hint = {});
    void addNumber(QFormLayout* form, const QString& name, const QString& pointer, int otherwise, int least, int most);
    QComboBox* addChoice(QFormLayout* form, const QString& name, const QString& pointer, const QStringList& words,
                         const QString& otherwise);
    void addFlag(QFormLayout* form, const QString& name, const QString& pointer, bool otherwise);
    void addGroups(QFormLayout* form);
    void fillFields();
    void fillGroups();
    void enableByKind();
    void takeForm();
    void takeJson();
    void showText(bool form, bool json);
    void check();
    void save();
    QStringList problems() const;
    void lookForRows();
    void takeRows(const Result<ScopeSearch>& search);
    void showProblems(const QStringList& lines);

    AlertCenter& m_alerts;
    std::vector<std::unique_ptr<Field>> m_fields;
    QTabWidget* m_tabs;
    QWidget* m_form = nullptr;
    QComboBox* m_report = nullptr;
    QComboBox* m_field = nullptr;
    QComboBox* m_numerator = nullptr;
    QComboBox* m_denominator = nullptr;
    QComboBox* m_kind = nullptr;
    QToolButton* m_groups = nullptr;
    QPlainTextEdit* m_json;
    QLabel* m_problems;
    QPushButton* m_save = nullptr;
    QPushButton* m_revert = nullptr;
    QPushButton* m_bench = nullptr;
    QTimer* m_timer;
    std::size_t m_place = 0;
    std::string m_text;
    std::string m_saved;
    std::string m_file;  ///< that it was read in
    bool m_locked = false;
    bool m_good = false;
    bool m_looking = false;     ///< for rows that its filter meets
    bool m_saveWanted = false;  ///< once they are found
    bool m_quiet = false;       ///< widgets are being filled
};

}  // namespace naap
