"""Regions: topics, comparisons and the map; short answers with their source and date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.base.i18n import Texts
from bot.knowledge import Knowledge, Source, Topic
from bot.replies import charts
from bot.replies.message import (
    Button,
    Message,
    Photo,
    bold,
    esc,
    one_per_row,
    ref,
    small,
    two_per_row,
    visible,
)
from bot.replies.sources import official, source_line

LONGEST_FIRST = 600  # characters that a phone shows without scrolling
_MARKS = "①②③"
MOST_COMPARED = len(_MARKS)


@dataclass(frozen=True, slots=True)
class Vacancies:
    """How many vacancies of the programme a region has, and how many suit the reader, if known."""

    all: int
    suiting: int | None = None


def topic_name(t: Texts, topic: Topic) -> str:
    """The name of a topic that can be asked about a region."""
    return {
        Topic.OVERVIEW: t.gettext("Overview"),
        Topic.JOBS: t.gettext("Work"),
        Topic.HOUSING: t.gettext("Housing"),
        Topic.CLIMATE: t.gettext("Climate"),
        Topic.GETTING_THERE: t.gettext("Getting there"),
        Topic.SCHOOLS_CHILDCARE: t.gettext("Schools, child care"),
        Topic.HEALTH_CARE: t.gettext("Health care"),
        Topic.COMMUNITY: t.gettext("Community"),
    }[topic]


def menu(t: Texts, knowledge: Knowledge, topic: Topic | None) -> Message:
    """All regions to choose from."""
    args = (topic,) if topic else ()
    buttons = [
        Button(region.name[t.language], ref("region", code, *args)) for code, region in knowledge.regions.items()
    ]
    text = (
        t.gettext("{topic}: which region?", topic=topic_name(t, topic))
        if topic
        else t.gettext("Which region of Québec would you like to discover?")
    )
    return Message(bold(text), two_per_row(buttons))


def which_region(t: Texts, knowledge: Knowledge, topic: Topic, codes: Sequence[str]) -> Message:
    """The name has several meanings: asks which region is meant."""
    buttons = [Button(knowledge.place_name(code, t.language), ref("region", code, topic)) for code in codes]
    return Message(t.gettext("Which region do you mean?"), one_per_row(buttons))


def region(
    t: Texts,
    knowledge: Knowledge,
    place: str,
    topic: Topic,
    vacancies: int,
    *,
    more: bool,
    picture: bytes | None,
    today: date,
) -> Message:
    """One topic of a region, with buttons for the others. `place`: the region, or a town in it."""
    code = knowledge.region_of(place)
    name = knowledge.place_name(code, t.language)
    entry = knowledge.region(code).topic(topic)
    further = entry.rest(t.language, today)
    parts = [bold(t.gettext("{region} — {topic}", region=name, topic=topic_name(t, topic)))]
    if place != code:
        parts.append(esc(t.gettext("{town} is in this region.", town=knowledge.towns[place].name)))
    parts.append(esc(further if more and further else entry.answer[t.language]))
    if topic in {Topic.OVERVIEW, Topic.JOBS} and vacancies:
        jobs = t.ngettext(
            "{n} vacancy of the program’s employers here.",
            "{n} vacancies of the program’s employers here.",
            vacancies,
        )
        parts.append(esc(jobs))
    sources = source_line(t, entry.sources, None if more else 1)
    sketch = small(t.gettext("The map is a sketch."))
    if picture and len(visible("\n\n".join((*parts, sketch, sources)))) <= LONGEST_FIRST:  # it shows that it is one
        parts.append(sketch)
    parts.append(sources)
    rest = [Button(t.gettext("More"), ref("region", place, topic, "more"))] if further and not more else []
    others = [Button(topic_name(t, other), ref("region", place, other)) for other in Topic if other is not topic]
    return Message(
        "\n\n".join(parts),
        (
            *one_per_row(rest),
            *charts.buttons(t, knowledge, topic, [place]),
            *two_per_row(others),
            (
                Button(t.gettext("🤝 Services"), ref("services", place)),
                Button(t.gettext("🚌 Trips"), ref("trips", 0, code)),
            ),
            (official(t, entry.source_url),),
        ),
        photo=Photo("map.png", picture) if picture else None,
    )


def comparison(
    t: Texts,
    knowledge: Knowledge,
    codes: Sequence[str],
    topics: Sequence[Topic],
    vacancies: Mapping[str, Vacancies],
    picture: bytes,
) -> Message:
    """Two or three regions side by side, topic by topic: as many topics, in this order, as fit on a screen."""
    marks = dict(zip(codes, _MARKS, strict=False))
    names = {code: knowledge.place_name(code, t.language) for code in codes}
    parts = [
        bold(t.gettext("Regions compared")),
        "\n".join(
            esc(t.gettext("{name}: {what}", name=f"{marks[code]} {names[code]}", what=_jobs(t, vacancies[code])))
            for code in codes
        ),
    ]
    shown: list[Topic] = []
    for topic in topics:
        lines = [f"{marks[code]} {esc(knowledge.region(code).topic(topic).brief[t.language])}" for code in codes]
        block = "\n".join((bold(topic_name(t, topic)), *lines))
        sources = _sources(knowledge, codes, [*shown, topic])
        if shown and len(visible("\n\n".join((*parts, block, source_line(t, sources))))) > LONGEST_FIRST:
            break
        parts.append(block)
        shown.append(topic)
    parts.append(source_line(t, _sources(knowledge, codes, shown)))
    others = [Button(topic_name(t, topic), ref("compare_by", topic, *codes)) for topic in topics if topic not in shown]
    each = [Button(f"{marks[code]} {names[code]}", ref("region", code)) for code in codes]
    return Message(
        "\n\n".join(parts),
        (*charts.comparing(t, knowledge, shown, codes), *two_per_row(others), *one_per_row(each)),
        photo=Photo("map.png", picture),
    )


def _jobs(t: Texts, vacancies: Vacancies) -> str:
    count = t.ngettext("{n} vacancy", "{n} vacancies", vacancies.all)
    if vacancies.suiting is None or not vacancies.all:
        return count
    if not vacancies.suiting:
        return t.ngettext(
            "{n} vacancy, which does not suit you yet", "{n} vacancies, none of which suits you yet", vacancies.all
        )
    suiting = t.ngettext("{n} suits you", "{n} suit you", vacancies.suiting)
    return t.gettext("{vacancies}, of which {suiting}", vacancies=count, suiting=suiting)


def _sources(knowledge: Knowledge, codes: Sequence[str], topics: Sequence[Topic]) -> list[Source]:
    return [knowledge.region(code).topic(topic).sources[0] for topic in topics for code in codes]
