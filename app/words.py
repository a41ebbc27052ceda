"""The console's own sentences: said in English, shown in the language of the screen; pure.

`say` makes a sentence. It is English text like any other: it is compared, searched and journalled as such, so that a
journal is the same in every language. It also keeps how it was made, its text and the values put into it, and `spoken`
says it again in the language of the console; only what draws a screen calls that. Whatever `say` did not make, what a
feed sent or a table of the site holds, is shown as it is.

    say("{agency} answered in {seconds} s", agency=agency.short, seconds=11)
    say_count("{n} related call", "{n} related calls", n)
    joined(" · ", (notice, another))

Texts are whole sentences and stand in the code as they are, so that they can be collected
(packaging/translations.py). The language is taken once, at start-up, by the composition root. A sentence without values
may be made before that, when a module is loaded; one with values remembers how it was made only where there is another
language than English to say it in, so that it costs an English console nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

Translate = Callable[[str, int], str]
_NO_COUNT = -1
_AS_IT_IS = -2  # in place of a count: the text is a table's, and only its values are said

_translate: Translate | None = None  # None is English
_known: dict[str, str] = {}  # texts without a count, as they are in the language
_plain: dict[str, Said] = {}  # sentences without a value: made once


class Said(str):
    """A sentence in English that knows how to be said in another language. Made by the functions below alone."""

    __slots__ = ("counted", "template", "values")

    template: str  # "" where the values only stand side by side
    values: dict[str, object]
    counted: int  # what decides between one and many, or one of the two marks above


def say(text: str, /, **values: object) -> str:
    """Return a sentence: the text, with the values put in where it has their names in braces."""
    if values:
        return text.format_map(values) if _translate is None else _said(text.format_map(values), text, values)
    known = _plain.get(text)
    if known is None:
        known = _plain[text] = _said(text, text, values)
    return known


def say_count(one: str, many: str, n: int, /, **values: object) -> str:
    """Return the sentence that fits `n`, which stands in both texts as {n}; `many` is the one that is translated."""
    values["n"] = n
    words = (one if n == 1 else many).format_map(values)
    return words if _translate is None else _said(words, many, values, n)


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text of a site's table with the values put in, which are shown in their own way; the text stays."""
    words = text.format_map(values)
    if _translate is None:
        return words
    return _said(words, text, {name: values[name] for name in places(text)}, _AS_IT_IS)


def joined(between: str, parts: Iterable[str]) -> str:
    """Return parts side by side, each of which is shown in its own way; `between` is signs, never words."""
    if _translate is None:
        return between.join(parts)
    known = tuple(parts)
    return _said(between.join(known), "", {"between": between, "parts": known})


def _said(words: str, template: str, values: dict[str, object], counted: int = _NO_COUNT) -> Said:
    said = Said(words)
    said.template, said.values, said.counted = template, values, counted
    return said


def recognised(text: str, sentences: Iterable[str]) -> str:
    """Return the one of `sentences` that a text is, so that what came back from a journal is shown as it is said."""
    return next((each for each in sentences if each == text), text)


def spoken(text: str) -> str:
    """Return a text in the language of the console; what was not made by `say` comes back as it is."""
    if _translate is None or not isinstance(text, Said):
        return text
    values = text.values
    if not text.template:
        return str(values["between"]).join(map(spoken, values["parts"]))  # type: ignore[call-overload]
    template = text.template
    if text.counted >= 0:
        template = _translate(template, text.counted)
    elif text.counted != _AS_IT_IS:
        known = _known.get(template)
        template = _known[template] = _translate(template, _NO_COUNT) if known is None else known
    if not values:
        return template
    try:
        return template.format_map({name: _as_shown(each) for name, each in values.items()})
    except (LookupError, ValueError, AttributeError, TypeError):
        return text  # a translation with other braces than the text: English is better than nothing


def _as_shown(value: object) -> object:
    return spoken(value) if isinstance(value, Said) else value


def tr(text: str, /, **values: object) -> str:
    """Return a sentence at once in the language of the console: for what is drawn and kept nowhere."""
    return spoken(say(text, **values))


def speak(translate: Translate | None) -> None:
    """Take the language: `translate(text, count)` returns the text in it, or unchanged; None is English again."""
    global _translate
    _translate = translate
    _known.clear()


def places(text: str) -> frozenset[str]:
    """Return the names in the braces of a text. Raises ValueError where the braces do not come in pairs."""
    from string import Formatter  # late: the first paint in English needs none

    return frozenset(name for _words, name, _form, _turn in Formatter().parse(text) if name is not None)
