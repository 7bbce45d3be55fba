#include <QtTest>

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>

#include <fmt/format.h>

#include "tests/core/reports/report_rows.h"
#include "ui/models/report_model.h"
#include "ui/pages/excusals_view.h"
#include "ui/pages/sla_page.h"
#include "ui/roles.h"
#include "ui/shell/theme.h"
#include "ui/widgets/table_view.h"

using namespace naap;
using namespace naap::telling;

namespace {

/// Three sessions that never play: the user left, a GPU was lost, and both.
std::vector<Envelope> failedStarts()
{
    const std::vector<std::vector<const char*>> errors{
        {"WHIP disconnected by peer"}, {"GPU lost"}, {"user disconnected", "GPU lost"}};
    std::vector<Envelope> events;
    for (std::size_t i = 0; i < errors.size(); ++i) {
        const std::string name = fmt::format("s{}", i);
        events.push_back(request("10:00:00").in(name, name));
        for (std::size_t k = 0; k < errors[i].size(); ++k)
            events.push_back(error(fmt::format("10:00:0{}", 5 + k).c_str(), errors[i][k]).in(name, name));
    }
    return events;
}

/// The SLA page at its excusals, as a person sees it.
class Shown {
public:
    Shown() : bench(world().path()), page(bench)
    {
        page.resize(1400, 800);
        page.setSubject(QStringLiteral("excusals"));
        page.show();
        page.activateWindow();
        settle();
    }
    static TestCache& world()
    {
        static Told cache(failedStarts());
        return cache;
    }
    void settle()
    {
        QTRY_VERIFY(page.isComplete() && bench.reader().pending() == 0);
        QTest::qWait(1);
    }
    QPlainTextEdit& own() const { return *page.findChild<QPlainTextEdit*>(); }
    TableView& table(const char* name) const
    {
        for (auto* each : page.findChildren<TableView*>())
            if (each->accessibleName() == QLatin1String(name))
                return *each;
        throw std::runtime_error(name);
    }
    bool says(const char* words) const
    {
        for (auto* each : page.findChildren<QLabel*>())
            if (each->isVisible() && each->text().contains(QLatin1String(words)))
                return true;
        return false;
    }
    /// The text of a row's field.
    static QString cell(const TableView& view, int row, const char* field)
    {
        for (int column = 0; column < view.model()->columnCount(); ++column)
            if (view.model()->index(row, column).data(kFieldRole).toString() == QLatin1String(field))
                return view.model()->index(row, column).data().toString();
        return {};
    }

    Workbench bench;
    SlaPage page;
};

}  // namespace

/// Whose list excuses what.
class TestExcusals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("naap-lens-test"));
        QCoreApplication::setApplicationName(QStringLiteral("excusals"));
        applyTheme(themeOf(qEnvironmentVariable("NAAP_THEME", QStringLiteral("light"))));
    }
    void init() { QSettings().clear(); }

    void upstreamsListIsShownAndLocked()
    {
        Shown shown;
        TableView& list = shown.table("Upstream's list, locked");
        QCOMPARE(list.model()->rowCount(), static_cast<int>(upstreamExcuses().size()));
        QStringList phrases;
        for (int row = 0; row < list.model()->rowCount(); ++row)
            phrases << Shown::cell(list, row, "phrase");
        QVERIFY(phrases.contains(QStringLiteral("whip disconnected")));
        const auto place = static_cast<int>(phrases.indexOf(QStringLiteral("user disconnected")));
        QCOMPARE(Shown::cell(list, place, "errors"), QStringLiteral("1"));
        QCOMPARE(Shown::cell(list, place, "sessions"), QStringLiteral("1"));
        list.setFocus();
        list.selectRow(place);
        QTest::keyClicks(&list, QStringLiteral("x"));
        QTest::keyClick(&list, Qt::Key_F2);
        QTest::keyClick(&list, Qt::Key_Delete);
        QCOMPARE(Shown::cell(list, place, "phrase"), QStringLiteral("user disconnected"));
        QCOMPARE(list.editTriggers() == QAbstractItemView::NoEditTriggers ||
                     !(list.model()->flags(list.model()->index(place, 0)) & Qt::ItemIsEditable),
                 true);
        QVERIFY(shown.says("1 of 3 failed starts are excused by upstream's list, 1 by yours"));
        if (const QString folder = qEnvironmentVariable("NAAP_PICTURES"); !folder.isEmpty())
            QVERIFY(shown.page.grab().save(folder + QStringLiteral("/excusals.png")));
    }

    /// What is written is tried at once, and kept.
    void anOwnListIsTriedWhileItIsWritten()
    {
        {
            Shown shown;
            shown.own().setFocus();
            QTest::keyClick(&shown.own(), Qt::Key_End, Qt::ControlModifier);
            QTest::keyClick(&shown.own(), Qt::Key_Return);
            QTest::keyClicks(&shown.own(), QStringLiteral("gpu LOST"));
            QTRY_VERIFY(shown.says("1 of 3 failed starts are excused by upstream's list, 3 by yours"));
            const TableView& errors = shown.table("Errors of failed starts");
            QCOMPARE(Shown::cell(errors, 0, "message"), QStringLiteral("GPU lost"));
            QCOMPARE(Shown::cell(errors, 0, "errors"), QStringLiteral("2"));
            QCOMPARE(shown.table("Failed starts by orchestrator").model()->rowCount(), 1);
        }
        Shown again;
        QVERIFY(again.own().toPlainText().endsWith(QStringLiteral("gpu LOST")));
        QVERIFY(again.says("3 by yours"));
    }

    void upstreamsListIsCopiedToBeEdited()
    {
        Shown shown;
        shown.own().setFocus();
        QTest::keyClick(&shown.own(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&shown.own(), Qt::Key_Delete);
        QTRY_VERIFY(shown.says("0 by yours"));
        QTest::keyClick(&shown.page, Qt::Key_C, Qt::AltModifier);  // the button's letter
        QTRY_VERIFY(shown.says("1 of 3 failed starts are excused by upstream's list, 1 by yours"));
        QCOMPARE(shown.own().toPlainText().count(u'\n') + 1, static_cast<qsizetype>(upstreamExcuses().size()));
        QVERIFY(shown.own().hasFocus());
    }
};

QTEST_MAIN(TestExcusals)
#include "tst_excusals.moc"
