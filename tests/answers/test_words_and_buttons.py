"""What words cannot do, said where they are written; what is kept of somebody else, told to whoever wants it erased."""

from bot.answers.doors import Door
from bot.base.i18n import texts
from bot.base.terms import Field
from bot.reading import Fact, Reading
from tests.answers.conftest import Person, references


async def test_above_the_question_that_only_a_button_confirms_it_is_said_so(welder: Person) -> None:
    trip = next(b.ref for m in await welder("trips") for row in m.rows for b in row if b.ref and b.ref.name == "trip")
    t = texts(welder.language)
    sentence = t.gettext("So that nothing happens by mistake, this counts only once you tap a button below:")
    [shown, *_] = await welder("only_a_button", f"register:{trip.args[0]}:2", written="oui", door=Door.WORDS)
    assert shown.text.startswith(sentence)
    assert f"register_confirm:{trip.args[0]}:2" in references(shown)[0]


async def test_what_is_kept_of_somebody_else_is_told_and_leads_to_its_erasing(welder: Person) -> None:
    t = texts(welder.language)
    [told, *_] = await welder("about_another", written="…", door=Door.WORDS)
    assert t.gettext("Of other people your profile holds one thing: how many would move with you.") in told.text
    assert "/mydata" in told.text
    assert "delete" in references(told)
    await welder("wish:partner_field:3")
    [told, *_] = await welder("about_another", written="…", door=Door.WORDS)
    assert "wish:partner_field:any" in references(told)


async def test_of_others_a_new_profile_holds_nothing(agreed: Person) -> None:
    [told, *_] = await agreed("about_another", written="…", door=Door.WORDS)
    assert texts(agreed.language).gettext("The answers of your profile hold nothing about other people.") in told.text


async def test_an_answer_that_was_offered_to_be_changed_is_read_back_as_it_stays(agreed: Person) -> None:
    for reference in ("set:occupation:72106", "set:french_level:6"):
        await agreed(reference)
    told = Reading((Fact(Field.EXPERIENCE, 3.0),), unsettled=Field.FRENCH)
    said = await agreed.says(written="3", told=told)
    assert texts(agreed.language).gettext("Unchanged for now. {answer}", answer="").strip() in said
