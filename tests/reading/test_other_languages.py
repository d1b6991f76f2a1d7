"""Other languages are recognised; what is understood in them is done, and nothing is done on a guess."""

import pytest

from bot.base.terms import Field
from bot.knowledge import other_language
from bot.reading import Guess, Parse, Reader
from bot.reading.context import Context
from tests.reading.conftest import TODAY, Read


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("¿dónde puedo estudiar enfermería?", "es"),
        ("minha esposa também procura emprego", "pt"),
        ("eske gen travay pou moun ki pa pale franse", "ht"),
        ("kailan po ang susunod na biyahe", "tl"),
        ("хочу поговорить с человеком", "ru"),
        ("де можна вивчати французьку?", "uk"),
        ("أريد تعلّم الفرنسية", "ar"),
        ("可以帮我找房子吗", "zh"),
        ("क्या यहाँ बस है", "hi"),
        ("ਕੀ ਇੱਥੇ ਬੱਸ ਹੈ", "pa"),
    ],
)
def test_other_languages_are_recognised(text: str, code: str) -> None:
    assert other_language(text) == code


@pytest.mark.parametrize(
    "text",
    ["chu soudeur pis jchercher 1 job ds le bas du fleuve", "jsui infirmier ki cherch o saguenay", "wuts teh rent lke",
     "Сергій, plumber since 2015", "ok", "la job de nuit c tu payan"],
)  # fmt: skip
def test_ours_stay_ours_however_they_are_written(text: str) -> None:
    assert other_language(text) is None


@pytest.mark.parametrize("text", ["да", "نعم", "हाँ", "好的"])
@pytest.mark.parametrize(
    "buttons",
    [
        (("register_confirm", "t1", "3"), ("trip", "t1")),
        (("change", "occupation", "72106"), ("keep", "occupation")),
        (("consent", "given"), ("consent", "refused")),
        (("delete_confirm",), ("privacy",)),
        (("hired_confirm",),),
    ],
)
def test_a_yes_in_other_letters_decides_nothing(read: Read, text: str, buttons: tuple[tuple[str, ...], ...]) -> None:
    [(name, _)] = read(text, "affirm", buttons=buttons).does
    assert name == "other_language"


def test_it_is_no_answer_to_the_open_question(read: Read) -> None:
    reading = read("сварщик", asked=Field.OCCUPATION)
    assert (reading.facts, reading.missed) == ((), None)


def spanish(reader: Reader, intent: str, confidence: float, done: tuple[tuple[str, ...], ...] = ()) -> list[str]:
    """Names of what is answered to a request in Spanish that was taken for this."""
    context = Context(TODAY).sight.after(done, ())
    parse = Parse("¿cuándo empiezan los cursos de francés?", intent, (Guess(intent, confidence),))
    reading = reader.read(parse, Context(TODAY, sight=context))
    return [*(shown[0] for shown in reading.does), *(act.intent for act in reading.acts)]


def test_a_plain_request_is_answered_beside_the_greeting(reader: Reader) -> None:
    assert spanish(reader, "ask_francisation", 0.97) == ["other_language", "ask_francisation"]
    assert spanish(reader, "ask_francisation", 0.97, (("other_language", "es"),)) == ["ask_francisation"]


def test_a_guess_is_not(reader: Reader) -> None:
    assert spanish(reader, "express_interest", 0.6) == ["other_language"]
    assert spanish(reader, "out_of_scope", 1.0) == ["other_language"]
