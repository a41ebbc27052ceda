"""The SPEC of a telephone."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import PhoneError
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
        ("sip", "sip"),
    ],
)
def test_the_specs_of_the_issue_make_telephones(spec: str, name: str) -> None:
    assert make_phone(spec, StillClock()).name == name


def test_every_telephone_in_the_table_can_be_made_by_its_bare_name() -> None:
    for name in TABLE["phone"]:
        assert make_phone(name, StillClock()).name == name


@pytest.mark.parametrize("spec", ["", "sip:100", "Virtual", "SIP", "virtual:x", "manual ", "x" * 1000])
def test_an_unknown_telephone_is_refused_naming_those_that_are_known(spec: str) -> None:
    with pytest.raises(PhoneError, match="expected one of virtual, manual, sip, got") as raised:
        make_phone(spec, StillClock())
    assert len(str(raised.value)) < 200


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ("manual?cadence=1", "phone manual: expected no options, got 'cadence=1'"),
        ("sip?switch=x", "phone sip: expected no options, got 'switch=x'"),
        ("virtual?", "phone virtual: expected DIGITS=OUTCOME or cadence=SECONDS after the ?, got nothing"),
        ("virtual?*22", "phone virtual: expected DIGITS=OUTCOME or cadence=SECONDS, got '*22'"),
    ],
)
def test_a_fault_in_the_options_is_a_sentence(spec: str, sentence: str) -> None:
    with pytest.raises(PhoneError) as raised:
        make_phone(spec, StillClock())
    assert str(raised.value) == sentence


@given(st.one_of(st.text(max_size=40), st.text(max_size=40).map("virtual?".__add__)))
def test_any_text_is_a_telephone_or_a_phone_error(spec: str) -> None:
    try:
        made = make_phone(spec, StillClock()).name
    except PhoneError:
        return
    assert made in TABLE["phone"]
