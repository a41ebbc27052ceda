"""Two copies of a stream, whatever delays and damage each link has, give the calls that one whole link gives.

The invariants. Each spill comes whole on one link; the other may delay it, lose it, cut it, flip a byte of it or put
noise around it: then there is one caller for every spill and no other, whichever copy was first, nobody is left
waiting, and what was written gives the same screens again. Where copies are whole, or lost, every value of every call
is that of one link, however near the spills stand and however far the links lie apart.
"""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.ports import Link
from tests.app.position.two_linked import MAIN, SECOND, TwoLinked, slip

# Seconds by which a link may lag: within the time in which a copy that cannot be decoded is known for one.
LONGEST_LAG = 2.5
Comes = list[tuple[float, Link, bytes]]
NUMBERS = ("326-1224", "555-0142", "555-0199")
NAMES = ("PALMER, ROBERT", "O'NEIL, ANN", "DOE, JANE")
LONGEST_APART = 9.9  # within the time in which a copy that is the same is known for one
NOISE = st.lists(st.sampled_from([0x00, 0x07, 0x81, 0xFF]), min_size=1, max_size=8).map(
    lambda each: bytes(each) + b"\r\n\r\n"
)


@st.composite
def damaged(draw: Any, whole: bytes) -> bytes:
    """A copy of a spill as a bad link brings it."""
    how = draw(st.sampled_from(["lost", "cut", "flipped", "noise before", "noise after", "half lost", "whole"]))
    at = draw(st.integers(1, len(whole) - 3))
    if how == "lost":
        return b""
    if how == "cut":
        return whole[:at]
    if how == "half lost":
        return whole[at:]
    if how == "flipped":
        return whole[:at] + bytes([whole[at] ^ draw(st.sampled_from([0x80, 0x01, 0x20, 0xFF]))]) + whole[at + 1 :]
    noise: bytes = draw(NOISE)
    return {"noise before": noise + whole, "noise after": whole + noise}.get(how, whole)


@st.composite
def streams(draw: Any) -> tuple[list[bytes], Comes]:
    """The spills in order, and what comes when on which link."""
    spills: list[bytes] = []
    comes: Comes = []
    now = 0.0
    for number in range(draw(st.integers(1, 6))):
        who = draw(st.integers(0, 2))
        whole = slip(552 + number, NUMBERS[who], NAMES[who], f"{number + 1} FIRST ST N")
        spills.append(whole)
        now += draw(st.floats(4.0, 60.0))
        good = draw(st.sampled_from(list(Link)))
        bad = MAIN if good is SECOND else SECOND
        lags = draw(st.floats(0.0, LONGEST_LAG)), draw(st.floats(0.0, LONGEST_LAG))
        comes.append((now + lags[0], good, whole))
        comes.append((now + lags[1], bad, draw(damaged(whole))))
    return spills, sorted(comes, key=lambda each: each[0])


def callers(desk: TwoLinked) -> list[tuple[Any, ...]]:
    """Every call that is a caller, by what is known of it."""
    names = ("call_number", "number", "name", "address", "service_class", "position", "place", "street")
    return sorted(tuple(row.get(name) for name in names) for row in desk.rows if row.get("number"))


def heard(comes: Comes) -> TwoLinked:
    """A desk that has heard all this."""
    desk = TwoLinked()
    now = 0.0
    for at, link, data in comes:
        desk.hear(link, data, at - now)
        now = at
    desk.wait(30)
    return desk


@settings(max_examples=60, deadline=None)
@given(streams())
def test_a_bad_link_beside_a_good_one_costs_no_caller_and_makes_none(stream: tuple[list[bytes], Comes]) -> None:
    spills, comes = stream
    desk = heard(comes)
    assert len(callers(desk)) == len(spills)
    assert not desk.screen.waiting
    assert desk.again() == [decision.screen for decision in desk.desk.decisions]


@st.composite
def whole_streams(draw: Any) -> tuple[list[bytes], Comes]:
    """Spills that come whole or not at all, each on one link at least; a link keeps their order."""
    spills: list[bytes] = []
    comes: Comes = []
    now = 0.0
    last = dict.fromkeys(Link, 0.0)
    for number in range(draw(st.integers(1, 8))):
        who = draw(st.integers(0, 2))
        spills.append(slip(552 + number, NUMBERS[who], NAMES[who], f"{number + 1} FIRST ST N"))
        now += draw(st.floats(0.05, 12.0))
        for link in draw(st.sampled_from([(MAIN,), (SECOND,), (MAIN, SECOND)])):
            last[link] = max(last[link], now + draw(st.floats(0.0, LONGEST_APART)))
            comes.append((last[link], link, spills[-1]))
    return spills, sorted(comes, key=lambda each: each[0])


@settings(max_examples=60, deadline=None)
@given(whole_streams())
def test_two_links_give_every_value_of_every_call_of_one(stream: tuple[list[bytes], Comes]) -> None:
    spills, comes = stream
    desk, alone = heard(comes), TwoLinked(second_feed="")
    for each in spills:
        alone.hear(MAIN, each, 12.0)
    assert callers(desk) == callers(alone)
    assert not any("DISAGREE" in notice or "damaged" in notice for notice in desk.notices)
