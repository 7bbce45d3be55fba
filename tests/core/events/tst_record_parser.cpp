#include <QTest>

#include "core/events/md5.h"
#include "core/events/record_parser.h"
#include "tests/support/printing.h"
#include "tests/support/telling.h"

using namespace naap;
using namespace naap::telling;

namespace {

/// `accepted`, or `class/reason`.
std::string verdict(const ParsedRecord& record)
{
    std::string text(recordClassName(record.record_class));
    return record.reason.empty() ? text : text + "/" + std::string(record.reason);
}

std::string envelope(std::string_view data, std::string_view type = "ai_stream_status")
{
    return R"({"id":"x","type":")" + std::string(type) + R"(","timestamp":"1775044800000","gateway":"g","data":)" +
           std::string(data) + "}";
}

std::string statusWith(std::string_view members)
{
    return envelope(R"({"type":"status","stream_id":"s","request_id":"r",)" + std::string(members) + "}");
}

std::string verdictOf(std::string_view text, const OrgRule& rule = {})
{
    RecordParser parser;
    return verdict(parser.parseCopy(text, rule));
}

/// The session event of a record, with a parser that outlives it.
struct Reading {
    RecordParser parser;
    SessionEvent event;
    std::string stream;

    explicit Reading(std::string_view text)
    {
        const ParsedRecord& record = parser.parseCopy(text, {});
        const auto* body = std::get_if<StreamBody>(&record.body);
        if (!body)
            throw std::runtime_error("not a stream event: " + verdict(record));
        event = body->event;
        stream = body->stream_id;
    }
};

std::string hashOf(std::string_view text)
{
    RecordParser parser;
    if (parser.parseCopy(text, {}).record_class != RecordClass::accepted)
        return "not accepted";
    return hexOf(parser.payloadHash());
}

std::string compactOf(std::string_view data)
{
    RecordParser parser;
    parser.parseCopy(envelope(data), {});
    return parser.compactData();
}

std::string nested(int levels, std::string_view innermost = "1")
{
    const auto n = static_cast<std::size_t>(levels);
    return std::string(n, '[') + std::string(innermost) + std::string(n, ']');
}

CapabilityBody capabilityBody(RecordParser& parser, std::string_view data)
{
    const ParsedRecord& record = parser.parseCopy(envelope(data, "network_capabilities"), {});
    const auto* body = std::get_if<CapabilityBody>(&record.body);
    return body ? *body : CapabilityBody{};
}

}  // namespace

class TestRecordParser : public QObject {
    Q_OBJECT

private slots:
    void classes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const std::string& text, const char* expected) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << QString(expected);
        };
        row("empty", "", "rejected/malformed_json");
        row("broken", "{\"id\":\"x\"", "rejected/malformed_json");
        row("two values", R"({"id":"x"} {"id":"y"})", "rejected/malformed_json");
        row("array", "[]", "rejected/malformed_json");
        row("number", "7", "rejected/malformed_json");
        row("text", R"("x")", "rejected/malformed_json");
        row("null", "null", "rejected/malformed_json");
        row("no id", R"({"type":"ai_stream_status","timestamp":"1775044800000","data":{}})",
            "rejected/missing_event_id");
        row("id null", R"({"id":null,"type":"ai_stream_status","timestamp":"1775044800000"})",
            "rejected/missing_event_id");
        row("id blank", R"({"id":"","type":"ai_stream_status","timestamp":"1775044800000"})",
            "rejected/missing_event_id");
        row("id a number", R"({"id":7,"type":"ai_stream_status","timestamp":"1775044800000"})", "accepted");
        row("no time", R"({"id":"x","type":"ai_stream_status"})", "rejected/invalid_timestamp");
        row("time in words", R"({"id":"x","type":"ai_stream_status","timestamp":"soon"})",
            "rejected/invalid_timestamp");
        row("time true", R"({"id":"x","type":"ai_stream_status","timestamp":true})", "rejected/invalid_timestamp");
        row("time with an exponent as text", R"({"id":"x","type":"ai_stream_status","timestamp":"1.77e12"})",
            "rejected/invalid_timestamp");
        row("time with an exponent", R"({"id":"x","type":"ai_stream_status","timestamp":1.77e12})", "accepted");
        row("id before time", R"({"type":"nonsense","timestamp":"soon"})", "rejected/missing_event_id");
        row("no type", R"({"id":"x","timestamp":"1775044800000"})", "ignored/unsupported_event_family");
        row("unknown family", envelope("{}", "webrtc_stats"), "ignored/unsupported_event_family");
        row("family in capitals", envelope("{}", "Stream_Trace"), "ignored/unsupported_event_family");
        row("signed ticket", envelope("{}", "create_signed_ticket"), "ignored/unsupported_event_family");
        row("alias of capabilities", envelope("[]", "capabilities_update"), "ignored/unsupported_event_family");
        row("app trace", envelope(R"({"type":"App_Foo"})", "stream_trace"),
            "ignored/ignored_stream_trace_non_core_app");
        row("app trace before scope", envelope(R"({"type":"app_x","client_source":"scope"})", "stream_trace"),
            "ignored/ignored_stream_trace_non_core_app");
        row("scope trace", envelope(R"({"type":"playback_ready","client_source":"SCOPE"})", "stream_trace"),
            "ignored/ignored_stream_trace_scope_client_noise");
        row("scope, other subtype", envelope(R"({"type":"Playback_Ready","client_source":"scope"})", "stream_trace"),
            "ignored/unsupported_stream_trace_type");
        row("no client source", envelope(R"({"type":"playback_ready"})", "stream_trace"),
            "ignored/unsupported_stream_trace_type");
        row("scope sends a core trace",
            envelope(R"({"type":"orchestrator_swap","client_source":"scope"})", "stream_trace"), "accepted");
        row("blank subtype", envelope(R"({"type":""})", "stream_trace"), "ignored/unsupported_stream_trace_type");
        row("trace without data", R"({"id":"x","type":"stream_trace","timestamp":"1775044800000"})",
            "ignored/unsupported_stream_trace_type");
        row("data not JSON", envelope(R"("no JSON")"), "accepted");
        row("data null", envelope("null"), "accepted");
        row("data a number", envelope("7"), "accepted");
        row("nothing of it known", envelope(R"({"future":{"a":[1,{"b":2}]}})"), "accepted");
        row("lone high surrogate", statusWith(R"("state":"a\ud800b")"), "accepted");
        row("lone low surrogate", statusWith(R"("state":"\udc00")"), "accepted");
        row("integer beyond 64 bits", statusWith(R"("n":123456789012345678901234567890)"), "accepted");
        row("number beyond doubles", statusWith(R"("n":1e999)"), "accepted");
        row("nested 1000 levels", statusWith("\"n\":" + nested(998)), "accepted");
        row("nested 1001 levels", statusWith("\"n\":" + nested(999)), "rejected/malformed_json");
        row("an empty list at level 1000", statusWith("\"n\":" + nested(997, "[]")), "accepted");
        row("an empty list at level 1001", statusWith("\"n\":" + nested(998, "[ ]")), "rejected/malformed_json");
        row("an empty object at level 1001", statusWith("\"n\":" + nested(998, "{}")), "rejected/malformed_json");
        row("brackets in a text", statusWith("\"n\":" + nested(998, "\"[[\\\"{[\"")), "accepted");
        row("lone surrogate at level 1000", statusWith("\"n\":" + nested(998, "\"\\ud800\"")), "accepted");
        row("raw control character", "{\"id\":\"a\nb\",\"type\":\"x\"}", "rejected/malformed_json");
        row("invalid UTF-8", "{\"id\":\"a\xff\",\"type\":\"x\"}", "rejected/malformed_json");
        row("NUL byte outside", std::string("{\"id\":\"x\"\0}", 11), "rejected/malformed_json");
        row("NUL byte inside a text", std::string("{\"id\":\"x\0y\"}", 12), "rejected/malformed_json");
        row("escaped NUL", statusWith(R"("state":"a\u0000b")"), "accepted");
        row("trailing comma", R"({"id":"x",})", "rejected/malformed_json");
        row("NaN", statusWith(R"("n":NaN)"), "rejected/malformed_json");
    }

    void classes()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        QCOMPARE(verdictOf(std::string_view(text.constData(), static_cast<std::size_t>(text.size()))),
                 expected.toStdString());
    }

    void allFamiliesAreAcceptedWithTheirSubtype_data()
    {
        QTest::addColumn<int>("family");
        for (std::size_t i = 0; i < kFamilyNames.size(); ++i)
            QTest::newRow(kFamilyNames[i].data()) << static_cast<int>(i);
    }

    void allFamiliesAreAcceptedWithTheirSubtype()
    {
        QFETCH(int, family);
        const auto expected = static_cast<Family>(family);
        RecordParser parser;
        const ParsedRecord& record =
            parser.parseCopy(envelope(R"({"type":"orchestrator_swap"})", familyName(expected)), {});
        QCOMPARE(verdict(record), std::string("accepted"));
        QVERIFY(record.family == expected);
        QCOMPARE(std::string(record.event_subtype), std::string(hasSubtype(expected) ? "orchestrator_swap" : ""));
        const bool extension = family >= static_cast<int>(Family::gateway_orchestrator_swap);
        QCOMPARE(
            verdictOf(envelope(R"({"type":"orchestrator_swap"})", familyName(expected)), {.accept_extensions = false}),
            std::string(extension ? "ignored/unsupported_event_family" : "accepted"));
    }

    void rejectedRecordsTellWhatWasRead()
    {
        RecordParser parser;
        const OrgRule rule{.given = "cloudspe"};
        const ParsedRecord& record = parser.parseCopy(
            R"({"id":"x","type":"stream_trace","timestamp":"?","data":{"type":"orchestrator_swap"}})", rule);
        QCOMPARE(std::string(record.org), std::string("cloudspe"));
        QCOMPARE(std::string(record.event_type), std::string("stream_trace"));
        QCOMPARE(std::string(record.event_subtype), std::string());
    }

    void orgs_data()
    {
        QTest::addColumn<QString>("carrier");  // topic of a wrapper, or `row:<org>`, or `line`
        QTest::addColumn<QString>("given");
        QTest::addColumn<bool>("overrides");
        QTest::addColumn<QString>("org");
        QTest::newRow("topic of Cloud SPE") << "streaming_events"
                                            << "" << false << "cloudspe";
        QTest::newRow("with a hyphen, in capitals") << "Streaming-Events"
                                                    << "" << false << "cloudspe";
        QTest::newRow("topic of Daydream") << "network_events"
                                           << "" << false << "daydream";
        QTest::newRow("unknown topic") << "other"
                                       << "" << false << "local";
        QTest::newRow("unknown topic, org given") << "other"
                                                  << "mine" << false << "mine";
        QTest::newRow("topic before the org given") << "network-events"
                                                    << "mine" << false << "daydream";
        QTest::newRow("org given overrides") << "network-events"
                                             << "mine" << true << "mine";
        QTest::newRow("row") << "row:vtest_a"
                             << "mine" << false << "vtest_a";
        QTest::newRow("row without org") << "row:"
                                         << "mine" << false << "mine";
        QTest::newRow("row overridden") << "row:vtest_a"
                                        << "mine" << true << "mine";
        QTest::newRow("line") << "line"
                              << "" << false << "local";
        QTest::newRow("line, org given") << "line"
                                         << "mine" << false << "mine";
    }

    void orgs()
    {
        QFETCH(QString, carrier);
        QFETCH(QString, given);
        QFETCH(bool, overrides);
        QFETCH(QString, org);
        const Envelope event = status("10:00:00");
        Json record = Json::parse(event.text(Form::wrapper));
        record["topic"] = carrier.toStdString();
        if (carrier == "line")
            record = event.json();
        if (carrier.startsWith("row:")) {
            record = Json::parse(event.text(Form::rows));
            record["org"] = carrier.mid(4).toStdString();
        }
        RecordParser parser;
        const OrgRule rule{.given = given.toStdString(), .given_overrides = overrides};
        const ParsedRecord& parsed = parser.parseCopy(record.dump(), rule);
        QCOMPARE(verdict(parsed), std::string("accepted"));
        QCOMPARE(std::string(parsed.org), org.toStdString());
    }

    void withoutAnOrg()
    {
        QCOMPARE(verdictOf(status("10:00:00").text(Form::ndjson), {.forbid_default = true}),
                 std::string("rejected/missing_org"));
        QCOMPARE(verdictOf(status("10:00:00").text(Form::wrapper), {.forbid_default = true}), std::string("accepted"));
    }

    void carriersGiveTheSameEvent()
    {
        const Envelope event = status("10:00:00.250").by("0xA", "https://A").from("gw").id("one id");
        const OrgRule rule{.given = "cloudspe"};
        std::string first;
        for (const Form form : {Form::ndjson, Form::wrapper, Form::rows}) {
            RecordParser parser;
            const ParsedRecord& r = parser.parseCopy(event.text(form), rule);
            QCOMPARE(verdict(r), std::string("accepted"));
            const auto& body = std::get<StreamBody>(r.body);
            const std::string seen = std::string(r.event_id) + "|" + formatInstant(r.event_ts) + "|" +
                                     std::string(r.org) + "|" + std::string(r.gateway) + "|" +
                                     std::string(r.event_subtype) + "|" + std::string(body.stream_id) + "|" +
                                     std::string(body.event.url) + "|" + hexOf(parser.payloadHash());
            if (first.empty())
                first = seen;
            QCOMPARE(seen, first);
        }
        QVERIFY(first.starts_with("one id|2026-04-01T10:00:00.250Z|cloudspe|gw|status|s1|https://A|"));
    }

    void whatIsKeptGivesTheSameEventAgain()
    {
        for (const Form form : {Form::ndjson, Form::wrapper, Form::rows}) {
            RecordParser parser;
            const OrgRule mine{.given = "mine"};
            const ParsedRecord& r = parser.parseCopy(status("10:00:00").text(form), mine);
            const std::string kept(r.payload);
            const std::string org(r.org);
            const OrgRule keptOrg{.given = org, .given_overrides = true};
            const std::string id(r.event_id);
            const Md5 hash = parser.payloadHash();
            const ParsedRecord& again = parser.parseCopy(kept, keptOrg);
            QCOMPARE(std::string(again.event_id), id);
            QCOMPARE(std::string(again.org), org);
            QCOMPARE(std::string(again.payload), kept);
            QVERIFY(parser.payloadHash() == hash);
        }
    }

    void wrappers_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("expected");
        const QString event = QString::fromStdString(Json(status("10:00:00").text(Form::ndjson)).dump());
        QTest::newRow("text of an envelope") << event << "accepted";
        QTest::newRow("broken text") << "\"{\""
                                     << "rejected/malformed_json";
        QTest::newRow("text of an array") << "\"[]\""
                                          << "rejected/malformed_json";
        QTest::newRow("another wrapper") << "{\"id\":\"x\",\"type\":\"y\",\"value\":{}}"
                                         << "rejected/malformed_json";
        QTest::newRow("no envelope") << "{}"
                                     << "rejected/missing_event_id";
    }

    void wrappers()
    {
        QFETCH(QString, value);
        QFETCH(QString, expected);
        const std::string text =
            R"({"id":"log-0","timestamp":1,"type":"x","topic":"t","value":)" + value.toStdString() + "}";
        QCOMPARE(verdictOf(text), expected.toStdString());
    }

    void anEnvelopeMayHaveAMemberCalledValue()
    {
        RecordParser parser;
        for (const char* value : {"\"x\"", "{}", "{\"type\":\"stream_trace\"}", "7", "null"}) {
            std::string text = envelope(R"({"type":"status"})");
            text.insert(1, std::string("\"value\":") + value + ",");
            const ParsedRecord& record = parser.parseCopy(text, {});
            QCOMPARE(verdict(record), std::string("accepted"));
            QCOMPARE(std::string(record.event_id), std::string("x"));
        }
    }

    void dataAsText()
    {
        const std::string object = R"({"type":"status","stream_id":"s","state":"ONLINE"})";
        QCOMPARE(std::string(Reading(envelope(Json(object).dump())).event.state), std::string("ONLINE"));
        QCOMPARE(hashOf(envelope(Json(object).dump())), hashOf(envelope(object)));
        QCOMPARE(hashOf(envelope(Json(" " + object + "\n").dump())), hashOf(envelope(object)));
        RecordParser parser;
        const ParsedRecord& inert = parser.parseCopy(envelope(R"("no JSON")"), {});
        QVERIFY(std::holds_alternative<std::monostate>(inert.body));
        QCOMPARE(parser.compactData(), std::string("no JSON"));
    }

    void theLastOfAMemberGivenTwiceCounts()
    {
        QCOMPARE(std::string(Reading(statusWith(R"("state":"LOADING","state":"ONLINE")")).event.state),
                 std::string("ONLINE"));
        RecordParser parser;
        const ParsedRecord& record = parser.parseCopy(
            R"({"id":"a","data":{},"type":"ai_stream_status","timestamp":"soon","timestamp":1775044800000,"id":"b","data":{"stream_id":"s"}})",
            {});
        QCOMPARE(std::string(record.event_id), std::string("b"));
        QCOMPARE(toMs(record.event_ts), 1775044800000);
        QVERIFY(std::holds_alternative<StreamBody>(record.body));
        const CapabilityBody last = capabilityBody(parser, R"([],"data":[{"address":"0xa","orch_uri":"u"}])");
        QCOMPARE(last.elements.size(), 1U);
    }

    void texts_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("text");
        QTest::newRow("text") << QByteArray(R"("x")") << "x";
        QTest::newRow("number") << QByteArray("1767908945607") << "1767908945607";
        QTest::newRow("fraction") << QByteArray("1.50") << "1.5";
        QTest::newRow("true") << QByteArray("true") << "true";
        QTest::newRow("null") << QByteArray("null") << "";
        QTest::newRow("object") << QByteArray(R"({ "a" : [ 1 , 2 ] })") << R"({"a":[1,2]})";
        QTest::newRow("lone surrogate") << QByteArray(R"("a\ud800b")")
                                        << QString::fromUtf8(
                                               "a\xef\xbf\xbd"
                                               "b");
        QTest::newRow("pair of surrogates") << QByteArray(R"("\ud83d\ude00")") << QString::fromUtf8("\xf0\x9f\x98\x80");
        QTest::newRow("pair beside a lone one")
            << QByteArray(R"("\ud83d\ude00\ud83d")") << QString::fromUtf8("\xf0\x9f\x98\x80\xef\xbf\xbd");
        QTest::newRow("backslash before u")
            << QByteArray(R"("\\ud800\udc00x")") << QString::fromUtf8("\\ud800\xef\xbf\xbdx");
    }

    void texts()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, text);
        QCOMPARE(std::string(Reading(statusWith("\"state\":" + json.toStdString())).event.state), text.toStdString());
    }

    void numbers_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<double>("fps");
        QTest::addColumn<qint64>("restarts");
        QTest::newRow("integer") << QByteArray("7") << 7.0 << qint64{7};
        QTest::newRow("fraction") << QByteArray("7.9") << 7.9 << qint64{7};
        QTest::newRow("text") << QByteArray("\"1.5\"") << 1.5 << qint64{0};
        QTest::newRow("whole text") << QByteArray("\"15\"") << 15.0 << qint64{15};
        QTest::newRow("words") << QByteArray("\"many\"") << 0.0 << qint64{0};
        QTest::newRow("null") << QByteArray("null") << 0.0 << qint64{0};
        QTest::newRow("true") << QByteArray("true") << 0.0 << qint64{0};
        QTest::newRow("object") << QByteArray("{}") << 0.0 << qint64{0};
        QTest::newRow("beyond doubles") << QByteArray("1e999") << 0.0 << qint64{0};
        QTest::newRow("beyond 64 bits") << QByteArray("100000000000000000000") << 1e20 << qint64{0};
        QTest::newRow("infinite text") << QByteArray("\"inf\"") << 0.0 << qint64{0};
        QTest::newRow("not a number") << QByteArray("\"nan\"") << 0.0 << qint64{0};
        QTest::newRow("negative count") << QByteArray("-3") << -3.0 << qint64{0};
    }

    void numbers()
    {
        QFETCH(QByteArray, json);
        QFETCH(double, fps);
        QFETCH(qint64, restarts);
        const Reading reading(statusWith("\"inference_status\":{\"fps\":" + json.toStdString() +
                                         ",\"restart_count\":" + json.toStdString() + "}"));
        QCOMPARE(reading.event.output_fps, fps);
        QCOMPARE(reading.event.restart_count, restarts);
    }

    void booleans_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<bool>("success");
        QTest::newRow("true") << QByteArray("true") << true;
        QTest::newRow("one") << QByteArray("1") << true;
        QTest::newRow("half") << QByteArray("0.5") << true;
        QTest::newRow("false") << QByteArray("false") << false;
        QTest::newRow("zero") << QByteArray("0") << false;
        QTest::newRow("text") << QByteArray("\"true\"") << false;
        QTest::newRow("null") << QByteArray("null") << false;
    }

    void booleans()
    {
        QFETCH(QByteArray, json);
        QFETCH(bool, success);
        RecordParser parser;
        const ParsedRecord& record = parser.parseCopy(
            envelope(R"({"type":"ai_batch_request_completed","request_id":"j","success":)" + json.toStdString() + "}",
                     "ai_batch_request"),
            {});
        QCOMPARE(std::get<AiBatchEvent>(record.body).success, success);
        QVERIFY(!std::get<AiBatchEvent>(record.body).duration_ms);
    }

    void flatStatusIsAFallback()
    {
        const Reading flat(statusWith(
            R"("inference_status":{"output_fps":12.5,"input_fps":30,"start_time":1743500000.123,"pipeline":"p"})"));
        QCOMPARE(flat.event.output_fps, 12.5);
        QCOMPARE(flat.event.input_fps, 30.0);
        QCOMPARE(flat.event.start_time, std::optional(instantFromMs(1743500000123)));
        QCOMPARE(std::string(flat.event.pipeline), std::string("p"));
        const Reading usual(statusWith(
            R"("start_time":0,"input_status":{"fps":0},"inference_status":{"fps":0,"output_fps":12.5,"input_fps":30})"));
        QCOMPARE(usual.event.output_fps, 0.0);
        QCOMPARE(usual.event.input_fps, 0.0);
    }

    void payloadHashes()
    {
        const std::string base = R"({"a":1,"b":"x","c":[true,null]})";
        for (const char* same :
             {R"({"a":1.0,"b":"x","c":[true,null]})", R"({ "a" : 1 , "b":"\u0078", "c":[ true,null ] })",
              R"({"a":1e0,"b":"x","c":[true,null]})"})
            QCOMPARE(hashOf(envelope(same)), hashOf(envelope(base)));
        for (const char* other : {R"({"b":"x","a":1,"c":[true,null]})", R"({"a":2,"b":"x","c":[true,null]})",
                                  R"({"a":"1","b":"x","c":[true,null]})", R"({"a":1,"b":"x","c":[true,null],"d":0})"})
            QVERIFY(hashOf(envelope(other)) != hashOf(envelope(base)));
        QCOMPARE(hashOf(envelope(base)), hexOf(md5Of(base)));
    }

    void numbersInShortestForm_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("shortest");
        QTest::newRow("whole") << QByteArray("1.0") << QByteArray("1");
        QTest::newRow("negative zero") << QByteArray("-0.0") << QByteArray("0");
        QTest::newRow("tenth") << QByteArray("0.10") << QByteArray("0.1");
        QTest::newRow("third") << QByteArray("0.3333333333333333") << QByteArray("0.3333333333333333");
        QTest::newRow("large word of bits") << QByteArray("18446744073709551615") << QByteArray("18446744073709551615");
        QTest::newRow("smallest") << QByteArray("-9223372036854775808") << QByteArray("-9223372036854775808");
        QTest::newRow("beyond doubles") << QByteArray("-1e999") << QByteArray("0");
    }

    void numbersInShortestForm()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, shortest);
        QCOMPARE(compactOf("[" + json.toStdString() + "]"), "[" + shortest.toStdString() + "]");
    }

    void compactTextIsStable()
    {
        for (const char* data :
             {"{\"a\":\"q\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\\u007f\"}",
              "[123456789012345678901234567890,1e999,1.5e-7]", R"({"a":{"b":{"c":[]}},"d":{}})", R"(["\ud800"])"}) {
            const std::string once = compactOf(data);
            QCOMPARE(compactOf(once), once);
        }
    }

    void capabilityElements()
    {
        RecordParser parser;
        const Json blank{{"address", " "}};
        const Json first{{"address", "0xAA"},
                         {"uri", " https://B "},
                         {"local_address", "0xBbBbBbBbBbBbBbBbBbBbBbBbBbBbBbBbBbBbBbBb"}};
        const Json second{{"address", "0xaa"}, {"orch_uri", "https://A"}, {"local_address", "orch-v1"}};
        const CapabilityBody body = capabilityBody(parser, Json::array({blank, first, second, 7, nullptr}).dump());
        QCOMPARE(body.elements.size(), 2U);
        QCOMPARE(body.blank_address_entries, 3);
        QCOMPARE(body.elements[0].element_index, 1U);
        QCOMPARE(body.elements[0].surface->orch_address, std::string("0xaa"));
        QCOMPARE(body.elements[0].surface->orch_uri, std::string("https://B"));
        QCOMPARE(body.elements[0].surface->alias, std::string("0xbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"));
        QCOMPARE(body.elements[1].surface->alias, std::string());
        QCOMPARE(body.elements[1].surface->orch_name, std::string("orch-v1"));
    }

    void anElementReadAgainIsTheSame()
    {
        RecordParser parser;
        const std::string element =
            R"({"address":"0xa","orch_uri":"u","hardware":[{"pipeline":"p","model_id":"m","gpu_info":null}]})";
        const CapabilityBody first = capabilityBody(parser, "[" + element + "]");
        const CapabilityBody again = capabilityBody(parser, "[ " + element + " ]");
        QVERIFY(again.elements[0].surface == first.elements[0].surface);
        QVERIFY(again.elements[0].payload_hash == first.elements[0].payload_hash);
        const CapabilityBody single = capabilityBody(parser, element);
        QVERIFY(*single.elements[0].surface == *first.elements[0].surface);
        QVERIFY(single.elements[0].payload_hash == first.elements[0].payload_hash);
        QCOMPARE(hexOf(first.elements[0].payload_hash), hexOf(md5Of(element)));
        const CapabilityBody asText = capabilityBody(parser, Json("[" + element + "]").dump());
        QVERIFY(asText.elements[0].payload_hash == first.elements[0].payload_hash);
    }

    void gpuInfo_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("gpus");  // ids, `?`: the element is unparsable
        const QByteArray a = R"({"id":"a","name":"RTX","memory_total":8})";
        const QByteArray b = R"({"id":"b"})";
        QTest::newRow("map in text order") << "{\"10\":" + b + ",\"2\":" + a + "}"
                                           << "b,a";
        QTest::newRow("array") << "[" + a + "," + b + "]"
                               << "a,b";
        QTest::newRow("null") << QByteArray("null") << "";
        QTest::newRow("empty map") << QByteArray("{}") << "";
        QTest::newRow("number") << QByteArray("7") << "?";
        QTest::newRow("map of numbers") << QByteArray(R"({"0":7})") << "?";
        QTest::newRow("id a number") << QByteArray(R"([{"id":7}])") << "?";
    }

    void gpuInfo()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, gpus);
        RecordParser parser;
        const CapabilityBody body =
            capabilityBody(parser, R"([{"address":"0xa","hardware":[{"pipeline":" p ","model_id":"m","gpu_info":)" +
                                       json.toStdString() + "}]}]");
        QCOMPARE(body.elements.size(), 1U);
        const CapabilitySurface& surface = *body.elements[0].surface;
        QCOMPARE(surface.parsable, gpus != "?");
        if (!surface.parsable)
            return;
        std::string ids;
        for (const OfferedGpu& gpu : surface.hardware.at(0).gpus)
            ids += (ids.empty() ? "" : ",") + gpu.id;
        QCOMPARE(ids, gpus.toStdString());
        QCOMPARE(surface.hardware[0].pipeline, std::string("p"));
    }

    void prices()
    {
        RecordParser parser;
        const CapabilityBody body =
            capabilityBody(parser, R"([{"address":"0xa","capabilities_prices":[)"
                                   R"({"capability":35,"constraint":"m","pricePerUnit":5,"pixelsPerUnit":1},)"
                                   R"({"capability":35,"constraint":"zero","pricePerUnit":0,"pixelsPerUnit":1},)"
                                   R"({"capability":35,"constraint":"below","pricePerUnit":-1,"pixelsPerUnit":1},)"
                                   R"({"capability":35,"constraint":"no units","pricePerUnit":1},)"
                                   R"({"constraint":"none","pricePerUnit":5,"pixelsPerUnit":1}],)"
                                   R"("price_info":{"pricePerUnit":7,"pixelsPerUnit":2}}])");
        const auto& prices = body.elements.at(0).surface->prices;
        QCOMPARE(prices.size(), 3U);
        QCOMPARE(prices[0].capability_id, std::optional<std::int64_t>(35));
        QCOMPARE(prices[1].constraint, std::string("zero"));
        QCOMPARE(prices[1].price_per_unit, 0);
        QCOMPARE(prices[2].capability_id, std::optional<std::int64_t>());
        QCOMPARE(prices[2].price_per_unit, 7);
        // Producers leave a member out that is 0: this is a price of 0, and an empty object is none.
        const auto defaults = [&](std::string_view priceInfo) {
            return capabilityBody(parser, R"([{"address":"0xb","price_info":)" + std::string(priceInfo) + "}]")
                .elements.at(0)
                .surface->prices;
        };
        QCOMPARE(defaults(R"({"pixelsPerUnit":1})").size(), 1U);
        QCOMPARE(defaults(R"({"pixelsPerUnit":1})")[0].price_per_unit, 0);
        QVERIFY(defaults("{}").empty());
        QVERIFY(defaults("null").empty());
    }

    /// Reports that only ask for heads save the time for bodies.
    void bodiesCanBeLeftOut()
    {
        RecordParser parser(RecordParser::Bodies::of_sessions);
        const ParsedRecord& status = parser.parseCopy(statusWith(R"("stream_id":"s")"), {});
        QCOMPARE(std::get<StreamBody>(status.body).stream_id, std::string_view("s"));
        const ParsedRecord& capabilities =
            parser.parseCopy(envelope(R"([{"address":"0xa"}])", "network_capabilities"), {});
        QCOMPARE(capabilities.record_class, RecordClass::accepted);
        QVERIFY(std::holds_alternative<std::monostate>(capabilities.body));
        QCOMPARE(parser.compactData(), std::string(R"([{"address":"0xa"}])"));
        RecordParser heads(RecordParser::Bodies::none);
        QVERIFY(std::holds_alternative<std::monostate>(heads.parseCopy(statusWith(R"("stream_id":"s")"), {}).body));
    }

    void discovery()
    {
        RecordParser parser;
        const ParsedRecord& record = parser.parseCopy(
            envelope(
                R"([{"address":"0xA","url":"https://a","latency_ms":"77"},{"address":"","url":"x"},{"address":"0xb","latency_ms":"12.5"}])",
                "discovery_results"),
            {});
        const auto& candidates = std::get<DiscoveryBody>(record.body).candidates;
        QCOMPARE(candidates.size(), 2U);
        QCOMPARE(candidates[0].latency_ms, 77);
        QCOMPARE(std::string(candidates[0].orchestrator_address), std::string("0xa"));
        QCOMPARE(candidates[1].position, 2U);
        QCOMPARE(candidates[1].latency_ms, 0);
    }

    void futureFields()
    {
        const Reading reading(statusWith(
            R"("gpu_id":"GPU-1","region":"r1","is_test_load":true,"orchestrator_info":{"address":"0xa","gpu_id":"GPU-2"})"));
        QCOMPARE(std::string(reading.event.reported_gpu_id), std::string("GPU-2"));
        QCOMPARE(std::string(reading.event.reported_region), std::string("r1"));
        QVERIFY(reading.event.is_test_load);
        QVERIFY(!Reading(statusWith(R"("is_test_load":"true")")).event.is_test_load);
        std::string text = statusWith(R"("state":"ONLINE")");
        text.insert(1, R"("is_test_load":true,"gateway_region":"eu",)");
        RecordParser parser;
        const ParsedRecord& record = parser.parseCopy(text, {});
        QVERIFY(std::get<StreamBody>(record.body).event.is_test_load);
        QCOMPARE(std::string(record.gateway_region), std::string("eu"));
    }

    void oneParserForgetsTheRecordBefore()
    {
        RecordParser parser;
        QCOMPARE(verdict(parser.parseCopy(statusWith(R"("state":"ONLINE")"), {})), std::string("accepted"));
        const ParsedRecord& bare =
            parser.parseCopy(R"({"id":"y","type":"ai_stream_status","timestamp":1775044800000})", {});
        QCOMPARE(verdict(bare), std::string("accepted"));
        QVERIFY(std::holds_alternative<std::monostate>(bare.body));
        QCOMPARE(std::string(bare.gateway), std::string());
        QCOMPARE(parser.compactData(), std::string());
        QCOMPARE(verdict(parser.parseCopy("{", {})), std::string("rejected/malformed_json"));
    }
};

QTEST_APPLESS_MAIN(TestRecordParser)
#include "tst_record_parser.moc"
