#include "ui/widgets/cell_delegate.h"

#include <algorithm>
#include <cmath>

#include <QApplication>
#include <QPainter>
#include <QStyle>

namespace naap {
namespace {

constexpr int kTextsKept = 4'000;      // some screens full
constexpr std::size_t kFontsKept = 3;  // usual, bold, and one for what comes

bool isPlain(const QStyleOptionViewItem& cell)
{
    constexpr auto kWithMore = QStyleOptionViewItem::HasCheckIndicator | QStyleOptionViewItem::HasDecoration;
    return !(cell.features & kWithMore) && !cell.text.contains(u'\n') && !cell.text.contains(QChar::LineSeparator);
}

const QStyle& styleOf(const QStyleOptionViewItem& cell)
{
    return cell.widget ? *cell.widget->style() : *QApplication::style();
}

/// Left and right of the text: as QCommonStyle has it.
int marginOf(const QStyleOptionViewItem& cell)
{
    return styleOf(cell).pixelMetric(QStyle::PM_FocusFrameHMargin, &cell, cell.widget) + 1;
}

QPalette::ColorGroup groupOf(const QStyleOptionViewItem& cell)
{
    if (!(cell.state & QStyle::State_Enabled))
        return QPalette::Disabled;
    return cell.state & QStyle::State_Active ? QPalette::Normal : QPalette::Inactive;
}

void paintFocus(QPainter& painter, const QStyleOptionViewItem& cell, const QRect& text)
{
    if (!(cell.state & QStyle::State_HasFocus))
        return;
    QStyleOptionFocusRect focus;
    focus.QStyleOption::operator=(cell);
    focus.rect = text;
    focus.state |= QStyle::State_KeyboardFocusChange | QStyle::State_Item;
    const bool chosen = cell.state & QStyle::State_Selected;
    focus.backgroundColor = cell.palette.color(groupOf(cell), chosen ? QPalette::Highlight : QPalette::Window);
    styleOf(cell).drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, cell.widget);
}

}  // namespace

CellDelegate::CellDelegate(QObject* parent, QSize room) : QStyledItemDelegate(parent), m_room(room) {}

CellDelegate::Texts& CellDelegate::textsOf(const QFont& font) const
{
    const auto known = std::ranges::find(m_shaped, font, &std::pair<QFont, std::unique_ptr<Texts>>::first);
    if (known != m_shaped.end())
        return *known->second;
    if (m_shaped.size() == kFontsKept)
        m_shaped.erase(m_shaped.begin());
    return *m_shaped.emplace_back(font, std::make_unique<Texts>(kTextsKept)).second;
}

const QStaticText& CellDelegate::shaped(const QString& key, const QFont& font,
                                        const std::function<QString()>& textOf) const
{
    Texts& texts = textsOf(font);
    if (QStaticText* known = texts.object(key))
        return *known;
    auto* fresh = new QStaticText(textOf());
    fresh->setTextFormat(Qt::PlainText);
    fresh->prepare({}, font);
    texts.insert(key, fresh);
    return *fresh;
}

const QStaticText& CellDelegate::whole(const QStyleOptionViewItem& cell) const
{
    return shaped(cell.text, cell.font, [&] { return cell.text; });
}

const QStaticText& CellDelegate::fitted(const QStyleOptionViewItem& cell, int width) const
{
    const QStaticText& text = whole(cell);
    if (text.size().width() <= width)
        return text;
    const QString key = cell.text + QChar(0x1f) + QString::number(width) + QChar(0x1f) +
                        QString::number(static_cast<int>(cell.textElideMode));
    return shaped(key, cell.font, [&] { return cell.fontMetrics.elidedText(cell.text, cell.textElideMode, width); });
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    if (!isPlain(cell))
        return QStyledItemDelegate::paint(painter, option, index);
    styleOf(cell).drawPrimitive(QStyle::PE_PanelItemViewItem, &cell, painter, cell.widget);
    const QRect room = cell.rect.adjusted(marginOf(cell), 0, -marginOf(cell), 0);
    if (!cell.text.isEmpty() && room.width() > 0) {
        const QStaticText& text = fitted(cell, room.width());
        const QSize size = text.size().toSize();
        const QRect at = QStyle::alignedRect(cell.direction, cell.displayAlignment, size, room);
        const bool chosen = cell.state & QStyle::State_Selected;
        painter->setFont(cell.font);
        painter->setPen(cell.palette.color(groupOf(cell), chosen ? QPalette::HighlightedText : QPalette::Text));
        painter->drawStaticText(at.topLeft(), text);
    }
    paintFocus(*painter, cell, cell.rect);
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    if (!isPlain(cell) || index.data(Qt::SizeHintRole).isValid())
        return QStyledItemDelegate::sizeHint(option, index);
    const QSizeF text = whole(cell).size();
    return QSize(static_cast<int>(std::ceil(text.width())) + 2 * marginOf(cell),
                 static_cast<int>(std::ceil(text.height()))) +
           m_room;
}

}  // namespace naap
