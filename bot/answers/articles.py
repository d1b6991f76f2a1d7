"""Answers that are not about one region, and the search for the one that is meant. Open to everybody."""

from typing import Literal

from bot.answers import facts, immigration_guard, message_signs, telling
from bot.answers.doors import BUTTON, COMMAND, WORDS, Code, Level, answer
from bot.answers.turn import Turn
from bot.knowledge import Article, EntryKind, Hit, Topic, case_words
from bot.knowledge.answering import SURE
from bot.knowledge.facts import Card, CardKind, Fact
from bot.knowledge.outcome import Answered, LastAnswer, NotHeld
from bot.knowledge.own_case import is_a_rule
from bot.programme import requests
from bot.programme.candidates import Consent
from bot.programme.requests import NoteKind
from bot.replies import articles as replies
from bot.replies import facts as fact_replies
from bot.replies import requests as request_replies
from bot.replies.message import Button, Message, RefError, ref
from bot.replies.regions import topic_name

_NEARER = 0.15  # how much better an article must fit than the one the intent names, to be given in its place
_AS_NEAR = 0.08  # a difference in score that means nothing
_LIKELY_FACT = 0.2  # the least probability of a fact that answers, for its article to be shown whole
_LIKELY = 0.5  # the least score of an answer that no intent named


@answer("article", WORDS | BUTTON | COMMAND, gives_way=1.0, command=("french", "francisation"))
async def article(turn: Turn, identifier: Code, part: Literal["", "more"] = "") -> list[Message]:
    """One answer, or the rest of it."""
    return _shown(turn, _known(turn, identifier), more=part == "more")


@answer("ask", WORDS, searches=True)
async def ask(turn: Turn, identifier: Code) -> list[Message]:
    """What a sentence asks about a subject: the article on it that fits best, or another one that fits much better."""
    named = _known(turn, identifier)
    if immigration_guard.wants_advice(turn):
        return immigration_guard.guard(turn)
    found = None if facts.general(turn) else facts.outcome(turn, topic=identifier)
    if found and facts.is_worth_telling(turn, found) and (replied := telling.told(turn, found)):
        return replied
    if likeliest := _of_likeliest_fact(turn, named):
        return _shown(turn, likeliest)
    hits = [hit for hit in turn.library.search.rank(turn.said.text) if hit.kind is EntryKind.ARTICLE]
    same = [hit for hit in hits if turn.knowledge.article(hit.id).subject == named.subject]
    if not same:
        return _shown(turn, named)
    best = hits[0] if hits[0].score > same[0].score + _NEARER else same[0]
    own = next(hit for hit in same if hit.id == named.id)
    chosen = own if own.score > best.score - _AS_NEAR else best  # of two that fit alike, the one that the intent names
    return _shown(turn, turn.knowledge.article(chosen.id))


def _of_likeliest_fact(turn: Turn, named: Article) -> Article | None:
    """The article that holds the likeliest fact, if that is likely enough.

    Who tells of their own permit and asks for something else is not shown the law instead.
    """
    look = turn.library.answerer.look(turn.said)
    card = turn.library.answerer.index.facts[look.ranked.best].card
    found = turn.knowledge.articles.get(card.id) if card.kind is CardKind.ARTICLE else None
    if found is None or look.chance < _LIKELY_FACT:
        return None
    law = is_a_rule(turn.knowledge, card) and found.subject != named.subject
    return None if law and case_words.is_own(turn.said.meant) else found


@answer("ask_on", WORDS, searches=True)
async def ask_on(turn: Turn, identifier: Code) -> list[Message]:
    """A question that names no subject, asked about the article in sight: a fact of it, else the rest of it."""
    entry = _known(turn, identifier)
    if immigration_guard.wants_advice(turn):
        return immigration_guard.guard(turn)
    found = facts.outcome(turn, topic=identifier)
    told_by = turn.knowledge.articles.get(found.card.id) if isinstance(found, Answered) else None
    alone = turn.library.answerer.look(turn.said).chance  # how likely it is understood without what is in sight
    if isinstance(found, Answered) and (alone >= SURE or (told_by is not None and told_by.subject == entry.subject)):
        return telling.told(turn, found)
    return _shown(turn, entry, more=True)


@answer("advice", WORDS, searches=True)
async def advice(turn: Turn) -> list[Message]:
    """A question that was taken for one on somebody's own immigration case: who may advise, unless it asks for a fact.

    No rule of immigration is told to somebody who speaks of a case, theirs or another's.
    """
    found, said = facts.outcome(turn), turn.said.meant
    if immigration_guard.wants_advice(turn):
        return immigration_guard.guard(turn)
    if (
        immigration_guard.wants_a_word(turn)
        and isinstance(found, Answered | NotHeld)
        and (replied := telling.told(turn, found))
    ):
        return replied
    if isinstance(found, Answered) and immigration_guard.may_tell(turn, found.card):
        return telling.told(turn, found)
    of_everybody = immigration_guard.is_hardly_a_case(turn) and message_signs.asks(said)
    if isinstance(found, NotHeld) and (found.near or of_everybody):
        return telling.told(turn, found)
    return immigration_guard.guard(turn)


@answer("fact_source", WORDS | BUTTON)
async def fact_source(turn: Turn, kind: Code, identifier: Code, topic: Code, name: Code) -> list[Message]:
    """Says who? Where a fact was read and when, and what about it is uncertain."""
    return [fact_replies.says_who(turn.t, turn.knowledge, _fact(turn, kind, identifier, topic, name))]


@answer("fact_wrong", BUTTON)
async def fact_wrong(turn: Turn, kind: Code, identifier: Code, topic: Code, name: Code) -> list[Message]:
    """Somebody says that a fact is wrong: its id reaches whoever reviews it."""
    fact = _fact(turn, kind, identifier, topic, name)
    if turn.candidate.consent != Consent.GIVEN:
        return [request_replies.feedback_refused(turn.t)]
    if not await requests.may_note(turn.session, turn.candidate, turn.now):
        return [request_replies.feedback_enough(turn.t)]
    requests.keep_note(turn.session, turn.candidate, NoteKind.FEEDBACK, f"wrong? {fact.id}", turn.now)
    return [request_replies.feedback_thanks(turn.t)]


@answer("french_level", BUTTON)
async def french_level(turn: Turn, level: Level) -> list[Message]:
    """What one level of French means in daily life."""
    return [replies.french_level(turn.t, turn.knowledge.french_scale.levels[level - 1])]


def rather_an_article(turn: Turn, topic: Topic) -> list[Message]:
    """The article that a sentence asks for, if it fits better than the topics of regions; None otherwise."""
    hits = turn.library.search.rank(turn.written) if turn.written else []  # a button asks for what it says
    best = next((hit for hit in hits if hit.kind is EntryKind.ARTICLE), None)
    named = next((hit.score for hit in hits if (hit.kind, hit.id) == (EntryKind.TOPIC, topic)), 0.0)
    if best is None or best.score < max(_LIKELY, named + _NEARER):
        return []
    return _shown(turn, turn.knowledge.article(best.id))


def choices(turn: Turn, text: str) -> list[Button]:
    """Up to three answers that a question may mean, by their titles."""
    return [_button(turn, hit) for hit in turn.library.search.find(text)]


def _button(turn: Turn, hit: Hit) -> Button:
    t, knowledge = turn.t, turn.knowledge
    match hit.kind:
        case EntryKind.ARTICLE:
            return Button(knowledge.article(hit.id).title[t.language], ref("article", hit.id))
        case EntryKind.TOPIC:
            return Button(topic_name(t, Topic(hit.id)), ref("regions", hit.id))
        case EntryKind.SERVICE:
            service = knowledge.service(hit.id)
            return Button(service.name if service else hit.id, ref("service", hit.id))


def _fact(turn: Turn, kind: str, identifier: str, topic: str, name: str) -> Fact:
    wanted = f"{kind} {identifier}{f' {topic}' if topic else ''}#{name}"
    found = turn.library.answerer.fact(wanted)
    if found is None:
        raise RefError("no such fact")
    return found


def _shown(turn: Turn, entry: Article, *, more: bool = False) -> list[Message]:
    """An article; a follow-up question is then about it."""
    turn.last = LastAnswer(Card(CardKind.ARTICLE, entry.id), turn.said if turn.written else None)
    return [replies.article(turn.t, turn.knowledge, entry, more=more, today=turn.today)]


def _known(turn: Turn, identifier: str) -> Article:
    entry = turn.knowledge.articles.get(identifier)
    if entry is None:
        raise RefError("no such article")
    return entry
