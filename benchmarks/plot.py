"""Plots: lines as an SVG file that a page can show, light or dark. What is measured is elsewhere.

A few lines of SVG against matplotlib's forty megabytes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

_WIDTH, _HEIGHT = 760, 460
_LEFT, _RIGHT, _BOTTOM = 78, 36, 62
_ROW = 20  # of the legend, above the plot
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7")  # told apart by colour-blind readers as well
_STYLE = """<style>text{font:13px system-ui,sans-serif;fill:#333}.title{font-size:16px;font-weight:600}
.grid{stroke:#8884;stroke-width:1}.line{fill:none;stroke-width:2.5}svg{background:#fff}
@media(prefers-color-scheme:dark){text{fill:#ddd}svg{background:#161616}}</style>"""
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Axis:
    """label: with the unit. logarithmic: ticks at the powers of ten; its values must be above 0."""

    label: str
    logarithmic: bool = False

    def ticks(self, values: Sequence[float]) -> list[float]:
        low, high = min(values), max(values)
        if self.logarithmic:
            return [10.0**power for power in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]
        step = 10.0 ** math.floor(math.log10(high or 1))
        step = next(step * part for part in (0.2, 0.5, 1, 2) if high / (step * part) <= 6)
        return [step * number for number in range(math.ceil(high / step) + 1)]

    def place(self, value: float, ticks: Sequence[float]) -> float:
        """From 0 to 1 along the axis."""
        if self.logarithmic:
            low, high, value = math.log10(ticks[0]), math.log10(ticks[-1]), math.log10(max(value, ticks[0]))
        else:
            low, high = ticks[0], ticks[-1]
        return (value - low) / ((high - low) or 1)


def draw(path: Path, title: str, x: Axis, y: Axis, lines: Mapping[str, Sequence[Point]]) -> None:
    """Write the lines, each named at its end, into an SVG file."""
    top = 46 + _ROW * len(lines)
    points = [point for line in lines.values() for point in line]
    x_ticks, y_ticks = x.ticks([point[0] for point in points]), y.ticks([point[1] for point in points])

    def at(point: Point) -> Point:
        across, up = x.place(point[0], x_ticks), y.place(point[1], y_ticks)
        return (
            _LEFT + across * (_WIDTH - _LEFT - _RIGHT),
            _HEIGHT - _BOTTOM - up * (_HEIGHT - top - _BOTTOM),
        )

    parts = [_text(_LEFT, 26, title, "start", "title")]
    parts += [_tick(at((tick, y_ticks[0])), at((tick, y_ticks[-1])), tick, below=True) for tick in x_ticks]
    parts += [_tick(at((x_ticks[0], tick)), at((x_ticks[-1], tick)), tick, below=False) for tick in y_ticks]
    parts.append(_text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 14, x.label, "middle"))
    parts.append(f'<g transform="translate(18 {_HEIGHT / 2}) rotate(-90)">{_text(0, 0, y.label, "middle")}</g>')
    for number, (name, line) in enumerate(lines.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        path_of = " ".join(f"{left:.1f},{top:.1f}" for left, top in map(at, line))
        parts.append(f'<polyline class="line" stroke="{colour}" points="{path_of}"/>')
        parts.append(_legend(number, name, colour))
    size = f'width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    body = "\n".join(parts)
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{_STYLE}\n{body}\n</svg>\n', encoding="utf-8")


def _legend(number: int, name: str, colour: str) -> str:
    top = 48 + _ROW * number
    return f'<circle cx="{_LEFT + 6}" cy="{top - 4}" r="5" fill="{colour}"/>' + _text(_LEFT + 18, top, name, "start")


def _tick(start: Point, end: Point, value: float, *, below: bool) -> str:
    line = f'<line class="grid" x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}"/>'
    if below:
        return line + _text(start[0], start[1] + 20, _number(value), "middle")
    return line + _text(start[0] - 8, start[1] + 4, _number(value), "end")


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


def _text(left: float, top: float, words: str, anchor: str, kind: str = "") -> str:
    shown = f' class="{kind}"' if kind else ""
    return f'<text x="{left:.1f}" y="{top:.1f}" text-anchor="{anchor}"{shown}>{escape(words)}</text>'
