"""How far two towns are from each other, in words and on a map."""

from collections.abc import Sequence

from bot.base.i18n import Texts
from bot.knowledge import Town
from bot.knowledge.facts import Fact
from bot.knowledge.outcome import NotHeld
from bot.knowledge.roads import Apart
from bot.knowledge.schema import AnswerType, Topic
from bot.replies.message import Button, Message, Photo, Rows, bold, esc, one_per_row, ref, small
from bot.replies.regions import topic_name
from bot.replies.sources import source_line

_EXACT = 100  # kilometres: longer distances are rounded to tens, since towns are wide


def told(t: Texts, found: NotHeld) -> str:
    """The distance between towns for which no source tells the road, or its duration."""
    no_time = t.gettext("I do not know how long the trip takes: no source that I have read says it.")
    first = [no_time] if AnswerType.TRAVEL in found.question.tells else []
    return " ".join((*first, *(how_far_apart(t, one) for one in found.apart)))


def how_far_apart(t: Texts, found: Apart) -> str:
    """The distance as the crow flies, with a remark on the road."""
    one, other = found.one.name, found.other.name
    if found.kilometres is None:
        unknown = t.gettext("I do not know how far {one} and {other} are from each other.", one=one, other=other)
        return f"{found.no_road[t.language]} {unknown}" if found.no_road else unknown
    n = _straight(t, found.kilometres)
    if found.no_road:
        straight = t.gettext("{one} – {other}: about {n} km as the crow flies.", one=one, other=other, n=n)
        return f"{found.no_road[t.language]} {straight}"
    return t.gettext(
        "{one} – {other}: about {n} km as the crow flies. By road it is longer; I do not know by how much.",
        one=one, other=other, n=n,
    )  # fmt: skip


def on_the_map(t: Texts, ends: Sequence[tuple[Town, Town]]) -> Rows:
    """Buttons for a map of both towns; none if a position is unknown."""
    placed = [(one, other) for one, other in ends if one.position and other.position]
    on_the_map = t.gettext("On the map")
    return one_per_row(
        [
            Button(f"🗺️ {on_the_map if len(placed) == 1 else _names(one, other)}", ref("way", one.code, other.code))
            for one, other in placed
        ]
    )


def in_short(t: Texts, found: Fact | Apart) -> str:
    """The distance, for the foot of the map."""
    if isinstance(found, Apart):
        return t.gettext("about {n} km as the crow flies", n=_straight(t, found.kilometres or 0.0))
    n = t.number(round(found.figures[0].value))
    return t.gettext("{n} km by road", n=n) if found.source.read else t.gettext("roughly {n} km by road", n=n)


def way(t: Texts, one: Town, other: Town, found: Fact | Apart, picture: bytes) -> Message:
    """Both towns on a map; the text says what the map shows."""
    parts = [
        bold(_names(one, other)),
        esc(how_far_apart(t, found) if isinstance(found, Apart) else found.text[t.language]),
        small(t.gettext("The map is a sketch; the broken line is straight, no road is.")),
        *([source_line(t, [found.source], None)] if isinstance(found, Fact) else []),
    ]
    getting_there = [
        Button(f"{town.name} — {topic_name(t, Topic.GETTING_THERE)}", ref("region", town.code, Topic.GETTING_THERE))
        for town in (one, other)
    ]
    return Message("\n\n".join(parts), one_per_row(getting_there), photo=Photo("map.png", picture))


def _names(one: Town, other: Town) -> str:
    return f"{one.name} – {other.name}"


def _straight(t: Texts, kilometres: float) -> str:
    return t.number(round(kilometres, -1 if kilometres > _EXACT else None))
