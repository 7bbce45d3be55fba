<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>naap::BarChart</name>
    <message numerus="yes">
        <source>%n bars.</source>
        <translation>
            <numerusform>%n bar.</numerusform>
            <numerusform>%n bars.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::BenchTab</name>
    <message numerus="yes">
        <source>Misses %n alert(s) that you called right.</source>
        <translation>
            <numerusform>Misses %n alert that you called right.</numerusform>
            <numerusform>Misses %n alerts that you called right.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::EventsPage</name>
    <message numerus="yes">
        <source>%n event(s) found so far</source>
        <translation>
            <numerusform>%n event found so far</numerusform>
            <numerusform>%n events found so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n event(s) that meet the condition; narrow the range to see others</source>
        <translation>
            <numerusform>The first event that meets the condition; narrow the range to see others</numerusform>
            <numerusform>The first %n events that meet the condition; narrow the range to see others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) found before the search was stopped</source>
        <translation>
            <numerusform>%n event found before the search was stopped</numerusform>
            <numerusform>%n events found before the search was stopped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) of %1 meet the condition</source>
        <translation>
            <numerusform>%n event of %1 meets the condition</numerusform>
            <numerusform>%n events of %1 meet the condition</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::FilterBar</name>
    <message numerus="yes">
        <source>%1 – %n session(s)</source>
        <translation>
            <numerusform>%1 – %n session</numerusform>
            <numerusform>%1 – %n sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::GpuTypesTab</name>
    <message numerus="yes">
        <source>%n GPU id(s) observed</source>
        <translation>
            <numerusform>%n GPU id observed</numerusform>
            <numerusform>%n GPU ids observed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::GpuView</name>
    <message numerus="yes">
        <source>%n session(s); those that overlap stand in lanes of their own.</source>
        <translation>
            <numerusform>%n session; those that overlap stand in lanes of their own.</numerusform>
            <numerusform>%n sessions; those that overlap stand in lanes of their own.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::GpusPage</name>
    <message numerus="yes">
        <source>Latest snapshot: %1, over %n host(s).</source>
        <translation>
            <numerusform>Latest snapshot: %1, over %n host.</numerusform>
            <numerusform>Latest snapshot: %1, over %n hosts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::Histogram</name>
    <message numerus="yes">
        <source>%n values of %1 from %2 to %3.</source>
        <translation>
            <numerusform>%n value of %1 from %2 to %3.</numerusform>
            <numerusform>%n values of %1 from %2 to %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a value</source>
        <translation>
            <numerusform>%n without a value</numerusform>
            <numerusform>%n without a value</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2: %n values.</source>
        <translation>
            <numerusform>%1 to %2: %n value.</numerusform>
            <numerusform>%1 to %2: %n values.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::ImportJob</name>
    <message numerus="yes">
        <source>%n other reason(s)</source>
        <translation>
            <numerusform>%n other reason</numerusform>
            <numerusform>%n other reasons</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::LaneChart</name>
    <message numerus="yes">
        <source>%n lanes</source>
        <translation>
            <numerusform>%n lane</numerusform>
            <numerusform>%n lanes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n events over %1.</source>
        <translation>
            <numerusform>%n event over %1.</numerusform>
            <numerusform>%n events over %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::LeaderboardPage</name>
    <message numerus="yes">
        <source>Not enough data: %n with fewer than %1 sessions, counted in each of their hours; not ranked.</source>
        <translation>
            <numerusform>Not enough data: %n with fewer than %1 sessions, counted in each of its hours; not ranked.</numerusform>
            <numerusform>Not enough data: %n with fewer than %1 sessions, counted in each of their hours; not ranked.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::LiveStatus</name>
    <message numerus="yes">
        <source>▲ %1 of %n source(s) in trouble</source>
        <translation>
            <numerusform>▲ %1 of %n source in trouble</numerusform>
            <numerusform>▲ %1 of %n sources in trouble</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>● %n source(s) live</source>
        <translation>
            <numerusform>● %n source live</numerusform>
            <numerusform>● %n sources live</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::MapPage</name>
    <message numerus="yes">
        <source>%n place(s) with few sessions are not drawn.</source>
        <translation>
            <numerusform>%n place with few sessions is not drawn.</numerusform>
            <numerusform>%n places with few sessions are not drawn.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>all %n hour(s)</source>
        <translation>
            <numerusform>the whole hour</numerusform>
            <numerusform>all %n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::MapView</name>
    <message numerus="yes">
        <source>%1 at %n place(s), from %2 to %3.</source>
        <translation>
            <numerusform>%1 at %n place, from %2 to %3.</numerusform>
            <numerusform>%1 at %n places, from %2 to %3.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::OrchestratorPage</name>
    <message numerus="yes">
        <source>and %n more host(s)</source>
        <translation>
            <numerusform>and %n more host</numerusform>
            <numerusform>and %n more hosts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::PlacesPage</name>
    <message numerus="yes">
        <source>Your table has %n place(s) now, from %1.</source>
        <translation>
            <numerusform>Your table has %n place now, from %1.</numerusform>
            <numerusform>Your table has %n places now, from %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) written to %1.</source>
        <translation>
            <numerusform>%n place written to %1.</numerusform>
            <numerusform>%n places written to %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more; point here to see all</source>
        <translation>
            <numerusform>… and %n more; point here to see all</numerusform>
            <numerusform>… and %n more; point here to see all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n host(s) given by name have a place now. Their addresses are not kept.</source>
        <translation>
            <numerusform>%1 of %n host given by name has a place now. Its addresses are not kept.</numerusform>
            <numerusform>%1 of %n hosts given by name have a place now. Their addresses are not kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::RecorderPage</name>
    <message numerus="yes">
        <source>%n field(s) differ, names and times aside</source>
        <translation>
            <numerusform>%n field differs, names and times aside</numerusform>
            <numerusform>%n fields differ, names and times aside</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::ReliabilityTab</name>
    <message numerus="yes">
        <source>%1 in %n session(s)</source>
        <translation>
            <numerusform>%1 in %n session</numerusform>
            <numerusform>%1 in %n sessions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::ReportPane</name>
    <message numerus="yes">
        <source>The first %n row(s); narrow the range or the filter to see others</source>
        <translation>
            <numerusform>The first row; narrow the range or the filter to see others</numerusform>
            <numerusform>The first %n rows; narrow the range or the filter to see others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n row(s); the others are being read…</source>
        <translation>
            <numerusform>The first row; the others are being read…</numerusform>
            <numerusform>The first %n rows; the others are being read…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::RuleChart</name>
    <message numerus="yes">
        <source>%1: %n stretch(es)</source>
        <translation>
            <numerusform>%1: %n stretch</numerusform>
            <numerusform>%1: %n stretches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>for %n window(s)</source>
        <translation>
            <numerusform>for %n window</numerusform>
            <numerusform>for %n windows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::SessionView</name>
    <message numerus="yes">
        <source>%n element(s)</source>
        <translation>
            <numerusform>%n element</numerusform>
            <numerusform>%n elements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> · %n mark(s) between</source>
        <translation>
            <numerusform> · %n mark between</numerusform>
            <numerusform> · %n marks between</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::SessionsPage</name>
    <message numerus="yes">
        <source>%n other value(s) are rarer</source>
        <translation>
            <numerusform>%n other value is rarer</numerusform>
            <numerusform>%n other values are rarer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s)</source>
        <translation>
            <numerusform>%n value</numerusform>
            <numerusform>%n values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::SettingsPage</name>
    <message numerus="yes">
        <source>Remove the events of all but the newest %n day(s)? Sessions and figures stay, but can no longer be taken apart into events. This cannot be undone, except by importing the files again into a new cache.</source>
        <translation>
            <numerusform>Remove the events of all but the newest day? Sessions and figures stay, but can no longer be taken apart into events. This cannot be undone, except by importing the files again into a new cache.</numerusform>
            <numerusform>Remove the events of all but the newest %n days? Sessions and figures stay, but can no longer be taken apart into events. This cannot be undone, except by importing the files again into a new cache.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::SilencesTab</name>
    <message numerus="yes">
        <source>Covers %1 of %n alert(s) now.</source>
        <translation>
            <numerusform>Covers %1 of %n alert now.</numerusform>
            <numerusform>Covers %1 of %n alerts now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::SourceDialog</name>
    <message numerus="yes">
        <source>● Connected; %n topic(s)</source>
        <translation>
            <numerusform>● Connected; %n topic</numerusform>
            <numerusform>● Connected; %n topics</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n partition</numerusform>
            <numerusform>%n partitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>● %n file(s)</source>
        <translation>
            <numerusform>● %n file</numerusform>
            <numerusform>● %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::SourcesModel</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::SourcesPage</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>▲ %n source(s) wait(s) for a token or password.</source>
        <translation>
            <numerusform>▲ %n source waits for a token or password.</numerusform>
            <numerusform>▲ %n sources wait for a token or password.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::SummaryTab</name>
    <message numerus="yes">
        <source>%n requested</source>
        <translation>
            <numerusform>%n requested</numerusform>
            <numerusform>%n requested</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::TableView</name>
    <message numerus="yes">
        <source>%n row(s) written to %1.</source>
        <translation>
            <numerusform>%n row written to %1.</numerusform>
            <numerusform>%n rows written to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::XyChart</name>
    <message numerus="yes">
        <source>%1 against %2, %n points.</source>
        <translation>
            <numerusform>%1 against %2, %n point.</numerusform>
            <numerusform>%1 against %2, %n points.</numerusform>
        </translation>
    </message>
</context>
</TS>
