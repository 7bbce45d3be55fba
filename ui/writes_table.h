#pragma once

#include <functional>
#include <string_view>

#include <QVector>

namespace naap {

enum class TableFile { csv, json, ndjson };

/// Takes what is written piece by piece; false: nothing more is wanted.
using TableSink = std::function<bool(std::string_view)>;
/// Writes a table as it was when this was made, on any thread. False: the sink wanted no more.
using TableWriter = std::function<bool(const TableSink&)>;

/// A model that can have its rows written while the window goes on.
class WritesTable {
public:
    virtual ~WritesTable() = default;
    virtual TableWriter writer(const QVector<int>& columns, TableFile format) const = 0;
};

}  // namespace naap
