"""Employers who suit, their details, and interest in them."""

from dataclasses import replace
from typing import Literal

from bot.answers.doors import BUTTON, COMMAND, WORDS, Code, Count, answer
from bot.answers.turn import Turn
from bot.answers.wishes import wishes
from bot.base.terms import LIMITING, Field, Wish
from bot.matching import Ranker, missing_fields
from bot.programme import (
    employers,
    hidden_jobs,
    interests,
    interviews,
    profiles,
    requests,
    saved_vacancies,
    vacancy_fit,
)
from bot.programme.candidates import Consent
from bot.programme.requests import NoteKind
from bot.programme.shown_to_employers import for_employer
from bot.replies import guidance
from bot.replies import interest as interest_replies
from bot.replies import interviews as interview_replies
from bot.replies import matches as replies
from bot.replies import saved_vacancies as saved_replies
from bot.replies import vacancy_subjects as subjects
from bot.replies.message import Message, RefError


@answer("matches", WORDS | BUTTON | COMMAND, consent=True, weighs=Ranker.judge, gives_way=1.0, command=("matches",))
async def matches(turn: Turn, number: Count = 0) -> list[Message]:
    """`/matches`: three employers at a time."""
    profile = await profiles.load(turn.session, turn.candidate)
    if profile.occupation is None:
        return [replies.none_yet(turn.t, Field.OCCUPATION)]
    open_vacancies, hidden = turn.library.open_vacancies, await hidden_jobs.hidden(turn.session, turn.candidate)
    ranking = await open_vacancies.ranking(turn.session, profile, turn.now, hidden)
    if not ranking.lines:
        kept_away = await open_vacancies.behind_tied_permit(turn.session, profile, turn.now, hidden)
        if kept_away:
            return [replies.none_takes_permit(turn.t, kept_away, hidden=len(hidden))]
        return [replies.none_yet(turn.t, None, hidden=len(hidden))]
    total = len(ranking.lines)
    number = max(min(number, (total - 1) // replies.PAGE), 0)
    best = [ranking.best(line) for line in ranking.lines[number * replies.PAGE :][: replies.PAGE]]
    rows = await employers.find_vacancies(turn.session, [each.vacancy_id for each in best])
    shown = [(each, rows[each.vacancy_id]) for each in best]
    asked = ranking.must_to_ask(profile.musts or {})
    page = replies.page(
        turn.t, turn.knowledge, shown, number, total, suiting=ranking.suiting, asked=asked, hidden=len(hidden)
    )
    return [saved_replies.with_list(turn.t, page) if await saved_vacancies.kept(turn.session, turn.candidate) else page]


@answer("vacancy", WORDS | BUTTON)
async def vacancy(turn: Turn, vacancy_id: Code) -> list[Message]:
    """One vacancy with its reasons."""
    profile = await profiles.load(turn.session, turn.candidate)
    offer = await vacancy_fit.of_vacancy(
        turn.session, turn.candidate, profile, vacancy_id, turn.library.rules, turn.now
    )
    offer = replace(offer, kept=await saved_vacancies.is_kept(turn.session, turn.candidate, vacancy_id))
    return [replies.details(turn.t, turn.knowledge, offer, profile_known=profile.occupation is not None)]


@answer("vacancy_asked", WORDS)
async def vacancy_asked(turn: Turn, asked: Code, *vacancy_ids: Code) -> list[Message]:
    """Something asked of one of these vacancies, which a word of it names: what it holds, and that it holds no more.

    `asked`: the subjects, joined by "+".
    """
    found = await employers.find_vacancies(turn.session, vacancy_ids)
    rows = [found[each] for each in vacancy_ids if each in found]
    meant = rows if len(rows) == 1 else subjects.named_in(turn.knowledge, rows, turn.said.meant)
    if not rows:
        raise employers.EmployerUnknown
    if len(meant) != 1:
        return [subjects.which_vacancy(turn.t, rows)]
    profile = await profiles.load(turn.session, turn.candidate)
    offer = await vacancy_fit.of_vacancy(
        turn.session, turn.candidate, profile, meant[0].id, turn.library.rules, turn.now
    )
    known = profile.occupation is not None
    return [subjects.told(turn.t, turn.knowledge, offer, asked.split("+"), profile_known=known)]


@answer("employer", WORDS | BUTTON, gives_way=1.0)
async def employer(turn: Turn, employer_id: Code) -> list[Message]:
    """One employer with its vacancies."""
    found, open_now = await employers.find_employer(turn.session, employer_id, turn.now)
    return [replies.employer_page(turn.t, turn.knowledge, found, open_now)]


@answer("why", WORDS)
async def why(turn: Turn, employer_id: Code) -> list[Message]:
    """Why this employer, or why not: the fit of each of its vacancies, in words."""
    profile = await profiles.load(turn.session, turn.candidate)
    if profile.occupation is None:
        return await employer(turn, employer_id)
    found, _ = await employers.find_employer(turn.session, employer_id, turn.now)
    theirs = await vacancy_fit.of_employer(turn.session, employer_id, profile, turn.library.rules, turn.now)
    return [replies.why(turn.t, turn.knowledge, found, theirs)]


@answer("what_helps", BUTTON, weighs=Ranker.advise)
async def what_helps(turn: Turn) -> list[Message]:
    """What would help me most: the changes that open most vacancies."""
    profile = await profiles.load(turn.session, turn.candidate)
    if profile.occupation is None:
        return [replies.none_yet(turn.t, Field.OCCUPATION)]
    open_vacancies = turn.library.open_vacancies
    advice = await open_vacancies.advice(turn.session, profile, turn.now)
    missing, french = missing_fields(open_vacancies.seeker(profile)), open_vacancies.rules.weights.french
    return [guidance.advice(turn.t, turn.knowledge, advice, profile.french_level or 0, french, missing)]


@answer("wrong", BUTTON)
async def wrong(turn: Turn, vacancy_id: Code) -> list[Message]:
    """This match is wrong: noted for the programme, and what can be done about it at once."""
    row = await employers.find_vacancy(turn.session, vacancy_id)
    agreed = turn.candidate.consent == Consent.GIVEN
    if agreed and await requests.may_note(turn.session, turn.candidate, turn.now):
        requests.keep_note(turn.session, turn.candidate, NoteKind.WRONG_MATCH, vacancy_id, turn.now)
    return [guidance.wrong(turn.t, row)]


@answer("must", BUTTON, consent=True, weighs=Ranker.judge)
async def must(
    turn: Turn, name: Field | Wish, said: Literal["yes", "no"], then: Literal["", "matches"] = ""
) -> list[Message]:
    """Whether an answer is a must or a wish; then the matches again, or what is wished for."""
    if name not in LIMITING:
        raise RefError("this is no must")
    profile = await profiles.load(turn.session, turn.candidate)
    musts = {**(profile.musts or {}), str(name): said == "yes"}
    await profiles.wish(turn.session, turn.candidate, Wish.MUSTS, musts, turn.now)
    return await matches(turn) if then == "matches" else await wishes(turn)


@answer("not_this_kind", BUTTON)
async def not_this_kind(turn: Turn, vacancy_id: Code) -> list[Message]:
    """No more jobs of this kind."""
    row = await employers.find_vacancy(turn.session, vacancy_id)
    await hidden_jobs.hide(turn.session, turn.candidate, row.occupation, turn.now)
    return [guidance.kind_hidden(turn.t, turn.knowledge.occupation(row.occupation).title(turn.t.language))]


@answer("show_kinds", BUTTON, weighs=Ranker.judge)
async def show_kinds(turn: Turn) -> list[Message]:
    """Every kind of job again."""
    await hidden_jobs.show_again(turn.session, turn.candidate)
    return await matches(turn)


@answer("agreements", WORDS | BUTTON)
async def agreements(turn: Turn) -> list[Message]:
    """Who may see my profile, since when, and who could before."""
    return [interest_replies.agreements(turn.t, await interests.agreements(turn.session, turn.candidate))]


@answer("which_employer", WORDS, gives_way=0.4)
async def which_employer(turn: Turn, *employer_ids: Code) -> list[Message]:
    """Which company is meant."""
    names = await employers.names(turn.session)
    return [replies.which_employer(turn.t, [(each, names[each]) for each in employer_ids if each in names])]


@answer("choose_interest", WORDS | BUTTON, gives_way=0.4)
async def choose_interest(turn: Turn) -> list[Message]:
    """Interest in an employer whom the message does not name: ask to choose one."""
    return [interest_replies.choose_interest(turn.t)]


@answer("interest", WORDS | BUTTON, consent=True)
async def interest(turn: Turn, vacancy_id: Code) -> list[Message]:
    """What agreeing means, before it counts."""
    row = await employers.find_vacancy(turn.session, vacancy_id)
    if not row.is_open(turn.today):
        return [interest_replies.vacancy_over(turn.t, row)]
    return [interest_replies.interest_question(turn.t, row)]


@answer("what_they_see", BUTTON, consent=True)
async def what_they_see(turn: Turn, vacancy_id: Code) -> list[Message]:
    """What this employer would see of the reader."""
    row = await employers.find_vacancy(turn.session, vacancy_id)
    profile = await profiles.load(turn.session, turn.candidate)
    told = for_employer(profile, turn.library.rules.weights.permits)
    return [interest_replies.what_they_see(turn.t, turn.knowledge, row, told)]


@answer("interest_confirm", BUTTON, asked_by="interest")
async def interest_confirm(turn: Turn, vacancy_id: Code) -> list[Message]:
    """The employer may see the profile."""
    try:
        row = await interests.express_interest(turn.session, turn.candidate, vacancy_id, turn.now)
    except interests.VacancyOver as over:
        return [interest_replies.vacancy_over(turn.t, over.vacancy)]
    return [interest_replies.interest_noted(turn.t, row)]


@answer("interest_withdraw", WORDS | BUTTON)
async def interest_withdraw(turn: Turn, vacancy_id: Code) -> list[Message]:
    """The employer may no longer see it."""
    row = await interests.withdraw_interest(turn.session, turn.candidate, vacancy_id, turn.now)
    ended = 0
    if not await interests.agreed(turn.session, [turn.candidate.id], row.employer.id):
        ended = await interviews.end_with(turn.session, turn.candidate, row.employer.id, turn.now)
    return [interest_replies.interest_withdrawn(turn.t, row, interviews=ended)]


@answer("decline_interview", BUTTON, consent=True)
async def decline_interview(turn: Turn, vacancy_id: Code) -> list[Message]:
    """No to an employer whom the timetable proposed."""
    row = await interests.decline(turn.session, turn.candidate, vacancy_id, turn.now)
    await interviews.end_with(turn.session, turn.candidate, row.employer.id, turn.now)
    return [interview_replies.declined(turn.t, row)]
