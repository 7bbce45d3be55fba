#pragma once

#include <QWidget>

#include "ui/models/cache_reader.h"
#include "ui/models/value_text.h"

class QLabel;
class QTreeWidget;

namespace naap {

/// One row taken apart: each field with its value, unit and meaning.
class Inspector : public QWidget {
    Q_OBJECT
public:
    explicit Inspector(QWidget* parent = nullptr);
    void show(const QString& title, const SharedTable& table, std::size_t row, const ValueText& text);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void shareWidth();
    QLabel* m_title;
    QTreeWidget* m_fields;
};

}  // namespace naap
