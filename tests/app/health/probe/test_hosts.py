"""The hosts that the settings name."""

from app.health.probe.hosts import hosts_of
from app.settings import Settings
from app.sip_settings import SipSettings


def test_hosts_of_feeds_and_telephones() -> None:
    settings = Settings(sip=SipSettings(switch="10.1.2.3:5060"))
    specs = ("serial:socket://10.0.0.5:4000", "serial:gentner:rfc2217://desk:4001?ign_set_control", "sip")
    assert hosts_of(specs, settings) == {"10.0.0.5", "desk", "10.1.2.3"}


def test_what_has_no_host_adds_none() -> None:
    assert (
        hosts_of(("serial:/dev/ttyS0", "emulated", "manual", "serial:socket://[::1", "replay:a.rec"), Settings())
        == set()
    )
