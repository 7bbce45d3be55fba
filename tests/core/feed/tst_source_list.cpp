#include <QtTest>

#include <fmt/format.h>

#include "core/feed/source_list.h"
#include "tests/support/test_cache.h"

namespace naap {

class SourceListTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead();
    void noFileIsNoSource();
    void whatIsWrongIsNamed_data();
    void whatIsWrongIsNamed();
    void optionsOfKafkaAreRead();

private:
    static SourceDefinition kafka()
    {
        return {.id = "k-1",
                .name = "The cluster",
                .kind = SourceDefinition::Kind::kafka,
                .has_secret = true,
                .brokers = "one:9093,two:9093",
                .topics = {"network_events", "mine=acme"},
                .start = "offset:12",
                .tls = true,
                .sasl = "scram-sha-256",
                .user = "lens"};
    }
};

void SourceListTest::whatIsWrittenIsRead()
{
    const TestFolder folder;
    const auto path = folder.path() / "deep" / "sources.json";
    const std::vector<SourceDefinition> sources{
        kafka(),
        {.id = "a", .name = "Öffentlich", .paused = true, .url = "https://example.org"},
        {.id = "f", .name = "Files", .kind = SourceDefinition::Kind::files, .path = "/srv/events", .org = "acme"}};
    QVERIFY(writeSources(path, sources));
    const auto read = readSources(path);
    QVERIFY(read);
    QVERIFY(*read == sources);
}

void SourceListTest::noFileIsNoSource()
{
    const TestFolder folder;
    const auto read = readSources(folder.path() / "sources.json");
    QVERIFY(read && read->empty());
}

void SourceListTest::whatIsWrongIsNamed_data()
{
    QTest::addColumn<QString>("sources");
    QTest::addColumn<QString>("word");
    QTest::newRow("no list") << "[1"
                             << "is no list of sources";
    QTest::newRow("no object") << "1"
                               << "is no object";
    QTest::newRow("kind") << R"({"id":"a","name":"A","kind":"radio"})"
                          << "kind";
    QTest::newRow("no id") << R"({"name":"A","kind":"files","path":"x"})"
                           << "id";
    QTest::newRow("no name") << R"({"id":"a","kind":"files","path":"x"})"
                             << "no name";
    QTest::newRow("no path") << R"({"id":"a","name":"A","kind":"files"})"
                             << "no file or folder";
    QTest::newRow("no brokers") << R"({"id":"a","name":"A","kind":"kafka","topics":["x"]})"
                                << "brokers";
    QTest::newRow("no topics") << R"({"id":"a","name":"A","kind":"kafka","brokers":"h:1"})"
                               << "no topic";
    QTest::newRow("no user") << R"({"id":"a","name":"A","kind":"kafka","brokers":"h:1","topics":["x"],"sasl":"plain"})"
                             << "no user";
    QTest::newRow("address") << R"({"id":"a","name":"A","kind":"api","url":"ftp://x"})"
                             << "https://";
    QTest::newRow("password in the address") << R"({"id":"a","name":"A","kind":"api","url":"https://u:p@x"})"
                                             << "readable";
    QTest::newRow("secret") << R"({"id":"a","name":"A","kind":"api","url":"https://x","password":"p"})"
                            << "keychain";
    QTest::newRow("wrong type") << R"({"id":"a","name":"A","kind":"api","url":7})"
                                << "is no list of sources";
    QTest::newRow("twice") << R"({"id":"a","name":"A","kind":"files","path":"x"},
                                 {"id":"a","name":"B","kind":"files","path":"y"})"
                           << "two sources";
}

void SourceListTest::whatIsWrongIsNamed()
{
    QFETCH(QString, sources);
    QFETCH(QString, word);
    const TestFolder folder;
    const std::string path = folder.write(
        "sources.json",
        fmt::format(R"({{"format":"naap-lens-sources","version":1,"sources":[{}]}})", sources.toStdString()));
    const auto read = readSources(path);
    QVERIFY(!read);
    QVERIFY2(read.error().message.find(word.toStdString()) != std::string::npos, read.error().message.c_str());
    QVERIFY(read.error().message.find("sources.json") != std::string::npos);
}

void SourceListTest::optionsOfKafkaAreRead()
{
    const auto options = kafkaOptionsOf(kafka());
    QVERIFY(options);
    QCOMPARE(options->topics.size(), std::size_t{2});
    QCOMPARE(options->topics[1].org, std::string("acme"));
    QCOMPARE(options->start.offset, 12);
    QVERIFY(options->connection.tls);
    QVERIFY(options->connection.sasl == KafkaConnection::Sasl::scram_sha_256);
    QVERIFY(options->connection.password.empty());
}

}  // namespace naap

QTEST_GUILESS_MAIN(naap::SourceListTest)
#include "tst_source_list.moc"
