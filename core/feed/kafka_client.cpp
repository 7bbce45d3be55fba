#include "core/feed/kafka_client.h"

#include <array>

#include <fmt/format.h>
#include <openssl/x509_vfy.h>

#include "core/feed/certificate_reason.h"

namespace naap {
namespace {

const char* mechanismOf(KafkaConnection::Sasl sasl)
{
    switch (sasl) {
        case KafkaConnection::Sasl::plain: return "PLAIN";
        case KafkaConnection::Sasl::scram_sha_256: return "SCRAM-SHA-256";
        case KafkaConnection::Sasl::scram_sha_512: return "SCRAM-SHA-512";
        case KafkaConnection::Sasl::none: break;
    }
    return "";
}

const char* protocolOf(const KafkaConnection& connection)
{
    const bool sasl = connection.sasl != KafkaConnection::Sasl::none;
    if (connection.tls)
        return sasl ? "sasl_ssl" : "ssl";
    return sasl ? "sasl_plaintext" : "plaintext";
}

void logNothing(const rd_kafka_t*, int, const char*, const char*) {}

/// 1: accepted. The library logs the text, and so nobody reads it.
int judgeCertificate(rd_kafka_t*, const char*, std::int32_t, int* x509_error, int depth, const char*, std::size_t,
                     char*, std::size_t, void* owner)
{
    return static_cast<KafkaOwner*>(owner)->judge(*x509_error, depth) ? 1 : 0;
}

}  // namespace

Result<KafkaSettings> kafkaSettings(const KafkaConnection& connection,
                                    const std::vector<std::pair<std::string, std::string>>& more, KafkaOwner& owner)
{
    KafkaSettings settings(rd_kafka_conf_new());
    std::vector<std::pair<std::string, std::string>> all{
        {"bootstrap.servers", connection.brokers},
        {"client.id", "naap-lens"},
        {"security.protocol", protocolOf(connection)},
        {"ssl.endpoint.identification.algorithm", "https"},  // as is the library's own choice since 2.0
        {"log.connection.close", "false"},
        {"reconnect.backoff.ms", "200"},
        {"reconnect.backoff.max.ms", "5000"},
    };
    if (!connection.ca_file.empty())
        all.emplace_back("ssl.ca.location", connection.ca_file);
    if (connection.sasl != KafkaConnection::Sasl::none) {
        all.emplace_back("sasl.mechanisms", mechanismOf(connection.sasl));
        all.emplace_back("sasl.username", connection.user);
        all.emplace_back("sasl.password", connection.password);
    }
    all.insert(all.end(), more.begin(), more.end());
    std::array<char, 256> reason{};
    for (const auto& [name, value] : all)
        if (rd_kafka_conf_set(settings.get(), name.c_str(), value.c_str(), reason.data(), reason.size()) !=
            RD_KAFKA_CONF_OK)
            return failure(Error::Code::usage,
                           name == "sasl.password"
                               ? std::string("the Kafka client refuses the password")
                               : fmt::format("the Kafka client refuses {}: {}", name, reason.data()));
    rd_kafka_conf_set_log_cb(settings.get(), logNothing);
    rd_kafka_conf_set_opaque(settings.get(), &owner);
    if (connection.tls && rd_kafka_conf_set_ssl_cert_verify_cb(settings.get(), judgeCertificate) != RD_KAFKA_CONF_OK)
        return failure(Error::Code::usage, "the Kafka client was built without TLS");
    return settings;
}

Result<KafkaHandle> kafkaClient(rd_kafka_type_t type, KafkaSettings settings)
{
    std::array<char, 512> reason{};
    rd_kafka_t* client = rd_kafka_new(type, settings.get(), reason.data(), reason.size());
    if (!client)
        return failure(Error::Code::usage, fmt::format("the Kafka client cannot start: {}", reason.data()));
    (void)settings.release();  // the client's from here on
    return KafkaHandle(client);
}

namespace {

/// Other TLS errors have other causes: whoever answers may speak no TLS at all.
bool isAboutCertificate(rd_kafka_resp_err_t error, const std::string& detail)
{
    return error == RD_KAFKA_RESP_ERR__SSL && detail.find("certificate") != std::string::npos;
}

}  // namespace

bool needsAPerson(rd_kafka_resp_err_t error, const std::string& detail)
{
    switch (error) {
        case RD_KAFKA_RESP_ERR__AUTHENTICATION:
        case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
        case RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM: return true;
        case RD_KAFKA_RESP_ERR__SSL: return isAboutCertificate(error, detail);
        default: return false;
    }
}

namespace {

/// Before 2.6.1 the library answers SCRAM with a nonce that Kafka 4 refuses, like a wrong password (librdkafka #4895).
std::string loginRemedy(const std::string& detail)
{
    std::string remedy = "check the way to log in, the user and the password";
    constexpr int kMended = 0x020601ff;
    if (rd_kafka_version() < kMended && detail.find("SCRAM-") != std::string::npos)
        remedy += fmt::format(
            "; if they are right: brokers of Kafka 4 refuse SCRAM by librdkafka before 2.6.1, and this "
            "is {}; PLAIN with TLS works",
            rd_kafka_version_str());
    return remedy;
}

}  // namespace

bool KafkaOwner::judge(int x509_error, int depth)
{
    const std::lock_guard lock(m_mutex);
    if (x509_error == X509_V_OK) {
        if (depth == 0)
            m_refused.clear();
        return true;
    }
    m_refused = certificateReason(x509_error);
    return false;
}

std::string KafkaOwner::sentenceOf(rd_kafka_resp_err_t error, const std::string& detail,
                                   const std::string& brokers) const
{
    const std::lock_guard lock(m_mutex);
    if (isAboutCertificate(error, detail) && !m_refused.empty())
        return fmt::format("no trusted connection to {}: {}", brokers, m_refused);
    const auto because = [&](std::string_view what, std::string_view remedy) {
        return fmt::format("{}: {} ({})", what, detail.empty() ? rd_kafka_err2str(error) : detail.c_str(), remedy);
    };
    switch (error) {
        case RD_KAFKA_RESP_ERR__AUTHENTICATION:
        case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
        case RD_KAFKA_RESP_ERR_UNSUPPORTED_SASL_MECHANISM:
            return because(fmt::format("{} does not let us log in", brokers), loginRemedy(detail));
        case RD_KAFKA_RESP_ERR__SSL:
            return because(fmt::format("no trusted connection to {}", brokers),
                           "check the certificate of the broker, or name the authority that signed it");
        case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
        case RD_KAFKA_RESP_ERR__TRANSPORT:
        case RD_KAFKA_RESP_ERR__RESOLVE:
        case RD_KAFKA_RESP_ERR__TIMED_OUT:
            return because(fmt::format("no broker of {} answers", brokers), "check the address and the network");
        case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
            return because("the topic may not be read", "ask for the right to read and to describe it");
        case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
            return because("the group may not be used", "ask for the right to it, or read without a group");
        case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
            return because("a message is larger than can be fetched", "the partition cannot go on behind it");
        default: return because("Kafka", "it is tried again");
    }
}

}  // namespace naap
