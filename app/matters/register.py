"""The register: every matter, made of the journalled events that are about matters and of nothing else."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.matters import complaint, trouble
from app.matters.matter import Matter, Register, Went, matter_from

OPENED, WENT, DRAFTED, FOUND = "matter_opened", "matter_went", "matter_drafted", "matters_found"
KINDS = (OPENED, WENT, DRAFTED)  # what a matter is made of; `FOUND` only repeats it

_DETAILS = "details"
_CLOSES = {
    Register.TROUBLE: {each.id for each in trouble.STEPS if each.closes},
    Register.COMPLAINT: {each.id for each in complaint.STEPS if each.closes},
}


def form_id(number: int, step: str) -> str:
    """Name the form of a step: "matter 7 ticket"; number 0 is a matter that is not there yet."""
    return f"matter {number} {step}"


def of_form(form: str) -> tuple[int, str] | None:
    """Return number and step of a form's name, None if it is none of a matter."""
    word, _, rest = form.partition(" ")
    number, _, step = rest.partition(" ")
    return (int(number), step) if word == "matter" and number.isdecimal() and number.isascii() and step else None


class Matters:
    """The matters by number. `keeps_closed` is False where only what is open is of use."""

    def __init__(self, keeps_closed: bool = True) -> None:
        self._keeps_closed = keeps_closed
        self.matters: dict[int, Matter] = {}
        self.last = 0  # the highest number given so far
        self.drafts: dict[str, dict[str, str]] = {}  # of matters that are not there yet

    def take(self, kind: str, at: datetime, body: Mapping[str, Any], data: bytes | None = None) -> None:
        """Take an event of the journal; one that is of no matter, or of one that is not known, changes nothing."""
        if kind == OPENED:
            self._opened(at, body, data or b"")
        elif kind == WENT:
            self._went(at, body)
        elif kind == DRAFTED:
            self._drafted(body)
        elif kind == FOUND:
            self.last = max(self.last, body["last"])
            self.drafts = {form: dict(values) for form, values in body["drafts"].items()}
            self.matters.update({each["number"]: matter_from(each) for each in body["matters"]})

    def found(self) -> dict[str, Any]:
        """Return what is open, as the body of `matters_found`."""
        return {
            "last": self.last,
            "matters": [each.plain() for each in self.matters.values() if each.open],
            "drafts": self.drafts,
        }

    def _opened(self, at: datetime, body: Mapping[str, Any], data: bytes) -> None:
        number = body["matter"]
        self.last = max(self.last, number)
        older = self.matters.pop(number, None)
        if older is not None:  # an earlier run could not be read when this one began to count: both are kept
            self.matters[-1 - len(self.matters)] = older
        if body["register"] == Register.COMPLAINT or "agency" in body["values"]:  # the others are opened without a form
            self.drafts.pop(form_id(0, body["register"]), None)
        self.matters[number] = Matter(
            number,
            Register(body["register"]),
            at,
            body["by"],
            body["call"],
            dict(body["values"]),
            dict(body["state"]),
            list(body["pieces"]),
            data,
        )

    def _went(self, at: datetime, body: Mapping[str, Any]) -> None:
        matter = self.matters.get(body["matter"])
        if matter is None:
            return
        step, values = body["step"], dict(body["values"])
        was = {}
        if step == _DETAILS:  # U1: what stood there before stays in sight
            was = {name: matter.values.get(name, "") for name in values if values[name] != matter.values.get(name, "")}
            matter.values.update(values)
        elif step == trouble.FAULT.id:  # a detail from then on: put right with the others
            matter.values[trouble.AT_FAULT.name] = values.get(trouble.AT_FAULT.name, "")
        matter.history.append(Went(at, step, body["by"], values, was))
        matter.drafts.pop(step, None)
        if step in _CLOSES[matter.register]:
            matter.closed_at = at
            if not self._keeps_closed:
                del self.matters[matter.number]

    def _drafted(self, body: Mapping[str, Any]) -> None:
        form, values = body["form"], dict(body["values"])
        of = of_form(form)
        if of is None:
            return
        matter = self.matters.get(of[0])
        drafts, key = (matter.drafts, of[1]) if matter is not None else (self.drafts, form)
        if matter is None and of[0]:
            return  # of a matter that is closed
        if any(values.values()):
            drafts[key] = values
        else:
            drafts.pop(key, None)
