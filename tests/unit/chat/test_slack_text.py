"""Slack's text and blocks: what was typed comes through both ways, whole, and mentions nobody by accident."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.slack.blocks import BLOCK_LENGTH, to_post, to_posts
from adapters.chat.slack.text import escape, mentions, people_in, to_words
from bot.domain.message import Button, Mention, Message, Run, Style
from tests.doubles.slack.methods import block_problems
from tests.doubles.slack.world import text_of

BOT = "U0BOT"
NAMES = {"U0ANA": "ana.lind", "C0DEV": "dev"}


def words(text: str) -> str:
    return to_words(text, BOT, NAMES)[0]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("<@U0BOT> remind me to call Jens", "remind me to call Jens"),
        ("  <@U0BOT>, remind me", "remind me"),
        ("<@U0BOT|remindbot>: list", "list"),
        ("remind <@U0ANA> about it", "remind @ana.lind about it"),
        ("remind <@U0XYZ|bo> about it", "remind @bo about it"),
        ("post in <#C0DEV|>", "post in #dev"),
        ("post in <#C0OPS|ops>", "post in #ops"),
        ("&lt;b&gt; &amp;amp; R&amp;D", "<b> &amp; R&D"),
        ("see <http://example.org/a?b=1&amp;c=2>", "see http://example.org/a?b=1&c=2"),
        ("see <http://example.org|example.org>", "see example.org"),
        ("see <https://example.org/x|the plan>", "see the plan (https://example.org/x)"),
        ("mail <mailto:jo@example.org|jo@example.org>", "mail jo@example.org"),
        ("tell <!here> and <!subteam^S1|@devs>", "tell @here and @devs"),
        ("by <!date^1392734382^{date}|18 Feb>", "by 18 Feb"),
        ("a < b", "a < b"),
    ],
)
def test_what_slack_wrote_reads_as_it_was_typed(written: str, typed: str) -> None:
    assert words(written) == typed


def test_people_and_rooms_are_named_by_their_ids() -> None:
    _, named = to_words("<@U0BOT> remind <@U0ANA> and <#C0DEV> and <@U0ANA>", BOT, NAMES)
    assert named == (Mention("@ana.lind", "U0ANA"), Mention("#dev", "C0DEV", "room"))


def test_the_bot_named_in_the_middle_is_left_out_of_the_mentions_only() -> None:
    text, named = to_words("please <@U0BOT> remind me", BOT, NAMES)
    assert (" ".join(text.split()), named) == ("please remind me", ())
    assert mentions("please <@U0BOT> remind me", BOT)
    assert people_in("&lt;@U0BOT&gt;") == []


def test_nothing_typed_can_be_markup() -> None:
    [post] = to_posts(Message((Run("<!channel> *bold* @here <@U0ANA> & `code`"),)))
    assert post["text"] == "&lt;!channel&gt; *bold* @here &lt;@U0ANA&gt; &amp; `code`"
    [block] = post["blocks"]
    [section] = block["elements"]
    assert [element["type"] for element in section["elements"]] == ["text"]
    assert text_of(post) == "<!channel> *bold* @here <@U0ANA> & `code`"


def test_emoji_stay_emoji_and_times_stay_times() -> None:
    [post] = to_posts(Message((Run("done :tada: :+1: at 10:30:45 or :100: 🎉 a:b:c"),)))
    elements = post["blocks"][0]["elements"][0]["elements"]
    assert [element["name"] for element in elements if element["type"] == "emoji"] == ["tada", "+1", "100"]
    assert text_of(post) == "done :tada: :+1: at 10:30:45 or :100: 🎉 a:b:c"


def test_styles_and_links_are_shown_in_slacks_way() -> None:
    runs = (
        Run("REM-7", Style.STRONG),
        Run(" late ", Style.QUIET),
        Run("x", Style.CODE),
        Run("here", url="https://x.org"),
    )
    elements = to_posts(Message(runs))[0]["blocks"][0]["elements"][0]["elements"]
    styles = [element.get("style") for element in elements]
    assert styles == [{"bold": True}, {"italic": True}, {"code": True}, None]
    assert elements[-1] == {"type": "link", "url": "https://x.org", "text": "here"}


def test_a_link_that_is_none_is_text() -> None:
    elements = to_posts(Message((Run("x", url="javascript:alert(1)"),)))[0]["blocks"][0]["elements"][0]["elements"]
    assert elements == [{"type": "text", "text": "x"}]


def test_control_characters_are_left_out() -> None:
    assert text_of(to_posts(Message((Run("a\x00b\x1bc\nd"),)))[0]) == "abc\nd"


def test_buttons_keep_to_slacks_limits() -> None:
    buttons = tuple(Button("x" * 100, f"choose:c:{number}", "primary") for number in range(30))
    [post] = to_posts(Message((Run("which?"),), buttons), "private-1")
    assert block_problems(post["blocks"], most=50) == []
    rows = [block for block in post["blocks"] if block["type"] == "actions"]
    assert [len(row["elements"]) for row in rows] == [25, 5]
    assert [row["block_id"] for row in rows] == ["private-1:0", "private-1:1"]


def test_a_long_message_is_split_between_words_and_its_buttons_come_last() -> None:
    text = "reminders " * 2000
    posts = to_posts(Message((Run(text),), (Button("Done", "done:1"),)))
    assert "".join(text_of(post) for post in posts) == text
    blocks = [block for post in posts for block in post["blocks"]]
    assert all(text_of({"blocks": [block]}).endswith("reminders ") for block in blocks if block["type"] == "rich_text")
    assert [block["type"] for block in blocks].count("actions") == 1
    assert blocks[-1]["type"] == "actions"


def test_a_word_without_end_is_cut_where_it_must_be() -> None:
    text = "x" * (BLOCK_LENGTH + 10)
    [post] = to_posts(Message((Run("see "), Run(text))))
    assert text_of(post) == "see " + text
    assert block_problems(post["blocks"], most=50) == []


def test_an_edit_is_one_post() -> None:
    post = to_post(Message((Run("word " * 5000),), (Button("Done", "done:1"),)))
    assert block_problems(post["blocks"], most=50) == []
    assert text_of(post).endswith("…")
    assert post["blocks"][-1]["type"] == "actions"


@given(st.text(max_size=400), st.integers(1, 40))
def test_splitting_loses_nothing(text: str, times: int) -> None:
    posts = to_posts(Message((Run(text * times, Style.CODE), Run(text))))
    shown = "".join(text_of(post) for post in posts if post["blocks"])
    kept = "".join(
        character for character in text if character in "\t\n" or not (ord(character) < 32 or ord(character) == 127)
    )
    assert shown == kept * (times + 1)
    assert all(block_problems(post["blocks"], most=50) == [] for post in posts)


@given(st.text(max_size=200))
def test_what_is_escaped_reads_back_as_it_was(text: str) -> None:
    assert to_words(escape(text), BOT, NAMES)[0] == text.strip()


def test_a_room_is_called_as_a_whole_only_where_the_message_says_so() -> None:
    [called] = to_posts(Message((Run("deploy <!channel>"),), calls="channel"))
    assert called["blocks"][0]["elements"][0]["elements"] == [{"type": "broadcast", "range": "channel"}]
    assert list(block_problems(called["blocks"], 50)) == []
    [quiet] = to_posts(Message((Run("deploy <!channel>"),)))
    assert quiet["blocks"] == called["blocks"][1:]
