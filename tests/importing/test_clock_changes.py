"""In one night of March an hour is skipped, in one of November an hour comes twice: no door takes either."""

from datetime import datetime

import pytest

from bot.base.clock import QUEBEC_TIME, Change, ClocksChange, local_moment
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.importing.lines import Refused
from bot.importing.trip_programme import read_programme, typed_programme
from bot.replies.refusals import told

SKIPPED, TWICE = "2027-03-14 02:30", "2027-11-07 01:30"
ORDINARY = (
    "2027-03-14 01:59", "2027-03-14 03:00", "2027-11-07 00:59", "2027-11-07 02:00", "2027-11-06 01:30",
    "2027-03-13 02:30", "2027-03-15 02:30", "2027-07-01 00:00", "2027-12-31 23:59", "2028-02-29 06:30",
)  # fmt: skip


def row(moment: str) -> dict[str, str]:
    return {"starts_at": moment, "kind": "meal", "text_fr": "Soupe", "text_en": ""}


@pytest.mark.parametrize(("moment", "why"), [(SKIPPED, Change.SKIPPED), (TWICE, Change.TWICE)])
def test_the_hour_is_refused_with_why_in_both_languages(moment: str, why: Change) -> None:
    with pytest.raises(ClocksChange) as refused:
        local_moment(datetime.fromisoformat(moment))
    assert refused.value.code is why
    english, french = (told(texts(each), refused.value) for each in (Language.ENGLISH, Language.FRENCH))
    assert ("does not exist" in english, "comes twice" in english) == (why is Change.SKIPPED, why is Change.TWICE)
    assert ("n’existe pas" in french, "deux fois" in french) == (why is Change.SKIPPED, why is Change.TWICE)


@pytest.mark.parametrize("moment", ORDINARY)
def test_other_hours_of_those_nights_and_of_other_days_are_taken(moment: str) -> None:
    expected = datetime.fromisoformat(moment).replace(tzinfo=QUEBEC_TIME)
    assert local_moment(datetime.fromisoformat(moment)) == expected
    [line], problems = typed_programme([row(moment.replace(" ", "T"))])
    assert (line.starts_at, problems) == (expected, {})


@pytest.mark.parametrize("moment", [SKIPPED, TWICE])
def test_a_programme_from_a_file_has_no_such_line(moment: str) -> None:
    with pytest.raises(Refused) as refused:
        read_programme(f"heure;genre;français;anglais\n{moment};repas;Soupe;\n".encode())
    assert [(each.line, "clocks" in each.reason) for each in refused.value.problems] == [(2, True)]


@pytest.mark.parametrize("moment", [SKIPPED, TWICE])
def test_a_programme_from_a_form_says_it_beside_the_line(moment: str) -> None:
    _, problems = typed_programme([row("2027-11-06T12:00"), row(moment.replace(" ", "T"))])
    assert {at: "clocks" in problem.reason for at, problem in problems.items()} == {1: True}
