"""Who hears whom."""

import array
import threading
from pathlib import Path

import pytest

from app.ports import Dial, Mute, Muted, Ringing
from drivers.sip.messages import Fact, Mix, SoundTold
from drivers.sip.sound import (
    AHEAD_BYTES,
    CHECK_TICKS,
    CUSHION_FRAMES,
    HANDSET,
    HEAD_START,
    MOST_FRAMES,
    NoSoundError,
    Sound,
    given,
)
from drivers.sip.sound_device import FRAME_BYTES, Silence
from tests.drivers.sip.conftest import OpenDesk
from tests.partners.baresip import Baresip
from tests.partners.fixtures import Partners
from tests.partners.program import LOCALHOST, until
from tests.partners.switch import SippSwitch
from tests.partners.tone import length_of, tone_in


def level(value: int) -> bytes:
    return array.array("h", [value] * (FRAME_BYTES // 2)).tobytes()


PARTIES: dict[str, bytes | None] = {"in:1": level(1), "out:1": level(10), "out:2": level(100), HANDSET: level(1000)}


def heard(mix: Mix, parties: dict[str, bytes | None] | None = None) -> dict[str, int]:
    out = given(mix, parties or PARTIES)
    assert {len(frame) for frame in out.values()} == {FRAME_BYTES}
    return {name: array.array("h", frame)[0] for name, frame in out.items()}


@pytest.mark.parametrize(
    ("mix", "hears"),
    [
        (Mix(("in:1", "out:1")), {"in:1": 1010, "out:1": 1001, HANDSET: 11}),
        (Mix(("in:1", "out:1"), mute=True), {"in:1": 10, "out:1": 1, HANDSET: 11}),
        (Mix(("in:1", "out:1"), handset=False), {"in:1": 10, "out:1": 1, HANDSET: 0}),
        (Mix(("in:1",), heard=("out:1",)), {"in:1": 1000, "out:1": 0, HANDSET: 11}),
        (Mix(("in:1",), heard=("out:1",), mute=True), {"in:1": 0, "out:1": 0, HANDSET: 11}),
        (Mix(("in:1", "out:1"), apart=True), {"in:1": 1000, "out:1": 1000, HANDSET: 11}),
        (Mix(("in:1", "out:1"), apart=True, mute=True), {"in:1": 0, "out:1": 0, HANDSET: 11}),
        (Mix(("in:1", "out:1", "out:2")), {"in:1": 1110, "out:1": 1101, "out:2": 1011, HANDSET: 111}),
        (Mix(()), {HANDSET: 0}),
    ],
)
def test_each_hears_those_it_is_to_hear_and_never_itself(mix: Mix, hears: dict[str, int]) -> None:
    assert heard(mix) == hears


def test_a_call_that_is_not_named_is_not_heard() -> None:
    assert heard(Mix(("in:1",)))[HANDSET] == 1


def test_a_party_without_sound_is_silence() -> None:
    assert heard(Mix(("in:1", "out:1")), {"in:1": None, "out:1": None, HANDSET: None})[HANDSET] == 0


# --- the beat, by hand ------------------------------------------------------------------------------------------------


class Stream:
    """The sound of a call in memory."""

    def __init__(self) -> None:
        self.coming = b""
        self.sent: list[bytes] = []
        self.ahead = 0
        self.gone = False

    def read(self, max_bytes: int) -> bytes:
        if self.gone:
            raise NoSoundError
        out, self.coming = self.coming[:max_bytes], self.coming[max_bytes:]
        return out

    def write(self, pcm: bytes) -> int:
        if self.gone:
            raise NoSoundError
        self.sent.append(pcm)
        return len(pcm)

    def waiting(self) -> int:
        return self.ahead


class Ear(Silence):
    """An earpiece that remembers, with a fault when told."""

    def __init__(self) -> None:
        self.heard: list[int] = []
        self.wrong = ""

    def play(self, frame: bytes, now: float) -> None:
        self.heard.append(array.array("h", frame)[0])

    def fault(self) -> str:
        return self.wrong


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def told() -> list[Fact]:
    return []


@pytest.fixture
def sound(ear: Ear, told: list[Fact]) -> Sound:
    return Sound(Silence(), ear, told.append)


def test_a_call_is_heard_in_its_order_once_a_little_of_it_waits(sound: Sound, ear: Ear) -> None:
    stream = Stream()
    sound.add("in:1", stream)
    sound.join(Mix(("in:1",)))
    stream.coming = level(1)
    sound.tick(0.00)
    stream.coming = level(2)
    sound.tick(0.02)
    sound.tick(0.04)
    sound.tick(0.06)
    assert ear.heard == [0, 1, 2, 0]


def test_a_beat_that_comes_late_and_catches_up_loses_nothing(sound: Sound, ear: Ear) -> None:
    stream = Stream()
    sound.add("in:1", stream)
    sound.join(Mix(("in:1",)))
    for n in range(1, 31):
        stream.coming += level(n)
        if n % 10 == 0:  # ten ticks at once, each 200 ms
            for _ in range(10):
                sound.tick(n * 0.02)
    assert [each for each in ear.heard if each] == list(range(1, 31))


def test_what_waits_all_the_time_is_dropped_so_that_a_call_is_not_late_for_ever(sound: Sound, ear: Ear) -> None:
    stream = Stream()
    sound.add("in:1", stream)
    sound.join(Mix(("in:1",)))
    stream.coming = level(1) * 10
    for n in range(2, 2 + 3 * CHECK_TICKS):
        stream.coming += level(n)
        sound.tick(n * 0.02)
    assert 2 + 3 * CHECK_TICKS - 1 - ear.heard[-1] <= CUSHION_FRAMES


def test_a_flood_is_not_held(sound: Sound) -> None:
    stream = Stream()
    sound.add("in:1", stream)
    for n in range(100):
        stream.coming += level(n) * 100
        sound.tick(n * 0.02)
    assert len(sound._voices["in:1"].held) <= MOST_FRAMES * FRAME_BYTES


def test_a_call_without_sound_now_changes_nothing_for_the_others(sound: Sound, ear: Ear) -> None:
    gone, here = Stream(), Stream()
    gone.gone = True
    sound.add("in:1", gone)
    sound.add("out:1", here)
    sound.join(Mix(("in:1", "out:1")))
    here.coming = level(5) * 3
    sound.tick(0.0)
    sound.tick(0.02)
    assert ear.heard == [5, 5]
    assert here.sent == [HEAD_START, level(0), level(0)]
    assert gone.sent == []


def test_a_library_that_sends_slower_than_our_beat_is_waited_for(sound: Sound) -> None:
    stream = Stream()
    sound.add("in:1", stream)
    sound.join(Mix(("in:1",)))
    stream.ahead = AHEAD_BYTES + 1
    for n in range(100):
        sound.tick(n * 0.02)
    assert len(stream.sent) == 1 + 98


def test_a_call_whose_sound_was_renegotiated_is_given_its_head_start_again(sound: Sound) -> None:
    stream = Stream()
    sound.add("in:1", stream)
    sound.join(Mix(("in:1",)))
    sound.tick(0.0)
    stream.gone = True
    sound.tick(0.02)
    stream.gone = False
    sound.tick(0.04)
    assert stream.sent == [HEAD_START, level(0)] * 2


def test_who_is_quiet_is_known(sound: Sound) -> None:
    sound.add("in:1", Stream())
    sound.tick(0.0)
    assert sound.quiet() == {"in:1": -1}


def test_a_listener_hears_every_tick_and_silence_where_nothing_comes(sound: Sound) -> None:
    stream = Stream()
    frames: list[bytes] = []
    sound.add("out:1", stream)
    sound.listen("out:1", frames.append)
    stream.coming = level(7) * 2
    for n in range(4):
        sound.tick(n * 0.02)
    assert [array.array("h", frame)[0] for frame in frames] == [7, 7, 0, 0]
    sound.listen("out:1", None)
    sound.tick(1.0)
    assert len(frames) == 4


def test_a_fault_of_the_handset_is_told_once_and_its_end_too(sound: Sound, ear: Ear, told: list[Fact]) -> None:
    ear.wrong = "earpiece default: gone"
    for n in range(3):
        sound.tick(n * 0.02)
    ear.wrong = ""
    sound.tick(1.0)
    assert told == [SoundTold(False, "earpiece default: gone"), SoundTold(True, "microphone and earpiece work")]


def test_the_thread_beats_fifty_times_a_second_and_ends(ear: Ear) -> None:
    beats = threading.Semaphore(0)
    sound = Sound(Silence(), ear, lambda fact: None)
    sound.add("in:1", Stream())
    sound.listen("in:1", lambda frame: beats.release())
    sound.start()
    for _ in range(10):
        assert beats.acquire(timeout=5)
    assert sound.age() < 5
    sound.stop()


# --- on real calls ----------------------------------------------------------------------------------------------------

CALLER_HZ, AGENCY_HZ, VOICE_HZ = 440, 1000, 1600


@pytest.mark.needs("baresip")
def test_in_a_conference_everybody_hears_the_two_others_and_not_itself(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path
) -> None:
    agency = partner(Baresip(tmp_path, "7138016", tone_hz=AGENCY_HZ, answer_after=0.2, transport="tcp"))
    caller = partner(Baresip(tmp_path, "9055550123", tone_hz=CALLER_HZ))
    desk = open_desk(f"{LOCALHOST}:{agency.port}").up()
    caller.dial(f"{desk.uri};transport=udp")
    desk.take_call()
    desk.bring_in(agency.user)
    starts = {end: end.heard_s() + 0.5 for end in (caller, agency)}
    ear = length_of(desk.heard) + 0.5
    for end in (caller, agency):
        end.until_heard(starts[end] + 1.0)
    until(lambda: length_of(desk.heard) > ear + 1.0, "the handset to hear a second")
    tones = (CALLER_HZ, AGENCY_HZ, VOICE_HZ)
    heard_by = {
        end.user: [end.tone_heard(hz, starts[end], starts[end] + 1.0) for hz in tones] for end in (caller, agency)
    }
    heard_by["handset"] = [tone_in(desk.heard, hz, ear, ear + 1.0) for hz in tones]
    loud = {user: [amplitude > 3000 for amplitude in amplitudes] for user, amplitudes in heard_by.items()}
    assert loud == {
        "9055550123": [False, True, True],
        "7138016": [True, False, True],
        "handset": [True, True, False],
    }, heard_by
    assert max(heard_by["9055550123"][0], heard_by["7138016"][1], heard_by["handset"][2]) < 200, heard_by
    desk.do(Mute(on=True))
    desk.until(Muted)
    begin = caller.heard_s() + 0.3
    caller.until_heard(begin + 0.5)
    assert caller.tone_heard(VOICE_HZ, begin, begin + 0.5) < 100
    assert caller.tone_heard(AGENCY_HZ, begin, begin + 0.5) > 3000


@pytest.mark.needs("sipp", "sox", "baresip")
def test_the_ringing_of_an_agency_is_heard_at_the_desk_while_the_caller_is_spoken_with(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path
) -> None:
    switch = partner(SippSwitch(tmp_path))
    caller = partner(Baresip(tmp_path, "9055550123", tone_hz=CALLER_HZ))
    desk = open_desk(switch.address).up()
    caller.dial(f"{desk.uri};transport=udp")
    desk.take_call()
    desk.do(Dial(1, "*31"))
    begin = length_of(desk.heard)
    at_caller = caller.heard_s()
    desk.until(Ringing)
    until(lambda: length_of(desk.heard) > begin + 1.5, "the handset to hear the ring")
    assert tone_in(desk.heard, 480, begin + 0.7, begin + 1.4) > 1000
    caller.until_heard(at_caller + 1.5)
    assert caller.tone_heard(480, at_caller + 0.7, at_caller + 1.4) < 100
    assert caller.tone_heard(VOICE_HZ, at_caller + 0.7, at_caller + 1.4) > 3000
