"""The scatter plot of a snapshot: each user a point, coloured and shaped by segment."""

from __future__ import annotations

from pathlib import Path

from segmentation.manifest import Manifest
from segmentation.metrics import METRIC
from segmentation.snapshot import Snapshot

PAIRS = (
    ("clicks", "time_per_article"),
    ("clicks", "time_per_click"),
    ("clicks", "active_days"),
    ("views", "active_days"),
    ("views", "time_per_article"),
    ("searches", "active_days"),
)
"""What to plot against what: the first pair that the snapshot has."""

COLOURS = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#CC79A7",
    "#56B4E9",
    "#D55E00",
    "#F0E442",
    "#000000",
    "#999999",
    "#882255",
)
"""Okabe and Ito's, told apart by colour-blind readers too."""
SHAPES = ("o", "^", "s", "D", "v", "P", "X", "*", "<", ">")
MAX_POINTS = 20_000
"""Users drawn at most; more would be one blot. The lowest hashes of their ids are taken."""


def pair(manifest: Manifest) -> tuple[str, str]:
    """The metrics on the two axes."""
    there = {metric.id for metric in manifest.metrics if metric.available}
    return next((pair for pair in PAIRS if set(pair) <= there), ("active_days", "recency"))


def draw(snapshot: Snapshot, file: Path) -> None:
    """Draws the scatter plot into a file; its ending picks the format.

    The same snapshot gives the same picture.
    """
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    x, y = pair(snapshot.manifest)
    figure, axes = plt.subplots(figsize=(9, 6), layout="constrained")
    with snapshot.connect() as connection:
        for place, segment in enumerate(snapshot.manifest.segments):
            found = connection.execute(
                f"""SELECT {x}, {y} FROM (
                        FROM users WHERE {y} IS NOT NULL ORDER BY hash(user_id), user_id LIMIT {MAX_POINTS}
                    ) WHERE segment = ?""",
                [segment.name],
            ).fetchnumpy()
            axes.scatter(
                found[x], found[y], s=14, alpha=0.55, linewidths=0, color=COLOURS[place % len(COLOURS)],
                marker=SHAPES[place % len(SHAPES)], label=f"{segment.name} ({segment.users:,})",
            )  # fmt: skip
        low, high = connection.execute(
            f"SELECT greatest(median({x}), 1), max({x}) FROM users"
        ).fetchone() or (1, 1)
    if high > 20 * low:
        axes.set_xscale("symlog", linthresh=1)
        axes.set_xlim(left=0)
    axes.set_xlabel(f"{METRIC[x].name} ({METRIC[x].unit})")
    axes.set_ylabel(f"{METRIC[y].name} ({METRIC[y].unit})")
    axes.set_title(_title(snapshot.manifest, x, y), fontsize=11)
    axes.grid(alpha=0.25)
    axes.legend(title="Segment", loc="best", framealpha=0.9)
    figure.savefig(file, dpi=120, metadata={"Software": None} if file.suffix == ".png" else None)
    plt.close(figure)


def _title(manifest: Manifest, x: str, y: str) -> str:
    metrics = f"{METRIC[x].name.capitalize()} against {METRIC[y].name}"
    title = f"{metrics}, {manifest.window_days} days to {manifest.as_of}"
    if (x, y) == PAIRS[0]:
        return title
    lacking = [m for m in PAIRS[0] if m in {metric.id for metric in manifest.metrics if not metric.available}]
    return f"{title}\n(no {' and no '.join(METRIC[metric].name for metric in lacking)} in this data)"
