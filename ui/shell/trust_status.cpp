#include "ui/shell/trust_status.h"

namespace naap {

using namespace Qt::StringLiterals;

TrustStatus::TrustStatus(QWidget* parent) : QPushButton(parent)
{
    setFlat(true);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Coverage and attribution"));
    hide();
}

void TrustStatus::setHours(std::int64_t held, std::int64_t wanted, const ValueText& text)
{
    const auto count = [&](std::int64_t n) { return text.locale.toString(static_cast<qlonglong>(n)); };
    m_hours = wanted > 0 ? tr("Data in %1 of %2 h").arg(count(held), count(wanted)) : QString();
    m_hours_tip = tr("Hours of the range of which the cache holds data.");
    showAll();
}

void TrustStatus::setAttribution(const AttributionHour& shares, const ValueText& text)
{
    const auto percent = [&](std::optional<double> share) { return share ? text.percent(*share) : u"–"_s; };
    m_share = tr("%1 attributed").arg(percent(shares.resolved));
    m_share_tip =
        shares.selected_sessions > 0
            ? tr("Sessions of the range for which an orchestrator was selected: %1. Of these, orchestrator and "
                 "GPU are known of %2, the orchestrator alone of %3, stale %4, ambiguous %5, unresolved %6.")
                  .arg(text.locale.toString(static_cast<qlonglong>(shares.selected_sessions)), percent(shares.resolved),
                       percent(shares.hardware_less), percent(shares.stale), percent(shares.ambiguous),
                       percent(shares.unresolved))
            : tr("No orchestrator was selected for any session of the range, so nothing could be attributed.");
    showAll();
}

void TrustStatus::showAll()
{
    setVisible(!m_hours.isEmpty());
    QStringList parts{m_hours};
    QStringList tips{m_hours_tip};
    if (!m_share.isEmpty()) {
        parts << m_share;
        tips << m_share_tip;
    }
    setText(parts.join(u" · "_s));
    tips << tr("A click shows data health.");
    setToolTip(tips.join(u'\n'));
    setAccessibleDescription(text() + u". "_s + tips.join(u' '));
}

}  // namespace naap
