"""Matches in the conversation: why, why not, what would help, what is wrong, who may see."""

import re
from datetime import timedelta

from sqlalchemy import select

from bot.base.terms import Language
from bot.db.models import EmployerRow, NoteRow, VacancyRow
from tests.answers.conftest import Person


def references(messages: object) -> list[str]:
    return re.findall(r"Ref\(name='(\w+)'", str(messages))


async def first_vacancy(person: Person) -> str:
    message = (await person("matches"))[-1]
    found = [button.ref for row in message.rows for button in row if button.ref and button.ref.name == "vacancy"]
    return found[0].args[0]


async def test_the_list_leads_to_what_helps_and_to_the_chances(welder: Person) -> None:
    assert {"what_helps", "article", "vacancy"} <= set(references(await welder("matches")))


async def test_why_not_says_the_limit_in_words(welder: Person, language: Language) -> None:
    async with welder.database.reading() as session:
        nursing = await session.scalar(select(VacancyRow).where(VacancyRow.occupation == "31301").limit(1))
        assert nursing is not None
        others = await session.scalars(
            select(VacancyRow.occupation).where(VacancyRow.employer_id == nursing.employer_id)
        )
        assert set(others) - {"72106"}
    said = await welder.says(f"why:{nursing.employer_id}")
    assert (
        "très différent de votre métier" if language is Language.FRENCH else "very different from your occupation"
    ) in said


async def test_why_before_a_profile_shows_the_employer(agreed: Person) -> None:
    async with agreed.database.reading() as session:
        employer = await session.scalar(select(EmployerRow).limit(1))
    assert employer is not None
    assert employer.name in await agreed.says(f"why:{employer.id}")


async def test_what_helps_counts_what_a_change_opens(welder: Person) -> None:
    await welder("change:regions:03", "change:french_level:0")
    said = await welder.says("what_helps")
    more = re.findall(r"(\d+) (?:postes? de plus|more vacanc)", said)
    assert more
    assert all(int(each) > 0 for each in more)
    await welder("change:french_level:12", "change:regions:any")
    assert not re.search(r"temps partiel|part-time", await welder.says("what_helps"))


async def test_what_helps_needs_an_occupation_and_asks_for_what_is_missing(agreed: Person) -> None:
    assert "edit" in references(await agreed("what_helps"))
    await agreed("set:occupation:72106")
    shown = await agreed("what_helps")
    assert "edit" in references(shown)


async def test_a_kind_of_job_that_is_not_wanted_is_not_shown_until_it_is_again(welder: Person) -> None:
    vacancy = await first_vacancy(welder)
    async with welder.database.reading() as session:
        row = await session.get(VacancyRow, vacancy)
        assert row is not None
    await welder(f"not_this_kind:{vacancy}", f"not_this_kind:{vacancy}")
    after = await welder("matches")
    assert "show_kinds" in references(after)
    for number in range(40):
        page = await welder(f"matches:{number}")
        shown = {button.ref.args[0] for message in page for line in message.rows for button in line
                 if button.ref and button.ref.name == "vacancy"}  # fmt: skip
        async with welder.database.reading() as session:
            kinds = set(await session.scalars(select(VacancyRow.occupation).where(VacancyRow.id.in_(shown))))
        assert row.occupation not in kinds
        if "⬅️" in str(page) and "➡️" not in str(page):
            break
    assert await first_vacancy(welder) != vacancy
    await welder("show_kinds")
    assert await first_vacancy(welder) == vacancy


async def test_nothing_is_hidden_for_somebody_who_did_not_agree(welder: Person, person: Person) -> None:
    vacancy = await first_vacancy(welder)
    person.chat_id = 78
    assert "consent" in references(await person(f"not_this_kind:{vacancy}"))


async def test_a_wrong_match_is_noted_and_can_be_mended_at_once(welder: Person) -> None:
    vacancy = await first_vacancy(welder)
    assert {"correct", "not_this_kind", "human"} <= set(references(await welder(f"wrong:{vacancy}")))
    async with welder.database.reading() as session:
        notes = list(await session.scalars(select(NoteRow)))
    assert [(note.kind, note.text) for note in notes] == [("wrong match", vacancy)]


async def test_who_may_see_is_listed_and_what_was_taken_back_too(welder: Person, language: Language) -> None:
    assert "matches" in references(await welder("agreements"))
    vacancy = await first_vacancy(welder)
    async with welder.database.reading() as session:
        row = await session.get(VacancyRow, vacancy)
        assert row is not None
        employer = await session.get(EmployerRow, row.employer_id)
    assert employer is not None
    await welder(f"interest_confirm:{vacancy}")
    listed = await welder("agreements")
    assert employer.name in listed[-1].text
    assert "interest_withdraw" in references(listed)
    assert "agreements" in references(await welder("profile"))
    welder.now += timedelta(minutes=1)  # who says yes and no in one moment was never agreed with
    await welder(f"interest_withdraw:{vacancy}")
    after = await welder("agreements")
    assert ("accord retiré" if language is Language.FRENCH else "taken back") in after[-1].text
    assert "interest_withdraw" not in references(after)


async def test_the_chances_are_the_programme_s_own_figures_with_their_period(person: Person) -> None:
    said = await person.says("article:chances")
    for figure in ("889", "77", "34", "2017"):
        assert figure in said
    assert "L’Initiative" in said
    more = await person.says("article:chances:more")
    assert "58" in more
    assert "106" in more
    assert "82" in more


async def test_a_closed_permit_is_named_with_how_many_employers_it_keeps_away(
    welder: Person, language: Language
) -> None:
    found = int(re.findall(r"\d+", (await welder("matches"))[-1].text)[0])
    await welder("change:permit:closed_work_permit")
    shown = await welder("matches")
    assert re.findall(r"\d+", shown[-1].text)[0] == str(found)
    assert ("permis fermé" if language is Language.FRENCH else "closed permit") in shown[-1].text
    assert {"article", "human", "vacancy"} <= set(references(shown))
    silent = "n’a pas dit s’il" if language is Language.FRENCH else "has not said whether"
    assert shown[-1].text.count(silent) == 3  # of each job that is shown, beside what it lacks of others' musts


async def test_a_closed_permit_is_not_the_reason_where_no_employer_is_of_the_trade(welder: Person) -> None:
    async with welder.database.reading() as session:
        wanted = {each[:2] for each in await session.scalars(select(VacancyRow.occupation))}
    trade = next(
        code for code in sorted(welder.library.knowledge.occupations) if not any(code[0] == each[0] for each in wanted)
    )
    await welder(f"change:occupation:{trade}", "change:permit:closed_work_permit")
    shown = await welder("matches")
    assert "closed_permit_new_employer" not in str(shown)


async def test_an_employer_that_takes_closed_permits_is_shown_with_what_comes_first_and_who_informs(
    welder: Person, language: Language
) -> None:
    await welder("change:permit:closed_work_permit")
    async with welder.database.transaction() as session:
        row = (await session.scalars(select(VacancyRow).where(VacancyRow.occupation == "72106").limit(1))).one()
        row.accepts_closed_permit = True
        vacancy = row.id
    assert vacancy in str(await welder("matches"))
    shown = await welder(f"vacancy:{vacancy}")
    said = "\n".join(message.text for message in shown)
    for words in (("nouvelle autorisation", "fermé : accepté") if language is Language.FRENCH
                  else ("new authorization", "permit: accepted")):  # fmt: skip
        assert words in said.replace("\u00a0", " ")
    assert {"closed_permit_new_employer", "immigration_advisor"} <= set(re.findall(r"args=\('(\w+)'", str(shown)))


async def test_what_an_employer_has_not_said_is_shown_as_not_said(welder: Person, language: Language) -> None:
    vacancy = await first_vacancy(welder)
    async with welder.database.transaction() as session:
        row = await session.get_one(VacancyRow, vacancy)
        row.unsaid = ["schedule", "french_needed"]
        employer = await session.get_one(EmployerRow, row.employer_id)
        employer.about = {"fr": "Nous tournons le bois."}
    other = "non précisé" if language is Language.FRENCH else "not said"
    said = await welder.says(f"vacancy:{vacancy}")
    assert said.count(other) == 2
    assert "Nous tournons le bois." in said
    assert ("(not translated)" in said) is (language is Language.ENGLISH)


async def test_where_no_job_is_in_ones_own_trade_the_list_says_so(welder: Person, language: Language) -> None:
    said = "exactement dans votre métier" if language is Language.FRENCH else "exactly in your trade"
    assert said not in await welder.says("matches")
    async with welder.database.transaction() as session:
        for row in await session.scalars(select(VacancyRow).where(VacancyRow.occupation == "72106")):
            row.occupation = "72105"  # near it
    assert said in await welder.says("matches")
    async with welder.database.reading() as session:
        wanted = set(await session.scalars(select(VacancyRow.occupation)))
    sought_by_nobody = next(code for code in sorted(welder.library.knowledge.occupations) if code not in wanted)
    await welder(f"trade:{sought_by_nobody}:willing")
    several = "dans l’un de vos métiers" if language is Language.FRENCH else "exactly in one of your trades"
    assert several in await welder.says("matches")
