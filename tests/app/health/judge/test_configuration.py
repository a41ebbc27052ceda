"""F11: the configuration differs from the approved one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import TableError
from app.health.finding import Verdict
from app.health.judge.configuration import (
    Approval,
    ConfigurationSeen,
    approval_text,
    configuration,
    differences,
    read_approval,
)

FOUND = {"settings.toml": "a" * 64, "shipped/formats/x.toml": "b" * 64}
APPROVED = Approval("Chief", "2026-03-01T12:00:00.000000Z", "0.1.0", FOUND)


def test_an_approval_comes_back_with_who_and_when() -> None:
    assert read_approval(approval_text(APPROVED), "approved.json") == APPROVED


def test_as_approved_is_told_with_who_and_when() -> None:
    found = configuration(ConfigurationSeen(FOUND, "approved.json", APPROVED))
    assert found.verdict is Verdict.OK
    assert "as approved by Chief at 2026-03-01T12:00:00" in found.sentence


def test_every_difference_is_named_by_its_file() -> None:
    now = {"settings.toml": "c" * 64, "own.toml": "d" * 64}
    assert differences(FOUND, now) == ["own.toml (new)", "settings.toml (changed)", "shipped/formats/x.toml (gone)"]
    found = configuration(ConfigurationSeen(now, "approved.json", APPROVED))
    assert found.verdict is Verdict.AMISS
    assert "settings.toml (changed)" in found.sentence
    many = configuration(ConfigurationSeen({f"{n}": "x" for n in range(20)}, "approved.json", APPROVED))
    assert "and 14 more" in many.sentence


def test_nobody_s_approval_is_no_fault_and_a_changed_one_is() -> None:
    assert configuration(ConfigurationSeen(FOUND, "a")).verdict is Verdict.CANNOT
    assert configuration(ConfigurationSeen(FOUND, "a", fault="a: was changed")).verdict is Verdict.AMISS
    plain = json.loads(approval_text(APPROVED))
    plain["sha256"]["settings.toml"] = "c" * 64
    with pytest.raises(TableError, match="the approval was changed"):
        read_approval(json.dumps(plain), "approved.json")


@given(st.one_of(st.text(max_size=50), st.recursive(st.none() | st.text(), st.lists).map(json.dumps)))
def test_whatever_stands_in_the_file_it_is_one_sentence(text: str) -> None:
    with pytest.raises(TableError, match=r"approved.json: "):
        read_approval(text, "approved.json")
