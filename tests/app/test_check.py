"""`answerpoint check` explains what is wrong, and shows what is right."""

from typing import Any

from app.cli import main


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


def test_a_table_of_the_sites_own_is_checked_by_its_file(tmp_path: Any, capsys: Any) -> None:
    file = tmp_path / "own.toml"
    file.write_text("name = 1\n")
    assert main(["check", "format", str(file)]) == 1
    assert "own.toml" in capsys.readouterr().err


def test_settings_are_checked_with_every_table_they_name(tmp_path: Any, capsys: Any) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('theme = "light"\n')
    assert main(["check", "settings", str(file)]) == 0
    assert "formats/bell-printer" in capsys.readouterr().out
    file.write_text('them = "light"\n')
    assert main(["check", "settings", str(file)]) == 1
    assert "settings.toml line 1" in capsys.readouterr().err


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
