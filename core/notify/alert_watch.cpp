#include "core/notify/alert_watch.h"

#include <algorithm>
#include <functional>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/alerts/memory_text.h"
#include "core/alerts/message.h"

namespace naap {
namespace {

constexpr std::chrono::hours kHour{1};
constexpr std::chrono::hours kLongestGap{24 * 31};  ///< what happened before is not judged any more
constexpr int kShownEpisodes = 2'000;
constexpr int kShownMessages = 500;

bool isAlert(AlertState state)
{
    return state == AlertState::firing || state == AlertState::recovering || state == AlertState::no_data;
}

std::string number(const std::optional<double>& value)
{
    return value ? fmt::format("{}", *value) : "-";
}

std::string bandText(const std::optional<ThresholdBand>& band)
{
    return band ? fmt::format("{}..{}", band->low, band->high) : "-";
}

/// What decides where the alerts of a rule stand. Whether and how they are told is not in it.
std::string judgementOf(const AlertRule& rule)
{
    const RuleCondition& c = rule.condition;
    std::string text = alertHoursKey(rule);
    text += fmt::format("\n{} {} {}", rule.metric.name(), rule.window_hours, static_cast<int>(c.kind));
    text += fmt::format("\n{} {} {} {} {} {}", number(c.warning), number(c.critical), number(c.recovery),
                        bandText(c.warning_band), bandText(c.critical_band), bandText(c.recovery_band));
    text += fmt::format("\n{} {} {}", static_cast<int>(c.against), static_cast<int>(c.direction), c.baseline_windows);
    text += fmt::format("\n{} {} {} {}", rule.recovery_windows, rule.pending_windows, rule.pending_time.count(),
                        rule.settled_only);
    text += fmt::format("\n{} {} {} {}", rule.minimum.sessions, rule.minimum.samples, rule.minimum.baseline,
                        rule.minimum.peers);
    text += fmt::format("\n{} {} {} {}", static_cast<int>(rule.no_data), rule.forget_after_windows,
                        static_cast<int>(rule.without_benchmark), static_cast<int>(rule.severity));
    return text;
}

std::string fieldsText(const std::vector<std::string>& fields)
{
    return nlohmann::json(fields).dump();
}

ActiveAlert activeOf(const AlertRule& rule, const AlertGroup& group, const AlertStatus& status)
{
    const AlertObservation& shown = status.evidence.value_or(status.seen);
    ActiveAlert alert{.rule = rule.id,
                      .rule_name = rule.name,
                      .fields = rule.group_by,
                      .group = group,
                      .state = status.state(),
                      .level = status.level,
                      .value = status.seen.value,
                      .threshold = {},
                      .value_text = {},
                      .threshold_text = {},
                      .since = status.since,
                      .fired_at = status.fired_at,
                      .window_start = shown.window_start,
                      .window_hours = rule.window_hours,
                      .sessions = shown.sessions,
                      .samples = shown.samples,
                      .fires = 0,
                      .is_flapping = status.is_flapping,
                      .muted_by = {},
                      .acknowledged_at = {},
                      .message = alertMessage(rule, group.labels, status),
                      .scope = rule.scope,
                      .report = rule.metric.report};
    if (shown.value)
        alert.threshold = rule.condition.thresholdOf(status.level, *shown.value);
    if (alert.value)
        alert.value_text = valueText(rule.metric, rule.condition.kind, alert.value);
    if (alert.threshold)
        alert.threshold_text = valueText(rule.metric, rule.condition.kind, alert.threshold);
    return alert;
}

void sortActive(std::vector<ActiveAlert>& active)
{
    const auto rank = [](const ActiveAlert& a) {
        const bool isQuiet = a.state == AlertState::silenced || !a.muted_by.empty();
        return std::tuple(isQuiet, !isAlert(a.state), -static_cast<int>(a.level), -toMs(a.since));
    };
    std::ranges::stable_sort(active, {}, rank);
}

}  // namespace

std::size_t AlertPicture::countOf(AlertLevel level) const
{
    return static_cast<std::size_t>(std::ranges::count_if(active, [&](const ActiveAlert& each) {
        return isAlert(each.state) && each.level == level && each.muted_by.empty() && !each.acknowledged_at;
    }));
}

AlertLevel AlertPicture::worst() const
{
    if (countOf(AlertLevel::critical) > 0)
        return AlertLevel::critical;
    return countOf(AlertLevel::warning) > 0 ? AlertLevel::warning : AlertLevel::none;
}

Silence silenceOf(const BookedSilence& booked)
{
    Silence silence{.rule = booked.rule, .labels = {}, .from = booked.from, .to = booked.to};
    const auto labels = nlohmann::json::parse(booked.labels, nullptr, false);
    if (labels.is_object())
        for (const auto& [field, value] : labels.items())
            if (value.is_string())
                silence.labels.emplace_back(field, value.get<std::string>());
    return silence;
}

std::vector<BookedSilence> silencesFor(const ShownMessage& message, Instant now)
{
    std::vector<BookedSilence> silences;
    for (std::size_t i = 0; i < message.alerts.size(); ++i)
        silences.push_back({.id = 0,
                            .rule = message.alerts[i].first,
                            .labels = message.entities[i],
                            .from = now,
                            .to = now + kHour,
                            .reason = "from a notification"});
    return silences;
}

AlertPicture pictureOf(const AlertCheck& check)
{
    AlertPicture picture;
    picture.at = check.at;
    for (const RuleStanding& standing : check.rules) {
        RuleLook look{.rule = standing.rule->id,
                      .groups = standing.groups.size(),
                      .firing = 0,
                      .remark = standing.skipped,
                      .unmatched = standing.unmatched};
        for (std::size_t i = 0; i < standing.groups.size(); ++i) {
            if (standing.statuses[i].phase == AlertState::inactive)
                continue;
            ActiveAlert& alert =
                picture.active.emplace_back(activeOf(*standing.rule, standing.groups[i], standing.statuses[i]));
            alert.muted_by = standing.muted ? standing.muted_by : std::string();
            look.firing += isAlert(alert.state);
        }
        picture.rules.push_back(std::move(look));
    }
    sortActive(picture.active);
    return picture;
}

/// One look: what all rules share in it.
struct AlertWatch::Look {
    AlertBook& book;
    Cache& cache;
    Instant at;
    const OwnOrchestrators& mine;
    const std::vector<Silence>& silences;
    std::map<std::string, std::unique_ptr<AlertHours>> hours;
    std::vector<ToldAlert> told;
    std::optional<Error> failed;
};

/// One rule, its machine, and what of both has to be kept.
class AlertWatch::Watched {
public:
    Watched(AlertBook& book, const AlertRule& rule)
        : m_rule(rule), m_settings(judgementOf(rule)), m_machine(rule, 0), m_announcer(rule)
    {
        for (const BookedRule& known : book.rules())
            if (known.rule == rule.id) {
                m_judgedTo = known.judged_to;
                m_isFresh = known.settings != m_settings;
                m_wasKnown = true;
            }
        for (const BookedState& state : book.states(rule.id))
            restore(book, state);
    }

    const AlertRule& rule() const { return m_rule; }
    bool isFresh() const { return m_isFresh; }
    bool looksAtOpenHours() const { return !m_rule.settled_only; }

    void judge(Look& look)
    {
        m_remark.clear();
        if (m_rule.mine && look.mine.empty()) {
            m_remark = "no orchestrator is marked as yours";
            return;
        }
        const Instant first = hourOf(look.at) - memoryOf(m_rule);
        const Instant from = m_isFresh ? first : std::max<Instant>(m_judgedTo, look.at - kLongestGap);
        const AlertHours* hours = hoursOf(look, std::min(first, hourOf(from)) - lookBack(m_rule));
        if (!hours)
            return;
        lookForRows(look, *hours);
        const AlertSeries series =
            seriesOf(m_rule, *hours, {.from = from, .to = hourOf(look.at) + kHour, .now = look.at});
        judgeSeries(look, series);
        if (m_isFresh)
            settleAfterReplay(look);
        m_isFresh = false;
        keep(look);
    }

    /// Pending times that end, and silences that begin or end, whether or not there is anything new.
    void advance(Look& look)
    {
        m_transitions.clear();
        for (std::size_t group = 0; group < m_groups.size(); ++group)
            m_machine.setSilenced(group, isSilenced(look, group, look.at), look.at, m_transitions);
        m_machine.advance(look.at, m_transitions);
        take(look);
        if (!m_transitions.empty())
            keep(look);
    }

    bool isFiring() const
    {
        for (std::size_t group = 0; group < m_groups.size(); ++group)
            if (isAlert(m_machine.status(group).phase))
                return true;
        return false;
    }
    void setMutedBy(std::string id) { m_mutedBy = std::move(id); }

    /// What is to be told now. Nothing while muted: what still goes on afterwards is told then.
    void tell(Look& look)
    {
        if (!m_mutedBy.empty())
            return;
        for (const Announcement& each : m_announcer.due(look.at, m_machine)) {
            m_dirty.insert(each.group);
            const bool isKnown = each.kind == AnnouncementKind::repeats && m_groups[each.group].acknowledged_at;
            if (!isKnown)
                look.told.push_back(toldOf(each));
            if (each.kind == AnnouncementKind::ends)
                m_groups[each.group].last.reset();
        }
        keep(look);
    }

    void acknowledge(AlertBook& book, const std::string& labels, bool acknowledged, Instant at)
    {
        const auto place = m_places.find(labels);
        if (place == m_places.end())
            return;
        Group& group = m_groups[place->second];
        group.acknowledged_at = acknowledged ? std::optional(at) : std::nullopt;
        book.putState(stateOf(place->second));
        if (auto open = book.openEpisode(m_rule.id, labels)) {
            open->acknowledged_at = group.acknowledged_at;
            book.updateEpisode(*open);
        }
    }

    void putInto(AlertPicture& picture) const
    {
        RuleLook look{
            .rule = m_rule.id, .groups = m_groups.size(), .firing = 0, .remark = m_remark, .unmatched = m_unmatched};
        for (std::size_t i = 0; i < m_groups.size(); ++i) {
            const AlertStatus& status = m_machine.status(i);
            if (status.phase == AlertState::inactive)
                continue;
            ActiveAlert& alert = picture.active.emplace_back(activeOf(m_rule, m_groups[i].group, status));
            alert.acknowledged_at = m_groups[i].acknowledged_at;
            alert.muted_by = m_mutedBy;
            alert.fires = static_cast<std::int64_t>(m_machine.memory(i).fires.size());
            look.firing += isAlert(status.phase);
        }
        picture.rules.push_back(std::move(look));
    }

private:
    struct Group {
        AlertGroup group;
        std::string labels;
        std::optional<Instant> acknowledged_at;
        std::optional<BookedEpisode> open;
        std::optional<AlertStatus> last;  ///< as the alert was when it was last seen, for the message that it is over
        bool is_booked = false;           ///< has a row in the book
    };

    /// A filter that meets nothing of late is looked for in the whole cache, once: what comes later comes into these
    /// hours.
    void lookForRows(Look& look, const AlertHours& hours)
    {
        if (hours.rows_in_scope > 0) {
            m_unmatched.reset();
            m_wasSearched = true;
            return;
        }
        if (!m_wasSearched && hours.rows > 0) {
            m_wasSearched = true;
            if (auto search = searchScope(look.cache, m_rule); search)
                m_unmatched = std::move(search->problem);
            else
                look.failed = search.error();
        }
        if (hours.rows > 0)
            m_remark = m_unmatched ? "its scope matches no row: " + m_unmatched->reason
                                   : std::string("its scope matches no row of these hours");
    }

    void restore(AlertBook& book, const BookedState& state)
    {
        const auto kept = keptFrom(state.kept);
        auto group = labelsFrom(state.labels);
        if (!kept || !group || group->labels.size() != m_rule.group_by.size())
            return;
        const std::size_t place = placeOf(std::move(*group));
        Group& each = m_groups[place];
        each.acknowledged_at = state.acknowledged_at;
        each.open = book.openEpisode(m_rule.id, state.labels);
        each.is_booked = true;
        m_announcer.restore(place, kept->told);
        if (isAlert(kept->memory.status.phase))
            each.last = kept->memory.status;
        if (!m_isFresh)
            m_machine.restore(place, kept->memory);
    }

    std::size_t placeOf(AlertGroup group)
    {
        std::string labels = labelsText(group);
        const auto [place, isNew] = m_places.try_emplace(labels, m_groups.size());
        if (isNew) {
            m_groups.push_back({.group = std::move(group),
                                .labels = std::move(labels),
                                .acknowledged_at = {},
                                .open = {},
                                .last = {},
                                .is_booked = false});
            m_machine.resize(m_groups.size());
        }
        return place->second;
    }

    const AlertHours* hoursOf(Look& look, Instant from) const
    {
        auto& known = look.hours[fmt::format("{} {}", toMs(from), alertHoursKey(m_rule))];
        if (!known) {
            auto hours = alertHours(look.cache, m_rule, from, hourOf(look.at) + kHour, look.mine);
            if (!hours) {
                look.failed = hours.error();
                return nullptr;
            }
            known = std::make_unique<AlertHours>(std::move(*hours));
        }
        return known.get();
    }

    bool isSilenced(const Look& look, std::size_t group, Instant at) const
    {
        return std::ranges::any_of(look.silences,
                                   [&](const Silence& each) { return each.covers(m_rule, m_groups[group].group, at); });
    }

    void judgeSeries(Look& look, const AlertSeries& series)
    {
        std::vector<std::size_t> places;
        for (const AlertGroup& group : series.groups)
            places.push_back(placeOf(group));
        std::vector<bool> isInSeries(m_groups.size());
        for (const std::size_t place : places)
            isInSeries[place] = true;
        for (std::size_t window = 0; window < series.windows.size(); ++window) {
            m_transitions.clear();
            const Instant at = series.judged_at[window];
            for (std::size_t i = 0; i < places.size(); ++i)
                observe(look, places[i], series.at(window, i), at);
            // Of what has not been heard for longer than the hours read, silence is all there is.
            AlertObservation nothing{.window_start = series.windows[window]};
            nothing.is_expected = false;
            for (std::size_t place = 0; place < m_groups.size(); ++place)
                if (!isInSeries[place])
                    observe(look, place, nothing, at);
            take(look);
            const Instant end = series.windows[window] + kHour * m_rule.window_hours;
            if (settledAt(end) <= look.at)
                m_judgedTo = std::max(m_judgedTo, end);
        }
    }

    void observe(const Look& look, std::size_t place, const AlertObservation& seen, Instant at)
    {
        m_machine.setSilenced(place, isSilenced(look, place, at), at, m_transitions);
        m_machine.observe(place, seen, at, m_transitions);
        const AlertStatus& status = m_machine.status(place);
        if (status.phase != AlertState::inactive)
            m_dirty.insert(place);
        if (m_rule.no_data == NoData::alert && status.missing_windows > 0)
            m_dirty.insert(place);
        noteWorst(place, seen);
    }

    void noteWorst(std::size_t place, const AlertObservation& seen)
    {
        auto& open = m_groups[place].open;
        if (!open || !seen.value || !seen.enough)
            return;
        const bool isBelow = m_rule.condition.kind == ConditionKind::below;
        if (!open->worst || (isBelow ? *seen.value < *open->worst : *seen.value > *open->worst))
            open->worst = seen.value;
    }

    /// What the machine said goes to the announcer and into the history. A replay of hours that nobody watched is no
    /// history: only what still goes on at its end is.
    void take(Look& look)
    {
        m_announcer.take(m_transitions);
        for (const AlertTransition& each : m_transitions) {
            m_dirty.insert(each.group);
            Group& group = m_groups[each.group];
            if (isAlert(each.to) || isAlert(m_machine.status(each.group).phase))
                group.last = m_machine.status(each.group);
            if (each.to == AlertState::inactive)
                group.acknowledged_at.reset();
            if (!m_isFresh)
                book(look, each);
        }
    }

    void book(Look& look, const AlertTransition& each)
    {
        Group& group = m_groups[each.group];
        const bool begins = isAlert(each.to) && each.reason != AlertReason::silence &&
                            (!isAlert(each.from) || (each.to == AlertState::no_data && each.from != each.to));
        if (group.open && (begins || each.to == AlertState::inactive))
            close(look, group, each.at, nameOf(each.reason));
        if (begins && each.from != AlertState::silenced && !group.open)
            open(look, group, each);
        else if (group.open)
            group.open->level = nameOf(std::max(each.level, alertLevelOf(group.open->level).value_or(each.level)));
    }

    void open(Look& look, Group& group, const AlertTransition& each)
    {
        const AlertStatus& status = m_machine.status(each.group);
        const bool isNoData = each.to == AlertState::no_data;
        AlertStatus then = status;
        then.phase = each.to;
        then.level = each.level;
        look.book.addEpisode({.id = 0,
                              .rule = m_rule.id,
                              .rule_name = m_rule.name,
                              .labels = group.labels,
                              .fields = fieldsText(m_rule.group_by),
                              .level = std::string(nameOf(each.level)),
                              .is_no_data = isNoData,
                              .pending_at = isNoData ? each.at : status.pending_since,
                              .fired_at = each.at,
                              .ended_at = {},
                              .ended_by = {},
                              .seen = observationText(each.seen),
                              .worst = each.seen.value,
                              .message = alertMessage(m_rule, group.group.labels, then),
                              .acknowledged_at = {},
                              .tag = {},
                              .note = {}});
        group.open = look.book.openEpisode(m_rule.id, group.labels);
    }

    static void close(Look& look, Group& group, Instant at, std::string_view why)
    {
        group.open->ended_at = at;
        group.open->ended_by = why;
        look.book.updateEpisode(*group.open);
        group.open.reset();
    }

    /// After a rule was judged from the beginning: what goes on is history, what the old settings said is over.
    void settleAfterReplay(Look& look)
    {
        for (std::size_t place = 0; place < m_groups.size(); ++place) {
            Group& group = m_groups[place];
            const AlertStatus& status = m_machine.status(place);
            m_dirty.insert(place);
            if (!isAlert(status.phase) && group.open)
                close(look, group, look.at, m_wasKnown ? "rule_changed" : "recovered");
            if (isAlert(status.phase) && !group.open)
                open(look, group,
                     {.group = place,
                      .at = status.phase == AlertState::no_data ? status.since : status.fired_at.value_or(status.since),
                      .from = AlertState::inactive,
                      .to = status.phase,
                      .level = status.level,
                      .seen = status.evidence.value_or(status.seen)});
        }
    }

    ToldAlert toldOf(const Announcement& each) const
    {
        const Group& group = m_groups[each.group];
        const AlertStatus& status = m_machine.status(each.group);
        const bool isOver = each.kind == AnnouncementKind::ends;
        const AlertStatus& shown = isOver && group.last ? *group.last : status;
        const AlertObservation& seen = shown.evidence.value_or(shown.seen);
        ToldAlert told{.rule = m_rule.id,
                       .rule_name = m_rule.name,
                       .channels = m_rule.channels,
                       .kind = each.kind,
                       .level = each.level,
                       .entity = {},
                       .metric = m_rule.metric.name(),
                       .unit = std::string(m_rule.metric.unit()),
                       .value = isOver ? status.seen.value : seen.value,
                       .threshold = {},
                       .window_start = isOver ? status.seen.window_start : seen.window_start,
                       .window_hours = m_rule.window_hours,
                       .fired_at = shown.fired_at,
                       .sessions = seen.sessions,
                       .samples = seen.samples,
                       .is_flapping = each.is_flapping,
                       .text = isOver ? overText(group, status) : alertMessage(m_rule, group.group.labels, status)};
        for (std::size_t i = 0; i < m_rule.group_by.size(); ++i)
            told.entity.emplace_back(m_rule.group_by[i], group.group.labels[i]);
        if (seen.value)
            told.threshold = m_rule.condition.thresholdOf(each.level, *seen.value);
        return told;
    }

    std::string overText(const Group& group, const AlertStatus& status) const
    {
        std::string who;
        for (const auto& label : group.group.labels)
            who += fmt::format("{}{}", who.empty() ? ": " : ", ", label && !label->empty() ? *label : "unknown");
        const std::string now = status.seen.value
                                    ? fmt::format("{} is {}", m_rule.metric.name(),
                                                  valueText(m_rule.metric, m_rule.condition.kind, status.seen.value))
                                    : "nothing is heard any more";
        return fmt::format("{}{}: over, {}", m_rule.name, who, now);
    }

    BookedState stateOf(std::size_t place) const
    {
        return {.rule = m_rule.id,
                .labels = m_groups[place].labels,
                .kept = keptText({m_machine.memory(place), m_announcer.told(place)}),
                .acknowledged_at = m_groups[place].acknowledged_at};
    }

    /// A group of which nothing has to be remembered needs no row.
    bool isBlank(std::size_t place) const
    {
        const AlertMemory& memory = m_machine.memory(place);
        const AlertTold told = m_announcer.told(place);
        const bool counts = m_rule.no_data == NoData::alert && memory.status.missing_windows > 0;
        return memory.status.phase == AlertState::inactive && memory.fires.empty() && !told.at && !told.wanted &&
               !counts;
    }

    void keep(Look& look)
    {
        for (const std::size_t place : m_dirty) {
            Group& group = m_groups[place];
            if (group.open)
                look.book.updateEpisode(*group.open);
            if (!isBlank(place))
                look.book.putState(stateOf(place));
            else if (group.is_booked)
                look.book.dropState(m_rule.id, group.labels);
            group.is_booked = !isBlank(place);
        }
        m_dirty.clear();
        if (m_judgedTo != m_keptTo)
            look.book.putRule({.rule = m_rule.id, .settings = m_settings, .judged_to = m_judgedTo});
        m_keptTo = m_judgedTo;
    }

    AlertRule m_rule;
    std::string m_settings;
    AlertMachine m_machine;
    AlertAnnouncer m_announcer;
    std::vector<Group> m_groups;
    std::unordered_map<std::string, std::size_t> m_places;
    std::vector<AlertTransition> m_transitions;
    std::set<std::size_t> m_dirty;
    Instant m_judgedTo{};
    std::optional<Instant> m_keptTo;
    bool m_isFresh = true;
    bool m_wasKnown = false;
    std::string m_mutedBy;
    std::string m_remark;
    std::optional<RuleProblem> m_unmatched;
    bool m_wasSearched = false;  ///< for rows that its filter meets
};

AlertWatch::AlertWatch(AlertBook& book) : m_book(book) {}

AlertWatch::~AlertWatch() = default;

void AlertWatch::setSettings(WatchSettings settings)
{
    m_settings = std::move(settings);
    m_loaded = false;
}

Result<void> AlertWatch::within(const std::function<void()>& work)
{
    try {
        Transaction transaction(m_book.db());
        work();
        transaction.commit();
        return {};
    } catch (const SqlError& error) {
        m_loaded = false;  // memory may be ahead of the book, and the book is what counts
        return failure(Error::Code::io, fmt::format("the book of alerts: {}", error.what()));
    }
}

void AlertWatch::load()
{
    m_watched.clear();
    std::set<std::string> judged;
    for (const AlertRule& rule : m_settings.rules)
        if (rule.enabled) {
            judged.insert(rule.id);
            m_watched.push_back(std::make_unique<Watched>(m_book, rule));
        }
    for (const BookedRule& known : m_book.rules())
        if (!judged.contains(known.rule)) {
            m_book.endEpisodes(known.rule, m_at, "rule_off");
            m_book.forgetRule(known.rule);
        }
    m_silences.clear();
    for (const BookedSilence& booked : m_book.silences())
        m_silences.push_back(silenceOf(booked));
    m_hour = {};
    m_loaded = true;
}

Result<void> AlertWatch::look(Cache& cache, Instant at)
{
    std::optional<Error> failed;
    m_at = at;
    auto done = within([&] {
        if (!m_loaded)
            load();
        Look look{m_book, cache, at, m_settings.mine, m_silences, {}, {}, {}};
        judgeAll(look);
        failed = look.failed;
        if (!failed)
            tellAll(look);
        failed = look.failed;
    });
    if (!failed && !done)
        failed = done.error();
    m_problem = failed ? failed->message : std::string();
    if (failed) {
        m_hour = {};  // judged again
        return tl::unexpected(*failed);
    }
    return {};
}

/// A settled hour is judged once, so its rows are read once; rules about the hour that runs look at it each time.
void AlertWatch::judgeAll(Look& look)
{
    const Instant settled = hourOf(look.at - std::chrono::minutes(15));
    const bool isNewHour = settled != m_hour;
    for (const auto& each : m_watched) {
        if (isNewHour || each->isFresh() || each->looksAtOpenHours())
            each->judge(look);
        if (look.failed)
            return;
        each->advance(look);
    }
    m_hour = settled;
}

/// The layers of the verdict that keep rules quiet. Worked out where a rule fires that asks for it, once a minute.
const std::set<VerdictLayer>& AlertWatch::troubled(Look& look)
{
    if (m_troubledAt && *m_troubledAt <= look.at && look.at < *m_troubledAt + std::chrono::minutes(1))
        return m_troubled;
    auto found = troubledLayers(look.cache, look.at, look.mine);
    if (!found)
        look.failed = found.error();
    m_troubled = found ? std::move(*found) : std::set<VerdictLayer>();
    m_troubledAt = look.at;
    return m_troubled;
}

/// The firing rule or the verdict that keeps a rule quiet; blank: nothing does.
std::string AlertWatch::muterOf(Look& look, const Watched& rule, const std::set<std::string>& firing)
{
    for (const std::string& id : rule.rule().muted_by) {
        const auto layer = mutingLayer(id);
        if (layer ? rule.isFiring() && troubled(look).contains(*layer) : firing.contains(id))
            return id;
    }
    return {};
}

void AlertWatch::tellAll(Look& look)
{
    std::set<std::string> firing;
    for (const auto& each : m_watched)
        if (each->isFiring())
            firing.insert(each->rule().id);
    const bool isQuiet = m_settings.schedule.isQuiet(look.at);
    for (const auto& each : m_watched) {
        each->setMutedBy(muterOf(look, *each, firing));
        if (!isQuiet)
            each->tell(look);
    }
    queue(messagesFor(std::move(look.told), look.at), look.at);
}

/// A channel gets of a message the alerts that are meant for it.
void AlertWatch::queue(const std::vector<ToldMessage>& messages, Instant at)
{
    for (const Channel& channel : m_settings.channels) {
        if (!channel.enabled)
            continue;
        for (const ToldMessage& whole : messages) {
            std::vector<ToldAlert> mine;
            for (const ToldAlert& each : whole.alerts) {
                const bool isWanted =
                    each.channels.empty() || std::ranges::find(each.channels, channel.id) != each.channels.end();
                const bool isOver = each.kind == AnnouncementKind::ends;
                if (isWanted && each.level >= channel.least && (!isOver || channel.tells_end))
                    mine.push_back(each);
            }
            for (const ToldMessage& part : messagesFor(std::move(mine), at))
                m_book.addMessage({.id = 0,
                                   .channel = channel.id,
                                   .body = bodyOf(part),
                                   .made_at = at,
                                   .due_at = at,
                                   .attempts = 0,
                                   .outcome = {},
                                   .problem = {}});
        }
    }
}

AlertPicture AlertWatch::picture()
{
    AlertPicture picture;
    picture.at = m_at;
    picture.is_watching = true;
    picture.problem = m_problem;
    for (const auto& each : m_watched)
        each->putInto(picture);
    sortActive(picture.active);
    try {
        picture.history = m_book.episodes(kShownEpisodes);
        picture.silences = m_book.silences();
        picture.waiting = m_book.waitingMessages();
        picture.told = m_book.pastMessages(kShownMessages);
    } catch (const SqlError& error) {
        picture.problem = error.what();
    }
    return picture;
}

Result<void> AlertWatch::acknowledge(const std::string& rule, const std::string& labels, bool acknowledged, Instant at)
{
    return within([&] {
        for (const auto& each : m_watched)
            if (each->rule().id == rule)
                each->acknowledge(m_book, labels, acknowledged, at);
    });
}

Result<void> AlertWatch::addSilence(const BookedSilence& silence)
{
    return within([&] {
        m_book.addSilence(silence);
        m_silences.push_back(silenceOf(silence));
    });
}

Result<void> AlertWatch::endSilence(std::int64_t id, Instant at)
{
    return within([&] {
        m_book.endSilence(id, at);
        m_silences.clear();
        for (const BookedSilence& booked : m_book.silences())
            m_silences.push_back(silenceOf(booked));
    });
}

Result<void> AlertWatch::tag(std::int64_t episode, const std::string& tag, const std::string& note)
{
    return within([&] { m_book.tagEpisode(episode, tag, note); });
}

Result<void> AlertWatch::sendTest(const std::string& channel, Instant at)
{
    return within([&] {
        m_book.addMessage({.id = 0,
                           .channel = channel,
                           .body = bodyOf(testMessage(at)),
                           .made_at = at,
                           .due_at = at,
                           .attempts = 0,
                           .outcome = {},
                           .problem = {}});
    });
}

}  // namespace naap
