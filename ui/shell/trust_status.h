#pragma once

#include <optional>

#include <QPushButton>

#include "core/reports/attribution_shares.h"
#include "ui/models/value_text.h"

namespace naap {

/// How far the figures of the range can be believed, in the status bar: `Data in 22 of 24 h · 91 % attributed`. A click
/// leads to data health.
class TrustStatus : public QPushButton {
    Q_OBJECT
public:
    explicit TrustStatus(QWidget* parent = nullptr);
    /// Hours of the range that hold data, of how many.
    void setHours(std::int64_t held, std::int64_t wanted, const ValueText& text);
    void setAttribution(const AttributionHour& shares, const ValueText& text);

private:
    void showAll();
    QString m_hours;
    QString m_hours_tip;
    QString m_share;
    QString m_share_tip;
};

}  // namespace naap
