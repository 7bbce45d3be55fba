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

// A cache may come from somebody else: what is not as we write it is left blank.
std::string textIn(const json& example, const char* name)
{
    const auto found = example.find(name);
    return found != example.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::uint64_t lineIn(const json& example)
{
    const auto found = example.find("line");
    return found != example.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
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
            examples.push_back({.record_class = textIn(each, "class"),
                                .reason = textIn(each, "reason"),
                                .path = textIn(each, "path"),
                                .line = lineIn(each),
                                .detail = textIn(each, "detail")});
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
