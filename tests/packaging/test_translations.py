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


SHOWN_BY = {"setText", "setAccessibleName", "setAccessibleDescription", "setToolTip", "setPlaceholderText", "show_text"}
MADE_WITH = {"QLabel": 0, "QPushButton": 0, "QListWidgetItem": 0, "Value": 1, "Passage": 1, "Statement": 3, "Words": 2}


def test_no_widget_is_given_a_word_that_cannot_be_translated() -> None:
    """Everything that is shown goes through `say` or `tr`; signs alone need not."""
    bare = []
    for path in sorted((ROOT / "app" / "ui").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
            made = call.func.id if isinstance(call.func, ast.Name) else ""
            given = (
                call.args[:1] if method in SHOWN_BY else call.args[MADE_WITH[made] :][:1] if made in MADE_WITH else []
            )
            bare += [
                f"{path.relative_to(ROOT)} line {call.lineno}: {words}"
                for argument in given
                if (words := _words(argument))
            ]
    assert not bare, "\n".join(bare)


def _words(argument: ast.expr) -> str:
    """Return the bare words of an argument: of a text, of one that is put together, of either arm of a choice."""
    if isinstance(argument, ast.IfExp):
        return _words(argument.body) or _words(argument.orelse)
    parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
    texts = (each.value for each in parts if isinstance(each, ast.Constant) and isinstance(each.value, str))
    return next((each for each in texts if any(letter.isalpha() for letter in each)), "")
