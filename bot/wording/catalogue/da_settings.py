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
    "link.code": {
        "one": "Din kode er {code}. Sig »forbind {code}« til mig det andet sted inden for 1 minut. Giv den ikke til nogen: den, der skriver den, "
        "ser dine påmindelser.",
        "other": "Din kode er {code}. Sig »forbind {code}« til mig det andet sted inden for {count} minutter. Giv den ikke til nogen: den, der "
        "skriver den, ser dine påmindelser.",
    },
    "link.not_here": "Her kan andre læse med, så jeg viser ingen kode. Sig »forbind« til mig i en direkte besked.",
    "link.linked": {
        "one": "Dette sted og din {place} er nu ét: én liste, de samme indstillinger. 1 åben påmindelse fulgte med herfra.",
        "other": "Dette sted og din {place} er nu ét: én liste, de samme indstillinger. {count} åbne påmindelser fulgte med herfra.",
    },
    "link.holds": "Tidszone: {zone}. Stille timer: {hours}. »indstillinger« viser det hele.",
    "link.linked_there": "Din {place} er nu forbundet med dette sted: én liste, de samme indstillinger. Hvis det ikke var dig, så sig straks "
    "»frakobl {word}«.",
    "link.wrong": "Den kode kender jeg ikke. Sig »forbind« til mig det andet sted for at få en ny.",
    "link.expired": "Den kode er for gammel. Sig »forbind« til mig det andet sted for at få en ny.",
    "link.used": "Den kode er allerede brugt. Hver kode virker én gang: sig »forbind« til mig det andet sted for at få en ny.",
    "link.too_many": "Det var for mange forkerte koder. Vent ti minutter og prøv igen.",
    "link.own": "Det er din egen kode, og her er du allerede dig. Skriv den et andet sted.",
    "link.taken": "Den person har allerede en konto på {place} forbundet. Sig først »frakobl {place}« til mig der, og forbind så igen.",
    "link.unlinked": "{place} er ikke længere forbundet. Dine påmindelser og indstillinger bliver her.",
    "link.unlinked_here": "Dette sted er ikke længere forbundet. Dine påmindelser og indstillinger bliver i {places}; det, du sætter her fra nu "
    "af, står for sig.",
    "link.which": "Hvilket sted? Sig »afbryd« og dets navn: {places}.",
    "link.not_linked": "{place} er ikke forbundet med dig. Disse steder er: {places}.",
    "link.only_place": "Intet andet sted er forbundet med dig. »forbind« giver dig en kode til et.",
    "link.machine": "Dette hører til den maskine, jeg kører på, og forbliver forbundet med dig. Afbryd de andre i stedet: {places}.",
    "settings.none": "ingen",
    "settings.unknown": "endnu ikke kendt",
}
