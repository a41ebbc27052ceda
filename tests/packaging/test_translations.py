"""The texts for translators are those of the console, and what is shipped compiled is what was translated."""

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtCore import QTranslator

from app.errors import AnswerpointError
from app.translation import read_translation, write_translation

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "packaging" / "translations.py"


@pytest.fixture
def translations() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_text_of_the_console_stands_in_the_shipped_translation() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_is_compiled_is_what_is_translated(translations: Any) -> None:
    for language in translations.LANGUAGES:
        file = translations.FOLDER / f"answerpoint_{language}.ts"
        compiled = QTranslator()
        assert compiled.load(str(file.with_suffix(".qm")))
        for text, each in read_translation(file.read_text("utf-8"), file.name).items():
            first = each.forms[0] if each.forms else ""
            assert compiled.translate("answerpoint", text, None, 1 if each.counted else -1) == first, text


def test_a_translation_is_kept_while_its_text_is_said(translations: Any, tmp_path: Path) -> None:
    file = tmp_path / "answerpoint_fr.ts"
    message = translations.Message
    before = [
        message("kept", False, ("gardé",)),
        message("gone", False, ("parti",)),
        message("now counted", False, ("x",)),
    ]
    file.write_text(write_translation(before, "fr", 2), "utf-8")
    known = {each.source: each for each in (message("kept"), message("new"), message("now counted", True))}
    after = translations.brought_up_to_date(file, known)
    assert [(each.source, each.forms) for each in after] == [("kept", ("gardé",)), ("new", ()), ("now counted", ())]


def test_a_text_that_is_put_together_is_refused(
    translations: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "x.py").write_text('say(f"call {n}")\n')
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    with pytest.raises(AnswerpointError, match=r"app/x\.py line 1: expected say\(\) of a text in quotes"):
        translations.collected()


# Which arguments of a call are shown, by its name: those at these places, and those with these names.
SHOWN: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    # widgets
    **dict.fromkeys(("setText", "setAccessibleName", "setAccessibleDescription", "setToolTip"), ((0,), ())),
    **dict.fromkeys(("setPlaceholderText", "show_text", "setWindowTitle", "QLabel", "QPushButton"), ((0,), ())),
    "QListWidgetItem": ((0,), ()),
    "Value": ((1,), ()),
    "Passage": ((1,), ()),
    "Words": ((2,), ()),
    "Statement": ((3,), ()),
    # what a Screen is made of
    "Edge": ((0,), ("text",)),
    "Datum": ((0,), ("text", "note", "was")),
    "KeyFace": ((1, 3), ("label", "state", "note")),
    "NextStep": ((0, 1, 2), ("text", "why", "page")),
    "CallerCard": ((), ("heading", "note")),
    "CallRow": ((), ("number", "place", "agencies", "state")),
    "MatterKey": ((1, 2), ("label", "state")),
    "Form": ((1,), ("title", "refused")),
    "refuse": ((0, 1), ()),
    "notice": ((1,), ()),  # of `Edges`
    "owe": ((3,), ()),
    # what a matter asks for
    "Field": ((0,), ()),
    "choice": (tuple(range(9)), ()),
    "wide": ((0,), ()),
    "optional": ((0,), ()),
    "Next": ((0,), ()),
    "Deadline": ((0,), ()),
    "Instruction": ((1,), ()),  # of a telephone
    "Check": ((0, 2), ()),
}
OF_MATTERS = {"choice", "wide", "optional"}  # functions; a method of such a name is a table's reader
SHOWN_FROM = ("app/ui", "app/position", "app/call", "app/agencies", "app/matters")
SAME_IN_EVERY_LANGUAGE = {"Answerpoint"}
# English at every position: what the command line prints, and the trainer's own windows.
ENGLISH = {"app/matters/report.py", "app/ui/trainer_window.py", "app/ui/lesson_choice.py", "app/ui/replay_window.py"}


def test_nothing_is_shown_that_cannot_be_translated() -> None:
    """Every word goes through `say` or `tr`; signs alone need not, nor what a feed sent or a table holds."""
    bare = []
    shown = (path for folder in (*SHOWN_FROM, "drivers") for path in sorted((ROOT / folder).rglob("*.py")))
    for path in shown:
        if path.relative_to(ROOT).as_posix() in ENGLISH:
            continue
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            function = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if isinstance(call.func, ast.Attribute) and function in OF_MATTERS:
                continue
            places, names = SHOWN.get(function, ((), ()))
            if path.is_relative_to(ROOT / "drivers") and function != "Instruction":
                continue  # what a device says of itself stays as it says it
            given = [call.args[place] for place in places if place < len(call.args)]
            given += [each.value for each in call.keywords if each.arg in names]
            for argument in given:
                words = _words(argument)
                if words and words not in SAME_IN_EVERY_LANGUAGE:
                    bare.append(f"{path.relative_to(ROOT)} line {call.lineno}: {words}")
    assert not bare, "\n".join(bare)


def _words(argument: ast.expr) -> str:
    """Return the bare words of an argument: of a text, of one that is put together, of either arm of a choice."""
    if isinstance(argument, ast.IfExp):
        return _words(argument.body) or _words(argument.orelse)
    if isinstance(argument, ast.BoolOp):
        return next(filter(None, map(_words, argument.values)), "")
    parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
    texts = (each.value for each in parts if isinstance(each, ast.Constant) and isinstance(each.value, str))
    return next((each for each in texts if any(letter.isalpha() for letter in each)), "")


def test_a_sentence_with_values_cannot_be_said_while_a_module_is_loaded(
    translations: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be English for ever."""
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "x.py").write_text('PAGE = say("page {n}", n=3)\n')
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    with pytest.raises(AnswerpointError, match=r"app/x\.py line 1: expected no values while the module is loaded"):
        translations.collected()


def test_a_folder_for_the_marked_language_is_made_or_refused_in_a_sentence(tmp_path: Path) -> None:
    def marked(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(SCRIPT), "--marked", *words], capture_output=True, text=True, check=False
        )

    folder = tmp_path / "new" / "folder"
    assert marked(str(folder)).stdout.strip() == str(folder / "answerpoint_xx.qm")
    assert marked().stderr == "--marked: expected a folder, got none\n"
    file = tmp_path / "file"
    file.touch()
    assert marked(str(file)).stderr == f"--marked {file}: expected a folder to write into, got File exists\n"
