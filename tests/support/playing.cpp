#include "tests/support/playing.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>
#include <stdexcept>

#include <fmt/format.h>

namespace naap::telling {
namespace {

constexpr Delivery kOtherWays[] = {
    {.seed = 1, .form = Form::wrapper, .parts = 1, .resolve_after_each = false, .batch_records = 1},
    {.seed = 2, .form = Form::rows, .parts = 3, .resolve_after_each = true, .batch_records = 2},
    {.seed = 3, .form = Form::ndjson, .parts = 7, .resolve_after_each = true, .batch_records = 40'000},
    {.seed = 4, .form = Form::wrapper, .parts = 2, .resolve_after_each = true, .batch_records = 3},
};

std::vector<Envelope> inOrderOf(std::vector<Envelope> events, unsigned seed)
{
    if (seed == 0)
        return events;
    std::mt19937 random(seed);
    const std::size_t count = events.size();
    for (std::size_t i = 0; i < count; ++i)
        if (random() % 2 == 0)
            events.push_back(events[i]);
    std::shuffle(events.begin(), events.end(), random);
    return events;
}

void importPart(TestCache& cache, const std::vector<Envelope>& events, const Delivery& delivery)
{
    std::map<std::string, std::vector<Envelope>> byOrg;
    for (const Envelope& each : events)
        byOrg[each.org].push_back(each);
    for (const auto& [org, ofOrg] : byOrg) {
        ImportOptions options;
        options.org.given = org;
        options.limits.records = delivery.batch_records;
        const bool known = org == "cloudspe" || org == "daydream";
        cache.importText(fileOf(ofOrg, known ? delivery.form : Form::rows), options);
    }
}

}  // namespace

std::string Delivery::asText() const
{
    return fmt::format("seed {}, form {}, {} parts, batches of {}, resolved {}", seed, static_cast<int>(form), parts,
                       batch_records, resolve_after_each ? "after each part" : "at the end");
}

void deliver(TestCache& cache, const std::vector<Envelope>& events, const Delivery& delivery)
{
    const std::vector<Envelope> ordered = inOrderOf(events, delivery.seed);
    const auto parts = static_cast<std::size_t>(delivery.parts);
    for (std::size_t part = 0; part < parts; ++part) {
        const auto from = static_cast<std::ptrdiff_t>(ordered.size() * part / parts);
        const auto to = static_cast<std::ptrdiff_t>(ordered.size() * (part + 1) / parts);
        importPart(cache, {ordered.begin() + from, ordered.begin() + to}, delivery);
        if (delivery.resolve_after_each)
            cache.resolve();
    }
    cache.resolve();
}

void play(const std::vector<Envelope>& events, const std::function<void(TestCache&)>& check)
{
    try {
        TestCache told;
        deliver(told, events, {});
        check(told);
        const std::string expected = factsText(told.cache());
        for (const Delivery& delivery : kOtherWays) {
            TestCache other;
            deliver(other, events, delivery);
            if (const std::string facts = factsText(other.cache()); facts != expected)
                throw std::runtime_error(delivery.asText() + " gives other facts\n" + firstDifference(expected, facts));
        }
    } catch (const std::exception& error) {
        QTest::qFail(error.what(), __FILE__, __LINE__);
    }
}

}  // namespace naap::telling
