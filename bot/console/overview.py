"""The page that leads to all others, who may take part, and the state of the processes."""

from enum import StrEnum

from starlette.responses import Response

from bot.base.terms import Permit
from bot.matching.weights import PermitRules
from bot.programme import process_backlog, signs_of_life
from bot.replies.words import permit_name
from bot.web.page_access import Visit


class MayWork(StrEnum):
    """What a status means for whom somebody is proposed to."""

    YES = "yes"
    CHECKED = "checked"  # proposed, with something to be confirmed
    TIED = "tied"  # only to employers who would apply for a permit
    NO = "no"


async def overview(visit: Visit) -> Response:
    """Everything that this officer may look at."""
    return visit.page("program.html")


async def who_takes_part(visit: Visit) -> Response:
    """With which status somebody is proposed to employers, as matching has it."""
    rules = visit.front.rules.weights.permits
    told = [(permit_name(visit.t, permit), may_work(rules, permit)) for permit in Permit]
    return visit.page("who_takes_part.html", statuses=told)


def may_work(rules: PermitRules, permit: Permit) -> MayWork:
    """What these rules say of a status."""
    if permit in rules.no_right:
        return MayWork.NO
    if permit in rules.tied:
        return MayWork.TIED
    return MayWork.CHECKED if permit in rules.to_check else MayWork.YES


async def processes(visit: Visit) -> Response:
    """The state of this process, which roles work anywhere, what waits for them, and the last copy."""
    async with visit.database.reading() as session:
        waiting = await process_backlog.backlogs(session, visit.officer, visit.now)
        roles = await signs_of_life.of_roles(session, visit.officer, visit.now)
        copy = await signs_of_life.last_copy(session, visit.officer, visit.now)
    states = await visit.front.health()
    return visit.page("processes.html", states=states, backlogs=waiting, roles=roles, copy=copy)
