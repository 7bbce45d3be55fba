#pragma once

#include <optional>

#include <QString>
#include <QVector>

#include "core/reports/map_figures.h"
#include "ui/map/map_mark.h"
#include "ui/models/value_text.h"

namespace naap {

/// What the map can show of a place.
enum class MapMeasure {
    requested,
    served,
    unserved,
    minutes,
    streams_avg,
    streams_max,
    ptff,
    gateways,
    orchestrators,
    gpus
};

struct MapMeasureInfo {
    MapMeasure measure;
    QString name;
    QString unit;
    int color;         ///< demand, trouble and supply differ in colour
    bool logarithmic;  ///< counts differ by powers of ten
};
const QVector<MapMeasureInfo>& mapMeasures();

/// The figure of a row; nothing where there is none. `gpu_type` narrows GPUs, blank: all types.
std::optional<double> mapValue(const MapRow& row, MapMeasure measure, const QString& gpu_type);

/// What a place is called: `40°N–45°N, 75°W–70°W`, `eu-west`, `Germany`.
QString mapPlaceTitle(const MapRow& row, MapGrouping grouping);

/// The row as the map draws it; nothing for rows without a place that can be drawn.
std::optional<MapMark> mapMark(const MapRow& row, MapGrouping grouping, const MapMeasureInfo& info,
                               const QString& gpu_type, const ValueText& text);

/// How much of the network is seen, and by what it was placed.
QString completenessText(const MapCompleteness& seen, MapGrouping grouping, const ValueText& text);

}  // namespace naap
