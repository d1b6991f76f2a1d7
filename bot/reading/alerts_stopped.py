"""Recognizes who wants no job alerts any more: "stop the messages about jobs", « ne m'envoyez plus d'offres »."""

import re

from bot.reading.normalized_in_place import either

_JOB = either(r"emplois?|postes?|offres?|annonces?|boulots?|travail", r"jobs?|positions?|vacanc\w+|openings?|offers?")
_ALERTS = either(r"alertes?|notif\w*", r"alerts?|notif\w*")
_OFF = either(  # is said of messages
    r"arret\w+|cess(?:e[rz]?|ons)|desabonn\w+|desactiv\w+|met\w* fin",
    r"stop\w*|unsubscribe|turn\w* off|switch\w* off|disable|mute|opt out",
)
_NONE = either(  # is said of anything, and counts for alerts alone
    r"annul(?:e[rz]?)|enlev(?:e[rz]?)|retir(?:e[rz]?)|supprim(?:e[rz]?)|coup(?:e[rz]?)|ferm(?:e[rz]?)"
    r"|plus besoin|ve?u[xt] plus",
    r"cancel|remove|end|no more|(?:don't|dont|do not) (?:want|need)",
)
_WRITE = either(
    r"ecri\w+|envoy\w+|envoi\w*|avert\w+|preven\w+|previen\w+|notifi\w+|texte\w*",
    r"send\w*|writ\w+|texting|text|email\w*|notify\w*|messag\w+|contact\w*|alert\w*",
)
_SENT = either(
    rf"(?:m'|me |nous |t')?(?:{_WRITE})|messages?|textos?|avis|courriels?", r"texts|updates?|notices?|pings?"
)
_BETWEEN = r"(?:[ -]+(?!(?:and|et|pis|puis|then|ou|or|but|mais|que|that)(?!\w))[\w']+){0,4}?[ -]+(?:[dlm]')?"
_NO_LONGER = (
    rf"(?:ne |n')?(?:m'|me |nous )?(?:{_WRITE})(?:-moi|-nous)? (?:plus|pas|jamais)"
    rf"|ne plus (?:m'|me |nous )?(?:{_WRITE})"
)
_DO_NOT = rf"(?:don't|dont|do not|no longer|never)(?: (?:want|need)(?: you)? to)? (?:{_WRITE})"


def _said(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'])(?:{words})(?!\w)")


_STOPPED = _said(
    rf"(?:{_OFF}|{_NONE}){_BETWEEN}(?:{_ALERTS})"
    rf"|(?:{_OFF}|ve?u[xt] plus){_BETWEEN}(?:{_SENT})(?!\w){_BETWEEN}(?:{_JOB})"
    rf"|(?:{_NO_LONGER}|{_DO_NOT}){_BETWEEN}(?:{_ALERTS}|{_JOB})|(?:{_ALERTS}){_BETWEEN}off"
)
_STOPPED_IF_OF_ALERTS = _said(
    rf"(?:{_OFF}){_BETWEEN}(?:{_SENT}|{_JOB})|{_NO_LONGER}|{_DO_NOT}|(?:{_NONE}){_BETWEEN}(?:{_SENT})|unsubscribe|desabonn\w+"
)
_ASKED_WHY = _said(
    r"pourquoi|pk|pkoi|why|as-tu|avez-vous|did you|have you|n'hesit\w+"
    r"|(?:je|i|on|we) (?:ne |n'en |don't |do not |no longer )?(?:recoi\w+|recev\w+|get|got|receive)"
)
_NOT_TO_STOP = _said(
    rf"(?:ne |n')?(?:{_OFF}) (?:pas|jamais|surtout pas)"
    rf"|(?:don't|dont|do not|never|not|without|sans)(?: \w+){{0,2}} (?:{_OFF})"
)
_NOT_TO_MISS = _said(r"manqu\w+|rat(?:e[rz]?)|echapp\w+|miss\w*")


def stops_alerts(plain: str, *, of_alerts: bool = False) -> bool:
    """Whether the words say so. `of_alerts`: the model takes them for words on job alerts, so that fewer are needed."""
    stops = _STOPPED.search(plain) or (of_alerts and _STOPPED_IF_OF_ALERTS.search(plain))
    return bool(stops) and not any(each.search(plain) for each in (_ASKED_WHY, _NOT_TO_STOP, _NOT_TO_MISS))
