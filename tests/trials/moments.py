"""Moments of a chat at which strangers wrote what comes next: what was said last, as a turn knows it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.base.terms import Field, Household, Permit, Wish
from bot.knowledge.facts import Card, CardKind
from bot.knowledge.outcome import LastAnswer
from bot.knowledge.question_reading import Asked
from bot.reading import Context, Seats, Sight
from bot.reading.sight import Shown

TODAY = date(2026, 11, 30)
_FACT: tuple[Shown, ...] = (("fact_source", "x"), ("fact_wrong", "x"))
_JOBS: tuple[Shown, ...] = tuple(
    ("vacancy", f"v-{number}") for number in ("3eab6ee2", "df3e5060", "db63d7b5", "efdf1261", "9ec3a7ae")
)
_TRIPS: tuple[Shown, ...] = (("trip", "tr-rimouski"), ("trip", "tr-shawinigan"), ("trip", "tr-gaspe"), ("trips", "1"))
_ALL = tuple(Field)
_TOLD: Mapping[Field | Wish, Any] = {
    Field.OCCUPATION: "72106", Field.EXPERIENCE: 5.0, Field.EDUCATION: 3, Field.FRENCH: 6, Field.LANGUAGES: ("es",),
    Field.REGIONS: ("04",), Field.HOUSEHOLD: Household(True, 1), Field.PERMIT: Permit.PERMANENT_RESIDENT,
    Field.START: date(2027, 1, 4),
}  # fmt: skip
_HELD = (Seats("r1", "tr-rimouski", "Rimouski", 2),)


def _asking(field: Field, sight: Sight | None = None) -> Context:
    before = dict(list(_TOLD.items())[: _ALL.index(field)])
    options: tuple[Shown, ...] = (("set", field, "1"), ("set", field, "2"), ("later",))
    if field in {Field.LANGUAGES, Field.REGIONS}:
        options = (("toggle", field, "04"), ("toggle", field, "11"), ("done", field))
    if field is Field.OCCUPATION:
        options = (("later",),)
    sight = (
        replace(sight, buttons=(*sight.buttons, *options)) if sight else Sight().after((("start_profile",),), options)
    )
    return Context(TODAY, field, before, sight=sight)


def _shown(
    *done: Shown, buttons: tuple[Shown, ...] = (), last: LastAnswer | None = None, held: tuple[Seats, ...] = (),
    place: str | None = None,
) -> Context:  # fmt: skip
    sight = Sight().after(done, buttons, (), last)
    return Context(TODAY, None, _TOLD, sight=replace(sight, place=place or sight.place), held=held)


def _card(kind: CardKind, identifier: str, topic: str, asked: str) -> LastAnswer:
    return LastAnswer(Card(kind, identifier, topic), Asked(asked))


_ROAD = Sight().after((("ask_region", "getting_there", "08"),), _FACT, (), _card(
    CardKind.REGION, "08", "getting_there", "how far is Rouyn-Noranda from Montréal?"))  # fmt: skip
_CARE = Sight().after((("ask", "family_allowance"),), _FACT, (), _card(
    CardKind.ARTICLE, "family_allowance", "", "how much is day care?"))  # fmt: skip
MOMENTS: Mapping[str, Context] = {
    "m01": Context(
        TODAY, sight=Sight().after((("welcome",),), (("start_profile",), ("matches",), ("trips",), ("regions",)))
    ),
    "m02": _asking(Field.OCCUPATION),
    "m03": _asking(Field.EXPERIENCE),
    "m04": _asking(Field.FRENCH),
    "m05": _asking(Field.LANGUAGES),
    "m06": _asking(Field.EDUCATION),
    "m07": _asking(Field.REGIONS),
    "m08": _asking(Field.HOUSEHOLD),
    "m09": _asking(Field.PERMIT),
    "m10": _asking(Field.START),
    "m11": Context(
        TODAY, None, _TOLD, sight=Sight().after((("wish", "least_wage"),), (("wish", "least_wage", "skip"),))
    ),
    "m12": _asking(Field.REGIONS, _ROAD),
    "m13": _asking(Field.EXPERIENCE, _CARE),
    "m14": _shown(
        ("ask_region", "housing", "01"),
        buttons=_FACT,
        place="10043",
        last=_card(CardKind.REGION, "01", "housing", "how much is rent in Rimouski?"),
    ),
    "m15": _shown(
        ("ask", "francisation_allowance"),
        buttons=_FACT,
        last=_card(CardKind.ARTICLE, "francisation_allowance", "", "how much do they pay to learn French?"),
    ),
    "m16": _shown(("region", "08"), buttons=(("region", "08", "housing"), ("region", "08", "jobs"))),
    "m17": _shown(
        ("region", "04", "housing"),
        buttons=(("region", "04", "jobs"),),
        last=LastAnswer(Card(CardKind.REGION, "04", "housing")),
    ),
    "m18": _shown(("matches",), buttons=(*_JOBS, ("matches", "1"))),
    "m19": _shown(
        ("matches",),
        ("vacancy", "v-3eab6ee2"),
        buttons=(("interest", "v-3eab6ee2"), ("save_vacancy", "v-3eab6ee2"), ("not_this_kind", "v-3eab6ee2")),
    ),
    "m20": _shown(("vacancy", "v-3eab6ee2"), ("interest_confirm", "v-3eab6ee2")),
    "m21": _shown(("trips",), buttons=_TRIPS),
    "m22": _shown(("trip", "tr-rimouski"), buttons=(("register", "tr-rimouski"), ("trip_program", "tr-rimouski"))),
    "m23": _shown(("register", "tr-rimouski"), buttons=tuple(("register", "tr-rimouski", str(n)) for n in range(1, 5))),
    "m24": _shown(("register_confirm", "tr-rimouski", "2"), buttons=(("my_trips",),), held=_HELD),
    "m25": Context(TODAY, None, _TOLD, sight=Sight().after((("thank",),), ()), held=_HELD),
    "m26": _shown(("services", "04", ""), buttons=tuple(("service", f"s{n}") for n in range(3))),
    "m27": _shown(("service", "sana-trois-rivieres"), buttons=(("services", "04"),)),
    "m28": _shown(
        ("ask_region", "getting_there", "02"),
        place="93042",
        last=_card(CardKind.REGION, "02", "getting_there", "how much is a bus ticket in Alma?"),
    ),
    "m29": _shown(("ask_region", "jobs"), buttons=tuple(("region", f"{n:02}", "jobs") for n in range(1, 7))),
    "m30": _shown(("saved",), buttons=(("change", "french_level", "8"), ("keep", "french_level"))),
}
