"""Full decode of bell-printer spills, fields with places, against dsmr_parser on its own V2.2 telegram, in turn.

Telephone number, name, address, apartment, call number and time differ from spill to spill; class, borough, date,
locality, ESN and agency repeat, as they do at a site, and the decoder may remember what it made of them. From telegram
to telegram the readings and their time differ.
"""

from datetime import UTC, datetime
from time import perf_counter

from dsmr_parser import telegram_specifications
from dsmr_parser.parsers import TelegramParser

from app.ports import Chunk
from app.settings import Settings
from app.spill.model import Place, Spill
from app.spill.reader import SpillReader
from app.tables import load_tables
from tests.bench.ratio import Row

SLIP = (
    "{number} (905) RES OSH 99/06/21 05:{minute:02}:{second:02} #{call:05} Pos:0218\r\n{name}\r\n{house} {street}\r\n"
    "APT {flat}\r\nOSHAWA, OSHAWA L1G-4B7\r\nESN#: 0047\r\nDUR REG POLICE\r\n905-579-1234\r\n\r\n"
)
NAMES = ("PALMER, ROBERT", "LI, A", "FEATHERSTONEHAUGH, MARGARET", "NOVAK, JAN", "O'BRIEN, SHEILA M")
STREETS = ("FIRST ST N", "KING ST W", "SIMCOE ST S", "TAUNTON RD E", "OLIVE AVE", "GIBB ST", "MONTRAVE AVE")
# The example telegram of the protocol's version 2.2 as dsmr_parser's own tests have it, its readings left open.
TELEGRAM = (
    "/ISk5\\2MT382-1004\r\n\r\n0-0:96.1.1(00000000000000)\r\n1-0:1.8.1({used:05}.001*kWh)\r\n1-0:1.8.2({used:05}.002*kWh)\r\n"
    "1-0:2.8.1(00001.001*kWh)\r\n1-0:2.8.2(00001.001*kWh)\r\n0-0:96.14.0(0001)\r\n1-0:1.7.0(0001.{second:02}*kW)\r\n"
    "1-0:2.7.0(0000.00*kW)\r\n0-0:17.0.0(0999.00*kW)\r\n0-0:96.3.10(1)\r\n0-0:96.13.1()\r\n0-0:96.13.0()\r\n"
    "0-1:24.1.0(3)\r\n0-1:96.1.0(000000000000)\r\n0-1:24.3.0(1611071900{second:02})(00)(60)(1)(0-1:24.2.1)(m3)\r\n"
    "({used:05}.001)\r\n0-1:24.4.0(1)\r\n!\r\n"
)
ROUNDS, BATCH = 90, 200


def _slips() -> list[Chunk]:
    """Return a batch of spills, no two of them alike."""
    return [
        Chunk(
            datetime(2026, 3, 1, tzinfo=UTC),
            SLIP.format(
                number=f"{326 + each % 90}-{(1224 + 37 * each) % 10000:04}",
                minute=each // 60,
                second=each % 60,
                call=552 + each,
                name=NAMES[each % len(NAMES)],
                house=2 + 31 * each % 1977,
                street=STREETS[each % len(STREETS)],
                flat=1 + each % 120,
            ).encode(),
        )
        for each in range(BATCH)
    ]


def measure() -> list[Row]:
    """Time both in turn, so that a drifting machine drifts for both; the best round of each counts."""
    tables = load_tables(Settings())
    reader = SpillReader(tables.formats, tables.classes, tables.localities)
    chunks = _slips()
    telegrams = [TELEGRAM.format(used=1 + 17 * each, second=each) for each in range(BATCH // 5)]
    parser = TelegramParser(telegram_specifications.V2_2)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        begun = perf_counter()
        for chunk in chunks:
            (spill,) = reader.feed(chunk)
            assert isinstance(spill, Spill)
            read = (*spill.values.items(), *spill.places.items())
        ours.append((perf_counter() - begun) / BATCH * 1e6)
        assert read[-1] == ("agency_number", Place(8, 1, 12))
        begun = perf_counter()
        for telegram in telegrams:
            parser.parse(telegram)
        theirs.append((perf_counter() - begun) / len(telegrams) * 1e6)
    mine, other = min(ours), min(theirs)
    return [
        Row(
            "frame + full decode of a bell-printer spill, fields with places",
            mine,
            "dsmr_parser V2.2 telegram",
            other,
            "us",
            "rate >= 5x (ratio <= 0.20)",
            mine * 5 <= other,
            f"{other / mine:.1f}x the rate, {len(tables.formats)} tables in force",
        )
    ]
