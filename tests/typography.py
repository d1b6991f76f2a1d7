"""French as the Office québécois de la langue française has it set."""

import re

# A non-breaking space before a colon, a percent sign, a unit and », in a number and after «; none before ; ? and !.
UNTIDY_FRENCH = re.compile(
    r"""\w'\w | " | \.\.\. | «(?!\u00a0) | (?<!\u00a0)»
    | (?<![\u00a0\d/]):(?!\w) | (?<!\u00a0)% | [ \u00a0][;!?]
    | \d[ ](?: (?:h|min|[ck]?m²?|mm|k?g|L|k?W|kWh|MW)\b | [$€°] | \d{3}\b)""",
    re.VERBOSE,
)
