#pragma once

#include <string>
#include <utility>
#include <vector>

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace naap {

/// One target of a target file as a form, read as the file is read while it is written. Members that the form does not
/// show stay as they are.
class TargetDialog : public QDialog {
    Q_OBJECT
public:
    /// `file`: that the target belongs to. `place`: of the target in it; beyond the last, a new one.
    TargetDialog(std::string file, std::size_t place, QWidget* parent);
    /// The file with the target as it is written here.
    std::string file() const;

private:
    void fillMetrics();
    void fill();
    void check();
    QString wordsOf(const std::string& place) const;
    std::string text() const;
    std::string m_file;
    std::size_t m_place;
    std::string m_before;
    std::string m_ratio;                                   ///< the metric it had, where that is no field but a ratio
    std::vector<std::pair<std::string, QString>> m_words;  ///< members of a target and what they are called here
    QLineEdit* m_id;
    QLineEdit* m_name;
    QComboBox* m_report;
    QComboBox* m_metric;
    QLineEdit* m_scope;
    QLineEdit* m_groups;
    QCheckBox* m_mine;
    QComboBox* m_side;
    QLineEdit* m_value;
    QLineEdit* m_budget;
    QSpinBox* m_window;
    QLabel* m_problems;
    QPushButton* m_save;
};

}  // namespace naap
