"""The German words about other people."""

from __future__ import annotations

from collections.abc import Mapping

PEOPLE: dict[str, str | Mapping[str, str]] = {
    "who.you": "dich",
    "card.to": "Ich erinnere {who}: {text} – {when}",
    "card.to_about": "Ich erinnere {who} an {text} – {when}",
    "card.there": "Für {who} ist das {when} ({zone}).",
    "outcome.set_to": "Gesetzt für {who}: {label}, {text} – {when}",
    "list.line_to": "{line} · für {who}",
    "list.line_from": "{line} · von {who}",
    "details.for": "Für {who}.",
    "details.set_by": "Gesetzt von {who}, {when}.",
    "ask_who.nobody": "Ich kenne hier niemanden namens „{typed}“.",
    "ask_who.several": "Mehrere hier heißen „{typed}“.",
    "ask_who.no_room": "Ich kenne keinen Raum „{typed}“, oder ich bin nicht darin.",
    "ask_who.unanswered": "Ich kann „{typed}“ gerade nicht nachschlagen ({who}).",
    "ask_who.email": "E-Mails kann ich noch nicht schicken, also nichts an {typed}.",
    "ask_who.everybody": "Alle mit {typed} zu rufen ist hier abgeschaltet. „erinnere uns …“ sagt es diesem Raum ohne das.",
    "ask_who.unreachable": "Ich kann {who} nicht schreiben: zuerst muss von dort einmal eine Nachricht an mich kommen.",
    "ask_who.not_in_room": "Ich bin nicht in {who} und kann dort nicht schreiben. Lade mich erst ein.",
    "ask_who.may_not_post": "Du bist nicht in {who} oder darfst dort nicht schreiben, also tue ich es auch nicht für dich.",
    "ask_who.refused": "{who} nimmt keine Erinnerungen von dir an.",
    "ask_who.instead": "Wen soll ich stattdessen erinnern? Ein Name genügt.",
    "ask_who.choose": "Wen meinst du? Oder schreib einen anderen Namen.",
    "ask_who.retry": "„ja“ versucht es noch einmal; oder schreib, wen ich stattdessen erinnern soll.",
    "still_open.awaiting_who": "Ich muss noch wissen, wen ich an „{text}“ erinnern soll. Ein Name genügt; „vergiss es“ lässt es "
    "sein.",
    "limit.for_room": {
        "one": "Für diesen Raum wurde in einem Tag 1 Erinnerung gesetzt, mehr erlaubt diese Installation nicht. "
        "Nichts wurde gesetzt; versuch es morgen wieder.",
        "other": "Für diesen Raum wurden in einem Tag {count} Erinnerungen gesetzt, mehr erlaubt diese Installation "
        "nicht. Nichts wurde gesetzt; versuch es morgen wieder.",
    },
    "limit.for_others": {
        "one": "Du hast in einem Tag 1 Erinnerung für andere gesetzt, mehr erlaubt diese Installation nicht. "
        "Nichts wurde gesetzt; versuch es morgen wieder.",
        "other": "Du hast in einem Tag {count} Erinnerungen für andere gesetzt, mehr erlaubt diese Installation "
        "nicht. Nichts wurde gesetzt; versuch es morgen wieder.",
    },
    "limit.recipients": "Das sind zu viele: eine Erinnerung geht an höchstens {count}. Nichts wurde gesetzt.",
    "told.label_from": "({label}, von {who})",
    "ask.when_others": "Wann soll ich es sagen? {text}.",
    "button.refuse": "Nichts mehr von {who}",
    "consent.refused": "Du bekommst keine Erinnerungen von {who} mehr. „erlaube Erinnerungen von {handle}“ holt sie "
    "zurück.",
    "consent.allowed": "Du bekommst wieder Erinnerungen von {who}.",
    "consent.yourself": "Das bist du: deine eigenen Erinnerungen kommen, wie du sie setzt.",
    "no_person": "Ich kenne hier niemanden namens „{typed}“. Nichts wurde geändert.",
    "no_person.near": "Ich kenne hier niemanden namens „{typed}“. Meintest du {near}? Nichts wurde geändert.",
    "no_person.unanswered": "Ich kann „{typed}“ gerade nicht nachschlagen ({reason}). Nichts wurde geändert; versuch es bitte "
    "noch einmal.",
    "told.done": "{who} hat {text} erledigt.",
    "told.dismissed": "{who} hat {text} unerledigt weggelegt.",
    "told.dismissed_because": "{who} hat {text} unerledigt weggelegt: {reason}",
    "told.refused": "{who} nimmt keine Erinnerungen von dir an, also blieb ungesagt: {text}",
    "refused.sender_refused": "von dem, der sie gesetzt hat, werden keine Erinnerungen angenommen",
    "refused.gone": "diese Person gibt es nicht mehr",
    "not_yours": "Das ist nicht deine Erinnerung: nur wer sie gesetzt hat und für wen sie ist, kann sie beantworten.",
    "not_owner": "Nur {who} kann {label} ändern, von dort kommt sie. „keine Erinnerungen von {handle}“ beendet alle "
    "von dort.",
    "list.heading.with": "Mit {who}:",
    "list.empty.with": "Nichts mit {who}.",
    "list.group.others": "Für andere",
    "told.instead": "Für {who}; direkt war die Person nicht zu erreichen.",
    "told.failure_to": "{who} konnte nicht an {text} erinnert werden ({reason})",
    "button.hand_over": "Übergeben",
    "button.give_back": "Zurückgeben",
    "hand_over.ask": {
        "one": "Deine Erinnerung an {who} übergeben? Sie kommt dann dorthin statt zu dir.",
        "other": "Deine {count} Erinnerungen an {who} übergeben? Sie kommen dann dorthin statt zu dir.",
    },
    "hand_over.done": {
        "one": "1 Erinnerung an {who} übergeben; die Nachricht geht gleich hinaus. „rückgängig“ nimmt sie zurück.",
        "other": "{count} Erinnerungen an {who} übergeben; die Nachricht geht gleich hinaus. „rückgängig“ nimmt sie "
        "zurück.",
    },
    "hand_over.none": "Du hast nichts zu übergeben.",
    "hand_over.yourself": "Sie gehören dir schon.",
    "hand_over.refused": "{who} nimmt keine Erinnerungen von dir an. Nichts wurde übergeben.",
    "hand_over.given_back": {
        "one": "An {who} zurückgegeben: 1 Erinnerung.",
        "other": "An {who} zurückgegeben: {count} Erinnerungen.",
    },
    "told.handed_over": {
        "one": "{who} hat dir eine Erinnerung übergeben: {text}. Sie kommt ab jetzt zu dir.",
        "other": "{who} hat dir {count} Erinnerungen übergeben: {text}. Sie kommen ab jetzt zu dir.",
    },
    "told.given_back": {
        "one": "{who} hat dir eine Erinnerung zurückgegeben: {text}.",
        "other": "{who} hat dir {count} Erinnerungen zurückgegeben: {text}.",
    },
    "told.taken_back": {
        "one": "{who} hat eine Erinnerung zurückgenommen: {text}. Sie kommt nicht mehr zu dir.",
        "other": "{who} hat {count} Erinnerungen zurückgenommen: {text}. Sie kommen nicht mehr zu dir.",
    },
    "still_open.handing_over": "Bitte sag „ja“ oder „nein“.",
    "ledger.handed_over": "übergeben von {who}",
}
