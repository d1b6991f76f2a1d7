"""The real knowledge base and one resolver for the whole room: reading them is the slow part."""

import pytest

from bot.knowledge import Knowledge, Resolver, load_knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def resolver(knowledge: Knowledge) -> Resolver:
    return Resolver(knowledge)
