#include "core/pipeline/import_examples.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace naap {
namespace {

using nlohmann::json;

const std::string kKey = "import_examples";

bool isOfOneKind(const ImportExample& a, const ImportExample& b)
{
    return a.record_class == b.record_class && a.reason == b.reason;
}

}  // namespace

std::vector<ImportExample> importExamples(Cache& cache)
{
    std::vector<ImportExample> examples;
    const json stored = json::parse(cache.meta(kKey).value_or("[]"), nullptr, false);
    if (!stored.is_array())
        return examples;
    for (const json& each : stored)
        if (each.is_object())
            examples.push_back({.record_class = each.value("class", ""),
                                .reason = each.value("reason", ""),
                                .path = each.value("path", ""),
                                .line = each.value("line", std::uint64_t{0}),
                                .detail = each.value("detail", "")});
    return examples;
}

void keepImportExamples(Cache& cache, const std::vector<ImportExample>& examples)
{
    if (examples.empty())
        return;
    std::vector<ImportExample> all = importExamples(cache);
    std::erase_if(all, [&](const ImportExample& old) {
        return std::ranges::any_of(examples, [&](const ImportExample& each) { return isOfOneKind(old, each); });
    });
    all.insert(all.end(), examples.begin(), examples.end());
    json stored = json::array();
    for (const ImportExample& each : all)
        stored.push_back({{"class", each.record_class},
                          {"reason", each.reason},
                          {"path", each.path},
                          {"line", each.line},
                          {"detail", each.detail}});
    // Names of files may be no UTF-8.
    cache.setMeta(kKey, stored.dump(-1, ' ', false, json::error_handler_t::replace));
}

}  // namespace naap
