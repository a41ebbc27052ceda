"""A switch that says nothing, dialled by Debian's baresip."""

from pathlib import Path

import pytest

from tests.partners.baresip import Baresip
from tests.partners.fixtures import Partners
from tests.partners.silent_end import SilentEnd

pytestmark = pytest.mark.needs("baresip")


def test_over_udp_the_invite_is_repeated_and_nothing_is_told(partner: Partners, tmp_path: Path) -> None:
    switch = partner(SilentEnd(tmp_path, "udp"))
    phone = partner(Baresip(tmp_path, "position"))
    phone.dial(switch.uri("*21"))
    assert len(set(switch.until_received("INVITE", 3))) == 1
    assert not phone.events("CALL_RINGING", "CALL_PROGRESS", "CALL_ESTABLISHED", "CALL_CLOSED")


def test_over_tcp_the_invite_comes_once_and_nothing_is_told(partner: Partners, tmp_path: Path) -> None:
    switch = partner(SilentEnd(tmp_path, "tcp"))
    phone = partner(Baresip(tmp_path, "position", transport="tcp"))
    phone.dial(switch.uri("*21"))
    switch.until_received("INVITE")
    assert not phone.events("CALL_RINGING", "CALL_PROGRESS", "CALL_ESTABLISHED", "CALL_CLOSED")
