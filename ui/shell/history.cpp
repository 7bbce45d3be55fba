#include "ui/shell/history.h"

namespace naap {

void History::go(Whereabouts place)
{
    if (!m_places.empty() && now() == place)
        return;
    if (!m_places.empty())
        m_places.resize(m_at + 1);
    m_places.push_back(std::move(place));
    if (m_places.size() > kMost)
        m_places.erase(m_places.begin());
    m_at = m_places.size() - 1;
}

}  // namespace naap
