"""Text that is safe to show: control and escape characters become visible symbols and are never obeyed.

C0 controls and DEL become the Unicode pictures for them (ESC is shown as `␛`), one for one, so that columns stay. Every
other character that cannot be printed (C1 controls, direction overrides, line separators) becomes its escape, `\\x85`.
"""

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "␡"}


def visible(text: str) -> str:
    """Return `text` with every character that is not printable shown as a symbol or an escape; a blank stays."""
    if text.isprintable():
        return text
    text = text.translate(_PICTURES)
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode("ascii") for each in text)
