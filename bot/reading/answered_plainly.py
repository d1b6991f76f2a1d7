"""Decides whether an answer to the open question is said plainly. If it is, it is saved; otherwise we ask.

No list of words for other people is ever complete, so we list the opposite: a plain answer consists of the words of the
value and of words that commonly stand around an answer to that question. Any other word may change its meaning: "bf has
phd", "been here six years", "my wife speaks Spanish".
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.base.terms import Field, Household
from bot.knowledge import Ambiguous, Found, Resolution
from bot.reading import kin
from bot.reading.about_whom import Person, absent
from bot.reading.how_meant import own, stretches
from bot.reading.normalized_in_place import blanked, even

_MOST_WORDS = 25  # a longer text is not examined word by word, and counts as not plain
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+(?:er|e|st|nd|rd|th|h)?")  # "1", "1st", "8h"
_COMMON = frozenset(
    """
    a ah ai alors bah also am ami an and as au aussi aux avec b ben bien bon bonjour bonsoir c ca ce cest chu chui
    comme d dans de depuis des donc du e ecoute en est et euh finalement fait for friend from hello hey hi i im in
    is it its ive j je jsuis juste just l la le les m ma maintenant me merci mes moi mon monsieur my n ne non now
    no of oh ok on only or ou oui ouais pis plus plutot please pour puis s salut seulement so suis svp stp thank thanks
    that the then tout un une uh um we well with y yeah yep yes actually mostly mainly surtout principalement
    normalement moe cest par by to at sir madame still toujours encore here ici icitte currently actuellement presently
    present mine mien mienne mais but bas there lol mdr haha hehe hihi jaja inchallah inshallah hamdoulillah svp po mam
    maam mister sol eh hein na lang obv obviously btw tbh honestly honnetement idk genre tse voila quoi right course
    bien sur biensur evidemment sorry desole desolee pardon wi yo bro frere mon
    """.split()
)
_TIME = frozenset(
    """
    about almost an annee annees around ans big bonne bonnes close environ good going goin half demi demie less
    mois moins month months more nearly over peu plus pres presque que solid some than total year years yr yrs
    good gonna deja passe passes dedans domaine field industry bof total facile easily easy loin far couple mettons
    disons dirais dire say like genre this hivers winters pas not least minimum since depuis bout pff ouf ouais boy wow
    """.split()
)
_HELD = frozenset("have has had got ai as eu avoir possede obtenu obtained hold i'd earned gotten been was".split())
_WORKS = frozenset(
    """
    work works working worked travail travaille travaillais travailler bosse boulot job jobs metier trade
    profession occupation career formation domaine secteur milieu branche field industry line business dedans fais
    fait do doing done faire main qualified certified licensed diplome
    diplomee professionnel professionnelle professional experienced experience exp
    """.split()
)
_WISHES = frozenset(
    """
    want wants wish would like love prefer hope looking look search searching find need veux voudrais aimerais
    aime prefere cherche recherche souhaite souhaiterais espere pense think plan move moving live living go going
    stay settle demenager vivre habiter aller rester installer m'installer travailler work near close around
    somewhere anywhere pres proche autour cote coin environs quelque part region regions ville city town area
    maybe peut etre either put mets mettez mettre met choose choisis choix pourquoi first d'abord abord sinon
    preference hesite hesitons
    """.split()
)
_MOVES = frozenset(
    f"""
    {" ".join(re.findall(r"[a-z]{{3,}}", kin.PARTNER + " " + kin.CHILD))}
    tard later pis puis elle il ils elles she he they
    come comes coming move moves moving bring join follow viennent vient viendrai viendrait viendraient suivent suit
    demenage demenagent accompagne accompagnent emmene amene seul seule alone single myself celibataire solo personne
    personnes people person adulte adultes adult adults us both nous tous toute famille family together ensemble us
    old years age aged nee petit petits petite petites little small young jeune jeunes ans ages
    enfants femmes maries nobody else only child children kids deux trois quatre cinq one two three four five six
    pars partir partirai partirais partirait irai irais viendrais viendrait venir go going will would
    better other half moitie sans without our notre nos all toutes maman papa mere pere frere soeur mom dad mother
    father brother sister parents roommate coloc little one ones grand grande dernier derniere aine ainee puce chat
    boys girls sons daughters filles garcons kids chien cat dog vieille vieux old only plus more sure certain certaine
    """.split()
)
_SPEAKS = frozenset(
    """
    speak speaks talk know understand read write fluent fluently native mother tongue language languages level
    niveau parle parles parler comprends lis ecris ecrire lire couramment langue langues maternelle natale
    francais french fais suis basic basics debutant
    debutante beginner intermediate intermediaire avance avancee advanced
    well good pretty bit little some peu ti tit very tres assez enough cours course class classe stage passed test
    tef tcf delf dalf oral orally spoken written speaking writing reading parle ecrit ecrite lu
    score they ils elles prof put placed mis mise place classe evalue teste ont fini finished termine done closed
    francisation francization selon according ok oral written maison home mother father grandmother
    """.split()
)
_STUDIED = frozenset(
    """
    diploma degree diplome finished finish completed complete fini termine graduated graduate school ecole
    university universite college studied study etudie etudes etude did fait only high secondary education level
    niveau scolarite bac my last dernier year annee pas pa po any not dont don't pass passed
    """.split()
)
_PAPERS = frozenset(
    """
    permit permis status statut papers papiers card carte resident residence work travail study etudes holder
    under sous became devenu devenue obtained recu received accepted canadian canada quebec currently since last
    valid valide demande claim asile asylum acceptee accepte acceptes acceptees approved granted
    permanent permanente pr rp depuis since
    """.split()
)
_UNTIL = frozenset(
    """
    until till til jusqu jusque expires expire ends end finit january february march april may june july august
    september october november december janvier fevrier mars avril mai juin juillet aout septembre octobre novembre
    decembre next prochain
    """.split()
)
_WHEN = frozenset(
    """
    can could start starting begin free available disponible dispo libre commencer debuter peux pourrais partir des from
    any as soon possible si if ready pret prete early late mid fin mi next prochain prochaine after apres in dans
    1st 2nd 3rd 1er premier first
    commencerais commencerai around week weeks semaine semaines month months mois day days jour jours date time
    premier first early debut apres lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday
    thursday friday saturday sunday notice preavis give giving donner dois must need faut contrat contract
    termine terminer finit finir finish finished finishes ends even meme tu vous veux voulez want you ish boss patron
    patronne employer employeur two deux weeks gotta got done rush god dieu veut willing last dernier derniere exam
    examen exams suivant following lendemain fetes holidays noel christmas passees max maximum environ vers mid
    """.split()
)
AROUND: Mapping[Field, frozenset[str]] = {
    Field.OCCUPATION: _COMMON | _WORKS | _WISHES | _TIME,
    Field.EXPERIENCE: _COMMON | _WORKS | _TIME | _HELD,
    Field.EDUCATION: _COMMON | _HELD | _STUDIED,
    Field.FRENCH: _COMMON | _SPEAKS | _HELD,
    Field.LANGUAGES: _COMMON | _SPEAKS,
    Field.REGIONS: _COMMON | _WISHES,
    Field.HOUSEHOLD: _COMMON | _MOVES,
    Field.PERMIT: _COMMON | _HELD | _PAPERS | _UNTIL,
    Field.START: _COMMON | _WHEN | _WISHES,
}
_THEM = frozenset("il elle lui y he she him her his son sa ses they their travaillait faisait etait".split())
_BOTH_SIDES = frozenset({Field.HOUSEHOLD, Field.START})  # words after the value can change its meaning too
_RISKS: Mapping[Field, re.Pattern[str]] = {  # words beside which a number may count something else
    Field.EXPERIENCE: re.compile(r"(?<!\w)(?:quand|when|quebec|canada|old|age|here|ici|icitte)(?!\w)"),
    Field.FRENCH: re.compile(
        r"(?<!\w)(?:fail\w*|rate\w*|echou\w*|ans?|years?|yrs?|mois|months?|work|travail|job|kids?|enfants?)(?!\w)"
    ),
}
_LENGTHS = re.compile(
    r"\d ?(?:ans?|annees?|years?|yrs?|mois|months?)(?!\w)|(?:dont|including|incl\.?) \d"
    r"|(?:ici|icitte|here)(?: \w+)? (?:0|zero|rien|none|nothing|aucune?)(?!\w)"  # "6 years there, here none"
)
_ALONE = Found(Household())
_SOMEBODY = re.compile(rf"(?<!\w)(?:{kin.OWNING}) (?:{kin.ANOTHER})(?!\w)")
_TAKES_BACK = re.compile(r"(?<!\w)(?:no|non|wait|attends?|plutot|rather|i mean|enfin|fail\w*|rate\w*|echou\w*)(?!\w)")
_WAITS = re.compile(r"(?<!\w)(?:wait|attend[sz]?)(?!\w)")  # may take back what stands before it
_NOT_BEFORE = re.compile(r"(?<!\w)(?:pas avant|not (?:before|until|till))(?!\w)")
_REASON = re.compile(  # begins the reason for a date: "end of May when my course is over"
    r"(?<!\w)(?:when|quand|lorsque|because|cause|parce que|car|since|puisque|vu que|once|une fois|as soon as|des que"
    r"|after(?= (?:my|i|we|our|the)(?!\w))|apres(?= (?:mon|ma|mes|notre|nos|la|le)(?!\w))|so (?:i|we|that)|pour finir"
    r"|to finish)(?!\w)"
)
_ONE_VALUE = frozenset({Field.EXPERIENCE, Field.FRENCH, Field.START})  # a second value takes the first one back
Resolve = Callable[[str], Resolution[Any]]
Places = Sequence[tuple[int, int]]


def plainest(field: Field, text: str, outcome: Found[Any], resolve: Resolve, marked: Places = ()) -> Resolution[Any]:
    """`outcome`, the answer read from the whole text, if it is said plainly; otherwise the options to ask about.

    `resolve` reads the field's value from a part of the text; `marked` are the spans that the model marked for it.
    """
    if field is Field.START and (bound := _NOT_BEFORE.search(even(text))):
        text = " " * bound.end() + text[bound.end() :]  # "in May, not before the 20th" means the 20th
    reason = _REASON.search(even(text)) if field is Field.START else None
    if reason and resolve(text[: reason.start()]) == outcome:
        text = text[: reason.start()]
    pieces = [(piece, resolve(piece)) for piece in _pieces(text)]
    values = tuple(dict.fromkeys(found.value for _, found in pieces if isinstance(found, Found)))
    named = words_at(text, marked)
    plain = [
        found for piece, found in pieces if isinstance(found, Found) and is_plain(field, piece, found, resolve, named)
    ]
    if field in _ONE_VALUE and len(values) > 1 and _TAKES_BACK.search(even(text)):
        return Ambiguous(values)
    if field is Field.REGIONS and _WAITS.search(even(text)):
        return Ambiguous((outcome.value,))
    if field is Field.EDUCATION and len(values) > 1:
        return Ambiguous(values)
    risk = _RISKS.get(field) if len(_LENGTHS.findall(even(text))) < 2 else None  # "2 years there, 3 here" is safe
    if risk and risk.search(even(own(text))):
        return Ambiguous((outcome.value,))
    if outcome == _ALONE and _SOMEBODY.search(even(text)):  # "just me and my aunt" may be two
        return Ambiguous((outcome.value,))
    if outcome in plain or is_plain(field, text, outcome, resolve, named):
        return outcome
    if field is Field.START and plain and outcome.value > plain[0].value and len(values) == 1:
        return Ambiguous((outcome.value,))  # the plain date may be the end of a contract, and the later one the start
    return plain[0] if field in _ONE_VALUE and plain else Ambiguous((outcome.value,))


def is_plain(
    field: Field, text: str, outcome: Found[Any], resolve: Resolve, named: frozenset[str] = frozenset()
) -> bool:
    """Whether a text has only common words of an answer around the words that carry the value `outcome`.

    A word carries the value if `resolve` gives another result without it. The words in `named` are allowed as well.
    """
    plain = even(text)
    found = list(_WORD.finditer(plain))
    if len(found) > _MOST_WORDS:
        return False
    carrying = [word for word in found if resolve(blanked(text, *word.span())) != outcome]
    around = AROUND[field] | named | (_THEM if absent() else frozenset())
    strange = [word for word in found if word[0] not in around and not _NUMBER.fullmatch(word[0])]
    if not carrying:  # no single word decides, since the value is said twice
        return not strange
    first, last = carrying[0], carrying[-1]
    before = [word for word in strange if word.start() < first.start()]
    outside = before + [word for word in strange if word.start() > last.start()]
    return not (outside if field in _BOTH_SIDES else before)


def words_at(text: str, places: Places) -> frozenset[str]:
    """The words in these spans of a text, normalized by `even`."""
    return frozenset(word for start, end in places for word in _WORD.findall(even(text[start:end])))


def is_framed(field: Field, text: str, start: int, end: int) -> bool:
    """Whether the text outside the span from `start` to `end` has only words that are common around an answer."""
    outside = even(text[:start]) + " " + even(text[end:])
    around = AROUND[field] | (_THEM if absent() else frozenset())
    return all(word in around or _NUMBER.fullmatch(word) for word in _WORD.findall(outside))


def _pieces(text: str) -> list[str]:
    """The stretches of a text that are not about another person and hold a letter or a digit."""
    pieces = (text[each.start : each.end] for each in stretches(text) if each.person is not Person.OTHER)
    return [piece for piece in pieces if any(c.isalnum() for c in piece)]
