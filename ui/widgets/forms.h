#pragma once

#include <QString>

class QPlainTextEdit;
class QWidget;

namespace naap {

/// A box of text to read and copy; Tab leads out of it.
QPlainTextEdit* makeReadOnlyText(QWidget* parent, const QString& name);

}  // namespace naap
