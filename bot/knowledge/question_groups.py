"""Groups questions that ask the same in different words, so that what is missing most often is seen first."""

from collections.abc import Sequence

from bot.knowledge.vectors import Vectors

_ALIKE = 0.45  # cosine from which two questions are taken to ask the same


def together(texts: Sequence[str], meant: Vectors) -> list[list[str]]:
    """Texts in groups that ask the same, the largest first.

    Args:
        texts: what was asked.
        meant: their directions without the places that they name, one row each (`Meanings.apart`).
    """
    groups: list[list[int]] = []
    for at in range(len(texts)):
        near = max(groups, key=lambda group: float((meant[group] @ meant[at]).mean()), default=None)
        if near is not None and float((meant[near] @ meant[at]).mean()) >= _ALIKE:
            near.append(at)
        else:
            groups.append([at])
    return [[texts[at] for at in group] for group in sorted(groups, key=lambda group: -len(group))]
