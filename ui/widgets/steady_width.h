#pragma once

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

}  // namespace naap
