"""A candidate's wishes beside the profile, in words."""

from bot.base.i18n import Texts
from bot.base.terms import Wish
from bot.knowledge import Knowledge
from bot.programme.profiles import Profile
from bot.replies.words import wish_name, wish_text


def wishes_told(t: Texts, knowledge: Knowledge, profile: Profile) -> list[tuple[str, str]]:
    """Each wish that was told: its name, and its value in words."""
    told = [(wish, value) for wish in Wish if (value := profile.value(wish)) not in (None, ())]
    return [(wish_name(t, wish), wish_text(t, knowledge, wish, value)) for wish, value in told]
