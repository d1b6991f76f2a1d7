"""What the knowledge base needs is found: texts past their review, languages that disagree, entries out of reach."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.base.terms import Language
from bot.knowledge import Knowledge, Search
from bot.knowledge.review import due, overdue, reviewed, texts_of, unasked, unequal, unreached, unread

FRENCH, ENGLISH = Language.FRENCH, Language.ENGLISH
MADE = date(2026, 11, 25)  # the day on which the texts were last read


def test_nothing_was_past_its_review_when_it_was_written(knowledge: Knowledge) -> None:
    assert due(knowledge, MADE) == []
    assert len(list(reviewed(knowledge))) > 300


def test_what_is_due_comes_in_order_with_its_reviewer(knowledge: Knowledge) -> None:
    found = due(knowledge, date(2027, 5, 31))
    assert len(found) > 100
    assert [one.review.by for one in found] == sorted(one.review.by for one in found)
    immigration = {one.review.reviewer for one in found if one.subject == "immigration"}
    assert "immigration" in immigration


def test_everything_is_due_one_day(knowledge: Knowledge) -> None:
    assert len(due(knowledge, date(2100, 1, 1))) == len(list(reviewed(knowledge)))


def test_rules_that_change_are_read_again_within_half_a_year(knowledge: Knowledge) -> None:
    for article in knowledge.articles.values():
        if article.subject in {"immigration", "financial_aid"}:
            assert (article.review.by - MADE).days <= 190, article.id


def test_both_languages_say_the_same_numbers_links_and_names(knowledge: Knowledge) -> None:
    compared = 0
    for subject, name, entry in reviewed(knowledge):
        for text in texts_of(entry):
            assert unequal(text) == [], (subject, name, text)
            compared += 1
    assert compared > 500


@pytest.mark.parametrize(
    ("french", "english", "differing"),
    [
        ("Il y a 3 écoles.", "There are 4 schools.", ["3", "4"]),
        ("Voir quebec.ca/permis.", "See canada.ca.", ["canada.ca", "quebec.ca/permis"]),
        ("Voir soit.quebec/aide.", "See the site.", ["soit.quebec/aide"]),
        ("Le MIFI informe.", "The ministry informs.", ["MIFI"]),
        ("1\u00a0234,5\u00a0km", "1,234.5 km", []),
        ("Le 1\u00a0800\u00a0555-0100, 24\u00a0h", "Call 1 800 555-0100, 24 h", []),
        ("Le 1\u00a0800\u00a0555-0100", "Call 1 800 555-0101", ["18005550100", "18005550101"]),
        ("Votre NAS, votre MRC", "Your SIN, your MRC", []),
    ],
)
def test_what_differs_is_named(french: str, english: str, differing: list[str]) -> None:
    assert unequal({FRENCH: french, ENGLISH: english}) == differing


def test_what_is_past_its_day_is_overdue_and_what_is_due_today_is_not(knowledge: Knowledge) -> None:
    first = min(entry.review.by for _, _, entry in reviewed(knowledge))
    assert overdue(knowledge, first) == []
    assert {one.review.by for one in overdue(knowledge, first + timedelta(days=1))} == {first}


@pytest.mark.timeout(300)
def test_an_article_out_of_reach_is_named_with_its_language(
    knowledge: Knowledge, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    winter = knowledge.article("winter")
    rank = search.rank
    monkeypatch.setattr(search, "rank", lambda text: [] if text == winter.title[FRENCH] else rank(text))
    assert unreached(replace(knowledge, articles={"winter": winter}), search) == [("winter", FRENCH)]


@pytest.mark.timeout(300)
def test_every_article_is_found_by_its_title(knowledge: Knowledge, search: Search) -> None:
    assert unreached(knowledge, search) == []


def test_what_names_a_page_that_nobody_read_is_listed(knowledge: Knowledge) -> None:
    names = {name for _, name in unread(knowledge)}
    assert "employment_insurance" in names  # its rules are known, its page was not read
    assert "spouse_permit" not in names  # read on Canada.ca
    assert len(names) < len(list(reviewed(knowledge))) / 3


def test_whatever_is_asked_for_is_still_said(knowledge: Knowledge) -> None:
    """A text that is written anew takes its questions along, or nobody finds it by them."""
    assert list(unasked(knowledge)) == []
