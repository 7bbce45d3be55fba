#include "core/store/private_data.h"

namespace naap {
namespace {

const std::string kKey = "private_data";

}  // namespace

PrivateData privateData(Cache& cache)
{
    const auto stored = cache.meta(kKey);
    return stored ? privateDataFromName(*stored).value_or(PrivateData::redact) : PrivateData::redact;
}

void setPrivateData(Cache& cache, PrivateData value)
{
    cache.setMeta(kKey, std::string(privateDataName(value)));
}

}  // namespace naap
