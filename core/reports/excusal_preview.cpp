#include "core/reports/excusal_preview.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "core/events/names.h"
#include "core/reports/cells.h"
#include "core/reports/named_column.h"
#include "core/resolver/excusal.h"

namespace naap {
namespace {

std::optional<double> rateOf(std::int64_t part, std::int64_t whole)
{
    return whole > 0 ? std::optional(static_cast<double>(part) / static_cast<double>(whole)) : std::nullopt;
}

std::string lower(std::string text)
{
    for (char& c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

/// The errors of a session that bear on whether its start is excused.
struct Errors {
    std::int64_t count = 0;
    std::int64_t excused_then = 0;
};

class Previewer {
public:
    explicit Previewer(const std::vector<std::string>& phrases)
    {
        for (const std::string& each : phrases)
            if (each.find_first_not_of(" \t") != std::string::npos)
                m_phrases.push_back(lower(each));
    }

    void addErrors(const ReportTable& failures)
    {
        const NamedColumn key(failures, "session_key");
        const NamedColumn type(failures, "failure_type");
        const NamedColumn message(failures, "message");
        for (std::size_t row = 0; row < failures.rowCount(); ++row) {
            if (type.text(row) != "error")
                continue;
            const std::string text = message.text(row);
            auto [known, isNew] = m_messages.try_emplace(text);
            if (isNew)
                known->second = {
                    .text = text, .errors = 0, .excused_now = isExcusable(text), .excused_then = excuses(text)};
            m_rows.emplace_back(key.text(row), &known->second);
            Errors& errors = m_errors[m_rows.back().first];
            ++errors.count;
            errors.excused_then += known->second.excused_then;
        }
    }

    void addSessions(const ReportTable& sessions)
    {
        const NamedColumn key(sessions, "session_key");
        const NamedColumn address(sessions, "orchestrator_address");
        const NamedColumn requested(sessions, "requested");
        const NamedColumn outcome(sessions, "startup_outcome");
        const NamedColumn reason(sessions, "excusal_reason");
        for (std::size_t row = 0; row < sessions.rowCount(); ++row) {
            ExcusalPreview::Entity& entity = m_entities[address.text(row)];
            entity.orchestrator_address = address.text(row);
            entity.requested_sessions += requested.isTrue(row);
            if (outcome.text(row) != "failed")
                continue;
            const std::string session = key.text(row);
            const std::string excuse = reason.text(row);
            const auto errors = m_errors.find(session);
            const bool allExcused = errors != m_errors.end() && errors->second.count > 0 &&
                                    errors->second.count == errors->second.excused_then;
            ++entity.failed;
            entity.excused_now += excuse != "none";
            entity.excused_then += excuse == "no_orch" || allExcused;
            m_failed.insert({session, true});
        }
    }

    ExcusalPreview take()
    {
        ExcusalPreview preview;
        for (const auto& [session, message] : m_rows)
            message->errors += m_failed.contains(session);
        for (const std::string& each : upstreamExcuses())
            preview.upstream.push_back(phraseOf(each));
        for (auto& [text, message] : m_messages)
            if (message.errors > 0)
                preview.messages.push_back(message);
        std::ranges::stable_sort(preview.messages, std::greater(), &ExcusalPreview::Message::errors);
        for (auto& [address, entity] : m_entities) {
            preview.failed += entity.failed;
            preview.excused_now += entity.excused_now;
            preview.excused_then += entity.excused_then;
            if (entity.failed > 0)
                preview.entities.push_back(entity);
        }
        std::ranges::stable_sort(preview.entities, std::greater(), [](const ExcusalPreview::Entity& each) {
            return std::pair(std::abs(each.excused_then - each.excused_now), each.failed);
        });
        return preview;
    }

private:
    bool excuses(std::string_view text) const
    {
        return std::ranges::any_of(m_phrases,
                                   [&](const std::string& phrase) { return containsIgnoringCase(text, phrase); });
    }

    ExcusalPreview::Phrase phraseOf(const std::string& phrase) const
    {
        ExcusalPreview::Phrase result{.text = phrase, .errors = 0, .sessions = 0};
        std::set<std::string_view> sessions;
        for (const auto& [session, message] : m_rows)
            if (m_failed.contains(session) && containsIgnoringCase(message->text, phrase)) {
                ++result.errors;
                sessions.insert(session);
            }
        result.sessions = static_cast<std::int64_t>(sessions.size());
        return result;
    }

    std::vector<std::string> m_phrases;
    std::map<std::string, ExcusalPreview::Message> m_messages;
    std::vector<std::pair<std::string, ExcusalPreview::Message*>> m_rows;
    std::unordered_map<std::string, Errors> m_errors;
    std::unordered_map<std::string, bool> m_failed;
    std::map<std::string, ExcusalPreview::Entity> m_entities;
};

const std::vector<Column<ExcusalPreview::Phrase>>& phraseColumns()
{
    using Phrase = ExcusalPreview::Phrase;
    static const std::vector<Column<Phrase>> columns{
        {key("phrase", FieldType::text, "", "what an error's text has to have, whatever the case"),
         member<&Phrase::text>},
        {field("errors", FieldType::integer, "", "errors of failed starts that have it"), member<&Phrase::errors>},
        {field("sessions", FieldType::integer, "", "failed starts with such an error"), member<&Phrase::sessions>},
    };
    return columns;
}

const std::vector<Column<ExcusalPreview::Message>>& messageColumns()
{
    using Message = ExcusalPreview::Message;
    static const std::vector<Column<Message>> columns{
        {key("message", FieldType::text, "", "the error's text"), member<&Message::text>},
        {field("errors", FieldType::integer, "", "of sessions whose start failed"), member<&Message::errors>},
        {field("excused_upstream", FieldType::boolean, "", "by the list that figures are made by"),
         member<&Message::excused_now>},
        {field("excused_own", FieldType::boolean, "", "by the list that is tried"), member<&Message::excused_then>},
    };
    return columns;
}

const std::vector<Column<ExcusalPreview::Entity>>& entityColumns()
{
    using Entity = ExcusalPreview::Entity;
    static const std::vector<Column<Entity>> columns{
        {key("orchestrator_address", FieldType::text, "", "null: none was found"),
         [](const Entity& e) -> Cell { return nullIfBlank(e.orchestrator_address); }},
        {field("requested_sessions", FieldType::integer, "", "sessions with a request"),
         member<&Entity::requested_sessions>},
        {field("startup_failed", FieldType::integer, "", "failed starts, excused or not"), member<&Entity::failed>},
        {field("excused_upstream", FieldType::integer, "", "of these, excused as figures have it"),
         member<&Entity::excused_now>},
        {field("excused_own", FieldType::integer, "", "of these, excused by the list that is tried"),
         member<&Entity::excused_then>},
        {field("startup_failed_rate", FieldType::real, "", "unexcused failed starts / requested, as figures have it"),
         [](const Entity& e) -> Cell { return asCell(e.failedRateNow()); }},
        {field("startup_failed_rate_own", FieldType::real, "", "the same by the list that is tried"),
         [](const Entity& e) -> Cell { return asCell(e.failedRateThen()); }},
    };
    return columns;
}

}  // namespace

std::optional<double> ExcusalPreview::Entity::failedRateNow() const
{
    return rateOf(failed - excused_now, requested_sessions);
}

std::optional<double> ExcusalPreview::Entity::failedRateThen() const
{
    return rateOf(failed - excused_then, requested_sessions);
}

std::vector<std::string> upstreamExcuses()
{
    const auto phrases = excusingPhrases();
    return {phrases.begin(), phrases.end()};
}

Result<ExcusalPreview> previewExcuses(Cache& cache, const std::vector<std::string>& phrases,
                                      std::optional<Instant> from, std::optional<Instant> to)
{
    auto sessions = runReport(
        cache, "sessions",
        {.from = from,
         .to = to,
         .fields = {"session_key", "orchestrator_address", "requested", "startup_outcome", "excusal_reason"}});
    if (!sessions)
        return tl::unexpected(sessions.error());
    auto failures = runReport(cache, "failures", {});
    if (!failures)
        return tl::unexpected(failures.error());
    Previewer previewer(phrases);
    previewer.addErrors(**failures);
    previewer.addSessions(**sessions);
    return previewer.take();
}

std::shared_ptr<const ReportTable> excusalPhrasesTable(const ExcusalPreview& preview)
{
    return std::make_shared<RowsTable<ExcusalPreview::Phrase>>(preview.upstream, phraseColumns());
}

std::shared_ptr<const ReportTable> excusalMessagesTable(const ExcusalPreview& preview)
{
    return std::make_shared<RowsTable<ExcusalPreview::Message>>(preview.messages, messageColumns());
}

std::shared_ptr<const ReportTable> excusalEntitiesTable(const ExcusalPreview& preview)
{
    return std::make_shared<RowsTable<ExcusalPreview::Entity>>(preview.entities, entityColumns());
}

}  // namespace naap
