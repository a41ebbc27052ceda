import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

# PySide6 6.12.0 below Python 3.12 loses one reference of True with every signal and one of None with every setText
# (docs/decisions/0001). Python aborts when they are used up, so a test counts them before that.
ROUNDS = 3_000
LOSS = 100

# Counted after each part, so that a faulty wheel fails the test and does not abort the run.
PARTS = 30


class Sender(QObject):
    sent = Signal(bool)


def test_signals_and_texts_cost_no_references_of_none_and_true(qtbot: QtBot) -> None:
    sender, label = Sender(), QLabel()
    qtbot.addWidget(label)
    got: list[bool] = []
    sender.sent.connect(got.append)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for part in range(PARTS):
        for number in range(ROUNDS // PARTS):
            sender.sent.emit(number % 2 == 0)
            label.setText(str(number))
        got.clear()
        lost = before[0] - sys.getrefcount(None), before[1] - sys.getrefcount(True)
        assert max(lost) < LOSS, f"after part {part + 1} of {PARTS} {lost} references of None, True were lost"
    assert label.text() == str(ROUNDS // PARTS - 1)
