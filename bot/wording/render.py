"""A reply, whatever it is, as the message that a person reads."""

from __future__ import annotations

from bot.domain.message import Button, Message, Run, Style
from bot.wording.cards import (
    card_message,
    choice_message,
    confirm_hand_over_message,
    confirm_link_message,
    confirm_many_message,
    question_message,
)
from bot.wording.history import explanation_message
from bot.wording.implied import implied_words
from bot.wording.lists import details_message, listing_message, preview_message
from bot.wording.notification import answer_buttons, asking_how_long
from bot.wording.people import is_for_others, recipient_names, who_message
from bot.wording.reminder import nag_words, state_words, what
from bot.wording.replies import (
    Card,
    Choice,
    CodeShown,
    ConfirmHandOver,
    ConfirmLink,
    ConfirmMany,
    Details,
    Explanation,
    HelpPage,
    HowLong,
    Listing,
    Notice,
    Outcome,
    Preview,
    Question,
    Reply,
    SettingsPage,
    Who,
)
from bot.wording.settings import settings_message
from bot.wording.times import when_in_full
from bot.wording.voice import Value, Voice, joined, quiet

_NEWLINE = Run("\n")
_TOPICS = ("times", "repeats", "list", "change", "answers", "others", "nagging", "places", "settings")
_COMMAND = "/remind"  # as the examples of the catalogue have it


def render_reply(reply: Reply, voice: Voice) -> Message:
    """Pure: the same reply in the same voice reads the same."""
    match reply:
        case Card():
            return card_message(reply, voice)
        case Question():
            return question_message(reply, voice)
        case Outcome():
            return _outcome_message(reply, voice)
        case Choice():
            return choice_message(reply, voice)
        case ConfirmMany():
            return confirm_many_message(reply, voice)
        case Listing():
            return listing_message(reply, voice)
        case Details():
            return details_message(reply, voice)
        case Explanation():
            return explanation_message(reply, voice)
        case Preview():
            return preview_message(reply, voice)
        case Notice():
            return Message(voice.say(reply.key, **reply.values))
        case CodeShown():
            code = Run(reply.code, Style.CODE)
            return Message(voice.say("link.code", code=code, count=reply.minutes), secret=True)
        case SettingsPage():
            return settings_message(reply, voice)
        case HowLong():
            return asking_how_long(reply.reminder, str(reply.occurrence), voice)
        case ConfirmHandOver():
            return confirm_hand_over_message(reply, voice)
        case ConfirmLink():
            return confirm_link_message(reply, voice)
        case Who():
            return who_message(reply, voice)
        case HelpPage():
            return _help_message(reply, voice)


def _outcome_message(outcome: Outcome, voice: Voice) -> Message:
    reminder, due = outcome.view.reminder, outcome.view.next_due
    values: dict[str, Value] = {
        "label": reminder.label,
        "text": what(reminder.text),
        "when": _when(outcome, voice),
    }
    key: str = "undone_set" if outcome.done == "undone" and reminder.is_over else outcome.done
    if key == "set" and is_for_others(reminder.recipients, outcome.company):
        key, values["who"] = "set_to", recipient_names(reminder.recipients, outcome.company, voice)
    runs = [*voice.say(f"outcome.{key}", **values)]
    notes = implied_words(outcome.implied, due, voice) if due else []
    if reminder.nag_every is not None and outcome.done in ("set", "edited"):
        notes.append(nag_words(reminder.nag_every, reminder.nag_limit, voice))
    if notes:
        runs += [_NEWLINE, *quiet([Run(" ".join(notes))])]
    buttons: tuple[Button, ...] = (Button(voice.text("button.undo"), outcome.undo),) if outcome.undo else ()
    if outcome.answers is not None:
        buttons = answer_buttons(str(outcome.answers), voice)
    return Message(joined(runs), buttons)


def _when(outcome: Outcome, voice: Voice) -> str:
    """When it comes next, for what still comes."""
    if outcome.done in ("cancelled", "done", "done_early", "dismissed", "paused"):
        return ""
    return when_in_full(outcome.until, voice) if outcome.until else state_words(outcome.view, voice, full=True)


def _help_message(page: HelpPage, voice: Voice) -> Message:
    """Help on a topic, by any of its words; the first page where there is none of that name."""
    words = set((page.topic or "").lower().split())
    topic = next((topic for topic in _TOPICS if words & set(voice.text(f"help.topics.{topic}").split())), "main")
    runs = _examples(topic, page, voice)
    if topic == "main":
        if page.command:
            runs += [_NEWLINE, *_examples("slash", page, voice)]
        runs += [_NEWLINE, *quiet(voice.say("help.main.more"))]
    return Message(joined(runs))


def _examples(topic: str, page: HelpPage, voice: Voice) -> list[Run]:
    """A room is #dev but on Mattermost, where # begins a hashtag."""
    typed = voice.text(f"help.{topic}.examples").replace(_COMMAND, page.command)
    typed = typed.replace("#dev", "~dev") if page.platform == "mattermost" else typed
    return [*voice.say(f"help.{topic}"), _NEWLINE, Run(typed, Style.CODE)]
