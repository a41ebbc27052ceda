"""How a page of the printed manual is named."""

import pytest

from app.manual.page import pages_in


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ("manual p. 15", ("p. 15",)),
        ("p. 21, tech. p. 2", ("p. 21", "tech. p. 2")),
        ("manual p. 12-13", ("p. 12", "p. 13")),
        ("manual pp. 12, 13 and 15", ("p. 12", "p. 13", "p. 15")),
        ("agreement p. 4, report p. 1, p. iii", ("agreement p. 4", "report p. 1", "p. iii")),
        ("p. 12, p. 12", ("p. 12",)),
        ("on the telephone set", ()),
        ("", ()),
        ("p. 1-1000000000", ("p. 1", "p. 1000000000")),
    ],
)
def test_every_page_that_is_named_is_found(words: str, pages: tuple[str, ...]) -> None:
    assert pages_in(words) == pages
