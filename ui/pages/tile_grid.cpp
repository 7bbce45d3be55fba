#include "ui/pages/tile_grid.h"

#include <algorithm>

#include <QGridLayout>

namespace naap {
namespace {

/// The width of a tile in which a change and its comparison can be read.
int narrowest(const QWidget& grid)
{
    constexpr int kLetters = 26;
    return kLetters * grid.fontMetrics().averageCharWidth();
}

}  // namespace

TileGrid::TileGrid(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(8);
    m_grid->setSizeConstraint(QLayout::SetNoConstraint);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void TileGrid::add(QWidget* tile)
{
    m_tiles.push_back(tile);
    m_grid->addWidget(tile, 0, static_cast<int>(m_tiles.size()) - 1);  // resizing arranges them
    m_columns = static_cast<int>(m_tiles.size());
}

QSize TileGrid::minimumSizeHint() const
{
    return {narrowest(*this), m_grid->minimumSize().height()};
}

void TileGrid::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

/// As many as fit, then as even as their rows can be: three and three rather than five and one.
int TileGrid::wantedColumns() const
{
    const int tiles = std::max(1, static_cast<int>(m_tiles.size()));
    const int fit = std::clamp((width() + m_grid->spacing()) / (narrowest(*this) + m_grid->spacing()), 1, tiles);
    const int rows = (tiles + fit - 1) / fit;
    return (tiles + rows - 1) / rows;
}

void TileGrid::arrange()
{
    const int columns = wantedColumns();
    if (columns == m_columns)
        return;
    for (int column = 0; column < std::max(columns, m_columns); ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    m_columns = columns;
    for (QWidget* tile : m_tiles)
        m_grid->removeWidget(tile);
    for (std::size_t i = 0; i < m_tiles.size(); ++i)
        m_grid->addWidget(m_tiles[i], static_cast<int>(i) / columns, static_cast<int>(i) % columns);
    updateGeometry();
}

}  // namespace naap
