"""The page on telephone profiles: its examples are read, its conversation is carried out, and it names all there is."""

import re
from pathlib import Path

import pytest

from app.ports import Answered, Dial, Dialled, DialTone, LineUp, Recall, Release, Released, Ringing
from drivers.phone_profile import COMMANDS, TIMES, Meaning, shipped
from drivers.profile_reader import read_profile
from tests.drivers.serial_talk import NOON, Talk

RESOURCES = Path(__file__).parents[2] / "resources"
PAGE = (RESOURCES / "help/phone-profiles.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("text", blocks("toml"), ids=["based", "whole"])
def test_every_example_is_a_profile(text: str) -> None:
    assert read_profile(text, "phone-profiles.md", "example").title


def test_the_conversation_of_the_example_is_carried_out_as_it_stands() -> None:
    (conversation,) = blocks("text")
    exchanges = [(b"\r", b"")]
    for line in conversation.splitlines():
        ours, theirs = line[:17].strip(), line[17:].strip()
        if ours:
            exchanges.append((f"{ours}\r".encode(), f"{theirs}\r".encode()))
    honesty = (b"KEY NOSUCHKEY\r", b"WHAT?\r")
    talk = Talk(read_profile(blocks("toml")[1], "page", "lma"), [*exchanges[:4], honesty, *exchanges[4:]])
    assert talk.open() == [LineUp(NOON)]
    assert talk.do(Recall(1)) == []
    assert [type(event) for event in talk.say(b"TONE DIAL\r")] == [DialTone]
    assert [type(event) for event in talk.do(Dial(1, "*21"))] == [Dialled]
    assert [type(event) for event in talk.say(b"TONE RING\r")] == [Ringing]
    talk.wait(6.0)
    assert [type(event) for event in talk.say(b"TONE RING\r")] == [Ringing]
    assert [type(event) for event in talk.say(b"VOICE\r")] == [Answered]
    assert [type(event) for event in talk.do(Release())] == [Released]
    talk.end()


@pytest.mark.parametrize("word", [*TIMES, *COMMANDS, *Meaning, *shipped()])
def test_the_page_names_every_time_command_meaning_and_profile(word: str) -> None:
    assert f"`{word}`" in PAGE


@pytest.mark.parametrize("name", sorted(TIMES))
def test_the_page_tells_what_stands_for_a_time_that_is_left_out(name: str) -> None:
    row = re.search(rf"^\| `{name}` \| ([0-9.]+) \|", PAGE, re.MULTILINE)
    assert row
    assert float(row[1]) == TIMES[name].usual


def test_the_shipped_profiles_are_the_files_there_are() -> None:
    assert set(shipped()) == {path.stem for path in (RESOURCES / "phones").glob("*.toml")}
