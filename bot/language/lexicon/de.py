"""German: the words of time and of talking about reminders. Data only; spellings without umlauts are derived."""

from __future__ import annotations

from typing import Any

from bot.language.lexicon.lexicon import AND, AROUND, AT, BY, IN, ON, THE, Grammar

_SEPARABLE = (
    "auf",
    "aus",
    "ab",
    "an",
    "ein",
    "mit",
    "vor",
    "nach",
    "zurück",
    "los",
    "weg",
    "her",
    "hin",
    "um",
    "zu",
    "rein",
    "raus",
    "runter",
    "hoch",
)
GRAMMAR = Grammar(half_is_before=True, dotted_ordinals=True, day_clock=True, verb_last=True, separable=_SEPARABLE)
HINTS = (
    "erinnere erinner erinnern mich mir an den die das dem der daran und ist um uhr am heute morgen nicht bitte jeden jede jedes zeig zeige "
    "meine erinnerung erinnerungen welche habe ich lösche loesche verschiebe pausiere erledigt fertig hilfe ja nein danke später nochmal "
    "täglich taeglich wochenende guten wie es bis zum mit für auf alle hat kannst du dass stunden minuten tage stelle setze übermorgen "
    "uebermorgen storniere entferne streiche brich hör hake markiere gemacht passt genau klar stimmt abbrechen vergiss nee nö lieber schlummern "
    "gleich aktiviere reaktiviere fortsetzen sprich englisch deutsch nur keine warnungen schalte stumm blockiere zeitzone zusammenfassung ruhe "
    "stören bedeutet beginnt wieder noch einmal schon wann warum abend mittag montag dienstag mittwoch donnerstag freitag samstag sonntag woche "
    "jetzt einer einem einen eine stunde ändere aendere aus ab fort mein dein abgießen nudeln bescheid oder "
    "rückgängig frag nachfragen immer stummschalten mehr auch erinnern sie können mittags abends morgens früh feierabend passt wenn heut halb "
    "viertel januar februar märz mai juni juli oktober dezember"
)

_SECOND, _MINUTE, _HOUR = ("s", 1, "SECONDLY", 1), ("s", 60, "MINUTELY", 1), ("s", 3600, "HOURLY", 1)
_DAY, _WEEK, _MONTH = ("d", 1, "DAILY", 1), ("d", 7, "WEEKLY", 1), ("m", 1, "MONTHLY", 1)
_QUARTER, _YEAR, _BUSINESS_DAY = ("m", 3, "MONTHLY", 3), ("m", 12, "YEARLY", 1), ("b", 1, "DAILY", 1)

_UNITS = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_TENS = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")

TIME: dict[str, dict[str, Any]] = {
    "mark": {
        "um kurz nach|kurz nach|um kurz vor|kurz vor": AT | BY,
        "in|innerhalb von|binnen": IN, "im": IN | THE, "nach": BY | IN, "um": AT, "gegen": AT | AROUND, "ab": AT | ON, "am": ON | THE,
        "an|auf|für|von|zu|zum|zur": ON, "vor": BY, "bis|bis zum|bis zur|bis um": AT | BY | IN | ON, "der|die|das|dem|den|des": THE, "von": ON,
        "etwa|ungefähr|ca|circa|rund|punkt|genau|pünktlich|immer|jeweils": AROUND, "so gegen|so um": AT | AROUND, "um punkt|punkt um|genau um": AT,
        "und|sowie": AND,
    },
    "num": {
        "null": 0, "ein|eins": 1, "zwei|zwo|ein paar": 2, "drei": 3, "ein paar|paar": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7,
        "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17,
        "achtzehn": 18, "neunzehn": 19, **{word: 10 * n for n, word in enumerate(_TENS, 2)}, "dreissig": 30, "hundert": 100,
        **{f"{unit}und{ten}": 10 * n + m for n, ten in enumerate(_TENS, 2) for m, unit in enumerate(_UNITS, 1)},
        "anderthalb|eineinhalb|einundeinhalb": 1.5, "zweieinhalb|zweiundeinhalb": 2.5, "dreieinhalb": 3.5, "viereinhalb": 4.5,
        "ein dutzend": 12, "einige|einigen|wenigen": 3,
    },
    "a": {"ein|eine|einer|einem|einen|eines|ner|nem|nen": 1},
    "half": {"halbe|halben|halbes|halber": 0.5},
    "duration": {
        "viertelstunde|viertel stunde": ("s", 900), "dreiviertelstunde|dreiviertel stunde": ("s", 2700), "halbstunde": ("s", 1800),
        "halbjahr|halbes jahr|halben jahr": ("m", 6), "vierteljahr": ("m", 3),
    },
    "unit": {
        "sekunde|sekunden|sek": _SECOND, "minute|minuten|min|mins": _MINUTE, "stunde|stunden|std|stdn|h": _HOUR, "tag|tage|tagen|tages": _DAY,
        "woche|wochen|wo": _WEEK, "monat|monate|monaten|monats": _MONTH, "quartal|quartale|quartals": _QUARTER,
        "jahr|jahre|jahren|jahres": _YEAR,
        "werktag|werktage|werktagen|arbeitstag|arbeitstage|arbeitstagen|geschäftstag|geschäftstage|geschäftstagen": _BUSINESS_DAY,
    },
    "unit1": {"s": _SECOND, "m": _MINUTE, "h": _HOUR, "d": _DAY},
    "glued": {"s|m|h|d|min|std|uhr|tage|tagen|stunden|minuten|wochen|am|pm|x|te|ten|ter|tes": 1},
    "ordinal_ending": {"te|ten|ter|tes": 1},
    "ord": {
        "erste|ersten|erster|erstes": 1, "zweite|zweiten|zweiter|zweites": 2, "dritte|dritten|dritter": 3, "vierte|vierten|vierter": 4,
        "fünfte|fünften": 5, "sechste|sechsten": 6, "siebte|siebten|siebente": 7, "achte|achten": 8, "neunte|neunten": 9, "zehnte|zehnten": 10,
        "elfte|elften": 11, "zwölfte|zwölften": 12, "dreizehnte|dreizehnten": 13, "vierzehnte|vierzehnten": 14, "fünfzehnte|fünfzehnten": 15,
        "sechzehnte|sechzehnten": 16, "siebzehnte|siebzehnten": 17, "achtzehnte|achtzehnten": 18, "neunzehnte|neunzehnten": 19,
        "zwanzigste|zwanzigsten": 20, **{f"{unit}undzwanzigste|{unit}undzwanzigsten": 20 + n for n, unit in enumerate(_UNITS, 1)},
        "dreißigste|dreißigsten|dreissigsten": 30, "einunddreißigste|einunddreißigsten|einunddreissigsten": 31,
        "letzte|letzten|letzter|letztes": -1, "vorletzte|vorletzten": -2,
    },
    "weekday": {
        "montag|mo": 0, "dienstag|di": 1, "mittwoch|mi": 2, "donnerstag|do": 3, "freitag|fr": 4, "samstag|sonnabend|sa": 5, "sonntag": 6,
        **{
            f"{day}{part}": number
            for number, day in enumerate(("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"))
            for part in ("morgen", "früh", "vormittag", "mittag", "nachmittag", "abend", "nacht")
        },
    },
    "with_part": {
        f"{day}{word}": part
        for day in ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
        for word, part in {
            "morgen": "morning", "früh": "morning", "vormittag": "morning", "mittag": "lunch", "nachmittag": "afternoon",
            "abend": "evening", "nacht": "night",
        }.items()
    },
    "weekdays": {"montags": 0, "dienstags": 1, "mittwochs": 2, "donnerstags": 3, "freitags": 4, "samstags|sonnabends": 5, "sonntags": 6},
    "weekday_set": {"werktag|wochentag|arbeitstag": "MO-FR", "wochenende": "SA-SU"},
    "weekday_sets": {"werktags|wochentags|unter der woche|an werktagen|an wochentagen": "MO-FR", "an wochenenden": "SA-SU"},
    "weekend": {"wochenende": 1},
    "month": {
        "januar|jänner|jan": 1, "februar|feber|feb": 2, "märz|mrz": 3, "april|apr": 4, "mai": 5, "juni|jun": 6, "juli|jul": 7, "august|aug": 8,
        "september|sep|sept": 9, "oktober|okt": 10, "november|nov": 11, "dezember|dez": 12,
    },
    "also_a_name": {"mai|august|april|juni|juli|jan": 1},
    "rel": {"heut": 0, "heute": 0, "morgen": 1, "übermorgen": 2, "gestern": -1, "vorgestern": -2},
    "tonight": {"heute nacht": 1},
    "part": {
        "vor dem schlafengehen|vorm schlafengehen|vor dem schlafen|vorm schlafen|vorm ins bett gehen|vor dem zubettgehen|"
        "vorm zubettgehen": "night", "nach der arbeit|nach feierabend|nach arbeitsende": "eod", "vor der arbeit": "morning",
        "früh|morgen|morgens|vormittag|vormittags|am morgen|am vormittag|in der früh": "morning",
        "nachmittag|nachmittags|am nachmittag": "afternoon", "abend|abends|am abend": "evening", "nacht|nachts|in der nacht": "night",
        "feierabend|zum feierabend|ende des tages": "eod",
        "mittagszeit|zur mittagszeit|nach dem mittagessen|beim mittagessen|nach dem essen": "lunch",
    },
    "part_in_company": {"früh|morgen|vormittag|nachmittag|abend|nacht": "any"},
    "clockword": {"mittag|mittags|zu mittag|am mittag": (12, 0), "mitternacht": (0, 0)},
    "same_time": {"um dieselbe zeit|zur gleichen zeit|zur selben zeit": 1},
    "which": {
        "diesen|diese|dieser|dieses|diesem": 0, "nächsten|nächste|nächster|nächstes|nächstem": 1,
        "übernächsten|übernächste|übernächster|übernächstes|übernächstem": 2,
        "letzten|letzte|letzter|letztes|vergangenen|vergangene|vorigen|vorige": -1, "kommenden|kommende|kommender|kommendes|kommendem": "coming",
    },
    "later": {"später|irgendwann": 1},
    "every": {
        "jeden|jede|jedes|jeder|alle|jedem|an jedem|immer am|jeweils am": 1, "jeden zweiten|jede zweite|jedes zweite|alle zwei": 2,
        "jeden dritten|jede dritte|jedes dritte": 3,
    },
    "freq": {
        "täglich|tägliche|täglichen|tägliches|täglicher|tagtäglich|einmal am tag": ("DAILY", 1),
        "wöchentlich|wöchentliche|wöchentlichen|einmal pro woche|einmal die woche": ("WEEKLY", 1),
        "monatlich|monatliche|monatlichen|einmal im monat|einmal pro monat": ("MONTHLY", 1),
        "jährlich|jährliche|jährlichen|einmal im jahr": ("YEARLY", 1), "stündlich": ("HOURLY", 1),
        "zweiwöchentlich|vierzehntägig|14-tägig": ("WEEKLY", 2), "vierteljährlich|quartalsweise": ("MONTHLY", 3), "halbjährlich": ("MONTHLY", 6),
    },
    "per_day": {"zweimal täglich|zweimal am tag|2x täglich": 2, "dreimal täglich|dreimal am tag|3x täglich": 3},
    "times": {"mal": 1},
    "from_now": {"ab jetzt|von jetzt an": 1},
    "ago_prefix": {"vor": 1},
    "before": {"vor|bevor": -1, "nach": 1},
    "lone_shift": {"vor|bevor": -1, "vorher|davor|zuvor|im voraus": -1, "danach|später|nachher": 1},
    "due": {"fällig|fällig ist|ist": 1},
    "until": {"bis|bis zum|bis zur|bis einschließlich": 1},
    "to": {"bis": 1},
    "between": {"zwischen|von": 1},
    "count": {
        "zweimal": 2, "dreimal": 3, "viermal": 4, "fünfmal": 5, "sechsmal": 6, "siebenmal": 7, "achtmal": 8, "neunmal": 9, "zehnmal": 10,
        "zwölfmal": 12,
    },
    "lasting": {"lang": 1},
    "starting": {"ab|beginnend|beginnend am|ab dem|von": 1},
    "except": {"außer|außer am|ausgenommen|nur nicht": 1},
    "for": {"für": 1},
    "or": {"oder": 1},
    "past": {"nach": 1, "vor": -1},
    "quarter": {"viertel": 15, "dreiviertel": 45},
    "half_hour": {"halb": 30, "dreiviertel": 45, "viertel": 15},
    "min_word": {"minuten|minute|min": 1},
    "oclock": {"uhr|h": 1},
    "mer": {"am": "a", "pm": "p"},
    "zone_word": {"zeit|ortszeit": 1},
    "city": {
        "new yorker|ostküsten": "America/New_York", "londoner|britischer|englischer": "Europe/London", "pariser|französischer": "Europe/Paris",
        "berliner|deutscher|mitteleuropäischer": "Europe/Berlin", "madrider|spanischer": "Europe/Madrid", "wiener": "Europe/Vienna",
        "zürcher|züricher|schweizer": "Europe/Zurich", "kopenhagener|dänischer": "Europe/Copenhagen", "moskau|moskauer": "Europe/Moscow",
        "tokio|tokioter|japanischer": "Asia/Tokyo", "peking|pekinger|chinesischer": "Asia/Shanghai", "singapur": "Asia/Singapore",
        "indischer": "Asia/Kolkata", "rom|römischer": "Europe/Rome", "athen": "Europe/Athens", "prag": "Europe/Prague", "lissabon": "Europe/Lisbon",
        "los angeles|kalifornischer": "America/Los_Angeles", "chicagoer": "America/Chicago", "kopenhagen": "Europe/Copenhagen",
    },
    "edge": {"anfang|beginn|anfang des|beginn des": 0, "mitte|mitte des": 1, "ende|ende des": 2},
    "period_end": {
        "ende der woche|wochenende hin|am ende der woche|zum wochenende": "WEEKLY",
        "ende des monats|monatsende|am monatsende|zum monatsende": "MONTHLY",
        "ende des jahres|jahresende|am jahresende|zum jahresende": "YEARLY", "quartalsende|ende des quartals": "QUARTERLY",
    },
    "in_a_week": {"in einer woche|in acht tagen": 1, "in zwei wochen|in vierzehn tagen": 2},
    "holiday": {
        "weihnachten|erster weihnachtstag": "christmas", "heiligabend|heilig abend|weihnachtsabend": "christmas eve",
        "zweiter weihnachtstag": "boxing day", "neujahr|neujahrstag": "new year", "silvester|sylvester": "new year's eve",
        "nikolaus|nikolaustag": "st nicholas", "valentinstag": "valentine's day", "ostern|ostersonntag": "easter", "karfreitag": "good friday",
        "ostermontag": "easter monday", "gründonnerstag": "maundy thursday", "aschermittwoch": "ash wednesday", "rosenmontag": "shrove monday",
        "himmelfahrt|christi himmelfahrt|vatertag": "ascension", "pfingsten|pfingstsonntag": "pentecost", "pfingstmontag": "whit monday",
        "fronleichnam": "corpus christi", "muttertag": "mother's day", "tag der arbeit": "may day",
        "tag der deutschen einheit": "german unity day", "reformationstag": "reformation day", "allerheiligen": "all saints",
        "halloween": "halloween", "dreikönig|heilige drei könige": "epiphany", "martinstag": "st martin",
    },
    "public_holiday": {"feiertag": 1},
    "numbered": {
        "kapitel|seite|folge|teil|level|raum|zimmer|gleis|linie|bus|band|lektion|absatz|aufgabe|frage|runde|platz|reihe|etage|version|nummer|"
        "schritt": 1,
    },
    "season": {"frühling|frühjahr": 3, "sommer": 6, "herbst": 9, "winter": 12},
    "week_number": {"kw|woche": 1},
    "the_day": {"der tag|den tag|am tag|dem tag": ("d", 1)},
    "at_most": {"nur|aber nur|höchstens|maximal|insgesamt": 1},
    "through": {"bis": 1},
    "public_holidays": {"feiertage|feiertagen|an feiertagen": 1},
}  # fmt: skip

TALK: dict[str, dict[str, Any]] = {
    "again": {"nochmal|noch mal|noch einmal|wieder|erneut": 1},
    "ask": {
        "erinnern sie|bitte erinnern sie|erinnern sie bitte|erinnert ihr": "remind", "können sie mich|könnten sie mich|würden sie mich|"
        "kannst du bitte mich|können sie uns|könntest du mich bitte|kannst du mich bitte": "around",
        "setz ne erinnerung|stell ne erinnerung|mach ne erinnerung|mach mir ne erinnerung|mach mir eine erinnerung|leg eine erinnerung an|"
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
    "lead": {"daran|an|ans|dass|dran|wegen|um|zu|über|am|für|von": 1},
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
    "alone_declines": {"abbrechen|brich ab|vergiss": 1},
    "help_about": {"wie erstelle ich|wie setze ich|wie lösche ich|wie stelle ich|wie kann ich|wie ändere ich|wie verschiebe ich": 1},
    "help_alone": {"hilfe|help": 1},
    "resume_word": {"fort": 1},
    "snooze_needs_it": {"nochmal|noch mal|noch einmal": 1},
    "names_reminder": {"lösche|lösch|storniere|entferne|hör auf mich|hör auf , mich|erinnere mich nicht mehr|erinner mich nicht mehr": 1},
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
        "nerv mich|nerve mich|hak nach|hake nach|frag nach|frage nach|frag mich|bleib dran|erinnere mich weiter|"
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
    "sets": {"schick|stell|schalte|mails|per": 1, "setze|setz|stelle|stell|ändere|meine|mein|auf|ich|bin|die|nur|keine|schick|schicke|mir|ist": 1},
    "setting": {
        "zeitzone": "zone", "sprich|sprache|antworte auf|rede": "locale", "ruhe|ruhezeit|nicht stören|ruhig": "quiet",
        "zusammenfassung|überblick|tagesübersicht|wochenübersicht": "digest", "nur": "level",
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
        "anrufen|kaufen|abholen|bezahlen|zahlen|schreiben|schicken|senden|buchen|bestellen|eintragen|machen|putzen|gießen|abgießen|holen|"
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
        "schon|wird|findet|beginnt|musst|muss": 1,
    },
    "by": {"um": 1},
    "moves": {"später|nach hinten|weiter": 1, "früher|vor|nach vorn|nach vorne": -1},
    "pulls": {"zieh vor|ziehe vor": 1},
    "pronoun": {"es|er|sie|das": 1},
    "too": {"auch|mehr|nicht mehr|wieder|bitte|künftig|immer": 1},
}  # fmt: skip
