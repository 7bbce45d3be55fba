#pragma once

#include <chrono>
#include <memory>
#include <string>

struct evp_pkey_st;
struct x509_st;

namespace naap::test {

/// A certificate and its key, made for one test.
struct ServerIdentity {
    std::shared_ptr<x509_st> certificate;
    std::shared_ptr<evp_pkey_st> key;
};

/// Key and certificate as the files of servers have them.
std::string pemOf(const ServerIdentity& identity);

/// A certificate authority that lives as long as a test.
class Authority {
public:
    explicit Authority(const std::string& name = "An authority of a test");
    /// Its own certificate, as a file of trusted certificates has it.
    std::string pem() const;
    /// For a server of this name or address, valid from `from` to `to`, counted from now.
    ServerIdentity identity(const std::string& host, std::chrono::hours from = std::chrono::hours(-1),
                            std::chrono::hours to = std::chrono::hours(24)) const;

private:
    ServerIdentity m_own;
};

}  // namespace naap::test
