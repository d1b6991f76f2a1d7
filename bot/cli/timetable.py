"""`bot trip timetable`: the interview day of a trip, solved, shown and put in force."""

from typing import Annotated, Any

import typer
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import utc_now
from bot.base.terms import Language
from bot.cli.change_preview import matching_rules
from bot.cli.common import Mistake, TripId, actor, console, local, run, shown, words


def timetable(
    trip_id: TripId,
    minutes: Annotated[
        int | None, typer.Option(min=5, max=120, help="How long an interview lasts; as those that stand, or 25.")
    ] = None,
    keep: Annotated[int | None, typer.Option(min=1, help="How many employers the town can receive.")] = None,
    meet: Annotated[list[str] | None, typer.Option(help="CODE:EMPLOYER, who must meet.")] = None,
    invite: Annotated[list[str] | None, typer.Option(help="EMPLOYER, who must be kept.")] = None,
    not_before: Annotated[list[str] | None, typer.Option(help="CODE@10:30, no interview before.")] = None,
    leave_by: Annotated[str | None, typer.Option(help="10:30, no interview from then on.")] = None,
    absent: Annotated[
        list[str] | None, typer.Option(help="CODE or EMPLOYER, who does not come; remembered, like --late.")
    ] = None,
    late: Annotated[
        list[str] | None, typer.Option(help="CODE@10:30 or EMPLOYER@10:30, who is there from then on.")
    ] = None,
    back: Annotated[list[str] | None, typer.Option(help="CODE or EMPLOYER, who is there as planned after all.")] = None,
    instead: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="FRENCH ENGLISH", help="What travellers without an interview do meanwhile; remembered."),
    ] = None,
    seconds: Annotated[
        float | None, typer.Option(min=1, show_default=False, help="How long the solver may search.")
    ] = None,
    publish: Annotated[
        bool, typer.Option("--publish", help="Put it in force; those whose day changes are told.")
    ] = False,
) -> None:
    """Solve the interview day of a trip; where a timetable stands already, with as few changes as possible."""
    from bot.planning import slips, trip_day  # the solver takes 100 MB, which no other command needs
    from bot.replies import timetable as replies
    from bot.timetable import Keep, LeaveBy, Meet, NotBefore, Wish, WishesConflict

    said = slips.Slips(absent or (), dict(_pair(each, "@") for each in late or ()), back or ())
    rules = matching_rules()

    async def plan(session: AsyncSession) -> tuple[trip_day.Planning, list[str]]:
        await slips.note_slips(session, trip_id, said, utc_now(), actor=actor())
        planned = await trip_day.planning(session, trip_id, rules, utc_now(), minutes=minutes, keep=keep)
        return planned, await slips.slips_in_words(session, trip_id, utc_now())

    planned, away = run(plan)
    try:
        wishes: list[Wish] = [
            Meet(planned.code(code), planned.employer(name)) for code, name in (_pair(each, ":") for each in meet or ())
        ]
        wishes += [Keep(planned.employer(each)) for each in invite or ()]
        wishes += [
            NotBefore(planned.code(code), planned.slot_at(hour, after=True))
            for code, hour in (_pair(each, "@") for each in not_before or ())
        ]
        wishes += [LeaveBy(planned.slot_at(leave_by, after=True))] if leave_by else []
        with console.status(words().gettext("Solving…")):
            found = trip_day.timetable(planned, wishes, seconds)
    except WishesConflict as conflict:
        t = words()
        hours = [t.time(start) for start in planned.starts]
        console.print(replies.conflict(t, conflict.wishes, planned.employers, hours), highlight=False)
        raise typer.Exit(1) from conflict
    _print(planned, found)
    free = run(lambda session: trip_day.without(session, trip_id, planned, found, rules, utc_now()))
    for code, why in free.items():
        console.print(words().gettext("{code} has no interview: {why}.", code=code, why=why), highlight=False)
    for each in away:
        console.print(f"{shown(each)}.", highlight=False)
    if planned.outside:
        said_outside = words().ngettext(
            "{n} interview stood outside of the hours of the program, and is planned anew.",
            "{n} interviews stood outside of the hours of the program, and are planned anew.",
            planned.outside,
        )
        console.print(said_outside)
    if publish:
        told = run(
            lambda session: trip_day.publish(
                session,
                trip_id,
                planned,
                found,
                utc_now(),
                actor=actor(),
                instead=dict(zip(Language, instead, strict=True)) if instead else None,
            )
        )
        console.print(words().ngettext("In force; {n} traveller is told.", "In force; {n} travellers are told.", told))


def _print(planned: Any, found: Any) -> None:
    t = words()
    table = Table(t.gettext("traveller"), *(local(start, "%H:%M") for start in planned.starts))
    for code in planned.candidates:
        own = {
            each.slot: planned.employers[each.employer] + ("" if (code, each.employer) in planned.agreed else " ?")
            for each in found.interviews
            if each.candidate == code
        }
        table.add_row(code, *(own.get(slot, "") for slot in range(len(planned.starts))))
    console.print(table)
    console.print(
        t.gettext(
            "With a question mark: the traveller has not agreed yet that this employer sees the profile, and is asked."
        )
    )
    said = t.gettext(
        "Interviews: {interviews}; employers kept: {employers}; missing for two each: {missing}; value {value} of at "
        "most {bound} (gap {gap}); {seconds} s.",
        interviews=len(found.interviews), employers=len(found.employers), missing=found.shortfall,
        value=f"{found.value:.2f}", bound=f"{found.bound:.2f}", gap=f"{found.gap:.2%}", seconds=f"{found.seconds:.1f}",
    )  # fmt: skip
    console.print(said, highlight=False)


def _pair(text: str, sign: str) -> tuple[str, str]:
    first, found, second = text.partition(sign)
    if not found:
        raise Mistake(words().gettext("{text} lacks a {sign}", text=text, sign=sign))
    return first, second
