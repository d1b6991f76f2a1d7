"""What every reader of typed answers is tried with."""

from datetime import date

TODAY = date(2026, 11, 23)


NOISE = ["", "🙂", "مرحبا", "bonjour tout le monde", "???"]
