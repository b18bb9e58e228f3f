"""The French words about other people."""

from __future__ import annotations

from collections.abc import Mapping

PEOPLE: dict[str, str | Mapping[str, str]] = {
    "who.you": "toi",
    "card.to": "Je le rappellerai à {who} : {text} — {when}",
    "card.to_about": "Je rappellerai {text} à {who} — {when}",
    "card.there": "Pour {who}, ce sera {when} ({zone}).",
    "outcome.set_to": "C’est noté pour {who} : {label}, {text} — {when}",
    "list.line_to": "{line} · pour {who}",
    "list.line_from": "{line} · de {who}",
    "details.for": "Pour {who}.",
    "details.set_by": "Noté par {who}, {when}.",
    "ask_who.nobody": "Je ne connais ici personne du nom de « {typed} ».",
    "ask_who.several": "Ici, plusieurs personnes s’appellent « {typed} ».",
    "ask_who.no_room": "Je ne connais pas de salon « {typed} », ou je n’y suis pas.",
    "ask_who.unanswered": "Je ne peux pas chercher « {typed} » en ce moment ({who}).",
    "ask_who.email": "Je ne peux pas encore envoyer d’e-mails, donc rien ne part à {typed}.",
    "ask_who.everybody": "Appeler tout le monde avec {typed} est désactivé ici. « rappelle-nous … » le dit dans ce salon "
    "sans cela.",
    "ask_who.unreachable": "Je ne peux pas écrire à {who} : il faut d’abord m’avoir écrit une fois.",
    "ask_who.not_in_room": "Je ne suis pas dans {who}, je ne peux donc pas y écrire. Invite-moi d’abord.",
    "ask_who.may_not_post": "Tu n’es pas dans {who} ou tu ne peux pas y écrire ; je ne le ferai donc pas pour toi.",
    "ask_who.refused": "{who} n’accepte pas tes rappels.",
    "ask_who.instead": "À qui le rappeler alors ? Un nom suffit.",
    "ask_who.choose": "De qui parles-tu ? Ou écris un autre nom.",
    "ask_who.retry": "« oui » réessaie ; ou écris à qui le rappeler.",
    "still_open.awaiting_who": "Il me faut encore savoir à qui rappeler « {text} ». Un nom suffit ; « laisse tomber » annule.",
    "limit.for_room": {
        "one": "1 rappel a été noté pour ce salon en un jour, et cette installation n’en permet pas plus. Rien "
        "n’a été noté ; réessaie demain.",
        "other": "{count} rappels ont été notés pour ce salon en un jour, et cette installation n’en permet pas "
        "plus. Rien n’a été noté ; réessaie demain.",
    },
    "limit.for_others": {
        "one": "Tu as noté 1 rappel pour d’autres en un jour, et cette installation n’en permet pas plus. Rien "
        "n’a été noté ; réessaie demain.",
        "other": "Tu as noté {count} rappels pour d’autres en un jour, et cette installation n’en permet pas plus. "
        "Rien n’a été noté ; réessaie demain.",
    },
    "limit.recipients": "C’est trop : un rappel va à {count} au plus. Rien n’a été noté.",
    "told.label_from": "({label}, de {who})",
    "ask.when_others": "Quand le dire ? {text}.",
    "button.refuse": "Plus rien de {who}",
    "consent.refused": "Tu ne recevras plus de rappels de {who}. « autorise les rappels de {handle} » les rétablit.",
    "consent.allowed": "Tu reçois de nouveau les rappels de {who}.",
    "consent.yourself": "C’est toi : tes propres rappels viennent comme tu les notes.",
    "no_person": "Je ne connais ici personne du nom de « {typed} ». Rien n’a été changé.",
    "no_person.near": "Je ne connais ici personne du nom de « {typed} ». Voulais-tu dire {near} ? Rien n’a été changé.",
    "no_person.unanswered": "Je ne peux pas chercher « {typed} » en ce moment ({reason}). Rien n’a été changé ; réessaie.",
    "told.done": "{who} a fait {text}.",
    "told.dismissed": "{who} a écarté {text} sans le faire.",
    "told.dismissed_because": "{who} a écarté {text} sans le faire : {reason}",
    "told.refused": "{who} n’accepte pas tes rappels, ceci n’a donc pas été dit : {text}",
    "refused.sender_refused": "les rappels de celui qui l’a noté sont refusés",
    "refused.gone": "cette personne n’existe plus",
    "not_yours": "Ce rappel n’est pas le tien : seuls celui qui l’a noté et ceux à qui il s’adresse peuvent y "
    "répondre.",
    "not_owner": "Seul {who}, qui a noté {label}, peut le changer. « plus de rappels de {handle} » met fin à tous "
    "les siens.",
    "list.heading.with": "Avec {who} :",
    "list.empty.with": "Rien avec {who}.",
    "list.group.others": "Pour d’autres",
    "told.instead": "Pour {who}, que je n’ai pas pu joindre.",
    "told.failure_to": "Impossible de rappeler {text} à {who} ({reason})",
    "button.hand_over": "Transmettre",
    "button.give_back": "Rendre",
    "hand_over.ask": {
        "one": "Transmettre ton rappel à {who} ? Il lui viendra à ta place.",
        "other": "Transmettre tes {count} rappels à {who} ? Ils lui viendront à ta place.",
    },
    "hand_over.done": {
        "one": "1 rappel transmis à {who}, qui l’apprend maintenant. « annuler » le reprend.",
        "other": "{count} rappels transmis à {who}, qui l’apprend maintenant. « annuler » les reprend.",
    },
    "hand_over.none": "Tu n’as rien à transmettre.",
    "hand_over.yourself": "Ils sont déjà à toi.",
    "hand_over.refused": "{who} n’accepte pas tes rappels. Rien n’a été transmis.",
    "hand_over.given_back": {
        "one": "Rendu à {who} : 1 rappel.",
        "other": "Rendus à {who} : {count} rappels.",
    },
    "told.handed_over": {
        "one": "{who} t’a transmis un rappel : {text}. Il te viendra désormais.",
        "other": "{who} t’a transmis {count} rappels : {text}. Ils te viendront désormais.",
    },
    "told.given_back": {
        "one": "{who} t’a rendu un rappel : {text}.",
        "other": "{who} t’a rendu {count} rappels : {text}.",
    },
    "told.taken_back": {
        "one": "{who} a repris un rappel : {text}. Il ne te viendra plus.",
        "other": "{who} a repris {count} rappels : {text}. Ils ne te viendront plus.",
    },
    "still_open.handing_over": "Dis « oui » ou « non », s’il te plaît.",
    "ledger.handed_over": "transmis par {who}",
}
