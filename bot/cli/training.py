"""`bot train`: the dialogue model, and the vectors that questions are compared with, updated when inputs changed."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.base.settings import Settings, read_settings
from bot.cli.common import console, words
from bot.dialogue.trained_model import MEANINGS, OUT_OF_SCOPE, Training, ensure_model, phrases
from bot.knowledge import load_knowledge, training_vocabulary
from bot.knowledge.fact_index import FactIndex
from bot.knowledge.meaning import both
from bot.knowledge.training_questions import asked_before


def train() -> None:
    """Train the dialogue model if what it is made of has changed."""
    settings = read_settings()
    with ThreadPoolExecutor(1) as beside:  # training uses one core
        reading = beside.submit(_learn_meanings, settings)
        model = trained(settings)
        reading.result()
    console.print(words().gettext("Model: {path}", path=model))


def own_model(settings: Settings) -> Path | None:
    """The path of the model for our own Rasa; None where a Rasa server that runs elsewhere has its own."""
    return None if settings.rasa_url else Training(settings.bot_var, training_vocabulary(load_knowledge())).model


def trained(settings: Settings) -> Path:
    """The model of the present phrases and rules, trained first if need be, with progress shown."""
    return ensure_model(settings.bot_var, training_vocabulary(load_knowledge()))


def _learn_meanings(settings: Settings) -> None:
    """Compute the vectors that questions are compared with, so that no test and no start has to wait for them."""
    meanings = both(settings.bot_var / MEANINGS)
    index = FactIndex(load_knowledge(), meanings, phrases(OUT_OF_SCOPE), asked_before())
    told = 0
    for number, each in enumerate(meanings):
        for done in each.learn(index.texts):
            if (part := int(4 * (number + done) / len(meanings))) > told:
                percent = words().number(25 * part)
                console.print(words().gettext("The knowledge base is read: {percent}%", percent=percent))
                told = part
