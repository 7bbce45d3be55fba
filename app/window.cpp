#include "app/window.h"

#include <cstdlib>

#include <fmt/format.h>
#include <QApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QIcon>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>
#include <QTranslator>

#include "core/store/cache.h"
#include "ui/pages/page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/theme.h"

namespace naap {
namespace {

/// The sample inside the program, as a file: the importer reads files.
QString sampleFile()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
    const QString file = folder + QStringLiteral("/sample-day.ndjson.zst");
    if (!QFile::exists(file) && QDir().mkpath(folder))
        QFile::copy(QStringLiteral(":/sample/sample-day.ndjson.zst"), file);
    return file;
}

/// Lets the window work until it asks nothing of the cache any more; false after a minute.
bool waitUntilRead(MainWindow& window)
{
    QDeadlineTimer deadline(60'000);
    int quiet = 0;  // a page may ask again when it has an answer
    while (quiet < 3 && !deadline.hasExpired()) {
        QEventLoop loop;
        QTimer::singleShot(40, &loop, &QEventLoop::quit);
        loop.exec();
        quiet = window.isReading() || !window.currentPage()->isComplete() ? 0 : quiet + 1;
    }
    return quiet == 3;
}

Result<void> paint(MainWindow& window, const std::string& name, const ShotsOptions& options,
                   std::vector<std::string>& names)
{
    const std::filesystem::path file = options.folder / (name + "-" + options.theme + ".png");
    if (!window.grab().save(QString::fromStdString(file.string()), "PNG"))
        return failure(Error::Code::io, fmt::format("{} could not be written", file.string()));
    names.push_back(file.string());
    return {};
}

/// The other looks at a page, then it is again as it was.
Result<void> paintViews(MainWindow& window, Page& page, const ShotsOptions& options, std::vector<std::string>& names)
{
    const std::vector<PageView> views = page.views();
    for (std::size_t i = 1; i < views.size(); ++i) {
        views[i].show();
        if (!waitUntilRead(window))
            return failure(Error::Code::io,
                           fmt::format("the page '{}' was not ready within a minute", page.id().toStdString()));
        const std::string name = page.id().toStdString() + "-" + views[i].name.toStdString();
        if (auto painted = paint(window, name, options, names); !painted)
            return painted;
    }
    if (!views.empty())
        views.front().show();
    return {};
}

/// Warnings of a platform without windows about what only windows have are of no use to a person.
void printErrorsOnly(QtMsgType type, const QMessageLogContext&, const QString& message)
{
    if (type == QtCriticalMsg || type == QtFatalMsg)
        fmt::print(stderr, "naap-lens: {}\n", message.toStdString());
}

}  // namespace

bool hasDisplay()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    const auto isSet = [](const char* name) {
        const char* value = std::getenv(name);
        return value && value[0] != '\0';
    };
    return isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
#else
    return true;
#endif
}

WindowProgram::WindowProgram(bool offscreen)
{
    if (offscreen) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        qInstallMessageHandler(printErrorsOnly);
    }
    QCoreApplication::setOrganizationName(QStringLiteral("naap-lens"));
    QCoreApplication::setApplicationName(QStringLiteral("naap-lens"));
    QCoreApplication::setApplicationVersion(QStringLiteral(NAAP_VERSION));
    m_application = std::make_unique<QApplication>(m_count, m_arguments);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/naap-lens.png")));
}

WindowProgram::~WindowProgram() = default;

void WindowProgram::speak(const QString& language)
{
    const auto isKnown = QFile::exists(QStringLiteral(":/i18n/naap-lens_%1.qm").arg(language));
    const QString folder = QStringLiteral(":/i18n");
    auto* ours = new QTranslator(m_application.get());
    // English has a file of its own, for its plurals; so it also ends the search of a desktop that prefers it.
    if (!ours->load(isKnown ? QLocale(language) : QLocale::system(), QStringLiteral("naap-lens"), QStringLiteral("_"),
                    folder) &&
        !ours->load(QStringLiteral("naap-lens_en"), folder))
        return;
    QCoreApplication::installTranslator(ours);
    // The buttons of Qt's own dialogs, where Qt's translations are installed: in the same language or not at all.
    auto* qts = new QTranslator(m_application.get());
    if (qts->load(QStringLiteral("qtbase_") + ours->language(), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qts);
}

Result<void> ensureCache(const std::filesystem::path& path)
{
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored)) {
        const auto read = Cache::open(path, Cache::Access::read);
        if (!read && read.error().code == Error::Code::schema)
            (void)Cache::open(path, Cache::Access::write);  // upgrades an older one; what else is wrong the pages say
        return {};
    }
    auto made = Cache::open(path, Cache::Access::write);
    if (!made)
        return tl::unexpected(made.error());
    return {};
}

Result<void> runWindow(const std::filesystem::path& cache, const std::vector<std::string>& files)
{
    WindowProgram program(false);
    program.speak(QSettings().value(QStringLiteral("language")).toString());
    applyTheme(themeOf(QSettings().value(QStringLiteral("theme")).toString()));
    MainWindow window(cache, sampleFile());
    window.restore();
    window.show();
    window.watch();
    QStringList paths;
    for (const std::string& file : files)
        paths << QString::fromStdString(file);
    if (!paths.isEmpty())
        window.importFiles(paths);
    QApplication::exec();
    return {};
}

Result<std::vector<std::string>> paintPages(const std::filesystem::path& cache, const ShotsOptions& options)
{
    std::error_code failed;
    std::filesystem::create_directories(options.folder, failed);
    if (failed)
        return failure(Error::Code::io, fmt::format("{}: {}", options.folder.string(), failed.message()));
    WindowProgram program(true);
    program.speak(QString::fromStdString(options.language));
    applyTextSize(options.text_percent);
    applyTheme(themeOf(QString::fromStdString(options.theme)));
    MainWindow window(cache, {});
    window.resize(options.width, options.height);
    window.show();
    std::vector<std::string> names;
    for (Page* page : window.pages()) {
        window.showPage(page->id());
        bool ready = waitUntilRead(window);
        page->openFirst();
        ready = ready && waitUntilRead(window);
        if (!ready)
            return failure(Error::Code::io,
                           fmt::format("the page '{}' was not ready within a minute", page->id().toStdString()));
        if (auto painted = paint(window, page->id().toStdString(), options, names); !painted)
            return tl::unexpected(painted.error());
        if (auto painted = paintViews(window, *page, options, names); !painted)
            return tl::unexpected(painted.error());
    }
    return names;
}

}  // namespace naap
