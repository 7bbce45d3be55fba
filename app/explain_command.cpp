#include <fmt/format.h>

#include "app/options.h"
#include "app/values.h"
#include "core/reports/explain.h"

namespace naap {
namespace {

class ExplainCommand : public Command {
public:
    std::string_view name() const override { return "explain"; }
    std::string_view summary() const override { return "Take an SLA score apart, down to the sessions behind it"; }
    std::string_view usage() const override { return "sla --orchestrator ADDRESS [OPTION...]"; }
    std::string_view teaching() const override
    {
        return "Shows what each component of the score measured, what it was judged by, how many points it cost, and "
               "the "
               "sessions that brought it about. Without --window it is the latest hour with a score; of several rows "
               "that "
               "fit, the one with the most requested sessions.\n\n"
               "Examples:\n"
               "  naap-lens query sla --sort sla_score --limit 10      find a row\n"
               "  naap-lens explain sla --orchestrator 0x5f3c... --window 2026-04-01T12:00:00Z\n"
               "  naap-lens explain sla --orchestrator 0x5f3c... --model streamdiffusion --format json\n";
    }

    void declare(Syntax& syntax) override
    {
        syntax.choice("WHAT", m_what, {"sla"}, "WHAT", "what to explain");
        m_orchestrator = syntax.text("--orchestrator", m_request.orchestrator, "ADDRESS",
                                     "whose score; '' is that of sessions nobody could be found for");
        syntax.value("--window", m_request.window, parseTime, "TIME", "the hour; any time in it will do");
        m_pipeline = syntax.text("--pipeline", m_pipelineName, "NAME", "the row of this pipeline");
        m_model = syntax.text("--model", m_modelName, "NAME", "the row of this model");
        m_gpu = syntax.text("--gpu", m_gpuId, "ID", "the row of this GPU");
        syntax.choice("--format", m_format, {"table", "json"}, "FORMAT", "table (for people) or json");
        m_cache.declare(syntax);
    }

    Result<bool> run(Output& output) override
    {
        if (m_what.empty())
            return failure(Error::Code::usage,
                           "explain wants to know what: naap-lens explain sla --orchestrator ADDRESS");
        if (!m_orchestrator.wasGiven())
            return failure(Error::Code::usage, "explain sla wants --orchestrator ADDRESS");
        if (m_request.window)
            m_request.window = hourOf(*m_request.window);
        take(m_request.pipeline, m_pipeline, m_pipelineName);
        take(m_request.model, m_model, m_modelName);
        take(m_request.gpu, m_gpu, m_gpuId);
        auto cache = m_cache.open(Cache::Access::read);
        if (!cache)
            return tl::unexpected(cache.error());
        auto receipt = guarded(**cache, [&] { return explainSla(**cache, m_request); });
        if (!receipt)
            return tl::unexpected(receipt.error());
        const FormatOptions options{.width = outputWidth(), .colour = outputHasStyle()};
        output.write(m_format == "json" ? receiptJson(*receipt) : receiptText(*receipt, options));
        return true;
    }

private:
    static void take(std::optional<std::string>& target, const Option& option, const std::string& value)
    {
        if (option.wasGiven())
            target = value;
    }

    std::string m_what;
    ExplainRequest m_request;
    Option m_orchestrator;
    Option m_pipeline;
    Option m_model;
    Option m_gpu;
    std::string m_pipelineName, m_modelName, m_gpuId;
    std::string m_format = "table";
    CacheOption m_cache;
};

}  // namespace

std::unique_ptr<Command> makeExplainCommand()
{
    return std::make_unique<ExplainCommand>();
}

}  // namespace naap
