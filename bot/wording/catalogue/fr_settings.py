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
}
