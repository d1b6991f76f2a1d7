"""The training data itself: enough of it, in both languages, and nothing under two intents."""

import hashlib
import re
from collections import Counter, defaultdict

import pytest
import yaml

from bot.dialogue.trained_model import NLU, ROOT, stranger_phrases
from bot.knowledge.normalized_text import words

from .labelled import Labelled, labelled

LANGUAGES = ("fr", "en")
FEWEST = 40
FEWEST_OF_THE_COMMON = 60
FEWEST_OF_THE_WIDE = 300
NEW = {"emergency", "job_alerts", "application_status", "change_seats", "ask_why_none"}  # strangers alone wrote them
FEWEST_OF_THE_NEW = 12
SHORT = 3  # words
WIDE = {"inform", "out_of_scope"}
# What is said once in a conversation, and in few ways.
RARE = {"greet", "goodbye", "thank", "affirm", "deny", "cancel", "skip", "go_back", "change_language", "bot_challenge"}
HELD_OUT = ("development", "unseen")
ARTICLE = re.compile(r"(?:le|la|les|un|une|des|du|au|aux|the|a|an|on|in|en|à|dans) |[ld]['’]", re.IGNORECASE)
TRIALS = frozenset((ROOT / "tests" / "nlu" / "trials.sha256").read_text().split())
WITHOUT_ARTICLE = {"region", "occupation", "permit", "spoken_language"}


def training(language: str) -> list[Labelled]:
    found = labelled(sorted((NLU / "data" / language).glob("*.yml")))
    assert found
    return found


def strangers(*languages: str) -> list[Labelled]:
    """What people wrote who had never seen our phrases; every language where none is named."""
    return [
        Labelled.parse(each.text, each.intent)
        for each in stranger_phrases()
        if not languages or each.language in languages
    ]


def everything() -> list[Labelled]:
    """All that the model learns."""
    return [message for language in LANGUAGES for message in training(language)] + strangers()


def held_out(folder: str, language: str) -> list[Labelled]:
    return labelled([ROOT / "tests" / "nlu" / folder / f"{language}.yml"])


def plain(message: Labelled) -> str:
    """What two phrases are compared by; one without letters is compared as it is."""
    return words(message.text) or message.text


def hashed(text: str) -> str:
    """What a trial is known by without being told: sixteen digits of the hash of its words."""
    return hashlib.sha256(words(text).encode()).hexdigest()[:16]


def is_trial(message: Labelled) -> bool:
    """Whether a whole sentence is one of the trials; short ones are written by everybody."""
    return len(words(message.text).split()) > SHORT and hashed(message.text) in TRIALS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_intent_has_enough_phrases(language: str) -> None:
    counts = Counter(message.intent for message in [*training(language), *strangers(language)])
    intents = set(yaml.safe_load((ROOT / "domain.yml").read_text())["intents"])
    assert intents >= WIDE | RARE
    for intent in intents - {"nlu_fallback", "session_start"}:
        assert counts[intent] >= _fewest(intent), (intent, counts[intent])


def _fewest(intent: str) -> int:
    if intent in NEW:
        return FEWEST_OF_THE_NEW
    return FEWEST_OF_THE_WIDE if intent in WIDE else FEWEST if intent in RARE else FEWEST_OF_THE_COMMON


def test_no_phrase_stands_under_two_intents() -> None:
    meant = defaultdict(set)
    for message in everything():
        meant[plain(message)].add(message.intent)
    assert {text: intents for text, intents in meant.items() if len(intents) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("folder", HELD_OUT)
def test_what_is_held_out_is_not_trained_on(folder: str, language: str) -> None:
    known = {plain(message) for message in everything()}
    messages = held_out(folder, language)
    assert len(messages) > 300
    same = [message.text for message in messages if plain(message) in known]
    # Short ones ("ok", "cancel", "B1", "how are you") are written by everybody; whole sentences are not.
    assert [text for text in same if len(words(text).split()) > SHORT] == []
    assert len(same) < 0.15 * len(messages), sorted(same)


def test_no_trial_is_trained_on() -> None:
    assert len(TRIALS) > 800
    assert [message.text for message in everything() if is_trial(message)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_entities_are_those_of_the_domain_and_begin_at_their_name(language: str) -> None:
    names = set(yaml.safe_load((ROOT / "domain.yml").read_text())["entities"])
    seen: Counter[str] = Counter()
    for message in training(language):
        for start, end, name in message.entities:
            value = message.text[start:end]
            assert name in names, message
            assert value == value.strip(), message
            assert not (name in WITHOUT_ARTICLE and ARTICLE.match(value)), message
            seen[name] += 1
    assert set(seen) >= names - {"number"}
    assert min(seen.values()) >= 20, seen
