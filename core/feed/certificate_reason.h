#pragma once

#include <string>

namespace naap {

/// Why a server's certificate was not accepted, and what to do, for a verdict of OpenSSL (X509_V_ERR_...). Blank for
/// X509_V_OK and for verdicts that were not reached.
std::string certificateReason(long verdict);

}  // namespace naap
