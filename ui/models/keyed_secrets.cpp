#include "ui/models/keyed_secrets.h"

#include <QCoreApplication>

namespace naap {
namespace {

constexpr std::chrono::minutes kPatience{2};  // a keychain asks a person first

}  // namespace

void KeyedSecrets::setStore(SecretStore* store)
{
    m_store = store;
}

void KeyedSecrets::close()
{
    const std::scoped_lock lock(m_mutex);
    m_closed = true;
    m_answered.notify_all();
}

QString KeyedSecrets::nameOf(const std::string& channel)
{
    return QStringLiteral("webhook/") + QString::fromStdString(channel);
}

Result<Secret> KeyedSecrets::secret(const std::string& name)
{
    auto question = std::make_shared<Question>();
    QMetaObject::invokeMethod(
        QCoreApplication::instance(), [self = shared_from_this(), name, question] { self->ask(name, question); },
        Qt::QueuedConnection);
    std::unique_lock lock(m_mutex);
    m_answered.wait_for(lock, kPatience, [&] { return question->answered || m_closed; });
    if (!question->answered)
        return failure(Error::Code::cancelled, "nobody opened the keychain");
    return std::move(question->answer);
}

void KeyedSecrets::ask(const std::string& name, const std::shared_ptr<Question>& question)
{
    if (!m_store)
        return answer(question, failure(Error::Code::unsupported, "there is no keychain here"));
    m_store->read(nameOf(name), m_store, [self = shared_from_this(), question](const auto& read) {
        if (!read)
            return self->answer(question, tl::unexpected(read.error()));
        if (!*read)
            return self->answer(question, failure(Error::Code::usage, "no secret is kept for this channel"));
        self->answer(question, Secret((*read)->text()));
    });
}

void KeyedSecrets::answer(const std::shared_ptr<Question>& question, Result<Secret> given)
{
    const std::scoped_lock lock(m_mutex);
    question->answer = std::move(given);
    question->answered = true;
    m_answered.notify_all();
}

}  // namespace naap
