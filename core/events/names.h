#pragma once

#include <string>
#include <string_view>

namespace naap {

/// Text without ASCII white space at both ends.
std::string_view trimmed(std::string_view text);

/// ASCII lower case; other bytes stay.
std::string lowered(std::string_view text);

/// Equality ignoring ASCII case.
bool equalsIgnoringCase(std::string_view a, std::string_view b);

/// True when `text` holds `lowerFragment` (given in lower case), ignoring the case of `text`.
bool containsIgnoringCase(std::string_view text, std::string_view lowerFragment);

/// The key form of an orchestrator address or URL (R8): trimmed and lower case, nothing else. Scheme, port and
/// trailing slash stay, so `https://a:8935/` and `https://a:8935` are two nodes.
std::string addressNorm(std::string_view address);
std::string urlNorm(std::string_view url);

/// The host of a service URI in lower case: `https://Orch-1.example:8935/x` is `orch-1.example`. Scheme, account, port
/// and path go; an IPv6 address loses its brackets. A bare host is itself.
std::string hostOf(std::string_view uri);

/// `0x` and 40 hex digits: only such a local address may name a node as its alias (R8, R24).
bool isAliasCandidate(std::string_view address);

/// True for the canonical pipelines that R9 lets through, ignoring case.
bool isCanonicalPipeline(std::string_view pipeline);

/// Canonical pipeline and model. The pipeline is static text; the model is static text or a view of the given hint.
struct PipelineModel {
    std::string_view pipeline;
    std::string_view model;
    bool operator==(const PipelineModel&) const = default;
};

/// What the two hints mean (R9). Never used for BYOC capability names, which are matched verbatim.
PipelineModel normalize(std::string_view pipelineHint, std::string_view modelHint);

}  // namespace naap
