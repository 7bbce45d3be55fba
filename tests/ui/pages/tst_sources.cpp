// Live sources in the window: described with real key presses and clicks, read from servers on the loopback interface.

#include <QtTest>

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>

#include "core/feed/public_api_tables.h"
#include "core/generate/traffic.h"
#include "core/pipeline/import.h"
#include "core/store/feed_state_store.h"
#include "tests/support/faulty_server.h"
#include "tests/support/mock_kafka.h"
#include "ui/models/sources_model.h"
#include "ui/pages/report_pane.h"
#include "ui/pages/source_dialog.h"
#include "ui/pages/sources_page.h"
#include "ui/secrets/secret_store.h"
#include "ui/shell/live_status.h"
#include "ui/shell/main_window.h"
#include "ui/shell/theme.h"
#include "ui/shell/tray.h"
#include "ui/widgets/table_view.h"

using namespace naap;
using namespace naap::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatience = 30'000;
const char* const kToken = "tok-91-of-the-window";

QByteArray traffic(int hours = 1)
{
    TrafficOptions options;
    options.hours = hours;
    options.sessions_per_hour = 30;
    options.orchestrators = 4;
    options.capability_seconds = 600;
    QByteArray text;
    generateTraffic(options, [&](const GeneratedRecord& record) {
        text += QByteArray(record.envelope.data(), static_cast<qsizetype>(record.envelope.size())) + '\n';
        return true;
    });
    return text;
}

bool append(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::Append) && file.write(bytes) == bytes.size();
}

/// A file that has the first half of some events, and gets the rest when the test says so.
struct GrowingEvents {
    explicit GrowingEvents(const QString& file, int hours = 1) : path(file)
    {
        const QByteArray events = traffic(hours);
        const auto half = events.indexOf('\n', events.size() / 2) + 1;
        count = events.count('\n');
        rest = events.mid(half);
        append(path, events.left(half));
    }
    bool grow() const { return append(path, rest); }

    QString path;
    QByteArray rest;
    std::int64_t count = 0;  ///< of both halves
};

/// Answers all that is documented with nothing, to who has the token. Its clock is so many seconds ahead.
FaultyServer::Handler emptyApi(const std::string& token = {}, int ahead_s = 0)
{
    return [token, ahead_s](const HttpCall& call, Wire& wire) {
        const auto said = call.headers.find("authorization");
        if (!token.empty() && (said == call.headers.end() || said->second != "Bearer " + token))
            return wire.send(answer(401, "no"));
        const QString now =
            QLocale::c().toString(QDateTime::currentDateTimeUtc().addSecs(ahead_s), u"ddd, dd MMM yyyy hh:mm:ss"_s);
        const std::string date = "Date: " + now.toStdString() + " GMT\r\n";
        const ApiEndpoint* endpoint = call.path.size() > 4 ? findApiEndpoint(call.path.substr(4)) : nullptr;
        if (!endpoint)
            return wire.send(answer(404, "404 page not found", "", "text/plain"));
        if (endpoint->time == ApiTime::pages)
            return wire.send(answer(200, R"({"data":[],"pagination":{"next_cursor":""}})", date));
        const bool one = endpoint->name == "dashboard/kpi" || endpoint->name == "dashboard/gpu-capacity";
        wire.send(answer(200,
                         endpoint->name == "dashboard/pipelines" ? R"({"streaming":[]})"
                         : one                                   ? "{}"
                                                                 : "[]",
                         date));
    };
}

/// A window that has begun to watch, over a cache and a home of its own.
class Desk {
public:
    Desk()
    {
        QSettings().setValue(u"secret_keeper"_s, u"memory"_s);
        QFile::remove(QString::fromStdString(Watching::usualFile().string()));
        open();
    }
    void open()
    {
        window.reset();
        (void)Cache::open(cache(), Cache::Access::write);
        window = std::make_unique<MainWindow>(cache(), QString());
        window->resize(1400, 900);
        window->show();
        window->showPage(u"sources"_s);
        window->watch();
        QVERIFY(QTest::qWaitFor([this] { return watching().hasBegun(); }, kPatience));
    }

    std::filesystem::path cache() const { return folder.path().toStdString() + "/cache.db"; }
    Watching& watching() const { return window->workbench().watching(); }
    SourcesPage& page() const { return *qobject_cast<SourcesPage*>(window->currentPage()); }
    TableView& table() const { return *page().findChild<TableView*>(); }
    QPushButton* button(const QString& words) const
    {
        for (auto* each : page().findChildren<QPushButton*>())
            if (each->isVisible() && each->text().remove(u'&') == words)
                return each;
        return nullptr;
    }
    QLabel* line(const QString& name) const
    {
        for (auto* each : page().findChildren<QLabel*>())
            if (each->accessibleName() == name)
                return each;
        return nullptr;
    }
    SourceDialog* dialog() const { return page().findChild<SourceDialog*>(); }
    QString state(int row = 0) const { return table().model()->index(row, SourcesModel::state).data().toString(); }

    const WatchedSource& source(std::size_t row = 0) const { return watching().sources()[row]; }

    /// Opens the dialog as the menu does, types, and saves.
    void add(SourceDefinition::Kind kind, const QList<std::pair<QString, QString>>& fields)
    {
        page().addSource(kind);
        for (const auto& [name, text] : fields)
            type(name, text);
        save();
        QTRY_VERIFY(!dialog());
    }
    void save() const
    {
        QTest::mouseClick(dialog()->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save), Qt::LeftButton);
    }
    /// Follows a file until all that is in it is taken in.
    void follow(const QString& path, const QString& name = {})
    {
        add(SourceDefinition::Kind::files, {{u"Name"_s, name}, {u"Path"_s, path}, {u"Org"_s, u"acme"_s}});
        QTRY_COMPARE_WITH_TIMEOUT(state(), u"● Live"_s, kPatience);
    }
    /// The sessions that are there, on their page.
    ReportPane* openSessions() const
    {
        window->showPage(u"reports"_s, u"sessions"_s);
        auto* pane = window->currentPage()->findChild<ReportPane*>();
        const auto isThere = [&] { return pane->model().rowCount() > 0 && !window->isReading(); };
        return QTest::qWaitFor(isThere, kPatience) ? pane : nullptr;
    }
    /// What the dialog says of what was typed.
    QLabel* outcome() const
    {
        for (auto* each : dialog()->findChildren<QLabel*>())
            if (each->accessibleName() == u"What the test says"_s)
                return each;
        return nullptr;
    }
    void type(const QString& name, const QString& text) const
    {
        for (auto* each : dialog()->findChildren<QLineEdit*>())
            if (each->accessibleName() == name) {
                each->selectAll();
                QTest::keyClicks(each, text);
                return;
            }
        QFAIL(qPrintable(u"no field "_s + name));
    }
    /// A picture of how it looks, where somebody wants to see it.
    void picture(const QString& name) const
    {
        const QString out = qEnvironmentVariable("NAAP_PICTURES");
        if (!out.isEmpty())
            window->grab().save(out + u'/' + name + u".png"_s);
    }

    QTemporaryDir folder;
    std::unique_ptr<MainWindow> window;
};

}  // namespace

class TestSources : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void withoutSourcesItOffersTheWaysToBegin();
    void aFileThatGrowsIsWatched();
    void aKafkaSourceIsTestedAndWatched();
    void anApiWantsItsTokenAndItIsNowhere();
    void troubleIsSaidInPlainWords();
    void everyStateLooksDifferent_data();
    void everyStateLooksDifferent();
    void pauseCountsWhatWaits();
    void sourcesAreThereAfterARestartAndCanBeRemoved();
    void anImportWaitsForTheCacheAndWatchingGoesOn();
    void rowsKeepTheirSelectionWhileFactsCome();
    void wrongFieldsAreNamed();
    void whoStartsWithNothingIsShownTheWays();
    void aPausedViewCountsWhatWaits();
    void aHiddenWindowGoesOnWatching();
    void withoutATrayAClosedWindowEnds();
    void aSleepOfTheComputerIsShown();
    void everythingHasAnAccessibleName();
};

void TestSources::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"naap-lens-test"_s);
    QCoreApplication::setApplicationName(u"sources"_s);
    QSettings().clear();
}

void TestSources::withoutSourcesItOffersTheWaysToBegin()
{
    Desk desk;
    for (const QString& words :
         {u"The public API…"_s, u"Kafka…"_s, u"Files that grow…"_s, u"Open event files…"_s, u"Open the sample"_s})
        QVERIFY2(desk.button(words), qPrintable(words));
    desk.picture(u"sources-welcome"_s);
    QTest::mouseClick(desk.button(u"Kafka…"_s), Qt::LeftButton);
    QVERIFY(desk.dialog());
    desk.dialog()->reject();
}

void TestSources::aFileThatGrowsIsWatched()
{
    Desk desk;
    const GrowingEvents events(desk.folder.filePath(u"events.ndjson"_s));
    desk.follow(events.path, u"My gateway"_s);
    QTRY_VERIFY(desk.line(u"Taken in"_s)->text().contains(u"accepted"_s));
    QTRY_VERIFY(desk.window->findChild<LiveStatus*>()->text().contains(u"1 source"_s));
    desk.picture(u"sources-live"_s);
    // New facts come to an open page by themselves.
    ReportPane* pane = desk.openSessions();
    QVERIFY(pane);
    const int before = pane->model().rowCount();
    QVERIFY(events.grow());
    QTRY_VERIFY_WITH_TIMEOUT(pane->model().rowCount() > before, kPatience);
}

void TestSources::aKafkaSourceIsTestedAndWatched()
{
    Desk desk;
    MockKafka kafka;
    kafka.createTopic("network_events", 2);
    std::vector<std::string> lines;
    for (const QByteArray& line : traffic().split('\n'))
        if (!line.isEmpty())
            lines.push_back(line.toStdString());
    kafka.send("network_events", lines);
    desk.page().addSource(SourceDefinition::Kind::kafka);
    desk.type(u"Brokers"_s, QString::fromStdString(kafka.brokers()));
    desk.type(u"Topics"_s, u"network_events"_s);
    for (auto* each : desk.dialog()->findChildren<QPushButton*>())
        if (each->text().remove(u'&') == u"Test"_s)
            QTest::mouseClick(each, Qt::LeftButton);
    QLabel* outcome = desk.outcome();
    QTRY_VERIFY2_WITH_TIMEOUT(outcome->text().contains(u"Connected"_s), qPrintable(outcome->text()), kPatience);
    QVERIFY2(outcome->text().contains(u"1 topic"_s) && outcome->text().contains(u"2 partition"_s) &&
                 outcome->text().contains(u"newest event"_s),
             qPrintable(outcome->text()));
    if (const QString out = qEnvironmentVariable("NAAP_PICTURES"); !out.isEmpty())
        desk.dialog()->grab().save(out + u"/source-dialog.png"_s);
    desk.save();
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), u"● Live"_s, kPatience);
    QTRY_COMPARE(desk.source().figures->counts.records, static_cast<std::int64_t>(lines.size()));
    for (const QString& part : {u"network_events, partition 0: 0 behind"_s, u"network_events, partition 1: 0 behind"_s})
        QTRY_VERIFY2_WITH_TIMEOUT(desk.line(u"Waiting there"_s)->text().contains(part),
                                  qPrintable(desk.line(u"Waiting there"_s)->text()), kPatience);
    kafka.setDown(true);
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), u"▲ Waiting"_s, kPatience);
    QTRY_VERIFY(desk.line(u"How it stands"_s)->text().contains(u"tried again by itself"_s));
    QCOMPARE(desk.table().model()->index(0, SourcesModel::retry).data().toString(), u"all the time"_s);
    desk.picture(u"sources-broker-down"_s);
    kafka.setDown(false);
    kafka.send("network_events", {lines[0]});
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), u"● Live"_s, kPatience);
}

void TestSources::anApiWantsItsTokenAndItIsNowhere()
{
    Desk desk;
    const FaultyServer server(emptyApi(kToken, 3700));
    desk.add(SourceDefinition::Kind::api,
             {{u"Address"_s, QString::fromStdString(server.url())}, {u"Token"_s, QString::fromLatin1(kToken)}});
    QTRY_VERIFY2_WITH_TIMEOUT(desk.state() == u"● Live"_s || desk.state() == u"◆ Catching up"_s,
                              qPrintable(desk.state() + desk.line(u"How it stands"_s)->text()), kPatience);
    QTRY_VERIFY(desk.source().figures->clock_offset.has_value());
    const auto clock = [&] { return desk.table().model()->index(0, SourcesModel::clock).data().toString(); };
    QTRY_VERIFY2(clock().startsWith(u"+61."_s), qPrintable(clock()));
    desk.picture(u"sources-api"_s);
    // Asked each time: the next window waits for it.
    desk.open();
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), u"▲ Wants its secret"_s, kPatience);
    desk.picture(u"sources-secret"_s);
    QTest::mouseClick(desk.button(u"Give it…"_s), Qt::LeftButton);
    QTRY_VERIFY(QApplication::activeModalWidget() != nullptr);
    auto* entry = QApplication::activeModalWidget()->findChild<QLineEdit*>();
    QCOMPARE(entry->echoMode(), QLineEdit::Password);
    QTest::keyClicks(entry, QString::fromLatin1(kToken));
    QTest::keyClick(entry, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(desk.state() == u"● Live"_s || desk.state() == u"◆ Catching up"_s, kPatience);
    desk.window.reset();
    QSettings().sync();
    for (const QString& place :
         {desk.folder.path(), QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)}) {
        QDirIterator walk(place, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            QFile file(walk.next());
            if (file.open(QIODevice::ReadOnly))
                QVERIFY2(!file.readAll().contains(kToken), qPrintable(file.fileName()));
        }
    }
}

void TestSources::troubleIsSaidInPlainWords()
{
    Desk desk;
    const FaultyServer refusing(always(answer(401, "no")));
    const QString nobody = u"http://127.0.0.1:%1"_s.arg(unusedPort());
    desk.add(SourceDefinition::Kind::api,
             {{u"Name"_s, u"Locked"_s}, {u"Address"_s, QString::fromStdString(refusing.url())}});
    desk.add(SourceDefinition::Kind::api, {{u"Name"_s, u"Gone"_s}, {u"Address"_s, nobody}});
    desk.add(SourceDefinition::Kind::files, {{u"Name"_s, u"Later"_s}, {u"Path"_s, desk.folder.filePath(u"later"_s)}});
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(0), u"■ Failed"_s, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(1), u"▲ Waiting"_s, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(2), u"▲ Waiting"_s, kPatience);
    desk.table().setCurrentIndex(desk.table().model()->index(0, 0));
    QVERIFY2(desk.line(u"How it stands"_s)->text().contains(u"token is missing"_s),
             qPrintable(desk.line(u"How it stands"_s)->text()));
    desk.table().setCurrentIndex(desk.table().model()->index(1, 0));
    QTRY_VERIFY2(desk.line(u"How it stands"_s)->text().contains(u"Next try in"_s),
                 qPrintable(desk.line(u"How it stands"_s)->text()));
    desk.picture(u"sources-trouble"_s);
    QVERIFY(desk.window->findChild<LiveStatus*>()->text().contains(u"3 of 3"_s));
    QTest::mouseClick(desk.button(u"Test"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(desk.line(u"Test"_s)->text().startsWith(u"▲"_s), kPatience);
}

void TestSources::everyStateLooksDifferent_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("dark") << true;
    QTest::newRow("light") << false;  // what the other tests have
}

void TestSources::everyStateLooksDifferent()
{
    QFETCH(bool, dark);
    applyTheme(dark ? Theme::dark : Theme::light);
    const QString theme = dark ? u"dark"_s : u"light"_s;
    Desk desk;
    desk.picture(u"sources-begin-"_s + theme);
    const QString live = desk.folder.filePath(u"gateway.ndjson"_s);
    const QString paused = desk.folder.filePath(u"spare.ndjson"_s);
    QVERIFY(append(live, traffic()) && append(paused, traffic()));
    const FaultyServer silent([](const HttpCall&, Wire& wire) { wire.stayingSilent(); });
    const FaultyServer refusing(always(answer(401, "no")));
    // Answers two endpoints, and keeps the others waiting.
    std::atomic<int> calls = 0;
    const FaultyServer slow([&, api = emptyApi()](const HttpCall& call, Wire& wire) {
        if (++calls > 3)
            return wire.stayingSilent();
        api(call, wire);
    });
    using Kind = SourceDefinition::Kind;
    const auto url = [](const FaultyServer& server) { return QString::fromStdString(server.url()); };
    desk.add(Kind::files, {{u"Name"_s, u"My gateway"_s}, {u"Path"_s, live}, {u"Org"_s, u"acme"_s}});
    desk.add(Kind::files, {{u"Name"_s, u"Spare gateway"_s}, {u"Path"_s, paused}, {u"Org"_s, u"acme"_s}});
    desk.add(Kind::api, {{u"Name"_s, u"Needs a token"_s}, {u"Address"_s, url(refusing)}});
    desk.add(Kind::api, {{u"Name"_s, u"Is down"_s}, {u"Address"_s, u"http://127.0.0.1:%1"_s.arg(unusedPort())}});
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(1), u"● Live"_s, kPatience);
    desk.table().setCurrentIndex(desk.table().model()->index(1, 0));
    QTest::mouseClick(desk.button(u"Pause"_s), Qt::LeftButton);
    QVERIFY(append(paused, traffic()));
    desk.add(Kind::api, {{u"Name"_s, u"Slow"_s}, {u"Address"_s, url(slow)}});
    desk.add(Kind::api, {{u"Name"_s, u"Says nothing"_s}, {u"Address"_s, url(silent)}});
    const QStringList wanted{u"● Live"_s,    u"‖ Paused"_s,      u"■ Failed"_s,
                             u"▲ Waiting"_s, u"◆ Catching up"_s, u"◌ Connecting"_s};
    const auto states = [&] {
        QStringList all;
        for (int row = 0; row < wanted.size(); ++row)
            all << desk.state(row);
        return all;
    };
    QTRY_COMPARE_WITH_TIMEOUT(states(), wanted, kPatience);
    for (int row = 0; row < wanted.size(); ++row) {
        desk.table().setCurrentIndex(desk.table().model()->index(row, 0));
        QVERIFY(!desk.line(u"How it stands"_s)->text().isEmpty());
    }
    desk.table().setCurrentIndex(desk.table().model()->index(3, 0));
    QTRY_VERIFY(desk.line(u"How it stands"_s)->text().contains(u"Next try in"_s));
    QCOMPARE(states(), wanted);
    desk.picture(u"sources-states-"_s + theme);
    desk.table().setCurrentIndex(desk.table().model()->index(2, 0));
    desk.picture(u"sources-failed-"_s + theme);
}

void TestSources::pauseCountsWhatWaits()
{
    Desk desk;
    const GrowingEvents events(desk.folder.filePath(u"paused.ndjson"_s));
    desk.follow(events.path);
    const auto records = desk.source().figures->counts.records;
    QTest::mouseClick(desk.button(u"Pause"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), u"‖ Paused"_s, kPatience);
    QVERIFY(events.grow());
    const auto waits = static_cast<std::uint64_t>(events.rest.size());
    QTRY_COMPARE_WITH_TIMEOUT(desk.source().figures->bytes_behind.value_or(0), waits, kPatience);
    QCOMPARE(desk.source().figures->counts.records, records);
    desk.picture(u"sources-paused"_s);
    QTest::mouseClick(desk.button(u"Resume"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(desk.source().figures->counts.records, events.count, kPatience);
}

void TestSources::sourcesAreThereAfterARestartAndCanBeRemoved()
{
    Desk desk;
    const QString file = desk.folder.filePath(u"kept.ndjson"_s);
    QVERIFY(append(file, traffic()));
    desk.follow(file, u"Kept"_s);
    desk.open();
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), u"● Live"_s, kPatience);
    QCOMPARE(desk.source().figures->counts.records, 0);  // it went on where it had ended
    QTest::mouseClick(desk.button(u"Remove…"_s), Qt::LeftButton);
    QTRY_VERIFY(desk.page().findChild<QMessageBox*>());
    QTest::mouseClick(desk.page().findChild<QMessageBox*>()->button(QMessageBox::Yes), Qt::LeftButton);
    QTRY_VERIFY(desk.watching().sources().empty());
    QTRY_VERIFY_WITH_TIMEOUT(!desk.watching().isReading(), kPatience);
    QVERIFY(Cache::open(desk.cache(), Cache::Access::write));  // the lock is free
}

void TestSources::anImportWaitsForTheCacheAndWatchingGoesOn()
{
    Desk desk;
    const QString growing = desk.folder.filePath(u"growing.ndjson"_s);
    const QString once = desk.folder.filePath(u"once.ndjson"_s);
    const QByteArray events = traffic(2);
    const auto half = events.indexOf('\n', events.size() / 2) + 1;
    QVERIFY(append(growing, events.left(half)));
    QVERIFY(append(once, events.mid(half)));
    desk.follow(growing);
    QSignalSpy finished(desk.window.get(), &MainWindow::importFinished);
    desk.window->importFiles({once});
    QVERIFY(desk.window->isImporting());
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, kPatience);
    const auto outcome = finished[0][0].value<ImportOutcome>();
    QVERIFY2(!outcome.error, outcome.error ? outcome.error->message.c_str() : "");
    QVERIFY(outcome.summary.totals.accepted > 0);
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), u"● Live"_s, kPatience);
}

void TestSources::rowsKeepTheirSelectionWhileFactsCome()
{
    Desk desk;
    const GrowingEvents events(desk.folder.filePath(u"rows.ndjson"_s), 3);
    desk.follow(events.path);
    ReportPane* pane = desk.openSessions();
    QVERIFY(pane);
    QVERIFY(pane->model().rowCount() > 30);
    const int before = pane->model().rowCount();
    TableView& table = pane->view();
    table.setCurrentIndex(table.model()->index(25, 0));
    const QString chosen = textOfCell(pane->model().cellAt(25, u"session_key"_s));
    table.verticalScrollBar()->setValue(20);
    const QString top = textOfCell(pane->model().cellAt(table.indexAt({1, 1}).row(), u"session_key"_s));
    QVERIFY(events.grow());
    QTRY_VERIFY_WITH_TIMEOUT(pane->model().rowCount() > before, kPatience);
    QVERIFY(table.currentRow() >= 0);
    QCOMPARE(textOfCell(pane->model().cellAt(table.currentRow(), u"session_key"_s)), chosen);
    QVERIFY(table.selectionModel()->isRowSelected(table.currentRow()));
    QCOMPARE(textOfCell(pane->model().cellAt(table.indexAt({1, 1}).row(), u"session_key"_s)), top);
}

void TestSources::wrongFieldsAreNamed()
{
    Desk desk;
    desk.page().addSource(SourceDefinition::Kind::kafka);
    desk.type(u"Topics"_s, u"a b"_s);
    desk.save();
    QVERIFY(desk.dialog());
    QLabel* outcome = desk.outcome();
    QVERIFY(outcome->text().contains(u"brokers"_s));
    desk.type(u"Brokers"_s, u"127.0.0.1:1"_s);
    desk.save();
    QVERIFY(outcome->text().contains(u"cannot be the name of a topic"_s));
    desk.dialog()->reject();
    QVERIFY(desk.watching().sources().empty());
}

void TestSources::whoStartsWithNothingIsShownTheWays()
{
    QSettings().remove(u"begun"_s);
    QFile::remove(QString::fromStdString(Watching::usualFile().string()));
    const QTemporaryDir folder;
    const std::filesystem::path cache = folder.path().toStdString() + "/cache.db";
    (void)Cache::open(cache, Cache::Access::write);
    for (const QString& page : {u"sources"_s, u"overview"_s}) {  // once, and never again
        MainWindow window(cache, QString());
        window.show();
        window.watch();
        QTRY_VERIFY(window.workbench().watching().hasBegun());
        QTRY_VERIFY(!window.isReading());
        QTRY_COMPARE(window.currentPage()->id(), page);
    }
}

void TestSources::aPausedViewCountsWhatWaits()
{
    Desk desk;
    const GrowingEvents events(desk.folder.filePath(u"view.ndjson"_s));
    desk.follow(events.path);
    ReportPane* pane = desk.openSessions();
    QVERIFY(pane);
    const int before = pane->model().rowCount();
    desk.window->activateWindow();  // without a window manager nobody does so when a dialog closes
    QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
    QTest::keyClick(desk.window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(events.grow());
    const QString waits = u"%1 records wait"_s.arg(
        desk.window->workbench().text().locale.toString(static_cast<qlonglong>(events.rest.count('\n'))));
    auto* status = desk.window->findChild<LiveStatus*>();
    QTRY_VERIFY2_WITH_TIMEOUT(status->text().contains(waits), qPrintable(status->text()), kPatience);
    QCOMPARE(pane->model().rowCount(), before);
    QTest::keyClick(desk.window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(pane->model().rowCount() > before, kPatience);
    QVERIFY(!status->text().contains(u"wait"_s));
}

/// As the tray keeps it.
void TestSources::aHiddenWindowGoesOnWatching()
{
    Desk desk;
    const GrowingEvents events(desk.folder.filePath(u"hidden.ndjson"_s));
    desk.follow(events.path);
    ReportPane* pane = desk.openSessions();
    QVERIFY(pane);
    const int before = pane->model().rowCount();
    desk.window->findChild<Tray*>()->takeOver();
    QVERIFY(!desk.window->isVisible());
    QSignalSpy revisions(&desk.watching(), &Watching::revisionCame);
    QTRY_COMPARE(desk.window->workbench().reader().pending(), 0);  // what was asked before
    QSignalSpy shown(&pane->model(), &QAbstractItemModel::layoutChanged);
    QSignalSpy anew(&pane->model(), &QAbstractItemModel::modelReset);
    // Facts come at most every 250 milliseconds, and a window in view shows them within 750.
    const QList<QByteArray> lines = events.rest.split('\n');
    const qsizetype step = lines.size() / 10 + 1;
    for (qsizetype at = 0; at < lines.size(); at += step) {
        const auto known = revisions.size();
        QVERIFY(append(events.path, lines.mid(at, step).join('\n') + '\n'));
        QTRY_VERIFY_WITH_TIMEOUT(revisions.size() > known, kPatience);
    }
    QCOMPARE(shown.size() + anew.size(), 0);  // pages read nothing for nobody; alerts may
    QCOMPARE(pane->model().rowCount(), before);
    desk.window->show();
    QTRY_VERIFY_WITH_TIMEOUT(pane->model().rowCount() > before, kPatience);
}

/// A person may have wished it to stay in the tray, but here is none: it would be gone and still there.
void TestSources::withoutATrayAClosedWindowEnds()
{
    if (Tray::isThere())
        QSKIP("this desktop has a tray");
    Desk desk;
    const GrowingEvents events(desk.folder.filePath(u"tray.ndjson"_s));
    desk.follow(events.path);
    QSettings().setValue(u"close_to_tray"_s, true);
    QVERIFY(desk.window->close());
    QSettings().remove(u"close_to_tray"_s);
}

void TestSources::aSleepOfTheComputerIsShown()
{
    Desk desk;
    const GrowingEvents events(desk.folder.filePath(u"slept.ndjson"_s));
    {
        auto cache = Cache::open(desk.cache(), Cache::Access::write);
        QVERIFY(cache);
        const Instant from{std::chrono::sys_days{std::chrono::year{2026} / 4 / 1}};
        writeWatchGap(**cache, {from, from + std::chrono::hours(2), "machine_slept"});
    }
    desk.follow(events.path);
    QTRY_VERIFY2_WITH_TIMEOUT(desk.line(u"Not watched"_s)->text().contains(u"the computer slept"_s),
                              qPrintable(desk.line(u"Not watched"_s)->text()), kPatience);
    QVERIFY(desk.line(u"Not watched"_s)->text().contains(u"2026-04-01"_s));
    // And at the moment it wakes up, where the eye is.
    const auto now = std::chrono::system_clock::now();
    Q_EMIT desk.watching().slept({now - std::chrono::hours(1), now, Sleep::Cause::machine_slept});
    const auto labels = desk.window->findChildren<QLabel*>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel* each) {
        return each->isVisible() && each->text().contains(u"The computer slept from"_s);
    }));
}

void TestSources::everythingHasAnAccessibleName()
{
    Desk desk;
    for (const auto kind :
         {SourceDefinition::Kind::api, SourceDefinition::Kind::kafka, SourceDefinition::Kind::files}) {
        desk.page().addSource(kind);
        for (auto* each : desk.dialog()->findChildren<QLineEdit*>())
            QVERIFY(!each->accessibleName().isEmpty());
        for (auto* each : desk.dialog()->findChildren<QComboBox*>())
            QVERIFY(!each->accessibleName().isEmpty());
        desk.dialog()->reject();
        QTRY_VERIFY(!desk.dialog());
    }
    for (auto* each : desk.page().findChildren<QPushButton*>())
        QVERIFY(!each->text().isEmpty());
    QVERIFY(!desk.table().accessibleName().isEmpty());
}

QTEST_MAIN(TestSources)
#include "tst_sources.moc"
