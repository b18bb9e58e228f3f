"""The English help pages: a sentence, the examples under it (one a line), and the words that a topic goes by."""

from __future__ import annotations

HELP: dict[str, str] = {
    "help.main": "I remind you of things. Say it in your own words:",
    "help.main.examples": "remind me to call Jens tomorrow at 9\nremind me about TSK-123 in 2 hours\n"
    "remind me every friday at 4pm to send the report",
    "help.main.more": "More: “help times”, “help repeats”, “help list”, “help change”, “help answers”, "
    "“help others”, “help nagging”, “help places”, “help settings”.",
    "help.slash": "As a command, in any room:",
    "help.slash.examples": '/remind me to call Jens tomorrow at 9\n/remind @ana "standup" tomorrow 9am\n/remind list',
    "help.times": "Times that I understand, for example:",
    "help.times.examples": "in 20 minutes\nat 5pm\ntomorrow morning\nfriday at 14:30\non 3 march\nnext week",
    "help.repeats": "Repeats that I understand, for example:",
    "help.repeats.examples": "every day at 9\nevery weekday at 9:30\nevery other tuesday\non the 1st of every month\nevery 2 hours",
    "help.list": "To see your reminders:",
    "help.list.examples": "what have I got today?\nlist this week\nlist everything\nlist reminders about TSK-123\nshow REM-7\nwhy REM-7\n"
    "preview REM-7",
    "help.change": "To change your reminders:",
    "help.change.examples": "move REM-7 to friday 5pm\nchange REM-7 to call Anna\npause REM-7\nresume REM-7\ncancel REM-7\n"
    "cancel the one about TSK-123\nundo",
    "help.answers": "When a reminder comes, use its buttons or say:",
    "help.answers.examples": "done\nin 20 minutes\ntomorrow 9\nsnooze for an hour\ndismiss it, not needed any more",
    "help.others": "Reminders for other people and rooms; what you don't want, you can refuse:",
    "help.others.examples": "remind @ana to send the report tomorrow at 9\n"
    "remind #dev about the release on friday at 10\n"
    "stop reminders from @bob\n"
    "allow reminders from @bob\n"
    "hand REM-7 over to @ana\n"
    "hand all my reminders over to @ana",
    "help.nagging": "What must not be forgotten can come again until you answer it:",
    "help.nagging.examples": "remind me to take the pills at 9 and nag me every 10 minutes until done\n"
    "nag me every 30 minutes about REM-7\n"
    "stop nagging",
    "help.places": "Your places can be one: a code from one, typed in the other. Then you can say where reminders come:",
    "help.places.examples": "link\nunlink telegram\nremind me in telegram\nalso in slack\nremind me where I set it",
    "help.settings": "Settings that you can say:",
    "help.settings.examples": "set my timezone to Copenhagen\nset confirmation to never\nconfirm only when unsure\n"
    "set confirmation to always\nmy day starts at 8:30",
    "help.topics.times": "time times date dates when clock",
    "help.topics.repeats": "repeat repeats repeating recurring every recurrence",
    "help.topics.list": "list lists show see find search",
    "help.topics.change": "change edit move cancel pause resume undo delete remove",
    "help.topics.answers": "answer answers done snooze dismiss delivered",
    "help.topics.others": "others other people person somebody room rooms team consent handover",
    "help.topics.nagging": "nag nagging insist until",
    "help.topics.places": "places place link linking unlink code slack telegram mattermost",
    "help.topics.settings": "settings setting preferences preference zone timezone language confirmation",
}
