"""A vacancy is kept by a tap or by words, is on a list, and is taken out again; consent comes first."""

from datetime import timedelta

from bot.answers.doors import Door
from bot.base.terms import Language
from bot.db.models import VacancyRow
from bot.programme.vacancies import VacancyState
from tests.answers.conftest import Person, references
from tests.answers.test_matches import first_vacancy
from tests.conftest import NOW


async def test_it_is_kept_listed_and_taken_out(welder: Person) -> None:
    vacancy = await first_vacancy(welder)
    [details] = await welder(f"vacancy:{vacancy}", door=Door.BUTTON)
    assert f"save_vacancy:{vacancy}" in references(details)
    assert "saved_vacancies" not in references((await welder("matches"))[-1])
    await welder(f"save_vacancy:{vacancy}", f"save_vacancy:{vacancy}", door=Door.WORDS)
    [listed] = await welder("saved_vacancies", door=Door.WORDS)
    assert references(listed) == [f"vacancy:{vacancy}", f"unsave_vacancy:{vacancy}"], "kept twice is kept once"
    [details] = await welder(f"vacancy:{vacancy}")
    assert {"saved_vacancies"} <= set(references(details))
    assert f"save_vacancy:{vacancy}" not in references(details)
    assert "saved_vacancies" in references((await welder("matches"))[-1])
    await welder(f"unsave_vacancy:{vacancy}", door=Door.BUTTON)
    assert references((await welder("saved_vacancies"))[0]) == ["matches"]


async def test_one_that_is_filled_is_offered_nowhere_any_more(welder: Person) -> None:
    vacancy = await first_vacancy(welder)
    await welder(f"save_vacancy:{vacancy}")
    async with welder.database.transaction() as session:
        row = await session.get_one(VacancyRow, vacancy)
        employer, row.state = row.employer_id, VacancyState.FILLED
    [page] = await welder(f"employer:{employer}")
    assert f"vacancy:{vacancy}" not in references(page)
    [details] = await welder(f"vacancy:{vacancy}")
    assert f"interest:{vacancy}" not in references(details)
    over = "n’est plus offert" if welder.language is Language.FRENCH else "not offered any more"
    assert over in details.text
    assert over in await welder.says("saved_vacancies")
    [refused] = await welder(f"interest_confirm:{vacancy}")
    assert references(refused) == ["matches"]
    assert f"interest_withdraw:{vacancy}" not in references((await welder("agreements"))[0])


async def test_one_whose_first_day_is_to_come_is_said_not_to_be_offered_now(welder: Person) -> None:
    vacancy = await first_vacancy(welder)
    await welder(f"save_vacancy:{vacancy}")
    async with welder.database.transaction() as session:
        row = await session.get_one(VacancyRow, vacancy)
        employer, row.offered_from = row.employer_id, NOW.date() + timedelta(days=7)
    [page] = await welder(f"employer:{employer}")
    assert f"vacancy:{vacancy}" not in references(page)
    [details] = await welder(f"vacancy:{vacancy}")
    assert f"interest:{vacancy}" not in references(details)
    later = "n’est pas offert en ce moment" if welder.language is Language.FRENCH else "not offered at the moment"
    assert later in details.text
    assert later in await welder.says("saved_vacancies")
    [refused] = await welder(f"interest_confirm:{vacancy}")
    assert later in refused.text


async def test_consent_comes_first(person: Person) -> None:
    shown = await person("save_vacancy:none", door=Door.WORDS)
    assert "consent:given:2" in references(shown[-1])


async def test_one_that_is_gone_is_an_old_button(welder: Person) -> None:
    assert await welder.says("save_vacancy:gone") == await welder.says("vacancy:gone")


async def test_of_several_in_sight_one_is_asked_for(welder: Person) -> None:
    shown = [each for each in references((await welder("matches"))[-1]) if each.startswith("vacancy:")]
    names = [each.partition(":")[2] for each in shown]
    [asked] = await welder(":".join(("which_to_save", *names)), door=Door.WORDS)
    assert references(asked) == [f"save_vacancy:{name}" for name in names]
