#include <QtTest>

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHelpEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTabWidget>
#include <QToolButton>
#include <QToolTip>

#include "core/store/place_store.h"
#include "tests/support/telling.h"
#include "tests/support/test_cache.h"
#include "ui/map/map_view.h"
#include "ui/models/report_model.h"
#include "ui/pages/map_page.h"
#include "ui/shell/theme.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

using namespace naap;
using namespace naap::telling;
using namespace Qt::StringLiterals;

namespace {

using Events = std::vector<Envelope>;

constexpr const char* kNode = "https://alpha.example:8935";

void addStream(Events& events, const std::string& name, const std::string& gateway, const std::string& from,
               const std::string& to)
{
    for (Envelope& event : stream(name, gateway, from, to, kNode))
        events.push_back(std::move(event));
}

void addRefused(Events& events, const std::string& name, const std::string& gateway, const std::string& when)
{
    events.push_back(request(when).in(name, "r").from(gateway));
    Envelope none = noOrchestrators(when);
    none.when += std::chrono::seconds(1);
    events.push_back(none.in(name, "r").from(gateway));
}

/// Frankfurt asks for three streams next to the one orchestrator, Sydney for one that it gets and one that it does not,
/// somebody unknown for one an hour later.
TestCache& threePlaces()
{
    static TestCache cache;
    static const bool once = [] {
        Events events{capabilities("09:59:50", {Node("0xA1", kNode).live("m", {"GPU-1", "GPU-2"})})};
        addStream(events, "a", "gw-fra", "10:00:00", "10:30:00");
        addStream(events, "b", "gw-fra", "10:10:00", "10:50:00");
        addStream(events, "c", "gw2-fra", "10:20:00", "10:40:00");
        addStream(events, "d", "gw-syd", "10:25:00", "10:35:00");
        addRefused(events, "e", "gw-syd", "10:45:00");
        addStream(events, "f", "gw-x", "11:30:00", "11:45:00");
        cache.importText(fileOf(events, Form::wrapper));
        cache.resolve();
        PlaceStore(cache.cache())
            .put({.kind = PlaceKind::orchestrator,
                  .name = "0xa1",
                  .region = "eu-central",
                  .lat_bin = 50,
                  .lon_bin = 5,
                  .note = {},
                  .by_hand = true});
        return true;
    }();
    Q_UNUSED(once)
    return cache;
}

struct Shown {
    explicit Shown(TestCache& cache = threePlaces())
        : bench(cache.path()), page(bench), gone(&bench, &Workbench::goWanted)
    {
        page.resize(1180, 820);
        page.show();
        settle();
        named<QSpinBox>("Fewest sessions of a cell or country that is drawn").setValue(1);
        settle();
    }
    void settle()
    {
        QTRY_VERIFY_WITH_TIMEOUT(page.isComplete() && bench.reader().pending() == 0, 20'000);
        QTest::qWait(20);
    }
    template <class Part>
    Part& named(const char* name) const
    {
        for (auto* each : page.findChildren<Part*>())
            if (each->accessibleName() == QString::fromUtf8(name))
                return *each;
        throw std::runtime_error(name);
    }
    MapView& map() const { return *page.findChild<MapView*>(); }
    TableView& places() const { return named<TableView>("Places"); }
    QPushButton& button(const char* text) const
    {
        for (auto* each : page.findChildren<QPushButton*>())
            if (each->text().remove(u'&') == QString::fromUtf8(text).remove(u'&'))
                return *each;
        throw std::runtime_error(text);
    }
    QString filterGone() const { return gone.back().at(2).value<std::optional<QString>>().value_or(QString()); }
    void picture(const char* name)
    {
        if (const QString folder = qEnvironmentVariable("NAAP_PICTURES"); !folder.isEmpty())
            QVERIFY(page.grab().save(folder + u'/' + QString::fromLatin1(name) + u".png"_s));
    }

    Workbench bench;
    MapPage page;
    QSignalSpy gone;
};

QString cellText(const TableView& view, int row, const char* field)
{
    return textOfCell(static_cast<const ReportModel*>(view.model())->cellAt(row, QLatin1String(field)));
}

int rowOf(const TableView& view, const char* place)
{
    for (int row = 0; row < view.model()->rowCount(); ++row)
        if (cellText(view, row, "place") == QLatin1String(place))
            return row;
    return -1;
}

constexpr GeoPoint kFrankfurt{52.5, 7.5};  // the middle of its cell
constexpr GeoPoint kSydney{-32.5, 152.5};

}  // namespace

class TestMapPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        QStandardPaths::setTestModeEnabled(true);  // the setting of the group is not the person's
        applyTheme(themeOf(qEnvironmentVariable("NAAP_THEME", u"light"_s)));
        threePlaces();
    }

    void theListHasTheRowsOfTheMap()
    {
        Shown shown;
        QAbstractItemModelTester tester(shown.places().model());
        QCOMPARE(shown.places().model()->rowCount(), 3);
        QCOMPARE(cellText(shown.places(), 0, "place"), u"50N 5E"_s);
        QCOMPARE(cellText(shown.places(), 0, "requested_sessions"), u"3"_s);
        QCOMPARE(cellText(shown.places(), 0, "orchestrators"), u"1"_s);
        QCOMPARE(cellText(shown.places(), 0, "concurrent_streams_max"), u"3"_s);
        QCOMPARE(cellText(shown.places(), 1, "unserved_sessions"), u"1"_s);
        QCOMPARE(cellText(shown.places(), 2, "place"), u"unknown"_s);  // never spread over the others
        QCOMPARE(shown.map().data().rows.size(), 2);                   // and nowhere on the map
        shown.picture("map-page");
    }

    void theSentenceIsAlwaysThere()
    {
        Shown shown;
        const QString spoken = shown.map().accessibleDescription();
        QVERIFY2(spoken.contains(u"The place of 5 of 6 requested sessions is known, by: name 5."_s),
                 qPrintable(spoken));
        QVERIFY2(spoken.contains(u"So is that of 3 of 4 gateways and 1 of 1 orchestrators."_s), qPrintable(spoken));
        QVERIFY(spoken.contains(u"not the whole network"_s));
    }

    void aCellLeadsToItsSessionsGatewaysAndOrchestrators()
    {
        Shown shown;
        QVERIFY(!shown.button("Sess&ions").isEnabled());
        QTest::mouseClick(&shown.map(), Qt::LeftButton, {}, shown.map().pixelOf(kFrankfurt).toPoint());
        QCOMPARE(shown.places().currentRow(), 0);  // the list follows
        QTest::mouseClick(&shown.button("Sess&ions"), Qt::LeftButton);
        QCOMPARE(shown.gone.back().at(0).toString(), u"sessions"_s);
        QCOMPARE(shown.filterGone(), u"gateway in (\"gw-fra\", \"gw2-fra\")"_s);
        QTest::mouseClick(&shown.button("Gatewa&ys"), Qt::LeftButton);
        QCOMPARE(shown.gone.back().at(0).toString(), u"demand"_s);
        QTest::mouseClick(&shown.button("O&rchestrators"), Qt::LeftButton);
        QCOMPARE(shown.gone.back().at(0).toString(), u"orchestrator"_s);
        QCOMPARE(shown.gone.back().at(1).toString(), u"0xa1"_s);
        QTest::mouseClick(&shown.map(), Qt::LeftButton, {}, shown.map().pixelOf(kSydney).toPoint());
        QVERIFY(!shown.button("O&rchestrators").isEnabled());
    }

    void keysLeadFromTheMapToSessions()
    {
        Shown shown;
        shown.map().setFocus();
        QTest::keyClick(&shown.map(), Qt::Key_Home);
        QTest::keyClick(&shown.map(), Qt::Key_Return);
        QCOMPARE(shown.gone.back().at(0).toString(), u"sessions"_s);
        auto& list = shown.places();
        list.setFocus();
        list.setCurrentIndex(list.model()->index(rowOf(list, "35S 150E"), 0));
        QVERIFY(shown.map().currentCell() >= 0);  // the map follows the list
        QVERIFY(shown.map().accessibleDescription().contains(u"35°S–30°S, 150°E–155°E"_s));
        QTest::keyClick(&list, Qt::Key_Return);
        QCOMPARE(shown.filterGone(), u"gateway in (\"gw-syd\")"_s);
        shown.picture("map-page-chosen");
    }

    void refusedDemandFarFromSupplyIsInTheTableOfGaps()
    {
        Shown shown;
        const auto& gaps = shown.named<TableView>("Gaps");
        QCOMPARE(gaps.model()->rowCount(), 1);
        QCOMPARE(cellText(gaps, 0, "place"), u"35S 150E"_s);
        QCOMPARE(cellText(gaps, 0, "rank"), u"1"_s);
        QCOMPARE(shown.map().data().rows[1].back(), u"yes"_s);
        QTabWidget& tabs = shown.named<QTabWidget>("Lists beneath the map");
        QCOMPARE(tabs.tabText(1), u"G&aps (1)"_s);
        tabs.setCurrentIndex(1);
        shown.picture("map-page-gaps");
    }

    void hoursAreStepped()
    {
        Shown shown;
        auto& slider = shown.named<QSlider>("Time that is shown");
        QCOMPARE(slider.maximum(), 2);  // 10 and 11 o'clock
        slider.setFocus();
        QTest::keyClick(&slider, Qt::Key_Right);
        shown.settle();
        QCOMPARE(cellText(shown.places(), 0, "requested_sessions"), u"3"_s);
        QCOMPARE(rowOf(shown.places(), "unknown"), -1);
        QTest::keyClick(&slider, Qt::Key_Right);
        shown.settle();
        QVERIFY(rowOf(shown.places(), "unknown") >= 0);
        QCOMPARE(rowOf(shown.places(), "35S 150E"), -1);
        shown.places().selectRow(rowOf(shown.places(), "unknown"));
        QTest::mouseClick(&shown.button("Sess&ions"), Qt::LeftButton);
        QVERIFY2(shown.filterGone().endsWith(
                     u"last_seen >= 2026-04-01T11:00:00.000Z and started_at < 2026-04-01T12:00:00.000Z"_s),
                 qPrintable(shown.filterGone()));
    }

    void layersAndGroupingsHaveFiguresAndUnits()
    {
        Shown shown;
        auto& measure = shown.named<QComboBox>("What is shown");
        for (int layer = 0; layer < measure.count(); ++layer) {
            measure.setCurrentIndex(layer);
            QCOMPARE(shown.map().data().rows.size(), 2);
            QVERIFY(shown.map().title().startsWith(measure.currentText()));
        }
        QCOMPARE(shown.map().data().rows[0].value(1), u"2"_s);  // the last layer: GPUs
        auto& type = shown.named<QComboBox>("Type of GPU");
        QVERIFY(type.isVisible());
        QCOMPARE(type.count(), 2);  // all, and the one that is offered
        type.setCurrentIndex(1);
        QCOMPARE(shown.map().data().rows[0].value(1), u"2"_s);
        auto& grouping = shown.named<QComboBox>("How places are drawn together");
        for (const auto& [index, place] : {std::pair{1, "eu-central"}, {2, "DE"}}) {
            grouping.setCurrentIndex(index);
            shown.settle();
            QVERIFY2(rowOf(shown.places(), place) >= 0, place);
            shown.picture(qPrintable(u"map-page-grouping-%1"_s.arg(index)));
        }
    }

    void smallGroupsHaveNoPlace()
    {
        Shown shown;
        auto& fewest = shown.named<QSpinBox>("Fewest sessions of a cell or country that is drawn");
        fewest.setValue(3);
        shown.settle();
        QCOMPARE(rowOf(shown.places(), "35S 150E"), -1);
        QCOMPARE(cellText(shown.places(), rowOf(shown.places(), "small"), "requested_sessions"), u"2"_s);
        QVERIFY(shown.map().accessibleDescription().contains(u"1 place"_s));
        QCOMPARE(shown.map().data().rows.size(), 1);
    }

    void theToolTipTells()
    {
        Shown shown;
        const QPoint at = shown.map().pixelOf(kFrankfurt).toPoint();
        QHelpEvent help(QEvent::ToolTip, at, shown.map().mapToGlobal(at));
        QApplication::sendEvent(&shown.map(), &help);
        const QStringList lines = QToolTip::text().split(u'\n');
        QCOMPARE(lines.value(0), u"50°N–55°N, 5°E–10°E"_s);
        QCOMPARE(lines.value(1), u"Requested sessions: 3"_s);
        QCOMPARE(lines.value(2), u"3 requested, 3 served, 0 unserved"_s);
        QCOMPARE(lines.value(4), u"gateways: 2, orchestrators: 1, GPU ids: 2"_s);
    }

    void projectionAndZoomHaveControls()
    {
        Shown shown;
        shown.named<QComboBox>("Projection").setCurrentIndex(1);
        QCOMPARE(shown.map().projection(), Projection::equirectangular);
        QTest::mouseClick(&shown.named<QToolButton>("Zoom in (+)"), Qt::LeftButton);
        QCOMPARE(shown.map().zoom(), 1);
        QTest::mouseClick(&shown.named<QToolButton>("Zoom out (−)"), Qt::LeftButton);
        QTest::mouseClick(&shown.named<QToolButton>("Zoom in (+)"), Qt::LeftButton);
        QTest::mouseClick(&shown.named<QToolButton>("Show the whole world (0)"), Qt::LeftButton);
        QCOMPARE(shown.map().zoom(), 0);
    }

    void fitShowsAllPlacesAsCloseAsTheyAre()
    {
        Shown shown;
        shown.map().setFocus();
        QTest::keyClick(&shown.map(), Qt::Key_F);
        // Frankfurt and Sydney: about 145 of 360 degrees, and 85 of latitude.
        QVERIFY(shown.map().zoom() >= 1);
        for (const GeoPoint& place : {kFrankfurt, kSydney})
            QVERIFY(QRectF(shown.map().rect()).contains(shown.map().pixelOf(place)));
        QTest::mouseClick(&shown.named<QToolButton>("Show the whole world (0)"), Qt::LeftButton);
        QCOMPARE(shown.map().zoom(), 0);
        QTest::mouseClick(&shown.named<QToolButton>("Show all places that are drawn (F)"), Qt::LeftButton);
        QVERIFY(shown.map().zoom() >= 1);
    }

    /// Sydney's refused stream could have been served by a GPU there. It names no pipeline, so the careful count leaves
    /// it out.
    void thePlannerAnswersForThePlaceThatIsChosen()
    {
        Shown shown;
        shown.named<QTabWidget>("Lists beneath the map").setCurrentIndex(2);
        auto& answer = shown.named<QPlainTextEdit>("The planner's answer");
        QVERIFY(!shown.button("&What would they have served?").isEnabled());
        QTest::mouseClick(&shown.map(), Qt::LeftButton, {}, shown.map().pixelOf(kSydney).toPoint());
        QCOMPARE(shown.named<QComboBox>("Where they would stand").currentText(), u"oceania"_s);
        QTest::mouseClick(&shown.button("&What would they have served?"), Qt::LeftButton);
        shown.settle();
        QVERIFY2(answer.toPlainText().contains(u"in oceania would have had in reach between 0 and 1 of 1 sessions"_s),
                 qPrintable(answer.toPlainText()));
        QVERIFY(answer.toPlainText().contains(u"Assumed:"_s));
        shown.picture("map-page-planner");
        // New events do not take away what somebody reads.
        Q_EMIT shown.bench.cacheChanged();
        shown.settle();
        QVERIFY(answer.toPlainText().contains(u"Assumed:"_s));
        // Another question: the old answer is gone.
        QTest::keyClick(&shown.named<QSpinBox>("How many GPUs more"), Qt::Key_Up);
        QVERIFY(!answer.toPlainText().contains(u"Assumed:"_s));
    }

    void thePlannerSaysWhatIsWrong()
    {
        Shown shown;
        shown.named<QTabWidget>("Lists beneath the map").setCurrentIndex(2);
        auto* region = shown.named<QComboBox>("Where they would stand").lineEdit();
        QTest::keyClicks(region, u"atlantis"_s);
        QTest::keyClick(region, Qt::Key_Return);
        shown.settle();
        const QString said = shown.named<QPlainTextEdit>("The planner's answer").toPlainText();
        QVERIFY2(said.startsWith(u"▲"_s) && said.contains(u"atlantis"_s), qPrintable(said));
    }

    /// What is written is what was shown, and names nobody.
    void theBundleIsShownBeforeItIsWritten()
    {
        Shown shown;
        shown.named<QTabWidget>("Lists beneath the map").setCurrentIndex(3);
        auto& fewest = shown.named<QSpinBox>("Fewest sessions that a figure of the bundle stands for");
        fewest.setValue(2);
        QVERIFY(!shown.button("&Write it…").isEnabled());
        QTest::mouseClick(&shown.button("S&how what would be in it"), Qt::LeftButton);
        shown.settle();
        const QString contents = shown.named<QPlainTextEdit>("What the bundle holds").toPlainText();
        shown.picture("map-page-share");
        const TestFolder folder;
        QTimer give;
        give.setInterval(5);
        connect(&give, &QTimer::timeout, &give, [&] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            give.stop();
            auto* line = dialog->findChild<QLineEdit*>(u"fileNameEdit"_s);
            line->setText(QString::fromStdString(folder.path().string()));
            QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Open), Qt::LeftButton);
        });
        give.start();
        QSignalSpy said(&shown.bench, &Workbench::said);
        QVERIFY2(shown.button("&Write it…").isEnabled(), qPrintable(contents));
        QTest::mouseClick(&shown.button("&Write it…"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(said.size(), 1, 20'000);
        QCOMPARE(said[0][0].toString(), u"The bundle is in %1."_s.arg(QString::fromStdString(folder.path().string())));
        const QDir written(QString::fromStdString(folder.path().string()));
        const QStringList files = written.entryList(QDir::Files);
        QVERIFY(files.contains(u"bundle.json"_s) && files.size() > 3);
        for (const QString& name : files) {
            QVERIFY2(contents.contains(name), qPrintable(name));
            QFile file(written.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            for (const char* secret : {"gw-fra", "gw2-fra", "gw-syd", "gw-x", "0xa1", "0xA1", "alpha.example", "GPU-1"})
                QVERIFY2(!text.contains(secret), secret);
        }
        // Another group: what was shown is not what would be written.
        fewest.setValue(3);
        QVERIFY(!shown.button("&Write it…").isEnabled());
    }

    /// Pictures and the data behind them speak of cells, never of a name, a host or an address.
    void whatThePictureSavesNamesNobody()
    {
        Shown shown;
        const auto data = shown.map().data();
        QStringList words = data.header;
        for (const auto& row : data.rows)
            words << row;
        words << shown.map().accessibleDescription() << shown.map().accessibleName();
        for (int cell = 0; cell < data.rows.size(); ++cell)
            words << shown.map().readout(cell);
        const QString all = words.join(u'\n');
        for (const char* secret : {"gw-fra", "gw2-fra", "gw-syd", "gw-x", "0xa1", "alpha.example", "GPU-1", "8935"})
            QVERIFY2(!all.contains(QLatin1String(secret), Qt::CaseInsensitive), secret);
    }

    void everyControlHasAName()
    {
        Shown shown;
        for (const QWidget* each : shown.page.findChildren<QWidget*>()) {
            const bool isControl = qobject_cast<const QComboBox*>(each) || qobject_cast<const QSpinBox*>(each) ||
                                   qobject_cast<const QSlider*>(each) || qobject_cast<const TableView*>(each) ||
                                   qobject_cast<const MapView*>(each);
            if (isControl)
                QVERIFY2(!each->accessibleName().isEmpty(), each->metaObject()->className());
        }
    }

    void anEmptyCacheSaysSo()
    {
        TestCache empty;
        Workbench bench(empty.path());
        MapPage page(bench);
        page.resize(900, 600);
        page.show();
        QTRY_VERIFY_WITH_TIMEOUT(page.isComplete() && bench.reader().pending() == 0, 20'000);
        QVERIFY(!page.findChild<StateView*>()->showsContent());
    }
};

QTEST_MAIN(TestMapPage)
#include "tst_map_page.moc"
