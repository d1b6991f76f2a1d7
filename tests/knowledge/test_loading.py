"""What is wrong in the data is refused with its file, its line and the mend."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import bot.knowledge
from bot.base.terms import Language
from bot.knowledge import KnowledgeError, load_knowledge
from bot.knowledge.facts import facts_of

DATA = Path(bot.knowledge.__file__).parent / "data"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def edit(file: Path, change: Callable[[str], str]) -> None:
    before = file.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    file.write_text(after, encoding="utf-8")


def refused(data: Path) -> str:
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(data)
    return str(caught.value)


def test_a_copy_of_the_data_loads_like_the_package(data: Path) -> None:
    assert load_knowledge(data).regions == load_knowledge().regions


def test_broken_yaml_names_file_and_line(data: Path) -> None:
    edit(data / "regions" / "01.yaml", lambda text: text.replace("nearby:", "nearby: [", 1))
    message = refused(data)
    assert "01.yaml, line " in message
    assert "mend it" in message


def test_a_missing_language_names_the_line_and_what_to_write(data: Path) -> None:
    file = data / "regions" / "02.yaml"
    edit(file, lambda text: text.replace("  en: Saguenay–Lac-Saint-Jean\n", "", 1))
    message = refused(data)
    assert "02.yaml, line 2: name" in message
    assert "write the text in en too" in message


def test_a_text_too_long_for_a_phone_is_refused(data: Path) -> None:
    file = data / "articles" / "first_steps" / "arrival.yaml"
    edit(
        file, lambda text: text.replace("answer:\n      fr: >-\n", "answer:\n      fr: >-\n        " + "long " * 200, 1)
    )
    assert "shorten the" in refused(data)


def test_a_duplicate_id_is_refused(data: Path) -> None:
    file = data / "articles" / "work" / "rights.yaml"
    edit(file, lambda text: text.replace("id: worker_rights", "id: francisation"))
    message = refused(data)
    assert "'francisation' is there twice; rename or remove one" in message
    assert re.search(r"rights.yaml, line \d+:", message)


def test_a_related_article_that_does_not_exist_is_refused(data: Path) -> None:
    file = data / "articles" / "first_steps" / "arrival.yaml"
    edit(file, lambda text: re.sub(r"related: \[\w+", "related: [housing_serch", text, count=1))
    message = refused(data)
    assert re.search(r"arrival.yaml, line \d+: 'housing_serch' is unknown; use one of housing_search", message)


def test_too_few_questions_are_refused(data: Path) -> None:
    file = data / "topics.yaml"
    edit(file, lambda text: re.sub(r"(fr:\n)(\s+- .*\n){14,}", r"\1      - une seule\n", text, count=1))
    assert "write at least 4 questions in fr" in refused(data)


def test_a_key_written_twice_is_refused(data: Path) -> None:
    edit(data / "regions" / "03.yaml", lambda text: text + '\ncode: "04"\n')
    assert "'code' is there twice" in refused(data)


def test_an_unknown_region_is_refused(data: Path) -> None:
    (data / "regions" / "09.yaml").unlink()
    message = refused(data)
    assert re.search(r"\d\d.yaml, line \d+: '09' is unknown; use one of", message)


def test_a_service_in_an_unknown_region_is_refused(data: Path) -> None:
    edit(data / "services" / "01.yaml", lambda text: text.replace('region: "01"', 'region: "00"', 1))
    message = refused(data)
    assert "services" in message
    assert "01.yaml, line 4: " in message


def test_a_missing_topic_is_refused(data: Path) -> None:
    edit(data / "regions" / "05.yaml", lambda text: text[: text.index("  community:")])
    assert "add the topics community" in refused(data)


def test_an_unverified_fact_is_refused(data: Path) -> None:
    edit(data / "services" / "02.yaml", lambda text: text.replace("verified: true", "verified: false", 1))
    assert "verified" in refused(data)


def test_a_wrong_row_of_a_table_names_its_line(data: Path) -> None:
    edit(data / "municipalities.csv", lambda text: text.replace(",01,175\n", ",01,many\n", 1))
    assert "municipalities.csv, line 2: population" in refused(data)


def test_a_nickname_of_an_unknown_town_is_refused(data: Path) -> None:
    edit(data / "town_aliases.csv", lambda text: text + "Nowhere,99999,Nowhere\n")
    assert "unknown town 99999" in refused(data)


def test_everyday_words_for_an_unknown_occupation_are_refused(data: Path) -> None:
    edit(data / "occupations.yaml", lambda text: text.replace("11100", "99999", 1))
    assert "99999 is no unit group" in refused(data)


def test_a_missing_file_is_refused(data: Path) -> None:
    (data / "french_scale.yaml").unlink()
    assert "french_scale.yaml: not there" in refused(data)


def test_an_empty_folder_is_refused(data: Path) -> None:
    shutil.rmtree(data / "services")
    assert "no file there" in refused(data)


FACT = """
    facts:
      - id: heating
        text: {fr: Le chauffage se paie souvent à part., en: Heating is often paid apart.}
        source: 0
        until: 2027-01-31
    review: {by:"""


def test_a_fact_beside_an_answer_is_shown_behind_more_until_its_last_day(data: Path) -> None:
    file = data / "articles" / "first_steps" / "arrival.yaml"
    edit(file, lambda text: text.replace("\n    review: {by:", FACT, 1))
    articles = load_knowledge(data).articles.values()
    [article] = [each for each in articles if any(fact.id == "heating" for fact in each.facts)]
    before = load_knowledge().article(article.id).rest(Language.ENGLISH, date(2027, 1, 31))
    assert article.rest(Language.ENGLISH, date(2027, 1, 31)) == f"{before}\n\nHeating is often paid apart.".strip()
    assert article.rest(Language.ENGLISH, date(2027, 2, 1)) == before


@pytest.mark.parametrize(
    ("wrong", "mend"),
    [
        (FACT.replace("source: 0", "source: 99"), "names a source that is not there"),
        (FACT.replace("    review", FACT[FACT.index("      - id") : FACT.index("    review")] + "    review"), "twice"),
        (FACT.replace("part.", "part " * 90), "shorten"),
    ],
)
def test_a_fact_that_does_not_fit_is_refused(data: Path, wrong: str, mend: str) -> None:
    edit(
        data / "articles" / "first_steps" / "arrival.yaml",
        lambda text: text.replace("\n    review: {by:", wrong, 1),
    )
    message = refused(data)
    assert "arrival.yaml, line " in message
    assert mend in message or "two facts are called" in message


def test_a_road_to_a_town_that_is_not_there_names_the_line(data: Path) -> None:
    edit(data / "roads.yaml", lambda text: text.replace("        Matane: 630\n", "        Matanne: 630\n"))
    message = refused(data)
    assert re.search(r"roads.yaml, line \d+: 'Matanne' is unknown", message)
    assert "Matane" in message


@pytest.mark.parametrize(
    ("cites", "broken"), [("cites: [0, 0, 1, ", "cites: [0, 0, "), ("cites: [0, 0, 1, ", "cites: [0, 0, 9, ")]
)
def test_a_sentence_without_its_source_is_named(data: Path, cites: str, broken: str) -> None:
    edit(data / "regions" / "05.yaml", lambda text: text.replace(cites, broken, 1))
    with pytest.raises(KnowledgeError, match=r"region 05 .*`cites` names a source"):
        facts_of(load_knowledge(data))
