#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/support/telling.h"
#include "tests/support/test_cache.h"

namespace naap::telling {

/// How one set of events reaches a cache.
struct Delivery {
    unsigned seed = 0;  ///< 0: in the order told; else shuffled and some twice
    Form form = Form::ndjson;
    int parts = 1;                    ///< files, each imported on its own
    bool resolve_after_each = false;  ///< after each file, with one Resolver that lives on; else once at the end
    std::int64_t batch_records = 40'000;
    std::string asText() const;
};

/// Imports the events and resolves them. Events of other orgs than `cloudspe` and `daydream` come as rows.
void deliver(TestCache& cache, const std::vector<Envelope>& events, const Delivery& delivery);

/// Plays the events as they are told and hands the cache to `check`; then plays them shuffled, doubled, split and in
/// other carriers: any of that giving other facts, or an error, fails the running test function.
void play(const std::vector<Envelope>& events, const std::function<void(TestCache&)>& check);

}  // namespace naap::telling
