#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/result.h"

class QApplication;
class QString;

namespace naap {

/// True where a window can be opened: there is an X11 or Wayland display, or the platform always has one.
bool hasDisplay();

/// What QApplication wants to live as long as itself.
class WindowProgram {
public:
    /// `offscreen`: paint without a display.
    explicit WindowProgram(bool offscreen);
    ~WindowProgram();
    QApplication& application() { return *m_application; }
    /// Makes windows that are built from now on speak `language`: "en", "de"; for anything else, the first of the
    /// desktop's languages that there is a translation into, or English.
    void speak(const QString& language);

private:
    int m_count = 1;
    std::string m_name = "naap-lens";
    char* m_arguments[2] = {m_name.data(), nullptr};
    std::unique_ptr<QApplication> m_application;
};

/// Makes the cache if there is none, so that the window's readers find one. An error when it cannot be made.
Result<void> ensureCache(const std::filesystem::path& path);

/// Opens the window over the cache and takes in the files; returns when it is closed.
Result<void> runWindow(const std::filesystem::path& cache, const std::vector<std::string>& files);

/// How to paint the pages into files.
struct ShotsOptions {
    std::filesystem::path folder;
    std::string theme = "light";
    std::string language = "en";
    int width = 1400;
    int height = 900;
    int text_percent = 100;  ///< size of texts
};
/// Paints every page over the cache into PNG files; returns their names.
Result<std::vector<std::string>> paintPages(const std::filesystem::path& cache, const ShotsOptions& options);

}  // namespace naap
