"""The parts of the assistant that may be processes of their own."""

from enum import StrEnum


class Role(StrEnum):
    """What a process does."""

    INTAKE = "intake"  # updates of Telegram into the inbox
    TURNS = "turns"  # from the inbox to an answer in the outbox, with Rasa
    SENDER = "sender"  # the outbox to Telegram
    CLOCK = "clock"  # what falls due
    WEB = "web"  # the officers' console


ALL = frozenset(Role)
