#include "tests/support/certificates.h"

#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace naap::test {
namespace {

struct Validity {
    std::chrono::hours from;
    std::chrono::hours to;
};

void add(X509* certificate, X509* issuer, int extension, const std::string& value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* made = X509V3_EXT_conf_nid(nullptr, &context, extension, value.c_str());
    if (!made)
        throw std::runtime_error("no certificate extension " + value);
    X509_add_ext(certificate, made, -1);
    X509_EXTENSION_free(made);
}

/// A certificate of a new key, not signed yet.
ServerIdentity unsignedIdentity(const std::string& name, Validity validity)
{
    ServerIdentity made{{X509_new(), X509_free}, {EVP_EC_gen("P-256"), EVP_PKEY_free}};
    X509* certificate = made.certificate.get();
    static long serial = 0;
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate), std::chrono::seconds(validity.from).count());
    X509_gmtime_adj(X509_getm_notAfter(certificate), std::chrono::seconds(validity.to).count());
    const auto* text = reinterpret_cast<const unsigned char*>(name.c_str());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8, text, -1, -1, 0);
    X509_set_pubkey(certificate, made.key.get());
    return made;
}

}  // namespace

Authority::Authority(const std::string& name)
    : m_own(unsignedIdentity(name, {std::chrono::hours(-48), std::chrono::hours(48)}))
{
    X509* own = m_own.certificate.get();
    X509_set_issuer_name(own, X509_get_subject_name(own));
    add(own, own, NID_basic_constraints, "critical,CA:TRUE");
    add(own, own, NID_key_usage, "critical,keyCertSign");
    X509_sign(own, m_own.key.get(), EVP_sha256());
}

std::string pemOf(const ServerIdentity& identity)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> memory(BIO_new(BIO_s_mem()), BIO_free);
    if (identity.key)
        PEM_write_bio_PKCS8PrivateKey(memory.get(), identity.key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    PEM_write_bio_X509(memory.get(), identity.certificate.get());
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

std::string Authority::pem() const
{
    return pemOf({m_own.certificate, nullptr});
}

ServerIdentity Authority::identity(const std::string& host, std::chrono::hours from, std::chrono::hours to) const
{
    ServerIdentity made = unsignedIdentity(host, {from, to});
    X509* certificate = made.certificate.get();
    X509* issuer = m_own.certificate.get();
    X509_set_issuer_name(certificate, X509_get_subject_name(issuer));
    const bool is_address = host.find_first_not_of("0123456789.") == std::string::npos;
    add(certificate, issuer, NID_subject_alt_name, (is_address ? "IP:" : "DNS:") + host);
    X509_sign(certificate, m_own.key.get(), EVP_sha256());
    return made;
}

}  // namespace naap::test
