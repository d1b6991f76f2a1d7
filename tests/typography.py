"""French as the Office québécois de la langue française has it set."""

import re

# A non-breaking space before a colon, a percent sign and », and after «; none before a semicolon, ? and !.
UNTIDY_FRENCH = re.compile(
    r"""\w'\w | " | \.\.\. | «(?!\u00a0) | (?<!\u00a0)»
    | (?<![\u00a0\d/]):(?!\w) | (?<!\u00a0)% | [ \u00a0][;!?] | \d[ ]h\b""",
    re.VERBOSE,
)
