"""The words of the steps of every call: the shipped table, a site's own, and what is wrong with it."""

import pytest

from app.errors import TableError
from app.position.limits import Limits, limits_of
from app.position.step_words import STEPS, BaseSteps, StepWords, load_steps
from app.tables import shipped

KEYS = {"release": "F12", "contact": "F11", "ring_back": "F3", "give_up": "Esc", "answer": "Alt+A", "switch": "Alt+H"}
VALUES = {"agency": "Oshawa Fire", "warning": "no voice contact yet"}


def shipped_steps() -> dict[str, StepWords]:
    return load_steps(shipped("steps")["answer"], "answer.toml").steps


def test_the_shipped_table_has_every_step() -> None:
    assert set(shipped_steps()) == set(STEPS)


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("language", ["en", "fr", "both"])
def test_every_step_can_be_said_in_every_language(name: str, language: str) -> None:
    steps = BaseSteps(shipped_steps(), language).with_keys(KEYS)
    step = steps.step(name, **{each: VALUES[each] for each in STEPS[name]})
    assert step.text
    assert "{" not in step.text + step.why


def test_the_limits_stay_where_the_keys_are_put_into_the_words() -> None:
    limits = limits_of(load_steps("[limits]\nrings = 4\n", "own").limits)
    assert BaseSteps({}, limits=limits).with_keys(KEYS).limits is limits
    assert BaseSteps({}).limits == Limits()


def test_the_greeting_is_the_manuals_word_for_word() -> None:
    """D050, 003:541."""
    assert shipped_steps()["greeting"].say == "Do you require Police, Fire or Ambulance?"
    assert shipped_steps()["greeting-without-data"].say == shipped_steps()["greeting"].say


@pytest.mark.parametrize("language", ["en", "fr", "both"])
def test_d065_an_agency_whose_name_ends_with_a_stop_is_said_with_one(language: str) -> None:
    steps = BaseSteps(shipped_steps(), language).with_keys(KEYS)
    text = steps.step("stay", agency="Orillia O.P.P.").text
    assert "Orillia O.P.P." in text
    assert ".." not in text


def test_what_has_no_french_is_said_in_english() -> None:
    words = StepWords("{say}", say="Stay on the line.")
    assert words.spoken("fr") == '"Stay on the line."'
    assert words.spoken("both") == '"Stay on the line."'


def test_a_step_whose_words_do_not_change_is_made_once() -> None:
    """The window redraws nothing for the same value."""
    steps = BaseSteps(shipped_steps()).with_keys(KEYS)
    assert steps.step("ready") is steps.step("ready")


def test_a_step_without_words_is_called_by_its_name() -> None:
    assert BaseSteps({}).step("caller-gone").text == "Caller gone."


def test_a_site_changes_one_step_and_keeps_the_others() -> None:
    own = load_steps(
        '[[step]]\nid = "greeting"\ntext = "{say}"\nsay = "9-1-1, police, fire or ambulance?"\n', "own"
    ).steps
    assert set(own) == {"greeting"}
    assert BaseSteps({**shipped_steps(), **own}).step("greeting").text == '"9-1-1, police, fire or ambulance?"'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("steps = 1\n", "steps: unknown"),
        ("step = 1\n", "step: expected sections [[step]], got 1"),
        ("[limits]\nrings = 0\n", "line 2: limits.rings: expected a whole number from 1 to 20, got 0"),
        ('[[step]]\nid = "hello"\ntext = "a"\n', "id: expected one of ready"),
        ('[[step]]\nid = ["ready"]\ntext = "a"\n', "id: expected one of ready"),
        ('[[step]]\nid = "ready"\n', "text"),
        ('[[step]]\nid = "ready"\ntext = "a"\n[[step]]\nid = "ready"\ntext = "a"\n', "each once"),
        ('[[step]]\nid = "ready"\ntext = "a"\ncolour = "red"\n', "colour: unknown"),
        ('[[step]]\nid = "ready"\ntext = "{agency}"\n', "text: expected in braces one of"),
        ('[[step]]\nid = "ready"\ntext = "a}"\n', "text: expected braces in pairs"),
        ('[[step]]\nid = "ready"\ntext = "a"\nsay = "b"\n', "text: expected {say} where there is"),
        ('[[step]]\nid = "ready"\ntext = "{say}"\n', "text: expected {say} where there is"),
        ('[[step]]\nid = "ready"\ntext = "a"\nurgent = 1\n', "urgent: expected true or false, got 1"),
        ('[[step]]\nid = "ready"\ntext = "a"\npage = "{agency}"\n', "page: expected in braces one of nothing"),
        (f'[[step]]\nid = "ready"\ntext = "{"a" * 121}"\n', "text: expected words of at most 120 characters"),
        ('[[step]]\nid = "ready"\ntext = "a"\n' * 40, f"at most {len(STEPS)} steps"),
    ],
)
def test_each_fault_is_a_sentence(text: str, said: str) -> None:
    with pytest.raises(TableError, match=r"own\.toml") as told:
        load_steps(text, "own.toml")
    assert said in str(told.value)
