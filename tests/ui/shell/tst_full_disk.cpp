// The disk of the cache fills up during an import: the window says what happened, what is safe and what to do, goes on
// showing what it has, and the same import succeeds when there is room.

#include <QtTest>

#include <QLabel>
#include <QTemporaryDir>

#include "tests/support/small_disk.h"
#include "ui/pages/page.h"
#include "ui/shell/main_window.h"

using namespace naap;

namespace {

std::filesystem::path disk;
bool isMounted = false;

QString sampleFile()
{
    return qEnvironmentVariable("NAAP_SOURCE_DIR") + QStringLiteral("/resources/sample/sample-day.ndjson.zst");
}

ImportOutcome importSample(MainWindow& window)
{
    QSignalSpy finished(&window, &MainWindow::importFinished);
    window.importFiles({sampleFile()});
    if (!finished.wait(60'000))
        qFatal("the import did not end");
    return finished.front().front().value<ImportOutcome>();
}

/// Whether some label of the window shows the text.
bool shows(const MainWindow& window, const QString& text)
{
    for (const QLabel* label : window.findChildren<QLabel*>())
        if (label->isVisible() && label->text().contains(text))
            return true;
    return false;
}

}  // namespace

class TestFullDisk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isSaidAndSurvived()
    {
        if (!isMounted)
            QSKIP("this user may not mount a small file system");
        const std::filesystem::path file = disk / "cache.db";
        QVERIFY(Cache::open(file, Cache::Access::write));
        MainWindow window(file, sampleFile());
        window.show();
        const ImportOutcome outcome = importSample(window);
        QVERIFY(outcome.error);
        const std::string& said = outcome.error->message;
        QVERIFY2(said.find("no space left on the disk") != std::string::npos, said.c_str());
        QVERIFY2(said.find("what was committed is safe") != std::string::npos, said.c_str());
        QVERIFY2(said.find("import the same files again") != std::string::npos, said.c_str());
        QTRY_VERIFY(shows(window, QStringLiteral("no space left on the disk")));
        QTRY_VERIFY_WITH_TIMEOUT(!window.isReading(), 20'000);
        for (Page* page : window.pages()) {
            window.showPage(page->id());
            QTRY_VERIFY_WITH_TIMEOUT(!window.isReading(), 20'000);
        }
        QVERIFY(resizeSmallDisk(disk, "size=200m"));
        QVERIFY(!importSample(window).error);
    }
};

int main(int argc, char** argv)
{
    QTemporaryDir folder;
    disk = folder.path().toStdString();
    isMounted = mountSmallDisk(disk, "size=1m");  // while there is one thread
    int status = 0;
    {
        QApplication app(argc, argv);
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("naap-lens-test"));
        QCoreApplication::setApplicationName(QStringLiteral("full-disk"));
        TestFullDisk test;
        status = QTest::qExec(&test, argc, argv);
    }
    if (isMounted)
        unmountSmallDisk(disk);
    return status;
}

#include "tst_full_disk.moc"
