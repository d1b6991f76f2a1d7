"""Finds conditions on a job in a text: minimum pay, hours, a car, a driving licence; each is a must or a preference."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.base.terms import Schedule, Wish
from bot.reading.car_and_licence import car_and_licence
from bot.reading.how_meant import own
from bot.reading.normalized_in_place import blanked, even
from bot.reading.whether import is_question, piece

_LOWEST, _HIGHEST = 10.0, 150.0  # dollars an hour; a number outside is not taken for pay
_SOFT = re.compile(
    r"(?<!\w)(?:idealement|de preference|si possible|prefere\w*|aimerais|aime mieux|souhait\w*|ideally|preferabl[ey]|"
    r"prefer|if possible|would like|i'd like|would be nice|rather)(?!\w)"
)
_BOUND = (
    r"(?:pas moins de|jamais moins de|au moins|au minimum|a partir de|minimum(?: de| of)?"
    r"|(?<!\d )min(?:\.|(?!\w))(?: de| of)?|not less than|no less than|"
    r"nothing (?:under|below|less than)|at least|starting at|rien (?:sous|en bas de|en dessous de))"
)
LARGER = r"(?! ?\d|[.,']\d| ?(?:k|mille|thousand|grand)(?!\w)| ?%)"  # rules out part of a number: "60 000", "60k"
_AMOUNT = rf"\$? ?(?P<amount>\d{{2,3}}(?:[.,]\d{{1,2}})?){LARGER} ?(?P<money>\$|(?:dollars?|piasses?|cad|bucks)(?!\w))?"
_HOURLY = r"(?P<hourly> ?(?:/|de l'?|a l'?|l'?|par |an |per ) ?(?:h|heure|hour|hr)(?!\w))?"
_PAY = re.compile(rf"(?<!\w){_BOUND} {_AMOUNT}{_HOURLY}(?=(?P<rest> ?\w*))")
_PAY_AFTER = re.compile(
    rf"(?<![\w.,])(?<!\d ){_AMOUNT}{_HOURLY} ?(?:au |de |as a |as )?(?:minimum|min\.?|au moins|or more|ou plus)(?!\w)"
)
_PAID = re.compile(
    r"(?<!\w)(?:l'heure|(?:par|une|chaque) heure|(?:an|per|each|every) hour|taux horaire|hourly|salair\w*|salaria\w*|"
    r"paie\w*|paye\w*|pays?|paid|paying|wages?|salary|salaries|remuner\w*|gagn\w*|earn\w*|"
    r"(?:emplois?|jobs?|postes?|work|travaille\w*) (?:a|at|for|with|pour))(?!\w)|(?:/|(?<!\w)(?:par|per)) ?h(?!\w)"
)
_SPENT = re.compile(
    r"(?<!\w)(?:loyers?|lou(?:er|e)|location|rent\w*|prix|prices?|cout\w*|costs?|frais|fees?|budget|factures?|bills?|"
    r"garderie|daycare|essence|gas|epicerie|grocer\w*|hydro|dettes?|debts?|prets?|loans?|hypotheque|mortgage|credit|"
    r"assurances?|insurance|hotel|billets?|tickets?|depens\w*|spend\w*|logements?|appart\w*|apartments?|housing|"
    r"chambres?|rooms?|envoie|envoyer|send\w*|saved?|savings?|economi\w*|"
    r"(?:je|i|we|nous) (?:paie|paye|payons|pay|paid))(?!\w)"
)
ANOTHER_PERIOD = re.compile(
    r"(?<!\w)(?:(?:(?:par|per|a|chaque|every|each|the|la|le) |l')(?:ans?|annees?|years?|yr|mois|months?|semaines?|sem|"
    r"weeks?|days?|jours?|journees?|quinzaine)|annuel\w*|annual\w*|yearly|mensuel\w*|monthly|hebdo\w*|weekly|biweekly|"
    r"daily)(?!\w)|/ ?(?:an|annee|year|yr|y|mois|month|mo|sem|semaine|week|wk|w|jour|day|d)(?!\w)"
)
_COUNTED = re.compile(r"(?<!\w)(?:heures|hours)(?!\w)")  # "my hours: not less than 35"
NO = (
    r"(?<!ai )(?<! a )(?<!avons )(?<!avais )(?<!have )(?<!has )(?<!had )(?<!est )(?<!\bis )"
    r"(?<!suis )(?<!are )(?<!was )(?<!'s )"
    r"(?:(?:surtout |absolument )?(?:pas|plus jamais|jamais|aucun|sans|sauf|ni|non plus)|n(?:e |')(?:\w+ ){1,2}plus|no|"
    r"never|not|except|nor|but not|can't work|cannot work|don't work|won't work|anything but)"
)  # but not "I have no evening left", which describes a situation and sets no condition
_SMALL = (
    r"(?: (?:travailler?|work(?:ing)?|de|du|des|d'|le|la|les|l'|en|at|in|the|on|quarts?|horaires?|shifts?|travail))*"
)
_TIMES: Mapping[Schedule, str] = {
    Schedule.DAY: r"(?:jours?|journee|days?|daytime|day shifts?)",
    Schedule.EVENING: r"(?:soirs?|soiree|evenings?|evening shifts?)",
    Schedule.NIGHT: r"(?:nuits?|nights?|night shifts?|overnight)",
    Schedule.ROTATING: r"(?:rotatifs?|rotation|rotating(?: shifts?)?)",
}
_NO_SHIFT = (  # rules out words for times that are no shift: "no days off", "pas le jour du départ"
    r"(?! d'| (?:off|ou|when|that|before|after|avant|apres|feries?|trips?|care)(?!\w)| (?:de|du|des|of) (?!\d))"
)
WORK = re.compile(
    r"(?<!\w)(?:travail\w*|boulot|bosser|emplois?|postes?|quarts?|horaires?|work(?:ing|s)?|jobs?|shifts?"
    r"|schedules?)(?!\w)"
)
NOT_WORK = re.compile(
    r"(?<!\w)(?:appel\w*|rappel\w*|telephon\w*|calls?|phone|text(?:e[rz]?|o)?|messages?|ecri\w*|contact\w*|joindre"
    r"|reach|"
    r"rendez-vous|rdv|appointments?|meet\w*|rencontr\w*|cours|courses?|class(?:es)?|lecons?|lessons?|ateliers?|"
    r"workshops?|voyag\w*|trips?|visit\w*|libres?|free|conges?|vacances|holidays?|vacation)(?!\w)"
)
ONLY = r"(?:seulement|uniquement|juste|exclusivement|only|just)"
_SOUGHT = r"(?: (?:want|need|accept|take|veu[xt]|cherche|prends|accepte))?"
_REFUSED = {
    name: re.compile(rf"(?<!\w){NO}{_SMALL} {said}(?!\w){_NO_SHIFT}|(?<!\w){said} non plus(?!\w)")
    for name, said in _TIMES.items()
}
_WANTED = {
    name: re.compile(
        rf"(?<!\w){ONLY}{_SOUGHT}{_SMALL} {said}(?!\w){_NO_SHIFT}|(?<!\w){said} (?:shifts? )?{ONLY}(?!\w)"
        rf"|(?<!\w)(?:prefere\w*|prefer|aimerais|would like to|i'd like to){_SMALL} {said}(?!\w){_NO_SHIFT}"
    )
    for name, said in _TIMES.items()
}
_NAMED = {  # "a place by day, no nights": beside what is refused, what is named is meant alone
    name: re.compile(
        rf"(?<!\w)(?:places?|postes?|emplois?|travail|boulot|jobs?|quarts?)(?: \w+){{0,3}} de {said}(?!\w){_NO_SHIFT}"
        rf"|(?<!\w){said} (?:jobs?|shifts?|work)(?!\w)"
    )
    for name, said in _TIMES.items()
}
WANTS = re.compile(
    r"(?<!\w)(?:ve?u[xt]|voudrai[st]|cherch\w+|aimerai[st]|souhait\w*|besoin|faut|vise|prefere\w*|want\w*|wanna|need\w*"
    r"|look\w*|search\w*|seek\w*|prefer\w*|would like|i'd like|wish|hop(?:e|ing) for)(?!\w)"
)
_ALLOWS = re.compile(  # names hours that are possible too, or those of a job that somebody has or had
    r"(?<!\w)(?:ok|okay|fine|good|alright|can|could|possible|too|also|even|aussi|meme|peux|peut|pourrais|correct|va|bon"
    r"|now|maintenant|have|had|used|am|j'ai|suis|fais|travaille)(?!\w)"
)
_DOES = re.compile(r"(?<!\w)(?:i|i'm|i've|we|they|he|she|my|j'|je|on|nous|ils?|elles?|mon|ma|is|are|est|sont)(?!\w)")
_FORMER = re.compile(  # says what a former job was like
    r"(?<!\w)(?:ancien\w*|(?:old|last|previous|former) (?:job|work|place|boss|employer|company)"
    r"|derniere? (?:emploi|travail|job|poste|patron|employeur)|used to|didn'?t|did not|was|were|back then"
    r"|a l'epoque)(?!\w)"
)
_NOT_IMPERFECT = (  # present forms and other words that end like one: « s'il vous plaît », « en fait », « désormais »
    r"(?!(?:(?:par|re|de|satis|bien)?fai[st]|(?:dis|ap)?parai[st]|(?:de)?plai[st]|(?:re)?(?:con)?nai[st]|j?vais|sai[st]"
    r"|j?sais|tais|souhait|lait|trait|portrait|attrait|retrait|(?:ja|desor)?mais) $)"
)
_IMPERFECT = re.compile(  # forms in -ais have their subject before them: « congolais » has none
    rf"(?<!\w)(?:(?:(?:je |j'|j |tu |t')(?:(?:ne|y|en|le|la|les|me|te|nous|lui|leur) |[nmtl]')*|j(?=[b-df-hj-np-tv-z]))"
    rf"{_NOT_IMPERFECT}\w*(?<!r)ais|{_NOT_IMPERFECT}\w*(?<!r)(?:ait|aient)) $"
)
_SENTENCE = re.compile(r"[;!?\n]|\.(?!\d)")
_CLAUSE = re.compile(
    r"[:;!?\n]|[.,](?!\d)|(?<!\w)(?:(?:et|and|but|mais|car|because|parce que|puisque|since|so|donc|then|pis|puis)(?!\w)"
    r"|(?=(?:je|i|i'm) |j'))"
)
LITTLE = frozenset(  # words that add nothing to a clause that holds a condition
    """
    a absolument absolutely actually alors am and at au aux bon but can d de demande des desormais disons do du en et
    fais fait faut
    finalement for hours i i'd i'm idealement ideally if il in j j'aimerais j'exige jamais je just juste la le les
    like mais me merci fin fins semaine semaines samedi samedis dimanche dimanches saturday saturdays sunday sundays
    moi my n ne need never ni no non nope nor not of ok on only or ou oui parfait pas perfect plait
    please plus
    possible pour prefer preferably prefere preference s s'il say seulement shift shifts si stp surtout svp te thank
    thanks the to un uniquement veux voudrais vous want week-end week-ends weekend weekends would yes you
    """.split()
)
_TIME = re.compile("|".join(_TIMES.values()))
_POLITE = frozenset({"svp", "stp", "s", "please", "merci", "thanks"})
WORD = re.compile(r"[^\W\d_](?:[\w'-]*\w)?")
_TOO = {Schedule.NIGHT: Schedule.ROTATING}  # who refuses nights refuses rotating shifts too, which include nights


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on a job: the wish, its value as the profile stores it, and whether it is a must."""

    name: Wish
    value: Any
    must: bool
    spans: tuple[tuple[int, int], ...] = ()  # start and end of each clause of the text that says it


def conditions(text: str, suiting: tuple[Schedule, ...] | None) -> tuple[Condition, ...]:
    """The writer's conditions on a job; none in a question. `suiting` are the hours saved so far, or None."""
    plain = even(own(text))
    if is_question(plain):
        return ()
    means = (
        Condition(name, held, True, (_span(_CLAUSE, plain, match),)) for name, held, match in car_and_licence(plain)
    )
    return (*_least_pay(plain), *_hours(plain, suiting), *means)


def counts_pay_or_hours(plain: str) -> bool:
    """Whether a number in a text, normalized by `even`, may be one of pay, of costs or of hours."""
    return any(words.search(plain) for words in (_PAID, _SPENT, _COUNTED))


def names_a_meeting(plain: str) -> bool:
    """Whether a text, normalized by `even`, speaks of a call, an appointment, a class or the like."""
    return bool(NOT_WORK.search(plain))


def without_conditions(text: str, found: tuple[Condition, ...]) -> str:
    """The text with the clauses of these conditions replaced by blanks, so that positions stay."""
    for start, end in (span for each in found for span in each.spans):
        text = blanked(text, start, end)
    return text


def _least_pay(plain: str) -> Iterator[Condition]:
    for match in (*_PAY.finditer(plain), *_PAY_AFTER.finditer(plain)):
        if _LOWEST <= (dollars := float(match["amount"].replace(",", "."))) <= _HIGHEST and _is_wage(plain, match):
            yield Condition(Wish.WAGE, round(dollars * 100), _is_must(plain, match), (_span(_CLAUSE, plain, match),))
            return


def _is_wage(plain: str, match: re.Match[str]) -> bool:
    """Whether a matched amount is an hourly wage, as opposed to a rent, a price or a yearly salary."""
    bare = not (match["money"] or match["hourly"] or "$" in match[0])
    counted = (match.groupdict().get("rest") or "").strip()  # the unit after a number: "at least 20 minutes"
    refused = re.match(r"(?:pas|jamais|not|no|nothing|rien)", match[0])
    if bare and (not refused or (counted and counted not in _POLITE)):
        return False
    if bare and _COUNTED.search(_around(_SENTENCE, plain, match)):
        return False
    if not match["hourly"] and ANOTHER_PERIOD.search(_around(_CLAUSE, plain, match)):
        return False
    return _is_about(plain, match, _PAID, _SPENT)


def _hours(plain: str, suiting: tuple[Schedule, ...] | None) -> Iterator[Condition]:
    wanted, refused = _of_work(plain, _WANTED), _of_work(plain, _REFUSED)
    found = sorted([*wanted.values(), *refused.values()], key=lambda match: match.start())
    if not found:
        return
    if refused and not wanted:
        wanted = _named_beside(plain, refused)
    out = set(refused) | {_TOO[name] for name in refused if name in _TOO}
    kept = tuple(name for name in wanted or suiting or Schedule if name not in out)
    if kept:
        spans = tuple(_span(_CLAUSE, plain, match) for match in found)
        yield Condition(Wish.SCHEDULES, kept, _is_must(plain, found[0]), spans)


def _named_beside(plain: str, refused: Mapping[Schedule, re.Match[str]]) -> dict[Schedule, re.Match[str]]:
    """The hours that are named beside those refused, in the same sentence; none where a further one is mentioned."""
    said = _around(_SENTENCE, plain, min(refused.values(), key=lambda match: match.start()))
    found = {name: match for name, each in _NAMED.items() if name not in refused and (match := each.search(said))}
    named = {name: match for name, match in found.items() if _is_wanted(said, match)}
    mentioned = {name for name, each in _TIMES.items() if re.search(rf"(?<!\w){each}(?!\w)", said)}
    return named if mentioned - set(refused) == set(named) else {}


def _is_wanted(said: str, match: re.Match[str]) -> bool:
    """Whether hours that are named are wanted: with a word of wanting, or where nobody is said to do or have them."""
    within = piece(said, match.start())
    return bool(WANTS.search(_around(_CLAUSE, said, match))) or not (_ALLOWS.search(within) or _DOES.search(within))


def is_former(plain: str, match: re.Match[str]) -> bool:
    """Whether a clause tells of a job that somebody had: « on était pas de nuit », "at my last job no nights"."""
    return bool(_IMPERFECT.search(plain, 0, match.start()) or _FORMER.search(_around(_CLAUSE, plain, match)))


def _of_work(plain: str, patterns: Mapping[Schedule, re.Pattern[str]]) -> dict[Schedule, re.Match[str]]:
    """For each pattern, its first match that is about hours of work; patterns without one are left out."""
    return {
        name: match
        for name, pattern in patterns.items()
        if (match := next((m for m in pattern.finditer(plain) if _sets_hours(plain, m)), None))
    }


def _sets_hours(plain: str, match: re.Match[str]) -> bool:
    return _is_about(plain, match, WORK, NOT_WORK) and not is_former(plain, match)


def _is_about(plain: str, match: re.Match[str], subject: re.Pattern[str], another: re.Pattern[str]) -> bool:
    """Whether the sentence of a match names `subject`, or its clause holds nothing but the match and little words.

    If the sentence names `another` subject too, the clause of the match has to name `subject` and not the other.
    """
    whole, clause = _around(_SENTENCE, plain, match), _around(_CLAUSE, plain, match)
    if another.search(whole):
        return bool(subject.search(clause)) and not another.search(clause)
    return bool(subject.search(whole)) or not (
        set(WORD.findall(_TIME.sub(" ", clause.replace(match[0], " ")))) - LITTLE
    )


def _is_must(plain: str, match: re.Match[str]) -> bool:
    return not _SOFT.search(_around(_SENTENCE, plain, match))


def around(plain: str, match: re.Match[str]) -> str:
    """The clause of a match in a text, normalized by `even`."""
    return _around(_CLAUSE, plain, match)


def sentence_around(plain: str, match: re.Match[str]) -> str:
    """The sentence of a match in a text, normalized by `even`."""
    return _around(_SENTENCE, plain, match)


def _around(boundary: re.Pattern[str], plain: str, match: re.Match[str]) -> str:
    start, end = _span(boundary, plain, match)
    return plain[start:end]


def _span(boundary: re.Pattern[str], plain: str, match: re.Match[str]) -> tuple[int, int]:
    start = max(
        (each.end() for each in boundary.finditer(plain, 0, match.start() + 1) if each.end() <= match.start()),
        default=0,
    )
    following = boundary.search(plain, match.end())
    return start, following.start() if following else len(plain)
