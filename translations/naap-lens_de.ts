<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>GapText</name>
    <message>
        <source>▒ not received</source>
        <translation>▒ nicht empfangen</translation>
    </message>
    <message>
        <source>Retention removed the events of these hours. Facts and figures made of them stay.</source>
        <translation>Die begrenzte Aufbewahrung hat die Ereignisse dieser Stunden entfernt. Fakten und Kennzahlen daraus bleiben.</translation>
    </message>
    <message>
        <source>The range reaches beyond what was ever imported.</source>
        <translation>Der Zeitraum reicht über alles hinaus, was je importiert wurde.</translation>
    </message>
    <message>
        <source>▲ Sessions ran through these hours, so events were made and are not here: a file was not imported, or the feed lost them.</source>
        <translation>▲ Sitzungen liefen durch diese Stunden, also sind Ereignisse entstanden und nicht hier: Eine Datei wurde nicht importiert, oder der Feed hat sie verloren.</translation>
    </message>
    <message>
        <source>Nothing in the cache tells a quiet network from a file that was not imported.</source>
        <translation>Nichts im Cache unterscheidet ein ruhiges Netz von einer Datei, die nicht importiert wurde.</translation>
    </message>
    <message>
        <source>No event was received from %1 to %2. %3</source>
        <translation>Von %1 bis %2 wurde kein Ereignis empfangen. %3</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Watch</source>
        <translation>Beobachten</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>Erkunden</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Abrechnen</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>Erklären</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
</context>
<context>
    <name>Recorder</name>
    <message>
        <source>Stream requested</source>
        <translation>Stream angefragt</translation>
    </message>
    <message>
        <source>First segment sent in</source>
        <translation>Erstes Segment eingespeist</translation>
    </message>
    <message>
        <source>Runner got the first segment</source>
        <translation>Erstes Segment beim Runner</translation>
    </message>
    <message>
        <source>Runner sent its first output</source>
        <translation>Erste Ausgabe vom Runner</translation>
    </message>
    <message>
        <source>First output at the gateway</source>
        <translation>Erste Ausgabe beim Gateway</translation>
    </message>
    <message>
        <source>Playable</source>
        <translation>Abspielbar</translation>
    </message>
    <message>
        <source>First data at the gateway</source>
        <translation>Erste Daten beim Gateway</translation>
    </message>
    <message>
        <source>No orchestrator available</source>
        <translation>Kein Orchestrator verfügbar</translation>
    </message>
    <message>
        <source>Stream closed</source>
        <translation>Stream geschlossen</translation>
    </message>
    <message>
        <source>Orchestrator swapped</source>
        <translation>Orchestrator gewechselt</translation>
    </message>
    <message>
        <source>Inference restarted</source>
        <translation>Inferenz neu gestartet</translation>
    </message>
    <message>
        <source>Error in inference</source>
        <translation>Fehler in der Inferenz</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Zahlung</translation>
    </message>
    <message>
        <source>Payment (inferred)</source>
        <translation>Zahlung (erschlossen)</translation>
    </message>
    <message>
        <source>First choice</source>
        <translation>Erste Wahl</translation>
    </message>
    <message>
        <source>Swapped away from</source>
        <translation>Weggewechselt von</translation>
    </message>
    <message>
        <source>Changed to</source>
        <translation>Geändert zu</translation>
    </message>
    <message>
        <source>No status received</source>
        <translation>Kein Status empfangen</translation>
    </message>
    <message>
        <source>No ingest metrics received</source>
        <translation>Keine Einspeisemetriken empfangen</translation>
    </message>
    <message>
        <source>FPS in</source>
        <translation>Bildrate ein</translation>
    </message>
    <message>
        <source>FPS out</source>
        <translation>Bildrate aus</translation>
    </message>
    <message>
        <source>Packet loss</source>
        <translation>Paketverlust</translation>
    </message>
    <message>
        <source>Packet jitter</source>
        <translation>Paketjitter</translation>
    </message>
    <message>
        <source>Bit rate in</source>
        <translation>Bitrate ein</translation>
    </message>
    <message>
        <source>its offer stood at the time: the snapshot began to hold at most 10 minutes before the selection.</source>
        <translation>sein Angebot galt zu dieser Zeit: Der Snapshot begann höchstens 10 Minuten vor der Auswahl zu gelten.</translation>
    </message>
    <message>
        <source>its offer began at most 10 minutes before the selection, though another had taken its place by then.</source>
        <translation>sein Angebot begann höchstens 10 Minuten vor der Auswahl, war da aber schon von einem anderen abgelöst.</translation>
    </message>
    <message>
        <source>its offer came at most 30 seconds after the selection, which clocks that differ explain.</source>
        <translation>sein Angebot kam höchstens 30 Sekunden nach der Auswahl, was sich durch abweichende Uhren erklärt.</translation>
    </message>
    <message>
        <source>its offer had not changed for more than 10 minutes, so it is only probably still the same.</source>
        <translation>sein Angebot hatte sich seit mehr als 10 Minuten nicht geändert, ist also nur wahrscheinlich noch dasselbe.</translation>
    </message>
    <message>
        <source>the orchestrator is known, but its offer names no hardware, so no GPU can be named.</source>
        <translation>der Orchestrator ist bekannt, aber sein Angebot nennt keine Hardware, also lässt sich keine GPU nennen.</translation>
    </message>
    <message>
        <source>several offers fit equally well, so none is named.</source>
        <translation>mehrere Angebote passen gleich gut, daher wird keines genannt.</translation>
    </message>
    <message>
        <source>no capability snapshot names what the events name.</source>
        <translation>kein Capability-Snapshot nennt, was die Ereignisse nennen.</translation>
    </message>
    <message>
        <source>no snapshot has the URL that the events name, although one has its address as a local alias.</source>
        <translation>kein Snapshot hat die URL, die die Ereignisse nennen, obwohl einer seine Adresse als lokalen Alias führt.</translation>
    </message>
    <message>
        <source>no snapshot has the URL that the events name, although one has its address.</source>
        <translation>kein Snapshot hat die URL, die die Ereignisse nennen, obwohl einer seine Adresse hat.</translation>
    </message>
    <message>
        <source>no orchestrator was ever selected, since the gateway found none.</source>
        <translation>es wurde nie ein Orchestrator ausgewählt, weil das Gateway keinen fand.</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Aufgelöst</translation>
    </message>
    <message>
        <source>Resolved without hardware</source>
        <translation>Aufgelöst, ohne Hardware</translation>
    </message>
    <message>
        <source>Resolved by a stale offer</source>
        <translation>Aufgelöst durch ein veraltetes Angebot</translation>
    </message>
    <message>
        <source>Ambiguous</source>
        <translation>Mehrdeutig</translation>
    </message>
    <message>
        <source>Unresolved</source>
        <translation>Nicht aufgelöst</translation>
    </message>
    <message>
        <source>It was found by the URL that the event names</source>
        <translation>Gefunden wurde er über die URL, die das Ereignis nennt</translation>
    </message>
    <message>
        <source>It was found by the address that the event names</source>
        <translation>Gefunden wurde er über die Adresse, die das Ereignis nennt</translation>
    </message>
    <message>
        <source>It was found by the address that the event names, which is a local alias of the node</source>
        <translation>Gefunden wurde er über die Adresse, die das Ereignis nennt; sie ist ein lokaler Alias des Knotens</translation>
    </message>
    <message>
        <source>No stream request was seen, so nobody knows whether a start was tried. It is in no rate.</source>
        <translation>Es wurde keine Stream-Anfrage gesehen, also weiß niemand, ob ein Start versucht wurde. Die Sitzung geht in keine Quote ein.</translation>
    </message>
    <message>
        <source>The gateway held a few processed segments: the session became playable. That is a success, whatever errors there were.</source>
        <translation>Das Gateway hatte einige verarbeitete Segmente: Die Sitzung wurde abspielbar. Das ist ein Erfolg, welche Fehler es auch gab.</translation>
    </message>
    <message>
        <source>It did not become playable, no orchestrator was ever selected, and the gateway said that none was available. Excused: nobody who could have served it failed.</source>
        <translation>Sie wurde nicht abspielbar, es wurde nie ein Orchestrator ausgewählt, und das Gateway meldete, dass keiner verfügbar war. Entschuldigt: Niemand, der sie hätte bedienen können, hat versagt.</translation>
    </message>
    <message>
        <source>It did not become playable, and each of its error events names a reason outside the network, such as a user who left. Excused.</source>
        <translation>Sie wurde nicht abspielbar, und jedes ihrer Fehlerereignisse nennt einen Grund außerhalb des Netzes, etwa einen Nutzer, der gegangen ist. Entschuldigt.</translation>
    </message>
    <message>
        <source>It did not become playable, and at least one error event does not excuse that. One such error is enough.</source>
        <translation>Sie wurde nicht abspielbar, und mindestens ein Fehlerereignis entschuldigt das nicht. Ein solcher Fehler genügt.</translation>
    </message>
    <message>
        <source>It did not become playable, and no event says why. Without a reason nothing is excused.</source>
        <translation>Sie wurde nicht abspielbar, und kein Ereignis sagt, warum. Ohne Grund wird nichts entschuldigt.</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 um %2</translation>
    </message>
    <message>
        <source> (excuses)</source>
        <translation> (entschuldigt)</translation>
    </message>
    <message>
        <source> (does not excuse)</source>
        <translation> (entschuldigt nicht)</translation>
    </message>
    <message>
        <source>Outcome: %1</source>
        <translation>Ausgang: %1</translation>
    </message>
    <message>
        <source>It reported its status %1 times and was never in a running state.</source>
        <translation>Sie hat ihren Status %1-mal gemeldet und war nie in laufendem Zustand.</translation>
    </message>
    <message>
        <source>It reported its status %1 times and never a frame of output.</source>
        <translation>Sie hat ihren Status %1-mal gemeldet und nie ein Ausgabebild.</translation>
    </message>
    <message>
        <source>Without output</source>
        <translation>Ohne Ausgabe</translation>
    </message>
    <message>
        <source>It counts as effectively failed, excused or not: an excuse protects the start only.</source>
        <translation>Sie zählt als effektiv gescheitert, ob entschuldigt oder nicht: Eine Entschuldigung schützt nur den Start.</translation>
    </message>
    <message>
        <source>%1 before the selection</source>
        <translation>%1 vor der Auswahl</translation>
    </message>
    <message>
        <source>%1 after the selection</source>
        <translation>%1 nach der Auswahl</translation>
    </message>
    <message>
        <source>Capability snapshot %1 of %2, %3</source>
        <translation>Capability-Snapshot %1 von %2, %3</translation>
    </message>
    <message>
        <source>Selection at %1</source>
        <translation>Auswahl um %1</translation>
    </message>
    <message>
        <source>No event of the session names an orchestrator.</source>
        <translation>Kein Ereignis der Sitzung nennt einen Orchestrator.</translation>
    </message>
    <message>
        <source>The session names several orchestrators on that day, so the last selection alone does not decide.</source>
        <translation>Die Sitzung nennt an diesem Tag mehrere Orchestratoren, also entscheidet die letzte Auswahl nicht allein.</translation>
    </message>
    <message>
        <source>Attribution</source>
        <translation>Zuordnung</translation>
    </message>
    <message>
        <source>Changed without a swap</source>
        <translation>Geändert ohne Wechsel</translation>
    </message>
    <message>
        <source>The attributed orchestrator changed, and no swap event says so. It does not count as swapped.</source>
        <translation>Der zugeordnete Orchestrator hat sich geändert, ohne dass ein Wechselereignis es meldet. Die Sitzung zählt nicht als gewechselt.</translation>
    </message>
    <message>
        <source>Gateway trace</source>
        <translation>Ablauf am Gateway</translation>
    </message>
    <message>
        <source>Orchestrators</source>
        <translation>Orchestratoren</translation>
    </message>
    <message>
        <source>State, restarts</source>
        <translation>Zustand, Neustarts</translation>
    </message>
    <message>
        <source>FPS in, out</source>
        <translation>Bildrate ein, aus</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Zahlungen</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>● Success</source>
        <translation>● Erfolg</translation>
    </message>
    <message>
        <source>▲ Excused failure</source>
        <translation>▲ Entschuldigter Fehlschlag</translation>
    </message>
    <message>
        <source>■ Unexcused failure</source>
        <translation>■ Unentschuldigter Fehlschlag</translation>
    </message>
    <message>
        <source>▲ No orchestrator (excused)</source>
        <translation>▲ Kein Orchestrator (entschuldigt)</translation>
    </message>
    <message>
        <source>◌ Unknown</source>
        <translation>◌ Unbekannt</translation>
    </message>
</context>
<context>
    <name>SecretPrompts</name>
    <message>
        <source>▲ %1</source>
        <translation>▲ %1</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>File of secrets</source>
        <translation>Datei der Geheimnisse</translation>
    </message>
    <message>
        <source>Tokens and passwords will be kept in a file that this passphrase opens. Nobody can open it without: a forgotten passphrase means that they have to be entered again.</source>
        <translation>Token und Passwörter kommen in eine Datei, die diese Passphrase öffnet. Ohne sie öffnet sie niemand: Wer die Passphrase vergisst, muss alles neu eingeben.</translation>
    </message>
    <message>
        <source>Tokens and passwords are in a file that a passphrase opens.</source>
        <translation>Token und Passwörter liegen in einer Datei, die eine Passphrase öffnet.</translation>
    </message>
    <message>
        <source>The two passphrases are not the same.</source>
        <translation>Die beiden Passphrasen sind nicht gleich.</translation>
    </message>
    <message>
        <source>No keychain took the secret</source>
        <translation>Kein Schlüsselbund hat das Geheimnis angenommen</translation>
    </message>
    <message>
        <source>It is used until NaaP Lens ends. It is never written into settings. Who is to keep tokens and passwords from now on?</source>
        <translation>Es gilt, bis NaaP Lens endet. In die Einstellungen wird es nie geschrieben. Wer soll Token und Passwörter von jetzt an aufbewahren?</translation>
    </message>
    <message>
        <source>A &amp;file with a passphrase</source>
        <translation>Eine &amp;Datei mit Passphrase</translation>
    </message>
    <message>
        <source>&amp;Nobody: ask me each time</source>
        <translation>&amp;Niemand: jedes Mal fragen</translation>
    </message>
    <message>
        <source>Token or password</source>
        <translation>Token oder Passwort</translation>
    </message>
    <message>
        <source>What is the token or password of &quot;%1&quot;?</source>
        <translation>Wie lautet das Token oder Passwort von „%1“?</translation>
    </message>
</context>
<context>
    <name>ValueText</name>
    <message>
        <source>%1 ETH</source>
        <translation>%1 ETH</translation>
    </message>
    <message>
        <source>%1 gwei</source>
        <translation>%1 gwei</translation>
    </message>
    <message>
        <source>%1 wei</source>
        <translation>%1 wei</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
</context>
<context>
    <name>naap::AccountingTab</name>
    <message>
        <source>Records by what became of them</source>
        <translation>Datensätze nach ihrem Verbleib</translation>
    </message>
    <message>
        <source>Examples of events</source>
        <translation>Beispiele von Ereignissen</translation>
    </message>
    <message>
        <source>Examples of decisions</source>
        <translation>Beispiele von Entscheidungen</translation>
    </message>
    <message>
        <source>Attribution</source>
        <translation>Zuordnung</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <source>Decisions of attribution by reason</source>
        <translation>Entscheidungen der Zuordnung nach Grund</translation>
    </message>
    <message>
        <source>Records, over all imports</source>
        <translation>Datensätze, über alle Importe</translation>
    </message>
    <message>
        <source>Decisions on who served</source>
        <translation>Entscheidungen, wer bedient hat</translation>
    </message>
    <message>
        <source>Choose a row above to see examples of it.</source>
        <translation>Wählen Sie oben eine Zeile, um Beispiele dafür zu sehen.</translation>
    </message>
    <message>
        <source>Meaning and examples</source>
        <translation>Bedeutung und Beispiele</translation>
    </message>
    <message>
        <source>This event belongs to no session.</source>
        <translation>Dieses Ereignis gehört zu keiner Sitzung.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Choosing one shows its meaning and examples.</source>
        <translation>Wer eine wählt, sieht ihre Bedeutung und Beispiele.</translation>
    </message>
    <message>
        <source>%1, line %2 %3</source>
        <translation>%1, Zeile %2 %3</translation>
    </message>
    <message>
        <source>The cache keeps the count of these records and where the first of them stood, not their text.</source>
        <translation>Der Speicher behält die Zahl dieser Datensätze und wo die ersten von ihnen standen, nicht ihren Text.</translation>
    </message>
    <message>
        <source>%1 Of these it knows no place: they came from no file, or before places were kept.</source>
        <translation>%1 Von diesen kennt er keine Stelle: Sie kamen aus keiner Datei, oder bevor Stellen behalten wurden.</translation>
    </message>
</context>
<context>
    <name>naap::ActiveTab</name>
    <message>
        <source>Alerts that are not over</source>
        <translation>Alarme, die nicht vorbei sind</translation>
    </message>
    <message>
        <source>&amp;Acknowledge</source>
        <translation>&amp;Quittieren</translation>
    </message>
    <message>
        <source>S&amp;ilence…</source>
        <translation>&amp;Stummschalten…</translation>
    </message>
    <message>
        <source>I know: no reminders until it is over (K)</source>
        <translation>Bekannt: keine Erinnerungen, bis es vorbei ist (K)</translation>
    </message>
    <message>
        <source>Keep this and its like quiet for a while (Ctrl+Shift+M)</source>
        <translation>Diesen und ähnliche eine Weile stummschalten (Ctrl+Shift+M)</translation>
    </message>
    <message>
        <source>The sessions, requests or gaps of the window that it is about (Enter)</source>
        <translation>Die Sitzungen, Anfragen oder Lücken des Fensters, um das es geht (Enter)</translation>
    </message>
    <message>
        <source>The rules cannot be judged</source>
        <translation>Die Regeln können nicht beurteilt werden</translation>
    </message>
    <message>
        <source>Judging…</source>
        <translation>Wird beurteilt…</translation>
    </message>
    <message>
        <source>Nothing is wrong</source>
        <translation>Alles in Ordnung</translation>
    </message>
    <message>
        <source>No rule fires, and none is about to. The rules are in the next tab.</source>
        <translation>Keine Regel schlägt an, und keine steht kurz davor. Die Regeln stehen auf der nächsten Karte.</translation>
    </message>
    <message>
        <source>Take the acknowledgement b&amp;ack</source>
        <translation>&amp;Quittung zurücknehmen</translation>
    </message>
    <message>
        <source>Open the evi&amp;dence</source>
        <translation>Be&amp;lege öffnen</translation>
    </message>
    <message>
        <source>Tr&amp;y the rule on the past</source>
        <translation>&amp;Regel erproben</translation>
    </message>
</context>
<context>
    <name>naap::AlertBell</name>
    <message>
        <source>◌ alerts unknown</source>
        <translation>◌ Alarme unbekannt</translation>
    </message>
    <message>
        <source>■ %1  ▲ %2</source>
        <translation>■ %1  ▲ %2</translation>
    </message>
    <message>
        <source>▲ %1</source>
        <translation>▲ %1</translation>
    </message>
    <message>
        <source>● no alerts</source>
        <translation>● keine Alarme</translation>
    </message>
    <message>
        <source>%1 critical alerts, %2 warnings. Opens the page of alerts.</source>
        <translation>%1 kritische Alarme, %2 Warnungen. Öffnet die Seite der Alarme.</translation>
    </message>
    <message>
        <source>Alerts cannot be judged: %1</source>
        <translation>Alarme können nicht beurteilt werden: %1</translation>
    </message>
    <message>
        <source>Show the alerts</source>
        <translation>Alarme zeigen</translation>
    </message>
    <message>
        <source>there is no tray icon here, or nobody watches</source>
        <translation>hier gibt es kein Symbol im Infobereich, oder niemand wacht</translation>
    </message>
    <message>
        <source>a window cannot tell by this channel</source>
        <translation>ein Fenster kann auf diesem Kanal nichts melden</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Quittieren</translation>
    </message>
    <message>
        <source>Silence for an hour</source>
        <translation>Eine Stunde stummschalten</translation>
    </message>
</context>
<context>
    <name>naap::AlertCenter</name>
    <message>
        <source>Alerts cannot be kept: %1</source>
        <translation>Alarme können nicht aufbewahrt werden: %1</translation>
    </message>
    <message>
        <source>The rules are not kept: %1</source>
        <translation>Die Regeln werden nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>The targets are not kept: %1</source>
        <translation>Die Ziele werden nicht gespeichert: %1</translation>
    </message>
</context>
<context>
    <name>naap::AlertsPage</name>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>What needs attention, and are my rules any good?</source>
        <translation>Was braucht Aufmerksamkeit, und taugen meine Regeln etwas?</translation>
    </message>
    <message>
        <source>&amp;Watch and tell</source>
        <translation>&amp;Wachen und melden</translation>
    </message>
    <message>
        <source>Parts of alerts</source>
        <translation>Teile der Alarme</translation>
    </message>
    <message>
        <source>Bench</source>
        <translation>Prüfstand</translation>
    </message>
    <message>
        <source>Silences</source>
        <translation>Stummschaltungen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Judge the rules by the clock, keep a history, and tell by the channels</source>
        <translation>Die Regeln nach der Uhr beurteilen, einen Verlauf führen und über die Kanäle melden</translation>
    </message>
    <message>
        <source>▲ %1</source>
        <translation>▲ %1</translation>
    </message>
    <message>
        <source>Watching; last looked at %1.</source>
        <translation>Es wird gewacht; zuletzt nachgesehen um %1.</translation>
    </message>
    <message>
        <source>Nothing is watched, and nothing is told.</source>
        <translation>Niemand wacht, und nichts wird gemeldet.</translation>
    </message>
    <message>
        <source>Judged as of the newest event, %1. Nothing is told until you watch.</source>
        <translation>Beurteilt nach dem Stand des neuesten Ereignisses, %1. Gemeldet wird erst, wenn gewacht wird.</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>▲ %1
It stays as it is: repair it, and start the program again.</source>
        <translation>▲ %1
Sie bleibt, wie sie ist: Reparieren Sie sie und starten Sie das Programm neu.</translation>
    </message>
</context>
<context>
    <name>naap::ApiFigures</name>
    <message>
        <source>Computed here, from events</source>
        <translation>Hier berechnet, aus Ereignissen</translation>
    </message>
    <message>
        <source>What the public API says</source>
        <translation>Was die öffentliche API sagt</translation>
    </message>
    <message>
        <source>Whose figures</source>
        <translation>Wessen Zahlen</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>%1, says the public API</source>
        <translation>%1, sagt die öffentliche API</translation>
    </message>
    <message>
        <source>The public API said nothing of this</source>
        <translation>Die öffentliche API sagte dazu nichts</translation>
    </message>
    <message>
        <source>Choose a longer stretch of time, or see under Data health what it was asked.</source>
        <translation>Wählen Sie eine längere Zeitspanne, oder sehen Sie unter Datenqualität nach, was sie gefragt wurde.</translation>
    </message>
    <message>
        <source>The public API&apos;s figures, last fetched %1, are kept apart from these.</source>
        <translation>Die Zahlen der öffentlichen API, zuletzt geholt %1, stehen getrennt von diesen.</translation>
    </message>
    <message>
        <source>The public API&apos;s own figures, last fetched %1; where it sends a 0 that means unknown, nothing is shown. Only events can tell: %2.</source>
        <translation>Die eigenen Zahlen der öffentlichen API, zuletzt geholt %1; wo sie eine 0 sendet, die unbekannt bedeutet, steht nichts. Nur Ereignisse sagen: %2.</translation>
    </message>
</context>
<context>
    <name>naap::BarChart</name>
    <message>
        <source>Bars without values yet.</source>
        <translation>Balken, noch ohne Werte.</translation>
    </message>
    <message numerus="yes">
        <source>%n bars.</source>
        <translation>
            <numerusform>%n Balken.</numerusform>
            <numerusform>%n Balken.</numerusform>
        </translation>
    </message>
    <message>
        <source>The longest is %1 with %2.</source>
        <translation>Der längste ist %1 mit %2.</translation>
    </message>
    <message>
        <source>There is nothing to show in this range.</source>
        <translation>In diesem Bereich gibt es nichts zu zeigen.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Value (%1)</source>
        <translation>Wert (%1)</translation>
    </message>
    <message>
        <source>As shown</source>
        <translation>Wie angezeigt</translation>
    </message>
    <message>
        <source>Bar %1 of %2: %3, %4.</source>
        <translation>Balken %1 von %2: %3, %4.</translation>
    </message>
</context>
<context>
    <name>naap::BenchTab</name>
    <message>
        <source>&amp;Back to what is saved</source>
        <translation>Z&amp;urücksetzen</translation>
    </message>
    <message>
        <source>Rule on the bench</source>
        <translation>Regel auf dem Prüfstand</translation>
    </message>
    <message>
        <source>Whose history</source>
        <translation>Wessen Verlauf</translation>
    </message>
    <message>
        <source>Bad windows in a row</source>
        <translation>Schlechte Fenster in Folge</translation>
    </message>
    <message>
        <source>What the rule would have done</source>
        <translation>Was die Regel getan hätte</translation>
    </message>
    <message>
        <source>As tried</source>
        <translation>Wie erprobt</translation>
    </message>
    <message>
        <source>As saved</source>
        <translation>Wie gespeichert</translation>
    </message>
    <message>
        <source>Who fires most</source>
        <translation>Wer am häufigsten anschlägt</translation>
    </message>
    <message>
        <source>Fires most</source>
        <translation>Schlägt am häufigsten an</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>Alerts a day with other settings</source>
        <translation>Alarme am Tag mit anderen Einstellungen</translation>
    </message>
    <message>
        <source>Alerts a day by thresholds and pending time. Choose a cell to try it.</source>
        <translation>Alarme am Tag nach Schwellen und Wartezeit. Eine Zelle wählen, um sie zu erproben.</translation>
    </message>
    <message>
        <source>This rule cannot be tried: there is something wrong with it. See the Rules tab.</source>
        <translation>Diese Regel kann nicht erprobt werden: Etwas stimmt nicht mit ihr. Siehe die Karte Regeln.</translation>
    </message>
    <message>
        <source>everyone</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>▲ warning</source>
        <translation>▲ Warnung</translation>
    </message>
    <message>
        <source>■ critical</source>
        <translation>■ kritisch</translation>
    </message>
    <message>
        <source>● good again</source>
        <translation>● wieder gut</translation>
    </message>
    <message>
        <source>As tried: pending and firing</source>
        <translation>Wie erprobt: wartend und anschlagend</translation>
    </message>
    <message>
        <source>▲ These thresholds contradict each other; the rule stays as it was.</source>
        <translation>▲ Diese Schwellen widersprechen einander; die Regel bleibt, wie sie war.</translation>
    </message>
    <message>
        <source>%1 windows judged, %2 with too little evidence, %3 without data; worked out in %4 ms.</source>
        <translation>%1 Fenster beurteilt, %2 mit zu wenigen Belegen, %3 ohne Daten; ausgerechnet in %4 ms.</translation>
    </message>
    <message numerus="yes">
        <source>Misses %n alert(s) that you called right.</source>
        <translation>
            <numerusform>Verpasst %n Alarm, den Sie richtig genannt haben.</numerusform>
            <numerusform>Verpasst %n Alarme, die Sie richtig genannt haben.</numerusform>
        </translation>
    </message>
    <message>
        <source>a day</source>
        <translation>am Tag</translation>
    </message>
    <message>
        <source>told</source>
        <translation>gemeldet</translation>
    </message>
    <message>
        <source>flaps</source>
        <translation>Flattern</translation>
    </message>
    <message>
        <source>half are shorter than</source>
        <translation>die Hälfte ist kürzer als</translation>
    </message>
    <message>
        <source>the longest</source>
        <translation>der längste</translation>
    </message>
    <message>
        <source>outside office hours</source>
        <translation>außerhalb der Arbeitszeit</translation>
    </message>
    <message>
        <source>called right, caught</source>
        <translation>richtig genannt, erkannt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>called false, fires again</source>
        <translation>falsch genannt, schlägt wieder an</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>für %1</translation>
    </message>
    <message>
        <source>Save &amp;into the rule</source>
        <translation>&amp;In die Regel übernehmen</translation>
    </message>
    <message>
        <source>bad windows: </source>
        <translation>schlechte Fenster: </translation>
    </message>
</context>
<context>
    <name>naap::CacheTab</name>
    <message>
        <source>– (there is nothing to take a share of)</source>
        <translation>– (es gibt nichts, wovon ein Anteil zu nehmen wäre)</translation>
    </message>
    <message>
        <source>Accounting</source>
        <translation>Buchführung</translation>
    </message>
    <message>
        <source>Records = accepted + ignored + rejected + duplicates, and accepted = held + removed.</source>
        <translation>Datensätze = angenommen + ignoriert + abgelehnt + doppelt, und angenommen = gehalten + entfernt.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Where the cache is.</source>
        <translation>Wo der Cache liegt.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Bytes of the database and its log.</source>
        <translation>Bytes der Datenbank und ihres Logs.</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>Revision</translation>
    </message>
    <message>
        <source>Grows by one with every change.</source>
        <translation>Wächst mit jeder Änderung um eins.</translation>
    </message>
    <message>
        <source>Events held</source>
        <translation>Gehaltene Ereignisse</translation>
    </message>
    <message>
        <source>Accepted events whose payload is here.</source>
        <translation>Angenommene Ereignisse, deren Nutzdaten hier sind.</translation>
    </message>
    <message>
        <source>From and to</source>
        <translation>Von und bis</translation>
    </message>
    <message>
        <source>Time of the oldest and of the newest event held.</source>
        <translation>Zeit des ältesten und des neuesten gehaltenen Ereignisses.</translation>
    </message>
    <message>
        <source>Events removed</source>
        <translation>Entfernte Ereignisse</translation>
    </message>
    <message>
        <source>By retention.</source>
        <translation>Durch begrenzte Aufbewahrung.</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Sessions resolved from events.</source>
        <translation>Aus Ereignissen aufgelöste Sitzungen.</translation>
    </message>
    <message>
        <source>Retention horizon</source>
        <translation>Aufbewahrungsgrenze</translation>
    </message>
    <message>
        <source>Events before it are no longer taken in; their days&apos; facts are frozen.</source>
        <translation>Ereignisse davor werden nicht mehr aufgenommen; die Fakten ihrer Tage sind eingefroren.</translation>
    </message>
    <message>
        <source>Waiting to be resolved</source>
        <translation>Warten auf Auflösung</translation>
    </message>
    <message>
        <source>Work that the resolver has not done yet.</source>
        <translation>Arbeit, die der Resolver noch nicht getan hat.</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Files and feeds that records were read from.</source>
        <translation>Dateien und Feeds, aus denen Datensätze gelesen wurden.</translation>
    </message>
    <message>
        <source>Attributed</source>
        <translation>Zugeordnet</translation>
    </message>
    <message>
        <source>Resolved or hardware-less of the selected sessions; above 80 % is healthy.</source>
        <translation>Aufgelöst oder ohne Hardware, von den ausgewählten Sitzungen; über 80 % ist gesund.</translation>
    </message>
    <message>
        <source>Health signals</source>
        <translation>Gesundheitssignale</translation>
    </message>
    <message>
        <source>Seen of those expected.</source>
        <translation>Gesehene von den erwarteten.</translation>
    </message>
    <message>
        <source>Pipelines known</source>
        <translation>Bekannte Pipelines</translation>
    </message>
    <message>
        <source>Of the selected sessions with a model; 99 % is expected.</source>
        <translation>Von den ausgewählten Sitzungen mit Modell; erwartet werden 99 %.</translation>
    </message>
    <message>
        <source>Events without a gateway</source>
        <translation>Ereignisse ohne Gateway</translation>
    </message>
    <message>
        <source>Share of the accepted events.</source>
        <translation>Anteil an den angenommenen Ereignissen.</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Zahlungen</translation>
    </message>
    <message>
        <source>All, and those that name no session&apos;s request.</source>
        <translation>Alle, und jene, die keine Anfrage einer Sitzung nennen.</translation>
    </message>
    <message>
        <source>Looking at the cache…</source>
        <translation>Cache wird untersucht…</translation>
    </message>
    <message>
        <source>Compute the facts&apos; &amp;checksum</source>
        <translation>&amp;Prüfsumme der Fakten berechnen</translation>
    </message>
    <message>
        <source>Reads all facts. Equal sets of events give equal checksums.</source>
        <translation>Liest alle Fakten. Gleiche Mengen von Ereignissen ergeben gleiche Prüfsummen.</translation>
    </message>
    <message>
        <source>Check the &amp;file</source>
        <translation>Da&amp;tei prüfen</translation>
    </message>
    <message>
        <source>Reads the whole file and looks for damage.</source>
        <translation>Liest die ganze Datei und sucht nach Schäden.</translation>
    </message>
    <message>
        <source>Checksum of the facts</source>
        <translation>Prüfsumme der Fakten</translation>
    </message>
    <message>
        <source>State of the file</source>
        <translation>Zustand der Datei</translation>
    </message>
    <message>
        <source>The cache cannot be looked at</source>
        <translation>Der Cache lässt sich nicht untersuchen</translation>
    </message>
    <message>
        <source>● adds up</source>
        <translation>● geht auf</translation>
    </message>
    <message>
        <source>■ %1</source>
        <translation>■ %1</translation>
    </message>
    <message>
        <source>%1, schema %2</source>
        <translation>%1, Schema %2</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>– (there are no events)</source>
        <translation>– (es gibt keine Ereignisse)</translation>
    </message>
    <message>
        <source>– (an older version did not count them)</source>
        <translation>– (eine ältere Version hat sie nicht gezählt)</translation>
    </message>
    <message>
        <source>%1, of which %2 have no start</source>
        <translation>%1, davon %2 ohne Start</translation>
    </message>
    <message>
        <source>– (nothing was ever removed)</source>
        <translation>– (es wurde nie etwas entfernt)</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>● nothing</source>
        <translation>● nichts</translation>
    </message>
    <message>
        <source>▲ %1</source>
        <translation>▲ %1</translation>
    </message>
    <message>
        <source>%1: %2 records</source>
        <translation>%1: %2 Datensätze</translation>
    </message>
    <message>
        <source>– (nothing was imported yet)</source>
        <translation>– (es wurde noch nichts importiert)</translation>
    </message>
    <message>
        <source>%1, of which %2 name no session</source>
        <translation>%1, davon nennen %2 keine Sitzung</translation>
    </message>
    <message>
        <source>Reading all facts…</source>
        <translation>Alle Fakten werden gelesen…</translation>
    </message>
    <message>
        <source>Reading the whole file…</source>
        <translation>Die ganze Datei wird gelesen…</translation>
    </message>
    <message>
        <source>● no damage was found</source>
        <translation>● kein Schaden gefunden</translation>
    </message>
</context>
<context>
    <name>naap::ChannelForm</name>
    <message>
        <source>Tell also that an alert is over</source>
        <translation>Auch melden, dass ein Alarm vorbei ist</translation>
    </message>
    <message>
        <source>Sign with a secret (HMAC-SHA256)</source>
        <translation>Mit einem Geheimnis unterschreiben (HMAC-SHA256)</translation>
    </message>
    <message>
        <source>&amp;Keep in the keychain</source>
        <translation>Im Schlüsselbund &amp;merken</translation>
    </message>
    <message>
        <source>▲ warnings and worse</source>
        <translation>▲ Warnungen und Schlimmeres</translation>
    </message>
    <message>
        <source>■ critical alerts only</source>
        <translation>■ nur kritische Alarme</translation>
    </message>
    <message>
        <source>Tell from</source>
        <translation>Melden ab</translation>
    </message>
    <message>
        <source>Tell</source>
        <translation>Melden</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheimnis</translation>
    </message>
    <message>
        <source>Program and arguments</source>
        <translation>Programm und Argumente</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>No shell reads it. {title}, {text}, {level}, {kind} and {rule} are filled in; the message is on standard input.</source>
        <translation>Keine Shell liest das. {title}, {text}, {level}, {kind} und {rule} werden eingesetzt; die Nachricht steht auf der Standardeingabe.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>● A secret is kept.</source>
        <translation>● Ein Geheimnis ist hinterlegt.</translation>
    </message>
    <message>
        <source>No secret is kept; nothing signed is sent without one.</source>
        <translation>Kein Geheimnis ist hinterlegt; ohne eines wird nichts Unterschriebenes gesendet.</translation>
    </message>
    <message>
        <source>▲ %1</source>
        <translation>▲ %1</translation>
    </message>
</context>
<context>
    <name>naap::ChannelsTab</name>
    <message>
        <source>Notification of the desktop</source>
        <translation>Benachrichtigung des Desktops</translation>
    </message>
    <message>
        <source>Tray icon</source>
        <translation>Symbol im Infobereich</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Line in a file</source>
        <translation>Zeile in einer Datei</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Webhook</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>Entfe&amp;rnen</translation>
    </message>
    <message>
        <source>Tell nothing from</source>
        <translation>Nichts melden von</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>● %1 took the test.</source>
        <translation>● %1 hat den Test angenommen.</translation>
    </message>
    <message>
        <source>▲ %1 did not take the test: %2</source>
        <translation>▲ %1 hat den Test nicht angenommen: %2</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Ab</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wohin</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>&amp;New channel…</source>
        <translation>Neuer &amp;Kanal…</translation>
    </message>
    <message>
        <source>New channel</source>
        <translation>Neuer Kanal</translation>
    </message>
    <message>
        <source>Sends the exact message that an alert would send, marked as a test.</source>
        <translation>Sendet genau die Nachricht, die ein Alarm senden würde, als Test gekennzeichnet.</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Ruhe von</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Ruhe bis</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>What still goes on afterwards is told then.</source>
        <translation>Was danach noch andauert, wird dann gemeldet.</translation>
    </message>
    <message>
        <source>■ critical</source>
        <translation>■ kritisch</translation>
    </message>
    <message>
        <source>▲ warning</source>
        <translation>▲ Warnung</translation>
    </message>
    <message>
        <source>▲ %1: %2</source>
        <translation>▲ %1: %2</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Wird gesendet…</translation>
    </message>
    <message>
        <source>Sen&amp;d a test</source>
        <translation>&amp;Test senden</translation>
    </message>
</context>
<context>
    <name>naap::Chart</name>
    <message>
        <source>The numbers behind the chart</source>
        <translation>Die Zahlen hinter dem Diagramm</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>Diagramm speichern</translation>
    </message>
    <message>
        <source>SVG pictures (*.svg)</source>
        <translation>SVG-Bilder (*.svg)</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG-Bilder (*.png)</translation>
    </message>
    <message>
        <source>The chart could not be written to %1. Check the folder and the free space.</source>
        <translation>Das Diagramm konnte nicht nach %1 geschrieben werden. Prüfen Sie den Ordner und den freien Platz.</translation>
    </message>
    <message>
        <source>&amp;Copy all</source>
        <translation>&amp;Alles kopieren</translation>
    </message>
    <message>
        <source>Show as &amp;table	Ctrl+Shift+T</source>
        <translation>Als &amp;Tabelle zeigen	Strg+Umschalt+T</translation>
    </message>
    <message>
        <source>Copy &amp;numbers</source>
        <translation>&amp;Zahlen kopieren</translation>
    </message>
    <message>
        <source>&amp;Copy picture	Ctrl+Alt+C</source>
        <translation>&amp;Bild kopieren	Strg+Alt+C</translation>
    </message>
    <message>
        <source>Save as &amp;PNG…</source>
        <translation>Als &amp;PNG speichern…</translation>
    </message>
    <message>
        <source>Save as &amp;SVG…</source>
        <translation>Als &amp;SVG speichern…</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 d %2 h</translation>
    </message>
</context>
<context>
    <name>naap::CountsTab</name>
    <message>
        <source>Two counts that should agree</source>
        <translation>Zwei Zählungen, die übereinstimmen sollten</translation>
    </message>
    <message>
        <source>Ours and the public API&apos;s</source>
        <translation>Unsere und die der öffentlichen API</translation>
    </message>
    <message>
        <source>Nothing here is measured twice</source>
        <translation>Nichts hier wird zweimal gemessen</translation>
    </message>
    <message>
        <source>Payments that name a request, and figures of the public API, give second measures.</source>
        <translation>Zahlungen, die eine Anfrage nennen, und Zahlen der öffentlichen API geben zweite Messungen.</translation>
    </message>
    <message>
        <source>No figures of the public API are kept for these hours</source>
        <translation>Für diese Stunden sind keine Zahlen der öffentlichen API da</translation>
    </message>
    <message>
        <source>Add it on the page of sources, or run naap-lens fetch.</source>
        <translation>Auf der Seite der Quellen lässt sie sich hinzufügen, oder mit naap-lens fetch abfragen.</translation>
    </message>
    <message>
        <source>Ours and the public API&apos;s, where they differ and why</source>
        <translation>Unsere und die der öffentlichen API: wo sie abweichen und warum</translation>
    </message>
</context>
<context>
    <name>naap::CoverageTab</name>
    <message>
        <source>Evidence by hour</source>
        <translation>Belege nach Stunde</translation>
    </message>
    <message>
        <source>How sure it is who served a session, share of selected sessions</source>
        <translation>Wie sicher ist, wer eine Sitzung bedient hat, als Anteil der ausgewählten Sitzungen</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>aufgelöst</translation>
    </message>
    <message>
        <source>without hardware</source>
        <translation>ohne Hardware</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>veraltet</translation>
    </message>
    <message>
        <source>ambiguous</source>
        <translation>mehrdeutig</translation>
    </message>
    <message>
        <source>unresolved</source>
        <translation>nicht aufgelöst</translation>
    </message>
</context>
<context>
    <name>naap::DesktopNotifier</name>
    <message>
        <source>this desktop has no session bus</source>
        <translation>dieser Desktop hat keinen Sitzungsbus</translation>
    </message>
    <message>
        <source>this platform has no notification service that we know; the tray icon shows them</source>
        <translation>diese Plattform hat keinen uns bekannten Benachrichtigungsdienst; das Symbol im Infobereich zeigt sie</translation>
    </message>
</context>
<context>
    <name>naap::EarningsTab</name>
    <message>
        <source>Expected fees by hour</source>
        <translation>Erwartete Gebühren nach Stunde</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Zahlungen</translation>
    </message>
    <message>
        <source>No payment to it was seen in this stretch of time</source>
        <translation>In diesem Zeitraum wurde keine Zahlung an ihn gesehen</translation>
    </message>
    <message>
        <source>Gateways whose events are in the cache paid others, or did not tell.</source>
        <translation>Gateways, deren Ereignisse im Cache sind, haben andere bezahlt oder es nicht gemeldet.</translation>
    </message>
    <message>
        <source>Expected fees</source>
        <translation>Erwartete Gebühren</translation>
    </message>
    <message>
        <source>ETH</source>
        <translation>ETH</translation>
    </message>
    <message>
        <source>gwei</source>
        <translation>gwei</translation>
    </message>
    <message>
        <source>No payment was seen.</source>
        <translation>Es wurde keine Zahlung gesehen.</translation>
    </message>
    <message>
        <source>Expected fees %1 from %2 payments (face value x chance to win). All tickets together are worth %3 on their face, which is no revenue: few of them win.</source>
        <translation>Erwartete Gebühren %1 aus %2 Zahlungen (Nennwert × Gewinnchance). Alle Tickets zusammen haben einen Nennwert von %3, was kein Umsatz ist: Nur wenige gewinnen.</translation>
    </message>
</context>
<context>
    <name>naap::EventDetail</name>
    <message>
        <source>The event says null: no value.</source>
        <translation>Das Ereignis sagt null: kein Wert.</translation>
    </message>
    <message>
        <source>The member is there, but nothing is in it.</source>
        <translation>Das Element ist da, aber es steht nichts darin.</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Fields of the event, with their meanings</source>
        <translation>Felder des Ereignisses mit ihren Bedeutungen</translation>
    </message>
    <message>
        <source>Meaning of the chosen field</source>
        <translation>Bedeutung des gewählten Feldes</translation>
    </message>
    <message>
        <source>JSON of the event</source>
        <translation>JSON des Ereignisses</translation>
    </message>
    <message>
        <source>Choose an event above to see what was sent.</source>
        <translation>Wählen Sie oben ein Ereignis, um zu sehen, was gesendet wurde.</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>The rest is in the JSON beside this.</source>
        <translation>Der Rest steht nebenan im JSON.</translation>
    </message>
    <message>
        <source>▲ What the event says is no JSON; it is shown as it came.</source>
        <translation>▲ Was das Ereignis sagt, ist kein JSON; es wird gezeigt, wie es kam.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The event does not say.</source>
        <translation>Das Ereignis sagt es nicht.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 — not in our dictionary of fields.</source>
        <translation>%1 — nicht in unserem Verzeichnis der Felder.</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>All that was sent, as it is stored; to be read and copied.</source>
        <translation>Alles, was gesendet wurde, wie es gespeichert ist; zum Lesen und Kopieren.</translation>
    </message>
    <message>
        <source>Enter on a field makes a condition of its path and value; X shows only events with this value there, Shift+X only others.</source>
        <translation>Eingabe auf einem Feld macht aus Pfad und Wert eine Bedingung; X zeigt nur Ereignisse mit diesem Wert dort, Umschalt+X nur andere.</translation>
    </message>
    <message>
        <source>&amp;Include this value	X</source>
        <translation>Nur diesen &amp;Wert	X</translation>
    </message>
    <message>
        <source>&amp;Exclude this value	Shift+X</source>
        <translation>Diesen Wert &amp;ausschließen	Umschalt+X</translation>
    </message>
    <message>
        <source>&amp;Copy value</source>
        <translation>Wert &amp;kopieren</translation>
    </message>
</context>
<context>
    <name>naap::EventsPage</name>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>What exactly was sent?</source>
        <translation>Was genau wurde gesendet?</translation>
    </message>
    <message>
        <source>Condition on a JSON path, such as data.state = ONLINE</source>
        <translation>Bedingung an einen JSON-Pfad, etwa data.state = ONLINE</translation>
    </message>
    <message>
        <source>Condition on a JSON path</source>
        <translation>Bedingung an einen JSON-Pfad</translation>
    </message>
    <message>
        <source>Conditions joined by and: PATH = VALUE, also != &lt; &lt;= &gt; &gt;= and ~ for a part of the text; PATH exists; PATH is missing. [] stands for any element of a list.</source>
        <translation>Bedingungen, verbunden durch and: PFAD = WERT, auch != &lt; &lt;= &gt; &gt;= und ~ für einen Teil des Textes; PFAD exists (ist da); PFAD is missing (fehlt). [] steht für ein beliebiges Element einer Liste.</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>S&amp;topp</translation>
    </message>
    <message>
        <source>Progress of the search</source>
        <translation>Fortschritt der Suche</translation>
    </message>
    <message>
        <source>Events that meet the condition</source>
        <translation>Ereignisse, die die Bedingung erfüllen</translation>
    </message>
    <message>
        <source>All &amp;events</source>
        <translation>Alle &amp;Ereignisse</translation>
    </message>
    <message>
        <source>&amp;Follow session</source>
        <translation>Sitzung v&amp;erfolgen</translation>
    </message>
    <message>
        <source>Shows all events again (F)</source>
        <translation>Zeigt wieder alle Ereignisse (F)</translation>
    </message>
    <message>
        <source>Shows only the events of the chosen event&apos;s session (F)</source>
        <translation>Zeigt nur die Ereignisse der Sitzung des gewählten Ereignisses (F)</translation>
    </message>
    <message>
        <source>No event of this session is in the cache</source>
        <translation>Kein Ereignis dieser Sitzung ist im Cache</translation>
    </message>
    <message>
        <source>Its payloads may have been removed by retention.</source>
        <translation>Ihre Nutzdaten können durch begrenzte Aufbewahrung entfernt worden sein.</translation>
    </message>
    <message>
        <source>Following the session %1, from its first event to its last.</source>
        <translation>Verfolgt wird die Sitzung %1, vom ersten Ereignis bis zum letzten.</translation>
    </message>
    <message>
        <source>Choose an event first.</source>
        <translation>Wählen Sie zuerst ein Ereignis.</translation>
    </message>
    <message>
        <source>This event belongs to no session.</source>
        <translation>Dieses Ereignis gehört zu keiner Sitzung.</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>The event cannot be shown: %1</source>
        <translation>Das Ereignis lässt sich nicht zeigen: %1</translation>
    </message>
    <message>
        <source>▲ After “%1”: %2</source>
        <translation>▲ Nach „%1“: %2</translation>
    </message>
    <message>
        <source>Searching the payloads…</source>
        <translation>Nutzdaten werden durchsucht…</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) found so far</source>
        <translation>
            <numerusform>bisher %n Ereignis gefunden</numerusform>
            <numerusform>bisher %n Ereignisse gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>The payloads cannot be searched</source>
        <translation>Die Nutzdaten lassen sich nicht durchsuchen</translation>
    </message>
    <message numerus="yes">
        <source>The first %n event(s) that meet the condition; narrow the range to see others</source>
        <translation>
            <numerusform>Das erste Ereignis, das die Bedingung erfüllt; engen Sie den Zeitraum ein, um andere zu sehen</numerusform>
            <numerusform>Die ersten %n Ereignisse, die die Bedingung erfüllen; engen Sie den Zeitraum ein, um andere zu sehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) found before the search was stopped</source>
        <translation>
            <numerusform>%n Ereignis gefunden, ehe die Suche angehalten wurde</numerusform>
            <numerusform>%n Ereignisse gefunden, ehe die Suche angehalten wurde</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) of %1 meet the condition</source>
        <translation>
            <numerusform>%n Ereignis von %1 erfüllt die Bedingung</numerusform>
            <numerusform>%n Ereignisse von %1 erfüllen die Bedingung</numerusform>
        </translation>
    </message>
    <message>
        <source>No event meets the condition</source>
        <translation>Kein Ereignis erfüllt die Bedingung</translation>
    </message>
    <message>
        <source>%1 events of the range were looked at.</source>
        <translation>%1 Ereignisse des Zeitraums wurden angesehen.</translation>
    </message>
    <message>
        <source>Looks into the payloads of all events of the range.</source>
        <translation>Sieht in den Inhalten aller Ereignisse des Zeitraums nach.</translation>
    </message>
    <message>
        <source>The event %1 alone.</source>
        <translation>Nur das Ereignis %1.</translation>
    </message>
</context>
<context>
    <name>naap::ExcusalsView</name>
    <message>
        <source>Phrases that excuse a failed start, one a line</source>
        <translation>Wendungen, die einen fehlgeschlagenen Start entschuldigen, eine je Zeile</translation>
    </message>
    <message>
        <source>Own list, one phrase a line</source>
        <translation>Eigene Liste, eine Wendung je Zeile</translation>
    </message>
    <message>
        <source>Scores, reports and targets are made by upstream&apos;s list, so that they can be compared with others. Yours is tried here only.</source>
        <translation>Scores, Berichte und Ziele folgen der Liste von Upstream, damit sie mit anderen vergleichbar sind. Die eigene wird nur hier erprobt.</translation>
    </message>
    <message>
        <source>Failed starts by orchestrator</source>
        <translation>Fehlgeschlagene Starts nach Orchestrator</translation>
    </message>
    <message>
        <source>Errors of failed starts</source>
        <translation>Fehler der fehlgeschlagenen Starts</translation>
    </message>
    <message>
        <source>No start failed in this stretch of time.</source>
        <translation>In diesem Zeitraum ist kein Start fehlgeschlagen.</translation>
    </message>
    <message>
        <source>%1 of %2 failed starts are excused by upstream&apos;s list, %3 by yours.</source>
        <translation>%1 von %2 fehlgeschlagenen Starts entschuldigt die Liste von Upstream, %3 die eigene.</translation>
    </message>
    <message>
        <source>Upstream&apos;s list, locked</source>
        <translation>Liste von Upstream, gesperrt</translation>
    </message>
    <message>
        <source>&amp;Copy upstream&apos;s list to yours</source>
        <translation>Liste von &amp;Upstream in die eigene kopieren</translation>
    </message>
    <message>
        <source>◆ Upstream&apos;s list, locked</source>
        <translation>◆ Liste von Upstream, gesperrt</translation>
    </message>
</context>
<context>
    <name>naap::FieldsTab</name>
    <message>
        <source>Fields that this feed lacks</source>
        <translation>Felder, die diesem Feed fehlen</translation>
    </message>
    <message>
        <source>All fields of this feed</source>
        <translation>Alle Felder dieses Feeds</translation>
    </message>
    <message>
        <source>Looking at the fields of all events…</source>
        <translation>Die Felder aller Ereignisse werden untersucht…</translation>
    </message>
    <message>
        <source>Missing in this feed, and what suffers</source>
        <translation>Was in diesem Feed fehlt, und was darunter leidet</translation>
    </message>
    <message>
        <source>All fields, and how often they are filled</source>
        <translation>Alle Felder, und wie oft sie gefüllt sind</translation>
    </message>
    <message>
        <source>The fields cannot be counted</source>
        <translation>Die Felder lassen sich nicht zählen</translation>
    </message>
    <message>
        <source>No event is in this stretch of time</source>
        <translation>Kein Ereignis liegt in diesem Zeitraum</translation>
    </message>
    <message>
        <source>Choose a longer one in the time bar above.</source>
        <translation>Wählen Sie oben in der Zeitleiste einen längeren.</translation>
    </message>
    <message>
        <source>%1 fields that figures need are missing from some or all of their events; %2 families have no event at all.</source>
        <translation>%1 Felder, die für Kennzahlen nötig sind, fehlen in einigen oder allen ihrer Ereignisse; %2 Familien haben gar kein Ereignis.</translation>
    </message>
    <message>
        <source>%1 %2: %3 Affected: %4.</source>
        <translation>%1 %2: %3 Betroffen: %4.</translation>
    </message>
</context>
<context>
    <name>naap::FilterBar</name>
    <message>
        <source>Filter, such as  pipeline_id = &quot;live-video-to-video&quot; and swap_count &gt; 0</source>
        <translation>Filter, etwa  pipeline_id = &quot;live-video-to-video&quot; and swap_count &gt; 0</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>&amp;Filter:</source>
        <translation>&amp;Filter:</translation>
    </message>
    <message>
        <source>▾</source>
        <translation>▾</translation>
    </message>
    <message>
        <source>Filters of before</source>
        <translation>Frühere Filter</translation>
    </message>
    <message>
        <source>Filters of before. Up and Down in the entry go through them.</source>
        <translation>Frühere Filter. Pfeil auf und ab im Eingabefeld gehen sie durch.</translation>
    </message>
    <message>
        <source>No filter was used yet</source>
        <translation>Noch wurde kein Filter benutzt</translation>
    </message>
    <message numerus="yes">
        <source>%1 – %n session(s)</source>
        <translation>
            <numerusform>%1 – %n Sitzung</numerusform>
            <numerusform>%1 – %n Sitzungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::GapRibbon</name>
    <message>
        <source>Hours with and without data</source>
        <translation>Stunden mit und ohne Daten</translation>
    </message>
    <message>
        <source>%1 of %2 hours have data</source>
        <translation>%1 von %2 Stunden haben Daten</translation>
    </message>
    <message>
        <source>nothing was received</source>
        <translation>nichts empfangen</translation>
    </message>
    <message>
        <source>may still change</source>
        <translation>kann sich noch ändern</translation>
    </message>
    <message>
        <source>data, settled</source>
        <translation>Daten, abgeschlossen</translation>
    </message>
    <message>
        <source>%1: %2. Click to show this hour.</source>
        <translation>%1: %2. Klicken zeigt diese Stunde.</translation>
    </message>
    <message>
        <source>nothing was received. %1</source>
        <translation>nichts wurde empfangen. %1</translation>
    </message>
</context>
<context>
    <name>naap::GapsTab</name>
    <message>
        <source>Hours without events</source>
        <translation>Stunden ohne Ereignisse</translation>
    </message>
    <message>
        <source>Looking for gaps…</source>
        <translation>Lücken werden gesucht…</translation>
    </message>
    <message>
        <source>Gaps cannot be looked for</source>
        <translation>Lücken lassen sich nicht suchen</translation>
    </message>
    <message>
        <source>● No hour is without events</source>
        <translation>● Keine Stunde ist ohne Ereignisse</translation>
    </message>
    <message>
        <source>Every hour of the range holds at least one event of some feed. An hour with few events counts as held.</source>
        <translation>Jede Stunde des Zeitraums enthält mindestens ein Ereignis irgendeines Feeds. Auch eine Stunde mit wenigen Ereignissen gilt als vorhanden.</translation>
    </message>
</context>
<context>
    <name>naap::GpuHeatTab</name>
    <message>
        <source>Output FPS</source>
        <translation>Ausgabe-Bildrate</translation>
    </message>
    <message>
        <source>fps</source>
        <translation>fps</translation>
    </message>
    <message>
        <source>Prompt to first frame</source>
        <translation>Prompt bis erstes Bild</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>End-to-end latency</source>
        <translation>Ende-zu-Ende-Latenz</translation>
    </message>
    <message>
        <source>SLA score</source>
        <translation>SLA-Score</translation>
    </message>
    <message>
        <source>points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Startup success</source>
        <translation>Starterfolg</translation>
    </message>
    <message>
        <source>Swapped sessions</source>
        <translation>Gewechselte Sitzungen</translation>
    </message>
    <message>
        <source>FPS jitter</source>
        <translation>Bildratenjitter</translation>
    </message>
    <message>
        <source>Status samples with an error</source>
        <translation>Statusmeldungen mit Fehler</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messgröße</translation>
    </message>
    <message>
        <source>n = %1 samples</source>
        <translation>n = %1 Statusmeldungen</translation>
    </message>
    <message>
        <source>n = %1</source>
        <translation>n = %1</translation>
    </message>
    <message>
        <source>n = %1 requested</source>
        <translation>n = %1 angefragte</translation>
    </message>
    <message>
        <source>n = %1 session-hours</source>
        <translation>n = %1 Sitzungsstunden</translation>
    </message>
    <message>
        <source>The filter names what SLA rows do not have, so it is not applied here.</source>
        <translation>Der Filter nennt etwas, das SLA-Zeilen nicht haben, und wird hier daher nicht angewendet.</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Messgröße</translation>
    </message>
    <message>
        <source>The map cannot be shown</source>
        <translation>Die Karte lässt sich nicht zeigen</translation>
    </message>
    <message>
        <source>No work can be ascribed to a GPU here</source>
        <translation>Hier lässt sich keine Arbeit einer GPU zuschreiben</translation>
    </message>
    <message>
        <source>A GPU is known only where capability events name it and one alone serves the model. Choose a longer stretch of time, or clear the filter.</source>
        <translation>Eine GPU ist nur bekannt, wo Capability-Ereignisse sie nennen und sie allein das Modell bedient. Wählen Sie einen längeren Zeitraum, oder leeren Sie den Filter.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>The %1 GPUs with the most sessions of %2.</source>
        <translation>Die %1 GPUs mit den meisten Sitzungen von %2.</translation>
    </message>
    <message>
        <source>%1 of %2 session-hours are missing here: which GPU served them is not known.</source>
        <translation>%1 von %2 Sitzungsstunden fehlen hier: Welche GPU sie bedient hat, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>%1 at %2: %3 (%4)</source>
        <translation>%1 um %2: %3 (%4)</translation>
    </message>
    <message>
        <source>no session in that hour</source>
        <translation>keine Sitzung in dieser Stunde</translation>
    </message>
    <message>
        <source>Hatched: no value. Enter opens the sessions of a cell; dragging over hours zooms to them.</source>
        <translation>Schraffiert: kein Wert. Eingabe öffnet die Sitzungen einer Zelle; Ziehen über Stunden vergrößert sie.</translation>
    </message>
</context>
<context>
    <name>naap::GpuTypesTab</name>
    <message>
        <source>%1, model not known</source>
        <translation>%1, Modell nicht bekannt</translation>
    </message>
    <message>
        <source>GPU types by pipeline and model</source>
        <translation>GPU-Typen nach Pipeline und Modell</translation>
    </message>
    <message>
        <source>Pipeline and model</source>
        <translation>Pipeline und Modell</translation>
    </message>
    <message>
        <source>&amp;Work</source>
        <translation>A&amp;rbeit</translation>
    </message>
    <message>
        <source>M&amp;easure</source>
        <translation>M&amp;essgröße</translation>
    </message>
    <message>
        <source>GPU types cannot be shown</source>
        <translation>GPU-Typen lassen sich nicht zeigen</translation>
    </message>
    <message>
        <source>No work can be ascribed to a GPU here</source>
        <translation>Hier lässt sich keine Arbeit einer GPU zuschreiben</translation>
    </message>
    <message>
        <source>Choose a longer stretch of time, or clear the filter.</source>
        <translation>Wählen Sie einen längeren Zeitraum, oder leeren Sie den Filter.</translation>
    </message>
    <message>
        <source>Types are compared only within the same pipeline and model.</source>
        <translation>Typen werden nur innerhalb derselben Pipeline und desselben Modells verglichen.</translation>
    </message>
    <message>
        <source>Type not advertised</source>
        <translation>Typ nicht angegeben</translation>
    </message>
    <message numerus="yes">
        <source>%n GPU id(s) observed</source>
        <translation>
            <numerusform>%n GPU-ID beobachtet</numerusform>
            <numerusform>%n GPU-IDs beobachtet</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 by GPU type: %2</source>
        <translation>%1 nach GPU-Typ: %2</translation>
    </message>
    <message>
        <source>GPU type</source>
        <translation>GPU-Typ</translation>
    </message>
    <message>
        <source>Enter opens the sessions of a type.</source>
        <translation>Eingabe öffnet die Sitzungen eines Typs.</translation>
    </message>
</context>
<context>
    <name>naap::GpuView</name>
    <message>
        <source>● success</source>
        <translation>● Erfolg</translation>
    </message>
    <message>
        <source>▲ excused failure</source>
        <translation>▲ entschuldigter Fehlschlag</translation>
    </message>
    <message>
        <source>▲ no orchestrator</source>
        <translation>▲ kein Orchestrator</translation>
    </message>
    <message>
        <source>■ unexcused failure</source>
        <translation>■ unentschuldigter Fehlschlag</translation>
    </message>
    <message>
        <source>◌ unknown outcome</source>
        <translation>◌ unbekannter Ausgang</translation>
    </message>
    <message>
        <source>Output FPS by hour</source>
        <translation>Ausgabe-Bildrate nach Stunde</translation>
    </message>
    <message>
        <source>Sessions of this GPU</source>
        <translation>Sitzungen dieser GPU</translation>
    </message>
    <message>
        <source>Sessions over time</source>
        <translation>Sitzungen im Zeitverlauf</translation>
    </message>
    <message>
        <source>Enter opens the session recorder.</source>
        <translation>Die Eingabetaste öffnet den Sitzungsschreiber.</translation>
    </message>
    <message>
        <source>No session of this GPU in this stretch of time</source>
        <translation>Keine Sitzung dieser GPU in diesem Zeitraum</translation>
    </message>
    <message>
        <source>Rented hosts come back with new ids: look for its host instead.</source>
        <translation>Gemietete Hosts kommen mit neuen IDs wieder: Suchen Sie stattdessen nach ihrem Host.</translation>
    </message>
    <message>
        <source>&amp;Back to all GPUs</source>
        <translation>Zurück zu a&amp;llen GPUs</translation>
    </message>
    <message>
        <source>GPU id</source>
        <translation>GPU-ID</translation>
    </message>
    <message>
        <source>%1, %2, at %3 (%4), first seen %5, last seen %6</source>
        <translation>%1, %2, bei %3 (%4), zuerst gesehen %5, zuletzt gesehen %6</translation>
    </message>
    <message>
        <source>type not advertised</source>
        <translation>Typ nicht angegeben</translation>
    </message>
    <message>
        <source>memory not advertised</source>
        <translation>Speicher nicht angegeben</translation>
    </message>
    <message>
        <source>No capability event names this GPU in this stretch of time.</source>
        <translation>Kein Capability-Ereignis nennt diese GPU in diesem Zeitraum.</translation>
    </message>
    <message>
        <source>Sessions %1</source>
        <translation>Sitzungen %1</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s); those that overlap stand in lanes of their own.</source>
        <translation>
            <numerusform>%n Sitzung; was sich überlappt, steht in eigenen Spuren.</numerusform>
            <numerusform>%n Sitzungen; was sich überlappt, steht in eigenen Spuren.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 more in further lanes are in the table below only.</source>
        <translation>%1 weitere in weiteren Spuren stehen nur unten in der Tabelle.</translation>
    </message>
    <message>
        <source>Output FPS</source>
        <translation>Ausgabe-Bildrate</translation>
    </message>
    <message>
        <source>fps</source>
        <translation>fps</translation>
    </message>
</context>
<context>
    <name>naap::GpusPage</name>
    <message>
        <source>How many GPUs there are, and how many ids stood for them</source>
        <translation>Wie viele GPUs es gibt, und wie viele IDs für sie standen</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPUs</translation>
    </message>
    <message>
        <source>Which GPU is slow, idle or new?</source>
        <translation>Welche GPU ist langsam, unbeschäftigt oder neu?</translation>
    </message>
    <message>
        <source>GPU ids</source>
        <translation>GPU-IDs</translation>
    </message>
    <message>
        <source>GPUs hour by hour</source>
        <translation>GPUs Stunde für Stunde</translation>
    </message>
    <message>
        <source>Views of GPUs</source>
        <translation>Ansichten der GPUs</translation>
    </message>
    <message>
        <source>GPU &amp;ids</source>
        <translation>GPU-&amp;IDs</translation>
    </message>
    <message>
        <source>&amp;Hour by hour</source>
        <translation>S&amp;tunde für Stunde</translation>
    </message>
    <message>
        <source>Heat ma&amp;p</source>
        <translation>Heatma&amp;p</translation>
    </message>
    <message>
        <source>GPU &amp;types</source>
        <translation>GPU-T&amp;ypen</translation>
    </message>
    <message>
        <source>Enter opens one GPU.</source>
        <translation>Die Eingabetaste öffnet eine GPU.</translation>
    </message>
    <message>
        <source>◌ No capability event in the range names a GPU, so how many there are is not known.</source>
        <translation>◌ Kein Capability-Ereignis im Zeitraum nennt eine GPU, also ist nicht bekannt, wie viele es gibt.</translation>
    </message>
    <message>
        <source>GPUs in the latest capability snapshot: %1; distinct ids seen in the range: %2.</source>
        <translation>GPUs im neuesten Capability-Snapshot: %1; verschiedene IDs im Zeitraum: %2.</translation>
    </message>
    <message>
        <source>Ids come and go: a rented host comes back with new ones, so the second figure is no number of cards. By host, type and memory there are %1.</source>
        <translation>IDs kommen und gehen: Ein gemieteter Host kommt mit neuen wieder, die zweite Zahl ist also keine Anzahl von Karten. Nach Host, Typ und Speicher sind es %1.</translation>
    </message>
    <message>
        <source>No id came or went, so both figures agree.</source>
        <translation>Keine ID kam oder ging, also stimmen beide Zahlen überein.</translation>
    </message>
    <message numerus="yes">
        <source>Latest snapshot: %1, over %n host(s).</source>
        <translation>
            <numerusform>Neuester Snapshot: %1, über %n Host.</numerusform>
            <numerusform>Neuester Snapshot: %1, über %n Hosts.</numerusform>
        </translation>
    </message>
    <message>
        <source>GPUs by hour</source>
        <translation>GPUs nach Stunde</translation>
    </message>
    <message>
        <source>Hardware models</source>
        <translation>Hardwaremodelle</translation>
    </message>
    <message>
        <source>By pipeline and model</source>
        <translation>Nach Pipeline und Modell</translation>
    </message>
    <message>
        <source>Capacity now</source>
        <translation>Kapazität jetzt</translation>
    </message>
    <message>
        <source>which host a GPU sits in, when ids came and went, memory, power and heat, and the sessions of each</source>
        <translation>in welchem Rechner eine GPU steckt, wann Kennungen kamen und gingen, Speicher, Leistung und Wärme, und die Sitzungen einer jeden</translation>
    </message>
</context>
<context>
    <name>naap::HealthPage</name>
    <message>
        <source>Data health</source>
        <translation>Datenqualität</translation>
    </message>
    <message>
        <source>Can these numbers be believed?</source>
        <translation>Kann man diesen Zahlen glauben?</translation>
    </message>
    <message>
        <source>Parts of data health</source>
        <translation>Teile der Datenqualität</translation>
    </message>
    <message>
        <source>&amp;Accounting</source>
        <translation>Buchfüh&amp;rung</translation>
    </message>
    <message>
        <source>&amp;Coverage</source>
        <translation>Abdec&amp;kung</translation>
    </message>
    <message>
        <source>&amp;Fields</source>
        <translation>F&amp;elder</translation>
    </message>
    <message>
        <source>&amp;Gaps</source>
        <translation>&amp;Lücken</translation>
    </message>
    <message>
        <source>Cac&amp;he</source>
        <translation>&amp;Cache</translation>
    </message>
    <message>
        <source>&amp;Two counts</source>
        <translation>&amp;Zwei Zählungen</translation>
    </message>
</context>
<context>
    <name>naap::HeatMap</name>
    <message>
        <source>no value</source>
        <translation>kein Wert</translation>
    </message>
    <message>
        <source>A heat map without values yet.</source>
        <translation>Eine Heatmap, noch ohne Werte.</translation>
    </message>
    <message>
        <source>%1 of %2 rows and %3 columns, from %4 to %5.</source>
        <translation>%1 aus %2 Zeilen und %3 Spalten, von %4 bis %5.</translation>
    </message>
    <message>
        <source>There are no values in this range.</source>
        <translation>In diesem Bereich gibt es keine Werte.</translation>
    </message>
    <message>
        <source>(more is better)</source>
        <translation>(mehr ist besser)</translation>
    </message>
    <message>
        <source>(less is better)</source>
        <translation>(weniger ist besser)</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
</context>
<context>
    <name>naap::Histogram</name>
    <message>
        <source>A distribution without values yet.</source>
        <translation>Eine Verteilung, noch ohne Werte.</translation>
    </message>
    <message>
        <source>There are no values in this range.</source>
        <translation>In diesem Bereich gibt es keine Werte.</translation>
    </message>
    <message numerus="yes">
        <source>%n values of %1 from %2 to %3.</source>
        <translation>
            <numerusform>%n Wert von %1, von %2 bis %3.</numerusform>
            <numerusform>%n Werte von %1, von %2 bis %3.</numerusform>
        </translation>
    </message>
    <message>
        <source>n = %1</source>
        <translation>n = %1</translation>
    </message>
    <message numerus="yes">
        <source>%n without a value</source>
        <translation>
            <numerusform>%n ohne Wert</numerusform>
            <numerusform>%n ohne Wert</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Wie viele</translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2: %n values.</source>
        <translation>
            <numerusform>%1 bis %2: %n Wert.</numerusform>
            <numerusform>%1 bis %2: %n Werte.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::HistoryTab</name>
    <message>
        <source>Alerts that fired</source>
        <translation>Alarme, die angeschlagen haben</translation>
    </message>
    <message>
        <source>It was &amp;right</source>
        <translation>Er war be&amp;rechtigt</translation>
    </message>
    <message>
        <source>&amp;Cannot tell</source>
        <translation>Nicht zu sa&amp;gen</translation>
    </message>
    <message>
        <source>What people say here is what the bench counts a rule&apos;s precision by.</source>
        <translation>Was hier gesagt wird, danach zählt der Prüfstand die Genauigkeit einer Regel.</translation>
    </message>
    <message>
        <source>A note; Enter keeps it</source>
        <translation>Eine Notiz; Enter behält sie</translation>
    </message>
    <message>
        <source>Note on the chosen alert</source>
        <translation>Notiz zum gewählten Alarm</translation>
    </message>
    <message>
        <source>no evidence</source>
        <translation>keine Belege</translation>
    </message>
    <message>
        <source>Nothing has fired yet</source>
        <translation>Noch hat nichts angeschlagen</translation>
    </message>
    <message>
        <source>What fires from now on is kept here, as it was known at the time.</source>
        <translation>Was von nun an anschlägt, wird hier aufbewahrt, wie es damals bekannt war.</translation>
    </message>
    <message>
        <source>Only what fires while somebody watches is history; switch it on above. The bench tries rules on the past.</source>
        <translation>Zum Verlauf wird nur, was anschlägt, während gewacht wird; oben einschalten. Der Prüfstand erprobt Regeln an der Vergangenheit.</translation>
    </message>
    <message>
        <source>It was a fa&amp;lse alarm</source>
        <translation>Es war ein Feh&amp;lalarm</translation>
    </message>
    <message>
        <source>the rule is gone</source>
        <translation>die Regel gibt es nicht mehr</translation>
    </message>
</context>
<context>
    <name>naap::HostsBar</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>Off: nothing is sent. On, and only when you press the button: this computer&apos;s name servers are asked for the addresses of orchestrators&apos; hosts, and so learn these names. Kept are country and cell of 5°, no address.</source>
        <translation>Aus: nichts wird gesendet. An, und nur auf Knopfdruck: die Nameserver dieses Rechners werden nach den Adressen der Hosts von Orchestratoren gefragt und erfahren so diese Namen. Behalten werden Land und Zelle von 5°, keine Adresse.</translation>
    </message>
    <message>
        <source>Hosts asked for</source>
        <translation>Gefragte Hosts</translation>
    </message>
    <message>
        <source>%v of %m hosts</source>
        <translation>%v von %m Hosts</translation>
    </message>
    <message>
        <source>Stopped. No place was changed.</source>
        <translation>Angehalten. Kein Ort wurde geändert.</translation>
    </message>
    <message>
        <source>No orchestrator gives its host by name.</source>
        <translation>Kein Orchestrator nennt seinen Host beim Namen.</translation>
    </message>
    <message>
        <source>Asks once for each host of an orchestrator that is given by name.</source>
        <translation>Fragt einmal nach jedem Host eines Orchestrators, der beim Namen genannt ist.</translation>
    </message>
    <message>
        <source>Choose a look-up file first: it says where addresses stand.</source>
        <translation>Wählen Sie zuerst eine Datei zum Nachschlagen: sie sagt, wo Adressen stehen.</translation>
    </message>
    <message>
        <source>Host n&amp;ames may be resolved (DNS)</source>
        <translation>Ho&amp;stnamen dürfen aufgelöst werden (DNS)</translation>
    </message>
    <message>
        <source>Res&amp;olve hosts now</source>
        <translation>Hosts &amp;jetzt auflösen</translation>
    </message>
</context>
<context>
    <name>naap::HostsTab</name>
    <message>
        <source>GPU ids it named</source>
        <translation>GPU-IDs, die er nannte</translation>
    </message>
    <message>
        <source>GPUs hour by hour</source>
        <translation>GPUs Stunde für Stunde</translation>
    </message>
    <message>
        <source>It named no GPU in this stretch of time</source>
        <translation>Er hat in diesem Zeitraum keine GPU genannt</translation>
    </message>
    <message>
        <source>Its capability events carry no hardware, or there were none.</source>
        <translation>Seine Capability-Ereignisse nennen keine Hardware, oder es gab keine.</translation>
    </message>
    <message>
        <source>No hour of work can be ascribed to a GPU</source>
        <translation>Keine Stunde Arbeit lässt sich einer GPU zuschreiben</translation>
    </message>
    <message>
        <source>A GPU is known only where one alone serves the model.</source>
        <translation>Eine GPU ist nur bekannt, wo eine allein das Modell bedient.</translation>
    </message>
</context>
<context>
    <name>naap::ImportJob</name>
    <message>
        <source>Reading file %1 of %2 · %3 records</source>
        <translation>Datei %1 von %2 wird gelesen · %3 Datensätze</translation>
    </message>
    <message>
        <source> · %1 a second</source>
        <translation> · %1 je Sekunde</translation>
    </message>
    <message>
        <source>Resolving · %1 of %2 sessions · %3 of %4 hours</source>
        <translation>Auflösung · %1 von %2 Sitzungen · %3 von %4 Stunden</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>noch %1 s</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>noch %1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min left</source>
        <translation>noch %1 h %2 min</translation>
    </message>
    <message numerus="yes">
        <source>%n other reason(s)</source>
        <translation>
            <numerusform>%n weiterer Grund</numerusform>
            <numerusform>%n weitere Gründe</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::Inspector</name>
    <message>
        <source>Select a row to see all it holds.</source>
        <translation>Wählen Sie eine Zeile, um alles zu sehen, was sie enthält.</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Fields of the selected row</source>
        <translation>Felder der gewählten Zeile</translation>
    </message>
    <message>
        <source>%1
Enter copies it.</source>
        <translation>%1
Die Eingabetaste kopiert es.</translation>
    </message>
</context>
<context>
    <name>naap::LaneChart</name>
    <message>
        <source>normal</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>expected, but missing</source>
        <translation>erwartet, aber fehlend</translation>
    </message>
    <message>
        <source>Lanes over time without events yet.</source>
        <translation>Spuren im Zeitverlauf, noch ohne Ereignisse.</translation>
    </message>
    <message numerus="yes">
        <source>%n lanes</source>
        <translation>
            <numerusform>%n Spur</numerusform>
            <numerusform>%n Spuren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n events over %1.</source>
        <translation>
            <numerusform>%n Ereignis über %1.</numerusform>
            <numerusform>%n Ereignisse über %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no events.</source>
        <translation>Es gibt keine Ereignisse.</translation>
    </message>
    <message>
        <source>There are no events to show.</source>
        <translation>Es gibt keine Ereignisse zu zeigen.</translation>
    </message>
    <message>
        <source>%1, scale to %2 %3</source>
        <translation>%1, Skala bis %2 %3</translation>
    </message>
    <message>
        <source>from A to B: %1</source>
        <translation>von A bis B: %1</translation>
    </message>
    <message>
        <source>A and B set cursors at the pointer.</source>
        <translation>A und B setzen Marken am Mauszeiger.</translation>
    </message>
    <message>
        <source>%1: %2, %3, %4</source>
        <translation>%1: %2, %3, %4</translation>
    </message>
    <message>
        <source>%1: %2, %3, %4, %5 long</source>
        <translation>%1: %2, %3, %4, Dauer %5</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>Spur</translation>
    </message>
    <message>
        <source>From (%1)</source>
        <translation>Von (%1)</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>There are no errors to step through.</source>
        <translation>Es gibt keine Fehler, durch die man gehen könnte.</translation>
    </message>
    <message>
        <source>Cursor A at %1, cursor B at %2, %3 apart.</source>
        <translation>Marke A bei %1, Marke B bei %2, Abstand %3.</translation>
    </message>
</context>
<context>
    <name>naap::LeaderboardPage</name>
    <message>
        <source>Leaderboard</source>
        <translation>Rangliste</translation>
    </message>
    <message>
        <source>Who serves this work best, and how sure are we?</source>
        <translation>Wer bedient diese Arbeit am besten, und wie sicher ist das?</translation>
    </message>
    <message>
        <source>Ranking…</source>
        <translation>Rangliste wird berechnet…</translation>
    </message>
    <message>
        <source>What is ranked</source>
        <translation>Wovon die Rangliste handelt</translation>
    </message>
    <message>
        <source>Orchestrators</source>
        <translation>Orchestratoren</translation>
    </message>
    <message>
        <source>GPU types</source>
        <translation>GPU-Typen</translation>
    </message>
    <message>
        <source>Pipelines and models</source>
        <translation>Pipelines und Modelle</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Reliability</source>
        <translation>Zuverlässigkeit</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Fewest sessions to be ranked</source>
        <translation>Mindestzahl an Sitzungen für einen Rang</translation>
    </message>
    <message>
        <source>Who has fewer is listed apart. Counted as upstream does: a session once in each of its hours.</source>
        <translation>Wer weniger hat, steht gesondert. Gezählt wird wie upstream: eine Sitzung einmal in jeder ihrer Stunden.</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rangliste der</translation>
    </message>
    <message>
        <source>Fewest sessions</source>
        <translation>Mindestzahl Sitzungen</translation>
    </message>
    <message>
        <source>Ranking</source>
        <translation>Rangliste</translation>
    </message>
    <message>
        <source>Not enough data to rank</source>
        <translation>Zu wenige Daten für einen Rang</translation>
    </message>
    <message>
        <source>Horizontal axis of the scatter</source>
        <translation>Waagerechte Achse des Streudiagramms</translation>
    </message>
    <message>
        <source>Vertical axis of the scatter</source>
        <translation>Senkrechte Achse des Streudiagramms</translation>
    </message>
    <message>
        <source>Scatter of</source>
        <translation>Streudiagramm:</translation>
    </message>
    <message>
        <source>against</source>
        <translation>über</translation>
    </message>
    <message>
        <source>The ranking cannot be shown</source>
        <translation>Die Rangliste lässt sich nicht zeigen</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>Nichts passt zum Filter</translation>
    </message>
    <message>
        <source>Filter: %1</source>
        <translation>Filter: %1</translation>
    </message>
    <message>
        <source>There is nobody to rank in this stretch of time</source>
        <translation>In diesem Zeitraum gibt es niemanden für eine Rangliste</translation>
    </message>
    <message>
        <source>Choose a longer one in the time bar above.</source>
        <translation>Wählen Sie oben in der Zeitleiste einen längeren.</translation>
    </message>
    <message>
        <source>The cache holds no session that can be ranked</source>
        <translation>Der Cache enthält keine Sitzung für eine Rangliste</translation>
    </message>
    <message>
        <source>Open event files, or drop them on the window.</source>
        <translation>Öffnen Sie Ereignisdateien, oder ziehen Sie sie auf das Fenster.</translation>
    </message>
    <message>
        <source>Open event files…</source>
        <translation>Ereignisdateien öffnen…</translation>
    </message>
    <message numerus="yes">
        <source>Not enough data: %n with fewer than %1 sessions, counted in each of their hours; not ranked.</source>
        <translation>
            <numerusform>Zu wenige Daten: %n mit weniger als %1 Sitzungen, in jeder ihrer Stunden gezählt; ohne Rang.</numerusform>
            <numerusform>Zu wenige Daten: %n mit weniger als %1 Sitzungen, in jeder ihrer Stunden gezählt; ohne Rang.</numerusform>
        </translation>
    </message>
    <message>
        <source>ranked</source>
        <translation>mit Rang</translation>
    </message>
    <message>
        <source>not enough data</source>
        <translation>zu wenige Daten</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 über %2</translation>
    </message>
    <message>
        <source>%1 shown, %2 filtered out, %3 unranked</source>
        <translation>%1 gezeigt, %2 ausgefiltert, %3 ohne Rang</translation>
    </message>
    <message>
        <source>ranked by the sessions that match the filter; %1 left out</source>
        <translation>Rang nach den Sitzungen, die zum Filter passen; %1 ausgelassen</translation>
    </message>
    <message>
        <source>who shares a band cannot be told apart from the first of the band (95 %, 200 resamples of the sessions)</source>
        <translation>wer sich ein Band teilt, ist vom Ersten des Bandes nicht zu unterscheiden (95 %, 200 Stichproben aus den Sitzungen)</translation>
    </message>
    <message>
        <source>discovery latency is known of orchestrators only</source>
        <translation>die Discovery-Latenz ist nur von Orchestratoren bekannt</translation>
    </message>
    <message>
        <source>Discovery</source>
        <translation>Discovery</translation>
    </message>
    <message>
        <source>ranks by your own weights, how sure they are, latencies, swaps one by one, and the sessions behind a row</source>
        <translation>Ränge nach eigenen Gewichten, wie sicher sie sind, Latenzen, einzelne Wechsel, und die Sitzungen hinter einer Zeile</translation>
    </message>
    <message>
        <source>What the rows of the ranking are.</source>
        <translation>Was die Zeilen der Rangliste sind.</translation>
    </message>
    <message>
        <source>Which figures stand beside the score.</source>
        <translation>Welche Zahlen neben der Bewertung stehen.</translation>
    </message>
    <message>
        <source>A figure of the ranking. Dragging over the chart zooms, Backspace goes back.</source>
        <translation>Eine Zahl der Rangliste. Ziehen im Diagramm vergrößert, die Rücktaste geht zurück.</translation>
    </message>
</context>
<context>
    <name>naap::LiveStatus</name>
    <message>
        <source>‖ Watching waits for the cache</source>
        <translation>‖ Das Beobachten wartet auf den Cache</translation>
    </message>
    <message numerus="yes">
        <source>▲ %1 of %n source(s) in trouble</source>
        <translation>
            <numerusform>▲ %1 von %n Quelle gestört</numerusform>
            <numerusform>▲ %1 von %n Quellen gestört</numerusform>
        </translation>
    </message>
    <message>
        <source>‖ Paused</source>
        <translation>‖ Angehalten</translation>
    </message>
    <message>
        <source>◌ Connecting</source>
        <translation>◌ Verbindet</translation>
    </message>
    <message numerus="yes">
        <source>● %n source(s) live</source>
        <translation>
            <numerusform>● %n Quelle live</numerusform>
            <numerusform>● %n Quellen live</numerusform>
        </translation>
    </message>
    <message>
        <source>Live sources</source>
        <translation>Live-Quellen</translation>
    </message>
    <message>
        <source>How the live sources stand; a click shows them</source>
        <translation>Wie es um die Live-Quellen steht; ein Klick zeigt sie</translation>
    </message>
    <message>
        <source>the view is paused, %1 records wait</source>
        <translation>die Ansicht ist angehalten, %1 Datensätze warten</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>newest %1 ago</source>
        <translation>neuestes vor %1</translation>
    </message>
</context>
<context>
    <name>naap::MainWindow</name>
    <message>
        <source>NaaP Lens</source>
        <translation>NaaP Lens</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>Fortschritt des Imports</translation>
    </message>
    <message>
        <source>Cancel import</source>
        <translation>Import abbrechen</translation>
    </message>
    <message>
        <source>Back and forward</source>
        <translation>Zurück und vorwärts</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Open event files…</source>
        <translation>Ereignisdateien ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Open the &amp;sample</source>
        <translation>&amp;Beispiel öffnen</translation>
    </message>
    <message>
        <source>Save &amp;view…</source>
        <translation>Ansicht &amp;speichern…</translation>
    </message>
    <message>
        <source>Saved v&amp;iews</source>
        <translation>&amp;Gespeicherte Ansichten</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>&amp;Filter</translation>
    </message>
    <message>
        <source>F&amp;ind in the table…</source>
        <translation>In der Tabelle &amp;suchen…</translation>
    </message>
    <message>
        <source>Find in the table</source>
        <translation>In der Tabelle suchen</translation>
    </message>
    <message>
        <source>Text:</source>
        <translation>Text:</translation>
    </message>
    <message>
        <source>No row has &quot;%1&quot;.</source>
        <translation>Keine Zeile enthält „%1“.</translation>
    </message>
    <message>
        <source>&amp;Clear the filter</source>
        <translation>Filter &amp;leeren</translation>
    </message>
    <message>
        <source>&amp;Go to anything…</source>
        <translation>&amp;Gehe zu beliebigem Ziel…</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Stretch of &amp;time</source>
        <translation>&amp;Zeitraum</translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation>&amp;Inspektor</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>As the &amp;desktop</source>
        <translation>&amp;Wie der Desktop</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>D&amp;ark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>◀ &amp;Back</source>
        <translation>◀ &amp;Zurück</translation>
    </message>
    <message>
        <source>▶ &amp;Forward</source>
        <translation>▶ &amp;Vorwärts</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>&amp;About</source>
        <translation>&amp;Über</translation>
    </message>
    <message>
        <source>About NaaP Lens</source>
        <translation>Über NaaP Lens</translation>
    </message>
    <message>
        <source>NaaP Lens %1: explore the Livepeer AI network, down to single events.

Free software under the GNU General Public License, version 3 or later.
Cache: %2</source>
        <translation>NaaP Lens %1: das KI-Netz von Livepeer erkunden, bis hinab zu einzelnen Ereignissen.

Freie Software unter der GNU General Public License, Version 3 oder neuer.
Cache: %2</translation>
    </message>
    <message>
        <source>There is no page &quot;%1&quot;.</source>
        <translation>Es gibt keine Seite „%1“.</translation>
    </message>
    <message>
        <source>Newest event %1 · cache %2</source>
        <translation>Neuestes Ereignis %1 · Cache %2</translation>
    </message>
    <message>
        <source>The cache is empty</source>
        <translation>Der Cache ist leer</translation>
    </message>
    <message>
        <source>The filter speaks of sessions, and they have no field &quot;%1&quot;.</source>
        <translation>Der Filter spricht von Sitzungen, und sie haben kein Feld „%1“.</translation>
    </message>
    <message>
        <source>Nothing in the cache has the id &quot;%1&quot;.</source>
        <translation>Nichts im Cache hat die ID „%1“.</translation>
    </message>
    <message>
        <source>Filter by %1</source>
        <translation>Filtern nach %1</translation>
    </message>
    <message>
        <source>Open the id %1</source>
        <translation>ID %1 öffnen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>Diese Ansicht speichern</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
    <message>
        <source>Saved as &quot;%1&quot;.</source>
        <translation>Als „%1“ gespeichert.</translation>
    </message>
    <message>
        <source>No view is saved yet</source>
        <translation>Noch ist keine Ansicht gespeichert</translation>
    </message>
    <message>
        <source>Open event files</source>
        <translation>Ereignisdateien öffnen</translation>
    </message>
    <message>
        <source>Event files (*.ndjson *.json *.jsonl *.gz *.zst);;All files (*)</source>
        <translation>Ereignisdateien (*.ndjson *.json *.jsonl *.gz *.zst);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Nothing was opened yet</source>
        <translation>Noch wurde nichts geöffnet</translation>
    </message>
    <message>
        <source>An import is running; wait for it or cancel it.</source>
        <translation>Ein Import läuft; warten Sie ihn ab, oder brechen Sie ihn ab.</translation>
    </message>
    <message>
        <source>Opening the cache…</source>
        <translation>Cache wird geöffnet…</translation>
    </message>
    <message>
        <source>%1 records: %2 accepted, %3 ignored, %4 rejected, %5 known already</source>
        <translation>%1 Datensätze: %2 angenommen, %3 ignoriert, %4 abgelehnt, %5 schon bekannt</translation>
    </message>
    <message>
        <source> · stopped before the end; opening the files again goes on</source>
        <translation> · vor dem Ende angehalten; erneutes Öffnen der Dateien setzt fort</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>What was accepted is in the cache. The details say why the rest was not.</source>
        <translation>Was angenommen wurde, ist im Cache. Die Details sagen, warum der Rest es nicht ist.</translation>
    </message>
    <message>
        <source>

What was read before is safe in the cache.</source>
        <translation>

Was vorher gelesen wurde, ist sicher im Cache.</translation>
    </message>
    <message>
        <source>An import is running</source>
        <translation>Ein Import läuft</translation>
    </message>
    <message>
        <source>Stop the import and quit? What was read is safe; opening the files again reads the rest.</source>
        <translation>Import anhalten und beenden? Was gelesen wurde, ist sicher; erneutes Öffnen der Dateien liest den Rest.</translation>
    </message>
    <message>
        <source>&amp;Pause the view</source>
        <translation>Ansicht an&amp;halten</translation>
    </message>
    <message>
        <source>The computer slept from %1 to %2; nobody watched meanwhile.</source>
        <translation>Der Rechner schlief von %1 bis %2; so lange hat niemand beobachtet.</translation>
    </message>
    <message>
        <source>NaaP Lens was stopped from %1 to %2; nobody watched meanwhile.</source>
        <translation>NaaP Lens stand von %1 bis %2 still; so lange hat niemand beobachtet.</translation>
    </message>
    <message>
        <source>K, Ctrl+Shift+M	Acknowledge, silence an alert
</source>
        <translation>K, Ctrl+Shift+M	Alarm quittieren, stummschalten
</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Open a folder of event files</source>
        <translation>Ordner mit Ereignisdateien öffnen</translation>
    </message>
    <message>
        <source>Open a &amp;folder…</source>
        <translation>&amp;Ordner öffnen…</translation>
    </message>
    <message>
        <source>New &amp;tab</source>
        <translation>Neuer &amp;Tab</translation>
    </message>
    <message>
        <source>&amp;Close the tab</source>
        <translation>Tab s&amp;chließen</translation>
    </message>
    <message>
        <source>This page has no table.</source>
        <translation>Diese Seite hat keine Tabelle.</translation>
    </message>
    <message>
        <source>Copy rows as &amp;Markdown</source>
        <translation>Zeilen als &amp;Markdown kopieren</translation>
    </message>
    <message>
        <source>Copy rows as CS&amp;V</source>
        <translation>Zeilen als CS&amp;V kopieren</translation>
    </message>
    <message>
        <source>&amp;Export the table as shown…</source>
        <translation>Tabelle wie gezeigt &amp;exportieren…</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>&amp;Nächster Bereich</translation>
    </message>
    <message>
        <source>P&amp;revious pane</source>
        <translation>Vo&amp;riger Bereich</translation>
    </message>
    <message>
        <source>Ne&amp;xt tab</source>
        <translation>&amp;Nächster Tab</translation>
    </message>
    <message>
        <source>Pre&amp;vious tab</source>
        <translation>Vo&amp;riger Tab</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>Da&amp;ten</translation>
    </message>
    <message>
        <source>&amp;Read again</source>
        <translation>&amp;Neu lesen</translation>
    </message>
    <message>
        <source>&amp;Earlier by one stretch</source>
        <translation>Um einen Zeitraum &amp;früher</translation>
    </message>
    <message>
        <source>&amp;Later by one stretch</source>
        <translation>Um einen Zeitraum &amp;später</translation>
    </message>
    <message>
        <source>&amp;Settled hours only, or all</source>
        <translation>Nur &amp;abgeschlossene Stunden oder alle</translation>
    </message>
    <message>
        <source>&amp;Compare with</source>
        <translation>&amp;Vergleichen mit</translation>
    </message>
    <message>
        <source>&amp;Nothing</source>
        <translation>&amp;Nichts</translation>
    </message>
    <message>
        <source>The stretch &amp;before</source>
        <translation>Dem &amp;Zeitraum davor</translation>
    </message>
    <message>
        <source>The same hours a &amp;week before</source>
        <translation>Denselben Stunden eine &amp;Woche davor</translation>
    </message>
    <message>
        <source>&amp;UTC, or local time</source>
        <translation>&amp;UTC oder Ortszeit</translation>
    </message>
    <message>
        <source>S&amp;top the import</source>
        <translation>Import a&amp;bbrechen</translation>
    </message>
    <message>
        <source>Choose a stretch of time first: all of it has nothing before or after.</source>
        <translation>Zuerst einen Zeitraum wählen: vor und nach allem ist nichts.</translation>
    </message>
    <message>
        <source>Setting: %1</source>
        <translation>Einstellung: %1</translation>
    </message>
    <message>
        <source>Orchestrator %1</source>
        <translation>Orchestrator %1</translation>
    </message>
    <message>
        <source>Gateway %1</source>
        <translation>Gateway %1</translation>
    </message>
    <message>
        <source>its sessions</source>
        <translation>seine Sitzungen</translation>
    </message>
    <message>
        <source>Cop&amp;y rows</source>
        <translation>Zeilen &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;New alert rule about the row…</source>
        <translation>&amp;Neue Alarmregel zur Zeile…</translation>
    </message>
    <message>
        <source>Choose a row of a table first.</source>
        <translation>Wählen Sie erst eine Zeile einer Tabelle.</translation>
    </message>
    <message>
        <source>This row names no orchestrator, GPU, gateway, pipeline or region to watch.</source>
        <translation>Diese Zeile nennt keinen Orchestrator, keine GPU, kein Gateway, keine Pipeline und keine Region zum Beobachten.</translation>
    </message>
    <message>
        <source>Look the rule over, and save it: it is judged from then on.</source>
        <translation>Prüfen Sie die Regel und speichern Sie sie: Von da an wird sie beurteilt.</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>The view &quot;%1&quot; is removed.</source>
        <translation>Die Ansicht „%1“ ist entfernt.</translation>
    </message>
    <message>
        <source>&amp;Open the id in the clipboard</source>
        <translation>Kennung aus der Z&amp;wischenablage öffnen</translation>
    </message>
    <message>
        <source>View: %1</source>
        <translation>Ansicht: %1</translation>
    </message>
    <message>
        <source>saved view</source>
        <translation>gespeicherte Ansicht</translation>
    </message>
    <message>
        <source>The clipboard holds no id.</source>
        <translation>In der Zwischenablage ist keine Kennung.</translation>
    </message>
    <message>
        <source>Enter	Open the row
Shift+Enter	The sessions behind a number
Backspace, Esc	Back, undo a zoom
X, Shift+X	Include, exclude the cell&apos;s value
Ctrl+C, Ctrl+Shift+C	Copy rows, as Markdown
Ctrl+E	Export the table
Ctrl+Shift+T	The table behind a chart
</source>
        <translation>Eingabe	Die Zeile öffnen
Umschalt+Eingabe	Die Sitzungen hinter einer Zahl
Rücktaste, Esc	Zurück, Vergrößern rückgängig
X, Umschalt+X	Den Wert der Zelle einschließen, ausschließen
Strg+C, Strg+Umschalt+C	Zeilen kopieren, als Markdown
Strg+E	Die Tabelle exportieren
Strg+Umschalt+T	Die Tabelle hinter einem Diagramm
</translation>
    </message>
    <message>
        <source> · why: %1</source>
        <translation> · warum: %1</translation>
    </message>
    <message>
        <source>Data health, Accounting, shows examples of each.</source>
        <translation>Datenqualität, Buchführung, zeigt Beispiele für jeden Grund.</translation>
    </message>
</context>
<context>
    <name>naap::MapPage</name>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>W</source>
        <translation>W</translation>
    </message>
    <message>
        <source>E</source>
        <translation>O</translation>
    </message>
    <message>
        <source>%1 requested, %2 served, %3 unserved</source>
        <translation>%1 angefragt, %2 bedient, %3 nicht bedient</translation>
    </message>
    <message>
        <source>%1 streams at a time on average, %2 at most</source>
        <translation>im Mittel %1 Streams zugleich, höchstens %2</translation>
    </message>
    <message>
        <source>gateways: %1, orchestrators: %2, GPU ids: %3</source>
        <translation>Gateways: %1, Orchestratoren: %2, GPU-IDs: %3</translation>
    </message>
    <message>
        <source>first frame after %1 (median, n = %2)</source>
        <translation>erstes Bild nach %1 (Median, n = %2)</translation>
    </message>
    <message>
        <source>nearest supply %1 km away</source>
        <translation>nächstes Angebot %1 km entfernt</translation>
    </message>
    <message>
        <source>Requested sessions</source>
        <translation>Angefragte Sitzungen</translation>
    </message>
    <message>
        <source>Served sessions</source>
        <translation>Bediente Sitzungen</translation>
    </message>
    <message>
        <source>Unserved sessions</source>
        <translation>Nicht bediente Sitzungen</translation>
    </message>
    <message>
        <source>Minutes of streams</source>
        <translation>Minuten von Streams</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>Streams at a time, average</source>
        <translation>Streams zugleich, im Mittel</translation>
    </message>
    <message>
        <source>Streams at a time, most</source>
        <translation>Streams zugleich, höchstens</translation>
    </message>
    <message>
        <source>Prompt to first frame, median</source>
        <translation>Prompt bis erstes Bild, Median</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Gateways</source>
        <translation>Gateways</translation>
    </message>
    <message>
        <source>Orchestrators</source>
        <translation>Orchestratoren</translation>
    </message>
    <message>
        <source>GPU ids on offer</source>
        <translation>Angebotene GPU-IDs</translation>
    </message>
    <message>
        <source>places with few sessions</source>
        <translation>Orte mit wenigen Sitzungen</translation>
    </message>
    <message>
        <source>place unknown</source>
        <translation>Ort unbekannt</translation>
    </message>
    <message>
        <source>The country of none of the %1 requested sessions is known.</source>
        <translation>Von keiner der %1 angefragten Sitzungen ist das Land bekannt.</translation>
    </message>
    <message>
        <source>The place of none of the %1 requested sessions is known.</source>
        <translation>Von keiner der %1 angefragten Sitzungen ist der Ort bekannt.</translation>
    </message>
    <message>
        <source>The country of %1 of %2 requested sessions is known, by: %3.</source>
        <translation>Von %1 der %2 angefragten Sitzungen ist das Land bekannt, durch: %3.</translation>
    </message>
    <message>
        <source>The place of %1 of %2 requested sessions is known, by: %3.</source>
        <translation>Von %1 der %2 angefragten Sitzungen ist der Ort bekannt, durch: %3.</translation>
    </message>
    <message>
        <source>So is that of %1 of %2 gateways and %3 of %4 orchestrators.</source>
        <translation>Ebenso von %1 der %2 Gateways und %3 der %4 Orchestratoren.</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) with few sessions are not drawn.</source>
        <translation>
            <numerusform>%n Ort mit wenigen Sitzungen ist nicht gezeichnet.</numerusform>
            <numerusform>%n Orte mit wenigen Sitzungen sind nicht gezeichnet.</numerusform>
        </translation>
    </message>
    <message>
        <source>The map shows what was collected, not the whole network.</source>
        <translation>Die Karte zeigt, was gesammelt wurde, nicht das ganze Netz.</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Where is work asked for, who serves it, and where is it refused?</source>
        <translation>Wo wird Arbeit angefragt, wer bedient sie, und wo wird sie abgewiesen?</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>Was gezeigt wird</translation>
    </message>
    <message>
        <source>Type of GPU</source>
        <translation>Art der GPU</translation>
    </message>
    <message>
        <source>all types</source>
        <translation>alle Arten</translation>
    </message>
    <message>
        <source>How places are drawn together</source>
        <translation>Wie Orte zusammengefasst werden</translation>
    </message>
    <message>
        <source>Cells of 5°</source>
        <translation>Zellen von 5°</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>Countries</source>
        <translation>Länder</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>Projektion</translation>
    </message>
    <message>
        <source>Robinson</source>
        <translation>Robinson</translation>
    </message>
    <message>
        <source>Equirectangular</source>
        <translation>Rektangular</translation>
    </message>
    <message>
        <source>Fewest sessions of a cell or country that is drawn</source>
        <translation>Wenigste Sitzungen einer Zelle oder eines Landes, die gezeichnet werden</translation>
    </message>
    <message>
        <source>Cells and countries with fewer requested sessions are put together without a place.</source>
        <translation>Zellen und Länder mit weniger angefragten Sitzungen werden ohne Ort zusammengefasst.</translation>
    </message>
    <message>
        <source>Sho&amp;w</source>
        <translation>Geze&amp;igt</translation>
    </message>
    <message>
        <source>&amp;by</source>
        <translation>&amp;nach</translation>
    </message>
    <message>
        <source>Fewest sessio&amp;ns</source>
        <translation>&amp;Mindestens Sitzungen</translation>
    </message>
    <message>
        <source>Pro&amp;jection</source>
        <translation>Pro&amp;jektion</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>Vergrößern (+)</translation>
    </message>
    <message>
        <source>Zoom out (−)</source>
        <translation>Verkleinern (−)</translation>
    </message>
    <message>
        <source>World</source>
        <translation>Welt</translation>
    </message>
    <message>
        <source>Show the whole world (0)</source>
        <translation>Ganze Welt zeigen (0)</translation>
    </message>
    <message>
        <source>Enter opens the sessions of a place.</source>
        <translation>Enter öffnet die Sitzungen eines Ortes.</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Orte</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>Lücken</translation>
    </message>
    <message>
        <source>Lists beneath the map</source>
        <translation>Listen unter der Karte</translation>
    </message>
    <message>
        <source>P&amp;laces</source>
        <translation>O&amp;rte</translation>
    </message>
    <message>
        <source>G&amp;aps</source>
        <translation>&amp;Lücken</translation>
    </message>
    <message>
        <source>5 % or more refused or slow, and the nearest supply more than 1000 km away.</source>
        <translation>5 % oder mehr abgewiesen oder langsam, und das nächste Angebot mehr als 1000 km entfernt.</translation>
    </message>
    <message>
        <source>Sess&amp;ions</source>
        <translation>Sit&amp;zungen</translation>
    </message>
    <message>
        <source>Gatewa&amp;ys</source>
        <translation>Gatewa&amp;ys</translation>
    </message>
    <message>
        <source>O&amp;rchestrators</source>
        <translation>Or&amp;chestratoren</translation>
    </message>
    <message>
        <source>Opens the sessions of the chosen place.</source>
        <translation>Öffnet die Sitzungen des gewählten Ortes.</translation>
    </message>
    <message>
        <source>Opens the demand of the gateways of the chosen place.</source>
        <translation>Öffnet die Nachfrage der Gateways des gewählten Ortes.</translation>
    </message>
    <message>
        <source>Opens the orchestrators of the chosen place.</source>
        <translation>Öffnet die Orchestratoren des gewählten Ortes.</translation>
    </message>
    <message>
        <source>The map cannot be shown</source>
        <translation>Die Karte kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>%1, one hour</source>
        <translation>%1, eine Stunde</translation>
    </message>
    <message numerus="yes">
        <source>all %n hour(s)</source>
        <translation>
            <numerusform>die ganze Stunde</numerusform>
            <numerusform>alle %n Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>G&amp;aps (%1)</source>
        <translation>&amp;Lücken (%1)</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>Nichts entspricht dem Filter</translation>
    </message>
    <message>
        <source>Filter: %1</source>
        <translation>Filter: %1</translation>
    </message>
    <message>
        <source>Nothing in this stretch of time</source>
        <translation>Nichts in diesem Zeitraum</translation>
    </message>
    <message>
        <source>Choose a longer one in the time bar above.</source>
        <translation>Wählen Sie oben in der Zeitleiste einen längeren.</translation>
    </message>
    <message>
        <source>The cache holds nothing for this yet</source>
        <translation>Der Cache enthält dafür noch nichts</translation>
    </message>
    <message>
        <source>Open event files, or drop them on the window.</source>
        <translation>Öffnen Sie Ereignisdateien, oder ziehen Sie sie auf das Fenster.</translation>
    </message>
    <message>
        <source>Open event files…</source>
        <translation>Ereignisdateien öffnen…</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>no place chosen</source>
        <translation>kein Ort gewählt</translation>
    </message>
    <message>
        <source>all of the range</source>
        <translation>der ganze Zeitraum</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Show all places that are drawn (F)</source>
        <translation>Alle gezeichneten Orte zeigen (F)</translation>
    </message>
    <message>
        <source>Nothing here has a place that is known. The page Places says why, and takes a table of yours.</source>
        <translation>Nichts hiervon hat einen bekannten Ort. Die Seite „Orte“ sagt, warum, und nimmt eine eigene Tabelle an.</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Weitergeben</translation>
    </message>
    <message>
        <source>What would more GPUs at a place have served?</source>
        <translation>Was hätten mehr GPUs an einem Ort bedient?</translation>
    </message>
    <message>
        <source>Regional figures for others, without names and addresses.</source>
        <translation>Regionale Zahlen für andere, ohne Namen und Adressen.</translation>
    </message>
    <message>
        <source>&amp;Planner</source>
        <translation>&amp;Planer</translation>
    </message>
</context>
<context>
    <name>naap::MapView</name>
    <message>
        <source>place is certain</source>
        <translation>Ort ist sicher</translation>
    </message>
    <message>
        <source>place is likely</source>
        <translation>Ort ist wahrscheinlich</translation>
    </message>
    <message>
        <source>place is guessed</source>
        <translation>Ort ist vermutet</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>There is nothing to show on the map in this stretch of time.</source>
        <translation>In diesem Zeitraum gibt es auf der Karte nichts zu zeigen.</translation>
    </message>
    <message>
        <source>logarithmic</source>
        <translation>logarithmisch</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>gap</source>
        <translation>Lücke</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>▲ gap: asked for here, served far away or not at all</source>
        <translation>▲ Lücke: hier angefragt, weit entfernt oder gar nicht bedient</translation>
    </message>
    <message numerus="yes">
        <source>%1 at %n place(s), from %2 to %3.</source>
        <translation>
            <numerusform>%1 an %n Ort, von %2 bis %3.</numerusform>
            <numerusform>%1 an %n Orten, von %2 bis %3.</numerusform>
        </translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>How sure</source>
        <translation>Wie sicher</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>Lücke</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
</context>
<context>
    <name>naap::OffersTab</name>
    <message>
        <source>Prices as advertised, hour by hour</source>
        <translation>Angegebene Preise, Stunde für Stunde</translation>
    </message>
    <message>
        <source>Capabilities</source>
        <translation>Capabilities</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Preise</translation>
    </message>
    <message>
        <source>What the price is for</source>
        <translation>Wofür der Preis gilt</translation>
    </message>
    <message>
        <source>Price &amp;for a</source>
        <translation>Preis &amp;je</translation>
    </message>
    <message>
        <source>It offered nothing in this stretch of time</source>
        <translation>Er hat in diesem Zeitraum nichts angeboten</translation>
    </message>
    <message>
        <source>There were no capability events.</source>
        <translation>Es gab keine Capability-Ereignisse.</translation>
    </message>
    <message>
        <source>It advertised no price in this stretch of time</source>
        <translation>Er hat in diesem Zeitraum keinen Preis angegeben</translation>
    </message>
    <message>
        <source>Its events name none.</source>
        <translation>Seine Ereignisse nennen keinen.</translation>
    </message>
    <message>
        <source>megapixel</source>
        <translation>Megapixel</translation>
    </message>
    <message>
        <source>token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>second</source>
        <translation>Sekunde</translation>
    </message>
    <message>
        <source>Any other work</source>
        <translation>Alle übrige Arbeit</translation>
    </message>
    <message>
        <source>Price as advertised, hour by hour: %1</source>
        <translation>Angegebener Preis, Stunde für Stunde: %1</translation>
    </message>
    <message>
        <source>No price above 0 was advertised in this stretch of time.</source>
        <translation>In diesem Zeitraum wurde kein Preis über 0 angegeben.</translation>
    </message>
    <message>
        <source>The price last advertised in each hour; of several hosts the dearest.</source>
        <translation>Der in jeder Stunde zuletzt angegebene Preis; bei mehreren Hosts der höchste.</translation>
    </message>
    <message>
        <source>gwei/MP</source>
        <translation>gwei/MP</translation>
    </message>
    <message>
        <source>gwei</source>
        <translation>gwei</translation>
    </message>
</context>
<context>
    <name>naap::OrchestratorPage</name>
    <message>
        <source>No capability event of it in this stretch of time: its hosts, version and GPUs are not known.</source>
        <translation>Kein Capability-Ereignis von ihm in diesem Zeitraum: Seine Hosts, Version und GPUs sind nicht bekannt.</translation>
    </message>
    <message>
        <source>%1, version %2, GPU ids: %3, last seen %4</source>
        <translation>%1, Version %2, GPU-IDs: %3, zuletzt gesehen %4</translation>
    </message>
    <message numerus="yes">
        <source>and %n more host(s)</source>
        <translation>
            <numerusform>und %n weiterer Host</numerusform>
            <numerusform>und %n weitere Hosts</numerusform>
        </translation>
    </message>
    <message>
        <source>Orchestrator</source>
        <translation>Orchestrator</translation>
    </message>
    <message>
        <source>How is this orchestrator doing, why, and what changed?</source>
        <translation>Wie steht es um diesen Orchestrator, warum, und was hat sich geändert?</translation>
    </message>
    <message>
        <source>Orchestrators</source>
        <translation>Orchestratoren</translation>
    </message>
    <message>
        <source>Enter opens the profile of an orchestrator.</source>
        <translation>Die Eingabetaste öffnet das Profil eines Orchestrators.</translation>
    </message>
    <message>
        <source>Parts of the orchestrator&apos;s profile</source>
        <translation>Teile des Profils des Orchestrators</translation>
    </message>
    <message>
        <source>S&amp;ummary</source>
        <translation>Überbli&amp;ck</translation>
    </message>
    <message>
        <source>&amp;Quality</source>
        <translation>&amp;Qualität</translation>
    </message>
    <message>
        <source>&amp;Reliability</source>
        <translation>Zuve&amp;rlässigkeit</translation>
    </message>
    <message>
        <source>&amp;Hosts and GPUs</source>
        <translation>H&amp;osts und GPUs</translation>
    </message>
    <message>
        <source>&amp;Capabilities and prices</source>
        <translation>Capabilities und &amp;Preise</translation>
    </message>
    <message>
        <source>&amp;Earnings</source>
        <translation>&amp;Einnahmen</translation>
    </message>
    <message>
        <source>&amp;Sessions</source>
        <translation>&amp;Sitzungen</translation>
    </message>
    <message>
        <source>&amp;Back to list</source>
        <translation>Zurück zur &amp;Liste</translation>
    </message>
    <message>
        <source>Shows all orchestrators to choose from.</source>
        <translation>Zeigt alle Orchestratoren zur Auswahl.</translation>
    </message>
    <message>
        <source>What is yours comes first on the overview.</source>
        <translation>Was Ihnen gehört, steht im Überblick an erster Stelle.</translation>
    </message>
    <message>
        <source>Address of the orchestrator</source>
        <translation>Adresse des Orchestrators</translation>
    </message>
    <message>
        <source>The filter is not applied here: a profile is about all work of one orchestrator.</source>
        <translation>Der Filter wird hier nicht angewendet: Ein Profil handelt von aller Arbeit eines Orchestrators.</translation>
    </message>
    <message>
        <source>★ Marked as mine</source>
        <translation>★ Als meiner markiert</translation>
    </message>
    <message>
        <source>☆ Mark as mine</source>
        <translation>☆ Als meinen markieren</translation>
    </message>
    <message>
        <source>Marked as mine; press to take the mark away</source>
        <translation>Als meiner markiert; Drücken entfernt die Markierung</translation>
    </message>
    <message>
        <source>Mark as mine</source>
        <translation>Als meinen markieren</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>Angebote</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Letzte 24 Stunden</translation>
    </message>
    <message>
        <source>SLA by hour</source>
        <translation>SLA nach Stunde</translation>
    </message>
    <message>
        <source>GPUs by hour</source>
        <translation>GPUs nach Stunde</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Preise</translation>
    </message>
    <message>
        <source>single sessions and errors, swaps with reasons, changes of offers, payments, and who was asked in vain</source>
        <translation>einzelne Sitzungen und Fehler, Wechsel mit Gründen, Änderungen von Angeboten, Zahlungen, und wer vergeblich gefragt wurde</translation>
    </message>
</context>
<context>
    <name>naap::OrchestratorSessionsTab</name>
    <message>
        <source>Sessions of this orchestrator</source>
        <translation>Sitzungen dieses Orchestrators</translation>
    </message>
    <message>
        <source>Enter opens the session recorder.</source>
        <translation>Die Eingabetaste öffnet den Sitzungsschreiber.</translation>
    </message>
    <message>
        <source>No session is attributed to it in this stretch of time</source>
        <translation>In diesem Zeitraum ist ihm keine Sitzung zugeordnet</translation>
    </message>
    <message>
        <source>Choose a longer stretch of time in the bar above.</source>
        <translation>Wählen Sie oben in der Leiste einen längeren Zeitraum.</translation>
    </message>
</context>
<context>
    <name>naap::OverviewPage</name>
    <message>
        <source>before</source>
        <translation>zuvor</translation>
    </message>
    <message>
        <source>%1, against the %2 before</source>
        <translation>%1, gegenüber den %2 davor</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Is everything all right, for me and for the network, right now?</source>
        <translation>Ist jetzt alles in Ordnung, für mich und für das Netz?</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>There are no events here yet</source>
        <translation>Hier sind noch keine Ereignisse</translation>
    </message>
    <message>
        <source>Open files of network events, or drop them on the window. The sample is a made-up day to look around in.</source>
        <translation>Öffnen Sie Dateien mit Ereignissen des Netzes, oder ziehen Sie sie auf das Fenster. Das Beispiel ist ein erfundener Tag zum Umsehen.</translation>
    </message>
    <message>
        <source>Open event files…</source>
        <translation>Ereignisdateien öffnen…</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Meine</translation>
    </message>
    <message>
        <source>The network</source>
        <translation>Das Netz</translation>
    </message>
    <message>
        <source>Streams now</source>
        <translation>Streams jetzt</translation>
    </message>
    <message>
        <source>Startup success</source>
        <translation>Starterfolg</translation>
    </message>
    <message>
        <source>Sessions that became playable / requested sessions.</source>
        <translation>Abspielbar gewordene Sitzungen / angefragte Sitzungen.</translation>
    </message>
    <message>
        <source>Output FPS</source>
        <translation>Ausgabe-Bildrate</translation>
    </message>
    <message>
        <source>Mean over all status samples, those at 0 FPS included.</source>
        <translation>Mittel über alle Statusmeldungen, einschließlich jener mit Bildrate 0.</translation>
    </message>
    <message>
        <source>Prompt to first frame</source>
        <translation>Prompt bis erstes Bild</translation>
    </message>
    <message>
        <source>Median and 95th percentile over sessions, by nearest rank.</source>
        <translation>Median und 95. Perzentil über Sitzungen, nach nächstem Rang.</translation>
    </message>
    <message>
        <source>SLA score</source>
        <translation>SLA-Score</translation>
    </message>
    <message>
        <source>Mean of hourly scores, weighted by requested sessions.</source>
        <translation>Mittel der stündlichen Scores, gewichtet nach angefragten Sitzungen.</translation>
    </message>
    <message>
        <source>Unserved demand</source>
        <translation>Unbediente Nachfrage</translation>
    </message>
    <message>
        <source>Sessions for which no orchestrator was found / requested.</source>
        <translation>Sitzungen, für die kein Orchestrator gefunden wurde / angefragte.</translation>
    </message>
    <message>
        <source>Requested sessions by hour</source>
        <translation>Angefragte Sitzungen nach Stunde</translation>
    </message>
    <message>
        <source>Latest sessions</source>
        <translation>Neueste Sitzungen</translation>
    </message>
    <message>
        <source>The overview cannot be shown</source>
        <translation>Der Überblick lässt sich nicht zeigen</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>Stand %1</translation>
    </message>
    <message>
        <source>n = %1 sessions</source>
        <translation>n = %1 Sitzungen</translation>
    </message>
    <message>
        <source>the filter is not about scores</source>
        <translation>der Filter betrifft keine Scores</translation>
    </message>
    <message>
        <source>no hour has a score</source>
        <translation>keine Stunde hat einen Score</translation>
    </message>
    <message>
        <source>%1 pp</source>
        <translation>%1 Pp.</translation>
    </message>
    <message>
        <source>no session was requested</source>
        <translation>keine Sitzung angefragt</translation>
    </message>
    <message>
        <source>%1 of %2 requested</source>
        <translation>%1 von %2 angefragten</translation>
    </message>
    <message>
        <source>n = %1 status samples</source>
        <translation>n = %1 Statusmeldungen</translation>
    </message>
    <message>
        <source>no status samples</source>
        <translation>keine Statusmeldungen</translation>
    </message>
    <message>
        <source>p95 %1, n = %2</source>
        <translation>p95 %1, n = %2</translation>
    </message>
    <message>
        <source>no session has one</source>
        <translation>keine Sitzung hat einen Wert</translation>
    </message>
    <message>
        <source>served</source>
        <translation>bedient</translation>
    </message>
    <message>
        <source>unserved</source>
        <translation>unbedient</translation>
    </message>
    <message>
        <source>sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>%1, against the same hours a week before</source>
        <translation>%1, gegenüber denselben Stunden eine Woche davor</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Letzte 24 Stunden</translation>
    </message>
    <message>
        <source>By hour</source>
        <translation>Nach Stunde</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Capacity now</source>
        <translation>Kapazität jetzt</translation>
    </message>
    <message>
        <source>whether it is you or the network, what is yours, and what happened since the last fetch</source>
        <translation>ob es an Ihnen oder am Netz liegt, was Ihnen gehört, und was seit dem letzten Holen geschah</translation>
    </message>
    <message>
        <source>All that the cache holds is shown. Choose a range, such as the last 24 hours, to see the change against the time before it.</source>
        <translation>Alles, was der Cache enthält, wird gezeigt. Ein Zeitraum wie die letzten 24 Stunden zeigt die Veränderung gegenüber der Zeit davor.</translation>
    </message>
    <message>
        <source>The time to compare with begins at %1, and the cache does not reach back so far.</source>
        <translation>Die Zeit, mit der verglichen wird, beginnt um %1; so weit reicht der Cache nicht zurück.</translation>
    </message>
    <message>
        <source>no comparison</source>
        <translation>kein Vergleich</translation>
    </message>
    <message>
        <source>There was no value before.</source>
        <translation>Davor gab es keinen Wert.</translation>
    </message>
    <message>
        <source>There is no value to compare.</source>
        <translation>Es gibt keinen Wert zu vergleichen.</translation>
    </message>
    <message>
        <source>Streams that nobody closed, heard from within a minute before the end of the range.</source>
        <translation>Streams, die niemand geschlossen hat und von denen in der Minute vor dem Ende des Zeitraums zu hören war.</translation>
    </message>
    <message>
        <source>Live sessions</source>
        <translation>Laufende Sitzungen</translation>
    </message>
    <message>
        <source>Live sessions, running at %1</source>
        <translation>Laufende Sitzungen um %1</translation>
    </message>
    <message>
        <source>Latest sessions: none is running at %1</source>
        <translation>Letzte Sitzungen: um %1 läuft keine</translation>
    </message>
</context>
<context>
    <name>naap::PaletteDialog</name>
    <message>
        <source>Go to anything</source>
        <translation>Gehe zu beliebigem Ziel</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Discovery</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>A page, a command, a setting, a name, an address, a stream, request or session id</source>
        <translation>Seite, Befehl, Einstellung, Name, Adresse, Stream-, Anfrage- oder Sitzungs-ID</translation>
    </message>
</context>
<context>
    <name>naap::PlaceTabs</name>
    <message>
        <source>Open places</source>
        <translation>Offene Orte</translation>
    </message>
</context>
<context>
    <name>naap::PlacesPage</name>
    <message>
        <source>Places</source>
        <translation>Orte</translation>
    </message>
    <message>
        <source>Where does each gateway and orchestrator stand, and why?</source>
        <translation>Wo steht jedes Gateway und jeder Orchestrator, und woher weiß man das?</translation>
    </message>
    <message>
        <source>What could not be used</source>
        <translation>Was nicht zu gebrauchen war</translation>
    </message>
    <message>
        <source>&amp;Import a table…</source>
        <translation>Tabelle &amp;einlesen…</translation>
    </message>
    <message>
        <source>Puts a CSV file (kind,name,region and, if you like, lat,lon,note) in the place of your table. What was set by hand stays.</source>
        <translation>Setzt eine CSV-Datei (kind,name,region und, wenn gewünscht, lat,lon,note) an die Stelle Ihrer Tabelle. Von Hand Gesetztes bleibt.</translation>
    </message>
    <message>
        <source>Writes your table with what was set by hand; positions as the middle of a cell of 5°.</source>
        <translation>Schreibt Ihre Tabelle mit dem von Hand Gesetzten; Positionen als Mitte einer Zelle von 5°.</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Takes the last change back (Ctrl+Z).</source>
        <translation>Nimmt die letzte Änderung zurück (Strg+Z).</translation>
    </message>
    <message>
        <source>A file of MaxMind&apos;s format (.mmdb) that addresses of orchestrators are looked up in. No network is asked.</source>
        <translation>Eine Datei im Format von MaxMind (.mmdb), in der Adressen von Orchestratoren nachgeschlagen werden. Kein Netz wird gefragt.</translation>
    </message>
    <message>
        <source>&amp;No look-up</source>
        <translation>&amp;Kein Nachschlagen</translation>
    </message>
    <message>
        <source>No address is looked up any more.</source>
        <translation>Keine Adresse wird mehr nachgeschlagen.</translation>
    </message>
    <message>
        <source>Gateways and orchestrators</source>
        <translation>Gateways und Orchestratoren</translation>
    </message>
    <message>
        <source>Your table</source>
        <translation>Ihre Tabelle</translation>
    </message>
    <message>
        <source>&amp;Seen</source>
        <translation>&amp;Gesehen</translation>
    </message>
    <message>
        <source>What speaks for the place</source>
        <translation>Was für den Ort spricht</translation>
    </message>
    <message>
        <source>What s&amp;peaks for it, the deciding one first</source>
        <translation>Was dafür s&amp;pricht, das Entscheidende zuerst</translation>
    </message>
    <message>
        <source>What the last change came to</source>
        <translation>Was die letzte Änderung ergab</translation>
    </message>
    <message>
        <source>Set by hand</source>
        <translation>Von Hand setzen</translation>
    </message>
    <message>
        <source>What is placed</source>
        <translation>Was einen Ort bekommt</translation>
    </message>
    <message>
        <source>A host counts before the address it belongs to. A region is a text that events use for one.</source>
        <translation>Ein Host zählt vor der Adresse, zu der er gehört. Eine Region ist ein Text, den Ereignisse dafür verwenden.</translation>
    </message>
    <message>
        <source>Its name, address or host</source>
        <translation>Name, Adresse oder Host</translation>
    </message>
    <message>
        <source>Region, or a code that stands for one</source>
        <translation>Region oder ein Kürzel, das für eine steht</translation>
    </message>
    <message>
        <source>A region, or the code of a cloud or a city such as us-east-1 or fra.</source>
        <translation>Eine Region oder das Kürzel einer Cloud oder Stadt wie us-east-1 oder fra.</translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation>&amp;Was</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>Na&amp;me</translation>
    </message>
    <message>
        <source>&amp;Region</source>
        <translation>Re&amp;gion</translation>
    </message>
    <message>
        <source>Set &amp;by hand</source>
        <translation>Von &amp;Hand setzen</translation>
    </message>
    <message>
        <source>Counts before all other evidence, at once and for all of the past.</source>
        <translation>Zählt vor allem anderen, sofort und für die ganze Vergangenheit.</translation>
    </message>
    <message>
        <source>Ta&amp;ke back</source>
        <translation>&amp;Zurücknehmen</translation>
    </message>
    <message>
        <source>Takes away what was set by hand: other evidence counts again.</source>
        <translation>Nimmt weg, was von Hand gesetzt wurde: Andere Hinweise zählen wieder.</translation>
    </message>
    <message>
        <source>Looked up in %1</source>
        <translation>Nachgeschlagen in %1</translation>
    </message>
    <message>
        <source>No address is looked up.</source>
        <translation>Keine Adresse wird nachgeschlagen.</translation>
    </message>
    <message>
        <source>Choose a gateway or orchestrator to see what speaks for its place.</source>
        <translation>Wählen Sie ein Gateway oder einen Orchestrator, um zu sehen, was für den Ort spricht.</translation>
    </message>
    <message>
        <source>Nothing tells where it stands.</source>
        <translation>Nichts sagt, wo es steht.</translation>
    </message>
    <message>
        <source>%1, told by: %2, confidence: %3</source>
        <translation>%1, Quelle: %2, Vertrauen: %3</translation>
    </message>
    <message>
        <source>no evidence</source>
        <translation>keine Hinweise</translation>
    </message>
    <message>
        <source>There is nothing to take back.</source>
        <translation>Es gibt nichts zurückzunehmen.</translation>
    </message>
    <message>
        <source>Takes back: %1 (Ctrl+Z)</source>
        <translation>Nimmt zurück: %1 (Strg+Z)</translation>
    </message>
    <message>
        <source>▲ %1</source>
        <translation>▲ %1</translation>
    </message>
    <message>
        <source>Another change of the cache is not done yet; try again in a moment.</source>
        <translation>Eine andere Änderung des Caches ist noch nicht fertig; versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>%1 is in %2 now.</source>
        <translation>%1 ist jetzt in %2.</translation>
    </message>
    <message>
        <source>%1 set to %2</source>
        <translation>%1 auf %2 gesetzt</translation>
    </message>
    <message>
        <source>%1 is where other evidence has it.</source>
        <translation>%1 ist wieder dort, wo andere Hinweise es sehen.</translation>
    </message>
    <message>
        <source>%1 was not set by hand.</source>
        <translation>%1 war nicht von Hand gesetzt.</translation>
    </message>
    <message>
        <source>%1 taken back</source>
        <translation>%1 zurückgenommen</translation>
    </message>
    <message>
        <source>Taken back: %1</source>
        <translation>Zurückgenommen: %1</translation>
    </message>
    <message>
        <source>Import a table of places</source>
        <translation>Tabelle von Orten einlesen</translation>
    </message>
    <message>
        <source>CSV files (*.csv);;All files (*)</source>
        <translation>CSV-Dateien (*.csv);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>import of %1</source>
        <translation>Einlesen von %1</translation>
    </message>
    <message numerus="yes">
        <source>Your table has %n place(s) now, from %1.</source>
        <translation>
            <numerusform>Ihre Tabelle hat jetzt %n Ort, aus %1.</numerusform>
            <numerusform>Ihre Tabelle hat jetzt %n Orte, aus %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export your table of places</source>
        <translation>Eigene Tabelle von Orten ausgeben</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 konnte nicht geschrieben werden: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) written to %1.</source>
        <translation>
            <numerusform>%n Ort nach %1 geschrieben.</numerusform>
            <numerusform>%n Orte nach %1 geschrieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Look addresses up in a file</source>
        <translation>Adressen in einer Datei nachschlagen</translation>
    </message>
    <message>
        <source>Files of MaxMind&apos;s format (*.mmdb);;All files (*)</source>
        <translation>Dateien im Format von MaxMind (*.mmdb);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>look-up in %1</source>
        <translation>Nachschlagen in %1</translation>
    </message>
    <message>
        <source>Addresses of orchestrators are looked up in %1 (%2).</source>
        <translation>Adressen von Orchestratoren werden in %1 (%2) nachgeschlagen.</translation>
    </message>
    <message>
        <source>no look-up</source>
        <translation>kein Nachschlagen</translation>
    </message>
    <message>
        <source>E&amp;xport your table…</source>
        <translation>Eigene Tabelle &amp;ausgeben…</translation>
    </message>
    <message>
        <source>&amp;Look-up file…</source>
        <translation>Datei zum &amp;Nachschlagen…</translation>
    </message>
    <message>
        <source>&amp;Your table</source>
        <translation>&amp;Ihre Tabelle</translation>
    </message>
    <message>
        <source>&amp;Your table (%1)</source>
        <translation>&amp;Ihre Tabelle (%1)</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more; point here to see all</source>
        <translation>
            <numerusform>… und %n weitere; zeigen Sie hierher, um alle zu sehen</numerusform>
            <numerusform>… und %n weitere; zeigen Sie hierher, um alle zu sehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n host(s) given by name have a place now. Their addresses are not kept.</source>
        <translation>
            <numerusform>%1 von %n beim Namen genannten Host hat jetzt einen Ort. Seine Adressen werden nicht behalten.</numerusform>
            <numerusform>%1 von %n beim Namen genannten Hosts haben jetzt einen Ort. Ihre Adressen werden nicht behalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>hosts resolved</source>
        <translation>Hosts aufgelöst</translation>
    </message>
</context>
<context>
    <name>naap::PlannerView</name>
    <message>
        <source>How many GPUs more</source>
        <translation>Wie viele GPUs mehr</translation>
    </message>
    <message>
        <source>Part of the name of their type</source>
        <translation>Teil des Namens ihres Typs</translation>
    </message>
    <message>
        <source>any type</source>
        <translation>jeder Typ</translation>
    </message>
    <message>
        <source>Where they would stand</source>
        <translation>Wo sie stünden</translation>
    </message>
    <message>
        <source>A region or a code that stands for one. A place chosen on the map or in a table is taken.</source>
        <translation>Eine Region oder ein Kürzel, das für eine steht. Ein auf der Karte oder in einer Tabelle gewählter Ort wird übernommen.</translation>
    </message>
    <message>
        <source>Streams that a GPU serves at a time</source>
        <translation>Streams, die eine GPU zugleich bedient</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>A first frame that takes longer is slow</source>
        <translation>Ein erstes Bild, das länger braucht, ist langsam</translation>
    </message>
    <message>
        <source> km</source>
        <translation> km</translation>
    </message>
    <message>
        <source>How far off demand may be in the hopeful count</source>
        <translation>Wie fern Nachfrage in der hoffnungsvollen Zählung sein darf</translation>
    </message>
    <message>
        <source>The planner&apos;s answer</source>
        <translation>Die Antwort des Planers</translation>
    </message>
    <message>
        <source>in</source>
        <translation>in</translation>
    </message>
    <message>
        <source>strea&amp;ms each</source>
        <translation>Strea&amp;ms je GPU</translation>
    </message>
    <message>
        <source>slow over</source>
        <translation>langsam ab</translation>
    </message>
    <message>
        <source>reach</source>
        <translation>Reichweite</translation>
    </message>
    <message>
        <source>Takes the sessions of the range that nobody served, or that were served slowly, and counts those for which one of the new GPUs would have been free. The filter is not heeded.</source>
        <translation>Nimmt die Sitzungen des Zeitraums, die niemand oder nur langsam bediente, und zählt die, für die eine der neuen GPUs frei gewesen wäre. Der Filter wird nicht beachtet.</translation>
    </message>
    <message>
        <source>Choose a place on the map or in a table, or write a region.</source>
        <translation>Wählen Sie einen Ort auf der Karte oder in einer Tabelle, oder schreiben Sie eine Region.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Zählt…</translation>
    </message>
    <message>
        <source>▲ %1</source>
        <translation>▲ %1</translation>
    </message>
    <message>
        <source>What would they have &amp;served?</source>
        <translation>Was hätten sie &amp;bedient?</translation>
    </message>
    <message>
        <source>GP&amp;Us</source>
        <translation>GP&amp;Us</translation>
    </message>
    <message>
        <source>type</source>
        <translation>Typ</translation>
    </message>
</context>
<context>
    <name>naap::QualityTab</name>
    <message>
        <source>Percentiles by hour</source>
        <translation>Perzentile nach Stunde</translation>
    </message>
    <message>
        <source>Measure of quality</source>
        <translation>Messgröße der Qualität</translation>
    </message>
    <message>
        <source>Output FPS</source>
        <translation>Ausgabe-Bildrate</translation>
    </message>
    <message>
        <source>Prompt to first frame</source>
        <translation>Prompt bis erstes Bild</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Messgröße</translation>
    </message>
    <message>
        <source>How often: this orchestrator</source>
        <translation>Wie oft: dieser Orchestrator</translation>
    </message>
    <message>
        <source>How often: others with the same work</source>
        <translation>Wie oft: andere mit derselben Arbeit</translation>
    </message>
    <message>
        <source>Share of values at or below</source>
        <translation>Anteil der Werte bis einschließlich</translation>
    </message>
    <message>
        <source>One value a session and hour: n = %1 here, n = %2 of %3 other orchestrators with the same pipelines and models.</source>
        <translation>Ein Wert je Sitzung und Stunde: hier n = %1, n = %2 von %3 anderen Orchestratoren mit denselben Pipelines und Modellen.</translation>
    </message>
    <message>
        <source>One value a session: n = %1 here, n = %2 of %3 other orchestrators with the same pipelines and models.</source>
        <translation>Ein Wert je Sitzung: hier n = %1, n = %2 von %3 anderen Orchestratoren mit denselben Pipelines und Modellen.</translation>
    </message>
    <message>
        <source>These are few values: the 95th percentile is the largest of them.</source>
        <translation>Das sind wenige Werte: Das 95. Perzentil ist der größte von ihnen.</translation>
    </message>
    <message>
        <source>5th to 95th percentile</source>
        <translation>5. bis 95. Perzentil</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>fps</source>
        <translation>fps</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>This orchestrator</source>
        <translation>Dieser Orchestrator</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>End-to-end latency</source>
        <translation>Ende-zu-Ende-Latenz</translation>
    </message>
    <message>
        <source>FPS jitter coefficient</source>
        <translation>FPS-Jitter-Koeffizient</translation>
    </message>
    <message>
        <source>Dragging shows a stretch of values alone; Backspace or Esc goes back.</source>
        <translation>Ziehen zeigt einen Abschnitt der Werte allein; Rücktaste oder Esc geht zurück.</translation>
    </message>
    <message>
        <source>The histograms show %1 to %2 %3 alone. Backspace or Esc goes back.</source>
        <translation>Die Histogramme zeigen nur %1 bis %2 %3. Rücktaste oder Esc geht zurück.</translation>
    </message>
</context>
<context>
    <name>naap::ReceiptView</name>
    <message>
        <source>Score</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>Health signal coverage</source>
        <translation>Abdeckung der Gesundheitssignale</translation>
    </message>
    <message>
        <source>Reliability</source>
        <translation>Zuverlässigkeit</translation>
    </message>
    <message>
        <source>Startup success</source>
        <translation>Starterfolg</translation>
    </message>
    <message>
        <source>No swap</source>
        <translation>Kein Wechsel</translation>
    </message>
    <message>
        <source>Output viability</source>
        <translation>Brauchbare Ausgabe</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Prompt to first frame</source>
        <translation>Prompt bis erstes Bild</translation>
    </message>
    <message>
        <source>End to end</source>
        <translation>Ende zu Ende</translation>
    </message>
    <message>
        <source>Output FPS</source>
        <translation>Ausgabe-Bildrate</translation>
    </message>
    <message>
        <source>%1 of %2 health signals</source>
        <translation>%1 von %2 Gesundheitssignalen</translation>
    </message>
    <message>
        <source>%1 of %2 requested sessions played</source>
        <translation>%1 von %2 angefragten Sitzungen wurden abspielbar</translation>
    </message>
    <message>
        <source>%1 of %2 kept their orchestrator</source>
        <translation>%1 von %2 behielten ihren Orchestrator</translation>
    </message>
    <message>
        <source>%1 of %2 had output</source>
        <translation>%1 von %2 hatten Ausgabe</translation>
    </message>
    <message>
        <source>no samples: neutral</source>
        <translation>keine Messwerte: neutral</translation>
    </message>
    <message>
        <source>mean %1 %2, n = %3</source>
        <translation>Mittel %1 %2, n = %3</translation>
    </message>
    <message>
        <source>%1; fewer than %2 benchmark rows: neutral</source>
        <translation>%1; weniger als %2 Vergleichszeilen: neutral</translation>
    </message>
    <message>
        <source>%1; drawn to 0.5 for want of samples (%2 wanted)</source>
        <translation>%1; mangels Messwerten zu 0,5 hingezogen (%2 nötig)</translation>
    </message>
    <message>
        <source>no samples</source>
        <translation>keine Messwerte</translation>
    </message>
    <message>
        <source>no benchmark yet</source>
        <translation>noch kein Vergleich</translation>
    </message>
    <message>
        <source>● at or better than the only edge</source>
        <translation>● an der einzigen Grenze oder besser</translation>
    </message>
    <message>
        <source>■ worse than the only edge</source>
        <translation>■ schlechter als die einzige Grenze</translation>
    </message>
    <message>
        <source>● better than the good edge: full marks</source>
        <translation>● besser als die gute Grenze: volle Punktzahl</translation>
    </message>
    <message>
        <source>■ worse than the bad edge: no marks</source>
        <translation>■ schlechter als die schlechte Grenze: keine Punkte</translation>
    </message>
    <message>
        <source>▲ %1 of the way from bad to good</source>
        <translation>▲ %1 des Weges von schlecht nach gut</translation>
    </message>
    <message>
        <source>Copy as &amp;Markdown</source>
        <translation>Als &amp;Markdown kopieren</translation>
    </message>
    <message>
        <source>Copies the receipt as upstream has it: arithmetic, points lost and sessions.</source>
        <translation>Kopiert den Nachweis, wie er upstream lautet: Rechnung, verlorene Punkte und Sitzungen.</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Nachweis</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>Term</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>Upstream</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Points lost</source>
        <translation>Verlorene Punkte</translation>
    </message>
    <message>
        <source>Made of</source>
        <translation>Zusammensetzung</translation>
    </message>
    <message>
        <source>Arithmetic of the score</source>
        <translation>Rechnung des Scores</translation>
    </message>
    <message>
        <source>The value without your changes</source>
        <translation>Der Wert ohne Ihre Änderungen</translation>
    </message>
    <message>
        <source>Points of 100 that are not reached because of this</source>
        <translation>Punkte von 100, die deswegen nicht erreicht werden</translation>
    </message>
    <message>
        <source>Behind the score</source>
        <translation>Hinter dem Score</translation>
    </message>
    <message>
        <source>Points lost on the way from 100</source>
        <translation>Verlorene Punkte auf dem Weg von 100</translation>
    </message>
    <message>
        <source>Sessions behind the score</source>
        <translation>Sitzungen hinter dem Score</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>Komponente</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>Good edge</source>
        <translation>Gute Grenze</translation>
    </message>
    <message>
        <source>Bad edge</source>
        <translation>Schlechte Grenze</translation>
    </message>
    <message>
        <source>This row</source>
        <translation>Diese Zeile</translation>
    </message>
    <message>
        <source>Benchmark rows</source>
        <translation>Vergleichszeilen</translation>
    </message>
    <message>
        <source>Judged</source>
        <translation>Beurteilung</translation>
    </message>
    <message>
        <source>Benchmark cohort</source>
        <translation>Vergleichskohorte</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Cohort</source>
        <translation>Kohorte</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Was wäre, wenn</translation>
    </message>
    <message>
        <source>sessions that could not be attributed</source>
        <translation>Sitzungen, die nicht zugeordnet werden konnten</translation>
    </message>
    <message>
        <source>Score %1: %2, %3, %4</source>
        <translation>Score %1: %2, %3, %4</translation>
    </message>
    <message>
        <source>No score: %1, %2, %3</source>
        <translation>Kein Score: %1, %2, %3</translation>
    </message>
    <message>
        <source>Score = 100 × coverage × (reliability and quality by weight), formula %1.</source>
        <translation>Score = 100 × Abdeckung × (Zuverlässigkeit und Qualität nach Gewicht), Formel %1.</translation>
    </message>
    <message>
        <source>No session was requested in this hour, so there is nothing to score.</source>
        <translation>In dieser Stunde wurde keine Sitzung angefragt, also gibt es nichts zu bewerten.</translation>
    </message>
    <message>
        <source>◆ The hour may still change.</source>
        <translation>◆ Die Stunde kann sich noch ändern.</translation>
    </message>
    <message>
        <source>No component has a benchmark yet, so no row can score more than %1.</source>
        <translation>Noch hat keine Komponente einen Vergleich, also kann keine Zeile mehr als %1 erreichen.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 of %2 needed</source>
        <translation>%1 von %2 nötigen</translation>
    </message>
    <message>
        <source>There are no samples.</source>
        <translation>Es gibt keine Messwerte.</translation>
    </message>
    <message>
        <source>The median of the cohort&apos;s last seven days: full marks from here.</source>
        <translation>Der Median der letzten sieben Tage der Kohorte: ab hier volle Punktzahl.</translation>
    </message>
    <message>
        <source>The worst tenth of the cohort&apos;s last seven days: no marks from here.</source>
        <translation>Das schlechteste Zehntel der letzten sieben Tage der Kohorte: ab hier keine Punkte.</translation>
    </message>
    <message>
        <source>No session was requested, so there is nothing to divide by.</source>
        <translation>Es wurde keine Sitzung angefragt, also gibt es nichts, wodurch zu teilen wäre.</translation>
    </message>
    <message>
        <source>−%1</source>
        <translation>−%1</translation>
    </message>
    <message>
        <source>%1 costs %2 points and leaves %3.</source>
        <translation>%1 kostet %2 Punkte und lässt %3 übrig.</translation>
    </message>
    <message>
        <source>What is left of 100</source>
        <translation>Was von 100 übrig ist</translation>
    </message>
    <message>
        <source>points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>The receipt was copied as Markdown.</source>
        <translation>Der Nachweis wurde als Markdown kopiert.</translation>
    </message>
    <message>
        <source>Enter opens the sessions that cost points here; where none does, all that count.</source>
        <translation>Eingabe öffnet die Sitzungen, die hier Punkte kosten; kostet keine welche, alle, die zählen.</translation>
    </message>
    <message>
        <source>No session stands behind this.</source>
        <translation>Dahinter steht keine Sitzung.</translation>
    </message>
    <message>
        <source>These are too many sessions to name one by one; all are in the tab beside.</source>
        <translation>Das sind zu viele Sitzungen, um sie einzeln zu nennen; alle stehen im Reiter daneben.</translation>
    </message>
</context>
<context>
    <name>naap::RecorderPage</name>
    <message>
        <source>Session recorder</source>
        <translation>Sitzungsschreiber</translation>
    </message>
    <message>
        <source>What happened in this session, in order?</source>
        <translation>Was ist in dieser Sitzung geschehen, der Reihe nach?</translation>
    </message>
    <message>
        <source>Choose a session: press Enter on one of the latest below, or on any row of the page Sessions. There, V lays two selected sessions side by side.</source>
        <translation>Wählen Sie eine Sitzung: Drücken Sie die Eingabetaste auf einer der neuesten unten oder auf einer Zeile der Seite Sitzungen. Dort legt V zwei gewählte Sitzungen nebeneinander.</translation>
    </message>
    <message>
        <source>Latest sessions</source>
        <translation>Neueste Sitzungen</translation>
    </message>
    <message>
        <source>Fields in which the two sessions differ</source>
        <translation>Felder, in denen sich die zwei Sitzungen unterscheiden</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) differ, names and times aside</source>
        <translation>
            <numerusform>%n Feld unterscheidet sich, von Namen und Zeiten abgesehen</numerusform>
            <numerusform>%n Felder unterscheiden sich, von Namen und Zeiten abgesehen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::ReliabilityTab</name>
    <message>
        <source>How far requested sessions came</source>
        <translation>Wie weit angefragte Sitzungen kamen</translation>
    </message>
    <message>
        <source>Failures by category</source>
        <translation>Fehlschläge nach Kategorie</translation>
    </message>
    <message>
        <source>No failure of this orchestrator is known in this stretch of time.</source>
        <translation>In diesem Zeitraum ist kein Fehlschlag dieses Orchestrators bekannt.</translation>
    </message>
    <message>
        <source>&amp;Swaps with others: who took sessions over, and from whom they came</source>
        <translation>&amp;Wechsel mit anderen: wer Sitzungen übernahm, und von wem sie kamen</translation>
    </message>
    <message>
        <source>Orchestrators with which sessions were exchanged</source>
        <translation>Orchestratoren, mit denen Sitzungen getauscht wurden</translation>
    </message>
    <message>
        <source>Swaps</source>
        <translation>Wechsel</translation>
    </message>
    <message>
        <source>No session was exchanged with another orchestrator</source>
        <translation>Keine Sitzung wurde mit einem anderen Orchestrator getauscht</translation>
    </message>
    <message>
        <source>Sessions that were moved in this stretch of time would be listed here.</source>
        <translation>Hier stünden Sitzungen, die in diesem Zeitraum verlegt wurden.</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>Angefragt</translation>
    </message>
    <message>
        <source>The stream request was seen.</source>
        <translation>Die Stream-Anfrage wurde gesehen.</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Ausgewählt</translation>
    </message>
    <message>
        <source>An orchestrator was chosen.</source>
        <translation>Ein Orchestrator wurde gewählt.</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>A first processed segment came back.</source>
        <translation>Ein erstes verarbeitetes Segment kam zurück.</translation>
    </message>
    <message>
        <source>Playable</source>
        <translation>Abspielbar</translation>
    </message>
    <message>
        <source>A few processed segments came back.</source>
        <translation>Einige verarbeitete Segmente kamen zurück.</translation>
    </message>
    <message>
        <source>Ended well</source>
        <translation>Gut beendet</translation>
    </message>
    <message>
        <source>Playable and closed, without an error reported.</source>
        <translation>Abspielbar und geschlossen, ohne dass ein Fehler gemeldet wurde.</translation>
    </message>
    <message>
        <source>sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message numerus="yes">
        <source>%1 in %n session(s)</source>
        <translation>
            <numerusform>%1 in %n Sitzung</numerusform>
            <numerusform>%1 in %n Sitzungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 are excusable.</source>
        <translation>%1 von %2 sind entschuldbar.</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>No session was moved that way.</source>
        <translation>So wurde keine Sitzung verschoben.</translation>
    </message>
    <message>
        <source>The first %1 of %2 sessions that were moved are shown.</source>
        <translation>Die ersten %1 von %2 verschobenen Sitzungen werden gezeigt.</translation>
    </message>
</context>
<context>
    <name>naap::ReportModel</name>
    <message>
        <source>Not measured: no event gave it.
%1</source>
        <translation>Nicht gemessen: Kein Ereignis gab es an.
%1</translation>
    </message>
    <message>
        <source>%1
Few samples: n = %2, fewer than %3.
%4</source>
        <translation>%1
Wenige Messwerte: n = %2, weniger als %3.
%4</translation>
    </message>
    <message>
        <source>≈ %1 (n = %2)</source>
        <translation>≈ %1 (n = %2)</translation>
    </message>
</context>
<context>
    <name>naap::ReportPane</name>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>%1 cannot be shown</source>
        <translation>„%1“ lässt sich nicht zeigen</translation>
    </message>
    <message numerus="yes">
        <source>The first %n row(s); narrow the range or the filter to see others</source>
        <translation>
            <numerusform>Die erste Zeile; engen Sie Zeitraum oder Filter ein, um andere zu sehen</numerusform>
            <numerusform>Die ersten %n Zeilen; engen Sie Zeitraum oder Filter ein, um andere zu sehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>Nichts passt zum Filter</translation>
    </message>
    <message>
        <source>Filter: %1</source>
        <translation>Filter: %1</translation>
    </message>
    <message>
        <source>Nothing in this stretch of time</source>
        <translation>Nichts in diesem Zeitraum</translation>
    </message>
    <message>
        <source>Choose a longer one in the time bar above.</source>
        <translation>Wählen Sie oben in der Zeitleiste einen längeren.</translation>
    </message>
    <message>
        <source>The cache holds nothing for this yet</source>
        <translation>Der Cache enthält dafür noch nichts</translation>
    </message>
    <message>
        <source>Open event files, or drop them on the window.</source>
        <translation>Öffnen Sie Ereignisdateien, oder ziehen Sie sie auf das Fenster.</translation>
    </message>
    <message>
        <source>Open event files…</source>
        <translation>Ereignisdateien öffnen…</translation>
    </message>
    <message numerus="yes">
        <source>The first %n row(s); the others are being read…</source>
        <translation>
            <numerusform>Die erste Zeile; die übrigen werden gelesen…</numerusform>
            <numerusform>Die ersten %n Zeilen; die übrigen werden gelesen…</numerusform>
        </translation>
    </message>
    <message>
        <source>This row names no sessions.</source>
        <translation>Diese Zeile nennt keine Sitzungen.</translation>
    </message>
</context>
<context>
    <name>naap::ReportsPage</name>
    <message>
        <source>All reports</source>
        <translation>Alle Berichte</translation>
    </message>
    <message>
        <source>What does any one report say, field by field?</source>
        <translation>Was sagt ein einzelner Bericht, Feld für Feld?</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Every report that naap-lens query knows, under the same name.</source>
        <translation>Jeder Bericht, den naap-lens query kennt, unter demselben Namen.</translation>
    </message>
</context>
<context>
    <name>naap::RuleChart</name>
    <message>
        <source>pending</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>▲ warning</source>
        <translation>▲ Warnung</translation>
    </message>
    <message>
        <source>■ critical</source>
        <translation>■ kritisch</translation>
    </message>
    <message>
        <source>◌ no data</source>
        <translation>◌ keine Daten</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>There is no settled hour to try the rule on.</source>
        <translation>Es gibt keine abgeschlossene Stunde, an der die Regel erprobt werden könnte.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>lowest to highest of all</source>
        <translation>niedrigster bis höchster Wert aller</translation>
    </message>
    <message>
        <source>too little evidence</source>
        <translation>zu wenige Belege</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n stretch(es)</source>
        <translation>
            <numerusform>%1: %n Abschnitt</numerusform>
            <numerusform>%1: %n Abschnitte</numerusform>
        </translation>
    </message>
    <message>
        <source>A rule&apos;s history without values yet.</source>
        <translation>Der Verlauf einer Regel, noch ohne Werte.</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>%1: %2 for %3</source>
        <translation>%1: %2 für %3</translation>
    </message>
    <message numerus="yes">
        <source>for %n window(s)</source>
        <translation>
            <numerusform>für %n Fenster</numerusform>
            <numerusform>für %n Fenster</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::RuleEditor</name>
    <message>
        <source>The rule as JSON</source>
        <translation>Die Regel als JSON</translation>
    </message>
    <message>
        <source>Ways to edit the rule</source>
        <translation>Wege, die Regel zu bearbeiten</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>What is wrong with the rule</source>
        <translation>Was an der Regel nicht stimmt</translation>
    </message>
    <message>
        <source>What would this rule, as it stands here, have done?</source>
        <translation>Was hätte diese Regel, wie sie hier steht, getan?</translation>
    </message>
    <message>
        <source>What is watched</source>
        <translation>Was beobachtet wird</translation>
    </message>
    <message>
        <source>When it is bad</source>
        <translation>Wann es schlecht ist</translation>
    </message>
    <message>
        <source>How much evidence it takes</source>
        <translation>Wie viele Belege es braucht</translation>
    </message>
    <message>
        <source>How it is told</source>
        <translation>Wie es gemeldet wird</translation>
    </message>
    <message>
        <source>One alert for each</source>
        <translation>Ein Alarm je</translation>
    </message>
    <message>
        <source>the network</source>
        <translation>das Netzwerk</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Messgröße</translation>
    </message>
    <message>
        <source>or numerator</source>
        <translation>oder Zähler</translation>
    </message>
    <message>
        <source>over denominator</source>
        <translation>durch Nenner</translation>
    </message>
    <message>
        <source>Only rows with</source>
        <translation>Nur Zeilen mit</translation>
    </message>
    <message>
        <source>all rows; a filter, as above the pages</source>
        <translation>alle Zeilen; ein Filter wie über den Seiten</translation>
    </message>
    <message>
        <source>Hours in a window</source>
        <translation>Stunden je Fenster</translation>
    </message>
    <message>
        <source>Only my own orchestrators</source>
        <translation>Nur meine eigenen Orchestratoren</translation>
    </message>
    <message>
        <source>Bad when it is</source>
        <translation>Schlecht, wenn er ist</translation>
    </message>
    <message>
        <source>▲ Warning</source>
        <translation>▲ Warnung</translation>
    </message>
    <message>
        <source>5%, 3s, 18 or, of a band, 10, 20</source>
        <translation>5%, 3s, 18 oder, bei einem Band, 10, 20</translation>
    </message>
    <message>
        <source>■ Critical</source>
        <translation>■ Kritisch</translation>
    </message>
    <message>
        <source>Change is a</source>
        <translation>Änderung ist</translation>
    </message>
    <message>
        <source>Change against</source>
        <translation>Änderung gegen</translation>
    </message>
    <message>
        <source>Windows before</source>
        <translation>Fenster zuvor</translation>
    </message>
    <message>
        <source>Good again from</source>
        <translation>Wieder gut ab</translation>
    </message>
    <message>
        <source>the milder threshold</source>
        <translation>die mildere Schwelle</translation>
    </message>
    <message>
        <source>Good windows in a row</source>
        <translation>Gute Fenster in Folge</translation>
    </message>
    <message>
        <source>Bad windows in a row</source>
        <translation>Schlechte Fenster in Folge</translation>
    </message>
    <message>
        <source>and for so many minutes</source>
        <translation>und so viele Minuten lang</translation>
    </message>
    <message>
        <source>Judge settled hours only</source>
        <translation>Nur abgeschlossene Stunden beurteilen</translation>
    </message>
    <message>
        <source>Sessions, at least</source>
        <translation>Sitzungen, mindestens</translation>
    </message>
    <message>
        <source>Samples, at least</source>
        <translation>Meldungen, mindestens</translation>
    </message>
    <message>
        <source>Peers with evidence, at least</source>
        <translation>Andere mit Belegen, mindestens</translation>
    </message>
    <message>
        <source>When nothing is heard</source>
        <translation>Wenn nichts zu hören ist</translation>
    </message>
    <message>
        <source>Forgotten after windows</source>
        <translation>Vergessen nach Fenstern</translation>
    </message>
    <message>
        <source>A score without a benchmark</source>
        <translation>Ein Score ohne Vergleich</translation>
    </message>
    <message>
        <source>Judge this rule</source>
        <translation>Diese Regel beurteilen</translation>
    </message>
    <message>
        <source>Severity without thresholds</source>
        <translation>Schwere ohne Schwellen</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>a sentence of our own</source>
        <translation>ein Satz von uns</translation>
    </message>
    <message>
        <source>Warnings again after minutes</source>
        <translation>Warnungen wieder nach Minuten</translation>
    </message>
    <message>
        <source>Critical ones again after minutes</source>
        <translation>Kritische wieder nach Minuten</translation>
    </message>
    <message>
        <source>Told by channels</source>
        <translation>Gemeldet über Kanäle</translation>
    </message>
    <message>
        <source>all; or ids with commas between</source>
        <translation>alle; oder Kennungen mit Kommas dazwischen</translation>
    </message>
    <message>
        <source>Quiet while these fire</source>
        <translation>Still, solange diese anschlagen</translation>
    </message>
    <message>
        <source>ids of rules with commas between</source>
        <translation>Kennungen von Regeln mit Kommas dazwischen</translation>
    </message>
    <message>
        <source>▲ This is not the JSON of one rule.</source>
        <translation>▲ Das ist nicht das JSON einer Regel.</translation>
    </message>
    <message>
        <source>A locked copy of what upstream uses. Copy it to edit it.</source>
        <translation>Eine gesperrte Kopie dessen, was Upstream benutzt. Zum Bearbeiten kopieren.</translation>
    </message>
    <message>
        <source>● This rule can be used.</source>
        <translation>● Diese Regel kann benutzt werden.</translation>
    </message>
    <message>
        <source>Save r&amp;ule</source>
        <translation>Regel &amp;speichern</translation>
    </message>
    <message>
        <source>Reve&amp;rt</source>
        <translation>Zurücks&amp;etzen</translation>
    </message>
    <message>
        <source>Tr&amp;y on the past</source>
        <translation>Er&amp;proben</translation>
    </message>
    <message>
        <source>Why it is so</source>
        <translation>Warum sie so ist</translation>
    </message>
    <message>
        <source>what the bench found is put here</source>
        <translation>was der Prüfstand fand, steht dann hier</translation>
    </message>
    <message>
        <source>◌ Looking for rows that its filter meets…</source>
        <translation>◌ Es wird nach Zeilen gesucht, auf die der Filter passt…</translation>
    </message>
    <message>
        <source>● This rule can be used. The cache holds nothing yet to try its filter on.</source>
        <translation>● Diese Regel kann benutzt werden. Im Cache ist noch nichts, woran ihr Filter erprobt werden könnte.</translation>
    </message>
</context>
<context>
    <name>naap::RulesTab</name>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Switch &amp;off</source>
        <translation>&amp;Ausschalten</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>Entfer&amp;nen…</translation>
    </message>
    <message>
        <source>The rule is saved and judged from now on.</source>
        <translation>Die Regel ist gespeichert und wird von nun an beurteilt.</translation>
    </message>
    <message>
        <source>&amp;New from…</source>
        <translation>&amp;Neu aus…</translation>
    </message>
    <message>
        <source>New rule from a template</source>
        <translation>Neue Regel aus einer Vorlage</translation>
    </message>
    <message>
        <source>Another rule like this one, to be edited</source>
        <translation>Noch eine Regel wie diese, zum Bearbeiten</translation>
    </message>
    <message>
        <source>The rule cannot be used as it is; see the Rules tab.</source>
        <translation>Die Regel kann so nicht benutzt werden; siehe die Karte Regeln.</translation>
    </message>
    <message>
        <source>Remove the rule</source>
        <translation>Regel entfernen</translation>
    </message>
    <message>
        <source>Remove &quot;%1&quot;? Its alerts end; what fired stays in the history.</source>
        <translation>„%1“ entfernen? Ihre Alarme enden; was angeschlagen hat, bleibt im Verlauf.</translation>
    </message>
    <message>
        <source>Switch &amp;on</source>
        <translation>&amp;Einschalten</translation>
    </message>
    <message>
        <source>Not kept. The filter of the rule: %1</source>
        <translation>Nicht gespeichert. Der Filter der Regel: %1</translation>
    </message>
    <message>
        <source>The rule is judged from now on.</source>
        <translation>Die Regel wird von jetzt an beurteilt.</translation>
    </message>
    <message>
        <source>The rule is off.</source>
        <translation>Die Regel ist aus.</translation>
    </message>
</context>
<context>
    <name>naap::SessionView</name>
    <message>
        <source>Expected and not seen: %1</source>
        <translation>Erwartet und nicht gesehen: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 wei expected</source>
        <translation>%1 wei erwartet</translation>
    </message>
    <message numerus="yes">
        <source>%n element(s)</source>
        <translation>
            <numerusform>%n Element</numerusform>
            <numerusform>%n Elemente</numerusform>
        </translation>
    </message>
    <message>
        <source>not JSON</source>
        <translation>kein JSON</translation>
    </message>
    <message>
        <source>data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Reading the session…</source>
        <translation>Sitzung wird gelesen…</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>Schlüssel kopieren</translation>
    </message>
    <message>
        <source>Copies the session&apos;s key: org, stream and request.</source>
        <translation>Kopiert den Schlüssel der Sitzung: Org, Stream und Anfrage.</translation>
    </message>
    <message>
        <source>Copy the session&apos;s key</source>
        <translation>Schlüssel der Sitzung kopieren</translation>
    </message>
    <message>
        <source>The session&apos;s key is in the clipboard.</source>
        <translation>Der Schlüssel der Sitzung ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Ids of the session</source>
        <translation>IDs der Sitzung</translation>
    </message>
    <message>
        <source>Figures of the session</source>
        <translation>Kennzahlen der Sitzung</translation>
    </message>
    <message>
        <source>What happened in the session</source>
        <translation>Was in der Sitzung geschah</translation>
    </message>
    <message>
        <source>Cursors A and B</source>
        <translation>Marken A und B</translation>
    </message>
    <message>
        <source>Events of the session</source>
        <translation>Ereignisse der Sitzung</translation>
    </message>
    <message>
        <source>What the event says</source>
        <translation>Was das Ereignis sagt</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Element</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Startup, step by step</source>
        <translation>Start, Schritt für Schritt</translation>
    </message>
    <message>
        <source>Why the session counts as it does</source>
        <translation>Warum die Sitzung so zählt, wie sie zählt</translation>
    </message>
    <message>
        <source>Startup</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>The session cannot be shown</source>
        <translation>Die Sitzung lässt sich nicht zeigen</translation>
    </message>
    <message>
        <source>The cache has no session with this key</source>
        <translation>Der Cache hat keine Sitzung mit diesem Schlüssel</translation>
    </message>
    <message>
        <source>%1
Its events may not have been imported, or were removed.</source>
        <translation>%1
Ihre Ereignisse wurden vielleicht nicht importiert oder wurden entfernt.</translation>
    </message>
    <message>
        <source>session %1 · %2</source>
        <translation>Sitzung %1 · %2</translation>
    </message>
    <message>
        <source>%1 long</source>
        <translation>Dauer %1</translation>
    </message>
    <message>
        <source>– (not attributed)</source>
        <translation>– (nicht zugeordnet)</translation>
    </message>
    <message>
        <source>stream %1 · request %2 · org %3 · gateway %4&lt;br&gt;orchestrator %5 · GPU %6 · %7 %8</source>
        <translation>Stream %1 · Anfrage %2 · Org %3 · Gateway %4&lt;br&gt;Orchestrator %5 · GPU %6 · %7 %8</translation>
    </message>
    <message>
        <source>startup %1 · prompt to first frame %2 · end to end %3 · swaps %4 · status samples %5 · payments %6</source>
        <translation>Start %1 · Prompt bis erstes Bild %2 · Ende zu Ende %3 · Wechsel %4 · Statusmeldungen %5 · Zahlungen %6</translation>
    </message>
    <message>
        <source>A dash: one of the two events that the latency lies between was not seen.</source>
        <translation>Ein Strich: Eines der zwei Ereignisse, zwischen denen die Latenz liegt, wurde nicht gesehen.</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1: not both events were seen, or not in this order.</source>
        <translation>%1: Es wurden nicht beide Ereignisse gesehen, oder nicht in dieser Reihenfolge.</translation>
    </message>
    <message>
        <source>session %1</source>
        <translation>Sitzung %1</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Point at the lanes and press A and B to measure between two times.</source>
        <translation>Zeigen Sie auf die Spuren und drücken Sie A und B, um zwischen zwei Zeiten zu messen.</translation>
    </message>
    <message>
        <source>A %1 · B %2</source>
        <translation>A %1 · B %2</translation>
    </message>
    <message>
        <source> · B − A = %1 ms</source>
        <translation> · B − A = %1 ms</translation>
    </message>
    <message numerus="yes">
        <source> · %n mark(s) between</source>
        <translation>
            <numerusform> · %n Markierung dazwischen</numerusform>
            <numerusform> · %n Markierungen dazwischen</numerusform>
        </translation>
    </message>
    <message>
        <source>No event shows this: it was expected and did not come.</source>
        <translation>Kein Ereignis zeigt dies: Es wurde erwartet und kam nicht.</translation>
    </message>
    <message>
        <source>Event %1 names the request, not the session; it is in the payments report.</source>
        <translation>Ereignis %1 nennt die Anfrage, nicht die Sitzung; es steht im Bericht der Zahlungen.</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Als Markdown kopieren</translation>
    </message>
    <message>
        <source>Copies outcome, figures, startup, reasons and events, to send to others.</source>
        <translation>Kopiert Ausgang, Zahlen, Start, Gründe und Ereignisse, um sie anderen zu schicken.</translation>
    </message>
    <message>
        <source>Copy the session as Markdown</source>
        <translation>Die Sitzung als Markdown kopieren</translation>
    </message>
    <message>
        <source>The session was copied as Markdown.</source>
        <translation>Die Sitzung wurde als Markdown kopiert.</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Session %1</source>
        <translation>Sitzung %1</translation>
    </message>
    <message>
        <source>Drag or wheel: zoom. Backspace: back. Shift and drag: pan. A, B: cursors. N, P: next and previous error. 0: everything.</source>
        <translation>Ziehen oder Rad: vergrößern. Rücktaste: zurück. Umschalt und Ziehen: verschieben. A, B: Marken. N, P: nächster und voriger Fehler. 0: alles.</translation>
    </message>
</context>
<context>
    <name>naap::SessionsPage</name>
    <message>
        <source>Success</source>
        <translation>Erfolg</translation>
    </message>
    <message>
        <source>Excused failure</source>
        <translation>Entschuldigter Fehlschlag</translation>
    </message>
    <message>
        <source>Unexcused failure</source>
        <translation>Unentschuldigter Fehlschlag</translation>
    </message>
    <message>
        <source>No orchestrator</source>
        <translation>Kein Orchestrator</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Which sessions went wrong, and which are typical?</source>
        <translation>Welche Sitzungen gingen schief, und welche sind typisch?</translation>
    </message>
    <message>
        <source>Sessions by hour and outcome</source>
        <translation>Sitzungen nach Stunde und Ausgang</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Shows all sessions of the range and filter, the latest first.</source>
        <translation>Zeigt alle Sitzungen von Zeitraum und Filter, die neuesten zuerst.</translation>
    </message>
    <message>
        <source>Worst 50</source>
        <translation>50 schlechteste</translation>
    </message>
    <message>
        <source>Shows the 50 sessions with the highest values of the measure.</source>
        <translation>Zeigt die 50 Sitzungen mit den höchsten Werten der Messgröße.</translation>
    </message>
    <message>
        <source>Typical 10</source>
        <translation>10 typische</translation>
    </message>
    <message>
        <source>Shows the 10 sessions nearest to the median of the measure.</source>
        <translation>Zeigt die 10 Sitzungen, die dem Median der Messgröße am nächsten sind.</translation>
    </message>
    <message>
        <source>by</source>
        <translation>nach</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messgröße</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>Gruppieren nach</translation>
    </message>
    <message>
        <source>then by</source>
        <translation>dann nach</translation>
    </message>
    <message>
        <source>Within each group, group by</source>
        <translation>Innerhalb jeder Gruppe gruppieren nach</translation>
    </message>
    <message>
        <source>Groups of sessions with subtotals</source>
        <translation>Gruppen von Sitzungen mit Zwischensummen</translation>
    </message>
    <message>
        <source>Enter, X or a double click shows the sessions of a group, Shift+X all others.</source>
        <translation>Die Eingabetaste, X oder ein Doppelklick zeigt die Sitzungen einer Gruppe, Umschalt+X alle anderen.</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>Angefragt</translation>
    </message>
    <message>
        <source>Excused</source>
        <translation>Entschuldigt</translation>
    </message>
    <message>
        <source>Unexcused</source>
        <translation>Unentschuldigt</translation>
    </message>
    <message>
        <source>No orch.</source>
        <translation>Kein Orch.</translation>
    </message>
    <message>
        <source>Success %</source>
        <translation>Erfolg %</translation>
    </message>
    <message>
        <source>Effective %</source>
        <translation>Effektiv %</translation>
    </message>
    <message>
        <source>Swapped %</source>
        <translation>Gewechselt %</translation>
    </message>
    <message>
        <source>Startup ms</source>
        <translation>Start ms</translation>
    </message>
    <message>
        <source>Failed for a reason outside the network; those without an orchestrator among them.</source>
        <translation>Aus einem Grund außerhalb des Netzes gescheitert; jene ohne Orchestrator sind darunter.</translation>
    </message>
    <message>
        <source>startup_success_rate: became playable / requested</source>
        <translation>startup_success_rate: abspielbar geworden / angefragt</translation>
    </message>
    <message>
        <source>effective_success_rate: 1 - (unexcused or without output) / requested</source>
        <translation>effective_success_rate: 1 − (unentschuldigt oder ohne Ausgabe) / angefragt</translation>
    </message>
    <message>
        <source>swap_rate: changed orchestrator / requested</source>
        <translation>swap_rate: Orchestrator gewechselt / angefragt</translation>
    </message>
    <message>
        <source>Mean startup latency of values above 0</source>
        <translation>Mittlere Startlatenz der Werte über 0</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Enter opens the recorder; V compares two selected sessions.</source>
        <translation>Die Eingabetaste öffnet den Sitzungsschreiber; V vergleicht zwei gewählte Sitzungen.</translation>
    </message>
    <message>
        <source>median %1</source>
        <translation>Median %1</translation>
    </message>
    <message>
        <source>sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>How %1 is spread</source>
        <translation>Verteilung: %1</translation>
    </message>
    <message>
        <source>n = %1</source>
        <translation>n = %1</translation>
    </message>
    <message>
        <source>%1; %2 more have no value, since an event that it is made of was not seen</source>
        <translation>%1; %2 weitere haben keinen Wert, weil ein dafür nötiges Ereignis nicht gesehen wurde</translation>
    </message>
    <message>
        <source>All sessions</source>
        <translation>Alle Sitzungen</translation>
    </message>
    <message>
        <source>– (not known)</source>
        <translation>– (nicht bekannt)</translation>
    </message>
    <message>
        <source>No session of the group has a startup latency.</source>
        <translation>Keine Sitzung der Gruppe hat eine Startlatenz.</translation>
    </message>
    <message>
        <source>No session of the group was requested: there is no rate.</source>
        <translation>Keine Sitzung der Gruppe wurde angefragt: Es gibt keine Quote.</translation>
    </message>
    <message>
        <source>Select two sessions to compare them (selected now: %1).</source>
        <translation>Wählen Sie zwei Sitzungen, um sie zu vergleichen (jetzt gewählt: %1).</translation>
    </message>
    <message>
        <source>What worst and typical are judged by, and whose spread is shown.</source>
        <translation>Wonach die schlechtesten und die typischen bestimmt werden, und wessen Verteilung gezeigt wird.</translation>
    </message>
    <message>
        <source>The column whose values make the groups below.</source>
        <translation>Die Spalte, deren Werte die Gruppen darunter bilden.</translation>
    </message>
    <message>
        <source>A second column, for subtotals within each group.</source>
        <translation>Eine zweite Spalte, für Zwischensummen in jeder Gruppe.</translation>
    </message>
    <message>
        <source>%1: a click or Enter shows its sessions.</source>
        <translation>%1: Klick oder Eingabe zeigt die Sitzungen dazu.</translation>
    </message>
    <message numerus="yes">
        <source>%n other value(s) are rarer</source>
        <translation>
            <numerusform>%n anderer Wert ist seltener</numerusform>
            <numerusform>%n andere Werte sind seltener</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s)</source>
        <translation>
            <numerusform>%n Wert</numerusform>
            <numerusform>%n Werte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>How does the window look, and what does the cache hold?</source>
        <translation>Wie sieht das Fenster aus, und was enthält der Cache?</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>90 %</source>
        <translation>90 %</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>125 %</source>
        <translation>125 %</translation>
    </message>
    <message>
        <source>150 %</source>
        <translation>150 %</translation>
    </message>
    <message>
        <source>200 %</source>
        <translation>200 %</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tage</translation>
    </message>
    <message>
        <source>Days of events to keep</source>
        <translation>Tage, deren Ereignisse behalten werden</translation>
    </message>
    <message>
        <source>&amp;Prune older events…</source>
        <translation>Ältere Ereignisse &amp;entfernen…</translation>
    </message>
    <message>
        <source>&amp;Compact</source>
        <translation>Ve&amp;rdichten</translation>
    </message>
    <message>
        <source>Joins what many small imports left apart, and gives free space back.</source>
        <translation>Fügt zusammen, was viele kleine Importe getrennt ließen, und gibt freien Platz zurück.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Compacting…</source>
        <translation>Wird verdichtet…</translation>
    </message>
    <message>
        <source>Compacted: %1 before, %2 now.</source>
        <translation>Verdichtet: %1 vorher, %2 jetzt.</translation>
    </message>
    <message>
        <source>Prune older events</source>
        <translation>Ältere Ereignisse entfernen</translation>
    </message>
    <message numerus="yes">
        <source>Remove the events of all but the newest %n day(s)? Sessions and figures stay, but can no longer be taken apart into events. This cannot be undone, except by importing the files again into a new cache.</source>
        <translation>
            <numerusform>Die Ereignisse entfernen, außer denen des neuesten Tages? Sitzungen und Kennzahlen bleiben, lassen sich aber nicht mehr in Ereignisse zerlegen. Das lässt sich nur rückgängig machen, indem die Dateien in einen neuen Cache importiert werden.</numerusform>
            <numerusform>Die Ereignisse entfernen, außer denen der neuesten %n Tage? Sitzungen und Kennzahlen bleiben, lassen sich aber nicht mehr in Ereignisse zerlegen. Das lässt sich nur rückgängig machen, indem die Dateien in einen neuen Cache importiert werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Pruning…</source>
        <translation>Ereignisse werden entfernt…</translation>
    </message>
    <message>
        <source>The cache is empty; there is nothing to remove.</source>
        <translation>Der Cache ist leer; es gibt nichts zu entfernen.</translation>
    </message>
    <message>
        <source>Removed %1 events: %2 before, %3 now.</source>
        <translation>%1 Ereignisse entfernt: %2 vorher, %3 jetzt.</translation>
    </message>
    <message>
        <source>▲ %1</source>
        <translation>▲ %1</translation>
    </message>
    <message>
        <source>%1 · %2 accepted events · newest %3</source>
        <translation>%1 · %2 angenommene Ereignisse · neuestes %3</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Another language takes effect when NaaP Lens is started again.</source>
        <translation>Eine andere Sprache gilt, sobald NaaP Lens neu gestartet wird.</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <source>Taken out</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Hashed: equal values can be told, short ones guessed</source>
        <translation>Gehasht: gleiche Werte erkennbar, kurze erratbar</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Prompts and client addresses in stored events</source>
        <translation>Prompts und Client-Adressen in gespeicherten Ereignissen</translation>
    </message>
    <message>
        <source>Prompts and client addresses</source>
        <translation>Prompts und Client-Adressen</translation>
    </message>
    <message>
        <source>Holds for events that come into this cache from now on; no figure depends on it. Prompts are the members params and last_params of an event.</source>
        <translation>Gilt für Ereignisse, die ab jetzt in diesen Cache kommen; keine Zahl hängt davon ab. Prompts sind die Felder params und last_params eines Ereignisses.</translation>
    </message>
    <message>
        <source>Changing what is stored…</source>
        <translation>Ändere, was gespeichert wird…</translation>
    </message>
    <message>
        <source>Changed. Events that are stored already stay as they are.</source>
        <translation>Geändert. Schon gespeicherte Ereignisse bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>Geheimnisse</translation>
    </message>
    <message>
        <source>Tokens and passwords</source>
        <translation>Token und Passwörter</translation>
    </message>
    <message>
        <source>In the keychain of the system</source>
        <translation>Im Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>In a file with a passphrase</source>
        <translation>In einer Datei mit Passphrase</translation>
    </message>
    <message>
        <source>Nowhere: ask each time</source>
        <translation>Nirgends: jedes Mal fragen</translation>
    </message>
    <message>
        <source>Rows of tables</source>
        <translation>Zeilen von Tabellen</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Dicht</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Üblich</translation>
    </message>
    <message>
        <source>Roomy</source>
        <translation>Luftig</translation>
    </message>
    <message>
        <source>Another change of the cache is not done yet; try again in a moment.</source>
        <translation>Eine andere Änderung des Caches ist noch nicht fertig; versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>%1: takes effect at once and is kept.</source>
        <translation>%1: wirkt sofort und bleibt erhalten.</translation>
    </message>
    <message>
        <source>Counted back from the newest event.</source>
        <translation>Vom neuesten Ereignis zurück gezählt.</translation>
    </message>
    <message>
        <source>Removes events, not sessions and figures. It asks first.</source>
        <translation>Entfernt Ereignisse, nicht Sitzungen und Zahlen. Es wird vorher gefragt.</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>Local time (%1)</source>
        <translation>Ortszeit (%1)</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
</context>
<context>
    <name>naap::ShareView</name>
    <message>
        <source>UTC days</source>
        <translation>UTC-Tage</translation>
    </message>
    <message>
        <source>UTC hours</source>
        <translation>UTC-Stunden</translation>
    </message>
    <message>
        <source>the range as one</source>
        <translation>der Zeitraum als Ganzes</translation>
    </message>
    <message>
        <source>Windows of the bundle</source>
        <translation>Zeitfenster des Pakets</translation>
    </message>
    <message>
        <source>Fewest sessions that a figure of the bundle stands for</source>
        <translation>Kleinste Zahl an Sitzungen, für die eine Zahl des Pakets steht</translation>
    </message>
    <message>
        <source>What stands for fewer sessions is put together, or left out.</source>
        <translation>Was für weniger Sitzungen steht, wird zusammengefasst oder weggelassen.</translation>
    </message>
    <message>
        <source>What the bundle holds</source>
        <translation>Was das Paket enthält</translation>
    </message>
    <message>
        <source>Win&amp;dows</source>
        <translation>&amp;Zeitfenster</translation>
    </message>
    <message>
        <source>A bundle of regional figures for others: no names of gateways, streams or hosts, no addresses, no position finer than 5°.
Orchestrators have numbers that are drawn by lot for it. Everything that it holds is shown here before it is written.</source>
        <translation>Ein Paket regionaler Zahlen für andere: keine Namen von Gateways, Streams oder Hosts, keine Adressen, keine Position genauer als 5°.
Orchestratoren haben Nummern, die dafür ausgelost werden. Alles, was es enthält, wird hier gezeigt, bevor es geschrieben wird.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Zählt…</translation>
    </message>
    <message>
        <source>▲ %1</source>
        <translation>▲ %1</translation>
    </message>
    <message>
        <source>A folder for the bundle</source>
        <translation>Ein Ordner für das Paket</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 konnte nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>The bundle is in %1.</source>
        <translation>Das Paket liegt in %1.</translation>
    </message>
    <message>
        <source>Show what w&amp;ould be in it</source>
        <translation>Z&amp;eigen, was darin wäre</translation>
    </message>
    <message>
        <source>Write it…</source>
        <translation>Schreiben…</translation>
    </message>
    <message>
        <source>fewest sessions of a figure</source>
        <translation>kleinste Zahl an Sitzungen</translation>
    </message>
</context>
<context>
    <name>naap::SilencesTab</name>
    <message>
        <source>Silences</source>
        <translation>Stummschaltungen</translation>
    </message>
    <message>
        <source>&amp;Keep quiet</source>
        <translation>&amp;Stummschalten</translation>
    </message>
    <message>
        <source>En&amp;d the chosen silence now</source>
        <translation>Gewählte Stummschaltung jetzt b&amp;eenden</translation>
    </message>
    <message>
        <source>A new silence</source>
        <translation>Eine neue Stummschaltung</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Only alerts of</source>
        <translation>Nur Alarme von</translation>
    </message>
    <message>
        <source>all; or as gateway = gw-1, model_id = m1</source>
        <translation>alle; oder wie gateway = gw-1, model_id = m1</translation>
    </message>
    <message>
        <source>For how long</source>
        <translation>Wie lange</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 Stunde</translation>
    </message>
    <message>
        <source>4 hours</source>
        <translation>4 Stunden</translation>
    </message>
    <message>
        <source>8 hours</source>
        <translation>8 Stunden</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>1 week</source>
        <translation>1 Woche</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>▲ Write a field, = and a value, with commas between several.</source>
        <translation>▲ Ein Feld, = und einen Wert schreiben, mehrere mit Kommas dazwischen.</translation>
    </message>
    <message numerus="yes">
        <source>Covers %1 of %n alert(s) now.</source>
        <translation>
            <numerusform>Deckt jetzt %1 von %n Alarm ab.</numerusform>
            <numerusform>Deckt jetzt %1 von %n Alarmen ab.</numerusform>
        </translation>
    </message>
    <message>
        <source>Silences need somebody who watches: switch it on above.</source>
        <translation>Stummschaltungen brauchen jemanden, der wacht: oben einschalten.</translation>
    </message>
    <message>
        <source>every rule</source>
        <translation>jede Regel</translation>
    </message>
</context>
<context>
    <name>naap::SlaPage</name>
    <message>
        <source>SLA</source>
        <translation>SLA</translation>
    </message>
    <message>
        <source>How was this score made, and what did it cost?</source>
        <translation>Wie kam dieser Score zustande, und was hat ihn gedrückt?</translation>
    </message>
    <message>
        <source>SLA scores</source>
        <translation>SLA-Scores</translation>
    </message>
    <message>
        <source>No score is chosen</source>
        <translation>Kein Score gewählt</translation>
    </message>
    <message>
        <source>Choose a row above to see how its score was made.</source>
        <translation>Wählen Sie oben eine Zeile, um zu sehen, wie ihr Score zustande kam.</translation>
    </message>
    <message>
        <source>%1 has no SLA row here</source>
        <translation>%1 hat hier keine SLA-Zeile</translation>
    </message>
    <message>
        <source>Choose a longer stretch of time, or clear the filter.</source>
        <translation>Wählen Sie einen längeren Zeitraum, oder leeren Sie den Filter.</translation>
    </message>
    <message>
        <source>The score cannot be taken apart</source>
        <translation>Der Score lässt sich nicht zerlegen</translation>
    </message>
    <message>
        <source>Parts of SLA</source>
        <translation>Teile von SLA</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Scores</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Excusals</source>
        <translation>Entschuldigungen</translation>
    </message>
    <message>
        <source>SLA by hour</source>
        <translation>SLA nach Stunde</translation>
    </message>
    <message>
        <source>how a score was made, down to its sessions, other excusals, and targets</source>
        <translation>wie ein Score entstand, bis zu seinen Sitzungen, andere Entschuldigungen, und Ziele</translation>
    </message>
</context>
<context>
    <name>naap::SourceDialog</name>
    <message>
        <source>● Connected; the server speaks %1</source>
        <translation>● Verbunden; der Server spricht %1</translation>
    </message>
    <message>
        <source>its clock differs by %1</source>
        <translation>seine Uhr weicht um %1 ab</translation>
    </message>
    <message numerus="yes">
        <source>● Connected; %n topic(s)</source>
        <translation>
            <numerusform>● Verbunden; %n Topic</numerusform>
            <numerusform>● Verbunden; %n Topics</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s)</source>
        <translation>
            <numerusform>%n Partition</numerusform>
            <numerusform>%n Partitionen</numerusform>
        </translation>
    </message>
    <message>
        <source>not there yet: %1</source>
        <translation>noch nicht da: %1</translation>
    </message>
    <message numerus="yes">
        <source>● %n file(s)</source>
        <translation>
            <numerusform>● %n Datei</numerusform>
            <numerusform>● %n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>newest event %1 ago</source>
        <translation>neuestes Ereignis vor %1</translation>
    </message>
    <message>
        <source>no event at the end of it</source>
        <translation>am Ende steht kein Ereignis</translation>
    </message>
    <message>
        <source>Edit the source</source>
        <translation>Quelle ändern</translation>
    </message>
    <message>
        <source>Add a source</source>
        <translation>Quelle hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>What the test says</source>
        <translation>Was der Test sagt</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>&amp;Testen</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>Datei…</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>Ordner…</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>T&amp;oken</source>
        <translation>T&amp;oken</translation>
    </message>
    <message>
        <source>&amp;Proxy</source>
        <translation>&amp;Proxy</translation>
    </message>
    <message>
        <source>none, or what the system says</source>
        <translation>keiner, oder was das System vorgibt</translation>
    </message>
    <message>
        <source>A&amp;uthorities</source>
        <translation>A&amp;ussteller</translation>
    </message>
    <message>
        <source>those that the system trusts</source>
        <translation>denen das System vertraut</translation>
    </message>
    <message>
        <source>&amp;Brokers</source>
        <translation>&amp;Broker</translation>
    </message>
    <message>
        <source>To&amp;pics</source>
        <translation>To&amp;pics</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Gruppe</translation>
    </message>
    <message>
        <source>none: all partitions are read</source>
        <translation>keine: Alle Partitionen werden gelesen</translation>
    </message>
    <message>
        <source>Begin &amp;at</source>
        <translation>&amp;Ab</translation>
    </message>
    <message>
        <source>Only for what was never read; what was goes on where it ended.</source>
        <translation>Nur für das, was noch nie gelesen wurde; alles andere geht weiter, wo es endete.</translation>
    </message>
    <message>
        <source>Talk by T&amp;LS</source>
        <translation>Über T&amp;LS sprechen</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>gar nicht</translation>
    </message>
    <message>
        <source>Log &amp;in</source>
        <translation>Anmel&amp;den</translation>
    </message>
    <message>
        <source>Us&amp;er</source>
        <translation>B&amp;enutzer</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>Pass&amp;wort</translation>
    </message>
    <message>
        <source>&amp;Path</source>
        <translation>&amp;Pfad</translation>
    </message>
    <message>
        <source>a file that grows, or a folder of files</source>
        <translation>eine Datei, die wächst, oder ein Ordner mit Dateien</translation>
    </message>
    <message>
        <source>O&amp;rg</source>
        <translation>O&amp;rg</translation>
    </message>
    <message>
        <source>of events that name none</source>
        <translation>von Ereignissen, die keine nennen</translation>
    </message>
    <message>
        <source>It counts for all e&amp;vents, whatever they say</source>
        <translation>Sie gilt für alle Ereignisse, was sie auch &amp;von sich sagen</translation>
    </message>
    <message>
        <source>kept; leave this empty to keep it</source>
        <translation>aufbewahrt; leer lassen, damit es bleibt</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keins</translation>
    </message>
    <message>
        <source>▲ %1</source>
        <translation>▲ %1</translation>
    </message>
    <message>
        <source>The log-in wants a password.</source>
        <translation>Die Anmeldung braucht ein Passwort.</translation>
    </message>
    <message>
        <source>Reaching for it…</source>
        <translation>Wird angesprochen…</translation>
    </message>
</context>
<context>
    <name>naap::SourcesModel</name>
    <message>
        <source>%1 in the future</source>
        <translation>%1 in der Zukunft</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Public API</source>
        <translation>Öffentliche API</translation>
    </message>
    <message>
        <source>Kafka</source>
        <translation>Kafka</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>▲ Wants its secret</source>
        <translation>▲ Braucht sein Geheimnis</translation>
    </message>
    <message>
        <source>■ Cannot begin</source>
        <translation>■ Kann nicht beginnen</translation>
    </message>
    <message>
        <source>‖ Paused</source>
        <translation>‖ Angehalten</translation>
    </message>
    <message>
        <source>◌ Not read</source>
        <translation>◌ Nicht gelesen</translation>
    </message>
    <message>
        <source>◌ Connecting</source>
        <translation>◌ Verbindet</translation>
    </message>
    <message>
        <source>◆ Catching up</source>
        <translation>◆ Holt auf</translation>
    </message>
    <message>
        <source>● Live</source>
        <translation>● Live</translation>
    </message>
    <message>
        <source>▲ Waiting</source>
        <translation>▲ Wartet</translation>
    </message>
    <message>
        <source>■ Failed</source>
        <translation>■ Gescheitert</translation>
    </message>
    <message>
        <source>It waits for its token or password (%1).</source>
        <translation>Sie wartet auf ihr Token oder Passwort (%1).</translation>
    </message>
    <message>
        <source>It cannot begin: %1.</source>
        <translation>Sie kann nicht beginnen: %1.</translation>
    </message>
    <message>
        <source>Nobody reads it at the moment.</source>
        <translation>Im Augenblick liest sie niemand.</translation>
    </message>
    <message>
        <source>It is being reached for; nothing has come yet.</source>
        <translation>Sie wird angesprochen; noch ist nichts gekommen.</translation>
    </message>
    <message>
        <source>What piled up is being read.</source>
        <translation>Was sich angesammelt hat, wird gelesen.</translation>
    </message>
    <message>
        <source>All that the source has is here.</source>
        <translation>Alles, was die Quelle hat, ist hier.</translation>
    </message>
    <message>
        <source>It will be tried again by itself: %1.</source>
        <translation>Es wird von selbst noch einmal versucht: %1.</translation>
    </message>
    <message>
        <source>It was given up, and somebody has to do something: %1.</source>
        <translation>Es wurde aufgegeben, und jemand muss etwas tun: %1.</translation>
    </message>
    <message>
        <source>You paused it; what it brings waits at the source and is read afterwards.</source>
        <translation>Sie haben sie angehalten; was kommt, wartet an der Quelle und wird danach gelesen.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n Datensatz</numerusform>
            <numerusform>%n Datensätze</numerusform>
        </translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Waiting there</source>
        <translation>Wartet dort</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neuestes</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>Nächster Versuch</translation>
    </message>
    <message>
        <source>Clock offset</source>
        <translation>Abweichung der Uhr</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>Letzter Fehler</translation>
    </message>
    <message>
        <source>all the time</source>
        <translation>fortwährend</translation>
    </message>
</context>
<context>
    <name>naap::SourcesPage</name>
    <message>
        <source>%1 rows of figures, which are the API&apos;s own and kept apart</source>
        <translation>%1 Zeilen mit Zahlen; es sind die der API, und sie bleiben für sich</translation>
    </message>
    <message>
        <source>%1 records: %2 accepted, %3 ignored, %4 rejected, %5 known already</source>
        <translation>%1 Datensätze: %2 angenommen, %3 ignoriert, %4 abgelehnt, %5 schon bekannt</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, partition %2: %3 behind</source>
        <translation>%1, Partition %2: %3 zurück</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Where do the events come from, and do they come?</source>
        <translation>Woher kommen die Ereignisse, und kommen sie?</translation>
    </message>
    <message>
        <source>Nothing is watched yet. Where is the network&apos;s telemetry to come from?</source>
        <translation>Noch wird nichts beobachtet. Woher soll die Telemetrie des Netzes kommen?</translation>
    </message>
    <message>
        <source>The p&amp;ublic API…</source>
        <translation>Die öffentl&amp;iche API…</translation>
    </message>
    <message>
        <source>Figures that the network&apos;s own service computes: no events, but at once.</source>
        <translation>Zahlen, die der Dienst des Netzes selbst berechnet: keine Ereignisse, aber sofort.</translation>
    </message>
    <message>
        <source>&amp;Kafka…</source>
        <translation>&amp;Kafka…</translation>
    </message>
    <message>
        <source>Events as they happen, from brokers that you may read.</source>
        <translation>Ereignisse, wie sie geschehen, von Brokern, die Sie lesen dürfen.</translation>
    </message>
    <message>
        <source>Files that g&amp;row…</source>
        <translation>&amp;Wachsende Dateien…</translation>
    </message>
    <message>
        <source>Events from a file or a folder that something writes to.</source>
        <translation>Ereignisse aus einer Datei oder einem Ordner, in den etwas schreibt.</translation>
    </message>
    <message>
        <source>Open event fi&amp;les…</source>
        <translation>Ereignisdateien öff&amp;nen…</translation>
    </message>
    <message>
        <source>Read files once; nothing is watched.</source>
        <translation>Dateien einmal lesen; beobachtet wird nichts.</translation>
    </message>
    <message>
        <source>Open the sa&amp;mple</source>
        <translation>Das Beis&amp;piel öffnen</translation>
    </message>
    <message>
        <source>A made-up day of a small network, to look around.</source>
        <translation>Ein ausgedachter Tag eines kleinen Netzes, um sich umzusehen.</translation>
    </message>
    <message>
        <source>Live sources</source>
        <translation>Live-Quellen</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>Hinz&amp;ufügen</translation>
    </message>
    <message>
        <source>The &amp;public API…</source>
        <translation>Die öffentl&amp;iche API…</translation>
    </message>
    <message>
        <source>Files that &amp;grow…</source>
        <translation>&amp;Wachsende Dateien…</translation>
    </message>
    <message>
        <source>E&amp;dit…</source>
        <translation>Ä&amp;ndern…</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Pa&amp;use</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>Go o&amp;n watching in the tray when the window is closed</source>
        <translation>Im Infobereich &amp;weiter beobachten, wenn das Fenster geschlossen ist</translation>
    </message>
    <message>
        <source>Give &amp;it…</source>
        <translation>E&amp;ingeben…</translation>
    </message>
    <message>
        <source>How it stands</source>
        <translation>Wie es steht</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>Letzter Fehler</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Taken in</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>Waiting there</source>
        <translation>Wartet dort</translation>
    </message>
    <message>
        <source>Not watched</source>
        <translation>Nicht beobachtet</translation>
    </message>
    <message>
        <source>%1 to %2: the computer slept</source>
        <translation>%1 bis %2: Der Rechner schlief</translation>
    </message>
    <message>
        <source>%1 to %2: NaaP Lens was stopped</source>
        <translation>%1 bis %2: NaaP Lens stand still</translation>
    </message>
    <message>
        <source>at no time, as far as is known</source>
        <translation>zu keiner Zeit, soweit bekannt</translation>
    </message>
    <message numerus="yes">
        <source>▲ %n source(s) wait(s) for a token or password.</source>
        <translation>
            <numerusform>▲ %n Quelle wartet auf ein Token oder Passwort.</numerusform>
            <numerusform>▲ %n Quellen warten auf ein Token oder Passwort.</numerusform>
        </translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>Fo&amp;rtsetzen</translation>
    </message>
    <message>
        <source>%1 Next try %2.</source>
        <translation>%1 Nächster Versuch %2.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>none so far</source>
        <translation>bisher keiner</translation>
    </message>
    <message>
        <source>Reaching for it…</source>
        <translation>Wird angesprochen…</translation>
    </message>
    <message>
        <source>▲ %1</source>
        <translation>▲ %1</translation>
    </message>
    <message>
        <source>Remove the source</source>
        <translation>Quelle entfernen</translation>
    </message>
    <message>
        <source>Remove &quot;%1&quot;? What came from it stays in the cache, and so does how far it was read.</source>
        <translation>„%1“ entfernen? Was von ihr kam, bleibt im Cache, und auch, wie weit sie gelesen wurde.</translation>
    </message>
</context>
<context>
    <name>naap::Sparkline</name>
    <message>
        <source>Recent course</source>
        <translation>Jüngster Verlauf</translation>
    </message>
</context>
<context>
    <name>naap::StateView</name>
    <message>
        <source>▲ %1</source>
        <translation>▲ %1</translation>
    </message>
</context>
<context>
    <name>naap::SummaryTab</name>
    <message>
        <source>SLA score by hour, beside the other orchestrators</source>
        <translation>SLA-Score nach Stunde, neben den anderen Orchestratoren</translation>
    </message>
    <message>
        <source>Sessions by hour and outcome</source>
        <translation>Sitzungen nach Stunde und Ausgang</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Sessions that are attributed to this orchestrator.</source>
        <translation>Sitzungen, die diesem Orchestrator zugeordnet sind.</translation>
    </message>
    <message>
        <source>Startup success</source>
        <translation>Starterfolg</translation>
    </message>
    <message>
        <source>Sessions that became playable / requested sessions.</source>
        <translation>Abspielbar gewordene Sitzungen / angefragte Sitzungen.</translation>
    </message>
    <message>
        <source>Output FPS</source>
        <translation>Ausgabe-Bildrate</translation>
    </message>
    <message>
        <source>Mean over status samples, those at 0 FPS included.</source>
        <translation>Mittel über Statusmeldungen, einschließlich jener mit Bildrate 0.</translation>
    </message>
    <message>
        <source>PTFF, median</source>
        <translation>PTFF, Median</translation>
    </message>
    <message>
        <source>Prompt to first frame: runner&apos;s start to a few processed segments.</source>
        <translation>Prompt bis erstes Bild (PTFF): vom Start des Runners bis zu einigen verarbeiteten Segmenten.</translation>
    </message>
    <message>
        <source>Mean SLA score of the range: %1, weighted by %2 requested session-hours. A double click on the score shows how it was made.</source>
        <translation>Mittlerer SLA-Score des Zeitraums: %1, gewichtet nach %2 angefragten Sitzungsstunden. Ein Doppelklick auf den Score zeigt, wie er zustande kam.</translation>
    </message>
    <message>
        <source>No SLA score: no session of this orchestrator was requested in this stretch of time.</source>
        <translation>Kein SLA-Score: In diesem Zeitraum wurde keine Sitzung dieses Orchestrators angefragt.</translation>
    </message>
    <message numerus="yes">
        <source>%n requested</source>
        <translation>
            <numerusform>%n angefragt</numerusform>
            <numerusform>%n angefragt</numerusform>
        </translation>
    </message>
    <message>
        <source>n = %1</source>
        <translation>n = %1</translation>
    </message>
    <message>
        <source>no session was requested</source>
        <translation>keine Sitzung angefragt</translation>
    </message>
    <message>
        <source>n = %1 samples</source>
        <translation>n = %1 Statusmeldungen</translation>
    </message>
    <message>
        <source>no status sample</source>
        <translation>keine Statusmeldung</translation>
    </message>
    <message>
        <source>n = %1; p95 %2</source>
        <translation>n = %1; p95 %2</translation>
    </message>
    <message>
        <source>no session has both trace events</source>
        <translation>keine Sitzung hat beide Ablaufereignisse</translation>
    </message>
    <message>
        <source>the stretch before</source>
        <translation>zuvor</translation>
    </message>
    <message>
        <source>Others, 5th to 95th percentile</source>
        <translation>Andere, 5. bis 95. Perzentil</translation>
    </message>
    <message>
        <source>Others, median</source>
        <translation>Andere, Median</translation>
    </message>
    <message>
        <source>This orchestrator</source>
        <translation>Dieser Orchestrator</translation>
    </message>
    <message>
        <source>points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Erfolg</translation>
    </message>
    <message>
        <source>Excused failure</source>
        <translation>Entschuldigter Fehlschlag</translation>
    </message>
    <message>
        <source>Unexcused failure</source>
        <translation>Unentschuldigter Fehlschlag</translation>
    </message>
    <message>
        <source>No orchestrator</source>
        <translation>Kein Orchestrator</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>a week before</source>
        <translation>eine Woche davor</translation>
    </message>
</context>
<context>
    <name>naap::TablePage</name>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>How do AI batch, LLM and BYOC requests perform?</source>
        <translation>Wie schneiden KI-Batch-, LLM- und BYOC-Anfragen ab?</translation>
    </message>
    <message>
        <source>Demand</source>
        <translation>Nachfrage</translation>
    </message>
    <message>
        <source>Where does work come from, and where is it refused?</source>
        <translation>Woher kommt Arbeit, und wo wird sie abgewiesen?</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Preise</translation>
    </message>
    <message>
        <source>What does work cost, from whom?</source>
        <translation>Was kostet Arbeit, und bei wem?</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Zahlungen</translation>
    </message>
    <message>
        <source>What was paid, to whom, for which session?</source>
        <translation>Was wurde bezahlt, an wen, für welche Sitzung?</translation>
    </message>
    <message>
        <source>By hour</source>
        <translation>Nach Stunde</translation>
    </message>
    <message>
        <source>Single jobs</source>
        <translation>Einzelne Aufträge</translation>
    </message>
    <message>
        <source>LLM by hour</source>
        <translation>LLM nach Stunde</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>BYOC workers</source>
        <translation>BYOC-Worker</translation>
    </message>
    <message>
        <source>BYOC authorisations</source>
        <translation>BYOC-Berechtigungen</translation>
    </message>
    <message>
        <source>percentiles, gateways, and the events of a job</source>
        <translation>Perzentile, Gateways, und die Ereignisse eines Auftrags</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Letzte 24 Stunden</translation>
    </message>
    <message>
        <source>Network by hour</source>
        <translation>Netz nach Stunde</translation>
    </message>
    <message>
        <source>Pipelines</source>
        <translation>Pipelines</translation>
    </message>
    <message>
        <source>Streams now</source>
        <translation>Streams jetzt</translation>
    </message>
    <message>
        <source>regions, fees, and who was refused and why</source>
        <translation>Regionen, Gebühren, und wer abgewiesen wurde und warum</translation>
    </message>
    <message>
        <source>Prices now</source>
        <translation>Preise jetzt</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>prices of the past, when they changed, and what was paid</source>
        <translation>frühere Preise, wann sie sich änderten, und was gezahlt wurde</translation>
    </message>
</context>
<context>
    <name>naap::TableView</name>
    <message>
        <source>Export the table as shown</source>
        <translation>Tabelle wie angezeigt exportieren</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 konnte nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Include this value	X</source>
        <translation>Nur diesen &amp;Wert	X</translation>
    </message>
    <message>
        <source>&amp;Exclude this value	Shift+X</source>
        <translation>Diesen Wert &amp;ausschließen	Umschalt+X</translation>
    </message>
    <message>
        <source>Copy &amp;cell</source>
        <translation>&amp;Zelle kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;rows	Ctrl+C</source>
        <translation>Zei&amp;len kopieren	Strg+C</translation>
    </message>
    <message>
        <source>Copy rows as CS&amp;V</source>
        <translation>Zeilen als CS&amp;V kopieren</translation>
    </message>
    <message>
        <source>Copy rows as &amp;Markdown	Ctrl+Shift+C</source>
        <translation>Zeilen als &amp;Markdown kopieren	Strg+Umschalt+C</translation>
    </message>
    <message>
        <source>E&amp;xport the table as shown…	Ctrl+E</source>
        <translation>Tabelle wie angezeigt e&amp;xportieren…	Strg+E</translation>
    </message>
    <message>
        <source>Enter opens a row, X keeps only rows with the value of the cell, Shift+X leaves them out, Ctrl+C copies. The context menu has more.</source>
        <translation>Eingabe öffnet eine Zeile, X behält nur Zeilen mit dem Wert der Zelle, Umschalt+X lässt sie weg, Strg+C kopiert. Das Kontextmenü kann mehr.</translation>
    </message>
    <message>
        <source>&amp;Sessions behind this	Shift+Enter</source>
        <translation>&amp;Sitzungen dahinter	Shift+Enter</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV-Dateien (*.csv)</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
        <source>JSON, a line a row (*.ndjson)</source>
        <translation>JSON, eine Zeile je Datensatz (*.ndjson)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Writing %1…</source>
        <translation>%1 wird geschrieben…</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) written to %1.</source>
        <translation>
            <numerusform>%n Zeile nach %1 geschrieben.</numerusform>
            <numerusform>%n Zeilen nach %1 geschrieben.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>naap::TargetDialog</name>
    <message>
        <source>New target</source>
        <translation>Neues Ziel</translation>
    </message>
    <message>
        <source>Edit the target</source>
        <translation>Das Ziel bearbeiten</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>mindestens</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>höchstens</translation>
    </message>
    <message>
        <source>Share of the judged windows, such as 5%</source>
        <translation>Anteil der beurteilten Fenster, etwa 5%</translation>
    </message>
    <message>
        <source>What is wrong with the target</source>
        <translation>Was an dem Ziel falsch ist</translation>
    </message>
    <message>
        <source>▲ Another target has this id.</source>
        <translation>▲ Ein anderes Ziel hat diese Kennung.</translation>
    </message>
    <message>
        <source>● This target can be judged.</source>
        <translation>● Dieses Ziel kann beurteilt werden.</translation>
    </message>
    <message>
        <source>Only my &amp;own orchestrators</source>
        <translation>Nur meine &amp;eigenen Orchestratoren</translation>
    </message>
    <message>
        <source>&amp;Id</source>
        <translation>&amp;Kennung</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Re&amp;port</source>
        <translation>&amp;Bericht</translation>
    </message>
    <message>
        <source>&amp;Metric</source>
        <translation>&amp;Messgröße</translation>
    </message>
    <message>
        <source>Only &amp;rows with</source>
        <translation>Nur &amp;Zeilen mit</translation>
    </message>
    <message>
        <source>One target for &amp;each</source>
        <translation>Ein Ziel für &amp;jede(n)</translation>
    </message>
    <message>
        <source>&amp;Good when it is</source>
        <translation>&amp;Gut, wenn es so ist:</translation>
    </message>
    <message>
        <source>&amp;Value</source>
        <translation>&amp;Wert</translation>
    </message>
    <message>
        <source>&amp;Hours in a window</source>
        <translation>St&amp;unden je Fenster</translation>
    </message>
    <message>
        <source>%1 / %2 (a ratio)</source>
        <translation>%1 / %2 (ein Verhältnis)</translation>
    </message>
    <message>
        <source>M&amp;ay be missed in</source>
        <translation>Darf ver&amp;fehlt werden in</translation>
    </message>
</context>
<context>
    <name>naap::TargetsView</name>
    <message>
        <source>Targets and who meets them</source>
        <translation>Ziele und wer sie einhält</translation>
    </message>
    <message>
        <source>Violations</source>
        <translation>Verstöße</translation>
    </message>
    <message>
        <source>Make a &amp;rule of the chosen target</source>
        <translation>Aus dem gewählten Ziel eine &amp;Regel machen</translation>
    </message>
    <message>
        <source>Targets are kept in %1.</source>
        <translation>Ziele stehen in %1.</translation>
    </message>
    <message>
        <source>The targets cannot be judged</source>
        <translation>Die Ziele können nicht beurteilt werden</translation>
    </message>
    <message>
        <source>No target can be judged here</source>
        <translation>Hier kann kein Ziel beurteilt werden</translation>
    </message>
    <message>
        <source>There is no settled hour in this stretch of time.</source>
        <translation>In diesem Zeitraum gibt es keine abgeschlossene Stunde.</translation>
    </message>
    <message>
        <source>A rule for &quot;%1&quot; is at the end of the list.</source>
        <translation>Eine Regel für „%1“ steht am Ende der Liste.</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>B&amp;earbeiten…</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>Entfer&amp;nen…</translation>
    </message>
    <message>
        <source>&amp;New target…</source>
        <translation>&amp;Neues Ziel…</translation>
    </message>
    <message>
        <source>Another target (Insert)</source>
        <translation>Ein weiteres Ziel (Einfg)</translation>
    </message>
    <message>
        <source>What it measures, of whom, and what is good enough (Enter)</source>
        <translation>Was es misst, an wem, und was gut genug ist (Eingabe)</translation>
    </message>
    <message>
        <source>Take the target out of the file (Delete)</source>
        <translation>Das Ziel aus der Datei nehmen (Entf)</translation>
    </message>
    <message>
        <source>Target to edit</source>
        <translation>Ziel, das bearbeitet wird</translation>
    </message>
    <message>
        <source>Remove the target</source>
        <translation>Das Ziel entfernen</translation>
    </message>
    <message>
        <source>Remove &quot;%1&quot; from the file?</source>
        <translation>„%1“ aus der Datei entfernen?</translation>
    </message>
    <message>
        <source>The file of targets cannot be used</source>
        <translation>Die Datei der Ziele kann nicht benutzt werden</translation>
    </message>
    <message>
        <source>▲ %1
It stays as it is: repair it, and start the program again.</source>
        <translation>▲ %1
Sie bleibt, wie sie ist: Reparieren Sie sie und starten Sie das Programm neu.</translation>
    </message>
    <message>
        <source>%1
It stays as it is: repair it, and start the program again.</source>
        <translation>%1
Sie bleibt, wie sie ist: Reparieren Sie sie und starten Sie das Programm neu.</translation>
    </message>
</context>
<context>
    <name>naap::Tile</name>
    <message>
        <source>%1 against %2</source>
        <translation>%1 gegenüber %2</translation>
    </message>
    <message>
        <source>%1, better than %2</source>
        <translation>%1, besser als %2</translation>
    </message>
    <message>
        <source>%1, worse than %2</source>
        <translation>%1, schlechter als %2</translation>
    </message>
    <message>
        <source>%1 has no recent values.</source>
        <translation>%1 hat keine jüngsten Werte.</translation>
    </message>
    <message>
        <source>%1 lay between %2 and %3.</source>
        <translation>%1 lag zwischen %2 und %3.</translation>
    </message>
    <message>
        <source>%1: no value</source>
        <translation>%1: kein Wert</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>naap::TimeBar</name>
    <message>
        <source>&amp;Settled hours only</source>
        <translation>&amp;Nur abgeschlossene Stunden</translation>
    </message>
    <message>
        <source>Leaves out hours whose figures may still change as late events arrive.</source>
        <translation>Lässt Stunden aus, deren Kennzahlen sich durch späte Ereignisse noch ändern können.</translation>
    </message>
    <message>
        <source>&amp;Time:</source>
        <translation>&amp;Zeit:</translation>
    </message>
    <message>
        <source>Stretch of time</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Choose, or type: 24h, 7d, 2026-08-03 14:00 +2h, 2026-08-03 .. 2026-08-05. Relative ones end at the newest event in the cache.</source>
        <translation>Wählen oder eingeben: 24h, 7d, 2026-08-03 14:00 +2h, 2026-08-03 .. 2026-08-05. Relative enden beim neuesten Ereignis im Cache.</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>UTC</source>
        <translation>UTC</translation>
    </message>
    <message>
        <source>Local time</source>
        <translation>Ortszeit</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>▲ Not a stretch of time. Try 24h, or 2026-08-03 14:00 +2h.</source>
        <translation>▲ Kein Zeitraum. Versuchen Sie 24h oder 2026-08-03 14:00 +2h.</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>Shows the change against the stretch of the same length before, or against the same hours a week before.</source>
        <translation>Zeigt die Veränderung gegenüber dem gleich langen Zeitraum davor oder denselben Stunden eine Woche davor.</translation>
    </message>
    <message>
        <source>No comparison</source>
        <translation>Ohne Vergleich</translation>
    </message>
    <message>
        <source>With the stretch before</source>
        <translation>Mit dem Zeitraum davor</translation>
    </message>
    <message>
        <source>With a week before</source>
        <translation>Mit der Woche davor</translation>
    </message>
    <message>
        <source>The zone in which times are shown and read. Type a name such as Asia/Kolkata for another.</source>
        <translation>Die Zone, in der Zeiten gezeigt und gelesen werden. Für eine andere einen Namen wie Asia/Kolkata eingeben.</translation>
    </message>
    <message>
        <source>▲ No time zone is called &quot;%1&quot;. Try Europe/Lisbon.</source>
        <translation>▲ Keine Zeitzone heißt „%1“. Zum Beispiel geht Europe/Lisbon.</translation>
    </message>
</context>
<context>
    <name>naap::TimeChart</name>
    <message>
        <source>A chart over time without values yet.</source>
        <translation>Ein Diagramm im Zeitverlauf, noch ohne Werte.</translation>
    </message>
    <message>
        <source>There are no values in this range.</source>
        <translation>In diesem Bereich gibt es keine Werte.</translation>
    </message>
    <message>
        <source>Over time: %1.</source>
        <translation>Im Zeitverlauf: %1.</translation>
    </message>
    <message>
        <source>Time (%1)</source>
        <translation>Zeit (%1)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1, lower edge</source>
        <translation>%1, untere Grenze</translation>
    </message>
    <message>
        <source>%1, upper edge</source>
        <translation>%1, obere Grenze</translation>
    </message>
    <message>
        <source>may still change</source>
        <translation>kann sich noch ändern</translation>
    </message>
    <message>
        <source>▒ not received</source>
        <translation>▒ nicht empfangen</translation>
    </message>
</context>
<context>
    <name>naap::TimePlayer</name>
    <message>
        <source>▶ Play</source>
        <translation>▶ Abspielen</translation>
    </message>
    <message>
        <source>Shows one step of time after the other.</source>
        <translation>Zeigt einen Zeitschritt nach dem anderen.</translation>
    </message>
    <message>
        <source>Time that is shown</source>
        <translation>Gezeigte Zeit</translation>
    </message>
    <message>
        <source>■ Stop</source>
        <translation>■ Anhalten</translation>
    </message>
</context>
<context>
    <name>naap::Tray</name>
    <message>
        <source>&amp;Open NaaP Lens</source>
        <translation>NaaP Lens ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>Show the &amp;alerts</source>
        <translation>&amp;Alarme zeigen</translation>
    </message>
    <message>
        <source>&amp;Pause alerts for an hour</source>
        <translation>Alarme eine Stunde &amp;anhalten</translation>
    </message>
    <message>
        <source>Pause alerts until &amp;tomorrow, 08:00</source>
        <translation>Alarme bis &amp;morgen, 08:00, anhalten</translation>
    </message>
    <message>
        <source>&amp;Resume alerts, paused until %1</source>
        <translation>Alarme &amp;fortsetzen, angehalten bis %1</translation>
    </message>
</context>
<context>
    <name>naap::TrustStatus</name>
    <message>
        <source>Coverage and attribution</source>
        <translation>Abdeckung und Zuordnung</translation>
    </message>
    <message>
        <source>Data in %1 of %2 h</source>
        <translation>Daten in %1 von %2 h</translation>
    </message>
    <message>
        <source>Hours of the range of which the cache holds data.</source>
        <translation>Stunden des Zeitraums, von denen der Cache Daten enthält.</translation>
    </message>
    <message>
        <source>%1 attributed</source>
        <translation>%1 zugeordnet</translation>
    </message>
    <message>
        <source>Sessions of the range for which an orchestrator was selected: %1. Of these, orchestrator and GPU are known of %2, the orchestrator alone of %3, stale %4, ambiguous %5, unresolved %6.</source>
        <translation>Sitzungen des Zeitraums, für die ein Orchestrator gewählt wurde: %1. Davon sind Orchestrator und GPU bekannt bei %2, nur der Orchestrator bei %3, veraltet %4, mehrdeutig %5, ungelöst %6.</translation>
    </message>
    <message>
        <source>No orchestrator was selected for any session of the range, so nothing could be attributed.</source>
        <translation>Für keine Sitzung des Zeitraums wurde ein Orchestrator gewählt, also konnte nichts zugeordnet werden.</translation>
    </message>
    <message>
        <source>A click shows data health.</source>
        <translation>Ein Klick zeigt die Datenqualität.</translation>
    </message>
</context>
<context>
    <name>naap::VerdictBar</name>
    <message>
        <source>this computer</source>
        <translation>dieser Rechner</translation>
    </message>
    <message>
        <source>feed</source>
        <translation>Datenstrom</translation>
    </message>
    <message>
        <source>network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>cohort</source>
        <translation>Vergleichsgruppe</translation>
    </message>
    <message>
        <source>mine</source>
        <translation>meine</translation>
    </message>
    <message>
        <source>cannot tell</source>
        <translation>nicht zu sagen</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>wie gewohnt</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>weicht ab</translation>
    </message>
    <message>
        <source>Latest hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Is it me or the network?</source>
        <translation>Liegt es an mir oder am Netzwerk?</translation>
    </message>
    <message>
        <source>Hour to be judged</source>
        <translation>Stunde, die beurteilt wird</translation>
    </message>
    <message>
        <source>Any hour of the past can be asked about, too.</source>
        <translation>Auch nach jeder vergangenen Stunde kann gefragt werden.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>not known: %1</source>
        <translation>nicht bekannt: %1</translation>
    </message>
    <message>
        <source>Judges the newest hour again.</source>
        <translation>Beurteilt wieder die neueste Stunde.</translation>
    </message>
</context>
<context>
    <name>naap::Watching</name>
    <message>
        <source>it is asked for each time</source>
        <translation>es wird jedes Mal danach gefragt</translation>
    </message>
</context>
<context>
    <name>naap::WeightsBox</name>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>As upstream (fixed)</source>
        <translation>Wie upstream (fest)</translation>
    </message>
    <message>
        <source>My own</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Which weights make the score</source>
        <translation>Welche Gewichte den Score ergeben</translation>
    </message>
    <message>
        <source>Output FPS</source>
        <translation>Ausgabe-Bildrate</translation>
    </message>
    <message>
        <source>Mean output FPS, zeros included: more is better.</source>
        <translation>Mittlere Ausgabe-Bildrate, Nullen eingeschlossen: Mehr ist besser.</translation>
    </message>
    <message>
        <source>No degradation</source>
        <translation>Keine Störung</translation>
    </message>
    <message>
        <source>Share of streams with degraded samples: less is better.</source>
        <translation>Anteil der Streams mit gestörten Meldungen: Weniger ist besser.</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Streams handled: more is better.</source>
        <translation>Bediente Streams: Mehr ist besser.</translation>
    </message>
    <message>
        <source>Discovery</source>
        <translation>Discovery</translation>
    </message>
    <message>
        <source>Mean discovery latency: less is better. Without evidence it counts as 0 ms.</source>
        <translation>Mittlere Discovery-Latenz: Weniger ist besser. Ohne Beleg zählt sie als 0 ms.</translation>
    </message>
    <message>
        <source>Only how weights compare matters; they need not add up to 100.</source>
        <translation>Nur das Verhältnis der Gewichte zählt; sie müssen nicht 100 ergeben.</translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation>Gewicht: %1</translation>
    </message>
    <message>
        <source>Those of upstream, so that scores can be compared, or your own.</source>
        <translation>Die des Ursprungs, damit Bewertungen vergleichbar sind, oder eigene.</translation>
    </message>
</context>
<context>
    <name>naap::WhatIfPanel</name>
    <message>
        <source>start failed, excused: %1</source>
        <translation>Start gescheitert, entschuldigt: %1</translation>
    </message>
    <message>
        <source>start failed</source>
        <translation>Start gescheitert</translation>
    </message>
    <message>
        <source>start unknown</source>
        <translation>Start unbekannt</translation>
    </message>
    <message>
        <source>only ever loading</source>
        <translation>immer nur beim Laden</translation>
    </message>
    <message>
        <source>no output</source>
        <translation>keine Ausgabe</translation>
    </message>
    <message>
        <source>swapped</source>
        <translation>gewechselt</translation>
    </message>
    <message>
        <source>As upstream</source>
        <translation>Wie upstream</translation>
    </message>
    <message>
        <source>Sets the weights back and lets all sessions count.</source>
        <translation>Setzt die Gewichte zurück und lässt alle Sitzungen zählen.</translation>
    </message>
    <message>
        <source>Score under the changes</source>
        <translation>Score unter den Änderungen</translation>
    </message>
    <message>
        <source>The score is made of</source>
        <translation>Der Score besteht aus</translation>
    </message>
    <message>
        <source>Reliability</source>
        <translation>Zuverlässigkeit</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Reliability is made of</source>
        <translation>Zuverlässigkeit besteht aus</translation>
    </message>
    <message>
        <source>Startup success</source>
        <translation>Starterfolg</translation>
    </message>
    <message>
        <source>No swap</source>
        <translation>Kein Wechsel</translation>
    </message>
    <message>
        <source>Output viability</source>
        <translation>Brauchbare Ausgabe</translation>
    </message>
    <message>
        <source>Quality is made of</source>
        <translation>Qualität besteht aus</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Output FPS</source>
        <translation>Ausgabe-Bildrate</translation>
    </message>
    <message>
        <source>Latency is made of</source>
        <translation>Latenz besteht aus</translation>
    </message>
    <message>
        <source>Prompt to first frame</source>
        <translation>Prompt bis erstes Bild</translation>
    </message>
    <message>
        <source>End to end</source>
        <translation>Ende zu Ende</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Weight of %1</source>
        <translation>Gewicht: %1</translation>
    </message>
    <message>
        <source>Weights of one group count by how they compare; they need not add up to 1.</source>
        <translation>Gewichte einer Gruppe zählen im Verhältnis zueinander; sie müssen nicht 1 ergeben.</translation>
    </message>
    <message>
        <source>The weight upstream</source>
        <translation>Das Gewicht upstream</translation>
    </message>
    <message>
        <source>Sessions that failed, were excused or swapped; untick one to leave it out</source>
        <translation>Sitzungen, die scheiterten, entschuldigt oder gewechselt wurden; ohne Häkchen bleibt eine außer Betracht</translation>
    </message>
    <message>
        <source>No session of this row is held against it.</source>
        <translation>Keine Sitzung dieser Zeile wird ihr angelastet.</translation>
    </message>
    <message>
        <source>Sessions that count against the score</source>
        <translation>Sitzungen, die gegen den Score zählen</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>The row has no score: no session was requested.</source>
        <translation>Die Zeile hat keinen Score: Es wurde keine Sitzung angefragt.</translation>
    </message>
    <message>
        <source>No score is left: every requested session was left out. Upstream: %1</source>
        <translation>Es bleibt kein Score: Jede angefragte Sitzung wurde ausgelassen. Upstream: %1</translation>
    </message>
    <message>
        <source>The score is %1, as upstream.</source>
        <translation>Der Score ist %1, wie upstream.</translation>
    </message>
    <message>
        <source>The score would be &lt;b&gt;%1&lt;/b&gt;; upstream it is %2 (%3%4).</source>
        <translation>Der Score wäre &lt;b&gt;%1&lt;/b&gt;; upstream ist er %2 (%3%4).</translation>
    </message>
</context>
<context>
    <name>naap::Workbench</name>
    <message>
        <source>%1 to %2 (%3)</source>
        <translation>%1 bis %2 (%3)</translation>
    </message>
    <message>
        <source>all of the cache</source>
        <translation>der ganze Cache</translation>
    </message>
    <message>
        <source>no filter</source>
        <translation>kein Filter</translation>
    </message>
    <message>
        <source>%1 · %2 · source: %3</source>
        <translation>%1 · %2 · Quelle: %3</translation>
    </message>
</context>
<context>
    <name>naap::XyChart</name>
    <message>
        <source>A chart of two measures without values yet.</source>
        <translation>Ein Diagramm zweier Messgrößen, noch ohne Werte.</translation>
    </message>
    <message numerus="yes">
        <source>%1 against %2, %n points.</source>
        <translation>
            <numerusform>%1 über %2, %n Punkt.</numerusform>
            <numerusform>%1 über %2, %n Punkte.</numerusform>
        </translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Reihe</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>There is nothing to compare in this range.</source>
        <translation>In diesem Bereich gibt es nichts zu vergleichen.</translation>
    </message>
</context>
</TS>
