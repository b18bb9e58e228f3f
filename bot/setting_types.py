"""The kinds of values that settings have beyond plain ones, each checked, and refused in words.

Which setting is of which kind is in config.py.
"""

from __future__ import annotations

import re
from typing import Annotated, TypeVar

from pydantic import AfterValidator, SecretStr

from bot.domain.zone import zone_of

_Text = TypeVar("_Text", str, SecretStr)


def _known_zone(name: str) -> str:
    zone_of(name)
    return name


def _matching(pattern: str, words: str) -> AfterValidator:
    def check(text: _Text) -> _Text:
        if not re.fullmatch(pattern, text.get_secret_value() if isinstance(text, SecretStr) else text):
            raise ValueError(words)
        return text

    return AfterValidator(check)


Zone = Annotated[str, AfterValidator(_known_zone)]
Prefix = Annotated[str, _matching(r"[A-Za-z][A-Za-z0-9]{0,9}", "a prefix is a letter and up to nine letters or digits")]
WebAddress = Annotated[str, _matching(r"https?://[^/\s]+(/[^\s?#]*)?", "must be an address like https://example.org")]

DatabaseAddress = Annotated[
    SecretStr, _matching(r"(postgresql|sqlite)(\+[a-z]+)?://\S+", "must be like postgresql://user:password@host/name")
]
