"""A Message in Slack's form: Block Kit of rich text and buttons, split where it is too long. Pure.

Rich text instead of markup: so nothing that people typed needs escaping, and nothing can be taken for a mention.
Limits: https://docs.slack.dev/reference/block-kit/blocks
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from adapters.chat.slack.text import escape
from bot.domain.message import Button, Message, Run, Style

Json = dict[str, Any]
BLOCK_LENGTH = 2900
POST_BLOCKS = 4
_NOTIFICATION_LENGTH = 2900
_LABEL_LENGTH = 75
_ROW_BUTTONS = 25
_EMOJI = re.compile(r"(?<![\w:]):((?=[^:]*[a-z])[a-z0-9_'+-]{1,60}|100|[+-]1):(?![\w:])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_STYLES: dict[Style, Json] = {Style.STRONG: {"bold": True}, Style.QUIET: {"italic": True}, Style.CODE: {"code": True}}


def to_posts(message: Message, block_id: str | None = None) -> list[Json]:
    """The arguments `text` and `blocks` of one post or more; the buttons are on the last one."""
    chunks = list(_chunks(message.runs, BLOCK_LENGTH))
    groups = [chunks[at : at + POST_BLOCKS] for at in range(0, len(chunks), POST_BLOCKS)] or [[]]
    posts = [_post(group) for group in groups]
    if message.calls:
        posts[0]["blocks"].insert(0, _section_block([{"type": "broadcast", "range": message.calls}]))
    posts[-1]["blocks"] += _actions(message.buttons, block_id)
    return posts


def to_post(message: Message, block_id: str | None = None) -> Json:
    """One post, for an edit: what does not fit into it is cut off."""
    posts = to_posts(message, block_id)
    if len(posts) == 1:
        return posts[0]
    kept = posts[0]["blocks"] + [_section_block([_text("…", Style.PLAIN)])]
    return {"text": posts[0]["text"], "blocks": kept + _actions(message.buttons, block_id)}


def to_view(message: Message) -> Json:
    """The App Home tab; it holds a hundred blocks."""
    chunks = list(_chunks(message.runs, BLOCK_LENGTH))[:90]
    return {"type": "home", "blocks": _post(chunks)["blocks"] + _actions(message.buttons, None)}


def _post(chunks: list[list[Run]]) -> Json:
    text = "".join(run.text for chunk in chunks for run in chunk)
    sections = [list(_elements(chunk)) for chunk in chunks]
    blocks = [_section_block(elements) for elements in sections if elements]
    return {"text": escape(_printable(text))[:_NOTIFICATION_LENGTH] or " ", "blocks": blocks}


def _section_block(elements: list[Json]) -> Json:
    return {"type": "rich_text", "elements": [_section(elements)]}


def _section(elements: list[Json]) -> Json:
    return {"type": "rich_text_section", "elements": elements}


def _elements(runs: list[Run]) -> Iterator[Json]:
    for run in runs:
        text = _printable(run.text)
        if not text:
            continue
        if run.url and run.url.startswith(("http://", "https://", "mailto:")):
            yield {"type": "link", "url": run.url, "text": text} | _style(run.style)
        elif run.style is Style.CODE:
            yield _text(text, run.style)
        else:
            yield from _with_emoji(text, run.style)


def _with_emoji(text: str, style: Style) -> Iterator[Json]:
    """Slack hands emoji over as :name:, and rich text shows :name: as it stands; so they become emoji again."""
    at = 0
    for emoji in _EMOJI.finditer(text):
        if emoji.start() > at:
            yield _text(text[at : emoji.start()], style)
        yield {"type": "emoji", "name": emoji[1]}
        at = emoji.end()
    if at < len(text):
        yield _text(text[at:], style)


def _text(text: str, style: Style) -> Json:
    return {"type": "text", "text": text} | _style(style)


def _style(style: Style) -> Json:
    return {"style": _STYLES[style]} if style in _STYLES else {}


def _printable(text: str) -> str:
    return _CONTROL.sub("", text)


def _actions(buttons: tuple[Button, ...], block_id: str | None) -> list[Json]:
    rows = [buttons[at : at + _ROW_BUTTONS] for at in range(0, len(buttons), _ROW_BUTTONS)]
    named = [{"block_id": f"{block_id}:{number}"} if block_id else {} for number in range(len(rows))]
    return [
        {"type": "actions", **name, "elements": [_button(button, number) for number, button in enumerate(row)]}
        for row, name in zip(rows, named, strict=True)
    ]


def _button(button: Button, number: int) -> Json:
    label = button.label if len(button.label) <= _LABEL_LENGTH else button.label[: _LABEL_LENGTH - 1] + "…"
    shown = {"type": "plain_text", "text": label, "emoji": True}
    style = {} if button.style == "plain" else {"style": button.style}
    return {"type": "button", "action_id": f"press-{number}", "text": shown, "value": button.press} | style


def _chunks(runs: tuple[Run, ...], length: int) -> Iterator[list[Run]]:
    """Runs that together have at most `length` characters; joined they are the whole again."""
    chunk: list[Run] = []
    left = length
    for run in runs:
        rest = run.text
        while len(rest) > left:
            cut = _cut(rest, left, whole=not chunk)
            if cut:
                chunk.append(replace(run, text=rest[:cut]))
            yield chunk
            chunk, left, rest = [], length, rest[cut:]
        if rest:
            chunk.append(replace(run, text=rest))
            left -= len(rest)
    if chunk:
        yield chunk


def _cut(text: str, most: int, *, whole: bool) -> int:
    """How much of `text` goes into `most` characters, up to the end of a word; 0: nothing. whole: something must go, if need be half a word."""
    end = next((at for at in range(most, 0, -1) if text[at - 1].isspace()), 0)
    if end or not whole:
        return end
    while most > 1 and _joins(text[most]):
        most -= 1
    return most


def _joins(character: str) -> bool:
    """Whether it belongs to the character before it: an accent, a variation, a joiner."""
    return bool(unicodedata.combining(character)) or character in "\u200d\ufe0e\ufe0f"
