// Prompts and client addresses leave a record before it is stored; everything else stays to the letter.

#include <QTest>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/events/redaction.h"
#include "tests/support/printing.h"

using namespace naap;

namespace {

/// An event of this `data`, as a gateway sends it.
std::string eventOf(const std::string& data, const std::string& type = "ai_stream_events")
{
    return fmt::format(R"({{"id":"e1","type":"{}","timestamp":"1775001613153","gateway":"g","data":{}}})", type, data);
}

std::string storedOf(const std::string& record, PrivateData mode = PrivateData::redact)
{
    RecordParser parser;
    Redactor redactor(mode, 7);
    const ParsedRecord& parsed = parser.parseCopy(record, {});
    if (parsed.record_class != RecordClass::accepted)
        return fmt::format("not accepted: {}", parsed.reason);
    return std::string(redactor.stored(parser, parsed));
}

}  // namespace

class TestRedaction : public QObject {
    Q_OBJECT

private slots:
    void privateValuesGo_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QByteArray>("stored");
        QTest::newRow("parameters")
            << QByteArray("{\"type\":\"t\",\"params\":{\"prompt\":\"a fox\",\"n\":[1,{\"b\":\"}]\"}]},\"x\":1}")
            << QByteArray(R"({"type":"t","params":"redacted","x":1})");
        QTest::newRow("last parameters, deeper")
            << QByteArray(R"({"type":"t","inference_status":{"last_params":{"prompt":"a"},"last_params_hash":"h"}})")
            << QByteArray(R"({"type":"t","inference_status":{"last_params":"redacted","last_params_hash":"h"}})");
        QTest::newRow("addresses") << QByteArray(R"({"type":"t","clientIP":"10.0.0.9","a":[{"client_ip":"::1"}]})")
                                   << QByteArray(
                                          R"({"type":"t","clientIP":"redacted","a":[{"client_ip":"redacted"}]})");
        QTest::newRow("white space") << QByteArray("{\"type\":\"t\", \"params\" :\n {\"a\" : 1} , \"x\":1}")
                                     << QByteArray("{\"type\":\"t\", \"params\" :\n \"redacted\" , \"x\":1}");
        QTest::newRow("numbers and booleans")
            << QByteArray(R"({"type":"t","params":17,"client_ip":true})")
            << QByteArray(R"({"type":"t","params":"redacted","client_ip":"redacted"})");
        QTest::newRow("given twice") << QByteArray(R"({"type":"t","params":{"a":1},"params":{"b":2}})")
                                     << QByteArray(R"({"type":"t","params":"redacted","params":"redacted"})");
        QTest::newRow("a name written with escapes")
            << QByteArray("{\"type\":\"t\",\"p\\u0061rams\":{\"prompt\":\"a\"}}")
            << QByteArray("{\"type\":\"t\",\"p\\u0061rams\":\"redacted\"}");
        QTest::newRow("quotation marks in a prompt")
            << QByteArray(
                   "{\"type\":\"t\",\"params\":{\"prompt\":\"say \\\"no\\\\\\\" } "
                   "\\\\\"},\"x\":\"\\\"params\\\":{\\\"a\\\":1}\"}")
            << QByteArray("{\"type\":\"t\",\"params\":\"redacted\",\"x\":\"\\\"params\\\":{\\\"a\\\":1}\"}");
    }

    void privateValuesGo()
    {
        QFETCH(QByteArray, data);
        QFETCH(QByteArray, stored);
        QCOMPARE(storedOf(eventOf(data.toStdString())), eventOf(stored.toStdString()));
    }

    void whatSaysNothingStays_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::newRow("nothing private") << QByteArray(R"({"type":"t","state":"ONLINE"})");
        QTest::newRow("null") << QByteArray(R"({"type":"t","params":null,"client_ip":""})");
        QTest::newRow("empty") << QByteArray(R"({"type":"t","params":{ },"last_params":[]})");
        QTest::newRow("names alike") << QByteArray(
            R"({"type":"t","last_params_hash":"x","preprocessor_params":{"a":1}})");
        QTest::newRow("a value of that name") << QByteArray(R"({"type":"params","x":["params"],"y":"clientIP"})");
    }

    void whatSaysNothingStays()
    {
        QFETCH(QByteArray, data);
        const std::string record = eventOf(data.toStdString());
        QCOMPARE(storedOf(record), record);
    }

    void dataThatCameAsText()
    {
        const std::string inner = "{\"type\":\"t\",\"params\":{\"prompt\":\"a \\\"fox\\\" ü\"},\"x\":\"y\"}";
        const nlohmann::ordered_json row{{"event_id", "e1"},
                                         {"event_type", "ai_stream_events"},
                                         {"event_ts", "2026-04-01 00:00:13.153"},
                                         {"org", "cloudspe"},
                                         {"gateway", "g"},
                                         {"data", inner}};
        const auto stored = nlohmann::json::parse(storedOf(row.dump()));
        QCOMPARE(stored["data"].get<std::string>(), std::string(R"({"type":"t","params":"redacted","x":"y"})"));
        QCOMPARE(stored["event_id"].get<std::string>(), std::string("e1"));
    }

    void textThatIsNoJsonLosesItsPrivateEnd()
    {
        const nlohmann::ordered_json row{{"event_id", "e1"},
                                         {"event_type", "create_new_payment"},
                                         {"event_ts", "2026-04-01 00:00:13.153"},
                                         {"data", "{\"a\":1,\"params\":{\"prompt\":\"a fox"}};
        const auto stored = nlohmann::json::parse(storedOf(row.dump()));
        QCOMPARE(stored["data"].get<std::string>(), std::string("{\"a\":1,\"params\":\"redacted\""));
    }

    void hashesTellEqualValuesApart()
    {
        const auto valueOf = [](const std::string& data) {
            return nlohmann::json::parse(storedOf(eventOf(data), PrivateData::hash))["data"]["params"]
                .get<std::string>();
        };
        const std::string fox = valueOf(R"({"type":"t","params":{"prompt":"a fox"}})");
        QVERIFY(fox.starts_with("redacted:"));
        QCOMPARE(fox.size(), std::size_t{9 + 32});
        QCOMPARE(valueOf(R"({"type":"u","params":{"prompt":"a fox"}})"), fox);
        QVERIFY(valueOf(R"({"type":"t","params":{"prompt":"an owl"}})") != fox);
    }

    void keptWhenSo()
    {
        const std::string record = eventOf(R"({"type":"t","params":{"prompt":"a fox"}})");
        QCOMPARE(storedOf(record, PrivateData::keep), record);
    }

    void redactedOnceIsRedactedForGood()
    {
        const std::string record = eventOf(R"({"type":"t","params":{"prompt":"a fox"},"client_ip":"10.0.0.9"})");
        const std::string redacted = storedOf(record, PrivateData::redact);
        const std::string hashed = storedOf(record, PrivateData::hash);
        for (const PrivateData again : {PrivateData::redact, PrivateData::hash, PrivateData::keep})
            QCOMPARE(storedOf(redacted, again), redacted);
        QCOMPARE(storedOf(hashed, PrivateData::hash), hashed);
        QCOMPARE(storedOf(hashed, PrivateData::redact), redacted);
    }

    void theEventStaysTheSame()
    {
        const std::string record = eventOf(R"({"type":"t","params":{"prompt":"a fox"},"timestamp":1775001613153})");
        RecordParser before;
        RecordParser after;
        const ParsedRecord& a = before.parseCopy(record, {});
        const ParsedRecord& b = after.parseCopy(storedOf(record), {});
        QCOMPARE(std::string(b.event_id), std::string(a.event_id));
        QCOMPARE(b.event_ts, a.event_ts);
    }

    void capabilitySnapshotsStay()
    {
        const std::string record = eventOf(R"([{"address":"0x01","params":{"a":1}}])", "network_capabilities");
        QCOMPARE(storedOf(record), record);
    }

    void namesReadBack()
    {
        for (const PrivateData mode : {PrivateData::redact, PrivateData::hash, PrivateData::keep})
            QCOMPARE(static_cast<int>(privateDataFromName(privateDataName(mode)).value()), static_cast<int>(mode));
        QVERIFY(!privateDataFromName("anything"));
    }
};

QTEST_APPLESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
