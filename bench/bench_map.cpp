// The map at 3840 x 2160: what a frame costs while one pans, zooms and plays, and how long painting ahead holds the
// thread. Needs no display.

#include <ctime>

#include <QApplication>
#include <QTemporaryDir>

#include "bench/measure.h"
#include "ui/map/map_view.h"

namespace {

using namespace naap;
using namespace naap::bench;

constexpr int kFrames = 120;
constexpr int kPlaces = 200;

/// Of this thread's work: what else the machine does is not the map's fault, and would hide what is.
class WorkTimer {
public:
    double ms() const { return now() - m_start; }

private:
    static double now()
    {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    }
    double m_start = now();
};

void print(const char* what, std::vector<double> ms)
{
    std::ranges::sort(ms);
    fmt::print("{:44} median {:6.2f} ms   p95 {:6.2f} ms   longest {:6.2f} ms   n = {}\n", what, median(ms),
               ms[ms.size() * 95 / 100], largest(ms), ms.size());
}

/// Places all over the inhabited world, the same every time; `turn` gives them other figures.
QVector<MapMark> places(MapMark::Shape shape, int turn)
{
    QVector<MapMark> cells;
    for (int i = 0; i < kPlaces; ++i) {
        const int lat = -40 + i * 37 % 22 * 5;
        const int lon = -180 + i * 53 % 72 * 5;
        cells << MapMark{.name = QString::number(i),
                         .shape = shape,
                         .lat_bin = lat,
                         .lon_bin = lon,
                         .country = {},
                         .value = (i * 131 + turn * 17) % 997,
                         .text = {},
                         .trust = static_cast<MapTrust>(i % 3),
                         .gap = i % 20 == 0,
                         .details = {}};
    }
    return cells;
}

/// Lets the map paint ahead; the longest time it held the thread, and how long it took.
struct Ahead {
    double longest_ms = 0;
    double all_ms = 0;
};
Ahead paintAhead(MapView& view)
{
    Ahead ahead;
    const WorkTimer all;
    while (!view.isPainted()) {
        const WorkTimer one;
        QCoreApplication::processEvents(QEventLoop::AllEvents, 0);
        ahead.longest_ms = std::max(ahead.longest_ms, one.ms());
    }
    ahead.all_ms = all.ms();
    return ahead;
}

/// A frame is what repaint() takes: the widget and the copy to the window.
double frameMs(MapView& view)
{
    const WorkTimer since;
    view.repaint();
    return since.ms();
}

std::vector<double> panned(MapView& view, double step)
{
    std::vector<double> frames;
    for (int i = 0; i < kFrames; ++i) {
        view.panBy({i < kFrames / 2 ? -step : step, step / 3});
        frames.push_back(frameMs(view));
        QCoreApplication::processEvents(QEventLoop::AllEvents, 0);  // one slice of painting ahead, as between frames
    }
    return frames;
}

void measure(MapView& view, const char* projection)
{
    fmt::print("{}\n", projection);
    const Ahead first = paintAhead(view);
    fmt::print("  the whole world painted in {:.0f} ms, the thread held for {:.1f} ms at a time\n", first.all_ms,
               first.longest_ms);
    std::vector<double> still;
    for (int i = 0; i < kFrames; ++i)
        still.push_back(frameMs(view));
    print("  a frame of the whole world", still);
    view.zoomBy(4);
    std::vector<double> zoomed{frameMs(view)};
    const Ahead four = paintAhead(view);
    fmt::print("  zoomed in: first frame {:.2f} ms, all painted in {:.0f} ms, held for {:.1f} ms at a time\n",
               zoomed.front(), four.all_ms, four.longest_ms);
    print("  panning by 12 pixels a frame", panned(view, 12));
    paintAhead(view);
    print("  panning by 90 pixels a frame", panned(view, 90));
    view.showWorld();
    paintAhead(view);
    std::vector<double> turns;
    std::vector<double> held;
    for (int turn = 0; turn < 12; ++turn) {
        view.setCells(places(MapMark::Shape::bin, turn), {.name = QStringLiteral("Requested"), .unit = {}});
        turns.push_back(frameMs(view));
        held.push_back(paintAhead(view).all_ms);
    }
    print("  playing: the frame at a step", turns);
    print("  playing: until all of a step is painted", held);
}

}  // namespace

int main(int count, char** arguments)
{
    const QTemporaryDir settings;  // not the person's
    qputenv("XDG_CONFIG_HOME", settings.path().toUtf8());
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(count, arguments);
    MapView view;
    view.setCells(places(MapMark::Shape::bin, 0), {.name = QStringLiteral("Requested"), .unit = {}});
    view.setNote(QStringLiteral("A sentence about what is not seen."));
    view.resize(3840, 2160);
    view.show();
    QCoreApplication::processEvents();
    measure(view, "Robinson");
    view.setProjection(Projection::equirectangular);
    measure(view, "equirectangular");
    return 0;
}
