#include <QtTest>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "core/resolver/capability_timeline.h"
#include "core/resolver/intervals.h"
#include "scenario.h"

using namespace naap;
using namespace naap::scenario;

namespace {

// The rules once more, word by word and without any care for speed: every interval is expanded and hashed.

struct Interval {
    CapabilitySnapshot snapshot;
    IntervalRow row;
    Instant from;
    Instant to;
    std::string version;
    std::string hash;
};

std::vector<Interval> allIntervals(std::vector<CapabilitySnapshot> snapshots)
{
    std::map<std::pair<std::string, std::string>, std::vector<CapabilitySnapshot>> groups;
    std::ranges::sort(snapshots, {}, [](const CapabilitySnapshot& s) { return std::tie(s.event_ts, s.event_id); });
    for (const CapabilitySnapshot& s : snapshots) {
        auto& group = groups[{s.surface->orch_address, urlNorm(s.surface->orch_uri)}];
        if (group.empty() || group.back().payload_hash != s.payload_hash)
            group.push_back(s);
    }
    std::vector<Interval> intervals;
    for (const auto& [key, versions] : groups) {
        for (std::size_t i = 0; i < versions.size(); ++i) {
            const CapabilitySnapshot& s = versions[i];
            const Instant to = i + 1 < versions.size() ? versions[i + 1].event_ts : Instant::max();
            const std::string version = versionId("org", key.first, key.second, s.event_id, s.payload_hash);
            for (const IntervalRow& row : expandIntervals(*s.surface))
                intervals.push_back({s, row, s.event_ts, to, version, intervalHash(version, row)});
        }
    }
    return intervals;
}

enum Class { exact, prior, future, stale };
using Candidate = std::tuple<Class, int, const Interval*>;  // class, identity type

std::vector<const Interval*> bucketOf(const std::vector<const Interval*>& named, Instant start)
{
    std::vector<const Interval*> bucket;
    std::ranges::copy_if(named, std::back_inserter(bucket), [&](const Interval* i) { return i->from == start; });
    std::ranges::sort(bucket, {}, &Interval::hash);
    return bucket;
}

void classify(const std::vector<const Interval*>& named, int type, Instant t, std::vector<Candidate>& out)
{
    std::set<Instant> starts;
    for (const Interval* i : named)
        starts.insert(i->from);
    if (starts.contains(t)) {
        for (const Interval* i : bucketOf(named, t))
            out.emplace_back(exact, type, i);
        return;
    }
    const auto after = starts.upper_bound(t);
    if (after != starts.begin()) {
        const auto bucket = bucketOf(named, *std::prev(after));
        const Interval& first = *bucket.front();
        const Class kind = t - first.from > std::chrono::minutes{10} ? stale
                           : first.from <= t && t < first.to         ? exact
                                                                     : prior;
        for (const Interval* i : bucket)
            out.emplace_back(kind, type, i);
    }
    if (after != starts.end() && *after - t <= std::chrono::seconds{30})
        for (const Interval* i : bucketOf(named, *after))
            out.emplace_back(future, type, i);
}

std::vector<const Interval*> named(const std::vector<Interval>& all, int type, const std::string& name)
{
    std::vector<const Interval*> found;
    for (const Interval& i : all) {
        const CapabilitySurface& s = *i.snapshot.surface;
        const std::string names[] = {urlNorm(s.orch_uri), s.orch_address, s.alias};
        if (names[type] == name)
            found.push_back(&i);
    }
    return found;
}

bool fits(const IntervalRow& row, const AttributionQuery& query)
{
    const bool modelFits = query.model.empty() || lowered(row.model) == lowered(query.model);
    if (query.verbatim)
        return modelFits && !row.pipeline.empty() && lowered(row.pipeline) == lowered(query.pipeline);
    return modelFits && (!isCanonicalPipeline(query.pipeline) || lowered(row.pipeline) == lowered(query.pipeline));
}

std::string describe(const Decision& d)
{
    return fmt::format("{}/{}/{}/{} {} {} {} {} {} {} {}", d.status, d.reason, d.method, d.confidence,
                       d.orchestrator_address.value_or("-"), d.orchestrator_uri.value_or("-"),
                       d.pipeline_id.value_or("-"), d.model_id.value_or("-"), d.gpu_id.value_or("-"),
                       d.capability_version_id.value_or("-"), d.snapshot_event_id.value_or("-"));
}

std::string missing(const std::vector<Interval>& all, const AttributionQuery& query)
{
    Decision decision;
    for (const int type : {1, 2}) {
        std::vector<Candidate> found;
        classify(named(all, type, addressNorm(query.address)), type, query.selection_ts, found);
        if (!found.empty() && !query.url.empty())
            decision.reason =
                type == 2 ? "missing_uri_snapshot_local_alias_present" : "missing_uri_snapshot_address_match_present";
    }
    return describe(decision);
}

std::string decide(std::vector<Candidate> found, const AttributionQuery& query)
{
    const Class best = std::get<0>(*std::ranges::min_element(found));
    std::erase_if(found, [&](const Candidate& c) { return std::get<0>(c) != best; });
    const auto compatible = [&](const Candidate& c) { return fits(std::get<2>(c)->row, query); };
    if (std::ranges::any_of(found, compatible))
        std::erase_if(found, [&](const Candidate& c) { return !compatible(c); });
    std::ranges::sort(found, [](const Candidate& a, const Candidate& b) {
        const Interval& x = *std::get<2>(a);
        const Interval& y = *std::get<2>(b);
        return std::tuple(std::get<1>(a), -toMs(x.from), x.hash) < std::tuple(std::get<1>(b), -toMs(y.from), y.hash);
    });
    const int type = std::get<1>(found.front());
    std::erase_if(found, [&](const Candidate& c) { return std::get<1>(c) != type; });
    std::set<std::string> surfaces;
    std::set<std::string> gpus;
    bool allHardware = true;
    for (const auto& [kind, identity, i] : found) {
        const CapabilitySurface& s = *i->snapshot.surface;
        surfaces.insert(fmt::format("{}|{}|{}|{}", s.orch_address, urlNorm(s.orch_uri), lowered(i->row.pipeline),
                                    lowered(i->row.model)));
        allHardware &= i->row.hardwarePresent();
        if (i->row.gpu != nullptr && !i->row.gpu->id.empty())
            gpus.insert(i->row.gpu->id);
    }
    if (surfaces.size() > 1)
        return describe({.status = "ambiguous", .reason = "ambiguous_candidates", .method = "ambiguous"});
    const Interval& first = *std::get<2>(found.front());
    const bool collapsed =
        found.size() > 1 && allHardware && !first.row.pipeline.empty() && !first.row.model.empty() && gpus.size() > 1;
    const char* const identities[] = {"uri", "address", "alias"};
    const char* const classes[] = {"exact", "prior", "future", "stale"};
    const char* const reasons[] = {"matched", "matched_prior", "future_skew", "stale_candidate"};
    Decision decision;
    decision.status = !first.row.hardwarePresent() ? "hardware_less" : best == stale ? "stale" : "resolved";
    decision.reason = first.row.hardwarePresent() ? reasons[best] : "matched_without_hardware";
    decision.method = fmt::format("{}_interval_{}", identities[type], classes[best]);
    decision.confidence = best == stale ? "medium" : "high";
    decision.orchestrator_address = first.snapshot.surface->orch_address;
    decision.orchestrator_uri = first.snapshot.surface->orch_uri;
    decision.pipeline_id = first.row.pipeline;
    decision.model_id = first.row.model;
    if (!collapsed && first.row.gpu != nullptr && !first.row.gpu->id.empty())
        decision.gpu_id = first.row.gpu->id;
    decision.capability_version_id = first.version;
    decision.snapshot_event_id = first.snapshot.event_id;
    return describe(decision);
}

std::string wordByWord(const std::vector<Interval>& all, const AttributionQuery& query)
{
    std::vector<Candidate> found;
    if (!query.url.empty())
        classify(named(all, 0, urlNorm(query.url)), 0, query.selection_ts, found);
    else
        for (const int type : {1, 2})
            classify(named(all, type, addressNorm(query.address)), type, query.selection_ts, found);
    return found.empty() ? missing(all, query) : decide(found, query);
}

/// A small world with many ties: few nodes, names, models, GPUs and instants.
std::vector<CapabilitySnapshot> world(std::mt19937& random, bool coarse)
{
    const auto pick = [&](unsigned n) { return static_cast<int>(random() % n); };
    std::vector<CapabilitySnapshot> snapshots;
    const int count = 1 + pick(12);
    for (int i = 0; i < count; ++i) {
        Node node{.address = fmt::format("0x{}", pick(3)), .uri = fmt::format("https://N{}", pick(3))};
        node.alias = pick(2) ? fmt::format("0x{}", 2 + pick(3)) : "";
        for (int entry = pick(3); entry > 0; --entry) {
            std::vector<OfferedGpu> gpus;
            for (int n = pick(3); n > 0; --n)
                gpus.push_back(gpu(pick(5) ? fmt::format("g{}", pick(3)) : ""));
            node.hardware.push_back(
                hardware(pick(4) ? kLive : "chat", pick(5) ? fmt::format("M{}", pick(2)) : "", gpus));
        }
        if (pick(2))
            node.models = {{pick(2) ? 35 : 37, fmt::format("m{}", pick(2)), true, 1}};
        const std::int64_t step = coarse ? 10'000 : 1;
        const Instant when = at("12:00:00") + ms(step * (pick(2) ? pick(8) - 4 : pick(200) - 100));
        CapabilitySnapshot snapshot = seen(when, node, std::to_string(pick(2)), fmt::format("event-{}", random()));
        snapshots.push_back(std::move(snapshot));
    }
    return snapshots;
}

}  // namespace

class AttributionOracleTest : public QObject {
    Q_OBJECT
private slots:
    void agreesWithTheRulesWordByWord()
    {
        std::mt19937 random(20260108);
        std::map<std::string, int> answers;
        for (int round = 0; round < 4000; ++round) {
            const bool coarse = random() % 4 != 0;
            const std::vector<CapabilitySnapshot> snapshots = world(random, coarse);
            const std::vector<Interval> all = allIntervals(snapshots);
            const CapabilityTimeline timeline("org", snapshots);
            for (int question = 0; question < 10; ++question) {
                const std::string url = random() % 2 ? fmt::format("https://n{}", random() % 4) : "";
                const std::string address = fmt::format("0X{}", random() % 6);
                const std::string model = random() % 2 ? fmt::format("m{}", random() % 3) : "";
                const bool verbatim = random() % 4 == 0;
                const std::string pipeline = verbatim ? "Chat" : random() % 2 ? kLive : "";
                const std::int64_t step = coarse ? 10'000 : 1;
                const AttributionQuery query{
                    .selection_ts = at("12:00:00") + ms(step * (static_cast<std::int64_t>(random() % 120) - 60)),
                    .url = url,
                    .address = address,
                    .pipeline = pipeline,
                    .model = model,
                    .verbatim = verbatim};
                const Decision decision = timeline.attribute(query);
                QCOMPARE(q(describe(decision)), q(wordByWord(all, query)));
                ++answers[decision.reason + decision.method];
            }
        }
        // all identities and classes came up, so the comparison means something
        QVERIFY2(answers.size() >= 20, qPrintable(QString::number(answers.size())));
    }
};

QTEST_APPLESS_MAIN(AttributionOracleTest)
#include "tst_attribution_oracle.moc"
