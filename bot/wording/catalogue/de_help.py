"""The German help pages: a sentence, the examples under it (one a line), and the words that a topic goes by."""

from __future__ import annotations

HELP: dict[str, str] = {
    "help.main": "Ich erinnere dich an alles Mögliche. Sag es in deinen Worten:",
    "help.main.examples": "erinnere mich morgen um 9 daran, Jens anzurufen\nerinnere mich in 2 Stunden an TSK-123\n"
    "erinnere mich jeden Freitag um 16 Uhr an den Bericht",
    "help.main.more": "Mehr: „hilfe zeiten“, „hilfe wiederholungen“, „hilfe liste“, „hilfe ändern“, „hilfe antworten“, "
    "„hilfe andere“, „hilfe nachhaken“, „hilfe orte“, „hilfe einstellungen“.",
    "help.slash": "Als Befehl, in jedem Raum:",
    "help.slash.examples": '/remind Jens anrufen morgen um 9\n/remind @ana "Standup" morgen um 9\n/remind liste',
    "help.times": "Zeiten, die ich verstehe, zum Beispiel:",
    "help.times.examples": "in 20 Minuten\num 17 Uhr\nmorgen früh\nam Freitag um 14:30\nam 3. März\nnächste Woche",
    "help.repeats": "Wiederholungen, die ich verstehe, zum Beispiel:",
    "help.repeats.examples": "jeden Tag um 9\nwerktags um 9:30\njeden zweiten Dienstag\nam 1. jedes Monats\nalle 2 Stunden",
    "help.list": "So siehst du deine Erinnerungen:",
    "help.list.examples": "was steht heute an?\nwelche Erinnerungen habe ich diese Woche?\nliste alle Erinnerungen\n"
    "Erinnerungen zu TSK-123\nzeig REM-7\nwarum REM-7\nVorschau REM-7",
    "help.change": "So änderst du deine Erinnerungen:",
    "help.change.examples": "verschiebe REM-7 auf Freitag um 17 Uhr\npausiere REM-7\nsetze REM-7 fort\nlösche REM-7\n"
    "lösche die Erinnerung an TSK-123\nrückgängig",
    "help.answers": "Wenn eine Erinnerung kommt, nimm ihre Knöpfe oder sag:",
    "help.answers.examples": "erledigt\nin 20 Minuten\nmorgen um 9\nnochmal in einer Stunde\nignoriere es, nicht mehr nötig",
    "help.others": "Erinnerungen für andere und für Räume; was du nicht willst, kannst du ablehnen:",
    "help.others.examples": "erinnere @ana morgen um 9 an den Bericht\n"
    "erinnere #dev am Freitag um 10 an das Release\n"
    "keine Erinnerungen von @bob\n"
    "erlaube Erinnerungen von @bob\n"
    "übergib REM-7 an @ana\n"
    "übergib alle meine Erinnerungen an @ana",
    "help.nagging": "Was nicht vergessen werden darf, kann wiederkommen, bis du antwortest:",
    "help.nagging.examples": "erinnere mich um 9 an die Pillen und hake alle 10 Minuten nach, bis es erledigt ist\n"
    "hör auf zu nerven",
    "help.places": "Deine Orte können einer werden: ein Code vom einen, im anderen eingegeben. Dann kannst du sagen, wo Erinnerungen kommen:",
    "help.places.examples": "verknüpfen\ntrennen telegram\nerinnere mich in telegram\nauch in slack",
    "help.settings": "Einstellungen, die du sagen kannst:",
    "help.settings.examples": "setze meine Zeitzone auf Berlin\nsprich Englisch\nfrag nicht nach\nfrag immer nach\n"
    "mein Tag beginnt um 8:30",
    "help.topics.times": "zeit zeiten datum termin termine wann uhrzeit",
    "help.topics.repeats": "wiederholung wiederholungen wiederholen jeden jede regelmäßig",
    "help.topics.list": "liste listen zeigen zeig finden suchen",
    "help.topics.change": "ändern verschieben löschen pausieren fortsetzen rückgängig absagen",
    "help.topics.answers": "antwort antworten erledigt schlummern später",
    "help.topics.others": "andere anderen leute person personen raum räume team übergeben übergabe",
    "help.topics.nagging": "nachhaken nerven dranbleiben",
    "help.topics.places": "orte ort verknüpfen verbinden trennen code slack telegram mattermost",
    "help.topics.settings": "einstellung einstellungen zeitzone sprache bestätigung timezone",
}
