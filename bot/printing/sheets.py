"""The content of the sheets for a trip's day. Each reader sees only what their task requires."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.base.i18n import Texts
from bot.knowledge import Knowledge
from bot.programme.day_sheets import Day, Household, Place, Planned
from bot.programme.travel_needs import ON_BOARD, Need
from bot.replies.interest import lines_shown
from bot.replies.interviews import reason
from bot.replies.travel_needs import lines, need_name


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under headings, with the widths of columns."""

    headings: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    shares: tuple[float, ...]  # shares of a page's width


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet for one reader. `name`: of its file, without an ending; `facts`: labelled lines."""

    name: str
    language: str
    title: str
    facts: Sequence[tuple[str, str]]
    tables: Sequence[Table]
    notes: Sequence[str]


def sheets(t: Texts, knowledge: Knowledge, day: Day, now: datetime) -> list[Sheet]:
    """The sheets of a day: the officer's, the driver's, and one for each employer with interviews."""
    met = [place for place in day.employers if day.interviews_with(place)]
    return [_officer(t, day, now), _driver(t, day, now), *(_employer(t, knowledge, day, each, now) for each in met)]


def _officer(t: Texts, day: Day, now: datetime) -> Sheet:
    """The whole day, except what travellers agreed to show to employers only."""
    households = Table(
        (t.gettext("Traveller"), t.gettext("Seats"), t.gettext("Interviews"), t.gettext("Remarks")),
        [_household(t, day, each) for each in day.households],
        (0.16, 0.1, 0.44, 0.3),
    )
    employers = Table(
        (t.gettext("Employer"), t.gettext("Town"), t.gettext("Contact"), t.gettext("Interviews")),
        [
            (
                each.name, each.town, " · ".join(filter(None, (each.contact, each.phone))),
                str(len(day.interviews_with(each))),
            )
            for each in day.employers
        ],
        (0.34, 0.18, 0.32, 0.16),
    )  # fmt: skip
    pending = [t.gettext("With a question mark: the person has not agreed yet that this employer sees their answers.")]
    return Sheet(
        "officer", t.language, t.gettext("Interview day in {town}: for officers", town=day.town),
        [*_when_and_where(t, day), *_needed(t, day, list(Need))], [households, employers, _programme(t, day)],
        [*(pending if any(each.shown is None for each in day.interviews) else []), *_notes(t, day, now)],
    )  # fmt: skip


def _household(t: Texts, day: Day, household: Household) -> tuple[str, ...]:
    met = [
        f"{t.time(each.starts_at)} {each.employer.name}{'' if each.shown else ' ?'}"
        for each in day.interviews_of(household)
    ]
    if not household.comes:
        return household.code, str(household.seats), "\n".join(met), t.gettext("absent")
    remarks = [*([] if household.why_none is None else [reason(t, household.why_none)]), *lines(t, household.needs)]
    return household.code, str(household.seats), "\n".join(met), "\n".join(remarks)


def _needed(t: Texts, day: Day, among: Collection[Need]) -> list[tuple[str, str]]:
    """The total needs of those who come, in numbers."""
    total = Counter[Need]()
    for household in day.households:
        if household.comes:
            total.update(household.needs)
    return [(need_name(t, need), t.number(total[need])) for need in Need if need in among and total[need]]


def _driver(t: Texts, day: Day, now: datetime) -> Sheet:
    """Where and when to drive, and for how many people; without names or codes."""
    seats = sum(each.seats for each in day.households if each.comes)
    towns = sorted({each.town for each in day.employers} | {day.town})
    facts = [
        *_when_and_where(t, day),
        (t.gettext("Seats"), t.number(seats)),
        (t.gettext("Towns of the employers"), t.listing(towns)),
        *_needed(t, day, ON_BOARD),
    ]
    title = t.gettext("Trip to {town}: for the driver", town=day.town)
    return Sheet("driver", t.language, title, facts, [_programme(t, day)], _notes(t, day, now))


def _employer(t: Texts, knowledge: Knowledge, day: Day, place: Place, now: datetime) -> Sheet:
    """Whom an employer meets, with what each agreed to show; only the hour for those who have not agreed."""
    met = day.interviews_with(place)
    table = Table(
        (t.gettext("Time"), t.gettext("Person"), t.gettext("Job"), t.gettext("What this person agreed to show you")),
        [_interview(t, knowledge, each) for each in met],
        (0.22, 0.14, 0.22, 0.42),
    )
    facts = [
        (t.gettext("Day"), t.full_date(met[0].starts_at)),
        (t.gettext("Arrival of the travellers"), f"{day.town}, {day.meeting_point}"),
        (t.gettext("Interviews"), t.number(len(met))),
    ]
    notes = [
        t.gettext("You see what the job needs, for this choice alone. Please destroy this sheet once it is made."),
        *_notes(t, day, now),
    ]
    title = t.gettext("Interviews with {employer}", employer=place.name)
    return Sheet(f"employer-{place.id}", t.language, title, facts, [table], notes)


def _interview(t: Texts, knowledge: Knowledge, planned: Planned) -> tuple[str, ...]:
    ends = planned.starts_at + timedelta(minutes=planned.minutes)
    hours = f"{t.time(planned.starts_at)} – {t.time(ends)}"
    if planned.shown is None:
        return hours, "—", t.written(planned.job), t.gettext("Reserved: the person has not agreed yet.")
    shown = [
        t.gettext("{field}: {answer}", field=name, answer=text)
        for name, text in lines_shown(t, knowledge, planned.shown)
    ]
    return hours, planned.code, t.written(planned.job), "\n".join(shown)


def _when_and_where(t: Texts, day: Day) -> list[tuple[str, str]]:
    return [
        (t.gettext("Departure"), f"{t.dated(day.departs_at)}, {day.departure_point}"),
        (t.gettext("Meeting place"), f"{day.town}, {day.meeting_point}"),
        (t.gettext("Return"), t.dated(day.returns_at)),
    ]


def _programme(t: Texts, day: Day) -> Table:
    rows = [(t.time(starts), t.written(text)) for starts, text in day.lines]
    return Table((t.gettext("Time"), t.gettext("Program of the day")), rows, (0.16, 0.84))


def _notes(t: Texts, day: Day, now: datetime) -> list[str]:
    """Notes on the date of printing, and on what is invented."""
    as_of = t.gettext("Made on {moment}; later changes are not on this sheet.", moment=t.dated(now))
    invented = t.gettext("Demonstration: this trip is invented, and nobody will leave.")
    return [as_of, *([invented] if day.demonstration else [])]
