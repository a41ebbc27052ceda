"""An agency is down: its key dials its back-up, over a restart, until it is up again; with real parts only."""

import signal
from pathlib import Path
from typing import Any

import pytest

pytestmark = [
    pytest.mark.needs("Xvfb", "xdotool", "socat", "dbus-daemon", "import"),
    pytest.mark.timeout(240),
]

TOWN = b"OSHAWA, OSHAWA L1G-4B7"
PICKERING, UXBRIDGE = b"PICKERING, PICKERING L1V-2R2", b"UXBRIDGE, UXBRIDGE L9P-1A1"
LAST = -1
ROOT = Path(__file__).parents[2]


def leg(calls: list[dict[str, Any]], number: int = LAST) -> dict[str, Any]:
    """The last call's last leg, {} while there is none."""
    legs = calls[-1]["legs"] if calls else []
    found: dict[str, Any] = legs[number] if legs else {}
    return found


def bring_in(console: Any, key: str) -> dict[str, Any]:
    """Press an agency's key, wait for the answer, confirm voice contact, release."""
    console.press(key)
    console.until(lambda calls: leg(calls).get("outcome") == "answered", "the answer")
    console.press("F11")
    told = console.until(lambda calls: leg(calls).get("contact_at"), "voice contact")
    console.press("F12")
    console.until(lambda calls: calls[-1]["how_ended"], "the release")
    return leg(told)


def ask(console: Any, key: str) -> None:
    """Ctrl+G, K, the agency's key; each only once the console has asked for it, as a person would."""
    console.press("ctrl+g")
    console.waits_for_field("Procedures", "Agency down")
    console.press("k")
    console.waits_for_field("Next step", "Which agency is down, or up again?")
    console.press(key)


def mark_down(console: Any, key: str, *reason: str) -> None:
    """Power failure, and the reason typed."""
    ask(console, key)
    console.waits_for_field("Next step", "Pickering Fire: what has failed there?")
    console.press("alt+z")
    console.until(lambda calls: "Pickering Fire, power failure: reason" in console.fields(), "the field for the reason")
    console.press(*reason, "Return")


def test_pickering_is_down_and_ajax_takes_its_calls_until_it_is_up_again(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Any
) -> None:
    """D116, D121: marked, dialled at Ajax's star code, still down after kill -9 and a restart, lifted."""
    arguments = ("--feed", f"serial:{line.device}", "--phone", "virtual?*25=answer:2&*26=answer:1&cadence=0.3")
    console = open_console(*arguments)
    console.window()
    console.waits_for_field("Telephone", "ready")
    mark_down(console, "F9", *"hydro")
    console.waits_for_field("Notices", "DOWN: Pickering Fire (to Ajax Fire)")
    line.send(a_slip(name="DUPONT, ANNE").replace(TOWN, PICKERING))
    console.until(lambda calls: len(calls) == 1, "the call")
    console.waits_for_field("Open tasks", "hydro; calls go to Ajax Fire")
    console.picture(tmp_path / "down.png")
    told = bring_in(console, "F9")
    assert (told["digits"], told["agency"]) == ("*25", "Ajax Fire (back-up for Pickering Fire)")
    console.close(signal.SIGKILL)

    console = open_console(*arguments)
    console.window()
    console.waits_for_field("Notices", "DOWN: Pickering Fire (to Ajax Fire)")
    line.send(a_slip(553, "555-0142").replace(TOWN, PICKERING))
    console.until(lambda calls: len(calls) == 2, "the second call")
    assert bring_in(console, "F9")["agency"] == "Ajax Fire (back-up for Pickering Fire)"
    ask(console, "F9")
    console.waits_for_field("Next step", "Pickering Fire is DOWN: dials Ajax Fire")
    console.press("alt+z")
    console.waits_for_field("Open tasks", "no open tasks")
    line.send(a_slip(554, "555-0143").replace(TOWN, PICKERING))
    console.until(lambda calls: len(calls) == 3, "the third call")
    told = bring_in(console, "F9")
    assert (told["digits"], told["agency"]) == ("*26", "Pickering Fire")
    assert console.command("verify", "--journal", str(console.journal)).returncode == 0
    assert console.close() == (0, "")

    console = open_console(*arguments)
    console.window()
    console.until(lambda calls: len(calls) == 3, "the journal once more")
    assert "Pickering" not in console.fields()["Notices"]
    kinds = [each["kind"] for each in console.events()]
    assert kinds.count("standing_found") == 1
    assert console.close() == (0, "")


def test_a_fire_call_in_uxbridge_whose_star_line_is_busy(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Any
) -> None:
    """D064, D093, D094: Oshawa Fire is marked, then its tandem number, the information taken, and the speed dial."""
    table = (ROOT / "resources" / "agencies" / "durham.toml").read_text("utf-8")
    head, oshawa, rest = table.partition('id = "oshawa-fire"')
    rest = rest.replace('speed_dial_number = ""', 'speed_dial_number = "905-555-0199"', 1)
    (tmp_path / "agencies.toml").write_text(head + oshawa + rest, "utf-8")
    (tmp_path / "settings.toml").write_text('agencies = "agencies.toml"\n')
    phone = "virtual?*23=busy&7138150=busy&9055550199=answer:2&cadence=0.3"
    settings = str(tmp_path / "settings.toml")
    console = open_console("--feed", f"serial:{line.device}", "--phone", phone, "--settings", settings)
    console.window()
    line.send(a_slip().replace(TOWN, UXBRIDGE))
    console.until(lambda calls: len(calls) == 1, "the call")
    assert "UXBRIDGE" in console.fields()["Locality"]
    console.press("F8")
    console.until(lambda calls: leg(calls).get("outcome") == "busy", "the busy star line")
    console.waits_for_field("Next step", "Oshawa Fire was not reached: take the information")
    console.press("alt+2")
    console.until(lambda calls: len(calls[0]["legs"]) == 2 and leg(calls)["outcome"] == "busy", "the busy tandem")
    console.press("alt+3")  # not before the information is taken
    console.press("alt+i", "alt+3")
    told = console.until(lambda calls: leg(calls).get("outcome") == "answered", "the speed dial's answer")
    console.picture(tmp_path / "uxbridge.png")
    assert [each["digits"] for each in told[0]["legs"]] == ["*23", "7138150", "9055550199"]
    console.press("F11")
    console.until(lambda calls: leg(calls)["contact_at"], "voice contact")
    console.press("F12")
    console.until(lambda calls: calls[0]["how_ended"] == "released", "the release")
    console.waits_for_field("Open tasks", "no open tasks")
    assert console.close() == (0, "")


def test_an_evacuation_makes_room_for_a_caller_and_goes_on_after_a_restart(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Any
) -> None:
    """D125: ticked with keys, put aside by a call, gone on with by Ctrl+J, taken up again after kill -9."""
    arguments = ("--feed", f"serial:{line.device}")
    console = open_console(*arguments)
    console.waits_for_field("Telephone", "ready")
    console.press("ctrl+g")
    console.waits_for_field("Procedures", "Evacuation")
    console.press("x")
    console.waits_for_field("Next step", "1 of 6: who decided")
    console.press("alt+z")
    console.until(lambda calls: "Decided: who decided" in console.fields(), "the field for the name")
    console.press("l", "e", "e", "Return")
    console.waits_for_field("Next step", "2 of 6: are Communications personnel at Whitby Fire Station?")
    line.send(a_slip())
    console.waits_for_field("Next step", "Do you require Police, Fire or Ambulance?")
    console.waits_for_field("Open tasks", "Evacuation: 2 of 6")
    console.picture(tmp_path / "aside.png")
    console.press("ctrl+j")
    console.waits_for_field("Next step", "2 of 6")
    console.press("alt+z")
    console.waits_for_field("Next step", "3 of 6: establish the connection to the back-up site at Whitby Fire Station.")
    console.close(signal.SIGKILL)
    console = open_console(*arguments)
    console.waits_for_field("Open tasks", "Evacuation: 3 of 6")
    steps = [each["body"]["step"] for each in console.events() if each["kind"] == "step_taken"]
    assert steps[:3] == ["decided", "staff", "connect"]
    assert console.command("verify", "--journal", str(console.journal)).returncode == 0
    assert console.close() == (0, "")
