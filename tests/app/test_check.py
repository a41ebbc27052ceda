"""`answerpoint check` explains what is wrong, and shows what is right."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from tests.partners.spandsp_modem import SpandspModem

ROOT = Path(__file__).parents[2]


def test_the_shipped_agencies_are_in_order_and_listed(capsys: Any) -> None:
    """D087-D092, G1."""
    assert main(["check", "agencies"]) == 0
    told = capsys.readouterr().out
    assert "F8   *23      Oshawa/Whitby/Scugog/Uxbridge Fire" in told
    assert "confirm on site" in told


def test_a_fault_in_the_agencies_is_named_with_its_place(tmp_path: Any, capsys: Any) -> None:
    file = tmp_path / "agencies.toml"
    file.write_text('[[agency]]\nid = "x"\nlabel = "X"\nkey = "F99"\n')
    assert main(["check", "agencies", str(file)]) == 1
    told = capsys.readouterr().err
    assert "agencies.toml line 4" in told
    assert "F99" in told


def test_a_sample_is_shown_line_by_line(tmp_path: Any, capsys: Any, a_slip: Any) -> None:
    """D211."""
    file = tmp_path / "sample"
    file.write_bytes(a_slip)
    assert main(["check", "format", "bell-printer", str(file)]) == 0
    told = capsys.readouterr().out
    for word in ("number", "326-1224", "PALMER, ROBERT", "postal", "0047"):
        assert word in told


def test_it_is_shown_where_a_sample_stops_to_fit(tmp_path: Any, capsys: Any, a_slip: Any) -> None:
    file = tmp_path / "sample"
    file.write_bytes(a_slip.replace(b"ESN#: 0047", b"ESN#; 0047"))
    main(["check", "format", "bell-printer", str(file)])
    told = capsys.readouterr().out
    assert "ESN#; 0047" in told
    assert "expected" in told


@pytest.mark.parametrize(("more", "code"), [(b"", 0), (b"HELLO THERE\r\n\r\n", 1), (b"\xff\xfe\x80\r\n", 1)])
def test_a_script_learns_that_something_of_the_sample_is_not_decoded(
    tmp_path: Any, a_slip: Any, more: bytes, code: int
) -> None:
    """As `decode` says it: every record is told, and one that no line fits makes it 1."""
    file = tmp_path / "sample"
    file.write_bytes(a_slip + more)
    assert main(["check", "format", "bell-printer", str(file)]) == code


def test_a_table_of_the_sites_own_is_checked_by_its_file(tmp_path: Any, capsys: Any) -> None:
    file = tmp_path / "own.toml"
    file.write_text("name = 1\n")
    assert main(["check", "format", str(file)]) == 1
    assert "own.toml" in capsys.readouterr().err


def test_settings_are_checked_with_every_table_they_name(tmp_path: Any, capsys: Any) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('theme = "light"\n')
    assert main(["check", "settings", str(file)]) == 0
    told = capsys.readouterr().out
    assert "formats/bell-printer" in told
    assert "manual: Retelling" in told
    file.write_text('them = "light"\n')
    assert main(["check", "settings", str(file)]) == 1
    assert "settings.toml line 1" in capsys.readouterr().err


def test_a_municipality_that_only_one_of_two_tables_has_is_noted_with_the_settings(tmp_path: Any, capsys: Any) -> None:
    """D063: a name that is written otherwise in the list leaves the caller's key unmarked, and nothing is wrong."""
    (tmp_path / "agencies.toml").write_text(
        '[[agency]]\nid = "f"\nlabel = "Fire"\nkind = "fire"\nkey = "F5"\nmunicipalities = ["PORT LAKE", "LAKLAND"]\n'
    )
    (tmp_path / "towns.toml").write_text(
        'title = "T"\n[[municipality]]\nname = "Lakeland"\n[[municipality]]\nname = "Port Lake"\nalso = ["Pt Lake"]\n'
    )
    settings = tmp_path / "settings.toml"
    settings.write_text('agencies = "agencies.toml"\nlocalities = "towns.toml"\n')
    assert main(["check", "settings", str(settings)]) == 0
    told = [line.strip() for line in capsys.readouterr().out.splitlines() if "note:" in line]
    assert told == [
        "note: agencies: Fire: LAKLAND is on no list of localities",
        "note: localities: no fire agency is for LAKELAND",
    ]
    settings.write_text("")
    assert main(["check", "settings", str(settings)]) == 0
    assert "note:" not in capsys.readouterr().out


def test_service_classes_are_checked(tmp_path: Any, capsys: Any) -> None:
    file = tmp_path / "classes.toml"
    file.write_text('provider = "x"\n[[class]]\ncode = "RES"\n')
    assert main(["check", "classes", str(file)]) == 1
    assert "classes.toml" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_a_sentence(capsys: Any) -> None:
    for words in (["agencies"], ["classes"], ["format"], ["format", "bell-printer"], ["settings"]):
        assert main(["check", *words, "/no/such/file"]) == 1
        assert "/no/such/file" in capsys.readouterr().err


def test_the_shipped_lines_for_a_tty_are_listed(capsys: Any) -> None:
    assert main(["check", "tty"]) == 0
    assert capsys.readouterr().out.startswith("tty tty/lines.toml: in order, 9 lines\n  Greeting")


def test_a_fault_in_the_sites_lines_is_a_sentence(tmp_path: Any, capsys: Any) -> None:
    file = tmp_path / "lines.toml"
    file.write_text('[[line]]\nlabel = "A"\ntext = "50 %"\n')
    assert main(["check", "tty", str(file)]) == 1
    assert "lines.toml line 3: line 1, text: expected" in capsys.readouterr().err


def test_a_telephone_profile_says_what_it_knows_and_what_was_never_tried(capsys: Any) -> None:
    assert main(["check", "phone", "voice-modem-v253"]) == 0
    told = capsys.readouterr().out
    for words in ("in order", "answer: deduced from silence", "busy: not told from no free circuit", "unproved: "):
        assert words in told


def test_what_is_not_known_of_a_telephone_device_is_listed_and_the_device_is_not_used(capsys: Any) -> None:
    assert main(["check", "phone", "cpi-pphone"]) == 1
    told = capsys.readouterr().out
    assert "not known, to be taken from the device's manual: dial" in told
    assert "cpi-pphone.toml): an outline: cannot be used until its commands are filled in" in told
    assert "in order" not in told
    assert main(["check", "phone", "cpi-pphone", "/dev/null"]) == 1
    assert "expected every command to be known" in capsys.readouterr().err


def test_a_fault_in_a_telephone_profile_is_named_with_its_place(tmp_path: Any, capsys: Any) -> None:
    file = tmp_path / "desk.toml"
    file.write_text('based_on = "gentner"\n[times]\nflash = 0.3\n')
    assert main(["check", "phone", str(file)]) == 1
    assert "expected flash to be a time this device can be set to (0.05, 0.5 s), got 0.3" in capsys.readouterr().err


def test_the_sites_own_profiles_are_found_by_their_folder_in_the_settings(tmp_path: Any, capsys: Any) -> None:
    (tmp_path / "phones").mkdir()
    (tmp_path / "phones" / "desk.toml").write_text('based_on = "gentner"\ntitle = "the north desk"\n')
    settings = tmp_path / "settings.toml"
    settings.write_text('phones_folder = "phones"\nphone = "serial:desk:COM3"\n')
    assert main(["check", "phone", "desk", "--settings", str(settings)]) == 0
    assert "the north desk" in capsys.readouterr().out
    assert main(["check", "settings", str(settings)]) == 0
    assert "phones/desk  " in capsys.readouterr().out
    settings.write_text('phones_folder = "phones"\nphone = "serial:other:COM3"\n')
    assert main(["check", "settings", str(settings)]) == 1
    assert "expected one of cpi-pphone" in capsys.readouterr().err


def test_settings_with_an_outline_of_a_telephone_are_not_in_order(tmp_path: Any, capsys: Any) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('phone = "serial:cpi-pphone:COM3"\n')
    assert main(["check", "settings", str(settings)]) == 1
    told = capsys.readouterr().out
    assert "phone profile cpi-pphone: an outline: cannot be used until its commands are filled in" in told
    assert "in order" not in told


def test_a_profile_that_gives_up_before_the_limit_of_rings_is_told_with_the_settings(
    tmp_path: Any, capsys: Any
) -> None:
    """D096: a device that tells only of the first ring is not to end the others."""
    (tmp_path / "desk.toml").write_text('based_on = "voice-modem-v253"\n[caps]\nring_count = "clock"\n')
    (tmp_path / "steps.toml").write_text("[limits]\nrings = 9\n")
    settings = tmp_path / "settings.toml"
    settings.write_text('phones_folder = "."\nphone = "serial:desk:COM3"\n')
    assert main(["check", "settings", str(settings)]) == 0
    settings.write_text('phones_folder = "."\nphone = "serial:desk:COM3"\nsteps = "steps.toml"\n')
    capsys.readouterr()
    assert main(["check", "settings", str(settings)]) == 1
    expected = "times.unanswered: expected more than the 54 s of 9 rings (limits of the steps), got 50"
    assert f"phone profile desk: {expected}" in capsys.readouterr().out
    (tmp_path / "desk.toml").write_text(
        'based_on = "voice-modem-v253"\n[caps]\nring_count = "clock"\n[times]\nunanswered = 60\n'
    )
    assert main(["check", "settings", str(settings)]) == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nosuch"], "expected one of cpi-pphone, dtmf-only, gentner"),
        (["gentner", "telnet://x"], "phone serial: expected a device, or one of socket://"),
        (["gentner", "/dev/no-such-port"], "there is no such device"),
    ],
)
def test_what_cannot_be_checked_is_a_sentence(words: list[str], sentence: str, capsys: Any) -> None:
    assert main(["check", "phone", *words]) == 1
    told = capsys.readouterr().err
    assert sentence in told
    assert "tried again" not in told  # for this is one check


@pytest.mark.needs("libspandsp2")
@pytest.mark.parametrize(
    ("profile", "code", "told"),
    [
        ("dtmf-only", 0, "self-test: passed, 3 of 3"),
        ("voice-modem-v253", 1, "honesty: 'AT+NOSUCHTHING=1': expected this to be refused"),
    ],
)
def test_the_self_test_is_run_on_a_device_and_told_step_by_step(
    profile: str, code: int, told: str, tmp_path: Any, capsys: Any
) -> None:
    with SpandspModem(tmp_path) as modem:
        assert main(["check", "phone", profile, modem.device]) == code
        assert modem.asked == []
    out, err = capsys.readouterr()
    assert told in out
    assert ("expected this to be refused" in err) == bool(code)


def test_the_shipped_steps_of_every_call_are_listed(capsys: Any) -> None:
    assert main(["check", "steps"]) == 0
    ids = [each["id"] for each in tomllib.loads((ROOT / "resources/steps/answer.toml").read_text())["step"]]
    told = f"steps steps/answer.toml: in order, {len(ids)} steps: {' '.join(ids)}"
    assert capsys.readouterr().out.splitlines()[0] == told


def test_the_limits_that_a_table_sets_are_listed_with_its_steps(tmp_path: Any, capsys: Any) -> None:
    """D096."""
    file = tmp_path / "steps.toml"
    file.write_text("[limits]\nrings = 4\nrelease_warning = 7.5\n")
    assert main(["check", "steps", str(file)]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["  rings: 4", "  release_warning: 7.5 s"]
    file.write_text('[limits]\nring = 4\nrings = "six"\n')
    assert main(["check", "steps", str(file)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{file} line 2: limits.ring: unknown key; did you mean rings?",
        f"{file} line 3: limits.rings: expected a whole number from 1 to 20, got 'six'",
    ]


def test_a_fault_in_the_sites_steps_is_a_sentence(tmp_path: Any, capsys: Any) -> None:
    file = tmp_path / "steps.toml"
    file.write_text('[[step]]\nid = "hello"\ntext = "Hello"\n')
    assert main(["check", "steps", str(file)]) == 1
    assert "steps.toml line 2: step 1, id: expected one of" in capsys.readouterr().err


def test_the_procedures_in_force_are_listed_and_their_charts_drawn(capsys: Any) -> None:
    assert main(["check", "procedures", "--chart"]) == 0
    told = capsys.readouterr().out
    assert "R  Ring back" in told
    assert "stateDiagram-v2" in told


def test_a_procedure_with_a_fault_is_told_with_its_line(tmp_path: Any, capsys: Any) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('id = "mine"\ntitle = "Mine"\n[[step]]\nid = "a"\ntext = "A."\nlimit = -1\n')
    assert main(["check", "procedures", str(file)]) == 1
    told = capsys.readouterr().err
    assert "mine.toml line 6: step 1, limit: expected seconds above 0, at most 86400, got -1" in told


def test_a_procedure_whose_letter_is_anothers_is_told(tmp_path: Any, capsys: Any) -> None:
    file = tmp_path / "mine.toml"
    option = '[[step.option]]\nlabel = "Done"\ngo = "end"\n'
    file.write_text(f'id = "mine"\ntitle = "Mine"\nletter = "R"\n[[step]]\nid = "a"\ntext = "A."\n{option}')
    assert main(["check", "procedures", str(file)]) == 1
    assert "expected a letter of its own, got R" in capsys.readouterr().err


def test_a_faulty_procedure_of_the_sites_folder_is_told_by_the_check_of_the_settings(
    tmp_path: Any, capsys: Any
) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "mine.toml").write_text('id = "mine"')
    settings = tmp_path / "settings.toml"
    settings.write_text('procedures_folder = "rules"')
    assert main(["check", "settings", str(settings)]) == 1
    assert "title: is missing" in capsys.readouterr().out
    assert main(["check", "procedures", "--settings", str(settings)]) == 1


def test_the_shipped_directory_is_listed_with_what_is_not_set(capsys: Any) -> None:
    """D169-D174, D043."""
    assert main(["check", "directory"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("directory directory/durham.toml: in order, 31 numbers, 44 entries\n")
    assert "905 852-3393     Uxbridge Fire administration" in told
    assert "note: star code: no number set: Neighbouring police" in told


def test_a_fault_in_the_directory_is_named_with_its_place(tmp_path: Any, capsys: Any) -> None:
    file = tmp_path / "numbers.toml"
    file.write_text('[[entry]]\nname = "x"\nkind = "fax"\n')
    assert main(["check", "directory", str(file)]) == 1
    assert "numbers.toml line 3: entry 1, kind: expected one of star-code" in capsys.readouterr().err
    (tmp_path / "settings.toml").write_text('directory = "numbers.toml"\n')
    for what in ("directory", "settings"):
        words = [*(["--settings"] if what == "directory" else []), str(tmp_path / "settings.toml")]
        assert main(["check", what, *words]) == 1
        told = capsys.readouterr()
        assert "numbers.toml line 3" in told.out + told.err


def test_a_speed_dial_key_that_the_directory_fills_is_told(tmp_path: Any, capsys: Any) -> None:
    """D094, G19."""
    file = tmp_path / "numbers.toml"
    file.write_text('[[entry]]\nname = "O"\nkind = "speed-dial"\nagency = "oshawa-fire"\nnumber = "555-0100"\n')
    assert main(["check", "directory", str(file)]) == 0
    assert "note: the speed-dial key of Oshawa Fire dials 555-0100" in capsys.readouterr().out


def test_every_table_of_the_site_that_is_not_in_force_is_told_at_once(tmp_path: Any, capsys: Any) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('steps = "steps.toml"\ndirectory = "none.toml"\nmanual_folder = "manual"\n')
    (tmp_path / "steps.toml").write_text("x = [\n")
    (tmp_path / "manual").mkdir()
    (tmp_path / "manual" / "95-site.md").write_text("no heading\n")
    assert main(["check", "settings", str(settings)]) == 1
    told = capsys.readouterr().out
    faults = ("steps.toml: expected TOML", "none.toml: expected a file", "95-site.md line 1")
    assert all(words in told for words in faults)


def test_the_shipped_translation_is_in_order_and_how_much_is_done_is_told(capsys: Any) -> None:
    assert main(["check", "translation"]) == 0
    assert "translation answerpoint_fr.ts: in order, 0 of " in capsys.readouterr().out


def test_a_translation_with_other_braces_than_its_text_is_told(tmp_path: Any, capsys: Any) -> None:
    file = tmp_path / "answerpoint_fr.ts"
    file.write_text(
        '<TS language="fr"><context><name>answerpoint</name><message><source>last byte {span} ago</source>'
        "<translation>dernier octet</translation></message></context></TS>"
    )
    assert main(["check", "translation", str(file)]) == 1
    assert "'last byte {span} ago': expected {span} in it, got no braces" in capsys.readouterr().err


def test_the_lines_of_both_links_are_told_and_one_that_no_link_has_is_a_fault(tmp_path: Any, capsys: Any) -> None:
    settings = tmp_path / "settings.toml"
    text = 'feed = "serial:/dev/a"\nserial = "1200,7,E,1"\nphone = "manual"\n'
    settings.write_text(f'second_feed = "serial:/dev/b"\n{text}')
    assert main(["check", "settings", str(settings)]) == 0
    assert "in order\n  serial: 1200,7,E,1\n  second_serial: 1200,7,E,1\n" in capsys.readouterr().out
    settings.write_text(f'second_feed = "serial:/dev/b"\n{text}second_serial = "300,8,N,2"\n')
    assert main(["check", "settings", str(settings)]) == 0
    assert "  serial: 1200,7,E,1\n  second_serial: 300,8,N,2\n" in capsys.readouterr().out
    settings.write_text(f'{text}second_serial = "300,8,N,2"\n')
    assert main(["check", "settings", str(settings)]) == 1
    assert "second_serial: expected a second_feed whose line it sets, got none" in capsys.readouterr().out
    settings.write_text(f'{text}second_serial = "fast"\n')
    assert main(["check", "settings", str(settings)]) == 1
    assert "line 4: second_serial.line: expected baud from 50 to 921600" in capsys.readouterr().err
