"""The bot's questions as messages with buttons: set it?, when?, which one?, all of them?"""

from __future__ import annotations

from datetime import datetime

from bot.domain.conversation import Proposal
from bot.domain.message import Button, Message, Run
from bot.domain.reminder import At, first_due
from bot.wording.buttons import cancel_button, choice_button, yes_or_no
from bot.wording.implied import implied_words
from bot.wording.people import is_for_others, notes_on_zones, recipient_names
from bot.wording.press import Press
from bot.wording.reminder import item_line, line, nag_words, trigger_words, what
from bot.wording.replies import Card, Choice, ConfirmHandOver, ConfirmLink, ConfirmMany, Question
from bot.wording.voice import Voice, joined, quiet

_NEWLINE = Run("\n")
_MOST_BUTTONS = 6


def card_message(card: Card, voice: Voice) -> Message:
    """What, when and what was implied, with the other readings as buttons. The draft is complete: it has a text and a proposal."""
    draft = card.draft
    if draft.text is None or draft.proposal is None:
        raise ValueError("a card shows a complete draft")
    at, choices = proposal_at(draft.proposal, voice.now), bool(draft.alternatives)
    notes = notes_on_zones(draft.recipients, at, card.company, voice)
    notes += implied_words(draft.proposal.implied, at, voice, choices=choices)
    if draft.nag_every is not None:
        notes.append(nag_words(draft.nag_every, draft.nag_limit, voice))
    if draft.ends_repeat:
        notes.append(voice.text("card.ends_repeat"))
    if draft.alternatives:
        notes.append(voice.text("implied.alternatives"))
    runs = [*_sentence(card, draft.text, draft.proposal, voice)]
    if card.item is not None and (known := item_line(card.item, voice)):
        runs += [_NEWLINE, *known]
    if notes:
        runs += [_NEWLINE, *quiet([Run(" ".join(notes))])]
    return Message(joined(runs), _card_buttons(card, voice), card.card)


def _sentence(card: Card, text: str, proposal: Proposal, voice: Voice) -> tuple[Run, ...]:
    when = trigger_words(proposal.trigger, proposal_at(proposal, voice.now), voice)
    if card.reminder is not None:
        return voice.say("card.edit", label=card.reminder.label, text=what(text), when=when)
    is_about = text.upper() == card.draft.item_key
    if is_for_others(card.draft.recipients, card.company):
        who = recipient_names(card.draft.recipients, card.company, voice)
        return voice.say("card.to_about" if is_about else "card.to", who=who, text=what(text), when=when)
    return voice.say("card.about" if is_about else "card.text", text=what(text), when=when)


def _card_buttons(card: Card, voice: Voice) -> tuple[Button, ...]:
    yes = voice.text("button.apply" if card.reminder is not None else "button.set")
    others = [
        Button(
            trigger_words(other.trigger, proposal_at(other, voice.now), voice, full=False),
            str(Press("alt", card.card, str(number))),
        )
        for number, other in enumerate(card.draft.alternatives[: _MOST_BUTTONS - 3])
    ]
    return (
        Button(yes, str(Press("yes", card.card)), "primary"),
        *others,
        Button(voice.text("button.change"), str(Press("change", card.card))),
        Button(voice.text("button.cancel"), str(Press("no", card.card))),
    )


def proposal_at(proposal: Proposal, now: datetime) -> datetime:
    """The first firing that a proposal leads to, at the latest `now` where it has none left."""
    if isinstance(proposal.trigger, At):
        return proposal.trigger.instant
    return first_due(proposal.trigger, now) or now


def question_message(question: Question, voice: Voice) -> Message:
    """A question for what is missing, after the reason why it is asked."""
    sentences: list[tuple[Run, ...]] = []
    if question.because == "unread":
        sentences.append(voice.say("ask.zone_unread" if question.asked == "zone" else "ask.unread"))
    elif question.because in ("past", "invalid", "passed"):
        suffix = "" if question.text else "_nothing"
        sentences.append(voice.say(f"ask.{question.because}{suffix}", text=what(question.text or "")))
    if question.because in ("past", "invalid", "passed") and question.asked == "when":
        sentences.append(voice.say("ask.when_instead"))
    elif question.because != "unread":
        sentences.append(_ask(question, voice))
    buttons = () if question.asked == "zone" else (cancel_button(question.card, voice),)
    return Message(_spaced(sentences), buttons, question.card)


def _ask(question: Question, voice: Voice) -> tuple[Run, ...]:
    if question.asked != "when":
        return voice.say(f"ask.{question.asked}")
    if question.label is not None:
        return voice.say("ask.when_edit", label=question.label, text=what(question.text or ""))
    if question.text is None:
        return voice.say("ask.when_nothing")
    return voice.say("ask.when_others" if question.for_others else "ask.when", text=what(question.text))


def choice_message(choice: Choice, voice: Voice) -> Message:
    """The reminders that match, numbered, with a button each."""
    runs = [*voice.say("choice.which")]
    for number, view in enumerate(choice.views, 1):
        runs += [_NEWLINE, *voice.say("choice.line", number=number, line=line(view, voice))]
    if choice.more:
        runs += [_NEWLINE, *quiet(voice.say("choice.more"))]
    buttons = [
        choice_button(number, view.reminder.label, choice.card, voice) for number, view in enumerate(choice.views, 1)
    ]
    return Message(joined(runs), (*buttons, cancel_button(choice.card, voice)), choice.card)


def confirm_many_message(question: ConfirmMany, voice: Voice) -> Message:
    buttons = yes_or_no(question.card, voice.text("button.cancel_all"), voice.text("button.keep"), "danger")
    return Message(voice.say("card.many", count=question.count), buttons, question.card)


def confirm_hand_over_message(question: ConfirmHandOver, voice: Voice) -> Message:
    buttons = yes_or_no(question.card, voice.text("button.hand_over"), voice.text("button.keep"), "danger")
    return Message(voice.say("hand_over.ask", count=question.count, who=question.who), buttons, question.card)


def confirm_link_message(question: ConfirmLink, voice: Voice) -> Message:
    buttons = yes_or_no(question.card, voice.text("button.link"), voice.text("button.cancel"), "primary")
    runs = voice.say("link.ask", who=question.who, place=question.place, count=question.count)
    return Message(runs, buttons, question.card)


def _spaced(sentences: list[tuple[Run, ...]]) -> tuple[Run, ...]:
    return joined(
        run for number, sentence in enumerate(sentences) for run in ((Run(" "),) if number else ()) + sentence
    )
