#include "core/events/names.h"

#include <algorithm>
#include <array>

namespace naap {
namespace {

constexpr std::string_view kLive = "live-video-to-video";

constexpr std::array<std::string_view, 12> kCanonicalPipelines{
    kLive,           "text-to-image", "image-to-image",     "image-to-video",
    "text-to-video", "audio-to-text", "text-to-speech",     "upscale",
    "llm",           "image-to-text", "segment-anything-2", "noop",
};

constexpr std::string_view kStreamDiffusion = "streamdiffusion";
constexpr std::string_view kSdxl = "streamdiffusion-sdxl";
constexpr std::string_view kSdxlV2v = "streamdiffusion-sdxl-v2v";
constexpr std::string_view kSdxlFaceid = "streamdiffusion-sdxl-faceid";
constexpr std::array<std::string_view, 4> kSpelledModels{kStreamDiffusion, kSdxl, kSdxlV2v, kSdxlFaceid};

/// Model names that gateways put into the pipeline slot. All of them are live video models.
struct Alias {
    std::string_view name;
    std::string_view model;
};
constexpr std::array<Alias, 8> kAliases{{
    {kStreamDiffusion, kStreamDiffusion},
    {kSdxl, kSdxl},
    {"pip_sdxl-turbo", kSdxl},
    {"pip_sd-turbo", kSdxl},
    {kSdxlV2v, kSdxlV2v},
    {"pip_sdxl-turbo-v2v", kSdxlV2v},
    {kSdxlFaceid, kSdxlFaceid},
    {"pip_sdxl-turbo-faceid", kSdxlFaceid},
}};

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// The member of `names` that equals `text` ignoring case, else blank.
template <std::size_t N>
std::string_view spelledAs(const std::array<std::string_view, N>& names, std::string_view text)
{
    for (const std::string_view name : names)
        if (equalsIgnoringCase(name, text))
            return name;
    return {};
}

}  // namespace

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), lower);
    return result;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && std::ranges::equal(a, b, {}, lower, lower);
}

bool containsIgnoringCase(std::string_view text, std::string_view lowerFragment)
{
    return !std::ranges::search(text, lowerFragment, {}, lower).empty() || lowerFragment.empty();
}

std::string addressNorm(std::string_view address)
{
    return lowered(trimmed(address));
}

std::string urlNorm(std::string_view url)
{
    return lowered(trimmed(url));
}

std::string hostOf(std::string_view uri)
{
    uri = trimmed(uri);
    if (const std::size_t scheme = uri.find("://"); scheme != std::string_view::npos)
        uri.remove_prefix(scheme + 3);
    uri = uri.substr(0, uri.find_first_of("/?#"));
    if (const std::size_t account = uri.rfind('@'); account != std::string_view::npos)
        uri.remove_prefix(account + 1);
    if (uri.starts_with('['))
        return lowered(uri.substr(1, uri.find(']') - 1));
    // Two colons and no brackets: an IPv6 address without a port.
    if (const std::size_t colon = uri.find(':'); colon != std::string_view::npos && colon == uri.rfind(':'))
        uri = uri.substr(0, colon);
    return lowered(uri);
}

bool isAliasCandidate(std::string_view address)
{
    const auto isHex = [](char c) { return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'f'); };
    return address.size() == 42 && address[0] == '0' && lower(address[1]) == 'x' &&
           std::ranges::all_of(address.substr(2), isHex);
}

bool isCanonicalPipeline(std::string_view pipeline)
{
    return !spelledAs(kCanonicalPipelines, pipeline).empty();
}

PipelineModel normalize(std::string_view pipelineHint, std::string_view modelHint)
{
    pipelineHint = trimmed(pipelineHint);
    modelHint = trimmed(modelHint);
    PipelineModel result;
    result.pipeline = spelledAs(kCanonicalPipelines, pipelineHint);
    const std::string_view spelled = spelledAs(kSpelledModels, modelHint);
    result.model = spelled.empty() ? modelHint : spelled;
    if (result.model.empty()) {
        for (const Alias& alias : kAliases) {
            if (!equalsIgnoringCase(alias.name, pipelineHint))
                continue;
            result.model = alias.model;
            if (result.pipeline.empty())
                result.pipeline = kLive;
        }
    }
    if (result.pipeline.empty() &&
        equalsIgnoringCase(result.model.substr(0, kStreamDiffusion.size()), kStreamDiffusion))
        result.pipeline = kLive;
    if (!result.pipeline.empty() && equalsIgnoringCase(result.pipeline, result.model))
        result.pipeline = {};
    return result;
}

}  // namespace naap
