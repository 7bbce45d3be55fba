#include "ui/map/outlines.h"

#include <QFile>
#include <QStringList>

namespace naap {
namespace {

using namespace Qt::StringLiterals;

constexpr double kSteps = 100;  ///< per degree
constexpr qsizetype kFewestPoints = 3;

/// "r X Y DX DY DX DY …" without its letter: the first point, then how far each next one is away.
QVector<GeoPoint> ringOf(QStringView numbers)
{
    QVector<GeoPoint> ring;
    int x = 0;
    int y = 0;
    const auto words = numbers.split(u' ', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i + 1 < words.size(); i += 2) {
        bool good_x = false;
        bool good_y = false;
        x += words[i].toInt(&good_x);
        y += words[i + 1].toInt(&good_y);
        if (!good_x || !good_y)
            return {};
        ring << GeoPoint{y / kSteps, x / kSteps};
    }
    return ring;
}

}  // namespace

QVector<Outline> readOutlines(const QString& text)
{
    QVector<Outline> all;
    for (const QStringView line : QStringView(text).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u"c "_s)) {
            const QStringView rest = line.mid(2);
            const qsizetype blank = qMax<qsizetype>(0, rest.indexOf(u' '));
            const QString code = rest.left(blank).toString();
            all << Outline{
                .code = code == u"-"_s ? QString() : code, .name = rest.mid(blank + 1).toString(), .rings = {}};
        } else if (line.startsWith(u"r "_s) && !all.isEmpty()) {
            if (QVector<GeoPoint> ring = ringOf(line.mid(2)); ring.size() >= kFewestPoints)
                all.last().rings << std::move(ring);
        }
    }
    return all;
}

const QVector<Outline>& outlines()
{
    static const QVector<Outline> kAll = [] {
        QFile file(u":/map/outlines.txt"_s);
        return file.open(QIODevice::ReadOnly) ? readOutlines(QString::fromUtf8(file.readAll())) : QVector<Outline>();
    }();
    return kAll;
}

}  // namespace naap
