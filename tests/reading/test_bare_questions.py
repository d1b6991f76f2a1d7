"""A question that names nothing is about what was shown last, also while a question of the profile is open."""

import pytest

from bot.base.terms import Field, Household, Wish
from bot.reading import Sight, changes
from tests.reading.conftest import Read

LIST = (("vacancy", "v1"), ("vacancy", "v2"), ("vacancy", "v3"), ("matches", "1"))
TRIP = Sight().after((("trip", "t1"),), (("register", "t1"), ("trips",)))
REGION = Sight().after((("ask_region", "housing", "08"),), ())
ARTICLE = Sight().after((("ask", "credential_recognition"),), ())
SERVICES = Sight().after((("services", "15"),), ())
VACANCY = Sight().after((("matches",),), LIST).after((("vacancy", "v2"),), (("interest", "v2"),))


@pytest.mark.parametrize("asked", [None, Field.OCCUPATION, Field.REGIONS])
@pytest.mark.parametrize(
    ("sight", "text", "does"),
    [
        (TRIP, "c'est combien", ("trip_about", "t1", "price")),
        (TRIP, "y a tu un bus", ("trip_about", "t1", "departure")),
        (TRIP, "pis pour les kids", ("trip_about", "t1", "children")),
        (TRIP, "mon mari peut venir", ("trip_about", "t1", "children")),
        (TRIP, "who do we meet", ("trip_about", "t1", "employers")),
        (TRIP, "jusqu'à quand on peut s'inscrire", ("trip", "t1")),
        (TRIP, "autre chose", ("trips",)),
        (TRIP, "and at what time are we home", ("trip_about", "t1", "return")),
        (TRIP, "who pays for the meal", ("trip_about", "t1", "meals")),
        (TRIP, "my boyfriend is vegan", ("trip_about", "t1", "meals")),
        (TRIP, "pis mes trois flos", ("trip_about", "t1", "children")),
        (REGION, "et pour un couple", ("ask_there", "housing", "08")),
        (REGION, "pourquoi", ("region", "08", "housing", "more")),
        (REGION, "and for my husband?", ("ask_there", "jobs", "08")),
        (REGION, "et sinon", ("regions",)),
        (ARTICLE, "how much is it", ("ask_on", "credential_recognition")),
        (ARTICLE, "until when", ("ask_on", "credential_recognition")),
        (ARTICLE, "who says?", ("article", "credential_recognition", "more")),
        (SERVICES, "leur téléphone", ("services", "15")),
        (SERVICES, "c'est gratuit", ("services", "15")),
        (VACANCY, "c'est tu de nuit", ("vacancy", "v2")),
        (VACANCY, "faut tu parler anglais", ("vacancy", "v2")),
        (VACANCY, "pis pour ma blonde", ("wish", Wish.PARTNER)),
        (VACANCY, "la première", ("vacancy", "v1")),
    ],
)
def test_it_is_about_what_is_in_sight(
    read: Read, sight: Sight, text: str, does: tuple[str, ...], asked: Field | None
) -> None:
    assert read(text, "out_of_scope", asked=asked, sight=sight).does == (does,)


@pytest.mark.parametrize(
    ("text", "intent", "follows"),
    [
        ("je ne mange rien de casher", "ask_community", True),
        ("combien coûte un CPE", "ask_schools_childcare", False),
        ("I want to tell somebody about my food", "talk_to_human", False),
    ],
)
def test_under_a_trip_a_statement_is_about_it_and_a_sure_question_is_not(
    read: Read, text: str, intent: str, *, follows: bool
) -> None:
    reading = read(text, intent, sight=TRIP)
    assert bool([shown for shown in reading.does if shown[0] == "trip_about"]) is follows


@pytest.mark.parametrize("text", ["next", "le suivant", "the next one please"])
def test_the_next_one_is_the_next_of_the_list(read: Read, text: str) -> None:
    assert read(text, "skip", sight=VACANCY).does == (("vacancy", "v3"),)


@pytest.mark.parametrize(
    ("text", "asked"),
    [("et je suis boucher", Field.OCCUPATION), ("pis 6 ans", Field.EXPERIENCE), ("and B2", Field.FRENCH)],
)
def test_an_answer_to_the_open_question_stays_one(read: Read, text: str, asked: Field) -> None:
    reading = read(text, "inform", asked=asked, sight=REGION)
    assert [fact.field for fact in reading.facts] == [asked]


@pytest.mark.parametrize("text", ["alright so. only me", "ok. only me, solita", "et seulement moi, sólo"])
def test_who_moves_alone_asks_nothing_of_the_region_in_sight(read: Read, text: str) -> None:
    reading = read(text, "inform", asked=Field.HOUSEHOLD, sight=REGION)
    assert changes(reading, {}, Field.HOUSEHOLD).saved == {Field.HOUSEHOLD: Household()}


def test_once_the_profile_goes_on_nothing_is_in_sight_any_more(read: Read) -> None:
    sight = REGION.after((), (), (Field.OCCUPATION,))
    assert read("pourquoi", "explain_match", asked=Field.EXPERIENCE, sight=sight).does == (("why_asked",),)


def test_a_request_of_its_own_is_none_about_what_is_in_sight(read: Read) -> None:
    reading = read("pis la francisation", "ask_francisation", sight=ARTICLE)
    assert [act.intent for act in reading.acts] == ["ask_francisation"]


@pytest.mark.parametrize(
    ("buttons", "text", "does"),
    [
        ((("register", "t7"), ("trip_program", "t7")), "le dîner est inclus?", ("trip_about", "t7", "meals")),
        ((("interest", "v9"), ("save_vacancy", "v9")), "combien ça paye", ("vacancy", "v9")),
    ],
)
def test_a_reply_to_an_older_bubble_is_about_that_one(
    read: Read, buttons: tuple[tuple[str, ...], ...], text: str, does: tuple[str, ...]
) -> None:
    assert read(text, "out_of_scope", sight=REGION.replied(buttons)).does == (does,)
