"""What the pane of open matters shows, in words, ready to draw; a part of `app.position.screen.Screen`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One open matter; `loud` where something must be done now or is overdue, which its words say too."""

    matter: int
    text: str
    loud: bool = False


@dataclass(frozen=True, slots=True)
class MatterKey:
    """A key of the chosen matter; `label` "" keeps its place empty, `state` says what was done with it."""

    key: str
    label: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class PaneField:
    """One field: what stands in it at first, the words it takes if it takes no others."""

    name: str
    value: str = ""
    choices: tuple[str, ...] = ()
    optional: bool = False
    wide: bool = False  # for a sentence: a row of its own


@dataclass(frozen=True, slots=True)
class PaneForm:
    """What is to be typed; `refused` is why what was typed is not taken, `page` the manual's ("manual p. 27")."""

    id: str
    title: str
    says: str
    fields: tuple[PaneField, ...]
    refused: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class MattersPane:
    """The open matters, the most pressing first; `chosen` is a row's place, the keys are of that matter.

    `openers` are keys that open a matter. `heading` and `says` stand above. While there is a `form`, it stands in place
    of rows and keys.
    """

    rows: tuple[MatterRow, ...]
    chosen: int
    keys: tuple[MatterKey, ...]
    says: str
    heading: str
    openers: tuple[MatterKey, ...]
    form: PaneForm | None = None
