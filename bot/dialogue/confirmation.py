"""One step of a conversation: what is pending and what was heard become a Turn. Pure.

Answers to an open question are tried first (questions.py); what is none is a request of its own.
"""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.courtesy import is_filler, is_greeting, is_thanks
from bot.dialogue.draft import begin_draft
from bot.dialogue.naming import ME, names_of
from bot.dialogue.pursuit import closed_by, pursue, text_of
from bot.dialogue.questions import answer
from bot.dialogue.turn import Act, AddressDraft, AnswerOrAsk, Heard, Moment, Turn, ask
from bot.dialogue.zone_answer import needs_zone
from bot.domain.conversation import AwaitingZone, Conversation
from bot.language.intents import Choose, Confirm, Decline, Help, NoIntent, SetReminder, Snooze
from bot.wording.replies import HelpPage, Notice, Question
from bot.wording.typed import in_one_line

_ANSWERED_AT_ONCE = {
    Confirm: "nothing_to_confirm",
    Decline: "nothing_to_decline",
    Choose: "nothing_to_choose",
}


def advance(conversation: Conversation, heard: Heard, moment: Moment) -> Turn:
    """The next turn. A question that is neither answered nor replaced by another stays open."""
    if conversation.pending is not None:
        turn = answer(conversation, heard, moment)
        if turn is not None:
            return turn
    if moment.user.zone is None and needs_zone(heard):
        waiting = AwaitingZone(heard.text, moment.card, heard.mentions, heard.link, heard.quoted)
        asked = ask(conversation, waiting, moment)
        return Turn(asked, (*closed_by(conversation), Question("zone", moment.card)))
    return _request(conversation, heard, moment)


def _request(conversation: Conversation, heard: Heard, moment: Moment) -> Turn:
    intent = heard.understanding.intent
    if is_bare_time(heard):
        return _bare_time(conversation, heard, moment)
    if isinstance(intent, SetReminder):
        return _request_reminder(conversation, intent, heard, moment)
    if isinstance(intent, Help):
        return Turn(conversation, (HelpPage(intent.topic, conversation.platform, moment.command),))
    if isinstance(intent, NoIntent):
        return Turn(conversation, (_no_request(conversation, heard),))
    key = _ANSWERED_AT_ONCE.get(type(intent))
    if key is not None:
        return Turn(conversation, (_still_open(conversation) or Notice(key),))
    return Turn(conversation, (), Act(intent, heard.text))


def is_bare_time(heard: Heard) -> bool:
    """Nothing but a time: "in 20 minutes", "tomorrow 9"."""
    understanding = heard.understanding
    intent = understanding.intent
    if understanding.time is None:
        return False
    if isinstance(intent, NoIntent):
        return is_filler(understanding.rest)
    return isinstance(intent, SetReminder) and not intent.explicit and not intent.subject and not intent.item


def _bare_time(conversation: Conversation, heard: Heard, moment: Moment) -> Turn:
    """To the reminder that came last; about somebody's message it is a reminder of that."""
    understanding = heard.understanding
    act = Act(Snooze(reading=understanding.time, alternatives=understanding.alternatives), heard.text)
    draft = begin_draft(SetReminder(None, understanding.time, understanding.alternatives), heard)
    if heard.quoted is not None:
        return pursue(conversation, draft, moment)
    return Turn(conversation, (), AnswerOrAsk(act, draft))


def _request_reminder(conversation: Conversation, intent: SetReminder, heard: Heard, moment: Moment) -> Turn:
    if intent.trigger is not None:
        return Turn(conversation, (Notice("not_yet.item_trigger", {"item": intent.trigger.item.key}),))
    draft = begin_draft(intent, heard)
    names = names_of(intent.recipients, heard, conversation.room)
    if [named.typed for named in names] == [ME]:
        turn = pursue(conversation, draft, moment, error=intent.error)
    else:
        turn = Turn(conversation, (), AddressDraft(draft, names, intent.error))
    unheeded = (Notice("not_yet.unless_closed"),) if intent.unless_closed else ()
    return replace(turn, replies=(*turn.replies, *unheeded))


def _no_request(conversation: Conversation, heard: Heard) -> Notice:
    """A short honest answer to what asks for nothing that the bot can do."""
    if is_greeting(heard.text):
        return Notice("hello")
    if is_thanks(heard.text):
        return Notice("thanks")
    return _still_open(conversation) or Notice("not_understood", {"text": in_one_line(heard.text, 60)})


def _still_open(conversation: Conversation) -> Notice | None:
    """That the open question still stands, and how to answer it."""
    pending = conversation.pending
    if pending is None:
        return None
    text = in_one_line(text_of(pending) or "", 60)
    return Notice(f"still_open.{pending.kind}", {"text": text})
