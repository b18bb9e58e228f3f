"""A draft taken as far as it goes: what is missing is asked for, what is whole is confirmed or, where the person wants it so, set."""

from __future__ import annotations

from dataclasses import replace

from bot.actions.reminders import check_text, check_trigger
from bot.dialogue.turn import Moment, SetDraft, Turn, ask
from bot.domain.conversation import (
    AwaitingText,
    AwaitingWhen,
    AwaitingWho,
    AwaitingZone,
    Choosing,
    Confirming,
    Conversation,
    Draft,
    Pending,
)
from bot.domain.errors import InThePast, LimitReached
from bot.language.reading import Implied, TimeError
from bot.wording.replies import Card, Notice, Question, Reason, Reply
from bot.wording.typed import in_one_line

_REASONS: dict[TimeError, Reason] = {TimeError.PAST: "past", TimeError.INVALID: "invalid"}


def pursue(
    conversation: Conversation, draft: Draft, moment: Moment, *, error: TimeError | None = None, unread: bool = False
) -> Turn:
    """error: why the time that was said cannot be taken; unread: the answer held no time, so it is asked again."""
    if draft.nag_every is not None:
        draft = replace(draft, nag_every=moment.limits.nag_every(draft.nag_every), nag_limit=moment.limits.nags)
    if error in _REASONS:
        timeless = replace(draft, proposal=None, alternatives=())
        return _ask(
            conversation,
            AwaitingWhen(timeless, moment.card),
            moment,
            Question("when", moment.card, draft.text, _REASONS[error]),
        )
    if draft.proposal is None and draft.text is not None:
        because: Reason | None = "unread" if unread else None
        question = Question("when", moment.card, draft.text, because, for_others=bool(draft.recipients))
        return _ask(conversation, AwaitingWhen(draft, moment.card), moment, question)
    if draft.proposal is None or draft.text is None:
        return _ask(conversation, AwaitingText(draft, moment.card), moment, Question("text", moment.card))
    refusal = _refusal(draft, moment)
    if refusal is not None:
        return refuse(refusal, draft, conversation, moment)
    if wants_card(draft, moment):
        return _ask(conversation, Confirming(draft, moment.card), moment, Card(draft, moment.card))
    return Turn(conversation, (), SetDraft(draft, draft.proposal.implied))


def _refusal(draft: Draft, moment: Moment) -> InThePast | LimitReached | None:
    """Why a new reminder could not be set as it stands. An edit is looked at when it is made: what it leaves alone counts as allowed."""
    if draft.edits is not None or draft.text is None or draft.proposal is None:
        return None
    try:
        check_text(draft.text, moment.limits)
        check_trigger(draft.proposal.trigger, moment.now, moment.limits)
    except (InThePast, LimitReached) as error:
        return error
    return None


def refuse(error: InThePast | LimitReached, draft: Draft, conversation: Conversation, moment: Moment) -> Turn:
    """Say why it cannot be, and wait for the part that is in the way, or, with too many reminders, for another yes. The rest is kept."""
    card, before = moment.card, closed_by(conversation)
    timeless = draft if draft.edits else replace(draft, proposal=None, alternatives=())
    pending: Pending = AwaitingWhen(timeless, card)
    if isinstance(error, InThePast):
        return Turn(ask(conversation, pending, moment), (*before, Question("when", card, draft.text, "passed")))
    if error.limit == "text_length":
        pending = AwaitingText(replace(draft, text=None), card)
    elif error.limit not in ("horizon", "shortest_repeat"):
        pending = Confirming(draft, card)
    return Turn(ask(conversation, pending, moment), (*before, limit_notice(error)))


def limit_notice(error: LimitReached) -> Notice:
    """Every limit's number is a count of its unit, so that the words can agree with it."""
    known = ("active_reminders", "shortest_repeat", "horizon", "text_length", "for_others", "for_room", "recipients")
    if error.limit not in known or not error.allowed.isdecimal():
        return Notice("limit.other", {"limit": error.limit, "allowed": error.allowed})
    count, key = int(error.allowed), f"limit.{error.limit}"
    if error.limit == "shortest_repeat":
        minutes, seconds = divmod(count, 60)
        count, key = (count, "limit.shortest_repeat_seconds") if seconds else (minutes, key)
    return Notice(key, {"count": count})


def wants_card(draft: Draft, moment: Moment) -> bool:
    """By the person's policy. A second reader's reading is always confirmed; a change only when it has two readings or ends a repeat."""
    implied = draft.proposal.implied if draft.proposal else ()
    if Implied.SECOND_READER in implied:
        return True
    policy = moment.user.preferences.confirmation
    if policy == "never":
        return False
    if draft.edits is not None:
        return draft.ends_repeat or bool(draft.alternatives)
    guessed = set(implied) - {Implied.MERIDIEM}  # an hour that has no other reading was no guess
    return policy == "always" or bool(draft.alternatives or guessed)


def _ask(conversation: Conversation, pending: Pending, moment: Moment, question: Reply) -> Turn:
    return Turn(ask(conversation, pending, moment), (*closed_by(conversation), question))


def closed_by(conversation: Conversation) -> tuple[Reply, ...]:
    """What to say of the open question when another one takes its place: nothing that was typed is lost silently."""
    pending = conversation.pending
    if pending is None:
        return ()
    about = text_of(pending)
    if about is None:
        return (Notice("closed_question_nothing"),)
    return (Notice("closed_question", {"text": in_one_line(about, 60)}),)


def text_of(pending: Pending) -> str | None:
    """What an open question is about, in the person's own words."""
    if isinstance(pending, Confirming | AwaitingWhen | AwaitingText | AwaitingWho):
        return pending.draft.text or pending.draft.typed or None
    return pending.typed if isinstance(pending, AwaitingZone | Choosing) else None
