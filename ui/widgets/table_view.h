#pragma once

#include <QTableView>

class QLineEdit;

namespace naap {

/// A property of actions of the window: they are about a row, and stand in the menus of tables, too.
inline constexpr const char* kOfRowProperty = "ofRow";

/// A table that a person can copy, export, search and filter by. Its model answers the roles of ui/roles.h.
/// Keys: Enter opens a row, Ctrl+C copies the selection, Ctrl+Shift+C copies it as Markdown, X includes and Shift+X
/// excludes the current cell's value. Shift+Enter asks for the sessions behind the current cell, where it has some.
class TableView : public QTableView {
    Q_OBJECT
public:
    explicit TableView(QWidget* parent = nullptr);

    /// How much room rows have. Of all tables, those that are there and those to come.
    enum class Density { compact, usual, roomy };
    static void setDensity(Density density);
    void setModel(QAbstractItemModel* model) override;

    enum class Format { tsv, csv, markdown };
    /// The selected cells, or all when nothing is selected; with a header line.
    QString asText(Format format, bool selection_only) const;
    /// Asks for a file, and writes all rows of the columns shown into it.
    void exportAsShown();
    /// Writes them as JSON where the name ends so, a line a row for .ndjson, else as CSV; on another thread, and either
    /// whole or not at all. said() tells how it went.
    void exportTo(const QString& file);
    void copySelection(Format format);
    /// Moves to the next row with the text in any column; false when there is none.
    bool findNext(const QString& text);
    /// The row of the current cell, or -1.
    int currentRow() const;
    /// Offers the sessions behind a cell. Off by default.
    void setHasSessions(bool has) { m_has_sessions = has; }

Q_SIGNALS:
    void rowOpened(int row);                                                      ///< Enter or double click
    void sessionsWanted(int row, const QString& field);                           ///< Shift+Enter
    void currentRowChanged(int row);                                              ///< -1: none
    void filterWanted(const QString& field, const QString& value, bool include);  ///< value blank: null
    void sortWanted(const QString& field, bool descending);                       ///< a click on a header
    void said(const QString& sentence);                                           ///< how an export went

protected:
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    QVector<int> shownColumns() const;
    void sizeRows();
    void wantFilter(bool include);
    void chooseColumns(const QPoint& at);
    void headerClicked(int section);
    void wantSessions();
    bool m_has_sessions = false;
    QPersistentModelIndex m_top;  ///< the row at the top while rows change their places; not valid: the first
};

}  // namespace naap
