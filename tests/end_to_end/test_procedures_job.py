"""Procedures with real keys on a real display: no voice, call back once, ring back with howler and trace."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.conftest import wait_for

pytestmark = [
    pytest.mark.needs("Xvfb", "xdotool", "socat", "dbus-daemon", "import"),
    pytest.mark.timeout(240),
]

BROCK = (
    "{number} (705) RES BRO 99/06/21 05:17:39 #{call} Pos:0218\r\nDOE, JANE\r\n12 LAKE RD\r\n"
    "BROCK, BROCK L0K 1A0\r\nESN#: 0047\r\nDUR REG POLICE\r\n905-579-1234\r\n\r\n"
)
CELL = (
    "555-0142 (905) CEL WHT 99/06/21 05:17:39 #00601 Pos:0218\r\nTELCO WIRELESS\r\n1615 DUNDAS ST E SECTOR 2\r\n"
    "WHITBY BROOKLIN L1M 1B5\r\nESN#: 0112\r\nDUR REG POLICE\r\n905-579-1234\r\n\r\n"
)
PAY_PHONE = (
    "555-0177 (905) PUB OSH 99/06/21 05:17:39 #00602 Pos:0218\r\nBELL PAY PHONE\r\n1 KING ST W\r\n"
    "OSHAWA, OSHAWA L1H 1A1\r\nESN#: 0047\r\nDUR REG POLICE\r\n905-579-1234\r\n\r\n"
)


REPORTS = "Report from door: what it reports"


class Desk:
    """A console at which procedures are carried out; `picture` keeps what it looks like."""

    def __init__(self, console: Any, folder: Path) -> None:
        self.console = console
        self._folder = folder

    def step(self, words: str) -> None:
        """Wait until the step says this, and take a picture."""
        self.console.waits_for_field("Next step", words)
        self.picture()

    def picture(self) -> None:
        """Keep what the screen looks like now."""
        taken = len(list(self._folder.glob("*.png")))
        self.console.picture(self._folder / f"{taken + 1:02d}.png")

    def begin(self, letter: str) -> None:
        """Begin a procedure from the list."""
        self.console.press("ctrl+g", letter)

    def fill(self, **fields: str) -> None:
        """Type what is asked for, field by field, each closed by Enter; the first must stand there."""
        first = next(iter(fields)).replace("_", " ")
        wait_for(lambda: any(name.endswith(first) for name in self.console.fields()), f"the field {first}")
        for each in fields.values():
            self.types(each)
            self.console.press("Return")

    def types(self, words: str) -> None:
        """Type letters into the field that has the keyboard."""
        subprocess.run(["xdotool", "type", "--delay", "5", words], env=self.console.environ, check=True, timeout=20)
        self.picture()

    def steps(self) -> list[tuple[str, str, str]]:
        """Every step in the journal: procedure, step, result."""
        told = [each["body"] for each in self.console.events() if each["kind"] == "step_taken"]
        return [(each["procedure"], each["step"], each["result"]) for each in told]


@pytest.fixture
def make_desk(open_console: Any, line: Any, tmp_path: Path) -> Any:
    def made(phone: str, **more: Any) -> Desk:
        console = open_console("--feed", f"serial:{line.device}", "--phone", phone, **more)
        console.window()
        return Desk(console, tmp_path)

    return made


def test_a_silent_line_in_brock_is_watched_until_the_door_and_survives_the_end_of_the_console(
    make_desk: Any, line: Any
) -> None:
    """D101-D104, Q17, U13, G12."""
    desk = make_desk("virtual?*21=answer:1&cadence=0.3")
    line.send(BROCK.format(number="555-0111", call="00600").encode())
    desk.step("Do you require")
    desk.begin("v")
    desk.step("you cannot speak")
    desk.console.press("alt+c")
    desk.fill(sounds="gasps")
    desk.console.press("alt+z")
    desk.step("Ask by TTY")
    desk.console.press("alt+z")
    desk.step("Press Ambulance")
    desk.console.press("F12")
    desk.step("Press Ambulance")
    desk.console.press("F5")
    desk.console.until(lambda calls: any(leg["outcome"] == "answered" for leg in calls[0]["legs"]), "the answer")
    desk.console.press("F11")
    desk.step("Send Durham police")
    desk.console.press("alt+z")
    desk.fill(who_took_it="Sgt Miller")
    desk.step("until an agency is at the door")  # no fire in Brock, unless it is asked for
    desk.console.press("alt+v")
    desk.step("Trouble on the line is noted")
    desk.console.press("alt+x")
    desk.fill(repair_ticket_of_Bell_SMC="R-4711")
    desk.step("until an agency is at the door")
    desk.console.press("F12")
    desk.console.press("alt+v", "alt+v")
    desk.step("A supervisor may move")
    desk.console.press("alt+z")
    desk.fill(supervisor="Lee")
    desk.step("You may release")
    desk.console.press("alt+z")
    desk.console.until(lambda calls: calls[0]["how_ended"] == "released", "the release")
    desk.step("has an agency reported from the door?")
    desk.console.press("alt+z")
    desk.fill(agency="Ambulance")
    desk.types("fallen, in")
    line.send(BROCK.format(number="555-0199", call="00610").encode())
    desk.console.until(lambda calls: len(calls) == 2, "the next caller")
    desk.step("Do you require")
    desk.console.waits_for_field("Open tasks", "has an agency reported from the door?")
    desk.console.press("F12")
    desk.console.until(lambda calls: calls[-1]["how_ended"], "its release")
    desk.console.waits_for_field(REPORTS, "fallen, in")
    desk.types(" care")
    desk.console.waits_for_field(REPORTS, "fallen, in care")
    assert desk.console.close()[0] == 0

    again = make_desk("virtual?cadence=0.3")
    again.step("has an agency reported from the door?")
    again.console.press("alt+z")
    again.fill(agency="Ambulance", what_it_reports="fallen, in care")
    again.step("Ready for the next call")
    assert [result for _procedure, _step, result in again.steps() if result] == [
        "heard: gasps",
        "no word by voice, none by TTY",
        "police told: Sgt Miller",
        "trouble on the line, repair ticket R-4711: the watch goes on",
        "Lee moved the watch to the list",
        "released; the watch goes on in the list",
        "Ambulance reports from the door: fallen, in care",
    ]


def test_a_cellular_call_that_drops_is_called_back_once_and_then_only_with_evidence(make_desk: Any, line: Any) -> None:
    """D106, D107, D109."""
    desk = make_desk("virtual?9055550142=busy&cadence=0.3")
    line.send(CELL.encode())
    desk.step("Do you require")
    desk.begin("h")
    desk.step("call back ONCE")
    desk.console.press("alt+z")
    desk.step("no further attempts")
    desk.begin("b")
    desk.step("no further attempts")
    desk.console.press("F2")
    desk.console.waits_for_field("Next step", "Dial tone")
    desk.fill(Digits_to_dial="9055550142")
    desk.console.waits_for_field("Notices", "F2 refused: called back once without contact")
    desk.picture()
    desk.console.press("Escape")
    desk.step("no further attempts")
    desk.console.press("alt+z")
    desk.fill(evidence="a scream before it dropped")
    desk.step("Emergency indicated")
    desk.console.press("alt+z")
    calls = desk.console.until(lambda calls: len(calls[0]["legs"]) == 2, "the second call back")
    assert {leg["agency"] for leg in calls[0]["legs"]} == {"CALL BACK"}
    desk.step("Emergency indicated")
    assert ("call-back", "unlocked", "evidence of an emergency: a scream before it dropped") in desk.steps()


def test_a_pay_phone_off_the_hook_is_howled_at_twice_and_held_for_trace(make_desk: Any, line: Any) -> None:
    """D130, D134-D137, D140-D147."""
    desk = make_desk("virtual?*99=no_answer&cadence=0.8")
    line.send(PAY_PHONE.encode())
    desk.step("Do you require")
    desk.console.press("F3")
    desk.step("Public pay phone")
    desk.console.press("alt+z")
    desk.step("What do you hear")
    desk.console.press("alt+x")
    desk.step("ringing for six seconds")
    desk.step("Does anybody speak?")
    desk.console.press("alt+x")
    desk.step("the second time, six seconds")
    desk.step("No response to the second howler")
    desk.console.press("alt+x")
    desk.step("ask for a trace?")
    desk.console.press("alt+z")
    desk.fill(agency_who_asks="Ambulance", why_serious="a child choking")
    desk.step("Only a supervisor")
    desk.console.press("alt+z")
    desk.fill(supervisor="Lee", reason="the address is the telephone company's")
    desk.step("Hold the line, or stay on it")
    desk.console.press("alt+z")
    desk.step("tandem line number")
    desk.console.press("alt+z")
    desk.fill(line="0512")
    desk.step("Who rings Bell")
    desk.console.press("alt+z")
    desk.fill(who_rings_Bell="Position 3", call_back_number="905-579-1520")
    desk.step("Bell SMC 1-800")
    desk.console.press("alt+z")
    desk.fill(who_at_Bell="Ms Roy")
    desk.step("Do not release until Bell")
    desk.console.press("F12")
    desk.step("Do not release until Bell")
    desk.console.press("alt+z")
    desk.fill(address_from_Bell="12 Lake Rd, Brock")
    desk.step("Send the agency to 12 Lake Rd")
    desk.console.press("alt+z")
    desk.fill(agency_at_the_address="Ambulance 5")
    desk.step("the line may go")
    desk.console.press("alt+z")
    call = desk.console.until(lambda calls: calls[0]["how_ended"], "the release")[0]
    assert [(leg["agency"], leg["digits"]) for leg in call["legs"]] == [("RING BACK", "*99")] * 2
    assert [step for procedure, step, _result in desk.steps() if procedure == "ring-back"][-1] == "end"
    assert desk.steps()[-1] == ("trace", "end", "trace complete, agency at the address: released")
