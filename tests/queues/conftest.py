"""Queues are tried on both kinds of database, with people of the programme."""

from tests.programme.conftest import database_kind, newcomer, session

__all__ = ["database_kind", "newcomer", "session"]
