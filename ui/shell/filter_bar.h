#pragma once

#include <QHash>
#include <QStringList>
#include <QWidget>

#include "core/reports/filter.h"

class QLabel;
class QLineEdit;
class QToolButton;
class QCompleter;
class QStandardItemModel;

namespace naap {

/// A value of a field, and how many sessions have it.
struct FilterValue {
    QString value;
    qint64 sessions = 0;
};

/// One filter for all pages, in the language of core/reports/filter.h, with completion and the place of an error.
class FilterBar : public QWidget {
    Q_OBJECT
public:
    explicit FilterBar(QWidget* parent = nullptr);
    void show(const QString& filter);
    void focusEntry();
    QLineEdit& entry() { return *m_entry; }
    /// Values seen of a field, offered after `field = ` in this order, with their counts.
    void setValues(const QString& field, const QVector<FilterValue>& values);

    /// Filters of before, the latest first: the arrow keys go through them, as in a terminal.
    const QStringList& past() const { return m_past; }
    void setPast(const QStringList& past) { m_past = past; }

Q_SIGNALS:
    void filterChosen(const QString& filter);
    void valuesWanted(const QString& field);  ///< completion has come to a field whose values are not known

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void remember(const QString& filter);
    void step(int back);
    void showPast();
    void complete();
    void offer(const QString& word, const QString& shown);
    void accept(const QString& word);
    void enter();
    QLineEdit* m_entry;
    QLabel* m_error;
    QToolButton* m_history;
    QCompleter* m_completer;
    QStandardItemModel* m_words;
    QHash<QString, QVector<FilterValue>> m_values;
    std::size_t m_replace_at = 0;
    std::size_t m_replace_length = 0;
    std::vector<Field> m_fields;
    QStringList m_past;
    qsizetype m_past_at = -1;  ///< which of them is shown; -1: what a person is typing
    QString m_draft;           ///< what was being typed before
};

}  // namespace naap
