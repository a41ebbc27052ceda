import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.spill.kind import KINDS, PatternError, member, octet_forms, parse_kind


@pytest.mark.parametrize(
    ("picture", "fits", "fits_not"),
    [
        ("999-9999", ["326-1224"], ["3261224", "326-122", "326-12245", "٣٢٦-1224"]),
        ("A9A 9A9", ["L1G 4B7", "l1g  4b7"], ["L1G4B7"]),
        ("XX", ["A1", "9z"], ["A-", "A"]),
        ("9+", ["1", "12345"], ["", "1a"]),
        ("99+", ["12", "12345"], ["1"]),
        ("A9+", ["A1", "A123"], ["A"]),
        ("9-+", ["1-", "1---"], ["1"]),
        ("99h99", ["13h30"], ["13H30", "13:30"]),
        ("#99.", ["#12."], ["#12x"]),
        ("(999)", ["(905)"], ["905"]),
        ("9+-AAA-9999", ["6-FEB-2001", "16-FEB-2001"], ["-FEB-2001", "6-FEB-01"]),
        ("9+:99+", ["1:00", "101:005"], [":00", "1:0"]),
    ],
)
def test_a_picture_fits_what_it_shows(picture: str, fits: list[str], fits_not: list[str]) -> None:
    kind = parse_kind(picture)
    assert all(re.fullmatch(kind.source, each) for each in fits)
    assert not any(re.fullmatch(kind.source, each) for each in fits_not)


@pytest.mark.parametrize(
    ("name", "fits", "fits_not"),
    [
        ("digits", ["0", "0047"], ["", "4a"]),
        ("postal", ["L1G 4B7", "L1G-4B7", "l1g4b7"], ["L1G  4B7", "LIG 4B7", "L1G 4B"]),
        ("class", ["RES", "WL2", "CELL"], ["R", "CELLS"]),
        ("phone", ["326-1224", "(905) 326-1224", "+1 905.326.1224", "9053261224"], ["12", "x", "905 326-1224x", "-9"]),
        ("province", ["ON", "BC"], ["US", "ONT"]),
    ],
)
def test_a_named_kind_fits_what_it_is_for(name: str, fits: list[str], fits_not: list[str]) -> None:
    kind = parse_kind(name)
    assert all(re.fullmatch(kind.source, each) for each in fits)
    assert not any(re.fullmatch(kind.source, each) for each in fits_not)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("txt", "expected text, word, digits"),
        ("", "expected text, word, digits"),
        ("YY/99", "got 'Y' in 'YY/99'"),
        ("9{3}", "got '{' in '9{3}'"),
        ("9++", "got '+' in '9++'"),
        ("9é", "got 'é' in '9é'"),
        ("9 ", "none at either end"),
        ("9  9", "expected single blanks"),
        ("+", "expected text, word, digits"),
        ("+9", "got '+' in '+9'"),
        ("9 +9", "got '+' in '9 +9'"),
        ("9+9", "expected no '9' directly after 9+, which takes it itself, in '9+9'"),
        ("9+X", "expected no 'X' directly after 9+"),
        ("9+1", "expected no '1' directly after 9+"),
        ("X+a9", "expected no 'a' directly after X+"),
    ],
)
def test_what_is_neither_kind_nor_picture_is_refused(text: str, says: str) -> None:
    with pytest.raises(PatternError) as raised:
        parse_kind(text)
    assert says in str(raised.value)


def test_only_a_digit_or_a_sign_tells_a_line_from_free_text() -> None:
    assert parse_kind("A9A").specific
    assert parse_kind("A-A").specific
    assert not parse_kind("AAA").specific
    assert not KINDS["class"].specific
    assert not KINDS["word"].specific


def test_a_kind_knows_its_widths() -> None:
    assert parse_kind("999-9999").width == 8
    assert parse_kind("9+").width is None
    assert parse_kind("9 9").width is None
    assert len(KINDS["postal"].fixed) == 2
    assert parse_kind("9+").fixed == ()


@pytest.mark.parametrize("sign", list("]^-[\\|.é☎"))
def test_a_sign_is_itself_in_a_set_and_on_octets(sign: str) -> None:
    assert re.fullmatch(f"[{member(sign)}]", sign)
    assert re.fullmatch(f"[^{member(sign)}x]", "a")
    octets = re.compile(octet_forms(sign).encode("ascii"))
    assert octets.fullmatch(sign.encode())
    assert re.match(f"[{member(sign, octets=True)}]".encode("latin-1"), sign.encode())


def test_a_sign_of_latin_1_is_known_in_either_encoding() -> None:
    octets = re.compile(octet_forms("é").encode("ascii"))
    assert octets.fullmatch(b"\xe9")
    assert octets.fullmatch(b"\xc3\xa9")


@given(st.text(alphabet="9AX-+/ (){}[]é0bZ", max_size=12))
def test_any_picture_compiles_or_is_refused(text: str) -> None:
    try:
        kind = parse_kind(text)
    except PatternError:
        return
    assert kind.free or re.compile(kind.source)
