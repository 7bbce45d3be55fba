#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace naap {

__extension__ using Int128 = __int128;

/// An exact amount of money in wei (1 ETH = 10^18 wei). Never a double.
/// Decimal text is its form in the cache, in JSON and in CSV.
std::string formatWei(Int128 wei);
std::optional<Int128> parseWei(std::string_view decimal);

/// A ticket's face value as the gateway writes it: `<integer> WEI`, `<decimal> ETH`, or a bare number
/// (integer: wei, with a decimal point: ETH). Nothing for anything else.
std::optional<Int128> parseFaceValue(std::string_view text);

/// `0.0009990010` as a whole number of 10^-10 (here 9990010); digits beyond ten decimals are cut off.
std::optional<std::int64_t> parseWinProb(std::string_view text);

/// `1635.021 wei/pixel` as milli-wei per pixel (here 1635021); digits beyond three decimals are cut off.
std::optional<std::int64_t> parsePricePerPixel(std::string_view text);

}  // namespace naap
