#pragma once

#include <functional>

#include <QDialog>
#include <QVector>

class QLineEdit;
class QListWidget;

namespace naap {

/// One box for everything: pages, commands, ids. Typing narrows, Enter does it.
class PaletteDialog : public QDialog {
    Q_OBJECT
public:
    struct Entry {
        QString text;
        QString hint;  ///< a shortcut, or what kind of thing it is
        std::function<void()> act;
    };
    /// `idEntries` makes entries of what was typed when it may be an id.
    PaletteDialog(QVector<Entry> entries, std::function<QVector<Entry>(const QString&)> idEntries,
                  QWidget* parent = nullptr);
    QLineEdit& entry() { return *m_entry; }
    /// More to find; what was typed and chosen stays.
    void addEntries(const QVector<Entry>& entries);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void narrow(const QString& text);
    void act();
    QVector<Entry> m_entries;
    QVector<Entry> m_shown;
    std::function<QVector<Entry>(const QString&)> m_id_entries;
    QLineEdit* m_entry;
    QListWidget* m_list;
};

}  // namespace naap
