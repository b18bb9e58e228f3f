"""Linking: the one-time code by which two places turn out to be one person's, and the one person that comes of it.

What moves along with them is in bot/actions/linking.py; how the code is asked for and typed, in bot/dialogue/linking.py.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from bot.domain.user import Preferences, User

CODE_LIFE = timedelta(minutes=10)
# Nothing in it looks like another of it: neither 0 and O nor 1, I and L, 2 and Z, 5 and S, 6 and G, 8 and B, U and V.
_ALPHABET = "ACDEFHJKMNPQRTWXY3479"
_LENGTH = 8
_JOINED = frozenset({"muted", "channels_off", "blocked"})
_DEFAULTS = Preferences()


@dataclass(frozen=True, slots=True)
class LinkCode:
    """Asked for by `user_id` in a room of a platform; of the code itself only its hash is kept. A person has one at a time."""

    workspace_id: UUID
    user_id: UUID
    code_hash: bytes
    platform: str
    room: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


def new_code() -> str:
    """Eight characters, 35 bits, shown in two halves: "K7MC-3QXR". It has a digit, so that it is told from a word."""
    while True:
        drawn = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
        if any(map(str.isdigit, drawn)):
            return f"{drawn[:4]}-{drawn[4:]}"


def hash_code(typed: str) -> bytes:
    """Of what was typed, whatever its case and however it is set apart."""
    plain = "".join(filter(str.isalnum, typed)).upper()
    return hashlib.sha256(plain.encode()).digest()


def find_code(codes: Iterable[LinkCode], typed: str) -> LinkCode | None:
    """The one that was typed. All are compared, each in constant time, so that the time it takes tells nothing."""
    found, wanted = None, hash_code(typed)
    for code in codes:
        if hmac.compare_digest(code.code_hash, wanted):
            found = code
    return found


def join_people(kept: User, gone: User) -> User:
    """One person of two. Where both have chosen, what `kept` chose holds; what either has switched off stays off."""
    pinned = kept.zone_chosen or (kept.zone is None and gone.zone_chosen)
    differ = kept.zone is not None and gone.zone is not None and kept.zone != gone.zone
    return replace(
        kept,
        zone=kept.zone or gone.zone,
        zone_chosen=pinned or differ,  # else each platform's profile would move it to and fro
        locale=gone.locale if gone.locale_chosen and not kept.locale_chosen else kept.locale,
        locale_chosen=kept.locale_chosen or gone.locale_chosen or kept.locale != gone.locale,
        is_admin=kept.is_admin or gone.is_admin,
        preferences=_join(kept.preferences, gone.preferences),
    )


def _join(kept: Preferences, gone: Preferences) -> Preferences:
    changes: dict[str, Any] = {}
    for name in (field.name for field in fields(Preferences)):
        ours, theirs = getattr(kept, name), getattr(gone, name)
        if name in _JOINED:
            changes[name] = tuple(dict.fromkeys((*ours, *theirs)))
        elif ours == getattr(_DEFAULTS, name):
            changes[name] = theirs
    return replace(kept, **changes)
