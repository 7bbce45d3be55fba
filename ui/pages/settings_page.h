#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include "ui/pages/page.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QSpinBox;

namespace naap {

/// How the window looks and writes values, and the cache: where, how large, prune, compact. Choices are kept at once
/// and take effect at once, except for the language, which does at the next start.
class SettingsPage : public Page {
    Q_OBJECT
public:
    explicit SettingsPage(Workbench& workbench);

protected:
    void refresh() override;

private:
    QComboBox* addChoice(QFormLayout* form, const QString& label, const QString& key, const QString& usual,
                         const QVector<std::pair<QString, QString>>& choices);
    void addAppearance();
    void addZone(QFormLayout* form);
    void showZone();
    void readCache();
    void addPrivacy();
    void addSecrets();
    void addCache();
    void askPrune();
    /// Runs `work` on a thread with the cache open for writing; its sentence is shown.
    void maintain(const QString& doing, std::function<Result<QString>(Cache&)> work);

    QElapsedTimer m_read;  ///< since the figures of the cache were asked for
    QTimer m_again;        ///< for what came since
    ValueText m_text;      ///< that they were written by
    QComboBox* m_zone = nullptr;
    QComboBox* m_private = nullptr;
    QLabel* m_file = nullptr;
    QLabel* m_size = nullptr;
    QLabel* m_outcome = nullptr;
    QSpinBox* m_days = nullptr;
    QPushButton* m_prune = nullptr;
    QPushButton* m_compact = nullptr;
};

}  // namespace naap
