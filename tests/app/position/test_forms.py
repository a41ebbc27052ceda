"""What is asked to be typed beside the step."""

from app.call.procedure import Branch, Option
from app.position.forms import Forms
from app.position.screen import Form

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


def asked(forms: Forms, form: str = "option 1 locked") -> Form:
    forms.ask(form, "Evidence", OPTION, "1 Evidence")
    assert forms.shown is not None
    return forms.shown


def test_a_form_that_is_left_by_hand_stands_again_only_when_it_is_asked_for() -> None:
    forms = Forms()
    assert not asked(forms).again
    assert forms.leave()
    assert not forms.leave()
    assert not forms.any_waits
    assert asked(forms).again


def test_a_form_that_was_put_aside_waits_for_a_step_that_asks_for_the_same() -> None:
    forms = Forms()
    asked(forms)
    forms.refuse("no")
    forms.put_aside(but=["option 1 locked"])
    forms.put_aside(only="option 2 due")
    assert not forms.any_waits
    forms.put_aside()
    assert forms.shown is None
    assert (forms.waits("1 Evidence"), forms.waits("2 Evidence")) == (True, False)
    assert asked(forms, "option 1 later") == Form("option 1 later", "Evidence", OPTION.asks, "", "1 Evidence", True)
    assert not forms.any_waits
    assert forms.filled("option 1 later", {"evidence": "x", "who said so": "y"}) is OPTION


def test_another_form_puts_it_aside_and_a_question_keeps_it_there() -> None:
    forms = Forms()
    asked(forms)
    forms.ask("marking down", "Ajax Fire, power failure", OPTION)
    assert not forms.waits("1 Evidence")
    forms.put_aside()
    assert forms.shown is not None  # of no step, and nothing of it is kept
    forms.leave()
    forms.question = True
    assert not forms.waits("1 Evidence")
    forms.question = False
    assert forms.waits("1 Evidence")
    forms.left_by_hand("1 Evidence")
    assert not forms.any_waits


def test_what_was_given_and_what_is_over_is_forgotten() -> None:
    forms = Forms()
    asked(forms)
    forms.put_aside()
    forms.forget("1 ")
    assert not forms.any_waits
    assert not asked(forms).again
