"""How the assistant presents itself before anybody has written: its commands and its purpose."""

from collections.abc import Mapping

from bot.base.i18n import Texts


def commands(t: Texts) -> Mapping[str, str]:
    """The menu of commands, in order."""
    return {
        "start": t.gettext("Begin"),
        "profile": t.gettext("My profile and where I stand"),
        "matches": t.gettext("Employers who may suit me"),
        "trips": t.gettext("Coming exploratory trips"),
        "mytrips": t.gettext("My seats on trips"),
        "regions": t.gettext("Discover a region"),
        "services": t.gettext("Local services"),
        "french": t.gettext("Learn French"),
        "human": t.gettext("Talk to a person"),
        "language": t.gettext("Change the language"),
        "help": t.gettext("What I can do"),
        "cancel": t.gettext("Stop the questions"),
        "privacy": t.gettext("Your privacy"),
        "mydata": t.gettext("See my data"),
        "delete": t.gettext("Erase my data"),
    }


def description(t: Texts) -> str:
    """What an empty chat shows. At most 512 characters."""
    return t.gettext(
        "I help people who think about a job and a life in a region of Québec: employers, exploratory trips, "
        "services, learning French. I am a program, not an official service, and I give no legal advice."
    )


def short_description(t: Texts) -> str:
    """What the profile of the assistant shows. At most 120 characters."""
    return t.gettext("A job and a life in a region of Québec: employers, trips, services, French.")
