"""The web chat in a real browser, with the whole bot behind it."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from adapters.clock import SystemClock
from bot.domain.identifier import new_id
from bot.domain.notification import Level
from tests.browser.reader import Reader
from tests.browser.running import RunningBot, running_bot

pytestmark = pytest.mark.browser


def test_a_sentence_becomes_a_reminder_that_arrives_and_is_done_by_keyboard_alone(
    reader: Reader, tmp_path: Path
) -> None:
    assert reader.find("#welcome").is_displayed()
    assert reader.focused.get_attribute("id") == "say"
    reader.say("remind me about TSK-123 in 2 hours")
    card = reader.last()
    assert "I'll remind you about TSK-123 — to" in card.text  # today, or late in the evening tomorrow
    assert "(in 2 hours, Europe/Copenhagen)" in card.text
    assert not reader.find("#welcome").is_displayed()
    tab_back_to(reader, "Set it")
    reader.press_keys(Keys.ENTER)
    reader.see(lambda: "Set: REM-1" in reader.last().text)

    reader.see(lambda: reader.focused.text == "Undo")
    reader.press_keys(Keys.TAB)
    assert reader.focused.get_attribute("id") == "say"
    reader.say("never confirm")  # however slow this machine is, "yes" would not come too late
    reader.say("remind me to stretch in 2 seconds")
    reader.see(lambda: "stretch" in reader.find(".toast").text)
    assert reader.unread == "1"
    assert reader.find("#bell").accessible_name == "Notifications, 1 unread"
    assert reader.chromium.title.startswith("(1) ")
    due = reader.last(".message.due")
    assert [button.text for button in due.find_elements("css selector", "button")] == ["Done", "Snooze", "Dismiss"]
    tab_back_to(reader, "Done")
    reader.press_keys(Keys.SPACE)
    reader.see(lambda: not reader.find("#bell .badge").is_displayed())
    reader.see(lambda: not reader.find_all(".message.due, .toast.show"))
    assert not reader.chromium.title.startswith("(")
    reader.save_picture(tmp_path / "chat-done.png")


def test_the_picture_for_the_readme(reader: Reader, bot: RunningBot, tmp_path: Path) -> None:
    reader.resize(1000, 840)
    reader.say("remind me about TSK-123 in 2 hours")
    reader.say("yes")
    reader.say("every friday at 16:00 remind me to send the report")
    bot.remind("water the plants")
    reader.see(lambda: reader.last(".message.due") and reader.find_all(".toast.show"))
    assert reader.find_all(".message.asking .btn-primary")
    reader.save_picture(Path(os.environ.get("REMINDBOT_SCREENSHOT", tmp_path)) / "chat.png")


def tab_back_to(reader: Reader, label: str) -> None:
    """Shift+Tab until the button of that label has the focus, and can be seen to have it."""
    for _ in range(8):
        reader.press_keys(Keys.SHIFT + Keys.TAB)
        if reader.focused.text == label:
            assert float(reader.focused.value_of_css_property("outline-width").removesuffix("px")) >= 2
            return
    raise AssertionError(f"{label} is not reached from the box")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone_in_both_schemes(reader: Reader, tmp_path: Path, scheme: str) -> None:
    reader.prefer(scheme)
    reader.resize(360, 740)
    assert not reader.overflows()
    reader.save_picture(tmp_path / f"phone-{scheme}-first.png")
    reader.say("remind me to " + "Donaudampfschifffahrtsgesellschaft" * 8 + " tomorrow at 9")
    reader.say("remind me to look at https://example.org/" + "path/" * 60)
    reader.say("help")
    assert not reader.overflows()
    assert (reader.brightness() > 200) == (scheme == "light")
    assert (reader.brightness() < 60) == (scheme == "dark")
    for button in reader.find_all("header button, .composer button"):
        assert 0 <= button.rect["x"] <= 360 - button.rect["width"]
    reader.save_picture(tmp_path / f"phone-{scheme}.png")
    reader.find("#bell").click()
    menu = reader.see(lambda: reader.find(".bell-menu.show"))
    assert menu.rect["x"] >= 0
    assert menu.rect["x"] + menu.rect["width"] <= 360


def test_the_switch_goes_before_what_the_system_prefers_and_is_remembered(reader: Reader) -> None:
    reader.find("[data-theme-switch]").click()
    assert reader.brightness() < 60
    reader.chromium.refresh()
    assert reader.brightness() < 60
    reader.find("[data-theme-switch]").click()
    assert reader.brightness() > 200


def test_an_example_fills_the_box_and_sends_nothing(reader: Reader) -> None:
    examples = reader.find_all("[data-example]")
    assert len(examples) == 3
    text = examples[1].text
    examples[1].click()
    assert reader.find("#say").get_attribute("value") == text
    assert reader.focused.get_attribute("id") == "say"
    assert reader.said() == []


def test_enter_sends_and_shift_enter_breaks_the_line(reader: Reader) -> None:
    box = reader.find("#say")
    height = box.rect["height"]
    box.send_keys("first", Keys.SHIFT, Keys.ENTER, Keys.NULL, "second")
    assert box.rect["height"] > height
    assert reader.said() == []
    box.send_keys(Keys.ENTER)
    reader.see(lambda: reader.find_all(".message.bot"))
    assert reader.said()[0] == "first\nsecond"
    assert box.get_attribute("value") == ""


def test_text_is_shown_as_it_was_written_whatever_it_contains(reader: Reader) -> None:
    text = "remind me to check <img src=x onerror=alert(1)><script>alert(2)</script> &amp; {{7*7}} tomorrow at 9"
    reader.say(text)
    assert reader.said()[0] == text
    assert "<img src=x onerror=alert(1)>" in reader.last().text
    assert not reader.find_all("#log img[src=x], #log script")


def test_text_from_right_to_left_is_set_from_the_right(reader: Reader) -> None:
    reader.say("ذكرني بالاجتماع")
    assert reader.chromium.execute_script(
        "return getComputedStyle(document.querySelector('.message.person .text')).direction"
    ) == "rtl"  # fmt: skip


def test_a_draft_outlives_the_page(reader: Reader) -> None:
    reader.find("#say").send_keys("remind me to finish this sen")
    reader.chromium.refresh()
    reader.wait_until_connected()
    assert reader.find("#say").get_attribute("value") == "remind me to finish this sen"
    reader.find("#say").send_keys("tence tomorrow at 9", Keys.ENTER)
    reader.see(lambda: reader.find_all(".message.bot"))
    assert reader.find("#say").get_attribute("value") == ""


def test_a_second_tab_follows_the_first(reader: Reader) -> None:
    reader.open_another_tab()
    reader.first_tab()
    reader.say("remind me about TSK-123 in 2 hours")
    reader.chromium.switch_to.window(reader.chromium.window_handles[-1])
    reader.see(lambda: len(reader.find_all("#log > .message")) == 2)
    reader.last().find_element("css selector", ".btn-primary").click()
    reader.see(lambda: "Set: REM-1" in reader.last().text)
    shown = reader.said()
    reader.first_tab()
    reader.see(lambda: reader.said() == shown)


def test_reading_again_shows_the_same_conversation(reader: Reader) -> None:
    reader.say("remind me about TSK-123 in 2 hours")
    reader.say("yes")
    reader.say("what have I got?")
    shown = reader.said()
    reader.chromium.refresh()
    reader.wait_until_connected()
    reader.see(lambda: reader.said() == shown)
    assert reader.find(".day").text == "Today"


def test_what_is_written_while_the_bot_is_away_is_sent_when_it_is_back(
    reader: Reader, bot: RunningBot, tmp_path: Path
) -> None:
    reader.say("remind me about TSK-123 in 2 hours")
    bot.stop()
    reader.see(lambda: reader.find("#connection").is_displayed())
    assert "Reconnecting" in reader.find("#connection").text
    reader.find("#say").send_keys("yes", Keys.ENTER)
    reader.find("#say").send_keys("what have I got?", Keys.ENTER)
    assert [one.text for one in reader.find_all(".unsent .text")] == ["yes", "what have I got?"]
    reader.save_picture(tmp_path / "chat-reconnecting.png")
    with running_bot(tmp_path, bot.port):
        reader.see(lambda: not reader.find("#connection").is_displayed())
        reader.see(lambda: len(reader.find_all("#log > .message.bot")) == 3)
        assert not reader.find_all(".unsent")
        said = reader.said()
        assert (said[2], said[4]) == ("yes", "what have I got?")
        assert "REM-1" in said[5]
        reader.chromium.refresh()
        reader.wait_until_connected()
        reader.see(lambda: len(reader.said()) == 6)


def test_a_message_that_is_too_long_is_refused_in_words_and_can_be_taken_back(reader: Reader) -> None:
    reader.chromium.execute_script("document.getElementById('say').value = 'x'.repeat(20001)")
    reader.find("#say").send_keys("y", Keys.ENTER)
    refused = reader.see(lambda: reader.find(".refused"))
    assert "at most 20000 characters" in refused.text
    refused.find_element("css selector", "button").click()
    assert len(str(reader.find("#say").get_attribute("value"))) == 20_002


def test_older_messages_come_when_they_are_scrolled_to(reader: Reader, bot: RunningBot) -> None:
    bot.call(write_history(bot, 120))
    reader.chromium.refresh()
    reader.wait_until_connected()
    reader.see(lambda: len(reader.said()) == 50)
    assert reader.said()[-1] == "number 119"
    for shown in (100, 120):
        reader.chromium.execute_script("document.getElementById('log').scrollTop = 0")
        reader.see(lambda shown=shown: len(reader.said()) == shown)
    assert reader.said() == [f"number {number}" for number in range(120)]
    assert reader.chromium.execute_script("return document.getElementById('log').scrollTop") > 0
    assert [line.text for line in reader.find_all(".day")][-1] == "Today"


async def write_history(bot: RunningBot, count: int) -> None:
    now = SystemClock().now()
    async with bot.store.open_unit() as uow:
        for number in range(count):
            at = now - timedelta(minutes=count - number)
            await uow.messages.add_from_person(
                bot.owner.workspace_id, new_id(at), "web", "owner", bot.owner.id, f"number {number}", at
            )
        await uow.commit()


@pytest.mark.parametrize(("level", "seconds"), [(Level.INFO, 5), (Level.WARNING, 7), (Level.DANGER, 8)])
def test_a_toast_stays_as_long_as_its_level_asks_for(
    reader: Reader, bot: RunningBot, level: Level, seconds: int
) -> None:
    bot.tell("The disk is nearly full", level=level)
    toast = reader.see(lambda: reader.find(f".toast.level-{level.value}.show"))
    assert reader.chromium.execute_script(
        "return bootstrap.Toast.getInstance(arguments[0])._config.delay", toast
    ) == 1000 * seconds  # fmt: skip
    toast.find_element("css selector", ".btn-link").click()
    reader.see(lambda: not reader.find_all(".toast"))
    assert reader.find_all(".message.bot")


def test_the_bell_lists_the_latest_and_reads_them_all(reader: Reader, bot: RunningBot) -> None:
    for number in range(3):
        bot.tell(f"notice {number}", body="with more to say")
    reader.see(lambda: reader.unread == "3")
    reader.find("#bell").send_keys(Keys.ENTER)
    reader.see(lambda: len(reader.find_all("#bell-list .notice.unread")) == 3)
    assert "notice 2" in reader.find("#bell-list .notice").text
    reader.find("#bell-read-all").click()
    reader.see(lambda: len(reader.find_all("#bell-list .notice.read")) == 3)
    assert not reader.find("#bell .badge").is_displayed()
    reader.press_keys(Keys.ESCAPE)
    reader.see(lambda: not reader.find(".bell-menu").is_displayed())


def test_the_page_of_notifications_reads_unreads_and_puts_away(reader: Reader, bot: RunningBot, tmp_path: Path) -> None:
    reader.chromium.get(f"{bot.address}/notifications")
    reader.see(lambda: "Nothing yet" in reader.find("#nothing").text)
    bot.tell("call Jens")
    bot.tell("water the plants", level=Level.WARNING)
    reader.see(lambda: len(reader.find_all("#notices li")) == 2)
    reader.save_picture(tmp_path / "notifications.png")
    reader.find("#notices li button").click()
    reader.see(lambda: reader.unread == "1")
    reader.find("[data-filter=unread]").click()
    reader.see(lambda: [one.text for one in reader.find_all(".notice-title")] == ["call Jens"])
    reader.find_all("#notices li button")[1].click()
    reader.see(lambda: reader.find("#nothing").text == "Nothing unread.")
    reader.find("[data-filter=all]").click()
    reader.see(lambda: [one.text for one in reader.find_all(".notice-title")] == ["water the plants"])


def test_every_control_has_a_name_and_the_log_is_read_aloud(reader: Reader) -> None:
    reader.say("remind me about TSK-123 in 2 hours")
    for control in reader.find_all("button, a, textarea"):
        assert control.accessible_name or not control.is_displayed(), control.get_attribute("outerHTML")
    log = reader.find("#log")
    assert (log.aria_role, log.get_attribute("aria-live")) == ("log", "polite")
    assert log.accessible_name == "Conversation with remindbot"


def test_signing_out_leaves_the_page_and_every_tab(reader: Reader, bot: RunningBot) -> None:
    reader.open_another_tab()
    reader.first_tab()
    reader.find("form[action$='sign-out'] button").click()
    reader.see(lambda: "You are not signed in" in reader.find("h1").text)
    reader.chromium.switch_to.window(reader.chromium.window_handles[-1])
    reader.see(lambda: "You are not signed in" in reader.find("h1").text)
    reader.first_tab()
    assert all("401" in complaint for complaint in reader.complaints())
