"""Who may import whom: import-linter's contracts (pyproject.toml), and which modules are pure."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# No Qt, no I/O, no clock, no thread, no asyncio (the modules marked so in the house's plan).
FORBIDDEN = {
    *("PySide6", "shiboken6", "qasync", "serial", "sqlite3", "sqlite_utils", "pydantic"),
    *("asyncio", "threading", "concurrent", "multiprocessing", "queue", "socket", "select", "selectors", "subprocess"),
    *("time", "signal", "logging", "os", "io", "shutil", "tempfile", "random"),
}
FORBIDDEN_CALLS = {"open", "print", "input"}

PURE_PACKAGES = (
    "app/spill",
    "app/call",
    "app/agencies",
    "app/position",
    "app/ports",
    "app/manual",
    "app/matters",
    "app/recordings",
    "app/emulator",
    "app/health/judge",
)
PURE_MODULES = (
    *("app/__init__", "app/errors", "app/clock", "app/table_text", "app/table_fields", "app/words", "app/translation"),
    *("app/health/__init__", "app/health/finding"),
    *("app/journal/__init__", "app/journal/records", "app/journal/chain"),
)

# In a pure package, yet not pure: the runner is where events, clock and devices meet. This list may only shrink.
EXCUSED = {"app/position/runner"}


def pure_modules() -> list[str]:
    found = [
        f"{path.relative_to(ROOT).with_suffix('')}" for each in PURE_PACKAGES for path in (ROOT / each).rglob("*.py")
    ]
    return sorted({*found, *PURE_MODULES} - EXCUSED)


@cache
def tree(module: str) -> ast.Module:
    path = ROOT / f"{module}.py"
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(module: str) -> Iterator[str]:
    """Give the dotted name of everything a module imports, wherever in it the import stands."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def of_our_own(name: str) -> str | None:
    """Return the module of the house that an imported name is, if it is one."""
    path = name.replace(".", "/")
    if (ROOT / f"{path}.py").exists():
        return path
    if (ROOT / path / "__init__.py").exists():
        return f"{path}/__init__"
    return None


@pytest.mark.parametrize("module", pure_modules())
def test_a_pure_module_imports_nothing_of_the_world(module: str) -> None:
    wrong = sorted({name for name in imports(module) if name.split(".")[0] in FORBIDDEN})
    assert not wrong, f"{module}.py is pure and imports {', '.join(wrong)}"


@pytest.mark.parametrize("module", pure_modules())
def test_a_pure_module_imports_only_pure_modules_of_the_house(module: str) -> None:
    pure = pure_modules()
    ours = {of_our_own(name) for name in imports(module)} - {None}
    wrong = sorted(str(each) for each in ours if each not in pure)
    assert not wrong, f"{module}.py is pure and imports {', '.join(wrong)}"


@pytest.mark.parametrize("module", pure_modules())
def test_a_pure_module_reads_and_writes_nothing(module: str) -> None:
    calls = {
        node.func.id
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not calls & FORBIDDEN_CALLS, f"{module}.py is pure and calls {', '.join(calls & FORBIDDEN_CALLS)}"


@pytest.mark.parametrize("module", sorted(EXCUSED))
def test_an_excuse_from_purity_is_still_needed(module: str) -> None:
    assert any(name.split(".")[0] in FORBIDDEN for name in imports(module)), f"{module} no longer needs its excuse"


def test_nothing_but_settings_imports_pydantic() -> None:
    modules = [str(path.relative_to(ROOT).with_suffix("")) for path in (ROOT / "app").rglob("*.py")]
    modules += [str(path.relative_to(ROOT).with_suffix("")) for path in (ROOT / "drivers").rglob("*.py")]
    users = [each for each in modules if any(name.split(".")[0].startswith("pydantic") for name in imports(each))]
    assert sorted(users) == ["app/serial_settings", "app/settings", "app/sip_settings"]


def test_no_module_imports_every_name_of_another() -> None:
    for path in [*(ROOT / "app").rglob("*.py"), *(ROOT / "drivers").rglob("*.py")]:
        stars = [
            node.module
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom) and any(each.name == "*" for each in node.names)
        ]
        assert not stars, f"{path.relative_to(ROOT)} imports * from {', '.join(map(str, stars))}"


def test_the_contracts_of_import_linter_are_kept() -> None:
    program = 'from importlinter.cli import lint_imports_command as lint; lint(["--no-logo", "--no-cache"])'
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
