"""Recognizes who wants no job alerts any more: "stop the alerts", « ne m'envoyez plus d'alertes ».

Only a bare order ends the alerts, since this happens at once. Who asks about stopping them, pleads to keep them or
stops only some of them is shown whether they are on, and a button.
"""

import re
from itertools import pairwise

from bot.reading.context import Context
from bot.reading.normalized_in_place import either, even, without_quotes
from bot.reading.parse import EMERGENCY, Parse
from bot.reading.sight import Shown
from bot.reading.whether import asks

OFF, NOW = ("job_alerts_off",), ("job_alerts_now",)
_INTENT = "job_alerts"
_PIECE = re.compile(  # parts that say one thing each; what ends a part belongs to it
    r"[.;!?\n,:()]+|(?<!\w)(?:et|and|pis|puis|then|mais|but)(?!\w)"
)
_ENDED = re.compile(r"[.;!?\n]\s*$|^\s*$")
_JOB = either(
    r"emplois?|postes?|offres?|annonces?|boulots?|travail", r"jobs?|work|positions?|vacanc\w+|openings?|offers?"
)
_ALERTS = either(r"alertes?|notif\w*", r"alerts?|notif\w*")
_NOTES = either(r"messages?|textos?|avis|courriels?", r"texts|emails?|updates?|notices?|pings?")
_WHICH = (
    r"(?:(?:les|mes|ces|vos|tes|des|de|aux?|a|toutes?|tous|vos|nouve\w+|autres|the|these|those|this|all|any|my|your"
    r"|more|further|other|such|of|new|jobs?|work|daily) |d'|l')*"
)
_ABOUT = rf"(?:(?:d'|de |du |des |pour |sur |about |for |of |on ){_WHICH}(?:{_JOB}))"
_THE_ALERTS = rf"{_WHICH}(?:{_ALERTS})(?: {_ABOUT})?"
_THE_NOTES = rf"{_WHICH}(?:{_NOTES}) {_ABOUT}"
_OFFERS = rf"{_WHICH}(?:{_JOB})(?: (?:d'|de )?(?:{_JOB}))?"
_TO_ME = r"(?: (?:to )?(?:me|us))?"
_SEND = r"send|writ|text|email|messag|notify|contact|alert"
_SENDING = r"(?:sending|writing|texting|emailing|messaging|notifying|contacting|alerting)"
_SEND_NOW = r"(?:send|write|text|email|message|notify|contact|alert)"
_ENVOYER = r"(?:m'|me |nous )?(?:envoyer|ecrire|avertir|prevenir|notifier|texter)"
_ENVOYEZ = (
    r"(?:m'|me |nous )?(?:envo(?:ie|ye|yes|yez|yer)|ecri(?:s|vez)|averti(?:s|ssez)|pr(?:eviens|evenez)|notifie[zs]?)"
)
_END = either(
    r"(?:arret|cess|desactiv|annul|enlev|retir|supprim|coup|ferm)(?:e|es|ez|er|ons)(?:[- ]moi)?|stoppe[zr]?"
    r"|met(?:s|tez|tre)? fin",
    r"stop|cancel|disable|mute|remove|end|turn off|switch off|shut off",
)
_DONT = r"(?:please )?(?:don'?t|do not|never|no longer)"
_NO_MORE = r"(?=.*(?<!\w)(?:more|anymore|longer)(?!\w))"
_ORDERS = (
    rf"(?:{_END}) {_THE_ALERTS}|(?:turn|switch|shut) {_THE_ALERTS} off|{_THE_ALERTS} off"
    rf"|(?:unsubscribe(?: me)? from|opt(?: me)? out of|take me off) {_THE_ALERTS}"
    rf"|(?:me )?desabonne[rz]?(?:[- ]moi)? (?:de |d')?{_THE_ALERTS}"
    rf"|(?:{_END}) {_THE_NOTES}"
    rf"|stop {_SENDING}{_TO_ME} (?:{_THE_ALERTS}|{_THE_NOTES}|{_OFFERS}|{_ABOUT})"
    rf"|(?:arret|cess)(?:e|ez|er) (?:de |d'){_ENVOYER} (?:{_THE_ALERTS}|{_THE_NOTES}|{_OFFERS}|{_ABOUT})"
    rf"|{_DONT} {_SEND_NOW}{_TO_ME} {_THE_ALERTS}"
    rf"|{_NO_MORE}{_DONT} {_SEND_NOW}{_TO_ME} (?:{_THE_NOTES}|{_OFFERS}|{_ABOUT})"
    rf"|(?:ne |n'){_ENVOYEZ} (?:plus|pas|pu) {_THE_ALERTS}"
    rf"|(?:ne |n'){_ENVOYEZ} (?:plus|pu) (?:{_THE_NOTES}|{_OFFERS}|{_ABOUT})"
    rf"|ne plus (?:{_ENVOYER}|recevoir) (?:{_THE_ALERTS}|{_THE_NOTES}|{_OFFERS})"
    rf"|(?:no more|no|pas d[e']) ?(?:{_THE_ALERTS}|{_THE_NOTES})"
    rf"|(?:i |we )?(?:(?:don'?t|do not|no longer) (?:want|need|wish))(?: to (?:get|receive|have|see))?"
    rf" (?:{_THE_ALERTS}|{_THE_NOTES})"
    rf"|{_NO_MORE}(?:i |we )?(?:don'?t|do not|no longer) (?:want|wish) to (?:get|receive) {_OFFERS}"
    rf"|(?:je |on |nous )?(?:ne )?ve?u[xt] (?:pu|(?:plus|pas) (?:recevoir|avoir)) (?:{_THE_ALERTS}|{_THE_NOTES})"
    rf"|(?:je |on |nous )?ne (?:veu[xt]|voulons|souhaite) (?:plus|pas) (?:{_THE_ALERTS}|{_THE_NOTES})"
    rf"|(?:je |on |nous )?ne (?:veu[xt]|voulons|souhaite) plus recevoir {_OFFERS}"
    rf"|(?:(?:je |j'|on )?(?:n')?(?:ai |a )?)?(?:plus|pu|pas) besoin {_THE_ALERTS}"
)
_ORDERS_IF_OF_ALERTS = (  # of nothing else, where alerts are spoken of
    rf"unsubscribe(?: me)?|(?:me )?desabonne[rz]?(?:[- ](?:moi|nous))?"
    rf"|stop {_SENDING}{_TO_ME}(?: (?:this|that|these|those|them|it|(?:{_WHICH})(?:{_NOTES})))?"
    rf"|{_DONT} {_SEND_NOW}{_TO_ME}(?: (?:this|that|these|those|them|it))?"
    rf"|(?:ne |n'){_ENVOYEZ} (?:plus|pu|pas)(?: (?:ca|rien|(?:{_WHICH})(?:{_NOTES})))?"
    rf"|(?:arret|cess)(?:e|ez|er) (?:de |d'){_ENVOYER}(?: (?:ca|cela|(?:{_WHICH})(?:{_NOTES})))?"
    rf"|(?:{_END}) {_WHICH}(?:{_NOTES})"
)
_ORDERS_IN_SIGHT = (  # right below the alerts, a word that points at them is enough
    r"stop|stop (?:it|them|that|this|these|those|all)|(?:turn|switch|shut) (?:it|them|that|this|these|those) off"
    r"|(?:turn|switch|shut) off (?:these|those|them)|(?:cancel|end|disable|mute) (?:it|them|that|these|those)"
    r"|no more(?: of (?:it|them|that|these|those))?|(?:i )?(?:don'?t|do not|no longer) (?:want|need) (?:it"
    r"|them|these|those)"
    r"|(?:arret|cess)(?:e|ez|er)(?:[- ](?:les|la|ca|cela|tout))?|(?:desactiv|annul|stopp|supprim)(?:e|ez"
    r"|er)[- ](?:les|ca)"
    r"|les (?:arreter|desactiver|annuler)|(?:je )?n'en veux (?:plus|pas)"
)
_LEAD = (
    r"\W*(?:(?:hello|hi|hey|bonjour|bonsoir|salut|allo|ok|okay|please|pl[sz]|svp|stp|s'il (?:vous|te) plait"
    r"|thanks|merci"
    r"|well|bon|alors|so|also|aussi|now|just|yes|oui|no|non|nope|actually|finalement|en fait|maintenant)\W+)*"
    r"(?:(?:can|could|would|will) (?:you|u) (?:please )?|i want (?:you )?to |i(?: would|'d) like (?:you )?to |you can "
    r"|(?:pouvez|pourriez|peux|pourrais|voulez|veux)[- ](?:vous|tu) |(?:vous|tu) (?:pouvez|peux) |veuillez |merci de "
    r"|(?:je |j')(?:veux|voudrais|souhaite|aimerais) |(?:svp|please) )?"
)
_TAIL = (
    r"(?:\W+(?:please|pl[sz]|svp|stp|s'il (?:vous|te) plait|thanks|thank you|merci(?: beaucoup)?|now|right (?:away|now)"
    r"|any ?more|any longer|after all|finalement|for me|from now on|for good|completely|ok"
    r"|maintenant|tout de suite|pour moi|desormais"
    r"|dorenavant|completement|immediate\w*))*\W*"
)


def _bare(orders: str) -> re.Pattern[str]:
    return re.compile(rf"{_LEAD}(?:{orders}){_TAIL}")


_BARE, _BARE_IF_OF_ALERTS, _BARE_IN_SIGHT = map(_bare, (_ORDERS, _ORDERS_IF_OF_ALERTS, _ORDERS_IN_SIGHT))
# What may follow the order in its sentence: a reason, or something else to do; never a limit of the order.
_GOES_ON = re.compile(
    r"\W*(?:(?:et|and|pis|puis|then) (?!.*(?<!\w)(?:"
    rf"{_ALERTS}|{_JOB}|{_NOTES}|only|just|seulement|juste|sauf|except)(?!\w)).*"
    r"|(?:(?:because|since|car|parce que|puisque|as) )?(?:i|we|j'|je|on|nous) ?(?:already |now )?"
    r"(?:have |'ve |ai |a |avons )?"
    r"(?:already |now |deja |just )?(?:found|got|a (?:new )?job|work|trouve|signe|un (?:emploi|travail|boulot)).*"
    r"|(?:thanks|thank you|merci|please|svp).*)?"
)
_STOPPING = either(
    r"arret\w+|cess(?:e[rz]?|ons)|desabonn\w+|desactiv\w+|met\w* fin|annul(?:e[rz]?)|enlev(?:e[rz]?)|retir(?:e[rz]?)"
    r"|supprim(?:e[rz]?)|coup(?:e[rz]?)|ferm(?:e[rz]?)|plus besoin|ve?u[xt] (?:plus|pas|pu)"
    rf"|{_ENVOYEZ}(?:-moi|-nous)? (?:plus|pas|jamais)|ne plus {_ENVOYER}",
    r"stop\w*|unsubscribe|turn\w* off|switch\w* off|disable|mute|opt\w* out|cancel\w*|remove|end (?:the|my|these|all)"
    rf"|no more|no(?= (?:new |job )*alert)|no longer"
    rf"|(?:don'?t|do not) (?:want|need)|(?:don'?t|do not|never) (?:{_SEND})\w*",
)
_BETWEEN = r"(?:[ -]+(?!(?:ou|or|que|that)(?!\w))[\w']+){0,4}?[ -]+(?:[dlm]')?"


def _said(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


_OF_STOPPING = _said(rf"(?:{_STOPPING}){_BETWEEN}(?:{_ALERTS})|(?:{_ALERTS}){_BETWEEN}off")
_OF_STOPPING_IF_OF_ALERTS = _said(
    rf"(?:stop\w*|arret\w+|cess(?:e[rz]?)|no longer|don'?t|do not|never){_BETWEEN}(?:{_SEND})\w*"
    rf"|unsubscribe|desabonn\w+|(?:envo\w+|{_ENVOYEZ})(?:-moi|-nous)? (?:plus|pas|jamais)|(?:arret\w+"
    rf"|cess(?:e[rz]?)) (?:de |d'){_ENVOYER}"
    rf"|ne (?:recoi\w+|recev\w+) (?:plus|pas|jamais)"
)
_STATE = _said(rf"(?:{_ALERTS})\W.{{0,20}}(?<!\w)(?:on|off|active\w*|desactive\w*|allume\w*|arrete\w*|running)")
_WANTED = _said(  # these alerts are asked for: "I don't want to miss an alert", « n'hésitez pas à m'alerter »
    r"manqu\w+|rat(?:e[rz]?)|echapp\w+|miss\w*|hesit\w+"
)


def of_alerts(parse: Parse, context: Context) -> tuple[int, int, Shown] | None:
    """Start and end of the part that speaks of stopping alerts, and what it leads to: their end, or how they stand."""
    if parse.takes_for(EMERGENCY):
        return None
    plain = even(without_quotes(parse.text))
    in_sight = context.offered(OFF[0]) is not None or OFF in context.sight.done or NOW in context.sight.done
    pieces = list(_pieces(plain))
    spoken_of = [
        (start, end) for start, end in pieces if _speaks(plain[start:end], in_sight or _takes(parse, start, end))
    ]
    for start, end in pieces:
        if _orders(plain, start, end, of_alerts=_takes(parse, start, end), in_sight=in_sight):
            others = any(each != (start, end) for each in spoken_of)  # "stop the alerts? No, don't stop the alerts"
            return start, end, NOW if others else OFF
    return (*spoken_of[0], NOW) if spoken_of else None


def _takes(parse: Parse, start: int, end: int) -> bool:
    """Whether the model takes the words there for words on job alerts."""
    return parse.intent == _INTENT or any(
        each.intent == _INTENT and each.start < end and start < each.end for each in parse.clauses
    )


def _orders(plain: str, start: int, end: int, *, of_alerts: bool, in_sight: bool) -> bool:
    said = plain[start:end]
    bare = (
        _BARE.fullmatch(said)
        or ((of_alerts or in_sight) and _BARE_IF_OF_ALERTS.fullmatch(said))
        or (in_sight and _BARE_IN_SIGHT.fullmatch(said))
    )
    if not bare or ("?" in said and not asks(said.replace("?", ""))):  # "stop the alerts?" only wonders
        return False
    if not _ENDED.search(plain[:start]) and not _is_lead(plain[:start]):
        return False
    rest = re.split(r"[.;!?\n]", plain[end:], maxsplit=1)[0] if not _ENDED.search(said) else ""
    return bool(_GOES_ON.fullmatch(rest.strip()))


def _is_lead(before: str) -> bool:
    """Whether only a greeting or a reason stands before the order in its sentence."""
    last = re.split(r"[.;!?\n]", before)[-1].strip(" ,:")
    return bool(re.fullmatch(_LEAD, last + " ") or _GOES_ON.fullmatch(last))


def _speaks(said: str, of_alerts: bool) -> bool:
    """Whether this part speaks of stopping alerts, or asks how they stand."""
    if _WANTED.search(said):
        return False
    return bool(
        _OF_STOPPING.search(said)
        or (of_alerts and _OF_STOPPING_IF_OF_ALERTS.search(said))
        or (asks(said) and _STATE.search(said))
    )


def _pieces(plain: str) -> list[tuple[int, int]]:
    """Start and end of each part with words in it."""
    cuts = sorted({0, len(plain), *(_cut(match) for match in _PIECE.finditer(plain))})
    return [(start, end) for start, end in pairwise(cuts) if any(map(str.isalnum, plain[start:end]))]


def _cut(match: re.Match[str]) -> int:
    return match.start() if match[0][0].isalnum() else match.end()
