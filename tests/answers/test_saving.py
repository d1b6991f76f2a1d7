"""What somebody told is saved, read back, and asked about where it would change an answer."""

import logging
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from bot.answers.doors import Door
from bot.base.i18n import texts
from bot.base.terms import ANYWHERE, Education, Field, Household, Permit, Wish
from bot.db.models import AnswerRow
from bot.knowledge import LANGUAGES
from bot.programme import candidates, profiles
from bot.programme.profile_values import ValueRefused, raw
from bot.programme.profiles import Profile
from bot.reading import Fact, Person, Reading, Unclear, Whether
from bot.replies import questions
from bot.replies.words import answer_text
from tests.answers.conftest import Person as Somebody
from tests.answers.conftest import references


async def profile_of(somebody: Somebody) -> Profile:
    async with somebody.database.reading() as session:
        found = await candidates.of_chat(session, somebody.chat_id)
        assert found is not None
        return await profiles.load(session, found)


def carried(messages: list[Any]) -> list[str]:
    return [reference for message in messages for reference in references(message)]


async def test_a_new_fact_is_saved_and_read_back(agreed: Somebody) -> None:
    told = Reading((Fact(Field.OCCUPATION, "63200"), Fact(Field.EXPERIENCE, 4.0)))
    shown = "\n".join(message.text for message in await agreed(told=told))
    assert agreed.library.knowledge.occupation("63200").title(agreed.language) in shown
    profile = await profile_of(agreed)
    assert (profile.occupation, profile.experience_years) == ("63200", 4.0)


async def test_a_given_answer_is_asked_about_and_changes_by_a_tap(welder: Somebody) -> None:
    shown = await welder(told=Reading((Fact(Field.FRENCH, 3),)))
    assert carried(shown) == ["change:french_level:3", "keep:french_level"]
    assert (await profile_of(welder)).french_level == 6
    await welder("keep:french_level", door=Door.BUTTON)
    assert (await profile_of(welder)).french_level == 6
    await welder("change:french_level:3", door=Door.BUTTON)
    assert (await profile_of(welder)).french_level == 3


async def test_a_list_may_have_both(welder: Somebody) -> None:
    shown = await welder(told=Reading((Fact(Field.LANGUAGES, ("ur", "en")),)))
    assert carried(shown) == [
        "change:spoken_languages:ur:en", "change:spoken_languages:ar:ur:en", "keep:spoken_languages",
    ]  # fmt: skip
    await welder("change:spoken_languages:ar:ur:en", door=Door.BUTTON)
    assert (await profile_of(welder)).spoken_languages == ("ar", "ur", "en")


async def test_a_plain_correction_is_saved_at_once(welder: Somebody) -> None:
    await welder(told=Reading((Fact(Field.EXPERIENCE, 11.0),), corrects=True))
    assert (await profile_of(welder)).experience_years == 11.0


async def test_the_partners_trade_fills_the_partners_wish(welder: Somebody) -> None:
    await welder(told=Reading((Fact(Field.OCCUPATION, "31301", Person.PARTNER),)))
    profile = await profile_of(welder)
    assert (profile.occupation, profile.partner_field) == ("72106", "3")


async def test_what_is_denied_is_asked_again_and_kept_until_then(welder: Somebody) -> None:
    shown = await welder(told=Reading((Fact(Field.OCCUPATION, "72106", whether=Whether.NO),)))
    assert texts(welder.language).gettext("What is your occupation, or the job that you look for?") in shown[-1].text
    assert (await profile_of(welder)).occupation == "72106"


async def test_nothing_is_kept_before_consent(person: Somebody) -> None:
    shown = await person(told=Reading((Fact(Field.OCCUPATION, "63200"),)))
    assert "consent:given:2" in carried(shown)
    assert (await profile_of(person)).told == ()


MEANINGS: dict[Field, tuple[Any, ...]] = {
    Field.OCCUPATION: ("63200", "72106"),
    Field.EXPERIENCE: (0.0, 0.5, 12.0),
    Field.EDUCATION: tuple(Education),
    Field.FRENCH: tuple(range(13)),
    Field.LANGUAGES: ((), *((code,) for code in LANGUAGES)),
    Field.REGIONS: ((ANYWHERE,), ("01",), ("05", "11")),
    Field.HOUSEHOLD: (Household(True, 1), Household(False, 2), Household(False, 12)),
    Field.PERMIT: tuple(Permit),
    Field.START: (date(2026, 5, 4),),
}


@pytest.mark.parametrize("field", list(Field))
async def test_every_meaning_of_every_answer_can_be_shown_and_chosen(agreed: Somebody, field: Field) -> None:
    """Of a word with several meanings, such as "baccalauréat": by words, and then by each of the buttons."""
    for value in MEANINGS[field]:
        [*_, shown] = await agreed(told=Reading(unclear=(Unclear(field, (value,)),)))
        [tap] = [each for each in references(shown) if each.startswith(("set:", "change:"))]
        await agreed(tap, door=Door.BUTTON)
        assert (await profile_of(agreed)).value(field) == value


@pytest.mark.parametrize("field", list(Field))
def test_every_meaning_is_named_in_both_languages(person: Somebody, field: Field) -> None:
    t, knowledge = texts(person.language), person.library.knowledge
    for value in MEANINGS[field]:
        shown = questions.which_one(t, knowledge, field, [value])
        assert shown.rows[0][0].label == answer_text(t, knowledge, field, value)
        assert shown.rows[0][0].ref is not None
        assert shown.rows[0][0].ref.args == (field, *raw(field, value))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Field.EDUCATION, "secondary"), (Field.EDUCATION, 9), (Field.HOUSEHOLD, ("en",)), (Field.FRENCH, 13),
        (Field.EXPERIENCE, "many"), (Field.REGIONS, "05"), (Field.PERMIT, 3), (Field.OCCUPATION, ("63200",)),
        (Field.START, "soon"),
    ],
)  # fmt: skip
async def test_what_is_no_answer_to_a_question_is_not_saved(agreed: Somebody, field: Field, value: Any) -> None:
    async with agreed.database.transaction() as session:
        found = await candidates.of_chat(session, agreed.chat_id)
        assert found is not None
        with pytest.raises(ValueRefused):
            await profiles.answer(session, found, field, value, agreed.now)


async def test_a_row_that_cannot_be_read_is_named_and_passed_over(
    welder: Somebody, caplog: pytest.LogCaptureFixture
) -> None:
    async with welder.database.transaction() as session:
        await session.execute(update(AnswerRow).where(AnswerRow.field == "household").values(value=["canary"]))
    with caplog.at_level(logging.ERROR):
        profile = await profile_of(welder)
    assert (profile.household, profile.occupation) == (None, "72106")
    assert "household" in caplog.text
    assert "canary" not in caplog.text


async def test_why_an_answer_is_asked_for_is_told_for_each(agreed: Somebody) -> None:
    told = set()
    for field in Field:
        await agreed(f"edit:{field}")
        told.add((await agreed("why_asked"))[0].text)
    assert len(told) == len(Field)


async def test_a_wish_that_would_change_is_asked_too(welder: Somebody) -> None:
    await welder("wish:partner_field:7")
    shown = await welder(told=Reading((Fact(Field.OCCUPATION, "31301", Person.PARTNER),)))
    assert carried(shown) == [f"wish:{Wish.PARTNER}:3", f"keep:{Wish.PARTNER}"]


async def test_one_answer_is_erased_and_the_others_stay(welder: Somebody) -> None:
    shown = await welder("clear:education", door=Door.WORDS)
    assert carried(shown) == ["edit:education"]
    profile = await profile_of(welder)
    assert (profile.education, profile.french_level) == (None, 6)


@pytest.mark.parametrize("door", [Door.WORDS, Door.BUTTON])
async def test_an_erased_answer_takes_its_towns_and_its_must_along(welder: Somebody, door: Door) -> None:
    [town] = [code for code, each in welder.library.knowledge.towns.items() if each.name == "Amos"]
    region = welder.library.knowledge.towns[town].region
    await welder(told=Reading((Fact(Field.REGIONS, (region,), towns=(town,)),), corrects=True))
    await welder("must:regions:no", door=Door.BUTTON)
    await welder("must:least_wage:yes", door=Door.BUTTON)
    assert (await profile_of(welder)).towns == (town,)
    await welder("clear:education", door=door)
    assert (await profile_of(welder)).musts == {"regions": False, "least_wage": True}
    await welder("clear:regions", door=door)
    profile = await profile_of(welder)
    assert (profile.regions, profile.towns, profile.musts) == (None, None, {"least_wage": True})


async def test_with_the_last_must_erased_none_is_left(welder: Somebody) -> None:
    await welder("must:regions:yes", door=Door.BUTTON)
    await welder("clear:regions", door=Door.WORDS)
    assert (await profile_of(welder)).musts is None


async def test_a_wage_may_be_typed(welder: Somebody) -> None:
    await welder("wish:least_wage:2350", door=Door.WORDS)
    await welder("wish:least_wage:99999999", door=Door.WORDS)
    assert (await profile_of(welder)).least_wage == 2350


async def test_a_town_that_is_refused_leaves_the_towns_and_its_region_stays_for_another(welder: Somebody) -> None:
    towns = {town.name: code for code, town in welder.library.knowledge.towns.items()}
    named = (towns["Matane"], towns["Rimouski"])
    await welder(told=Reading((Fact(Field.REGIONS, ("01",), towns=named),), corrects=True))
    await welder(told=Reading((Fact(Field.REGIONS, (), whether=Whether.NO, towns=named[:1]),)))
    profile = await profile_of(welder)
    assert (profile.regions, profile.towns) == (("01",), named[1:])


@pytest.mark.parametrize("words", ["j’ai un permis ouvert pour deux ans", "I got an open permit last spring"])
async def test_words_of_what_is_told_are_no_question(agreed: Somebody, words: str) -> None:
    told = Reading((Fact(Field.PERMIT, Permit.OPEN_WORK_PERMIT),))
    t = texts(agreed.language)
    said = "\n".join(message.text for message in await agreed(told=told, written=words, door=Door.WORDS))
    assert "✓" in said
    unknown = t.gettext("I do not know the answer to “{question}”.", question="")
    assert unknown[:20] not in said


async def test_a_question_beside_what_is_told_is_answered_or_said_not_to_be(agreed: Somebody) -> None:
    told = Reading((Fact(Field.OCCUPATION, "63200"),))
    words = "je suis cuisinier, la bibliothèque de Baie-Comeau ouvre à quelle heure?"
    [noted, honest, *_] = await agreed(told=told, written=words, door=Door.WORDS)
    assert "✓" in noted.text
    assert "Baie-Comeau" in honest.text
