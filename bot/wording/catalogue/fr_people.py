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
    "ask_who.everybody": "Appeler tout le monde avec {typed} est désactivé ici. « rappelle-nous … » le dit dans ce salon sans cela.",
    "ask_who.unreachable": "Je ne peux pas écrire à {who} : il faut d’abord m’avoir écrit une fois.",
    "ask_who.not_in_room": "Je ne suis pas dans {who}, je ne peux donc pas y écrire. Invite-moi d’abord.",
    "ask_who.may_not_post": "Tu n’es pas dans {who} ou tu ne peux pas y écrire ; je ne le ferai donc pas pour toi.",
    "ask_who.refused": "{who} n’accepte pas tes rappels.",
    "ask_who.instead": "À qui le rappeler alors ? Un nom suffit.",
    "ask_who.choose": "De qui parles-tu ? Ou écris un autre nom.",
    "ask_who.retry": "« oui » réessaie ; ou écris à qui le rappeler.",
    "still_open.awaiting_who": "Il me faut encore savoir à qui rappeler « {text} ». Un nom suffit ; « laisse tomber » annule.",
    "limit.for_others": {
        "one": "Tu as noté 1 rappel pour d’autres en un jour, et cette installation n’en permet pas plus. Rien n’a été noté ; "
        "réessaie demain.",
        "other": "Tu as noté {count} rappels pour d’autres en un jour, et cette installation n’en permet pas plus. Rien n’a été "
        "noté ; réessaie demain.",
    },
    "limit.recipients": "C’est trop : un rappel va à {count} au plus. Rien n’a été noté.",
    "told.label_from": "({label}, de {who})",
    "ask.when_others": "Quand le dire ? {text}.",
}
