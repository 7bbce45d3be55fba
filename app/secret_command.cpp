#include "app/command.h"
#include "app/secret_input.h"
#include "app/values.h"

namespace naap {
namespace {

class SecretCommand : public Command {
public:
    std::string_view name() const override { return "secret"; }
    std::string_view summary() const override { return "Give a token or password to the keychain, or take it away"; }
    std::string_view usage() const override { return "set|remove NAME [OPTION...]"; }
    std::string_view teaching() const override
    {
        return "Secrets are kept by the system's keychain or, where there is none and the settings of the window or "
               "--file say so, in a file that a passphrase opens. NAME is what wants the secret: source/ID for a "
               "source of 'naap-lens watch --sources', with its id. The secret is asked for at the terminal, or read "
               "from a file descriptor.\n\n"
               "Examples:\n"
               "  naap-lens secret set source/mine\n"
               "  naap-lens secret set source/mine --fd 3 3< token.txt\n"
               "  naap-lens secret remove source/mine\n";
    }

    void declare(Syntax& syntax) override
    {
        syntax.words("WHAT", m_words, "set or remove, and the name");
        syntax.value("--fd", m_descriptor, parseCount, "N", "read the secret from this file descriptor");
        syntax.value("--passphrase-fd", m_passphrase, parseCount, "N",
                     "read the passphrase of the file of secrets from this file descriptor");
        syntax.flag("--file", m_file, "from now on keep secrets in a file with a passphrase");
    }

    Result<bool> run(Output&) override
    {
        if (m_words.size() != 2 || (m_words[0] != "set" && m_words[0] != "remove"))
            return failure(Error::Code::usage, "secret wants 'set NAME' or 'remove NAME'");
        KeptSecrets secrets(m_passphrase);
        if (m_file)
            secrets.keepInFile();
        if (!secrets.keepsAny())
            return failure(Error::Code::usage,
                           "the settings say that secrets are asked for each time, so none is kept; --file keeps them "
                           "in a file with a passphrase");
        auto done = m_words[0] == "set" ? set(secrets) : secrets.remove(m_words[1]);
        if (!done)
            return tl::unexpected(done.error());
        return true;
    }

private:
    Result<void> set(KeptSecrets& secrets) const
    {
        auto secret = m_descriptor ? secretFromDescriptor(*m_descriptor, "--fd")
                                   : secretFromTerminal("Secret of " + m_words[1] + ": ",
                                                        "there is nobody to ask; --fd N reads the secret from a file "
                                                        "descriptor");
        if (!secret)
            return tl::unexpected(secret.error());
        return secrets.write(m_words[1], std::move(*secret));
    }

    std::vector<std::string> m_words;
    std::optional<std::int64_t> m_descriptor;
    std::optional<std::int64_t> m_passphrase;
    bool m_file = false;
};

}  // namespace

std::unique_ptr<Command> makeSecretCommand()
{
    return std::make_unique<SecretCommand>();
}

}  // namespace naap
