"""Links between calls: to the first of the incident, said on both, taken back; nothing else comes of them (D095)."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.call.call import Call
from app.position.details import Details
from app.position.links import KEPT, Links, linked_step

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def test_a_link_is_said_of_both_calls() -> None:
    """D095."""
    links = Links()
    links.join(20, 12)
    assert links.words(20) == "same incident as call 12"
    assert links.words(12) == "same incident as call 20"
    assert links.words(13) == ""


def test_of_several_calls_each_is_named_until_there_are_many() -> None:
    links = Links()
    for call in (20, 21):
        links.join(call, 12)
    assert links.words(12) == "same incident as calls 20, 21"
    for call in (22, 23):
        links.join(call, 12)
    assert links.words(12) == "same incident as 4 calls, the first is 20"


def test_a_link_is_taken_back_and_only_its_own() -> None:
    """D095: a second press."""
    links = Links()
    links.join(20, 12)
    links.join(21, 12)
    links.part(20)
    links.part(20)
    assert links.words(20) == ""
    assert links.words(12) == "same incident as call 21"
    links.part(21)
    assert links.words(12) == ""


def test_another_link_takes_the_place_of_the_one_before() -> None:
    links = Links()
    links.join(20, 12)
    links.join(20, 13)
    assert (links.words(12), links.words(13)) == ("", "same incident as call 20")


def test_the_first_call_of_an_incident_is_found_from_any() -> None:
    """D095: linked to the first call."""
    links = Links()
    links.join(14, 12)
    links.join(20, 14)  # 14 was linked after it
    assert links.first_of(20) == links.first_of(14) == links.first_of(12) == 12


def test_a_circle_in_a_journal_that_was_tampered_with_ends() -> None:
    links = Links()
    links.join(1, 2)
    links.join(2, 1)
    assert links.first_of(1) == 2


def test_links_of_weeks_do_not_fill_the_memory() -> None:
    links = Links()
    for call in range(KEPT + 100):
        links.join(10_000 + call, 1)
    assert links.first_of(10_000) == 10_000
    assert links.first_of(10_000 + KEPT) == 1


_steps = st.lists(st.tuples(st.integers(1, 6), st.none() | st.integers(1, 6)), max_size=30)


@given(_steps)
def test_whatever_is_joined_and_parted_what_is_said_of_one_is_said_of_the_other(
    steps: list[tuple[int, int | None]],
) -> None:
    """Any joining and parting leaves words that agree with what was joined last, and always comes to an end."""
    links, expected = Links(), dict[int, int]()
    for call, first in steps:
        if first is None or first == call:
            links.part(call)
            expected.pop(call, None)
        else:
            links.join(call, first)
            expected[call] = first
    for call in range(1, 7):
        links.first_of(call)
        named = call in expected or call in expected.values()
        assert bool(links.words(call)) is named


def test_the_step_of_a_linked_call_is_the_manuals() -> None:
    """D095, manual p. 18: the caller may be told that the information is there, and released."""
    call: Call[Details] = Call(20, START, linked_to=12)
    step = linked_step(call, "F12")
    assert step is not None
    assert "You may tell the caller: we have the information." in step.text
    assert "F12 releases" in step.text
    assert step.why.startswith("same incident as call 12")
    assert step.page == "manual p. 18"
    assert not step.urgent


def test_there_is_no_such_step_where_another_applies() -> None:
    """D095: only a caller who is there can be told; with an agency in contact only that one speaks (D097)."""
    assert linked_step(Call(20, START), "F12") is None
    assert linked_step(Call(20, START, linked_to=12, caller_gone_at=START), "F12") is None
    assert linked_step(Call(20, START, linked_to=12, cut_off_at=START), "F12") is None
