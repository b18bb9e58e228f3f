"""The `remindbot` command: reads its arguments, does one thing, says errors in words.

Each command imports what it needs when it runs, so that `parse` starts without the database, the web or a platform.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tzlocal import get_localzone_name

from bot.domain.errors import SetupError
from bot.domain.zone import zone_of

if TYPE_CHECKING:
    from bot.config import Config

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_OK, _FAILED = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status: 0 done, 1 failed (said on standard error), 2 wrong arguments."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.command(options)
    except SetupError as error:
        print(f"remindbot: {error}", file=sys.stderr)
        return _FAILED
    except KeyboardInterrupt:
        return _OK
    except BrokenPipeError:  # the reader of our output has gone: nobody is left to tell
        sys.stderr.close()
        return _OK
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="remindbot", description="A chat assistant that people tell, in plain words, what to be reminded of."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    with_config = argparse.ArgumentParser(add_help=False)
    with_config.add_argument(
        "--config", type=Path, metavar="FILE", help="settings (default: none, all at their default)"
    )

    run = commands.add_parser("run", parents=[with_config], help="start, with the web chat")
    run.set_defaults(command=_run)
    web = commands.add_parser("web", parents=[with_config], help="start without delivering: workers do")
    web.set_defaults(command=_web)
    worker = commands.add_parser("worker", parents=[with_config], help="deliver what is due, and nothing else")
    worker.set_defaults(command=_worker)
    chat = commands.add_parser("chat", parents=[with_config], help="talk to remindbot in this terminal")
    chat.set_defaults(command=_chat)
    parse = commands.add_parser("parse", help="explain how a sentence is understood; without one, read JSON lines")
    parse.add_argument("text", nargs="?", metavar="SENTENCE")
    parse.add_argument("--zone", type=_zone, help="IANA name of your time zone (default: this computer's)")
    parse.add_argument("--now", type=_instant, help="ISO instant with offset (default: now)")
    parse.set_defaults(command=_parse)
    status = commands.add_parser("status", parents=[with_config], help="what is pending, due, failed and late")
    status.set_defaults(command=_status)
    doctor = commands.add_parser(
        "doctor", parents=[with_config], help="what is wrong with the platforms that are set up"
    )
    doctor.set_defaults(command=_doctor)
    audit = commands.add_parser("audit", parents=[with_config], help="who did what to a reminder, or what a person did")
    audit.add_argument("target", metavar="REM-7|@NAME")
    audit.add_argument("--limit", type=_count, default=200, metavar="N", help="the latest N (default: 200)")
    audit.set_defaults(command=_audit)
    _add_keeping(commands, with_config)
    sign_in = commands.add_parser("sign-in", parents=[with_config], help="print a new link to the web chat")
    sign_in.set_defaults(command=_sign_in)
    check = commands.add_parser("check-config", help="tell every mistake in a configuration file")
    check.add_argument("file", type=Path, metavar="FILE")
    check.set_defaults(command=_check_config)
    health = commands.add_parser("healthcheck", parents=[with_config], help="exit 0 when the running remindbot is well")
    health.set_defaults(command=_healthcheck)
    return parser


def _add_keeping(commands: Commands, with_config: argparse.ArgumentParser) -> None:
    backup = commands.add_parser(
        "backup", parents=[with_config], help="write everything into one file, while it runs or not"
    )
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.add_argument("--force", action="store_true", help="replace the file")
    backup.set_defaults(command=_backup)
    restore = commands.add_parser("restore", parents=[with_config], help="put a backup in the place of the database")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--force", action="store_true", help="also where the database holds something")
    restore.set_defaults(command=_restore)
    copy = commands.add_parser("copy-database", help="copy a database into another: SQLite, PostgreSQL, either way")
    copy.add_argument("origin", metavar="FROM", help="SQLAlchemy URL, or the path of a SQLite file")
    copy.add_argument("target", metavar="TO", help="the same; it must be empty, or half of the same copy")
    copy.set_defaults(command=_copy_database)


def _count(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,8}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"not a number from 1 on: {text!r}")
    return int(text)


def _zone(name: str) -> str:
    try:
        zone_of(name)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{error}: try Europe/Copenhagen or +02:00") from error
    return name


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"not an ISO instant: {text!r}") from error
    if instant.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text!r} has no offset: try {text}+00:00")
    return instant


def _load(options: argparse.Namespace) -> Config:
    from bot.config import load_config

    return load_config(options.config)


def _run(options: argparse.Namespace) -> int:
    from bot.main import run

    return asyncio.run(run(_load(options)))


def _web(options: argparse.Namespace) -> int:
    from bot.main import run

    return asyncio.run(run(_load(options), delivers=False))


def _worker(options: argparse.Namespace) -> int:
    from bot.main import work

    return asyncio.run(work(_load(options)))


def _chat(options: argparse.Namespace) -> int:
    from bot.main import chat

    return asyncio.run(chat(_load(options)))


def _status(options: argparse.Namespace) -> int:
    from bot.operator import report_status

    return asyncio.run(report_status(_load(options)))


def _audit(options: argparse.Namespace) -> int:
    from bot.operator import print_audit

    return asyncio.run(print_audit(_load(options), options.target, options.limit))


def _backup(options: argparse.Namespace) -> int:
    from bot.keeping import back_up

    return asyncio.run(back_up(_load(options), options.file, force=options.force))


def _restore(options: argparse.Namespace) -> int:
    from bot.keeping import restore

    return asyncio.run(restore(_load(options), options.file, force=options.force))


def _copy_database(options: argparse.Namespace) -> int:
    from bot.keeping import copy

    return asyncio.run(copy(options.origin, options.target))


def _doctor(options: argparse.Namespace) -> int:
    from bot.operator import diagnose

    return asyncio.run(diagnose(_load(options)))


def _sign_in(options: argparse.Namespace) -> int:
    from bot.operator import print_sign_in

    return asyncio.run(print_sign_in(_load(options)))


def _healthcheck(options: argparse.Namespace) -> int:
    from bot.operator import check_health

    return asyncio.run(check_health(_load(options)))


def _parse(options: argparse.Namespace) -> int:
    from bot.language.parse_command import answer_line, explain
    from bot.language.reading import Reference
    from bot.language.warmup import warm_up

    if options.text is not None:
        zone = options.zone or get_localzone_name()
        print(explain(options.text, Reference(now=options.now or datetime.now(UTC), zone=zone)))
        return _OK
    warm_up()
    for line in sys.stdin:
        if line.strip():
            print(answer_line(line), flush=True)
    return _OK


def _check_config(options: argparse.Namespace) -> int:
    from bot.config import ConfigError, load_config

    try:
        load_config(options.file)
    except ConfigError as error:
        for problem in error.problems:
            print(f"{options.file}: {problem}", file=sys.stderr)
        return _FAILED
    print(f"{options.file}: good")
    return _OK
