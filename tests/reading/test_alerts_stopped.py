"""Only a bare order ends the job alerts; a question about it or a plea to keep them shows how they stand."""

import pytest

from bot.reading import Clause, Context, Guess, Parse, Reader, Sight
from tests.reading.conftest import TODAY, Read

OFF, NOW = (("job_alerts_off",),), (("job_alerts_now",),)
BELOW_ALERTS = Sight((("vacancy", "v1"), ("job_alerts_off",)), (("job_alerts",),))
AGREED = Sight((("matches",), ("job_alerts_off",)), (("job_alerts",),))


@pytest.mark.parametrize(
    "text",
    ["stop the alerts", "arrêtez les alertes", "no more job alerts please", "je ne veux plus d'alertes d'emploi",
     "please stop sending me job offers", "désactivez les notifications svp", "switch off those alerts",
     "I don't need the alerts any more", "n'envoyez plus d'annonces", "cesse de m'avertir pour les postes",
     "could you no longer write me about openings", "annulez mes alertes d'emploi", "turn my notifications off please",
     "Pouvez-vous arrêter les alertes?", "j'ai plus besoin des alertes", "Bonsoir, arrêtez les alertes svp, merci",
     "I found work. Cancel my alerts.", "J'ai trouvé un emploi, arrêtez les alertes", "don't send me any more alerts",
     "je veux plus recevoir d'alertes", "unsubscribe me from the alerts", "no, no alerts after all",
     "finalement pas d'alertes svp",
     "stop the alerts, I found a job"],
)  # fmt: skip
@pytest.mark.parametrize("intent", ["job_alerts", "find_employers"])
def test_a_bare_order_ends_them(read: Read, text: str, intent: str) -> None:
    assert read(text, intent).does == OFF


@pytest.mark.parametrize(
    "text", ["stop writing to me", "ne m'écrivez plus", "désabonnez-moi", "don't message me", "arrêtez de m'envoyer ça"]
)
def test_what_the_model_takes_for_alerts_needs_fewer_words(read: Read, text: str) -> None:
    assert read(text, "job_alerts").does == OFF


@pytest.mark.parametrize("text", ["no messages", "pas de courriels", "no job updates"])
def test_who_may_complain_that_none_come_ends_nothing(read: Read, text: str) -> None:
    assert read(text, "job_alerts").does != OFF


@pytest.mark.parametrize("text", ["stop them", "no thanks, turn them off", "arrêtez-les", "je n'en veux plus", "stop"])
@pytest.mark.parametrize("sight", [BELOW_ALERTS, AGREED])
@pytest.mark.parametrize("intent", ["cancel", "deny", "job_alerts"])
def test_below_the_alerts_a_pointing_word_is_enough(read: Read, text: str, sight: Sight, intent: str) -> None:
    assert read(text, intent, sight=sight).does == OFF
    assert ("job_alerts_off",) not in read(text, "cancel").does


@pytest.mark.parametrize(
    "text",
    ["How can I end my job alerts?", "Could I switch the alerts off in spring?", "Are the notifications on?",
     "Que se passe-t-il si j'arrête les alertes?", "Est-ce que je peux désactiver les alertes plus tard?",
     "Please don't turn off my alerts", "N'enlevez pas mes alertes", "je ne souhaite pas annuler les alertes",
     "No more alerts for a month now", "remove Sherbrooke from my alerts", "stop the alerts for night jobs in Gaspé",
     "Arrêtez les alertes en français, continuez en anglais", "Arrêtez les alertes, sauf pour Amos",
     "Stop my alerts until I come back", "Je veux plus d'alertes", "envoyez-moi plus d'alertes",
     "Arrêter les alertes?", "my cousin wants no more alerts", "elle a annulé ses alertes", "stop my sister's alerts",
     "n'arrêtez jamais mes alertes", "quand je pars, arrêtez les alertes"],
)  # fmt: skip
@pytest.mark.parametrize("intent", ["job_alerts", "find_employers", "nlu_fallback"])
def test_whatever_else_speaks_of_stopping_shows_how_they_stand(read: Read, text: str, intent: str) -> None:
    reading = read(text, intent)
    assert reading.does == NOW
    assert not [act for act in reading.acts if act.intent == "job_alerts"]


@pytest.mark.parametrize(
    "text",
    ["you have not sent anything, you never write me about jobs", "vous ne m'écrivez plus depuis l'automne",
     "ils ne m'envoient jamais de postes", "n'envoyez pas mon nom pour ce poste", "my manager stopped texting me"],
)  # fmt: skip
def test_a_complaint_or_another_s_deed_switches_nothing(read: Read, text: str) -> None:
    assert read(text, "job_alerts").does == NOW
    assert "job_alerts_off" not in str(read(text, "find_employers").does)


@pytest.mark.parametrize(
    "text", ["cancel this", "annulez tout", "remove it", "end it all in May", "don't send my texts"]
)
def test_below_the_alerts_an_order_of_something_else_leaves_them_on(read: Read, text: str) -> None:
    assert OFF[0] not in read(text, "cancel", sight=BELOW_ALERTS).does


@pytest.mark.parametrize(
    "text",
    ["I don't want to miss an opening, write me when one shows up", "mon contrat finit en juin, avertissez-moi",
     "I stop work in May and need alerts on new jobs", "no more questions, just alerts please",
     "n'hésitez pas à m'écrire quand un poste s'ouvre",
     "j'ai quitté mon emploi, prévenez-moi des nouveaux postes", "at the end of May I want alerts"],
)  # fmt: skip
def test_who_stops_something_else_can_still_ask_for_them(read: Read, text: str) -> None:
    reading = read(text, "job_alerts")
    assert not {*OFF, *NOW} & {*reading.does}
    assert ("job_alerts",) in reading.does or "job_alerts" in {act.intent for act in reading.acts}


@pytest.mark.parametrize(
    ("order", "other", "intent"),
    [("Stop the job alerts.", "When does the bus for Alma leave?", "ask_exploratory_trip"),
     ("Arrêtez les alertes.", "Et annulez mes places pour Amos.", "cancel_trip"),
     ("Cancel my alerts", "and delete all my data", "delete_my_data")],
)  # fmt: skip
def test_what_else_is_asked_stays(reader: Reader, order: str, other: str, intent: str) -> None:
    text = f"{order} {other}"
    clauses = (
        Clause(0, len(order), order, "job_alerts", (Guess("job_alerts", 0.97),)),
        Clause(len(order) + 1, len(text), other, intent, (Guess(intent, 0.97),)),
    )
    reading = reader.read(Parse(text, "job_alerts", (Guess("job_alerts", 0.9),), (), text, clauses), Context(TODAY))
    assert reading.does[0] == OFF[0]
    assert intent in {act.intent for act in reading.acts} or ("delete",) in reading.does
    assert "job_alerts" not in {act.intent for act in reading.acts}
