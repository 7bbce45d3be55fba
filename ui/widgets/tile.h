#pragma once

#include <QFrame>
#include <QString>
#include <QVector>

class QLabel;

namespace naap {

class Sparkline;

/// One number with its name, change and recent course. Enter or a click opens what is behind it.
class Tile : public QFrame {
    Q_OBJECT
public:
    explicit Tile(const QString& name, const QString& meaning, QWidget* parent = nullptr);
    /// `value` as it is shown ("41.2 %", a dash); `note` beneath it ("n = 3", "of 44 sessions").
    void setValue(const QString& value, const QString& note);
    /// Change against what it is compared with, such as "+2.1" and "the 24 h before"; blank: none.
    /// `good`: 1 better, -1 worse, 0 neither.
    void setChange(const QString& change, const QString& against, int good);
    /// There is nothing to compare with: a word for the tile, and why for its tooltip.
    void setNoChange(const QString& word, const QString& why);
    void setCourse(const QVector<double>& values);

Q_SIGNALS:
    void opened();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void showChange(const QString& words, QPalette::ColorRole role);
    void arrange();
    void describe();
    QString m_name;
    QString m_meaning;
    QLabel* m_value;
    QLabel* m_note;
    QLabel* m_change;
    Sparkline* m_course;
};

}  // namespace naap
