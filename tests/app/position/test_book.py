"""The procedures in force are found by id, letter and sign, and say what they forbid."""

from app.call.procedure import Branch, Facts, Procedure, Sign, Step
from app.position.book import Book


def table(name: str, letter: str = "", **values: object) -> Procedure:
    steps = {"a": Step("a", "Do it.")}
    return Procedure(name, name.capitalize(), "", letter, "a", steps, **values)  # type: ignore[arg-type]


HELD = table("held", "Z", begins={Sign.HELD: (Branch("a"),)})
LOCKS = table(
    "locks",
    "A",
    locks=(Branch("", ("called back", "not evidence"), refuse="not again to {number}"),),
)


def test_a_procedure_is_found_by_id_letter_and_sign() -> None:
    book = Book((HELD, LOCKS))
    assert book.by_id == {"held": HELD, "locks": LOCKS}
    assert book.by_letter == {"Z": HELD, "A": LOCKS}
    assert book.begins == {Sign.HELD: [(HELD, (Branch("a"),))]}


def test_the_list_is_in_the_order_of_the_letters_and_one_without_a_letter_is_not_in_it() -> None:
    book = Book((HELD, LOCKS, table("other")))
    assert [line[0] for line in book.menu()] == ["A", "Z"]


def test_d107_a_number_is_locked_while_the_facts_of_its_lock_hold() -> None:
    book = Book((HELD, LOCKS))
    assert book.locked(Facts(("called back",), values={"number": "555-0142"})) == "not again to 555-0142"
    assert book.locked(Facts(("called back", "evidence"))) == ""
    assert book.locked(Facts()) == ""
