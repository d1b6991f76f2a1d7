"""What people write for a place, a trade, a level, becomes one code, or a question; hardly ever nothing."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from bot.knowledge import Found, Resolver, Unknown, load_knowledge
from tests.conftest import Report

from .test_data import HELD_OUT, LANGUAGES, held_out

TODAY = date(2026, 3, 2)
MOST_UNKNOWN = 0.03
HARDEST = 10


def readers() -> dict[str, Callable[[str], Any]]:
    """Who reads which entity."""
    resolver = Resolver(load_knowledge())
    return {
        "region": resolver.region,
        "city": resolver.town,
        "occupation": resolver.occupation,
        "experience_years": lambda text: resolver.duration_years(text, TODAY),
        "french_level": resolver.french_level,
        "education": resolver.education,
        "permit": resolver.permit,
        "spoken_language": resolver.spoken_languages,
        "service_type": resolver.service_type,
    }


def test_what_others_wrote_resolves(report: Report) -> None:
    fates: dict[str, Counter[type]] = {}
    unresolved: Counter[str] = Counter()
    for kind, read in readers().items():
        fates[kind] = Counter()
        for message in (each for folder in HELD_OUT for language in LANGUAGES for each in held_out(folder, language)):
            for start, end, name in message.entities:
                if name == kind:
                    outcome = read(message.text[start:end])
                    fates[kind][type(outcome)] += 1
                    unresolved[f"{message.text[start:end]} ({type(outcome).__name__})"] += type(outcome) is not Found
    for kind, counts in fates.items():
        total = counts.total()
        report(f"resolved {kind}: {counts[Found]} of {total}, asked back {total - counts[Found] - counts[Unknown]}")
        assert total >= 50, kind
        assert counts[Unknown] <= MOST_UNKNOWN * total + 1, kind
    report("hardest to resolve: " + ", ".join(text for text, count in unresolved.most_common(HARDEST) if count))
