#include "ui/widgets/forms.h"

#include <QPlainTextEdit>

namespace naap {

QPlainTextEdit* makeReadOnlyText(QWidget* parent, const QString& name)
{
    auto* text = new QPlainTextEdit(parent);
    text->setReadOnly(true);
    text->setTabChangesFocus(true);
    text->setAccessibleName(name);
    return text;
}

}  // namespace naap
