"""The command `workshop`: opens a sample and a table in the format workshop."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.errors import AnswerpointError, TableError
from app.first_look import first_look
from app.settings import Settings, load_settings
from app.spill.marks import marks_of
from app.table_file import read_table_file
from app.tables import format_texts, load_tables
from app.words import tr
from app.workshop.drawn import Row, drawn
from app.workshop.look import Found, Look, look
from app.workshop.starter import STARTER
from app.workshop_files import DRAFT, place_of, read_sample, save_table


def workshop(sample: Path, table: str | None, settings_file: Path | None) -> int:
    """Open the workshop and return 0 when it is closed; `table` is a table's name or file. Raises AnswerpointError."""
    settings = load_settings(settings_file)
    tables = _texts(settings)
    if table is not None and table not in tables:
        tables[table] = read_table_file(Path(table), "format")
    in_force = load_tables(replace(settings, formats_folder=None, formats=()))  # one that has faults is mended here
    chunks, cut = read_sample(sample)

    from app.ui.display import missing_display
    from app.ui.system_libraries import missing_library_sentence

    for sentence in (missing_library_sentence(), missing_display()):
        if sentence:
            raise AnswerpointError(sentence)
    from PySide6.QtWidgets import QApplication

    from app.ui.closing import closed_by_signals
    from app.ui.language import use_language
    from app.ui.theme import THEMES
    from app.ui.workshop_window import WorkshopWindow

    def look_at(text: str) -> Look:
        return look(text, "table", chunks, in_force.classes, in_force.localities)

    def draw(seen: Look, found: Found) -> Sequence[Row]:
        if seen.table is None:
            return ()
        return drawn(marks_of(seen.table, found.data, in_force.localities)[1])

    def save(text: str, name: str, whole: bool, over: bool) -> str:
        place = place_of(settings.formats_folder, name, whole=whole)
        if place.exists() and not over:
            raise FileExistsError(place)
        save_table(place, text, over=over)
        if place.name.endswith(DRAFT):
            return tr("saved as a draft, since it has faults: {file}", file=place)
        return tr("saved: {file}", file=place)

    appearance = first_look(settings_file)
    application = QApplication.instance() or QApplication(["answerpoint"])
    assert isinstance(application, QApplication)
    untold = use_language(application, appearance.language, appearance.translations_folder)
    words = tr("{sample}, its first part", sample=sample) if cut else str(sample)
    new = tr("(new)")
    texts = {new: STARTER, **tables}
    window = WorkshopWindow(THEMES[appearance.theme], appearance.scale, words, texts, look_at, draw, save)
    window.take_table(table or new)
    window.said.setText(untold)
    with closed_by_signals(window.close):
        window.show()
        application.exec()
    return 0


def _texts(settings: Settings) -> dict[str, str]:
    try:
        return {name: text for name, (_source, text) in sorted(format_texts(settings).items())}
    except TableError:
        return {}
