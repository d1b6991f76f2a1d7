"""Test candidates and what is in their chat with the bot."""

from dataclasses import dataclass, field

from sandbox.wire import Json

FIRST_PERSON = 700_000_001


@dataclass
class Person:
    """One candidate; in a private chat the chat has the candidate's own number."""

    id: int
    first_name: str
    language_code: str | None = None
    started: bool = False
    blocked: bool = False
    messages: dict[int, Json] = field(default_factory=dict)
    presses: dict[str, Json] = field(default_factory=dict)
    keyboard: Json | None = None

    def user(self) -> Json:
        """As Telegram describes a user; the language is left out when the app sends none."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        return user | ({"language_code": self.language_code} if self.language_code else {})

    def chat(self) -> Json:
        """As Telegram describes a private chat."""
        return {"id": self.id, "type": "private", "first_name": self.first_name}

    def summary(self) -> Json:
        """A line in the list of candidates."""
        last = next(reversed(self.messages.values()), None)
        return {
            "id": self.id,
            "first_name": self.first_name,
            "language_code": self.language_code,
            "started": self.started,
            "blocked": self.blocked,
            "last": last,
        }


def default_people() -> list[Person]:
    """One per language that an app announces, and one whose app announces none."""
    names = (("Amina", "fr"), ("Carlos", "en"), ("Mei", None))
    return [Person(FIRST_PERSON + place, name, language) for place, (name, language) in enumerate(names)]
