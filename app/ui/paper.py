"""The manual, and other pages, on paper: into a PDF file, or to the system's default printer. No box opens and nothing
is asked.

Used by a process of its own (`answerpoint manual --print`): a printer's driver has no place in the console's.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from app.errors import AnswerpointError
from app.manual.plain import standing
from app.manual.rich import manual_html
from app.manual.section import Section
from app.new_file import file_anew
from app.ui.system_libraries import missing_printing_sentence
from app.ui.theme import WORDS_FAMILIES

TITLE = "Manual of the 9-1-1 answering centre"
_PDF = b"%PDF-"  # how such a file begins
_DOTS = 96  # to the inch: the measure of the style below
_MARGIN = 18.0  # mm
_FOOT = 26.0  # dots below the text of a page
_SMALL = 9  # dots: the height of the words there
_STYLE = """
body { font-size: 11pt; }
h1 { font-size: 17pt; margin-top: 18px; }
h2 { font-size: 13pt; margin-top: 14px; margin-bottom: 0px; }
p.source { font-size: 9pt; margin-top: 0px; }
pre { font-size: 9pt; margin: 0px; }
p, li { margin-top: 3px; margin-bottom: 3px; }
th, td { padding-right: 14px; }
"""


class PaperError(AnswerpointError):
    """Nothing could be printed: no printer, a printer that refuses, a file that cannot be written."""


def to_pdf(sections: Sequence[Section], edition: str, file: Path) -> int:
    """Write sections into a PDF file on letter paper, and return how many pages they are. Raises PaperError."""
    return html_to_pdf(manual_html(sections, edition), TITLE, standing(edition), file, "manual --pdf")


def html_to_pdf(html: str, title: str, foot: str, file: Path, command: str) -> int:
    """Write a document into a PDF file on letter paper, `foot` below each page; return how many pages it is.

    A file that is there must be a PDF: a recording or a journal is not replaced. Raises PaperError, which begins with
    `command`.
    """
    _application()
    try:
        if not _may_be_replaced(file):
            raise PaperError(f"{command} {file}: expected a new file or a PDF, got a file of another kind")
        with file_anew(file) as written:
            paper, pages = _pdf(html, title, foot)
            written.write(paper)
    except PaperError:
        raise
    except AnswerpointError as error:
        raise PaperError(f"{command} {error}") from error
    return pages


def _may_be_replaced(file: Path) -> bool:
    """Tell whether there is nothing that would be lost; what cannot be found out is told when it is written."""
    try:
        if not file.is_file():
            return True
        with file.open("rb") as there:
            return there.read(len(_PDF)) in (_PDF, b"")
    except (OSError, ValueError):
        return True


def _pdf(html: str, title: str, foot: str) -> tuple[bytes, int]:
    """Return the bytes of a PDF file, and how many pages it has; made in memory, for Qt is silent about a full disk."""
    made = QBuffer()
    made.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(made)
    writer.setTitle(title)
    writer.setCreator("answerpoint")
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.Letter),
            QPageLayout.Orientation.Portrait,
            QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN),
            QPageLayout.Unit.Millimeter,
        )
    )
    pages = _print(html, foot, writer)
    return bytes(made.data().data()), pages


def to_printer(sections: Sequence[Section], edition: str) -> str:
    """Print sections on the system's default printer, and say where. Raises PaperError where there is none."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    _application()
    default = QPrinterInfo.defaultPrinter()
    if default.isNull():
        none = "expected a default printer of the system, got none (lpoptions -d NAME sets it)"
        raise PaperError(f"manual --print: {missing_printing_sentence() or none}")
    printer = QPrinter(default, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(TITLE)
    printer.setCreator("answerpoint")
    pages = _print(manual_html(sections, edition), standing(edition), printer)
    if printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
        raise PaperError(f"manual --print: printer {default.printerName()} refused")
    return f"sent to printer {default.printerName()}: {pages} page{'s' if pages != 1 else ''}"


def _print(html: str, foot: str, device: QPagedPaintDevice) -> int:
    """Draw every page, each with its number and with `foot` below it."""
    document = QTextDocument()
    font = document.defaultFont()
    font.setFamilies(list(WORDS_FAMILIES))
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(_STYLE)
    document.setDocumentMargin(0)
    document.setHtml(html)
    paper = device.pageLayout().paintRect(QPageLayout.Unit.Inch)
    room = QSizeF(paper.width() * _DOTS, paper.height() * _DOTS - _FOOT)
    document.setPageSize(room)
    painter = QPainter()
    if not painter.begin(device):
        raise PaperError("expected paper to draw on, got a printer or file that takes nothing")
    scale = device.logicalDpiX() / _DOTS
    painter.scale(scale, scale)
    pages = document.pageCount()
    font.setPixelSize(_SMALL)
    painter.setFont(font)
    for page in range(pages):
        if page:
            device.newPage()
        painter.save()
        painter.translate(0, -page * room.height())
        document.drawContents(painter, QRectF(QPointF(0, page * room.height()), room))
        painter.restore()
        below = QRectF(0, room.height(), room.width(), _FOOT)
        painter.drawText(below, Qt.AlignmentFlag.AlignBottom, f"Page {page + 1} of {pages}.  {foot}")
    painter.end()
    return pages


def _application() -> QGuiApplication:
    """Return Qt's application, which fonts and printers need; one made here needs no display."""
    there = QGuiApplication.instance()
    if isinstance(there, QGuiApplication):
        return there
    if sys.platform == "linux":
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QGuiApplication(["answerpoint"])
