#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/feed/public_api.h"

namespace naap::test {

/// A public API without a network: answers by path, and a clock that only the test and the feed move.
class ScriptedApi : public HttpFetcher {
public:
    using Answer = std::function<HttpResult(const HttpRequest&)>;

    HttpResult get(const HttpRequest& request, std::stop_token stop) override;

    /// What a path (without its query) answers. Paths that nobody set answer 404.
    void set(const std::string& path, Answer answer) { m_answers[path] = std::move(answer); }
    void set(const std::string& path, std::string body);
    /// All documented paths of the present generation answer with nothing in particular.
    void serveEmpty();

    /// Paths with their queries, in the order they were asked for.
    std::vector<std::string> asked;
    std::vector<HttpRequest> requests;
    Instant now{};
    double random = 0.5;

    ApiSurroundings surroundings();
    /// How often a path (without its query) was asked for.
    std::size_t count(const std::string& path) const;

private:
    std::map<std::string, Answer> m_answers;
};

HttpResult json(std::string body);
HttpResult status(int code, std::optional<milliseconds> retry_after = {});
HttpResult trouble(HttpProblem problem);

/// The value of a query's parameter, decoded; blank where it is not there.
std::string parameter(const HttpRequest& request, const std::string& name);

}  // namespace naap::test
