"""The values of a lesson."""

from app.lessons import Known, read_lesson


def test_a_call_is_found_by_its_number_in_the_scenario_from_one(lesson_text: str) -> None:
    lesson = read_lesson(lesson_text, "fire", "fire.toml", Known())
    first, second = lesson.call(1), lesson.call(2)
    assert first is not None
    assert second is not None
    assert (first.title, second.title) == ("Kitchen", "")
    assert (first.has_spill, second.has_spill) == (True, False)
    assert lesson.call(0) is lesson.call(3) is None
