"""The page about the line monitor shows what the monitor writes, and names the keys that it has."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.monitor import Form, Mark, Monitor
from app.monitor.kept import KEPT_BYTES
from app.monitor.monitor import KEPT_ROWS
from app.monitor.row import lines_of
from app.ports import Chunk
from app.position.panes import LINE_MONITOR_KEY
from app.settings import Settings
from app.tables import load_tables
from tests.app.conftest import SLIP

PAGE = (Path(__file__).parents[2] / "resources" / "help" / "line-monitor.md").read_text("utf-8")
AT = datetime(2026, 3, 1, 4, tzinfo=UTC)


def test_the_example_is_what_the_monitor_writes() -> None:
    tables = load_tables(Settings())
    monitor = Monitor(tables.formats, tables.classes, tables.localities, AT)
    at = AT
    for line in re.findall(rb"[^\n]*\n", SLIP):
        at += timedelta(seconds=len(line) / 960)
        monitor.take(Chunk(at, line, len(line) / 960))
    at += timedelta(seconds=9)
    monitor.take(Chunk(at, b"\x80\xff\x81\x02\x03zz", 9.0))
    monitor.look(at + timedelta(seconds=0.53))
    written = [line for row in monitor.rows for line in lines_of(row, Form(exact=True, zone=UTC))]
    shown = re.search(r"```text\n(.*?)```", PAGE, re.DOTALL)
    assert shown is not None
    assert shown[1].splitlines() == written


def test_every_mark_of_the_margin_and_every_key_and_limit_is_told() -> None:
    for mark in Mark:
        assert mark is Mark.BETWEEN or f"`{mark}`" in PAGE
    assert f"`{LINE_MONITOR_KEY}`" in PAGE
    limits = (f"{KEPT_ROWS:,} rows", f"{KEPT_BYTES // 1024} KiB")
    for words in ("Space", "Enter, Shift+Enter", "Ctrl+H", "Ctrl+S", *limits):
        assert words in PAGE
