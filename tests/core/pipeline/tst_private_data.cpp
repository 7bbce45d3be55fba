// What a cache does with prompts and client addresses changes what it stores, and none of its figures.

#include <QTest>

#include <fmt/format.h>

#include "core/generate/traffic.h"
#include "core/pipeline/maintenance.h"
#include "core/store/event_blocks.h"
#include "core/store/private_data.h"
#include "tests/support/printing.h"
#include "tests/support/test_cache.h"

using namespace naap;

namespace {

/// An hour of traffic, with every payment from an address.
const std::string& traffic()
{
    static const std::string text = [] {
        TrafficOptions options;
        options.from = parseInstant("2026-04-01T22:00:00Z").value();
        options.hours = 1;
        options.sessions_per_hour = 60;
        options.orchestrators = 5;
        options.broken_share = 0;
        std::string lines;
        generateTraffic(options, [&](const GeneratedRecord& record) {
            std::string line(record.envelope);
            if (const auto at = line.find(R"("clientIP":"")"); at != std::string::npos)
                line.insert(at + 12, "203.0.113.77");
            lines += line + '\n';
            return true;
        });
        return lines;
    }();
    return text;
}

/// The same events with other white space: equal payloads, other text.
std::string spaced(const std::string& lines)
{
    return QString::fromStdString(lines).replace(R"("data":{)", R"("data": {)").toStdString();
}

std::string storedText(Cache& cache)
{
    std::string text;
    visitEvents(cache, {}, {}, [&](const StoredEvent& event) {
        text.append(event.payload).append("\n");
        return true;
    });
    return text;
}

void importWith(TestCache& cache, PrivateData mode, const std::string& text = traffic())
{
    setPrivateData(cache.cache(), mode);
    cache.importText(text);
    cache.resolve();
}

void compareFacts(TestCache& cache, const std::string& expected)
{
    const std::string facts = factsText(cache.cache());
    QVERIFY2(facts == expected, firstDifference(expected, facts).c_str());
}

std::string statusEvent(const std::string& prompt, int fps)
{
    return fmt::format(
        R"({{"id":"e1","type":"ai_stream_status","timestamp":"1775001610665","gateway":"g","data":{{"stream_id":"s1",)"
        R"("request_id":"r1","inference_status":{{"fps":{},"last_params":{{"prompt":"{}"}}}},"state":"ONLINE"}}}})"
        "\n",
        fps, prompt);
}

}  // namespace

class TestPrivateData : public QObject {
    Q_OBJECT

private slots:
    void redactedUnlessToldOtherwise()
    {
        TestCache cache;
        QCOMPARE(std::string(privateDataName(privateData(cache.cache()))), std::string("redact"));
        cache.importText(traffic());
        const std::string stored = storedText(cache.cache());
        QVERIFY(stored.find("redacted") != std::string::npos);
        QVERIFY(stored.find("203.0.113.77") == std::string::npos);
        QVERIFY(stored.find("prompt\":") == std::string::npos);
        QVERIFY(traffic().find("prompt\":") != std::string::npos);
    }

    void figuresDoNotDependOnIt()
    {
        TestCache kept;
        importWith(kept, PrivateData::keep);
        QVERIFY(storedText(kept.cache()).find("203.0.113.77") != std::string::npos);
        const std::string facts = factsText(kept.cache());
        QVERIFY(facts.find("\npayment") != std::string::npos);
        for (const PrivateData mode : {PrivateData::redact, PrivateData::hash}) {
            TestCache cache;
            importWith(cache, mode);
            compareFacts(cache, facts);
        }
    }

    void theSameEventIsKnownAgain_data()
    {
        QTest::addColumn<bool>("otherSpace");
        QTest::newRow("to the letter") << false;
        QTest::newRow("with other white space") << true;
    }

    void theSameEventIsKnownAgain()
    {
        QFETCH(bool, otherSpace);
        TestCache cache;
        importWith(cache, PrivateData::redact);
        const std::string facts = factsText(cache.cache());
        const std::int64_t accepted = cache.accounted("accepted");
        cache.importText(otherSpace ? spaced(traffic()) : traffic());
        cache.resolve();
        QCOMPARE(cache.accounted("accepted"), accepted);
        QCOMPARE(cache.accounted("duplicate", "duplicate_conflict"), std::int64_t{0});
        compareFacts(cache, facts);
    }

    // Which of two payloads under one identity stays (R6) must not depend on what is stored of them.
    void conflictsAreDecidedWithoutPrivateValues()
    {
        const std::string one = statusEvent("a fox", 10);
        const std::string other = statusEvent("an owl", 20);
        std::string expected;
        for (const PrivateData mode : {PrivateData::keep, PrivateData::redact, PrivateData::hash})
            for (const bool otherFirst : {false, true}) {
                TestCache cache;
                importWith(cache, mode, otherFirst ? other : one);
                importWith(cache, mode, otherFirst ? one : other);
                QCOMPARE(cache.accounted("duplicate", "duplicate_conflict"), std::int64_t{1});
                if (expected.empty())
                    expected = factsText(cache.cache());
                compareFacts(cache, expected);
                if (mode == PrivateData::redact)
                    QVERIFY(storedText(cache.cache()).find("prompt") == std::string::npos);
            }
    }

    void otherPromptsAreNoConflict()
    {
        for (const PrivateData mode : {PrivateData::keep, PrivateData::redact, PrivateData::hash}) {
            TestCache cache;
            importWith(cache, mode, statusEvent("a fox", 10));
            importWith(cache, mode, statusEvent("an owl", 10));
            QCOMPARE(cache.accounted("duplicate", "duplicate_event"), std::int64_t{1});
            QCOMPARE(cache.accounted("duplicate", "duplicate_conflict"), std::int64_t{0});
        }
    }

    void theChoiceMayChange()
    {
        TestCache cache;
        importWith(cache, PrivateData::keep);
        const std::string facts = factsText(cache.cache());
        for (const PrivateData mode : {PrivateData::hash, PrivateData::redact}) {
            importWith(cache, mode);
            QCOMPARE(cache.accounted("duplicate", "duplicate_conflict"), std::int64_t{0});
            compareFacts(cache, facts);
        }
    }

    void whatIsStoredReadsBack()
    {
        TestCache cache;
        importWith(cache, PrivateData::redact);
        const std::string facts = factsText(cache.cache());
        const auto verified = verifyFacts(cache.cache(), {}, {});
        QVERIFY(verified.has_value());
        QCOMPARE(verified->difference_count, std::int64_t{0});
        TestCache other;
        setPrivateData(other.cache(), PrivateData::keep);
        other.importText(storedText(cache.cache()));
        other.resolve();
        compareFacts(other, facts);
        // The originals are the same events as what was redacted before.
        other.importText(traffic());
        QCOMPARE(other.accounted("accepted"), cache.accounted("accepted"));
        QCOMPARE(other.accounted("duplicate", "duplicate_conflict"), std::int64_t{0});
    }
};

QTEST_APPLESS_MAIN(TestPrivateData)
#include "tst_private_data.moc"
