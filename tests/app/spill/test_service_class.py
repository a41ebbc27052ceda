"""D070-D080: what a class code says, and what an unknown one does not."""

import re

import pytest

from app.errors import TableError
from app.spill.model import ServiceKind, Trust
from app.spill.service_class import CLASSES, ServiceClasses, load_service_classes

ROW = """
[[class]]
code = "RES"
meaning = "Residential"
kind = "wireline"
number = "yes"
address = "yes"
ring_back = "yes"
ring_back_reason = "an ordinary line"
tell = "verify"
source = "somewhere"
"""
HEAD = 'provider = "x"\ntitle = "X"\n'


@pytest.mark.parametrize(
    ("code", "kind", "number", "address", "ring_back"),
    [
        ("CEL", "wireless", "not_sure", "no", "no"),  # D070, D130
        ("COM", "wireline", "yes", "yes", "yes"),  # D071
        ("CPB", "pbx", "not_sure", "no", "not_sure"),  # D072
        ("CTX", "centrex", "not_sure", "not_sure", "not_sure"),  # D073
        ("FEX", "foreign_exchange", "yes", "not_sure", "not_sure"),  # D074
        ("LRR", "resale", "yes", "yes", "not_sure"),  # D075
        ("MUL", "multi_party", "not_sure", "not_sure", "not_sure"),  # D076
        ("PUB", "pay_phone", "yes", "yes", "no"),  # D077
        ("PUC", "pay_phone", "yes", "yes", "not_sure"),  # D078
        ("RES", "wireline", "yes", "yes", "yes"),  # D079
        ("WL2", "wireless", "not_sure", "no", "no"),  # BIA-1n
    ],
)
def test_bell_classes_say_what_the_manual_says(
    classes: dict[str, ServiceClasses], code: str, kind: str, number: str, address: str, ring_back: str
) -> None:
    """D070-D079, D129, D130."""
    found = classes["bell"].of(code)
    assert (found.code, found.kind, found.number, found.address, found.ring_back) == (
        code,
        kind,
        number,
        address,
        ring_back,
    )


def test_telus_has_its_ten_classes(classes: dict[str, ServiceClasses]) -> None:
    assert sorted(classes["telus"].rows) == ["BUS", "CELL", "COIN", "FAIL", "PCT", "RES", "UNKN", "WBUS", "WL2", "WRES"]


@pytest.mark.parametrize(
    ("code", "kind", "meaning"),
    [
        ("RES", "wireline", "residential"),
        ("BUS", "wireline", "business"),
        ("COIN", "pay_phone", "pay phone (british columbia)"),
        ("PCT", "pay_phone", "pay phone (alberta)"),
        ("CELL", "wireless", "wireless"),
        ("WL2", "wireless", "wireless phase ii, location enabled"),
        ("WBUS", "wireless", "wireless pots, business"),
        ("WRES", "wireless", "wireless pots, residential"),
        ("UNKN", "unknown", "address not found"),
        ("FAIL", "unknown", "number or address look-up failed"),
    ],
)
def test_telus_classes_mean_what_its_document_says(
    classes: dict[str, ServiceClasses], code: str, kind: str, meaning: str
) -> None:
    """TID08 7.2.3, code by code."""
    row = classes["telus"].of(code)
    assert (row.kind, row.meaning.casefold(), row.source) == (kind, meaning, "TID08 7.2.3")


def test_a_code_of_two_providers_means_what_its_own_says(classes: dict[str, ServiceClasses]) -> None:
    assert classes["bell"].of("RES").ring_back is Trust.YES
    assert classes["telus"].of("RES").ring_back is Trust.NOT_SURE


def test_a_code_not_found_is_never_said_to_be_a_wireline(classes: dict[str, ServiceClasses]) -> None:
    assert classes["telus"].of("UNKN").kind is ServiceKind.UNKNOWN
    assert classes["telus"].of("FAIL").kind is ServiceKind.UNKNOWN


@pytest.mark.parametrize("code", ["ZZZ", "R", "W911", ""])
def test_an_unknown_code_is_shown_raw_and_trusts_nothing(classes: dict[str, ServiceClasses], code: str) -> None:
    """D080."""
    found = classes["bell"].of(code)
    assert (found.code, found.meaning, found.kind) == (code, "unknown code", ServiceKind.UNKNOWN)
    assert {found.number, found.address, found.ring_back} == {Trust.NOT_SURE}
    assert found.tell


def test_small_letters_are_the_same_code(classes: dict[str, ServiceClasses]) -> None:
    """The manual's second list prints CEl (003:1198)."""
    assert classes["bell"].of("CEl").code == "CEL"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD, "class: expected at least one [[class]], got none"),
        (HEAD + ROW + ROW, "class 2, code: expected each code once, got 'RES' again"),
        (HEAD + ROW.replace('"wireline"', '"landline"'), "class 1, kind: expected one of wireline, wireless"),
        (
            HEAD + ROW.replace('number = "yes"', "number = true"),
            "class 1, number: expected one of yes, no, not_sure, got",
        ),
        (
            HEAD + ROW.replace('tell = "verify"', ""),
            "class 1, tell: is missing; expected words of at most 200 characters",
        ),
        (HEAD + ROW + "colour = 1\n", "class 1, colour: unknown key"),
        (ROW, "provider: is missing; expected words of at most 40 characters"),
        ('provider = "x"\ntitle = "X"\nclass = 3', "class: expected sections [[class]], got 3"),
        (HEAD + "".join(ROW.replace("RES", f"C{n}") for n in range(CLASSES + 1)), f"class: expected at most {CLASSES}"),
    ],
)
def test_a_fault_in_a_table_is_told_with_its_place(text: str, says: str) -> None:
    with pytest.raises(TableError) as raised:
        load_service_classes(text, "x.toml")
    assert re.search(rf"^x\.toml( line \d+)?: {re.escape(says)}", str(raised.value), re.MULTILINE)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("meaning", '"a\\nb"', "meaning: expected words of at most 80 characters, got 'a\\nb'"),
        ("meaning", '"x\\u202ey"', "meaning: expected words of at most 80 characters"),
        ("tell", '"' + "x" * 201 + '"', "tell: expected words of at most 200 characters"),
        ("ring_back_reason", '"\\u001b[31m"', "ring_back_reason: expected words of at most 200 characters"),
        (
            "code",
            '"R\\u0415S"',
            "code: expected letters A to Z, digits or signs, as they are sent, got 'R\u0415S', with U+0415",
        ),
        ("code", '"  "', "code: expected words of at most 40 characters, not blank"),
    ],
)
def test_what_the_card_cannot_show_or_no_record_can_send_is_refused(key: str, value: str, said: str) -> None:
    row = re.sub(f"^{key} = .*$", lambda _: f"{key} = {value}", ROW, flags=re.MULTILINE)
    with pytest.raises(TableError) as told:
        load_service_classes(HEAD + row, "x.toml")
    assert said in str(told.value)


def test_blanks_around_a_code_are_no_part_of_it() -> None:
    assert load_service_classes(HEAD + ROW.replace('"RES"', '" RES "'), "x.toml").of("RES").meaning == "Residential"
