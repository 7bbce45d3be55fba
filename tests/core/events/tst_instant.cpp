#include <QTest>

#include "core/events/instant.h"
#include "tests/support/printing.h"

using namespace naap;

class TestInstant : public QObject {
    Q_OBJECT

private slots:
    void texts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");  // blank: no instant
        const QString moment = "2026-01-08T21:49:05.298Z";
        const auto row = [](const char* text, const QString& expected) {
            QTest::newRow(text) << QString(text) << expected;
        };
        row("1767908945298", moment);
        row("1767908945.298", moment);
        row("1767908945.2989", moment);
        row("1767908945", "2026-01-08T21:49:05.000Z");
        row("999999999", "2001-09-09T01:46:39.000Z");
        row("1767908945298123", moment);
        row("1767908945298123456", moment);
        row("2026-01-08 21:49:05.298", moment);
        row("2026-01-08T21:49:05.298Z", moment);
        row("2026-01-08T21:49:05.298999Z", moment);
        row("2026-01-08T22:49:05.298+01:00", moment);
        row("2026-01-08T16:19:05.298-05:30", moment);
        row("2026-01-08T21:49:05", "2026-01-08T21:49:05.000Z");
        row("2026-01-08T21:49:05.2Z", "2026-01-08T21:49:05.200Z");
        row(" 1767908945298 ", moment);
        row("2024-02-29 00:00:00", "2024-02-29T00:00:00.000Z");
        for (const char* none : {"",
                                 " ",
                                 "null",
                                 "soon",
                                 "0",
                                 "-1",
                                 "1767908945298x",
                                 "12345678",
                                 "12345678901",
                                 "1.77e12",
                                 "1.77E+12",
                                 "1767908945298.5",
                                 "2026-13-08T21:49:05Z",
                                 "2026-02-30 00:00:00",
                                 "2023-02-29 00:00:00",
                                 "2026-01-08T24:00:00Z",
                                 "2026-01-08T21:60:00Z",
                                 "2026-01-08T21:49:05.Z",
                                 "2026-01-08T21:49:05+99:00",
                                 "2026-01-08",
                                 "2026-01-08T21:49",
                                 "99999999999999999999999999",
                                 "1767908945.",
                                 "9999999999999999999"})
            row(none, "");
    }

    void texts()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const auto instant = parseInstant(text.toStdString());
        QCOMPARE(instant ? formatInstant(*instant) : std::string(), expected.toStdString());
    }

    void numbers_data()
    {
        QTest::addColumn<double>("number");
        QTest::addColumn<qint64>("expected");  // ms, 0: no instant
        QTest::newRow("milliseconds") << 1767908945298.0 << qint64{1767908945298};
        QTest::newRow("milliseconds with a fraction") << 1767908945298.7 << qint64{1767908945298};
        QTest::newRow("seconds") << 1767908945.298 << qint64{1767908945298};
        QTest::newRow("short mantissa") << 1.77e12 << qint64{1770000000000};
        QTest::newRow("microseconds") << 1767908945298123.0 << qint64{1767908945298};
        QTest::newRow("zero") << 0.0 << qint64{0};
        QTest::newRow("negative") << -1767908945298.0 << qint64{0};
        QTest::newRow("eleven digits") << 12345678901.0 << qint64{0};
        QTest::newRow("huge") << 1e300 << qint64{0};
        QTest::newRow("infinite") << HUGE_VAL << qint64{0};
        QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << qint64{0};
    }

    void numbers()
    {
        QFETCH(double, number);
        QFETCH(qint64, expected);
        const auto instant = instantFromNumber(number);
        QCOMPARE(instant ? toMs(*instant) : 0, expected);
    }

    void integers()
    {
        QCOMPARE(instantFromInteger(1767908945298), std::optional(instantFromMs(1767908945298)));
        QCOMPARE(instantFromInteger(1767908945), std::optional(instantFromMs(1767908945000)));
        QCOMPARE(instantFromInteger(1767908945298123456), std::optional(instantFromMs(1767908945298)));
        for (const std::int64_t none : {std::int64_t{0}, std::int64_t{-1767908945298}, INT64_MIN, std::int64_t{7}})
            QCOMPARE(instantFromInteger(none), std::optional<Instant>());
    }

    void hoursAndDaysAreUtcAndHalfOpen()
    {
        const Instant midnight = parseInstant("2026-04-02T00:00:00Z").value();
        QCOMPARE(hourOf(midnight), midnight);
        QCOMPARE(dayOf(midnight), midnight);
        QCOMPARE(hourOf(midnight - milliseconds(1)), midnight - std::chrono::hours(1));
        QCOMPARE(dayOf(midnight - milliseconds(1)), midnight - std::chrono::hours(24));
        QCOMPARE(dayOf(instantFromMs(-1)), instantFromMs(-86'400'000));
        QCOMPARE(formatDate(midnight - milliseconds(1)), std::string("2026-04-01"));
    }

    void formattedInstantsReadBack()
    {
        for (const std::int64_t ms : {std::int64_t{0}, std::int64_t{1767908945298}, std::int64_t{253402300799999}})
            QCOMPARE(parseInstant(formatInstant(instantFromMs(ms))), std::optional(instantFromMs(ms)));
    }
};

QTEST_APPLESS_MAIN(TestInstant)
#include "tst_instant.moc"
