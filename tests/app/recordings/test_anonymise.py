"""Nothing of a caller is left, and the recording reads as before.

What must not be left is listed here from what was put in, not by the code that is tested: every token (three letters,
four digits) of every personal value, with and without its eighth bit.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.ports import Chunk
from app.recordings.anonymise import MOST_TOKENS, Anonymiser, marks_anonymised
from app.settings import Settings
from app.spill.encode import encode
from app.spill.formats import FormatTable, load_table
from app.spill.locality import localities
from app.spill.mark import Mark
from app.spill.model import Spill
from app.spill.reader import SpillReader
from app.tables import load_tables
from drivers.emulator.callers import SERVICE_CLASSES, CallerInvention
from drivers.emulator.values import RecordValues

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LOCAL = datetime(2026, 3, 1, 7, 5, 9)  # noqa: DTZ001 (the sender's wall clock has no zone)
TABLES = load_tables(Settings())
FORMATS = {table.name: table for table in TABLES.formats}
TOKEN = re.compile(r"[a-z]{3,}|[0-9]{4,}")
FICTION = re.compile(r"555-?01[0-9]{2}")

# What stays by rule stands in these fields; a token that is part of one of their values tells nothing of a caller.
KEPT = ("class", "borough", "date", "time", "call_number", "position", "esn", "municipality", "agency", "province")
PERSONAL = ("number", "routing_number", "name", "address", "location", "postal_code", "agency_number", "lsp_name",
            "lsp_number", "pos_number", "dms_line", "field_13", "agent", "transfer_number")  # fmt: skip


def cut(data: bytes, sizes: Sequence[int]) -> list[Chunk]:
    chunks: list[Chunk] = []
    at = 0
    while at < len(data):
        size = sizes[len(chunks) % len(sizes)]
        chunks.append(Chunk(NOON + timedelta(seconds=len(chunks)), data[at : at + size], 0.003))
        at += size
    return chunks


def tokens(text: str) -> set[str]:
    return set(TOKEN.findall(text.lower()))


def anonymised(
    chunks: list[Chunk], key: bytes = b"key", formats: Sequence[FormatTable] = TABLES.formats
) -> list[Chunk]:
    """Carry out all three readings, and hold what must hold of every one."""
    anonymiser = Anonymiser(formats, TABLES.classes, TABLES.localities, key)
    anonymiser.learn(chunks)
    for _ in range(6):
        made = list(anonymiser.rewritten(chunks))
        if not anonymiser.unlike(chunks, made):
            break
    assert [(each.at, each.gap, len(each.data)) for each in made] == [
        (each.at, each.gap, len(each.data)) for each in chunks
    ]
    return made


def whole(chunks: list[Chunk]) -> bytes:
    return b"".join(each.data for each in chunks)


def looks(chunks: list[Chunk], formats: Sequence[FormatTable] = TABLES.formats) -> list[tuple[Any, ...]]:
    """Return what a lesson needs of each thing found."""
    reader = SpillReader(formats, TABLES.classes, TABLES.localities)
    events = [event for chunk in chunks for event in reader.feed(chunk)] + reader.end(NOON)
    found: list[tuple[Any, ...]] = []
    for event in events:
        if isinstance(event, Spill):
            kind = event.service.kind if event.service else None
            found.append((event.format, event.service_class, kind, event.position, event.call_number, event.esn,
                          event.borough, event.number_status, event.sent_at, sorted(event.values)))  # fmt: skip
        else:
            found.append((type(event).__name__, len(event.data)))
    return found


def left(data: bytes, personal: set[str], kept: str) -> set[str]:
    """Return the tokens that are still in `data`, with bit 7 as it is or off, but for those within what is kept."""
    texts = [data.decode("latin-1").lower(), bytes(each & 0x7F for each in data).decode("latin-1").lower()]
    return {each for each in personal if each not in kept.lower() and any(each in text for text in texts)}


def filled(table: FormatTable, values: dict[str, str]) -> dict[str, str]:
    """Return the values that the table has fields for."""
    fields = {field for layout in table.layouts for step in layout.steps for form in step for field in form.fields}
    return {field: value for field, value in values.items() if field in fields | table.first.fields}


@pytest.mark.parametrize("name", sorted(FORMATS))
@settings(max_examples=40, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # shrinking a stream takes minutes
@given(data=st.data())
def test_nothing_of_any_caller_of_any_format_is_left(name: str, data: st.DataObject) -> None:
    """F7, F8: for each personal value and each of its tokens there is no occurrence in what comes out."""
    table = FORMATS[name]
    seed = data.draw(st.integers(0, 10**6))
    invention = CallerInvention(seed, SERVICE_CLASSES[table.classes])
    stream = b""
    personal: set[str] = set()
    kept: list[str] = list(TABLES.localities.names)
    values_sent: list[str] = []
    for number in range(data.draw(st.integers(1, 4))):
        caller = invention.caller()
        values = RecordValues(table).of(caller, 99_998 + number if seed % 2 else number, "0218", LOCAL)
        stream += encode(table, values)
        for field, value in values.items():
            if field in PERSONAL:
                personal |= tokens(value)
                values_sent.append(value)
            elif field in KEPT or field in table.sent:
                kept.append(value)
        kept += re.findall(r"[A-Za-z]+:?", " ".join(form.words for form in _forms(table)))
        cut_off = data.draw(st.sampled_from([0, 9, 25, 60]))
        if cut_off:  # half a record, as a lost byte leaves it
            stream += encode(table, values)[cut_off:] + data.draw(st.binary(max_size=9)) + b"\r\n\r\n"
            personal |= tokens(values["name"])
        if data.draw(st.booleans()):  # and one with a wrong parity
            stream += bytes(each | 0x80 if each % 3 else each for each in encode(table, values)) + b"\r\n\r\n"
    chunks = cut(stream, data.draw(st.lists(st.integers(1, 70), min_size=1, max_size=4)))
    made = anonymised(chunks, data.draw(st.binary(min_size=1, max_size=4)))
    out = whole(made)
    excused = " ".join([*kept, "90555501 28955501 70555501"])
    assert left(out, personal, excused) == set()
    for value in values_sent:
        if len(value) >= 5:
            assert value.encode() not in out
    assert looks(made) == looks(chunks)


def _forms(table: FormatTable) -> list[Any]:
    return [table.first, *(form for layout in table.layouts for step in layout.steps for form in step)]


WORDS = st.lists(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZÉÈÀÜÇÑ'-", min_size=3, max_size=12), min_size=1, max_size=3).map(
    " ".join
)


@given(
    name=WORDS,
    address=st.tuples(st.integers(1, 99_999), WORDS).map(lambda both: f"{both[0]} {both[1]}"),
    number=st.from_regex(r"\A[2-9][2-8][0-9]-[0-9]{4}\Z"),
    free=WORDS,
    latin=st.booleans(),
    sizes=st.lists(st.integers(1, 40), min_size=1, max_size=3),
)
def test_real_looking_callers_with_accents_are_not_left_either(
    name: str, address: str, number: str, free: str, latin: bool, sizes: list[int]
) -> None:
    slip = (
        f"{number} (905) RES OSH 26/03/01 05:17:39 #00552 Pos:0218\r\n{name}\r\n{address}\r\nAPT 6\r\n"
        f"OSHAWA, OSHAWA L1G-4B7\r\nESN#: 0047\r\nDUR REG POLICE\r\n905-579-1234\r\n\r\n{free} {number}\r\n\r\n"
    )
    data = slip.encode("latin-1" if latin else "utf-8")
    made = whole(anonymised(cut(data, sizes)))
    text = made.decode("latin-1" if latin else "utf-8")
    kept = "OSHAWA RES OSH DUR REG POLICE ESN POS 00552 0218 0047 26/03/01 555-01 90555501"
    assert left(made, tokens(f"{name} {address} {number} {free} 1234"), kept) == set()
    assert not {each for each in re.findall(r"\w{3,}", f"{name} {free}") if len(each) > 4 and each in text}
    assert "L1G" not in text
    assert text.count("555-01") == 3


def test_it_is_the_same_every_time_within_a_file_and_another_in_the_next_run(slips: dict[str, bytes]) -> None:
    display = slips["bell-printer"]
    chunks = cut(display * 2 + b"PALMER, ROBERT\r\n\r\n", (50,))
    one, again, other = (whole(anonymised(chunks, key)) for key in (b"one", b"one", b"two"))
    assert one == again
    assert one != other
    first, second, unknown = [each for each in one.split(b"\r\n\r\n") if each]
    assert first == second
    assert first.splitlines()[1] == unknown


def test_a_number_is_one_kept_for_fiction_and_of_the_same_kind(slips: dict[str, bytes]) -> None:
    """D111: what the network sends in place of a number stays, and so does what can be said of it."""
    sent = ["326-1224 (905)", "911-0123 (905)", "000-0000 (905)", "111-1111 (905)", "511-1234 (905)", "326-1224 (911)"]
    slip = slips["bell-printer"]
    chunks = cut(b"".join(slip.replace(b"326-1224 (905)", each.encode()) for each in sent), (33,))
    made = anonymised(chunks)
    numbers = [line[:14] for line in whole(made).decode().split("\r\n") if "Pos:" in line]
    assert [FICTION.sub("555-01NN", each) for each in numbers] == [
        "555-01NN (905)",
        "911-0123 (905)",
        "000-0000 (905)",
        "111-1111 (905)",
        numbers[4],
        "555-01NN (911)",
    ]
    assert re.fullmatch(r"511-01[0-9]{2} \(905\)", numbers[4])
    assert numbers[0][:8] == numbers[5][:8]
    assert looks(made) == looks(chunks)


def test_a_record_between_stx_and_etx_keeps_a_right_check_byte_and_heartbeats_stay() -> None:
    table = load_table(
        """
name = "checked"
title = "A link with a check byte"
source = "a test"
[framing]
kind = "stx-etx"
check = "xor"
heartbeats = ["ALIVE {beat:digits}"]
[first]
pattern = "N{number:9999999999} {call_number:digits}"
[[layout]]
lines = [{ label = "NAME:", field = "name" }, { label = "AT:", field = "address" }]
""",
        "checked.toml",
    )
    values = {"number": "9053261224", "call_number": "00071", "name": "PALMER, ROBERT", "address": "324 FIRST ST"}
    beat = b"\x02ALIVE 17\x03"
    beat += bytes([0x03 ^ _xor(beat[1:-1])])
    chunks = cut((encode(table, values) + beat) * 3, (5,))
    made = anonymised(chunks, formats=[table])
    assert looks(made, [table]) == looks(chunks, [table])
    assert whole(made).count(beat) == 3
    assert b"NAME:" in whole(made)
    assert left(whole(made), {"palmer", "robert", "first", "3261224"}, "") == set()


def _xor(data: bytes) -> int:
    found = 0
    for each in data:
        found ^= each
    return found


def test_a_layout_that_a_value_chooses_and_columns_stay() -> None:
    table = load_table(
        """
name = "columns"
title = "Columns of the house"
source = "a test"
[framing]
kind = "lines"
ends = ["blank"]
[first]
pattern = "{kind:AAA} {number:999-9999}"
[[layout]]
when = { kind = ["CEL"] }
lines = [{ columns = [{ field = "tower", at = 1, width = 12 }, { field = "position", at = 13, width = 5 }] }]
[[layout]]
lines = [{ field = "name" }]
""",
        "columns.toml",
    )
    data = b"CEL 326-1224\r\nHARMONY TOWR00218\r\n\r\nRES 326-1224\r\nPALMER\r\n\r\n"
    made = anonymised(cut(data, (11,)), formats=[table])
    lines = whole(made).decode().split("\r\n")
    assert re.fullmatch(r"CEL 555-01[0-9]{2}", lines[0])
    assert re.fullmatch(r"[A-Z]{7} [A-Z]{4}00218", lines[1])
    assert left(whole(made), {"harmony", "towr", "palmer"}, "") == set()
    assert looks(made, [table]) == looks(cut(data, (11,)), [table])


def test_bytes_that_no_event_names_are_replaced_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.recordings.trace.Tracer._next", lambda *_: ())
    monkeypatch.setattr("app.recordings.trace.Tracer._anywhere", lambda *_: ())
    slip = b"436-0709 RES OSH\r\nJohn Doe\r\n84 Smith St.\r\n13:30 #: 00271\r\nOshawa Oshawa L1J 6Y8\r\n\r\n"
    chunks = cut(slip, (20,))
    anonymiser = Anonymiser(TABLES.formats, TABLES.classes, TABLES.localities, b"key")
    anonymiser.learn(chunks)
    made = whole(list(anonymiser.rewritten(chunks)))
    assert len(made) == len(slip)
    assert left(made, {"john", "doe", "smith", "0709", "oshawa", "00271"}, "") == set()


@given(st.binary(max_size=3000), st.integers(1, 400))
def test_whatever_the_bytes_are_as_many_come_out_in_the_same_chunks(data: bytes, size: int) -> None:
    made = anonymised(cut(data, (size,)))
    control = bytes(each for each in range(256) if not chr(each & 0x7F).isalnum())
    assert whole(made).translate(None, bytes(set(range(256)) - set(control[:33]))) == data.translate(
        None, bytes(set(range(256)) - set(control[:33]))
    )


def test_what_was_found_otherwise_is_invented_anew() -> None:
    """An invented word of a half record that is a class by chance would make a caller of it."""
    anonymiser = Anonymiser(TABLES.formats, TABLES.classes, TABLES.localities, b"key")
    noise = cut(b"436-0709 RE. OSH\r\nTORN\r\n\r\n", (60,))
    caller = cut(b"436-0709 RES OSH\r\nTORN\r\n\r\n", (60,))
    anonymiser.learn(noise)
    one = list(anonymiser.rewritten(noise))
    assert anonymiser.unlike(noise, caller) >= 1
    assert list(anonymiser.rewritten(noise)) != one


def test_more_words_than_can_be_remembered_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    from app.errors import FeedError

    assert MOST_TOKENS >= 100_000
    monkeypatch.setattr("app.recordings.anonymise.MOST_TOKENS", 3)
    anonymiser = Anonymiser(TABLES.formats, TABLES.classes, localities([]), b"key")
    with pytest.raises(FeedError, match="expected at most 3 different words and numbers"):
        anonymiser.learn(cut(b"SOME WORDS THAT ARE MANY\r\n\r\n", (60,)))


def test_no_word_of_a_mark_is_left() -> None:
    marks = [Mark(NOON + timedelta(seconds=2), "Palmer hangs up"), Mark(NOON, "Palmer")]
    assert marks_anonymised(marks) == [Mark(NOON, "mark 1"), Mark(NOON + timedelta(seconds=2), "mark 2")]


def test_a_day_of_the_region_keeps_its_order(slips: dict[str, bytes]) -> None:
    """Call numbers roll over after 99999; their order is that of the recording."""
    table = FORMATS["bell-printer"]
    invention = CallerInvention(7, SERVICE_CLASSES[table.classes])
    values_of = RecordValues(table)
    stream = b"".join(
        encode(table, values_of.of(invention.caller(), (99_900 + n) % 100_000, "0218", LOCAL)) for n in range(300)
    )
    chunks = cut(stream, (64, 1, 200))
    made = anonymised(chunks)
    assert looks(made) == looks(chunks)
    assert len(looks(made)) == 300
