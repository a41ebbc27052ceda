"""The SPEC of a telephone."""

import queue
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import PhoneError, TableError
from app.ports import Dial, PhoneEvent
from drivers import TABLE
from drivers.phone_spec import make_phone


class StillClock:
    def now(self) -> datetime:
        return datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    def monotonic(self) -> float:
        return 0.0


@pytest.mark.parametrize(
    ("spec", "name"),
    [
        ("virtual", "virtual"),
        ("virtual?*22=busy&*23=no_answer&*26=circuits_busy&*21=answer:2&cadence=0.2", "virtual"),
        ("virtual?cadence=0.2&#22=busy", "virtual"),
        ("manual", "manual"),
        ("serial:voice-modem-v253:/dev/ttyUSB1", "serial:voice-modem-v253"),
        ("serial:gentner:socket://127.0.0.1:4001", "serial:gentner"),
        ("serial:dtmf-only:rfc2217://127.0.0.1:4001?ign_set_control", "serial:dtmf-only"),
        ("sip", "sip"),
    ],
)
def test_the_specs_of_the_issue_make_telephones(spec: str, name: str) -> None:
    assert make_phone(spec, StillClock()).name == name


@pytest.mark.parametrize("name", sorted(set(TABLE["phone"]) - {"serial"}))
def test_a_telephone_that_needs_no_more_can_be_made_by_its_bare_name(name: str) -> None:
    assert make_phone(name, StillClock()).name == name


def test_the_virtual_switch_rings_as_often_as_the_centres_limit_says() -> None:
    """D096."""
    events: queue.Queue[PhoneEvent] = queue.Queue()
    phone = make_phone("virtual?*23=no_answer&cadence=0.02", StillClock(), rings=2)
    phone.open(events.put)
    phone.do(Dial(1, "*23"))
    told = [events.get(timeout=10) for _ in range(5)]
    phone.close()
    assert [type(each).__name__ for each in told] == ["LineUp", "Dialled", "Ringing", "Ringing", "AttemptEnded"]


def test_a_site_has_profiles_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text('based_on = "gentner"\n')
    assert make_phone("serial:desk:COM3", StillClock(), profiles_folder=tmp_path).name == "serial:desk"
    (tmp_path / "desk.toml").write_text('based_on = "gentner"\ntimes = 3\n')
    with pytest.raises(TableError, match=r"desk.toml line 2: times: expected a section"):
        make_phone("serial:desk:COM3", StillClock(), profiles_folder=tmp_path)


@pytest.mark.parametrize("spec", ["", "sip:100", "Virtual", "SIP", "virtual:x", "manual ", "x" * 1000])
def test_an_unknown_telephone_is_refused_naming_those_that_are_known(spec: str) -> None:
    with pytest.raises(PhoneError, match="expected one of virtual, manual, serial, sip, got") as raised:
        make_phone(spec, StillClock())
    assert len(str(raised.value)) < 200


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ("manual?cadence=1", "phone manual: expected no options, got 'cadence=1'"),
        ("sip?switch=x", "phone sip: expected no options, got 'switch=x'"),
        ("virtual?", "phone virtual: expected DIGITS=OUTCOME or cadence=SECONDS after the ?, got nothing"),
        (
            "serial",
            "phone serial: expected a profile and a device, as in serial:voice-modem-v253:/dev/ttyUSB1, got 'serial:'",
        ),
        (
            "serial:gentner:",
            "phone serial: expected a profile and a device, as in serial:voice-modem-v253:/dev/ttyUSB1, "
            "got 'serial:gentner:'",
        ),
        (
            "serial:gentner:telnet://x",
            "phone serial: expected a device, or one of socket://, rfc2217://, spy://, hwgrep://, loop://, alt://, "
            "cp2110://, got 'telnet://x'",
        ),
        (
            "serial:cpi-pphone:/dev/ttyUSB1",
            "phone serial: profile cpi-pphone (phones/cpi-pphone.toml): expected every command to be known, got ? for "
            "flash, dial, hang_up; write a profile that says them, from the device's manual",
        ),
        ("virtual?*22", "phone virtual: expected DIGITS=OUTCOME or cadence=SECONDS, got '*22'"),
    ],
)
def test_a_fault_in_the_options_is_a_sentence(spec: str, sentence: str) -> None:
    with pytest.raises(PhoneError) as raised:
        make_phone(spec, StillClock())
    assert str(raised.value) == sentence


@given(
    st.sampled_from(["", "virtual?", "serial:", "serial:gentner:"]).flatmap(
        lambda a: st.text(max_size=40).map(a.__add__)
    )
)
def test_any_text_is_a_telephone_or_a_phone_error(spec: str) -> None:
    try:
        made = make_phone(spec, StillClock()).name
    except PhoneError:
        return
    assert made.partition(":")[0] in TABLE["phone"]
