"""Session: a browser that has signed in, and the one-time sign-in that let it in.

Only hashes of their tokens are ever stored; making and hashing tokens is the web application's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Session:
    """token_hash: SHA-256 of the token, 32 bytes. purpose "sign_in" counts once, "session" until it expires or is ended."""

    workspace_id: UUID
    user_id: UUID
    token_hash: bytes
    purpose: Literal["sign_in", "session"]
    created_at: datetime
    expires_at: datetime
