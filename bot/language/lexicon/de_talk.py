"""German: the words of talking about reminders; those of time are in de.py. Data only, in the same form."""

from __future__ import annotations

from typing import Any

TALK: dict[str, dict[str, Any]] = {
    "again": {"nochmal|noch mal|noch einmal|wieder|erneut": 1},
    "ask": {
        "erinnern sie|bitte erinnern sie|erinnern sie bitte|erinnert ihr": "remind", "können sie mich|könnten sie mich|würden sie mich|"
        "kannst du bitte mich|können sie uns|könntest du mich bitte|kannst du mich bitte": "around",
        "setz ne erinnerung|stell ne erinnerung|mach ne erinnerung|mach mir ne erinnerung|mach mir eine erinnerung|leg eine erinnerung an|"
        "stell einen wecker|stelle einen wecker|stell mir einen wecker|stell den wecker|stell einen timer|stelle einen timer|"
        "stell den timer|stelle den timer|stell mir einen timer|"
        "trag eine erinnerung ein|setz mir eine erinnerung|erstell mir eine erinnerung": "noun", "nerv mich|nerve mich": "me",
        "erinnere|erinner|erinnert|bitte erinnere|erinnere bitte": "remind", "erinnerung": "bare noun",
        "kannst du mich|könntest du mich|würdest du mich|kannst du uns|du sollst mich|ich möchte|ich will": "around",
        "vergiss nicht , mich|vergiss nicht mich|denk daran , mich|denk dran , mich": "around",
        "vergiss nicht|lass mich nicht vergessen|ich darf nicht vergessen|nicht vergessen": "me",
        "stelle eine erinnerung|stell eine erinnerung|setze eine erinnerung|setz eine erinnerung|erstelle eine erinnerung|"
        "erstell eine erinnerung|neue erinnerung|mach eine erinnerung|stell mir eine erinnerung|richte eine erinnerung ein": "noun",
        "sag|sage|melde dich|weck|wecke": "weak",
    },
    "remind_end": {"erinnern|erinnert werden|zu erinnern": 1},
    "deadline": {
        "ist|sind|fällig|ist fällig|muss|endet|läuft ab|läuft|ab|am|bis|abzugeben|abgegeben werden|hat bis|steht an|beginnt|startet|"
        "findet statt": 1,
    },
    "me": {"mich|uns|mir": 1},
    "here": {"uns": 1},
    "wakes": {"weck|wecke": 1},
    "polite": {
        "bitte|kannst du|könntest du|würdest du|hallo|hi|hey|ok|okay|danke|und|dann|also|erinnern|mal|bitteschön|dankeschön|doch|"
        "guten morgen|moin|bescheid": 1,
    },
    "begs": {"kannst du|könntest du|würdest du": 1},
    "lead": {"daran , dass|dran , dass|daran dass|daran|an|ans|dass|dran|wegen|um|zu|über|am|für|von": 1},
    "det": {"der|die|das|den|dem|des|ein|eine|einen|einem|einer|mein|meine|meinen|meiner|unser|unsere|dein|deine": 1},
    "blocks": {"ich|du|er|sie|es|wir|ihr|das|nicht|nie|muss|musst|wird|will|hat|habe|werde|kann|dass|wenn|weil|soll|sollte|würde|hatte": 1},
    "makes": {"stelle|stell|setze|setz|erstelle|erstell|neue|eine|mir|mach|tägliche|wöchentliche|monatliche": 1},
    "now": {"jetzt|jetzt gleich|sofort|jetzt sofort|so bald wie möglich|sobald wie möglich|umgehend|asap": 1},
    "vague": {"nachher|gleich nachher|irgendwann|demnächst|bald|später|mal": 1},
    "command": {
        "hab ich schon": "complete", "bring|zieh|ziehe|mach|mache|leg|lege": "edit",
        "lösche|lösch|storniere|storno|entferne|streiche|streich|abbrechen|brich|brich ab|vergiss|sag ab|hör auf mich|hör auf , mich|"
        "erinnere mich nicht mehr|erinner mich nicht mehr|hör auf , mich zu erinnern|hör auf mich zu erinnern": "cancel",
        "schlummern|verschiebe es|verschieb es|schieb es|schiebe es|verschiebe das|verschieb das|schieb das|nochmal|noch mal|noch einmal|"
        "später erinnern|später nochmal erinnern|später nochmal|"
        "erinnere mich nochmal|erinnere mich noch mal|erinnere mich noch einmal|erinnere mich später|erinnere mich wieder|"
        "erinner mich nochmal|erinner mich später|jetzt nicht|nicht jetzt|snooze|erinnere mich erneut": "snooze",
        "erledigt|fertig|gemacht|hab ich schon gemacht|habe ich schon gemacht|hab ich erledigt|habe ich erledigt|ich habe es erledigt|"
        "ich hab's gemacht|"
        "ich bin fertig|bin fertig|ist fertig|abgeschlossen|hab ich gemacht|habe ich gemacht|ist erledigt|schon erledigt|schon gemacht|"
        "ist gemacht|done": "complete",
        "markiere|hake|setze|setz": "mark", "ignoriere|ignorier|verwerfen|verwirf|nicht mehr nötig": "dismiss",
        "pausiere|pausier|unterbrich": "pause",
        "setze fort|fortsetzen|aktiviere|reaktiviere|weiter mit": "resume", "zeig|zeige|zeig mir|zeige mir|öffne": "show",
        "liste|liste auf|auflisten": "list", "warum|wieso": "why", "vorschau|vorschau auf|vorschau für|wann kommt": "preview",
        "rückgängig|rückgängig machen|mach das rückgängig|zurücknehmen": "undo",
        "verschiebe|verschieb|ändere|änder|verlege|verleg|schiebe|schieb|bearbeite": "edit", "übergib|übertrage|gib": "hand over",
        "wie erstelle ich|wie setze ich|wie lösche ich|wie stelle ich|wie kann ich|wie ändere ich|wie verschiebe ich": "help",
        "hilfe|was kannst du|was kannst du alles|wie funktioniert das|was kann ich sagen|befehle|hilf mir|help": "help",
        "verknüpfen|verbinden|link": "link",
    },
    "command_last": {
        "löschen|entfernen|streichen|stornieren|abbrechen|rausnehmen": "cancel", "pausieren|anhalten|unterbrechen": "pause",
        "fortsetzen|weiterführen|reaktivieren|aktivieren": "resume", "abhaken|abschließen|erledigen": "complete",
        "verschieben|verlegen|ändern|schieben|umlegen": "edit",
    },
    "alone_declines": {"abbrechen|brich ab|vergiss": 1},
    "help_about": {"wie erstelle ich|wie setze ich|wie lösche ich|wie stelle ich|wie kann ich|wie ändere ich|wie verschiebe ich": 1},
    "help_alone": {"hilfe|help": 1},
    "resume_word": {"fort": 1},
    "snooze_needs_it": {"nochmal|noch mal|noch einmal": 1},
    "names_reminder": {"lösche|lösch|storniere|entferne|hör auf mich|hör auf , mich|erinnere mich nicht mehr|erinner mich nicht mehr": 1},
    "further": {"noch|noch mal|nochmal|noch einmal|weitere|mehr|länger": 1},
    "edits_words": {"verschiebe|verschieb|verlege|verleg|schiebe|schieb|ändere|änder": 2},
    "edit_to": {"auf": 1, "zu|um|für": 2},
    "done_word": {"erledigt|fertig|als erledigt|als fertig|ab": 1},
    "reminder_noun": {"erinnerung": 1, "erinnerungen": 2},
    "pending_open": {"was steht|was liegt": "an"},
    "pending_word": {
        "was hab ich|was habe ich heute|was kommt": 1, "was steht an|anstehend|anstehende|ausstehende|was habe ich|was liegt an|überfällig|"
        "überfällige|verpasst": 1,
    },
    "list_scope": {"alle|alles|sämtliche": "all", "verpasst|überfällig|überfällige|verpasste": "missed",
        "erledigte|erledigten|alte|alten|vorbei": "done"},
    "list_filler": {"habe|hab|ich|es|gibt|sind|aktive|offene|steht|an|auf|diese|heute|anstehende|noch": 1},
    "question": {"welche|was|habe ich|hab ich|gibt es|wie viele|zeig mir|was für": 1},
    "counts": {"habe ich|hab ich|gibt es|wie viele": 1},
    "about": {"über": 1},
    "it": {"es|das|die|sie|diese|dies|ihn|diesen": 1},
    "everything": {"alle|alles|alle meine|sämtliche|all meine": 1},
    "one_word": {"eine": 1},
    "target_filler": {"mit|meine|meiner|mir|ab|auf|bitte|wieder|nochmal|den|der|dem|nicht mehr|nummer": 1},
    "trailing": {"nicht mehr": 1},
    "confirm": {
        "passt so|mach so|jap|jo mach|so ist gut|gut so|ja passt|ja klar": 1,
        "ja|jo|jep|jawohl|ja bitte|ja gerne|genau|klar|ok|okay|passt|mach das|stimmt|richtig|gerne|sicher|in ordnung|bestätigen|bestätigt|"
        "natürlich|alles klar|perfekt|super|gut|einverstanden|ja genau|ja mach das|klingt gut|yep|jupp|sehr gut|👍|✅|👌": 1,
    },
    "decline": {"nein|nee|nö|ne|nein danke|abbrechen|lass es|doch nicht|vergiss es|stopp|stop|falsch|nicht|lieber nicht|egal|👎|❌": 1},
    "choice_filler": {"die|der|das|nummer|option|nimm": 1},
    "is": {"ist|wird|sind|wurde": 1},
    "idle": {"unverändert|unberührt|inaktiv": 1},
    "when": {"wenn|sobald|falls": 1},
    "item_kind": {"aufgabe|fehler|projekt|ticket": 1},
    "unless": {"außer es|außer er|außer sie|falls nicht|es sei denn|außer wenn|sofern nicht": 1},
    "closed": {"geschlossen|erledigt|fertig|gelöst": 1},
    "nag": {
        "nerv mich|nerve mich|hak nach|frag|frage|hake nach|frag nach|frage nach|frag mich|bleib dran|erinnere mich weiter|"
        "erinner mich weiter|nerv mich dann|hake dann nach|hake|hak": 1,
    },
    "until_done": {
        "bis ich fertig bin|bis es erledigt ist|bis erledigt|bis ich es erledigt habe|bis ich es gemacht habe|"
        "bis ich bestätige|bis ich antworte|bis es fertig ist|bis es getan ist|bis ich es getan habe|bis sie erledigt ist": 1,
    },
    "nag_end": {"nach|dran": 1},
    "no_nag": {
        "hör auf zu nerven|hör auf , mich zu nerven|hör auf mich zu nerven|nerv mich nicht|nerv mich nicht mehr|"
        "nerve mich nicht|nerve mich nicht mehr|nerv nicht|nicht mehr nerven|nicht mehr nachhaken|hak nicht nach|"
        "hake nicht nach|hak nicht mehr nach|hake nicht mehr nach|hör auf nachzuhaken": 1,
    },
    "because": {"weil|da": 1},
    "sets": {"schick|stell|schalte|mails|per": 1, "setze|setz|stelle|ändere|meine|mein|auf|ich|bin|die|nur|keine|schicke|mir|ist": 1},
    "setting": {
        "zeitzone": "zone", "sprich|sprache|antworte auf|rede": "locale", "ruhe|ruhezeit|nicht stören|ruhig": "quiet",
        "zusammenfassung|überblick|tagesübersicht|wochenübersicht": "digest", "nur": "level",
        "wenn du mich nicht erreichst|falls du mich nicht erreichst|wenn du mich nicht erreichen kannst|wenn ich nicht erreichbar bin|"
        "ausweichraum|mein ausweichraum": "fallback",
        "stummschalten|schalte stumm|stumm schalten|schalte|stumm": "mute",
        "tag beginnt|mein tag beginnt|mein tag startet|tagesbeginn|arbeitstag beginnt": "start_of_day", "bedeutet|heißt|beginnt um": "part",
        "frag nicht nach|frage nicht nach|frag immer nach|frag nicht immer nach|frag nie nach|frag nicht mehr nach|nicht nachfragen|nachfrage|"
        "bestätigung|bestätigungen|immer nachfragen|nie nachfragen": "confirmation",
        "stumm aufheben|hebe die stummschaltung": "unmute",
        "keine erinnerungen von|keine erinnerungen mehr von|stopp erinnerungen von": "block",
        "erlaube erinnerungen von|erlaube wieder erinnerungen von": "unblock",
        "blockiere": "block", "mail|mails|e-mail|e-mails|e - mail|e - mails|email|emails|benachrichtigungen|push": "channel",
    },
    "loosely": {"sprich|rede|ruhig|ruhe": 1},
    "none_word": {"keine|kein|aus|ohne|deaktiviere": 1},
    "off": {"aus": 1},
    "language": {"deutsch": "de", "englisch": "en", "spanisch": "es", "französisch": "fr", "dänisch": "da"},
    "level": {"warnungen": "warning", "dringendes|dringende": "danger"},
    "kind": {"erinnerungen": "reminder", "zusammenfassungen": "summary"},
    "policy": {
        "frag nicht nach|frage nicht nach|frag nicht immer nach|frag nie nach|frag nicht mehr nach|nicht nachfragen|ohne nachfrage|"
        "ohne rückfrage|nie nachfragen": "never", "frag immer nach|immer nachfragen": "always",
        "nur wenn unklar|nur wenn du unsicher bist": "when-unsure",
    },
    "channel": {"mail|e-mail|e-mails|e - mail|e - mails|email|emails|mails": "email", "push": "web_push", "benachrichtigungen": "all"},
    "task": {
        "löschen|entfernen|anrufen|kaufen|abholen|bezahlen|zahlen|schreiben|schicken|senden|buchen|bestellen|eintragen|machen|putzen|gießen|"
        "abgießen|holen|"
        "bringen|hinbringen|wegbringen|vorbeibringen|gehen|fahren|"
        "abgeben|prüfen|lesen|vorbereiten|erledigen|kündigen|überweisen|aufräumen|waschen|kochen|backen|einkaufen|treffen|besuchen|melden|"
        "beantworten|reparieren|verlängern|erneuern|wechseln|füttern|ausfüllen|einreichen|hochladen|herunterladen|drucken|unterschreiben|"
        "reservieren|planen|üben|lernen|trainieren|laufen|nehmen|rausbringen|rausstellen|abschicken|mitnehmen|zurückgeben|zurückrufen|"
        "absagen|bügeln|saugen|packen|tanken|impfen|testen|aktualisieren": 1,
    },
    "event": {
        "meeting|besprechung|termin|arzttermin|zahnarzttermin|zahnarzt|treffen|sitzung|anruf|telefonat|elternabend|elterngespräch|"
        "geburtstag|hochzeit|essen|abendessen|mittagessen|frühstück|kino|konzert|theater|party|feier|vorlesung|prüfung|klausur|"
        "seminar|schulung|training|flug|zug|vorstellungsgespräch|call|standup|workshop|probe|grillen|abgabe|besichtigung|lieferung|"
        "kurs": 1,
    },
    "with": {"mit|bei|beim|für|in|im|nach|am|zum|zur|von|vom|an": 1},
    "denies": {
        "kein|keine|keinen|nicht|nie|bis|komme|da|dann|vielleicht|zurück|weg|frei|fertig|los|gut|schön|schönes|schöner|super|wer|"
        "wann|wo|was|warum|wie|ok|später|zuhause|gleich|feierabend|ausgefallen|verschoben|abgesagt|bald|war|sorry": 1,
    },
    "errand": {
        "zahnarzt|arzt|ärztin|tierarzt|friseur|apotheke|kita|blumen|briefe|geburtstag|rechnung|müll|miete|wäsche|termin|sport|einkauf|"
        "tabletten|pillen": 1,
    },
    "tells": {
        "gleiche|dasselbe|dieselbe|ich|du|er|sie|es|wir|ist|sind|war|waren|hat|haben|habe|bin|mir|dich|euch|uns|kommt|komme|fährt|endet|"
        "dauert|danke|lol|gestern|"
        "wurde|wurden|fällt|fallen|läuft|geht|kam|kommen|ging|lief|begann|startet|endete|klappt|steht|"
        "schon|wird|findet|beginnt|musst|muss": 1,
    },
    "by": {"um": 1},
    "moves": {"später|nach hinten|weiter": 1, "früher|vor|nach vorn|nach vorne": -1},
    "pulls": {"zieh vor|ziehe vor": 1},
    "pronoun": {"es|er|sie|das": 1},
    "too": {"auch|mehr|nicht mehr|wieder|bitte|künftig|immer": 1},
}  # fmt: skip
