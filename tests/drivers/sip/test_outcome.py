"""What the end of a call means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ports import Outcome
from drivers.sip.outcome import end_of_call

CIRCUITS = '503 Service Unavailable,Q.850;cause=34;text="No circuit available"'


@pytest.mark.parametrize(
    ("raw", "outcome", "code", "cause"),
    [
        ("486 Busy Here", Outcome.BUSY, "486", "Busy Here"),
        ("600 Busy Everywhere", Outcome.BUSY, "600", "Busy Everywhere"),
        (
            CIRCUITS,
            Outcome.CIRCUITS_BUSY,
            "503",
            "Service Unavailable (Q.850 cause 34: No circuit available)",
        ),
        ("503 Service Unavailable", Outcome.CIRCUITS_BUSY, "503", "Service Unavailable"),
        ("480 Temporarily Unavailable", Outcome.NO_ANSWER, "480", "Temporarily Unavailable"),
        ("408 Request Timeout", Outcome.NO_ANSWER, "408", "Request Timeout"),
        ("404 Not Found", Outcome.BAD_CODE, "404", "Not Found"),
        ("484 Address Incomplete", Outcome.BAD_CODE, "484", "Address Incomplete"),
        ("604 Does Not Exist Anywhere", Outcome.BAD_CODE, "604", "Does Not Exist Anywhere"),
        ("403 Forbidden", Outcome.REFUSED, "403", "Forbidden"),
        ("603 Decline", Outcome.REFUSED, "603", "Decline"),
        ("401 Unauthorized", Outcome.REFUSED, "401", "user or password is wrong"),
        ("407 Proxy Authentication Required", Outcome.REFUSED, "407", "user or password is wrong"),
        ("488 Not Acceptable Here", Outcome.UNKNOWN, "488", "the far end has none of our codecs"),
        ("415 Unsupported Media Type", Outcome.UNKNOWN, "415", "the far end has none of our codecs"),
        ("500 Server Internal Error", Outcome.UNKNOWN, "500", "Server Internal Error"),
        ("486 Busy Here,Q.850;cause=17", Outcome.BUSY, "486", "Busy Here (Q.850 cause 17)"),
        (
            "Connection refused [111]",
            Outcome.NO_RESPONSE,
            "",
            "the switch did not answer: Connection refused [111]",
        ),
        (
            "Connection timed out [110]",
            Outcome.NO_RESPONSE,
            "",
            "the switch did not answer: Connection timed out [110]",
        ),
        (
            "Connection reset by peer [104]",
            Outcome.UNKNOWN,
            "",
            "the switch or the far end broke the call off: Connection reset by peer [104]",
        ),
        ("rtp stream error", Outcome.UNKNOWN, "", "rtp stream error"),
        ("", Outcome.UNKNOWN, "", "no reason given"),
        ("486", Outcome.BUSY, "486", "486"),
    ],
)
def test_each_end_has_its_outcome(raw: str, outcome: Outcome, code: str, cause: str) -> None:
    end = end_of_call(raw)
    assert (end.outcome, end.code, end.cause) == (outcome, code, cause)


@given(st.text())
def test_any_words_have_an_outcome(raw: str) -> None:
    assert end_of_call(raw).cause
