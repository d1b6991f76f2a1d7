"""How often the channel looks, how long it waits, how often it tries. Tests pass shorter times."""

from dataclasses import dataclass
from datetime import timedelta


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


@dataclass(frozen=True, slots=True)
class Retries:
    """Of the delivery of messages."""

    pauses: tuple[float, ...] = (0.2, 0.5, 1, 2, 5, 10, 20)  # seconds between attempts; the last one again and again
    most: int = 10  # attempts at one message while others arrive: then the message is at fault, not Telegram
    longest: timedelta = timedelta(
        days=1
    )  # how long one message is tried while Telegram is away; then it is out of date
    recovery: float = 5.0  # seconds of pause after something unforeseen, such as a database that is away

    def pause(self, failures: int) -> float:
        """Seconds to wait after this many failures in a row (at least one)."""
        return self.pauses[min(failures, len(self.pauses)) - 1]


USUAL, USUAL_RETRIES = Rhythm(), Retries()
