#include <algorithm>

#include <QtTest>

#include "core/events/wei.h"
#include "core/metrics/payments.h"
#include "core/metrics/prices.h"
#include "tests/core/metrics/example_sessions.h"

using namespace naap;
using namespace naap::example;

namespace {

Payment payment(int second, std::int64_t tickets, Int128 faceWei, std::int64_t winProbE10)
{
    Payment p;
    p.event_ts = onThatDay(21, 0, second);
    p.event_id = numbered("payment", static_cast<std::size_t>(second));
    p.org = "org";
    p.session_id = "01b55632";
    p.recipient = kOrchestrator;
    p.num_tickets = tickets;
    p.face_value_wei = faceWei;
    p.win_prob_e10 = winProbE10;
    p.price_milliwei = 1'635'021;
    return p;
}

/// Six payments of one stream; only the first names the request that it pays for.
std::vector<Payment> sixPayments()
{
    std::vector<Payment> payments{payment(1, 2, 2'402'400'000'000'000, 9'990'010),
                                  payment(2, 1, 2'402'400'000'000'000, 9'990'010)};
    for (int second = 3; second <= 6; ++second)
        payments.push_back(payment(second, 1, 2'400'000'000'000'000, 10'000'000));
    return payments;
}

std::vector<const Payment*> pointersTo(const std::vector<Payment>& payments)
{
    std::vector<const Payment*> pointers;
    for (const Payment& p : payments)
        pointers.push_back(&p);
    return pointers;
}

std::vector<PaymentLink> linksOf(const std::vector<Payment>& payments, const LinkedSession* first)
{
    std::vector<PaymentLink> links;
    for (const Payment& p : payments)
        links.push_back({&p, links.empty() ? first : nullptr});
    return links;
}

std::string inWei(Int128 amount)
{
    return formatWei(amount);
}

}  // namespace

class TestEconomics : public QObject {
    Q_OBJECT

private slots:
    void t21_sixPayments()
    {
        const std::vector<Payment> payments = sixPayments();
        const PaymentTotals totals = totalsOf(pointersTo(payments));
        QCOMPARE(totals.payment_count, 6);
        QCOMPARE(totals.ticket_count, 7);
        QCOMPARE(inWei(totals.fees_wei), std::string("16807200000000000"));
        QCOMPARE(inWei(totals.expectedFeesWei()), std::string("16800000007200"));
        COMPARE_CLOSE(totals.avgPriceWeiPerPixel(), 1635.021);
        COMPARE_CLOSE(totals.paid_pixels_estimate, 10'275'097'388.0);
    }

    void t22_faceValueInEth()
    {
        QCOMPARE(inWei(parseFaceValue("0.05 ETH").value_or(0)), std::string("50000000000000000"));
    }

    void t23_advertisedPrice()
    {
        COMPARE_CLOSE(priceWeiPerUnit(1'635'021, 1000), 1635.021);
        COMPARE_CLOSE(gweiPerMegapixel(1635.021), 1.635021);
        COMPARE_CLOSE(weiPerMinute(1635.021, 512, 512, 20), 514'333'134'028.8);
    }

    void expectedValueIsRoundedOnce()
    {
        // Two tickets whose expected values end in .5 wei: 1 wei together, nothing if each were cut
        const std::vector<Payment> halves{payment(1, 1, 1, 5'000'000'000), payment(2, 1, 1, 5'000'000'000)};
        QCOMPARE(inWei(totalsOf(pointersTo(halves)).expectedFeesWei()), std::string("1"));
    }

    void absurdAmountsStopAtTheGreatest()
    {
        const Payment absurd = payment(1, 1'000'000'000, Int128{1} << 120, 10'000'000'000);
        const PaymentTotals totals = totalsOf(std::vector<const Payment*>{&absurd, &absurd});
        QVERIFY(totals.fees_wei > 0);
        QVERIFY(totals.expected_e10 > 0);
    }

    void aPaymentWithoutPriceBuysNoPixelsThatWeKnowOf()
    {
        Payment free = payment(1, 1, 1'000'000, 10'000'000'000);
        free.price_milliwei = 0;
        free.parse_failure = true;
        const PaymentTotals totals = totalsOf(std::vector<const Payment*>{&free});
        QVERIFY(!totals.avgPriceWeiPerPixel());
        QCOMPARE(totals.parse_failures, 1);
        QVERIFY(!feesPerMinute(totals.expectedFeesWei(), 0));
        COMPARE_CLOSE(feesPerMinute(totals.expectedFeesWei(), 4), 250'000);
    }

    void pricesWeighByWhatWasPaid()
    {
        Payment cheap = payment(1, 1, 300, 10'000'000'000);
        cheap.price_milliwei = 1000;  // 300 wei buy 300 pixels
        Payment dear = payment(2, 1, 300, 10'000'000'000);
        dear.price_milliwei = 3000;  // 300 wei buy 100 pixels
        COMPARE_CLOSE(totalsOf(std::vector<const Payment*>{&cheap, &dear}).avgPriceWeiPerPixel(), 1.5);
    }

    void g8_laterPaymentsAreInferredFromThePaymentSession()
    {
        const LinkedSession session{.session_key = "stream"};
        const std::vector<Payment> payments = sixPayments();
        const std::vector<PaymentLink> links = linksOf(payments, &session);
        const auto inferred = inferredSessions(links);
        QVERIFY(std::all_of(inferred.begin(), inferred.end(), [&](const LinkedSession* s) { return s == &session; }));
        COMPARE_CLOSE(paymentLinkRate(links).by_count, 1.0 / 6);
        COMPARE_CLOSE(paymentLinkRate(links).by_value, 4'804'800.0 / 16'807'200);
    }

    void nothingIsInferredFromAPaymentSessionOfTwoSessions()
    {
        const LinkedSession a{.session_key = "a"};
        const LinkedSession b{.session_key = "b"};
        const std::vector<Payment> payments = sixPayments();
        std::vector<PaymentLink> links = linksOf(payments, &a);
        links[1].session = &b;
        const auto inferred = inferredSessions(links);
        QVERIFY(inferred[0] == &a && inferred[1] == &b);
        QVERIFY(inferred[2] == nullptr);
    }

    void nothingIsInferredAcrossOrgsOrFromABlankId()
    {
        const LinkedSession session{.session_key = "stream"};
        std::vector<Payment> payments = sixPayments();
        payments[1].org = "another";
        for (std::size_t i : {0U, 2U})
            payments[i].session_id.clear();
        const auto inferred = inferredSessions(linksOf(payments, &session));
        QVERIFY(inferred[0] == &session);
        for (std::size_t i = 1; i < inferred.size(); ++i)
            QVERIFY(inferred[i] == nullptr);
        QVERIFY(!paymentLinkRate({}).by_count);
    }

    void manifestIdsNameAPipeline()
    {
        QCOMPARE(pipelineHint("35_streamdiffusion-sdxl"), std::optional<std::string>("streamdiffusion-sdxl"));
        QVERIFY(!pipelineHint("d05da5dd"));
        QVERIFY(!pipelineHint("12345"));
        QVERIFY(!pipelineHint("35_"));
        QVERIFY(!pipelineHint("_x"));
        QVERIFY(!pipelineHint(""));
    }

    void hourlyPaymentsByWhoPaidWhomForWhat()
    {
        const LinkedSession session{"stream", "live-video-to-video", "model"};
        std::vector<Payment> payments = sixPayments();
        payments[5].manifest_id = "35_other-model";
        payments[4].event_ts = onThatDay(22);
        const auto rollups = paymentRollups(linksOf(payments, &session));
        QCOMPARE(rollups.size(), std::size_t(4));
        QCOMPARE(rollups[0].pipeline_id, std::string());
        QCOMPARE(rollups[0].totals.payment_count, 3);
        QCOMPARE(rollups[1].pipeline_id, std::string("live-video-to-video"));
        QCOMPARE(rollups[1].model_id, std::optional<std::string>("model"));
        QCOMPARE(rollups[2].pipeline_id, std::string("other-model"));
        QCOMPARE(rollups[3].window_start, onThatDay(22));
    }

    void unitsOfPrices()
    {
        QVERIFY(priceUnitOf("llm") == PriceUnit::token);
        QVERIFY(priceUnitOf("audio-to-text") == PriceUnit::second);
        QVERIFY(priceUnitOf("text-to-speech") == PriceUnit::second);
        QVERIFY(priceUnitOf("live-video-to-video") == PriceUnit::pixel);
    }

    void aPriceOfZeroIsAdvertisedButNoPrice()
    {
        QVERIFY(!priceWeiPerUnit(0, 1));
        QVERIFY(!priceWeiPerUnit(1, 0));
        QVERIFY(isZeroAdvertised(0, 1));
        QVERIFY(!isZeroAdvertised(1, 1));
        QVERIFY(!isZeroAdvertised(0, 0));
    }

    void pricesOverOrchestrators()
    {
        const PriceSpread spread = priceSpreadOf({4, 1, 2, 9});
        QCOMPARE(spread.min, std::optional(1.0));
        QCOMPARE(spread.median, std::optional(2.0));
        QCOMPARE(spread.max, std::optional(9.0));
        QCOMPARE(spread.unweighted_mean, std::optional(4.0));
        QVERIFY(!priceSpreadOf({}).median);
    }

    void unitsForADollar()
    {
        COMPARE_CLOSE(unitsPerDollar(2500, 1000), 4e11);
        QVERIFY(!unitsPerDollar(0, 1000));
        QVERIFY(!unitsPerDollar(2500, 0));
    }
};

QTEST_APPLESS_MAIN(TestEconomics)
#include "tst_economics.moc"
