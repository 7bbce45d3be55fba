#pragma once

#include <optional>
#include <vector>

#include "ui/models/scope.h"

namespace naap {

/// Where a person was, for Back and Forward.
class History {
public:
    /// Goes to a new place; what lay ahead is forgotten. The same place twice is one.
    void go(Whereabouts place);
    bool canGoBack() const { return m_at > 0; }
    bool canGoForward() const { return m_at + 1 < m_places.size(); }
    const Whereabouts& back() { return m_places[--m_at]; }
    const Whereabouts& forward() { return m_places[++m_at]; }
    const Whereabouts& now() const { return m_places[m_at]; }
    bool isEmpty() const { return m_places.empty(); }

private:
    static constexpr std::size_t kMost = 200;
    std::vector<Whereabouts> m_places;
    std::size_t m_at = 0;
};

}  // namespace naap
