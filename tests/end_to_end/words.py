"""What candidates type in the journeys, in each language."""

from dataclasses import dataclass

from bot.base.terms import Language


@dataclass(frozen=True)
class Words:
    """One candidate's way of saying things."""

    language: Language
    tag: str
    about_me: str
    diploma: str
    advisor: str
    languages: str
    places: str
    correction: str
    household: str
    permit: str
    start: str
    back: str
    skip: str
    cancel: str
    other_language: str
    matches: str
    interest: str
    trips: str
    my_trips: str
    region: str
    rent: str
    services: str
    francisation: str
    what_is_a_trip: str
    human: str
    profile: str
    my_data: str
    no: str
    wish: str
    hired: str


WORDS = (
    Words(
        language=Language.FRENCH,
        tag="fr",
        about_me="je suis soudeur avec 5 ans d'expérience et je parle un peu français",
        diploma="DEP",
        advisor="c'est quoi la différence entre un conseiller et un représentant autorisé?",
        languages="anglais et arabe",
        places="Rimouski ou Saguenay",
        correction="en fait mon français est B1",
        household="ma femme et deux enfants",
        permit="résident permanent",
        start="dans deux mois",
        back="retour à la question d'avant",
        skip="passer cette question",
        cancel="annuler",
        other_language="in English please",
        matches="quels employeurs pourraient me convenir?",
        interest="un employeur m'intéresse",
        trips="quand sont les prochains voyages?",
        my_trips="mes inscriptions aux voyages",
        region="c'est comment la vie en Gaspésie?",
        rent="combien coûte un loyer à Rimouski?",
        services="une garderie à Sherbrooke?",
        francisation="comment je peux apprendre le français?",
        what_is_a_trip="c'est quoi un voyage exploratoire?",
        human="je veux parler à une personne",
        profile="montre mon profil",
        my_data="envoyez-moi une copie de mes données",
        no="non, aucune autre",
        wish="j'aimerais vivre à Rimouski ou à Matane",
        hired="bonne nouvelle, j'ai trouvé un emploi",
    ),
    Words(
        language=Language.ENGLISH,
        tag="en-CA",
        about_me="I'm a welder with 5 years of experience and I speak a little French",
        diploma="vocational diploma",
        advisor="what is the difference between an advisor and an authorised representative?",
        languages="English and Arabic",
        places="Rimouski or Saguenay",
        correction="actually my French is B1",
        household="my wife and two kids",
        permit="permanent resident",
        start="in two months",
        back="go back to the previous question",
        skip="skip this question",
        cancel="cancel",
        other_language="en français s'il vous plaît",
        matches="which employers would suit me?",
        interest="I'm interested in an employer",
        trips="when are the next trips?",
        my_trips="my trip registrations",
        region="what is life like in Gaspésie?",
        rent="how much is the rent in Rimouski?",
        services="child care in Sherbrooke?",
        francisation="how can I learn French?",
        what_is_a_trip="what is an exploratory trip?",
        human="I want to talk to a person",
        profile="show me my profile",
        my_data="I want to see my data",
        no="no, none",
        wish="I would like to live in Rimouski or Matane",
        hired="good news, I found a job",
    ),
)
