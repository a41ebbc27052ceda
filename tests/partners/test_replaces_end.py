"""Far ends that can be brought together: they stay together when whoever did it is gone."""

from pathlib import Path

import pytest

from tests.partners.baresip import Baresip
from tests.partners.fixtures import Partners
from tests.partners.replaces_end import ReplacesEnd
from tests.partners.telephone import Telephone

pytestmark = pytest.mark.needs("baresip-python")


def hears(one: Telephone, hz: int) -> float:
    """Return how loud `hz` is in the next second that `one` hears, after half a second for things to settle."""
    now = one.heard_s() + 0.5
    one.until_heard(now + 1)
    return one.tone_heard(hz, now, now + 1)


@pytest.mark.needs("baresip")
def test_it_talks_with_the_baresip_of_debian(partner: Partners, tmp_path: Path) -> None:
    end = partner(ReplacesEnd(tmp_path, "fire", tone_hz=1000, answer_after=0.3))
    other = partner(Baresip(tmp_path, "9055551234", tone_hz=440))
    other.dial(end.uri)
    other.until_event("CALL_RINGING")
    end.until_established()
    assert hears(end, 440) > 3000
    assert hears(other, 1000) > 3000
    other.hang_up()
    assert "Connection reset by peer" in end.until_closed()
    end.dial(other.uri)
    other.until_event("CALL_INCOMING")
    other.accept()
    end.until_established(2)
    assert hears(end, 440) > 3000
    end.hang_up()
    assert other.until_closed(2) == "Connection reset by peer"


def test_two_that_were_brought_together_stay_so(partner: Partners, tmp_path: Path) -> None:
    caller = partner(ReplacesEnd(tmp_path, "9055551234", tone_hz=440))
    agency = partner(ReplacesEnd(tmp_path, "fire", tone_hz=1000, answer_after=0))
    position = partner(ReplacesEnd(tmp_path, "position", tone_hz=1633, answer_after=0))
    caller.dial(position.uri)
    position.until_established()
    assert hears(caller, 1633) > 3000
    position.dial(agency.uri)
    position.until_established(2)
    assert hears(agency, 1633) > 3000
    position.join()
    position.until_closed(2)
    position.close()
    assert hears(caller, 1000) > 3000 > 100 > hears(caller, 1633)
    assert hears(agency, 440) > 3000 > 100 > hears(agency, 1633)
    caller.hang_up()
    agency.until_closed(2)


@pytest.mark.needs("baresip")
def test_the_baresip_of_debian_cannot_be_brought_together(partner: Partners, tmp_path: Path) -> None:
    caller = partner(Baresip(tmp_path, "9055551234", tone_hz=440))
    agency = partner(Baresip(tmp_path, "fire", tone_hz=1000, answer_after=0))
    position = partner(ReplacesEnd(tmp_path, "position", tone_hz=1633, answer_after=0))
    caller.dial(position.uri)
    position.until_established()
    position.dial(agency.uri)
    position.until_established(2)
    position.join()
    assert "Replaces" in position.until_event("FAILED").param
    assert not caller.events("CALL_CLOSED")
    assert not agency.events("CALL_CLOSED")
