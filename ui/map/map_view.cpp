#include "ui/map/map_view.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

#include <QElapsedTimer>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QTimer>
#include <QToolTip>
#include <QWheelEvent>

#include "ui/charts/plot.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr int kDeepest = 11;             ///< zoom steps: 45 times; the outlines have no more to tell
constexpr int kClosestFit = 7;           ///< one cell alone is shown with what is around it
constexpr double kHalfWidth = 180;       ///< of the plane
constexpr double kBreath = 1.02;         ///< the world and a little around it
constexpr double kEdge = 4;              ///< pixels that are seen beyond the end of the world
constexpr double kClick = 4;             ///< pixels that a click may move
constexpr int kNotch = 120;              ///< of a mouse wheel, in Qt's units
constexpr qint64 kFrame_ns = 3'500'000;  ///< of a frame and the painting ahead behind it
constexpr double kSwatch = 22;
constexpr QPointF kBesideCell{12, 22};  ///< from a cell's middle to its read-out

QString trustText(MapTrust trust)
{
    switch (trust) {
        case MapTrust::sure: return MapView::tr("place is certain");
        case MapTrust::likely: return MapView::tr("place is likely");
        case MapTrust::guessed: return MapView::tr("place is guessed");
    }
    return {};
}

bool anyOf(const QVector<MapMark>& cells, const std::function<bool(const MapMark&)>& test)
{
    return std::any_of(cells.begin(), cells.end(), test);
}

QString withUnit(const MapLayer& layer)
{
    return layer.unit.isEmpty() ? layer.name : MapView::tr("%1 (%2)").arg(layer.name, layer.unit);
}

/// What is painted in a rectangle, with the ends of its lines.
QRect grown(const QRectF& painted)
{
    return painted.isEmpty() ? QRect() : painted.adjusted(-2, -2, 2, 2).toAlignedRect();
}

double length(const QPointF& way)
{
    return std::hypot(way.x(), way.y());
}

}  // namespace

struct MapView::Places {
    QRectF legend;
    QRectF map;
    QRectF note;
};

MapView::MapView(QWidget* parent) : Chart(parent), m_painter(new QTimer(this))
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(320, 220);
    m_painter->setInterval(0);
    connect(m_painter, &QTimer::timeout, this, &MapView::paintSome);
    setEmptyText(tr("There is nothing to show on the map in this stretch of time."));
}

void MapView::setCells(const QVector<MapMark>& cells, const MapLayer& layer)
{
    const QString name = m_current >= 0 ? m_tiles.cells()[m_current].name : QString();
    const QRectF overlay = overlayArea();
    const bool was_empty = m_tiles.cells().isEmpty();
    m_tiles.setCells(cells, layer);
    const auto same = std::find_if(cells.begin(), cells.end(), [&](const MapMark& cell) { return cell.name == name; });
    m_current = name.isEmpty() || same == cells.end() ? -1 : same - cells.begin();
    describeAll();
    startPainting();
    if (was_empty || cells.isEmpty())
        return update();  // the sentence in the middle
    for (const QRectF& part : {placesIn(body()).legend, overlay, overlayArea()})
        update(grown(part));
}

void MapView::setNote(const QString& sentence)
{
    if (sentence == m_note)
        return;
    const double height = noteHeight(body().width());
    m_note = sentence;
    m_note_size.reset();
    describeAll();
    if (noteHeight(body().width()) == height)
        update(placesIn(body()).note.toAlignedRect());
    else
        placeView();
}

void MapView::setEmptyText(const QString& sentence)
{
    m_empty_text = sentence;
    describeAll();
    update();
}

void MapView::setProjection(Projection projection)
{
    if (projection == m_projection)
        return;
    const PlanePoint middle{m_middle.x(), -m_middle.y()};
    const GeoPoint at = unproject(m_projection, middle).value_or(GeoPoint{});
    m_projection = projection;
    const PlanePoint moved = project(projection, at);
    m_middle = {moved.x, -moved.y};
    placeView();
    Q_EMIT viewMoved();
}

QSize MapView::sizeHint() const
{
    return {720, 440};
}

// --- where things are

double MapView::noteHeight(double width) const
{
    if (m_note.isEmpty())
        return 0;
    if (!m_note_size || m_note_size->width() != width) {
        const QRectF room(0, 0, qMax(60.0, width - 8), 1000);
        const double height = QFontMetricsF(font()).boundingRect(room, Qt::TextWordWrap, m_note).height() + 6;
        m_note_size = QSizeF(width, height);
    }
    return m_note_size->height();
}

MapView::Places MapView::placesIn(const QRectF& area) const
{
    const double line = QFontMetricsF(font()).height() + 4;
    Places places;
    places.legend = QRectF(area.left() + 4, area.top(), area.width() - 8, 2 * line);
    const double note = noteHeight(area.width());
    places.note = QRectF(area.left() + 4, area.bottom() - note, area.width() - 8, note);
    const double top = places.legend.bottom() + 4;
    places.map = QRectF(area.left(), top, area.width(), qMax(40.0, places.note.top() - 2 - top)).toRect();
    return places;
}

double MapView::fittingScale(const QSizeF& size) const
{
    const double fits = qMin(size.width() / (2 * kHalfWidth), size.height() / (2 * planeHeight(m_projection)));
    return qMax(0.1, fits / kBreath);
}

/// Of the map's rectangle, in pixels from the north-west corner of the world. Whole, so that tiles need no smoothing.
QPointF MapView::cornerFor(const QRectF& map, double scale) const
{
    const QPointF middle = (m_middle + QPointF(kHalfWidth, planeHeight(m_projection))) * scale;
    return QPointF((middle - QPointF(map.width(), map.height()) / 2).toPoint());
}

/// `shift` moves the north-west corner of the world from (0, 0).
MapLook MapView::lookIn(const QRectF& map, const QPointF& shift) const
{
    const double scale = fittingScale(map.size()) * std::pow(2.0, m_zoom / 2.0);
    return {.projection = m_projection,
            .transform = {.origin = shift + QPointF(kHalfWidth, planeHeight(m_projection)) * scale, .scale = scale},
            .palette = palette()};
}

/// After panning by whole pixels: what stays in view is moved, and only what comes into it is painted.
void MapView::moveView(const QPointF& way, const QRectF& readout_before)
{
    startPainting();
    if (m_tiles.cells().isEmpty())
        return update();  // the sentence in the middle stays where it is
    const QRectF within_frame = placesIn(body()).map.adjusted(1, 1, -1, -1);
    QElapsedTimer since;
    since.start();
    scroll(static_cast<int>(way.x()), static_cast<int>(way.y()), within_frame.toRect());
    m_frame_ns += since.nsecsElapsed();
    update(grown(readout_before.translated(way)));
    update(grown(readoutArea()));
}

/// The read-out of the current cell; it keeps clear of the edges, and so does not move with the cell.
QRectF MapView::readoutArea() const
{
    const auto at = currentInView();
    if (!at || !hasFocus())
        return {};
    const QRectF map = placesIn(body()).map;
    return readoutBox(font(), map, *at + kBesideCell, readout(static_cast<int>(m_current)));
}

/// What paintOverlay() paints.
QRectF MapView::overlayArea() const
{
    if (m_current < 0)
        return {};
    const QRectF map = placesIn(body()).map;
    const MapLook look = lookIn(map, map.topLeft() - cornerFor(map, m_tiles.look().transform.scale));
    const QRectF cell = cellLook(look, m_tiles.cells(), m_current, m_tiles.layer(), m_tiles.scale()).box;
    return cell.adjusted(-2, -2, 2, 2).intersected(map) | readoutArea();
}

/// The world ends at the date line and at the poles, and so does the view: beyond would be nothing.
void MapView::keepInView()
{
    const QRectF map = placesIn(body()).map;
    const double scale = lookIn(map, {}).transform.scale;
    const auto kept = [&](double at, double half, double seen) {
        const double room = qMax(0.0, half + kEdge / scale - seen / 2);
        return std::clamp(at, -room, room);
    };
    m_middle = {kept(m_middle.x(), kHalfWidth, map.width() / scale),
                kept(m_middle.y(), planeHeight(m_projection), map.height() / scale)};
}

/// Keeps the tiles in step with zoom, size, projection and palette.
void MapView::placeView()
{
    keepInView();
    const MapLook look = lookIn(placesIn(body()).map, {});
    const MapLook& before = m_tiles.look();
    if (before.transform.scale != look.transform.scale || before.projection != m_projection ||
        before.palette != palette() || m_tiles.pixelRatio() != devicePixelRatioF())
        m_tiles.setLook(look, devicePixelRatioF());
    startPainting();
    update();
}

std::optional<GeoPoint> MapView::positionAt(const QPointF& pixel) const
{
    const QRectF map = placesIn(body()).map;
    const MapTransform& world = m_tiles.look().transform;
    const QPointF at = world.plane(pixel - map.topLeft() + cornerFor(map, world.scale));
    return map.contains(pixel) ? unproject(m_projection, {at.x(), -at.y()}) : std::nullopt;
}

QPointF MapView::pixelOf(const GeoPoint& position) const
{
    const QRectF map = placesIn(body()).map;
    const MapTransform& world = m_tiles.look().transform;
    const PlanePoint at = project(m_projection, position);
    return world.map(QPointF(at.x, -at.y)) - cornerFor(map, world.scale) + map.topLeft();
}

// --- moving

void MapView::zoomBy(int steps, std::optional<QPointF> fixed)
{
    const int wanted = std::clamp(m_zoom + steps, 0, kDeepest);
    if (wanted == m_zoom)
        return;
    const QRectF map = placesIn(body()).map;
    const QPointF away = fixed.value_or(currentInView().value_or(map.center())) - map.center();
    const double before = m_tiles.look().transform.scale;
    const double after = before * std::pow(2.0, (wanted - m_zoom) / 2.0);
    m_middle += away / before - away / after;
    m_zoom = wanted;
    placeView();
    Q_EMIT viewMoved();
}

void MapView::panBy(const QPointF& pixels)
{
    const QRectF map = placesIn(body()).map;
    const double scale = m_tiles.look().transform.scale;
    const QPointF before = m_middle;
    const QPointF corner = cornerFor(map, scale);
    const QRectF readout = readoutArea();
    m_middle -= pixels / scale;
    keepInView();
    if (m_middle == before)
        return;
    moveView(corner - cornerFor(map, scale), readout);
    Q_EMIT viewMoved();
}

void MapView::showWorld()
{
    m_zoom = 0;
    m_middle = {};
    placeView();
    Q_EMIT viewMoved();
}

void MapView::showCells()
{
    const MapTransform& world = m_tiles.look().transform;
    QRectF box;  // on the plane; a cell more on each side, so that none touches the edge
    for (qsizetype i = 0; i < m_tiles.cells().size(); ++i) {
        const QPointF at = world.plane(cellCentre(m_tiles.look(), m_tiles.cells(), i));
        box |= QRectF(at - QPointF(kMapBinDegrees, kMapBinDegrees), QSizeF(2 * kMapBinDegrees, 2 * kMapBinDegrees));
    }
    if (box.isEmpty())
        return showWorld();
    const QSizeF seen = placesIn(body()).map.size();
    const double fits = qMin(seen.width() / box.width(), seen.height() / box.height()) / fittingScale(seen);
    m_zoom = std::clamp(static_cast<int>(std::floor(2 * std::log2(fits))), 0, kClosestFit);
    m_middle = box.center();
    placeView();
    Q_EMIT viewMoved();
}

// --- painting

QRect MapView::wantedTiles(int beyond) const
{
    const QRectF map = placesIn(body()).map;
    const double scale = m_tiles.look().transform.scale;
    const QRectF seen(cornerFor(map, scale), map.size());
    const QRectF world(0, 0, 2 * kHalfWidth * scale, 2 * planeHeight(m_projection) * scale);
    const QRect all = MapTiles::within(world);
    return MapTiles::within(seen).adjusted(-beyond, -beyond, beyond, beyond).intersected(all);
}

/// What is to be painted next: from the middle outwards, then one row beyond the edges, for the next move.
std::optional<QPoint> MapView::nextTile() const
{
    for (const int beyond : {0, 1}) {
        const QRect tiles = wantedTiles(beyond);
        std::optional<QPoint> best;
        for (int y = tiles.top(); y <= tiles.bottom(); ++y)
            for (int x = tiles.left(); x <= tiles.right(); ++x) {
                const QPoint at(x, y);
                const auto far = [&](const QPoint& tile) { return (tile - tiles.center()).manhattanLength(); };
                if (!m_tiles.isFresh(at) && (!best || far(at) < far(*best)))
                    best = at;
            }
        if (best)
            return best;
    }
    return std::nullopt;
}

void MapView::startPainting()
{
    if (!m_painter->isActive())
        m_frame_ns = 0;  // of frames with nothing behind them
    m_painter->start();
}

void MapView::paintSome()
{
    QElapsedTimer since;
    since.start();
    const QRectF map = placesIn(body()).map;
    const QPointF shift = map.topLeft() - cornerFor(map, m_tiles.look().transform.scale);
    const qint64 left = kFrame_ns - std::exchange(m_frame_ns, 0);
    // A frame that took long is by itself; but every other turn paints, so that it comes to an end.
    m_rests = left < m_tile_ns && !m_rests;
    if (m_rests)
        return;
    qint64 longest = 0;
    // One at least, and no more than will be done in time.
    for (qint64 begun = 0; begun == 0 || begun + longest < left;) {
        const auto tile = nextTile();
        if (!tile) {
            m_tiles.keep(wantedTiles(1));
            return m_painter->stop();
        }
        m_tiles.paint(*tile);
        update(QRectF(MapTiles::areaOf(*tile)).translated(shift).intersected(map).toAlignedRect());
        longest = qMax(longest, since.nsecsElapsed() - begun);
        begun = since.nsecsElapsed();
    }
    m_tile_ns = longest;
}

bool MapView::isPainted() const
{
    return !m_painter->isActive();
}

/// The background where no tile will be: beneath them it would cost as much as they do.
void MapView::paintEvent(QPaintEvent* event)
{
    QElapsedTimer since;
    since.start();
    const QRectF map = placesIn(body()).map;
    const QPointF shift = map.topLeft() - cornerFor(map, m_tiles.look().transform.scale);
    m_exposed = event->region();
    QRegion painted;
    const QRect tiles = MapTiles::within(QRectF(m_exposed.boundingRect()).translated(-shift)) & wantedTiles(0);
    for (int y = tiles.top(); y <= tiles.bottom(); ++y)
        for (int x = tiles.left(); x <= tiles.right(); ++x)
            if (!m_tiles.picture({x, y}).isNull())
                painted += QRectF(MapTiles::areaOf({x, y})).translated(shift).intersected(map).toRect();
    const QRegion bare = m_exposed - painted;
    {
        QPainter painter(this);
        for (const QRect& area : bare)
            painter.fillRect(area, palette().color(QPalette::Window));
    }
    Chart::paintEvent(event);
    m_frame_ns += since.nsecsElapsed();
    if (m_tiles.pixelRatio() != devicePixelRatioF())  // on another screen now
        QTimer::singleShot(0, this, &MapView::placeView);
}

void MapView::paintTiles(QPainter& painter, const QRectF& map) const
{
    const QPointF shift = map.topLeft() - cornerFor(map, m_tiles.look().transform.scale);
    const QRect seen = wantedTiles(0);
    for (const QRect& part : m_exposed.intersected(map.toRect())) {  // one by one: a clip of one rectangle is quick
        painter.setClipRect(part);
        const QRect tiles = MapTiles::within(QRectF(part).translated(-shift)) & seen;
        for (int y = tiles.top(); y <= tiles.bottom(); ++y)
            for (int x = tiles.left(); x <= tiles.right(); ++x)
                if (const QImage& picture = m_tiles.picture({x, y}); !picture.isNull())
                    painter.drawImage(QRectF(MapTiles::areaOf({x, y})).translated(shift).topLeft(), picture);
    }
}

void MapView::paint(QPainter& painter, const QRectF& area) const
{
    const Places places = placesIn(area);
    const bool on_screen = painter.device() == this;
    painter.save();
    if (on_screen) {
        paintTiles(painter, places.map);
    } else {  // saved: lines, not pixels
        painter.setClipRect(places.map, Qt::IntersectClip);
        const MapLook look =
            lookIn(places.map, places.map.topLeft() - cornerFor(places.map, m_tiles.look().transform.scale));
        paintWorld(painter, look, places.map);
        QVector<qsizetype> all(m_tiles.cells().size());
        std::iota(all.begin(), all.end(), 0);
        paintCells(painter, look, places.map, m_tiles.cells(), all, m_tiles.layer(), m_tiles.scale());
    }
    painter.restore();
    paintFrame(painter, places.map);
    painter.setFont(font());
    if (!on_screen || isExposed(places.legend))
        paintLegend(painter, places.legend);
    if (!on_screen || isExposed(places.note))
        paintNote(painter, places.note);
}

/// SVG does not clip: what sticks out is painted over.
void MapView::paintFrame(QPainter& painter, const QRectF& map) const
{
    if (painter.device() != this) {
        constexpr double kOver = 12;
        painter.setPen(QPen(palette().color(QPalette::Window), kOver));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(map.adjusted(-kOver / 2, -kOver / 2, kOver / 2, kOver / 2));
    }
    const QColor line = gridColor(palette());  // as four lines: the outline of a large rectangle takes long
    painter.fillRect(QRectF(map.left(), map.top(), map.width(), 1), line);
    painter.fillRect(QRectF(map.left(), map.bottom() - 1, map.width(), 1), line);
    painter.fillRect(QRectF(map.left(), map.top(), 1, map.height()), line);
    painter.fillRect(QRectF(map.right() - 1, map.top(), 1, map.height()), line);
    if (m_tiles.cells().isEmpty())
        drawSentence(painter, map, m_empty_text, palette());
}

/// The colour scale with its ends; returns where it stops.
double MapView::paintRamp(QPainter& painter, QPointF at) const
{
    constexpr int kPieces = 12;
    constexpr double kWide = 10;
    const MapScale& scale = m_tiles.scale();
    const QFontMetricsF metrics(font());
    const auto write = [&](const QString& text, bool strong) {
        painter.setPen(strong ? palette().color(QPalette::WindowText) : faintColor(palette()));
        painter.drawText(at + QPointF(0, metrics.ascent()), text);
        at.rx() += metrics.horizontalAdvance(text) + 8;
    };
    const MapLayer& layer = m_tiles.layer();
    const bool is_titled = layer.name == title();
    if (!is_titled)
        write(withUnit(layer), true);
    if (!scale.any)
        return at.x();
    write(valueText(scale.low), false);
    if (scale.high > scale.low) {
        for (int piece = 0; piece < kPieces; ++piece)
            painter.fillRect(QRectF(at.x() + piece * kWide, at.y() + 2, kWide, metrics.height() - 4),
                             cellColor(m_tiles.layer(), piece / (kPieces - 1.0), palette()));
        at.rx() += kPieces * kWide + 8;
        write(valueText(scale.high), false);
    }
    if (is_titled && !layer.unit.isEmpty())
        write(layer.unit, false);
    if (scale.logarithmic)
        write(tr("logarithmic"), false);
    return at.x();
}

/// What lines and shades mean; only what occurs.
void MapView::paintLegend(QPainter& painter, const QRectF& area) const
{
    const QFontMetricsF metrics(font());
    paintRamp(painter, area.topLeft());
    QPointF at(area.left(), area.top() + metrics.height() + 4);
    const QColor color = cellColor(m_tiles.layer(), 1, palette());
    const auto entry = [&](const QString& text, const QPen& line, double opacity) {
        const QRectF box(at.x() + 1, at.y() + 3, kSwatch, metrics.height() - 6);
        QColor fill = color;
        fill.setAlphaF(static_cast<float>(opacity));
        painter.fillRect(box, fill);
        painter.setPen(line);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box);
        painter.setPen(faintColor(palette()));
        painter.drawText(at + QPointF(kSwatch + 7, metrics.ascent()), text);
        at.rx() += kSwatch + 7 + metrics.horizontalAdvance(text) + 14;
    };
    const QVector<MapMark>& cells = m_tiles.cells();
    for (const MapTrust trust : {MapTrust::sure, MapTrust::likely, MapTrust::guessed})
        if (anyOf(cells, [&](const MapMark& cell) { return cell.trust == trust; }))
            entry(trustText(trust), QPen(color, 1.2, trustLine(trust)), trustOpacity(trust));
    if (anyOf(cells, [](const MapMark& cell) { return !cell.value; }))
        entry(tr("not measured"), QPen(color, 1.2), 0);
    if (anyOf(cells, [](const MapMark& cell) { return cell.gap; }))
        entry(tr("gap"), QPen(gapColor(palette()), 2.4), 0);
}

void MapView::paintNote(QPainter& painter, const QRectF& area) const
{
    if (m_note.isEmpty())
        return;
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(area, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextWordWrap, m_note);
}

void MapView::paintOverlay(QPainter& painter, const QRectF& area) const
{
    if (m_current < 0 || !isExposed(overlayArea()))
        return;
    const QRectF map = placesIn(area).map;
    const MapLook look = lookIn(map, map.topLeft() - cornerFor(map, m_tiles.look().transform.scale));
    painter.save();
    painter.setClipRect(map, Qt::IntersectClip);
    paintCurrent(painter, look, map, m_tiles.cells(), m_current);
    const QPointF centre = cellCentre(look, m_tiles.cells(), m_current);
    if (hasFocus() && map.contains(centre)) {
        painter.setFont(font());
        drawReadout(painter, map, centre + kBesideCell, readout(static_cast<int>(m_current)), palette());
    }
    painter.restore();
}

// --- words

QStringList MapView::readout(int index) const
{
    const QVector<MapMark>& cells = m_tiles.cells();
    if (index < 0 || index >= cells.size())
        return {};
    const MapMark& cell = cells[index];
    QStringList lines{cell.name, tr("%1: %2").arg(m_tiles.layer().name, cell.value ? cell.text : tr("not measured"))};
    lines << cell.details << trustText(cell.trust);
    if (cell.gap)
        lines << tr("▲ gap: asked for here, served far away or not at all");
    return lines;
}

void MapView::describeAll()
{
    if (m_current >= 0)
        return describe(readout(static_cast<int>(m_current)).join(u". "_s));
    const MapScale& scale = m_tiles.scale();
    const auto places = static_cast<int>(m_tiles.cells().size());
    QString sentence = scale.any ? tr("%1 at %n place(s), from %2 to %3.", nullptr, places)
                                       .arg(withUnit(m_tiles.layer()), valueText(scale.low), valueText(scale.high))
                                 : m_empty_text;
    if (!m_note.isEmpty())
        sentence += u' ' + m_note;
    describe(sentence);
}

Chart::Data MapView::data() const
{
    Data numbers;
    numbers.header << tr("Place") << withUnit(m_tiles.layer()) << tr("How sure") << tr("Gap");
    for (const MapMark& cell : m_tiles.cells())
        numbers.rows << QStringList{cell.name, cell.value ? QString::number(*cell.value, 'g', 12) : u"–"_s,
                                    trustText(cell.trust), cell.gap ? tr("yes") : tr("no")};
    return numbers;
}

// --- choosing

int MapView::cellAtPixel(const QPointF& pixel) const
{
    const QRectF map = placesIn(body()).map;
    if (!map.contains(pixel))
        return -1;
    const MapLook look = lookIn(map, map.topLeft() - cornerFor(map, m_tiles.look().transform.scale));
    return static_cast<int>(naap::cellAt(look, m_tiles.cells(), pixel));
}

void MapView::setCurrentCell(int index)
{
    const qsizetype wanted = index >= 0 && index < m_tiles.cells().size() ? index : -1;
    if (wanted == m_current)
        return;
    update(grown(overlayArea()));  // before panning, which moves what is to be painted, too
    m_current = wanted;
    if (m_current >= 0)
        bringIntoView(m_current);
    describeAll();
    update(grown(overlayArea()));
    Q_EMIT currentCellChanged(static_cast<int>(m_current));
}

void MapView::bringIntoView(qsizetype index)
{
    const QRectF map = placesIn(body()).map;
    const MapLook look = lookIn(map, map.topLeft() - cornerFor(map, m_tiles.look().transform.scale));
    const QPointF at = cellCentre(look, m_tiles.cells(), index);
    if (!map.adjusted(20, 20, -20, -20).contains(at))
        panBy(map.center() - at);
}

/// Where the current cell is, if it is seen.
std::optional<QPointF> MapView::currentInView() const
{
    if (m_current < 0)
        return std::nullopt;
    const QRectF map = placesIn(body()).map;
    const MapLook look = lookIn(map, map.topLeft() - cornerFor(map, m_tiles.look().transform.scale));
    const QPointF at = cellCentre(look, m_tiles.cells(), m_current);
    return map.contains(at) ? std::optional(at) : std::nullopt;
}

/// To the nearest cell that way: what lies aside counts double.
void MapView::walk(const QPointF& direction)
{
    const QVector<MapMark>& cells = m_tiles.cells();
    if (m_current < 0 || cells.isEmpty())
        return walkToEnd(true);
    const QRectF map = placesIn(body()).map;
    const MapLook look = lookIn(map, {});
    const QPointF here = cellCentre(look, cells, m_current);
    qsizetype best = m_current;
    double least = INFINITY;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const QPointF way = cellCentre(look, cells, i) - here;
        const double along = QPointF::dotProduct(way, direction);
        const double aside = length(way - along * direction);
        if (along > 0.5 && along + 2 * aside < least) {
            least = along + 2 * aside;
            best = i;
        }
    }
    setCurrentCell(static_cast<int>(best));
}

void MapView::walkToEnd(bool largest)
{
    const QVector<MapMark>& cells = m_tiles.cells();
    qsizetype best = -1;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (!cells[i].value)
            continue;
        const double before = best < 0 ? 0 : *cells[best].value;
        if (best < 0 || (largest ? *cells[i].value > before : *cells[i].value < before))
            best = i;
    }
    setCurrentCell(static_cast<int>(best < 0 && !cells.isEmpty() ? 0 : best));
}

// --- input

void MapView::resizeEvent(QResizeEvent* event)
{
    Chart::resizeEvent(event);
    placeView();
}

void MapView::changeEvent(QEvent* event)
{
    Chart::changeEvent(event);
    m_note_size.reset();
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        placeView();
}

void MapView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !placesIn(body()).map.contains(event->position()))
        return Chart::mousePressEvent(event);
    m_press = m_dragged_from = event->position();
    m_dragging = false;
}

void MapView::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_press)
        return Chart::mouseMoveEvent(event);
    if (!m_dragging && length(event->position() - *m_press) < kClick)
        return;
    if (!m_dragging)
        setCursor(Qt::ClosedHandCursor);
    m_dragging = true;
    panBy(event->position() - m_dragged_from);
    m_dragged_from = event->position();
}

void MapView::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_press || event->button() != Qt::LeftButton)
        return Chart::mouseReleaseEvent(event);
    if (!m_dragging)
        setCurrentCell(cellAtPixel(event->position()));
    m_press.reset();
    m_dragging = false;
    unsetCursor();
}

void MapView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const int cell = cellAtPixel(event->position());
    if (cell >= 0)
        Q_EMIT cellOpened(cell);
    else if (placesIn(body()).map.contains(event->position()))
        zoomBy(2, event->position());
}

void MapView::wheelEvent(QWheelEvent* event)
{
    if (!placesIn(body()).map.contains(event->position()))
        return Chart::wheelEvent(event);
    m_wheel += event->angleDelta().y();
    const int steps = static_cast<int>(m_wheel / kNotch);
    m_wheel -= steps * kNotch;
    zoomBy(steps, event->position());
    event->accept();
}

void MapView::keyPressEvent(QKeyEvent* event)
{
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    const bool pans = modifiers == Qt::ShiftModifier;
    const QSizeF step = placesIn(body()).map.size() / 8;
    const auto move = [&](double x, double y) { pans ? panBy({-x * step.width(), -y * step.height()}) : walk({x, y}); };
    if (modifiers & (Qt::ControlModifier | Qt::AltModifier)) {
        if (event->key() == Qt::Key_0)
            return showWorld();
        return Chart::keyPressEvent(event);
    }
    switch (event->key()) {
        case Qt::Key_Left: return move(-1, 0);
        case Qt::Key_Right: return move(1, 0);
        case Qt::Key_Up: return move(0, -1);
        case Qt::Key_Down: return move(0, 1);
        case Qt::Key_Home: return walkToEnd(true);
        case Qt::Key_End: return walkToEnd(false);
        case Qt::Key_Plus:
        case Qt::Key_Equal: return zoomBy(1);
        case Qt::Key_Minus: return zoomBy(-1);
        case Qt::Key_0: return showWorld();
        case Qt::Key_F: return showCells();
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_current >= 0)
                Q_EMIT cellOpened(static_cast<int>(m_current));
            return;
        case Qt::Key_Escape:
            if (m_current < 0)
                return Chart::keyPressEvent(event);  // Esc goes up when there is nothing of ours to end
            return setCurrentCell(-1);
        default: Chart::keyPressEvent(event);
    }
}

bool MapView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return Chart::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int cell = cellAtPixel(help->pos());
    if (cell < 0 || m_dragging)
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), readout(cell).join(u'\n'), this);
    return true;
}

}  // namespace naap
