"""Every step of the shipped tables can be read whole at 1280x800, in the smallest lettering allowed."""

import itertools
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.call.procedure import Procedure, Step
from app.call.procedure_table import Known
from app.position.running import OPTION_KEYS
from app.position.screen import KeyFace, NextStep
from app.position.step_words import STEPS
from app.settings import Settings
from app.tables import load_base_steps, load_procedures
from app.ui.steps import NEXT_HEIGHT, NextPanel
from app.ui.theme import Letterings, Theme

PROCEDURES = load_procedures(Settings(), Known())[0]

# Steps with words that do not all fit yet, as procedure and step. The list may only shrink.
TOO_LONG = {
    *(("no-voice", step) for step in ("voice", "tty", "ambulance", "fire", "watch", "more")),
    *(("no-voice", step) for step in ("listed", "listed-due", "listed-not-told")),
    *(("trace", step) for step in ("dn-line", "trace-awaited")),
}


class Sample(dict[str, str]):
    """Values as they usually are; what was typed is a few words."""

    def __missing__(self, name: str) -> str:
        return "some typed words"


SAMPLE = Sample(
    number="(905) 326-1224",
    who="(905) 326-1224, PALMER, ROBERT",
    municipality="CLARINGTON",
    address="324 FIRST ST N",
    meaning="Residential",
    since="13:05",
    call="552",
    borough="OSH",
    line="0218",
    initials="AB",
    fire="Clarington Fire",
    fire_key="F7",
    ambulance_key="F5",
    repeats="4 earlier calls from this number today (06:00, 07:00, 08:00, 09:00)",
    agency="Clarington Fire",
    warning="no voice contact with Clarington Fire yet",
    release="F12",
    contact="F11",
    ring_back="F3",
    give_up="Esc",
    answer="Alt+A",
    switch="Alt+H",
    **{"class": "RES"},
)


def every_step() -> Iterator[tuple[Procedure, Step]]:
    for procedure in PROCEDURES:
        for step in procedure.steps.values():
            if step.text:
                yield procedure, step


def rows_of_keys(step: Step) -> Iterator[tuple[KeyFace, ...]]:
    """Every row of keys that the step can have, whatever is known of the call."""
    named = sorted({each.removeprefix("not ") for option in step.options for each in option.branch.conditions})
    for holds in itertools.product((False, True), repeat=len(named)):
        known = dict(zip(named, holds, strict=True))
        labels = [
            option.label.format_map(SAMPLE) + (" ..." if option.asks else "")
            for option in step.options
            if all(known[each.removeprefix("not ")] is not each.startswith("not ") for each in option.branch.conditions)
        ]
        yield tuple(KeyFace(key, label) for key, label in zip(OPTION_KEYS, labels, strict=False))


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, letters: Letterings) -> NextPanel:
    made = NextPanel(None, theme, letters)
    qtbot.addWidget(made)
    made.resize(804, NEXT_HEIGHT)
    made.show()
    made.step.finish()
    made.why.finish()
    return made


@pytest.mark.parametrize(("procedure", "step"), list(every_step()), ids=lambda each: each.id)
def test_a_step_is_read_whole_with_its_reason_and_its_keys(procedure: Procedure, step: Step, panel: NextPanel) -> None:
    fits = is_read_whole(procedure, step, panel)
    assert (fits == "") is ((procedure.id, step.id) not in TOO_LONG), fits or "it fits: take it from the list"


def is_read_whole(procedure: Procedure, step: Step, panel: NextPanel) -> str:
    """Return what of a step is cut, "" if nothing is."""
    words = step.text.format_map(SAMPLE)
    why = f"{procedure.title}: {step.why.format_map(SAMPLE)}" if step.why else procedure.title
    for faces in rows_of_keys(step):
        panel.show_options(faces, None)
        panel.show_next(NextStep(words, why, f"manual p. {step.page}" if step.page else "", step.urgent))
        printed = [key.printed()[-1] for key in panel.options.buttons] if panel.options is not None else []
        cut = [each for each in printed if each not in [face.label for face in faces]]
        cut += [text for text, part in ((words, panel.step), (why, panel.why)) if part.overflows]
        if cut:
            return f"cut: {cut[0]}"
    return ""


@pytest.mark.parametrize("language", ["en", "fr", "both"])
@pytest.mark.parametrize("name", STEPS)
def test_a_step_of_every_call_is_read_whole(name: str, language: str, panel: NextPanel) -> None:
    steps = load_base_steps(Settings(greeting_language=language))[0].with_keys(SAMPLE)
    step = steps.step(name, **{each: SAMPLE[each] for each in STEPS[name]})
    panel.show_next(step)
    assert not panel.step.overflows, f"cut: {step.text}"
    assert not panel.why.overflows, f"cut: {step.why}"
