#include "core/events/families.h"
#include "core/events/names.h"
#include "core/events/wei.h"

namespace naap {
namespace {

/// A field that is given and cannot be read counts as 0 and marks the payment.
template <class Value>
void assignOr0(Value& target, const std::optional<Value>& parsed, std::string_view text, bool& failure)
{
    target = parsed.value_or(Value{});
    if (!parsed && !trimmed(text).empty())
        failure = true;
}

std::optional<std::int64_t> parseTickets(const JsonValue& value)
{
    const auto tickets = asInteger(value);
    return tickets && *tickets >= 0 ? tickets : std::nullopt;
}

void readAmounts(std::string_view key, const JsonValue& member, std::string_view text, Payment& payment)
{
    if (key == "faceValue") {
        auto face = parseFaceValue(text);
        if (face && *face < 0)
            face.reset();
        assignOr0(payment.face_value_wei, face, text, payment.parse_failure);
        payment.face_value_in_eth = trimmed(text).ends_with("ETH");
    } else if (key == "winProb") {
        assignOr0(payment.win_prob_e10, parseWinProb(text), text, payment.parse_failure);
    } else if (key == "price") {
        assignOr0(payment.price_milliwei, parsePricePerPixel(text), text, payment.parse_failure);
    } else if (key == "numTickets") {
        assignOr0(payment.num_tickets, parseTickets(member), text, payment.parse_failure);
    }
}

}  // namespace

EventBody readPayment(const JsonValue& data, const EventContext& context)
{
    Payment payment;
    payment.event_ts = context.event_ts;
    payment.event_id = context.event_id;
    payment.org = context.org;
    payment.gateway = context.gateway;
    forEachMember(data, [&](std::string_view key, const JsonValue& member) {
        const std::string_view text = asText(member, context.arena);
        if (key == "requestID")
            payment.request_id = text;
        else if (key == "sessionID")
            payment.session_id = text;
        else if (key == "manifestID")
            payment.manifest_id = text;
        else if (key == "sender")
            payment.sender = addressNorm(text);
        else if (key == "recipient")
            payment.recipient = addressNorm(text);
        else if (key == "orchestrator")
            payment.orchestrator_uri = trimmed(text);
        else
            readAmounts(key, member, text, payment);
    });
    return payment;
}

}  // namespace naap
