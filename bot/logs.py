"""Logging: one line an event, as text for people or as JSON for a collector, on standard error.

An event is a name with ids ("delivery_failed" delivery=…). What people wrote, and tokens, are never in it: not in an exception's message either.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Literal

_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


class TextFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        details = "".join(f" {name}={value}" for name, value in _details(record).items())
        line = f"{_instant(record)} {record.levelname.lower():7} {record.getMessage()}{details}"
        return line + "".join(f"\n    {place}" for place in _trace(record))


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        event = {"at": _instant(record), "level": record.levelname.lower(), "event": record.getMessage()}
        trace = _trace(record)
        return json.dumps(event | _details(record) | ({"trace": trace} if trace else {}), default=str)


def set_up_logging(level: str, form: Literal["text", "json"]) -> None:
    """Send every logger's events from `level` on to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if form == "json" else TextFormatter())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for chatty in ("apscheduler", "alembic", "httpx"):  # httpx writes whole addresses, and Telegram's hold the token
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.getLogger().level))


def _instant(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _details(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name, value in record.__dict__.items() if name not in _STANDARD}


def _trace(record: logging.LogRecord) -> list[str]:
    """The exception's type and the places it came through. Its message is left out: it may quote what a person wrote, or an address with a token."""
    if not record.exc_info or record.exc_info[1] is None:
        return []
    lines: list[str] = []
    error: BaseException | None = record.exc_info[1]
    while error is not None:
        places = [
            f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
        ]
        lines += [type(error).__name__, *places]
        error = error.__cause__ or error.__context__
    return lines
