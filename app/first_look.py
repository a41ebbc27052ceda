"""What the first paint needs of the settings, looked up before they are read in full."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import TableError
from app.settings import LANGUAGE, LARGEST_SCALE, SMALLEST_SCALE, THEMES, Settings, default_settings_path, placed
from app.table_file import read_table_file
from app.table_text import read_table

ENGLISH = "en"  # the language that needs no translation


@dataclass(frozen=True, slots=True)
class FirstLook:
    """How the window looks, and in which language: "en" needs no translation, any other has one in a file."""

    theme: str
    scale: float
    language: str
    translations_folder: Path | None


def first_look(path: Path | None = None) -> FirstLook:
    """Return what a settings file says of it, the defaults where in doubt; None is the default place.

    Never raises and imports no pydantic: `load_settings` tells the faults a moment later.
    """
    usual = Settings()
    values: Mapping[str, Any] = {}
    try:
        path = path or default_settings_path()
        values = read_table(read_table_file(path, "settings"), str(path)).values
    except TableError:
        pass
    theme, scale, language = values.get("theme"), values.get("scale"), values.get("language")
    if theme not in THEMES:
        theme = usual.theme
    if isinstance(scale, bool) or not isinstance(scale, int | float) or not SMALLEST_SCALE <= scale <= LARGEST_SCALE:
        scale = usual.scale
    if not isinstance(language, str) or not re.fullmatch(LANGUAGE, language):
        language = usual.language
    folder = values.get("translations_folder")
    own = placed(folder, path) if path is not None and isinstance(folder, str) and folder else None
    return FirstLook(str(theme), float(scale), language, own)
