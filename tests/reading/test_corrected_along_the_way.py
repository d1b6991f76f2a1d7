"""A correction in the middle of other things, and what was kept wrongly only because something stood beside it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.base.terms import Education, Field, Household, Permit, Wish
from bot.knowledge import Found, Resolver
from bot.reading import Clause, Context, Fact, Guess, Parse, Reader, Reading, Seats, Sight, Whether, changes
from bot.reading.schooling import schooling
from tests.reading.conftest import TODAY, Read, seen

NINE: dict[Field | Wish, Any] = {Field.OCCUPATION: "72106", Field.EXPERIENCE: 9.0, Field.FRENCH: 8}
JUST_TOLD = Sight(told=(Field.EXPERIENCE,))


@pytest.mark.parametrize(
    ("text", "intent", "years"),
    [
        ("oups le clavier saute, c pas 9 ans c 19, je recommence pas tout là", "out_of_scope", 19),
        ("for the time i do that work: not 9 but 12, sorry my glasses", "give_feedback", 12),
        ("i count again with my sister here, 11 years not 9", "register_trip", 11),
        ("mon gars a touché l'écran pendant que je cuisinais, c'est 4 ans, pas 9", "out_of_scope", 4),
    ],
)
@pytest.mark.parametrize("asked", [None, Field.EDUCATION])
def test_a_saved_number_that_is_named_is_put_right_whatever_else_is_said(
    read: Read, text: str, intent: str, years: float, asked: Field | None
) -> None:
    reading = read(text, intent, asked=asked, told=NINE)
    assert changes(reading, NINE, asked).saved == {Field.EXPERIENCE: years}
    assert not reading.acts
    assert not reading.does


@pytest.mark.parametrize(
    "text",
    ["pour la durée j'ai mêlé, c'est treize ans au lieu de neuf, bonne soirée", "13 years instead of nine, sorry"],
)
def test_so_it_is_by_the_number_that_it_stands_for(read: Read, text: str) -> None:
    reading = read(text, "correct_profile", told=NINE)
    found = changes(reading, NINE, None)
    assert [*found.saved.items(), *((each.field, each.after) for each in found.doubts)] == [(Field.EXPERIENCE, 13.0)]
    assert not reading.does


def test_a_correction_that_names_the_saved_number_and_another_is_asked(read: Read) -> None:
    found = changes(read("chez vous c'est écrit 9 ans, c'est 16 pour vrai", "correct_profile", told=NINE), NINE, None)
    assert [each.after for each in found.doubts] == [16.0]


@pytest.mark.parametrize(
    ("text", "field", "before", "after"),
    [
        ("attends, mon doigt a glissé, c'était 12 ans", Field.EXPERIENCE, 15.0, 12.0),
        (
            "hm in fact it is high school, college i never finished",
            Field.EDUCATION,
            Education.COLLEGE,
            Education.SECONDARY,
        ),
    ],
)
def test_a_correction_with_another_value_is_of_the_answer_just_given(
    read: Read, text: str, field: Field, before: Any, after: Any
) -> None:
    told: dict[Field | Wish, Any] = {field: before}
    reading = read(text, "correct_profile", told=told, asked=Field.REGIONS, sight=Sight(told=(field,)))
    found = changes(reading, told, Field.REGIONS)
    assert [*found.saved.values(), *(each.after for each in found.doubts)] == [after]


def test_of_two_values_in_a_correction_the_one_that_is_not_saved_is_asked(read: Read) -> None:
    text = "finalement mettez A2 en français, le B2 c'était juste l'oral"
    marked = (("french_level", "A2"), ("french_level", "B2"))
    found = changes(read(text, "correct_profile", *marked, told=NINE), NINE, None)
    assert [each.after for each in found.doubts] == [4]
    assert not found.saved


def test_the_trade_that_is_marked_is_the_one_given_instead(read: Read) -> None:
    told: dict[Field | Wish, Any] = {Field.OCCUPATION: "63200"}
    text = "hold on i think i typed it badly, i am welder not cook"
    reading = read(text, "correct_profile", ("occupation", "welder"), ("occupation", "cook"), told=told)
    assert changes(reading, told, None).saved == {Field.OCCUPATION: "72106"}


def test_who_moves_along_is_asked_again_where_it_changes(read: Read) -> None:
    told: dict[Field | Wish, Any] = {Field.HOUSEHOLD: Household(True)}
    text = "about my kids, one more comes in the spring"
    reading = read(text, "change_seats", told=told, asked=Field.PERMIT)
    assert reading.does == (("edit", Field.HOUSEHOLD),)


def test_who_comes_no_more_is_offered_to_be_taken_out(read: Read) -> None:
    told: dict[Field | Wish, Any] = {Field.HOUSEHOLD: Household(True)}
    reading = read("mon chum vient plus, on s'est quittés", "change_seats", told=told, asked=Field.PERMIT)
    doubts = changes(reading, told, Field.PERMIT).doubts
    assert [doubt.after for doubt in doubts] == [Household(False)]


@pytest.mark.parametrize("text", ["je suis ici depuis 3 mois chez mon oncle", "I am here for 2 years with my aunt"])
def test_how_long_somebody_is_here_is_offered_as_no_experience(read: Read, text: str) -> None:
    reading = read(text, "help", told={})
    assert Field.EXPERIENCE not in {fact.field for fact in reading.facts} | {each.field for each in reading.unclear}


@pytest.mark.parametrize(
    "text", ["aïe, my french am not b2, am b1, the teacher say", "mon français c'est B1 pas B2, je me vantais"]
)
def test_so_is_a_saved_level(read: Read, text: str) -> None:
    reading = read(text, "assess_my_french", told=NINE)
    assert changes(reading, NINE, None).saved == {Field.FRENCH: 6}
    assert not reading.acts


@pytest.mark.parametrize(
    "text",
    [
        "ma fille a pas 9 ans, elle a 11 ans", "on est pas 9, on est 11", "not 9 o'clock, 11 h", "is it 9 or 11?",
        "the rent is not 9 hundred, 11 hundred", "my husband has not 9 years, he has 11",
    ],
)  # fmt: skip
def test_a_number_of_something_else_puts_nothing_right(read: Read, text: str) -> None:
    reading = read(text, "out_of_scope", told=NINE)
    assert Field.EXPERIENCE not in changes(reading, NINE, None).saved


def test_a_number_that_is_also_that_of_the_seats_held_is_not_taken_for_years(read: Read) -> None:
    told: dict[Field | Wish, Any] = {Field.EXPERIENCE: 3.0}
    reading = read("pas 3, 5 finalement", "change_seats", told=told, held=(Seats("r1", "t1", "Amos", 3),))
    assert Field.EXPERIENCE not in changes(reading, told, None).saved


@pytest.mark.parametrize(
    "text",
    [
        "so put 11",
        "ben mets 11 alors",
        "the first two i was only sweeping, so put 11",
        "non mais mettez plutôt 11 svp",
    ],
)
def test_an_order_with_a_number_is_about_the_answer_just_given(read: Read, text: str) -> None:
    reading = read(text, "register_trip", asked=Field.EDUCATION, told=NINE, sight=JUST_TOLD)
    assert changes(reading, NINE, Field.EDUCATION).saved == {Field.EXPERIENCE: 11.0}
    assert not reading.acts


def test_an_apology_with_a_number_may_say_why(read: Read) -> None:
    text = "oh no sorry, 7. One year i was with my baby"
    assert changes(read(text, "deny", told=NINE, sight=JUST_TOLD), NINE, None).saved == {Field.EXPERIENCE: 7.0}


@pytest.mark.parametrize("text", ["my french is better than that, so put 11", "we are many, so put 11 seats"])
def test_an_order_with_the_number_of_something_else_is_not(read: Read, text: str) -> None:
    reading = read(text, "inform", asked=Field.EDUCATION, told=NINE, sight=JUST_TOLD)
    assert Field.EXPERIENCE not in changes(reading, NINE, Field.EDUCATION).saved


@pytest.mark.parametrize(
    ("text", "marked", "codes"),
    [
        ("c'est pas l'arabe que je parle, c'est seulement le tamoul", [("spoken_language", "arabe")], ("ta",)),
        ("take out arabic, i know ten words. put hindi and punjabi instead", [], ("hi", "pa")),
    ],
)
def test_languages_that_are_told_instead_are_kept(
    read: Read, text: str, marked: list[tuple[str, str]], codes: tuple[str, ...]
) -> None:
    told: dict[Field | Wish, Any] = {Field.LANGUAGES: ("ar",)}
    reading = read(text, "correct_profile", *marked, told=told)
    assert changes(reading, told, None).saved == {Field.LANGUAGES: codes}


@pytest.mark.parametrize(
    "text", ["keep only Outaouais please", "garde seulement l'Outaouais, ma femme aime pas l'autre"]
)
def test_of_saved_regions_some_are_kept(read: Read, text: str) -> None:
    told: dict[Field | Wish, Any] = {Field.REGIONS: ("04", "07")}
    reading = read(text, "ask_region", ("region", "Outaouais"), told=told)
    assert changes(reading, told, None).saved == {Field.REGIONS: ("07",)}


@pytest.mark.parametrize(
    ("text", "household"),
    [
        ("on est pas deux adultes, je suis seule avec ma fille de 9 ans", Household(False, 1)),
        ("we are not 2 adults any more, single mom with 3 kids", Household(False, 3)),
    ],
)
def test_a_household_that_is_denied_is_not_the_one_that_is_told(
    resolver: Resolver, text: str, household: Household
) -> None:
    assert resolver.household(text) == Found(household)


@pytest.mark.parametrize(
    ("text", "intent", "codes"),
    [
        ("c'est la Beauce que je voulais pas l'Outaouais", "ask_region", ("12",)),
        ("it was Charlevoix i wanted, not Outaouais", "correct_profile", ("03",)),
        ("I worked in Beauce, not Outaouais any more", "inform", ("07",)),
    ],
)
def test_one_region_is_told_instead_of_the_saved_one(
    read: Read, text: str, intent: str, codes: tuple[str, ...]
) -> None:
    told: dict[Field | Wish, Any] = {Field.REGIONS: ("07",)}
    named = [("region", name) for name in ("Beauce", "Charlevoix", "Outaouais") if name in text]
    reading = read(text, intent, *named, told=told)
    assert changes(reading, told, None).saved.get(Field.REGIONS, ("07",)) == codes
    assert not reading.acts


def test_a_household_in_a_sentence_of_a_correction_is_heard_and_no_month_beside_it(read: Read) -> None:
    told: dict[Field | Wish, Any] = {Field.HOUSEHOLD: Household(True)}
    text = "Hold on. What I said before does not hold, we split up in June. I will be moving by myself."
    reading = read(text, "correct_profile", told=told, asked=Field.PERMIT)
    found = changes(reading, told, Field.PERMIT)
    assert [*found.saved.items(), *((doubt.field, doubt.after) for doubt in found.doubts)] == [
        (Field.HOUSEHOLD, Household())
    ]
    assert not reading.unclear


@pytest.mark.parametrize(
    "text",
    ["me and Anjali, plus the twins", "moi pis Rosalie, et puis les deux petits", "Olena and me, with our 2 kids"],
)
def test_who_is_only_called_by_a_name_is_asked_about(read: Read, text: str) -> None:
    reading = read(text, asked=Field.HOUSEHOLD)
    [unclear] = reading.unclear
    assert Household(True, 2) in unclear.options
    assert not reading.facts


@pytest.mark.parametrize(
    ("text", "seats"),
    [("moi et Maman", Household(False, 0, 1)), ("only me and God", Household()), ("je pars seul", Household())],
)
def test_who_is_no_name_is_not(read: Read, text: str, seats: Household) -> None:
    assert changes(read(text, asked=Field.HOUSEHOLD), {}, Field.HOUSEHOLD).saved.get(Field.HOUSEHOLD, seats) == seats


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("une douzaine d'années, d'abord au Pérou puis dans les vergers de Rougemont", "Rougemont"),
        ("ok so 8 years, 6 in Cebu and 2 in Laval", "Laval"),
    ],
)
def test_places_where_the_years_were_are_no_wishes(read: Read, text: str, place: str) -> None:
    reading = read(text, "inform", ("city", place), asked=Field.EXPERIENCE)
    assert Field.REGIONS not in changes(reading, {}, Field.EXPERIENCE).saved


def test_a_sum_with_a_question_mark_is_an_answer(read: Read) -> None:
    text = "six on the farm of a neighbour, then four here, so ten i guess?"
    reading = read(text, "francisation_level", asked=Field.EXPERIENCE)
    assert 10.0 in [
        *changes(reading, {}, Field.EXPERIENCE).saved.values(),
        *(o for u in reading.unclear for o in u.options),
    ]
    assert not reading.acts


def test_regions_that_are_wished_for_beside_refused_ones_are_kept(read: Read) -> None:
    text = "Laval non, ni Longueuil non plus. Je vise plutôt Charlevoix, ou sinon la Gaspésie"
    marked = (("city", "Laval"), ("city", "Longueuil"), ("region", "Charlevoix"), ("region", "Gaspésie"))
    reading = read(text, "compare_regions", *marked, asked=Field.REGIONS)
    assert changes(reading, {}, Field.REGIONS).saved == {Field.REGIONS: ("03", "11")}
    assert not reading.acts


def test_a_level_that_is_marked_and_said_of_oneself_is_kept_beside_a_partners(read: Read) -> None:
    text = "mon mari est encore en A2, moi grâce au prof Lucien j'ai eu C1 à Noël"
    reading = read(text, "inform", ("french_level", "A2"), ("french_level", "C1"), asked=Field.FRENCH)
    assert changes(reading, {}, Field.FRENCH).saved == {Field.FRENCH: 10}


def test_what_is_refused_below_several_options_is_all_of_them(read: Read) -> None:
    options = (("set", "education", "3"), ("set", "education", "4"), ("edit", "education"))
    assert read("non pas ceux-là", "deny", asked=Field.EDUCATION, buttons=options).does == (("edit", "education"),)
    assert read("not that one", "deny", buttons=(("change", "french_level", "8"), ("keep", "french_level"))).does == (
        ("keep", "french_level"),
    )


def test_what_is_refused_after_two_answers_is_asked_which(read: Read) -> None:
    sight = Sight(told=(Field.EXPERIENCE, Field.EDUCATION))
    told: dict[Field | Wish, Any] = {Field.EXPERIENCE: 4.0, Field.EDUCATION: Education.COLLEGE}
    assert read("pas celui-là", "deny", asked=Field.FRENCH, told=told, sight=sight).does == (("correct",),)


@pytest.mark.parametrize(
    ("text", "household"),
    [
        ("nous serons cinq : mon épouse, moi et nos trois garçons qui ont 2, 5 et 9 ans", Household(True, 3)),
        ("we'll be three: me, my wife and our son who just turned 11", Household(True, 1)),
    ],
)
def test_people_who_add_up_to_their_number_are_kept(read: Read, text: str, household: Household) -> None:
    assert changes(read(text, "change_seats", asked=Field.HOUSEHOLD), {}, Field.HOUSEHOLD).saved == {
        Field.HOUSEHOLD: household
    }


@pytest.mark.parametrize("text", ["no, not that one", "surtout pas celle-là"])
def test_what_is_refused_at_an_open_question_is_something_else_than_it(read: Read, text: str) -> None:
    assert read(text, "deny", asked=Field.EDUCATION, told=NINE).does == (("correct",),)
    trip = Sight().after((("trip", "t1"),), (("register", "t1"),))
    assert read(text, "deny", asked=Field.EDUCATION, told=NINE, sight=trip).does == (("trips",),)


@pytest.mark.parametrize(
    "text", ["I have my uncle's address in my bag, that is all for now", "tout le monde ici connaît mon grand-père"]
)
def test_who_is_only_mentioned_is_not_offered_as_moving(read: Read, text: str) -> None:
    reading = read(text, "inform", told={})
    assert Field.HOUSEHOLD not in {fact.field for fact in reading.facts} | {each.field for each in reading.unclear}


@pytest.mark.parametrize("text", ["rien encore, j'attends un appel", "not yet, they will call me", "nothing, abroad"])
def test_who_speaks_of_no_papers_is_offered_no_missing_status(read: Read, text: str) -> None:
    reading = read(text, "inform", told={}, asked=Field.EDUCATION)
    assert Permit.NONE not in [option for each in reading.unclear for option in each.options]
    assert all(fact.field is not Field.PERMIT for fact in reading.facts)


def test_what_lasts_since_a_month_starts_no_work_then(read: Read) -> None:
    reading = read("I wait for that letter since april, nobody answers", "inform", told={}, asked=Field.EDUCATION)
    assert Field.START not in {fact.field for fact in reading.facts} | {each.field for each in reading.unclear}


def parsed(text: str, intent: str, confidence: float, *clauses: tuple[str, str, float]) -> Parse:
    found, start = [], 0
    for part, name, sure in clauses:
        at = text.index(part, start)
        found.append(Clause(at, at + len(part), part, name, (Guess(name, sure),)))
        start = at + len(part)
    return replace(seen(text, intent), ranking=(Guess(intent, confidence),), clauses=tuple(found))


def test_who_is_wanted_is_heard_beside_a_correction(reader: Reader) -> None:
    text = "c'est 11 ans, pas 9, je veux parler à quelqu'un"
    seen_now = parsed(text, "correct_profile", 0.7, ("je veux parler à quelqu'un", "talk_to_human", 0.8))
    acts = reader.read(seen_now, Context(TODAY, Field.EDUCATION, NINE)).acts
    assert [act.intent for act in acts] == ["talk_to_human"]


def test_the_whole_of_it_may_be_danger(reader: Reader) -> None:
    acts = reader.read(parsed("not 9, 11, he is coming for me", "emergency", 0.9), Context(TODAY, told=NINE)).acts
    assert [act.intent for act in acts] == ["emergency"]


@pytest.mark.parametrize(
    "text", ["wait, in my profile it says 9 years, i have 19 years", "attends, dans ma fiche c'est 9 ans, j'en ai 19"]
)
def test_who_says_wait_waits_for_nothing(read: Read, text: str) -> None:
    found = changes(read(text, "correct_profile", told=NINE), NINE, None)
    assert [*found.saved.values(), *(each.after for each in found.doubts)] == [19.0]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("j'ai commencé à 15 ans chez mon parrain, ça doit faire une trentaine d'années", 30.0),
        ("started when i was 18 years old in Accra, that makes 12 years", 12.0),
    ],
)
def test_the_age_at_which_somebody_began_is_no_experience(read: Read, text: str, years: float) -> None:
    reading = read(text, asked=Field.EXPERIENCE)
    kept = changes(reading, {}, Field.EXPERIENCE).saved.get(Field.EXPERIENCE)
    assert [*([kept] if kept else []), *(option for each in reading.unclear for option in each.options)] == [years]


def test_a_family_that_is_told_wants_no_seats(read: Read) -> None:
    reading = read("ah et pour la famille, moi et Awa et le petit", "register_trip", asked=Field.PERMIT, told=NINE)
    assert not reading.does
    assert "register_trip" not in {act.intent for act in reading.acts}


def test_why_all_must_go_is_no_question_on_privacy(reader: Reader) -> None:
    text = "my landlord reads over my shoulder, erase the whole thing"
    parts = (
        ("my landlord reads over my shoulder,", "ask_privacy", 0.9),
        ("erase the whole thing", "delete_my_data", 1.0),
    )
    reading = reader.read(parsed(text, "delete_my_data", 1.0, *parts), Context(TODAY))
    assert [act.intent for act in reading.acts] == ["delete_my_data"]


def test_the_end_of_a_question_is_no_other_one(reader: Reader) -> None:
    text = "au Québec on a droit à combien de minutes pour dîner?"
    parts = (
        ("au Québec on a droit à", "ask_worker_rights", 0.97),
        ("combien de minutes pour dîner?", "ask_trip_program", 0.9),
    )
    reading = reader.read(parsed(text, "ask_worker_rights", 0.92, *parts), Context(TODAY))
    assert [act.intent for act in reading.acts] == ["ask_worker_rights"]


def test_what_is_asked_after_mere_chat_is_answered(reader: Reader) -> None:
    text = "bon, c'est compris. montrez-moi les sorties alors"
    parts = (
        ("bon, c'est compris.", "affirm", 0.9),
        ("montrez-moi les sorties", "list_trips", 1.0),
        ("alors", "affirm", 0.5),
    )
    reading = reader.read(parsed(text, "give_feedback", 0.7, *parts), Context(date(2026, 3, 2)))
    assert [act.intent for act in reading.acts] == ["list_trips"]


@pytest.mark.parametrize("text", ["ah et ma soeur aussi", "my sister is coming too"])
@pytest.mark.parametrize("asked", [Field.HOUSEHOLD, Field.PERMIT])
def test_one_more_is_added_to_the_saved_household(read: Read, text: str, asked: Field) -> None:
    told: dict[Field | Wish, Any] = {Field.HOUSEHOLD: Household(True, 3)}
    reading = read(text, "change_seats", asked=asked, told=told)
    found = changes(reading, told, asked)
    values = [
        *found.saved.values(),
        *(each.after for each in found.doubts),
        *(o for u in reading.unclear for o in u.options),
    ]
    assert values == [Household(True, 3, 1)]


def test_nobody_is_added_twice(read: Read) -> None:
    told: dict[Field | Wish, Any] = {Field.HOUSEHOLD: Household()}
    reading = read("my sister is coming too", "change_seats", asked=Field.PERMIT, told=told)
    assert [option for each in reading.unclear for option in each.options] == [Household(False, 0, 1)]


@pytest.mark.parametrize("text", ["j'ai des enfants à la garderie", "c'est des mois, pas des années"])
def test_an_article_is_no_diploma(read: Read, text: str) -> None:
    reading = read(text, asked=Field.EDUCATION)
    assert Field.EDUCATION not in {fact.field for fact in reading.facts} | {each.field for each in reading.unclear}


@pytest.mark.parametrize("text", ["DES", "j'ai mon des", "un des en 2011", "j'ai fini mon des"])
def test_but_it_is_one_where_it_stands_for_it(resolver: Resolver, text: str) -> None:
    assert schooling(resolver, text) == Found(Education.SECONDARY)


def test_what_is_only_wanted_leaves_out_what_else_is_named() -> None:
    told: dict[Field | Wish, Any] = {Field.REGIONS: ("04", "11")}
    facts = (Fact(Field.REGIONS, ("11",)), Fact(Field.REGIONS, ("04",), whether=Whether.ONLY))
    assert changes(Reading(facts), told, None).saved == {Field.REGIONS: ("04",)}


def test_a_denial_that_names_the_answer_just_given_corrects_it(read: Read) -> None:
    told: dict[Field | Wish, Any] = {Field.OCCUPATION: "72106"}
    text = "mais non, le métier c'est pas ça pantoute, moi je pose des planchers"
    reading = read(text, "deny", asked=Field.EXPERIENCE, told=told, sight=Sight(told=(Field.OCCUPATION,)))
    found = changes(reading, told, Field.EXPERIENCE)
    assert found.saved.get(Field.OCCUPATION) == "73113" or reading.does == (("edit", Field.OCCUPATION),)


@pytest.mark.parametrize(
    "text",
    [
        "I am a plumber with 11 years, not 9",
        "je suis coiffeuse chez Lili depuis 11 ans, pas 9",
        "been a nurse in Lagos for 11 years, not 9",
    ],
)
def test_the_years_of_somebody_who_is_something_are_years_of_work(read: Read, text: str) -> None:
    found = changes(read(text, "correct_profile", told=NINE), NINE, None)
    assert [*found.saved.values(), *(each.after for each in found.doubts)] == [11.0]


@pytest.mark.parametrize(
    "text", ["I am still in Lagos for 11 years, not 9", "je suis ici depuis 11 ans, pas 9", "been here 11 years, not 9"]
)
def test_those_of_somebody_who_is_somewhere_are_not(read: Read, text: str) -> None:
    found = changes(read(text, "inform", told=NINE), NINE, None)
    assert Field.EXPERIENCE not in found.saved
