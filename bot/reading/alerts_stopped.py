"""Recognizes who wants no job alerts any more: "stop the alerts", « ne m'envoyez plus d'alertes ».

Only a bare order ends the alerts, since this happens at once: words that end or refuse something, and after them
nothing but alerts and little words. Who asks about stopping them, pleads to keep them or stops only some of them is
shown whether they are on, and a button.
"""

import re
from itertools import pairwise

from bot.reading.context import Context
from bot.reading.normalized_in_place import either, even, whole, without_quotes
from bot.reading.parse import EMERGENCY, Parse
from bot.reading.sight import Shown
from bot.reading.whether import asks, sentence_span

OFF, NOW = ("job_alerts_off",), ("job_alerts_now",)
_INTENT = "job_alerts"
# Begins a part that says one thing.
_CUT = re.compile(r"(?<=[.;!?\n,:()])(?![.;!?\n,:()])|(?<!\w)(?=(?:et|and|pis|puis|then|mais|but)(?!\w))")

# What may be ended, and what may stand beside it.
_ALERTS = either(r"alertes?|notif\w*", r"alerts?|notif\w*")
_NOTES = (
    r"(?<!my )(?<!mes )(?:"  # what the writer sends is no alert
    + either(r"messages?|textos?|avis|courriels?", r"texts|emails?|updates?|notices?|pings?")
    + ")"
)
_JOBS = either(
    r"emplois?|postes?|offres?|annonces?|boulots?|travail", r"jobs?|work|positions?|vacanc\w+|openings?|offers?"
)
_IT = either(r"les|la|ca|cela|tout|en", r"it|them|that|this|these|those|all")
_SENDING = either(
    r"(?:m'|me |nous )?(?:(?:envo[iy]|ecri|averti|previen|preven|notifi)\w*|texte[rz]?)|recevoir",
    r"(?:send|writ|text|email|messag|notify|contact|alert)(?:e|ing)?|to (?:get|receive)",
)
_POLITE = either(
    r"svp|stp|s'il (?:vous|te) plait|merci(?: beaucoup| bien)?|bonjour|bonsoir|salut|allo|bon|alors|aussi|oui|non"
    r"|en fait|finalement|(?<!pour )maintenant|tout de suite|desormais|dorenavant|completement|immediatement",
    r"please|pl[sz]|thanks(?: a lot)?|thank you(?: (?:so|very) much)?|hello|hi|hey|well|so|also|just|yes"
    r"|no|nope|ok|okay|actually|after all|(?<!for )now|right (?:away|now)|from now on|for good|completely|immediately",
)
_LITTLE = either(
    r"d'|l'|de|du|des|le|aux?|a|mes|ces|vos|tes|toutes?|tous|nouve\w+|autres|moi|nous|pour|sur|plus|pas|pu|avoir|rien",
    r"the|any|my|your|more|anymore|longer|further|other|such|of|new|daily|off|me|us|for|on|about|to(?: have| see)?",
)

# What ends or refuses something.
_NOT = r"don'?t|do not|no longer"
_STOP = either(r"(?:arret|cess)(?:e[rsz]?|ons)", r"stop|no more")
_ENDS = either(
    r"(?:desactiv|annul|supprim|stopp)(?:e[rsz]?|ons)|met(?:s|tez|tre)? fin", r"cancel|disable|mute|end(?! of)"
)
_TAKES_AWAY = either(r"(?:enlev|retir|coup|ferm)(?:e[rsz]?|ons)", r"remove")
_NONE = either(r"pas(?= d)", r"no")
_SIGNS_OFF = either(r"(?:me )?desabonne[rz]?", r"unsubscribe(?: me)?(?: from)?|opt(?: me)? out|take me off")
_SENDS_NOT = either(
    rf"(?:ne (?:plus )?|n')(?!(?:me |nous )?\S+nt )(?={_SENDING})|(?:plus|pu)(?= recevoir)",
    rf"(?:{_NOT}|never)(?= (?:{_SENDING}))",
)
_WANTS_NOT = either(
    r"(?:je |on |nous )?(?:(?:ne |n'en )(?:veu[xt]|voulons|souhait\w+)|veu[xt](?= pu(?!\w)))"
    r"|(?:je |j'|on )?(?:n')?(?:ai |a )?(?:plus|pu|pas) besoin",
    rf"(?:i |we )?(?:{_NOT}) (?:want|need|wish)",
)
_OFF = r"(?:(?:turn|switch|shut)(?!\w))?(?=.*(?<!\w)off(?!\w))"
_WOULD = either(
    r"(?:pouvez|pourriez|peux|pourrais|voulez|veux)[- ](?:vous|tu)|(?:vous|tu) (?:pouvez|peux)|veuillez|merci de"
    r"|(?:je |j')(?:veux|voudrais|souhaite|aimerais)|les",
    r"(?:can|could|would|will) (?:you|u)|i want(?: you)? to|i(?: would|'d) like(?: you)? to|you can",
)
_LEAD = rf"\W*(?:(?:{_POLITE}|{_WOULD})(?:\W+|$))*"
_BARE = re.compile(
    rf"{_LEAD}(?:{_STOP}|{_ENDS}|{_TAKES_AWAY}(?=.*(?<!\w)(?:{_ALERTS}|{_NOTES}))|{_SIGNS_OFF}"
    rf"|(?:{_NONE})(?=.*(?<!\w)(?:{_ALERTS}))"  # "no messages" may complain that none come
    rf"|{_SENDS_NOT}|{_WANTS_NOT}|{_OFF})"
    rf"(?:\W*(?<!\w)(?:{_ALERTS}|{_NOTES}|{_JOBS}|{_IT}|{_SENDING}|{_POLITE}|{_LITTLE})(?:(?<=')|(?!\w)))*\W*"
)
_LIMITS = rf"{_ALERTS}|{_JOBS}|{_NOTES}|only|just|seulement|juste|sauf|except"
# What may stand beside the order in its sentence: a reason, or something else to do; never a limit of the order.
_BESIDE = re.compile(
    rf"{_LEAD}|\W*(?:et|and|pis|puis|then) (?!.*(?<!\w)(?:{_LIMITS})(?!\w)).*"
    r"|\W*(?:(?:because|since|car|parce que|puisque|as) )?(?:i|we|j'|je|on|nous) ?"
    r"(?:(?:already|now|have|'ve|ai|a|avons|deja|just) )*"
    r"(?:found|got|a (?:new )?job|work|trouve|signe|un (?:emploi|travail|boulot))(?!\w).*"
)

# What speaks of ending them at all.
_BETWEEN = r"(?:[ -]+(?!(?:ou|or|que|that)(?!\w))[\w']+){0,4}?[ -]+(?:[dlm]')?"
_REFUSES = either(
    rf"(?:ne |n')?(?!\S*ecrit )(?:{_SENDING})(?:-moi|-nous)? (?:plus|pas|jamais)|ne plus (?:{_SENDING})",
    rf"(?:{_NOT}|never) (?:{_SENDING})",
)
_STOPPING = either(
    r"arret\w+|desabonn\w+|desactiv\w+|plus besoin|ve?u[xt] (?:plus|pas|pu)",
    r"stop\w*|cancel\w*|(?:turn|switch)\w* off|opt\w* out|no(?= (?:new |job )*alert)|no longer"
    r"|(?:don'?t|do not) (?:want|need)",
)
_SPEAKS = whole(
    rf"(?:{_STOPPING}|{_STOP}|{_ENDS}|{_TAKES_AWAY}|{_REFUSES}){_BETWEEN}(?:{_ALERTS})|(?:{_ALERTS}){_BETWEEN}off"
)
_WRITES = rf"(?:send|writ|text|email|messag|notify|contact)\w*|{_NOTES}|{_ALERTS}"
_SPEAKS_IF_MEANT = whole(
    rf"(?:{_STOP}) (?:\w+ )?(?:de |d')(?:{_SENDING})|(?:stop\w*|arret\w+|{_NOT}|never){_BETWEEN}(?:{_WRITES})"
    rf"|unsubscribe|desabonn\w+|{_REFUSES}|ne (?:recoi\w+|recev\w+) (?:plus|pas|jamais)"
)
_ASKS_WHETHER = whole(rf"(?:{_ALERTS})\W.{{0,20}}(?<!\w)(?:on|off|active\w*|desactive\w*|allume\w*|arrete\w*|running)")
_WANTED = whole(r"manqu\w+|rat(?:e[rz]?)|echapp\w+|miss\w*|hesit\w+")  # "I don't want to miss an alert"
_FOR_ALERTS, _FOR_JOBS = whole(_ALERTS), whole(_JOBS)
_ABOUT_JOBS = whole(rf"(?:{_NOTES})(?: (?:{_LITTLE}))* ?(?:{_JOBS})|(?:{_JOBS}) (?:{_NOTES})")
_NO_MORE = whole(rf"{_STOP}|plus|pu|more|anymore|longer")
_OF_SENDING, _OF_WRITING = whole(_SENDING), whole(rf"{_SENDING}|{_SIGNS_OFF}|{_NOTES}")
_POINTS = whole(rf"{_STOP}|les|ca|cela|en|it|them|these|those")


def of_alerts(parse: Parse, context: Context) -> tuple[int, int, Shown] | None:
    """Start and end of the part that speaks of stopping alerts, and what it leads to: their end, or how they stand."""
    if parse.takes_for(EMERGENCY):
        return None
    plain = even(without_quotes(parse.text))
    in_sight = context.offered(OFF[0]) is not None or OFF in context.sight.done or NOW in context.sight.done
    orders: list[tuple[int, int]] = []
    speaks: list[tuple[int, int]] = []
    for start, end in pairwise([0, *(cut.start() for cut in _CUT.finditer(plain)), len(plain)]):
        meant = in_sight or _takes(parse, start, end)
        if _orders(plain, start, end, meant=meant, in_sight=in_sight):
            orders.append((start, end))
        elif _speaks(plain[start:end], meant):
            speaks.append((start, end))
    if orders:
        return (*orders[0], NOW if speaks else OFF)  # "stop the alerts? No, don't stop the alerts"
    return (*speaks[0], NOW) if speaks else None


def _takes(parse: Parse, start: int, end: int) -> bool:
    """Whether the model takes the words there for words on job alerts."""
    return parse.intent == _INTENT or any(
        each.intent == _INTENT and each.start < end and start < each.end for each in parse.clauses
    )


def _orders(plain: str, start: int, end: int, *, meant: bool, in_sight: bool) -> bool:
    """Whether this part orders the end of all alerts, and nothing in its sentence limits that."""
    said = plain[start:end]
    if not _BARE.fullmatch(said) or ("?" in said and not asks(said.replace("?", ""))):  # "stop the alerts?" wonders
        return False
    first, last = sentence_span(plain, start)
    beside = (plain[first:start], plain[end:last])
    return _means_alerts(said, meant=meant, in_sight=in_sight) and all(map(_BESIDE.fullmatch, beside))


def _means_alerts(said: str, *, meant: bool, in_sight: bool) -> bool:
    """Whether it is the alerts that this bare order ends. The fewer words name them, the surer else they must be."""
    if _FOR_ALERTS.search(said) or _ABOUT_JOBS.search(said):
        return True
    if _FOR_JOBS.search(said):
        return bool(_OF_SENDING.search(said) and _NO_MORE.search(said))
    return bool((meant and _OF_WRITING.search(said)) or (in_sight and _POINTS.search(said)))


def _speaks(said: str, meant: bool) -> bool:
    """Whether this part speaks of stopping alerts, or asks how they stand."""
    if _WANTED.search(said):
        return False
    return bool(
        _SPEAKS.search(said) or (meant and _SPEAKS_IF_MEANT.search(said)) or (asks(said) and _ASKS_WHETHER.search(said))
    )
