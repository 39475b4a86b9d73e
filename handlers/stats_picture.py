"""Draws the figures of moderation, and how an announcement reached people, in a process of its own: matplotlib takes
more memory than the whole service.

Run as a file: reads a `Picture` or a `Curve` as JSON on its input, writes a PNG on its output, 1080 pixels
wide for a phone.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, DPI = 1080, 150
"""Pixels, and how many of them make an inch."""
DARK, LIGHT, INK, FAINT = "#1b3a75", "#e0902f", "#1d1d1f", "#6b6b70"
"""Two blues would look alike to some eyes; these two differ in lightness as well."""
TITLE, LABEL, SMALL = 17, 12.5, 11
ROW = 0.62
"""Inches for a bar and the words over it."""
DAYS_HEIGHT = 3.1
CURVE_HEIGHT = 3.6
EDGE, MARGIN = 0.05, 0.13
"""Shares of the width: beside everything, and beside what has amounts on its left (six figures fit)."""
TITLE_PLACE = (EDGE - MARGIN) / (1 - EDGE - MARGIN)
"""Where a title begins at the edge, in widths of what stands in the margin."""
TICKS = 5


@dataclass(frozen=True, slots=True)
class Bars:
    """Named amounts, one under the other; `none` is said when there are none."""

    title: str
    items: list[tuple[str, int]]
    none: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, every word of it said already: two series by day, then bars."""

    title: str
    subtitle: str
    days_title: str
    days: list[str]
    received_label: str
    received: list[int]
    decided_label: str
    decided: list[int]
    bars: list[Bars]

    def to_json(self) -> bytes:
        """Writes it for the process that draws."""
        return json.dumps(asdict(self)).encode()


@dataclass(frozen=True, slots=True)
class Curve:
    """What is drawn, every word of it said already: amounts over time, the moments being named, then bars."""

    title: str
    subtitle: str
    curve_title: str
    moments: list[str]
    amounts: list[int]
    bars: list[Bars]

    def to_json(self) -> bytes:
        """Writes it for the process that draws."""
        return json.dumps(asdict(self)).encode()


Drawing = Picture | Curve


def draw(picture: Drawing, output: BinaryIO) -> None:
    """Draws a picture as a PNG."""
    from matplotlib.figure import Figure  # here alone: whoever describes a picture does not pay for it

    rows = [max(1, len(bars.items)) * ROW + 0.5 for bars in picture.bars]
    heights = [CURVE_HEIGHT if isinstance(picture, Curve) else DAYS_HEIGHT, *rows]
    height = sum(heights) + 1.2 + 0.35 * len(heights)
    figure = Figure(figsize=(WIDTH / DPI, height), dpi=DPI, facecolor="white", layout=None)
    figure.text(0.05, 1 - 0.42 / height, picture.title, fontsize=TITLE, fontweight="bold", color=INK, va="center")
    figure.text(0.05, 1 - 0.78 / height, picture.subtitle, fontsize=SMALL, color=FAINT, va="center")
    top = height - 1.2
    for place, size in enumerate(heights):
        left, inner = (MARGIN if place == 0 else EDGE, size - (1.05 if place == 0 else 0.5))
        axes = figure.add_axes((left, (top - size + 0.3) / height, 1 - EDGE - left, inner / height))
        if place == 0 and isinstance(picture, Curve):
            _draw_curve(axes, picture)
        elif place == 0 and isinstance(picture, Picture):
            _draw_days(axes, picture)
        else:
            _draw_bars(axes, picture.bars[place - 1])
        top -= size + 0.35
    _fit(figure)
    figure.savefig(output, format="png", dpi=DPI)


def _fit(figure: Figure) -> None:
    """Writes smaller whatever is too long for the width: nothing is cut at the edge."""
    from matplotlib.text import Text

    edge = WIDTH * (1 - EDGE)
    for text in figure.findobj(Text):
        place = text.get_window_extent()
        if text.get_text() and text.get_horizontalalignment() == "left" and place.x1 > edge:
            text.set_fontsize(text.get_fontsize() * (edge - place.x0) / place.width)


def _draw_days(axes: Axes, picture: Picture) -> None:
    places = range(len(picture.days))
    axes.bar([place - 0.2 for place in places], picture.received, 0.4, color=LIGHT, label=picture.received_label)
    axes.bar([place + 0.2 for place in places], picture.decided, 0.4, color=DARK, label=picture.decided_label)
    _frame(axes, picture.days, max([1, *picture.received, *picture.decided]))
    axes.set_title(
        picture.days_title, loc="left", fontsize=LABEL + 1, fontweight="bold", color=INK, pad=32, x=TITLE_PLACE
    )
    axes.legend(loc="lower left", bbox_to_anchor=(TITLE_PLACE - 0.02, 0.99), ncols=2, frameon=False, fontsize=SMALL)


def _draw_curve(axes: Axes, picture: Curve) -> None:
    places = range(len(picture.amounts))
    axes.fill_between(places, picture.amounts, color=DARK, alpha=0.12, linewidth=0)
    axes.plot(places, picture.amounts, color=DARK, linewidth=2.5)
    _frame(axes, picture.moments, max([1, *picture.amounts]))
    axes.set_xlim(0, max(1, len(picture.amounts) - 1))
    axes.set_title(
        picture.curve_title, loc="left", fontsize=LABEL + 1, fontweight="bold", color=INK, pad=12, x=TITLE_PLACE
    )


def _frame(axes: Axes, names: list[str], most: int) -> None:
    """Names a few places along the bottom, a few amounts on the left, and draws no more than that."""
    from matplotlib.ticker import MaxNLocator

    step = max(1, (len(names) - 1) // TICKS)
    shown = list(range(len(names)))[::-1][::step][::-1]
    axes.set_xticks(shown, [names[place] for place in shown], fontsize=SMALL, color=INK)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=TICKS, integer=True))
    axes.set_ylim(0, most * 1.1)
    axes.tick_params(axis="y", labelsize=SMALL, colors=INK, length=0)
    axes.tick_params(axis="x", length=0)
    axes.grid(axis="y", color="#e5e5ea", linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)


def _draw_bars(axes: Axes, bars: Bars) -> None:
    axes.set_title(bars.title, loc="left", fontsize=LABEL + 1, fontweight="bold", color=INK, pad=10)
    axes.set_axis_off()
    most = max((amount for _, amount in bars.items), default=0)
    axes.set_xlim(0, max(1, most) * 1.12)
    axes.set_ylim(max(1, len(bars.items)) - 0.5, -0.5)
    if not bars.items:
        axes.text(0, 0, bars.none, fontsize=LABEL, color=FAINT, va="center")
    for place, (label, amount) in enumerate(bars.items):
        axes.text(0, place - 0.22, label, fontsize=LABEL, color=INK, va="center")
        axes.barh(place + 0.2, amount, 0.32, color=DARK)
        axes.text(amount, place + 0.2, f" {amount}", fontsize=LABEL, color=INK, va="center", fontweight="bold")


def main() -> None:
    """Draws what is asked on the standard input."""
    told = json.load(sys.stdin)
    bars = [Bars(one["title"], list(map(tuple, one["items"])), one["none"]) for one in told["bars"]]
    kind = Curve if "amounts" in told else Picture
    draw(kind(**{**told, "bars": bars}), sys.stdout.buffer)


if __name__ == "__main__":
    main()
