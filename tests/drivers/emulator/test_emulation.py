"""The emulation as a whole: the same bytes for the same seed, in their order, on one link or two."""

from itertools import islice

import pytest

from app.errors import FeedError, TableError
from drivers.emulator.emulation import Piece, table_of
from drivers.emulator.fault import FAULTS, Unit
from drivers.emulator.line import What
from tests.drivers.emulator.listener import check_truth, emulation, hear, scenario, tables

ALL = [
    f"{kind.name}={0.002 if kind.unit is Unit.BYTE else 0.1}"
    for kind in FAULTS.values()
    if kind.unit in (Unit.BYTE, Unit.RECORD) and kind.name not in ("link_dies", "storm", "vanish")
]
EVERYTHING = f"count = 300\nevery = [0, 3]\nfaults = {[*ALL, 'storm@20x50', 'vanish@40', 'deaf']}\n"


def test_the_same_seed_sends_the_same_bytes_under_every_fault_and_another_seed_others() -> None:
    first, second = hear(EVERYTHING + "seed = 5"), hear(EVERYTHING + "seed = 5")
    (other,) = hear(EVERYTHING + "seed = 6")
    assert [one.data for one in first] == [one.data for one in second]
    assert first[0].sent == second[0].sent
    assert first[0].data != other.data
    check_truth(first[0])


def test_a_seed_s_bytes_are_these() -> None:
    """They must not change from one version to the next: recordings and reports of faults name a seed."""
    (one,) = hear("count = 1")
    assert one.data == (
        b"555-0171 (905) CTX UXB 26/07/01 12:00:00 #00001 Pos:0218\r\nBLUE HERON DENTAL\r\n"
        b"2024 MARSH MARIGOLD CRES E\r\nUXBRIDGE, GOODWOOD L9P 3M2\r\n"
        b"ESN#: 0046\r\nDUR REG POLICE\r\n905-555-0100\r\n\r\n"
    )


def moments(pieces: list[Piece], link: int) -> list[float]:
    return [piece.at for piece in pieces if piece.link == link and piece.burst.what is What.QUIET]


def test_a_second_link_carries_the_same_records_a_few_milliseconds_later() -> None:
    pieces = list(emulation("count = 5\nskew = 0.007", links=2).pieces())
    assert [piece.at for piece in pieces] == sorted(piece.at for piece in pieces)
    assert [b - a for a, b in zip(moments(pieces, 0), moments(pieces, 1), strict=True)] == pytest.approx([0.007] * 5)
    carried = [b"".join(piece.data for piece in pieces if piece.link == link) for link in (0, 1)]
    assert carried[0] == carried[1] != b""


def test_what_the_line_does_to_two_links_is_each_link_s_own() -> None:
    main, second = hear('count = 60\nfaults = ["flipped=0.01"]', links=2)
    damaged = [{sent.number for sent in one.records if not sent.whole} for one in (main, second)]
    assert damaged[0] != damaged[1]
    assert [sent.meant for sent in main.records] == [sent.meant for sent in second.records]


def test_when_one_link_dies_the_other_goes_on() -> None:
    main, second = hear('count = 9\nfaults = ["link_dies@4"]', links=2)
    assert [sent.whole for sent in main.records] == [True, True, True, False]
    assert [sent.whole for sent in second.records] == [True] * 9


def test_a_record_is_made_when_its_time_has_come() -> None:
    """Then it carries that time, and a fault that was asked for meanwhile strikes it."""
    played = emulation("count = 2\nfirst_after = 30")
    pieces = played.pieces()
    assert next(pieces).burst.what is What.QUIET
    played.inject("half_record")
    broken = [piece for piece in pieces if piece.burst.number == 1 and piece.data]
    assert {piece.burst.faults for piece in broken} == {("half_record",)}


@pytest.mark.parametrize("text", ["noisex40", "lost", "no_ali", "stormx3", "no_spill"])
def test_a_fault_may_be_asked_for_now_and_strikes_once(text: str) -> None:
    played = emulation("count = 20\nfirst_after = 30")
    pieces = played.pieces()
    first = next(pieces)
    played.inject(text)
    bursts = [first.burst, *(piece.burst for piece in pieces if piece.last)]
    name = text.partition("x")[0]
    struck = [burst.number for burst in bursts if name in burst.faults]
    assert len(struck) == (3 if name == "storm" else 1)
    assert struck[0] <= 2


@pytest.mark.parametrize("text", ["nois", "lost=0.1", "lost@5", "splitx3", "deaf"])
def test_what_cannot_be_asked_for_now_is_a_sentence(text: str) -> None:
    with pytest.raises(FeedError, match=r"fault now: .*expected"):
        emulation("").inject(text)


def test_what_this_emulation_cannot_send_is_a_sentence() -> None:
    with pytest.raises(TableError, match="expected a scenario with a heartbeat"):
        emulation("").inject("heartbeat_missing")


@pytest.mark.parametrize("name", ["half_record", "no_ali", "noise"])
def test_a_fault_may_be_switched_on_and_off_while_it_is_played(name: str) -> None:
    played = emulation("count = 30")
    struck = []
    for piece in played.pieces():
        if piece.last and name in piece.burst.faults:
            struck.append(piece.burst.number)
        if piece.last and piece.burst.what is What.RECORD and piece.burst.number in (5, 10):
            played.switch(f"{name}={'1' if piece.burst.number == 5 else '0'}")
            assert played.force(name).rates == (((1.0, FAULTS[name].amount),) if piece.burst.number == 5 else ())
    assert struck == [6, 7, 8, 9, 10]


@pytest.mark.parametrize("text", ["nois=1", "lost", "lost@5", "lost=2", "deaf"])
def test_what_is_no_rate_is_a_sentence(text: str) -> None:
    with pytest.raises(FeedError, match=r"fault at a rate: .*expected"):
        emulation("").switch(text)


def test_calm_puts_the_faults_of_the_scenario_out_of_force_too() -> None:
    played = emulation('count = 20\nfaults = ["half_record=1", "noise@1", "wrong_class=1"]')
    played.inject("lost")
    played.calm()
    assert {piece.burst.faults for piece in played.pieces()} == {()}
    assert [name for name in FAULTS if any(played.force(name))] == []


def test_it_tells_beforehand_which_faults_it_cannot_send() -> None:
    played = emulation('format = "telus-log-2"')
    assert [name for name in FAULTS if played.cannot(name)] == [
        "unknown_position",
        "roll_over",
        "heartbeat_missing",
        "heartbeat_repeated",
    ]
    assert played.cannot("roll_over") == (
        "test.toml: fault roll_over: expected a format with a field call_number, got telus-log-2"
    )


def test_noise_that_is_asked_for_need_not_wait_for_a_quiet() -> None:
    played = emulation("")
    assert played.noise_now() == b""
    played.inject("noisex40")
    assert 1 <= len(played.noise_now()) <= 40
    assert played.noise_now() == b""


def test_every_byte_of_a_split_record_is_a_piece_of_its_own() -> None:
    pieces = [piece for piece in emulation('count = 1\nfaults = ["split=1"]').pieces() if piece.data]
    assert {len(piece.data) for piece in pieces} == {1}
    assert [piece.first for piece in pieces] == [True, *[False] * (len(pieces) - 1)]
    assert [piece.last for piece in pieces] == [*[False] * (len(pieces) - 1), True]


def test_a_slow_line_with_parity_takes_its_time() -> None:
    def seconds(line: str) -> float:
        played = emulation(f'count = 1\nfirst_after = 0\nserial = "{line}"')
        return max(piece.at for piece in played.pieces())

    assert seconds("300,8,E,2") == pytest.approx(seconds("300,8,N,1") * 1.2)
    assert seconds("300,7,E,1") == pytest.approx(seconds("9600,8,N,1") * 32)


def test_a_table_of_the_site_comes_before_a_shipped_one_and_an_unknown_one_is_refused() -> None:
    mine = {"bell-printer": tables()["bayview"]}
    assert table_of(scenario(""), mine) is tables()["bayview"]
    assert table_of(scenario("")).name == "bell-printer"
    with pytest.raises(TableError, match=r"test\.toml: format: expected one of bell-display, .*, got 'nena'"):
        table_of(scenario('format = "nena"'))


def test_the_time_of_a_far_end_that_is_away_is_no_gap_of_the_line() -> None:
    pieces = list(emulation('count = 2\nevery = [4, 4]\nfaults = ["vanish@1x30"]').pieces())
    gone = next(number for number, piece in enumerate(pieces) if piece.burst.what is What.GONE)
    assert pieces[gone + 1].gap == pytest.approx(4.0)
    assert pieces[gone + 1].at - pieces[gone].at == pytest.approx(34.0)


def test_it_is_lazy_on_a_line_that_never_ends() -> None:
    assert len(list(islice(emulation('rate = "hour:100"').pieces(), 100))) == 100
