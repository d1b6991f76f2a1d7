"""A text over Telegram's limit, cut into pieces that it accepts."""

from itertools import chain

MOST_TEXT = 4096  # UTF-16 units of one message, as Telegram counts


def pieces(text: str) -> list[str]:
    """The text in pieces that Telegram accepts, cut between lines, which our tags never span.

    A line that is too long, which only somebody else can have written, is cut between words, and never within `&amp;`.
    """
    parts = [""]
    for line in chain.from_iterable(map(_pieces_of_line, text.split("\n"))):
        joined = f"{parts[-1]}\n{line}" if parts[-1] else line
        if len(joined.encode("utf-16-le")) // 2 > MOST_TEXT:
            parts.append(line)
        else:
            parts[-1] = joined
    return parts


def _pieces_of_line(line: str) -> list[str]:
    """A line, in pieces if Telegram would not accept it whole."""
    cut_off = []
    while (cut := _fitting(line)) < len(line):
        begun = line.rfind("&", max(0, cut - len("&quot;")), cut)
        if begun > 0 and ";" not in line[begun:cut]:
            cut = begun
        cut = max(line.rfind(" ", cut // 2, cut), 0) or cut
        cut_off.append(line[:cut])
        line = line[cut:].lstrip(" ")
    return [*cut_off, line]


def _fitting(line: str) -> int:
    """How many characters of a line Telegram accepts: those beyond U+FFFF count twice."""
    units = 0
    for at, character in enumerate(line):
        units += 1 + (ord(character) > 0xFFFF)
        if units > MOST_TEXT:
            return at
    return len(line)
