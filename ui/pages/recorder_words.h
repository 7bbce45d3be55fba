#pragma once

#include <string_view>

#include <QString>

#include "core/reports/session_recording.h"
#include "ui/models/value_text.h"

// What the session recorder says in words, for people who do not know the names of events and rules.
namespace naap {

/// An event, state or trigger by its code; the code itself when it is not known.
QString eventWords(std::string_view code);
QString laneWords(LaneKind kind);
QString lineWords(std::string_view line);
/// "Stream requested -> First segment sent in".
QString stepWords(const StartupStep& step);
/// A symbol and a word: the outcome without colour.
QString outcomeWords(const Session& session);

/// Why outcome, excusal and attribution are what they are, as HTML; events are links `event:ID`.
QString whyHtml(const SessionRecording& recording, const ValueText& text);

/// A time of day with milliseconds, in the zone.
QString clockText(qint64 ms, const ValueText& text);

}  // namespace naap
