"""The English words about what a person chooses: settings, and the places that are linked."""

from __future__ import annotations

from collections.abc import Mapping

SETTINGS: dict[str, str | Mapping[str, str]] = {
    "set.zone": "Your time zone is now {value}: it is {clock} there. Repeats follow you; single reminders keep their "
    "moment.",
    "set.first_zone": "Your time zone is {value}: it is {clock} there.",
    "set.locale": "I'll speak {value} from now on.",
    "set.locale_not_yet": "I have noted {value}, but I don't answer in that language yet.",
    "set.confirmation.always": "I'll ask before I set anything.",
    "set.confirmation.when-unsure": "I'll only ask when I am not sure; “undo” takes the last one back.",
    "set.confirmation.never": "I'll set reminders without asking; “undo” takes the last one back.",
    "set.start_of_day": "Your day now starts at {clock}: that is what I take for a day without a time.",
    "set.part_of_day": "Your {part} is now {clock}.",
    "part.morning": "morning",
    "part.lunch": "lunch",
    "part.afternoon": "afternoon",
    "part.eod": "end of the day",
    "part.evening": "evening",
    "part.night": "night",
    "unknown_zone": "I don't know the time zone “{typed}”. Try a big city near you, or a name like “Europe/Copenhagen”.",
    "unknown_locale": "I don't know the language “{typed}”. Try “speak English”.",
    "unread_preference": "I could not read “{typed}” there. “help settings” shows what can be said.",
    # Places
    "stranger": "Hello! I only work for people whom I know. If your team uses me elsewhere, say “link” to me there and send me the code "
    "here: “link CODE”. Or ask whoever runs me to let you in: your id here is {id}.",
    "strange_room": "Hello! I only work for people whom I know. Whoever runs me can let this room in: its id is {room}.",
    "link.code": {
        "one": "Your code is {code}. Within 1 minute, say “link {code}” to me in the other place. Tell it to nobody: whoever types it sees your "
        "reminders.",
        "other": "Your code is {code}. Within {count} minutes, say “link {code}” to me in the other place. Tell it to nobody: whoever types "
        "it sees your reminders.",
    },
    "link.not_here": "Others can read here, so I show no code. Say “link” to me in a direct message.",
    "link.linked": {
        "one": "This place and your {place} are one now: one list, one set of settings. 1 open reminder came along from here.",
        "other": "This place and your {place} are one now: one list, one set of settings. {count} open reminders came along from here.",
    },
    "link.holds": "Time zone: {zone}. Quiet hours: {hours}. “settings” shows everything.",
    "link.linked_there": "Your {place} is linked to this now: one list, one set of settings. If that was not you, say “unlink {word}” at once.",
    "link.wrong": "I don't know that code. Say “link” to me in the other place for a new one.",
    "link.expired": "That code is too old. Say “link” to me in the other place for a new one.",
    "link.used": "That code was used already. Each one works once: say “link” to me in the other place for a new one.",
    "link.too_many": "That were too many wrong codes. Please wait ten minutes and try again.",
    "link.own": "That is your own code, and it is you here already. Type it in another place.",
    "link.taken": "There is an account on {place} with that person already. Say “unlink {place}” to me there first, then link again.",
    "link.unlinked": "{place} is no longer linked. Your reminders and settings stay here.",
    "link.unlinked_here": "This place is no longer linked. Your reminders and settings stay in {places}; what you set here from now on is apart.",
    "link.which": "Which place? Say “unlink” and its name: {places}.",
    "link.not_linked": "{place} is not linked to you. These places are: {places}.",
    "link.only_place": "No other place is linked to you. “link” gives you a code for one.",
    "link.machine": "This one belongs to the machine that I run on and stays linked to you. Unlink the others instead: {places}.",
    "settings.none": "none",
    "settings.unknown": "not known yet",
}
