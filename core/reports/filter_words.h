#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace naap {

/// A word of a filter, before anybody knows what it means.
struct FilterWord {
    enum class Kind : std::uint8_t {
        bare,    ///< a name, keyword, number or text without quotes
        quoted,  ///< text in quotes; `text` is what it means
        open,    ///< text whose quote is not closed
        sign,    ///< = != < <= > >= ~ ( ) ,
        broken,  ///< a sign that the language does not have
    };
    Kind kind = Kind::bare;
    std::size_t offset = 0;
    std::size_t length = 0;
    std::string text;

    std::size_t end() const { return offset + length; }
    bool isSign(std::string_view sign) const { return kind == Kind::sign && text == sign; }
    /// True for this keyword, in whatever case.
    bool isKeyword(std::string_view keyword) const;
};

/// All words of a text. `==` reads as `=`.
std::vector<FilterWord> wordsOf(std::string_view text);

/// The keywords of the language: a value that is one needs quotes.
bool isFilterKeyword(std::string_view word);

/// ASCII letters in lower case.
std::string loweredAscii(std::string_view text);

}  // namespace naap
