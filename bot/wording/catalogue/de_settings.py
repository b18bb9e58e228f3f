"""The German words about what a person chooses: settings, and the places that are linked."""

from __future__ import annotations

from collections.abc import Mapping

SETTINGS: dict[str, str | Mapping[str, str]] = {
    "set.zone": "Deine Zeitzone ist jetzt {value}: dort ist es {clock}. Wiederholungen ziehen mit dir um; einzelne Erinnerungen "
    "behalten ihren Zeitpunkt.",
    "set.first_zone": "Deine Zeitzone ist {value}: dort ist es {clock}.",
    "set.locale": "Ab jetzt spreche ich {value}.",
    "set.locale_not_yet": "Ich habe {value} notiert, aber in dieser Sprache antworte ich noch nicht.",
    "set.confirmation.always": "Ich frage nach, bevor ich etwas setze.",
    "set.confirmation.when-unsure": "Ich frage nur nach, wenn ich nicht sicher bin; „rückgängig“ nimmt das Letzte zurück.",
    "set.confirmation.never": "Ich setze Erinnerungen, ohne nachzufragen; „rückgängig“ nimmt die letzte zurück.",
    "set.start_of_day": "Dein Tag beginnt jetzt um {clock}: das nehme ich für einen Tag ohne Uhrzeit.",
    "set.part_of_day": "„{part}“ ist für dich jetzt {clock}.",
    "part.morning": "Morgen",
    "part.lunch": "Mittag",
    "part.afternoon": "Nachmittag",
    "part.eod": "Feierabend",
    "part.evening": "Abend",
    "part.night": "Nacht",
    "unknown_zone": "Die Zeitzone „{typed}“ kenne ich nicht. Versuch es mit einer großen Stadt in deiner Nähe oder einem Namen wie "
    "„Europe/Berlin“.",
    "unknown_locale": "Die Sprache „{typed}“ kenne ich nicht. Versuch „sprich Deutsch“.",
    "unread_preference": "„{typed}“ konnte ich dort nicht lesen. „hilfe einstellungen“ zeigt, was du sagen kannst.",
    # Places
    "stranger": "Hallo! Ich arbeite nur für Leute, die ich kenne. Wenn dein Team mich anderswo nutzt, sag mir dort „verknüpfen“ und "
    "schick mir hier den Code: „verknüpfen CODE“. Oder bitte die Person, die mich betreibt, dich einzulassen: deine Nummer hier ist {id}.",
    "strange_room": "Hallo! Ich arbeite nur für Leute, die ich kenne. Wer mich betreibt, kann diesen Raum einlassen: seine Nummer ist {room}.",
}
