#include <QtTest>

#include <fstream>
#include <iterator>

#include <sys/stat.h>

#include <fmt/format.h>

#include "core/secrets/secret_file.h"
#include "tests/support/test_cache.h"

namespace naap {

class SecretFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSecretComesBackAndOnlyByItsPassphrase();
    void aChangedByteAnywhereIsNoticed();
    void aCutFileIsNoFileOfSecrets();
    void limitsOfAChangedHeadAreNotObeyed();
    void theFileHoldsNothingReadableAndIsForItsOwnerAlone();
    void aBlankPassphraseOpensNothing();

private:
    static constexpr auto kCheap = SecretFile::Cost::cheap;
    static Result<std::unique_ptr<SecretFile>> open(const std::filesystem::path& path, const char* passphrase)
    {
        return SecretFile::open(path, Secret(passphrase), kCheap);
    }
    static std::string bytesOf(const std::filesystem::path& path)
    {
        std::ifstream file(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    static void fill(const std::filesystem::path& path)
    {
        auto file = open(path, "correct horse");
        QVERIFY(file);
        QVERIFY((*file)->put("source/one", Secret("t0ken-of-one")));
        QVERIFY((*file)->put("source/two", Secret("pässwort\nzwei")));
    }
};

void SecretFileTest::aSecretComesBackAndOnlyByItsPassphrase()
{
    const TestFolder folder;
    const auto path = folder.path() / "deep" / "secrets";
    fill(path);
    {
        auto file = open(path, "correct horse");
        QVERIFY(file);
        QCOMPARE((*file)->find("source/one")->text(), std::string("t0ken-of-one"));
        QCOMPARE((*file)->find("source/two")->text(), std::string("pässwort\nzwei"));
        QVERIFY(!(*file)->find("source/three"));
        QVERIFY((*file)->remove("source/one"));
        QVERIFY((*file)->remove("source/one"));
    }
    auto again = open(path, "correct horse");
    QVERIFY(again);
    QVERIFY(!(*again)->find("source/one"));
    QVERIFY((*again)->find("source/two"));

    const auto wrong = open(path, "wrong horse");
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().code, Error::Code::usage);
    QCOMPARE(wrong.error().message.find("horse"), std::string::npos);
}

void SecretFileTest::aChangedByteAnywhereIsNoticed()
{
    const TestFolder folder;
    const auto path = folder.path() / "secrets";
    fill(path);
    const std::string good = bytesOf(path);
    // Salt, nonce, contents and seal; limits have a test of their own.
    for (const std::size_t at : {std::size_t{0}, std::size_t{22}, std::size_t{55}, good.size() / 2, good.size() - 1}) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 1);
        const std::string changed = folder.write("changed", bad);
        QVERIFY2(!open(changed, "correct horse"), fmt::format("byte {}", at).c_str());
    }
}

void SecretFileTest::aCutFileIsNoFileOfSecrets()
{
    const TestFolder folder;
    const auto path = folder.path() / "secrets";
    fill(path);
    const std::string good = bytesOf(path);
    for (const std::size_t size : {std::size_t{0}, std::size_t{5}, std::size_t{40}, good.size() - 1}) {
        const std::string cut = folder.write("cut", good.substr(0, size));
        QVERIFY(!open(cut, "correct horse"));
        QCOMPARE(bytesOf(cut).size(), size);  // and it is left as it is
    }
}

void SecretFileTest::limitsOfAChangedHeadAreNotObeyed()
{
    const TestFolder folder;
    const auto path = folder.path() / "secrets";
    fill(path);
    std::string bad = bytesOf(path);
    for (std::size_t at = 36; at < 52; ++at)
        bad[at] = '\x7f';
    const auto opened = open(folder.write("greedy", bad), "correct horse");
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, Error::Code::malformed);
}

void SecretFileTest::theFileHoldsNothingReadableAndIsForItsOwnerAlone()
{
    const TestFolder folder;
    const auto path = folder.path() / "secrets";
    fill(path);
    const std::string bytes = bytesOf(path);
    for (const char* word : {"t0ken-of-one", "source/one", "correct horse"})
        QCOMPARE(bytes.find(word), std::string::npos);
    struct stat status {};
    QCOMPARE(::stat(path.c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
}

void SecretFileTest::aBlankPassphraseOpensNothing()
{
    const TestFolder folder;
    QVERIFY(!open(folder.path() / "secrets", ""));
}

}  // namespace naap

QTEST_GUILESS_MAIN(naap::SecretFileTest)
#include "tst_secret_file.moc"
