#include "ui/widgets/tile.h"

#include <cmath>

#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/charts/sparkline.h"
#include "ui/widgets/steady_width.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

/// Text inside a tile takes no clicks: the whole tile is the button.
QLabel* makeLabel(QWidget* parent, QPalette::ColorRole role)
{
    auto* label = new QLabel(parent);
    label->setForegroundRole(role);
    label->setTextFormat(Qt::PlainText);
    label->setAttribute(Qt::WA_TransparentForMouseEvents);
    return label;
}

QLabel* makeValueLabel(QWidget* parent)
{
    QLabel* label = makeLabel(parent, QPalette::WindowText);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * 1.7);
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

/// The direction is said by a sign, better or worse by a word and a shape; never by colour alone.
QString signOf(int good)
{
    if (good == 0)
        return u"◆ "_s;
    return good > 0 ? u"● "_s : u"▲ "_s;
}

}  // namespace

Tile::Tile(const QString& name, const QString& meaning, QWidget* parent)
    : QFrame(parent),
      m_name(name),
      m_meaning(meaning),
      m_value(makeValueLabel(this)),
      m_note(makeLabel(this, QPalette::PlaceholderText)),
      m_change(makeLabel(this, QPalette::WindowText)),
      m_course(new Sparkline(this))
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setToolTip(meaning);
    setMinimumWidth(150);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    arrange();
    setValue(u"–"_s, {});
}

void Tile::arrange()
{
    QLabel* title = makeLabel(this, QPalette::PlaceholderText);
    title->setText(m_name);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->setSpacing(2);
    for (QWidget* part : {static_cast<QWidget*>(title), static_cast<QWidget*>(m_value), static_cast<QWidget*>(m_note),
                          static_cast<QWidget*>(m_change), static_cast<QWidget*>(m_course)})
        layout->addWidget(part);
    layout->addStretch();
    m_note->setWordWrap(true);
    m_change->setWordWrap(true);
}

void Tile::setValue(const QString& value, const QString& note)
{
    setTextInPlace(*m_value, value);
    setTextInPlace(*m_note, note);
    describe();
}

void Tile::setNoChange(const QString& word, const QString& why)
{
    showChange(u"◌ "_s + word, QPalette::PlaceholderText);
    setToolTip(m_meaning + u'\n' + why);
    describe();
}

void Tile::setChange(const QString& change, const QString& against, int good)
{
    setToolTip(m_meaning);
    const QString words = good == 0  ? tr("%1 against %2")
                          : good > 0 ? tr("%1, better than %2")
                                     : tr("%1, worse than %2");
    showChange(change.isEmpty() ? QString() : signOf(good) + words.arg(change, against), QPalette::WindowText);
    describe();
}

/// What says the same as before is not painted again.
void Tile::showChange(const QString& words, QPalette::ColorRole role)
{
    if (m_change->foregroundRole() != role)
        m_change->setForegroundRole(role);
    setTextInPlace(*m_change, words);
}

void Tile::setCourse(const QVector<double>& values)
{
    double low = INFINITY;
    double high = -INFINITY;
    for (const double value : values)
        if (std::isfinite(value)) {
            low = std::fmin(low, value);
            high = std::fmax(high, value);
        }
    const QLocale locale;
    m_course->setValues(
        values,
        low > high
            ? tr("%1 has no recent values.").arg(m_name)
            : tr("%1 lay between %2 and %3.").arg(m_name, locale.toString(low, 'g', 4), locale.toString(high, 'g', 4)));
    describe();
}

void Tile::describe()
{
    setAccessibleName(m_value->text() == u"–"_s ? tr("%1: no value").arg(m_name)
                                                : tr("%1: %2").arg(m_name, m_value->text()));
    QStringList parts;
    for (const QString& part : {m_note->text(), m_change->text(), toolTip(), m_course->accessibleDescription()})
        if (!part.isEmpty())
            parts << part;
    setAccessibleDescription(parts.join(u". "_s));
}

void Tile::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT opened();
    else
        QFrame::mousePressEvent(event);
}

void Tile::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        Q_EMIT opened();
    else
        QFrame::keyPressEvent(event);
}

void Tile::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(palette().color(QPalette::Base));
    painter.setPen(hasFocus() ? QPen(palette().color(QPalette::Highlight), 2)
                              : QPen(palette().color(QPalette::Mid), 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
}

}  // namespace naap
