"""The words for family, friends and other people in both languages, as alternatives for regular expressions."""

from bot.reading.normalized_in_place import either

PARTNER = either(
    r"mari|epoux|epouse|femme|conjointe?|partenaire|chum|blonde|copine?|copain|fiancee?|compagne|compagnon",
    r"husband|wife|wifey|missus|hubby|bf|gf|spouse|partner|boyfriend|girlfriend|fiancee?",
)
CHILD = either(
    r"fils|filles?|enfants?|garcons?|bebes?|bbs?|ados?|petite?s?|flos?|mousses?|marmots?|jumeaux|jumelles|gosses?|gamine?s?",
    r"sons?|daughters?|kids?|child|children|boys?|girls?|baby|babies|teen(?:ager)?s?|twins|pickneys?|picknies|pikins?",
)
# Without a "my" before it, "son" may be French for "his".
BARE_CHILD = CHILD.replace(
    "|son|",
    r"|son(?= (?:is|was|has|had|will|can|does|goes|starts?|studies|study|works?|speaks?|lives?|finish\w*|comes?|needs?"
    r"|wants?"
    r"|\d|and|in|at|with|who|he|also|too)(?!\w)|:? ?$|[,.;:])|",
)
# How family and friends are called in text messages, in pidgin, in the Caribbean and in Creole. Words that are rather
# said to somebody ("bro, I am a cook") are not among them.
_RELATIVE_AS_SPOKEN = (
    r"brod?d?as?|brudd?ah?s?|brothas?|bredd?a[hs]?|sistah?s?|sistaz|auntie?s?|aunty|mumsy|popsy|granny|grannies"
    r"|couz|couzins?|kouzen|kouzin|fwe|soeurette|tanties?|memere|pepere"
)
_FRIEND_AS_SPOKEN = (
    r"cop1e?s?|copins|kopines?|kopins?|zanmi|zami|padnas?|padnah|bredren|bredrin|mandem|fellas?|fellows?"
)
# Familiar names of relatives: at home, in text messages, and in the French of other countries.
_FAMILIAR = (
    r"papa|maman|m'man|p'pa|papi|papy|mami|mamie|tonton|tata|tatie|daron(?:ne)?s?|reum|reup|reuf|reus"
    r"|frangine?|frerot|beauf|belle-?soeur|jumeau|jumelle"
    rf"|{_RELATIVE_AS_SPOKEN}"
)
# Other people: friends, relatives, people at work.
ANOTHER = either(
    (
        r"amie?s?|pere|mere|frere|s(?:oe|œ)ur|cousine?s?|oncles?|tantes?|neveux?|nieces?|voisine?s?|collegues?|patron"
        r"|patronne"
        r"|boss|chef|employeurs?|parents?|coloc|gens|gars|monsieur|dame|homme"
        r"|personnes?|annonce|quelqu'un|compatriotes?|connaissance|cliente?s?|eleves?|camarades?"
        r"|potes?|(?:beau|belle|beaux|demi|grand|grande|grands)-\w+"
        r"|gendre|bru|filleule?|locataires?|ex"
        rf"|{_FAMILIAR}|{_FRIEND_AS_SPOKEN}"
    ),
    (
        r"friends?|mother(?! tongue)|mom|mum|father|dad|brothers?|sisters?|cousins?|uncles?|aunts?|nephews?|nieces?"
        r"|neighbou?rs?|colleagues?|coworkers?|boss|manager|employers?|roommate|parents?|man|woman|guy|lady|people|someone"
        r"|somebody|ad|advert|everyone|\w+-in-law|in-laws"
        r"|clients?|customers?|classmates?|grand\w+|ex|budd(?:y|ies)|pals?|besties?|homies?|mates"
    ),
)
# The relatives among them. "chef" or "boss" without "my" may be a trade.
RELATIVE = either(
    rf"pere|mere|frere|s(?:oe|œ)ur|cousine?|oncle|tante|(?:beau|belle|grand)-\w+|parents?|{_FAMILIAR}",
    r"mother(?! tongue)|mom|mum|father|dad|brother|sister|cousin|uncle|aunt|\w+-in-law",
)
# Trades, and words that people are addressed by, that mean another person only after a possessive ("my doctor") or
# before a verb ("the doctor says").
SERVING = either(
    r"bro|bruv|sis|fam|mec|meuf|boug|oga|prof|professeure?|enseignante?|avocate?|medecin|proprio|proprietaire|superviseure?|gerante?|famille",
    r"teacher|professor|instructor|lawyer|doctor|landlord|landlady|supervisor|family",
)
_POSSESSIVE = either(
    r"mon|mn|m'n|ma|mes|notre|nos|un|une|le|la|les|l'|son|sa|cette|ce|cet|des",
    r"my|our|a(?! \d)|an|the|his|her|some|this|that|one of my|dis|dat|dem|these|those",
)
OWNING = either(r"mon|mn|m'n|ma|mes|notre|nos|son|sa", r"my|our|his|her|their")
POSSESSIVE = rf"(?:{_POSSESSIVE})(?: |(?<='))"  # with the blank or apostrophe after it: "mason" is not "ma son"
KIN = f"{PARTNER}|{CHILD}|{ANOTHER}"
# People whom nobody calls by name: "someone", "all the guys who came with me", « ceux qui sont partis ».
_GROUP = either(
    r"gens|gars|monde|personnes|hommes|femmes|anciens|autres",
    r"people|persons|guys|fell?as|fellows|folks|lads|dudes|men|women|others",
)
SOMEBODY = either(
    r"quelqu'un|tout le monde|(?:ceux|celles)(?= (?:qui|que|avec qui|de (?:mon|ma|notre))(?!\w))"
    rf"|(?:tous|toutes|plein|beaucoup|plusieurs|la plupart|ces) (?:les |des |de |d'|mes |nos )?(?:{_GROUP})"
    r"(?= (?:qui|que|dont|de (?:mon|ma|notre|mes)|sont|vivent|habitent|restent|demeurent)(?!\w))",
    r"someone|somebody|everyone|everybody|nobody|those(?= (?:who|that)(?!\w))"
    r"|people(?= (?:who|that|say|tell|told|here|there|think|want|like))"
    rf"|(?:all|most|many|plenty|lots|some|half|these|those|dem|them) (?:of )?(?:(?:the|dem|them|de|my|our) )?"
    rf"(?:{_GROUP})(?= (?:who|whom|that|from (?:my|the)|i|we|are|does?|live|stay|went|moved)(?!\w))",
)
