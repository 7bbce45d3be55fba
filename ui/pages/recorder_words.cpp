#include "ui/pages/recorder_words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>

#include "core/reports/session_groups.h"

namespace naap {
namespace {

using namespace Qt::StringLiterals;

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

/// lupdate files what a free function tr() translates under the namespace, where nothing would look for it.
class Recorder {
    Q_DECLARE_TR_FUNCTIONS(Recorder)
};

struct Words {
    std::string_view code;
    const char* words;
};

constexpr Words kEvents[] = {
    {"gateway_receive_stream_request", QT_TRANSLATE_NOOP("Recorder", "Stream requested")},
    {"gateway_send_first_ingest_segment", QT_TRANSLATE_NOOP("Recorder", "First segment sent in")},
    {"runner_receive_first_ingest_segment", QT_TRANSLATE_NOOP("Recorder", "Runner got the first segment")},
    {"runner_send_first_processed_segment", QT_TRANSLATE_NOOP("Recorder", "Runner sent its first output")},
    {"gateway_receive_first_processed_segment", QT_TRANSLATE_NOOP("Recorder", "First output at the gateway")},
    {"gateway_receive_few_processed_segments", QT_TRANSLATE_NOOP("Recorder", "Playable")},
    {"gateway_receive_first_data_segment", QT_TRANSLATE_NOOP("Recorder", "First data at the gateway")},
    {"gateway_no_orchestrators_available", QT_TRANSLATE_NOOP("Recorder", "No orchestrator available")},
    {"gateway_ingest_stream_closed", QT_TRANSLATE_NOOP("Recorder", "Stream closed")},
    {"orchestrator_swap", QT_TRANSLATE_NOOP("Recorder", "Orchestrator swapped")},
    {"gateway_orchestrator_swap", QT_TRANSLATE_NOOP("Recorder", "Orchestrator swapped")},
    {"inference_restart", QT_TRANSLATE_NOOP("Recorder", "Inference restarted")},
    {"inference_error", QT_TRANSLATE_NOOP("Recorder", "Error in inference")},
    {"error", QT_TRANSLATE_NOOP("Recorder", "Error")},
    {"payment", QT_TRANSLATE_NOOP("Recorder", "Payment")},
    {"payment_inferred", QT_TRANSLATE_NOOP("Recorder", "Payment (inferred)")},
    {"initial", QT_TRANSLATE_NOOP("Recorder", "First choice")},
    {"swap", QT_TRANSLATE_NOOP("Recorder", "Swapped away from")},
    {"orch_change_fallback", QT_TRANSLATE_NOOP("Recorder", "Changed to")},
    {"no_status", QT_TRANSLATE_NOOP("Recorder", "No status received")},
    {"no_ingest_metrics", QT_TRANSLATE_NOOP("Recorder", "No ingest metrics received")},
    {"input_fps", QT_TRANSLATE_NOOP("Recorder", "FPS in")},
    {"output_fps", QT_TRANSLATE_NOOP("Recorder", "FPS out")},
    {"packet_loss", QT_TRANSLATE_NOOP("Recorder", "Packet loss")},
    {"packet_jitter", QT_TRANSLATE_NOOP("Recorder", "Packet jitter")},
    {"bitrate_received", QT_TRANSLATE_NOOP("Recorder", "Bit rate in")},
};

constexpr Words kReasons[] = {
    {"matched", QT_TRANSLATE_NOOP("Recorder",
                                  "its offer stood at the time: the snapshot began to hold at most 10 "
                                  "minutes before the selection.")},
    {"matched_prior",
     QT_TRANSLATE_NOOP(
         "Recorder",
         "its offer began at most 10 minutes before the selection, though another had taken its place by then.")},
    {"future_skew", QT_TRANSLATE_NOOP("Recorder",
                                      "its offer came at most 30 seconds after the selection, which clocks "
                                      "that differ explain.")},
    {"stale_candidate", QT_TRANSLATE_NOOP("Recorder",
                                          "its offer had not changed for more than 10 minutes, so it is "
                                          "only probably still the same.")},
    {"matched_without_hardware", QT_TRANSLATE_NOOP("Recorder",
                                                   "the orchestrator is known, but its offer names no "
                                                   "hardware, so no GPU can be named.")},
    {"ambiguous_candidates", QT_TRANSLATE_NOOP("Recorder", "several offers fit equally well, so none is named.")},
    {"missing_candidate", QT_TRANSLATE_NOOP("Recorder", "no capability snapshot names what the events name.")},
    {"missing_uri_snapshot_local_alias_present",
     QT_TRANSLATE_NOOP("Recorder",
                       "no snapshot has the URL that the events name, although one has its address as a "
                       "local alias.")},
    {"missing_uri_snapshot_address_match_present",
     QT_TRANSLATE_NOOP("Recorder", "no snapshot has the URL that the events name, although one has its address.")},
    {"no_selection_no_orch_excused",
     QT_TRANSLATE_NOOP("Recorder", "no orchestrator was ever selected, since the gateway found none.")},
};

constexpr Words kStatuses[] = {
    {"resolved", QT_TRANSLATE_NOOP("Recorder", "Resolved")},
    {"hardware_less", QT_TRANSLATE_NOOP("Recorder", "Resolved without hardware")},
    {"stale", QT_TRANSLATE_NOOP("Recorder", "Resolved by a stale offer")},
    {"ambiguous", QT_TRANSLATE_NOOP("Recorder", "Ambiguous")},
    {"unresolved", QT_TRANSLATE_NOOP("Recorder", "Unresolved")},
};

template <std::size_t n>
QString wordsOf(const Words (&table)[n], std::string_view code)
{
    for (const Words& each : table)
        if (each.code == code)
            return Recorder::tr(each.words);
    return text(code);
}

QString methodWords(const std::string& method)
{
    if (method.starts_with("uri_"))
        return Recorder::tr("It was found by the URL that the event names");
    if (method.starts_with("address_"))
        return Recorder::tr("It was found by the address that the event names");
    if (method.starts_with("alias_"))
        return Recorder::tr("It was found by the address that the event names, which is a local alias of the node");
    return {};
}

QString code(const std::string& name)
{
    return u"<code>%1</code>"_s.arg(QString::fromStdString(name).toHtmlEscaped());
}

QString eventLink(const std::string& event_id, const QString& words)
{
    return u"<a href=\"event:%1\">%2</a>"_s.arg(QString::fromStdString(event_id).toHtmlEscaped(),
                                                words.toHtmlEscaped());
}

QString paragraph(const QString& heading, const QString& html)
{
    return u"<p><b>%1</b><br>%2</p>"_s.arg(heading.toHtmlEscaped(), html);
}

QString ruleWords(OutcomeRule rule)
{
    switch (rule) {
        case OutcomeRule::not_requested:
            return Recorder::tr(
                "No stream request was seen, so nobody knows whether a start was tried. It is in no rate.");
        case OutcomeRule::became_playable:
            return Recorder::tr(
                "The gateway held a few processed segments: the session became playable. That is a success, "
                "whatever errors there were.");
        case OutcomeRule::no_orchestrator:
            return Recorder::tr(
                "It did not become playable, no orchestrator was ever selected, and the gateway said that none "
                "was available. Excused: nobody who could have served it failed.");
        case OutcomeRule::only_excusable_errors:
            return Recorder::tr(
                "It did not become playable, and each of its error events names a reason outside the network, "
                "such as a user who left. Excused.");
        case OutcomeRule::some_error_not_excused:
            return Recorder::tr(
                "It did not become playable, and at least one error event does not excuse that. One such error "
                "is enough.");
        case OutcomeRule::nothing_excuses:
            return Recorder::tr(
                "It did not become playable, and no event says why. Without a reason nothing is excused.");
    }
    return {};
}

QString evidenceHtml(const SessionRecording& r, const ValueText& text)
{
    QString html;
    for (const Evidence& each : r.outcome.evidence) {
        const QString words = Recorder::tr("%1 at %2").arg(eventWords(each.what), clockText(toMs(each.at), text));
        html += u"<br>• "_s + eventLink(each.event_id, words);
        if (!each.text.empty())
            html += u": “%1”"_s.arg(QString::fromStdString(each.text).toHtmlEscaped());
        if (r.outcome.rule == OutcomeRule::some_error_not_excused)
            html += each.excuses ? Recorder::tr(" (excuses)") : Recorder::tr(" (does not excuse)");
    }
    return html;
}

QString outcomeHtml(const SessionRecording& r, const ValueText& text)
{
    const QString fields = u"startup_outcome = %1, excusal_reason = %2"_s.arg(code(r.session.startup_outcome),
                                                                              code(r.session.excusal_reason));
    return paragraph(Recorder::tr("Outcome: %1").arg(outcomeWords(r.session)),
                     ruleWords(r.outcome.rule).toHtmlEscaped() + evidenceHtml(r, text) + u"<br>"_s + fields);
}

QString outputHtml(const SessionRecording& r)
{
    const Session& s = r.session;
    if (!s.outputFailed())
        return {};
    const QString why = s.loading_only
                            ? Recorder::tr("It reported its status %1 times and was never in a running state.")
                            : Recorder::tr("It reported its status %1 times and never a frame of output.");
    return paragraph(Recorder::tr("Without output"),
                     why.arg(s.status_sample_count) + u' ' +
                         Recorder::tr("It counts as effectively failed, excused or not: an excuse "
                                      "protects the start only."));
}

QString snapshotHtml(const SessionRecording& r, const ValueText& text)
{
    const auto& selection = r.attribution.selection;
    const Decision& decision = selection->decision;
    if (!decision.snapshot_ts)
        return {};
    const double age = static_cast<double>(r.attribution.snapshot_age_ms.value_or(0));
    const QString apart = age >= 0 ? Recorder::tr("%1 before the selection").arg(text.duration(age))
                                   : Recorder::tr("%1 after the selection").arg(text.duration(-age));
    return u"<br>• "_s +
           Recorder::tr("Capability snapshot %1 of %2, %3")
               .arg(code(decision.snapshot_event_id.value_or("")), clockText(toMs(*decision.snapshot_ts), text), apart);
}

QString attributionHtml(const SessionRecording& r, const ValueText& text)
{
    const Session& s = r.session;
    QString html = wordsOf(kStatuses, s.attribution_status) + u": "_s + wordsOf(kReasons, s.attribution_reason);
    if (const QString how = methodWords(s.attribution_method); !how.isEmpty())
        html += u' ' + how + u'.';
    html = html.toHtmlEscaped();
    if (const auto& selection = r.attribution.selection) {
        const std::string& named =
            selection->observed_address.empty() ? selection->observed_url : selection->observed_address;
        html += u"<br>• "_s +
                eventLink(selection->anchor_event_id,
                          Recorder::tr("Selection at %1").arg(clockText(toMs(selection->selection_ts), text)));
        html += u" ("_s + eventWords(selection->trigger).toHtmlEscaped() + u") "_s + code(named);
        html += snapshotHtml(r, text);
    } else {
        html += u"<br>"_s + Recorder::tr("No event of the session names an orchestrator.").toHtmlEscaped();
    }
    if (r.attribution.overruled)
        html += u"<br>"_s + Recorder::tr(
                                "The session names several orchestrators on that day, so the last selection alone does "
                                "not decide.")
                                .toHtmlEscaped();
    html += u"<br>attribution_status = %1, attribution_reason = %2, attribution_method = %3, confidence %4"_s.arg(
        code(s.attribution_status), code(s.attribution_reason), code(s.attribution_method),
        code(s.attribution_confidence));
    return paragraph(Recorder::tr("Attribution"), html);
}

QString swapHtml(const SessionRecording& r)
{
    if (!r.session.orchestrator_changed || r.session.swap_count > 0)
        return {};
    return paragraph(
        Recorder::tr("Changed without a swap"),
        Recorder::tr("The attributed orchestrator changed, and no swap event says so. It does not count as swapped.")
            .toHtmlEscaped());
}

}  // namespace

QString eventWords(std::string_view code)
{
    return wordsOf(kEvents, code);
}

QString laneWords(LaneKind kind)
{
    switch (kind) {
        case LaneKind::gateway: return Recorder::tr("Gateway trace");
        case LaneKind::attempts: return Recorder::tr("Orchestrators");
        case LaneKind::state: return Recorder::tr("State, restarts");
        case LaneKind::fps: return Recorder::tr("FPS in, out");
        case LaneKind::loss: return Recorder::tr("Packet loss");
        case LaneKind::jitter: return Recorder::tr("Packet jitter");
        case LaneKind::bitrate: return Recorder::tr("Bit rate in");
        case LaneKind::payments: return Recorder::tr("Payments");
        case LaneKind::errors: return Recorder::tr("Errors");
    }
    return {};
}

QString lineWords(std::string_view line)
{
    return wordsOf(kEvents, line);
}

QString stepWords(const StartupStep& step)
{
    return Recorder::tr("%1 → %2").arg(eventWords(traceOf(step.from)), eventWords(traceOf(step.to)));
}

QString outcomeWords(const Session& session)
{
    switch (outcomeOf(session.startup_outcome, session.excusal_reason)) {
        case SessionOutcome::success: return Recorder::tr("● Success");
        case SessionOutcome::excused: return Recorder::tr("▲ Excused failure");
        case SessionOutcome::unexcused: return Recorder::tr("■ Unexcused failure");
        case SessionOutcome::no_orchestrator: return Recorder::tr("▲ No orchestrator (excused)");
        case SessionOutcome::unknown: return Recorder::tr("◌ Unknown");
    }
    return {};
}

QString whyHtml(const SessionRecording& recording, const ValueText& text)
{
    return outcomeHtml(recording, text) + outputHtml(recording) + attributionHtml(recording, text) +
           swapHtml(recording);
}

QString clockText(qint64 ms, const ValueText& text)
{
    return QDateTime::fromMSecsSinceEpoch(ms, text.zone).toString(u"HH:mm:ss.zzz"_s);
}

}  // namespace naap
