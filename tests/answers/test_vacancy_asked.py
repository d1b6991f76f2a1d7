"""What is asked of one of the jobs in sight."""

from sqlalchemy import select

from bot.answers.doors import Door
from bot.base.i18n import texts
from bot.db.models import VacancyRow
from tests.answers.conftest import Person


async def test_what_it_holds_is_told_and_what_it_does_not_hold_is_said(welder: Person) -> None:
    async with welder.database.reading() as session:
        first, second = (await session.scalars(select(VacancyRow).order_by(VacancyRow.id).limit(2))).all()
    t = texts(welder.language)
    missing = t.gettext(
        "The employer’s posting does not say what you ask. A person of the program can ask the employer for you."
    )
    said = await welder.says(f"vacancy_asked:pay:{first.id}", door=Door.WORDS)
    assert t.money(first.wage_low_cents) in said
    assert missing not in said
    assert missing in await welder.says(f"vacancy_asked:pay+else:{first.id}", door=Door.WORDS)
    [choice, *_] = await welder(f"vacancy_asked:else:{first.id}:{second.id}", door=Door.WORDS)
    offered = {button.ref.args for row in choice.rows for button in row if button.ref}
    assert offered == {(first.id,), (second.id,)}


async def test_one_pay_is_told_once(welder: Person) -> None:
    async with welder.database.transaction() as session:
        row = (await session.scalars(select(VacancyRow).order_by(VacancyRow.id).limit(1))).one()
        row.wage_low_cents = row.wage_high_cents = 2785
    amount = texts(welder.language).money(2785)
    assert (await welder.says(f"vacancy_asked:pay:{row.id}", door=Door.WORDS)).count(amount) == 1
    assert (await welder.says(f"vacancy:{row.id}")).count(amount) == 1


async def test_a_word_names_the_one_that_is_meant(welder: Person) -> None:
    async with welder.database.reading() as session:
        rows = list(await session.scalars(select(VacancyRow).order_by(VacancyRow.id)))
    first, second = next(
        (a, b) for a in rows for b in rows if a.employer_id != b.employer_id and a.occupation != b.occupation
    )
    t = texts(welder.language)
    reference = f"vacancy_asked:else:{first.id}:{second.id}"
    said = await welder.says(reference, written=t.written(second.title), door=Door.WORDS)
    assert t.written(second.title) in said
    assert t.written(first.title) not in said


async def test_what_is_asked_of_none_by_name_is_told_of_each(welder: Person) -> None:
    async with welder.database.reading() as session:
        rows = list(await session.scalars(select(VacancyRow).order_by(VacancyRow.id).limit(3)))
    t = texts(welder.language)
    reference = "vacancy_asked:pay:" + ":".join(row.id for row in rows)
    [told, *_] = await welder(reference, written="$?", door=Door.WORDS)
    for row in rows:
        assert t.written(row.title) in told.text
        assert t.money(row.wage_low_cents) in told.text
    assert {
        button.ref.args for line in told.rows for button in line if button.ref and button.ref.name == "vacancy"
    } == {(row.id,) for row in rows}
