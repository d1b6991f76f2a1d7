"""What holds for any text whatever: no error, the same answer twice, spelling that does not count."""

import time
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.base.terms import Household
from bot.knowledge import Found, Knowledge, Resolver
from bot.knowledge.normalized_text import bare, words

TODAY = date(2026, 11, 23)
_WORDS = """je suis soudeuse with my wife 2 3 enfants depuis 2019 ans mois dans mars janvier Saint-Jean Québec
    sauf anywhere B1 niveau un peu - / . , 31 99999 et and ½ ² ١٢ seule bac permis ouvert premier second vingt
    mille million"""
_PIECES = st.sampled_from(_WORDS.split())
TEXTS = st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=10).map(" ".join))
_ALLOWED = [HealthCheck.function_scoped_fixture]
fixed = settings(max_examples=150, suppress_health_check=_ALLOWED)


def looks(resolver: Resolver) -> list[Callable[[str], Any]]:
    return [
        resolver.region,
        resolver.town,
        resolver.place,
        resolver.places,
        resolver.occupation,
        resolver.french_level,
        resolver.education,
        resolver.spoken_languages,
        resolver.permit,
        resolver.service_type,
        resolver.profile_field,
        resolver.household,
        resolver.find_household,
        resolver.count,
        lambda text: resolver.duration_years(text, TODAY),
        lambda text: resolver.start_date(text, TODAY),
        lambda text: resolver.find_start_date(text, TODAY),
    ]


@fixed
@given(text=TEXTS)
def test_no_text_raises_and_answers_are_the_same_twice(resolver: Resolver, text: str) -> None:
    for look in looks(resolver):
        assert look(text) == look(text)


@fixed
@given(text=TEXTS, today=st.dates(min_value=date(2020, 1, 1), max_value=date(2100, 12, 31)))
def test_a_start_is_never_in_the_past(resolver: Resolver, text: str, today: date) -> None:
    found = resolver.start_date(text, today)
    assert not isinstance(found, Found) or today <= found.value <= today + timedelta(days=6 * 366)


@fixed
@given(text=TEXTS)
def test_values_are_in_range(resolver: Resolver, text: str) -> None:
    years = resolver.duration_years(text, TODAY)
    level = resolver.french_level(text)
    household = resolver.household(text)
    assert not isinstance(years, Found) or 0 <= years.value <= 60
    assert not isinstance(level, Found) or 0 <= level.value <= 12
    assert not isinstance(household, Found) or isinstance(household.value, Household)


@fixed
@given(text=st.text(max_size=60))
def test_reading_words_twice_changes_nothing(text: str) -> None:
    assert words(words(text)) == words(text)
    assert bare(bare(text)) == bare(text)


@fixed
@given(data=st.data())
def test_spelling_does_not_count(knowledge: Knowledge, resolver: Resolver, data: st.DataObject) -> None:
    regions = knowledge.regions.values()
    names = [name for region in regions for name in (*region.name.values(), *region.aliases)]
    name = data.draw(st.sampled_from(names))
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    forms = [plain.upper(), plain.replace("-", " "), f"  {name.lower()} !", f"« {name} »"]
    other = data.draw(st.sampled_from(forms))
    assert resolver.region(other) == resolver.region(name)


def test_typical_answers_are_read_in_milliseconds(resolver: Resolver) -> None:
    answers = ["soudeuse", "Saguenay", "un peu", "5 ans", "avec ma femme et 2 enfants", "permis ouvert"]
    started = time.perf_counter()
    for answer in answers:
        for look in looks(resolver):
            look(answer)
    per_look = (time.perf_counter() - started) / (len(answers) * len(looks(resolver)))
    assert per_look < 0.02  # far above what is usual, so that a slow machine does not fail it
