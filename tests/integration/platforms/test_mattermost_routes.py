"""What the Mattermost server calls: the slash command, the buttons and the dialog; and who else may try."""

from __future__ import annotations

import asyncio
import json

import pytest

from adapters.chat.mattermost.routes import ANSWER_WITHIN, BIGGEST_BODY
from bot.domain.errors import StoreUnavailable
from bot.domain.message import Address, Button, ButtonPress, Edit, IncomingMessage, Message, Run
from tests.doubles.mattermost.harness import Scene, at_work
from tests.doubles.mattermost.world import Json
from tests.waiting import until

CARD = (Button("Set it", "yes:card1", "primary"), Button("Change", "change:card1"), Button("Cancel", "no:card1"))


async def card_for(scene: Scene, person: str) -> Json:
    await scene.say(scene.double.direct(person), "Set it?", *CARD, card="card1")
    return scene.double.said_in(scene.double.direct(person))[-1]


async def answer_with(scene: Scene, text: str, *buttons: Button) -> None:
    """The inbox answers each event, as the assistant does, to where it came from."""

    async def answer(event: IncomingMessage | ButtonPress) -> None:
        address = event.address
        to = {name: value for name, value in (("thread", address.thread), ("user", address.user)) if value}
        await scene.say(address.room, text, *buttons, **to)

    scene.inbox.on_each = answer


# The slash command


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("/remind me to call Jens at 3pm", "/remind me to call Jens at 3pm"),
        ("/remind list", "list"),
        ("/remind cancel REM-7", "cancel REM-7"),
        ("/remind tomorrow at 9", "tomorrow at 9"),
        ('/remind @ana "standup" tomorrow 9am', '/remind @ana "standup" tomorrow 9am'),
        ("/remind", "help"),
    ],
)
async def test_a_slash_command_is_plain_words_to_the_inbox(typed: str, text: str) -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana", "Asia/Tokyo")
        called = await scene.double.command(ana, typed)
    (message,) = scene.inbox.messages
    assert (called.status, message.text) == (200, text)
    assert (message.sender.external_id, message.sender.zone) == (ana, "Asia/Tokyo")
    assert message.address == Address("mattermost", scene.double.room, None, ana)
    assert not message.direct


async def test_a_slash_command_names_people_and_rooms_by_their_ids() -> None:
    async with at_work() as scene:
        ana, bob = scene.double.add_person("ana"), scene.double.add_person("bob")
        await scene.double.command(ana, "/remind @bob to lock up at 6pm")
        await scene.double.command(ana, "/remind ~town-square standup at 9am")
    assert [mention.external_id for message in scene.inbox.messages for mention in message.mentions] == [
        bob, scene.double.room,
    ]  # fmt: skip


async def test_the_answer_to_a_slash_command_in_a_room_is_for_the_persons_eyes_only() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        await answer_with(scene, "Set it?", *CARD)
        await scene.double.command(ana, "/remind me to call Jens at 3pm")
        await until(lambda: bool(scene.double.whispers(ana)))
        (whisper,) = scene.double.whispers(ana)
    assert [action["name"] for action in whisper["props"]["attachments"][0]["actions"]] == [
        "Set it",
        "Change",
        "Cancel",
    ]
    assert scene.double.said_in(scene.double.room) == []


async def test_a_short_answer_comes_in_the_reply_itself() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        await answer_with(scene, "I remind you of things.")
        called = await scene.double.command(ana, "/remind help")
    assert (called.body["response_type"], called.body["text"]) == ("ephemeral", "I remind you of things.")


async def test_a_slash_command_in_the_direct_conversation_is_answered_there() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        await answer_with(scene, "I remind you of things.")
        await scene.double.command(ana, "/remind help", scene.double.direct(ana))
        await until(lambda: bool(scene.double.said_in(scene.double.direct(ana))))
    (message,) = scene.inbox.messages
    assert (message.direct, message.address.user) == (True, None)


async def test_an_answer_that_comes_late_goes_through_the_response_url_and_then_directly() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        await scene.double.command(ana, "/remind help")
        for number in range(7):
            await scene.say(scene.double.room, f"answer {number}", user=ana)
        whispered = [post["message"] for post in scene.double.whispers(ana)]
        directly = [post["message"] for post in scene.double.said_in(scene.double.direct(ana))]
    assert whispered == [f"answer {number}" for number in range(5)]
    assert directly == ["answer 5", "answer 6"]


async def test_a_response_url_grows_old() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        await scene.double.command(ana, "/remind help")
        scene.clock.ahead = 30 * 60
        await scene.say(scene.double.room, "much later", user=ana)
        assert [post["message"] for post in scene.double.said_in(scene.double.direct(ana))] == ["much later"]


async def test_a_slow_answer_keeps_nobody_waiting() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        go_on = asyncio.Event()

        async def wait(_: object) -> None:
            await go_on.wait()
            await scene.say(scene.double.room, "at last", user=ana)

        scene.inbox.afterwards = wait
        called = await scene.double.command(ana, "/remind help")  # comes back though the answer still waits
        assert (called.status, called.body) == (200, {})
        go_on.set()
        await until(lambda: [post["message"] for post in scene.double.whispers(ana)] == ["at last"])


async def test_a_store_that_is_away_is_said_in_words_at_once_or_afterwards() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        scene.inbox.away = 1
        called = await scene.double.command(ana, "/remind help")
        assert "try again" in called.body["text"]

        async def fail_late(_: object) -> None:
            await asyncio.sleep(2 * ANSWER_WITHIN)
            raise StoreUnavailable

        scene.inbox.afterwards = fail_late
        late = await scene.double.command(ana, "/remind help")
        assert late.body == {}
        await until(lambda: len(scene.double.whispers(ana)) == 2)
    assert "try again" in scene.double.whispers(ana)[1]["message"]
    assert scene.adapter.counts()["failed"] == 2


@pytest.mark.parametrize("forged", [{"token": "wrong"}, {"token": ""}])
async def test_a_slash_command_with_a_wrong_token_is_refused(forged: dict[str, str]) -> None:
    async with at_work() as scene:
        called = await scene.double.command(scene.double.add_person("ana"), "/remind help", **forged)
    assert (called.status, scene.inbox.messages, scene.adapter.counts()["forged_command"]) == (401, [], 1)


async def test_without_a_configured_token_no_slash_command_is_believed() -> None:
    async with at_work(command_tokens=()) as scene:
        called = await scene.double.command(scene.double.add_person("ana"), "/remind help")
    assert called.status == 401


async def test_a_slash_command_told_twice_has_one_event_id() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        for _ in range(2):
            await scene.double.command(ana, "/remind help", trigger_id="the-same")
    assert (len(scene.inbox.messages), scene.inbox.repeated) == (1, 1)


# Buttons


async def test_a_pressed_button_comes_with_who_pressed_it_and_on_which_message() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        post = await card_for(scene, ana)
        called = await scene.double.press(ana, post, "Set it")
    (press,) = scene.inbox.presses
    assert called.status == 200
    assert (press.press, press.sender.external_id, press.message_ref) == ("yes:card1", ana, post["id"])
    assert press.address == Address("mattermost", scene.double.direct(ana), None)


async def test_two_presses_are_two_events_and_one_repeated_is_one() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        post = await card_for(scene, ana)
        await scene.double.press(ana, post, "Set it")
        await scene.double.press(ana, post, "Set it")
        context = post["props"]["attachments"][0]["actions"][0]["integration"]["context"]
        body = {
            "user_id": ana, "channel_id": post["channel_id"], "post_id": post["id"], "trigger_id": "t", "context": context,
        }  # fmt: skip
        for _ in range(2):
            await scene.double.integrations.call(f"{scene.public_url}/platforms/mattermost/action", json=body)
    assert (len(scene.inbox.presses), scene.inbox.repeated) == (3, 1)


async def test_what_is_said_to_the_presser_alone_comes_with_the_reply_to_the_press() -> None:
    async with at_work() as scene:
        bob = scene.double.add_person("bob")
        await scene.say(scene.double.room, "Standup", Button("Done", "done:1"))
        (post,) = scene.double.said_in(scene.double.room)

        async def refuse(event: IncomingMessage | ButtonPress) -> None:
            await scene.say(event.address.room, "Only Ana may do that.", user=event.sender.external_id)

        scene.inbox.on_each = refuse
        called = await scene.double.press(bob, post, "Done")
        await until(lambda: bool(scene.double.whispers(bob)))
    assert called.body["ephemeral_text"] == "Only Ana may do that."
    assert len(scene.double.said_in(scene.double.room)) == 1


async def test_a_whispered_card_answers_its_reader_alone() -> None:
    async with at_work() as scene:
        ana, bob = scene.double.add_person("ana"), scene.double.add_person("bob")
        await answer_with(scene, "Set it?", *CARD)
        await scene.double.command(ana, "/remind me to call Jens at 3pm")
        await until(lambda: bool(scene.double.whispers(ana)))
        card = scene.double.whispers(ana)[0]
        foreign = await scene.double.press(bob, card, "Set it")

        async def edit(event: IncomingMessage | ButtonPress) -> None:
            assert isinstance(event, ButtonPress)
            changed = Message((Run("Set: REM-1."),), (Button("Undo", "undo:1"),))
            await scene.adapter.edit(Edit(event.address, str(event.message_ref), changed))

        scene.inbox.on_each = edit
        own = await scene.double.press(ana, card, "Set it")
    assert foreign.body["ephemeral_text"] == "This card is somebody else's. Nothing was changed."
    assert own.body["ephemeral_text"] == "Set: REM-1."
    (press,) = scene.inbox.presses
    assert press.address == Address("mattermost", scene.double.room, None, ana)


async def test_an_old_button_says_so_and_does_nothing() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        post = await card_for(scene, ana)
        scene.clock.ahead = 61 * 24 * 3600
        called = await scene.double.press(ana, post, "Set it")
    assert (called.status, scene.inbox.presses) == (200, [])
    assert called.body["ephemeral_text"].startswith("This button is too old.")


def forgeries(context: Json) -> list[object]:
    return [
        None, "yes", [], {}, {**context, "press": "done:somebody-elses"}, {**context, "room": "another"},
        {**context, "until": context["until"] + 1}, {**context, "signature": "0" * 64}, {**context, "signature": 7},
        {**context, "signature": "é"}, {**context, "reader": "bob"}, {"press": "yes:card1"},
    ]  # fmt: skip


async def test_a_forged_or_changed_button_is_refused() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        post = await card_for(scene, ana)
        context = post["props"]["attachments"][0]["actions"][0]["integration"]["context"]
        tried = forgeries(context)
        for forged in tried:
            body = {
                "user_id": ana,
                "channel_id": post["channel_id"],
                "post_id": post["id"],
                "trigger_id": "t",
                "context": forged,
            }
            called = await scene.double.integrations.call(f"{scene.public_url}/platforms/mattermost/action", json=body)
            assert called.status == 401, forged
    assert scene.inbox.presses == []
    assert scene.adapter.counts()["forged_press"] == len(tried)


async def test_a_button_of_another_bots_token_is_a_forgery() -> None:
    async with at_work() as scene, at_work() as other:
        ana = other.double.add_person("ana")
        post = await card_for(other, ana)
        context = post["props"]["attachments"][0]["actions"][0]["integration"]["context"]
        body = {
            "user_id": ana,
            "channel_id": post["channel_id"],
            "post_id": post["id"],
            "trigger_id": "t",
            "context": context,
        }
        called = await scene.double.integrations.call(f"{scene.public_url}/platforms/mattermost/action", json=body)
    assert called.status == 401


async def test_a_button_brought_into_another_room_is_not_understood() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        post = await card_for(scene, ana)
        context = post["props"]["attachments"][0]["actions"][0]["integration"]["context"]
        body = {"user_id": ana, "channel_id": scene.double.room, "post_id": "x", "trigger_id": "t", "context": context}
        called = await scene.double.integrations.call(f"{scene.public_url}/platforms/mattermost/action", json=body)
    assert (called.status, scene.inbox.presses) == (400, [])


# The dialog


async def test_change_opens_a_dialog_and_what_is_typed_there_is_said_where_the_card_stands() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        post = await card_for(scene, ana)
        await scene.double.press(ana, post, "Change")
        (dialog,) = scene.double.world.dialogs
        submit = scene.double.integrations.submit_dialog
        empty = await submit(ana, dialog, post["channel_id"], {"change": "  "})
        called = await submit(ana, dialog, post["channel_id"], {"change": "tomorrow at 9"})
        again = await submit(ana, dialog, post["channel_id"], {"change": "tomorrow at 9"})
    (message,) = scene.inbox.messages
    assert (empty.status, list(empty.body["errors"])) == (200, ["change"])
    assert (called.status, called.body, again.status) == (200, {}, 200)
    assert message.text == "tomorrow at 9"
    assert message.address == Address("mattermost", scene.double.direct(ana), None)
    assert message.direct
    assert (scene.inbox.presses, scene.inbox.repeated) == ([], 1)
    title = dialog["dialog"]["title"]
    assert len(title) <= 24
    assert all(len(element["display_name"]) <= 24 for element in dialog["dialog"]["elements"])


async def test_where_the_dialog_cannot_be_opened_change_is_asked_for_in_words() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        post = await card_for(scene, ana)
        scene.double.faults.queue("/actions/dialogs/open", "error")
        await scene.double.press(ana, post, "Change")
        await until(lambda: bool(scene.inbox.presses))
    assert scene.inbox.presses[0].press == "change:card1"


async def test_a_cancelled_dialog_says_nothing_and_a_forged_one_is_refused() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        post = await card_for(scene, ana)
        await scene.double.press(ana, post, "Change")
        (dialog,) = scene.double.world.dialogs
        submit = scene.double.integrations.submit_dialog
        cancelled = await submit(ana, dialog, post["channel_id"], {}, cancelled=True)
        forged = await submit(ana, dialog, post["channel_id"], {"change": "now"}, state='{"press": "change:card1"}')
        broken = await submit(ana, dialog, post["channel_id"], {"change": "now"}, state="{")
    assert (cancelled.status, forged.status, broken.status) == (200, 401, 400)
    assert scene.inbox.messages == []


# Whatever else may come


@pytest.mark.parametrize("path", ["command", "action", "dialog"])
@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"\xff\xfe\x00", b"null", b"[" * 100_000, b'{"context": {}}', b"&" * 5000], ids=range(8)
)  # fmt: skip
async def test_a_malformed_request_is_answered_and_harmless(path: str, body: bytes) -> None:
    async with at_work(connected=False) as scene:
        called = await scene.double.integrations.call(f"{scene.public_url}/platforms/mattermost/{path}", data=body)
    assert called.status in (400, 401)
    assert (scene.inbox.messages, scene.inbox.presses) == ([], [])


async def test_a_huge_request_is_not_read_to_its_end() -> None:
    async with at_work(connected=False) as scene:
        url = f"{scene.public_url}/platforms/mattermost/action"
        called = await scene.double.integrations.call(url, data=b" " * (BIGGEST_BODY + 1))
    assert (called.status, scene.adapter.counts()["too_big"]) == (413, 1)


async def test_an_id_that_is_none_is_not_understood() -> None:
    async with at_work() as scene:
        called = await scene.double.command(scene.double.add_person("ana"), "/remind help", user_id="../me")
    assert (called.status, scene.inbox.messages) == (400, [])


async def test_after_the_stop_a_call_is_told_to_try_again() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        post = await card_for(scene, ana)
        await scene.stop()
        pressed = await scene.double.press(ana, post, "Set it")
        called = await scene.double.command(ana, "/remind help")
    assert "try again" in pressed.body["ephemeral_text"]
    assert "try again" in called.body["text"]


async def test_no_token_and_no_text_is_ever_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        scene.double.write(ana, "a secret of Ana's")
        await until(lambda: bool(scene.inbox.messages))
        scene.double.faults.queue("POST /api/v4/posts", "error", "error")
        with pytest.raises(Exception, match="500"):
            await scene.say(scene.double.direct(ana), "a secret of Ana's")
        await scene.double.command(ana, "/remind a secret of Ana's")
        token, command = scene.double.token, json.dumps(scene.double.world.commands)
    ours = [record for record in caplog.records if not record.name.startswith(("aiohttp", "asyncio", "uvicorn"))]
    logged = "\n".join(record.getMessage() for record in ours)
    assert "websocket" in logged or "connected" in logged
    assert "secret" not in logged
    assert token not in logged
    assert not any(word in logged for word in command.split('"') if len(word) == 26)
