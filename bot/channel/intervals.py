"""How often the channel looks, and how long it waits. Tests pass shorter times."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Times of the channel as a whole, in seconds."""

    look_for_rasa: float = 2.0  # between checks of Rasa while messages wait for it
    look_for_due: float = 2.0  # between looks at what has fallen due
    look_for_new: float = 0.1  # between looks for what another process put into the inbox or the outbox
    erase: float = 1.0  # between attempts to scrub what was erased
    erased_elsewhere: float = 600.0  # between looks for who was erased in another process
    compare_asked: float = 600.0  # between looks for questions that were not compared with others yet
    tidy: float = 6 * 3600.0  # between looks for what is past its retention
    handle: float = 1.0  # before an update that could not be handled is tried again
    patience: float = 8.0  # given to running turns and messages at the end


USUAL = Rhythm()
