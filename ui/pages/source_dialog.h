#pragma once

#include <optional>

#include <QDialog>

#include "ui/models/value_text.h"
#include "ui/models/watching.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace naap {

/// `connected; 3 topics, 12 partitions; newest event 12 s ago`
QString probeText(const SourceProbe& probe, const SourceDefinition& source, const ValueText& text);

/// Describes a source, or changes its description, and tries it. The secret that was typed lives in the dialog alone.
class SourceDialog : public QDialog {
    Q_OBJECT
public:
    /// `source` is where the fields begin; its kind stays.
    SourceDialog(Watching& watching, const ValueText& text, const SourceDefinition& source, QWidget* parent = nullptr);

    /// What the fields say.
    SourceDefinition source() const;
    /// What was typed; nothing: the secret stays as it was.
    std::optional<Secret> takeSecret();
    void accept() override;

private:
    void addApiFields();
    void addKafkaFields();
    void addFilesFields();
    void addOrgFields();
    void addSecretField(const QString& label);
    QLineEdit* addLine(const QString& label, const std::string& text, const QString& hint = {});
    QLineEdit* addFile(const QString& label, const std::string& text, const QString& hint, bool folders);
    void test();
    void startTest(Secret secret);
    void showTest(const Result<SourceProbe>& probe);
    void complain(const QString& sentence);

    Watching& m_watching;
    ValueText m_text;
    SourceDefinition m_source;
    QFormLayout* m_form;
    QLineEdit* m_name = nullptr;
    QLineEdit* m_url = nullptr;
    QLineEdit* m_proxy = nullptr;
    QLineEdit* m_ca = nullptr;
    QLineEdit* m_brokers = nullptr;
    QLineEdit* m_topics = nullptr;
    QLineEdit* m_group = nullptr;
    QLineEdit* m_start = nullptr;
    QCheckBox* m_tls = nullptr;
    QComboBox* m_sasl = nullptr;
    QLineEdit* m_user = nullptr;
    QLineEdit* m_path = nullptr;
    QLineEdit* m_org = nullptr;
    QCheckBox* m_org_override = nullptr;
    QLineEdit* m_secret = nullptr;
    QPushButton* m_test = nullptr;
    QLabel* m_outcome = nullptr;
};

}  // namespace naap
