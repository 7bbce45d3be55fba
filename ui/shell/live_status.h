#pragma once

#include <QPushButton>

#include "ui/models/value_text.h"
#include "ui/models/watching.h"

namespace naap {

/// How all live sources stand, in the status bar: `● 3 sources live · 15.2/s · newest 2 s ago`. A click leads to them.
class LiveStatus : public QPushButton {
    Q_OBJECT
public:
    explicit LiveStatus(QWidget* parent = nullptr);
    /// `held`: records that came since the view was paused; nothing: it is not paused.
    void show(const WatchSummary& summary, bool suspended, std::optional<std::int64_t> held, const ValueText& text);

    using QPushButton::show;
};

}  // namespace naap
