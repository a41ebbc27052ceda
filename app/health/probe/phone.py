"""The telephone: the self-test of a serial device, unless a console has it; nothing is ever dialled."""

import queue
from collections.abc import Callable
from importlib.util import find_spec

from app.errors import AnswerpointError
from app.health.judge.phone import PhoneSeen
from app.health.probe.line import locked_by_file, who_has
from app.ports import LineLost, LineTold, LineUp, PhoneEvent
from app.settings import Settings
from drivers.phone_profile import load_profile
from drivers.serial_phone import TRIED_AGAIN, SerialPhone, split_spec
from drivers.system_clock import SystemClock

SELF_TEST_S = 120.0  # seconds that a device's self-test may take: a dozen steps, each tried again on a bad line


def look(spec: str, settings: Settings, feed_is_real: bool) -> PhoneSeen:
    """Look at the telephone that `spec` names."""
    driver, _, rest = spec.partition("?")[0].partition(":")
    if driver == "sip":
        what = f"sip, switch {settings.sip.switch}"
        fault = "" if find_spec("baresip") else "the part for SIP is not installed (README, The telephone)"
        return PhoneSeen(driver, what, fault)
    if driver != "serial":
        return PhoneSeen(driver, driver, feed_is_real=feed_is_real)
    rest = spec.partition(":")[2]
    try:
        name, device = split_spec(rest)
        profile = load_profile(name, settings.phones_folder)
        what = f"{profile.name} on {device}"
        if profile.unknown:
            return PhoneSeen(driver, what, "an outline: cannot be used until its commands are filled in")
        holder = ", ".join(map(str, who_has(device))) or locked_by_file(device)
        if holder:
            return PhoneSeen(driver, what, holder=holder)
        passed, told = self_test(lambda: SerialPhone(profile, device, SystemClock()), lambda what, text: None)
    except AnswerpointError as error:
        return PhoneSeen(driver, f"serial:{rest}", str(error))
    return PhoneSeen(driver, what, passed=passed, told=told)


def self_test(make: Callable[[], SerialPhone], told: Callable[[str, str], None]) -> tuple[bool, str]:
    """Run the self-test of a device: whether it passed, and its last words; each step is told as it ends."""
    phone = make()
    events: queue.Queue[PhoneEvent] = queue.Queue()
    last = "passed"
    phone.open(events.put)
    try:
        while True:
            match events.get(timeout=SELF_TEST_S):
                case LineTold(what=what, text=text):
                    told(what, text)
                    last = text if what == "self-test" else last
                case LineUp():
                    return True, last
                case LineLost(why=why):
                    return False, why.removesuffix(TRIED_AGAIN)
    except queue.Empty:
        return False, f"expected the self-test to end within {SELF_TEST_S:g} s, got nothing more"
    finally:
        phone.close()
