#include <fmt/format.h>

#include "app/options.h"
#include "app/values.h"
#include "core/generate/traffic_writer.h"

namespace naap {
namespace {

/// Late events: one by hours for 25 by minutes, as on the live network.
constexpr double kHoursPerMinutes = 0.04;

class GenerateCommand : public Command {
public:
    std::string_view name() const override { return "generate"; }
    std::string_view summary() const override
    {
        return "Write made-up traffic with a known outcome, for tests and trials";
    }
    std::string_view usage() const override { return "--out FILE [OPTION...]"; }
    std::string_view teaching() const override
    {
        return "The traffic looks like that of the live network: its families, sizes, shares, daily rhythm, errors and "
               "disorder. The same options give the same bytes, everywhere. A FILE that ends in .zst or .gz is "
               "compressed; "
               "`-` is standard output. Shares are fractions of 1, or percentages.\n\n"
               "Examples:\n"
               "  naap-lens generate --hours 2 --sessions-per-hour 50 --out small.ndjson\n"
               "  naap-lens generate --network-days 1 --out day.ndjson.zst\n"
               "  naap-lens generate --geography names --gateways 6 --out placed.ndjson\n"
               "  naap-lens generate --seed 7 --carrier rows --expected outcome.json --out rows.ndjson\n"
               "  naap-lens generate --hours 1 --out - | naap-lens import - --db trial.db\n";
    }

    void declare(Syntax& syntax) override
    {
        syntax.text("--out", m_out.path, "FILE", "the file to write");
        syntax.text("--expected", m_expected, "FILE", "write here what must be found in each session, as JSON");
        syntax.value("--seed", m_seed, parseCount, "N", "another number, another network (1)");
        syntax.value("--from", m_from, parseTime, "TIME", "where the traffic begins (2026-04-01)");
        syntax.value("--hours", m_hours, parseCount, "N", "how long it goes on (24)");
        syntax.value("--network-days", m_networkDays, parseCount, "N",
                     "days as busy as those of the live network: 750,000 events and 1 GB each");
        syntax.value("--sessions-per-hour", m_sessions, parseCount, "N", "stream sessions, on average (100)");
        syntax.value("--orchestrators", m_orchestrators, parseCount, "N", "(40)");
        syntax.value("--gateways", m_gateways, parseCount, "N", "(4)");
        syntax.value("--capability-seconds", m_capabilitySeconds, parseCount, "N",
                     "how often a gateway reports all capabilities (60)");
        syntax.text("--org", m_org, "NAME", "the org of all events (cloudspe)");
        syntax.choice("--carrier", m_carrier, {"ndjson", "array", "rows"}, "FORM",
                      "ndjson: an event a line; array: one JSON array; rows: a row of the event store a line");
        syntax.value("--ignored-share", m_ignored, parseShare, "SHARE", "records of kinds that are ignored (0.01)");
        syntax.value("--duplicates", m_duplicates, parseShare, "SHARE", "events delivered twice (0.003)");
        syntax.value("--disorder", m_disorder, parseShare, "SHARE",
                     "events some minutes late (0.005); one in 25 of as many comes hours late");
        syntax.value("--faults", m_faults, parseShare, "SHARE", "records that cannot be read (0)");
        syntax.choice("--geography", m_geography, {"none", "names", "fields"}, "HOW",
                      "where gateways and orchestrators stand: nowhere (none), told by their names, or by members of "
                      "events");
        syntax.flag("--test-load", m_testLoad, "mark the job tester's streams as is_test_load");
        syntax.value("--level", m_level, parseCount, "N", "how hard to compress, 1 to 19 (3)");
    }

    Result<bool> run(Output& output) override
    {
        if (m_out.path.empty())
            return failure(Error::Code::usage, "generate wants --out FILE, or --out - for standard output");
        auto options = trafficOptions();
        if (!options)
            return tl::unexpected(options.error());
        m_out.expected = !m_expected.empty();
        auto written = write(*options);
        if (!written)
            return tl::unexpected(written.error());
        if (auto moved = moveExpected(); !moved)
            return tl::unexpected(moved.error());
        const std::string text =
            fmt::format("Wrote {} records ({} accepted events, {} sessions), {}, to {}.\n",
                        grouped(signedOf(written->totals.records)), grouped(signedOf(written->totals.acceptedTotal())),
                        grouped(signedOf(written->totals.sessions)), byteSizeText(written->bytes_written),
                        m_out.path == "-" ? "standard output" : m_out.path);
        if (m_out.path == "-")
            fmt::print(stderr, "{}", text);
        else
            output.write(text);
        return true;
    }

private:
    static std::int64_t signedOf(std::uint64_t number) { return static_cast<std::int64_t>(number); }

    Result<void> putNumber(int& target, const std::optional<std::int64_t>& value, std::string_view option) const
    {
        if (!value)
            return {};
        if (*value > 1'000'000'000)
            return failure(Error::Code::usage, fmt::format("{} {} is too much", option, *value));
        target = static_cast<int>(*value);
        return {};
    }

    Result<TrafficOptions> trafficOptions() const
    {
        if (m_networkDays && (*m_networkDays < 1 || *m_networkDays > 1000))
            return failure(Error::Code::usage, "--network-days goes from 1 to 1000");
        TrafficOptions options = m_networkDays ? networkDay(static_cast<int>(*m_networkDays)) : TrafficOptions();
        for (auto done : {putNumber(options.hours, m_hours, "--hours"),
                          putNumber(options.sessions_per_hour, m_sessions, "--sessions-per-hour"),
                          putNumber(options.orchestrators, m_orchestrators, "--orchestrators"),
                          putNumber(options.gateways, m_gateways, "--gateways"),
                          putNumber(options.capability_seconds, m_capabilitySeconds, "--capability-seconds")})
            if (!done)
                return tl::unexpected(done.error());
        options.named_gateways = std::min(options.named_gateways, options.gateways);
        options.seed = static_cast<std::uint64_t>(m_seed.value_or(static_cast<std::int64_t>(options.seed)));
        options.from = m_from.value_or(options.from);
        options.org = m_org.empty() ? options.org : m_org;
        options.ignored_share = m_ignored.value_or(options.ignored_share);
        options.duplicate_share = m_duplicates.value_or(options.duplicate_share);
        options.broken_share = m_faults.value_or(options.broken_share);
        options.late_minutes_share = m_disorder.value_or(options.late_minutes_share);
        options.late_hours_share = m_disorder ? *m_disorder * kHoursPerMinutes : options.late_hours_share;
        options.mark_test_load = m_testLoad;
        options.geography = m_geography == "names"    ? Geography::names
                            : m_geography == "fields" ? Geography::fields
                                                      : Geography::none;
        options.carrier = m_carrier == "array"  ? Carrier::wrapper_array
                          : m_carrier == "rows" ? Carrier::rows
                                                : Carrier::ndjson;
        if (const auto problem = problemOf(options))
            return failure(Error::Code::usage, *problem);
        return options;
    }

    Result<TrafficSummary> write(const TrafficOptions& options)
    {
        if (m_level && (*m_level < 1 || *m_level > 19))
            return failure(Error::Code::usage, "--level goes from 1 to 19");
        m_out.compression_level = static_cast<int>(m_level.value_or(m_out.compression_level));
        Interrupt interrupt;
        ProgressLine line;
        return writeTraffic(options, m_out, [&](const TrafficProgress& at) {
            line.show(fmt::format("{:.0f}%  {} records  {}", 100 * at.share, grouped(signedOf(at.records)),
                                  byteSizeText(at.bytes)));
            return !interrupt.token().stop_requested();
        });
    }

    /// The writer puts the outcomes beside the traffic; people choose their place.
    Result<void> moveExpected() const
    {
        const std::string beside = m_out.path + ".expected.json";
        if (m_expected.empty() || m_expected == beside)
            return {};
        std::error_code error;
        std::filesystem::rename(beside, m_expected, error);
        if (error == std::errc::cross_device_link) {
            error.clear();
            std::filesystem::copy_file(beside, m_expected, std::filesystem::copy_options::overwrite_existing, error);
            if (!error)
                std::filesystem::remove(beside, error);
        }
        if (error)
            return failure(Error::Code::io, fmt::format("cannot write {}: {}; the outcomes are in {}", m_expected,
                                                        error.message(), beside));
        return {};
    }

    TrafficOutput m_out;
    std::string m_expected;
    std::optional<std::int64_t> m_seed, m_hours, m_networkDays, m_sessions, m_orchestrators, m_gateways,
        m_capabilitySeconds, m_level;
    std::optional<Instant> m_from;
    std::optional<double> m_ignored, m_duplicates, m_disorder, m_faults;
    std::string m_org;
    std::string m_carrier = "ndjson";
    std::string m_geography = "none";
    bool m_testLoad = false;
};

}  // namespace

std::unique_ptr<Command> makeGenerateCommand()
{
    return std::make_unique<GenerateCommand>();
}

}  // namespace naap
