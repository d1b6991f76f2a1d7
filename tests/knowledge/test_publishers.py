"""Every source that people are shown is a body that decides or publishes, by its host."""

from pathlib import Path
from urllib.parse import urlparse

import pytest
import yaml

from bot.knowledge import Knowledge
from bot.knowledge.review import reviewed

LISTED = yaml.safe_load((Path(__file__).parent / "publishers.yml").read_text(encoding="utf-8"))
PUBLISHERS = frozenset(host for hosts in LISTED.values() for host in hosts)
PRESS = frozenset([*LISTED["press"], "immigrantquebec.com", "immigrantquebecpro.com"])
EVENTS = frozenset({"programme", "regions", "roads", "services"})  # a visit that took place, who opened a door


def publishes(url: str, publishers: frozenset[str] = PUBLISHERS) -> bool:
    """Whether a page is of one of the bodies, or of a part of its site."""
    labels = (urlparse(url).hostname or "").split(".")
    return any(".".join(labels[start:]) in publishers for start in range(len(labels)))


def test_every_source_is_a_body_that_decides_or_publishes(knowledge: Knowledge) -> None:
    sources = [(subject, name, source.url) for subject, name, entry in reviewed(knowledge) for source in entry.sources]
    assert len(sources) > 500
    assert [one for one in sources if not publishes(one[2])] == []


def test_no_rule_is_told_by_the_press_or_a_guide(knowledge: Knowledge) -> None:
    rules = [(name, entry) for subject, name, entry in reviewed(knowledge) if subject not in EVENTS]
    assert len(rules) > 80
    assert [(name, one.url) for name, entry in rules for one in entry.sources if publishes(one.url, PRESS)] == []


def test_no_publisher_is_listed_in_vain(knowledge: Knowledge) -> None:
    hosts = {urlparse(source.url).hostname or "" for _, _, entry in reviewed(knowledge) for source in entry.sources}
    unused = [each for each in PUBLISHERS if not any(host == each or host.endswith(f".{each}") for host in hosts)]
    assert unused == []


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://www.quebec.ca/sante", True),
        ("https://www.saaq.gouv.qc.ca", True),
        ("https://notquebec.ca/sante", False),
        ("https://github.com/somebody/data", False),
        ("https://somebody.github.io/page", False),
        ("https://www.immigration-blog.example/rules", False),
        ("https://canada.ca.example.com/permit", False),
    ],
)
def test_a_copy_or_a_shop_is_no_publisher(url: str, publisher: bool) -> None:
    assert publishes(url) is publisher
