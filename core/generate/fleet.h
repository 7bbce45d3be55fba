#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/generate/geography.h"
#include "core/generate/random.h"

namespace naap {

/// A made-up account: `0x` and 40 hex digits in mixed case, as checksummed addresses look.
std::string mixedCaseAccount(Random& random);

/// What a node advertises about itself (the paths of R26).
enum class NodeKind {
    stream_hardware,  ///< live video with GPUs
    stream_bare,      ///< live video in the constraints only
    batch_hardware,   ///< request pipelines with GPUs
    batch_bare,       ///< request pipelines in the constraints only
    byoc,             ///< bring your own container
    transcoding       ///< neither hardware nor constraints
};

struct Gpu {
    std::string id;
    std::string_view name;
    int major = 0;
    int minor = 0;
    std::int64_t memory_total = 0;  ///< bytes
};

/// One (pipeline, model) that a node offers.
struct FleetOffer {
    int capability = 0;
    std::string_view pipeline;  ///< pipeline, or the external capability's name for 37
    std::string_view model;
    std::int64_t price = 0;  ///< wei for one pixel or unit
    int first_gpu = 0;       ///< into the node's GPUs
    int gpu_count = 0;
};

/// How well a node serves: so that a leaderboard has winners and losers.
struct NodeQuality {
    int fps = 20'000;                ///< output, thousandths of a frame a second
    int fps_spread = 1'000;          ///< the same unit
    int ingest_ms = 2'000;           ///< request to first segment sent
    int e2e_ms = 120;                ///< first segment in to first segment out, at the runner
    int playable_ms = 4'000;         ///< first segment out to playable
    std::uint64_t failure = 20'000;  ///< chances in parts per million
    std::uint64_t swap = 30'000;
    std::uint64_t restart = 10'000;
    bool reports_latency = false;
};

struct FleetNode {
    NodeKind kind = NodeKind::transcoding;
    std::string address;        ///< canonical, mixed case
    std::string local_address;  ///< the node's own account, mixed case
    std::string wallet;         ///< local_address in lower case, as traces and status spell it
    std::string uri;
    std::string_view region;  ///< as events state it; blank: they do not
    std::string version;
    std::string runner_version;
    std::vector<FleetOffer> offers;
    std::vector<Gpu> gpus;
    std::int64_t base_price = 0;  ///< default price, wei; 0 when none is set
    NodeQuality quality;
    std::uint64_t weight = 1;  ///< share of the streams it is chosen for
    int busy = 0;              ///< streams running now
};

/// All orchestrators of the network, and what their gateways report about them.
class Fleet {
public:
    Fleet(std::uint64_t seed, int size, Geography geography = Geography::none);

    FleetNode& node(std::size_t index) { return m_nodes[index]; }
    const std::vector<FleetNode>& nodes() const { return m_nodes; }

    /// Index of a node for a stream; chosen by weight, never `except` when there is another one.
    std::size_t pickForStream(Random& random, std::size_t except = kNone) const;

    /// Index of a node of one of the kinds for requests, kNone when the fleet has none.
    std::size_t pickOf(Random& random, NodeKind kind) const;

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    /// Appends the `data` of a network_capabilities event: one entry a node. Nodes with running streams say so and have
    /// other free memory than last time; the others repeat themselves.
    void putSnapshot(std::string& out, Random& random);

private:
    struct Entry {
        std::string text;
        bool current = false;  ///< false: made while the node was busy, so it has to be made again
    };

    std::vector<FleetNode> m_nodes;
    std::vector<Entry> m_entries;
    std::vector<std::size_t> m_streaming;
    std::uint64_t m_weight = 0;
};

}  // namespace naap
