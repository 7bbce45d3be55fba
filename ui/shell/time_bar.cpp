#include "ui/shell/time_bar.h"

#include <array>

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDateTime>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>

#include "ui/widgets/flow_layout.h"
#include "ui/widgets/steady_width.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

std::optional<milliseconds> parseSpan(const QString& text)
{
    static const QRegularExpression kSpan(u"^(\\d{1,5})\\s*(min|m|h|d|w)$"_s);
    const auto match = kSpan.match(text.trimmed().toLower());
    if (!match.hasMatch())
        return std::nullopt;
    const auto count = match.captured(1).toLongLong();
    const QString unit = match.captured(2);
    if (unit == "h"_L1)
        return std::chrono::hours(count);
    if (unit == "d"_L1)
        return std::chrono::hours(24 * count);
    if (unit == "w"_L1)
        return std::chrono::hours(7 * 24 * count);
    return std::chrono::minutes(count);
}

std::optional<Instant> parseTime(const QString& text, const QTimeZone& zone)
{
    for (const QString& format : {u"yyyy-MM-dd HH:mm:ss"_s, u"yyyy-MM-dd HH:mm"_s, u"yyyy-MM-dd"_s}) {
        QDateTime time = QDateTime::fromString(text.trimmed().replace(u'T', u' '), format);
        if (!time.isValid())
            continue;
        time.setTimeZone(zone);
        return instantFromMs(time.toMSecsSinceEpoch());
    }
    return std::nullopt;
}

std::optional<RangeChoice> absolute(std::optional<Instant> from, std::optional<Instant> to)
{
    if (!from || !to || *from >= *to)
        return std::nullopt;
    return RangeChoice{.kind = RangeChoice::Kind::absolute, .from = *from, .to = *to};
}

QString spanText(milliseconds length)
{
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(length).count();
    if (minutes % (24 * 60) == 0)
        return u"%1d"_s.arg(minutes / (24 * 60));
    return minutes % 60 == 0 ? u"%1h"_s.arg(minutes / 60) : u"%1m"_s.arg(minutes);
}

}  // namespace

std::optional<RangeChoice> parseRange(const QString& text, const QTimeZone& zone)
{
    QString plain = text.trimmed();
    if (plain.isEmpty() || plain.compare("all"_L1, Qt::CaseInsensitive) == 0)
        return RangeChoice{};
    if (plain.startsWith("last "_L1, Qt::CaseInsensitive))
        plain = plain.mid(5);
    if (const auto span = parseSpan(plain))
        return RangeChoice{.kind = RangeChoice::Kind::last, .length = *span};
    if (const auto dots = plain.indexOf(".."_L1); dots > 0)
        return absolute(parseTime(plain.left(dots), zone), parseTime(plain.mid(dots + 2), zone));
    if (const auto plus = plain.indexOf(u'+'); plus > 0) {
        const auto from = parseTime(plain.left(plus), zone);
        const auto span = parseSpan(plain.mid(plus + 1));
        return from && span ? absolute(from, *from + *span) : std::nullopt;
    }
    const auto from = parseTime(plain, zone);
    return from && plain.size() == 10 ? absolute(from, *from + std::chrono::hours(24)) : std::nullopt;
}

QString rangeText(const RangeChoice& choice, const ValueText& text)
{
    switch (choice.kind) {
        case RangeChoice::Kind::all: return u"all"_s;
        case RangeChoice::Kind::last: return u"last %1"_s.arg(spanText(choice.length));
        case RangeChoice::Kind::absolute: return u"%1 .. %2"_s.arg(text.instant(choice.from), text.instant(choice.to));
    }
    return {};
}

TimeBar::TimeBar(QWidget* parent)
    : QWidget(parent),
      m_range(new QComboBox(this)),
      m_settled(new QCheckBox(tr("&Settled hours only"), this)),
      m_compare(new QComboBox(this)),
      m_zone(new QComboBox(this)),
      m_ends(new QLabel(this))
{
    addPresets();
    m_settled->setToolTip(tr("Leaves out hours whose figures may still change as late events arrive."));
    m_compare->setAccessibleName(tr("Compare with"));
    m_compare->setToolTip(
        tr("Shows the change against the stretch of the same length before, or against the same hours "
           "a week before."));
    m_compare->addItem(tr("No comparison"), static_cast<int>(CompareTo::nothing));
    m_compare->addItem(tr("With the stretch before"), static_cast<int>(CompareTo::before));
    m_compare->addItem(tr("With a week before"), static_cast<int>(CompareTo::week_before));
    m_ends->setForegroundRole(QPalette::PlaceholderText);
    auto* row = new FlowLayout(this);
    row->setContentsMargins(8, 2, 8, 2);
    auto* label = new QLabel(tr("&Time:"), this);
    label->setBuddy(m_range);
    for (QWidget* part : std::initializer_list<QWidget*>{label, m_range, m_settled, m_compare, m_zone})
        row->addWidget(part);
    row->addWidget(m_ends);
    connect(m_settled, &QCheckBox::clicked, this, &TimeBar::settledChosen);
    connect(m_compare, &QComboBox::activated, this,
            [this](int index) { Q_EMIT compareChosen(static_cast<CompareTo>(m_compare->itemData(index).toInt())); });
    connect(m_range->lineEdit(), &QLineEdit::returnPressed, this, &TimeBar::enter);
    connect(m_range, &QComboBox::activated, this, &TimeBar::enter);
    connect(m_zone, &QComboBox::activated, this,
            [this](int index) { Q_EMIT zoneChosen(m_zone->itemData(index).toByteArray()); });
    connect(m_zone->lineEdit(), &QLineEdit::editingFinished, this, &TimeBar::enterZone);
}

void TimeBar::addPresets()
{
    m_range->setEditable(true);
    m_range->setInsertPolicy(QComboBox::NoInsert);
    m_range->setMinimumContentsLength(34);
    m_range->setAccessibleName(tr("Stretch of time"));
    m_range->setToolTip(
        tr("Choose, or type: 24h, 7d, 2026-08-03 14:00 +2h, 2026-08-03 .. 2026-08-05. Relative ones "
           "end at the newest event in the cache."));
    for (const char* preset : {"all", "last 15m", "last 1h", "last 6h", "last 24h", "last 7d", "last 28d", "last 90d"})
        m_range->addItem(QString::fromLatin1(preset));
    m_zone->setAccessibleName(tr("Time zone"));
    m_zone->addItem(tr("UTC"), QByteArrayLiteral("UTC"));
    m_zone->addItem(tr("Local time"), QTimeZone::systemTimeZoneId());
    for (const char* zone :
         {"America/New_York", "America/Los_Angeles", "Europe/Berlin", "Asia/Singapore", "Asia/Tokyo"})
        m_zone->addItem(QString::fromLatin1(zone), QByteArray(zone));
    // Any other by its name: typing finds it.
    m_zone->setEditable(true);
    m_zone->setInsertPolicy(QComboBox::NoInsert);
    m_zone->setToolTip(tr("The zone in which times are shown and read. Type a name such as Asia/Kolkata for another."));
    QStringList names;
    for (const QByteArray& id : QTimeZone::availableTimeZoneIds())
        names << QString::fromLatin1(id);
    auto* completer = new QCompleter(names, m_zone);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_zone->setCompleter(completer);
}

void TimeBar::show(const Scope& scope, const ValueText& text)
{
    m_text = text;
    m_range->setEditText(rangeText(scope.choice, text));
    m_settled->setChecked(scope.settled_only);
    m_compare->setCurrentIndex(m_compare->findData(static_cast<int>(scope.compare)));
    m_compare->setEnabled(scope.from.has_value());
    if (m_zone->findData(text.zone.id()) < 0)
        m_zone->addItem(QString::fromLatin1(text.zone.id()), text.zone.id());
    if (!m_zone->lineEdit()->hasFocus() || !m_zone->lineEdit()->isModified())
        m_zone->setCurrentIndex(m_zone->findData(text.zone.id()));
    showEnds(scope, text);
}

void TimeBar::showEnds(const Scope& scope, const ValueText& text)
{
    setTextInPlace(*m_ends, scope.from && scope.to
                                ? tr("%1 to %2").arg(text.instant(*scope.from), text.instant(*scope.to))
                                : QString());
}

void TimeBar::focusEntry()
{
    m_range->lineEdit()->setFocus();
    m_range->lineEdit()->selectAll();
}

/// A zone by its name, however its letters are spelled; what is none is said to be none.
void TimeBar::enterZone()
{
    if (!m_zone->lineEdit()->isModified())
        return;
    m_zone->lineEdit()->setModified(false);
    const QString typed = m_zone->currentText().trimmed();
    if (const int known = m_zone->findText(typed, Qt::MatchFixedString); known >= 0)
        return Q_EMIT zoneChosen(m_zone->itemData(known).toByteArray());
    for (const QByteArray& id : QTimeZone::availableTimeZoneIds())
        if (QString::fromLatin1(id).compare(typed, Qt::CaseInsensitive) == 0)
            return Q_EMIT zoneChosen(id);
    m_ends->setText(tr("▲ No time zone is called \"%1\". Try Europe/Lisbon.").arg(typed));
    m_zone->setEditText(m_zone->itemText(m_zone->currentIndex()));
}

void TimeBar::enter()
{
    const auto choice = parseRange(m_range->currentText(), m_text.zone);
    m_range->setProperty("wrong", !choice);
    m_range->lineEdit()->setStyleSheet(choice ? QString() : u"color: #c0392b; text-decoration: underline;"_s);
    if (choice)
        Q_EMIT rangeChosen(*choice);
    else
        m_ends->setText(tr("▲ Not a stretch of time. Try 24h, or 2026-08-03 14:00 +2h."));
}

}  // namespace naap
