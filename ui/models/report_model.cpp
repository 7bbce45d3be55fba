#include "ui/models/report_model.h"

#include <algorithm>
#include <utility>

#include <QGuiApplication>
#include <QHash>
#include <QPalette>
#include <QThreadPool>

#include "core/reports/format.h"
#include "ui/roles.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

bool isNumber(FieldType type)
{
    return type == FieldType::integer || type == FieldType::real || type == FieldType::wei;
}

constexpr std::size_t kComparedRows = 200;  // of a table that comes anew
constexpr std::size_t kSaidOneByOne = 10;   // rows
constexpr std::int64_t kFewSamples = 20;    // below it a mean, share or percentile is marked

/// The field that says of how many samples a mean, share or percentile is made; blank: of none that is told.
std::string_view samplesOf(std::string_view field)
{
    static const QHash<QByteArray, QByteArray> kSamples{
        {"avg_output_fps", "status_samples"},
        {"p95_output_fps", "status_samples"},
        {"fps_jitter_coefficient", "status_samples"},
        {"avg_prompt_to_first_frame_ms", "prompt_to_first_frame_sample_count"},
        {"p95_prompt_to_first_frame_latency_ms", "prompt_to_first_frame_sample_count"},
        {"avg_startup_latency_ms", "startup_latency_sample_count"},
        {"p95_startup_latency_ms", "startup_latency_sample_count"},
        {"avg_e2e_latency_ms", "e2e_latency_sample_count"},
        {"p95_e2e_latency_ms", "e2e_latency_sample_count"},
        {"startup_success_rate", "requested_sessions"},
        {"effective_success_rate", "requested_sessions"},
        {"excused_failure_rate", "requested_sessions"},
        {"no_swap_rate", "requested_sessions"},
        {"output_viability_rate", "requested_sessions"},
        {"missing_capacity_rate", "requested_sessions"},
        {"startup_failed_rate", "known_sessions_count"},
        {"swap_rate", "known_sessions_count"},
        {"ptff_p50_ms", "ptff_count"},
        {"ptff_p95_ms", "ptff_count"},
        {"success_rate", "job_count"},
        {"mean", "count"},
        {"p50", "count"},
        {"p90", "count"},
        {"p95", "count"},
        {"p99", "count"},
        {"p999", "count"},
    };
    const auto found = kSamples.constFind(QByteArray::fromRawData(field.data(), static_cast<qsizetype>(field.size())));
    return found == kSamples.constEnd() ? std::string_view()
                                        : std::string_view(found->data(), static_cast<std::size_t>(found->size()));
}

QVariant sortValue(const Cell& cell)
{
    if (const auto number = numberOf(cell))
        return *number;
    if (std::holds_alternative<std::monostate>(cell))
        return {};
    return textOfCell(cell);
}

/// Some fields of a table, in an order of their own.
class SomeFields : public ReportTable {
public:
    SomeFields(SharedTable table, std::vector<std::size_t> fields)
        : m_table(std::move(table)), m_places(std::move(fields))
    {
        for (const std::size_t place : m_places)
            m_fields.push_back(m_table->fields()[place]);
    }
    std::span<const Field> fields() const override { return m_fields; }
    std::size_t rowCount() const override { return m_table->rowCount(); }
    Cell cell(std::size_t row, std::size_t field) const override { return m_table->cell(row, m_places[field]); }

private:
    SharedTable m_table;
    std::vector<std::size_t> m_places;
    std::vector<Field> m_fields;
};

Format formatOf(TableFile file)
{
    switch (file) {
        case TableFile::csv: return Format::csv;
        case TableFile::json: return Format::json;
        case TableFile::ndjson: break;
    }
    return Format::ndjson;
}

}  // namespace

ReportModel::ReportModel(QObject* parent) : QAbstractTableModel(parent) {}

void ReportModel::setColumns(const QStringList& fields)
{
    beginResetModel();
    m_wanted = fields;
    findColumns();
    endResetModel();
}

void ReportModel::setTable(SharedTable table)
{
    const bool sameReport = m_table && table && columnCount() > 0 &&
                            std::ranges::equal(m_table->fields(), table->fields(), {}, &Field::name, &Field::name);
    if (sameReport)
        return renewRows(std::move(table));
    beginResetModel();
    m_table = std::move(table);
    findColumns();
    endResetModel();
}

std::vector<int> ReportModel::keyFields() const
{
    std::vector<int> keys;
    for (std::size_t i = 0; i < m_table->fields().size(); ++i)
        if (m_table->fields()[i].is_key)
            keys.push_back(static_cast<int>(i));
    return keys;
}

ReportModel::Key ReportModel::keyOf(const ReportTable& table, std::size_t row, const std::vector<int>& fields) const
{
    Key key;
    for (const int field : fields)
        key.push_back(table.cell(row, static_cast<std::size_t>(field)));
    return key;
}

/// Rows by key. Most rows of a long table are passed over by their first cell alone.
std::map<ReportModel::Key, int> ReportModel::findRows(const ReportTable& table, std::set<Key> wanted,
                                                      const std::vector<int>& fields) const
{
    std::set<Cell> first;
    for (const Key& key : wanted)
        first.insert(key.front());
    std::map<Key, int> found;
    for (std::size_t row = 0; found.size() < wanted.size() && row < table.rowCount(); ++row) {
        if (!first.contains(table.cell(row, static_cast<std::size_t>(fields.front()))))
            continue;
        if (Key key = keyOf(table, row, fields); wanted.contains(key))
            found.emplace(std::move(key), static_cast<int>(row));
    }
    return found;
}

/// Where all rows of a short table are who they were, in their order, only what changed of them is said: rows that may
/// have moved make a view lay itself out and paint itself whole, with its headers and scroll bars.
bool ReportModel::renewValues(SharedTable& table)
{
    const auto rows = static_cast<std::size_t>(rowCount());
    if (rows > kComparedRows || table->rowCount() != rows)
        return false;
    for (const int field : keyFields())
        for (std::size_t row = 0; row < rows; ++row)
            if (m_table->cell(row, static_cast<std::size_t>(field)) !=
                table->cell(row, static_cast<std::size_t>(field)))
                return false;
    const SharedTable old = std::exchange(m_table, std::move(table));
    std::vector<int> changed;
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t field = 0; field < m_table->fields().size(); ++field)
            if (old->cell(row, field) != m_table->cell(row, field)) {
                changed.push_back(static_cast<int>(row));
                break;
            }
    if (changed.size() > kSaidOneByOne) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return true;
    }
    // All of its cells: their words may depend on others of the row, such as a count of samples. One by one, for views
    // paint themselves whole for more than one.
    for (const int row : changed)
        for (int column = 0; column < columnCount(); ++column)
            Q_EMIT dataChanged(index(row, column), index(row, column));
    return true;
}

/// Rows that are chosen stay chosen, wherever they are now: selections follow persistent indexes, which go where their
/// row's key went. Without keys, a row is who stands at its place.
void ReportModel::renewRows(SharedTable table)
{
    if (renewValues(table))
        return;
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    const std::vector<int> fields = keyFields();
    std::vector<Key> keys;
    for (const QModelIndex& each : before)
        keys.push_back(keyOf(*m_table, static_cast<std::size_t>(each.row()), fields));
    std::map<Key, int> rows;
    if (!fields.empty())
        rows = findRows(*table, {keys.begin(), keys.end()}, fields);
    SharedTable old = std::exchange(m_table, std::move(table));
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const auto found = rows.find(keys[static_cast<std::size_t>(i)]);
        const int row = fields.empty() ? before[i].row() : found != rows.end() ? found->second : -1;
        after << (row >= 0 && row < rowCount() ? index(row, before[i].column()) : QModelIndex());
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
    // Thousands of rows take longer to free than people notice, while the network is watched again and again.
    QThreadPool::globalInstance()->start([gone = std::move(old)] {});
}

void ReportModel::setValueText(const ValueText& text)
{
    if (text == m_text)
        return;
    m_text = text;
    if (rowCount() > 0 && columnCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void ReportModel::setGaps(SharedGaps gaps)
{
    m_gaps = std::move(gaps);
    if (rowCount() > 0 && columnCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

TableWriter ReportModel::writer(const QVector<int>& columns, TableFile format) const
{
    if (!m_table)
        return [](const TableSink&) { return true; };
    std::vector<std::size_t> fields;
    for (const int column : columns)
        fields.push_back(static_cast<std::size_t>(m_fields[static_cast<std::size_t>(column)]));
    return [shown = std::make_shared<const SomeFields>(m_table, std::move(fields)), format](const TableSink& sink) {
        return writeReport(*shown, {.format = formatOf(format)}, sink);
    };
}

void ReportModel::findColumns()
{
    m_fields.clear();
    m_hour = m_start = m_end = -1;
    if (!m_table)
        return;
    m_hour = fieldIndex(*m_table, "window_start");
    m_start = fieldIndex(*m_table, "started_at");
    m_end = fieldIndex(*m_table, "last_seen");
    if (m_wanted.isEmpty())
        for (std::size_t i = 0; i < m_table->fields().size(); ++i)
            m_fields.push_back(static_cast<int>(i));
    for (const QString& name : m_wanted)
        if (const int field = fieldIndex(*m_table, name.toStdString()); field >= 0)
            m_fields.push_back(field);
}

const Field* ReportModel::fieldAt(int column) const
{
    if (!m_table || column < 0 || column >= columnCount())
        return nullptr;
    return &m_table->fields()[static_cast<std::size_t>(m_fields[static_cast<std::size_t>(column)])];
}

Cell ReportModel::cellAt(int row, const QString& field) const
{
    const int index = m_table ? fieldIndex(*m_table, field.toStdString()) : -1;
    if (index < 0 || row < 0 || row >= rowCount())
        return {};
    return m_table->cell(static_cast<std::size_t>(row), static_cast<std::size_t>(index));
}

int ReportModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_table ? 0 : static_cast<int>(m_table->rowCount());
}

int ReportModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_fields.size());
}

/// Of how many samples a value is made, where these are few; nothing where they are enough, or not told.
std::optional<std::int64_t> ReportModel::fewSamples(int row, const Field& field) const
{
    const std::string_view count = samplesOf(field.name);
    const int index = count.empty() ? -1 : fieldIndex(*m_table, count);
    if (index < 0)
        return std::nullopt;
    const auto samples = numberOf(m_table->cell(static_cast<std::size_t>(row), static_cast<std::size_t>(index)));
    return samples && *samples < kFewSamples ? std::optional(static_cast<std::int64_t>(*samples)) : std::nullopt;
}

/// The gap for which a row lacks a value: it is about an hour of which nothing was received, or about a session that
/// ran through one. Only what is measured can be lost there, no names.
const FeedGap* ReportModel::gapBehind(int row, const Field& field) const
{
    if (!m_gaps || m_gaps->empty() || !isNumber(field.type))
        return nullptr;
    const auto momentAt = [&](int at) -> std::optional<Instant> {
        if (at < 0)
            return std::nullopt;
        const Cell cell = m_table->cell(static_cast<std::size_t>(row), static_cast<std::size_t>(at));
        const auto* moment = std::get_if<Instant>(&cell);
        return moment ? std::optional(*moment) : std::nullopt;
    };
    if (const auto hour = momentAt(m_hour))
        return gapWithin(*m_gaps, *hour, *hour);
    const auto start = momentAt(m_start);
    const auto end = momentAt(m_end);
    return start && end ? gapWithin(*m_gaps, *start, *end) : nullptr;
}

/// A null: not received where a gap took it, else not measured.
QVariant ReportModel::nothing(int row, const Field& field, int role) const
{
    const FeedGap* gap = gapBehind(row, field);
    if (role == Qt::ToolTipRole)
        return gap ? gapText(*gap, m_text) + u'\n' + tooltipOf(field)
                   : tr("Not measured: no event gave it.\n%1").arg(tooltipOf(field));
    if (!gap)
        return m_text.cell({}, field);
    return role == Qt::AccessibleTextRole ? notReceived() + u". "_s + gapText(*gap, m_text) : notReceived();
}

QVariant ReportModel::data(const QModelIndex& index, int role) const
{
    const Field* field = index.isValid() && index.row() < rowCount() ? fieldAt(index.column()) : nullptr;
    if (!field)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((isNumber(field->type) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role == kFieldRole)
        return QString::fromUtf8(field->name.data(), static_cast<qsizetype>(field->name.size()));
    if (role == Qt::ForegroundRole)
        return fewSamples(index.row(), *field) ? QVariant(QGuiApplication::palette().brush(QPalette::PlaceholderText))
                                               : QVariant();
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole && role != kSortRole &&
        role != kPlainTextRole)
        return {};
    const Cell cell = m_table->cell(static_cast<std::size_t>(index.row()),
                                    static_cast<std::size_t>(m_fields[static_cast<std::size_t>(index.column())]));
    if (role == kSortRole)
        return sortValue(cell);
    if (role == kPlainTextRole)
        return textOfCell(cell);
    if (std::holds_alternative<std::monostate>(cell))
        return nothing(index.row(), *field, role);
    if (const auto few = fewSamples(index.row(), *field)) {
        if (role == Qt::ToolTipRole)
            return tr("%1\nFew samples: n = %2, fewer than %3.\n%4")
                .arg(textOfCell(cell), QString::number(*few), QString::number(kFewSamples), tooltipOf(*field));
        return tr("≈ %1 (n = %2)").arg(m_text.cell(cell, *field), QString::number(*few));
    }
    if (role == Qt::ToolTipRole)
        return textOfCell(cell) + QLatin1Char('\n') + tooltipOf(*field);
    return m_text.cell(cell, *field);
}

QVariant ReportModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    const Field* field = fieldAt(section);
    if (!field)
        return {};
    if (role == Qt::DisplayRole)
        return headerLinesOf(*field);
    if (role == Qt::AccessibleTextRole)
        return headerOf(*field);
    if (role == Qt::ToolTipRole)
        return tooltipOf(*field);
    if (role == kFieldRole)
        return QString::fromUtf8(field->name.data(), static_cast<qsizetype>(field->name.size()));
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((isNumber(field->type) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    return {};
}

}  // namespace naap
