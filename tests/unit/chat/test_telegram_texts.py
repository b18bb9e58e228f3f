"""Messages into Telegram's form: whatever is said arrives whole, in pieces that Telegram takes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.telegram.texts import ENTITIES, TEXT_LENGTH, to_keyboard, to_parts
from bot.domain.message import Button, Message, Run, Style
from tests.doubles.telegram.entities import units

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(lambda text: text * 300)


@given(st.lists(st.tuples(TEXTS, st.sampled_from(Style)), max_size=4))
def test_every_piece_fits_and_together_they_hold_every_letter(runs: list[tuple[str, Style]]) -> None:
    message = Message(tuple(Run(text, style) for text, style in runs))
    parts = to_parts(message, in_group=False)
    joined = "".join("".join(part.text.split()) for part in parts)
    assert all(units(part.text) <= TEXT_LENGTH for part in parts)
    assert joined == "".join(message.text.split())
    assert all(entity.offset + entity.length <= units(part.text) for part in parts for entity in part.entities)


def test_a_seam_is_at_a_line_end_where_there_is_one() -> None:
    lines = "\n".join(f"{number:03} " + "word " * 20 for number in range(60))
    parts = to_parts(Message((Run(lines),)), in_group=False)
    assert len(parts) == 2
    assert all(part.text[:3].isdigit() for part in parts)


def test_more_styles_than_telegram_takes_leave_the_text_whole() -> None:
    message = Message(tuple(Run(f"{number} ", Style.STRONG) for number in range(150)))
    (part,) = to_parts(message, in_group=False)
    assert (len(part.entities), part.text) == (ENTITIES, message.text)


def test_a_link_in_code_stays_a_link() -> None:
    (part,) = to_parts(Message((Run("TSK-1", Style.CODE, "https://x.example"),)), in_group=True)
    assert [(entity.type, entity.url) for entity in part.entities] == [("text_link", "https://x.example")]


def test_no_buttons_are_no_keyboard() -> None:
    assert to_keyboard(()) is None


def test_a_press_goes_out_as_it_is() -> None:
    keyboard = to_keyboard((Button("Done", "done:0197"),))
    assert keyboard is not None
    assert keyboard.inline_keyboard[0][0].callback_data == "done:0197"
