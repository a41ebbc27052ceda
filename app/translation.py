"""A translation as Qt's tools keep it, a file `answerpoint_LANGUAGE.ts`: read, written, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from app.errors import TableError
from app.words import places

CONTEXT = "answerpoint"
_TOLD = 60  # characters of a text that a sentence shows


@dataclass(frozen=True, slots=True)
class Message:
    """One text of the console and its translation: one form, or one for each number the language tells apart.

    `forms` is empty while it is not translated. `where` are the files that say it.
    """

    source: str
    counted: bool = False
    forms: tuple[str, ...] = ()
    where: tuple[str, ...] = ()


def read_translation(text: str, source: str) -> dict[str, Message]:
    """Return the messages of a file by their texts. Raises TableError where it is no such file."""
    try:
        root = ElementTree.fromstring(text.encode())
    except ElementTree.ParseError as error:
        raise TableError(f"translation {source} line {error.position[0]}: expected XML, got {error}") from error
    if root.tag != "TS":
        raise TableError(f"translation {source}: expected a <TS> file of Qt's, got <{root.tag}>")
    found: dict[str, Message] = {}
    for each in root.iterfind("context/message"):
        said = each.find("translation")
        counted = each.get("numerus") == "yes"
        forms: tuple[str, ...] = ()
        if said is not None and said.get("type") is None:
            forms = tuple(form.text or "" for form in (said.iterfind("numerusform") if counted else (said,)))
        where = tuple(place.get("filename", "") for place in each.iterfind("location"))
        text_of_it = each.findtext("source") or ""
        found[text_of_it] = Message(text_of_it, counted, forms if all(forms) else (), where)
    return found


def write_translation(messages: Iterable[Message], language: str, forms: int) -> str:
    """Return the text of a file; `forms` is how many numbers the language tells apart, as one call and two calls."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{language}" sourcelanguage="en">',
        "<context>",
        f"    <name>{CONTEXT}</name>",
    ]
    for each in messages:
        lines.append('    <message numerus="yes">' if each.counted else "    <message>")
        lines += [f'        <location filename="{escape(file)}"/>' for file in each.where]
        lines.append(f"        <source>{escape(each.source)}</source>")
        state = "" if each.forms else ' type="unfinished"'
        if each.counted:
            words = "".join(f"<numerusform>{escape(form)}</numerusform>" for form in each.forms or ("",) * forms)
        else:
            words = escape(each.forms[0]) if each.forms else ""
        lines += [f"        <translation{state}>{words}</translation>", "    </message>"]
    return "\n".join([*lines, "</context>", "</TS>", ""])


def faults_of(messages: dict[str, Message], known: dict[str, Message]) -> list[str]:
    """Return, a sentence each, which translations cannot be shown; `known` are the texts of the console."""
    faults: list[str] = []
    for source, each in messages.items():
        if source not in known:
            faults.append(f"{_short(source)}: expected a text of the console, got one it does not say")
        for form in each.forms:
            wanted = places(source)
            try:
                got = places(form)
            except ValueError:
                faults.append(f"{_short(source)}: expected braces in pairs, got {_short(form)}")
                continue
            if got - wanted or (wanted - got and not each.counted):
                faults.append(f"{_short(source)}: expected {_braced(wanted)} in it, got {_braced(got)}")
    return faults


def _braced(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "no braces"


def _short(text: str) -> str:
    return repr(text if len(text) <= _TOLD else f"{text[: _TOLD - 1]}…")
