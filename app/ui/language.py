"""The language of the screen: a translation that Qt's own tools made, shipped or the site's own."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTranslator

from app.words import speak

CONTEXT = "answerpoint"  # Qt's name for the one collection of texts
_FALLS_BACK = "the screen is in English"


def use_language(application: QCoreApplication, language: str, folder: Path | None) -> str:
    """Let the screen be in a language from now on; return why it cannot be, in a sentence, "" if it can.

    "en" is built in. Any other is the file `answerpoint_LANGUAGE.qm` of the site's own `folder`, else the shipped one.
    """
    if language == "en":
        return ""
    name = f"answerpoint_{language}.qm"
    shipped = Path(str(files("resources") / "translations" / name))
    file = next((each for each in ((folder / name) if folder else None, shipped) if each and each.is_file()), None)
    if file is None:
        where = f"{folder} or " if folder else ""
        return f"language {language}: expected a file {name} in {where}what is shipped, got none; {_FALLS_BACK}"
    translator = QTranslator(application)
    if not translator.load(str(file)):
        return f"language {language}: expected {file} to be made by lrelease, got another file; {_FALLS_BACK}"
    QCoreApplication.installTranslator(translator)
    speak(_translated)
    return ""


def _translated(text: str, count: int) -> str:
    return QCoreApplication.translate(CONTEXT, text, None, count)
