"""The shipped manual tells all that is to be shown of the source manual, names its pages, and names no person."""

import re
import tomllib
from pathlib import Path

import pytest

from app.manual import Section, Table, blocks_of
from app.settings import Settings
from app.tables import load_base_steps, load_manual

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "resources" / "help" / "manual"
MANUAL = load_manual(Settings())
GREETING = load_base_steps(Settings())[0].step("greeting").text.strip('"')
TOLD = {row: section for section in reversed(MANUAL.sections) for row in section.rows}  # the first that tells of it

# Rows of the catalogue of requirements that ask for something to be told, and the facts of tables beside them.
ROWS = """
D001 D002 D003 D004 D005 D006 D007 D009 D010 D012 D013 D014 D018 D022 D024 D029 D031 D036 D037 D043 D044 D046 D048 D049
D050 D052 D053 D054 D056 D057 D059 D060 D061 D065 D067 D069
D070 D071 D072 D073 D074 D075 D076 D077 D078 D079 D080
D097 D100 D105 D111 D112 D113 D115 D117 D118 D119 D120 D121 D122 D124 D129 D131 D132 D133 D134 D135 D136 D137 D138
D142 D147 D154 D157 D160 D163 D164 D168 D169 D170 D171 D172 D173 D174 D175
D203 D204 D205 D206 D207 D208 D210 D211 D212 D213 D217 D218 D219 D221 D222 D224
"""
SHOW = ROWS.split()
CONTRADICTIONS = [f"G{number}" for number in range(1, 20)]
POLICIES, TECHNICAL, AGREEMENT, REPORT = range(1, 34), range(1, 7), range(1, 11), range(1, 3)


def cells(section: Section) -> set[str]:
    return {cell for block in blocks_of(section.text) if isinstance(block, Table) for row in block.rows for cell in row}


@pytest.mark.parametrize("row", SHOW)
def test_every_row_that_is_to_be_shown_is_told_in_a_section(row: str) -> None:
    assert not TOLD[row].asks


def test_every_row_told_of_is_one_there_is() -> None:
    wrong = [row for row in TOLD if row[0] == "D" and not 1 <= int(row[1:]) <= 225]
    assert not wrong
    assert {row for row in TOLD if row[0] != "D"} == set(CONTRADICTIONS)


@pytest.mark.parametrize("row", CONTRADICTIONS)
def test_every_contradiction_says_what_the_manual_says_what_the_program_does_and_where_to_change_it(row: str) -> None:
    section = TOLD[row]
    assert section.topic == "Open questions"
    assert section.title.startswith(f"{row} ")
    for words in ("**The manual:**", "**The program:**", "**To change it:**"):
        assert section.text.count(words) == 1


def test_every_page_of_the_manual_is_told_and_no_other_is_named() -> None:
    named = {page for section in MANUAL.sections for page in section.pages}
    told = {f"p. {page}" for page in POLICIES} | {f"tech. p. {page}" for page in TECHNICAL}
    others = {f"agreement p. {page}" for page in AGREEMENT} | {f"report p. {page}" for page in REPORT} | {"p. iii"}
    assert named >= told
    assert named <= told | others


def test_every_section_names_its_page_or_is_the_programs_own() -> None:
    own = {section.title for section in MANUAL.sections if not section.pages}
    assert own == {"Finding your way", "How to read this topic"}


def test_no_two_sections_have_one_title() -> None:
    titles = [section.title for section in MANUAL.sections]
    assert sorted(set(titles)) == sorted(titles)


def test_the_greeting_stands_word_for_word() -> None:
    """D050."""
    assert GREETING == "Do you require Police, Fire or Ambulance?"
    assert f'**"{GREETING}"**' in TOLD["D050"].text


def test_the_first_words_say_what_this_is_of_when_and_what_decides() -> None:
    """D014, D222."""
    assert re.search(r"Retelling \d+, \d+ \w+ 20\d\d, of the Durham .* manual of 2007", MANUAL.edition)
    assert "**The Board's own text decides.**" in MANUAL.sections[0].text


def test_keys_codes_and_back_ups_are_those_of_the_agencies_table() -> None:
    """D087-D092, D117-D122."""
    table = tomllib.loads((ROOT / "resources" / "agencies" / "durham.toml").read_text("utf-8"))
    codes, back_ups = cells(TOLD["D093"]), cells(TOLD["D116"])
    for agency in table["agency"]:
        assert {agency["label"], agency["star_code"], agency["tandem_number"]} <= codes
        assert not agency["backup_site"] or agency["backup_site"] in back_ups
    assert table["centre"]["backup_site"] in back_ups
    assert table["supervisor"]["number"] in TOLD["D173"].text


def test_every_bell_class_of_the_manual_is_told() -> None:
    """D070-D080."""
    table = tomllib.loads((ROOT / "resources" / "service_classes" / "bell.toml").read_text("utf-8"))
    assert {each["code"] for each in table["class"] if each["source"].startswith("D0")} <= cells(TOLD["D070"])


def test_the_boards_people_are_not_shipped() -> None:
    """D043."""
    assert "none entered" in TOLD["D043"].text
    every = "\n".join(path.read_text("utf-8") for path in PAGES.glob("*.md"))
    assert "@" not in every
    assert not re.search(r"\b(Inspector|Chief|Councill?or) [A-Z]\. ?\w|x 2250|x 64", every)


def test_no_text_leads_out_of_the_program() -> None:
    assert not any("://" in section.text or "www." in section.text for section in MANUAL.sections)


def test_a_line_of_a_page_is_no_longer_than_ours() -> None:
    for path in PAGES.glob("*.md"):
        long = [line for line in path.read_text("utf-8").splitlines() if len(line) > 130 and not line.startswith("|")]
        assert not long, f"{path.name}: {long}"
