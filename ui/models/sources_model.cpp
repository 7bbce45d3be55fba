#include "ui/models/sources_model.h"

#include <algorithm>
#include <climits>

#include "ui/roles.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

const QString kNone = u"–"_s;

QString ago(std::chrono::milliseconds span, const ValueText& text)
{
    return span.count() < 0 ? SourcesModel::tr("%1 in the future").arg(spanText(-span, text))
                            : SourcesModel::tr("%1 ago").arg(spanText(span, text));
}

}  // namespace

QString spanText(std::chrono::milliseconds span, const ValueText& text)
{
    if (span >= std::chrono::hours(48))
        return SourcesModel::tr("%n day(s)", nullptr, static_cast<int>(span / std::chrono::hours(24)));
    return text.duration(static_cast<double>(span.count()));
}

QString kindText(SourceDefinition::Kind kind)
{
    switch (kind) {
        case SourceDefinition::Kind::api: return SourcesModel::tr("Public API");
        case SourceDefinition::Kind::kafka: return SourcesModel::tr("Kafka");
        case SourceDefinition::Kind::files: return SourcesModel::tr("Files");
    }
    return {};
}

QString stateText(const WatchedSource& source)
{
    if (source.wants_secret)
        return SourcesModel::tr("▲ Wants its secret");
    if (!source.problem.isEmpty())
        return SourcesModel::tr("■ Cannot begin");
    if (!source.figures)
        return source.definition.paused ? SourcesModel::tr("‖ Paused") : SourcesModel::tr("◌ Not read");
    switch (source.figures->state.kind) {
        case FeedState::Kind::connecting: return SourcesModel::tr("◌ Connecting");
        case FeedState::Kind::catching_up: return SourcesModel::tr("◆ Catching up");
        case FeedState::Kind::live: return SourcesModel::tr("● Live");
        case FeedState::Kind::waiting: return SourcesModel::tr("▲ Waiting");
        case FeedState::Kind::failed: return SourcesModel::tr("■ Failed");
        case FeedState::Kind::paused: return SourcesModel::tr("‖ Paused");
    }
    return {};
}

QString stateSentence(const WatchedSource& source)
{
    if (source.wants_secret)
        return SourcesModel::tr("It waits for its token or password (%1).").arg(source.problem);
    if (!source.problem.isEmpty())
        return SourcesModel::tr("It cannot begin: %1.").arg(source.problem);
    if (!source.figures)
        return SourcesModel::tr("Nobody reads it at the moment.");
    const QString reason = QString::fromStdString(source.figures->state.reason);
    switch (source.figures->state.kind) {
        case FeedState::Kind::connecting: return SourcesModel::tr("It is being reached for; nothing has come yet.");
        case FeedState::Kind::catching_up: return SourcesModel::tr("What piled up is being read.");
        case FeedState::Kind::live: return SourcesModel::tr("All that the source has is here.");
        case FeedState::Kind::waiting: return SourcesModel::tr("It will be tried again by itself: %1.").arg(reason);
        case FeedState::Kind::failed:
            return SourcesModel::tr("It was given up, and somebody has to do something: %1.").arg(reason);
        case FeedState::Kind::paused:
            return SourcesModel::tr("You paused it; what it brings waits at the source and is read afterwards.");
    }
    return {};
}

QString lagText(const WatchedSource& source, const ValueText& text)
{
    if (!source.figures)
        return kNone;
    if (source.figures->records_behind)
        return SourcesModel::tr("%n record(s)", nullptr,
                                static_cast<int>(std::min<std::int64_t>(*source.figures->records_behind, INT_MAX)));
    if (source.figures->bytes_behind)
        return text.bytes(static_cast<double>(*source.figures->bytes_behind));
    return kNone;
}

QString retryText(const WatchedSource& source, const ValueText& text)
{
    if (!source.figures)
        return {};
    if (!source.figures->state.retry_at)
        return source.figures->state.kind == FeedState::Kind::waiting ? SourcesModel::tr("all the time") : QString();
    const auto left = *source.figures->state.retry_at - std::chrono::steady_clock::now();
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(left);
    return seconds.count() <= 1 ? SourcesModel::tr("now") : SourcesModel::tr("in %1").arg(spanText(seconds, text));
}

QString clockText(const WatchedSource& source, const ValueText& text)
{
    if (!source.figures || !source.figures->clock_offset)
        return kNone;
    const double ms = static_cast<double>(source.figures->clock_offset->count());
    return (ms < 0 ? u"−"_s : u"+"_s) + text.duration(std::abs(ms));
}

QString newestText(const WatchedSource& source, const ValueText& text)
{
    if (!source.figures)
        return kNone;
    if (source.figures->event_lag)
        return ago(*source.figures->event_lag, text);
    if (source.figures->newest_figures)
        return ago(std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now()) -
                       *source.figures->newest_figures,
                   text);
    return kNone;
}

SourcesModel::SourcesModel(QObject* parent) : QAbstractTableModel(parent) {}

void SourcesModel::setSources(const std::vector<WatchedSource>& sources, const ValueText& text)
{
    m_text = text;
    const bool same = std::ranges::equal(
        m_sources, sources, {}, [](const auto& each) { return each.definition.id; },
        [](const auto& each) { return each.definition.id; });
    if (same) {
        m_sources = sources;
        return renewTexts();
    }
    beginResetModel();
    m_sources = sources;
    m_texts = texts();
    endResetModel();
}

std::vector<QStringList> SourcesModel::texts() const
{
    std::vector<QStringList> texts;
    for (const WatchedSource& each : m_sources) {
        QStringList& row = texts.emplace_back();
        for (int column = 0; column < column_count; ++column)
            row << textOf(each, column);
    }
    return texts;
}

/// Says cell by cell what changed: this comes every second, and most cells say the same.
void SourcesModel::renewTexts()
{
    const std::vector<QStringList> before = std::exchange(m_texts, texts());
    for (int row = 0; row < rowCount(); ++row)
        for (int column = 0; column < column_count; ++column)
            if (const auto at = static_cast<std::size_t>(row); before[at][column] != m_texts[at][column])
                Q_EMIT dataChanged(index(row, column), index(row, column));
}

QString SourcesModel::idAt(int row) const
{
    return row >= 0 && row < rowCount() ? QString::fromStdString(m_sources[static_cast<std::size_t>(row)].definition.id)
                                        : QString();
}

int SourcesModel::rowOf(const QString& id) const
{
    for (int row = 0; row < rowCount(); ++row)
        if (idAt(row) == id)
            return row;
    return -1;
}

int SourcesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_sources.size());
}

int SourcesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : column_count;
}

QString SourcesModel::textOf(const WatchedSource& source, int column) const
{
    switch (column) {
        case name: return QString::fromStdString(source.definition.name);
        case kind: return kindText(source.definition.kind);
        case state: return stateText(source);
        case waiting: return lagText(source, m_text);
        case rate: return source.figures ? tr("%1/s").arg(m_text.number(source.figures->records_per_second, 1)) : kNone;
        case newest: return newestText(source, m_text);
        case retry: return retryText(source, m_text);
        case clock: return clockText(source, m_text);
        case error:
            return source.figures ? QString::fromStdString(source.figures->last_error) : QString(source.problem);
        default: return {};
    }
}

QVariant SourcesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const WatchedSource& source = m_sources[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole && (index.column() == waiting || index.column() == rate))
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole && index.column() == state)
        return stateSentence(source);
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole || role == Qt::AccessibleTextRole ||
        role == kPlainTextRole || role == kSortRole)
        return m_texts[static_cast<std::size_t>(index.row())][index.column()];
    return {};
}

QVariant SourcesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (section) {
        case name: return tr("Name");
        case kind: return tr("Kind");
        case state: return tr("State");
        case waiting: return tr("Waiting there");
        case rate: return tr("Rate");
        case newest: return tr("Newest");
        case retry: return tr("Next try");
        case clock: return tr("Clock offset");
        case error: return tr("Last error");
        default: return {};
    }
}

}  // namespace naap
