#include "ui/widgets/forms.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>

namespace naap {

void addLabelled(QBoxLayout& row, const QString& label, QWidget* control)
{
    auto* text = new QLabel(label, control->parentWidget());
    text->setBuddy(control);
    row.addWidget(text);
    row.addWidget(control);
}

QPlainTextEdit* makeReadOnlyText(QWidget* parent, const QString& name)
{
    auto* text = new QPlainTextEdit(parent);
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setAccessibleName(name);
    return text;
}

}  // namespace naap
