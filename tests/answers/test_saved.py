"""A vacancy is kept by a tap or by words, is on a list, and is taken out again; consent comes first."""

from bot.answers import Door
from tests.answers.conftest import Person
from tests.answers.test_knowledge import references
from tests.answers.test_matches import first_vacancy


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


async def test_consent_comes_first(person: Person) -> None:
    shown = await person("save_vacancy:none", door=Door.WORDS)
    assert "consent:given" in references(shown[-1])


async def test_one_that_is_gone_is_an_old_button(welder: Person) -> None:
    assert await welder.says("save_vacancy:gone") == await welder.says("vacancy:gone")


async def test_of_several_in_sight_one_is_asked_for(welder: Person) -> None:
    shown = [each for each in references((await welder("matches"))[-1]) if each.startswith("vacancy:")]
    names = [each.partition(":")[2] for each in shown]
    [asked] = await welder(":".join(("which_to_save", *names)), door=Door.WORDS)
    assert references(asked) == [f"save_vacancy:{name}" for name in names]
