"""What is to be said of the disk."""

from app.health.finding import Verdict
from app.health.judge.disk import DiskSeen, room, writing


def test_room_for_a_year_or_too_little() -> None:
    assert room(DiskSeen("/x", 10**12)).verdict is Verdict.OK
    assert room(DiskSeen("/x", 10**6)).verdict is Verdict.AMISS
    assert "inodes" in room(DiskSeen("/x", 10**12, nodes=0)).sentence


def test_a_write_that_would_leave_callers_not_logged_yet_is_amiss() -> None:
    quick = writing(DiskSeen("/x", times=(0.0005, 0.2, 0.0006)))
    assert (quick.verdict, "0.60 ms, at most 200.00 ms" in quick.sentence) == (Verdict.OK, True)
    assert writing(DiskSeen("/x", times=(0.08, 0.09, 0.07))).verdict is Verdict.AMISS


def test_what_cannot_be_written_and_what_is_not_there_yet() -> None:
    assert "read-only" in writing(DiskSeen("/x", fault="read-only file system")).sentence
    assert writing(DiskSeen("/x")).verdict is Verdict.CANNOT
