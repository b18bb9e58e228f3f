"""Garbage: how often Python looks for cycles of objects in a process that serves. What is in no cycle goes at once in any case.

Looking through everything keeps the event loop still for 45 to 70 ms (measured, with remindbot loaded and little else), several times
while ten thousand reminders come due.
"""

from __future__ import annotations

import gc

_NEW_OBJECTS = 10_000  # a batch of reminders makes about so many; Python's own 700 costs a tenth of its time


def look_seldom() -> None:
    """To be called when what stays for the life of the process is there: that is not looked at again, and what is new less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
