"""English: the words of time; those of talking about reminders are in en_talk.py.

Data only: class of meaning -> {"variant|variant": value}. A variant of several words is read as one token.
"""

from __future__ import annotations

from typing import Any

from bot.language.lexicon.en_talk import TALK
from bot.language.lexicon.lexicon import AND, AROUND, AT, BY, IN, OF, ON, THE, Grammar
from bot.language.lexicon.units import (
    BUSINESS_DAY,
    CENTURY,
    DAY,
    DECADE,
    FORTNIGHT,
    HOUR,
    MINUTE,
    MONTH,
    QUARTER,
    SECOND,
    WEEK,
    YEAR,
)

__all__ = ["GRAMMAR", "HINTS", "TALK", "TIME"]

GRAMMAR = Grammar(dotted_clock=True, open_compounds=True, abbreviated_zones=True, past_ending="ed")
# Words that hardly stand in a message of another language, for telling languages apart.
HINTS = "the to remind me my at tomorrow every reminder reminders what is and i in on for about with please you it cancel list"


TIME: dict[str, dict[str, Any]] = {
    "num": {
        "zero": 0, "one": 1, "two|a couple of|a couple|couple of|couple": 2, "three|a few|few|several": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
        "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve|a dozen": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
        "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty|fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
        "eighty": 80, "ninety": 90, "hundred|a hundred": 100,
    },
    "a": {"a|an": 1},
    "half": {"half": 0.5},
    "and_half": {"and a half|and half|& a half|& half": 0.5, "and a quarter": 0.25, "and three quarters": 0.75},
    "duration": {
        "half an hour|half hour|half a hour|a half hour|a half an hour|half-hour": ("s", 1800),
        "quarter of an hour|a quarter of an hour|quarter hour|a quarter hour": ("s", 900),
        "three quarters of an hour|three-quarters of an hour": ("s", 2700), "half a minute|half minute": ("s", 30),
        "half a day|half day": ("s", 43200), "half a year|half year": ("m", 6), "half a dozen days": ("d", 6),
        "an hour and a half|hour and a half|one hour and a half": ("s", 5400), "a day and a half": ("s", 129600), "a year and a half": ("m", 18),
        "a week and a half": ("s", 907200), "a minute and a half": ("s", 90), "a quarter": ("m", 3), "half a week": ("s", 302400),
        "half a month": ("d", 15), "the hour": ("s", 3600),
    },
    "unit": {
        "second|seconds|sec|secs": SECOND, "minute|minutes|min|mins|minuts|minutues|mintues|minute's": MINUTE, "hour|hours|hr|hrs": HOUR,
        "day|days": DAY, "week|weeks|wk|wks": WEEK, "fortnight|fortnights": FORTNIGHT, "month|months|mth|mths|mo|mos": MONTH,
        "quarter|quarters": QUARTER, "year|years|yr|yrs": YEAR,
        "business day|business days|working day|working days|workday|workdays|work day|work days|weekday|weekdays": BUSINESS_DAY, "sleeps": DAY,
        "decade|decades": DECADE,
        "century|centuries": CENTURY, "the day": DAY, "the week": WEEK, "the month": MONTH, "the year": YEAR,
    },
    "unit1": {"s": SECOND, "m": MINUTE, "h": HOUR, "d": DAY, "w": WEEK, "y": YEAR},
    "glued": {
        "s|m|h|d|w|y|min|mins|hr|hrs|sec|secs|minute|minutes|hour|hours|day|days|week|weeks|wk|wks|month|months|mo|mos|year|years|yr|yrs|"
        "am|pm|a|p|st|nd|rd|th|ish|oclock|x": 1,
        "gmt|utc|cet|cest|est|edt|pst|pdt|bst|z": 1,
        "jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december": 1,
    },
    "ordinal_ending": {"st|nd|rd|th": 1},
    "from_last": {"to last|to the last": 1},
    "ord": {
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
        "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
        "nineteenth": 19, "twentieth": 20, "twenty first|twenty-first": 21, "twenty second|twenty-second": 22, "twenty third|twenty-third": 23,
        "twenty fourth|twenty-fourth": 24, "twenty fifth|twenty-fifth": 25, "twenty sixth|twenty-sixth": 26, "twenty seventh|twenty-seventh": 27,
        "twenty eighth|twenty-eighth": 28, "twenty ninth|twenty-ninth": 29, "thirtieth": 30, "thirty first|thirty-first": 31, "last|final": -1,
        "second last|second to last|penultimate|second-to-last|next to last": -2, "third last|third to last|third-to-last": -3,
    },
    "weekday": {
        "monday|mon": 0, "tuesday|tue|tues|tuseday|tusday": 1, "wednesday|wed|weds|wensday|wednsday|wedensday|wendesday|wednesay": 2,
        "midweek": 2, "thursday|thu|thur|thurs|thrusday|thursay|thurdsay": 3, "friday|fri|firday|frday": 4, "saturday|sat|saterday|satruday": 5,
        "sunday|sun": 6,
    },
    "weekdays": {
        "mondays|all mondays": 0, "tuesdays|all tuesdays": 1, "wednesdays|all wednesdays": 2, "thursdays|all thursdays": 3, "fridays|all fridays": 4,
        "saturdays|all saturdays": 5, "sundays|all sundays": 6,
    },
    "in_place": {"in": 1},
    "zone_region": {"eastern|pacific|central|mountain": 1},
    "deadline": {
        "starts at|ends on|ends|ending on|starts on|begins at|begins on|starting at|is|are|due|is due|on|at|by|end|starts|start|"
        "begins|expires|runs out|leaves|happens|takes place|closes|opens|the|is on|is at|finishes|"
        "kicks off|deadline is|deadline|departs|arrives|until|lapses|renews": 1,
    },
    "weekday_set": {
        "weekday|weekdays|working day|working days|business day|business days|workday|workdays|work day|work days": "MO-FR",
        "weekend|weekends|weekend day|weekend days": "SA-SU",
        "weeknight|week night|worknight|school day|school days|schoolday": "MO-FR", "mwf|m/w/f|m-w-f|m,w,f": "MO-WE-FR",
        "m-f": "MO-FR",
        "tth|tuth|t/th|tu/th": "TU-TH",
    },
    "weekday_sets": {
        "weekdays|workdays|business days|working days|all weekdays|all workdays|m-f|five days a week|5 days a week": "MO-FR",
        "weekday mornings|weekday afternoons|weekday evenings|weekday nights|weeknights|week nights": "MO-FR",
        "weekend mornings|weekend afternoons|weekend evenings|weekend nights": "SA-SU",
        "weekends|all weekends": "SA-SU", "mwf|m/w/f|m-w-f": "MO-WE-FR",
        "tth|tuth|t/th|tu/th": "TU-TH",
    },
    "with_part": {
        "weekday mornings|weekend mornings": "morning", "weekday afternoons|weekend afternoons": "afternoon",
        "weekday evenings|weekend evenings": "evening", "weekday nights|weeknights|week nights|weekend nights": "night",
    },
    "weekend": {"weekend|week end": 1},
    "month": {
        "january|jan": 1, "february|feb|febuary|feburary": 2, "march|mar": 3, "april|apr": 4, "may": 5, "june|jun": 6, "july|jul": 7,
        "august|aug": 8, "september|sept|sep|septmber": 9, "october|oct|ocotber": 10, "november|nov": 11, "december|dec": 12,
    },
    "no_name": {"january|february|july|september|october|november|december|summer|autumn|winter": 1},
    # Words that are names or verbs as well: a month or weekday only in company ("in march", "may 5").
    "also_a_name": {"may|march|mar|april|june|august|jun|jan|dec": 1, "sat|sun|wed|mon": 1},
    "part": {
        "early in the morning|morning|mornings|mornin": "morning", "afternoon|afternoons|arvo": "afternoon",
        "evening|evenings|eve": "evening",
        "late at night|last thing at night|night|nights|nite": "night", "lunch|lunchtime|lunch time|midday meal": "lunch",
        "first thing|bright and early|first thing in the morning|early morning|breakfast time|breakfast|before work|before school": "morning",
        "eod|cob|end of day|end of the day|close of business|close of play|cop|end of business|end of business day|end of the business day|"
        "end of the working day|end of the workday|end of work|after work|after work hours|after office hours": "eod",
        "dinner time|dinnertime|suppertime|dinner": "evening", "bedtime|bed time|before bed|before bedtime|before going to bed|"
        "before sleep": "night", "midmorning|mid-morning|mid morning": "morning",
        "midafternoon|mid-afternoon|mid afternoon|after school": "afternoon",
        "late morning|late in the morning": "late morning", "early afternoon": "early afternoon",
        "late afternoon|late in the afternoon": "late afternoon",
        "early evening": "early evening", "late evening|late in the evening": "late evening", "teatime|tea time": "tea",
        "dawn|sunrise|sunup|sun up|daybreak|first light|crack of dawn|the crack of dawn": "dawn",
        "sunset|sundown|sun down|dusk|nightfall|twilight": "dusk",
        "wee hours|the wee hours|small hours|the small hours|middle of the night|the middle of the night|dead of night|"
        "the dead of night": "small hours",
    },
    "parts": {"mornings|afternoons|evenings|nights": 1},
    # Parts of the day only in company: "any" a day or a preposition ("monday morning"), "preposition" such a one
    # ("at lunch", not "lunch with Ana"), "at" nothing else ("at dawn"), "at the end" a day where nothing follows ("sunday eve").
    "part_in_company": {
        "morning|afternoon|evening|night|mornings|nights|evenings|afternoons|mornin|nite|lunchtime|lunch time|dinner time|suppertime": "any",
        "lunch|dinner|breakfast|cop|breakfast time": "preposition", "eve": "at the end",
        "dawn|sunrise|sunup|daybreak|first light|crack of dawn|the crack of dawn|sunset|sundown|dusk|nightfall|twilight": "at",
    },
    "clockword": {
        "noon|midday|12 noon|twelve noon|high noon|noontime|noonish|mid-day|mid day": (12, 0), "midnight|midnite|12 midnight|twelve midnight": (0, 0),
        "oh one hundred|oh-one-hundred": (1, 0), "oh two hundred|oh-two-hundred": (2, 0), "oh three hundred|oh-three-hundred": (3, 0),
        "oh four hundred|oh-four-hundred": (4, 0), "oh five hundred|oh-five-hundred": (5, 0), "oh six hundred|oh-six-hundred": (6, 0),
        "oh seven hundred|oh-seven-hundred": (7, 0), "oh eight hundred|oh-eight-hundred": (8, 0), "oh nine hundred|oh-nine-hundred": (9, 0),
    },
    "rel": {
        "today|2day|tody|todays": 0,
        "tomorrow|tmrw|tmr|tmw|tomoz|2moro|2morrow|2mrw|tomorow|tommorow|tommorrow|tomorrw|tomrrow|tomarrow|tmro|tomo|morrow": 1,
        "day after tomorrow|the day after tomorrow|day after tmrw|overmorrow|day after tomorow": 2, "yesterday|yday": -1,
        "day before yesterday|the day before yesterday": -2,
    },
    "tonight": {"last thing tonight|tonight|tonite|2nite|tonigt|2night|this night|tonght": 1},
    "same_time": {"same time|the same time|this time|this same time|at this time|at the same time|exactly this time": 1},
    "same_day": {"same day|the same day|this day": 1},
    "which": {
        "this|current": 0, "next|nxt|following|the following": 1, "last|previous|past": -1, "coming|this coming|upcoming|this upcoming|"
        "the upcoming|nearest|closest": "coming",
    },
    "which_after": {"next": 1},
    "after_next": {"after next": 1},
    "later": {"later|later on|sometime|some time|any time|anytime|early|late|earlier": 1},
    "every": {
        "ev|ev .|every !|once every|once in every|once each|every|each|evry|evrey|every single|each and every": 1,
        "every other|each other|every alternate|alternate|every second": 2,
    },
    "other": {"other|alternate": 2},
    "freq": {
        "every day of the week|seven days a week|7 days a week": ("DAILY", 1),
        "daily|everyday|every day|day in day out": ("DAILY", 1), "weekly|once a week|once per week|once every week": ("WEEKLY", 1),
        "monthly|once a month|once per month|once every month": ("MONTHLY", 1), "yearly|annually|once a year|once per year": ("YEARLY", 1),
        "hourly|once an hour|once every hour|once per hour": ("HOURLY", 1), "fortnightly|biweekly|bi-weekly|once a fortnight": ("WEEKLY", 2),
        "bimonthly|bi-monthly": ("MONTHLY", 2), "quarterly|once a quarter": ("MONTHLY", 3), "once a day|once per day|once daily": ("DAILY", 1),
        "semiannually|half-yearly|semi-annually|biannually|half yearly": ("MONTHLY", 6), "nightly": ("NIGHT", 1),
        "twice an hour|two times an hour|2 x an hour": ("MINUTELY", 30), "three times an hour|3 times an hour": ("MINUTELY", 20),
        "four times an hour|4 times an hour": ("MINUTELY", 15),
    },
    "per_day": {
        "2 x a day|2 x daily|2 x per day|twice a day|twice daily|two times a day|2 times a day|twice per day|twice every day": 2,
        "3 x a day|3 x daily|3 x per day|three times a day|3 times a day|thrice a day|three times daily|3 times daily|thrice daily|"
        "three times every day|3 times every day|three times per day|3 times per day": 3,
        "4 x a day|4 x daily|four times a day|4 times a day|four times daily|four times every day|four times per day": 4,
    },
    "on_the_hour": {"on the hour|at the top of the hour|at : 00": 0, "on the half hour|on the half-hour|at : 30|at half past the hour": 30,
        "at : 15|on the quarter hour|at quarter past the hour|at quarter past every hour": 15, "at : 45|at quarter to the hour": 45},
    "full": {"full|whole": 1},
    "sign": {"plus": 1},
    "per_period": {
        "twice a week|twice weekly|twice per week|twice each week|twice every week|two times a week|2 times a week|2 x a week|"
        "two days a week|2 days a week": ("WEEKLY", 2),
        "three times a week|3 times a week|thrice a week|thrice weekly|three times per week|three times every week|3 x a week|"
        "three days a week|3 days a week": ("WEEKLY", 3),
        "four times a week|4 times a week|four times per week": ("WEEKLY", 4),
        "five times a week|5 times a week|five times per week": ("WEEKLY", 5),
        "twice a month|twice monthly|twice per month|twice each month|semi-monthly|semimonthly|twice-monthly|"
        "twice every month|two times a month|2 times a month": ("MONTHLY", 2),
        "three times a month|3 times a month|three times per month": ("MONTHLY", 3),
        "twice a year|twice yearly|twice per year|twice each year|twice every year|two times a year|2 times a year": ("YEARLY", 2),
        "three times a year|3 times a year|three times per year": ("YEARLY", 3),
        "four times a year|4 times a year|four times per year": ("YEARLY", 4),
    },
    "times": {"times|time|x|occurrences|occasions": 1},
    "mark": {
        "in less than|in under|in a bit over|in just over|in a little over|in just under|"
        "in a little under|in almost|in nearly|in more than|in over|in well under|"
        "in no more than|in at most|in at least|in around|in like|in maybe|in just|in only|in up to|in the year|in|"
        "within|inside|in another|in the next|within the next|during": IN, "at|starting at|beginning at": AT,
        "around|circa|at or around|at around": AT | AROUND,
        "on|on or around|on or about|on or after|on or by|for|over|come|starting|beginning|from|as of|effective|due on": ON,
        "by|before|on or before|by or before|not before|at the latest by|at the latest on|no earlier than|no sooner than|no later than|"
        "not later than|towards|toward": BY,
        "just before|shortly before|right before": BY, "after|past|later than|just after|shortly after|right after|soon after": BY | IN,
        "until|till|til|'til|untill|up to|up until": AT | BY | IN | ON, "the": THE, "of": OF,
        "about|approximately|roughly|exactly|precisely|approx": AROUND, "and|&|plus|as well as|and also|and then|and again": AND,
    },
    "more": {"more": 1},
    "from_now": {"from now|hence|from right now|later|from this moment|from now on|in the future": 1},
    "ago": {"ago": 1},
    "before": {"before|prior to|ahead of|in advance of": -1, "after|from|following|since": 1},
    "lone_shift": {
        "before|beforehand|earlier|in advance|prior|before that|before then|ahead of time|before it|ahead|before it starts|"
        "before it begins|before it's due": -1,
        "after|afterwards|after that|after it|thereafter|afterward": 1,
    },
    "due": {"is due|due|due date|deadline|is|'s due": 1},
    "until": {"up to and including|until|till|til|'til|untill|through|thru|up to|up until|ending|ending on|ends|ends on|to": 1},
    "through": {"until|till|til|'til|untill": 1, "through|thru|up to and including": 2},
    "at_most": {
        "but only|only|max|maximum|at most|no more than|up to|just|a maximum of|a total of|for a total of|altogether|but just|"
        "for at most|for a maximum of|not more than": 1,
    },
    "starting": {
        "starting|beginning|starting from|starting on|beginning on|as of|as from|from|effective|commencing|starts|starting at|beginning at|"
        "starting in": 1,
    },
    "except": {"except|except for|excluding|but not|apart from|other than|not on|but|except on|skipping|not": 1},
    "for": {"for": 1},
    "between": {"between": 2, "from": 1},
    "to": {"to|till|til|until|through|thru": 1},
    "past": {"past|after": 1, "to|till|before|til|of": -1},
    "quarter": {"quarter|a quarter": 15, "half": 30},
    "half_hour": {"half": 30},
    "min_word": {"minutes|minute|mins|min": 1},
    "mer": {"am|a.m|a.m.|a": "a", "pm|p.m|p.m.|p": "p"},
    "oclock": {"o'clock|oclock|o clock|o' clock|clock": 1},
    "hours_word": {"hours|hrs|h": 1},
    "sharp": {
        "sharp|exactly|on the dot|ish|-ish|or so|precisely|prompt|promptly|latest|at the latest|at the earliest|or thereabouts|onwards|onward|"
        "local time|my time|local|today's": 1,
    },
    "numbered": {
        "chapter|chapters|page|pages|episode|ep|level|room|gate|platform|track|bus|line|flight|volume|vol|lesson|module|unit|section|"
        "exercise|question|verse|season|round|stage|table|seat|row|apartment|apt|suite|floor|exit|route|highway|channel|grade|build|"
        "version|number|no|step|part|pr|issue|ticket|sprint|phase|slide|figure|appendix|paragraph|article|scene": 1,
    },
    "latest": {"at the latest|latest|at latest|at the very latest|at the earliest": 1},
    "tells_clock": {"ish|-ish|sharp|on the dot": 1},
    "in_next": {"in the next|within the next": 1},
    "zone_word": {"time|standard time|local time|daylight time|tz|timezone|time zone": 1},
    "rest": {"rest of|remainder of": 1},
    "edge": {
        "beginning|start|early|begin|top of|beginning of|start of|very start of|early in|"
        "first half of|1st half of|first half|h1": 0,
        "middle|mid|middle of|midway through|halfway through|"
        "second half of|2nd half of|second half|latter half of|h2": 1, "end|late|end of|late in|close of|very end of": 2,
    },
    "period_end": {
        "eow|end of week|end of the week|end of this week|the end of the week|end of the work week|end of the working week": "WEEKLY",
        "eom|end of month|end of the month|month's end|months end|end of this month|the end of the month|month end|month-end|"
        "end of the current month": "MONTHLY",
        "eoy|end of year|end of the year|end of this year|the end of the year|year end|year-end": "YEARLY",
        "eoq|end of quarter|end of the quarter|end of this quarter|the end of the quarter": "QUARTERLY",
    },
    "holiday": {
        "christmas|christmas day|xmas|xmas day": "christmas", "christmas eve|xmas eve": "christmas eve", "boxing day": "boxing day",
        "halloween|hallowe'en": "halloween", "new year|new years|new year's|new year's day|new years day": "new year",
        "new year's eve|new years eve|nye|new year eve|silvester": "new year's eve",
        "valentine's day|valentines day|valentine's|valentines|valentine day": "valentine's day", "easter|easter sunday|easter day": "easter",
        "good friday": "good friday", "easter monday": "easter monday", "maundy thursday": "maundy thursday", "ash wednesday": "ash wednesday",
        "palm sunday": "palm sunday", "mardi gras|shrove tuesday|pancake day": "shrove tuesday", "ascension day|ascension": "ascension",
        "pentecost|whitsunday|whit sunday": "pentecost", "whit monday|pentecost monday": "whit monday", "corpus christi": "corpus christi",
        "thanksgiving|thanksgiving day": "thanksgiving", "black friday": "black friday", "cyber monday": "cyber monday",
        "labor day|labour day": "labor day", "memorial day": "memorial day",
        "independence day|4th of july|fourth of july|july fourth": "independence day",
        "st patrick's day|st patricks day|saint patrick's day|st. patrick's day|st paddy's day|saint patricks day|"
        "st patrick's|paddy's day": "st patrick's day",
        "mlk day|martin luther king day|martin luther king jr day|martin luther king jr. day|martin luther king's day": "mlk day",
        "presidents day|presidents' day|president's day": "presidents day",
        "columbus day|indigenous peoples day|indigenous peoples' day": "columbus day",
        "veterans day|veteran's day|veterans' day|armistice day|remembrance day": "veterans day", "juneteenth": "juneteenth",
        "mother's day|mothers day": "mother's day", "father's day|fathers day": "father's day",
        "april fools|april fool's|april fools day|april fool's day|april fools' day": "april fools", "groundhog day": "groundhog day",
        "epiphany|three kings day": "epiphany", "all saints day|all saints' day": "all saints", "all souls day|all souls' day": "all souls",
        "may day|mayday": "may day", "earth day": "earth day", "guy fawkes|guy fawkes night|bonfire night": "bonfire night",
        "canada day": "canada day", "bastille day": "bastille day", "australia day": "australia day", "anzac day": "anzac day",
        "cinco de mayo": "cinco de mayo", "women's day|international women's day": "women's day", "midsummer|midsummer's day": "midsummer",
        "flag day": "flag day", "kwanzaa": "kwanzaa", "boss's day|boss day|bosses day": "boss's day", "tax day": "tax day",
        "winter solstice": "winter solstice", "summer solstice": "summer solstice", "spring equinox|vernal equinox": "spring equinox",
        "autumn equinox|fall equinox|autumnal equinox": "autumn equinox", "burns night": "burns night", "candlemas": "candlemas",
        "st george's day|st georges day": "st george's day", "st david's day": "st david's day", "walpurgis night": "walpurgis night",
        "singles day|singles' day": "singles day", "holy saturday|easter saturday|easter eve": "holy saturday",
        "trinity sunday": "trinity sunday", "giving tuesday": "giving tuesday", "election day": "election day",
        "canadian thanksgiving": "canadian thanksgiving", "hogmanay": "new year's eve", "lent": "ash wednesday", "fat tuesday": "shrove tuesday",
        "st stephen's day": "boxing day", "pi day": "pi day", "star wars day": "star wars day",
    },
    "national_holiday": {
        "republic day": "republic day", "national day": "national day", "constitution day": "constitution day", "waitangi day": "waitangi day",
        "king's day": "king's day", "king's birthday": "king's birthday", "queen's birthday": "queen's birthday", "family day": "family day",
        "victoria day": "victoria day", "heritage day": "heritage day", "freedom day": "freedom day", "liberation day": "liberation day",
        "unity day": "unity", "day of german unity": "german unity", "gandhi jayanti": "gandhi", "diwali|deepavali": "diwali", "holi": "holi",
        "chinese new year|lunar new year|spring festival": "chinese new year", "dragon boat festival": "dragon boat",
        "mid-autumn festival|mid autumn festival|moon festival": "mid-autumn", "vesak|vesak day|buddha day": "vesak",
        "eid|eid al-fitr|eid al fitr|eid ul-fitr": "eid al-fitr", "eid al-adha|eid al adha|eid ul-adha": "eid al-adha",
        "islamic new year|muharram": "islamic new year", "rosh hashanah|rosh hashana|jewish new year": "rosh hashanah",
        "yom kippur": "yom kippur", "passover|pesach": "pesach", "shavuot": "shavuot", "sukkot": "sukkot",
        "matariki": "matariki", "spring bank holiday": "spring bank holiday", "summer bank holiday": "summer bank holiday",
        "early may bank holiday": "may", "reformation day": "reformation", "st andrew's day": "andrew", "great prayer day": "prayer",
        "assumption|assumption day": "assumption", "immaculate conception": "immaculate", "natale": "christmas", "youth day": "youth day",
        "thanksgiving monday": "thanksgiving",
    },
    "public_holiday": {"public holiday|bank holiday|holiday|national holiday": 1},
    "public_holidays": {"public holidays|bank holidays|holidays|national holidays|on holidays|on public holidays|on bank holidays": 1},
    "season": {"spring": 3, "summer": 6, "autumn|fall": 9, "winter": 12},
    "quarter_name": {
        "q1|first quarter|1st quarter": 1, "q2|second quarter|2nd quarter": 2, "q3|third quarter|3rd quarter": 3,
        "q4|fourth quarter|4th quarter": 4,
    },
    "week_number": {"week|wk|cw|calendar week|week no|week number|kw": 1},
    "nearest": {
        "nearest working day to|nearest business day to|closest working day to|nearest weekday to|working day nearest|business day nearest|"
        "weekday nearest|business day closest to|working day nearest to|nearest working day to the|nearest weekday to the|"
        "working day closest to": 1,
    },
    "or": {"or": 1},
    "the_day": {"day": ("d", 1), "the day": ("d", 1), "the week": ("d", 7), "the month": ("m", 1), "the year": ("m", 12)},
    "cron": {"cron|cron:|crontab|cron expression|schedule cron": 1},
    "makes": {
        "give me|get me|send me|set me|make me|set|create|make|add|schedule|put|give|send|i need|i want|i'd like|need|want|get|leave|"
        "set up|setup|have|start|a|an|the|new|another|recurring|repeating|regular|quick|little|short|one-time|one-off|in|up": 1,
    },
    "now": {"now|right now|right away|immediately|at once|straight away|straightaway|this instant|this minute|asap|as soon as possible": 1},
    "trailing": {"anymore|any more|any longer|for now": 1},
    "too": {"too|also|as well|again|on|back|anymore|any more|from now on": 1},
    "lead_typo": {"too|tp|ot|tto|t": 1},
}  # fmt: skip
