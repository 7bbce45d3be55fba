#pragma once

#include <QLocale>
#include <QString>
#include <QTimeZone>

#include "core/reports/report.h"

namespace naap {

/// How values are written for people: the person's locale, time zone and habit of ids.
struct ValueText {
    QLocale locale;
    QTimeZone zone = QTimeZone::utc();
    bool operator==(const ValueText&) const = default;

    /// The value as a table shows it; null is a dash. Numbers are rounded to what can be read, ids stay whole.
    QString cell(const Cell& value, const Field& field) const;
    /// A time of day with its date, in the zone: `2026-01-08 21:51:55`.
    QString instant(Instant time) const;
    /// A number with thousands separators and at most `decimals`.
    QString number(double value, int decimals = 2) const;
    QString percent(double share) const;  ///< 0.412 -> 41.2 %
    QString duration(double ms) const;    ///< 950 ms, 4.2 s, 12 min
    QString bytes(double bytes) const;
};

/// `0x1234…abcd` for a long address or id, the text itself when it is short.
QString shortened(const QString& id);
/// A number, or nothing for null and what is no number. Instants are milliseconds since 1970.
std::optional<double> numberOf(const Cell& value);
QString textOfCell(const Cell& value);  ///< as filters, JSON and CSV write it
/// A field's name as words, without its unit.
QString wordsOf(const Field& field);
/// A field's name as a column header: `startup_success_rate` stays findable by that name in the tooltip.
QString headerOf(const Field& field);
/// The same in two lines where it is long, for narrow columns.
QString headerLinesOf(const Field& field);
/// Name, unit and meaning, for a tooltip.
QString tooltipOf(const Field& field);
/// Index of a field by name, or -1.
int fieldIndex(const ReportTable& table, std::string_view name);

}  // namespace naap
