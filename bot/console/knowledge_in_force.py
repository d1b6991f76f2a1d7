"""The knowledge base in force, for pages: computed again whenever a fact was changed."""

import asyncio
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.base.i18n import Texts
from bot.knowledge import Knowledge, Topic
from bot.knowledge.amending import Amendment, amended, card_of
from bot.knowledge.facts import Card, CardKind, Fact, facts_on
from bot.knowledge.review import ages, facts_and_roads, oldest
from bot.programme import amendments
from bot.replies.regions import topic_name
from bot.web.page_access import Visit

_OLDEST = 20  # facts listed at most


@dataclass(frozen=True, slots=True)
class Known:
    """The knowledge base, with what officers changed."""

    files: Knowledge
    changes: tuple[Amendment, ...]
    knowledge: Knowledge


@dataclass(frozen=True, slots=True)
class Facts:
    """All its facts, and how old they are."""

    known: Known
    said: Sequence[tuple[str, Fact]]  # with the words that find each
    years: Sequence[tuple[str, int]]
    oldest: Sequence[Fact]

    def found(self, words: str) -> list[Fact]:
        """The facts that contain all these words, in either language."""
        wanted = _folded(words).split()
        return [fact for said, fact in self.said if all(each in said for each in wanted)] if wanted else []


_last: list[Known] = []  # one for the process, which has one knowledge base
_facts: list[Facts] = []
_of_files: list[tuple[Knowledge, tuple[Fact, ...]]] = []  # a second to compute


async def known(visit: Visit) -> Knowledge:
    """The knowledge base in force now."""
    return (await _known(visit)).knowledge


async def facts(visit: Visit) -> Facts:
    """Every fact in force now. The first call takes seconds."""
    now = await _known(visit)
    if not _facts or _facts[0].known is not now:
        _facts[:] = [await asyncio.to_thread(_compute, now)]
    return _facts[0]


async def _known(visit: Visit) -> Known:
    async with visit.database.reading() as session:
        _, changes = await amendments.in_force(session)
    files = visit.front.knowledge
    if not _last or _last[0].files is not files or _last[0].changes != changes:
        _last[:] = [Known(files, changes, amended(files, changes))]
    return _last[0]


def card_name(t: Texts, knowledge: Knowledge, card: Card) -> str:
    """The title of a card, as candidates read it."""
    match card.kind:
        case CardKind.ARTICLE:
            return knowledge.article(card.id).title[t.language]
        case CardKind.REGION:
            return f"{knowledge.region(card.id).name[t.language]} – {topic_name(t, Topic(card.topic))}"
        case CardKind.SERVICE:
            service = knowledge.service(card.id)
            return service.name if service else card.id
        case CardKind.FRENCH:
            return t.gettext("French, level {n}", n=card.id)


def _compute(now: Known) -> Facts:
    if not _of_files or _of_files[0][0] is not now.files:
        _of_files[:] = [(now.files, facts_and_roads(now.files))]
    new = {fact.id: fact for card in {card_of(each.fact)[0] for each in now.changes}
           for fact in facts_on(now.knowledge, card)}  # fmt: skip
    every = [new.get(fact.id, fact) for fact in _of_files[0][1]]
    told = [(_folded(f"{fact} {' '.join(fact.text.values())}"), fact) for fact in every]
    return Facts(now, told, sorted(ages(every).items(), reverse=True), oldest(every)[:_OLDEST])


def _folded(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(each))
