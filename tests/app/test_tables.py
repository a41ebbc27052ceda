"""The tables in force: shipped ones, and the site's own in their place."""

import dataclasses
from datetime import timedelta
from typing import Any

import pytest

from app.errors import TableError
from app.matters.deadline import Terms
from app.position.limits import Limits
from app.settings import Settings
from app.tables import load_manual, load_tables, shipped


def test_the_shipped_tables_are_in_force_without_a_word() -> None:
    tables = load_tables(Settings())
    assert {table.name for table in tables.formats} == {
        "bell-display",
        "bell-printer",
        "bell-printer-agency",
        "telus-log-2",
    }
    assert set(tables.classes) == {"bell", "telus"}
    assert len(tables.agencies.agencies) == 6


def test_only_the_formats_named_are_in_force_in_their_order() -> None:
    tables = load_tables(Settings(), ("telus-log-2", "bell-display"))
    assert [table.name for table in tables.formats] == ["telus-log-2", "bell-display"]


def test_a_format_nobody_has_is_told_with_those_there_are() -> None:
    with pytest.raises(TableError, match=r"bell-printer.*got 'bell'"):
        load_tables(Settings(), ("bell",))


def test_the_sites_own_table_stands_before_a_shipped_one_of_its_name(tmp_path: Any) -> None:
    text = shipped("formats")["bell-printer"].replace("Bell Canada", "Our own")
    (tmp_path / "bell-printer.toml").write_text(text)
    tables = load_tables(dataclasses.replace(Settings(), formats_folder=tmp_path), ("bell-printer",))
    assert "Our own" in tables.formats[0].title


def test_a_changed_table_has_another_digest(tmp_path: Any) -> None:
    """U4: a configuration that is not the approved one is seen."""
    (tmp_path / "agencies.toml").write_text(shipped("agencies")["durham"] + "\n# changed\n")
    ours = load_tables(dataclasses.replace(Settings(), agencies=tmp_path / "agencies.toml"))
    assert ours.digests["agencies/agencies"] != load_tables(Settings()).digests["agencies/durham"]


def test_what_an_editor_or_a_system_keeps_beside_a_table_is_none(tmp_path: Any) -> None:
    """A console must not stay closed because somebody has a table open in an editor."""
    (tmp_path / "bell-printer.toml").write_text(shipped("formats")["bell-printer"])
    (tmp_path / ".#bell-printer.toml").symlink_to("somebody@desk.1234")
    (tmp_path / "._bell-printer.toml").write_bytes(b"\x00\x05\x16\x07\xff")
    tables = load_tables(Settings(formats_folder=tmp_path, procedures_folder=tmp_path, manual_folder=tmp_path))
    assert {each.name for each in tables.formats} == set(shipped("formats"))
    assert all("/.#" not in fault and "/._" not in fault for fault in tables.faults)


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Any) -> None:
    with pytest.raises(TableError, match="formats"):
        load_tables(dataclasses.replace(Settings(), formats_folder=tmp_path / "none"))


def test_a_site_greets_in_its_own_words_and_keeps_the_other_steps(tmp_path: Any) -> None:
    """D050: another centre's greeting is a table, no code."""
    file = tmp_path / "steps.toml"
    file.write_text('[[step]]\nid = "greeting"\ntext = "{say}"\nsay = "9-1-1, police, fire or ambulance?"\n')
    tables = load_tables(dataclasses.replace(Settings(), steps=file))
    assert tables.steps.step("greeting").text == '"9-1-1, police, fire or ambulance?"'
    assert tables.steps.step("ready").text == "Ready for the next call."
    assert "steps/own" in tables.digests
    assert tables.faults == ()


def test_a_fault_in_the_sites_steps_keeps_no_caller_waiting(tmp_path: Any) -> None:
    file = tmp_path / "steps.toml"
    file.write_text('[[step]]\nid = "greeting"\n')
    tables = load_tables(dataclasses.replace(Settings(), steps=file))
    assert tables.steps.step("greeting").text == '"Do you require Police, Fire or Ambulance?"'
    assert "steps.toml" in tables.faults[0]


def test_a_site_has_limits_of_its_own_and_keeps_the_others(tmp_path: Any) -> None:
    """D096: how often an agency's line rings is a table's, no code's."""
    usual = load_tables(Settings()).steps.limits
    assert dataclasses.replace(usual, terms=Terms()) == Limits()
    file = tmp_path / "steps.toml"
    file.write_text("[limits]\nrings = 4\nrelease_warning = 10\n")
    tables = load_tables(dataclasses.replace(Settings(), steps=file))
    assert tables.steps.limits == dataclasses.replace(usual, rings=4, release_warning=timedelta(seconds=10))
    assert tables.steps.step("ready").text == "Ready for the next call."
    assert tables.digests["steps/own"]  # so that a call that is shown again under other limits says so
    assert tables.faults == ()


def test_trouble_is_told_on_the_numbers_that_the_sites_tables_have(tmp_path: Any) -> None:
    """D176, D179: no number of another centre is ever offered."""
    terms = load_tables(Settings()).steps.limits.terms
    assert (terms.smc, terms.centre) == ("1-800-263-7585", "Durham Region P.P.S.A.P.")
    assert terms.supervisors == "579-1520 ext 6600, PICKERING 683-9100 ext 6600"
    (tmp_path / "agencies.toml").write_text(OTHER_CENTRE + '[supervisor]\nnumber = "819 555-0101"\n')
    (tmp_path / "directory.toml").write_text('[[entry]]\nname = "Telco"\nkind = "bell"\n')
    settings = Settings(agencies=tmp_path / "agencies.toml", directory=tmp_path / "directory.toml")
    terms = load_tables(settings).steps.limits.terms
    assert (terms.smc, terms.centre, terms.supervisors) == ("", "", "819 555-0101")


def test_a_limit_that_is_none_is_told_and_the_shipped_ones_stand(tmp_path: Any) -> None:
    """D096."""
    file = tmp_path / "steps.toml"
    file.write_text("[limits]\nrings = 0\nrelease_warning = 10\n")
    tables = load_tables(dataclasses.replace(Settings(), steps=file))
    assert tables.steps.limits == load_tables(Settings()).steps.limits
    assert tables.faults == (f"{file} line 2: limits.rings: expected a whole number from 1 to 20, got 0",)
    assert "steps/own" not in tables.digests


RULE = """\
id = "{name}"
title = "Our own"
letter = "{letter}"
[[step]]
id = "only"
text = "Do it."
[[step.option]]
label = "Done"
go = "{go}"
"""


def own(tmp_path: Any, **texts: str) -> Any:
    for name, text in texts.items():
        (tmp_path / f"{name}.toml").write_text(text)
    return load_tables(dataclasses.replace(Settings(), procedures_folder=tmp_path))


def test_a_site_has_its_own_procedure_in_place_of_the_shipped_one_of_its_name(tmp_path: Any) -> None:
    (tmp_path / "trace.toml").write_text(RULE.format(name="trace", letter="T", go="end"))
    tables = load_tables(dataclasses.replace(Settings(), procedures_folder=tmp_path))
    assert tables.faults == ()
    assert "Our own" in {each.title for each in tables.procedures}
    assert len(tables.procedures) == len(load_tables(Settings()).procedures)
    assert tables.digests["procedures/trace"] != load_tables(Settings()).digests["procedures/trace"]


def test_a_faulty_procedure_of_the_sites_is_told_and_the_shipped_one_stands_in(tmp_path: Any) -> None:
    """The console starts: a caller must not wait for a table."""
    tables = own(tmp_path, trace=RULE.format(name="trace", letter="T", go="nowhere"))
    assert len(tables.faults) == 1
    assert "expected a step that is there, or 'end', got 'nowhere'" in tables.faults[0]
    assert tables.procedures == load_tables(Settings()).procedures
    assert tables.digests == load_tables(Settings()).digests


def test_procedures_that_do_not_go_together_are_told_and_the_shipped_ones_are_in_force(tmp_path: Any) -> None:
    tables = own(tmp_path, mine=RULE.format(name="mine", letter="R", go="end"))
    assert tables.faults[0].startswith(
        f"{tmp_path / 'mine.toml'} line 3: procedure mine: expected a letter of its own, got R"
    )
    assert tables.faults[1].endswith("all the shipped ones are in force, and none of the site's own")
    assert tables.procedures == load_tables(Settings()).procedures


OTHER_CENTRE = """
[[agency]]
id = "incendie"
label = "Incendie"
kind = "fire"
key = "F5"
municipalities = ["SAINT-AUBIN", "VAL  D'OR"]
"""
OTHER_PLACES = """
title = "Bellerive"
[[municipality]]
name = "Saint-Aubin"
also = ["St-Aubin", "Saint-Aubin  Village"]
[[municipality]]
name = "L'Anse"
"""


def other_centre(tmp_path: Any, more: str = "", **procedures: str) -> Any:
    """Return the tables of a centre that has nothing of Durham's, but `more` agencies."""
    (tmp_path / "agencies.toml").write_text(OTHER_CENTRE + more)
    (tmp_path / "localities.toml").write_text(OTHER_PLACES)
    folder = tmp_path / "procedures"
    folder.mkdir()
    for name, text in procedures.items():
        (folder / f"{name}.toml").write_text(text)
    settings = Settings(
        agencies=tmp_path / "agencies.toml", localities=tmp_path / "localities.toml", procedures_folder=folder
    )
    return load_tables(settings)


def test_the_shipped_procedures_are_in_force_at_a_centre_that_has_none_of_durhams_municipalities(tmp_path: Any) -> None:
    tables = other_centre(tmp_path)
    assert tables.faults == ()
    assert {each.id for each in tables.procedures} == {each.id for each in load_tables(Settings()).procedures}


def test_a_site_may_drop_a_class_that_a_shipped_procedure_names(tmp_path: Any) -> None:
    bell = shipped("service_classes")["bell"].replace('code = "PUB"', 'code = "PAYS"')
    (tmp_path / "bell.toml").write_text(bell)
    assert load_tables(Settings(service_classes_folder=tmp_path)).faults == ()


def test_a_fault_in_a_procedure_of_another_centre_is_told_and_the_shipped_one_stands_in(tmp_path: Any) -> None:
    tables = other_centre(tmp_path, **{"no-voice": "id = 3"})
    assert any("no-voice.toml line 1" in each for each in tables.faults)
    assert "no-voice" in {each.id for each in tables.procedures}


def test_a_place_of_a_procedure_may_be_any_municipality_that_the_site_lists(tmp_path: Any) -> None:
    """One that no agency is for is known all the same, and each in every form in which it is sent."""
    rule = RULE.format(name="mine", letter="Y", go="end")
    places = '[places]\nnear = ["L\'ANSE", "saint-aubin"]\nelse = ["BROCK"]\n[[step]]'
    tables = other_centre(tmp_path, mine=rule.replace("[[step]]", places, 1))
    assert [each for each in tables.faults if "else" not in each] == []
    assert "expected municipalities that the tables in force name, got 'BROCK'" in tables.faults[0]


def test_a_municipality_is_the_same_in_every_form_that_the_site_lists(tmp_path: Any) -> None:
    """D063: what is sent as SCUGOG TWP is Scugog, for the key that is marked and for the places of procedures."""
    agencies = other_centre(tmp_path).agencies
    for sent in ("SAINT-AUBIN", "St-Aubin", "SAINT-AUBIN   VILLAGE", "val d'or"):
        assert agencies.for_municipality(sent, "fire") is agencies.agencies[0]
        assert agencies.agencies[0].serves(sent)
    assert agencies.for_municipality("L'ANSE", "fire") is None
    (tmp_path / "procedures").rmdir()
    second = OTHER_CENTRE.replace('"incendie"', '"two"').replace('"Incendie"', '"Two"').replace("F5", "F6")
    of_two = second[: second.index("municipalities")] + 'municipalities = ["ST-AUBIN"]\n'
    two = other_centre(tmp_path, more=of_two).agencies
    assert [two.for_municipality(each, "fire").id for each in ("SAINT-AUBIN", "ST-AUBIN")] == ["incendie", "two"]
    durham = load_tables(Settings())
    assert durham.agencies.for_municipality("Scugog  Twp", "fire") == durham.agencies.by_id["oshawa-fire"]
    no_voice = next(each for each in durham.procedures if each.id == "no-voice")
    assert "SCUGOG TWP" in no_voice.places["fire if asked"]
    assert "SCUGOG TWP" not in no_voice.places["fire at once"]


def test_a_folder_of_procedures_that_is_not_there_is_told_and_the_shipped_ones_are_in_force(tmp_path: Any) -> None:
    tables = load_tables(dataclasses.replace(Settings(), procedures_folder=tmp_path / "none"))
    assert "none: expected a folder of tables" in tables.faults[0]
    assert tables.procedures == load_tables(Settings()).procedures


def test_the_sites_own_page_of_the_manual_stands_in_place_of_the_shipped_one(tmp_path: Any) -> None:
    """D043: a site fills in its Board."""
    (tmp_path / "12-roles.md").write_text("# Roles\n\n## The Management Board {p. 8}\nOurs.\n")
    (tmp_path / "95-site.md").write_text("# Our site\n\n## Keys of the safe\nIn the safe.\n")
    shipped_pages = load_manual(Settings()).topics
    ours = load_manual(dataclasses.replace(Settings(), manual_folder=tmp_path))
    assert [topic.name for topic in ours.topics] == [*(topic.name for topic in shipped_pages), "site"]
    assert [section.text for section in ours.sections if section.topic == "Roles"] == ["Ours."]


def test_a_fault_in_the_sites_manual_names_file_and_line(tmp_path: Any) -> None:
    (tmp_path / "95-site.md").write_text("no heading\n")
    with pytest.raises(TableError, match=r"manual .*95-site.md line 1: expected"):
        load_manual(dataclasses.replace(Settings(), manual_folder=tmp_path))
    with pytest.raises(TableError, match=r"manual .*none: expected a folder of pages"):
        load_manual(dataclasses.replace(Settings(), manual_folder=tmp_path / "none"))


def test_a_fault_in_the_sites_directory_is_told_and_the_shipped_one_stands_in(tmp_path: Any) -> None:
    """D174: no caller waits for a list of numbers."""
    own = tmp_path / "numbers.toml"
    for text in ('[[entry]]\nname = "x"\n', None):
        if text is None:
            own.unlink()
        else:
            own.write_text(text)
        tables = load_tables(dataclasses.replace(Settings(), directory=own))
        assert str(own) in tables.faults[0]
        assert tables.directory == load_tables(Settings()).directory
        assert "directory/durham" in tables.digests


def test_a_speed_dial_number_of_the_directory_is_the_agencys_where_its_table_has_none(tmp_path: Any) -> None:
    """D094, G19."""
    own = tmp_path / "numbers.toml"
    own.write_text('[[entry]]\nname = "Oshawa"\nkind = "speed-dial"\nagency = "oshawa-fire"\nnumber = "905 555-0100"\n')
    tables = load_tables(dataclasses.replace(Settings(), directory=own))
    assert tables.agencies.by_id["oshawa-fire"].speed_dial_number == "905 555-0100"
    assert load_tables(Settings()).agencies.by_id["oshawa-fire"].speed_dial_number == ""
    assert tables.digests["agencies/durham"] == load_tables(Settings()).digests["agencies/durham"]
    assert "directory/numbers" in tables.digests


def test_a_faulty_page_of_the_site_leaves_the_call_taker_the_shipped_manual(tmp_path: Any) -> None:
    shipped_topics = load_manual(Settings()).topics
    (tmp_path / "20-answering.md").write_bytes(b"\xff")
    faults: list[str] = []
    assert load_manual(dataclasses.replace(Settings(), manual_folder=tmp_path), faults.append).topics == shipped_topics
    assert ["20-answering.md" in fault for fault in faults] == [True]
    faults.clear()
    away = dataclasses.replace(Settings(), manual_folder=tmp_path / "none")
    assert load_manual(away, faults.append).topics == shipped_topics
    assert ["expected a folder of pages" in fault for fault in faults] == [True]


def test_a_format_table_has_the_name_of_its_file(tmp_path: Any) -> None:
    """By that name it is called upon, and two tables of one name would stand for each other."""
    text = shipped("formats")["bell-printer"]
    (tmp_path / "ours.toml").write_text(text)
    settings = dataclasses.replace(Settings(), formats_folder=tmp_path)
    with pytest.raises(
        TableError, match=r"ours\.toml: name: expected 'ours', as its file is named, got 'bell-printer'"
    ):
        load_tables(settings)
    (tmp_path / "ours.toml").write_text(text.replace('"bell-printer"', '"ours"'))
    assert load_tables(settings, ("ours",)).formats[0].name == "ours"


def test_service_classes_that_no_table_has_are_refused(tmp_path: Any) -> None:
    """Every code of every caller would be unknown, without a word why."""
    text = shipped("formats")["bell-printer"].replace('classes = "bell"', 'classes = "belll"')
    (tmp_path / "bell-printer.toml").write_text(text)
    with pytest.raises(TableError, match=r"classes: expected one of bell, telus, or a table .*, got 'belll'"):
        load_tables(dataclasses.replace(Settings(), formats_folder=tmp_path))


def test_the_sites_own_classes_stand_in_place_of_the_shipped_ones_and_no_two_of_the_sites_in_place_of_each_other(
    tmp_path: Any,
) -> None:
    text = shipped("service_classes")["bell"].replace("Residential", "Home")
    (tmp_path / "ours.toml").write_text(text)
    settings = dataclasses.replace(Settings(), service_classes_folder=tmp_path)
    assert load_tables(settings).classes["bell"].of("RES").meaning == "Home"
    (tmp_path / "theirs.toml").write_text(text)
    with pytest.raises(TableError, match=r"theirs\.toml: provider: expected one of its own, got 'bell', as in .*ours"):
        load_tables(settings)
