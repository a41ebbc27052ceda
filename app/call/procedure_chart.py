"""A procedure's chart: what is wrong with it as a whole, alone and beside the others, and its picture."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from app.call.procedure import END, FACTS, Branch, Procedure, Sign, Step

# A limit shorter than this that leads back to its own step would do nothing but turn round.
SHORTEST_ROUND = timedelta(seconds=10)

# Letters of the list of procedures that no table may have, with what begins there (`app.position.marking`).
RESERVED_LETTERS = {"K": "agency down", "U": "report trouble"}


def branches_of(step: Step) -> tuple[Branch, ...]:
    """Return every way out of a step: its keys' and its signs'."""
    return (*(each.branch for each in step.options), *(each for some in step.on.values() for each in some))


def chart_faults(procedure: Procedure) -> list[tuple[str, str]]:
    """Return what is wrong with the chart: the step, and what was expected of it."""
    steps = procedure.steps.values()
    onward = {step.id: {branch.go for branch in branches_of(step)} - {""} for step in steps}
    starts = {procedure.first, *(each.go for some in procedure.begins.values() for each in some if each.go)}
    reached = _closure(starts, onward)
    said = [
        (name, "expected a step that something goes to, got one that nothing does")
        for name in procedure.steps
        if name not in reached
    ]
    back: dict[str, set[str]] = {}
    for name, goes in onward.items():
        for each in goes:
            back.setdefault(each, set()).add(name)
    ending = _closure({END}, back)
    said += [
        (name, f"expected a way to {END!r} from every step, got none from here")
        for name in procedure.steps
        if name not in ending
    ]
    by_itself = {step.id: {branch.go for branch in _by_itself(step)} for step in steps}
    said += [
        (name, "expected a key, a sign or some time on every way round, got a loop by itself")
        for name in procedure.steps
        if name in _closure(by_itself[name], by_itself)
    ]
    return said


def _by_itself(step: Step) -> tuple[Branch, ...]:
    quick = step.limit is not None and step.limit < SHORTEST_ROUND
    return (*step.on.get(Sign.AT_ONCE, ()), *(step.on.get(Sign.TIME, ()) if quick else ()))


def _closure(starts: Collection[str], onward: Mapping[str, Collection[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = list(starts)
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead.extend(onward.get(name, ()))
    return reached


def check_together(procedures: Sequence[Procedure]) -> list[str]:
    """Return what is wrong between the procedures in force: an id or a letter twice, an unknown mark or name."""
    said: list[str] = []
    files: dict[str, str] = {}
    for procedure in procedures:
        if procedure.id in files:
            said.append(
                f"{procedure.where('id')}: expected an id of its own, got that of {files[procedure.id]}; "
                "a table stands in for another where its file has the same name"
            )
        files[procedure.id] = procedure.source_file
    letters = dict(RESERVED_LETTERS)
    ids = {each.id for each in procedures}
    every = {each.id: _every_branch(each) for each in procedures}
    marks = {mark for branches in every.values() for branch in branches for mark in branch.sets}
    for procedure in procedures:
        if procedure.letter:
            other = letters.setdefault(procedure.letter, procedure.id)
            if other != procedure.id:
                got = f"{procedure.letter} of {other}"
                said.append(f"{procedure.where('letter')}: expected a letter of its own, got {got}")
        for branch in every[procedure.id]:
            for condition in branch.conditions:
                name = condition.removeprefix("not ")
                if ":" not in name and name not in FACTS and name not in marks:
                    said.append(
                        f"{procedure.where(name)}: expected a mark that some procedure sets, or a fact "
                        f"({', '.join(FACTS)}), got {name!r}"
                    )
            if branch.begin and branch.begin not in ids:
                where = procedure.where(branch.begin)
                said.append(f"{where}: expected a procedure in force to begin, got {branch.begin!r}")
    return list(dict.fromkeys(said))


def _every_branch(procedure: Procedure) -> list[Branch]:
    own = [branch for step in procedure.steps.values() for branch in branches_of(step)]
    return [*own, *procedure.locks, *(each for some in procedure.begins.values() for each in some)]


def diagram(procedure: Procedure) -> str:
    """Return the chart as a Mermaid state diagram, for the help page."""
    lines = ["stateDiagram-v2"]
    for sign, branches in procedure.begins.items():
        lines += [f"    [*] --> {_name(each.go)}: {_label(sign, each)}" for each in branches if each.go]
    if procedure.letter:
        lines.append(f"    [*] --> {_name(procedure.first)}: Ctrl+G, {procedure.letter}")
    for step in procedure.steps.values():
        for option in step.options:
            lines.append(f"    {_name(step.id)} --> {_name(option.branch.go)}: {_label(option.label, option.branch)}")
        for sign, branches in step.on.items():
            words = f"{step.limit.total_seconds():g} s" if sign is Sign.TIME and step.limit else str(sign)
            lines += [f"    {_name(step.id)} --> {_name(each.go)}: {_label(words, each)}" for each in branches]
    return "\n".join(lines) + "\n"


def _name(step: str) -> str:
    return "[*]" if step == END else step.replace("-", "_")


def _label(words: str, branch: Branch) -> str:
    return (
        f"{words} ({', '.join(branch.conditions)})".replace(":", " ") if branch.conditions else words.replace(":", "")
    )
