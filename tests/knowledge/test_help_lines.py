"""Whom to call in danger: code finds a line by its id, a telephone dials it, and a person can check it."""

import pytest
from pydantic import ValidationError

from bot.base.terms import Language
from bot.knowledge import Knowledge, Phone


@pytest.mark.parametrize(
    ("line", "dialled"),
    [
        ("emergency", "911"),
        ("suicide", "988"),
        ("suicide_quebec", "18662773553"),
        ("domestic_violence", "18003639010"),
        ("youth", "18002632266"),
        ("health", "811"),
        ("social_services", "211"),
        ("work_rights", "18448380808"),
        ("worker_abuse", "18666029448"),
        ("fraud", "18884958501"),
    ],
)
def test_a_line_is_dialled_by_its_id(knowledge: Knowledge, line: str, dialled: str) -> None:
    phone = knowledge.help_line(line).phone()
    assert phone is not None
    assert phone.dial == dialled


def test_the_crisis_line_answers_text_messages_too(knowledge: Knowledge) -> None:
    text = knowledge.help_line("suicide").text
    assert text is not None
    assert text.dial == "988"


def test_each_region_has_its_own_number_for_a_child_in_danger(knowledge: Knowledge) -> None:
    line = knowledge.help_line("child_protection")
    estrie, outaouais = line.phone("05"), line.phone("07")
    assert estrie is not None
    assert outaouais is not None
    assert estrie.dial != outaouais.dial
    assert line.phone("10") is None  # none was read: the page of the government says whom to call
    assert line.phone() is None
    assert line.website is not None
    assert set(line.call_by_region) <= set(knowledge.regions)


def test_every_line_says_when_to_call_in_both_languages(knowledge: Knowledge) -> None:
    for line in knowledge.help_lines.values():
        assert all(line.when[language] and line.name[language] for language in Language)


def test_what_is_shown_is_what_is_dialled() -> None:
    assert Phone(dial="18003639010", shown="1 800 363-9010").dial == "18003639010"
    with pytest.raises(ValidationError, match="shows another number"):
        Phone(dial="18003639010", shown="1 800 363-9011")
