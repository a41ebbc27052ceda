"""What the keys of a profile must mean together: claims that nothing bears out, times that cannot be true at once."""

from app.table_text import Faults
from drivers.phone_profile import Meaning, Profile


def check_profile(profile: Profile, faults: Faults) -> None:
    """Note what each key may say and the whole cannot mean."""
    add = faults.add
    commands, caps, known = profile.commands, profile.caps, {each.means for each in profile.results}
    if "dial" not in commands and "dial" not in profile.unknown:
        faults.missing(("commands", "dial"), "how digits are dialled, as in ATDT{digits}")
    elif "dial" in commands and not any(each.send.dials for each in commands["dial"]):
        add(("commands", "dial"), "expected {digits} or {digit} in it, got neither")
    for one, other in (("mute", "unmute"), ("hold", "resume")):
        for name, twin in ((one, other), (other, one)):
            if name in commands and twin not in commands:
                add(("commands", name), f"expected {twin} as well, got only {name}")
    needed = {
        "ring_count": (caps.ring_count != "none", Meaning.RINGING),
        "busy_vs_reorder": (caps.busy_vs_reorder, Meaning.REORDER),
        "tty": (caps.tty == "detect", Meaning.TTY),
        "dial_tone": (profile.dial_tone == "event", Meaning.DIAL_TONE),
    }
    for key, (claimed, meaning) in needed.items():
        if claimed and meaning not in known:
            add(("caps", key), f'expected a [[result]] that means "{meaning}" for this, got none')
    if caps.answer_seen == "signalled" and Meaning.ANSWERED not in known:
        add(("caps", "answer_seen"), 'expected a [[result]] that means "answered" for this, got none')
    if profile.answers and not profile.unknown and Meaning.OK not in known and _needs_ok(profile):
        add(("result",), 'expected one that means "ok", for commands without a reply of their own, got none')
    flash = commands.get("flash", ())
    if profile.dial_tone == "reply" and "flash" not in profile.unknown and not (flash and not flash[-1].silent):
        add(("caps", "dial_tone"), "expected a flash whose answer says that dial tone stands, got none")
    if profile.answers and not profile.unknown and not profile.tests:
        add(("test",), "expected one at least, or an attention command, so that a dead device is known, got none")
    if profile.checked and not profile.answers:
        add(("line", "echo"), 'expected "off" where the device answers nothing, got "checked"')
    if caps.ring_count != "none":
        _check_rings(profile, faults)
    if caps.answer_seen == "deduced":
        _check_silence(profile, faults)


def _needs_ok(profile: Profile) -> bool:
    steps = [step for steps in profile.commands.values() for step in steps]
    steps += [test.step for test in profile.tests]
    return any(not step.replies and not step.silent for step in steps)


def _check_silence(profile: Profile, faults: Faults) -> None:
    cycle, silence = profile.times["ring_cycle"], profile.times["answer_silence"]
    if profile.deduces:
        least, words = cycle, f"more than a whole ring cycle ({cycle:g} s), as it is counted from a ring's start"
        if profile.caps.ring_count == "none":
            faults.add(
                ("caps", "answer_seen"), "expected rings to be counted where the answer is deduced from their end"
            )
    else:
        # ringback is 2 s of tone and 4 s of silence (telephone.md section 6)
        least, words = cycle * 2 / 3, f"more than the silence between two rings ({cycle * 2 / 3:g} s)"
    if silence <= least:
        faults.expected(("times", "answer_silence"), words, silence)


def _check_rings(profile: Profile, faults: Faults) -> None:
    times = profile.times
    if times["ring_gap"] >= times["ring_cycle"]:
        words = f"less than from one ring to the next ({times['ring_cycle']:g} s)"
    elif profile.caps.answer_seen == "deduced" and times["ring_gap"] > times["answer_silence"]:
        words = f"at most the silence that means answered ({times['answer_silence']:g} s)"
    else:
        return
    faults.expected(("times", "ring_gap"), words, times["ring_gap"])
