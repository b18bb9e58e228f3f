"""One step of a conversation: pending question and utterance in, turn out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from babel import Locale

from bot.dialogue.confirmation import advance
from bot.dialogue.pursuit import limit_notice
from bot.dialogue.turn import Act, ActOnChoice, AddressDraft, AnswerOrAsk, CancelMany, MoveToZone, SetDraft
from bot.domain.conversation import (
    AwaitingText,
    AwaitingWhen,
    AwaitingZone,
    Choosing,
    Confirming,
    ConfirmingMany,
    Named,
    Proposal,
)
from bot.domain.errors import LimitReached
from bot.domain.reminder import At
from bot.language.intents import (
    CancelReminder,
    Choose,
    Confirm,
    Decline,
    EditReminder,
    ListReminders,
    SetReminder,
    Target,
)
from bot.language.reading import Implied, TimeError
from bot.wording.replies import Card, Notice, Question
from bot.wording.voice import Voice
from tests.unit.dialogue.scenes import ANA, DRAFT, ID, MOMENT, NOW, TOMORROW_14, conversation, heard, moment, reading

REQUEST = heard("remind me", SetReminder("call Jens", reading(TOMORROW_14)), reading(TOMORROW_14))
CONFIRMING = conversation(Confirming(DRAFT, "old"))


def test_a_whole_request_opens_a_card() -> None:
    turn = advance(conversation(), REQUEST, MOMENT)
    assert isinstance(turn.conversation.pending, Confirming)
    assert turn.conversation.pending.card == "fresh"
    assert turn.conversation.until == MOMENT.until
    assert turn.replies == (Card(turn.conversation.pending.draft, "fresh"),)
    assert turn.command is None


def test_a_request_without_a_time_asks_when() -> None:
    turn = advance(conversation(), heard("x", SetReminder("call Jens", None, error=TimeError.NO_TIME)), MOMENT)
    assert isinstance(turn.conversation.pending, AwaitingWhen)
    assert turn.replies == (Question("when", "fresh", "call Jens"),)


def test_a_request_without_a_text_asks_what() -> None:
    turn = advance(conversation(), heard("x", SetReminder(None, reading(TOMORROW_14))), MOMENT)
    assert isinstance(turn.conversation.pending, AwaitingText)


@pytest.mark.parametrize("error", [TimeError.PAST, TimeError.INVALID])
def test_a_time_that_cannot_be_keeps_the_text(error: TimeError) -> None:
    turn = advance(conversation(), heard("x", SetReminder("call Jens", None, error=error)), MOMENT)
    assert turn.replies == (Question("when", "fresh", "call Jens", error.value),)
    assert isinstance(turn.conversation.pending, AwaitingWhen)
    assert turn.conversation.pending.draft.text == "call Jens"


def test_yes_sets_what_the_card_says() -> None:
    turn = advance(CONFIRMING, heard("yes", Confirm()), MOMENT)
    assert turn.command == SetDraft(DRAFT)
    assert turn.conversation.pending is None


@pytest.mark.parametrize("intent", [Decline(), CancelReminder()])
def test_no_sets_nothing(intent: Decline | CancelReminder) -> None:
    turn = advance(CONFIRMING, heard("no", intent), MOMENT)
    assert (turn.command, turn.conversation.pending) == (None, None)
    assert turn.replies == (Notice("declined"),)


def test_no_with_another_time_corrects() -> None:
    six = TOMORROW_14 - timedelta(hours=20)  # today at 18:00
    turn = advance(CONFIRMING, heard("no, at 6pm", Decline(), reading(six)), MOMENT)
    pending = turn.conversation.pending
    assert isinstance(pending, Confirming)
    assert pending.draft.proposal == Proposal(At(TOMORROW_14 + timedelta(hours=4)))


def test_another_text_keeps_the_time() -> None:
    turn = advance(CONFIRMING, heard("to call Anna instead"), MOMENT)
    assert isinstance(turn.conversation.pending, Confirming)
    assert turn.conversation.pending.draft == replace(DRAFT, text="call Anna", typed="to call Anna instead")


def test_an_edit_of_nothing_else_changes_the_card() -> None:
    turn = advance(CONFIRMING, heard("change it to call Anna", EditReminder(Target(), subject="call Anna")), MOMENT)
    assert isinstance(turn.conversation.pending, Confirming)
    assert turn.conversation.pending.draft.text == "call Anna"


def test_an_edit_of_another_reminder_leaves_the_card_open() -> None:
    intent = EditReminder(Target(number=3), reading(TOMORROW_14))
    turn = advance(CONFIRMING, heard("move REM-3 to …", intent, reading(TOMORROW_14)), MOMENT)
    assert turn.conversation == CONFIRMING
    assert isinstance(turn.command, Act)


def test_change_asks_what_shall_be_different_and_takes_any_text() -> None:
    asked = advance(CONFIRMING, heard("Change."), MOMENT)
    assert asked.replies == (Question("change", "fresh"),)
    answered = advance(asked.conversation, heard("call Anna"), MOMENT)
    assert isinstance(answered.conversation.pending, Confirming)
    assert answered.conversation.pending.draft.text == "call Anna"


def test_chit_chat_leaves_the_card_open_and_says_so() -> None:
    turn = advance(CONFIRMING, heard("lovely weather"), MOMENT)
    assert turn.conversation == CONFIRMING
    assert turn.replies == (Notice("still_open.confirming", {"text": "call Jens"}),)


def test_chit_chat_that_names_a_time_is_no_correction() -> None:
    train = heard("the train leaves at 17:30", time=reading(TOMORROW_14), rest="the train leaves")
    assert advance(CONFIRMING, train, MOMENT).conversation == CONFIRMING


def test_an_item_goes_with_the_text_that_named_it() -> None:
    about_item = conversation(
        Confirming(replace(DRAFT, text="review TSK-1", item_key="TSK-1", item_kind="task"), "old")
    )
    pending = advance(about_item, heard("to call Anna instead"), MOMENT).conversation.pending
    assert isinstance(pending, Confirming)
    assert (pending.draft.text, pending.draft.item_key, pending.draft.item_kind) == ("call Anna", None, None)


@pytest.mark.parametrize("pending", [AwaitingText(DRAFT, "old"), AwaitingZone("remind me", "old")])
def test_ok_is_no_answer_to_a_question_for_something(pending: AwaitingText | AwaitingZone) -> None:
    turn = advance(conversation(pending), heard("ok", Confirm()), MOMENT)
    assert turn.conversation.pending == pending
    assert isinstance(turn.replies[0], Notice)
    assert turn.replies[0].key == f"still_open.{pending.kind}"


def test_a_list_leaves_the_card_open() -> None:
    turn = advance(CONFIRMING, heard("list", ListReminders()), MOMENT)
    assert turn.conversation == CONFIRMING
    assert turn.command == Act(ListReminders(), "list")


def test_a_new_request_takes_the_place_of_the_open_card() -> None:
    turn = advance(conversation(Confirming(replace(DRAFT, text="buy milk"), "old")), REQUEST, MOMENT)
    assert turn.replies[0] == Notice("closed_question", {"text": "buy milk"})
    assert isinstance(turn.replies[1], Card)


def test_the_chosen_reading_is_set() -> None:
    other = Proposal(At(TOMORROW_14 + timedelta(hours=12)), ("meridiem",))
    two = conversation(Confirming(replace(DRAFT, alternatives=(other,)), "old"))
    turn = advance(two, heard("the second", Choose(2)), MOMENT)
    assert isinstance(turn.command, SetDraft)
    assert turn.command.draft.proposal == Proposal(other.trigger)


@pytest.mark.parametrize("index", [0, 2, 7, -9])
def test_a_reading_that_is_not_there_is_not_chosen(index: int) -> None:
    assert advance(CONFIRMING, heard("7", Choose(index)), MOMENT).command is None


def test_the_time_fills_the_draft() -> None:
    waiting = conversation(AwaitingWhen(replace(DRAFT, proposal=None), "old"))
    turn = advance(waiting, heard("tomorrow at 14:00", time=reading(TOMORROW_14)), MOMENT)
    assert isinstance(turn.conversation.pending, Confirming)
    assert turn.conversation.pending.draft == DRAFT


def test_an_answer_without_a_time_is_asked_again() -> None:
    waiting = conversation(AwaitingWhen(replace(DRAFT, proposal=None), "old"))
    turn = advance(waiting, heard("soonish"), MOMENT)
    assert turn.replies == (Question("when", "fresh", "call Jens", "unread"),)


def test_the_text_fills_the_draft() -> None:
    waiting = conversation(AwaitingText(replace(DRAFT, text=None), "old"))
    turn = advance(waiting, heard("to call Jens"), MOMENT)
    assert isinstance(turn.conversation.pending, Confirming)
    assert turn.conversation.pending.draft.text == "call Jens"


@pytest.mark.parametrize("policy", ["when-unsure", "never"])
def test_a_sure_request_needs_no_card_where_the_person_wants_none(policy: str) -> None:
    turn = advance(conversation(), REQUEST, moment(confirmation=policy))
    assert isinstance(turn.command, SetDraft)
    assert turn.replies == ()


def test_an_unsure_request_is_confirmed_when_unsure() -> None:
    guessed = reading(TOMORROW_14, Implied.DAY)
    turn = advance(conversation(), heard("x", SetReminder("x", guessed), guessed), moment(confirmation="when-unsure"))
    assert turn.command is None


def test_a_second_readers_reading_is_confirmed_even_never() -> None:
    guessed = reading(TOMORROW_14, Implied.SECOND_READER)
    turn = advance(conversation(), heard("x", SetReminder("x", guessed), guessed), moment(confirmation="never"))
    assert isinstance(turn.conversation.pending, Confirming)


def test_what_was_implied_is_told_where_no_card_asked() -> None:
    guessed = reading(TOMORROW_14, Implied.MERIDIEM)
    turn = advance(conversation(), heard("x", SetReminder("x", guessed), guessed), moment(confirmation="never"))
    assert isinstance(turn.command, SetDraft)
    assert turn.command.implied == ("meridiem",)


def test_what_an_installation_does_not_allow_is_never_confirmed() -> None:
    far = reading(NOW + timedelta(days=9000))
    turn = advance(conversation(), heard("x", SetReminder("open the letter", far), far), MOMENT)
    assert isinstance(turn.conversation.pending, AwaitingWhen)
    assert turn.replies == (Notice("limit.horizon", {"count": 3660}),)


def test_a_text_that_is_too_long_is_asked_for_again_and_the_time_kept() -> None:
    turn = advance(conversation(), heard("x", SetReminder("x" * 3000, reading(TOMORROW_14))), MOMENT)
    assert isinstance(turn.conversation.pending, AwaitingText)
    assert turn.conversation.pending.draft.proposal == Proposal(At(TOMORROW_14))


def test_a_bare_time_answers_what_was_delivered_or_begins_a_draft() -> None:
    turn = advance(conversation(), heard("in 20 minutes please", time=reading(TOMORROW_14), rest="please"), MOMENT)
    assert isinstance(turn.command, AnswerOrAsk)


def test_a_time_within_chit_chat_is_no_answer() -> None:
    turn = advance(
        conversation(), heard("the train leaves at 17:30", time=reading(TOMORROW_14), rest="the train leaves"), MOMENT
    )
    assert turn.command is None


def test_a_choice_is_made_by_number_by_words_or_left() -> None:
    choosing = conversation(Choosing((ID, ID), "cancel it", "old", ("REM-1 review TSK-123", "REM-2 merge TSK-123")))
    assert advance(choosing, heard("2", Choose(2)), MOMENT).command == ActOnChoice("cancel it", ID)
    assert advance(choosing, heard("the merge one"), MOMENT).command == ActOnChoice("cancel it", ID)
    assert advance(choosing, heard("TSK-123"), MOMENT).replies == (
        Notice("still_open.choosing", {"text": "cancel it"}),
    )
    assert advance(choosing, heard("9", Choose(9)), MOMENT).command is None
    assert advance(choosing, heard("never mind", Decline()), MOMENT).conversation.pending is None


def test_many_are_cancelled_only_on_a_yes() -> None:
    many = conversation(ConfirmingMany((ID,), "old"))
    assert advance(many, heard("yes", Confirm()), MOMENT).command == CancelMany((ID,))
    assert advance(many, heard("no", Decline()), MOMENT).replies == (Notice("kept"),)
    assert advance(many, heard("hm"), MOMENT).replies == (Notice("still_open.confirming_many", {"text": ""}),)


def test_without_a_zone_the_request_waits_for_it() -> None:
    nowhere = replace(MOMENT, user=replace(ANA, zone=None))
    asked = advance(conversation(), REQUEST, nowhere)
    assert asked.conversation.pending == AwaitingZone("remind me", "fresh")
    answered = advance(asked.conversation, heard("Copenhagen"), nowhere)
    assert answered.command == MoveToZone("Europe/Copenhagen", AwaitingZone("remind me", "fresh"))


def test_help_needs_no_zone() -> None:
    nowhere = replace(MOMENT, user=replace(ANA, zone=None))
    assert advance(conversation(), heard("hello"), nowhere).replies == (Notice("hello"),)


@pytest.mark.parametrize(
    ("intent", "key"),
    [(Confirm(), "nothing_to_confirm"), (Decline(), "nothing_to_decline"), (Choose(1), "nothing_to_choose")],
)
def test_answers_to_nothing_are_answered_kindly(intent: Confirm | Decline | Choose, key: str) -> None:
    assert advance(conversation(), heard("x", intent), MOMENT).replies == (Notice(key),)


def test_recipients_other_than_oneself_are_found_out_first() -> None:
    turn = advance(conversation(), heard("x", SetReminder("x", reading(TOMORROW_14), recipients=("@bob",))), MOMENT)
    assert isinstance(turn.command, AddressDraft)
    assert (turn.command.draft.text, turn.command.names) == ("x", (Named("@bob"),))
    assert turn.conversation.pending is None


@pytest.mark.parametrize(
    ("seconds", "allowed"),
    [
        (1, "once a second"), (30, "once in 30 seconds"), (60, "once a minute"), (90, "once in 90 seconds"), (300, "once in 5 minutes"),
    ],
)  # fmt: skip
def test_the_shortest_repeat_is_told_as_it_is(seconds: int, allowed: str) -> None:
    notice = limit_notice(LimitReached("shortest_repeat", str(seconds)))
    assert f"allows {allowed} at most" in Voice("en", Locale("en"), "UTC", NOW, twelve_hour=False).text(
        notice.key, **notice.values
    )
