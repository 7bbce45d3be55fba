#pragma once

#include <functional>

#include <QStringList>
#include <QVector>
#include <QWidget>

class QMenu;

namespace naap {

/// What all our charts can do: say what they show in a sentence, give the numbers behind the picture, and be saved.
/// A chart paints from plain values that its owner sets; it knows nothing of where they come from.
class Chart : public QWidget {
    Q_OBJECT
public:
    explicit Chart(QWidget* parent = nullptr);

    /// The numbers behind the picture: a header line, then the rows.
    struct Data {
        QStringList header;
        QVector<QStringList> rows;
    };
    virtual Data data() const = 0;

    /// Title, and the line under a saved picture: range, filter, source. Both are read by screen readers too.
    void setTitle(const QString& title);
    void setCaption(const QString& caption);
    const QString& title() const { return m_title; }

    bool savePng(const QString& file, qreal scale = 2) const;
    bool saveSvg(const QString& file) const;
    void copyPicture() const;

Q_SIGNALS:
    void failed(const QString& sentence);

protected:
    /// Paints everything but the caption into the rectangle; used for screen, PNG and SVG alike.
    virtual void paint(QPainter& painter, const QRectF& area) const = 0;
    /// What only the screen shows: read-outs and what is being dragged. Not in saved pictures.
    virtual void paintOverlay(QPainter& painter, const QRectF& area) const;
    /// The rectangle that paint() gets on screen: the widget without the title.
    QRectF body() const;
    /// What the title and the margins take from the widget's height.
    double titleHeight() const { return height() - body().height(); }
    void paintEvent(QPaintEvent* event) override;
    /// Menu: show as table (Ctrl+Shift+T), copy picture, save as PNG or SVG.
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    /// Sets accessible name and description from the title and a sentence about the data.
    void describe(const QString& sentence);

private:
    void showData();
    void save(const QString& suffix);
    void fillMenu(QMenu& menu);
    QRectF bodyOf(const QRectF& whole) const;
    void paintTitle(QPainter& painter, const QRectF& whole) const;
    void paintPicture(QPainter& painter) const;
    QSize pictureSize() const;
    QString m_title;
    QString m_caption;
};

/// Colours of series that stay apart for people who see colours differently; `dark` for dark backgrounds.
QColor seriesColor(int index, bool dark);
/// Whether the palette is dark.
bool isDark(const QPalette& palette);

/// Ticks at round numbers (1, 2, 5 x 10^n) that cover [low, high], about `wanted` of them.
QVector<double> niceTicks(double low, double high, int wanted);
/// Ticks at round times (UTC ms, whole hours, days, ... in an offset of `offset_ms` from UTC).
QVector<qint64> timeTicks(qint64 from_ms, qint64 to_ms, int wanted, qint64 offset_ms = 0);
/// For each pixel column the first, lowest, highest and last point: what a line of any length looks like in `columns`
/// pixels. NaN breaks the line and is kept. `points` are in order of x.
QVector<QPointF> decimated(const QVector<QPointF>& points, double x_low, double x_high, int columns);

}  // namespace naap
