"""The media are referred (D164)."""

from typing import Any


def test_questions_about_the_system_go_to_corporate_communications(desk: Any) -> None:
    """D164: also while nobody is on the line."""
    desk.begin("M")
    assert desk.step == "Media: about the 9-1-1 system, or about one agency?"
    desk.choose("The 9-1-1 system")
    assert desk.step == "Refer them to Durham Regional Police Corporate Communications."
    desk.choose("Referred")
    assert desk.taken()[-1] == ("media", "end", "referred to Corporate Communications")
    assert desk.step == "Ready for the next call."


def test_questions_about_one_agency_go_to_that_agency(desk: Any) -> None:
    """D164, on a call."""
    desk.spill()
    desk.begin("M")
    desk.choose("One agency")
    desk.choose("Referred")
    desk.fill("Ajax Fire")
    assert desk.taken()[-1] == ("media", "end", "referred to Ajax Fire")


def test_somebody_else_goes_on_as_any_call(desk: Any) -> None:
    """D164: exception."""
    desk.spill()
    desk.begin("M")
    desk.choose("Not the media")
    assert desk.step == '"Do you require Police, Fire or Ambulance?"'
