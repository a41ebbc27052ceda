"""What a lesson's console is made of. Its run is in tests/end_to_end/test_lesson_job.py."""

from pathlib import Path

import pytest

from app.errors import AnswerpointError
from app.first_look import first_look
from app.ports import AttemptEnded, Dial, Dialled, LineUp, PhoneEvent, Ringing
from app.training.places import lessons_folder
from app.training.root import _Given
from app.training.shelf import digest_of
from drivers.lesson_clock import LessonClock
from drivers.lesson_feed import LessonFeed
from drivers.lesson_phone import LessonPhone
from tests.lesson_time import NOON, HandClock, HandTimers


def given(name: str, journal: Path | None = None, settings: Path | None = None, begin: str = "") -> _Given:
    return _Given(name, begin, journal, settings, LessonClock(HandClock()), first_look(settings))


def test_a_lesson_has_its_own_feed_telephone_and_journal_whatever_the_settings_say(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('feed = "serial:/dev/none"\nphone = "manual"\njournal = "live.sqlite"\nposition = "0999"\n')
    parts = given("ordinary-fire", settings=settings).parts()
    assert isinstance(parts.feed, LessonFeed)
    assert isinstance(parts.phone, LessonPhone)
    assert (parts.feed.name, parts.feed.emulated, parts.replayed) == ("lesson:ordinary-fire", True, False)
    assert parts.journal.parent == parts.default_folder == lessons_folder()
    assert (parts.by_hand, parts.record) == (None, None)
    assert parts.position == "0218"  # the scenario's: else its callers would be another position's
    assert parts.tables.digests["lesson/ordinary-fire"] == digest_of("ordinary-fire")


def test_a_lessons_agencies_ring_as_often_as_the_sites_limit_says(tmp_path: Path) -> None:
    """D096: a trainee learns the limit that the desk has."""
    (tmp_path / "steps.toml").write_text("[limits]\nrings = 2\n")
    (tmp_path / "settings.toml").write_text('steps = "steps.toml"\n')
    lesson, timers = given("ordinary-fire", settings=tmp_path / "settings.toml"), HandTimers()
    lesson._clock, lesson._timers = timers.clock, timers  # type: ignore[assignment]
    phone, told = lesson.parts().phone, list[PhoneEvent]()
    assert isinstance(phone, LessonPhone)
    phone.open(told.append)
    phone.use_lines("*23=no_answer")
    phone.do(Dial(1, "*23"))
    timers.go(60)
    assert [type(each) for each in told] == [LineUp, Dialled, Ringing, Ringing, AttemptEnded]


def test_its_journal_may_be_named(tmp_path: Path) -> None:
    parts = given("ordinary-fire", tmp_path / "mine.sqlite").parts()
    assert parts.journal == tmp_path / "mine.sqlite"
    assert parts.default_folder != tmp_path


def test_a_recording_is_played_as_what_it_is(tmp_path: Path) -> None:
    record = (
        "326-1224 (905) RES OSH 99/06/21 05:17:39 #00552 Pos:0218\\r\\nPALMER, ROBERT\\r\\n324 FIRST ST N\\r\\n"
        "APT 6\\r\\n"
        "OSHAWA, OSHAWA L1G-4B7\\r\\nESN#: 0047\\r\\nDUR REG POLICE\\r\\n905-579-1234\\r\\n\\r\\n"
    )
    path = tmp_path / "day.rec"
    path.write_text(f'answerpoint recording 1\nfeed: serial:/dev/ttyS0\n{NOON:%Y-%m-%dT%H:%M:%S}Z 2.0 "{record}"\n')
    parts = given(str(path)).parts()
    assert (parts.feed.emulated, parts.replayed, parts.position) == (False, True, "")
    with pytest.raises(AnswerpointError, match=r"expected a mark of the recording \(none\), got 'no voice'"):
        given(str(path), begin="no voice").parts()


@pytest.mark.parametrize("name", ["nothing", "busy-hour", "/none/own.toml"])
def test_what_is_neither_is_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(AnswerpointError, match="expected"):
        given(name).parts()
