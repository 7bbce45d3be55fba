#pragma once

#include <QVector>
#include <QWidget>

namespace naap {

/// A small line without axes. NaN breaks it.
class Sparkline : public QWidget {
    Q_OBJECT
public:
    explicit Sparkline(QWidget* parent = nullptr);
    void setValues(QVector<double> values, const QString& sentence);
    QSize sizeHint() const override { return {120, 28}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVector<double> m_values;
};

}  // namespace naap
