"""Figures as pictures that a phone shows: several towns side by side, and a year month by month."""

from bot.charts.draw import SIZE, Bar, Year, bars_chart, year_chart

__all__ = ["SIZE", "Bar", "Year", "bars_chart", "year_chart"]
