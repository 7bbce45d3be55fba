#include <QtTest>

#include <zlib.h>
#include <zstd.h>

#include <functional>
#include <string>
#include <vector>

#include "tests/core/feed/feed_reading.h"

using namespace naap;

namespace {

using Texts = std::vector<std::string>;
using Compress = std::function<std::string(const std::string&)>;

std::string gzip(const std::string& text)
{
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

std::string zstd(const std::string& text)
{
    ZSTD_CCtx* context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    std::string out(ZSTD_compressBound(text.size()), '\0');
    out.resize(ZSTD_compress2(context, out.data(), out.size(), text.data(), text.size()));
    ZSTD_freeCCtx(context);
    return out;
}

const std::string skippableFrame("\x51\x2a\x4d\x18\x03\0\0\0abc", 11);

// Lines that do not compress well, so that the compressed file is long too.
std::string manyLines(int count)
{
    std::string text;
    unsigned state = 1;
    for (int i = 0; i < count; ++i) {
        text += "{\"id\":\"";
        for (int j = 0; j < 40; ++j) {
            state = state * 1103515245U + 12345U;
            text += static_cast<char>('a' + (state >> 16U) % 26);
        }
        text += "\"}\n";
    }
    return text;
}

struct Format {
    const char* name;
    Compress compress;
};

const std::vector<Format> formats = {{"gzip", gzip}, {"zstd", zstd}};

// The error when the byte that many bytes from the end is changed.
Reading damagedAt(std::string compressed, std::size_t fromEnd)
{
    char& byte = compressed[compressed.size() - fromEnd];
    byte = static_cast<char>(byte ^ 0x55);
    return readBytes(compressed, inBlocksOf(4096));
}

/// The expansion of zeros behind one line, made while it is read: nothing of that size is in memory.
class BombSource : public ByteSource {
public:
    explicit BombSource(std::uint64_t expanded) : m_stream(ZSTD_createCStream()), m_left(expanded) {}
    ~BombSource() override { ZSTD_freeCStream(m_stream); }
    BombSource(const BombSource&) = delete;
    BombSource& operator=(const BombSource&) = delete;

    Result<std::size_t> read(char* into, std::size_t size) override
    {
        ZSTD_outBuffer out{into, size, 0};
        while (out.pos == 0 && !m_finished) {
            ZSTD_inBuffer in{m_zeros.data(), std::min<std::uint64_t>(m_left, m_zeros.size()), 0};
            const std::size_t rest =
                ZSTD_compressStream2(m_stream, &out, &in, m_left == 0 ? ZSTD_e_end : ZSTD_e_continue);
            m_finished = m_left == 0 && rest == 0;
            m_left -= in.pos;
        }
        m_read += out.pos;
        return out.pos;
    }

    std::uint64_t bytesRead() const override { return m_read; }
    std::uint64_t bytesTotal() const override { return 0; }

private:
    ZSTD_CStream* m_stream;
    std::string m_zeros = "{}\n" + std::string(1 << 20, ' ');
    std::uint64_t m_left;
    std::uint64_t m_read = 0;
    bool m_finished = false;
};

}  // namespace

class CompressedFilesTest : public QObject {
    Q_OBJECT

private slots:
    void readable_data();
    void readable();
    void anyBlockGivesTheSame();
    void earlyEndAtEveryByte();
    void damage();
    void somethingElseBehind();
    void nothingInside();
    void moreMemoryThanAllowed();
    void zipBomb();
    void repetitiveEventsAreNoBomb();
};

void CompressedFilesTest::readable_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("format");
    const std::string one = "{\"a\":1}\n{\"b\"";
    const std::string two = ":2}\n{\"c\":3}";
    const auto bytes = [](const std::string& text) { return QByteArray::fromStdString(text); };

    QTest::newRow("gzip") << bytes(gzip(one + two)) << "NDJSON, gzip";
    QTest::newRow("gzip, several members") << bytes(gzip(one) + gzip("") + gzip(two)) << "NDJSON, gzip";
    QTest::newRow("gzip, zeros behind") << bytes(gzip(one + two) + std::string(600, '\0')) << "NDJSON, gzip";
    QTest::newRow("zstd") << bytes(zstd(one + two)) << "NDJSON, zstd";
    QTest::newRow("zstd, several frames") << bytes(zstd(one) + zstd("") + skippableFrame + zstd(two)) << "NDJSON, zstd";
    QTest::newRow("zstd, skippable frame first") << bytes(skippableFrame + zstd(one + two)) << "NDJSON, zstd";
    QTest::newRow("gzip of an array") << bytes(gzip("[{\"a\":1},{\"b\":2},{\"c\":3}]")) << "JSON array, gzip";
    QTest::newRow("zstd of an array") << bytes(zstd("[{\"a\":1},{\"b\":2},{\"c\":3}]")) << "JSON array, zstd";
}

void CompressedFilesTest::readable()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, format);
    for (std::size_t block = 1; block < 80; ++block) {
        const Reading reading = readBytes(file.toStdString(), inBlocksOf(block));
        QVERIFY2(!reading.error, reading.error ? reading.error->message.c_str() : "");
        QCOMPARE(outline(reading), (Texts{R"({"a":1})", R"({"b":2})", R"({"c":3})"}));
        QCOMPARE(reading.format, format.toStdString());
    }
}

void CompressedFilesTest::anyBlockGivesTheSame()
{
    const std::string text = manyLines(3000);
    const Reading plain = readBytes(text);
    QCOMPARE(plain.records.size(), std::size_t{3000});
    for (const Format& format : formats) {
        for (const std::size_t block : {std::size_t{7}, std::size_t{1000}, std::size_t{65536}, std::size_t{1} << 20})
            QVERIFY(readBytes(format.compress(text), inBlocksOf(block)).records == plain.records);
    }
}

void CompressedFilesTest::earlyEndAtEveryByte()
{
    const std::string text = manyLines(40);
    const Reading whole = readBytes(text);
    for (const Format& format : formats) {
        const std::string compressed = format.compress(text);
        for (std::size_t length = 4; length < compressed.size(); ++length) {
            const Reading reading = readBytes(compressed.substr(0, length), inBlocksOf(64));
            QVERIFY2(reading.error, format.name);
            QVERIFY(reading.error->message.find("compressed data ends early") != std::string::npos);
            QVERIFY(reading.error->message.starts_with("\"events\""));
            QVERIFY(reading.error->code == Error::Code::malformed);
            QVERIFY(std::equal(reading.records.begin(), reading.records.end(), whole.records.begin()));
        }
    }
}

void CompressedFilesTest::damage()
{
    const std::string text = manyLines(20'000);
    for (const Format& format : formats) {
        const std::string compressed = format.compress(text);
        const Reading checksum = damagedAt(compressed, format.name == std::string("gzip") ? 6 : 2);
        QVERIFY(checksum.error);
        QVERIFY2(checksum.error->message.find("checksum is wrong") != std::string::npos,
                 checksum.error->message.c_str());
        QCOMPARE(checksum.records.size(), std::size_t{20'000});

        const Reading middle = damagedAt(compressed, compressed.size() / 2);
        QVERIFY(middle.error);
        QVERIFY2(middle.error->message.find("is damaged at compressed byte ") != std::string::npos,
                 middle.error->message.c_str());
        QVERIFY(middle.records.size() > 1000);
    }
}

void CompressedFilesTest::somethingElseBehind()
{
    for (const Format& format : formats) {
        const Reading reading = readBytes(format.compress("{}\n{ }\n") + "more of it");
        QVERIFY(reading.error);
        QVERIFY2(reading.error->message.find("follows the compressed data") != std::string::npos,
                 reading.error->message.c_str());
        QCOMPARE(outline(reading), (Texts{"{}", "{ }"}));
    }
}

void CompressedFilesTest::nothingInside()
{
    for (const Format& format : formats) {
        for (const std::string text : {"", "\n \n"}) {
            const Reading reading = readBytes(format.compress(text));
            QVERIFY(reading.error);
            QVERIFY(reading.error->message.find("is empty") != std::string::npos);
        }
    }
}

void CompressedFilesTest::moreMemoryThanAllowed()
{
    // A frame that says it needs a window of 256 MiB (RFC 8878: exponent 18, mantissa 0).
    const Reading reading = readBytes(std::string("\x28\xb5\x2f\xfd\x00\x90\x01\x00\x00", 9));
    QVERIFY(reading.error);
    QVERIFY2(reading.error->message.find("more than 128 MiB") != std::string::npos, reading.error->message.c_str());
}

void CompressedFilesTest::zipBomb()
{
    FeedOptions options;
    options.expansion = {64U << 20U, 2000};
    const Reading reading =
        readAll(FileFeed::over(std::make_unique<BombSource>(std::uint64_t{1} << 40), "bomb", options));
    QVERIFY(reading.error);
    QVERIFY2(reading.error->message.find("\"bomb\" expands more than 2000 times") == 0, reading.error->message.c_str());
    QVERIFY(!reading.records.empty());
}

void CompressedFilesTest::repetitiveEventsAreNoBomb()
{
    std::string text;
    for (int i = 0; i < 100'000; ++i)
        text += "{\"id\":\"always the same\",\"type\":\"stream_trace\"}\n";
    for (const Format& format : formats) {
        FeedOptions options;
        options.expansion.bytes = 1 << 20;
        if (format.name == std::string("zstd"))
            options.expansion = {};
        const Reading reading = readBytes(format.compress(text), options);
        QVERIFY(!reading.error);
        QCOMPARE(reading.records.size(), std::size_t{100'000});
    }
}

QTEST_APPLESS_MAIN(CompressedFilesTest)
#include "tst_compressed_files.moc"
