#pragma once

class QWidget;

namespace naap {

/// Letters of equal width for what is read letter by letter, in the size of all other texts.
void useFixedFont(QWidget& widget);

}  // namespace naap
