"""Reminders that are due at once, through the engine and each platform's library, among errors, cut connections and lost answers.

benchmarks/platform_out.py is the long form, with the numbers.
"""

from __future__ import annotations

import pytest

from benchmarks.platform_out import WAYS, rush


@pytest.mark.parametrize("name", list(WAYS))
async def test_a_rush_through_the_engine_breaks_no_limit_and_loses_none(name: str) -> None:
    async with WAYS[name](60) as side:
        result = await rush(side, 120)
    assert (result.lost, result.refused) == (0, 0)
    assert not result.doubled or name == "telegram", "only Telegram has neither a key nor a history to look at"
