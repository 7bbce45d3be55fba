#include <QtTest>

#include <zlib.h>
#include <zstd.h>

#include "core/feed/http_client.h"
#include "tests/support/faulty_server.h"
#include "tests/support/test_cache.h"

using namespace naap;
using namespace naap::test;

namespace {

constexpr auto kToken = "tok-3f9c-never-shown";

/// Limits that a test can wait for.
HttpOptions hasty()
{
    HttpOptions options;
    options.limits = {milliseconds(1500), milliseconds(1000), milliseconds(3000), 1 << 20, 3};
    return options;
}

HttpResult get(HttpOptions options, const std::string& url)
{
    HttpRequest request;
    request.url = url;
    return HttpClient(std::move(options)).get(request, {});
}

HttpError errorOf(HttpOptions options, const std::string& url)
{
    auto result = get(std::move(options), url);
    return result ? HttpError{HttpProblem::cancelled, "it worked", 0, {}} : result.error();
}

std::string gzipped(const std::string& text)
{
    std::string out(compressBound(text.size()) + 64, '\0');
    z_stream stream{};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string in = text;
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

std::string zstandard(const std::string& text)
{
    std::string out(ZSTD_compressBound(text.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
    return out;
}

}  // namespace

class TestHttpClient : public QObject {
    Q_OBJECT

private slots:
    void anAnswer()
    {
        const FaultyServer server(always(answer(200, "{\"a\":1}\n",
                                                "ETag: \"e1\"\r\nLast-Modified: Wed, 21 Oct 2015 07:28:00 GMT\r\nDate: "
                                                "Thu, 22 Oct 2015 07:28:01 GMT\r\n")));
        HttpRequest request;
        request.url = server.url("/v1/x?start=2026-04-01T00%3A00%3A00Z");
        request.if_none_match = "\"e0\"";
        request.if_modified_since = "Tue, 20 Oct 2015 07:28:00 GMT";
        request.request_id = "id-1";
        HttpOptions options = hasty();
        options.user_agent = "naap-lens/9";
        options.token = Secret(kToken);
        const auto result = HttpClient(std::move(options)).get(request, {});
        QVERIFY2(result.has_value(), result ? "" : result.error().message.c_str());
        QCOMPARE(result->status, 200);
        QCOMPARE(result->body, std::string("{\"a\":1}\n"));
        QCOMPARE(result->etag, std::string("\"e1\""));
        QCOMPARE(result->last_modified, std::string("Wed, 21 Oct 2015 07:28:00 GMT"));
        QCOMPARE(formatInstant(result->date.value()), std::string("2015-10-22T07:28:01.000Z"));
        const HttpCall call = server.calls().at(0);
        QCOMPARE(call.query.at("start"), std::string("2026-04-01T00:00:00Z"));
        QCOMPARE(call.headers.at("if-none-match"), std::string("\"e0\""));
        QCOMPARE(call.headers.at("if-modified-since"), std::string("Tue, 20 Oct 2015 07:28:00 GMT"));
        QCOMPARE(call.headers.at("x-request-id"), std::string("id-1"));
        QCOMPARE(call.headers.at("user-agent"), std::string("naap-lens/9"));
        QCOMPARE(call.headers.at("accept"), std::string("application/json"));
        QCOMPARE(call.headers.at("authorization"), std::string("Bearer ") + kToken);
        QVERIFY(call.headers.at("accept-encoding").find("gzip") != std::string::npos);
        QVERIFY(call.headers.at("accept-encoding").find("zstd") != std::string::npos);
    }

    void compressedAnswers_data()
    {
        QTest::addColumn<QString>("encoding");
        QTest::newRow("gzip") << "gzip";
        QTest::newRow("zstd") << "zstd";
    }
    void compressedAnswers()
    {
        QFETCH(QString, encoding);
        const std::string text = "[" + std::string(5000, ' ') + "1]";
        const std::string body = encoding == "gzip" ? gzipped(text) : zstandard(text);
        const std::string more = "Content-Encoding: " + encoding.toStdString() + "\r\n";
        const FaultyServer server(always(answer(200, body, more)));
        const auto result = get(hasty(), server.url());
        QVERIFY2(result.has_value(), result ? "" : result.error().message.c_str());
        QCOMPARE(result->body, text);
        const FaultyServer damaging(always(answer(200, body.substr(0, body.size() / 2), more)));
        QVERIFY(errorOf(hasty(), damaging.url()).problem == HttpProblem::cut ||
                errorOf(hasty(), damaging.url()).problem == HttpProblem::not_json);
    }

    void aBombIsStoppedAtTheLimit()
    {
        const FaultyServer server(
            always(answer(200, gzipped(std::string(20 << 20, ' ')), "Content-Encoding: gzip\r\n")));
        const HttpError error = errorOf(hasty(), server.url());
        QCOMPARE(error.problem, HttpProblem::too_large);
        QVERIFY2(error.message.ends_with("the answer is larger than 1048576 bytes"), error.message.c_str());
    }

    void nothingNew()
    {
        const FaultyServer server(always("HTTP/1.1 304 Not Modified\r\nETag: \"e1\"\r\nConnection: close\r\n\r\n"));
        const auto result = get(hasty(), server.url());
        QVERIFY(result.has_value() && result->isUnchanged());
    }

    void badAnswers_data();
    void badAnswers();

    void nobodyThere()
    {
        const HttpError error = errorOf(hasty(), fmt::format("http://127.0.0.1:{}/x", unusedPort()));
        QCOMPARE(error.problem, HttpProblem::refused);
        QVERIFY2(error.message.find("nobody answers there") != std::string::npos, error.message.c_str());
    }

    void unknownName()
    {
        // A label of more than 63 letters fails without asking the network.
        const std::string name = fmt::format("{:a<70}.invalid", "");
        const HttpError error = errorOf(hasty(), "https://" + name + "/v1");
        QCOMPARE(error.problem, HttpProblem::unknown_name);
        QVERIFY2(error.message.find("no address is known for the name " + name) != std::string::npos,
                 error.message.c_str());
    }

    void badAddresses_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("says");
        QTest::newRow("scheme") << "ftp://host/x"
                                << "only https and http are understood, not ftp";
        QTest::newRow("nonsense") << "https://["
                                  << "an address looks like https://host/path";
        QTest::newRow("password") << "https://me:pw-in-url@host/x"
                                  << "https://host/x: no name or password belongs into the address";
        QTest::newRow("token unencrypted") << "http://example.invalid/"
                                           << "a token is not sent over an unencrypted connection; use https";
    }
    void badAddresses()
    {
        QFETCH(QString, url);
        QFETCH(QString, says);
        HttpOptions options = hasty();
        options.token = Secret(kToken);
        const HttpError error = errorOf(std::move(options), url.toStdString());
        QCOMPARE(error.problem, HttpProblem::bad_address);
        QVERIFY2(error.message.find(says.toStdString()) != std::string::npos, error.message.c_str());
        QVERIFY(error.message.find("pw-in-url") == std::string::npos);
        QVERIFY(error.message.find(kToken) == std::string::npos);
    }

    void redirects();
    void redirectsInACircle()
    {
        const FaultyServer server(always(answer(302, "", "Location: /again\r\n")));
        const HttpError error = errorOf(hasty(), server.url("/x"));
        QCOMPARE(error.problem, HttpProblem::redirect);
        QVERIFY2(error.message.find("sent on more than 3 times") != std::string::npos, error.message.c_str());
        QCOMPARE(server.calls().size(), std::size_t{4});
    }

    void encryption_data();
    void encryption();

    void anUnreadableCaFile()
    {
        HttpOptions options = hasty();
        options.ca_file = "/no/such/file.pem";
        const FaultyServer server(always(answer(200, "[]")), Authority().identity("127.0.0.1"));
        const HttpError error = errorOf(std::move(options), server.url());
        QCOMPARE(error.problem, HttpProblem::bad_setup);
        QVERIFY2(error.message.find("/no/such/file.pem cannot be read") != std::string::npos, error.message.c_str());
    }

    void aStopEndsTheWaitAtOnce()
    {
        const FaultyServer server([](const HttpCall&, Wire& wire) { wire.stayingSilent(); });
        HttpOptions options;  // would wait ten seconds
        HttpClient client(std::move(options));
        HttpRequest request;
        request.url = server.url();
        std::stop_source source;
        const std::jthread stopper([&] {
            while (server.calls().empty())
                std::this_thread::yield();
            source.request_stop();
        });
        const auto begin = std::chrono::steady_clock::now();
        const auto result = client.get(request, source.get_token());
        QVERIFY(!result && result.error().problem == HttpProblem::cancelled);
        QVERIFY(std::chrono::steady_clock::now() - begin < std::chrono::seconds(2));
    }

    void aProxyIsUsedWhereOneIsNamed()
    {
        const FaultyServer proxy(always(answer(200, "[1]")));
        HttpOptions options = hasty();
        options.proxy = proxy.url();
        const auto result = get(std::move(options), "http://behind.invalid/v1");
        QVERIFY2(result.has_value(), result ? "" : result.error().message.c_str());
        QCOMPARE(proxy.calls().at(0).path, std::string("http://behind.invalid/v1"));
    }

    void anEchoedTokenIsHidden()
    {
        HttpOptions options = hasty();
        options.token = Secret(kToken);
        const FaultyServer server([](const HttpCall& call, Wire& wire) {
            wire.send(answer(401, "who is " + call.headers.at("authorization") + "?", "", "text/plain"));
        });
        const HttpError error = errorOf(std::move(options), server.url("/v1"));
        QCOMPARE(error.status, 401);
        QVERIFY2(error.message.find("(it says: who is Bearer (hidden)?)") != std::string::npos, error.message.c_str());
        QVERIFY(error.message.find(kToken) == std::string::npos);
    }

    void retryAfterValues_data();
    void retryAfterValues();
};

void TestHttpClient::badAnswers_data()
{
    QTest::addColumn<FaultyServer::Handler>("handler");
    QTest::addColumn<int>("problem");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("says");
    const auto fails = [](const char* name, FaultyServer::Handler handler, HttpProblem problem, int status,
                          const char* says) {
        QTest::newRow(name) << std::move(handler) << static_cast<int>(problem) << status << says;
    };
    const std::string problem_document =
        R"({"type":"about:blank","title":"Bad Request","status":400,"detail":"invalid cursor"})";
    fails("400", always(answer(400, problem_document)), HttpProblem::status, 400,
          "HTTP status 400 (it says: {\"type\"");
    fails("401", always(answer(401, "")), HttpProblem::status, 401,
          "HTTP status 401; a token is missing or no longer valid");
    fails("403", always(answer(403, "")), HttpProblem::status, 403, "this token, or this address, is not let in");
    fails("404", always(answer(404, "404 page not found")), HttpProblem::status, 404,
          "404; nothing is served under this address (it says: 404 page not found)");
    fails("405", always(answer(405, "")), HttpProblem::status, 405, "does not offer that");
    fails("429", always(answer(429, "Too Many Requests", "Retry-After: 7\r\n")), HttpProblem::status, 429,
          "429; too many questions");
    fails("500", always(answer(500, "")), HttpProblem::status, 500, "HTTP status 500");
    fails("502 page", always(answer(502, "<html>Bad Gateway</html>", "", "text/html")), HttpProblem::status, 502,
          "502; the server is overloaded or being repaired");
    fails("503", always(answer(503, "{\"status\":\"degraded\"}")), HttpProblem::status, 503, "degraded");
    fails("html", always(answer(200, "<!DOCTYPE html><p>Welcome to our Wi-Fi", "", "text/html")), HttpProblem::not_json,
          0, "a web page where JSON was asked for");
    fails("text", always(answer(200, "hello")), HttpProblem::not_json, 0, "text that is not JSON: hello");
    fails("empty", always(answer(200, "")), HttpProblem::not_json, 0, "an empty answer");
    fails("cut", always("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1,2"), HttpProblem::cut, 0,
          "in the middle of the answer, after 4 bytes");
    fails("cut in a chunk", always("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n[1,2"), HttpProblem::cut,
          0, "ended in the middle of the answer");
    fails("closed", always(""), HttpProblem::cut, 0, "the connection ended before there was an answer");
    fails(
        "silence", [](const HttpCall&, Wire& wire) { wire.stayingSilent(); }, HttpProblem::timed_out, 0,
        "it took the connection and said nothing for 1 s");
    fails(
        "stops half-way",
        [](const HttpCall&, Wire& wire) {
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1,2");
            wire.stayingSilent();
        },
        HttpProblem::timed_out, 0, "not complete when the time was up; 4 bytes had come");
    fails(
        "byte by byte",
        [](const HttpCall&, Wire& wire) {
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n[");
            while (wire.pause(milliseconds(100)))
                wire.send("1,1,");
        },
        HttpProblem::timed_out, 0, "not complete when the time was up");
    fails("too large", always(answer(200, "[" + std::string(2 << 20, ' ') + "]")), HttpProblem::too_large, 0,
          "larger than 1048576 bytes");
}

void TestHttpClient::badAnswers()
{
    QFETCH(FaultyServer::Handler, handler);
    QFETCH(int, problem);
    QFETCH(int, status);
    QFETCH(QString, says);
    const FaultyServer server(handler);
    HttpOptions options = hasty();
    options.token = Secret(kToken);
    const HttpError error = errorOf(std::move(options), server.url("/v1/streaming/sla?cursor=abc"));
    QCOMPARE(static_cast<int>(error.problem), problem);
    QCOMPARE(error.status, status);
    QVERIFY2(error.message.find(says.toStdString()) != std::string::npos, error.message.c_str());
    QVERIFY2(error.message.starts_with(server.url("/v1/streaming/sla: ")), error.message.c_str());
    QVERIFY(error.message.find(kToken) == std::string::npos);
    QCOMPARE(error.retry_after.has_value(), status == 429);
    if (status == 429)
        QCOMPARE(error.retry_after->count(), 7000);
}

void TestHttpClient::redirects()
{
    const FaultyServer elsewhere(always(answer(200, "[]")));
    const FaultyServer server([&](const HttpCall& call, Wire& wire) {
        const std::string port = std::to_string(elsewhere.port());
        if (call.path == "/here")
            wire.send(answer(308, "", "Location: /there?a=b\r\n"));
        else if (call.path == "/port")
            wire.send(answer(302, "", "Location: http://127.0.0.1:" + port + "/\r\n"));
        else if (call.path == "/host")
            wire.send(answer(302, "", "Location: http://localhost:" + port + "/\r\n"));
        else if (call.path == "/file")
            wire.send(answer(302, "", "Location: file:///etc/passwd\r\n"));
        else
            wire.send(answer(200, "[\"" + call.query.at("a") + "\"]"));
    });
    const auto followed = get(hasty(), server.url("/here"));
    QVERIFY2(followed.has_value(), followed ? "" : followed.error().message.c_str());
    QCOMPARE(followed->body, std::string("[\"b\"]"));
    for (const char* path : {"/port", "/host", "/file"}) {
        const HttpError error = errorOf(hasty(), server.url(path));
        QVERIFY2(error.problem == HttpProblem::redirect, error.message.c_str());
        QVERIFY2(error.message.find("sent on to ") != std::string::npos, error.message.c_str());
    }
    QVERIFY(elsewhere.calls().empty());

    const Authority authority;
    const TestFolder folder;
    HttpOptions options = hasty();
    options.ca_file = folder.write("ca.pem", authority.pem());
    const FaultyServer downgrading(always(answer(302, "", fmt::format("Location: {}\r\n", elsewhere.url("/x")))),
                                   authority.identity("127.0.0.1"));
    const HttpError error = errorOf(std::move(options), downgrading.url());
    QVERIFY2(error.problem == HttpProblem::redirect, error.message.c_str());
    QVERIFY(elsewhere.calls().empty());
}

void TestHttpClient::encryption_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<bool>("trusted");
    QTest::addColumn<QString>("says");
    QTest::newRow("good") << "127.0.0.1" << -1 << 24 << true << "";
    QTest::newRow("expired") << "127.0.0.1" << -24 << -1 << true << "its certificate has expired";
    QTest::newRow("our clock is behind") << "127.0.0.1" << 12 << 24 << true
                                         << "not valid yet; the clock of this computer is probably wrong";
    QTest::newRow("wrong host") << "elsewhere.invalid" << -1 << 24 << true << "its certificate belongs to another host";
    QTest::newRow("wrong address") << "127.0.0.9" << -1 << 24 << true << "its certificate belongs to another host";
    QTest::newRow("unknown authority") << "127.0.0.1" << -1 << 24 << false << "signed by nobody this computer trusts";
}

void TestHttpClient::encryption()
{
    QFETCH(QString, name);
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(bool, trusted);
    QFETCH(QString, says);
    const Authority authority;
    const TestFolder folder;
    HttpOptions options = hasty();
    options.token = Secret(kToken);
    options.ca_file = folder.write("ca.pem", (trusted ? authority : Authority("Somebody else")).pem());
    const FaultyServer server(always(answer(200, "[7]")),
                              authority.identity(name.toStdString(), std::chrono::hours(from), std::chrono::hours(to)));
    const auto result = get(std::move(options), server.url("/v1"));
    if (says.isEmpty()) {
        QVERIFY2(result.has_value(), result ? "" : result.error().message.c_str());
        QCOMPARE(result->body, std::string("[7]"));
        return;
    }
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().problem, HttpProblem::tls);
    QVERIFY2(result.error().message.find(says.toStdString()) != std::string::npos, result.error().message.c_str());
    QVERIFY(server.calls().empty());  // and so no token was sent
}

void TestHttpClient::retryAfterValues_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<qint64>("ms");  // -1: none
    QTest::newRow("seconds") << "120" << qint64{120'000};
    QTest::newRow("zero") << " 0 " << qint64{0};
    QTest::newRow("date") << "Wed, 21 Oct 2015 07:28:30 GMT" << qint64{30'000};
    QTest::newRow("old form of date") << "Wednesday, 21-Oct-15 07:29:00 GMT" << qint64{60'000};
    QTest::newRow("asctime") << "Wed Oct 21 07:28:10 2015" << qint64{10'000};
    QTest::newRow("past") << "Wed, 21 Oct 2015 07:00:00 GMT" << qint64{0};
    QTest::newRow("far") << "99999999999999999999" << qint64{86'400'000};
    QTest::newRow("next year") << "Wed, 21 Oct 2020 07:28:00 GMT" << qint64{86'400'000};
    QTest::newRow("blank") << " " << qint64{-1};
    QTest::newRow("negative") << "-5" << qint64{-1};
    QTest::newRow("word") << "soon" << qint64{-1};
}

void TestHttpClient::retryAfterValues()
{
    QFETCH(QString, value);
    QFETCH(qint64, ms);
    const auto span = retryAfter(value.toStdString(), parseHttpDate("Wed, 21 Oct 2015 07:28:00 GMT").value());
    QCOMPARE(span ? span->count() : -1, ms);
}

QTEST_MAIN(TestHttpClient)
#include "tst_http_client.moc"
