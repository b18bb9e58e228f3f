"""What a page may say over its socket, checked; nothing else is let in.

What is pushed to pages is made in adapters/chat/web_frames.py and live.py.
"""

from __future__ import annotations

import json
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

# The assistant has a limit of its own, and words for it; this one keeps the socket from being a way to fill the memory.
LONGEST_TEXT = 20_000
LARGEST_FRAME = 256 * 1024

_LONGEST_ID = 64

ClientId = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{8,64}$")]


class _Frame(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Hello(_Frame):
    """The first one of a connection. zone, locale: the browser's, where it tells them."""

    type: Literal["hello"]
    zone: Annotated[str, Field(max_length=64)] | None = None
    locale: Annotated[str, Field(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$")] | None = None


class Say(_Frame):
    type: Literal["say"]
    id: ClientId
    text: Annotated[str, Field(max_length=LONGEST_TEXT)]


class Press(_Frame):
    """message: the id of the message that carries the button."""

    type: Literal["press"]
    id: ClientId
    press: Annotated[str, Field(pattern=r"^[!-~]{1,64}$")]
    message: UUID | None = None


class Ping(_Frame):
    type: Literal["ping"]


PageFrame = Hello | Say | Press | Ping
_READER: TypeAdapter[PageFrame] = TypeAdapter(Annotated[PageFrame, Field(discriminator="type")])


def read_frame(data: str | bytes) -> PageFrame | None:
    """None for what is no frame of ours."""
    try:
        return _READER.validate_json(data)
    except (ValidationError, UnicodeEncodeError):
        return None


def id_of(data: str | bytes) -> str | None:
    """The id that a frame which is refused goes by, where it has a usable one, so that the refusal can name it."""
    try:
        frame = json.loads(data)
    except (ValueError, RecursionError):
        return None
    found = frame.get("id") if isinstance(frame, dict) else None
    return found if isinstance(found, str) and len(found) <= _LONGEST_ID else None
