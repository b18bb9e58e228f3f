"""Markdown: a Message as Mattermost's markdown, so that text arrives as it was typed and mentions nobody by accident.

The rules are those of the server's clients (Mattermost's fork of marked, GFM with line breaks). Buttons are in cards.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from bot.domain.message import Run, Style

_JOINER = "\u2060"  # takes no room, breaks no line: parts "@" from a name without a visible change
# Strict about the host: behind anything else the server would read on as text, and find mentions in it.
_URL = re.compile(r"(?<![\w<])(?:https?|ftp)://[a-z0-9][a-z0-9.-]*(?::\d+)?(?:[/?#][^\s<>]*)?", re.IGNORECASE)
# A backslash before a letter escapes nothing and stays as it is: marked's rule, other than CommonMark's.
_INLINE = re.compile(r"[`*\[\]|_]|~(?=~)|(?<=~)~|\\(?=[^\w\s])")
_MENTION = re.compile(r"(?<![\w.@-])@(?=\w)")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_AUTOLINK = re.compile(r"<(?=[^\s<>])")
_LINE_START = re.compile(
    r"^([ \t]*)(#{1,6}(?=\s|$)|>|[-+](?=\s|$|-{2})|\d{1,9}[.)](?=\s|$)|=(?==*[ \t]*$))", re.MULTILINE
)
_INDENT = re.compile(r"^(?: {4,}|\t+)", re.MULTILINE)
_TICKS = re.compile(r"`+")


def markdown(runs: tuple[Run, ...]) -> str:
    return "".join(_run(run, starts_line=_starts_line(runs, index)) for index, run in enumerate(runs))


def split(runs: tuple[Run, ...], longest: int) -> list[tuple[Run, ...]]:
    """Parts whose markdown has at most `longest` characters each, cut at line ends or words where there are any."""
    if len(markdown(runs)) <= longest:
        return [runs]
    parts: list[tuple[Run, ...]] = []
    part: tuple[Run, ...] = ()
    for piece in _pieces(runs, max(1, longest // 4)):
        if part and len(markdown((*part, piece))) > longest:
            parts.append(part)
            part = ()
        part = (*part, piece)
    return [*parts, part] if part else parts


def escape(text: str, *, starts_line: bool = True) -> str:
    """Literal text; links that stand in it stay links."""
    escaped, end = "", 0
    for url in _URL.finditer(text):
        escaped += _escape_inline(text[end : url.start()]) + url.group()
        end = url.end()
    escaped += _escape_inline(text[end:])
    if not starts_line:
        first, newline, rest = escaped.partition("\n")
        return first + newline + _escape_lines(rest)
    return _escape_lines(escaped)


def _run(run: Run, *, starts_line: bool) -> str:
    if run.style is Style.CODE:
        return _code(run.text)
    if run.style is Style.PLAIN and run.url is None:
        return escape(run.text, starts_line=starts_line)
    marks = {Style.STRONG: "**", Style.QUIET: "_"}.get(run.style, "")
    return "\n".join(_marked(line, marks, run.url) for line in run.text.split("\n"))


def _marked(line: str, marks: str, url: str | None) -> str:
    """White space stays outside of the marks: inside, they would not be read as marks."""
    bare = line.strip()
    if not bare:
        return line
    before, after = line[: line.index(bare)], line[line.index(bare) + len(bare) :]
    text = escape(bare)
    if url is not None:
        text = f"[{text}]({quote(url, safe=':/?#@!$&*+,;=%~-._')})"
    return f"{before}{marks}{text}{marks}{after}"


def _code(text: str) -> str:
    """Behind more backticks than any in it; code alone is never read for mentions."""
    if not text.strip():
        return text
    fence = "`" * (max((len(ticks) for ticks in _TICKS.findall(text)), default=0) + 1)
    if "\n" in text:
        fence = fence.ljust(3, "`")
        return f"\n{fence}\n{text}\n{fence}\n"
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def _escape_inline(text: str) -> str:
    text = _INLINE.sub(lambda found: "\\" + found.group(), text)
    for pattern in (_MENTION, _ENTITY, _AUTOLINK):
        text = pattern.sub(lambda found: found.group() + _JOINER, text)
    return text


def _escape_lines(text: str) -> str:
    text = _INDENT.sub(lambda found: "\u00a0" * len(found.group().expandtabs(4)), text)
    return _LINE_START.sub(lambda found: found[1] + _escape_block(found[2]), text)


def _escape_block(mark: str) -> str:
    """ "1." becomes "1\\.", "#" becomes "\\#"; "=", which cannot be escaped, gets the joiner."""
    if mark.startswith("="):
        return _JOINER + mark
    return f"{mark[:-1]}\\{mark[-1]}" if mark[0].isdigit() else "\\" + mark


def _starts_line(runs: tuple[Run, ...], index: int) -> bool:
    before = "".join(run.text for run in runs[:index])
    return not before or before.endswith("\n")


def _pieces(runs: tuple[Run, ...], longest: int) -> Iterator[Run]:
    for run in runs:
        text = run.text
        while len(text) > longest:
            cut = _cut(text, longest)
            yield replace(run, text=text[:cut])
            text = text[cut:]
        if text:
            yield replace(run, text=text)


def _cut(text: str, longest: int) -> int:
    """Behind the last line end, else the last space, that is not too near the beginning."""
    for mark in ("\n", " "):
        found = text.rfind(mark, longest // 2, longest)
        if found >= 0:
            return found + 1
    return longest
