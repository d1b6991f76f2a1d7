"""A sentence ends with one full stop, whatever is filled in."""

import pytest

from bot.base.i18n import texts
from bot.base.terms import Language


@pytest.mark.parametrize("name", ["Usinage Roy inc.", "<b>Usinage Roy inc.</b>"])
@pytest.mark.parametrize("language", list(Language))
def test_a_name_that_ends_with_a_stop_adds_no_second(language: Language, name: str) -> None:
    said = texts(language).gettext("Traveller {code} meets {employer}.", code="x", employer=name)
    assert said.endswith(name)


def test_dots_that_somebody_wrote_stay() -> None:
    said = texts(Language.ENGLISH).gettext("Nothing was noted of {text}.", text="Wait...")
    assert said == "Nothing was noted of Wait...."
