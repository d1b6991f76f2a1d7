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


@pytest.mark.parametrize("language", list(Language))
def test_a_value_that_ends_with_a_stop_ends_the_sentence(language: Language) -> None:
    t = texts(language)
    assert not t.gettext("The job “{job}” at {employer} is not offered any more.", job="x", employer="Y inc.").endswith(
        ".."
    )
    assert t.gettext("{said} No interview: {hours}.", said="a.", hours="10:00 a.m.").endswith("a.m.")
