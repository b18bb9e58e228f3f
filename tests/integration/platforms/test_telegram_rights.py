"""What the core may ask before it promises to write to somebody: who is who, who may write where."""

from __future__ import annotations

import pytest

from adapters.chat.telegram.chat import TelegramChat
from bot.domain.directory import Matches, RoomProfile
from bot.domain.errors import DeliveryError
from bot.domain.message import Address, Profile
from tests.doubles.telegram.meeting import START, FrozenClock, KeptInbox, connected, settings_for
from tests.doubles.telegram.server import TelegramDouble
from tests.waiting import until


async def test_rights_are_known_before_a_promise_is_made(telegram: TelegramDouble) -> None:
    ana, bo, eve = telegram.person("Ana", username="ana"), telegram.person("Bo Ek"), telegram.person("Eve")
    group = telegram.group("Dev", ana, bo, username="devroom")
    elsewhere = telegram.group("Ops", ana)
    elsewhere.status[telegram.world.bot.id] = "kicked"
    group.status |= {bo.id: "restricted"}
    inbox, chat = KeptInbox(), TelegramChat(settings_for(telegram), FrozenClock(START))
    async with connected(chat, inbox):
        telegram.say(ana, "/remind us at 5", group)
        telegram.say(bo, "hello")
        await until(lambda: len(inbox.messages) == 2)
        rights, room = chat.rights, str(group.id)
        assert (await rights.find_person("@ana")).found == Profile(str(ana.id), "Ana", handle="ana")
        assert (await rights.find_person("@Bo_Ek")).found == Profile(str(bo.id), "Bo Ek", handle="")
        assert await rights.person(str(eve.id)) == Profile(str(eve.id), "Eve", handle="")
        assert (await rights.find_person("@anna")).near == (Profile(str(ana.id), "Ana", handle="ana"),)
        assert await rights.find_person("@nobody", room) == Matches()
        found = [(await rights.find_room(name)).found for name in ("#dev", "@devroom", "#unknown", "@unknown")]
        assert found == [RoomProfile(room, "Dev"), RoomProfile(room, "Dev"), None, None]
        assert [await rights.may_post(str(one.id), room) for one in (ana, bo, eve)] == [True, False, False]
        assert [await rights.is_in_room(str(one.id)) for one in (group, elsewhere)] == [True, False]
        group.members_may_post = False
        assert not await rights.may_post(str(ana.id), room)


async def test_a_direct_conversation_is_open_only_with_who_wants_it(
    telegram: TelegramDouble, chat: TelegramChat
) -> None:
    ana, stranger = telegram.person("Ana"), telegram.person("Bo", started=False)
    opened = [await chat.rights.open_direct(str(one.id)) for one in (ana, stranger)]
    assert opened == [Address("telegram", str(ana.id), user=str(ana.id)), None]


async def test_two_people_of_one_name_are_both_offered(telegram: TelegramDouble) -> None:
    inbox, chat = KeptInbox(), TelegramChat(settings_for(telegram), FrozenClock(START))
    async with connected(chat, inbox):
        for _ in range(2):
            telegram.say(telegram.person("Bo Ek"), "hello")
        await until(lambda: len(inbox.messages) == 2)
        namesakes = await chat.rights.find_person("@Bo_Ek")
        assert namesakes.found is None
        assert [one.name for one in namesakes.near] == ["Bo Ek", "Bo Ek"]


async def test_who_cannot_be_asked_about_is_an_error_of_the_core(telegram: TelegramDouble, chat: TelegramChat) -> None:
    telegram.faults.refuse("getChatMember", 500, "trouble")
    with pytest.raises(DeliveryError):
        await chat.rights.may_post("1", "-1")
