#include <QTest>

#include "core/events/wei.h"
#include "tests/support/printing.h"

using namespace naap;

namespace {

std::string shown(const std::optional<Int128>& wei)
{
    return wei ? formatWei(*wei) : "none";
}

}  // namespace

class TestWei : public QObject {
    Q_OBJECT

private slots:
    void faceValues_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("wei");
        const auto row = [](const char* text, const char* wei) {
            QTest::newRow(text) << QString(text) << QString(wei);
        };
        row("2402400000000000 WEI", "2402400000000000");
        row("  2402400000000000 WEI ", "2402400000000000");
        row("0 WEI", "0");
        row("0.01 ETH", "10000000000000000");
        row("1 ETH", "1000000000000000000");
        row("0.000000000000000001 ETH", "1");
        row("0.0000000000000000019 ETH", "1");
        row("123456789.123456789123456789 ETH", "123456789123456789123456789");
        row("2402400000000000", "2402400000000000");
        row("0.5", "500000000000000000");
        row("100000000000000000000000000000000000 WEI", "100000000000000000000000000000000000");
        for (const char* none : {"", " WEI", "WEI", "a lot", "1,5 ETH", "1e18 WEI", "0x10 WEI", "1.5 WEI", "ETH", ".",
                                 "1.2.3 ETH", "999999999999999999999999999999999999999999 WEI", "1 GWEI", "+5 WEI"})
            row(none, "none");
    }

    void faceValues()
    {
        QFETCH(QString, text);
        QFETCH(QString, wei);
        QCOMPARE(shown(parseFaceValue(text.toStdString())), wei.toStdString());
    }

    void probabilitiesAndPrices_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("probability");  // -1: none
        QTest::addColumn<qint64>("price");
        QTest::newRow("sample") << "0.0009990010" << qint64{9'990'010} << qint64{0};
        QTest::newRow("cut off") << "0.00099900109" << qint64{9'990'010} << qint64{0};
        QTest::newRow("one") << "1" << qint64{10'000'000'000} << qint64{1'000};
        QTest::newRow("price") << "1635.021 wei/pixel" << qint64{-1} << qint64{1'635'021};
        QTest::newRow("cut-off price") << "1635.0219" << qint64{16'350'219'000'000} << qint64{1'635'021};
        QTest::newRow("blank") << "" << qint64{-1} << qint64{-1};
        QTest::newRow("negative") << "-0.5" << qint64{-1} << qint64{-1};
        QTest::newRow("exponent") << "1e-3" << qint64{-1} << qint64{-1};
        QTest::newRow("words") << "often" << qint64{-1} << qint64{-1};
    }

    void probabilitiesAndPrices()
    {
        QFETCH(QString, text);
        QFETCH(qint64, probability);
        QFETCH(qint64, price);
        QCOMPARE(parseWinProb(text.toStdString()).value_or(-1), probability);
        QCOMPARE(parsePricePerPixel(text.toStdString()).value_or(-1), price);
    }

    void decimalTextReadsBack()
    {
        const Int128 large = static_cast<Int128>(1'000'000'000'000'000'000) * 1'000'000'000'000'000'000;
        for (const Int128 wei : {Int128{0}, Int128{1}, Int128{-1}, static_cast<Int128>(INT64_MIN), large, -large})
            QVERIFY(parseWei(formatWei(wei)) == std::optional(wei));
        QCOMPARE(formatWei(large), "1" + std::string(36, '0'));
        for (const char* none : {"", "-", "1.0", "--1", "1 "})
            QVERIFY(!parseWei(none));
    }

    void theSmallestNumberHasAText()
    {
        const Int128 smallest = static_cast<Int128>(1) << 127;
        QCOMPARE(formatWei(smallest), std::string("-170141183460469231731687303715884105728"));
    }
};

QTEST_APPLESS_MAIN(TestWei)
#include "tst_wei.moc"
