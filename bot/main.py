"""The composition root: opens the store, joins clock, loop, assistant and platforms, and owns their start and stop.

Nothing is decided here; what the command line can ask for is in cli.py.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from adapters.chat.console import ConsoleNotices, console_on_standard_streams
from adapters.chat.web import WebChat
from adapters.clock import AlarmClock, SystemClock
from adapters.web.app import create_app
from adapters.web.server import build_server
from adapters.web.services import WebServices
from bot.config import Config
from bot.dialogue.assistant import SIDE_BY_SIDE, Assistant
from bot.dialogue.exchange import Exchange
from bot.dialogue.notices import NoticeRenderer
from bot.dialogue.settings import Settings
from bot.domain.errors import SetupError, StoreUnavailable
from bot.domain.limits import Limits
from bot.garbage import look_seldom
from bot.language.warmup import warm_up
from bot.logs import set_up_logging
from bot.operator import new_sign_in_link, web_address
from bot.platforms import PACES, Platform, build_platforms, commands_of, heard_by_one, tell_health
from bot.ports import Channel, ChatAdapter, Directories, UnitOfWorkFactory
from bot.scheduling.loop import Loop
from bot.scheduling.settings import LoopSettings
from bot.scheduling.wakeup import SharedWakeup
from storage.store import Store, open_store

log = logging.getLogger(__name__)

_STORE_PAUSE = timedelta(seconds=1)
_LOOK_FOR_LEFT = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Bot:
    """What every way to run remindbot has in common."""

    config: Config
    store: Store
    clock: SystemClock
    alarm: AlarmClock
    wakeup: SharedWakeup


async def run(config: Config, *, delivers: bool = True) -> int:
    """Serve the web chat and the platforms until the process is told to stop; delivers: what is due as well, or other processes do."""
    async with _opened(config) as bot:
        with closing(_listen(config)) as listener:
            web = WebChat(bot.store.open_unit, bot.clock, relay=bot.store.relay)
            missed_since = await _last_seen(bot.store.open_unit)
            platforms = build_platforms(config, bot.clock, bot.store.open_unit, missed_since)
            directories = {name: platform.rights for name, platform in platforms.items()}
            exchange = _exchange(bot, {web.platform: web, **platforms}, directories)
            server = build_server(_application(config, bot, web, platforms, exchange))
            _stop_on_signals(lambda: setattr(server, "should_exit", True))
            channels: dict[str, Channel] = {web.name: web, **platforms}
            async with asyncio.TaskGroup() as tasks:
                hearing = tasks.create_task(_hear(bot, exchange))
                delivering = tasks.create_task(_loop(bot, channels, directories).run()) if delivers else None
                print(f"remindbot is ready: {await new_sign_in_link(config, bot.store.open_unit)}", flush=True)
                await server.serve(sockets=[listener])
                await _end(hearing)
                await _end(delivering)
            for platform in platforms.values():
                await platform.aclose()
    return 0


async def work(config: Config) -> int:
    """Deliver what is due until the process is told to stop; other processes hear what people say."""
    async with _opened(config) as bot:
        web = WebChat(bot.store.open_unit, bot.clock, relay=bot.store.relay)
        platforms = build_platforms(config, bot.clock, bot.store.open_unit, None)
        directories = {name: platform.rights for name, platform in platforms.items()}
        delivering = asyncio.create_task(_loop(bot, {web.name: web, **platforms}, directories).run())
        _stop_on_signals(delivering.cancel)
        print("remindbot delivers", flush=True)
        with suppress(asyncio.CancelledError):
            await delivering
        for platform in platforms.values():
            await platform.aclose()
    return 0


async def chat(config: Config) -> int:
    """Talk to the person at this terminal, and deliver their reminders there, until they leave."""
    async with _opened(config) as bot:
        console = console_on_standard_streams(bot.clock)
        notices = ConsoleNotices(console)
        async with asyncio.TaskGroup() as tasks:
            hearing = tasks.create_task(_hear(bot, _exchange(bot, {console.platform: console}, {})))
            delivering = tasks.create_task(_loop(bot, {console.platform: notices}, {}).run())
            _stop_on_signals(hearing.cancel)
            await asyncio.wait({hearing})
            await _end(delivering)
    return 0


def _application(
    config: Config, bot: Bot, web: WebChat, platforms: Mapping[str, Platform], exchange: Exchange
) -> ASGIApp:
    """The web chat, and beside it each platform's way in: platforms prove themselves by signatures, not by the page's cookie and origin."""
    services = WebServices(
        bot.store.open_unit,
        bot.clock,
        web,
        web_address(config),
        sign_in_command=_sign_in_command(),
        relay=bot.store.relay,
        platforms=lambda: tell_health(platforms, exchange.heard_at),
    )
    mounts = [
        Mount(f"{base}/platforms/{name}", app=platform.router)
        for name, platform in platforms.items()
        for base in dict.fromkeys((services.base, ""))  # a proxy may cut the base path off
    ]
    return Starlette(routes=[*mounts, Mount("/", app=create_app(services))])


def _sign_in_command() -> str:
    """As the person at this machine would type it: the program's path where it is not on their PATH."""
    program = Path(sys.argv[0])
    return "remindbot sign-in" if shutil.which("remindbot") else f"{os.path.relpath(program)} sign-in"


async def _last_seen(open_unit: UnitOfWorkFactory) -> datetime | None:
    async with open_unit(write=False) as uow:
        return await uow.runs.seen_at()


def _exchange(bot: Bot, platforms: Mapping[str, ChatAdapter], directories: Directories) -> Exchange:
    # A database of our own takes one writer at a time: a second turn would only stand in the way of what is to be stored quickly.
    turns = asyncio.Semaphore(1 if bot.store.alone else SIDE_BY_SIDE)
    assistant = Assistant(bot.store.open_unit, bot.clock, bot.wakeup, _settings(bot.config), directories, turns)
    return Exchange(assistant, platforms, bot.store.open_unit, bot.clock, bot.store.alone)


async def _hear(bot: Bot, exchange: Exchange) -> None:
    """Hear and answer until cancelled, or until no platform is left."""
    warming = asyncio.create_task(asyncio.to_thread(warm_up))
    try:
        await asyncio.gather(*(_serve(bot, adapter, exchange) for adapter in exchange.adapters.values()))
    finally:
        await asyncio.gather(warming, exchange.finish(), return_exceptions=True)


def _loop(bot: Bot, channels: Mapping[str, Channel], directories: Directories) -> Loop:
    """What fires and delivers, until it is cancelled."""
    settings = LoopSettings(keep=bot.config.kept, paces=PACES)
    return Loop(
        bot.store.open_unit, bot.clock, bot.alarm, channels, NoticeRenderer(), settings, alone=bot.store.alone, directories=directories
    )  # fmt: skip


async def _end(task: asyncio.Task[None] | None) -> None:
    """Cancel it, and wait until it has come to its end."""
    if task is not None:
        task.cancel()
        await asyncio.wait({task})


async def _serve(bot: Bot, adapter: ChatAdapter, exchange: Exchange) -> None:
    """Go on where the last run stopped, then serve. A platform that breaks is logged; the others go on."""

    async def listen() -> None:
        await adapter.run(exchange)

    resuming = asyncio.create_task(_resume(bot, adapter.platform, exchange))
    try:
        if bot.store.alone:
            await resuming
        if adapter.platform in heard_by_one(bot.config):
            await bot.store.in_turn(f"hear {adapter.platform}", listen)
        else:
            await listen()
    except Exception:
        log.exception("platform.stopped", extra={"platform": adapter.platform})
    finally:
        await _end(resuming)


async def _resume(bot: Bot, platform: str, exchange: Exchange) -> None:
    """Go on with what an earlier process had in hand; among several, again and again with what one that died has left."""
    while True:
        try:
            await exchange.resume(platform)
            if bot.store.alone:
                return
            pause = _LOOK_FOR_LEFT
        except StoreUnavailable:
            pause = _STORE_PAUSE
        await bot.clock.sleep_until(bot.clock.now() + pause)


@asynccontextmanager
async def _opened(config: Config) -> AsyncIterator[Bot]:
    set_up_logging(config.log.level, config.log.format)
    store = await open_store(config.database_url)
    look_seldom()
    try:
        alarm, clock = AlarmClock(), SystemClock()
        alarm.start()
        wakeup = SharedWakeup(store.relay, clock, alarm)
        relaying = asyncio.create_task(store.relay.run())
        try:
            yield Bot(config, store, clock, alarm, wakeup)
        finally:
            alarm.stop()
            await _end(relaying)
    finally:
        await store.close()


def _settings(config: Config) -> Settings:
    limits = config.limits
    return Settings(
        limits=Limits(
            active_reminders=limits.active_reminders,
            text_length=limits.text_length,
            shortest_repeat=timedelta(seconds=limits.shortest_repeat_seconds),
            horizon=timedelta(days=limits.horizon_days),
            nags=limits.nags,
            for_others=limits.for_others_per_day,
            for_room=limits.for_room_per_day,
        ),
        message_length=limits.text_length,
        default_zone=config.people.zone,
        admission=config.admission,
        commands=commands_of(config),
        everybody=config.people.everybody,
        series=tuple((prefix.upper(), kind) for prefix, kind in config.items.series.items()),
    )


def _listen(config: Config) -> socket.socket:
    """The web chat's listening socket. Raises SetupError where the address cannot be had."""
    host, port = config.web.host, config.web.port
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()  # who calls while we start waits for a moment, instead of being refused
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SetupError(
                f"port {port} on {host} is taken. Stop what uses it, or choose another: set web.port in config.yaml, "
                f"or start with REMINDBOT_WEB__PORT={port + 1 if port < 65535 else 8765}."
            ) from error
        raise SetupError(
            f"cannot listen on {host}, port {port}: {error.strerror}. Change web.host or web.port."
        ) from error
    listener.setblocking(False)
    return listener


def _stop_on_signals(stop: Callable[[], object]) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
