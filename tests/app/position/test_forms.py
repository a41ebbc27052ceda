"""What is asked to be typed beside the step."""

from app.call.procedure import Branch, Option
from app.position.forms import Forms

OPTION = Option("Evidence", Branch("unlocked"), ("evidence", "who said so"))


def test_what_was_typed_goes_to_the_option_it_was_for() -> None:
    forms = Forms()
    forms.ask("option 1 locked", "Evidence", OPTION)
    assert forms.shown is not None
    assert (forms.shown.title, forms.shown.fields) == ("Evidence", ("evidence", "who said so"))
    assert forms.filled("option 1 locked", {"evidence": "shots heard", "who said so": "the caller"}) is OPTION
    assert forms.shown is None


def test_a_field_left_empty_is_refused_in_words_and_the_form_stays() -> None:
    forms = Forms()
    forms.ask("option 1 locked", "Evidence", OPTION)
    assert forms.filled("option 1 locked", {"evidence": "  ", "who said so": "the caller"}) is None
    assert forms.shown is not None
    assert forms.shown.refused == "evidence: expected some words, got none"


def test_what_is_not_asked_for_any_more_is_not_taken() -> None:
    forms = Forms()
    assert forms.filled("option 1 locked", {"evidence": "x"}) is None
    forms.ask("option 2 due", "Evidence", OPTION)
    assert forms.filled("option 1 locked", {"evidence": "x", "who said so": "y"}) is None
    assert forms.shown is not None


def test_a_form_is_left_only_by_its_own_step() -> None:
    forms = Forms()
    forms.ask("option 1 locked", "Evidence", OPTION)
    assert not forms.leave("option 2 due")
    assert forms.leave()
    assert not forms.leave()
