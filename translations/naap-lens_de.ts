<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Pages</name>
    <message>
        <source>Watch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Recorder</name>
    <message>
        <source>Stream requested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First segment sent in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runner got the first segment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runner sent its first output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First output at the gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First data at the gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No orchestrator available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stream closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orchestrator swapped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inference restarted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error in inference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment (inferred)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swapped away from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No status received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No ingest metrics received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FPS in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FPS out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packet loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packet jitter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bit rate in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its offer stood at the time: the snapshot began to hold at most 10 minutes before the selection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its offer began at most 10 minutes before the selection, though another had taken its place by then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its offer came at most 30 seconds after the selection, which clocks that differ explain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its offer had not changed for more than 10 minutes, so it is only probably still the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the orchestrator is known, but its offer names no hardware, so no GPU can be named.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>several offers fit equally well, so none is named.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no capability snapshot names what the events name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no snapshot has the URL that the events name, although one has its address as a local alias.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no snapshot has the URL that the events name, although one has its address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no orchestrator was ever selected, since the gateway found none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolved without hardware</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolved by a stale offer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ambiguous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unresolved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was found by the URL that the event names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was found by the address that the event names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was found by the address that the event names, which is a local alias of the node</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No stream request was seen, so nobody knows whether a start was tried. It is in no rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gateway held a few processed segments: the session became playable. That is a success, whatever errors there were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It did not become playable, no orchestrator was ever selected, and the gateway said that none was available. Excused: nobody who could have served it failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It did not become playable, and each of its error events names a reason outside the network, such as a user who left. Excused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It did not become playable, and at least one error event does not excuse that. One such error is enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It did not become playable, and no event says why. Without a reason nothing is excused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (excuses)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (does not excuse)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It reported its status %1 times and was never in a running state.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It reported its status %1 times and never a frame of output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It counts as effectively failed, excused or not: an excuse protects the start only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 before the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 after the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capability snapshot %1 of %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selection at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No event of the session names an orchestrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session names several orchestrators on that day, so the last selection alone does not decide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attribution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed without a swap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The attributed orchestrator changed, and no swap event says so. It does not count as swapped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gateway trace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orchestrators</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State, restarts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FPS in, out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>● Success</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ Excused failure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>■ Unexcused failure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ No orchestrator (excused)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>◌ Unknown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ValueText</name>
    <message>
        <source>%1 ETH</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 gwei</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 wei</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::AccountingTab</name>
    <message>
        <source>Records by what became of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples of events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples of decisions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attribution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decisions of attribution by reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records, over all imports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decisions on who served</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a row above to see examples of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Meaning and examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This event belongs to no session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache keeps the count of these records, not their text. The result of an import shows the first of each kind with file and place.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::BarChart</name>
    <message>
        <source>Bars without values yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n bars.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The longest is %1 with %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to show in this range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bar %1 of %2: %3, %4.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::CacheTab</name>
    <message>
        <source>– (there is nothing to take a share of)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accounting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records = accepted + ignored + rejected + duplicates, and accepted = held + removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the cache is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes of the database and its log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grows by one with every change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted events whose payload is here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From and to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of the oldest and of the newest event held.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By retention.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions resolved from events.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retention horizon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events before it are no longer taken in; their days&apos; facts are frozen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting to be resolved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work that the resolver has not done yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files and feeds that records were read from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attributed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolved or hardware-less of the selected sessions; above 80 % is healthy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health signals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen of those expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pipelines known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the selected sessions with a model; 99 % is expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events without a gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the accepted events.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All, and those that name no session&apos;s request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the cache…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute the facts&apos; &amp;checksum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads all facts. Equal sets of events give equal checksums.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the &amp;file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads the whole file and looks for damage.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checksum of the facts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache cannot be looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>● adds up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>■ %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, schema %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>– (there are no events)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>– (an older version did not count them)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, of which %2 have no start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>– (nothing was ever removed)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>● nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>– (nothing was imported yet)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, of which %2 name no session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading all facts…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the whole file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>● no damage was found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::Chart</name>
    <message>
        <source>The numbers behind the chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SVG pictures (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chart could not be written to %1. Check the folder and the free space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show as &amp;table	Ctrl+Shift+T</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy picture	Ctrl+Alt+C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as &amp;PNG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as &amp;SVG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::CoverageTab</name>
    <message>
        <source>Evidence by hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How sure it is who served a session, share of selected sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>resolved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without hardware</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ambiguous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unresolved</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::EarningsTab</name>
    <message>
        <source>Expected fees by hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No payment to it was seen in this stretch of time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gateways whose events are in the cache paid others, or did not tell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected fees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ETH</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gwei</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No payment was seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected fees %1 from %2 payments (face value x chance to win). All tickets together are worth %3 on their face, which is no revenue: few of them win.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::EventDetail</name>
    <message>
        <source>The event says null: no value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The member is there, but nothing is in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields of the event, with their meanings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Meaning of the chosen field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON of the event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an event above to see what was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rest is in the JSON beside this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ What the event says is no JSON; it is shown as it came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The event does not say.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 — not in our dictionary of fields.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::EventsPage</name>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What exactly was sent?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Condition on a JSON path, such as data.state = ONLINE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Condition on a JSON path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conditions joined by and: PATH = VALUE, also != &lt; &lt;= &gt; &gt;= and ~ for a part of the text; PATH exists; PATH is missing. [] stands for any element of a list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events that meet the condition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All &amp;events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Follow session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows all events again (F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows only the events of the chosen event&apos;s session (F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No event of this session is in the cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its payloads may have been removed by retention.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Following the session %1, from its first event to its last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an event first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This event belongs to no session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The event cannot be shown: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ After “%1”: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching the payloads…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) found so far</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The payloads cannot be searched</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The first %n event(s) that meet the condition; narrow the range to see others</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) found before the search was stopped</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) of %1 meet the condition</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No event meets the condition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 events of the range were looked at.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::FieldsTab</name>
    <message>
        <source>Fields that this feed lacks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All fields of this feed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the fields of all events…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing in this feed, and what suffers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All fields, and how often they are filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fields cannot be counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No event is in this stretch of time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a longer one in the time bar above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 fields that figures need are missing from some or all of their events; %2 families have no event at all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2: %3 Affected: %4.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::FilterBar</name>
    <message>
        <source>Filter, such as  pipeline_id = &quot;live-video-to-video&quot; and swap_count &gt; 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Filter:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::GapRibbon</name>
    <message>
        <source>Hours with and without data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 hours have data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing was received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may still change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>data, settled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2. Click to show this hour.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::GapsTab</name>
    <message>
        <source>Hours without events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for gaps…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gaps cannot be looked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>● No hour is without events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every hour of the range holds at least one event of some feed. An hour with few events counts as held.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retention removed the events of these hours. Facts and figures made of them stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The range reaches beyond what was ever imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ Sessions ran through these hours, so events were made and are not here: a file was not imported, or the feed lost them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in the cache tells a quiet network from a file that was not imported.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::GpuHeatTab</name>
    <message>
        <source>Output FPS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt to first frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End-to-end latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SLA score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Startup success</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swapped sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FPS jitter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status samples with an error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>n = %1 samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>n = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>n = %1 requested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>n = %1 session-hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter names what SLA rows do not have, so it is not applied here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The map cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No work can be ascribed to a GPU here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A GPU is known only where capability events name it and one alone serves the model. Choose a longer stretch of time, or clear the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The %1 GPUs with the most sessions of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 session-hours are missing here: which GPU served them is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hatched: no value. Enter opens the sessions of a cell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at %2: %3 (%4)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no session in that hour</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::GpuTypesTab</name>
    <message>
        <source>%1, model not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU types by pipeline and model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pipeline and model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>M&amp;easure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU types cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No work can be ascribed to a GPU here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a longer stretch of time, or clear the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Types are compared only within the same pipeline and model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type not advertised</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n GPU id(s) observed</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 by GPU type: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU type</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::GpuView</name>
    <message>
        <source>● success</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ excused failure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ no orchestrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>■ unexcused failure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>◌ unknown outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output FPS by hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions of this GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter opens the session recorder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session of this GPU in this stretch of time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rented hosts come back with new ids: look for its host instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back to all GPUs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2, at %3 (%4), first seen %5, last seen %6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>type not advertised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>memory not advertised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No capability event names this GPU in this stretch of time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n session(s); those that overlap stand in lanes of their own.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 more in further lanes are in the table below only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output FPS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fps</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::GpusPage</name>
    <message>
        <source>How many GPUs there are, and how many ids stood for them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which GPU is slow, idle or new?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU ids</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPUs hour by hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Views of GPUs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU &amp;ids</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hour by hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heat ma&amp;p</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU &amp;types</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter opens one GPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>◌ No capability event in the range names a GPU, so how many there are is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPUs in the latest capability snapshot: %1; distinct ids seen in the range: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ids come and go: a rented host comes back with new ones, so the second figure is no number of cards. By host, type and memory there are %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No id came or went, so both figures agree.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Latest snapshot: %1, over %n host(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::HealthPage</name>
    <message>
        <source>Data health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Can these numbers be believed?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of data health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Accounting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Coverage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Gaps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cac&amp;he</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::HeatMap</name>
    <message>
        <source>no value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A heat map without values yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 rows and %3 columns, from %4 to %5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no values in this range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(more is better)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(less is better)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::Histogram</name>
    <message>
        <source>A distribution without values yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no values in this range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n values of %1 from %2 to %3.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>n = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n without a value</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2: %n values.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::HostsTab</name>
    <message>
        <source>GPU ids it named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPUs hour by hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It named no GPU in this stretch of time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its capability events carry no hardware, or there were none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No hour of work can be ascribed to a GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A GPU is known only where one alone serves the model.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::ImportJob</name>
    <message>
        <source>Reading file %1 of %2 · %3 records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · %1 a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · %1 s left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolving · %1 of %2 sessions · %3 of %4 hours</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::Inspector</name>
    <message>
        <source>Select a row to see all it holds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields of the selected row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
Enter copies it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::LaneChart</name>
    <message>
        <source>normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expected, but missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lanes over time without events yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n lanes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n events over %1.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>There are no events.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no events to show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, scale to %2 %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from A to B: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A and B set cursors at the pointer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3, %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3, %4, %5 long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no errors to step through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cursor A at %1, cursor B at %2, %3 apart.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::LeaderboardPage</name>
    <message>
        <source>Leaderboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who serves this work best, and how sure are we?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ranking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is ranked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orchestrators</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU types</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pipelines and models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reliability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fewest sessions to be ranked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who has fewer is listed apart. Counted as upstream does: a session once in each of its hours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fewest sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ranking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not enough data to rank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Horizontal axis of the scatter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vertical axis of the scatter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scatter of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>against</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ranking cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nobody to rank in this stretch of time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a longer one in the time bar above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache holds no session that can be ranked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open event files, or drop them on the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open event files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Not enough data: %n with fewer than %1 sessions, counted in each of their hours; not ranked.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>ranked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not enough data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 shown, %2 filtered out, %3 unranked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ranked by the sessions that match the filter; %1 left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>who shares a band cannot be told apart from the first of the band (95 %, 200 resamples of the sessions)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>discovery latency is known of orchestrators only</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::MainWindow</name>
    <message>
        <source>NaaP Lens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back and forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open event files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the &amp;sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;view…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved v&amp;iews</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;ind in the table…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No row has &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Clear the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go to anything…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stretch of &amp;time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the &amp;desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>D&amp;ark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>◀ &amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▶ &amp;Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About NaaP Lens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NaaP Lens %1: explore the Livepeer AI network, down to single events.

Free software under the GNU General Public License, version 3 or later.
Cache: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no page &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest event %1 · cache %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter speaks of sessions, and they have no field &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in the cache has the id &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the id %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter	Open the row
X, Shift+X	Include, exclude the cell&apos;s value
Ctrl+C, Ctrl+Shift+C	Copy rows, as Markdown
Ctrl+E	Export the table
Ctrl+Shift+T	The table behind a chart
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No view is saved yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open event files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event files (*.ndjson *.json *.jsonl *.gz *.zst);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was opened yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An import is running; wait for it or cancel it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the cache…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 records: %2 accepted, %3 ignored, %4 rejected, %5 known already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · stopped before the end; opening the files again goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was accepted is in the cache. The details say why the rest was not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>

What was read before is safe in the cache.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An import is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the import and quit? What was read is safe; opening the files again reads the rest.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::OffersTab</name>
    <message>
        <source>Prices as advertised, hour by hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capabilities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the price is for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price &amp;for a</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It offered nothing in this stretch of time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There were no capability events.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It advertised no price in this stretch of time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its events name none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>megapixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any other work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price as advertised, hour by hour: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No price above 0 was advertised in this stretch of time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The price last advertised in each hour; of several hosts the dearest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gwei/MP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gwei</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::OrchestratorPage</name>
    <message>
        <source>No capability event of it in this stretch of time: its hosts, version and GPUs are not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, version %2, GPU ids: %3, last seen %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more host(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Orchestrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How is this orchestrator doing, why, and what changed?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orchestrators</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter opens the profile of an orchestrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of the orchestrator&apos;s profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;ummary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reliability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hosts and GPUs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Capabilities and prices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Earnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back to list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows all orchestrators to choose from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is yours comes first on the overview.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the orchestrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter is not applied here: a profile is about all work of one orchestrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>★ Marked as mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>☆ Mark as mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked as mine; press to take the mark away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as mine</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::OrchestratorSessionsTab</name>
    <message>
        <source>Sessions of this orchestrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter opens the session recorder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session is attributed to it in this stretch of time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a longer stretch of time in the bar above.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::OverviewPage</name>
    <message>
        <source>before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, against the %2 before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is everything all right, for me and for the network, right now?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no events here yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open files of network events, or drop them on the window. The sample is a made-up day to look around in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open event files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Streams now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Streams heard from within a minute before the end of the range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Startup success</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions that became playable / requested sessions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output FPS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean over all status samples, those at 0 FPS included.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt to first frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median and 95th percentile over sessions, by nearest rank.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SLA score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of hourly scores, weighted by requested sessions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unserved demand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions for which no orchestrator was found / requested.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requested sessions by hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latest sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The overview cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>n = %1 sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the filter is not about scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no hour has a score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no session was requested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 requested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>n = %1 status samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no status samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p95 %1, n = %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no session has one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>served</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unserved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sessions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::PaletteDialog</name>
    <message>
        <source>Go to anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A page, a command, an address, a stream, request or session id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::QualityTab</name>
    <message>
        <source>Percentiles by hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure of quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output FPS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt to first frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often: this orchestrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often: others with the same work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of values at or below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One value a session and hour: n = %1 here, n = %2 of %3 other orchestrators with the same pipelines and models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One value a session: n = %1 here, n = %2 of %3 other orchestrators with the same pipelines and models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These are few values: the 95th percentile is the largest of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5th to 95th percentile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This orchestrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::ReceiptView</name>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health signal coverage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reliability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Startup success</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No swap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output viability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt to first frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End to end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output FPS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 health signals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 requested sessions played</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 kept their orchestrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 had output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no samples: neutral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean %1 %2, n = %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; fewer than %2 benchmark rows: neutral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; drawn to 0.5 for want of samples (%2 wanted)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no benchmark yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>● at or better than the only edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>■ worse than the only edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>● better than the good edge: full marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>■ worse than the bad edge: no marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ %1 of the way from bad to good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as &amp;Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies the receipt as upstream has it: arithmetic, points lost and sessions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Term</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arithmetic of the score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value without your changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points of 100 that are not reached because of this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Behind the score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points lost on the way from 100</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions behind the score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Component</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>n</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bad edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Benchmark rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Judged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Benchmark cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cohort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What if</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sessions that could not be attributed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score %1: %2, %3, %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No score: %1, %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score = 100 × coverage × (reliability and quality by weight), formula %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session was requested in this hour, so there is nothing to score.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>◆ The hour may still change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No component has a benchmark yet, so no row can score more than %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The median of the cohort&apos;s last seven days: full marks from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worst tenth of the cohort&apos;s last seven days: no marks from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session was requested, so there is nothing to divide by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>−%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 costs %2 points and leaves %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is left of 100</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The receipt was copied as Markdown.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::RecorderPage</name>
    <message>
        <source>Session recorder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened in this session, in order?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a session: press Enter on one of the latest below, or on any row of the page Sessions. There, V lays two selected sessions side by side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latest sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields in which the two sessions differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) differ, names and times aside</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::ReliabilityTab</name>
    <message>
        <source>How far requested sessions came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failures by category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No failure of this orchestrator is known in this stretch of time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Swaps with others: who took sessions over, and from whom they came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orchestrators with which sessions were exchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swaps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session was exchanged with another orchestrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions that were moved in this stretch of time would be listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stream request was seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An orchestrator was chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A first processed segment came back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A few processed segments came back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Playable and closed, without an error reported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 in %n session(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 are excusable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>events</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::ReportModel</name>
    <message>
        <source>Not measured: no event gave it.
%1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::ReportPane</name>
    <message>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The first %n row(s); narrow the range or the filter to see others</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in this stretch of time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a longer one in the time bar above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache holds nothing for this yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open event files, or drop them on the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open event files…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::ReportsPage</name>
    <message>
        <source>All reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What does any one report say, field by field?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::SessionView</name>
    <message>
        <source>Expected and not seen: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 wei expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n element(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>not JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the session…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies the session&apos;s key: org, stream and request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the session&apos;s key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session&apos;s key is in the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ids of the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures of the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened in the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wheel: zoom. Drag: pan. A, B: cursors. N, P: next and previous error. 0: everything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cursors A and B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events of the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the event says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Member</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Startup, step by step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why the session counts as it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Startup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache has no session with this key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
Its events may not have been imported, or were removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>session %1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>– (not attributed)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stream %1 · request %2 · org %3 · gateway %4&lt;br&gt;orchestrator %5 · GPU %6 · %7 %8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>startup %1 · prompt to first frame %2 · end to end %3 · swaps %4 · status samples %5 · payments %6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A dash: one of the two events that the latency lies between was not seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: not both events were seen, or not in this order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>session %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at the lanes and press A and B to measure between two times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A %1 · B %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · B − A = %1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source> · %n mark(s) between</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No event shows this: it was expected and did not come.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event %1 names the request, not the session; it is in the payments report.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::SessionsPage</name>
    <message>
        <source>Success</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excused failure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unexcused failure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No orchestrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which sessions went wrong, and which are typical?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions by hour and outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows all sessions of the range and filter, the latest first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worst 50</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the 50 sessions with the highest values of the measure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Typical 10</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the 10 sessions nearest to the median of the measure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>then by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Within each group, group by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groups of sessions with subtotals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter or a double click shows the sessions of a group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unexcused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No orch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Success %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Effective %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swapped %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Startup ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed for a reason outside the network; those without an orchestrator among them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>startup_success_rate: became playable / requested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>effective_success_rate: 1 - (unexcused or without output) / requested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>swap_rate: changed orchestrator / requested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean startup latency of values above 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter opens the recorder; V compares two selected sessions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>median %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How %1 is spread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>n = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; %2 more have no value, since an event that it is made of was not seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>– (not known)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session of the group has a startup latency.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session of the group was requested: there is no rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select two sessions to compare them (selected now: %1).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How does the window look, and what does the cache hold?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>90 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>100 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>125 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>150 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>200 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days of events to keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Prune older events…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Compact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joins what many small imports left apart, and gives free space back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compacting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compacted: %1 before, %2 now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prune older events</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Remove the events of all but the newest %n day(s)? Sessions and figures stay, but can no longer be taken apart into events. This cannot be undone, except by importing the files again into a new cache.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Pruning…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache is empty; there is nothing to remove.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed %1 events: %2 before, %3 now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 accepted events · newest %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another language takes effect when NaaP Lens is started again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::SlaPage</name>
    <message>
        <source>SLA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How was this score made, and what did it cost?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SLA scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No score is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a row above to see how its score was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no SLA row here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a longer stretch of time, or clear the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The score cannot be taken apart</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::Sparkline</name>
    <message>
        <source>Recent course</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::StateView</name>
    <message>
        <source>▲ %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::SummaryTab</name>
    <message>
        <source>SLA score by hour, beside the other orchestrators</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions by hour and outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions that are attributed to this orchestrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Startup success</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions that became playable / requested sessions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output FPS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean over status samples, those at 0 FPS included.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PTFF, median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt to first frame: runner&apos;s start to a few processed segments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean SLA score of the range: %1, weighted by %2 requested session-hours. A double click on the score shows how it was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No SLA score: no session of this orchestrator was requested in this stretch of time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n requested</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>n = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no session was requested</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>n = %1 samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no status sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>n = %1; p95 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no session has both trace events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the stretch before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others, 5th to 95th percentile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others, median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This orchestrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Success</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excused failure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unexcused failure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No orchestrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sessions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::TablePage</name>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How do AI batch, LLM and BYOC requests perform?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Demand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where does work come from, and where is it refused?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What does work cost, from whom?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was paid, to whom, for which session?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::TableView</name>
    <message>
        <source>Export the table as shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV files (*.csv);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Include this value	X</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Exclude this value	Shift+X</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;rows	Ctrl+C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy rows as CS&amp;V</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy rows as &amp;Markdown	Ctrl+Shift+C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xport the table as shown…	Ctrl+E</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::Tile</name>
    <message>
        <source>%1 against %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, better than %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, worse than %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no recent values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 lay between %2 and %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: no value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::TimeBar</name>
    <message>
        <source>&amp;Settled hours only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Com&amp;pare with before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaves out hours whose figures may still change as late events arrive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the change against the stretch of the same length before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Time:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stretch of time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose, or type: 24h, 7d, 2026-08-03 14:00 +2h, 2026-08-03 .. 2026-08-05. Relative ones end at the newest event in the cache.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UTC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Local time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▲ Not a stretch of time. Try 24h, or 2026-08-03 14:00 +2h.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::TimeChart</name>
    <message>
        <source>A chart over time without values yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no values in this range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over time: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, lower edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, upper edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may still change</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::WeightsBox</name>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As upstream (fixed)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which weights make the score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output FPS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean output FPS, zeros included: more is better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No degradation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of streams with degraded samples: less is better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Streams handled: more is better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discovery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean discovery latency: less is better. Without evidence it counts as 0 ms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only how weights compare matters; they need not add up to 100.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::WhatIfPanel</name>
    <message>
        <source>start failed, excused: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>start unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only ever loading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>swapped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As upstream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets the weights back and lets all sessions count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score under the changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The score is made of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reliability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reliability is made of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Startup success</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No swap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output viability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality is made of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output FPS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency is made of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt to first frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End to end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights of one group count by how they compare; they need not add up to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight upstream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions that failed, were excused or swapped; untick one to leave it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session of this row is held against it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions that count against the score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row has no score: no session was requested.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No score is left: every requested session was left out. Upstream: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The score is %1, as upstream.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The score would be &lt;b&gt;%1&lt;/b&gt;; upstream it is %2 (%3%4).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::Workbench</name>
    <message>
        <source>%1 to %2 (%3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all of the cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 · source: %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>naap::XyChart</name>
    <message>
        <source>A chart of two measures without values yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 against %2, %n points.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to compare in this range.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
