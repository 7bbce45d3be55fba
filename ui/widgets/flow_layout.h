#pragma once

#include <QLayout>

namespace naap {

/// A control and the words before it, which stay together; Alt and the marked letter lead to the control.
QWidget* labelled(const QString& words, QWidget* control);

/// Parts beside each other, as many in a row as fit; the others begin another row. So a bar stays usable in narrow
/// windows and with large texts.
class FlowLayout : public QLayout {
public:
    explicit FlowLayout(QWidget* parent = nullptr) : QLayout(parent) {}
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override { m_items << item; }
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return arrange(QRect(0, 0, width, 0), false); }
    QSize minimumSize() const override;  ///< the widest part; the height is asked for by width
    QSize sizeHint() const override;     ///< all in one row
    Qt::Orientations expandingDirections() const override { return {}; }
    void setGeometry(const QRect& rect) override;

private:
    /// Places the items, if `really`; says how high that is.
    int arrange(const QRect& rect, bool really) const;
    int gap() const;
    QList<QLayoutItem*> m_items;
};

}  // namespace naap
