"""Two foreign text telephones, of the two conventions, read from lines as they are; and what is no TTY."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.sound.baudot import BaudotEncoder, encode
from drivers.sound.tty_receiver import LOST, TtyDetected, TtyHeard, TtyLetter, TtyReceiver
from drivers.sound.tty_sender import TtySender

if TYPE_CHECKING:
    from tests.drivers.sound.conftest import Minimodem, Sounds, Spandsp

NUMBERS = "CALL 905 555 0123 OR 416 967 1111 AT 65 KING ST"
LONG = " ".join(
    [NUMBERS, "911 WHAT IS THE ADDRESS OF YOUR EMERGENCY TODAY Q GA", "2484 YONGE ST, APT 1907, CODE 3358"] * 3
)
HALF = bytes(8000)

needs_minimodem = pytest.mark.needs("minimodem", "sox")
needs_spandsp = pytest.mark.needs("sox", "libspandsp2")
needs_both = pytest.mark.needs("sox", "libspandsp2", "minimodem")
needs_sox = pytest.mark.needs("sox")


def letters(heard: list[TtyHeard]) -> list[TtyLetter]:
    return [each for each in heard if isinstance(each, TtyLetter)]


def read(pcm: bytes, receiver: TtyReceiver | None = None) -> str:
    """Read pcm, silence after it."""
    return "".join(each.text for each in letters((receiver or TtyReceiver()).hear(pcm + HALF)))


def read_alternate(pcm: bytes) -> str:
    return "".join(each.alternate for each in letters(TtyReceiver().hear(pcm + HALF)))


def ours(text: str, rate: int = 8000) -> bytes:
    sender = TtySender(rate)
    sender.queue(encode(text).letters)
    pcm = b""
    while sender.busy:
        pcm += sender.take(rate // 50)[0]
    return pcm


def errors(got: str, sent: str) -> int:
    """Count letters that are wrong, missing or too many (Levenshtein)."""
    row = list(range(len(sent) + 1))
    for n, each in enumerate(got, 1):
        replaced = [cost + (each != other) for cost, other in zip(row, sent, strict=False)]
        new = [n]
        for here, above in zip(replaced, row[1:], strict=True):
            new.append(min(here, above + 1, new[-1] + 1))
        row = new
    return row[-1]


# --- both conventions ----------------------------------------------------------------------------------------------


@needs_spandsp
def test_a_far_end_that_stays_in_its_shift_is_read_exactly(spandsp: "Spandsp") -> None:
    pcm = spandsp.write(NUMBERS)

    assert read(HALF + pcm) == NUMBERS
    assert read_alternate(HALF + pcm) == ":-)) OPT TTT PQWE 94 RQY OYU QQQQ -5 YT (8,& ␇5"


@needs_minimodem
def test_the_digits_of_a_far_end_that_unshifts_on_space_are_read_right_and_its_letters_in_the_other_reading(
    minimodem: "Minimodem",
) -> None:
    pcm = HALF + minimodem.write(NUMBERS)
    both = list(zip(read(pcm).split(), read_alternate(pcm).split(), NUMBERS.split(), strict=True))

    for text, alternate, sent in both:
        assert text == sent if any(map(str.isdigit, sent)) else sent in (text, alternate)
    assert ("94", "OR", "OR") in both


@needs_minimodem
def test_such_a_far_end_is_read_exactly_by_a_receiver_that_was_told_so(minimodem: "Minimodem") -> None:
    assert read(HALF + minimodem.write(NUMBERS), TtyReceiver(unshift_on_space=True)) == NUMBERS


@needs_spandsp
def test_a_receiver_told_so_wrongly_would_spoil_the_number(spandsp: "Spandsp") -> None:
    assert read(spandsp.write("CALL 905 555 0123"), TtyReceiver(unshift_on_space=True)) == "CALL 905 TTT PQWE"


@pytest.mark.parametrize("unshift_on_space", [False, True])
def test_our_own_sender_is_read_exactly_either_way(unshift_on_space: bool) -> None:
    assert read(ours(NUMBERS), TtyReceiver(unshift_on_space=unshift_on_space)) == NUMBERS


# --- the line ------------------------------------------------------------------------------------------------------


@needs_both
@pytest.mark.parametrize("maker", ["spandsp", "minimodem"])
@pytest.mark.parametrize("snr_db", [10, 5])
def test_of_four_hundred_letters_in_noise_over_mulaw_one_in_a_hundred_may_be_wrong(
    sounds: "Sounds", spandsp: "Spandsp", minimodem: "Minimodem", maker: str, snr_db: float
) -> None:
    """Q16: total character error rate of 1 % or less."""
    assert len(LONG) >= 400
    pcm = spandsp.write(LONG) if maker == "spandsp" else minimodem.write(LONG)
    line = sounds.over_mulaw(sounds.in_noise(HALF + pcm + HALF, snr_db))

    got = read(line, TtyReceiver(unshift_on_space=maker == "minimodem"))

    assert errors(got, LONG) <= 0.01 * len(LONG), got


@needs_minimodem
@pytest.mark.parametrize("baud", [45.0, 45.45, 45.9, 49.5, 50.0, 50.5])
@pytest.mark.parametrize("off_tune", [-0.02, 0.0, 0.02])
def test_both_speeds_1_per_cent_off_and_tones_2_per_cent_off_are_read_in_noise(
    sounds: "Sounds", minimodem: "Minimodem", baud: float, off_tune: float
) -> None:
    """Q20: Baudot runs at 45.45 or 50 bit/s."""
    mark, space = 1400 * (1 + off_tune), 1800 * (1 + off_tune)
    pcm = minimodem.write(NUMBERS, baud=baud, mark=mark, space=space, stop_bits=1.5)
    line = sounds.over_mulaw(sounds.in_noise(HALF + pcm + HALF, 10))

    assert read(line, TtyReceiver(unshift_on_space=True)) == NUMBERS


@needs_spandsp
@pytest.mark.parametrize("spandsp", [50.0], indirect=True)
def test_a_far_end_of_50_baud_that_stays_in_its_shift_is_read_exactly(spandsp: "Spandsp") -> None:
    assert read(HALF + spandsp.write(NUMBERS)) == NUMBERS


@needs_spandsp
@pytest.mark.parametrize(
    "effects",
    [
        ("gain", "-26"),  # -40 dBm0
        ("gain", "20"),  # clipped to a square
        ("dcshift", "0.2"),
        ("equalizer", "1800", "300h", "-10"),  # space far weaker than mark
        ("equalizer", "1400", "300h", "-10"),
        ("sinc", "300-3400"),
    ],
)
def test_level_clipping_offset_and_a_slanting_line_change_nothing(
    sounds: "Sounds", spandsp: "Spandsp", effects: tuple[str, ...]
) -> None:
    line = sounds.over_mulaw(sounds.bent(HALF + spandsp.write(NUMBERS) + HALF, *effects))

    assert read(line) == NUMBERS


@needs_spandsp
@pytest.mark.parametrize("gap", [0.05, 0.1, 0.35])
@pytest.mark.parametrize("noisy", [False, True])
def test_a_carrier_that_is_off_between_letters_is_read(
    sounds: "Sounds", spandsp: "Spandsp", gap: float, noisy: bool
) -> None:
    pcm = HALF + sounds.silence(gap).join(map(spandsp.write, "CALL 905 555 OR 416")) + HALF

    assert read(sounds.in_noise(pcm, 10) if noisy else pcm) == "CALL 905 555 OR 416"


@needs_sox
def test_the_shift_is_kept_while_the_carrier_is_off(sounds: "Sounds") -> None:
    encoder, pcm = BaudotEncoder(), b""
    for letter in "905 555":
        sender = TtySender()
        sender.queue(encoder.encode(letter).letters)
        while sender.busy:
            pcm += sender.take(160)[0]
        pcm += bytes(16000)

    assert read(sounds.in_noise(pcm, 10)) == "905 555"


@needs_minimodem
@pytest.mark.parametrize("rate", [11025, 16000, 44100, 48000])
def test_sound_of_any_rate_is_read(minimodem: "Minimodem", rate: int) -> None:
    pcm = minimodem.write(NUMBERS, rate=rate)

    assert read(pcm, TtyReceiver(rate, unshift_on_space=True)) == NUMBERS


# --- however it comes ----------------------------------------------------------------------------------------------


@needs_spandsp
@pytest.mark.parametrize("most", [1, 2, 37, 320, 5000])
def test_the_same_is_heard_however_the_sound_is_cut(sounds: "Sounds", spandsp: "Spandsp", most: int) -> None:
    pcm = HALF + spandsp.write("CALL 905 555") + HALF
    receiver = TtyReceiver()

    heard = [each for chunk in sounds.in_chunks(pcm, most) for each in receiver.hear(chunk)]

    assert heard == TtyReceiver().hear(pcm)
    assert "".join(each.text for each in letters(heard)) == "CALL 905 555"


@pytest.mark.needs("sox", "libspandsp2", "espeak-ng")
@pytest.mark.parametrize("before", ["noise", "speech", "ringback", "keys", "beep"])
def test_it_is_read_after_whatever_came_before_and_what_follows(
    sounds: "Sounds", spandsp: "Spandsp", before: str
) -> None:
    garbage = {
        "noise": lambda: sounds.noise(1.0),
        "speech": lambda: sounds.speech("en-us"),
        "ringback": lambda: sounds.tones((440.0, 480.0), 1.0),
        "keys": lambda: sounds.tones((941.0, 1336.0), 0.1, 0.1, 5),
        "beep": lambda: sounds.tones((1800.0,), 1.0),
    }[before]()

    assert read(garbage + spandsp.write("CALL 905") + garbage + spandsp.write(" 555")) == "CALL 905 555"


def test_a_letter_is_told_before_the_next_one_begins() -> None:
    pcm = ours("E E")
    receiver, told = TtyReceiver(), []
    for begin in range(0, len(pcm), 320):
        told += [(each.second, begin / 16000 + 0.02) for each in letters(receiver.hear(pcm[begin : begin + 320]))]

    assert len(told) == 3
    for second, when in told:
        assert when - second <= 8 * 0.022 + 0.025


def test_letters_are_dated_by_their_start_bit() -> None:
    heard = TtyReceiver().hear(HALF + ours("EE"))

    assert [each.second for each in letters(heard)] == pytest.approx([0.65 + 0.176, 0.65 + 2 * 0.176], abs=0.006)


@needs_spandsp
def test_a_letter_that_the_line_spoiled_is_shown_as_lost(spandsp: "Spandsp") -> None:
    sent = spandsp.write("CALL 905 555")
    spoiled = bytearray(sent)
    zero = next(each.second for each in letters(TtyReceiver().hear(sent)) if each.text == "0")
    begin = 2 * int((zero + 2.6 * 0.022) * 8000)
    spoiled[begin : begin + 640] = bytes(640)  # two packets of 20 ms

    assert read(bytes(spoiled)) == f"CALL 9{LOST}5 555"
    assert read_alternate(bytes(spoiled)) == f":-)) O{LOST}T TTT"


# --- what is a TTY, and what is not --------------------------------------------------------------------------------


@needs_both
@pytest.mark.parametrize("maker", ["spandsp", "minimodem"])
def test_a_tty_is_told_once_and_before_its_first_letter(spandsp: "Spandsp", minimodem: "Minimodem", maker: str) -> None:
    """D150: a TTY is recognised by its tones."""
    pcm = HALF + (spandsp if maker == "spandsp" else minimodem).write("GA") + HALF
    receiver = TtyReceiver()
    heard = receiver.hear(pcm)

    assert isinstance(heard[0], TtyDetected)
    assert 0.4 <= heard[0].second <= 1.0
    assert [type(each) for each in heard[1:]] == [TtyLetter, TtyLetter]
    assert receiver.detected


def test_the_carrier_alone_is_no_tty_yet() -> None:
    carrier = ours("E")[: int(0.15 * 16000)]
    receiver = TtyReceiver()

    assert receiver.hear(carrier * 5) == []
    assert not receiver.detected


@pytest.mark.needs("sox", "espeak-ng")
@pytest.mark.parametrize("voice", ["en-us", "en-us+f3", "en-us+m7", "en-us+whisper", "fr-ca", "fr+f2", "pl"])
def test_speech_is_no_tty(sounds: "Sounds", voice: str) -> None:
    assert TtyReceiver().hear(sounds.speech(voice)) == []


@pytest.mark.needs("sox", "espeak-ng", "libspandsp2")
@pytest.mark.parametrize("voice", ["en-us", "en-us+f3", "fr-ca"])
def test_a_voice_in_turn_with_a_tty_is_not_read(sounds: "Sounds", spandsp: "Spandsp", voice: str) -> None:
    assert read(spandsp.write("HELLO GA") + sounds.speech(voice)) == "HELLO GA"


KEYS = [(row, column) for row in (697.0, 770.0, 852.0, 941.0) for column in (1209.0, 1336.0, 1477.0, 1633.0)]


@needs_sox
def test_no_key_of_a_telephone_is_a_tty(sounds: "Sounds") -> None:
    dialled = b"".join(sounds.tones(key, on, on, 4) for key in KEYS for on in (0.05, 0.1))

    assert TtyReceiver().hear(dialled) == []


@needs_sox
@pytest.mark.parametrize(
    "tones",
    [(440.0, 480.0), (480.0, 620.0), (350.0, 440.0), (1400.0,), (1800.0,), (1400.0, 1800.0), (2100.0,), (1100.0,),
     (1400.0, 2060.0, 2450.0, 2600.0), (1600.0,)],
)  # fmt: skip
@pytest.mark.parametrize("on", [0.1, 0.25, 2.0])
def test_no_tone_of_the_line_is_a_tty(sounds: "Sounds", tones: tuple[float, ...], on: float) -> None:
    assert TtyReceiver().hear(sounds.tones(tones, on, on, 6, each_dbm0=-14)) == []


@needs_minimodem
@pytest.mark.parametrize("baud", [75, 300])
def test_the_same_tones_at_another_speed_are_no_tty(minimodem: "Minimodem", baud: int) -> None:
    assert TtyReceiver().hear(HALF + minimodem.write("THE QUICK BROWN FOX", baud=baud)) == []


@needs_sox
def test_noise_and_sweeps_are_no_tty(sounds: "Sounds") -> None:
    sweep = sounds.make("synth", "6", "sine", "1200-2000", "gain", "-12")

    assert TtyReceiver().hear(sounds.noise(20.0) + sweep + sweep) == []


@given(st.lists(st.binary(max_size=4000), max_size=6))
def test_any_bytes_are_taken_and_little_is_kept(chunks: list[bytes]) -> None:
    receiver = TtyReceiver()
    for chunk in chunks * 4:
        receiver.hear(chunk)

    assert receiver.held < 400


@given(st.binary(max_size=2000), st.integers(0, 3))
def test_any_bytes_before_a_tty_do_not_hinder_it(garbage: bytes, odd: int) -> None:
    receiver = TtyReceiver()
    receiver.hear(garbage + bytes(len(garbage) % 2) + bytes(2 * odd))

    assert read(ours("911"), receiver).endswith("911")
