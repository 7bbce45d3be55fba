#include "ui/shell/inspector.h"

#include <algorithm>

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/widgets/cell_delegate.h"

namespace naap {

Inspector::Inspector(QWidget* parent) : QWidget(parent), m_title(new QLabel(this)), m_fields(new QTreeWidget(this))
{
    m_title->setText(tr("Select a row to see all it holds."));
    m_title->setWordWrap(true);
    m_fields->setHeaderLabels({tr("Field"), tr("Value")});
    m_fields->setRootIsDecorated(false);
    m_fields->setAlternatingRowColors(true);
    m_fields->setItemDelegate(new CellDelegate(m_fields, {4, 6}));  // the room that the theme gives to lists
    m_fields->setAccessibleName(tr("Fields of the selected row"));
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(4, 4, 4, 4);
    rows->addWidget(m_title);
    rows->addWidget(m_fields, 1);
    connect(m_fields, &QTreeWidget::itemActivated, this,
            [](QTreeWidgetItem* item) { QApplication::clipboard()->setText(item->data(1, Qt::UserRole).toString()); });
}

void Inspector::show(const QString& title, const SharedTable& table, std::size_t row, const ValueText& text)
{
    m_title->setText(title);
    m_fields->clear();
    const auto fields = table->fields();
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const Cell cell = table->cell(row, i);
        auto* item = new QTreeWidgetItem(m_fields, {headerOf(fields[i]), text.cell(cell, fields[i])});
        item->setData(1, Qt::UserRole, textOfCell(cell));
        item->setToolTip(0, tooltipOf(fields[i]));
        item->setToolTip(1, tr("%1\nEnter copies it.").arg(textOfCell(cell)));
    }
    shareWidth();
}

/// Names have what they need, but no more than half: a value that is not seen is of no use.
void Inspector::shareWidth()
{
    m_fields->resizeColumnToContents(0);
    m_fields->setColumnWidth(0, std::min(m_fields->columnWidth(0), m_fields->viewport()->width() * 11 / 20));
}

void Inspector::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    shareWidth();
}

}  // namespace naap
