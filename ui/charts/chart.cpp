#include "ui/charts/chart.h"

#include <algorithm>
#include <cmath>

#include <QAbstractTableModel>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/charts/plot.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr int kRowHeight = 22;
constexpr double kMargin = 12;  ///< around saved pictures

/// A chart's numbers, for the dialog; a model, since a line may have many thousand points.
class DataModel : public QAbstractTableModel {
public:
    DataModel(Chart::Data data, QObject* parent) : QAbstractTableModel(parent), m_data(std::move(data)) {}
    int rowCount(const QModelIndex& parent) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_data.rows.size());
    }
    int columnCount(const QModelIndex& parent) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_data.header.size());
    }
    QVariant data(const QModelIndex& index, int role) const override
    {
        if (role != Qt::DisplayRole || !index.isValid())
            return {};
        return m_data.rows[index.row()].value(index.column());
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
            return QAbstractTableModel::headerData(section, orientation, role);
        return m_data.header.value(section);
    }

private:
    Chart::Data m_data;
};

QString asTsv(const Chart::Data& data)
{
    QStringList lines{data.header.join(u'\t')};
    for (QStringList row : data.rows) {
        for (QString& cell : row)
            cell.replace(u'\t', u' ').replace(u'\n', u' ');
        lines << row.join(u'\t');
    }
    return lines.join(u'\n') + u'\n';
}

QTableView* makeDataView(const Chart::Data& data, QWidget* parent)
{
    auto* view = new QTableView(parent);
    view->setModel(new DataModel(data, view));
    view->setAccessibleName(Chart::tr("The numbers behind the chart"));
    view->setAlternatingRowColors(true);
    view->setShowGrid(false);
    view->setTabKeyNavigation(false);
    view->verticalHeader()->hide();
    view->verticalHeader()->setDefaultSectionSize(qMax(kRowHeight, view->fontMetrics().height() + 6));
    view->horizontalHeader()->setResizeContentsPrecision(60);
    view->resizeColumnsToContents();
    return view;
}

double niceStep(double rough, int& exponent)
{
    exponent = static_cast<int>(std::floor(std::log10(rough) + 1e-12));
    const double digit = rough / std::pow(10.0, exponent);
    for (const double step : {1.0, 2.0, 5.0})
        if (digit <= step + 1e-9)
            return step;
    ++exponent;
    return 1;
}

/// `digit` x 10^`exponent`, divided where that is exact: 3 x 10^-1 is 0.3, not 3 * 0.1.
double scaled(double digit, int exponent)
{
    return exponent < 0 ? digit / std::pow(10.0, -exponent) : digit * std::pow(10.0, exponent);
}

constexpr qint64 kSecond = 1000;
constexpr qint64 kMinute = 60 * kSecond;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;
constexpr qint64 kTimeSteps[] = {1,
                                 2,
                                 5,
                                 10,
                                 20,
                                 50,
                                 100,
                                 200,
                                 500,
                                 kSecond,
                                 2 * kSecond,
                                 5 * kSecond,
                                 10 * kSecond,
                                 15 * kSecond,
                                 30 * kSecond,
                                 kMinute,
                                 2 * kMinute,
                                 5 * kMinute,
                                 10 * kMinute,
                                 15 * kMinute,
                                 30 * kMinute,
                                 kHour,
                                 2 * kHour,
                                 3 * kHour,
                                 6 * kHour,
                                 12 * kHour,
                                 kDay,
                                 2 * kDay,
                                 7 * kDay,
                                 14 * kDay,
                                 28 * kDay,
                                 91 * kDay,
                                 182 * kDay,
                                 364 * kDay,
                                 3640 * kDay};

qint64 ceilTo(qint64 value, qint64 step)
{
    const qint64 rest = ((value % step) + step) % step;
    return rest == 0 ? value : value + step - rest;
}

/// The points of one pixel column that a line needs, by index.
class Column {
public:
    void add(qsizetype index, double y)
    {
        if (std::isnan(y)) {
            m_first_gap = m_first_gap < 0 ? index : m_first_gap;
            m_last_gap = index;
            return;
        }
        m_last = index;
        if (m_first < 0)
            m_first = m_lowest = m_highest = index;
        if (m_first == index || y < m_low) {
            m_low = y;
            m_lowest = index;
        }
        if (m_first == index || y > m_high) {
            m_high = y;
            m_highest = index;
        }
    }
    void flush(const QVector<QPointF>& points, QVector<QPointF>& out)
    {
        qsizetype picks[] = {m_first, m_lowest, m_highest, m_last, m_first_gap, m_last_gap};
        std::sort(std::begin(picks), std::end(picks));
        qsizetype before = -1;
        for (const qsizetype pick : picks)
            if (pick > before) {
                out << points[pick];
                before = pick;
            }
        *this = {};
    }

private:
    qsizetype m_first = -1, m_lowest = -1, m_highest = -1, m_last = -1, m_first_gap = -1, m_last_gap = -1;
    double m_low = 0, m_high = 0;
};

}  // namespace

Chart::Chart(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMinimumSize(160, 80);
}

void Chart::setTitle(const QString& title)
{
    if (title == m_title)
        return;
    m_title = title;
    setAccessibleName(title);
    update();
}

void Chart::setCaption(const QString& caption)
{
    m_caption = caption;
}

void Chart::describe(const QString& sentence)
{
    if (accessibleName().isEmpty())
        setAccessibleName(m_title.isEmpty() ? tr("Chart") : m_title);
    setAccessibleDescription(sentence);
}

QRectF Chart::bodyOf(const QRectF& whole) const
{
    QRectF inside = whole.adjusted(4, 4, -4, -4);
    if (!m_title.isEmpty())
        inside.setTop(inside.top() + fontMetrics().height() + 6);
    return inside;
}

QRectF Chart::body() const
{
    return bodyOf(rect());
}

void Chart::paintTitle(QPainter& painter, const QRectF& whole) const
{
    painter.setFont(font());
    if (m_title.isEmpty())
        return;
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(palette().color(QPalette::WindowText));
    const QFontMetricsF metrics(bold);
    painter.drawText(QPointF(whole.left() + 6, whole.top() + 4 + metrics.ascent()),
                     metrics.elidedText(m_title, Qt::ElideRight, whole.width() - 12));
    painter.setFont(font());
}

void Chart::paintOverlay(QPainter&, const QRectF&) const {}

void Chart::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintTitle(painter, rect());
    paint(painter, body());
    paintOverlay(painter, body());
    if (!hasFocus() || rect().adjusted(2, 2, -2, -2).contains(event->region().boundingRect()))
        return;
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 3, 3);
}

QSize Chart::pictureSize() const
{
    const int caption = m_caption.isEmpty() ? 0 : fontMetrics().height() + 8;
    const int margin = static_cast<int>(2 * kMargin);
    return {width() + margin, height() + margin + caption};
}

void Chart::paintPicture(QPainter& painter) const
{
    const QRectF all{QPointF(), QSizeF(pictureSize())};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(all, palette().color(QPalette::Window));
    const QRectF whole(QPointF(kMargin, kMargin), QSizeF(size()));
    paintTitle(painter, whole);
    paint(painter, bodyOf(whole));
    if (m_caption.isEmpty())
        return;
    painter.setFont(font());
    painter.setPen(faintColor(palette()));
    const QFontMetricsF metrics(font());
    painter.drawText(QPointF(kMargin + 6, whole.bottom() + 6 + metrics.ascent()),
                     metrics.elidedText(m_caption, Qt::ElideRight, whole.width() - 12));
}

bool Chart::savePng(const QString& file, qreal scale) const
{
    QImage image(pictureSize() * scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    {
        QPainter painter(&image);
        paintPicture(painter);
    }
    QSaveFile out(file);
    return out.open(QIODevice::WriteOnly) && image.save(&out, "PNG") && out.commit();
}

bool Chart::saveSvg(const QString& file) const
{
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly))
        return false;
    QSvgGenerator generator;
    generator.setOutputDevice(&out);
    generator.setSize(pictureSize());
    generator.setViewBox(QRect(QPoint(), pictureSize()));
    generator.setTitle(m_title);
    generator.setDescription(m_caption);
    QPainter painter;
    if (!painter.begin(&generator))
        return false;
    paintPicture(painter);
    return painter.end() && out.commit();
}

void Chart::copyPicture() const
{
    QImage image(pictureSize() * 2, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(2);
    {
        QPainter painter(&image);
        paintPicture(painter);
    }
    QApplication::clipboard()->setImage(image);
}

void Chart::save(const QString& suffix)
{
    const bool svg = suffix == "svg"_L1;
    const QString file = QFileDialog::getSaveFileName(this, tr("Save the chart"), u"naap-lens-chart."_s + suffix,
                                                      svg ? tr("SVG pictures (*.svg)") : tr("PNG pictures (*.png)"));
    if (file.isEmpty())
        return;
    if (!(svg ? saveSvg(file) : savePng(file)))
        Q_EMIT failed(tr("The chart could not be written to %1. Check the folder and the free space.").arg(file));
}

void Chart::showData()
{
    auto* dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"chartData"_s);
    dialog->setWindowTitle(m_title.isEmpty() ? tr("The numbers behind the chart") : m_title);
    dialog->resize(560, 420);
    auto* layout = new QVBoxLayout(dialog);
    const Data numbers = data();
    layout->addWidget(makeDataView(numbers, dialog));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    auto* copy = buttons->addButton(tr("&Copy all"), QDialogButtonBox::ActionRole);
    connect(copy, &QPushButton::clicked, dialog, [numbers] { QApplication::clipboard()->setText(asTsv(numbers)); });
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    layout->addWidget(buttons);
    dialog->open();
}

void Chart::fillMenu(QMenu& menu)
{
    menu.addAction(tr("Show as &table\tCtrl+Shift+T"), this, &Chart::showData);
    menu.addAction(tr("Copy &numbers"), this, [this] { QApplication::clipboard()->setText(asTsv(data())); });
    menu.addSeparator();
    menu.addAction(tr("&Copy picture\tCtrl+Alt+C"), this, &Chart::copyPicture);
    menu.addAction(tr("Save as &PNG…"), this, [this] { save(u"png"_s); });
    menu.addAction(tr("Save as &SVG…"), this, [this] { save(u"svg"_s); });
}

void Chart::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    fillMenu(menu);
    menu.exec(event->globalPos());
}

void Chart::keyPressEvent(QKeyEvent* event)
{
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (event->key() == Qt::Key_T && modifiers == (Qt::ControlModifier | Qt::ShiftModifier))
        showData();
    else if (event->key() == Qt::Key_C && modifiers == (Qt::ControlModifier | Qt::AltModifier))
        copyPicture();
    else
        QWidget::keyPressEvent(event);
}

QColor seriesColor(int index, bool dark)
{
    // Differ in lightness too, so that they stay apart without hue; the first is the program's accent.
    static constexpr QRgb kLight[] = {0xff1f6f54, 0xffd1741a, 0xff3d63c4, 0xffa8478f, 0xff8a6d00, 0xff5c6570};
    static constexpr QRgb kDark[] = {0xff4cc38a, 0xfff0a85a, 0xff7fa6ff, 0xffe08ac8, 0xffd8c35a, 0xff9aa4af};
    const int at = ((index % 6) + 6) % 6;
    return QColor(dark ? kDark[at] : kLight[at]);
}

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

QVector<double> niceTicks(double low, double high, int wanted)
{
    if (!std::isfinite(low) || !std::isfinite(high))
        return {};
    if (low > high)
        std::swap(low, high);
    if (low == high) {  // one value: room on both sides, or from nothing to one
        const double room = std::abs(low) / 2;
        high = low == 0 ? 1 : high + room;
        low -= room;
    }
    int exponent = 0;
    const double digit = niceStep((high - low) / qMax(1, wanted), exponent);
    const double step = scaled(digit, exponent);
    const double first = std::floor(low / step + 1e-9);
    const double last = std::ceil(high / step - 1e-9);
    QVector<double> ticks;
    for (double at = first; at <= last && ticks.size() < 1000; ++at)
        ticks << scaled(at * digit, exponent);
    return ticks;
}

QVector<qint64> timeTicks(qint64 from_ms, qint64 to_ms, int wanted, qint64 offset_ms)
{
    if (to_ms < from_ms)
        return {};
    qint64 step = kTimeSteps[std::size(kTimeSteps) - 1];
    for (const qint64 candidate : kTimeSteps)
        if ((to_ms - from_ms) / candidate <= qMax(1, wanted)) {
            step = candidate;
            break;
        }
    // Weeks begin on Mondays; the first Monday after the epoch was the 5th.
    const qint64 origin = (step >= 7 * kDay ? 4 * kDay : 0) - offset_ms;
    QVector<qint64> ticks;
    for (qint64 at = origin + ceilTo(from_ms - origin, step); at <= to_ms; at += step)
        ticks << at;
    return ticks;
}

QVector<QPointF> decimated(const QVector<QPointF>& points, double x_low, double x_high, int columns)
{
    QVector<QPointF> out;
    if (points.isEmpty() || columns <= 0 || !(x_high > x_low))
        return out;
    const auto begin = std::lower_bound(points.begin(), points.end(), x_low,
                                        [](const QPointF& point, double x) { return point.x() < x; });
    const auto end =
        std::upper_bound(begin, points.end(), x_high, [](double x, const QPointF& point) { return x < point.x(); });
    if (begin != points.begin())
        out << *(begin - 1);  // one neighbour on each side: the line comes in from there
    Column column;
    double at = -1;
    for (auto point = begin; point != end; ++point) {
        const double here = qMin(std::floor((point->x() - x_low) / (x_high - x_low) * columns), columns - 1.0);
        if (here != at)
            column.flush(points, out);
        at = here;
        column.add(point - points.begin(), point->y());
    }
    column.flush(points, out);
    if (end != points.end())
        out << *end;
    return out;
}

}  // namespace naap
