#include "ui/pages/secret_prompts.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace naap {
namespace {

/// One or two lines of hidden text with an explanation above and room for a complaint.
class HiddenLines : public QDialog {
public:
    HiddenLines(const QString& title, const QString& explanation, const QStringList& labels, QWidget* parent)
        : QDialog(parent), m_complaint(new QLabel(this))
    {
        setAttribute(Qt::WA_DeleteOnClose);
        setWindowTitle(title);
        setWindowModality(Qt::WindowModal);
        auto* words = new QLabel(explanation, this);
        words->setWordWrap(true);
        auto* form = new QFormLayout;
        for (const QString& label : labels) {
            auto* line = new QLineEdit(this);
            line->setEchoMode(QLineEdit::Password);
            line->setAccessibleName(label);
            form->addRow(label, line);
            m_lines << line;
        }
        m_complaint->setWordWrap(true);
        m_buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
        auto* rows = new QVBoxLayout(this);
        rows->addWidget(words);
        rows->addLayout(form);
        rows->addWidget(m_complaint);
        rows->addWidget(m_buttons);
        resize(460, sizeHint().height());
        connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
        connect(m_buttons, &QDialogButtonBox::accepted, this, [this] {
            if (entered)
                entered();
        });
    }

    QString text(qsizetype line) const { return m_lines[line]->text(); }
    qsizetype count() const { return m_lines.size(); }
    void complain(const QString& sentence)
    {
        m_complaint->setText(QCoreApplication::translate("SecretPrompts", "▲ %1").arg(sentence));
        setBusy(false);
        m_lines.first()->selectAll();
        m_lines.first()->setFocus();
    }
    void setBusy(bool busy) { m_buttons->button(QDialogButtonBox::Ok)->setEnabled(!busy); }
    std::function<void()> entered;

private:
    QList<QLineEdit*> m_lines;
    QLabel* m_complaint;
    QDialogButtonBox* m_buttons;
};

}  // namespace

void askPassphrase(SecretStore& store, QWidget* parent, std::function<void()> opened)
{
    const bool isNew = !store.hasFile();
    QStringList labels{QCoreApplication::translate("SecretPrompts", "Passphrase")};
    if (isNew)
        labels << QCoreApplication::translate("SecretPrompts", "Once more");
    auto* dialog = new HiddenLines(
        QCoreApplication::translate("SecretPrompts", "File of secrets"),
        isNew ? QCoreApplication::translate("SecretPrompts",
                                            "Tokens and passwords will be kept in a file that this passphrase opens. "
                                            "Nobody can open it without: a forgotten passphrase means that they have "
                                            "to be entered again.")
              : QCoreApplication::translate("SecretPrompts",
                                            "Tokens and passwords are in a file that a passphrase opens."),
        labels, parent);
    dialog->entered = [&store, dialog, isNew, opened = std::move(opened)] {
        if (isNew && dialog->text(0) != dialog->text(1))
            return dialog->complain(
                QCoreApplication::translate("SecretPrompts", "The two passphrases are not the same."));
        dialog->setBusy(true);
        store.unlock(Secret(dialog->text(0).toStdString()), dialog, [dialog, opened](const Result<void>& done) {
            if (!done)
                return dialog->complain(QString::fromStdString(done.error().message));
            const auto call = opened;
            dialog->accept();
            call();
        });
    };
    dialog->open();
}

void chooseKeeper(SecretStore& store, const QString& why, QWidget* parent, std::function<void()> chosen)
{
    auto* box = new QMessageBox(QMessageBox::Question,
                                QCoreApplication::translate("SecretPrompts", "No keychain took the secret"), why,
                                QMessageBox::NoButton, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(QCoreApplication::translate(
        "SecretPrompts",
        "It is used until NaaP Lens ends. It is never written into settings. Who is to keep "
        "tokens and passwords from now on?"));
    auto* file = box->addButton(QCoreApplication::translate("SecretPrompts", "A &file with a passphrase"),
                                QMessageBox::AcceptRole);
    auto* nobody =
        box->addButton(QCoreApplication::translate("SecretPrompts", "&Nobody: ask me each time"), QMessageBox::NoRole);
    box->addButton(QMessageBox::Cancel);
    QObject::connect(box, &QMessageBox::buttonClicked, box,
                     [&store, file, nobody, parent, chosen = std::move(chosen)](QAbstractButton* button) {
                         if (button == nobody) {
                             store.setKeeper(SecretKeeper::memory);
                             chosen();
                         } else if (button == file) {
                             store.setKeeper(SecretKeeper::file);
                             askPassphrase(store, parent, chosen);
                         }
                     });
    box->open();
}

void askSecret(const QString& source, QWidget* parent, std::function<void(Secret)> given)
{
    const QString words = QCoreApplication::translate("SecretPrompts", "Token or password");
    auto* dialog = new HiddenLines(
        words, QCoreApplication::translate("SecretPrompts", "What is the token or password of \"%1\"?").arg(source),
        {words}, parent);
    dialog->entered = [dialog, given = std::move(given)] {
        if (dialog->text(0).isEmpty())
            return;
        const auto call = given;
        Secret secret(dialog->text(0).toStdString());
        dialog->accept();
        call(std::move(secret));
    };
    dialog->open();
}

}  // namespace naap
