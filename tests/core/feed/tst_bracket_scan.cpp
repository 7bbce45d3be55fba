#include <QtTest>

#include <random>
#include <string>
#include <utility>

#include "core/feed/bracket_scan.h"

using naap::BracketScan;

namespace {

constexpr std::size_t padding = 64;

// The same in the plainest way: one byte at a time.
std::size_t plainEnd(const std::string& text)
{
    int depth = 0;
    bool inString = false;
    bool escaped = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool literal = std::exchange(escaped, c == '\\' && !escaped);
        if (c == '"' && !literal)
            inString = !inString;
        else if (!inString && (c == '{' || c == '['))
            ++depth;
        else if (!inString && (c == '}' || c == ']') && --depth == 0)
            return i + 1;
    }
    return BracketScan::unfinished;
}

std::string randomText(std::mt19937& random, std::string_view alphabet)
{
    std::string text = "{";
    const std::size_t length = random() % 300;
    while (text.size() < length)
        text.push_back(alphabet[random() % alphabet.size()]);
    return text;
}

// The end found when the text comes in two pieces.
std::size_t endInPieces(const std::string& text, std::size_t split, std::uint64_t& lines)
{
    const std::string padded = text + std::string(padding, '}');
    BracketScan scan;
    const std::size_t first = scan.feed(padded.data(), split, lines);
    if (first != BracketScan::unfinished)
        return first;
    const std::size_t second = scan.feed(padded.data() + split, text.size() - split, lines);
    return second == BracketScan::unfinished ? second : split + second;
}

}  // namespace

class BracketScanTest : public QObject {
    Q_OBJECT

private slots:
    void endOfElement_data();
    void endOfElement();
    void agreesWithTheByteWiseScan();
    void bothClassificationsAreTheSame();
    void depthIsOnlyANumber();
};

void BracketScanTest::endOfElement_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("end");
    QTest::addColumn<int>("lines");
    const int none = -1;

    QTest::newRow("empty object") << QByteArray("{},") << 2 << 0;
    QTest::newRow("nested") << QByteArray(R"({"a":[{"b":[]}]} ,{)") << 16 << 0;
    QTest::newRow("brackets in a string") << QByteArray(R"({"a":"}]}"} )") << 11 << 0;
    QTest::newRow("escaped quote") << QByteArray(R"({"a":"\"}"} )") << 11 << 0;
    QTest::newRow("escaped backslash ends the string") << QByteArray(R"({"a":"\\"}"})") << 10 << 0;
    QTest::newRow("lines up to the end only") << QByteArray("{\n\"a\":\n1}\n\n") << 9 << 2;
    QTest::newRow("unclosed") << QByteArray(R"({"a":{})") << none << 0;
    QTest::newRow("unclosed string") << QByteArray(R"({"a":"}}}})") << none << 0;
    QTest::newRow("ends at the 64th byte") << QByteArray("{\"" + QByteArray(60, 'x') + "\"}") << 64 << 0;
    QTest::newRow("escape at the 64th byte") << QByteArray("{\"" + QByteArray(61, 'x') + "\\\"}\"}") << 68 << 0;
}

void BracketScanTest::endOfElement()
{
    QFETCH(QByteArray, text);
    QFETCH(int, end);
    QFETCH(int, lines);
    for (std::size_t split = 0; split <= static_cast<std::size_t>(text.size()); ++split) {
        std::uint64_t counted = 0;
        const std::size_t found = endInPieces(text.toStdString(), split, counted);
        QCOMPARE(found == BracketScan::unfinished ? -1 : static_cast<int>(found), end);
        QCOMPARE(counted, static_cast<std::uint64_t>(lines));
    }
}

void BracketScanTest::agreesWithTheByteWiseScan()
{
    std::mt19937 random(7);
    int finished = 0;
    for (int round = 0; round < 20000; ++round) {
        const std::string text = randomText(random, round % 2 == 0 ? "{}[]\"\\x\n" : "}\"\\\\\\xxxxxxxx{");
        std::uint64_t lines = 0;
        const std::size_t expected = plainEnd(text);
        QCOMPARE(endInPieces(text, random() % (text.size() + 1), lines), expected);
        finished += expected != BracketScan::unfinished ? 1 : 0;
    }
    QVERIFY(finished > 5000);
}

void BracketScanTest::bothClassificationsAreTheSame()
{
    std::mt19937 random(8);
    for (int round = 0; round < 20000; ++round) {
        std::string bytes(64, '\0');
        for (char& c : bytes)
            c = static_cast<char>(random() & 0xffU);
        QVERIFY(naap::classify(bytes.data()) == naap::classifyPortably(bytes.data()));
    }
}

void BracketScanTest::depthIsOnlyANumber()
{
    constexpr std::size_t depth = 5'000'000;
    const std::string text = std::string(depth, '[') + std::string(depth, ']');
    std::uint64_t lines = 0;
    QCOMPARE(endInPieces(text, depth + 13, lines), 2 * depth);
}

QTEST_APPLESS_MAIN(BracketScanTest)
#include "tst_bracket_scan.moc"
