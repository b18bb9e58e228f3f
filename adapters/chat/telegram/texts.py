"""A Message in Telegram's form: texts of at most 4096 UTF-16 units with their entities, and an inline keyboard. Pure.

Entities instead of markup: so nothing that people typed needs escaping, and nothing can be taken for markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from bot.domain.message import Button, Message, Run, Style

TEXT_LENGTH = 4096
ENTITIES = 100
_ROW_BUTTONS = 3
_ROW_LETTERS = 32
_WORD_JOINER = "\u2060"
_MENTION = re.compile(r"(?<![\w/@])@(?=[A-Za-z0-9_])")
_KINDS = {
    Style.STRONG: MessageEntity.BOLD,
    Style.QUIET: MessageEntity.ITALIC,
    Style.CODE: MessageEntity.CODE,
}


@dataclass(frozen=True, slots=True)
class Part:
    """One message as Telegram takes it."""

    text: str
    entities: tuple[MessageEntity, ...]


def to_parts(message: Message, *, in_group: bool) -> tuple[Part, ...]:
    """Split at line ends, else at white space. in_group: names stay readable, but Telegram takes none of them for a mention."""
    runs = [Run(_sendable(run, in_group), run.style, run.url) for run in message.runs]
    text = "".join(run.text for run in runs)
    return tuple(_part(text, runs, start, end) for start, end in _pieces(text))


def to_keyboard(buttons: tuple[Button, ...]) -> InlineKeyboardMarkup | None:
    """Rows of up to three buttons, fewer where their labels are long."""
    rows: list[list[InlineKeyboardButton]] = []
    letters = 0
    for button in buttons:
        letters += len(button.label)
        if not rows or len(rows[-1]) == _ROW_BUTTONS or letters > _ROW_LETTERS:
            rows.append([])
            letters = len(button.label)
        style = None if button.style == "plain" else button.style
        rows[-1].append(InlineKeyboardButton(button.label, callback_data=button.press, style=style))
    return InlineKeyboardMarkup(rows) if rows else None


def _sendable(run: Run, in_group: bool) -> str:
    """Half a surrogate pair can not be sent at all. An invisible joiner after "@" keeps a typed name from notifying somebody."""
    text = run.text.encode("utf-8", "replace").decode()
    if in_group and run.style is not Style.CODE and run.url is None:
        return _MENTION.sub(f"@{_WORD_JOINER}", text)
    return text


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where each part begins and ends; white space at the seams is left out, and so is a part of nothing else."""
    start = 0
    while start < len(text):
        end = _furthest(text, start)
        if end < len(text):
            end = _seam(text, start, end)
        if text[start:end].strip():
            yield start, end
        start = end
        while start < len(text) and text[start].isspace():
            start += 1


def _furthest(text: str, start: int) -> int:
    end = min(len(text), start + TEXT_LENGTH)
    while (over := _units(text[start:end]) - TEXT_LENGTH) > 0:
        end -= (over + 1) // 2
    return end


def _seam(text: str, start: int, end: int) -> int:
    """The last line end in the second half of the piece, else its last white space, else its very end."""
    middle = start + (end - start) // 2
    line = text.rfind("\n", middle, end + 1)
    if line > start:
        return line
    for position in range(end, middle, -1):
        if text[position].isspace():
            return position
    return end


def _part(text: str, runs: list[Run], start: int, end: int) -> Part:
    entities: list[MessageEntity] = []
    position = 0
    for run in runs:
        first, last = max(position, start), min(position + len(run.text), end)
        position += len(run.text)
        if first < last and text[first:last].strip():
            offset, length = _units(text[start:first]), _units(text[first:last])
            entities += [MessageEntity(kind, offset, length, url=url) for kind, url in _entity_kinds(run)]
    return Part(text[start:end], tuple(entities[:ENTITIES]))


def _entity_kinds(run: Run) -> Iterator[tuple[str, str | None]]:
    """Telegram lets code stand alone: in a link it keeps the link."""
    if run.url is not None:
        yield MessageEntity.TEXT_LINK, run.url
    if run.style in _KINDS and not (run.url is not None and run.style is Style.CODE):
        yield _KINDS[run.style], None


def _units(text: str) -> int:
    return len(text) + sum(1 for letter in text if ord(letter) > 0xFFFF)
