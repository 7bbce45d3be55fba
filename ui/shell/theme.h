#pragma once

class QString;

namespace naap {

enum class Theme { system, light, dark };

/// Fusion with our palette; `system` follows the lightness of the desktop's palette.
void applyTheme(Theme theme);
/// Text at this share of the desktop's size, in percent.
void applyTextSize(int percent);
Theme themeOf(const QString& name);
QString nameOf(Theme theme);

}  // namespace naap
