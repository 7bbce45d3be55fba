#pragma once

#include <algorithm>

#include <QLabel>
#include <QWidget>

namespace naap {

/// Keeps the width of the longest text so far, to be called when the text has changed: what counts every second must
/// not move its neighbours, nor have the whole window laid out anew. A far shorter text gives the room back.
inline void keepLongestWidth(QWidget& widget)
{
    const QSize wanted = widget.sizeHint();
    const QSize kept = widget.minimumSize();
    if (wanted.width() > kept.width() || wanted.width() < kept.width() * 3 / 4 || wanted.height() != kept.height())
        widget.setFixedSize(wanted);
}

/// Whether two texts take the same room: they differ in digits alone, and the font has digits of one width.
inline bool takeSameRoom(const QString& one, const QString& other, const QFontMetrics& metrics)
{
    const auto alike = [](QChar a, QChar b) { return a == b || (a.isDigit() && b.isDigit()); };
    return std::equal(one.begin(), one.end(), other.begin(), other.end(), alike) &&
           metrics.horizontalAdvance(u'1') == metrics.horizontalAdvance(u'8');
}

/// Changes a text that changes often. Where the new one takes the same room, no layout around is told: Qt would lay out
/// everything up to the window, one level a turn, and measure each text of the page several times, to find that nothing
/// moves.
inline void setTextInPlace(QLabel& label, const QString& text)
{
    if (text == label.text())
        return;
    const bool quiet = !label.isHidden() && takeSameRoom(text, label.text(), label.fontMetrics());
    if (quiet)
        label.setAttribute(Qt::WA_WState_Hidden);  // layouts are not told of what is hidden
    label.setText(text);
    if (quiet)
        label.setAttribute(Qt::WA_WState_Hidden, false);
}

}  // namespace naap
