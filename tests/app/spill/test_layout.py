from app.spill.layout import make_layout
from app.spill.line_form import LineForm, PatternLine, line_form
from app.spill.picture import parse_pattern


def form(text: str, *, any_order: bool = False) -> LineForm:
    return line_form([PatternLine(parse_pattern(text), text)], any_order=any_order)


def test_neighbours_in_any_order_make_one_step() -> None:
    a, b, c, d, e = (form(f"{{{name}}}", any_order=name in "bce") for name in "abcde")
    assert make_layout({}, form("#"), [a, b, c, d, e]).steps == ((a,), (b, c), (d,), (e,))


def test_a_layout_is_chosen_where_every_field_has_one_of_its_values() -> None:
    layout = make_layout({"class": frozenset({"CEL", "WL2"}), "borough": frozenset({"OSH"})}, form("#"), [])
    assert layout.chosen_by({"class": "WL2", "borough": "OSH"})
    assert not layout.chosen_by({"class": "WL2", "borough": "WHI"})
    assert not layout.chosen_by({"class": "WL2"})


def test_the_default_is_chosen_by_anything() -> None:
    assert make_layout({}, form("#"), []).chosen_by({})


def test_a_layout_may_be_that_of_a_record_of_which_only_some_fields_were_read() -> None:
    layout = make_layout({"class": frozenset({"CEL"}), "page": frozenset({"2"})}, form("#"), [])
    assert layout.may_have({"class": "CEL"}, frozenset({"class"}))
    assert layout.may_have({}, frozenset({"number"}))
    assert not layout.may_have({"class": "RES"}, frozenset({"class"}))
    assert not layout.may_have({}, frozenset({"class"}))
