#pragma once

#include <cstdint>
#include <string_view>

#include "core/generate/delivery.h"
#include "core/generate/fleet.h"
#include "core/generate/random.h"

namespace naap {

/// Request traffic: AI batch jobs, LLM calls, BYOC jobs with their payments, and the workers behind them. Each call
/// writes all events of one job; `ms` is when it arrives.
class Requests {
public:
    Requests(Delivery& delivery, Fleet& fleet, std::uint64_t seed)
        : m_delivery(delivery), m_fleet(fleet), m_random(seed, 6)
    {
    }

    void aiBatch(std::int64_t ms, std::string_view gateway);
    void byoc(std::int64_t ms, std::string_view gateway);
    void auth(std::int64_t ms, std::string_view gateway);

    /// Registers the workers of every BYOC node.
    void registerWorkers(std::int64_t ms, std::string_view gateway);

private:
    struct Job {
        std::int64_t ms;
        std::string_view gateway;
        std::string request;
        const FleetNode* node;
        const FleetOffer* offer;
    };

    std::string* begin(std::int64_t ms, Family family, std::string_view subtype, std::string_view gateway);
    void llm(const Job& job, std::int64_t duration, bool success);
    void batchCompleted(const Job& job, std::int64_t duration, bool found, bool success);
    void llmCompleted(const Job& job, std::int64_t duration, bool success, bool streaming);
    void byocAttempt(const Job& job, int attempt, bool success);
    void workerAnswer(const Job& job, std::int64_t ms, std::int64_t duration, bool success);
    void byocPayment(const Job& job);
    void worker(std::int64_t ms, std::string_view gateway, const FleetNode& node, const FleetOffer& offer,
                std::string_view subtype);

    Delivery& m_delivery;
    Fleet& m_fleet;
    Random m_random;
};

}  // namespace naap
