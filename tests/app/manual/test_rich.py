"""The manual as HTML for Qt's documents."""

from app.manual import Section
from app.manual.rich import manual_html, section_at_hand, section_html


def test_lists_tables_and_strong_words_have_their_tags() -> None:
    text = "Say **it**.\n- a\n- b\n1. c\n1. d\n| h |\n|---|\n| x |"
    assert section_html(Section("T", "Title", ("p. 15",), text)) == (
        '<h2>Title</h2><p class="source">manual p. 15</p><p>Say <b>it</b>.</p><ul><li>a</li><li>b</li></ul>'
        "<ol><li>c</li></ol><ol><li>d</li></ol>"
        '<table cellspacing="0" cellpadding="2" border="0"><tr><th align="left">h</th></tr><tr><td>x</td></tr></table>'
    )


def test_on_a_screen_title_and_pages_stand_on_one_line_and_what_decides_at_the_end() -> None:
    html = section_at_hand(Section("T", "A > B", ("p. 15",), "Words."), "Retelling 1")
    assert html == (
        '<p class="head"><b>A &gt; B</b> <span class="source">manual p. 15</span></p><p>Words.</p>'
        '<p class="source">Retelling 1. The Board&#x27;s own text decides.</p>'
    )


def test_nothing_that_was_written_is_interpreted() -> None:
    html = section_html(Section("T", "A & B", (), "a > b & `c`"))
    assert html == "<h2>A &amp; B</h2><p>a &gt; b &amp; <tt>c</tt></p>"


def test_the_whole_manual_says_on_top_what_decides() -> None:
    """D222."""
    html = manual_html((Section("T", "Title", (), "- a"), Section("T", "Next", (), "b")), "Retelling 1")
    assert html.startswith(
        '<p class="source">Retelling 1. The Board&#x27;s own text decides.</p><h1>T</h1><h2>Title</h2>'
    )
    assert html.count("<h1>") == 1
