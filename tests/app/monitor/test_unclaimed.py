"""Where the bytes of an event stood."""

from app.monitor.unclaimed import Unclaimed


def held(*pieces: bytes) -> Unclaimed:
    unclaimed, offset = Unclaimed(), 0
    for piece in pieces:
        unclaimed.add(piece, offset)
        offset += len(piece)
    return unclaimed


def test_an_event_takes_its_bytes_and_what_only_separated_before_them() -> None:
    unclaimed = held(b"\r\n", b"RECORD\r\n", b"NEXT")
    assert unclaimed.claim(b"RECORD\r\n") == (2, 10)
    assert unclaimed.claim(b"NEXT") == (10, 14)
    assert len(unclaimed) == 0


def test_a_heartbeat_is_cut_out_of_what_it_arrived_in() -> None:
    unclaimed = held(b"BEGIN\r\n", b"ALIVE\r\n", b"END\r\n")
    assert unclaimed.cut(b"ALIVE\r") == (7, 13)
    assert unclaimed.claim(b"BEGIN\r\nEND\r\n") == (0, 19)


def test_what_is_not_there_is_not_found() -> None:
    unclaimed = held(b"abc")
    assert unclaimed.claim(b"x") is None
    assert unclaimed.claim(b"") is None
    unclaimed.clear()
    assert unclaimed.claim(b"abc") is None
