"""Writes a table (TOML) of plain values: texts, numbers, true and false, lists, sections, and lists of sections."""

from collections.abc import Mapping
from typing import Any

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def table_of(values: Mapping[str, Any]) -> str:
    """Return the text of a table as `tomllib` reads it back: first the plain keys, then the sections."""
    return "\n".join(_lines(values, "")).strip("\n") + "\n"


def _lines(values: Mapping[str, Any], section: str) -> list[str]:
    plain = {key: value for key, value in values.items() if not _is_section(value)}
    lines = [f"{_key(key)} = {_value(value)}" for key, value in plain.items()]
    for key, value in values.items():
        name = f"{section}.{_key(key)}" if section else _key(key)
        if isinstance(value, Mapping):
            lines += ["", f"[{name}]", *_lines(value, name)]
        elif _is_section(value):
            for each in value:
                # what stands within is written in one line, so that no section of it is taken for the next one's
                lines += ["", f"[[{name}]]", *(f"{_key(inner)} = {_value(one)}" for inner, one in each.items())]
    return lines


def _is_section(value: Any) -> bool:
    if isinstance(value, Mapping):
        return True
    return isinstance(value, list) and bool(value) and all(isinstance(each, Mapping) for each in value)


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return _text(value)
        case list():
            return "[" + ", ".join(_value(each) for each in value) + "]"
        case Mapping():
            return "{ " + ", ".join(f"{_key(key)} = {_value(each)}" for key, each in value.items()) + " }"
    raise TypeError(f"expected a plain value, got {type(value).__name__}")


def _key(key: str) -> str:
    return key if key.isascii() and key.replace("_", "").replace("-", "").isalnum() else _text(key)


def _text(text: str) -> str:
    written = (_ESCAPES.get(each) or (each if each.isprintable() else f"\\U{ord(each):08x}") for each in text)
    return '"' + "".join(written) + '"'
