import pytest

from app.errors import TableError
from app.spill.formats import (
    AGENCIES,
    CASES,
    HEARTBEATS,
    LAYOUTS,
    LINES,
    SAMPLES,
    FormatTable,
    NumberRule,
    load_table,
)
from app.spill.framing import Check, FramingKind

HEAD = """
name = "t"
title = "T"
[framing]
kind = "lines"
[first]
pattern = "{number:999-9999} {class:class}"
"""
WHOLE = (
    HEAD
    + """
[[layout]]
when = { class = ["CEL"] }
lines = [{ field = "sector" }, { label = "CBN", field = "cbn:phone" }]
[[layout]]
lines = [{ field = "name" }, { pattern = "{locality} {date:99/99/99}" }]
[numbers]
callback = "number"
[[numbers.when]]
class = ["CEL"]
callback = "cbn"
routing = "number"
[sent]
date = ["YY/MM/DD", "MM/DD/YY"]
[split]
locality = ["{community} {province:province}"]
[join]
address = ["name", "community"]
[[agencies]]
name = "sector"
[extra]
sector = "cell sector"
"""
)


def faults(text: str) -> str:
    with pytest.raises(TableError) as raised:
        load_table(text, "t.toml")
    return str(raised.value)


def test_a_table_says_all_it_can() -> None:
    table = load_table(WHOLE, "t.toml")
    assert (table.name, table.title, table.source, table.classes) == ("t", "T", "t.toml", "")
    assert [layout.when for layout in table.layouts] == [{"class": {"CEL"}}, {}]
    assert table.numbers == ("number", "", "", "")
    ((when, rule),) = table.number_cases
    assert when == {"class": {"CEL"}}
    assert rule == NumberRule("cbn", "", "number", "")
    assert [form.text for form in table.sent["date"]] == ["YY/MM/DD", "MM/DD/YY"]
    assert table.splits["locality"].fields == {"community", "province"}
    assert table.joins == {"address": ("name", "community")}
    assert table.agencies == (("sector", ""),)
    assert table.label("sector") == "cell sector"
    assert table.label("some_field") == "some field"


def test_the_layout_is_chosen_by_the_first_line() -> None:
    table = load_table(WHOLE, "t.toml")
    assert table.layout_of({"class": "CEL"}) is table.layouts[0]
    assert table.layout_of({"class": "RES"}) is table.layouts[1]
    assert table.layout_of({}) is table.layouts[1]


def test_a_layout_may_read_the_first_line_again() -> None:
    text = HEAD + (
        '[[layout]]\nwhen = {class = ["CEL"]}\nfirst = {pattern = "{cbn:999-9999} {class:class}"}\n[[layout]]\n'
    )
    table = load_table(text, "t.toml")
    assert table.layouts[0].first.fields == {"cbn", "class"}
    assert table.layouts[1].first is table.first


def test_a_table_of_one_line_needs_no_layout() -> None:
    table = load_table(HEAD.replace('"lines"', '"line"'), "t.toml")
    assert len(table.layouts) == 1
    assert table.layouts[0].steps == ()


def test_framing_belongs_to_the_table() -> None:
    text = HEAD.replace(
        'kind = "lines"',
        'kind = "stx-etx"\ncheck = "xor"\nends = ["quiet"]\nquiet_seconds = 2\nheartbeats = ["HB {n:99}", "é"]',
    )
    framing = load_table(text, "t.toml").framing
    assert (framing.table, framing.kind, framing.check) == ("t", FramingKind.STX_ETX, Check.XOR)
    assert framing.ends == {"quiet"}
    assert framing.quiet_seconds == 2
    assert framing.heartbeats[0].fullmatch(b"HB 12")
    assert framing.heartbeats[0].fullmatch(b"HB 123") is None
    assert framing.heartbeats[1].fullmatch(b"\xe9")
    assert framing.first is not None
    assert framing.first.fullmatch(b"436-0709 RES")


def test_the_first_line_is_asked_for_as_a_whole_and_found_in_noise() -> None:
    framing = load_table(HEAD, "t.toml").framing
    assert framing.first is not None
    assert framing.first_in_noise is not None
    assert framing.first.pattern == framing.first_in_noise.pattern
    assert framing.first.fullmatch(b"436-0709 RES x") is None
    assert framing.first_in_noise.search(b"\xff\x00436-0709 RES")


def test_between_stx_and_etx_a_first_line_may_be_free_text() -> None:
    text = HEAD.replace('"lines"', '"stx-etx"').replace("{number:999-9999} {class:class}", "{name}")
    framing = load_table(text, "t.toml").framing
    assert framing.first is None
    assert framing.first_in_noise is None


def test_samples_stand_as_they_come_on_the_wire(shipped: dict[str, FormatTable]) -> None:
    assert shipped["bell-printer"].samples[0].endswith(b"905-579-1234\r\n\r\n")
    assert shipped["telus-log-2"].samples[0].count(b"\r\n") == 1
    text = 'samples = ["a\\nb", "c"]' + HEAD.replace('"lines"', '"eot"')
    assert load_table(text, "t.toml").samples == (b"a\r\nb\x04", b"c\x04")


def test_two_fields_of_one_label_keep_apart() -> None:
    text = HEAD + '[extra]\nnumber = "#"\nclass = "#"\n'
    table = load_table(text, "t.toml")
    assert (table.label("number"), table.label("class")) == ("#", "# (2)")
    text = HEAD + '[[layout]]\nlines = [{field = "cell_sector"}, {field = "beam:9"}]\n[extra]\nbeam = "cell sector"\n'
    table = load_table(text, "t.toml")
    assert (table.label("cell_sector"), table.label("beam")) == ("cell sector", "cell sector (2)")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "t.toml: name: is missing; expected a text"),
        (HEAD.replace('"t"', '"T 1"'), "name: expected small letters, digits and -, got 'T 1'"),
        (HEAD.replace('"lines"', '"boxes"'), "framing.kind: expected one of lines, line, stx-etx, eot, got 'boxes'"),
        (
            HEAD.replace('"lines"', '"lines"\nends = ["soon"]'),
            "framing.ends: expected blank, form-feed, quiet, got 'soon'",
        ),
        (HEAD.replace('"lines"', '"lines"\ncheck = "xor"'), "framing.check: expected a check only with kind stx-etx"),
        (
            HEAD.replace('"lines"', '"lines"\nquiet_seconds = 0'),
            "framing.quiet_seconds: expected a number from 0.01 to 60",
        ),
        (HEAD.replace('"lines"', '"lines"\nheartbeats = "{x"'), "framing.heartbeats: expected a } after column 1"),
        (HEAD.replace('"lines"', '"lines"\nspeed = 1'), "framing.speed: unknown key"),
        (
            HEAD.replace("{number:999-9999} {class:class}", "{name}"),
            "first.pattern: expected a first line that free text does not fit, got '{name}'",
        ),
        (HEAD.replace("pattern", "patern"), "first: expected one of pattern, patterns, field"),
        (HEAD + "colour = 1", "first.colour: unknown key"),
        (
            HEAD + "in_noise = 3",
            "first.in_noise: expected true, false or fields with a picture or a list of values, got 3",
        ),
        (HEAD + '[[layout]]\nwhen = {class = ["A"]}', "layout 1, when: expected no when in the last layout"),
        (HEAD + "[[layout]]\n[[layout]]\n", "layout 1, when: expected a when in all but the last"),
        (
            HEAD + '[[layout]]\nwhen = {size = ["A"]}\n[[layout]]',
            "layout 1, when.size: expected a field of the lines (class, number), got 'size'",
        ),
        (
            HEAD + '[[layout]]\nlines = [{field = "a"}, {field = "a"}]',
            "layout 1: expected each field in one line, got 'a' in two",
        ),
        (
            HEAD + '[[layout]]\nlines = [{field = "class"}]',
            "layout 1: expected each field in one line, got 'class' in two",
        ),
        (HEAD + '[[layout]]\nlines = [{pattern = "{b:Y}"}]', "layout 1, lines 1, pattern: expected text, word, digits"),
        (HEAD + "[[layout]]\ncolour = 1", "layout 1, colour: unknown key"),
        (
            HEAD + '[numbers]\ncallback = "cbn"',
            "numbers.callback: expected a field of the lines (class, number), got 'cbn'",
        ),
        (HEAD + '[[numbers.when]]\nsize = ["A"]', "numbers.when 1, size: expected a field of the lines"),
        (HEAD + '[sent]\ndate = "YY"', "sent.date: expected a field of the lines"),
        (HEAD + '[sent]\nclass = "QQ"', "sent.class: expected only YYYY YY MMM MM M DD D HH H SS AM and signs"),
        (
            HEAD + '[[layout]]\nlines = [{field = "a"}, {field = "b"}]\n[sent]\na = "MM/DD"\nb = ["HH:MM", "MMM"]',
            "sent.b: expected the month of a record in one field, got it in 'a' too",
        ),
        (HEAD + '[split]\nsize = "{a}"', "split.size: expected a field of the lines"),
        (HEAD + '[split]\nclass = "{number} {b:9}"', "split.class: expected new fields in a split, got 'number'"),
        (HEAD + '[split]\nclass = "{b"', "split.class.patterns: expected a } after column 1"),
        (HEAD + '[join]\nclass = ["number"]', "join.class: expected a new field name for what is put together"),
        (HEAD + "[join]\nnew = []", "join.new: expected a list of fields to put together, got none"),
        (HEAD + '[[agencies]]\nnumber = "number"', "agencies 1, name: is missing; expected a text"),
        (HEAD + '[[agencies]]\nname = "x"', "agencies 1, name: expected a field of the lines"),
        (HEAD + '[extra]\nsize = "Size"', "extra.size: expected a field of the lines"),
        (
            HEAD + '[[layout]]\nlines = [{columns = [{field = "b:*", at = 2, width = 1}]}]',
            "layout 1, lines 1, columns 1, field: expected text, word, digits",
        ),
        (
            HEAD.replace('"lines"', f'"lines"\nheartbeats = {["H"] * (HEARTBEATS + 1)}'),
            f"framing.heartbeats: expected at most {HEARTBEATS} of them, got {HEARTBEATS + 1}",
        ),
        (
            f"samples = {['S'] * (SAMPLES + 1)}" + HEAD,
            f"samples: expected at most {SAMPLES} of them, got {SAMPLES + 1}",
        ),
        (HEAD + "[[numbers.when]]\n" * (CASES + 1), f"numbers.when: expected at most {CASES} of them, got {CASES + 1}"),
        (
            HEAD + '[[agencies]]\nname = "class"\n' * (AGENCIES + 1),
            f"agencies: expected at most {AGENCIES} of them, got {AGENCIES + 1}",
        ),
        ("samples = 3" + HEAD, "samples: expected a text or a list of texts, got 3"),
        (HEAD + "[[layout]]\nlines = []\n" * (LAYOUTS + 1), f"layout: expected at most {LAYOUTS} layouts"),
        (
            HEAD + "[[layout]]\n" + '[[layout.lines]]\nfield = "a"\n' * (LINES + 1),
            f"layout 1, lines: expected at most {LINES} lines, got {LINES + 1}",
        ),
    ],
)
def test_a_fault_says_file_place_expected_and_got(text: str, says: str) -> None:
    assert f"t.toml: {says}" in faults(text) or says in faults(text)


def test_all_faults_are_told_at_once() -> None:
    told = faults(HEAD.replace('"T"', "3") + '[extra]\nsize = "Size"')
    assert "t.toml line 3: title: expected words of at most 200 characters, got 3\n" in told
    assert "\nt.toml line 9: extra.size: " in told


def test_the_month_may_stand_in_two_fields_that_no_record_has_together() -> None:
    text = (
        HEAD
        + """
[[layout]]
when = { class = ["CEL"] }
lines = [{ field = "a" }]
[[layout]]
lines = [{ field = "b" }]
[sent]
a = "MM/DD"
b = "DD.MM."
"""
    )
    assert set(load_table(text, "t.toml").sent) == {"a", "b"}


def test_fields_of_a_line_with_a_fault_are_not_missed_where_they_are_named() -> None:
    told = faults(WHOLE.replace("{class:class}", "{class:Y}"))
    assert told.splitlines() == [told]
    assert "first.pattern" in told


def test_a_layout_may_be_chosen_by_a_field_of_its_own_lines() -> None:
    text = (
        HEAD
        + """
[[layout]]
when = { page = ["2"] }
lines = [{ pattern = "PAGE {page:9}" }]
[[layout]]
"""
    )
    paged, other = load_table(text, "t.toml").layouts
    assert paged.chosen_by({"number": "326-1224", "page": "2"})
    assert other.chosen_by({"number": "326-1224", "page": "1"})
