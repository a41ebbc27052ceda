"""Callers first: the monitor takes its turn when the position rests, bounded, and tells what it left out."""

from datetime import timedelta

from app.monitor.intake import BUSY_TURNS, LATE_BYTES, SHOWN_BYTES, TURN_BYTES, WAITING, Intake
from app.ports import Chunk, FeedState, FeedStateChanged
from tests.app.conftest import SLIP
from tests.app.monitor.conftest import OPENED, Rig


def put(intake: Intake, times: int = 1, data: bytes = SLIP) -> None:
    for _ in range(times):
        intake.put(Chunk(OPENED, data))


def test_a_chunk_waits_for_the_turn_after_the_one_that_saw_it(rig: Rig) -> None:
    intake = Intake()
    put(intake)
    assert intake.turn(rig.monitor, OPENED, at_rest=True)
    assert rig.monitor.counters.bytes == 0
    put(intake)
    intake.turn(rig.monitor, OPENED, at_rest=True)
    assert rig.monitor.counters.spills == 1
    intake.turn(rig.monitor, OPENED, at_rest=True)
    assert rig.monitor.counters.spills == 2


def test_while_the_position_is_at_work_turns_go_by_and_a_storm_gets_one_in_ten(rig: Rig) -> None:
    intake = Intake()
    put(intake, 50)
    taken = [intake.turn(rig.monitor, OPENED, at_rest=False) for _ in range(2 * BUSY_TURNS)]
    assert taken == 2 * [*[False] * (BUSY_TURNS - 1), True]
    assert 0 < rig.monitor.counters.bytes <= 2 * (TURN_BYTES + len(SLIP))


def test_a_turn_is_bounded_and_everything_is_shown_while_it_is_not_far_behind(rig: Rig) -> None:
    intake = Intake()
    put(intake, 200)
    intake.turn(rig.monitor, OPENED, at_rest=True)
    intake.turn(rig.monitor, OPENED, at_rest=True)
    counters = rig.monitor.counters
    assert SHOWN_BYTES <= counters.bytes < SHOWN_BYTES + len(SLIP)
    for _ in range(30):
        intake.turn(rig.monitor, OPENED, at_rest=True)
    assert (counters.spills, counters.hidden) == (200, 0)


def test_far_behind_it_takes_more_in_a_turn_and_shows_the_newest_of_it(rig: Rig) -> None:
    intake = Intake()
    many = 2 * LATE_BYTES // len(SLIP)
    put(intake, many)
    intake.turn(rig.monitor, OPENED, at_rest=True)
    intake.turn(rig.monitor, OPENED, at_rest=True)
    counters = rig.monitor.counters
    assert TURN_BYTES <= counters.bytes < TURN_BYTES + len(SLIP)
    shown = sum(len(row.data) for row in rig.monitor.rows)
    assert SHOWN_BYTES - len(SLIP) < shown <= SHOWN_BYTES + len(SLIP)
    assert rig.written()[0].endswith("counted only: the line is too fast to be drawn")
    for _ in range(60):
        intake.turn(rig.monitor, OPENED, at_rest=True)
    assert counters.spills == many
    assert 0 < counters.hidden < 10 * many
    assert b"".join(row.data for row in rig.monitor.rows).endswith(SLIP * (LATE_BYTES // 2 // len(SLIP)))


def test_what_comes_when_too_much_waits_is_lost_and_told_and_states_are_not_counted(rig: Rig) -> None:
    intake = Intake()
    put(intake, WAITING, b"x")
    put(intake, 30, b"yz")
    intake.put(FeedStateChanged(OPENED, FeedState.SILENT))
    for _ in range(5):
        intake.turn(rig.monitor, OPENED, at_rest=True)
    put(intake)
    for _ in range(5):
        intake.turn(rig.monitor, OPENED, at_rest=True)
    assert rig.monitor.counters.lost == 60
    assert any("60 bytes not read" in line for line in rig.written())


def test_when_nothing_waits_the_monitor_looks_at_what_quiet_has_ended(rig: Rig) -> None:
    intake = Intake()
    put(intake, 1, SLIP[:-2])
    intake.turn(rig.monitor, OPENED, at_rest=True)
    intake.turn(rig.monitor, OPENED, at_rest=True)
    intake.turn(rig.monitor, OPENED + timedelta(seconds=5), at_rest=True)
    assert rig.monitor.counters.spills == 1


def test_a_cleared_intake_gives_nothing(rig: Rig) -> None:
    intake = Intake()
    put(intake)
    intake.turn(rig.monitor, OPENED, at_rest=True)
    intake.clear()
    intake.turn(rig.monitor, OPENED, at_rest=True)
    assert rig.monitor.counters.bytes == 0
