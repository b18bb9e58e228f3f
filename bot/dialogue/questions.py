"""Answers to the bot's open question: which messages answer it, and what follows. None: the message is about something else."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.correction import choice_by_number, choice_by_words, corrected, new_text
from bot.dialogue.draft import begin_draft, with_time
from bot.dialogue.naming import to_who
from bot.dialogue.pursuit import pursue
from bot.dialogue.turn import (
    ActOnChoice,
    CancelMany,
    HandOverMany,
    Heard,
    JoinPlaces,
    Moment,
    MoveToZone,
    SetDraft,
    Turn,
    ask,
    settle,
)
from bot.dialogue.zone_answer import zone_from
from bot.domain.conversation import (
    AwaitingText,
    AwaitingWhen,
    AwaitingWho,
    AwaitingZone,
    Choosing,
    Confirming,
    ConfirmingMany,
    Conversation,
    Draft,
    HandingOver,
    Linking,
    YesOrNo,
)
from bot.language.intents import (
    CancelReminder,
    Choose,
    Confirm,
    Decline,
    EditReminder,
    NoIntent,
    SetReminder,
    ShowReminder,
    Target,
)
from bot.wording.replies import Notice, Question
from bot.wording.voice import voice_of


def answer(conversation: Conversation, heard: Heard, moment: Moment) -> Turn | None:
    """The turn that an answer leads to; None when this message does not answer what is pending."""
    if conversation.pending is not None and _declines(heard):
        return decline(conversation)
    match conversation.pending:
        case Confirming() as pending:
            return _to_card(pending, conversation, heard, moment)
        case AwaitingWhen() as pending:
            return _to_when(pending, conversation, heard, moment)
        case AwaitingText() as pending:
            return _to_what(pending, conversation, heard, moment)
        case AwaitingZone() as pending:
            return _to_zone(pending, conversation, heard, moment)
        case AwaitingWho() as pending:
            return to_who(pending, conversation, heard)
        case Choosing() as pending:
            return _to_choice(pending, conversation, heard)
        case ConfirmingMany() | HandingOver() | Linking() as pending:
            return agree(conversation, pending) if isinstance(heard.understanding.intent, Confirm) else None
        case None:
            return None


def _declines(heard: Heard) -> bool:
    """ "no", "never mind", "cancel it"; not "no, at 6", which corrects."""
    intent = heard.understanding.intent
    if isinstance(intent, CancelReminder):
        return intent.target == Target()
    return isinstance(intent, Decline) and heard.understanding.time is None


def _to_card(pending: Confirming, conversation: Conversation, heard: Heard, moment: Moment) -> Turn | None:
    understanding = heard.understanding
    intent = understanding.intent
    if isinstance(intent, Confirm):
        return accept(conversation, pending.draft)
    if isinstance(intent, Choose):
        return _accept_reading(conversation, pending.draft, intent.index)
    if _asks_to_change(heard, moment):
        return ask_what_changes(conversation, pending, moment)
    draft = corrected(pending, heard)
    if draft is not None:
        return pursue(settle(conversation), draft, moment, error=understanding.time_error)
    return None


def _asks_to_change(heard: Heard, moment: Moment) -> bool:
    """The Change button's word, typed; "change it" with nothing to change it to."""
    intent = heard.understanding.intent
    if isinstance(intent, EditReminder):
        says = (intent.subject, intent.nag_every, heard.understanding.time)
        return intent.target == Target() and says == (None, None, None)
    word = voice_of(moment.user, moment.now).text("button.change")
    return heard.text.strip(" .!").casefold() == word.casefold()


def accept(conversation: Conversation, draft: Draft) -> Turn:
    return Turn(settle(conversation), (), SetDraft(draft))


def decline(conversation: Conversation) -> Turn:
    pending = conversation.pending
    if isinstance(pending, ConfirmingMany | HandingOver):
        key = "kept"
    elif isinstance(pending, Linking):
        key = "link.declined"
    elif isinstance(pending, Choosing) or (
        isinstance(pending, Confirming | AwaitingWhen | AwaitingText) and pending.draft.edits is not None
    ):
        key = "declined_edit"
    else:
        key = "declined"
    return Turn(settle(conversation), (Notice(key),))


def accept_alternative(conversation: Conversation, draft: Draft, number: int) -> Turn | None:
    """The reading of the `number`-th alternative, counted from 0; choosing it says yes to it."""
    if not 0 <= number < len(draft.alternatives):
        return None
    chosen = replace(draft.alternatives[number], implied=())
    return accept(conversation, replace(draft, proposal=chosen, alternatives=()))


def _accept_reading(conversation: Conversation, draft: Draft, index: int) -> Turn | None:
    """ "the second one": counted from 1 over the card's own reading and the others; -1 is the last."""
    place = choice_by_number(index, 1 + len(draft.alternatives))
    if place is None or not draft.alternatives:
        return None
    return accept(conversation, draft) if place == 0 else accept_alternative(conversation, draft, place - 1)


def ask_what_changes(conversation: Conversation, pending: Confirming, moment: Moment) -> Turn:
    """The Change button, or the word."""
    changing = replace(pending, card=moment.card, changing=True)
    return Turn(ask(conversation, changing, moment), (Question("change", moment.card),))


def _to_when(pending: AwaitingWhen, conversation: Conversation, heard: Heard, moment: Moment) -> Turn | None:
    understanding = heard.understanding
    intent = understanding.intent
    if _is_request_of_its_own(intent, understanding.time is not None):
        return None
    settled = settle(conversation)
    if understanding.time_error is not None and understanding.time is None and _may_be_time(intent):
        return pursue(settled, pending.draft, moment, error=understanding.time_error, unread=True)
    if understanding.time is not None:
        draft = with_time(pending.draft, understanding.time, understanding.alternatives, heard)
        return pursue(settled, draft, moment)
    if isinstance(intent, NoIntent | Confirm):
        return pursue(settled, pending.draft, moment, unread=True)
    return None


def _may_be_time(intent: object) -> bool:
    return isinstance(intent, NoIntent | SetReminder | Confirm | Decline)


def _is_request_of_its_own(intent: object, with_time: bool) -> bool:
    """A whole new request rather than the part that was asked for: it says by itself what to remind of, in more than a word."""
    if not isinstance(intent, SetReminder) or not intent.subject:
        return False
    return intent.explicit or (with_time and len(intent.subject.split()) > 1)


def _to_what(pending: AwaitingText, conversation: Conversation, heard: Heard, moment: Moment) -> Turn | None:
    intent = heard.understanding.intent
    if isinstance(intent, SetReminder) and intent.explicit and intent.subject and intent.reading:
        return None
    if not isinstance(intent, NoIntent | SetReminder):
        return None
    draft = replace(pending.draft, text=new_text(heard), typed=f"{pending.draft.typed}\n{heard.text}")
    if isinstance(intent, SetReminder) and intent.item is not None:
        item = begin_draft(intent, heard)
        draft = replace(draft, item_key=item.item_key, item_kind=item.item_kind)
    return pursue(settle(conversation), draft, moment)


def _to_zone(pending: AwaitingZone, conversation: Conversation, heard: Heard, moment: Moment) -> Turn | None:
    intent = heard.understanding.intent
    zone = zone_from(heard)
    if zone is not None:
        return Turn(settle(conversation), (), MoveToZone(zone, pending))
    if isinstance(intent, NoIntent) or (isinstance(intent, SetReminder) and not intent.explicit):
        asked = ask(conversation, replace(pending, card=moment.card), moment)
        return Turn(asked, (Question("zone", moment.card, because="unread"),))
    return None


def _to_choice(pending: Choosing, conversation: Conversation, heard: Heard) -> Turn | None:
    intent = heard.understanding.intent
    if isinstance(intent, Choose):
        return choose(conversation, pending, intent.index)
    named = choice_by_words(pending.texts, heard.text)
    if named is not None and isinstance(intent, NoIntent | ShowReminder | SetReminder):
        return choose(conversation, pending, named + 1)
    return None


def choose(conversation: Conversation, pending: Choosing, index: int) -> Turn | None:
    """index counts from 1; -1 is the last."""
    place = choice_by_number(index, len(pending.choices))
    if place is None:
        return None
    return Turn(settle(conversation), (), ActOnChoice(pending.typed, pending.choices[place]))


def agree(conversation: Conversation, pending: YesOrNo) -> Turn:
    """Yes to all of it."""
    match pending:
        case HandingOver():
            return Turn(settle(conversation), (), HandOverMany(pending.reminders, pending.to))
        case Linking():
            return Turn(settle(conversation), (), JoinPlaces(pending.code))
        case ConfirmingMany():
            return Turn(settle(conversation), (), CancelMany(pending.reminders))
