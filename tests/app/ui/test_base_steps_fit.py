"""Every step of every call can be read whole at 1280x800, in the smallest lettering allowed, in each language."""

import pytest
from pytestqt.qtbot import QtBot

from app.position.step_words import STEPS
from app.settings import Settings
from app.tables import load_base_steps
from app.ui.steps import NEXT_HEIGHT, NextPanel
from app.ui.theme import Letterings, Theme

KEYS = {"release": "F12", "contact": "F11", "ring_back": "F3", "give_up": "Esc", "answer": "Alt+A", "switch": "Alt+H"}
VALUES = {"agency": "Clarington Fire", "warning": "no voice contact with Clarington Fire yet"}


@pytest.mark.parametrize("language", ["en", "fr", "both"])
@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_read_whole(name: str, language: str, qtbot: QtBot, theme: Theme, letters: Letterings) -> None:
    panel = NextPanel(None, theme, letters)
    qtbot.addWidget(panel)
    panel.resize(804, NEXT_HEIGHT)
    panel.show()
    panel.step.finish()
    steps = load_base_steps(Settings(greeting_language=language))[0].with_keys(KEYS)
    step = steps.step(name, **{each: VALUES[each] for each in STEPS[name]})
    panel.show_next(step)
    assert not panel.step.overflows, f"cut: {step.text}"
    assert not panel.why.overflows, f"cut: {step.why}"
    assert panel.why.geometry().bottom() < panel.height()
