"""One line of the page."""

from app.health.finding import Verdict, amiss, cannot, exit_code, in_all, ok


def test_each_verdict_is_told_in_a_word_of_its_own_and_amiss_stands_out() -> None:
    lines = [each.line() for each in (ok("port", "opens"), amiss("clock", "wrong"), cannot("screen", "no display"))]
    assert lines == [
        "ok              port: opens",
        "AMISS           clock: wrong",
        "cannot be told  screen: no display",
    ]


def test_what_cannot_be_told_is_no_fault_and_never_called_ok() -> None:
    assert exit_code([ok("a", ""), cannot("b", "")]) == 0
    assert exit_code([ok("a", ""), amiss("b", "")]) == 1
    assert in_all([cannot("b", ""), ok("a", ""), cannot("c", "")]) == "1 ok, 2 cannot be told"


def test_plain_data_has_the_sentence_and_the_facts() -> None:
    plain = amiss("disk room", "0.1 GB free", free_bytes=100).plain()
    assert plain == {"item": "disk room", "verdict": "amiss", "sentence": "0.1 GB free", "free_bytes": 100}
    assert str(Verdict.CANNOT) == "cannot be told"
