"""What a message plainly wants by its words: to keep a vacancy, to know who sees what, where one stands in line."""

import pytest

from bot.reading import Guess, Parse, Reader, Seats, Sight
from bot.reading.context import Context
from tests.reading.conftest import TODAY, Read

ONE = Sight().after((("vacancy", "v7"),), (("interest", "v7"),))
SEVERAL = Sight((("vacancy", "v1"), ("vacancy", "v2"), ("matches", "1")))
TAKEN_FOR = "express_interest"  # by the model: what is kept looks like an interest


@pytest.mark.parametrize(
    "text",
    ["conserve cette annonce", "sauvegardez-le svp", "mets ça de côté pour moi", "bookmark it",
     "can you save that job", "put it aside please", "gardez-moi ce poste"],
)  # fmt: skip
def test_the_vacancy_in_sight_is_kept(read: Read, text: str) -> None:
    assert read(text, TAKEN_FOR, sight=ONE).does == (("save_vacancy", "v7"),)


@pytest.mark.parametrize("text", ["save the second one", "garde la deuxième offre", "conserver l'offre 2"])
def test_of_a_list_it_is_kept_by_its_place(read: Read, text: str) -> None:
    assert read(text, TAKEN_FOR, sight=SEVERAL).does == (("save_vacancy", "v2"),)


def test_of_several_it_is_asked_which(read: Read) -> None:
    assert read("keep that one", TAKEN_FOR, sight=SEVERAL).does == (("which_to_save", "v1", "v2"),)


@pytest.mark.parametrize(
    "text",
    [
        "show me the jobs i saved",
        "mes favoris",
        "quels sont les postes que j'ai mis de côté",
        "my bookmarked positions",
    ],
)
def test_the_kept_ones_are_listed(read: Read, text: str) -> None:
    assert read(text, "find_employers", sight=SEVERAL).does == (("saved_vacancies",),)


@pytest.mark.parametrize("text", ["remove it from my saved ones", "enlève-la de mes favoris"])
def test_it_is_taken_out_again(read: Read, text: str) -> None:
    assert read(text, "delete_my_data", sight=ONE).does == (("unsave_vacancy", "v7"),)


@pytest.mark.parametrize(
    ("text", "intent"),
    [("ne garde pas celle-là", "deny"), ("don't save this one", "deny"), ("how do i save money", "ask_financial_aid"),
     ("can i keep my own doctor", "ask_health_care"),
     ("qui garde les petits pendant le travail", "ask_schools_childcare")],
)  # fmt: skip
def test_what_keeps_no_vacancy_keeps_none(read: Read, text: str, intent: str) -> None:
    assert not any("save_vacancy" in shown for shown in read(text, intent, sight=ONE).does)


@pytest.mark.parametrize(
    "text", ["wait, who else reads my answers?", "qui a accès à mes renseignements", "qui va voir mon profil au juste?"]
)
def test_who_sees_it_is_a_matter_of_privacy(read: Read, text: str) -> None:
    assert read(text, "bot_challenge").does == (("privacy",),)


@pytest.mark.parametrize(
    "text", ["combien de personnes sont devant nous?", "what is our spot in the line", "who is before me?"]
)
def test_where_one_stands_in_line(read: Read, text: str) -> None:
    assert read(text, "ask_programme", held=(Seats("r1", "t1", "Amos", 2),)).does == (("my_trips",),)
    assert read(text, "ask_programme").does == (), "nobody stands in line who asked for no seats"


def seen_there(reader: Reader, text: str, *ranking: tuple[str, float]) -> tuple[tuple[str, ...], ...]:
    """Read while a region is spoken of."""
    sight = Sight().after((("region", "01", "overview"),), (("regions",),))
    parse = Parse(text, ranking[0][0], tuple(Guess(*each) for each in ranking))
    return reader.read(parse, Context(TODAY, sight=sight)).does


@pytest.mark.parametrize(
    ("text", "ranking", "topic"),
    [
        ("are there any Senegalese families there?", [("ask_community", 0.9)], "community"),
        ("c'est comment l'hiver là-bas", [("ask_climate", 0.99)], "climate"),
        ("what can teenagers do over there?", [("list_trips", 0.5), ("ask_community", 0.2)], "community"),
        ("and the hospital?", [("ask_health_care", 0.9)], "health_care"),
    ],
)
def test_there_is_the_place_that_is_spoken_of(
    reader: Reader, text: str, ranking: list[tuple[str, float]], topic: str
) -> None:
    assert seen_there(reader, text, *ranking) == (("ask_there", topic, "01"),)


@pytest.mark.parametrize(
    ("text", "intent"),
    [("can I take French classes there?", "ask_francisation"), ("is there a trip in May?", "list_trips")],
)
def test_what_is_surely_about_something_else_stays_so(reader: Reader, text: str, intent: str) -> None:
    assert seen_there(reader, text, (intent, 0.95)) == ()


@pytest.mark.parametrize("text", ["who has access to my immigration file?", "qui peut voir mon dossier?"])
def test_who_sees_ones_papers_is_a_matter_of_privacy(read: Read, text: str) -> None:
    assert read(text, "ask_immigration_procedure").does == (("privacy",),)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("you can store what I wrote", "view_profile"),
        ("ok, vous pouvez conserver mes informations", "correct_profile"),
        ("finalement j'accepte", "affirm"),
    ],
)
def test_who_agrees_in_words_is_asked_for_the_button(read: Read, text: str, intent: str) -> None:
    assert read(text, intent).does == (("start_profile",),)


@pytest.mark.parametrize("text", ["can you save my answers?", "don't keep my answers"])
def test_what_does_not_agree_does_not(read: Read, text: str) -> None:
    assert ("start_profile",) not in read(text, "ask_privacy").does


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("will you want my bank account?", ("is_it_really_us",)),
        ("faut-il vous donner mon NAS?", ("sin", "is_it_really_us")),
        ("do you need a photo of my passport?", ("is_it_really_us",)),
        ("where do I get a social insurance number?", ()),
    ],
)
def test_whether_we_want_numbers_is_answered(read: Read, text: str, articles: tuple[str, ...]) -> None:
    assert read(text, "greet").does == tuple(("article", name) for name in articles)


@pytest.mark.parametrize(
    "text",
    [
        "do my answers go to the border police?",
        "mes réponses sont-elles données au gouvernement? ce que j'écris va à l'immigration?",
    ],
)
def test_whether_an_authority_reads_it_is_a_matter_of_privacy(read: Read, text: str) -> None:
    assert read(text, "ask_immigration_procedure").does == (("privacy",),)
