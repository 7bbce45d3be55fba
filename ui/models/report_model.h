#pragma once

#include <map>
#include <set>
#include <vector>

#include <QAbstractTableModel>
#include <QStringList>

#include "ui/models/cache_reader.h"
#include "ui/models/gap_text.h"
#include "ui/models/value_text.h"
#include "ui/writes_table.h"

namespace naap {

/// A report's answer as a table. Order and filter are the query's; this only shows.
class ReportModel : public QAbstractTableModel, public WritesTable {
    Q_OBJECT
public:
    explicit ReportModel(QObject* parent = nullptr);

    /// Which fields are shown, in this order, by name. Empty: all. Names that the table lacks are passed over.
    void setColumns(const QStringList& fields);
    const QStringList& columns() const { return m_wanted; }
    void setTable(SharedTable table);
    void setValueText(const ValueText& text);
    /// Hours without events: what is missing in rows of such hours was not received.
    void setGaps(SharedGaps gaps);
    const SharedTable& table() const { return m_table; }
    /// The field behind a column, or nothing.
    const Field* fieldAt(int column) const;
    Cell cellAt(int row, const QString& field) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// As `query` writes the report, with these columns only.
    TableWriter writer(const QVector<int>& columns, TableFile format) const override;

private:
    std::optional<std::int64_t> fewSamples(int row, const Field& field) const;
    const FeedGap* gapBehind(int row, const Field& field) const;
    QVariant nothing(int row, const Field& field, int role) const;
    void findColumns();
    std::vector<int> keyFields() const;
    using Key = std::vector<Cell>;  ///< a row's cells of the key fields
    Key keyOf(const ReportTable& table, std::size_t row, const std::vector<int>& fields) const;
    std::map<Key, int> findRows(const ReportTable& table, std::set<Key> wanted, const std::vector<int>& fields) const;
    void renewRows(SharedTable table);
    bool renewValues(SharedTable& table);

    SharedTable m_table;
    QStringList m_wanted;
    std::vector<int> m_fields;  ///< column -> field of the table
    ValueText m_text;
    SharedGaps m_gaps;
    int m_hour = -1;   ///< field of the hour that a row is about
    int m_start = -1;  ///< fields of the first and last moment of what a row is about
    int m_end = -1;
};

}  // namespace naap
