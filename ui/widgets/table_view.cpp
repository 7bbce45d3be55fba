#include "ui/widgets/table_view.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QMenu>
#include <QPointer>
#include <QSaveFile>
#include <QScrollBar>
#include <QThreadPool>

#include "ui/roles.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/writes_table.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

TableView::Density tableDensity = TableView::Density::usual;  // of the window's thread, as all widgets are

/// Pixels above and below a row's text, together.
int roomOf(TableView::Density density)
{
    switch (density) {
        case TableView::Density::compact: return 2;
        case TableView::Density::usual: return 6;
        case TableView::Density::roomy: return 14;
    }
    return 0;
}

/// RFC 4180: quotes around what holds a comma, a quote or a line break.
QString csvCell(QString text)
{
    if (!text.contains(u',') && !text.contains(u'"') && !text.contains(u'\n') && !text.contains(u'\r'))
        return text;
    return u'"' + text.replace(u"\""_s, u"\"\""_s) + u'"';
}

/// The arrow that tells the order stands at the right end of its header: names of numbers, which end there, make room.
class SortHeader : public QHeaderView {
public:
    explicit SortHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {}

protected:
    void initStyleOptionForIndex(QStyleOptionHeader* option, int section) const override
    {
        QHeaderView::initStyleOptionForIndex(option, section);
        if (!isSorted(section) || !(option->textAlignment & Qt::AlignRight))
            return;
        const QString room(3, QChar::Nbsp);
        option->text = option->text.replace(u'\n', room + u'\n') + room;
    }
    QSize sectionSizeFromContents(int section) const override
    {
        const QSize size = QHeaderView::sectionSizeFromContents(section);
        return isSorted(section) ? size + QSize(3 * fontMetrics().horizontalAdvance(QChar::Nbsp), 0) : size;
    }

private:
    bool isSorted(int section) const { return isSortIndicatorShown() && sortIndicatorSection() == section; }
};

QString lineOf(const QStringList& cells, TableView::Format format)
{
    QStringList parts;
    for (QString cell : cells)
        switch (format) {
            case TableView::Format::csv: parts << csvCell(cell); break;
            case TableView::Format::tsv: parts << cell.replace(u'\t', u' ').replace(u'\n', u' '); break;
            case TableView::Format::markdown: parts << cell.replace(u"|"_s, u"\\|"_s).replace(u'\n', u' '); break;
        }
    if (format == TableView::Format::markdown)
        return u"| "_s + parts.join(u" | "_s) + u" |\n"_s;
    return parts.join(format == TableView::Format::csv ? u","_s : u"\t"_s) + u'\n';
}

/// The cells of a short table, which is copied: names first, then rows.
struct Cells {
    QStringList names;
    QVector<QVector<QPair<QVariant, QString>>> rows;  ///< the raw value, and as files have it
};

Cells cellsOf(const QAbstractItemModel& model, const QVector<int>& columns)
{
    Cells cells;
    for (const int column : columns)
        cells.names << model.headerData(column, Qt::Horizontal, kFieldRole).toString();
    for (int row = 0; row < model.rowCount(); ++row) {
        auto& line = cells.rows.emplace_back();
        for (const int column : columns) {
            const QModelIndex at = model.index(row, column);
            line.emplace_back(at.data(kSortRole), at.data(kPlainTextRole).toString());
        }
    }
    return cells;
}

QString csvOf(const Cells& cells)
{
    QString text = lineOf(cells.names, TableView::Format::csv);
    for (const auto& row : cells.rows) {
        QStringList texts;
        for (const auto& [value, plain] : row)
            texts << plain;
        text += lineOf(texts, TableView::Format::csv);
    }
    return text;
}

QByteArray jsonOf(const Cells& cells, TableFile format)
{
    QByteArray lines;
    QJsonArray all;
    for (const auto& row : cells.rows) {
        QJsonObject object;
        for (qsizetype i = 0; i < row.size(); ++i) {
            const auto& [value, plain] = row[i];
            const bool isNumber = value.typeId() != QMetaType::QString && value.canConvert<double>();
            bool isPlain = false;
            const double number = plain.toDouble(&isPlain);
            object[cells.names[i]] = plain.isEmpty()       ? QJsonValue()
                                     : isNumber && isPlain ? QJsonValue(number)
                                                           : QJsonValue(plain);
        }
        if (format == TableFile::json)
            all << object;
        else
            lines += QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    }
    return format == TableFile::json ? QJsonDocument(all).toJson() : lines;
}

TableWriter writerOf(Cells cells, TableFile format)
{
    return [cells = std::move(cells), format](const TableSink& sink) {
        const QByteArray text = format == TableFile::csv ? csvOf(cells).toUtf8() : jsonOf(cells, format);
        return sink({text.constData(), static_cast<std::size_t>(text.size())});
    };
}

/// What went wrong; blank: nothing, and the file is there.
QString writeFile(const QString& file, const TableWriter& write)
{
    QSaveFile out(file);
    const bool isWritten = out.open(QIODevice::WriteOnly) && write([&out](std::string_view piece) {
                               const auto size = static_cast<qint64>(piece.size());
                               return out.write(piece.data(), size) == size;
                           });
    return isWritten && out.commit() ? QString() : out.errorString();
}

}  // namespace

TableView::TableView(QWidget* parent) : QTableView(parent)
{
    setItemDelegate(new CellDelegate(this));
    setHorizontalHeader(new SortHeader(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setShowGrid(false);
    setTabKeyNavigation(false);  // Tab leaves the table; arrows move in it
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setAccessibleDescription(
        tr("Enter opens a row, X keeps only rows with the value of the cell, Shift+X leaves them out, Ctrl+C copies. "
           "The context menu has more."));
    sizeRows();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setSortIndicatorShown(true);
    horizontalHeader()->setSectionsClickable(true);
    horizontalHeader()->setResizeContentsPrecision(40);  // rows looked at for a column's width
    horizontalHeader()->setMinimumSectionSize(40);
    horizontalHeader()->setMaximumSectionSize(320);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(horizontalHeader(), &QHeaderView::customContextMenuRequested, this, &TableView::chooseColumns);
    connect(horizontalHeader(), &QHeaderView::sectionClicked, this, &TableView::headerClicked);
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex& at) { Q_EMIT rowOpened(at.row()); });
}

void TableView::setDensity(Density density)
{
    tableDensity = density;
    for (QWidget* each : QApplication::allWidgets())
        if (auto* view = qobject_cast<TableView*>(each))
            view->sizeRows();
}

void TableView::sizeRows()
{
    verticalHeader()->setMinimumSectionSize(1);  // the style's least would undo what is compact
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + roomOf(tableDensity));
}

void TableView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        sizeRows();
}

/// Who has scrolled somewhere stays there while rows come and go above.
void TableView::setModel(QAbstractItemModel* model)
{
    QTableView::setModel(model);
    if (!model)
        return;
    connect(model, &QAbstractItemModel::layoutAboutToBeChanged, this,
            [this] { m_top = verticalScrollBar()->value() > 0 ? indexAt(QPoint(1, 1)) : QModelIndex(); });
    connect(model, &QAbstractItemModel::layoutChanged, this, [this] {
        const int across = horizontalScrollBar()->value();
        if (m_top.isValid())
            scrollTo(m_top, QAbstractItemView::PositionAtTop);
        horizontalScrollBar()->setValue(across);
        m_top = QModelIndex();
    });
}

int TableView::currentRow() const
{
    return currentIndex().isValid() ? currentIndex().row() : -1;
}

/// In the order in which they stand.
QVector<int> TableView::shownColumns() const
{
    QVector<int> columns;
    for (int visual = 0; visual < model()->columnCount(); ++visual)
        if (const int column = horizontalHeader()->logicalIndex(visual); !isColumnHidden(column))
            columns << column;
    return columns;
}

QString TableView::asText(Format format, bool selection_only) const
{
    if (!model())
        return {};
    const QVector<int> columns = shownColumns();
    QStringList header;
    for (const int column : columns)
        header << model()->headerData(column, Qt::Horizontal, kFieldRole).toString();
    QString text = lineOf(header, format);
    if (format == Format::markdown)
        text += u"|"_s + u" --- |"_s.repeated(columns.size()) + u'\n';
    const bool some = selection_only && selectionModel() && selectionModel()->hasSelection();
    for (int row = 0; row < model()->rowCount(); ++row) {
        if (some && !selectionModel()->isRowSelected(row) && !selectionModel()->rowIntersectsSelection(row))
            continue;
        QStringList cells;
        for (const int column : columns)
            cells << model()->index(row, column).data(kPlainTextRole).toString();
        text += lineOf(cells, format);
    }
    return text;
}

void TableView::exportAsShown()
{
    const QString csv = tr("CSV files (*.csv)");
    const QString json = tr("JSON files (*.json)");
    const QString lines = tr("JSON, a line a row (*.ndjson)");
    QString chosen = csv;
    QString file =
        QFileDialog::getSaveFileName(this, tr("Export the table as shown"), u"naap-lens.csv"_s,
                                     QStringList{csv, json, lines, tr("All files (*)")}.join(u";;"_s), &chosen);
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += chosen == json ? u".json"_s : chosen == lines ? u".ndjson"_s : u".csv"_s;
    exportTo(file);
}

void TableView::exportTo(const QString& file)
{
    if (!model())
        return;
    const QString suffix = QFileInfo(file).suffix().toLower();
    const TableFile format = suffix == u"json"     ? TableFile::json
                             : suffix == u"ndjson" ? TableFile::ndjson
                                                   : TableFile::csv;
    const auto* own = dynamic_cast<const WritesTable*>(model());
    const TableWriter write =
        own ? own->writer(shownColumns(), format) : writerOf(cellsOf(*model(), shownColumns()), format);
    Q_EMIT said(tr("Writing %1…").arg(file));
    const int rows = model()->rowCount();
    QThreadPool::globalInstance()->start([file, write, rows, view = QPointer<TableView>(this)] {
        const QString error = writeFile(file, write);
        QMetaObject::invokeMethod(
            qApp,
            [view, file, error, rows] {
                if (view)
                    Q_EMIT view->said(error.isEmpty() ? tr("%n row(s) written to %1.", nullptr, rows).arg(file)
                                                      : tr("%1 could not be written: %2").arg(file, error));
            },
            Qt::QueuedConnection);
    });
}

void TableView::copySelection(Format format)
{
    QApplication::clipboard()->setText(asText(format, true));
}

bool TableView::findNext(const QString& text)
{
    const int rows = model() ? model()->rowCount() : 0;
    const int start = currentRow();
    for (int step = 1; step <= rows; ++step) {
        const int row = (start + step) % rows;
        for (int column = 0; column < model()->columnCount(); ++column) {
            const QModelIndex at = model()->index(row, column);
            if (!isColumnHidden(column) && (at.data(kPlainTextRole).toString().contains(text, Qt::CaseInsensitive) ||
                                            at.data().toString().contains(text, Qt::CaseInsensitive))) {
                setCurrentIndex(at);
                scrollTo(at);
                return true;
            }
        }
    }
    return false;
}

void TableView::wantFilter(bool include)
{
    if (const QModelIndex at = currentIndex(); at.isValid())
        Q_EMIT filterWanted(at.data(kFieldRole).toString(), at.data(kPlainTextRole).toString(), include);
}

void TableView::wantSessions()
{
    if (const QModelIndex at = currentIndex(); at.isValid() && m_has_sessions)
        Q_EMIT sessionsWanted(at.row(), at.data(kFieldRole).toString());
}

void TableView::headerClicked(int section)
{
    const bool descending = horizontalHeader()->sortIndicatorOrder() == Qt::DescendingOrder;
    Q_EMIT sortWanted(model()->headerData(section, Qt::Horizontal, kFieldRole).toString(), descending);
}

void TableView::chooseColumns(const QPoint& at)
{
    QMenu menu(this);
    for (int column = 0; column < model()->columnCount(); ++column) {
        QAction* action =
            menu.addAction(model()->headerData(column, Qt::Horizontal, Qt::AccessibleTextRole).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool shown) { setColumnHidden(column, !shown); });
    }
    menu.exec(horizontalHeader()->mapToGlobal(at));
}

void TableView::contextMenuEvent(QContextMenuEvent* event)
{
    if (!currentIndex().isValid())
        return;
    QMenu menu(this);
    menu.addAction(tr("&Open"), this, [this] { Q_EMIT rowOpened(currentRow()); });
    if (m_has_sessions)
        menu.addAction(tr("&Sessions behind this\tShift+Enter"), this, &TableView::wantSessions);
    menu.addSeparator();
    menu.addAction(tr("&Include this value\tX"), this, [this] { wantFilter(true); });
    menu.addAction(tr("&Exclude this value\tShift+X"), this, [this] { wantFilter(false); });
    menu.addSeparator();
    const auto isOfRow = [](const QAction* each) { return each->property(kOfRowProperty).toBool(); };
    const QList<QAction*> ofWindow = window()->actions();
    if (std::any_of(ofWindow.begin(), ofWindow.end(), isOfRow)) {
        for (QAction* each : ofWindow)
            if (isOfRow(each))
                menu.addAction(each);
        menu.addSeparator();
    }
    menu.addAction(tr("Copy &cell"), this,
                   [this] { QApplication::clipboard()->setText(currentIndex().data(kPlainTextRole).toString()); });
    menu.addAction(tr("Copy &rows\tCtrl+C"), this, [this] { copySelection(Format::tsv); });
    menu.addAction(tr("Copy rows as CS&V"), this, [this] { copySelection(Format::csv); });
    menu.addAction(tr("Copy rows as &Markdown\tCtrl+Shift+C"), this, [this] { copySelection(Format::markdown); });
    menu.addSeparator();
    menu.addAction(tr("E&xport the table as shown…\tCtrl+E"), this, &TableView::exportAsShown);
    menu.exec(event->globalPos());
}

void TableView::keyPressEvent(QKeyEvent* event)
{
    const bool control = event->modifiers() & Qt::ControlModifier;
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!control && enter && shift && m_has_sessions && currentRow() >= 0)
        wantSessions();
    else if (!control && enter && currentRow() >= 0)
        Q_EMIT rowOpened(currentRow());
    else if (!control && event->key() == Qt::Key_X)
        wantFilter(!shift);
    else if (control && event->key() == Qt::Key_C)
        copySelection(shift ? Format::markdown : Format::tsv);
    else if (control && event->key() == Qt::Key_E)
        exportAsShown();
    else
        QTableView::keyPressEvent(event);
}

void TableView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row())
        Q_EMIT currentRowChanged(current.isValid() ? current.row() : -1);
}

}  // namespace naap
