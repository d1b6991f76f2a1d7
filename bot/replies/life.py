"""Regions, services and articles: short answers with their source and date."""

from collections.abc import Mapping, Sequence

from bot.i18n import Texts
from bot.knowledge import Article, Entry, Knowledge, Service, Source, Topic
from bot.replies.message import Button, Message, bold, esc, one_per_row, ref, small, two_per_row
from bot.terms import Language, ServiceType

CHOOSE = "choose"  # in place of a region's code: ask which one
_MOST_SERVICES = 5
_FOLLOW_UPS = {
    "francisation": (
        "francisation_register",
        "francisation_formats",
        "francisation_levels",
        "francisation_allowance",
    ),
    "immigration_procedure": ("immigration_advisor",),
    "exploratory_trip": ("programme",),
    "programme": ("exploratory_trip", "chances"),
    "chances": ("exploratory_trip", "programme"),
}


def topic_name(t: Texts, topic: Topic) -> str:
    """What can be asked about a region."""
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


def service_name(t: Texts, kind: ServiceType) -> str:
    """A kind of local help."""
    return {
        ServiceType.SETTLEMENT: t.gettext("Welcome and settlement"),
        ServiceType.EMPLOYMENT: t.gettext("Job search"),
        ServiceType.FRANCISATION: t.gettext("French classes"),
        ServiceType.HOUSING: t.gettext("Housing"),
        ServiceType.CHILDCARE: t.gettext("Child care"),
        ServiceType.HEALTH: t.gettext("Health"),
        ServiceType.LEGAL: t.gettext("Legal help"),
        ServiceType.FOOD: t.gettext("Food"),
        ServiceType.COMMUNITY: t.gettext("Community"),
        ServiceType.TRANSPORT: t.gettext("Transport"),
    }[kind]


def region_menu(t: Texts, knowledge: Knowledge, topic: Topic | None) -> Message:
    """All regions, to choose one."""
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
    """A name with several meanings: asked, not guessed."""
    buttons = [Button(knowledge.place_name(code, t.language), ref("region", code, topic)) for code in codes]
    return Message(t.gettext("Which region do you mean?"), one_per_row(buttons))


def region(t: Texts, knowledge: Knowledge, code: str, topic: Topic, vacancies: int) -> Message:
    """One topic of one region, with the others one tap away."""
    place = knowledge.region(code)
    entry = place.topic(topic)
    title = t.gettext("{region} — {topic}", region=place.name[t.language], topic=topic_name(t, topic))
    jobs = (
        [esc(t.ngettext("{n} vacancy of the programme’s employers here.",
                        "{n} vacancies of the programme’s employers here.", vacancies))]
        if topic in {Topic.OVERVIEW, Topic.JOBS} and vacancies
        else []
    )  # fmt: skip
    others = [Button(topic_name(t, other), ref("region", code, other)) for other in Topic if other is not topic]
    return Message(
        "\n\n".join((bold(title), _body(t, entry.answer, entry.sources), *jobs)),
        (
            *two_per_row(others),
            (
                Button(t.gettext("🤝 Services"), ref("services", code)),
                Button(t.gettext("🚌 Trips"), ref("trips", 0, code)),
            ),
            _official(t, entry),
        ),
    )


def comparison(t: Texts, knowledge: Knowledge, codes: Sequence[str], vacancies: Sequence[int]) -> Message:
    """Two or three regions, one under the other; each topic is one tap away."""
    parts = [bold(t.gettext("Regions compared"))]
    for code, count in zip(codes, vacancies, strict=True):
        place = knowledge.region(code)
        entry = place.topic(Topic.OVERVIEW)
        jobs = t.ngettext("{n} vacancy", "{n} vacancies", count)
        parts.append(f"{bold(place.name[t.language])} · {esc(jobs)}\n{_body(t, entry.answer, entry.sources)}")
    buttons = [
        Button(f"{knowledge.place_name(code, t.language)} · {topic_name(t, topic)}", ref("region", code, topic))
        for topic in (Topic.JOBS, Topic.HOUSING, Topic.CLIMATE)
        for code in codes
    ]
    return Message("\n\n".join(parts), one_per_row(buttons))


def service_menu(t: Texts, knowledge: Knowledge, kind: ServiceType | None) -> Message:
    """First where, then what."""
    args = (kind,) if kind else ()
    buttons = [
        Button(place.name[t.language], ref("services", code, *args)) for code, place in knowledge.regions.items()
    ]
    return Message(t.gettext("In which region do you look for a service?"), two_per_row(buttons))


def services(t: Texts, knowledge: Knowledge, code: str, kind: ServiceType | None, found: Sequence[Service]) -> Message:
    """Organisations, those of the region first."""
    place = knowledge.place_name(code, t.language)
    title = (
        t.gettext("{service} — {region}", service=service_name(t, kind), region=place)
        if kind
        else t.gettext("Services — {region}", region=place)
    )
    lines = [_service(t, service) for service in found[:_MOST_SERVICES]]
    if not lines:
        lines = [esc(t.gettext("I know of none there yet. A person of the programme may."))]
    kinds = [Button(service_name(t, other), ref("services", code, other)) for other in ServiceType if other is not kind]
    return Message(
        "\n\n".join((bold(title), *lines)),
        (
            *two_per_row(kinds),
            (Button(t.gettext("🗺 Another region"), ref("services", CHOOSE, *((kind,) if kind else ()))),),
            (Button(t.gettext("🙋 Talk to a person"), ref("human")),),
        ),
    )


def article(t: Texts, knowledge: Knowledge, entry: Article, *, more: bool) -> Message:
    """An answer that is not about one region."""
    body = _body(t, entry.more if more and entry.more else entry.answer, entry.sources)
    related = [
        Button(knowledge.article(other).title[t.language], ref("article", other))
        for other in _FOLLOW_UPS.get(entry.id, ())
    ]
    if entry.id == "chances":  # the best next step is one's own
        related.insert(0, Button(t.gettext("💡 What would help me most?"), ref("what_helps")))
    rest = [Button(t.gettext("More"), ref("article", entry.id, "more"))] if entry.more and not more else []
    return Message(
        "\n\n".join((bold(entry.title[t.language]), body)),
        (*one_per_row([*rest, *related]), _official(t, entry),
         (Button(t.gettext("🙋 Talk to a person"), ref("human")),)),
    )  # fmt: skip


def _body(t: Texts, text: Mapping[Language, str], sources: Sequence[Source]) -> str:
    return f"{esc(text[t.language])}\n\n{_source(t, sources)}"


def _source(t: Texts, sources: Sequence[Source]) -> str:
    named = list(dict.fromkeys(_dated(t, source) for source in sources))
    line = t.ngettext("Source: {sources}.", "Sources: {sources}.", len(named), sources=t.listing(named))
    return small(line)


def _dated(t: Texts, source: Source) -> str:
    if source.as_of is None:
        return t.gettext("{title} (page without a date)", title=source.title)
    return t.gettext("{title} ({date})", title=source.title, date=t.as_of(source.as_of))


def _service(t: Texts, service: Service) -> str:
    where = service.city or t.gettext("all of Québec")
    return f"{bold(service.name)} ({esc(where)})\n{_body(t, service.description, service.sources)}"


def _official(t: Texts, entry: Entry) -> tuple[Button, ...]:
    return (Button(t.gettext("🔗 Open the source"), url=entry.source_url),)
