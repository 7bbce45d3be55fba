#include <QtTest>

#include <atomic>
#include <future>

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTabWidget>

#include "core/reports/report.h"
#include "core/store/place_store.h"
#include "tests/core/geo/mmdb_file.h"
#include "tests/support/telling.h"
#include "tests/support/test_cache.h"
#include "ui/models/cache_writer.h"
#include "ui/models/report_model.h"
#include "ui/pages/hosts_bar.h"
#include "ui/pages/map_page.h"
#include "ui/pages/places_page.h"
#include "ui/shell/theme.h"
#include "ui/widgets/table_view.h"

using namespace naap;
using namespace naap::telling;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatience = 20'000;

/// A gateway whose name tells Frankfurt, one that tells nothing, and an orchestrator at an address that a file knows.
struct Desk {
    Desk()
    {
        QSettings().clear();
        std::vector<Envelope> events{
            capabilities("09:59:50", {Node("0xA1", "https://198.51.100.7:8935").live("m", {"GPU-1"}),
                                      Node("0xB2", "https://two.example:8935").live("m", {"GPU-2"}),
                                      Node("0xC3", "https://gone.example:8935").live("m", {"GPU-3"})})};
        for (const auto& [name, gateway] : {std::pair{"a", "gw-fra"}, std::pair{"b", "gw-x"}})
            for (Envelope& event : stream(name, gateway, "10:00:00", "10:30:00", "https://198.51.100.7:8935"))
                events.push_back(std::move(event));
        cache.importText(fileOf(events, Form::wrapper));
        cache.resolve();
        path = cache.path();
        cache.close();
        bench = std::make_unique<Workbench>(path);
        page = std::make_unique<PlacesPage>(*bench);
        page->resize(1180, 760);
        page->show();
        settle();
    }
    void settle()
    {
        QTRY_VERIFY_WITH_TIMEOUT(!bench->writer().isBusy() && page->isComplete() && bench->reader().pending() == 0,
                                 kPatience);
    }
    template <class Part>
    Part& named(const char* name) const
    {
        for (auto* each : page->findChildren<Part*>())
            if (each->accessibleName() == QString::fromUtf8(name))
                return *each;
        throw std::runtime_error(name);
    }
    void press(const char* text)
    {
        for (auto* each : page->findChildren<QPushButton*>())
            if (each->text().remove(u'&') == QString::fromUtf8(text)) {
                QVERIFY2(each->isEnabled(), text);
                QTest::mouseClick(each, Qt::LeftButton);
                return settle();
            }
        QFAIL(text);
    }
    /// Presses a button that asks for a file, and gives it this one.
    void pressAndGive(const char* text, const QString& file)
    {
        QTimer give;
        give.setInterval(5);
        QObject::connect(&give, &QTimer::timeout, &give, [&] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            give.stop();
            auto* line = dialog->findChild<QLineEdit*>(u"fileNameEdit"_s);
            line->setText(file);
            QTest::keyClick(line, Qt::Key_Return);
        });
        give.start();
        press(text);
        settle();
    }
    TableView& seen() const { return named<TableView>("Gateways and orchestrators"); }
    TableView& own() const { return named<TableView>("Your table"); }
    QString outcome() const { return named<QLabel>("What the last change came to").text(); }
    QPushButton& button(const char* text) const
    {
        for (auto* each : page->findChildren<QPushButton*>())
            if (each->text().remove(u'&') == QString::fromUtf8(text))
                return *each;
        throw std::runtime_error(text);
    }
    QCheckBox& named(const char* text) const
    {
        for (auto* each : page->findChildren<QCheckBox*>())
            if (each->text().remove(u'&') == QString::fromUtf8(text))
                return *each;
        throw std::runtime_error(text);
    }
    /// A file that knows one address, which the resolver of the tests says to be that of two.example.
    void giveLookupFile()
    {
        const std::string file = cache.folder().write(
            "p.mmdb", mmdb::file("Test-City", {{{203, 0, 113, 7}, mmdb::place("US", 40.71, -74.01)}}));
        pressAndGive("Look-up file…", QString::fromStdString(file));
        page->hosts().setResolver([this](const std::string& host) -> Result<std::vector<std::string>> {
            ++resolved;
            if (host == "two.example")
                return std::vector<std::string>{"203.0.113.7"};
            return failure(Error::Code::io, "Name or service not known");
        });
    }
    QByteArray cacheBytes() const
    {
        QByteArray all;
        for (const char* suffix : {"", "-wal"})
            if (QFile file(QString::fromStdString(path.string()) + QLatin1String(suffix)); file.open(QFile::ReadOnly))
                all += file.readAll();
        return all;
    }
    void choose(const char* name)
    {
        for (int row = 0; row < seen().model()->rowCount(); ++row)
            if (text(row, "name") == QLatin1String(name)) {
                seen().setFocus();
                seen().selectRow(row);
                seen().setCurrentIndex(seen().model()->index(row, 0));
                return;
            }
        QFAIL(name);
    }
    QString text(int row, const char* field) const
    {
        return textOfCell(static_cast<const ReportModel*>(seen().model())->cellAt(row, QLatin1String(field)));
    }
    /// Of the chosen row.
    QString region() const { return text(seen().currentRow(), "region"); }
    QString source() const { return text(seen().currentRow(), "region_source"); }
    void type(const char* field, const QString& words)
    {
        auto& box = named<QComboBox>(field);
        box.lineEdit()->selectAll();
        QTest::keyClicks(box.lineEdit(), words);
    }
    QStringList evidence() const
    {
        QStringList lines;
        const auto& list = named<QListWidget>("What speaks for the place");
        for (int i = 0; i < list.count(); ++i)
            lines << list.item(i)->text();
        return lines;
    }

    std::atomic<int> resolved = 0;
    TestCache cache;
    std::filesystem::path path;
    std::unique_ptr<Workbench> bench;
    std::unique_ptr<PlacesPage> page;
};

constexpr const char* kRegion = "Region, or a code that stands for one";

}  // namespace

class TestPlacesPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        applyTheme(themeOf(qEnvironmentVariable("NAAP_THEME", u"light"_s)));
    }

    void thePageSaysWhatSpeaksForAPlace()
    {
        Desk desk;
        QCOMPARE(desk.seen().model()->rowCount(), 5);
        desk.choose("gw-fra");
        QCOMPARE(desk.region(), u"eu-central"_s);
        QCOMPARE(desk.evidence().size(), 1);
        QVERIFY2(desk.evidence()[0].contains(u"fra"_s), qPrintable(desk.evidence()[0]));
        desk.choose("gw-x");
        QCOMPARE(desk.region(), u"unknown"_s);
        QCOMPARE(desk.evidence(), QStringList{u"no evidence"_s});
    }

    void whatIsSetByHandCountsAtOnceAndIsTakenBack()
    {
        Desk desk;
        desk.choose("gw-fra");
        desk.type(kRegion, u"us-east"_s);
        desk.press("Set by hand");
        QCOMPARE(desk.outcome(), u"gw-fra is in us-east now."_s);
        QCOMPARE(desk.region(), u"us-east"_s);
        QCOMPARE(desk.source(), u"by hand"_s);
        QCOMPARE(desk.evidence().size(), 2);  // what the name says is still told
        QCOMPARE(desk.own().model()->rowCount(), 1);
        desk.press("Take back");
        QCOMPARE(desk.region(), u"eu-central"_s);
        QCOMPARE(desk.own().model()->rowCount(), 0);
    }

    void enterInTheRegionSetsIt()
    {
        Desk desk;
        desk.choose("gw-x");
        desk.type(kRegion, u"syd"_s);
        QTest::keyClick(desk.named<QComboBox>(kRegion).lineEdit(), Qt::Key_Return);
        desk.settle();
        QCOMPARE(desk.region(), u"oceania"_s);
    }

    void ctrlZUndoesStepByStep()
    {
        Desk desk;
        desk.choose("gw-x");
        for (const auto& region : {u"us-east"_s, u"eu-west"_s}) {
            desk.type(kRegion, region);
            desk.press("Set by hand");
            QCOMPARE(desk.region(), region);
        }
        desk.seen().setFocus();
        QTest::keyClick(&desk.seen(), Qt::Key_Z, Qt::ControlModifier);
        desk.settle();
        QCOMPARE(desk.region(), u"us-east"_s);
        QTest::keyClick(&desk.seen(), Qt::Key_Z, Qt::ControlModifier);
        desk.settle();
        QCOMPARE(desk.region(), u"unknown"_s);
        QCOMPARE(desk.outcome(), u"Taken back: gw-x set to us-east"_s);
    }

    void aRegionThatIsNoneIsSaidAndChangesNothing()
    {
        Desk desk;
        desk.choose("gw-x");
        desk.type(kRegion, u"atlantis"_s);
        desk.press("Set by hand");
        QVERIFY2(desk.outcome().contains(u"there is no region `atlantis`"_s), qPrintable(desk.outcome()));
        QCOMPARE(desk.region(), u"unknown"_s);
    }

    void brokenRowsOfAFileAreNamedByLineAndTheRestIsUsed()
    {
        Desk desk;
        const std::string file = desk.cache.folder().write("t.csv",
                                                           "#naap-lens places 1\n"
                                                           "kind,name,region,lat,lon,note\n"
                                                           "gateway,gw-x,eu-west,51.5,-0.1,rented\n"
                                                           "gateway,gw-fra,atlantis,,,\n"
                                                           "host,h.example,us-east,95,0,\n");
        desk.pressAndGive("Import a table…", QString::fromStdString(file));
        QVERIFY2(desk.outcome().contains(u"Your table has 1 place(s) now"_s), qPrintable(desk.outcome()));
        QVERIFY2(desk.outcome().contains(u"line 4: there is no region `atlantis`"_s), qPrintable(desk.outcome()));
        QVERIFY2(desk.outcome().contains(u"line 5: "_s), qPrintable(desk.outcome()));
        desk.choose("gw-x");
        QCOMPARE(desk.region(), u"eu-west"_s);
        QCOMPARE(desk.source(), u"table"_s);
        desk.press("Undo");
        QCOMPARE(desk.region(), u"unknown"_s);
    }

    void theTableIsWrittenWithoutExactPositions()
    {
        Desk desk;
        const std::string file = desk.cache.folder().write(
            "t.csv", "#naap-lens places 1\nkind,name,region,lat,lon\ngateway,gw-x,eu-west,51.5074,-0.1278\n");
        desk.pressAndGive("Import a table…", QString::fromStdString(file));
        const QString out = QString::fromStdString((desk.cache.folder().path() / "out.csv").string());
        desk.pressAndGive("Export your table…", out);
        QFile written(out);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QByteArray text = written.readAll();
        // The middle of the cell of 50 to 55 degrees north and 5 to 0 degrees west.
        QCOMPARE(text, "#naap-lens places 1\nkind,name,region,lat,lon,note\ngateway,gw-x,eu-west,52.5,-2.5,\n");
    }

    void aFileLooksAddressesUpAndWhatIsNoneIsSaid()
    {
        Desk desk;
        const std::string good = desk.cache.folder().write(
            "p.mmdb", mmdb::file("Test-City", {{{198, 51, 100, 7}, mmdb::place("DE", 50.1, 8.7)}}));
        const std::string bad = desk.cache.folder().write("q.mmdb", "this is no such file");
        desk.choose("0xa1");
        QCOMPARE(desk.region(), u"unknown"_s);
        desk.pressAndGive("Look-up file…", QString::fromStdString(bad));
        QVERIFY2(desk.outcome().startsWith(u"▲"_s) && desk.outcome().contains(u"q.mmdb"_s), qPrintable(desk.outcome()));
        QCOMPARE(desk.region(), u"unknown"_s);
        desk.pressAndGive("Look-up file…", QString::fromStdString(good));
        QCOMPARE(desk.region(), u"eu-central"_s);
        QCOMPARE(desk.source(), u"lookup"_s);
        desk.press("No look-up");
        QCOMPARE(desk.region(), u"unknown"_s);
    }

    void namesAreResolvedOnlyWhenThatIsAllowed()
    {
        Desk desk;
        auto& allowed = desk.named("Host names may be resolved (DNS)");
        QVERIFY(!allowed.isChecked());
        QVERIFY(!desk.button("Resolve hosts now").isEnabled());
        desk.giveLookupFile();
        QVERIFY(!desk.button("Resolve hosts now").isEnabled());
        QCOMPARE(desk.resolved, 0);
        QTest::keyClick(&allowed, Qt::Key_Space);
        QVERIFY(desk.button("Resolve hosts now").isEnabled());
        desk.choose("0xb2");
        QCOMPARE(desk.region(), u"unknown"_s);
        desk.press("Resolve hosts now");
        QTRY_COMPARE_WITH_TIMEOUT(desk.outcome().section(u'\n', 0, 0),
                                  u"▲ 1 of 2 host(s) given by name have a place now. Their addresses are not kept."_s,
                                  kPatience);
        desk.settle();
        QCOMPARE(desk.resolved, 2);  // the host given by address is not asked for
        QVERIFY2(desk.outcome().contains(u"gone.example: Name or service not known"_s), qPrintable(desk.outcome()));
        desk.choose("0xb2");
        QCOMPARE(desk.region(), u"us-east"_s);
        QVERIFY2(desk.evidence().value(0).contains(u"its name was resolved"_s), qPrintable(desk.evidence().join(u'|')));
        QVERIFY(!desk.cacheBytes().contains("203.0.113.7"));  // no address is kept
        desk.press("Undo");
        desk.choose("0xb2");
        QCOMPARE(desk.region(), u"unknown"_s);
    }

    void resolvingIsCancelledAndChangesNothing()
    {
        Desk desk;
        desk.giveLookupFile();
        std::promise<void> gate;
        desk.page->hosts().setResolver([open = gate.get_future().share()](const std::string&) {
            open.wait();
            return Result<std::vector<std::string>>(std::vector<std::string>{"203.0.113.7"});
        });
        QTest::keyClick(&desk.named("Host names may be resolved (DNS)"), Qt::Key_Space);
        QTest::mouseClick(&desk.button("Resolve hosts now"), Qt::LeftButton);
        auto& progress = desk.named<QProgressBar>("Hosts asked for");
        QTRY_COMPARE_WITH_TIMEOUT(progress.value(), 1, kPatience);
        QVERIFY(progress.isVisible());
        QCOMPARE(progress.maximum(), 2);
        QTest::mouseClick(&desk.button("Cancel"), Qt::LeftButton);  // at once, while the name server takes its time
        QVERIFY(!progress.isVisible());
        QCOMPARE(desk.outcome(), u"Stopped. No place was changed."_s);
        gate.set_value();
        desk.settle();
        desk.choose("0xb2");
        QCOMPARE(desk.region(), u"unknown"_s);
        QVERIFY(!desk.button("Undo").toolTip().contains(u"hosts resolved"_s));
    }

    void theSystemIsAskedForTheOwnMachine()
    {
        Desk desk;
        desk.giveLookupFile();
        desk.page->hosts().setResolver([](const std::string&) { return resolveBySystem("localhost"); });
        QTest::keyClick(&desk.named("Host names may be resolved (DNS)"), Qt::Key_Space);
        desk.press("Resolve hosts now");
        QTRY_VERIFY_WITH_TIMEOUT(desk.outcome().startsWith(u"▲ 0 of 2 host(s)"_s), kPatience);
        QVERIFY2(desk.outcome().contains(u"Test-City knows none of its addresses"_s), qPrintable(desk.outcome()));
    }

    void aTextThatEventsUseCanBeGivenAMeaning()
    {
        Desk desk;
        auto& kind = desk.named<QComboBox>("What is placed");
        kind.setFocus();
        QTest::keyClicks(&kind, u"region"_s);
        QTest::keyClicks(&desk.named<QLineEdit>("Its name, address or host"), u"our-cellar"_s);
        desk.type(kRegion, u"eu-north"_s);
        desk.press("Set by hand");
        QCOMPARE(desk.own().model()->rowCount(), 1);
        QCOMPARE(textOfCell(static_cast<const ReportModel*>(desk.own().model())->cellAt(0, u"kind"_s)), u"region"_s);
    }

    void theMapFollowsAtOnce()
    {
        Desk desk;
        MapPage map(*desk.bench);
        map.resize(1180, 820);
        map.show();
        const auto placed = [&] {
            for (auto* each : map.findChildren<TableView*>())
                if (each->accessibleName() == u"Places"_s) {
                    const auto* model = static_cast<const ReportModel*>(each->model());
                    QStringList regions;
                    for (int row = 0; row < model->rowCount(); ++row)
                        regions << textOfCell(model->cellAt(row, u"regions"_s));
                    return regions.join(u' ');
                }
            return QString();
        };
        QTRY_VERIFY_WITH_TIMEOUT(placed().contains(u"unknown"_s) || !placed().isEmpty(), kPatience);
        QVERIFY(!placed().contains(u"ap-northeast"_s));
        desk.choose("gw-x");
        desk.type(kRegion, u"ap-northeast"_s);
        desk.press("Set by hand");
        QTRY_VERIFY_WITH_TIMEOUT(placed().contains(u"ap-northeast"_s), kPatience);
    }

    void anotherProgramThatWritesIsNamed()
    {
        Desk desk;
        auto other = Cache::open(desk.path, Cache::Access::write);
        QVERIFY(other);
        desk.choose("gw-x");
        desk.type(kRegion, u"us-east"_s);
        desk.press("Set by hand");
        QVERIFY2(desk.outcome().startsWith(u"▲"_s), qPrintable(desk.outcome()));
        QCOMPARE(desk.region(), u"unknown"_s);
    }
};

QTEST_MAIN(TestPlacesPage)
#include "tst_places_page.moc"
