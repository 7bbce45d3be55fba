#pragma once

#include <functional>

#include "ui/secrets/secret_store.h"

class QWidget;

namespace naap {

// Dialogs about secrets. They return at once; answers come when a person gave them.

/// Asks for the passphrase of the file of secrets, twice where there is no such file yet, until it opens or the person
/// has enough.
void askPassphrase(SecretStore& store, QWidget* parent, std::function<void()> opened);

/// Says that no keychain took a secret, and lets a person choose who keeps secrets from now on: nobody, so that they
/// are asked for each time, or the file with a passphrase. `chosen` is called when the choice works.
void chooseKeeper(SecretStore& store, const QString& why, QWidget* parent, std::function<void()> chosen);

/// Asks for a secret of this run.
void askSecret(const QString& source, QWidget* parent, std::function<void(Secret)> given);

}  // namespace naap
