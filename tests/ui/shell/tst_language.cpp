#include <QtTest>

#include <QFileInfo>
#include <QMenuBar>
#include <QTemporaryDir>
#include <QTranslator>

#include "ui/models/value_text.h"
#include "ui/pages/page.h"
#include "ui/pages/recorder_words.h"
#include "ui/pages/report_pane.h"
#include "ui/pages/target_dialog.h"
#include "ui/shell/main_window.h"

using namespace naap;

namespace {

/// The window's texts in a language, as the build compiled them; they lie beside the program.
class Spoken {
public:
    explicit Spoken(const QString& language)
    {
        const QString folder = QFileInfo(qEnvironmentVariable("NAAP_LENS")).path();
        good = m_translator.load(QStringLiteral("naap-lens_") + language, folder) &&
               QCoreApplication::installTranslator(&m_translator);
    }
    ~Spoken() { QCoreApplication::removeTranslator(&m_translator); }
    Spoken(const Spoken&) = delete;
    Spoken& operator=(const Spoken&) = delete;

    bool good = false;

private:
    QTranslator m_translator;
};

/// The letters that Alt or a key chooses, those of menus below included; a letter twice in one menu is an offence.
QStringList lettersTwice(const QList<QAction*>& actions)
{
    QStringList twice;
    QString letters;
    for (const QAction* action : actions) {
        const QString letter = QKeySequence::mnemonic(action->text()).toString();
        if (!letter.isEmpty() && letters.contains(letter))
            twice << letter + u' ' + action->text();
        letters += letter + u' ';
        if (action->menu())
            twice << lettersTwice(action->menu()->actions());
    }
    return twice;
}

}  // namespace

class TestLanguage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("naap-lens-test"));
        QCoreApplication::setApplicationName(QStringLiteral("language"));
    }

    void plurals_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("rows");
        QTest::addColumn<QString>("said");
        QTest::newRow("en 0") << "en" << 0 << "0 rows";
        QTest::newRow("en 1") << "en" << 1 << "1 row";
        QTest::newRow("en 2") << "en" << 2 << "2 rows";
        QTest::newRow("de 0") << "de" << 0 << "0 Zeilen";
        QTest::newRow("de 1") << "de" << 1 << "1 Zeile";
        QTest::newRow("de 2") << "de" << 2 << "2 Zeilen";
    }

    void plurals()
    {
        QFETCH(QString, language);
        QFETCH(int, rows);
        const Spoken spoken(language);
        QVERIFY(spoken.good);
        QTEST(ReportPane::tr("%n row(s)", nullptr, rows), "said");
    }

    /// Texts that no class translates, but functions.
    void textsOfFunctions()
    {
        const Spoken spoken(QStringLiteral("de"));
        QVERIFY(spoken.good);
        QCOMPARE(eventWords("payment"), QStringLiteral("Zahlung"));
        QCOMPARE(outcomeWords(Session{}), QStringLiteral("◌ Unbekannt"));
        QCOMPARE(laneWords(LaneKind::loss), QStringLiteral("Paketverlust"));
        QCOMPARE(ValueText{}.cell(Cell(true), Field{}), QStringLiteral("ja"));
        QCOMPARE(ValueText{}.cell(Cell(false), Field{}), QStringLiteral("nein"));
    }

    void germanWindow()
    {
        const Spoken spoken(QStringLiteral("de"));
        QVERIFY(spoken.good);
        QTemporaryDir folder;
        const std::filesystem::path file = folder.path().toStdString() + "/cache.db";
        QVERIFY(Cache::open(file, Cache::Access::write).has_value());
        MainWindow window(file, QStringLiteral("sample"));
        QStringList menus;
        for (const QAction* action : window.menuBar()->actions())
            menus << action->text();
        QCOMPARE(menus,
                 QStringList({QStringLiteral("&Datei"), QStringLiteral("&Bearbeiten"), QStringLiteral("&Ansicht"),
                              QStringLiteral("&Gehe zu"), QStringLiteral("Da&ten"), QStringLiteral("&Hilfe")}));
        const QStringList twice = lettersTwice(window.menuBar()->actions());
        QVERIFY2(twice.isEmpty(), qPrintable(twice.join(QStringLiteral(", "))));
        const TargetDialog dialog("{\"version\": 1, \"targets\": []}", 0, nullptr);
        QStringList letters;
        for (const QWidget* each : dialog.findChildren<QWidget*>()) {
            const QString letter = QKeySequence::mnemonic(each->property("text").toString()).toString();
            if (!letter.isEmpty())
                letters << letter;
        }
        QVERIFY(letters.size() >= 11);
        QCOMPARE(letters.removeDuplicates(), 0);
        QStringList titles;
        for (const Page* page : window.pages())
            titles << page->title();
        QVERIFY2(titles.contains(QStringLiteral("Rangliste")), qPrintable(titles.join(u' ')));
        QVERIFY2(titles.contains(QStringLiteral("Datenqualität")), qPrintable(titles.join(u' ')));
    }
};

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"
