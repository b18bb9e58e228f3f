"""What is logged of an error that nobody foresaw. Errors that platforms are known for are each platform's own (its failures.py)."""

from __future__ import annotations

import traceback
from pathlib import Path


def kind_and_place(error: Exception) -> str:
    """ "KeyError events.py:87", without the error's words: they may hold what somebody wrote."""
    trace = traceback.extract_tb(error.__traceback__)
    return " ".join([type(error).__name__, *(f"{Path(one.filename).name}:{one.lineno}" for one in trace[-1:])])
