#pragma once

#include <QWidget>

#include "ui/models/scope.h"
#include "ui/models/value_text.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace naap {

/// Reads a stretch of time as people type it: `24h`, `7d`, `2026-08-03 14:00 +2h`, `2026-08-03 .. 2026-08-05`, `all`.
/// Times are in `zone`. Nothing when it is none of these.
std::optional<RangeChoice> parseRange(const QString& text, const QTimeZone& zone);
/// The same text back.
QString rangeText(const RangeChoice& choice, const ValueText& text);

/// The bar above all pages: which stretch of time, settled hours only, compare, zone.
class TimeBar : public QWidget {
    Q_OBJECT
public:
    explicit TimeBar(QWidget* parent = nullptr);
    void show(const Scope& scope, const ValueText& text);
    /// The ends alone: what a person is typing stays.
    void showEnds(const Scope& scope, const ValueText& text);
    void focusEntry();

Q_SIGNALS:
    void rangeChosen(const naap::RangeChoice& choice);
    void settledChosen(bool settled_only);
    void compareChosen(naap::CompareTo compare);
    void zoneChosen(const QByteArray& zone);

private:
    void addPresets();
    void enter();
    void enterZone();
    QComboBox* m_range;
    QCheckBox* m_settled;
    QComboBox* m_compare;
    QComboBox* m_zone;
    QLabel* m_ends;
    ValueText m_text;
};

}  // namespace naap
