#include "core/generate/fleet.h"

#include <algorithm>
#include <array>

#include "core/events/names.h"
#include "core/generate/text.h"

namespace naap {

namespace {

using namespace std::string_view_literals;

constexpr std::int64_t kGiB = std::int64_t{1} << 30U;

struct Card {
    std::string_view name;
    int major;
    int minor;
    std::int64_t memory;
};
constexpr std::array<Card, 5> kCards{{
    {"NVIDIA GeForce RTX 5090", 12, 0, 32 * kGiB - 168'820'736},
    {"NVIDIA GeForce RTX 4090", 8, 9, 24 * kGiB - 12'582'912},
    {"NVIDIA GeForce RTX 3090", 8, 6, 24 * kGiB - 12'976'128},
    {"NVIDIA L40S", 8, 9, 48 * kGiB - 1'063'321'600},
    {"NVIDIA A100-SXM4-80GB", 8, 0, 80 * kGiB - 671'088'640},
}};
constexpr std::array kLiveModels{"streamdiffusion-sdxl"sv, "streamdiffusion-sdxl-v2v"sv, "streamdiffusion"sv,
                                 "streamdiffusion-sdxl-faceid"sv};
struct RequestModel {
    int capability;
    std::string_view pipeline;
    std::string_view model;
};
constexpr std::array<RequestModel, 8> kRequestModels{{
    {27, "text-to-image", "sample-lab/swift-diffusion-xl"},
    {33, "llm", "sample-lab/parley-8b-instruct"},
    {28, "image-to-image", "sample-lab/swift-diffusion-edit"},
    {31, "audio-to-text", "sample-lab/hark-large"},
    {30, "upscale", "sample-lab/finegrain-x4"},
    {29, "image-to-video", "sample-lab/drift-video-1"},
    {34, "image-to-text", "sample-lab/caption-base"},
    {36, "text-to-speech", "sample-lab/voice-mini"},
}};
constexpr std::array<RequestModel, 3> kByocModels{{
    {37, "openai-chat-completions", "sample-lab/parley-14b-instruct"},
    {37, "openai-image-generation", "sample-lab/swift-diffusion-dev"},
    {37, "openai-text-embeddings", "sample-lab/embed-small"},
}};
constexpr std::array kVersions{"0.8.10"sv, "0.8.9"sv, "0.8.8"sv, "0.8.9-51c0ffee-dirty"sv, "0.8.10-0badcafe"sv};
// Transcoding features every node has, as texts because objects list them in text order.
constexpr std::array kFeatures{0, 1, 10, 11, 12, 14, 17, 2, 21, 22, 23, 24, 25, 26, 3, 4, 5, 6, 7, 8, 9};

NodeKind kindOf(std::size_t index)
{
    constexpr std::array kPattern{NodeKind::stream_hardware,
                                  NodeKind::transcoding,
                                  NodeKind::stream_hardware,
                                  NodeKind::stream_bare,
                                  NodeKind::batch_hardware,
                                  NodeKind::stream_hardware,
                                  NodeKind::byoc,
                                  NodeKind::stream_hardware,
                                  NodeKind::batch_bare,
                                  NodeKind::transcoding};
    return kPattern[index % kPattern.size()];
}

void giveGpus(FleetNode& node, Random& random)
{
    const Card& card = kCards[random.below(kCards.size())];
    const std::int64_t count = random.chance(700'000) ? 1 : random.between(2, 4);
    for (std::int64_t i = 0; i < count; ++i) {
        Gpu& gpu = node.gpus.emplace_back();
        gpu.id = "GPU-";
        random.appendUuid(gpu.id);
        gpu.name = card.name;
        gpu.major = card.major;
        gpu.minor = card.minor;
        gpu.memory_total = card.memory;
    }
}

void addOffer(FleetNode& node, int capability, std::string_view pipeline, std::string_view model, Random& random)
{
    FleetOffer& offer = node.offers.emplace_back();
    offer.capability = capability;
    offer.pipeline = pipeline;
    offer.model = model;
    offer.price = random.between(300, 5'000);
}

// Request models go round by the node's place, so that even a small network offers images and language.
void giveOffers(FleetNode& node, std::size_t index, Random& random)
{
    const bool batch = node.kind == NodeKind::batch_hardware || node.kind == NodeKind::batch_bare;
    const std::uint64_t start = batch ? index / 10 : random.below(100);
    const std::int64_t several = random.chance(200'000) ? random.between(2, 3) : 1;
    for (std::int64_t i = 0; i < several; ++i) {
        const std::uint64_t at = start + static_cast<std::uint64_t>(i);
        if (node.kind == NodeKind::stream_hardware || node.kind == NodeKind::stream_bare) {
            addOffer(node, 35, "live-video-to-video", kLiveModels[at % kLiveModels.size()], random);
        } else if (node.kind == NodeKind::byoc) {
            const RequestModel& model = kByocModels[at % kByocModels.size()];
            addOffer(node, model.capability, model.pipeline, model.model, random);
        } else {
            for (std::uint64_t more = 0; more < 2; ++more) {
                const RequestModel& model = kRequestModels[(2 * at + more) % kRequestModels.size()];
                addOffer(node, model.capability, model.pipeline, model.model, random);
            }
        }
    }
}

// One model has all GPUs; several models share them out as evenly as it goes, and one card can serve two of them.
void shareGpus(FleetNode& node)
{
    const int gpus = static_cast<int>(node.gpus.size());
    const int offers = static_cast<int>(node.offers.size());
    for (int i = 0; i < offers && gpus > 0; ++i) {
        FleetOffer& offer = node.offers[static_cast<std::size_t>(i)];
        offer.first_gpu = offers == 1 ? 0 : i % gpus;
        offer.gpu_count = offers == 1 ? gpus : std::max(1, gpus / offers);
        offer.gpu_count = std::min(offer.gpu_count, gpus - offer.first_gpu);
    }
}

NodeQuality drawQuality(Random& random)
{
    NodeQuality quality;
    const bool poor = random.chance(180'000);
    quality.fps = static_cast<int>(poor ? random.between(9'000, 14'500) : random.between(15'500, 23'500));
    quality.fps_spread = static_cast<int>(random.between(400, poor ? 4'000 : 1'600));
    quality.ingest_ms = static_cast<int>(random.between(1'200, poor ? 6'000 : 2'800));
    quality.e2e_ms = static_cast<int>(random.between(85, poor ? 1'400 : 420));
    quality.playable_ms = static_cast<int>(random.between(2'500, poor ? 15'000 : 6'000));
    quality.failure = static_cast<std::uint64_t>(random.between(4'000, poor ? 160'000 : 40'000));
    quality.swap = static_cast<std::uint64_t>(random.between(5'000, poor ? 120'000 : 45'000));
    quality.restart = static_cast<std::uint64_t>(random.between(2'000, poor ? 60'000 : 15'000));
    quality.reports_latency = random.chance(250'000);
    return quality;
}

void giveNames(FleetNode& node, std::size_t index, Random& random)
{
    node.address = mixedCaseAccount(random);
    node.local_address = random.chance(450'000) ? mixedCaseAccount(random) : node.address;
    const std::int64_t port = random.chance(600'000) ? 8935 : random.between(18'000, 38'000);
    if (random.chance(250'000))
        Put{node.uri, "https://203.0.113.", index % 250 + 1, ':', port};
    else
        Put{node.uri, "https://orch-", index + 1, random.chance(300'000) ? ".render.example:"sv : ".video.example:"sv,
            port};
    node.version = kVersions[random.below(kVersions.size())];
    Put{node.runner_version, "0.14.", random.below(3)};
}

FleetNode newNode(std::size_t index, const std::vector<FleetNode>& before, Random& random)
{
    FleetNode node;
    node.kind = kindOf(index);
    giveNames(node, index, random);
    // One operator, several hosts; and one account that serves two operators.
    if (index % 10 == 7)
        node.address = before[index - 2].address;
    if (index % 20 == 13)
        node.local_address = before[index - 3].local_address;
    node.wallet = lowered(node.local_address);
    if (node.kind != NodeKind::transcoding)
        giveOffers(node, index, random);
    if (node.kind == NodeKind::stream_hardware || node.kind == NodeKind::batch_hardware || node.kind == NodeKind::byoc)
        giveGpus(node, random);
    shareGpus(node);
    node.base_price = random.chance(600'000) ? random.between(150, 1'900) : 0;
    node.quality = drawQuality(random);
    node.weight = static_cast<std::uint64_t>(random.between(1, 12));
    return node;
}

/// Names and members alone tell the place: the rest of the network is the same as without one.
void placeNode(FleetNode& node, std::size_t index, Geography geography)
{
    constexpr std::string_view kScheme = "https://";
    const MadeUpPlace& place = placeOfNode(index);
    if (geography == Geography::fields)
        node.region = place.in_events;
    // An address in figures has no name to put a code into.
    if (geography == Geography::names && node.uri.starts_with("https://orch"))
        node.uri.insert(kScheme.size(), fmt::format("{}-", place.in_host_name));
}

bool hasCapability(const FleetNode& node, int capability)
{
    return std::any_of(node.offers.begin(), node.offers.end(),
                       [&](const FleetOffer& offer) { return offer.capability == capability; });
}

void putFeatures(std::string& out, const FleetNode& node)
{
    std::uint64_t bits = 0;
    std::string list;
    const auto add = [&](int id, std::size_t amount) {
        bits |= std::uint64_t{1} << static_cast<unsigned>(id);
        Put{list, list.empty() ? "\""sv : ",\""sv, id, "\":", amount};
    };
    const std::size_t amount = std::max<std::size_t>(1, node.gpus.size());
    for (const int id : kFeatures)
        add(id, amount);
    for (int id = 27; id <= 37; ++id)
        if (hasCapability(node, id))
            add(id, amount);
    // Old transcoders set bits without a meaning: words above 2^53 are part of real data.
    if (node.kind == NodeKind::transcoding)
        bits |= std::uint64_t{1} << 62U;
    Put{out, R"("capabilities":{"bitstring":[)", bits, "],"};
    if (node.kind == NodeKind::transcoding)
        out += R"("mandatories":[4096],)";
    Put{out, R"("capacities":{)", list, R"(},"version":")", node.version, R"(","constraints":{)"};
}

void putModel(std::string& out, const FleetNode& node, const FleetOffer& offer)
{
    Put{out, '"', offer.model, R"(":{"warm":true,)"};
    const int slots = std::max(1, offer.gpu_count * 2);
    const int used = std::min(slots, node.busy);
    if (slots > used)
        Put{out, R"("capacity":)", slots - used, ','};
    Put{out, R"("runnerVersion":")", node.runner_version, '"'};
    if (used > 0)
        Put{out, R"(,"capacityInUse":)", used};
    out += '}';
}

void putConstraints(std::string& out, const FleetNode& node)
{
    Put{out, R"("minVersion":")", node.version, '"'};
    bool first = true;
    for (int id = 27; id <= 36; ++id) {
        if (!hasCapability(node, id))
            continue;
        Put{out, first ? ",\"PerCapability\":{\""sv : ",\""sv, id, R"(":{"models":{)"};
        first = false;
        bool firstModel = true;
        for (const FleetOffer& offer : node.offers) {
            if (offer.capability != id)
                continue;
            if (!firstModel)
                out += ',';
            firstModel = false;
            putModel(out, node, offer);
        }
        out += "}}";
    }
    out += first ? "}}"sv : "}}}"sv;
}

void putPrices(std::string& out, const FleetNode& node)
{
    if (node.base_price > 0)
        Put{out, R"(,"price_info":{"pricePerUnit":)", node.base_price, R"(,"pixelsPerUnit":1})"};
    if (node.offers.empty() || node.kind == NodeKind::batch_bare) {
        out += R"(,"capabilities_prices":null)";
        return;
    }
    out += R"(,"capabilities_prices":[)";
    for (std::size_t i = 0; i < node.offers.size(); ++i) {
        const FleetOffer& offer = node.offers[i];
        Put{out,
            i == 0 ? "{"sv : ",{"sv,
            R"("pricePerUnit":)",
            offer.price,
            R"(,"pixelsPerUnit":1,"capability":)",
            offer.capability,
            R"(,"constraint":")",
            offer.capability == 37 ? offer.pipeline : offer.model,
            "\"}"};
    }
    out += ']';
}

void putGpu(std::string& out, const Gpu& gpu, std::int64_t used)
{
    Put{out, R"({"id":")", gpu.id, R"(","name":")", gpu.name, R"(","major":)", gpu.major};
    if (gpu.minor > 0)
        Put{out, R"(,"minor":)", gpu.minor};
    Put{out, R"(,"memory_free":)", gpu.memory_total - used, R"(,"memory_total":)", gpu.memory_total, '}'};
}

void putHardware(std::string& out, const FleetNode& node, Random& random)
{
    if (node.gpus.empty()) {
        out += R"(,"hardware":null)";
        return;
    }
    out += R"(,"hardware":[)";
    for (std::size_t i = 0; i < node.offers.size(); ++i) {
        const FleetOffer& offer = node.offers[i];
        Put{out,         i == 0 ? "{"sv : ",{"sv, R"("pipeline":")", offer.pipeline, R"(","model_id":")",
            offer.model, R"(","gpu_info":{)"};
        for (int g = 0; g < offer.gpu_count; ++g) {
            const Gpu& gpu = node.gpus[static_cast<std::size_t>(offer.first_gpu + g)];
            const std::int64_t blocks = node.busy > 0 ? random.between(4'000, 9'000) : 280;
            Put{out, g == 0 ? "\""sv : ",\""sv, g, "\":"};
            putGpu(out, gpu, blocks * (std::int64_t{2} << 20U));
        }
        out += "}}";
    }
    out += ']';
}

void putEntry(std::string& out, const FleetNode& node, Random& random)
{
    Put{out,
        R"({"address":")",
        node.address,
        R"(","local_address":")",
        node.local_address,
        R"(","orch_uri":")",
        node.uri,
        "\","};
    putFeatures(out, node);
    putConstraints(out, node);
    putPrices(out, node);
    putHardware(out, node, random);
    if (node.kind == NodeKind::byoc) {
        out += R"(,"capability_options":{)";
        for (std::size_t i = 0; i < node.offers.size(); ++i)
            Put{out,   i == 0 ? "\""sv : ",\""sv, node.offers[i].pipeline, R"(":[{"model":")", node.offers[i].model,
                "\"}]"};
        out += '}';
    }
    out += '}';
}

bool streams(const FleetNode& node)
{
    return node.kind == NodeKind::stream_hardware || node.kind == NodeKind::stream_bare;
}

}  // namespace

std::string mixedCaseAccount(Random& random)
{
    std::string text = "0x";
    random.appendHex(text, 40);
    for (std::size_t i = 2; i < text.size(); ++i)
        if (text[i] >= 'a' && random.chance(500'000))
            text[i] = static_cast<char>(text[i] - 'a' + 'A');
    return text;
}

Fleet::Fleet(std::uint64_t seed, int size, Geography geography)
{
    Random random(seed, 5);
    for (std::size_t i = 0; i < static_cast<std::size_t>(size); ++i) {
        m_nodes.push_back(newNode(i, m_nodes, random));
        placeNode(m_nodes.back(), i, geography);
        if (streams(m_nodes.back())) {
            m_streaming.push_back(i);
            m_weight += m_nodes.back().weight;
        }
    }
    m_entries.resize(m_nodes.size());
}

std::size_t Fleet::pickForStream(Random& random, std::size_t except) const
{
    const bool excluding = except != kNone && m_streaming.size() > 1;
    std::uint64_t at = random.below(m_weight - (excluding ? m_nodes[except].weight : 0));
    for (const std::size_t index : m_streaming) {
        if (excluding && index == except)
            continue;
        if (at < m_nodes[index].weight)
            return index;
        at -= m_nodes[index].weight;
    }
    return m_streaming.front();
}

std::size_t Fleet::pickOf(Random& random, NodeKind kind) const
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (m_nodes[i].kind == kind)
            found.push_back(i);
    return found.empty() ? kNone : found[random.below(found.size())];
}

void Fleet::putSnapshot(std::string& out, Random& random)
{
    out += '[';
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        Entry& entry = m_entries[i];
        if (!entry.current || m_nodes[i].busy > 0) {
            entry.text.clear();
            putEntry(entry.text, m_nodes[i], random);
            entry.current = m_nodes[i].busy == 0;
        }
        if (i > 0)
            out += ',';
        out += entry.text;
    }
    out += ']';
}

}  // namespace naap
