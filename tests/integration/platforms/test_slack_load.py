"""Slack under load: a burst in, a rush out, with errors and lost connections; nothing lost, nothing doubled, no limit broken.

benchmarks/platform_slack.py is the long form, with the numbers.
"""

from __future__ import annotations

from benchmarks.platform_slack import burst, deliveries


async def test_a_burst_is_taken_without_loss_or_doubling() -> None:
    result = await burst(events=1000, a_second=500, people=50)
    assert (result.lost, result.doubled) == (0, 0)


async def test_a_burst_over_http_is_taken_without_loss_or_doubling() -> None:
    result = await burst(events=500, a_second=500, people=50, http=True)
    assert (result.lost, result.doubled) == (0, 0)


async def test_a_rush_of_deliveries_breaks_no_limit_and_loses_none() -> None:
    result = await deliveries(count=600, rooms=120)
    assert (result.lost, result.doubled, result.violations) == (0, 0, 0)
    assert result.failures > 0
