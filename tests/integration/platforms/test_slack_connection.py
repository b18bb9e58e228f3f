"""Slack's connection: lost and found again, refused and said so, left in order; what was missed meanwhile; nonsense does no harm."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from datetime import timedelta

import pytest

from adapters.chat.health import State
from adapters.chat.slack.chat import SlackChat
from adapters.chat.slack.settings import SlackSettings
from adapters.clock import SystemClock
from bot.domain.errors import SetupError
from bot.domain.message import ButtonPress, IncomingMessage
from tests.doubles.slack.server import SlackDouble
from tests.doubles.slack.world import BOT
from tests.integration.platforms.slack import connected, notice, settings_for
from tests.waiting import until


async def test_a_dropped_socket_is_made_anew_and_the_lost_event_comes_again() -> None:
    async with connected() as it:
        finish = it.inbox.keep_waiting()
        [push] = it.double.say(it.ana, it.direct, "remind me at 5")
        await until(lambda: push.attempts == 1)
        it.double.pushes.drop_sockets()
        await until(lambda: it.double.pushes.connections == 2 and it.chat.health().ok)
        finish.set()
        await push.acknowledged()
        await it.inbox.until(lambda: bool(it.inbox.messages))
        assert len({message.event_id for message in it.inbox.messages}) == 1


async def test_when_slack_asks_for_a_new_socket_the_old_one_is_let_go_after() -> None:
    async with connected() as it:
        await it.double.pushes.ask_to_reconnect()
        await until(lambda: it.double.pushes.connections == 2 and len(it.double.pushes.sockets) == 1)
        assert it.chat.health().ok
        [push] = it.double.say(it.ana, it.direct, "still there?")
        await push.acknowledged()
        assert it.inbox.texts == ["still there?"]


async def test_nothing_is_lost_while_sockets_come_and_go() -> None:
    async with connected() as it:
        for number in range(60):
            it.double.say(it.ana, it.direct, str(number))
            if number % 20 == 10:
                it.double.pushes.drop_sockets()
            elif number % 20 == 0:
                await it.double.pushes.connected.wait()
                await it.double.pushes.ask_to_reconnect()
            await asyncio.sleep(0)
        written = {f"message:{it.direct}:{message['ts']}" for message in it.double.world.messages[it.direct]}
        await it.inbox.until(lambda: {message.event_id for message in it.inbox.messages} == written)


async def test_what_was_written_while_nobody_listened_is_fetched() -> None:
    double = SlackDouble()
    ana = double.world.add_user("ana")
    direct, dev = double.world.direct(ana), double.world.add_channel("dev", ana)
    double.say(ana, direct, "one", push=False)
    double.say(ana, dev, "lunch?", push=False)
    double.say(ana, dev, f"<@{BOT}> two", push=False)
    double.say(ana, direct, "three", push=False)
    async with connected(double, catch_up=timedelta(minutes=10)) as it:
        await it.inbox.until(lambda: len(it.inbox.messages) == 3)
        assert it.inbox.texts == ["one", "three", "two"]


async def test_a_room_that_cannot_be_read_keeps_no_other_from_being_fetched() -> None:
    double = SlackDouble()
    ana = double.world.add_user("ana")
    double.say(ana, double.world.direct(ana), "one", push=False)
    double.say(ana, double.world.add_channel("dev", ana), f"<@{BOT}> two", push=False)
    double.faults.refuse("conversations.history", "channel_not_found")
    async with connected(double, catch_up=timedelta(minutes=10)) as it:
        await it.inbox.until(lambda: it.inbox.texts == ["two"])


async def test_what_slack_fails_to_give_is_asked_for_again() -> None:
    double = SlackDouble()
    ana = double.world.add_user("ana")
    double.say(ana, double.world.direct(ana), "one", push=False)
    double.faults.refuse("conversations.history", "internal_error", times=2)
    async with connected(double, catch_up=timedelta(minutes=10)) as it:
        await it.inbox.until(lambda: it.inbox.texts == ["one"])


async def test_what_a_second_loss_kept_from_being_fetched_is_fetched_after_it() -> None:
    double = SlackDouble()
    ana = double.world.add_user("ana")
    direct = double.world.direct(ana)
    double.say(ana, direct, "five minutes ago", push=False)
    double.world.messages[direct][0]["ts"] = f"{time.time() - 300:.6f}"
    go_on = double.faults.hold("conversations.history")
    async with connected(double, wait=False, catch_up=timedelta(minutes=10)) as it:
        await until(lambda: double.called("conversations.history"))
        double.pushes.drop_sockets()
        await until(lambda: double.pushes.connections == 2 and len(double.called("conversations.history")) > 1)
        go_on.set()
        await it.inbox.until(lambda: it.inbox.texts == ["five minutes ago"])


async def test_what_is_missed_in_a_gap_is_fetched() -> None:
    async with connected() as it:
        it.double.faults.refuse("apps.connections.open", "internal_error", times=3)
        it.double.pushes.drop_sockets()
        await until(lambda: not it.double.pushes.sockets)
        it.double.say(it.ana, it.direct, "are you there?", push=False)
        await it.inbox.until(lambda: it.inbox.texts == ["are you there?"])


async def test_a_reply_in_a_thread_that_is_missed_is_fetched() -> None:
    async with connected() as it:
        it.double.say(it.ana, it.dev, f"<@{BOT}> remind me to deploy")
        await it.inbox.until(lambda: len(it.inbox.messages) == 1)
        asked = it.double.world.messages[it.dev][0]["ts"]
        it.double.faults.refuse("apps.connections.open", "internal_error", times=3)
        it.double.pushes.drop_sockets()
        await until(lambda: not it.double.pushes.sockets)
        it.double.say(it.ana, it.dev, "tomorrow at 9", thread=asked, push=False)
        await it.inbox.until(lambda: "tomorrow at 9" in it.inbox.texts)
    assert it.inbox.messages[-1].address.thread == asked


async def test_what_is_missed_and_cannot_be_stored_yet_is_tried_again() -> None:
    double = SlackDouble()
    ana = double.world.add_user("ana")
    double.say(ana, double.world.direct(ana), "one", push=False)
    async with connected(double, wait=False, catch_up=timedelta(minutes=10)) as it:
        failures = [OSError(), OSError()]

        async def fail_first(event: IncomingMessage | ButtonPress) -> None:
            if failures:
                raise failures.pop()

        it.inbox.answer = fail_first
        await it.inbox.until(lambda: it.inbox.texts == ["one"])


@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
async def test_an_outage_is_waited_out_with_growing_pauses(method: str) -> None:
    double = SlackDouble()
    double.faults.refuse(method, "internal_error", status=503, times=4)
    async with connected(double) as it:
        assert it.chat.health().ok
        assert len(it.double.called(method)) == 5


async def test_a_refused_token_is_said_once_and_mended_without_a_restart(caplog: pytest.LogCaptureFixture) -> None:
    double = SlackDouble()
    double.world.revoked = "invalid_auth"
    with caplog.at_level(logging.WARNING):
        async with connected(double, wait=False) as it:
            await until(lambda: len(it.double.called("auth.test")) >= 3)
            health = it.chat.health()
            assert health.state is State.REFUSED
            assert health.detail.startswith("Slack does not accept the token")
            assert len([record for record in caplog.records if record.levelno >= logging.ERROR]) == 1
            double.world.revoked = None
            await until(lambda: it.chat.health().ok)


async def test_a_missing_permission_is_said_in_words() -> None:
    double = SlackDouble()
    double.world.scopes.discard("users:read")
    async with connected(double, wait=False) as it:
        await until(lambda: it.chat.health().state is State.REFUSED)
        assert it.chat.health().detail.startswith("the app lacks a permission")


async def test_socket_mode_switched_off_is_said_in_words() -> None:
    async with connected() as it:
        await it.double.pushes.ask_to_reconnect("link_disabled")
        await until(lambda: it.chat.health().state is State.REFUSED)
        assert "Socket Mode is switched off" in it.chat.health().detail
        await until(lambda: it.chat.health().ok)


async def test_being_removed_from_the_workspace_turns_health_red() -> None:
    async with connected() as it:
        event = {"type": "tokens_revoked", "tokens": {"bot": [BOT]}, "event_ts": "1.0"}
        await it.double.pushes.push("events_api", {"type": "event_callback", "event": event}).acknowledged()
        assert it.chat.health().state is State.REFUSED


async def test_stopping_finishes_what_is_in_hand_and_takes_nothing_new() -> None:
    async with connected() as it:
        finish = it.inbox.keep_waiting()
        [push] = it.double.say(it.ana, it.direct, "remind me at 5")
        await push.acknowledged()
        it.task.cancel()
        await asyncio.sleep(0)
        [late] = it.double.say(it.ana, it.direct, "too late")
        await until(lambda: late.attempts == 1)
        finish.set()
        await asyncio.gather(it.task, return_exceptions=True)
        assert it.inbox.texts == ["remind me at 5"]
        assert not late.acked.is_set()
        assert it.chat.health().state is State.STOPPED


async def test_what_takes_too_long_is_given_up_at_the_end() -> None:
    async with connected(finish_within=timedelta(milliseconds=50)) as it:
        it.inbox.keep_waiting()
        [push] = it.double.say(it.ana, it.direct, "remind me at 5")
        await push.acknowledged()
        async with asyncio.timeout(60):
            await it.stop()
        assert it.inbox.messages == []


async def test_it_can_be_run_again_after_it_was_stopped() -> None:
    async with connected() as it:
        await it.stop()
        it.task = asyncio.create_task(it.chat.run(it.inbox))
        await until(lambda: it.chat.health().ok)
        [push] = it.double.say(it.ana, it.direct, "again")
        await push.acknowledged()
        assert it.inbox.texts == ["again"]


async def test_when_too_much_waits_slack_is_asked_to_come_again() -> None:
    async with connected(most_waiting=1) as it:
        it.double.pushes.ack_within = 0.3
        finish = it.inbox.keep_waiting()
        [one] = it.double.say(it.ana, it.direct, "one")
        await one.acknowledged()
        [two] = it.double.say(it.bo, it.double.world.direct(it.bo), "two")
        await until(lambda: it.chat.counts().get("busy"))
        finish.set()
        await two.acknowledged()
        await it.inbox.until(lambda: it.inbox.texts == ["one", "two"])
        assert two.attempts > 1


NONSENSE = [
    "",
    "not json",
    "[1, 2]",
    "null",
    "[" * 5000,
    json.dumps({"type": "events_api"}),
    json.dumps({"type": "events_api", "envelope_id": "e", "payload": [1]}),
    json.dumps({"type": "unheard_of", "envelope_id": "e", "payload": {}}),
    json.dumps({"type": "events_api", "envelope_id": "e", "payload": {"type": "event_callback"}}),
    json.dumps({"type": "events_api", "envelope_id": "e", "payload": {"type": "event_callback", "event": {"type": 7}}}),
    json.dumps({"type": "events_api", "envelope_id": "e", "payload": {"type": "event_callback", "event": "x"}}),
    json.dumps({"type": "interactive", "envelope_id": "e", "payload": {"type": "block_actions", "actions": []}}),
    json.dumps(
        {
            "type": "interactive",
            "envelope_id": "e",
            "payload": {"type": "block_actions", "actions": [{"action_id": "x"}]},
        }
    ),
    json.dumps({"type": "interactive", "envelope_id": "e", "payload": {"type": "view_submission", "view": {}}}),
    json.dumps({"type": "slash_commands", "envelope_id": "e", "payload": {"command": "/x"}}),
]


@pytest.mark.parametrize("text", NONSENSE)
async def test_nonsense_on_the_socket_does_no_harm(text: str, caplog: pytest.LogCaptureFixture) -> None:
    async with connected() as it:
        await it.double.pushes.send_raw(text)
        [push] = it.double.say(it.ana, it.direct, "remind me at 5")
        await push.acknowledged()
        assert (it.inbox.texts, it.double.pushes.connections) == (["remind me at 5"], 1)
    assert [record for record in caplog.records if record.exc_info] == []


ODD_EVENTS = [
    {"type": "message", "text": "x"},
    {"type": "message", "user": "U1", "channel": "D1", "text": None, "ts": "1.0"},
    {"type": "message", "user": {"id": "U1"}, "channel": "D1", "text": "x", "ts": "1.0"},
    {"type": "message", "user": "U1", "channel": "D1", "text": "x", "ts": "1e400"},
    {"type": "message", "user": "U1", "channel": "D1", "text": "x", "ts": "1.0", "thread_ts": "nan"},
    {"type": "app_mention", "user": "U1", "channel": ["C1"], "text": "x", "ts": "1.0"},
    {"type": "app_home_opened", "tab": "home"},
    {"type": "user_change", "user": "U1"},
    {"type": "reaction_added", "user": "U1"},
    {"type": "an event of next year"},
]


@pytest.mark.parametrize("event", ODD_EVENTS)
async def test_an_odd_event_is_counted_acknowledged_and_forgotten(event: dict[str, object]) -> None:
    async with connected() as it:
        before = dict(it.chat.counts())
        await it.double.pushes.push("events_api", {"type": "event_callback", "event": event}).acknowledged()
        assert it.inbox.messages == []
        assert dict(it.chat.counts()) != before


async def test_no_log_line_holds_what_people_wrote_or_a_token(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        async with connected() as it:

            async def fail(event: IncomingMessage | ButtonPress) -> None:
                raise ValueError(event)

            it.inbox.answer = fail
            it.double.pushes.ack_within = 0.05
            for text in ("the secret of Ana", f"<@{BOT}> the secret of Ana"):
                for push in it.double.say(it.ana, it.direct, text):
                    await asyncio.wait_for(push.given_up.wait(), 60)
            it.double.faults.refuse("chat.postMessage", "internal_error")
            await asyncio.gather(it.chat.send(notice(it.direct, "the secret of Ana")), return_exceptions=True)
    logged = [json.dumps(vars(record), default=str) for record in caplog.records if not record.name.startswith("tests")]
    assert logged
    assert not [line for line in logged if "secret" in line or "xoxb" in line or "xapp" in line]


async def test_slacks_library_silences_nobody_else() -> None:
    async with connected() as it:
        it.double.say(it.ana, it.direct, "hello")
        await it.inbox.until(lambda: it.inbox.texts == ["hello"])
    assert logging.getLogger("remindbot.mattermost").getEffectiveLevel() < logging.CRITICAL


async def test_a_token_of_the_wrong_kind_is_said_in_words() -> None:
    async with connected() as it:
        mixed = SlackChat(
            SlackSettings(it.chat._settings.app_token, it.chat._settings.bot_token, None, it.double.api_url),
            SystemClock(),
        )  # type: ignore[arg-type]
        assert await mixed.diagnose() == [
            "slack: the tokens are mixed up: bot_token begins with xoxb-, app_token with xapp-"
        ]
        await mixed.aclose()


async def test_the_doctor_names_what_is_missing() -> None:
    async with connected() as it:
        assert await it.chat.diagnose() == []
        it.double.world.scopes.difference_update({"im:history", "commands"})
        [problem] = await it.chat.diagnose()
        assert problem.startswith("slack: the app lacks commands, im:history")
        it.double.faults.refuse("apps.connections.open", "invalid_auth")
        assert len(await it.chat.diagnose()) == 2
        it.double.world.revoked = "account_inactive"
        assert await it.chat.diagnose() == ["slack: the bot was removed from the workspace: install the app again"]


def test_one_way_in_must_be_configured() -> None:
    settings = settings_for(SlackDouble())
    with pytest.raises(SetupError, match="app_token"):
        SlackSettings(settings.bot_token)
