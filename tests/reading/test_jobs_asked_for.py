"""A wish to see jobs beside whatever else is said, and what is asked of one of those in sight."""

from datetime import date

import pytest

from bot.base.terms import Field
from bot.reading import Sight
from tests.reading.conftest import Read

LIST = Sight().after((("matches", "0"),), (("vacancy", "v1"), ("vacancy", "v2"), ("vacancy", "v3"), ("matches", "1")))


@pytest.mark.parametrize(
    "text",
    [
        "vous avez quoi comme jobs donc",
        "montrez-moi les emplois",
        "show me the openings please",
        "tu as quoi",
        "which jobs?",
    ],
)
def test_jobs_are_shown_whatever_question_is_open(read: Read, text: str) -> None:
    reading = read(text, "list_trips", asked=Field.OCCUPATION)
    assert reading.does == (("matches",),)
    assert not reading.facts
    assert not reading.unclear
    assert not reading.acts
    assert reading.missed is None


def test_what_is_said_beside_it_is_kept(read: Read) -> None:
    reading = read("dès le 4 mai. Envoie les jobs", "inform", asked=Field.START)
    assert [(fact.field, fact.value) for fact in reading.facts] == [(Field.START, date(2026, 5, 4))]
    assert reading.does == (("matches",),)


@pytest.mark.parametrize("text", ["tell me when there are new jobs", "show me the jobs that I saved", "tu as quoi"])
def test_no_wish_to_see_all_jobs(read: Read, text: str) -> None:
    assert ("matches",) not in read(text, "out_of_scope").does


@pytest.mark.parametrize(
    ("text", "intent", "does"),
    [
        ("pourquoi le troisième? faut tu la carte ASP", "explain_match", ("vacancy_asked", "why+else", "v3")),
        (
            "the 2nd one, is it paid hourly and do they have a union?",
            "ask_employer",
            ("vacancy_asked", "pay+else", "v2"),
        ),
        (
            "celui de la scierie, faut-il parler anglais?",
            "ask_francisation",
            ("vacancy_asked", "french", "v1", "v2", "v3"),
        ),
        ("la ferme là, ils fournissent la chambre?", "ask_employer", ("vacancy_asked", "else", "v1", "v2", "v3")),
    ],
)
def test_what_is_asked_of_a_job_in_sight(read: Read, text: str, intent: str, does: tuple[str, ...]) -> None:
    assert read(text, intent, asked=Field.EDUCATION, sight=LIST).does == (does,)


def test_without_a_trade_what_is_missing_is_said(read: Read) -> None:
    assert read("why is that one first?", "explain_match", asked=Field.START).does == (("matches",),)


@pytest.mark.parametrize(
    "text",
    [
        "vous avez-tu quelque chose pour une fille comme moi?",
        "y aurait-tu de l'ouvrage pour nous autres?",
        "do you have anything for me?",
        "got something for a person like me",
        "trouve-moi de quoi",
    ],
)
def test_anything_for_me_is_a_job_once_the_trade_is_told(read: Read, text: str) -> None:
    assert read(text, "help", told={Field.OCCUPATION: "72106"}).does == (("matches",),)
