"""A question that was taken for something to be done, or for something told, is not lost: what is near it is told."""

import html
from collections.abc import Iterator
from datetime import date

import pytest

from bot.answers.beside_a_deed import NEAR_A_DEED, NEAR_A_NEED, near_deeds
from bot.answers.doors import WORDS
from bot.answers.facts import RATHER
from bot.answers.message_signs import asks
from bot.answers.performing import perform
from bot.answers.turn import Turn
from bot.base.i18n import texts
from bot.base.terms import Field, Language
from bot.db.models import CandidateRow
from bot.knowledge import load_knowledge
from bot.knowledge.answering import SURE, Answerer
from bot.knowledge.outcome import NotHeld
from bot.knowledge.own_case import is_on_immigration
from bot.knowledge.question_reading import Asked
from bot.knowledge.training_questions import asked_of_facts
from bot.programme import candidates
from bot.programme.candidates import Consent
from bot.reading import Fact, Reading
from bot.replies.message import Ref
from tests.answers.conftest import Person
from tests.answers.test_facts import TODAY

TOOK = (("find_employers", 0.96), ("out_of_scope", 0.02))


def questions(answerer: Answerer, least: float, most: float) -> Iterator[tuple[str, NotHeld]]:
    """Questions that no fact surely answers, taken for a wish for employers, with what is near."""
    for known in asked_of_facts()[::29]:
        said = Asked(known.question, took=TOOK)
        found = answerer.answer(said, TODAY)
        likely = least <= answerer.look(said).chance < most
        if likely and isinstance(found, NotHeld) and asks(known.question) and not found.question.places:
            yield known.question, found


async def test_what_is_near_is_told_before_consent_is_asked(person: Person, answerer: Answerer) -> None:
    t = texts(person.language)
    question, found = next((q, f) for q, f in questions(answerer, NEAR_A_DEED, 0.8 * RATHER) if f.near)
    said = html.unescape(await person.says("matches", written=question, took=TOOK))
    near = said.find(found.near[0].text[t.language])
    asked = said.find(t.gettext("Before we begin: may I keep your answers?"))
    assert 0 <= near < asked


async def test_what_is_hardly_near_is_not(person: Person, answerer: Answerer) -> None:
    t = texts(person.language)
    wishes = (
        "could you find me an employer, please?",
        "is there anything for me?",
        "who would take me?",
        "et pour moi?",
    )
    question = next(each for each in wishes if answerer.look(Asked(each, took=TOOK)).chance < NEAR_A_DEED)
    said = await person.says("matches", written=question, took=TOOK)
    assert t.gettext("The nearest that I know:") not in said
    assert t.gettext("Before we begin: may I keep your answers?") in said


async def test_a_part_on_somebodys_own_case_gets_who_may_advise_before_consent(person: Person) -> None:
    """Of a message in parts each is asked for itself, after the whole was found to wish for no advice."""
    case = "can I change employer with my closed work permit, or do I risk a refusal?"
    part = Asked(case, took=(("ask_immigration_procedure", 0.97), ("find_employers", 0.02)))
    whole = Asked(f"employers near the river interest me, and {case}", took=TOOK)
    async with person.database.transaction() as session:
        candidate = await candidates.meet(session, person.chat_id, person.language, person.now)
        turn = Turn(session, candidate, person.now, person.library, whole.text, said=whole)
        turn.whole, turn.parts = (
            whole,
            {Ref("matches"): part, Ref("trips"): Asked("employers near the river interest me")},
        )
        turn.waiting = [Ref("matches")]
        said = "\n".join(message.text for message in near_deeds(turn, tuple(turn.parts)))
    guarded = load_knowledge().article("immigration_procedure").title[person.language]
    assert guarded in html.unescape(said)


async def test_what_was_not_written_gets_nothing_beside(person: Person) -> None:
    async with person.database.transaction() as session:
        candidate = await candidates.meet(session, person.chat_id, person.language, person.now)
        for words in ("", "show me the trips"):
            turn = Turn(session, candidate, person.now, person.library, words, said=Asked(words, took=TOOK))
            assert near_deeds(turn, ()) == []


NEEDED, TOLD = (("ask_housing", 0.9), ("inform", 0.05)), (("inform", 0.9), ("ask_housing", 0.05))


def need(answerer: Answerer) -> tuple[str, NotHeld]:
    """A need that somebody told without asking anything, with what is near it."""
    for known in asked_of_facts()[::7]:
        said = Asked(known.question, took=NEEDED)
        if asks(known.question) or answerer.look(said).chance < NEAR_A_NEED:
            continue
        found = answerer.answer(said, TODAY)
        if isinstance(found, NotHeld) and found.near and not is_on_immigration(load_knowledge(), found.near[0].card):
            return known.question, found
    raise AssertionError("nobody told a need")


@pytest.mark.parametrize(
    ("took", "asking", "is_told"), [(NEEDED, None, True), (TOLD, None, False), (NEEDED, Field.PERMIT, False)]
)
async def test_what_is_near_a_need_is_told_unless_it_may_answer_an_open_question(
    person: Person, answerer: Answerer, took: tuple[tuple[str, float], ...], asking: Field | None, is_told: bool
) -> None:
    words, found = need(answerer)
    async with person.database.transaction() as session:
        candidate = await candidates.meet(session, person.chat_id, person.language, person.now)
        row = await session.get_one(CandidateRow, candidate.id)
        row.asking, row.consent = asking, Consent.GIVEN
        turn = Turn(session, candidate, person.now, person.library, words, said=Asked(words, took=took))
        told = Reading((Fact(Field.START, date(2027, 1, 1)),))
        said = html.unescape("\n".join(message.text for message in await perform(turn, (), WORDS, told)))
    assert (found.near[0].text[person.language] in said) is is_told


async def test_what_another_part_asks_is_told_once_beside_a_deed(person: Person, answerer: Answerer) -> None:
    question, found = next((q, f) for q, f in questions(answerer, NEAR_A_DEED, SURE) if f.near)
    wish = "employers there interest me as well"
    parts = {"correct": Asked(question, took=NEEDED), "matches": Asked(wish, took=TOOK)}
    messages = await person(
        *parts, written=f"{question} {wish}", took=TOOK, parts=parts, clauses=tuple(parts.values()), door=WORDS
    )
    said = html.unescape("\n".join(message.text for message in messages))
    assert said.count(found.near[0].text[person.language]) == 1
    assert said.index(found.near[0].text[person.language]) < said.index(
        texts(person.language).gettext("Before we begin: may I keep your answers?")
    )


COLD = Asked("How cold is it in Amos in January?", took=(("ask_climate", 0.99),))


@pytest.mark.parametrize(
    ("decided", "words", "intent"),
    [("job_alerts", "Prévenez-moi des nouveaux postes.", "job_alerts"),
     ("saved_vacancies", "Open my list.", "express_interest"),
     ("delete", "Wipe it all.", "delete_my_data")],
)  # fmt: skip
async def test_a_question_beside_what_words_decided_is_told_after_the_consent(
    welder: Person, decided: str, words: str, intent: str
) -> None:
    clauses = Asked(words, took=((intent, 0.97),)), COLD
    alone = await welder(decided, written=words, took=clauses[0].took, decided=(decided,), door=WORDS)
    messages = await welder(
        decided, written=f"{words} {COLD.text}", took=COLD.took, clauses=clauses, decided=(decided,), door=WORDS
    )
    assert messages[0].text == alone[0].text
    assert "°C" in messages[-1].text
    assert "°C" not in alone[-1].text


@pytest.mark.parametrize(
    "clauses",
    [(Asked("what does it pay?", took=(("ask_worker_rights", 0.9),)), COLD),  # what was decided may be either of these
     (Asked("Open my list.", took=(("express_interest", 0.97),)), Asked("it is cold in Amos.", took=COLD.took)),
     (Asked("Open my list,", took=(("express_interest", 0.97),)), Asked("is it long?", took=(("list_trips", 0.9),)))],
)  # fmt: skip
async def test_nothing_is_told_beside_what_words_decided_where_nothing_else_is_asked(
    welder: Person, clauses: tuple[Asked, ...]
) -> None:
    messages = await welder(
        "saved_vacancies", written=" ".join(each.text for each in clauses), took=clauses[0].took, clauses=clauses,
        decided=("saved_vacancies",), door=WORDS,
    )  # fmt: skip
    assert "°C" not in "\n".join(message.text for message in messages)


@pytest.mark.parametrize(
    ("deed", "intent", "english", "french"),
    [("delete", "delete_my_data", "can you forget what you know of me?", "peux-tu oublier ce que tu sais de moi?"),
     ("human", "talk_to_human", "may I speak with somebody real?", "puis-je parler à quelqu'un de vrai?"),
     ("my_data", "export_my_data", "what do you hold on me?", "qu'est-ce que vous gardez sur moi?")],
)  # fmt: skip
async def test_no_fact_comes_before_what_was_ordered(
    person: Person, deed: str, intent: str, english: str, french: str
) -> None:
    written = f"welder, 5 years. {english}" if person.language is Language.ENGLISH else f"soudeur, 5 ans. {french}"
    told = Reading((Fact(Field.OCCUPATION, "72106"),))
    alone = await person.says(deed, written=written, took=((intent, 0.99),), door=WORDS)
    said = await person.says(deed, written=written, took=((intent, 0.99),), told=told, door=WORDS)
    first = "" if deed == "human" else alone.split("\n")[0]
    assert said.startswith(first)
    assert texts(person.language).gettext("The nearest that I know:") not in said
    assert person.library.knowledge.article("about_this_assistant").title[person.language] not in said
