"""Checks of the word features, run by `test_in_rasa.py` in Rasa's environment."""
# mypy: ignore-errors

import numpy as np
from components.features import Word, WordFeatures
from sklearn.feature_extraction.text import TfidfVectorizer

TEXTS = [
    "je cherche un emploi à Alma",
    "combien coûte un loyer à Amos",
    "I look for a job",
    "un loyer, un loyer à Alma",
    "quel loyer",
]
CITIES = {"Alma", "Amos"}


def split(text: str) -> list[Word]:
    """Words as the tokenizer gives them."""
    words = text.replace(",", " ,").split()
    return [Word(word, frozenset({"B-city"} if word in CITIES else ())) for word in words]


def weighs_as_scikit_learn_does() -> None:
    """The rows of words and pairs of words, whatever the order of the columns; each group has length 1."""
    features = WordFeatures.fit([split(text) for text in TEXTS])
    texts = [*TEXTS, "un mot nouveau à Alma"]
    ours = features.matrix([split(text) for text in texts]).toarray()
    groups = {prefix: [at for term, at in features._columns.items() if term[0] == prefix] for prefix in "wmp"}
    theirs = TfidfVectorizer(
        ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b", sublinear_tf=True, strip_accents="unicode"
    )
    theirs.fit(TEXTS)
    assert len(groups["w"]) == len(theirs.vocabulary_)
    assert np.allclose(np.sort(ours[:, groups["w"]]), np.sort(theirs.transform(texts).toarray()), atol=1e-5)
    for columns in groups.values():
        assert np.allclose(np.linalg.norm(ours[:, columns], axis=1), 1, atol=1e-5)


def masks_names_and_survives_storage() -> None:
    """What is asked about Alma is asked about Amos; what is stored reads back the same."""
    features = WordFeatures.fit([split(text) for text in TEXTS])
    assert "m loyer a" in features._columns
    assert "m a B-city" in features._columns
    again = WordFeatures.from_state(features.state())
    for text in TEXTS:
        for before, after in zip(features.row(split(text)), again.row(split(text)), strict=True):
            assert np.allclose(before, after)
    columns, values = features.row([])
    assert len(columns) == len(values) == 0


if __name__ == "__main__":
    weighs_as_scikit_learn_does()
    masks_names_and_survives_storage()
    print("all hold")
