"""The Danish words about what a person chooses: settings, and the places that are linked."""

from __future__ import annotations

from collections.abc import Mapping

SETTINGS: dict[str, str | Mapping[str, str]] = {
    "set.zone": "Din tidszone er nu {value}: der er klokken {clock}. Gentagelser følger dig; enkelte påmindelser beholder deres "
    "tidspunkt.",
    "set.first_zone": "Din tidszone er {value}: der er klokken {clock}.",
    "set.locale": "Fra nu af taler jeg {value}.",
    "set.locale_not_yet": "Jeg har noteret {value}, men det sprog svarer jeg ikke på endnu.",
    "set.confirmation.always": "Jeg spørger, før jeg opretter noget.",
    "set.confirmation.when-unsure": "Jeg spørger kun, når jeg ikke er sikker; »fortryd« tager det sidste tilbage.",
    "set.confirmation.never": "Jeg opretter påmindelser uden at spørge; »fortryd« tager den sidste tilbage.",
    "set.start_of_day": "Din dag starter nu kl. {clock}: det tager jeg til en dag uden tidspunkt.",
    "set.part_of_day": "For dig er »{part}« nu kl. {clock}.",
    "part.morning": "morgen",
    "part.lunch": "frokost",
    "part.afternoon": "eftermiddag",
    "part.eod": "fyraften",
    "part.evening": "aften",
    "part.night": "nat",
    "unknown_zone": "Jeg kender ikke tidszonen »{typed}«. Prøv en stor by i nærheden eller et navn som »Europe/Copenhagen«.",
    "unknown_locale": "Jeg kender ikke sproget »{typed}«. Prøv »tal dansk«.",
    "unread_preference": "Jeg kunne ikke læse »{typed}« dér. »hjælp indstillinger« viser, hvad man kan sige.",
    # Places
    "stranger": "Hej! Jeg arbejder kun for folk, jeg kender. Hvis dit team bruger mig et andet sted, så sig »forbind« til mig der, og send mig "
    "koden her: »forbind KODE«. Eller bed den, der driver mig, om at lukke dig ind: dit nummer her er {id}.",
    "strange_room": "Hej! Jeg arbejder kun for folk, jeg kender. Den, der driver mig, kan lukke dette rum ind: dets nummer er {room}.",
}
