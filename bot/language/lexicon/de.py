"""German: the words of time; those of talking about reminders are in de_talk.py. Data only; spellings without umlauts are derived."""

from __future__ import annotations

from typing import Any

from bot.language.lexicon.de_talk import TALK
from bot.language.lexicon.lexicon import AND, AROUND, AT, BY, IN, ON, THE, Grammar
from bot.language.lexicon.units import BUSINESS_DAY, DAY, HOUR, MINUTE, MONTH, QUARTER, SECOND, WEEK, YEAR

__all__ = ["GRAMMAR", "HINTS", "TALK", "TIME"]

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
    "pausieren löschen verschieben verlegen viertel januar februar märz mai juni juli oktober dezember"
)


_UNITS = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_TENS = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")

TIME: dict[str, dict[str, Any]] = {
    "mark": {
        "um kurz nach|kurz nach|um kurz vor|kurz vor": AT | BY,
        "in|innerhalb von|binnen": IN, "im": IN | THE, "nach": BY | IN, "um": AT, "gegen": AT | AROUND, "ab": AT | ON, "am": ON | THE,
        "an|auf|für|von|zu|zum|zur": ON, "vor|spätestens|bis spätestens": BY, "spätestens am|bis spätestens am": BY | ON,
        "bis|bis zum|bis zur|bis um": AT | BY | IN | ON, "der|die|das|dem|den|des": THE,
        "etwa|ungefähr|ca|circa|rund|punkt|genau|pünktlich|immer|jeweils": AROUND, "so gegen|so um": AT | AROUND, "um punkt|punkt um|genau um": AT,
        "und|sowie": AND,
    },
    "num": {
        "null": 0, "ein|eins": 1, "zwei|zwo": 2, "drei": 3, "ein paar|paar": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7,
        "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17,
        "achtzehn": 18, "neunzehn": 19, **{word: 10 * n for n, word in enumerate(_TENS, 2)}, "dreissig": 30, "hundert": 100,
        **{f"{unit}und{ten}": 10 * n + m for n, ten in enumerate(_TENS, 2) for m, unit in enumerate(_UNITS, 1)},
        "anderthalb|eineinhalb|einundeinhalb": 1.5, "zweieinhalb|zweiundeinhalb": 2.5, "dreieinhalb": 3.5, "viereinhalb": 4.5,
        "ein dutzend": 12, "einige|einigen|wenigen": 3,
    },
    "a": {"ein|eine|einer|einem|einen|eines|ner|nem|nen|' ner|' nem|' nen|' ne": 1},
    "half": {"halbe|halben|halbes|halber": 0.5},
    "duration": {
        "viertelstunde|viertel stunde": ("s", 900), "dreiviertelstunde|dreiviertel stunde": ("s", 2700), "halbstunde": ("s", 1800),
        "halbjahr|halbes jahr|halben jahr": ("m", 6), "vierteljahr": ("m", 3),
    },
    "unit": {
        "sekunde|sekunden|sek": SECOND, "minute|minuten|min|mins": MINUTE, "stunde|stunden|std|stdn|h": HOUR, "tag|tage|tagen|tages": DAY,
        "woche|wochen|wo": WEEK, "monat|monate|monaten|monats": MONTH, "quartal|quartale|quartals": QUARTER,
        "jahr|jahre|jahren|jahres": YEAR,
        "werktag|werktage|werktagen|arbeitstag|arbeitstage|arbeitstagen|geschäftstag|geschäftstage|geschäftstagen": BUSINESS_DAY,
    },
    "unit1": {"s": SECOND, "m": MINUTE, "h": HOUR, "d": DAY},
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
        "später vormittag|am späten vormittag|spätvormittag|späten vormittag": "late morning",
        "am frühen nachmittag|frühen nachmittag": "early afternoon",
        "am späten nachmittag|späten nachmittag|spätnachmittag|spätnachmittags": "late afternoon",
        "am frühen abend|frühen abend": "early evening", "am späten abend|späten abend|spätabends": "late evening",
        "bei sonnenaufgang|zum sonnenaufgang|vor sonnenaufgang|nach sonnenaufgang|im morgengrauen|bei tagesanbruch": "dawn",
        "bei sonnenuntergang|zum sonnenuntergang|vor sonnenuntergang|nach sonnenuntergang|in der abenddämmerung|bei einbruch der dunkelheit": "dusk",
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
    "between": {"zwischen": 2, "von|vom": 1},
    "count": {
        "zweimal": 2, "dreimal": 3, "viermal": 4, "fünfmal": 5, "sechsmal": 6, "siebenmal": 7, "achtmal": 8, "neunmal": 9, "zehnmal": 10,
        "zwölfmal": 12,
    },
    "lasting": {"lang": 1},
    "starting": {"ab|beginnend|beginnend am|ab dem|von": 1},
    "except": {"außer|außer am|ausgenommen|nur nicht": 1},
    "for": {"für": 1},
    "timed": {"auf|über|von": 1},
    "full": {"volle|vollen": 1},
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
    "rest": {"rest der|rest des": 1},
    "same_day": {"am selben tag|am gleichen tag": 1},
    "edge": {
        "anfang|beginn|anfang des|beginn des|ersten hälfte|erste hälfte": 0, "mitte|mitte des|zweiten hälfte|zweite hälfte": 1, "ende|ende des": 2},
    "period_end": {
        "ende der woche|wochenende hin|am ende der woche|zum wochenende": "WEEKLY",
        "ende des monats|monatsende|am monatsende|zum monatsende": "MONTHLY",
        "ende des jahres|jahresende|am jahresende|zum jahresende": "YEARLY", "quartalsende|ende des quartals": "QUARTERLY",
    },
    "in_a_week": {"in einer woche|in acht tagen": 1, "in zwei wochen|in 2 wochen|in vierzehn tagen|in 14 tagen": 2},
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
