"""How the line is set."""

import dataclasses

import pytest

from app.sip_settings import SipSettings
from drivers.sip.account import SipAccount


def test_the_settings_and_the_account_have_the_same_words_and_defaults() -> None:
    assert dataclasses.asdict(SipSettings()) == dataclasses.asdict(SipAccount())


def test_the_password_does_not_stand_in_the_words_of_the_account() -> None:
    assert "geheim" not in repr(SipAccount(password="geheim"))
    assert "geheim" not in repr(SipSettings(password="geheim"))


def test_a_table_of_another_version_is_refused() -> None:
    table = SipAccount().as_table()
    del table["bridge"]
    with pytest.raises(ValueError, match="expected the fields of an account"):
        SipAccount.from_table(table)
