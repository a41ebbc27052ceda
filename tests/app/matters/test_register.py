"""The register is made of events and of nothing else."""

from typing import Any

from app.matters.register import DRAFTED, FOUND, OPENED, WENT, Matters, form_id, of_form


def test_a_changed_kind_is_a_new_step_and_what_it_was_stays(trouble: Any) -> None:
    """U1: a report is not relabelled without trace."""
    case = trouble(kind="feed").wait(hours=1).take("details", by="LT", kind="telephone", nature="no voice")
    assert case.matter.values["kind"] == "telephone"
    (went,) = case.matter.history
    assert (went.by, went.was) == ("LT", {"kind": "feed"})


def test_a_closed_matter_goes_where_only_open_ones_are_kept(trouble: Any) -> None:
    case = trouble()
    kept = Matters(keeps_closed=False)
    kept.take(FOUND, case.now, case.register.found())
    assert list(kept.matters) == [1]
    kept.take(WENT, case.now, {"matter": 1, "step": "no trouble", "by": "", "values": {"why": "x"}})
    assert not kept.matters
    assert kept.found() == {"last": 1, "matters": [], "drafts": {}}


def test_what_is_found_again_is_as_it_was(trouble: Any) -> None:
    """D184: open items outlive the run."""
    case = trouble().take("supervisor", supervisor="Lee")
    case.register.take(DRAFTED, case.now, {"form": form_id(1, "ticket"), "values": {"ticket number": "A"}})
    found = Matters()
    found.take(FOUND, case.now, case.register.found())
    assert found.matters[1].plain() == case.matter.plain()
    assert found.last == 1


def test_what_is_half_typed_stays_until_it_is_given_or_emptied(trouble: Any) -> None:
    case = trouble()
    case.register.take(DRAFTED, case.now, {"form": form_id(1, "ticket"), "values": {"ticket number": "A"}})
    assert case.matter.drafts == {"ticket": {"ticket number": "A"}}
    case.take("ticket", ticket_number="A-77")
    assert case.matter.drafts == {}
    case.register.take(DRAFTED, case.now, {"form": form_id(1, "bell"), "values": {"reported by": "x"}})
    case.register.take(DRAFTED, case.now, {"form": form_id(1, "bell"), "values": {"reported by": ""}})
    assert case.matter.drafts == {}


def test_what_is_half_typed_for_a_matter_that_is_not_there_yet_stays_too(trouble: Any) -> None:
    case = trouble()
    form = form_id(0, "trouble")
    case.register.take(DRAFTED, case.now, {"form": form, "values": {"agency": "Ajax"}})
    own = {
        "matter": 2,
        "register": "trouble",
        "by": "",
        "call": 0,
        "values": {"kind": "feed"},
        "state": {},
        "pieces": [],
    }
    case.register.take(OPENED, case.now, own)
    assert case.register.drafts == {form: {"agency": "Ajax"}}
    case.register.take(OPENED, case.now, {**own, "matter": 3, "values": {"agency": "Ajax"}})
    assert case.register.drafts == {}


def test_a_number_that_was_given_twice_loses_neither(trouble: Any) -> None:
    """An earlier run that could not be read when this one began to count."""
    case = trouble()
    body = {"matter": 1, "register": "trouble", "by": "", "call": 0, "values": {"kind": "x"}, "state": {}, "pieces": []}
    case.register.take(OPENED, case.now, body)
    assert [(each.name, each.values["kind"]) for each in case.register.matters.values()] == [
        ("T1", "trunk"),
        ("T1", "x"),
    ]


def test_steps_and_words_of_what_is_not_known_change_nothing() -> None:
    register = Matters()
    register.take(WENT, None, {"matter": 9, "step": "bell", "by": "", "values": {}})  # type: ignore[arg-type]
    register.take(DRAFTED, None, {"form": form_id(9, "bell"), "values": {"x": "y"}})  # type: ignore[arg-type]
    register.take(DRAFTED, None, {"form": "option 3 step", "values": {"x": "y"}})  # type: ignore[arg-type]
    register.take("key_pressed", None, {})  # type: ignore[arg-type]
    assert not register.matters
    assert not register.drafts


def test_the_name_of_a_form_tells_matter_and_step() -> None:
    assert of_form(form_id(7, "followed up")) == (7, "followed up")
    for text in ("", "matter", "matter 7", "matter x y", "option 1 step", "matter ٣ x"):
        assert of_form(text) is None
