"""Which parts of a record are personal."""

from collections.abc import Callable

import pytest

from app.recordings.personal import Part, Personal, Role, parts_of_bytes
from app.spill.model import Spill
from app.tables import TablesInForce

Roles = Callable[..., dict[str, Role]]


@pytest.fixture
def roles(tables: TablesInForce) -> Roles:
    """Return a function that gives the role of each piece of text of a record, of whose agency others have heard."""

    def of(data: bytes, name: str, *others: bytes) -> dict[str, Role]:
        spill = read(tables, data)
        assert spill.format == name
        personal = Personal(tables.formats, tables.localities)
        for each in (data, *others):
            personal.hear(read(tables, each))
        return {each.text.strip(): each.role for each in personal.parts(spill)}

    return of


def read(tables: TablesInForce, data: bytes) -> Spill:
    from datetime import UTC, datetime

    from app.ports import Chunk
    from app.spill.reader import SpillReader

    at = datetime(2026, 3, 1, tzinfo=UTC)
    reader = SpillReader(tables.formats, tables.classes, tables.localities)
    return next(each for each in reader.feed(Chunk(at, data)) + reader.end(at) if isinstance(each, Spill))


def parts(tables: TablesInForce, spill: Spill) -> list[Part]:
    return Personal(tables.formats, tables.localities).parts(spill)


def test_what_stays_of_a_slip_and_what_goes(roles: Roles, slips: dict[str, bytes]) -> None:
    slip = slips["bell-printer"]
    found = roles(slip, "bell-printer", slip.replace(b"326-1224", b"326-1225"))
    for kept in ("905", "RES", "OSH", "99/06/21", "05:17:39", "00552", "Pos:", "0218", "0047", "ESN#:", "OSHAWA"):
        assert found[kept] is Role.KEPT, kept
    assert found["DUR REG POLICE"] is Role.KEPT
    for replaced in ("PALMER, ROBERT", "324 FIRST ST N", "APT 6"):
        assert found[replaced] is Role.TEXT, replaced
    assert (found["326-1224"], found["905-579-1234"], found["L1G-4B7"]) == (Role.NUMBER, Role.NUMBER, Role.POSTAL)


def test_a_line_of_telus_keeps_its_times_and_its_agencies(roles: Roles, slips: dict[str, bytes]) -> None:
    line = slips["telus-log-2"]
    found = roles(line, "telus-log-2", line.replace(b"2505553105", b"2505550142"))
    for kept in ("POLICE_PSAP", "FIREPSAP", "BC", "03001", "6-FEB-2001 10:09:32", "6-FEB-2001 10:09:52"):
        assert found[kept] is Role.KEPT, kept
    for replaced in ("JANE DOE", "BELL WEST", "NO ID", "KELOWNA", "00002", "1234"):  # KELOWNA is not in the site's list
        assert found[replaced] is Role.TEXT, replaced


def test_a_name_in_an_agency_s_place_that_only_one_caller_s_records_have_is_replaced(
    roles: Roles, slips: dict[str, bytes]
) -> None:
    """It may be the caller's own, where two broken records fit a table as one."""
    slip = slips["bell-printer"]
    assert roles(slip, "bell-printer", slip)["DUR REG POLICE"] is Role.TEXT
    assert roles(slip, "bell-printer", slip.replace(b"326-1224", b"555-0142"))["DUR REG POLICE"] is Role.KEPT


def test_of_a_record_with_a_fault_the_agency_s_line_may_be_anything(roles: Roles, slips: dict[str, bytes]) -> None:
    slip = slips["bell-printer"].replace(b"ESN#: 0047", b"SAW JOHN PALMER")
    assert roles(slip, "bell-printer")["DUR REG POLICE"] is Role.TEXT


def test_two_broken_records_that_fit_a_table_as_one_keep_no_agency(
    roles: Roles,
) -> None:
    """The end of one line and the beginning of the next: the caller's name stands in the place of an agency."""
    line = (
        b"|||27-NOV-2026 07:29:58|||||||APT 959||||||"
        b"705555019|PUB|7055110197|PALMER, ROBERT|324 FIRST ST N|0042|WHITBY|OSHAWA ON|L7C 4J9||\n"
    )
    assert roles(line, "telus-log-2")["PALMER, ROBERT"] is Role.TEXT


def test_an_agency_without_its_number_may_be_a_line_of_the_next_record(roles: Roles, slips: dict[str, bytes]) -> None:
    slip = slips["bell-printer"].replace(b"DUR REG POLICE\r\n905-579-1234", b"PALMER, JOAN")
    assert b"PALMER, JOAN" in slip
    assert roles(slip, "bell-printer")["PALMER, JOAN"] is Role.TEXT


def test_a_community_that_is_no_municipality_is_replaced(roles: Roles, slips: dict[str, bytes]) -> None:
    found = roles(slips["bell-printer"].replace(b"OSHAWA, OSHAWA", b"WHITBY BROOKLIN"), "bell-printer")
    assert (found["WHITBY"], found["BROOKLIN"]) == (Role.KEPT, Role.TEXT)


def test_every_letter_and_digit_of_a_record_is_in_one_part(tables: TablesInForce, slips: dict[str, bytes]) -> None:
    for name, data in slips.items():
        spill = read(tables, data)
        assert spill.format == name
        places = [place for part in parts(tables, spill) for place in part.places]
        assert len(places) == len(set(places))
        wanted = {place for place, each in enumerate(spill.raw) if chr(each).isalnum()}
        assert wanted <= set(places)


def test_of_bytes_nothing_is_known() -> None:
    found = parts_of_bytes("É 12\r\n\x00PALMER".encode())
    assert [(each.role, each.text, each.places[0]) for each in found] == [
        (Role.TEXT, "É 12", 0),
        (Role.TEXT, "\x00PALMER", 7),
    ]
    assert parts_of_bytes(b"\xd0A")[0].octets
    assert found[0].encoded("À 34") == ["À".encode(), b" ", b"3", b"4"]
