#pragma once

#include <optional>

#include <QString>
#include <QStringList>

namespace naap {

/// How sure it is that a thing is where it is drawn.
enum class MapTrust { sure, likely, guessed };

/// One place on the map with its figure. Positions are the south-west corners of bins: the map never sees finer ones.
struct MapMark {
    enum class Shape {
        bin,      ///< the square of degrees itself
        disc,     ///< a mark within its bin: several may share one
        country,  ///< the country with this code; a disc in its bin where there is no outline of it
    };
    QString name;
    Shape shape = Shape::bin;
    int lat_bin = 0;
    int lon_bin = 0;
    QString country;              ///< ISO 3166-1, two letters
    std::optional<double> value;  ///< of the layer; none: not measured, drawn empty
    QString text;                 ///< the value as people read it, with its unit
    MapTrust trust = MapTrust::sure;
    bool gap = false;     ///< outlined: work is refused or slow here, far from supply
    QStringList details;  ///< further lines of the read-out
};

/// What is shown of the cells.
struct MapLayer {
    QString name;
    QString unit;
    int color = 0;             ///< of the series colours
    bool logarithmic = false;  ///< for counts, which differ by powers of ten
    double at_least = 0;       ///< the scale reaches to here: colours mean the same at several times
};

}  // namespace naap
