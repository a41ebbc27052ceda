"""What is to be said of the telephone."""

import pytest

from app.health.finding import Verdict
from app.health.judge.phone import PhoneSeen, phone


@pytest.mark.parametrize(
    ("seen", "verdict", "words"),
    [
        (PhoneSeen("virtual", "virtual"), Verdict.OK, "invented"),
        (PhoneSeen("virtual", "virtual", feed_is_real=True), Verdict.AMISS, "no agency is reached"),
        (PhoneSeen("manual", "manual", feed_is_real=True), Verdict.OK, "by hand"),
        (PhoneSeen("sip", "sip, switch 10.1.2.3:5060"), Verdict.CANNOT, "Ctrl+P"),
        (PhoneSeen("sip", "sip", "not installed"), Verdict.AMISS, "not installed"),
        (PhoneSeen("serial", "m on /dev/x", holder="the console (process 7)"), Verdict.OK, "left to it"),
        (PhoneSeen("serial", "m on /dev/x", passed=True, told="passed, 5 of 5"), Verdict.OK, "nothing was dialled"),
        (PhoneSeen("serial", "m on /dev/x", passed=False, told="no answer"), Verdict.AMISS, "no answer"),
        (PhoneSeen("serial", "m on /dev/x"), Verdict.CANNOT, "no self-test"),
    ],
)
def test_each_driver_in_words(seen: PhoneSeen, verdict: Verdict, words: str) -> None:
    found = phone(seen)
    assert (found.verdict, words in found.sentence) == (verdict, True), found.sentence
