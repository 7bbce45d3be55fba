#include "bench/floors.h"

#include <array>
#include <cstring>
#include <functional>
#include <memory>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include <simdjson.h>
#include <zstd.h>

#include "core/store/sqlite.h"

namespace naap::bench {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 20;
constexpr std::array<const char*, 6> kDataFields{"type", "stream_id", "request_id", "state", "pipeline", "timestamp"};
constexpr std::array<const char*, 4> kEnvelopeFields{"id", "type", "timestamp", "gateway"};

/// Calls `visit(block)` for each block of the file.
bool readBlocks(const std::string& path, const std::function<void(std::string_view)>& visit)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    std::vector<char> buffer(kBlock);
    for (ssize_t size = 0; (size = ::read(file, buffer.data(), buffer.size())) > 0;)
        visit({buffer.data(), static_cast<std::size_t>(size)});
    ::close(file);
    return true;
}

/// Calls `visit(line)` for each line; simdjson's padding follows it in memory.
bool readLines(const std::string& path, const std::function<void(std::string_view)>& visit)
{
    std::string pending;
    const auto take = [&](std::string_view block) {
        pending.append(block);
        std::size_t start = 0;
        for (std::size_t end = 0; (end = pending.find('\n', start)) != std::string::npos; start = end + 1) {
            pending.reserve(pending.size() + simdjson::SIMDJSON_PADDING);
            visit(std::string_view(pending).substr(start, end - start));
        }
        pending.erase(0, start);
    };
    return readBlocks(path, take);
}

using Fields = std::array<std::string_view, kEnvelopeFields.size() + kDataFields.size()>;

bool parseLine(simdjson::ondemand::parser& parser, std::string_view line, Fields& fields, double& sum)
{
    namespace od = simdjson::ondemand;
    od::document document;
    const simdjson::padded_string_view text(line.data(), line.size(), line.size() + simdjson::SIMDJSON_PADDING);
    if (line.empty() || parser.iterate(text).get(document) != simdjson::SUCCESS)
        return false;
    fields = {};
    std::size_t next = 0;
    for (const char* name : kEnvelopeFields)
        if (document[name].get_string().get(fields[next++]) != simdjson::SUCCESS)
            continue;
    od::object data;
    if (document["data"].get_object().get(data) != simdjson::SUCCESS)
        return true;
    for (const char* name : kDataFields) {
        std::string_view& field = fields[next++];
        od::value value;
        double number = 0;
        if (data.find_field_unordered(name).get(value) != simdjson::SUCCESS)
            continue;
        if (value.get_string().get(field) != simdjson::SUCCESS && value.get_double().get(number) == simdjson::SUCCESS)
            sum += number;
    }
    return true;
}

}  // namespace

bool readFile(const std::string& path)
{
    std::size_t bytes = 0;
    return readBlocks(path, [&](std::string_view block) { bytes += block.size(); }) && bytes > 0;
}

bool parseTenFields(const std::string& path)
{
    simdjson::ondemand::parser parser;
    Fields fields;
    std::size_t parsed = 0;
    double sum = 0;
    const bool read =
        readLines(path, [&](std::string_view line) { parsed += parseLine(parser, line, fields, sum) ? 1U : 0U; });
    return read && parsed > 0 && sum > 0;
}

bool bareInserts(const std::string& path, const std::string& database)
{
    Database db(database, Database::Mode::read_write);
    db.execute("PRAGMA journal_mode = WAL");
    db.execute("PRAGMA synchronous = NORMAL");
    db.execute(
        "CREATE TABLE event (id TEXT, type TEXT, timestamp TEXT, gateway TEXT, subtype TEXT, stream_id TEXT, "
        "request_id TEXT, state TEXT, pipeline TEXT, data_timestamp TEXT)");
    auto insert = db.prepare("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    simdjson::ondemand::parser parser;
    Fields fields;
    double sum = 0;
    int rows = 0;
    constexpr int rowsPerTransaction = 20'000;
    db.execute("BEGIN");
    readLines(path, [&](std::string_view line) {
        if (!parseLine(parser, line, fields, sum))
            return;
        for (std::size_t i = 0; i < fields.size(); ++i)
            insert.bind(static_cast<int>(i) + 1, fields[i]);
        insert.run();
        if (++rows % rowsPerTransaction == 0)
            db.execute("COMMIT; BEGIN");
    });
    db.execute("COMMIT");
    return rows > 0;
}

std::size_t zstdBytes(const std::string& path)
{
    const std::unique_ptr<ZSTD_CStream, decltype(&ZSTD_freeCStream)> stream(ZSTD_createCStream(), &ZSTD_freeCStream);
    ZSTD_CCtx_setParameter(stream.get(), ZSTD_c_compressionLevel, 3);
    std::vector<char> out(ZSTD_CStreamOutSize());
    std::size_t total = 0;
    const auto push = [&](std::string_view block, ZSTD_EndDirective mode) {
        ZSTD_inBuffer in{block.data(), block.size(), 0};
        for (bool done = false; !done;) {
            ZSTD_outBuffer target{out.data(), out.size(), 0};
            const std::size_t left = ZSTD_compressStream2(stream.get(), &target, &in, mode);
            total += target.pos;
            done = mode == ZSTD_e_end ? left == 0 : in.pos == in.size;
        }
    };
    readBlocks(path, [&](std::string_view block) { push(block, ZSTD_e_continue); });
    push({}, ZSTD_e_end);
    return total;
}

}  // namespace naap::bench
