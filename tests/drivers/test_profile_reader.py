"""The reader of profiles: every fault in one reading, with file, line, expected and got."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import TableError
from drivers.phone_profile import Rule, shipped
from drivers.profile_reader import read_profile
from drivers.serial_line import SerialLine

SMALL = """title = "A small set"
about = "It takes digits."
commands = { dial = "D{digits}", attention = "A" }
[[result]]
text = "OK"
means = "ok"
"""


def faults(text: str) -> list[str]:
    with pytest.raises(TableError) as raised:
        read_profile(text, "mine.toml", "mine")
    return str(raised.value).splitlines()


def test_a_profile_of_a_few_lines_is_whole() -> None:
    profile = read_profile(SMALL, "mine.toml", "mine")
    assert (profile.name, profile.title, profile.end, profile.line) == ("mine", "A small set", "\r", SerialLine())
    assert profile.deaf
    assert not profile.caps.flash


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("[times]\nflash = 3.0", "mine.toml line 8: times.flash: expected seconds from 0.05 to 1.2, got 3.0"),
        ("[times]\nflush = 1.0", "mine.toml line 8: times.flush: unknown key; did you mean flash?"),
        ("flash = 1", "mine.toml line 7: result 1, flash: unknown key"),
        ('[line]\nsettings = "fast"', "mine.toml line 8: line.settings: expected BAUD,DATA BITS"),
        ('[line]\nend = "\\u2013"', "line.end: expected at most 20 characters of one byte"),
        ("[line]\necho = true", "line.echo: expected one of off, checked, got True"),
        ('[[result]]\ntext = "X"\nmeans = "gone"', "result 2, means: expected one of ok, error, dial tone"),
        ('[[result]]\nmeans = "busy"', "result 2, text: is missing; expected the device's own word"),
        ('[[result]]\ntext = "{x"\nmeans = "busy"', "result 2, text: expected a } after column 1"),
        ('[[result]]\ntext = ["A", "["]\nmeans = "busy"', "result 2, text 2: expected a ]"),
        ('[[test]]\nsend = "AT"', "test 1, what: is missing"),
        ('[[test]]\nwhat = "a"', "test 1, send: is missing; expected a text"),
        ('[[test]]\nwhat = "a"\nsend = "A{digits}"', "test 1, send: expected a time with its unit"),
        ('[[test]]\nwhat = "a"\nsend = "A"\nequals = "1"\nlists = "1"', "expected one rule in a test, got equals too"),
        ('[[test]]\nwhat = "a"\nsend = "A"\nequals = "{flash:x}"', "test 1, equals: expected a unit"),
        ('[[test]]\nwhat = "a"\nsend = "A"\ntries = 50', "test 1, tries: expected tries from 1 to 5, got 50"),
        ('[[test]]\nwhat = "port"\nsend = "A"', "test 1, what: expected a name of its own (not port, profile,"),
        (
            '[[test]]\nwhat = "a"\nsend = "A"\n[[test]]\nwhat = "a"\nsend = "B"',
            "mine.toml line 11: test 2, what: expected a name of its own",
        ),
        ('[words]\nDEVICE = "B01"', "words.DEVICE: expected a name of small letters"),
        ('[words]\ndigits = "B01"', "words.digits: expected a name of small letters"),
        ("[units.hookd]\ncodes = [[0.5, 7]]", "units.hookd.codes 1: expected seconds and a code, as in [0.5"),
        ('[caps]\nring_count = "events"', 'caps.ring_count: expected a [[result]] that means "ringing" for this'),
        ('[caps]\nring_count = "audio"', "caps.ring_count: expected one of events, clock, none, got 'audio'"),
        ('[caps]\nanswer_seen = "signalled"', 'caps.answer_seen: expected a [[result]] that means "answered"'),
        ('[caps]\nanswer_seen = "deduced"', "caps.answer_seen: expected rings to be counted"),
        ("[caps]\nbusy_vs_reorder = true", 'caps.busy_vs_reorder: expected a [[result]] that means "reorder"'),
        ('[caps]\ntty = "text"', "caps.tty: expected one of none, detect, got 'text'"),
        ('[caps]\ndial_tone = "event"', 'caps.dial_tone: expected a [[result]] that means "dial tone"'),
        ("[caps]\nflash = true", "caps.flash: unknown key"),
        ('[line]\nend = ""', "mine.toml line 8: line.end: expected what ends a command"),
        ('[line]\necho = "checked"\nanswers = false', 'line.echo: expected "off" where the device answers nothing'),
        ('[digits]\nstar = ""', "mine.toml line 8: digits.star: expected a word of its own for this key, and no digit"),
        ('[digits]\npound = "5"', "digits.pound: expected a word of its own for this key, and no digit, got '5'"),
        ('[digits]\npound = "*"', "digits.pound: expected a word of its own for this key, and no digit, got '*'"),
        ('[[test]]\nwhat = "a"\nsend = "A"\nreply = ""\nrefuses = true', "test 1, refuses: expected a test that waits"),
        ('[[test]]\nwhat = "a"\nsend = "A"\nsays = ""', "test 1, says: expected what the answer must say, got ''"),
        ('[[test]]\nwhat = "a"\nsend = "A"\nequals = ""', "test 1, equals: expected what the answer must say, got ''"),
        ('[[result]]\ntext = "{x}"\nmeans = "busy"', "result 2, text: expected letters of the device's own"),
        ('[[result]]\ntext = ["B", "{x} {y}"]\nmeans = "busy"', "result 2, text: expected letters of the device's own"),
        ('[caps]\ndial_tone = "reply"', "caps.dial_tone: expected a flash whose answer says that dial tone stands"),
        ('based_on = "nosuch"', "result 1, based_on: unknown key"),
    ],
)
def test_a_fault_is_told_with_file_line_expected_and_got(more: str, sentence: str) -> None:
    assert any(sentence in each for each in faults(SMALL + more))


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("dial = 1", "mine.toml line 2: commands.dial: expected a text to send, or { send = ..., reply = ..."),
        ('dial = "ATD"', "mine.toml line 2: commands.dial: expected {digits} or {digit} in it, got neither"),
        ("", "commands.dial: is missing; expected how digits are dialled, as in ATDT{digits}"),
        ('dial = { send = "D{digits}", answer = "x" }', "commands.dial.answer: unknown key"),
        ('dial = ["D{digits}", 3]', "commands.dial 2: expected a text to send"),
        ('dial = { send = "D{digits}", limit = 0 }', "commands.dial.limit: expected seconds from 0.05 to 60, got 0"),
        ('dial = "D{digits}"\nhold = "H"', "commands.hold: expected resume as well, got only hold"),
        ('dial = "D{digits}"\nunmute = "H"', "commands.unmute: expected mute as well, got only unmute"),
        ('dial = "D{digits}"\nflsh = "H"', "commands.flsh: unknown key; did you mean flash?"),
        ('dial = "D{digits}"\nflash = "F{digits}"', "commands.flash.send: expected a time with its unit"),
        ('dial = "D{digits}"\nflash = { send = "F", reply = "{n:9" }', "commands.flash.reply: expected a }"),
    ],
)
def test_a_fault_in_a_command_is_told(command: str, sentence: str) -> None:
    rest = '[[result]]\ntext = "OK"\nmeans = "ok"\n'
    assert any(sentence in each for each in faults(f"[commands]\n{command}\n{rest}"))


def test_all_faults_are_told_in_one_reading() -> None:
    assert len(faults(SMALL + "[times]\nflash = 9\nreply = 0\n[caps]\ntty = 1\nx = 1")) == 4


def test_a_fault_in_a_profile_that_is_based_on_another_names_the_file_it_stands_in() -> None:
    told = faults('based_on = "voice-modem-v253"\n[times]\nring_cycle = 9.0\n')
    assert told[0].startswith("phones/voice-modem-v253.toml line ")
    assert "times.answer_silence: expected more than the silence between two rings (6 s), got 5.0" in told[0]
    assert faults('based_on = "x"')[0].startswith("mine.toml line 1: based_on: expected one of cpi-pphone, dtmf-only")


def test_the_silence_that_means_answered_is_longer_than_that_between_two_rings() -> None:
    """telephone.md 2.1: +VRA 41 or more."""
    assert "answer_silence" in faults('based_on = "voice-modem-v253"\n[times]\nanswer_silence = 4.0')[0]
    read_profile('based_on = "voice-modem-v253"\n[times]\nanswer_silence = 4.1', "mine.toml", "mine")


def test_a_command_or_a_test_may_expect_nothing_and_a_device_may_answer_nothing() -> None:
    profile = read_profile(SMALL.replace('"D{digits}"', '{ send = "D{digits}", reply = "" }'), "mine.toml", "mine")
    assert profile.commands["dial"][0].silent
    mute = read_profile('title = "x"\n[line]\nanswers = false\n[commands]\ndial = "D{digits}"\n', "mine.toml", "mine")
    assert mute.commands["dial"][0].silent


def test_a_device_whose_commands_have_no_answer_of_their_own_needs_a_word_for_done() -> None:
    assert 'result: expected one that means "ok"' in faults('title = "x"\n[commands]\ndial = "D{digits}"\n')[0]


def test_rules_of_the_self_test_are_read() -> None:
    tests = read_profile(shipped()["voice-modem-v253"], "v", "v").tests
    assert {test.what: test.rule for test in tests} == {
        "attention": Rule.OK,
        "replies": Rule.OK,
        "device": Rule.TELLS,
        "honesty": Rule.REFUSES,
        "voice mode": Rule.LISTS,
        "voice mode set": Rule.OK,
        "voice mode read back": Rule.EQUALS,
        "flash time set": Rule.OK,
        "flash time": Rule.EQUALS,
        "answer silence": Rule.OK,
        "first ring": Rule.OK,
        "port kept when closed": Rule.OK,
    }
    assert [test.what for test in tests if not test.needed] == ["device", "port kept when closed"]


KEYS = ["based_on", "title", "line", "times", "units", "digits", "words", "commands", "test", "result", "caps"]
VALUES = st.recursive(
    st.one_of(st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.sampled_from(sorted(shipped()))),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["send", "dial", "flash", "what", "text", "means", "hookd", "codes", "settings", "reply"]),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=8,
)


def written(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value) if not isinstance(value, float) or value == value else "nan"
        case str():
            return '"' + "".join(f"\\U{ord(each):08x}" for each in value if not 0xD800 <= ord(each) < 0xE000) + '"'
        case list():
            return "[" + ", ".join(written(each) for each in value) + "]"
        case dict():
            return "{" + ", ".join(f"{key} = {written(each)}" for key, each in value.items()) + "}"
    raise TypeError(value)


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6))
def test_any_table_is_a_profile_or_faults_in_sentences(table: dict[str, object]) -> None:
    text = "\n".join(f"{key} = {written(value)}" for key, value in table.items())
    try:
        read_profile(text, "mine.toml", "mine")
    except TableError as error:
        assert all(each.startswith(("mine.toml", "phones/")) for each in str(error).splitlines())
