"""What was found of one item: ok, amiss or cannot be told, in one sentence with what was seen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """How an item was found; what cannot be told is no fault, and is never called ok."""

    OK = "ok"
    AMISS = "amiss"
    CANNOT = "cannot be told"


_WIDTH = max(map(len, Verdict))


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the page; `facts` are the same as plain data, for scripts."""

    item: str
    verdict: Verdict
    sentence: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def line(self) -> str:
        """Return it for a person."""
        verdict = self.verdict.upper() if self.verdict is Verdict.AMISS else self.verdict
        return f"{verdict:<{_WIDTH}}  {self.item}: {self.sentence}"

    def plain(self) -> dict[str, Any]:
        """Return it as plain data for JSON."""
        return {"item": self.item, "verdict": str(self.verdict), "sentence": self.sentence, **self.facts}


def ok(item: str, sentence: str, **facts: Any) -> Finding:
    """Return the finding that an item is as it should be."""
    return Finding(item, Verdict.OK, sentence, facts)


def amiss(item: str, sentence: str, **facts: Any) -> Finding:
    """Return the finding that an item is not as it should be."""
    return Finding(item, Verdict.AMISS, sentence, facts)


def cannot(item: str, sentence: str, **facts: Any) -> Finding:
    """Return the finding that an item could not be looked at."""
    return Finding(item, Verdict.CANNOT, sentence, facts)


def exit_code(findings: Iterable[Finding]) -> int:
    """Return 1 if anything is amiss, else 0."""
    return 1 if any(each.verdict is Verdict.AMISS for each in findings) else 0


def in_all(findings: Iterable[Finding]) -> str:
    """Return how many items are how, in words."""
    verdicts = [each.verdict for each in findings]
    return ", ".join(f"{verdicts.count(each)} {each}" for each in Verdict if each in verdicts)
