"""The Danish words about other people."""

from __future__ import annotations

from collections.abc import Mapping

PEOPLE: dict[str, str | Mapping[str, str]] = {
    "who.you": "dig",
    "card.to": "Jeg minder {who} om: {text} – {when}",
    "card.to_about": "Jeg minder {who} om {text} – {when}",
    "card.there": "For {who} er det {when} ({zone}).",
    "outcome.set_to": "Oprettet for {who}: {label}, {text} – {when}",
    "list.line_to": "{line} · til {who}",
    "list.line_from": "{line} · fra {who}",
    "details.for": "Til {who}.",
    "details.set_by": "Oprettet af {who}, {when}.",
    "ask_who.nobody": "Jeg kender ingen her, der hedder »{typed}«.",
    "ask_who.several": "Her er flere, der hedder »{typed}«.",
    "ask_who.no_room": "Jeg kender ikke et rum »{typed}«, eller jeg er ikke i det.",
    "ask_who.unanswered": "Jeg kan ikke slå »{typed}« op lige nu ({who}).",
    "ask_who.email": "Jeg kan ikke sende e-mail endnu, så der går intet til {typed}.",
    "ask_who.everybody": "At kalde på alle med {typed} er slået fra her. »mind os …« siger det i dette rum uden det.",
    "ask_who.unreachable": "Jeg kan ikke skrive til {who}: først skal der komme en besked til mig derfra.",
    "ask_who.not_in_room": "Jeg er ikke i {who}, så jeg kan ikke skrive der. Inviter mig først.",
    "ask_who.may_not_post": "Du er ikke i {who} eller må ikke skrive der, så det gør jeg heller ikke for dig.",
    "ask_who.refused": "{who} tager ikke imod påmindelser fra dig.",
    "ask_who.instead": "Hvem skal jeg minde i stedet? Et navn er nok.",
    "ask_who.choose": "Hvem mener du? Eller skriv et andet navn.",
    "ask_who.retry": "»ja« prøver igen; eller skriv, hvem jeg skal minde i stedet.",
    "still_open.awaiting_who": "Jeg mangler stadig at vide, hvem jeg skal minde om »{text}«. Et navn er nok; »glem det« dropper "
    "det.",
    "limit.for_room": {
        "one": "Der er oprettet 1 påmindelse til det rum på et døgn, og flere tillader denne installation ikke. "
        "Der er ikke oprettet noget; prøv igen i morgen.",
        "other": "Der er oprettet {count} påmindelser til det rum på et døgn, og flere tillader denne installation "
        "ikke. Der er ikke oprettet noget; prøv igen i morgen.",
    },
    "limit.for_others": {
        "one": "Du har oprettet 1 påmindelse til andre på et døgn, og flere tillader denne installation ikke. Der "
        "er ikke oprettet noget; prøv igen i morgen.",
        "other": "Du har oprettet {count} påmindelser til andre på et døgn, og flere tillader denne installation "
        "ikke. Der er ikke oprettet noget; prøv igen i morgen.",
    },
    "limit.recipients": "Det er for mange: en påmindelse går til højst {count}. Der er ikke oprettet noget.",
    "told.label_from": "({label}, fra {who})",
    "ask.when_others": "Hvornår skal jeg sige det? {text}.",
    "button.refuse": "Ikke mere fra {who}",
    "consent.refused": "Du får ikke flere påmindelser fra {who}. »tillad påmindelser fra {handle}« får dem tilbage.",
    "consent.allowed": "Du får igen påmindelser fra {who}.",
    "consent.yourself": "Det er dig selv: dine egne påmindelser kommer, som du opretter dem.",
    "no_person": "Jeg kender ingen her, der hedder »{typed}«. Intet er ændret.",
    "no_person.near": "Jeg kender ingen her, der hedder »{typed}«. Mente du {near}? Intet er ændret.",
    "no_person.unanswered": "Jeg kan ikke slå »{typed}« op lige nu ({reason}). Intet er ændret; prøv igen.",
    "told.done": "{who} har gjort {text}.",
    "told.dismissed": "{who} har lagt {text} væk uden at gøre det.",
    "told.dismissed_because": "{who} har lagt {text} væk uden at gøre det: {reason}",
    "told.refused": "{who} tager ikke imod påmindelser fra dig, så dette blev ikke sagt: {text}",
    "refused.sender_refused": "der tages ikke imod påmindelser fra den, der har oprettet den",
    "refused.gone": "den person findes ikke mere",
    "not_yours": "Den påmindelse er ikke din: kun den, der har oprettet den, og dem, den er til, kan svare på den.",
    "not_owner": "Kun {who}, der har oprettet {label}, kan ændre den. »stop påmindelser fra {handle}« stopper dem "
    "alle.",
    "list.heading.with": "Med {who}:",
    "list.empty.with": "Intet med {who}.",
    "list.group.others": "Til andre",
    "told.instead": "Til {who}, som jeg ikke kunne nå.",
    "told.failure_to": "{who} kunne ikke mindes om {text} ({reason})",
    "button.hand_over": "Overdrag",
    "button.give_back": "Giv tilbage",
    "hand_over.ask": {
        "one": "Overdrage din påmindelse til {who}? Så kommer den dertil i stedet for til dig.",
        "other": "Overdrage dine {count} påmindelser til {who}? Så kommer de dertil i stedet for til dig.",
    },
    "hand_over.done": {
        "one": "1 påmindelse overdraget til {who}, som får besked nu. »fortryd« tager den tilbage.",
        "other": "{count} påmindelser overdraget til {who}, som får besked nu. »fortryd« tager dem tilbage.",
    },
    "hand_over.none": "Du har intet at overdrage.",
    "hand_over.yourself": "De er allerede dine.",
    "hand_over.refused": "{who} tager ikke imod påmindelser fra dig. Intet er overdraget.",
    "hand_over.given_back": {
        "one": "Givet tilbage til {who}: 1 påmindelse.",
        "other": "Givet tilbage til {who}: {count} påmindelser.",
    },
    "told.handed_over": {
        "one": "{who} har overdraget en påmindelse til dig: {text}. Den kommer til dig fra nu af.",
        "other": "{who} har overdraget {count} påmindelser til dig: {text}. De kommer til dig fra nu af.",
    },
    "told.given_back": {
        "one": "{who} har givet en påmindelse tilbage til dig: {text}.",
        "other": "{who} har givet {count} påmindelser tilbage til dig: {text}.",
    },
    "told.taken_back": {
        "one": "{who} har taget en påmindelse tilbage: {text}. Den kommer ikke længere til dig.",
        "other": "{who} har taget {count} påmindelser tilbage: {text}. De kommer ikke længere til dig.",
    },
    "still_open.handing_over": "Sig venligst »ja« eller »nej«.",
    "ledger.handed_over": "overdraget af {who}",
}
