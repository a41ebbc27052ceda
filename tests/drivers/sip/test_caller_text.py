"""The text telephone of a caller, by hand and over a real call."""

import subprocess
from pathlib import Path

import pytest

from app.ports import SendText, TtyHeard, TtyText
from drivers.sip.caller_text import CallerText
from drivers.sip.messages import Fact, Letters, LettersLeftOut, TtyTones
from drivers.sip.sound_device import FRAME_BYTES
from tests.drivers.sip.conftest import OpenDesk
from tests.partners.baresip import Baresip
from tests.partners.caller import SippCaller
from tests.partners.fixtures import Partners
from tests.partners.switch import SippSwitch

SILENCE = bytes(FRAME_BYTES)


def sent(text: CallerText, words: str) -> bytes:
    """Return the tones of `words`, with silence around them."""
    text.send(words)
    tones = [text.hear(SILENCE)]
    while tones[-1] is not None:
        tones.append(text.hear(SILENCE))
    return SILENCE * 20 + b"".join(each for each in tones if each) + SILENCE * 50


def heard(text: CallerText, sound: bytes) -> None:
    for begin in range(0, len(sound), FRAME_BYTES):
        assert text.hear(sound[begin : begin + FRAME_BYTES].ljust(FRAME_BYTES, b"\0")) is None


def read(told: list[Fact]) -> str:
    return "".join(fact.text for fact in told if isinstance(fact, Letters) and not fact.sent)


def test_what_one_sends_the_other_reads_and_each_letter_is_told_as_it_leaves() -> None:
    ours: list[Fact] = []
    theirs: list[Fact] = []
    tones = sent(CallerText("in:1", ours.append), "911 WHAT IS YOUR ADDRESS GA")
    assert (
        "".join(fact.text for fact in ours if isinstance(fact, Letters) and fact.sent) == "911 WHAT IS YOUR ADDRESS GA"
    )
    heard(CallerText("in:2", theirs.append), tones)
    assert theirs[0] == TtyTones("in:2")
    assert read(theirs) == "911 WHAT IS YOUR ADDRESS GA"
    assert all(len(fact.text) == len(fact.alternate) for fact in theirs if isinstance(fact, Letters))


def test_what_has_no_code_is_told() -> None:
    told: list[Fact] = []
    CallerText("in:1", told.append).send("GA ☎")
    assert told == [LettersLeftOut("in:1", "☎")]


def test_while_nothing_is_sent_the_caller_is_given_voices() -> None:
    text = CallerText("in:1", lambda fact: None)
    assert text.hear(SILENCE) is None
    text.send("GA")
    assert text.hear(SILENCE) is not None


@pytest.mark.needs("sipp", "sox", "minimodem")
def test_a_text_telephone_that_calls_is_heard_and_read(open_desk: OpenDesk, partner: Partners, tmp_path: Path) -> None:
    wav, voice = tmp_path / "tty.wav", tmp_path / "tty.ul"
    modem = ("minimodem", "--tx", "tdd", "-R", "8000", "--tx-carrier", "-f", str(wav))
    subprocess.run(modem, input=b"HELP FIRE AT 65 KING ST GA\n", check=True, timeout=20)
    pads = ("pad", "0.5", "2")
    subprocess.run(
        ("sox", str(wav), "-r", "8000", "-e", "mu-law", "-t", "ul", str(voice), *pads), check=True, timeout=20
    )
    desk = open_desk(partner(SippSwitch(tmp_path)).address).up()
    partner(SippCaller(tmp_path, desk.uri, voice=voice))
    desk.take_call()
    desk.until(TtyHeard)
    desk.until(TtyText, lambda text: text.text == "\n")
    letters = "".join(each.text for each in desk.told(TtyText))
    other = "".join(each.alternate for each in desk.told(TtyText))
    assert "HELP FIRE AT 65 " in letters
    assert " KING ST GA" in other, "it un-shifts on space, and says so nowhere: the other reading is the true one there"


@pytest.mark.needs("baresip", "sipp", "sox", "minimodem")
def test_what_is_typed_at_the_desk_is_read_by_another_text_telephone(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path
) -> None:
    switch = partner(SippSwitch(tmp_path))
    caller = partner(Baresip(tmp_path, "9055550123"))
    desk = open_desk(switch.address).up()
    caller.dial(f"{desk.uri};transport=udp")
    desk.take_call()
    begin = caller.heard_s()
    desk.do(SendText("911 WHERE ARE YOU Q GA"))
    desk.until(TtyText, lambda text: "".join(each.text for each in desk.told(TtyText)).endswith("Q GA"))
    assert all(text.sent for text in desk.told(TtyText))
    caller.until_heard(caller.heard_s() + 1.0)
    piece = tmp_path / "heard.wav"
    record = caller.recordings()[-1]
    subprocess.run(("sox", "--ignore-length", str(record), str(piece), "trim", f"{begin:.2f}"), check=True, timeout=20)
    told = subprocess.run(
        ("minimodem", "--rx", "tdd", "-R", "8000", "-q", "-f", str(piece)), capture_output=True, check=True, timeout=20
    )
    assert "911 WHERE ARE YOU Q GA" in " ".join(told.stdout.decode().split())
