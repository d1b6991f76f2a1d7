"""The answer to one question: the fact, or first that it is not held, then what is near and who knows."""

from collections.abc import Sequence
from itertools import groupby

from bot.base.i18n import Texts
from bot.knowledge import Knowledge, Source, Topic
from bot.knowledge.answer_types import OF_A_WAY
from bot.knowledge.facts import Card, CardKind, Fact
from bot.knowledge.outcome import Answered, NotHeld
from bot.knowledge.schema import AnswerType
from bot.replies import charts, distances
from bot.replies.articles import own_steps, person
from bot.replies.message import Button, Message, Ref, Rows, bold, esc, one_per_row, ref, small
from bot.replies.regions import topic_name
from bot.replies.sources import official, source_line

_LONGEST_NEAR = 450  # characters of all near facts together
_ALWAYS_NEAR = 2  # near facts that are shown however long they are
_QUOTED = 90  # characters of a question that is quoted
_TELLS_LITTLE = 20  # characters: a shorter part of a question says little without the rest
_ASKED_FIRST = (
    AnswerType.DISTANCE, AnswerType.TRAVEL, AnswerType.DEPARTURE, AnswerType.OPENING, AnswerType.WAGE,
    AnswerType.PRICE, AnswerType.SNOW, AnswerType.TEMPERATURE, AnswerType.SHARE,
)  # fmt: skip


def answered(t: Texts, knowledge: Knowledge, found: Answered) -> Message:
    """One or two facts with period and source; "More" opens their card."""
    facts = found.facts
    several = len({fact.card for fact in facts}) > 1
    title = (
        topic_name(t, Topic(found.card.topic)) if several else _title(t, knowledge, found.card, found.question.codes)
    )
    lines = (
        "\n".join(f"• {esc(_of_place(t, knowledge, fact))}" for fact in facts)
        if several
        else esc(" ".join(fact.text[t.language] for fact in facts))
    )
    caution = [] if found.comparable else [
        small(t.gettext("These figures do not have the same source or the same period: compare them with care."))
    ]  # fmt: skip
    others = _short(t, found.instead)
    return Message(
        "\n\n".join(
            (
                bold(title),
                lines,
                *caution,
                *_meant_instead(t, knowledge, others),
                source_line(t, _sources([*facts, *others]), None),
            )
        ),
        (
            *_open(t, knowledge, [*facts, *others]),
            *distances.on_the_map(t, found.ends),
            *charts.buttons(t, knowledge, found.card.topic, _asked_about(knowledge, found)),
            (official(t, facts[0].source.url),),
            (_why(t, facts[0]), _wrong(t, facts[0])),
            (person(t),),
        ),
    )


def instead(t: Texts, knowledge: Knowledge, found: Answered) -> list[Message]:
    """What may have been meant instead of an organization that is told in a message of its own."""
    facts = _short(t, found.instead)
    parts = [*_meant_instead(t, knowledge, facts), source_line(t, _sources(facts), None)]
    return [Message("\n\n".join(parts), _open(t, knowledge, facts))] if facts else []


def _meant_instead(t: Texts, knowledge: Knowledge, facts: Sequence[Fact]) -> list[str]:
    return [esc(t.gettext("If you meant something else:")), *_by_card(t, knowledge, facts)] if facts else []


def says_who(t: Texts, knowledge: Knowledge, fact: Fact) -> Message:
    """Where and when a fact was read, and what about it is uncertain."""
    source = fact.source
    title = source.title[t.language]
    dated = (
        t.gettext("This is what {source} says, as of {date}.", source=title, date=t.as_of(fact.as_of))
        if fact.as_of
        else t.gettext("This is what {source} says. The page has no date: it may be old.", source=title)
    )
    read = (
        t.gettext("The text of the page was read for this answer.")
        if source.read
        else t.gettext("Not certain: the page itself could not be read yet, only its address is known. Check it there.")
    )
    ends = [t.gettext("It holds until {day}.", day=t.full_date(fact.until))] if fact.until else []
    changes = t.gettext("Rules and figures change. Before you decide anything, look at the page itself.")
    parts = [
        f"{bold(_title(t, knowledge, fact.card))}\n{esc(fact.text[t.language])}",
        esc(" ".join((dated, read, *ends))),
        esc(changes),
    ]
    return Message("\n\n".join(parts), ((official(t, source.url),), (_wrong(t, fact),), (person(t),)))


def near(t: Texts, knowledge: Knowledge, facts: Sequence[Fact]) -> list[Message]:
    """What is near a question, without a word on whether it is answered; no message where nothing is."""
    shown = _short(t, facts)
    heading = esc(t.gettext("The nearest that I know:"))
    parts = [heading, *_by_card(t, knowledge, shown), source_line(t, _sources(shown), None)]
    return [Message("\n\n".join(parts), _open(t, knowledge, shown))] if shown else []


def not_held(t: Texts, knowledge: Knowledge, found: NotHeld) -> Message:
    """Says first that the answer is not known, then what is near, and who may know."""
    near = _short(t, found.near)
    parts = [esc(_unknown(t, knowledge, found))]
    if near and not found.apart:
        parts.append(esc(t.gettext("The nearest that I know:")))
    if near:
        parts += _by_card(t, knowledge, near)
        parts.append(source_line(t, _sources(near), None))
    parts.append(esc(_who_knows(t, knowledge, found)))
    return Message("\n\n".join(parts), (*_open(t, knowledge, near), *distances.on_the_map(t, found.ends), (person(t),)))


def _by_card(t: Texts, knowledge: Knowledge, facts: Sequence[Fact]) -> list[str]:
    """Facts below the titles of their cards, in the order in which these come first."""
    cards = list(dict.fromkeys(fact.card for fact in facts))
    return [
        f"{bold(_title(t, knowledge, card))}\n{esc(' '.join(fact.text[t.language] for fact in mine))}"
        for card, mine in groupby(sorted(facts, key=lambda fact: cards.index(fact.card)), lambda fact: fact.card)
    ]


def _unknown(t: Texts, knowledge: Knowledge, found: NotHeld) -> str:
    """The first sentence: what was asked is not known."""
    if found.about:
        return t.gettext("I do not know exactly that about “{subject}”.", subject=_title(t, knowledge, found.about))
    if found.apart:
        return distances.told(t, found)
    asked = next((kind for kind in _ASKED_FIRST if kind in found.question.tells), None)
    named = found.question.codes
    here = {knowledge.region_of(code) for code in named} or {fact.region for fact in found.near}
    if (
        found.near
        and not found.elsewhere
        and (asked is None or any(asked in fact.tells and fact.region in here for fact in found.near))
    ):
        return t.gettext("I am not certain that I have exactly what you ask: “{question}”.", question=_said(found))
    names = [knowledge.place_name(code, t.language) for code in named[:2]]
    there = _of_kind_there(t, asked, t.listing(names)) if asked and names else ""
    return there or t.gettext("I do not know the answer to “{question}”.", question=_said(found))


def _of_kind_there(t: Texts, asked: AnswerType, place: str) -> str:
    return {
        AnswerType.DISTANCE: t.gettext("I do not know that distance for {place}.", place=place),
        AnswerType.TRAVEL: t.gettext("I do not know how long that trip takes for {place}.", place=place),
        AnswerType.DEPARTURE: t.gettext("I do not know those departure times for {place}.", place=place),
        AnswerType.OPENING: t.gettext("I do not know those opening hours for {place}.", place=place),
        AnswerType.WAGE: t.gettext("I do not know that pay for {place}.", place=place),
        AnswerType.PRICE: t.gettext("I do not know that price for {place}.", place=place),
        AnswerType.SNOW: t.gettext("I do not know how much snow falls for {place}.", place=place),
        AnswerType.TEMPERATURE: t.gettext("I do not know those temperatures for {place}.", place=place),
        AnswerType.SHARE: t.gettext("I do not know that rate for {place}.", place=place),
    }.get(asked, "")


def _who_knows(t: Texts, knowledge: Knowledge, found: NotHeld) -> str:
    """Says who may know."""
    if (
        found.question.tells & {AnswerType.OPENING, AnswerType.CONTACT}
        and found.near
        and found.near[0].card.kind is CardKind.SERVICE
    ):
        return t.gettext("The organization itself knows: ask before you go.")
    if AnswerType.DEPARTURE in found.question.tells:
        return t.gettext("The carrier’s own site tells the hours of the day: look there before you go.")
    if found.question.tells & OF_A_WAY:
        return t.gettext(
            "Québec 511 (quebec511.info) or a map application can tell you the road and the time it takes."
        )
    if AnswerType.WAGE in found.question.tells:
        return t.gettext("The Job Bank (jobbank.gc.ca) tells what people earn, by occupation and region.")
    if found.question.tells & {AnswerType.SNOW, AnswerType.TEMPERATURE}:
        return t.gettext("Environment Canada’s averages (climate.weather.gc.ca) may tell it.")
    if found.question.places:
        return t.gettext("The town’s own site or the line 211 may know.")
    return t.gettext("A person of the program may know.")


def _title(t: Texts, knowledge: Knowledge, card: Card, places: Sequence[str] = ()) -> str:
    match card.kind:
        case CardKind.ARTICLE:
            return knowledge.article(card.id).title[t.language]
        case CardKind.REGION:
            inside = [code for code in places if knowledge.region_of(code) == card.id]
            name = knowledge.place_name(inside[0] if len(inside) == 1 else card.id, t.language)
            return t.gettext("{region} — {topic}", region=name, topic=topic_name(t, Topic(card.topic)))
        case CardKind.SERVICE:
            service = knowledge.service(card.id)
            return service.name if service else card.id
        case CardKind.FRENCH:
            return t.gettext("French, level {level} of 12", level=card.id)


def _asked_about(knowledge: Knowledge, found: Answered) -> list[str]:
    """The places named in the regions whose facts are told; if none were named, those regions."""
    regions = list(dict.fromkeys(fact.region for fact in found.facts if fact.region))
    named = [code for code in found.question.codes if knowledge.region_of(code) in regions]
    return named or regions


def _of_place(t: Texts, knowledge: Knowledge, fact: Fact) -> str:
    name = knowledge.region(fact.region).name[t.language]
    return t.gettext("{name}: {what}", name=name, what=fact.text[t.language])


def _open(t: Texts, knowledge: Knowledge, facts: Sequence[Fact]) -> Rows:
    """Buttons that open the cards of the facts."""
    cards, steps = list(dict.fromkeys(fact.card for fact in facts)), own_steps(t)
    own = [steps[cards[0].id]] if cards and cards[0].id in steps else []
    if len(cards) == 1:
        return one_per_row([Button(t.gettext("More"), _reference(cards[0])), *own])
    return one_per_row([*(Button(_title(t, knowledge, card), _reference(card)) for card in cards[:3]), *own])


def _why(t: Texts, fact: Fact) -> Button:
    card = fact.card
    return Button(t.gettext("Says who?"), ref("fact_source", card.kind, card.id, card.topic, fact.name))


def _wrong(t: Texts, fact: Fact) -> Button:
    card = fact.card
    return Button(t.gettext("⚠️ This is wrong"), ref("fact_wrong", card.kind, card.id, card.topic, fact.name))


def _reference(card: Card) -> Ref:
    match card.kind:
        case CardKind.ARTICLE:
            return ref("article", card.id)
        case CardKind.REGION:
            return ref("region", card.id, card.topic)
        case CardKind.SERVICE:
            return ref("service", card.id)
        case CardKind.FRENCH:
            return ref("french_level", card.id)


def _short(t: Texts, near: Sequence[Fact]) -> list[Fact]:
    """As many near facts as fit on a screen; after the first, none that only says that something is not known."""
    told: list[Fact] = []
    for fact in near:
        length = sum(len(each.text[t.language]) for each in (*told, fact))
        if not (fact.ignorance and told) and (len(told) < _ALWAYS_NEAR or length <= _LONGEST_NEAR):
            told.append(fact)
    return told


def _sources(facts: Sequence[Fact]) -> list[Source]:
    return [fact.source for fact in facts]


def _said(found: NotHeld) -> str:
    question = found.question  # quoted in its writer's own words, unless it is long
    text = question.text if len(question.text) <= _QUOTED or len(question.part) < _TELLS_LITTLE else question.part
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rsplit(' ', 1)[0]}…"
