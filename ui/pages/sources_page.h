#pragma once

#include "core/store/feed_state_store.h"
#include "ui/models/sources_model.h"
#include "ui/pages/page.h"

class QCheckBox;
class QFormLayout;
class QFrame;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace naap {

class TableView;

/// Where do the events come from, and do they come? Live sources: add, edit, test, pause and remove them, and how each
/// stands. Without any it offers the ways to begin.
class SourcesPage : public Page {
    Q_OBJECT
public:
    explicit SourcesPage(Workbench& workbench);
    void takeFocus() override;

    /// Opens the dialog for a new source.
    void addSource(SourceDefinition::Kind kind);

protected:
    void refresh() override;

private:
    QWidget* makeWelcome();
    QWidget* makeList();
    QWidget* makeButtons();
    QWidget* makeDetails();
    QWidget* makeSecretStrip();
    QLabel* addLine(QFormLayout* form, const QString& name);
    void showSources();
    void showChosen();
    void showGaps(const std::vector<WatchGap>& gaps);
    const WatchedSource* chosen() const;
    void edit(const SourceDefinition& source);
    void editChosen();
    void testChosen();
    void startTest(const SourceDefinition& source, Secret secret);
    void pauseChosen();
    void removeChosen();
    void giveSecrets();
    void offerKeepers(const QString& why);

    SourcesModel* m_model;
    TableView* m_view = nullptr;
    QStackedWidget* m_stack;
    QFrame* m_strip = nullptr;
    QLabel* m_strip_text = nullptr;
    QPushButton* m_edit = nullptr;
    QPushButton* m_test = nullptr;
    QPushButton* m_pause = nullptr;
    QPushButton* m_remove = nullptr;
    QCheckBox* m_tray = nullptr;
    QLabel* m_outcome = nullptr;
    QLabel* m_about = nullptr;
    QLabel* m_where = nullptr;
    QLabel* m_counts = nullptr;
    QLabel* m_parts = nullptr;
    QLabel* m_error = nullptr;
    QLabel* m_gaps = nullptr;
};

}  // namespace naap
