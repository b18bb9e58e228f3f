"""How recipients are named, and what counts as an answer to "whom do you mean?"."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.naming import ME, names_of, to_who
from bot.dialogue.turn import AddressDraft
from bot.domain.conversation import AwaitingWho, Named
from bot.domain.message import Mention
from bot.language.intents import Choose, Complete, Confirm
from tests.unit.dialogue.scenes import DRAFT, conversation, heard

PENDING = AwaitingWho(
    DRAFT, (Named(ME), Named("@bne")), 1, "card", (Named("Ben", "person", "U1"), Named("Bea", "person", "U2"))
)
IN_ROOM = replace(heard("remind us"), direct=False)


def names_after(text: str, **how: object) -> tuple[Named, ...] | None:
    turn = to_who(PENDING, conversation(PENDING), heard(text, **how))  # type: ignore[arg-type] - a test's shorthand
    if turn is None:
        return None
    assert isinstance(turn.command, AddressDraft)
    return turn.command.names


def test_what_the_platform_recognised_is_known_by_its_id() -> None:
    said = replace(IN_ROOM, mentions=(Mention("@Ana", "U1"), Mention("#dev", "C1", "room")))
    assert names_of(("me", "@ana", "#dev", "~ops", "@bob"), said, "C9") == (
        Named(ME), Named("@ana", "person", "U1"), Named("#dev", "room", "C1"), Named("~ops", "room"), Named("@bob"),
    )  # fmt: skip


def test_us_is_the_room_and_alone_with_the_bot_oneself() -> None:
    assert names_of(("here", "@here"), IN_ROOM, "C9") == (
        Named("here", "room", "C9"),
        Named("@here", "room", "C9", calls="here"),
    )
    assert names_of(("here", "@all"), heard("remind us"), "D1") == (Named(ME),)


def test_a_choice_by_number_or_by_name_takes_the_place_of_the_unknown_name() -> None:
    ben = (Named(ME), PENDING.choices[0])
    assert names_after("1", intent=Choose(1)) == names_after("ben") == ben
    assert names_after("3", intent=Choose(3)) is None


def test_another_name_or_oneself_takes_its_place() -> None:
    assert names_after("cai lind") == (Named(ME), Named("cai lind"))
    assert names_after("just me") == (Named(ME),)


def test_yes_tries_again_where_nobody_can_be_meant_by_it() -> None:
    assert names_after("yes", intent=Confirm()) == PENDING.names


def test_another_request_and_a_whole_sentence_are_no_names() -> None:
    assert names_after("done", intent=Complete()) is None
    assert names_after("I will have to think about that first") is None
