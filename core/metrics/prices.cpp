#include "core/metrics/prices.h"

#include <algorithm>
#include <numeric>

#include "core/metrics/percentile.h"
#include "core/metrics/rates.h"

namespace naap {

PriceUnit priceUnitOf(std::string_view pipeline)
{
    if (pipeline == "llm")
        return PriceUnit::token;
    if (pipeline == "audio-to-text" || pipeline == "text-to-speech")
        return PriceUnit::second;
    return PriceUnit::pixel;
}

std::optional<double> priceWeiPerUnit(std::int64_t pricePerUnit, std::int64_t pixelsPerUnit)
{
    if (pricePerUnit <= 0 || pixelsPerUnit <= 0)
        return std::nullopt;
    return static_cast<double>(pricePerUnit) / static_cast<double>(pixelsPerUnit);
}

bool isZeroAdvertised(std::int64_t pricePerUnit, std::int64_t pixelsPerUnit)
{
    return pricePerUnit == 0 && pixelsPerUnit > 0;
}

double gweiPerMegapixel(double weiPerPixel)
{
    constexpr double kPixelsPerMegapixel = 1e6;
    constexpr double kWeiPerGwei = 1e9;
    return weiPerPixel * kPixelsPerMegapixel / kWeiPerGwei;
}

double weiPerMinute(double weiPerPixel, int width, int height, double fps)
{
    constexpr double kSecondsPerMinute = 60;
    return weiPerPixel * width * height * fps * kSecondsPerMinute;
}

std::optional<double> unitsPerDollar(double ethUsd, double weiPerUnit)
{
    constexpr double kWeiPerEth = 1e18;
    if (!(ethUsd > 0) || !(weiPerUnit > 0))
        return std::nullopt;
    return kWeiPerEth / (ethUsd * weiPerUnit);
}

PriceSpread priceSpreadOf(std::vector<double> prices)
{
    PriceSpread spread;
    if (prices.empty())
        return spread;
    std::sort(prices.begin(), prices.end());
    spread.count = static_cast<std::int64_t>(prices.size());
    spread.min = prices.front();
    spread.median = percentileOfSorted<double>(prices, kP50);
    spread.max = prices.back();
    spread.unweighted_mean = mean(std::accumulate(prices.begin(), prices.end(), 0.0), spread.count);
    return spread;
}

}  // namespace naap
