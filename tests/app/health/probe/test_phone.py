"""The telephone's self-test, on a modem that is not ours; nothing is dialled."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.health.finding import Verdict
from app.health.judge.phone import phone
from app.health.probe.phone import look
from app.settings import Settings
from app.sip_settings import SipSettings
from tests.partners.fixtures import Partners
from tests.partners.spandsp_modem import SpandspModem


@pytest.mark.needs("libspandsp2")
@pytest.mark.parametrize(
    ("profile", "verdict", "words"),
    [
        ("dtmf-only", Verdict.OK, "self-test passed, 3 of 3; nothing was dialled"),
        ("voice-modem-v253", Verdict.AMISS, "expected this to be refused"),
    ],
)
def test_the_self_test_of_a_device(
    partner: Partners, tmp_path: Path, profile: str, verdict: Verdict, words: str
) -> None:
    modem = partner(SpandspModem(tmp_path))
    found = phone(look(f"serial:{profile}:{modem.device}", Settings(), feed_is_real=True))
    assert (found.verdict, words in found.sentence) == (verdict, True), found.sentence
    assert modem.asked == []


@pytest.mark.needs("socat")
def test_a_device_that_a_program_has_is_left_to_it(tmp_path: Path) -> None:
    device = tmp_path / "device"
    device.touch()
    text = f"file = open({str(device)!r}); print('ready', flush=True); import sys; sys.stdin.read()"
    other = subprocess.Popen([sys.executable, "-c", text], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    other.stdout.readline()
    found = phone(look(f"serial:dtmf-only:{device}", Settings(), feed_is_real=True))
    other.communicate()
    assert (found.verdict, f"(process {other.pid})" in found.sentence) == (Verdict.OK, True)


@pytest.mark.parametrize(
    ("spec", "verdict", "words"),
    [
        ("virtual?*22=busy", Verdict.AMISS, "virtual switch on a real feed"),
        ("manual", Verdict.OK, "by hand"),
        ("sip", Verdict.CANNOT, "switch 10.1.2.3:5060"),
        ("serial:cpi-pphone:/dev/null", Verdict.AMISS, "an outline"),
        ("serial:nosuch:/dev/null", Verdict.AMISS, "expected one of"),
        ("serial:dtmf-only:/dev/none-such", Verdict.AMISS, "no such device"),
    ],
)
def test_without_a_device_to_test(spec: str, verdict: Verdict, words: str) -> None:
    found = phone(look(spec, Settings(sip=SipSettings(switch="10.1.2.3:5060")), feed_is_real=True))
    assert (found.verdict, words in found.sentence) == (verdict, True), found.sentence
