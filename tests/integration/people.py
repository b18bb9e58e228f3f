"""People who talk to the real assistant from several platforms at once, over a real store; nothing is between them and it."""

from __future__ import annotations

import re

from bot.dialogue.assistant import Assistant
from bot.dialogue.settings import Settings
from bot.domain.admission import Admission
from bot.domain.message import WORKSPACE, Address, Answer, ButtonPress, IncomingMessage, Profile, Said
from bot.domain.user import User
from storage.store import Store
from tests.fakes import FakeAlarm, FrozenClock

_CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")


class People:
    """Each person writes from "platform:name"; room "" is their direct conversation."""

    def __init__(self, store: Store, clock: FrozenClock, **admission: Admission) -> None:
        self.store, self.clock, self.events = store, clock, 0
        self.zones: dict[str, str] = {}
        settings = Settings(default_zone="UTC", admission=admission)
        self.assistant = Assistant(store.open_unit, clock, FakeAlarm(), settings)

    async def say(self, who: str, text: str, *, room: str = "") -> Answer:
        address, sender, event = self._from(who, room)
        message = IncomingMessage(WORKSPACE, address, sender, text, event, self.clock.now(), direct=not room)
        return await self.assistant.handle_message(message)

    async def press(self, who: str, said: Said, label: str) -> Answer:
        press = next(button.press for button in said.message.buttons if button.label == label)
        address, sender, event = self._from(who, "")
        return await self.assistant.handle_press(
            ButtonPress(WORKSPACE, address, sender, press, event, self.clock.now(), str(said.id))
        )

    async def remind(self, who: str, text: str) -> None:
        """Ask for it, and say yes."""
        assert "I'll remind you" in texts(await self.say(who, f"remind me to {text}"))[0]
        assert texts(await self.say(who, "yes"))[0].startswith("Set")

    async def code(self, who: str) -> str:
        found = _CODE.search(texts(await self.say(who, "link"))[0])
        assert found is not None
        return found[0]

    async def join(self, who: str, code: str) -> Answer:
        """Type the code, and say yes."""
        assert "Link this place to" in texts(await self.say(who, f"link {code}"))[0]
        return await self.say(who, "yes")

    async def user(self, who: str) -> User | None:
        platform, _, name = who.partition(":")
        async with self.store.open_unit() as uow:
            team = await uow.workspaces.find_or_add(WORKSPACE, self.clock.now())
            found = await uow.users.find(team, platform, name)
            return found[0] if found else None

    def _from(self, who: str, room: str) -> tuple[Address, Profile, str]:
        self.events += 1
        platform, _, name = who.partition(":")
        sender = Profile(name, name.capitalize(), self.zones.get(who), "en")
        return Address(platform, room or f"{platform}-of-{name}", user=name), sender, f"event-{self.events}"


def texts(answer: Answer, platform: str | None = None) -> list[str]:
    """What was said, there."""
    return [said.message.text for said in answer.said if platform in (None, said.address.platform)]
