#include <QtTest>

#include "core/events/md5.h"
#include "core/events/names.h"
#include "scenario.h"

using namespace naap;
using naap::scenario::q;

class NamesTest : public QObject {
    Q_OBJECT
private slots:
    void addressesAndUrlsAreOnlyTrimmedAndLowered()
    {
        QCOMPARE(q(addressNorm(" 0xd00354656922168815Fcd1e51CBddB9e359e3C7F\n")),
                 QString("0xd00354656922168815fcd1e51cbddb9e359e3c7f"));
        QCOMPARE(q(urlNorm("HTTPS://A.example:8935/")), QString("https://a.example:8935/"));
        QVERIFY(urlNorm("https://a:8935/") != urlNorm("https://a:8935"));
        QVERIFY(urlNorm("https://a:443") != urlNorm("https://a"));
    }

    void onlyFullHexAddressesMayBeAliases()
    {
        QVERIFY(isAliasCandidate("0x52CF2968b3DC6016778742D3539449a6597D5954"));
        QVERIFY(!isAliasCandidate("orch-v1"));
        QVERIFY(!isAliasCandidate("0x52CF2968b3DC6016778742D3539449a6597D595"));
        QVERIFY(!isAliasCandidate("0x52CF2968b3DC6016778742D3539449a6597D59541"));
        QVERIFY(!isAliasCandidate("0x52CF2968b3DC6016778742D3539449a6597D595g"));
        QVERIFY(!isAliasCandidate("1x52CF2968b3DC6016778742D3539449a6597D5954"));
    }

    void normalizesPipelineAndModel_data()
    {
        QTest::addColumn<QString>("pipelineHint");
        QTest::addColumn<QString>("modelHint");
        QTest::addColumn<QString>("pipeline");
        QTest::addColumn<QString>("model");
        const QString live = "live-video-to-video";
        QTest::newRow("alias, any case") << "pip_SDXL-turbo-v2v"
                                         << "" << live << "streamdiffusion-sdxl-v2v";
        QTest::newRow("spelled model") << ""
                                       << "StreamDiffusion-SDXL" << live << "streamdiffusion-sdxl";
        QTest::newRow("not in the table") << "streamdiffusion-sdturbo"
                                          << ""
                                          << ""
                                          << "";
        QTest::newRow("noop alone") << "noop"
                                    << ""
                                    << "noop"
                                    << "";
        QTest::newRow("llm as its own model") << "llm"
                                              << "LLM"
                                              << ""
                                              << "LLM";
        QTest::newRow("alias with a model") << "streamdiffusion"
                                            << "x"
                                            << ""
                                            << "x";
        QTest::newRow("alias in the model slot") << ""
                                                 << "pip_SDXL-turbo"
                                                 << ""
                                                 << "pip_SDXL-turbo";
        QTest::newRow("unknown streamdiffusion") << ""
                                                 << "streamdiffusion-foo" << live << "streamdiffusion-foo";
        QTest::newRow("comfyui") << "comfyui"
                                 << ""
                                 << ""
                                 << "";
        QTest::newRow("noop as its own model") << "noop"
                                               << "noop"
                                               << ""
                                               << "noop";
        QTest::newRow("byoc name") << "openai-chat-completions"
                                   << "Qwen"
                                   << ""
                                   << "Qwen";
        QTest::newRow("model kept") << "text-to-image"
                                    << "pip_SDXL-turbo"
                                    << "text-to-image"
                                    << "pip_SDXL-turbo";
        QTest::newRow("trimmed") << " LLM "
                                 << " Qwen "
                                 << "llm"
                                 << "Qwen";
        QTest::newRow("nothing") << ""
                                 << ""
                                 << ""
                                 << "";
        for (const char* alias : {"streamdiffusion-sdxl", "pip_sdxl-turbo", "pip_sd-turbo"})
            QTest::newRow(alias) << alias << "" << live << "streamdiffusion-sdxl";
        for (const char* alias : {"streamdiffusion-sdxl-faceid", "pip_sdxl-turbo-faceid"})
            QTest::newRow(alias) << alias << "" << live << "streamdiffusion-sdxl-faceid";
        for (const char* alias : {"streamdiffusion-sdxl-v2v", "PIP_sdxl-turbo-v2v"})
            QTest::newRow(alias) << alias << "" << live << "streamdiffusion-sdxl-v2v";
        QTest::newRow("streamdiffusion") << "StreamDiffusion"
                                         << "" << live << "streamdiffusion";
    }

    void normalizesPipelineAndModel()
    {
        QFETCH(QString, pipelineHint);
        QFETCH(QString, modelHint);
        const std::string p = pipelineHint.toStdString();
        const std::string m = modelHint.toStdString();
        const PipelineModel result = normalize(p, m);
        QTEST(q(result.pipeline), "pipeline");
        QTEST(q(result.model), "model");
    }

    void everyAllowedPipelineIsCanonical()
    {
        for (const char* name :
             {"live-video-to-video", "text-to-image", "image-to-image", "image-to-video", "text-to-video",
              "audio-to-text", "text-to-speech", "upscale", "llm", "image-to-text", "segment-anything-2", "noop"})
            QVERIFY2(isCanonicalPipeline(name), name);
        QVERIFY(!isCanonicalPipeline("byoc"));
        QVERIFY(!isCanonicalPipeline(""));
    }

    void hashesArePipeJoinedLowerCaseMd5()
    {
        QCOMPARE(q(hexOf(md5Of(""))), QString("d41d8cd98f00b204e9800998ecf8427e"));
        QCOMPARE(joinedHash({"", "abc", ""}), hexOf(md5Of("|abc|")));
        QCOMPARE(joinedHash({"a", "b"}), hexOf(md5Of("a|b")));
        QVERIFY(joinedHash({"", "b"}) != joinedHash({"b"}));
        QCOMPARE(md5FromHex("D41D8CD98F00B204E9800998ECF8427E"), std::optional(md5Of("")));
        QVERIFY(!md5FromHex("d41d8cd98f00b204e9800998ecf8427"));
        QVERIFY(!md5FromHex("x41d8cd98f00b204e9800998ecf8427e"));
    }
};

QTEST_APPLESS_MAIN(NamesTest)
#include "tst_names.moc"
