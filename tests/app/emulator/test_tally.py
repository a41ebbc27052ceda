"""What was sent, counted: nothing is lost from the counts, and the lines stay few."""

from app.emulator import SentLine, Tally
from app.emulator.tally import NEWEST, SentKind


def line(
    kind: SentKind = SentKind.RECORD, call: int = 1, *, whole: bool = True, faults: tuple[str, ...] = ()
) -> SentLine:
    return SentLine("14:00:07", kind, call, whole, faults, 160, "555-0171 (905) RES")


def tally(*lines: SentLine) -> Tally:
    made = Tally()
    for each in lines:
        made = made.with_line(each)
    return made


def test_the_last_whole_and_the_last_damaged_record_stay_whatever_comes_after() -> None:
    whole, damaged = line(call=1), line(call=2, whole=False, faults=("lost",))
    made = tally(whole, damaged, line(SentKind.NOISE, 0, whole=False), line(SentKind.NOTHING, 3, whole=False))
    assert (made.last_whole, made.last_damaged) == (whole, damaged)
    assert [(label, number) for label, number in made.counted] == [
        ("records whole", "1"),
        ("damaged", "1"),
        ("calls without data", "1"),
        ("heartbeats", "0"),
        ("noise", "1"),
        ("bytes", "640"),
    ]
    assert [each.call for each in made.newest] == [3, 0, 2, 1]


def test_heartbeats_are_counted_and_push_nothing_off_the_lines_unless_one_is_damaged() -> None:
    made = tally(line(), *[line(SentKind.HEARTBEAT)] * 50, line(SentKind.HEARTBEAT, whole=False))
    assert made.heartbeats == 51
    assert [each.kind for each in made.newest] == [SentKind.HEARTBEAT, SentKind.RECORD]


def test_a_storm_makes_no_more_lines_than_are_shown() -> None:
    made = tally(*(line(call=number) for number in range(1, 10_001)))
    assert (made.whole, len(made.newest), made.newest[0].call) == (10_000, NEWEST, 10_000)


def test_each_line_says_in_words_how_it_went() -> None:
    said = {
        line().words: "14:00:07  call 1: WHOLE\n555-0171 (905) RES",
        line(whole=False, faults=("lost", "bit7")).words: "14:00:07  call 1: DAMAGED  lost, bit7\n555-0171 (905) RES",
        line(SentKind.NOTHING).words: "14:00:07  call 1: nothing is sent of it\n555-0171 (905) RES",
        line(SentKind.NOISE).words: "14:00:07  noise, 160 bytes\n555-0171 (905) RES",
        line(SentKind.HEARTBEAT).words: "14:00:07  heartbeat\n555-0171 (905) RES",
        line(SentKind.HEARTBEAT, whole=False).words: "14:00:07  heartbeat: DAMAGED\n555-0171 (905) RES",
    }
    assert all(made == expected for made, expected in said.items())
