"""The demonstration's employers, vacancies and trips: enough of them, whole, plausible, and invented."""

import csv
import re
from collections import Counter
from datetime import date, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
import yaml

from bot.base.terms import Education, Schedule
from bot.matching import Vacancy
from tests.typography import UNTIDY_FRENCH

Row = dict[str, str]

REGIONS = {f"{code:02}" for code in range(1, 18)} - {"06"}
LANGUAGES = ("fr", "en")
MINIMUM_WAGE = 16.60  # dollars an hour, general rate in Québec since May 1, 2026
KINDS = {"transport", "welcome", "testimonies", "interviews", "organisations", "visits", "meal"}
WELL_KNOWN = (
    "agropur", "alcoa", "alstom", "arcelor", "bombardier", "boralex", "brp", "canam", "cascades", "chantiers",
    "coopérative fédérée", "desjardins", "domtar", "exceldor", "exfo", "hydro-québec", "iga", "kruger",
    "lactalis", "lion électrique", "manac", "marmen", "metro", "nemaska", "nova bus", "olymel",
    "premier tech", "prelco", "prévost", "provigo", "resolute", "rio tinto", "rona", "saputo", "sollio",
    "soucy", "tembec", "uniprix",
)  # fmt: skip


def rows(package: str, name: str) -> list[Row]:
    text = (files(package) / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def employers() -> list[Row]:
    return rows("demonstration", "employers.csv")


@cache
def vacancies() -> list[Row]:
    return rows("demonstration", "vacancies.csv")


@cache
def trips() -> list[dict[str, Any]]:
    text = (files("demonstration") / "data" / "trips.yaml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = yaml.safe_load(text)["trips"]
    return found


@cache
def towns() -> frozenset[tuple[str, str]]:
    found = rows("bot.knowledge", "municipalities.csv")
    assert len(found) > 1000
    return frozenset((row["region"], row["name"]) for row in found)


def region_of() -> dict[str, str]:
    return {row["id"]: row["region"] for row in employers()}


def test_there_are_enough_and_every_region_has_its_share() -> None:
    assert len(employers()) >= 130
    assert len(vacancies()) >= 420
    assert len(trips()) == 14
    per_region = Counter(row["region"] for row in employers())
    jobs_per_region = Counter(region_of()[row["employer"]] for row in vacancies())
    assert set(per_region) == REGIONS
    assert min(per_region.values()) >= 6
    assert min(jobs_per_region.values()) >= 15


def test_identifiers_are_unique_and_fit_their_columns() -> None:
    for found, longest in ((employers(), 40), (vacancies(), 24), (trips(), 16)):
        identifiers = [str(row["id"]) for row in found]
        assert len(set(identifiers)) == len(identifiers)
        assert max(map(len, identifiers)) <= longest
        assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", identifier) for identifier in identifiers)
    assert {row["employer"] for row in vacancies()} == set(region_of())


def test_employers_are_told_apart_in_both_languages() -> None:
    for column in ("name", "about_fr", "about_en"):
        texts = [row[column] for row in employers()]
        assert all(text == text.strip() and text for text in texts)
        assert len(set(texts)) == len(texts), column
    assert all(int(row["size"]) > 0 and row["industry"] for row in employers())


def test_no_employer_carries_a_well_known_name() -> None:
    for row in employers():
        name = row["name"].lower()
        assert not [known for known in WELL_KNOWN if re.search(rf"\b{known}\b", name)], name


def test_towns_lie_in_their_region() -> None:
    assert not [row["id"] for row in employers() if (row["region"], row["town"]) not in towns()]
    assert not [trip["id"] for trip in trips() if (trip["region"], trip["town"]) not in towns()]


def test_occupations_are_unit_groups_and_titles_are_there_in_both_languages() -> None:
    codes = {row["code"] for row in rows("bot.knowledge", "noc2021.csv")}
    assert len(codes) == 516
    for row in vacancies():
        assert row["noc"] in codes
        assert row["title_fr"].strip()
        assert row["title_en"].strip()


def test_wages_are_above_the_minimum_and_ranges_go_up() -> None:
    for row in vacancies():
        assert MINIMUM_WAGE < float(row["wage_low"]) < float(row["wage_high"]) < 110, row["id"]


def test_every_vacancy_is_one_that_matching_accepts() -> None:
    seeded = date(2027, 1, 4)
    for row in vacancies():
        assert row["regulated"] in ("true", "false")
        assert 7 <= int(row["start_in_days"]) <= 200
        languages = frozenset(row["work_languages"].split("|"))
        assert languages <= {"fr", "en", "es"}
        Vacancy(
            id=row["id"],
            employer_id=row["employer"],
            occupation=row["noc"],
            region=region_of()[row["employer"]],
            start_date=seeded + timedelta(days=int(row["start_in_days"])),
            work_languages=languages,
            french_needed=int(row["french_needed"]),
            min_experience_years=float(row["min_experience_years"]),
            min_education=Education[row["min_education"].upper()],
            schedule=Schedule(row["schedule"]),
            hourly_wage_cents=round(float(row["wage_low"]) * 100),
            hours_per_week=float(row["hours_per_week"]),
            positions=int(row["positions"]),
        )


def test_trips_meet_employers_of_their_own_region() -> None:
    for trip in trips():
        assert len(trip["employers"]) >= 5
        assert len(set(trip["employers"])) == len(trip["employers"])
        assert {region_of()[employer] for employer in trip["employers"]} == {trip["region"]}


def test_trips_are_spread_over_months_and_weekdays() -> None:
    days = [trip["days_from_now"] for trip in trips()]
    assert len(set(days)) == len(days)
    assert min(days) >= 10
    assert max(days) <= 200
    assert len({day % 7 for day in days}) == 7
    assert all(12 <= trip["seats"] <= 40 for trip in trips())


def test_the_programme_of_each_day_is_whole_and_in_order() -> None:
    for trip in trips():
        items = trip["programme"]
        clock = [time.fromisoformat(item["time"]) for item in items]
        assert clock == sorted(set(clock)), trip["id"]
        assert clock[0] == time.fromisoformat(trip["departs_at"])
        assert clock[-1] < time.fromisoformat(trip["returns_at"])
        assert items[0]["kind"] == items[-1]["kind"] == "transport"
        assert {item["kind"] for item in items} == KINDS
        assert all(item[language].strip() for item in items for language in LANGUAGES)
        assert trip["departure_point"]
        assert trip["meeting_place"]


def french_texts() -> list[str]:
    texts = [row["about_fr"] for row in employers()] + [row["title_fr"] for row in vacancies()]
    return texts + [item["fr"] for trip in trips() for item in trip["programme"]]


def test_french_typography_is_right() -> None:
    texts = french_texts()
    assert len(texts) > 700
    assert not [text for text in texts if UNTIDY_FRENCH.search(text)]


@pytest.mark.parametrize("untidy", ["l'hiver", "ici : là", "prêt\u00a0?", "« oui »", "à 17 h", "50 %"])
def test_untidy_french_would_be_seen(untidy: str) -> None:
    assert UNTIDY_FRENCH.search(untidy)
