"""Puts questions that ask the same in different words together, so that what is missing most often is seen first."""

from collections.abc import Sequence

from bot.knowledge.base import Knowledge
from bot.knowledge.meaning import Meanings
from bot.knowledge.question_reading import Asked, QuestionReader
from bot.knowledge.vectors import Vectors

_ALIKE = 0.45  # cosine from which two questions are taken to ask the same


class QuestionGroups:
    """Groups texts by what they mean, wherever they are about: rents in Alma and in Gaspé are one question."""

    def __init__(self, knowledge: Knowledge, meanings: Meanings) -> None:
        self._reader = QuestionReader(knowledge)
        self._meanings = meanings

    def of(self, texts: Sequence[str]) -> list[list[int]]:
        """The positions of texts that ask the same, the largest group first."""
        bare = [self._reader.read(Asked(text)).bare or text for text in texts]
        return alike(self._meanings.apart(bare)) if texts else []


def alike(meant: Vectors) -> list[list[int]]:
    """The positions of vectors (of length 1, one a row) that are alike, the largest group first."""
    groups: list[list[int]] = []
    for at in range(len(meant)):
        near = max(groups, key=lambda group: float((meant[group] @ meant[at]).mean()), default=None)
        if near is not None and float((meant[near] @ meant[at]).mean()) >= _ALIKE:
            near.append(at)
        else:
            groups.append([at])
    return sorted(groups, key=lambda group: -len(group))
