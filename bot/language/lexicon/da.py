"""Danish: the words of time and of talking about reminders. Data only; spellings without æ, ø, å are derived."""

from __future__ import annotations

from typing import Any

from bot.language.lexicon.lexicon import AND, AROUND, AT, BY, IN, OF, ON, THE, Grammar
from bot.language.lexicon.units import BUSINESS_DAY, DAY, HOUR, MINUTE, MONTH, QUARTER, QUARTER_HOUR, SECOND, WEEK, YEAR

GRAMMAR = Grammar(half_is_before=True, dotted_ordinals=True, day_clock=True)
HINTS = (
    "mind mig minde om at kl klokken den det der og er på paa i dag morgen igår går ikke hver hvert mine påmindelser påmindelse paamindelser "
    "vis slet annuller flyt udsæt færdig hjælp ja nej tak hvilke har jeg du næste uge måned timer minutter timen mandag tirsdag onsdag torsdag "
    "fredag lørdag søndag til med hvad god weekend husk vi fra som sæt huskes ring aften eftermiddag overmorgen imorgen opret kan minder "
    "annullér aflys fjern ryk ændr ændre gjort klaret ordnet markér marker genoptag fortsæt jep fint afbryd nix tal engelsk dansk kun advarsler "
    "slå lyden bloker ingen mails tidszone oversigt stille forstyr hvordan igen prøv senere super gerne selvfølgelig giv besked mangler køb "
    "hent send betal dagen starter forfalder ugen nu mødet tandlægen bussen hold op længere godnat godmorgen mange hvornår kommer væk sig gange "
    "forhåndsvis januar februar marts maj juni juli oktober december møde "
    "udskyd hvorfor fortryd spørg altid også frem skub besked væk inden efter før gerne ikke pauser alle liste klar mens noget snart dage uger"
)


_UNITS = ("en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni")
_TENS = ("tyve", "tredive", "fyrre", "halvtreds", "tres", "halvfjerds", "firs", "halvfems")

TIME: dict[str, dict[str, Any]] = {
    "mark": {
        "om|inden for|i løbet af": IN, "i": IN | ON, "kl|kl .|klokken|klokka": AT, "omkring|cirka|ca|ca .|ved": AT | AROUND,
        "præcis|præcist|nøjagtig|altid": AROUND, "nu på|nu til": ON,
        "efter": BY | IN, "før|inden": BY, "på|til|fra": ON, "den|d|d .": ON | THE, "indtil|frem til": AT | BY | IN | ON, "det|de": THE,
        "af": OF, "og|samt": AND,
    },
    "num": {
        "nul": 0, "en|et|én|ét": 1, "to|et par|par": 2, "tre|nogle få|nogle": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9,
        "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15, "seksten": 16, "sytten": 17, "atten": 18, "nitten": 19,
        **{word: 10 * n for n, word in enumerate(_TENS, 2)}, "hundrede": 100,
        **{f"{unit}og{ten}": 10 * n + m for n, ten in enumerate(_TENS, 2) for m, unit in enumerate(_UNITS, 1)}, "halvanden|halvandet": 1.5,
        "to en halv": 2.5,
    },
    "a": {"en|et": 1},
    "half": {"halv|halvt|halve": 0.5},
    "and_half": {"og en halv": 0.5},
    "duration": {
        "halvt år|et halvt år": ("m", 6), "en times tid|times tid": ("s", 3600), "en uges tid|uges tid": ("d", 7), "fjorten dage": ("d", 14),
    },
    "unit": {
        "sekund|sekunder|sek": SECOND, "minut|minutter|min": MINUTE, "time|timer|timers": HOUR, "kvarter": QUARTER_HOUR,
        "dag|dage|dages": DAY, "uge|uger|ugers": WEEK, "måned|måneder|måneden": MONTH, "kvartal|kvartaler": QUARTER, "år": YEAR,
        "hverdag|hverdage|arbejdsdag|arbejdsdage|bankdag|bankdage": BUSINESS_DAY,
    },
    "unit1": {"s": SECOND, "m": MINUTE, "t": HOUR, "h": HOUR, "d": DAY},
    "glued": {"s|m|t|h|d|min|timer|dage|te|am|pm|x": 1},
    "ordinal_ending": {"te": 1},
    "ord": {
        "første": 1, "anden|andet": 2, "tredje": 3, "fjerde": 4, "femte": 5, "sjette": 6, "syvende": 7, "ottende": 8, "niende": 9, "tiende": 10,
        "ellevte": 11, "tolvte": 12, "femtende": 15, "tyvende": 20, "sidste": -1, "næstsidste": -2,
    },
    "weekday": {"mandag|man": 0, "tirsdag|tirs": 1, "onsdag|ons": 2, "torsdag|tors": 3, "fredag|fre": 4, "lørdag|lør": 5, "søndag|søn": 6},
    "weekdays": {"mandage": 0, "tirsdage": 1, "onsdage": 2, "torsdage": 3, "fredage": 4, "lørdage": 5, "søndage": 6},
    "weekday_set": {"hverdag|hverdage|ugedag": "MO-FR", "weekend|weekender": "SA-SU"},
    "weekday_sets": {"hverdage|på hverdage|i hverdagene": "MO-FR", "weekender|i weekender|i weekenderne": "SA-SU"},
    "weekend": {"weekend|weekenden": 1},
    "month": {
        "januar|jan": 1, "februar|feb": 2, "marts|mar": 3, "april|apr": 4, "maj": 5, "juni|jun": 6, "juli|jul": 7, "august|aug": 8,
        "september|sep|sept": 9, "oktober|okt": 10, "november|nov": 11, "december|dec": 12,
    },
    "also_a_name": {"jul|maj|august|mar|dec": 1},
    "rel": {"i dag|idag": 0, "i morgen|imorgen": 1, "i overmorgen|overmorgen": 2, "i går|igår": -1, "i forgårs|forgårs": -2},
    "today_part": {"i aften": "evening", "i eftermiddag": "afternoon", "i formiddag|i morges": "morning", "i nat": "night"},
    "part": {
        "efter arbejde|efter arbejdet|efter arbejdstid|når jeg får fri": "eod", "inden sengetid|før sengetid|ved sengetid|inden jeg går i seng|"
        "før jeg går i seng": "night", "inden arbejde|før arbejde": "morning",
        "morgen|tidlig|formiddag|om morgenen|om formiddagen|morgenen": "morning", "eftermiddag|om eftermiddagen": "afternoon",
        "aften|om aftenen|aftenen": "evening", "nat|om natten|natten": "night", "fyraften|ved fyraften": "eod",
        "sidst på formiddagen|sent på formiddagen|sen formiddag": "late morning",
        "først på eftermiddagen|tidligt på eftermiddagen": "early afternoon",
        "sidst på eftermiddagen|sent på eftermiddagen|sen eftermiddag": "late afternoon",
        "først på aftenen|tidligt på aftenen|tidlig aften": "early evening", "sent på aftenen|sen aften|sidst på aftenen": "late evening",
        "ved daggry|ved solopgang|før solopgang": "dawn", "ved solnedgang|før solnedgang|ved skumringstid|i skumringen": "dusk",
        "frokost|ved frokosttid|frokosttid": "lunch",
    },
    "part_in_company": {"morgen|formiddag|eftermiddag|aften|nat|tidlig": "any", "frokost": "preposition"},
    "clockword": {"middag|middagstid|ved middagstid": (12, 0), "midnat|ved midnat": (0, 0)},
    "same_time": {"på samme tid|samme tid": 1},
    "which": {"denne|dette|disse": 0, "næste": 1, "sidste|forrige": -1, "kommende|førstkommende": "coming"},
    "later": {"senere|engang": 1},
    "every": {"hver|hvert|alle": 1, "hver anden|hvert andet": 2, "hver tredje|hvert tredje": 3},
    "freq": {
        "dagligt|daglig|en gang om dagen": ("DAILY", 1), "ugentligt|ugentlig|en gang om ugen": ("WEEKLY", 1),
        "månedligt|månedlig|en gang om måneden": ("MONTHLY", 1), "årligt|årlig|en gang om året": ("YEARLY", 1),
        "hver fjortende dag": ("WEEKLY", 2),
    },
    "per_day": {"to gange om dagen|to gange dagligt": 2, "tre gange om dagen|tre gange dagligt": 3},
    "times": {"gange": 1},
    "from_now": {"fra nu": 1},
    "ago": {"siden": 1},
    "day_before": {"dagen før|dagen inden|en dag før|en dag inden|aftenen før": -1, "dagen efter|en dag efter": 1},
    "before": {"før|inden": -1, "efter": 1},
    "lone_shift": {"før|forinden|i forvejen": -1, "efter|senere": 1},
    "until": {"indtil|til og med|frem til|til": 1},
    "to": {"til": 1},
    "between": {"mellem": 2, "fra": 1},
    "starting": {"fra|fra og med|startende": 1},
    "except": {"undtagen|bortset fra|på nær": 1},
    "for": {"i": 1},
    "timed": {"på": 1},
    "full": {"hele|hel": 1},
    "or": {"eller": 1},
    "past": {"over": 1, "i": -1},
    "quarter": {"kvart": 15},
    "half_hour": {"halv": 30},
    "min_word": {"minutter|min": 1},
    "oclock": {"h": 1},
    "mer": {"am": "a", "pm": "p"},
    "zone_word": {"tid": 1},
    "city": {
        "london|engelsk|britisk": "Europe/London", "new york|amerikansk østkyst": "America/New_York", "tysk": "Europe/Berlin",
        "fransk": "Europe/Paris",
        "spansk": "Europe/Madrid", "dansk|københavn": "Europe/Copenhagen", "svensk": "Europe/Stockholm", "norsk": "Europe/Oslo",
        "finsk": "Europe/Helsinki",
        "grønlandsk|nuuk": "America/Nuuk", "færøsk": "Atlantic/Faroe", "islandsk": "Atlantic/Reykjavik", "moskva": "Europe/Moscow",
        "rom": "Europe/Rome",
        "wien": "Europe/Vienna", "athen": "Europe/Athens", "lissabon": "Europe/Lisbon", "japansk": "Asia/Tokyo", "kinesisk": "Asia/Shanghai",
        "indisk": "Asia/Kolkata",
    },
    "sharp": {"- tiden|tiden|præcis|skarp|senest|cirka": 1},
    "rest": {"resten af": 1},
    "same_day": {"samme dag": 1},
    "edge": {
        "starten af|begyndelsen af|i starten af|i begyndelsen af|først i|først på|primo|første halvdel af": 0,
        "midten af|midt i|i midten af|medio|anden halvdel af": 1,
        "slutningen af|i slutningen af|udgangen af|ved udgangen af|sidst i|sidst på|ultimo": 2,
    },
    "period_end": {
        "slutningen af måneden|i slutningen af måneden|ved månedens udgang|udgangen af måneden|ultimo måneden": "MONTHLY",
        "slutningen af ugen|i slutningen af ugen": "WEEKLY", "slutningen af året|i slutningen af året|årets udgang": "YEARLY",
    },
    "in_a_week": {"om en uge|om otte dage": 1, "om to uger|om 2 uger|om fjorten dage|om 14 dage": 2},
    "holiday": {
        "jul": "christmas",
        "juledag|første juledag|til jul|julen|i julen": "christmas", "juleaften|juleaftensdag": "christmas eve", "anden juledag": "boxing day",
        "nytårsaften|nytårsaftensdag": "new year's eve", "nytårsdag|nytår": "new year", "påske|påskedag|påskesøndag": "easter",
        "langfredag": "good friday", "skærtorsdag": "maundy thursday", "anden påskedag|2 . påskedag": "easter monday",
        "kristi himmelfart|kristi himmelfartsdag": "ascension", "pinse|pinsedag": "pentecost", "anden pinsedag": "whit monday",
        "grundlovsdag": "constitution day", "sankthans|sankt hans|sankthansaften": "st john's eve", "valentinsdag": "valentine's day",
        "fastelavn": "shrove monday", "mors dag|morsdag": "mother's day", "luciadag|santa lucia": "st lucy", "mortensaften": "st martin",
        "halloween": "halloween",
    },
    "public_holiday": {"helligdag": 1},
    "numbered": {
        "kapitel|side|sider|afsnit|niveau|lokale|værelse|perron|spor|linje|bus|bind|lektion|opgave|spørgsmål|runde|plads|række|etage|version|"
        "nummer|trin|del": 1,
    },
    "season": {"forår": 3, "sommer": 6, "efterår": 9, "vinter": 12, "foråret": 3, "sommeren": 6, "efteråret": 9, "vinteren": 12},
    "week_number": {"uge": 1},
    "at_most": {"kun|men kun|højst|højest|maks|i alt": 1},
    "through": {"indtil|til og med|frem til": 1},
    "to_month": {"til": 1},
    "public_holidays": {"helligdage|på helligdage": 1},
}  # fmt: skip

TALK: dict[str, dict[str, Any]] = {
    "again": {"igen|endnu en gang": 1},
    "ask": {
        "plag mig|mas mig": "me", "lav en reminder|sæt en reminder|opret en reminder|lav mig en påmindelse|sæt mig en påmindelse|"
        "sæt en alarm|stil et vækkeur|sæt et vækkeur|sæt en timer|sæt mig en alarm|giv mig en påmindelse": "noun",
        "væk mig|sig til|giv mig besked|giv mig et praj|prik til mig": "me", "mind|minde|kan du minde|vil du minde|kan du mind|kunne du minde|"
        "må du minde": "remind", "husk": "me",
        "påmindelse": "bare noun",
        "lad mig ikke glemme|glem ikke|husk mig på|husk at minde mig|glem ikke at minde mig|kan du huske mig på": "me",
        "lav en påmindelse|opret en påmindelse|sæt en påmindelse|ny påmindelse|tilføj en påmindelse": "noun",
    },
    "me": {"mig|os": 1},
    "here": {"os": 1},
    "wakes": {"væk mig": 1},
    "polite": {"venligst|tak|hej|kan du|vil du|gider du|ok|okay|og|så|lige|vær sød at|godmorgen|hov": 1},
    "begs": {"kan du|vil du|gider du": 1},
    "lead": {"om|at|om at|på|på at|angående|vedrørende|til at|med": 1},
    "det": {"en|et|den|det|de|min|mit|mine|din|dit|vores": 1},
    "blocks": {"jeg|du|han|hun|vi|det|ikke|aldrig|behøver|skal|vil|har|kan|må|som|der": 1},
    "makes": {"lav|opret|sæt|ny|en|tilføj": 1},
    "now": {"nu|lige nu|med det samme|straks|omgående|hurtigst muligt|så hurtigt som muligt|nu og her": 1},
    "vague": {"engang|snart|en dag|senere|på et tidspunkt": 1},
    "command": {
        "udskyd|udskyd det|skub det": "snooze", "skub|fremryk": "edit",
        "hold op med at minde mig|stop med at minde mig|mind mig ikke mere|mind mig ikke længere|annullér|aflys|annuller|slet|fjern|"
        "afbryd|glem": "cancel",
        "igen|prøv igen|udsæt|mind mig igen|mind mig om det igen|mind mig senere|mind mig om det senere|ikke nu|snooze|"
        "spørg mig igen": "snooze",
        "færdig|gjort|det har jeg gjort|jeg har gjort det|har gjort det|er gjort|er klaret|er ordnet|klaret|det er gjort|udført|"
        "jeg er færdig|er færdig|ordnet|det er klaret": "complete", "marker|markér": "mark",
        "ignorer|ignorér|afvis|drop den|ikke relevant": "dismiss", "pauser|pause": "pause", "genoptag|fortsæt": "resume", "vis|vis mig|se": "show",
        "liste|list": "list",
        "hvorfor": "why", "næste gange|næste gange for|forhåndsvis|hvornår kommer": "preview", "fortryd": "undo", "flyt|ændr|ændre|ret|ryk": "edit",
        "overdrag|giv": "hand over",
        "hvordan laver jeg|hvordan opretter jeg|hvordan sletter jeg|hvordan flytter jeg|hvordan kan jeg|hvordan": "help",
        "hjælp|hvad kan du|hvad kan du gøre|hjælp mig|hvordan virker det": "help", "forbind": "link", "sæt": "put",
    },
    "pause_word": {"på pause": 1},
    "alone_declines": {"annuller|afbryd|glem": 1},
    "help_about": {"hvordan laver jeg|hvordan opretter jeg|hvordan sletter jeg|hvordan flytter jeg|hvordan kan jeg|hvordan": 1},
    "help_alone": {"hjælp": 1},
    "snooze_needs_it": {"igen": 1},
    "names_reminder": {
        "annuller|slet|fjern|annullér|aflys|hold op med at minde mig|stop med at minde mig|mind mig ikke mere|mind mig ikke længere": 1,
    },
    "further": {"endnu|yderligere|mere|til|længere": 1},
    "edits_words": {"flyt|ryk|udskyd|skub|fremryk|ændr|ændre": 2},
    "edit_to": {"til": 1},
    "done_word": {"som klaret|som ordnet|klaret|som færdig|færdig|som gjort|som udført": 1},
    "reminder_noun": {"påmindelse|påmindelsen": 1, "påmindelser|påmindelserne": 2},
    "pending_word": {"hvad skal jeg huske|hvad har jeg på programmet|hvad er der": 1, "kommende|hvad har jeg|forestående": 1},
    "list_scope": {"det hele|alle|alle mine|alt": "all", "forpassede|overskredne": "missed", "færdige|afsluttede": "done"},
    "list_filler": {"har|jeg|er|der|aktive|mine|i|dag|på": 1},
    "question": {"hvilke|hvad|har jeg|er der|hvor mange": 1},
    "counts": {"har jeg|er der|hvor mange": 1},
    "about": {"om": 1},
    "deadline": {"er|skal|skal afleveres|forfalder|udløber|slutter|skal være færdig|den|på|skal betales|til": 1},
    "it": {"den|det|denne|dette": 1},
    "everything": {"det hele|alle|alt|alle mine": 1},
    "one_word": {"den om": 1},
    "target_filler": {"mine|min|mit|tak|igen|nummer": 1},
    "confirm": {
        "ja for fanden|jamen ja|jo tak|det passer|passer|lyder godt|ja det er fint|jo jo": 1,
        "ja|jep|jo|ok|okay|ja tak|selvfølgelig|fint|det er fint|helt fint|perfekt|yes|gør det|korrekt|præcis|det er rigtigt|super|gerne|👍|✅|👌": 1,
    },
    "decline": {"nej|nej tak|afbryd|lad være|glem det|nix|stop|ellers tak|annuller|👎|❌": 1},
    "choice_filler": {"den|det|nummer": 1},
    "is": {"er|bliver": 1},
    "idle": {"urørt|uændret|inaktiv": 1},
    "when": {"når|hvis": 1},
    "item_kind": {"opgave|fejl|projekt": 1},
    "unless": {"medmindre": 1},
    "closed": {"lukket|løst|færdig": 1},
    "nag": {"plag mig|mas mig|ryk mig|bliv ved|bliv ved med at minde mig om det|bliv ved med at spørge|spørg igen|spørg mig igen|spørg|spørg mig": 1},
    "until_done": {
        "indtil det er gjort|til det er gjort|indtil jeg har gjort det|til jeg har gjort det|indtil jeg svarer|"
        "til jeg svarer|indtil det er færdigt|til det er færdigt|indtil det er klaret|til det er klaret|"
        "indtil jeg er færdig|til jeg er færdig": 1,
    },
    "no_nag": {
        "hold op med at plage mig|hold op med at plage|lad være med at plage mig|lad være med at plage|plag mig ikke|"
        "plag mig ikke mere|stop med at plage mig|stop med at plage|hold op med at rykke mig|hold op med at mase|"
        "ryk mig ikke mere": 1,
    },
    "because": {"fordi|da": 1},
    "sets": {"send|også|altid|få": 1, "sæt|skift|min|mit|jeg|er|kun|ikke|mig|til": 1},
    "setting": {
        "tidszone": "zone", "tal|sprog": "locale", "stille|forstyr ikke": "quiet", "oversigt|resumé": "digest", "kun": "level",
        "slå lyden fra|slå lyden fra for": "mute", "slå lyden til|slå lyden til for": "unmute",
        "hvis du ikke kan nå mig|hvis du ikke kan få fat i mig|hvis jeg ikke kan nås|reserverum|mit reserverum": "fallback",
        "bloker|blokér|stop påmindelser fra|ingen påmindelser fra|ikke flere påmindelser fra": "block",
        "tillad påmindelser fra": "unblock",
        "fjern blokering af": "unblock",
        "dag starter|min dag starter|dag begynder|min dag begynder|arbejdsdag starter": "start_of_day", "betyder|er klokken": "part",
        "spørg ikke|spørg altid|bekræftelse|bekræftelser|uden at spørge": "confirmation",
        "mail|mails|e-mail|e-mails|e - mail|e - mails|notifikationer|beskeder": "channel",
    },
    "loosely": {"tal|stille": 1},
    "none_word": {"intet|ingen|ikke|uden": 1},
    "language": {"dansk": "da", "engelsk": "en", "tysk": "de", "fransk": "fr", "spansk": "es"},
    "level": {"advarsler": "warning", "haster": "danger"},
    "policy": {
        "spørg ikke|uden at spørge|spørg aldrig": "never", "spørg altid": "always", "kun i tvivlstilfælde|hvis du er i tvivl": "when-unsure",
    },
    "kind": {"påmindelser": "reminder", "oversigter": "summary"},
    "channel": {"mail|mails|e-mail|e-mails|e - mail|e - mails": "email", "notifikationer": "all"},
    "task": {
        "kør|gå|husk|løb|aflys|meld|tøm|fyld|stil|pak|byt|sæt|tænd|sluk|luk|åbn|ring|køb|betal|send|skriv|hent|bestil|book|vask|vand|"
        "tjek|læs|aflever|lav|gør|ryd|tag|besøg|forny|skift|print|svar|bag|"
        "handl|mød|registrere|registrer|ringe|købe|betale|sende|skrive|hente|bestille|vaske|vande|tjekke|læse|aflevere|lave|rydde|tage|"
        "underskriv|udfyld|indsend|opdater|test|klip|støvsug": 1,
    },
    "event": {
        "møde|aftale|frokost|middag|aftensmad|fødselsdag|bryllup|fest|samtale|eksamen|time|undervisning|fly|flyet|tog|koncert|"
        "biograf|teater|kamp|kursus|forældremøde|opkald|standup|workshop|levering|fremvisning|lægetid|tandlægetid|brunch|kaffe|"
        "træning": 1,
    },
    "with": {"med|hos|på|for|i|til|ved|af|fra": 1},
    "denies": {
        "ikke|intet|ingen|aldrig|vi|ses|er|tilbage|hjemme|væk|fri|klar|færdig|god|godt|fedt|super|hvem|hvornår|hvad|hvor|hvordan|"
        "ok|okay|måske|så|her|der|optaget|aflyst|flyttet|senere|var": 1,
    },
    "errand": {"tandlæge|læge|frisør|husleje|skrald|indkøb|træning|piller": 1},
    "tells": {
        "jeg|du|han|hun|vi|i|er|var|har|det|der|tak|går|tager|blev|havde|fik|kommer|starter|slutter|ses|hader|lander|afgår|ankommer|begynder|"
        "ender|kører|flyttes|aflyses": 1,
    },
    "by": {"med": 1},
    "moves": {"senere|tilbage|bagud": 1, "frem|tidligere|før": -1},
    "pulls": {"fremryk": 1},
    "pronoun": {"den|det|han": 1},
    "too": {"også|altid|mere|længere|igen": 1},
}  # fmt: skip
