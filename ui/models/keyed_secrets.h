#pragma once

#include <condition_variable>
#include <mutex>

#include <QPointer>

#include "core/notify/channel_sender.h"
#include "ui/secrets/secret_store.h"

namespace naap {

/// Gives the secrets of a SecretStore, which lives on the window's thread, to threads of channels: they wait, the
/// window does not.
class KeyedSecrets : public ChannelSecrets, public std::enable_shared_from_this<KeyedSecrets> {
public:
    /// The window's thread.
    void setStore(SecretStore* store);
    SecretStore* store() const { return m_store; }
    /// Ends all waiting; the window's thread calls it before it waits for the threads that do.
    void close();

    Result<Secret> secret(const std::string& name) override;

    static QString nameOf(const std::string& channel);

private:
    struct Question {
        bool answered = false;
        Result<Secret> answer;
    };
    void ask(const std::string& name, const std::shared_ptr<Question>& question);
    void answer(const std::shared_ptr<Question>& question, Result<Secret> answer);

    QPointer<SecretStore> m_store;  ///< the window's thread alone
    std::mutex m_mutex;             // guards what follows, and questions
    std::condition_variable m_answered;
    bool m_closed = false;
};

}  // namespace naap
