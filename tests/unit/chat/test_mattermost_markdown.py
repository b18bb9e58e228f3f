"""Markdown for Mattermost: text arrives as it was typed, long text is cut where words end."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.chat.mattermost.markdown import escape, markdown, split
from bot.domain.message import Run, Style

# What Mattermost's marked takes as an escape: these signs, and a backslash that no word character follows.
_ESCAPE = re.compile(r"\\([`*{}\[\]()#+\-.!_>|~]|\\(?!\w))")


def shown(written: str) -> str:
    """What a reader sees of text without marks."""
    return _ESCAPE.sub(lambda found: found[1], written).replace("\u2060", "").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("buy *milk* and _eggs_", "buy \\*milk\\* and \\_eggs\\_"),
        ("run `rm -rf`", "run \\`rm -rf\\`"),
        ("see [this](http://x)", "see \\[this\\](http://x)"),
        ("~~no~~ ~dev", "\\~\\~no\\~\\~ ~dev"),
        ("a | b", "a \\| b"),
        ("C:\\temp", "C:\\temp"),
        ("\\*", "\\\\\\*"),
        ("# 7 is first", "\\# 7 is first"),
        ("#7 is first", "#7 is first"),
        ("1. one\n2) two", "1\\. one\n2\\) two"),
        ("- one\n+ two\n> three", "\\- one\n\\+ two\n\\> three"),
        ("title\n===", "title\n\u2060==="),
        ("title\n---", "title\n\\---"),
        ("    code?", "\u00a0\u00a0\u00a0\u00a0code?"),
        ("tom & jerry &amp; co", "tom & jerry &\u2060amp; co"),
        ("<http://x.org>", "<\u2060http://x.org>"),
        ("https://@all http:@all", "https://@\u2060all http:@\u2060all"),
        ("https://x.org,@all", "https://x.org,@\u2060all"),
        ("https://x.org/@ana", "https://x.org/@ana"),
        ("https://x.org/a_b_c*d is fine", "https://x.org/a_b_c*d is fine"),
        ("snake_case", "snake\\_case"),
        ("10:30 -5 3-4", "10:30 -5 3-4"),
    ],
)
def test_signs_arrive_as_they_were_typed(typed: str, written: str) -> None:
    assert escape(typed) == written


@pytest.mark.parametrize("name", ["all", "here", "channel", "ana"])
def test_nobody_is_mentioned_by_accident(name: str) -> None:
    for text in (f"@{name}", f"hello @{name}!", f"(@{name})", f"**@{name}**"):
        assert f"@{name}" not in markdown((Run(text),))
    assert escape("mail ana@example.org") == "mail ana@example.org"


def test_a_code_run_is_never_read_for_marks_or_mentions() -> None:
    assert markdown((Run("@all *x*", Style.CODE),)) == "`@all *x*`"
    assert markdown((Run("a `tick` b", Style.CODE),)) == "``a `tick` b``"
    assert markdown((Run("`tick`", Style.CODE),)) == "`` `tick` ``"
    assert markdown((Run("one\ntwo", Style.CODE),)) == "\n```\none\ntwo\n```\n"


def test_white_space_stays_outside_of_the_marks() -> None:
    assert (
        markdown((Run(" bold ", Style.STRONG), Run("\n", Style.QUIET), Run("a\nb", Style.STRONG)))
        == " **bold** \n**a**\n**b**"
    )


def test_a_line_that_our_own_words_begin_is_no_list() -> None:
    assert markdown((Run("at "), Run("5. april"))) == "at 5. april"
    assert markdown((Run("at\n"), Run("5. april"))) == "at\n5\\. april"


def test_a_link_keeps_its_target_whole() -> None:
    assert markdown((Run("T[1]", url="https://x.org/a b(c)"),)) == "[T\\[1\\]](https://x.org/a%20b%28c%29)"


@settings(max_examples=300)
@given(st.text(st.sampled_from("ab\\*_`[]~|<>@&#+-=.:; \n1x)("), max_size=40))
def test_whatever_is_typed_is_what_is_shown(text: str) -> None:
    assert shown(escape(text)) == text


@settings(max_examples=100)
@given(st.lists(st.tuples(st.text(max_size=200), st.sampled_from(Style)), max_size=5), st.integers(40, 200))
def test_no_part_is_longer_than_allowed_and_nothing_is_lost(pieces: list[tuple[str, Style]], longest: int) -> None:
    runs = tuple(Run(text, style) for text, style in pieces)
    parts = split(runs, longest)
    assert all(len(markdown(part)) <= longest for part in parts)
    assert "".join(run.text for part in parts for run in part) == "".join(run.text for run in runs)


def test_a_long_text_is_cut_at_words_and_lines() -> None:
    parts = split((Run("one two three four five six seven eight nine ten eleven twelve"),), 24)
    assert all(not part[-1].text.rstrip(" ").endswith(("tw", "thre", "fou", "fiv", "seve")) for part in parts)
    assert all(part[-1].text.endswith(" ") for part in parts[:-1])


def test_50000_hostile_characters_take_no_time() -> None:
    for hostile in (
        "*" * 50_000,
        "@" * 50_000,
        "\\" * 50_000,
        " " * 50_000,
        "<" * 50_000,
        "&#" * 25_000,
        "=\n" * 25_000,
        "1" * 50_000,
    ):
        assert len(markdown((Run(hostile),))) >= 50_000
