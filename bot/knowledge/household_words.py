"""What the people of a household are called, as alternatives of regular expressions on folded words."""

PARTNERS = (
    r"(?:conjointe?s?|mari|epou(?:x|se)|femme|husband|wife|hubby|spouse|partner|partenaire|copine?|copain|chum|blonde"
    r"|boyfriend|girlfriend|fiancee?|madanm|compagne|compagnon|missus|(?:better|other) half|(?:douce|tendre) moitie"
    r"|madame(?! (?:et|and|ou|or) (?:monsieur|sir|mr)\b)"
    r"(?= (?:et|and|plus|pis|puis|avec|with|vient|suit|aussi|embarque|les|mes|1|2|3)\b|$)"
    r"|madam(?= (?:and|n|plus) (?:the |my |our |[1-9] )?(?:baby|kids?|child\w*|sons?|daughters?|boys?|girls?)\b)"
    r"|(?<=la )patronne)"
)
ENFANT = r"[ea]nf[ae]n"  # enfant, enfan, enfen, anfant: as people type it
ONE_CHILD = rf"(?:{ENFANT}t?|kid|child|bebe|bb|baby|fille|fils|garcon|daughter|boy|girl)"
# What children are called at home.
PETS_NAMES = (
    r"(?:puces?|tresors?|treasures?|princess(?:e|es)?|loulous?|poussins?|monstres?|monsters?|cocos?|cocottes?|anges?"
    r"|angels?|munchkins?|minis?|mousses?|flos?|kiddos?|bunso|nenes?|nenas?|bambins?|marmots?|marmailles?|gamine?s?|gosses?)"
)
SONS = r"filles?|fils|garcons?|gars|sons?|daughters?|boys?|girls?|ados?|teen(?:ager)?s?"
CHILDREN = (
    rf"(?:{ENFANT}t?s?|timoun|pitit|p ?tite?s?|petite?s|kid[sz]?|child(?:[ea]?r[ea]n)?s?|bebes?|bbs?|bab(?:y|ies)"
    rf"|{SONS}|{PETS_NAMES}|(?:little|small|big|young) ones)"
)
# Adults who come along beside a partner.
RELATIVE = (
    r"(?:(?:grand |belle |beau )?(?:meres?|peres?|soeurs?|freres?)|(?:grand )?(?:maman|papa)"
    r"|(?:step|grand)?(?:mother|father|brother|sister)s?|(?:grand)?(?:mom|mum|dad)s?|tantes?|oncles?|aunts?"
    r"|uncles?|grandmas?|grandpas?|nieces?|neveux?|nephews?|cousine?s?|colocs?|colocataires?|roommates?|amie?s?|friends?)"
)
SEVERAL = (
    rf"(?:{ENFANT}t?s|timouns|p ?tite?s|petite?s|kid[sz]|child(?:[ea]?r[ea]n)s?|bebes|bbs|babies|filles|garcons"
    r"|sons|daughters|boys|girls|ados|teen(?:ager)?s|(?:little|small|young) ones|(?<=mes )fils|(?<=nos )fils"
    r"|(?<=les )fils|(?<=mes )gars|(?<=nos )gars|(?<=les )gars)"
)
