// Rules judged as time passes: kept over an end of the program, told once, and never otherwise than the back-test says.

#include <QTest>

#include <atomic>
#include <csignal>

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/alerts/memory_text.h"
#include "core/alerts/told_message.h"
#include "core/notify/alert_watch.h"
#include "core/reports/alert_output.h"
#include "core/store/feed_state_store.h"
#include "tests/core/reports/report_rows.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const Instant kStart = at("2026-04-01T00:00:00Z");
constexpr int kHours = 14;

Envelope later(Envelope event, Instant when)
{
    event.when = when;
    return event;
}

/// 30 requests an hour of each of two gateways; those of gw-1 fail in the hours from `from` to `to`.
std::vector<Envelope> traffic(int from, int to, int first = 0, int last = kHours)
{
    std::vector<Envelope> events;
    for (int hour = first; hour < last; ++hour)
        for (int i = 0; i < 60; ++i) {
            const bool isFirst = i % 2 == 0;
            const bool fails = isFirst && hour >= from && hour < to && i % 4 == 0;
            events.push_back(later(batchCompleted("00:00:00", fmt::format("b{}-{}", hour, i), "https://o1:8935", !fails)
                                       .from(isFirst ? "gw-1" : "gw-2"),
                                   kStart + hours(hour) + seconds(50 * i)));
        }
    events.push_back(later(batchCompleted("00:00:00", fmt::format("end{}", last), "https://o1:8935").from("gw-2"),
                           kStart + hours(last) + minutes(20)));
    return events;
}

AlertRule ruleOf(const std::string& more = "")
{
    const std::string json = R"({"version": 1, "rules": [{"id": "failures", "name": "Requests fail",
        "metric": {"report": "requests", "field": "success_rate"}, "group_by": ["gateway"],
        "condition": {"type": "below", "warning": "90%"}, "minimum": {"samples": 10}, "for": {"windows": 2})" +
                             more + "}]}";
    const RuleFile file = readAlertRules(json);
    if (file.rules.empty())
        throw std::runtime_error(file.problems.at(0).place + file.problems.at(0).reason);
    return file.rules[0];
}

WatchSettings settingsOf(AlertRule rule)
{
    WatchSettings settings;
    settings.rules.push_back(std::move(rule));
    settings.channels.push_back({.id = "log", .kind = ChannelKind::log, .file = "unused"});
    return settings;
}

/// A watch over a cache, that can be ended at any moment.
class Watching {
public:
    Watching(Cache& cache, WatchSettings settings) : m_cache(cache), m_settings(std::move(settings)) { begin(); }

    void begin()
    {
        watch.reset();
        book.reset();
        auto opened = AlertBook::open(m_cache.path());
        if (!opened)
            throw std::runtime_error(opened.error().message);
        book = std::move(*opened);
        watch = std::make_unique<AlertWatch>(*book);
        watch->setSettings(m_settings);
    }
    void change(AlertRule rule)
    {
        m_settings.rules = {std::move(rule)};
        watch->setSettings(m_settings);
    }
    void look(Instant now)
    {
        const auto done = watch->look(m_cache, now);
        QVERIFY2(done.has_value(), done ? "" : done.error().message.c_str());
    }
    /// Every ten minutes.
    void walk(int fromHour, int toHour, bool restarting = false)
    {
        for (int minute = fromHour * 60; minute <= toHour * 60; minute += 10) {
            if (restarting)
                begin();
            look(kStart + minutes(minute));
        }
    }

    /// "begins gw-1 at 06:20; ..."
    std::string told() const
    {
        std::string text;
        for (const BookedMessage& each : book->waitingMessages()) {
            const auto body = nlohmann::json::parse(each.body);
            for (const auto& alert : body.at("alerts"))
                text += fmt::format("{}{} {} {}", text.empty() ? "" : "; ", formatInstant(each.made_at).substr(11, 5),
                                    alert.at("kind").get<std::string>(),
                                    alert.at("entity").at("gateway").get<std::string>());
        }
        return text;
    }
    std::string history() const
    {
        std::string text;
        for (const BookedEpisode& each : book->episodes(100))
            text = fmt::format("{} {}-{} {} {}\n", each.labels, formatInstant(each.fired_at).substr(11, 5),
                               each.ended_at ? formatInstant(*each.ended_at).substr(11, 5) : "", each.level,
                               each.ended_by) +
                   text;
        return text;
    }

    std::unique_ptr<AlertBook> book;
    std::unique_ptr<AlertWatch> watch;

private:
    Cache& m_cache;
    WatchSettings m_settings;
};

/// What a child does: opens everything anew, and looks every ten minutes from `minute` on.
[[noreturn]] void watchUntilKilled(const std::filesystem::path& path, WatchSettings settings, std::atomic<int>& minute)
{
    const auto cache = Cache::open(path, Cache::Access::read);
    if (!cache)
        ::_exit(1);
    Watching watching(**cache, std::move(settings));
    while (minute <= kHours * 60) {
        if (!watching.watch->look(**cache, kStart + minutes(minute.load())))
            ::_exit(2);
        minute += 10;  // a kill before this makes the next one look at the same moment again
    }
    ::_exit(0);
}

}  // namespace

class TestAlertWatch : public QObject {
    Q_OBJECT

private slots:
    void tellsWhatTheBacktestSays()
    {
        Told world(traffic(4, 8));
        Watching watching(world.cache(), settingsOf(ruleOf()));
        watching.walk(2, kHours);
        QCOMPARE(watching.told(), std::string("06:20 begins gw-1; 09:20 ends gw-1"));
        const std::vector<AlertRule> rules{ruleOf()};
        const auto backtests = backtestRules(world.cache(), rules, {}, {}).value();
        std::string expected;
        for (const AlertEpisode& each : backtests[0].result.episodes)
            expected +=
                fmt::format("{} {}-{} warning recovered\n", labelsText(backtests[0].series.groups[each.group]),
                            formatInstant(each.fired_at).substr(11, 5), formatInstant(*each.ended_at).substr(11, 5));
        QCOMPARE(watching.history(), expected);
    }

    void anEndAtAnyMomentChangesNothing()
    {
        Told world(traffic(4, 8));
        Told same(traffic(4, 8));
        Watching whole(world.cache(), settingsOf(ruleOf(R"(, "repeat": {"warning_minutes": 60})")));
        Watching broken(same.cache(), settingsOf(ruleOf(R"(, "repeat": {"warning_minutes": 60})")));
        whole.walk(2, kHours);
        broken.walk(2, kHours, true);
        QCOMPARE(broken.told(), whole.told());
        QCOMPARE(broken.history(), whole.history());
        QVERIFY(whole.told().find("repeats") != std::string::npos);
    }

    /// The program is killed in the middle of whatever it does, a dozen times.
    void aKillChangesNothing()
    {
        const std::string rule = R"(, "repeat": {"warning_minutes": 60})";
        Told world(traffic(4, 8));
        Watching whole(world.cache(), settingsOf(ruleOf(rule)));
        whole.walk(2, kHours);
        Told same(traffic(4, 8));
        const std::filesystem::path path = same.cache().path();
        auto* minute = static_cast<std::atomic<int>*>(
            ::mmap(nullptr, sizeof(std::atomic<int>), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
        QVERIFY(minute != MAP_FAILED);
        new (minute) std::atomic<int>(2 * 60);
        for (int round = 0; *minute <= kHours * 60; ++round) {
            QVERIFY2(round < 200, "no progress");
            const int before = *minute;
            const pid_t child = ::fork();
            if (child == 0)
                watchUntilKilled(path, settingsOf(ruleOf(rule)), *minute);
            bool isOver = false;
            while (!isOver && *minute < before + 60)  // six looks, and somewhere in the seventh
                isOver = ::waitpid(child, nullptr, WNOHANG) == child;
            if (isOver)
                continue;
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
        }
        Watching after(same.cache(), settingsOf(ruleOf(rule)));
        QCOMPARE(after.told(), whole.told());
        QCOMPARE(after.history(), whole.history());
        ::munmap(minute, sizeof(std::atomic<int>));
    }

    void whatHappenedWhileNobodyWatchedIsHistory()
    {
        Told world(traffic(4, 8));
        Watching watching(world.cache(), settingsOf(ruleOf()));
        watching.walk(2, 3);
        watching.begin();
        watching.look(kStart + hours(kHours));  // it began and ended meanwhile
        QCOMPARE(watching.history(), std::string("[\"gw-1\"] 06:15-09:15 warning recovered\n"));
        QCOMPARE(watching.told(), std::string());  // nothing is wrong now
    }

    void aRuleThatIsNewTellsOnlyWhatGoesOn()
    {
        Told world(traffic(4, 8));
        Watching after(world.cache(), settingsOf(ruleOf()));
        after.look(kStart + hours(kHours));
        QCOMPARE(after.history(), std::string());
        Told again(traffic(4, 8));
        Watching during(again.cache(), settingsOf(ruleOf()));
        during.look(kStart + hours(7));
        QCOMPARE(during.told(), std::string("07:00 begins gw-1"));
        QCOMPARE(during.history(), std::string("[\"gw-1\"] 06:15- warning \n"));
    }

    void aChangedThresholdTellsNothingTwice()
    {
        Told world(traffic(4, 8));
        Watching watching(world.cache(), settingsOf(ruleOf()));
        watching.walk(2, 7);
        watching.change(ruleOf(R"(, "recovery": {"threshold": "95%"})"));
        watching.walk(7, 8);
        QCOMPARE(watching.told(), std::string("06:20 begins gw-1"));
        QCOMPARE(watching.history(), std::string("[\"gw-1\"] 06:15- warning \n"));
    }

    void aRuleThatIsSwitchedOffEndsItsAlerts()
    {
        Told world(traffic(4, 8));
        Watching watching(world.cache(), settingsOf(ruleOf()));
        watching.walk(2, 7);
        AlertRule off = ruleOf();
        off.enabled = false;
        watching.change(off);
        watching.look(kStart + hours(7) + minutes(5));
        QVERIFY(watching.history().find("rule_off") != std::string::npos);
        QVERIFY(watching.watch->picture().active.empty());
    }

    void whatWasKnownThenStays()
    {
        Told world(traffic(4, 8));
        Watching watching(world.cache(), settingsOf(ruleOf()));
        watching.walk(2, 7);
        const BookedEpisode before = watching.book->episodes(1).at(0);
        const auto then = observationFrom(before.seen).value();
        QVERIFY(*then.value < 0.9);
        // 3000 good requests of that hour come late.
        std::vector<Envelope> late;
        for (int i = 0; i < 3'000; ++i)
            late.push_back(later(batchCompleted("00:00:00", fmt::format("late{}", i), "https://o1:8935").from("gw-1"),
                                 then.window_start + seconds(i)));
        world.importText(fileOf(late, Form::wrapper));
        world.resolve();
        watching.look(kStart + hours(7) + minutes(10));
        const BookedEpisode after = watching.book->episodes(1).at(0);
        QCOMPARE(after.seen, before.seen);
        const JudgedWindow window{labelsFrom(after.labels).value(), then.window_start};
        const auto now = valuesNow(world.cache(), ruleOf(), std::span(&window, 1)).value();
        QVERIFY(now.at(0).has_value());
        QVERIFY2(*now[0] > 0.95, fmt::format("{}", *now[0]).c_str());
        QCOMPARE(watching.told(), std::string("06:20 begins gw-1"));
    }

    void aSilenceTellsNothingUntilItIsOver()
    {
        Told world(traffic(4, 10));
        Watching watching(world.cache(), settingsOf(ruleOf()));
        QVERIFY(watching.watch
                    ->addSilence({.rule = "failures",
                                  .labels = R"({"gateway": "gw-1"})",
                                  .from = kStart,
                                  .to = kStart + hours(8) + minutes(30)})
                    .has_value());
        watching.walk(2, 8, true);
        QCOMPARE(watching.told(), std::string());
        QCOMPARE(watching.watch->picture().active.at(0).state, AlertState::silenced);
        watching.walk(8, kHours, true);
        QCOMPARE(watching.told(), std::string("08:30 begins gw-1; 11:20 ends gw-1"));
    }

    /// Hours that this computer slept through are quiet; what still goes on in the next one is told then.
    void aComputerThatSleptMutes()
    {
        Told world(traffic(4, 8));
        writeWatchGap(world.cache(),
                      {kStart + hours(5) + minutes(5), kStart + hours(5) + minutes(50), "machine_slept"});
        Watching watching(world.cache(), settingsOf(ruleOf(R"(, "muted_by": ["verdict:computer"])")));
        watching.walk(2, kHours);
        QCOMPARE(watching.told(), std::string("07:20 begins gw-1; 09:20 ends gw-1"));
        QCOMPARE(watching.history(), std::string("[\"gw-1\"] 06:15-09:15 warning recovered\n"));
    }

    /// The feed is gone: what depends on it is quiet, and told when the feed is back and it still goes on.
    void aStaleFeedMutesWhatDependsOnIt()
    {
        Told world(traffic(4, 8, 0, 7));
        WatchSettings settings = settingsOf(ruleOf());
        settings.rules[0].muted_by = {"feed-stale"};
        for (AlertRule& each : bundledAlertRules("defaults"))
            if (each.id == "feed-stale")
                settings.rules.push_back(std::move(each));
        Watching watching(world.cache(), std::move(settings));
        for (int minute = 6 * 60; minute <= 9 * 60; minute += 10)
            watching.look(kStart + minutes(minute));
        std::string told;
        for (const BookedMessage& each : watching.book->waitingMessages())
            told += formatInstant(each.made_at).substr(11, 5) + " " + shownMessage(each.body)->title + "; ";
        QCOMPARE(told,
                 std::string("06:20 warning: Requests fail; 07:30 warning: Feed stale; 07:40 critical: Feed stale; "));
        for (const ActiveAlert& each : watching.watch->picture().active)
            QCOMPARE(each.muted_by, std::string(each.rule == "feed-stale" ? "" : "feed-stale"));
    }

    void whatIsAcknowledgedIsNotRepeated()
    {
        Told world(traffic(4, 10));
        Watching watching(world.cache(), settingsOf(ruleOf(R"(, "repeat": {"warning_minutes": 30})")));
        watching.walk(2, 7);
        QCOMPARE(watching.told(), std::string("06:20 begins gw-1; 06:50 repeats gw-1"));
        QVERIFY(watching.watch->acknowledge("failures", "[\"gw-1\"]", true, kStart + hours(7)).has_value());
        QCOMPARE(watching.watch->picture().countOf(AlertLevel::warning), std::size_t{0});
        watching.walk(7, kHours, true);
        QCOMPARE(watching.told(), std::string("06:20 begins gw-1; 06:50 repeats gw-1; 11:20 ends gw-1"));
        QVERIFY(watching.book->episodes(1).at(0).acknowledged_at.has_value());
    }

    void quietHoursKeepEverythingBack()
    {
        Told world(traffic(4, 8));
        WatchSettings settings = settingsOf(ruleOf());
        settings.schedule.quiet.push_back({.from = hours(0), .to = hours(7)});
        Watching watching(world.cache(), settings);
        watching.walk(2, kHours);
        QCOMPARE(watching.told(), std::string("07:00 begins gw-1; 09:20 ends gw-1"));
    }

    void aTagAndANoteStay()
    {
        Told world(traffic(4, 8));
        Watching watching(world.cache(), settingsOf(ruleOf()));
        watching.walk(2, 7);
        QVERIFY(watching.watch->tag(watching.book->episodes(1).at(0).id, "true", "a bad node").has_value());
        watching.walk(7, kHours, true);
        QCOMPARE(watching.book->episodes(1).at(0).tag, std::string("true"));
        QCOMPARE(watching.book->episodes(1).at(0).note, std::string("a bad node"));
    }

    void onlyOneProgramWatches()
    {
        Told world(traffic(4, 8));
        Watching watching(world.cache(), settingsOf(ruleOf()));
        const auto second = AlertBook::open(world.cache().path());
        QVERIFY(!second);
        QCOMPARE(second.error().code, Error::Code::busy);
    }

    void anAlertWithoutNewEvidenceSaysWhatItWasAbout()
    {
        // gw-1 fails, and then nothing is heard of it.
        std::vector<Envelope> events = traffic(4, 8);
        std::erase_if(events, [](const Envelope& each) {
            return each.when >= kStart + hours(7) && each.json().at("gateway").get<std::string>() == "gw-1";
        });
        Told world(events);
        Watching watching(world.cache(), settingsOf(ruleOf()));
        watching.walk(2, 10);
        const AlertPicture picture = watching.watch->picture();
        QCOMPARE(picture.active.size(), std::size_t{1});
        QVERIFY(!picture.active[0].value);
        QVERIFY2(picture.active[0].message.find("unknown") == std::string::npos, picture.active[0].message.c_str());
        const std::vector<AlertRule> rules{ruleOf()};
        const AlertCheck check = checkAlerts(world.cache(), rules, kStart + hours(10)).value();
        const std::string json = checkJson(check, {});
        QVERIFY2(json.find("unknown") == std::string::npos, json.c_str());
    }
};

QTEST_APPLESS_MAIN(TestAlertWatch)
#include "tst_alert_watch.moc"
