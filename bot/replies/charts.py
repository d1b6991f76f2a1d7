"""Figures compared, as a picture and in words."""

from collections.abc import Sequence

from babel.dates import get_month_names

from bot.base.i18n import Texts
from bot.charts import Bar, Year, bars_chart, year_chart
from bot.knowledge import Knowledge, Topic
from bot.knowledge.schema import Series, Shown
from bot.knowledge.series import Row, held
from bot.replies.message import Button, Message, Photo, Rows, bold, esc, one_per_row, ref, small
from bot.replies.sources import official, source_line

_JULY = 6  # months, from 0 for January
_MONTHS = 12


def buttons(t: Texts, knowledge: Knowledge, topic: Topic | str, places: Sequence[str]) -> Rows:
    """Buttons for what can be compared on a topic for these places; none if we have no figures for them."""
    found = held(knowledge, Topic(topic), places) if topic else []
    return one_per_row([Button(f"📊 {_label(t, shown)}", ref("chart", shown, *places)) for shown in found])


def comparing(t: Texts, knowledge: Knowledge, topics: Sequence[Topic], places: Sequence[str]) -> Rows:
    """The buttons below a comparison: for each topic, the picture that has room for several places."""
    return tuple(buttons(t, knowledge, topic, places)[-1] for topic in topics if held(knowledge, topic, places))


def picture(t: Texts, series: Series, rows: Sequence[Row]) -> bytes:
    """Draw the comparison, which takes a third of a second."""
    foot = "\n".join((_caution(t, series), t.gettext("Source: {source}.", source=series.sources[0].title[t.language])))
    if series.shows is Shown.MONTHS:
        years = [Year(row.town.name, row.values[:_MONTHS], row.values[_MONTHS:]) for row in rows]
        names = get_month_names("abbreviated", locale=t.locale)
        return year_chart(_title(t, series.shows), years, [names[month + 1] for month in range(_MONTHS)], foot)
    bars = [
        Bar(
            row.town.name,
            min(row.values) if len(row.values) > 1 else 0.0,
            max(row.values),
            _words(t, series, row),
            row.asked,
        )
        for row in rows
    ]
    return bars_chart(_title(t, series.shows), bars, foot)


def chart(t: Texts, series: Series, rows: Sequence[Row], drawn: bytes) -> Message:
    """The picture, with every figure on it in words."""
    lines = (t.gettext("{name}: {what}", name=row.town.name, what=_words(t, series, row)) for row in rows)
    marked = (
        f"• {bold(line) if row.asked and len(rows) > 1 else esc(line)}" for line, row in zip(lines, rows, strict=True)
    )
    parts = [bold(_title(t, series.shows)), "\n".join(marked), small(_caution(t, series))]
    source = series.sources[0]
    return Message(
        "\n\n".join((*parts, source_line(t, [source], None))),
        ((official(t, source.url),),),
        photo=Photo("chart.png", drawn),
    )


def _label(t: Texts, shown: Shown) -> str:
    return {
        Shown.JANUARY: t.gettext("Compare January"),
        Shown.MONTHS: t.gettext("Month by month"),
        Shown.VACANCY: t.gettext("Compare vacant homes"),
        Shown.RENT: t.gettext("Compare rents"),
    }[shown]


def _title(t: Texts, shown: Shown) -> str:
    return {
        Shown.JANUARY: t.gettext("January, from night to day"),
        Shown.MONTHS: t.gettext("Month by month, from night to day"),
        Shown.VACANCY: t.gettext("Homes for rent that were vacant"),
        Shown.RENT: t.gettext("Average rent for a month"),
    }[shown]


def _caution(t: Texts, series: Series) -> str:
    """When the figures are from, and how far they hold today."""
    period = t.as_of(series.period)
    return {
        Shown.JANUARY: t.gettext("Averages of {period}; winters are a little milder today.", period=period),
        Shown.MONTHS: t.gettext("Averages of {period}; winters are a little milder today.", period=period),
        Shown.VACANCY: t.gettext("In {period}; it has changed since.", period=period),
        Shown.RENT: t.gettext("In {period}, of homes already rented; one advertised today costs more.", period=period),
    }[series.shows]


def _words(t: Texts, series: Series, row: Row) -> str:
    match series.shows:
        case Shown.JANUARY:
            return _degrees(t, *row.values)
        case Shown.MONTHS:
            winter, summer = ((row.values[month], row.values[_MONTHS + month]) for month in (0, _JULY))
            return t.gettext(
                "January, {winter}; July, {summer}", winter=_degrees(t, *winter), summer=_degrees(t, *summer)
            )
        case Shown.VACANCY:
            return t.gettext("{n}%", n=t.number(row.values[0]))
        case Shown.RENT:
            return t.gettext("${n}", n=t.number(row.values[0]))


def _degrees(t: Texts, night: float, day: float) -> str:
    low, high = (t.number(round(value)).replace("-", "−") for value in (night, day))
    return t.gettext("{low} to {high} °C", low=low, high=high)
