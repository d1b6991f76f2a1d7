"""A short message is read by what is in sight; seats are counted as people say them."""

import pytest

from bot.base.terms import Field
from bot.reading import Sight
from tests.reading.conftest import Read

LIST = (("trip", "t1"), ("trip", "t2"), ("trip", "t3"), ("trips", "1"))


@pytest.mark.parametrize(
    ("text", "item"),
    [("la troisième", "t3"), ("the second please", "t2"), ("le 1er", "t1"), ("numéro 2", "t2"), ("the last one", "t3")],
)
def test_an_item_of_a_list_is_meant_by_its_place(read: Read, text: str, item: str) -> None:
    assert read(text, "nlu_fallback", sight=Sight(LIST)).does == (("trip", item),)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("c'est payant?", "price"),
        ("do they feed us lunch?", "meals"),
        ("when are we back?", "return"),
        ("comment faut-il s'habiller?", "bring"),
        ("are kids allowed?", "children"),
        ("quels employeurs?", "employers"),
    ],
)
def test_a_question_about_the_trip_in_sight_is_about_that_trip(read: Read, text: str, subject: str) -> None:
    sight = Sight().after((("trip", "t2"),), (("register", "t2"),))
    assert read(text, "out_of_scope", sight=sight).does == (("trip_about", "t2", subject),)


def test_a_question_about_something_else_is_not_about_the_trip(read: Read) -> None:
    sight = Sight().after((("trip", "t2"),), (("register", "t2"),))
    assert read("how much is the rent in Amos?", "ask_housing", ("city", "Amos"), sight=sight).does == ()


def test_an_opinion_is_no_question_about_the_trip(read: Read) -> None:
    """It was taken for one where it named the programme: nothing was kept, nothing answered."""
    sight = Sight().after((("trip", "t2"),), (("register", "t2"),))
    found = read("votre programme me plaît moins", "give_feedback", sight=sight)
    assert [act.intent for act in found.acts] == ["give_feedback"]


@pytest.mark.parametrize(
    ("text", "place"), [("et à Matane?", "08053"), ("what about Amos?", "88055"), ("and in Gaspésie?", "11")]
)
def test_the_same_question_is_asked_of_another_place(read: Read, text: str, place: str) -> None:
    housing = Sight().after((("region", "05", "housing"),), (("regions",),))
    assert Sight().after((("ask_region", "housing", "05"),), ()).subject == housing.subject, "by words as by a button"
    [(name, code, topic)] = read(text, "ask_trip_program", sight=housing).does
    assert (name, topic) == ("region", "housing")
    assert code == place or not place.isdigit() or len(code) == len(place)
    services = Sight().after((("services", "05", "housing"),), ())
    assert read(text, "nlu_fallback", sight=services).does[0][0] == "services"


def test_why_this_one_is_about_the_vacancy_in_sight(read: Read) -> None:
    sight = Sight().after((("vacancy", "v7"),), (("interest", "v7"),))
    assert read("mais pourquoi celui-là?", "explain_match", sight=sight).does == (("vacancy", "v7"),)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("avertissez-moi dès qu'un poste de plombier s'ouvre", "job_alerts"),
        ("let me know if any other openings show up", "job_alerts"),
        ("can you send me notifications for new positions", "job_alerts"),
        ("any news about the job I applied for", "application_status"),
        ("est-ce qu'on a répondu à ma candidature", "application_status"),
    ],
)
def test_alerts_and_where_an_interest_stands_are_plain(read: Read, text: str, answer: str) -> None:
    assert read(text, "give_feedback").does == ((answer,),)


@pytest.mark.parametrize(
    "text", ["what is the status of my PR application", "dites-moi quand poster ma demande de visa"]
)
def test_a_matter_of_papers_is_neither(read: Read, text: str) -> None:
    assert read(text, "ask_immigration_procedure").does == ()


@pytest.mark.parametrize(
    ("text", "intent", "answer"),
    [
        ("monte le salaire minimum à 27", "correct_profile", ("wish", "least_wage", "2700")),
        ("supprime mon diplôme", "correct_profile", ("clear", "education")),
        ("remove my availability", "correct_profile", ("clear", "available_from")),
        ("efface mon experience", "delete_my_data", ("clear", "experience_years")),
        ("please erase my work permit", "correct_profile", ("clear", "permit")),
        ("enlevez ma scolarité de mon profil svp", "correct_profile", ("clear", "education")),
        ("mets mon salaire à 26,50 $ de l'heure", "correct_profile", ("wish", "least_wage", "2650")),
        ("I want pay of 31 an hour, 4 days a week", "inform", ("wish", "least_wage", "3100")),
    ],
)
def test_an_order_in_words_does_what_a_button_does(read: Read, text: str, intent: str, answer: tuple[str, ...]) -> None:
    assert read(text, intent).does == (answer,)


@pytest.mark.parametrize(
    "text", ["efface tout", "quel est le salaire minimum?", "delete my data", "je gagne 22 de l'heure"]
)
def test_what_is_no_such_order_changes_nothing(read: Read, text: str) -> None:
    assert not {shown[0] for shown in read(text, "ask_worker_rights").does} & {"wish", "clear"}


@pytest.mark.parametrize(
    "text",
    [
        "n'effacez pas ma scolarité", "please don't remove my degree", "oublie surtout pas mon visa",
        "never delete my trade", "j'aimerais plus d'études", "I came without my kids", "I don't want to lose my status",
        "je voudrais enlever mon nom de cette offre d'emploi", "delete my request for a visa", "remove my wife's job",
        "supprime mes emplois favoris", "efface mon anglais", "how do I erase my status", "retirer le permis coûte",
    ],
)  # fmt: skip
def test_an_answer_is_erased_only_by_a_plain_order_that_names_it(read: Read, text: str) -> None:
    assert not any(shown[0] == "clear" for shown in read(text, "correct_profile").does)


def test_a_job_that_may_be_the_one_in_sight_is_not_erased_from_the_profile(read: Read) -> None:
    sight = Sight().after((("vacancy", "v4"),), (("interest", "v4"),))
    assert read("delete my job", "correct_profile").does == (("clear", "occupation"),)
    assert not any(shown[0] == "clear" for shown in read("delete my job", "correct_profile", sight=sight).does)


@pytest.mark.parametrize(
    "text",
    [
        "je retire mon intérêt pour cet emploi", "please withdraw my interest in that position",
        "I'm no longer free, I take my interest back",
    ],
)  # fmt: skip
def test_an_interest_is_taken_back_by_words(read: Read, text: str) -> None:
    one = Sight().after((("vacancy", "v4"),), (("interest_withdraw", "v4"), ("saved_vacancies",)))
    two = Sight(buttons=(("interest_withdraw", "v4"), ("interest_withdraw", "v5")))
    assert read(text, "correct_profile", sight=one).does == (("interest_withdraw", "v4"),)
    assert read(text, "correct_profile", sight=two).does == (("agreements",),)
    assert read(text, "correct_profile").does == (("agreements",),)


def test_an_interest_that_is_to_stay_is_not_taken_back(read: Read) -> None:
    sight = Sight(buttons=(("interest_withdraw", "v4"),), vacancy="v4")
    assert read("ne retirez pas mon intérêt", "correct_profile", sight=sight).does == (("correct",),)


@pytest.mark.parametrize("text", ["enlève cet emploi de ma liste", "delete that offer", "retirez ce poste svp"])
def test_the_vacancy_in_sight_is_taken_out_by_words(read: Read, text: str) -> None:
    sight = Sight().after((("vacancy", "v4"),), (("interest", "v4"),))
    assert read(text, "correct_profile", sight=sight).does == (("unsave_vacancy", "v4"),)
    assert not any(shown[0] in {"clear", "unsave_vacancy"} for shown in read(text, "correct_profile").does)


@pytest.mark.parametrize("text", ["don't delete that offer", "yes I take this job"])
def test_the_vacancy_in_sight_stays_where_that_is_said(read: Read, text: str) -> None:
    sight = Sight().after((("vacancy", "v4"),), (("interest", "v4"),))
    assert ("unsave_vacancy", "v4") not in read(text, "correct_profile", sight=sight).does


@pytest.mark.parametrize(
    "text",
    [
        "j'aimerais une paie de 52 000 $ par année", "I want a wage of 60k", "je cherche un salaire de 55 000",
        "I'd like pay of 48 thousand", "I need a wage of at least $52,000", "je veux un salaire de 90 $ par semaine",
        "set my pay to 85 a day", "I want to pay 35 dollars at least for the bus", "je veux payer au taux de 20 $",
        "on paye au moins 30 $ pour le souper", "je veux un salaire mensuel de 95 $",
    ],
)  # fmt: skip
def test_a_sum_that_is_no_pay_by_the_hour_is_not_kept(read: Read, text: str) -> None:
    found = read(text, "nlu_fallback")
    assert not any(shown[0] == "wish" for shown in found.does)


def test_one_region_of_the_trips_in_sight(read: Read) -> None:
    sight = Sight().after((("trips", "0"),), (("trip", "t1"),))
    assert read("montre juste la Gaspésie", "list_trips", ("region", "Gaspésie"), sight=sight).does == (
        ("trips", "0", "11"),
    )


def test_another_place_with_nothing_in_sight_is_about_that_place(read: Read) -> None:
    [(name, _)] = read("pis là-bas, à Gaspé?", "ask_francisation", ("city", "Gaspé")).does
    assert name == "region"


@pytest.mark.parametrize(
    ("text", "does"), [("and there?", "regions"), ("et ça ?", "unsure"), ("pis là-bas", "regions")]
)
@pytest.mark.parametrize("asked", [Field.OCCUPATION, None])
def test_there_with_nothing_in_sight_is_asked_about(read: Read, text: str, does: str, asked: Field | None) -> None:
    assert read(text, "ask_getting_there", asked=asked).does == ((does,),)
    welcomed = Sight().after((("welcome",),), ())
    assert read(text, "ask_getting_there", asked=asked, sight=welcomed).does == ((does,),)


@pytest.mark.parametrize("text", ["not this one", "non pas celui-là", "pas ça merci"])
def test_what_is_refused_is_what_is_in_sight(read: Read, text: str) -> None:
    sight = Sight().after((("vacancy", "v7"),), (("interest", "v7"),))
    assert read(text, "skip", sight=sight).does == (("vacancy", "v7"),)
    assert read(text, "skip", asked=Field.OCCUPATION).does == (("not_understood", Field.OCCUPATION),)


@pytest.mark.parametrize("text", ["please erase everything I told you", "efface tout ce que tu sais de moi"])
def test_everything_may_be_erased_by_words_that_ask_first(read: Read, text: str) -> None:
    assert read(text, "cancel").does == (("delete",),)
    assert read(f"don't {text}", "cancel").does == ()


@pytest.mark.parametrize("text", ["and there?", "pis là-bas?"])
def test_there_is_the_place_of_which_a_fact_was_told(read: Read, text: str) -> None:
    sight = Sight(subject=("ask",), place="87058", speaks=True)
    assert read(text, "ask_getting_there", sight=sight).does == (("region", "87058"),)


def test_a_reply_to_an_older_bubble_answers_its_question() -> None:
    older = (("set", "education", "1"), ("set", "education", "3"), ("skip",))
    assert Sight().replied(older).question is Field.EDUCATION
    assert Sight().replied((("region", "11"), ("skip",))).question is None


@pytest.mark.parametrize(
    ("text", "intent", "topic"),
    [
        ("fine, and hospitals?", "ask_health_care", "health_care"),
        ("bon. les garderies?", "ask_schools_childcare", "schools_childcare"),
        ("ok what about public transport", "list_trips", "getting_there"),
        ("merci, et l'hiver?", "ask_climate", "climate"),
    ],
)
def test_a_subject_that_is_only_named_is_asked_of_the_place_in_sight(
    read: Read, text: str, intent: str, topic: str
) -> None:
    sight = Sight().after((("ask_region", "housing", "08"),), ())
    assert read(text, intent, sight=sight).does == (("ask_there", topic, "08"),)
    assert read(text, intent).does in {(), (("unsure",),)}
