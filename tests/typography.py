"""How French, English and Spanish are written here: French as the Office québécois de la langue française has it."""

import re

# A non-breaking space before a colon, a percent sign, a unit and », in a number and after «; none before ; ? and !.
UNTIDY_FRENCH = re.compile(
    r"""\w'\w | " | \.\.\. | «(?!\u00a0) | (?<!\u00a0)»
    | (?<![\u00a0\d/]):(?!\w) | (?<!\u00a0)% | [ \u00a0][;!?]
    | \d[ ](?: (?:h|min|[ck]?m²?|mm|k?g|L|k?W|kWh|MW)\b | [$€°] | \d{3}\b)""",
    re.VERBOSE,
)

# The assistant says « vous » to everybody.
FAMILIAR_FRENCH = re.compile(r"(?<![\w’-])(?:tu|toi|ton|ta|tes)(?![\w-])", re.IGNORECASE)

# Colour, centre and traveller as in Britain, program and organize as in the United States; names stay as they are.
NOT_CANADIAN = re.compile(
    r"""\b(?: colors? | centers? | labor | neighbor\w* | favorite | traveler\w* | cancell?ing(?<!cancelling) | canceled
    | enrollment | kilometers? | meters? | organis(?:e|ed|es|ing|ations?) | recognis\w+ | programmes?(?!\ d[e’]) )\b""",
    re.VERBOSE | re.IGNORECASE,
)

# A question and a cry are opened as well as closed; quotes are “ ”.
UNTIDY_SPANISH = re.compile(r"^[^¿]*\? | ^[^¡]*! | \" | \.\.\. | [ \u00a0][;:!?]", re.VERBOSE)
