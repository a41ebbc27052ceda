"""The telephone: is its driver there, and does its device pass the self-test? Nothing is ever dialled."""

from dataclasses import dataclass

from app.health.finding import Finding, amiss, cannot, ok


@dataclass(frozen=True, slots=True)
class PhoneSeen:
    """`holder` has the device open; `passed` is the self-test's outcome, None if there was none; `told` its words."""

    driver: str
    what: str
    fault: str = ""
    holder: str = ""
    passed: bool | None = None
    told: str = ""
    feed_is_real: bool = False


def phone(seen: PhoneSeen) -> Finding:
    """Say how the telephone is."""
    item = "telephone"
    facts = {"driver": seen.driver}
    if seen.fault:
        return amiss(item, f"{seen.what}: {seen.fault}", **facts)
    match seen.driver:
        case "virtual" if seen.feed_is_real:
            sentence = "the virtual switch on a real feed: expected a telephone, for no agency is reached"
            return amiss(item, f"{sentence}; --phone manual works the set by hand", **facts)
        case "virtual":
            return ok(item, "the virtual switch, with callers who are invented too", **facts)
        case "manual":
            return ok(item, "the call-taker works the set by hand; there is nothing to test", **facts)
        case "sip":
            told = f"{seen.what}: the part is there; what the switch says stands on the console's page (Ctrl+P)"
            return cannot(item, f"{told}, for a second registration could take its callers away", **facts)
    if seen.holder:
        sentence = f"{seen.what} is in use by {seen.holder}, which tests it when it opens it; it was left to it"
        return ok(item, sentence, holder=seen.holder, **facts)
    if seen.passed is None:
        return cannot(item, f"{seen.what}: {seen.told or 'no self-test'}", **facts)
    if not seen.passed:
        return amiss(item, f"{seen.what}: {seen.told}", **facts)
    return ok(item, f"{seen.what}: self-test {seen.told}; nothing was dialled", **facts)
