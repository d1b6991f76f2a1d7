"""Decides whether a message that the model takes for one on personal data speaks of them at all.

A copy of what is kept is sent at once: who only speaks of data that they are to give has asked for none. The card on
privacy is long: who neither asks anything nor says a word of data, of seeing or of trust is not shown it.
"""

import re

from bot.reading.normalized_in_place import either, even
from bot.reading.parse import Parse
from bot.reading.whether import asks_anywhere

_DATA = either(r"donnees|infos?|renseignements?|coordonnees", r"data|details|informations?")
_GIVES = re.compile(  # data are given by their writer, now or later
    r"(?<!\w)(?:(?:donn|partag|fourni|confi|entr|mett|rempl|laiss)\w*|giv(?:e|ing)|shar(?:e|ing)|provid(?:e|ing)"
    r"|enter(?:ing)?|fill(?:ing)?(?: in| out)?|put(?:ting)?|submit(?:ting)?)"
    r" (?:(?:vous|te|toutes?|mes|mon|nos|des|les|ces|plus|de|you|u|up|out|all|my|our|the|any|these|more|personal) )*"
    rf"(?:{_DATA})(?!\w)"
)
_ORDERED = re.compile(r"(?<!\w)(?:(?:can|could|will|would) (?:you|u) (?:please )?|(?:please|pls|svp|just),? |^\W*)$")
_A_COPY = re.compile(
    rf"(?<!\w)(?:{_DATA}|copi\w*|copy|export\w*|download\w*|telecharg\w*|send|envo\w+|fichier|file|pdf|everything|tout"
    r"|you (?:have|keep|know)|(?:vous|tu) (?:avez|as|gardez|gardes|savez|sais))(?!\w)"
)
_OF_PRIVACY = re.compile(
    either(
        r"(?<!\w)(?:donnees|conf|secr|partag|voi[rtes]|verr|lire|sav|sa[iu]|sache|gard|conserv|polic|arnaq|fraud|vol"
        r"|espion|consen|loi|effac|supprim|acces|acced|vend|pirat|surveil|anonym|montr|di[rst]|peur|inquiet|cach"
        r"|mefi|personnel|trouv|cherche|autori|sign|transm|envo|appart)\w*"
        r"|(?<!\w)(?:mes|mon|nos|vos|votre) (?:infos?|renseig\w+|inform\w+|noms?|numero|adresse|photos?|messages?"
        r"|reponses?|profil|dossier)(?!\w)",
        r"(?<!\w)(?:data|priv|confid|secre|shar|se[ent]|read|kn[eo]w|keep|kept|stor|police|immigra|gou?vern|scam|fraud|stol|steal"
        r"|spy|law|eras|delet|access|sell|sold|leak|hack|track|trust|anonym|show|tell|told|afraid|scared|worr|safe"
        r"|secur|legit|hid|person|public|consen|find|automat)\w*"
        r"|(?<!\w)(?:my|our|your) (?:info\w*|details|number|address|photos?|messages?|answers?|profile|file"
        r"|phone)(?!\w)",
    )
)
_INTERROGATIVE = re.compile(
    r"(?<!\w)(?:qui|quoi|ou|comment|quand|combien|who|what|where|how)(?!\w)|-(?:je|tu|t?-?ils?|vous)(?!\w)"
)


def of_ones_data(parse: Parse) -> Parse:
    """The parse without a wish for a copy of one's data, or a question on them, that its words speak against."""
    plain = even(parse.text)
    if parse.takes_for("export_my_data") and _only_gives(plain):
        parse = parse.without("export_my_data")
    if parse.takes_for("ask_privacy") and not _may_be_of_privacy(plain, even(parse.mended)):
        parse = parse.without("ask_privacy")
    return parse


def _only_gives(plain: str) -> bool:
    """Whether a text speaks of data that its writer is to give, and of no others: "before I give my data"."""
    given = [each for each in _GIVES.finditer(plain) if not _ORDERED.search(plain[: each.start()])]
    return bool(given) and not _A_COPY.search(_GIVES.sub(" ", plain))


def _may_be_of_privacy(plain: str, mended: str) -> bool:
    """Whether a text asks something, or has a word of data, of seeing, of keeping or of trust."""
    asked = asks_anywhere(plain) or bool(_INTERROGATIVE.search(plain))
    return asked or bool(_OF_PRIVACY.search(plain) or _OF_PRIVACY.search(mended))
