"""The German help pages: a sentence, the examples under it (one a line), and the words that a topic goes by."""

from __future__ import annotations

HELP: dict[str, str] = {
    "help.main": "Ich erinnere dich an alles Mögliche. Sag es in deinen Worten:",
    "help.main.examples": "erinnere mich morgen um 9 daran, Jens anzurufen\nerinnere mich in 2 Stunden an TSK-123\n"
    "erinnere mich jeden Freitag um 16 Uhr an den Bericht",
    "help.main.more": "Mehr: „hilfe zeiten“, „hilfe wiederholungen“, „hilfe liste“, „hilfe ändern“, „hilfe antworten“, "
    "„hilfe einstellungen“.",
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
    "help.settings": "Einstellungen, die du sagen kannst:",
    "help.settings.examples": "setze meine Zeitzone auf Berlin\nsprich Englisch\nfrag nicht nach\nfrag immer nach\n"
    "mein Tag beginnt um 8:30",
    "help.topics.times": "zeit zeiten datum termin termine wann uhrzeit",
    "help.topics.repeats": "wiederholung wiederholungen wiederholen jeden jede regelmäßig",
    "help.topics.list": "liste listen zeigen zeig finden suchen",
    "help.topics.change": "ändern verschieben löschen pausieren fortsetzen rückgängig absagen",
    "help.topics.answers": "antwort antworten erledigt schlummern später",
    "help.topics.settings": "einstellung einstellungen zeitzone sprache bestätigung",
}
