"""How often the channel looks, how long it waits, and how often it tries. A test hands in shorter ones."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Of the channel as a whole, in seconds."""

    look_for_rasa: float = 2.0  # between looks while messages wait for it
    look_for_due: float = 2.0  # between looks at what time brings
    look_for_new: float = 0.1  # between looks at what another process put into the inbox or the outbox
    erase: float = 1.0  # between tries to scrub what was erased
    tidy: float = 6 * 3600.0  # between looks for what is over
    handle: float = 1.0  # before an update that could not be handled is tried again
    patience: float = 8.0  # that running turns and messages get at the end


@dataclass(frozen=True, slots=True)
class Retries:
    """Of the delivery of messages."""

    pauses: tuple[float, ...] = (0.2, 0.5, 1, 2, 5, 10, 20)  # seconds between attempts; the last one again and again
    most: int = 10  # of one message, each while others arrived: then it is the message, and not Telegram
    recovery: float = 5.0  # seconds after something unforeseen, such as a database that is away

    def pause(self, failures: int) -> float:
        """Seconds to wait after so many failures in a row, one at least."""
        return self.pauses[min(failures, len(self.pauses)) - 1]


USUAL, USUAL_RETRIES = Rhythm(), Retries()
