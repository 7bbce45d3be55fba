// The packed records of the cache: what goes in comes out, and damaged bytes never do harm.

#include <QTest>

#include <random>

#include "core/store/batch_writer.h"
#include "core/store/evidence_codec.h"
#include "tests/support/printing.h"

using namespace naap;

namespace {

SessionEvent sessionEvent(int number)
{
    SessionEvent e;
    e.event_ts = instantFromMs(1'775'044'800'000 + (number % 5) * 10'000 - number);
    e.event_id = number % 2 ? "01e65986-76db-4cee-b908-25aa7f6538cb" : "an id that is no UUID";
    e.family = number % 3 ? Family::ai_stream_status : Family::stream_trace;
    e.subtype = "status";
    e.gateway = number % 4 ? "" : "gw";
    e.address = "0xA";
    e.url = "https://a:8935";
    e.state = number % 5 ? "ONLINE" : "LOADING";
    e.output_fps = 19.25 + number;
    e.input_fps = number % 2;
    e.e2e_latency_ms = number % 7 ? 0 : 250.5;
    e.restart_count = number % 6;
    e.last_error = number % 8 ? "" : "CUDA ERROR";
    if (number % 2)
        e.start_time = instantFromMs(1'775'044'700'000);
    e.message = number % 9 ? "" : "message";
    e.reported_gpu_id = number % 10 ? "" : "GPU-1";
    e.is_test_load = number % 11 == 0;
    return e;
}

bool equal(const SessionEvent& a, const SessionEvent& b)
{
    return a.event_ts == b.event_ts && a.event_id == b.event_id && a.family == b.family && a.subtype == b.subtype &&
           a.gateway == b.gateway && a.address == b.address && a.url == b.url && a.pipeline == b.pipeline &&
           a.pipeline_id == b.pipeline_id && a.state == b.state && a.output_fps == b.output_fps &&
           a.input_fps == b.input_fps && a.e2e_latency_ms == b.e2e_latency_ms && a.restart_count == b.restart_count &&
           a.last_error == b.last_error && a.start_time == b.start_time && a.message == b.message &&
           a.reported_gpu_id == b.reported_gpu_id && a.reported_region == b.reported_region &&
           a.is_test_load == b.is_test_load;
}

std::string sessionRun(int count)
{
    SessionRunWriter writer;
    for (int i = 0; i < count; ++i)
        writer.add(sessionEvent(i));
    return writer.finish();
}

IngestSample ingestSample(int number)
{
    IngestSample s;
    s.event_ts = instantFromMs(1'775'044'800'000 + number * 5'000);
    s.event_id = "01e65986-76db-4cee-b908-25aa7f6538cb";
    s.connection_id = "iceTransport";
    s.conn_quality = number % 2 ? "good" : "bad";
    s.bytes_received = UINT64_MAX - static_cast<std::uint64_t>(number);
    s.bytes_sent = static_cast<std::uint64_t>(number);
    s.has_bytes = true;
    s.tracks.push_back({TrackStats::Type::video, 1.5, -3, 1000, 18'000'000});
    return s;
}

std::string ingestRun()
{
    IngestRunWriter writer;
    for (int i = 0; i < 4; ++i)
        writer.add(ingestSample(i));
    return writer.finish();
}

std::string paymentRun()
{
    PaymentRunWriter writer;
    Payment p;
    p.event_ts = instantFromMs(1'775'044'800'000);
    p.event_id = "x";
    p.org = "cloudspe";
    p.face_value_wei = static_cast<Int128>(1) << 100;
    p.win_prob_e10 = 9'990'010;
    p.num_tickets = 2;
    p.face_value_in_eth = true;
    writer.add(p);
    p.face_value_wei = 7;
    p.parse_failure = true;
    writer.add(p);
    return writer.finish();
}

std::string discoveryRun()
{
    DiscoveryRunWriter writer;
    writer.add("cloudspe", "gw", instantFromMs(1'775'044'800'000), "x",
               {{0, "0xa", "https://a", 77}, {2, "0xb", "", 0}});
    return writer.finish();
}

/// Reads bytes as every kind of packed record; true when the reader of `kind` found them sound.
bool readAs(int kind, std::string_view bytes)
{
    SessionEvidence session;
    IngestEvidence ingest;
    std::vector<Payment> payments;
    std::vector<DiscoveryResult> discovery;
    switch (kind) {
        case 0: return session.addRun(bytes);
        case 1: return ingest.addRun(bytes);
        case 2: return readPaymentRun(bytes, payments);
        default: return readDiscoveryRun(bytes, discovery);
    }
}

std::string runOf(int kind)
{
    return kind == 0 ? sessionRun(12) : kind == 1 ? ingestRun() : kind == 2 ? paymentRun() : discoveryRun();
}

void addKinds()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("session events") << 0;
    QTest::newRow("ingest samples") << 1;
    QTest::newRow("payments") << 2;
    QTest::newRow("discovery results") << 3;
}

}  // namespace

class TestPacked : public QObject {
    Q_OBJECT

private slots:
    void numbersRoundTrip()
    {
        Packer out;
        const std::vector<std::uint64_t> numbers{0, 1, 127, 128, 16'383, 16'384, UINT64_MAX, UINT64_MAX - 1};
        const std::vector<std::int64_t> integers{0, 1, -1, 63, -64, 64, INT64_MAX, INT64_MIN};
        const std::vector<double> reals{0.0, -0.0, 1.5, 1e308, 5e-324, std::numeric_limits<double>::infinity()};
        for (const auto n : numbers)
            out.number(n);
        for (const auto n : integers)
            out.integer(n);
        for (const auto n : reals)
            out.real(n);
        out.text("a text\0with a NUL");
        Unpacker in(out.bytes());
        for (const auto n : numbers)
            QCOMPARE(in.number(), n);
        for (const auto n : integers)
            QCOMPARE(in.integer(), n);
        for (const auto n : reals)
            QCOMPARE(std::bit_cast<std::uint64_t>(in.real()), std::bit_cast<std::uint64_t>(n));
        QCOMPARE(in.text(), std::string_view("a text\0with a NUL"));
        QVERIFY(in.ok() && in.atEnd());
        QCOMPARE(in.number(), 0U);
        QVERIFY(!in.ok());
    }

    void eventIdsRoundTrip_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<int>("bytes");
        QTest::newRow("UUID") << QByteArray("01e65986-76db-4cee-b908-25aa7f6538cb") << 17;
        QTest::newRow("UUID in capitals") << QByteArray("01E65986-76DB-4CEE-B908-25AA7F6538CB") << 38;
        QTest::newRow("almost a UUID") << QByteArray("01e65986-76db-4cee-b908x25aa7f6538cb") << 38;
        QTest::newRow("dash among the digits") << QByteArray("01e6598--76db-4cee-b908-25aa7f6538cb") << 38;
        QTest::newRow("blank") << QByteArray("") << 2;
        QTest::newRow("other text") << QByteArray("log-0") << 7;
    }

    void eventIdsRoundTrip()
    {
        QFETCH(QByteArray, id);
        QFETCH(int, bytes);
        Packer out;
        out.eventId(id.toStdString());
        QCOMPARE(out.size(), static_cast<std::size_t>(bytes));
        Unpacker in(out.bytes());
        std::string target;
        QCOMPARE(in.eventId(target), std::string_view(id.constData(), static_cast<std::size_t>(id.size())));
        QVERIFY(in.ok() && in.atEnd());
    }

    void sessionEventsRoundTrip()
    {
        SessionEvidence evidence;
        QVERIFY(evidence.addRun(sessionRun(400)));
        QVERIFY(evidence.addRun(sessionRun(3)));
        QCOMPARE(evidence.events().size(), 403U);
        for (int i = 0; i < 403; ++i)
            QVERIFY2(equal(evidence.events()[static_cast<std::size_t>(i)], sessionEvent(i % 400)),
                     std::to_string(i).c_str());
    }

    void manyDifferentTextsRoundTrip()
    {
        SessionRunWriter writer;
        std::vector<std::string> texts;
        for (int i = 0; i < 300; ++i)
            texts.push_back("error " + std::to_string(i * 7919 % 100));
        for (const std::string& text : texts) {
            SessionEvent event = sessionEvent(1);
            event.last_error = text;
            writer.add(event);
        }
        SessionEvidence evidence;
        QVERIFY(evidence.addRun(writer.finish()));
        for (std::size_t i = 0; i < texts.size(); ++i)
            QCOMPARE(std::string(evidence.events()[i].last_error), texts[i]);
    }

    void otherRunsRoundTrip()
    {
        IngestEvidence ingest;
        QVERIFY(ingest.addRun(ingestRun()));
        QCOMPARE(ingest.samples().size(), 4U);
        QCOMPARE(ingest.samples()[3].bytes_received, UINT64_MAX - 3);
        QCOMPARE(ingest.samples()[3].tracks.at(0).packets_lost, -3);
        std::vector<Payment> payments;
        QVERIFY(readPaymentRun(paymentRun(), payments));
        QCOMPARE(payments.size(), 2U);
        QVERIFY(payments[0].face_value_wei == static_cast<Int128>(1) << 100);
        QVERIFY(payments[0].face_value_in_eth && !payments[0].parse_failure);
        QVERIFY(payments[1].parse_failure);
        std::vector<DiscoveryResult> discovery;
        QVERIFY(readDiscoveryRun(discoveryRun(), discovery));
        QCOMPARE(discovery.size(), 2U);
        QCOMPARE(discovery[1].position, 2U);
        QCOMPARE(discovery[0].orchestrator_uri, std::string("https://a"));
    }

    void capabilityElementsRoundTrip()
    {
        const std::vector<PackedElement> elements{{0, 1, Md5{1, 2, 3}}, {7, -5, Md5{}}};
        const std::string bytes = packElements(elements);
        const auto read = unpackElements(bytes);
        QCOMPARE(read.size(), 2U);
        QVERIFY(read[0].payload_hash == elements[0].payload_hash);
        QCOMPARE(read[1].surface_id, -5);
        for (std::size_t size = 0; size < bytes.size(); ++size)
            QVERIFY(unpackElements(std::string_view(bytes).substr(0, size)).size() < 2);
    }

    void cutOffAnywhere_data() { addKinds(); }

    void cutOffAnywhere()
    {
        QFETCH(int, kind);
        const std::string run = runOf(kind);
        QVERIFY(readAs(kind, run));
        for (std::size_t size = 0; size < run.size(); ++size)
            QVERIFY2(!readAs(kind, std::string(run.data(), size)), std::to_string(size).c_str());
    }

    void anyByteChanged_data() { addKinds(); }

    /// No crash, no endless loop, no flood of memory; what comes out is another matter.
    void anyByteChanged()
    {
        QFETCH(int, kind);
        const std::string run = runOf(kind);
        int refused = 0;
        for (std::size_t i = 0; i < run.size(); ++i)
            for (const int value : {0x00, 0x01, 0x7f, 0x80, 0xff}) {
                std::string damaged = run;
                damaged[i] = static_cast<char>(value);
                refused += readAs(kind, damaged) ? 0 : 1;
            }
        QVERIFY(refused > 0);
    }

    void randomBytes_data() { addKinds(); }

    void randomBytes()
    {
        QFETCH(int, kind);
        std::mt19937 random(7);
        int refused = 0;
        for (int i = 0; i < 3'000; ++i) {
            std::string bytes(random() % 60, '\0');
            for (char& c : bytes)
                c = static_cast<char>(random());
            refused += readAs(kind, bytes) ? 0 : 1;
        }
        QVERIFY(refused > 1'000);
    }

    void aCountThatCannotBeTrueIsDamage()
    {
        for (const int kind : {0, 1, 2, 3}) {
            Packer out;
            out.number(UINT64_MAX);
            out.number(0);
            QVERIFY2(!readAs(kind, out.bytes()), std::to_string(kind).c_str());
        }
    }

    void anEndlessNumberIsDamage()
    {
        Unpacker in(std::string_view("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 12));
        in.number();
        QVERIFY(!in.ok());
    }
};

QTEST_APPLESS_MAIN(TestPacked)
#include "tst_packed.moc"
