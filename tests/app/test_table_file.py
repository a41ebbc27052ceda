import os
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import TableError
from app.table_file import read_table_file
from app.table_text import MOST_CHARACTERS


def refusal(path: Path) -> str:
    with pytest.raises(TableError) as caught:
        read_table_file(path, "agencies")
    return str(caught.value)


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "table.toml"
    path.write_bytes("a = 'é'\r\n".encode())
    assert read_table_file(path, "agencies") == "a = 'é'\r\n"


def test_no_such_file_is_a_sentence(tmp_path: Path) -> None:
    assert refusal(tmp_path / "x") == f"agencies {tmp_path / 'x'}: expected a file, got no such file"


def test_a_folder_is_a_sentence(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"agencies {tmp_path}: expected a file, got a folder"


def test_a_pipe_is_refused_and_not_waited_on(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe").endswith("expected a file, got something that is not a plain file")


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_refused_and_not_read(device: str) -> None:
    assert refusal(Path(device)).endswith("expected a file, got something that is not a plain file")


def test_a_socket_is_refused(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
        assert refusal(tmp_path / "socket").endswith("expected a file, got something that is not a plain file")


def test_a_name_that_no_file_can_have_is_a_sentence(tmp_path: Path) -> None:
    assert "expected the name of a file" in refusal(tmp_path / "a\x00b")
    assert "File name too long" in refusal(tmp_path / ("x" * 300))


def test_a_file_too_long_for_a_table_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "long.toml"
    with path.open("wb") as file:
        file.truncate(4 * MOST_CHARACTERS + 1)
    assert refusal(path).endswith(f"expected a table of at most {4 * MOST_CHARACTERS} bytes, got more")


def test_a_loop_of_links_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert "expected a readable file" in refusal(tmp_path / "a")


def test_what_is_no_text_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "table.toml"
    path.write_bytes(b"a = 1\nb = '\xe9'\n")
    assert refusal(path) == f"agencies {path} line 2: expected UTF-8 text, got byte b'\\xe9'"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary())
def test_any_bytes_are_a_text_or_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "table.toml"
    path.write_bytes(data)
    try:
        assert read_table_file(path, "agencies").encode() == data
    except TableError as error:
        assert str(error).startswith(f"agencies {path}")
