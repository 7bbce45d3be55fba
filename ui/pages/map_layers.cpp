#include "ui/pages/map_layers.h"

#include <cmath>

#include "ui/map/outlines.h"
#include "ui/pages/map_page.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

enum Color : int { demand_color, trouble_color, supply_color };

QString latText(int degrees)
{
    if (degrees == 0)
        return u"0°"_s;
    return u"%1°%2"_s.arg(std::abs(degrees)).arg(degrees < 0 ? MapPage::tr("S") : MapPage::tr("N"));
}

QString lonText(int degrees)
{
    if (degrees == 0 || std::abs(degrees) == 180)
        return u"%1°"_s.arg(std::abs(degrees));
    return u"%1°%2"_s.arg(std::abs(degrees)).arg(degrees < 0 ? MapPage::tr("W") : MapPage::tr("E"));
}

QString countryName(const QString& code)
{
    for (const Outline& outline : outlines())
        if (outline.code == code)
            return outline.name;
    return code;
}

QString textOf(double value, const MapMeasureInfo& info, const ValueText& text)
{
    if (info.measure == MapMeasure::ptff)
        return text.duration(value);
    const QString number = text.number(value, info.measure == MapMeasure::streams_avg ? 2 : 1);
    return info.unit.isEmpty() ? number : u"%1 %2"_s.arg(number, info.unit);
}

MapTrust trustOf(MapDoubt doubt)
{
    switch (doubt) {
        case MapDoubt::none: return MapTrust::sure;
        case MapDoubt::some: return MapTrust::likely;
        case MapDoubt::much: return MapTrust::guessed;
    }
    return MapTrust::guessed;
}

QStringList detailsOf(const MapRow& row, const ValueText& text)
{
    const auto count = [&](qint64 n) { return text.number(static_cast<double>(n), 0); };
    QStringList lines{
        MapPage::tr("%1 requested, %2 served, %3 unserved")
            .arg(count(row.requested_sessions), count(row.startup_success_sessions), count(row.unserved_sessions)),
        MapPage::tr("%1 streams at a time on average, %2 at most")
            .arg(text.number(row.concurrent.avg, 2), count(row.concurrent.max)),
        MapPage::tr("gateways: %1, orchestrators: %2, GPU ids: %3")
            .arg(count(static_cast<qint64>(row.gateways.size())), count(static_cast<qint64>(row.orchestrators.size())),
                 count(static_cast<qint64>(row.gpus.size())))};
    if (row.ptff_p50_ms)
        lines << MapPage::tr("first frame after %1 (median, n = %2)")
                     .arg(text.duration(*row.ptff_p50_ms), count(row.ptff_count));
    if (row.gap && row.supply_km)
        lines << MapPage::tr("nearest supply %1 km away").arg(text.number(*row.supply_km, 0));
    return lines;
}

}  // namespace

const QVector<MapMeasureInfo>& mapMeasures()
{
    using M = MapMeasure;
    static const QVector<MapMeasureInfo> kMeasures{
        {M::requested, MapPage::tr("Requested sessions"), {}, demand_color, true},
        {M::served, MapPage::tr("Served sessions"), {}, demand_color, true},
        {M::unserved, MapPage::tr("Unserved sessions"), {}, trouble_color, true},
        {M::minutes, MapPage::tr("Minutes of streams"), MapPage::tr("min"), demand_color, true},
        {M::streams_avg, MapPage::tr("Streams at a time, average"), {}, demand_color, false},
        {M::streams_max, MapPage::tr("Streams at a time, most"), {}, demand_color, false},
        {M::ptff, MapPage::tr("Prompt to first frame, median"), MapPage::tr("ms"), trouble_color, false},
        {M::gateways, MapPage::tr("Gateways"), {}, demand_color, false},
        {M::orchestrators, MapPage::tr("Orchestrators"), {}, supply_color, false},
        {M::gpus, MapPage::tr("GPU ids on offer"), {}, supply_color, false},
    };
    return kMeasures;
}

std::optional<double> mapValue(const MapRow& row, MapMeasure measure, const QString& gpu_type)
{
    switch (measure) {
        case MapMeasure::requested: return static_cast<double>(row.requested_sessions);
        case MapMeasure::served: return static_cast<double>(row.startup_success_sessions);
        case MapMeasure::unserved: return static_cast<double>(row.unserved_sessions);
        case MapMeasure::minutes: return row.total_minutes;
        case MapMeasure::streams_avg: return row.concurrent.avg;
        case MapMeasure::streams_max: return static_cast<double>(row.concurrent.max);
        case MapMeasure::ptff: return row.ptff_p50_ms;
        case MapMeasure::gateways: return static_cast<double>(row.gateways.size());
        case MapMeasure::orchestrators: return static_cast<double>(row.orchestrators.size());
        case MapMeasure::gpus: break;
    }
    if (gpu_type.isEmpty())
        return static_cast<double>(row.gpus.size());
    const auto found = row.gpus_by_type.find(gpu_type.toStdString());
    return found == row.gpus_by_type.end() ? 0.0 : static_cast<double>(found->second);
}

QString mapPlaceTitle(const MapRow& row, MapGrouping grouping)
{
    switch (row.kind) {
        case MapRow::Kind::withheld: return MapPage::tr("places with few sessions");
        case MapRow::Kind::unknown: return MapPage::tr("place unknown");
        case MapRow::Kind::place: break;
    }
    const QString key = QString::fromStdString(row.key);
    if (grouping == MapGrouping::country)
        return countryName(key);
    if (grouping == MapGrouping::region || !row.bin)
        return key;
    constexpr int kDegrees = 5;
    return u"%1–%2, %3–%4"_s.arg(latText(row.bin->lat_bin), latText(row.bin->lat_bin + kDegrees),
                                 lonText(row.bin->lon_bin), lonText(row.bin->lon_bin + kDegrees));
}

std::optional<MapMark> mapMark(const MapRow& row, MapGrouping grouping, const MapMeasureInfo& info,
                               const QString& gpu_type, const ValueText& text)
{
    if (row.kind != MapRow::Kind::place || (!row.bin && grouping != MapGrouping::country))
        return std::nullopt;
    using Shape = MapMark::Shape;
    const MapCell bin = row.bin.value_or(MapCell{});
    const auto value = mapValue(row, info.measure, gpu_type);
    return MapMark{.name = mapPlaceTitle(row, grouping),
                   .shape = grouping == MapGrouping::bin      ? Shape::bin
                            : grouping == MapGrouping::region ? Shape::disc
                                                              : Shape::country,
                   .lat_bin = bin.lat_bin,
                   .lon_bin = bin.lon_bin,
                   .country = grouping == MapGrouping::country ? QString::fromStdString(row.key) : QString(),
                   .value = value,
                   .text = value ? textOf(*value, info, text) : QString(),
                   .trust = trustOf(row.doubt),
                   .gap = row.gap,
                   .details = detailsOf(row, text)};
}

QString completenessText(const MapCompleteness& seen, MapGrouping grouping, const ValueText& text)
{
    const auto count = [&](qint64 n) { return text.number(static_cast<double>(n), 0); };
    QStringList sources;
    for (const auto& [source, sessions] : seen.requested_by_source)
        sources << u"%1 %2"_s.arg(QString::fromStdString(source), count(sessions));
    QString sentence;
    if (seen.requested_placed == 0)
        sentence =
            grouping == MapGrouping::country
                ? MapPage::tr("The country of none of the %1 requested sessions is known.").arg(count(seen.requested))
                : MapPage::tr("The place of none of the %1 requested sessions is known.").arg(count(seen.requested));
    else
        sentence = (grouping == MapGrouping::country
                        //: %1 and %2 are numbers, %3 is a list of sources with numbers, such as "name 5, table 3"
                        ? MapPage::tr("The country of %1 of %2 requested sessions is known, by: %3.")
                        //: %1 and %2 are numbers, %3 is a list of sources with numbers, such as "name 5, table 3"
                        : MapPage::tr("The place of %1 of %2 requested sessions is known, by: %3."))
                       .arg(count(seen.requested_placed), count(seen.requested), sources.join(u", "_s));
    sentence += u' ' + MapPage::tr("So is that of %1 of %2 gateways and %3 of %4 orchestrators.")
                           .arg(count(seen.gateways_placed), count(seen.gateways), count(seen.orchestrators_placed),
                                count(seen.orchestrators));
    if (seen.withheld_places > 0)
        sentence += u' ' + MapPage::tr("%n place(s) with few sessions are not drawn.", nullptr,
                                       static_cast<int>(seen.withheld_places));
    return sentence + u' ' + MapPage::tr("The map shows what was collected, not the whole network.");
}

}  // namespace naap
