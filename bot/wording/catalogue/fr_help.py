"""The French help pages: a sentence, the examples under it (one a line), and the words that a topic goes by."""

from __future__ import annotations

HELP: dict[str, str] = {
    "help.main": "Je te rappelle ce que tu veux. Dis-le avec tes mots :",
    "help.main.examples": "rappelle-moi d'appeler Jens demain à 9h\nrappelle-moi TSK-123 dans 2 heures\n"
    "rappelle-moi tous les vendredis à 16h d'envoyer le rapport",
    "help.main.more": "Plus : « aide heures », « aide répétitions », « aide liste », « aide modifier », « aide réponses », "
    "« aide autres », « aide relances », « aide endroits », « aide réglages ».",
    "help.slash": "En commande, dans n’importe quel salon :",
    "help.slash.examples": '/remind appeler Jens demain à 9h\n/remind @ana "standup" demain à 9h\n/remind liste',
    "help.times": "Des moments que je comprends, par exemple :",
    "help.times.examples": "dans 20 minutes\nà 17h\ndemain matin\nvendredi à 14h30\nle 3 mars\nla semaine prochaine",
    "help.repeats": "Des répétitions que je comprends, par exemple :",
    "help.repeats.examples": "tous les jours à 9h\nen semaine à 9h30\nun mardi sur deux\nle 1er de chaque mois\ntoutes les 2 heures",
    "help.list": "Pour voir tes rappels :",
    "help.list.examples": "qu'est-ce que j'ai aujourd'hui ?\nmes rappels de cette semaine\nliste tous les rappels\nrappels pour TSK-123\n"
    "montre REM-7\npourquoi REM-7\naperçu REM-7",
    "help.change": "Pour modifier tes rappels :",
    "help.change.examples": "déplace REM-7 à vendredi 17h\nmets REM-7 en pause\nreprends REM-7\nannule REM-7\n"
    "annule le rappel pour TSK-123\nannule ça",
    "help.answers": "Quand un rappel arrive, utilise ses boutons ou dis :",
    "help.answers.examples": "fait\ndans 20 minutes\ndemain à 9h\nrepousse d'une heure\nignore-le, plus besoin",
    "help.others": "Des rappels pour d’autres et pour des salons ; ceux que tu ne veux pas, tu peux les refuser :",
    "help.others.examples": "rappelle à @ana demain à 9h d'envoyer le rapport\n"
    "rappelle à #dev vendredi à 10h la livraison\n"
    "plus de rappels de @bob\n"
    "autorise les rappels de @bob\n"
    "transfère REM-7 à @ana\n"
    "transfère tous mes rappels à @ana",
    "help.nagging": "Ce qui ne doit pas être oublié peut revenir jusqu’à ta réponse :",
    "help.nagging.examples": "rappelle-moi à 9h de prendre les pilules et relance-moi toutes les 10 minutes jusqu'à ce que ce soit fait\n"
    "arrête de me relancer",
    "help.places": "Tes endroits peuvent n’en faire qu’un : un code de l’un, écrit dans l’autre. Ensuite tu peux dire où les rappels arrivent :",
    "help.places.examples": "lier\ndélier telegram\nrappelle-moi sur telegram\naussi sur slack",
    "help.settings": "Des réglages que tu peux dire :",
    "help.settings.examples": "mets mon fuseau horaire sur Paris\nparle anglais\nne demande pas\ndemande toujours\n"
    "ma journée commence à 8h30",
    "help.topics.times": "heure heures date dates temps quand moment moments",
    "help.topics.repeats": "répétition répétitions répéter chaque tous",
    "help.topics.list": "liste listes voir montrer chercher",
    "help.topics.change": "modifier changer déplacer annuler supprimer pause reprendre",
    "help.topics.answers": "réponse réponses fait repousser",
    "help.topics.others": "autres autre personnes personne salon salons équipe transférer",
    "help.topics.nagging": "relance relances relancer insister",
    "help.topics.places": "endroits endroit lier associer délier code slack telegram mattermost",
    "help.topics.settings": "réglage réglages fuseau langue confirmation timezone",
}
