#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace naap {

/// What one unit of an advertised price buys.
enum class PriceUnit { pixel, token, second };

/// `llm` is priced by the token, `audio-to-text` and `text-to-speech` by the second, all else by the pixel.
PriceUnit priceUnitOf(std::string_view pipeline);

/// Wei for one unit: price_per_unit / pixels_per_unit. Null unless both are above 0: such a row names no price.
std::optional<double> priceWeiPerUnit(std::int64_t pricePerUnit, std::int64_t pixelsPerUnit);

/// An advertised price of 0: shown as "0 advertised", not as free and not as missing.
bool isZeroAdvertised(std::int64_t pricePerUnit, std::int64_t pixelsPerUnit);

/// Gwei for a million pixels.
double gweiPerMegapixel(double weiPerPixel);

/// Wei that a minute of video costs at a price in wei per pixel.
double weiPerMinute(double weiPerPixel, int width, int height, double fps);

/// Units that one dollar buys at an ETH rate that the user supplies. Null unless rate and price are above 0.
std::optional<double> unitsPerDollar(double ethUsd, double weiPerUnit);

/// Prices over orchestrators. Median by nearest rank; the mean is unweighted and labelled so. Null when there are none.
struct PriceSpread {
    std::int64_t count = 0;
    std::optional<double> min;
    std::optional<double> median;
    std::optional<double> max;
    std::optional<double> unweighted_mean;
};

PriceSpread priceSpreadOf(std::vector<double> prices);

}  // namespace naap
