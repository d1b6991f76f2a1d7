"""Life in the regions: topics, comparisons, the map. Open to everybody, with or without consent."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from bot.answers import facts, telling
from bot.answers.articles import rather_an_article
from bot.answers.doors import BUTTON, COMMAND, WORDS, Code, answer
from bot.answers.turn import Turn
from bot.knowledge import Topic
from bot.knowledge.facts import Card, CardKind
from bot.knowledge.out_of_scope import Beyond
from bot.knowledge.outcome import Answered, LastAnswer, NotHeld, Outcome, Outside
from bot.knowledge.roads import ORIGINS
from bot.knowledge.schema import Shown
from bot.knowledge.series import side_by_side
from bot.maps import Place, region_map, way_map
from bot.matching import Ranker
from bot.programme import candidates, employers, hidden_jobs, profiles
from bot.programme.profiles import Profile
from bot.replies import charts as chart_replies
from bot.replies import distances as way_replies
from bot.replies import regions as replies
from bot.replies.message import Message, Ref, RefError
from bot.replies.regions import Vacancies

_CARED_ABOUT = (Topic.HOUSING, Topic.JOBS, Topic.CLIMATE, Topic.GETTING_THERE)  # by most people, in this order
_SURELY = 0.7  # probability that a message is on the topic that it was taken for
_LANDMARKS = 150  # towns that a map may name for orientation


@answer("regions", WORDS | BUTTON | COMMAND, gives_way=1.0, command=("regions",))
async def regions(turn: Turn, topic: Topic | None = None) -> list[Message]:
    """`/regions`; with a topic, that topic of the region in focus, if there is one."""
    if topic and (found := rather_an_article(turn, topic)):  # "how do I get a health card?" asks about no region
        return found
    if topic and (spoken_of := turn.place or turn.candidate.region_in_focus):
        return await region(turn, spoken_of, topic)
    decided = Ref("regions") in turn.decided  # "and there?" asks of which place, and no fact
    if turn.written and not decided and (fact := facts.rather(turn, sure=0.0)):
        return fact
    return [replies.menu(turn.t, turn.knowledge, topic)]


@answer("ask_region", WORDS, searches=True)
async def ask_region(turn: Turn, topic: Topic, *places: Code) -> list[Message]:
    """What a sentence asks about a region or town: a fact, or the card where it asks nothing in particular."""
    if topic is Topic.GETTING_THERE:  # the destination, not the origin
        places = tuple(place for place in places if place not in ORIGINS) or _spoken_of(turn) or places
    codes = _regions_of(turn, *places)
    named = places[0] if len(places) == 1 else ""
    found = None if facts.general(turn) else facts.outcome(turn, topic=topic, place=named)
    if found and not facts.is_worth_telling(turn, found):
        found = None
    if named and found and _nothing_near(turn, found):
        # Perhaps a subject of ours: say that it is not known, then show the card, which is better than nothing.
        return [*telling.told(turn, NotHeld(found.question)), *await region(turn, named, topic)]
    if found and (replied := telling.told(turn, found)):
        if len(codes) == 1:
            candidates.focus_on(turn.candidate, codes[0])
        return replied
    if named:
        return await region(turn, named, topic)
    return [replies.which_region(turn.t, turn.knowledge, topic, places)] if places else await regions(turn, topic)


def _spoken_of(turn: Turn) -> tuple[str, ...]:
    """The place named, if its distance from Montréal is asked and no other place is named."""
    place = turn.place or turn.candidate.region_in_focus
    return (place,) if place and place not in ORIGINS else ()


def _nothing_near(turn: Turn, found: Outcome) -> bool:
    """Whether no fact comes near what is asked, and the topic is too uncertain to show its card."""
    match found:
        case Outside(beyond=beyond):
            return beyond is Beyond.OTHER
        case NotHeld():
            sure = max((share for _, share in turn.said.took), default=0.0) >= _SURELY
            return sure and not (found.near or found.apart)
        case _:
            return False


@answer("ask_there", WORDS, searches=True)
async def ask_there(turn: Turn, topic: Topic, place: Code) -> list[Message]:
    """What a sentence asks about the place in focus: a fact of that region, else its card."""
    found = facts.outcome(turn, topic=topic, place=place)
    [code] = _regions_of(turn, place)
    if isinstance(found, Answered) and (found.card.kind, found.card.id) == (CardKind.REGION, code):
        candidates.focus_on(turn.candidate, code)
        return telling.told(turn, found)
    return await region(turn, place, topic)


@answer("region", WORDS | BUTTON)
async def region(
    turn: Turn, place: Code, topic: Topic = Topic.OVERVIEW, part: Literal["", "more"] = ""
) -> list[Message]:
    """One topic of one region, or of a town's region; the overview comes with a map."""
    [code] = _regions_of(turn, place)
    candidates.focus_on(turn.candidate, code)
    turn.last = LastAnswer(Card(CardKind.REGION, code, topic), turn.said if turn.written else None)
    vacancies = await employers.vacancies_in(turn.session, code, turn.now)
    picture = await _map(turn, [code]) if topic is Topic.OVERVIEW and not part else None
    more = part == "more"
    return [
        replies.region(turn.t, turn.knowledge, place, topic, vacancies, more=more, picture=picture, today=turn.today)
    ]


@answer("way", BUTTON)
async def way(turn: Turn, one: Code, other: Code) -> list[Message]:
    """Two towns on a map, with the distance."""
    start, end = (turn.knowledge.towns.get(code) for code in (one, other))
    if not (start and end and start.position and end.position):
        raise RefError("no such towns on a map")
    found = turn.library.answerer.roads.between(start, end)
    drawn = await asyncio.to_thread(
        way_map,
        Place(start.name, *start.position),
        Place(end.name, *end.position),
        way_replies.in_short(turn.t, found),
        _landmarks(turn),
    )
    return [way_replies.way(turn.t, start, end, found, drawn)]


@answer("chart", BUTTON)
async def chart(turn: Turn, shown: Shown, *places: Code) -> list[Message]:
    """Figures of some places beside those of others, as a picture."""
    if not places or shown not in turn.knowledge.series:
        raise RefError("nothing to compare")
    _regions_of(turn, *places)
    series, rows = turn.knowledge.series[shown], side_by_side(turn.knowledge, shown, places)
    drawn = await asyncio.to_thread(chart_replies.picture, turn.t, series, rows)
    return [chart_replies.chart(turn.t, series, rows, drawn)]


@answer("compare", WORDS, weighs=Ranker.judge, gives_way=1.0)
async def compare(turn: Turn, *places: Code) -> list[Message]:
    """Two or three regions side by side, by what the candidate cares about; where one fact is asked, that of each."""
    if replied := _one_of_each(turn):
        return replied
    profile = await profiles.load(turn.session, turn.candidate)
    return await _compare(turn, places, _by_care(profile), profile)


@answer("compare_by", WORDS | BUTTON, weighs=Ranker.judge, gives_way=1.0)
async def compare_by(turn: Turn, topic: Topic, *places: Code) -> list[Message]:
    """Compare regions, beginning with one topic."""
    if replied := _one_of_each(turn):
        return replied
    profile = await profiles.load(turn.session, turn.candidate)
    return await _compare(turn, places, list(dict.fromkeys([topic, *_by_care(profile)])), profile)


def _one_of_each(turn: Turn) -> list[Message]:
    """The fact asked for, of each place; empty for a button, or if any of the places lacks it."""
    found = facts.outcome(turn) if turn.written else None
    return telling.told(turn, found) if isinstance(found, Answered) and len(found.facts) > 1 else []


async def _compare(turn: Turn, places: Sequence[str], topics: Sequence[Topic], profile: Profile) -> list[Message]:
    codes = _regions_of(turn, *places)[: replies.MOST_COMPARED]
    if len(codes) < 2:
        if turn.written and (fact := facts.rather(turn, sure=0.0)):
            return fact
        return [replies.menu(turn.t, turn.knowledge, None)]
    suiting = await _suiting(turn, profile)
    vacancies = {
        code: Vacancies(
            await employers.vacancies_in(turn.session, code, turn.now), None if suiting is None else suiting[code]
        )
        for code in codes
    }
    return [replies.comparison(turn.t, turn.knowledge, codes, topics, vacancies, await _map(turn, codes))]


async def _suiting(turn: Turn, profile: Profile) -> Counter[str] | None:
    """How many of a candidate's matches lie in each region; None if their occupation is not known."""
    if not profile.occupation:
        return None
    hidden = await hidden_jobs.hidden(turn.session, turn.candidate)
    return Counter((await turn.library.open_vacancies.ranking(turn.session, profile, turn.now, hidden)).regions)


def _by_care(profile: Profile) -> list[Topic]:
    """All topics in order; schools come first for somebody with children."""
    family = [Topic.SCHOOLS_CHILDCARE] if profile.household and profile.household.children else []
    return list(dict.fromkeys([*family, *_CARED_ABOUT, *Topic]))


async def _map(turn: Turn, codes: Sequence[str]) -> bytes:
    """The map, drawn in a thread since it takes a third of a second, and cached for each choice of regions."""
    names = {code: turn.knowledge.place_name(code, turn.t.language) for code in codes}
    towns = (turn.knowledge.largest_town(code) for code in codes)
    places = [Place(town.name, *town.position) for town in towns if town and town.position]
    return await asyncio.to_thread(region_map, names, tuple(places))


def _landmarks(turn: Turn) -> tuple[Place, ...]:
    """The largest towns, for orientation."""
    largest = sorted(turn.knowledge.towns.values(), key=lambda town: -town.population)[:_LANDMARKS]
    return tuple(Place(town.name, *town.position) for town in largest if town.position)


def _regions_of(turn: Turn, *places: str) -> list[str]:
    codes = list(dict.fromkeys(turn.knowledge.region_of(place) for place in places))
    if not set(codes) <= set(turn.knowledge.regions):
        raise RefError("no such region")
    return codes
