"""What is to be said of the journal."""

from app.health.finding import Verdict
from app.health.judge.journal import JournalSeen, journal


def test_whole_broken_newer_or_not_there() -> None:
    whole = journal(JournalSeen("j", True, 0, "whole: j: 5 events", 3, 4, 12))
    assert whole.verdict is Verdict.OK
    assert "version 3 (this program's is 4" in whole.sentence
    assert "process 12 writes it" in whole.sentence
    assert "no console writes it" in journal(JournalSeen("j", True, 0, "whole", 4, 4)).sentence
    assert journal(JournalSeen("j", True, 1, "broken: event 3 was changed")).sentence == "broken: event 3 was changed"
    assert journal(JournalSeen("j", True, 0, "", 5, 4)).verdict is Verdict.AMISS
    assert journal(JournalSeen("j", False)).verdict is Verdict.CANNOT
