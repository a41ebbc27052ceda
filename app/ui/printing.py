"""Printing from the console: by a process of its own, so that neither page nor printer's driver delays a caller."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from app.words import say

LEFT_TIME = 3000  # ms that a job under way has when the console ends
BUSY = say("still printing; wait for it")
BEGUN = say("printing ...")
FAILED = say("printing failed")


class Printing(QObject):
    """Runs the command `words` with what is to be printed, one at a time.

    Signals: `told(words)` when it begins, and how it ended.
    """

    told = Signal(str)

    def __init__(self, parent: QObject, words: Sequence[str]) -> None:
        super().__init__(parent)
        self._words = tuple(words)
        self._process: QProcess | None = None

    def start(self, title: str) -> None:
        """Print the section with this title, or everything where it is ""."""
        if self._process is not None:
            self.told.emit(BUSY)
            return
        process = self._process = QProcess(self)
        surroundings = QProcessEnvironment.systemEnvironment()
        surroundings.insert("QT_QPA_PLATFORM", "offscreen")
        process.setProcessEnvironment(surroundings)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._ended)
        program, *words = self._words
        self.told.emit(BEGUN)
        process.start(program, [*words, *([title] if title else [])])

    def stop(self) -> None:
        """Let a job under way end, for a while; the console is being closed."""
        if self._process is not None and not self._process.waitForFinished(LEFT_TIME):
            self._process.kill()
            self._process.waitForFinished(LEFT_TIME)

    def _ended(self, *_how: object) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        said = bytes(process.readAllStandardOutput().data()).decode(errors="replace").strip()
        fault = bytes(process.readAllStandardError().data()).decode(errors="replace").strip()
        process.deleteLater()
        self.told.emit(said or fault.removeprefix("answerpoint: ").split("\n")[0] or FAILED)
