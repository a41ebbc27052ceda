"""A lesson cannot reach the live journal, a real telephone or a real feed: nothing that it imports can name one.

What is looked at is every module that the lesson's composition root reaches, at start or later, wherever in a module
the import stands. The run that goes with it is in `tests/end_to_end/test_lesson_isolation.py`.
"""

import ast
from functools import cache
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[2]
LESSON = "app.training.root"

# Each can name or make what is live.
LIVE = (
    *("app.main", "app.cli", "app.commands", "app.check", "app.live_places"),
    *("drivers.feed_spec", "drivers.phone_spec", "drivers.serial_feed", "drivers.manual_phone", "drivers.serial_phone"),
    *("drivers.sip_phone", "drivers.sip", "drivers.serial_port", "drivers.socket_port", "drivers.telnet_port"),
)
ELSEWHERE = ("serial", "socket", "baresip")  # the ways out of this computer


@cache
def reached() -> frozenset[str]:
    graph = grimp.build_graph("app", "drivers", include_external_packages=True, cache_dir=None)
    return frozenset({*graph.find_upstream_modules(LESSON), LESSON})


def ours() -> list[str]:
    return sorted(each for each in reached() if each.split(".")[0] in ("app", "drivers"))


def tree(module: str) -> ast.Module:
    path = ROOT / f"{module.replace('.', '/')}.py"
    path = path if path.exists() else ROOT / module.replace(".", "/") / "__init__.py"
    return ast.parse(path.read_text("utf-8"), str(path))


@pytest.mark.parametrize("module", LIVE)
def test_a_lesson_imports_nothing_that_can_name_what_is_live(module: str) -> None:
    found = [each for each in reached() if each == module or each.startswith(f"{module}.")]
    assert not found, f"{LESSON} reaches {', '.join(found)}"


def test_a_lesson_imports_no_way_out_of_this_computer() -> None:
    assert not {each.split(".")[0] for each in reached()}.intersection(ELSEWHERE)


def test_no_module_of_a_lesson_asks_for_a_driver_by_name() -> None:
    """`drivers.load` imports any driver; it stands in the package itself and nobody whom a lesson reaches calls it."""
    for module in ours():
        if module == "drivers":
            continue
        for node in ast.walk(tree(module)):
            names = [each.name for each in node.names] if isinstance(node, ast.ImportFrom | ast.Import) else []
            where = node.module if isinstance(node, ast.ImportFrom) else ""
            assert not (where == "drivers" and {"load", "TABLE"} & set(names)), f"{module} asks for drivers by name"
            assert where != "importlib" or names == ["util"] or "import_module" not in names, module
            called = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
            assert called not in ("import_module", "__import__"), f"{module} imports by name"


def test_the_graph_is_really_looked_at() -> None:
    """The rules would hold of nothing too."""
    assert {"app.console", "app.position.position", "app.journal.store", "drivers.lesson_phone"} <= reached()
    main = grimp.build_graph("app", "drivers", cache_dir=None).find_upstream_modules("app.main")
    assert {"app.live_places", "drivers.phone_spec", "drivers.feed_spec"} <= main


def test_of_the_settings_a_lesson_keeps_nothing_that_names_what_is_live(tmp_path: Path) -> None:
    from app.settings import Settings
    from app.training.root import lesson_settings

    file = tmp_path / "settings.toml"
    file.write_text(
        'feed = "serial:/dev/ttyUSB0"\nsecond_feed = "serial:/dev/ttyUSB1"\nphone = "sip"\n'
        'journal = "live.sqlite"\nrecord = "live.rec"\ntheme = "light"\n'
        '[sip]\nuser = "desk"\n'
    )
    settings, usual = lesson_settings(file), Settings()
    assert (settings.feed, settings.phone, settings.journal, settings.record) == ("emulated", "virtual", None, None)
    assert (settings.second_feed, settings.sip) == (None, usual.sip)
    assert settings.theme == "light"
