"""Life in the regions: topics, services, articles. Open to everybody, with or without consent."""

from bot.answers.turn import Turn, parsed
from bot.knowledge import Topic
from bot.programme import employers
from bot.programme.candidates import Consent
from bot.replies import life as replies
from bot.replies.message import Message, RefError
from bot.terms import ServiceType

_MOST_COMPARED = 3


async def regions(turn: Turn, topic: str | None = None) -> list[Message]:
    """`/regions`; with a topic, about the region that was last spoken of, if any."""
    if topic is not None and turn.candidate.region_in_focus:
        return await region(turn, turn.candidate.region_in_focus, topic)
    return [replies.region_menu(turn.t, turn.knowledge, parsed(Topic, topic) if topic else None)]


async def region(turn: Turn, code: str, topic: str = Topic.OVERVIEW) -> list[Message]:
    """One topic of one region."""
    _known(turn, code)
    _focus(turn, code)
    vacancies = await employers.vacancies_in(turn.session, code)
    return [replies.region(turn.t, turn.knowledge, code, parsed(Topic, topic), vacancies)]


async def which_region(turn: Turn, topic: str, *codes: str) -> list[Message]:
    """A name with several meanings."""
    _known(turn, *codes)
    return [replies.which_region(turn.t, turn.knowledge, parsed(Topic, topic), codes)]


async def compare(turn: Turn, *codes: str) -> list[Message]:
    """Two or three regions side by side."""
    _known(turn, *codes)
    shown = codes[:_MOST_COMPARED]
    vacancies = [await employers.vacancies_in(turn.session, code) for code in shown]
    return [replies.comparison(turn.t, turn.knowledge, shown, vacancies)]


async def services(turn: Turn, code: str = "", kind: str | None = None) -> list[Message]:
    """`/services`: organisations of a region, by need; without one, of the region that was last spoken of."""
    wanted = parsed(ServiceType, kind) if kind else None
    place = code or turn.candidate.region_in_focus
    if not place or place == replies.CHOOSE:
        return [replies.service_menu(turn.t, turn.knowledge, wanted)]
    _known(turn, place)
    _focus(turn, place)
    found = turn.knowledge.services(place, wanted)
    return [replies.services(turn.t, turn.knowledge, place, wanted, found)]


async def article(turn: Turn, identifier: str, part: str = "") -> list[Message]:
    """An answer that is not about one region, or the rest of it."""
    entry = turn.knowledge.articles.get(identifier)
    if entry is None:
        raise RefError("no such article")
    return [replies.article(turn.t, turn.knowledge, entry, more=part == "more")]


def _focus(turn: Turn, code: str) -> None:
    """Remember what is spoken of, for "and the rent there?"; of somebody who has not agreed, nothing."""
    if turn.candidate.consent == Consent.GIVEN:
        turn.candidate.region_in_focus = code


def _known(turn: Turn, *codes: str) -> None:
    if not set(codes) <= set(turn.knowledge.regions):
        raise RefError("no such region")
