#pragma once

#include <string>
#include <string_view>

namespace naap {

/// A token or password: moved, never copied, and wiped from memory when it goes.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string text);
    ~Secret() { wipe(); }
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;

    bool empty() const { return m_text.empty(); }
    const std::string& text() const { return m_text; }
    /// `said` without the secret: for every text that people or logs get to see and that a stranger had a hand in.
    std::string hiddenIn(std::string said) const;

private:
    void wipe();

    std::string m_text;
};

}  // namespace naap
