#pragma once

#include <QString>

class QBoxLayout;
class QPlainTextEdit;
class QWidget;

namespace naap {

/// Puts a control with its label, whose mnemonic leads to it, at the end of a row.
void addLabelled(QBoxLayout& row, const QString& label, QWidget* control);

/// A box of text to read and copy; Tab leads out of it.
QPlainTextEdit* makeReadOnlyText(QWidget* parent, const QString& name);

}  // namespace naap
