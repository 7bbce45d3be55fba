#include "ui/widgets/fixed_font.h"

#include <QFontDatabase>
#include <QWidget>

namespace naap {

void useFixedFont(QWidget& widget)
{
    QFont font;  // what is not set here, such as the size, goes on following the application's
    font.setFamilies(QFontDatabase::systemFont(QFontDatabase::FixedFont).families());
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    widget.setFont(font);
}

}  // namespace naap
