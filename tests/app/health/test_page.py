"""The page, item by item."""

from pathlib import Path

from app.health.finding import Finding, Verdict
from app.health.page import Asked, findings
from app.settings import Settings, load_settings
from app.tables import load_tables
from drivers.serial_line import SerialLine

LINES = (SerialLine(), SerialLine(baud=1200, data_bits=7, parity="E"))
ITEMS = [
    "settings and tables", "port", "clock", "clock synchronised", "disk room", "disk writing", "journal", "screen",
    "telephone", "configuration", "connections attempted", "console's connections",
]  # fmt: skip


def page(
    tmp_path: Path, feeds: tuple[str, ...], phone: str = "virtual", settings: Settings | None = None
) -> list[Finding]:
    settings = settings or Settings()
    asked = Asked(
        settings,
        load_tables(settings),
        feeds,
        LINES,
        phone,
        tmp_path / "journal.sqlite",
        tmp_path,
        tmp_path / "approved.json",
        0.1,
    )
    return list(findings(asked))


def test_every_item_is_looked_at_in_order_and_nothing_is_left_behind(tmp_path: Path) -> None:
    """F22: and nothing is reached for."""
    found = page(tmp_path, ("emulated",))
    assert [each.item for each in found] == ITEMS
    assert found[-2].verdict is Verdict.OK
    assert list(tmp_path.iterdir()) == []


def test_two_links_are_both_looked_at(tmp_path: Path) -> None:
    found = page(tmp_path, (f"serial:{tmp_path}/one", f"serial:{tmp_path}/two"), "manual")
    assert [each.sentence for each in found if each.item == "port"] == [
        f"serial:{tmp_path}/{name}: there is no such device" for name in ("one", "two")
    ]


def test_a_url_that_can_never_be_opened_and_a_recording_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.rec").write_text("answerpoint recording 1\nfeed: serial:/dev/x\n")
    recording = f"replay:{tmp_path}/a.rec"
    found = page(tmp_path, ("serial:telnet://x", recording, f"replay:{tmp_path}/b.rec", f"{recording}?from=fire"))
    told = [(each.verdict, each.sentence) for each in found if each.item == "port"]
    assert [verdict for verdict, _ in told] == [Verdict.AMISS, Verdict.OK, Verdict.AMISS, Verdict.AMISS]
    assert "expected a device, or one of socket://" in told[0][1]
    assert told[1][1].endswith("is a recording of serial:/dev/x")
    assert told[3][1].endswith("expected a mark of the recording (none), got 'fire'")


def test_tables_of_the_site_that_are_not_in_force_are_amiss(tmp_path: Path) -> None:
    (tmp_path / "steps.toml").write_text("nonsense = [")
    (tmp_path / "settings.toml").write_text('steps = "steps.toml"\n')
    found = page(tmp_path, ("emulated",), settings=load_settings(tmp_path / "settings.toml"))
    assert (found[0].verdict, "steps.toml" in found[0].sentence) == (Verdict.AMISS, True)
