"""The last bytes of the feed go along with a trouble report, and there is an end to how many (U1)."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.position.evidence import MOST_BYTES, MOST_PIECES, Evidence

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)


@given(st.lists(st.binary(max_size=MOST_BYTES + 50), max_size=MOST_PIECES + 4))
def test_what_is_taken_is_the_very_end_of_what_came(pieces: list[bytes]) -> None:
    evidence = Evidence()
    for index, data in enumerate(pieces):
        evidence.keep(AT + timedelta(seconds=index), str(index), data)
    told, data = evidence.taken()
    assert len(data) <= MOST_BYTES
    assert len(told) <= MOST_PIECES
    assert b"".join(each[-MOST_BYTES:] for each in pieces).endswith(data)
    assert sum(each["size"] for each in told) == len(data)
    assert [each["words"] for each in told] == [str(len(pieces) - len(told) + index) for index in range(len(told))]
    assert bool(told) is bool(pieces)


def test_nothing_came_yet() -> None:
    assert Evidence().taken() == ([], b"")
    assert Evidence().last() is None
