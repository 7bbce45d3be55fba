#include <fmt/format.h>

#include "app/options.h"
#include "app/values.h"
#include "core/reports/planner.h"

namespace naap {
namespace {

Result<double> parseKilometres(std::string_view text)
{
    const auto whole = parseCount(text);
    if (!whole)
        return tl::unexpected(whole.error());
    return static_cast<double>(*whole);
}

class PlannerCommand : public Command {
public:
    std::string_view name() const override { return "planner"; }
    std::string_view summary() const override { return "Ask what more GPUs at a place would have served"; }
    std::string_view usage() const override { return "--region REGION [OPTION...]"; }
    std::string_view teaching() const override
    {
        return "Takes the sessions of the range that nobody served, or that were served slowly, and counts those for "
               "which one of N more GPUs at the place would have been free. Nobody tried it, so the answer is a range: "
               "from a careful count to a hopeful one, with everything that was assumed.\n\n"
               "REGION is a region (naap-lens places regions) or a code that stands for one, such as fra or "
               "us-east-1.\n\n"
               "Examples:\n"
               "  naap-lens planner --gpus 4 --type 4090 --region eu-central\n"
               "  naap-lens planner --gpus 2 --region fra --from 2026-04-01 --to 2026-04-08 --reach 1500\n"
               "  naap-lens planner --gpus 8 --type H100 --region us-east --streams-per-gpu 2 --format json\n";
    }

    void declare(Syntax& syntax) override
    {
        syntax.text("--region", m_question.region, "REGION", "where the GPUs would stand");
        syntax.value("--gpus", m_question.gpus, parseCount, "N", "how many (1)");
        syntax.text("--type", m_question.gpu_model_name, "TYPE", "part of the type's name; without it, any type");
        syntax.value("--streams-per-gpu", m_question.streams_per_gpu, parseCount, "N", "streams at a time (1)");
        syntax.value("--slow-over", m_slow, parseSpan, "SPAN", "a first frame that takes longer is slow (5s)");
        syntax.value("--reach", m_question.reach_km, parseKilometres, "KM",
                     "how far off demand may be in the hopeful count (3000)");
        m_range.declare(syntax, "sessions");
        syntax.choice("--format", m_format, {"table", "json"}, "FORMAT", "table (for people) or json");
        m_cache.declare(syntax);
    }

    Result<bool> run(Output& output) override
    {
        if (m_question.region.empty())
            return failure(Error::Code::usage, "planner wants --region REGION; `naap-lens places regions` lists them");
        if (m_question.gpus < 1 || m_question.streams_per_gpu < 1)
            return failure(Error::Code::usage, "--gpus and --streams-per-gpu are at least 1");
        if (auto good = m_range.check(); !good)
            return tl::unexpected(good.error());
        if (m_slow)
            m_question.slow_over_ms = m_slow->count();
        m_question.from = m_range.from;
        m_question.to = m_range.to;
        auto cache = m_cache.open(Cache::Access::read);
        if (!cache)
            return tl::unexpected(cache.error());
        const auto answer = planFor(**cache, m_question);
        if (!answer)
            return tl::unexpected(answer.error());
        output.write(m_format == "json" ? planJson(*answer) : planText(*answer));
        return true;
    }

private:
    PlanQuestion m_question;
    std::optional<milliseconds> m_slow;
    RangeOption m_range;
    std::string m_format = "table";
    CacheOption m_cache;
};

}  // namespace

std::unique_ptr<Command> makePlannerCommand()
{
    return std::make_unique<PlannerCommand>();
}

}  // namespace naap
