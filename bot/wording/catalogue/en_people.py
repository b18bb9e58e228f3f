"""The English words about other people: whom a reminder goes to, who set it, who takes it."""

from __future__ import annotations

from collections.abc import Mapping

PEOPLE: dict[str, str | Mapping[str, str]] = {
    "who.you": "you",
    "card.to": "I'll remind {who}: {text} — {when}",
    "card.to_about": "I'll remind {who} about {text} — {when}",
    "card.there": "For {who} that is {when} ({zone}).",
    "outcome.set_to": "Set for {who}: {label}, {text} — {when}",
    "list.line_to": "{line} · for {who}",
    "list.line_from": "{line} · from {who}",
    "details.for": "For {who}.",
    "details.set_by": "Set by {who}, {when}.",
    "ask_who.nobody": "I don't know anybody here called “{typed}”.",
    "ask_who.several": "Several people here are called “{typed}”.",
    "ask_who.no_room": "I don't know a room “{typed}”, or I am not in it.",
    "ask_who.unanswered": "I cannot look up “{typed}” just now ({who}).",
    "ask_who.email": "I can't send e-mail yet, so nothing goes to {typed}.",
    "ask_who.everybody": "Calling everybody with {typed} is switched off here. “remind us …” tells this room without it.",
    "ask_who.unreachable": "I cannot write to {who}: they have to write to me once before I may.",
    "ask_who.not_in_room": "I am not in {who}, so I cannot write there. Invite me first.",
    "ask_who.may_not_post": "You are not in {who}, or may not write there, so I won't do it for you.",
    "ask_who.refused": "{who} does not take reminders from you.",
    "ask_who.instead": "Whom shall I remind instead? A name is enough.",
    "ask_who.choose": "Whom do you mean? Or type another name.",
    "ask_who.retry": "“yes” tries again; or type whom to remind instead.",
    "still_open.awaiting_who": "I still need to know whom to remind, for “{text}”. A name is enough; “never mind” calls it off.",
    "limit.for_room": {
        "one": "1 reminder was set for that room within a day, which is as many as this installation allows. "
        "Nothing was set; try again tomorrow.",
        "other": "{count} reminders were set for that room within a day, which is as many as this installation "
        "allows. Nothing was set; try again tomorrow.",
    },
    "limit.for_others": {
        "one": "You have set 1 reminder for others within a day, which is as many as this installation allows. "
        "Nothing was set; try again tomorrow.",
        "other": "You have set {count} reminders for others within a day, which is as many as this installation "
        "allows. Nothing was set; try again tomorrow.",
    },
    "limit.recipients": "That is too many: one reminder goes to at most {count}. Nothing was set.",
    "told.label_from": "({label}, from {who})",
    "ask.when_others": "When shall I say it? {text}.",
    "button.refuse": "No more from {who}",
    "consent.refused": "You won't get {who}'s reminders any more. “allow reminders from {handle}” brings them back.",
    "consent.allowed": "You get {who}'s reminders again.",
    "consent.yourself": "That is you: your own reminders come as you set them.",
    "no_person": "I don't know anybody here called “{typed}”. Nothing was changed.",
    "no_person.near": "I don't know anybody here called “{typed}”. Did you mean {near}? Nothing was changed.",
    "no_person.unanswered": "I cannot look up “{typed}” just now ({reason}). Nothing was changed; please try again.",
    "told.done": "{who} has done {text}.",
    "told.dismissed": "{who} has put away {text} without doing it.",
    "told.dismissed_because": "{who} has put away {text} without doing it: {reason}",
    "told.refused": "{who} does not take reminders from you, so this was not told: {text}",
    "refused.sender_refused": "they take no reminders from who has set it",
    "refused.gone": "there is nobody of that name any more",
    "not_yours": "That reminder is not yours: only who has set it, and those it is for, can answer it.",
    "not_owner": "Only {who}, who has set {label}, can change it. “stop reminders from {handle}” ends all of theirs.",
    "list.heading.with": "With {who}:",
    "list.empty.with": "Nothing with {who}.",
    "list.group.others": "For others",
    "told.instead": "For {who}, whom I could not reach.",
    "told.failure_to": "{who} could not be reminded of {text} ({reason})",
    "button.hand_over": "Hand over",
    "button.give_back": "Give back",
    "hand_over.ask": {
        "one": "Hand your reminder over to {who}? It becomes theirs, and comes to them instead of you.",
        "other": "Hand your {count} reminders over to {who}? They become theirs, and come to them instead of you.",
    },
    "hand_over.done": {
        "one": "Handed 1 reminder over to {who}, who is told now. “undo” takes it back.",
        "other": "Handed {count} reminders over to {who}, who is told now. “undo” takes them back.",
    },
    "hand_over.none": "There is nothing of yours to hand over.",
    "hand_over.yourself": "They are yours already.",
    "hand_over.refused": "{who} does not take reminders from you. Nothing was handed over.",
    "hand_over.given_back": {
        "one": "Given back to {who}: 1 reminder.",
        "other": "Given back to {who}: {count} reminders.",
    },
    "told.handed_over": {
        "one": "{who} has handed a reminder over to you: {text}. It comes to you from now on.",
        "other": "{who} has handed {count} reminders over to you: {text}. They come to you from now on.",
    },
    "told.given_back": {
        "one": "{who} has given a reminder back to you: {text}.",
        "other": "{who} has given {count} reminders back to you: {text}.",
    },
    "told.taken_back": {
        "one": "{who} has taken a reminder back: {text}. It no longer comes to you.",
        "other": "{who} has taken {count} reminders back: {text}. They no longer come to you.",
    },
    "still_open.handing_over": "Please say “yes” or “no”.",
    "ledger.handed_over": "handed over by {who}",
}
