"""French: the words of time and of talking about reminders. Data only; spellings without accents are derived."""

from __future__ import annotations

from typing import Any

from bot.language.lexicon.lexicon import AND, AROUND, AT, BY, IN, OF, ON, THE, Grammar
from bot.language.lexicon.units import BUSINESS_DAY, DAY, HOUR, MINUTE, MONTH, QUARTER, SECOND, WEEK, YEAR

GRAMMAR = Grammar(
    bare_day=True,
    day_clock=True,
    infinitives=("er", "ir", "oir", "dre", "tre", "ire"),
    elisions=frozenset({"d'", "l'", "j'", "qu'", "c'", "s'", "n'", "m'", "t'", "jusqu'", "lorsqu'"}),
)
HINTS = (
    "reporte rappelle rappelez rappeler moi rappel rappels de du des le la les dans à demain aujourd hui et est mes mon ma tous toutes chaque jour "
    "jours heure heures minutes annule supprime montre quels sont liste déplace mets fait aide oui non merci pour que je tu il elle pas avec "
    "une un soir matin midi lundi mardi mercredi jeudi vendredi samedi dimanche prochain prochaine semaine mois accord ça bon bonjour repousse "
    "quelle arrive peux appeler au son efface enlève suspends reprends réactive affiche fini terminé sûr vas laisse tomber annuler plutôt parle "
    "anglais français sourdine fuseau horaire résumé seulement avertissements silence déranger comment qu ce j ai mails commence encore fois "
    "reporte décale bloque oublie payer acheter envoyer change parfait entendu bonne nuit beaucoup ces dernier quand vient réveille tôt "
    "prochaines aperçu "
    "pourquoi avance toujours demande envoie aussi bloque mail courriel penser préviens réveille veille après avant vingt quart demie voir relance"
)


TIME: dict[str, dict[str, Any]] = {
    "mark": {
        "à partir d'": ON, "juste avant|juste après": BY,
        "dans|d'ici|dans les|en|au bout de|au mois d'|au mois de": IN, "à|dès|vers les": AT, "vers|aux alentours de|aux environs de": AT | AROUND,
        "après|après le|après la": BY | IN,
        "avant|avant le|avant la": BY, "le|au|en date du": ON | THE, "pour|pour le|pendant|durant|à partir de|à partir du|dès le|ce": ON,
        "jusqu'à|jusqu'au|jusque": AT | BY | IN | ON, "la|les|l'": THE, "de|du|d'|des": OF,
        "environ|exactement|à peu près|toujours|précisément": AROUND, "et": AND,
    },
    "num": {
        "zéro": 0, "un|une": 1, "deux|une paire de|un couple de": 2, "trois|quelques": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
        "neuf": 9, "dix": 10, "onze": 11, "douze|une douzaine de": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "dix-sept": 17,
        "dix-huit": 18, "dix-neuf": 19, "vingt": 20, "vingt et un": 21, "vingt-deux": 22, "vingt-trois": 23, "vingt-quatre": 24,
        "vingt-cinq": 25, "trente": 30, "trente-cinq": 35, "quarante": 40, "quarante-cinq": 45, "cinquante": 50, "cinquante-cinq": 55,
        "soixante": 60, "soixante-dix": 70, "soixante-quinze": 75, "quatre-vingts|quatre-vingt": 80, "quatre-vingt-dix": 90, "cent": 100,
        "trente et un": 31, "quarante et un": 41, "cinquante et un": 51,
    },
    "a": {"un|une": 1},
    "half": {"demi|demie": 0.5},
    "and_half": {"et demie|et demi": 0.5, "et quart": 0.25},
    "duration": {
        "demi-heure|demi-heures|une demi-heure|demi heure|demie heure|une demie heure|une demie-heure": ("s", 1800),
        "heure et demie|une heure et demie": ("s", 5400), "quart d'heure|un quart d'heure|quarts d'heure": ("s", 900),
        "trois quarts d'heure": ("s", 2700),
        "demi-journée|une demi-journée": ("s", 43200), "quinzaine|une quinzaine": ("d", 14),
    },
    "unit": {
        "seconde|secondes|sec": SECOND, "minute|minutes|min|mins|mn": MINUTE, "heure|heures": HOUR, "jour|jours|journée": DAY,
        "semaine|semaines": WEEK, "mois": MONTH, "trimestre|trimestres": QUARTER, "an|ans|année|années": YEAR,
        "jour ouvré|jours ouvrés|jour ouvrable|jours ouvrables": BUSINESS_DAY,
    },
    "unit1": {"s": SECOND, "m": MINUTE, "h": HOUR, "j": DAY},
    "glued": {"s|m|h|j|min|mn|er|ère|e|ème|eme|am|pm|x|ere": 1},
    "ordinal_ending": {"er|ère|e|ème": 1},
    "ord": {
        "premier|première|premiers|premières|1 er": 1, "deuxième|second": 2, "troisième": 3, "quatrième": 4, "cinquième": 5,
        "dernier|dernière|derniers|dernières": -1,
        "avant-dernier|avant-dernière": -2,
    },
    "weekday": {
        "lundi|lun": 0, "mardi": 1, "mercredi|mer": 2, "jeudi|jeu": 3, "vendredi|ven": 4, "samedi|sam": 5, "dimanche|dim": 6,
    },
    "weekdays": {"lundis": 0, "mardis": 1, "mercredis": 2, "jeudis": 3, "vendredis": 4, "samedis": 5, "dimanches": 6},
    "weekday_set": {
        "jour ouvré|jour ouvrable|jours ouvrés|jours ouvrables|jour de semaine|jours de semaine": "MO-FR",
        "week-end|week-ends|weekend|weekends": "SA-SU",
    },
    "weekday_sets": {
        "en semaine|tous les jours de la semaine|tous les jours de semaine|chaque jour de la semaine|chaque jour de semaine|"
        "la semaine de travail|les jours ouvrés|les jours ouvrables|les jours de semaine": "MO-FR", "les week-ends|les weekends": "SA-SU",
    },
    "weekend": {"week-end|weekend": 1},
    "month": {
        "janvier|janv|jan": 1, "février|févr|fév": 2, "mars": 3, "avril|avr": 4, "mai": 5, "juin": 6, "juillet|juil": 7, "août": 8,
        "septembre|sept|sep": 9, "octobre|oct": 10, "novembre|nov": 11, "décembre|déc": 12,
    },
    "also_a_name": {"avril|mars|mai|août|jan|mar|mer|sam": 1},
    "rel": {"aujourd'hui|aujourdhui|aujourd hui|ce jour": 0, "demain": 1, "après-demain|après demain": 2, "hier": -1, "avant-hier|avant hier": -2},
    "tonight": {"cette nuit": 1},
    "part": {
        "après le travail|après le boulot|après le taf|en sortant du travail|en sortant du boulot": "eod",
        "avant de dormir|avant de me coucher|avant d'aller au lit|avant d'aller dormir|avant d'aller me coucher": "night",
        "avant le travail|avant le boulot|avant d'aller au travail": "morning",
        "matin|matins|tôt le matin|le matin|du matin|au matin|ce matin|dans la matinée|en matinée|matinée|à la première heure|tôt": "morning",
        "après-midi|l'après-midi|de l'après-midi|dans l'après-midi|apres-midi|aprèm": "afternoon",
        "soir|soirs|le soir|du soir|au soir|soirée|dans la soirée|en soirée": "evening", "nuit|la nuit|de la nuit": "night",
        "en fin de journée|fin de journée": "eod", "en fin d'après-midi|fin d'après-midi": "late afternoon",
        "en fin de matinée|fin de matinée": "late morning", "en début d'après-midi|début d'après-midi": "early afternoon",
        "en début de soirée|début de soirée": "early evening", "en fin de soirée|tard le soir|tard dans la soirée": "late evening",
        "à l'aube|avant l'aube|au lever du soleil|au lever du jour": "dawn", "au coucher du soleil|au crépuscule|à la tombée de la nuit": "dusk",
        "à l'heure du déjeuner|au déjeuner|après le déjeuner|après déjeuner|midis": "lunch",
    },
    "today_part": {"ce matin": "morning", "cet après-midi|cet aprèm": "afternoon", "ce soir": "evening"},
    "part_in_company": {"matin|matins|soir|soirs|nuit|après-midi|matinée|soirée|tôt": "any"},
    "clockword": {"midi": (12, 0), "minuit": (0, 0)},
    "same_time": {"à la même heure|même heure": 1},
    "which": {"ce|cet|cette|ces": 0, "prochain|prochaine|prochains|prochaines": 1, "dernier|dernière": -1},
    "which_after": {"prochain|prochaine|suivant|suivante|qui vient": 1, "dernier|dernière|passé|passée": -1},
    "in_a_week": {"en huit": 1, "en quinze": 2},
    "later": {"plus tard": 1},
    "every": {"chaque|tous les|toutes les|tout": 1, "tous les deux|toutes les deux": 2},
    "every_other_after": {"sur deux": 2},
    "freq_behind": {
        "quotidien|quotidienne": ("DAILY", 1), "hebdomadaire": ("WEEKLY", 1), "mensuel|mensuelle": ("MONTHLY", 1), "annuel|annuelle": ("YEARLY", 1),
        "trimestriel|trimestrielle": ("MONTHLY", 3),
    },
    "freq": {
        "quotidiennement|une fois par jour": ("DAILY", 1), "un jour sur deux": ("DAILY", 2),
        "une semaine sur deux|tous les quinze jours|tous les 15 jours": ("WEEKLY", 2),
        "un mois sur deux": ("MONTHLY", 2), "trimestriellement|une fois par trimestre": ("MONTHLY", 3),
        "hebdomadairement|une fois par semaine": ("WEEKLY", 1),
        "mensuellement|une fois par mois": ("MONTHLY", 1), "annuellement|une fois par an": ("YEARLY", 1),
    },
    "per_day": {"deux fois par jour": 2, "trois fois par jour": 3},
    "times": {"fois": 1},
    "from_now": {"à partir de maintenant|plus tard": 1},
    "ago_prefix": {"il y a": 1},
    "day_before": {
        "la veille de|la veille du|la veille d'|la veille|le jour avant|le jour d'avant|un jour avant": -1,
        "le lendemain de|le lendemain du|le lendemain d'|le lendemain|le jour après|un jour après": 1,
    },
    "before": {"avant|avant le|avant la": -1, "après|après le": 1},
    "lone_shift": {"avant le|avant la|avant l'|avant mon|avant ma|avant|à l'avance|auparavant": -1, "après|plus tard": 1},
    "until": {"jusqu'à|jusqu'au|jusqu'en|jusque": 1},
    "to": {"à|au|jusqu'à": 1},
    "between": {"entre": 2, "de|du": 1},
    "starting": {"à partir d'|à compter d'": 1, "à partir de|à partir du|dès|dès le|à compter de|à compter du": 1},
    "except": {"sauf|sauf le|sauf les|excepté|hormis": 1},
    "or": {"ou": 1},
    "for": {"pendant|durant": 1},
    "timed": {"de|sur": 1},
    "plus_minutes": {"et demie|et demi": 30, "et quart": 15, "moins le quart|moins quart": -15},
    "plus": {"et": 1, "moins": -1},
    "min_word": {"minutes": 1},
    "oclock": {"h|heure|heures": 1},
    "mer": {"am": "a", "pm": "p"},
    "zone_word": {"heure": 1},
    "city": {
        "new york": "America/New_York", "londres": "Europe/London", "madrid": "Europe/Madrid", "berlin": "Europe/Berlin", "rome": "Europe/Rome",
        "lisbonne": "Europe/Lisbon", "moscou": "Europe/Moscow", "pékin": "Asia/Shanghai", "singapour": "Asia/Singapore", "tokyo": "Asia/Tokyo",
        "bruxelles": "Europe/Brussels", "genève": "Europe/Zurich", "montréal|québec": "America/Toronto", "copenhague": "Europe/Copenhagen",
        "vienne": "Europe/Vienna", "athènes": "Europe/Athens", "los angeles": "America/Los_Angeles", "dakar": "Africa/Dakar",
        "alger": "Africa/Algiers",
        "tunis": "Africa/Tunis", "casablanca": "Africa/Casablanca", "la réunion": "Indian/Reunion",
    },
    "sharp": {"pile|précise|précises|tapantes|tapante|environ|au plus tard": 1},
    "rest": {"reste de|reste du": 1},
    "edge": {
        "début|en début|au début|le début|première moitié": 0, "mi|milieu|au milieu|mi-|deuxième moitié|seconde moitié": 1,
        "fin|à la fin|la fin|en fin": 2,
    },
    "period_end": {
        "fin du mois|à la fin du mois|la fin du mois|fin de mois|en fin de mois|fin de ce mois": "MONTHLY",
        "fin de semaine|fin de la semaine|à la fin de la semaine|en fin de semaine": "WEEKLY",
        "fin de l'année|à la fin de l'année|fin d'année": "YEARLY",
    },
    "holiday": {
        "noël|le jour de noël": "christmas", "réveillon|veille de noël|la veille de noël|réveillon de noël": "christmas eve",
        "saint-sylvestre|la saint-sylvestre|réveillon du nouvel an": "new year's eve", "jour de l'an|nouvel an|le jour de l'an": "new year",
        "pâques|dimanche de pâques": "easter", "lundi de pâques": "easter monday", "vendredi saint": "good friday", "ascension": "ascension",
        "pentecôte": "pentecost", "lundi de pentecôte": "whit monday", "fête du travail": "may day", "fête nationale": "bastille day",
        "toussaint": "all saints", "armistice": "veterans day", "saint-valentin|la saint-valentin": "valentine's day", "épiphanie": "epiphany",
        "assomption": "assumption", "halloween": "halloween",
    },
    "public_holiday": {"jour férié|férié": 1},
    "numbered": {
        "chapitre|page|pages|épisode|niveau|salle|chambre|quai|ligne|bus|tome|leçon|exercice|question|rang|place|étage|version|numéro|étape|"
        "partie": 1,
    },
    "season": {"printemps": 3, "été": 6, "automne": 9, "hiver": 12},
    "at_most": {"seulement|mais seulement|au plus|au maximum|maximum|en tout": 1},
    "through": {"jusqu'à|jusqu'au|jusqu'en": 1},
    "public_holidays": {"jours fériés|les jours fériés": 1},
}  # fmt: skip

TALK: dict[str, dict[str, Any]] = {
    "again": {"encore|à nouveau|de nouveau|encore une fois": 1},
    "ask": {
        "ne me laisse pas oublier de|ne me laisse pas oublier d'|ne me laissez pas oublier de|ne me laissez pas oublier d'|"
        "fais que je n'oublie pas de|pouvez-vous me rappeler|pourriez-vous me rappeler|vous pouvez me rappeler|est-ce que tu peux me rappeler|"
        "prévenez-moi|avertissez-moi|réveillez-moi|faites-moi penser à|il faut que je pense à|relance-moi": "me",
        "rappelle-nous|rappelez-nous|nous rappeler": "us",
        "réveille-moi|rappelle-le-moi|que tu me rappelles|je veux que tu me rappelles|je voudrais que tu me rappelles|"
        "j'aimerais que tu me rappelles|"
        "que vous me rappeliez|préviens-moi|avertis-moi|fais-moi penser à|fais-moi penser au|fais-moi penser de|rappelle-moi|"
        "rappelle moi|rappelez-moi|rappelez moi|peux-tu me rappeler|peux tu me rappeler|tu peux me rappeler|"
        "pourrais-tu me rappeler|fais-moi penser|me rappeler|pense à me rappeler|n'oublie pas de me rappeler|rappelle - moi": "me",
        "rappelle à|rappelle|rappelez à": "remind", "rappel": "bare noun",
        "crée un rappel|ajoute un rappel|mets un rappel|nouveau rappel|programme un rappel|créer un rappel|mets-moi un rappel|"
        "mets une alarme|mets-moi une alarme|mets un réveil|mets un minuteur|programme une alarme": "noun",
    },
    "me": {"moi|nous": 1},
    "wakes": {"réveillez-moi": 1, "réveille-moi": 1},
    "polite": {"bonsoir|coucou|s'il te plaît|s'il vous plaît|stp|svp|bonjour|salut|ok|merci|et|peux-tu|pourrais-tu|hé|alors": 1},
    "begs": {"peux-tu|pourrais-tu": 1},
    "lead": {"de|d'|que|qu'|du|à propos de|au sujet de|pour|des|:": 1},
    "det": {"le|la|les|l'|un|une|mon|ma|mes|ton|ta|tes|son|sa|ses|notre": 1},
    "blocks": {"je|j'|tu|il|elle|on|ça|cela|ne|n'|pas|me|se|te|besoin|va|doit|lui": 1},
    "makes": {"crée|ajoute|mets|un|nouveau|programme": 1},
    "now": {"maintenant|tout de suite|immédiatement|dès maintenant|dès que possible|au plus vite|sur-le-champ|là maintenant": 1},
    "vague": {"tout à l'heure|un jour|bientôt|plus tard|un de ces jours|tôt ou tard": 1},
    "command": {
        "avance|avance-le": "edit", "reporte|reportez|repoussez|reporte-le de": "snooze",
        "arrête de me rappeler|ne me rappelle plus|cesse de me rappeler|annule|supprime|efface|enlève|annuler|supprimer|oublie": "cancel",
        "encore une fois|reporte-le|reporte-le à|repousse-le|décale-le|repousse|rappelle-le-moi|rappelle-le moi|"
        "rappelle-moi encore|rappelle-moi plus tard|rappelle-moi à nouveau|"
        "rappelle-le-moi encore|pas maintenant|snooze|rappelle-moi de nouveau|redemande-moi": "snooze",
        "fait|c'est fait|je l'ai déjà fait|j'ai fini|j'ai terminé|j'ai déjà fait|terminé|fini|c'est terminé|c'est bon c'est fait|"
        "voilà c'est fait|je l'ai fait|c'est fini|déjà fait": "complete",
        "marque|coche": "mark", "ignore|ignore-le|rejette|rejette-le": "dismiss", "suspends|pause|mettre en pause": "pause",
        "reprends|réactive": "resume",
        "montre-moi|montre|affiche|voir|montre moi": "show", "liste|lister": "list", "pourquoi": "why",
        "aperçu|aperçu de|prochaines fois de|quand vient": "preview",
        "défaire|annule ça|reviens en arrière": "undo", "déplace|change|modifie|déplacer|décale|reprogramme": "edit",
        "transfère|confie": "hand over",
        "comment créer|comment crée-t-on|comment annuler|comment supprimer|comment faire|comment je|comment puis-je|comment": "help",
        "aide|aide-moi|qu'est-ce que tu sais faire|qu'est-ce que tu peux faire|que sais-tu faire|que peux-tu faire|comment ça marche": "help",
        "lier|associer": "link",
        "mets|met|remets": "put",
    },
    "pause_word": {"en pause": 1},
    "alone_declines": {"annule|annuler|oublie": 1},
    "help_about": {"comment créer|comment crée-t-on|comment annuler|comment supprimer|comment faire|comment je|comment puis-je|comment": 1},
    "help_alone": {"aide|aide-moi": 1},
    "names_reminder": {"annule|supprime|efface|arrête de me rappeler|ne me rappelle plus|cesse de me rappeler": 1},
    "snooze_needs_it": {"reporte|encore une fois": 1},
    "further": {"encore|de plus|en plus|supplémentaires|supplémentaire": 1},
    "edit_to": {"sur": 1, "à|au|pour|en": 1},
    "done_word": {"comme fait|comme terminé|fait|terminé|comme faite|faite": 1},
    "reminder_noun": {"rappel": 1, "rappels": 2},
    "pending_word": {"à venir|en attente|qu'est-ce que j'ai|qu'ai-je": 1},
    "list_scope": {"tous|tous les|tous mes|toutes|tout": "all", "manqués|en retard": "missed", "terminés|faits": "done"},
    "list_filler": {"de|la|du|semaine|jour|ai|j'|je|ai-je|actifs|pour|aujourd'hui|mes|sont|en|cours|y|il|a|t|des": 1},
    "question": {"quels|quel|quels sont|qu'est-ce que|combien|est-ce que j'ai|ai-je|quelles": 1},
    "counts": {"combien|est-ce que j'ai": 1},
    "about": {"sur": 1},
    "deadline": {"est|est dû|est due|est pour|dû|due|à rendre|est à rendre|expire|se termine|finit|échoit|le|pour|doit être rendu": 1},
    "it": {"le|la|ça|ce|cela|l'|celui-là|celui-ci": 1},
    "everything": {"tout|tous|toutes|tous mes|tous les": 1},
    "one_word": {"celui de|celui": 1},
    "target_filler": {"mes|mon|le|la|les|s'il te plaît|moi|de nouveau|encore|l'|du|sur": 1},
    "confirm": {
        "oui c'est bon|ça marche|ça roule|oui parfait|c'est parfait|oui vas-y|je confirme|ça me va": 1,
        "oui|ouais|ok|d'accord|bien sûr|vas-y|parfait|c'est ça|exact|oui merci|oui s'il te plaît|entendu|c'est bon|volontiers|okay|correct|"
        "👍|✅|👌": 1,
    },
    "decline": {"non|non merci|plutôt pas|pas question|laisse tomber|annuler|pas la peine|nan|surtout pas|laisse|👎|❌": 1},
    "choice_filler": {"le|la|numéro|option": 1},
    "is": {"est|sera|soit|devient": 1},
    "idle": {"inchangé|inchangée|inactif|inactive": 1},
    "when": {"quand|lorsque|si|dès que|lorsqu'": 1},
    "item_kind": {"tâche|bug|projet": 1},
    "unless": {"sauf si|à moins que": 1},
    "closed": {"fermé|fermée|résolu|résolue|fait|faite": 1},
    "nag": {
        "relance-moi|relance moi|relancez-moi|insiste|insistez|continue de me le rappeler|redemande-le-moi|redemande-moi|redemande|demande-moi|"
        "répète-le-moi|"
        "répète-le": 1,
    },
    "until_done": {
        "jusqu'à ce que ce soit fait|jusqu'à ce que je l'aie fait|jusqu'à ce que je réponde|jusqu'à ce que ce soit terminé|"
        "jusqu'à ce que je confirme|jusqu'à ce que j'aie fini|jusqu'à ce que je dise que c'est fait": 1,
    },
    "no_nag": {
        "arrête d'insister|arrêtez d'insister|arrête de me relancer|ne me relance pas|ne me relance plus|n'insiste pas|"
        "n'insiste plus|cesse de me relancer|cesse d'insister|plus de relances|arrête les relances": 1,
    },
    "because": {"parce que|car": 1},
    "sets": {"envoie-moi|des|demande": 1, "mets|change|mon|ma|mes|je|suis|seulement|pas|envoie|moi|règle|le": 1},
    "setting": {
        "fuseau horaire|fuseau": "zone", "parle|langue|parle-moi en|parle en": "locale", "silence|ne pas déranger": "quiet", "résumé": "digest",
        "seulement": "level", "mets en sourdine|sourdine|mets|coupe": "mute",
        "si tu ne peux pas me joindre|si tu n'arrives pas à me joindre|si tu ne me joins pas|salon de secours|mon salon de secours": "fallback",
        "bloque|pas de rappels de|plus de rappels de|refuse les rappels de": "block", "autorise les rappels de": "unblock",
        "réactive les notifications de": "unmute",
        "débloque": "unblock",
        "journée commence|ma journée commence|début de journée|je commence ma journée": "start_of_day", "signifie|veut dire": "part",
        "ne demande pas|ne me demande pas|demande toujours|demande-moi toujours|confirmation|confirmations|sans demander": "confirmation",
        "e-mail|e-mails|e - mail|e - mails|mail|mails|email|emails|notifications": "channel",
    },
    "loosely": {"parle|silence": 1},
    "none_word": {"plus de|pas de|pas|pas d'|plus d'|sans|désactive|aucun|plus": 1},
    "language": {"français": "fr", "anglais": "en", "allemand": "de", "espagnol": "es", "danois": "da"},
    "level": {"avertissements": "warning", "urgences|urgent": "danger"},
    "policy": {
        "ne demande pas|ne me demande pas|sans demander|sans confirmation": "never", "demande toujours|demande-moi toujours": "always",
        "seulement en cas de doute|en cas de doute": "when-unsure",
    },
    "kind": {"rappels": "reminder", "résumés": "summary"},
    "channel": {"e-mail|e-mails|e - mail|e - mails|mail|mails|email|emails": "email", "notifications": "all"},
    "task": {
        "appeler|acheter|payer|envoyer|écrire|faire|réserver|commander|vérifier|lire|nettoyer|arroser|sortir|prendre|rendre|renouveler|"
        "changer|préparer|aller|visiter|laver|cuisiner|réviser|étudier|chercher|récupérer|apporter|imprimer|signer|réparer|répondre|"
        "confirmer|mettre|poster|fermer|ouvrir|ranger|repasser|relancer|tondre|manger|boire|dormir|partir|rappeler|contacter|finir|"
        "terminer|déposer|remplir|planifier|installer|tester|publier|déclarer": 1,
    },
    "event": {
        "réunion|rendez-vous|rdv|rendez vous|dîner|diner|déjeuner|appel|anniversaire|mariage|fête|entretien|examen|cours|vol|train|"
        "concert|cinéma|théâtre|match|atelier|livraison|apéro|dentiste|médecin|visite|formation": 1,
    },
    "with": {"avec|chez|à|au|pour|de|du|d'|des|en": 1},
    "denies": {
        "pas|ne|jamais|sans|bon|bonne|merci|ok|libre|retour|rentré|parti|prêt|ici|là|qui|quand|quoi|comment|où|dommage|peut-être|"
        "fini|absent|occupé|reporté|annulé|super": 1,
    },
    "errand": {"dentiste|médecin|loyer|coiffeur|poubelles|courses|médicaments": 1},
    "tells": {
        "je|j'|tu|il|elle|nous|vous|est|sont|était|étais|ça|merci|hier|part|prend|on|me|te|lol|arrive|a|ai|commence|finit|atterrit|démarre|ouvre|"
        "ferme|tombe|dure|même|sera": 1,
    },
    "by": {"de|d'": 1},
    "moves": {"plus tard": 1, "plus tôt|avant": -1},
    "pulls": {"avance|avance-le": 1},
    "pronoun": {"il|elle|ce|ça": 1},
    "too": {"aussi|également|toujours|en plus": 1},
}  # fmt: skip
