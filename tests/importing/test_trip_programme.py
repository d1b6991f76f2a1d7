"""The lines of a day in one language alone are taken, and shown as not translated in the other."""

import pytest

from bot.base.i18n import texts
from bot.base.terms import Language
from bot.importing.lines import Refused
from bot.importing.trip_programme import read_programme

HEAD = "heure;genre;français;anglais\n"


def test_one_language_suffices_and_the_other_says_that_it_is_not_translated() -> None:
    [line] = read_programme((HEAD + "2027-05-14 10:00;visites;Le tour du port;\n").encode())
    assert line.text == {Language.FRENCH: "Le tour du port"}
    assert texts(Language.FRENCH).written(line.text) == "Le tour du port"
    assert texts(Language.ENGLISH).written(line.text) == "Le tour du port (not translated)"


def test_a_column_for_the_other_language_may_be_missing() -> None:
    [line] = read_programme(b"time;type;english\n2027-05-14 10:00;meal;Soup\n")
    assert line.text == {Language.ENGLISH: "Soup"}


def test_a_line_without_any_text_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read_programme((HEAD + "2027-05-14 10:00;repas;;\n").encode())
    assert [(each.line, each.reason) for each in refused.value.problems] == [(2, "this cell must not be empty")]
