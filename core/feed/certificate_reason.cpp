#include "core/feed/certificate_reason.h"

#include <fmt/format.h>
#include <openssl/x509_vfy.h>

namespace naap {

std::string certificateReason(long verdict)
{
    switch (verdict) {
        case X509_V_ERR_CERT_HAS_EXPIRED:
            return "its certificate has expired; if it is fresh, the clock of this computer is wrong";
        case X509_V_ERR_CERT_NOT_YET_VALID:
            return "its certificate is not valid yet; the clock of this computer is probably wrong";
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
        case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        case X509_V_ERR_CERT_SIGNATURE_FAILURE:
            return "its certificate was signed by nobody this computer trusts; if the server is your own, name the "
                   "file of its CA";
        case X509_V_ERR_HOSTNAME_MISMATCH:
        case X509_V_ERR_IP_ADDRESS_MISMATCH: return "its certificate belongs to another host";
        case X509_V_OK:
        case X509_V_ERR_UNSPECIFIED: return "";
        default: return fmt::format("its certificate was not accepted ({})", X509_verify_cert_error_string(verdict));
    }
}

}  // namespace naap
