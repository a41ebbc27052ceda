from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import TableError
from app.translation import Message, faults_of, read_translation, write_translation

TEXTS = [
    Message("nobody yet", False, ("personne",), ("app/ui/starting.py",)),
    Message("{n} calls", True, ("{n} appel", "{n} appels"), ("app/a.py", "app/b.py")),
    Message('a <b> & "c"'),
]


def test_what_is_written_is_read_again() -> None:
    text = write_translation(TEXTS, "fr", 2)
    assert list(read_translation(text, "fr.ts").values()) == TEXTS
    assert text.count("<numerusform>") == 2


def test_a_text_that_is_not_finished_counts_as_not_translated() -> None:
    text = write_translation([Message("nobody yet")], "fr", 2).replace("></translation>", ">pers</translation>")
    assert 'type="unfinished">pers<' in text
    assert read_translation(text, "fr.ts")["nobody yet"].forms == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "translation x.ts line 1: expected XML, got no element found: line 1, column 0"),
        ("<TS>\n<context>", "translation x.ts line 2: expected XML"),
        ("<html/>", "translation x.ts: expected a <TS> file of Qt's, got <html>"),
    ],
)
def test_what_is_no_translation_is_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(TableError) as refused:
        read_translation(text, "x.ts")
    assert str(refused.value).startswith(said)


@given(st.text())
def test_any_text_gives_messages_or_a_sentence(text: str) -> None:
    try:
        read_translation(text, "x.ts")
    except TableError as error:
        assert str(error).startswith("translation x.ts")


@pytest.mark.parametrize(
    ("source", "form", "said"),
    [
        ("call {n}", "appel", "'call {n}': expected {n} in it, got no braces"),
        ("call {n}", "appel {m}", "'call {n}': expected {n} in it, got {m}"),
        ("call {n}", "appel {n", "'call {n}': expected braces in pairs, got 'appel {n'"),
        ("call", "appel {n}", "'call': expected no braces in it, got {n}"),
        ("hello", "bonjour", "'hello': expected a text of the console, got one it does not say"),
    ],
)
def test_a_translation_that_could_not_be_shown_is_told(source: str, form: str, said: str) -> None:
    known = {each: Message(each) for each in ("call {n}", "call")}
    assert faults_of({source: Message(source, False, (form,))}, known) == [said]


def test_one_of_a_thing_may_be_said_without_its_number() -> None:
    counted = {"{n} calls": Message("{n} calls", True, ("un appel", "{n} appels"))}
    assert faults_of(counted, counted) == []


def test_the_shipped_translation_is_in_order() -> None:
    text = (files("resources") / "translations" / "answerpoint_fr.ts").read_text("utf-8")
    shipped = read_translation(text, "answerpoint_fr.ts")
    assert faults_of(shipped, shipped) == []
