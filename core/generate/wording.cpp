#include "core/generate/wording.h"

#include <array>

#include "core/generate/text.h"

namespace naap {

namespace {

using namespace std::string_view_literals;

constexpr std::array kClientErrors{"mediamtx ingest disconnected for this stream"sv, "WHIP disconnected by client"sv,
                                   "missing video track after 8s"sv, "ICE connection state failed"sv,
                                   "user disconnected before the first frame"sv};
constexpr std::array kPipelineErrors{"pipeline process exited with code 137"sv,
                                     "inference worker did not answer in 30s"sv, "model weights checksum mismatch"sv,
                                     "output writer closed unexpectedly"sv};
constexpr std::array kSwapReasons{"segment not accepted within 4s"sv, "orchestrator answered 503"sv,
                                  "trickle channel closed"sv};
constexpr std::array kStickyErrors{
    "[update_params] Error reloading pipeline, falling back to previous params: out of memory"sv,
    "Error updating params: Failed to fetch image from URL: 403 Forbidden"sv,
    "Error processing input frame: CUDA ERROR: device-side assert triggered"sv};
constexpr std::array kWords{
    "harbour"sv, "at"sv,    "dawn"sv,     "paper"sv,  "lantern"sv,     "forest"sv, "mosaic"sv,  "slow"sv,    "copper"sv,
    "city"sv,    "under"sv, "glass"sv,    "fields"sv, "watercolour"sv, "quiet"sv,  "storm"sv,   "neon"sv,    "tram"sv,
    "meadow"sv,  "ink"sv,   "portrait"sv, "wide"sv,   "lens"sv,        "fog"sv,    "ceramic"sv, "fox"sv,     "ribbon"sv,
    "stage"sv,   "light"sv, "velvet"sv,   "orbit"sv,  "garden"sv,      "marble"sv, "wave"sv,    "origami"sv, "night"sv};
constexpr std::array kControls{"depth"sv, "canny"sv, "tile"sv, "hed"sv};

void putPhrase(std::string& out, std::int64_t words, Random& random)
{
    for (std::int64_t i = 0; i < words; ++i)
        Put{out, i == 0 ? ""sv : " "sv, random.pick<std::string_view>(kWords)};
}

void putControls(std::string& out, Random& random)
{
    out += R"("controlnets":[)";
    const std::uint64_t count = random.between(1, 4) > 1 ? random.below(4) + 1 : 1;
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::string_view control = kControls[i];
        Put{out,
            i == 0 ? "{"sv : ",{"sv,
            R"("conditioning_scale":0.)",
            random.between(1, 8),
            R"(,"control_guidance_end":1,"control_guidance_start":0,"enabled":true,"model_id":"sample-lab/control-)",
            control,
            R"(-xl-small","preprocessor":")",
            control,
            R"(_tensorrt","preprocessor_params":{"high_threshold":200,"low_threshold":100}})"};
    }
    out += "],";
}

}  // namespace

std::string_view clientErrorText(Random& random)
{
    return random.pick<std::string_view>(kClientErrors);
}
std::string_view pipelineErrorText(Random& random)
{
    return random.pick<std::string_view>(kPipelineErrors);
}
std::string_view swapReason(Random& random)
{
    return random.pick<std::string_view>(kSwapReasons);
}
std::string_view stickyErrorText(std::size_t index)
{
    return kStickyErrors[index % kStickyErrors.size()];
}

std::string_view restartLogs()
{
    return R"(["worker 0: loop stalled for 31.2 s","worker 0: sending SIGTERM","worker 0: exited, code -15",)"
           R"("starting pipeline process","loading engine from cache","warm-up done, 12 frames"])"sv;
}

void putParams(std::string& out, std::string_view model, Random& random)
{
    if (random.chance(200'000)) {
        out += R"({"height":512,"width":512})";
        return;
    }
    out += R"({"acceleration":"tensorrt",)";
    putControls(out, random);
    Put{out,
        R"("delta":0.)",
        random.between(1, 9),
        R"(,"do_add_noise":true,"frame_buffer_size":1,"guidance_scale":1.)",
        random.below(9),
        R"(,"height":512,"ip_adapter":{"enabled":false,"scale":0.)",
        random.between(1, 9),
        R"(,"style_image_url":"","type":"regular"},"lora_dict":null,"model_id":"sample-lab/)",
        model,
        R"(-base","negative_prompt":"blurry, low quality, flat, 2d","normalize_prompt_weights":true,)",
        R"("num_inference_steps":50,"prompt":[)"};
    const std::int64_t prompts = random.between(1, 3);
    for (std::int64_t i = 0; i < prompts; ++i) {
        out += i == 0 ? "[\""sv : ",[\""sv;
        putPhrase(out, random.between(8, 70), random);
        Put{out, "\",0.", random.between(2, 9), ']'};
    }
    Put{out,
        R"(],"prompt_interpolation_method":"slerp","seed":)",
        random.below(4'000'000'000),
        R"(,"similar_image_filter_max_skip_frame":10,"similar_image_filter_threshold":0.98,"t_index_list":[)",
        random.between(2, 9),
        ',',
        random.between(10, 19),
        ',',
        random.between(20, 40),
        R"(],"use_denoising_batch":true,"use_lcm_lora":true,"use_safety_checker":false,"width":512})"};
}

}  // namespace naap
