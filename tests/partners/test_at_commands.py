"""The commands of the modem, as the manuals have them (telephone.md 2.1)."""

import pytest

from tests.partners.at_commands import AnswerCall, AtCommands, Dial, HangUp, Tones, tones_of


def test_commands_stand_in_one_line() -> None:
    modem = AtCommands()
    answer = modem.execute("E0V1X4S29=50+FCLASS=8;S7=20")
    assert (answer.result, answer.texts, answer.orders) == ("OK", [], [])
    assert (modem.echo, modem.fclass, modem.registers[29], modem.registers[7]) == (False, "8", 50, 20)


@pytest.mark.parametrize(
    ("line", "texts"),
    [("S29?", ["070"]), ("S7?", ["050"]), ("+FCLASS=?", ["0,1,8"]), ("+FCLASS?", ["0"]), ("+VRA?", ["50"])],
)
def test_settings_are_told(line: str, texts: list[str]) -> None:
    assert AtCommands().execute(line).texts == texts


@pytest.mark.parametrize("line", ["+XYZ", "+FCLASS=2", "S7=256", "Y", "#VTS=1", "+VTS=?", "??"])
def test_what_it_does_not_know_is_an_error(line: str) -> None:
    assert AtCommands().execute(line).result == "ERROR"


def test_a_line_ends_at_its_first_error() -> None:
    modem = AtCommands()
    assert modem.execute("S7=20+XYZS8=9").result == "ERROR"
    assert (modem.registers[7], modem.registers[8]) == (20, 2)


def test_a_lying_modem_says_ok_and_changes_nothing() -> None:
    modem = AtCommands(lying=True)
    assert modem.execute("S29=50+FCLASS=8+XYZ").result == "OK"
    assert modem.execute("S29?").texts == ["070"]
    assert modem.execute("+FCLASS?").texts == ["0"]


def test_the_line_is_told_what_to_do() -> None:
    assert AtCommands().execute("DT!W*21;").orders == [Dial("T!W*21;")]
    assert AtCommands().execute("DT*21").result == ""
    assert AtCommands().execute("H0").orders == [HangUp()]
    assert AtCommands().execute("A").orders == [AnswerCall()]
    assert AtCommands().execute("+VTS=!,*,2,5").orders == [Tones("!*25")]


def test_tones_may_have_durations() -> None:
    assert tones_of("{*,10}{2,10}5") == "*25"


def test_a_reset_takes_all_back() -> None:
    modem = AtCommands()
    modem.execute("E0S29=50+FCLASS=8")
    modem.execute("Z")
    assert (modem.echo, modem.fclass, modem.registers[29]) == (True, "0", 70)
