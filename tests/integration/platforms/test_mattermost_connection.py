"""The Mattermost adapter's connection: lost and found again, nothing missed, nothing twice, and the server's limits kept."""

from __future__ import annotations

import asyncio
import json
import logging

import pytest
from pydantic import SecretStr

from adapters.chat.mattermost.socket import BIGGEST_FRAME
from bot.domain.errors import DeliveryError
from bot.domain.identifier import new_id
from bot.domain.message import Address, Message, Run, Said
from tests.doubles.mattermost.faults import Limiter
from tests.doubles.mattermost.harness import Scene, at_work
from tests.doubles.mattermost.hub import WAITING
from tests.doubles.mattermost.server import CERTIFICATE
from tests.waiting import until


async def came(scene: Scene, *texts: str) -> None:
    await until(lambda: sorted(scene.inbox.texts) == sorted(texts))


async def test_a_dropped_socket_is_taken_up_where_it_broke() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        scene.double.write(ana, "one")
        await came(scene, "one")
        scene.double.hub.drop()
        scene.double.write(ana, "two")
        scene.double.write(ana, "three")
        await came(scene, "one", "two", "three")
        await scene.connected()
    assert scene.double.hub.resumed == 1
    assert scene.adapter.counts()["fetched"] == 0
    assert scene.inbox.repeated == 0


async def test_after_a_restart_of_the_server_missed_messages_are_fetched() -> None:
    async with at_work() as scene:
        ana, bob = scene.double.add_person("ana"), scene.double.add_person("bob")
        scene.double.write(ana, "one")
        await came(scene, "one")
        scene.double.hub.drop(forget=True)
        scene.double.write(ana, "two")
        scene.double.write(bob, "@remindbot three", scene.double.room)
        scene.double.write(bob, "not for the bot", scene.double.room)
        scene.double.delete(scene.double.write(bob, "taken back"))
        await came(scene, "one", "two", "three")
    assert scene.double.hub.resumed == 0


async def test_events_that_overflowed_the_servers_queue_are_fetched() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        scene.double.write(ana, "first")
        await came(scene, "first")
        expected = ["first", *(f"message {number}" for number in range(WAITING + 300))]
        scene.double.hub.drop()
        for text in expected[1:]:
            scene.double.write(ana, text)
        await came(scene, *expected)
    assert scene.double.hub.overflowed == 1
    assert scene.inbox.texts == expected


async def test_a_hole_in_the_events_numbers_is_filled() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        scene.double.write(ana, "one")
        await came(scene, "one")
        (connection,) = scene.double.hub.connections.values()
        connection.sequence += 1
        scene.double.world.create_post(
            ana, {"channel_id": scene.double.direct(ana), "message": "two, without an event"}
        )
        scene.double.write(ana, "three")
        await came(scene, "one", "two, without an event", "three")
    assert scene.adapter.counts()["connected"] == 2  # a hole counts as a gap


async def test_a_repeated_event_is_dropped() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        scene.double.write(ana, "one")
        await came(scene, "one")
        (connection,) = scene.double.hub.connections.values()
        scene.double.hub.send_raw(connection.kept[-1][1])
        scene.double.write(ana, "two")
        await came(scene, "one", "two")
    assert scene.inbox.repeated == 0
    assert scene.adapter.counts()["malformed"] == 1


async def test_what_was_written_while_remindbot_was_not_running_is_read_at_the_start() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        scene.double.write(ana, "one")
        await came(scene, "one")
        stopped = scene.clock.now()
        await scene.stop()
        missed = scene.double.write(ana, "in 20 minutes: tea")
        await scene.start_again(missed_since=stopped)
        await came(scene, "one", "in 20 minutes: tea")
    message = scene.inbox.messages[1]
    assert abs(message.received_at.timestamp() * 1000 - missed["create_at"]) < 1
    assert message.direct


async def test_a_first_start_reads_nothing_old() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        await scene.stop()
        scene.double.write(ana, "long ago")
        await scene.start_again()
        scene.double.write(ana, "now")
        await came(scene, "now")


async def test_missed_messages_are_fetched_however_often_the_server_fails() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        scene.double.write(ana, "one")
        await came(scene, "one")
        scene.double.faults.queue("/channels", "error")
        scene.double.hub.drop(forget=True)
        scene.double.write(ana, "two")
        await came(scene, "one", "two")


async def test_a_frame_that_is_too_big_does_not_come_back_for_ever() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        scene.double.write(ana, "one")
        await came(scene, "one")
        scene.double.hub.publish("custom", {"blob": "x" * (BIGGEST_FRAME + 1)}, user_id=scene.double.bot)
        scene.double.write(ana, "two")
        await came(scene, "one", "two")
        await scene.connected()
    assert scene.double.hub.opened == 2


async def test_a_refused_token_is_said_once_and_mended_without_a_restart(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "remindbot")
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        scene.double.revoke()
        scene.double.hub.drop(forget=True)
        await until(lambda: scene.adapter.health().state == "refused")
        asked = scene.double.faults.requests["GET /api/v4/users/me"]
        await until(lambda: scene.double.faults.requests["GET /api/v4/users/me"] >= asked + 5)
        assert "token" in scene.adapter.health().detail
        scene.double.restore()
        await scene.connected()
        scene.double.write(ana, "hello")
        await came(scene, "hello")
    assert [record.levelname for record in caplog.records].count("ERROR") == 1


async def test_a_wrong_token_from_the_start_ends_nothing() -> None:
    async with at_work(connected=False, token=SecretStr("wrong")) as scene:
        await until(lambda: scene.adapter.health().state == "refused")
        assert not scene.running.done()


async def test_a_server_that_is_away_is_waited_for() -> None:
    async with at_work(connected=False, url="http://127.0.0.1:9") as scene:
        await until(lambda: scene.adapter.health().state == "reconnecting")
        with pytest.raises(DeliveryError) as raised:
            await scene.say("room", "hello")
        assert not scene.running.done()
    assert (raised.value.permanent, raised.value.may_have_arrived) == (False, False)


async def test_a_proxy_that_adds_a_charset_changes_nothing() -> None:
    async with at_work(connected=False) as scene:
        scene.double.faults.content_type = "application/json; charset=utf-8"
        await scene.connected()
        ana = scene.double.add_person("ana")
        scene.double.write(ana, "hello")
        await came(scene, "hello")
        await scene.say(scene.double.direct(ana), "good day")
        assert [post["message"] for post in scene.double.said_in(scene.double.direct(ana))] == ["good day"]


async def test_a_proxy_that_drops_the_header_is_met_with_the_challenge() -> None:
    async with at_work(connected=False) as scene:
        scene.double.hub.deaf_to_header = True
        await scene.connected()
        scene.double.write(scene.double.add_person("ana"), "hello")
        await came(scene, "hello")


async def test_tls_works_and_an_unknown_certificate_is_not_trusted() -> None:
    async with at_work(tls=True, ca_file=str(CERTIFICATE), buttons=False) as scene:
        scene.double.write(scene.double.add_person("ana"), "hello")
        await came(scene, "hello")
    async with at_work(tls=True, connected=False, buttons=False) as scene:
        await until(lambda: scene.adapter.health().state == "reconnecting")
        assert scene.double.hub.opened == 0


async def test_a_stop_finishes_what_is_in_hand() -> None:
    async with at_work() as scene:
        ana = scene.double.add_person("ana")
        begun = asyncio.Event()

        async def answer(_: object) -> None:
            begun.set()
            await asyncio.sleep(0.05)  # the assistant at work
            await scene.say(scene.double.direct(ana), "Set.")

        scene.inbox.on_each = answer
        scene.double.write(ana, "remind me")
        await begun.wait()
        await scene.stop()
        assert [post["message"] for post in scene.double.said_in(scene.double.direct(ana))] == ["Set."]
        await until(lambda: scene.double.hub.open_sockets == 0)
    assert scene.adapter.health().state == "stopped"


async def test_a_burst_of_5000_messages_comes_through_once_each_and_in_order() -> None:
    async with at_work() as scene:
        people = [scene.double.add_person(f"person{number}") for number in range(50)]
        for number in range(5000):
            scene.double.write(people[number % 50], str(number))
            if number % 25 == 24:
                await asyncio.sleep(0.02)  # more than a thousand a second
        await until(lambda: len(scene.inbox.messages) >= 5000)
    assert sorted(map(int, scene.inbox.texts)) == list(range(5000))
    for person in people:
        own = [int(message.text) for message in scene.inbox.messages if message.sender.external_id == person]
        assert own == sorted(own)


async def test_the_servers_limit_is_kept_exactly_and_without_having_been_told() -> None:
    async with at_work(connected=False) as scene:
        limiter = scene.double.faults.limiter = Limiter(per_second=60, burst=40)
        await scene.connected()
        rooms = [scene.double.direct(scene.double.add_person(f"person{number}")) for number in range(10)]
        sent = [
            scene.adapter.send(
                Said(new_id(scene.clock.now()), Address("mattermost", room), Message((Run(f"{number}"),)))
            )
            for number in range(25)
            for room in rooms
        ]  # fmt: skip
        await asyncio.gather(*sent)
        arrived = [len(scene.double.said_in(room)) for room in rooms]
    assert arrived == [25] * 10
    assert limiter.violations == 0


async def test_a_limit_that_others_use_up_as_well_is_kept_after_the_first_refusal() -> None:
    async with at_work(connected=False) as scene:
        scene.double.faults.limiter = Limiter(per_second=50, burst=10)
        await scene.connected()
        room = scene.double.direct(scene.double.add_person("ana"))
        scene.double.faults.queue("POST /api/v4/posts", "limited")
        scene.double.faults.reset = "0"
        await asyncio.gather(*(scene.say(room, str(number)) for number in range(50)))
        assert sorted(int(post["message"]) for post in scene.double.said_in(room)) == list(range(50))
        assert scene.double.faults.limiter.violations == 0


async def test_errors_cut_connections_and_lost_answers_lose_and_double_nothing() -> None:
    async with at_work() as scene:
        rooms = [scene.double.direct(scene.double.add_person(f"person{number}")) for number in range(10)]
        scene.double.faults.rates = {"error": 0.05, "cut": 0.025, "lost": 0.025}
        said = [
            Said(new_id(scene.clock.now()), Address("mattermost", room), Message((Run(str(number)),)))
            for number in range(60)
            for room in rooms
        ]  # fmt: skip
        tries = await asyncio.gather(*(deliver(scene, one) for one in said))
        arrived = {room: sorted(int(post["message"]) for post in scene.double.said_in(room)) for room in rooms}
    assert all(numbers == list(range(60)) for numbers in arrived.values())
    assert max(tries) > 1


async def deliver(scene: Scene, said: Said) -> int:
    """As the engine does: again, until it went. How many tries it took."""
    for tries in range(1, 10):
        try:
            await scene.adapter.send(said)
        except DeliveryError as error:
            if error.permanent:
                raise
        else:
            return tries
    raise AssertionError(json.dumps({"undelivered": str(said.id)}))
