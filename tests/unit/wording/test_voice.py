"""Templates and catalogues: what people typed is never a template, and every catalogue says the same things."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import import_module
from string import Formatter

import pytest

from bot.domain.message import Run, Style
from bot.wording.voice import LANGUAGES, Template, fill, voice_for

VOICE = voice_for("en", "Europe/Copenhagen", datetime(2025, 9, 10, 12, 30, tzinfo=UTC))


def catalogue(language: str) -> Mapping[str, Template]:
    return dict(import_module(f"bot.wording.catalogue.{language}").CATALOGUE)


def placeholders(template: Template) -> set[str]:
    forms = [template] if isinstance(template, str) else list(template.values())
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}


def test_a_value_is_never_read_as_a_template() -> None:
    assert fill("a {text} b", {"text": "{0} {text} %s {"}) == (Run("a {0} {text} %s { b"),)


def test_styles_stay_where_they_are() -> None:
    assert fill("a {text}.", {"text": Run("b", Style.STRONG)}) == (Run("a "), Run("b", Style.STRONG), Run("."))


def test_a_plural_agrees_with_its_count() -> None:
    assert VOICE.text("cancelled_many", count=1) == "Cancelled 1 reminder."
    assert VOICE.text("cancelled_many", count=3) == "Cancelled all 3 reminders."


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (13, "13th"), (22, "22nd"), (31, "31st")]
)
def test_ordinals(number: int, words: str) -> None:
    assert VOICE.ordinal(number) == words


@pytest.mark.parametrize(("parts", "words"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_lists(parts: list[str], words: str) -> None:
    assert VOICE.listed(parts) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_has_the_same_keys_and_placeholders(language: str) -> None:
    english, other = catalogue("en"), catalogue(language)
    assert other.keys() == english.keys()
    for key, template in english.items():
        assert placeholders(other[key]) <= placeholders(template) | {"count"}, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_has_its_general_form(language: str) -> None:
    assert all(isinstance(template, str) or "other" in template for template in catalogue(language).values())
