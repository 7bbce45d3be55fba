#pragma once

#include <vector>

#include <QAbstractTableModel>

#include "ui/models/value_text.h"
#include "ui/models/watching.h"

namespace naap {

/// A word and a shape for how a source stands: `● Live`.
QString stateText(const WatchedSource& source);
/// What that means and what to do, as a sentence; a reason of the source is part of it.
QString stateSentence(const WatchedSource& source);
/// How much waits at the source: `1,204 records`, `3.2 MB`; a dash where nobody knows.
QString lagText(const WatchedSource& source, const ValueText& text);
/// How long until the next try; blank: none is planned.
QString retryText(const WatchedSource& source, const ValueText& text);
/// `+0.4 s`: how far the source's clock is ahead of ours.
QString clockText(const WatchedSource& source, const ValueText& text);
/// `2 s ago`, of the newest event or figure.
QString newestText(const WatchedSource& source, const ValueText& text);
QString kindText(SourceDefinition::Kind kind);
/// A length of time in the unit that people would use: `12 s`, `3.5 h`, `5 days`.
QString spanText(std::chrono::milliseconds span, const ValueText& text);

/// Live sources as a table, one a row. Rows keep their place while their values change.
class SourcesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { name, kind, state, waiting, rate, newest, retry, clock, error, column_count };

    explicit SourcesModel(QObject* parent = nullptr);
    void setSources(const std::vector<WatchedSource>& sources, const ValueText& text);
    /// Blank: there is no such row.
    QString idAt(int row) const;
    int rowOf(const QString& id) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString textOf(const WatchedSource& source, int column) const;
    std::vector<QStringList> texts() const;
    void renewTexts();
    std::vector<WatchedSource> m_sources;
    std::vector<QStringList> m_texts;  ///< by source and column, as they are shown
    ValueText m_text;
};

}  // namespace naap
