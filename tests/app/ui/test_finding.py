"""The search that outlives the page."""

from app.agencies import Directory, Entry, EntryKind
from app.ui.finding import Finding

AJAX = Entry("Ajax Fire", EntryKind.ADMINISTRATION, number="905 683-3050")
BROCK = Entry("Brock Fire", EntryKind.ADMINISTRATION, number="905 432-2355")


def test_what_is_typed_says_what_is_found() -> None:
    finding = Finding(Directory((AJAX, BROCK)))
    assert list(finding.found) == [AJAX, BROCK]
    finding.typed = "bro"
    assert list(finding.found) == [BROCK]


def test_the_entries_are_folded_only_when_they_are_first_searched() -> None:
    finding = Finding(Directory((AJAX,)))
    assert "_search" not in vars(finding)
    assert finding.found == (AJAX,)
    assert "_search" in vars(finding)
