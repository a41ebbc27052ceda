"""A benchmark's line: our figure, the named baseline's, the ratio, the goal."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """`ours` and `baseline` in `unit`, measured in one run; the ratio is what counts on a noisy machine."""

    what: str
    ours: float
    baseline_name: str
    baseline: float
    unit: str
    goal: str
    met: bool
    note: str = ""

    def line(self) -> str:
        """Return the row as one line of the table in the README."""
        ratio = self.ours / self.baseline if self.baseline else float("nan")
        sign = "met" if self.met else "NOT MET"
        return (
            f"| {self.what} | {self.ours:.3g} {self.unit} | {self.baseline_name}: {self.baseline:.3g} {self.unit} "
            f"| {ratio:.2f} | {self.goal} | {sign} | {self.note} |"
        )


HEAD = "| what | ours | baseline, same run | ratio | goal | | note |\n|---|---|---|---|---|---|---|"


def percentile(values: list[float], part: float) -> float:
    """Return the value below which `part` of the sorted values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
