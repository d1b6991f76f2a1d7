"""Organisations that help, by need and place, nearest first; each with whom it serves and whether it is free."""

from collections.abc import Sequence

from bot.base.i18n import Texts
from bot.base.terms import ServiceType
from bot.knowledge import PROVINCE, Knowledge, Nearby, Service
from bot.replies.articles import person
from bot.replies.message import Button, Message, Ref, Venue, bold, esc, one_per_row, ref, small, two_per_row
from bot.replies.sources import official, source_line

CHOOSE = "choose"  # in place of a region's code: ask which region
_A_PAGE = 3


def service_name(t: Texts, kind: ServiceType) -> str:
    """The name of a kind of local help."""
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


def menu(t: Texts, knowledge: Knowledge, kind: ServiceType | None) -> Message:
    """Asks where, then what."""
    args = (kind,) if kind else ()
    buttons = [
        Button(place.name[t.language], ref("services", code, *args)) for code, place in knowledge.regions.items()
    ]
    return Message(t.gettext("In which region are you looking for a service?"), two_per_row(buttons))


def services(
    t: Texts, knowledge: Knowledge, place: str, kind: ServiceType | None, found: Sequence[Nearby], page: int
) -> Message:
    """A page of organisations, each of which opens by a button."""
    name = knowledge.place_name(place, t.language)
    title = (
        t.gettext("{service} — {region}", service=service_name(t, kind), region=name)
        if kind
        else t.gettext("Services — {region}", region=name)
    )
    shown = found[page * _A_PAGE : (page + 1) * _A_PAGE]
    lines = [_line(t, knowledge, each) for each in shown]
    if not lines:
        lines = [esc(t.gettext("I know of none there yet. A person of the program may."))]
    buttons = [Button(f"ℹ️ {_short(each.service.name)}", ref("service", each.service.id)) for each in shown]
    if len(found) > (page + 1) * _A_PAGE:
        buttons.append(Button(t.gettext("More services"), ref("services", place, kind or "", page + 1)))
    sources = [source_line(t, [each.service.sources[0] for each in shown])] if shown else []
    return Message(
        "\n\n".join((bold(title), *lines, *sources)),
        (
            *one_per_row(buttons),
            *two_per_row([] if kind else _kinds(t, place)),
            *one_per_row([Button(t.gettext("↩️ Another need"), ref("services", place))] if kind else []),
            (Button(t.gettext("🗺 Another region"), ref("services", CHOOSE, *((kind,) if kind else ()))),),
            (person(t),),
        ),
    )


def service(t: Texts, knowledge: Knowledge, one: Service) -> list[Message]:
    """One organisation, with its town on the map; we know no exact positions."""
    where = ", ".join(filter(None, (one.address, _place(t, knowledge, one))))
    website = [Button(t.gettext("🌐 Website"), url=one.website)] if one.website else []
    card = Message(
        "\n\n".join(
            (
                bold(one.name),
                esc(one.description[t.language]),
                "\n".join(map(esc, _facts(t, one, where))),
                source_line(t, one.sources),
            )
        ),
        (
            *one_per_row([*website, official(t, one.source_url)]),
            (Button(t.gettext("🤝 Other services"), _back(one)),),
            (person(t),),
        ),
    )
    town = knowledge.town_of(one)
    if town is None or town.position is None:
        return [card]
    note = (
        t.gettext("This pin shows the town. The address: {address}.", address=one.address)
        if one.address
        else t.gettext("This pin shows the town. Ask for the address before you go.")
    )
    return [card, Message("", venue=Venue(*town.position, title=f"{one.name} ({town.label})", address=note))]


def _back(one: Service) -> Ref:
    return ref("services", CHOOSE if one.region == PROVINCE else one.region)


def _place(t: Texts, knowledge: Knowledge, one: Service) -> str:
    if one.city:
        return one.city
    return t.gettext("all of Québec") if one.region == PROVINCE else knowledge.place_name(one.region, t.language)


def _line(t: Texts, knowledge: Knowledge, each: Nearby) -> str:
    one = each.service
    place = _place(t, knowledge, one)
    if each.kilometres is not None and each.kilometres >= 1:
        place = t.gettext("{place}, {n} km away", place=place, n=t.number(round(each.kilometres)))
    facts = [one.for_whom[t.language]] if one.for_whom else []
    facts += [_cost(t, free=one.free)] if one.free is not None else []
    return "\n".join((f"{bold(one.name)} · {esc(place)}", *([small(" · ".join(facts))] if facts else [])))


def _facts(t: Texts, one: Service, where: str) -> list[str]:
    facts = [t.gettext("📍 Where: {place}", place=where)]
    if one.phone:
        facts.append(t.gettext("📞 Phone: {number}", number=one.phone.shown))
    if one.for_whom:
        facts.append(t.gettext("👥 For whom: {people}", people=one.for_whom[t.language]))
    if one.free is not None:
        facts.append(t.gettext("💲 Cost: {cost}", cost=_cost(t, free=one.free)))
    else:
        facts.append(t.gettext("💲 Cost: ask before you go; the page that we read does not say."))
    return facts


def _cost(t: Texts, *, free: bool) -> str:
    return t.gettext("free") if free else t.gettext("there may be a charge")


def _kinds(t: Texts, place: str) -> list[Button]:
    return [Button(service_name(t, kind), ref("services", place, kind)) for kind in ServiceType]


def _short(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:39].rstrip()}…"
