#include <QtTest>

#include <fmt/format.h>

#include "core/reports/excusal_preview.h"
#include "tests/core/reports/report_rows.h"
#include "tests/support/printing.h"

using namespace naap;
using namespace naap::telling;

namespace {

/// Three sessions that never play: the user left, a GPU was lost, and both.
std::vector<Envelope> world()
{
    const auto of = [](int number) { return fmt::format("s{}", number); };
    std::vector<Envelope> events;
    const std::vector<std::vector<const char*>> errors{
        {"WHIP disconnected by peer"}, {"GPU lost"}, {"user disconnected", "GPU lost"}};
    for (int i = 0; i < 3; ++i) {
        events.push_back(request("10:00:00").in(of(i), of(i)));
        for (std::size_t k = 0; k < errors[static_cast<std::size_t>(i)].size(); ++k)
            events.push_back(
                error(k == 0 ? "10:00:05" : "10:00:06", errors[static_cast<std::size_t>(i)][k]).in(of(i), of(i)));
    }
    return events;
}

}  // namespace

class TestExcusalPreview : public QObject {
    Q_OBJECT

private slots:
    void upstreamsListChangesNothing()
    {
        Told told(world());
        const auto preview = previewExcuses(told.cache(), upstreamExcuses(), {}, {}).value();
        QCOMPARE(preview.failed, std::int64_t{3});
        QCOMPARE(preview.excused_now, std::int64_t{1});
        QCOMPARE(preview.excused_then, preview.excused_now);
        for (const auto& each : preview.messages)
            QCOMPARE(each.excused_then, each.excused_now);
        QCOMPARE(preview.upstream.size(), upstreamExcuses().size());
        std::map<std::string, std::int64_t> errors;
        for (const auto& each : preview.upstream)
            errors[each.text] = each.errors * 10 + each.sessions;
        QCOMPARE(errors.at("whip disconnected"), std::int64_t{11});
        QCOMPARE(errors.at("user disconnected"), std::int64_t{11});  // of the third, which "GPU lost" spoils
        QCOMPARE(errors.at("missing video"), std::int64_t{0});
    }

    void anotherListIsTried()
    {
        Told told(world());
        std::vector<std::string> phrases = upstreamExcuses();
        phrases.emplace_back("gpu LOST");
        phrases.emplace_back("  ");  // excuses nothing
        const auto more = previewExcuses(told.cache(), phrases, {}, {}).value();
        QCOMPARE(more.excused_then, std::int64_t{3});
        QCOMPARE(more.messages.at(0).text, std::string("GPU lost"));
        QCOMPARE(more.messages.at(0).errors, std::int64_t{2});
        QVERIFY(!more.messages[0].excused_now && more.messages[0].excused_then);
        const auto none = previewExcuses(told.cache(), {}, {}, {}).value();
        QCOMPARE(none.excused_now, std::int64_t{1});
        QCOMPARE(none.excused_then, std::int64_t{0});
        QCOMPARE(*none.entities.at(0).failedRateThen(), 1.0);
    }

    void anEmptyCacheHasNothingToExcuse()
    {
        TestCache empty;
        const auto preview = previewExcuses(empty.cache(), upstreamExcuses(), {}, {}).value();
        QCOMPARE(preview.failed, std::int64_t{0});
        QVERIFY(preview.entities.empty());
    }
};

QTEST_APPLESS_MAIN(TestExcusalPreview)
#include "tst_excusal_preview.moc"
