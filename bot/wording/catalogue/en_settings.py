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
}
