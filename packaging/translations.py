"""Keeps the translations of the screen: collects every text of the console, and lets Qt's lrelease compile them.

python packaging/translations.py                   bring resources/translations up to date: .ts and .qm
python packaging/translations.py --check           exit 1 if a text is missing there, or stands there and is not said
python packaging/translations.py --marked FOLDER   a language "xx": every text in brackets, its letters with marks on
                                                   them; a plain letter on the screen is no text of the console

A text that is translated keeps its translation; one that the console no longer says goes.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.errors import AnswerpointError  # noqa: E402  the folder is put on the path above
from app.translation import Message, faults_of, read_translation, write_translation  # noqa: E402

FOLDER = ROOT / "resources" / "translations"
LANGUAGES = {"fr": 2}  # each with how many numbers it tells apart: one call, two calls
MARKED = "xx"
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WITH_MARKS = "äƀçđéƒǵĥíĵķĺɱñóƥɋŕšťúʋŵẋýžÄƁÇĐÉƑǴĤÍĴĶĹⱮÑÓƤɊŔŠŤÚƲŴẊÝŽ"
_SAYING = {"say": 0, "tr": 0, "say_count": 1}  # function -> which of its texts is the one to be translated


def made_at_import(tree: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls that are made when a module is loaded, before there is a language."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            if isinstance(node, ast.Call):
                yield node
            yield from made_at_import(node)


def collected() -> dict[str, Message]:
    """Return every text that the console says.

    Raises AnswerpointError for one that is not written out, or that has values before there is a language.
    """
    found: dict[str, Message] = {}
    for path in sorted(each for folder in ("app", "drivers") for each in (ROOT / folder).rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        tree = ast.parse(path.read_text("utf-8"))
        for call in made_at_import(tree):
            function = call.func.id if isinstance(call.func, ast.Name) else ""
            if function in ("joined", "say_count") or (function == "say" and call.keywords):
                raise AnswerpointError(f"{name} line {call.lineno}: expected no values while the module is loaded")
        calls = [each for each in ast.walk(tree) if isinstance(each, ast.Call)]
        for call in sorted(calls, key=lambda each: (each.lineno, each.col_offset)):
            function = call.func.id if isinstance(call.func, ast.Name) else ""
            if function not in _SAYING or name == "app/words.py":
                continue
            for argument in call.args[: _SAYING[function] + 1]:
                if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
                    raise AnswerpointError(f"{name} line {call.lineno}: expected {function}() of a text in quotes")
            text: str = call.args[_SAYING[function]].value  # type: ignore[attr-defined]  # a constant: just looked at
            before = found.get(text, Message(text, function == "say_count"))
            if before.counted is not (function == "say_count"):
                raise AnswerpointError(f"{name} line {call.lineno}: {text!r} is counted in one place only")
            found[text] = before if name in before.where else replace(before, where=(*before.where, name))
    return found


def kept(file: Path) -> dict[str, Message]:
    """Return the messages that a file of translations has now."""
    return read_translation(file.read_text("utf-8"), file.name) if file.exists() else {}


def brought_up_to_date(file: Path, known: dict[str, Message]) -> list[Message]:
    """Return what the file has to hold: the texts said now, each with the translation it has there."""
    before = kept(file)
    return [
        replace(each, forms=before[text].forms) if text in before and before[text].counted is each.counted else each
        for text, each in known.items()
    ]


def compile_file(file: Path) -> None:
    """Let lrelease make the .qm beside a .ts."""
    tool = [sys.executable, "-c", "from PySide6.scripts.pyside_tool import lrelease; lrelease()"]
    subprocess.run([*tool, str(file), "-qm", str(file.with_suffix(".qm")), "-silent"], check=True)


def marked(text: str) -> str:
    """Return a text with marks on its letters, but on what stands in braces."""
    marks = str.maketrans(_PLAIN, _WITH_MARKS)
    parts = re.split(r"(\{[^{}]*\})", text)
    return "".join(("⟦", *(each if each.startswith("{") else each.translate(marks) for each in parts), "⟧"))


def write_marked(folder: Path) -> Path:
    """Write and compile the language of marks; return its .qm."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"answerpoint_{MARKED}.ts"
    messages = [replace(each, forms=(marked(text),) * (1 + each.counted)) for text, each in collected().items()]
    file.write_text(write_translation(messages, "fr", 2), "utf-8")  # counts as French does
    compile_file(file)
    return file.with_suffix(".qm")


def main(words: list[str]) -> int:
    """Write, check, or make the language of brackets."""
    if "--marked" in words:
        named = words[words.index("--marked") + 1 :]
        if not named:
            print("--marked: expected a folder, got none", file=sys.stderr)
            return 1
        try:
            print(write_marked(Path(named[0])))
        except OSError as error:
            print(f"--marked {named[0]}: expected a folder to write into, got {error.strerror}", file=sys.stderr)
            return 1
        return 0
    known = collected()
    faults: list[str] = []
    for language, forms in LANGUAGES.items():
        file = FOLDER / f"answerpoint_{language}.ts"
        text = write_translation(brought_up_to_date(file, known), language, forms)
        faults += [f"{file.name}: {each}" for each in faults_of(read_translation(text, file.name), known)]
        if "--check" not in words:
            file.write_text(text, "utf-8")
            compile_file(file)
        elif not file.exists() or file.read_text("utf-8") != text:
            faults.append(f"{file.name}: expected what {Path(__file__).name} writes now, got another")
    print("\n".join(faults), file=sys.stderr, end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
