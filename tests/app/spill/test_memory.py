from app.spill.memory import Memory


def test_an_answer_is_made_once() -> None:
    asked: list[str] = []

    def answer(key: str) -> int:
        asked.append(key)
        return len(key)

    memory = Memory(answer, 10)
    assert [memory["a"], memory["bb"], memory["a"]] == [1, 2, 1]
    assert asked == ["a", "bb"]


def test_it_never_holds_more_than_it_was_given_room_for() -> None:
    memory = Memory(str, 3)
    for number in range(100):
        assert memory[number] == str(number)
        assert len(memory) <= 3
