"""The score's figures as bars with their intervals, drawn as SVG."""

from __future__ import annotations

import io
from collections.abc import Sequence

from .calibration import Calibration
from .counts import Figure, Scores
from .fields import Mode

COLOURS: dict[Mode, str] = {"exact": "#1f5fa8", "value": "#e08a1e"}


def bars(scores: Scores, names: Sequence[str]) -> str:
    """An SVG document: for each field F1 in both ways, with its 95 % interval. The same figures give the same bytes."""
    import matplotlib as mpl
    from matplotlib.figure import Figure as Canvas

    with mpl.rc_context({"svg.hashsalt": "abstract-extract", "font.size": 9, "svg.fonttype": "path"}):
        canvas = Canvas(figsize=(9, 0.34 * len(names) + 0.9), layout="constrained")
        axes = canvas.subplots()
        for offset, (mode, colour) in zip((-0.19, 0.19), COLOURS.items(), strict=True):
            figures = [scores.fields[name][mode] for name in names]
            places = [number + offset for number in range(len(names))]
            axes.barh(places, [figure.f1 or 0 for figure in figures], height=0.36, color=colour, label=mode)
            axes.errorbar(
                [figure.f1 or 0 for figure in figures],
                places,
                xerr=_reach(figures),
                fmt="none",
                ecolor="#222",
                elinewidth=1,
                capsize=2,
            )
        axes.set_yticks(range(len(names)), [f"{name}  ({scores.fields[name]['exact'].gold})" for name in names])
        axes.set_ylim(len(names) - 0.4, -0.6)
        axes.set_xlim(0, 1)
        axes.set_xlabel("F1, with its 95 % interval over pages")
        axes.grid(axis="x", color="#ddd", linewidth=0.6)
        axes.set_axisbelow(True)
        axes.spines[["top", "right"]].set_visible(False)
        canvas.legend(loc="outside upper right", ncols=2, frameon=False)
        drawn = io.StringIO()
        canvas.savefig(drawn, format="svg", metadata={"Date": None})
    return drawn.getvalue()


def reliability(calibration: Calibration) -> str:
    """An SVG document: the share of right facts against their confidence, a dot a bin, its size by how many."""
    import matplotlib as mpl
    from matplotlib.figure import Figure as Canvas

    with mpl.rc_context({"svg.hashsalt": "abstract-extract", "font.size": 9, "svg.fonttype": "path"}):
        canvas = Canvas(figsize=(4.2, 3.6), layout="constrained")
        axes = canvas.subplots()
        axes.plot([0, 1], [0, 1], color="#999", linewidth=0.8, linestyle="--")
        sure, right = [one.confidence for one in calibration.bins], [one.right for one in calibration.bins]
        axes.plot(sure, right, color=COLOURS["exact"], linewidth=1)
        sizes = [12 + 300 * one.count / calibration.count for one in calibration.bins]
        axes.scatter(sure, right, s=sizes, color=COLOURS["exact"], alpha=0.8)
        for one in calibration.bins:
            axes.annotate(
                f"{one.count:,}", (one.confidence, one.right), (5, -10), textcoords="offset points", color="#444"
            )
        axes.set(xlim=(0, 1.02), ylim=(0, 1.05), xlabel="confidence", ylabel="share of facts that are right")
        axes.grid(color="#ddd", linewidth=0.6)
        axes.set_axisbelow(True)
        axes.spines[["top", "right"]].set_visible(False)
        drawn = io.StringIO()
        canvas.savefig(drawn, format="svg", metadata={"Date": None})
    return drawn.getvalue()


def _reach(figures: Sequence[Figure]) -> list[list[float]]:
    """How far each interval reaches to the left and to the right of its figure."""
    left = [max(0.0, (one.f1 or 0) - one.low) if one.low is not None else 0.0 for one in figures]
    right = [max(0.0, one.high - (one.f1 or 0)) if one.high is not None else 0.0 for one in figures]
    return [left, right]
