"""The sheets of a trip's interview day, for employers, the driver and officers, as PDF and XLSX."""

from bot.printing.pdf import as_pdf
from bot.printing.sheets import Sheet, sheets
from bot.printing.xlsx import as_xlsx

__all__ = ["Sheet", "as_pdf", "as_xlsx", "sheets"]
