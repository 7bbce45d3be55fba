#pragma once

#include <QString>
#include <QVector>

#include "ui/map/projection.h"

namespace naap {

/// A country as the map draws it.
struct Outline {
    QString code;  ///< ISO 3166-1, two letters; blank where there is none
    QString name;  ///< English
    /// Closed lines; the last point is not the first again. A ring within another is a hole.
    QVector<QVector<GeoPoint>> rings;
};

/// Reads the format of resources/map/README.md. What cannot be read is left out.
QVector<Outline> readOutlines(const QString& text);
/// The countries that come with the program, by name.
const QVector<Outline>& outlines();

}  // namespace naap
