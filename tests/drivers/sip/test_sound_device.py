"""The microphone and the earpiece."""

import array
import time
import wave
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.sip.sound_device import (
    FRAME,
    FRAME_BYTES,
    LOUDNESS,
    RATE,
    RESTARTS_S,
    STALL_S,
    AlsaEarpiece,
    AlsaMicrophone,
    device_fault,
    make_earpiece,
    make_microphone,
)
from tests.partners.program import until
from tests.partners.tone import amplitude, read_wav


def samples(frames: list[bytes | None]) -> "array.array[int]":
    return array.array("h", b"".join(frame or bytes(FRAME_BYTES) for frame in frames))


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("spec", ["none", "alsa:default", "alsa:hw:0,0", "alsa:plughw:CARD=Headset,DEV=0", "file:/x y"])
def test_devices_that_are_known(spec: str) -> None:
    assert device_fault(spec, "microphone") == device_fault(spec, "earpiece") == ""


@pytest.mark.parametrize("spec", ["", "alsa:", "alsa:a b", "tone:1", "tone:x", "pulse", "file:", "none ", "x" * 5000])
def test_devices_that_are_not_are_a_sentence(spec: str) -> None:
    said = device_fault(spec, "microphone")
    assert said.startswith("microphone: expected alsa:NAME, tone:HZ, file:PATH or none, got ")
    assert len(said) < 150


def test_an_earpiece_is_no_tone() -> None:
    assert device_fault("tone:440", "microphone") == ""
    assert device_fault("tone:440", "earpiece") == "earpiece: expected alsa:NAME, file:PATH or none, got 'tone:440'"


@given(st.text())
def test_any_words_are_a_device_or_a_sentence(spec: str) -> None:
    assert device_fault(spec, "earpiece") or spec


# --- tone, file, none -------------------------------------------------------------------------------------------------


def test_a_tone_is_steady_over_any_number_of_frames() -> None:
    microphone = make_microphone("tone:1633")
    heard = samples([microphone.frame(0.0) for _ in range(100)])
    assert len(heard) == 100 * FRAME
    assert amplitude(heard, RATE, 1633) == pytest.approx(LOUDNESS, rel=0.01)


def test_none_is_silence_and_has_no_fault() -> None:
    microphone, earpiece = make_microphone("none"), make_earpiece("none")
    assert microphone.frame(0.0) is None
    earpiece.play(bytes(FRAME_BYTES), 0.0)
    assert microphone.fault() == earpiece.fault() == ""


def test_a_file_that_is_written_can_be_played(tmp_path: Path) -> None:
    path = tmp_path / "voice.wav"
    earpiece, tone = make_earpiece(f"file:{path}"), make_microphone("tone:440")
    for _ in range(50):
        earpiece.play(tone.frame(0.0) or b"", 0.0)
        assert len(read_wav(path)[0]) > 0, "it can be read while it is written"
    earpiece.close()
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getnframes()) == (RATE, 1, 50 * FRAME)
    microphone = make_microphone(f"file:{path}")
    frames = [microphone.frame(0.0) for _ in range(52)]
    assert frames[50:] == [None, None]
    assert amplitude(samples(frames[:50]), RATE, 440) == pytest.approx(LOUDNESS, rel=0.01)


def test_a_file_that_cannot_be_used_is_a_sentence(tmp_path: Path) -> None:
    other = tmp_path / "other.wav"
    with wave.open(str(other), "wb") as file:
        file.setframerate(44_100)
        file.setnchannels(2)
        file.setsampwidth(2)
    assert make_microphone(f"file:{other}").fault().endswith("expected 8000 Hz, one channel, 16 bits")
    (tmp_path / "text.wav").write_text("no sound")
    for name in ("none.wav", "text.wav"):
        microphone = make_microphone(f"file:{tmp_path / name}")
        assert microphone.fault().startswith(f"microphone file {tmp_path / name}: ")
        assert microphone.frame(0.0) is None
    earpiece = make_earpiece(f"file:{tmp_path}/no/folder.wav")
    earpiece.play(bytes(FRAME_BYTES), 0.0)
    assert earpiece.fault().startswith(f"earpiece file {tmp_path}/no/folder.wav: ")


def fault_after_a_frame(earpiece: AlsaEarpiece, now: float = 100.0) -> str:
    earpiece.play(bytes(FRAME_BYTES), now)
    return earpiece.fault()


def ended(earpiece: AlsaEarpiece, now: float) -> bool:
    return earpiece.ready(now) is None


# --- ALSA -------------------------------------------------------------------------------------------------------------


@pytest.mark.needs("arecord")
def test_a_microphone_of_alsa_gives_frames() -> None:
    microphone = AlsaMicrophone("null")
    try:
        frame = until(lambda: microphone.frame(time.monotonic()), "a frame")
        assert len(frame or b"") == FRAME_BYTES
        assert microphone.fault() == ""
    finally:
        microphone.close()


@pytest.mark.needs("aplay")
def test_an_earpiece_of_alsa_takes_frames_and_never_waits() -> None:
    earpiece = AlsaEarpiece("null")
    try:
        for _ in range(500):
            earpiece.play(bytes(FRAME_BYTES), time.monotonic())
        assert earpiece.fault() == ""
    finally:
        earpiece.close()


@pytest.mark.needs("arecord", "aplay")
def test_a_device_that_is_not_there_is_told_in_its_own_words_and_tried_again() -> None:
    microphone, earpiece = AlsaMicrophone("nosuch"), AlsaEarpiece("nosuch")
    try:
        until(lambda: microphone.frame(100.0) or microphone.fault(), "the microphone's end")
        why = "Unknown PCM nosuch; audio open error: No such file or directory"
        assert microphone.fault() == f"microphone nosuch: arecord ended: {why}"
        until(lambda: fault_after_a_frame(earpiece), "the earpiece's end")
        assert earpiece.fault() == f"earpiece nosuch: aplay ended: {why}"
        assert microphone.ready(100.0 + RESTARTS_S[0] - 0.1) is None
        assert microphone.ready(100.0 + RESTARTS_S[0] + 0.1) is not None
    finally:
        microphone.close()
        earpiece.close()


@pytest.mark.needs("aplay")
def test_an_earpiece_that_is_still_missing_is_not_called_well_whenever_it_is_tried_again() -> None:
    """What the pipe took said that it worked: voice was told as back and lost again every ten seconds, all night."""
    earpiece = AlsaEarpiece("nosuch")
    try:
        until(lambda: fault_after_a_frame(earpiece), "the earpiece's end")
        for now in (110.0, 130.0, 150.0):
            assert earpiece.ready(now) is not None, "it is tried again"
            earpiece.play(bytes(FRAME_BYTES), now)
            assert earpiece.fault().startswith("earpiece nosuch: ")
            until(partial(ended, earpiece, now), "its end")
    finally:
        earpiece.close()


@pytest.mark.needs("aplay")
def test_an_earpiece_that_takes_more_than_its_pipe_holds_works_again() -> None:
    earpiece = AlsaEarpiece("null")
    earpiece._fail("it was pulled", 100.0)
    try:
        until(lambda: fault_after_a_frame(earpiece, 102.0) == "", "the earpiece to take what it is given")
    finally:
        earpiece.close()


@pytest.mark.needs("arecord")
def test_a_device_that_gives_nothing_is_gone() -> None:
    microphone = AlsaMicrophone("null")
    try:
        assert until(lambda: microphone.frame(100.0), "a frame")
        microphone.moved(100.0)
        assert microphone.ready(100.0 + STALL_S + 0.1) is None
        assert microphone.fault() == "microphone null: nothing moves for 2 s"
        until(lambda: microphone.frame(104.0), "a frame of the one started again")
        assert microphone.fault() == ""
    finally:
        microphone.close()


def test_a_program_whose_device_hangs_stops_nothing_and_is_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A process in an uninterruptible wait dies of no signal: that kill is left out here."""
    (tmp_path / "arecord").write_text("#!/bin/sh\nexec sleep 60\n")
    (tmp_path / "arecord").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    microphone = AlsaMicrophone("hangs")
    hung = microphone.ready(100.0)
    assert hung is not None
    began = time.monotonic()
    with monkeypatch.context() as patched:
        patched.setattr("subprocess.Popen.kill", lambda program: None)
        for now in (103.0, 120.0, 140.0):
            assert microphone.ready(now) is None
    assert time.monotonic() - began < 0.5
    assert microphone.fault() == "microphone hangs: nothing moves for 2 s"
    hung.kill()
    until(lambda: microphone.ready(141.0), "it to be started again")
    microphone.close()


def test_a_program_that_is_not_installed_is_told_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    microphone = AlsaMicrophone("default")
    assert microphone.frame(0.0) is None
    assert microphone.fault() == ("microphone default: arecord is not installed: sudo apt-get install alsa-utils")
