"""Parts that ask one plain thing, for the writer or for somebody else."""

import pytest

from bot.base.terms import Field
from bot.reading import Seats
from tests.reading.conftest import Read

HELD = (Seats("r1", "t1", "Rimouski", 2),)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("ma kouzin marche le ménage, elle a 6 ans dedans. komen elle fé pr sinscrire", []),
        ("my uncle is a roofer, 12 years. how does he sign up with you?", [("occupation", "roofer")]),
        ("Mon voisin est soudeur. Peut-il s'inscrire aussi?", [("occupation", "soudeur")]),
        ("comment inscrire ma tante ?", []),
        ("how can my mother join the program", []),
    ],
)
@pytest.mark.parametrize("intent", ["start_profile", "correct_profile", "out_of_scope"])
def test_how_somebody_else_signs_up_tells_nothing_of_the_writer(
    read: Read, text: str, marked: list[tuple[str, str]], intent: str
) -> None:
    reading = read(text, intent, *marked, told={Field.OCCUPATION: "63200", Field.EXPERIENCE: 5.0})
    assert reading.does == (("another_signs_up",),)
    assert (reading.facts, reading.unclear, reading.acts) == ((), (), ())


def test_what_the_writer_says_of_themselves_beside_it_is_theirs(read: Read) -> None:
    reading = read("9 ans. Et ma soeur, comment elle s'inscrit?", "inform", asked=Field.EXPERIENCE)
    assert [(fact.field, fact.value) for fact in reading.facts] == [(Field.EXPERIENCE, 9.0)]
    assert reading.does == (("another_signs_up",),)


@pytest.mark.parametrize(
    "text",
    [
        "comment je m'inscris?", "comment il faut faire pour s'inscrire", "my friend told me how to sign up",
        "did my husband register?", "est-ce que ma tante est inscrite?", "how do I register my son for school?",
        "comment ma mère s'inscrit à la RAMQ", "she can't sign up, the page is broken", 
        "how can my dad register for the trip", "How do I sign up my brother and me?",
        "can the employer see my profile?", "comment on s'inscrit ma femme et moi?",
    ],
)  # fmt: skip
def test_other_questions_of_signing_up_are_others(read: Read, text: str) -> None:
    assert ("another_signs_up",) not in read(text, "out_of_scope").does


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("wen is d Granby trip", "list_trips"),
        ("my sista dey Amos, she cook there. she ask when is the Granby trip", "ask_getting_there"),
        ("lol I would cry if I missed that Granby trip, when is it?", "cancel_trip"),
        ("ma belle-soeur veut savoir c'est quand la sortie à Granby", "my_trips"),
    ],
)
def test_the_day_of_a_trip_is_told_for_whomever_it_is_asked(read: Read, text: str, intent: str) -> None:
    places = [(kind, name) for kind, name in (("city", "Amos"), ("city", "Granby")) if name in text]
    reading = read(text, intent, *places)
    assert [shown[0] for shown in reading.does] == ["trip_asked"]
    assert (reading.facts, reading.unclear, reading.acts) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("when I went on the Granby trip I lost my bag", "out_of_scope"),
        ("cancel it, I can't go when the Granby trip is", "cancel_trip"),
        ("I'll decide when the trip to Granby is over", "out_of_scope"),
        ("je commence quand ils reviennent de la sortie à Granby", "inform"),
    ],
)
def test_a_when_that_asks_no_day_is_no_question(read: Read, text: str, intent: str) -> None:
    assert all(shown[0] != "trip_asked" for shown in read(text, intent, ("city", "Granby")).does)


@pytest.mark.parametrize(
    "text",
    [
        "would it be ok if my nephew takes my seat?", "est-ce que ma tante peut embarquer à ma place ?",
        "je ne peux plus y aller, quelqu'un peut prendre ma place?", "may I hand my spot to a friend?",
    ],
)  # fmt: skip
def test_whether_somebody_else_may_come_on_a_seat_is_told(read: Read, text: str) -> None:
    reading = read(text, "change_seats", held=HELD)
    assert reading.does == (("seat_for_another",),)
    assert reading.acts == ()


@pytest.mark.parametrize(
    "text",
    [
        "give my seat to my brother", "can you give our seats to somebody else?", "can my aunt take my place at work?",
        "my friend can take my seat, I'm not coming", "can I get my ticket again?", "may my son have his own seat?",
        "est-ce que je peux avoir ma place à côté de ma femme?", "can I give my seat back?",
    ],
)  # fmt: skip
def test_seats_given_back_and_other_seats_are_left_as_they_are(read: Read, text: str) -> None:
    assert ("seat_for_another",) not in read(text, "cancel_trip", held=HELD).does


def test_without_a_seat_nobody_comes_on_it(read: Read) -> None:
    assert ("seat_for_another",) not in read("can my cousin come in my place?", "change_seats").does
