"""The virtual telephone: its SPEC, and the switch run by its thread in real seconds."""

import queue
import time
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.errors import PhoneError
from app.ports import Answered, AttemptEnded, Dial, Dialled, DialTone, LineUp, Outcome, PhoneEvent, Recall, Ringing
from drivers.virtual_phone import VirtualPhone, read_plan
from drivers.virtual_switch import Fate, Lot, SwitchPlan

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LIMIT_S = 10.0


class StillClock:
    def now(self) -> datetime:
        return NOON

    def monotonic(self) -> float:
        return 0.0


def test_the_spec_of_the_issue_is_read_with_its_stars() -> None:
    plan = read_plan("*22=busy&*23=no_answer&*26=circuits_busy&*21=answer:2&cadence=0.2")
    assert plan == SwitchPlan(
        {
            "*22": Lot(Fate.BUSY),
            "*23": Lot(Fate.NO_ANSWER),
            "*26": Lot(Fate.CIRCUITS_BUSY),
            "*21": Lot(Fate.ANSWER, 2),
        },
        0.2,
    )


def test_the_parts_may_come_in_any_order() -> None:
    parts = ["*22=busy", "cadence=.5", "7138150=answer:6"]
    assert read_plan("&".join(parts)) == read_plan("&".join(reversed(parts)))


def test_without_options_everything_answers_at_the_real_cadence() -> None:
    assert read_plan("") == SwitchPlan({}, 6.0)


def test_a_number_sign_and_escaped_keys_are_digits_too() -> None:
    assert read_plan("#9=busy&%2a70=refused&%23%2A=unknown").lots == {
        "#9": Lot(Fate.BUSY),
        "*70": Lot(Fate.REFUSED),
        "#*": Lot(Fate.UNKNOWN),
    }


@pytest.mark.parametrize(
    ("options", "expected", "got"),
    [
        ("*22", "DIGITS=OUTCOME", "'*22'"),
        ("*22=busy&", "DIGITS=OUTCOME", "''"),
        ("ab=busy", "0-9, * and #", "'ab'"),
        ("=busy", "0-9, * and #", "''"),
        ("*22=engaged", "circuits_busy", "'engaged'"),
        ("*22=answer", "answer:1", "'answer'"),
        ("*22=answer:21", "answer:20", "'answer:21'"),
        ("*22=answer:0", "answer:1", "'answer:0'"),
        ("*22=BUSY", "busy", "'BUSY'"),
        ("*22=busy&*22=busy", "once", "twice"),
        ("*22=busy&%2A22=refused", "once", "twice"),
        ("cadence=1&cadence=1", "once", "twice"),
        ("cadence=0", "0.01 to 60", "'0'"),
        ("cadence=61", "0.01 to 60", "'61'"),
        ("cadence=-1", "0.01 to 60", "'-1'"),
        ("cadence=nan", "0.01 to 60", "'nan'"),
        ("cadence=1e-1", "0.01 to 60", "'1e-1'"),
        ("cadence=١", "0.01 to 60", "'١'"),
        ("cadence=" + "9" * 500, "0.01 to 60", "…"),
        ("Cadence=1", "cadence", "'Cadence'"),
        ("5" * 33 + "=busy", "at most 32", "33"),
        ("*22=" + "x" * 1000, "circuits_busy", "…"),
    ],
)
def test_a_fault_in_the_spec_is_one_sentence_of_what_expected_and_got(options: str, expected: str, got: str) -> None:
    with pytest.raises(PhoneError) as raised:
        VirtualPhone(options, StillClock())
    sentence = str(raised.value)
    assert "phone virtual: " in sentence
    assert "expected" in sentence
    assert expected in sentence
    assert got in sentence
    assert len(sentence) < 400


@given(st.text(alphabet="*#0123456789=&:answerbuydc.%2A\x00 é", max_size=60))
@example("&&")
def test_any_text_is_a_plan_or_a_phone_error(options: str) -> None:
    try:
        plan = read_plan(options)
    except PhoneError:
        return
    assert 0.01 <= plan.cadence <= 60


def test_it_tells_what_it_can_do() -> None:
    phone = VirtualPhone("", StillClock())
    assert phone.name == "virtual"
    assert (phone.caps.answer_seen, phone.caps.ring_count) == ("signalled", "events")
    assert phone.caps.bridge_in_switch
    assert phone.caps.can_mute
    assert not phone.caps.by_hand


def test_an_agency_is_brought_in_with_the_cadence_asked_for() -> None:
    events: queue.Queue[PhoneEvent] = queue.Queue()
    phone = VirtualPhone("*23=answer:3&cadence=0.05", StillClock())
    phone.open(events.put)
    assert events.get(timeout=LIMIT_S) == LineUp(NOON)
    phone.do(Recall(1, "*23"))
    assert events.get(timeout=LIMIT_S) == DialTone(NOON, 1)
    pressed = time.monotonic()
    phone.do(Dial(1, "*23"))
    assert [events.get(timeout=LIMIT_S) for _ in range(5)] == [
        Dialled(NOON, 1, "*23"),
        Ringing(NOON, 1, 1),
        Ringing(NOON, 1, 2),
        Ringing(NOON, 1, 3),
        Answered(NOON, 1),
    ]
    # three digits and the pause after them, two cadences and a quarter: never sooner, whatever the machine does
    assert time.monotonic() - pressed >= (0.6 / 6 + 2.25) * 0.05
    phone.close()


def test_d096_six_rings_and_no_answer() -> None:
    events: queue.Queue[PhoneEvent] = queue.Queue()
    phone = VirtualPhone("*23=no_answer&cadence=0.02", StillClock())
    phone.open(events.put)
    phone.do(Dial(1, "*23"))
    heard = [events.get(timeout=LIMIT_S) for _ in range(9)]
    assert [event.n for event in heard if isinstance(event, Ringing)] == [1, 2, 3, 4, 5, 6]
    assert isinstance(heard[-1], AttemptEnded)
    assert heard[-1].outcome is Outcome.NO_ANSWER
    phone.close()
