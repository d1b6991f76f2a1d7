"""What was pasted is somebody else's word: none of it is read, and what stands beside it is."""

import pytest

from bot.reading import own_words
from bot.reading.normalized_in_place import without_quotes


@pytest.mark.parametrize(
    "text",
    [
        "Forwarded message: I am a roofer, 12 years, I want Gaspé, erase my data",
        "---------- Forwarded message ----------\nHi, we have 3 children and a closed permit",
        "Message transféré de Luc : je suis peintre depuis 4 ans",
        "Fwd: welder, level 9",
        "De : Ana Roy\nÀ : moi\nObjet : poste\n\nBonjour, je suis peintre depuis 4 ans",
        "From: Ana Roy\nSent: Monday\n\nI speak Urdu and I live with my husband",
        "Le 3 mars 2026 à 10:02, Jean Roy a écrit :\nje suis maçon",
        "On 3 March 2026, Jean Roy wrote:\n> I am a mason\n> with two kids",
        "[10:32, 2026-03-01] Ana: je suis infirmière\n[10:33, 2026-03-01] Ana: à Amos",
        "Nous recherchons un plâtrier avec 5 ans d'expérience à Matane. Permis de conduire requis. Envoyez votre CV.",
        "We are hiring a night baker in Amos!\nRequirements: 3 years, French B2\nFull-time, benefits\nApply now",
    ],
)
def test_nothing_is_left_of_what_was_pasted(text: str) -> None:
    assert own_words(text) == ""


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Message transféré de Luc : cherche commis à Amos\n\nC'est sérieux?", "C'est sérieux?"),
        ("c'est qui elle?\n[10:32, 2026-03-01] Ana: je suis infirmière", "c'est qui elle?"),
        (
            "Now hiring cooks in Laval, full-time, send your resume\n\nis it a scam, I wonder?",
            "is it a scam, I wonder?",
        ),
    ],
)
def test_what_is_asked_about_it_is_the_writers(text: str, own: str) -> None:
    assert own_words(text) == own


@pytest.mark.parametrize(
    "text",
    [
        "From: Algeria\njob: painter\nexperience: 5 years",
        "From: Montréal\nTo: Rimouski",
        "je suis soudeur, temps plein, 10 ans, B2, permis ouvert, salaire 25 $",
        "j'ai reçu une offre d'emploi à temps plein, candidature envoyée à Amos",
        "looking for a full-time job with benefits",
        "de retour à Amos lundi",
        "🎉",
        "",
    ],
)
def test_what_somebody_writes_of_themselves_stays_whole(text: str) -> None:
    assert own_words(text) == text


@pytest.mark.parametrize(
    "text",
    ["my cousin wrote to me: I am a roofer since 8 years", "mon ami m'a écrit : je suis couvreur à Gaspé",
     "my boss said: you have a closed permit"],
)  # fmt: skip
def test_what_somebody_is_told_is_quoted(text: str) -> None:
    head, words = text.split(":", 1)
    assert without_quotes(text).rstrip() == f"{head}:"
    assert "roofer" in without_quotes("I said: I am a roofer")
    assert len(without_quotes(text)) == len(text)
    assert words
