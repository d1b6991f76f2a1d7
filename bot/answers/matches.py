"""The list of employers who suit, and what it leaves out: musts, kinds of jobs that are hidden."""

from typing import Literal

from bot.answers.doors import BUTTON, COMMAND, WORDS, Code, Count, answer
from bot.answers.turn import Turn
from bot.answers.wishes import wishes
from bot.base.terms import LIMITING, Field, Wish
from bot.matching import Ranker
from bot.programme import (
    employers,
    hidden_jobs,
    profiles,
    saved_vacancies,
)
from bot.replies import improving_matches
from bot.replies import matches as replies
from bot.replies import saved_vacancies as saved_replies
from bot.replies.message import Message, RefError


@answer("matches", WORDS | BUTTON | COMMAND, consent=True, weighs=Ranker.judge, gives_way=1.0, command=("matches",))
async def matches(turn: Turn, number: Count = 0) -> list[Message]:
    """`/matches`: three employers at a time."""
    profile = await profiles.load(turn.session, turn.candidate)
    if profile.occupation is None:
        return [replies.none_yet(turn.t, Field.OCCUPATION)]
    open_vacancies, hidden = turn.library.open_vacancies, await hidden_jobs.hidden(turn.session, turn.candidate)
    ranking = await open_vacancies.ranking(turn.session, profile, turn.now, hidden)
    kept_away = await open_vacancies.behind_tied_permit(turn.session, profile, turn.now, hidden)
    if not ranking.lines:
        if kept_away:
            return [replies.none_takes_permit(turn.t, kept_away, hidden=len(hidden))]
        return [replies.none_yet(turn.t, None, hidden=len(hidden))]
    total = len(ranking.lines)
    number = max(min(number, (total - 1) // replies.PAGE), 0)
    best = [ranking.best(line) for line in ranking.lines[number * replies.PAGE :][: replies.PAGE]]
    rows = await employers.find_vacancies(turn.session, [each.vacancy_id for each in best])
    shown = [(each, rows[each.vacancy_id]) for each in best]
    asked = ranking.must_to_ask(profile.musts or {})
    own = dict.fromkeys((profile.occupation, *(each.occupation for each in profile.trades or ())))
    titles = [turn.knowledge.occupation(each).title(turn.t.language) for each in own]
    page = replies.page(
        turn.t, turn.knowledge, shown, number, total,
        suiting=ranking.suiting, asked=asked, hidden=len(hidden), kept_away=kept_away,
        only_near=() if own.keys() & ranking.occupations else titles,
    )  # fmt: skip
    return [saved_replies.with_list(turn.t, page) if await saved_vacancies.kept(turn.session, turn.candidate) else page]


@answer("must", BUTTON, consent=True, weighs=Ranker.judge)
async def must(
    turn: Turn, name: Field | Wish, said: Literal["yes", "no"], then: Literal["", "matches"] = ""
) -> list[Message]:
    """Set whether an answer is a must or a wish; then show the matches again, or the wishes."""
    if name not in LIMITING:
        raise RefError("this is no must")
    profile = await profiles.load(turn.session, turn.candidate)
    musts = {**(profile.musts or {}), str(name): said == "yes"}
    await profiles.wish(turn.session, turn.candidate, Wish.MUSTS, musts, turn.now)
    return await matches(turn) if then == "matches" else await wishes(turn)


@answer("not_this_kind", BUTTON)
async def not_this_kind(turn: Turn, vacancy_id: Code) -> list[Message]:
    """Hide jobs of this kind."""
    row = await employers.find_vacancy(turn.session, vacancy_id)
    await hidden_jobs.hide(turn.session, turn.candidate, row.occupation, turn.now)
    return [improving_matches.kind_hidden(turn.t, turn.knowledge.occupation(row.occupation).title(turn.t.language))]


@answer("show_kinds", BUTTON, weighs=Ranker.judge)
async def show_kinds(turn: Turn) -> list[Message]:
    """Show every kind of job again."""
    await hidden_jobs.show_again(turn.session, turn.candidate)
    return await matches(turn)
