#include "ui/models/value_text.h"

#include <cmath>

#include <QCoreApplication>
#include <QDateTime>

namespace naap {
namespace {

using namespace Qt::StringLiterals;

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

/// Few digits where the number is large, more where it is small: 1 234; 41.27; 0.0042.
int decimalsFor(double value)
{
    const double size = std::abs(value);
    if (size >= 1000 || size == 0)
        return 0;
    if (size >= 100)
        return 1;
    if (size >= 1)
        return 2;
    return 4;
}

/// Wei as people read them; the whole number stays in the plain text.
QString weiText(const QString& wei, const QLocale& locale)
{
    bool good = false;
    const double value = QLocale::c().toDouble(wei, &good);
    if (!good)
        return wei;
    if (std::abs(value) >= 1e14)
        return QCoreApplication::translate("ValueText", "%1 ETH").arg(locale.toString(value / 1e18, 'f', 6));
    if (std::abs(value) >= 1e6)
        return QCoreApplication::translate("ValueText", "%1 gwei").arg(locale.toString(value / 1e9, 'f', 3));
    return QCoreApplication::translate("ValueText", "%1 wei").arg(locale.toString(value, 'f', 0));
}

}  // namespace

QString ValueText::number(double value, int decimals) const
{
    QString digits = locale.toString(value, 'f', decimals);
    if (decimals > 0) {
        while (digits.endsWith(locale.zeroDigit()))
            digits.chop(1);
        if (digits.endsWith(locale.decimalPoint()))
            digits.chop(1);
    }
    return digits;
}

QString ValueText::percent(double share) const
{
    return QCoreApplication::translate("ValueText", "%1 %").arg(number(share * 100, 1));
}

QString ValueText::duration(double ms) const
{
    const double size = std::abs(ms);
    if (size < 1000)
        return QCoreApplication::translate("ValueText", "%1 ms").arg(number(ms, 0));
    if (size < 120'000)
        return QCoreApplication::translate("ValueText", "%1 s").arg(number(ms / 1000, 1));
    if (size < 7'200'000)
        return QCoreApplication::translate("ValueText", "%1 min").arg(number(ms / 60'000, 1));
    return QCoreApplication::translate("ValueText", "%1 h").arg(number(ms / 3'600'000, 1));
}

QString ValueText::bytes(double bytes) const
{
    return locale.formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeTraditionalFormat);
}

QString ValueText::instant(Instant time) const
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(toMs(time), Qt::UTC).toTimeZone(zone);
    return local.toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

QString ValueText::cell(const Cell& value, const Field& field) const
{
    if (std::holds_alternative<std::monostate>(value))
        return u"–"_s;
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag ? QCoreApplication::translate("ValueText", "yes") : QCoreApplication::translate("ValueText", "no");
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return locale.toString(static_cast<qlonglong>(*whole));
    if (const auto* real = std::get_if<double>(&value))
        return number(*real, decimalsFor(*real));
    if (const auto* time = std::get_if<Instant>(&value))
        return instant(*time);
    if (const auto* date = std::get_if<Date>(&value))
        return text(formatDate(date->start));
    if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
        QStringList parts;
        for (const auto& each : *list)
            parts << text(each);
        return parts.join(u", "_s);
    }
    const QString plain = text(std::get<std::string>(value));
    return field.type == FieldType::wei ? weiText(plain, locale) : shortened(plain);
}

QString shortened(const QString& id)
{
    constexpr qsizetype kLongest = 34;  // UUIDs and model names stay legible; addresses become 0x1234…abcd
    const bool isAddress = id.startsWith(u"0x"_s) && id.size() > 14;
    if (!isAddress && id.size() <= kLongest + 2)
        return id;
    const qsizetype head = isAddress ? 8 : 20;
    const qsizetype tail = isAddress ? 6 : 12;
    return id.left(head) + u"…"_s + id.right(tail);
}

std::optional<double> numberOf(const Cell& value)
{
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&value))
        return *real;
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag ? 1.0 : 0.0;
    if (const auto* time = std::get_if<Instant>(&value))
        return static_cast<double>(toMs(*time));
    return std::nullopt;
}

QString textOfCell(const Cell& value)
{
    return QString::fromStdString(textOf(value));
}

namespace {

/// Wei are shown with the unit that suits each value.
QString unitOf(const Field& field)
{
    const QString unit = field.type == FieldType::wei ? QString() : text(field.unit);
    return unit.isEmpty() ? unit : u" (%1)"_s.arg(unit);
}

/// Broken at the blank nearest to the middle.
QString inTwoLines(QString words)
{
    constexpr qsizetype kShort = 11;
    const qsizetype middle = words.size() / 2;
    qsizetype best = -1;
    for (qsizetype at = words.indexOf(u' '); at >= 0; at = words.indexOf(u' ', at + 1))
        if (best < 0 || qAbs(at - middle) < qAbs(best - middle))
            best = at;
    if (words.size() > kShort && best > 0)
        words[best] = u'\n';
    return words;
}

}  // namespace

QString wordsOf(const Field& field)
{
    // No unit at its end (the header adds it), abbreviations in capitals.
    QStringList words = text(field.name).split(u'_');
    const QString unit = text(field.unit);
    if (words.size() > 1 && (words.back() == unit || (words.back() == "wei"_L1 && field.type == FieldType::wei)))
        words.removeLast();
    static const QStringList kCapitals{u"fps"_s,  u"gpu"_s, u"sla"_s, u"id"_s,  u"uri"_s, u"url"_s,
                                       u"ptff"_s, u"e2e"_s, u"n"_s,   u"llm"_s, u"ip"_s};
    for (QString& word : words)
        if (kCapitals.contains(word))
            word = word.toUpper();
    if (!words.isEmpty() && !words.front().isEmpty())
        words.front()[0] = words.front()[0].toUpper();
    return words.join(u' ');
}

QString headerOf(const Field& field)
{
    return wordsOf(field) + unitOf(field);
}

QString headerLinesOf(const Field& field)
{
    return inTwoLines(headerOf(field));
}

QString tooltipOf(const Field& field)
{
    QString tip = text(field.name);
    if (!field.unit.empty())
        tip += u" (%1)"_s.arg(text(field.unit));
    return field.meaning.empty() ? tip : tip + u"\n"_s + text(field.meaning);
}

int fieldIndex(const ReportTable& table, std::string_view name)
{
    const auto fields = table.fields();
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i].name == name)
            return static_cast<int>(i);
    return -1;
}

}  // namespace naap
