#include "ui/shell/theme.h"

#include <algorithm>
#include <optional>

#include <QApplication>
#include <QCache>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QProxyStyle>
#include <QStyleOptionSlider>
#include <QTreeView>

#include "ui/charts/plot.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

struct Colours {
    QColor window, base, alternate, text, faint, button, accent, onAccent, tooltip, line;
};

constexpr QRgb kAccentLight = 0xff1f6f54;
constexpr QRgb kAccentDark = 0xff4cc38a;

Colours lightColours()
{
    return {.window = QColor(0xf4f5f7),
            .base = QColor(0xffffff),
            .alternate = QColor(0xf7f8fa),
            .text = QColor(0x1b1f24),
            .faint = QColor(0x5c6570),
            .button = QColor(0xe9ebee),
            .accent = QColor(kAccentLight),
            .onAccent = QColor(0xffffff),
            .tooltip = QColor(0xffffff),
            .line = QColor(0xc9ced6)};
}

Colours darkColours()
{
    return {.window = QColor(0x2a2e33),
            .base = QColor(0x1c1f23),
            .alternate = QColor(0x22262a),
            .text = QColor(0xe6e9ec),
            .faint = QColor(0x9aa4af),
            .button = QColor(0x383d44),
            .accent = QColor(kAccentDark),
            .onAccent = QColor(0x0b1410),
            .tooltip = QColor(0x383d44),
            .line = QColor(0x4a515b)};
}

QPalette paletteOf(const Colours& c)
{
    QPalette palette(c.text, c.button, c.button.lighter(120), c.line.darker(120), c.line, c.text, c.text, c.base,
                     c.window);
    palette.setColor(QPalette::AlternateBase, c.alternate);
    palette.setColor(QPalette::ToolTipBase, c.tooltip);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::PlaceholderText, c.faint);
    palette.setColor(QPalette::Highlight, c.accent);
    palette.setColor(QPalette::HighlightedText, c.onAccent);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::LinkVisited, c.accent);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.faint);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, c.line);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, c.faint);
    return palette;
}

/// Fusion with a little more room. A style sheet would say so in one line, but all painting goes through it then, and
/// each change of text size or theme reads it again for every widget: seconds, in a window of ours.
class RoomyFusion : public QProxyStyle {
public:
    RoomyFusion() : QProxyStyle(u"Fusion"_s) {}

    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override
    {
        constexpr int kToolTip = 4;
        constexpr int kDockTitle = 6;
        constexpr int kHeader = 6;
        switch (metric) {
            case PM_ToolTipLabelFrameWidth: return kToolTip;
            case PM_DockWidgetTitleMargin: return kDockTitle;
            case PM_HeaderMargin: return kHeader;
            default: return QProxyStyle::pixelMetric(metric, option, widget);
        }
    }
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override
    {
        const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
        if (control == CC_ScrollBar && bar && !bar->rect.isEmpty() && bar->rect.topLeft().isNull())
            return drawKept(*bar, *painter, widget);
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override
    {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        if (element == PE_IndicatorCheckBox || element == PE_IndicatorRadioButton)
            drawOutline(*option, *painter, element == PE_IndicatorRadioButton);
    }
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                           const QWidget* widget) const override
    {
        const QSize usual = QProxyStyle::sizeFromContents(type, option, contents, widget);
        if (type == CT_ItemViewItem && qobject_cast<const QTreeView*>(widget))
            return usual + QSize(4, 6);
        return usual;
    }

private:
    /// Fusion's own is darker than the window, which a dark one hides: a box that is not ticked could not be seen.
    static void drawOutline(const QStyleOption& option, QPainter& painter, bool isRound)
    {
        constexpr double kEnabled = 0.5;
        constexpr double kDisabled = 0.25;
        const double share = option.state & State_Enabled ? kEnabled : kDisabled;
        const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -1.5, -1.5);
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(
            QPen(mixed(option.palette.color(QPalette::Window), option.palette.color(QPalette::WindowText), share), 1));
        painter.setBrush(Qt::NoBrush);
        isRound ? painter.drawEllipse(box) : painter.drawRoundedRect(box, 2, 2);
        painter.restore();
    }

    /// Scroll bars are painted again whenever a table is renewed, and look as before. Qt fills their gradients by
    /// threads of a pool, and waking those takes longer than the painting.
    void drawKept(const QStyleOptionSlider& bar, QPainter& painter, const QWidget* widget) const
    {
        QStringList look{u"naap scroll bar"_s, QString::number(bar.palette.cacheKey())};
        for (const int part :
             {bar.rect.width(), bar.rect.height(), static_cast<int>(bar.state), static_cast<int>(bar.subControls),
              static_cast<int>(bar.activeSubControls), bar.minimum, bar.maximum, bar.sliderPosition, bar.pageStep,
              static_cast<int>(bar.orientation), static_cast<int>(bar.upsideDown), static_cast<int>(bar.direction),
              static_cast<int>(painter.device()->devicePixelRatioF() * 100)})
            look << QString::number(part);
        const QString key = look.join(u' ');
        if (const QPixmap* kept = m_bars.object(key))
            return painter.drawPixmap(0, 0, *kept);
        const qreal ratio = painter.device()->devicePixelRatioF();
        auto* picture = new QPixmap((QSizeF(bar.rect.size()) * ratio).toSize());
        picture->setDevicePixelRatio(ratio);
        picture->fill(Qt::transparent);
        QPainter inner(picture);
        inner.setFont(painter.font());
        QProxyStyle::drawComplexControl(CC_ScrollBar, &bar, &inner, widget);
        inner.end();
        painter.drawPixmap(0, 0, *picture);
        m_bars.insert(key, picture);
    }

    mutable QCache<QString, QPixmap> m_bars{32};  // of its own: one scrolled through has a look for each step
};

}  // namespace

void applyTheme(Theme theme)
{
    static const QPalette kSystem = QApplication::palette();
    const bool dark =
        theme == Theme::dark || (theme == Theme::system && kSystem.color(QPalette::Window).lightness() < 128);
    static std::optional<bool> shown;
    if (shown == dark)
        return;
    if (!shown)
        QApplication::setStyle(new RoomyFusion);
    QApplication::setPalette(paletteOf(dark ? darkColours() : lightColours()));
    shown = dark;
}

void applyTextSize(int percent)
{
    static const QFont kUsual = QApplication::font();
    QFont font = kUsual;
    font.setPointSizeF(kUsual.pointSizeF() * std::clamp(percent, 50, 300) / 100);
    if (font != QApplication::font())
        QApplication::setFont(font);
}

Theme themeOf(const QString& name)
{
    if (name == "dark"_L1)
        return Theme::dark;
    return name == "light"_L1 ? Theme::light : Theme::system;
}

QString nameOf(Theme theme)
{
    switch (theme) {
        case Theme::system: return u"system"_s;
        case Theme::light: return u"light"_s;
        case Theme::dark: return u"dark"_s;
    }
    return {};
}

}  // namespace naap
