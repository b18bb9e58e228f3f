"""What an operator asks beside a remindbot that may be running: a sign-in link, its status, its health.

Each opens the database for a moment, or asks over HTTP; nothing is started here.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import make_url

from adapters.chat.console import TERMINAL, host_profile
from adapters.clock import SystemClock
from adapters.web.auth import issue_sign_in, sign_in_link
from bot.actions.audit import Deed, audit_person, audit_reminder
from bot.actions.status import read_status
from bot.actions.users import identify_user
from bot.config import Config
from bot.domain.dealing import Dealing, DealingAction
from bot.domain.errors import SetupError, StoreUnavailable
from bot.domain.identifier import new_id
from bot.domain.ledger import LedgerAction
from bot.domain.message import WORKSPACE
from bot.figures import PaceFigures
from bot.platforms import PACES, build_platforms
from bot.ports import UnitOfWorkFactory
from bot.wording.typed import in_one_line
from storage.engine import create_engine
from storage.migrations import refuse_unreadable
from storage.store import Store


async def print_sign_in(config: Config) -> int:
    """A new link to the web chat; it works while remindbot is running as well."""
    async with _beside(config) as store:
        print(await new_sign_in_link(config, store.open_unit))
    return 0


async def report_status(config: Config) -> int:
    """What is pending, due, failed and late; it works while remindbot is running as well. Fails where something is late or has failed."""
    now = SystemClock().now()
    async with _beside(config) as store, store.open_unit(write=False) as uow:
        status = await read_status(uow, now)
    seen = status.seen_at.isoformat(timespec="seconds") if status.seen_at else "never"
    print(f"pending  {status.scheduled:6}  reminders still to come")
    print(f"due      {status.due:6}  of them should have come by now")
    print(f"sending  {status.waiting + status.sending:6}  messages on their way")
    print(f"failed   {status.failed:6}  messages given up, their owners told")
    print(f"late     {status.late:6}  reminders or messages more than a minute late")
    for each in status.channels:
        print(
            f"         {each.channel}: {each.waiting} waiting ({each.again} to be tried again), {each.sending} being sent, {each.failed} failed"
        )
    if status.lateness:
        middle, most = (late.total_seconds() for late in (status.lateness.middle, status.lateness.most))
        print(
            f"lateness {middle:.3f} s in the middle, 99 of 100 within {most:.3f} s ({status.lateness.sent} sent in the last hour)"
        )
    for circuit in status.down:
        since, probe = (at.isoformat(timespec="seconds") for at in (circuit.opened_at, circuit.probe_at))
        print(
            f"down     {circuit.channel}, since {since}: {circuit.reason}; what is to go there waits, tried again at {probe}"
        )
    for each_pace in status.paces:
        print(pace_line(each_pace, now))
    well = await _print_platforms(config)
    print(f"last sign of life: {seen}")
    return 1 if status.late or status.failed or status.down or not well else 0


def pace_line(figures: PaceFigures, now: datetime) -> str:
    """What is left of a platform's limits, and until when its rooms wait."""
    pace = PACES.get(figures.channel)
    words = f"pace     {figures.channel}: "
    if pace is None:
        words += "no longer limited"
    elif free := pace.free(figures.used_until, now):
        words += f"{free} of {pace.burst} may go at once"
    else:
        words += f"nothing more until {pace.next_of_channel(figures.used_until).isoformat(timespec='seconds')}"
    if figures.rooms_until:
        words += f"; {figures.rooms} rooms wait for their turn, the last until {figures.rooms_until.isoformat(timespec='seconds')}"
    return words


async def print_audit(config: Config, target: str, limit: int) -> int:
    """Who did what to a reminder (REM-7), or what a person (@ana) did, when and from where. Raises SetupError where there is no such."""
    number = re.fullmatch(r"(?:rem-)?(\d+)", target, re.IGNORECASE)
    async with _beside(config) as store, store.open_unit(write=False) as uow:
        workspace_id = await uow.workspaces.find(WORKSPACE)
        if workspace_id is None:
            deeds = None
        elif number:
            deeds = await audit_reminder(uow, workspace_id, int(number[1]), limit)
        else:
            deeds = await audit_person(uow, workspace_id, target.removeprefix("@"), limit)
    if deeds is None:
        raise SetupError(f"there is no reminder {target}" if number else f"nobody is called {target}")
    for deed in deeds:
        print(_audit_line(deed))
    return 0


def _audit_line(deed: Deed) -> str:
    """Instant, reminder, actor, action, and what more is known; people's own words are left out."""
    entry = deed.entry
    details = {"from": " ".join(word for word in (entry.platform or entry.via, entry.room) if word)}
    if isinstance(entry, Dealing):
        details |= {"to": in_one_line(deed.subject), "what": entry.note or ""}
        label = "-"
    else:
        told = entry.delivery
        details["due"] = entry.due_at.isoformat(timespec="seconds") if entry.due_at else ""
        details["by"] = f"{told.channel} {told.address}" if told else ""
        details["what"] = entry.note if entry.note and entry.action is not LedgerAction.DISMISSED else ""
        label = deed.label or "(deleted)"
    known = "  ".join(f"{name} {value}" for name, value in details.items() if value)
    actor = in_one_line(deed.actor) or ("remindbot" if entry.actor_id is None else "somebody deleted")
    return f"{entry.at.isoformat(timespec='seconds')}  {label:<9}  {actor:<20}  {entry.action:<12}  {known}".rstrip()


async def diagnose(config: Config) -> int:
    """Say in words what is wrong with the platforms that are set up. Fails where anything is."""
    store = Store(create_engine(config.database_url), None)
    platforms = build_platforms(config, SystemClock(), store.open_unit, None)
    wrong = 0
    try:
        for name, platform in platforms.items():
            problems = await platform.diagnose()
            wrong += len(problems)
            for problem in problems or [f"{name}: good"]:
                print(problem)
            await platform.aclose()
    finally:
        await store.close()
    if not platforms:
        print("No platform is set up: docs/platforms/ tells how. The web chat and the terminal need nothing.")
    return 1 if wrong else 0


async def check_health(config: Config) -> int:
    """Ask the running remindbot whether it is well; fails, saying why, where it is not."""
    status, _ = await _ask_running(config)
    if status != HTTPStatus.OK:
        raise SetupError("remindbot answers, but it is not ready: its database cannot be written")
    return 0


async def _ask_running(config: Config) -> tuple[int, dict[str, Any]]:
    """What the remindbot that runs here says of itself. Raises SetupError where none answers."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(config.web.host, config.web.host)  # noqa: S104 - compared, not bound to
    try:
        async with asyncio.timeout(4):
            reader, writer = await asyncio.open_connection(host, config.web.port)
            writer.write(
                f"GET /readyz HTTP/1.0\r\nHost: {urlsplit(web_address(config)).netloc}\r\nConnection: close\r\n\r\n".encode()
            )
            head, _, body = (await reader.read()).partition(b"\r\n\r\n")
            writer.close()
        return int(head.split()[1]), json.loads(body)
    except (OSError, TimeoutError, ValueError, IndexError) as error:
        raise SetupError(f"nothing answers on {host}, port {config.web.port}: {type(error).__name__}") from error


async def _print_platforms(config: Config) -> bool:
    """How the connections stand of the remindbot that runs here; whether none is refused."""
    try:
        _, told = await _ask_running(config)
    except SetupError:
        return True  # it runs elsewhere, or not at all: the last sign of life tells
    platforms = told.get("platforms", {})
    for name, health in platforms.items():
        heard = f", last heard {health['last_event']}" if "last_event" in health else ""
        problem = f": {health['problem']}" if "problem" in health else ""
        print(f"{name}: {health['state']} since {health['since']}{heard}{problem}")
    return all(health["state"] != "refused" for health in platforms.values())


async def new_sign_in_link(config: Config, open_unit: UnitOfWorkFactory) -> str:
    """A link that signs the owner of this machine in to the web chat, once."""
    clock = SystemClock()
    now = clock.now()
    async with open_unit() as uow:
        owner = await identify_user(uow, WORKSPACE, TERMINAL, host_profile(), now)
        issued = Dealing(
            owner.workspace_id, new_id(now), now, DealingAction.SIGN_IN_LINK, owner.id, platform=TERMINAL.platform
        )
        await uow.dealings.add(issued)
        await uow.commit()
    return sign_in_link(web_address(config), await issue_sign_in(open_unit, clock, owner))


def web_address(config: Config) -> str:
    """What people open, without a slash at its end."""
    if config.web.public_url:
        return config.web.public_url.rstrip("/")
    host = f"[{config.web.host}]" if ":" in config.web.host else config.web.host
    return f"http://{host}:{config.web.port}"


@asynccontextmanager
async def _beside(config: Config) -> AsyncIterator[Store]:
    """The store beside a remindbot that may be running: short transactions, no lock, nothing migrated. Raises SetupError before the first start."""
    url = make_url(config.database_url)
    if url.get_backend_name() == "sqlite" and url.database and not os.path.exists(url.database):  # noqa: ASYNC240 - nothing else runs in this loop
        raise SetupError(f"there is no database {url.database} yet. Start remindbot first: remindbot run")
    store = Store(create_engine(config.database_url), None)
    try:
        await refuse_unreadable(store.engine)
        yield store
    except StoreUnavailable as error:
        raise SetupError(str(error)) from error
    finally:
        await store.close()
