"""Commands under way: one at a time, each with its answer or its limit."""

from drivers.phone_profile import Meaning, load_profile
from drivers.serial_commands import MOST_TASKS, Commands, Done, Purpose, Sent, Task

PROFILE = load_profile("voice-modem-v253")


def task(purpose: Purpose, command: str, attempt: int = 0, tries: int = 1, pause: float = 0.0) -> Task:
    steps = tuple((step, "*21") for step in PROFILE.commands[command])
    return Task(purpose, steps, attempt, tries, pause=pause)


def test_a_command_is_sent_answered_and_done_and_then_the_next() -> None:
    commands = Commands(PROFILE)
    hang_up, hold = task(Purpose.RELEASE, "hang_up"), task(Purpose.HOLD, "hold")
    commands.put(hang_up)
    commands.put(hold)
    assert commands.tick(0.0) == [Sent("ATH")]
    assert commands.tick(0.5) == []
    assert commands.word("ATH", 0.6) == []  # an echo
    assert commands.word("OK", 0.6) == [Done(hang_up, True, Meaning.OK, "OK")]
    assert commands.tick(0.6) == [Sent("ATH1")]


def test_a_word_that_is_no_answer_is_left_to_the_call() -> None:
    commands = Commands(PROFILE)
    assert commands.word("OK", 0.0) is None
    commands.put(task(Purpose.HOLD, "hold"))
    commands.tick(0.0)
    assert commands.word("ATH1", 0.1) == []  # the echo
    assert commands.word("RINGING", 0.1) is None
    assert commands.word("ERROR", 0.1) == [Done(task(Purpose.HOLD, "hold"), False, Meaning.ERROR, "ERROR")]


def test_a_command_without_an_answer_ends_at_its_limit_and_only_what_may_be_is_sent_again() -> None:
    commands = Commands(PROFILE)
    commands.put(task(Purpose.RELEASE, "hang_up"))
    commands.tick(0.0)
    assert commands.due() == 2.0
    assert commands.tick(2.0) == [Done(task(Purpose.RELEASE, "hang_up"), False)]
    commands.put(task(Purpose.SYNC, "attention", tries=2))
    assert commands.tick(3.0) == [Sent("AT")]
    assert commands.tick(4.0) == [Sent("AT")]
    assert commands.tick(5.0) == [Done(task(Purpose.SYNC, "attention", tries=2), False)]


def test_a_pause_lets_late_answers_pass() -> None:
    commands = Commands(PROFILE)
    commands.put(task(Purpose.SYNC, "attention", pause=0.5))
    assert commands.tick(0.0) == []
    assert commands.word("OK", 0.2) is None
    assert commands.due() == 0.5
    assert commands.tick(0.5) == [Sent("AT")]
    assert commands.word("AT", 0.5) == []
    assert [type(each) for each in commands.word("OK", 0.6) or []] == [Done]


def test_while_the_device_dials_only_an_abort_begins() -> None:
    commands = Commands(PROFILE)
    commands.occupied = True
    commands.put(task(Purpose.HOLD, "hold"))
    assert commands.tick(0.0) == []
    commands.put_first(task(Purpose.ABORT, "abort", 1))
    assert commands.tick(0.0) == [Sent("")]
    assert commands.word("RINGING", 0.1) is None
    assert [type(each) for each in commands.word("NO CARRIER", 0.1) or []] == [Done]


def test_tasks_of_an_attempt_are_dropped_but_never_what_ends_a_call() -> None:
    commands = Commands(PROFILE)
    flash, abort, hold = task(Purpose.FLASH, "flash", 1), task(Purpose.ABORT, "abort", 1), task(Purpose.HOLD, "hold")
    for each in (flash, abort, hold):
        commands.put(each)
    commands.drop_waiting(1)
    assert list(commands.waiting) == [abort, hold]
    commands.drop_waiting()
    assert list(commands.waiting) == [abort]


def test_no_more_tasks_wait_than_a_person_can_press() -> None:
    commands = Commands(PROFILE)
    assert all(commands.put(task(Purpose.HOLD, "hold")) for _ in range(MOST_TASKS))
    assert not commands.put(task(Purpose.HOLD, "hold"))


def test_a_command_of_no_steps_is_done_at_once() -> None:
    commands = Commands(PROFILE)
    resume = task(Purpose.RESUME, "resume")
    commands.put(resume)
    assert commands.tick(0.0) == [Done(resume, True)]
    assert commands.tick(0.0) == []


def test_what_is_cleared_says_nothing() -> None:
    commands = Commands(PROFILE)
    commands.put(task(Purpose.HOLD, "hold"))
    commands.tick(0.0)
    commands.occupied = True
    commands.clear()
    assert (commands.task, commands.waiting, commands.occupied, commands.due()) == (None, (), False, None)
    assert commands.tick(100.0) == []
