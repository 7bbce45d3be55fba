#include "tests/support/scripted_api.h"

#include <algorithm>

#include <fmt/format.h>

namespace naap::test {
namespace {

std::string pathOf(const std::string& url)
{
    const auto host = url.find("://") + 3;
    return url.substr(url.find('/', host));
}

}  // namespace

HttpResult ScriptedApi::get(const HttpRequest& request, std::stop_token stop)
{
    if (stop.stop_requested())
        return trouble(HttpProblem::cancelled);
    const std::string path = pathOf(request.url);
    asked.push_back(path);
    requests.push_back(request);
    const auto found = m_answers.find(path.substr(0, path.find('?')));
    return found == m_answers.end() ? status(404) : found->second(request);
}

void ScriptedApi::set(const std::string& path, std::string body)
{
    set(path, [body = std::move(body)](const HttpRequest&) { return json(body); });
}

void ScriptedApi::serveEmpty()
{
    for (const ApiEndpoint& endpoint : apiEndpoints()) {
        const bool is_object = endpoint.name == "dashboard/kpi" || endpoint.name == "dashboard/gpu-capacity" ||
                               endpoint.name == "dashboard/pipelines";
        const std::string body = endpoint.time == ApiTime::pages ? R"({"data":[],"pagination":{"next_cursor":""}})"
                                 : is_object                     ? R"({"streaming":[]})"
                                                                 : "[]";
        set(fmt::format("/v1/{}", endpoint.name), body);
    }
}

ApiSurroundings ScriptedApi::surroundings()
{
    return {[this] { return now; }, [this] { return random; },
            [this](milliseconds span, const std::stop_token& stop) {
                now += span;
                return !stop.stop_requested();
            }};
}

std::size_t ScriptedApi::count(const std::string& path) const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(asked, [&](const std::string& each) { return each.substr(0, each.find('?')) == path; }));
}

HttpResult json(std::string body)
{
    HttpResponse response;
    response.status = 200;
    response.body = std::move(body);
    return response;
}

HttpResult status(int code, std::optional<milliseconds> retry_after)
{
    return tl::unexpected(HttpError{HttpProblem::status, fmt::format("HTTP status {}", code), code, retry_after});
}

HttpResult trouble(HttpProblem problem)
{
    return tl::unexpected(HttpError{problem, "trouble", 0, {}});
}

std::string parameter(const HttpRequest& request, const std::string& name)
{
    std::string rest = request.url.find('?') == std::string::npos ? "" : request.url.substr(request.url.find('?') + 1);
    while (!rest.empty()) {
        const auto end = rest.find('&');
        const std::string pair = rest.substr(0, end);
        rest = end == std::string::npos ? "" : rest.substr(end + 1);
        if (!pair.starts_with(name + "="))
            continue;
        std::string value;
        for (std::size_t i = name.size() + 1; i < pair.size(); ++i) {
            const bool escaped = pair[i] == '%';
            value += escaped ? static_cast<char>(std::stoi(pair.substr(i + 1, 2), nullptr, 16)) : pair[i];
            i += escaped ? 2 : 0;
        }
        return value;
    }
    return {};
}

}  // namespace naap::test
