"""The French words about what a person chooses: settings, and the places that are linked."""

from __future__ import annotations

from collections.abc import Mapping

SETTINGS: dict[str, str | Mapping[str, str]] = {
    "set.zone": "Ton fuseau horaire est maintenant {value} : il y est {clock}. Les répétitions te suivent ; les rappels uniques gardent "
    "leur instant.",
    "set.first_zone": "Ton fuseau horaire est {value} : il y est {clock}.",
    "set.locale": "Je parlerai {value} désormais.",
    "set.locale_not_yet": "J’ai noté {value}, mais je ne réponds pas encore dans cette langue.",
    "set.confirmation.always": "Je demanderai avant de noter quoi que ce soit.",
    "set.confirmation.when-unsure": "Je ne demanderai qu’en cas de doute ; « annule ça » reprend le dernier.",
    "set.confirmation.never": "Je noterai les rappels sans demander ; « annule ça » reprend le dernier.",
    "set.start_of_day": "Ta journée commence maintenant à {clock} : c’est ce que je prends pour un jour sans heure.",
    "set.part_of_day": "Pour toi, « {part} » est maintenant {clock}.",
    "part.morning": "matin",
    "part.lunch": "midi",
    "part.afternoon": "après-midi",
    "part.eod": "fin de journée",
    "part.evening": "soir",
    "part.night": "nuit",
    "unknown_zone": "Je ne connais pas le fuseau horaire « {typed} ». Essaie une grande ville près de chez toi ou un nom comme "
    "« Europe/Paris ».",
    "unknown_locale": "Je ne connais pas la langue « {typed} ». Essaie « parle français ».",
    "unread_preference": "Je n’ai pas pu y lire « {typed} ». « aide réglages » montre ce qui peut se dire.",
    # Places
    "stranger": "Bonjour ! Je ne travaille que pour les personnes que je connais. Si ton équipe m'utilise ailleurs, dis-moi « lier » là-bas "
    "et envoie-moi le code ici : « lier CODE ». Ou demande à la personne qui me gère de te laisser entrer : ton numéro ici est {id}.",
    "strange_room": "Bonjour ! Je ne travaille que pour les personnes que je connais. La personne qui me gère peut laisser entrer ce salon : "
    "son numéro est {room}.",
    "link.code": {
        "one": "Ton code est {code}. D'ici 1 minute, dis-moi « lier {code} » à l'autre endroit. Ne le donne à personne : qui le tape voit tes "
        "rappels.",
        "other": "Ton code est {code}. D'ici {count} minutes, dis-moi « lier {code} » à l'autre endroit. Ne le donne à personne : qui le tape "
        "voit tes rappels.",
    },
    "link.not_here": "D'autres peuvent lire ici, alors je ne montre pas de code. Dis-moi « lier » en message direct.",
    "link.linked": {
        "one": "Cet endroit et ton {place} ne font plus qu'un : une liste, les mêmes réglages. 1 rappel en attente est venu d'ici.",
        "other": "Cet endroit et ton {place} ne font plus qu'un : une liste, les mêmes réglages. {count} rappels en attente sont venus d'ici.",
    },
    "link.holds": "Fuseau horaire : {zone}. Heures calmes : {hours}. « réglages » montre tout.",
    "link.linked_there": "Ton {place} est maintenant lié à cet endroit : une liste, les mêmes réglages. Si ce n'était pas toi, dis tout de suite "
    "« délier {word} ».",
    "link.wrong": "Je ne connais pas ce code. Dis-moi « lier » à l'autre endroit pour en avoir un nouveau.",
    "link.expired": "Ce code est trop vieux. Dis-moi « lier » à l'autre endroit pour en avoir un nouveau.",
    "link.used": "Ce code a déjà servi. Chacun sert une fois : dis-moi « lier » à l'autre endroit pour en avoir un nouveau.",
    "link.too_many": "Cela fait trop de faux codes. Attends dix minutes et réessaie.",
    "link.own": "C'est ton propre code, et ici c'est déjà toi. Tape-le à un autre endroit.",
    "link.taken": "Cette personne a déjà un compte {place} lié. Dis-moi d'abord là-bas « délier {place} », puis lie de nouveau.",
    "link.unlinked": "{place} n'est plus lié. Tes rappels et réglages restent ici.",
    "link.unlinked_here": "Cet endroit n'est plus lié. Tes rappels et réglages restent sur {places} ; ce que tu mets ici à partir de maintenant "
    "est à part.",
    "link.which": "Quel endroit ? Dis « délier » et son nom : {places}.",
    "link.not_linked": "{place} n'est pas lié à toi. Ces endroits le sont : {places}.",
    "link.only_place": "Aucun autre endroit n'est lié à toi. « lier » te donne un code pour cela.",
    "link.machine": "Celui-ci appartient à la machine sur laquelle je tourne et reste lié à toi. Délie plutôt les autres : {places}.",
    "settings.none": "aucune",
    "settings.unknown": "pas encore connu",
}
