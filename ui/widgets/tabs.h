#pragma once

#include <QTabWidget>

namespace naap {

/// Tabs that fill what their page gives them. Asked for a height, QTabWidget measures the text of every tab, those that
/// nobody looks at too, each time a label changes.
class Tabs : public QTabWidget {
    Q_OBJECT
public:
    using QTabWidget::QTabWidget;
    bool hasHeightForWidth() const override { return false; }
};

}  // namespace naap
