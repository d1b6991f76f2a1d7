"""Small days, and every timetable of a tiny one."""

from collections.abc import Iterable, Iterator
from random import Random
from typing import Any

from bot.timetable import Candidate, Day, Employer, Interview, Visit, Wish
from bot.timetable.officer_wishes import concerns, needs


def day(compatibility: dict[tuple[str, str], float], *, length: int = 3, **changes: Any) -> Day:
    """Everybody named in the pairs, at one site, in half-hour slots of 25 minutes."""
    facts: dict[str, Any] = {
        "slots": tuple(540 + 30 * at for at in range(length)),
        "minutes": 25,
        "candidates": tuple(Candidate(name) for name in sorted({pair[0] for pair in compatibility})),
        "employers": tuple(Employer(name, "hall") for name in sorted({pair[1] for pair in compatibility})),
        "compatibility": compatibility,
    }
    return Day(**{**facts, **changes})


def random_day(seed: int, people: int, places: int, slots: int, *, sites: int = 2, density: float = 0.7) -> Day:
    """A day with everything: sites in a line, tables, late employers, needs of households, breaks and visits."""
    luck = Random(seed)
    candidates = tuple(
        Candidate(f"c{at}", frozenset(luck.sample(range(slots), 1)) if luck.random() < 0.2 else frozenset())
        for at in range(people)
    )
    employers = tuple(
        Employer(f"e{at}", f"s{luck.randrange(sites)}", luck.choice((1, 1, 2)), _late(luck, slots))
        for at in range(places)
    )
    visited = frozenset(each.id for each in candidates if luck.random() < 0.5)
    return Day(
        slots=tuple(540 + 30 * at for at in range(slots)),
        minutes=25,
        candidates=candidates,
        employers=employers,
        compatibility={
            (candidate.id, employer.id): luck.randint(1, 100) / 100
            for candidate in candidates
            for employer in employers
            if luck.random() < density
        },
        travel={(f"s{one}", f"s{other}"): 15 * (other - one) for other in range(sites) for one in range(other)},
        visits=(Visit(frozenset({luck.randrange(slots)}), luck.choice((None, "s0")), visited),),
        most_interviews=luck.randint(2, 4),
        most_employers=luck.choice((None, max(1, places - 1))),
    )


def _late(luck: Random, slots: int) -> frozenset[int] | None:
    return frozenset(range(1, slots)) if luck.random() < 0.3 else None


def broken_rules(of: Day, interviews: Iterable[Interview]) -> list[str]:
    """What a timetable must not do, checked rule by rule from the facts and without the code under test."""
    held = sorted(interviews, key=lambda each: each.slot)
    place = {employer.id: employer for employer in of.employers}
    person = {candidate.id: candidate for candidate in of.candidates}
    broken = []
    for each in held:
        employer = place[each.employer]
        if not of.compatibility.get((each.candidate, each.employer)):
            broken.append("not compatible")
        if each.slot in person[each.candidate].unavailable:
            broken.append("candidate unavailable")
        if employer.slots is not None and each.slot not in employer.slots:
            broken.append("employer unavailable")
        if sum((one.employer, one.slot) == (each.employer, each.slot) for one in held) > employer.tables:
            broken.append("no table")
        if sum(one[:2] == each[:2] for one in held) > 1:
            broken.append("met twice")
        if sum(one.candidate == each.candidate for one in held) > of.most_interviews:
            broken.append("too many interviews")
    for name in person:
        stays = [(each.slot, place[each.employer].site) for each in held if each.candidate == name]
        visits = [
            (slot, visit.site)
            for visit in of.visits
            if visit.candidates is None or name in visit.candidates
            for slot in visit.slots
        ]
        if any(not _reached(of, one, other) for one in stays for other in [*stays, *visits] if one is not other):
            broken.append("two places")
    if of.most_employers is not None and len({each.employer for each in held}) > of.most_employers:
        broken.append("too many employers")
    return broken


def _reached(of: Day, one: tuple[int, str], other: tuple[int, str | None]) -> bool:
    (slot, site), (other_slot, other_site) = one, other
    if slot == other_slot:
        return False
    travel = 0 if other_site in (None, site) else of.travel.get((site, str(other_site)))
    if travel is None:
        travel = of.travel[str(other_site), site]
    return abs(of.slots[slot] - of.slots[other_slot]) >= of.minutes + travel


def every_timetable(of: Day) -> Iterator[tuple[Interview, ...]]:
    """All timetables of a tiny day, by trying every slot for every pair."""
    pairs = [pair for pair, value in of.compatibility.items() if value]

    def extend(held: tuple[Interview, ...], at: int) -> Iterator[tuple[Interview, ...]]:
        if at == len(pairs):
            yield held
            return
        yield from extend(held, at + 1)
        for slot in range(len(of.slots)):
            more = (*held, Interview(*pairs[at], slot))
            if not broken_rules(of, more):
                yield from extend(more, at + 1)

    return extend((), 0)


def shortfall(of: Day, interviews: Iterable[Interview]) -> int:
    held = list(interviews)
    return sum(max(0, 2 - sum(each.candidate == person.id for each in held)) for person in of.candidates)


def value(of: Day, interviews: Iterable[Interview]) -> float:
    return sum(of.compatibility[each.candidate, each.employer] for each in interviews)


def grants(wish: Wish, interviews: Iterable[Interview]) -> bool:
    return any(concerns(wish, each) for each in interviews) == needs(wish)
