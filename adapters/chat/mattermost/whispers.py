"""Whispers: answers for one person's eyes only, where Mattermost lets a bot give them.

In the reply to a pressed button, for a moment; through a slash command's response_url, for half an hour and five times.
The API's own ephemeral posts are for system administrators, which a bot is not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.chat.recent import Recent

_HOOK_LIFE = timedelta(minutes=29)
_HOOK_USES = 5
_MOST_KNOWN = 10_000
Ear = tuple[str, str]  # room, person


@dataclass(slots=True)
class Window:
    """A request of the server's that is being answered: what is said meanwhile goes into its reply."""

    texts: list[str] = field(default_factory=list)
    open: bool = True


@dataclass(slots=True)
class _Hook:
    id: str
    since: datetime
    uses: int = 0


class Whispers:
    def __init__(self) -> None:
        self._windows: dict[Ear, Window] = {}
        self._hooks: Recent[Ear, _Hook] = Recent(_MOST_KNOWN)

    def open(self, room: str, person: str) -> Window:
        window = self._windows[room, person] = Window()
        return window

    def close(self, room: str, person: str, window: Window) -> str:
        """What was said while it was open, "" for nothing."""
        window.open = False
        if self._windows.get((room, person)) is window:
            del self._windows[room, person]
        return "\n\n".join(window.texts)

    def into_window(self, room: str, person: str, text: str) -> bool:
        """Whether there was one to say it into."""
        window = self._windows.get((room, person))
        if window is None or not window.open:
            return False
        window.texts.append(text)
        return True

    def remember_hook(self, room: str, person: str, hook: str, now: datetime) -> None:
        self._hooks.keep((room, person), _Hook(hook, now))

    def take_hook(self, room: str, person: str, now: datetime) -> str | None:
        """The id of a response_url that still answers this person there; each call is one of its five uses."""
        hook = self._hooks.get((room, person))
        if hook is None:
            return None
        if now - hook.since > _HOOK_LIFE or hook.uses >= _HOOK_USES:
            del self._hooks[room, person]
            return None
        hook.uses += 1
        return hook.id
