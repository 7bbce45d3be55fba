#include <QtTest>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/alerts/channel.h"
#include "core/alerts/memory_text.h"
#include "core/alerts/told_message.h"
#include "tests/support/printing.h"

using namespace naap;

namespace {

const Instant kNoon = instantFromMs(1'775'044'800'000);

/// "failures:o1", "swaps:o1!" (critical), "fps:o2.": over.
ToldAlert alert(std::string word)
{
    ToldAlert told;
    if (word.back() == '.') {
        told.kind = AnnouncementKind::ends;
        word.pop_back();
    }
    told.level = AlertLevel::warning;
    if (word.back() == '!') {
        told.level = AlertLevel::critical;
        word.pop_back();
    }
    told.rule = word.substr(0, word.find(':'));
    told.rule_name = told.rule;
    told.entity.emplace_back("orchestrator_address", word.substr(word.find(':') + 1));
    told.text = word;
    return told;
}

std::string messagesOf(const QString& words)
{
    std::vector<ToldAlert> alerts;
    for (const QString& word : words.split(u' ', Qt::SkipEmptyParts))
        alerts.push_back(alert(word.toStdString()));
    std::string text;
    for (const ToldMessage& message : messagesFor(std::move(alerts), kNoon)) {
        text += fmt::format("{}{} =", text.empty() ? "" : "; ", message.title);
        for (const ToldAlert& each : message.alerts)
            text += " " + each.text;
    }
    return text;
}

}  // namespace

class TestToldMessage : public QObject {
    Q_OBJECT

private slots:
    void whatHasOneCauseIsOneMessage_data()
    {
        QTest::addColumn<QString>("alerts");
        QTest::addColumn<QString>("messages");
        QTest::newRow("nothing") << ""
                                 << "";
        QTest::newRow("one") << "fps:o1"
                             << "warning: fps = fps:o1";
        QTest::newRow("one rule, many orchestrators") << "fps:o1 fps:o2 fps:o3"
                                                      << "warning: fps (3 alerts) = fps:o1 fps:o2 fps:o3";
        QTest::newRow("one orchestrator, two rules") << "fps:o1 swaps:o1"
                                                     << "warning: fps and another = fps:o1 swaps:o1";
        QTest::newRow("nothing in common") << "fps:o1 swaps:o2"
                                           << "warning: fps = fps:o1; warning: swaps = swaps:o2";
        QTest::newRow("by way of a third") << "fps:o1 swaps:o2 fps:o2"
                                           << "warning: fps and 2 others = fps:o1 swaps:o2 fps:o2";
        QTest::newRow("the worst first") << "fps:o1 swaps:o2!"
                                         << "critical: swaps = swaps:o2; warning: fps = fps:o1";
        QTest::newRow("the worst of a message first") << "fps:o1 fps:o2!"
                                                      << "critical: fps (2 alerts) = fps:o2 fps:o1";
        QTest::newRow("an end is no beginning") << "fps:o1 fps:o2."
                                                << "warning: fps = fps:o1; Over: fps = fps:o2";
    }
    void whatHasOneCauseIsOneMessage()
    {
        QFETCH(QString, alerts);
        QTEST(QString::fromStdString(messagesOf(alerts)), "messages");
    }

    void theBodyIsWhatTheDocumentsSay()
    {
        ToldAlert told = alert("fps:o1!");
        told.value = 0.25;
        const auto body = nlohmann::json::parse(bodyOf(messagesFor({told}, kNoon).at(0)));
        QCOMPARE(body.at("version").get<int>(), 1);
        QCOMPARE(body.at("level").get<std::string>(), std::string("critical"));
        QCOMPARE(body.at("test").get<bool>(), false);
        QCOMPARE(body.at("at").get<std::string>(), std::string("2026-04-01T12:00:00.000Z"));
        const auto& first = body.at("alerts").at(0);
        QCOMPARE(first.at("entity").at("orchestrator_address").get<std::string>(), std::string("o1"));
        QCOMPARE(first.at("value").get<double>(), 0.25);
        QVERIFY(first.at("threshold").is_null());  // nobody knows it: null, never 0
        QVERIFY(nlohmann::json::parse(bodyOf(testMessage(kNoon))).at("test").get<bool>());
    }

    void channelsAreReadStrictly_data()
    {
        QTest::addColumn<QByteArray>("channel");
        QTest::addColumn<QString>("problem");
        QTest::newRow("good") << QByteArray("{\"id\": \"a\", \"kind\": \"desktop\"}") << "";
        QTest::newRow("no kind") << QByteArray("{\"id\": \"a\"}") << "/channels/0/kind is missing";
        QTest::newRow("unknown kind") << QByteArray("{\"id\": \"a\", \"kind\": \"pigeon\"}") << "/channels/0/kind";
        QTest::newRow("no address") << QByteArray("{\"id\": \"a\", \"kind\": \"webhook\"}")
                                    << "/channels/0/url is missing";
        QTest::newRow("no web address") << QByteArray("{\"id\": \"a\", \"kind\": \"webhook\", \"url\": \"ftp://x\"}")
                                        << "/channels/0/url an address begins";
        QTest::newRow("a password in the address")
            << QByteArray("{\"id\": \"a\", \"kind\": \"webhook\", \"url\": \"https://me:secret@x/y\"}")
            << "/channels/0/url no name or password";
        QTest::newRow("a secret in the file")
            << QByteArray("{\"id\": \"a\", \"kind\": \"webhook\", \"url\": \"https://x\", \"secret\": \"s\"}")
            << "/channels/0/secret";
        QTest::newRow("no program") << QByteArray("{\"id\": \"a\", \"kind\": \"command\", \"arguments\": []}")
                                    << "/channels/0/arguments is missing";
        QTest::newRow("a program that events choose")
            << QByteArray("{\"id\": \"a\", \"kind\": \"command\", \"arguments\": [\"{text}\"]}")
            << "/channels/0/arguments the first";
    }
    void channelsAreReadStrictly()
    {
        QFETCH(QByteArray, channel);
        QFETCH(QString, problem);
        const ChannelFile file =
            readChannels(std::string("{\"version\": 1, \"channels\": [") + channel.toStdString() + "]}");
        QString found;
        for (const RuleProblem& each : file.problems)
            found += QString::fromStdString(each.place + " " + each.reason);
        QVERIFY2(problem.isEmpty() ? found.isEmpty() : found.startsWith(problem), qPrintable(found));
        QCOMPARE(file.channels.size(), problem.isEmpty() ? std::size_t{1} : std::size_t{0});
    }

    void channelsAreWrittenAsTheyAreRead()
    {
        ChannelFile file = usualChannels();
        file.channels.push_back({.id = "hook", .kind = ChannelKind::webhook, .url = "https://x/y", .is_signed = true});
        file.channels.push_back({.id = "run", .kind = ChannelKind::command, .arguments = {"/bin/x", "{text}"}});
        file.schedule.utc_offset = std::chrono::minutes(60);
        file.schedule.quiet.push_back({.days = 0x1F, .from = std::chrono::hours(22), .to = std::chrono::hours(7)});
        const ChannelFile again = readChannels(channelsText(file));
        QCOMPARE(again.problems.size(), std::size_t{0});
        QCOMPARE(channelsText(again), channelsText(file));
    }

    void whatIsKeptComesBack()
    {
        KeptAlert kept;
        kept.memory.status.phase = AlertState::recovering;
        kept.memory.status.level = AlertLevel::critical;
        kept.memory.status.fired_at = kNoon;
        kept.memory.status.seen.value = 0.1;
        kept.memory.status.evidence = kept.memory.status.seen;
        kept.memory.fires = {kNoon};
        kept.told.at = kNoon;
        const auto again = keptFrom(keptText(kept));
        QVERIFY(again.has_value());
        QCOMPARE(keptText(*again), keptText(kept));
        QVERIFY(!keptFrom("{}"));
        QVERIFY(!keptFrom("no JSON"));
        AlertGroup group;
        group.labels = {std::nullopt, "", "a\"b"};
        QVERIFY(labelsFrom(labelsText(group)) == group);
    }
};

QTEST_APPLESS_MAIN(TestToldMessage)
#include "tst_told_message.moc"
