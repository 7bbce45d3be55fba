#pragma once

#include <vector>

#include <QWidget>

class QGridLayout;

namespace naap {

/// Tiles side by side, in as many rows as the width asks for.
class TileGrid : public QWidget {
    Q_OBJECT
public:
    explicit TileGrid(QWidget* parent = nullptr);
    void add(QWidget* tile);
    /// As narrow as one tile: what does not fit goes into the next row.
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    int wantedColumns() const;
    QGridLayout* m_grid;
    std::vector<QWidget*> m_tiles;
    int m_columns = 0;
};

}  // namespace naap
