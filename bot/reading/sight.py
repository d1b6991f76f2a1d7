"""What was shown to somebody last, and what was spoken of before it: so that "the second one" means something."""

from dataclasses import dataclass

Shown = tuple[str, ...]  # an answer: its name and arguments


@dataclass(frozen=True, slots=True)
class Sight:
    """What was shown last, and what was spoken of before it."""

    buttons: tuple[Shown, ...] = ()
    done: tuple[Shown, ...] = ()  # the answers that were given last
    subject: Shown | None = None  # the answer that was given last about something
    trip: str | None = None
    place: str | None = None  # a region's or a town's code
    vacancy: str | None = None

    def after(self, done: tuple[Shown, ...], buttons: tuple[Shown, ...]) -> "Sight":
        """What is in sight once these answers were given, with these buttons."""
        subject, trip, place, vacancy = self.subject, self.trip, self.place, self.vacancy
        for shown in done:
            match shown:
                case (
                    "trip" | "trip_program" | "register" | "register_confirm" | "trip_about" | "wait",
                    identifier,
                    *_,
                ):
                    subject, trip, vacancy = shown, identifier, None
                case ("region", code, *_):
                    subject, place, trip, vacancy = shown, code, None, None
                case ("ask_region", topic, code):  # in words: the same subject as by a button
                    subject, place, trip, vacancy = ("region", code, topic), code, None, None
                case ("services", code, *_) if code:
                    subject, place, trip, vacancy = shown, code, None, None
                case ("vacancy", identifier, *_):
                    subject, vacancy, trip = shown, identifier, None
                case ("regions" | "ask_region" | "compare" | "trips" | "matches" | "welcome", *_):
                    subject, trip, vacancy = shown, None, None
                case ("article" | "ask", *_) if not trip:
                    subject = shown
        return Sight(buttons, done, subject, trip, place, vacancy)
