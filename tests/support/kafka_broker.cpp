#include "tests/support/kafka_broker.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fmt/format.h>

namespace naap {
namespace {

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

std::uint16_t freePort()
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    ::bind(socket, reinterpret_cast<const sockaddr*>(&address), size);
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(socket);
    return ntohs(address.sin_port);
}

bool isListening(std::uint16_t port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    const sockaddr_in address = loopback(port);
    const bool connected = ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(socket);
    return connected;
}

/// What a listener with a log-in wants to know.
std::string loginOf(const std::string& listener)
{
    const std::string name = "listener.name." + listener + '.';
    const std::string package = "org.apache.kafka.common.security.";
    return fmt::format(
        "{0}sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512\n"
        "{0}plain.sasl.jaas.config={1}plain.PlainLoginModule required user_{2}=\"{3}\";\n"
        "{0}scram-sha-256.sasl.jaas.config={1}scram.ScramLoginModule required;\n"
        "{0}scram-sha-512.sasl.jaas.config={1}scram.ScramLoginModule required;\n",
        name, package, KafkaBroker::kUser, KafkaBroker::kPassword);
}

}  // namespace

KafkaBroker::KafkaBroker(const QString& jars)
    : m_classes(jars + "/*"), m_ports{freePort(), freePort(), freePort(), freePort()}
{
    const test::ServerIdentity identity = m_authority.identity("127.0.0.1");
    const std::string keys = m_folder.write("broker.pem", test::pemOf(identity));
    m_caFile = m_folder.write("ca.pem", m_authority.pem());
    const std::uint16_t controller = freePort();
    const std::string listeners =
        fmt::format("PLAINTEXT://127.0.0.1:{},SASL_PLAINTEXT://127.0.0.1:{},SSL://127.0.0.1:{},SASL_SSL://127.0.0.1:{}",
                    m_ports[0], m_ports[1], m_ports[2], m_ports[3]);
    m_properties = QString::fromStdString(m_folder.write(
        "server.properties",
        fmt::format("process.roles=broker,controller\nnode.id=1\ncontroller.quorum.voters=1@127.0.0.1:{1}\n"
                    "listeners={0},CONTROLLER://127.0.0.1:{1}\nadvertised.listeners={0}\n"
                    "controller.listener.names=CONTROLLER\nlog.dirs={2}\n"
                    "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SSL:SSL,"
                    "SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL\n"
                    "offsets.topic.replication.factor=1\noffsets.topic.num.partitions=1\n"
                    "transaction.state.log.replication.factor=1\ntransaction.state.log.min.isr=1\n"
                    "group.initial.rebalance.delay.ms=0\nnum.partitions=4\n"
                    "ssl.keystore.type=PEM\nssl.keystore.location={3}\n{4}{5}",
                    listeners, controller, (m_folder.path() / "data").string(), keys, loginOf("sasl_plaintext"),
                    loginOf("sasl_ssl"))));
}

bool KafkaBroker::format() const
{
    QStringList arguments{"-cp", m_classes,   "kafka.tools.StorageTool", "format", "-t", "MkU3OEVBNTcwNTJENDM2Qk",
                          "-c",  m_properties};
    for (const char* mechanism : {"SCRAM-SHA-256", "SCRAM-SHA-512"})
        arguments << "--add-scram" << QString("%1=[name=%2,password=%3]").arg(mechanism, kUser, kPassword);
    return QProcess::execute("java", arguments) == 0;
}

bool KafkaBroker::start()
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.start("java", {"-Xmx512m", "-cp", m_classes, "kafka.Kafka", m_properties});
    for (int i = 0; i < 240 && m_process.state() != QProcess::NotRunning; ++i) {
        if (isListening(m_ports[3]) && isListening(m_ports[0]))
            return true;
        m_process.waitForFinished(250);
    }
    return false;
}

void KafkaBroker::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

std::string KafkaBroker::brokers(bool tls, bool login) const
{
    return fmt::format("127.0.0.1:{}", portOf(tls, login));
}

}  // namespace naap
