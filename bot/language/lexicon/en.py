"""English: the words of time and of talking about reminders.

Data only: class of meaning -> {"variant|variant": value}. A variant of several words is read as one token.
"""

from __future__ import annotations

from typing import Any

from bot.language.lexicon.lexicon import AND, AROUND, AT, BY, IN, OF, ON, THE, Grammar

GRAMMAR = Grammar(abbreviated_zones=True)
# Words that hardly stand in a message of another language, for telling languages apart.
HINTS = "the to remind me my at tomorrow every reminder reminders what is and i in on for about with please you it cancel list"

_SECOND, _MINUTE, _HOUR = ("s", 1, "SECONDLY", 1), ("s", 60, "MINUTELY", 1), ("s", 3600, "HOURLY", 1)
_DAY, _WEEK, _FORTNIGHT = ("d", 1, "DAILY", 1), ("d", 7, "WEEKLY", 1), ("d", 14, "WEEKLY", 2)
_MONTH, _QUARTER, _YEAR = ("m", 1, "MONTHLY", 1), ("m", 3, "MONTHLY", 3), ("m", 12, "YEARLY", 1)
_BUSINESS_DAY = ("b", 1, "DAILY", 1)

TIME: dict[str, dict[str, Any]] = {
    "num": {
        "zero": 0, "one": 1, "two|a couple of|a couple|couple of|couple": 2, "three|a few|few": 3, "four": 4, "five": 5, "six": 6,
        "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve|a dozen": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
        "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty|fourty": 40, "fifty": 50,
        "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred|a hundred": 100,
    },
    "a": {"a|an": 1},
    "half": {"half": 0.5},
    "and_half": {"and a half|and half": 0.5, "and a quarter": 0.25},
    "duration": {
        "half an hour|half hour|half a hour|a half hour|a half an hour|half-hour": ("s", 1800), "quarter of an hour|a quarter of an hour|quarter hour|a quarter hour": ("s", 900),
        "three quarters of an hour|three-quarters of an hour": ("s", 2700), "half a minute|half minute": ("s", 30), "half a day|half day": ("s", 43200),
        "half a year|half year": ("m", 6), "half a dozen days": ("d", 6), "an hour and a half|hour and a half|one hour and a half": ("s", 5400),
        "a day and a half": ("s", 129600), "a year and a half": ("m", 18), "a week and a half": ("s", 907200), "a minute and a half": ("s", 90),
        "a quarter": ("m", 3), "half a week": ("s", 302400), "half a month": ("d", 15),
    },
    "unit": {
        "second|seconds|sec|secs": _SECOND, "minute|minutes|min|mins|minuts|minutues|mintues|minute's": _MINUTE, "hour|hours|hr|hrs": _HOUR,
        "day|days": _DAY, "week|weeks|wk|wks": _WEEK, "fortnight|fortnights": _FORTNIGHT, "month|months|mth|mths|mo|mos": _MONTH,
        "quarter|quarters": _QUARTER, "year|years|yr|yrs": _YEAR,
        "business day|business days|working day|working days|workday|workdays|work day|work days|weekday": _BUSINESS_DAY,
        "decade|decades": ("m", 120, "YEARLY", 10), "the day": _DAY, "the week": _WEEK, "the month": _MONTH, "the year": _YEAR,
    },
    "unit1": {"s": _SECOND, "m": _MINUTE, "h": _HOUR, "d": _DAY, "w": _WEEK, "y": _YEAR},
    "glued": {
        "s|m|h|d|w|y|min|mins|hr|hrs|sec|secs|minute|minutes|hour|hours|day|days|week|weeks|wk|wks|month|months|mo|mos|year|years|yr|yrs|am|pm|a|p|st|nd|rd|th|ish|oclock|x": 1,
        "gmt|utc|cet|cest|est|edt|pst|pdt|bst|z": 1,
        "jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december": 1,
    },
    "ordinal_ending": {"st|nd|rd|th": 1},
    "ord": {
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11,
        "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
        "twentieth": 20, "twenty first|twenty-first": 21, "twenty second|twenty-second": 22, "twenty third|twenty-third": 23,
        "twenty fourth|twenty-fourth": 24, "twenty fifth|twenty-fifth": 25, "twenty sixth|twenty-sixth": 26, "twenty seventh|twenty-seventh": 27,
        "twenty eighth|twenty-eighth": 28, "twenty ninth|twenty-ninth": 29, "thirtieth": 30, "thirty first|thirty-first": 31, "last|final": -1,
        "second last|second to last|penultimate|second-to-last": -2,
    },
    "weekday": {
        "monday|mon": 0, "tuesday|tue|tues|tuseday|tusday": 1, "wednesday|wed|weds|wensday|wednsday|wedensday|wendesday|wednesay": 2,
        "thursday|thu|thur|thurs|thrusday|thursay|thurdsay": 3, "friday|fri|firday|frday": 4, "saturday|sat|saterday|satruday": 5, "sunday|sun": 6,
    },
    "weekdays": {"mondays": 0, "tuesdays": 1, "wednesdays": 2, "thursdays": 3, "fridays": 4, "saturdays": 5, "sundays": 6},
    "in_place": {"in": 1},
    "zone_region": {"eastern|pacific|central|mountain": 1},
    "deadline": {"starts at|ends on|ends|ending on|starts on|begins at|begins on|starting at|is|are|due|is due|on|at|by|ends|end|starts|start|begins|expires|runs out|leaves|happens|takes place|closes|opens|the|due on|due by|is due on|is due by|is on|is at|finishes|kicks off|deadline is|deadline|departs|arrives|until|lapses|renews": 1},
    "weekday_set": {"weekday|weekdays|working day|working days|business day|business days|workday|workdays|work day|work days": "MO-FR", "weekend|weekends|weekend day|weekend days": "SA-SU"},
    "weekday_sets": {"weekdays|workdays|business days|working days": "MO-FR", "weekends": "SA-SU"},
    "weekend": {"weekend|week end": 1},
    "month": {
        "january|jan": 1, "february|feb|febuary|feburary": 2, "march|mar": 3, "april|apr": 4, "may": 5, "june|jun": 6, "july|jul": 7, "august|aug": 8,
        "september|sept|sep|septmber": 9, "october|oct|ocotber": 10, "november|nov": 11, "december|dec": 12,
    },
    # Words that are names or verbs as well: a month or weekday only in company ("in march", "may 5").
    "also_a_name": {"may|march|mar|april|june|august|jun|jan|dec": 1, "sat|sun|wed|mon": 1},
    "part": {
        "morning|mornings|mornin": "morning", "afternoon|afternoons|arvo": "afternoon", "evening|evenings|eve": "evening", "night|nights|nite": "night",
        "lunch|lunchtime|lunch time|midday meal": "lunch", "first thing|first thing in the morning|early morning|breakfast time|breakfast": "morning",
        "eod|cob|end of day|end of the day|close of business|close of play|cop|end of business|end of business day|end of the business day|end of the working day|end of the workday|end of work": "eod",
        "dinner time|dinnertime|suppertime|dinner": "evening", "bedtime|bed time": "night", "midmorning|mid-morning|mid morning": "morning",
        "midafternoon|mid-afternoon|mid afternoon|late afternoon|early afternoon": "afternoon", "late evening|early evening": "evening",
    },
    # Parts of the day only in company: "any" a day or a preposition ("monday morning"), "preposition" one of these ("at lunch", not "lunch with Ana").
    "part_in_company": {
        "morning|afternoon|evening|night|mornings|nights|evenings|afternoons|mornin|nite": "any",
        "lunch|dinner|breakfast|eve|cop|lunchtime|lunch time|dinner time|suppertime|breakfast time": "preposition",
    },
    "clockword": {"noon|midday|12 noon|twelve noon|high noon|noontime|noonish": (12, 0), "midnight|12 midnight|twelve midnight": (0, 0)},
    "rel": {
        "today|2day|tody|todays": 0, "tomorrow|tmrw|tmr|tmw|tomoz|2moro|2morrow|2mrw|tomorow|tommorow|tommorrow|tomorrw|tomrrow|tomarrow|tmro|tomo|morrow": 1,
        "day after tomorrow|the day after tomorrow|day after tmrw|overmorrow|day after tomorow": 2, "yesterday|yday": -1,
        "day before yesterday|the day before yesterday": -2,
    },
    "tonight": {"tonight|tonite|2nite|tonigt|2night|this night|tonght": 1},
    "same_time": {"same time|the same time|this time|this same time|at this time|at the same time|exactly this time": 1},
    "which": {"this|current": 0, "next|nxt|following|the following": 1, "last|previous|past": -1, "coming|this coming|upcoming": "coming"},
    "after_next": {"after next": 1},
    "later": {"later|later on|sometime|some time|any time|anytime|early|late|earlier": 1},
    "every": {"every|each|evry|evrey|every single|each and every": 1, "every other|each other|every alternate|alternate|every second": 2},
    "other": {"other|alternate": 2},
    "freq": {
        "daily|everyday|every day|day in day out": ("DAILY", 1), "weekly|once a week|once per week|once every week": ("WEEKLY", 1),
        "monthly|once a month|once per month|once every month": ("MONTHLY", 1), "yearly|annually|once a year|once per year": ("YEARLY", 1),
        "hourly|once an hour|once every hour": ("HOURLY", 1), "fortnightly|biweekly|bi-weekly|once a fortnight": ("WEEKLY", 2),
        "bimonthly|bi-monthly": ("MONTHLY", 2), "quarterly|once a quarter": ("MONTHLY", 3), "once a day|once per day|once daily": ("DAILY", 1),
        "semiannually|half-yearly|semi-annually|biannually|twice a year|half yearly": ("MONTHLY", 6), "nightly": ("NIGHT", 1),
    },
    "per_day": {
        "twice a day|twice daily|two times a day|2 times a day|twice per day|twice every day": 2,
        "three times a day|3 times a day|thrice a day|three times daily|3 times daily|thrice daily": 3, "four times a day|4 times a day|four times daily": 4,
    },
    "times": {"times|time|x|occurrences|occasions": 1},
    "mark": {
        "in|within|inside|in another|in the next|within the next|during": IN, "at|around|circa": AT, "on|for|over|come|starting|beginning|from|as of|effective|due on": ON,
        "by|before|no later than|not later than|towards|toward": BY, "after|past": BY | IN, "until|till|til|'til|untill|up to|up until": AT | BY | IN | ON, "the": THE, "of": OF,
        "about|approximately|roughly|exactly|precisely|approx": AROUND, "and|&|plus|as well as|and also|and then|and again": AND,
    },
    "more": {"more": 1},
    "from_now": {"from now|hence|from right now|from today|later|from this moment|from now on|in the future": 1},
    "ago": {"ago": 1},
    "before": {"before|prior to|ahead of|in advance of": -1, "after|from|following|since": 1},
    "lone_shift": {
        "before|beforehand|earlier|in advance|prior|before that|before then|ahead of time|before it|ahead|before it starts|before it begins|before it's due": -1,
        "after|afterwards|after that|after it|thereafter|afterward": 1,
    },
    "due": {"is due|due|due date|deadline|is|'s due": 1},
    "until": {"until|till|til|'til|untill|through|thru|up to|up until|ending|ending on|ends|ends on|to": 1},
    "starting": {"starting|beginning|starting from|starting on|beginning on|as of|as from|from|effective|commencing|starts|starting at|beginning at|starting in": 1},
    "except": {"except|except for|excluding|but not|apart from|other than|not on|but|except on|skipping|not": 1},
    "for": {"for": 1},
    "between": {"between|from": 1},
    "to": {"to|till|til|until|through|thru": 1},
    "past": {"past|after": 1, "to|till|before|til|of": -1},
    "quarter": {"quarter|a quarter": 15, "half": 30},
    "half_hour": {"half": 30},
    "min_word": {"minutes|minute|mins|min": 1},
    "mer": {"am|a.m|a.m.|a": "a", "pm|p.m|p.m.|p": "p"},
    "oclock": {"o'clock|oclock|o clock|o' clock|clock": 1},
    "hours_word": {"hours|hrs|h": 1},
    "sharp": {"sharp|exactly|on the dot|ish|-ish|or so|precisely|prompt|promptly|latest|at the latest|or thereabouts|local time|my time|local|today's": 1},
    "zone_word": {"time|standard time|local time|daylight time|tz|timezone|time zone": 1},
    "edge": {
        "beginning|start|early|begin|top of|beginning of|start of|very start of|early in": 0,
        "middle|mid|middle of|midway through|halfway through": 1, "end|late|end of|late in|close of|very end of": 2,
    },
    "period_end": {"eow|end of week|end of the week|end of this week|the end of the week|end of the work week|end of the working week": "WEEKLY", "eom|end of month|end of the month|month's end|months end|end of this month|the end of the month|month end|month-end|end of the current month": "MONTHLY", "eoy|end of year|end of the year|end of this year|the end of the year|year end|year-end": "YEARLY", "eoq|end of quarter|end of the quarter|end of this quarter|the end of the quarter": "QUARTERLY"},
    "holiday": {
        "christmas|christmas day|xmas|xmas day": "christmas", "christmas eve|xmas eve": "christmas eve", "boxing day": "boxing day", "halloween|hallowe'en": "halloween",
        "new year|new years|new year's|new year's day|new years day": "new year", "new year's eve|new years eve|nye|new year eve|silvester": "new year's eve",
        "valentine's day|valentines day|valentine's|valentines|valentine day": "valentine's day", "easter|easter sunday|easter day": "easter", "good friday": "good friday",
        "easter monday": "easter monday", "maundy thursday": "maundy thursday", "ash wednesday": "ash wednesday", "palm sunday": "palm sunday", "mardi gras|shrove tuesday|pancake day": "shrove tuesday",
        "ascension day|ascension": "ascension", "pentecost|whitsunday|whit sunday": "pentecost", "whit monday|pentecost monday": "whit monday", "corpus christi": "corpus christi",
        "thanksgiving|thanksgiving day": "thanksgiving", "black friday": "black friday", "cyber monday": "cyber monday", "labor day|labour day": "labor day", "memorial day": "memorial day",
        "independence day|4th of july|fourth of july|july fourth": "independence day", "st patrick's day|st patricks day|saint patrick's day|st. patrick's day|st paddy's day|saint patricks day|st patrick's|paddy's day": "st patrick's day",
        "mlk day|martin luther king day|martin luther king jr day|martin luther king jr. day|martin luther king's day": "mlk day", "presidents day|presidents' day|president's day": "presidents day",
        "columbus day|indigenous peoples day|indigenous peoples' day": "columbus day", "veterans day|veteran's day|veterans' day|armistice day|remembrance day": "veterans day", "juneteenth": "juneteenth",
        "mother's day|mothers day": "mother's day", "father's day|fathers day": "father's day", "april fools|april fool's|april fools day|april fool's day|april fools' day": "april fools", "groundhog day": "groundhog day",
        "epiphany|three kings day": "epiphany", "all saints day|all saints' day": "all saints", "all souls day|all souls' day": "all souls", "may day|mayday": "may day", "earth day": "earth day",
        "guy fawkes|guy fawkes night|bonfire night": "bonfire night", "canada day": "canada day", "bastille day": "bastille day", "australia day": "australia day", "anzac day": "anzac day",
        "cinco de mayo": "cinco de mayo", "women's day|international women's day": "women's day", "midsummer|midsummer's day": "midsummer", "st stephen's day": "boxing day", "pi day": "pi day", "star wars day": "star wars day",
    },
    "national_holiday": {
        "republic day": "republic day", "national day": "national day", "constitution day": "constitution day", "waitangi day": "waitangi day", "king's day": "king's day", "king's birthday": "king's birthday",
        "queen's birthday": "queen's birthday", "family day": "family day", "victoria day": "victoria day", "heritage day": "heritage day", "freedom day": "freedom day", "liberation day": "liberation day",
        "unity day": "unity", "day of german unity": "german unity", "gandhi jayanti": "gandhi", "diwali": "diwali", "holi": "holi", "matariki": "matariki", "spring bank holiday": "spring bank holiday",
        "summer bank holiday": "summer bank holiday", "early may bank holiday": "may", "reformation day": "reformation", "st andrew's day": "andrew", "great prayer day": "prayer", "assumption|assumption day": "assumption",
        "immaculate conception": "immaculate", "natale": "christmas", "youth day": "youth day", "thanksgiving monday": "thanksgiving",
    },
    "public_holiday": {"public holiday|bank holiday|holiday|national holiday": 1},
    "season": {"spring": 3, "summer": 6, "autumn|fall": 9, "winter": 12},
    "quarter_name": {"q1|first quarter|1st quarter": 1, "q2|second quarter|2nd quarter": 2, "q3|third quarter|3rd quarter": 3, "q4|fourth quarter|4th quarter": 4},
    "week_number": {"week|wk|cw|calendar week|week no|week number|kw": 1},
    "nearest": {"nearest working day to|nearest business day to|closest working day to|nearest weekday to|working day nearest|business day nearest|weekday nearest|business day closest to|working day nearest to|nearest working day to the|nearest weekday to the|working day closest to": 1},
    "or": {"or": 1},
    "the_day": {"the day": ("d", 1), "the week": ("d", 7), "the month": ("m", 1), "the year": ("m", 12)},
    "cron": {"cron|cron:|crontab|cron expression|schedule cron": 1},
    "makes": {"give me|get me|send me|set me|make me|set|create|make|add|schedule|put|give|send|i need|i want|i'd like|need|want|get|leave|set up|setup|have|start|a|an|the|new|another|recurring|repeating|regular|quick|little|short|one-time|one-off|in|up": 1},
    "trailing": {"anymore|any more|any longer|for now": 1},
    "too": {"too|also|as well|again|on|anymore|any more|from now on": 1},
    "lead_typo": {"too|tp|ot|tto|t": 1},
}  # fmt: skip

TALK: dict[str, dict[str, Any]] = {
    "again": {"again|once more|one more time": 1},
    # remind: whom follows. me: the asker. noun: "a reminder". weak: a request only with "me" and a time.
    "ask": {
        "remind|make sure to remind|don't forget to remind|remember to remind|be sure to remind|keep reminding|remaind|remid": "remind",
        "remindme|remind-me": "me",
        "don't let me forget|dont let me forget|do not let me forget|never let me forget|don't forget|dont forget|do not forget|remember to|make sure i remember|make sure i don't forget|make sure i dont forget|help me remember|i need to remember|i have to remember|i must remember|i must not forget|i mustn't forget|i want to be reminded|i need to be reminded|i'd like to be reminded|i would like to be reminded|i wanna be reminded|keep reminding me|note to self|i don't want to forget|i shouldn't forget": "me",
        "set a reminder|set reminder|create a reminder|create reminder|make a reminder|make me a reminder|add a reminder|add reminder|new reminder|schedule a reminder|schedule reminder|schedule me a reminder|put a reminder|put in a reminder|i need a reminder|i want a reminder|i'd like a reminder|give me a reminder|set me a reminder|set up a reminder|setup a reminder|leave a reminder|send me a reminder|send a reminder|i could use a reminder|get me a reminder|set another reminder|create a new reminder|set a new reminder|add a new reminder|set an alarm|set alarm|set a alarm|set an alert|create an alert|another reminder|can i get a reminder|could i get a reminder|can i have a reminder|could i have a reminder": "noun",
        "reminder|timer|alarm": "bare noun",
        "nudge|ping|alert|notify|poke|wake|wake up|tell|buzz|prompt|warn|message|text|call": "weak",
    },
    "me": {"me|em|mee|us|myself|me up|me please|everyone|everybody|the team|the whole team|the channel|this channel": "me", "us all|everyone here|all of us": "me"},
    "here": {"us|everyone|everybody|the team|the whole team|the channel|this channel|us all|everyone here|all of us": 1},
    "polite": {
        "please|pls|plz|kindly|can you|could you|would you|will you|can u|could u|would you mind|would you kindly|could you please|can you please|would you please|hey|hi|hello|ok|okay|yo|hiya|so|also|and|then|well|oh|right|i'd like you to|i want you to|i need you to|i would like you to|i want to|thanks|thank you|thx|ta|cheers|bot|dear bot|hey bot|good morning|good evening|alright|great|perfect|cool|be so kind and|be so kind as to|if you can|if possible|if you could|for me": 1,
    },
    "lead": {"to|about|that|of|regarding|re|concerning|with|saying|for": 1},
    "det": {"the|a|an|my|our|your|his|her|their|this|that|some|its|these|those|no|another": 1},
    "blocks": {
        "he|she|they|it|we|you|i|i'll|he'll|she'll|they'll|you'll|we'll|will|would|to|not|never|don't|dont|do not|didn't|won't|doesn't|can't|cannot|always|should|must|forgot|forget|did|does|do|that|which|who|might|may|could|can|had|has|have|need|no|why|how|was|were|is|are|be|been|said|says|already|gonna|going|shall|let|no need|no need to|no need for you to|i'd|you'd|he'd|she'd|they'd|without|by": 1,
    },
    "no_need": {"no need|no need to|don't|dont|do not|stop|never": 1},
    "vague": {"soon|at some point|some time|sometime|someday|whenever|eventually|in a bit|in a while|some day|asap|shortly|at some time|later": 1},
    "command": {
        "cancel|delete|remove|drop|scrap|clear|erase|get rid of|call off|forget|forget about|stop reminding me|stop reminding us|stop reminding|don't remind me|do not remind me|dont remind me|unset|discard|abort|kill|stop|turn off|disable|please cancel|nix|dump": "cancel",
        "snooze|remind me again|ask me again|postpone|delay|defer|push it back|push this back|push that back|push back|put it off|put this off|put off|not now|remind me later|bug me again|ping me again|nudge me again|try again|try me again|tell me again|not yet|come back|snooze it|remind me of this again|remind me about this again|remind me about it again|remind me of it again|push it to|push this to|push that to|push it until|push this until|hit me again|hold off|give me another|give me|another|remind us again": "snooze",
        "done|finished|complete|completed|did it|i did it|i've done it|i have done it|already done|all done|that's done|it's done|i'm done|i am done|finish|check off|tick off|check it off|close|done with|i'm done with|i've finished|i finished|all set|did that|i did that|got it done|already did it|already did|resolve|took care of it|taken care of": "complete",
        "mark|tick|check|set": "mark", "dismiss|ignore|put away|not relevant|no longer relevant|not needed|skip": "dismiss",
        "pause|suspend|hold|freeze|put on hold": "pause", "resume|unpause|reactivate|restart|continue|unsuspend|unfreeze": "resume",
        "show|show me|view|open|display|details of|details|let me see|pull up|look up": "show", "list|list all|list out|ls": "list",
        "why|why did you remind me about|why did i get|explain|history of|why did you send|why was i reminded about|why was i reminded of": "why",
        "preview|next firings of|when will|when does|when is|when's": "preview", "undo|revert|take that back|undo that|undo it|oops|roll back": "undo",
        "change|move|reschedule|edit|update|rename|modify|shift|push|bring forward|adjust|make|make it|alter|pull forward|bump|set": "edit",
        "hand over|hand|transfer|reassign|delegate|give|pass|assign": "hand over",
        "help|help me|what can you do|how do you work|how does this work|how do i use you|how do i use this|what do you do|commands|usage|what are you|who are you|how do i set a reminder|how do i create a reminder|how to set a reminder|how can i set a reminder|how do reminders work|what can i say|what can i ask you|what can i do|what are your commands|show help|can you help me|man|instructions|what are the commands|show commands|show me the commands|i need help|how do i|how can i|how does|how do you|how to": "help",
        "link|connect": "link",
    },
    "help_alone": {"help|help me|man": 1},
    "help_about": {"how do i|how can i|how does|how do you|how to": 1},
    "alone_declines": {"cancel|forget|stop|abort|drop|scrap|forget it|discard": 1},
    # "delete the dentist" names a reminder by its words; "drop the kids" and "stop the oven" do not.
    "names_reminder": {"cancel|delete|remove|forget about|stop reminding me|stop reminding us|stop reminding|don't remind me|do not remind me|dont remind me|unset": 1},
    "snooze_needs_it": {"push back|put off|delay|defer|postpone|come back|try again|hold off|give me|another": 1},
    "edits_words": {"reschedule": 1},
    "edit_to": {"to": 1, "for|until": 2},
    "done_word": {"done|complete|completed|finished|as done|as complete|as completed|as finished|off": 1},
    "reminder_noun": {"reminder|alarm|nudge|rem": 1, "reminders|alarms|my reminders|nudges": 2},
    "reminded": {"be reminded|reminded|you reminding me|going to remind me of|going to remind me about|going to remind me": 1},
    "next_one": {"next reminder": 1},
    "pending_word": {"upcoming|coming up|pending|overdue|what's coming up|whats coming up|agenda|what have i got|what do i have|what's on|whats on|what is on|what's due|what is due|whats due|what's pending|what is coming up|my agenda|my schedule|on my list|what have you got for me|what did i miss|what's next|whats next|missed": 1},
    "list_scope": {"all|everything|every": "all", "missed|overdue|what did i miss": "missed", "done|completed|finished|past|old": "done"},
    "list_filler": {"have|i|do|set|got|active|current|currently|there|are|is|open|left|scheduled|next|list|past|old|completed|what|now|for me": 1},
    "question": {
        "what|which|any|what are you|do i have|have i|how many|are there|what's|whats|what are|what is|show|have i got|do we have|when is|when's|is there|what're|have you|do you have|did i set|did i|can i see|could i see|let me see|give me a list of|give me the list of|tell me about|tell me what|tell me which|can you show|can you list|where are|got any|have we|see": 1,
    },
    "counts": {"any|how many|are there|is there|do i have|have i|have i got|do you have|got any": 1},
    "asks_other": {"is a|is the|are the best|tell you": 1},
    "account": {"account|accounts|my account|me|profile|device|this": 1},
    "about": {"about": 1}, "any": {"any|got any": 1},
    "it": {"it|this|that|this one|that one|these|them|those|it all": 1},
    "everything": {"all|everything|every|all of them|all of it|all of my|all my|all the": 1},
    "one_word": {"one|ones": 1},
    "target_filler": {"my|me|back|up|off|the|to me|us|please|anymore|any more|any longer|again|now|about it|next|called|named|number|no|id|from|by|for|until|over|new|notification": 1},
    "confirm": {
        "yes|yep|yeah|yup|ya|y|ok|okay|sure|do it|set it|correct|right|confirm|confirmed|absolutely|definitely|of course|please do|go ahead|go for it|sounds good|looks good|that's right|thats right|fine|great|perfect|that works|works for me|yes please|aye|k|kk|👍|👍🏻|👍🏼|👍🏽|👍🏾|👍🏿|✅|✔|👌|:+1:|that's correct|exactly|affirmative|alright|all right|lgtm|save it|save|yes do it|indeed|sure thing|you bet|certainly|that is right|good|cool|set": 1,
    },
    "decline": {
        "no|nope|nah|n|never mind|nevermind|nvm|cancel|don't|dont|do not|stop|abort|no thanks|no thank you|forget it|forget that|scrap that|not really|leave it|👎|❌|:-1:|negative|wrong|incorrect|that's wrong|drop it|no way|no need|don't set it|don't do it|skip it|skip that": 1,
    },
    "choice_filler": {"the|one|number|option|choice|#|take|pick|i'll take|choose|make it|reminder": 1},
    "is": {"is|are|gets|get|becomes|has been|was|will be|goes|turns|is marked as|is marked|has|isn't|hasn't been|has not been|is not": 1},
    "idle": {"untouched|idle|inactive|quiet|stale|stuck|unchanged|no activity|updated|touched|no update|not updated|not touched|silent|hasn't moved|stays untouched|unassigned": 1},
    "when": {"when|if|once|as soon as|after": 1}, "item_kind": {"task|bug|project|issue|ticket|item": 1},
    "unless": {"unless": 1}, "closed": {"closed|done|resolved|finished|fixed|complete|completed|cancelled": 1},
    "nag": {"nag|nag me|keep nagging|keep nagging me|keep reminding me|and nag me|keep at me|nagging|and keep reminding me|bug me|pester me": 1},
    "until_done": {"until done|until i'm done|until it's done|until i do it|until i say done|until i've done it|until i confirm|until i answer|till done|until completed|until it is done|until i acknowledge it|until i respond": 1},
    "because": {"because|since|reason|as it's|as": 1},
    "sets": {"set|change|switch|use|make|update|my|i'm|im|i am|i live|i|turn|send|enable|disable|give|want|get|stop|start|put|let|we|now|only|just|always|never|no|don't|dont|do|not|be|is|are": 1},
    "setting": {
        "timezone|time zone|tz|my timezone|my time zone": "zone", "i'm in|im in|i am in|i live in|i moved to|i'm based in|i am based in|i've moved to|i'm now in|i am now in|i'm on": "zone",
        "speak|language|talk to me in|switch to|reply in|answer in|my language|talk|write in|respond in": "locale",
        "quiet|quiet hours|do not disturb|dnd|don't disturb me|dont disturb me|do not disturb me|leave me alone|no notifications from|no messages from|no pings from": "quiet",
        "digest|summary|digests|summaries": "digest", "only|minimum level|min level|at least": "level",
        "mute|silence|stop notifications for|stop notifications about|stop notifications from": "mute", "unmute|unsilence|stop muting|stop silencing": "unmute",
        "stop reminders from|block|no reminders from|refuse reminders from|no more reminders from|don't accept reminders from|stop reminders by": "block", "unblock|allow reminders from|accept reminders from": "unblock",
        "email|e-mail|emails|e-mails|e - mail|e - mails|mail|push|push notifications|web push|webhook|notifications|notification|sms|slack|telegram|mattermost|email me|e - mail me|mail me": "channel",
        "confirm|confirmation|confirmations|ask before|ask me before|asking": "confirmation",
        "start of day|start of my day|my day starts|my day begins|day starts|my start of day|my workday starts|default time|my day start": "start_of_day",
        "means|is at|starts at|start at|begins at|begin at|should be|should mean|to mean": "part",
    },
    # Such words change a setting only where the rest says so beyond doubt.
    "loosely": {"i'm in|im in|i am in|i live in|i moved to|i'm based in|i am based in|i've moved to|i'm now in|i am now in|i'm on|speak|switch to|talk|quiet|leave me alone": 1},
    "none_word": {"no|off|without|none|disable|stop|turn off|never|don't send|dont send|no more|switch off|cancel": 1}, "off": {"off": 1},
    "language": {"english": "en", "german|deutsch": "de", "spanish|español|espanol": "es", "french|français|francais": "fr", "danish|dansk": "da"},
    "level": {"warnings|warning|warnings and above|warnings or worse": "warning", "danger|urgent|critical|emergencies|errors|urgent ones|dangers|urgent things": "danger", "info|everything|all notifications": "info"},
    "kind": {"reminders": "reminder", "failures": "failure", "summaries": "summary", "assignments": "assigned", "status changes": "status_change", "system messages": "system", "digests": "summary"},
    "channel": {
        "email|e-mail|emails|e-mails|mail|mails|e - mail|e - mails|email me|e - mail me|mail me": "email", "push|push notifications|web push|browser notifications": "web_push", "webhook|webhooks": "webhook",
        "notifications|notification|all notifications": "all", "sms": "sms", "slack": "slack", "telegram": "telegram", "mattermost": "mattermost",
    },
    "policy": {"always|always confirm|always ask|every time": "always", "when unsure|when-unsure|only when unsure|if unsure|only if unsure|when you're unsure|when you are unsure|when in doubt": "when-unsure", "never|don't ask|never confirm|never ask|don't confirm|stop confirming|without asking|stop asking|dont confirm|without confirmation": "never"},
    "task": {
        "restock|choose|retry|flip|count|dial|fold|refill|hoover|oil|sharpen|rinse|stir|swap|air|wind|tune|solve|rebase|proofread|double-check|unplug|reset|rename|sketch|knit|sew|glue|frame|water|grab|treat|dispute|summarise|summarize|finalise|finalize|announce|notify|alert|warn|relax|breathe|stand|sit|light|label|box|ship|mix|grill|roast|peel|chop|thaw|freeze|boil|soak|rake|shovel|scrub|polish|wipe|mop|tighten|adjust|calibrate|configure|enable|disable|provision|benchmark|profile|lint|squash|hotfix|patch|bump|spin|scale|snapshot|dump|purge|flush|reindex|recompile|whitelist|blacklist|enrol|enroll|withdraw|redeem|insure|apologise|apologize|introduce|welcome|mentor|coach|teach|tutor|mark|photograph|film|edit|laminate|staple|bind|weed|fertilize|pot|repot|vaccinate|deworm|groom|saddle|milk|hand|mind|mail|post|bring|jot|note|brainstorm|host|cater|stock|bottle|brew|distill|sample|taste|try|use|keep|add|finish|wrap|end|call|phone|ring|text|email|mail|message|write|send|submit|file|pay|buy|order|book|reserve|schedule|plan|prepare|prep|pick|pickup|collect|fetch|get|bring|take|drop|return|renew|cancel|check|review|read|finish|complete|update|fix|clean|wash|water|feed|walk|cook|bake|print|sign|scan|upload|download|deploy|merge|release|ship|test|restart|reboot|backup|back|install|post|publish|invite|contact|ask|tell|ping|remind|follow|visit|go|attend|join|prepare|pack|move|charge|refill|empty|change|replace|register|apply|confirm|arrange|organize|organise|set|setup|start|begin|stop|turn|switch|open|close|lock|unlock|put|make|do|draft|edit|proofread|rewrite|study|learn|practice|practise|exercise|stretch|run|jog|swim|meditate|drink|eat|sleep|wake|leave|drive|fly|catch|meet|talk|discuss|present|demo|record|watch|listen|transfer|deposit|withdraw|invoice|bill|claim|report|log|track|measure|weigh|rotate|sync|archive|delete|remove|defrost|iron|mow|vacuum|sweep|dust|paint|repair|assemble|build|compile|commit|push|pull|rebase|tag|plug|unplug|top|sort|tidy|throw|dispose|recycle|donate|wrap|decorate|celebrate|congratulate|thank|greet|reply|respond|answer|forward|share|copy|paste|translate|compare|calculate|count|verify|validate|approve|reject|escalate|triage|assign|estimate|groom|refine|request|remember|refuel|vote|mow|trim|prune|harvest|plant|rehearse|shop|negotiate|interview|onboard|hire|chase|nudge|look|find|search|research|investigate|debug|refactor|monitor|audit|inspect|service|rent|lease|sell|list|cut|dry|fold|hang|unload|load|stream|subscribe|unsubscribe|upgrade|downgrade|migrate|export|import|submit|evaluate|grade|prepare|wish|babysit|pre-order|preorder|dial|facetime|skype|zoom|fax|hand|give|lend|borrow|invest|save|budget|reconcile|settle|purchase|hydrate|shave|floss|brush|moisturize|journal|pray": 1,
    },
    "errand": {"dentist|doctor|appointment|haircut|gym|vet|laundry|groceries|rent|pills|meds|medicine|medication|vitamins|trash|bins|garbage|homework|chores|dishes|taxes|physio|pharmacy|optician|therapist|mot|checkup|check-up|shopping|yoga|workout": 1},
    # Words of telling somebody something: with one of these a sentence is no order to oneself.
    "tells": {
        "reminds|reminding|reminded|me|you|us|i|we|he|she|they|is|are|was|were|am|i'm|we're|you're|they're|he's|she's|it's|that's|will|won't|would|lol|haha|fyi|thanks|cheers|ago|i'll|we'll|you'll|let's|lets|someone|anyone|everybody|everyone|did|does|has|had|have|went|said|got|yesterday|starts|ends|happens|leaves|arrives|takes|took|btw|imo|been|moved|🙂|😀|😂|:)|;)|u": 1,
    },
}  # fmt: skip
