// The map at 3840 x 2160: what a frame costs while one pans, zooms and plays, with the painting ahead that lies between
// two frames. Needs no display. Painting is moving pixels, and who else uses the memory of a shared machine changes its
// speed many times a second: so a copy is timed beside each frame, and the frames beside a fast one are told
// apart.

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <functional>

#include <QApplication>
#include <QTemporaryDir>

#include "bench/measure.h"
#include "ui/map/map_view.h"
#include "ui/pages/map_layers.h"

namespace {

using namespace naap;
using namespace naap::bench;

constexpr int kFrames = 60;
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

/// Places all over the inhabited world, the same every time; `turn` gives them other figures.
QVector<MapMark> places(MapMark::Shape shape, int turn)
{
    static constexpr const char* kCountries[] = {"US", "BR", "DE", "FR", "IN", "CN", "AU", "RU", "ZA", "JP"};
    QVector<MapMark> cells;
    for (int i = 0; i < (shape == MapMark::Shape::country ? 10 : kPlaces); ++i)
        cells << MapMark{.name = QString::number(i),
                         .shape = shape,
                         .lat_bin = -40 + i * 37 % 22 * 5,
                         .lon_bin = -180 + i * 53 % 72 * 5,
                         .country = QString::fromLatin1(kCountries[i % 10]),
                         .value = (i * 131 + turn * 17) % 997,
                         .text = {},
                         .trust = static_cast<MapTrust>(i % 3),
                         .gap = i % 20 == 0,
                         .details = {}};
    return cells;
}

/// A copy of half of the screen: what the memory gives at this moment.
class MemoryProbe {
public:
    double ms() const
    {
        const WorkTimer since;
        std::memcpy(m_to.data(), m_from.data(), m_from.size() * sizeof m_from[0]);
        return since.ms();
    }

private:
    std::vector<std::uint32_t> m_from = std::vector<std::uint32_t>(std::size_t{1920} * 2160, 1);
    mutable std::vector<std::uint32_t> m_to = std::vector<std::uint32_t>(std::size_t{1920} * 2160, 2);
};

struct Frame {
    const char* what = "";
    double ms = 0;
    double memory_ms = 0;  ///< the slower one of the copies before and after
};
std::vector<Frame> all_frames;

/// The map and what is measured of it. A frame is all that the thread does between two looks at its queue: a step of
/// panning, zooming or play, a slice of painting ahead, and the copy to the window.
class Bench {
public:
    Bench()
    {
        m_view.setNote(QStringLiteral("A sentence about what is not seen."));
        m_view.resize(3840, 2160);
        m_view.show();
    }

    void setLook(Projection projection, bool dark)
    {
        QPalette palette(dark ? QColor(0x383d44) : QColor(0xe4e6e9), dark ? QColor(0x2a2e33) : QColor(0xf4f5f6));
        palette.setColor(QPalette::Base, dark ? QColor(0x1c1f23) : QColor(Qt::white));
        m_view.setPalette(palette);
        m_view.setProjection(projection);
    }

    void setLayer(const MapMeasureInfo& info, MapMark::Shape shape)
    {
        m_layer = {.name = info.name,
                   .unit = info.unit,
                   .color = info.color,
                   .logarithmic = info.logarithmic,
                   .at_least = 997};
        m_shape = shape;
        m_view.setCells(places(shape, 0), m_layer);
        m_view.showWorld();
        settle();
    }

    std::vector<double> wholeWidget()
    {
        m_what = "whole map";
        return frames([this](int) { m_view.update(); });
    }
    std::vector<double> panned(double step)
    {
        m_view.zoomBy(4);
        settle();
        m_what = "pan";
        auto ms = frames([&](int i) { m_view.panBy({i < kFrames / 2 ? -step : step, step / 3}); });
        m_what = "settling";
        m_view.showWorld();
        settle();
        return ms;
    }
    std::vector<double> zoomed()
    {
        m_what = "zoom";
        std::vector<double> ms;
        for (int i = 0; i < 8; ++i) {
            ms.push_back(frame([&] { m_view.zoomBy(i < 4 ? 1 : -1); }));
            settle(&ms);
        }
        return ms;
    }
    std::vector<double> played()
    {
        m_what = "play";
        std::vector<double> ms;
        for (int turn = 1; turn <= 12; ++turn) {
            ms.push_back(frame([&] { m_view.setCells(places(m_shape, turn), m_layer); }));
            settle(&ms);
        }
        return ms;
    }

private:
    double frame(const std::function<void()>& step)
    {
        const double before = memory().ms();
        const WorkTimer since;
        step();
        QCoreApplication::processEvents();
        const double ms = since.ms();
        all_frames.push_back({m_what, ms, std::max(before, memory().ms())});
        return ms;
    }
    static const MemoryProbe& memory()
    {
        static const MemoryProbe probe;
        return probe;
    }
    std::vector<double> frames(const std::function<void(int)>& step)
    {
        std::vector<double> ms;
        for (int i = 0; i < kFrames; ++i)
            ms.push_back(frame([&] { step(i); }));
        return ms;
    }
    void settle(std::vector<double>* ms = nullptr)
    {
        do {
            const double one = frame([] {});
            if (ms)
                ms->push_back(one);
        } while (!m_view.isPainted());
    }

    MapView m_view;
    const char* m_what = "settling";
    MapLayer m_layer;
    MapMark::Shape m_shape = MapMark::Shape::bin;
};

constexpr double kAim_ms = 8;

void print(const std::vector<double>& ms)
{
    fmt::print("  {:5.2f} {:5.2f}", median(ms), largest(ms));
}

void printFrames(const std::string& which, std::vector<Frame> frames)
{
    std::ranges::sort(frames, {}, &Frame::ms);
    const auto beyond = frames.end() - std::ranges::upper_bound(frames, kAim_ms, {}, &Frame::ms);
    fmt::print("{}: {} frames, {} above {} ms, 99.9 % up to {:.2f}, longest {:.2f}\n", which, frames.size(), beyond,
               kAim_ms, frames[frames.size() * 999 / 1000].ms, frames.back().ms);
    std::map<std::string, std::pair<int, int>> kinds;
    for (const Frame& frame : frames) {
        auto& [all, slow] = kinds[frame.what];
        ++all;
        slow += frame.ms > kAim_ms ? 1 : 0;
    }
    for (const auto& [what, counts] : kinds)
        fmt::print("    {}: {} of {} above {} ms\n", what, counts.second, counts.first, kAim_ms);
}

/// Fast is what a twentieth of the copies reached, and half as long again.
void printAll()
{
    std::vector<double> copies;
    for (const Frame& frame : all_frames)
        copies.push_back(frame.memory_ms);
    std::ranges::sort(copies);
    const double fast = copies[copies.size() / 20] * 1.5;
    std::vector<Frame> undisturbed = all_frames;
    std::erase_if(undisturbed, [&](const Frame& frame) { return frame.memory_ms > fast; });
    printFrames("all", all_frames);
    printFrames(fmt::format("those beside which half of the screen was copied within {:.2f} ms", fast), undisturbed);
}

/// What the memory gives, which busy cores share.
std::vector<double> copied()
{
    const std::vector<std::uint32_t> from(std::size_t{3840} * 2160, 1);
    std::vector<std::uint32_t> to(from.size(), 2);
    std::vector<double> ms;
    for (int i = 0; i < kFrames; ++i) {
        const WorkTimer since;
        std::memcpy(to.data(), from.data(), from.size() * sizeof from[0]);
        ms.push_back(since.ms());
    }
    return ms;
}

void measureLayer(Bench& bench, const std::string& what, const MapMeasureInfo& info, MapMark::Shape shape)
{
    bench.setLayer(info, shape);
    fmt::print("{:58}", what);
    print(bench.wholeWidget());
    print(bench.panned(12));
    print(bench.panned(90));
    print(bench.zoomed());
    print(bench.played());
    fmt::print("\n");
}

void measure(Bench& bench, const std::string& look)
{
    using Shape = MapMark::Shape;
    for (const MapMeasureInfo& info : mapMeasures())
        measureLayer(bench, look + info.name.toStdString(), info, Shape::bin);
    measureLayer(bench, look + "regions", mapMeasures().front(), Shape::disc);
    measureLayer(bench, look + "countries", mapMeasures().front(), Shape::country);
}

}  // namespace

int main(int count, char** arguments)
{
    const QTemporaryDir settings;  // not the person's
    qputenv("XDG_CONFIG_HOME", settings.path().toUtf8());
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(count, arguments);
    Bench bench;
    fmt::print("bare copying of as many pixels, which is what a frame of the whole map is at best: ");
    print(copied());
    fmt::print("\nms a frame, median and longest{:28}  {:11}  {:11}  {:11}  {:11}  {}\n", "", "whole map", "pan 12 px",
               "pan 90 px", "zoom", "play");
    for (const Projection projection : {Projection::robinson, Projection::equirectangular})
        for (const bool dark : {false, true}) {
            bench.setLook(projection, dark);
            measure(bench, fmt::format("{}, {}, ", projection == Projection::robinson ? "Robinson" : "equirectangular",
                                       dark ? "dark" : "light"));
        }
    printAll();
    return 0;
}
