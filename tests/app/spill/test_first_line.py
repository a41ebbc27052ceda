"""First lines: where they begin, which tables they open, and that a mark never hides one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.spill.first_line import FirstLines, Mark, Opening, mark_of, near_of
from app.spill.framing import Framing, FramingKind

LINES, LINE, EOT = FramingKind.LINES, FramingKind.LINE, FramingKind.EOT

# Every part of a pattern's source that the mark must understand or leave alone.
PATTERNS = [
    rb"\d{3}-\d{4} \(\d{3}\) [A-Z]{3} #\d+ Pos:\S+",
    rb"[ \t]*+\d{3}\-\d{4}(?:[ \t]++\(\d{3}\))?[ ]++[A-Z]{2,4}(?![A-Z])\Z",
    rb"(?:\d{7}|\d{10})?\|[A-Z0-9]{0,4}\|[^|]*\|(?:[^|]*\|){3,}[^|]*",
    rb"ab?c*d+e{0}f{,2}g{2}h{1,}i",
    rb"a|bc",
    rb"(a|b)c",
    rb"[]a]x[^]b]y[\]z]",
    rb"\x41B\t\\\$",
    rb"a{x}b{}c",
    rb"(?P<name>q)(?P=name)(r)\2s",
    rb"(?i)abc",
    rb"(?i:abc)d",
    rb"(?#a(b)cd",
    rb"(?x)a b # c",
    rb"^b.c\Z",
    rb"(?:a(?:b|c)){2}-",
    rb"",
]


@pytest.mark.parametrize("source", PATTERNS)
def test_every_text_that_a_pattern_fits_has_its_mark(source: bytes) -> None:
    pattern = re.compile(source)
    byte, least = mark_of(pattern)

    @given(st.from_regex(pattern, fullmatch=True))
    def holds(text: bytes) -> None:
        assert len(text) >= least
        assert byte is None or byte in text

    holds()


@pytest.mark.parametrize("source", PATTERNS)
@pytest.mark.parametrize("around", [(b"", b""), (b"x-1\r\n", b"\r\n-2 y"), (b"\n", b"\n|")])
def test_what_is_near_a_mark_is_found_wherever_a_line_fits(source: bytes, around: tuple[bytes, bytes]) -> None:
    pattern = re.compile(source)
    near = re.compile(b"|".join(near_of([pattern], mark_of(pattern).byte)), re.DOTALL)
    before, after = around

    @given(st.from_regex(pattern, fullmatch=True))
    def holds(line: bytes) -> None:
        assert near.search(before + line + after)

    holds()


def test_what_is_near_a_mark_goes_on_to_what_looks_around() -> None:
    assert near_of([re.compile(PATTERNS[1])], ord("-")) == [rb"\-\d{4}(?:[ \t]++\(\d{3}\))?[ ]++[A-Z]{2,4}"]
    assert near_of([re.compile(PATTERNS[8]), re.compile(rb"b?ab+(?:c\Z)")], ord("b")) == [b"b{}c", b"b?ab+"]
    assert near_of([re.compile(PATTERNS[0])], None) == [b""]


def test_the_mark_is_the_rarest_byte_that_is_certain_in_every_pattern() -> None:
    printer, display, telus = (re.compile(PATTERNS[0]), re.compile(rb"\d{3}-\d{4} RES"), re.compile(PATTERNS[2]))
    assert mark_of(printer) == Mark(ord(")"), 27)
    assert mark_of(display) == Mark(ord("-"), 12)
    assert mark_of(telus) == Mark(ord("|"), 3)
    assert mark_of(printer, display) == Mark(ord("-"), 12)
    assert mark_of(printer, telus) == Mark(None, 3)
    assert mark_of(re.compile(rb"a|b")) == Mark(None, 0)


def test_a_framing_without_first_line_and_one_of_envelopes_begin_nothing() -> None:
    firsts = FirstLines([Framing("a", LINES), Framing("b", FramingKind.STX_ETX, re.compile(rb"x"))])
    assert firsts.find(b"x") is None


def test_all_tables_that_a_line_fits_are_opened_with_what_ends_them() -> None:
    number = re.compile(rb"\d+")
    firsts = FirstLines(
        [
            Framing("a", LINES, number, number, frozenset({"blank"})),
            Framing("b", EOT, number, None, frozenset({"quiet"}), 0.7),
            Framing("c", LINES, re.compile(rb"[0-5]+"), None, frozenset({"form-feed", "quiet"}), 0.9),
            Framing("d", LINE, number, None),
        ]
    )
    assert firsts.find(b"9") == (0, Opening(False, ("a",), ("b",), blank=True, form_feed=False, quiet_seconds=0.7))
    assert firsts.find(b"1") == (0, Opening(False, ("a", "c"), ("b",), blank=True, form_feed=True, quiet_seconds=0.7))
    assert firsts.find(b"x1") == firsts.find(b"x1")
    assert firsts.find(b"x") is None


def test_a_line_that_lost_its_front_has_no_start() -> None:
    firsts = FirstLines([Framing("a", LINES, re.compile(rb"\d+"), None)])
    assert firsts.find(b"1") is not None
    assert firsts.find(b"1", whole=False) is None


def test_of_several_places_the_last_is_taken() -> None:
    firsts = FirstLines(
        [
            Framing("loose", LINE, re.compile(rb"(?:[^|]*\|){2}[^|]*"), None),
            Framing("strict", LINES, re.compile(rb"\d{3}"), re.compile(rb"\d{3}")),
        ]
    )
    assert firsts.find(b"a") is None
    loose, strict = firsts.find(b"a|b|c"), firsts.find(b"a|b|123")
    assert loose is not None
    assert (loose[0], loose[1].tables) == (0, ("loose",))
    assert strict is not None
    assert (strict[0], strict[1].tables) == (4, ("strict",))


@pytest.mark.parametrize(
    "in_noise", [rb"(?i)res \d", rb"(?x) RES [ ] \d # a class and a digit", rb"RES \d|BUS \d", rb"RES \d\Z"]
)
def test_a_strict_pattern_must_reach_the_line_end_however_it_is_written(in_noise: bytes) -> None:
    firsts = FirstLines([Framing("a", LINES, re.compile(rb"RES \d|BUS \d"), re.compile(in_noise))])
    found = firsts.find(b"\x80RES 1RES 2")
    assert found is not None
    assert found[0] == 6
    assert firsts.find(b"\x80RES 1x") is None


@given(line=st.text(alphabet="RES 12|-\x80x", min_size=1, max_size=12).map(lambda text: text.encode("latin-1")))
def test_a_line_that_is_not_marked_begins_nothing(line: bytes) -> None:
    bars, classes, letters = re.compile(rb"\d\|\d?"), re.compile(rb"RES-\d"), re.compile(rb"x|R1")
    few = FirstLines([Framing("a", LINES, bars, bars), Framing("b", LINE, classes)])
    assert few.marked(line) or few.find(line) is None
    assert FirstLines([Framing("a", LINES, bars), Framing("c", LINES, letters)]).marked(line)
    assert not FirstLines([]).marked(line)
