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
    "link.code": {
        "one": "Dein Code ist {code}. Sag mir innerhalb von 1 Minute am anderen Ort „verknüpfen {code}“. Verrate ihn niemandem: wer ihn "
        "eingibt, sieht deine Erinnerungen.",
        "other": "Dein Code ist {code}. Sag mir innerhalb von {count} Minuten am anderen Ort „verknüpfen {code}“. Verrate ihn niemandem: wer "
        "ihn eingibt, sieht deine Erinnerungen.",
    },
    "link.not_here": "Hier können andere mitlesen, darum zeige ich keinen Code. Sag mir „verknüpfen“ in einer Direktnachricht.",
    "link.linked": {
        "one": "Dieser Ort und dein {place} gehören jetzt zusammen: eine Liste, dieselben Einstellungen. 1 offene Erinnerung kam von hier mit.",
        "other": "Dieser Ort und dein {place} gehören jetzt zusammen: eine Liste, dieselben Einstellungen. {count} offene Erinnerungen kamen "
        "von hier mit.",
    },
    "link.holds": "Zeitzone: {zone}. Ruhezeit: {hours}. „einstellungen“ zeigt alles.",
    "link.linked_there": "Dein {place} ist jetzt hiermit verknüpft: eine Liste, dieselben Einstellungen. Wenn du das nicht warst, sag sofort "
    "„trennen {word}“.",
    "link.wrong": "Diesen Code kenne ich nicht. Sag mir am anderen Ort „verknüpfen“, dann bekommst du einen neuen.",
    "link.expired": "Dieser Code ist zu alt. Sag mir am anderen Ort „verknüpfen“, dann bekommst du einen neuen.",
    "link.used": "Dieser Code wurde schon benutzt. Jeder gilt einmal: sag mir am anderen Ort „verknüpfen“, dann bekommst du einen neuen.",
    "link.too_many": "Das waren zu viele falsche Codes. Bitte warte zehn Minuten und versuch es noch einmal.",
    "link.own": "Das ist dein eigener Code, und hier bist du schon du. Gib ihn an einem anderen Ort ein.",
    "link.taken": "Mit dieser Person ist schon ein Konto bei {place} verknüpft. Sag mir dort zuerst „trennen {place}“ und verknüpfe dann neu.",
    "link.unlinked": "{place} ist nicht mehr verknüpft. Deine Erinnerungen und Einstellungen bleiben hier.",
    "link.unlinked_here": "Dieser Ort ist nicht mehr verknüpft. Deine Erinnerungen und Einstellungen bleiben bei {places}; was du ab jetzt hier "
    "setzt, steht für sich.",
    "link.which": "Welcher Ort? Sag „trennen“ und seinen Namen: {places}.",
    "link.not_linked": "{place} ist nicht mit dir verknüpft. Diese Orte sind es: {places}.",
    "link.only_place": "Kein anderer Ort ist mit dir verknüpft. „verknüpfen“ gibt dir einen Code dafür.",
    "link.machine": "Dieser gehört zu der Maschine, auf der ich laufe, und bleibt mit dir verknüpft. Trenne stattdessen die anderen: {places}.",
    "settings.none": "keine",
    "settings.unknown": "noch nicht bekannt",
}
