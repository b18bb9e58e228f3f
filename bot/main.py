"""The composition root: opens the store, joins clock, loop, assistant and platforms, and owns their start and stop.

Nothing is decided here; what the command line can ask for is in cli.py.
"""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import timedelta

from adapters.chat.console import TERMINAL, ConsoleNotices, console_on_standard_streams, host_profile
from adapters.chat.web import WebChat
from adapters.clock import AlarmClock, SystemClock
from adapters.web.app import create_app
from adapters.web.auth import issue_sign_in, sign_in_link
from adapters.web.server import build_server
from adapters.web.services import WebServices
from bot.actions.users import LOCAL_WORKSPACE, identify_user
from bot.config import Config
from bot.dialogue.assistant import Assistant
from bot.dialogue.exchange import Exchange
from bot.dialogue.notices import NoticeRenderer
from bot.dialogue.settings import Settings
from bot.domain.errors import SetupError
from bot.domain.limits import Limits
from bot.domain.user import User
from bot.logs import set_up_logging
from bot.ports import Channel, ChatAdapter, UnitOfWorkFactory
from bot.scheduling.loop import Loop
from bot.scheduling.settings import LoopSettings
from storage.engine import create_engine
from storage.store import Store, open_store


@dataclass(frozen=True, slots=True)
class Bot:
    """What every way to run remindbot has in common."""

    config: Config
    store: Store
    clock: SystemClock
    alarm: AlarmClock


async def run(config: Config) -> int:
    """Serve the web chat and deliver reminders until the process is told to stop."""
    async with _opened(config) as bot:
        with closing(_listen(config)) as listener:
            web = WebChat(bot.store.open_unit, bot.clock)
            server = build_server(create_app(WebServices(bot.store.open_unit, bot.clock, web, _address(config))))
            _stop_on_signals(lambda: setattr(server, "should_exit", True))
            async with asyncio.TaskGroup() as tasks:
                working = tasks.create_task(_work(bot, {web.platform: web}, {web.platform: web}))
                owner = await _owner(bot.store.open_unit, bot.clock)
                token = await issue_sign_in(bot.store.open_unit, bot.clock, owner)
                print(f"remindbot is ready: {sign_in_link(_address(config), token)}", flush=True)
                await server.serve(sockets=[listener])
                working.cancel()
    return 0


async def chat(config: Config) -> int:
    """Talk to the person at this terminal, and deliver their reminders there, until they leave."""
    async with _opened(config) as bot:
        console = console_on_standard_streams(bot.clock)
        notices = ConsoleNotices(console)
        async with asyncio.TaskGroup() as tasks:
            working = tasks.create_task(_work(bot, {console.platform: console}, {console.platform: notices}))
            _stop_on_signals(working.cancel)
    return 0


async def print_sign_in(config: Config) -> int:
    """A new link to the web chat; it works while remindbot is running as well."""
    store = Store(create_engine(config.database_url), None)
    try:
        owner = await _owner(store.open_unit, SystemClock())
        print(sign_in_link(_address(config), await issue_sign_in(store.open_unit, SystemClock(), owner)))
    finally:
        await store.close()
    return 0


async def _work(bot: Bot, platforms: Mapping[str, ChatAdapter], channels: Mapping[str, Channel]) -> None:
    """Say what was not said before the last stop; then hear, answer, fire and deliver until cancelled, or until no platform is left."""
    config = bot.config
    assistant = Assistant(bot.store.open_unit, bot.clock, bot.alarm, _settings(config))
    exchange = Exchange(assistant, platforms, bot.store.open_unit, bot.clock)
    loop = Loop(
        bot.store.open_unit, bot.clock, bot.alarm, channels, NoticeRenderer(), LoopSettings(), alone=bot.store.alone
    )
    firing = asyncio.create_task(loop.run())
    try:
        for platform in platforms:
            await exchange.flush_unsent(platform)
        await asyncio.gather(*(adapter.run(exchange) for adapter in platforms.values()))
    finally:
        firing.cancel()
        await asyncio.gather(firing, return_exceptions=True)


@asynccontextmanager
async def _opened(config: Config) -> AsyncIterator[Bot]:
    set_up_logging(config.log.level, config.log.format)
    store = await open_store(config.database_url)
    try:
        alarm = AlarmClock()
        alarm.start()
        try:
            yield Bot(config, store, SystemClock(), alarm)
        finally:
            alarm.stop()
    finally:
        await store.close()


async def _owner(open_unit: UnitOfWorkFactory, clock: SystemClock) -> User:
    """The person whose machine this is: the same one in the terminal and in the web chat."""
    async with open_unit() as uow:
        owner = await identify_user(uow, LOCAL_WORKSPACE, TERMINAL, host_profile(), clock.now())
        await uow.commit()
    return owner


def _settings(config: Config) -> Settings:
    limits = config.limits
    return Settings(
        limits=Limits(
            active_reminders=limits.active_reminders,
            text_length=limits.text_length,
            shortest_repeat=timedelta(seconds=limits.shortest_repeat_seconds),
            horizon=timedelta(days=limits.horizon_days),
        ),
        message_length=limits.text_length,
        default_zone=config.people.zone,
        series=tuple((prefix.upper(), kind) for prefix, kind in config.items.series.items()),
    )


def _address(config: Config) -> str:
    """What people open, without a slash at its end."""
    if config.web.public_url:
        return config.web.public_url.rstrip("/")
    host = f"[{config.web.host}]" if ":" in config.web.host else config.web.host
    return f"http://{host}:{config.web.port}"


def _listen(config: Config) -> socket.socket:
    """The web chat's listening socket. Raises SetupError where the address cannot be had."""
    host, port = config.web.host, config.web.port
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
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
