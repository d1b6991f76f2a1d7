"""A sheet as a PDF in letter size, with headings and page numbers on each page."""

import io
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import matplotlib
from reportlab.lib import colors
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Grid

from bot.printing.sheets import Sheet, Table

_MARGIN = 16 * mm
_WIDTH = letter[0] - 2 * _MARGIN - 12  # points; page frames have six points of padding on each side
_INK, _LINE, _SHADE = colors.HexColor("#1f2933"), colors.HexColor("#c3cad2"), colors.HexColor("#eef1f4")
_FACTS = (0.24, 0.76)  # shares of the width: labels and values


def as_pdf(sheet: Sheet) -> bytes:
    """The sheet, ready to print."""
    _fonts()
    file = io.BytesIO()
    document = SimpleDocTemplate(
        file, pagesize=letter, title=sheet.title, lang=sheet.language, invariant=True,
        leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=_MARGIN, bottomMargin=_MARGIN,
    )  # fmt: skip
    told: list[Any] = [_words(sheet.title, bold=True, size=16), Spacer(0, 4 * mm)]
    facts = [(_words(name, bold=True), _words(text)) for name, text in sheet.facts]
    told += [Grid(facts, colWidths=_widths(_FACTS), style=_style(ruled=False)), Spacer(0, 5 * mm)]
    for table in sheet.tables:
        told += [_grid(table), Spacer(0, 5 * mm)]
    told += [_words(note, size=8) for note in sheet.notes]
    footer = partial(_footer, title=sheet.title)
    document.build(told, onFirstPage=footer, onLaterPages=footer)
    return file.getvalue()


def _grid(table: Table) -> Grid:
    heads = [_words(each, bold=True) for each in table.headings]
    rows = [[_words(cell) for cell in row] for row in table.rows]
    return Grid([heads, *rows], colWidths=_widths(table.shares), repeatRows=1, style=_style(ruled=True))


def _widths(shares: Sequence[float]) -> list[float]:
    return [share * _WIDTH for share in shares]


def _style(*, ruled: bool) -> list[tuple[Any, ...]]:
    ends = (0, 0), (-1, -1)
    padding = [(f"{side}PADDING", *ends, 4 if ruled else 2) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    lines = [("BACKGROUND", (0, 0), (-1, 0), _SHADE), ("LINEBELOW", *ends, 0.5, _LINE)]
    return [("VALIGN", *ends, "TOP"), *padding, *(lines if ruled else [])]


def _words(text: str, *, bold: bool = False, size: float = 9.5) -> Paragraph:
    style = ParagraphStyle("words", fontName="Words-Bold" if bold else "Words", fontSize=size, leading=size * 1.35,
                           textColor=_INK)  # fmt: skip
    return Paragraph(escape(text).replace("\n", "<br/>"), style)


def _footer(canvas: Any, document: Any, title: str) -> None:
    canvas.setFont("Words", 8)
    canvas.drawString(_MARGIN, 9 * mm, title[:90])
    canvas.drawRightString(letter[0] - _MARGIN, 9 * mm, str(document.page))


@cache
def _fonts() -> None:
    """Register DejaVu, which comes with matplotlib and has the letters of every language that is written here."""
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for name, file in (("Words", "DejaVuSans.ttf"), ("Words-Bold", "DejaVuSans-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, folder / file))
