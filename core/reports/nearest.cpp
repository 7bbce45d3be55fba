#include "core/reports/nearest.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace naap {
namespace {

std::string folded(std::string_view word)
{
    std::string result;
    for (const char c : word.substr(0, 64)) {
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        result += lower == '_' ? '-' : lower;
    }
    return result;
}

/// Edit distance with swaps of neighbours (optimal string alignment).
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> beforeLast(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        std::swap(beforeLast, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

std::size_t commonStart(std::string_view a, std::string_view b)
{
    return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

}  // namespace

std::string_view nearestWord(std::string_view word, std::span<const std::string_view> words)
{
    const std::string wanted = folded(word);
    std::string_view best;
    std::pair<std::size_t, std::size_t> bestRank{std::numeric_limits<std::size_t>::max(), 0};
    for (const std::string_view candidate : words) {
        const std::string other = folded(candidate);
        const std::pair rank{distance(wanted, other), 64 - commonStart(wanted, other)};
        if (rank < bestRank) {
            best = candidate;
            bestRank = rank;
        }
    }
    return best;
}

}  // namespace naap
