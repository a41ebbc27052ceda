from app.matters.next import Next, Urgency


def test_what_nothing_is_said_of_waits_and_overdue_is_the_most_pressing() -> None:
    assert Next("x").urgency is Urgency.WAITS
    assert max(Urgency) is Urgency.OVERDUE
