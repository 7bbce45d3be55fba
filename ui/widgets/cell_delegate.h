#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include <QCache>
#include <QFont>
#include <QStaticText>
#include <QStyledItemDelegate>

namespace naap {

/// Paints cells of one line of text, as the style does, but shapes each text once instead of three times a paint:
/// tables show the same figures again and again, and shaping is most of what painting them costs. Anything else
/// (icons, check boxes, several lines) is the style's.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// `room`: what a cell wants beyond its text, in pixels; tables size their rows themselves.
    explicit CellDelegate(QObject* parent = nullptr, QSize room = {0, 0});

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const QStaticText& shaped(const QString& key, const QFont& font, const std::function<QString()>& textOf) const;
    const QStaticText& whole(const QStyleOptionViewItem& cell) const;
    const QStaticText& fitted(const QStyleOptionViewItem& cell, int width) const;  ///< in pixels

    QSize m_room;
    using Texts = QCache<QString, QStaticText>;
    Texts& textsOf(const QFont& font) const;

    mutable std::vector<std::pair<QFont, std::unique_ptr<Texts>>> m_shaped;  ///< by font, the newest at the end
};

}  // namespace naap
